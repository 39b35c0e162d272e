//! What each page of the console needs to know. Every text in these structs is plain and is escaped by the template; the
//! templates are in `templates/console`, in English only, and cannot be overridden.
//!
//! To add a page: a struct here with [`ConsolePage`], its template, a line in [`all_samples`]. One test renders every
//! template with every sample, and looks for names that were not escaped.
//!
//! Forms carry `csrf` (the macro `token` of `parts.html` writes it) and post to the page's own address.

mod account;
pub mod cases;
mod figures;
mod health;
mod home;
mod inbox;
mod marketing;
mod operators;
mod recipients;
mod record;
mod report;
mod settings;
mod sign_in;

pub use account::{Account, SessionRow};
pub use figures::{FigureRow, Figures};
pub use health::{DeadRow, FindingRow, Group, Health};
pub use home::{Home, Waiting};
pub use inbox::{
    CaseLine, Check, Choice, Correction, Inbox, InboxMail, InboxRow, KnownShown, Labels, ProposalShown, Typed,
    WishShown,
};
pub use marketing::{
    Explained, KeyRow, Keys, Links, Minted, SenderPage, SenderRow, Senders, TopicPage, TopicRow, Topics, TypedLink,
    TypedSender, TypedTopic,
};
pub use operators::{OperatorRow, Operators};
pub use recipients::{
    CaseRow as RecipientCase, HistoryRow, MailRow as RecipientMail, OnBehalfForm, Recipient, Recipients, RecordedRow,
    SenderVerdicts, TypedOnBehalf, VerdictRow,
};
pub use record::{Entry, EntryRow, HeadShown, LastVerification, Record, VerificationShown};
pub use report::{Numbers, Report, RequestRow};
pub use settings::{AgentRow, ClockRow, PartyRegistry, PartyRow, PolicyRow, RetentionRow, Settings, WebhookRow};
pub use sign_in::{Begin, Kept, Notice, Resume, SignIn};

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

/// What stands around every page of the console.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Shell {
    /// Who is signed in; nobody on the pages before.
    pub operator: Option<Who>,
    /// The rooms this operator may enter.
    pub rooms: Vec<Room>,
    /// The host under which this installation is reached.
    pub installation: String,
    /// What was just done, as a sentence.
    pub done: Option<&'static str>,
    /// Goes with every form.
    pub csrf: String,
}

/// Who is signed in.
#[derive(Clone, Debug, Serialize)]
pub struct Who {
    /// The name.
    pub name: String,
    /// The role.
    pub role: &'static str,
}

/// A link of the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct Room {
    /// Its words.
    pub name: &'static str,
    /// Where it leads.
    pub path: &'static str,
    /// Whether this page is in it.
    pub here: bool,
    /// Whether rooms of another kind begin with it.
    pub begins: bool,
}

/// What is wrong with a form that was sent.
#[derive(Clone, Debug, Serialize)]
pub struct Fault {
    /// The field at fault, by its name; none: the whole.
    pub field: Option<String>,
    /// What is wrong and what to do about it.
    pub text: String,
}

/// Personal data that a page shows, for the log (CON-07): what it is, and whose by the id of a case or mail or the code of a
/// recipient key; empty where it is several people's.
pub type Read = (&'static str, String);

/// A page's context.
pub trait ConsolePage: Serialize + Sized {
    /// The template: `console/TEMPLATE.html`.
    const TEMPLATE: &'static str;

    /// What personal data of others it shows; none when it shows none. Every page must say so, so that none is forgotten.
    fn reads(&self) -> Option<Read>;

    /// One of each variant, with awkward names.
    fn samples() -> Vec<Self>;
}

/// Where one stands in a long list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pager {
    /// The query of the page before, if there is one.
    pub before: Option<String>,
    /// The query of the next page, if there is one.
    pub next: Option<String>,
    /// What is shown, such as "51 to 100".
    pub shown: String,
}

/// Something that cannot be done or shown.
#[derive(Clone, Debug, Serialize)]
pub struct Refused {
    /// The status of the answer.
    pub status: u16,
    /// What kind of trouble.
    pub title: String,
    /// What to do about it.
    pub detail: String,
}

impl ConsolePage for Refused {
    const TEMPLATE: &'static str = "refused";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        vec![Self { status: 404, title: "Nothing here".into(), detail: AWKWARD.into() }]
    }
}

/// A page of the console with sample content.
pub struct Sample {
    /// The template.
    pub template: &'static str,
    /// Its context.
    pub page: Value,
    /// What personal data it shows.
    pub reads: Option<Read>,
}

/// Every page with every sample.
pub fn all_samples() -> Vec<Sample> {
    let mut all = Vec::new();
    add::<Refused>(&mut all);
    add::<SignIn>(&mut all);
    add::<Resume>(&mut all);
    add::<Notice>(&mut all);
    add::<Begin>(&mut all);
    add::<Home>(&mut all);
    add::<Account>(&mut all);
    add::<Operators>(&mut all);
    cases::add_samples(&mut all);
    add::<Recipients>(&mut all);
    add::<Recipient>(&mut all);
    add::<Senders>(&mut all);
    add::<SenderPage>(&mut all);
    add::<Topics>(&mut all);
    add::<TopicPage>(&mut all);
    add::<Keys>(&mut all);
    add::<Links>(&mut all);
    add::<Record>(&mut all);
    add::<Entry>(&mut all);
    add::<Report>(&mut all);
    add::<Settings>(&mut all);
    add::<Health>(&mut all);
    add::<Figures>(&mut all);
    add::<Inbox>(&mut all);
    add::<InboxMail>(&mut all);
    add::<Labels>(&mut all);
    all
}

fn add<P: ConsolePage>(all: &mut Vec<Sample>) {
    let sample = |page: &P| Sample { template: P::TEMPLATE, page: Value::from(Serde(page)), reads: page.reads() };
    all.extend(P::samples().iter().map(sample));
}

/// A name nobody should have, with everything that must be escaped or kept in its place.
pub(super) const AWKWARD: &str = "<script>alert('x')</script> \"& נייר\" العربية";

#[cfg(test)]
#[allow(clippy::panic, clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;
    use crate::render::Renderer;
    use crate::render::locale::Locale;

    /// Pages with addresses that whoever sees them typed, or their own; a link that is explained is said where it is read.
    const OWN: [&str; 5] = ["sign_in", "begin", "account", "recipients", "links"];

    #[test]
    fn mime_17_con_07_every_page_comes_out_and_no_name_gets_through_nor_an_address_unsaid() {
        let renderer = Renderer::new(None, None, "en").unwrap();
        let shell = Shell {
            operator: Some(Who { name: AWKWARD.into(), role: "admin" }),
            rooms: vec![Room { name: "Inbox", path: "/console/inbox", here: true, begins: false }],
            installation: AWKWARD.into(),
            done: Some("Done."),
            csrf: "token".into(),
        };
        for sample in all_samples() {
            let context = minijinja::context! { shell => Serde(&shell), page => sample.page };
            let path = format!("console/{}.html", sample.template);
            let html = renderer.embedded.render(&path, &Locale::fallback(), &context);
            let html = html.unwrap_or_else(|error| panic!("{path}: {error:#}"));
            let shows = html.contains('@') || html.contains("&#x40;");
            assert!(!shows || sample.reads.is_some() || OWN.contains(&sample.template), "{path}: CON-07");
            assert!(!html.contains("<script>"), "{path}: a name gets through, or a script stands in the page");
            assert!(!html.contains(" style="), "{path}: no style stands in a page (WEB-04)");
            assert_eq!(html.matches("<h1").count(), 1, "{path}: A11Y-01");
        }
    }
}
