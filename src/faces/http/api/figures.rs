//! `GET /v1/figures`: what was counted, for marketing tools.

use actix_web::HttpResponse;
use serde::Deserialize;
use utoipa::IntoParams;

use super::docs::Errors;
use super::guard::{Authorised, Events};
use super::json;
use super::query::Query;
use crate::faces::http::problem::Refusal;
use crate::services::figures::{Range, Wanted};

/// Which figures.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// The first day (UTC); without it 30 days in all.
    #[param(example = "2026-11-01")]
    from: Option<String>,
    /// The last day; without it today.
    to: Option<String>,
    /// A sender's key.
    sender: Option<String>,
    /// A topic's key.
    topic: Option<String>,
    /// A campaign.
    campaign: Option<String>,
    /// The page of campaigns, 50 on each, from 1.
    #[param(minimum = 1)]
    page: Option<u64>,
}

/// Volumes, stops with their reasons, and complaints.
#[utoipa::path(
    get, path = "/v1/figures", tag = "Figures", operation_id = "figures",
    description = "Needs the scope `events`. Counts by day, by week above 100 days (800 at most), in `steps`; their sums in \
        `totals`, for each topic in `topics`, and for each campaign, those with most stops first, in `campaigns` (`rows`, \
        `page`, `pages`, `count`). Each has `asked`, `blocked` and `allowed` (promotional mail, as the gate answered), \
        `transactional_asked`, `transactional_to_opted_out`, `minted` (links), `opted_out` and its ways \
        (`opted_out_by_one_click`, `opted_out_by_page`, `opted_out_by_mail`, `opted_out_other`), `undone`, `complained`, \
        `undeliverable`, the reasons given (`reason_too_many` and so on), `opt_out_percent` and `complaint_percent` of \
        `allowed`, null where nothing was, and `complaint_level`: `good` below 0.1 %, `watch` below 0.3 %, `too_high`. \
        A campaign's rates are of its links. Questions and links are counted within a minute, everything else at once. \
        At most 1,000 campaigns of a topic and day have their name; further ones are counted as `(other)`.",
    params(Which),
    responses((status = 200, description = "The figures", body = Object), Errors)
)]
pub async fn figures(asked: Authorised<Events>, query: Query<Which>) -> Result<HttpResponse, Refusal> {
    let which = query.0;
    let services = asked.services();
    let wanted = Wanted {
        range: Range::parse(which.from.as_deref(), which.to.as_deref(), services.clock.now())?,
        only: asked.only(),
        sender: which.sender.as_deref(),
        topic: which.topic.as_deref(),
        campaign: which.campaign.as_deref(),
        page: which.page.unwrap_or(1),
    };
    Ok(json(&services.figures(&wanted).await?))
}
