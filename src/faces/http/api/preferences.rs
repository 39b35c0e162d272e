//! `POST /v1/preferences`: what a tool writes down about a recipient.

use actix_web::HttpResponse;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::body::{Body, invalid, required};
use super::docs::Errors;
use super::guard::{Authorised, Preferences};
use super::{json, text};
use crate::domain::address::Address;
use crate::domain::error::{Code, Problem};
use crate::domain::preference::{Kind, Scope};
use crate::domain::time::Instant;
use crate::domain::topic::{Class, Sender, Topic};
use crate::faces::http::problem::Refusal;
use crate::services::preferences::{Proof, Setting};
use crate::services::writer::change::Answer;

/// What is to be set, and what shows that the recipient wants it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreferenceRequest {
    /// The address.
    #[schema(value_type = String, required = true, example = "ana@example.com")]
    recipient: Option<String>,
    /// A topic's key, or `all`, `everywhere`, `sharing`, `tracking`.
    #[schema(value_type = String, required = true, example = "all")]
    scope: Option<String>,
    /// The state.
    #[schema(value_type = State, required = true)]
    state: Option<State>,
    /// The sender's key; may be left out where only one is possible.
    sender: Option<String>,
    /// The end of a pause; with `paused` only.
    #[schema(format = DateTime)]
    until: Option<String>,
    /// When it happened, if not now.
    #[schema(format = DateTime)]
    occurred_at: Option<String>,
    /// Why, in your words; kept sealed.
    reason: Option<String>,
    /// What shows it: a text or any JSON; kept sealed.
    evidence: Option<Value>,
    /// Proof that the recipient came back; with `opted_in` only. Counts from a key with the scope `resubscribe`.
    proof: Option<ProofRequest>,
    /// Instead of a proof: ask the recipient by one mail (at most one in 30 days for each sender).
    confirm: Option<bool>,
}

/// What a preference can be set to.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PreferenceState)]
pub enum State {
    /// No mail of this scope.
    OptedOut,
    /// Mail is wanted.
    OptedIn,
    /// No mail until a date.
    Paused,
}

/// Proof of consent; all of it is needed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Proof)]
pub struct ProofRequest {
    /// Which kind of proof.
    #[schema(value_type = String, required = true, example = "double_opt_in")]
    kind: Option<String>,
    /// When consent was given.
    #[schema(value_type = String, required = true, format = DateTime)]
    at: Option<String>,
    /// What the person agreed to, word for word.
    #[schema(value_type = String, required = true)]
    wording: Option<String>,
    /// What shows it: a text or any JSON.
    #[schema(value_type = Object, required = true)]
    evidence: Option<Value>,
}

/// What came of it.
#[derive(Serialize, ToSchema)]
pub struct PreferenceAnswer {
    /// Whether anything changed.
    changed: bool,
    /// The ledger entry of the change; where nothing changed, the one that set the present state.
    entry: Option<u64>,
    /// An answer of the gate for at least this size obeys it.
    ledger_size: u64,
    /// With `confirm` only: whether a mail was sent (not, if there was one in the last 30 days, or if the recipient is
    /// opted in already).
    #[serde(skip_serializing_if = "Option::is_none")]
    mailed: Option<bool>,
}

impl PreferenceAnswer {
    fn new(answer: &Answer, mailed: Option<bool>) -> Self {
        Self { changed: answer.changed, entry: answer.entry, ledger_size: answer.ledger_size, mailed }
    }
}

/// Sets a preference.
#[utoipa::path(
    post, path = "/v1/preferences", tag = "Preferences", operation_id = "set_preference",
    description = "Needs the scope `preferences`. Stopping needs nothing more. `opted_in` over a recipient's own \
        opt-out needs a later proof and a key with the scope `resubscribe`, else 409 `proof_required`; with \
        `\"confirm\": true` the recipient is asked by mail about `all` or a topic and nothing changes before the answer. \
        A transactional topic cannot be chosen: 422 `transactional_topic`.",
    request_body = PreferenceRequest,
    responses(
        (status = 200, description = "Durable, and obeyed by the gate", body = PreferenceAnswer),
        (status = 202, description = "The recipient is asked", body = PreferenceAnswer),
        Errors
    )
)]
pub async fn set_preference(asked: Authorised<Preferences>, body: Body) -> Result<HttpResponse, Refusal> {
    let request: PreferenceRequest = body.parse()?;
    let address = text::address(required(request.recipient.as_deref(), "recipient")?, "recipient")?;
    let target = Target::of(&asked, &request)?;
    let state = required(request.state, "state")?;
    goes_together(&request, state)?;
    if request.confirm == Some(true) {
        return ask_the_recipient(&asked, &address, &target).await;
    }
    let setting = Setting {
        address,
        sender: target.sender.id,
        scope: target.scope,
        kind: kind(state, request.until.as_deref())?,
        occurred_at: request.occurred_at.as_deref().map(|text| time(text, "occurred_at")).transpose()?,
        reason: request.reason,
        evidence: request.evidence.map(as_text),
        proof: request.proof.map(proof).transpose()?,
    };
    let answer = asked.services().set_preference(asked.caller(), setting).await?;
    Ok(json(&PreferenceAnswer::new(&answer, None)))
}

async fn ask_the_recipient(
    asked: &Authorised<Preferences>,
    address: &Address,
    target: &Target,
) -> Result<HttpResponse, Refusal> {
    let services = asked.services();
    let locale = services.renderer.locale(None);
    let (sender, topic) = (&target.sender, target.topic.as_deref());
    if !matches!(target.scope, Scope::All(_) | Scope::Topic(_)) {
        return Err(invalid("scope", "The mail can only confirm \"all\" or a promotional topic.").into());
    }
    if let Some(entry) = services.opted_in_by(address, target.scope).await? {
        // Nothing is left to confirm, so nobody is bothered (SUP-15).
        let standing = Answer { entry: Some(entry), ledger_size: services.gate.ledger_size(), ..Answer::default() };
        return Ok(HttpResponse::Accepted().json(PreferenceAnswer::new(&standing, Some(false))));
    }
    let answer = services.mail_confirmation(sender, address, target.scope, topic, asked.by(), &locale).await?;
    // The request for the mail is an entry, but the preference has not changed.
    let shown = PreferenceAnswer { changed: false, ..PreferenceAnswer::new(&answer, Some(answer.mailed)) };
    Ok(HttpResponse::Accepted().json(shown))
}

/// Whose preference about what.
struct Target {
    sender: std::sync::Arc<Sender>,
    topic: Option<std::sync::Arc<Topic>>,
    scope: Scope,
}

impl Target {
    fn of(asked: &Authorised<Preferences>, request: &PreferenceRequest) -> Result<Self, Problem> {
        let (services, named) = (asked.services(), request.sender.as_deref());
        let whole = |scope: fn(&Sender) -> Scope| {
            let sender = services.sender_meant(asked.only(), named)?;
            Ok(Self { scope: scope(&sender), sender, topic: None })
        };
        match required(request.scope.as_deref(), "scope")? {
            "all" => whole(|sender| Scope::All(sender.id)),
            "everywhere" => whole(|sender| Scope::Everywhere(sender.group)),
            "sharing" => whole(|sender| Scope::Sharing(sender.id)),
            "tracking" => whole(|sender| Scope::Tracking(sender.id)),
            key => {
                let topic = services.topic_meant(asked.only(), named, key).map_err(in_scope)?;
                if topic.class == Class::Transactional {
                    // Nothing stops such mail (L4): a preference that is kept and never heeded would be a lie.
                    let detail = "Transactional mail takes no preference; stop it where it is caused.";
                    return Err(Problem::new(Code::TransactionalTopic, detail).in_field("scope"));
                }
                let sender = services.gate.registry().sender(topic.sender).cloned();
                let sender = sender.ok_or_else(|| invalid("scope", "The sender of this topic cannot be read."))?;
                Ok(Self { sender, scope: Scope::Topic(topic.id), topic: Some(topic) })
            }
        }
    }
}

/// In this request the topic stands in `scope`.
fn in_scope(problem: Problem) -> Problem {
    if problem.field.as_deref() == Some("topic") { problem.in_field("scope") } else { problem }
}

/// Refuses what would silently be left aside.
fn goes_together(request: &PreferenceRequest, state: State) -> Result<(), Problem> {
    if request.until.is_some() && state != State::Paused {
        return Err(invalid("until", "Only a pause has an end."));
    }
    if request.proof.is_some() && state != State::OptedIn {
        return Err(invalid("proof", "Only \"opted_in\" takes a proof."));
    }
    if request.confirm == Some(true) && (state != State::OptedIn || request.proof.is_some()) {
        return Err(invalid("confirm", "\"confirm\" goes with \"opted_in\" and without a proof."));
    }
    Ok(())
}

fn kind(state: State, until: Option<&str>) -> Result<Kind, Problem> {
    Ok(match state {
        State::OptedOut => Kind::OptedOut,
        State::OptedIn => Kind::OptedIn { proven: false },
        State::Paused => Kind::Paused { until: time(required(until, "until")?, "until")? },
    })
}

fn proof(request: ProofRequest) -> Result<Proof, Problem> {
    Ok(Proof {
        kind: required(request.kind, "proof.kind")?,
        at: time(required(request.at.as_deref(), "proof.at")?, "proof.at")?,
        wording: required(request.wording, "proof.wording")?,
        evidence: as_text(required(request.evidence, "proof.evidence")?),
    })
}

/// API-06.
fn time(text: &str, field: &'static str) -> Result<Instant, Problem> {
    Instant::parse(text).ok_or_else(|| invalid(field, "Times are RFC 3339 with an offset: 2026-11-23T12:00:00Z."))
}

fn as_text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
