//! What is posted about a mail: accepted, corrected, handed on. Everything goes through the same decision as by command or
//! API; of two operators one decides, the other is told.

use actix_web::http::StatusCode;
use actix_web::web;

use super::item::{page, seen};
use super::narrowed;
use super::words::name_of;
use crate::domain::address::Address;
use crate::domain::error::{Code, Problem};
use crate::domain::reading::{Intent, IntentKind};
use crate::faces::http::console::Answer;
use crate::faces::http::console::guard::{Posted, Visit, fault};
use crate::render::console::{InboxMail, Typed};
use crate::services::error::ServiceError;
use crate::services::intake::desk::{DeskMail, Only, Place};
use crate::services::intake::queue::Ruling;

pub(super) async fn act(posted: Posted, path: web::Path<String>) -> Answer {
    let visit = &posted.visit;
    let only = Only { kind: posted.text("only_kind").to_owned(), language: posted.text("only_language").to_owned() };
    let desk = visit.ok(visit.services().desk_mail(&path).await)?;
    match carried_out(&posted, &desk).await {
        Ok(word) => next(visit, &desk, &only, word).await,
        Err(error) => {
            // What stands there now, not what stood there when it was sent.
            let now = visit.ok(visit.services().desk_mail(&path).await)?;
            refused(&posted, &now, &only, error).await
        }
    }
}

async fn carried_out(posted: &Posted, desk: &DeskMail) -> Result<&'static str, ServiceError> {
    let (services, by, id) = (posted.visit.services(), posted.visit.by(), desk.mail.id.as_str());
    let ruling = match posted.text("act") {
        "hand_on" => {
            services.hand_on_mail(id, posted.text("to"), posted.text("note"), by).await?;
            return Ok("handed_on");
        }
        "accept" => accepted(posted, desk)?,
        "decide" => Ruling { intents: wishes(posted)?, ..ruling(posted, desk)? },
        "nothing" => ruling(posted, desk)?,
        "spam" => Ruling { spam: true, ..ruling(posted, desk)? },
        _ => return Err(ServiceError::refused(Code::InvalidField, "The form says nothing to do.")),
    };
    services.decide_mail(None, id, ruling, by).await?;
    Ok("decided")
}

/// As proposed; but only if the proposal is the one that was seen.
fn accepted(posted: &Posted, desk: &DeskMail) -> Result<Ruling, ServiceError> {
    let proposal = desk.proposals.get(desk.current).filter(|one| one.acceptable && seen(one) == posted.text("seen"));
    let Some(proposal) = proposal else {
        let why =
            "What is proposed is not what you saw: the mail was read anew, or a part of it was decided. Look again.";
        return Err(ServiceError::refused(Code::Conflict, why));
    };
    let about = proposal.about.as_deref().filter(|_| names_whom(desk)).map(address).transpose()?;
    let mut intents = proposal.intents.clone();
    intents.retain(|intent| intent.kind != IntentKind::None);
    Ok(Ruling { about, intents, spam: false, answer: true })
}

/// With nothing that is wanted, about whom the form says. What the form leaves out is meant as it was understood.
fn ruling(posted: &Posted, desk: &DeskMail) -> Result<Ruling, ServiceError> {
    let proposed = desk.proposals.get(desk.current).and_then(|one| one.about.as_deref());
    let about = posted.some("about").or(proposed.filter(|_| names_whom(desk)));
    let about = about.map(address).transpose()?;
    Ok(Ruling { about, intents: Vec::new(), spam: false, answer: posted.some("quiet").is_none() })
}

/// Of several people's mails a decision says whom it is about, also about the last of them.
fn names_whom(desk: &DeskMail) -> bool {
    desk.of_several || desk.proposals.len() > 1
}

fn address(text: &str) -> Result<Address, Problem> {
    let wrong = |error| Problem::new(Code::InvalidAddress, format!("This is no mail address: {error}."));
    Address::parse(text).map_err(|error| wrong(error).in_field("about"))
}

fn wishes(posted: &Posted) -> Result<Vec<Intent>, ServiceError> {
    let wrong = |field: &'static str, why: &str| Problem::new(Code::InvalidField, why.to_owned()).in_field(field);
    let mut intents = Vec::new();
    for word in posted.form.all("wish") {
        let kind = IntentKind::from_word(word).filter(|kind| *kind != IntentKind::None);
        let mut intent = Ruling::intent(kind.ok_or_else(|| wrong("wish", "Choose from the kinds of the list."))?);
        match intent.kind {
            IntentKind::UnsubscribeTopic => {
                let topic = posted.some("topic").ok_or_else(|| wrong("topic", "Choose the topic that is to stop."))?;
                intent.topic = Some(topic.to_owned());
            }
            IntentKind::Resubscribe => intent.topic = posted.some("topic").map(str::to_owned),
            IntentKind::Pause => {
                let days = posted.some("days").map(str::parse::<u32>).transpose();
                intent.days = days.map_err(|_| wrong("days", "Give the days as a number."))?;
                intent.until = posted.some("until").map(str::to_owned);
                if intent.days.is_none() && intent.until.is_none() {
                    return Err(wrong("days", "Say for how many days, or until which day.").into());
                }
            }
            _ => {}
        }
        intents.push(intent);
    }
    if intents.is_empty() {
        return Err(wrong("wish", "Choose what is wanted, or say that nothing is.").into());
    }
    Ok(intents)
}

/// The next mail; this one once more while somebody else in it is still to be decided about.
async fn next(visit: &Visit, desk: &DeskMail, only: &Only, word: &'static str) -> Answer {
    let (services, own) = (visit.services(), visit.operator().id.as_str());
    let to = |id: &str| narrowed(&format!("/console/inbox/{id}"), only);
    let still = visit.ok(services.queued_mail(None, &desk.mail.id).await)?;
    if word == "decided" && still.status == "review" {
        return Ok(visit.done(&to(&desk.mail.id), word));
    }
    let mut next = visit.ok(services.next_on_desk(only, &desk.place, own).await)?;
    if next.is_none() {
        // From the beginning: what was passed by.
        next = visit.ok(services.next_on_desk(only, &Place::first(), own).await)?;
    }
    Ok(match next {
        Some(id) if id != desk.mail.id => visit.done(&to(&id), word),
        _ if word == "decided" => visit.done(&narrowed("/console/inbox", only), "decided_last"),
        _ => visit.done(&narrowed("/console/inbox", only), word),
    })
}

/// The page once more: with what is wrong, or with who was first; what was typed is kept.
async fn refused(posted: &Posted, desk: &DeskMail, only: &Only, error: ServiceError) -> Answer {
    let visit = &posted.visit;
    let mut page = page(visit, desk, only).await?;
    let is_conflict = matches!(&error, ServiceError::Refused(problem) if problem.code == Code::Conflict);
    if is_conflict && desk.mail.status != "review" {
        page.overtaken = Some(chosen(posted));
        return Ok(visit.page_with(StatusCode::CONFLICT, &page));
    }
    page.fault = Some(fault(error).map_err(|error| visit.failed(&error))?);
    keep_typed(posted, &mut page);
    let status = if is_conflict { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(visit.page_with(status, &page))
}

fn keep_typed(posted: &Posted, page: &mut InboxMail) {
    page.unfolded = match posted.text("act") {
        "hand_on" => "hand_on",
        "accept" => "",
        _ => "decide",
    };
    if page.unfolded.is_empty() {
        return;
    }
    let text = |name: &str| posted.text(name).to_owned();
    page.typed = Typed {
        days: text("days"),
        until: text("until"),
        about: text("about"),
        quiet: posted.some("quiet").is_some(),
        note: text("note"),
    };
    if page.unfolded == "decide" {
        page.choices
            .iter_mut()
            .for_each(|choice| choice.chosen = posted.form.all("wish").any(|word| word == choice.kind));
        page.topics.iter_mut().for_each(|(key, _, chosen)| *chosen = *key == posted.text("topic"));
    }
    page.colleagues.iter_mut().for_each(|(id, _, chosen)| *chosen = *id == posted.text("to"));
}

/// What the reader had chosen, in words.
fn chosen(posted: &Posted) -> Vec<String> {
    let mut chosen: Vec<String> = match posted.text("act") {
        "accept" => vec!["Accept what was proposed".to_owned()],
        "nothing" => vec![name_of("none").to_owned()],
        "spam" => vec![name_of("spam").to_owned()],
        "hand_on" => vec!["Hand it on".to_owned()],
        _ => posted.form.all("wish").map(|word| name_of(word).to_owned()).collect(),
    };
    chosen.extend(posted.some("note").map(str::to_owned));
    chosen
}
