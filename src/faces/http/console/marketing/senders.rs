//! `/console/senders`: the brands that send mail.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;

use super::{lines, page_of, topic_row};
use crate::domain::error::{Code, Problem};
use crate::domain::operator::Right;
use crate::domain::topic::Sender;
use crate::faces::http::console::Answer;
use crate::faces::http::console::guard::{Posted, Visit, fault};
use crate::faces::http::fields::{self, new_key, not_empty};
use crate::render::console::{Fault, SenderPage, SenderRow, Senders, TypedSender};
use crate::services::error::ServiceError;
use crate::services::registry::Registry;
use crate::services::senders::{NewSender, SenderUpdate};

pub(super) async fn list(visit: Visit) -> Answer {
    Ok(visit.page(&all(&visit, TypedSender::default(), None)))
}

pub(super) async fn add(posted: Posted) -> Answer {
    let visit = &posted.visit;
    fresh_for_hosts(&posted)?;
    match added(&posted).await {
        Ok(sender) => Ok(visit.done(&format!("/console/senders/{}", sender.key), "added")),
        Err(error) => {
            let fault = fault(error).map_err(|error| visit.failed(&error))?;
            let page = all(visit, typed(&posted), Some(fault));
            Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

async fn added(posted: &Posted) -> Result<Arc<Sender>, ServiceError> {
    let new = NewSender {
        key: new_key(posted.text("key"), "key")?,
        group: posted.some("group").map(|key| new_key(key, "group")).transpose()?,
        name: not_empty(posted.text("name").to_owned(), "name")?,
        postal_address: Some(lines(posted.text("postal_address"))),
        support_address: Some(fields::support_address(posted.text("support_address"))?),
        public_hosts: hosts(posted)?,
    };
    posted.visit.services().add_sender(new, posted.visit.by()).await
}

pub(super) async fn show(visit: Visit, request: HttpRequest) -> Answer {
    let sender = named(&visit, &request)?;
    Ok(visit.page(&one(&visit, &sender, None, None)))
}

pub(super) async fn change(posted: Posted, request: HttpRequest) -> Answer {
    let visit = &posted.visit;
    let sender = named(visit, &request)?;
    fresh_for_hosts(&posted)?;
    match changed(&posted, &sender).await {
        Ok(sender) => Ok(visit.done(&format!("/console/senders/{}", sender.key), "saved")),
        Err(error) => {
            let fault = fault(error).map_err(|error| visit.failed(&error))?;
            let page = one(visit, &sender, Some(typed(&posted)), Some(fault));
            Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

/// A host under which links work is never taken away again, because links of it are in the mail.
fn fresh_for_hosts(posted: &Posted) -> Result<(), actix_web::Error> {
    posted.some("public_hosts").map_or(Ok(()), |_| posted.fresh())
}

async fn changed(posted: &Posted, present: &Sender) -> Result<Arc<Sender>, ServiceError> {
    let postal_address = present.postal_address.as_deref().unwrap_or_default();
    let support_address = present.support_address.as_deref().unwrap_or_default();
    let name = edited(posted, "name", "was_name", &present.name)?;
    let support = edited(posted, "support_address", "was_support_address", support_address)?;
    let update = SenderUpdate {
        name: name.map(|name| not_empty(name, "name")).transpose()?,
        postal_address: edited(posted, "postal_address", "was_postal_address", postal_address)?,
        support_address: support.map(|text| fields::support_address(&text)).transpose()?,
        public_hosts: hosts(posted)?,
    };
    posted.visit.services().update_sender(present.id, update, posted.visit.by()).await
}

/// What was typed over a value, if anything was. Where another operator did so meanwhile, nothing is written over theirs.
fn edited(posted: &Posted, name: &'static str, was: &str, present: &str) -> Result<Option<String>, Problem> {
    let (typed, was) = (lines(posted.text(name)), lines(posted.text(was)));
    match typed {
        typed if typed == was || typed == present => Ok(None),
        _ if was != present.trim() => {
            let detail =
                format!("Somebody changed this meanwhile; it is now \"{present}\". Save again to write over it.");
            Err(Problem::new(Code::Conflict, detail).in_field(name))
        }
        typed => Ok(Some(typed)),
    }
}

fn hosts(posted: &Posted) -> Result<Vec<String>, Problem> {
    let text = posted.text("public_hosts");
    fields::hosts(text.split([',', ' ', '\n', '\r']).filter(|host| !host.is_empty()))
}

fn typed(posted: &Posted) -> TypedSender {
    let text = |name| posted.text(name).to_owned();
    TypedSender {
        key: text("key"),
        name: text("name"),
        group: text("group"),
        postal_address: text("postal_address"),
        support_address: text("support_address"),
        public_hosts: text("public_hosts"),
    }
}

fn named(visit: &Visit, request: &HttpRequest) -> Result<Arc<Sender>, actix_web::Error> {
    let key = request.match_info().get("key").unwrap_or_default();
    let registry = visit.services().gate.registry();
    registry.sender_by_key(key).cloned().ok_or_else(|| visit.nothing())
}

fn all(visit: &Visit, typed: TypedSender, fault: Option<Fault>) -> Senders {
    let registry = visit.services().gate.registry();
    let rows = registry.senders().iter().map(|sender| row(&registry, sender)).collect();
    let (rows, pager) = page_of(visit, rows, |row: &SenderRow| &row.key);
    let mut groups: Vec<String> = registry.senders().iter().map(|sender| group(&registry, sender)).collect();
    groups.sort_unstable();
    groups.dedup();
    Senders { rows, pager, groups, may_change: visit.may(Right::ChangeMarketing), typed, fault }
}

fn row(registry: &Registry, sender: &Sender) -> SenderRow {
    SenderRow {
        key: sender.key.to_string(),
        name: sender.name.clone(),
        group: group(registry, sender),
        has_postal_address: sender.postal_address.is_some(),
        support_address: sender.support_address.clone(),
        topics: registry.topics_of(sender.id).filter(|topic| !topic.retired).count(),
    }
}

fn group(registry: &Registry, sender: &Sender) -> String {
    registry.group_key(sender.group).unwrap_or_default().to_owned()
}

fn one(visit: &Visit, sender: &Sender, typed: Option<TypedSender>, fault: Option<Fault>) -> SenderPage {
    let registry = visit.services().gate.registry();
    let others = registry.senders().iter().filter(|other| other.group == sender.group && other.id != sender.id);
    let kept = |text: &Option<String>| text.clone().unwrap_or_default();
    let standing = || TypedSender {
        name: sender.name.clone(),
        postal_address: kept(&sender.postal_address),
        support_address: kept(&sender.support_address),
        ..TypedSender::default()
    };
    SenderPage {
        key: sender.key.to_string(),
        number: sender.id.0,
        name: sender.name.clone(),
        former_names: sender.former_names.clone(),
        group: group(&registry, sender),
        others: others.map(|other| other.name.clone()).collect(),
        postal_address: kept(&sender.postal_address),
        support_address: kept(&sender.support_address),
        public_hosts: sender.public_hosts.clone(),
        topics: registry.topics_of(sender.id).map(|topic| topic_row(&registry, topic)).collect(),
        may_change: visit.may(Right::ChangeMarketing),
        typed: typed.unwrap_or_else(standing),
        fault,
    }
}
