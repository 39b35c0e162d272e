//! One version of one rule.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::count::Holidays;
use super::region::{Facts, Region};
use super::words::{Counting, Length, Matter, Measure, Origin, PauseReason};
use super::zone::Zone;

/// How a clock of this rule counts: what a clock keeps of its rule for good, so that it needs the rule no more (CLK-15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The regime's word.
    pub rule: String,
    /// The rule's version.
    pub version: String,
    /// What must happen in time.
    pub measures: Measure,
    /// From which event it counts.
    pub origin: Origin,
    /// How long.
    pub length: Length,
    /// How the internal due day is counted: the safe reading.
    pub counting: Counting,
    /// How the legal due day is counted: the latest that the text bears.
    pub legal_counting: Counting,
    /// Whether the legal due day moves from a weekend or holiday to the next working day. The internal never does (CLK-05).
    pub legal_roll: bool,
    /// The whole length from the same start after an extension, if the regime has one (CLK-04).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Length>,
    /// For what the clock may stand still (CLK-12).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub pauses: BTreeSet<PauseReason>,
    /// The holidays that the legal due day may respect.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub holidays: Holidays,
    /// Where it is written.
    pub source: String,
}

/// One version of one rule: its terms, and when it applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub(super) terms: Terms,
    pub(super) from: Date,
    /// `None`: everywhere.
    pub(super) regions: Option<BTreeSet<Region>>,
    pub(super) matters: BTreeSet<Matter>,
    pub(super) bulk_only: bool,
    /// `None`: that of the installation.
    pub(super) zone: Option<Zone>,
    pub(super) calendar: Option<String>,
}

impl Rule {
    /// The regime's word: `gdpr`.
    pub fn id(&self) -> &str {
        &self.terms.rule
    }

    /// The version's word, unique within the rule.
    pub fn version(&self) -> &str {
        &self.terms.version
    }

    /// The day, in the rule's zone, from which requests fall under this version.
    pub fn from(&self) -> Date {
        self.from
    }

    /// How it counts.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The zone of the regime, or else the installation's (CLK-02).
    pub fn zone<'a>(&'a self, installation: &'a Zone) -> &'a Zone {
        self.zone.as_ref().unwrap_or(installation)
    }

    /// Whether it could apply to a request for this, given what is known (LAW-26). What is not known counts as yes.
    pub fn could_apply(&self, matter: Matter, facts: &Facts) -> bool {
        let place = self.regions.as_ref().is_none_or(|regions| facts.whereabouts.may_be_in(regions));
        let mail = !self.bulk_only || facts.bulk != Some(false);
        self.matters.contains(&matter) && place && mail
    }
}
