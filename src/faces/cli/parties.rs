//! `desist system`, `desist partner`, `desist controller`: who else must be told.

use super::args::{Party as What, PartyAbout};
use super::failure::Failure;
use super::table::table;
use super::topics::{BY, key};
use super::{Answer, address, open, print, print_json};
use crate::domain::address::Address;
use crate::domain::case::PartyKind;
use crate::domain::case::party::PartyDetail;
use crate::domain::webhook::sign::Secret;
use crate::faces::serve::house::OnEmpty;
use crate::services::parties::{NamedParty, NewParty, PartyUpdate};
use crate::settings::Settings;

pub(super) async fn run(kind: PartyKind, what: What, settings: &Settings) -> Result<Answer, Failure> {
    let on_empty = if matches!(what, What::Add { .. }) { OnEmpty::Begin } else { OnEmpty::Refuse };
    let services = open(settings, on_empty).await?;
    match what {
        What::List { json } => {
            let parties = services.parties(kind)?;
            match json {
                true => print_json(&parties)?,
                false => print(&table(&HEADER, &parties.iter().map(row).collect::<Vec<_>>()))?,
            }
        }
        What::Add { key: typed, name, sender, about } => {
            let sender = sender.map(|key| services.sender_meant(None, Some(&key))).transpose()?;
            let new = NewParty {
                kind,
                key: key(&typed)?,
                name,
                sender: sender.map(|sender| sender.id),
                contact: contact(about.contact.as_deref())?.flatten(),
                url: about.url.clone().filter(|url| !url.is_empty()),
                detail: detail(about, PartyDetail::default()),
            };
            let (party, secret) = services.add_party(new, BY).await?;
            eprintln!("Added {}: {}.", party.key, how_told(&party));
            show_secret(secret)?;
        }
        What::Change { key, name, about } => {
            let update = PartyUpdate {
                name,
                contact: contact(about.contact.as_deref())?,
                url: about.url.clone().map(|url| Some(url).filter(|url| !url.is_empty())),
                detail: Some(detail(about, services.party(kind, &key)?.detail)),
                retired: None,
            };
            let (party, secret) = services.change_party(kind, &key, update, BY).await?;
            eprintln!("Changed {}: {}.", party.key, how_told(&party));
            show_secret(secret)?;
        }
        What::Retire { key } => {
            let update = PartyUpdate { retired: Some(true), ..PartyUpdate::default() };
            services.change_party(kind, &key, update, BY).await?;
            eprintln!("It is asked no more; what it was asked before stays open.");
        }
        What::Resume { key } => {
            let update = PartyUpdate { retired: Some(false), ..PartyUpdate::default() };
            services.change_party(kind, &key, update, BY).await?;
            eprintln!("It is asked again.");
        }
        What::Rotate { key } => {
            let secret = services.rotate_party_secret(kind, &key, BY).await?;
            eprintln!("The secret before does not hold any more.");
            show_secret(Some(secret))?;
        }
    }
    Ok(Answer::Yes)
}

const HEADER: [&str; 5] = ["key", "name", "told by", "since", "retired"];

fn row(party: &NamedParty) -> Vec<String> {
    let retired = party.retired_at.map(|at| at.date()).unwrap_or_default();
    vec![party.key.clone(), party.name.clone(), how_told(party).to_owned(), party.created_at.date(), retired]
}

fn how_told(party: &NamedParty) -> &'static str {
    match (&party.url, &party.contact) {
        (Some(_), _) => "webhook",
        (None, Some(_)) => "mail",
        (None, None) => "an operator",
    }
}

/// Printed alone on standard output, so that a script can keep it.
fn show_secret(secret: Option<Secret>) -> Result<(), Failure> {
    let Some(secret) = secret else { return Ok(()) };
    eprintln!("The secret of its webhook, shown only now:");
    print(&format!("{}\n", &*secret.to_text()))
}

fn contact(text: Option<&str>) -> Result<Option<Option<Address>>, Failure> {
    match text {
        None => Ok(None),
        Some("") => Ok(Some(None)),
        Some(text) => Ok(Some(Some(address(text)?))),
    }
}

fn detail(about: PartyAbout, standing: PartyDetail) -> PartyDetail {
    let list = |new: Vec<String>, old: Vec<String>| if new.is_empty() { old } else { new };
    PartyDetail {
        data: about.data.unwrap_or(standing.data),
        purpose: about.purpose.unwrap_or(standing.purpose),
        retention: about.retention.unwrap_or(standing.retention),
        source: about.source.unwrap_or(standing.source),
        agreement: about.agreement.unwrap_or(standing.agreement),
        agreed_on: about.agreed_on.unwrap_or(standing.agreed_on),
        domains: list(about.domains.iter().map(|domain| domain.to_lowercase()).collect(), standing.domains),
        languages: list(about.languages, standing.languages),
        ask: about.ask.unwrap_or(standing.ask),
        tell: about.tell.unwrap_or(standing.tell),
    }
}
