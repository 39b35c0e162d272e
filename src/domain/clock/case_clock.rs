//! One clock of one case: from what it counts, when it is due, what moved it.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::count::{Holidays, last_day, rolled};
use super::rule::{Rule, Terms};
use super::serial::{self, Day};
use super::starts::Starts;
use super::words::{ExtensionReason, Length, Origin, PauseReason};
use super::zone::Zone;
use crate::domain::time::{DAY_MS, Instant};

/// Milliseconds of one hour.
const HOUR_MS: i64 = 3_600_000;

/// The version of the JSON form of a clock.
pub(super) const FORM: u8 = 1;

/// Two instants until which, inclusive, something is in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// By the safe reading: what we promise ourselves, and show.
    #[serde(with = "serial::at")]
    pub internal: Instant,
    /// By the latest reading that the law bears: never before the internal one.
    #[serde(with = "serial::at")]
    pub legal: Instant,
}

/// The evidence that a message went out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// What finds it again: its Message-ID, or its number in the outbox. Never an address (L6).
    pub message: String,
    /// When it was sent.
    #[serde(with = "serial::at")]
    pub at: Instant,
}

/// More time, taken once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// Why.
    pub reason: ExtensionReason,
    /// The notice to the recipient.
    pub notice: Sent,
}

/// A time in which the clock stood still: from the question's sending to its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// Why.
    pub reason: PauseReason,
    /// The question to the recipient.
    pub question: Sent,
    /// When the answer came; none while it is awaited.
    #[serde(with = "serial::maybe_at", default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
}

impl Pause {
    /// When it began.
    pub fn from(&self) -> Instant {
        self.question.at
    }
}

/// Why a rule starts no clock.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    /// The event it counts from is not recorded.
    #[error("the clock counts from `{}`, and that is not recorded", .0.word())]
    NoEvent(Origin),
    /// What was promised for a time after a termination, and that time was over before the request came.
    #[error("the time after the termination was over on {0}, before the request came; the other clocks run")]
    Over(Instant),
    /// A date outside the years that can be counted.
    #[error("the dates of this clock are out of range")]
    OutOfRange,
}

/// Why a clock was not moved. It stays as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The regime knows no extension.
    #[error("`{0}` knows no extension")]
    NoExtension(String),
    /// It was extended before.
    #[error("it was extended already; a second extension does not exist")]
    AlreadyExtended,
    /// No notice with the reasons was sent.
    #[error("an extension needs a notice with its reasons that was sent to the recipient")]
    NoNotice,
    /// No question was sent.
    #[error("a pause needs a question that was sent to the recipient")]
    NoQuestion,
    /// The message has no name by which it can be found.
    #[error("the message sent as evidence has no id")]
    NoMessageId,
    /// The message was sent before the request was made.
    #[error("the message was sent before the clock started")]
    TooEarly,
    /// The message was sent after the due instant.
    #[error("the message was sent after the due instant {0}; the clock is late and stays so")]
    TooLate(Instant),
    /// The regime does not stand still for this.
    #[error("`{rule}` does not stand still for `{}`", .reason.word())]
    NoPause {
        /// The regime's word.
        rule: String,
        /// What was asked for.
        reason: PauseReason,
    },
    /// What was asked for was not needed.
    #[error("a question that was not needed does not stop the clock")]
    Needless,
    /// It stands still already.
    #[error("the clock stands still already")]
    AlreadyPaused,
    /// It does not stand still.
    #[error("the clock does not stand still")]
    NotPaused,
    /// An answer before its question, or a question before the last one was answered.
    #[error("this happened before what it follows")]
    Backwards,
    /// A date outside the years that can be counted.
    #[error("the dates of this clock are out of range")]
    OutOfRange,
}

/// One clock of one case. Serialises to a stable JSON form (`v` 1) and is read back strictly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct CaseClock {
    pub(super) v: u8,
    pub(super) terms: Terms,
    pub(super) zone: Zone,
    pub(super) tzdb: String,
    pub(super) starts: Starts,
    #[serde(with = "serial::at")]
    pub(super) start: Instant,
    pub(super) day: Day,
    pub(super) first: Due,
    pub(super) due: Due,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) extension: Option<Extension>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) pauses: Vec<Pause>,
}

impl CaseClock {
    /// Starts a clock of this rule, in the rule's zone or else the installation's. Its due instants are computed here,
    /// once (L9).
    ///
    /// # Errors
    /// When the event is not recorded, was over before the request, or lies outside the years there are.
    pub fn start(rule: &Rule, starts: &Starts, installation: &Zone) -> Result<Self, StartError> {
        let zone = rule.zone(installation).clone();
        let terms = rule.terms.clone();
        let start = starts.of(terms.origin).ok_or(StartError::NoEvent(terms.origin))?;
        let day = Day(zone.date(start).ok_or(StartError::OutOfRange)?);
        let period = Period { terms: &terms, zone: &zone, start, day: day.0 };
        let first = period.due(terms.length, &[]).ok_or(StartError::OutOfRange)?;
        if terms.origin == Origin::Termination && first.internal < starts.received() {
            return Err(StartError::Over(first.internal));
        }
        let tzdb = Zone::database().to_owned();
        let starts = *starts;
        let (extension, pauses) = (None, Vec::new());
        Ok(Self { v: FORM, terms, zone, tzdb, starts, start, day, first, due: first, extension, pauses })
    }

    /// Takes more time, once: counted from the original start in one step, however the first due day was clamped or
    /// rolled (CLK-04), on top of the pauses there were.
    ///
    /// # Errors
    /// When the regime knows no extension, when there was one, and when no notice was sent between the start and the
    /// internal due instant (LAW-08, LAW-16).
    pub fn extend(&mut self, reason: ExtensionReason, notice: Option<&Sent>) -> Result<(), Refused> {
        let length = self.terms.extension.ok_or_else(|| Refused::NoExtension(self.terms.rule.clone()))?;
        if self.extension.is_some() {
            return Err(Refused::AlreadyExtended);
        }
        let notice = notice.ok_or(Refused::NoNotice)?;
        self.check_in_time(notice)?;
        let due = self.period().due(length, &closed(&self.pauses)).ok_or(Refused::OutOfRange)?;
        self.due = due.no_earlier_than(self.due);
        self.extension = Some(Extension { reason, notice: notice.clone() });
        Ok(())
    }

    /// Stands still from the sending of a question until [`resume`](Self::resume). `needed` says whether the answer was
    /// needed at all: asking for needless proof does not stop a clock (CLK-12).
    ///
    /// # Errors
    /// When the regime does not stand still for this (California never does), when nothing needed was sent, when it was
    /// sent before the start or after the internal due instant, and when the clock stands still already.
    pub fn pause(&mut self, reason: PauseReason, needed: bool, question: Option<&Sent>) -> Result<(), Refused> {
        if !self.terms.pauses.contains(&reason) {
            return Err(Refused::NoPause { rule: self.terms.rule.clone(), reason });
        }
        if !needed {
            return Err(Refused::Needless);
        }
        let question = question.ok_or(Refused::NoQuestion)?;
        if self.is_paused() {
            return Err(Refused::AlreadyPaused);
        }
        self.check_in_time(question)?;
        if self.pauses.last().and_then(|last| last.until).is_some_and(|until| question.at < until) {
            return Err(Refused::Backwards);
        }
        self.pauses.push(Pause { reason, question: question.clone(), until: None });
        Ok(())
    }

    /// Goes on: the answer came. The due instants move by the time it stood still: the internal by whole days of 24
    /// hours, the legal by civil days, a clock of hours by every millisecond.
    ///
    /// # Errors
    /// When the clock does not stand still, or the answer came before the question.
    pub fn resume(&mut self, answered: Instant) -> Result<(), Refused> {
        let open = self.pauses.last().filter(|last| last.until.is_none()).ok_or(Refused::NotPaused)?;
        if answered < open.from() {
            return Err(Refused::Backwards);
        }
        let due = self.due_at(answered).ok_or(Refused::OutOfRange)?;
        if let Some(last) = self.pauses.last_mut() {
            last.until = Some(answered);
        }
        self.due = due;
        Ok(())
    }

    /// The regime's word.
    pub fn rule(&self) -> &str {
        &self.terms.rule
    }

    /// The terms it runs under, for good.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The zone in which its days are counted.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The version of the time zone database by which it was computed (CLK-02).
    pub fn tzdb(&self) -> &str {
        &self.tzdb
    }

    /// Every stamp of the request.
    pub fn starts(&self) -> &Starts {
        &self.starts
    }

    /// The instant it counts from.
    pub fn started(&self) -> Instant {
        self.start
    }

    /// The day, in its zone, that it counts from.
    pub fn start_day(&self) -> Date {
        self.day.0
    }

    /// The due instants as first computed, before any extension or pause.
    pub fn first_due(&self) -> Due {
        self.first
    }

    /// The due instants, with the extension and all pauses that have ended. While it stands still they are those from
    /// before the pause: the earliest they can be.
    pub fn due(&self) -> Due {
        self.due
    }

    /// The due instants as they would be if a pause that lasts ended at that instant; `None` when out of range.
    pub fn due_at(&self, now: Instant) -> Option<Due> {
        let Some(open) = self.pauses.last().filter(|last| last.until.is_none()) else {
            return Some(self.due);
        };
        let mut pauses = closed(&self.pauses);
        pauses.push((open.from(), now.max(open.from())));
        Some(self.period().due(self.length(), &pauses)?.no_earlier_than(self.due))
    }

    /// The due day in its zone; `None` only outside the years there are.
    pub fn due_day(&self) -> Option<Date> {
        self.zone.date(self.due.internal)
    }

    /// The extension taken, if one was.
    pub fn extension(&self) -> Option<&Extension> {
        self.extension.as_ref()
    }

    /// The pauses, in order; only the last can be open.
    pub fn pauses(&self) -> &[Pause] {
        &self.pauses
    }

    /// Whether it stands still.
    pub fn is_paused(&self) -> bool {
        self.pauses.last().is_some_and(|last| last.until.is_none())
    }

    /// The length that counts now.
    pub fn length(&self) -> Length {
        self.extension.as_ref().and(self.terms.extension).unwrap_or(self.terms.length)
    }

    /// By how much each ended pause moved the internal due instant, in order.
    pub(super) fn shifts(&self) -> Vec<(Instant, Instant, i64)> {
        let elapsed = matches!(self.terms.length, Length::Hours(_));
        let shift = |ms: i64| if elapsed { ms } else { ms / DAY_MS * DAY_MS };
        closed(&self.pauses).into_iter().map(|(from, until)| (from, until, shift(until.0 - from.0))).collect()
    }

    fn period(&self) -> Period<'_> {
        Period { terms: &self.terms, zone: &self.zone, start: self.start, day: self.day.0 }
    }

    /// A message counts as evidence when it can be found and was sent while the clock was not late.
    fn check_in_time(&self, sent: &Sent) -> Result<(), Refused> {
        let due = self.due_at(sent.at).ok_or(Refused::OutOfRange)?.internal;
        match sent {
            Sent { message, .. } if message.trim().is_empty() => Err(Refused::NoMessageId),
            Sent { at, .. } if *at < self.start => Err(Refused::TooEarly),
            Sent { at, .. } if *at > due => Err(Refused::TooLate(due)),
            _ => Ok(()),
        }
    }
}

impl Due {
    fn no_earlier_than(self, other: Self) -> Self {
        Self { internal: self.internal.max(other.internal), legal: self.legal.max(other.legal) }
    }
}

/// The pauses that have ended, as from and until.
fn closed(pauses: &[Pause]) -> Vec<(Instant, Instant)> {
    pauses.iter().filter_map(|pause| Some((pause.from(), pause.until?))).collect()
}

/// What due instants are computed from.
struct Period<'a> {
    terms: &'a Terms,
    zone: &'a Zone,
    start: Instant,
    day: Date,
}

impl Period<'_> {
    fn due(&self, length: Length, pauses: &[(Instant, Instant)]) -> Option<Due> {
        if let Length::Hours(hours) = length {
            let paused: i64 = pauses.iter().map(|(from, until)| until.0 - from.0).sum();
            let end = self.start.plus_ms(i64::from(hours) * HOUR_MS + paused);
            return Some(Due { internal: end, legal: end });
        }
        let internal = self.zone.last_instant(self.internal_day(length, pauses)?)?;
        let legal = self.zone.last_instant(self.legal_day(length, pauses)?)?;
        Some(Due { internal: internal.min(legal), legal })
    }

    /// The safe reading: holidays are working days (CLK-07), nothing rolls (CLK-05), a pause counts by whole days.
    fn internal_day(&self, length: Length, pauses: &[(Instant, Instant)]) -> Option<Date> {
        let end = last_day(self.day, length, self.terms.counting, &Holidays::new())?;
        let paused: i64 = pauses.iter().map(|(from, until)| (until.0 - from.0) / DAY_MS).sum();
        end.checked_add(paused.days()).ok()
    }

    fn legal_day(&self, length: Length, pauses: &[(Instant, Instant)]) -> Option<Date> {
        let (counting, holidays) = (self.terms.legal_counting, &self.terms.holidays);
        let mut end = last_day(self.day, length, counting, holidays)?;
        for (from, until) in pauses {
            let paused = self.zone.date(*until)?.duration_since(self.zone.date(*from)?).as_hours() / 24;
            end = end.checked_add(paused.days()).ok()?;
        }
        if self.terms.legal_roll { rolled(self.day, end, length, counting, holidays) } else { Some(end) }
    }
}
