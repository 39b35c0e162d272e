//! Erasing a person: what a deletion case does when it is done. The destroying itself is the writer's
//! (`writer/erase.rs`); here is found what it must reach, outside the transaction, and told what was erased.
//!
//! What remains, and why: the recipient key with its blocks, for nothing else keeps the person from being written to again
//! (ERA-01 to ERA-04); the cases with states, dates and kinds, and the leaves, as proof that the request was answered
//! (ERA-08), until retention removes them; that a mail came or went, without its content; the list of what the erasure
//! took, sealed. Not reached, because nothing tells whom it is about: an address that somebody else's mail or case
//! mentions, until retention removes that ([`super::retention`]); one-time links made before links had an owner, gone with their retention; an entry
//! in the directory of agents or parties, which is there for another reason and has its own command. Copies outside the
//! database (backups, a folder that mail is written to, the pages that PostgreSQL has not vacuumed) go by their own rules.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Services;
use super::error::ServiceError;
use super::installation::Cell;
use super::senders::By;
use super::writer::change::{Act, Again, Erase, Subject};
use super::writer::without_addresses;
use crate::domain::address::RecipientKey;
use crate::domain::case::CaseRecord;
use crate::domain::change::{Actor, Channel, EntryKind};
use crate::domain::ids::SenderId;
use crate::domain::preference::Kind;
use crate::store::{Tx, ledger, preferences};

impl Services {
    /// What erases the person of a case: under the address it is about, and under those that were corrected to it.
    pub(super) async fn erasure(
        &self,
        case: &CaseRecord,
        subject: &Subject,
        (actor, channel): &By,
    ) -> Result<Act, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let looked = ledger::head(&mut tx).await?.size();
        let nameless = |keys| Subject { keys, address: None };
        let mut subjects = vec![nameless(subject.keys.clone())];
        subjects.extend(self.former(&mut tx, &subject.keys).await?.into_iter().map(|key| nameless(vec![key])));
        let keys: Vec<RecipientKey> = subjects.iter().flat_map(|subject| subject.keys.clone()).collect();
        let imports = self.imports_naming(&mut tx, &keys).await?;
        Ok(Act::Erase(Box::new(Erase {
            subjects,
            case: case.id.clone(),
            sender: case.sender,
            imports,
            looked,
            senders: Vec::new(),
            again: None,
            actor: actor.clone(),
            channel: *channel,
        })))
    }

    /// What erases a person again whose data a restored backup brought back, under one of their keys.
    pub(super) async fn erase_restored(
        &self,
        tx: &mut Tx,
        subject: Subject,
        (case, sender, senders): (String, SenderId, Vec<SenderId>),
        again: Option<Again>,
    ) -> Result<Act, ServiceError> {
        let looked = ledger::head(tx).await?.size();
        let imports = self.imports_naming(tx, &subject.keys).await?;
        Ok(Act::Erase(Box::new(Erase {
            subjects: vec![subject],
            case,
            sender,
            imports,
            looked,
            senders,
            again,
            actor: Actor::System,
            channel: Channel::Restore,
        })))
    }

    /// The recipient keys of addresses that were corrected to these, and of those that were corrected to them.
    pub(super) async fn former(&self, tx: &mut Tx, keys: &[RecipientKey]) -> Result<Vec<RecipientKey>, ServiceError> {
        let (mut known, mut former): (BTreeSet<_>, _) = (keys.iter().map(|key| key.bytes).collect(), Vec::new());
        let mut waiting = keys.to_vec();
        while let Some(key) = waiting.pop() {
            for row in ledger::about(tx, &key.bytes).await? {
                let Some(old) = self.corrected(&row).filter(|old| known.insert(old.bytes)) else { continue };
                waiting.push(old);
                former.push(old);
            }
        }
        Ok(former)
    }

    fn corrected(&self, row: &ledger::AboutRow) -> Option<RecipientKey> {
        let leaf: Value = serde_json::from_slice(row.leaf.as_deref()?).ok()?;
        if leaf["kind"] != EntryKind::Correction.word() {
            return None;
        }
        let plain = self.vault.open(Cell::Evidence, &row.entry_index.to_be_bytes(), row.evidence.as_deref()?).ok()?;
        let evidence: Value = serde_json::from_slice(&plain).ok()?;
        let bytes = data_encoding::HEXLOWER.decode(evidence["old"].as_str()?.as_bytes()).ok()?;
        let scheme = u16::try_from(evidence["scheme"].as_u64()?).ok()?;
        Some(RecipientKey { scheme, bytes: bytes.try_into().ok()? })
    }

    /// The imports that name one of these keys. Nobody knows them by key, so all are opened up to the newest that set a
    /// record of theirs; who was never imported costs nothing.
    pub(super) async fn imports_naming(&self, tx: &mut Tx, keys: &[RecipientKey]) -> Result<Vec<u64>, ServiceError> {
        let records = preferences::of_keys(tx, keys).await?;
        let imported = records.iter().filter_map(|(_, record)| record.as_ref().ok());
        let imported = imported.filter(|record| matches!(record.kind, Kind::Imported(_)));
        let Some(newest) = imported.map(|record| record.entry).max() else { return Ok(Vec::new()) };
        let mut naming = Vec::new();
        for index in ledger::batches(tx, 0, newest + 1).await? {
            let index = u64::try_from(index).unwrap_or_default();
            let Some((_, _, sealed)) = ledger::batch(tx, index).await? else { continue };
            // One that does not open is damaged, which `verify` names.
            let plain = self.vault.open(Cell::Batch, &index.to_be_bytes(), &sealed).unwrap_or_default();
            naming.extend(without_addresses(&plain, keys).map(|_| index));
        }
        Ok(naming)
    }
}
