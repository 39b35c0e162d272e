//! One SQL text, two databases.
//!
//! `row!`, `rows!`, `exec!` and `value!` take a `&mut Tx`, a const SQL text with `$1` placeholders and its arguments, and
//! run the text with whichever native driver the transaction belongs to; no generic bounds appear. A forgotten
//! argument would be NULL on SQLite and an error on PostgreSQL, so the number of placeholders is compared with the
//! number of arguments when the program is compiled.
//!
//! `columns!` declares the row struct that both drivers fill. The few statements that need two texts are in
//! [`super::dialect`] and run by the same macros through a [`Pair`].
//!
//! Pitfalls kept in mind here: every number is BIGINT / `i64` (PostgreSQL is strict); JSON is TEXT; keys are BLOB / BYTEA;
//! NUL bytes never reach TEXT; after an error a PostgreSQL transaction is dead, so no statement is expected to fail;
//! `RETURNING` has no order; SQLite errors carry no constraint name.

/// The same statement in the two dialects.
#[derive(Clone, Copy)]
pub struct Pair {
    /// For SQLite.
    pub sqlite: &'static str,
    /// For PostgreSQL.
    pub postgres: &'static str,
}

impl Pair {
    /// One text for both.
    pub const fn same(text: &'static str) -> Self {
        Self { sqlite: text, postgres: text }
    }
}

/// The highest placeholder number of a statement.
pub const fn arity(sql: &str) -> usize {
    let bytes = sql.as_bytes();
    let (mut at, mut highest) = (0, 0);
    while at < bytes.len() {
        if bytes[at] == b'$' {
            let mut number = 0;
            while at + 1 < bytes.len() && bytes[at + 1].is_ascii_digit() {
                number = number * 10 + (bytes[at + 1] - b'0') as usize;
                at += 1;
            }
            if number > highest {
                highest = number;
            }
        }
        at += 1;
    }
    highest
}

/// Whether both texts of a pair take this many arguments.
pub const fn takes(pair: Pair, arguments: usize) -> bool {
    arity(pair.sqlite) == arguments && arity(pair.postgres) == arguments
}

macro_rules! count {
    () => { 0 };
    ($head:expr $(, $tail:expr)*) => { 1 + $crate::store::sql::count!($($tail),*) };
}
pub(crate) use count;

/// Runs `$method` of a query built by `$make` in whichever arm the transaction is.
macro_rules! run {
    ($tx:expr, $make:expr, $pair:expr, $method:ident, [$($arg:expr),*]) => {{
        const PAIR: $crate::store::sql::Pair = $pair;
        const { assert!($crate::store::sql::takes(PAIR, $crate::store::sql::count!($($arg),*)), "placeholders and arguments differ") };
        match $tx {
            $crate::store::db::Tx::Sqlite(t) => $make(PAIR.sqlite)$(.bind($arg))*.$method(&mut **t).await,
            $crate::store::db::Tx::Postgres(t) => $make(PAIR.postgres)$(.bind($arg))*.$method(&mut **t).await,
        }
    }};
}
pub(crate) use run;

/// All rows: `rows!(tx, RowType, SQL, args...)`.
macro_rules! rows {
    ($tx:expr, $row:ty, pair $pair:expr $(, $arg:expr)*) => {
        $crate::store::sql::run!($tx, sqlx::query_as::<_, $row>, $pair, fetch_all, [$($arg),*])
    };
    ($tx:expr, $row:ty, $sql:expr $(, $arg:expr)*) => {
        $crate::store::sql::rows!($tx, $row, pair $crate::store::sql::Pair::same($sql) $(, $arg)*)
    };
}
pub(crate) use rows;

/// One row or none: `row!(tx, RowType, SQL, args...)`.
macro_rules! row {
    ($tx:expr, $row:ty, pair $pair:expr $(, $arg:expr)*) => {
        $crate::store::sql::run!($tx, sqlx::query_as::<_, $row>, $pair, fetch_optional, [$($arg),*])
    };
    ($tx:expr, $row:ty, $sql:expr $(, $arg:expr)*) => {
        $crate::store::sql::row!($tx, $row, pair $crate::store::sql::Pair::same($sql) $(, $arg)*)
    };
}
pub(crate) use row;

/// Runs a statement and answers the number of rows it touched: `exec!(tx, SQL, args...)`.
macro_rules! exec {
    ($tx:expr, pair $pair:expr $(, $arg:expr)*) => {{
        const PAIR: $crate::store::sql::Pair = $pair;
        const { assert!($crate::store::sql::takes(PAIR, $crate::store::sql::count!($($arg),*)), "placeholders and arguments differ") };
        match $tx {
            $crate::store::db::Tx::Sqlite(t) =>
                sqlx::query(PAIR.sqlite)$(.bind($arg))*.execute(&mut **t).await.map(|done| done.rows_affected()),
            $crate::store::db::Tx::Postgres(t) =>
                sqlx::query(PAIR.postgres)$(.bind($arg))*.execute(&mut **t).await.map(|done| done.rows_affected()),
        }
    }};
    ($tx:expr, $sql:expr $(, $arg:expr)*) => {
        $crate::store::sql::exec!($tx, pair $crate::store::sql::Pair::same($sql) $(, $arg)*)
    };
}
pub(crate) use exec;

/// The states of a case that somebody still has to do something about, as a list for `IN`
/// ([`CaseState::is_open`](crate::domain::case::CaseState::is_open)).
macro_rules! open_states {
    () => {
        "('received', 'needs_identity', 'needs_review', 'in_progress', 'waiting')"
    };
}
pub(crate) use open_states;

/// Declares a row struct that both drivers can fill, column by column name.
macro_rules! columns {
    ($(#[$doc:meta])* $vis:vis struct $name:ident { $($(#[$field_doc:meta])* pub $field:ident : $type:ty,)* }) => {
        $(#[$doc])*
        $vis struct $name { $($(#[$field_doc])* pub $field: $type,)* }

        $crate::store::sql::columns!(@row $name, sqlx::sqlite::SqliteRow, $($field,)*);
        $crate::store::sql::columns!(@row $name, sqlx::postgres::PgRow, $($field,)*);
    };
    (@row $name:ident, $row:ty, $($field:ident,)*) => {
        impl sqlx::FromRow<'_, $row> for $name {
            fn from_row(row: &$row) -> Result<Self, sqlx::Error> {
                use sqlx::Row as _;
                Ok(Self { $($field: row.try_get(stringify!($field))?,)* })
            }
        }
    };
}
pub(crate) use columns;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arity_is_the_highest_placeholder() {
        assert_eq!(arity("SELECT 1"), 0);
        assert_eq!(arity("SELECT $1, $2 WHERE x = $1"), 2);
        assert_eq!(arity("VALUES ($9, $10)"), 10);
    }
}
