//! `desist intake`: the queue of what waits for a person, and the person's decision; how a mail is understood
//! (`explain`), and how well mails are (`measure`).

mod explain;
pub mod measure;
mod measured;
mod world;

use serde_json::Value;

use super::args::{Decide, Intake as What};
use super::failure::Failure;
use super::table::table;
use super::{Answer, open, print, print_json};
use crate::domain::reading::{Intent, IntentKind};
use crate::faces::serve::house::OnEmpty;
use crate::services::intake::queue::{QueuedMail, Ruling};
use crate::settings::Settings;

use super::topics::BY;

/// Mails that are listed at most.
const LISTED: i64 = 1_000;

pub(super) async fn run(what: What, settings: &Settings) -> Result<Answer, Failure> {
    match what {
        What::Explain(what) => explain::run(&what, settings).await,
        What::Measure(what) => measured::run(&what),
        What::List { status, json } => list(&status, json, settings).await,
        What::Show { id, raw, json } => show(&id, raw, json, settings).await,
        What::Decide(decided) => decide(&decided, settings).await,
    }
}

async fn list(status: &str, as_json: bool, settings: &Settings) -> Result<Answer, Failure> {
    let services = open(settings, OnEmpty::Refuse).await?;
    let status = if status == "any" { "" } else { status };
    let mut mails = services.list_mails(None, status, "", LISTED).await?;
    mails.sort_by_key(|mail| !mail.forwarding_check);
    if as_json {
        print_json(&mails)?;
        return Ok(Answer::Yes);
    }
    let rows: Vec<_> = mails.iter().map(row).collect();
    print(&table(&["id", "received", "status", "about", "intents"], &rows))?;
    Ok(Answer::Yes)
}

fn row(mail: &QueuedMail) -> Vec<String> {
    let received = mail.received_at.rfc3339();
    vec![mail.id.clone(), received, mail.status.clone(), about(mail).unwrap_or_default(), wants(mail)]
}

fn wants(mail: &QueuedMail) -> String {
    if mail.forwarding_check { "forwarding check".to_owned() } else { intents(mail).join(", ") }
}

fn about(mail: &QueuedMail) -> Option<String> {
    mail.reading.as_ref()?.get("about")?.as_str().map(str::to_owned)
}

fn intents(mail: &QueuedMail) -> Vec<String> {
    let found = mail.reading.as_ref().and_then(|reading| reading.get("intents")).and_then(Value::as_array);
    let kind = |intent: &Value| intent.get("kind").and_then(Value::as_str).map(str::to_owned);
    found.into_iter().flatten().filter_map(kind).collect()
}

async fn show(id: &str, raw: bool, as_json: bool, settings: &Settings) -> Result<Answer, Failure> {
    let services = open(settings, OnEmpty::Refuse).await?;
    if raw {
        use std::io::Write;
        let bytes = services.raw_mail(None, id).await?;
        std::io::stdout().lock().write_all(&bytes).map_err(Failure::output)?;
        return Ok(Answer::Yes);
    }
    let mail = services.queued_mail(None, id).await?;
    match as_json {
        true => print_json(&mail)?,
        false => print(&in_words(&mail))?,
    }
    Ok(Answer::Yes)
}

/// A mail for a person at a terminal: what came, what was understood, and how to decide.
fn in_words(mail: &QueuedMail) -> String {
    let field = |name: &str, value: &str| format!("{name:<11}{}\n", clean(value));
    let mut text = field("mail", &mail.id);
    text += &field("received", &mail.received_at.rfc3339());
    text += &field("to", &mail.recipients.join(", "));
    text += &field("status", &mail.status);
    if let Some(reading) = &mail.reading {
        let word = |name: &str| reading.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        text += &field("about", &word("about"));
        text += &field("written by", &word("written_by"));
        text += &field("trust", &word("trust"));
        text += &field("language", &word("language"));
        text += &field("intents", &intents(mail).join(", "));
        for reason in reading.get("reasons").and_then(Value::as_array).into_iter().flatten() {
            text += &field("because", reason.as_str().unwrap_or_default());
        }
        text += "\n";
        text.extend(word("text").lines().map(|line| format!("> {}\n", clean(line))));
    }
    if mail.status == "review" {
        text +=
            &format!("\ndesist intake decide {} --as unsubscribe_all    (or another intent, or: --as none)\n", mail.id);
    }
    text
}

/// What a stranger wrote must not steer the terminal.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

async fn decide(decided: &Decide, settings: &Settings) -> Result<Answer, Failure> {
    let ruling = Ruling {
        about: decided.about.as_deref().map(super::address).transpose()?,
        intents: decided
            .intents
            .iter()
            .filter(|word| *word != "none")
            .map(|w| intent(w, decided))
            .collect::<Result<_, _>>()?,
        answer: !decided.quiet,
    };
    let services = open(settings, OnEmpty::Refuse).await?;
    let ruled = services.decide_mail(None, &decided.id, ruling, BY).await?;
    match decided.json {
        true => print_json(&ruled)?,
        false => eprintln!("{}: {}{}", ruled.id, ruled.became, if ruled.answered { ", answered" } else { "" }),
    }
    Ok(Answer::Yes)
}

fn intent(word: &str, decided: &Decide) -> Result<Intent, Failure> {
    let kind = IntentKind::from_word(word).filter(|kind| *kind != IntentKind::None);
    let words = || IntentKind::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
    let wrong = || Failure::Input(format!("--as is one of {}.", words()));
    let mut intent = Ruling::intent(kind.ok_or_else(wrong)?);
    intent.topic.clone_from(&decided.topic);
    intent.days = decided.days;
    intent.until.clone_from(&decided.until);
    Ok(intent)
}
