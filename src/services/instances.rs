//! The processes at work on one database: each says from time to time that it is alive and how it is reached, so that
//! commands beside it mint links that lead to it, and `doctor` sees who is behind.

use super::Services;
use super::error::ServiceError;
use crate::domain::time::DAY_MS;
use crate::store::instances::{self, InstanceRow};
use crate::store::{Db, inbox, installation, outbox};

/// An instance not seen for so long was not stopped in order; its row goes.
const FORGOTTEN_MS: i64 = DAY_MS;

impl Services {
    /// Says that an instance is alive, reached at `origin`; forgets those lost long ago.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn heartbeat(&self, instance: &str, origin: &str) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        instances::remove(&mut tx, "", now.plus_ms(-FORGOTTEN_MS)).await?;
        instances::heartbeat(&mut tx, instance, origin, now, self.gate.ledger_size()).await?;
        Ok(tx.commit().await?)
    }

    /// Takes back what a process that died had claimed, so that its mails need not wait for the end of their leases. Only
    /// on SQLite, whose one service this is: elsewhere the claims may be those of an instance that lives. Whoever should
    /// hold one all the same finds that it is gone, and does nothing (L7).
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn release_claims(&self) -> Result<(), ServiceError> {
        if let Db::Postgres(_) = &self.db {
            return Ok(());
        }
        let mut tx = self.db.begin().await?;
        let released = inbox::release_all(&mut tx).await? + outbox::release_all(&mut tx).await?;
        tx.commit().await?;
        if released > 0 {
            tracing::warn!(released, "a process died over mails; they are worked on again");
        }
        Ok(())
    }

    /// Takes an instance that stops off the list.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn sign_off(&self, instance: &str) -> Result<(), ServiceError> {
        let mut tx = self.db.begin().await?;
        instances::remove(&mut tx, instance, self.clock.now().plus_ms(-FORGOTTEN_MS)).await?;
        Ok(tx.commit().await?)
    }

    /// The instances seen within so many milliseconds.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn instances(&self, within_ms: i64) -> Result<Vec<InstanceRow>, ServiceError> {
        let since = self.clock.now().plus_ms(-within_ms);
        Ok(instances::seen_since(&mut self.db.snapshot().await?, since).await?)
    }
}

/// How the service is reached, as the instance seen last says.
///
/// # Errors
/// When the database is out of reach.
pub async fn announced_url(db: &Db) -> Result<Option<String>, ServiceError> {
    Ok(instances::latest_url(&mut db.snapshot().await?).await?)
}

/// Whether the database holds an installation.
///
/// # Errors
/// When the database is out of reach.
pub async fn is_in_use(db: &Db) -> Result<bool, ServiceError> {
    Ok(installation::find(&mut db.snapshot().await?).await?.is_some())
}
