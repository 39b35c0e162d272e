//! `desist check`: one question, answered from the rows themselves instead of an index loaded for it alone.

use serde_json::json;

use super::args::Check;
use super::failure::Failure;
use super::paint::Paint;
use super::{Answer, address, open, print, print_json};
use crate::domain::address::Address;
use crate::domain::topic::{Class, Topic};
use crate::domain::verdict::{Reason, Verdict, judge};
use crate::faces::serve::house::OnEmpty;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::settings::Settings;
use crate::store::StoreError;

pub(super) async fn run(what: Check, settings: &Settings) -> Result<Answer, Failure> {
    let address = address(&what.address)?;
    let services = open(settings, OnEmpty::Refuse).await?;
    let topic = services.topic_meant(None, None, &what.topic)?;
    let verdict = verdict(&services, &topic, &address).await?;
    if what.json {
        print_json(&shown(&services, &topic, &address, &verdict))?;
    } else {
        print(&sentence(&services, &topic, &verdict))?;
    }
    Ok(if verdict.allowed() { Answer::Yes } else { Answer::No })
}

/// The gate's decision table over what stands in the database now. A damaged row refuses promotional mail by an error,
/// and never transactional (L4).
pub(super) async fn verdict(services: &Services, topic: &Topic, address: &Address) -> Result<Verdict, Failure> {
    let question = services.gate.registry().question(topic)?;
    match services.all_records(address).await {
        Ok(records) => Ok(judge(&question, &records, services.clock.now())),
        Err(ServiceError::Store(StoreError::Corrupt { .. })) if topic.class == Class::Transactional => {
            Ok(Verdict::bare(Reason::Transactional))
        }
        Err(error) => Err(error.into()),
    }
}

fn shown(services: &Services, topic: &Topic, address: &Address, verdict: &Verdict) -> serde_json::Value {
    let warnings: Vec<&str> = verdict.undeliverable.then_some("undeliverable").into_iter().collect();
    let mut shown = json!({
        "recipient": address.delivery(),
        "topic": topic.key,
        "class": topic.class.as_str(),
        "allowed": verdict.allowed(),
        "reason": verdict.reason.word(),
        "warnings": warnings,
        "ledger_size": services.gate.ledger_size(),
    });
    if let Some(scope) = verdict.scope {
        shown["scope"] = services.scope_name(scope).into();
    }
    if let Some(since) = verdict.since {
        shown["since"] = since.rfc3339().into();
    }
    shown
}

fn sentence(services: &Services, topic: &Topic, verdict: &Verdict) -> String {
    let paint = Paint::stdout();
    let answer = if verdict.allowed() { paint.good("allowed") } else { paint.bad("blocked") };
    let scope = verdict.scope.map(|scope| format!(", scope {}", services.scope_name(scope))).unwrap_or_default();
    let since = verdict.since.map(|since| format!(", since {since}")).unwrap_or_default();
    let note = if verdict.undeliverable { ", but known to be undeliverable" } else { "" };
    format!("{answer}: {} (topic {}, {}{scope}{since}{note})\n", verdict.reason.word(), topic.key, topic.class.as_str())
}
