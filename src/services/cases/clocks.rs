//! Which clocks a request starts: the rules, and what is known of where people live.

use crate::domain::case::{CaseKind, CaseRecord};
use crate::domain::clock::{CaseClock, Facts, Matter, Origin, RuleError, Rules, Starts, Zone};
use crate::domain::error::{Code, Problem};
use crate::domain::time::Instant;

/// The rules in force, and what is set about the installation.
#[derive(Clone, Debug)]
pub struct ClockConfig {
    /// The rules.
    pub rules: Rules,
    /// Whose laws could apply; unknown: every one's (LAW-26).
    pub facts: Facts,
    /// The installation's own zone (CLK-02).
    pub zone: Zone,
}

impl ClockConfig {
    /// The rules that come with the program, of people who could live anywhere.
    ///
    /// # Errors
    /// Never, as long as the tests pass.
    pub fn built_in() -> Result<Self, RuleError> {
        Ok(Self { rules: Rules::built_in()?, facts: Facts::default(), zone: Zone::utc() })
    }

    /// The clocks that a case of this kind starts.
    pub fn start(&self, kind: CaseKind, starts: &Starts) -> Vec<CaseClock> {
        self.rules.start(matter(kind), &self.facts, starts, &self.zone).clocks
    }
}

impl ClockConfig {
    /// Starts the clock that counts from the end of a contract, of a case that has none yet. The others go on (L9).
    ///
    /// # Errors
    /// `conflict` when the case has ended, has such a clock, or when no rule counts from there for its kind.
    pub fn count_from_termination(&self, case: &mut CaseRecord, at: Instant) -> Result<(), Problem> {
        let no = |why: &str| Err(Problem::new(Code::Conflict, why));
        let from_there = |clock: &CaseClock| clock.terms().origin == Origin::Termination;
        if !case.state.is_open() {
            return no("This case has ended; its clocks stand.");
        }
        if case.clocks.iter().any(from_there) {
            return no("The end of the contract is recorded already, and a clock is never started anew (L9).");
        }
        let known = case.clocks.first().map_or(Starts::at(case.received_at), |clock| *clock.starts());
        let started = self.start(case.kind, &Starts { termination: Some(at), ..known });
        let before = case.clocks.len();
        case.clocks.extend(started.into_iter().filter(from_there));
        if case.clocks.len() == before {
            return no(
                "No clock of a case of this kind counts from there, or its time was over before the request came.",
            );
        }
        case.settle_clocks();
        Ok(())
    }
}

fn matter(kind: CaseKind) -> Matter {
    match kind {
        CaseKind::Access => Matter::Access,
        CaseKind::Correction => Matter::Correction,
        CaseKind::Deletion => Matter::Deletion,
        CaseKind::Sharing => Matter::Sharing,
        CaseKind::Complaint => Matter::Complaint,
        CaseKind::Redirect => Matter::Redirect,
        CaseKind::Question => Matter::Question,
        CaseKind::Unclear => Matter::Unclear,
    }
}
