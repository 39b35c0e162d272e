//! `POST /v1/check/stream`: a list of any length against the gate.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use utoipa::IntoParams;

use super::lines::{Line, Splitter};
use super::{Rows, answer, must_be_lines};
use crate::domain::address::Address;
use crate::domain::error::Problem;
use crate::domain::topic::Topic;
use crate::faces::http::api::at_least::AtLeast;
use crate::faces::http::api::body::required;
use crate::faces::http::api::docs::Errors;
use crate::faces::http::api::guard::{Authorised, Gate};
use crate::faces::http::api::query::Query;
use crate::faces::http::api::verdicts::Asker;
use crate::faces::http::problem::Refusal;
use crate::faces::http::state::State;

/// What goes into the address of a check stream. Addresses of people go into the body (API-09).
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CheckStream {
    /// The topic's key.
    #[param(value_type = String, required = true, example = "product-news")]
    topic: Option<String>,
    /// The sender's key; may be left out.
    sender: Option<String>,
    /// `verdicts` (default), or `allowed` for only the lines that mail may go to, as they came.
    #[serde(default)]
    #[param(inline)]
    output: Output,
}

/// What a check stream answers with.
#[derive(Clone, Copy, Default, Deserialize, PartialEq, Eq, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Output {
    /// `address,allowed,reason` for every line.
    #[default]
    Verdicts,
    /// The allowed lines as they came.
    Allowed,
}

/// Checks a list of any length, streaming both ways.
#[utoipa::path(
    post, path = "/v1/check/stream", tag = "Gate", operation_id = "check_stream",
    description = "Needs the scope `gate`. One address a line in; a header line and one row a line out, in order. The \
        last line is `# end rows=N ledger_size=M`: without it the answer is incomplete, because the gate became stale \
        or the connection broke.",
    params(CheckStream, ("Desist-At-Least" = Option<u64>, Header, description = "Wait (up to 5 s) until the answer is true for this ledger size")),
    request_body(content = String, content_type = "text/plain", description = "One address a line; blank lines are skipped"),
    responses((status = 200, description = "`address,allowed,reason`, then one row a line", body = String, content_type = "text/csv"), Errors)
)]
pub async fn check_stream(
    asked: Authorised<Gate>,
    query: Query<CheckStream>,
    at_least: AtLeast,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse, Refusal> {
    must_be_lines(&request)?;
    let topic = required(query.0.topic.as_deref(), "topic")?;
    at_least.wait(&asked.services().gate).await?;
    let ledger_size = asked.services().gate.ledger_size();
    let (topic, asker) = Asker::meant(asked.services(), asked.only(), query.0.sender.as_deref(), topic)?;
    asker.open()?;
    let folder = asked.services().config.data_dir.clone();
    let rows = Verdicts { state: asked.state(), topic, output: query.0.output, rows: 0, ledger_size };
    let kind = match query.0.output {
        Output::Verdicts => "text/csv; charset=utf-8; header=present",
        Output::Allowed => "text/csv; charset=utf-8; header=absent",
    };
    Ok(answer(body, rows, kind, &folder))
}

struct Verdicts {
    state: web::Data<State>,
    topic: std::sync::Arc<Topic>,
    output: Output,
    rows: u64,
    /// The size when the stream began: every row is true for this one, or a larger one.
    ledger_size: u64,
}

impl Rows for Verdicts {
    fn begin(&mut self, out: &mut Vec<u8>) {
        if self.output == Output::Verdicts {
            out.extend_from_slice(b"address,allowed,reason\n");
        }
    }

    fn chunk(&mut self, lines: &mut Splitter, chunk: &[u8], out: &mut Vec<u8>) -> Result<(), Problem> {
        let asker = Asker::new(&self.state.services, &self.topic)?;
        lines.feed(chunk, |line| write_row(&asker, self.output, line, &mut self.rows, out))
    }

    fn end(&mut self, lines: Splitter, out: &mut Vec<u8>) -> Result<(), Problem> {
        let asker = Asker::new(&self.state.services, &self.topic)?;
        lines.finish(|line| write_row(&asker, self.output, line, &mut self.rows, out))?;
        asker.open()?;
        out.extend_from_slice(format!("# end rows={} ledger_size={}\n", self.rows, self.ledger_size).as_bytes());
        Ok(())
    }
}

fn write_row(
    asker: &Asker<'_>,
    output: Output,
    line: Line<'_>,
    rows: &mut u64,
    out: &mut Vec<u8>,
) -> Result<(), Problem> {
    let text = line.text();
    let verdict = asker.row(Address::parse(&text).ok().as_ref())?.verdict;
    *rows += 1;
    match output {
        Output::Verdicts => {
            write_cell(&text, out);
            out.extend_from_slice(if verdict.allowed() { b",true," } else { b",false," });
            out.extend_from_slice(verdict.reason.word().as_bytes());
            out.push(b'\n');
        }
        Output::Allowed if verdict.allowed() => {
            out.extend_from_slice(line.bytes());
            out.push(b'\n');
        }
        Output::Allowed => {}
    }
    Ok(())
}

/// RFC 4180 section 2: quoted where it must be. Nothing is put before a cell to defuse it (API-08), because this column
/// is compared with the caller's own list; the rows end in LF, for the same programs that wrote the list.
fn write_cell(text: &str, out: &mut Vec<u8>) {
    if !text.contains([',', '"', '\r', '\n']) {
        return out.extend_from_slice(text.as_bytes());
    }
    out.push(b'"');
    out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be_and_never_changed() {
        for (text, cell) in [
            ("ana@example.com", "ana@example.com"),
            ("=1+1@example.com", "=1+1@example.com"),
            ("a,b@example.com", "\"a,b@example.com\""),
            ("\"a b\"@example.com", "\"\"\"a b\"\"@example.com\""),
        ] {
            let mut out = Vec::new();
            write_cell(text, &mut out);
            assert_eq!(String::from_utf8_lossy(&out), cell);
        }
    }
}
