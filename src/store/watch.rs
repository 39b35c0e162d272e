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
    /// PostgreSQL's notifications are a hint; the ledger's head is the truth.
    Postgres {
        /// For asking.
        pool: PgPool,
        /// For hints; gone after a lost connection until it is made anew.
        listener: Option<PgListener>,
        /// The last epoch, size and root: a rewritten ledger may have the size it had.
        seen: (i64, i64, Vec<u8>),
    },
}

impl Db {
    /// Begins to watch.
    pub async fn watch(&self) -> Result<Watcher, StoreError> {
        Ok(match self {
            Self::Sqlite { read, place, .. } => {
                Watcher::Sqlite { connection: read.acquire().await?, seen: -1, place: place.clone() }
            }
            Self::Postgres(pool) => {
                // Only a hint: where it cannot be had (a pooler in between), polling alone does.
                let listener = self.listen().await.unwrap_or_else(|error| {
                    tracing::warn!(%error, "no notifications from PostgreSQL; polling alone");
                    None
                });
                Watcher::Postgres { pool: pool.clone(), listener, seen: (-1, -1, Vec::new()) }
            }
        })
    }
}

impl Watcher {
    /// Whether anything was written since the last call. An error means: cannot tell, so it may have been.
    pub async fn changed(&mut self) -> Result<bool, StoreError> {
        Ok(match self {
            Self::Sqlite { connection, seen, place } => {
                place.check()?;
                let row = sqlx::query("PRAGMA data_version").fetch_one(&mut **connection).await?;
                replaced(seen, row.try_get(0)?)
            }
            Self::Postgres { pool, seen, .. } => {
                let head = "SELECT epoch, size, root FROM ledger_head WHERE one = 1";
                let row = sqlx::query(head).fetch_one(&*pool).await?;
                replaced(seen, (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?))
            }
        })
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

fn replaced<T: PartialEq>(seen: &mut T, now: T) -> bool {
    let changed = *seen != now;
    *seen = now;
    changed
}
