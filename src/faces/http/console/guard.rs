//! Who is asking. A handler takes a [`Visit`] or a [`Posted`], and so runs only for an operator who is signed in and has the
//! right that [`super::rights`] names for the path. Every refusal is logged (CON-06), and every reading of personal data
//! is, without the data (CON-07).

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::error::InternalError;
use actix_web::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION};
use actix_web::http::{Method, StatusCode};
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use ipnet::IpNet;
use url::form_urlencoded::byte_serialize;

use super::cookie;
use super::rights::{BEGINS, Needs, rooms_of};
use super::sign_in::{self, kept_of};
use crate::domain::change::{Actor, Channel};
use crate::domain::error::{Code, ErrorClass, Problem};
use crate::domain::operator::{Operator, Right};
use crate::faces::http::client::{bucket, client_of};
use crate::faces::http::form::{Form, query_value};
use crate::faces::http::problem;
use crate::faces::http::state::State;
use crate::render::console::{ConsolePage, Fault, Refused, Resume, Room, Shell, Who};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::operators::sessions::Session;
use crate::services::senders::By;
use crate::services::writer::chain;

/// The largest form: a long answer and the text of a request.
const LARGEST_FORM: usize = 256 * 1024;
/// The largest form that brings another with it. Packing makes long texts at most three times as long; of very many fields
/// with next to nothing in them it makes more, and such a form is refused.
pub(super) const LARGEST_KEPT: usize = 3 * LARGEST_FORM;

/// WEB-04 for the console: scripts of our own, nothing inline. `data:` is for the small pictures in the style sheet.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

/// What `?done=` says on the page after.
const DONE: &[(&str, &str)] = &[
    ("saved", "Saved."),
    ("added", "Added."),
    ("changed", "Changed."),
    ("retired", "Retired. Links that are out go on working."),
    ("revoked", "Revoked. It does not work any more."),
    ("ended", "Ended."),
    ("disabled", "Disabled. All their sessions ended."),
    ("decided", "Decided. Here is the next."),
    ("decided_last", "Decided. That was the last one."),
    ("handed_on", "Handed on."),
    ("taken", "You have it now."),
    ("opened", "Opened."),
    ("moved", "Moved on."),
    ("noted", "Noted."),
    ("answered", "Answered. The mail is on its way."),
    ("asked", "Asked. The mail is on its way; the clocks that may wait do so once it is sent."),
    ("extended", "The notice is on its way. The due date moves once it is sent."),
    ("task_done", "The task is done."),
    ("redacted", "Redacted."),
    ("delivered", "The copy is frozen, and its link is on its way."),
    ("stopped", "Stopped. The gate obeys it already."),
    ("paused", "Paused. The gate obeys it already."),
    ("as_before", "Nothing changed: it stood like this, or something was said after that day."),
    ("mailed", "The mail is on its way."),
    ("tried", "It is tried again now."),
    ("retired_party", "Retired. It is asked no more; what it was asked before stays open."),
    ("examining", "The doctor is asked. What it says comes below."),
    ("verifying", "The verification has begun."),
    ("verifying_already", "A verification is under way already."),
];

/// An operator who may read this page.
pub struct Visit {
    door: Door,
    /// The session, with its operator.
    pub session: Session,
    token: String,
    path: String,
    query: String,
}

/// A form that an operator sent who may.
pub struct Posted {
    /// Who.
    pub visit: Visit,
    /// What.
    pub form: Form,
}

/// Whoever asks before anybody is signed in.
pub(super) struct Door {
    pub(super) state: web::Data<State>,
}

type Extracted<T> = Pin<Box<dyn Future<Output = Result<T, actix_web::Error>>>>;

impl FromRequest for Visit {
    type Error = actix_web::Error;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let door = Door::of(&request)?;
            match door.session(&request).await? {
                Some((session, token)) => Visit::new(door, &request, session, token).allowed(&request),
                None => Err(carried(to_sign_in(&request))),
            }
        })
    }
}

impl FromRequest for Posted {
    type Error = actix_web::Error;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), web::Payload::from_request(request, payload));
        Box::pin(async move {
            let door = Door::of(&request)?;
            let payload = payload.await?;
            door.own_page(&request)?;
            let largest = if request.path() == "/console/prove" { LARGEST_KEPT } else { LARGEST_FORM };
            let form = Form::read_long(&request, payload, largest).await.map_err(|_| {
                let detail = format!("The form is larger than {} KiB. Nothing was changed.", largest / 1024);
                let problem = Problem::new(Code::BodyTooLarge, detail);
                carried(door.refused(&problem))
            })?;
            let Some((session, token)) = door.session(&request).await? else {
                return Err(carried(sign_in::keeping(&door, &request, &form)));
            };
            let visit = Visit::new(door, &request, session, token).allowed(&request)?;
            if !cookie::is_own_form(&visit.token, form.get("csrf").unwrap_or_default()) {
                // Another sign-in meanwhile, in another tab: what was typed is shown once more, to be sent by hand.
                tracing::warn!(operator.id = %visit.operator().id, "a form of another session was refused");
                let page = Resume { kept: kept_of(request.path(), &form) };
                return Err(carried(visit.page_with(StatusCode::CONFLICT, &page)));
            }
            Ok(Self { visit, form })
        })
    }
}

impl FromRequest for Door {
    type Error = actix_web::Error;
    type Future = std::future::Ready<Result<Self, actix_web::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(Self::of(request))
    }
}

impl Door {
    /// The console.
    fn of(request: &HttpRequest) -> Result<Self, actix_web::Error> {
        let state = request.app_data::<web::Data<State>>().cloned();
        let state = state.ok_or_else(|| carried(problem::respond(&problem::internal())))?;
        Ok(Self { state })
    }

    pub(super) fn services(&self) -> &Services {
        &self.state.services
    }

    /// The network of whoever asks, as limits and logs know it.
    pub(super) fn network(&self, request: &HttpRequest) -> IpNet {
        bucket(client_of(request, &self.state))
    }

    async fn session(&self, request: &HttpRequest) -> Result<Option<(Session, String)>, actix_web::Error> {
        let Some(token) = cookie::token(request) else { return Ok(None) };
        let found = self.services().session(&token).await;
        let found = found.map_err(|error| carried(self.failed(&error)))?;
        Ok(found.map(|session| (session, token)))
    }

    /// Refuses a form that another site made a browser send (CON-03).
    pub(super) fn own_page(&self, request: &HttpRequest) -> Result<(), actix_web::Error> {
        if cookie::is_same_origin(request) {
            return Ok(());
        }
        tracing::warn!("a form of another site was refused");
        let detail = "This form was sent by another site. Nothing was changed.";
        Err(carried(self.refused(&Problem::new(Code::MissingScope, detail))))
    }

    /// A page for somebody who is not signed in.
    pub(super) fn page_with<P: ConsolePage>(&self, status: StatusCode, page: &P) -> HttpResponse {
        rendered(self.services(), &bare_shell(self.services()), page, status)
    }

    /// The page of a refusal.
    pub(super) fn refused(&self, problem: &Problem) -> HttpResponse {
        self.page_with(problem::status(problem.code), &refused_page(problem))
    }

    /// The page of a failure; its causes stand in the log.
    pub(super) fn failed(&self, error: &ServiceError) -> HttpResponse {
        log(error);
        self.refused(&error.problem())
    }
}

impl Visit {
    fn new(door: Door, request: &HttpRequest, session: Session, token: String) -> Self {
        let (path, query) = (request.path().to_owned(), request.query_string().to_owned());
        Self { door, session, token, path, query }
    }

    /// Itself, if the operator has the right that the path needs.
    fn allowed(self, request: &HttpRequest) -> Result<Self, actix_web::Error> {
        let needs = request.app_data::<Needs>();
        let needed = match *request.method() {
            Method::GET | Method::HEAD => needs.and_then(|needs| needs.read),
            _ => needs.and_then(|needs| needs.act),
        };
        self.must_have(needed).map(|()| self)
    }

    /// Refuses what the operator has no right to: for a form that does more than its path says.
    ///
    /// # Errors
    /// With the page of the refusal.
    pub fn must(&self, right: Right) -> Result<(), actix_web::Error> {
        self.must_have(Some(right))
    }

    fn must_have(&self, needed: Option<Right>) -> Result<(), actix_web::Error> {
        if needed.is_some_and(|right| self.may(right)) {
            return Ok(());
        }
        let right = needed.map_or("none", Right::word);
        tracing::warn!(operator.id = %self.session.operator.id, role = self.role(), right, "an operator was refused");
        let detail =
            format!("The role {} may not do this. An operator with the role admin can change roles.", self.role());
        Err(carried(self.refused(&Problem::new(Code::MissingScope, detail))))
    }

    /// Whether the operator has this right: for what a page offers.
    pub fn may(&self, right: Right) -> bool {
        self.session.operator.role.may(right)
    }

    /// The operator.
    pub fn operator(&self) -> &Operator {
        &self.session.operator
    }

    fn role(&self) -> &'static str {
        self.session.operator.role.word()
    }

    /// The services.
    pub fn services(&self) -> &Services {
        self.door.services()
    }

    /// What handlers share.
    pub fn state(&self) -> &State {
        &self.door.state
    }

    /// By which the operator came in.
    pub(super) fn door(&self) -> &Door {
        &self.door
    }

    /// Under whose name changes are written down.
    pub fn by(&self) -> By {
        (Actor::Operator(self.session.operator.id.clone()), Channel::Console)
    }

    /// The value of a field of the query, if it is not empty.
    pub fn asked(&self, name: &str) -> Option<String> {
        query_value(&self.query, name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// A page.
    pub fn page<P: ConsolePage>(&self, page: &P) -> HttpResponse {
        self.page_with(StatusCode::OK, page)
    }

    /// A page with another status.
    pub fn page_with<P: ConsolePage>(&self, status: StatusCode, page: &P) -> HttpResponse {
        if let Some((what, whose)) = page.reads() {
            self.reads(what, &whose);
        }
        rendered(self.services(), &self.shell(), page, status)
    }

    fn shell(&self) -> Shell {
        let role = self.session.operator.role;
        let rooms = rooms_of(role, &self.path).into_iter();
        let rooms = rooms.map(|(name, path, here)| Room { name, path, here, begins: BEGINS.contains(&path) });
        let done = self.asked("done");
        Shell {
            operator: Some(Who { name: self.session.operator.name.clone(), role: role.word() }),
            rooms: rooms.collect(),
            done: DONE.iter().find(|(word, _)| done.as_deref() == Some(*word)).map(|(_, sentence)| *sentence),
            csrf: cookie::form_value(&self.token),
            ..bare_shell(self.services())
        }
    }

    /// 303 to a page that says what was done: one of the words of `DONE`.
    pub fn done(&self, to: &str, word: &str) -> HttpResponse {
        debug_assert!(DONE.iter().any(|(known, _)| *known == word), "{word}");
        let joint = if to.contains('?') { '&' } else { '?' };
        see_other(&format!("{to}{joint}done={word}"))
    }

    /// The page of a refusal.
    pub fn refused(&self, problem: &Problem) -> HttpResponse {
        self.page_with(problem::status(problem.code), &refused_page(problem))
    }

    /// The page of a failure, as an error that a handler can end with; causes stand in the log.
    pub fn failed(&self, error: &ServiceError) -> actix_web::Error {
        log(error);
        carried(self.refused(&error.problem()))
    }

    /// What came of it, or the page that says why nothing did.
    ///
    /// # Errors
    /// With that page.
    pub fn ok<T>(&self, result: Result<T, impl Into<ServiceError>>) -> Result<T, actix_web::Error> {
        result.map_err(|error| self.failed(&error.into()))
    }

    /// 404, where there is nothing of this id.
    pub fn nothing(&self) -> actix_web::Error {
        let detail = "There is nothing here: it never was, or it is gone.";
        carried(self.refused(&Problem::new(Code::NotFound, detail)))
    }

    /// Writes down that personal data is read: who, what, and whose by an id or the code of a recipient key, never by an
    /// address (CON-07, L6). Pages say it of themselves; this is for what is no page.
    pub fn reads(&self, what: &'static str, whose: &str) {
        tracing::info!(operator.id = %self.session.operator.id, what, whose, "an operator reads personal data");
    }
}

impl Posted {
    /// Goes on only when password and code were shown not long ago; otherwise asks for them first, and keeps the form.
    ///
    /// # Errors
    /// With the page that asks.
    pub fn fresh(&self) -> Result<(), actix_web::Error> {
        let visit = &self.visit;
        if visit.session.is_fresh(visit.services().clock.now()) {
            return Ok(());
        }
        let page = sign_in::once_more(kept_of(&visit.path, &self.form));
        Err(carried(visit.page_with(StatusCode::UNAUTHORIZED, &page)))
    }

    /// A field's text.
    pub fn text(&self, name: &str) -> &str {
        self.form.get(name).unwrap_or_default()
    }

    /// A field's text, if there is any.
    pub fn some(&self, name: &str) -> Option<&str> {
        self.form.get(name).filter(|text| !text.is_empty())
    }
}

/// What is wrong with a form, for its page: a refusal that the operator can mend. Anything else is a failure.
///
/// # Errors
/// The failure.
pub fn fault(error: ServiceError) -> Result<Fault, ServiceError> {
    match error {
        ServiceError::Refused(problem) if mendable(problem.code) => {
            Ok(Fault { field: problem.field.map(|field| field.into_owned()), text: problem.detail })
        }
        other => Err(other),
    }
}

fn mendable(code: Code) -> bool {
    matches!(code.class(), ErrorClass::Invalid | ErrorClass::Conflict | ErrorClass::Malformed | ErrorClass::TooMany)
}

pub(super) fn refused_page(problem: &Problem) -> Refused {
    // The table's titles speak to programs where they speak of keys.
    let title = match problem.code {
        Code::MissingScope => "This is not allowed",
        code => code.title(),
    };
    let status = problem::status(problem.code).as_u16();
    Refused { status, title: title.to_owned(), detail: problem.detail.clone() }
}

fn log(error: &ServiceError) {
    if !matches!(error, ServiceError::Refused(_)) {
        let code = error.problem().code.word();
        tracing::error!(code, error = %chain(error), "an operator's request could not be served");
    }
}

/// What stands around a page while nobody is signed in.
pub(super) fn bare_shell(services: &Services) -> Shell {
    let installation = services.config.public_url.host_str().unwrap_or_default().to_owned();
    Shell { installation, ..Shell::default() }
}

/// A page with what stands around it.
pub(super) fn rendered<P: ConsolePage>(
    services: &Services,
    shell: &Shell,
    page: &P,
    status: StatusCode,
) -> HttpResponse {
    match services.renderer.console(shell, page) {
        Ok(html) => HttpResponse::build(status)
            .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
            .insert_header((CONTENT_SECURITY_POLICY, POLICY))
            .body(html),
        Err(error) => {
            tracing::error!(%error, "a page of the console cannot be rendered");
            problem::respond(&problem::internal())
        }
    }
}

/// An error that carries its whole answer.
pub(super) fn carried(response: HttpResponse) -> actix_web::Error {
    InternalError::from_response("answered", response).into()
}

/// 303 to a path of ours.
pub(super) fn see_other(to: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, to)).finish()
}

fn to_sign_in(request: &HttpRequest) -> HttpResponse {
    let asked = request.uri().path_and_query().map_or("/console", |asked| asked.as_str());
    let to: String = byte_serialize(asked.as_bytes()).collect();
    see_other(&format!("/console/sign-in?to={to}"))
}
