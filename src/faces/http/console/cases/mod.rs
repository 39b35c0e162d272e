//! The room of cases: what recipients asked for and somebody must answer.
//!
//! - Here: the list, and what waits. `one`: a case; `moves`: what is done with it.
//! - `answer`: the mail to its person. `copy`: a copy of data. `new`: one opened for somebody.
//! - `answers`: texts written beforehand.

mod answer;
mod answers;
mod copy;
mod moves;
mod new;
mod one;

use std::collections::BTreeMap;

use actix_web::web;
use url::form_urlencoded::Serializer;

use super::guard::Visit;
use super::{Answer, form, page};
use crate::domain::case::{CaseKind, CaseState};
use crate::domain::error::{Code, Problem};
use crate::domain::operator::Right;
use crate::domain::time::{DAY_MS, Instant};
use crate::render::console::cases::{Asked, CaseLine, Cases, Choice, DueLine};
use crate::render::console::{Pager, Waiting};
use crate::services::Services;
use crate::services::cases::{CaseLine as Line, CasePage, From};
use crate::services::error::ServiceError;
use crate::services::writer::chain;
use crate::store::case_list::{ANYBODY, Listed, NEVER, Position};

/// Cases on one page of the list.
const LISTED: usize = 50;
/// Due within so many days can be asked for.
const DAYS: [&str; 3] = ["2", "7", "30"];

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    // `new` is no id: it comes first.
    cfg.service(page("/console/cases", web::to(show)))
        .service(form("/console/cases/new", web::to(new::show), web::to(new::act)))
        .service(form("/console/cases/{id}", web::to(one::show), web::to(moves::act)))
        .service(form("/console/cases/{id}/answer", web::to(answer::show), web::to(answer::act)))
        .service(form("/console/cases/{id}/copy", web::to(copy::show), web::to(copy::act)))
        .service(form("/console/answers", web::to(answers::show), web::to(answers::act)));
}

/// What waits at the cases for who asks; nothing for whoever may not look at them.
pub(super) async fn waiting(visit: &Visit) -> Vec<Waiting> {
    if !visit.may(Right::Cases) {
        return Vec::new();
    }
    let duty = match visit.services().duty(&visit.operator().id).await {
        Ok(duty) => duty,
        Err(error) => {
            tracing::error!(error = %chain(&error), "the cases that wait cannot be counted");
            return Vec::new();
        }
    };
    let all = [
        (duty.late, "cases late", "/console/cases?due=late", true),
        (duty.near, "cases due within two business days", "/console/cases?due=2", true),
        (duty.mine, "cases that you have", "/console/cases?who=me", false),
    ];
    let some = all.into_iter().filter(|(count, ..)| *count > 0);
    some.map(|(count, what, path, urgent)| Waiting { count, what, path, urgent }).collect()
}

pub(super) async fn show(visit: Visit) -> Answer {
    let asked = asked(&visit);
    let (which, from) = match (which(&visit, &asked), from(&visit)) {
        (Some(which), Some(from)) => (which, from),
        _ => {
            let problem =
                Problem::new(Code::InvalidField, "The list knows no such filter. Choose one of those it offers.");
            return Ok(visit.refused(&problem));
        }
    };
    let services = visit.services();
    let found = visit.ok(services.cases_by_due(&which, &from, LISTED).await)?;
    let names = visit.ok(services.operator_names().await)?;
    let page = Cases {
        pager: pager(&asked, &found),
        rows: found.lines.into_iter().map(|line| row(&visit, line, &names)).collect(),
        asked,
        kinds: CaseKind::ALL.iter().map(|kind| kind.word()).collect(),
        states: CaseState::ALL.iter().map(|state| state.word()).collect(),
        people: names.into_iter().collect(),
        may_work: visit.may(Right::WorkCases),
    };
    Ok(visit.page(&page))
}

/// What the list is asked for, as words.
fn asked(visit: &Visit) -> Asked {
    let word = |name: &str| visit.asked(name).unwrap_or_default();
    let state = visit.asked("state").unwrap_or_else(|| "open".to_owned());
    Asked { state, kind: word("kind"), who: word("who"), due: word("due") }
}

/// The same for the store; `None` when a word is none of those there are.
fn which(visit: &Visit, asked: &Asked) -> Option<Listed> {
    let now = visit.services().clock.now();
    let state = match asked.state.as_str() {
        "all" => String::new(),
        word if word == "open" || word == "closed" || CaseState::from_word(word).is_some() => word.to_owned(),
        _ => return None,
    };
    let assignee = match asked.who.as_str() {
        "" => ANYBODY.to_owned(),
        "me" => visit.operator().id.clone(),
        "nobody" => String::new(),
        who if one::is_id(who) => who.to_owned(),
        _ => return None,
    };
    let due_before = match asked.due.as_str() {
        "" => NEVER,
        "late" => now.0,
        "2" => visit.services().near_until(now).0,
        days if DAYS.contains(&days) => now.plus_days(days.parse().ok()?).0,
        _ => return None,
    };
    let is_kind = asked.kind.is_empty() || CaseKind::from_word(&asked.kind).is_some();
    is_kind.then(|| Listed { state, kind: asked.kind.clone(), assignee, due_before })
}

fn from(visit: &Visit) -> Option<From> {
    match (visit.asked("after"), visit.asked("before")) {
        (None, None) => Some(From::Start),
        (Some(at), _) => position(&at).map(From::After),
        (None, Some(at)) => position(&at).map(From::Before),
    }
}

fn position(text: &str) -> Option<Position> {
    let (due, id) = text.split_once('.').filter(|(_, id)| one::is_id(id))?;
    Some((due.parse().ok()?, id.to_owned()))
}

fn pager(asked: &Asked, found: &CasePage) -> Pager {
    let query = |way: &str, line: Option<&Line>| {
        let line = line?;
        let mut query = Serializer::new(String::new());
        for (name, value) in [("state", &asked.state), ("kind", &asked.kind), ("who", &asked.who), ("due", &asked.due)]
        {
            query.append_pair(name, value);
        }
        query.append_pair(way, &format!("{}.{}", line.position.0, line.position.1));
        Some(query.finish())
    };
    let (lines, count) = (&found.lines, found.lines.len());
    Pager {
        before: query("before", lines.first().filter(|_| found.more_before)),
        next: query("after", lines.last().filter(|_| found.more_after)),
        shown: if count == 0 {
            String::new()
        } else {
            format!("{count} {}", if count == 1 { "case" } else { "cases" })
        },
    }
}

fn row(visit: &Visit, line: Line, names: &BTreeMap<String, String>) -> CaseLine {
    CaseLine {
        kind: line.kind.word(),
        state: line.state.word(),
        waiting_for: line.waiting_for.map(|party| party.word()),
        due: line.due_at.map(|due| due_line(visit.services(), due)),
        is_mine: line.assignee.as_deref() == Some(visit.operator().id.as_str()),
        who: line.assignee.map(|who| name_of(names, &who)),
        address: line.address,
        received_at: line.received_at,
        id: line.id,
    }
}

/// How a due date stands now.
fn due_line(services: &Services, at: Instant) -> DueLine {
    let now = services.clock.now();
    let late = at < now;
    DueLine { at, late, soon: !late && at <= services.near_until(now), days: (at.0 - now.0).abs() / DAY_MS }
}

/// An operator's name; whatever else was written there.
fn name_of(names: &BTreeMap<String, String>, who: &str) -> String {
    names.get(who).cloned().unwrap_or_else(|| who.to_owned())
}

/// The colleagues who may work on cases, by id and name.
async fn colleagues(services: &Services) -> Result<Vec<Choice>, ServiceError> {
    let all = services.operators().await?;
    let can = all.into_iter().filter(|one| one.disabled_at.is_none() && one.role.may(Right::WorkCases));
    Ok(can.map(|one| (one.id, one.name)).collect())
}

/// A time as a form has it (`2026-11-23T10:00`, meant in UTC), or RFC 3339.
fn time(text: &str, field: &'static str) -> Result<Instant, Problem> {
    let wrong =
        || Problem::new(Code::InvalidField, "This is no time: write it like 2026-11-23T10:00 (UTC).").in_field(field);
    let whole =
        if text.ends_with('Z') || text.len() > 19 { text.to_owned() } else { format!("{text}{}Z", seconds(text)) };
    Instant::parse(&whole).ok_or_else(wrong)
}

/// Browsers leave the seconds out.
fn seconds(text: &str) -> &'static str {
    if text.matches(':').count() == 1 { ":00" } else { "" }
}

/// Of two operators at once the second learns who was first and what they did; what was typed is kept by the page.
async fn overtaken(services: &Services, id: &str, seen: Option<i64>) -> Result<Option<String>, ServiceError> {
    let case = services.case(None, id).await?;
    let last = case.events.last().filter(|_| seen.is_some_and(|seen| seen != case.case.version));
    let Some(last) = last else { return Ok(None) };
    let who = one::who(services, last).await?;
    let what = match last.before == last.after {
        true => format!("it was {}", last.what.replace('_', " ")),
        false => format!("it is {} now", last.after.replace('_', " ")),
    };
    Ok(Some(format!(
        "{who} was at this case meanwhile: {what}. Nothing of yours was done. What you typed is still here; look, and send \
         it again if it still holds."
    )))
}
