//! `/v1/do-not-share`: may a person's data be passed on to a third party? For one or up to 10,000, and the list of all whose
//! data must not be.

use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_TYPE;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::at_least::AtLeast;
use super::body::{Body, invalid};
use super::docs::Errors;
use super::guard::{Authorised, Gate, Preferences};
use super::query::Query;
use super::text::{self, Recipients, Row, Text};
use super::{json, list};
use crate::domain::error::Problem;
use crate::domain::sharing::Sharing;
use crate::domain::time::Instant;
use crate::faces::http::problem::Refusal;
use crate::services::gate::unavailable;
use crate::services::sharing::{DoNotShare, ListFormat};

/// Give either `recipient` or `recipients`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DoNotShareRequest<'a> {
    /// One address.
    #[serde(borrow)]
    #[schema(value_type = Option<String>, example = "ana@example.com")]
    recipient: Option<Text<'a>>,
    /// Up to 10,000 addresses. One that is none is a row with the reason `invalid_address`.
    #[serde(borrow)]
    #[schema(value_type = Option<Vec<String>>, max_items = 10_000)]
    recipients: Option<Vec<Row<'a>>>,
    /// The sender's key; may be left out where only one is possible.
    #[serde(borrow)]
    #[schema(value_type = Option<String>)]
    sender: Option<Text<'a>>,
    /// Data may be passed on only with consent: then a person of whom nothing is recorded is refused (`not_opted_in`).
    needs_consent: Option<bool>,
}

/// May this person's data be passed on?
#[derive(Serialize, ToSchema)]
#[schema(as = SharingVerdict)]
pub struct Shown<'a> {
    /// As it was asked.
    #[schema(value_type = Option<String>)]
    recipient: &'a Row<'a>,
    /// Whether data may be passed on.
    allowed: bool,
    /// The first that holds: `erased`, `opted_out`, `held`, `not_opted_in`, `invalid_address`, `unreadable` (refused);
    /// `opted_in`, `no_objection` (allowed).
    reason: &'static str,
    /// Since when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    since: Option<Instant>,
    /// The ledger size that this is true for.
    ledger_size: u64,
}

/// Verdicts in the order of the recipients.
#[derive(Serialize, ToSchema)]
pub struct SharingVerdicts<'a> {
    results: Vec<Shown<'a>>,
    /// The ledger size that all of them are true for.
    ledger_size: u64,
}

/// One verdict, or as many as were asked for.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes the answer; the handler writes the two forms itself")]
pub enum SharingAnswer<'a> {
    /// For `recipient`.
    One(Shown<'a>),
    /// For `recipients`.
    Many(SharingVerdicts<'a>),
}

impl<'a> Shown<'a> {
    fn new(recipient: &'a Row<'a>, sharing: Sharing, ledger_size: u64) -> Self {
        let (allowed, reason, since) = (sharing.allowed(), sharing.reason.word(), sharing.since);
        Self { recipient, allowed, reason, since, ledger_size }
    }
}

/// May this person's data be passed on to a third party?
#[utoipa::path(
    post, path = "/v1/do-not-share/check", tag = "Gate", operation_id = "check_sharing",
    description = "Needs the scope `gate`. A mail opt-out says nothing about it, nor the other way round. Of whom nothing is \
        recorded it is allowed, unless you say `needs_consent`. Refused with 503 `gate_unavailable` while the gate is stale.",
    params(("Desist-At-Least" = Option<u64>, Header, description = "Wait (up to 5 s) until the answer is true for this ledger size")),
    request_body = DoNotShareRequest,
    responses((status = 200, description = "The verdict, or one for each recipient in order", body = SharingAnswer), Errors)
)]
pub async fn check(asked: Authorised<Gate>, at_least: AtLeast, body: Body) -> Result<HttpResponse, Refusal> {
    let request: DoNotShareRequest<'_> = body.parse()?;
    let services = asked.services();
    at_least.wait(&services.gate).await?;
    // Read before asking: what is asked later is true for this size, or a larger one.
    let ledger_size = services.gate.ledger_size();
    let sender = services.sender_meant(asked.only(), request.sender.as_ref().map(Text::as_str))?.id;
    let needs_consent = request.needs_consent.unwrap_or(false);
    match Recipients::of(request.recipient, request.recipients)? {
        Recipients::One(recipient) => {
            let address = text::address(recipient.as_str(), "recipient")?;
            let sharing = services.may_share(sender, &address, needs_consent)?;
            Ok(json(&Shown::new(&Row(Some(recipient.0)), sharing, ledger_size)))
        }
        Recipients::Many(recipients) => {
            if services.gate.is_stale() {
                return Err(unavailable().into());
            }
            let shown = |row| {
                let sharing = services.may_share_row(sender, Row::address(row).as_ref(), needs_consent)?;
                Ok(Shown::new(row, sharing, ledger_size))
            };
            let results = recipients.iter().map(shown).collect::<Result<Vec<_>, Problem>>()?;
            Ok(json(&SharingVerdicts { results, ledger_size }))
        }
    }
}

/// How the list is written.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportForm {
    /// The sender's key; may be left out where only one is possible.
    sender: Option<String>,
    /// `csv` (without it) or `ndjson`.
    format: Option<String>,
    /// `sha256`: the SHA-256 of each address in place of it.
    hash: Option<String>,
}

/// Everybody whose data must not be passed on.
#[utoipa::path(
    get, path = "/v1/do-not-share/export", tag = "Gate", operation_id = "export_do_not_share",
    description = "Needs the scope `preferences`. For an anti-join where the data is. `address` (or `sha256`: of the match \
        form, trimmed and in lower case, in hex) is empty for somebody who was erased: only `recipient_key` is left, which \
        nobody else can make of an address, so ask `/v1/do-not-share/check` before you pass on. A bare hash hides an address \
        from nobody who can guess it: hand the list to nobody else. The last line is `# end rows=N ledger_size=M`, or \
        `{\"end\":true,\"rows\":N,\"ledger_size\":M}`: without it the list is incomplete. Two such lists are read at a time (503 beyond), each for \
        ten minutes at most.",
    params(ExportForm),
    responses((status = 200, description = "`address,recipient_key,reason,since`", body = String, content_type = "text/csv"), Errors)
)]
pub async fn export(asked: Authorised<Preferences>, query: Query<ExportForm>) -> Result<HttpResponse, Refusal> {
    let ExportForm { sender, format, hash } = query.0;
    let format = ListFormat::from_word(format.as_deref().unwrap_or("csv"));
    let format = format.ok_or_else(|| invalid("format", "A format is csv or ndjson."))?;
    let hashed = match hash.as_deref() {
        None => false,
        Some("sha256") => true,
        Some(_) => return Err(invalid("hash", "The only hash is sha256.").into()),
    };
    let services = asked.state().services.clone();
    let sender = services.sender_meant(asked.only(), sender.as_deref())?.id;
    // Who is missing from the list would be shared: a ledger that is not to be believed lists nobody (L4).
    if services.gate.is_stale() {
        return Err(unavailable().into());
    }
    let place = list::place(&asked.state().limits.lists)?;
    let mut list = DoNotShare::begin(&services, sender, format, hashed).await?;
    let pieces = list::pieces(place, async move || list.piece(&services).await);
    Ok(HttpResponse::Ok().insert_header((CONTENT_TYPE, format.media_type())).streaming(pieces))
}
