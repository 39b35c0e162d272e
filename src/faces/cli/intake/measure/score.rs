//! Counting what was right, and what was missed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

/// How much of a set was right.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tally {
    /// What was counted.
    pub name: String,
    /// How often it was right.
    pub right: usize,
    /// How often there was something to be right about.
    pub all: usize,
    /// What was wrong, each by its id.
    pub misses: Vec<String>,
}

impl Tally {
    /// Nothing counted yet.
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Counts one; what is wrong with it is asked for only if it is.
    pub(super) fn count(&mut self, right: bool, id: &str, wrong: impl FnOnce() -> String) {
        self.all += 1;
        self.right += usize::from(right);
        if !right {
            self.misses.push(format!("{id}: {}", wrong()));
        }
    }

    /// Several taken together.
    pub(super) fn sum<'a>(name: &str, tallies: impl IntoIterator<Item = &'a Self>) -> Self {
        tallies.into_iter().fold(Self::new(name), |sum, one| Self {
            right: sum.right + one.right,
            all: sum.all + one.all,
            misses: [sum.misses, one.misses.clone()].concat(),
            ..sum
        })
    }

    /// In percent; `None` when nothing was counted.
    pub fn percent(&self) -> Option<f64> {
        percent(self.right, self.all)
    }
}

/// Right and wrong by class.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Classes {
    /// What the classes are.
    pub name: String,
    /// Each class.
    pub rows: BTreeMap<String, Class>,
}

/// One class.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Class {
    /// How often it was there.
    pub wanted: usize,
    /// How often it was there and found.
    pub found: usize,
    /// How often it was said to be there.
    pub given: usize,
}

impl Class {
    /// How much of what was said is right, in percent.
    pub fn precision(&self) -> Option<f64> {
        percent(self.found, self.given)
    }

    /// How much of what is there was found, in percent.
    pub fn recall(&self) -> Option<f64> {
        percent(self.found, self.wanted)
    }
}

impl Classes {
    /// No class yet.
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Counts what should be there against what was found.
    pub(super) fn count<'a>(&mut self, wanted: &BTreeSet<&'a str>, given: &BTreeSet<&'a str>) {
        for class in wanted.union(given) {
            let (is_wanted, is_given) = (wanted.contains(class), given.contains(class));
            self.add(class, is_wanted, is_wanted && is_given, is_given);
        }
    }

    /// Counts one case of a class.
    pub(super) fn add(&mut self, class: &str, wanted: bool, found: bool, given: bool) {
        let row = self.rows.entry(class.to_owned()).or_default();
        row.wanted += usize::from(wanted);
        row.found += usize::from(found);
        row.given += usize::from(given);
    }
}

#[expect(clippy::cast_precision_loss, reason = "no set has 2^52 mails")]
pub(super) fn percent(part: usize, all: usize) -> Option<f64> {
    (all > 0).then(|| 100.0 * part as f64 / all as f64)
}

/// A text without white space: how texts are compared.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect()
}
