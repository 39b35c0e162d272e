//! Which clocks a request starts: the rules, and what is known of where people live.

use crate::domain::case::CaseKind;
use crate::domain::clock::{CaseClock, Facts, Matter, RuleError, Rules, Starts, Zone};

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
