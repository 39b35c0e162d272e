//! The first page: what waits.

use serde::Serialize;

use super::{AWKWARD, ConsolePage, Read};

/// What waits for this operator.
#[derive(Clone, Debug, Serialize)]
pub struct Home {
    /// The operator's name.
    pub name: String,
    /// What waits, the most urgent first; only what this operator may look at.
    pub waiting: Vec<Waiting>,
    /// Trouble of the service, as sentences.
    pub trouble: Vec<String>,
}

/// One thing that waits.
#[derive(Clone, Debug, Serialize)]
pub struct Waiting {
    /// How many.
    pub count: u64,
    /// Of what, in words that follow the number.
    pub what: &'static str,
    /// Where to do something about it.
    pub path: &'static str,
    /// Whether it should not wait.
    pub urgent: bool,
}

impl ConsolePage for Home {
    const TEMPLATE: &'static str = "home";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        let waiting = |count, urgent| Waiting { count, what: "mails to decide", path: "/console/inbox", urgent };
        vec![
            Self {
                name: AWKWARD.into(),
                waiting: vec![waiting(3, true), waiting(1, false)],
                trouble: vec![AWKWARD.into()],
            },
            Self { name: "Ana".into(), waiting: vec![], trouble: vec![] },
        ]
    }
}
