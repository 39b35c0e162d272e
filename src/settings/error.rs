//! What is wrong with the settings, all of it at once.

use std::fmt;

/// One fault: where it was typed and what to do about it. Never holds a secret or an address (L6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// `FILE:LINE`, the variable's or the flag's name; `None` when a default is at fault.
    pub place: Option<String>,
    /// What is wrong and what to do.
    pub what: String,
}

impl Fault {
    pub(super) fn at(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { place: Some(place.into()), what: what.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{place}: {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

/// Why the settings cannot be used: one line for each fault, in the order of the table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", lines(.faults))]
pub struct SettingsError {
    /// At least one.
    pub faults: Vec<Fault>,
}

impl SettingsError {
    /// `Ok` when there is nothing to complain about.
    pub(super) fn unless_none(faults: Vec<Fault>) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self { faults }) }
    }
}

impl From<Fault> for SettingsError {
    fn from(fault: Fault) -> Self {
        Self { faults: vec![fault] }
    }
}

fn lines(faults: &[Fault]) -> String {
    faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n")
}
