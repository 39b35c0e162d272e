//! `webhooks`: endpoints, which are told what happens. A small table, held in memory by every process.

use super::sql::{columns, exec, rows};
use super::{StoreError, Tx};
use crate::domain::ids::SenderId;
use crate::domain::time::Instant;
use crate::domain::webhook::Endpoint;
use crate::domain::webhook::endpoint::{DisabledWhy, Events};

columns! {
    /// An endpoint as stored.
    pub struct EndpointRow {
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
    }
}

impl TryFrom<EndpointRow> for Endpoint {
    type Error = StoreError;

    fn try_from(row: EndpointRow) -> Result<Self, StoreError> {
        let corrupt = |column| StoreError::corrupt("webhooks", column, &row.id);
        let sender = row.sender_id.map(|id| SenderId::from_i64(id).ok_or_else(|| corrupt("sender_id"))).transpose()?;
        let disabled = match (row.disabled_at, &row.disabled_why) {
            (None, None) => None,
            (Some(at), Some(why)) => {
                Some((Instant(at), DisabledWhy::from_word(why).ok_or_else(|| corrupt("disabled_why"))?))
            }
            _ => return Err(corrupt("disabled_at")),
        };
        let events = Events::parse(&row.events).ok_or_else(|| corrupt("events"))?;
        Ok(Self {
            sender,
            events,
            disabled,
            former: row.former_secret.zip(row.former_until.map(Instant)),
            id: row.id,
            url: row.url,
            description: row.description,
            addresses: row.addresses,
            secret: row.secret,
            created_at: Instant(row.created_at),
        })
    }
}

/// All endpoints, disabled ones too, oldest first; one that cannot be read is told nothing.
pub async fn all(tx: &mut Tx) -> Result<Vec<Result<Endpoint, StoreError>>, StoreError> {
    let found = rows!(
        tx,
        EndpointRow,
        "SELECT id, sender_id, url, description, events, addresses, secret, former_secret, former_until, created_at, \
         disabled_at, disabled_why FROM webhooks ORDER BY id"
    )?;
    Ok(found.into_iter().map(Endpoint::try_from).collect())
}

/// Adds an endpoint, or writes anew what may change of one.
pub async fn put(tx: &mut Tx, endpoint: &Endpoint, entry: u64) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO webhooks (id, sender_id, url, description, events, addresses, secret, former_secret, \
         former_until, created_at, disabled_at, disabled_why, entry_index) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO UPDATE SET \
         url = excluded.url, description = excluded.description, events = excluded.events, \
         addresses = excluded.addresses, secret = excluded.secret, former_secret = excluded.former_secret, \
         former_until = excluded.former_until, disabled_at = excluded.disabled_at, \
         disabled_why = excluded.disabled_why, entry_index = excluded.entry_index",
        &endpoint.id,
        endpoint.sender.map(SenderId::to_i64),
        &endpoint.url[..],
        &endpoint.description,
        endpoint.events.to_text(),
        endpoint.addresses,
        &endpoint.secret[..],
        endpoint.former.as_ref().map(|(secret, _)| &secret[..]),
        endpoint.former.as_ref().map(|(_, until)| until.0),
        endpoint.created_at.0,
        endpoint.disabled.map(|(at, _)| at.0),
        endpoint.disabled.map(|(_, why)| why.word()),
        entry as i64
    )?;
    Ok(())
}
