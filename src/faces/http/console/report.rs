//! `/console/report`: the response record of a period, and its way out of the house.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use actix_web::web;

use super::guard::{Posted, Visit, carried, fault};
use super::{Answer, action, page};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::operator::Right;
use crate::domain::time::Instant;
use crate::faces::http::api::list;
use crate::faces::http::api::report::ONLY_ITS_STYLE;
use crate::render::console::{Fault, Numbers, Pager, Report, RequestRow};
use crate::services::error::ServiceError;
use crate::services::report::counted::Counted;
use crate::services::report::figures::spoken;
use crate::services::report::{Document, Figures, Format, Line, Period, Reading, pictured};

/// Requests in one page.
const PAGE: usize = 50;
/// So long a page waits for its figures before it comes without them.
const PATIENCE: Duration = Duration::from_millis(50);

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(page("/console/report", web::to(show))).service(action("/console/report/export", web::to(export)));
}

/// What was asked for.
struct Which {
    from: String,
    to: String,
    sender: String,
    period: Period,
    only: Option<SenderId>,
}

impl Which {
    /// As typed; without a day the period is this month until today.
    fn read(visit: &Visit, from: Option<String>, to: Option<String>, sender: Option<String>) -> Result<Self, Problem> {
        let today = visit.services().clock.now().date();
        let from = from.unwrap_or_else(|| first_of_month(&today));
        let to = to.unwrap_or(today);
        let period = Period::parse(Some(&from), Some(&to), visit.services().clock.now())?;
        let sender = sender.unwrap_or_default();
        let registry = visit.services().gate.registry();
        let only = registry.sender_by_key(&sender).map(|sender| sender.id);
        if only.is_none() && !sender.is_empty() {
            return Err(Problem::new(Code::InvalidField, "There is no sender of this key.").in_field("sender"));
        }
        Ok(Self { from, to, sender, period, only })
    }

    fn query(&self) -> String {
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        pairs.append_pair("from", &self.from).append_pair("to", &self.to);
        if !self.sender.is_empty() {
            pairs.append_pair("sender", &self.sender);
        }
        pairs.finish()
    }
}

async fn show(visit: Visit) -> Answer {
    let typed = [visit.asked("from"), visit.asked("to"), visit.asked("sender")];
    let [from, to, sender] = typed.clone();
    match Which::read(&visit, from, to, sender) {
        Ok(which) => Ok(visit.page(&report(&visit, &which).await?)),
        Err(problem) => faulty(&visit, problem, typed).await,
    }
}

async fn faulty(visit: &Visit, problem: Problem, typed: [Option<String>; 3]) -> Answer {
    let fault: Fault = visit.ok(fault(ServiceError::Refused(problem)))?;
    let which = Which::read(visit, None, None, None).map_err(|problem| visit.failed(&problem.into()))?;
    let [from, to, sender] = typed.map(Option::unwrap_or_default);
    let page = Report { fault: Some(fault), from, to, sender, ..report(visit, &which).await? };
    Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

async fn report(visit: &Visit, which: &Which) -> Result<Report, actix_web::Error> {
    let services = visit.state().services.clone();
    let standing = services.counted(which.period, which.only, PATIENCE).await;
    let of_choices = visit.asked("list").as_deref() == Some("choices");
    let below = visit.asked("below");
    let (lines, next) = match of_choices {
        true => visit.ok(choices(visit, which, below.as_deref()).await)?,
        false => visit.ok(cases(visit, which, below.as_deref()).await)?,
    };
    let query = which.query();
    let list = if of_choices { "&list=choices" } else { "" };
    let registry = services.gate.registry();
    Ok(Report {
        from: which.from.clone(),
        to: which.to.clone(),
        sender: which.sender.clone(),
        senders: registry.senders().iter().map(|sender| (sender.key.to_string(), sender.name.clone())).collect(),
        presets: presets(which, services.clock.now()),
        fault: None,
        numbers: standing.last.as_deref().map(numbers),
        running: standing.running,
        failed: standing.failed,
        of_choices,
        rows: lines.into_iter().map(|line| row(visit, line)).collect(),
        pager: Pager {
            before: below.map(|_| format!("{query}{list}")),
            next: next.map(|next| format!("{query}{list}&below={next}")),
            shown: String::new(),
        },
        query,
        may_export: visit.may(Right::Export),
    })
}

async fn cases(visit: &Visit, which: &Which, below: Option<&str>) -> Result<(Vec<Line>, Option<String>), ServiceError> {
    let below = below.and_then(|text| text.split_once('.')).and_then(|(at, id)| Some((Instant(at.parse().ok()?), id)));
    let mut reading = Reading::begin(visit.state().services.clone(), which.period, which.only).await?;
    let mut lines = reading.newest_cases(below, PAGE as i64 + 1).await?;
    let is_more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let last = lines.last().filter(|_| is_more);
    let next = last.and_then(|line| Some(format!("{}.{}", line.received_at?.0, line.case.as_deref()?)));
    Ok((lines, next))
}

async fn choices(
    visit: &Visit,
    which: &Which,
    below: Option<&str>,
) -> Result<(Vec<Line>, Option<String>), ServiceError> {
    let below = below.and_then(|text| text.parse().ok());
    let mut reading = Reading::begin(visit.state().services.clone(), which.period, which.only).await?;
    let found = reading.newest_choices(below, PAGE).await?;
    Ok((found.lines, Some(found.down_to).filter(|at| *at > 0).map(|at| at.to_string())))
}

fn row(visit: &Visit, line: Line) -> RequestRow {
    let path = match line.case.as_ref().filter(|_| visit.may(Right::Cases)) {
        Some(case) => format!("/console/cases/{case}"),
        None => format!("/console/record/{}", line.entry),
    };
    RequestRow {
        path,
        received_at: line.received_at,
        asked: line.asked.replace('_', " "),
        margin: line.margin(),
        of: line.scope.or(line.reference).unwrap_or_default(),
        way: line.way.replace('_', " "),
        sender: line.sender,
        state: line.state.replace('_', " "),
        effective_at: line.effective_at,
        answered_at: line.answered_at,
        due_at: line.due_at,
        late: line.late,
    }
}

fn numbers(counted: &Counted) -> Numbers {
    let figures = &counted.figures;
    let rate = figures.on_time_permille().map_or_else(|| "\u{2013}".to_owned(), |p| format!("{}.{} %", p / 10, p % 10));
    let time = |ms: Option<i64>| ms.map_or_else(|| "\u{2013}".to_owned(), spoken);
    let late = late(figures);
    let each = vec![
        ("Requests", figures.requests.to_string(), false),
        ("Cases ended in time", rate, figures.on_time < figures.measured),
        ("Late", late.to_string(), late > 0),
        ("Open", figures.open.to_string(), false),
        ("Cases: median time to effect", time(figures.case_effect_ms()), false),
        ("Cases: median time to answer", time(figures.case_answer_ms()), false),
        ("Choices: median time to effect", time(figures.choice_effect_ms()), false),
    ];
    let choices = figures.requests.saturating_sub(figures.cases);
    Numbers { each, at: counted.at, size: counted.size, cases: figures.cases, choices, charts: pictured(figures) }
}

/// Cases that ended late, and those that are late.
fn late(figures: &Figures) -> u64 {
    figures.measured.saturating_sub(figures.on_time) + figures.open_late
}

fn first_of_month(day: &str) -> String {
    format!("{}-01", day.get(..7).unwrap_or_default())
}

/// This and the last month and year, as days.
fn presets(which: &Which, now: Instant) -> Vec<(&'static str, String, bool)> {
    let today = now.date();
    let this_month = first_of_month(&today);
    let last_month = Instant::parse(&format!("{this_month}T00:00:00Z")).map_or(now, |first| first.plus_days(-1)).date();
    let year: i32 = today.get(..4).and_then(|year| year.parse().ok()).unwrap_or_default();
    let all = [
        ("This month", this_month, today.clone()),
        ("Last month", first_of_month(&last_month), last_month),
        ("This year", format!("{year:04}-01-01"), today.clone()),
        ("Last year", format!("{:04}-01-01", year - 1), format!("{:04}-12-31", year - 1)),
        ("From the beginning", "1970-01-01".to_owned(), today),
    ];
    let with_sender = |query: String| match which.sender.as_str() {
        "" => query,
        sender => format!("{query}&sender={sender}"),
    };
    let shown = |(words, from, to): (&'static str, String, String)| {
        let is_this = which.from == from && which.to == to;
        (words, with_sender(format!("from={from}&to={to}")), is_this)
    };
    all.map(shown).into()
}

/// The record as a file, named after its period and the signed head that it is true for.
async fn export(posted: Posted) -> Answer {
    posted.fresh()?;
    let visit = &posted.visit;
    let typed = ["from", "to", "sender"].map(|name| posted.some(name).map(str::to_owned));
    let [from, to, sender] = typed.clone();
    let which = match Which::read(visit, from, to, sender) {
        Ok(which) => which,
        Err(problem) => return faulty(visit, problem, typed).await,
    };
    let Some(format) = Format::from_word(posted.text("format")) else {
        let problem = Problem::new(Code::InvalidField, "Choose CSV, JSON or a page.").in_field("format");
        return faulty(visit, problem, typed).await;
    };
    let state = visit.state();
    let place = list::place(&state.limits.lists).map_err(|problem| carried(visit.refused(&problem)))?;
    let services = state.services.clone();
    let mut document = visit.ok(Document::begin(services.clone(), format, which.period, which.only).await)?;
    // Signed after the reading began, so that it covers all that is read.
    let head = visit.ok(services.checkpoint().await)?;
    let head = visit.ok(services.open_checkpoint(&head, &services.vault.signer.vkey()))?;
    let name = file_name(&which, format, head.size, &crate::store::hex(&head.root[..8]));
    tracing::info!(operator.id = %visit.operator().id, file = name, "an operator exports the response record");
    let pieces = list::pieces(place, async move || document.piece().await);
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, format.media_type()))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((CONTENT_SECURITY_POLICY, ONLY_ITS_STYLE))
        .streaming(pieces))
}

/// Days, numbers and hex alone: nothing that was typed stands in a header.
fn file_name(which: &Which, format: Format, size: u64, root: &str) -> String {
    let (from, to) = (which.period.from.date(), which.period.until.plus_ms(-1).date());
    format!("response-record-{from}-to-{to}-ledger-{size}-{root}.{}", format.word())
}
