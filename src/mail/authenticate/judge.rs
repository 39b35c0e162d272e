//! From what the methods found to a trust level with its reasons. Pure.

use super::arc::Arc;
use super::dkim::SignatureVerdict;
use super::dmarc::Dmarc;
use super::results::Stated;
use super::writer::Writer;
use super::{Aligned, Verdict};
use crate::domain::reading::Trust;

/// What is known about who wrote a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authentication {
    /// SPF of the envelope's domain.
    pub spf: Verdict,
    /// Every signature, in order.
    pub dkim: Vec<SignatureVerdict>,
    /// DMARC of the From domain, as anybody would judge it.
    pub dmarc: Verdict,
    /// The ARC chain.
    pub arc: Verdict,
    /// What ties the mail to the From domain, good enough for identity; also where that domain publishes no policy.
    pub aligned: Option<Aligned>,
    /// [`Trust::Authenticated`], [`Trust::Unverified`] or [`Trust::Suspect`]; tokens and agents may raise it.
    pub trust: Trust,
    /// Why, in plain words, without any address (L6). For people who decide, and for the record.
    pub reasons: Vec<String>,
    /// The DNS was silent on something that could decide: ask again before deciding what depends on identity. The clock
    /// keeps running (AUTH-10).
    pub retry: bool,
}

impl Authentication {
    /// Nothing could be checked.
    pub fn unverified(reason: &str) -> Self {
        Self {
            spf: Verdict::None,
            dkim: Vec::new(),
            dmarc: Verdict::None,
            arc: Verdict::None,
            aligned: None,
            trust: Trust::Unverified,
            reasons: vec![reason.to_owned()],
            retry: false,
        }
    }

    /// Nothing could be checked now.
    pub fn later(reason: &str) -> Self {
        Self { retry: true, ..Self::unverified(reason) }
    }
}

/// Everything the methods found.
pub(super) struct Facts {
    pub(super) writer: Writer,
    pub(super) spf: Verdict,
    pub(super) signatures: Vec<SignatureVerdict>,
    pub(super) dmarc: Dmarc,
    pub(super) arc: Arc,
    pub(super) border: Option<Stated>,
    /// The mail says that it is to us and recent.
    pub(super) visible: bool,
}

/// Something against it, then the proofs from the strongest to the weakest, then doubt.
pub(super) fn judge(facts: Facts) -> Authentication {
    let (aligned, trust, mut reasons) = match against(&facts.writer) {
        Some(reason) => (None, Trust::Suspect, vec![reason.to_owned()]),
        None => weigh(&facts),
    };
    reasons.extend(remarks(&facts));
    let retry = aligned.is_none() && is_silent(&facts);
    if retry {
        reasons.push("the DNS did not answer everything; it will be asked again".to_owned());
    }
    Authentication {
        spf: facts.spf,
        dkim: facts.signatures,
        dmarc: facts.dmarc.verdict,
        arc: facts.arc.verdict,
        aligned,
        trust,
        reasons,
        retry,
    }
}

fn against(writer: &Writer) -> Option<&'static str> {
    match writer {
        Writer::Several => Some("the From field does not name exactly one writer"),
        Writer::One { spoofed: true, .. } => Some("the writer's name shows an address that is not the writer's"),
        Writer::One { .. } | Writer::Nobody => None,
    }
}

type Weighed = (Option<Aligned>, Trust, Vec<String>);

fn weigh(facts: &Facts) -> Weighed {
    let Writer::One { domain, .. } = &facts.writer else {
        return (None, Trust::Unverified, vec!["the From field names nobody that can be checked".to_owned()]);
    };
    if let Some((aligned, how)) = proof(facts, domain) {
        return (Some(aligned), Trust::Authenticated, vec![how, WHAT_IT_PROVES.to_owned()]);
    }
    if let Some(aligned) = facts.dmarc.same_domain {
        let why = format!("{} publishes no policy, so its own pass counts only as a sign", shown(domain));
        return (Some(aligned), Trust::Unverified, vec![why]);
    }
    if is_refuted(facts) {
        let why = format!("{} asks that mail which cannot be proven to be its own be refused", shown(domain));
        return (None, Trust::Suspect, vec![why]);
    }
    (None, Trust::Unverified, vec![format!("nothing proves that {} sent it", shown(domain))])
}

/// AUTH-07, in every explanation of a pass.
const WHAT_IT_PROVES: &str = "this proves the domain; for the name before the @ the domain itself answers";

/// AUTH-02, and the two that may stand in for our own check. Those say nothing about replays, so the mail itself has to
/// be to us and recent (AUTH-09), unless our host saw it come from the domain.
fn proof(facts: &Facts, domain: &str) -> Option<(Aligned, String)> {
    let shown = shown(domain);
    if facts.dmarc.domain.eq_ignore_ascii_case(domain) {
        match facts.dmarc.proven_by {
            Some(Aligned::Dkim) => return Some((Aligned::Dkim, format!("a signature of {shown} proves it (DMARC)"))),
            Some(_) => return Some((Aligned::Spf, format!("it came from a host of {shown} (DMARC)"))),
            None => {}
        }
    }
    let border = facts.border.as_ref().filter(|stated| stated.dmarc_passes_for(domain));
    if border.is_some_and(|stated| facts.visible || stated.spf_passes_for(domain)) {
        return Some((Aligned::Border, format!("our own mail host found that DMARC passes for {shown}")));
    }
    let sealed = facts.arc.stated.as_ref().filter(|stated| stated.dmarc_passes_for(domain));
    let sealed = sealed.filter(|_| facts.visible);
    sealed.map(|_| (Aligned::Arc, format!("a trusted forwarder found that DMARC passes for {shown} (ARC)")))
}

/// A fail under a policy of refusal, where we could really look: behind a relay of our own SPF cannot be checked, and a
/// signature that a mailing list broke proves nothing either way.
fn is_refuted(facts: &Facts) -> bool {
    let looked = !matches!(facts.spf, Verdict::None | Verdict::TempError);
    let stated = facts.border.as_ref().and_then(|stated| stated.of("dmarc")).map(|(verdict, _)| verdict);
    let ours = facts.dmarc.verdict == Verdict::Fail && looked && !is_silent(facts);
    facts.dmarc.asks_for_refusal && (ours || stated == Some(Verdict::Fail))
}

fn is_silent(facts: &Facts) -> bool {
    let signatures = facts.signatures.iter();
    facts.spf == Verdict::TempError
        || facts.dmarc.verdict == Verdict::TempError
        || signatures.filter(|one| one.refusal.is_none()).any(|one| one.verdict == Verdict::TempError)
}

/// What else a person should know.
fn remarks(facts: &Facts) -> Vec<String> {
    let refused = facts.signatures.iter().filter_map(|one| {
        let refusal = one.refusal.filter(|_| one.verdict == Verdict::Policy)?;
        Some(format!("the signature of {} verifies but does not count: {refusal}", shown(&one.domain)))
    });
    let broken = facts.signatures.iter().filter(|one| matches!(one.verdict, Verdict::Fail | Verdict::Neutral));
    let broken = broken.map(|one| format!("the signature of {} does not verify", shown(&one.domain)));
    refused.chain(broken).take(REMARKS_MAX).collect()
}

const REMARKS_MAX: usize = 5;

/// A domain as it may be shown: hostile mail may put anything into `d=`, an address as well (L6).
fn shown(domain: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-' || c == '_';
    match !domain.is_empty() && domain.len() <= 253 && domain.chars().all(plain) {
        true => domain.to_owned(),
        false => "an unreadable domain".to_owned(),
    }
}
