//! `/console/settings`: what compliance is set to. What lies in the settings file is shown and changed there; what lies in
//! the database is changed here, after a fresh password and code.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::web;

use super::guard::{Posted, Visit, fault};
use super::{Answer, form};
use crate::domain::address::Address;
use crate::domain::agent::StatusNotes;
use crate::domain::case::PartyKind;
use crate::domain::case::party::PartyDetail;
use crate::domain::clock::{Rules, Starts, Zone};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::Key;
use crate::domain::operator::Right;
use crate::domain::retention::Rule;
use crate::domain::time::Instant;
use crate::domain::webhook::sign::Secret;
use crate::render::console::{
    AgentRow, ClockRow, Fault, PartyRegistry, PartyRow, PolicyRow, RetentionRow, Settings, WebhookRow,
};
use crate::services::error::ServiceError;
use crate::services::parties::{NamedParty, NewParty, PartyUpdate};
use crate::services::webhooks::{EndpointUpdate, NamedEndpoint};
use crate::settings::print_effective;

const PAGE: &str = "/console/settings";

/// What an agent can be told.
const NOTES: [(StatusNotes, &str); 3] =
    [(StatusNotes::Off, "nothing"), (StatusNotes::Digest, "once a day"), (StatusNotes::Each, "each at once")];

/// What came of an act.
enum Outcome {
    Done(&'static str),
    Secret(String, Secret),
    Trial(String, bool, String),
}

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(form(PAGE, web::to(show), web::to(act)));
}

async fn show(visit: Visit) -> Answer {
    let page = visit.ok(settings(&visit).await)?;
    Ok(visit.page(&page))
}

async fn act(posted: Posted) -> Answer {
    posted.fresh()?;
    let visit = &posted.visit;
    match outcome(&posted).await {
        Ok(Outcome::Done(word)) => Ok(visit.done(PAGE, word)),
        Ok(Outcome::Secret(name, secret)) => {
            let secret = Some((name, secret.to_text().to_string()));
            Ok(visit.page(&Settings { secret, ..visit.ok(settings(visit).await)? }))
        }
        Ok(Outcome::Trial(name, went, what)) => {
            Ok(visit.page(&Settings { trial: Some((name, went, what)), ..visit.ok(settings(visit).await)? }))
        }
        Err(error) => {
            let fault = fault(error).map_err(|error| visit.failed(&error))?;
            faulty(&posted, fault).await
        }
    }
}

/// The page again, with what was typed in the form it was typed in.
async fn faulty(posted: &Posted, fault: Fault) -> Answer {
    let names = FIELDS.iter().map(|(name, ..)| *name).chain(["key", "address"]);
    let typed = names.map(|name| (name.to_owned(), posted.text(name).to_owned())).collect();
    let (act, kind, key) = (posted.text("act"), posted.text("kind"), posted.text("key"));
    let faulty = match act {
        "party_change" => format!("{act} {kind}:{key}"),
        "party_add" => format!("{act} {kind}"),
        _ => act.to_owned(),
    };
    let page = posted.visit.ok(settings(&posted.visit).await)?;
    let page = Settings { fault: Some(fault), faulty, typed, ..page };
    Ok(posted.visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

async fn outcome(posted: &Posted) -> Result<Outcome, ServiceError> {
    let (services, by) = (posted.visit.services(), posted.visit.by());
    match posted.text("act") {
        "agent_put" => {
            let notes = StatusNotes::from_word(posted.text("notes"));
            let notes = notes.ok_or_else(|| invalid("notes", "Choose what the agent is told."))?;
            services.add_agent(&address(posted.text("address"), "address")?, notes, by).await?;
            Ok(Outcome::Done("saved"))
        }
        "agent_remove" => {
            services.remove_agent(&address(posted.text("address"), "address")?, by).await?;
            Ok(Outcome::Done("ended"))
        }
        act if act.starts_with("party_") => party(posted, act).await,
        act if act.starts_with("webhook_") => webhook(posted, act).await,
        _ => Err(invalid("act", "The form says nothing to do.").into()),
    }
}

async fn party(posted: &Posted, act: &str) -> Result<Outcome, ServiceError> {
    let (services, by, key) = (posted.visit.services(), posted.visit.by(), posted.text("key"));
    let kind = PartyKind::from_word(posted.text("kind"));
    let kind = kind.ok_or_else(|| invalid("kind", "There is no registry of this name."))?;
    let retired = |retired| PartyUpdate { retired: Some(retired), ..PartyUpdate::default() };
    let (word, secret) = match act {
        "party_add" => ("added", services.add_party(new_party(posted, kind)?, by).await?.1),
        "party_change" => {
            let standing = services.party(kind, key)?;
            let update = PartyUpdate {
                name: Some(posted.text("name").to_owned()),
                contact: Some(contact(posted)?),
                url: Some(posted.some("url").map(str::to_owned)),
                detail: Some(detail(posted, kind, standing.detail)),
                retired: None,
            };
            ("saved", services.change_party(kind, key, update, by).await?.1)
        }
        "party_retire" => ("retired_party", services.change_party(kind, key, retired(true), by).await?.1),
        "party_resume" => ("saved", services.change_party(kind, key, retired(false), by).await?.1),
        "party_rotate" => ("saved", Some(services.rotate_party_secret(kind, key, by).await?)),
        _ => return Err(invalid("act", "The form says nothing to do.").into()),
    };
    Ok(secret.map_or(Outcome::Done(word), |secret| Outcome::Secret(key.to_owned(), secret)))
}

fn new_party(posted: &Posted, kind: PartyKind) -> Result<NewParty, ServiceError> {
    let sender = posted.some("sender").map(|key| posted.visit.services().sender_meant(None, Some(key))).transpose()?;
    let bad = || invalid("key", "A key is lower-case letters, digits and hyphens, such as `crm`.");
    Ok(NewParty {
        kind,
        key: Key::parse(posted.text("key")).ok_or_else(bad)?,
        name: posted.text("name").to_owned(),
        sender: sender.map(|sender| sender.id),
        contact: contact(posted)?,
        url: posted.some("url").map(str::to_owned),
        detail: detail(posted, kind, PartyDetail::default()),
    })
}

fn contact(posted: &Posted) -> Result<Option<Address>, Problem> {
    posted.some("contact").map(|typed| address(typed, "contact")).transpose()
}

/// What the form of this registry has fields for; the rest stays as it stands.
fn detail(posted: &Posted, kind: PartyKind, standing: PartyDetail) -> PartyDetail {
    let text = |name: &str| posted.text(name).trim().to_owned();
    let list = |name: &str| {
        let words = posted.text(name).split([',', ' ']).map(|word| word.trim().to_lowercase());
        words.filter(|word| !word.is_empty()).collect()
    };
    match kind {
        PartyKind::System => PartyDetail {
            data: text("data"),
            purpose: text("purpose"),
            retention: text("retention"),
            source: text("source"),
            ..standing
        },
        PartyKind::Partner => PartyDetail {
            data: text("data"),
            purpose: text("purpose"),
            agreement: text("agreement"),
            agreed_on: text("agreed_on"),
            ..standing
        },
        PartyKind::Controller => {
            PartyDetail { ask: text("ask"), domains: list("domains"), agreement: text("agreement"), ..standing }
        }
    }
}

async fn webhook(posted: &Posted, act: &str) -> Result<Outcome, ServiceError> {
    let (services, by, id) = (posted.visit.services(), posted.visit.by(), posted.text("id"));
    match act {
        "webhook_test" => {
            let name = host(&services.endpoint(None, id)?);
            let trial = services.try_endpoint(None, id).await?;
            Ok(Outcome::Trial(name, trial.delivered, trial.detail.unwrap_or_else(|| "it was taken.".to_owned())))
        }
        "webhook_enable" => {
            let update = EndpointUpdate { enabled: Some(true), ..EndpointUpdate::default() };
            services.update_endpoint(None, id, update, by).await?;
            Ok(Outcome::Done("saved"))
        }
        "webhook_disable" => {
            services.disable_endpoint(None, id, by).await?;
            Ok(Outcome::Done("saved"))
        }
        "webhook_rotate" => {
            let (endpoint, secret) = services.rotate_endpoint(None, id, by).await?;
            Ok(Outcome::Secret(host(&endpoint), secret))
        }
        _ => Err(invalid("act", "The form says nothing to do.").into()),
    }
}

fn address(typed: &str, field: &'static str) -> Result<Address, Problem> {
    let bad = |e| Problem::new(Code::InvalidAddress, format!("This is no mail address: {e}.")).in_field(field);
    Address::parse(typed.trim()).map_err(bad)
}

fn invalid(field: &'static str, why: &str) -> Problem {
    Problem::new(Code::InvalidField, why.to_owned()).in_field(field)
}

async fn settings(visit: &Visit) -> Result<Settings, ServiceError> {
    let (services, may_change) = (visit.services(), visit.may(Right::ChangeSettings));
    let (config, now) = (&services.config, services.clock.now());
    let registry = services.gate.registry();
    Ok(Settings {
        policies: policies(visit, now),
        clocks: clocks(&config.clocks.rules, &config.clocks.zone, now),
        zone: config.clocks.zone.to_string(),
        retention: Rule::EVERY.iter().map(|rule| retention_row(visit, *rule, now)).collect(),
        night: night(visit).await?,
        agents: agents(visit, may_change)?,
        notes: NOTES.iter().map(|(notes, words)| (notes.word(), *words)).collect(),
        registries: registries(visit, may_change)?,
        senders: registry.senders().iter().map(|sender| (sender.key.to_string(), sender.name.clone())).collect(),
        webhooks: services.endpoints(None)?.iter().map(webhook_row).collect(),
        checkpoints: checkpoints(visit, may_change),
        file: visit.state().console.settings.as_deref().map(print_effective).map(|file| shown_to(may_change, file)),
        fault: None,
        faulty: String::new(),
        typed: BTreeMap::new(),
        secret: None,
        trial: None,
        may_change,
    })
}

/// Whoever only looks sees no addresses of colleagues; each stands in quotes of its own.
fn shown_to(may_change: bool, file: String) -> String {
    if may_change {
        return file;
    }
    let masked = |part: &str| Address::parse(part).map_or_else(|_| part.to_owned(), |address| address.masked());
    file.split('"').map(masked).collect::<Vec<_>>().join("\"")
}

fn policies(visit: &Visit, now: Instant) -> Vec<PolicyRow> {
    let policies = &visit.services().config.policies;
    let present = policies.at(now);
    let row = |version: &crate::domain::policy::PolicyVersion| PolicyRow {
        id: version.id.clone(),
        from: version.from.map(|day| day.to_string()).unwrap_or_default(),
        url: version.url.clone().unwrap_or_default(),
        in_force: version == present,
    };
    policies.versions().map(row).collect()
}

/// Of each regime the version that a request of today falls under.
fn clocks(rules: &Rules, zone: &Zone, now: Instant) -> Vec<ClockRow> {
    let starts = Starts::at(now);
    let in_force = rules.all().filter(|rule| rules.in_force(rule.id(), &starts, zone).is_some_and(|own| own == *rule));
    let row = |rule: &crate::domain::clock::Rule| {
        let terms = rule.terms();
        ClockRow {
            rule: rule.id().to_owned(),
            version: rule.version().to_owned(),
            from: rule.from().to_string(),
            length: match terms.extension {
                Some(longer) => format!("{}, with a notice {longer}", terms.length),
                None => terms.length.to_string(),
            },
            counts: format!("from {} to {}", word(&terms.origin), word(&terms.measures)),
            source: terms.source.clone(),
        }
    };
    in_force.map(row).collect()
}

/// A word of the rules' own file, for people.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|word| Some(word.as_str()?.replace('_', " "))).unwrap_or_default()
}

fn retention_row(visit: &Visit, rule: Rule, now: Instant) -> RetentionRow {
    let set = &visit.services().config.retention;
    // Two rules are set by one key.
    let key = if rule == Rule::MailRecords { Rule::Cases.word() } else { rule.word() };
    RetentionRow {
        key: format!("retention.{key}"),
        what: rule.meaning(),
        kept: set.keep(rule).to_string(),
        before: set.cutoff(rule, now),
    }
}

async fn night(visit: &Visit) -> Result<Vec<String>, ServiceError> {
    let set = &visit.services().config.retention;
    let mut lines = vec![format!("Done every night after {}:00, {}.", set.hour, set.zone)];
    let last = visit.services().retention_night().await?;
    lines.push(match last.filter(|row| !row.night.is_empty()) {
        Some(row) => format!("Last done in the night of {}.", row.night),
        None => "Not done yet.".to_owned(),
    });
    Ok(lines)
}

fn agents(visit: &Visit, may_change: bool) -> Result<Vec<AgentRow>, ServiceError> {
    let shown = |address: &Address| if may_change { address.delivery().to_owned() } else { address.masked() };
    let agents = visit.services().agents()?;
    let row = |agent: &crate::domain::agent::NamedAgent| AgentRow {
        address: shown(&agent.address),
        notes: agent.status_notes.word(),
        since: agent.created_at,
    };
    Ok(agents.iter().map(row).collect())
}

/// The fields of parties: name, label, and the registries that have it; the last says in which it must be there.
type Field = (&'static str, &'static str, &'static [PartyKind], &'static [PartyKind]);

const ALL: &[PartyKind] = &[PartyKind::System, PartyKind::Partner, PartyKind::Controller];

const FIELDS: &[Field] = &[
    ("name", "Name", ALL, ALL),
    ("contact", "Mail address of the contact", ALL, &[]),
    ("url", "Webhook (https)", ALL, &[]),
    ("data", "What data", &[PartyKind::System, PartyKind::Partner], &[]),
    ("purpose", "What for", &[PartyKind::System, PartyKind::Partner], &[]),
    ("retention", "How long it keeps it", &[PartyKind::System], &[]),
    ("source", "Where the data comes from", &[PartyKind::System], &[]),
    (
        "agreement",
        "Where the agreement is on file",
        &[PartyKind::Partner, PartyKind::Controller],
        &[PartyKind::Partner],
    ),
    ("agreed_on", "Day of the agreement (YYYY-MM-DD)", &[PartyKind::Partner], &[PartyKind::Partner]),
    ("domains", "Its domains", &[PartyKind::Controller], &[]),
    ("ask", "Where its end users can ask", &[PartyKind::Controller], &[PartyKind::Controller]),
];

fn registries(visit: &Visit, may_change: bool) -> Result<Vec<PartyRegistry>, ServiceError> {
    let heads = [
        (PartyKind::System, "Systems", "Places that hold personal data and must confirm a deletion or correction."),
        (PartyKind::Partner, "Partners", "Third parties we share data with, each under an agreement on file."),
        (PartyKind::Controller, "Controllers", "Customers whose own end users sometimes write to us."),
    ];
    let registry = |(kind, title, what)| {
        let fields = FIELDS.iter().filter(|(_, _, of, _)| of.contains(&kind));
        let parties = visit.services().parties(kind)?;
        Ok(PartyRegistry {
            kind: kind.word(),
            title,
            what,
            fields: fields.map(|(name, label, _, must)| (*name, *label, must.contains(&kind))).collect(),
            rows: parties.into_iter().map(|party| party_row(party, kind, may_change)).collect(),
        })
    };
    heads.into_iter().map(registry).collect()
}

fn party_row(party: NamedParty, kind: PartyKind, may_change: bool) -> PartyRow {
    let contact = party.contact.clone().unwrap_or_default();
    let masked = Address::parse(&contact).map(|address| address.masked()).unwrap_or_default();
    let value = |name: &str| match name {
        "name" => party.name.clone(),
        "contact" => contact.clone(),
        "url" => party.url.clone().unwrap_or_default(),
        "data" => party.detail.data.clone(),
        "purpose" => party.detail.purpose.clone(),
        "retention" => party.detail.retention.clone(),
        "source" => party.detail.source.clone(),
        "agreement" => party.detail.agreement.clone(),
        "agreed_on" => party.detail.agreed_on.clone(),
        "domains" => party.detail.domains.join(", "),
        "ask" => party.detail.ask.clone(),
        _ => String::new(),
    };
    let own = || FIELDS.iter().filter(|(_, _, of, _)| of.contains(&kind));
    let facts = own().filter(|(name, ..)| !["name", "contact", "url"].contains(name));
    PartyRow {
        told_by: match (&party.url, &party.contact) {
            (Some(_), _) => "webhook",
            (None, Some(_)) => "mail",
            (None, None) => "an operator",
        },
        has_webhook: party.url.is_some(),
        values: if may_change { own().map(|(name, ..)| (*name, value(name))).collect() } else { BTreeMap::new() },
        on_file: facts.map(|(name, label, ..)| (*label, value(name))).filter(|(_, text)| !text.is_empty()).collect(),
        contact: if may_change { contact.clone() } else { masked },
        sender: party.sender.unwrap_or_default(),
        key: party.key,
        name: party.name,
        retired_at: party.retired_at,
    }
}

fn webhook_row(endpoint: &NamedEndpoint) -> WebhookRow {
    WebhookRow {
        host: host(endpoint),
        id: endpoint.id.clone(),
        description: endpoint.description.clone(),
        sender: endpoint.sender.clone().unwrap_or_default(),
        events: endpoint.events.join(", "),
        disabled: endpoint.disabled_at.zip(endpoint.disabled_why.map(|why| why.word().replace('_', " "))),
    }
}

/// Path and query of a webhook's URL may be a secret; its host tells it from others.
fn host(endpoint: &NamedEndpoint) -> String {
    let url = url::Url::parse(&endpoint.url).ok();
    url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| endpoint.id.clone())
}

fn checkpoints(visit: &Visit, may_change: bool) -> Vec<(&'static str, String)> {
    let config = &visit.services().config;
    let shown = |address: &Address| if may_change { address.delivery().to_owned() } else { address.masked() };
    let to: Vec<String> = config.checkpoint_mail_to.iter().map(shown).collect();
    let every = config.checkpoint_mail_every.as_secs() / 3600;
    let mailed = match to.as_slice() {
        [] => "to nobody".to_owned(),
        to => format!("to {}, every {every} hours if the ledger grew", to.join(", ")),
    };
    vec![
        ("For everybody", "/ledger/checkpoint".to_owned()),
        ("As a file", crate::services::ledger::checkpoint_path(&config.data_dir).display().to_string()),
        ("By mail", mailed),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l6_whoever_only_looks_at_the_settings_sees_no_address_of_theirs() {
        let file = "checkpoint_mail_to = [\"alice@corp.example\", \"bob@corp.example\"] # file\nname = \"A & B\"\n";
        let shown = shown_to(false, file.to_owned());
        assert!(!shown.contains("alice") && !shown.contains("bob") && shown.contains("name = \"A & B\""), "{shown}");
        assert_eq!(shown.lines().count(), 2, "{shown}");
        assert_eq!(shown_to(true, file.to_owned()), file);
    }
}
