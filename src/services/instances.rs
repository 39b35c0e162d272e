//! The processes at work on one database: each says from time to time that it is alive and how it is reached, so that
//! commands beside it mint links that lead to it, and `doctor` sees who is behind.

use super::Services;
use super::error::ServiceError;
use crate::domain::time::DAY_MS;
use crate::store::instances::{self, InstanceRow};
use crate::store::{Db, installation};

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
