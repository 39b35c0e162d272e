//! JSON bodies: read up to the limit, parsed straight from their bytes, and when something is wrong, told which field.
//!
//! Every field of a request type is optional to the parser; [`required`] asks for it. So a body that does not parse
//! can be tried field by field to find the one at fault: slow, and done only for refusals.

use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{Bytes, BytesMut};
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::StreamExt;
use serde::de::value::MapDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

pub use super::super::fields::invalid;
use crate::domain::error::{Code, Problem};
use crate::faces::http::problem::Refusal;
use crate::faces::http::state::State;

/// The longest field name that is repeated in an answer.
const NAME_MAX: usize = 64;

/// A JSON body, not parsed yet: what is parsed borrows from it.
pub struct Body(Bytes);

impl Body {
    /// As it came: what a signature was made over.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Parses it.
    ///
    /// # Errors
    /// `malformed_json`, or the field at fault: `unknown_field`, or `invalid_field` for a wrong type or a field given
    /// twice (API-10).
    pub fn parse<'a, T: Deserialize<'a>>(&'a self) -> Result<T, Problem> {
        serde_json::from_slice(&self.0).map_err(|_| diagnose::<T>(&self.0))
    }
}

impl FromRequest for Body {
    type Error = Refusal;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refusal>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = is_json(request);
        let limit = request.app_data::<web::Data<State>>().map_or(0, |state| state.api_body);
        let payload = payload.take();
        Box::pin(async move {
            if !is_json {
                let detail = "Send JSON, with \"Content-Type: application/json\".";
                return Err(Problem::new(Code::UnsupportedMediaType, detail).into());
            }
            Ok(Self(read(payload, limit).await?))
        })
    }
}

fn is_json(request: &HttpRequest) -> bool {
    let Some(kind) = request.headers().get(CONTENT_TYPE) else { return true };
    if kind == "application/json" {
        return true;
    }
    let essence = kind.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

async fn read(mut payload: Payload, limit: usize) -> Result<Bytes, Problem> {
    let mut whole = Bytes::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Problem::new(Code::MalformedRequest, "The body ended early."))?;
        if whole.len() + chunk.len() > limit {
            let detail = format!("The body is larger than {limit} octets; use several calls, or the stream.");
            return Err(Problem::new(Code::BodyTooLarge, detail));
        }
        // Most bodies come in one piece, which is taken as it is.
        whole = if whole.is_empty() { chunk } else { joined(whole, &chunk) };
    }
    Ok(whole)
}

fn joined(whole: Bytes, chunk: &[u8]) -> Bytes {
    let mut longer = whole.try_into_mut().unwrap_or_else(|whole| BytesMut::from(&whole[..]));
    longer.extend_from_slice(chunk);
    longer.freeze()
}

/// A field that must be there.
///
/// # Errors
/// `invalid_field`, naming it.
pub fn required<T>(value: Option<T>, field: &'static str) -> Result<T, Problem> {
    value.ok_or_else(|| Problem::new(Code::InvalidField, format!("\"{field}\" is missing.")).in_field(field))
}

/// What is wrong with a body that does not parse.
fn diagnose<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Problem {
    let fields = match serde_json::from_slice::<Fields>(body) {
        Ok(fields) => fields.0,
        Err(error) if error.is_data() => {
            return Problem::new(Code::MalformedJson, "The body must be one JSON object.");
        }
        Err(error) => {
            let detail = format!("Not JSON: see line {}, column {}.", error.line(), error.column());
            return Problem::new(Code::MalformedJson, detail);
        }
    };
    let at_fault = fields.iter().enumerate().find_map(|(at, (name, value))| {
        let twice = fields[..at].iter().any(|(before, _)| before == name);
        if twice { Some(given_twice(name)) } else { fault::<T>(name, value) }
    });
    at_fault.unwrap_or_else(|| Problem::new(Code::InvalidField, "A field inside another one is given twice."))
}

/// What is wrong with this field alone, if anything.
fn fault<'a, T: Deserialize<'a>>(name: &str, value: &Value) -> Option<Problem> {
    let alone = std::iter::once((name.to_owned(), value.clone()));
    let error = T::deserialize(MapDeserializer::<_, serde_json::Error>::new(alone)).err()?.to_string();
    let unknown = error.strip_prefix("unknown field `").and_then(|rest| rest.split_once('`'));
    Some(match unknown {
        Some((inner, _)) if inner == name => unknown_field(name.to_owned()),
        Some((inner, _)) => unknown_field(format!("{name}.{inner}")),
        None => Problem::new(Code::InvalidField, what_is_wrong(&error)).in_field(shown(name.to_owned())),
    })
}

/// The words that would be right, where the value is one of some; never the value itself, which may be an address (L6).
pub(super) fn what_is_wrong(error: &str) -> String {
    let words = error
        .strip_prefix("unknown variant ")
        .and_then(|rest| rest.rsplit_once("`, expected "))
        .map(|(_, words)| words);
    match words {
        Some(words) => {
            let words: Vec<_> = words.split('`').skip(1).step_by(2).map(|word| format!("\"{word}\"")).collect();
            format!("The value must be one of {}.", words.join(", "))
        }
        None => "The value has the wrong type, or something in it is missing or wrong.".to_owned(),
    }
}

fn unknown_field(name: String) -> Problem {
    Problem::new(Code::UnknownField, "GET /docs lists the fields of this call.").in_field(shown(name))
}

fn given_twice(name: &str) -> Problem {
    Problem::new(Code::InvalidField, "This field is given twice.").in_field(shown(name.to_owned()))
}

fn shown(name: String) -> Cow<'static, str> {
    name.chars().take(NAME_MAX).collect::<String>().into()
}

/// The fields of an object in their order, with those given twice.
struct Fields(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Fields(fields))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use serde::Deserialize;

    use super::super::text::Text;
    use super::*;

    #[derive(Deserialize, Debug, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Thing<'a> {
        #[serde(borrow)]
        name: Option<Text<'a>>,
        inner: Option<Inner>,
    }

    #[derive(Deserialize, Debug, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        #[allow(dead_code, reason = "only parsed")]
        count: Option<u32>,
    }

    fn told(body: &str) -> (&'static str, Option<String>) {
        let body = Body(Bytes::copy_from_slice(body.as_bytes()));
        let problem = body.parse::<Thing<'_>>().unwrap_err();
        (problem.code.word(), problem.field.map(Cow::into_owned))
    }

    #[test]
    fn api_10_a_refused_body_names_the_field_at_fault() {
        let field = |name: &str| Some(name.to_owned());
        assert_eq!(told(r#"{"name":"x","nam":1}"#), ("unknown_field", field("nam")));
        assert_eq!(told(r#"{"inner":{"cuont":1}}"#), ("unknown_field", field("inner.cuont")));
        assert_eq!(told(r#"{"name":"x","name":"y"}"#), ("invalid_field", field("name")));
        assert_eq!(told(r#"{"name":5}"#), ("invalid_field", field("name")));
        assert_eq!(told(r#"{"inner":{"count":-1}}"#), ("invalid_field", field("inner")));
        assert_eq!(told(r#"{"inner":{"count":1,"count":1}}"#), ("invalid_field", None));
    }

    #[test]
    fn a_wrong_word_is_told_the_right_ones_and_not_repeated() {
        #[derive(Deserialize, Debug)]
        #[serde(rename_all = "snake_case")]
        enum Choice {
            OptedIn,
            OptedOut,
            Paused,
        }
        let wrong = serde_json::from_str::<Choice>("\"a`, expected `b\"").map_err(|e| e.to_string()).unwrap_err();
        assert_eq!(what_is_wrong(&wrong), "The value must be one of \"opted_in\", \"opted_out\", \"paused\".");
        assert!(!what_is_wrong("invalid type: string \"ana@example.org\"").contains("ana"));
    }

    #[test]
    fn what_is_no_json_object_is_malformed() {
        for body in ["", "{", "[]", "\"x\"", "null", "{\"name\":\"x\"} more", "{'name':1}"] {
            assert_eq!(told(body).0, "malformed_json", "{body}");
        }
    }

    #[test]
    fn text_without_escapes_is_borrowed() {
        let body = Body(Bytes::from_static(br#"{"name":"plain"}"#));
        assert!(matches!(body.parse::<Thing<'_>>().unwrap().name, Some(Text(Cow::Borrowed("plain")))));
    }
}
