//! `/preferences`: for those who lost the mail. A typed address is stopped at once, or gets a link by mail; the answer
//! is the same whether or not we know the address (TOK-12).
//!
//! Two limits. For one address: services leave out the mail, and the stop is made all the same. For one client: beyond
//! it nothing is done and the page says so with a 429, because a stop that nobody hears of, made by the thousand, would
//! be an attack on the recipients; stops and links are counted apart, so that asking for links never uses up a stop.

use std::sync::Arc;
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::{HttpRequest, HttpResponse, web};

use super::visit::{Visit, seconds};
use crate::domain::address::Address;
use crate::domain::error::Code;
use crate::domain::link::Campaign;
use crate::domain::topic::Sender;
use crate::faces::http::form::Form;
use crate::faces::http::problem;
use crate::faces::http::state::State;
use crate::render::pages::{Lost, LostState, SenderChoice};
use crate::services::error::ServiceError;
use crate::services::preferences::{Holder, Power};

/// The form.
pub(super) async fn show(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    page(&visit, StatusCode::OK, None, LostState::Ask)
}

/// `action=unsubscribe_all` or `action=link`, with `address` and, where several are possible, `sender`.
pub(super) async fn act(request: HttpRequest, payload: web::Payload, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    let form = match Form::read(&request, payload).await {
        Ok(form) => form,
        Err(too_large) => return visit.too_large(too_large),
    };
    let stop = match form.get("action") {
        Some("unsubscribe_all") => true,
        Some("link") => false,
        _ => return visit.malformed(),
    };
    let typed = form.get("address").unwrap_or_default();
    let chosen = sender_meant(&visit, form.get("sender"));
    match (Address::parse(typed), chosen) {
        (Ok(address), Some(sender)) => counted(&visit, &sender, &address, stop).await,
        (Ok(_), None) => page(&visit, problem::status(Code::SenderRequired), None, LostState::Ask),
        (Err(_), chosen) => {
            let again = LostState::Malformed { typed: typed.to_owned() };
            page(&visit, problem::status(Code::InvalidAddress), chosen.as_ref(), again)
        }
    }
}

async fn counted(visit: &Visit, sender: &Arc<Sender>, address: &Address, stop: bool) -> HttpResponse {
    let counted = visit.counted(|limits| if stop { &limits.typed_stops } else { &limits.typed_links });
    match counted {
        Err(wait) => limited(visit, sender, wait),
        Ok(()) => match done(visit, sender, address, stop).await {
            Ok(state) => page(visit, StatusCode::OK, Some(sender), state),
            Err(error) => visit.failed(&error, None),
        },
    }
}

async fn done(visit: &Visit, sender: &Arc<Sender>, address: &Address, stop: bool) -> Result<LostState, ServiceError> {
    let shown = address.delivery().to_owned();
    if stop {
        visit.services().stop_typed(sender, address, &visit.locale).await?;
        // Leaving needs only the address (L3), so the browser's signal is stored for the one that was typed (GPC-02).
        visit.store_gpc(&holder_of(sender, address)).await;
        Ok(LostState::Stopped { sender: sender.name.clone(), address: shown })
    } else {
        visit.services().mail_preferences_link(sender, address, &visit.locale).await?;
        Ok(LostState::LinkSent { address: shown })
    }
}

/// Whoever types an address can only stop more.
fn holder_of(sender: &Arc<Sender>, address: &Address) -> Holder {
    Holder {
        address: address.clone(),
        sender: sender.clone(),
        topic: None,
        campaign: Campaign::default(),
        test: false,
        power: Power::Mailing,
    }
}

fn limited(visit: &Visit, sender: &Arc<Sender>, wait: Duration) -> HttpResponse {
    let mut response = page(visit, problem::status(Code::RateLimited), Some(sender), LostState::Limited);
    response.headers_mut().insert(RETRY_AFTER, seconds(wait).into());
    response
}

fn page(visit: &Visit, status: StatusCode, chosen: Option<&Arc<Sender>>, state: LostState) -> HttpResponse {
    let senders = senders_of_host(visit);
    let choice = |sender: &Arc<Sender>| SenderChoice {
        key: sender.key.to_string(),
        name: sender.name.clone(),
        chosen: chosen.is_some_and(|chosen| chosen.id == sender.id),
    };
    let page = Lost { senders: senders.iter().map(choice).collect(), state };
    let only = match senders.as_slice() {
        [one] => Some(one),
        _ => None,
    };
    visit.page(status, chosen.or(only).map(|sender| &**sender), &page)
}

/// The senders whose pages are reached under the host that was asked for; all of them when none is.
pub(super) fn senders_of_host(visit: &Visit) -> Vec<Arc<Sender>> {
    let registry = visit.services().gate.registry();
    let here = |sender: &&Arc<Sender>| {
        visit.host.as_ref().is_some_and(|host| sender.public_hosts.iter().any(|own| own.eq_ignore_ascii_case(host)))
    };
    let here: Vec<_> = registry.senders().iter().filter(here).cloned().collect();
    if here.is_empty() { registry.senders().to_vec() } else { here }
}

/// The one that was chosen among those offered, or the only one.
fn sender_meant(visit: &Visit, key: Option<&str>) -> Option<Arc<Sender>> {
    let offered = senders_of_host(visit);
    match (key, offered.as_slice()) {
        (Some(key), _) => offered.into_iter().find(|sender| sender.key.as_str() == key),
        (None, [one]) => Some(one.clone()),
        (None, _) => None,
    }
}
