//! Taking a mail in: durable before anybody is told.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::change::Channel;
use crate::domain::time::Instant;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::{Cell, Vault, uuid_v7};
use crate::store::inbox::{self, NewMail};
use crate::store::{StoreError, Tx};

/// An envelope path is cut here, in characters; the longest one allowed has 256 octets (SMTP-10).
const PATH_MAX: usize = 512;
/// Envelope recipients of one delivery that are kept; a face refuses more than that itself (SMTP-10).
const RECIPIENTS_MAX: usize = 1_000;

/// A mail as it comes in, with its envelope.
#[derive(Clone)]
pub struct Inbound {
    /// The bytes as they came, after dot-unstuffing.
    pub raw: Vec<u8>,
    /// The envelope sender: `None` when it is not known, empty for the null sender (SMTP-07).
    pub mail_from: Option<String>,
    /// The envelope recipients, letter case kept (SMTP-11); none when they are not known.
    pub rcpt_to: Vec<String>,
    /// The way in.
    pub via: Channel,
    /// Who handed it over, for SPF; none when nobody did so over a network, or a relay of our own did.
    pub client: Option<Client>,
}

/// Who handed a mail over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// The peer's address.
    pub ip: IpAddr,
    /// The name it gave in EHLO, HELO or LHLO.
    pub helo: Option<String>,
}

/// A mail that was taken: from now on it is ours (SMTP-01).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// Its id; for bytes that came before, the id they got then.
    pub id: String,
    /// Whether these bytes came for the first time.
    pub new: bool,
}

/// Where a mail comes from, as kept sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Origin {
    /// Who handed it over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<Client>,
    /// It is no mail but the text of a request that somebody wrote down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<WrittenDown>,
}

/// A request that a helpdesk wrote down. It answers by itself, so we do not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WrittenDown {
    /// Whom it is about.
    pub about: String,
    /// Whose mail is meant: the sender's key.
    pub sender: String,
    /// What the helpdesk calls it.
    pub reference: Option<String>,
    /// The API key, by its id.
    pub by: String,
}

/// One envelope recipient, as kept sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Envelope {
    /// The envelope recipient; empty when it is not known.
    pub to: String,
    /// The envelope sender.
    pub from: Option<String>,
}

impl Services {
    /// Stores a mail durably and has it worked off. The same bytes again are the same mail; recipients that are new join
    /// it and are worked off, too, so that a second stop sent to another token counts (SMTP-14).
    ///
    /// # Errors
    /// When it is not stored: then nobody may be told that it was (L1), and the caller says "later" (SMTP-02).
    pub async fn receive(&self, mail: Inbound) -> Result<Received, ServiceError> {
        self.store(mail).await.map_err(|error| ServiceError::NotStored(Arc::new(error)))
    }

    async fn store(&self, mail: Inbound) -> Result<Received, ServiceError> {
        let now = self.clock.now();
        let sha256: [u8; 32] = Sha256::digest(&mail.raw).into();
        // Looked up and sealed before the transaction: 50 MB take their time, and everybody else's changes wait for it.
        let known = inbox::find_by_hash(&mut self.db.snapshot().await?, &sha256).await?;
        let origin = Origin { client: mail.client.clone(), request: None };
        let sealed = known.is_none().then(|| self.seal_mail(&mail, &origin, sha256, now));
        let mut tx = self.db.begin().await?;
        let received = store_mail(&mut tx, sealed, &sha256).await?;
        let added = self.store_envelope(&mut tx, &received.id, &mail, now).await?;
        if added && !received.new {
            // Woken first: that locks the row, so that whoever takes old content away has either done so or will not.
            inbox::wake(&mut tx, &received.id, now).await?;
            // A copy that was not kept is needed once more: this recipient may be one of ours alone.
            if inbox::is_forgotten(&mut tx, &received.id).await? {
                let raw = self.vault.seal(Cell::Mail, received.id.as_bytes(), &mail.raw);
                inbox::recall(&mut tx, &received.id, &raw).await?;
            }
        }
        tx.commit().await?;
        // Committed into a file that nobody will find again is not durable.
        self.db.in_place()?;
        self.intake_wake.notify_one();
        Ok(received)
    }

    pub(super) fn seal_mail(&self, mail: &Inbound, origin: &Origin, sha256: [u8; 32], now: Instant) -> NewMail {
        let id = uuid_v7(&*self.random, now);
        let origin = serde_json::to_vec(origin).unwrap_or_default();
        NewMail {
            sha256,
            size: i64::try_from(mail.raw.len()).unwrap_or(i64::MAX),
            raw: self.vault.seal(Cell::Mail, id.as_bytes(), &mail.raw),
            origin: Some(self.vault.seal(Cell::Origin, id.as_bytes(), &origin)),
            via: mail.via.word(),
            received_at: now,
            due: now,
            lease_until: Instant(0),
            id,
        }
    }

    /// Adds the recipients; answers whether one is new.
    pub(super) async fn store_envelope(
        &self,
        tx: &mut Tx,
        id: &str,
        mail: &Inbound,
        now: Instant,
    ) -> Result<bool, ServiceError> {
        let mut added = false;
        for to in recipients(mail) {
            // Sealing is deterministic, so a recipient has one name within a mail, and nobody can guess it.
            let name = Sha256::digest(self.vault.seal(Cell::Envelope, id.as_bytes(), to.as_bytes()));
            let envelope = Envelope { to, from: mail.mail_from.as_deref().map(cut) };
            let plain = serde_json::to_vec(&envelope).unwrap_or_default();
            let sealed = self.vault.seal(Cell::Envelope, id.as_bytes(), &plain);
            added |= inbox::add_recipient(tx, id, &name, &sealed, now).await?;
        }
        Ok(added)
    }
}

/// Stores the bytes, unless they are stored already, maybe by another instance at this very moment.
pub(super) async fn store_mail(
    tx: &mut Tx,
    sealed: Option<NewMail>,
    sha256: &[u8; 32],
) -> Result<Received, ServiceError> {
    if let Some(mail) = sealed
        && inbox::insert(tx, &mail).await?
    {
        return Ok(Received { id: mail.id, new: true });
    }
    let gone = || StoreError::corrupt("inbox", "sha256", crate::store::hex(sha256));
    let id = inbox::find_by_hash(tx, sha256).await?.ok_or_else(gone)?;
    Ok(Received { id, new: false })
}

/// Where a mail comes from without who handed it over, sealed anew, and whether anybody had been named. What does not
/// open is kept no longer.
pub(in crate::services) fn without_client(
    vault: &Vault,
    mail: &str,
    sealed: Option<Vec<u8>>,
) -> (Option<Vec<u8>>, bool) {
    let Some(sealed) = sealed else { return (None, false) };
    let plain = vault.open(Cell::Origin, mail.as_bytes(), &sealed).ok();
    let Some(origin) = plain.and_then(|plain| serde_json::from_slice::<Origin>(&plain).ok()) else {
        return (None, true);
    };
    let had_one = origin.client.is_some();
    let left = serde_json::to_vec(&Origin { client: None, ..origin }).unwrap_or_default();
    (Some(vault.seal(Cell::Origin, mail.as_bytes(), &left)), had_one)
}

/// The envelope recipients, each once; an empty one when none is known, so that the mail has something to be worked off.
fn recipients(mail: &Inbound) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = mail.rcpt_to.iter().take(RECIPIENTS_MAX).map(|to| cut(to)).collect();
    if all.is_empty() {
        all.insert(String::new());
    }
    all
}

fn cut(path: &str) -> String {
    path.trim().chars().filter(|c| !c.is_control()).take(PATH_MAX).collect()
}
