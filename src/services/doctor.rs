//! What the installation says of itself: what is wrong or missing, each with its fix. `desist doctor` adds what it sees of
//! the machine around it; the console asks beside its pages, because some of it reads every row.

use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use super::Services;
use super::background::Standing;
use super::error::ServiceError;
use super::writer::chain;
use crate::domain::policy::PolicyVersion;
use crate::domain::text::{counted, grouped};
use crate::domain::time::{DAY_MS, Instant};
use crate::domain::webhook::endpoint::DisabledWhy;

/// An instance that runs was seen within this.
pub const ALIVE_MS: i64 = 30_000;
/// Instances that were not stopped in order are worth a word for so long.
const REMEMBERED_MS: i64 = 24 * 60 * 60 * 1000;
/// A mail that has been due for so long is not being sent.
const OVERDUE_MS: i64 = 15 * 60 * 1000;
/// A journal of so many bytes has not seen a backup for long.
const LONG_JOURNAL: u64 = 256 << 20;
/// A case is due soon when it is within this.
const SOON_MS: i64 = 3 * DAY_MS;
/// Dead mails that are named.
const NAMED: i64 = 5;

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// As it should be.
    Ok,
    /// Works, but look at it.
    Warn,
    /// Does not work.
    Fail,
}

impl Level {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }
}

/// One line of the answer.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// How it came out.
    pub level: Level,
    /// Of what.
    pub check: &'static str,
    /// What it is.
    pub what: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
}

impl Finding {
    /// It is as it should be.
    pub fn ok(check: &'static str, what: impl Into<String>) -> Self {
        Self { level: Level::Ok, check, what: what.into(), fix: None }
    }

    /// It works, but somebody should look.
    pub fn warn(check: &'static str, what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { level: Level::Warn, check, what: what.into(), fix: Some(fix.into()) }
    }

    /// It does not work.
    pub fn fail(check: &'static str, what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { level: Level::Fail, check, what: what.into(), fix: Some(fix.into()) }
    }
}

/// What was found, and when.
#[derive(Clone, Debug)]
pub struct Examined {
    /// When.
    pub at: Instant,
    /// What was found.
    pub findings: Vec<Finding>,
}

impl Services {
    /// Begins to examine the installation beside the pages; `false` when that is under way.
    pub fn begin_examination(self: &Arc<Self>) -> bool {
        let services = self.clone();
        self.examination.begin(|_| async move {
            let findings = examine(&services).await;
            Ok(Examined { at: services.clock.now(), findings })
        })
    }

    /// How that stands, when it has ended or after so long.
    pub async fn examination(&self, patience: Duration) -> Standing<Examined> {
        self.examination.ended(patience).await
    }
}

/// Everything that the installation knows of itself. It changes nothing but what the upkeep would: the head is signed, and the
/// journal brought up to date.
pub async fn examine(services: &Services) -> Vec<Finding> {
    let mut findings = vec![
        Finding::ok("database", format!("{} answers, its tables are of this version", services.db.name())),
        Finding::ok("keys", "keys and database belong together"),
    ];
    findings.push(ledger(services).await);
    findings.push(journal(services).await);
    findings.push(registries(services));
    findings.extend(or_failed("preferences", preferences(services).await));
    findings.extend(sample(services));
    findings.extend(or_failed("outbox", mails(services).await));
    findings.extend(or_failed("webhooks", webhooks(services).await));
    findings.extend(or_failed("inbox", inbox(services).await));
    findings.extend(or_failed("cases", cases(services).await));
    findings.extend(or_failed("retention", retention(services).await));
    findings.push(policy(services));
    findings.extend(or_failed("service", running(services).await));
    findings
}

fn or_failed(check: &'static str, found: Result<Vec<Finding>, ServiceError>) -> Vec<Finding> {
    found.unwrap_or_else(|error| vec![Finding::fail(check, chain(&error), "check the database, then ask again")])
}

async fn ledger(services: &Services) -> Finding {
    match services.checkpoint().await {
        Ok(_) => Finding::ok(
            "ledger",
            format!(
                "{}; the head is signed and goes on from the last",
                counted(services.gate.ledger_size(), "entry", "entries")
            ),
        ),
        Err(error) => Finding::fail("ledger", chain(&error), "run `desist verify`, which names every fault"),
    }
}

/// Whether what is asked after a backup could be done again after a restore.
async fn journal(services: &Services) -> Finding {
    let written = services.journal.catch_up(&services.db).await;
    match written.and_then(|()| services.journal.size()) {
        Ok(bytes) if bytes > LONG_JOURNAL => Finding::warn(
            "journal",
            format!("{} MiB were written since the last backup", grouped(bytes >> 20)),
            "make a backup: `desist backup FILE`, or `desist backup --dumped` after pg_dump; the journal then begins anew",
        ),
        Ok(_) => Finding::ok("journal", "it can be written, and holds what the last backup lacks"),
        Err(error) => Finding::fail(
            "journal",
            chain(&error),
            "make room for it or mend its rights: until then a restore would lack what is asked now",
        ),
    }
}

fn registries(services: &Services) -> Finding {
    let registry = services.gate.registry();
    let working_keys = registry.api_keys().iter().filter(|key| key.revoked_at.is_none()).count();
    match registry.damaged.first() {
        None => Finding::ok(
            "registries",
            [
                counted(registry.senders().len() as u64, "sender", "senders"),
                counted(registry.topics().len() as u64, "topic", "topics"),
                counted(working_keys as u64, "API key", "API keys"),
            ]
            .join(", "),
        ),
        Some(error) => Finding::fail(
            "registries",
            format!("mail about {} is refused: {error}", counted(registry.damaged.len() as u64, "topic", "topics")),
            "restore the row from a backup",
        ),
    }
}

/// Rows that cannot be read: whoever they belong to gets no promotional mail until they are mended (L4).
async fn preferences(services: &Services) -> Result<Vec<Finding>, ServiceError> {
    let unreadable = services.unreadable_preferences().await?;
    Ok(vec![match unreadable.first {
        None => Finding::ok("preferences", "every row can be read"),
        Some(first) => Finding::fail(
            "preferences",
            format!(
                "{} rows cannot be read, so promotional mail to their recipients is refused; the first: table {}, \
                 column {}, row {}",
                unreadable.rows, first.table, first.column, first.row
            ),
            "run `desist verify`, which names every fault, and restore the rows from a backup",
        ),
    }])
}

/// Senders that still look like the sample, or lack what promotional mail must carry (LAW-05).
fn sample(services: &Services) -> Vec<Finding> {
    let registry = services.gate.registry();
    let unfinished = registry.senders().iter().filter(|s| s.name == "Sample Company" || s.postal_address.is_none());
    let finding = |key: &str| {
        Finding::warn(
            "sender",
            format!("{key} has the sample's name or no postal address, which promotional mail must carry"),
            format!("desist sender set {key} --name NAME --postal-address TEXT"),
        )
    };
    unfinished.map(|sender| finding(sender.key.as_str())).collect()
}

async fn mails(services: &Services) -> Result<Vec<Finding>, ServiceError> {
    let outbox = services.outbox(NAMED).await?;
    let overdue = outbox.next_due.is_some_and(|due| due < services.clock.now().plus_ms(-OVERDUE_MS));
    let mut findings = vec![match overdue {
        true => Finding::warn(
            "outbox",
            format!("{} mails wait, and none is being sent", outbox.pending),
            "start `desist serve`, which sends them, and look at its log",
        ),
        false => Finding::ok("outbox", format!("{} mails wait, {} were sent", outbox.pending, outbox.sent)),
    }];
    for dead in outbox.dead {
        let reason = dead.last_error.unwrap_or_default();
        let what = format!("a mail ({}) was given up after {} attempts: {reason}", dead.kind, dead.attempts);
        findings.push(Finding::warn("outbox", what, "mend the cause; whoever it was for can ask again"));
    }
    Ok(findings)
}

/// Nothing is said where there is no endpoint and nothing was ever sent.
async fn webhooks(services: &Services) -> Result<Vec<Finding>, ServiceError> {
    let outbox = services.outbox_of_webhooks(NAMED).await?;
    let mut findings = Vec::new();
    if outbox.pending > 0 || outbox.sent > 0 {
        let overdue = outbox.next_due.is_some_and(|due| due < services.clock.now().plus_ms(-OVERDUE_MS));
        findings.push(match overdue {
            true => Finding::warn(
                "webhooks",
                format!("{} wait, and none is being sent", outbox.pending),
                "start `desist serve`, which sends them, and look at its log",
            ),
            false => Finding::ok("webhooks", format!("{} wait, {} were sent", outbox.pending, outbox.sent)),
        });
    }
    for endpoint in services.gate.registry().endpoints() {
        if let Some((at, why)) = endpoint.disabled.filter(|(_, why)| *why != DisabledWhy::Asked) {
            let what = format!("the endpoint {} is told nothing since {} ({})", endpoint.id, at.date(), why.word());
            findings.push(Finding::warn("webhooks", what, "mend it, then `desist webhook test` and `enable`"));
        }
    }
    for dead in outbox.dead {
        let reason = dead.last_error.unwrap_or_default();
        let what = format!("{} was given up after {} attempts: {reason}", dead.id, dead.attempts);
        findings.push(Finding::warn("webhooks", what, "mend the cause; what it told is in the ledger"));
    }
    Ok(findings)
}

async fn inbox(services: &Services) -> Result<Vec<Finding>, ServiceError> {
    let inbox = services.inbox(1).await?;
    let mut findings = vec![match inbox.review {
        0 => Finding::ok("inbox", format!("{} mails wait to be worked on, none for a person", inbox.pending)),
        n => Finding::warn("inbox", format!("{n} mails wait for a person"), "desist intake list"),
    }];
    let alarms = services.alarms().await?;
    findings.extend(alarms.is_burst.then(|| {
        let what = format!("{} stops that nothing proves were applied within an hour", alarms.unproven_stops);
        let fix = "look at the mails (`desist intake list --status acted`): somebody may be writing in others' names";
        Finding::warn("inbox", what, fix)
    }));
    findings.extend((alarms.answers_put_off > 0).then(|| {
        let what = format!("{} automatic answers wait, because too many go out already", alarms.answers_put_off);
        Finding::warn("outbox", what, "look for a loop or forged mails; else raise intake.answers_per_hour")
    }));
    findings.extend(inbox.put_off.first().map(|why| {
        let what = format!("mail that came in is put off: {why}");
        Finding::warn("inbox", what, "mend the cause; it is tried again by itself, and nothing of it is lost")
    }));
    Ok(findings)
}

/// What is late, and what soon will be: looked at, it is nobody's fault yet that the machine could mend.
async fn cases(services: &Services) -> Result<Vec<Finding>, ServiceError> {
    let found = services.case_pressure(SOON_MS).await?;
    let now = services.clock.now();
    let list = |before: Instant| format!("desist case list --state open --due-before {}", before.rfc3339());
    let day = found.first.map(|at| services.day(Instant(at))).unwrap_or_default();
    let open = counted(u64::try_from(found.open).unwrap_or_default(), "case is open", "cases are open");
    let late = counted(u64::try_from(found.late).unwrap_or_default(), "case is late", "cases are late");
    let soon = counted(u64::try_from(found.soon).unwrap_or_default(), "case is due", "cases are due");
    let mut findings = Vec::new();
    if found.late > 0 {
        findings.push(Finding::warn("cases", format!("{late}; the first was due on {day}"), list(now)));
    }
    if found.soon > 0 {
        let first = if found.late > 0 { String::new() } else { format!("; the first on {day}") };
        findings.push(Finding::warn("cases", format!("{soon} within three days{first}"), list(now.plus_ms(SOON_MS))));
    }
    if findings.is_empty() {
        let next = if day.is_empty() { String::new() } else { format!(", none is late; the next is due on {day}") };
        findings.push(Finding::ok("cases", format!("{open}{next}")));
    }
    Ok(findings)
}

/// Nights that were missed: each is made up for by the next, but somebody may have promised what is not done.
async fn retention(services: &Services) -> Result<Vec<Finding>, ServiceError> {
    let due: u64 = services.retention_due().await?.iter().map(|rule| rule.count).sum();
    let night = services.config.retention.night(services.clock.now()).and_then(|night| night.yesterday().ok());
    let last = services.retention_night().await?.map(|row| row.night).filter(|night| !night.is_empty());
    Ok(vec![match (last, night) {
        (Some(last), Some(night)) if last < night.to_string() => Finding::warn(
            "retention",
            format!("last done in the night of {last}; {due} things are older than they may be"),
            "start `desist serve`, which makes up for it, and look at its log; or `desist retention run`",
        ),
        (Some(last), _) => {
            Finding::ok("retention", format!("last done in the night of {last}; {due} things go in the next"))
        }
        (None, _) => Finding::ok("retention", format!("not yet done; {due} things go in the first night")),
    }])
}

/// Which version is in force, and which takes over next (P10).
fn policy(services: &Services) -> Finding {
    let (policies, now) = (&services.config.policies, services.clock.now());
    let day = |version: &PolicyVersion| version.from.map_or_else(String::new, |day| format!(" ({day})"));
    let present = policies.at(now);
    let next = policies.versions().skip_while(|version| *version != present).nth(1);
    let next = next.map_or_else(String::new, |next| format!("; {}{} takes over by itself", next.id, day(next)));
    Finding::ok("policy", format!("version {}{} is in force{next}", present.id, day(present)))
}

async fn running(services: &Services) -> Result<Vec<Finding>, ServiceError> {
    let now = services.clock.now();
    let seen = services.instances(REMEMBERED_MS).await?;
    let (alive, lost): (Vec<_>, Vec<_>) = seen.iter().partition(|instance| instance.seen_at >= now.0 - ALIVE_MS);
    let size = i64::try_from(services.gate.ledger_size()).unwrap_or(i64::MAX);
    let mut findings = Vec::new();
    for instance in &alive {
        // Its word may be some seconds old, so a few entries more are none of its fault.
        findings.push(match size - instance.ledger_size {
            behind if behind > 10_000 => Finding::warn(
                "service",
                format!("{} is {behind} entries behind", instance.public_url),
                "look at its log; while it is stale it refuses promotional mail",
            ),
            _ => Finding::ok("service", format!("runs at {}", instance.public_url)),
        });
    }
    if alive.is_empty() {
        findings.push(Finding::warn("service", "none runs on this database", "start `desist serve`"));
    }
    for instance in lost {
        let what = format!("{} was not stopped in order", instance.public_url);
        findings.push(Finding::warn("service", what, "nothing, if you know why; it is forgotten after a day"));
    }
    Ok(findings)
}
