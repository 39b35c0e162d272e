//! The inbox as a person works it off: what waits, the earliest clock first; one mail with everything that is needed to decide
//! it; what comes next.
//!
//! - Here: the lists, and what is next. `item`: one mail. [`content`]: what is shown of its text. [`reading`]: what was
//!   understood, from the JSON in which it is stored.
//!
//! Operators of the console see every sender's mail.

pub mod content;
mod item;
pub mod reading;

use serde_json::Value;

pub use self::item::{Decider, DeskMail, Known, Proposal};
use super::answer::answered_by;
use super::queue::{is_forwarding_check, mail_row};
use crate::domain::address::Address;
use crate::domain::case::CaseRecord;
use crate::domain::label;
use crate::domain::time::Instant;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::store::queue::{self, WaitingRow};
use crate::store::{Tx, cases};

/// A filtered list looks through so many mails for one page.
const LOOKED_THROUGH: usize = 500;
/// Mails looked through in one step.
const STEP: i64 = 51;

/// Which mails are wanted; an empty word lets all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Only {
    /// A kind of wish.
    pub kind: String,
    /// A language.
    pub language: String,
}

/// Where a mail stands among those that wait: the end of its clock, then its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// When its earliest clock ends.
    pub due_at: Instant,
    /// Its id.
    pub id: String,
}

/// A mail in a list.
#[derive(Clone, Debug)]
pub struct DeskRow {
    /// Its id.
    pub id: String,
    /// When it was received.
    pub received_at: Instant,
    /// When its earliest clock ends.
    pub due_at: Instant,
    /// Whom it seems to be about, masked; none where nobody can tell.
    pub about: Option<String>,
    /// What was understood, as the words of kinds.
    pub kinds: Vec<String>,
    /// The language.
    pub language: String,
    /// It could not be read, or its reading is gone.
    pub unread: bool,
    /// A provider asks whether mail may be forwarded to us.
    pub forwarding_check: bool,
    /// Somebody's promotional mail is held because of it.
    pub holds: bool,
    /// The operator who has it, by id or name.
    pub assignee: Option<String>,
    /// Who decided it, and when.
    pub decided: Option<Decider>,
}

/// A page of mails that wait.
#[derive(Clone, Debug)]
pub struct DeskPage {
    /// The mails.
    pub rows: Vec<DeskRow>,
    /// Where to go on, if there may be more.
    pub next: Option<Place>,
}

/// How much waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingMails {
    /// Mails.
    pub count: u64,
    /// Somebody's mail is held meanwhile, or a clock ends within two business days.
    pub urgent: bool,
}

impl Only {
    fn lets_through(&self, row: &DeskRow) -> bool {
        (self.kind.is_empty() || row.kinds.contains(&self.kind))
            && (self.language.is_empty() || row.language == self.language)
    }
}

impl Place {
    /// Before all others.
    pub fn first() -> Self {
        Self { due_at: Instant(i64::MIN), id: String::new() }
    }
}

impl Services {
    /// How much waits for a person.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn waiting_mails(&self) -> Result<WaitingMails, ServiceError> {
        let short = queue::waiting_in_short(&mut self.db.snapshot().await?, within()).await?;
        let soon = short.due_at.is_some_and(|due| self.is_soon(Instant(due)));
        Ok(WaitingMails { count: u64::try_from(short.mails).unwrap_or(0), urgent: soon || short.holding > 0 })
    }

    /// Whether so little time is left that it should be done now: two business days.
    pub fn is_soon(&self, due: Instant) -> bool {
        due <= self.near_until(self.clock.now())
    }

    /// Mails that wait, the earliest clock first, behind a place.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn desk(&self, only: &Only, after: &Place, limit: usize) -> Result<DeskPage, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let (mut rows, mut place, mut looked) = (Vec::new(), after.clone(), 0);
        loop {
            let found = waiting(&mut tx, &place).await?;
            let (all, count) = (i64::try_from(found.len()).is_ok_and(|n| n < STEP), found.len());
            for row in found {
                if rows.len() == limit {
                    return Ok(DeskPage { rows, next: Some(place) });
                }
                let row_place = Place { due_at: Instant(row.due_at), id: row.id };
                rows.extend(Some(self.desk_row(&mut tx, &row_place).await?).filter(|row| only.lets_through(row)));
                place = row_place;
            }
            looked += count;
            if all || looked >= LOOKED_THROUGH {
                return Ok(DeskPage { rows, next: (!all).then_some(place) });
            }
        }
    }

    /// The mail that comes behind a place and is not with a colleague; none when there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_on_desk(&self, only: &Only, after: &Place, own: &str) -> Result<Option<String>, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let (mut place, mut looked) = (after.clone(), 0);
        while looked < LOOKED_THROUGH {
            let found = waiting(&mut tx, &place).await?;
            let Some(last) = found.last() else { return Ok(None) };
            let end = Place { due_at: Instant(last.due_at), id: last.id.clone() };
            looked += found.len();
            for row in found {
                let row = self.desk_row(&mut tx, &Place { due_at: Instant(row.due_at), id: row.id }).await?;
                let is_free = row.assignee.as_deref().is_none_or(|assignee| assignee == own);
                if is_free && only.lets_through(&row) {
                    return Ok(Some(row.id));
                }
            }
            place = end;
        }
        // Whoever narrowed it so much goes on from the list.
        Ok(None)
    }

    /// The mails that persons decided about last, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn decided_on_desk(&self, limit: i64) -> Result<Vec<DeskRow>, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let mut rows = Vec::new();
        for id in queue::decided(&mut tx, limit).await? {
            let mut row = self.desk_row(&mut tx, &Place { due_at: Instant(0), id }).await?;
            row.decided = item::decider(&mut tx, &row.id).await?;
            rows.push(row);
        }
        Ok(rows)
    }

    async fn desk_row(&self, tx: &mut Tx, place: &Place) -> Result<DeskRow, ServiceError> {
        let row = mail_row(tx, None, &place.id).await?;
        let whole = self.open_reading(&row)?;
        let (mut holds, mut assignee) = (false, None);
        for case in cases::of_mail(tx, &place.id).await? {
            let case = CaseRecord::try_from(case)?;
            holds |= case.holds;
            assignee = assignee.or(case.assignee.filter(|_| case.state.is_open()));
        }
        let read = whole.as_ref().map(understood).unwrap_or_default();
        Ok(DeskRow {
            id: row.id,
            received_at: Instant(row.received_at),
            due_at: place.due_at,
            about: read.about,
            kinds: read.kinds,
            language: read.language,
            unread: whole.is_none(),
            forwarding_check: whole.as_ref().is_some_and(is_forwarding_check),
            holds,
            assignee,
            decided: None,
        })
    }
}

/// What a list says of a reading.
#[derive(Default)]
struct Understood {
    about: Option<String>,
    kinds: Vec<String>,
    language: String,
}

fn understood(whole: &Value) -> Understood {
    let readings = reading::readings(whole);
    let mut people: Vec<String> = readings.iter().filter_map(|reading| person(reading)).collect();
    people.dedup();
    let mut kinds: Vec<String> =
        readings.iter().flat_map(|reading| reading::intents(reading)).map(|i| i.kind.word().to_owned()).collect();
    kinds.dedup();
    let language = readings.iter().find_map(|reading| reading::word(reading, "language"));
    Understood {
        about: (!people.is_empty()).then(|| people.join(", ")),
        kinds,
        language: label::language(language.unwrap_or_default()).to_owned(),
    }
}

/// Whom a reading is about, else who wrote it, masked.
fn person(reading: &Value) -> Option<String> {
    let named = reading::word(reading, "about").or_else(|| reading::word(reading, "written_by"))?;
    Address::parse(named).ok().map(|address| address.masked())
}

async fn waiting(tx: &mut Tx, after: &Place) -> Result<Vec<WaitingRow>, ServiceError> {
    Ok(queue::waiting(tx, (after.due_at.0, &after.id), within(), STEP).await?)
}

/// How long a person has for what no clock runs for, in milliseconds.
fn within() -> i64 {
    answered_by(Instant(0)).0
}
