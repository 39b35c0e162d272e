//! `/confirm/{token}`: what needs the mailbox. GET shows, POST does and spends (L2, SCAN-08).

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use super::token_of;
use super::visit::Visit;
use crate::domain::change::{Actor, Channel};
use crate::domain::error::{Code, Problem};
use crate::domain::link::Campaign;
use crate::domain::preference::Scope;
use crate::domain::topic::Class;
use crate::faces::http::form::Form;
use crate::faces::http::problem;
use crate::faces::http::state::State;
use crate::render::pages::{Confirm, ConfirmAction, ConfirmStep, Lost, LostState};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::preferences::{Confirmation, ConfirmationState, Holder, Power};

/// What the link would do.
pub(super) async fn show(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    match open(&visit, token_of(&request)).await {
        Ok(found) => page(&visit, StatusCode::OK, &found, step(found.state)),
        Err(error) => visit.no_such_link(&error),
    }
}

/// Does it; `action=link` mails a new link in place of one that is used or too old.
pub(super) async fn act(request: HttpRequest, payload: web::Payload, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    let form = match Form::read(&request, payload).await {
        Ok(form) => form,
        Err(too_large) => return visit.too_large(too_large),
    };
    let token = token_of(&request);
    let found = match open(&visit, token).await {
        Ok(found) => found,
        Err(error) => return visit.no_such_link(&error),
    };
    match form.get("action") {
        // The POST itself is the confirmation; the button's name only tells it from the other button.
        Some("confirm") | None => confirm(&visit, token, found).await,
        Some("link") => send_anew(&visit, &found).await,
        Some(_) => visit.malformed(),
    }
}

/// A link to the preferences is no confirmation (TOK-04).
async fn open(visit: &Visit, token: &str) -> Result<Confirmation, ServiceError> {
    let found = visit.services().open_confirmation(token).await?;
    let other = || Problem::new(Code::UnknownToken, "This link is for something else.").into();
    if found.action == "preferences" { Err(other()) } else { Ok(found) }
}

async fn confirm(visit: &Visit, token: &str, found: Confirmation) -> HttpResponse {
    match visit.services().confirm(token).await {
        Ok((done, _)) => {
            visit.store_gpc(&holder_of(&done)).await;
            page(visit, StatusCode::OK, &done, ConfirmStep::Done)
        }
        Err(ServiceError::Refused(problem)) if problem.code == Code::Conflict => {
            // Of two clicks at the same moment the second finds it used.
            let step = match step(found.state) {
                ConfirmStep::Expired => ConfirmStep::Expired,
                _ => ConfirmStep::Used,
            };
            page(visit, problem::status(problem.code), &found, step)
        }
        Err(error) => visit.failed(&error, None),
    }
}

async fn send_anew(visit: &Visit, found: &Confirmation) -> HttpResponse {
    if found.case.is_some() {
        return visit.malformed();
    }
    let services = visit.services();
    let scope = found.scopes.first().copied().unwrap_or(Scope::All(found.sender.id));
    let registry = services.gate.registry();
    let topic = match scope {
        Scope::Topic(id) => registry.topic(id).cloned(),
        _ => None,
    };
    let by = (Actor::Recipient, Channel::Page);
    let (sender, address) = (&found.sender, &found.address);
    match services.mail_confirmation(sender, address, scope, topic.as_deref(), by, &visit.locale).await {
        Ok(_) => link_sent(visit, found),
        Err(error) => visit.failed(&error, None),
    }
}

/// Says that a link is on its way, whether or not a limit left it out.
pub(super) fn link_sent(visit: &Visit, found: &Confirmation) -> HttpResponse {
    let state = LostState::LinkSent { address: found.address.masked() };
    visit.page(StatusCode::OK, Some(&found.sender), &Lost { senders: Vec::new(), state })
}

/// The page, at this step.
pub(super) fn page(visit: &Visit, status: StatusCode, found: &Confirmation, step: ConfirmStep) -> HttpResponse {
    let page = Confirm {
        sender: found.sender.name.clone(),
        address: found.address.masked(),
        action: action_of(visit.services(), found),
        preferences_url: (step == ConfirmStep::Done).then(|| preferences_url(visit.services(), found)).flatten(),
        case_url: case_url(visit.services(), found, step),
        step,
        // A case is asked for by mail; a page knows no way to ask for it anew.
        can_resend: found.case.is_none() && matches!(step, ConfirmStep::Used | ConfirmStep::Expired),
    };
    visit.page(status, Some(&found.sender), &page)
}

/// The page of the request, for whoever has just shown the mailbox.
fn case_url(services: &Services, found: &Confirmation, step: ConfirmStep) -> Option<String> {
    let shown = matches!(step, ConfirmStep::Done | ConfirmStep::Used);
    found.case.as_ref().filter(|_| shown).map(|(id, _)| services.case_path(id))
}

fn step(state: ConfirmationState) -> ConfirmStep {
    match state {
        ConfirmationState::Open => ConfirmStep::Ask,
        ConfirmationState::Used => ConfirmStep::Used,
        ConfirmationState::Expired => ConfirmStep::Expired,
    }
}

fn action_of(services: &Services, found: &Confirmation) -> ConfirmAction {
    if let Some((_, kind)) = &found.case {
        return ConfirmAction::Request { what: kind.word() };
    }
    match (found.action.as_str(), found.scopes.as_slice()) {
        ("preferences", _) => ConfirmAction::OpenPreferences,
        ("restore", _) => ConfirmAction::Undo,
        (_, [Scope::Topic(id)]) => match services.gate.registry().topic(*id) {
            Some(topic) => ConfirmAction::TurnOn { topic: topic.name.clone() },
            None => ConfirmAction::TurnOnAll,
        },
        _ => ConfirmAction::TurnOnAll,
    }
}

/// The way on to the preferences: a link as of a mailing, which can only stop more.
fn preferences_url(services: &Services, found: &Confirmation) -> Option<String> {
    let registry = services.gate.registry();
    let mut topics = registry.topics_of(found.sender.id);
    let topic = topics.find(|topic| topic.class == Class::Promotional && !topic.retired)?;
    let link = services.link_maker(topic).ok()?.mint(&found.address, &Campaign::default(), false);
    link.preferences_url.rsplit_once("/p/").map(|(_, token)| format!("/p/{token}"))
}

/// Whoever followed a mailed link has the mailbox.
fn holder_of(found: &Confirmation) -> Holder {
    Holder {
        address: found.address.clone(),
        sender: found.sender.clone(),
        topic: None,
        campaign: Campaign::default(),
        test: false,
        power: Power::Mailed,
    }
}
