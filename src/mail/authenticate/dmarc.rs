//! DMARC (RFC 9989): does a pass belong to the domain of the From field?

use mail_auth::dmarc::Policy;
use mail_auth::dmarc::verify::DmarcParameters;
use mail_auth::{DkimOutput, DmarcOutput, DmarcResult};

use super::dkim::Signatures;
use super::message::Message;
use super::resolver::Resolver;
use super::spf::Spf;
use super::{Aligned, Envelope, Verdict};

/// What DMARC found.
pub(super) struct Dmarc {
    /// As anybody would judge it.
    pub(super) verdict: Verdict,
    /// What passes and is good enough for identity.
    pub(super) proven_by: Option<Aligned>,
    /// A pass of the very same domain, where the domain publishes no policy (then it is its own organization).
    pub(super) same_domain: Option<Aligned>,
    /// The domain asks for mail that fails to be refused.
    pub(super) asks_for_refusal: bool,
    /// The domain whose From was judged, as A-label (AUTH-03).
    pub(super) domain: String,
}

/// Judges twice when signatures were refused: what everybody would say is the method's verdict, what is left after
/// the refusals is the proof.
pub(super) async fn check(
    message: &Message<'_>,
    signatures: &Signatures<'_>,
    spf: &Spf,
    envelope: &Envelope,
    resolver: &Resolver,
) -> Dmarc {
    let all = ask(message, &signatures.outputs, spf, envelope, resolver).await;
    let worth = signatures.worth();
    let left = match worth.len() == signatures.outputs.len() {
        true => all.clone(),
        false => ask(message, &worth, spf, envelope, resolver).await,
    };
    Dmarc {
        verdict: verdict(&all.result()),
        proven_by: proof(&left),
        same_domain: same_domain(&left, &worth, spf),
        asks_for_refusal: all.policy() == Policy::Reject && all.dmarc_record().is_some(),
        domain: all.into_domain(),
    }
}

async fn ask(
    message: &Message<'_>,
    outputs: &[DkimOutput<'_>],
    spf: &Spf,
    envelope: &Envelope,
    resolver: &Resolver,
) -> DmarcOutput {
    let params = DmarcParameters::new(&message.fields, outputs, envelope.spf_domain(), &spf.output);
    resolver.dns.verify_dmarc(resolver.ask(params)).await
}

fn proof(output: &DmarcOutput) -> Option<Aligned> {
    match (output.dkim_result(), output.spf_result()) {
        (DmarcResult::Pass, _) => Some(Aligned::Dkim),
        (_, DmarcResult::Pass) => Some(Aligned::Spf),
        _ => None,
    }
}

fn same_domain(output: &DmarcOutput, worth: &[DkimOutput<'_>], spf: &Spf) -> Option<Aligned> {
    let domain = output.domain();
    if domain.is_empty() || output.dmarc_record().is_some() || output.result() != DmarcResult::None {
        return None;
    }
    let signs = |one: &DkimOutput<'_>| {
        super::dkim::verdict(one.result()) == Verdict::Pass
            && one.signature().is_some_and(|signature| signature.d.eq_ignore_ascii_case(domain))
    };
    if worth.iter().any(signs) {
        return Some(Aligned::Dkim);
    }
    (spf.verdict == Verdict::Pass && spf.output.domain().eq_ignore_ascii_case(domain)).then_some(Aligned::Spf)
}

fn verdict(result: &DmarcResult) -> Verdict {
    match result {
        DmarcResult::Pass => Verdict::Pass,
        DmarcResult::Fail(_) => Verdict::Fail,
        DmarcResult::TempError(_) => Verdict::TempError,
        DmarcResult::PermError(_) => Verdict::PermError,
        DmarcResult::None => Verdict::None,
    }
}
