//! `/console/cases/{id}/answer`: the mail to a case's person. A text written beforehand fills the form, a preview shows the
//! mail as it goes out, and what was seen in the preview is what is sent.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use sha2::{Digest, Sha256};

use super::moves::{reason, seen, version};
use super::{one, overtaken};
use crate::domain::answer::{AnswerUse, UNWRITTEN};
use crate::domain::case::{CaseKind, CaseState, PartyKind, RefusalReason};
use crate::domain::clock::{ExtensionReason, PauseReason};
use crate::domain::error::{Code, Problem};
use crate::faces::http::console::Answer;
use crate::faces::http::console::guard::{Posted, Visit, fault};
use crate::render::console::Fault;
use crate::render::console::cases::{CaseAnswer, Controller, Preview};
use crate::services::Services;
use crate::services::cases::{CaseMove, DeskCase, LastAnswer, MailPreview, MoreTime, Question};
use crate::services::error::ServiceError;
use crate::store::hex;

/// What a mail can be, with the state that the case moves to; more time leaves it where it is.
const MAILS: [(&str, Option<CaseState>); 5] = [
    ("done", Some(CaseState::Done)),
    ("refused", Some(CaseState::Refused)),
    ("redirected", Some(CaseState::Redirected)),
    ("question", Some(CaseState::Waiting)),
    ("more_time", None),
];

/// What came of a form.
enum Outcome {
    /// It is shown again, with this in it.
    Shown(Box<CaseAnswer>),
    /// It was sent.
    Sent(&'static str),
}

pub(super) async fn show(visit: Visit, request: HttpRequest) -> Answer {
    let services = visit.services();
    let desk = visit.ok(services.case_at_desk(one::id(&request)).await)?;
    let mut page = visit.ok(page(services, &desk, visit.asked("as").as_deref()).await)?;
    page.reason = visit.asked("reason").unwrap_or(page.reason);
    if let Some(chosen) = visit.asked("prepared") {
        page.chosen = chosen;
        visit.ok(fill(services, &desk, &mut page).await)?;
    }
    Ok(visit.page(&page))
}

pub(super) async fn act(posted: Posted, request: HttpRequest) -> Answer {
    let (visit, id) = (&posted.visit, one::id(&request));
    let desk = visit.ok(visit.services().case_at_desk(id).await)?;
    // It may erase somebody, or take an address's past away: the same as on the page of the case.
    if posted.text("as") == "done" && posted.text("act") == "send" {
        posted.fresh()?;
    }
    match outcome(&posted, &desk).await {
        Ok(Outcome::Shown(page)) => Ok(visit.page(&*page)),
        Ok(Outcome::Sent(word)) => Ok(visit.done(&format!("/console/cases/{id}"), word)),
        Err(error) => match fault(error) {
            Ok(fault) => faulty(&posted, &desk, fault).await,
            Err(error) => Err(visit.failed(&error)),
        },
    }
}

async fn faulty(posted: &Posted, desk: &DeskCase, mut fault: Fault) -> Answer {
    let visit = &posted.visit;
    // The words of the services for the one field of the form.
    fault.field = fault.field.map(|field| match field.as_str() {
        "answer" | "question" => "words".to_owned(),
        _ => field,
    });
    let told = visit.ok(overtaken(visit.services(), &desk.record.id, version(posted)).await)?;
    fault.text = told.unwrap_or(fault.text);
    let page = CaseAnswer { fault: Some(fault), ..visit.ok(typed(posted, desk).await)? };
    Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

async fn outcome(posted: &Posted, desk: &DeskCase) -> Result<Outcome, ServiceError> {
    let services = posted.visit.services();
    let mut page = typed(posted, desk).await?;
    match posted.text("act") {
        "fill" => {
            fill(services, desk, &mut page).await?;
            Ok(Outcome::Shown(Box::new(page)))
        }
        "preview" => {
            let mail = preview(posted, desk).await?;
            page.preview = Some(shown(services, mail, seal(posted)));
            Ok(Outcome::Shown(Box::new(page)))
        }
        "send" => {
            if posted.text("seal") != seal(posted) {
                let mail = preview(posted, desk).await?;
                page.preview = Some(shown(services, mail, seal(posted)));
                let text =
                    "This is not what you saw last. Here it is as it would go out; send it if it is right.".to_owned();
                page.fault = Some(Fault { field: None, text });
                return Ok(Outcome::Shown(Box::new(page)));
            }
            send(posted, desk).await.map(Outcome::Sent)
        }
        _ => Err(ServiceError::refused(Code::InvalidField, "The form says nothing to do.")),
    }
}

/// What was looked at: everything that makes the mail.
fn seal(posted: &Posted) -> String {
    let fields = ["as", "reason", "controller", "needed", "words"].map(|name| posted.text(name).replace("\r\n", "\n"));
    hex(&Sha256::digest(serde_json::json!(fields).to_string().as_bytes()))
}

fn shown(services: &Services, mail: MailPreview, seal: String) -> Preview {
    let dir = services.renderer.locale_named(&mail.language).map_or("ltr", |locale| locale.dir());
    Preview { to: mail.to, subject: mail.subject, text: mail.text, language: (mail.language, dir), seal }
}

async fn preview(posted: &Posted, desk: &DeskCase) -> Result<MailPreview, ServiceError> {
    let (services, id) = (posted.visit.services(), desk.record.id.as_str());
    match posted.text("as") {
        "question" => services.preview_question(id, &question(posted)?).await,
        "more_time" => services.preview_more_time(id, reason(posted)?, seen(posted)?).await,
        _ => services.preview_end(id, &end(posted)?).await,
    }
}

async fn send(posted: &Posted, desk: &DeskCase) -> Result<&'static str, ServiceError> {
    let (services, id, by) = (posted.visit.services(), desk.record.id.as_str(), posted.visit.by());
    match posted.text("as") {
        "question" => services.ask_person_of(None, id, question(posted)?, by).await.map(|_| "asked"),
        "more_time" => {
            let wanted = MoreTime { reason: reason(posted)?, notice: None, version: seen(posted)? };
            services.extend_case(None, id, wanted, by).await.map(|_| "extended")
        }
        _ => services.move_case(None, id, end(posted)?, by).await.map(|_| "answered"),
    }
}

/// The move that ends the case.
fn end(posted: &Posted) -> Result<CaseMove, Problem> {
    let to = match posted.text("as") {
        "done" => CaseState::Done,
        "refused" => CaseState::Refused,
        "redirected" => CaseState::Redirected,
        _ => return Err(Problem::new(Code::InvalidField, "Choose which mail it is.").in_field("as")),
    };
    let none = || Problem::new(Code::InvalidField, "Choose why: the answer says it (LAW-09).").in_field("reason");
    let reason = match to {
        CaseState::Refused => Some(RefusalReason::from_word(posted.text("reason")).ok_or_else(none)?),
        _ => None,
    };
    let words = words(posted)?;
    let controller = posted.some("controller").filter(|_| to == CaseState::Redirected).map(str::to_owned);
    if to == CaseState::Redirected && controller.is_none() && words.is_none() {
        let why = "Choose whom the person is to ask, or write it.";
        return Err(Problem::new(Code::InvalidField, why).in_field("controller"));
    }
    let answer = LastAnswer { words, controller, quiet: false };
    Ok(CaseMove { to: Some(to), reason, answer, version: seen(posted)?, ..CaseMove::default() })
}

fn question(posted: &Posted) -> Result<Question, Problem> {
    let none = || Problem::new(Code::InvalidField, "Say why it is asked.").in_field("reason");
    Ok(Question {
        reason: PauseReason::from_word(posted.text("reason")).ok_or_else(none)?,
        words: words(posted)?.unwrap_or_default(),
        needed: posted.some("needed").is_some(),
        version: seen(posted)?,
    })
}

/// The operator's words; a place that was left for them must have been written.
fn words(posted: &Posted) -> Result<Option<String>, Problem> {
    let words = posted.some("words");
    if words.is_some_and(|words| words.contains(UNWRITTEN)) {
        let why = format!("Write what stands at {UNWRITTEN}, or take it out.");
        return Err(Problem::new(Code::InvalidField, why).in_field("words"));
    }
    Ok(words.map(str::to_owned))
}

/// The page as it was typed.
async fn typed(posted: &Posted, desk: &DeskCase) -> Result<CaseAnswer, ServiceError> {
    let text = |name: &str| posted.text(name).to_owned();
    let page = page(posted.visit.services(), desk, posted.some("as")).await?;
    Ok(CaseAnswer {
        chosen: text("prepared"),
        reason: text("reason"),
        controller: text("controller"),
        needed: posted.some("needed").is_some(),
        words: text("words"),
        ..page
    })
}

/// Puts the chosen text into the form.
async fn fill(services: &Services, desk: &DeskCase, page: &mut CaseAnswer) -> Result<(), ServiceError> {
    let none = || Problem::new(Code::InvalidField, "Choose a text first.").in_field("prepared");
    let all = services.prepared_answers().await?;
    let found = all.into_iter().map(|one| one.answer).find(|one| one.id == page.chosen && one.retired_at.is_none());
    let answer = found.ok_or_else(none)?;
    let Some((language, text)) = services.filled_answer(&answer, &desk.record)? else { return Ok(()) };
    page.words = text;
    if let Some(reason) = answer.reason {
        page.reason = reason.word().to_owned();
    }
    let languages = services.languages();
    page.other_language = languages.get(&language).filter(|name| **name != page.language).cloned();
    Ok(())
}

async fn page(services: &Services, desk: &DeskCase, wanted: Option<&str>) -> Result<CaseAnswer, ServiceError> {
    let (case, record) = (&desk.whole.case, &desk.record);
    let can = |to: Option<CaseState>| to.map_or(record.state.is_open(), |to| record.state.may_become(to));
    let can: Vec<&'static str> = MAILS.iter().filter(|(_, to)| can(*to)).map(|(word, _)| *word).collect();
    let wanted = can.iter().find(|word| Some(**word) == wanted).or(can.first()).copied().unwrap_or_default();
    let prepared = match AnswerUse::from_word(wanted) {
        Some(used_for) => services
            .prepared_answers()
            .await?
            .into_iter()
            .map(|one| one.answer)
            .filter(|one| one.suits(used_for, record.kind))
            .map(|one| (one.id, one.name))
            .collect(),
        None => Vec::new(),
    };
    let locale = services.renderer.locale(Some(record.language.as_str()).filter(|tag| !tag.is_empty()));
    Ok(CaseAnswer {
        id: record.id.clone(),
        version: record.version,
        kind: record.kind.word(),
        address: case.recipient.clone(),
        language: services.renderer.language_name(&locale),
        said: desk.said.clone(),
        can,
        used_for: wanted.to_owned(),
        prepared,
        reasons: reasons(wanted),
        controllers: controllers(services, record.sender),
        needed: true,
        allows: if wanted == "more_time" { allows(services, desk) } else { Vec::new() },
        does: match (wanted, record.kind) {
            ("done", CaseKind::Deletion) => "erases",
            ("done", CaseKind::Access) => "hands_over",
            _ => "",
        },
        ..CaseAnswer::default()
    })
}

fn reasons(mail: &str) -> Vec<&'static str> {
    match mail {
        "refused" => RefusalReason::ALL.iter().map(|reason| reason.word()).collect(),
        "question" => PauseReason::ALL.iter().map(|reason| reason.word()).collect(),
        "more_time" => ExtensionReason::ALL.iter().map(|reason| reason.word()).collect(),
        _ => Vec::new(),
    }
}

fn controllers(services: &Services, sender: crate::domain::ids::SenderId) -> Vec<Controller> {
    let registry = services.gate.registry();
    let controller = |party: &std::sync::Arc<crate::domain::case::Party>| Controller {
        key: party.key.to_string(),
        name: party.name.clone(),
        ask: party.detail.ask.clone(),
    };
    registry.parties_of(PartyKind::Controller, sender).map(controller).collect()
}

/// What the law allows: each clock that more time would move.
fn allows(services: &Services, desk: &DeskCase) -> Vec<String> {
    let stamps = desk.record.stamps();
    let running = desk.record.clocks.iter().filter(|clock| clock.finished(&stamps).is_none());
    let can = running.filter(|clock| clock.extension().is_none());
    let lines = can.filter_map(|clock| {
        let longer = clock.terms().extension?;
        let by = services.day(clock.due().internal);
        Some(format!(
            "{}: {} instead of {}, once, if the notice is sent by {by} ({})",
            clock.rule().replace('_', " "),
            longer,
            clock.length(),
            clock.terms().source
        ))
    });
    lines.collect()
}
