//! `desist agent`: support mailboxes whose forwards are trusted.

use super::args::Agent as What;
use super::failure::Failure;
use super::table::table;
use super::topics::BY;
use super::{Answer, address, open, print, print_json};
use crate::domain::agent::StatusNotes;
use crate::faces::serve::house::OnEmpty;
use crate::settings::Settings;

pub(super) async fn run(what: What, settings: &Settings) -> Result<Answer, Failure> {
    match what {
        What::Add { address, status_notes } => add(&address, &status_notes, settings).await,
        What::Remove { address: typed } => {
            open(settings, OnEmpty::Refuse).await?.remove_agent(&address(&typed)?, BY).await?;
            eprintln!("Forwards from there are trusted no longer.");
            Ok(Answer::Yes)
        }
        What::List { json } => list(json, settings).await,
    }
}

async fn add(typed: &str, notes: &str, settings: &Settings) -> Result<Answer, Failure> {
    let wrong = || Failure::Input("--status-notes is off, digest or each.".to_owned());
    let notes = StatusNotes::from_word(notes).ok_or_else(wrong)?;
    let address = address(typed)?;
    let services = open(settings, OnEmpty::Begin).await?;
    let agent = services.add_agent(&address, notes, BY).await?;
    eprintln!(
        "Forwards from this mailbox are trusted when its own mail is proven. Status notes: {}.",
        agent.status_notes.word()
    );
    Ok(Answer::Yes)
}

async fn list(as_json: bool, settings: &Settings) -> Result<Answer, Failure> {
    let services = open(settings, OnEmpty::Refuse).await?;
    let agents = services.agents()?;
    if as_json {
        print_json(&agents)?;
        return Ok(Answer::Yes);
    }
    let row = |agent: &crate::domain::agent::NamedAgent| {
        vec![agent.address.delivery().to_owned(), agent.status_notes.word().to_owned(), agent.created_at.date()]
    };
    print(&table(&["address", "status notes", "since"], &agents.iter().map(row).collect::<Vec<_>>()))?;
    Ok(Answer::Yes)
}
