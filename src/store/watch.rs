//! Notices when another process has written.

use std::sync::Arc;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgListener, PgPool};
use sqlx::{Row, Sqlite};

use super::place::FilePlace;
use super::{Db, StoreError};

/// Watches the database from a connection of its own.
pub enum Watcher {
    /// SQLite counts the commits of others for each connection, so the same connection must be asked each time.
    Sqlite {
        /// That connection.
        connection: PoolConnection<Sqlite>,
        /// Its last count.
        seen: i64,
        /// A file that is not in its place has no commits of others, however often it is asked.
        place: Arc<FilePlace>,
    },
    /// PostgreSQL's notifications are a hint; the ledger's size is the truth.
    Postgres {
        /// For asking.
        pool: PgPool,
        /// For hints; gone after a lost connection until it is made anew.
        listener: Option<PgListener>,
        /// The last size.
        seen: i64,
    },
}

impl Db {
    /// Begins to watch.
    pub async fn watch(&self) -> Result<Watcher, StoreError> {
        Ok(match self {
            Self::Sqlite { read, place, .. } => {
                Watcher::Sqlite { connection: read.acquire().await?, seen: -1, place: place.clone() }
            }
            Self::Postgres(pool) => Watcher::Postgres { pool: pool.clone(), listener: self.listen().await?, seen: -1 },
        })
    }
}

impl Watcher {
    /// Whether anything was written since the last call. An error means: cannot tell, so it may have been.
    pub async fn changed(&mut self) -> Result<bool, StoreError> {
        let (now, seen) = match self {
            Self::Sqlite { connection, seen, place } => {
                place.check()?;
                let row = sqlx::query("PRAGMA data_version").fetch_one(&mut **connection).await?;
                (row.try_get::<i64, _>(0)?, seen)
            }
            Self::Postgres { pool, seen, .. } => {
                let row = sqlx::query("SELECT size FROM ledger_head WHERE one = 1").fetch_one(&*pool).await?;
                (row.try_get::<i64, _>(0)?, seen)
            }
        };
        let changed = *seen != now;
        *seen = now;
        Ok(changed)
    }

    /// Waits for the next moment to look: the interval, or sooner by a hint.
    pub async fn pause(&mut self, interval: Duration) {
        match self {
            Self::Postgres { listener: Some(listener), .. } => {
                // A lost connection answers at once; the poll that follows will say whether the database is there.
                if let Ok(Err(_)) = tokio::time::timeout(interval, listener.recv()).await {
                    tokio::time::sleep(interval).await;
                }
            }
            _ => tokio::time::sleep(interval).await,
        }
    }
}
