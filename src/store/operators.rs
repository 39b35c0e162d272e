//! `operators` and what they sign in with: credentials, sessions, one-time links.

use super::sql::{columns, exec, row, rows};
use super::{StoreError, Tx, fixed};
use crate::domain::address::RecipientKey;
use crate::domain::operator::{Operator, Role};
use crate::domain::time::Instant;

columns! {
    /// An operator as stored.
    pub struct OperatorRow {
        pub id: String,
        pub recipient_key: Vec<u8>,
        pub scheme: i64,
        pub address: Vec<u8>,
        pub name: String,
        pub role: String,
        pub created_at: i64,
        pub disabled_at: Option<i64>,
    }
}

columns! {
    /// What an operator signs in with.
    pub struct CredentialsRow {
        pub operator_id: String,
        pub password_hash: String,
        pub totp_secret: Vec<u8>,
        pub last_step: i64,
        pub changed_at: i64,
    }
}

columns! {
    /// Somebody who is signed in.
    pub struct SessionRow {
        pub id: String,
        pub operator_id: String,
        pub created_at: i64,
        pub seen_at: i64,
        pub proven_at: i64,
        pub client: String,
        pub agent: String,
    }
}

columns! {
    /// A one-time link to begin.
    pub struct LinkRow {
        pub operator_id: Option<String>,
        pub created_at: i64,
        pub expires_at: i64,
        pub used_at: Option<i64>,
    }
}

impl TryFrom<OperatorRow> for Operator {
    type Error = StoreError;

    fn try_from(row: OperatorRow) -> Result<Self, StoreError> {
        let corrupt = |column| StoreError::corrupt("operators", column, &row.id);
        Ok(Self {
            key: RecipientKey {
                scheme: u16::try_from(row.scheme).map_err(|_| corrupt("scheme"))?,
                bytes: fixed(&row.recipient_key, "operators", "recipient_key", &row.id)?,
            },
            role: Role::from_word(&row.role).ok_or_else(|| corrupt("role"))?,
            created_at: Instant(row.created_at),
            disabled_at: row.disabled_at.map(Instant),
            sealed: row.address,
            name: row.name,
            id: row.id,
        })
    }
}

/// All operators, oldest first, disabled ones too; one that cannot be read may do nothing.
pub async fn all(tx: &mut Tx) -> Result<Vec<Result<Operator, StoreError>>, StoreError> {
    let found = rows!(
        tx,
        OperatorRow,
        "SELECT id, recipient_key, scheme, address, name, role, created_at, disabled_at FROM operators ORDER BY id"
    )?;
    Ok(found.into_iter().map(Operator::try_from).collect())
}

/// The operator of this id.
pub async fn find(tx: &mut Tx, id: &str) -> Result<Option<Operator>, StoreError> {
    let found = row!(
        tx,
        OperatorRow,
        "SELECT id, recipient_key, scheme, address, name, role, created_at, disabled_at FROM operators WHERE id = $1",
        id
    )?;
    found.map(Operator::try_from).transpose()
}

/// The operator with this key of an address.
pub async fn find_by_key(tx: &mut Tx, key: &RecipientKey) -> Result<Option<Operator>, StoreError> {
    let found = row!(
        tx,
        OperatorRow,
        "SELECT id, recipient_key, scheme, address, name, role, created_at, disabled_at FROM operators \
         WHERE recipient_key = $1",
        &key.bytes[..]
    )?;
    found.map(Operator::try_from).transpose()
}

/// Writes an operator: a new one, or name, role and end of one there is.
pub async fn put(tx: &mut Tx, operator: &Operator, entry: u64) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO operators (id, recipient_key, scheme, address, name, role, created_at, disabled_at, entry_index) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET name = excluded.name, \
         role = excluded.role, disabled_at = excluded.disabled_at, entry_index = excluded.entry_index",
        &operator.id,
        &operator.key.bytes[..],
        i64::from(operator.key.scheme),
        &operator.sealed[..],
        &operator.name,
        operator.role.word(),
        operator.created_at.0,
        operator.disabled_at.map(|at| at.0),
        entry as i64
    )?;
    Ok(())
}

/// What an operator signs in with.
pub async fn credentials(tx: &mut Tx, operator: &str) -> Result<Option<CredentialsRow>, StoreError> {
    Ok(row!(
        tx,
        CredentialsRow,
        "SELECT operator_id, password_hash, totp_secret, last_step, changed_at FROM operator_credentials \
         WHERE operator_id = $1",
        operator
    )?)
}

/// Writes what an operator signs in with from now on. `last_step` is the step of the code that was shown with it.
pub async fn put_credentials(
    tx: &mut Tx,
    operator: &str,
    (password_hash, totp_secret): (&str, &[u8]),
    last_step: i64,
    now: Instant,
) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO operator_credentials (operator_id, password_hash, totp_secret, last_step, changed_at) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (operator_id) DO UPDATE SET \
         password_hash = excluded.password_hash, totp_secret = excluded.totp_secret, last_step = excluded.last_step, \
         changed_at = excluded.changed_at",
        operator,
        password_hash,
        totp_secret,
        last_step,
        now.0
    )?;
    Ok(())
}

/// Destroys what an operator signs in with.
pub async fn forget_credentials(tx: &mut Tx, operator: &str) -> Result<(), StoreError> {
    exec!(tx, "DELETE FROM operator_credentials WHERE operator_id = $1", operator)?;
    Ok(())
}

/// Takes a code's step as used; `false` when this step or a later one was used before.
pub async fn signed_in(tx: &mut Tx, operator: &str, step: i64) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE operator_credentials SET last_step = $2 WHERE operator_id = $1 AND last_step < $2",
        operator,
        step
    )?;
    Ok(touched == 1)
}

/// Begins a session.
pub async fn begin_session(tx: &mut Tx, token_hash: &[u8], session: &SessionRow) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO operator_sessions (token_hash, id, operator_id, created_at, seen_at, proven_at, client, agent) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        token_hash,
        &session.id,
        &session.operator_id,
        session.created_at,
        session.seen_at,
        session.proven_at,
        &session.client,
        &session.agent
    )?;
    Ok(())
}

/// The session of this token, if it was begun after `begun` and last seen after `seen`.
pub async fn session(
    tx: &mut Tx,
    token_hash: &[u8],
    (begun, seen): (Instant, Instant),
) -> Result<Option<SessionRow>, StoreError> {
    Ok(row!(
        tx,
        SessionRow,
        "SELECT id, operator_id, created_at, seen_at, proven_at, client, agent FROM operator_sessions \
         WHERE token_hash = $1 AND created_at > $2 AND seen_at > $3",
        token_hash,
        begun.0,
        seen.0
    )?)
}

/// The sessions of an operator, newest first.
pub async fn sessions_of(tx: &mut Tx, operator: &str) -> Result<Vec<SessionRow>, StoreError> {
    Ok(rows!(
        tx,
        SessionRow,
        "SELECT id, operator_id, created_at, seen_at, proven_at, client, agent FROM operator_sessions \
         WHERE operator_id = $1 ORDER BY created_at DESC, id",
        operator
    )?)
}

/// A session was at work.
pub async fn seen(tx: &mut Tx, id: &str, now: Instant) -> Result<(), StoreError> {
    exec!(tx, "UPDATE operator_sessions SET seen_at = $2 WHERE id = $1", id, now.0)?;
    Ok(())
}

/// Its operator has just shown password and code once more: from now on it goes by another token.
pub async fn proven(tx: &mut Tx, id: &str, token_hash: &[u8], now: Instant) -> Result<(), StoreError> {
    exec!(
        tx,
        "UPDATE operator_sessions SET token_hash = $2, proven_at = $3, seen_at = $3 WHERE id = $1",
        id,
        token_hash,
        now.0
    )?;
    Ok(())
}

/// Ends the session of this token, if there is one.
pub async fn end_session_of(tx: &mut Tx, token_hash: &[u8]) -> Result<(), StoreError> {
    exec!(tx, "DELETE FROM operator_sessions WHERE token_hash = $1", token_hash)?;
    Ok(())
}

/// Ends one session of an operator; `false` when there is none of this id.
pub async fn end_session(tx: &mut Tx, operator: &str, id: &str) -> Result<bool, StoreError> {
    let touched = exec!(tx, "DELETE FROM operator_sessions WHERE operator_id = $1 AND id = $2", operator, id)?;
    Ok(touched == 1)
}

/// Ends every session of an operator but one (none: all of them).
pub async fn end_sessions(tx: &mut Tx, operator: &str, but: &str) -> Result<u64, StoreError> {
    Ok(exec!(tx, "DELETE FROM operator_sessions WHERE operator_id = $1 AND id <> $2", operator, but)?)
}

/// Forgets sessions that were begun before this, and links that ended before it.
pub async fn forget_old(tx: &mut Tx, before: Instant) -> Result<u64, StoreError> {
    let sessions = exec!(tx, "DELETE FROM operator_sessions WHERE created_at <= $1", before.0)?;
    let links = exec!(tx, "DELETE FROM operator_links WHERE expires_at <= $1", before.0)?;
    Ok(sessions + links)
}

/// Adds a one-time link for an operator; for nobody: for the first of all. Links for the same end before it does.
pub async fn add_link(
    tx: &mut Tx,
    token_hash: &[u8],
    operator: Option<&str>,
    (now, expires): (Instant, Instant),
) -> Result<(), StoreError> {
    exec!(
        tx,
        "UPDATE operator_links SET used_at = $2 WHERE used_at IS NULL AND COALESCE(operator_id, '') = $1",
        operator.unwrap_or_default(),
        now.0
    )?;
    exec!(
        tx,
        "INSERT INTO operator_links (token_hash, operator_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        token_hash,
        operator,
        now.0,
        expires.0
    )?;
    Ok(())
}

/// The one-time link of this token.
pub async fn link(tx: &mut Tx, token_hash: &[u8]) -> Result<Option<LinkRow>, StoreError> {
    Ok(row!(
        tx,
        LinkRow,
        "SELECT operator_id, created_at, expires_at, used_at FROM operator_links WHERE token_hash = $1",
        token_hash
    )?)
}

/// Spends a one-time link; `false` when another was first, or when it is too old.
pub async fn spend_link(tx: &mut Tx, token_hash: &[u8], now: Instant) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE operator_links SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at >= $2",
        token_hash,
        now.0
    )?;
    Ok(touched == 1)
}
