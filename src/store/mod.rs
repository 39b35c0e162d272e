//! SQL only: every function takes `&mut Tx` first, knows no policy and no clock, and opens no transaction.
//!
//! To add a stored thing:
//! 1. the type in `domain`, with a parser that refuses what was never written;
//! 2. both files of a new migration, `migrations/{sqlite,postgres}/NNNN_name.sql`, and its line in `db.rs`;
//! 3. here, a row struct by `columns!`, its SQL, and a `TryFrom` that names table, column and row when a value is bad;
//! 4. a test in `tests/store.rs` (it runs on both databases; `tests/architecture.rs` insists on one per function);
//! 5. the change that writes it, in `services`, with its ledger entry.

pub mod agents;
pub mod answers;
mod bulk;
pub mod case_list;
pub mod cases;
pub mod confirmations;
pub mod copies;
pub mod db;
pub mod dialect;
pub mod epochs;
pub mod figures;
pub mod inbox;
pub mod installation;
pub mod instances;
pub mod labels;
pub mod ledger;
pub mod mailboxes;
pub mod operators;
pub mod outbox;
pub mod parties;
pub mod place;
pub mod policies;
pub mod preferences;
pub mod queue;
pub mod recipients;
pub mod registry;
pub mod registry_rows;
pub mod retention;
pub(crate) mod sql;
pub mod tasks;
pub mod tries;
pub mod verified;
pub mod watch;
pub mod webhooks;

pub use db::{Db, Options, Tx};

/// What can go wrong with the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database itself: gone, full, busy, or a statement failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// The tables cannot be brought to this version.
    #[error("the tables could not be brought to this version")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The SQLite file is not where it was opened: it was deleted, or another one was put in its place.
    #[error(
        "the database file {} was deleted or replaced under the running service; put the database file back and restart",
        path.display()
    )]
    Displaced {
        /// Where it lay.
        path: std::path::PathBuf,
    },
    /// A row holds what this program never writes. Never read as a default (L10).
    #[error("damaged row: table {table}, column {column}, row {row}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's key, without personal data: a number, or a recipient key in hex.
        row: String,
    },
}

impl StoreError {
    /// A damaged row, by name.
    pub fn corrupt(table: &'static str, column: &'static str, row: impl ToString) -> Self {
        Self::Corrupt { table, column, row: row.to_string() }
    }

    /// Whether the database itself is out (gone, full, locked), so that trying the next statement is no use.
    pub fn is_outage(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::Database(error)) => error.code().is_some_and(|code| is_outage_code(&code)),
            Self::Database(_) | Self::Displaced { .. } => true,
            Self::Migrate(_) | Self::Corrupt { .. } => false,
        }
    }

    /// Whether the file is no SQLite database, or none any more (SQLITE_CORRUPT, SQLITE_NOTADB).
    pub fn is_no_database(&self) -> bool {
        use sqlx::migrate::MigrateError::{Execute, ExecuteMigration};
        let code = match self {
            Self::Database(sqlx::Error::Database(error))
            | Self::Migrate(
                Execute(sqlx::Error::Database(error)) | ExecuteMigration(sqlx::Error::Database(error), _),
            ) => error.code(),
            _ => None,
        };
        // The low byte is the primary code.
        code.and_then(|code| code.parse::<u32>().ok()).is_some_and(|code| matches!(code & 0xff, 11 | 26))
    }

    /// Whether a row holds what was never written.
    pub fn is_corrupt(&self) -> bool {
        matches!(self, Self::Corrupt { .. })
    }

    /// Whether the statement ran into something that exists already.
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(e)) if e.is_unique_violation())
    }
}

/// SQLite's primary codes for busy, locked, read-only, I/O error, damaged, full and cannot open (extended codes carry
/// the primary one in the low byte); PostgreSQL's classes for connection, resources, shutdown, system and read-only.
fn is_outage_code(code: &str) -> bool {
    match code.parse::<i64>() {
        Ok(number) if code.len() < 5 => matches!(number & 0xff, 5 | 6 | 8 | 10 | 11 | 13 | 14),
        _ => ["08", "25006", "53", "57", "58"].iter().any(|class| code.starts_with(class)),
    }
}

/// Lower-case hex, for row names and bulk parameters.
pub fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

/// A column of fixed length.
pub(crate) fn fixed<const N: usize>(
    bytes: &[u8],
    table: &'static str,
    column: &'static str,
    row: impl ToString,
) -> Result<[u8; N], StoreError> {
    <[u8; N]>::try_from(bytes).map_err(|_| StoreError::corrupt(table, column, row))
}

/// A column that counts from zero.
pub(crate) fn unsigned(
    value: i64,
    table: &'static str,
    column: &'static str,
    row: impl ToString,
) -> Result<u64, StoreError> {
    u64::try_from(value).map_err(|_| StoreError::corrupt(table, column, row))
}
