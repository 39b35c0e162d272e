//! What an operator takes out of a system's answer before it goes to the person, because it is about somebody else (GDPR
//! article 15(4), LAW-11); and an answer that is sent back because it is not complete. Either way what was there before is
//! destroyed at once; the entry says who did it and how, not what it was.

use serde_json::{Value, json};

use crate::domain::case::{CaseState, Task, TaskState, WaitingFor};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::services::Services;
use crate::services::cases::Moved;
use crate::services::cases::moves::{Draft, not_allowed};
use crate::services::cases::tasks::ANSWER_MAX;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::senders::By;
use crate::services::writer::change::{Act, ReviseTask, Revision};
use crate::store::tasks;

/// What stands where something was taken out.
pub const REDACTED: &str = "[redacted]";

/// What is taken out of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Redaction {
    /// All of it.
    Whole,
    /// What stands at a path: names and numbers divided by dots, `*` for each of a list; or a JSON Pointer (RFC 6901).
    Path(String),
    /// It becomes this.
    Replace(Value),
}

impl Redaction {
    fn word(&self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Path(_) => "path",
            Self::Replace(_) => "replaced",
        }
    }

    /// What the answer becomes.
    fn applied(&self, answer: &Value) -> Result<Value, Problem> {
        match self {
            Self::Whole => Ok(json!(REDACTED)),
            Self::Replace(value) => Ok(value.clone()),
            Self::Path(path) => {
                let mut changed = answer.clone();
                match take_out(&mut changed, &steps(path)) {
                    0 => {
                        let detail = "The answer has nothing at this path. `desist case copy ID` shows what it has.";
                        Err(Problem::new(Code::InvalidField, detail).in_field("path"))
                    }
                    _ => Ok(changed),
                }
            }
        }
    }
}

/// The steps of a path.
fn steps(path: &str) -> Vec<String> {
    match path.strip_prefix('/') {
        Some(pointer) => pointer.split('/').map(|step| step.replace("~1", "/").replace("~0", "~")).collect(),
        None => path.split('.').map(str::to_owned).collect(),
    }
}

/// Takes out whatever a path leads to; answers how many values that were.
fn take_out(value: &mut Value, path: &[String]) -> usize {
    let Some((step, rest)) = path.split_first() else {
        *value = json!(REDACTED);
        return 1;
    };
    match value {
        Value::Object(members) if step == "*" && !members.contains_key("*") => {
            members.values_mut().map(|inner| take_out(inner, rest)).sum()
        }
        Value::Object(members) => members.get_mut(step).map_or(0, |inner| take_out(inner, rest)),
        Value::Array(items) if step == "*" => items.iter_mut().map(|inner| take_out(inner, rest)).sum(),
        Value::Array(items) => {
            let inner = step.parse::<usize>().ok().and_then(|at| items.get_mut(at));
            inner.map_or(0, |inner| take_out(inner, rest))
        }
        _ => 0,
    }
}

impl Services {
    /// Takes something out of what a system handed over for a case.
    ///
    /// # Errors
    /// `not_found`; `conflict` when the case asks for no copy or was delivered, when the task has no answer, or when
    /// somebody else changed it first; `invalid_field` for a path that leads nowhere.
    pub async fn redact(
        &self,
        only: Option<SenderId>,
        id: &str,
        task: &str,
        redaction: Redaction,
        by: By,
    ) -> Result<Moved, ServiceError> {
        let (mut draft, task) = self.answered(only, id, task).await?;
        let none = || Problem::new(Code::Conflict, "Nothing was handed over for this task.");
        let before = task.answer.clone().ok_or_else(none)?;
        let mut content = self.task_answer(&task)?.ok_or_else(none)?;
        let answer = content.get("answer").filter(|answer| !answer.is_null()).ok_or_else(none)?;
        content["answer"] = redaction.applied(answer)?;
        let plain = content.to_string();
        if plain.len() > ANSWER_MAX {
            return Err(ServiceError::refused(Code::BodyTooLarge, "An answer has at most 1 MiB."));
        }
        let after = self.vault.seal(Cell::TaskAnswer, task.id.as_bytes(), plain.as_bytes());
        let what = Revision::Redact { before, after, how: redaction.word() };
        draft.detail.insert("task".to_owned(), json!(task.id));
        if let Redaction::Path(path) = &redaction {
            draft.detail.insert("path".to_owned(), json!(path));
        }
        self.revise(draft, task, what, "redacted", by).await
    }

    /// Sends an answer back to the system: it is not complete, so the task is open again and the system is asked anew. The
    /// case's clocks go on (L9).
    ///
    /// # Errors
    /// As for [`Services::redact`].
    pub async fn send_back(
        &self,
        only: Option<SenderId>,
        id: &str,
        task: &str,
        note: Option<String>,
        by: By,
    ) -> Result<Moved, ServiceError> {
        let (mut draft, task) = self.answered(only, id, task).await?;
        draft.case.waiting_for = Some(WaitingFor::System);
        draft.case.move_to(CaseState::Waiting, self.clock.now()).map_err(not_allowed)?;
        // It took effect nowhere yet, whatever was thought before.
        draft.case.effective_at = None;
        draft.detail.insert("task".to_owned(), json!(task.id));
        note.into_iter().for_each(|note| _ = draft.detail.insert("note".to_owned(), json!(note)));
        self.revise(draft, task, Revision::SendBack, "sent_back", by).await
    }

    /// A case that is open and asks for a copy, and one of its tasks that was answered.
    async fn answered(&self, only: Option<SenderId>, id: &str, task: &str) -> Result<(Draft, Task), ServiceError> {
        self.access_case(&mut self.db.snapshot().await?, only, id).await?;
        let draft = self.draft(only, id, None).await?;
        if !draft.case.state.is_open() {
            return Err(ServiceError::refused(Code::Conflict, "This case has ended; what was handed out stays so."));
        }
        let none = || Problem::new(Code::NotFound, "The case has no task of this id.");
        let row = tasks::find(&mut self.db.snapshot().await?, task).await?;
        let task = Task::try_from(row.filter(|row| row.case_id == id).ok_or_else(none)?)?;
        match task.state {
            TaskState::Done | TaskState::Failed => Ok((draft, task)),
            _ => Err(ServiceError::refused(Code::Conflict, "This task was not answered yet.")),
        }
    }

    async fn revise(
        &self,
        mut draft: Draft,
        task: Task,
        what: Revision,
        event: &'static str,
        by: By,
    ) -> Result<Moved, ServiceError> {
        let (actor, channel) = by.clone();
        // First: when the answer is another by now, nothing else must have been written.
        let revised = ReviseTask { id: task.id, subject: draft.subject.clone(), what, actor, channel };
        draft.acts.push(Act::ReviseTask(Box::new(revised)));
        self.submit_draft(draft, event, by).await
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    fn redacted(path: &str) -> Option<Value> {
        let answer = json!({"a": {"b.c": 1}, "list": [{"x": 1, "y": 2}, {"x": 3}], "deep": {"one": {"x": 4}}});
        Redaction::Path(path.to_owned()).applied(&answer).ok()
    }

    #[test]
    fn law_11_a_path_takes_out_what_it_leads_to_and_nothing_else() {
        assert_eq!(redacted("a").unwrap()["a"], REDACTED);
        assert_eq!(redacted("/a/b.c").unwrap()["a"]["b.c"], REDACTED);
        assert_eq!(redacted("list.0.x").unwrap()["list"], json!([{"x": REDACTED, "y": 2}, {"x": 3}]));
        assert_eq!(redacted("list.*.x").unwrap()["list"], json!([{"x": REDACTED, "y": 2}, {"x": REDACTED}]));
        assert_eq!(redacted("deep.*.x").unwrap()["deep"]["one"]["x"], REDACTED);
        for nowhere in ["", "b", "a.b", "a.b.c", "list.2", "list.-1", "list.x", "list.0.x.z"] {
            assert_eq!(redacted(nowhere), None, "{nowhere}");
        }
    }
}
