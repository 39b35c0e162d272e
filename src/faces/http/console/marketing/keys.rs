//! `/console/keys`: what programs show to be let in. A secret is shown once, with the answer that made it.

use actix_web::http::StatusCode;

use super::{named_senders, page_of};
use crate::domain::access::{ApiKey, ApiScope, Scopes};
use crate::domain::error::Code;
use crate::faces::http::console::Answer;
use crate::faces::http::console::guard::{Posted, Visit, fault};
use crate::faces::http::fields::{invalid, not_empty};
use crate::render::console::{Fault, KeyRow, Keys};
use crate::services::Services;
use crate::services::error::ServiceError;

/// What came of an act.
enum Outcome {
    Made(String, String),
    Revoked,
}

/// What a key of this scope can do.
fn allows(scope: ApiScope) -> &'static str {
    match scope {
        ApiScope::Links => "mint links",
        ApiScope::Gate => "ask whether mail may be sent",
        ApiScope::Preferences => "set and look up preferences",
        ApiScope::Resubscribe => "bring somebody back, with proof",
        ApiScope::Cases => "work on cases, hand in mail",
        ApiScope::Events => "read the ledger, hand in events of mail providers",
        ApiScope::Admin => "change senders, topics and webhooks",
    }
}

pub(super) async fn list(visit: Visit) -> Answer {
    Ok(visit.page(&page(&visit)))
}

pub(super) async fn act(posted: Posted) -> Answer {
    posted.fresh()?;
    let visit = &posted.visit;
    match outcome(&posted).await {
        Ok(Outcome::Revoked) => Ok(visit.done("/console/keys", "revoked")),
        Ok(Outcome::Made(name, secret)) => Ok(visit.page(&Keys { made: Some((name, secret)), ..page(visit) })),
        Err(error) => {
            let fault = fault(error).map_err(|error| visit.failed(&error))?;
            Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &faulty(&posted, fault)))
        }
    }
}

async fn outcome(posted: &Posted) -> Result<Outcome, ServiceError> {
    let (services, (actor, channel)) = (posted.visit.services(), posted.visit.by());
    match posted.text("act") {
        "add" => {
            let name = not_empty(posted.text("name").to_owned(), "name")?;
            let words: Vec<&str> = posted.form.all("scope").collect();
            let scopes = Scopes::parse(&words.join(","));
            let scopes = scopes.ok_or_else(|| invalid("scope", "Say what the key is for: one scope at least."))?;
            let sender = posted.some("sender").map(|key| services.sender_meant(None, Some(key))).transpose()?;
            let only = sender.map(|sender| sender.id);
            let (key, secret) = services.create_api_key(&name, scopes, only, actor, channel).await?;
            Ok(Outcome::Made(key.name, secret))
        }
        "revoke" => {
            services.revoke_api_key(posted.text("id"), actor, channel).await.map_err(told)?;
            Ok(Outcome::Revoked)
        }
        _ => Err(ServiceError::refused(Code::InvalidField, "The form says nothing to do.")),
    }
}

/// Of two who revoke the same key, the second is told on the page.
fn told(error: ServiceError) -> ServiceError {
    match error {
        ServiceError::Refused(problem) if problem.code == Code::NotFound => {
            ServiceError::refused(Code::Conflict, "There is no such key, or it was revoked before. Nothing was changed.")
        }
        other => other,
    }
}

fn faulty(posted: &Posted, fault: Fault) -> Keys {
    let text = |name| posted.text(name).to_owned();
    let scopes = posted.form.all("scope").map(str::to_owned).collect();
    Keys { typed: (text("name"), scopes, text("sender")), fault: Some(fault), ..page(&posted.visit) }
}

fn page(visit: &Visit) -> Keys {
    let services = visit.services();
    let mut keys = services.gate.registry().api_keys();
    keys.sort_by_key(|key| key.revoked_at.is_some());
    let (keys, pager) = page_of(visit, keys, |key| &key.id);
    Keys {
        rows: keys.iter().map(|key| row(services, key)).collect(),
        pager,
        scopes: ApiScope::ALL.iter().map(|scope| (scope.word(), allows(*scope))).collect(),
        senders: named_senders(services),
        ..Keys::default()
    }
}

fn row(services: &Services, key: &ApiKey) -> KeyRow {
    let name = |id| services.gate.registry().sender(id).map(|sender| sender.name.clone()).unwrap_or_default();
    KeyRow {
        id: key.id.clone(),
        name: key.name.clone(),
        scopes: ApiScope::ALL.iter().filter(|scope| key.scopes.has(**scope)).map(|scope| scope.word()).collect(),
        sender: key.sender.map(name),
        created_at: key.created_at,
        revoked_at: key.revoked_at,
    }
}
