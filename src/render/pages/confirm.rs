//! The page of a mailed confirmation link.

use serde::Serialize;

use super::{AWKWARD, Page};

/// `GET/POST /confirm/{token}`: GET shows, POST does (SCAN-08). Posts to itself: `action=confirm`; where the link is
/// used or expired and the address is known from it, `action=link` mails a new one.
#[derive(Clone, Debug, Serialize)]
pub struct Confirm {
    /// The sender's name.
    pub sender: String,
    /// The address, masked.
    pub address: String,
    /// What the link is for.
    pub action: ConfirmAction,
    /// How far it is.
    pub step: ConfirmStep,
    /// Whether `action=link` is offered for a used or expired link; otherwise the page points to `lost_url`.
    pub can_resend: bool,
    /// The path of the preference page, if the recipient may go there now.
    pub preferences_url: Option<String>,
    /// The path of the page of the request that was confirmed.
    pub case_url: Option<String>,
}

/// What a confirmation link does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ConfirmAction {
    /// Turns a topic on.
    TurnOn {
        /// Its name.
        topic: String,
    },
    /// Turns promotional mail of the sender on.
    TurnOnAll,
    /// Opens the preferences with all rights.
    OpenPreferences,
    /// Takes a stop back.
    Undo,
    /// Confirms what was asked for in a mail.
    Request {
        /// `access`, `correction` or `deletion`.
        what: &'static str,
    },
}

/// How far a confirmation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmStep {
    /// It can be confirmed.
    Ask,
    /// It was confirmed just now.
    Done,
    /// It was used before; nothing was changed now.
    Used,
    /// Its seven days are over; nothing was changed.
    Expired,
}

impl Page for Confirm {
    const TEMPLATE: &'static str = "confirm";
    const BARE: &'static str = "<h1>Please confirm</h1><form method=\"post\"><button name=\"action\" \
        value=\"confirm\">Confirm</button></form>";

    fn samples() -> Vec<Self> {
        let steps = [ConfirmStep::Ask, ConfirmStep::Done, ConfirmStep::Used, ConfirmStep::Expired];
        let mut all = Vec::new();
        for action in actions() {
            all.extend(steps.into_iter().map(|step| sample(action.clone(), step)));
        }
        all
    }

    fn must_hold(&self) -> Vec<&'static str> {
        if self.step == ConfirmStep::Ask { vec!["method=\"post\"", "value=\"confirm\""] } else { Vec::new() }
    }
}

fn actions() -> [ConfirmAction; 8] {
    [
        ConfirmAction::TurnOn { topic: "Product news".into() },
        ConfirmAction::TurnOnAll,
        ConfirmAction::OpenPreferences,
        ConfirmAction::Undo,
        ConfirmAction::Request { what: "access" },
        ConfirmAction::Request { what: "correction" },
        ConfirmAction::Request { what: "deletion" },
        ConfirmAction::TurnOn { topic: AWKWARD.into() },
    ]
}

fn sample(action: ConfirmAction, step: ConfirmStep) -> Confirm {
    let can_resend = matches!(action, ConfirmAction::TurnOn { .. });
    Confirm {
        sender: "Acme".into(),
        address: "a***@e***.org".into(),
        preferences_url: (step == ConfirmStep::Done).then(|| "/p/Aa-token_1".into()),
        case_url: (step == ConfirmStep::Done).then(|| "/case/Aa-token_1".into()),
        action,
        step,
        can_resend,
    }
}
