//! The response record of a period, for those who answer for it.

use serde::Serialize;

use super::{AWKWARD, ConsolePage, Fault, Pager, Read};
use crate::domain::time::Instant;

/// The response record.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The first day, as typed.
    pub from: String,
    /// The last day, as typed.
    pub to: String,
    /// The sender's key; empty: all.
    pub sender: String,
    /// The senders: key and name.
    pub senders: Vec<(String, String)>,
    /// Periods at one click: words, query, and whether it is this one.
    pub presets: Vec<(&'static str, String, bool)>,
    /// What is wrong with what was typed.
    pub fault: Option<Fault>,
    /// The figures; none while they are counted for the first time.
    pub numbers: Option<Numbers>,
    /// How much of how much is counted, while that is under way.
    pub running: Option<(u64, u64)>,
    /// Why they could not be counted.
    pub failed: Option<String>,
    /// Whether the list is of choices, not of cases.
    pub of_choices: bool,
    /// The requests of this page.
    pub rows: Vec<RequestRow>,
    /// Where the list stands.
    pub pager: Pager,
    /// The query of this period, without a place in the list.
    pub query: String,
    /// Whether the reader may take it out of the house.
    pub may_export: bool,
}

/// What a manager wants to know first.
#[derive(Clone, Debug, Serialize)]
pub struct Numbers {
    /// Each number: its name, its value, and whether it is bad.
    pub each: Vec<(&'static str, String, bool)>,
    /// When it was counted.
    pub at: Instant,
    /// At how many entries of the ledger.
    pub size: u64,
    /// How many cases.
    pub cases: u64,
    /// How many choices.
    pub choices: u64,
    /// The charts, each with its table: HTML whose texts are escaped.
    pub charts: String,
}

/// A request.
#[derive(Clone, Debug, Serialize)]
pub struct RequestRow {
    /// Where to look at it: a case or an entry.
    pub path: String,
    /// When it was received.
    pub received_at: Option<Instant>,
    /// What was asked.
    pub asked: String,
    /// Of what: a scope, or what the asker calls it.
    pub of: String,
    /// The way in.
    pub way: String,
    /// The sender's key.
    pub sender: String,
    /// How far it is.
    pub state: String,
    /// When it took effect.
    pub effective_at: Option<Instant>,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// When its clock ends.
    pub due_at: Option<Instant>,
    /// The margin in words.
    pub margin: String,
    /// Whether it is, or was, late.
    pub late: bool,
}

impl ConsolePage for Report {
    const TEMPLATE: &'static str = "report";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        let row = |late: bool| RequestRow {
            path: "/console/cases/1".into(),
            received_at: Some(Instant(0)),
            asked: "deletion".into(),
            of: AWKWARD.into(),
            way: AWKWARD.into(),
            sender: AWKWARD.into(),
            state: "open".into(),
            effective_at: None,
            answered_at: late.then_some(Instant(0)),
            due_at: Some(Instant(0)),
            margin: "late by 2 d".into(),
            late,
        };
        let numbers = Numbers {
            each: vec![("Requests", "3".into(), false), ("Late", "1".into(), true)],
            at: Instant(0),
            size: 9,
            cases: 2,
            choices: 1,
            charts: "<figure><figcaption>Requests</figcaption></figure>".into(),
        };
        let whole = Self {
            from: AWKWARD.into(),
            to: AWKWARD.into(),
            sender: "acme".into(),
            senders: vec![("acme".into(), AWKWARD.into()), ("other".into(), "Other".into())],
            presets: vec![("This month", "from=1".into(), true), ("Last month", "from=2".into(), false)],
            fault: Some(Fault { field: Some("from".into()), text: AWKWARD.into() }),
            numbers: Some(numbers),
            running: None,
            failed: None,
            of_choices: false,
            rows: vec![row(true), row(false)],
            pager: Pager { before: None, next: Some("below=1".into()), shown: String::new() },
            query: AWKWARD.into(),
            may_export: true,
        };
        let counting = Self {
            numbers: None,
            running: Some((1, 9)),
            failed: Some(AWKWARD.into()),
            rows: vec![],
            may_export: false,
            of_choices: true,
            senders: vec![],
            ..whole.clone()
        };
        vec![whole, counting]
    }
}
