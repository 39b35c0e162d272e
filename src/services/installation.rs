//! The installation: one database and its keys, and how they first come to be.
//!
//! The master key and the ledger signing key are files; every other key lies in the database, sealed under the master.
//! The row `installation` is inserted once, under a lock, so that two instances starting at the same moment end up
//! with one set of keys. A process whose files do not match that row, or that finds a used database and no key file,
//! refuses to start and names the file to copy.

mod files;

use std::path::{Path, PathBuf};

pub use self::files::KeyFiles;
use super::error::ServiceError;
use crate::domain::address::{Address, MatchKey, RecipientKey};
use crate::domain::keyring::{KeyRing, LinkKey};
use crate::domain::note::Signer;
use crate::domain::seal::{Sealer, derive};
use crate::domain::time::{Instant, Random, random_bytes};
use crate::services::writer::change::Subject;
use crate::store::installation::{self as rows, InstallationRow, KeyRow};
use crate::store::{Db, StoreError, Tx, hex, ledger};

/// The columns that are sealed; each value is bound to its column and its row.
#[derive(Clone, Copy, Debug)]
pub enum Cell {
    /// `recipients.address`, row: recipient key.
    Address,
    /// `recipients.salt`, row: recipient key.
    Salt,
    /// `ledger_subjects.evidence`, row: entry index.
    Evidence,
    /// `ledger_batches.sealed`, row: entry index.
    Batch,
    /// `outbox.payload`, row: id.
    Outbox,
    /// `confirmations.payload`, row: token hash.
    Confirmation,
    /// `inbox.raw`, row: id.
    Mail,
    /// `inbox.origin`, row: id.
    Origin,
    /// `inbox.reading`, row: id.
    Reading,
    /// `inbox_recipients.envelope`, row: the mail's id.
    Envelope,
    /// `labels.words`, row: id.
    LabelWords,
    /// `labels.content`, row: id.
    LabelContent,
    /// `cases.detail`, row: id.
    Case,
    /// `case_events.detail`, row: the case's id.
    CaseEvent,
    /// `case_tasks.answer`, row: id.
    TaskAnswer,
    /// `case_copies.copy`, row: the case's id.
    Copy,
    /// `parties.contact`, row: id.
    PartyContact,
    /// `parties.secret`, row: id.
    PartySecret,
    /// `agents.address`, row: id.
    Agent,
    /// `agent_notes.note`, row: id.
    AgentNote,
    /// `operators.address`, row: id.
    Operator,
    /// `operator_credentials.totp_secret`, row: operator's id.
    OperatorCode,
    /// The secret that the page of a one-time link offers: leaves the house, so its row is the link's token.
    OperatorOffer,
    /// The token of a task's link: an empty value sealed for the task's id, so that it is the same each time it is told.
    TaskLink,
    /// The token of a case's status page: the case's id, which leaves the house.
    CaseLink,
    /// `webhooks.url`, row: id.
    WebhookUrl,
    /// `webhooks.secret` and `webhooks.former_secret`, row: id.
    WebhookSecret,
    /// The hidden value of an undo form: leaves the house, so its row is the token it belongs to.
    Undo,
}

impl Cell {
    /// Every one: who looks for something in the database must look into all of them.
    pub const ALL: &[Cell] = &[
        Self::Address,
        Self::Salt,
        Self::Evidence,
        Self::Batch,
        Self::Outbox,
        Self::Confirmation,
        Self::Mail,
        Self::Origin,
        Self::Reading,
        Self::Envelope,
        Self::LabelWords,
        Self::LabelContent,
        Self::Case,
        Self::CaseEvent,
        Self::TaskAnswer,
        Self::Copy,
        Self::PartyContact,
        Self::PartySecret,
        Self::Agent,
        Self::AgentNote,
        Self::Operator,
        Self::OperatorCode,
        Self::OperatorOffer,
        Self::TaskLink,
        Self::CaseLink,
        Self::WebhookUrl,
        Self::WebhookSecret,
        Self::Undo,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Address => "recipients.address",
            Self::Salt => "recipients.salt",
            Self::Evidence => "ledger_subjects.evidence",
            Self::Batch => "ledger_batches.sealed",
            Self::Outbox => "outbox.payload",
            Self::Confirmation => "confirmations.payload",
            Self::Mail => "inbox.raw",
            Self::Origin => "inbox.origin",
            Self::Reading => "inbox.reading",
            Self::Envelope => "inbox_recipients.envelope",
            Self::LabelWords => "labels.words",
            Self::LabelContent => "labels.content",
            Self::Case => "cases.detail",
            Self::CaseEvent => "case_events.detail",
            Self::TaskAnswer => "case_tasks.answer",
            Self::Copy => "case_copies.copy",
            Self::PartyContact => "parties.contact",
            Self::PartySecret => "parties.secret",
            Self::Agent => "agents.address",
            Self::AgentNote => "agent_notes.note",
            Self::Operator => "operators.address",
            Self::OperatorCode => "operator_credentials.totp_secret",
            Self::OperatorOffer => "page.operator",
            Self::TaskLink => "page.task",
            Self::CaseLink => "page.case",
            Self::WebhookUrl => "webhooks.url",
            Self::WebhookSecret => "webhooks.secret",
            Self::Undo => "page.undo",
        }
    }
}

/// All keys of the installation, opened.
pub struct Vault {
    /// The installation's id.
    pub id: String,
    /// Match keys, newest scheme first.
    match_keys: Vec<MatchKey>,
    /// Link keys.
    pub links: KeyRing,
    /// Signs checkpoints.
    pub signer: Signer,
    /// Seals the lines of the journal. It follows from the master key alone: a journal can be read beside any backup.
    pub(in crate::services) journal: Sealer,
    cells: Sealer,
}

impl Vault {
    /// The newest scheme.
    pub fn scheme(&self) -> u16 {
        self.match_keys.first().map_or(0, MatchKey::scheme)
    }

    /// The recipient key of an address under the newest scheme.
    pub fn recipient_key(&self, address: &Address) -> RecipientKey {
        self.match_keys.first().map_or(RecipientKey { scheme: 0, bytes: [0; 16] }, |key| key.recipient_key(address))
    }

    /// The recipient keys of an address under every live scheme, newest first.
    pub fn recipient_keys<'a>(&'a self, address: &'a Address) -> impl Iterator<Item = RecipientKey> + 'a {
        self.match_keys.iter().map(move |key| key.recipient_key(address))
    }

    /// The subject that an address names.
    pub fn subject(&self, address: &Address) -> Subject {
        Subject { keys: self.recipient_keys(address).collect(), address: Some(address.clone()) }
    }

    /// Seals a value for its column and row.
    pub fn seal(&self, cell: Cell, row: &[u8], plain: &[u8]) -> Vec<u8> {
        self.cells.seal(cell.label(), row, plain)
    }

    /// Opens a value of its column and row.
    pub fn open(&self, cell: Cell, row: &[u8], sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let name = || crate::store::hex(row);
        self.cells.open(cell.label(), row, sealed).map_err(|_| StoreError::corrupt("sealed", cell.label(), name()))
    }

    /// The address on record of a recipient key.
    ///
    /// # Errors
    /// When it cannot be opened, or is no address.
    pub fn open_address(&self, key: &RecipientKey, sealed: &[u8]) -> Result<Address, StoreError> {
        let corrupt = || StoreError::corrupt("recipients", "address", hex(&key.bytes));
        let text = String::from_utf8(self.open(Cell::Address, &key.bytes, sealed)?).map_err(|_| corrupt())?;
        Address::parse(&text).map_err(|_| corrupt())
    }

    /// Opens a recipient's salt.
    pub fn open_salt(&self, key: &RecipientKey, sealed: &[u8]) -> Result<[u8; 32], StoreError> {
        let salt = self.open(Cell::Salt, &key.bytes, sealed)?;
        salt.try_into().map_err(|_| StoreError::corrupt("recipients", "salt", crate::store::hex(&key.bytes)))
    }

    /// The name of the ledger, in checkpoints and of its key.
    pub fn origin(&self) -> &str {
        self.signer.name()
    }
}

/// Opens the installation of this database, making it on the first start. `data_dir` holds the key files.
///
/// # Errors
/// [`ServiceError::Keys`] when files and database do not belong together; its text names the file and the remedy.
pub async fn open(db: &Db, data_dir: &Path, random: &dyn Random, now: Instant) -> Result<Vault, ServiceError> {
    let directory = data_dir.join("keys");
    let mut tx = db.begin().await?;
    tx.lock_first_start().await?;
    let vault = match rows::find(&mut tx).await? {
        Some(row) => existing(&mut tx, &directory, row).await?,
        None => {
            refuse_lost_ledger(data_dir)?;
            first(&mut tx, &directory, random, now).await?
        }
    };
    tx.commit().await?;
    Ok(vault)
}

async fn existing(tx: &mut Tx, directory: &Path, row: InstallationRow) -> Result<Vault, ServiceError> {
    let files = KeyFiles::read(directory)?.ok_or_else(|| missing(directory))?;
    if master_check(&files, &row.id) != row.master_check {
        return Err(mismatch(&KeyFiles::master_path(directory)));
    }
    let signer = signer(&files, &row.id)?;
    if signer.vkey() != row.ledger_vkey {
        return Err(mismatch(&KeyFiles::ledger_path(directory)));
    }
    assemble(tx, &files, signer, row).await
}

/// A signed head that was published says that there was a ledger: an empty database is not the beginning of it but its
/// loss, and beginning anew would allow mail to everybody who had said stop (L4, L10, LOG-07).
fn refuse_lost_ledger(data_dir: &Path) -> Result<(), ServiceError> {
    let published = super::ledger::checkpoint_path(data_dir);
    match std::fs::metadata(&published) {
        Ok(file) if file.len() > 0 => Err(ServiceError::Keys(format!(
            "The database is empty, but {} is the signed head of a ledger: that ledger is not in this database. Restore \
             a backup with `desist restore`, or point --database-url at the right one. If a new installation is really \
             meant, move that file away first.",
            published.display()
        ))),
        _ => Ok(()),
    }
}

async fn first(tx: &mut Tx, directory: &Path, random: &dyn Random, now: Instant) -> Result<Vault, ServiceError> {
    let files = KeyFiles::read_or_create(directory, random)?;
    let id = uuid_v7(random, now);
    let signer = signer(&files, &id)?;
    let row = InstallationRow {
        master_check: master_check(&files, &id),
        ledger_vkey: signer.vkey(),
        link_keys_issued: 1,
        created_at: now.0,
        id,
    };
    rows::insert(tx, &row).await?;
    ledger::insert_head(tx).await?;
    let master = master_sealer(&files);
    for purpose in ["match", "link", "data"] {
        let secret: [u8; 32] = random_bytes(random);
        let sealed = master.seal("keys.sealed", key_row(purpose, 1).as_bytes(), &secret);
        rows::insert_key(tx, &KeyRow { purpose: purpose.to_owned(), number: 1, scheme: 1, sealed }, now).await?;
    }
    assemble(tx, &files, signer, row).await
}

async fn assemble(tx: &mut Tx, files: &KeyFiles, signer: Signer, row: InstallationRow) -> Result<Vault, ServiceError> {
    let master = master_sealer(files);
    let (mut match_keys, mut link_keys, mut data) = (Vec::new(), Vec::new(), None);
    for key in rows::keys(tx).await? {
        let name = key_row(&key.purpose, key.number);
        let corrupt = |column| StoreError::corrupt("keys", column, &name);
        let plain = master.open("keys.sealed", name.as_bytes(), &key.sealed).map_err(|_| corrupt("sealed"))?;
        let secret: [u8; 32] = plain.try_into().map_err(|_| corrupt("sealed"))?;
        let number = u8::try_from(key.number).map_err(|_| corrupt("number"))?;
        let scheme = u16::try_from(key.scheme).map_err(|_| corrupt("scheme"))?;
        match key.purpose.as_str() {
            "match" => match_keys.insert(0, MatchKey::new(scheme, secret)),
            "link" => link_keys.push(LinkKey::new(number, scheme, secret)),
            "data" => data = Some(Sealer::new(number, secret)),
            _ => return Err(corrupt("purpose").into()),
        }
    }
    let issued =
        u8::try_from(row.link_keys_issued).map_err(|_| StoreError::corrupt("installation", "link_keys_issued", 1))?;
    let gone =
        |what: &str| ServiceError::Keys(format!("The {what} key is missing from table `keys`; restore a backup."));
    if match_keys.is_empty() {
        return Err(gone("match"));
    }
    let signing = link_keys.iter().map(LinkKey::id).max().unwrap_or(0);
    let links = KeyRing::new(link_keys, signing, issued).map_err(|_| gone("link"))?;
    let journal = Sealer::new(0, derive(&files.master, "desist/journal"));
    Ok(Vault { id: row.id, match_keys, links, signer, journal, cells: data.ok_or_else(|| gone("data"))? })
}

fn master_sealer(files: &KeyFiles) -> Sealer {
    Sealer::new(0, *files.master)
}

fn key_row(purpose: &str, number: i64) -> String {
    format!("{purpose}/{number}")
}

/// What tells a master key from another without telling anything about it.
fn master_check(files: &KeyFiles, id: &str) -> Vec<u8> {
    derive(&files.master, &format!("desist/check/{id}")).to_vec()
}

fn signer(files: &KeyFiles, id: &str) -> Result<Signer, ServiceError> {
    Signer::new(&format!("desist/{id}"), *files.ledger).map_err(|e| ServiceError::Keys(e.to_string()))
}

fn missing(directory: &Path) -> ServiceError {
    let paths = [KeyFiles::master_path(directory), KeyFiles::ledger_path(directory)];
    let gone: Vec<String> = paths.iter().filter(|path| !path.exists()).map(|path| path.display().to_string()).collect();
    let (files, are) = if gone.len() == 1 { ("one of its key files", "is") } else { ("its key files", "are") };
    ServiceError::Keys(format!(
        "The database is in use, but {files} {are} not here. Copy {} from the machine (or the backup) where this \
         installation was made, then start again.",
        gone.join(" and ")
    ))
}

fn mismatch(path: &Path) -> ServiceError {
    ServiceError::Keys(format!(
        "The key file {} belongs to another installation than this database. Copy the right file there, or point \
         --database-url and --data-dir at one and the same installation.",
        path.display()
    ))
}

/// A fresh UUIDv7: sortable by time, and no secret.
pub fn uuid_v7(random: &dyn Random, now: Instant) -> String {
    let millis = u64::try_from(now.0).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random_bytes(random)).into_uuid().to_string()
}

/// A fresh random number for a sender, group or topic.
pub fn random_number(random: &dyn Random) -> u32 {
    u32::from_be_bytes(random_bytes(random))
}

/// Where the key files of a data directory lie.
pub fn key_paths(data_dir: &Path) -> [PathBuf; 2] {
    let directory = data_dir.join("keys");
    [KeyFiles::master_path(&directory), KeyFiles::ledger_path(&directory)]
}
