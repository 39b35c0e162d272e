//! `desist case`: what recipients asked for and somebody must answer.

use super::args::Case as What;
use super::failure::Failure;
use super::table::table;
use super::topics::BY;
use super::{Answer, open, print, print_json};
use crate::domain::case::CaseState;
use crate::faces::serve::house::OnEmpty;
use crate::services::cases::Case;
use crate::settings::Settings;

/// Cases that are listed at most.
const LISTED: i64 = 1_000;

pub(super) async fn run(what: What, settings: &Settings) -> Result<Answer, Failure> {
    match what {
        What::List { state, json } => list(&state, json, settings).await,
        What::Show { id } => {
            let services = open(settings, OnEmpty::Refuse).await?;
            print_json(&services.case(None, &id).await?)?;
            Ok(Answer::Yes)
        }
        What::Close { id } => {
            open(settings, OnEmpty::Refuse).await?.close_case(None, &id, BY).await?;
            eprintln!("Closed.");
            Ok(Answer::Yes)
        }
    }
}

async fn list(state: &str, as_json: bool, settings: &Settings) -> Result<Answer, Failure> {
    let wrong = || Failure::Input("--state is received, needs_review, done or any.".to_owned());
    let state = match state {
        "any" => None,
        word => Some(CaseState::from_word(word).ok_or_else(wrong)?),
    };
    let services = open(settings, OnEmpty::Refuse).await?;
    let cases = services.list_cases(None, state, "", LISTED).await?;
    match as_json {
        true => print_json(&cases)?,
        false => {
            print(&table(&["id", "received", "kind", "state", "about"], &cases.iter().map(row).collect::<Vec<_>>()))?
        }
    }
    Ok(Answer::Yes)
}

fn row(case: &Case) -> Vec<String> {
    let about = case.recipient.clone().unwrap_or_default();
    vec![case.id.clone(), case.received_at.rfc3339(), case.kind.to_owned(), case.state.to_owned(), about]
}
