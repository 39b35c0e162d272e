//! What others must do for a case: asked for when the person is known to ask, confirmed by call-back, by link or by an
//! operator. When the last of them is confirmed the case goes on.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

use super::moves::overtaken_is_fine;
use super::walk::{Which, logged};
use crate::domain::address::Address;
use crate::domain::case::{CaseKind, CaseRecord, CaseState, Party, PartyKind, Task, TaskState, TaskWhat, WaitingFor};
use crate::domain::change::{Actor, Channel};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::time::Instant;
use crate::domain::topic::Sender;
use crate::domain::webhook::sign::{Headers, TOLERANCE_MS, verify};
use crate::services::Services;
use crate::services::cases::CaseMove;
use crate::services::error::ServiceError;
use crate::services::installation::{Cell, uuid_v7};
use crate::services::mails::Token;
use crate::services::senders::By;
use crate::services::writer::change::{Act, Change, Guard, Handle, MoveCase, SettleTask};
use crate::store::tasks::TaskRow;
use crate::store::{Tx, tasks};

/// The name under which an answer says that a system holds nothing about the person.
const NOTHING_HELD: &str = "nothing_held";
/// A task's answer is at most this long.
pub const ANSWER_MAX: usize = 1024 * 1024;

/// A party's answer to what it was asked.
#[derive(Clone, Debug)]
pub struct TaskAnswer {
    /// How it ended.
    pub to: TaskState,
    /// Who says so: `callback`, `link` or `operator`.
    pub by: &'static str,
    /// What is handed over, as [`TaskAnswer::content_of`] makes it.
    pub content: Option<Value>,
}

impl TaskAnswer {
    /// What is kept of an answer: the data (any JSON or text), a note for the operators, or the word that nothing is held.
    pub fn content_of(answer: Option<Value>, note: Option<String>, nothing_held: bool) -> Option<Value> {
        let mut content = Map::new();
        if nothing_held {
            content.insert(NOTHING_HELD.to_owned(), Value::Bool(true));
        }
        if answer.is_some() || note.is_some() {
            content.insert("answer".to_owned(), json!(answer));
            content.insert("note".to_owned(), json!(note));
        }
        (!content.is_empty()).then_some(Value::Object(content))
    }

    /// Whether it says what is held: data, or that there is none. A note for the operators says neither.
    fn hands_over(&self) -> bool {
        self.content.as_ref().is_some_and(says_what_is_held)
    }
}

fn says_what_is_held(content: &Value) -> bool {
    match &content["answer"] {
        Value::Null => content[NOTHING_HELD] == true,
        Value::String(text) => !text.trim().is_empty(),
        _ => true,
    }
}

/// The person is told what a system holds, so that it holds nothing must be said and not only left out (LAW-11).
fn nothing_handed_over() -> Problem {
    let why = "There was nothing in it, and nothing was taken. Send the data that is held about this person in \"answer\", \
               as text or JSON. If you hold nothing about this person, say that (\"nothing_held\": true, or --nothing-held).";
    Problem::new(Code::InvalidField, why).in_field("answer")
}

impl Services {
    /// Asks every party that a case reaches and that was not asked yet. Repeating it asks nobody twice.
    ///
    /// # Errors
    /// When the database is out of reach; a damaged case keeps no other from being worked on.
    pub async fn ask_parties(&self) -> Result<(), ServiceError> {
        let mut walk = self.walk(Which::Reaching);
        while let Some(case) = walk.next().await? {
            let id = case.id.clone();
            logged(&id, "a case's parties cannot be asked", self.ask_parties_of(case).await);
        }
        Ok(())
    }

    async fn ask_parties_of(&self, case: CaseRecord) -> Result<(), ServiceError> {
        let Some((kind, what)) = case.kind.reaches() else { return Ok(()) };
        let mut tx = self.db.snapshot().await?;
        let asked = tasks::of_case(&mut tx, &case.id).await?;
        let registry = self.gate.registry();
        let missing = registry.parties_of(kind, case.sender).filter(|party| is_missing(&asked, party));
        let missing: Vec<_> = missing.cloned().collect();
        if missing.is_empty() {
            // Had a process died after the last answer, the case would wait for nobody.
            drop(tx);
            let left = matches!(case.state, CaseState::Waiting | CaseState::InProgress);
            return if left { self.go_on(&case.id).await } else { Ok(()) };
        }
        let subject = self.case_subject(&mut tx, &case).await?;
        drop(tx);
        let now = self.clock.now();
        let mut acts = Vec::new();
        for party in missing {
            let task = Task {
                id: uuid_v7(&*self.random, now),
                case: case.id.clone(),
                party: party.id.clone(),
                party_kind: kind,
                what,
                state: TaskState::Open,
                opened_at: now,
                told: 0,
                next_at: Some(now),
                settled_at: None,
                settled_by: None,
                token_hash: [0; 32],
                answer: None,
                entry: -1,
            };
            let token_hash = Token::hash_of(&self.task_token(&task.id));
            let task = Box::new(Task { token_hash, ..task });
            acts.push(Act::OpenTask { task, subject: subject.clone(), channel: Channel::System });
        }
        acts.push(Act::Move(MoveCase {
            id: case.id.clone(),
            subject,
            from: vec![case.state],
            to: CaseState::Waiting,
            waiting_for: Some(match kind {
                PartyKind::System => WaitingFor::System,
                PartyKind::Partner => WaitingFor::Partner,
                PartyKind::Controller => WaitingFor::Controller,
            }),
            what: "asked_parties",
            outcome: None,
            effective: false,
            actor: Actor::System,
            channel: Channel::System,
        }));
        let guard = Guard::Case { id: case.id, version: case.version, done: false };
        self.unless_overtaken(Handle { guard, acts }).await
    }

    /// Refuses while a party that the case reaches has not even been asked (CLK-13).
    pub(super) async fn all_were_asked(&self, tx: &mut Tx, case: &CaseRecord) -> Result<(), ServiceError> {
        let Some((kind, _)) = case.kind.reaches() else { return Ok(()) };
        let asked = tasks::of_case(tx, &case.id).await?;
        let registry = self.gate.registry();
        let missing = registry.parties_of(kind, case.sender).find(|party| is_missing(&asked, party));
        match missing {
            None => Ok(()),
            Some(party) => {
                let detail = format!(
                    "{} was not asked yet. The running service does so within a minute; then try again.",
                    party.key
                );
                Err(ServiceError::refused(Code::Conflict, detail))
            }
        }
    }

    /// Does it, unless somebody else was first: then the next round looks again.
    pub(in crate::services) async fn unless_overtaken(&self, handle: Handle) -> Result<(), ServiceError> {
        overtaken_is_fine(self.writer.submit(Change::Handle(Box::new(handle))).await)
    }

    /// The token of a task's link: derived, so that it can be told again; only who holds our keys can make it.
    pub fn task_token(&self, task: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.vault.seal(Cell::TaskLink, task.as_bytes(), b""))
    }

    /// A party's answer, or an operator's word for it; the case goes on when it was the last.
    ///
    /// # Errors
    /// `not_found`; `conflict` when the task is not open any more; `invalid_field` when a copy is asked for and nothing is
    /// handed over, not even the word that nothing is held.
    pub async fn settle_task(
        &self,
        only: Option<SenderId>,
        id: &str,
        answer: TaskAnswer,
        (actor, channel): By,
    ) -> Result<(), ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let none = || ServiceError::refused(Code::NotFound, "There is no task of this id.");
        let task = Task::try_from(tasks::find(&mut tx, id).await?.ok_or_else(none)?)?;
        let case = self.case_record(&mut tx, only, &task.case).await?;
        let subject = self.case_subject(&mut tx, &case).await?;
        drop(tx);
        let by_word = task.state == TaskState::Failed && answer.by == "operator";
        if task.state != TaskState::Open && !by_word {
            return Err(ServiceError::refused(Code::Conflict, "This task is not open any more."));
        }
        if answer.to == TaskState::Done && task.what == TaskWhat::Collect && !answer.hands_over() {
            let handed_over = self.task_answer(&task)?;
            handed_over.filter(says_what_is_held).ok_or_else(nothing_handed_over)?;
        }
        let plain = answer.content.map(|content| content.to_string()).unwrap_or_default();
        if plain.len() > ANSWER_MAX {
            return Err(ServiceError::refused(Code::BodyTooLarge, "An answer has at most 1 MiB."));
        }
        let sealed = self.vault.seal(Cell::TaskAnswer, task.id.as_bytes(), plain.as_bytes());
        let settled = SettleTask {
            id: task.id,
            subject,
            to: answer.to,
            by: answer.by,
            answer: (!plain.is_empty()).then_some(sealed),
            actor,
            channel,
        };
        let handle = Handle { guard: Guard::Always, acts: vec![Act::SettleTask(settled)] };
        if !self.writer.submit(Change::Handle(Box::new(handle))).await?.changed {
            return Err(ServiceError::refused(Code::Conflict, "Somebody else answered this task first."));
        }
        self.go_on(&case.id).await
    }

    /// Takes a case further whose parties have all done their part.
    pub(in crate::services) async fn go_on(&self, id: &str) -> Result<(), ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let case = self.case_record(&mut tx, None, id).await?;
        let asked = tasks::of_case(&mut tx, id).await?;
        let mut asked: Vec<Task> = asked.into_iter().map(Task::try_from).collect::<Result<_, _>>()?;
        asked.retain(|task| task.state != TaskState::Cancelled);
        let subject = self.case_subject(&mut tx, &case).await?;
        drop(tx);
        if asked.is_empty() || asked.iter().any(|task| task.state == TaskState::Open) {
            return Ok(());
        }
        let all_done = asked.iter().all(|task| task.state == TaskState::Done);
        let waits = case.state == CaseState::Waiting && case.waiting_for != Some(WaitingFor::Recipient);
        if waits {
            // What everybody confirmed took effect everywhere; a "no" is for a person.
            let moved = MoveCase {
                id: case.id.clone(),
                subject,
                from: vec![CaseState::Waiting],
                to: if all_done { CaseState::InProgress } else { CaseState::NeedsReview },
                waiting_for: None,
                what: "parties_answered",
                outcome: None,
                effective: all_done,
                actor: Actor::System,
                channel: Channel::System,
            };
            let guard = Guard::Case { id: case.id.clone(), version: case.version, done: false };
            self.unless_overtaken(Handle { guard, acts: vec![Act::Move(moved)] }).await?;
        }
        let effective = all_done && (waits || (case.state == CaseState::InProgress && case.effective_at.is_some()));
        if effective && case.assignee.is_none() { self.end_by_itself(&case).await } else { Ok(()) }
    }

    /// Ends a sharing opt-out: the person was told when they made it, and nothing is left to judge. Whatever else was asked for
    /// is answered by a person, who then ends it.
    async fn end_by_itself(&self, case: &CaseRecord) -> Result<(), ServiceError> {
        if case.kind != CaseKind::Sharing {
            return Ok(());
        }
        let done = CaseMove { to: Some(CaseState::Done), ..CaseMove::default() };
        match self.move_case(None, &case.id, done, (Actor::System, Channel::System)).await {
            Err(ServiceError::Refused(problem)) => {
                tracing::debug!(case.id = %case.id, code = problem.code.word(), "a case waits for a person to end it");
                Ok(())
            }
            other => other.map(drop),
        }
    }

    /// What a party handed over for a task.
    pub(in crate::services) fn task_answer(&self, task: &Task) -> Result<Option<Value>, ServiceError> {
        let plain = task.answer.as_deref().map(|sealed| self.vault.open(Cell::TaskAnswer, task.id.as_bytes(), sealed));
        Ok(plain.transpose()?.map(|plain| serde_json::from_slice(&plain).unwrap_or(Value::Null)))
    }

    /// A party's call-back: signed by its webhook's secret as Standard Webhooks are (WH-03, WH-06). A wrong signature
    /// changes nothing; the same call-back again changes nothing more.
    ///
    /// # Errors
    /// `unauthenticated`, also for a task that is not there: a stranger learns nothing.
    pub async fn call_back(
        &self,
        id: &str,
        headers: Headers<'_>,
        body: &[u8],
        answer: impl FnOnce(&[u8]) -> Result<TaskAnswer, Problem>,
    ) -> Result<TaskState, ServiceError> {
        let refused = || ServiceError::refused(Code::Unauthenticated, "The call-back's signature does not verify.");
        let mut tx = self.db.snapshot().await?;
        let task = Task::try_from(tasks::find(&mut tx, id).await?.ok_or_else(refused)?)?;
        drop(tx);
        let party = self.gate.registry().party_by_id(&task.party).cloned().ok_or_else(refused)?;
        let secret = self.party_secret(&party)?.ok_or_else(refused)?;
        verify(&[secret], headers, body, self.clock.now(), TOLERANCE_MS).map_err(|_| refused())?;
        let answer = answer(body)?;
        let to = answer.to;
        if task.state != TaskState::Open {
            return Ok(task.state);
        }
        let by = (Actor::Party(party.id.clone()), Channel::Webhook);
        match self.settle_task(None, id, answer, by).await {
            // Of two at once the second learns how it stands.
            Err(ServiceError::Refused(problem)) if problem.code == Code::Conflict => {
                let mut tx = self.db.snapshot().await?;
                Ok(Task::try_from(tasks::find(&mut tx, id).await?.ok_or_else(refused)?)?.state)
            }
            settled => settled.map(|()| to),
        }
    }

    /// The task of a link, for the page that shows it.
    ///
    /// # Errors
    /// `unknown_token`.
    pub async fn task_of_link(&self, token: &str) -> Result<LinkedTask, ServiceError> {
        let unknown = || ServiceError::refused(Code::UnknownToken, "This link is not one of ours.");
        let mut tx = self.db.snapshot().await?;
        let row = tasks::by_token(&mut tx, &Token::hash_of(token)).await?.ok_or_else(unknown)?;
        let task = Task::try_from(row)?;
        let case = self.case_record(&mut tx, None, &task.case).await?;
        let subject = self.case_subject(&mut tx, &case).await?;
        let registry = self.gate.registry();
        Ok(LinkedTask {
            party: registry.party_by_id(&task.party).map(|party| party.name.clone()).unwrap_or_default(),
            sender: registry.sender(case.sender).cloned().ok_or_else(unknown)?,
            address: subject.and_then(|subject| subject.address),
            corrected: self.right_address(&case)?,
            due: case.due_at,
            task,
        })
    }

    /// Whoever holds a task's link says how it ended.
    ///
    /// # Errors
    /// `unknown_token`; `conflict` when it is not open any more.
    pub async fn settle_by_link(&self, token: &str, to: TaskState, note: Option<Value>) -> Result<(), ServiceError> {
        let linked = self.task_of_link(token).await?;
        let answer = TaskAnswer { to, by: "link", content: note };
        let by = (Actor::Party(linked.task.party.clone()), Channel::Page);
        self.settle_task(None, &linked.task.id, answer, by).await
    }
}

/// A party that was not asked yet, or whose task was cancelled: it did nothing.
fn is_missing(asked: &[TaskRow], party: &Party) -> bool {
    asked.iter().all(|task| task.party_id != party.id || task.state == TaskState::Cancelled.word())
}

/// A task as the page of its link shows it.
#[derive(Clone, Debug)]
pub struct LinkedTask {
    /// The task.
    pub task: Task,
    /// The party's name.
    pub party: String,
    /// In whose name it is asked.
    pub sender: std::sync::Arc<Sender>,
    /// Whose data, where that is on record.
    pub address: Option<Address>,
    /// The right address, for a correction.
    pub corrected: Option<String>,
    /// By when the person must be answered.
    pub due: Option<Instant>,
}
