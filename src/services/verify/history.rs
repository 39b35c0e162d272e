//! The history of cases against the ledger: every event names the entry that wrote it and is what that entry says, and
//! the events of a case are numbered from 1 to its version without a gap, so none was taken away. (Retention takes a case
//! with all of them.)

use serde::Deserialize;

use super::{LISTED, Walk};
use crate::domain::change::EntryKind;
use crate::services::error::ServiceError;
use crate::store::cases::{self, HistoryRow};

/// Events read at once.
const PAGE: i64 = 1_000;

/// What the entry of a case's change says of the event.
#[derive(Deserialize)]
struct Said {
    kind: String,
    case: String,
    number: i64,
    event: String,
    before: String,
    after: String,
    actor: String,
    by: Option<String>,
    channel: String,
    recorded: i64,
    /// The mail in which the person answered.
    reply: Option<String>,
}

/// How far a case's events were seen.
#[derive(Default)]
struct Seen {
    case: String,
    number: i64,
    /// The case's version, if the case is there.
    version: Option<i64>,
}

impl Walk<'_> {
    pub(super) async fn history(&mut self) -> Result<(), ServiceError> {
        let mut seen = Seen::default();
        loop {
            let page = cases::history(&mut self.tx, (&seen.case, seen.number), PAGE).await?;
            if page.is_empty() {
                break;
            }
            for row in &page {
                self.numbered(&mut seen, row);
                self.event(row);
            }
        }
        self.whole(&seen);
        for case in cases::without_events(&mut self.tx, LISTED).await? {
            self.fault("case_events", "number", case, "the case has no event, not even its opening");
        }
        Ok(())
    }

    /// The events of a case follow each other from 1.
    fn numbered(&mut self, seen: &mut Seen, row: &HistoryRow) {
        if row.case_id != seen.case {
            self.whole(seen);
            *seen = Seen { case: row.case_id.clone(), number: 0, version: row.version };
            if row.version.is_none() {
                self.fault("case_events", "case_id", &row.case_id, "there is no such case");
            }
        }
        self.missing(&row.case_id, seen.number + 1, row.number);
        seen.number = row.number;
    }

    /// The last event is the one of the case's version.
    fn whole(&mut self, seen: &Seen) {
        // None: nothing was seen yet, or there is no such case, which was said.
        if let Some(version) = seen.version {
            self.missing(&seen.case, seen.number + 1, version + 1);
        }
    }

    /// Says which events from one number to the one before another are missing.
    fn missing(&mut self, case: &str, from: i64, to: i64) {
        let which = match to - from {
            ..=0 => return,
            1 => format!("{case} {from}"),
            _ => format!("{case} {from}-{}", to - 1),
        };
        self.fault("case_events", "number", which, "missing: what happened to the case was taken away");
    }

    fn event(&mut self, row: &HistoryRow) {
        let name = format!("{} {}", row.case_id, row.number);
        let entry = row.entry_index;
        match (row.found, &row.leaf) {
            (None, _) => self.fault("case_events", "entry_index", name, format!("the ledger has no entry {entry}")),
            // A leaf that was pruned says nothing any more; that it may be gone is judged by itself.
            (Some(_), None) => {}
            (Some(_), Some(leaf)) => match Said::of(leaf, row) {
                None => self.fault("case_events", "entry_index", name, format!("entry {entry} wrote no such event")),
                Some(said) => match said.differing(row) {
                    Some(column) => self.fault("case_events", column, name, format!("not what entry {entry} says")),
                    None => self.found.events += 1,
                },
            },
        }
    }
}

impl Said {
    /// What a leaf says of an event; `None` when it is about something else.
    fn of(leaf: &[u8], row: &HistoryRow) -> Option<Self> {
        let said: Self = serde_json::from_slice(leaf).ok()?;
        let is_its = said.kind == EntryKind::Case.word() && said.case == row.case_id && said.number == row.number;
        is_its.then_some(said)
    }

    /// The first column in which the event is something else.
    fn differing(&self, row: &HistoryRow) -> Option<&'static str> {
        let checks = [
            ("what", self.event == row.what),
            ("state_before", self.before == row.state_before),
            ("state_after", self.after == row.state_after),
            ("actor", self.actor == row.actor),
            ("actor_id", self.by == row.actor_id),
            ("channel", self.channel == row.channel),
            ("at", self.recorded == row.at),
            ("mail_id", self.reply == row.mail_id),
        ];
        checks.into_iter().find(|(_, holds)| !holds).map(|(column, _)| column)
    }
}
