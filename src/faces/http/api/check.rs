//! `POST /v1/check`: the gate's question for one recipient or up to 10,000.

use actix_web::HttpResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::at_least::AtLeast;
use super::body::{Body, required};
use super::docs::Errors;
use super::guard::{Authorised, Gate};
use super::json;
use super::text::{self, Recipients, Row, Text};
use super::verdicts::{Asker, Shown};
use crate::domain::error::Problem;
use crate::faces::http::problem::Refusal;

/// Give either `recipient` or `recipients`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRequest<'a> {
    /// One address.
    #[serde(borrow)]
    #[schema(value_type = Option<String>, example = "ana@example.com")]
    recipient: Option<Text<'a>>,
    /// Up to 10,000 addresses. One that is none is a row with the reason `invalid_address`.
    #[serde(borrow)]
    #[schema(value_type = Option<Vec<String>>, max_items = 10_000)]
    recipients: Option<Vec<Row<'a>>>,
    /// The topic's key.
    #[serde(borrow)]
    #[schema(value_type = String, required = true, example = "product-news")]
    topic: Option<Text<'a>>,
    /// The sender's key; may be left out, because topic keys are unique.
    #[serde(borrow)]
    #[schema(value_type = Option<String>)]
    sender: Option<Text<'a>>,
}

/// Verdicts in the order of the recipients.
#[derive(Serialize, ToSchema)]
pub struct Verdicts<'a> {
    results: Vec<Shown<'a>>,
    /// The ledger size that all of them are true for.
    ledger_size: u64,
}

/// One verdict, or as many as were asked for.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes the answer; the handler writes the two forms itself")]
pub enum CheckAnswer<'a> {
    /// For `recipient`.
    One(Shown<'a>),
    /// For `recipients`.
    Many(Verdicts<'a>),
}

/// May this be sent to this recipient now?
#[utoipa::path(
    post, path = "/v1/check", tag = "Gate", operation_id = "check",
    description = "Needs the scope `gate`. Unknown topics are refused, never allowed.",
    params(("Desist-At-Least" = Option<u64>, Header, description = "Wait (up to 5 s) until the answer is true for this ledger size")),
    request_body = CheckRequest,
    responses((status = 200, description = "The verdict, or one for each recipient in order", body = CheckAnswer), Errors)
)]
pub async fn check(asked: Authorised<Gate>, at_least: AtLeast, body: Body) -> Result<HttpResponse, Refusal> {
    let request: CheckRequest<'_> = body.parse()?;
    let topic = required(request.topic.as_ref(), "topic")?.as_str();
    at_least.wait(&asked.services().gate).await?;
    // Read before asking: what is asked later is true for this size, or a larger one.
    let ledger_size = asked.services().gate.ledger_size();
    let sender = request.sender.as_ref().map(Text::as_str);
    let (topic, asker) = Asker::meant(asked.services(), asked.only(), sender, topic)?;
    match Recipients::of(request.recipient, request.recipients)? {
        Recipients::One(recipient) => {
            let address = text::address(recipient.as_str(), "recipient")?;
            let verdict = asker.one(&address)?;
            Ok(json(&Shown::new(&Row(Some(recipient.0)), &topic, verdict, ledger_size)))
        }
        Recipients::Many(recipients) => {
            asker.open()?;
            let shown = |row| Ok(Shown::new(row, &topic, asker.row(Row::address(row).as_ref())?, ledger_size));
            let results = recipients.iter().map(shown).collect::<Result<Vec<_>, Problem>>()?;
            Ok(json(&Verdicts { results, ledger_size }))
        }
    }
}
