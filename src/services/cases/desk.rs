//! Cases as operators work on them: the list by the due date that is shown, one case with everything beside it, and what
//! waits.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Case, WholeCase};
use crate::domain::address::{Address, RecipientKey};
use crate::domain::case::{CaseKind, CaseRecord, CaseState, WaitingFor};
use crate::domain::clock::business_days_after;
use crate::domain::time::Instant;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::store::case_list::{self, Listed, Position};
use crate::store::cases::CaseRow;
use crate::store::{Tx, cases, inbox};

/// The longest text of a mail that is shown with a case, in characters; the mail has the rest.
const SAID_MAX: usize = 20_000;
/// Other cases of the same person that are shown with one.
const OTHERS_MAX: usize = 20;
/// So many business days before the due day a case is near it.
const NEAR: u16 = 2;

/// A case in the list.
#[derive(Clone, Debug)]
pub struct CaseLine {
    /// Its id.
    pub id: String,
    /// What was asked for.
    pub kind: CaseKind,
    /// How far it is.
    pub state: CaseState,
    /// For whom it waits.
    pub waiting_for: Option<WaitingFor>,
    /// The address on record.
    pub address: Option<String>,
    /// When the earliest of its running clocks ends.
    pub due_at: Option<Instant>,
    /// When it was received.
    pub received_at: Instant,
    /// Who has it.
    pub assignee: Option<String>,
    /// Where it stands in the list.
    pub position: Position,
}

/// Where a page of the list begins.
#[derive(Clone, Debug)]
pub enum From {
    /// With the first case.
    Start,
    /// After this position.
    After(Position),
    /// With what stands just before this position.
    Before(Position),
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct CasePage {
    /// The cases, in order.
    pub lines: Vec<CaseLine>,
    /// Whether there are some before them.
    pub more_before: bool,
    /// Whether there are some after them.
    pub more_after: bool,
}

/// What waits at the cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duty {
    /// Open and late; a thousand at most are counted.
    pub late: u64,
    /// Open, not late, and due within two business days.
    pub near: u64,
    /// Open, and the operator has them.
    pub mine: u64,
}

/// A case with everything that is looked at beside it.
#[derive(Clone, Debug)]
pub struct DeskCase {
    /// The case, its history, its tasks.
    pub whole: WholeCase,
    /// The same, for its rules.
    pub record: CaseRecord,
    /// What the person wrote, where that is kept.
    pub said: Option<String>,
    /// Other open cases of the same person and sender, oldest first.
    pub others: Vec<Case>,
}

impl Services {
    /// A page of the list of cases.
    ///
    /// # Errors
    /// When the database cannot be read, or a row of it.
    pub async fn cases_by_due(&self, which: &Listed, from: &From, limit: usize) -> Result<CasePage, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let one_more = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let (mut rows, more_before) = match from {
            From::Start => (case_list::after(&mut tx, which, None, one_more).await?, false),
            From::After(at) => (case_list::after(&mut tx, which, Some(at), one_more).await?, true),
            From::Before(at) => {
                let mut rows = case_list::before(&mut tx, which, at, one_more).await?;
                let more_before = rows.len() > limit;
                rows.truncate(limit);
                rows.reverse();
                (rows, more_before)
            }
        };
        let more_after = rows.len() > limit || matches!(from, From::Before(_));
        rows.truncate(limit);
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            lines.push(self.case_line(&mut tx, row).await?);
        }
        Ok(CasePage { lines, more_before, more_after })
    }

    async fn case_line(&self, tx: &mut Tx, row: CaseRow) -> Result<CaseLine, ServiceError> {
        let position = row.position();
        let case = CaseRecord::try_from(row)?;
        Ok(CaseLine {
            address: self.address_of(tx, case.recipient).await?,
            kind: case.kind,
            state: case.state,
            waiting_for: case.waiting_for,
            due_at: case.due_at,
            received_at: case.received_at,
            assignee: case.assignee,
            id: case.id,
            position,
        })
    }

    async fn address_of(&self, tx: &mut Tx, key: Option<RecipientKey>) -> Result<Option<String>, ServiceError> {
        let Some(key) = key else { return Ok(None) };
        Ok(self.address_on_record(tx, &key).await?.map(|address| address.delivery().to_owned()))
    }

    /// A case for whoever works on it.
    ///
    /// # Errors
    /// `not_found`; when something of it cannot be read.
    pub async fn case_at_desk(&self, id: &str) -> Result<DeskCase, ServiceError> {
        let whole = self.case(None, id).await?;
        let mut tx = self.db.snapshot().await?;
        let record = self.case_record(&mut tx, None, id).await?;
        let said = self.said(&mut tx, &whole.case).await?;
        let others = self.open_beside(&mut tx, &record).await?;
        Ok(DeskCase { whole, record, said, others })
    }

    /// What the person said: as an operator wrote it down, or as the mail has it.
    async fn said(&self, tx: &mut Tx, case: &Case) -> Result<Option<String>, ServiceError> {
        let own = case.detail.as_ref().and_then(|detail| detail.get("text")?.as_str());
        let text = match (own, &case.mail) {
            (Some(text), _) => Some(text.to_owned()),
            (None, Some(mail)) => self.text_of_mail(tx, mail).await?,
            (None, None) => None,
        };
        Ok(text.map(|text| shortened(&text)).filter(|text| !text.is_empty()))
    }

    async fn text_of_mail(&self, tx: &mut Tx, mail: &str) -> Result<Option<String>, ServiceError> {
        let Some(row) = inbox::find(tx, mail).await? else { return Ok(None) };
        let reading = self.open_reading(&row)?.unwrap_or_default();
        Ok(reading.get("text").and_then(Value::as_str).map(str::to_owned))
    }

    /// The other open cases of a case's person with the same sender.
    async fn open_beside(&self, tx: &mut Tx, case: &CaseRecord) -> Result<Vec<Case>, ServiceError> {
        let Some(key) = case.recipient else { return Ok(Vec::new()) };
        let rows = cases::of_recipient(tx, &key.bytes).await?;
        let beside = rows.into_iter().filter(|row| row.id != case.id && row.sender_id == case.sender.to_i64());
        let mut shown = Vec::new();
        for row in beside.filter(is_open).take(OTHERS_MAX) {
            shown.push(self.show_case(tx, row).await?);
        }
        Ok(shown)
    }

    /// The open cases about an address: before another is opened for it.
    ///
    /// # Errors
    /// When the database cannot be read, or a row of it.
    pub async fn open_cases_about(&self, address: &Address) -> Result<Vec<Case>, ServiceError> {
        let open: BTreeSet<&str> =
            CaseState::ALL.iter().filter(|state| state.is_open()).map(|state| state.word()).collect();
        let mut about = self.cases_about(address).await?;
        about.retain(|case| open.contains(case.state));
        about.truncate(OTHERS_MAX);
        Ok(about)
    }

    /// What waits for an operator at the cases.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn duty(&self, operator: &str) -> Result<Duty, ServiceError> {
        let now = self.clock.now();
        let mut tx = self.db.snapshot().await?;
        let count = |n: i64| u64::try_from(n).unwrap_or_default();
        Ok(Duty {
            late: count(case_list::due_within(&mut tx, i64::MIN, now.0).await?),
            near: count(case_list::due_within(&mut tx, now.0, self.near_until(now).0).await?),
            mine: count(case_list::held_by(&mut tx, operator).await?),
        })
    }

    /// Until when what is due is near: the end of the second business day from here.
    pub fn near_until(&self, now: Instant) -> Instant {
        let zone = &self.config.clocks.zone;
        let day = zone.date(now).and_then(|today| business_days_after(today, NEAR, &BTreeSet::new()));
        day.and_then(|day| zone.last_instant(day)).unwrap_or(now.plus_days(i64::from(NEAR)))
    }
}

fn is_open(row: &CaseRow) -> bool {
    CaseState::from_word(&row.state).is_some_and(CaseState::is_open)
}

fn shortened(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(SAID_MAX) {
        Some((end, _)) => format!("{}\n…", &text[..end]),
        None => text.to_owned(),
    }
}
