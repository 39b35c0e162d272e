//! What marketing keeps: senders, topics, API keys and links. All of it stands in memory and changes by the registries'
//! services; what is dangerous wants a fresh password and code.

mod keys;
mod links;
mod senders;
mod topics;

use std::sync::Arc;

use actix_web::web;

use super::form;
use super::guard::Visit;
use crate::domain::topic::{Class, Topic};
use crate::render::console::{Pager, TopicRow};
use crate::services::Services;
use crate::services::registry::Registry;

/// Rows on a page.
const ROWS: usize = 50;

/// Registers the paths of this room.
pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(form("/console/senders", web::to(senders::list), web::to(senders::add)))
        .service(form("/console/senders/{key}", web::to(senders::show), web::to(senders::change)))
        .service(form("/console/topics", web::to(topics::list), web::to(topics::add)))
        .service(form("/console/topics/{key}", web::to(topics::show), web::to(topics::retire)))
        .service(form("/console/keys", web::to(keys::list), web::to(keys::act)))
        .service(form("/console/links", web::to(links::show), web::to(links::act)));
}

/// One page of a list that stands in memory, beginning after the row that `?after=` names.
fn page_of<T>(visit: &Visit, all: Vec<T>, name: impl Fn(&T) -> &str) -> (Vec<T>, Pager) {
    let total = all.len();
    let after = visit.asked("after");
    let past = after.as_deref().and_then(|after| all.iter().position(|row| name(row) == after)).map_or(0, |at| at + 1);
    let mut rows: Vec<T> = all.into_iter().skip(past).take(ROWS).collect();
    rows.shrink_to_fit();
    let more = past + rows.len() < total;
    let next = rows.last().filter(|_| more).map(|row| format!("after={}", name(row)));
    let shown = match total > ROWS {
        true => format!("{} to {} of {total}", past + 1, past + rows.len()),
        false => String::new(),
    };
    (rows, Pager { before: (past > 0).then(String::new), next, shown })
}

fn topic_row(registry: &Registry, topic: &Topic) -> TopicRow {
    TopicRow {
        key: topic.key.to_string(),
        name: topic.name.clone(),
        sender: registry.sender(topic.sender).map(|sender| sender.name.clone()).unwrap_or_default(),
        is_promotional: topic.class == Class::Promotional,
        requires_opt_in: topic.requires_opt_in,
        retired: topic.retired,
    }
}

/// The senders: keys and names.
fn named_senders(services: &Services) -> Vec<(String, String)> {
    let registry: Arc<Registry> = services.gate.registry();
    registry.senders().iter().map(|sender| (sender.key.to_string(), sender.name.clone())).collect()
}

/// A text of several lines as forms send it, with its lines as they are kept.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}
