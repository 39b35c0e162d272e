//! A case: one thing a recipient asked for that somebody must answer, so that it is not lost.
//!
//! A case is opened the moment it was asked for, for its clock counts from the first receipt (L9). What needs proof of
//! the mailbox waits in `received` until it was confirmed; everything else waits for a person at once.

use serde::Serialize;

use super::reading::{IntentKind, words};

words! {
    /// What was asked for.
    CaseKind {
        /// A copy of the data.
        Access = "access",
        /// Something recorded is to be corrected.
        Correction = "correction",
        /// The data is to be deleted.
        Deletion = "deletion",
        /// Somebody is to be heard about what went wrong.
        Complaint = "complaint",
        /// Meant for a customer of ours.
        Redirect = "redirect",
        /// A question.
        Question = "question",
        /// Not understood: a person must read it.
        Unclear = "unclear",
    }
}

words! {
    /// How far it is.
    CaseState {
        /// It waits for the recipient's confirmation.
        Received = "received",
        /// It waits for a person.
        NeedsReview = "needs_review",
        /// It was answered.
        Done = "done",
    }
}

impl CaseKind {
    /// The case that an intent opens, if it opens one.
    pub fn of(intent: IntentKind) -> Option<Self> {
        match intent {
            IntentKind::Access => Some(Self::Access),
            IntentKind::Correction => Some(Self::Correction),
            IntentKind::Deletion => Some(Self::Deletion),
            IntentKind::Complaint => Some(Self::Complaint),
            IntentKind::WrongPerson => Some(Self::Redirect),
            IntentKind::Question => Some(Self::Question),
            _ => None,
        }
    }

    /// Whether it reveals, changes or deletes data, so that it needs proof of the mailbox (AUTH-17).
    pub fn needs_proof(self) -> bool {
        matches!(self, Self::Access | Self::Correction | Self::Deletion)
    }
}

impl CaseState {
    /// Whether a case may move from here to there.
    pub fn may_become(self, next: Self) -> bool {
        self < next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_never_moves_back() {
        for state in CaseState::ALL {
            assert!(!CaseState::Done.may_become(*state));
            assert_eq!(CaseState::Received.may_become(*state), *state != CaseState::Received);
        }
    }

    #[test]
    fn auth_17_what_touches_data_needs_proof_and_an_opt_out_opens_no_case() {
        assert!([CaseKind::Access, CaseKind::Correction, CaseKind::Deletion].iter().all(|kind| kind.needs_proof()));
        assert_eq!(IntentKind::ALL.iter().filter(|kind| kind.is_opt_out()).find_map(|kind| CaseKind::of(*kind)), None);
    }
}
