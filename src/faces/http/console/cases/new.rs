//! `/console/cases/new`: a case opened for somebody who asked by telephone or on paper.

use actix_web::http::StatusCode;

use super::{moves, one, time};
use crate::domain::address::{Address, RecipientKey};
use crate::domain::case::CaseKind;
use crate::domain::error::{Code, Problem};
use crate::domain::text;
use crate::faces::http::console::Answer;
use crate::faces::http::console::guard::{Posted, Visit, fault};
use crate::render::console::Fault;
use crate::render::console::cases::{CaseOther, NewCase};
use crate::services::Services;
use crate::services::cases::ByHand;
use crate::services::error::ServiceError;

/// The ways in that can be named.
const WAYS: [&str; 5] = ["telephone", "letter", "in_person", "chat", "other"];

/// The oldest request that can be opened, in days: older ones are slips of the pen.
const OLDEST: i64 = 3_653;

/// What came of the form.
enum Outcome {
    /// The case's id.
    Opened(String),
    /// The same person has open cases: they are shown first.
    Others(Vec<CaseOther>),
}

pub(super) async fn show(visit: Visit) -> Answer {
    let mut page = page(visit.services());
    // From the page of a recipient, who is named by their key (L6).
    if let Some(key) = visit.asked("recipient").as_deref().and_then(RecipientKey::from_code)
        && let Some(address) = visit.ok(visit.services().whom_of(key).await)?.and_then(|whom| whom.address)
    {
        visit.reads("recipient", &key.code());
        page.typed.insert("address".to_owned(), address.delivery().to_owned());
    }
    Ok(visit.page(&page))
}

pub(super) async fn act(posted: Posted) -> Answer {
    let visit = &posted.visit;
    match outcome(&posted).await {
        Ok(Outcome::Opened(id)) => Ok(visit.done(&format!("/console/cases/{id}"), "opened")),
        Ok(Outcome::Others(others)) => Ok(visit.page(&NewCase { others, ..typed(&posted) })),
        Err(error) => match fault(error) {
            Ok(fault) => Ok(faulty(&posted, fault)),
            Err(error) => Err(visit.failed(&error)),
        },
    }
}

fn faulty(posted: &Posted, fault: Fault) -> actix_web::HttpResponse {
    let page = NewCase { fault: Some(fault), ..typed(posted) };
    posted.visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn page(services: &Services) -> NewCase {
    let registry = services.gate.registry();
    NewCase {
        kinds: CaseKind::ALL.iter().map(|kind| kind.word()).collect(),
        ways: WAYS.into(),
        languages: services.languages().into_iter().collect(),
        senders: registry.senders().iter().map(|sender| (sender.key.to_string(), sender.name.clone())).collect(),
        others: Vec::new(),
        fault: None,
        typed: Default::default(),
    }
}

fn typed(posted: &Posted) -> NewCase {
    let fields = posted.form.fields().filter(|(name, _)| *name != "csrf");
    let typed = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    NewCase { typed, ..page(posted.visit.services()) }
}

async fn outcome(posted: &Posted) -> Result<Outcome, ServiceError> {
    let services = posted.visit.services();
    let wanted = wanted(posted)?;
    let sender = services.sender_meant(None, posted.some("sender"))?;
    if posted.some("anyway").is_none() {
        let others = services.open_cases_about(&wanted.about).await?;
        if !others.is_empty() {
            return Ok(Outcome::Others(others.into_iter().map(one::other).collect()));
        }
    }
    services.open_case(&sender, wanted, posted.visit.by()).await.map(Outcome::Opened)
}

fn wanted(posted: &Posted) -> Result<ByHand, Problem> {
    let no_kind = || Problem::new(Code::InvalidField, "Choose what was asked for.").in_field("kind");
    let now = posted.visit.services().clock.now();
    let received_at = posted.some("received_at").map(|at| time(at, "received_at")).transpose()?;
    if received_at.is_some_and(|at| at > now) {
        let why = "This is still to come: when did it reach us?";
        return Err(Problem::new(Code::InvalidField, why).in_field("received_at"));
    }
    if received_at.is_some_and(|at| at < now.plus_days(-OLDEST)) {
        let why = "This is more than ten years ago: is the year right?";
        return Err(Problem::new(Code::InvalidField, why).in_field("received_at"));
    }
    let reference = posted.some("reference");
    reference.map(|reference| text::check("reference", reference, text::NAME)).transpose()?;
    Ok(ByHand {
        kind: CaseKind::from_word(posted.text("kind")).ok_or_else(no_kind)?,
        about: address(posted, "address")?.ok_or_else(|| {
            Problem::new(Code::InvalidField, "Give the address of the person who asks.").in_field("address")
        })?,
        received_at,
        language: posted.some("language").map(str::to_owned),
        reference: reference.map(str::to_owned),
        way: way(posted)?,
        text: moves::long(posted, "text")?,
        addresses: (address(posted, "wrong")?, address(posted, "right")?),
        vouched: moves::long(posted, "evidence")?,
        terminated_at: None,
        acknowledged: posted.some("acknowledged").is_some(),
    })
}

fn way(posted: &Posted) -> Result<Option<String>, Problem> {
    let none = || Problem::new(Code::InvalidField, "Choose how it came in.").in_field("way");
    let way = posted.some("way").ok_or_else(none)?;
    WAYS.contains(&way).then(|| Some(way.replace('_', " "))).ok_or_else(none)
}

fn address(posted: &Posted, field: &'static str) -> Result<Option<Address>, Problem> {
    let wrong =
        |error| Problem::new(Code::InvalidAddress, format!("This is no mail address: {error}.")).in_field(field);
    posted.some(field).map(|text| Address::parse(text).map_err(wrong)).transpose()
}
