//! Telling parties what they must do: by signed webhook, else by mail to their contact, else it is an operator's job. A
//! silent one is told again (`domain/case/task.rs`), and in the end an operator steps in. Being told is written down, so
//! that the record shows who knew what when.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::domain::address::Address;
use crate::domain::case::task::{is_escalated, next_chase};
use crate::domain::case::{CaseRecord, Party, Task, TaskState};
use crate::domain::error::Code;
use crate::domain::time::Instant;
use crate::domain::topic::Sender;
use crate::domain::webhook::event;
use crate::render::mails::TaskRequest;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::writer::chain;
use crate::services::writer::change::{Act, Guard, Handle, TellTask, Telling};
use crate::store::tasks;

/// Tasks told about in one round.
const TOLD_AT_ONCE: i64 = 5_000;

impl Services {
    /// Tells every party whose time has come.
    ///
    /// # Errors
    /// When the database is out of reach; a task that cannot be told keeps no other from being told.
    pub async fn tell_parties(&self) -> Result<(), ServiceError> {
        let due = tasks::due(&mut self.db.snapshot().await?, self.clock.now(), TOLD_AT_ONCE).await?;
        for row in due {
            let id = row.id.clone();
            let told = match Task::try_from(row) {
                Ok(task) => self.tell_party(task).await,
                Err(error) => Err(error.into()),
            };
            if let Err(error) = told {
                tracing::error!(task.id = id, error = %chain(&error), "a party could not be told");
            }
        }
        Ok(())
    }

    /// Tells the party of an open task once more, now.
    ///
    /// # Errors
    /// `not_found`; `conflict` when the task is not open.
    pub async fn tell_again(&self, task: &str) -> Result<(), ServiceError> {
        let none = || ServiceError::refused(Code::NotFound, "There is no task of this id.");
        let row = tasks::find(&mut self.db.snapshot().await?, task).await?.ok_or_else(none)?;
        let task = Task::try_from(row)?;
        if task.state != TaskState::Open {
            return Err(ServiceError::refused(Code::Conflict, "This task is not open any more."));
        }
        self.tell_party(task).await
    }

    async fn tell_party(&self, task: Task) -> Result<(), ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let case = self.case_record(&mut tx, None, &task.case).await?;
        let subject = self.case_subject(&mut tx, &case).await?;
        drop(tx);
        let registry = self.gate.registry();
        let none = || ServiceError::refused(Code::NotFound, "The party of this task cannot be read.");
        let party = registry.party_by_id(&task.party).ok_or_else(none)?;
        let sender = registry.sender(case.sender).ok_or_else(none)?;
        let about = subject.as_ref().and_then(|subject| subject.address.as_ref());
        let told = task.told + 1;
        let now = self.clock.now();
        if is_escalated(task.opened_at, now) {
            self.counters.silent_parties.add(1);
            tracing::warn!(task.id = %task.id, party = %party.key, told, "a party is silent; an operator should step in");
        }
        let telling = self.telling(&task, &case, party, sender, about).await?;
        let act = Act::TellTask(TellTask {
            told: task.told,
            next_at: next_chase(task.opened_at, told),
            telling,
            subject,
            id: task.id,
        });
        self.unless_overtaken(Handle { guard: Guard::Always, acts: vec![act] }).await
    }

    /// How a party is told. A webhook that cannot be called any more (its URL is not allowed now) falls back to mail.
    async fn telling(
        &self,
        task: &Task,
        case: &CaseRecord,
        party: &Arc<Party>,
        sender: &Arc<Sender>,
        about: Option<&Address>,
    ) -> Result<Telling, ServiceError> {
        if let (Some(url), Some(secret)) = (&party.url, self.party_secret(party)?) {
            let kind = if task.told == 0 { "task.opened" } else { "task.reminder" };
            let data = self.task_data(task, case, sender, about)?;
            let body = event::body(kind, self.clock.now(), data);
            match self.order_webhook(&format!("party/{}", party.id), url, &[secret], &body) {
                Ok(order) => return Ok(Telling::Webhook(order)),
                Err(error) => {
                    tracing::error!(party = %party.key, error = %chain(&error), "a party's webhook may not be called");
                }
            }
        }
        let Some(contact) = self.party_contact(party)? else { return Ok(Telling::Operator) };
        let mail = TaskRequest {
            from: self.letterhead(sender),
            party: party.name.clone(),
            what: task.what.word(),
            address: about.map(|about| about.delivery().to_owned()).unwrap_or_default(),
            corrected: self.right_address(case)?.unwrap_or_default(),
            reminder: task.told > 0,
            due: case.due_at,
            url: self.public(&format!("/task/{}", self.task_token(&task.id))),
            reference: task.id.clone(),
        };
        let locale = self.renderer.locale(None);
        let mail = self.order_mail(&mail, "task_request", sender, &contact, &locale)?.unlimited();
        Ok(Telling::Mail { to: self.vault.subject(&contact), mail })
    }

    /// What a webhook says of a task. The address is in it: the receiver holds data of that person, and must find it.
    fn task_data(
        &self,
        task: &Task,
        case: &CaseRecord,
        sender: &Sender,
        about: Option<&Address>,
    ) -> Result<Map<String, Value>, ServiceError> {
        let mut data = Map::new();
        let mut put = |name: &str, value: Value| _ = data.insert(name.to_owned(), value);
        put("task", json!(task.id));
        put("case", json!(case.id));
        put("what", json!(task.what.word()));
        put("sender", json!(sender.key.to_string()));
        put("recipient", json!(about.map(|about| about.delivery())));
        put("due_at", json!(case.due_at.map(Instant::rfc3339)));
        put("callback_url", json!(self.public(&format!("/v1/tasks/{}", task.id))));
        if let Some(corrected) = self.right_address(case)? {
            put("corrected", json!(corrected));
        }
        Ok(data)
    }

    /// The right address of a correction.
    pub(super) fn right_address(&self, case: &CaseRecord) -> Result<Option<String>, ServiceError> {
        let detail = self.case_detail(case)?;
        let intent = detail.as_ref().map(|detail| detail.get("intent").unwrap_or(detail));
        Ok(intent.and_then(|intent| intent.get("to")?.as_str()).map(str::to_owned))
    }
}
