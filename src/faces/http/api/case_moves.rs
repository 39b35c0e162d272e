//! `POST /v1/cases` and what follows: a case opened for somebody, moved on, vouched for.

use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{Body, invalid, required};
use super::cases::{Case, MovedCase};
use super::docs::Errors;
use super::guard::{Authorised, Cases};
use super::intake::id;
use super::{json, text};
use crate::domain::case::{CaseKind, CaseState, RefusalReason, WaitingFor};
use crate::domain::clock::{ExtensionReason, PauseReason, Sent};
use crate::domain::error::Problem;
use crate::faces::http::problem::Refusal;
use crate::services::cases::{ByHand, CaseMove, LastAnswer, MoreTime, Question, Vouching};

/// The longest note or evidence, in octets.
const TEXT_MAX: usize = 100_000;
/// The longest name or reference, in octets.
const NAME_MAX: usize = 200;

/// What somebody asked of an operator or an agent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseRequest {
    /// `access`, `correction`, `deletion`, `sharing_opt_out`, `complaint`, `redirect`, `question` or `unclear`.
    #[schema(value_type = String, required = true, example = "deletion")]
    kind: Option<String>,
    /// Who asks: the address it is about.
    #[schema(value_type = String, required = true, example = "ana@example.com")]
    recipient: Option<String>,
    /// The sender's key; may be left out where only one is possible.
    sender: Option<String>,
    /// When it reached you: its clocks begin then; without it, now.
    #[schema(format = DateTime)]
    received_at: Option<String>,
    /// The language to answer in, as a tag.
    #[schema(example = "de")]
    language: Option<String>,
    /// What you call it.
    reference: Option<String>,
    /// What was said; kept sealed.
    text: Option<String>,
    /// For a correction: the wrong address, if it is not `recipient`.
    from: Option<String>,
    /// For a correction: the right address.
    to: Option<String>,
    /// What shows that the person asks, if you vouch for it: then the mailbox is not asked. Kept sealed; the entry names
    /// your key.
    evidence: Option<String>,
    /// When the contract with the person ended: a deletion is to be done within a time of that.
    #[schema(format = DateTime)]
    terminated_at: Option<String>,
    /// You told the person that it came: they get no mail that says so.
    #[serde(default)]
    acknowledged: bool,
}

/// More time for a case.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtensionRequest {
    /// Why, as the notice says: `complexity`, or `number` (of requests).
    #[schema(value_type = String, required = true, example = "complexity")]
    reason: Option<String>,
    /// The notice that you sent yourself; without it the person gets a mail, and the clocks move when it was sent.
    notice: Option<Notice>,
    /// The version you saw.
    version: Option<i64>,
}

/// A notice that was sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Its Message-ID.
    message: String,
    /// When it was sent.
    #[schema(format = DateTime)]
    at: String,
}

/// Something that a case cannot go on without.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuestionRequest {
    /// Why: `identity` or `clarification`.
    #[schema(value_type = String, required = true, example = "clarification")]
    reason: Option<String>,
    /// What is asked, in your words.
    #[schema(value_type = String, required = true, example = "Which of your two addresses is meant?")]
    question: Option<String>,
    /// The case could go on without the answer: then no clock stands still.
    #[serde(default)]
    needless: bool,
    /// The version you saw.
    version: Option<i64>,
}

/// How a case is moved. Without `to` it stays where it is, and is noted or handed over.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseMoveRequest {
    /// `needs_identity`, `needs_review`, `in_progress`, `waiting`, `done`, `refused`, `withdrawn`, `duplicate`,
    /// `redirected`, `spam` or `closed_unverified`.
    #[schema(example = "done")]
    to: Option<String>,
    /// With `waiting`: `system`, `partner`, `controller` or `recipient`.
    waiting_for: Option<String>,
    /// With `refused`: `not_identified`, `legal_obligation`, `legal_claim`, `excessive`, `nothing_held`,
    /// `rights_of_others` or `already_right`.
    reason: Option<String>,
    /// With `duplicate`: the id of the open case that asks for the same.
    duplicate_of: Option<String>,
    /// A note for colleagues; kept sealed.
    note: Option<String>,
    /// The version you saw: if somebody changed the case since, nothing is done (409 `conflict`).
    version: Option<i64>,
    /// Who has it from now on; an empty one nobody.
    assignee: Option<String>,
    /// When it ends: your own words to the person. They stand in the mail that answers, and are kept sealed.
    answer: Option<String>,
    /// With `redirected`: the key of the controller whom the person is to ask.
    controller: Option<String>,
    /// When it ends: you answered the person yourself, so no mail goes out.
    #[serde(default)]
    quiet: bool,
    /// You told the person that it came: what is owed for that is done.
    #[serde(default)]
    acknowledged: bool,
    /// When the contract with the person ended: a deletion gets the clock that counts from there, once.
    #[schema(format = DateTime)]
    terminated_at: Option<String>,
}

/// Your word that the person asks.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VouchRequest {
    /// What shows it; kept sealed.
    #[schema(value_type = String, required = true, example = "Called back at the number on the contract.")]
    evidence: Option<String>,
    /// The version you saw.
    version: Option<i64>,
}

/// Opens a case.
#[utoipa::path(
    post, path = "/v1/cases", tag = "Intake", operation_id = "open_case",
    description = "Needs the scope `cases`. For what somebody asked by telephone or on paper. What reveals, changes or \
        deletes data is asked back at the address on record first, unless you vouch for the person (`evidence`). One that \
        asks for what an open case asks for becomes its duplicate.",
    request_body = CaseRequest,
    responses((status = 200, description = "Opened", body = Case), Errors)
)]
pub async fn open_case(asked: Authorised<Cases>, body: Body) -> Result<HttpResponse, Refusal> {
    let wanted: CaseRequest = body.parse()?;
    let services = asked.services();
    let sender = services.sender_meant(asked.only(), wanted.sender.as_deref())?;
    let address = |given: &Option<String>, field| given.as_deref().map(|given| text::address(given, field)).transpose();
    let by_hand = ByHand {
        kind: word(required(wanted.kind, "kind")?, "kind", CaseKind::from_word, CaseKind::ALL, CaseKind::word)?,
        about: text::address(&required(wanted.recipient, "recipient")?, "recipient")?,
        received_at: wanted.received_at.as_deref().map(|at| text::time(at, "received_at")).transpose()?,
        language: short(wanted.language, "language", NAME_MAX)?,
        reference: short(wanted.reference, "reference", NAME_MAX)?,
        way: None,
        text: short(wanted.text, "text", TEXT_MAX)?,
        addresses: (address(&wanted.from, "from")?, address(&wanted.to, "to")?),
        vouched: short(wanted.evidence, "evidence", TEXT_MAX)?,
        acknowledged: wanted.acknowledged,
        terminated_at: wanted.terminated_at.as_deref().map(|at| text::time(at, "terminated_at")).transpose()?,
    };
    if by_hand.vouched.is_some() {
        services.may_vouch(asked.only(), by_hand.kind)?;
    }
    let id = services.open_case(&sender, by_hand, asked.by()).await?;
    Ok(json(&services.case(asked.only(), &id).await?))
}

/// Moves a case.
#[utoipa::path(
    post, path = "/v1/cases/{id}/moves", tag = "Intake", operation_id = "move_case",
    description = "Needs the scope `cases`. 409 `conflict` when the case may not move so, when one of its tasks is open, \
        when somebody else changed it first, or when a deletion would erase somebody with another open case. A deletion \
        that is `done` erases the person; a correction that is `done` carries every block to the new address. When a case \
        ends, the address on record is answered by mail, with your words (`answer`), unless you say `quiet`; a question, \
        complaint or redirect is answered only with words of yours, or with the controller to ask.",
    params(("id" = String, Path, description = "The case's id")),
    request_body = CaseMoveRequest,
    responses((status = 200, description = "Moved", body = MovedCase), Errors)
)]
pub async fn move_case(asked: Authorised<Cases>, request: HttpRequest, body: Body) -> Result<HttpResponse, Refusal> {
    let wanted: CaseMoveRequest = body.parse()?;
    let (state, party) = (CaseState::from_word, WaitingFor::from_word);
    let moved = CaseMove {
        to: wanted.to.map(|to| word(to, "to", state, CaseState::ALL, CaseState::word)).transpose()?,
        waiting_for: wanted
            .waiting_for
            .map(|party_word| word(party_word, "waiting_for", party, WaitingFor::ALL, WaitingFor::word))
            .transpose()?,
        reason: wanted
            .reason
            .map(|reason| word(reason, "reason", RefusalReason::from_word, RefusalReason::ALL, RefusalReason::word))
            .transpose()?,
        duplicate_of: short(wanted.duplicate_of, "duplicate_of", NAME_MAX)?,
        assignee: short(wanted.assignee, "assignee", NAME_MAX)?,
        note: short(wanted.note, "note", TEXT_MAX)?,
        version: wanted.version,
        answer: LastAnswer {
            words: wanted.answer,
            controller: short(wanted.controller, "controller", NAME_MAX)?,
            quiet: wanted.quiet,
        },
        acknowledged: wanted.acknowledged,
        terminated_at: wanted.terminated_at.as_deref().map(|at| text::time(at, "terminated_at")).transpose()?,
    };
    let ends = moved.to.is_some_and(|to| !to.is_open());
    if moved.answer.words.is_some() && !ends {
        return Err(invalid("answer", "An answer goes with the end of a case: say where \"to\".").into());
    }
    if moved.to.is_none()
        && moved.note.is_none()
        && moved.assignee.is_none()
        && !moved.acknowledged
        && moved.terminated_at.is_none()
    {
        return Err(invalid("to", "Say where to, or give a note or an assignee.").into());
    }
    Ok(json(&asked.services().move_case(asked.only(), id(&request), moved, asked.by()).await?))
}

/// Vouches for the person of a case.
#[utoipa::path(
    post, path = "/v1/cases/{id}/vouch", tag = "Intake", operation_id = "vouch_case",
    description = "Needs the scope `cases`. Takes your word that the person asks: the case goes on as if the mailbox had \
        confirmed it, and the entry names your key. 409 `conflict` when it needs no proof any more or has ended.",
    params(("id" = String, Path, description = "The case's id")),
    request_body = VouchRequest,
    responses((status = 200, description = "It goes on", body = MovedCase), Errors)
)]
pub async fn vouch_case(asked: Authorised<Cases>, request: HttpRequest, body: Body) -> Result<HttpResponse, Refusal> {
    let wanted: VouchRequest = body.parse()?;
    let evidence = short(wanted.evidence, "evidence", TEXT_MAX)?;
    let vouching = Vouching { evidence: required(evidence, "evidence")?, version: wanted.version };
    Ok(json(&asked.services().vouch_case(asked.only(), id(&request), vouching, asked.by()).await?))
}

/// Takes more time.
#[utoipa::path(
    post, path = "/v1/cases/{id}/extension", tag = "Intake", operation_id = "extend_case",
    description = "Needs the scope `cases`. Every clock that allows it moves, once, when the notice with the reason was sent: \
        by this service, or by you (`notice`). 409 `conflict` when none can, or when nobody can be told.",
    params(("id" = String, Path, description = "The case's id")),
    request_body = ExtensionRequest,
    responses((status = 200, description = "The notice is on its way, or counted", body = MovedCase), Errors)
)]
pub async fn extend_case(asked: Authorised<Cases>, request: HttpRequest, body: Body) -> Result<HttpResponse, Refusal> {
    let wanted: ExtensionRequest = body.parse()?;
    let notice = wanted
        .notice
        .map(|notice| Ok::<_, Problem>(Sent { at: text::time(&notice.at, "at")?, message: notice.message }));
    let all = ExtensionReason::ALL;
    let reason = required(wanted.reason, "reason")?;
    let more = MoreTime {
        reason: word(reason, "reason", ExtensionReason::from_word, all, ExtensionReason::word)?,
        notice: notice.transpose()?,
        version: wanted.version,
    };
    Ok(json(&asked.services().extend_case(asked.only(), id(&request), more, asked.by()).await?))
}

/// Asks the person.
#[utoipa::path(
    post, path = "/v1/cases/{id}/questions", tag = "Intake", operation_id = "ask_person_of_case",
    description = "Needs the scope `cases`. The person gets a mail; the case waits for the answer, which leads back to it. \
        Clocks that may stand still do so from the sending to the answer. 409 `conflict` when nobody can be asked.",
    params(("id" = String, Path, description = "The case's id")),
    request_body = QuestionRequest,
    responses((status = 200, description = "The question is on its way", body = MovedCase), Errors)
)]
pub async fn ask_person(asked: Authorised<Cases>, request: HttpRequest, body: Body) -> Result<HttpResponse, Refusal> {
    let wanted: QuestionRequest = body.parse()?;
    let all = PauseReason::ALL;
    let reason = required(wanted.reason, "reason")?;
    let question = Question {
        reason: word(reason, "reason", PauseReason::from_word, all, PauseReason::word)?,
        words: required(wanted.question, "question")?,
        needed: !wanted.needless,
        version: wanted.version,
    };
    Ok(json(&asked.services().ask_person_of(asked.only(), id(&request), question, asked.by()).await?))
}

/// A word of a list; the answer to another names them all.
fn word<T: Copy>(
    given: String,
    field: &'static str,
    parse: impl Fn(&str) -> Option<T>,
    all: &[T],
    word: impl Fn(T) -> &'static str,
) -> Result<T, Problem> {
    let words = || all.iter().map(|one| word(*one)).collect::<Vec<_>>().join(", ");
    parse(&given).ok_or_else(|| invalid(field, format!("\"{field}\" is one of {}.", words())))
}

fn short(given: Option<String>, field: &'static str, most: usize) -> Result<Option<String>, Problem> {
    match given {
        Some(text) if text.len() > most => Err(invalid(field, format!("\"{field}\" has at most {most} octets."))),
        given => Ok(given),
    }
}
