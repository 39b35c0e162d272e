//! Cases, first part: they are opened by [`super::intake`], looked at here, confirmed by their recipient, and closed by
//! a person. Every move is a ledger entry.

use serde::Serialize;
use serde_json::{Value, json};

use super::Services;
use super::error::ServiceError;
use super::installation::{Cell, uuid_v7};
use super::senders::By;
use super::writer::change::{Act, Answer, Change, Guard, Handle, MoveCase, OpenCase, Remark, Subject};
use crate::domain::address::{Address, RecipientKey};
use crate::domain::case::{CaseKind, CaseState};
use crate::domain::change::{Actor, Channel, EntryKind};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::time::Instant;
use crate::store::cases::{self, CaseRow};
use crate::store::{StoreError, Tx, recipients};

/// A case as it is shown.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// What was asked for.
    pub kind: &'static str,
    /// How far it is.
    pub state: &'static str,
    /// The sender's key.
    pub sender: String,
    /// Whom it is about, where that is known and on record.
    pub recipient: Option<String>,
    /// The mail it came with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// What the asker calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What else is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<Value>,
    /// Promotional mail to the recipient is held because of it.
    pub holds: bool,
    /// When it was received: its clock begins there.
    pub received_at: Instant,
    /// When the recipient proved the mailbox.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<Instant>,
    /// When it was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Instant>,
    /// What came of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// The ledger entry of its last move.
    pub entry: i64,
}

impl Services {
    /// Cases in a state (any, without one), oldest first, after the given id.
    ///
    /// # Errors
    /// When the database cannot be read, or a row of it.
    pub async fn list_cases(
        &self,
        only: Option<SenderId>,
        state: Option<CaseState>,
        after: &str,
        limit: i64,
    ) -> Result<Vec<Case>, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let state = state.map_or("", CaseState::word);
        let sender = only.map_or(-1, SenderId::to_i64);
        let mut shown = Vec::new();
        for row in cases::page(&mut tx, state, sender, after, limit).await? {
            shown.push(self.show_case(&mut tx, row).await?);
        }
        Ok(shown)
    }

    /// One case.
    ///
    /// # Errors
    /// `not_found`, also for a case of another sender than the asker may see.
    pub async fn case(&self, only: Option<SenderId>, id: &str) -> Result<Case, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let row = self.case_row(&mut tx, only, id).await?;
        self.show_case(&mut tx, row).await
    }

    /// The cases about a recipient, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read, or a row of it.
    pub async fn cases_about(&self, address: &Address) -> Result<Vec<Case>, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let mut shown = Vec::new();
        for key in self.vault.recipient_keys(address) {
            for row in cases::of_recipient(&mut tx, &key.bytes).await? {
                shown.push(self.show_case(&mut tx, row).await?);
            }
        }
        Ok(shown)
    }

    /// Asks a person about a link whose topic is not known any more: its stop reached further than it says (L10).
    ///
    /// # Errors
    /// When it cannot be stored; the stop itself is.
    pub(super) async fn ask_about_lost_topic(
        &self,
        sender: SenderId,
        address: &Address,
        channel: Channel,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let id = uuid_v7(&*self.random, now);
        let detail = json!({ "why": "a link names a topic that is not known here; all promotional mail was stopped" });
        let case = OpenCase {
            kind: CaseKind::Unclear,
            state: CaseState::NeedsReview,
            sender,
            subject: Some(self.vault.subject(address)),
            mail: None,
            detail: Some(self.vault.seal(Cell::Case, id.as_bytes(), detail.to_string().as_bytes())),
            holds: false,
            received_at: now,
            actor: Actor::System,
            channel,
            id,
        };
        let acts = vec![Act::Open(Box::new(case))];
        self.writer.submit(Change::Handle(Box::new(Handle { guard: Guard::Always, acts }))).await.map(drop)
    }

    /// Closes a case: somebody answered it. What it held is released.
    ///
    /// # Errors
    /// `not_found`; `conflict` when it is done already.
    pub async fn close_case(
        &self,
        only: Option<SenderId>,
        id: &str,
        (actor, channel): By,
    ) -> Result<Answer, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let row = self.case_row(&mut tx, only, id).await?;
        let state = row.state()?;
        let subject = self.case_subject(&mut tx, &row).await?;
        drop(tx);
        if !state.may_become(CaseState::Done) {
            return Err(ServiceError::refused(Code::Conflict, "This case is done already."));
        }
        let moved = MoveCase {
            id: id.to_owned(),
            subject,
            from: state,
            to: CaseState::Done,
            outcome: Some("answered"),
            confirmed: false,
            actor,
            channel,
        };
        let guard = Guard::Case { id: id.to_owned(), state };
        self.writer.submit(Change::Handle(Box::new(Handle { guard, acts: vec![Act::Move(moved)] }))).await
    }

    /// The recipient confirmed a case: the link is spent, and the case waits for a person. If a person took it up
    /// meanwhile, only the link is spent.
    pub(super) async fn confirm_case(
        &self,
        id: &str,
        address: &Address,
        token_hash: [u8; 32],
    ) -> Result<Answer, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let row = self.case_row(&mut tx, None, id).await?;
        drop(tx);
        let subject = self.vault.subject(address);
        let (actor, channel) = (Actor::Recipient, Channel::Confirmation);
        let act = match row.state()? {
            from @ CaseState::Received => Act::Move(MoveCase {
                id: id.to_owned(),
                subject: Some(subject),
                from,
                to: CaseState::NeedsReview,
                outcome: None,
                confirmed: true,
                actor,
                channel,
            }),
            _ => Act::Remark(Remark {
                kind: EntryKind::Remark,
                subject: Some(subject),
                sender: SenderId::from_i64(row.sender_id),
                actor,
                channel,
                codes: vec![("remark", "confirmed_again".into()), ("case", id.into())],
            }),
        };
        let handle = Handle { guard: Guard::Link { token_hash }, acts: vec![act] };
        self.writer.submit(Change::Handle(Box::new(handle))).await
    }

    async fn case_row(&self, tx: &mut Tx, only: Option<SenderId>, id: &str) -> Result<CaseRow, ServiceError> {
        let row = cases::find(tx, id).await?.filter(|row| only.is_none_or(|only| only.to_i64() == row.sender_id));
        row.ok_or_else(|| Problem::new(Code::NotFound, "There is no case of this id.").into())
    }

    /// Whom a case is about, for the writer: with the address, where it is on record.
    pub(super) async fn case_subject(&self, tx: &mut Tx, row: &CaseRow) -> Result<Option<Subject>, ServiceError> {
        match row.recipient()? {
            Some(key) => Ok(Some(self.subject_of_key(tx, key).await?)),
            None => Ok(None),
        }
    }

    /// The subject that a recipient key names, under every scheme where the address is on record.
    pub(super) async fn subject_of_key(&self, tx: &mut Tx, key: RecipientKey) -> Result<Subject, ServiceError> {
        Ok(match self.address_on_record(tx, &key).await? {
            Some(address) => self.vault.subject(&address),
            None => Subject { keys: vec![key], address: None },
        })
    }

    /// The address on record of a recipient key.
    pub(super) async fn address_on_record(
        &self,
        tx: &mut Tx,
        key: &RecipientKey,
    ) -> Result<Option<Address>, ServiceError> {
        let row = recipients::of_keys(tx, &[*key]).await?.into_iter().next();
        let Some(sealed) = row.and_then(|row| row.address) else { return Ok(None) };
        let corrupt = || StoreError::corrupt("recipients", "address", crate::store::hex(&key.bytes));
        let plain = self.vault.open(Cell::Address, &key.bytes, &sealed)?;
        let text = String::from_utf8(plain).map_err(|_| corrupt())?;
        Ok(Some(Address::parse(&text).map_err(|_| corrupt())?))
    }

    async fn show_case(&self, tx: &mut Tx, row: CaseRow) -> Result<Case, ServiceError> {
        let (kind, state) = (row.kind()?.word(), row.state()?.word());
        let recipient = match row.recipient()? {
            Some(key) => self.address_on_record(tx, &key).await?.map(|address| address.delivery().to_owned()),
            None => None,
        };
        let detail = row.detail.as_deref().map(|sealed| self.vault.open(Cell::Case, row.id.as_bytes(), sealed));
        let detail: Option<Value> = detail.transpose()?.and_then(|plain| serde_json::from_slice(&plain).ok());
        let reference = detail.as_ref().and_then(|detail| detail.get("reference")?.as_str()).map(str::to_owned);
        let registry = self.gate.registry();
        let sender = SenderId::from_i64(row.sender_id).and_then(|id| registry.sender(id));
        Ok(Case {
            kind,
            state,
            sender: sender.map(|sender| sender.key.to_string()).unwrap_or_default(),
            recipient,
            mail: row.mail_id,
            reference,
            detail,
            holds: row.holds,
            received_at: Instant(row.received_at),
            confirmed_at: row.confirmed_at.map(Instant),
            done_at: row.done_at.map(Instant),
            outcome: row.outcome,
            entry: row.entry_index,
            id: row.id,
        })
    }
}
