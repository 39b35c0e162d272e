//! What marketing keeps: senders, topics, API keys, links.

use serde::Serialize;

use super::{AWKWARD, ConsolePage, Fault, Pager, Read};
use crate::domain::time::Instant;

/// All senders. Posts a new one: `key`, `name`, `group`, `postal_address`, `support_address`, `public_hosts`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Senders {
    /// Each.
    pub rows: Vec<SenderRow>,
    /// Their pages.
    pub pager: Pager,
    /// The groups there are, by key.
    pub groups: Vec<String>,
    /// A new one can be made.
    pub may_change: bool,
    /// What was typed.
    pub typed: TypedSender,
    /// What is wrong with the form.
    pub fault: Option<Fault>,
}

/// A sender of the list.
#[derive(Clone, Debug, Serialize)]
pub struct SenderRow {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The key of its group.
    pub group: String,
    /// Whether it has the postal address that promotional mail must carry.
    pub has_postal_address: bool,
    /// Where people reach a human.
    pub support_address: Option<String>,
    /// How many topics it has that are not retired.
    pub topics: usize,
}

/// What was typed about a sender.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TypedSender {
    /// The key.
    pub key: String,
    /// The name.
    pub name: String,
    /// The group.
    pub group: String,
    /// The postal address.
    pub postal_address: String,
    /// The support address.
    pub support_address: String,
    /// Host names, one a line.
    pub public_hosts: String,
}

/// One sender. Posts `name`, `postal_address`, `support_address`, each with what it was (`was_...`), and further
/// `public_hosts`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SenderPage {
    /// Its key.
    pub key: String,
    /// Its number, in links.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// Names it had, newest first.
    pub former_names: Vec<String>,
    /// The key of its group.
    pub group: String,
    /// The other senders of the group.
    pub others: Vec<String>,
    /// Its postal address.
    pub postal_address: String,
    /// Its support address.
    pub support_address: String,
    /// Host names, all ever used.
    pub public_hosts: Vec<String>,
    /// Its topics.
    pub topics: Vec<TopicRow>,
    /// It can be changed.
    pub may_change: bool,
    /// What was typed.
    pub typed: TypedSender,
    /// What is wrong with the form.
    pub fault: Option<Fault>,
}

/// All topics. Posts a new one: `sender`, `key`, `name`, `description`, `class`, `requires_opt_in`, `purpose`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Topics {
    /// Each.
    pub rows: Vec<TopicRow>,
    /// Their pages.
    pub pager: Pager,
    /// The senders: keys and names.
    pub senders: Vec<(String, String)>,
    /// A promotional one can be made.
    pub may_change: bool,
    /// A transactional one can be made.
    pub may_make_transactional: bool,
    /// What was typed.
    pub typed: TypedTopic,
    /// What is wrong with the form.
    pub fault: Option<Fault>,
}

/// A topic of a list.
#[derive(Clone, Debug, Serialize)]
pub struct TopicRow {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its sender's name.
    pub sender: String,
    /// Whether it is promotional.
    pub is_promotional: bool,
    /// Whether it needs an opt-in.
    pub requires_opt_in: bool,
    /// Whether it is retired.
    pub retired: bool,
}

/// What was typed about a topic.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TypedTopic {
    /// The sender's key.
    pub sender: String,
    /// The key.
    pub key: String,
    /// The name.
    pub name: String,
    /// The line for the preference centre.
    pub description: String,
    /// It is to be transactional.
    pub transactional: bool,
    /// It is to need an opt-in.
    pub requires_opt_in: bool,
    /// Its purpose.
    pub purpose: String,
}

/// One topic. Posts `act` (`retire`).
#[derive(Clone, Debug, Serialize)]
pub struct TopicPage {
    /// In short.
    pub row: TopicRow,
    /// Its sender's key.
    pub sender_key: String,
    /// Its number, in links.
    pub number: u32,
    /// The line for the preference centre.
    pub description: String,
    /// Its stated purpose.
    pub purpose: Option<String>,
    /// Its List-Id.
    pub list_id: String,
    /// It can be retired.
    pub may_change: bool,
    /// Whether that is being asked for.
    pub retiring: bool,
}

/// All API keys. Posts `act` (`add` with `name`, `scope` as often as wanted, `sender`; `revoke` with `id`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct Keys {
    /// Each.
    pub rows: Vec<KeyRow>,
    /// Their pages.
    pub pager: Pager,
    /// The scopes there are, each with what it allows.
    pub scopes: Vec<(&'static str, &'static str)>,
    /// The senders: keys and names.
    pub senders: Vec<(String, String)>,
    /// A key that was just made: its name and its secret, shown this once.
    pub made: Option<(String, String)>,
    /// What was typed: name, scopes, sender.
    pub typed: (String, Vec<String>, String),
    /// What is wrong with the form.
    pub fault: Option<Fault>,
}

/// An API key.
#[derive(Clone, Debug, Serialize)]
pub struct KeyRow {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// What it allows.
    pub scopes: Vec<&'static str>,
    /// The only sender it is for.
    pub sender: Option<String>,
    /// Since when.
    pub created_at: Instant,
    /// Until when.
    pub revoked_at: Option<Instant>,
}

/// Links. Posts `act`: `mint` with `address`, `topic`, `campaign`, `test`; `explain` with `link`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Links {
    /// The promotional topics, under their senders' names: keys and names.
    pub topics: Vec<(String, Vec<(String, String)>)>,
    /// They can be minted and explained.
    pub may_change: bool,
    /// What was typed.
    pub typed: TypedLink,
    /// What was minted.
    pub minted: Option<Minted>,
    /// What a link is: the verdict, and names with texts.
    pub explained: Option<Explained>,
    /// What is wrong with a form.
    pub fault: Option<Fault>,
}

/// What was typed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TypedLink {
    /// The address.
    pub address: String,
    /// The topic's key.
    pub topic: String,
    /// The campaign.
    pub campaign: String,
    /// Whether it is a link that stops somebody.
    pub real: bool,
    /// A link to be explained.
    pub link: String,
}

/// A link that was minted.
#[derive(Clone, Debug, Serialize)]
pub struct Minted {
    /// Whether it is a test link.
    pub is_test: bool,
    /// The page and one-click target.
    pub unsubscribe_url: String,
    /// The preference centre.
    pub preferences_url: String,
    /// The opt-out by mail.
    pub mailto: String,
    /// The envelope sender.
    pub return_path: String,
    /// The header fields, as lines.
    pub headers: String,
    /// What is to be known.
    pub warnings: Vec<&'static str>,
}

/// What a link is.
#[derive(Clone, Debug, Serialize)]
pub struct Explained {
    /// Whether it verifies.
    pub verifies: bool,
    /// The verdict, as a sentence.
    pub verdict: String,
    /// What it says: names and texts.
    pub facts: Vec<(&'static str, String)>,
}

impl ConsolePage for Senders {
    const TEMPLATE: &'static str = "senders";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        let row = |has_postal_address: bool| SenderRow {
            key: "acme".into(),
            name: AWKWARD.into(),
            group: "acme".into(),
            has_postal_address,
            support_address: has_postal_address.then(|| AWKWARD.into()),
            topics: 2,
        };
        let plain = Self {
            rows: vec![row(true), row(false)],
            groups: vec!["acme".into()],
            may_change: true,
            ..Self::default()
        };
        let wrong = Self { typed: typed_sender(), fault: Some(fault("key")), ..plain.clone() };
        vec![plain.clone(), wrong, Self { may_change: false, ..plain }]
    }
}

impl ConsolePage for SenderPage {
    const TEMPLATE: &'static str = "sender";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        let plain = Self {
            key: "acme".into(),
            number: 7,
            name: AWKWARD.into(),
            former_names: vec![AWKWARD.into()],
            group: "acme".into(),
            others: vec![AWKWARD.into()],
            public_hosts: vec![AWKWARD.into()],
            topics: vec![topic_row(true)],
            may_change: true,
            typed: typed_sender(),
            fault: Some(fault("name")),
            ..Self::default()
        };
        vec![plain.clone(), Self { may_change: false, fault: None, topics: vec![], ..plain }]
    }
}

impl ConsolePage for Topics {
    const TEMPLATE: &'static str = "topics";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        let typed = TypedTopic { name: AWKWARD.into(), purpose: AWKWARD.into(), ..TypedTopic::default() };
        let plain = Self {
            rows: vec![topic_row(true), topic_row(false)],
            senders: vec![("acme".into(), AWKWARD.into()), ("bolt".into(), AWKWARD.into())],
            may_change: true,
            may_make_transactional: true,
            typed,
            fault: Some(fault("purpose")),
            ..Self::default()
        };
        let fewer = Self { may_make_transactional: false, fault: None, ..plain.clone() };
        vec![plain, fewer.clone(), Self { may_change: false, rows: vec![], ..fewer }]
    }
}

impl ConsolePage for TopicPage {
    const TEMPLATE: &'static str = "topic";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        let plain = Self {
            row: topic_row(false),
            sender_key: "acme".into(),
            number: 7,
            description: AWKWARD.into(),
            purpose: Some(AWKWARD.into()),
            list_id: "news.acme.example".into(),
            may_change: true,
            retiring: false,
        };
        let retired = Self { row: topic_row(true), purpose: None, ..plain.clone() };
        vec![plain.clone(), retired, Self { retiring: true, ..plain.clone() }, Self { may_change: false, ..plain }]
    }
}

impl ConsolePage for Keys {
    const TEMPLATE: &'static str = "keys";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        let row = |revoked_at: Option<Instant>| KeyRow {
            id: "1".into(),
            name: AWKWARD.into(),
            scopes: vec!["links", "gate"],
            sender: revoked_at.map(|_| AWKWARD.into()),
            created_at: Instant(0),
            revoked_at,
        };
        let plain = Self {
            rows: vec![row(None), row(Some(Instant(0)))],
            scopes: vec![("links", "mint links")],
            senders: vec![("acme".into(), AWKWARD.into())],
            ..Self::default()
        };
        let made = Self {
            made: Some((AWKWARD.into(), "dsk_x".into())),
            typed: (AWKWARD.into(), vec!["links".into()], "acme".into()),
            fault: Some(fault("name")),
            ..plain.clone()
        };
        vec![plain, made]
    }
}

impl ConsolePage for Links {
    const TEMPLATE: &'static str = "links";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        let topics = vec![(AWKWARD.into(), vec![("news".into(), AWKWARD.into())])];
        let plain = Self { topics, may_change: true, ..Self::default() };
        let minted = Minted {
            is_test: true,
            unsubscribe_url: "https://desist.example/u/x".into(),
            preferences_url: "https://desist.example/p/x".into(),
            mailto: "mailto:u-x@desist.example".into(),
            return_path: "b-x@desist.example".into(),
            headers: format!("List-Id: {AWKWARD}"),
            warnings: vec!["Not https."],
        };
        let real = Minted { is_test: false, warnings: vec![], ..minted.clone() };
        let typed = TypedLink { address: AWKWARD.into(), link: AWKWARD.into(), ..TypedLink::default() };
        let said = |verifies| Explained { verifies, verdict: AWKWARD.into(), facts: vec![("Topic", AWKWARD.into())] };
        vec![
            plain.clone(),
            Self { minted: Some(minted), typed: typed.clone(), ..plain.clone() },
            Self { minted: Some(real), explained: Some(said(true)), ..plain.clone() },
            Self { explained: Some(said(false)), typed, fault: Some(fault("campaign")), ..plain.clone() },
            Self { may_change: false, topics: vec![], ..plain },
        ]
    }
}

fn topic_row(retired: bool) -> TopicRow {
    TopicRow {
        key: "news".into(),
        name: AWKWARD.into(),
        sender: AWKWARD.into(),
        is_promotional: !retired,
        requires_opt_in: retired,
        retired,
    }
}

fn typed_sender() -> TypedSender {
    let text = || AWKWARD.to_owned();
    TypedSender {
        key: text(),
        name: text(),
        group: text(),
        postal_address: text(),
        support_address: text(),
        public_hosts: text(),
    }
}

fn fault(field: &str) -> Fault {
    Fault { field: Some(field.into()), text: AWKWARD.into() }
}
