//! `/v1/webhooks`: endpoints that are told what happens.

use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::{Body, invalid, required};
use super::docs::Errors;
use super::guard::{Admin, Authorised};
use super::intake::id;
use super::query::{Page, Query};
use super::{json, list};
use crate::domain::error::Problem;
use crate::domain::webhook::EventKind;
use crate::domain::webhook::endpoint::Events;
use crate::faces::http::problem::Refusal;
use crate::services::webhooks::{EndpointUpdate, NamedEndpoint, NewEndpoint};

/// An endpoint: a URL that is told what happens, by POST, signed as Standard Webhooks describes.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes what the service writes")]
pub struct Webhook {
    /// Its id.
    id: String,
    /// The key of the only sender it is told of; all without it.
    sender: Option<String>,
    /// Where.
    url: String,
    /// What for.
    description: String,
    /// What it is told: `preference.changed`, `suppressions.imported`, `case.moved`, `checkpoint.published`.
    events: Vec<String>,
    /// Whether events name recipients by their addresses, beside the recipient key.
    addresses: bool,
    /// Since when.
    #[schema(format = DateTime)]
    created_at: String,
    /// Until when the secret before the present one signs, too.
    #[schema(format = DateTime)]
    former_secret_until: Option<String>,
    /// Since when it is told nothing.
    #[schema(format = DateTime)]
    disabled_at: Option<String>,
    /// `asked`, `gone` (it answered 410) or `gave_up` (it did not answer for three days).
    disabled_why: Option<String>,
}

/// An endpoint with its secret, which is shown this once.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes the answer")]
pub struct WebhookWithSecret {
    #[schema(inline)]
    #[allow(missing_docs, reason = "described by its type")]
    webhook: Webhook,
    /// Signs what is sent: `whsec_...`.
    secret: String,
}

/// A page of endpoints, oldest first.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes the answer")]
pub struct Webhooks {
    webhooks: Vec<Webhook>,
    /// The `after` of the next page, if there is one.
    next: Option<String>,
}

/// How a trial came out.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes what the service writes")]
pub struct Trial {
    /// Whether the receiver answered 2xx.
    delivered: bool,
    /// Its status, if it answered.
    status: Option<u16>,
    /// What was in the way.
    detail: Option<String>,
}

/// An endpoint to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookRequest {
    /// `https`, to a public host, unless `[webhooks]` in the settings allows more.
    #[schema(value_type = String, required = true, example = "https://crm.example.com/desist")]
    url: Option<String>,
    /// What it is told; everything without it.
    events: Option<Vec<String>>,
    /// The key of the only sender it is told of; all that the API key is for without it.
    sender: Option<String>,
    /// What for.
    description: Option<String>,
    /// Whether events name recipients by their addresses, beside the recipient key; `true` without it.
    addresses: Option<bool>,
}

/// What changes about an endpoint.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookPatch {
    /// Where; what waits goes there, too.
    url: Option<String>,
    /// What it is told.
    events: Option<Vec<String>>,
    /// What for.
    description: Option<String>,
    /// Whether events name recipients by their addresses.
    addresses: Option<bool>,
    /// Whether it is told nothing. What waits is given up with it.
    disabled: Option<bool>,
}

/// Lists webhooks.
#[utoipa::path(
    get, path = "/v1/webhooks", tag = "Webhooks", operation_id = "list_webhooks",
    description = "Needs the scope `admin`. A key for one sender sees that sender's.",
    params(Page),
    responses((status = 200, description = "Endpoints, oldest first", body = Webhooks), Errors)
)]
pub async fn list_webhooks(asked: Authorised<Admin>, page: Query<Page>) -> Result<HttpResponse, Refusal> {
    let all = asked.services().endpoints(asked.only())?;
    let (webhooks, next) = page.0.of(all.iter(), |endpoint: &NamedEndpoint| &endpoint.id)?;
    Ok(list("/v1/webhooks", "webhooks", &webhooks, next))
}

/// Shows a webhook.
#[utoipa::path(
    get, path = "/v1/webhooks/{id}", tag = "Webhooks", operation_id = "show_webhook",
    description = "Needs the scope `admin`.",
    params(("id" = String, Path, description = "The webhook's id")),
    responses((status = 200, description = "The endpoint", body = Webhook), Errors)
)]
pub async fn show_webhook(asked: Authorised<Admin>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
    Ok(json(&asked.services().endpoint(asked.only(), id(&request))?))
}

/// Makes a webhook.
#[utoipa::path(
    post, path = "/v1/webhooks", tag = "Webhooks", operation_id = "add_webhook",
    description = "Needs the scope `admin`. The secret in the answer is shown this once. Messages carry `webhook-id` (the \
        same in every attempt), `webhook-timestamp` and `webhook-signature`, and a body `{\"type\",\"timestamp\",\"data\"}`. \
        They arrive at least once and in order; 2xx takes one over, everything else is tried again for three days, and 410 \
        disables the endpoint.",
    request_body = WebhookRequest,
    responses((status = 201, description = "The endpoint and its secret", body = WebhookWithSecret), Errors)
)]
pub async fn add_webhook(asked: Authorised<Admin>, body: Body) -> Result<HttpResponse, Refusal> {
    let request: WebhookRequest = body.parse()?;
    let named = request.sender.as_deref();
    let sender = named.map(|key| asked.services().sender_meant(asked.only(), Some(key))).transpose()?;
    let new = NewEndpoint {
        sender: sender.map(|sender| sender.id).or(asked.only()),
        url: required(request.url, "url")?,
        description: request.description.unwrap_or_default().trim().to_owned(),
        events: request.events.map_or(Ok(Events::all()), |words| events(&words))?,
        addresses: request.addresses.unwrap_or(true),
    };
    let (endpoint, secret) = asked.services().add_endpoint(new, asked.by()).await?;
    let place = format!("/v1/webhooks/{}", endpoint.id);
    Ok(HttpResponse::Created().insert_header((LOCATION, place)).json(WithSecret::of(&endpoint, &secret.to_text())))
}

/// Changes a webhook.
#[utoipa::path(
    patch, path = "/v1/webhooks/{id}", tag = "Webhooks", operation_id = "change_webhook",
    description = "Needs the scope `admin`. Switched on again, an endpoint is told of what happens from then on; the rest \
        it reads from `/v1/ledger/entries`.",
    params(("id" = String, Path, description = "The webhook's id")),
    request_body = WebhookPatch,
    responses((status = 200, description = "The endpoint", body = Webhook), Errors)
)]
pub async fn change_webhook(
    asked: Authorised<Admin>,
    request: HttpRequest,
    body: Body,
) -> Result<HttpResponse, Refusal> {
    let patch: WebhookPatch = body.parse()?;
    let update = EndpointUpdate {
        url: patch.url,
        description: patch.description.map(|text| text.trim().to_owned()),
        events: patch.events.map(|words| events(&words)).transpose()?,
        addresses: patch.addresses,
        enabled: patch.disabled.map(|disabled| !disabled),
    };
    Ok(json(&asked.services().update_endpoint(asked.only(), id(&request), update, asked.by()).await?))
}

/// Disables a webhook.
#[utoipa::path(
    delete, path = "/v1/webhooks/{id}", tag = "Webhooks", operation_id = "disable_webhook",
    description = "Needs the scope `admin`. It is told nothing any more, and what waits is given up; it stays on the list. \
        Doing so twice changes nothing.",
    params(("id" = String, Path, description = "The webhook's id")),
    responses((status = 200, description = "The endpoint", body = Webhook), Errors)
)]
pub async fn disable_webhook(asked: Authorised<Admin>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
    Ok(json(&asked.services().disable_endpoint(asked.only(), id(&request), asked.by()).await?))
}

/// Sends a webhook a trial message.
#[utoipa::path(
    post, path = "/v1/webhooks/{id}/test", tag = "Webhooks", operation_id = "test_webhook",
    description = "Needs the scope `admin`. One message of the type `webhook.test`, at once and once; the answer says how \
        that went.",
    params(("id" = String, Path, description = "The webhook's id")),
    responses((status = 200, description = "How it went", body = Trial), Errors)
)]
pub async fn test_webhook(asked: Authorised<Admin>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
    Ok(json(&asked.services().try_endpoint(asked.only(), id(&request)).await?))
}

/// Gives a webhook a new secret.
#[utoipa::path(
    post, path = "/v1/webhooks/{id}/rotate", tag = "Webhooks", operation_id = "rotate_webhook",
    description = "Needs the scope `admin`. The new secret is shown this once. For a day both secrets sign.",
    params(("id" = String, Path, description = "The webhook's id")),
    responses((status = 200, description = "The endpoint and its new secret", body = WebhookWithSecret), Errors)
)]
pub async fn rotate_webhook(asked: Authorised<Admin>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
    let (endpoint, secret) = asked.services().rotate_endpoint(asked.only(), id(&request), asked.by()).await?;
    Ok(json(&WithSecret::of(&endpoint, &secret.to_text())))
}

#[derive(Serialize)]
struct WithSecret<'a> {
    webhook: &'a NamedEndpoint,
    secret: &'a str,
}

impl<'a> WithSecret<'a> {
    fn of(webhook: &'a NamedEndpoint, secret: &'a str) -> Self {
        Self { webhook, secret }
    }
}

fn events(words: &[String]) -> Result<Events, Problem> {
    let known = || EventKind::ALL.iter().map(|kind| format!("\"{}\"", kind.word())).collect::<Vec<_>>().join(", ");
    let wrong = || invalid("events", format!("Name at least one; there are {}.", known()));
    Events::of(words.iter().map(String::as_str)).ok_or_else(wrong)
}
