//! Which state a case may leave for which: one table. What is not in it is refused.
//!
//! ```text
//! received          opened, nobody looked            any open state, any end
//! needs_identity    the mailbox is asked             any open state, any end
//! needs_review      a person is asked                any open state, any end but closed_unverified
//! in_progress       somebody works on it             any open state, any end but closed_unverified
//! waiting           another must act                 any open state, any end but closed_unverified
//! closed_unverified the mailbox was silent           needs_review, when it speaks after all: its clocks went on (L9)
//! spam, duplicate   somebody erred                   needs_review
//! done, refused, withdrawn, redirected               nowhere: who is not content opens a case of their own
//! ```

use super::CaseState;

/// From each state, where a case may go.
const TABLE: &[(CaseState, &[CaseState])] = {
    use CaseState::*;
    &[
        (
            Received,
            &[
                NeedsIdentity,
                NeedsReview,
                InProgress,
                Waiting,
                Done,
                Refused,
                Withdrawn,
                Duplicate,
                Redirected,
                Spam,
                ClosedUnverified,
            ],
        ),
        (
            NeedsIdentity,
            &[
                NeedsReview,
                InProgress,
                Waiting,
                Done,
                Refused,
                Withdrawn,
                Duplicate,
                Redirected,
                Spam,
                ClosedUnverified,
            ],
        ),
        (NeedsReview, &[NeedsIdentity, InProgress, Waiting, Done, Refused, Withdrawn, Duplicate, Redirected, Spam]),
        (InProgress, &[NeedsIdentity, NeedsReview, Waiting, Done, Refused, Withdrawn, Duplicate, Redirected, Spam]),
        // From waiting to waiting: for somebody else.
        (
            Waiting,
            &[NeedsIdentity, NeedsReview, InProgress, Waiting, Done, Refused, Withdrawn, Duplicate, Redirected, Spam],
        ),
        (ClosedUnverified, &[NeedsReview, InProgress, Waiting]),
        (Spam, &[NeedsReview]),
        (Duplicate, &[NeedsReview]),
        (Done, &[]),
        (Refused, &[]),
        (Withdrawn, &[]),
        (Redirected, &[]),
    ]
};

impl CaseState {
    /// Where a case may go from here.
    pub fn next(self) -> &'static [CaseState] {
        TABLE.iter().find(|(from, _)| *from == self).map_or(&[], |(_, to)| to)
    }

    /// Whether a case may move from here to there.
    pub fn may_become(self, next: Self) -> bool {
        self.next().contains(&next)
    }

    /// Whether what its person says can still bring it on: it is open, or ended only because nobody confirmed it.
    pub fn hears_its_person(self) -> bool {
        self.is_open() || self == Self::ClosedUnverified
    }

    /// Whether somebody still has to do something.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Received | Self::NeedsIdentity | Self::NeedsReview | Self::InProgress | Self::Waiting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_its_line_and_only_open_ones_reach_an_end() {
        for state in CaseState::ALL {
            assert_eq!(TABLE.iter().filter(|(from, _)| from == state).count(), 1, "{state:?}");
            assert_eq!(state.may_become(CaseState::Done), state.is_open(), "{state:?}");
            assert!(!state.may_become(CaseState::Received), "nothing is received a second time");
        }
    }

    #[test]
    fn what_is_done_refused_withdrawn_or_redirected_stays_so() {
        use CaseState::*;
        for end in [Done, Refused, Withdrawn, Redirected] {
            assert!(end.next().is_empty(), "{end:?}");
        }
        for mistake in [Spam, Duplicate, ClosedUnverified] {
            assert!(mistake.may_become(NeedsReview), "{mistake:?}");
        }
    }

    #[test]
    fn only_who_was_asked_can_stay_silent() {
        for state in CaseState::ALL {
            let silent = matches!(state, CaseState::Received | CaseState::NeedsIdentity);
            assert_eq!(state.may_become(CaseState::ClosedUnverified), silent, "{state:?}");
        }
    }
}
