//! Bodies of POST requests, read as forms: urlencoded or multipart, whatever mailbox providers and browsers make of
//! RFC 8058 section 3.2 (ONE-01 to -03). Reading never fails: what is no form has no fields, and it is the handler
//! that decides what nothing means.

use std::time::Duration;

use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpRequest, web};
use futures_util::StreamExt;
use url::form_urlencoded;

/// The largest body (ONE-12).
const MAX: usize = 8 * 1024;
/// So much of a body that is too large is still read, so that the client gets to see the answer.
const DRAINED: usize = 256 * 1024;
/// A client that announces more than it sends (a final CRLF, say) is waited for so long; then what came is the body.
const PATIENCE: Duration = Duration::from_secs(5);
/// A file takes longer.
const PATIENCE_WITH_FILE: Duration = Duration::from_secs(60);

/// How a body was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `application/x-www-form-urlencoded`, or nothing else we know.
    Urlencoded,
    /// `multipart/form-data`.
    Multipart,
    /// No body at all.
    Empty,
}

/// A form that was sent.
#[derive(Debug)]
pub struct Form {
    /// How it was written.
    pub encoding: Encoding,
    fields: Vec<(String, String)>,
}

/// The body is larger than it may be: 8 KiB, or the limit that was given.
#[derive(Debug)]
pub struct TooLarge;

/// How much is read of a body, and for how long.
#[derive(Clone, Copy)]
struct Bounds {
    most: usize,
    drained: usize,
    patience: Duration,
}

/// Of what recipients send.
const SMALL: Bounds = Bounds { most: MAX, drained: DRAINED, patience: PATIENCE };

impl Form {
    /// Reads the body of a request.
    pub async fn read(request: &HttpRequest, payload: web::Payload) -> Result<Self, TooLarge> {
        let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        Ok(Self::parse(content_type.unwrap_or_default(), &collect(payload, SMALL).await?))
    }

    /// Reads a form with a file in it, of at most so many octets; `None` when it is not text (UTF-8).
    pub async fn read_with_file(
        request: &HttpRequest,
        payload: web::Payload,
        most: usize,
    ) -> Result<Option<Self>, TooLarge> {
        let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let body = collect(payload, Bounds { most, drained: 8 * most, patience: PATIENCE_WITH_FILE }).await?;
        let is_text = std::str::from_utf8(&body).is_ok();
        Ok(is_text.then(|| Self::parse(content_type.unwrap_or_default(), &body)))
    }

    /// Reads a form of at most so many octets: what operators write is longer than what recipients do.
    pub async fn read_long(request: &HttpRequest, payload: web::Payload, most: usize) -> Result<Self, TooLarge> {
        let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let bounds = Bounds { most, drained: 4 * most, patience: PATIENCE_WITH_FILE };
        Ok(Self::parse(content_type.unwrap_or_default(), &collect(payload, bounds).await?))
    }

    /// Every field with its value, as they came.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A field's value as it was typed, white space included: a password may begin or end with it.
    pub fn as_typed(&self, name: &str) -> &str {
        self.fields().find(|(own, _)| *own == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field: boxes that are ticked together.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.fields().filter(move |(own, _)| *own == name).map(|(_, value)| value.trim())
    }

    /// Reads bytes of this `Content-Type`.
    fn parse(content_type: &str, body: &[u8]) -> Self {
        if body.trim_ascii().is_empty() {
            return Self { encoding: Encoding::Empty, fields: Vec::new() };
        }
        let multipart = is_multipart(content_type).then(|| multipart(content_type, body));
        match multipart.filter(|fields| !fields.is_empty()) {
            Some(fields) => Self { encoding: Encoding::Multipart, fields },
            // A form under any other type, or none, is read as what it most likely is.
            None => Self { encoding: Encoding::Urlencoded, fields: urlencoded(body) },
        }
    }

    /// A form as a browser would send it.
    #[cfg(test)]
    pub fn urlencoded(body: &str) -> Self {
        Self::parse("application/x-www-form-urlencoded", body.as_bytes())
    }

    /// The first value of a field; names in any letter case, values without white space around them.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// Whether a field has this value, in any letter case.
    pub fn says(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|found| found.eq_ignore_ascii_case(value))
    }
}

/// The first value of a field of a query.
pub fn query_value(query: &str, name: &str) -> Option<String> {
    form_urlencoded::parse(query.as_bytes()).find(|(own, _)| own == name).map(|(_, value)| value.into_owned())
}

async fn collect(mut payload: web::Payload, bounds: Bounds) -> Result<Vec<u8>, TooLarge> {
    let (mut body, mut seen) = (Vec::new(), 0);
    let end = tokio::time::Instant::now() + bounds.patience;
    // A body that breaks off is taken as far as it came: a stop too many can be undone, a lost one cannot.
    while let Ok(Some(Ok(chunk))) = tokio::time::timeout_at(end, payload.next()).await {
        seen += chunk.len();
        if seen <= bounds.most {
            body.extend_from_slice(&chunk);
        } else if seen > bounds.drained {
            break;
        }
    }
    if seen > bounds.most { Err(TooLarge) } else { Ok(body) }
}

fn urlencoded(body: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(body).into_owned().collect()
}

fn is_multipart(content_type: &str) -> bool {
    content_type.trim_start().get(..10).is_some_and(|start| start.eq_ignore_ascii_case("multipart/"))
}

/// The fields of a `multipart/form-data` body (RFC 7578), as far as they can be made out.
fn multipart(content_type: &str, body: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(body);
    let declared = boundary(content_type).map(|boundary| format!("--{boundary}"));
    // RFC 8058 section 8.3 itself prints delimiter lines that do not fit its boundary; the first line tells.
    let printed = || text.lines().next().filter(|line| line.starts_with("--")).map(|line| line.trim_end().to_owned());
    let delimiter = declared.filter(|delimiter| text.contains(delimiter.as_str())).or_else(printed);
    delimiter.map(|delimiter| text.split(delimiter.as_str()).skip(1).filter_map(part).collect()).unwrap_or_default()
}

/// The parameter `boundary`, quoted or bare.
fn boundary(content_type: &str) -> Option<String> {
    let parameter = content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim())
    })?;
    Some(parameter.trim_matches('"').to_owned()).filter(|boundary| !boundary.is_empty())
}

/// Name and value of what lies between two delimiters: header lines, an empty line, the value.
fn part(text: &str) -> Option<(String, String)> {
    let (head, value) = text.split_once("\r\n\r\n").or_else(|| text.split_once("\n\n"))?;
    let disposition = head.lines().find(|line| {
        line.split_once(':').is_some_and(|(name, _)| name.trim().eq_ignore_ascii_case("content-disposition"))
    })?;
    let name = disposition.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("name").then(|| value.trim().trim_matches('"'))
    })?;
    Some((name.to_owned(), value.trim_end_matches(['\r', '\n']).to_owned()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const URLENCODED: &str = "application/x-www-form-urlencoded";

    fn one_click(content_type: &str, body: &str) -> Option<Encoding> {
        let form = Form::parse(content_type, body.as_bytes());
        form.says("List-Unsubscribe", "One-Click").then_some(form.encoding)
    }

    #[test]
    fn one_01_one_03_urlencoded_bodies_as_mailbox_providers_send_them() {
        for content_type in [URLENCODED, "application/x-www-form-urlencoded; charset=UTF-8", "text/plain", ""] {
            for body in [
                "List-Unsubscribe=One-Click",
                "List-Unsubscribe=One-Click\r\n",
                "List%2DUnsubscribe=One%2DClick",
                "source=mail&List-Unsubscribe=One-Click&x",
                "list-unsubscribe=one-click",
            ] {
                assert_eq!(one_click(content_type, body), Some(Encoding::Urlencoded), "{content_type} {body}");
            }
        }
    }

    #[test]
    fn one_02_multipart_bodies_with_every_kind_of_boundary() {
        let body = |delimiter: &str, end: &str| {
            format!(
                "{delimiter}\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n{delimiter}--{end}"
            )
        };
        for (boundary, delimiter) in [
            ("---FormBoundaryjWmhtjORrn", "-----FormBoundaryjWmhtjORrn"),
            ("\"a b'c\"", "--a b'c"),
            ("x", "--x"),
            // As RFC 8058 section 8.3 prints it.
            ("---FormBoundaryjWmhtjORrn", "---FormBoundaryjWmhtjORrn"),
        ] {
            for end in ["\r\n", ""] {
                let content_type = format!("Multipart/Form-Data; charset=utf-8; Boundary={boundary}");
                let found = one_click(&content_type, &body(delimiter, end));
                assert_eq!(found, Some(Encoding::Multipart), "{boundary} {delimiter}");
            }
        }
        assert_eq!(one_click("multipart/form-data", &body("--x", "")), Some(Encoding::Multipart));
    }

    #[test]
    fn one_02_a_part_may_have_a_preamble_bare_names_and_more_headers() {
        let body = "preamble\n--x\nContent-Type: text/plain\nContent-Disposition: form-data; name=List-Unsubscribe\n\n\
            One-Click\n--x\ncontent-disposition: form-data; name=\"y\"\n\n1\n--x--\n";
        let form = Form::parse("multipart/form-data; boundary=x", body.as_bytes());
        assert!(form.says("List-Unsubscribe", "One-Click"));
        assert_eq!(form.get("y"), Some("1"));
    }

    #[test]
    fn what_is_no_form_has_no_such_fields() {
        for body in ["{\"List-Unsubscribe\":\"One-Click\"}", "List-Unsubscribe", "One-Click", "\u{0}"] {
            assert_eq!(one_click("application/json", body), None, "{body}");
        }
        assert_eq!(Form::parse(URLENCODED, b" \r\n").encoding, Encoding::Empty);
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(content_type in "(multipart/form-data; boundary=)?.{0,20}", body: Vec<u8>) {
            Form::parse(&content_type, &body).get("action");
        }
    }
}
