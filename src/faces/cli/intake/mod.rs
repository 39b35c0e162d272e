//! `desist intake`: the queue of what waits for a person, and the person's decision; how a mail is understood
//! (`explain`), and how well mails are (`measure`), also by what persons decided (`labels`).

mod explain;
mod labels;
pub mod measure;
mod measured;
mod shown;
mod train;
mod world;

use super::args::{Decide, Intake as What};
use super::failure::Failure;
use super::{Answer, open, print, print_json};
use crate::domain::label::SPAM;
use crate::domain::reading::{Intent, IntentKind};
use crate::faces::serve::house::OnEmpty;
use crate::mail::parse;
use crate::services::intake::queue::Ruling;
use crate::settings::Settings;

use super::topics::BY;

/// Mails that are listed at most.
const LISTED: i64 = 1_000;

pub(super) async fn run(what: What, settings: &Settings) -> Result<Answer, Failure> {
    match what {
        What::Explain(what) => explain::run(&what, settings).await,
        What::Measure(what) => measured::run(&what),
        What::Train(what) => train::run(&what),
        What::List { status, json } => list(&status, json, settings).await,
        What::Show { id, raw, json } => show(&id, raw, json, settings).await,
        What::Labels { json } => labels::run(json, settings).await,
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
    print(&shown::list(&mails, services.clock.now()))?;
    Ok(Answer::Yes)
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
    if as_json {
        print_json(&mail)?;
        return Ok(Answer::Yes);
    }
    // What no reader bore is not parsed again; what was not kept cannot be.
    let raw = if mail.reading.is_some() { services.raw_mail(None, id).await.ok() } else { None };
    let content = raw.map(|raw| parse::parse(&raw));
    let mut cases = Vec::new();
    for case in &mail.cases {
        cases.push(services.case(None, case).await?.case);
    }
    print(&shown::mail(&mail, content.as_ref(), &cases, services.clock.now()))?;
    Ok(Answer::Yes)
}

async fn decide(decided: &Decide, settings: &Settings) -> Result<Answer, Failure> {
    let ruling = Ruling {
        about: decided.about.as_deref().map(super::address).transpose()?,
        intents: decided
            .intents
            .iter()
            .filter(|word| *word != "none" && *word != SPAM)
            .map(|w| intent(w, decided))
            .collect::<Result<_, _>>()?,
        spam: decided.intents.iter().any(|word| word == SPAM),
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
