//! `/v1/intake`: mail that came in, what was understood, and the queue of what waits for a person.

use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{Body, invalid, required};
use super::docs::Errors;
use super::guard::{Authorised, Cases};
use super::query::{Query, bounds, cut_page};
use super::{json, list, text};
use crate::domain::error::Problem;
use crate::domain::reading::{Intent, IntentKind};
use crate::faces::http::problem::Refusal;
use crate::services::intake::queue::{Ruled, Ruling};

/// Where a mail can stand.
const STATUSES: [&str; 7] = ["review", "received", "ignored", "answered", "acted", "asked", "decided"];

/// Which mails.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// `review` (those that wait for a person; also without it), `received`, `ignored`, `answered`, `acted`, `asked`,
    /// `decided`, or `any`.
    status: Option<String>,
    /// The `next` of the page before.
    after: Option<String>,
    /// Items in one answer, 1 to 1,000; 100 without it.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

/// A mail as the queue shows it.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes what the service writes")]
pub struct InboundMail {
    /// Its id.
    id: String,
    /// Where it stands: `received`, `ignored`, `answered`, `acted`, `asked`, `review` or `decided`.
    status: String,
    /// The way in.
    via: String,
    /// When it was received.
    #[schema(format = DateTime)]
    received_at: String,
    /// By when somebody must have answered: the earliest clock of its open cases.
    #[schema(format = DateTime)]
    due_at: Option<String>,
    /// Its size in octets.
    size: i64,
    /// `act`, `ask_recipient`, `review`, `answer_only` or `ignore`.
    decision: Option<String>,
    /// Whose mail it is about: the sender's key.
    sender: Option<String>,
    /// To whom it came.
    recipients: Vec<String>,
    /// What was understood, as `desist intake explain` prints it.
    #[schema(value_type = Option<Object>)]
    reading: Option<serde_json::Value>,
    /// The ids of the cases it opened.
    cases: Vec<String>,
    /// A provider asks by it whether mail may be forwarded to us; its code stands in the text. Such mails come first.
    forwarding_check: bool,
}

/// A page of mails, oldest first.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes the answer")]
pub struct InboundMails {
    mails: Vec<InboundMail>,
    /// The `after` of the next page, if there is one.
    next: Option<String>,
}

/// What a person decides.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionRequest {
    /// What the mail asks for; an empty list: nothing.
    #[schema(value_type = Vec<DecidedIntent>, required = true)]
    intents: Option<Vec<DecidedIntent>>,
    /// Whom it is about; without it, as it was understood.
    about: Option<String>,
    /// Whether whom it is about is told what was understood and done, as far as they may be; without it, they are. A
    /// mail that asks for proof goes out all the same.
    answer: Option<bool>,
}

/// One thing the mail asks for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecidedIntent {
    /// `unsubscribe_all`, `unsubscribe_topic`, `pause`, `resubscribe`, `sharing_opt_out`, `access`, `correction`,
    /// `deletion`, `complaint`, `wrong_person` or `question`.
    #[schema(value_type = String, required = true, example = "unsubscribe_all")]
    kind: Option<String>,
    /// The topic's key, for `unsubscribe_topic` and `resubscribe`.
    topic: Option<String>,
    /// For how many days, for `pause`.
    days: Option<u32>,
    /// Until which day (`YYYY-MM-DD`), for `pause`.
    until: Option<String>,
}

/// What came of the decision.
#[derive(Serialize, ToSchema)]
pub struct Decided {
    /// The mail.
    id: String,
    /// `acted`, `asked` or `ignored`.
    became: &'static str,
    /// Whether a mail about it goes to whom it is about.
    answered: bool,
    /// The ledger size after it.
    ledger_size: u64,
}

/// Lists mails.
#[utoipa::path(
    get, path = "/v1/intake", tag = "Intake", operation_id = "list_mails",
    description = "Needs the scope `cases`. Without `status`, the queue: mails that wait for a person. A key for one \
        sender sees that sender's.",
    params(Which),
    responses((status = 200, description = "Mails, oldest first", body = InboundMails), Errors)
)]
pub async fn list_mails(asked: Authorised<Cases>, which: Query<Which>) -> Result<HttpResponse, Refusal> {
    let Which { status, after, limit } = which.0;
    let status = status_word(status.as_deref().unwrap_or("review"))?;
    let (after, limit) = bounds(after, limit)?;
    let mut mails = asked.services().list_mails(asked.only(), status, &after, limit + 1).await?;
    let next = cut_page(&mut mails, limit, |mail| &mail.id);
    mails.sort_by_key(|mail| !mail.forwarding_check);
    Ok(list("/v1/intake", "mails", &mails, next))
}

fn status_word(word: &str) -> Result<&str, Problem> {
    match word {
        "any" => Ok(""),
        word if STATUSES.contains(&word) => Ok(word),
        _ => Err(invalid("status", format!("A status is one of {}, any.", STATUSES.join(", ")))),
    }
}

/// Shows a mail.
#[utoipa::path(
    get, path = "/v1/intake/{id}", tag = "Intake", operation_id = "show_mail",
    description = "Needs the scope `cases`.",
    params(("id" = String, Path, description = "The mail's id")),
    responses((status = 200, description = "The mail", body = InboundMail), Errors)
)]
pub async fn show_mail(asked: Authorised<Cases>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
    Ok(json(&asked.services().queued_mail(asked.only(), id(&request)).await?))
}

/// Hands out a mail's bytes.
#[utoipa::path(
    get, path = "/v1/intake/{id}/raw", tag = "Intake", operation_id = "raw_mail",
    description = "Needs the scope `cases`.",
    params(("id" = String, Path, description = "The mail's id")),
    responses((status = 200, description = "The mail as it came", body = String, content_type = "message/rfc822"), Errors)
)]
pub async fn raw_mail(asked: Authorised<Cases>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
    let raw = asked.services().raw_mail(asked.only(), id(&request)).await?;
    // A browser must not show what a stranger wrote as if it were ours.
    Ok(HttpResponse::Ok()
        .content_type("message/rfc822")
        .insert_header(("Content-Disposition", "attachment; filename=\"mail.eml\""))
        .body(raw))
}

/// Decides about a mail.
#[utoipa::path(
    post, path = "/v1/intake/{id}/decide", tag = "Intake", operation_id = "decide",
    description = "Needs the scope `cases`. Does what the mail asks for, as a person read it, and takes it out of the \
        queue; mail that was held because of it is released, unless another mail holds it, too. 409 `conflict` when it \
        does not wait for a decision.",
    params(("id" = String, Path, description = "The mail's id")),
    request_body = DecisionRequest,
    responses((status = 200, description = "Done", body = Decided), Errors)
)]
pub async fn decide(asked: Authorised<Cases>, request: HttpRequest, body: Body) -> Result<HttpResponse, Refusal> {
    let wanted: DecisionRequest = body.parse()?;
    let intents = required(wanted.intents, "intents")?;
    let ruling = Ruling {
        about: wanted.about.as_deref().map(|about| text::address(about, "about")).transpose()?,
        intents: intents.into_iter().map(intent).collect::<Result<_, _>>()?,
        spam: false,
        answer: wanted.answer.unwrap_or(true),
    };
    let ruled = asked.services().decide_mail(asked.only(), id(&request), ruling, asked.by()).await?;
    let Ruled { id, became, answered, ledger_size } = ruled;
    Ok(json(&Decided { id, became, answered, ledger_size }))
}

fn intent(decided: DecidedIntent) -> Result<Intent, Problem> {
    let word = required(decided.kind, "intents")?;
    let kind = IntentKind::from_word(&word).filter(|kind| *kind != IntentKind::None);
    let words = || IntentKind::ALL.iter().filter(|k| **k != IntentKind::None).map(|k| k.word()).collect::<Vec<_>>();
    let wrong = || invalid("intents", format!("A kind is one of {}.", words().join(", ")));
    let mut intent = Ruling::intent(kind.ok_or_else(wrong)?);
    intent.topic = decided.topic;
    intent.days = decided.days;
    intent.until = decided.until;
    Ok(intent)
}

pub(super) fn id(request: &HttpRequest) -> &str {
    request.match_info().get("id").unwrap_or_default()
}
