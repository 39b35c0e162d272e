//! What only a mailed `/p/{token}` shows and does: the person's requests, asking for more, history and receipts (L3).

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse};

use super::case;
use super::visit::Visit;
use crate::domain::address::Address;
use crate::domain::case::CaseKind;
use crate::domain::change::Channel;
use crate::domain::preference::Scope;
use crate::domain::text::check_lines;
use crate::faces::http::form::Form;
use crate::render::pages::{ChangeRow, Of, Own, RequestRow, Status, Typed};
use crate::services::cases::{CaseStatus, OwnAsked, OwnWish};
use crate::services::error::ServiceError;
use crate::services::preferences::{Holder, OwnChange, What};

/// The longest text, in characters: in any script it fits into a body of 8 KiB, sent as `multipart/form-data`.
const LONGEST: usize = 1_500;

/// What a form of this part asks for.
pub(super) enum Ask {
    /// As it can be taken.
    Wish(OwnWish),
    /// With a fault; what was typed is shown again.
    Faulty(Typed),
}

impl Ask {
    /// The form, if it is one of this part.
    pub(super) fn by(form: &Form) -> Option<Self> {
        let plain = |kind| Some(Self::Wish(OwnWish { kind, text: None, address: None }));
        match form.get("action")? {
            "access" => plain(CaseKind::Access),
            "deletion" => plain(CaseKind::Deletion),
            "correction" => Some(written(form, CaseKind::Correction, "correction")),
            "complaint" => Some(written(form, CaseKind::Complaint, "complaint")),
            _ => None,
        }
    }
}

/// A request in words. A correction may name a new address instead, or besides.
fn written(form: &Form, kind: CaseKind, name: &'static str) -> Ask {
    let text = form.get("text").unwrap_or_default().replace("\r\n", "\n");
    let address = form.get("address").filter(|_| kind == CaseKind::Correction).unwrap_or_default().to_owned();
    let parsed = (!address.is_empty()).then(|| Address::parse(&address));
    let fault = match parsed {
        Some(Err(_)) => Some(("address", "address")),
        _ if text.is_empty() && address.is_empty() => Some(("text", "empty")),
        _ if text.chars().count() > LONGEST => Some(("text", "long")),
        _ if check_lines("text", &text.replace('\t', " "), LONGEST).is_err() => Some(("text", "hidden")),
        _ => None,
    };
    match fault {
        Some((field, fault)) => Ask::Faulty(Typed { form: name, text, address, field, fault }),
        None => {
            let text = Some(text).filter(|text| !text.is_empty());
            Ask::Wish(OwnWish { kind, text, address: parsed.and_then(Result::ok) })
        }
    }
}

/// Opens the case; what to say of it.
pub(super) async fn ask(visit: &Visit, holder: &Holder, wish: OwnWish) -> Result<Status, ServiceError> {
    let services = visit.services();
    Ok(match services.open_own_case(holder, wish, &visit.locale).await? {
        OwnAsked::ToConfirm => Status::AskedConfirm,
        OwnAsked::ToPerson(by) => Status::AskedPerson { by: services.day(by) },
        OwnAsked::Again => Status::AskedAgain,
    })
}

/// The entry whose receipt is wanted.
pub(super) fn receipt_wanted(request: &HttpRequest) -> Option<Result<u64, ()>> {
    let mut query = url::form_urlencoded::parse(request.query_string().as_bytes());
    query.find(|(name, _)| name == "receipt").map(|(_, index)| index.parse().map_err(drop))
}

/// A receipt as a file. It changes nothing (L2).
pub(super) async fn receipt(visit: &Visit, holder: &Holder, index: u64) -> Result<HttpResponse, ServiceError> {
    let text = visit.services().own_receipt(holder, index).await?.to_text();
    Ok(HttpResponse::build(StatusCode::OK)
        .insert_header((CONTENT_TYPE, "text/plain; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"receipt-{index}.txt\"")))
        .body(text))
}

/// The part of the page, with what was typed.
pub(super) async fn part(visit: &Visit, holder: &Holder, typed: Typed) -> Result<Own, ServiceError> {
    let services = visit.services();
    let history = services.own_history(holder).await?;
    Ok(Own {
        requests: services.own_cases(holder).await?.iter().map(|case| request_row(visit, case)).collect(),
        changes: history.changes.iter().map(|change| change_row(visit, change)).collect(),
        more: history.more,
        zone: services.config.clocks.zone.name().to_owned(),
        typed,
        longest: LONGEST,
    })
}

fn request_row(visit: &Visit, case: &CaseStatus) -> RequestRow {
    RequestRow {
        kind: case.kind.word(),
        progress: case::progress(case),
        open: case.state.is_open(),
        received: case.received_on.clone(),
        due: case.due_on.clone(),
        url: visit.services().case_path(&case.id),
    }
}

fn change_row(visit: &Visit, change: &OwnChange) -> ChangeRow {
    let (what, of) = in_words(visit, &change.what);
    ChangeRow { on: visit.services().day(change.at), what, of, way: way(change.channel), entry: change.entry }
}

fn in_words(visit: &Visit, what: &What) -> (&'static str, Of) {
    let of_case = |kind: &CaseKind| Of::Request { what: kind.word() };
    match what {
        What::Choice(state, scope) => choice(state, of_scope(visit, *scope)),
        What::TakenBack(scope) => ("taken_back", of_scope(visit, *scope)),
        What::Case { kind, opened: true, .. } => ("asked", of_case(kind)),
        What::Case { kind, confirmed: true, .. } => ("confirmed", of_case(kind)),
        What::Case { kind, .. } => ("ended", of_case(kind)),
        What::Link => ("link", Of::Nothing),
        What::Corrected => ("corrected", Of::Nothing),
        What::Erased => ("erased", Of::Nothing),
    }
}

fn choice(state: &str, of: Of) -> (&'static str, Of) {
    match state {
        "opted_out" => ("stopped", of),
        "opted_in" => ("turned_on", of),
        "paused" => ("paused", of),
        "withdrawn" => ("taken_back", of),
        "resumed" => ("resumed", Of::Nothing),
        "complained" => ("complained", Of::Nothing),
        "undeliverable" => ("undeliverable", Of::Nothing),
        "erased" => ("erased", Of::Nothing),
        _ => ("other", of),
    }
}

fn of_scope(visit: &Visit, scope: Scope) -> Of {
    match scope {
        Scope::Topic(id) => {
            let registry = visit.services().gate.registry();
            registry.topic(id).map_or(Of::All, |topic| Of::Topic { name: topic.name.clone() })
        }
        Scope::All(_) => Of::All,
        Scope::Everywhere(_) => Of::Everywhere,
        Scope::Sharing(_) => Of::Sharing,
        Scope::Tracking(_) => Of::Tracking,
    }
}

/// By which way, as people know them.
fn way(channel: Option<Channel>) -> &'static str {
    match channel {
        Some(Channel::OneClick) => "one_click",
        Some(Channel::Page) => "page",
        Some(Channel::Confirmation) => "confirmation",
        Some(Channel::Lmtp | Channel::Smtp | Channel::Imap | Channel::Pipe) => "mail",
        Some(Channel::Api | Channel::CommandLine | Channel::Import | Channel::Console | Channel::Webhook) => "staff",
        Some(Channel::System | Channel::Restore) | None => "system",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(body: &str) -> Option<(&'static str, &'static str)> {
        match Ask::by(&Form::urlencoded(body))? {
            Ask::Wish(_) => Some(("", "")),
            Ask::Faulty(typed) => Some((typed.field, typed.fault)),
        }
    }

    #[test]
    fn a_request_needs_words_or_an_address_and_none_that_nobody_sees() {
        let long = "%F0%9F%A6%86".repeat(LONGEST);
        for (body, fault) in [
            ("action=access", ("", "")),
            ("action=deletion&text=", ("", "")),
            ("action=complaint&text=It+is+late%0D%0A%09twice", ("", "")),
            ("action=correction&address=ana%40example.net", ("", "")),
            (&format!("action=complaint&text={long}"), ("", "")),
            (&format!("action=complaint&text={long}x"), ("text", "long")),
            ("action=complaint&text=%20%0A", ("text", "empty")),
            ("action=complaint&text=&address=ana%40example.net", ("text", "empty")),
            ("action=complaint&text=a%00b", ("text", "hidden")),
            ("action=correction&text=a%E2%80%AEb", ("text", "hidden")),
            ("action=correction&text=a&address=ana", ("address", "address")),
        ] {
            assert_eq!(asked(body), Some(fault), "{body:.60}");
        }
        assert_eq!(asked("action=dance"), None);
    }
}
