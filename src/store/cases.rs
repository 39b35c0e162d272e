//! `cases` and `case_events`: what recipients asked for and somebody must answer, and what happened to it.

use serde_json::{Value, json};

use super::bulk::Bulk;
use super::sql::{columns, exec, open_states, row, rows};
use super::{StoreError, Tx, dialect, fixed, hex};
use crate::domain::address::RecipientKey;
use crate::domain::case::{CaseKind, CaseRecord, CaseState, RefusalReason, WaitingFor};
use crate::domain::ids::SenderId;
use crate::domain::time::Instant;

columns! {
    /// As stored.
    pub struct CaseRow {
        pub id: String,
        pub version: i64,
        pub kind: String,
        pub state: String,
        pub waiting_for: Option<String>,
        pub sender_id: i64,
        pub recipient_key: Option<Vec<u8>>,
        pub scheme: Option<i64>,
        pub mail_id: Option<String>,
        pub detail: Option<Vec<u8>>,
        pub holds: bool,
        pub asked_by: String,
        pub language: String,
        pub policy: String,
        pub received_at: i64,
        pub opened_at: i64,
        pub clocks: String,
        pub due_at: Option<i64>,
        pub identity_asked_at: Option<i64>,
        pub identity_reminded: bool,
        pub confirmed_at: Option<i64>,
        pub vouched_by: Option<String>,
        pub acknowledged_at: Option<i64>,
        pub effective_at: Option<i64>,
        pub answered_at: Option<i64>,
        pub done_at: Option<i64>,
        pub outcome: Option<String>,
        pub reason: Option<String>,
        pub duplicate_of: Option<String>,
        pub assignee: Option<String>,
        pub warned: i64,
        pub entry_index: i64,
    }
}

/// The columns of [`CaseRow`], for `SELECT`.
macro_rules! case_columns {
    ($($rest:tt)+) => {
        concat!(
            "SELECT id, version, kind, state, waiting_for, sender_id, recipient_key, scheme, mail_id, detail, holds, \
             asked_by, language, policy, received_at, opened_at, clocks, due_at, identity_asked_at, identity_reminded, \
             confirmed_at, vouched_by, acknowledged_at, effective_at, answered_at, done_at, outcome, reason, duplicate_of, assignee, \
             warned, entry_index FROM cases ",
            $($rest)+
        )
    };
}
pub(super) use case_columns;

impl CaseRow {
    /// Every column that the hash in an entry stands for: all but the entry's own index and what is sealed, which an
    /// erasure destroys and an entry commits to apart ([`crate::domain::change`]).
    pub fn columns(&self) -> Value {
        let bytes = |bytes: &Option<Vec<u8>>| bytes.as_deref().map(hex);
        json!({
            "id": self.id,
            "version": self.version,
            "kind": self.kind,
            "state": self.state,
            "waiting_for": self.waiting_for,
            "sender_id": self.sender_id,
            "recipient_key": bytes(&self.recipient_key),
            "scheme": self.scheme,
            "mail_id": self.mail_id,
            "holds": self.holds,
            "asked_by": self.asked_by,
            "language": self.language,
            "policy": self.policy,
            "received_at": self.received_at,
            "opened_at": self.opened_at,
            "clocks": self.clocks,
            "due_at": self.due_at,
            "identity_asked_at": self.identity_asked_at,
            "identity_reminded": self.identity_reminded,
            "confirmed_at": self.confirmed_at,
            "vouched_by": self.vouched_by,
            "acknowledged_at": self.acknowledged_at,
            "effective_at": self.effective_at,
            "answered_at": self.answered_at,
            "done_at": self.done_at,
            "outcome": self.outcome,
            "reason": self.reason,
            "duplicate_of": self.duplicate_of,
            "assignee": self.assignee,
            "warned": self.warned,
        })
    }

    /// Whom it is about, if that is known.
    pub fn recipient(&self) -> Result<Option<RecipientKey>, StoreError> {
        let (Some(bytes), Some(scheme)) = (&self.recipient_key, self.scheme) else { return Ok(None) };
        let scheme = u16::try_from(scheme).map_err(|_| StoreError::corrupt("cases", "scheme", &self.id))?;
        Ok(Some(RecipientKey { scheme, bytes: fixed(bytes, "cases", "recipient_key", &self.id)? }))
    }
}

impl TryFrom<CaseRow> for CaseRecord {
    type Error = StoreError;

    fn try_from(row: CaseRow) -> Result<Self, StoreError> {
        let corrupt = |column| StoreError::corrupt("cases", column, &row.id);
        let waiting = |word: &String| WaitingFor::from_word(word).ok_or_else(|| corrupt("waiting_for"));
        let reason = |word: &String| RefusalReason::from_word(word).ok_or_else(|| corrupt("reason"));
        Ok(Self {
            version: row.version,
            kind: CaseKind::from_word(&row.kind).ok_or_else(|| corrupt("kind"))?,
            state: CaseState::from_word(&row.state).ok_or_else(|| corrupt("state"))?,
            waiting_for: row.waiting_for.as_ref().map(waiting).transpose()?,
            sender: SenderId::from_i64(row.sender_id).ok_or_else(|| corrupt("sender_id"))?,
            recipient: row.recipient()?,
            clocks: serde_json::from_str(&row.clocks).map_err(|_| corrupt("clocks"))?,
            reason: row.reason.as_ref().map(reason).transpose()?,
            mail: row.mail_id,
            detail: row.detail,
            holds: row.holds,
            asked_by: row.asked_by,
            language: row.language,
            policy: row.policy,
            received_at: Instant(row.received_at),
            opened_at: Instant(row.opened_at),
            due_at: row.due_at.map(Instant),
            identity_asked_at: row.identity_asked_at.map(Instant),
            identity_reminded: row.identity_reminded,
            confirmed_at: row.confirmed_at.map(Instant),
            vouched_by: row.vouched_by,
            acknowledged_at: row.acknowledged_at.map(Instant),
            effective_at: row.effective_at.map(Instant),
            answered_at: row.answered_at.map(Instant),
            done_at: row.done_at.map(Instant),
            outcome: row.outcome,
            duplicate_of: row.duplicate_of,
            assignee: row.assignee,
            warned: row.warned,
            entry: row.entry_index,
            id: row.id,
        })
    }
}

fn clocks_of(case: &CaseRecord) -> Result<String, StoreError> {
    serde_json::to_string(&case.clocks).map_err(|_| StoreError::corrupt("cases", "clocks", &case.id))
}

/// Opens a case; its entry is set by [`set_entry`] in the same transaction.
pub async fn insert(tx: &mut Tx, case: &CaseRecord) -> Result<(), StoreError> {
    let clocks = clocks_of(case)?;
    exec!(
        tx,
        "INSERT INTO cases (id, version, kind, state, sender_id, recipient_key, scheme, mail_id, holds, asked_by, \
         language, policy, received_at, opened_at, clocks, entry_index) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, -1)",
        &case.id,
        case.version - 1,
        case.kind.word(),
        case.state.word(),
        case.sender.to_i64(),
        case.recipient.as_ref().map(|key| &key.bytes[..]),
        case.recipient.map(|key| i64::from(key.scheme)),
        case.mail.as_deref(),
        case.holds,
        &case.asked_by,
        &case.language,
        &case.policy,
        case.received_at.0,
        case.opened_at.0,
        &clocks
    )?;
    replace(tx, case, case.version - 1).await.map(drop)
}

/// Writes what a case is now, if it still stands at the version that was changed; `false` when somebody else was first.
pub async fn replace(tx: &mut Tx, case: &CaseRecord, seen: i64) -> Result<bool, StoreError> {
    let clocks = clocks_of(case)?;
    let touched = exec!(
        tx,
        "UPDATE cases SET version = $3, state = $4, waiting_for = $5, detail = $6, holds = $7, clocks = $8, due_at = $9, \
         identity_asked_at = $10, identity_reminded = $11, confirmed_at = $12, vouched_by = $13, effective_at = $14, \
         answered_at = $15, done_at = $16, outcome = $17, reason = $18, duplicate_of = $19, assignee = $20, \
         warned = $21, kind = $22, recipient_key = $23, scheme = $24, language = $25, acknowledged_at = $26 WHERE id = $1 AND version = $2",
        &case.id,
        seen,
        case.version,
        case.state.word(),
        case.waiting_for.map(WaitingFor::word),
        case.detail.as_deref(),
        case.holds,
        &clocks,
        case.due_at.map(|at| at.0),
        case.identity_asked_at.map(|at| at.0),
        case.identity_reminded,
        case.confirmed_at.map(|at| at.0),
        case.vouched_by.as_deref(),
        case.effective_at.map(|at| at.0),
        case.answered_at.map(|at| at.0),
        case.done_at.map(|at| at.0),
        case.outcome.as_deref(),
        case.reason.map(RefusalReason::word),
        case.duplicate_of.as_deref(),
        case.assignee.as_deref(),
        case.warned,
        case.kind.word(),
        case.recipient.as_ref().map(|key| &key.bytes[..]),
        case.recipient.map(|key| i64::from(key.scheme)),
        &case.language,
        case.acknowledged_at.map(|at| at.0)
    )?;
    Ok(touched == 1)
}

/// Names the entry of a case's last change.
pub async fn set_entry(tx: &mut Tx, id: &str, entry: u64) -> Result<(), StoreError> {
    exec!(tx, "UPDATE cases SET entry_index = $2 WHERE id = $1", id, entry as i64)?;
    Ok(())
}

/// How many cases hold a recipient's mail of a sender.
pub async fn holding(tx: &mut Tx, recipient: &[u8], sender: i64) -> Result<i64, StoreError> {
    let count = row!(
        tx,
        (i64,),
        "SELECT COUNT(*) FROM cases WHERE recipient_key = $1 AND sender_id = $2 AND holds = TRUE",
        recipient,
        sender
    )?;
    Ok(count.map_or(0, |(n,)| n))
}

/// One case.
pub async fn find(tx: &mut Tx, id: &str) -> Result<Option<CaseRow>, StoreError> {
    Ok(row!(tx, CaseRow, case_columns!("WHERE id = $1"), id)?)
}

/// The cases of one mail, oldest first.
pub async fn of_mail(tx: &mut Tx, mail: &str) -> Result<Vec<CaseRow>, StoreError> {
    Ok(rows!(tx, CaseRow, case_columns!("WHERE mail_id = $1 ORDER BY id"), mail)?)
}

/// The cases about one recipient, oldest first.
pub async fn of_recipient(tx: &mut Tx, key: &[u8]) -> Result<Vec<CaseRow>, StoreError> {
    Ok(rows!(tx, CaseRow, case_columns!("WHERE recipient_key = $1 ORDER BY id"), key)?)
}

/// The cases about one recipient, newest first: at most so many.
pub async fn newest_about(tx: &mut Tx, key: &[u8], limit: i64) -> Result<Vec<CaseRow>, StoreError> {
    Ok(rows!(tx, CaseRow, case_columns!("WHERE recipient_key = $1 ORDER BY id DESC LIMIT $2"), key, limit)?)
}

/// Which cases are listed; an empty word, or -1, lets everything through.
#[derive(Clone, Debug)]
pub struct CaseFilter {
    /// A state's word; `open` for all that somebody still has to do something about.
    pub state: String,
    /// A kind's word.
    pub kind: String,
    /// A sender's number.
    pub sender: i64,
    /// Who has it.
    pub assignee: String,
    /// Due before this moment, in milliseconds; -1 whenever.
    pub due_before: i64,
}

impl Default for CaseFilter {
    fn default() -> Self {
        let any = String::new;
        Self { state: any(), kind: any(), sender: -1, assignee: any(), due_before: -1 }
    }
}

/// The cases that a filter lets through, oldest first, after the given id.
pub async fn page(tx: &mut Tx, filter: &CaseFilter, after: &str, limit: i64) -> Result<Vec<CaseRow>, StoreError> {
    Ok(rows!(
        tx,
        CaseRow,
        case_columns!(concat!(
            "WHERE ($1 = '' OR state = $1 OR ($1 = 'open' AND state IN ",
            open_states!(),
            ")) AND ($2 = '' OR kind = $2) \
             AND ($3 = -1 OR sender_id = $3) AND ($4 = '' OR assignee = $4) AND ($5 = -1 OR due_at < $5) \
             AND id > $6 ORDER BY id LIMIT $7"
        )),
        &filter.state,
        &filter.kind,
        filter.sender,
        &filter.assignee,
        filter.due_before,
        after,
        limit
    )?)
}

columns! {
    /// How the open cases stand to their shown due times.
    pub struct PressureRow {
        pub open: i64,
        pub late: i64,
        pub soon: i64,
        pub first: Option<i64>,
    }
}

/// How many cases are open, how many of them are due before the first moment, how many from there to before the second, and
/// the earliest due time.
pub async fn pressure(tx: &mut Tx, (now, soon): (Instant, Instant)) -> Result<PressureRow, StoreError> {
    let row = row!(
        tx,
        PressureRow,
        concat!(
            "SELECT COUNT(*) AS open, COUNT(CASE WHEN due_at < $1 THEN 1 END) AS late, \
             COUNT(CASE WHEN due_at >= $1 AND due_at < $2 THEN 1 END) AS soon, MIN(due_at) AS first FROM cases \
             WHERE state IN ",
            open_states!()
        ),
        now.0,
        soon.0
    )?;
    Ok(row.unwrap_or(PressureRow { open: 0, late: 0, soon: 0, first: None }))
}

/// Open cases that others must act for and whose person is known to ask, oldest first, after the given id.
pub async fn reaching(tx: &mut Tx, after: &str, limit: i64) -> Result<Vec<CaseRow>, StoreError> {
    Ok(rows!(
        tx,
        CaseRow,
        case_columns!(
            "WHERE state IN ('received', 'needs_review', 'in_progress', 'waiting') AND id > $1 \
             AND (kind = 'sharing_opt_out' OR (kind IN ('access', 'correction', 'deletion') \
             AND (confirmed_at IS NOT NULL OR vouched_by IS NOT NULL))) ORDER BY id LIMIT $2"
        ),
        after,
        limit
    )?)
}

/// Cases received from one moment until before another, oldest first, after the given id.
pub async fn received(
    tx: &mut Tx,
    (from, until): (Instant, Instant),
    sender: i64,
    after: &str,
    limit: i64,
) -> Result<Vec<CaseRow>, StoreError> {
    Ok(rows!(
        tx,
        CaseRow,
        case_columns!(
            "WHERE received_at >= $1 AND received_at < $2 AND ($3 = -1 OR sender_id = $3) AND id > $4 ORDER BY id LIMIT $5"
        ),
        from.0,
        until.0,
        sender,
        after,
        limit
    )?)
}

/// Cases received from one moment on and below another case in that order, newest first.
pub async fn received_below(
    tx: &mut Tx,
    from: Instant,
    (at, id): (Instant, &str),
    sender: i64,
    limit: i64,
) -> Result<Vec<CaseRow>, StoreError> {
    Ok(rows!(
        tx,
        CaseRow,
        case_columns!(
            "WHERE received_at >= $1 AND (received_at, id) < ($2, $3) AND ($4 = -1 OR sender_id = $4) \
             ORDER BY received_at DESC, id DESC LIMIT $5"
        ),
        from.0,
        at.0,
        id,
        sender,
        limit
    )?)
}

columns! {
    /// Something that happened to a case.
    pub struct EventRow {
        pub case_id: String,
        pub number: i64,
        pub at: i64,
        pub what: String,
        pub state_before: String,
        pub state_after: String,
        pub actor: String,
        pub actor_id: Option<String>,
        pub channel: String,
        pub detail: Option<Vec<u8>>,
        pub mail_id: Option<String>,
        pub entry_index: i64,
    }
}

/// Something that happens to a case.
pub struct NewEvent<'a> {
    /// The case.
    pub case: &'a str,
    /// Its number: the version the case has after it.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// What, in a word.
    pub what: &'a str,
    /// The state before.
    pub before: &'a str,
    /// The state after.
    pub after: &'a str,
    /// Who, in a word.
    pub actor: &'a str,
    /// Which one.
    pub actor_id: Option<&'a str>,
    /// The way in.
    pub channel: &'a str,
    /// Notes, the text of an answer; sealed.
    pub detail: Option<&'a [u8]>,
    /// The mail in which the person answered.
    pub mail: Option<&'a str>,
    /// The entry.
    pub entry: u64,
}

/// Writes down what happens.
pub async fn add_event(tx: &mut Tx, event: &NewEvent<'_>) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO case_events (case_id, number, at, what, state_before, state_after, actor, actor_id, channel, \
         detail, mail_id, entry_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        event.case,
        event.number,
        event.at.0,
        event.what,
        event.before,
        event.after,
        event.actor,
        event.actor_id,
        event.channel,
        event.detail,
        event.mail,
        event.entry as i64
    )?;
    Ok(())
}

/// What happened to a case, in order.
pub async fn events(tx: &mut Tx, case: &str) -> Result<Vec<EventRow>, StoreError> {
    Ok(rows!(
        tx,
        EventRow,
        "SELECT case_id, number, at, what, state_before, state_after, actor, actor_id, channel, detail, mail_id, entry_index \
         FROM case_events WHERE case_id = $1 ORDER BY number",
        case
    )?)
}

columns! {
    /// An event without what is sealed in it, beside its case's version and the leaf that it names.
    pub struct HistoryRow {
        pub case_id: String,
        pub number: i64,
        pub at: i64,
        pub what: String,
        pub state_before: String,
        pub state_after: String,
        pub actor: String,
        pub actor_id: Option<String>,
        pub channel: String,
        pub mail_id: Option<String>,
        pub entry_index: i64,
        pub version: Option<i64>,
        pub found: Option<i64>,
        pub leaf: Option<Vec<u8>>,
    }
}

/// All events, by case and number, after the given one: for `verify`.
pub async fn history(tx: &mut Tx, after: (&str, i64), limit: i64) -> Result<Vec<HistoryRow>, StoreError> {
    Ok(rows!(
        tx,
        HistoryRow,
        "SELECT e.case_id, e.number, e.at, e.what, e.state_before, e.state_after, e.actor, e.actor_id, e.channel, \
         e.mail_id, e.entry_index, c.version, l.entry_index AS found, l.leaf FROM case_events e \
         LEFT JOIN cases c ON c.id = e.case_id LEFT JOIN ledger_entries l ON l.entry_index = e.entry_index \
         WHERE (e.case_id, e.number) > ($1, $2) ORDER BY e.case_id, e.number LIMIT $3",
        after.0,
        after.1,
        limit
    )?)
}

/// Cases to which nothing happened, not even their opening, by id.
pub async fn without_events(tx: &mut Tx, limit: i64) -> Result<Vec<String>, StoreError> {
    let found = rows!(
        tx,
        (String,),
        "SELECT id FROM cases WHERE NOT EXISTS (SELECT 1 FROM case_events e WHERE e.case_id = cases.id) \
         ORDER BY id LIMIT $1",
        limit
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

columns! {
    /// What is sealed in an event, and, if it is its case's newest, in the case.
    pub struct SealedRow {
        pub case_id: String,
        pub number: i64,
        pub newest: i64,
        pub event: Option<Vec<u8>>,
        pub detail: Option<Vec<u8>>,
    }
}

/// What is sealed in these events, named by case and number.
pub async fn sealed(tx: &mut Tx, events: &[(&str, i64)]) -> Result<Vec<SealedRow>, StoreError> {
    let mut bulk = Bulk::with_capacity(events.len());
    for (case, number) in events {
        bulk.row().text(case).int(*number);
    }
    Ok(rows!(tx, SealedRow, pair dialect::SEALED_EVENTS, bulk.finish())?)
}

/// The events of open cases that await the sending of a mail: more time (`extending`), a question (`asking`).
pub async fn awaiting_mail(tx: &mut Tx) -> Result<Vec<EventRow>, StoreError> {
    Ok(rows!(
        tx,
        EventRow,
        concat!(
            "SELECT e.case_id, e.number, e.at, e.what, e.state_before, e.state_after, e.actor, e.actor_id, e.channel, \
             e.detail, e.mail_id, e.entry_index FROM case_events e JOIN cases c ON c.id = e.case_id \
             WHERE e.what IN ('extending', 'asking') AND c.state IN ",
            open_states!(),
            " AND NOT EXISTS (SELECT 1 FROM case_events l WHERE l.case_id = e.case_id AND l.number > e.number \
         AND l.what IN ('extended', 'not_extended', 'asked', 'not_sent')) ORDER BY e.case_id, e.number"
        )
    )?)
}

/// Open complaints that nobody was told of, oldest first.
pub async fn complaints_to_tell(tx: &mut Tx, limit: i64) -> Result<Vec<CaseRow>, StoreError> {
    Ok(rows!(
        tx,
        CaseRow,
        case_columns!(
            "WHERE kind = 'complaint' AND state IN ('received', 'needs_review', 'in_progress', 'waiting') AND NOT EXISTS \
             (SELECT 1 FROM case_events e WHERE e.case_id = cases.id AND e.what = 'told_complaints') ORDER BY id LIMIT $1"
        ),
        limit
    )?)
}

/// Destroys what is sealed in a recipient's cases: what was said, noted and answered (L8). States and dates stay.
pub async fn forget_details(tx: &mut Tx, recipient: &[u8]) -> Result<u64, StoreError> {
    let events = exec!(
        tx,
        "UPDATE case_events SET detail = NULL WHERE detail IS NOT NULL AND case_id IN \
         (SELECT id FROM cases WHERE recipient_key = $1)",
        recipient
    )?;
    let tasks = exec!(
        tx,
        "UPDATE case_tasks SET answer = NULL WHERE answer IS NOT NULL AND case_id IN \
         (SELECT id FROM cases WHERE recipient_key = $1)",
        recipient
    )?;
    let cases = exec!(tx, "UPDATE cases SET detail = NULL WHERE detail IS NOT NULL AND recipient_key = $1", recipient)?;
    Ok(events + tasks + cases)
}
