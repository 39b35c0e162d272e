//! What the preference page shows to whoever holds a mailed link: requests, history, receipts.

use serde::Serialize;

use super::AWKWARD;

/// The part of the page of a mailed link. One form an action, posted to the page itself, as `multipart/form-data` so that
/// a text of any script fits:
///
/// - `action=access`; `action=deletion`;
/// - `action=correction` with `text`, `address` or both; `action=complaint` with `text`.
///
/// `?receipt=INDEX` is the receipt of one change.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Own {
    /// The requests, newest first.
    pub requests: Vec<RequestRow>,
    /// The newest changes, newest first; the page folds those after the first ten.
    pub changes: Vec<ChangeRow>,
    /// There are older changes.
    pub more: bool,
    /// The zone of the days.
    pub zone: String,
    /// What was typed into the form that was sent, if it could not be taken.
    pub typed: Typed,
    /// The longest text, in characters.
    pub longest: usize,
}

/// One request.
#[derive(Clone, Debug, Serialize)]
pub struct RequestRow {
    /// What was asked for: a case's kind.
    pub kind: &'static str,
    /// How far it is: see [`super::CasePage::progress`].
    pub progress: &'static str,
    /// Whether somebody still has to do something.
    pub open: bool,
    /// The day it was received, `YYYY-MM-DD`.
    pub received: String,
    /// The day by which it is answered, while it is open.
    pub due: Option<String>,
    /// The path of its page.
    pub url: String,
}

/// One change.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeRow {
    /// The day, `YYYY-MM-DD`.
    pub on: String,
    /// What was done: `stopped`, `turned_on`, `paused`, `resumed`, `taken_back`, `complained`, `undeliverable`, `other`,
    /// `asked`, `confirmed`, `ended`, `link`, `corrected` or `erased`.
    pub what: &'static str,
    /// With what.
    pub of: Of,
    /// By which way: `one_click`, `page`, `confirmation`, `mail`, `staff` or `system`.
    pub way: &'static str,
    /// Its entry: the receipt's index.
    pub entry: u64,
}

/// What a change is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Of {
    /// A topic.
    Topic {
        /// Its name.
        name: String,
    },
    /// Everything promotional of the sender.
    All,
    /// The same of its whole group.
    Everywhere,
    /// Passing data on.
    Sharing,
    /// Tracking.
    Tracking,
    /// A request.
    Request {
        /// What was asked for.
        what: &'static str,
    },
    /// Nothing besides.
    Nothing,
}

/// What was typed, so that nothing of it is lost, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Typed {
    /// The form: `correction` or `complaint`; empty when none failed.
    pub form: &'static str,
    /// The text.
    pub text: String,
    /// The address.
    pub address: String,
    /// The field at fault: `text` or `address`.
    pub field: &'static str,
    /// What is wrong: `empty`, `long`, `hidden` or `address`.
    pub fault: &'static str,
}

impl Own {
    /// One of each variant, with awkward names.
    pub(super) fn samples() -> Vec<Self> {
        let plain = sample();
        let none = Self { requests: Vec::new(), changes: Vec::new(), more: false, ..plain.clone() };
        let typed = |form, field, fault| Typed { form, text: AWKWARD.into(), address: AWKWARD.into(), field, fault };
        let failed = |form, field, fault| Self { typed: typed(form, field, fault), ..plain.clone() };
        vec![
            plain.clone(),
            none,
            failed("correction", "text", "empty"),
            failed("correction", "address", "address"),
            failed("complaint", "text", "long"),
            failed("complaint", "text", "hidden"),
        ]
    }
}

fn sample() -> Own {
    let request = |kind, progress, open| RequestRow {
        kind,
        progress,
        open,
        received: "2026-11-23".into(),
        due: open.then(|| "2026-12-23".into()),
        url: "/case/Aa-token_1".into(),
    };
    let kinds = ["access", "correction", "deletion", "sharing_opt_out", "complaint", "redirect", "question", "unclear"];
    let states = super::case::PROGRESS.iter().zip(kinds.iter().cycle());
    Own {
        requests: states.map(|(progress, kind)| request(*kind, *progress, progress.starts_with("with"))).collect(),
        changes: changes(),
        more: true,
        zone: "Europe/Brussels".into(),
        typed: Typed::default(),
        longest: 1_500,
    }
}

fn changes() -> Vec<ChangeRow> {
    let ways = ["one_click", "page", "confirmation", "mail", "staff", "system"];
    let topic = || Of::Topic { name: AWKWARD.into() };
    let request = || Of::Request { what: "deletion" };
    let all = [
        ("stopped", topic()),
        ("stopped", Of::All),
        ("stopped", Of::Everywhere),
        ("stopped", Of::Sharing),
        ("stopped", Of::Tracking),
        ("turned_on", topic()),
        ("paused", Of::All),
        ("resumed", Of::Nothing),
        ("taken_back", topic()),
        ("complained", Of::Nothing),
        ("undeliverable", Of::Nothing),
        ("other", topic()),
        ("asked", request()),
        ("confirmed", request()),
        ("ended", request()),
        ("link", Of::Nothing),
        ("corrected", Of::Nothing),
        ("erased", Of::Nothing),
    ];
    let row = |(entry, (what, of)): (usize, (&'static str, Of))| ChangeRow {
        on: "2026-11-23".into(),
        what,
        of,
        way: ways[entry % ways.len()],
        entry: entry as u64,
    };
    all.into_iter().enumerate().map(row).collect()
}
