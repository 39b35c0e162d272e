//! `/console/cases/{id}`: a case as whoever works on it sees it.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::Value;

use super::{colleagues, due_line, name_of};
use crate::domain::address::RecipientKey;
use crate::domain::case::PartyKind;
use crate::domain::clock::{CaseClock, shown_due};
use crate::domain::operator::Right;
use crate::faces::http::console::Answer;
use crate::faces::http::console::guard::{Posted, Visit};
use crate::render::console::Fault;
use crate::render::console::cases::{Case, CaseOther, Choice, ClockLine, EventLine, TaskLine};
use crate::services::Services;
use crate::services::cases::{Case as Stands, DeskCase, Event, ShownTask};
use crate::services::error::ServiceError;

/// What is kept with an event for people to read: its name, and the label.
const TEXTS: [(&str, &str); 8] = [
    ("note", "Note"),
    ("answer", "Answer"),
    ("question", "Question"),
    ("evidence", "What was shown"),
    ("controller", "Sent to"),
    ("path", "Taken out"),
    ("notice", "Mail"),
    ("reason", "Reason"),
];

/// What else is known of a case: its name, and the label.
const KNOWN: [(&str, &str); 6] = [
    ("way", "How it came in"),
    ("from", "Wrong address"),
    ("to", "Right address"),
    ("evidence", "What was shown"),
    ("why", "Why it was opened"),
    ("reference", "Reference"),
];

pub(super) async fn show(visit: Visit, request: HttpRequest) -> Answer {
    let desk = visit.ok(visit.services().case_at_desk(id(&request)).await)?;
    let page = visit.ok(page(&visit, desk).await)?;
    Ok(visit.page(&page))
}

/// The page again, with what is wrong and what was typed.
pub(super) async fn faulty(posted: &Posted, id: &str, fault: Fault) -> Result<HttpResponse, ServiceError> {
    let visit = &posted.visit;
    let desk = visit.services().case_at_desk(id).await?;
    let typed = posted.form.fields().map(|(name, value)| (name.to_owned(), value.to_owned()));
    let typed = typed.filter(|(name, _)| name != "csrf").collect();
    let page = Case { fault: Some(fault), act: posted.text("act").to_owned(), typed, ..page(visit, desk).await? };
    Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// The id in a path; one that could be none of ours is empty, and so found nowhere.
pub(super) fn id(request: &HttpRequest) -> &str {
    request.match_info().get("id").filter(|id| is_id(id)).unwrap_or_default()
}

/// Whether it could be an id of ours.
pub(super) fn is_id(text: &str) -> bool {
    text.len() <= 64 && text.bytes().all(|octet| octet.is_ascii_alphanumeric() || octet == b'-')
}

/// The page of a recipient.
pub(super) fn recipient_path(key: &RecipientKey) -> String {
    format!("/console/recipients/{}", key.code())
}

async fn page(visit: &Visit, desk: DeskCase) -> Result<Case, ServiceError> {
    let services = visit.services();
    let names = services.operator_names().await?;
    let DeskCase { whole, record, said, others } = desk;
    let case = whole.case;
    let languages = services.languages();
    let mut events: Vec<EventLine> =
        whole.events.into_iter().map(|event| event_line(event, services, &names)).collect();
    events.reverse();
    Ok(Case {
        recipient_path: record.recipient.as_ref().map(recipient_path),
        known: known(&case),
        proof: proof(&case, services, &names),
        clocks: clocks(services, &record),
        may_become: record.state.next().iter().map(|state| state.word()).collect(),
        is_open: record.state.is_open(),
        needs_proof: record.kind.needs_proof(),
        may_work: visit.may(Right::WorkCases),
        may_inbox: visit.may(Right::Inbox),
        people: colleagues(services).await?,
        due: case.due_at.map(|at| due_line(services, at)),
        is_mine: case.assignee.as_deref() == Some(visit.operator().id.as_str()),
        who: case.assignee.as_deref().map(|who| name_of(&names, who)),
        language: languages.get(&case.language).cloned().unwrap_or(case.language),
        tasks: whole.tasks.into_iter().map(|task| task_line(services, task)).collect(),
        others: others.into_iter().map(other).collect(),
        events,
        said,
        id: case.id,
        version: case.version,
        kind: case.kind,
        state: case.state,
        waiting_for: case.waiting_for,
        address: case.recipient,
        sender: case.sender,
        asked_by: case.asked_by,
        received_at: Some(case.received_at),
        mail: case.mail,
        holds: case.holds,
        asked_at: case.identity_asked_at,
        outcome: case.outcome,
        reason: case.reason,
        duplicate_of: case.duplicate_of,
        done_at: case.done_at,
        acknowledged_at: case.acknowledged_at,
        fault: None,
        act: String::new(),
        typed: BTreeMap::new(),
    })
}

/// Another case in a line.
pub(super) fn other(case: Stands) -> CaseOther {
    CaseOther { id: case.id, kind: case.kind, state: case.state, received_at: case.received_at }
}

fn known(case: &Stands) -> Vec<Choice> {
    let detail = case.detail.clone().unwrap_or_default();
    let found = |name: &str| detail.get(name).or_else(|| detail.get("intent")?.get(name)).and_then(Value::as_str);
    KNOWN.iter().filter_map(|(name, label)| Some(((*label).to_owned(), found(name)?.to_owned()))).collect()
}

/// Who or what shows that the person asks.
fn proof(case: &Stands, services: &Services, names: &BTreeMap<String, String>) -> Option<String> {
    match (&case.vouched_by, case.confirmed_at) {
        (Some(who), _) => {
            let (kind, id) = who.split_once(':').unwrap_or((who, ""));
            Some(format!("{} vouches for the person", person(kind, Some(id), services, names)))
        }
        (None, Some(at)) => Some(format!("the mailbox confirmed it on {}", at.date())),
        (None, None) => None,
    }
}

fn clocks(services: &Services, record: &crate::domain::case::CaseRecord) -> Vec<ClockLine> {
    let stamps = record.stamps();
    let shown = shown_due(&record.clocks, &stamps).filter(|_| record.state.is_open());
    let line = |clock: &CaseClock| {
        let terms = clock.terms();
        let longer = terms.extension.filter(|_| clock.extension().is_none());
        ClockLine {
            rule: clock.rule().replace('_', " "),
            source: terms.source.clone(),
            measures: terms.measures.word(),
            length: clock.length().to_string(),
            extension: longer.map(|length| length.to_string()),
            extended: clock.extension().is_some(),
            due: due_line(services, clock.due().internal),
            legal_at: clock.due().legal,
            met_at: clock.finished(&stamps),
            paused: clock.is_paused(),
            shown: shown.is_some_and(|shown| std::ptr::eq(shown, clock)),
        }
    };
    let mut lines: Vec<ClockLine> = record.clocks.iter().map(line).collect();
    lines.sort_by_key(|line| (!line.shown, line.met_at.is_some(), line.due.at));
    lines
}

fn task_line(services: &Services, task: ShownTask) -> TaskLine {
    let kind = PartyKind::ALL.iter().copied().find(|kind| kind.word() == task.party_kind);
    let registry = services.gate.registry();
    let party = kind.and_then(|kind| registry.party(kind, &task.party)).map(|party| party.name.clone());
    let said = |name: &str| task.answer.as_ref().and_then(|answer| answer.get(name)).filter(|value| !value.is_null());
    TaskLine {
        note: said("note").map(|note| note.as_str().map_or_else(|| note.to_string(), str::to_owned)),
        handed: said("answer").is_some(),
        party: party.unwrap_or(task.party),
        party_kind: task.party_kind,
        what: task.what,
        state: task.state,
        opened_at: task.opened_at,
        told: task.told,
        next_at: task.next_at,
        settled_at: task.settled_at,
        settled_by: task.settled_by,
        id: task.id,
    }
}

fn event_line(event: Event, services: &Services, names: &BTreeMap<String, String>) -> EventLine {
    let detail = event.detail.clone().unwrap_or_default();
    let text = |(name, label): &(&str, &str)| Some(((*label).to_owned(), detail.get(name)?.as_str()?.to_owned()));
    EventLine {
        who: person(&event.actor, event.by.as_deref(), services, names),
        texts: TEXTS.iter().filter_map(text).collect(),
        at: event.at,
        what: event.what,
        before: event.before,
        after: event.after,
        mail: event.mail,
        entry: event.entry,
    }
}

/// Who did what happened, in words.
pub(super) async fn who(services: &Services, event: &Event) -> Result<String, ServiceError> {
    let names = services.operator_names().await?;
    Ok(person(&event.actor, event.by.as_deref(), services, &names))
}

fn person(actor: &str, id: Option<&str>, services: &Services, names: &BTreeMap<String, String>) -> String {
    let id = id.unwrap_or_default();
    let registry = services.gate.registry();
    match actor {
        "operator" => name_of(names, id),
        "recipient" => "The person".to_owned(),
        "system" => "Desist".to_owned(),
        "command_line" => "Somebody at the command line".to_owned(),
        "party" => registry.party_by_id(id).map_or_else(|| "A party".to_owned(), |party| party.name.clone()),
        "tool" => {
            let key = registry.api_keys().into_iter().find(|key| key.id == id);
            key.map_or_else(|| "An API key".to_owned(), |key| format!("API key {}", key.name))
        }
        "agent" => "An agent".to_owned(),
        other => other.replace('_', " "),
    }
}
