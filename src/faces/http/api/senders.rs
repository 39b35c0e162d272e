//! `/v1/senders`.

use std::sync::Arc;

use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::{Body, required};
use super::docs::Errors;
use super::guard::{Admin, AnyKey, Authorised};
use super::query::{Page, Query};
use super::{json, list, new_key, not_empty};
use crate::domain::error::{Code, Problem};
use crate::domain::topic::Sender;
use crate::faces::http::fields;
use crate::faces::http::problem::Refusal;
use crate::services::Services;
use crate::services::senders::{NewSender, SenderUpdate};

/// A brand that sends mail.
#[derive(Serialize, ToSchema)]
#[schema(as = Sender)]
pub struct Shown {
    /// Its short name.
    key: String,
    /// Its number, in links.
    id: u32,
    /// The key of its group: senders whose `everywhere` stops reach each other.
    group: String,
    /// The name recipients know.
    name: String,
    /// Names it had before, newest first.
    former_names: Vec<String>,
    /// The postal address of promotional mail.
    postal_address: Option<String>,
    /// Where people reach a human.
    support_address: Option<String>,
    /// Host names under which its pages are reached, all ever used.
    public_hosts: Vec<String>,
}

/// A page of senders, by key.
#[derive(Serialize, ToSchema)]
#[allow(dead_code, reason = "describes the answer")]
pub struct Senders {
    senders: Vec<Shown>,
    /// The `after` of the next page, if there is one.
    next: Option<String>,
}

/// A sender to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SenderRequest {
    /// `a-z`, `0-9` and inner `-`, at most 63.
    #[schema(value_type = String, required = true, example = "acme")]
    key: Option<String>,
    /// The name recipients know.
    #[schema(value_type = String, required = true, example = "Acme")]
    name: Option<String>,
    /// The group's key, made if it is new; a group of its own without it.
    group: Option<String>,
    /// The postal address of promotional mail.
    postal_address: Option<String>,
    /// Where people reach a human.
    support_address: Option<String>,
    /// Host names under which its pages are reached.
    public_hosts: Option<Vec<String>>,
}

/// What changes about a sender; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SenderPatch {
    /// The name from now on; the present one becomes a former name.
    name: Option<String>,
    /// The postal address; an empty text takes it away.
    postal_address: Option<String>,
    /// The support address; an empty text takes it away.
    support_address: Option<String>,
    /// Further host names; none is taken away, because old links name it.
    public_hosts: Option<Vec<String>>,
}

/// Lists senders.
#[utoipa::path(
    get, path = "/v1/senders", tag = "Registries", operation_id = "list_senders",
    description = "Any valid key; a key for one sender sees that one.",
    params(Page),
    responses((status = 200, description = "Senders by key", body = Senders), Errors)
)]
pub async fn list_senders(asked: Authorised<AnyKey>, page: Query<Page>) -> Result<HttpResponse, Refusal> {
    let registry = asked.services().gate.registry();
    let own = registry.senders().iter().filter(|sender| asked.for_sender(sender.id).is_ok());
    let (senders, next) = page.0.of(own, |sender: &Arc<Sender>| sender.key.as_str())?;
    let senders: Vec<_> = senders.into_iter().map(|sender| shown(asked.services(), sender)).collect();
    Ok(list("/v1/senders", "senders", &senders, next))
}

/// Shows a sender.
#[utoipa::path(
    get, path = "/v1/senders/{key}", tag = "Registries", operation_id = "show_sender",
    description = "Any valid key.",
    params(("key" = String, Path, description = "The sender's key")),
    responses((status = 200, description = "The sender", body = Shown), Errors)
)]
pub async fn show_sender(asked: Authorised<AnyKey>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
    let sender = named(&asked, &request)?;
    Ok(json(&shown(asked.services(), &sender)))
}

/// Makes a sender.
#[utoipa::path(
    post, path = "/v1/senders", tag = "Registries", operation_id = "add_sender",
    description = "Needs the scope `admin`, of a key for all senders.",
    request_body = SenderRequest,
    responses((status = 201, description = "The sender", body = Shown), Errors)
)]
pub async fn add_sender(asked: Authorised<Admin>, body: Body) -> Result<HttpResponse, Refusal> {
    asked.for_all_senders()?;
    let request: SenderRequest = body.parse()?;
    let new = NewSender {
        key: new_key(required(request.key.as_deref(), "key")?, "key")?,
        group: request.group.map(|key| new_key(&key, "group")).transpose()?,
        name: not_empty(required(request.name, "name")?, "name")?,
        postal_address: request.postal_address.map(trimmed),
        support_address: support(request.support_address)?,
        public_hosts: hosts(request.public_hosts)?,
    };
    let sender = asked.services().add_sender(new, asked.by()).await?;
    let place = format!("/v1/senders/{}", sender.key);
    Ok(HttpResponse::Created().insert_header((LOCATION, place)).json(shown(asked.services(), &sender)))
}

/// Changes a sender.
#[utoipa::path(
    patch, path = "/v1/senders/{key}", tag = "Registries", operation_id = "change_sender",
    description = "Needs the scope `admin`. Former names are kept by themselves.",
    params(("key" = String, Path, description = "The sender's key")),
    request_body = SenderPatch,
    responses((status = 200, description = "The sender", body = Shown), Errors)
)]
pub async fn change_sender(
    asked: Authorised<Admin>,
    request: HttpRequest,
    body: Body,
) -> Result<HttpResponse, Refusal> {
    let sender = named(&asked, &request)?;
    let patch: SenderPatch = body.parse()?;
    let update = SenderUpdate {
        name: patch.name.map(|name| not_empty(name, "name")).transpose()?,
        postal_address: patch.postal_address.map(trimmed),
        support_address: support(patch.support_address)?,
        public_hosts: hosts(patch.public_hosts)?,
    };
    let sender = asked.services().update_sender(sender.id, update, asked.by()).await?;
    Ok(json(&shown(asked.services(), &sender)))
}

/// The sender in the path. Others are not there for a key that is for one.
fn named<N>(asked: &Authorised<N>, request: &HttpRequest) -> Result<Arc<Sender>, Problem> {
    let key = request.match_info().get("key").unwrap_or_default();
    let registry = asked.services().gate.registry();
    let sender = registry.sender_by_key(key).filter(|sender| asked.for_sender(sender.id).is_ok());
    sender.cloned().ok_or_else(|| Problem::new(Code::NotFound, "There is no sender of this key."))
}

fn trimmed(text: String) -> String {
    text.trim().to_owned()
}

fn support(text: Option<String>) -> Result<Option<String>, Problem> {
    text.map(|text| fields::support_address(&text)).transpose()
}

fn hosts(hosts: Option<Vec<String>>) -> Result<Vec<String>, Problem> {
    fields::hosts(hosts.iter().flatten().map(String::as_str))
}

fn shown(services: &Services, sender: &Sender) -> Shown {
    let registry = services.gate.registry();
    Shown {
        key: sender.key.to_string(),
        id: sender.id.0,
        group: registry.group_key(sender.group).unwrap_or_default().to_owned(),
        name: sender.name.clone(),
        former_names: sender.former_names.clone(),
        postal_address: sender.postal_address.clone(),
        support_address: sender.support_address.clone(),
        public_hosts: sender.public_hosts.clone(),
    }
}
