//! All rules: the ones that come with the program, and what an installation adds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::case_clock::CaseClock;
use super::count::Holidays;
use super::refused::StartError;
use super::region::{Facts, Region};
use super::rule::Rule;
use super::starts::Starts;
use super::words::Matter;
use super::zone::Zone;

mod error;
mod file;

pub use error::{Fault, RuleError};

/// The rule that backs all others: it must cover every matter, everywhere, always (CLK-11).
pub const BACKSTOP: &str = "policy";

const EMBEDDED: &str = include_str!("rules.toml");

static BUILT_IN: LazyLock<Result<Rules, RuleError>> = LazyLock::new(|| Rules::default().merged(EMBEDDED));

/// Every version of every rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    groups: BTreeMap<String, BTreeSet<Region>>,
    calendars: BTreeMap<String, Holidays>,
    /// By the regime's word; the versions of one by their day, and of the same day the one added last stands last.
    rules: BTreeMap<String, Vec<Rule>>,
}

/// What [`Rules::start`] started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Started {
    /// The clocks that run now.
    pub clocks: Vec<CaseClock>,
    /// The rules that could apply and started no clock, each with the reason: a termination that is not recorded yet.
    pub not_started: Vec<(String, StartError)>,
}

impl Rules {
    /// The rules that come with the program.
    ///
    /// # Errors
    /// Never, as long as the tests pass: the embedded file is parsed by them.
    pub fn built_in() -> Result<Self, RuleError> {
        BUILT_IN.clone()
    }

    /// The rules that come with the program, with an installation's own over them, in the format of `rules.toml`:
    ///
    /// - a `[[rule]]` with a new `id` adds a regime; one with a known `id`, a new `version` and a `from` date replaces
    ///   the regime's rule for requests from that day on; with `matters = []` it switches it off from that day;
    /// - `[calendars]` names holidays, by which only legal due days move;
    /// - `[groups]` names regions for own rules.
    ///
    /// # Errors
    /// Names the line, and the rule where there is one. A version that exists is never changed (CLK-15), and the rule
    /// `policy` must go on covering everything (CLK-11).
    pub fn parse(text: &str) -> Result<Self, RuleError> {
        Self::built_in()?.merged(text)
    }

    /// Every version of every rule, by word and date.
    pub fn all(&self) -> impl Iterator<Item = &Rule> {
        self.rules.values().flatten()
    }

    /// One version of one rule.
    pub fn get(&self, id: &str, version: &str) -> Option<&Rule> {
        self.rules.get(id)?.iter().find(|rule| rule.version() == version)
    }

    /// The version of a rule that is in force for a request; `None` before its first.
    pub fn in_force(&self, id: &str, starts: &Starts, installation: &Zone) -> Option<&Rule> {
        in_force(self.rules.get(id)?, starts, installation)
    }

    /// The rules that could apply to a request for this, each in the version in force on the day the organisation
    /// received it: those of every regime as long as the place is unknown (LAW-26).
    pub fn applying(&self, matter: Matter, facts: &Facts, starts: &Starts, installation: &Zone) -> Vec<&Rule> {
        let versions = self.rules.values().filter_map(|versions| in_force(versions, starts, installation));
        versions.filter(|rule| rule.could_apply(matter, facts)).collect()
    }

    /// Starts a clock for every rule that could apply.
    pub fn start(&self, matter: Matter, facts: &Facts, starts: &Starts, installation: &Zone) -> Started {
        let mut started = Started::default();
        for rule in self.applying(matter, facts, starts, installation) {
            match CaseClock::start(rule, starts, installation) {
                Ok(clock) => started.clocks.push(clock),
                Err(why) => started.not_started.push((rule.id().to_owned(), why)),
            }
        }
        started
    }

    fn merged(mut self, text: &str) -> Result<Self, RuleError> {
        let file = file::parse(text)?;
        file.add_groups(&mut self.groups)?;
        file.add_calendars(&mut self.calendars)?;
        let mut own: BTreeMap<String, Vec<Rule>> = BTreeMap::new();
        for (at, rule) in file.rules(&self.groups, &self.calendars)? {
            let same = |other: &&Rule| other.version() == rule.version();
            if self.rules.get(rule.id()).is_some_and(|versions| versions.iter().any(|other| same(&other))) {
                return Err(at.fault(Fault::KnownVersion(rule.version().to_owned())));
            }
            let versions = own.entry(rule.id().to_owned()).or_default();
            if versions.iter().any(|other| same(&other) || other.from == rule.from) {
                return Err(at.fault(Fault::Twice));
            }
            versions.push(rule);
        }
        for (id, versions) in own {
            let all = self.rules.entry(id).or_default();
            all.extend(versions);
            // Stable: of one day, an own version stands after the one that came with the program.
            all.sort_by_key(|rule| rule.from);
        }
        self.take_calendars();
        Ok(self)
    }

    /// Gives every rule the holidays of its calendar, those named just now among them.
    fn take_calendars(&mut self) {
        for rule in self.rules.values_mut().flatten() {
            let calendar = rule.calendar.as_ref().and_then(|name| self.calendars.get(name));
            rule.terms.holidays = calendar.cloned().unwrap_or_default();
        }
    }
}

fn in_force<'a>(versions: &'a [Rule], starts: &Starts, installation: &Zone) -> Option<&'a Rule> {
    let begun = |rule: &&Rule| rule.zone(installation).date(starts.received()).is_some_and(|day| rule.from <= day);
    versions.iter().rfind(begun)
}
