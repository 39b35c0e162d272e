//! Databases for tests: each test has its own, and takes it away again.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Once, OnceLock};
use std::time::Duration;

use desist::store::Db;
use sqlx::{Connection, Executor, PgConnection, Row, SqliteConnection};
use tempfile::TempDir;

use super::options;

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    /// A file in a directory of its own.
    Sqlite,
    /// A fresh database on the server that `TEST_POSTGRES_URL` names.
    Postgres,
}

impl Database {
    /// Those there are. Without PostgreSQL it says so, loudly, once for each test binary.
    pub fn available() -> Vec<Self> {
        match postgres_url() {
            Some(_) => vec![Self::Sqlite, Self::Postgres],
            None => vec![Self::Sqlite],
        }
    }
}

/// Runs a test on every database there is, one after the other.
pub async fn both<Fut: Future<Output = ()>>(test: impl Fn(Database) -> Fut) {
    for database in Database::available() {
        // Shown only when the test fails: on which database.
        println!("on {database:?}");
        test(database).await;
    }
}

/// The URL of the PostgreSQL of this run; says so loudly when there is none.
pub fn postgres_url() -> Option<String> {
    static SAID: Once = Once::new();
    let url = std::env::var("TEST_POSTGRES_URL").ok();
    if url.is_none() {
        // Straight to the terminal: the test runner would keep a passing test's words to itself.
        SAID.call_once(|| {
            let text = "SKIPPED on PostgreSQL: TEST_POSTGRES_URL is not set; tests/run starts a server and sets it\n";
            let _ = std::io::Write::write_all(&mut std::io::stderr(), text.as_bytes());
        });
    }
    url
}

/// A data directory and a database, for one or several instances. Dropping it removes both.
pub struct Place {
    /// The first API key, known to whoever made the first start.
    pub api_key: OnceLock<String>,
    dir: PathBuf,
    /// Removes it.
    temporary: Option<TempDir>,
    url: String,
    /// The server's own URL and the name of our database there.
    created: Option<(String, String)>,
    seeds: AtomicU64,
    mail_may_stay: AtomicBool,
}

impl Place {
    /// A fresh one; the tables are there, nothing else.
    pub async fn new(database: Database) -> Self {
        let place = Self::empty(database).await;
        place.make_tables().await;
        place
    }

    /// A fresh one, without tables.
    pub async fn empty(database: Database) -> Self {
        let dir = tempfile::Builder::new().prefix("desist-test-").tempdir().unwrap();
        let (url, created) = match database {
            Database::Sqlite => (format!("sqlite:{}", dir.path().join("desist.db").display()), None),
            Database::Postgres => {
                let server = postgres_url().expect("TEST_POSTGRES_URL");
                let name = fresh_name(dir.path());
                let mut connection = PgConnection::connect(&server).await.unwrap();
                connection.execute(sql(format!("CREATE DATABASE {name}"))).await.unwrap();
                let url = format!("{}/{name}", server.rsplit_once('/').expect("a database in the URL").0);
                (url, Some((server, name)))
            }
        };
        Self::of(dir.path().to_owned(), url, created, Some(dir))
    }

    /// An SQLite file, with its tables, in a directory that is the test's own business.
    pub async fn inside(dir: &Path) -> Self {
        let place = Self::of(dir.to_owned(), format!("sqlite:{}", dir.join("desist.db").display()), None, None);
        place.make_tables().await;
        place
    }

    fn of(dir: PathBuf, url: String, created: Option<(String, String)>, temporary: Option<TempDir>) -> Self {
        Self {
            api_key: OnceLock::new(),
            dir,
            temporary,
            url,
            created,
            seeds: AtomicU64::new(1),
            mail_may_stay: AtomicBool::new(false),
        }
    }

    async fn make_tables(&self) {
        let db = self.open(Duration::from_secs(10)).await;
        db.migrate().await.unwrap();
        db.close().await;
    }

    /// Opens the database.
    pub async fn open(&self, acquire_timeout: Duration) -> Db {
        Db::open(&self.url, &options(acquire_timeout)).await.unwrap()
    }

    /// The URL by which it is opened.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Key files, published files and outgoing mail.
    pub fn data_dir(&self) -> &Path {
        &self.dir
    }

    /// Where the mails go.
    pub fn outgoing(&self) -> PathBuf {
        self.dir.join("outgoing")
    }

    /// Mail may stay in the outbox at the end.
    pub fn leave_mail(&self) {
        self.mail_may_stay.store(true, Ordering::Relaxed);
    }

    /// A seed that no other instance here has.
    pub fn next_seed(&self) -> u64 {
        self.seeds.fetch_add(1, Ordering::Relaxed)
    }

    /// Mails not settled yet; none when there is no outbox to look at.
    async fn undrained(&self) -> i64 {
        const COUNT: &str = "SELECT count(*) FROM outbox WHERE status = 'pending'";
        let row = match &self.created {
            Some(_) => {
                let Ok(mut connection) = PgConnection::connect(&self.url).await else { return 0 };
                connection.fetch_one(COUNT).await.map(|row| row.get::<i64, _>(0))
            }
            None => {
                let Ok(mut connection) = SqliteConnection::connect(&self.url).await else { return 0 };
                connection.fetch_one(COUNT).await.map(|row| row.get::<i64, _>(0))
            }
        };
        row.unwrap_or(0)
    }

    async fn remove(&self) {
        if let Some((server, name)) = &self.created
            && let Ok(mut connection) = PgConnection::connect(server).await
        {
            // Forced: connections of services just dropped may still be open.
            let _ = connection.execute(sql(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))).await;
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let look = !std::thread::panicking() && !self.mail_may_stay.load(Ordering::Relaxed);
        let end = async {
            let undrained = if look { self.undrained().await } else { 0 };
            self.remove().await;
            undrained
        };
        // On a thread of its own: a runtime cannot be entered from within another one.
        let run = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(end);
        let undrained = std::thread::scope(|scope| scope.spawn(run).join());
        if look {
            assert_eq!(undrained.unwrap_or(0), 0, "mails were left in the outbox: drain() and look at them");
        }
    }
}

/// Lets nobody in any more, or everybody again: as if the server were gone. PostgreSQL only.
pub async fn allow_connections(place: &Place, allow: bool) {
    let (server, name) = place.created.as_ref().expect("a PostgreSQL database");
    let mut connection = PgConnection::connect(server).await.unwrap();
    connection.execute(sql(format!("ALTER DATABASE {name} ALLOW_CONNECTIONS {allow}"))).await.unwrap();
    if !allow {
        let end = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        connection.execute(sql(end)).await.unwrap();
    }
}

/// A statement put together by a test.
pub fn sql(text: String) -> sqlx::AssertSqlSafe<String> {
    sqlx::AssertSqlSafe(text)
}

/// The temporary directory's name is unique on this machine; the process id tells apart machines that share a server.
fn fresh_name(dir: &Path) -> String {
    let suffix: String = dir.to_string_lossy().bytes().rev().take(6).map(|b| format!("{b:02x}")).collect();
    format!("desist_test_{}_{suffix}", std::process::id())
}

/// Runs a statement of the test's own, as somebody with the database's password could.
pub async fn execute(db: &Db, statement: &str) -> u64 {
    match db {
        Db::Sqlite { write, .. } => write.execute(sql(statement.to_owned())).await.unwrap().rows_affected(),
        Db::Postgres(pool) => pool.execute(sql(statement.to_owned())).await.unwrap().rows_affected(),
    }
}

/// The number that a query of the test's own answers.
pub async fn number(db: &Db, query: &str) -> i64 {
    match db {
        Db::Sqlite { read, .. } => read.fetch_one(sql(query.to_owned())).await.unwrap().get(0),
        Db::Postgres(pool) => pool.fetch_one(sql(query.to_owned())).await.unwrap().get(0),
    }
}

/// One column of a query, as text.
pub async fn texts(db: &Db, query: &str) -> Vec<String> {
    match db {
        Db::Sqlite { read, .. } => {
            read.fetch_all(sql(query.to_owned())).await.unwrap().iter().map(|row| row.get(0)).collect()
        }
        Db::Postgres(pool) => {
            pool.fetch_all(sql(query.to_owned())).await.unwrap().iter().map(|row| row.get(0)).collect()
        }
    }
}
