//! The page of one recipient.

use std::collections::BTreeMap;

use serde_json::Value;

use super::words;
use crate::domain::change::{Channel, scope_of_code};
use crate::domain::operator::Right;
use crate::domain::preference::{Kind, Scope};
use crate::domain::time::Instant;
use crate::domain::topic::{Class, Sender};
use crate::faces::http::console::guard::{Posted, Visit};
use crate::render::console::{
    Fault, HistoryRow, OnBehalfForm, Pager, Recipient, RecipientCase, RecipientMail, RecordedRow, SenderVerdicts,
    TypedOnBehalf, VerdictRow,
};
use crate::services::Services;
use crate::services::preferences::Heard;
use crate::services::recipients::{Happened, Known, KnownCase, KnownMail, Look, Recorded, TopicVerdict, Whom};

/// The longest text of evidence that is shown, in characters.
const SHOWN: usize = 4_000;

/// What was typed, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed<'a> {
    pub(super) form: Option<&'a Posted>,
    pub(super) fault: Option<Fault>,
}

/// What is known of somebody, as far as this operator may see it.
pub(super) async fn page(visit: &Visit, whom: &Whom, typed: Typed<'_>) -> Result<Recipient, actix_web::Error> {
    let services = visit.services();
    let (sees_all, sees_mail) = (visit.may(Right::Cases), visit.may(Right::Inbox));
    let before = visit.asked("before").and_then(|text| text.parse().ok()).unwrap_or(u64::MAX);
    let look = Look { history: sees_all.then_some(before), mails: sees_mail };
    let known = visit.ok(services.known(whom, look).await)?;
    let names = visit.ok(services.operator_names().await)?;
    let history = known.history.iter().map(|change| history_row(services, &names, change)).collect();
    let address = whom.address.as_ref();
    let shown = |address: &crate::domain::address::Address| match sees_all {
        true => address.delivery().to_owned(),
        false => address.masked(),
    };
    Ok(Recipient {
        to: if whom.is_known { super::path_of(&whom.key) } else { "/console/recipients".to_owned() },
        key: whom.is_known.then(|| whom.key.code()),
        address: address.map(shown),
        erased_at: known.erased_at,
        is_damaged: known.is_damaged,
        senders: verdicts(&known.verdicts),
        recorded: known.recorded.iter().map(|one| recorded_row(services, one)).collect(),
        pager: pager(&known, before),
        history: sees_all.then_some(history),
        cases: sees_all.then(|| known.cases.iter().map(case_row).collect()),
        mails: sees_mail.then(|| known.mails.iter().map(mail_row).collect()),
        form: visit.may(Right::ChangeRecipients).then(|| on_behalf(services, whom, typed.form)),
        may_open_case: visit.may(Right::WorkCases),
        may_see_entries: visit.may(Right::Record),
        fault: typed.fault,
    })
}

fn verdicts(all: &[TopicVerdict]) -> Vec<SenderVerdicts> {
    let mut senders: Vec<SenderVerdicts> = Vec::new();
    for one in all {
        if senders.last().is_none_or(|last| last.key != one.sender.key.as_str()) {
            let (name, key) = (one.sender.name.clone(), one.sender.key.to_string());
            senders.push(SenderVerdicts { name, key, promotional: 0, allowed: 0, rows: Vec::new() });
        }
        let Some(of) = senders.last_mut() else { continue };
        let (allowed, is_promotional) = (one.verdict.allowed(), one.topic.class == Class::Promotional);
        of.promotional += usize::from(is_promotional);
        of.allowed += usize::from(is_promotional && allowed);
        of.rows.push(VerdictRow {
            topic: one.topic.name.clone(),
            is_promotional,
            allowed,
            why: words::why(&one.verdict),
            since: one.verdict.since,
            until: one.decided.and_then(|decided| decided.record.kind.until()),
            channel: one.decided.and_then(|decided| decided.channel).map(words::by_way_of),
        });
    }
    senders
}

fn recorded_row(services: &Services, one: &Recorded) -> RecordedRow {
    let record = &one.record;
    let everything = matches!(record.kind, Kind::Erased | Kind::Undeliverable | Kind::Deliverable);
    RecordedRow {
        what: words::what(record.kind),
        scope: if everything { "All mail to them".to_owned() } else { scope_words(services, record.scope) },
        suppresses: one.suppresses,
        since: record.since,
        until: record.kind.until(),
        channel: one.channel.map(words::by_way_of),
        entry: record.entry,
    }
}

fn history_row(services: &Services, names: &BTreeMap<String, String>, change: &Happened) -> HistoryRow {
    let Some(leaf) = &change.leaf else {
        let what = "An old entry: what it said was taken out, as the rules of retention say".to_owned();
        return HistoryRow { entry: change.entry, what, ..empty_row() };
    };
    let text = |name: &str| leaf[name].as_str();
    let moment = |name: &str| leaf[name].as_i64().map(Instant);
    let heard = text("heard").and_then(Heard::from_word).map(|heard| words::heard(heard).to_owned());
    HistoryRow {
        entry: change.entry,
        at: moment("at"),
        what: words::happened(leaf),
        scope: text("scope").and_then(scope_of_code).map(|scope| scope_words(services, scope)),
        until: moment("until"),
        who: who(services, names, leaf),
        channel: text("channel").and_then(Channel::from_word).map(words::by_way_of),
        reason: heard.or_else(|| text("reason").map(words::spaced)),
        evidence: change.evidence.as_ref().map(evidence).unwrap_or_default(),
        case: text("case").map(str::to_owned),
    }
}

fn empty_row() -> HistoryRow {
    HistoryRow {
        entry: 0,
        at: None,
        what: String::new(),
        scope: None,
        until: None,
        who: String::new(),
        channel: None,
        reason: None,
        evidence: Vec::new(),
        case: None,
    }
}

/// Who did it, by the name that colleagues know.
fn who(services: &Services, names: &BTreeMap<String, String>, leaf: &Value) -> String {
    let by = leaf["by"].as_str().unwrap_or_default();
    match leaf["actor"].as_str().unwrap_or_default() {
        "recipient" => "the recipient".to_owned(),
        "operator" => names.get(by).cloned().unwrap_or_else(|| "an operator".to_owned()),
        "tool" => {
            let keys = services.gate.registry().api_keys();
            let key = keys.iter().find(|key| key.id == by);
            key.map_or_else(|| "an API key".to_owned(), |key| format!("API key {}", key.name))
        }
        "agent" => "a support mailbox".to_owned(),
        "party" => services.gate.registry().party_by_id(by).map_or_else(|| "a party".to_owned(), |p| p.key.to_string()),
        "command_line" => "the command line".to_owned(),
        _ => "the service itself".to_owned(),
    }
}

/// What was kept as evidence, name by name, as far as it says something.
fn evidence(kept: &Value) -> Vec<(String, String)> {
    let said = |value: &Value| match value {
        Value::Null => None,
        Value::String(text) => Some(text.chars().take(SHOWN).collect::<String>()),
        other => Some(other.to_string().chars().take(SHOWN).collect()),
    };
    let members = kept.as_object().into_iter().flatten();
    let texts = members.filter_map(|(name, value)| Some((words::spaced(name), said(value)?)));
    texts.filter(|(_, text)| !text.is_empty()).collect()
}

fn scope_words(services: &Services, scope: Scope) -> String {
    let registry = services.gate.registry();
    let of = |id| registry.sender(id).map_or_else(|| format!("sender {id}"), |sender| sender.name.clone());
    match scope {
        Scope::Topic(id) => match registry.topic(id) {
            Some(topic) => format!("{} ({})", topic.name, of(topic.sender)),
            None => format!("topic {id}"),
        },
        Scope::All(id) => format!("Everything promotional of {}", of(id)),
        Scope::Everywhere(id) => {
            format!("All senders of the group {}", registry.group_key(id).unwrap_or("that is not here"))
        }
        Scope::Sharing(id) => format!("Passing their data on, {}", of(id)),
        Scope::Tracking(id) => format!("Tracking, {}", of(id)),
    }
}

fn case_row(case: &KnownCase) -> RecipientCase {
    RecipientCase {
        id: case.id.clone(),
        kind: words::spaced(case.kind),
        state: words::spaced(case.state),
        is_open: case.is_open,
        received_at: case.received_at,
        due_at: case.due_at,
    }
}

fn mail_row(mail: &KnownMail) -> RecipientMail {
    let (id, status, via) = (mail.id.clone(), words::spaced(&mail.status), mail.via.clone());
    RecipientMail { id, status, via, received_at: mail.received_at }
}

fn pager(known: &Known, before: u64) -> Pager {
    let oldest = known.history.last().filter(|_| known.has_older);
    Pager {
        before: (before != u64::MAX).then(String::new),
        next: oldest.map(|change| format!("before={}", change.entry)),
        shown: String::new(),
    }
}

fn on_behalf(services: &Services, whom: &Whom, form: Option<&Posted>) -> OnBehalfForm {
    let registry = services.gate.registry();
    let senders = registry.senders();
    let text = |name| form.map(|form| form.text(name).to_owned()).unwrap_or_default();
    let address = whom.address.as_ref().filter(|_| !whom.is_known).map(|address| address.delivery().to_owned());
    OnBehalfForm {
        address,
        can_mail: whom.address.is_some(),
        scopes: senders.iter().map(|sender| scopes(services, sender, true)).chain(groups(services)).collect(),
        asked: senders.iter().map(|sender| scopes(services, sender, false)).collect(),
        heard: Heard::ALL.iter().map(|heard| (heard.word(), words::heard(*heard))).collect(),
        senders: senders.iter().map(|sender| (sender.key.to_string(), sender.name.clone())).collect(),
        today: services.clock.now().date(),
        typed: TypedOnBehalf {
            scope: text("scope"),
            until: text("until"),
            heard: text("heard"),
            day: text("day"),
            evidence: text("evidence"),
            ask_scope: text("ask_scope"),
            sender: text("sender"),
        },
    }
}

/// A heading, and values with their words.
type Choices = (String, Vec<(String, String)>);

/// What can be stopped of a sender; without what is not mail, what can be turned on.
fn scopes(services: &Services, sender: &Sender, also_data: bool) -> Choices {
    let registry = services.gate.registry();
    let topics = registry.topics_of(sender.id).filter(|topic| topic.class == Class::Promotional && !topic.retired);
    let mut choices = vec![(code(Scope::All(sender.id)), "Everything promotional".to_owned())];
    choices.extend(topics.map(|topic| (code(Scope::Topic(topic.id)), topic.name.clone())));
    if also_data {
        choices.push((code(Scope::Sharing(sender.id)), "Passing their data on to others".to_owned()));
        choices.push((code(Scope::Tracking(sender.id)), "Tracking on the web".to_owned()));
    }
    (sender.name.clone(), choices)
}

/// The groups, each once.
fn groups(services: &Services) -> Option<Choices> {
    let registry = services.gate.registry();
    let mut groups: Vec<_> = registry.senders().iter().map(|sender| sender.group).collect();
    groups.sort_unstable_by_key(|group| group.0);
    groups.dedup();
    let words = |group| format!("All senders of the group {}", registry.group_key(group).unwrap_or_default());
    let choices: Vec<_> = groups.into_iter().map(|group| (code(Scope::Everywhere(group)), words(group))).collect();
    (!choices.is_empty()).then(|| ("Everywhere".to_owned(), choices))
}

fn code(scope: Scope) -> String {
    format!("{}:{}", scope.word(), scope.number())
}
