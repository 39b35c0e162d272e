//! One recipient as an operator sees them: found by address or by recipient key, read in one snapshot.

use std::sync::Arc;

use serde_json::Value;

use super::suppresses;
use crate::domain::address::{Address, RecipientKey};
use crate::domain::change::Channel;
use crate::domain::case::CaseRecord;
use crate::domain::preference::{Kind, Record};
use crate::domain::time::Instant;
use crate::domain::topic::{Class, Sender, Topic};
use crate::domain::verdict::{Reason, Verdict, judge};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::writer::change::Subject;
use crate::store::{Tx, cases, inbox, ledger, preferences, recipients};

/// Changes on a page of the history.
pub const HISTORY: usize = 50;
/// So many of the newest cases and mails are listed.
const LISTED: i64 = 50;

/// Somebody, by their recipient keys.
#[derive(Clone, Debug)]
pub struct Whom {
    /// The key their page is found by.
    pub key: RecipientKey,
    /// Under every live scheme, as far as that can be known.
    pub keys: Vec<RecipientKey>,
    /// The address, if it is on record or was just typed.
    pub address: Option<Address>,
    /// Whether anything is recorded about them.
    pub is_known: bool,
}

impl Whom {
    /// The same for the writer.
    pub fn subject(&self) -> Subject {
        Subject { keys: self.keys.clone(), address: self.address.clone() }
    }
}

/// How much is looked at: what the asker may see.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The history, before this entry, and the cases.
    pub history: Option<u64>,
    /// The mails.
    pub mails: bool,
}

/// What is known of somebody.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Since when their data is erased.
    pub erased_at: Option<Instant>,
    /// For every topic that is not retired: whether its mail may be sent. By sender, promotional first.
    pub verdicts: Vec<TopicVerdict>,
    /// What stands recorded.
    pub recorded: Vec<Recorded>,
    /// A row cannot be read: promotional mail is refused because of it.
    pub is_damaged: bool,
    /// The changes before an entry, newest first: at most [`HISTORY`].
    pub history: Vec<Happened>,
    /// There are older ones.
    pub has_older: bool,
    /// The newest cases, newest first.
    pub cases: Vec<KnownCase>,
    /// The newest mails about them, newest first.
    pub mails: Vec<KnownMail>,
}

/// What may be sent about a topic, and why not.
#[derive(Clone, Debug)]
pub struct TopicVerdict {
    /// Whose.
    pub sender: Arc<Sender>,
    /// The topic.
    pub topic: Arc<Topic>,
    /// The gate's answer.
    pub verdict: Verdict,
    /// What decided, where a record did.
    pub decided: Option<Recorded>,
}

/// One thing that stands.
#[derive(Clone, Copy, Debug)]
pub struct Recorded {
    /// It.
    pub record: Record,
    /// Whether mail is kept back, or data from being passed on, because of it.
    pub suppresses: bool,
    /// The way in.
    pub channel: Option<Channel>,
}

/// One change.
#[derive(Clone, Debug)]
pub struct Happened {
    /// Its ledger entry.
    pub entry: u64,
    /// What the ledger says; none where it was pruned.
    pub leaf: Option<Value>,
    /// What showed the wish.
    pub evidence: Option<Value>,
}

/// A case, in short.
#[derive(Clone, Debug)]
pub struct KnownCase {
    /// Its id.
    pub id: String,
    /// What was asked for, in a word.
    pub kind: &'static str,
    /// How far it is, in a word.
    pub state: &'static str,
    /// Whether somebody still has to act.
    pub is_open: bool,
    /// When it came.
    pub received_at: Instant,
    /// By when.
    pub due_at: Option<Instant>,
}

/// A mail, in short.
#[derive(Clone, Debug)]
pub struct KnownMail {
    /// Its id.
    pub id: String,
    /// Where it stands, in a word.
    pub status: String,
    /// The way in.
    pub via: String,
    /// When it came.
    pub received_at: Instant,
}

impl Services {
    /// Whoever has this address, with whether anything is recorded about them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn whom(&self, address: &Address) -> Result<Whom, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let keys: Vec<RecipientKey> = self.vault.recipient_keys(address).collect();
        for key in &keys {
            if is_known(&mut tx, key).await? {
                return Ok(Whom { key: *key, keys, address: Some(address.clone()), is_known: true });
            }
        }
        Ok(Whom { key: self.vault.recipient_key(address), keys, address: Some(address.clone()), is_known: false })
    }

    /// Whoever is found by this key; none when nothing is recorded under it.
    ///
    /// # Errors
    /// When the database cannot be read, or the address on record cannot be opened.
    pub async fn whom_of(&self, key: RecipientKey) -> Result<Option<Whom>, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        if !is_known(&mut tx, &key).await? {
            return Ok(None);
        }
        let Subject { keys, address } = self.subject_of_key(&mut tx, key).await?;
        Ok(Some(Whom { key, keys, address, is_known: true }))
    }

    /// What is known of somebody, as far as it is looked at.
    ///
    /// # Errors
    /// When the database cannot be read, or a case of theirs.
    pub async fn known(&self, whom: &Whom, look: Look) -> Result<Known, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let mut known = Known::default();
        for key in &whom.keys {
            self.add_recorded(&mut tx, key, &mut known).await?;
            if let Some(before) = look.history {
                self.add_history(&mut tx, *key, before, &mut known).await?;
                add_cases(&mut tx, key, &mut known).await?;
            }
            if look.mails {
                let mails = inbox::newest_about(&mut tx, &key.bytes, LISTED).await?;
                known.mails.extend(mails.into_iter().map(KnownMail::from));
            }
        }
        let gone = known.recorded.iter().filter(|one| one.record.kind == Kind::Erased);
        known.erased_at = gone.map(|one| one.record.since).max();
        known.verdicts = self.verdicts(&known);
        known.history.sort_by_key(|change| std::cmp::Reverse(change.entry));
        known.has_older = known.history.len() > HISTORY;
        known.history.truncate(HISTORY);
        Ok(known)
    }

    async fn add_recorded(&self, tx: &mut Tx, key: &RecipientKey, known: &mut Known) -> Result<(), ServiceError> {
        let now = self.clock.now();
        for row in preferences::of_key(tx, &key.bytes).await? {
            match row.plain().read()?.1 {
                Ok(record) => known.recorded.push(Recorded {
                    suppresses: suppresses(&record, now),
                    channel: Channel::from_word(&row.channel),
                    record,
                }),
                Err(error) => {
                    self.unreadable(&error);
                    known.is_damaged = true;
                }
            }
        }
        Ok(())
    }

    async fn add_history(
        &self,
        tx: &mut Tx,
        key: RecipientKey,
        before: u64,
        known: &mut Known,
    ) -> Result<(), ServiceError> {
        let before = i64::try_from(before).unwrap_or(i64::MAX);
        for row in ledger::page_about(tx, key, before, HISTORY as i64 + 1).await? {
            let leaf: Option<Value> = row.leaf.as_deref().and_then(|leaf| serde_json::from_slice(leaf).ok());
            // Only what somebody said of a choice: the other kinds keep lists for our own use there.
            let is_choice = leaf.as_ref().is_some_and(|leaf| leaf["kind"] == "preference");
            let index = row.entry_index.to_be_bytes();
            let sealed = row.evidence.as_deref().filter(|_| is_choice);
            let plain = sealed.map(|sealed| self.vault.open(Cell::Evidence, &index, sealed)).transpose()?;
            known.history.push(Happened {
                entry: u64::try_from(row.entry_index).unwrap_or_default(),
                leaf,
                evidence: plain.and_then(|plain| serde_json::from_slice(&plain).ok()),
            });
        }
        Ok(())
    }

    /// What the gate answers about each topic, by what was just read: it may be a moment ahead of the gate.
    fn verdicts(&self, known: &Known) -> Vec<TopicVerdict> {
        let registry = self.gate.registry();
        let mut verdicts = Vec::new();
        for sender in registry.senders() {
            for class in [Class::Promotional, Class::Transactional] {
                let topics = registry.topics_of(sender.id).filter(|topic| topic.class == class && !topic.retired);
                verdicts.extend(topics.map(|topic| self.verdict_on(sender, topic, known)));
            }
        }
        verdicts
    }

    fn verdict_on(&self, sender: &Arc<Sender>, topic: &Arc<Topic>, known: &Known) -> TopicVerdict {
        let records: Vec<Record> = known.recorded.iter().map(|one| one.record).collect();
        let verdict = match (self.gate.registry().question(topic), topic.class) {
            (Ok(question), _) if !known.is_damaged => judge(&question, &records, self.clock.now()),
            (_, Class::Transactional) => Verdict::bare(Reason::Transactional),
            // L4, L10: what cannot be read may have been a no.
            _ => Verdict::bare(Reason::Unreadable),
        };
        let decided =
            |one: &&Recorded| Some(one.record.scope) == verdict.scope && Some(one.record.since) == verdict.since;
        let decided = known.recorded.iter().find(decided).copied();
        TopicVerdict { sender: sender.clone(), topic: topic.clone(), verdict, decided }
    }
}

async fn is_known(tx: &mut Tx, key: &RecipientKey) -> Result<bool, ServiceError> {
    Ok(!preferences::of_key(tx, &key.bytes).await?.is_empty()
        || !recipients::of_keys(tx, &[*key]).await?.is_empty()
        || !ledger::newest_about(tx, *key, 1).await?.is_empty()
        || !cases::newest_about(tx, &key.bytes, 1).await?.is_empty()
        || !inbox::newest_about(tx, &key.bytes, 1).await?.is_empty())
}

async fn add_cases(tx: &mut Tx, key: &RecipientKey, known: &mut Known) -> Result<(), ServiceError> {
    for row in cases::newest_about(tx, &key.bytes, LISTED).await? {
        let case = CaseRecord::try_from(row)?;
        known.cases.push(KnownCase {
            id: case.id,
            kind: case.kind.word(),
            state: case.state.word(),
            is_open: case.state.is_open(),
            received_at: case.received_at,
            due_at: case.due_at,
        });
    }
    Ok(())
}

impl From<inbox::MailRow> for KnownMail {
    fn from(row: inbox::MailRow) -> Self {
        Self { id: row.id, status: row.status, via: row.via, received_at: Instant(row.received_at) }
    }
}
