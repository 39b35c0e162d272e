//! `/console/health`: how the service is doing, what is stuck, and what the doctor says.

use std::collections::BTreeMap;
use std::time::Duration;

use actix_web::web;

use super::guard::{Posted, Visit};
use super::{Answer, form};
use crate::domain::error::{Code, Problem};
use crate::domain::operator::Right;
use crate::domain::text::{counted, grouped};
use crate::domain::time::{DAY_MS, Instant};
use crate::faces::cli::doctor::world;
use crate::faces::inbound::tls;
use crate::render::console::{DeadRow, FindingRow, Group, Health};
use crate::services::delivery::OutboxState;
use crate::services::doctor::{ALIVE_MS, Level};
use crate::services::error::ServiceError;
use crate::services::report::figures::spoken;

/// What has been due for so long is not being sent.
const OVERDUE_MS: i64 = 15 * 60 * 1000;
/// A certificate that ends within so many days wants renewing.
const SOON_DAYS: i64 = 14;
/// So much of what was given up is looked at.
const DEAD: i64 = 500;

type Fact = (String, String, bool);

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(form("/console/health", web::to(show), web::to(act)));
}

async fn show(visit: Visit) -> Answer {
    let page = visit.ok(health(&visit).await)?;
    Ok(visit.page(&page))
}

async fn act(posted: Posted) -> Answer {
    let visit = &posted.visit;
    match posted.text("act") {
        "again" => {
            let again = visit.ok(visit.services().try_dead_again().await)?;
            tracing::info!(operator.id = %visit.operator().id, again, "mails that were given up are tried again");
            Ok(visit.done("/console/health", "tried"))
        }
        "examine" => {
            visit.state().services.begin_examination();
            Ok(visit.done("/console/health", "examining"))
        }
        _ => Ok(visit.refused(&Problem::new(Code::InvalidField, "The form says nothing to do."))),
    }
}

/// What keeps the service from its work, as sentences, for the first page: cheap, and empty when all is well.
pub(super) async fn trouble(visit: &Visit) -> Vec<String> {
    let services = visit.services();
    let mut trouble = Vec::new();
    let mut is = |bad: bool, what: &str| trouble.extend(bad.then(|| what.to_owned()));
    is(!services.writer.is_alive(), "No change can be stored: the writer has ended. Restart the service.");
    is(services.gate.is_stale(), "The gate does not see the ledger, so promotional mail is refused.");
    is(services.gate.is_contradicted(), "The ledger contradicts what was acknowledged here. Run desist verify.");
    is(!services.gate.registry().damaged.is_empty(), "Rows of the registries cannot be read. Run desist doctor.");
    let mailbox = visit.state().inbound.mailbox.as_ref();
    is(mailbox.is_some_and(|mailbox| !mailbox.is_connected()), "The mailbox cannot be read: see the log.");
    match waiting(visit).await {
        Ok([mails, webhooks]) => {
            let now = services.clock.now();
            is(is_overdue(&mails, now), "Mails wait, and none is being sent.");
            is(is_overdue(&webhooks, now), "Webhooks wait, and none is being sent.");
        }
        Err(_) => is(true, "The database cannot be read."),
    }
    if let Ok(Some(last)) = services.last_verification().await {
        is(last.faults > 0, "The ledger does not hold, as it was verified last. See the record.");
    }
    trouble
}

async fn waiting(visit: &Visit) -> Result<[OutboxState; 2], ServiceError> {
    Ok([visit.services().waiting(false, DEAD).await?, visit.services().waiting(true, DEAD).await?])
}

fn is_overdue(outbox: &OutboxState, now: Instant) -> bool {
    outbox.next_due.is_some_and(|due| due < now.plus_ms(-OVERDUE_MS))
}

async fn health(visit: &Visit) -> Result<Health, ServiceError> {
    let services = visit.services();
    let [mails, webhooks] = waiting(visit).await?;
    let standing = services.examination(Duration::from_millis(20)).await;
    let week = services.clock.now().plus_ms(-7 * DAY_MS);
    Ok(Health {
        trouble: trouble(visit).await,
        groups: vec![
            Group { title: "Index", facts: index(visit) },
            Group { title: "Outgoing", facts: outgoing(visit, &mails, &webhooks) },
            Group { title: "Incoming", facts: incoming(visit).await? },
            Group { title: "Instances", facts: instances(visit).await? },
            Group { title: "Machine", facts: machine(visit).await },
            Group { title: "Upkeep", facts: upkeep(visit).await? },
        ],
        can_retry: mails.dead.iter().any(|row| row.settled_at.is_some_and(|at| at >= week.0)),
        dead: dead(&mails, &webhooks),
        examined_at: standing.last.as_ref().map(|examined| examined.at),
        findings: standing.last.iter().flat_map(|examined| &examined.findings).map(finding).collect(),
        examining: standing.running.is_some(),
        failed: standing.failed,
        may_mend: visit.may(Right::Mend),
    })
}

fn finding(finding: &crate::services::doctor::Finding) -> FindingRow {
    FindingRow {
        level: finding.level.word(),
        check: finding.check,
        what: masked(&finding.what),
        fix: finding.fix.clone(),
    }
}

/// What servers answer may hold an address.
fn masked(text: &str) -> String {
    let word = |word: &str| if word.contains('@') { "(an address)".to_owned() } else { word.to_owned() };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn fact(name: &str, value: impl Into<String>, bad: bool) -> Fact {
    (name.to_owned(), value.into(), bad)
}

fn index(visit: &Visit) -> Vec<Fact> {
    let gate = &visit.services().gate;
    vec![
        fact("Entries", grouped(gate.ledger_size()), false),
        fact("Recipients", grouped(gate.recipients() as u64), false),
        fact("Ledger seen", format!("{} ms ago", gate.staleness().as_millis()), gate.is_stale()),
        fact("Damaged rows", grouped(gate.registry().damaged.len() as u64), !gate.registry().damaged.is_empty()),
    ]
}

fn outgoing(visit: &Visit, mails: &OutboxState, webhooks: &OutboxState) -> Vec<Fact> {
    let now = visit.services().clock.now();
    let of = |name: &str, outbox: &OutboxState| {
        let late = outbox.next_due.map_or(0, |due| (now.0 - due.0).max(0));
        let oldest = if late > 0 { format!("; the oldest since {}", spoken(late)) } else { String::new() };
        let waiting = format!("{} wait{oldest}", grouped(outbox.pending));
        let dead = outbox.dead.len() as u64;
        [fact(name, waiting, is_overdue(outbox, now)), fact(&format!("{name} given up"), grouped(dead), dead > 0)]
    };
    let endpoints = visit.services().gate.registry().endpoints().iter().filter(|one| one.disabled.is_some()).count();
    let mut facts: Vec<Fact> = of("Mails", mails).into_iter().chain(of("Webhooks", webhooks)).collect();
    facts.push(fact("Endpoints off", grouped(endpoints as u64), false));
    facts
}

/// Mails and webhooks that were given up, by kind and cause. What a server said is not shown: it may name somebody.
fn dead(mails: &OutboxState, webhooks: &OutboxState) -> Vec<DeadRow> {
    let mut groups: BTreeMap<(String, String), DeadRow> = BTreeMap::new();
    for row in mails.dead.iter().chain(&webhooks.dead) {
        let said = row.last_error.as_deref().unwrap_or_default();
        let why = said.split(':').next().filter(|why| !why.contains('@')).unwrap_or_default().replace('_', " ");
        let (kind, since) = (row.kind.replace('_', " "), row.settled_at.map(Instant));
        let group = groups.entry((kind.clone(), why.clone())).or_insert(DeadRow { kind, why, count: 0, since });
        group.count += 1;
        group.since = group.since.min(since).or(since);
    }
    groups.into_values().collect()
}

async fn incoming(visit: &Visit) -> Result<Vec<Fact>, ServiceError> {
    let (waiting, in_vain) = visit.services().inbox_waiting().await?;
    let mut facts = vec![
        fact("Wait to be worked on", grouped(waiting), false),
        fact("Tried in vain", grouped(in_vain), in_vain > 0),
    ];
    let inbound = &visit.state().inbound;
    if let Some(listener) = &inbound.listener {
        let (taken, deferred) = listener.counted();
        facts.push(fact("Listener", format!("{} taken, {} put off", grouped(taken), grouped(deferred)), deferred > 0));
    }
    if let Some(mailbox) = &inbound.mailbox {
        let connected = mailbox.is_connected();
        let how = if connected { "read" } else { "cannot be read" };
        facts.push(fact("Mailbox", format!("{how}, {} taken", grouped(mailbox.counted())), !connected));
    }
    Ok(facts)
}

async fn instances(visit: &Visit) -> Result<Vec<Fact>, ServiceError> {
    let services = visit.services();
    let size = i64::try_from(services.gate.ledger_size()).unwrap_or(i64::MAX);
    let alive = services.instances(ALIVE_MS).await?;
    let one = |row: &crate::store::instances::InstanceRow| {
        let behind = (size - row.ledger_size).max(0);
        let how = if behind == 0 { "up to date".to_owned() } else { format!("{behind} entries behind") };
        fact(&row.public_url, how, behind > 10_000)
    };
    let facts: Vec<Fact> = alive.iter().map(one).collect();
    Ok(if facts.is_empty() { vec![fact("Seen", "none yet", false)] } else { facts })
}

async fn machine(visit: &Visit) -> Vec<Fact> {
    let Some(settings) = &visit.state().console.settings else { return vec![fact("Settings", "not at hand", false)] };
    let disk = world::disk(settings).await;
    let mut facts = vec![fact("Disk", disk.what, disk.level != Level::Ok)];
    let starttls = settings.intake.lmtp.as_ref().and_then(|lmtp| lmtp.starttls.as_ref());
    if let Some(starttls) = starttls {
        let now = visit.services().clock.now();
        facts.push(match tls::ends(&starttls.cert) {
            Some(end) => {
                let days = (end.0 - now.0).div_euclid(DAY_MS);
                let left = if days < 0 {
                    "has ended".to_owned()
                } else {
                    format!("{} left", counted(days.unsigned_abs(), "day", "days"))
                };
                fact("Certificate for mail", format!("{left} ({})", end.date()), days < SOON_DAYS)
            }
            None => fact("Certificate for mail", "cannot be read", true),
        });
    }
    facts
}

async fn upkeep(visit: &Visit) -> Result<Vec<Fact>, ServiceError> {
    let services = visit.services();
    let journal = services.journal.size();
    let night = services.retention_night().await?.map(|row| row.night).filter(|night| !night.is_empty());
    let verified = services.last_verification().await?;
    Ok(vec![
        match journal {
            Ok(bytes) => {
                fact("Journal", format!("{} KiB since the last backup", grouped(bytes >> 10)), bytes > 256 << 20)
            }
            Err(_) => fact("Journal", "cannot be read", true),
        },
        fact(
            "Retention",
            night.map_or("not done yet".to_owned(), |night| format!("done in the night of {night}")),
            false,
        ),
        match verified {
            Some(last) => fact("Ledger verified", last.at.date(), last.faults > 0),
            None => fact("Ledger verified", "not yet", false),
        },
    ])
}
