//! `/u/{token}`: one page with one button, and the one-click target of RFC 8058.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use super::token_of;
use super::visit::Visit;
use crate::domain::change::Channel;
use crate::domain::error::Code;
use crate::domain::preference::Scope;
use crate::faces::http::form::{Encoding, Form};
use crate::faces::http::state::State;
use crate::render::pages::{Done, Outcome, StopState, Unsubscribe};
use crate::services::counters::OneClickBody;
use crate::services::error::ServiceError;
use crate::services::preferences::{Holder, Overview, Standing, StopWhat};

/// What a POST asks for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    /// A stop by a program: the pair of RFC 8058, or anything that we do not understand, because a stop too many can
    /// be undone and a lost one cannot.
    OneClick(OneClickBody),
    /// `Wrong-Recipient=One-Click` alone (HDR-23).
    WrongRecipient,
    /// A form of our own pages.
    Page(Action),
}

/// The actions of the pages' forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Unsubscribe,
    UnsubscribeAll,
    Undo,
    ConfirmMail,
    Reason,
}

impl Asked {
    fn by(form: &Form) -> Self {
        if form.says("List-Unsubscribe", "One-Click") {
            return Self::OneClick(match form.encoding {
                Encoding::Multipart => OneClickBody::Multipart,
                Encoding::Urlencoded | Encoding::Empty => OneClickBody::Urlencoded,
            });
        }
        match (form.get("action").and_then(Action::parse), form.encoding) {
            (Some(action), _) => Self::Page(action),
            (None, _) if form.says("Wrong-Recipient", "One-Click") => Self::WrongRecipient,
            (None, Encoding::Empty) => Self::OneClick(OneClickBody::Empty),
            (None, _) => Self::OneClick(OneClickBody::Other),
        }
    }
}

impl Action {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "unsubscribe" => Self::Unsubscribe,
            "unsubscribe_all" => Self::UnsubscribeAll,
            "undo" => Self::Undo,
            "confirm_mail" => Self::ConfirmMail,
            "reason" => Self::Reason,
            _ => return None,
        })
    }

    fn is_stop(self) -> bool {
        matches!(self, Self::Unsubscribe | Self::UnsubscribeAll)
    }
}

/// The page. It shows and changes nothing (L2).
pub(super) async fn show(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    let holder = match visit.services().open_link(token_of(&request)) {
        Ok(holder) => holder,
        Err(problem) => return visit.no_such_link(&problem.into()),
    };
    let overview = visit.services().overview_or_nothing(&holder).await;
    let page = Unsubscribe {
        sender: holder.sender.name.clone(),
        former_names: holder.sender.former_names.clone(),
        topic: topic_name(&holder),
        address: holder.address.masked(),
        state: stop_state(&holder, &overview),
        goes_on: visit.services().goes_on(&holder.sender),
        preferences_url: preferences_url(&request),
    };
    visit.page_for(StatusCode::OK, &holder, &page)
}

/// One-click, and the page's own forms. Never a redirect, a cookie or a limit for a link that verifies (ONE-05, -06,
/// -13).
pub(super) async fn act(request: HttpRequest, payload: web::Payload, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    let form = match Form::read(&request, payload).await {
        Ok(form) => form,
        Err(too_large) => return visit.too_large(too_large),
    };
    let token = token_of(&request);
    let holder = match visit.services().open_link(token) {
        Ok(holder) => holder,
        Err(problem) => return visit.no_such_link(&problem.into()),
    };
    match Asked::by(&form) {
        Asked::OneClick(body) => one_click(&visit, &holder, token, body).await,
        Asked::WrongRecipient => wrong_recipient(&visit, &holder, token).await,
        Asked::Page(action) => {
            if (!action.is_stop() || holder.test)
                && let Err(wait) = visit.counted_action(token)
            {
                return visit.too_many(wait);
            }
            let answer = by_page(&visit, &holder, token, action, &form).await;
            visit.store_gpc(&holder).await;
            match answer {
                Ok((outcome, undo)) => done(&visit, &request, &holder, outcome, undo),
                Err(error) => visit.failed(&error, again(action)),
            }
        }
    }
}

async fn one_click(visit: &Visit, holder: &Holder, token: &str, body: OneClickBody) -> HttpResponse {
    visit.services().counters.one_click.add(body, 1);
    if holder.test && visit.counted_action(token).is_err() {
        return plain("Unsubscribed.\n");
    }
    let stopped = visit.services().stop(holder, token, StopWhat::Topic, Channel::OneClick, "one_click").await;
    match stopped {
        Ok(_) => {
            visit.store_gpc(holder).await;
            plain("Unsubscribed.\n")
        }
        Err(error) => visit.failed(&error, None),
    }
}

async fn wrong_recipient(visit: &Visit, holder: &Holder, token: &str) -> HttpResponse {
    visit.services().counters.one_click.add(OneClickBody::WrongRecipient, 1);
    if visit.counted_action(token).is_err() {
        // Said often enough: it changes nothing, so it need not be written down once more.
        return plain("Noted.\n");
    }
    match visit.services().wrong_recipient(holder).await {
        Ok(()) => plain("Noted.\n"),
        Err(error) => visit.failed(&error, None),
    }
}

/// ONE-11: small, and about nobody.
fn plain(text: &'static str) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(text)
}

async fn by_page(
    visit: &Visit,
    holder: &Holder,
    token: &str,
    action: Action,
    form: &Form,
) -> Result<(Outcome, Option<String>), ServiceError> {
    match action {
        Action::Unsubscribe => stop(visit, holder, token, StopWhat::Topic).await,
        Action::UnsubscribeAll => stop(visit, holder, token, StopWhat::All).await,
        Action::Undo => undo(visit, holder, token, form.get("undo").unwrap_or_default()).await,
        Action::ConfirmMail => {
            visit.services().mail_way_back(holder, &visit.locale).await?;
            Ok((Outcome::ConfirmMailSent, None))
        }
        Action::Reason => reason(visit, holder, token, form).await,
    }
}

async fn stop(
    visit: &Visit,
    holder: &Holder,
    token: &str,
    what: StopWhat,
) -> Result<(Outcome, Option<String>), ServiceError> {
    let stopped = visit.services().stop(holder, token, what, Channel::Page, "page").await?;
    let outcome = match stopped.scope {
        Scope::Topic(_) => Outcome::Stopped { topic: topic_name(holder) },
        _ => Outcome::StoppedAll,
    };
    Ok((outcome, stopped.undo))
}

async fn undo(
    visit: &Visit,
    holder: &Holder,
    token: &str,
    value: &str,
) -> Result<(Outcome, Option<String>), ServiceError> {
    match visit.services().undo(holder, token, value).await {
        Ok(_) => Ok((Outcome::Undone, None)),
        // Too late, something newer, or a value of another link: the way back is a mail (L3).
        Err(ServiceError::Refused(problem)) if matches!(problem.code, Code::Conflict | Code::InvalidField) => {
            Ok((Outcome::UndoTooLate, None))
        }
        Err(error) => Err(error),
    }
}

/// A reason is joined to the stop by the value of its answer, which the next answer carries on so that undo stays.
async fn reason(
    visit: &Visit,
    holder: &Holder,
    token: &str,
    form: &Form,
) -> Result<(Outcome, Option<String>), ServiceError> {
    const REASONS: [&str; 5] = ["too_many", "not_relevant", "never_asked", "no_longer_needed", "other"];
    let unknown = || ServiceError::refused(Code::InvalidField, "There is no such reason.");
    let reason = REASONS.into_iter().find(|word| form.says("reason", word)).ok_or_else(unknown)?;
    let about = form.get("about").unwrap_or_default();
    visit.services().give_reason(holder, token, about, reason).await?;
    Ok((Outcome::ReasonThanked, Some(about.to_owned())))
}

fn done(visit: &Visit, request: &HttpRequest, holder: &Holder, outcome: Outcome, undo: Option<String>) -> HttpResponse {
    let stopped = matches!(outcome, Outcome::Stopped { .. } | Outcome::StoppedAll);
    let page = Done {
        sender: holder.sender.name.clone(),
        address: holder.address.masked(),
        about: undo.clone().filter(|_| stopped),
        outcome,
        undo,
        goes_on: visit.services().goes_on(&holder.sender),
        preferences_url: preferences_url(request),
    };
    visit.page_for(StatusCode::OK, holder, &page)
}

/// What the page of an outage offers to send again.
fn again(action: Action) -> Option<&'static str> {
    match action {
        Action::Unsubscribe => Some("unsubscribe"),
        Action::UnsubscribeAll => Some("unsubscribe_all"),
        Action::Undo | Action::ConfirmMail | Action::Reason => None,
    }
}

/// A link whose topic is not known any more stops everything of the sender, so that is what it names.
fn topic_name(holder: &Holder) -> String {
    holder.topic.as_ref().map_or(&holder.sender.name, |topic| &topic.name).clone()
}

fn stop_state(holder: &Holder, overview: &Overview) -> StopState {
    match (holder.topic.as_ref().and_then(|topic| overview.of(topic)), overview.all_stopped) {
        // The proven exception to an older stop of everything can be stopped, too.
        (Some(Standing::Coming), _) | (None, false) => StopState::Open,
        (_, true) => StopState::AllStopped,
        (Some(Standing::Stopped), false) => StopState::TopicStopped,
        (Some(Standing::NotSubscribed), false) => StopState::Open,
    }
}

fn preferences_url(request: &HttpRequest) -> String {
    format!("/p/{}", token_of(request))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(body: &str) -> Asked {
        Asked::by(&Form::urlencoded(body))
    }

    #[test]
    fn one_04_as_decided_what_is_not_understood_is_a_stop() {
        for (body, kind) in [
            ("List-Unsubscribe=One-Click", OneClickBody::Urlencoded),
            ("Wrong-Recipient=One-Click&List-Unsubscribe=One-Click", OneClickBody::Urlencoded),
            ("List-Unsubscribe=One-Click&action=undo", OneClickBody::Urlencoded),
            ("", OneClickBody::Empty),
            ("List-Unsubscribe=yes", OneClickBody::Other),
            ("action=dance", OneClickBody::Other),
            ("{}", OneClickBody::Other),
        ] {
            assert_eq!(asked(body), Asked::OneClick(kind), "{body}");
        }
        assert_eq!(asked("Wrong-Recipient=One-Click"), Asked::WrongRecipient);
        assert_eq!(asked("action=undo&undo=x"), Asked::Page(Action::Undo));
    }
}
