//! `/console/operators`: who is let in, and as what. Every act wants a fresh password and code.

use actix_web::http::StatusCode;

use super::Answer;
use super::guard::{Posted, Visit, fault};
use crate::domain::address::Address;
use crate::domain::error::{Code, Problem};
use crate::domain::operator::Role;
use crate::render::console::{Fault, OperatorRow, Operators};
use crate::services::error::ServiceError;
use crate::services::registry::operators::OperatorChange;

/// What each role is for, in the words of its form.
const ROLES: [(Role, &str); 4] = [
    (Role::Support, "decides mail, works on cases, helps recipients."),
    (Role::Marketing, "keeps senders and topics, mints links, reads figures."),
    (Role::Auditor, "looks at everything recorded and changes nothing."),
    (Role::Admin, "does all of it, and lets others in."),
];

/// What came of an act.
enum Outcome {
    Done(&'static str),
    /// A link to hand on, and for whom.
    Link(String, String),
}

pub(super) async fn show(visit: Visit) -> Answer {
    let page = page(&visit).await?;
    Ok(visit.page(&page))
}

pub(super) async fn act(posted: Posted) -> Answer {
    posted.fresh()?;
    let visit = &posted.visit;
    match outcome(&posted).await {
        Ok(Outcome::Done(word)) => Ok(visit.done("/console/operators", word)),
        Ok(Outcome::Link(name, url)) => Ok(visit.page(&Operators { link: Some((name, url)), ..page(visit).await? })),
        Err(error) => match fault(error) {
            Ok(fault) => faulty(&posted, fault).await,
            Err(error) => Err(visit.failed(&error)),
        },
    }
}

async fn outcome(posted: &Posted) -> Result<Outcome, ServiceError> {
    let (visit, id) = (&posted.visit, posted.text("id"));
    let (services, by) = (visit.services(), visit.by());
    if id == visit.operator().id {
        let why = "Nobody changes their own role or disables themselves; another admin does.";
        return Err(ServiceError::refused(Code::Conflict, why));
    }
    match posted.text("act") {
        "invite" => {
            let address = Address::parse(posted.text("address")).map_err(|e| {
                Problem::new(Code::InvalidAddress, format!("This is no mail address: {e}.")).in_field("address")
            })?;
            let (operator, url) = services.invite_operator(&address, posted.text("name"), role(posted)?, by).await?;
            Ok(Outcome::Link(operator.name, url))
        }
        "role" => {
            let role = role(posted)?;
            services.change_operator(id, OperatorChange::Role(role), by).await?;
            Ok(Outcome::Done("changed"))
        }
        "disable" => {
            services.change_operator(id, OperatorChange::Disabled, by).await?;
            Ok(Outcome::Done("disabled"))
        }
        "enable" => {
            services.change_operator(id, OperatorChange::Enabled, by.clone()).await?;
            link(posted, id).await
        }
        "reset" => link(posted, id).await,
        _ => Err(ServiceError::refused(Code::InvalidField, "The form says nothing to do.")),
    }
}

async fn link(posted: &Posted, id: &str) -> Result<Outcome, ServiceError> {
    let services = posted.visit.services();
    let url = services.reset_operator(id, posted.visit.by()).await?;
    let names = services.operator_names().await?;
    Ok(Outcome::Link(names.get(id).cloned().unwrap_or_default(), url))
}

fn role(posted: &Posted) -> Result<Role, Problem> {
    let none = || Problem::new(Code::InvalidField, "Choose one of the roles.").in_field("role");
    Role::from_word(posted.text("role")).ok_or_else(none)
}

async fn faulty(posted: &Posted, fault: Fault) -> Answer {
    let typed = ["address", "name", "role"].map(|name| posted.text(name).to_owned());
    let page = Operators { fault: Some(fault), typed: typed.into(), ..page(&posted.visit).await? };
    Ok(posted.visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

async fn page(visit: &Visit) -> Result<Operators, actix_web::Error> {
    let all = visit.ok(visit.services().operators().await)?;
    let rows = all.into_iter().map(|operator| OperatorRow {
        is_you: operator.id == visit.operator().id,
        id: operator.id,
        name: operator.name,
        address: operator.address,
        role: operator.role.word(),
        created_at: operator.created_at,
        disabled: operator.disabled_at.is_some(),
        has_begun: operator.has_begun,
    });
    let rows = rows.collect();
    let roles = ROLES.iter().map(|(role, words)| (role.word(), *words)).collect();
    Ok(Operators { rows, roles, fault: None, typed: Default::default(), link: None })
}
