//! The pages of cases: the list here; `one`: a case; `answer`: the mail to its person; `copy`: a copy of data; `new`: a case
//! opened for somebody; `answers`: texts written beforehand.

mod answer;
mod answers;
mod copy;
mod new;
mod one;

use serde::Serialize;

pub use self::answer::{CaseAnswer, Controller, Preview};
pub use self::answers::{AnswerForm, AnswerLine, Answers};
pub use self::copy::{CaseCopy, CopyTask, Handed};
pub use self::new::NewCase;
pub use self::one::{Case, CaseOther, ClockLine, EventLine, TaskLine};
use super::{AWKWARD, ConsolePage, Pager, Read, Sample, add};
use crate::domain::time::Instant;

/// A choice in a form: its value and its words.
pub type Choice = (String, String);

/// The list of cases.
#[derive(Clone, Debug, Serialize)]
pub struct Cases {
    /// The cases of this page, in order.
    pub rows: Vec<CaseLine>,
    /// What is filtered for: state, kind, who, due.
    pub asked: Asked,
    /// Every kind's word.
    pub kinds: Vec<&'static str>,
    /// Every state's word.
    pub states: Vec<&'static str>,
    /// Colleagues, by id and name.
    pub people: Vec<Choice>,
    /// Where one stands.
    pub pager: Pager,
    /// Whether the reader may open a case.
    pub may_work: bool,
}

/// What the list is filtered for; an empty word: whatever.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Asked {
    /// A state, `open`, `closed` or `all`.
    pub state: String,
    /// A kind.
    pub kind: String,
    /// `me`, `nobody`, or an operator's id.
    pub who: String,
    /// `late`, or a number of days.
    pub due: String,
}

/// A case of the list.
#[derive(Clone, Debug, Serialize)]
pub struct CaseLine {
    /// Its id.
    pub id: String,
    /// What was asked for.
    pub kind: &'static str,
    /// How far it is.
    pub state: &'static str,
    /// For whom it waits.
    pub waiting_for: Option<&'static str>,
    /// The address on record.
    pub address: Option<String>,
    /// How its due date stands.
    pub due: Option<DueLine>,
    /// When it was received.
    pub received_at: Instant,
    /// Who has it.
    pub who: Option<String>,
    /// Whether that is the reader.
    pub is_mine: bool,
}

/// How a due date stands.
#[derive(Clone, Debug, Serialize)]
pub struct DueLine {
    /// When.
    pub at: Instant,
    /// Whether it has passed.
    pub late: bool,
    /// Whether it is close.
    pub soon: bool,
    /// Whole days until it, or since.
    pub days: i64,
}

impl ConsolePage for Cases {
    const TEMPLATE: &'static str = "cases";

    fn reads(&self) -> Option<Read> {
        Some(("cases", String::new()))
    }

    fn samples() -> Vec<Self> {
        let due = |late, soon, days| Some(DueLine { at: Instant(0), late, soon, days });
        let row = |due, state, waiting_for| CaseLine {
            id: "0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01".into(),
            kind: "deletion",
            state,
            waiting_for,
            address: Some(AWKWARD.into()),
            due,
            received_at: Instant(0),
            who: Some(AWKWARD.into()),
            is_mine: false,
        };
        let rows = vec![
            row(due(true, false, 3), "needs_review", None),
            row(due(true, false, 0), "waiting", Some("system")),
            row(due(false, true, 1), "in_progress", None),
            row(due(false, false, 30), "needs_identity", None),
            CaseLine { who: None, address: None, is_mine: true, ..row(None, "done", None) },
        ];
        let asked = Asked { state: "open".into(), who: "me".into(), ..Asked::default() };
        let plain = Self {
            rows,
            asked,
            kinds: vec!["access", "deletion"],
            states: vec!["received", "done"],
            people: vec![("1".into(), AWKWARD.into())],
            pager: Pager {
                before: Some("before=x".into()),
                next: Some("after=x&y=z".into()),
                shown: "50 cases".into(),
            },
            may_work: true,
        };
        let none = Self { rows: vec![], pager: Pager::default(), may_work: false, ..plain.clone() };
        vec![plain, none]
    }
}

/// Every page of this room with every sample.
pub(super) fn add_samples(all: &mut Vec<Sample>) {
    add::<Cases>(all);
    add::<Case>(all);
    add::<CaseAnswer>(all);
    add::<CaseCopy>(all);
    add::<NewCase>(all);
    add::<Answers>(all);
}
