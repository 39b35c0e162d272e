//! The link to a copy of one's data, and the copy itself.

use serde::Serialize;

use super::{AWKWARD, Page};

/// `GET /copy/{token}`: one button, and nothing is changed (L2). Also for a link that does not open any more. Posts to
/// itself: `action=open`; from the copy, `action=json` or `action=file`.
#[derive(Clone, Debug, Serialize)]
pub struct CopyDoor {
    /// The sender's name.
    pub sender: String,
    /// Whose data, masked.
    pub address: String,
    /// `open`, `used`, `expired` or `gone`.
    pub state: &'static str,
    /// The case: who asks for a new link names it.
    pub reference: String,
}

impl Page for CopyDoor {
    const TEMPLATE: &'static str = "copy_door";
    const BARE: &'static str = "<h1>Open the copy of your data?</h1><form method=\"post\"><button name=\"action\" \
        value=\"open\">Open the copy</button></form>";

    fn samples() -> Vec<Self> {
        let sample = |state| Self {
            sender: "Acme".into(),
            address: "a***@e***.org".into(),
            state,
            reference: "0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01".into(),
        };
        let awkward = Self { sender: AWKWARD.into(), ..sample("expired") };
        vec![sample("open"), sample("used"), sample("expired"), sample("gone"), awkward]
    }

    fn must_hold(&self) -> Vec<&'static str> {
        if self.state == "open" { vec!["method=\"post\"", "value=\"open\""] } else { Vec::new() }
    }
}

/// One thing that is recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CopyItem {
    /// When, RFC 3339; its UTC date is shown. Empty where it is not known.
    pub at: String,
    /// `topic`, another scope, or the kind of a request.
    pub what: String,
    /// The topic's name.
    pub name: String,
    /// The state, in a word of the API.
    pub state: String,
    /// The way in, in a word of the API.
    pub way: String,
    /// What was said.
    pub text: String,
}

/// A place that holds or receives data.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CopyPart {
    /// Its name.
    pub name: String,
    /// What data.
    pub data: String,
    /// What for.
    pub purpose: String,
    /// How long.
    pub retention: String,
    /// Where from.
    pub source: String,
    /// What it handed over, to read; empty for nothing.
    pub answer: String,
}

/// The copy: `POST /copy/{token}`, and as a file.
#[derive(Clone, Debug, Serialize)]
pub struct Copy {
    /// The sender's name.
    pub sender: String,
    /// Whose data, in full.
    pub address: String,
    /// When it was put together, RFC 3339.
    pub prepared: String,
    /// The policy in force.
    pub policy: String,
    /// The case.
    pub reference: String,
    /// What stands.
    pub choices: Vec<CopyItem>,
    /// What changed, oldest first.
    pub history: Vec<CopyItem>,
    /// Older changes are only in the JSON.
    pub more: bool,
    /// What was asked for.
    pub cases: Vec<CopyItem>,
    /// Mails that are kept.
    pub mails: Vec<CopyItem>,
    /// Lists that named the address.
    pub imports: Vec<CopyItem>,
    /// What systems handed over.
    pub systems: Vec<CopyPart>,
    /// Who receives data.
    pub receivers: Vec<CopyPart>,
    /// Where to complain first.
    pub complain_to: Option<String>,
    /// Something about others was taken out.
    pub redacted: bool,
    /// Shown by the link: with the buttons that give the files.
    pub served: bool,
}

impl Page for Copy {
    const TEMPLATE: &'static str = "copy";
    const BARE: &'static str = "<h1>The copy of your data</h1><form method=\"post\"><button name=\"action\" \
        value=\"json\">Take it as a file</button></form>";

    fn samples() -> Vec<Self> {
        let item = |what: &str, state: &str, name: &str| CopyItem {
            at: "2026-12-23T10:00:00Z".into(),
            what: what.into(),
            name: name.into(),
            state: state.into(),
            way: "one_click".into(),
            text: String::new(),
        };
        let part = |name: &str, answer: &str| CopyPart {
            name: name.into(),
            data: "Orders".into(),
            purpose: "To deliver".into(),
            retention: "Ten years".into(),
            source: String::new(),
            answer: answer.into(),
        };
        let kinds =
            ["access", "correction", "deletion", "sharing_opt_out", "complaint", "redirect", "question", "unclear"];
        let states = ["opted_out", "opted_in", "paused", "undeliverable"];
        let full = Self {
            sender: "Acme".into(),
            address: "anna@example.org".into(),
            prepared: "2026-12-23T10:00:00Z".into(),
            policy: "2014-05-08".into(),
            reference: "0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01".into(),
            choices: ["all", "everywhere", "sharing", "tracking"].map(|scope| item(scope, "opted_out", "")).into(),
            history: states.map(|state| item("topic", state, "Events")).into(),
            more: true,
            cases: kinds.map(|kind| CopyItem { text: AWKWARD.into(), ..item(kind, "done", "") }).into(),
            mails: vec![CopyItem { text: "Please stop.\n".into(), ..item("", "", "") }],
            imports: vec![item("", "imported_unsubscribe", "")],
            systems: vec![part("The CRM", "name: Anna"), part(AWKWARD, ""), CopyPart::default()],
            receivers: vec![part("Ads Inc", "")],
            complain_to: Some("support@acme.example".into()),
            redacted: true,
            served: true,
        };
        let empty = Self {
            choices: Vec::new(),
            history: Vec::new(),
            more: false,
            cases: Vec::new(),
            mails: Vec::new(),
            imports: Vec::new(),
            systems: Vec::new(),
            receivers: Vec::new(),
            complain_to: None,
            redacted: false,
            served: false,
            ..full.clone()
        };
        vec![full, empty]
    }

    fn must_hold(&self) -> Vec<&'static str> {
        if self.served { vec!["value=\"json\""] } else { Vec::new() }
    }
}
