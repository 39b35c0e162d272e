//! Telling endpoints what happens: into the outbox, in the transaction of the change itself, so that nothing is told that
//! did not happen and nothing happens untold. Where nobody wants to know, nothing is made.

use serde_json::{Map, Value};

use super::batch::Batch;
use super::change::{ImportChunk, Prefer, Subject, Undo};
use crate::domain::change::{Actor, Channel};
use crate::domain::ids::SenderId;
use crate::domain::preference::{Kind, Scope};
use crate::domain::time::Instant;
use crate::domain::webhook::{EventKind, event};
use crate::services::installation::uuid_v7;
use crate::services::registry::Registry;
use crate::services::webhooks::outgoing::{WebhookOrder, to_endpoint};
use crate::store::hex;
use crate::store::outbox::NewWebhook;

/// Something to tell.
pub(super) struct News<'n> {
    /// What happened.
    pub(super) kind: EventKind,
    /// When.
    pub(super) at: Instant,
    /// Whose business it is; `None`: everybody's.
    pub(super) sender: Option<SenderId>,
    /// The scope, where it may be a whole group's business.
    pub(super) scope: Option<Scope>,
    /// Whom it is about.
    pub(super) subject: Option<&'n Subject>,
    /// What else there is to say.
    pub(super) data: Vec<(&'static str, Value)>,
}

impl Batch<'_> {
    /// Queues a webhook that was ordered beforehand.
    pub(super) fn post(&mut self, order: &WebhookOrder) {
        let WebhookOrder { id, lane, payload } = order.clone();
        self.webhooks.push(NewWebhook { id, ordering: lane, payload, created_at: self.now });
    }

    /// Whether any endpoint is told of this kind at all.
    pub(super) fn is_told(&self, kind: EventKind) -> bool {
        self.registry.endpoints().iter().any(|endpoint| endpoint.wants(kind, None))
    }

    /// Tells every endpoint that wants to know. Whom it is about stands there as the recipient key, and as the address
    /// for an endpoint that is to have addresses, where the address is known.
    pub(super) fn tell(&mut self, news: News<'_>) {
        let registry = self.registry.clone();
        let told = registry.endpoints().iter().filter(|endpoint| match (news.scope, endpoint.sender) {
            (Some(Scope::Everywhere(group)), Some(id)) => {
                registry.sender(id).is_some_and(|sender| sender.group == group) && endpoint.wants(news.kind, None)
            }
            _ => endpoint.wants(news.kind, news.sender),
        });
        let told: Vec<_> = told.cloned().collect();
        if told.is_empty() {
            return;
        }
        let mut data: Map<String, Value> =
            news.data.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let sender = news.sender.and_then(|id| registry.sender(id));
        data.insert("sender".to_owned(), sender.map(|sender| sender.key.as_str()).into());
        let key = news.subject.and_then(|subject| subject.keys.first());
        if let Some(key) = key {
            data.insert("recipient_key".to_owned(), hex(&key.bytes).into());
        }
        let kind = news.kind.word();
        let without = event::body(kind, news.at, data.clone());
        let wanted = told.iter().any(|endpoint| endpoint.addresses);
        let address = news.subject.filter(|_| wanted).and_then(|subject| self.address_of(subject));
        let with = address.map(|address| {
            data.insert("recipient".to_owned(), address.into());
            event::body(kind, news.at, data)
        });
        for endpoint in told {
            let body = with.as_ref().filter(|_| endpoint.addresses).unwrap_or(&without);
            let id = uuid_v7(&*self.context.random, self.now);
            let order = to_endpoint(&self.context.vault, id, &endpoint.id, body);
            self.post(&order);
        }
    }
}

/// Tells of a preference.
pub(super) fn of_preference(batch: &mut Batch<'_>, prefer: &Prefer, before: &'static str, entry: u64) {
    if !batch.is_told(EventKind::PreferenceChanged) {
        return;
    }
    let by = (&prefer.actor, prefer.channel);
    let mut data = preference(&batch.registry, prefer.scope, (before, prefer.kind), by, entry);
    data.extend(prefer.codes.iter().filter(|(name, _)| *name == "reason").cloned());
    batch.tell(News {
        kind: EventKind::PreferenceChanged,
        at: prefer.at,
        sender: Some(prefer.sender),
        scope: Some(prefer.scope),
        subject: Some(&prefer.subject),
        data,
    });
}

/// Tells of a stop that was taken back.
pub(super) fn of_undo(batch: &mut Batch<'_>, undo: &Undo, before: Kind, after: Kind, entry: u64) {
    if !batch.is_told(EventKind::PreferenceChanged) {
        return;
    }
    let by = (&Actor::Recipient, Channel::Page);
    let mut data = preference(&batch.registry, undo.scope, (before.word(), after), by, entry);
    data.push(("undoes", undo.entry.into()));
    batch.tell(News {
        kind: EventKind::PreferenceChanged,
        at: batch.now,
        sender: Some(undo.sender),
        scope: Some(undo.scope),
        subject: Some(&undo.subject),
        data,
    });
}

fn preference(
    registry: &Registry,
    scope: Scope,
    (before, after): (&'static str, Kind),
    (actor, channel): (&Actor, Channel),
    entry: u64,
) -> Vec<(&'static str, Value)> {
    vec![
        ("entry", entry.into()),
        ("scope", scope_word(registry, scope)),
        ("before", before.into()),
        ("after", after.word().into()),
        ("until", after.until().map(|until| until.rfc3339()).into()),
        ("proven", after.proven().into()),
        ("actor", actor.word().into()),
        ("channel", channel.word().into()),
    ]
}

/// Tells of a chunk of an import: one event with the number of its rows.
pub(super) fn of_import(batch: &mut Batch<'_>, chunk: &ImportChunk, rows: usize, entry: u64) {
    if !batch.is_told(EventKind::SuppressionsImported) {
        return;
    }
    let data = vec![
        ("entry", entry.into()),
        ("scope", scope_word(&batch.registry, chunk.scope)),
        ("rows", rows.into()),
        ("actor", chunk.actor.word().into()),
        ("channel", chunk.channel.word().into()),
    ];
    batch.tell(News {
        kind: EventKind::SuppressionsImported,
        at: batch.now,
        sender: Some(chunk.sender),
        scope: Some(chunk.scope),
        subject: None,
        data,
    });
}

/// A scope as the API words it: a topic by its key.
fn scope_word(registry: &Registry, scope: Scope) -> Value {
    match scope {
        Scope::Topic(id) => registry.topic(id).map(|topic| topic.key.as_str()).into(),
        other => other.word().into(),
    }
}
