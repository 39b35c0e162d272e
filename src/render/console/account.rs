//! One's own account.

use serde::Serialize;

use super::{AWKWARD, ConsolePage, Read};
use crate::domain::time::Instant;

/// Who one is, and where one is signed in. Posts `end` (a session's id) or `end_others`.
#[derive(Clone, Debug, Serialize)]
pub struct Account {
    /// The name.
    pub name: String,
    /// The address.
    pub address: String,
    /// The role.
    pub role: &'static str,
    /// The sessions, newest first.
    pub sessions: Vec<SessionRow>,
}

/// A session.
#[derive(Clone, Debug, Serialize)]
pub struct SessionRow {
    /// Its id.
    pub id: String,
    /// Whether it is this one.
    pub this: bool,
    /// Since when.
    pub created_at: Instant,
    /// When it was last at work.
    pub seen_at: Instant,
    /// From which network.
    pub client: String,
    /// The browser's own description.
    pub agent: String,
}

impl ConsolePage for Account {
    const TEMPLATE: &'static str = "account";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        let session = |this| SessionRow {
            id: "1".into(),
            this,
            created_at: Instant(0),
            seen_at: Instant(1),
            client: "192.0.2.0/24".into(),
            agent: AWKWARD.into(),
        };
        let sessions = vec![session(true), session(false)];
        vec![Self { name: AWKWARD.into(), address: AWKWARD.into(), role: "support", sessions }]
    }
}
