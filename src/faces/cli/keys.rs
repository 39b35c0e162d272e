//! `desist key`: API keys.

use serde_json::json;

use super::args::Key;
use super::failure::Failure;
use super::table::table;
use super::{Answer, open, print, print_json};
use crate::domain::access::{ApiKey, ApiScope, Scopes};
use crate::domain::change::{Actor, Channel};
use crate::faces::serve::house::OnEmpty;
use crate::services::Services;
use crate::settings::Settings;

pub(super) async fn run(what: Key, settings: &Settings) -> Result<Answer, Failure> {
    match what {
        Key::Create { name, scope, sender } => create(&name, &scope, sender.as_deref(), settings).await,
        Key::List { json } => list(json, settings).await,
        Key::Revoke { id } => {
            let services = open(settings, OnEmpty::Refuse).await?;
            services.revoke_api_key(&id, Actor::CommandLine, Channel::CommandLine).await?;
            eprintln!("Revoked. It stops working everywhere within a second.");
            Ok(Answer::Yes)
        }
    }
}

async fn create(name: &str, scope: &str, sender: Option<&str>, settings: &Settings) -> Result<Answer, Failure> {
    let scopes = Scopes::parse(scope).ok_or_else(unknown_scope)?;
    let services = open(settings, OnEmpty::Begin).await?;
    let sender = sender.map(|key| services.sender_meant(None, Some(key))).transpose()?.map(|sender| sender.id);
    let (key, secret) = services.create_api_key(name, scopes, sender, Actor::CommandLine, Channel::CommandLine).await?;
    print(&format!("{secret}\n"))?;
    eprintln!("Its id is {}. The secret above is not kept: it cannot be shown again.", key.id);
    Ok(Answer::Yes)
}

fn unknown_scope() -> Failure {
    let words: Vec<_> = ApiScope::ALL.iter().map(|scope| scope.word()).collect();
    Failure::Input(format!("--scope takes these words, separated by commas: {}.", words.join(", ")))
}

async fn list(as_json: bool, settings: &Settings) -> Result<Answer, Failure> {
    let services = open(settings, OnEmpty::Refuse).await?;
    let keys = services.gate.registry().api_keys();
    if as_json {
        let shown: Vec<_> = keys.iter().map(|key| shown(&services, key)).collect();
        print_json(&shown)?;
    } else {
        let rows: Vec<_> = keys.iter().map(|key| row(&services, key)).collect();
        print(&table(&["id", "name", "scopes", "sender", "made", "revoked"], &rows))?;
    }
    Ok(Answer::Yes)
}

fn shown(services: &Services, key: &ApiKey) -> serde_json::Value {
    json!({
        "id": key.id,
        "name": key.name,
        "scopes": key.scopes.to_text().split(',').collect::<Vec<_>>(),
        "sender": sender_key(services, key),
        "created_at": key.created_at,
        "revoked_at": key.revoked_at,
    })
}

fn row(services: &Services, key: &ApiKey) -> Vec<String> {
    vec![
        key.id.clone(),
        key.name.clone(),
        key.scopes.to_text(),
        sender_key(services, key).unwrap_or_else(|| "all".to_owned()),
        key.created_at.date(),
        key.revoked_at.map(|at| at.date()).unwrap_or_default(),
    ]
}

fn sender_key(services: &Services, key: &ApiKey) -> Option<String> {
    let registry = services.gate.registry();
    key.sender.and_then(|id| registry.sender(id)).map(|sender| sender.key.to_string())
}
