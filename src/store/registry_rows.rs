//! The registries' rows word for word, with every column: what entries commit to and what verification compares.

use serde_json::{Value, json};

use super::sql::{columns, rows};
use super::{StoreError, Tx, hex};

/// A row of a registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistryRow {
    /// The table.
    pub table: &'static str,
    /// The row's id.
    pub id: String,
    /// The entry that wrote it last.
    pub entry_index: i64,
    /// Every other column by its name; bytes in hex.
    pub columns: Value,
}

columns! {
    struct GroupRow {
        pub id: i64,
        pub key: String,
        pub entry_index: i64,
    }
}

columns! {
    struct SenderRow {
        pub id: i64,
        pub key: String,
        pub group_id: i64,
        pub name: String,
        pub former_names: String,
        pub postal_address: Option<String>,
        pub support_address: Option<String>,
        pub public_hosts: String,
        pub created_at: i64,
        pub entry_index: i64,
    }
}

columns! {
    struct TopicRow {
        pub id: i64,
        pub key: String,
        pub sender_id: i64,
        pub name: String,
        pub description: String,
        pub class: String,
        pub requires_opt_in: bool,
        pub purpose: Option<String>,
        pub list_id: String,
        pub retired: bool,
        pub created_at: i64,
        pub entry_index: i64,
    }
}

columns! {
    struct ApiKeyRow {
        pub id: String,
        pub name: String,
        pub secret_hash: Vec<u8>,
        pub scopes: String,
        pub sender_id: Option<i64>,
        pub created_at: i64,
        pub revoked_at: Option<i64>,
        pub entry_index: i64,
    }
}

columns! {
    struct AgentRow {
        pub id: String,
        pub recipient_key: Vec<u8>,
        pub scheme: i64,
        pub address: Vec<u8>,
        pub status_notes: String,
        pub created_at: i64,
        pub removed_at: Option<i64>,
        pub entry_index: i64,
    }
}

columns! {
    struct OperatorRow {
        pub id: String,
        pub recipient_key: Vec<u8>,
        pub scheme: i64,
        pub address: Vec<u8>,
        pub name: String,
        pub role: String,
        pub created_at: i64,
        pub disabled_at: Option<i64>,
        pub entry_index: i64,
    }
}

columns! {
    struct AnswerRow {
        pub id: String,
        pub name: String,
        pub used_for: String,
        pub reason: Option<String>,
        pub kinds: String,
        pub texts: String,
        pub created_at: i64,
        pub retired_at: Option<i64>,
        pub entry_index: i64,
    }
}

columns! {
    struct PartyRow {
        pub id: String,
        pub kind: String,
        pub key: String,
        pub name: String,
        pub sender_id: Option<i64>,
        pub contact: Option<Vec<u8>>,
        pub url: Option<String>,
        pub secret: Option<Vec<u8>>,
        pub detail: String,
        pub created_at: i64,
        pub retired_at: Option<i64>,
        pub entry_index: i64,
    }
}

columns! {
    struct WebhookRow {
        pub id: String,
        pub sender_id: Option<i64>,
        pub url: Vec<u8>,
        pub description: String,
        pub events: String,
        pub addresses: bool,
        pub secret: Vec<u8>,
        pub former_secret: Option<Vec<u8>>,
        pub former_until: Option<i64>,
        pub created_at: i64,
        pub disabled_at: Option<i64>,
        pub disabled_why: Option<String>,
        pub entry_index: i64,
    }
}

impl From<GroupRow> for RegistryRow {
    fn from(row: GroupRow) -> Self {
        let columns = json!({ "id": row.id, "key": row.key });
        Self { table: "sender_groups", id: row.id.to_string(), entry_index: row.entry_index, columns }
    }
}

impl From<SenderRow> for RegistryRow {
    fn from(row: SenderRow) -> Self {
        let columns = json!({
            "id": row.id,
            "key": row.key,
            "group_id": row.group_id,
            "name": row.name,
            "former_names": row.former_names,
            "postal_address": row.postal_address,
            "support_address": row.support_address,
            "public_hosts": row.public_hosts,
            "created_at": row.created_at,
        });
        Self { table: "senders", id: row.id.to_string(), entry_index: row.entry_index, columns }
    }
}

impl From<TopicRow> for RegistryRow {
    fn from(row: TopicRow) -> Self {
        let columns = json!({
            "id": row.id,
            "key": row.key,
            "sender_id": row.sender_id,
            "name": row.name,
            "description": row.description,
            "class": row.class,
            "requires_opt_in": row.requires_opt_in,
            "purpose": row.purpose,
            "list_id": row.list_id,
            "retired": row.retired,
            "created_at": row.created_at,
        });
        Self { table: "topics", id: row.id.to_string(), entry_index: row.entry_index, columns }
    }
}

impl From<ApiKeyRow> for RegistryRow {
    fn from(row: ApiKeyRow) -> Self {
        let columns = json!({
            "id": row.id,
            "name": row.name,
            "secret_hash": hex(&row.secret_hash),
            "scopes": row.scopes,
            "sender_id": row.sender_id,
            "created_at": row.created_at,
            "revoked_at": row.revoked_at,
        });
        Self { table: "api_keys", id: row.id, entry_index: row.entry_index, columns }
    }
}

impl From<AgentRow> for RegistryRow {
    fn from(row: AgentRow) -> Self {
        let columns = json!({
            "id": row.id,
            "recipient_key": hex(&row.recipient_key),
            "scheme": row.scheme,
            "address": hex(&row.address),
            "status_notes": row.status_notes,
            "created_at": row.created_at,
            "removed_at": row.removed_at,
        });
        Self { table: "agents", id: row.id, entry_index: row.entry_index, columns }
    }
}

impl From<OperatorRow> for RegistryRow {
    fn from(row: OperatorRow) -> Self {
        let columns = json!({
            "id": row.id,
            "recipient_key": hex(&row.recipient_key),
            "scheme": row.scheme,
            "address": hex(&row.address),
            "name": row.name,
            "role": row.role,
            "created_at": row.created_at,
            "disabled_at": row.disabled_at,
        });
        Self { table: "operators", id: row.id, entry_index: row.entry_index, columns }
    }
}

impl From<AnswerRow> for RegistryRow {
    fn from(row: AnswerRow) -> Self {
        let columns = json!({
            "id": row.id,
            "name": row.name,
            "used_for": row.used_for,
            "reason": row.reason,
            "kinds": row.kinds,
            "texts": row.texts,
            "created_at": row.created_at,
            "retired_at": row.retired_at,
        });
        Self { table: "prepared_answers", id: row.id, entry_index: row.entry_index, columns }
    }
}

impl From<PartyRow> for RegistryRow {
    fn from(row: PartyRow) -> Self {
        let bytes = |bytes: &Option<Vec<u8>>| bytes.as_deref().map(hex);
        let columns = json!({
            "id": row.id,
            "kind": row.kind,
            "key": row.key,
            "name": row.name,
            "sender_id": row.sender_id,
            "contact": bytes(&row.contact),
            "url": row.url,
            "secret": bytes(&row.secret),
            "detail": row.detail,
            "created_at": row.created_at,
            "retired_at": row.retired_at,
        });
        Self { table: "parties", id: row.id, entry_index: row.entry_index, columns }
    }
}

impl From<WebhookRow> for RegistryRow {
    fn from(row: WebhookRow) -> Self {
        let columns = json!({
            "id": row.id,
            "sender_id": row.sender_id,
            "url": hex(&row.url),
            "description": row.description,
            "events": row.events,
            "addresses": row.addresses,
            "secret": hex(&row.secret),
            "former_secret": row.former_secret.as_deref().map(hex),
            "former_until": row.former_until,
            "created_at": row.created_at,
            "disabled_at": row.disabled_at,
            "disabled_why": row.disabled_why,
        });
        Self { table: "webhooks", id: row.id, entry_index: row.entry_index, columns }
    }
}

/// Every row of every registry.
pub async fn all(tx: &mut Tx) -> Result<Vec<RegistryRow>, StoreError> {
    let groups = rows!(tx, GroupRow, "SELECT id, key, entry_index FROM sender_groups ORDER BY id")?;
    let senders = rows!(
        tx,
        SenderRow,
        "SELECT id, key, group_id, name, former_names, postal_address, support_address, public_hosts, created_at, \
         entry_index FROM senders ORDER BY id"
    )?;
    let topics = rows!(
        tx,
        TopicRow,
        "SELECT id, key, sender_id, name, description, class, requires_opt_in, purpose, list_id, retired, created_at, \
         entry_index FROM topics ORDER BY id"
    )?;
    let keys = rows!(
        tx,
        ApiKeyRow,
        "SELECT id, name, secret_hash, scopes, sender_id, created_at, revoked_at, entry_index FROM api_keys ORDER BY id"
    )?;
    let agents = rows!(
        tx,
        AgentRow,
        "SELECT id, recipient_key, scheme, address, status_notes, created_at, removed_at, entry_index FROM agents \
         ORDER BY id"
    )?;
    let operators = rows!(
        tx,
        OperatorRow,
        "SELECT id, recipient_key, scheme, address, name, role, created_at, disabled_at, entry_index FROM operators \
         ORDER BY id"
    )?;
    let answers = rows!(
        tx,
        AnswerRow,
        "SELECT id, name, used_for, reason, kinds, texts, created_at, retired_at, entry_index FROM prepared_answers \
         ORDER BY id"
    )?;
    let parties = rows!(
        tx,
        PartyRow,
        "SELECT id, kind, key, name, sender_id, contact, url, secret, detail, created_at, retired_at, entry_index \
         FROM parties ORDER BY id"
    )?;
    let webhooks = rows!(
        tx,
        WebhookRow,
        "SELECT id, sender_id, url, description, events, addresses, secret, former_secret, former_until, created_at, \
         disabled_at, disabled_why, entry_index FROM webhooks ORDER BY id"
    )?;
    let groups = groups.into_iter().map(RegistryRow::from);
    let senders = senders.into_iter().map(RegistryRow::from);
    let topics = topics.into_iter().map(RegistryRow::from);
    let keys = keys.into_iter().map(RegistryRow::from);
    let agents = agents.into_iter().map(RegistryRow::from);
    let operators = operators.into_iter().map(RegistryRow::from);
    let answers = answers.into_iter().map(RegistryRow::from);
    let parties = parties.into_iter().map(RegistryRow::from);
    let webhooks = webhooks.into_iter().map(RegistryRow::from);
    Ok(groups
        .chain(senders)
        .chain(topics)
        .chain(keys)
        .chain(agents)
        .chain(operators)
        .chain(answers)
        .chain(parties)
        .chain(webhooks)
        .collect())
}
