//! What a leaf says, in plain words. Names come from the registries; what they no longer know is said by its code.

use serde_json::Value;

use super::Names;
use crate::domain::change::scope_of_code;
use crate::domain::ids::{SenderId, TopicId};
use crate::domain::preference::Scope;
use crate::services::Services;

/// A leaf, and with what its names are said.
pub(super) struct Said<'a> {
    pub(super) leaf: &'a Value,
    pub(super) names: &'a Names<'a>,
    pub(super) services: &'a Services,
}

impl Said<'_> {
    fn word(&self, name: &str) -> String {
        match self.leaf.get(name) {
            Some(Value::String(text)) => text.replace('_', " "),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    fn code(&self, name: &str) -> &str {
        self.leaf.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// What happened.
    pub(super) fn what(&self) -> String {
        let what = match self.code("kind") {
            "preference" => self.preference(),
            "batch" => self.batch(),
            "registry" => self.registry(),
            "case" => self.moved("Case", &self.word("event")),
            "task" => self.moved("Task", &self.party()),
            "copy" => format!("Copy of somebody's data: {}", self.word("event")),
            "request" => format!("A mail that asks for proof: {}", self.word("request")),
            "remark" => format!("Said, and nothing changed: {}", self.word("remark")),
            "test" => "A test link was used".to_owned(),
            "erasure" => format!("Somebody's data was erased, from {} entries", self.word("entries")),
            "correction" => "An address was corrected".to_owned(),
            "retention" => self.retention(),
            "policy" => "Other versions of the privacy policy were set".to_owned(),
            "pruning" => "Old leaves were taken out".to_owned(),
            "epoch" => format!(
                "A restore opened epoch {}; what came after entry {} was lost",
                self.word("epoch"),
                self.word("fork")
            ),
            other => format!("An entry of a kind unknown here: {other}"),
        };
        match self.leaf.get("lost").and_then(Value::as_u64) {
            Some(lost) => format!("{what}; written again, it was entry {lost} before the restore"),
            None => what,
        }
    }

    fn preference(&self) -> String {
        let before = if self.leaf.get("undoes").is_some() { "undone, before" } else { "before" };
        let proven = if self.leaf.get("proven") == Some(&Value::Bool(true)) { ", proven" } else { "" };
        let reason = Some(self.word("reason")).filter(|reason| !reason.is_empty());
        let reason = reason.map_or_else(String::new, |reason| format!("; reason: {reason}"));
        format!("{}: {}{proven} ({before}: {}){reason}", self.scope(), self.word("after"), self.word("before"))
    }

    fn batch(&self) -> String {
        format!("{} rows imported for {}; reason: {}", self.word("rows"), self.scope(), self.word("reason"))
    }

    /// Of a case or task: its kind, what happened, and from which state to which.
    fn moved(&self, thing: &str, how: &str) -> String {
        let (what, before, after) = (self.word("what"), self.word("before"), self.word("after"));
        match before == after {
            true => format!("{thing} ({what}): {how}; {after}"),
            false => format!("{thing} ({what}): {how}; {before} \u{2192} {after}"),
        }
    }

    fn party(&self) -> String {
        let party = self.names.registry.party_by_id(self.code("party"));
        party.map_or_else(|| "a party that is gone".to_owned(), |party| party.name.clone())
    }

    fn registry(&self) -> String {
        let registry = self.names.registry;
        let id = self.leaf.get("id").unwrap_or(&Value::Null);
        let number = id.as_u64().and_then(|id| u32::try_from(id).ok());
        let text = id.as_str().unwrap_or_default();
        let name = match self.code("what").split('_').next().unwrap_or_default() {
            "sender" => number.and_then(|id| registry.sender(SenderId(id))).map(|one| one.name.clone()),
            "topic" => number.and_then(|id| registry.topic(TopicId(id))).map(|one| one.key.to_string()),
            "api" => registry.api_keys().iter().find(|key| key.id == text).map(|key| key.name.clone()),
            "operator" => self.names.operators.get(text).cloned(),
            _ => registry.party_by_id(text).map(|party| party.name.clone()),
        };
        let what = self.word("what").replace("api key", "API key");
        let name = name.or_else(|| Some(text.to_owned()).filter(|text| !text.is_empty()));
        name.map_or_else(|| what.clone(), |name| format!("{what}: {name}"))
    }

    fn retention(&self) -> String {
        match self.leaf.get("removed_cases").and_then(Value::as_array) {
            Some(cases) => format!("Retention took {} cases", cases.len()),
            None => format!("Retention took {} by the rule {}", self.word("removed"), self.word("rule")),
        }
    }

    fn scope(&self) -> String {
        let Some(scope) = scope_of_code(self.code("scope")) else { return self.code("scope").to_owned() };
        match scope {
            Scope::All(_) => "all promotional mail".to_owned(),
            _ => self.services.scope_name(scope),
        }
    }

    /// By whom: an operator, a tool or a party by name.
    pub(super) fn by(&self) -> String {
        let id = self.code("by");
        let registry = self.names.registry;
        let name = match self.code("actor") {
            "operator" => self.names.operators.get(id).cloned(),
            "tool" => registry.api_keys().iter().find(|key| key.id == id).map(|key| key.name.clone()),
            "party" => registry.party_by_id(id).map(|party| party.name.clone()),
            _ => None,
        };
        match name {
            Some(name) => name,
            None if id.is_empty() => self.word("actor"),
            None => format!("{} {id}", self.word("actor")),
        }
    }

    /// The key of the sender that it concerns.
    pub(super) fn sender(&self) -> String {
        let id = self.leaf.get("sender").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok());
        id.map(|id| self.services.sender_key(SenderId(id))).unwrap_or_default()
    }
}
