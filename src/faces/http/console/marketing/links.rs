//! `/console/links`: a link to look at, with the header fields exactly as a mail engine must send them; and what a link is
//! that somebody found.

use actix_web::http::StatusCode;

use crate::domain::error::Code;
use crate::domain::link::{Form, Inspection, MailPurpose, inspect};
use crate::domain::operator::Right;
use crate::domain::topic::Class;
use crate::faces::http::api::links::campaign;
use crate::faces::http::console::Answer;
use crate::faces::http::console::guard::{Posted, Visit, fault};
use crate::faces::http::fields::{address, invalid};
use crate::render::console::{Explained, Fault, Links, Minted, TypedLink};
use crate::services::Services;
use crate::services::error::ServiceError;

/// The longest text that is taken for a link, in octets.
const LONGEST: usize = 4_096;

pub(super) async fn show(visit: Visit) -> Answer {
    Ok(visit.page(&page(&visit, TypedLink::default())))
}

pub(super) async fn act(posted: Posted) -> Answer {
    let visit = &posted.visit;
    let page = page(visit, typed(&posted));
    let result = match posted.text("act") {
        "mint" => mint(&posted).map(|minted| Links { minted: Some(minted), ..page.clone() }),
        "explain" => explain(&posted).map(|explained| Links { explained: Some(explained), ..page.clone() }),
        _ => Err(ServiceError::refused(Code::InvalidField, "The form says nothing to do.")),
    };
    match result {
        Ok(page) => Ok(visit.page(&page)),
        Err(error) => {
            let fault: Fault = fault(error).map_err(|error| visit.failed(&error))?;
            Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &Links { fault: Some(fault), ..page }))
        }
    }
}

fn mint(posted: &Posted) -> Result<Minted, ServiceError> {
    let services = posted.visit.services();
    let recipient = address(posted.text("address"), "address")?;
    let campaign = campaign(Some(posted.text("campaign")))?;
    let topic = services.topic_meant(None, None, posted.text("topic"))?;
    let maker = services.link_maker(&topic)?;
    // Whatever the box says but yes, it is a test: a link that stops somebody is not made by mistake.
    let is_test = !posted.form.says("real", "yes");
    let link = maker.mint(&recipient, &campaign, is_test);
    services.counters.link_mints.add(1);
    let headers = maker.headers(&link).into_iter().map(|(name, value)| format!("{name}: {value}"));
    Ok(Minted {
        is_test,
        headers: headers.collect::<Vec<_>>().join("\n"),
        warnings: maker.warnings(),
        unsubscribe_url: link.unsubscribe_url,
        preferences_url: link.preferences_url,
        mailto: link.unsubscribe_mailto,
        return_path: link.return_path,
    })
}

fn explain(posted: &Posted) -> Result<Explained, ServiceError> {
    let (visit, text) = (&posted.visit, posted.text("link"));
    if text.is_empty() || text.len() > LONGEST {
        return Err(invalid("link", "Paste one link, one mail address or one token.").into());
    }
    let inspection = match inspect(&visit.services().vault.links, text) {
        Ok(inspection) => inspection,
        Err(error) => {
            let verdict = format!("This is no link of a mailing: {error}.");
            return Ok(Explained { verifies: false, verdict, facts: Vec::new() });
        }
    };
    let verdict = match inspection.verdict() {
        Ok(()) => "It verifies: it is ours, and it works.".to_owned(),
        Err(error) => format!("It does not verify: {error}."),
    };
    let facts = facts(visit, &inspection);
    Ok(Explained { verifies: inspection.verdict().is_ok(), verdict, facts })
}

/// What it says. Whom it is about only in part: whoever shows a link needs not be them.
fn facts(visit: &Visit, inspection: &Inspection) -> Vec<(&'static str, String)> {
    let services = visit.services();
    let mut facts = vec![("Topic", topic_of(services, inspection))];
    match &inspection.form {
        Form::Url { sender, claim } => {
            let registry = services.gate.registry();
            let name = registry.sender(*sender).map(|sender| sender.name.clone());
            facts.push(("Sender", name.unwrap_or_else(|| format!("not known here ({sender})"))));
            facts.push(("Form", "a URL".to_owned()));
            if let Ok(claim) = claim {
                visit.reads("link", &services.vault.recipient_key(&claim.address).code());
                facts.push(("Recipient", claim.address.masked()));
                facts.push(("Campaign", said(claim.campaign.as_str())));
                facts.push(("Test link", yes_or_no(claim.test)));
            }
        }
        Form::Mail { purpose, claim } => {
            facts.push(("Form", purpose_of(*purpose).to_owned()));
            if let Ok(claim) = claim {
                let key = claim.recipient.map(|key| key.code());
                visit.reads("link", key.as_deref().unwrap_or_default());
                facts.push(("Recipient key", key.unwrap_or_else(|| "nobody's: a test".to_owned())));
            }
        }
    }
    facts.push(("Version", inspection.version.to_string()));
    facts.push(("Signing key", inspection.key_id.to_string()));
    facts
}

fn topic_of(services: &Services, inspection: &Inspection) -> String {
    let registry = services.gate.registry();
    match registry.topic(inspection.topic) {
        Some(topic) if topic.retired => format!("{} (retired; the link works)", topic.name),
        Some(topic) => topic.name.clone(),
        None => format!("not known here ({}); a link of it stops everything promotional", inspection.topic),
    }
}

fn purpose_of(purpose: MailPurpose) -> &'static str {
    match purpose {
        MailPurpose::Unsubscribe => "a mail address that opts out",
        MailPurpose::Bounce => "a return path",
        MailPurpose::CaseReply => "the address of a case",
    }
}

fn said(text: &str) -> String {
    if text.is_empty() { "none".to_owned() } else { text.to_owned() }
}

fn yes_or_no(yes: bool) -> String {
    if yes { "yes: it changes nobody" } else { "no: it stops mail" }.to_owned()
}

fn typed(posted: &Posted) -> TypedLink {
    let text = |name| posted.text(name).to_owned();
    TypedLink {
        address: text("address"),
        topic: text("topic"),
        campaign: text("campaign"),
        real: posted.form.says("real", "yes"),
        link: text("link"),
    }
}

fn page(visit: &Visit, typed: TypedLink) -> Links {
    let registry = visit.services().gate.registry();
    let mut topics = Vec::new();
    for sender in registry.senders() {
        let own = registry.topics_of(sender.id).filter(|topic| topic.class == Class::Promotional && !topic.retired);
        let own: Vec<_> = own.map(|topic| (topic.key.to_string(), topic.name.clone())).collect();
        topics.extend((!own.is_empty()).then(|| (sender.name.clone(), own)));
    }
    Links { topics, may_change: visit.may(Right::ChangeMarketing), typed, ..Links::default() }
}
