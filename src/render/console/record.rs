//! The record: the ledger's entries in plain words, its head, and when it was last verified.

use serde::Serialize;

use super::{AWKWARD, ConsolePage, Fault, Pager, Read};
use crate::domain::time::Instant;

/// Entries, newest first, with the head and the verification. Posts `act` = `verify`.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// The entries of this page.
    pub rows: Vec<EntryRow>,
    /// The kinds that can be asked for: word and name.
    pub kinds: Vec<(&'static str, String)>,
    /// The kind that was asked for; empty: every one.
    pub kind: String,
    /// The entry that was typed to go to.
    pub entry: String,
    /// What is wrong with what was typed.
    pub fault: Option<Fault>,
    /// Where this page stands.
    pub pager: Pager,
    /// The search ended here, before the first entry: how far it came.
    pub searched_to: Option<u64>,
    /// The head.
    pub head: HeadShown,
    /// The verification.
    pub verification: VerificationShown,
    /// The query of this page, for looking again.
    pub query: String,
}

/// An entry in plain words.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EntryRow {
    /// Its index.
    pub index: u64,
    /// When it was recorded; none once its leaf is gone.
    pub at: Option<Instant>,
    /// Its kind.
    pub kind: String,
    /// What it says.
    pub words: String,
    /// By whom.
    pub by: String,
    /// The way in.
    pub channel: String,
    /// The sender's key.
    pub sender: String,
}

/// The head of the ledger.
#[derive(Clone, Debug, Serialize)]
pub struct HeadShown {
    /// Entries now.
    pub size: u64,
    /// Entries under the last signed head, its root, and when it was written; none before the first.
    pub signed: Option<(u64, String, Option<Instant>)>,
    /// The key that it is signed with.
    pub key: String,
    /// Where it is published, in words.
    pub published: Vec<String>,
}

/// How the verification stands.
#[derive(Clone, Debug, Default, Serialize)]
pub struct VerificationShown {
    /// How much of how much is done, of one that is under way.
    pub running: Option<(u64, u64)>,
    /// The last one.
    pub last: Option<LastVerification>,
    /// Why the latest here could not be done.
    pub failed: Option<String>,
    /// What it found wrong, if it was done here; the first few.
    pub faults: Vec<String>,
}

/// The last verification.
#[derive(Clone, Debug, Serialize)]
pub struct LastVerification {
    /// When it ended.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// Entries.
    pub size: u64,
    /// How much was wrong.
    pub faults: u64,
    /// How long it took, in words.
    pub took: String,
}

/// One entry.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// In words.
    pub row: EntryRow,
    /// The leaf as hashed; none once it was pruned.
    pub leaf: Option<String>,
    /// Its hash.
    pub leaf_hash: String,
    /// Whether the leaf hashes to it.
    pub hash_holds: bool,
    /// The head that it was proven against: entries and root.
    pub head: (u64, String),
    /// The proof.
    pub proof: Vec<String>,
    /// Whether the proof verifies.
    pub proof_holds: bool,
    /// The recipient key it is about, as in URLs, where the reader may look.
    pub recipient: Option<String>,
    /// It was about somebody who was erased since.
    pub erased: bool,
    /// Its case, where the reader may look.
    pub case: Option<String>,
    /// Its mail, where the reader may look.
    pub mail: Option<String>,
    /// The entry before.
    pub before: Option<u64>,
    /// The next entry.
    pub next: Option<u64>,
}

impl EntryRow {
    fn sample(index: u64) -> Self {
        Self {
            index,
            at: Some(Instant(0)),
            kind: "registry".into(),
            words: AWKWARD.into(),
            by: AWKWARD.into(),
            channel: "console".into(),
            sender: AWKWARD.into(),
        }
    }
}

impl ConsolePage for Record {
    const TEMPLATE: &'static str = "record";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        let last =
            |faults| LastVerification { at: Instant(0), by: AWKWARD.into(), size: 9, faults, took: "2 s".into() };
        let verification = VerificationShown { last: Some(last(0)), ..VerificationShown::default() };
        let head = HeadShown {
            size: 9,
            signed: Some((8, "ab".into(), Some(Instant(0)))),
            key: "key".into(),
            published: vec![AWKWARD.into()],
        };
        let kinds = vec![("registry", "registry".to_owned())];
        let pager = Pager { before: Some("below=60".into()), next: Some("below=9".into()), shown: "9 to 1".into() };
        let whole = Self {
            rows: vec![EntryRow::sample(8), EntryRow { index: 7, words: "gone".into(), ..EntryRow::default() }],
            kinds,
            kind: "registry".into(),
            entry: AWKWARD.into(),
            fault: Some(Fault { field: Some("entry".into()), text: AWKWARD.into() }),
            pager,
            searched_to: Some(5),
            head,
            verification,
            query: AWKWARD.into(),
        };
        let running = VerificationShown { running: Some((3, 9)), failed: Some(AWKWARD.into()), ..Default::default() };
        let bad = VerificationShown { last: Some(last(2)), faults: vec![AWKWARD.into()], ..Default::default() };
        let empty = Self {
            rows: vec![],
            fault: None,
            searched_to: None,
            head: HeadShown { signed: None, published: vec![], ..whole.head.clone() },
            verification: running,
            ..whole.clone()
        };
        vec![whole.clone(), empty, Self { verification: bad, ..whole }]
    }
}

impl ConsolePage for Entry {
    const TEMPLATE: &'static str = "entry";

    fn reads(&self) -> Option<Read> {
        Some(("entry", self.row.index.to_string()))
    }

    fn samples() -> Vec<Self> {
        let whole = Self {
            row: EntryRow::sample(3),
            leaf: Some(AWKWARD.into()),
            leaf_hash: "ab".into(),
            hash_holds: true,
            head: (9, "cd".into()),
            proof: vec!["ef".into()],
            proof_holds: true,
            recipient: Some("1-00".into()),
            erased: false,
            case: Some("1".into()),
            mail: Some("1".into()),
            before: Some(2),
            next: Some(4),
        };
        let gone = Self {
            row: EntryRow { index: 3, ..EntryRow::default() },
            leaf: None,
            proof: vec![],
            recipient: None,
            case: None,
            mail: None,
            before: None,
            next: None,
            ..whole.clone()
        };
        let wrong = Self { erased: true, proof_holds: false, hash_holds: false, recipient: None, ..whole.clone() };
        vec![whole, gone, wrong]
    }
}
