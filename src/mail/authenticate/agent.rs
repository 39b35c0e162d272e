//! Whether a forwarder counts as an agent who vouches for what is forwarded (AUTH-13). Pure.

use super::{Aligned, Authentication};
use crate::domain::reading::Trust;

/// What the directory says about the forwarder's From address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// In force.
    Active,
    /// Once, no longer.
    Former,
    /// Never.
    No,
}

/// Whether the agent vouches, and why or why not, in plain words for `desist agent test`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentAnswer {
    /// The forward is trusted as the agent's word ([`Trust::Agent`]).
    pub vouches: bool,
    /// The DNS was silent: ask again before deciding.
    pub retry: bool,
    /// Without any address (L6).
    pub reasons: Vec<String>,
}

/// The mailbox is in the directory and active, the mail came in by the expected route (the recipient address and way in
/// that the directory names, or any when it names none), and its own From is proven by an aligned signature or SPF. A
/// display name never counts, because the directory is asked about the address.
pub fn may_vouch(listed: Listed, by_expected_route: bool, found: &Authentication) -> AgentAnswer {
    let (vouches, reason) = match (listed, by_expected_route, found.trust, found.aligned) {
        (Listed::No, ..) => (false, "the forwarder is not in the agent directory"),
        (Listed::Former, ..) => (false, "the forwarder is no longer an agent"),
        (_, false, ..) => (false, "it did not come in by the way that agents use"),
        (.., Trust::Suspect, _) => (false, "something speaks against the forwarder's own mail"),
        (.., Some(Aligned::Dkim)) => (true, "the agent's own domain signed it"),
        (.., Some(Aligned::Spf)) => (true, "it came from a host of the agent's own domain"),
        (.., Some(Aligned::Border)) => (true, "our own mail host proved the agent's domain"),
        (.., Some(Aligned::Arc)) => (false, "only a forwarder in between speaks for the agent's domain"),
        (.., None) => {
            (false, "nothing proves that the agent's domain sent it: sign its mail, or send it from its hosts")
        }
    };
    let mut reasons = vec![reason.to_owned()];
    reasons.extend(found.reasons.iter().cloned());
    AgentAnswer { vouches, retry: !vouches && found.retry && listed == Listed::Active, reasons }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::authenticate::Verdict;

    fn found(aligned: Option<Aligned>, trust: Trust) -> Authentication {
        Authentication { aligned, trust, dmarc: Verdict::Pass, ..Authentication::unverified("a test") }
    }

    #[test]
    fn auth_13_an_active_agent_with_a_proven_domain_vouches() {
        for by in [Aligned::Dkim, Aligned::Spf, Aligned::Border] {
            assert!(may_vouch(Listed::Active, true, &found(Some(by), Trust::Authenticated)).vouches);
        }
    }

    #[test]
    fn auth_13_former_unknown_misrouted_unproven_and_suspect_forwarders_do_not_vouch() {
        let good = found(Some(Aligned::Dkim), Trust::Authenticated);
        assert!(!may_vouch(Listed::Former, true, &good).vouches);
        assert!(!may_vouch(Listed::No, true, &good).vouches);
        assert!(!may_vouch(Listed::Active, false, &good).vouches);
        assert!(!may_vouch(Listed::Active, true, &found(None, Trust::Unverified)).vouches);
        assert!(!may_vouch(Listed::Active, true, &found(Some(Aligned::Dkim), Trust::Suspect)).vouches);
        assert!(!may_vouch(Listed::Active, true, &found(Some(Aligned::Arc), Trust::Authenticated)).vouches);
    }

    #[test]
    fn auth_10_a_silent_dns_is_asked_again_about_an_agent_only() {
        let silent = Authentication { retry: true, ..found(None, Trust::Unverified) };
        assert!(may_vouch(Listed::Active, true, &silent).retry);
        assert!(!may_vouch(Listed::No, true, &silent).retry);
    }
}
