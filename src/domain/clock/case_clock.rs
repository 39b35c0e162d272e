//! One clock of one case: from what it counts, when it is due, what moved it.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::parts::{Due, Extension, Pause, Sent, closed};
use super::period::Period;
use super::refused::{Refused, StartError};
use super::rule::{Rule, Terms};
use super::serial::{self, Day};
use super::starts::Starts;
use super::words::{ExtensionReason, Length, Origin, PauseReason};
use super::zone::Zone;
use crate::domain::time::{DAY_MS, Instant};

/// For how many years from its start a clock keeps the holidays of its rule.
const KEPT_HOLIDAYS_YEARS: i64 = 3;

/// The version of the JSON form of a clock.
pub(super) const FORM: u8 = 1;

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
        let mut terms = rule.terms.clone();
        let start = starts.of(terms.origin).ok_or(StartError::NoEvent(terms.origin))?;
        let day = Day(zone.date(start).ok_or(StartError::OutOfRange)?);
        // A calendar may hold decades; a clock keeps what it could need.
        let years = day.0.saturating_add(KEPT_HOLIDAYS_YEARS.years());
        terms.holidays.retain(|holiday| (day.0..=years).contains(&holiday.0));
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
