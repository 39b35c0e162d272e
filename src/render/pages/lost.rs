//! The page for those who lost the mail.

use serde::Serialize;

use super::{AWKWARD, Page};

/// `GET/POST /preferences`. Posts to itself: `address`, `sender` (a key), and
/// `action` = `unsubscribe_all` | `link`. The answer is the same whether or not the address is known (TOK-12).
#[derive(Clone, Debug, Serialize)]
pub struct Lost {
    /// The senders to choose from. One: it is named and posted without a choice. None: `sender` is not posted.
    pub senders: Vec<SenderChoice>,
    /// What to show.
    pub state: LostState,
}

/// A sender in the choice.
#[derive(Clone, Debug, Serialize)]
pub struct SenderChoice {
    /// Its key, the value of `sender`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Whether it is chosen: what was posted, or the sender of this host.
    pub chosen: bool,
}

/// What to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LostState {
    /// The empty form.
    Ask,
    /// The form again, because this is no address.
    Malformed {
        /// What was typed; it is kept in the field.
        typed: String,
    },
    /// Too often; nothing was done.
    Limited,
    /// Everything promotional is stopped for this address.
    Stopped {
        /// The sender's name.
        sender: String,
        /// The address as typed, so that a slip is noticed.
        address: String,
    },
    /// A link is on its way, if the address can get mail. (Whether we know it is not said: TOK-12.)
    LinkSent {
        /// The address as typed.
        address: String,
    },
}

impl Page for Lost {
    const TEMPLATE: &'static str = "lost";
    const BARE: &'static str = "<h1>Lost the mail?</h1><form method=\"post\"><label for=\"address\">Your mail address\
        </label><input id=\"address\" name=\"address\"><button name=\"action\" value=\"unsubscribe_all\">\
        Stop all promotional mail</button></form>";

    fn samples() -> Vec<Self> {
        let choice = |key: &str, name: &str, chosen| SenderChoice { key: key.into(), name: name.into(), chosen };
        let several = || vec![choice("acme", "Acme", true), choice("odd", AWKWARD, false)];
        let address = || "anna@example.org".to_owned();
        let one = |state| Self { senders: Vec::new(), state };
        vec![
            Self { senders: vec![choice("acme", "Acme", true)], state: LostState::Ask },
            one(LostState::Malformed { typed: "\"><script>alert(1)</script>".into() }),
            Self { senders: several(), state: LostState::Ask },
            Self { senders: several(), state: LostState::Malformed { typed: "anna@".into() } },
            one(LostState::Ask),
            one(LostState::Limited),
            one(LostState::Stopped { sender: AWKWARD.into(), address: address() }),
            one(LostState::Stopped { sender: "Acme".into(), address: address() }),
            one(LostState::LinkSent { address: address() }),
        ]
    }

    fn must_hold(&self) -> Vec<&'static str> {
        match self.state {
            LostState::Ask | LostState::Malformed { .. } => {
                vec!["method=\"post\"", "name=\"address\"", "value=\"unsubscribe_all\"", "value=\"link\""]
            }
            _ => Vec::new(),
        }
    }
}
