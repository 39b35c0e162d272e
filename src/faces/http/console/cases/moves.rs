//! What is posted to a case's page: taken, handed over, noted, moved, vouched for, extended; and what others did for it.

use actix_web::HttpRequest;
use serde_json::{Value, json};

use super::{one, overtaken, time};
use crate::domain::case::{CaseState, TaskState, WaitingFor};
use crate::domain::clock::{ExtensionReason, Sent};
use crate::domain::error::{Code, Problem};
use crate::faces::http::console::Answer;
use crate::faces::http::console::guard::{Posted, fault};
use crate::services::cases::tasks::TaskAnswer;
use crate::services::cases::{CaseMove, LastAnswer, MoreTime, Vouching};
use crate::services::error::ServiceError;

/// The longest note, in octets.
const NOTE_MAX: usize = 100_000;

pub(super) async fn act(posted: Posted, request: HttpRequest) -> Answer {
    let (visit, id) = (&posted.visit, one::id(&request));
    // It may erase somebody: the same as on the page of answers.
    if posted.text("act") == "done" {
        posted.fresh()?;
    }
    match outcome(&posted, id).await {
        Ok(word) => Ok(visit.done(&format!("/console/cases/{id}"), word)),
        Err(error) => match fault(error) {
            Ok(mut fault) => {
                let told = visit.ok(overtaken(visit.services(), id, version(&posted)).await)?;
                fault.text = told.unwrap_or(fault.text);
                visit.ok(one::faulty(&posted, id, fault).await)
            }
            Err(error) => Err(visit.failed(&error)),
        },
    }
}

/// The version that the form was made of.
pub(super) fn version(posted: &Posted) -> Option<i64> {
    // One that cannot be read was seen by nobody: it fits no case.
    posted.some("version").map(|text| text.parse().unwrap_or(-1))
}

/// A form without the version that was seen says nothing of what was seen.
pub(super) fn seen(posted: &Posted) -> Result<Option<i64>, Problem> {
    let none = || Problem::new(Code::InvalidField, "The form does not say which version of the case it is about.");
    version(posted).map(Some).ok_or_else(none)
}

async fn outcome(posted: &Posted, id: &str) -> Result<&'static str, ServiceError> {
    let (services, by) = (posted.visit.services(), posted.visit.by());
    match posted.text("act") {
        "vouch" => {
            let vouching = Vouching { evidence: long(posted, "evidence")?.unwrap_or_default(), version: seen(posted)? };
            services.vouch_case(None, id, vouching, by).await?;
            Ok("moved")
        }
        "extend" => {
            let wanted = MoreTime { reason: reason(posted)?, notice: Some(notice(posted)?), version: seen(posted)? };
            services.extend_case(None, id, wanted, by).await?;
            Ok("saved")
        }
        "settle" => settle(posted, id).await,
        "send_back" => {
            of_case(posted, id).await?;
            let note = long(posted, "note")?;
            services.send_back(None, id, posted.text("task"), note, by).await?;
            Ok("saved")
        }
        "tell_again" => {
            of_case(posted, id).await?;
            services.tell_again(posted.text("task")).await?;
            Ok("tried")
        }
        act => {
            let (wanted, word) = moved(posted, act, id).await?;
            services.move_case(None, id, CaseMove { version: seen(posted)?, ..wanted }, by).await?;
            Ok(word)
        }
    }
}

/// The acts that are moves of the case itself.
async fn moved(posted: &Posted, act: &str, id: &str) -> Result<(CaseMove, &'static str), ServiceError> {
    let note = long(posted, "note")?;
    let plain = CaseMove { note: note.clone(), ..CaseMove::default() };
    let to = |to: CaseState| CaseMove { to: Some(to), ..plain.clone() };
    Ok(match act {
        "take" => (take(posted, id).await?, "handed_on"),
        "hand_over" => (CaseMove { assignee: Some(colleague(posted).await?), ..plain }, "handed_on"),
        "note" => {
            let empty = || Problem::new(Code::InvalidField, "Write the note first.").in_field("note");
            (CaseMove { note: Some(note.ok_or_else(empty)?), ..CaseMove::default() }, "noted")
        }
        "acknowledge" => (CaseMove { acknowledged: true, ..plain }, "saved"),
        "ended" => {
            let at = time(posted.text("ended_at"), "ended_at")?;
            (CaseMove { terminated_at: Some(at), ..plain }, "saved")
        }
        "ask_proof" => (to(CaseState::NeedsIdentity), "asked"),
        "back" | "reopen" => (to(CaseState::NeedsReview), "moved"),
        "wait" => (CaseMove { waiting_for: Some(waiting_for(posted)?), ..to(CaseState::Waiting) }, "moved"),
        "withdraw" => (CaseMove { answer: quiet(posted), ..to(CaseState::Withdrawn) }, "moved"),
        "duplicate" => {
            let first = posted.some("duplicate_of").map(str::to_owned);
            (CaseMove { duplicate_of: first, ..to(CaseState::Duplicate) }, "moved")
        }
        "spam" => (to(CaseState::Spam), "moved"),
        "done" => {
            // Answered by other means: no mail goes out.
            (CaseMove { answer: LastAnswer { quiet: true, ..LastAnswer::default() }, ..to(CaseState::Done) }, "moved")
        }
        _ => return Err(ServiceError::refused(Code::InvalidField, "The form says nothing to do.")),
    })
}

/// Who takes a case that waits for a person begins to work on it.
async fn take(posted: &Posted, id: &str) -> Result<CaseMove, ServiceError> {
    let stands = posted.visit.services().case(None, id).await?.case.state;
    let begins = [CaseState::Received.word(), CaseState::NeedsReview.word()].contains(&stands);
    let assignee = Some(posted.visit.operator().id.clone());
    Ok(CaseMove { to: begins.then_some(CaseState::InProgress), assignee, ..CaseMove::default() })
}

async fn colleague(posted: &Posted) -> Result<String, ServiceError> {
    let who = posted.text("who");
    let known = super::colleagues(posted.visit.services()).await?;
    match who == "nobody" || known.iter().any(|(id, _)| id == who) {
        true => Ok(if who == "nobody" { String::new() } else { who.to_owned() }),
        false => Err(Problem::new(Code::InvalidField, "Choose a colleague who works on cases.").in_field("who").into()),
    }
}

fn waiting_for(posted: &Posted) -> Result<WaitingFor, Problem> {
    let none = || Problem::new(Code::InvalidField, "Say for whom it waits.").in_field("waiting_for");
    WaitingFor::from_word(posted.text("waiting_for")).ok_or_else(none)
}

fn quiet(posted: &Posted) -> LastAnswer {
    LastAnswer { quiet: posted.some("quiet").is_some(), ..LastAnswer::default() }
}

/// Why more time is needed.
pub(super) fn reason(posted: &Posted) -> Result<ExtensionReason, Problem> {
    let none = || {
        Problem::new(Code::InvalidField, "Say why more time is needed: the notice has to say it.").in_field("reason")
    };
    ExtensionReason::from_word(posted.text("reason")).ok_or_else(none)
}

/// The notice that somebody sent already; without one there is no more time (LAW-08, LAW-16).
fn notice(posted: &Posted) -> Result<Sent, Problem> {
    let message = posted.some("notice").ok_or_else(|| {
        let why = "Without a notice to the person there is no more time: name the mail that you sent, or let it be sent from here.";
        Problem::new(Code::InvalidField, why).in_field("notice")
    })?;
    Ok(Sent { message: message.to_owned(), at: time(posted.text("notice_at"), "notice_at")? })
}

/// A text of several lines; none when nothing was written.
pub(super) fn long(posted: &Posted, field: &'static str) -> Result<Option<String>, Problem> {
    match posted.some(field) {
        Some(text) if text.len() > NOTE_MAX => {
            Err(Problem::new(Code::InvalidField, format!("This has more than {NOTE_MAX} octets; shorten it."))
                .in_field(field))
        }
        text => Ok(text.map(|text| text.replace("\r\n", "\n"))),
    }
}

/// A task is named with its case, so that none is touched by way of another.
pub(super) async fn of_case(posted: &Posted, id: &str) -> Result<(), ServiceError> {
    let tasks = posted.visit.services().case(None, id).await?.tasks;
    match tasks.iter().any(|task| task.id == posted.text("task")) {
        true => Ok(()),
        false => Err(ServiceError::refused(Code::NotFound, "The case has no task of this id.")),
    }
}

/// An operator's word for what a party did.
async fn settle(posted: &Posted, id: &str) -> Result<&'static str, ServiceError> {
    of_case(posted, id).await?;
    let to = match posted.text("state") {
        "done" => TaskState::Done,
        "failed" => TaskState::Failed,
        _ => return Err(Problem::new(Code::InvalidField, "A task ends as done or failed.").in_field("state").into()),
    };
    let (handed, note) = (long(posted, "handed")?, long(posted, "note")?);
    // JSON where it is JSON, else text.
    let handed = handed.map(|text| serde_json::from_str::<Value>(&text).unwrap_or_else(|_| json!(text)));
    let said = handed.is_some() || note.is_some();
    let answer = TaskAnswer { to, by: "operator", content: said.then(|| json!({ "answer": handed, "note": note })) };
    posted.visit.services().settle_task(None, posted.text("task"), answer, posted.visit.by()).await?;
    Ok("task_done")
}
