//! `/console/recipients`: somebody is found by address and shown by recipient key, so that no address stands in a URL (L6);
//! and what can be done on their behalf. What a role may not see is not read: `marketing` gets verdicts, preferences and
//! dates.
//!
//! - `acts`: what is done; `view`: what is shown; `words`: how what stands is said.

mod acts;
mod view;
mod words;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};

use super::guard::{Posted, Visit, fault, see_other};
use super::{Answer, form};
use crate::domain::address::RecipientKey;
use crate::domain::operator::Right;
use crate::faces::http::fields;
use crate::render::console::{Fault, Recipients};
use crate::services::recipients::Whom;

/// Registers the paths of this room.
pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(form("/console/recipients", web::to(search), web::to(find))).service(form(
        "/console/recipients/{key}",
        web::to(show),
        web::to(change),
    ));
}

async fn search(visit: Visit) -> Answer {
    Ok(visit.page(&Recipients::default()))
}

/// Finds somebody, or does what the page of somebody unknown offers.
async fn find(posted: Posted) -> Answer {
    let visit = &posted.visit;
    let address = match fields::address(posted.text("address"), "address") {
        Ok(address) => address,
        Err(problem) => {
            let fault = Fault { field: Some("address".to_owned()), text: problem.detail };
            let page = Recipients { typed: posted.text("address").to_owned(), fault: Some(fault) };
            return Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let whom = visit.ok(visit.services().whom(&address).await)?;
    if posted.some("act").is_some_and(|act| act != "find") {
        return done_for(&posted, &whom).await;
    }
    if whom.is_known {
        return Ok(see_other(&path_of(&whom.key)));
    }
    Ok(visit.page(&view::page(visit, &whom, view::Typed::default()).await?))
}

async fn show(visit: Visit, request: HttpRequest) -> Answer {
    let whom = whom(&visit, &request).await?;
    Ok(visit.page(&view::page(&visit, &whom, view::Typed::default()).await?))
}

async fn change(posted: Posted, request: HttpRequest) -> Answer {
    let whom = whom(&posted.visit, &request).await?;
    done_for(&posted, &whom).await
}

async fn done_for(posted: &Posted, whom: &Whom) -> Answer {
    let visit = &posted.visit;
    // Whoever may look people up may not set anything for them yet.
    visit.must(Right::ChangeRecipients)?;
    let error = match acts::act(posted, whom).await {
        Ok(word) => return Ok(visit.done(&path_of(&whom.key), word)),
        Err(error) => error,
    };
    let fault = fault(error).map_err(|error| visit.failed(&error))?;
    let page = view::page(visit, whom, view::Typed { form: Some(posted), fault: Some(fault) }).await?;
    Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

async fn whom(visit: &Visit, request: &HttpRequest) -> Result<Whom, actix_web::Error> {
    let key = request.match_info().get("key").and_then(RecipientKey::from_code);
    let key = key.ok_or_else(|| visit.nothing())?;
    visit.ok(visit.services().whom_of(key).await)?.ok_or_else(|| visit.nothing())
}

fn path_of(key: &RecipientKey) -> String {
    format!("/console/recipients/{}", key.code())
}
