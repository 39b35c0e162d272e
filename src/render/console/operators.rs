//! The operators, for those who let others in.

use serde::Serialize;

use super::{AWKWARD, ConsolePage, Fault, Read};
use crate::domain::time::Instant;

/// All operators. Posts `act` (`invite` with `address`, `name`, `role`; `role`, `disable`, `enable` or `reset` with `id`).
#[derive(Clone, Debug, Serialize)]
pub struct Operators {
    /// Each.
    pub rows: Vec<OperatorRow>,
    /// The roles there are, each with what it is for.
    pub roles: Vec<(&'static str, &'static str)>,
    /// What is wrong with the form.
    pub fault: Option<Fault>,
    /// What was typed: address, name, role.
    pub typed: (String, String, String),
    /// A link that was just made, to be handed on: it is shown this once. With the name it is for.
    pub link: Option<(String, String)>,
}

/// An operator.
#[derive(Clone, Debug, Serialize)]
pub struct OperatorRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Its role.
    pub role: &'static str,
    /// Since when.
    pub created_at: Instant,
    /// Whether it may not sign in any more.
    pub disabled: bool,
    /// Whether it has set a password.
    pub has_begun: bool,
    /// Whether it is the reader.
    pub is_you: bool,
}

impl ConsolePage for Operators {
    const TEMPLATE: &'static str = "operators";

    fn reads(&self) -> Option<Read> {
        Some(("operators", String::new()))
    }

    fn samples() -> Vec<Self> {
        let row = |disabled, has_begun, is_you| OperatorRow {
            id: "1".into(),
            name: AWKWARD.into(),
            address: AWKWARD.into(),
            role: "support",
            created_at: Instant(0),
            disabled,
            has_begun,
            is_you,
        };
        let rows = vec![row(false, true, true), row(false, false, false), row(true, false, false)];
        let roles = vec![("support", "Works on mail and cases."), ("admin", "Everything.")];
        let typed = (String::new(), String::new(), String::new());
        let plain = Self { rows, roles, fault: None, typed, link: None };
        let fault = Fault { field: Some("address".into()), text: AWKWARD.into() };
        let typed = (AWKWARD.into(), AWKWARD.into(), "admin".into());
        let wrong = Self { fault: Some(fault), typed, link: Some((AWKWARD.into(), AWKWARD.into())), ..plain.clone() };
        vec![plain, wrong]
    }
}
