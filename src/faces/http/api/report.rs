//! `/v1/report`: the response record. One recipient's is a POST, so that no address stands in a URL (L6).

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::body::{Body, invalid, required};
use super::docs::Errors;
use super::guard::{Authorised, Cases};
use super::query::Query;
use super::{json, list, text};
use crate::faces::http::problem::Refusal;
use crate::services::report::{Document, Format, Period};

/// The page carries its own style and nothing else.
pub(in crate::faces::http) const ONLY_ITS_STYLE: &str =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// Which record.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// The first day (UTC), or a moment (RFC 3339); without it the first request.
    from: Option<String>,
    /// The last day, which is in it whole, or a moment; without it now.
    to: Option<String>,
    /// `json` (without it), `csv` or `html`.
    format: Option<String>,
}

/// The response record of a period.
#[utoipa::path(
    get, path = "/v1/report", tag = "Cases", operation_id = "report",
    description = "Needs the scope `cases`. Every case received and every choice recorded in the period, with the clock \
        that decides and its margin; figures, policy and the signed head it is true for. The CSV has the requests alone. \
        The answer is streamed: one that breaks off is not whole. Two such lists are read at a time (503 beyond), each for \
        ten minutes at most.",
    params(Which),
    responses((status = 200, description = "The record", body = Object), Errors)
)]
pub async fn report(asked: Authorised<Cases>, query: Query<Which>) -> Result<HttpResponse, Refusal> {
    let Which { from, to, format } = query.0;
    let format = Format::from_word(format.as_deref().unwrap_or("json"));
    let format = format.ok_or_else(|| invalid("format", "A format is json, csv or html."))?;
    let services = asked.state().services.clone();
    let period = Period::parse(from.as_deref(), to.as_deref(), services.clock.now())?;
    let place = list::place(&asked.state().limits.lists)?;
    let mut document = Document::begin(services, format, period, asked.only()).await?;
    let pieces = list::pieces(place, async move || document.piece().await);
    let mut answer = HttpResponse::Ok();
    answer.insert_header((CONTENT_TYPE, format.media_type()));
    if format == Format::Html {
        answer.insert_header((CONTENT_SECURITY_POLICY, ONLY_ITS_STYLE));
    }
    Ok(answer.streaming(pieces))
}

/// Whose record.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportRecipientRequest {
    /// The address.
    #[schema(value_type = String, required = true, example = "ana@example.com")]
    recipient: Option<String>,
}

/// The whole record of one recipient.
#[utoipa::path(
    post, path = "/v1/report/recipient", tag = "Cases", operation_id = "report_recipient",
    description = "Needs the scope `cases`. What `/v1/recipients/lookup` answers, with events and tasks in every case, and \
        the signed head it is true for. After a deletion dates, kinds and the kinds of answers remain.",
    request_body = ReportRecipientRequest,
    responses((status = 200, description = "The record; empty lists for somebody unknown", body = Object), Errors)
)]
pub async fn report_recipient(asked: Authorised<Cases>, body: Body) -> Result<HttpResponse, Refusal> {
    let request: ReportRecipientRequest = body.parse()?;
    let address = text::address(required(request.recipient.as_deref(), "recipient")?, "recipient")?;
    Ok(json(&asked.services().recipient_record(&address, asked.only()).await?))
}
