//! `POST /v1/requests`: what a helpdesk wrote down.

use actix_web::HttpResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::{Body, invalid, required};
use super::docs::Errors;
use super::guard::{Authorised, Cases};
use super::{json, text};
use crate::domain::reading::Intent;
use crate::faces::http::problem::Refusal;
use crate::services::intake::requests::HelpdeskRequest;

/// The longest text, in octets.
const TEXT_MAX: usize = 100_000;
/// The longest reference, in characters.
const REFERENCE_MAX: usize = 200;

/// What somebody asked of a helpdesk.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = HelpdeskRequest)]
pub struct Asked {
    /// Who asks: the address it is about.
    #[schema(value_type = String, required = true, example = "ana@example.com")]
    about: Option<String>,
    /// What they wrote.
    #[schema(value_type = String, required = true, example = "Please stop sending me your newsletter.")]
    text: Option<String>,
    /// When the helpdesk received it; without it, now.
    #[schema(format = DateTime)]
    received_at: Option<String>,
    /// What the helpdesk calls it.
    reference: Option<String>,
    /// The sender's key; may be left out where only one is possible.
    sender: Option<String>,
}

/// What came of it.
#[derive(Serialize, ToSchema)]
pub struct Handled {
    /// Its id, in the queue.
    id: String,
    /// `act`, `ask_recipient`, `review`, `answer_only` or `ignore`.
    decision: &'static str,
    /// What was understood, with the words that show it.
    #[schema(value_type = Vec<Object>)]
    intents: Vec<Intent>,
    /// What the helpdesk may answer, in the writer's language; empty when there is nothing to say.
    suggested_reply: String,
}

/// Takes a request from a helpdesk.
#[utoipa::path(
    post, path = "/v1/requests", tag = "Intake", operation_id = "request",
    description = "Needs the scope `cases`. The text is understood like a mail of that person: a stop is applied at \
        once; what needs proof is asked back at the address on record; what is unclear waits for a person. The answer \
        to the person is left to the helpdesk. The same request again changes nothing more.",
    request_body = Asked,
    responses((status = 200, description = "Stored, and done as far as it may be", body = Handled), Errors)
)]
pub async fn request(asked: Authorised<Cases>, body: Body) -> Result<HttpResponse, Refusal> {
    let Asked { about, text: wording, received_at, reference, sender } = body.parse()?;
    let sender = asked.services().sender_meant(asked.only(), sender.as_deref())?;
    let request = HelpdeskRequest {
        about: text::address(&required(about, "about")?, "about")?,
        text: required(wording, "text")?,
        received_at: received_at.as_deref().map(|at| text::time(at, "received_at")).transpose()?,
        reference,
        by: asked.caller().id().to_owned(),
    };
    if request.text.len() > TEXT_MAX {
        return Err(invalid("text", format!("A text has at most {TEXT_MAX} octets.")).into());
    }
    if request.reference.as_ref().is_some_and(|reference| reference.chars().count() > REFERENCE_MAX) {
        return Err(invalid("reference", format!("A reference has at most {REFERENCE_MAX} characters.")).into());
    }
    let answer = asked.state().intake.request(&sender, request).await?;
    Ok(json(&Handled {
        id: answer.id,
        decision: answer.decision.word(),
        intents: answer.intents,
        suggested_reply: answer.suggested_reply,
    }))
}
