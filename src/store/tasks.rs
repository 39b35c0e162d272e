//! `case_tasks`: what another party must do for a case.

use serde_json::{Value, json};

use super::bulk::Bulk;
use super::sql::{columns, exec, row, rows};
use super::{StoreError, Tx, dialect, fixed, hex};
use crate::domain::case::{PartyKind, Task, TaskState, TaskWhat};
use crate::domain::time::Instant;

columns! {
    /// As stored.
    pub struct TaskRow {
        pub id: String,
        pub case_id: String,
        pub party_id: String,
        pub party_kind: String,
        pub what: String,
        pub state: String,
        pub opened_at: i64,
        pub told: i64,
        pub next_at: Option<i64>,
        pub settled_at: Option<i64>,
        pub settled_by: Option<String>,
        pub token_hash: Vec<u8>,
        pub answer: Option<Vec<u8>>,
        pub entry_index: i64,
    }
}

/// The columns of [`TaskRow`], for `SELECT`.
macro_rules! task_columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, case_id, party_id, party_kind, what, state, opened_at, told, next_at, settled_at, settled_by, \
             token_hash, answer, entry_index FROM case_tasks ",
            $rest
        )
    };
}

impl TaskRow {
    /// Every column that the hash in an entry stands for: all but how often the party was told, and its sealed answer,
    /// which is destroyed in time and which an entry commits to apart ([`crate::domain::change`]).
    pub fn columns(&self) -> Value {
        json!({
            "id": self.id,
            "case_id": self.case_id,
            "party_id": self.party_id,
            "party_kind": self.party_kind,
            "what": self.what,
            "state": self.state,
            "opened_at": self.opened_at,
            "settled_at": self.settled_at,
            "settled_by": self.settled_by,
            "token_hash": hex(&self.token_hash),
        })
    }
}

impl TryFrom<TaskRow> for Task {
    type Error = StoreError;

    fn try_from(row: TaskRow) -> Result<Self, StoreError> {
        let corrupt = |column| StoreError::corrupt("case_tasks", column, &row.id);
        Ok(Self {
            party_kind: PartyKind::from_word(&row.party_kind).ok_or_else(|| corrupt("party_kind"))?,
            what: TaskWhat::from_word(&row.what).ok_or_else(|| corrupt("what"))?,
            state: TaskState::from_word(&row.state).ok_or_else(|| corrupt("state"))?,
            token_hash: fixed(&row.token_hash, "case_tasks", "token_hash", &row.id)?,
            case: row.case_id,
            party: row.party_id,
            opened_at: Instant(row.opened_at),
            told: row.told,
            next_at: row.next_at.map(Instant),
            settled_at: row.settled_at.map(Instant),
            settled_by: row.settled_by,
            answer: row.answer,
            entry: row.entry_index,
            id: row.id,
        })
    }
}

/// Asks a party; the entry is set by [`set_entry`] in the same transaction.
pub async fn insert(tx: &mut Tx, task: &Task) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO case_tasks (id, case_id, party_id, party_kind, what, state, opened_at, told, next_at, token_hash, \
         entry_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, -1)",
        &task.id,
        &task.case,
        &task.party,
        task.party_kind.word(),
        task.what.word(),
        task.state.word(),
        task.opened_at.0,
        task.told,
        task.next_at.map(|at| at.0),
        &task.token_hash[..]
    )?;
    Ok(())
}

/// Ends a task that is open, or, by an operator's word, one that failed; `false` when it is neither.
pub async fn settle(
    tx: &mut Tx,
    id: &str,
    (to, by): (TaskState, &str),
    answer: Option<&[u8]>,
    now: Instant,
) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE case_tasks SET state = $2, settled_by = $3, answer = COALESCE($4, answer), settled_at = $5, \
         next_at = NULL WHERE id = $1 AND (state = 'open' OR (state = 'failed' AND $3 = 'operator'))",
        id,
        to.word(),
        by,
        answer,
        now.0
    )?;
    Ok(touched == 1)
}

/// Opens a task again that is done or failed: it is asked for anew from now on. `false` when it is neither. What was
/// answered is destroyed: were it kept, a confirmation without data would bring it back.
pub async fn reopen(tx: &mut Tx, id: &str, now: Instant) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE case_tasks SET state = 'open', settled_by = NULL, settled_at = NULL, opened_at = $2, told = 0, \
         answer = NULL, next_at = $2 WHERE id = $1 AND state IN ('done', 'failed')",
        id,
        now.0
    )?;
    Ok(touched == 1)
}

/// Writes down that a party was told; `false` when somebody else told it meanwhile.
pub async fn told(tx: &mut Tx, id: &str, before: i64, next_at: Option<Instant>) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE case_tasks SET told = $2 + 1, next_at = $3 WHERE id = $1 AND told = $2 AND state = 'open'",
        id,
        before,
        next_at.map(|at| at.0)
    )?;
    Ok(touched == 1)
}

/// Replaces an answer by its redacted form; `false` when another answer stands there by now.
pub async fn set_answer(tx: &mut Tx, id: &str, before: &[u8], answer: &[u8]) -> Result<bool, StoreError> {
    let touched = exec!(tx, "UPDATE case_tasks SET answer = $3 WHERE id = $1 AND answer = $2", id, before, answer)?;
    Ok(touched == 1)
}

/// Destroys the answers to a case's tasks: they have been handed out, and are kept nowhere else.
pub async fn forget_answers(tx: &mut Tx, case: &str) -> Result<u64, StoreError> {
    Ok(exec!(tx, "UPDATE case_tasks SET answer = NULL WHERE case_id = $1 AND answer IS NOT NULL", case)?)
}

/// Names the entry of a task's last change.
pub async fn set_entry(tx: &mut Tx, id: &str, entry: u64) -> Result<(), StoreError> {
    exec!(tx, "UPDATE case_tasks SET entry_index = $2 WHERE id = $1", id, entry as i64)?;
    Ok(())
}

/// One task.
pub async fn find(tx: &mut Tx, id: &str) -> Result<Option<TaskRow>, StoreError> {
    Ok(row!(tx, TaskRow, task_columns!("WHERE id = $1"), id)?)
}

/// The task whose link has this token.
pub async fn by_token(tx: &mut Tx, token_hash: &[u8; 32]) -> Result<Option<TaskRow>, StoreError> {
    Ok(row!(tx, TaskRow, task_columns!("WHERE token_hash = $1"), &token_hash[..])?)
}

/// The tasks of a case, oldest first.
pub async fn of_case(tx: &mut Tx, case: &str) -> Result<Vec<TaskRow>, StoreError> {
    Ok(rows!(tx, TaskRow, task_columns!("WHERE case_id = $1 ORDER BY id"), case)?)
}

/// The open tasks whose party is to be told by now, oldest first.
pub async fn due(tx: &mut Tx, now: Instant, limit: i64) -> Result<Vec<TaskRow>, StoreError> {
    Ok(rows!(
        tx,
        TaskRow,
        task_columns!("WHERE state = 'open' AND next_at <= $1 ORDER BY next_at, id LIMIT $2"),
        now.0,
        limit
    )?)
}

/// All tasks, by id, after the given one: for `verify`.
pub async fn page(tx: &mut Tx, after: &str, limit: i64) -> Result<Vec<TaskRow>, StoreError> {
    Ok(rows!(tx, TaskRow, task_columns!("WHERE id > $1 ORDER BY id LIMIT $2"), after, limit)?)
}

/// What is sealed as the answers to these tasks, each named with the entry of its last change; one that changed since, or
/// is gone, is left out.
pub async fn answers(tx: &mut Tx, tasks: &[(&str, u64)]) -> Result<Vec<(String, Option<Vec<u8>>)>, StoreError> {
    let mut bulk = Bulk::with_capacity(tasks.len());
    for (id, entry) in tasks {
        bulk.row().text(id).int(*entry as i64);
    }
    Ok(rows!(tx, (String, Option<Vec<u8>>), pair dialect::SEALED_ANSWERS, bulk.finish())?)
}

/// How many tasks of a case nobody has done: open, or failed and not settled by an operator since.
pub async fn open_count(tx: &mut Tx, case: &str) -> Result<i64, StoreError> {
    let count =
        row!(tx, (i64,), "SELECT COUNT(*) FROM case_tasks WHERE case_id = $1 AND state IN ('open', 'failed')", case)?;
    Ok(count.map_or(0, |(n,)| n))
}
