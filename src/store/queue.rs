//! Mails as persons go through them: what waits by its clock, what was decided last, and what else one person wrote.

use super::sql::{columns, open_states, row, rows};
use super::{StoreError, Tx};

columns! {
    /// A mail that waits, and when its clock ends.
    pub struct WaitingRow {
        pub id: String,
        pub due_at: i64,
    }
}

columns! {
    /// How much waits.
    pub struct WaitingShort {
        pub mails: i64,
        /// When the earliest clock ends.
        pub due_at: Option<i64>,
        /// How many of their cases hold somebody's promotional mail.
        pub holding: i64,
    }
}

columns! {
    /// A mail about somebody, in short.
    pub struct AboutRow {
        pub id: String,
        pub received_at: i64,
        pub status: String,
    }
}

/// The mails that wait for a person, each with the end of the earliest clock of its open cases: where a case has no clock,
/// so many milliseconds after it came.
macro_rules! waiting {
    ($within:literal) => {
        concat!(
            "SELECT i.id, COALESCE((SELECT MIN(COALESCE(c.due_at, c.received_at + ",
            $within,
            ")) FROM cases c WHERE c.mail_id = i.id AND c.state IN ",
            open_states!(),
            "), i.received_at + ",
            $within,
            ") AS due_at FROM inbox i WHERE i.status = 'review'"
        )
    };
}

/// Mails that wait, the earliest clock first, after one that ends then and has this id. A case without a clock has
/// `within` milliseconds.
pub async fn waiting(
    tx: &mut Tx,
    (due_at, id): (i64, &str),
    within: i64,
    limit: i64,
) -> Result<Vec<WaitingRow>, StoreError> {
    Ok(rows!(
        tx,
        WaitingRow,
        concat!(
            // Found once for each mail, and not again for each place where it is named.
            "WITH waiting AS MATERIALIZED (",
            waiting!("$3"),
            ") SELECT id, due_at FROM waiting WHERE due_at > $1 OR (due_at = $1 AND id > $2) \
             ORDER BY due_at, id LIMIT $4"
        ),
        due_at,
        id,
        within,
        limit
    )?)
}

/// How much waits, when the earliest clock ends, and whether anybody's mail is held.
pub async fn waiting_in_short(tx: &mut Tx, within: i64) -> Result<WaitingShort, StoreError> {
    let found = row!(
        tx,
        WaitingShort,
        concat!(
            "SELECT COUNT(*) AS mails, MIN(due_at) AS due_at, (SELECT COUNT(*) FROM inbox h JOIN cases c \
             ON c.mail_id = h.id WHERE h.status = 'review' AND c.holds = TRUE) AS holding FROM (",
            waiting!("$1"),
            ") AS waiting"
        ),
        within
    )?;
    Ok(found.unwrap_or(WaitingShort { mails: 0, due_at: None, holding: 0 }))
}

/// The mails that persons decided about last, newest first.
pub async fn decided(tx: &mut Tx, limit: i64) -> Result<Vec<String>, StoreError> {
    let found = rows!(
        tx,
        (String,),
        "SELECT id FROM inbox WHERE status = 'decided' ORDER BY worked_at DESC, id DESC LIMIT $1",
        limit
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// The last mails about a recipient, newest first.
pub async fn about(tx: &mut Tx, recipient: &[u8], limit: i64) -> Result<Vec<AboutRow>, StoreError> {
    Ok(rows!(
        tx,
        AboutRow,
        "SELECT id, received_at, status FROM inbox WHERE recipient_key = $1 ORDER BY id DESC LIMIT $2",
        recipient,
        limit
    )?)
}
