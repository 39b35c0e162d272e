//! Senders, groups, topics and API keys: small tables, held in memory by every process.

use super::sql::{columns, exec, rows};
use super::{StoreError, Tx, fixed};
use crate::domain::access::{ApiKey, Scopes};
use crate::domain::ids::{GroupId, Key, SenderId, TopicId};
use crate::domain::time::Instant;
use crate::domain::topic::{Class, Sender, Topic};

columns! {
    /// A sender as stored; lists are JSON.
    pub struct SenderRow {
        pub id: i64,
        pub key: String,
        pub group_id: i64,
        pub name: String,
        pub former_names: String,
        pub postal_address: Option<String>,
        pub support_address: Option<String>,
        pub public_hosts: String,
    }
}

columns! {
    /// A topic as stored.
    pub struct TopicRow {
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
    }
}

columns! {
    /// An API key as stored.
    pub struct ApiKeyRow {
        pub id: String,
        pub name: String,
        pub secret_hash: Vec<u8>,
        pub scopes: String,
        pub sender_id: Option<i64>,
        pub created_at: i64,
        pub revoked_at: Option<i64>,
    }
}

impl TryFrom<SenderRow> for Sender {
    type Error = StoreError;

    fn try_from(row: SenderRow) -> Result<Self, StoreError> {
        let corrupt = |column| StoreError::corrupt("senders", column, row.id);
        let list = |text: &str, column| serde_json::from_str(text).map_err(|_| corrupt(column));
        Ok(Self {
            id: SenderId::from_i64(row.id).ok_or_else(|| corrupt("id"))?,
            key: Key::parse(&row.key).ok_or_else(|| corrupt("key"))?,
            group: GroupId::from_i64(row.group_id).ok_or_else(|| corrupt("group_id"))?,
            former_names: list(&row.former_names, "former_names")?,
            public_hosts: list(&row.public_hosts, "public_hosts")?,
            name: row.name,
            postal_address: row.postal_address,
            support_address: row.support_address,
        })
    }
}

impl TryFrom<TopicRow> for Topic {
    type Error = StoreError;

    fn try_from(row: TopicRow) -> Result<Self, StoreError> {
        let corrupt = |column| StoreError::corrupt("topics", column, row.id);
        Ok(Self {
            id: TopicId::from_i64(row.id).ok_or_else(|| corrupt("id"))?,
            key: Key::parse(&row.key).ok_or_else(|| corrupt("key"))?,
            sender: SenderId::from_i64(row.sender_id).ok_or_else(|| corrupt("sender_id"))?,
            class: Class::parse(&row.class).ok_or_else(|| corrupt("class"))?,
            name: row.name,
            description: row.description,
            requires_opt_in: row.requires_opt_in,
            purpose: row.purpose,
            list_id: row.list_id,
            retired: row.retired,
        })
    }
}

impl TryFrom<ApiKeyRow> for ApiKey {
    type Error = StoreError;

    fn try_from(row: ApiKeyRow) -> Result<Self, StoreError> {
        let corrupt = |column| StoreError::corrupt("api_keys", column, &row.id);
        let sender = row.sender_id.map(|id| SenderId::from_i64(id).ok_or_else(|| corrupt("sender_id"))).transpose()?;
        Ok(Self {
            scopes: Scopes::parse(&row.scopes).ok_or_else(|| corrupt("scopes"))?,
            secret_hash: fixed(&row.secret_hash, "api_keys", "secret_hash", &row.id)?,
            sender,
            created_at: Instant(row.created_at),
            revoked_at: row.revoked_at.map(Instant),
            id: row.id,
            name: row.name,
        })
    }
}

/// All senders; a damaged one is an error of its own, so that only its mail is refused.
pub async fn senders(tx: &mut Tx) -> Result<Vec<Result<Sender, StoreError>>, StoreError> {
    let found = rows!(
        tx,
        SenderRow,
        "SELECT id, key, group_id, name, former_names, postal_address, support_address, public_hosts FROM senders \
         ORDER BY key"
    )?;
    Ok(found.into_iter().map(Sender::try_from).collect())
}

/// All topics; a damaged one is an error of its own, so that only mail about it is refused.
pub async fn topics(tx: &mut Tx) -> Result<Vec<Result<Topic, StoreError>>, StoreError> {
    let found = rows!(
        tx,
        TopicRow,
        "SELECT id, key, sender_id, name, description, class, requires_opt_in, purpose, list_id, retired FROM topics \
         ORDER BY key"
    )?;
    Ok(found.into_iter().map(Topic::try_from).collect())
}

/// All API keys, revoked ones too; a damaged one is an error of its own, so that only it opens nothing.
pub async fn api_keys(tx: &mut Tx) -> Result<Vec<Result<ApiKey, StoreError>>, StoreError> {
    let found = rows!(
        tx,
        ApiKeyRow,
        "SELECT id, name, secret_hash, scopes, sender_id, created_at, revoked_at FROM api_keys ORDER BY created_at, id"
    )?;
    Ok(found.into_iter().map(ApiKey::try_from).collect())
}

/// All groups: number and key; a damaged one is an error of its own.
pub async fn groups(tx: &mut Tx) -> Result<Vec<Result<(GroupId, String), StoreError>>, StoreError> {
    let found = rows!(tx, (i64, String), "SELECT id, key FROM sender_groups ORDER BY key")?;
    let read = |(id, key)| match GroupId::from_i64(id) {
        Some(id) => Ok((id, key)),
        None => Err(StoreError::corrupt("sender_groups", "id", id)),
    };
    Ok(found.into_iter().map(read).collect())
}

/// Adds a group.
pub async fn insert_group(tx: &mut Tx, id: GroupId, key: &Key, entry: u64) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO sender_groups (id, key, entry_index) VALUES ($1, $2, $3)",
        id.to_i64(),
        key.as_str(),
        entry as i64
    )?;
    Ok(())
}

/// Adds a sender.
pub async fn insert_sender(tx: &mut Tx, sender: &Sender, now: Instant, entry: u64) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO senders (id, key, group_id, name, former_names, postal_address, support_address, public_hosts, \
         created_at, entry_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        sender.id.to_i64(),
        sender.key.as_str(),
        sender.group.to_i64(),
        &sender.name,
        json_list(&sender.former_names),
        sender.postal_address.as_deref(),
        sender.support_address.as_deref(),
        json_list(&sender.public_hosts),
        now.0,
        entry as i64
    )?;
    Ok(())
}

/// Writes what may change of a sender: names, addresses, hosts.
pub async fn update_sender(tx: &mut Tx, sender: &Sender, entry: u64) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE senders SET name = $2, former_names = $3, postal_address = $4, support_address = $5, \
         public_hosts = $6, entry_index = $7 WHERE id = $1",
        sender.id.to_i64(),
        &sender.name,
        json_list(&sender.former_names),
        sender.postal_address.as_deref(),
        sender.support_address.as_deref(),
        json_list(&sender.public_hosts),
        entry as i64
    )?;
    Ok(touched == 1)
}

/// Adds a topic.
pub async fn insert_topic(tx: &mut Tx, topic: &Topic, now: Instant, entry: u64) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO topics (id, key, sender_id, name, description, class, requires_opt_in, purpose, list_id, \
         retired, created_at, entry_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        topic.id.to_i64(),
        topic.key.as_str(),
        topic.sender.to_i64(),
        &topic.name,
        &topic.description,
        topic.class.as_str(),
        topic.requires_opt_in,
        topic.purpose.as_deref(),
        &topic.list_id,
        topic.retired,
        now.0,
        entry as i64
    )?;
    Ok(())
}

/// Retires a topic; `false` when it is already.
pub async fn retire_topic(tx: &mut Tx, id: TopicId, entry: u64) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE topics SET retired = $2, entry_index = $3 WHERE id = $1 AND retired = $4",
        id.to_i64(),
        true,
        entry as i64,
        false
    )?;
    Ok(touched == 1)
}

/// Adds an API key.
pub async fn insert_api_key(tx: &mut Tx, key: &ApiKey, entry: u64) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO api_keys (id, name, secret_hash, scopes, sender_id, created_at, entry_index) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &key.id,
        &key.name,
        &key.secret_hash[..],
        key.scopes.to_text(),
        key.sender.map(SenderId::to_i64),
        key.created_at.0,
        entry as i64
    )?;
    Ok(())
}

/// Revokes an API key; `false` when it is unknown or revoked already.
pub async fn revoke_api_key(tx: &mut Tx, id: &str, now: Instant, entry: u64) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE api_keys SET revoked_at = $2, entry_index = $3 WHERE id = $1 AND revoked_at IS NULL",
        id,
        now.0,
        entry as i64
    )?;
    Ok(touched == 1)
}

fn json_list(list: &[String]) -> String {
    serde_json::to_string(list).unwrap_or_else(|_| "[]".to_owned())
}
