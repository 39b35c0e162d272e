//! `POST /v1/inbound`: a mail, handed over with its envelope.

use actix_web::http::header::{CONTENT_TYPE, HeaderMap};
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::StreamExt;
use serde::Serialize;
use utoipa::ToSchema;

use super::docs::Errors;
use super::guard::{Authorised, Cases};
use crate::domain::change::Channel;
use crate::domain::error::{Code, Problem};
use crate::faces::http::problem::Refusal;
use crate::services::intake::Inbound;

/// The largest mail that is taken, in octets.
pub const MAIL_MAX: usize = 50 * 1024 * 1024;
/// The envelope sender; empty or `<>` is the null sender.
const MAIL_FROM: &str = "desist-mail-from";
/// The envelope recipients, separated by commas or in several fields.
const RCPT_TO: &str = "desist-rcpt-to";

/// A mail that was stored.
#[derive(Serialize, ToSchema)]
pub struct Stored {
    /// Its id, in the queue.
    id: String,
}

/// Takes a mail in.
#[utoipa::path(
    post, path = "/v1/inbound", tag = "Intake", operation_id = "take_in",
    description = "Needs the scope `cases`. The body is the mail as it came, at most 50 MiB. It is answered once the \
        mail is stored durably; what it asks for is done after that. The same bytes again are the same mail: its \
        recipients are added to those it had.",
    params(
        ("Desist-Mail-From" = Option<String>, Header, description = "The envelope sender; empty for the null sender"),
        ("Desist-Rcpt-To" = Option<String>, Header, description = "The envelope recipients, separated by commas"),
    ),
    request_body(content = String, content_type = "message/rfc822"),
    responses(
        (status = 202, description = "Stored", body = Stored),
        (status = 200, description = "These bytes were stored before", body = Stored), Errors
    )
)]
pub async fn take_in(
    asked: Authorised<Cases>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Refusal> {
    let headers = request.headers();
    expect_mail(headers)?;
    let mail = Inbound {
        mail_from: headers.contains_key(MAIL_FROM).then(|| path(&text(headers, MAIL_FROM).concat())),
        rcpt_to: recipients(headers),
        raw: read(payload).await?,
        via: Channel::Api,
        client: None,
    };
    let received = asked.services().receive(mail).await?;
    let mut answer = if received.new { HttpResponse::Accepted() } else { HttpResponse::Ok() };
    Ok(answer.json(Stored { id: received.id }))
}

/// A form or JSON is no mail; a client that does not say what it sends is believed.
fn expect_mail(headers: &HeaderMap) -> Result<(), Problem> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("message/rfc822");
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "message/rfc822" | "message/global" | "application/octet-stream" | "text/plain" => Ok(()),
        _ => {
            let detail = "Send the mail as it is, with \"Content-Type: message/rfc822\".";
            Err(Problem::new(Code::UnsupportedMediaType, detail))
        }
    }
}

async fn read(mut payload: web::Payload) -> Result<Vec<u8>, Problem> {
    let mut raw = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Problem::new(Code::MalformedRequest, "The body ended early."))?;
        if raw.len() + chunk.len() > MAIL_MAX {
            let detail = format!("The mail is larger than {MAIL_MAX} octets.");
            return Err(Problem::new(Code::BodyTooLarge, detail));
        }
        raw.extend_from_slice(&chunk);
    }
    match raw.is_empty() {
        true => Err(Problem::new(Code::MalformedRequest, "The body is empty; it is the mail as it came.")),
        false => Ok(raw),
    }
}

/// The values of a header as text; an address may hold letters beyond ASCII (RFC 6531).
fn text(headers: &HeaderMap, name: &str) -> Vec<String> {
    headers.get_all(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect()
}

fn recipients(headers: &HeaderMap) -> Vec<String> {
    let values = text(headers, RCPT_TO);
    values.iter().flat_map(|value| value.split(',')).map(path).filter(|to| !to.is_empty()).collect()
}

/// An envelope path without its angle brackets.
fn path(text: &str) -> String {
    text.trim().trim_start_matches('<').trim_end_matches('>').trim().to_owned()
}
