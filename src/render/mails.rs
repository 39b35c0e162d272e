//! What each mail to a recipient needs to know. They are short and plain: no promotion, no "are you sure", nothing to
//! win anybody back (ACK-12).

pub(super) mod cases;

use minijinja::Value;
use minijinja::value::Serde;
use serde::{Deserialize, Serialize};

pub use self::cases::{AskInstead, CaseEnded, CaseExtended, CaseQuestion, ComplaintNotice, ControllerNotice};
use super::pages::AWKWARD;
use crate::domain::case::DisputeBody;
use crate::domain::time::Instant;

/// A mail, ready to be composed. The text holds no direction marks; lines end with `\n`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedMail {
    /// The subject: one line, no control characters.
    pub subject: String,
    /// The `text/plain` part.
    pub text: String,
    /// The `text/html` part.
    pub html: String,
}

impl RenderedMail {
    /// A subject is one line whatever a name in it holds, so that no header can be smuggled in.
    pub(super) fn new(subject: &str, text: &str, html: String) -> Self {
        let words: Vec<&str> = subject.split(|c: char| c.is_control() || c == ' ').filter(|w| !w.is_empty()).collect();
        Self { subject: words.join(" "), text: tidy(text), html }
    }
}

/// At most one empty line in a row, none at the ends, and no control characters but line ends.
fn tidy(text: &str) -> String {
    let clean: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    let mut lines: Vec<&str> = clean.trim().lines().map(str::trim_end).collect();
    lines.dedup_by(|next, before| next.is_empty() && before.is_empty());
    lines.join("\n") + "\n"
}

/// A mail's context.
pub trait Mail: Serialize + Sized {
    /// The templates: `mail/TEMPLATE.subject.txt`, `.txt` and `.html`.
    const TEMPLATE: &'static str;

    /// One of each variant, with awkward names.
    fn samples() -> Vec<Self>;

    /// The link without which the mail would be pointless; empty if it has none.
    fn link(&self) -> &str;
}

/// Who writes: the end of every mail.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Letterhead {
    /// The sender's name.
    pub sender: String,
    /// Where people reach a human.
    pub support_address: Option<String>,
    /// The sender's postal address, lines divided by `\n`.
    pub postal_address: Option<String>,
}

/// Asks for the confirmation that turning something on needs. If it is ignored, nothing happens.
#[derive(Clone, Debug, Serialize)]
pub struct ConfirmResubscribe {
    /// Who writes.
    pub from: Letterhead,
    /// The topic's name; `None`: all promotional mail of the sender.
    pub topic: Option<String>,
    /// The address it is about, masked or whole.
    pub address: String,
    /// The whole URL of the confirmation page.
    pub url: String,
    /// Until when the link works; its UTC date is shown.
    pub expires: Instant,
    /// By what we find it again, where a mail asked for it: then this is its acknowledgement.
    pub reference: Option<String>,
}

/// The link to the preferences that somebody asked for.
#[derive(Clone, Debug, Serialize)]
pub struct PreferencesLink {
    /// Who writes.
    pub from: Letterhead,
    /// The address it is about, masked or whole.
    pub address: String,
    /// The whole URL of the preference page.
    pub url: String,
    /// Until when the link works; its UTC date is shown.
    pub expires: Instant,
}

/// The one notice after a stop that somebody made by typing the address.
#[derive(Clone, Debug, Serialize)]
pub struct StoppedNotice {
    /// Who writes.
    pub from: Letterhead,
    /// The address it is about, masked or whole.
    pub address: String,
    /// Names of transactional topics, which go on coming.
    pub goes_on: Vec<String>,
    /// The whole URL by which the stop can be taken back.
    pub url: String,
}

/// The one answer to a mail: what was understood, what is done, what comes next and until when (ACK-12). It repeats
/// nothing the writer wrote (ACK-10).
#[derive(Clone, Debug, Default, Serialize)]
pub struct Answer {
    /// Who writes.
    pub from: Letterhead,
    /// The address it is about, masked or whole.
    pub address: String,
    /// Everything promotional is stopped.
    pub stopped_all: bool,
    /// The names of topics that are stopped.
    pub stopped_topics: Vec<String>,
    /// Until when promotional mail pauses; its UTC date is shown.
    pub paused_until: Option<Instant>,
    /// Data is not to be passed on.
    pub sharing: bool,
    /// What else was asked for: `resubscribe`, `access`, `correction`, `deletion`, `complaint`, `redirect`, `question`.
    pub asked: Vec<&'static str>,
    /// Another mail asks to confirm it.
    pub confirm: bool,
    /// A person answers by then; the UTC date is shown.
    pub person_by: Option<Instant>,
    /// Names of transactional topics, which go on coming.
    pub goes_on: Vec<String>,
    /// The whole URL by which a stop can be taken back; empty when there is none.
    pub url: String,
    /// Whom a complaint may go to beside us; shown when one was understood (P11).
    pub bodies: Vec<DisputeBody>,
    /// The pages where the person can look up what was asked for.
    pub status_urls: Vec<String>,
    /// By what we find it again.
    pub reference: String,
}

/// Asks for the proof that what was asked for in a mail needs; it is the acknowledgement of that mail, too (ACK-12). If it
/// is ignored, nothing is revealed or changed.
#[derive(Clone, Debug, Serialize)]
pub struct ConfirmRequest {
    /// Who writes.
    pub from: Letterhead,
    /// What was asked for: `access`, `correction` or `deletion`.
    pub what: &'static str,
    /// The address it is about, masked or whole.
    pub address: String,
    /// The whole URL of the confirmation page.
    pub url: String,
    /// Until when the link works; its UTC date is shown.
    pub expires: Instant,
    /// A person answers by then; the UTC date is shown.
    pub person_by: Instant,
    /// It was asked before, and nobody has confirmed it: the last such mail.
    pub reminder: bool,
    /// Where the person can look it up.
    pub status_url: String,
    /// By what we find it again.
    pub reference: String,
}

/// Says that the copy of somebody's data is ready, and where. It holds none of it.
#[derive(Clone, Debug, Serialize)]
pub struct AccessReady {
    /// Who writes.
    pub from: Letterhead,
    /// The address it is about, masked.
    pub address: String,
    /// The whole URL of the page that opens the copy.
    pub url: String,
    /// Until when the link works; its UTC date is shown.
    pub expires: Instant,
    /// The case.
    pub reference: String,
}

/// Asks a system, partner or controller to do its part for a case. Colleagues read it, in English. It names the person:
/// the receiver holds data of them, and must find it.
#[derive(Clone, Debug, Serialize)]
pub struct TaskRequest {
    /// Who writes.
    pub from: Letterhead,
    /// The party's name.
    pub party: String,
    /// What is to be done: `delete`, `correct`, `collect`, `stop_sharing` or `redirect`.
    pub what: &'static str,
    /// Whose data; empty when it is not known any more.
    pub address: String,
    /// The right address, for a correction; empty otherwise.
    pub corrected: String,
    /// It was asked before.
    pub reminder: bool,
    /// By when the person must be answered; the UTC date is shown.
    pub due: Option<Instant>,
    /// The page where it is confirmed.
    pub url: String,
    /// The task.
    pub reference: String,
}

/// Tells operators which cases come close to their end, or are late. Colleagues read it, in English; it names nobody.
#[derive(Clone, Debug, Serialize)]
pub struct CaseDigest {
    /// Who writes.
    pub from: Letterhead,
    /// These are late.
    pub late: bool,
    /// The cases.
    pub cases: Vec<DigestLine>,
}

/// Brings a colleague the one-time link by which to begin in the console. In English, as the console is.
#[derive(Clone, Debug, Serialize)]
pub struct OperatorInvitation {
    /// Who writes.
    pub from: Letterhead,
    /// The operator's name.
    pub name: String,
    /// The operator's role.
    pub role: &'static str,
    /// The whole URL of the page.
    pub url: String,
    /// Until when the link works; its UTC date is shown.
    pub expires: Instant,
}

/// Brings the signed head of the ledger to an auditor, who keeps it out of our reach. For programs as well as people: the
/// head stands in the text as it was signed.
#[derive(Clone, Debug, Serialize)]
pub struct CheckpointMail {
    /// Who writes.
    pub from: Letterhead,
    /// How many entries are signed.
    pub size: u64,
    /// The signed head, word for word.
    pub note: String,
    /// The key that it is signed with.
    pub public_key: String,
}

/// One case of a digest.
#[derive(Clone, Debug, Serialize)]
pub struct DigestLine {
    /// The case.
    pub reference: String,
    /// What was asked for.
    pub kind: &'static str,
    /// How far it is.
    pub state: &'static str,
    /// What was reached: `half`, `three_quarters`, `ninety`, `two_business_days` or `late`.
    pub stage: &'static str,
    /// By which rule.
    pub rule: String,
    /// When it ends.
    pub due: Option<Instant>,
    /// Who has it.
    pub assignee: Option<String>,
}

/// Tells a support mailbox what became of what it forwarded.
#[derive(Clone, Debug, Serialize)]
pub struct AgentNotes {
    /// Who writes.
    pub from: Letterhead,
    /// One for each mail.
    pub notes: Vec<AgentNote>,
}

/// What became of one mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentNote {
    /// Whom it is about, masked; empty when that is not clear.
    pub address: String,
    /// `acted`, `partly`, `asked`, `review`, `unknown` or `nothing`.
    pub became: String,
    /// By what it is found in the queue.
    pub reference: String,
}

/// A mail with sample content, for proofs and tests.
pub struct MailSample {
    /// The template.
    pub template: &'static str,
    /// Its context.
    pub mail: Value,
    /// The link it must hold.
    pub link: String,
}

/// Every mail with every sample.
pub fn all_samples() -> Vec<MailSample> {
    let mut all = Vec::new();
    add::<ConfirmResubscribe>(&mut all);
    add::<PreferencesLink>(&mut all);
    add::<StoppedNotice>(&mut all);
    add::<Answer>(&mut all);
    add::<ConfirmRequest>(&mut all);
    add::<AccessReady>(&mut all);
    add::<AgentNotes>(&mut all);
    add::<TaskRequest>(&mut all);
    add::<CaseDigest>(&mut all);
    add::<CaseEnded>(&mut all);
    add::<CaseExtended>(&mut all);
    add::<CaseQuestion>(&mut all);
    add::<ComplaintNotice>(&mut all);
    add::<ControllerNotice>(&mut all);
    add::<CheckpointMail>(&mut all);
    add::<OperatorInvitation>(&mut all);
    all
}

fn add<M: Mail>(all: &mut Vec<MailSample>) {
    for sample in M::samples() {
        let link = sample.link().to_owned();
        all.push(MailSample { template: M::TEMPLATE, mail: Value::from(Serde(&sample)), link });
    }
}

impl Letterhead {
    /// An ordinary one, and one with everything that must not get through.
    fn samples() -> [Self; 2] {
        let plain = Self {
            sender: "Acme".into(),
            support_address: Some("support@acme.example".into()),
            postal_address: Some("Acme Ltd\n12 Mill Lane\nYork YO1 9AB".into()),
        };
        let awkward = Self {
            sender: format!("{AWKWARD}\r\nBcc: x"),
            support_address: None,
            postal_address: Some(AWKWARD.into()),
        };
        [plain, awkward]
    }
}

const SAMPLE_EXPIRES: Instant = Instant(1_798_000_000_000);

impl Mail for ConfirmResubscribe {
    const TEMPLATE: &'static str = "confirm_resubscribe";

    fn samples() -> Vec<Self> {
        let sample = |from: Letterhead, topic: Option<&str>| Self {
            from,
            topic: topic.map(str::to_owned),
            address: "anna@example.org".into(),
            url: "https://mail.acme.example/confirm/Aa-token_1".into(),
            expires: SAMPLE_EXPIRES,
            reference: topic.is_none().then(|| "0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01".into()),
        };
        let [plain, awkward] = Letterhead::samples();
        vec![sample(plain.clone(), Some("Product news")), sample(plain, None), sample(awkward, Some(AWKWARD))]
    }

    fn link(&self) -> &str {
        &self.url
    }
}

impl Mail for PreferencesLink {
    const TEMPLATE: &'static str = "preferences_link";

    fn samples() -> Vec<Self> {
        let sample = |from| Self {
            from,
            address: "anna@example.org".into(),
            url: "https://mail.acme.example/p/Aa-token_1".into(),
            expires: SAMPLE_EXPIRES,
        };
        Letterhead::samples().map(sample).into()
    }

    fn link(&self) -> &str {
        &self.url
    }
}

impl Mail for StoppedNotice {
    const TEMPLATE: &'static str = "stopped_notice";

    fn samples() -> Vec<Self> {
        let sample = |(from, goes_on): (Letterhead, Vec<String>)| Self {
            from,
            address: "a***@e***.org".into(),
            goes_on,
            url: "https://mail.acme.example/confirm/Aa-token_1".into(),
        };
        let [plain, awkward] = Letterhead::samples();
        let topics = vec!["Invoices".into(), "Order confirmations".into(), "Security alerts".into()];
        [(plain, topics), (awkward, Vec::new())].map(sample).into()
    }

    fn link(&self) -> &str {
        &self.url
    }
}

impl Mail for Answer {
    const TEMPLATE: &'static str = "answer";

    fn samples() -> Vec<Self> {
        let [plain, awkward] = Letterhead::samples();
        let base = |from: &Letterhead| Self {
            from: from.clone(),
            address: "a***@e***.org".into(),
            reference: "0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01".into(),
            ..Self::default()
        };
        let everything = Self {
            stopped_all: true,
            sharing: true,
            asked: vec!["resubscribe", "access", "correction", "deletion", "complaint", "redirect", "question"],
            confirm: true,
            person_by: Some(SAMPLE_EXPIRES),
            goes_on: vec!["Invoices".into(), "Security alerts".into()],
            url: "https://mail.acme.example/confirm/Aa-token_1".into(),
            bodies: cases::bodies(),
            status_urls: vec!["https://mail.acme.example/case/Aa-token_2".into()],
            ..base(&plain)
        };
        let topics = Self { stopped_topics: vec!["Product news".into(), AWKWARD.into()], ..base(&awkward) };
        let pause = Self { paused_until: Some(SAMPLE_EXPIRES), ..base(&plain) };
        let person = Self { person_by: Some(SAMPLE_EXPIRES), ..base(&plain) };
        vec![everything, topics, pause, person]
    }

    fn link(&self) -> &str {
        &self.url
    }
}

impl Mail for AccessReady {
    const TEMPLATE: &'static str = "access_ready";

    fn samples() -> Vec<Self> {
        let sample = |from| Self {
            from,
            address: "a***@e***.org".into(),
            url: "https://mail.acme.example/copy/Aa-token_1".into(),
            expires: SAMPLE_EXPIRES,
            reference: "0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01".into(),
        };
        Letterhead::samples().map(sample).into()
    }

    fn link(&self) -> &str {
        &self.url
    }
}

impl Mail for ConfirmRequest {
    const TEMPLATE: &'static str = "confirm_request";

    fn samples() -> Vec<Self> {
        let sample = |(from, what)| Self {
            from,
            what,
            address: "a***@e***.org".into(),
            url: "https://mail.acme.example/confirm/Aa-token_1".into(),
            expires: SAMPLE_EXPIRES,
            person_by: SAMPLE_EXPIRES,
            reminder: what == "correction",
            status_url: "https://mail.acme.example/case/Aa-token_2".into(),
            reference: "0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01".into(),
        };
        let [plain, awkward] = Letterhead::samples();
        [(plain.clone(), "access"), (plain, "correction"), (awkward, "deletion")].map(sample).into()
    }

    fn link(&self) -> &str {
        &self.url
    }
}

impl Mail for CaseDigest {
    const TEMPLATE: &'static str = "case_digest";

    fn samples() -> Vec<Self> {
        let line = |stage, assignee: Option<&str>| DigestLine {
            reference: "0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01".into(),
            kind: "deletion",
            state: "waiting",
            stage,
            rule: "gdpr".into(),
            due: Some(SAMPLE_EXPIRES),
            assignee: assignee.map(str::to_owned),
        };
        let stages = ["half", "three_quarters", "ninety", "two_business_days"];
        let [plain, awkward] = Letterhead::samples();
        let near = stages.map(|stage| line(stage, Some("robin")));
        let late = vec![line("late", None), line("late", Some(AWKWARD))];
        vec![Self { from: plain, late: false, cases: near.into() }, Self { from: awkward, late: true, cases: late }]
    }

    fn link(&self) -> &str {
        ""
    }
}

impl Mail for OperatorInvitation {
    const TEMPLATE: &'static str = "operator_invitation";

    fn samples() -> Vec<Self> {
        let [plain, awkward] = Letterhead::samples();
        let url = || "https://desist.example/console/begin/SxyeJ0".to_owned();
        let sample =
            |from, name: &str, role| Self { from, name: name.to_owned(), role, url: url(), expires: SAMPLE_EXPIRES };
        vec![sample(plain, "Robin", "support"), sample(awkward, AWKWARD, "admin")]
    }

    fn link(&self) -> &str {
        &self.url
    }
}

impl Mail for CheckpointMail {
    const TEMPLATE: &'static str = "checkpoint";

    fn samples() -> Vec<Self> {
        let name = "desist/0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01";
        let root = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        let note = |size| format!("{name}\n{size}\n{root}\n\n\u{2014} {name} {root}\n");
        let key = format!("{name}+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        let [plain, awkward] = Letterhead::samples();
        let sample = |(from, size)| Self { from, size, note: note(size), public_key: key.clone() };
        [(plain, 1), (awkward, 12_345)].map(sample).into()
    }

    fn link(&self) -> &str {
        ""
    }
}

impl Mail for TaskRequest {
    const TEMPLATE: &'static str = "task_request";

    fn samples() -> Vec<Self> {
        let [plain, awkward] = Letterhead::samples();
        let sample = |from: &Letterhead, what, reminder| Self {
            from: from.clone(),
            party: "The CRM".into(),
            what,
            address: "anna@example.org".into(),
            corrected: if what == "correct" { "anna@new.example".into() } else { String::new() },
            reminder,
            due: (what != "redirect").then_some(SAMPLE_EXPIRES),
            url: "https://mail.acme.example/task/Aa-token_1".into(),
            reference: "0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01".into(),
        };
        let whats = ["delete", "correct", "collect", "stop_sharing", "redirect"];
        let mut all: Vec<_> = whats.iter().map(|what| sample(&plain, what, false)).collect();
        all.push(Self { party: AWKWARD.into(), address: String::new(), ..sample(&awkward, "delete", true) });
        all
    }

    fn link(&self) -> &str {
        &self.url
    }
}

impl Mail for AgentNotes {
    const TEMPLATE: &'static str = "agent_notes";

    fn samples() -> Vec<Self> {
        let note = |became: &str| AgentNote {
            address: "a***@e***.org".into(),
            became: became.into(),
            reference: "0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01".into(),
        };
        let notes: Vec<AgentNote> = ["acted", "partly", "asked", "review", "unknown", "nothing"].map(note).into();
        Letterhead::samples().map(|from| Self { from, notes: notes.clone() }).into()
    }

    fn link(&self) -> &str {
        ""
    }
}
