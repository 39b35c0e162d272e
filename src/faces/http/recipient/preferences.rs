//! `/p/{token}`: all choices of one recipient with one sender. A link that came with a mailing can only stop more,
//! because the mailing may have been forwarded; turning on needs the mailed link (L3).

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use super::confirm;
use super::own::{self, Ask};
use super::token_of;
use super::visit::Visit;
use crate::domain::error::{Code, Problem};
use crate::domain::preference::Scope;
use crate::domain::topic::{Class, Topic};
use crate::faces::http::form::Form;
use crate::faces::http::problem;
use crate::faces::http::state::State;
use crate::render::pages::{ConfirmStep, Everywhere, GoesOn, Preferences, Status, TopicRow, TopicState, Typed};
use crate::services::error::ServiceError;
use crate::services::preferences::{Holder, Overview, Power, Standing, Wish};

/// The pauses that are offered, in days.
const PAUSES: [(&str, i64); 3] = [("30", 30), ("60", 60), ("90", 90)];

/// What a form of the page asks for.
enum Asked {
    /// A change, and what to say of it.
    Wish(Wish, Status),
    /// An undo of the stop just made.
    Undo(String),
    /// The strong link, by mail.
    Link,
    /// A request of the person's own.
    Own(Ask),
}

/// What to say, the value that undoes it, and what was typed into a form that could not be taken.
#[derive(Default)]
struct Said {
    status: Option<Status>,
    undo: Option<String>,
    typed: Typed,
}

impl Said {
    fn only(status: Status) -> Self {
        Self { status: Some(status), ..Self::default() }
    }
}

/// The page, or the receipt of one change. It shows and changes nothing (L2).
pub(super) async fn show(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    let token = token_of(&request);
    match (visit.services().open_any(token).await, own::receipt_wanted(&request)) {
        (Ok(holder), None) => page(&visit, StatusCode::OK, &holder, Said::default()).await,
        (Ok(holder), Some(index)) => receipt(&visit, &holder, token, index).await,
        (Err(error), _) => too_old(&visit, token, &error).await,
    }
}

async fn receipt(visit: &Visit, holder: &Holder, token: &str, index: Result<u64, ()>) -> HttpResponse {
    if let Err(wait) = visit.counted_action(token) {
        return visit.too_many(wait);
    }
    let Ok(index) = index else { return visit.malformed() };
    match own::receipt(visit, holder, index).await {
        Ok(file) => file,
        Err(error) => refused(visit, holder, error, Status::AskByMail).await,
    }
}

/// One of the page's forms.
pub(super) async fn act(request: HttpRequest, payload: web::Payload, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    let form = match Form::read(&request, payload).await {
        Ok(form) => form,
        Err(too_large) => return visit.too_large(too_large),
    };
    let token = token_of(&request);
    let holder = match visit.services().open_any(token).await {
        Ok(holder) => holder,
        Err(error) if form.says("action", "link") => return new_link(&visit, token, &error).await,
        Err(error) => return too_old(&visit, token, &error).await,
    };
    let Some(asked) = Asked::by(&form, &holder, &visit) else { return visit.malformed() };
    let stops = matches!(asked, Asked::Wish(Wish::Stop(_), _)) && !holder.test;
    if !stops && let Err(wait) = visit.counted_action(token) {
        return visit.too_many(wait);
    }
    let by_mail = if matches!(asked, Asked::Own(_)) { Status::AskByMail } else { Status::NeedsLink };
    let answer = done(&visit, &holder, token, asked).await;
    visit.store_gpc(&holder).await;
    match answer {
        Ok(said) if said.typed == Typed::default() => page(&visit, StatusCode::OK, &holder, said).await,
        Ok(faulty) => page(&visit, problem::status(Code::InvalidField), &holder, faulty).await,
        Err(error) => refused(&visit, &holder, error, by_mail).await,
    }
}

/// What needs the mailed link is said on the page that offers it.
async fn refused(visit: &Visit, holder: &Holder, error: ServiceError, by_mail: Status) -> HttpResponse {
    match error {
        ServiceError::Refused(problem) if problem.code == Code::ProofRequired => {
            page(visit, problem::status(problem.code), holder, Said::only(by_mail)).await
        }
        error => visit.failed(&error, None),
    }
}

impl Asked {
    fn by(form: &Form, holder: &Holder, visit: &Visit) -> Option<Self> {
        let sender = holder.sender.id;
        let stop = |scope, status| Some(Self::Wish(Wish::Stop(vec![scope]), status));
        let turn_on = |scope, status| Some(Self::Wish(Wish::TurnOn(vec![scope]), status));
        match form.get("action")? {
            "unsubscribe" => {
                let (scope, topic) = topic_meant(form, holder, visit)?;
                stop(scope, Status::Stopped { topic })
            }
            "unsubscribe_all" => stop(Scope::All(sender), Status::StoppedAll),
            "unsubscribe_everywhere" => stop(Scope::Everywhere(holder.sender.group), Status::StoppedEverywhere),
            "stop_sharing" => stop(Scope::Sharing(sender), Status::SharingStopped),
            "stop_tracking" => stop(Scope::Tracking(sender), Status::TrackingStopped),
            "pause" => pause(form, visit),
            "undo" => Some(Self::Undo(form.get("undo")?.to_owned())),
            "link" => Some(Self::Link),
            "opt_in" => {
                let (scope, topic) = topic_meant(form, holder, visit)?;
                turn_on(scope, Status::TurnedOn { topic })
            }
            "opt_in_all" => turn_on(Scope::All(sender), Status::TurnedOnAll),
            // The browser's signal goes before the button, on the page that says so (L2).
            "allow_sharing" if visit.gpc => stop(Scope::Sharing(sender), Status::SharingStopped),
            "allow_tracking" if visit.gpc => stop(Scope::Tracking(sender), Status::TrackingStopped),
            "allow_sharing" => turn_on(Scope::Sharing(sender), Status::SharingAllowed),
            "allow_tracking" => turn_on(Scope::Tracking(sender), Status::TrackingAllowed),
            "resume" => Some(Self::Wish(Wish::Resume, Status::Resumed)),
            _ => Ask::by(form).map(Self::Own),
        }
    }
}

/// Only a promotional topic of this sender has a switch.
fn topic_meant(form: &Form, holder: &Holder, visit: &Visit) -> Option<(Scope, String)> {
    let registry = visit.services().gate.registry();
    let topic = registry.topic_for(form.get("topic")?, Some(holder.sender.id)).ok()?;
    (topic.class == Class::Promotional).then(|| (Scope::Topic(topic.id), topic.name.clone()))
}

fn pause(form: &Form, visit: &Visit) -> Option<Asked> {
    let (_, days) = *PAUSES.iter().find(|(word, _)| form.says("days", word))?;
    let until = visit.services().clock.now().plus_days(days);
    Some(Asked::Wish(Wish::Pause(days), Status::Paused { until }))
}

async fn done(visit: &Visit, holder: &Holder, token: &str, asked: Asked) -> Result<Said, ServiceError> {
    let services = visit.services();
    match asked {
        Asked::Wish(wish, status) => {
            let wished = services.wish(holder, token, &wish).await?;
            // A test link changes nobody and still shows what it would say.
            let status = if wished.answer.changed || holder.test { status } else { Status::Unchanged };
            Ok(Said { undo: wished.undo, ..Said::only(status) })
        }
        Asked::Undo(value) => match services.undo(holder, token, &value).await {
            Ok(_) => Ok(Said::only(Status::Undone)),
            Err(ServiceError::Refused(problem)) if matches!(problem.code, Code::Conflict | Code::InvalidField) => {
                Ok(Said::only(Status::UndoTooLate))
            }
            Err(error) => Err(error),
        },
        Asked::Link => {
            if !holder.test {
                services.mail_preferences_link(&holder.sender, &holder.address, &visit.locale).await?;
            }
            Ok(Said::only(Status::LinkSent))
        }
        Asked::Own(Ask::Wish(wish)) => Ok(Said::only(own::ask(visit, holder, wish).await?)),
        Asked::Own(Ask::Faulty(typed)) => {
            holder.must_be_mailed()?;
            Ok(Said { typed, ..Said::only(Status::NotAsked) })
        }
    }
}

/// A mailed link that is too old explains itself and offers a new one.
async fn too_old(visit: &Visit, token: &str, error: &ServiceError) -> HttpResponse {
    match is_too_old(error) {
        true => match visit.services().open_confirmation(token).await {
            Ok(found) => confirm::page(visit, StatusCode::OK, &found, ConfirmStep::Expired),
            Err(error) => visit.failed(&error, None),
        },
        false => visit.no_such_link(error),
    }
}

async fn new_link(visit: &Visit, token: &str, error: &ServiceError) -> HttpResponse {
    if !is_too_old(error) {
        return visit.no_such_link(error);
    }
    let services = visit.services();
    let sent = async {
        let found = services.open_confirmation(token).await?;
        services.mail_preferences_link(&found.sender, &found.address, &visit.locale).await?;
        Ok(found)
    };
    match sent.await {
        Ok(found) => confirm::link_sent(visit, &found),
        Err(error) => visit.failed(&error, None),
    }
}

fn is_too_old(error: &ServiceError) -> bool {
    matches!(error, ServiceError::Refused(Problem { code: Code::Conflict, .. }))
}

async fn page(visit: &Visit, status: StatusCode, holder: &Holder, said: Said) -> HttpResponse {
    match filled(visit, holder, said).await {
        Ok(filled) => visit.page_for(status, holder, &filled),
        Err(error) => visit.failed(&error, None),
    }
}

async fn filled(visit: &Visit, holder: &Holder, said: Said) -> Result<Preferences, ServiceError> {
    let overview = visit.services().overview(holder).await?;
    let own = match holder.power {
        Power::Mailed => Some(own::part(visit, holder, said.typed.clone()).await?),
        Power::Mailing => None,
    };
    Ok(Preferences { own, ..choices(visit, holder, &overview, said) })
}

fn choices(visit: &Visit, holder: &Holder, overview: &Overview, said: Said) -> Preferences {
    let others = &overview.others;
    Preferences {
        sender: holder.sender.name.clone(),
        address: holder.address.masked(),
        strong: holder.power == Power::Mailed,
        status: said.status,
        undo: said.undo,
        topics: overview.topics.iter().map(|(topic, standing)| row(topic, *standing)).collect(),
        all_stopped: overview.all_stopped,
        paused_until: overview.paused_until,
        everywhere: (!others.is_empty())
            .then(|| Everywhere { senders: others.clone(), stopped: overview.everywhere_stopped }),
        sharing_stopped: overview.sharing_stopped || visit.gpc,
        tracking_stopped: overview.tracking_stopped || visit.gpc,
        goes_on: goes_on(visit, holder),
        own: None,
    }
}

fn row(topic: &Topic, standing: Standing) -> TopicRow {
    TopicRow {
        key: topic.key.to_string(),
        name: topic.name.clone(),
        description: topic.description.clone(),
        state: match standing {
            Standing::Coming => TopicState::Receiving,
            Standing::Stopped => TopicState::Stopped,
            Standing::NotSubscribed => TopicState::NotSubscribed,
        },
    }
}

fn goes_on(visit: &Visit, holder: &Holder) -> Vec<GoesOn> {
    let registry = visit.services().gate.registry();
    let transactional = registry.topics_of(holder.sender.id).filter(|t| t.class == Class::Transactional && !t.retired);
    transactional.map(|topic| GoesOn { name: topic.name.clone(), description: topic.description.clone() }).collect()
}
