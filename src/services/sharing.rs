//! Do not share (P8, SUP-16): whether a person's data may be passed on, from memory and closed when in doubt (L4); and the
//! list of everybody whose data must not be, for an anti-join where the data is (SUP-13, ERA-11).

use std::collections::HashMap;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::Services;
use super::error::ServiceError;
use crate::domain::address::{Address, RecipientKey};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::preference::{Record, Scope};
use crate::domain::sharing::{Sharing, SharingReason, judge_sharing};
use crate::domain::time::Instant;
use crate::store::{Tx, hex, ledger, preferences, recipients};

/// Recipients of one page of the list.
const PAGE: i64 = 1_000;

impl Services {
    /// Whether a sender may pass on the data of the person of this address.
    ///
    /// # Errors
    /// `gate_unavailable` when the gate is stale; `unreadable_row` when what is stored is damaged. Neither means yes.
    pub fn may_share(&self, sender: SenderId, address: &Address, needs_consent: bool) -> Result<Sharing, Problem> {
        Ok(judge_sharing(sender, &self.gate.records(address)?, needs_consent))
    }

    /// The same for one row of many: no address and a damaged row are answers here, and refuse.
    ///
    /// # Errors
    /// `gate_unavailable`, which ends the whole batch.
    pub fn may_share_row(
        &self,
        sender: SenderId,
        address: Option<&Address>,
        needs_consent: bool,
    ) -> Result<Sharing, Problem> {
        let Some(address) = address else { return Ok(Sharing::bare(SharingReason::InvalidAddress)) };
        match self.may_share(sender, address, needs_consent) {
            Err(problem) if problem.code == Code::Unreadable => Ok(Sharing::bare(SharingReason::Unreadable)),
            other => other,
        }
    }

    /// The same from the rows themselves, for a command that loads no index.
    ///
    /// # Errors
    /// When the database cannot be read, or a row of it: neither means yes.
    pub async fn may_share_by_rows(
        &self,
        sender: SenderId,
        address: &Address,
        needs_consent: bool,
    ) -> Result<Sharing, ServiceError> {
        Ok(judge_sharing(sender, &self.all_records(address).await?, needs_consent))
    }
}

/// How the list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFormat {
    /// Comma-separated values (RFC 4180, lines end with LF).
    Csv,
    /// One JSON object a line.
    Ndjson,
}

impl ListFormat {
    /// From its word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "csv" => Some(Self::Csv),
            "ndjson" => Some(Self::Ndjson),
            _ => None,
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Ndjson => "application/x-ndjson",
        }
    }
}

/// Everybody whose data one sender must not pass on, written while it is read: page by page, from one state of the database.
/// Each row has the address (or its SHA-256, if that was asked for) where the address is on record; somebody who was
/// erased is found by the recipient key alone, which only this installation can make of an address.
pub struct DoNotShare {
    tx: Tx,
    size: u64,
    sender: SenderId,
    format: ListFormat,
    hashed: bool,
    after: Option<Vec<u8>>,
    rows: u64,
    begun: bool,
}

/// One row of the list.
struct Row {
    address: Option<Address>,
    key: String,
    reason: SharingReason,
    since: Option<Instant>,
}

impl DoNotShare {
    /// Begins the list of a sender; `hashed`: with the SHA-256 of each address in place of it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn begin(
        services: &Services,
        sender: SenderId,
        format: ListFormat,
        hashed: bool,
    ) -> Result<Self, ServiceError> {
        let mut tx = services.db.snapshot().await?;
        let size = ledger::head(&mut tx).await?.size();
        Ok(Self { tx, size, sender, format, hashed, after: Some(Vec::new()), rows: 0, begun: false })
    }

    /// The next piece, possibly empty; `None` after the last line, which says how many rows there are.
    ///
    /// # Errors
    /// When the database cannot be read: then what was written is not the whole, and has no last line.
    pub async fn piece(&mut self, services: &Services) -> Result<Option<Vec<u8>>, ServiceError> {
        if !std::mem::replace(&mut self.begun, true) {
            return Ok(Some(self.head()));
        }
        let Some(after) = self.after.take() else { return Ok(None) };
        let keys = preferences::about_sharing(&mut self.tx, self.sender.to_i64(), &after, PAGE).await?;
        if keys.is_empty() {
            return Ok(Some(self.tail()));
        }
        let rows = self.page(services, &keys).await?;
        self.after = keys.into_iter().next_back();
        self.rows += rows.len() as u64;
        Ok(Some(rows.iter().flat_map(|row| self.written(row)).collect()))
    }

    /// The rows of these keys: of those whose data must not be passed on.
    async fn page(&mut self, services: &Services, keys: &[Vec<u8>]) -> Result<Vec<Row>, ServiceError> {
        let keys: Vec<RecipientKey> = keys
            .iter()
            .filter_map(|key| <[u8; 16]>::try_from(key.as_slice()).ok())
            .map(|bytes| RecipientKey { scheme: 0, bytes })
            .collect();
        let mut found: HashMap<[u8; 16], Option<Vec<Record>>> = HashMap::new();
        for (key, record) in preferences::of_keys(&mut self.tx, &keys).await? {
            let records = found.entry(key.bytes).or_insert_with(|| Some(Vec::new()));
            match (record, records.as_mut()) {
                (Ok(record), Some(records)) => records.push(record),
                (Ok(_), None) => {}
                // L10: what cannot be read means no.
                (Err(_), _) => *records = None,
            }
        }
        let known = recipients::of_keys(&mut self.tx, &keys).await?;
        let sealed: HashMap<&[u8], &[u8]> =
            known.iter().filter_map(|row| Some((&row.recipient_key[..], row.address.as_deref()?))).collect();
        let mut rows = Vec::new();
        for key in &keys {
            let records = found.remove(&key.bytes).flatten();
            let sharing = match &records {
                Some(records) => judge_sharing(self.sender, records, false),
                None => Sharing::bare(SharingReason::Unreadable),
            };
            if !sharing.allowed() {
                let sealed = sealed.get(&key.bytes[..]).filter(|_| self.knows(services, records.as_deref()));
                let address = sealed.map(|sealed| services.vault.open_address(key, sealed)).transpose()?;
                rows.push(Row { address, key: hex(&key.bytes), reason: sharing.reason, since: sharing.since });
            }
        }
        Ok(rows)
    }

    /// Whether something of this sender is recorded, an erasure too: whoever was erased elsewhere, and came back there, is
    /// nobody that it knows. Of somebody whose rows cannot be read nobody can tell.
    fn knows(&self, services: &Services, records: Option<&[Record]>) -> bool {
        let registry = services.gate.registry();
        let is_own = |record: &Record| match record.scope {
            Scope::All(id) | Scope::Sharing(id) | Scope::Tracking(id) => id == self.sender,
            Scope::Topic(id) => registry.topic(id).is_some_and(|topic| topic.sender == self.sender),
            Scope::Everywhere(_) => false,
        };
        records.is_none_or(|records| records.iter().any(is_own))
    }

    fn head(&self) -> Vec<u8> {
        match (self.format, self.hashed) {
            (ListFormat::Csv, false) => b"address,recipient_key,reason,since\n".to_vec(),
            (ListFormat::Csv, true) => b"sha256,recipient_key,reason,since\n".to_vec(),
            (ListFormat::Ndjson, _) => Vec::new(),
        }
    }

    fn written(&self, row: &Row) -> Vec<u8> {
        let who = row.address.as_ref().map(|address| match self.hashed {
            true => sha256(address),
            false => address.delivery().to_owned(),
        });
        match self.format {
            ListFormat::Csv => {
                let since = row.since.map(Instant::rfc3339).unwrap_or_default();
                csv_row([&who.unwrap_or_default(), &row.key, row.reason.word(), &since])
            }
            ListFormat::Ndjson => {
                let name = if self.hashed { "sha256" } else { "address" };
                let line = json!({
                    name: who, "recipient_key": row.key, "reason": row.reason.word(), "since": row.since,
                });
                line_of(&line)
            }
        }
    }

    fn tail(&self) -> Vec<u8> {
        let (rows, size) = (self.rows, self.size);
        match self.format {
            ListFormat::Csv => format!("# end rows={rows} ledger_size={size}\n").into_bytes(),
            ListFormat::Ndjson => line_of(&json!({ "end": true, "rows": rows, "ledger_size": size })),
        }
    }
}

/// SHA-256 of the match form, in lower-case hex: what anybody makes of an address they have. It hides nothing from whoever
/// can guess addresses (ERA-04).
pub fn sha256(address: &Address) -> String {
    hex(&Sha256::digest(address.match_form().as_bytes()))
}

fn line_of(line: &Value) -> Vec<u8> {
    format!("{line}\n").into_bytes()
}

/// Quoted where it must be, and never changed: the first column is compared with somebody's own list.
fn csv_row(cells: [&str; 4]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    // A vector takes all that is written.
    let _ = writer.write_record(cells);
    writer.into_inner().unwrap_or_default()
}
