//! `POST /v1/links/stream`: links for a list of any length.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use utoipa::IntoParams;

use super::lines::{Line, Splitter};
use super::{Rows, answer, must_be_lines};
use crate::domain::error::Problem;
use crate::domain::link::Campaign;
use crate::domain::topic::Topic;
use crate::faces::http::api::body::{invalid, required};
use crate::faces::http::api::docs::Errors;
use crate::faces::http::api::guard::{Authorised, Links};
use crate::faces::http::api::links::{LinkRow, Minter, campaign};
use crate::faces::http::api::query::Query;
use crate::faces::http::api::text::Row;
use crate::faces::http::problem::Refusal;
use crate::faces::http::state::State;

/// The fields of a link that can be asked for.
const FIELDS: [&str; 6] =
    ["recipient", "unsubscribe_url", "preferences_url", "unsubscribe_mailto", "return_path", "headers"];

/// What goes into the address of a link stream. Addresses of people go into the body (API-09).
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LinksStream {
    /// The key of a promotional topic.
    #[param(value_type = String, required = true, example = "product-news")]
    topic: Option<String>,
    /// The sender's key; may be left out.
    sender: Option<String>,
    /// `[a-z0-9._-]{0,32}`.
    campaign: Option<String>,
    /// Whether they are test links.
    test: Option<bool>,
    /// Only these fields of each link, separated by commas; all without it.
    #[param(example = "recipient,unsubscribe_url")]
    fields: Option<String>,
}

/// Mints links for a list of any length, streaming both ways.
#[utoipa::path(
    post, path = "/v1/links/stream", tag = "Links", operation_id = "links_stream",
    description = "Needs the scope `links`. One address a line in, one JSON object a line out, in order.",
    params(LinksStream),
    request_body(content = String, content_type = "text/plain", description = "One address a line; blank lines are skipped"),
    responses((status = 200, description = "One link or bad row a line", body = LinkRow, content_type = "application/x-ndjson"), Errors)
)]
pub async fn links_stream(
    asked: Authorised<Links>,
    query: Query<LinksStream>,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse, Refusal> {
    must_be_lines(&request)?;
    let query = query.0;
    let topic = required(query.topic.as_deref(), "topic")?;
    let topic = asked.services().topic_meant(asked.only(), query.sender.as_deref(), topic)?;
    // Refused before the answer begins, not in its first row.
    asked.services().link_maker(&topic)?;
    let rows = Minted {
        topic,
        campaign: campaign(query.campaign.as_deref())?,
        test: query.test.unwrap_or(false),
        fields: query.fields.as_deref().map(fields).transpose()?,
        state: asked.state(),
    };
    let folder = asked.services().config.data_dir.clone();
    Ok(answer(body, rows, "application/x-ndjson", &folder))
}

fn fields(text: &str) -> Result<Vec<String>, Problem> {
    let known = |field: &str| FIELDS.contains(&field).then(|| field.to_owned());
    let fields: Option<Vec<_>> = text.split(',').map(str::trim).map(known).collect();
    fields.ok_or_else(|| invalid("fields", format!("The fields are {}.", FIELDS.join(", "))))
}

struct Minted {
    state: web::Data<State>,
    topic: Arc<Topic>,
    campaign: Campaign,
    test: bool,
    fields: Option<Vec<String>>,
}

impl Rows for Minted {
    fn begin(&mut self, _: &mut Vec<u8>) {}

    fn chunk(&mut self, lines: &mut Splitter, chunk: &[u8], out: &mut Vec<u8>) -> Result<(), Problem> {
        let minter = self.minter()?;
        lines.feed(chunk, |line| self.write_row(&minter, line, out))
    }

    fn end(&mut self, lines: Splitter, out: &mut Vec<u8>) -> Result<(), Problem> {
        let minter = self.minter()?;
        lines.finish(|line| self.write_row(&minter, line, out))
    }
}

impl Minted {
    fn minter(&self) -> Result<Minter<'_>, Problem> {
        Minter::new(&self.state.services, &self.topic, self.campaign.clone(), self.test)
    }

    fn write_row(&self, minter: &Minter<'_>, line: Line<'_>, out: &mut Vec<u8>) -> Result<(), Problem> {
        let row = Row(Some(line.text()));
        match &self.fields {
            Some(fields) => minter.write_fields(&row, fields, out),
            None => minter.write(&row, out),
        }
        out.push(b'\n');
        Ok(())
    }
}
