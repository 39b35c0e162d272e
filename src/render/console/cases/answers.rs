//! Answers written beforehand.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Choice;
use crate::render::console::{AWKWARD, ConsolePage, Fault, Read};

/// All answers written beforehand, and the form for one. Posts `act` (`put`, `retire` or `restore`), `id`, `seen`, and the
/// fields of the form.
#[derive(Clone, Debug, Serialize)]
pub struct Answers {
    /// Each.
    pub rows: Vec<AnswerLine>,
    /// The one that is written, or changed.
    pub form: Option<AnswerForm>,
    /// The languages, by tag and name.
    pub languages: Vec<Choice>,
    /// The uses there are.
    pub uses: Vec<&'static str>,
    /// The reasons of a refusal.
    pub reasons: Vec<&'static str>,
    /// The kinds of cases.
    pub kinds: Vec<&'static str>,
    /// Whether the reader may change them.
    pub may_work: bool,
    /// What is wrong with the form.
    pub fault: Option<Fault>,
}

/// An answer in the list.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// With which mail it goes.
    pub used_for: &'static str,
    /// For which kinds; none: for all.
    pub kinds: Vec<&'static str>,
    /// In how many languages it is written.
    pub languages: usize,
    /// Nobody has changed it.
    pub is_built_in: bool,
    /// It is offered no more.
    pub retired: bool,
    /// The entry of its last change.
    pub seen: String,
}

/// The form.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AnswerForm {
    /// The id; empty for a new one.
    pub id: String,
    /// The entry of its last change; empty for none.
    pub seen: String,
    /// Its name.
    pub name: String,
    /// With which mail it goes.
    pub used_for: String,
    /// The reason of the refusal it is for.
    pub reason: String,
    /// The kinds it is for.
    pub kinds: Vec<String>,
    /// The texts, by language.
    pub texts: BTreeMap<String, String>,
    /// It is offered no more.
    pub retired: bool,
}

impl ConsolePage for Answers {
    const TEMPLATE: &'static str = "answers";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        let line = |retired, is_built_in| AnswerLine {
            id: "done".into(),
            name: AWKWARD.into(),
            used_for: "refused",
            kinds: vec!["deletion", "access"],
            languages: 12,
            is_built_in,
            retired,
            seen: "7".into(),
        };
        let form = AnswerForm {
            id: "done".into(),
            seen: "7".into(),
            name: AWKWARD.into(),
            used_for: "refused".into(),
            reason: "excessive".into(),
            kinds: vec!["deletion".into()],
            texts: [("en".to_owned(), AWKWARD.to_owned())].into(),
            retired: false,
        };
        let whole = Self {
            rows: vec![line(false, true), line(false, false), line(true, false)],
            form: Some(form),
            languages: vec![("en".into(), "English".into()), ("ar".into(), AWKWARD.into())],
            uses: vec!["done", "refused", "redirected", "question"],
            reasons: vec!["excessive"],
            kinds: vec!["access", "deletion"],
            may_work: true,
            fault: Some(Fault { field: Some("text_en".into()), text: AWKWARD.into() }),
        };
        let new = Self { form: Some(AnswerForm::default()), fault: None, ..whole.clone() };
        let list = Self { form: None, fault: None, may_work: false, ..whole.clone() };
        vec![whole, new, list]
    }
}
