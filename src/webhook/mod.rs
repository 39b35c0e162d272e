//! Handing a webhook over, by HTTP, and nowhere the operator does not allow (WH-07).
//!
//! - [`resolve`]: names to addresses, each of them checked; the connection is made to what was checked and to nothing
//!   else, so a name that means another host a moment later gains nothing.
//! - [`Courier`]: signs and posts one message. It answers with an [`Outcome`], never with an error: what follows from it
//!   is decided by [`crate::domain::webhook::outcome::settle`].
//!
//! No redirect is followed, no proxy is asked, no cookie is kept, and of an answer no more is read than 64 KiB. The
//! signature is made at the time of sending, so that each attempt carries a fresh timestamp (WH-05).

pub mod resolve;

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use reqwest::{Client, Response, redirect};

use self::resolve::{Guard, Lookup, NoAddress};
use crate::domain::time::Instant;
use crate::domain::webhook::outcome::{Outcome, retry_after};
use crate::domain::webhook::sign::{ID_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, timestamp};
use crate::domain::webhook::target::Forbidden;
use crate::domain::webhook::{MessageId, Secret, TargetRules, sign};

/// How much of an answer is read, so that its connection can serve again.
const BODY_MAX: usize = 64 * 1024;
/// How long the rest of an answer is waited for: what counts, the status, is there already.
const BODY_PATIENCE: Duration = Duration::from_secs(2);
/// How long making a connection may take.
const CONNECT: Duration = Duration::from_secs(10);
/// How long an idle connection is kept.
const IDLE: Duration = Duration::from_secs(20);
/// The longest text kept of what was in the way, in characters.
const TEXT_MAX: usize = 200;

/// One message, once.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// Where to.
    pub url: &'a str,
    /// Its id, the same in every attempt.
    pub id: &'a MessageId,
    /// The secrets that sign it.
    pub secrets: &'a [Secret],
    /// Its bytes, JSON.
    pub body: &'a [u8],
}

/// Posts webhooks.
pub struct Courier {
    client: Client,
    rules: TargetRules,
    timeout: Duration,
}

/// The HTTP client could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client for webhooks could not be made")]
pub struct CourierError(#[source] reqwest::Error);

impl Courier {
    /// One that calls what `rules` allow, finds hosts by `lookup`, and gives up an attempt after `timeout`.
    ///
    /// # Errors
    /// When TLS cannot be set up on this system.
    pub fn new(rules: TargetRules, timeout: Duration, lookup: Arc<dyn Lookup>) -> Result<Self, CourierError> {
        let guard = Arc::new(Guard::new(rules.clone(), lookup));
        let client = Client::builder()
            .dns_resolver(guard)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .https_only(!rules.allow_http)
            .connect_timeout(CONNECT.min(timeout))
            .timeout(timeout)
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(1)
            .user_agent(concat!("Desist/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Self { client: client.map_err(CourierError)?, rules, timeout })
    }

    /// What may be called.
    pub fn rules(&self) -> &TargetRules {
        &self.rules
    }

    /// How long one attempt takes at most.
    pub fn timeout(&self) -> Duration {
        self.timeout
    }

    /// Makes one attempt.
    pub async fn post(&self, message: &Message<'_>, now: Instant) -> Outcome {
        // The rules may have changed since the URL was named, and an address in it is asked of no resolver.
        let target = match self.rules.target(message.url) {
            Ok(target) => target,
            Err(error) => return unreachable(&error.to_string()),
        };
        let time = timestamp(now);
        let request = self
            .client
            .post(target.url().clone())
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .header(ID_HEADER, message.id.as_str())
            .header(TIMESTAMP_HEADER, &time)
            .header(SIGNATURE_HEADER, sign(message.secrets, message.id, &time, message.body))
            .body(message.body.to_vec());
        match request.send().await {
            Ok(answer) => {
                let outcome = answered(&answer, now);
                drain(answer).await;
                outcome
            }
            Err(error) => unreachable(&self.why(&error)),
        }
    }

    /// What was in the way. The error's own text is not used: it repeats the URL.
    fn why(&self, error: &reqwest::Error) -> String {
        let causes = || causes(error);
        if let Some(forbidden) = causes().find_map(|cause| cause.downcast_ref::<Forbidden>()) {
            return forbidden.to_string();
        }
        if let Some(nowhere) = causes().find_map(|cause| cause.downcast_ref::<NoAddress>()) {
            return nowhere.to_string();
        }
        if error.is_timeout() {
            return format!("no answer within {} s", self.timeout.as_secs());
        }
        let innermost = causes().last().map(ToString::to_string);
        let what = if error.is_connect() { "no connection" } else { "no answer" };
        innermost.map_or_else(|| what.to_owned(), |why| format!("{what}: {why}"))
    }
}

fn causes<'e>(error: &'e reqwest::Error) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(error.source(), |cause: &&'e (dyn Error + 'static)| (*cause).source())
}

fn unreachable(why: &str) -> Outcome {
    let clean = why.chars().filter(|c| !c.is_control()).take(TEXT_MAX);
    Outcome::Unreachable { why: clean.collect() }
}

fn answered(answer: &Response, now: Instant) -> Outcome {
    let header = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    let retry_after_ms = header.and_then(|value| retry_after(value, now));
    Outcome::Answered { status: answer.status().as_u16(), retry_after_ms }
}

/// Reads what is left of an answer, within bounds; it is not looked at.
async fn drain(mut answer: Response) {
    let read = async {
        let mut read = 0;
        while let Ok(Some(chunk)) = answer.chunk().await {
            read += chunk.len();
            if read > BODY_MAX {
                break;
            }
        }
    };
    // However it ends: an answer that is not read to its end costs its connection and nothing more.
    let _ = tokio::time::timeout(BODY_PATIENCE, read).await;
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
mod tests;
