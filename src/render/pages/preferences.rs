//! The preference page.

use serde::Serialize;

use super::{AWKWARD, Own, Page};
use crate::domain::time::Instant;

/// `GET/POST /p/{token}`. Posts to itself, one form an action:
///
/// - stopping, with any token: `action=unsubscribe` with `topic=KEY`; `unsubscribe_all`; `unsubscribe_everywhere`;
///   `pause` with `days` = `30` | `60` | `90`; `stop_sharing`; `stop_tracking`; `undo` with `undo`;
/// - with a mailing's token: `action=link` mails the strong link;
/// - with a mailed (strong) token only: `opt_in` with `topic=KEY`; `opt_in_all`; `resume`; `allow_sharing`;
///   `allow_tracking`; and what [`Own`] lists.
#[derive(Clone, Debug, Serialize)]
pub struct Preferences {
    /// The sender's name.
    pub sender: String,
    /// The address, masked.
    pub address: String,
    /// Whether the token was mailed to the address itself, so that things may be turned on (L3).
    pub strong: bool,
    /// What the POST just made has done; announced as a status (A11Y-06).
    pub status: Option<Status>,
    /// The value that undoes the stop just made.
    pub undo: Option<String>,
    /// The sender's promotional topics; retired ones only where they are still of interest.
    pub topics: Vec<TopicRow>,
    /// Whether everything promotional is stopped.
    pub all_stopped: bool,
    /// Until when promotional mail pauses.
    pub paused_until: Option<Instant>,
    /// The other senders of the group, if there are any.
    pub everywhere: Option<Everywhere>,
    /// Whether sharing of personal data is stopped.
    pub sharing_stopped: bool,
    /// Whether tracking is stopped.
    pub tracking_stopped: bool,
    /// The transactional topics: they go on coming and cannot be switched.
    pub goes_on: Vec<GoesOn>,
    /// Requests, history and receipts; with a mailed token only.
    pub own: Option<Own>,
}

/// One promotional topic.
#[derive(Clone, Debug, Serialize)]
pub struct TopicRow {
    /// Its key, the value of `topic`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// One line about it; may be empty.
    pub description: String,
    /// What stands for this recipient. Where `all_stopped` holds, only `Receiving` topics, which are proven
    /// exceptions to it, can still be stopped.
    pub state: TopicState,
}

/// Whether mail of a topic may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TopicState {
    /// It may.
    Receiving,
    /// It was stopped.
    Stopped,
    /// It needs an opt-in that was never given.
    NotSubscribed,
}

/// A group of senders whose stops reach each other.
#[derive(Clone, Debug, Serialize)]
pub struct Everywhere {
    /// The other senders' names.
    pub senders: Vec<String>,
    /// Whether all of them are stopped.
    pub stopped: bool,
}

/// A transactional topic.
#[derive(Clone, Debug, Serialize)]
pub struct GoesOn {
    /// Its name.
    pub name: String,
    /// One line about it; may be empty.
    pub description: String,
}

/// What an action on the preference page has done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Status {
    /// A topic was stopped.
    Stopped {
        /// Its name.
        topic: String,
    },
    /// Everything promotional was stopped.
    StoppedAll,
    /// All senders of the group were stopped.
    StoppedEverywhere,
    /// Promotional mail pauses.
    Paused {
        /// The first day on which it may come again.
        until: Instant,
    },
    /// The pause was ended.
    Resumed,
    /// A topic was turned on.
    TurnedOn {
        /// Its name.
        topic: String,
    },
    /// Promotional mail was turned on.
    TurnedOnAll,
    /// Sharing was stopped.
    SharingStopped,
    /// Sharing was allowed again.
    SharingAllowed,
    /// Tracking was stopped.
    TrackingStopped,
    /// Tracking was allowed again.
    TrackingAllowed,
    /// The strong link is on its way to the address.
    LinkSent,
    /// The stop was taken back.
    Undone,
    /// It can no longer be undone at once; the mailed link can.
    UndoTooLate,
    /// Turning on needs the mailed link; nothing was changed.
    NeedsLink,
    /// It was so before.
    Unchanged,
    /// A request was opened, and a mail asks to confirm it.
    AskedConfirm,
    /// A request was opened.
    AskedPerson {
        /// The day by which a person answers it, `YYYY-MM-DD`.
        by: String,
    },
    /// The same was asked for before; that request goes on.
    AskedAgain,
    /// Nothing was sent: a field is marked.
    NotAsked,
    /// This needs the mailed link; nothing was changed.
    AskByMail,
}

impl Page for Preferences {
    const TEMPLATE: &'static str = "preferences";
    const BARE: &'static str = "<h1>Your mail</h1><form method=\"post\"><button name=\"action\" \
        value=\"unsubscribe_all\">Stop all promotional mail</button></form>";

    fn samples() -> Vec<Self> {
        let mailing = sample();
        let strong = Self { strong: true, own: Own::samples().into_iter().next(), ..mailing.clone() };
        let awkward = awkward(&mailing);
        let stopped = Self {
            topics: mailing.topics.iter().map(|t| TopicRow { state: TopicState::Stopped, ..t.clone() }).collect(),
            all_stopped: true,
            sharing_stopped: true,
            tracking_stopped: true,
            everywhere: None,
            status: Some(Status::StoppedAll),
            undo: Some("dW5kbw".into()),
            ..mailing.clone()
        };
        let strong_stopped = Self { strong: true, status: None, undo: None, ..stopped.clone() };
        let paused = Self {
            strong: true,
            paused_until: Some(until()),
            status: Some(Status::Paused { until: until() }),
            everywhere: None,
            ..mailing.clone()
        };
        let mut all = vec![mailing.clone(), strong, awkward, stopped, strong_stopped, paused];
        let said = |status| Self { status: Some(status), ..mailing.clone() };
        all.extend(every_status().into_iter().map(said));
        let mailed = |own| Self { strong: true, own: Some(own), status: Some(Status::NotAsked), ..mailing.clone() };
        all.extend(Own::samples().into_iter().skip(1).map(mailed));
        all
    }

    fn must_hold(&self) -> Vec<&'static str> {
        if self.all_stopped { Vec::new() } else { vec!["method=\"post\"", "value=\"unsubscribe_all\""] }
    }
}

fn until() -> Instant {
    Instant(1_798_000_000_000)
}

fn sample() -> Preferences {
    let topic = |key: &str, name: &str, description: &str, state| TopicRow {
        key: key.into(),
        name: name.into(),
        description: description.into(),
        state,
    };
    let goes_on = |name: &str, description: &str| GoesOn { name: name.into(), description: description.into() };
    Preferences {
        sender: "Acme".into(),
        address: "a***@e***.org".into(),
        strong: false,
        status: None,
        undo: None,
        topics: vec![
            topic("product-news", "Product news", "What is new, about once a month.", TopicState::Receiving),
            topic("events", "Events", "Invitations to talks and fairs near you.", TopicState::Stopped),
            topic("partner-offers", "Partner offers", "", TopicState::NotSubscribed),
        ],
        all_stopped: false,
        paused_until: None,
        everywhere: Some(Everywhere { senders: vec!["Borealis".into(), "Cirrus".into()], stopped: false }),
        sharing_stopped: false,
        tracking_stopped: false,
        goes_on: vec![
            goes_on("Invoices", "One for each order."),
            goes_on("Security alerts", "When something about your account needs attention."),
        ],
        own: None,
    }
}

fn awkward(mailing: &Preferences) -> Preferences {
    let topic =
        TopicRow { key: "odd".into(), name: AWKWARD.into(), description: AWKWARD.into(), state: TopicState::Receiving };
    Preferences {
        sender: AWKWARD.into(),
        topics: vec![topic],
        everywhere: Some(Everywhere { senders: vec![AWKWARD.into()], stopped: true }),
        goes_on: vec![GoesOn { name: AWKWARD.into(), description: String::new() }],
        status: Some(Status::Stopped { topic: AWKWARD.into() }),
        ..mailing.clone()
    }
}

fn every_status() -> Vec<Status> {
    let topic = || "Product news".to_owned();
    vec![
        Status::Stopped { topic: topic() },
        Status::StoppedEverywhere,
        Status::Resumed,
        Status::TurnedOn { topic: topic() },
        Status::TurnedOnAll,
        Status::SharingStopped,
        Status::SharingAllowed,
        Status::TrackingStopped,
        Status::TrackingAllowed,
        Status::LinkSent,
        Status::Undone,
        Status::UndoTooLate,
        Status::NeedsLink,
        Status::Unchanged,
        Status::AskedConfirm,
        Status::AskedPerson { by: "2026-12-23".into() },
        Status::AskedAgain,
        Status::AskByMail,
    ]
}
