//! What is shown when something cannot be done.

use serde::Serialize;

use super::Page;

/// Any error on a recipient's way, with the next step. May post to the page's own address: the action that failed.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorPage {
    /// What kind.
    pub kind: ErrorKind,
    /// After how many seconds to try again, as in `Retry-After`.
    pub retry_seconds: Option<u32>,
    /// The `action` to offer again as a button: `unsubscribe` or `unsubscribe_all`. Only with `Unavailable`.
    pub retry_action: Option<String>,
}

/// The kinds of errors that recipients meet. The words are the same whatever was wrong with a link (TOK-12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// 404 on a link: forged, damaged or never issued.
    UnknownLink,
    /// 404 elsewhere.
    NotFound,
    /// 400, 415 or 422: the form cannot be read.
    Malformed,
    /// 405.
    MethodNotAllowed,
    /// 413.
    TooLarge,
    /// 429.
    TooMany,
    /// 503: the request was not stored (L1).
    Unavailable,
    /// 500.
    Internal,
}

impl Page for ErrorPage {
    const TEMPLATE: &'static str = "error";
    const BARE: &'static str = "<h1>This did not work</h1><p>Nothing was changed. Please try again.</p>";

    fn samples() -> Vec<Self> {
        let kinds = [
            ErrorKind::UnknownLink,
            ErrorKind::NotFound,
            ErrorKind::Malformed,
            ErrorKind::MethodNotAllowed,
            ErrorKind::TooLarge,
            ErrorKind::TooMany,
            ErrorKind::Unavailable,
            ErrorKind::Internal,
        ];
        let plain = |kind| Self { kind, retry_seconds: None, retry_action: None };
        let mut all: Vec<Self> = kinds.into_iter().map(plain).collect();
        let retry = |kind, seconds, action: Option<&str>| Self {
            kind,
            retry_seconds: Some(seconds),
            retry_action: action.map(str::to_owned),
        };
        all.push(retry(ErrorKind::TooMany, 60, None));
        all.push(retry(ErrorKind::Unavailable, 5, Some("unsubscribe")));
        all
    }

    fn must_hold(&self) -> Vec<&'static str> {
        if self.retry_action.is_some() { vec!["method=\"post\"", "value=\"unsubscribe\""] } else { Vec::new() }
    }
}
