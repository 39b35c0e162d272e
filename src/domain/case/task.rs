//! What another party must do for a case. A case cannot be done while one is open.

use serde::Serialize;

use super::PartyKind;
use crate::domain::reading::words;
use crate::domain::time::{DAY_MS, Instant};

words! {
    /// What is to be done.
    TaskWhat {
        /// Delete the person's data.
        Delete = "delete",
        /// Correct it.
        Correct = "correct",
        /// Hand over a copy of it.
        Collect = "collect",
        /// Pass it on no more.
        StopSharing = "stop_sharing",
        /// Know that an end user was sent to you.
        Redirect = "redirect",
    }
}

words! {
    /// How far it is.
    TaskState {
        /// Not confirmed.
        Open = "open",
        /// Confirmed, by call-back, by link or by an operator.
        Done = "done",
        /// The party says that it cannot, or must not; an operator decides what follows.
        Failed = "failed",
        /// Not needed any more: the case ended without it.
        Cancelled = "cancelled",
    }
}

/// One thing that one party must do for one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// UUIDv7.
    pub id: String,
    /// For which case.
    pub case: String,
    /// Who.
    pub party: String,
    /// Which registry that is in.
    pub party_kind: PartyKind,
    /// What.
    pub what: TaskWhat,
    /// How far.
    pub state: TaskState,
    /// Since when it is asked for.
    pub opened_at: Instant,
    /// How often the party was told.
    pub told: i64,
    /// When it is told next; `None` when it is not told again.
    pub next_at: Option<Instant>,
    /// When it ended.
    pub settled_at: Option<Instant>,
    /// Who said so, in a word: `callback`, `link`, `operator`.
    pub settled_by: Option<String>,
    /// SHA-256 of the token of its link.
    pub token_hash: [u8; 32],
    /// What the party answered (a copy of data, a note), sealed.
    pub answer: Option<Vec<u8>>,
    /// The last entry about it.
    pub entry: i64,
}

/// After so many days without a word a party is told again, and after the last of them an operator is alarmed.
const CHASES_DAYS: [i64; 4] = [3, 7, 14, 21];

/// When a party that was told `told` times is told again.
pub fn next_chase(opened_at: Instant, told: i64) -> Option<Instant> {
    let at = usize::try_from(told - 1).ok()?;
    CHASES_DAYS.get(at).map(|days| opened_at.plus_ms(days * DAY_MS))
}

/// Whether a party has been silent so long that an operator must step in.
pub fn is_escalated(opened_at: Instant, now: Instant) -> bool {
    now >= opened_at.plus_ms(CHASES_DAYS[1] * DAY_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_party_is_told_five_times_and_an_operator_after_a_week() {
        let opened = Instant(0);
        let days: Vec<_> = (1..=5).map(|told| next_chase(opened, told).map(|at| at.0 / DAY_MS)).collect();
        assert_eq!(days, [Some(3), Some(7), Some(14), Some(21), None]);
        assert!(!is_escalated(opened, Instant(7 * DAY_MS - 1)) && is_escalated(opened, Instant(7 * DAY_MS)));
    }
}
