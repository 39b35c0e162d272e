//! What a case is now, and how it changes: pure, so that every rule about it is tested without a database. The service
//! reads a record, changes it here, and the writer stores it if nobody else was first ([`CaseRecord::version`]).

use super::{CaseKind, CaseState, RefusalReason, WaitingFor};
use crate::domain::address::RecipientKey;
use crate::domain::clock::{CaseClock, ExtensionReason, PauseReason, Refused, Sent, Stamps, shown_due};
use crate::domain::ids::SenderId;
use crate::domain::time::Instant;

/// A case as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseRecord {
    /// UUIDv7.
    pub id: String,
    /// How often it was changed: who changes it says which version was seen, and of two at once one is told.
    pub version: i64,
    /// What was asked for.
    pub kind: CaseKind,
    /// How far it is.
    pub state: CaseState,
    /// For whom it waits, while it does.
    pub waiting_for: Option<WaitingFor>,
    /// Whose mail.
    pub sender: SenderId,
    /// Whom it is about, if that is known.
    pub recipient: Option<RecipientKey>,
    /// The mail it came with.
    pub mail: Option<String>,
    /// What else is known, sealed.
    pub detail: Option<Vec<u8>>,
    /// Promotional mail to the recipient is held because of it (L7).
    pub holds: bool,
    /// How it was asked for: a channel's word (11 CCR 7101(b): the manner of the request).
    pub asked_by: String,
    /// The language to answer in.
    pub language: String,
    /// The policy in force when it was opened (P10).
    pub policy: String,
    /// When it first reached us: its clocks begin there or earlier (L9).
    pub received_at: Instant,
    /// When it was opened here.
    pub opened_at: Instant,
    /// Its clocks; each keeps the rule that was in force when it began (CLK-15).
    pub clocks: Vec<CaseClock>,
    /// The earliest of them that runs.
    pub due_at: Option<Instant>,
    /// When the mailbox was asked for proof.
    pub identity_asked_at: Option<Instant>,
    /// Whether it was reminded.
    pub identity_reminded: bool,
    /// When the recipient proved the mailbox.
    pub confirmed_at: Option<Instant>,
    /// The operator or agent who vouches for the person instead.
    pub vouched_by: Option<String>,
    /// When the person was told that it came: an answer to the mail, a page that said so.
    pub acknowledged_at: Option<Instant>,
    /// When what was asked for took effect everywhere (CLK-13): the last system or partner confirmed, or, where none had to,
    /// it was ended as done. None of what was refused or taken back.
    pub effective_at: Option<Instant>,
    /// When it was answered (CLK-13).
    pub answered_at: Option<Instant>,
    /// When it ended.
    pub done_at: Option<Instant>,
    /// What came of it, in a word.
    pub outcome: Option<String>,
    /// Why it was refused.
    pub reason: Option<RefusalReason>,
    /// The open case that asks for the same.
    pub duplicate_of: Option<String>,
    /// Who has it.
    pub assignee: Option<String>,
    /// The instant, in milliseconds, of the last stage that operators were told of (CLK-16); 0 none.
    pub warned: i64,
    /// The ledger entry of its last change.
    pub entry: i64,
}

/// Why a case cannot be changed so; a sentence for the asker.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaseError {
    /// The table of moves has no such line.
    #[error("A case that is {from} cannot become {to}. It may become: {allowed}.")]
    NoSuchMove {
        /// From where.
        from: &'static str,
        /// To where.
        to: &'static str,
        /// What it may become.
        allowed: String,
    },
    /// Nobody has shown that the person asks.
    #[error(
        "This needs proof that the person asks: the recipient's confirmation, or somebody who vouches for them (AUTH-17)."
    )]
    NoProof,
    /// A refusal without a reason.
    #[error("A refusal needs a reason (LAW-09): {0}.")]
    NoReason(String),
    /// It waits for nobody.
    #[error("Say for whom it waits: system, partner, controller or recipient.")]
    NobodyToWaitFor,
}

impl CaseRecord {
    /// Whether the person is known to ask.
    pub fn is_proven(&self) -> bool {
        self.confirmed_at.is_some() || self.vouched_by.is_some()
    }

    /// Moves on. What an end needs is checked here; whether a task is open is the writer's business.
    ///
    /// # Errors
    /// When the table of moves, or what the kind needs, does not allow it.
    pub fn move_to(&mut self, to: CaseState, now: Instant) -> Result<(), CaseError> {
        if !self.state.may_become(to) {
            let allowed: Vec<_> = self.state.next().iter().map(|state| state.word()).collect();
            let allowed = if allowed.is_empty() { "nothing".to_owned() } else { allowed.join(", ") };
            return Err(CaseError::NoSuchMove { from: self.state.word(), to: to.word(), allowed });
        }
        if to == CaseState::Done && self.kind.needs_proof() && !self.is_proven() {
            return Err(CaseError::NoProof);
        }
        if to == CaseState::Refused && self.reason.is_none() {
            let words: Vec<_> = RefusalReason::ALL.iter().map(|reason| reason.word()).collect();
            return Err(CaseError::NoReason(words.join(", ")));
        }
        if to == CaseState::Waiting && self.waiting_for.is_none() {
            return Err(CaseError::NobodyToWaitFor);
        }
        if !self.state.is_open() && to.is_open() {
            // Taken up again: neither answered nor effective, and nobody's duplicate.
            (self.answered_at, self.effective_at, self.duplicate_of, self.reason) = (None, None, None, None);
        }
        if self.waiting_for == Some(WaitingFor::Recipient)
            && self.state == CaseState::Waiting
            && to != CaseState::Waiting
        {
            self.resume(now);
        }
        self.state = to;
        if to != CaseState::Waiting {
            self.waiting_for = None;
        }
        if to.is_open() {
            self.done_at = None;
            self.outcome = None;
        } else {
            self.done_at = Some(now);
            self.holds = false;
            self.outcome.get_or_insert_with(|| to.word().to_owned());
        }
        self.settle_clocks();
        Ok(())
    }

    /// Takes more time on every clock that still runs and allows it; answers their rules.
    ///
    /// # Errors
    /// When none does: why the first does not.
    pub fn extend(&mut self, reason: ExtensionReason, notice: &Sent) -> Result<Vec<String>, Refused> {
        let (stamps, mut extended, mut refused) = (self.stamps(), Vec::new(), None);
        for clock in self.clocks.iter_mut().filter(|clock| clock.finished(&stamps).is_none()) {
            match clock.extend(reason, Some(notice)) {
                Ok(()) => extended.push(clock.rule().to_owned()),
                // A regime without extensions says less than one whose time is over.
                Err(error @ Refused::NoExtension(_)) => _ = refused.get_or_insert(error),
                Err(error) => refused = Some(error),
            }
        }
        self.settle_clocks();
        match refused.filter(|_| extended.is_empty()) {
            Some(error) => Err(error),
            None if extended.is_empty() => Err(Refused::NoExtension("no clock".to_owned())),
            None => Ok(extended),
        }
    }

    /// Lets every clock that may stand still for this do so; answers their rules, often none (CLK-12).
    pub fn pause(&mut self, reason: PauseReason, needed: bool, question: &Sent) -> Vec<String> {
        let (stamps, mut paused) = (self.stamps(), Vec::new());
        for clock in self.clocks.iter_mut().filter(|clock| clock.finished(&stamps).is_none()) {
            if clock.pause(reason, needed, Some(question)).is_ok() {
                paused.push(clock.rule().to_owned());
            }
        }
        self.settle_clocks();
        paused
    }

    /// The clocks that stood still for the person's answer go on (CLK-12).
    fn resume(&mut self, now: Instant) {
        for clock in self.clocks.iter_mut().filter(|clock| clock.is_paused()) {
            // One that cannot be counted on keeps its earlier due instant: never later than it was.
            let _ = clock.resume(now);
        }
    }

    /// What has been done about it, for its clocks.
    pub fn stamps(&self) -> Stamps {
        Stamps { acknowledged: self.acknowledged_at, effect: self.effective_at, answer: self.answered_at }
    }

    /// By when it must be answered or take effect, once its person was told that it came.
    pub fn answer_due(&self) -> Option<Instant> {
        let told = Stamps { acknowledged: self.acknowledged_at.or(Some(self.received_at)), ..self.stamps() };
        shown_due(&self.clocks, &told).map(|clock| clock.due().internal)
    }

    /// What its clocks say now: the earliest that runs, while the case is open (CLK-11).
    pub fn settle_clocks(&mut self) {
        let shown = shown_due(&self.clocks, &self.stamps()).filter(|_| self.state.is_open());
        self.due_at = shown.map(|clock| clock.due().internal);
    }
}
