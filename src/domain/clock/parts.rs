//! What a clock consists of: due instants, evidence, what moved it.

use serde::{Deserialize, Serialize};

use super::serial;
use super::words::{ExtensionReason, PauseReason};
use crate::domain::time::Instant;

/// Two instants until which, inclusive, something is in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// By the safe reading: what we promise ourselves, and show.
    #[serde(with = "serial::at")]
    pub internal: Instant,
    /// By the latest reading that the law bears: never before the internal one.
    #[serde(with = "serial::at")]
    pub legal: Instant,
}

/// The evidence that a message went out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// What finds it again: its Message-ID, or its number in the outbox. Never an address (L6).
    pub message: String,
    /// When it was sent.
    #[serde(with = "serial::at")]
    pub at: Instant,
}

/// More time, taken once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// Why.
    pub reason: ExtensionReason,
    /// The notice to the recipient.
    pub notice: Sent,
}

/// A time in which the clock stood still: from the question's sending to its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// Why.
    pub reason: PauseReason,
    /// The question to the recipient.
    pub question: Sent,
    /// When the answer came; none while it is awaited.
    #[serde(with = "serial::maybe_at", default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
}

impl Pause {
    /// When it began.
    pub fn from(&self) -> Instant {
        self.question.at
    }
}

impl Due {
    /// Neither earlier than the other's.
    pub(super) fn no_earlier_than(self, other: Self) -> Self {
        Self { internal: self.internal.max(other.internal), legal: self.legal.max(other.legal) }
    }
}

/// The pauses that have ended, as from and until.
pub(super) fn closed(pauses: &[Pause]) -> Vec<(Instant, Instant)> {
    pauses.iter().filter_map(|pause| Some((pause.from(), pause.until?))).collect()
}
