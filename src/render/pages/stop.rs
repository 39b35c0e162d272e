//! The page of an unsubscribe link and the page after it.

use serde::Serialize;

use super::{AWKWARD, Page};
use crate::domain::time::Instant;

/// `GET /u/{token}`: one question, one button (SCAN-03). Posts to itself:
/// `action=unsubscribe`; `action=unsubscribe_all`.
#[derive(Clone, Debug, Serialize)]
pub struct Unsubscribe {
    /// The sender's name.
    pub sender: String,
    /// Names it had before; an old mail may carry one.
    pub former_names: Vec<String>,
    /// The topic's name.
    pub topic: String,
    /// The address, masked (SCAN-11).
    pub address: String,
    /// What is stopped already.
    pub state: StopState,
    /// Names of transactional topics, which go on coming.
    pub goes_on: Vec<String>,
    /// The path of the preference page, `/p/{token}`.
    pub preferences_url: String,
}

/// What stands in the way of the topic's mail already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StopState {
    /// Nothing: it can be stopped.
    Open,
    /// The topic is stopped; everything promotional can still be.
    TopicStopped,
    /// Everything promotional is stopped.
    AllStopped,
}

/// The answer to the page's own POST on `/u/{token}` (200, no redirect). Posts to itself:
/// `action=undo` with `undo`; `action=unsubscribe_all`; `action=confirm_mail`; `action=reason` with `about` and
/// `reason` = `too_many` | `not_relevant` | `never_asked` | `no_longer_needed` | `other`.
#[derive(Clone, Debug, Serialize)]
pub struct Done {
    /// The sender's name.
    pub sender: String,
    /// The address, masked.
    pub address: String,
    /// What happened.
    pub outcome: Outcome,
    /// The value that undoes this very stop; only this answer carries it (L3). `None`: no undo is offered.
    pub undo: Option<String>,
    /// The value by which a reason is joined to the stop. `None`: no reason is asked for.
    pub about: Option<String>,
    /// Names of transactional topics, which go on coming.
    pub goes_on: Vec<String>,
    /// The path of the preference page.
    pub preferences_url: String,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outcome {
    /// One topic was stopped; everything promotional is offered too.
    Stopped {
        /// Its name.
        topic: String,
    },
    /// Everything promotional was stopped.
    StoppedAll,
    /// Promotional mail pauses.
    Paused {
        /// The first day on which it may come again.
        until: Instant,
    },
    /// The stop was taken back.
    Undone,
    /// It can no longer be undone at once; a mail to the address can (L3). Offers `action=confirm_mail`.
    UndoTooLate,
    /// That mail is on its way.
    ConfirmMailSent,
    /// The reason was noted.
    ReasonThanked,
}

impl Page for Unsubscribe {
    const TEMPLATE: &'static str = "unsubscribe";
    const BARE: &'static str = "<h1>Unsubscribe?</h1><form method=\"post\"><button name=\"action\" \
        value=\"unsubscribe\">Unsubscribe</button></form><form method=\"post\"><button name=\"action\" \
        value=\"unsubscribe_all\">Stop all promotional mail</button></form>";

    fn samples() -> Vec<Self> {
        let open = Self {
            sender: "Acme".into(),
            former_names: Vec::new(),
            topic: "Product news".into(),
            address: "a***@e***.org".into(),
            state: StopState::Open,
            goes_on: vec!["Invoices".into(), "Order confirmations".into(), "Security alerts".into()],
            preferences_url: "/p/Aa-token_1".into(),
        };
        let renamed = Self { former_names: vec!["Acme Labs".into(), "Rocket & Sons".into()], ..open.clone() };
        let awkward = Self {
            sender: AWKWARD.into(),
            former_names: vec![AWKWARD.into()],
            topic: AWKWARD.into(),
            goes_on: Vec::new(),
            ..open.clone()
        };
        let stopped = Self { state: StopState::TopicStopped, ..open.clone() };
        let all = Self { state: StopState::AllStopped, ..renamed.clone() };
        vec![open, renamed, awkward, stopped, all]
    }

    fn must_hold(&self) -> Vec<&'static str> {
        match self.state {
            StopState::Open => vec!["method=\"post\"", "value=\"unsubscribe\"", "value=\"unsubscribe_all\""],
            StopState::TopicStopped => vec!["method=\"post\"", "value=\"unsubscribe_all\""],
            StopState::AllStopped => Vec::new(),
        }
    }
}

impl Page for Done {
    const TEMPLATE: &'static str = "done";
    const BARE: &'static str = "<h1>Done</h1><p>Your choice was stored.</p>";

    fn samples() -> Vec<Self> {
        let stopped = Self {
            sender: "Acme".into(),
            address: "a***@e***.org".into(),
            outcome: Outcome::Stopped { topic: "Product news".into() },
            undo: Some("dW5kbw".into()),
            about: Some("YWJvdXQ".into()),
            goes_on: vec!["Invoices".into(), "Order confirmations".into(), "Security alerts".into()],
            preferences_url: "/p/Aa-token_1".into(),
        };
        let with = |outcome, undo: bool, about: bool| Self {
            outcome,
            undo: undo.then(|| "dW5kbw".into()),
            about: about.then(|| "YWJvdXQ".into()),
            ..stopped.clone()
        };
        let awkward = Self {
            sender: AWKWARD.into(),
            outcome: Outcome::Stopped { topic: AWKWARD.into() },
            undo: Some("\"><script>".into()),
            goes_on: vec![AWKWARD.into()],
            ..stopped.clone()
        };
        vec![
            stopped.clone(),
            with(Outcome::StoppedAll, true, true),
            awkward,
            with(Outcome::Paused { until: Instant(1_798_000_000_000) }, true, false),
            with(Outcome::Undone, false, false),
            with(Outcome::UndoTooLate, false, false),
            with(Outcome::ConfirmMailSent, false, false),
            with(Outcome::ReasonThanked, true, false),
        ]
    }

    fn must_hold(&self) -> Vec<&'static str> {
        let mut parts = Vec::new();
        if self.undo.is_some() {
            parts.extend(["method=\"post\"", "value=\"undo\"", "name=\"undo\""]);
        }
        if matches!(self.outcome, Outcome::Stopped { .. }) {
            parts.push("value=\"unsubscribe_all\"");
        }
        parts
    }
}
