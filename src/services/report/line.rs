//! One request, as the record has it.

use serde::Serialize;

use super::figures::spoken;
use crate::domain::case::CaseRecord;
use crate::domain::time::Instant;

/// One request: a case, or a choice that took effect at once.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Line {
    /// `case` or `choice`.
    pub source: &'static str,
    /// The case's id; a choice has its entry alone.
    pub case: Option<String>,
    /// The ledger entry: of the choice, or of the case's last change.
    pub entry: i64,
    /// The sender's key.
    pub sender: String,
    /// What was asked, as it was understood: a case's kind, or the state that was chosen.
    pub asked: String,
    /// Of a choice: a topic's key, or the word of a scope.
    pub scope: Option<String>,
    /// What the asker calls the case.
    pub reference: Option<String>,
    /// The way in.
    pub way: String,
    /// Who asked or, for a case, who has it: a word, never an address.
    pub by: String,
    /// When it was received.
    pub received_at: Option<Instant>,
    /// When the person was told that it came.
    pub acknowledged_at: Option<Instant>,
    /// When it took effect everywhere: of a case, when the last system or partner confirmed, or, where none had to, when it
    /// was ended as done; none of what was refused or taken back.
    pub effective_at: Option<Instant>,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// When it ended.
    pub done_at: Option<Instant>,
    /// Of a case: how far it is. A choice is `done`.
    pub state: &'static str,
    /// What came of it.
    pub outcome: Option<String>,
    /// Why it was refused.
    pub reason: Option<&'static str>,
    /// The clock that decides: of an open case the earliest that is not met yet, of an ended one the one with the least
    /// margin.
    pub clock: Option<String>,
    /// When that clock ends.
    pub due_at: Option<Instant>,
    /// Milliseconds from what it measures, or from now while it runs, to its end; negative when late.
    pub margin_ms: Option<i64>,
    /// Whether that clock is, or was, after its due time.
    pub late: bool,
    /// Whether somebody still has to do something about it.
    pub open: bool,
    /// The policy in force when it was received.
    pub policy: String,
}

impl Line {
    /// The names of [`cells`](Self::cells).
    pub const COLUMNS: [&'static str; 22] = [
        "source",
        "case",
        "entry",
        "sender",
        "asked",
        "scope",
        "reference",
        "way",
        "by",
        "received_at",
        "acknowledged_at",
        "effective_at",
        "answered_at",
        "done_at",
        "state",
        "outcome",
        "reason",
        "clock",
        "due_at",
        "margin_hours",
        "late",
        "policy",
    ];

    /// The line of a case; sender and reference are for who can read them.
    pub fn of_case(case: &CaseRecord, now: Instant) -> Self {
        let mut line = Self {
            source: "case",
            case: Some(case.id.clone()),
            entry: case.entry,
            asked: case.kind.word().to_owned(),
            way: case.asked_by.clone(),
            by: case.vouched_by.clone().or_else(|| case.assignee.clone()).unwrap_or_default(),
            received_at: Some(case.received_at),
            acknowledged_at: case.acknowledged_at,
            effective_at: case.effective_at,
            answered_at: case.answered_at,
            done_at: case.done_at,
            state: case.state.word(),
            outcome: case.outcome.clone(),
            reason: case.reason.map(|reason| reason.word()),
            open: case.state.is_open(),
            policy: case.policy.clone(),
            ..Self::default()
        };
        line.judge(case, now);
        line
    }

    /// L9: of an open case the clock decides that ends first of those not met yet: the one that the case shows, or, while all
    /// stand still, the first to go on. What was met already presses nobody. Of a case that ended only those count whose
    /// measure has happened, for what was spam or taken back is not late; there the one with the least margin decides.
    fn judge(&mut self, case: &CaseRecord, now: Instant) {
        let stamps = case.stamps();
        let judged = case.clocks.iter().map(|clock| (clock, clock.progress(&stamps, now)));
        let (met, unmet): (Vec<_>, Vec<_>) = judged.partition(|(_, at)| at.finished);
        let next = unmet.into_iter().filter(|_| self.open).min_by_key(|(clock, at)| (at.paused, clock.due().internal));
        let tightest = met.into_iter().min_by_key(|(_, at)| at.margin_ms);
        if let Some((clock, progress)) = next.or(tightest) {
            self.clock = Some(clock.rule().to_owned());
            self.due_at = Some(clock.due().internal);
            self.margin_ms = Some(progress.margin_ms);
            self.late = progress.late;
        }
    }

    /// Milliseconds from receipt to effect.
    pub fn until_effect(&self) -> Option<i64> {
        Some((self.effective_at?.0 - self.received_at?.0).max(0))
    }

    /// Milliseconds from receipt to the answer.
    pub fn until_answer(&self) -> Option<i64> {
        Some((self.answered_at?.0 - self.received_at?.0).max(0))
    }

    /// The margin in words, so that colour is never the only sign.
    pub fn margin(&self) -> String {
        match self.margin_ms {
            None => "-".to_owned(),
            Some(ms) if self.late => format!("late by {}", spoken(ms.saturating_neg())),
            Some(ms) => spoken(ms),
        }
    }

    /// The cells of a table, under [`COLUMNS`](Self::COLUMNS).
    pub fn cells(&self) -> [String; 22] {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let at = |at: Option<Instant>| at.map(Instant::rfc3339).unwrap_or_default();
        [
            self.source.to_owned(),
            text(&self.case),
            self.entry.to_string(),
            self.sender.clone(),
            self.asked.clone(),
            text(&self.scope),
            text(&self.reference),
            self.way.clone(),
            self.by.clone(),
            at(self.received_at),
            at(self.acknowledged_at),
            at(self.effective_at),
            at(self.answered_at),
            at(self.done_at),
            self.state.to_owned(),
            text(&self.outcome),
            self.reason.unwrap_or_default().to_owned(),
            text(&self.clock),
            at(self.due_at),
            self.margin_ms.map(|ms| ms.div_euclid(3_600_000).to_string()).unwrap_or_default(),
            if self.late { "yes" } else { "no" }.to_owned(),
            self.policy.clone(),
        ]
    }
}
