//! May this person's data be passed on to a third party? A question of its own: a mail opt-out does not answer it, nor the
//! other way round (SUP-16).
//!
//! Where nothing is recorded it is not refused: `sharing` is an opt-out, and who may get data at all is what the agreement
//! with a partner says (P8). Whoever may share only with consent says so, and then silence is a refusal.

use serde::Serialize;

use super::ids::SenderId;
use super::preference::{Kind, Record, Scope};
use super::reading::words;
use super::time::Instant;

words! {
    /// Why, in one word; the first that holds.
    SharingReason {
        /// The person's data was erased (L8), and they have not allowed sharing since, with proof.
        Erased = "erased",
        /// They do not want it.
        OptedOut = "opted_out",
        /// A mail of theirs that may be such an opt-out waits for a person (L10).
        Held = "held",
        /// Consent is needed, and there is none on record.
        NotOptedIn = "not_opted_in",
        /// Allowed: they said yes.
        OptedIn = "opted_in",
        /// Allowed: nothing speaks against it.
        NoObjection = "no_objection",
        /// Refused: it is no address (batches).
        InvalidAddress = "invalid_address",
        /// Refused: what is stored about the person is damaged (L10).
        Unreadable = "unreadable",
    }
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sharing {
    /// Why.
    pub reason: SharingReason,
    /// Since when, where a record decided.
    pub since: Option<Instant>,
}

impl Sharing {
    /// An answer without a record behind it.
    pub fn bare(reason: SharingReason) -> Self {
        Self { reason, since: None }
    }

    /// Whether data may be passed on.
    pub fn allowed(self) -> bool {
        matches!(self.reason, SharingReason::OptedIn | SharingReason::NoObjection)
    }
}

/// The decision: about one sender's data, from everything recorded about a person.
pub fn judge_sharing(sender: SenderId, records: &[Record], needs_consent: bool) -> Sharing {
    let because = |reason| move |record: &Record| Sharing { reason, since: Some(record.since) };
    let own = |record: &&Record| record.scope == Scope::Sharing(sender);
    let yes = records.iter().filter(own).find(|record| matches!(record.kind, Kind::OptedIn { .. }));
    let erased = records.iter().filter(|record| record.kind == Kind::Erased).max_by_key(|record| record.since);
    // Only this very permission answers it: who came back for mail has not allowed sharing.
    let erased = erased.filter(|erased| !yes.is_some_and(|yes| yes.kind.proven() && yes.since > erased.since));
    let stopped = records.iter().filter(own).find(|record| record.kind.is_block());
    let held = records.iter().find(|record| record.kind == Kind::Held && record.scope == Scope::All(sender));
    erased
        .map(because(SharingReason::Erased))
        .or_else(|| stopped.map(because(SharingReason::OptedOut)))
        .or_else(|| held.map(because(SharingReason::Held)))
        .or_else(|| yes.map(because(SharingReason::OptedIn)))
        .unwrap_or(Sharing::bare(if needs_consent { SharingReason::NotOptedIn } else { SharingReason::NoObjection }))
}

#[cfg(test)]
mod tests {
    use super::SharingReason::*;
    use super::*;
    use crate::domain::ids::GroupId;

    const SENDER: SenderId = SenderId(7);

    fn record(scope: Scope, kind: Kind, since: i64) -> Record {
        Record { scope, kind, since: Instant(since), entry: 1 }
    }

    #[test]
    fn sup_16_only_what_is_said_about_sharing_decides_and_an_erasure() {
        let sharing = Scope::Sharing(SENDER);
        let yes = |proven| Kind::OptedIn { proven };
        for (records, reason) in [
            (vec![], NoObjection),
            (vec![record(sharing, Kind::OptedOut, 1)], OptedOut),
            (vec![record(Scope::Sharing(SenderId(8)), Kind::OptedOut, 1)], NoObjection),
            (vec![record(Scope::All(SENDER), Kind::OptedOut, 1)], NoObjection),
            (vec![record(Scope::Everywhere(GroupId(1)), Kind::OptedOut, 1)], NoObjection),
            (vec![record(Scope::Tracking(SENDER), Kind::OptedOut, 1)], NoObjection),
            (vec![record(sharing, Kind::Withdrawn, 1)], NoObjection),
            (vec![record(sharing, yes(false), 1)], OptedIn),
            (vec![record(Scope::All(SENDER), Kind::Held, 1), record(sharing, yes(true), 2)], Held),
            (vec![record(Scope::All(SENDER), Kind::Released, 1)], NoObjection),
            (vec![record(Scope::All(SenderId(8)), Kind::Erased, 1)], Erased),
            (vec![record(Scope::All(SENDER), Kind::Erased, 1), record(sharing, yes(false), 2)], Erased),
            (vec![record(Scope::All(SENDER), Kind::Erased, 1), record(Scope::All(SENDER), yes(true), 2)], Erased),
            (vec![record(Scope::All(SENDER), Kind::Erased, 3), record(sharing, yes(true), 2)], Erased),
            (vec![record(Scope::All(SENDER), Kind::Erased, 1), record(sharing, yes(true), 2)], OptedIn),
        ] {
            assert_eq!(judge_sharing(SENDER, &records, false).reason, reason, "{records:?}");
        }
    }

    #[test]
    fn p8_where_consent_is_needed_silence_is_a_refusal() {
        let verdict = judge_sharing(SENDER, &[], true);
        assert!(verdict.reason == NotOptedIn && !verdict.allowed());
        let yes = [record(Scope::Sharing(SENDER), Kind::OptedIn { proven: false }, 1)];
        assert!(judge_sharing(SENDER, &yes, true).allowed());
    }
}
