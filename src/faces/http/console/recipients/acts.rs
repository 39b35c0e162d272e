//! What an operator does for somebody: a stop or a pause, at once; a mail that asks them whether they want to come back (L3);
//! a mail with the link to their page.

use std::sync::Arc;

use crate::domain::address::Address;
use crate::domain::change::scope_of_code;
use crate::domain::error::{Code, Problem};
use crate::domain::preference::{Kind, Scope};
use crate::domain::time::Instant;
use crate::domain::topic::{Class, Sender, Topic};
use crate::faces::http::console::guard::Posted;
use crate::faces::http::fields::invalid;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::preferences::{Heard, OnBehalf};
use crate::services::recipients::Whom;

/// Does it; the word of the page after.
pub(super) async fn act(posted: &Posted, whom: &Whom) -> Result<&'static str, ServiceError> {
    match posted.text("act") {
        "stop" => stop(posted, whom).await,
        "ask" => ask(posted, whom).await,
        "link" => link(posted, whom).await,
        _ => Err(ServiceError::refused(Code::InvalidField, "The form says nothing to do.")),
    }
}

async fn stop(posted: &Posted, whom: &Whom) -> Result<&'static str, ServiceError> {
    let services = posted.visit.services();
    let target = Target::of(services, posted.text("scope"), "scope")?;
    let kind = match posted.some("until") {
        Some(until) => Kind::Paused { until: day(until, "until")? },
        None => Kind::OptedOut,
    };
    let heard = Heard::from_word(posted.text("heard"));
    let wanted = OnBehalf {
        subject: whom.subject(),
        sender: target.sender.id,
        scope: target.scope,
        kind,
        heard: heard.ok_or_else(|| invalid("heard", "Say how the wish was heard."))?,
        day: posted.some("day").map(|text| day(text, "day")).transpose()?,
        evidence: posted.text("evidence").to_owned(),
    };
    let answer = services.prefer_on_behalf(wanted, posted.visit.by()).await?;
    Ok(match (answer.changed, kind) {
        (false, _) => "as_before",
        (true, Kind::OptedOut) => "stopped",
        (true, _) => "paused",
    })
}

async fn ask(posted: &Posted, whom: &Whom) -> Result<&'static str, ServiceError> {
    let (services, by) = (posted.visit.services(), posted.visit.by());
    let target = Target::of(services, posted.text("ask_scope"), "ask_scope")?;
    if !matches!(target.scope, Scope::All(_) | Scope::Topic(_)) {
        return Err(invalid("ask_scope", "The mail asks about a topic, or about everything promotional of a sender.").into());
    }
    let address = on_record(whom)?;
    if services.opted_in_by(address, target.scope).await?.is_some() {
        return Err(invalid("ask_scope", "They get this mail: there is nothing to confirm.").into());
    }
    let (sender, topic, locale) = (&target.sender, target.topic.as_deref(), services.renderer.locale(None));
    let answer = services.mail_confirmation(sender, address, target.scope, topic, by, &locale).await?;
    sent(answer.mailed)
}

async fn link(posted: &Posted, whom: &Whom) -> Result<&'static str, ServiceError> {
    let services = posted.visit.services();
    let sender = services.sender_meant(None, posted.some("sender"))?;
    let (locale, by) = (services.renderer.locale(None), posted.visit.by());
    let answer = services.mail_preferences_link_by(&sender, on_record(whom)?, by, &locale).await?;
    sent(answer.mailed)
}

fn sent(mailed: bool) -> Result<&'static str, ServiceError> {
    let limit = "No mail was sent: this address had as many of our mails today as it may get. Try again tomorrow.";
    if mailed { Ok("mailed") } else { Err(ServiceError::refused(Code::Conflict, limit)) }
}

fn on_record(whom: &Whom) -> Result<&Address, Problem> {
    let gone = "No address is on record to send mail to. Look the address up to send mail there.";
    whom.address.as_ref().ok_or_else(|| Problem::new(Code::Conflict, gone))
}

/// The first moment of a day, as forms send one.
fn day(text: &str, field: &'static str) -> Result<Instant, Problem> {
    let day = Instant::parse(&format!("{text}T00:00:00Z")).filter(|day| day.date() == text);
    day.ok_or_else(|| invalid(field, "A day is written like 2026-11-23."))
}

/// Whose mail about what.
struct Target {
    sender: Arc<Sender>,
    scope: Scope,
    topic: Option<Arc<Topic>>,
}

impl Target {
    fn of(services: &Services, code: &str, field: &'static str) -> Result<Self, Problem> {
        let registry = services.gate.registry();
        let none = || invalid(field, "Choose what it is about.");
        let scope = scope_of_code(code).ok_or_else(none)?;
        let topic = match scope {
            Scope::Topic(id) => Some(registry.topic(id).cloned().ok_or_else(none)?),
            _ => None,
        };
        if topic.as_ref().is_some_and(|topic| topic.class == Class::Transactional) {
            // Nothing stops such mail (L4): a preference that is kept and never heeded would be a lie.
            let detail = "Transactional mail takes no preference; stop it where it is caused.";
            return Err(Problem::new(Code::TransactionalTopic, detail).in_field(field));
        }
        let sender = match (scope, &topic) {
            (Scope::Everywhere(group), _) => registry.senders().iter().find(|sender| sender.group == group),
            (Scope::All(id) | Scope::Sharing(id) | Scope::Tracking(id), _) => registry.sender(id),
            (Scope::Topic(_), topic) => topic.as_ref().and_then(|topic| registry.sender(topic.sender)),
        };
        Ok(Self { sender: sender.cloned().ok_or_else(none)?, scope, topic })
    }
}
