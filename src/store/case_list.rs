//! The list of cases as people work on it: by the due date that is shown, the earliest first; those without one last, the
//! newest first. One index has the order and everything that is asked for, so a page is found without reading the rows
//! that are not on it.

use super::cases::{CaseRow, case_columns};
use super::sql::{open_states, row, rows};
use super::{StoreError, Tx};
use crate::domain::case::CaseState;

/// The place in the order of a case that is not due; a filter that lets through whatever is due whenever.
pub const NEVER: i64 = i64::MAX;
/// Whoever has it.
pub const ANYBODY: &str = "*";
/// More are not counted.
const COUNTED: i64 = 1_000;

/// Which cases.
#[derive(Clone, Debug)]
pub struct Listed {
    /// A state's word; `open` or `closed`; empty for all.
    pub state: String,
    /// A kind's word; empty for all.
    pub kind: String,
    /// Who has it; [`ANYBODY`] for all, empty for those that nobody has.
    pub assignee: String,
    /// Due before this moment, in milliseconds; [`NEVER`] whenever.
    pub due_before: i64,
}

/// Where a case stands in the order: when it is due, and its id.
pub type Position = (i64, String);

impl CaseRow {
    /// Where it stands in the order.
    pub fn position(&self) -> Position {
        (self.due_at.unwrap_or(NEVER), self.id.clone())
    }
}

/// What a filter lets through; `$who` says whose.
macro_rules! let_through {
    ($who:literal) => {
        concat!(
            "($1 = '' OR state = $1 OR ($1 = 'open' AND state IN ",
            open_states!(),
            ") OR ($1 = 'closed' AND state NOT IN ",
            open_states!(),
            ")) AND ($2 = '' OR kind = $2) AND ",
            $who,
            " AND ($4 = 9223372036854775807 OR COALESCE(due_at, 9223372036854775807) < $4)"
        )
    };
}

/// The page after a position.
macro_rules! after {
    ($who:literal) => {
        case_columns!(
            "WHERE id IN (SELECT id FROM cases WHERE ",
            let_through!($who),
            " AND COALESCE(due_at, 9223372036854775807) >= $5 \
             AND (COALESCE(due_at, 9223372036854775807) > $5 OR id < $6) \
             ORDER BY COALESCE(due_at, 9223372036854775807), id DESC LIMIT $7) \
             ORDER BY COALESCE(due_at, 9223372036854775807), id DESC"
        )
    };
}

/// The page before a position, turned round.
macro_rules! before {
    ($who:literal) => {
        case_columns!(
            "WHERE id IN (SELECT id FROM cases WHERE ",
            let_through!($who),
            " AND COALESCE(due_at, 9223372036854775807) <= $5 \
             AND (COALESCE(due_at, 9223372036854775807) < $5 OR id > $6) \
             ORDER BY COALESCE(due_at, 9223372036854775807) DESC, id LIMIT $7) \
             ORDER BY COALESCE(due_at, 9223372036854775807) DESC, id"
        )
    };
}

/// Runs a page: by the index of whoever has cases where one person's are asked for, else by the one of all.
macro_rules! listed {
    ($tx:ident, $page:ident, $which:ident, $at:expr, $limit:ident) => {{
        let Listed { state, kind, assignee, due_before } = $which;
        let (due, id) = $at;
        match assignee.as_str() {
            ANYBODY | "" => rows!(
                $tx,
                CaseRow,
                $page!("($3 = '*' OR COALESCE(assignee, '') = $3)"),
                state,
                kind,
                assignee,
                *due_before,
                due,
                id,
                $limit
            ),
            _ => rows!($tx, CaseRow, $page!("assignee = $3"), state, kind, assignee, *due_before, due, id, $limit),
        }
    }};
}

impl Listed {
    /// Where the list can begin: what has ended is never due, so it stands behind everything that is.
    fn begins(&self) -> (i64, &'static str) {
        let is_open = |word: &str| CaseState::from_word(word).is_none_or(CaseState::is_open);
        // Ids are hexadecimal.
        if self.state == "closed" || !is_open(&self.state) { (NEVER, "z") } else { (i64::MIN, "") }
    }
}

/// The cases after a position, or from the beginning, in order.
pub async fn after(
    tx: &mut Tx,
    which: &Listed,
    from: Option<&Position>,
    limit: i64,
) -> Result<Vec<CaseRow>, StoreError> {
    let from = from.map_or(which.begins(), |(due, id)| (*due, id.as_str()));
    Ok(listed!(tx, after, which, from, limit)?)
}

/// The cases before a position, the nearest first.
pub async fn before(tx: &mut Tx, which: &Listed, at: &Position, limit: i64) -> Result<Vec<CaseRow>, StoreError> {
    Ok(listed!(tx, before, which, (at.0, at.1.as_str()), limit)?)
}

/// How many open cases are due from one moment until before another; a thousand at most. The state is asked for in a form
/// that no index begins with: SQLite would take the index of states, and read every open case to find the few that are due.
pub async fn due_within(tx: &mut Tx, from: i64, until: i64) -> Result<i64, StoreError> {
    let count = row!(
        tx,
        (i64,),
        concat!(
            "SELECT COUNT(*) FROM (SELECT id FROM cases WHERE COALESCE(due_at, 9223372036854775807) >= $1 \
             AND COALESCE(due_at, 9223372036854775807) < $2 AND COALESCE(state, '') IN ",
            open_states!(),
            " LIMIT $3) AS counted"
        ),
        from,
        until,
        COUNTED
    )?;
    Ok(count.map_or(0, |(n,)| n))
}

/// How many open cases somebody has; a thousand at most.
pub async fn held_by(tx: &mut Tx, assignee: &str) -> Result<i64, StoreError> {
    let count = row!(
        tx,
        (i64,),
        concat!(
            "SELECT COUNT(*) FROM (SELECT id FROM cases WHERE assignee = $1 AND state IN ",
            open_states!(),
            " LIMIT $2) AS counted"
        ),
        assignee,
        COUNTED
    )?;
    Ok(count.map_or(0, |(n,)| n))
}
