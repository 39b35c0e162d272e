//! One case: what is asked, how far it is, and what can be done about it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Choice, DueLine};
use crate::domain::time::Instant;
use crate::render::console::{AWKWARD, ConsolePage, Fault, Read};

/// A case. Posts `act` with `version` and the fields of the act.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// How often it was changed.
    pub version: i64,
    /// What was asked for.
    pub kind: &'static str,
    /// How far it is.
    pub state: &'static str,
    /// Whether somebody still has to do something.
    pub is_open: bool,
    /// For whom it waits.
    pub waiting_for: Option<&'static str>,
    /// Whose address: what is on record.
    pub address: Option<String>,
    /// The page of its recipient.
    pub recipient_path: Option<String>,
    /// The sender's key.
    pub sender: String,
    /// The language to answer in, by its own name.
    pub language: String,
    /// How it came in.
    pub asked_by: String,
    /// When it was received.
    pub received_at: Option<Instant>,
    /// The mail it came with.
    pub mail: Option<String>,
    /// What the person said.
    pub said: Option<String>,
    /// What else is known: label and text.
    pub known: Vec<Choice>,
    /// Promotional mail is held because of it.
    pub holds: bool,
    /// Whether its kind needs proof of the person.
    pub needs_proof: bool,
    /// Who or what shows that the person asks.
    pub proof: Option<String>,
    /// When the mailbox was asked.
    pub asked_at: Option<Instant>,
    /// How its due date stands.
    pub due: Option<DueLine>,
    /// Who has it, by name.
    pub who: Option<String>,
    /// Whether that is the reader.
    pub is_mine: bool,
    /// What came of it.
    pub outcome: Option<String>,
    /// Why it was refused.
    pub reason: Option<&'static str>,
    /// The case it repeats.
    pub duplicate_of: Option<String>,
    /// When it ended.
    pub done_at: Option<Instant>,
    /// When the person was told that it came.
    pub acknowledged_at: Option<Instant>,
    /// Its clocks, the shown one first.
    pub clocks: Vec<ClockLine>,
    /// What others must do.
    pub tasks: Vec<TaskLine>,
    /// What happened, the newest first.
    pub events: Vec<EventLine>,
    /// Other open cases of the same person.
    pub others: Vec<CaseOther>,
    /// The states it may move to.
    pub may_become: Vec<&'static str>,
    /// Whether the reader may do anything.
    pub may_work: bool,
    /// Whether the reader may look into the inbox.
    pub may_inbox: bool,
    /// Colleagues, by id and name.
    pub people: Vec<Choice>,
    /// What is wrong with the form.
    pub fault: Option<Fault>,
    /// Which act it was.
    pub act: String,
    /// What was typed, by field.
    pub typed: BTreeMap<String, String>,
}

/// A clock.
#[derive(Clone, Debug, Serialize)]
pub struct ClockLine {
    /// The regime's word.
    pub rule: String,
    /// Where it is written.
    pub source: String,
    /// What must happen: `acknowledge`, `answer` or `effect`.
    pub measures: &'static str,
    /// How long it is.
    pub length: String,
    /// How long it would be with more time, if it may have it and has not.
    pub extension: Option<String>,
    /// More time was taken.
    pub extended: bool,
    /// How its due date stands; the internal one.
    pub due: DueLine,
    /// The latest that the law bears.
    pub legal_at: Instant,
    /// When what it measures had happened.
    pub met_at: Option<Instant>,
    /// It stands still.
    pub paused: bool,
    /// It is the one that is shown.
    pub shown: bool,
}

/// What a party must do.
#[derive(Clone, Debug, Serialize)]
pub struct TaskLine {
    /// Its id.
    pub id: String,
    /// The party's name.
    pub party: String,
    /// The party's registry.
    pub party_kind: &'static str,
    /// What.
    pub what: &'static str,
    /// How far.
    pub state: &'static str,
    /// Since when.
    pub opened_at: Instant,
    /// How often it was told.
    pub told: i64,
    /// When it is told next.
    pub next_at: Option<Instant>,
    /// When it ended.
    pub settled_at: Option<Instant>,
    /// Who said so.
    pub settled_by: Option<String>,
    /// What was said with it.
    pub note: Option<String>,
    /// Whether something was handed over.
    pub handed: bool,
}

/// Something that happened.
#[derive(Clone, Debug, Serialize)]
pub struct EventLine {
    /// When.
    pub at: Instant,
    /// What, in a word.
    pub what: String,
    /// The state before.
    pub before: String,
    /// The state after.
    pub after: String,
    /// Who, in words.
    pub who: String,
    /// Its texts: label and text.
    pub texts: Vec<Choice>,
    /// The mail in which the person answered.
    pub mail: Option<String>,
    /// The ledger entry.
    pub entry: i64,
}

/// Another case of the same person.
#[derive(Clone, Debug, Serialize)]
pub struct CaseOther {
    /// Its id.
    pub id: String,
    /// What was asked for.
    pub kind: &'static str,
    /// How far it is.
    pub state: &'static str,
    /// When it was received.
    pub received_at: Instant,
}

impl ConsolePage for Case {
    const TEMPLATE: &'static str = "case";

    fn reads(&self) -> Option<Read> {
        Some(("case", self.id.clone()))
    }

    fn samples() -> Vec<Self> {
        let due = |late| DueLine { at: Instant(0), late, soon: false, days: 2 };
        let clock = |paused, met_at, shown| ClockLine {
            rule: "gdpr_1m".into(),
            source: AWKWARD.into(),
            measures: "answer",
            length: "1 month".into(),
            extension: Some("3 months".into()),
            extended: shown,
            due: due(!shown),
            legal_at: Instant(0),
            met_at,
            paused,
            shown,
        };
        let task = |state, handed| TaskLine {
            id: "t".into(),
            party: AWKWARD.into(),
            party_kind: "system",
            what: "delete",
            state,
            opened_at: Instant(0),
            told: 2,
            next_at: Some(Instant(0)),
            settled_at: Some(Instant(0)),
            settled_by: Some("link".into()),
            note: Some(AWKWARD.into()),
            handed,
        };
        let event = EventLine {
            at: Instant(0),
            what: "moved".into(),
            before: "received".into(),
            after: "in_progress".into(),
            who: AWKWARD.into(),
            texts: vec![("Note".into(), AWKWARD.into())],
            mail: Some("m".into()),
            entry: 7,
        };
        let other = CaseOther { id: "2".into(), kind: "deletion", state: "received", received_at: Instant(0) };
        let whole = Self {
            id: "1".into(),
            version: 3,
            kind: "deletion",
            state: "needs_review",
            is_open: true,
            address: Some(AWKWARD.into()),
            recipient_path: Some("/console/recipients/1-00".into()),
            sender: "acme".into(),
            language: AWKWARD.into(),
            asked_by: "lmtp".into(),
            received_at: Some(Instant(0)),
            mail: Some("m".into()),
            said: Some(AWKWARD.into()),
            known: vec![("Right address".into(), AWKWARD.into())],
            holds: true,
            needs_proof: true,
            asked_at: Some(Instant(0)),
            due: Some(due(true)),
            who: Some(AWKWARD.into()),
            clocks: vec![clock(false, None, true), clock(true, None, false), clock(false, Some(Instant(0)), false)],
            tasks: vec![task("open", false), task("done", true), task("failed", false), task("cancelled", false)],
            events: vec![event.clone(), EventLine { texts: vec![], mail: None, after: "received".into(), ..event }],
            others: vec![other],
            may_become: vec![
                "needs_identity",
                "in_progress",
                "waiting",
                "done",
                "refused",
                "withdrawn",
                "duplicate",
                "redirected",
                "spam",
            ],
            may_work: true,
            may_inbox: true,
            people: vec![("1".into(), AWKWARD.into())],
            fault: Some(Fault { field: Some("note".into()), text: AWKWARD.into() }),
            act: "note".into(),
            typed: [("note".to_owned(), AWKWARD.to_owned())].into(),
            ..Self::default()
        };
        let states = [
            ("received", None),
            ("needs_identity", None),
            ("in_progress", None),
            ("waiting", Some("recipient")),
            ("waiting", Some("system")),
            ("done", None),
            ("refused", None),
            ("withdrawn", None),
            ("duplicate", None),
            ("redirected", None),
            ("spam", None),
            ("closed_unverified", None),
        ];
        let stands = |(state, waiting_for)| Self {
            state,
            waiting_for,
            is_open: false,
            kind: "access",
            proof: Some(AWKWARD.into()),
            outcome: Some("done".into()),
            reason: Some("excessive"),
            duplicate_of: Some("2".into()),
            done_at: Some(Instant(0)),
            may_become: vec!["needs_review"],
            fault: None,
            act: String::new(),
            ..whole.clone()
        };
        let mut all: Vec<Self> = states.into_iter().map(stands).collect();
        let unclear = Self { kind: "unclear", said: None, ..whole.clone() };
        let looked_at = Self { may_work: false, may_inbox: false, tasks: vec![], events: vec![], ..unclear.clone() };
        all.extend([whole, unclear, looked_at]);
        all
    }
}
