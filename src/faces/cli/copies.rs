//! `desist case copy`, `redact`, `send-back` and `deliver`: the copy of data that somebody asked for.

use std::path::Path;

use serde_json::{Value, json};

use super::cases::moved;
use super::failure::Failure;
use super::topics::BY;
use super::{Answer, open, print, typed_in};
use crate::faces::serve::house::OnEmpty;
use crate::services::cases::copy::Redaction;
use crate::settings::Settings;

pub(super) async fn show(id: &str, format: &str, settings: &Settings) -> Result<Answer, Failure> {
    let is_page = match format {
        "json" => false,
        "html" => true,
        _ => return Err(Failure::Input("--format is json or html.".to_owned())),
    };
    let services = open(settings, OnEmpty::Refuse).await?;
    let copy = services.access_copy(None, id).await?;
    let text = match is_page {
        true => services.copy_file(&copy),
        false => serde_json::to_string_pretty(&copy).map_err(|e| Failure::Trouble(e.to_string()))? + "\n",
    };
    print(&text)?;
    Ok(Answer::Yes)
}

pub(super) async fn redact(
    id: &str,
    task: &str,
    path: Option<String>,
    replace: Option<&Path>,
    settings: &Settings,
) -> Result<Answer, Failure> {
    let redaction = match (path, replace) {
        (Some(path), _) => Redaction::Path(path),
        (None, Some(file)) => Redaction::Replace(read(file)?),
        (None, None) => Redaction::Whole,
    };
    moved(open(settings, OnEmpty::Refuse).await?.redact(None, id, task, redaction, BY).await?)
}

/// JSON where it is JSON, else text.
pub(super) fn json_or_text(text: String) -> Value {
    serde_json::from_str(&text).unwrap_or_else(|_| json!(text))
}

fn read(file: &Path) -> Result<Value, Failure> {
    let unread = |e| Failure::Input(format!("{} cannot be read as text: {e}.", file.display()));
    let text = match file == Path::new("-") {
        true => typed_in()?,
        false => std::fs::read_to_string(file).map_err(unread)?,
    };
    Ok(json_or_text(text))
}

pub(super) async fn send_back(
    id: &str,
    task: &str,
    note: Option<String>,
    settings: &Settings,
) -> Result<Answer, Failure> {
    moved(open(settings, OnEmpty::Refuse).await?.send_back(None, id, task, note, BY).await?)
}

pub(super) async fn deliver(id: &str, version: Option<i64>, settings: &Settings) -> Result<Answer, Failure> {
    let delivered = open(settings, OnEmpty::Refuse).await?.deliver_copy(None, id, version, BY).await?;
    eprintln!("A link is on its way to {}, and opens the copy until {}.", delivered.to, delivered.expires);
    moved(delivered.moved)
}
