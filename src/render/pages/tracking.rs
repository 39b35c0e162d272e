//! The page of the web opt-out.

use serde::Serialize;

use super::Page;

/// `GET/POST /tracking`. Posts to itself: `action=stop_tracking`; `action=allow_tracking`.
#[derive(Clone, Debug, Serialize)]
pub struct Tracking {
    /// Whether this browser carries the opt-out.
    pub stopped: bool,
    /// Whether the POST just made has brought this about; announced as a status (A11Y-06).
    pub just_changed: bool,
}

impl Page for Tracking {
    const TEMPLATE: &'static str = "tracking";
    const BARE: &'static str = "<h1>Tracking</h1><form method=\"post\"><button name=\"action\" \
        value=\"stop_tracking\">Stop tracking</button></form>";

    fn samples() -> Vec<Self> {
        let every = [(false, false), (true, false), (true, true), (false, true)];
        every.into_iter().map(|(stopped, just_changed)| Self { stopped, just_changed }).collect()
    }

    fn must_hold(&self) -> Vec<&'static str> {
        if self.stopped { Vec::new() } else { vec!["method=\"post\"", "value=\"stop_tracking\""] }
    }
}
