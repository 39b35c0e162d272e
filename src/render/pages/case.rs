//! The page of one case, for the person who asked.

use serde::Serialize;

use super::{AWKWARD, Page};
use crate::domain::case::{DisputeBody, RefusalReason};
use crate::render::mails::cases::bodies;

/// Every word of [`CasePage::progress`].
pub(super) const PROGRESS: [&str; 12] = [
    "with_us",
    "with_others",
    "with_you_to_confirm",
    "with_you",
    "done",
    "refused",
    "withdrawn",
    "again",
    "redirected",
    "closed",
    "unconfirmed",
    "erased",
];

/// `GET/POST /case/{token}`. Posts to itself: `action=withdraw`. Days are `YYYY-MM-DD` in the zone.
#[derive(Clone, Debug, Serialize)]
pub struct CasePage {
    /// The sender's name.
    pub sender: String,
    /// The address, masked; none where nothing is on record.
    pub address: Option<String>,
    /// What was asked for: a case's kind.
    pub kind: &'static str,
    /// How far it is: `with_us`, `with_others`, `with_you_to_confirm`, `with_you`, `done`, `refused`, `withdrawn`,
    /// `again`, `redirected`, `closed`, `unconfirmed` or `erased`.
    pub progress: &'static str,
    /// The day it was received.
    pub received: String,
    /// The day the mailbox confirmed it.
    pub confirmed: Option<String>,
    /// The day by which it is answered, while it is open.
    pub due: Option<String>,
    /// That day has passed.
    pub late: bool,
    /// The day it was answered.
    pub answered: Option<String>,
    /// Why it was refused, in a word.
    pub reason: Option<&'static str>,
    /// Whom a complaint may go to beside the authority (P11).
    pub bodies: Vec<DisputeBody>,
    /// The policy in force when it was asked.
    pub policy: String,
    /// The zone of the days.
    pub zone: String,
    /// By what it is found again.
    pub reference: String,
    /// Whether `action=withdraw` is offered.
    pub can_withdraw: bool,
    /// The page of the case that goes on instead.
    pub first: Option<String>,
    /// What the POST just made has done: `withdrawn` or `too_late`.
    pub status: Option<&'static str>,
}

impl Page for CasePage {
    const TEMPLATE: &'static str = "case";
    const BARE: &'static str = "<h1>Your request</h1><p>It is here and will be answered.</p>";

    fn samples() -> Vec<Self> {
        let plain = sample();
        let mut all: Vec<Self> = PROGRESS.map(|progress| Self { progress, ..plain.clone() }).into();
        let kinds = ["access", "correction", "sharing_opt_out", "complaint", "redirect", "question", "unclear"];
        all.extend(kinds.map(|kind| Self { kind, progress: "done", address: None, ..plain.clone() }));
        let refused = |reason: &RefusalReason| Self {
            progress: "refused",
            reason: Some(reason.word()),
            bodies: bodies(),
            ..plain.clone()
        };
        all.extend(RefusalReason::ALL.iter().map(refused));
        let ended = Self { can_withdraw: false, due: None, ..plain.clone() };
        all.push(Self { progress: "withdrawn", status: Some("withdrawn"), ..ended.clone() });
        all.push(Self { progress: "done", status: Some("too_late"), ..ended.clone() });
        all.push(Self { progress: "again", first: Some("/case/Aa-token_2".into()), ..ended });
        all.push(Self { late: true, ..plain.clone() });
        all.push(Self { sender: AWKWARD.into(), policy: AWKWARD.into(), ..plain });
        all
    }

    fn must_hold(&self) -> Vec<&'static str> {
        if self.can_withdraw { vec!["method=\"post\"", "value=\"withdraw\""] } else { Vec::new() }
    }
}

fn sample() -> CasePage {
    CasePage {
        sender: "Acme".into(),
        address: Some("a***@e***.org".into()),
        kind: "deletion",
        progress: "with_us",
        received: "2026-11-23".into(),
        confirmed: Some("2026-11-24".into()),
        due: Some("2026-12-23".into()),
        late: false,
        answered: None,
        reason: None,
        bodies: Vec::new(),
        policy: "2014-05-08".into(),
        zone: "Europe/Brussels".into(),
        reference: "0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01".into(),
        can_withdraw: true,
        first: None,
        status: None,
    }
}
