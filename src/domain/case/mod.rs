//! A case: one thing a recipient asked for that somebody must answer, so that it is not lost.
//!
//! A case is opened the moment it was asked for, for its clocks count from the first receipt (L9). What a case is now is
//! a [`CaseRecord`]; what it may become is the one table in [`moves`]. `task`: what another party must do for a case.
//! `party`: the systems, partners and controllers who are told. `consent`: what counts as a yes by mail. `dispute`: who
//! hears a complaint that we could not settle.
//!
//! To add a kind: its word here, whether it needs proof, which party it reaches ([`CaseKind::reaches`]), and its regimes
//! in [`super::clock`]'s rules.

pub mod consent;
pub mod dispute;
pub mod moves;
pub mod party;
pub mod record;
pub mod task;

pub use self::dispute::DisputeBody;
pub use self::party::{Party, PartyKind};
pub use self::record::{CaseError, CaseRecord};
pub use self::task::{Task, TaskState, TaskWhat};
use super::reading::{IntentKind, words};
use serde::Serialize;

words! {
    /// What was asked for.
    CaseKind {
        /// A copy of the data.
        Access = "access",
        /// Something recorded is to be corrected.
        Correction = "correction",
        /// The data is to be deleted.
        Deletion = "deletion",
        /// Data is not to be passed on to third parties.
        Sharing = "sharing_opt_out",
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
        /// It was received; nobody has looked at it.
        Received = "received",
        /// It waits for the recipient's confirmation.
        NeedsIdentity = "needs_identity",
        /// It waits for a person.
        NeedsReview = "needs_review",
        /// Somebody works on it.
        InProgress = "in_progress",
        /// It waits for somebody else: [`WaitingFor`].
        Waiting = "waiting",
        /// It was done and answered.
        Done = "done",
        /// It was refused, with a reason, and where to complain.
        Refused = "refused",
        /// The recipient took it back.
        Withdrawn = "withdrawn",
        /// It asks again for what an open case asks for.
        Duplicate = "duplicate",
        /// The person was told whom to ask.
        Redirected = "redirected",
        /// Nobody asked for anything.
        Spam = "spam",
        /// The mailbox on record did not confirm it in time.
        ClosedUnverified = "closed_unverified",
    }
}

words! {
    /// For whom a case waits.
    WaitingFor {
        /// A place that holds data.
        System = "system",
        /// A third party that we share data with.
        Partner = "partner",
        /// A customer of ours.
        Controller = "controller",
        /// The person who asked.
        Recipient = "recipient",
    }
}

words! {
    /// Why a request is refused; the answer says it in words, and where to complain (LAW-09).
    RefusalReason {
        /// Who asks could not be shown to be the person concerned.
        NotIdentified = "not_identified",
        /// The law obliges us to keep the data (GDPR article 17(3)(b)).
        LegalObligation = "legal_obligation",
        /// The data is needed for a legal claim (GDPR article 17(3)(e)).
        LegalClaim = "legal_claim",
        /// Manifestly unfounded or excessive (GDPR article 12(5)).
        Excessive = "excessive",
        /// We hold nothing about the person.
        NothingHeld = "nothing_held",
        /// Others' rights would suffer (GDPR article 15(4)).
        RightsOfOthers = "rights_of_others",
        /// What is recorded is right as it is.
        AlreadyRight = "already_right",
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

    /// Whether a second one asks for nothing more than the first that is still open (CLK-14). What a complaint, a question
    /// or a correction says may be something new, so each is one of its own.
    pub fn can_be_duplicate(self) -> bool {
        matches!(self, Self::Access | Self::Deletion | Self::Sharing)
    }

    /// Whether whoever holds the link of its page may take it back. Nothing is revealed or changed by that, and it can be
    /// asked for again. A sharing opt-out is a stop, and what is not understood may be one, so these cannot (L3, L10).
    pub fn can_be_taken_back(self) -> bool {
        matches!(self, Self::Access | Self::Correction | Self::Deletion | Self::Complaint | Self::Question)
    }

    /// Who must act before it can be done, and what they must do.
    pub fn reaches(self) -> Option<(PartyKind, TaskWhat)> {
        match self {
            Self::Deletion => Some((PartyKind::System, TaskWhat::Delete)),
            Self::Correction => Some((PartyKind::System, TaskWhat::Correct)),
            Self::Access => Some((PartyKind::System, TaskWhat::Collect)),
            Self::Sharing => Some((PartyKind::Partner, TaskWhat::StopSharing)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn auth_17_what_touches_data_needs_proof_and_an_opt_out_opens_no_case() {
        assert!([CaseKind::Access, CaseKind::Correction, CaseKind::Deletion].iter().all(|kind| kind.needs_proof()));
        assert_eq!(IntentKind::ALL.iter().filter(|kind| kind.is_opt_out()).find_map(|kind| CaseKind::of(*kind)), None);
    }
}
