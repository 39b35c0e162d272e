//! What compliance is set to, and where each of it is changed.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{AWKWARD, ConsolePage, Fault, Read};
use crate::domain::time::Instant;

/// The settings of compliance. Posts `act`: `agent_put` and `agent_remove` (`address`, `notes`); `party_add`, `party_change`,
/// `party_retire`, `party_resume`, `party_rotate` (`kind`, `key`, ...); `webhook_test`, `webhook_enable`,
/// `webhook_disable`, `webhook_rotate` (`id`).
#[derive(Clone, Debug, Serialize)]
pub struct Settings {
    /// The versions of the privacy policy, in their order.
    pub policies: Vec<PolicyRow>,
    /// The rules of clocks in force.
    pub clocks: Vec<ClockRow>,
    /// The zone in which days are counted where a rule has none of its own.
    pub zone: String,
    /// The rules of retention.
    pub retention: Vec<RetentionRow>,
    /// When they are applied, and when they were last.
    pub night: Vec<String>,
    /// The agents.
    pub agents: Vec<AgentRow>,
    /// What an agent can be told: word and meaning.
    pub notes: Vec<(&'static str, &'static str)>,
    /// Systems, partners and controllers.
    pub registries: Vec<PartyRegistry>,
    /// The senders: key and name.
    pub senders: Vec<(String, String)>,
    /// The endpoints of webhooks.
    pub webhooks: Vec<WebhookRow>,
    /// Where signed heads go.
    pub checkpoints: Vec<(&'static str, String)>,
    /// Everything of the settings file, without secrets; none where there is no file to read.
    pub file: Option<String>,
    /// What is wrong with the form.
    pub fault: Option<Fault>,
    /// In which form: its `act`, with its kind.
    pub faulty: String,
    /// What was typed there.
    pub typed: BTreeMap<String, String>,
    /// A secret that was just made, shown this once, with the name it is for.
    pub secret: Option<(String, String)>,
    /// What came of the trial of a webhook.
    pub trial: Option<(String, bool, String)>,
    /// Whether the reader may change them.
    pub may_change: bool,
}

/// A version of the privacy policy.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyRow {
    /// Its name.
    pub id: String,
    /// The day from which it is in force; empty: from the beginning.
    pub from: String,
    /// Where it can be read.
    pub url: String,
    /// Whether it is in force now.
    pub in_force: bool,
}

/// A rule of a clock.
#[derive(Clone, Debug, Serialize)]
pub struct ClockRow {
    /// The regime's word.
    pub rule: String,
    /// The rule's version.
    pub version: String,
    /// From when.
    pub from: String,
    /// How long.
    pub length: String,
    /// From what on until what.
    pub counts: String,
    /// Where it is written.
    pub source: String,
}

/// A rule of retention.
#[derive(Clone, Debug, Serialize)]
pub struct RetentionRow {
    /// The key in the settings file.
    pub key: String,
    /// What it takes.
    pub what: &'static str,
    /// How long that is kept.
    pub kept: String,
    /// Before when it goes now.
    pub before: Option<Instant>,
}

/// An agent.
#[derive(Clone, Debug, Serialize)]
pub struct AgentRow {
    /// Its address.
    pub address: String,
    /// What it is told.
    pub notes: &'static str,
    /// Since when.
    pub since: Instant,
}

/// A registry of parties.
#[derive(Clone, Debug, Serialize)]
pub struct PartyRegistry {
    /// Its word.
    pub kind: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What it is for.
    pub what: &'static str,
    /// The fields of its forms: name, label, and whether it must be there.
    pub fields: Vec<(&'static str, &'static str, bool)>,
    /// The parties.
    pub rows: Vec<PartyRow>,
}

/// A party.
#[derive(Clone, Debug, Serialize)]
pub struct PartyRow {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The only sender it concerns; empty: every one.
    pub sender: String,
    /// The contact: whole for who may change it, masked for others.
    pub contact: String,
    /// How it is told.
    pub told_by: &'static str,
    /// Whether it has a webhook, and so a secret.
    pub has_webhook: bool,
    /// What the form holds, by the field's name.
    pub values: BTreeMap<&'static str, String>,
    /// What else is on file, in words.
    pub on_file: Vec<(&'static str, String)>,
    /// Since when it is told no more.
    pub retired_at: Option<Instant>,
}

/// An endpoint of webhooks.
#[derive(Clone, Debug, Serialize)]
pub struct WebhookRow {
    /// Its id.
    pub id: String,
    /// Its host: the whole URL may hold a secret.
    pub host: String,
    /// What it is for.
    pub description: String,
    /// The sender's key; empty: all.
    pub sender: String,
    /// What it is told of.
    pub events: String,
    /// Since when it is told nothing, and why.
    pub disabled: Option<(Instant, String)>,
}

impl ConsolePage for Settings {
    const TEMPLATE: &'static str = "settings";

    fn reads(&self) -> Option<Read> {
        Some(("settings", String::new()))
    }

    fn samples() -> Vec<Self> {
        let party = |retired| PartyRow {
            key: "crm".into(),
            name: AWKWARD.into(),
            sender: AWKWARD.into(),
            contact: AWKWARD.into(),
            told_by: "webhook",
            has_webhook: true,
            values: [("name", AWKWARD.to_owned()), ("contact", AWKWARD.to_owned())].into(),
            on_file: vec![("Agreement", AWKWARD.into())],
            retired_at: retired,
        };
        let registry = PartyRegistry {
            kind: "partner",
            title: "Partners",
            what: "Whom we share data with.",
            fields: vec![("name", "Name", true), ("contact", "Contact", false)],
            rows: vec![party(None), party(Some(Instant(0)))],
        };
        let webhook = |disabled| WebhookRow {
            id: "1".into(),
            host: AWKWARD.into(),
            description: AWKWARD.into(),
            sender: AWKWARD.into(),
            events: AWKWARD.into(),
            disabled,
        };
        let clock = ClockRow {
            rule: AWKWARD.into(),
            version: "1".into(),
            from: "2018-05-25".into(),
            length: "1 month".into(),
            counts: AWKWARD.into(),
            source: AWKWARD.into(),
        };
        let policy = |in_force| PolicyRow { id: AWKWARD.into(), from: String::new(), url: AWKWARD.into(), in_force };
        let whole = Self {
            policies: vec![policy(true), policy(false)],
            clocks: vec![clock],
            zone: AWKWARD.into(),
            retention: vec![RetentionRow {
                key: "retention.mail".into(),
                what: "mail",
                kept: "30d".into(),
                before: Some(Instant(0)),
            }],
            night: vec![AWKWARD.into()],
            agents: vec![AgentRow { address: AWKWARD.into(), notes: "off", since: Instant(0) }],
            notes: vec![("off", "nothing"), ("each", "each at once")],
            registries: vec![registry],
            senders: vec![("acme".into(), AWKWARD.into())],
            webhooks: vec![webhook(None), webhook(Some((Instant(0), AWKWARD.into())))],
            checkpoints: vec![("By mail", AWKWARD.into())],
            file: Some(AWKWARD.into()),
            fault: Some(Fault { field: Some("name".into()), text: AWKWARD.into() }),
            faulty: "party_add partner".into(),
            typed: [("name".to_owned(), AWKWARD.to_owned())].into(),
            secret: Some((AWKWARD.into(), AWKWARD.into())),
            trial: Some((AWKWARD.into(), false, AWKWARD.into())),
            may_change: true,
        };
        let empty = Self {
            agents: vec![],
            webhooks: vec![],
            file: None,
            fault: None,
            faulty: String::new(),
            secret: None,
            trial: None,
            may_change: false,
            ..whole.clone()
        };
        vec![whole, empty]
    }
}
