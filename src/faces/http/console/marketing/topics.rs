//! `/console/topics`: what mail is about. A topic is retired, never deleted: its links go on working.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;

use super::{named_senders, page_of, topic_row};
use crate::domain::operator::Right;
use crate::domain::topic::{Class, Topic};
use crate::faces::http::console::Answer;
use crate::faces::http::console::guard::{Posted, Visit, fault};
use crate::faces::http::fields::{invalid, new_key, not_empty};
use crate::render::console::{Fault, TopicPage, TopicRow, Topics, TypedTopic};
use crate::services::error::ServiceError;
use crate::services::senders::NewTopic;

pub(super) async fn list(visit: Visit) -> Answer {
    Ok(visit.page(&all(&visit, TypedTopic::default(), None)))
}

pub(super) async fn add(posted: Posted) -> Answer {
    let visit = &posted.visit;
    // SUP-03: promotional unless somebody with that right says otherwise.
    if posted.form.says("class", Class::Transactional.as_str()) {
        visit.must(Right::Keys)?;
        posted.fresh()?;
    }
    match added(&posted).await {
        Ok(topic) => Ok(visit.done(&format!("/console/topics/{}", topic.key), "added")),
        Err(error) => {
            let fault = fault(error).map_err(|error| visit.failed(&error))?;
            let page = all(visit, typed(&posted), Some(fault));
            Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

async fn added(posted: &Posted) -> Result<Arc<Topic>, ServiceError> {
    let class = match posted.some("class") {
        None => Class::Promotional,
        Some(word) => Class::parse(&word.to_ascii_lowercase())
            .ok_or_else(|| invalid("class", "A topic is promotional or transactional."))?,
    };
    let new = NewTopic {
        key: new_key(posted.text("key"), "key")?,
        name: not_empty(posted.text("name").to_owned(), "name")?,
        description: posted.text("description").to_owned(),
        class,
        requires_opt_in: posted.some("requires_opt_in").is_some() && class == Class::Promotional,
        purpose: posted.some("purpose").map(str::to_owned),
    };
    let (services, by) = (posted.visit.services(), posted.visit.by());
    let sender = services.sender_meant(None, posted.some("sender"))?;
    services.add_topic(&sender, new, by).await
}

pub(super) async fn show(visit: Visit, request: HttpRequest) -> Answer {
    let topic = named(&visit, &request)?;
    let retiring = visit.asked("retire").is_some() && !topic.retired && visit.may(Right::ChangeMarketing);
    Ok(visit.page(&one(&visit, &topic, retiring)))
}

pub(super) async fn retire(posted: Posted, request: HttpRequest) -> Answer {
    let visit = &posted.visit;
    let topic = named(visit, &request)?;
    if posted.text("act") != "retire" {
        return Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &one(visit, &topic, false)));
    }
    if topic.class == Class::Transactional {
        visit.must(Right::Keys)?;
    }
    // Nothing brings it back.
    posted.fresh()?;
    visit.ok(visit.services().retire_topic(topic.id, visit.by()).await)?;
    Ok(visit.done(&format!("/console/topics/{}", topic.key), "retired"))
}

fn named(visit: &Visit, request: &HttpRequest) -> Result<Arc<Topic>, actix_web::Error> {
    let key = request.match_info().get("key").unwrap_or_default();
    let registry = visit.services().gate.registry();
    registry.topic_by_key(key).cloned().ok_or_else(|| visit.nothing())
}

fn typed(posted: &Posted) -> TypedTopic {
    let text = |name| posted.text(name).to_owned();
    TypedTopic {
        sender: text("sender"),
        key: text("key"),
        name: text("name"),
        description: text("description"),
        transactional: posted.form.says("class", Class::Transactional.as_str()),
        requires_opt_in: posted.some("requires_opt_in").is_some(),
        purpose: text("purpose"),
    }
}

fn all(visit: &Visit, typed: TypedTopic, fault: Option<Fault>) -> Topics {
    let registry = visit.services().gate.registry();
    let mut rows: Vec<TopicRow> = registry.topics().iter().map(|topic| topic_row(&registry, topic)).collect();
    rows.sort_by_key(|row| row.retired);
    let (rows, pager) = page_of(visit, rows, |row| &row.key);
    Topics {
        rows,
        pager,
        senders: named_senders(visit.services()),
        may_change: visit.may(Right::ChangeMarketing),
        may_make_transactional: visit.may(Right::Keys),
        typed,
        fault,
    }
}

fn one(visit: &Visit, topic: &Topic, retiring: bool) -> TopicPage {
    let registry = visit.services().gate.registry();
    TopicPage {
        row: topic_row(&registry, topic),
        sender_key: registry.sender(topic.sender).map(|sender| sender.key.to_string()).unwrap_or_default(),
        number: topic.id.0,
        description: topic.description.clone(),
        purpose: topic.purpose.clone(),
        list_id: topic.list_id.clone(),
        may_change: visit.may(Right::ChangeMarketing),
        retiring,
    }
}
