//! DKIM (RFC 6376), and what a passing signature is worth for identity (AUTH-08, AUTH-09).

use mail_auth::common::crypto::Algorithm;
use mail_auth::common::headers::{Writable, Writer};
use mail_auth::dkim::{DkimError, Signature};
use mail_auth::{DkimOutput, DkimResult, Error};

use super::Verdict;
use super::guard::Guard;
use super::message::Message;
use super::resolver::Resolver;
use crate::domain::time::Instant;

/// Why a signature that verifies does not prove who wrote the mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// `l=` ends before the body does.
    #[error("it does not cover the whole text, so anything may have been added")]
    ShortBody,
    /// RFC 8301.
    #[error("it is made with SHA-1, which can be forged")]
    Sha1,
    /// A field that says who, to whom, when or what about is not covered, or stands there once more than is covered.
    #[error("it does not cover the {0} field")]
    NotCovered(&'static str),
    /// `d=` belongs to everybody below it.
    #[error("it is signed for a public suffix, not for a domain of somebody")]
    PublicSuffix,
    /// `x=` is past.
    #[error("it has expired")]
    Expired,
    /// AUTH-09: an old mail to somebody else can be sent to us again.
    #[error("the signed To does not name us: it may be a mail to somebody else, sent again")]
    NotToUs,
    /// AUTH-09.
    #[error("the signed Date is not recent: it may be an old mail, sent again")]
    NotRecent,
}

/// One signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureVerdict {
    /// `d=`, in lower case; empty when the signature could not be read.
    pub domain: String,
    /// What DKIM says; `policy` when it verifies but is refused.
    pub verdict: Verdict,
    /// Why it is not taken as proof of who wrote the mail.
    pub refusal: Option<Refusal>,
}

/// The signatures of a mail: as DMARC takes them, and as we judge them, in the same order.
pub(super) struct Signatures<'x> {
    pub(super) outputs: Vec<DkimOutput<'x>>,
    pub(super) verdicts: Vec<SignatureVerdict>,
}

impl<'x> Signatures<'x> {
    /// Those that count for identity, and those that a silent DNS may still make count.
    pub(super) fn worth(&self) -> Vec<DkimOutput<'x>> {
        let pairs = self.outputs.iter().zip(&self.verdicts);
        pairs.filter(|(_, judged)| judged.refusal.is_none()).map(|(output, _)| output.clone()).collect()
    }
}

/// Verifies what there is. What a passing signature is worth also depends on whom it was sent to and when (AUTH-09);
/// without a guard that is not asked.
pub(super) async fn check<'x>(
    message: &'x Message<'x>,
    resolver: &'x Resolver,
    guard: Option<&Guard<'_>>,
    received: Instant,
) -> Signatures<'x> {
    let outputs = resolver.dns.verify_dkim(resolver.ask(&message.fields)).await;
    let mut expiries = message.expiries.iter();
    let verdicts = outputs
        .iter()
        .map(|output| {
            // Signatures that cannot be read have no expiry either.
            let expires = output.signature().and_then(|_| expiries.next());
            judge(output, message, guard, expires.is_some_and(|expiry| expiry.is_past(received)))
        })
        .collect();
    Signatures { outputs, verdicts }
}

fn judge(output: &DkimOutput<'_>, message: &Message<'_>, guard: Option<&Guard<'_>>, expired: bool) -> SignatureVerdict {
    let verdict = verdict(output.result());
    let may_count = matches!(verdict, Verdict::Pass | Verdict::TempError);
    let refusal = output.signature().filter(|_| may_count).and_then(|signature| {
        refusal(signature, message, expired).or_else(|| guard.and_then(|guard| guard.replayed(&signature.h)))
    });
    let domain = output.signature().map(|signature| signature.d.to_lowercase()).unwrap_or_default();
    let refused = verdict == Verdict::Pass && refusal.is_some();
    SignatureVerdict { domain, verdict: if refused { Verdict::Policy } else { verdict }, refusal }
}

/// In RFC 8601's words; a body that was changed is a fail there, and neutral only what cannot be read.
pub(super) fn verdict(result: &DkimResult) -> Verdict {
    match result {
        DkimResult::Neutral(Error::Dkim(DkimError::FailedBodyHashMatch)) => Verdict::Fail,
        DkimResult::Pass => Verdict::Pass,
        DkimResult::Neutral(_) => Verdict::Neutral,
        DkimResult::Fail(_) => Verdict::Fail,
        DkimResult::PermError(_) => Verdict::PermError,
        DkimResult::TempError(_) => Verdict::TempError,
        DkimResult::None => Verdict::None,
    }
}

/// The first reason found. RSA keys under 1024 bits never verify: the crypto library does not take them.
fn refusal(signature: &Signature, message: &Message<'_>, expired: bool) -> Option<Refusal> {
    if signature.a == Algorithm::RsaSha1 {
        return Some(Refusal::Sha1);
    }
    if signature.l != 0 && signature.l < body_length(signature, message) {
        return Some(Refusal::ShortBody);
    }
    if expired {
        return Some(Refusal::Expired);
    }
    if is_public_suffix(&signature.d) {
        return Some(Refusal::PublicSuffix);
    }
    not_covered(&signature.h, message).map(Refusal::NotCovered)
}

fn is_public_suffix(domain: &str) -> bool {
    psl::domain(domain.trim_end_matches('.').to_lowercase().as_bytes()).is_none()
}

/// The length that `l=` would have to have: of the body as it is hashed.
fn body_length(signature: &Signature, message: &Message<'_>) -> u64 {
    let mut count = Count(0);
    signature.cb.canonical_body(message.body(), 0).write(&mut count);
    count.0
}

struct Count(u64);

impl Writer for Count {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = self.0.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
    }
}

/// From and Subject have to be covered; of these and of To, Cc and Date no further copy may have been added, for a
/// signature covers the lowest copies only (RFC 6376 section 5.4.2) and readers show the highest.
fn not_covered(listed: &[String], message: &Message<'_>) -> Option<&'static str> {
    const MUST: [&str; 2] = ["From", "Subject"];
    const FIELDS: [&str; 5] = ["From", "Subject", "Date", "To", "Cc"];
    let covered = |field: &str| listed.iter().filter(|name| name.eq_ignore_ascii_case(field)).count();
    let uncovered = |field: &&str| {
        let (stands, covered) = (message.values(field).count(), covered(field));
        stands > covered && (covered > 0 || MUST.contains(field))
    };
    match covered("From") {
        0 => Some("From"),
        _ => FIELDS.into_iter().find(uncovered),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    /// Why a signature with these tags would not count, had it verified.
    fn refused(tags: &str, body: &str) -> Option<Refusal> {
        let raw = format!(
            "DKIM-Signature: v=1; d=a.example; s=s; bh=AA==; b=AA==; {tags}\r\nFrom: a@a.example\r\n\
             Subject: stop\r\nSubject: go on\r\n\r\n{body}"
        );
        let message = Message::read(raw.as_bytes()).unwrap();
        refusal(&message.fields.dkim_headers[0].header, &message, false)
    }

    #[test]
    fn auth_08_sha_1_does_not_count() {
        assert_eq!(refused("a=rsa-sha1; h=from:subject:subject", ""), Some(Refusal::Sha1));
    }

    #[test]
    fn auth_08_a_length_short_of_the_body_does_not_count_and_the_whole_length_does() {
        let tags = |l: u32| format!("a=rsa-sha256; c=relaxed/relaxed; h=from:subject:subject; l={l}");
        // Relaxed: `stop it` and its line end are nine octets, the spaces being one.
        assert_eq!(refused(&tags(8), "stop    it\r\n\r\n\r\n"), Some(Refusal::ShortBody));
        assert_eq!(refused(&tags(9), "stop    it\r\n\r\n\r\n"), None);
    }

    #[test]
    fn auth_08_from_and_every_subject_have_to_be_covered() {
        assert_eq!(refused("a=rsa-sha256; h=subject:subject", ""), Some(Refusal::NotCovered("From")));
        assert_eq!(refused("a=rsa-sha256; h=from", ""), Some(Refusal::NotCovered("Subject")));
        assert_eq!(refused("a=rsa-sha256; h=from:subject", ""), Some(Refusal::NotCovered("Subject")));
        assert_eq!(refused("a=rsa-sha256; h=from:Subject:SUBJECT", ""), None);
    }
}
