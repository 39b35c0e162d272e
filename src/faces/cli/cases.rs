//! `desist case`: what recipients asked for and somebody must answer.

use super::args::{Case as What, ExtendCase, MoveCase, OpenCase, SettleTask};
use super::failure::Failure;
use super::table::table;
use super::topics::BY;
use super::{Answer, address, copies, open, print, print_json, typed};
use crate::domain::case::{CaseKind, CaseState, RefusalReason, TaskState, WaitingFor};
use crate::domain::clock::{ExtensionReason, PauseReason, Sent};
use crate::domain::time::Instant;
use crate::faces::serve::house::OnEmpty;
use crate::services::cases::tasks::TaskAnswer;
use crate::services::cases::{ByHand, Case, CaseMove, LastAnswer, MoreTime, Moved, Question, Vouching};
use crate::settings::Settings;
use crate::store::cases::CaseFilter;

/// Cases that are listed at most.
const LISTED: i64 = 1_000;

pub(super) async fn run(what: What, settings: &Settings) -> Result<Answer, Failure> {
    match what {
        What::List { state, due_before, json } => list(&state, due_before.as_deref(), json, settings).await,
        What::Show { id } => {
            let services = open(settings, OnEmpty::Refuse).await?;
            print_json(&services.case(None, &id).await?)?;
            Ok(Answer::Yes)
        }
        What::Close { id } => {
            let answer = LastAnswer { quiet: true, ..LastAnswer::default() };
            let done = CaseMove { to: Some(CaseState::Done), answer, ..CaseMove::default() };
            open(settings, OnEmpty::Refuse).await?.move_case(None, &id, done, BY).await?;
            eprintln!("Closed.");
            Ok(Answer::Yes)
        }
        What::Open(new) => open_case(new, settings).await,
        What::Move(wanted) => move_case(wanted, settings).await,
        What::Note { id, text } => {
            let note = CaseMove { note: Some(typed(&text)?), ..CaseMove::default() };
            moved(open(settings, OnEmpty::Refuse).await?.move_case(None, &id, note, BY).await?)
        }
        What::Assign { id, who } => {
            let handed = CaseMove { assignee: Some(who), ..CaseMove::default() };
            moved(open(settings, OnEmpty::Refuse).await?.move_case(None, &id, handed, BY).await?)
        }
        What::Acknowledge { id } => {
            let told = CaseMove { acknowledged: true, ..CaseMove::default() };
            moved(open(settings, OnEmpty::Refuse).await?.move_case(None, &id, told, BY).await?)
        }
        What::Extend(wanted) => extend(wanted, settings).await,
        What::Ask(wanted) => {
            let question = Question {
                reason: word("--reason", &wanted.reason, PauseReason::ALL, PauseReason::word)?,
                words: typed(&wanted.question)?,
                needed: !wanted.needless,
                version: wanted.version,
            };
            moved(open(settings, OnEmpty::Refuse).await?.ask_person_of(None, &wanted.id, question, BY).await?)
        }
        What::Task(wanted) => settle_task(wanted, settings).await,
        What::Copy { id, format } => copies::show(&id, &format, settings).await,
        What::Redact { id, task, path, replace } => {
            copies::redact(&id, &task, path, replace.as_deref(), settings).await
        }
        What::SendBack { id, task, note } => copies::send_back(&id, &task, note, settings).await,
        What::Deliver { id, version } => copies::deliver(&id, version, settings).await,
        What::Vouch { id, evidence } => {
            let vouching = Vouching { evidence: typed(&evidence)?, version: None };
            moved(open(settings, OnEmpty::Refuse).await?.vouch_case(None, &id, vouching, BY).await?)
        }
    }
}

async fn open_case(new: OpenCase, settings: &Settings) -> Result<Answer, Failure> {
    let other = |given: &Option<String>| given.as_deref().map(address).transpose();
    let wanted = ByHand {
        kind: word("--kind", &new.kind, CaseKind::ALL, CaseKind::word)?,
        about: address(&new.address)?,
        received_at: new.received_at.as_deref().map(|text| time("--received-at", text)).transpose()?,
        language: new.language,
        reference: new.reference,
        way: None,
        text: new.text,
        addresses: (other(&new.from)?, other(&new.to)?),
        vouched: new.vouch,
        acknowledged: new.acknowledged,
        terminated_at: new.terminated_at.as_deref().map(|text| time("--terminated-at", text)).transpose()?,
    };
    let services = open(settings, OnEmpty::Refuse).await?;
    let sender = services.sender_meant(None, new.sender.as_deref())?;
    let id = services.open_case(&sender, wanted, BY).await?;
    eprintln!("Opened: {}.", services.case(None, &id).await?.case.state);
    print(&format!("{id}\n"))?;
    Ok(Answer::Yes)
}

async fn move_case(wanted: MoveCase, settings: &Settings) -> Result<Answer, Failure> {
    let party = wanted.waiting_for.as_deref().map(|text| word("--for", text, WaitingFor::ALL, WaitingFor::word));
    let reason = wanted.reason.as_deref().map(|text| word("--reason", text, RefusalReason::ALL, RefusalReason::word));
    let to = CaseMove {
        to: Some(word("The state", &wanted.state, CaseState::ALL, CaseState::word)?),
        waiting_for: party.transpose()?,
        reason: reason.transpose()?,
        duplicate_of: wanted.duplicate_of,
        assignee: None,
        note: wanted.note,
        version: wanted.version,
        answer: LastAnswer {
            words: wanted.answer.as_deref().map(typed).transpose()?,
            controller: wanted.controller,
            quiet: wanted.quiet,
        },
        acknowledged: false,
        terminated_at: wanted.terminated_at.as_deref().map(|text| time("--terminated-at", text)).transpose()?,
    };
    let said = to.to.is_some_and(|to| !to.is_open()) && !to.answer.quiet;
    let done = open(settings, OnEmpty::Refuse).await?.move_case(None, &wanted.id, to, BY).await?;
    if said && !done.mailed {
        eprintln!("Nobody was written to: it counts as answered by you. Next time give the answer with --answer.");
    }
    moved(done)
}

async fn extend(wanted: ExtendCase, settings: &Settings) -> Result<Answer, Failure> {
    let notice = match (wanted.notice, &wanted.notice_at) {
        (Some(message), Some(at)) => Some(Sent { at: time("--notice-at", at)?, message }),
        _ => None,
    };
    let reason = word("--reason", &wanted.reason, ExtensionReason::ALL, ExtensionReason::word)?;
    let extension = MoreTime { reason, notice, version: wanted.version };
    moved(open(settings, OnEmpty::Refuse).await?.extend_case(None, &wanted.id, extension, BY).await?)
}

async fn settle_task(wanted: SettleTask, settings: &Settings) -> Result<Answer, Failure> {
    let answer = wanted.answer.as_deref().map(typed).transpose()?.map(copies::json_or_text);
    let to = if wanted.done { TaskState::Done } else { TaskState::Failed };
    let content = TaskAnswer::content_of(answer, wanted.note, wanted.nothing_held);
    let answer = TaskAnswer { to, by: "operator", content };
    open(settings, OnEmpty::Refuse).await?.settle_task(None, &wanted.task, answer, BY).await?;
    eprintln!("The task is {}.", to.word());
    Ok(Answer::Yes)
}

fn time(what: &str, text: &str) -> Result<Instant, Failure> {
    let wrong = || Failure::Input(format!("{what} is a time like 2026-11-23T12:00:00Z."));
    Instant::parse(text).ok_or_else(wrong)
}

pub(super) fn moved(moved: Moved) -> Result<Answer, Failure> {
    let told = if moved.mailed { " A mail goes to the person." } else { "" };
    eprintln!("It is {} now, version {}.{told}", moved.state, moved.version);
    Ok(Answer::Yes)
}

/// A word of a list.
fn word<T: Copy>(what: &str, given: &str, all: &[T], word: impl Fn(T) -> &'static str) -> Result<T, Failure> {
    let words = || all.iter().map(|one| word(*one)).collect::<Vec<_>>().join(", ");
    let known = all.iter().copied().find(|one| word(*one) == given);
    known.ok_or_else(|| Failure::Input(format!("{what} is one of: {}.", words())))
}

async fn list(state: &str, due_before: Option<&str>, as_json: bool, settings: &Settings) -> Result<Answer, Failure> {
    let state = match state {
        "any" => "",
        word if word == "open" || CaseState::from_word(word).is_some() => word,
        _ => return Err(Failure::Input(format!("--state is open, any or one of: {}.", words()))),
    };
    let due_before = due_before.map(|text| time("--due-before", text)).transpose()?.map_or(-1, |at| at.0);
    let services = open(settings, OnEmpty::Refuse).await?;
    let filter = CaseFilter { state: state.to_owned(), due_before, ..CaseFilter::default() };
    let cases = services.list_cases(&filter, "", LISTED).await?;
    match as_json {
        true => print_json(&cases)?,
        false => {
            let names = ["id", "received", "due", "kind", "state", "about"];
            print(&table(&names, &cases.iter().map(row).collect::<Vec<_>>()))?
        }
    }
    Ok(Answer::Yes)
}

fn words() -> String {
    CaseState::ALL.iter().map(|state| state.word()).collect::<Vec<_>>().join(", ")
}

fn row(case: &Case) -> Vec<String> {
    let about = case.recipient.clone().unwrap_or_default();
    let due = case.due_at.map(Instant::rfc3339).unwrap_or_default();
    vec![case.id.clone(), case.received_at.rfc3339(), due, case.kind.to_owned(), case.state.to_owned(), about]
}
