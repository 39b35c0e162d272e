//! `/v1/topics`.

use std::sync::Arc;

use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::{Body, invalid, required};
use super::docs::Errors;
use super::guard::{Admin, AnyKey, Authorised};
use super::query::{Page, Query};
use super::{json, list, new_key, not_empty};
use crate::domain::error::{Code, Problem};
use crate::domain::topic::{Class, Topic};
use crate::faces::http::problem::Refusal;
use crate::services::Services;
use crate::services::senders::NewTopic;

/// What a message is about.
#[derive(Serialize, ToSchema)]
#[schema(as = Topic)]
pub struct Shown {
    /// Its short name.
    key: String,
    /// Its number, in links.
    id: u32,
    /// The sender's key.
    sender: String,
    /// The name recipients read.
    name: String,
    /// One line for the preference centre.
    description: String,
    /// `promotional` or `transactional`, for life.
    class: &'static str,
    /// Whether mail needs an opt-in first.
    requires_opt_in: bool,
    /// The stated purpose.
    purpose: Option<String>,
    /// The List-Id, for life.
    list_id: String,
    /// Retired: no new mail; its links go on working.
    retired: bool,
}

/// A page of topics, by key.
#[derive(Serialize, ToSchema)]
#[allow(dead_code, reason = "describes the answer")]
pub struct Topics {
    topics: Vec<Shown>,
    /// The `after` of the next page, if there is one.
    next: Option<String>,
}

/// A topic to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TopicRequest {
    /// `a-z`, `0-9` and inner `-`, at most 63, unique in the installation.
    #[schema(value_type = String, required = true, example = "newsletter")]
    key: Option<String>,
    /// The sender's key; may be left out where only one is possible.
    sender: Option<String>,
    /// The name recipients read.
    #[schema(value_type = String, required = true, example = "Newsletter")]
    name: Option<String>,
    /// One line for the preference centre.
    description: Option<String>,
    /// `promotional` or `transactional`; it never changes.
    #[schema(value_type = String, required = true, example = "promotional")]
    class: Option<String>,
    /// Whether mail needs an opt-in first.
    requires_opt_in: Option<bool>,
    /// The purpose; needed for `transactional`: which transaction or relationship its mail serves.
    purpose: Option<String>,
}

/// Lists topics.
#[utoipa::path(
    get, path = "/v1/topics", tag = "Registries", operation_id = "list_topics",
    description = "Any valid key; a key for one sender sees that sender's.",
    params(Page),
    responses((status = 200, description = "Topics by key", body = Topics), Errors)
)]
pub async fn list_topics(asked: Authorised<AnyKey>, page: Query<Page>) -> Result<HttpResponse, Refusal> {
    let registry = asked.services().gate.registry();
    let own = registry.topics().iter().filter(|topic| asked.for_sender(topic.sender).is_ok());
    let (topics, next) = page.0.of(own, |topic: &Arc<Topic>| topic.key.as_str())?;
    let topics: Vec<_> = topics.into_iter().map(|topic| shown(asked.services(), topic)).collect();
    Ok(list("/v1/topics", "topics", &topics, next))
}

/// Shows a topic.
#[utoipa::path(
    get, path = "/v1/topics/{key}", tag = "Registries", operation_id = "show_topic",
    description = "Any valid key.",
    params(("key" = String, Path, description = "The topic's key")),
    responses((status = 200, description = "The topic", body = Shown), Errors)
)]
pub async fn show_topic(asked: Authorised<AnyKey>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
    let topic = named(&asked, &request)?;
    Ok(json(&shown(asked.services(), &topic)))
}

/// Makes a topic.
#[utoipa::path(
    post, path = "/v1/topics", tag = "Registries", operation_id = "add_topic",
    description = "Needs the scope `admin`.",
    request_body = TopicRequest,
    responses((status = 201, description = "The topic", body = Shown), Errors)
)]
pub async fn add_topic(asked: Authorised<Admin>, body: Body) -> Result<HttpResponse, Refusal> {
    let request: TopicRequest = body.parse()?;
    let class = Class::parse(required(request.class.as_deref(), "class")?);
    let new = NewTopic {
        key: new_key(required(request.key.as_deref(), "key")?, "key")?,
        name: not_empty(required(request.name, "name")?, "name")?,
        description: request.description.unwrap_or_default(),
        class: class.ok_or_else(|| invalid("class", "A class is \"promotional\" or \"transactional\"."))?,
        requires_opt_in: request.requires_opt_in.unwrap_or(false),
        purpose: request.purpose.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()),
    };
    let sender = asked.services().sender_meant(asked.only(), request.sender.as_deref())?;
    let topic = asked.services().add_topic(&sender, new, asked.by()).await?;
    let place = format!("/v1/topics/{}", topic.key);
    Ok(HttpResponse::Created().insert_header((LOCATION, place)).json(shown(asked.services(), &topic)))
}

/// Retires a topic.
#[utoipa::path(
    post, path = "/v1/topics/{key}/retire", tag = "Registries", operation_id = "retire_topic",
    description = "Needs the scope `admin`. No new mail about it; its links go on working.",
    params(("key" = String, Path, description = "The topic's key")),
    responses((status = 200, description = "The topic", body = Shown), Errors)
)]
pub async fn retire_topic(asked: Authorised<Admin>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
    let topic = named(&asked, &request)?;
    let topic = asked.services().retire_topic(topic.id, asked.by()).await?;
    Ok(json(&shown(asked.services(), &topic)))
}

/// The topic in the path. Another sender's is not there for a key that is for one.
fn named<N>(asked: &Authorised<N>, request: &HttpRequest) -> Result<Arc<Topic>, Problem> {
    let key = request.match_info().get("key").unwrap_or_default();
    let registry = asked.services().gate.registry();
    let topic = registry.topic_by_key(key).filter(|topic| asked.for_sender(topic.sender).is_ok());
    topic.cloned().ok_or_else(|| Problem::new(Code::NotFound, "There is no topic of this key."))
}

fn shown(services: &Services, topic: &Topic) -> Shown {
    let registry = services.gate.registry();
    Shown {
        key: topic.key.to_string(),
        id: topic.id.0,
        sender: registry.sender(topic.sender).map(|sender| sender.key.to_string()).unwrap_or_default(),
        name: topic.name.clone(),
        description: topic.description.clone(),
        class: topic.class.as_str(),
        requires_opt_in: topic.requires_opt_in,
        purpose: topic.purpose.clone(),
        list_id: topic.list_id.clone(),
        retired: topic.retired,
    }
}
