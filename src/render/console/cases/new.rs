//! A case that is opened for somebody.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{CaseOther, Choice};
use crate::domain::time::Instant;
use crate::render::console::{AWKWARD, ConsolePage, Fault, Read};

/// The form of a new case.
#[derive(Clone, Debug, Serialize)]
pub struct NewCase {
    /// The kinds of cases.
    pub kinds: Vec<&'static str>,
    /// The ways in that can be named.
    pub ways: Vec<&'static str>,
    /// The languages, by tag and name.
    pub languages: Vec<Choice>,
    /// The senders, by key and name.
    pub senders: Vec<Choice>,
    /// Open cases of the same person, once the address was given.
    pub others: Vec<CaseOther>,
    /// What is wrong with the form.
    pub fault: Option<Fault>,
    /// What was typed, by field.
    pub typed: BTreeMap<String, String>,
}

impl ConsolePage for NewCase {
    const TEMPLATE: &'static str = "case_new";

    fn reads(&self) -> Option<Read> {
        (!self.others.is_empty()).then(|| ("open cases", String::new()))
    }

    fn samples() -> Vec<Self> {
        let typed = ["address", "kind", "text", "reference", "received_at", "evidence"];
        let other = CaseOther { id: "2".into(), kind: "deletion", state: "received", received_at: Instant(0) };
        let whole = Self {
            kinds: vec!["access", "deletion"],
            ways: vec!["telephone", "letter"],
            languages: vec![("en".into(), "English".into())],
            senders: vec![("acme".into(), AWKWARD.into()), ("globex".into(), "Globex".into())],
            others: vec![other],
            fault: Some(Fault { field: Some("address".into()), text: AWKWARD.into() }),
            typed: typed.map(|name| (name.to_owned(), AWKWARD.to_owned())).into(),
        };
        let fresh = Self { others: vec![], fault: None, typed: BTreeMap::new(), senders: vec![], ..whole.clone() };
        vec![whole, fresh]
    }
}
