//! Where a clock stands: how much of it has passed, whether it is late, who must be told, and what came of it.

use jiff::civil::Date;
use serde::Serialize;

use super::case_clock::CaseClock;
use super::count::business_days_before;
use super::words::{Measure, Stage};
use crate::domain::time::Instant;

/// What has been done about a case, and when. For a matter that had no effect to take (a question, a refusal), the
/// effect is stamped when that was decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamps {
    /// The recipient was told that it came.
    pub acknowledged: Option<Instant>,
    /// It was effective everywhere: the last system confirmed.
    pub effect: Option<Instant>,
    /// The answer was sent.
    pub answer: Option<Instant>,
}

impl Stamps {
    /// When the case was done: effective everywhere and answered (CLK-13). With one of the two it is still open.
    pub fn done(&self) -> Option<Instant> {
        Some(self.effect?.max(self.answer?))
    }

    /// When what a clock measures had happened.
    pub fn finished(&self, measure: Measure) -> Option<Instant> {
        match measure {
            Measure::Acknowledge => [self.acknowledged, self.answer].into_iter().flatten().min(),
            Measure::Answer => self.done(),
            Measure::Effect => self.effect,
        }
    }
}

/// Where a clock stands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Progress {
    /// What it measures has happened.
    pub finished: bool,
    /// It stands still.
    pub paused: bool,
    /// How much of its time has passed without the pauses: 0 at the start, 1 at the due instant, more when late.
    pub elapsed: f64,
    /// After the internal due instant.
    pub late: bool,
    /// After the legal one.
    pub legally_late: bool,
    /// Milliseconds left until the internal due instant; negative when late.
    pub margin_ms: i64,
}

/// What came of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// When what it measures had happened.
    pub finished: Instant,
    /// After the internal due instant.
    pub late: bool,
    /// After the legal one.
    pub legally_late: bool,
    /// Milliseconds before the internal due instant; negative when late.
    pub margin_ms: i64,
    /// Civil days, in the clock's zone, before the due day: 0 on the day, negative when late.
    pub margin_days: i64,
}

/// That operators are to be told, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Reminder {
    /// From when: never before we received the request.
    pub at: Instant,
    /// What is to be told.
    pub stage: Stage,
}

/// The clock whose due instant a case shows: the earliest that runs (CLK-11); `None` when none does.
pub fn shown_due<'a>(clocks: &'a [CaseClock], stamps: &Stamps) -> Option<&'a CaseClock> {
    let runs = |clock: &&CaseClock| !clock.is_paused() && clock.finished(stamps).is_none();
    clocks.iter().filter(runs).min_by_key(|clock| (clock.due().internal, clock.due().legal))
}

impl CaseClock {
    /// When what this clock measures had happened, if it has.
    pub fn finished(&self, stamps: &Stamps) -> Option<Instant> {
        stamps.finished(self.terms.measures)
    }

    /// Where it stands. A clock that finished stands where it was then.
    pub fn progress(&self, stamps: &Stamps, now: Instant) -> Progress {
        let finished = self.finished(stamps).filter(|at| *at <= now);
        let at = finished.unwrap_or(now);
        let due = self.due_at(at).unwrap_or(self.due);
        Progress {
            finished: finished.is_some(),
            paused: finished.is_none() && self.is_paused(),
            elapsed: self.elapsed(at),
            late: at > due.internal,
            legally_late: at > due.legal,
            margin_ms: due.internal.0.saturating_sub(at.0),
        }
    }

    /// What came of it; `None` while it runs.
    pub fn outcome(&self, stamps: &Stamps) -> Option<Outcome> {
        let finished = self.finished(stamps)?;
        let progress = self.progress(stamps, finished);
        let due = self.due_at(finished).unwrap_or(self.due).internal;
        let day = |at| self.zone.date(at).unwrap_or(Date::ZERO);
        Some(Outcome {
            finished,
            late: progress.late,
            legally_late: progress.legally_late,
            margin_ms: progress.margin_ms,
            margin_days: day(due).duration_since(day(finished)).as_hours() / 24,
        })
    }

    /// The reminders that fall due after one instant and until another, inclusive, in order (CLK-16): at 50, 75 and 90
    /// per cent, at the beginning of the day two business days before the due day, and when it is late. None after it
    /// finished, none while it stands still.
    pub fn reminders(&self, stamps: &Stamps, after: Instant, until: Instant) -> Vec<Reminder> {
        let within = |reminder: &Reminder| reminder.at > after && reminder.at <= until;
        self.timetable(stamps).into_iter().filter(within).collect()
    }

    /// The last reminder that has fallen due by now. Whoever keeps the `at` of what was told last, and tells when this is
    /// later, tells everything once, across restarts and for requests that reach us late.
    pub fn reached(&self, stamps: &Stamps, now: Instant) -> Option<Reminder> {
        self.timetable(stamps).into_iter().rfind(|reminder| reminder.at <= now)
    }

    /// All reminders there will be, as things stand.
    fn timetable(&self, stamps: &Stamps) -> Vec<Reminder> {
        let finished = self.finished(stamps);
        let stands = self.pauses.last().filter(|last| last.until.is_none()).map(|open| open.from());
        let mut table: Vec<Reminder> = Stage::ALL
            .iter()
            .filter_map(|stage| Some((*stage, self.stage_at(*stage)?)))
            .filter(|(_, at)| finished.is_none_or(|end| *at <= end) && stands.is_none_or(|from| *at < from))
            .map(|(stage, at)| Reminder { at: at.max(self.starts.receipt), stage })
            .filter(|reminder| finished.is_none_or(|end| reminder.at <= end))
            .collect();
        table.sort_unstable();
        table
    }

    /// When a stage is reached; `None` when there is none (a clock of two days has no day two business days before).
    fn stage_at(&self, stage: Stage) -> Option<Instant> {
        match stage {
            Stage::Half => Some(self.share(50)),
            Stage::ThreeQuarters => Some(self.share(75)),
            Stage::Ninety => Some(self.share(90)),
            Stage::TwoBusinessDays => {
                let day = business_days_before(self.due_day()?, 2, &self.terms.holidays)?;
                let at = self.out_of_pauses(self.zone.first_instant(day)?);
                (at > self.start).then_some(at)
            }
            Stage::Late => Some(self.due.internal.plus_ms(1)),
        }
    }

    /// The instant at which so many per cent have passed.
    fn share(&self, percent: i64) -> Instant {
        let mut at = self.start.plus_ms(self.total() * percent / 100);
        for (from, _, shift) in self.shifts() {
            if at >= from {
                at = at.plus_ms(shift);
            }
        }
        self.out_of_pauses(at)
    }

    /// Nothing is told while a clock stands still: what would be, is told when it goes on.
    fn out_of_pauses(&self, at: Instant) -> Instant {
        let holding = self.shifts().into_iter().find(|(from, until, _)| *from <= at && at < *until);
        holding.map_or(at, |(_, until, _)| until)
    }

    /// The time it has without the pauses, in milliseconds.
    fn total(&self) -> i64 {
        let paused: i64 = self.shifts().iter().map(|(_, _, shift)| shift).sum();
        (self.due.internal.0 - self.start.0 - paused).max(1)
    }

    fn elapsed(&self, now: Instant) -> f64 {
        let mut passed = now.0.saturating_sub(self.start.0).max(0);
        for (from, until, shift) in self.shifts() {
            // Within a pause nothing passes; after it, all but what it moved.
            if now >= until {
                passed -= shift;
            } else if now > from {
                passed -= (now.0 - from.0).min(shift);
            }
        }
        if let Some(open) = self.pauses.last().filter(|last| last.until.is_none()) {
            passed -= (now.0 - open.from().0).max(0);
        }
        passed as f64 / self.total() as f64
    }
}
