//! `/console/begin/{token}`: the one-time link by which an operator begins. Opening it changes nothing.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::qr::QRBuilder;

use super::Answer;
use super::guard::{Door, carried, fault};
use super::sign_in::secure;
use crate::domain::error::{Code, Problem};
use crate::domain::operator::Role;
use crate::faces::http::form::Form;
use crate::render::console::{Begin, Fault, Notice};
use crate::services::error::ServiceError;
use crate::services::operators::begin::{BeginForm, Beginner, Offer};

pub(super) async fn show(door: Door, request: HttpRequest) -> Answer {
    let beginner = beginner(&door, &request).await?;
    let (address, name) = named(&door, &beginner)?;
    let form = BeginForm { address, name, ..BeginForm::default() };
    Ok(page(&door, &beginner, form, None, StatusCode::OK))
}

pub(super) async fn act(door: Door, request: HttpRequest, payload: web::Payload) -> Answer {
    door.own_page(&request)?;
    let beginner = beginner(&door, &request).await?;
    let form = Form::read(&request, payload).await;
    let form = form.map_err(|_| carried(door.refused(&Problem::new(Code::BodyTooLarge, "The form is too large."))))?;
    let mut given = begin_form(&form);
    if beginner.operator.is_some() {
        (given.address, given.name) = named(&door, &beginner)?;
    }
    match door.services().begin_operator(&beginner, &given).await {
        Ok(_) => {
            let text = "Password and authenticator are set. Sign in with them, and with the next code.".to_owned();
            let page = Notice { title: "You are set up", text, to: "/console/sign-in" };
            Ok(door.page_with(StatusCode::OK, &page))
        }
        Err(ServiceError::Refused(problem)) if problem.code == Code::UnknownToken => Err(carried(no_link(&door))),
        Err(error) => match fault(error) {
            Ok(fault) => Ok(page(&door, &beginner, given, Some(fault), StatusCode::UNPROCESSABLE_ENTITY)),
            Err(error) => Err(carried(door.failed(&error))),
        },
    }
}

/// The fields of password and authenticator.
pub(super) fn begin_form(form: &Form) -> BeginForm {
    let text = |name| form.get(name).unwrap_or_default().to_owned();
    BeginForm {
        address: text("address"),
        name: text("name"),
        password: form.as_typed("password").to_owned(),
        offer: text("offer"),
        code: text("code"),
    }
}

async fn beginner(door: &Door, request: &HttpRequest) -> Result<Beginner, actix_web::Error> {
    secure(door, request)?;
    // Before anything is looked up: nobody tries links one after the other.
    let counted = door.state.limits.sign_ins.count(door.network(request));
    let too_often = |_| Problem::new(Code::RateLimited, "This was tried too often. Try again in a minute.");
    counted.map_err(|wait| carried(door.refused(&too_often(wait))))?;
    let token = request.match_info().get("token").unwrap_or_default();
    let found = door.services().beginner(token).await;
    found.map_err(|error| carried(door.failed(&error)))?.ok_or_else(|| {
        tracing::warn!(client = %door.network(request), "a link to begin did not work");
        carried(no_link(door))
    })
}

fn no_link(door: &Door) -> HttpResponse {
    let text = "It was used already, it is more than three days old, or a newer one was made. Ask an operator with the role \
                admin for another; on the machine itself, `desist operator reset` makes one.";
    let page = Notice { title: "This link does not work", text: text.to_owned(), to: "" };
    door.page_with(StatusCode::NOT_FOUND, &page)
}

/// The address and name of one who was invited.
fn named(door: &Door, beginner: &Beginner) -> Result<(String, String), actix_web::Error> {
    let Some(operator) = &beginner.operator else { return Ok(Default::default()) };
    let address = door.services().operators_address(operator);
    let address = address.map_err(|error| carried(door.failed(&error)))?;
    Ok((address.delivery().to_owned(), operator.name.clone()))
}

fn page(door: &Door, beginner: &Beginner, form: BeginForm, fault: Option<Fault>, status: StatusCode) -> HttpResponse {
    let services = door.services();
    let account = if form.address.is_empty() { "first operator" } else { form.address.as_str() };
    let same = services.same_offer(beginner.row(), account, &form.offer);
    let offer = same.unwrap_or_else(|| services.offer_code_secret(beginner.row(), account));
    let role = beginner.operator.as_ref().map_or(Role::Admin, |operator| operator.role).word();
    let first = beginner.operator.is_none();
    let (address, name) = (form.address, form.name);
    door.page_with(status, &begin_page(offer, Begin { first, address, name, role, fault, ..empty() }))
}

/// The page with this offer in it.
pub(super) fn begin_page(offer: Offer, page: Begin) -> Begin {
    let groups = offer.secret.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned());
    Begin { picture: picture(&offer.url), secret: groups.collect(), offer: offer.sealed, url: offer.url, ..page }
}

/// A page with nothing on it yet.
pub(super) fn empty() -> Begin {
    Begin {
        first: false,
        again: false,
        address: String::new(),
        name: String::new(),
        role: "",
        offer: String::new(),
        secret: Vec::new(),
        picture: String::new(),
        url: String::new(),
        fault: None,
    }
}

fn picture(url: &str) -> String {
    let code = QRBuilder::new(url).build();
    code.map(|code| SvgBuilder::default().to_str(&code)).unwrap_or_default()
}
