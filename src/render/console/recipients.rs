//! Recipients: found by address, shown by recipient key, helped on their behalf.

use serde::Serialize;

use super::{AWKWARD, ConsolePage, Fault, Pager, Read};
use crate::domain::time::Instant;

/// The search. Posts `address`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Recipients {
    /// What was typed.
    pub typed: String,
    /// What is wrong with it.
    pub fault: Option<Fault>,
}

/// One recipient. Its forms post `act`: `stop` with `scope`, `until`, `heard`, `day`, `evidence`; `ask` with `ask_scope`;
/// `link` with `sender`; and `address`, where nothing is recorded by which they could be found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Recipient {
    /// Where its forms go.
    pub to: String,
    /// The recipient key; none when nothing is recorded.
    pub key: Option<String>,
    /// The address, masked for who may not see it.
    pub address: Option<String>,
    /// Since when their data is erased.
    pub erased_at: Option<Instant>,
    /// Something of what stands cannot be read.
    pub is_damaged: bool,
    /// What may be sent, by sender.
    pub senders: Vec<SenderVerdicts>,
    /// What stands.
    pub recorded: Vec<RecordedRow>,
    /// What changed, newest first; none: not for this role.
    pub history: Option<Vec<HistoryRow>>,
    /// Its pages.
    pub pager: Pager,
    /// Their cases; none: not for this role.
    pub cases: Option<Vec<CaseRow>>,
    /// Their mails; none: not for this role.
    pub mails: Option<Vec<MailRow>>,
    /// What can be set for them; none: not by this role.
    pub form: Option<OnBehalfForm>,
    /// A case can be opened.
    pub may_open_case: bool,
    /// Entries can be looked at.
    pub may_see_entries: bool,
    /// What is wrong with the form.
    pub fault: Option<Fault>,
}

/// What may be sent by one sender.
#[derive(Clone, Debug, Serialize)]
pub struct SenderVerdicts {
    /// Its name.
    pub name: String,
    /// Its key.
    pub key: String,
    /// How many promotional topics it has.
    pub promotional: usize,
    /// How many of them may be sent.
    pub allowed: usize,
    /// Each topic.
    pub rows: Vec<VerdictRow>,
}

/// What the gate answers about one topic.
#[derive(Clone, Debug, Serialize)]
pub struct VerdictRow {
    /// The topic's name.
    pub topic: String,
    /// Whether it is promotional.
    pub is_promotional: bool,
    /// Whether its mail may be sent.
    pub allowed: bool,
    /// Why.
    pub why: &'static str,
    /// Since when.
    pub since: Option<Instant>,
    /// Until when, if it is a pause.
    pub until: Option<Instant>,
    /// The way in of what decided.
    pub channel: Option<&'static str>,
}

/// One thing that stands.
#[derive(Clone, Debug, Serialize)]
pub struct RecordedRow {
    /// What.
    pub what: &'static str,
    /// About what.
    pub scope: String,
    /// Whether it keeps something back.
    pub suppresses: bool,
    /// Since when.
    pub since: Instant,
    /// Until when, if it is a pause.
    pub until: Option<Instant>,
    /// The way in.
    pub channel: Option<&'static str>,
    /// Its ledger entry.
    pub entry: u64,
}

/// One change.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryRow {
    /// Its ledger entry.
    pub entry: u64,
    /// When it happened; none where the entry was pruned.
    pub at: Option<Instant>,
    /// What happened.
    pub what: String,
    /// About what.
    pub scope: Option<String>,
    /// Until when, if it is a pause.
    pub until: Option<Instant>,
    /// Who did it.
    pub who: String,
    /// The way in.
    pub channel: Option<&'static str>,
    /// Why, in a word.
    pub reason: Option<String>,
    /// What showed it: names and texts.
    pub evidence: Vec<(String, String)>,
    /// The case it is about.
    pub case: Option<String>,
}

/// A case, in short.
#[derive(Clone, Debug, Serialize)]
pub struct CaseRow {
    /// Its id.
    pub id: String,
    /// What was asked for.
    pub kind: String,
    /// How far it is.
    pub state: String,
    /// Whether somebody still has to act.
    pub is_open: bool,
    /// When it came.
    pub received_at: Instant,
    /// By when.
    pub due_at: Option<Instant>,
}

/// A mail, in short.
#[derive(Clone, Debug, Serialize)]
pub struct MailRow {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub status: String,
    /// The way in.
    pub via: String,
    /// When it came.
    pub received_at: Instant,
}

/// What can be set on somebody's behalf.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OnBehalfForm {
    /// The address, where no key finds them.
    pub address: Option<String>,
    /// Whether mail can be sent to them.
    pub can_mail: bool,
    /// What can be stopped: headings with values and words.
    pub scopes: Vec<(String, Vec<(String, String)>)>,
    /// What can be confirmed by mail, in the same form.
    pub asked: Vec<(String, Vec<(String, String)>)>,
    /// How a wish can be heard: values and words.
    pub heard: Vec<(&'static str, &'static str)>,
    /// The senders: keys and names.
    pub senders: Vec<(String, String)>,
    /// The last day that can be given.
    pub today: String,
    /// What was typed.
    pub typed: TypedOnBehalf,
}

/// What was typed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TypedOnBehalf {
    /// About what.
    pub scope: String,
    /// The end of a pause.
    pub until: String,
    /// How the wish was heard.
    pub heard: String,
    /// When.
    pub day: String,
    /// What shows it.
    pub evidence: String,
    /// What is to be confirmed.
    pub ask_scope: String,
    /// In whose name.
    pub sender: String,
}

impl ConsolePage for Recipients {
    const TEMPLATE: &'static str = "recipients";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        let fault = Fault { field: Some("address".into()), text: AWKWARD.into() };
        vec![Self::default(), Self { typed: AWKWARD.into(), fault: Some(fault) }]
    }
}

impl ConsolePage for Recipient {
    const TEMPLATE: &'static str = "recipient";

    fn reads(&self) -> Option<Read> {
        Some(("recipient", self.key.clone().unwrap_or_default()))
    }

    fn samples() -> Vec<Self> {
        let unknown = Self {
            to: "/console/recipients".into(),
            address: Some(AWKWARD.into()),
            senders: vec![verdicts()],
            form: Some(sample_form(Some(AWKWARD.into()))),
            may_open_case: true,
            ..Self::default()
        };
        let whole = Self {
            to: "/console/recipients/1-00".into(),
            key: Some("1-00".into()),
            is_damaged: true,
            recorded: vec![recorded(true), recorded(false)],
            history: Some(vec![changed(Some(Instant(0))), changed(None)]),
            pager: Pager { next: Some("before=7".into()), before: None, shown: "2 changes".into() },
            cases: Some(vec![sample_case(true), sample_case(false)]),
            mails: Some(vec![sample_mail()]),
            form: Some(sample_form(None)),
            may_see_entries: true,
            fault: Some(Fault { field: Some("until".into()), text: AWKWARD.into() }),
            ..unknown.clone()
        };
        let nothing_more = Self { history: Some(vec![]), cases: Some(vec![]), mails: Some(vec![]), ..whole.clone() };
        let erased = Self { address: None, erased_at: Some(Instant(0)), form: None, ..whole.clone() };
        let looked_at = Self { history: None, cases: None, mails: None, form: None, ..whole.clone() };
        vec![unknown, whole, nothing_more, erased, looked_at]
    }
}

fn verdicts() -> SenderVerdicts {
    let row = |allowed: bool, since: Option<Instant>| VerdictRow {
        topic: AWKWARD.into(),
        is_promotional: !allowed,
        allowed,
        why: "They stopped this topic.",
        since,
        until: since,
        channel: since.map(|_| "a page of ours"),
    };
    let rows = vec![row(true, None), row(false, Some(Instant(0)))];
    SenderVerdicts { name: AWKWARD.into(), key: "acme".into(), promotional: 1, allowed: 0, rows }
}

fn recorded(suppresses: bool) -> RecordedRow {
    RecordedRow {
        what: "Stopped",
        scope: AWKWARD.into(),
        suppresses,
        since: Instant(0),
        until: suppresses.then_some(Instant(0)),
        channel: suppresses.then_some("a page of ours"),
        entry: 1,
    }
}

fn changed(at: Option<Instant>) -> HistoryRow {
    HistoryRow {
        entry: 1,
        at,
        what: AWKWARD.into(),
        scope: at.map(|_| AWKWARD.into()),
        until: at,
        who: AWKWARD.into(),
        channel: at.map(|_| "a page of ours"),
        reason: at.map(|_| AWKWARD.into()),
        evidence: at.map(|_| (AWKWARD.into(), AWKWARD.into())).into_iter().collect(),
        case: at.map(|_| "1".into()),
    }
}

fn sample_case(is_open: bool) -> CaseRow {
    let due_at = is_open.then_some(Instant(0));
    CaseRow { id: "1".into(), kind: AWKWARD.into(), state: AWKWARD.into(), is_open, received_at: Instant(0), due_at }
}

fn sample_mail() -> MailRow {
    MailRow { id: "1".into(), status: AWKWARD.into(), via: AWKWARD.into(), received_at: Instant(0) }
}

fn sample_form(address: Option<String>) -> OnBehalfForm {
    let scopes = vec![(AWKWARD.into(), vec![("all:1".into(), AWKWARD.into())])];
    OnBehalfForm {
        can_mail: true,
        address,
        asked: scopes.clone(),
        scopes,
        heard: vec![("phone", "by telephone")],
        senders: vec![("acme".into(), AWKWARD.into()), ("bolt".into(), AWKWARD.into())],
        today: "2026-11-23".into(),
        typed: TypedOnBehalf { evidence: AWKWARD.into(), until: AWKWARD.into(), ..TypedOnBehalf::default() },
    }
}
