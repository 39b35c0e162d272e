//! DKIM of an attached original (AUTH-14): it often still passes, and a pass shows that the forwarder did not make it up.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;

use super::guard::Guard;
use super::message::{self, Message};
use super::resolver::Resolver;
use super::writer::Writer;
use super::{AuthConfig, Envelope, PATIENCE, Verdict, dkim};
use crate::domain::time::Instant;
use crate::mail::parse::Mail;

/// What the attached bytes prove. There is no "forged": keys are rotated, and parts are re-encoded on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attached {
    /// A signature of the original's own From domain covers it as it stands.
    Passes {
        /// That domain.
        domain: String,
    },
    /// Nothing can be said.
    CannotVerify {
        /// Why, in plain words, without any address.
        reason: &'static str,
        /// The DNS was silent; ask again.
        retry: bool,
    },
}

/// Verifies an attached `message/rfc822`, byte for byte as it was attached. Its signature has to cover a To or Cc that
/// names one of our addresses and a recent Date: anybody can attach an old mail, or one that was written to somebody
/// else, and pass it off as a word to us (AUTH-09). `mail` is those bytes parsed.
pub async fn attached(
    raw: &[u8],
    mail: &Mail,
    envelope: &Envelope,
    resolver: &Resolver,
    config: &AuthConfig,
    received: Instant,
) -> Attached {
    let work = AssertUnwindSafe(check(raw, mail, envelope, resolver, config, received)).catch_unwind();
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(found)) => found,
        Ok(Err(_panic)) => cannot("the attached mail is built so that it could not be checked", false),
        Err(_elapsed) => cannot("the DNS took too long to answer", true),
    }
}

async fn check(
    raw: &[u8],
    mail: &Mail,
    envelope: &Envelope,
    resolver: &Resolver,
    config: &AuthConfig,
    received: Instant,
) -> Attached {
    let raw = message::with_crlf(raw);
    let Some(message) = Message::read(&raw) else {
        return cannot("the attached mail has no fields that can be checked", false);
    };
    let Writer::One { domain, .. } = Writer::of(mail, &message) else {
        return cannot("the attached mail does not name exactly one writer", false);
    };
    let guard = Guard::new(mail, &message, envelope, config, received);
    let found = dkim::check(&message, resolver, Some(&guard), received).await.verdicts;
    let own = |one: &&dkim::SignatureVerdict| is_own(&one.domain, &domain);
    if found.iter().filter(own).any(|one| one.verdict == Verdict::Pass) {
        return Attached::Passes { domain };
    }
    if found.iter().filter(own).any(|one| one.verdict == Verdict::Policy) {
        return cannot("the signature verifies but covers no recent mail to us", false);
    }
    match found.iter().filter(own).any(|one| one.verdict == Verdict::TempError) {
        true => cannot("the DNS did not answer", true),
        false if found.is_empty() => cannot("the attached mail is not signed", false),
        false => cannot("no signature of the writer's own domain verifies any more", false),
    }
}

/// The same domain, or one with the same registrable domain: relaxed alignment without asking for a policy.
fn is_own(signing: &str, writing: &str) -> bool {
    let (signing, writing) = (signing.to_ascii_lowercase(), writing.to_ascii_lowercase());
    signing == writing || psl::domain_str(&signing).is_some_and(|domain| Some(domain) == psl::domain_str(&writing))
}

fn cannot(reason: &'static str, retry: bool) -> Attached {
    Attached::CannotVerify { reason, retry }
}
