//! The mail to a case's person, from a text written beforehand to what goes out.

use serde::Serialize;

use super::Choice;
use crate::render::console::{AWKWARD, ConsolePage, Fault, Read};

/// The answer. Posts `act` (`fill`, `preview` or `send`), `as`, `version`, `words` and the fields of the kind of mail.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CaseAnswer {
    /// The case's id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// What was asked for.
    pub kind: &'static str,
    /// To whom it goes.
    pub address: Option<String>,
    /// The language it is in, by its own name.
    pub language: String,
    /// What the person said.
    pub said: Option<String>,
    /// The mails there can be now: `done`, `refused`, `redirected`, `question`, `more_time`.
    pub can: Vec<&'static str>,
    /// Which of them.
    pub used_for: String,
    /// Texts written beforehand, by id and name.
    pub prepared: Vec<Choice>,
    /// The one that was chosen.
    pub chosen: String,
    /// The text is in another language than the person's: that one's name.
    pub other_language: Option<String>,
    /// The reasons of a refusal, of a question, or of more time.
    pub reasons: Vec<&'static str>,
    /// The one that was chosen.
    pub reason: String,
    /// Whom the person can be sent to.
    pub controllers: Vec<Controller>,
    /// The one that was chosen.
    pub controller: String,
    /// A question whose answer is needed.
    pub needed: bool,
    /// The operator's words.
    pub words: String,
    /// What the law allows, for more time: each clock that would move, and how.
    pub allows: Vec<String>,
    /// What ending it does beside the answer: `erases`; `hands_over` where the mail says that a copy was handed over that was
    /// not delivered from here; or nothing.
    pub does: &'static str,
    /// The mail as it will go out.
    pub preview: Option<Preview>,
    /// What is wrong.
    pub fault: Option<Fault>,
}

/// Whom a person can be sent to.
#[derive(Clone, Debug, Serialize)]
pub struct Controller {
    /// The key.
    pub key: String,
    /// The name people know.
    pub name: String,
    /// Where they are reached.
    pub ask: String,
}

/// A mail as it will go out.
#[derive(Clone, Debug, Serialize)]
pub struct Preview {
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// The tag of its language, and the direction it is read in.
    pub language: (String, &'static str),
    /// What was looked at, so that nothing else is sent.
    pub seal: String,
}

impl ConsolePage for CaseAnswer {
    const TEMPLATE: &'static str = "case_answer";

    fn reads(&self) -> Option<Read> {
        Some(("case", self.id.clone()))
    }

    fn samples() -> Vec<Self> {
        let preview = Preview {
            to: AWKWARD.into(),
            subject: AWKWARD.into(),
            text: AWKWARD.into(),
            language: ("ar".into(), "rtl"),
            seal: "ab".into(),
        };
        let sample = |used_for: &str| Self {
            id: "1".into(),
            version: 2,
            kind: "deletion",
            address: Some(AWKWARD.into()),
            language: AWKWARD.into(),
            said: Some(AWKWARD.into()),
            can: vec!["done", "refused", "redirected", "question", "more_time"],
            used_for: used_for.into(),
            prepared: vec![("done".into(), AWKWARD.into())],
            chosen: "done".into(),
            other_language: Some(AWKWARD.into()),
            reasons: vec!["excessive", "nothing_held"],
            reason: "excessive".into(),
            controllers: vec![Controller { key: "globex".into(), name: AWKWARD.into(), ask: AWKWARD.into() }],
            controller: "globex".into(),
            needed: true,
            words: AWKWARD.into(),
            allows: vec![AWKWARD.into()],
            does: "erases",
            preview: Some(preview.clone()),
            fault: Some(Fault { field: Some("words".into()), text: AWKWARD.into() }),
        };
        let mut all: Vec<Self> = ["done", "refused", "redirected", "question", "more_time"].map(sample).into();
        all.push(Self { preview: None, fault: None, address: None, said: None, prepared: vec![], ..sample("done") });
        all.push(Self { controllers: vec![], allows: vec![], can: vec![], ..Self::default() });
        all
    }
}
