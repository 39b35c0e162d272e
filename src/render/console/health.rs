//! How the service is doing, for those who look after it.

use serde::Serialize;

use super::{AWKWARD, ConsolePage, Read};
use crate::domain::time::Instant;

/// How the service is doing. Posts `act`: `again` (mails that were given up), `examine` (asks the doctor).
#[derive(Clone, Debug, Serialize)]
pub struct Health {
    /// What is wrong, as sentences; nothing when all is well.
    pub trouble: Vec<String>,
    /// Groups of facts.
    pub groups: Vec<Group>,
    /// What was given up of outgoing mail and webhooks.
    pub dead: Vec<DeadRow>,
    /// Whether some of it can be tried again.
    pub can_retry: bool,
    /// What the doctor says; nothing before it was asked.
    pub findings: Vec<FindingRow>,
    /// When it was asked.
    pub examined_at: Option<Instant>,
    /// Whether it is being asked.
    pub examining: bool,
    /// Why it could not be asked.
    pub failed: Option<String>,
    /// Whether the reader may mend.
    pub may_mend: bool,
}

/// Facts that belong together.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Of what.
    pub title: &'static str,
    /// Each: its name, its value, and whether it is bad.
    pub facts: Vec<(String, String, bool)>,
}

/// Some of what was given up. No address: only what it was.
#[derive(Clone, Debug, Serialize)]
pub struct DeadRow {
    /// Which mail or webhook.
    pub kind: String,
    /// Why, as a word.
    pub why: String,
    /// How many.
    pub count: u64,
    /// When the first of them was given up.
    pub since: Option<Instant>,
}

/// What the doctor says.
#[derive(Clone, Debug, Serialize)]
pub struct FindingRow {
    /// `ok`, `warn` or `fail`.
    pub level: &'static str,
    /// Of what.
    pub check: &'static str,
    /// What it is.
    pub what: String,
    /// What to do.
    pub fix: Option<String>,
}

impl ConsolePage for Health {
    const TEMPLATE: &'static str = "health";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        let finding = |level, fix| FindingRow { level, check: "outbox", what: AWKWARD.into(), fix };
        let dead = DeadRow { kind: AWKWARD.into(), why: AWKWARD.into(), count: 3, since: Some(Instant(0)) };
        let facts = vec![(AWKWARD.into(), AWKWARD.into(), true), ("Entries".into(), "9".into(), false)];
        let whole = Self {
            trouble: vec![AWKWARD.into()],
            groups: vec![Group { title: "Index", facts }],
            dead: vec![dead],
            can_retry: true,
            findings: vec![finding("ok", None), finding("warn", Some(AWKWARD.into())), finding("fail", None)],
            examined_at: Some(Instant(0)),
            examining: false,
            failed: Some(AWKWARD.into()),
            may_mend: true,
        };
        let well = Self {
            trouble: vec![],
            dead: vec![],
            findings: vec![],
            examined_at: None,
            examining: true,
            failed: None,
            may_mend: false,
            ..whole.clone()
        };
        vec![whole, well]
    }
}
