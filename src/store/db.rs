//! The database: SQLite inside, or PostgreSQL; pools, transactions, migrations.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgListener, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, Postgres, SqlSafeStr, Sqlite, Transaction};

use super::StoreError;
use super::place::FilePlace;
use super::sql::exec;

/// Where the ledger's growth is announced on PostgreSQL: a hint to poll now.
pub const CHANNEL: &str = "desist_ledger";

/// An open database.
#[derive(Clone)]
pub enum Db {
    /// One writing connection, so that writers queue fairly here and only other processes wait for the file lock;
    /// several reading ones.
    Sqlite {
        /// The one connection that writes.
        write: SqlitePool,
        /// Read-only connections.
        read: SqlitePool,
        /// Where the file lay when it was opened.
        place: Arc<FilePlace>,
    },
    /// A pool of connections.
    Postgres(PgPool),
}

/// A transaction; it must be finished by [`Tx::commit`], otherwise it never was.
pub enum Tx {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

/// How to reach the database.
pub struct Options {
    /// Connections at most (PostgreSQL; SQLite reads use half).
    pub max_connections: u32,
    /// How long to wait for one before saying that the database is not available.
    pub acquire_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_connections: 8, acquire_timeout: Duration::from_secs(3) }
    }
}

impl Db {
    /// Opens the SQLite file, making it if need be. Write-ahead log and `synchronous=FULL`: an answered stop survives
    /// the loss of power (L1).
    pub async fn open_sqlite(path: &Path, options: &Options) -> Result<Self, StoreError> {
        let connect = sqlite_options(path);
        let write = sqlite_pool()
            .max_connections(1)
            .acquire_timeout(options.acquire_timeout.max(Duration::from_secs(10)))
            .connect_with(connect.clone())
            .await?;
        let read = sqlite_pool()
            .max_connections((options.max_connections / 2).max(2))
            .acquire_timeout(options.acquire_timeout)
            .connect_with(connect.read_only(true))
            .await?;
        let place = Arc::new(FilePlace::of(path)?);
        Ok(Self::Sqlite { write, read, place })
    }

    /// Connects to PostgreSQL.
    pub async fn open_postgres(url: &str, options: &Options) -> Result<Self, StoreError> {
        // L1: an answer follows a durable commit, whatever the server's own default is.
        let connect = PgConnectOptions::from_str(url)?.options([("synchronous_commit", "on")]);
        let pool = PgPoolOptions::new()
            .max_connections(options.max_connections.max(3))
            .acquire_timeout(options.acquire_timeout)
            .connect_with(connect)
            .await?;
        Ok(Self::Postgres(pool))
    }

    /// Opens by URL: `postgres://...`, or `sqlite:PATH` / a plain path.
    pub async fn open(url: &str, options: &Options) -> Result<Self, StoreError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Self::open_postgres(url, options).await;
        }
        let path = url.strip_prefix("sqlite://").or(url.strip_prefix("sqlite:")).unwrap_or(url);
        Self::open_sqlite(Path::new(path), options).await
    }

    /// Brings the tables to this version. Safe to be called by several processes at once: on PostgreSQL under the
    /// driver's lock, on SQLite under the caller's start lock.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        let migrator = |files: &[(i64, &'static str, &'static str)]| Migrator::with_migrations(migrations(files));
        match self {
            Self::Sqlite { write, .. } => migrator(SQLITE).run(write).await?,
            Self::Postgres(pool) => migrator(POSTGRES).run(pool).await?,
        }
        Ok(())
    }

    /// An error when the SQLite file is not in its place any more: what is committed now is lost with this process, so
    /// nobody may be told that it is durable (L1). One `stat`; on PostgreSQL nothing.
    pub fn in_place(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite { place, .. } => place.check(),
            Self::Postgres(_) => Ok(()),
        }
    }

    /// Begins a transaction that will write.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        self.in_place()?;
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Begins a transaction that only reads, and reads one state of the database throughout.
    pub async fn snapshot(&self) -> Result<Tx, StoreError> {
        self.in_place()?;
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Self::Postgres(pool) => {
                Tx::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        })
    }

    /// A listener for [`CHANNEL`], on PostgreSQL.
    pub async fn listen(&self) -> Result<Option<PgListener>, StoreError> {
        let Self::Postgres(pool) = self else { return Ok(None) };
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        Ok(Some(listener))
    }

    /// Copies the whole SQLite database into a new file, consistently, while it is in use.
    pub async fn copy_sqlite(&self, to: &str) -> Result<bool, StoreError> {
        let Self::Sqlite { read, .. } = self else { return Ok(false) };
        sqlx::query("VACUUM INTO $1").bind(to).execute(read).await?;
        Ok(true)
    }

    /// Which database it is, for people.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    /// Closes all connections.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { write, read, .. } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Makes everything done in it durable, or nothing.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// On PostgreSQL, waits until no other process is making its first start on this database.
    pub async fn lock_first_start(&mut self) -> Result<(), StoreError> {
        if let Self::Postgres(_) = self {
            exec!(self, "SELECT pg_advisory_xact_lock(7310042)")?;
        }
        Ok(())
    }

    /// Announces to other instances, at commit, that the ledger grew.
    pub async fn announce(&mut self) -> Result<(), StoreError> {
        if let Self::Postgres(_) = self {
            exec!(self, "SELECT pg_notify($1, '')", CHANNEL)?;
        }
        Ok(())
    }
}

/// A pool that takes back no connection whose transaction it cannot end. SQLite itself rolls back when the disk is full
/// or a write fails; the driver goes on counting that transaction as open and would begin none on this connection again.
fn sqlite_pool() -> SqlitePoolOptions {
    SqlitePoolOptions::new().after_release(|connection, _| {
        Box::pin(async move {
            if connection.is_in_transaction() {
                // The driver's own roll-back is on its way: see what came of it.
                connection.ping().await?;
            }
            Ok(!connection.is_in_transaction())
        })
    })
}

fn sqlite_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .pragma("wal_autocheckpoint", "16000")
        .pragma("journal_size_limit", "67108864")
        // Not larger: at every commit after a page split SQLite walks its whole cache, which at 64 MiB cost more than
        // the misses it saved. What does not fit is in the system's cache.
        .pragma("cache_size", "-16384")
        .pragma("temp_store", "MEMORY")
        // What is erased is overwritten, not only unlinked: its page may stand in the file for years (ERA-07).
        .pragma("secure_delete", "ON")
}

fn migrations(files: &[(i64, &'static str, &'static str)]) -> Vec<Migration> {
    let make = |&(version, name, sql): &(i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    files.iter().map(make).collect()
}

macro_rules! migration_files {
    ($($version:literal $name:literal),*) => {
        const SQLITE: &[(i64, &str, &str)] =
            &[$(($version, $name, include_str!(concat!("../../migrations/sqlite/", $name, ".sql")))),*];
        const POSTGRES: &[(i64, &str, &str)] =
            &[$(($version, $name, include_str!(concat!("../../migrations/postgres/", $name, ".sql")))),*];
    };
}

migration_files!(
    1 "0001_foundation",
    2 "0002_webhooks",
    3 "0003_cases",
    4 "0004_erasure",
    10 "0010_intake_work",
    11 "0011_epochs",
    12 "0012_retention",
    13 "0013_copies",
    14 "0014_case_mails",
    15 "0015_operators",
    16 "0016_figures",
    17 "0017_labels",
    18 "0018_answers",
    20 "0020_verified",
    21 "0021_waiting_mails",
    22 "0022_sign_in_tries"
);
