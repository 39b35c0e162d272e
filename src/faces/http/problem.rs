//! Errors as RFC 9457 problem details, or as a page for people. The only place that knows a status number.

use actix_web::dev::RequestHead;
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, ACCEPT_LANGUAGE, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};
use serde::Serialize;

use super::state::State;
use super::{console, recipient};
use crate::domain::error::{Code, ErrorClass, Problem};
use crate::services::error::ServiceError;
use crate::services::writer::chain;

/// The media type of a problem.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// What every problem's `type` begins with; the code follows. A name, not a place: it stays true wherever we run.
pub const TYPE_PREFIX: &str = "urn:desist:problem:";

/// Paths that people open in a browser; an error there is a page.
const PEOPLE: [&str; 7] = ["/u/", "/p/", "/preferences", "/confirm/", "/case/", "/tracking", "/assets/"];

/// Where the paths of operators begin.
const OPERATORS: &str = "/console";

/// Paths that programs call; an error there is always a problem.
const PROGRAMS: [&str; 7] = ["/v1", "/ledger/", "/health/", "/openapi.json", "/docs", "/metrics", "/.well-known/"];

/// A problem as it is sent.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Problem)]
pub struct Body<'a> {
    /// Names the kind of problem: `urn:desist:problem:` and the code.
    #[serde(rename = "type")]
    kind: String,
    /// The same for every occurrence of the code.
    title: &'static str,
    /// The status of the answer.
    status: u16,
    /// What is wrong here and what to do about it.
    detail: &'a str,
    /// The machine word.
    code: &'static str,
    /// The field at fault, if one is.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
}

/// The status of a code.
pub fn status(code: Code) -> StatusCode {
    match code.class() {
        ErrorClass::Malformed => StatusCode::BAD_REQUEST,
        ErrorClass::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorClass::Unauthenticated => StatusCode::UNAUTHORIZED,
        ErrorClass::Forbidden => StatusCode::FORBIDDEN,
        ErrorClass::NotFound => StatusCode::NOT_FOUND,
        ErrorClass::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        ErrorClass::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ErrorClass::Conflict => StatusCode::CONFLICT,
        ErrorClass::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorClass::TooMany => StatusCode::TOO_MANY_REQUESTS,
        ErrorClass::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorClass::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// After how many seconds to try again, where trying again makes sense (API-02).
pub fn retry_after(code: Code) -> Option<u32> {
    match (code.class(), code) {
        (ErrorClass::TooMany, _) => Some(60),
        (_, Code::Behind) => Some(1),
        // These want an operator first.
        (_, Code::KeyMissing | Code::Unreadable) => Some(60),
        (ErrorClass::Unavailable, _) => Some(5),
        _ => None,
    }
}

/// A problem as problem+json.
pub fn respond(problem: &Problem) -> HttpResponse {
    let body = Body {
        kind: format!("{TYPE_PREFIX}{}", problem.code.word()),
        title: problem.code.title(),
        status: status(problem.code).as_u16(),
        detail: &problem.detail,
        code: problem.code.word(),
        field: problem.field.as_deref(),
    };
    let body = serde_json::to_vec(&body).unwrap_or_default();
    let mut response = HttpResponse::build(status(problem.code)).content_type(PROBLEM_JSON).body(body);
    let headers = response.headers_mut();
    if let Some(seconds) = retry_after(problem.code) {
        headers.insert(RETRY_AFTER, seconds.into());
    }
    if problem.code.class() == ErrorClass::Unauthenticated {
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

/// Who reads the answer, as far as an error must know.
#[derive(Clone)]
pub enum Reader {
    /// A program: a problem.
    Program,
    /// An operator: a page of the console.
    Operator,
    /// A person: a page, in a language that this `Accept-Language` names.
    Person(Option<String>),
}

impl Reader {
    /// Whoever sent this request: decided by the path, and where that says nothing, by whether HTML is wanted.
    pub fn of(head: &RequestHead) -> Self {
        let path = head.uri.path();
        let text = |name| head.headers().get(name).and_then(|value| value.to_str().ok());
        let begins = |starts: &[&str]| starts.iter().any(|start| path.starts_with(start));
        let person = || begins(&PEOPLE) || text(ACCEPT).is_some_and(|accept| accept.contains("text/html"));
        if path == OPERATORS || path.strip_prefix(OPERATORS).is_some_and(|rest| rest.starts_with('/')) {
            Self::Operator
        } else if !begins(&PROGRAMS) && person() {
            Self::Person(text(ACCEPT_LANGUAGE).map(str::to_owned))
        } else {
            Self::Program
        }
    }

    /// The error as this reader can use it.
    pub fn answer(&self, state: Option<&State>, problem: &Problem) -> HttpResponse {
        match (self, state) {
            (Self::Operator, Some(state)) => console::error_page(state, problem),
            (Self::Person(language), Some(state)) => recipient::error_page(state, problem, language.as_deref()),
            _ => respond(problem),
        }
    }
}

/// The error as whoever asks can use it: a page on recipients' paths, a problem everywhere else.
pub fn answer(request: &HttpRequest, problem: &Problem) -> HttpResponse {
    let state = request.app_data::<web::Data<State>>();
    Reader::of(request.head()).answer(state.map(|state| state.get_ref()), problem)
}

/// A service's failure, or a refusal: what API handlers return.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(Problem);

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl From<ServiceError> for Refusal {
    fn from(error: ServiceError) -> Self {
        let problem = error.problem();
        // What the asker can do nothing about is the operator's: it stands in the log with its causes, and only there.
        if !matches!(error, ServiceError::Refused(_)) {
            tracing::error!(code = problem.code.word(), error = %chain(&error), "a request could not be served");
        }
        Self(problem)
    }
}

impl ResponseError for Refusal {
    fn status_code(&self) -> StatusCode {
        status(self.0.code)
    }

    fn error_response(&self) -> HttpResponse {
        respond(&self.0)
    }
}

/// What the framework itself answered with this status, in our words.
pub fn in_our_words(status: StatusCode) -> Problem {
    let (code, detail) = match status {
        StatusCode::NOT_FOUND => (Code::NotFound, NOTHING_HERE),
        StatusCode::METHOD_NOT_ALLOWED => (Code::MethodNotAllowed, "The method is not allowed here."),
        StatusCode::PAYLOAD_TOO_LARGE => (Code::BodyTooLarge, "The body is larger than this call takes."),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => (Code::UnsupportedMediaType, "Send another Content-Type."),
        status if status.is_client_error() => (Code::MalformedRequest, "The request cannot be read."),
        _ => (Code::Internal, INTERNAL),
    };
    Problem::new(code, detail)
}

/// The sentence of a 404.
const NOTHING_HERE: &str = "There is nothing at this path. GET /docs lists what there is.";
/// The sentence of a 500.
const INTERNAL: &str = "Something went wrong here, and the operator can see it in the log. Try again later.";

/// A panic, as problem.
pub fn internal() -> Problem {
    Problem::new(Code::Internal, INTERNAL)
}

/// What is said of a path that is not one of ours.
pub fn nothing() -> Problem {
    Problem::new(Code::NotFound, NOTHING_HERE)
}

/// The answer on every path that is not one of ours.
pub async fn nothing_here(request: HttpRequest) -> HttpResponse {
    answer(&request, &nothing())
}

/// The framework's own extractors fail with problems or pages too.
pub fn extractors(cfg: &mut web::ServiceConfig) {
    fn refuse(request: &HttpRequest, code: Code, detail: &str) -> actix_web::Error {
        let response = answer(request, &Problem::new(code, detail));
        actix_web::error::InternalError::from_response("refused", response).into()
    }
    cfg.app_data(web::PathConfig::default().error_handler(|_, request| refuse(request, Code::NotFound, NOTHING_HERE)))
        .app_data(
            web::QueryConfig::default().error_handler(|_, request| {
                refuse(request, Code::MalformedRequest, "The query string cannot be read.")
            }),
        )
        .app_data(web::FormConfig::default().error_handler(|error, request| match error {
            actix_web::error::UrlencodedError::Overflow { .. } => {
                refuse(request, Code::BodyTooLarge, "The body is larger than this call takes.")
            }
            actix_web::error::UrlencodedError::ContentType => {
                refuse(request, Code::UnsupportedMediaType, "Send application/x-www-form-urlencoded.")
            }
            _ => refuse(request, Code::MalformedRequest, "The form cannot be read."),
        }));
}

/// Whether an answer already says what went wrong in one of our own two ways.
pub fn is_ours(content_type: Option<&HeaderValue>) -> bool {
    content_type
        .is_some_and(|kind| [PROBLEM_JSON, "text/html"].iter().any(|ours| kind.as_bytes().starts_with(ours.as_bytes())))
}
