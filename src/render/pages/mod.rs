//! What each page needs to know. Every text in these structs is plain and is escaped by the template.
//!
//! The forms have no `action` attribute: they post to the address the page itself has, token, language and all, so that
//! no token stands in the HTML. Field names and values are listed with each page; the HTTP face reads exactly these.

mod case;
mod confirm;
mod copy;
mod error;
mod lost;
mod own;
mod preferences;
mod stop;
mod task;
mod tracking;

pub use case::CasePage;
pub use confirm::{Confirm, ConfirmAction, ConfirmStep};
pub use copy::{Copy, CopyDoor, CopyItem, CopyPart};
pub use error::{ErrorKind, ErrorPage};
pub use lost::{Lost, LostState, SenderChoice};
pub use own::{ChangeRow, Of, Own, RequestRow, Typed};
pub use preferences::{Everywhere, GoesOn, Preferences, Status, TopicRow, TopicState};
pub use stop::{Done, Outcome, StopState, Unsubscribe};
pub use task::Task;
pub use tracking::Tracking;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

/// What stands around every page: header, notices and footer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shell {
    /// The sender's name, for header and title; the installation's own name where no sender is known.
    pub sender: String,
    /// Where people reach a human (A11Y-10: the same place on all pages).
    pub support_address: Option<String>,
    /// The sender's postal address, lines divided by `\n`.
    pub postal_address: Option<String>,
    /// The path of the page for those who lost the mail: `/preferences`.
    pub lost_url: String,
    /// Whether the language was chosen by `?lang=`; then links carry it on.
    pub language_chosen: bool,
    /// Whether the request carried `Sec-GPC: 1`; the page says that it is honoured (GPC-03).
    pub gpc: bool,
    /// Whether the link is a test link; the page says that nothing is changed by it (HDR-22).
    pub test_link: bool,
}

/// A page's context.
pub trait Page: Serialize + Sized {
    /// The template: `pages/TEMPLATE.html`.
    const TEMPLATE: &'static str;
    /// What to show inside a bare page if no template works at all: the same purpose in plain HTML.
    const BARE: &'static str;

    /// One of each variant, with awkward names.
    fn samples() -> Vec<Self>;

    /// What the HTML must hold, whatever an override does to it.
    fn must_hold(&self) -> Vec<&'static str> {
        Vec::new()
    }
}

/// A page with sample content, for proofs and tests.
pub struct PageSample {
    /// The template.
    pub template: &'static str,
    /// What stands around it.
    pub shell: Shell,
    /// Its context.
    pub page: Value,
    /// What the HTML must hold.
    pub must_hold: Vec<&'static str>,
}

impl PageSample {
    /// The path of the template.
    pub fn path(&self) -> String {
        format!("pages/{}.html", self.template)
    }
}

/// Every page with every sample.
pub fn all_samples() -> Vec<PageSample> {
    let mut all = Vec::new();
    add::<Unsubscribe>(&mut all);
    add::<Done>(&mut all);
    add::<Preferences>(&mut all);
    add::<Lost>(&mut all);
    add::<Confirm>(&mut all);
    add::<CopyDoor>(&mut all);
    add::<Copy>(&mut all);
    add::<CasePage>(&mut all);
    add::<ErrorPage>(&mut all);
    add::<Task>(&mut all);
    add::<Tracking>(&mut all);
    all
}

/// Pairs a page's samples with the shells, in turn, so that every page meets more than one of them.
fn add<P: Page>(all: &mut Vec<PageSample>) {
    let shells = Shell::samples();
    for (sample, shell) in P::samples().iter().zip(shells.iter().cycle()) {
        all.push(PageSample {
            template: P::TEMPLATE,
            shell: shell.clone(),
            page: Value::from(Serde(sample)),
            must_hold: sample.must_hold(),
        });
    }
}

/// A name nobody should have, with everything that must be escaped or kept in its place.
pub(super) const AWKWARD: &str = "<script>alert('x')</script> \"& נייר\" العربية";

impl Shell {
    /// An ordinary one, one with everything, one with next to nothing.
    pub fn samples() -> Vec<Self> {
        let plain = Self {
            sender: "Acme".into(),
            support_address: Some("support@acme.example".into()),
            postal_address: Some("Acme Ltd\n12 Mill Lane\nYork YO1 9AB".into()),
            lost_url: "/preferences".into(),
            ..Self::default()
        };
        let full = Self { gpc: true, test_link: true, language_chosen: true, ..plain.clone() };
        let awkward = Self {
            sender: AWKWARD.into(),
            support_address: None,
            postal_address: Some(AWKWARD.into()),
            ..plain.clone()
        };
        vec![plain, full, awkward]
    }
}
