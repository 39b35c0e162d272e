//! When a request was made: every stamp is kept, the earliest credible one counts (CLK-01, CLK-18).

use serde::{Deserialize, Serialize};

use super::serial;
use super::words::Origin;
use crate::domain::time::{DAY_MS, Instant};

/// How far before our own receipt a stamp made by others may lie and still be believed, in days (CLK-18).
pub const CREDIBLE_DAYS: i64 = 60;

/// The stamps of one request. Only our own receipt is certain; the others are what mails claim or what was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Starts {
    /// When we received it.
    #[serde(with = "serial::at")]
    pub receipt: Instant,
    /// The `Date` of the request inside a forward: when it was written to the agent.
    #[serde(with = "serial::maybe_at", default, skip_serializing_if = "Option::is_none")]
    pub forwarded: Option<Instant>,
    /// When the agent's mail server received it, by its own `Received` line.
    #[serde(with = "serial::maybe_at", default, skip_serializing_if = "Option::is_none")]
    pub agent_received: Option<Instant>,
    /// The `Date` of a request written to us: when it was sent. It moves only clocks that count from the sending.
    #[serde(with = "serial::maybe_at", default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<Instant>,
    /// When the contract with the recipient ended, as recorded by an operator; it may lie ahead.
    #[serde(with = "serial::maybe_at", default, skip_serializing_if = "Option::is_none")]
    pub termination: Option<Instant>,
    /// When the recipient proved who they are.
    #[serde(with = "serial::maybe_at", default, skip_serializing_if = "Option::is_none")]
    pub identity_proof: Option<Instant>,
}

impl Starts {
    /// A request of which only our own receipt is known.
    pub fn at(receipt: Instant) -> Self {
        Self { receipt, forwarded: None, agent_received: None, sent: None, termination: None, identity_proof: None }
    }

    /// When the request first reached the organisation: the earliest credible one of the agent's `Received`, the
    /// forwarded `Date` and our receipt (CLK-01).
    pub fn received(&self) -> Instant {
        self.earliest(&[self.forwarded, self.agent_received])
    }

    /// When it was sent, as far as that can be believed (CLK-08).
    pub fn sent(&self) -> Instant {
        self.earliest(&[self.forwarded, self.agent_received, self.sent])
    }

    /// The instant of an event; `None` when it did not happen, or is not recorded.
    pub fn of(&self, origin: Origin) -> Option<Instant> {
        match origin {
            Origin::Receipt => Some(self.received()),
            Origin::Sending => Some(self.sent()),
            Origin::Termination => self.termination,
            // A proof that came with the request, or before it, starts nothing before the request.
            Origin::IdentityProof => self.identity_proof.map(|proof| proof.max(self.received())),
        }
    }

    fn earliest(&self, claims: &[Option<Instant>]) -> Instant {
        let credible = |claim: &Instant| self.is_credible(*claim);
        claims.iter().flatten().copied().filter(credible).fold(self.receipt, Instant::min)
    }

    /// A claimed stamp moves a clock only earlier, and by at most sixty days (CLK-18).
    fn is_credible(&self, claim: Instant) -> bool {
        claim <= self.receipt && claim >= self.receipt.plus_ms(-CREDIBLE_DAYS * DAY_MS)
    }
}
