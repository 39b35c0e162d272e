//! A backup and its way back, as `pg_dump` and `pg_restore` or a copied file make it: every row of every table.

use std::time::Duration;

use desist::domain::address::Address;
use desist::domain::change::{Actor, Channel};
use desist::domain::preference::{Kind, Scope};
use desist::services::error::ServiceError;
use desist::services::journal;
use desist::services::ledger::checkpoint_path;
use desist::services::restore::{Order, Restored};
use desist::services::verify::{Against, Verification};
use desist::services::writer::change::{Change, Prefer};
use desist::store::Db;

use crate::support::database::{execute, texts};
use crate::support::{Database, Service};

pub const HOUR: Duration = Duration::from_secs(3_600);

/// A service that looks only when it is told to, and whose gate does not mind.
pub async fn quiet(database: Database) -> Service {
    Service::builder(database).not_following().staleness_limit(HOUR).start().await
}

async fn tables(db: &Db) -> Vec<String> {
    let query = match db {
        Db::Sqlite { .. } => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'saved_%' AND name NOT LIKE '\\_sqlx%' \
             ESCAPE '\\' AND name NOT LIKE 'sqlite_%'"
        }
        Db::Postgres(_) => {
            "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'saved_%' \
             AND tablename NOT LIKE '\\_sqlx%'"
        }
    };
    texts(db, query).await
}

impl Service {
    /// Makes a backup.
    pub async fn back_up(&self) {
        for table in tables(self.db()).await {
            execute(self.db(), &format!("CREATE TABLE saved_{table} AS SELECT * FROM {table}")).await;
        }
    }

    /// Puts the backup in the place of the database. Whoever is at work notices only by looking.
    pub async fn put_back(&self) {
        let tables = tables(self.db()).await;
        let each = |statement: &str| tables.iter().map(|t| statement.replace("TABLE", t)).collect::<String>();
        let all = each("DELETE FROM TABLE;") + &each("INSERT INTO TABLE SELECT * FROM saved_TABLE;");
        let statement = match self.db() {
            Db::Sqlite { .. } => format!("PRAGMA foreign_keys = OFF; BEGIN; {all} COMMIT; PRAGMA foreign_keys = ON"),
            Db::Postgres(_) => format!("SET LOCAL session_replication_role = replica; {all}"),
        };
        execute(self.db(), &statement).await;
    }

    /// What there is beside the database: this data directory's journal and signed head.
    pub fn at_hand(&self) -> Order {
        let note = std::fs::read_to_string(checkpoint_path(self.data_dir())).ok();
        Order {
            journals: vec![journal::path(self.data_dir())],
            checkpoints: note.into_iter().collect(),
            in_place: true,
            accept_loss: false,
        }
    }

    /// Restores in order what was put back.
    pub async fn restore(&self, order: &Order) -> Result<Restored, ServiceError> {
        let plan = self.services.plan_restore(order).await?;
        self.services.restore(plan, |_, _| {}).await
    }

    /// Something recorded about somebody.
    pub async fn record(&self, who: &Address, scope: Scope, kind: Kind) {
        let prefer = Prefer {
            subject: self.services.vault.subject(who),
            sender: self.sender(),
            scope,
            kind,
            at: self.now(),
            actor: Actor::System,
            channel: Channel::Api,
            codes: Vec::new(),
            evidence: None,
            notice: None,
            language: String::new(),
            undo_by: None,
            mailing: None,
        };
        assert!(self.services.writer.submit(Change::Prefer(vec![prefer])).await.unwrap().changed);
    }

    /// Every preference, but for the entry that set it and the time and way it was written down.
    pub async fn preferences(&self) -> Vec<String> {
        let hex = match self.db() {
            Db::Sqlite { .. } => "lower(hex(recipient_key))",
            Db::Postgres(_) => "encode(recipient_key, 'hex')",
        };
        let query = format!(
            "SELECT {hex} || ' ' || scope || ' ' || scope_number || ' ' || slot || ' ' || state || ' ' || since || ' ' || \
             COALESCE(until, 0) FROM preferences"
        );
        let mut all = texts(self.db(), &query).await;
        all.sort();
        all
    }

    /// Compares the past with a signed head.
    pub async fn verify_against(&self, note: &str) -> Verification {
        let against = Against { note: note.to_owned(), vkey: None };
        self.services.verify(Some(against), |_, _| {}).await.unwrap()
    }

    /// What the journal beside this service says.
    pub async fn journal(&self) -> desist::domain::journal::Journal {
        self.services.journal.read(&journal::path(self.data_dir())).await.unwrap().journal
    }
}
