//! SPF (RFC 7208): did it come from a host that the envelope's domain sends from?

use std::net::IpAddr;

use mail_auth::spf::verify::SpfParameters;
use mail_auth::{SpfOutput, SpfResult};

use super::resolver::Resolver;
use super::{Envelope, Verdict};

/// What SPF found, and whether there was anything to ask about.
pub(super) struct Spf {
    pub(super) output: SpfOutput,
    pub(super) verdict: Verdict,
}

/// Without a client's address, without a sender's domain, or behind our own relay: `none`.
pub(super) async fn check(envelope: &Envelope, resolver: &Resolver) -> Spf {
    let output = match (envelope.client_ip.filter(is_foreign), envelope.mail_from.as_deref()) {
        (Some(ip), Some(sender)) => ask(ip, sender, envelope, resolver).await,
        _ => SpfOutput::default(),
    };
    let verdict = verdict(output.result());
    Spf { output, verdict }
}

/// The null sender is checked as postmaster at the HELO name (AUTH-04). Not `SpfParameters::verify`: there a failing
/// HELO name would hide what the sender's own domain says.
async fn ask(ip: IpAddr, sender: &str, envelope: &Envelope, resolver: &Resolver) -> SpfOutput {
    let helo = envelope.helo.as_deref().unwrap_or_default();
    let question = match sender {
        "" => SpfParameters::verify_ehlo(ip, helo, helo),
        sender => SpfParameters::verify_mail_from(ip, helo, helo, sender),
    };
    resolver.dns.verify_spf(resolver.ask(question)).await
}

/// A host of our own network says nothing about the writer's domain.
fn is_foreign(ip: &IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => !(ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified()),
        IpAddr::V6(ip) => {
            !(ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_unspecified())
        }
    }
}

fn verdict(result: SpfResult) -> Verdict {
    match result {
        SpfResult::Pass => Verdict::Pass,
        SpfResult::Fail => Verdict::Fail,
        SpfResult::SoftFail => Verdict::SoftFail,
        SpfResult::Neutral => Verdict::Neutral,
        SpfResult::TempError => Verdict::TempError,
        SpfResult::PermError => Verdict::PermError,
        SpfResult::None => Verdict::None,
    }
}
