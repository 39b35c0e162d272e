//! What waits for a person: the mail, its proposed reading, and the decision.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Value, json};

use super::Mode;
use super::answer::answered_by;
use super::job::Became;
use super::receive::Envelope;
use super::wishes::{Asked, Granted};
use crate::domain::address::Address;
use crate::domain::case::{CaseKind, CaseRecord, CaseState};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::reading::{Dates, Intent, IntentKind};
use crate::domain::time::Instant;
use crate::domain::topic::Sender;
use crate::services::Services;
use crate::services::counters::ScopeKind;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::senders::By;
use crate::services::writer::change::{Act, Change, Guard, Handle, MoveCase};
use crate::store::cases;
use crate::store::inbox::{self, MailRow};
use crate::store::{StoreError, Tx};

/// A mail that was claimed so often is stuck.
const IN_VAIN: i64 = 3;

/// A mail as the queue shows it.
#[derive(Clone, Debug, Serialize)]
pub struct QueuedMail {
    /// Its id.
    pub id: String,
    /// Where it stands: `received`, `ignored`, `answered`, `acted`, `asked`, `review` or `decided`.
    pub status: String,
    /// The way in.
    pub via: String,
    /// When it was received.
    pub received_at: Instant,
    /// By when somebody must have answered: the earliest clock of its open cases; none when none is open.
    pub due_at: Option<Instant>,
    /// Its size in octets.
    pub size: i64,
    /// What was decided.
    pub decision: Option<String>,
    /// Whose mail it is about: the sender's key.
    pub sender: Option<String>,
    /// To whom it came.
    pub recipients: Vec<String>,
    /// What was understood, as `intake explain` prints it.
    pub reading: Option<Value>,
    /// The cases it opened.
    pub cases: Vec<String>,
    /// A provider asks by it whether mail may be forwarded to us; its code stands in the text. To be seen first, because
    /// nothing is forwarded before it is answered.
    pub forwarding_check: bool,
}

/// What a person decides about a mail.
#[derive(Clone, Debug)]
pub struct Ruling {
    /// Whom it is about; `None`: as the reading proposes.
    pub about: Option<Address>,
    /// What is asked; none: nothing is to be done.
    pub intents: Vec<Intent>,
    /// Nobody asks for anything: it only advertises. Its case ends as such, and nothing is asked.
    pub spam: bool,
    /// Whether whoever it is about is told what was understood and done, as far as they may be.
    pub answer: bool,
}

/// What came of a decision.
#[derive(Clone, Debug, Serialize)]
pub struct Ruled {
    /// The mail.
    pub id: String,
    /// What it became: `acted`, `asked` or `ignored`.
    pub became: &'static str,
    /// Whether a mail about it goes to whom it is about.
    pub answered: bool,
    /// The ledger size after it.
    pub ledger_size: u64,
}

impl Ruling {
    /// One thing a person found in a mail.
    pub fn intent(kind: IntentKind) -> Intent {
        Intent {
            kind,
            topic: None,
            confidence: 1.0,
            words: Vec::new(),
            rules: vec!["person".to_owned()],
            days: None,
            until: None,
            from: None,
            to: None,
        }
    }
}

/// How the inbox stands.
#[derive(Clone, Debug, Default)]
pub struct InboxState {
    /// Mails that wait to be worked on.
    pub pending: u64,
    /// Mails that wait for a person.
    pub review: u64,
    /// Why mails were put off that were tried and wait, newest last.
    pub put_off: Vec<String>,
}

impl Services {
    /// How many mails wait to be worked on, and how many of them were tried in vain: cheap.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn inbox_waiting(&self) -> Result<(u64, u64), ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let waiting = inbox::pending(&mut tx).await?;
        let in_vain = inbox::claimed_in_vain(&mut tx, IN_VAIN).await?;
        Ok((u64::try_from(waiting).unwrap_or(0), u64::try_from(in_vain).unwrap_or(0)))
    }

    /// How the inbox stands, with so many of the reasons for which mail was put off.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn inbox(&self, named: usize) -> Result<InboxState, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let counts = inbox::counts(&mut tx).await?;
        let review = counts.iter().find(|(status, _)| status == "review").map_or(0, |(_, n)| *n);
        let waiting = inbox::page(&mut tx, "received", -1, "", 1_000).await?;
        Ok(InboxState {
            pending: u64::try_from(inbox::pending(&mut tx).await?).unwrap_or(0),
            review: u64::try_from(review).unwrap_or(0),
            put_off: waiting.into_iter().filter_map(|row| row.last_error).take(named).collect(),
        })
    }

    /// Mails in a status (any, without one), oldest first, after the given id. Every look at the queue is of one sender's
    /// mails, if the asker may see only those.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn list_mails(
        &self,
        only: Option<SenderId>,
        status: &str,
        after: &str,
        limit: i64,
    ) -> Result<Vec<QueuedMail>, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let mut shown = Vec::new();
        let sender = only.map_or(-1, SenderId::to_i64);
        for row in inbox::page(&mut tx, status, sender, after, limit).await? {
            shown.push(self.show_mail(&mut tx, row).await?);
        }
        Ok(shown)
    }

    /// One mail.
    ///
    /// # Errors
    /// `not_found`, also for a mail about another sender than the asker may see.
    pub async fn queued_mail(&self, only: Option<SenderId>, id: &str) -> Result<QueuedMail, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let row = mail_row(&mut tx, only, id).await?;
        self.show_mail(&mut tx, row).await
    }

    /// The bytes of a mail.
    ///
    /// # Errors
    /// As [`Services::queued_mail`].
    pub async fn raw_mail(&self, only: Option<SenderId>, id: &str) -> Result<Vec<u8>, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        mail_row(&mut tx, only, id).await?;
        let sealed = inbox::raw(&mut tx, id).await?.unwrap_or_default();
        if sealed.is_empty() {
            return Err(ServiceError::refused(Code::NotFound, "The content of this mail was not kept."));
        }
        Ok(self.vault.open(Cell::Mail, id.as_bytes(), &sealed)?)
    }

    /// Carries out a person's decision about a mail in the queue: what it asks for, the end of the case of that person
    /// and sender, and the end of the hold, unless another case holds it, too. A mail about several people waits until
    /// each of them was decided on (L7).
    ///
    /// # Errors
    /// `not_found`; `conflict` when it does not wait for a person; `invalid_field` when nobody says whom it is about.
    pub async fn decide_mail(
        &self,
        only: Option<SenderId>,
        id: &str,
        ruling: Ruling,
        (actor, channel): By,
    ) -> Result<Ruled, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let row = mail_row(&mut tx, only, id).await?;
        if row.status != "review" {
            return Err(ServiceError::refused(Code::Conflict, "This mail does not wait for a decision."));
        }
        let decided = self.decided_cases(&mut tx, only, &row, &ruling).await?;
        let about = self.meant(&mut tx, &row, &decided, &ruling).await?;
        if ruling.spam && !ruling.intents.is_empty() {
            let why = "Spam asks for nothing: say what it asks for, or that it is spam.";
            return Err(Problem::new(Code::InvalidField, why).in_field("intents").into());
        }
        // First: whatever destroys the mail destroys what the label has of it, too.
        let mut acts: Vec<Act> = self.label(&row, about.as_ref(), &ruling, &actor).await?.into_iter().collect();
        let mut became = Became::Ignored;
        let mut opt_outs = Vec::new();
        if !ruling.intents.is_empty() {
            let by = (actor.clone(), channel);
            let granted = self.granted(&row, &decided, about.as_ref(), &ruling, by).await?;
            became = granted.became();
            opt_outs.extend(granted.told.stopped.iter().map(|scope| ScopeKind::from(*scope)));
            acts.extend(granted.acts);
        }
        acts.extend(self.close_unclear(&mut tx, &decided, (became, ruling.spam), (actor, channel)).await?);
        drop(tx);
        let guard = Guard::Review { mail: id.to_owned(), cases: decided.into_iter().map(|case| case.id).collect() };
        let answer = self.writer.submit(Change::Handle(Box::new(Handle { guard, acts }))).await?;
        opt_outs.into_iter().for_each(|scope| self.counters.opt_outs.add(scope, 1));
        Ok(Ruled {
            id: id.to_owned(),
            became: became.status(),
            answered: answer.mailed,
            ledger_size: answer.ledger_size,
        })
    }

    /// The waiting cases that a decision is about: those of one person and one sender.
    async fn decided_cases(
        &self,
        tx: &mut Tx,
        only: Option<SenderId>,
        row: &MailRow,
        ruling: &Ruling,
    ) -> Result<Vec<CaseRecord>, ServiceError> {
        let mut open = Vec::new();
        for case in cases::of_mail(tx, &row.id).await? {
            let case = CaseRecord::try_from(case)?;
            if case.kind == CaseKind::Unclear && case.state.is_open() {
                open.push(case);
            }
        }
        open.retain(|case| only.is_none_or(|only| case.sender == only));
        if distinct(open.iter().map(|case| &case.recipient)) > 1 {
            self.retain_about(&mut open, ruling)?;
        }
        // Several senders are asked the same by one mail: the one it is filed under comes first.
        let own = open.iter().find(|case| row.sender_id == Some(case.sender.to_i64())).or(open.first());
        let sender = own.map(|case| case.sender);
        open.retain(|case| Some(case.sender) == sender);
        Ok(open)
    }

    /// Of several people's cases those of whom the ruling names; one that nobody is named in is about whoever is left.
    fn retain_about(&self, open: &mut Vec<CaseRecord>, ruling: &Ruling) -> Result<(), ServiceError> {
        let several = || {
            let detail = "This mail is about several people: say about which of them you decide.";
            Problem::new(Code::InvalidField, detail).in_field("about")
        };
        let about = ruling.about.as_ref().ok_or_else(several)?;
        let keys: Vec<_> = self.vault.recipient_keys(about).collect();
        let is_theirs = |case: &CaseRecord| case.recipient.is_some_and(|key| keys.contains(&key));
        let named = open.iter().any(is_theirs);
        open.retain(|case| if named { is_theirs(case) } else { case.recipient.is_none() });
        if open.is_empty() { Err(several().into()) } else { Ok(()) }
    }

    /// Whom the person means: as said; else whom the case is about, by the address on record; else as read.
    async fn meant(
        &self,
        tx: &mut Tx,
        row: &MailRow,
        decided: &[CaseRecord],
        ruling: &Ruling,
    ) -> Result<Option<Address>, ServiceError> {
        if ruling.about.is_some() {
            return Ok(ruling.about.clone());
        }
        let key = decided.iter().find_map(|case| case.recipient);
        let reading = self.open_reading(row)?;
        let read = reading.as_ref().and_then(|reading| reading.get("about")?.as_str());
        if let Some(about) = read.and_then(|about| Address::parse(about).ok())
            && key.is_none_or(|key| self.vault.recipient_keys(&about).any(|own| own == key))
        {
            return Ok(Some(about));
        }
        match key.map_or_else(|| self.mails_recipient(row), |key| Ok(Some(key)))? {
            Some(key) => self.address_on_record(tx, &key).await,
            None => Ok(None),
        }
    }

    fn mails_recipient(&self, row: &MailRow) -> Result<Option<crate::domain::address::RecipientKey>, ServiceError> {
        let Some(bytes) = &row.recipient_key else { return Ok(None) };
        let bytes = crate::store::fixed(bytes, "inbox", "recipient_key", &row.id)?;
        Ok(Some(crate::domain::address::RecipientKey { scheme: self.vault.scheme(), bytes }))
    }

    async fn granted(
        &self,
        row: &MailRow,
        decided: &[CaseRecord],
        about: Option<&Address>,
        ruling: &Ruling,
        (actor, channel): By,
    ) -> Result<Granted, ServiceError> {
        let nobody = || Problem::new(Code::InvalidField, "Say whom it is about.").in_field("about");
        let about = &self.as_on_record(about.ok_or_else(nobody)?).await?;
        let reading = self.open_reading(row)?;
        let language = reading.as_ref().and_then(|reading| reading.get("language")?.as_str());
        let locale = self.renderer.locale(language);
        let sender = self.mails_sender(decided.first().map(|case| case.sender.to_i64()).or(row.sender_id))?;
        let kept = self.kept(row, reading.as_ref(), about, &sender).await?;
        let asked = Asked {
            mail: &row.id,
            via: channel,
            received_at: Instant(row.received_at),
            dates: reading.as_ref().map(dates_of).unwrap_or_default(),
            actor,
            sender: &sender,
            mode: Mode::All,
            about: Some(about),
            others: &[],
            known: self.is_known(about).await?,
            may_ask: true,
            reply: kept.as_ref().map(|kept| self.reply_to(kept.wrote().thread(), None, false)),
            unreadable: false,
            locale: &locale,
            hears_complaints: false,
            reference: None,
            evidence: json!({ "form": "decided", "mail": row.id, "intents": ruling.intents }),
            codes: vec![("form", "decided".into())],
        };
        let mut granted = self.grant(&asked, &ruling.intents)?;
        if let Some(kept) = &kept {
            self.answer_ruled(kept, &asked, ruling.answer, &mut granted);
        }
        match granted.doubt {
            None => Ok(granted),
            Some(_) => Err(Problem::new(
                Code::InvalidField,
                "This cannot be done: name a promotional topic of the sender, or the end of the pause.",
            )
            .in_field("intents")
            .into()),
        }
    }

    fn mails_sender(&self, id: Option<i64>) -> Result<std::sync::Arc<Sender>, ServiceError> {
        let registry = self.gate.registry();
        let id = id.and_then(SenderId::from_i64);
        match id.and_then(|id| registry.sender(id)).cloned() {
            Some(sender) => Ok(sender),
            None => Ok(self.mailbox_of("")?.sender),
        }
    }

    /// The cases that were decided end with the decision, and no other.
    async fn close_unclear(
        &self,
        tx: &mut Tx,
        decided: &[CaseRecord],
        (became, spam): (Became, bool),
        (actor, channel): By,
    ) -> Result<Vec<Act>, ServiceError> {
        let mut acts = Vec::new();
        for case in decided {
            acts.push(Act::Move(MoveCase {
                subject: self.case_subject(tx, case).await?,
                id: case.id.clone(),
                from: vec![case.state],
                to: if spam { CaseState::Spam } else { CaseState::Done },
                waiting_for: None,
                what: "decided",
                outcome: Some(became.status()),
                effective: !spam,
                actor: actor.clone(),
                channel,
            }));
        }
        Ok(acts)
    }

    pub(super) async fn show_mail(&self, tx: &mut Tx, row: MailRow) -> Result<QueuedMail, ServiceError> {
        let mut recipients = Vec::new();
        // An empty one was destroyed with the data of somebody who was erased.
        for recipient in inbox::recipients(tx, &row.id).await?.into_iter().filter(|r| !r.envelope.is_empty()) {
            let plain = self.vault.open(Cell::Envelope, row.id.as_bytes(), &recipient.envelope)?;
            let corrupt = |_| StoreError::corrupt("inbox_recipients", "envelope", &row.id);
            let envelope: Envelope = serde_json::from_slice(&plain).map_err(corrupt)?;
            recipients.extend(Some(envelope.to).filter(|to| !to.is_empty()));
        }
        let mut due_at: Option<Instant> = None;
        let mut cases = Vec::new();
        for case in cases::of_mail(tx, &row.id).await? {
            let case = CaseRecord::try_from(case)?;
            if case.state.is_open() {
                let due = case.due_at.unwrap_or_else(|| answered_by(case.received_at));
                due_at = Some(due_at.map_or(due, |earlier| earlier.min(due)));
            }
            cases.push(case.id);
        }
        let registry = self.gate.registry();
        let sender = row.sender_id.and_then(SenderId::from_i64).and_then(|id| registry.sender(id));
        let reading = self.open_reading(&row)?;
        Ok(QueuedMail {
            forwarding_check: reading.as_ref().is_some_and(is_forwarding_check),
            reading,
            sender: sender.map(|sender| sender.key.to_string()),
            recipients,
            cases,
            id: row.id,
            status: row.status,
            via: row.via,
            received_at: Instant(row.received_at),
            due_at,
            size: row.size,
            decision: row.decision,
        })
    }

    /// What was understood of a mail; nothing of one that was forgotten.
    pub(in crate::services) fn open_reading(&self, row: &MailRow) -> Result<Option<Value>, ServiceError> {
        let Some(sealed) = &row.reading else { return Ok(None) };
        let plain = self.vault.open(Cell::Reading, row.id.as_bytes(), sealed)?;
        Ok(serde_json::from_slice(&plain).ok())
    }
}

fn distinct<T: Ord>(all: impl Iterator<Item = T>) -> usize {
    all.collect::<BTreeSet<T>>().len()
}

/// When it was asked, as the reading found it.
fn dates_of(reading: &Value) -> Dates {
    let date = |name: &str| reading.get("dates")?.get(name)?.as_str().and_then(Instant::parse);
    Dates { sent: date("sent"), forwarded: date("forwarded"), agent_received: date("agent_received") }
}

pub(super) fn is_forwarding_check(reading: &Value) -> bool {
    let reasons = reading.get("reasons").and_then(Value::as_array).into_iter().flatten();
    reasons.filter_map(Value::as_str).any(|reason| reason.starts_with("forwarding_check"))
}

pub(super) async fn mail_row(tx: &mut Tx, only: Option<SenderId>, id: &str) -> Result<MailRow, ServiceError> {
    let row = inbox::find(tx, id).await?.filter(|row| may_see(only, row));
    row.ok_or_else(|| Problem::new(Code::NotFound, "There is no mail of this id.").into())
}

/// A mail of which it is not known whose it is concerns only who may see everything.
fn may_see(only: Option<SenderId>, row: &MailRow) -> bool {
    only.is_none_or(|only| row.sender_id == Some(only.to_i64()))
}
