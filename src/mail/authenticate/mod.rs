//! Who wrote a mail: SPF, DKIM, DMARC, ARC and our own mail host's word, weighed into one trust level with its reasons.
//!
//! ```text
//! raw, envelope --message--> fields --dkim, spf, dmarc, arc, results--> Facts --judge--> Authentication
//! ```
//!
//! The checks themselves are mail-auth's; what a pass is *worth* is decided here, because a pass that suffices for
//! delivery does not suffice for identity (AUTH-08, AUTH-09). Nothing here loses a request: what does not prove itself
//! is `unverified`, and the asymmetric rule goes on from there (AUTH-06, AUTH-17). [`judge`] is pure; every question to
//! the DNS goes through [`Resolver`], which tests fill with records of their own.
//!
//! DMARC discovery is the DNS tree walk of RFC 9989 as mail-auth 0.13 does it: at most eight queries, `psd`, `np` and
//! `t=y` honoured, a record without `p` is `none` when it has `rua` and no record otherwise; `pct`, `rf`, `ri` and
//! unknown tags ignored (AUTH-05). It asks no public suffix list; only a signature's `d=` is held against one here.
//!
//! Never an identity: Reply-To, Sender, Return-Path (AUTH-19), and Authentication-Results inside attached messages
//! (they are not among the outer fields that `results` sees). That personal data goes only to the address on record
//! (AUTH-18) is for whoever answers; nothing found here names an address to answer to.
//!
//! To add one more way of proving: a file here that answers with a [`Verdict`], a field in `Facts`, a step in
//! [`judge`] with its reason, and a test that bears its number.

mod agent;
mod arc;
mod attached;
mod dkim;
mod dmarc;
mod envelope;
mod guard;
mod judge;
mod message;
mod resolver;
mod results;
mod route;
mod spf;
#[cfg(test)]
mod tests;
mod writer;

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt as _;

pub use agent::{AgentAnswer, Listed, may_vouch};
pub use attached::{Attached, attached};
pub use dkim::{Refusal, SignatureVerdict};
pub use envelope::Envelope;
pub use judge::Authentication;
pub use resolver::{Resolver, ResolverError};
pub use results::{Stated, Statement, read as read_results};
pub use route::{Route, route};

use crate::domain::time::Instant;
use crate::mail::parse::Mail;

/// All questions to the DNS about one mail together may take this long; then we ask again later (AUTH-10).
const PATIENCE: Duration = Duration::from_secs(30);

/// What one method found, in the words of RFC 8601 section 2.7.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Proven.
    Pass,
    /// Disproven.
    Fail,
    /// SPF: probably not one of the domain's hosts.
    SoftFail,
    /// Says nothing either way.
    Neutral,
    /// It verifies, but not in a way that is worth anything for identity (AUTH-08).
    Policy,
    /// Nothing to check, or nothing to check it with.
    None,
    /// The DNS did not answer; ask again (AUTH-10).
    TempError,
    /// What the domain published cannot be used.
    PermError,
}

impl Verdict {
    /// The word of RFC 8601.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::SoftFail => "softfail",
            Self::Neutral => "neutral",
            Self::Policy => "policy",
            Self::None => "none",
            Self::TempError => "temperror",
            Self::PermError => "permerror",
        }
    }
}

/// What ties the mail to the domain of its From field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aligned {
    /// A signature of that domain that is good enough for identity.
    Dkim,
    /// It came from a host that the domain sends from.
    Spf,
    /// Our own mail host checked it and says so (AUTH-01).
    Border,
    /// A sealer on our list checked it before a forwarding changed it (AUTH-11).
    Arc,
}

/// What the operator said about the surroundings. Nothing is believed without it.
#[derive(Clone, Debug)]
pub struct AuthConfig {
    /// The name under which our own mail host writes Authentication-Results; `None`: such fields are ignored.
    pub authserv_id: Option<String>,
    /// How many Received fields our own hosts put on a mail before we see it (AUTH-01).
    pub own_hops: usize,
    /// How many Authentication-Results fields our own host writes, at most.
    pub own_results: usize,
    /// Domains whose ARC seals count (AUTH-11).
    pub arc_sealers: Vec<String>,
    /// Our own addresses, beside those of the envelope: whom a signed To may name (AUTH-09).
    pub own_addresses: Vec<String>,
    /// How old a signed Date may be, in days (AUTH-09).
    pub max_age_days: u32,
}

impl Default for AuthConfig {
    fn default() -> Self {
        Self {
            authserv_id: None,
            own_hops: 1,
            own_results: 1,
            arc_sealers: Vec::new(),
            own_addresses: Vec::new(),
            max_age_days: 7,
        }
    }
}

/// Finds out who wrote a mail. Never fails: what cannot be found out is `unverified`, with `retry` where asking again
/// may help (AUTH-10). `received` is when we took the mail in, not when it is worked off.
pub async fn authenticate(
    raw: &[u8],
    mail: &Mail,
    envelope: &Envelope,
    resolver: &Resolver,
    config: &AuthConfig,
    received: Instant,
) -> Authentication {
    let work = AssertUnwindSafe(checks(raw, mail, envelope, resolver, config, received)).catch_unwind();
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(found)) => found,
        Ok(Err(_panic)) => Authentication::unverified("the mail is built so that the checks could not be made"),
        Err(_elapsed) => Authentication::later("the DNS took too long to answer"),
    }
}

async fn checks(
    raw: &[u8],
    mail: &Mail,
    envelope: &Envelope,
    resolver: &Resolver,
    config: &AuthConfig,
    received: Instant,
) -> Authentication {
    let raw = message::with_crlf(raw);
    let Some(message) = message::Message::read(&raw) else {
        return Authentication::unverified("the mail has no fields that can be checked, or too many");
    };
    let guard = guard::Guard::new(mail, &message, envelope, config, received);
    let spf = spf::check(envelope, resolver).await;
    let signatures = dkim::check(&message, resolver, Some(&guard), received).await;
    judge::judge(judge::Facts {
        writer: writer::Writer::of(mail, &message),
        dmarc: dmarc::check(&message, &signatures, &spf, envelope, resolver).await,
        spf: spf.verdict,
        signatures: signatures.verdicts,
        arc: arc::check(&message, resolver, config, received).await,
        border: results::of_our_host(&message, config),
        visible: guard.visible(),
    })
}
