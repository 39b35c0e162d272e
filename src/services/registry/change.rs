//! Changes of the registries; each is a ledger entry too.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::domain::access::ApiKey;
use crate::domain::agent::Agent;
use crate::domain::case::Party;
use crate::domain::change::{Actor, Channel, EntryKind, LeafDraft};
use crate::domain::error::Code;
use crate::domain::ids::{GroupId, Key, SenderId, TopicId};
use crate::domain::operator::Operator;
use crate::domain::time::Instant;
use crate::domain::topic::{Class, Sender, Topic};
use crate::domain::webhook::Endpoint;
use crate::domain::webhook::endpoint::DisabledWhy;
use crate::services::error::ServiceError;
use crate::services::installation::Vault;
use crate::services::registry::answers::{self, AnswerChange};
use crate::services::registry::endpoints;
use crate::services::registry::operators::{self, Beginning, Credentials, OperatorChange};
use crate::services::senders::SenderUpdate;
use crate::services::webhooks::Edit;
use crate::store::registry_rows::{self, RegistryRow};
use crate::store::{StoreError, Tx, agents, hex, parties, registry};

/// An intention about the registries, and who has it.
#[derive(Clone, Debug)]
pub struct RegistryChange {
    /// What.
    pub what: What,
    /// Who.
    pub actor: Actor,
    /// The way in.
    pub channel: Channel,
}

/// What to change.
#[derive(Clone, Debug)]
pub enum What {
    /// The first entry of a ledger, with the sample sender and its topics. Nothing happens in a ledger that has begun.
    Begin(Box<Sample>),
    /// A new sender, in a group of this key (made if it is new).
    AddSender {
        /// The sender; its group number counts only if the group is new.
        sender: Sender,
        /// The group's key.
        group: Key,
    },
    /// New names or addresses of a sender.
    UpdateSender {
        /// Whose.
        id: SenderId,
        /// What; applied to what stands recorded when it is written, so that two at once both count.
        update: SenderUpdate,
    },
    /// A new topic.
    AddTopic(Topic),
    /// No new mail about it; its links go on working.
    RetireTopic(TopicId),
    /// A new API key.
    AddApiKey(ApiKey),
    /// An API key that must not work any more, by its id.
    RevokeApiKey(String),
    /// A support mailbox to be trusted from now on, or told more or less than before.
    PutAgent(Agent),
    /// A support mailbox that is trusted no longer, by its id.
    RemoveAgent(String),
    /// A system, partner or controller: a new one, or what is recorded of it from now on.
    PutParty(Box<Party>),
    /// A new operator.
    AddOperator(Box<Operator>),
    /// Another role, or the end, of an operator.
    ChangeOperator {
        /// Which.
        id: String,
        /// What of it.
        change: OperatorChange,
    },
    /// An operator begins, or begins anew, by a one-time link, which is spent.
    BeginOperator(Box<Beginning>),
    /// Another password or another secret of codes, by the operator.
    SetCredentials(Box<Credentials>),
    /// What an operator signs in with is destroyed, and a one-time link to begin anew is there.
    ResetOperator {
        /// Which.
        id: String,
        /// SHA-256 of the link's token.
        token_hash: [u8; 32],
    },
    /// An answer written beforehand: a new one, another text, or offered no more.
    PutAnswer(Box<AnswerChange>),
    /// A new endpoint of webhooks.
    AddEndpoint(Box<Endpoint>),
    /// Something else about an endpoint.
    EditEndpoint {
        /// Which.
        id: String,
        /// What is written anew.
        edit: Box<Edit>,
        /// Whether it is told anything.
        enabled: Option<bool>,
    },
    /// An endpoint that is told nothing any more.
    DisableEndpoint {
        /// Which.
        id: String,
        /// Why.
        why: DisabledWhy,
    },
}

/// What a new installation begins with.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The group's number.
    pub group: GroupId,
    /// The sender `default`.
    pub sender: Sender,
    /// Its topics.
    pub topics: Vec<Topic>,
    /// The first API key.
    pub api_key: ApiKey,
}

/// What a registry change may touch.
pub struct Parts<'b> {
    /// The transaction.
    pub tx: &'b mut Tx,
    /// The index that its entry will have.
    pub entry: u64,
    /// Now.
    pub now: Instant,
    /// The keys, for what the first entry says of them.
    pub vault: &'b Vault,
}

/// Makes the change; answers the leaf to append, or `None` when nothing changes.
pub async fn apply(mut parts: Parts<'_>, change: &RegistryChange) -> Result<Option<LeafDraft>, ServiceError> {
    let Some((at, mut codes)) = make(&mut parts, &change.what).await? else { return Ok(None) };
    codes.push(("row_hashes", row_hashes(parts.tx, parts.entry).await?));
    Ok(Some(LeafDraft {
        kind: EntryKind::Registry,
        at,
        sender: None,
        actor: change.actor.clone(),
        channel: change.channel,
        codes,
    }))
}

/// What an entry says of the rows it wrote: each by its name, as the hash of all its columns. So no row of a registry
/// can be changed, taken away or put in without `verify` seeing it (L5), and no name stands in a leaf.
async fn row_hashes(tx: &mut Tx, entry: u64) -> Result<Value, StoreError> {
    let written = registry_rows::all(tx).await?;
    let written = written.iter().filter(|row| u64::try_from(row.entry_index) == Ok(entry));
    Ok(Value::Object(written.map(|row| (row_name(row), row_hash(row).into())).collect::<Map<_, _>>()))
}

/// A registry row's name in entries: table and id.
pub(crate) fn row_name(row: &RegistryRow) -> String {
    format!("{}/{}", row.table, row.id)
}

/// SHA-256 over the canonical JSON of a row's columns, in hex.
pub(crate) fn row_hash(row: &RegistryRow) -> String {
    hex(&Sha256::digest(row.columns.to_string().as_bytes()))
}

async fn make(parts: &mut Parts<'_>, what: &What) -> Result<Codes, ServiceError> {
    match what {
        What::Begin(sample) => begin(parts, sample).await,
        What::AddSender { sender, group } => add_sender(parts, sender, group).await,
        What::UpdateSender { id, update } => update_sender(parts, *id, update).await,
        What::AddTopic(topic) => add_topic(parts, topic).await,
        What::RetireTopic(id) => retire_topic(parts, *id).await,
        What::AddApiKey(key) => add_api_key(parts, key).await,
        What::RevokeApiKey(id) => revoke_api_key(parts, id).await,
        What::PutAgent(agent) => put_agent(parts, agent).await,
        What::RemoveAgent(id) => remove_agent(parts, id).await,
        What::PutParty(party) => put_party(parts, party).await,
        What::AddOperator(operator) => operators::add(parts, operator).await,
        What::ChangeOperator { id, change } => operators::change(parts, id, *change).await,
        What::BeginOperator(beginning) => operators::begin(parts, beginning).await,
        What::SetCredentials(credentials) => operators::set_credentials(parts, credentials).await,
        What::ResetOperator { id, token_hash } => operators::reset(parts, id, token_hash).await,
        What::PutAnswer(change) => answers::put(parts, change).await,
        What::AddEndpoint(endpoint) => endpoints::add(parts, endpoint).await,
        What::EditEndpoint { id, edit, enabled } => endpoints::edit(parts, id, edit, *enabled).await,
        What::DisableEndpoint { id, why } => endpoints::disable(parts, id, *why).await,
    }
}

pub(super) type Codes = Option<(Instant, Vec<(&'static str, Value)>)>;

async fn begin(parts: &mut Parts<'_>, sample: &Sample) -> Result<Codes, ServiceError> {
    if parts.entry > 0 {
        return Ok(None);
    }
    registry::insert_group(parts.tx, sample.group, &sample.sender.key, parts.entry).await?;
    registry::insert_sender(parts.tx, &sample.sender, parts.now, parts.entry).await?;
    for topic in &sample.topics {
        registry::insert_topic(parts.tx, topic, parts.now, parts.entry).await?;
    }
    registry::insert_api_key(parts.tx, &sample.api_key, parts.entry).await?;
    let codes = vec![
        ("what", "installation".into()),
        ("installation", parts.vault.id.clone().into()),
        ("ledger_key", parts.vault.signer.vkey().into()),
        ("sample_sender", sample.sender.id.0.into()),
        ("topics", sample.topics.iter().map(|t| Value::from(t.id.0)).collect()),
        ("api_key", sample.api_key.id.clone().into()),
    ];
    Ok(Some((parts.now, codes)))
}

async fn add_sender(parts: &mut Parts<'_>, sender: &Sender, group: &Key) -> Result<Codes, ServiceError> {
    let known = registry::senders(parts.tx).await?;
    if known.iter().flatten().any(|s| s.key == sender.key) {
        return Err(exists("sender"));
    }
    let groups = registry::groups(parts.tx).await?;
    let mut sender = sender.clone();
    match groups.iter().flatten().find(|(_, key)| key == group.as_str()) {
        Some((id, _)) => sender.group = *id,
        None => registry::insert_group(parts.tx, sender.group, group, parts.entry).await?,
    }
    registry::insert_sender(parts.tx, &sender, parts.now, parts.entry).await?;
    let codes = vec![("what", "sender_added".into()), ("id", sender.id.0.into()), ("group", sender.group.0.into())];
    Ok(Some((parts.now, codes)))
}

async fn update_sender(parts: &mut Parts<'_>, id: SenderId, update: &SenderUpdate) -> Result<Codes, ServiceError> {
    let known = registry::senders(parts.tx).await?;
    let Some(present) = known.into_iter().flatten().find(|sender| sender.id == id) else {
        return Err(ServiceError::refused(Code::NotFound, "There is no such sender."));
    };
    let sender = update.applied_to(&present);
    if sender == present {
        return Ok(None);
    }
    registry::update_sender(parts.tx, &sender, parts.entry).await?;
    Ok(Some((parts.now, vec![("what", "sender_changed".into()), ("id", sender.id.0.into())])))
}

async fn add_topic(parts: &mut Parts<'_>, topic: &Topic) -> Result<Codes, ServiceError> {
    // SUP-03: a transactional topic says for what; whether the asker may make one was checked by the face's guard.
    if topic.class == Class::Transactional && topic.purpose.as_deref().is_none_or(str::is_empty) {
        let detail = "A transactional topic needs a stated purpose: which transaction or relationship its mail serves.";
        let problem = crate::domain::error::Problem::new(Code::InvalidField, detail).in_field("purpose");
        return Err(problem.into());
    }
    let known = registry::topics(parts.tx).await?;
    if known.iter().flatten().any(|t| t.key == topic.key) {
        return Err(exists("topic"));
    }
    registry::insert_topic(parts.tx, topic, parts.now, parts.entry).await?;
    let codes = vec![
        ("what", "topic_added".into()),
        ("id", topic.id.0.into()),
        ("of", topic.sender.0.into()),
        ("class", topic.class.as_str().into()),
        ("requires_opt_in", topic.requires_opt_in.into()),
    ];
    Ok(Some((parts.now, codes)))
}

async fn retire_topic(parts: &mut Parts<'_>, id: TopicId) -> Result<Codes, ServiceError> {
    let done = registry::retire_topic(parts.tx, id, parts.entry).await?;
    Ok(done.then(|| (parts.now, vec![("what", "topic_retired".into()), ("id", id.0.into())])))
}

async fn add_api_key(parts: &mut Parts<'_>, key: &ApiKey) -> Result<Codes, ServiceError> {
    registry::insert_api_key(parts.tx, key, parts.entry).await?;
    let codes =
        vec![("what", "api_key_added".into()), ("id", key.id.clone().into()), ("scopes", key.scopes.to_text().into())];
    Ok(Some((parts.now, codes)))
}

async fn revoke_api_key(parts: &mut Parts<'_>, id: &str) -> Result<Codes, ServiceError> {
    let done = registry::revoke_api_key(parts.tx, id, parts.now, parts.entry).await?;
    Ok(done.then(|| (parts.now, vec![("what", "api_key_revoked".into()), ("id", id.into())])))
}

/// The entry names the agent by its id only: an address, even of a colleague, stands in no leaf (L6).
async fn put_agent(parts: &mut Parts<'_>, agent: &Agent) -> Result<Codes, ServiceError> {
    let known = agents::all(parts.tx).await?;
    let same = |known: &&Agent| known.key == agent.key;
    let standing = known.iter().flatten().find(same);
    if standing.is_some_and(|standing| standing.status_notes == agent.status_notes) {
        return Ok(None);
    }
    agents::put(parts.tx, agent, parts.entry).await?;
    let id = standing.map_or(&agent.id, |standing| &standing.id);
    let codes = vec![
        ("what", "agent_added".into()),
        ("id", id.clone().into()),
        ("status_notes", agent.status_notes.word().into()),
    ];
    Ok(Some((parts.now, codes)))
}

async fn remove_agent(parts: &mut Parts<'_>, id: &str) -> Result<Codes, ServiceError> {
    let done = agents::remove(parts.tx, id, parts.now, parts.entry).await?;
    Ok(done.then(|| (parts.now, vec![("what", "agent_removed".into()), ("id", id.into())])))
}

/// The entry names a party by its id and registry; its row's hash stands for the rest.
async fn put_party(parts: &mut Parts<'_>, party: &Party) -> Result<Codes, ServiceError> {
    let known = parties::all(parts.tx).await?;
    let standing = known.iter().flatten().find(|known| known.id == party.id);
    if standing == Some(party) {
        return Ok(None);
    }
    let same_key = |known: &&Party| known.kind == party.kind && known.key == party.key && known.id != party.id;
    if known.iter().flatten().any(|known| same_key(&known)) {
        return Err(exists(party.kind.word()));
    }
    parties::put(parts.tx, party, parts.entry).await?;
    let what = match (standing, party.retired_at) {
        (None, _) => "party_added",
        (Some(_), Some(_)) => "party_retired",
        (Some(_), None) => "party_changed",
    };
    Ok(Some((
        parts.now,
        vec![("what", what.into()), ("id", party.id.clone().into()), ("party", party.kind.word().into())],
    )))
}

pub(super) fn exists(what: &str) -> ServiceError {
    ServiceError::refused(Code::AlreadyExists, format!("There is a {what} of this key already."))
}
