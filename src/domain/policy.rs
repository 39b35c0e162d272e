//! The versions of the privacy policy, and which one is in force (P10).
//!
//! A version takes over by itself at the first instant of its day in the installation's own zone, and what was written
//! before keeps the one it named.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::clock::Zone;
use super::time::Instant;

/// One version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyVersion {
    /// Its name in ledger entries: a code of `[A-Za-z0-9.-]{1,32}`.
    pub id: String,
    /// The day from which it is in force, which readers see as its last update; `None` where it is not known.
    pub from: Option<Date>,
    /// Where it can be read.
    pub url: Option<String>,
}

impl PolicyVersion {
    /// The day as an instant whose UTC date is that day, for those who write dates.
    pub fn updated(&self) -> Option<Instant> {
        let midnight = TimeZone::UTC.to_timestamp(self.from?.to_datetime(Time::midnight())).ok()?;
        Some(Instant(midnight.as_millisecond()))
    }
}

/// All versions that are set, oldest first; there is always one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policies {
    first: (Instant, PolicyVersion),
    later: Vec<(Instant, PolicyVersion)>,
}

impl Default for Policies {
    /// What holds where nobody set anything.
    fn default() -> Self {
        Self::single("1", None)
    }
}

impl Policies {
    /// One version, in force always: its day is only shown.
    pub fn single(id: &str, from: Option<Date>) -> Self {
        let version = PolicyVersion { id: id.to_owned(), from, url: None };
        Self { first: (Instant(i64::MIN), version), later: Vec::new() }
    }

    /// Versions that take over from each other at midnight in a zone; `None` when there is none, one has no day or one
    /// that no zone knows, or two share a day or a name.
    pub fn dated(versions: Vec<PolicyVersion>, zone: &Zone) -> Option<Self> {
        let begin = |version: PolicyVersion| Some((zone.first_instant(version.from?)?, version));
        let mut dated: Vec<_> = versions.into_iter().map(begin).collect::<Option<_>>()?;
        dated.sort_by_key(|(begins, _)| *begins);
        let days: BTreeSet<Instant> = dated.iter().map(|(begins, _)| *begins).collect();
        let names: BTreeSet<&str> = dated.iter().map(|(_, version)| version.id.as_str()).collect();
        if days.len() < dated.len() || names.len() < dated.len() {
            return None;
        }
        let mut dated = dated.into_iter();
        Some(Self { first: dated.next()?, later: dated.collect() })
    }

    /// The version in force; `None` before the first.
    pub fn in_force(&self, now: Instant) -> Option<&PolicyVersion> {
        self.all().rev().find(|(begins, _)| *begins <= now).map(|(_, version)| version)
    }

    /// The same, but before the first it is the first: the settings are refused then, so only a clock that was set back
    /// gets there, and an entry must name something.
    pub fn at(&self, now: Instant) -> &PolicyVersion {
        self.in_force(now).unwrap_or(&self.first.1)
    }

    /// All of them, oldest first.
    pub fn versions(&self) -> impl Iterator<Item = &PolicyVersion> {
        self.all().map(|(_, version)| version)
    }

    /// What is recorded of them, always written alike.
    pub fn record(&self) -> Value {
        let one = |version: &PolicyVersion| json!({ "id": version.id, "from": version.from.map(|day| day.to_string()), "url": version.url });
        self.versions().map(one).collect()
    }

    fn all(&self) -> impl DoubleEndedIterator<Item = &(Instant, PolicyVersion)> {
        std::iter::once(&self.first).chain(&self.later)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    fn version(id: &str, day: &str) -> PolicyVersion {
        PolicyVersion { id: id.to_owned(), from: Some(day.parse().unwrap()), url: None }
    }

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    #[test]
    fn p10_a_version_takes_over_at_midnight_in_the_installations_zone() {
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        let policies = Policies::dated(vec![version("b", "2026-07-01"), version("a", "2014-05-08")], &berlin).unwrap();
        assert_eq!(policies.at(at("2026-06-30T21:59:59Z")).id, "a");
        assert_eq!(policies.at(at("2026-06-30T22:00:00Z")).id, "b");
        assert_eq!(policies.in_force(at("2014-05-07T21:59:59Z")), None);
        assert_eq!(policies.at(at("2014-05-07T21:59:59Z")).id, "a");
        assert_eq!(policies.versions().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn p10_two_versions_share_neither_day_nor_name() {
        let dated = |versions| Policies::dated(versions, &Zone::utc());
        assert_eq!(dated(vec![version("a", "2014-05-08"), version("b", "2014-05-08")]), None);
        assert_eq!(dated(vec![version("a", "2014-05-08"), version("a", "2015-05-08")]), None);
        assert_eq!(dated(vec![]), None);
        assert!(dated(vec![version("a", "2014-05-08"), version("b", "2015-05-08")]).is_some());
    }

    #[test]
    fn a_single_version_is_in_force_always_and_shows_its_day() {
        let policies = Policies::single("1", Some("2030-01-31".parse().unwrap()));
        assert_eq!(policies.at(Instant(0)).updated(), Some(at("2030-01-31T00:00:00Z")));
        assert_eq!(policies.in_force(Instant(0)).unwrap().id, "1");
    }
}
