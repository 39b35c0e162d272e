//! What a service may ask the writer to do.

use serde_json::Value;

use crate::domain::address::{Address, RecipientKey};
use crate::domain::case::{CaseRecord, CaseState, Task, TaskState, WaitingFor};
use crate::domain::change::{Actor, Channel, EntryKind};
use crate::domain::epoch::Epoch;
use crate::domain::figure::Mailing;
use crate::domain::ids::SenderId;
use crate::domain::merkle::Hash;
use crate::domain::preference::{ImportReason, Kind, Record, Scope};
use crate::domain::retention::{Keep, Rule};
use crate::domain::time::Instant;
use crate::services::registry::RegistryChange;
use crate::services::webhooks::outgoing::WebhookOrder;
use crate::store::labels::{CountRow, LabelRow};

/// Whom a change is about.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The recipient key under every live scheme, newest first; the first is written.
    pub keys: Vec<RecipientKey>,
    /// The address, where the change brings it.
    pub address: Option<Address>,
}

/// An intention. What it changes, if anything, is decided inside the transaction.
#[derive(Clone, Debug)]
pub enum Change {
    /// Preferences or suppressions of one recipient, all or none of them.
    Prefer(Vec<Prefer>),
    /// Takes back exactly one stop.
    Undo(Undo),
    /// Writes down what changes no state.
    Remark(Remark),
    /// Orders a mail with a one-time link.
    Request(Request),
    /// Does what a one-time link says, and spends it.
    Confirm(Confirm),
    /// Senders, topics, keys.
    Registry(RegistryChange),
    /// A chunk of an import.
    Import(ImportChunk),
    /// What is made of a mail that came in, or of a person's decision about it.
    Handle(Box<Handle>),
    /// A chunk of what is old goes.
    Retain(Retain),
    /// The versions of the privacy policy that this process was set to, if they are others than were recorded last.
    Policies,
    /// Webhooks that belong to no change, such as the news of a signed head.
    Send(Vec<WebhookOrder>),
    /// A restore opens an epoch.
    OpenEpoch(Box<OpenEpoch>),
}

/// An epoch to open, if the ledger still stands where it was looked at.
#[derive(Clone, Debug)]
pub struct OpenEpoch {
    /// The epoch; its leaf comes next.
    pub epoch: Epoch,
    /// The root that was looked at.
    pub root: Hash,
}

/// Everything that is made of one mail, or of one decision: all of it in one transaction, once, or nothing (L7).
#[derive(Clone, Debug)]
pub struct Handle {
    /// Why it may be done now; when that does not hold any more, nothing is done.
    pub guard: Guard,
    /// What is done, in this order.
    pub acts: Vec<Act>,
}

/// Why something may be made of a mail now, and not a second time.
#[derive(Clone, Debug)]
pub enum Guard {
    /// A worker's claim on the mail holds. If not, nothing happens: whoever holds it does it.
    Claim {
        /// The mail.
        mail: String,
        /// The end of the lease, which is also its name.
        lease: i64,
        /// The names of the envelope recipients that are worked off with it.
        recipients: Vec<Vec<u8>>,
        /// What is written down about the mail.
        worked: Box<WorkedMail>,
    },
    /// The mail waits in the review queue, and so do these cases of it. It leaves the queue with its last unclear case.
    Review {
        /// The mail.
        mail: String,
        /// The cases that are decided.
        cases: Vec<String>,
    },
    /// The case stands as the asker saw it: of two operators at once one wins, the other is told.
    Case {
        /// The case.
        id: String,
        /// The version that was seen.
        version: i64,
        /// It is to be done: then none of its tasks may be open.
        done: bool,
    },
    /// All of these cases stand as they were seen, each at its version: otherwise nothing is done, and somebody looks again.
    Cases(Vec<(String, i64)>),
    /// Always: what is done names by itself what was done before.
    Always,
    /// A mailed one-time link is still unused; it is spent.
    Link {
        /// SHA-256 of the token.
        token_hash: [u8; 32],
    },
}

/// What is written down about a mail that was worked on.
#[derive(Clone, Debug)]
pub struct WorkedMail {
    /// Where it stands.
    pub status: &'static str,
    /// What was decided.
    pub decision: Option<&'static str>,
    /// The sealed reading, when there is a new one.
    pub reading: Option<Vec<u8>>,
    /// Whom it is about.
    pub recipient_key: Option<RecipientKey>,
    /// Whose mail it is about.
    pub sender: Option<SenderId>,
    /// Who wrote it.
    pub author: Option<RecipientKey>,
    /// A stop in it is applied though nothing proves who wrote it.
    pub unproven: bool,
    /// Its content is not kept.
    pub forget: bool,
}

/// One thing that is made of a mail.
#[derive(Clone, Debug)]
pub enum Act {
    /// A preference or suppression; one that stands already changes nothing.
    Prefer(Box<Prefer>),
    /// Written down without changing a state.
    Remark(Remark),
    /// A mail that asks for proof.
    Request(Request),
    /// An answer.
    Answer {
        /// To whom.
        subject: Subject,
        /// The mail; none where the mails that ask for proof say everything.
        mail: Option<MailOrder>,
        /// The one that goes out instead when a limit left out a mail that asks for proof.
        instead: Option<MailOrder>,
    },
    /// A case to open.
    Open(Box<OpenCase>),
    /// A case to move on.
    Move(MoveCase),
    /// The recipient confirmed that a case is their own wish; decided where the case stands when it is written.
    ConfirmCase {
        /// The case.
        id: String,
        /// Whose mailbox confirmed.
        subject: Subject,
        /// Who.
        actor: Actor,
        /// The way in.
        channel: Channel,
    },
    /// A case that was changed by who saw it.
    Step(Box<CaseStep>),
    /// The person's answer to a case, decided where the case stands when it is written.
    CaseReply(Box<CaseReply>),
    /// Refuses everything when a party has done its part of a case meanwhile, which changes no version. Comes first.
    NothingDone {
        /// The case.
        case: String,
    },
    /// Something that a party must do for a case.
    OpenTask {
        /// The task.
        task: Box<Task>,
        /// Whom its case is about.
        subject: Option<Subject>,
        /// The way in.
        channel: Channel,
    },
    /// A party is told of a task.
    TellTask(TellTask),
    /// A party's answer.
    SettleTask(SettleTask),
    /// A party's answer becomes another, or is asked for anew.
    ReviseTask(Box<ReviseTask>),
    /// A copy of a person's data is frozen, led to anew, or opened.
    Copy(Box<CopyChange>),
    /// A person's data is destroyed.
    Erase(Box<Erase>),
    /// A person's address becomes another.
    Correct(Box<Correct>),
    /// A note for an agent, kept until it is told.
    Note {
        /// Its id.
        id: String,
        /// The agent.
        agent: String,
        /// Sealed.
        note: Vec<u8>,
    },
    /// Notes that nobody is to be told any more.
    Forget {
        /// The notes.
        notes: Vec<String>,
    },
    /// What a person decided about a mail, to measure the rules by. Comes first: if the mail is destroyed by what follows,
    /// so is what the label has of it.
    Label(Box<KeptLabel>),
    /// Notes that are told now, all in one mail.
    Tell {
        /// The notes.
        notes: Vec<String>,
        /// To whom.
        subject: Subject,
        /// The mail.
        mail: MailOrder,
    },
}

/// A label and what it adds to the counts.
#[derive(Clone, Debug)]
pub struct KeptLabel {
    /// The label.
    pub row: LabelRow,
    /// How its kinds came off.
    pub counts: Vec<CountRow>,
}

/// Somebody to be erased: the block stays (L8). Every mail that another act of the same transaction orders still goes out.
#[derive(Clone, Debug)]
pub struct Erase {
    /// Whom, under each of their addresses: the present one first, then those that were corrected. Without the addresses.
    pub subjects: Vec<Subject>,
    /// The deletion case.
    pub case: String,
    /// Who was asked to delete.
    pub sender: SenderId,
    /// Imports that name them, as far as the ledger had been looked through.
    pub imports: Vec<u64>,
    /// So far.
    pub looked: u64,
    /// Senders who held something about them, beside those that the records tell of.
    pub senders: Vec<SenderId>,
    /// It was done before, and a restored backup had brought the data back.
    pub again: Option<Again>,
    /// Who does it.
    pub actor: Actor,
    /// The way in.
    pub channel: Channel,
}

/// An erasure that the journal tells of.
#[derive(Clone, Copy, Debug)]
pub struct Again {
    /// When it was done.
    pub at: Instant,
    /// By which entry, now lost.
    pub lost: u64,
}

/// An address to be corrected: the new one takes over every block of the old one, which keeps them.
#[derive(Clone, Debug)]
pub struct Correct {
    /// The old address.
    pub old: Subject,
    /// The new one.
    pub new: Subject,
    /// The correction case.
    pub case: String,
    /// Who was asked to correct.
    pub sender: SenderId,
    /// The person proved the old mailbox: then what they asked for goes with them, too.
    pub proven: bool,
    /// Who does it.
    pub actor: Actor,
    /// The way in.
    pub channel: Channel,
}

/// A case to open.
#[derive(Clone, Debug)]
pub struct OpenCase {
    /// What it is, with its clocks.
    pub case: CaseRecord,
    /// Whom it is about, if that is known.
    pub subject: Option<Subject>,
    /// Who asks.
    pub actor: Actor,
    /// The way in.
    pub channel: Channel,
}

/// A case as it is to be after a change that was decided beforehand, against a version that [`Guard::Case`] names.
#[derive(Clone, Debug)]
pub struct CaseStep {
    /// What it becomes.
    pub case: CaseRecord,
    /// Whom it is about.
    pub subject: Option<Subject>,
    /// What happens to it, in a word.
    pub what: &'static str,
    /// Notes, the text of an answer; sealed.
    pub detail: Option<Vec<u8>>,
    /// More codes for the entry.
    pub codes: Vec<(&'static str, Value)>,
    /// Who does it.
    pub actor: Actor,
    /// The way in.
    pub channel: Channel,
}

/// What a person answered to the address of their case.
#[derive(Clone, Debug)]
pub struct CaseReply {
    /// The case.
    pub id: String,
    /// Whom it is about.
    pub subject: Option<Subject>,
    /// The mail.
    pub mail: String,
    /// It is the person's yes to what was asked back.
    pub confirms: bool,
    /// Who.
    pub actor: Actor,
    /// The way in.
    pub channel: Channel,
}

/// A case to move on, decided where it stands when it is written; nothing happens if it does not stand there any more.
/// What it held is released, unless another case holds it, too.
#[derive(Clone, Debug)]
pub struct MoveCase {
    /// The case.
    pub id: String,
    /// Whom it is about.
    pub subject: Option<Subject>,
    /// Where it must stand: one of these.
    pub from: Vec<CaseState>,
    /// Where it goes.
    pub to: CaseState,
    /// For whom it waits there.
    pub waiting_for: Option<WaitingFor>,
    /// What happens, in a word.
    pub what: &'static str,
    /// What came of it, in a word.
    pub outcome: Option<&'static str>,
    /// It took effect everywhere.
    pub effective: bool,
    /// Who moves it.
    pub actor: Actor,
    /// The way in.
    pub channel: Channel,
}

/// A party is told of a task, if it was not told meanwhile by another instance.
#[derive(Clone, Debug)]
pub struct TellTask {
    /// The task.
    pub id: String,
    /// Whom its case is about.
    pub subject: Option<Subject>,
    /// How often it was told before.
    pub told: i64,
    /// When it is told again.
    pub next_at: Option<Instant>,
    /// How.
    pub telling: Telling,
}

/// How a party is told.
#[derive(Clone, Debug)]
pub enum Telling {
    /// By its webhook.
    Webhook(WebhookOrder),
    /// By mail.
    Mail {
        /// To its contact.
        to: Subject,
        /// The mail.
        mail: MailOrder,
    },
    /// Neither is recorded: an operator does it.
    Operator,
}

/// A party's answer to a task.
#[derive(Clone, Debug)]
pub struct SettleTask {
    /// The task.
    pub id: String,
    /// Whom its case is about.
    pub subject: Option<Subject>,
    /// How it ended.
    pub to: TaskState,
    /// Who says so, in a word: `callback`, `link` or `operator`.
    pub by: &'static str,
    /// What was handed over, sealed.
    pub answer: Option<Vec<u8>>,
    /// Who says so.
    pub actor: Actor,
    /// The way in.
    pub channel: Channel,
}

/// What an operator makes of a party's answer.
#[derive(Clone, Debug)]
pub struct ReviseTask {
    /// The task.
    pub id: String,
    /// Whom its case is about.
    pub subject: Option<Subject>,
    /// What is made of it.
    pub what: Revision,
    /// Who does it.
    pub actor: Actor,
    /// The way in.
    pub channel: Channel,
}

/// What is made of an answer.
#[derive(Clone, Debug)]
pub enum Revision {
    /// It becomes another.
    Redact {
        /// The answer that was seen, sealed.
        before: Vec<u8>,
        /// What it becomes, sealed.
        after: Vec<u8>,
        /// How, in a word: `path`, `replaced` or `whole`.
        how: &'static str,
    },
    /// It is sent back: the party is asked anew.
    SendBack,
}

/// A change of the copy of a person's data that a case hands out.
#[derive(Clone, Debug)]
pub struct CopyChange {
    /// The case.
    pub case: String,
    /// Whose mail the case is about.
    pub sender: SenderId,
    /// Whose data.
    pub subject: Option<Subject>,
    /// What happens to it.
    pub what: CopyStep,
    /// Who does it.
    pub actor: Actor,
    /// The way in.
    pub channel: Channel,
}

/// What happens to a copy.
#[derive(Clone, Debug)]
pub enum CopyStep {
    /// It is made, and the parties' answers are destroyed: they are in it.
    Freeze {
        /// The copy, sealed.
        copy: Vec<u8>,
        /// The tasks it was put together from: each with the entry of its last change.
        seen: Vec<(String, i64)>,
        /// The end of its link.
        expires: Instant,
    },
    /// A new link leads to it.
    Prolong {
        /// The end of the link.
        expires: Instant,
    },
    /// The person's link opened it.
    Open,
    /// It is destroyed, if its last link ended before this; otherwise nothing happens.
    Destroy {
        /// Before this.
        before: Instant,
    },
}

/// One preference.
#[derive(Clone, Debug)]
pub struct Prefer {
    /// Whose.
    pub subject: Subject,
    /// Whose mail.
    pub sender: SenderId,
    /// About what.
    pub scope: Scope,
    /// What is chosen or found.
    pub kind: Kind,
    /// When it happened.
    pub at: Instant,
    /// Who says so.
    pub actor: Actor,
    /// The way in.
    pub channel: Channel,
    /// Further codes for the leaf: reason, campaign's presence, request form. Never free text.
    pub codes: Vec<(&'static str, Value)>,
    /// What shows that it was asked for; kept sealed, committed to in the leaf.
    pub evidence: Option<Vec<u8>>,
    /// A mail to send if it changes something.
    pub notice: Option<MailOrder>,
    /// The language to answer in, as a tag; empty where nothing shows it.
    pub language: String,
    /// A single stop by a page: the form (SHA-256 of its name and its link's token) whose answer can take it back.
    pub undo_by: Option<[u8; 32]>,
    /// The mailing that it came from, for the counts.
    pub mailing: Option<Mailing>,
}

/// Takes back one stop, while it is the newest change of its scope (L3).
#[derive(Clone, Debug)]
pub struct Undo {
    /// Whose.
    pub subject: Subject,
    /// Whose mail.
    pub sender: SenderId,
    /// The scope that was stopped.
    pub scope: Scope,
    /// The entry of the stop.
    pub entry: u64,
    /// What stood there before.
    pub prior: Option<(Kind, Instant)>,
    /// The mailing whose link is used, for the counts.
    pub mailing: Option<Mailing>,
}

/// Something said that changes no state.
#[derive(Clone, Debug)]
pub struct Remark {
    /// `Remark` or `Test`.
    pub kind: EntryKind,
    /// About whom, if about anybody.
    pub subject: Option<Subject>,
    /// Whose mail.
    pub sender: Option<SenderId>,
    /// Who says so.
    pub actor: Actor,
    /// The way in.
    pub channel: Channel,
    /// What, in codes.
    pub codes: Vec<(&'static str, Value)>,
    /// The mailing whose link was used, for the counts.
    pub mailing: Option<Mailing>,
}

/// Orders a mail with a one-time link.
#[derive(Clone, Debug)]
pub struct Request {
    /// To whom.
    pub subject: Subject,
    /// In whose name.
    pub sender: SenderId,
    /// Who asks.
    pub actor: Actor,
    /// The way in.
    pub channel: Channel,
    /// What is asked, in codes.
    pub codes: Vec<(&'static str, Value)>,
    /// The mail.
    pub mail: MailOrder,
}

/// A mail for the outbox, composed and sealed beforehand.
#[derive(Clone, Debug)]
pub struct MailOrder {
    /// Stable id.
    pub id: String,
    /// Which mail; with the sender's number where the limit counts for each sender.
    pub kind: String,
    /// The sealed message and envelope.
    pub payload: Vec<u8>,
    /// Not more of this kind or cause than that; then it is silently left out.
    pub limit: Option<MailLimit>,
    /// The one-time link in it: hash of the token, action, sealed payload, end of validity.
    pub link: Option<OneTimeLink>,
}

impl MailOrder {
    /// Without a limit: nobody but the service itself, or an operator, causes it.
    pub fn unlimited(self) -> Self {
        Self { limit: None, ..self }
    }
}

/// How often one address may get such mail.
#[derive(Clone, Copy, Debug)]
pub struct MailLimit {
    /// At most so many,
    pub at_most: i64,
    /// in so many milliseconds,
    pub within_ms: i64,
    /// of this kind only, or of everything a stranger can cause.
    pub same_kind: bool,
    /// A stranger can cause it, so that it counts among all mails of that sort; else somebody who is known does, and it counts
    /// among its own kind alone.
    pub stranger: bool,
    /// An automatic answer: of all of them, to whomever, so many go out in an hour; further ones wait (ACK-11).
    pub answers_per_hour: Option<i64>,
}

/// A one-time link in a mail.
#[derive(Clone, Debug)]
pub struct OneTimeLink {
    /// SHA-256 of the token.
    pub token_hash: [u8; 32],
    /// What it does, in a word.
    pub action: &'static str,
    /// What it does, in detail; sealed.
    pub payload: Vec<u8>,
    /// Valid so long.
    pub valid_ms: i64,
}

/// Does what a one-time link says, and spends it in the same transaction.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// SHA-256 of the token.
    pub token_hash: [u8; 32],
    /// What it does.
    pub preferences: Vec<Prefer>,
}

/// A chunk of an import: one ledger entry for up to 10,000 rows.
#[derive(Clone, Debug)]
pub struct ImportChunk {
    /// Whose mail.
    pub sender: SenderId,
    /// About what.
    pub scope: Scope,
    /// The rows, sorted by recipient key, no key twice.
    pub rows: Vec<ImportRow>,
    /// Who imports.
    pub actor: Actor,
    /// The way in.
    pub channel: Channel,
    /// Format and reason, in codes.
    pub codes: Vec<(&'static str, Value)>,
}

/// A chunk of what is old, as one rule of retention says.
#[derive(Clone, Debug)]
pub struct Retain {
    /// The rule.
    pub rule: Rule,
    /// How long what it takes is kept.
    pub keep: Keep,
    /// What ended before this goes.
    pub before: Instant,
    /// Who has it done.
    pub actor: Actor,
    /// The way in.
    pub channel: Channel,
}

/// One suppressed address of an import.
#[derive(Clone, Debug)]
pub struct ImportRow {
    /// Whose, under the newest scheme.
    pub key: RecipientKey,
    /// Why it was suppressed where it comes from.
    pub reason: ImportReason,
    /// Since when, if the file says.
    pub dated: Option<Instant>,
    /// The address, for the batch's sealed blob.
    pub address: Address,
}

/// What came of a change.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Whether anything changed.
    pub changed: bool,
    /// The entry of the change; for an unchanged state the entry that set it.
    pub entry: Option<u64>,
    /// The ledger size after it: an answer of the gate for at least this size obeys it.
    pub ledger_size: u64,
    /// What an undo must know, when the change was one stop.
    pub replaced: Option<Replaced>,
    /// Whether the ordered mail was queued (`false` when a limit left it out).
    pub mailed: bool,
    /// Import and retention only: how many rows changed something.
    pub rows_changed: u64,
    /// Retention only: there may be more to go.
    pub more: bool,
    /// [`Change::Handle`] only: its guard held, so it was done now.
    pub handled: bool,
}

/// What a stop replaced.
#[derive(Clone, Copy, Debug)]
pub struct Replaced {
    /// The stop as recorded.
    pub record: Record,
    /// What stood there before.
    pub prior: Option<Record>,
}

impl Change {
    /// The recipient keys whose records it will read.
    pub(super) fn keys(&self) -> Vec<RecipientKey> {
        match self {
            Self::Import(chunk) => chunk.rows.iter().map(|row| row.key).collect(),
            other => other.subject_keys(),
        }
    }

    /// The recipient keys whose salt and address it may need. The rows of an import have an opening of their own.
    pub(super) fn subject_keys(&self) -> Vec<RecipientKey> {
        let of = |prefers: &[Prefer]| prefers.iter().flat_map(|p| p.subject.keys.clone()).collect();
        match self {
            Self::Prefer(prefers) => of(prefers),
            Self::Confirm(confirm) => of(&confirm.preferences),
            Self::Undo(undo) => undo.subject.keys.clone(),
            Self::Remark(remark) => remark.subject.iter().flat_map(|s| s.keys.clone()).collect(),
            Self::Request(request) => request.subject.keys.clone(),
            Self::Handle(handle) => handle.acts.iter().flat_map(Act::keys).collect(),
            Self::Import(_)
            | Self::Registry(_)
            | Self::Retain(_)
            | Self::Policies
            | Self::Send(_)
            | Self::OpenEpoch(_) => Vec::new(),
        }
    }
}

impl Act {
    /// The mail that it orders.
    pub(super) fn mails(&self) -> Vec<&str> {
        match self {
            Self::Prefer(prefer) => prefer.notice.iter().map(|mail| mail.id.as_str()).collect(),
            Self::Request(request) => vec![&request.mail.id],
            Self::Answer { mail, instead, .. } => mail.iter().chain(instead).map(|mail| mail.id.as_str()).collect(),
            Self::Tell { mail, .. } => vec![&mail.id],
            _ => Vec::new(),
        }
    }

    fn keys(&self) -> Vec<RecipientKey> {
        let of = |subjects: &[&Subject]| subjects.iter().flat_map(|subject| subject.keys.clone()).collect();
        let subject = match self {
            Self::Erase(erase) => return of(&erase.subjects.iter().collect::<Vec<_>>()),
            Self::Correct(correct) => return of(&[&correct.old, &correct.new]),
            Self::Prefer(prefer) => Some(&prefer.subject),
            Self::Remark(remark) => remark.subject.as_ref(),
            Self::Request(request) => Some(&request.subject),
            Self::Open(open) => open.subject.as_ref(),
            Self::Move(moved) => moved.subject.as_ref(),
            Self::ConfirmCase { subject, .. } => Some(subject),
            Self::Step(step) => step.subject.as_ref(),
            Self::CaseReply(reply) => reply.subject.as_ref(),
            Self::OpenTask { subject, .. } => subject.as_ref(),
            Self::TellTask(told) => told.subject.as_ref(),
            Self::SettleTask(settled) => settled.subject.as_ref(),
            Self::ReviseTask(revised) => revised.subject.as_ref(),
            Self::Copy(change) => change.subject.as_ref(),
            Self::Answer { subject, .. } | Self::Tell { subject, .. } => Some(subject),
            Self::Note { .. } | Self::Forget { .. } | Self::NothingDone { .. } | Self::Label(_) => None,
        };
        subject.map(|subject| subject.keys.clone()).unwrap_or_default()
    }
}
