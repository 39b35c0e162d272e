//! What programs call: `/v1`, the ledger's public face, health, and the description of it all.
//!
//! - [`guard`]: who may call; [`body`], [`query`], [`text`]: requests, with the field at fault named.
//! - [`check`], [`sharing`], [`links`], [`preferences`], [`recipients`], [`inbound`], [`requests`], [`intake`],
//!   [`cases`], [`case_moves`], [`copies`], [`tasks`], [`parties`], [`ledger`], [`report`], [`figures`], [`topics`], [`senders`], [`webhooks`], [`health`]: the
//!   calls.
//! - [`stream`]: lists of any length. [`list`]: those that are read while they are sent, a few at a time.
//! - [`docs`]: `/openapi.json`, derived from the same types, and `/docs`, a page made from it.
//!
//! **To add a call**: request and answer types with `ToSchema`, a handler with `#[utoipa::path]` whose first argument
//! is [`guard::Authorised`], a line in [`configure`], in [`docs::Api`] and in [`super::routes::PATTERNS`].

pub mod at_least;
pub mod body;
pub mod case_moves;
pub mod cases;
pub mod check;
pub mod copies;
pub mod docs;
pub mod figures;
pub mod guard;
pub mod health;
pub mod inbound;
pub mod intake;
pub mod ledger;
pub mod links;
pub mod list;
pub mod metrics;
pub mod parties;
pub mod preferences;
pub mod query;
pub mod recipients;
pub mod report;
pub mod requests;
pub mod senders;
pub mod sharing;
pub mod stream;
pub mod tasks;
pub mod text;
pub mod topics;
pub mod verdicts;
pub mod webhooks;

use actix_web::http::Method;
use actix_web::http::header::{ContentType, LINK};
use actix_web::{HttpResponse, web};
use serde::Serialize;
use serde_json::json;

use super::fields::{new_key, not_empty};
use super::routes::methods;

/// Every route of the API.
pub fn configure(cfg: &mut web::ServiceConfig) {
    let (get, post, patch, delete) = (|| Method::GET, || Method::POST, || Method::PATCH, || Method::DELETE);
    cfg.service(methods("/v1/check", vec![(post(), web::to(check::check))]))
        .service(methods("/v1/check/stream", vec![(post(), web::to(stream::check::check_stream))]))
        .service(methods("/v1/do-not-share/check", vec![(post(), web::to(sharing::check))]))
        .service(methods("/v1/do-not-share/export", vec![(get(), web::to(sharing::export))]))
        .service(methods("/v1/links", vec![(post(), web::to(links::links))]))
        .service(methods("/v1/links/stream", vec![(post(), web::to(stream::links::links_stream))]))
        .service(methods("/v1/preferences", vec![(post(), web::to(preferences::set_preference))]))
        .service(methods("/v1/recipients/lookup", vec![(post(), web::to(recipients::look_up))]))
        .service(methods("/v1/ledger/entries", vec![(get(), web::to(ledger::entries))]))
        .service(methods("/v1/inbound", vec![(post(), web::to(inbound::take_in))]))
        .service(methods("/v1/requests", vec![(post(), web::to(requests::request))]))
        .service(methods("/v1/intake", vec![(get(), web::to(intake::list_mails))]))
        .service(methods("/v1/intake/{id}", vec![(get(), web::to(intake::show_mail))]))
        .service(methods("/v1/intake/{id}/raw", vec![(get(), web::to(intake::raw_mail))]))
        .service(methods("/v1/intake/{id}/decide", vec![(post(), web::to(intake::decide))]))
        .service(methods(
            "/v1/cases",
            vec![(get(), web::to(cases::list_cases)), (post(), web::to(case_moves::open_case))],
        ))
        .service(methods("/v1/cases/{id}", vec![(get(), web::to(cases::show_case))]))
        .service(methods("/v1/tasks/{id}", vec![(post(), web::to(tasks::settle))]))
        .service(methods("/v1/cases/{id}/close", vec![(post(), web::to(cases::close_case))]))
        .service(methods("/v1/cases/{id}/moves", vec![(post(), web::to(case_moves::move_case))]))
        .service(methods("/v1/cases/{id}/extension", vec![(post(), web::to(case_moves::extend_case))]))
        .service(methods("/v1/cases/{id}/questions", vec![(post(), web::to(case_moves::ask_person))]))
        .service(methods("/v1/cases/{id}/vouch", vec![(post(), web::to(case_moves::vouch_case))]))
        .service(methods("/v1/cases/{id}/copy", vec![(get(), web::to(copies::show_copy))]))
        .service(methods("/v1/cases/{id}/redact", vec![(post(), web::to(copies::redact))]))
        .service(methods("/v1/cases/{id}/send-back", vec![(post(), web::to(copies::send_back))]))
        .service(methods("/v1/cases/{id}/deliver", vec![(post(), web::to(copies::deliver))]))
        .service(methods(
            "/v1/topics",
            vec![(get(), web::to(topics::list_topics)), (post(), web::to(topics::add_topic))],
        ))
        .service(methods("/v1/topics/{key}", vec![(get(), web::to(topics::show_topic))]))
        .service(methods("/v1/topics/{key}/retire", vec![(post(), web::to(topics::retire_topic))]))
        .service(methods(
            "/v1/senders",
            vec![(get(), web::to(senders::list_senders)), (post(), web::to(senders::add_sender))],
        ))
        .service(methods(
            "/v1/senders/{key}",
            vec![(get(), web::to(senders::show_sender)), (patch(), web::to(senders::change_sender))],
        ))
        .configure(parties::configure)
        .service(methods(
            "/v1/webhooks",
            vec![(get(), web::to(webhooks::list_webhooks)), (post(), web::to(webhooks::add_webhook))],
        ))
        .service(methods(
            "/v1/webhooks/{id}",
            vec![
                (get(), web::to(webhooks::show_webhook)),
                (patch(), web::to(webhooks::change_webhook)),
                (delete(), web::to(webhooks::disable_webhook)),
            ],
        ))
        .service(methods("/v1/webhooks/{id}/test", vec![(post(), web::to(webhooks::test_webhook))]))
        .service(methods("/v1/webhooks/{id}/rotate", vec![(post(), web::to(webhooks::rotate_webhook))]))
        .service(methods("/v1/figures", vec![(get(), web::to(figures::figures))]))
        .service(methods("/v1/report", vec![(get(), web::to(report::report))]))
        .service(methods("/v1/report/recipient", vec![(post(), web::to(report::report_recipient))]))
        .service(methods("/ledger/checkpoint", vec![(get(), web::to(ledger::checkpoint))]))
        .service(methods("/ledger/proof/{index}", vec![(get(), web::to(ledger::proof))]))
        .service(methods("/health/live", vec![(get(), web::to(health::live))]))
        .service(methods("/health/ready", vec![(get(), web::to(health::ready))]))
        .service(methods("/openapi.json", vec![(get(), web::to(docs::openapi))]))
        .service(methods("/docs", vec![(get(), web::to(docs::page))]));
}

/// An answer in JSON.
fn json<T: Serialize>(value: &T) -> HttpResponse {
    let mut bytes = Vec::with_capacity(256);
    // Our own types always can be written.
    match serde_json::to_writer(&mut bytes, value) {
        Ok(()) => json_bytes(bytes),
        Err(_) => super::problem::respond(&super::problem::internal()),
    }
}

fn json_bytes(bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok().insert_header(ContentType::json()).body(bytes)
}

/// A page of a list, with the next one in the body and as a `Link` (API-04, RFC 8288).
fn list<T: Serialize>(path: &str, name: &str, items: &[T], next: Option<String>) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    if let Some(next) = &next {
        answer.insert_header((LINK, format!("<{path}?after={next}>; rel=\"next\"")));
    }
    answer.json(json!({ name: items, "next": next }))
}
