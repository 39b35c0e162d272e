//! What operators do with a case: take it, wait, finish it, refuse it, say that it is none.

use serde::Serialize;
use serde_json::{Value, json};

use super::answering::LastAnswer;
use super::more_time::WORDS_MAX;
use crate::domain::case::{CaseError, CaseKind, CaseRecord, CaseState, RefusalReason, WaitingFor};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::text;
use crate::domain::time::Instant;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::senders::By;
use crate::services::writer::change::{Act, CaseStep, Change, Guard, Handle, Subject};

/// A move that an operator wants.
#[derive(Clone, Debug, Default)]
pub struct CaseMove {
    /// Where to; none leaves the case where it is and only notes something, or hands it over.
    pub to: Option<CaseState>,
    /// For whom it waits.
    pub waiting_for: Option<WaitingFor>,
    /// Why it is refused.
    pub reason: Option<RefusalReason>,
    /// The open case that asks for the same.
    pub duplicate_of: Option<String>,
    /// Who has it from now on; an empty one nobody.
    pub assignee: Option<String>,
    /// A note for colleagues; kept sealed.
    pub note: Option<String>,
    /// The version that was seen; without it the present one.
    pub version: Option<i64>,
    /// What the person is told when it ends.
    pub answer: LastAnswer,
    /// The person was told otherwise that it came.
    pub acknowledged: bool,
    /// When the contract with the person ended: a deletion gets the clock that counts from there (P7).
    pub terminated_at: Option<Instant>,
}

impl CaseMove {
    /// What happens, in a word.
    fn what(&self) -> &'static str {
        match self {
            Self { to: Some(_), .. } => "moved",
            Self { note: Some(_), .. } => "noted",
            Self { acknowledged: true, .. } => "acknowledged",
            Self { terminated_at: Some(_), .. } => "termination",
            _ => "assigned",
        }
    }
}

/// What came of it.
#[derive(Clone, Debug, Serialize)]
pub struct Moved {
    /// The case.
    pub id: String,
    /// Where it stands.
    pub state: &'static str,
    /// Its version after it.
    pub version: i64,
    /// Whether a mail goes to the person.
    pub mailed: bool,
    /// The ledger entry.
    pub entry: Option<u64>,
    /// The ledger size after it.
    pub ledger_size: u64,
}

/// A case that is being changed: what was seen, what it becomes, and what else is done with it.
pub(in crate::services) struct Draft {
    /// The case as it will be.
    pub case: CaseRecord,
    /// Whom it is about.
    pub subject: Option<Subject>,
    /// What is kept sealed with the event.
    pub detail: serde_json::Map<String, Value>,
    /// Further acts, before the case's own.
    pub acts: Vec<Act>,
    /// What is done after everything else: it may take the address away.
    pub last: Vec<Act>,
}

impl Services {
    /// Moves a case, notes something, or hands it over.
    ///
    /// # Errors
    /// `not_found`; `conflict` when it may not move so, when a task is open, or when somebody else changed it first.
    pub async fn move_case(
        &self,
        only: Option<SenderId>,
        id: &str,
        wanted: CaseMove,
        by: By,
    ) -> Result<Moved, ServiceError> {
        let mut wanted = wanted;
        wanted.answer.words = wanted.answer.words.as_deref().map(said).transpose()?;
        if wanted.note.as_deref().is_some_and(|note| note.trim().is_empty()) {
            let why = "The note is empty: write it, or leave it out.";
            return Err(Problem::new(Code::InvalidField, why).in_field("note").into());
        }
        let mut draft = self.draft(only, id, wanted.version).await?;
        let case = &mut draft.case;
        case.reason = wanted.reason.or(case.reason);
        case.duplicate_of = wanted.duplicate_of.clone().or(case.duplicate_of.take());
        // A note leaves it waiting for whom it waits.
        if wanted.to.is_some() {
            case.waiting_for = wanted.waiting_for;
        }
        if let Some(assignee) = &wanted.assignee {
            case.assignee = Some(assignee.clone()).filter(|name| !name.is_empty());
        }
        if let Some(to) = wanted.to {
            case.move_to(to, self.clock.now()).map_err(not_allowed)?;
        }
        if let Some(at) = wanted.terminated_at {
            self.config.clocks.count_from_termination(case, at)?;
        }
        if wanted.acknowledged {
            case.acknowledged_at.get_or_insert(self.clock.now());
        }
        if wanted.to == Some(CaseState::NeedsIdentity) {
            self.ask_for_proof(&mut draft)?;
        }
        let case = &mut draft.case;
        if wanted.to == Some(CaseState::Duplicate) {
            self.check_duplicate(case).await?;
        }
        if let Some(note) = &wanted.note {
            draft.detail.insert("note".to_owned(), json!(note));
        }
        if let Some(to) = wanted.to.filter(|to| !to.is_open()) {
            self.finish(&mut draft, to, &wanted.answer, &by).await?;
        }
        let what = wanted.what();
        self.submit_draft(draft, what, by).await
    }

    /// A duplicate names the open case of the same person, sender and kind that goes on in its place: a confirmation
    /// follows it, so it must never lead to somebody else (L3).
    async fn check_duplicate(&self, case: &CaseRecord) -> Result<(), ServiceError> {
        let why = "Name the open case of the same person, sender and kind that it repeats, in \"duplicate_of\".";
        let wrong = || ServiceError::from(Problem::new(Code::InvalidField, why).in_field("duplicate_of"));
        let first = case.duplicate_of.as_deref().filter(|first| *first != case.id).ok_or_else(wrong)?;
        let mut tx = self.db.snapshot().await?;
        let first = self.case_record(&mut tx, Some(case.sender), first).await.map_err(|_| wrong())?;
        if case.kind.needs_proof() && !case.kind.can_be_duplicate() {
            let why = "Two corrections may say different things: decide each of them.";
            return Err(Problem::new(Code::InvalidField, why).in_field("duplicate_of").into());
        }
        let same = first.recipient.is_some() && first.recipient == case.recipient && first.kind == case.kind;
        if same && first.state.is_open() { Ok(()) } else { Err(wrong()) }
    }

    /// A case as it stands, to be changed.
    pub(in crate::services) async fn draft(
        &self,
        only: Option<SenderId>,
        id: &str,
        version: Option<i64>,
    ) -> Result<Draft, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let case = self.case_record(&mut tx, only, id).await?;
        if version.is_some_and(|seen| seen != case.version) {
            let detail = format!("Somebody else changed it: it is at version {} now. Look at it again.", case.version);
            return Err(ServiceError::refused(Code::Conflict, detail));
        }
        let subject = self.case_subject(&mut tx, &case).await?;
        Ok(Draft { case, subject, detail: serde_json::Map::new(), acts: Vec::new(), last: Vec::new() })
    }

    /// Has the writer store a changed case, with whatever else is done in the same transaction.
    pub(in crate::services) async fn submit_draft(
        &self,
        draft: Draft,
        what: &'static str,
        (actor, channel): By,
    ) -> Result<Moved, ServiceError> {
        let Draft { case, subject, detail, mut acts, last } = draft;
        let (id, state, version) = (case.id.clone(), case.state, case.version);
        let detail = (!detail.is_empty()).then(|| Value::Object(detail).to_string());
        let detail = detail.map(|plain| self.vault.seal(Cell::CaseEvent, id.as_bytes(), plain.as_bytes()));
        let step = CaseStep { case, subject, what, detail, codes: Vec::new(), actor, channel };
        acts.push(Act::Step(Box::new(step)));
        acts.extend(last);
        let guard = Guard::Case { id: id.clone(), version, done: state == CaseState::Done };
        let answer = self.writer.submit(Change::Handle(Box::new(Handle { guard, acts }))).await?;
        Ok(Moved {
            id,
            state: state.word(),
            version: version + 1,
            mailed: answer.mailed,
            entry: answer.entry,
            ledger_size: answer.ledger_size,
        })
    }

    /// What ending a case brings with it: its stamps, the last answer to its person, and what its kind does. Where no answer
    /// goes out by itself, ending it is the operator's word that the person was answered.
    async fn finish(&self, draft: &mut Draft, to: CaseState, answer: &LastAnswer, by: &By) -> Result<(), ServiceError> {
        let now = self.clock.now();
        if to == CaseState::Done {
            self.all_were_asked(&mut self.db.snapshot().await?, &draft.case).await?;
            draft.case.effective_at.get_or_insert(now);
        }
        if !matches!(to, CaseState::Spam | CaseState::Duplicate) {
            draft.case.answered_at.get_or_insert(now);
        }
        let answers = self.last_answer(draft, to, answer).await?;
        draft.acts.extend(answers);
        // After everything else: what answers the person is composed and ordered while the address is still there.
        if to == CaseState::Done {
            let last = self.what_it_does(&draft.case, draft.subject.as_ref(), by).await?;
            draft.last.extend(last);
        }
        Ok(())
    }
}

impl Services {
    /// What a case of its kind does here when it is done: a deletion erases (P5, P7), a correction corrects (P6).
    async fn what_it_does(
        &self,
        case: &CaseRecord,
        subject: Option<&Subject>,
        by: &By,
    ) -> Result<Option<Act>, ServiceError> {
        match (case.kind, subject) {
            (CaseKind::Deletion, Some(subject)) => self.erasure(case, subject, by).await.map(Some),
            (CaseKind::Correction, Some(subject)) => self.correction(case, subject, by).await,
            _ => Ok(None),
        }
    }
}

/// The operator's own words, as they are sent.
pub(super) fn said(words: &str) -> Result<String, Problem> {
    let words = words.replace("\r\n", "\n").trim().to_owned();
    text::check_lines("answer", &words, WORDS_MAX)?;
    if words.is_empty() {
        let why = "The answer is empty: write it, or leave it out.";
        return Err(Problem::new(Code::InvalidField, why).in_field("answer"));
    }
    Ok(words)
}

/// Of two instances one does it; the other need not say so, for the next round looks again.
pub(super) fn overtaken_is_fine<T>(done: Result<T, ServiceError>) -> Result<(), ServiceError> {
    match done {
        Err(ServiceError::Refused(problem)) if problem.code == Code::Conflict => Ok(()),
        other => other.map(drop),
    }
}

pub(super) fn not_allowed(error: CaseError) -> ServiceError {
    ServiceError::refused(Code::Conflict, error.to_string())
}
