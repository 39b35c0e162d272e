//! `desist agent`: support mailboxes whose forwards are trusted.

use std::io::Read;
use std::path::Path;

use serde_json::json;

use super::args::Agent as What;
use super::failure::Failure;
use super::table::table;
use super::topics::BY;
use super::{Answer, address, open, print, print_json};
use crate::domain::agent::StatusNotes;
use crate::faces::serve::house::{self, OnEmpty};
use crate::services::intake::{Client, Letter};
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
        What::Test { file, client, helo, from, json } => {
            let client = client.map(|ip| Client { ip, helo });
            test(&file, client, from, json, settings).await
        }
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

async fn test(
    file: &Path,
    client: Option<Client>,
    mail_from: Option<String>,
    as_json: bool,
    settings: &Settings,
) -> Result<Answer, Failure> {
    let raw = read(file)?;
    let services = open(settings, OnEmpty::Refuse).await?;
    let letter = Letter { raw, mail_from, rcpt_to: Vec::new(), client, by_token: false, received_at: None, via: None };
    let answer = house::reader(settings, &services)?.test_agent(&letter).await?;
    if as_json {
        print_json(&json!({ "trusted": answer.vouches, "again_later": answer.retry, "reasons": answer.reasons }))?;
    } else {
        let reasons: String = answer.reasons.iter().map(|reason| format!("  {reason}\n")).collect();
        let verdict = if answer.vouches { "A forward like this is trusted." } else { "It is not trusted." };
        print(&format!("{verdict}\n{reasons}"))?;
    }
    Ok(if answer.vouches { Answer::Yes } else { Answer::No })
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |e| Failure::io(&format!("read {}", file.display()), e);
    match file.to_str() {
        Some("-") => {
            let mut raw = Vec::new();
            std::io::stdin().read_to_end(&mut raw).map_err(failed)?;
            Ok(raw)
        }
        _ => std::fs::read(file).map_err(failed),
    }
}
