//! Who is signed in. The token is a reference of 256 random bits; only its hash is kept, so nobody who reads the database
//! can take a session over (CON-02). A session ends when nothing was asked for an hour, after half a day in any case, and
//! at once when it is revoked or its operator is disabled.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;

use crate::domain::operator::{Operator, session};
use crate::domain::time::{Instant, random_bytes};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::uuid_v7;
use crate::services::mails::Token;
use crate::store::operators::{self, SessionRow};

/// Seen again within this time is not written down again.
const SEEN_EVERY_MS: i64 = 60_000;
/// Of a browser's own description so much is kept, in characters.
const AGENT: usize = 200;

/// From where somebody signs in.
#[derive(Clone, Debug)]
pub struct Client {
    /// The network, not the address.
    pub network: String,
    /// The browser's own description.
    pub agent: String,
}

/// A session that was just begun.
pub struct NewSession {
    /// Goes into the cookie.
    pub token: String,
    /// The operator.
    pub operator: Operator,
}

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its id.
    pub id: String,
    /// Who.
    pub operator: Operator,
    /// When password and code were last shown.
    pub proven_at: Instant,
}

/// A session as its operator sees it.
#[derive(Clone, Debug, Serialize)]
pub struct SessionShown {
    /// Its id.
    pub id: String,
    /// Since when.
    pub created_at: Instant,
    /// When it was last at work.
    pub seen_at: Instant,
    /// From which network.
    pub client: String,
    /// The browser's own description.
    pub agent: String,
}

impl Session {
    /// Whether password and code were shown not long ago: dangerous acts want it.
    pub fn is_fresh(&self, now: Instant) -> bool {
        self.proven_at.plus_ms(session::RECENT_MS) >= now
    }
}

impl Services {
    pub(super) fn new_session_token(&self) -> String {
        URL_SAFE_NO_PAD.encode(random_bytes::<32>(&*self.random))
    }

    pub(super) async fn begin_session(
        &self,
        operator: Operator,
        client: Client,
        before: Option<&str>,
    ) -> Result<NewSession, ServiceError> {
        let token = self.new_session_token();
        let now = self.clock.now();
        let row = SessionRow {
            id: uuid_v7(&*self.random, now),
            operator_id: operator.id.clone(),
            created_at: now.0,
            seen_at: now.0,
            proven_at: now.0,
            client: client.network,
            agent: crate::domain::text::escaped(&client.agent).chars().take(AGENT).collect(),
        };
        let mut tx = self.db.begin().await?;
        if let Some(before) = before {
            operators::end_session_of(&mut tx, &Token::hash_of(before)).await?;
        }
        operators::begin_session(&mut tx, &Token::hash_of(&token), &row).await?;
        tx.commit().await?;
        Ok(NewSession { token, operator })
    }

    /// Whoever is signed in by this token; `None` when nobody is, or no longer.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn session(&self, token: &str) -> Result<Option<Session>, ServiceError> {
        let now = self.clock.now();
        let since = (now.plus_ms(-session::LONGEST_MS), now.plus_ms(-session::IDLE_MS));
        let mut tx = self.db.snapshot().await?;
        let Some(row) = operators::session(&mut tx, &Token::hash_of(token), since).await? else { return Ok(None) };
        let operator = operators::find(&mut tx, &row.operator_id).await?;
        drop(tx);
        let Some(operator) = operator.filter(|operator| operator.disabled_at.is_none()) else { return Ok(None) };
        if row.seen_at + SEEN_EVERY_MS <= now.0 {
            let mut tx = self.db.begin().await?;
            operators::seen(&mut tx, &row.id, now).await?;
            tx.commit().await?;
        }
        Ok(Some(Session { id: row.id, operator, proven_at: Instant(row.proven_at) }))
    }

    /// The sessions of an operator that have not ended, newest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn sessions_of(&self, operator: &str) -> Result<Vec<SessionShown>, ServiceError> {
        let now = self.clock.now();
        let rows = operators::sessions_of(&mut self.db.snapshot().await?, operator).await?;
        let lasts =
            |row: &SessionRow| row.created_at + session::LONGEST_MS > now.0 && row.seen_at + session::IDLE_MS > now.0;
        let shown = |row: SessionRow| SessionShown {
            created_at: Instant(row.created_at),
            seen_at: Instant(row.seen_at),
            id: row.id,
            client: row.client,
            agent: row.agent,
        };
        Ok(rows.into_iter().filter(lasts).map(shown).collect())
    }

    /// Ends one session of an operator; `false` when there is none of this id.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn end_session(&self, operator: &str, id: &str) -> Result<bool, ServiceError> {
        let mut tx = self.db.begin().await?;
        let ended = operators::end_session(&mut tx, operator, id).await?;
        tx.commit().await?;
        Ok(ended)
    }
}
