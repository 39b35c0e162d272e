//! `/console/cases/{id}/copy`: the copy of data that somebody asked for, before it goes to them.

use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_SECURITY_POLICY;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::Value;

use super::moves::{long, of_case, seen, version};
use super::{one, overtaken};
use crate::domain::case::{CaseKind, PartyKind};
use crate::domain::error::{Code, Problem};
use crate::faces::http::console::Answer;
use crate::faces::http::console::guard::{Posted, Visit, fault};
use crate::render::console::Fault;
use crate::render::console::cases::{CaseCopy, CopyTask, Handed};
use crate::services::Services;
use crate::services::cases::copy::outline::outline;
use crate::services::cases::copy::{AccessCopy, REDACTED, Redaction};
use crate::services::cases::{DeskCase, ShownTask};
use crate::services::error::ServiceError;

/// Values of one answer that are listed; the page for the person shows all.
const LISTED: usize = 300;
/// Values that are taken out by one form.
const AT_ONCE: usize = 50;
/// The longest path, in octets.
const PATH_MAX: usize = 10_000;
/// The page for the person carries its own style and nothing else.
const ONLY_ITS_STYLE: &str =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

pub(super) async fn show(visit: Visit, request: HttpRequest) -> Answer {
    let (services, id) = (visit.services(), one::id(&request));
    let desk = visit.ok(services.case_at_desk(id).await)?;
    if desk.record.kind != CaseKind::Access {
        return Err(visit.nothing());
    }
    if visit.asked("as").as_deref() == Some("page") {
        let copy = visit.ok(services.access_copy(None, id).await)?;
        visit.reads("copy of data", id);
        return Ok(HttpResponse::Ok()
            .content_type("text/html; charset=utf-8")
            .insert_header((CONTENT_SECURITY_POLICY, ONLY_ITS_STYLE))
            .body(services.copy_file(&copy)));
    }
    Ok(visit.page(&visit.ok(page(services, &desk).await)?))
}

pub(super) async fn act(posted: Posted, request: HttpRequest) -> Answer {
    let (visit, id) = (&posted.visit, one::id(&request));
    // What was taken out is destroyed, and what was delivered was seen.
    if matches!(posted.text("act"), "deliver" | "redact") {
        posted.fresh()?;
    }
    match outcome(&posted, id).await {
        Ok("delivered") => Ok(visit.done(&format!("/console/cases/{id}"), "delivered")),
        Ok(word) => Ok(visit.done(&format!("/console/cases/{id}/copy"), word)),
        Err(error) => match fault(error) {
            Ok(fault) => faulty(&posted, id, fault).await,
            Err(error) => Err(visit.failed(&error)),
        },
    }
}

async fn faulty(posted: &Posted, id: &str, mut fault: Fault) -> Answer {
    let (visit, services) = (&posted.visit, posted.visit.services());
    fault.text = visit.ok(overtaken(services, id, version(posted)).await)?.unwrap_or(fault.text);
    let desk = visit.ok(services.case_at_desk(id).await)?;
    let typed = (posted.text("path_typed").to_owned(), posted.text("note").to_owned());
    let page = CaseCopy {
        fault: Some(fault),
        at: posted.text("task").to_owned(),
        typed,
        ..visit.ok(page(services, &desk).await)?
    };
    Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

async fn outcome(posted: &Posted, id: &str) -> Result<&'static str, ServiceError> {
    let (services, by) = (posted.visit.services(), posted.visit.by());
    let seen = seen(posted)?;
    if posted.text("act") == "deliver" {
        services.deliver_copy(None, id, seen, by).await?;
        return Ok("delivered");
    }
    // Nobody takes something out of what they have not seen.
    let stands = services.case(None, id).await?.case.version;
    if seen != Some(stands) {
        return Err(ServiceError::refused(
            Code::Conflict,
            "Somebody else changed this case meanwhile. Look at it again.",
        ));
    }
    of_case(posted, id).await?;
    match posted.text("act") {
        "redact" => {
            for redaction in redactions(posted)? {
                services.redact(None, id, posted.text("task"), redaction, by.clone()).await?;
            }
            Ok("redacted")
        }
        "send_back" => {
            services.send_back(None, id, posted.text("task"), long(posted, "note")?, by).await?;
            Ok("saved")
        }
        _ => Err(ServiceError::refused(Code::InvalidField, "The form says nothing to do.")),
    }
}

/// What is taken out: everything, what was ticked, or what stands at a path that was typed.
fn redactions(posted: &Posted) -> Result<Vec<Redaction>, Problem> {
    let wrong = |why: &str| Err(Problem::new(Code::InvalidField, why.to_owned()).in_field("path"));
    let typed = posted.some("path_typed");
    let paths: Vec<&str> = posted.form.all("path").chain(typed).collect();
    if posted.some("whole").is_some() || paths.contains(&"") {
        return Ok(vec![Redaction::Whole]);
    }
    if paths.is_empty() {
        return wrong("Tick what is to be taken out, or name its path.");
    }
    if paths.len() > AT_ONCE || paths.iter().any(|path| path.len() > PATH_MAX) {
        return wrong("That is too much at once: at most 50 values.");
    }
    Ok(paths.into_iter().map(|path| Redaction::Path(path.to_owned())).collect())
}

async fn page(services: &Services, desk: &DeskCase) -> Result<CaseCopy, ServiceError> {
    let (case, record) = (&desk.whole.case, &desk.record);
    let (copy, nothing) = match services.access_copy(None, &record.id).await {
        Ok(copy) => (Some(copy), None),
        Err(ServiceError::Refused(problem)) if problem.code == Code::Conflict => (None, Some(problem.detail)),
        Err(error) => return Err(error),
    };
    let tasks = desk.whole.tasks.iter().filter(|task| task.state != "cancelled");
    Ok(CaseCopy {
        id: record.id.clone(),
        version: record.version,
        address: case.recipient.clone(),
        is_open: record.state.is_open(),
        was_delivered: !record.state.is_open() && nothing.is_none(),
        missing: missing(desk),
        held: copy.as_ref().map(held).unwrap_or_default(),
        tasks: tasks.map(|task| copy_task(services, task)).collect(),
        nothing,
        fault: None,
        at: String::new(),
        typed: Default::default(),
    })
}

/// Why it cannot go out yet.
fn missing(desk: &DeskCase) -> Vec<String> {
    let mut missing = Vec::new();
    if !desk.record.is_proven() {
        missing.push(
            "Nobody has shown yet that the person asks: the mailbox confirms it, or somebody vouches.".to_owned(),
        );
    }
    let open = desk.whole.tasks.iter().filter(|task| task.state == "open" || task.state == "failed").count();
    match open {
        0 => {}
        1 => missing.push("One system has not handed over what it holds.".to_owned()),
        n => missing.push(format!("{n} systems have not handed over what they hold.")),
    }
    missing
}

fn held(copy: &AccessCopy) -> Vec<(&'static str, usize)> {
    let held = &copy.held;
    vec![
        ("choices", held.preferences.len()),
        ("reasons not to send", held.suppressions.len()),
        ("changes", held.history.len()),
        ("cases", held.cases.len()),
        ("mails", held.mails.len()),
        ("imported lists", held.imports.len()),
    ]
}

fn copy_task(services: &Services, task: &ShownTask) -> CopyTask {
    let registry = services.gate.registry();
    let party = registry.party(PartyKind::System, &task.party).map(|party| party.name.clone());
    let part = |name: &str| task.answer.as_ref().and_then(|answer| answer.get(name)).filter(|value| !value.is_null());
    let mut handed = Vec::new();
    let mut count = 0;
    if let Some(answer) = part("answer") {
        walk(answer, String::new(), &mut handed, &mut count);
    }
    CopyTask {
        id: task.id.clone(),
        party: party.unwrap_or_else(|| task.party.clone()),
        state: task.state,
        settled_at: task.settled_at,
        note: part("note").map(outline),
        more: count - handed.len(),
        handed,
    }
}

/// Every value with the JSON Pointer that leads to it.
fn walk(value: &Value, path: String, handed: &mut Vec<Handed>, count: &mut usize) {
    let step = |name: &str| format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"));
    match value {
        Value::Object(members) if !members.is_empty() => {
            members.iter().for_each(|(name, inner)| walk(inner, step(name), handed, count));
        }
        Value::Array(items) if !items.is_empty() => {
            items.iter().enumerate().for_each(|(at, inner)| walk(inner, step(&at.to_string()), handed, count));
        }
        value => {
            *count += 1;
            if handed.len() < LISTED {
                handed.push(Handed { path, value: outline(value), redacted: *value == *REDACTED });
            }
        }
    }
}
