//! The inbox: what waits for a person, one mail with its proposed reading, and what came of the proposals.

use serde::Serialize;

use super::{AWKWARD, ConsolePage, Fault, Pager, Read};
use crate::domain::desk::{Content, File, Piece, Run};
use crate::domain::time::Instant;

/// The list of mails that wait, or of those that were decided last. Asks by GET: `show`, `kind`, `language`, `after`.
#[derive(Clone, Debug, Serialize)]
pub struct Inbox {
    /// Decided ones are shown, not those that wait.
    pub decided: bool,
    /// The mails.
    pub rows: Vec<InboxRow>,
    /// Kinds to choose from: word and name.
    pub kinds: Vec<(&'static str, &'static str)>,
    /// The kind that was chosen.
    pub kind: String,
    /// The language that was chosen.
    pub language: String,
    /// Where one stands.
    pub pager: Pager,
    /// What is wrong with what was asked.
    pub fault: Option<Fault>,
}

/// A mail in the list.
#[derive(Clone, Debug, Serialize)]
pub struct InboxRow {
    /// Where it is.
    pub path: String,
    /// Whom it seems to be from, masked.
    pub who: Option<String>,
    /// What is proposed, in words.
    pub wants: Vec<&'static str>,
    /// Why nothing is proposed, where nothing is.
    pub nothing: Option<&'static str>,
    /// The language tag.
    pub language: String,
    /// How long ago it came.
    pub age: String,
    /// When its clock ends.
    pub due_at: Instant,
    /// `late`, `soon`, or nothing.
    pub pressing: &'static str,
    /// A possible stop in it holds promotional mail.
    pub holds: bool,
    /// Who has it.
    pub with: Option<String>,
    /// Who decided, and when.
    pub decided: Option<(String, Instant)>,
}

/// One mail. Posts `act`: `accept` with `seen`; `decide` with `wish` (several), `topic`, `days`, `until`, `about`, `quiet`;
/// `nothing`; `spam`; `hand_on` with `to` and `note`. All carry `only_kind` and `only_language`, which narrow what comes next.
#[derive(Clone, Debug, Serialize)]
pub struct InboxMail {
    /// Its address here.
    pub path: String,
    /// Its id.
    pub id: String,
    /// What is shown of it; none when its content is gone.
    pub content: Option<Content>,
    /// When it was received.
    pub received_at: Instant,
    /// How long ago.
    pub age: String,
    /// The way in.
    pub via: String,
    /// Its size, in words.
    pub size: String,
    /// To whom it came.
    pub recipients: Vec<String>,
    /// Whose mail it is about: the sender's key.
    pub sender: Option<String>,
    /// Where it stands, in words.
    pub status: &'static str,
    /// It waits, and the reader may decide it.
    pub open: bool,
    /// When its clock ends, while it waits.
    pub due_at: Option<Instant>,
    /// `late`, `soon`, or nothing.
    pub pressing: &'static str,
    /// A possible stop in it holds promotional mail.
    pub holds: bool,
    /// Who has it.
    pub with: Option<String>,
    /// Who decided, and when.
    pub decided: Option<(String, Instant)>,
    /// Somebody decided while the reader did: what the reader had chosen.
    pub overtaken: Option<Vec<String>>,
    /// A provider asks whether mail may be forwarded: who, for whom, the code, the link.
    pub check: Option<Check>,
    /// What is proposed; none for what could not be read.
    pub proposal: Option<ProposalShown>,
    /// How many mails in it are read for themselves, and which one this is.
    pub part: Option<(usize, usize)>,
    /// Its cases.
    pub cases: Vec<CaseLine>,
    /// What is known of whom it is about.
    pub known: Option<KnownShown>,
    /// What can be decided.
    pub choices: Vec<Choice>,
    /// Promotional topics: key, name, and whether it was chosen.
    pub topics: Vec<(String, String, bool)>,
    /// Colleagues who may decide it: id, name, and whether it was chosen.
    pub colleagues: Vec<(String, String, bool)>,
    /// What was typed.
    pub typed: Typed,
    /// It is about several people: a decision says about whom.
    pub of_several: bool,
    /// Where to go when it is passed by.
    pub pass_by: String,
    /// By what narrows what comes next: kind and language.
    pub only: (String, String),
    /// What is wrong with what was sent.
    pub fault: Option<Fault>,
    /// The form that was sent: `decide`, `hand_on`, or none.
    pub unfolded: &'static str,
}

/// A provider's question whether mail may be forwarded to us.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    /// Who asks.
    pub provider: String,
    /// For whom.
    pub address: Option<String>,
    /// The code to enter there.
    pub code: Option<String>,
    /// The link to follow.
    pub link: Option<String>,
}

/// What is proposed.
#[derive(Clone, Debug, Serialize)]
pub struct ProposalShown {
    /// What names it, so that nothing else is accepted in its place.
    pub seen: String,
    /// Whom it is about.
    pub about: Option<String>,
    /// Who wrote it, where that is somebody else.
    pub written_by: Option<String>,
    /// How sure that is: a word for the tag, its kind (`good`, `bad` or nothing), and a sentence.
    pub trust: (&'static str, &'static str, &'static str),
    /// Passed on by whom, as a sentence.
    pub forwarded: Option<String>,
    /// A robot wrote it, as a sentence.
    pub robot: Option<&'static str>,
    /// What else was found.
    pub reasons: Vec<String>,
    /// The language tag.
    pub language: String,
    /// What is wanted.
    pub wishes: Vec<WishShown>,
    /// It can be taken over as it is.
    pub acceptable: bool,
    /// It names or speaks for somebody else: a person says who is meant.
    pub names_another: bool,
}

/// One thing that is wanted.
#[derive(Clone, Debug, Serialize)]
pub struct WishShown {
    /// What, in words.
    pub name: &'static str,
    /// What comes of it.
    pub words: &'static str,
    /// The topic, the time, the correction.
    pub detail: Option<String>,
    /// How sure the rules are, in percent.
    pub sure: u32,
}

/// A case in a line.
#[derive(Clone, Debug, Serialize)]
pub struct CaseLine {
    /// Where it is.
    pub path: String,
    /// What was asked.
    pub kind: &'static str,
    /// How far it is.
    pub state: &'static str,
    /// When it is due.
    pub due_at: Option<Instant>,
    /// `late`, `soon`, or nothing.
    pub pressing: &'static str,
    /// It holds promotional mail.
    pub holds: bool,
    /// Who has it.
    pub with: Option<String>,
}

/// What is known of a recipient, in brief.
#[derive(Clone, Debug, Serialize)]
pub struct KnownShown {
    /// Where more is.
    pub path: String,
    /// Scope, state, since when.
    pub standing: Vec<(String, String, Instant)>,
    /// Other mails: where, when, and where they stand.
    pub mails: Vec<(String, Instant, &'static str)>,
    /// Other cases that are open.
    pub open_cases: usize,
}

/// A kind that can be chosen.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// Its word.
    pub kind: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What comes of it.
    pub words: &'static str,
    /// Its key.
    pub key: &'static str,
    /// It is ticked.
    pub chosen: bool,
}

/// What was typed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Typed {
    /// For how many days.
    pub days: String,
    /// Until which day.
    pub until: String,
    /// Whom it is about.
    pub about: String,
    /// Nobody is told.
    pub quiet: bool,
    /// The note for a colleague.
    pub note: String,
}

/// How proposals came off.
#[derive(Clone, Debug, Serialize)]
pub struct Labels {
    /// Kind in words, language, confirmed, not meant, missed.
    pub counts: Vec<(String, String, u64, u64, u64)>,
    /// The last corrections.
    pub corrections: Vec<Correction>,
    /// The texts of mails are kept with labels.
    pub keeps_texts: bool,
}

/// A decision that said something else than was proposed.
#[derive(Clone, Debug, Serialize)]
pub struct Correction {
    /// When, in RFC 3339.
    pub at: Instant,
    /// Who.
    pub by: String,
    /// The language.
    pub language: String,
    /// What was proposed.
    pub proposed: Vec<String>,
    /// What was decided.
    pub decided: Vec<String>,
    /// The words that led to the proposal.
    pub words: Vec<String>,
    /// The rules that did.
    pub rules: Vec<String>,
    /// The mail, while it is known.
    pub path: Option<String>,
}

impl ConsolePage for Inbox {
    const TEMPLATE: &'static str = "inbox";

    fn reads(&self) -> Option<Read> {
        (!self.rows.is_empty()).then(|| ("mails", String::new()))
    }

    fn samples() -> Vec<Self> {
        let row = |pressing, holds| InboxRow {
            path: "/console/inbox/1".into(),
            who: Some(AWKWARD.into()),
            wants: vec!["Stop all promotional mail", "A complaint"],
            nothing: None,
            language: AWKWARD.into(),
            age: "3 days".into(),
            due_at: Instant(0),
            pressing,
            holds,
            with: Some(AWKWARD.into()),
            decided: None,
        };
        let unread = InboxRow { who: None, wants: vec![], nothing: Some("It could not be read"), ..row("", false) };
        let done = InboxRow { decided: Some((AWKWARD.into(), Instant(0))), ..row("", false) };
        let pager = Pager { before: Some("".into()), next: Some("after=1.x".into()), shown: String::new() };
        let kinds = vec![("pause", "A pause")];
        let fault = Some(Fault { field: Some("language".into()), text: AWKWARD.into() });
        let list = Self {
            decided: false,
            rows: vec![row("late", true), row("soon", false), unread],
            kinds,
            kind: "pause".into(),
            language: AWKWARD.into(),
            pager,
            fault,
        };
        let calm = Self { rows: vec![], pager: Pager::default(), fault: None, ..list.clone() };
        let quiet = Self { kind: String::new(), language: String::new(), ..calm.clone() };
        let decided = Self { decided: true, rows: vec![done], ..calm.clone() };
        vec![list, calm.clone(), quiet, decided, Self { decided: true, ..calm }]
    }
}

impl ConsolePage for InboxMail {
    const TEMPLATE: &'static str = "inbox_mail";

    fn reads(&self) -> Option<Read> {
        Some(("mail", self.id.clone()))
    }

    fn samples() -> Vec<Self> {
        let proposal = sample_proposal();
        let open = Self {
            path: "/console/inbox/1".into(),
            id: "1".into(),
            content: Some(sample_content()),
            received_at: Instant(0),
            age: "3 days".into(),
            via: "lmtp".into(),
            size: "2 KiB".into(),
            recipients: vec![AWKWARD.into()],
            sender: Some("acme".into()),
            status: "waits for a person",
            open: true,
            due_at: Some(Instant(0)),
            pressing: "late",
            holds: true,
            with: Some(AWKWARD.into()),
            decided: None,
            overtaken: None,
            check: None,
            proposal: Some(proposal.clone()),
            part: Some((1, 2)),
            cases: vec![CaseLine {
                path: "/console/cases/1".into(),
                kind: "unclear",
                state: "needs review",
                due_at: Some(Instant(0)),
                pressing: "soon",
                holds: true,
                with: Some(AWKWARD.into()),
            }],
            known: Some(KnownShown {
                path: "/console/recipients/1-00".into(),
                standing: vec![(AWKWARD.into(), AWKWARD.into(), Instant(0))],
                mails: vec![("/console/inbox/2".into(), Instant(0), "decided")],
                open_cases: 2,
            }),
            choices: vec![Choice { kind: "pause", name: "A pause", words: "For a while.", key: "3", chosen: true }],
            topics: vec![("events".into(), AWKWARD.into(), true)],
            colleagues: vec![("1".into(), AWKWARD.into(), true)],
            typed: Typed { about: AWKWARD.into(), note: AWKWARD.into(), quiet: true, ..Typed::default() },
            of_several: true,
            pass_by: "/console/inbox/2".into(),
            only: (AWKWARD.into(), AWKWARD.into()),
            fault: Some(Fault { field: Some("about".into()), text: AWKWARD.into() }),
            unfolded: "decide",
        };
        let unsure = ProposalShown {
            about: None,
            wishes: vec![],
            acceptable: false,
            names_another: true,
            robot: None,
            ..proposal
        };
        let plain =
            Self { proposal: Some(unsure), fault: None, unfolded: "", of_several: false, part: None, ..open.clone() };
        let unread = Self { proposal: None, colleagues: vec![], known: None, cases: vec![], ..plain.clone() };
        let check = Check {
            provider: AWKWARD.into(),
            address: Some(AWKWARD.into()),
            code: Some(AWKWARD.into()),
            link: Some(AWKWARD.into()),
        };
        let asks = Self { check: Some(check), fault: None, unfolded: "hand_on", ..open.clone() };
        let over = Self {
            open: false,
            content: None,
            due_at: None,
            holds: false,
            with: None,
            decided: Some((AWKWARD.into(), Instant(0))),
            overtaken: Some(vec![AWKWARD.into()]),
            ..plain.clone()
        };
        vec![open, plain, unread, asks, Self { overtaken: Some(vec![]), ..over.clone() }, over]
    }
}

fn sample_proposal() -> ProposalShown {
    ProposalShown {
        seen: "00".into(),
        about: Some(AWKWARD.into()),
        written_by: Some(AWKWARD.into()),
        trust: ("proven", "good", "Their mail provider vouches for it."),
        forwarded: Some(AWKWARD.into()),
        robot: Some("A robot wrote it."),
        reasons: vec![AWKWARD.into()],
        language: "en".into(),
        wishes: vec![WishShown { name: "A pause", words: "For a while.", detail: Some(AWKWARD.into()), sure: 90 }],
        acceptable: true,
        names_another: false,
    }
}

fn sample_content() -> Content {
    let piece = |marked| Piece { text: AWKWARD.into(), marked };
    let run = |folded| Run { pieces: vec![piece(false), piece(true)], folded, lines: 2 };
    let inner = Content { from: vec![AWKWARD.into()], subject: vec![], runs: vec![run(None)], ..Content::default() };
    Content {
        from: vec![AWKWARD.into()],
        subject: vec![piece(true)],
        runs: vec![run(None), run(Some(AWKWARD.into()))],
        cut: true,
        from_html: true,
        faults: vec!["It is nested too deep to be opened whole."],
        files: vec![
            File { name: Some(AWKWARD.into()), kind: AWKWARD.into(), size: 12_345 },
            File { name: None, kind: "application/pdf".into(), size: 1 },
        ],
        headers: vec![(AWKWARD.into(), AWKWARD.into())],
        attached: vec![inner],
    }
}

impl ConsolePage for Labels {
    const TEMPLATE: &'static str = "labels";

    fn reads(&self) -> Option<Read> {
        (!self.corrections.is_empty()).then(|| ("the last corrections", String::new()))
    }

    fn samples() -> Vec<Self> {
        let correction = |path: Option<&str>| Correction {
            at: Instant(0),
            by: AWKWARD.into(),
            language: AWKWARD.into(),
            proposed: vec![AWKWARD.into()],
            decided: vec![AWKWARD.into()],
            words: vec![AWKWARD.into()],
            rules: vec![AWKWARD.into()],
            path: path.map(str::to_owned),
        };
        let full = Self {
            counts: vec![(AWKWARD.into(), AWKWARD.into(), 10, 2, 1)],
            corrections: vec![correction(Some("/console/inbox/1")), correction(None)],
            keeps_texts: true,
        };
        vec![full, Self { counts: vec![], corrections: vec![], keeps_texts: false }]
    }
}
