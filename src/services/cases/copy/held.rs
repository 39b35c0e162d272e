//! What Desist itself holds of a person with one sender: what they chose, every change with what showed it, what they
//! asked for, their mails, the imported lists that named them. The words of colleagues about them stay inside.

use serde_json::{Map, Value, json};

use super::Held;
use crate::domain::address::{Address, RecipientKey};
use crate::domain::change::scope_of_code;
use crate::domain::ids::SenderId;
use crate::domain::time::Instant;
use crate::services::Services;
use crate::services::cases::Case;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::recipients::is_of;
use crate::store::{Tx, cases, hex, inbox, ledger};

/// The members of a leaf that a person can make something of, as they stand.
const SHOWN: [&str; 13] = [
    "kind", "before", "after", "channel", "actor", "policy", "reason", "request", "remark", "case", "event", "what",
    "state",
];

impl Services {
    /// Everything held of an address with this sender.
    pub(super) async fn held(&self, tx: &mut Tx, address: &Address, sender: SenderId) -> Result<Held, ServiceError> {
        let keys: Vec<RecipientKey> = self.vault.recipient_keys(address).collect();
        let known = self.look_up(address, Some(sender)).await?;
        let mut held = Held {
            preferences: known.preferences.iter().map(|standing| json!(standing)).collect(),
            suppressions: known.suppressions.iter().map(|standing| json!(standing)).collect(),
            imports: self.imports_with(tx, &keys, sender).await?,
            ..Held::default()
        };
        for key in &keys {
            held.history.extend(self.changes_of(tx, key, sender).await?);
            held.mails.extend(self.mails_of(tx, address, key, sender).await?);
            for row in cases::of_recipient(tx, &key.bytes).await? {
                if row.sender_id == sender.to_i64() {
                    held.cases.push(case_line(&self.show_case(tx, row).await?));
                }
            }
        }
        Ok(held)
    }

    /// Every change that is about a key, with what showed it.
    async fn changes_of(&self, tx: &mut Tx, key: &RecipientKey, sender: SenderId) -> Result<Vec<Value>, ServiceError> {
        let mut lines = Vec::new();
        for row in ledger::about(tx, &key.bytes).await? {
            // A leaf that was pruned says nothing any more.
            let Some(leaf) = row.leaf.as_deref().and_then(|leaf| serde_json::from_slice::<Value>(leaf).ok()) else {
                continue;
            };
            if !is_of(&leaf, Some(sender)) {
                continue;
            }
            let index = row.entry_index.to_be_bytes();
            let plain = row.evidence.as_deref().map(|sealed| self.vault.open(Cell::Evidence, &index, sealed));
            // Only what somebody said of a choice: the other kinds keep lists for our own use there.
            let is_choice = leaf["kind"] == "preference";
            let evidence = plain.transpose()?.filter(|_| is_choice).map(|plain| readable(&plain));
            lines.push(self.change_line(&leaf, evidence));
        }
        Ok(lines)
    }

    fn change_line(&self, leaf: &Value, evidence: Option<Value>) -> Value {
        let at = |name: &str| leaf[name].as_i64().map(|ms| Instant(ms).rfc3339());
        let mut line = Map::new();
        let mut put = |name: &str, value: Value| _ = line.insert(name.to_owned(), value);
        put("entry", leaf["index"].clone());
        put("at", json!(at("at")));
        put("recorded_at", json!(at("recorded")));
        for name in SHOWN {
            leaf.get(name).into_iter().for_each(|value| put(name, value.clone()));
        }
        at("until").into_iter().for_each(|until| put("until", json!(until)));
        if let Some(scope) = leaf["scope"].as_str().and_then(scope_of_code) {
            put("scope", json!(self.scope_name(scope)));
            put("scope_kind", json!(scope.word()));
        }
        evidence.into_iter().for_each(|evidence| put("evidence", evidence.clone()));
        Value::Object(line)
    }

    /// The mails that concern a key: when each came, and its text where the person wrote it. What somebody else wrote
    /// about them is not theirs to get (GDPR article 15(4)).
    async fn mails_of(
        &self,
        tx: &mut Tx,
        address: &Address,
        key: &RecipientKey,
        sender: SenderId,
    ) -> Result<Vec<Value>, ServiceError> {
        let mut lines = Vec::new();
        for id in inbox::concerning(tx, &key.bytes).await? {
            let Some(row) = inbox::find(tx, &id).await?.filter(|row| row.sender_id == Some(sender.to_i64())) else {
                continue;
            };
            let reading = self.open_reading(&row)?.unwrap_or_default();
            let is_theirs = |name: &str| reading[name].as_str().and_then(|text| Address::parse(text).ok());
            let wrote = is_theirs("written_by").is_some_and(|writer| writer.match_form() == address.match_form());
            let forwarded = reading["forwarded"] == true
                && is_theirs("about").is_some_and(|about| about.match_form() == address.match_form());
            let text = Some(reading["text"].clone()).filter(|text| text.is_string() && (wrote || forwarded));
            lines.push(json!({
                "id": row.id,
                "received_at": Instant(row.received_at),
                "via": row.via,
                "size": row.size,
                "text": text,
            }));
        }
        Ok(lines)
    }

    /// The imported lists of a sender that named one of these keys: when, and with which state and date.
    async fn imports_with(
        &self,
        tx: &mut Tx,
        keys: &[RecipientKey],
        sender: SenderId,
    ) -> Result<Vec<Value>, ServiceError> {
        let mut lines = Vec::new();
        for index in self.imports_naming(tx, keys).await? {
            let entry = ledger::entries(tx, index, index + 1).await?.pop().and_then(|entry| entry.leaf);
            let leaf: Value = entry.and_then(|leaf| serde_json::from_slice(&leaf).ok()).unwrap_or_default();
            let Some((_, _, sealed)) = ledger::batch(tx, index).await?.filter(|_| is_of(&leaf, Some(sender))) else {
                continue;
            };
            let plain = self.vault.open(Cell::Batch, &index.to_be_bytes(), &sealed)?;
            lines.extend(rows_of(&plain, keys).map(|(state, since)| {
                let at = leaf["at"].as_i64().map(|ms| Instant(ms).rfc3339());
                json!({ "entry": index, "at": at, "state": state, "since": since, "format": leaf["format"] })
            }));
        }
        Ok(lines)
    }
}

/// State and date of each row of an import that is about one of these keys.
fn rows_of<'a>(plain: &'a [u8], keys: &'a [RecipientKey]) -> impl Iterator<Item = (String, String)> + 'a {
    let lines = plain.get(32..).and_then(|lines| std::str::from_utf8(lines).ok()).unwrap_or_default();
    lines.lines().filter_map(|line| {
        let mut parts = line.splitn(4, ' ');
        let (name, state, since) = (parts.next()?, parts.next()?, parts.next()?.parse().ok()?);
        keys.iter().any(|key| hex(&key.bytes) == name).then(|| (state.to_owned(), Instant(since).rfc3339()))
    })
}

/// Evidence as JSON where it is JSON, else as text.
fn readable(plain: &[u8]) -> Value {
    serde_json::from_slice(plain).unwrap_or_else(|_| json!(String::from_utf8_lossy(plain)))
}

/// A case without what colleagues noted, and without who vouched.
fn case_line(case: &Case) -> Value {
    let mut detail = case.detail.clone().unwrap_or_default();
    if let Some(detail) = detail.as_object_mut() {
        detail.remove("evidence");
    }
    json!({
        "id": case.id,
        "kind": case.kind,
        "state": case.state,
        "asked_by": case.asked_by,
        "received_at": case.received_at,
        "due_at": case.due_at,
        "confirmed_at": case.confirmed_at,
        "effective_at": case.effective_at,
        "answered_at": case.answered_at,
        "done_at": case.done_at,
        "outcome": case.outcome,
        "policy": case.policy,
        "said": detail,
    })
}
