//! `desist webhook`: endpoints that are told what happens.

use super::args::{AddWebhook, Webhook as What};
use super::failure::Failure;
use super::table::table;
use super::topics::BY;
use super::{Answer, open, print, print_json};
use crate::domain::webhook::EventKind;
use crate::domain::webhook::endpoint::Events;
use crate::domain::webhook::sign::Secret;
use crate::faces::serve::house::OnEmpty;
use crate::services::webhooks::{EndpointUpdate, NamedEndpoint, NewEndpoint};
use crate::settings::Settings;

pub(super) async fn run(what: What, settings: &Settings) -> Result<Answer, Failure> {
    match what {
        What::Add(new) => add(new, settings).await,
        What::List { json } => list(json, settings).await,
        What::Disable { id } => {
            open(settings, OnEmpty::Refuse).await?.disable_endpoint(None, &id, BY).await?;
            eprintln!("It is told nothing any more; what waited for it is given up.");
            Ok(Answer::Yes)
        }
        What::Enable { id } => {
            let update = EndpointUpdate { enabled: Some(true), ..EndpointUpdate::default() };
            open(settings, OnEmpty::Refuse).await?.update_endpoint(None, &id, update, BY).await?;
            eprintln!("It is told of what happens from now on; the rest is in the ledger.");
            Ok(Answer::Yes)
        }
        What::Test { id, json } => test(&id, json, settings).await,
        What::Rotate { id } => {
            let (_, secret) = open(settings, OnEmpty::Refuse).await?.rotate_endpoint(None, &id, BY).await?;
            show(&secret)?;
            eprintln!("The secret above is not kept for showing. For a day the one before signs, too.");
            Ok(Answer::Yes)
        }
    }
}

async fn add(new: AddWebhook, settings: &Settings) -> Result<Answer, Failure> {
    let events = if new.event.is_empty() { Some(Events::all()) } else { Events::of(new.event.iter().map(|w| &**w)) };
    let events = events.ok_or_else(unknown_event)?;
    let services = open(settings, OnEmpty::Begin).await?;
    let sender = new.sender.map(|key| services.sender_meant(None, Some(&key))).transpose()?.map(|sender| sender.id);
    let endpoint =
        NewEndpoint { sender, url: new.url, description: new.description, events, addresses: !new.without_addresses };
    let (endpoint, secret) = services.add_endpoint(endpoint, BY).await?;
    show(&secret)?;
    eprintln!("Its id is {}. The secret above is not kept for showing: it cannot be shown again.", endpoint.id);
    Ok(Answer::Yes)
}

fn show(secret: &Secret) -> Result<(), Failure> {
    print(&format!("{}\n", *secret.to_text()))
}

fn unknown_event() -> Failure {
    let words: Vec<_> = EventKind::ALL.iter().map(|kind| kind.word()).collect();
    Failure::Input(format!("--event is one of {}.", words.join(", ")))
}

async fn list(as_json: bool, settings: &Settings) -> Result<Answer, Failure> {
    let endpoints = open(settings, OnEmpty::Refuse).await?.endpoints(None)?;
    if as_json {
        print_json(&endpoints)?;
    } else {
        let rows: Vec<_> = endpoints.iter().map(row).collect();
        print(&table(&["id", "sender", "url", "events", "since", "notes"], &rows))?;
    }
    Ok(Answer::Yes)
}

fn row(endpoint: &NamedEndpoint) -> Vec<String> {
    let disabled = endpoint.disabled_at.zip(endpoint.disabled_why);
    let notes = [
        disabled.map(|(at, why)| format!("disabled {} ({})", at.date(), why.word())),
        (!endpoint.addresses).then(|| "without addresses".to_owned()),
        Some(endpoint.description.clone()).filter(|text| !text.is_empty()),
    ];
    vec![
        endpoint.id.clone(),
        endpoint.sender.clone().unwrap_or_else(|| "all".to_owned()),
        endpoint.url.clone(),
        endpoint.events.join(" "),
        endpoint.created_at.date(),
        notes.into_iter().flatten().collect::<Vec<_>>().join(", "),
    ]
}

async fn test(id: &str, as_json: bool, settings: &Settings) -> Result<Answer, Failure> {
    let trial = open(settings, OnEmpty::Refuse).await?.try_endpoint(None, id).await?;
    if as_json {
        print_json(&trial)?;
    } else {
        print(&match &trial.detail {
            None => "Delivered.\n".to_owned(),
            Some(why) => format!("Not delivered: {why}.\n"),
        })?;
    }
    Ok(if trial.delivered { Answer::Yes } else { Answer::No })
}
