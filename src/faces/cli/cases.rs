//! `desist case`: what recipients asked for and somebody must answer.

use super::args::Case as What;
use super::failure::Failure;
use super::table::table;
use super::topics::BY;
use super::{Answer, open, print, print_json};
use crate::domain::case::CaseState;
use crate::faces::serve::house::OnEmpty;
use crate::services::cases::{Case, CaseMove};
use crate::settings::Settings;
use crate::store::cases::CaseFilter;

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
            let done = CaseMove { to: Some(CaseState::Done), quiet: true, ..CaseMove::default() };
            open(settings, OnEmpty::Refuse).await?.move_case(None, &id, done, BY).await?;
            eprintln!("Closed.");
            Ok(Answer::Yes)
        }
    }
}

async fn list(state: &str, as_json: bool, settings: &Settings) -> Result<Answer, Failure> {
    let state = match state {
        "any" => "",
        word if word == "open" || CaseState::from_word(word).is_some() => word,
        _ => return Err(Failure::Input(format!("--state is open, any or one of: {}.", words()))),
    };
    let services = open(settings, OnEmpty::Refuse).await?;
    let filter = CaseFilter { state: state.to_owned(), ..CaseFilter::default() };
    let cases = services.list_cases(&filter, "", LISTED).await?;
    match as_json {
        true => print_json(&cases)?,
        false => {
            print(&table(&["id", "received", "kind", "state", "about"], &cases.iter().map(row).collect::<Vec<_>>()))?
        }
    }
    Ok(Answer::Yes)
}

fn words() -> String {
    CaseState::ALL.iter().map(|state| state.word()).collect::<Vec<_>>().join(", ")
}

fn row(case: &Case) -> Vec<String> {
    let about = case.recipient.clone().unwrap_or_default();
    vec![case.id.clone(), case.received_at.rfc3339(), case.kind.to_owned(), case.state.to_owned(), about]
}
