//! A copy of data before it goes to the person.

use serde::Serialize;

use crate::domain::time::Instant;
use crate::render::console::{AWKWARD, ConsolePage, Fault, Read};

/// The copy of a case. Posts `act` (`redact` with `task`, `path` and `whole`; `send_back` with `task` and `note`; `deliver`)
/// and `version`.
#[derive(Clone, Debug, Serialize)]
pub struct CaseCopy {
    /// The case's id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// Whose data.
    pub address: Option<String>,
    /// Whether it can still be changed.
    pub is_open: bool,
    /// Whether it was delivered, and can be mailed again.
    pub was_delivered: bool,
    /// Why it cannot be delivered yet, as sentences.
    pub missing: Vec<String>,
    /// How many items of each kind Desist itself holds: what, and how many.
    pub held: Vec<(&'static str, usize)>,
    /// What each system was asked, and handed over.
    pub tasks: Vec<CopyTask>,
    /// Why there is no copy to look at.
    pub nothing: Option<String>,
    /// What is wrong with the form.
    pub fault: Option<Fault>,
    /// Which task it was about.
    pub at: String,
    /// What was typed: a path, a note.
    pub typed: (String, String),
}

/// What a system was asked, and handed over.
#[derive(Clone, Debug, Serialize)]
pub struct CopyTask {
    /// Its id.
    pub id: String,
    /// The system's name.
    pub party: String,
    /// How far.
    pub state: &'static str,
    /// When it answered.
    pub settled_at: Option<Instant>,
    /// What was said with it, for colleagues.
    pub note: Option<String>,
    /// What it handed over, value by value.
    pub handed: Vec<Handed>,
    /// More values than are listed.
    pub more: usize,
}

/// One value of what was handed over.
#[derive(Clone, Debug, Serialize)]
pub struct Handed {
    /// Where it stands: a JSON Pointer; empty for a text that is the whole.
    pub path: String,
    /// The value, as text.
    pub value: String,
    /// It was taken out.
    pub redacted: bool,
}

impl ConsolePage for CaseCopy {
    const TEMPLATE: &'static str = "case_copy";

    fn reads(&self) -> Option<Read> {
        Some(("copy of data", self.id.clone()))
    }

    fn samples() -> Vec<Self> {
        let handed = |redacted| Handed { path: format!("/{AWKWARD}"), value: AWKWARD.into(), redacted };
        let task = |state, handed| CopyTask {
            id: "t".into(),
            party: AWKWARD.into(),
            state,
            settled_at: Some(Instant(0)),
            note: Some(AWKWARD.into()),
            handed,
            more: 3,
        };
        let whole = Self {
            id: "1".into(),
            version: 3,
            address: Some(AWKWARD.into()),
            is_open: true,
            was_delivered: false,
            missing: vec![AWKWARD.into()],
            held: vec![("preferences", 2)],
            tasks: vec![task("done", vec![handed(false), handed(true)]), task("failed", vec![]), task("open", vec![])],
            nothing: None,
            fault: Some(Fault { field: Some("path".into()), text: AWKWARD.into() }),
            at: "t".into(),
            typed: (AWKWARD.into(), AWKWARD.into()),
        };
        let ready = Self { missing: vec![], fault: None, at: String::new(), ..whole.clone() };
        let done = Self { is_open: false, was_delivered: true, ..ready.clone() };
        let nothing = Self { nothing: Some(AWKWARD.into()), is_open: false, tasks: vec![], ..ready.clone() };
        vec![whole, ready, done, nothing]
    }
}
