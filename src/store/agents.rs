//! `agents` and `agent_notes`: support mailboxes whose forwards are trusted, and what is still to be told to them.

use super::sql::{columns, exec, row, rows};
use super::{StoreError, Tx, fixed};
use crate::domain::address::RecipientKey;
use crate::domain::agent::{Agent, StatusNotes};
use crate::domain::time::Instant;

columns! {
    /// An agent as stored.
    pub struct AgentRow {
        pub id: String,
        pub recipient_key: Vec<u8>,
        pub scheme: i64,
        pub address: Vec<u8>,
        pub status_notes: String,
        pub created_at: i64,
    }
}

columns! {
    /// A note that waits.
    pub struct NoteRow {
        pub id: String,
        pub agent_id: String,
        pub note: Vec<u8>,
        pub created_at: i64,
    }
}

impl TryFrom<AgentRow> for Agent {
    type Error = StoreError;

    fn try_from(row: AgentRow) -> Result<Self, StoreError> {
        let corrupt = |column| StoreError::corrupt("agents", column, &row.id);
        Ok(Self {
            key: RecipientKey {
                scheme: u16::try_from(row.scheme).map_err(|_| corrupt("scheme"))?,
                bytes: fixed(&row.recipient_key, "agents", "recipient_key", &row.id)?,
            },
            status_notes: StatusNotes::from_word(&row.status_notes).ok_or_else(|| corrupt("status_notes"))?,
            created_at: Instant(row.created_at),
            sealed: row.address,
            id: row.id,
        })
    }
}

/// The agents of the directory; one that cannot be read is nobody's agent.
pub async fn all(tx: &mut Tx) -> Result<Vec<Result<Agent, StoreError>>, StoreError> {
    let found = rows!(
        tx,
        AgentRow,
        "SELECT id, recipient_key, scheme, address, status_notes, created_at FROM agents WHERE removed_at IS NULL \
         ORDER BY id"
    )?;
    Ok(found.into_iter().map(Agent::try_from).collect())
}

/// Adds an agent, or changes what one is told, or brings back one that was removed.
pub async fn put(tx: &mut Tx, agent: &Agent, entry: u64) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO agents (id, recipient_key, scheme, address, status_notes, created_at, entry_index) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (recipient_key) DO UPDATE SET \
         status_notes = excluded.status_notes, removed_at = NULL, entry_index = excluded.entry_index",
        &agent.id,
        &agent.key.bytes[..],
        i64::from(agent.key.scheme),
        &agent.sealed[..],
        agent.status_notes.word(),
        agent.created_at.0,
        entry as i64
    )?;
    Ok(())
}

/// Removes an agent; `false` when there is none of this id.
pub async fn remove(tx: &mut Tx, id: &str, now: Instant, entry: u64) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE agents SET removed_at = $2, entry_index = $3 WHERE id = $1 AND removed_at IS NULL",
        id,
        now.0,
        entry as i64
    )?;
    Ok(touched == 1)
}

/// Whether an agent of this recipient key was removed and is none any more.
pub async fn was_removed(tx: &mut Tx, recipient: &[u8]) -> Result<bool, StoreError> {
    let count =
        row!(tx, (i64,), "SELECT COUNT(*) FROM agents WHERE recipient_key = $1 AND removed_at IS NOT NULL", recipient)?;
    Ok(count.is_some_and(|(n,)| n > 0))
}

/// Keeps a note for an agent.
pub async fn add_note(tx: &mut Tx, id: &str, agent: &str, note: &[u8], now: Instant) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO agent_notes (id, agent_id, note, created_at) VALUES ($1, $2, $3, $4)",
        id,
        agent,
        note,
        now.0
    )?;
    Ok(())
}

/// The notes that wait for agents who have one older than `before`, oldest first.
pub async fn notes_due(tx: &mut Tx, before: Instant, limit: i64) -> Result<Vec<NoteRow>, StoreError> {
    Ok(rows!(
        tx,
        NoteRow,
        "SELECT id, agent_id, note, created_at FROM agent_notes WHERE sent_at IS NULL AND agent_id IN \
         (SELECT agent_id FROM agent_notes WHERE sent_at IS NULL AND created_at <= $1) ORDER BY agent_id, id LIMIT $2",
        before.0,
        limit
    )?)
}

/// What is left of a note that was told.
const NOTHING: &[u8] = &[];

/// Marks a note as told; `false` when another was first. Its content goes with it.
pub async fn note_sent(tx: &mut Tx, id: &str, now: Instant) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE agent_notes SET sent_at = $2, note = $3 WHERE id = $1 AND sent_at IS NULL",
        id,
        now.0,
        NOTHING
    )?;
    Ok(touched == 1)
}
