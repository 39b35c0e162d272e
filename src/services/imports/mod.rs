//! Suppression lists from elsewhere. An import only ever adds reasons not to send: it opts nobody in, and what a
//! recipient chose here stays as it is.
//!
//! One thread reads, parses and hashes (`read`); the writer commits the chunk before, so that both work at once. A
//! chunk is one ledger entry and one transaction. Rows that cannot be read are reported by line and never fail the rest.
//!
//! To add a format: a variant of [`Format`], and how its columns are called in `columns`; what needs more than columns
//! gets a reader of its own beside `read`.

pub mod columns;
mod dates;
mod read;
#[cfg(test)]
mod tests;

use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use tokio::sync::mpsc;

use self::read::{Parsed, Source};
use super::Services;
use super::error::ServiceError;
use super::writer::change::{Change, ImportChunk, ImportRow};
use crate::domain::address::RecipientKey;
use crate::domain::change::{Actor, Channel};
use crate::domain::error::Problem;
use crate::domain::ids::SenderId;
use crate::domain::preference::{ImportReason, Record, Scope, decide_import};
use crate::store::preferences;

/// Rows of a chunk when no service runs on the same database.
pub const CHUNK: usize = 10_000;
/// Rows of a chunk beside a running service: its own writer waits for no transaction longer than this (design, house).
pub const CHUNK_BESIDE_SERVICE: usize = 2_000;
/// An instance not seen for so long is not running.
const INSTANCE_LIVES: Duration = Duration::from_secs(30);
/// Faulty lines that are listed; all are counted.
const LISTED: usize = 1_000;
/// Chunks that may wait to be handed to the writer.
const AHEAD: usize = 8;
/// Chunks handed to the writer at once when no service runs on the same database.
const TOGETHER: usize = 12;

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Found out from the first line.
    Auto,
    /// One address a line.
    Plain,
    /// A header row and columns, separated by comma, semicolon or tab.
    Csv,
}

impl Format {
    /// From its word. `desist`, our own export, is CSV.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "auto" => Some(Self::Auto),
            "plain" => Some(Self::Plain),
            "csv" | "desist" => Some(Self::Csv),
            _ => None,
        }
    }

    /// Its word in reports and leaves.
    pub fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Plain => "plain",
            Self::Csv => "csv",
        }
    }
}

/// What to import, and as what.
#[derive(Clone, Debug)]
pub struct Order {
    /// Whose mail is suppressed.
    pub sender: SenderId,
    /// About what.
    pub scope: Scope,
    /// How the list is written.
    pub format: Format,
    /// The reason of rows that give none.
    pub reason: ImportReason,
    /// Count only, change nothing.
    pub dry_run: bool,
    /// Who imports.
    pub actor: Actor,
}

/// A line that could not be imported. It names no address (L6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Its line in the file, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: String,
}

/// What came of an import.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The format that was found.
    pub format: &'static str,
    /// Rows with an address, duplicates included.
    pub rows: u64,
    /// Rows that repeat an address of the same chunk; they are merged.
    pub duplicates: u64,
    /// Rows that changed something (or would).
    pub changed: u64,
    /// Rows whose date could not be read; they count from now.
    pub undated: u64,
    /// Rows with a reason in words that are not known; they have the reason of rows that give none.
    pub unknown_reasons: u64,
    /// Columns that were not read, by name.
    pub ignored_columns: Vec<String>,
    /// Rows left out.
    pub bad: u64,
    /// The first thousand of them.
    pub bad_rows: Vec<BadRow>,
    /// Ledger entries written.
    pub entries: u64,
    /// The ledger size after the last of them; 0 when nothing was written.
    pub ledger_size: u64,
}

impl Services {
    /// Imports a list. `progress` is told after every chunk.
    ///
    /// # Errors
    /// A problem when the list as a whole cannot be read (no header, no address column, a read error): what was
    /// committed before stays, and importing the mended file again changes only the rest.
    pub async fn import(
        &self,
        order: Order,
        input: impl Read + Send + 'static,
        progress: impl Fn(&Report) + Send,
    ) -> Result<Report, ServiceError> {
        let size = self.chunk_size().await?;
        let (chunks, mut parsed) = mpsc::channel(AHEAD);
        let source = Source {
            vault: self.vault.clone(),
            format: order.format,
            reason: order.reason,
            now: self.clock.now(),
            chunk: size,
        };
        let reader = tokio::task::spawn_blocking(move || source.run(input, &chunks));
        let mut report = Report { format: order.format.word(), ..Report::default() };
        let mut waiting = Vec::new();
        while let Some(parsed) = parsed.recv().await {
            let parsed = self.count(parsed?, &mut report);
            if order.dry_run {
                report.changed += self.would_change(&order, &parsed).await?;
            } else if !parsed.is_empty() {
                waiting.push(Change::Import(chunk(&order, report.format, parsed)));
            }
            if waiting.len() >= together(size) {
                self.land(std::mem::take(&mut waiting), &mut report).await?;
            }
            progress(&report);
        }
        self.land(waiting, &mut report).await?;
        progress(&report);
        // The reader ended, or the channel would be open; a panic there is a fault of ours, not of the list.
        reader.await.map_err(|_| Problem::new(crate::domain::error::Code::Internal, "The list's reader failed."))?;
        Ok(report)
    }

    fn count(&self, parsed: Parsed, report: &mut Report) -> Vec<ImportRow> {
        report.format = parsed.format.word();
        report.rows += parsed.read;
        report.duplicates += parsed.read - parsed.rows.len() as u64;
        report.undated += parsed.undated;
        report.unknown_reasons += parsed.unknown_reasons;
        report.ignored_columns.extend(parsed.ignored_columns);
        report.bad += parsed.bad.len() as u64;
        let room = LISTED.saturating_sub(report.bad_rows.len());
        report.bad_rows.extend(parsed.bad.into_iter().take(room));
        parsed.rows
    }

    async fn land(&self, chunks: Vec<Change>, report: &mut Report) -> Result<(), ServiceError> {
        for answer in join_all(chunks.into_iter().map(|chunk| self.writer.submit(chunk))).await {
            let answer = answer?;
            report.changed += answer.rows_changed;
            report.entries += u64::from(answer.changed);
            report.ledger_size = report.ledger_size.max(answer.ledger_size);
        }
        Ok(())
    }

    async fn would_change(&self, order: &Order, rows: &[ImportRow]) -> Result<u64, ServiceError> {
        let keys: Vec<RecipientKey> = rows.iter().map(|row| row.key).collect();
        let mut present: std::collections::HashMap<RecipientKey, Vec<Record>> = std::collections::HashMap::new();
        for (key, record) in preferences::of_keys(&mut self.db.snapshot().await?, &keys).await? {
            present.entry(key).or_default().push(record?);
        }
        let (none, now) = (Vec::new(), self.clock.now());
        let changes = |row: &&ImportRow| {
            let present = present.get(&row.key).unwrap_or(&none);
            decide_import(present, order.scope, row.reason, row.dated, now).is_some()
        };
        Ok(rows.iter().filter(changes).count() as u64)
    }

    async fn chunk_size(&self) -> Result<usize, ServiceError> {
        let lives = i64::try_from(INSTANCE_LIVES.as_millis()).unwrap_or(i64::MAX);
        let beside = !self.instances(lives).await?.is_empty();
        Ok(if beside { CHUNK_BESIDE_SERVICE } else { CHUNK })
    }
}

fn chunk(order: &Order, format: &'static str, rows: Vec<ImportRow>) -> ImportChunk {
    ImportChunk {
        sender: order.sender,
        scope: order.scope,
        rows,
        actor: order.actor.clone(),
        channel: Channel::Import,
        codes: vec![("format", format.into()), ("reason", order.reason.word().into())],
    }
}

/// Chunks handed to the writer at once. What queues up becomes one transaction, which writes each page of the tables
/// once and not once a chunk; beside a service a transaction must stay small.
fn together(chunk: usize) -> usize {
    if chunk == CHUNK { TOGETHER } else { 1 }
}

/// Shared with the reading thread.
type SharedVault = Arc<super::installation::Vault>;
