//! The page of a task's link: a colleague at a system, partner or controller says that it is done. In English, like the mail
//! that brought them here.

use serde::Serialize;

use super::{AWKWARD, Page};
use crate::domain::time::Instant;

/// `GET/POST /task/{token}`: GET shows, POST does (L2). Posts to itself: `action=done` or `action=failed`, with `note`; where
/// data is to be handed over also `answer`, or a text file as `file`.
#[derive(Clone, Debug, Serialize)]
pub struct Task {
    /// The sender's name.
    pub sender: String,
    /// The party's name.
    pub party: String,
    /// What is to be done: `delete`, `correct`, `collect`, `stop_sharing` or `redirect`.
    pub what: &'static str,
    /// Whose data; empty when it is not known any more.
    pub address: String,
    /// The right address, for a correction; empty otherwise.
    pub corrected: String,
    /// `open`, `done`, `failed` or `cancelled`.
    pub state: &'static str,
    /// By when the person must be answered; the UTC date is shown.
    pub due: Option<Instant>,
    /// The task.
    pub reference: String,
    /// Why nothing was taken: `too_large`, `not_text`, `nothing`; empty otherwise.
    pub fault: &'static str,
}

impl Page for Task {
    const TEMPLATE: &'static str = "task";
    const BARE: &'static str = "<h1>Is it done?</h1><form method=\"post\"><button name=\"action\" \
        value=\"done\">It is done</button></form>";

    fn samples() -> Vec<Self> {
        let sample = |what, state| Self {
            sender: "Acme".into(),
            party: "The CRM".into(),
            what,
            address: "anna@example.org".into(),
            corrected: if what == "correct" { "anna@new.example".into() } else { String::new() },
            state,
            due: (what != "redirect").then_some(Instant(1_798_000_000_000)),
            reference: "0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01".into(),
            fault: "",
        };
        let mut all: Vec<_> =
            ["delete", "correct", "collect", "stop_sharing", "redirect"].map(|what| sample(what, "open")).into();
        all.extend(["done", "failed", "cancelled"].map(|state| sample("delete", state)));
        all.extend(["too_large", "not_text", "nothing"].map(|fault| Self { fault, ..sample("collect", "open") }));
        all.push(Self { party: AWKWARD.into(), address: String::new(), ..sample("delete", "open") });
        all
    }

    fn must_hold(&self) -> Vec<&'static str> {
        if self.state == "open" { vec!["method=\"post\"", "value=\"done\""] } else { Vec::new() }
    }
}
