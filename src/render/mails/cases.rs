//! The mails that tell a person what becomes of what they asked for. They repeat nothing the person wrote, and say whom to
//! turn to if they are not content (LAW-09, P11).

use serde::Serialize;

use super::{Letterhead, Mail, SAMPLE_EXPIRES};
use crate::domain::case::DisputeBody;
use crate::domain::time::Instant;
use crate::render::pages::AWKWARD;

/// How a request ended: the last answer.
#[derive(Clone, Debug, Serialize)]
pub struct CaseEnded {
    /// Who writes.
    pub from: Letterhead,
    /// `done`, `refused`, `redirected`, `withdrawn` or `closed_unverified`.
    pub outcome: &'static str,
    /// What was asked for: a case kind's word.
    pub what: &'static str,
    /// The address it is about, masked.
    pub address: String,
    /// When it was received; the UTC date is shown.
    pub received: Instant,
    /// Why it was refused, in a word; empty otherwise.
    pub reason: &'static str,
    /// The operator's own words; empty without.
    pub words: String,
    /// The names of those who were told and confirmed it.
    pub parties: Vec<String>,
    /// Whom to ask instead: the name, and where they are reached.
    pub ask: Option<AskInstead>,
    /// Whom a complaint may go to beside the authority.
    pub bodies: Vec<DisputeBody>,
    /// The way back from a closed request: the page that confirms it; empty otherwise.
    pub url: String,
    /// Until when that link works; its UTC date is shown.
    pub expires: Option<Instant>,
    /// Where the person can look it up; empty when there is nothing to see any more.
    pub status_url: String,
    /// By what we find it again.
    pub reference: String,
}

/// Whom to ask instead.
#[derive(Clone, Debug, Serialize)]
pub struct AskInstead {
    /// The name people know.
    pub name: String,
    /// An address or a URL; empty when none is recorded.
    pub ask: String,
}

/// More time is needed: the notice without which there is none (CLK-04, LAW-08, LAW-16).
#[derive(Clone, Debug, Serialize)]
pub struct CaseExtended {
    /// Who writes.
    pub from: Letterhead,
    /// What was asked for: a case kind's word.
    pub what: &'static str,
    /// The address it is about, masked.
    pub address: String,
    /// When it was received; the UTC date is shown.
    pub received: Instant,
    /// `complexity` or `number`.
    pub reason: &'static str,
    /// By when it is answered; the UTC date is shown.
    pub until: Instant,
    /// Whom a complaint may go to beside the authority.
    pub bodies: Vec<DisputeBody>,
    /// Where the person can look it up.
    pub status_url: String,
    /// By what we find it again.
    pub reference: String,
}

/// Something the person must tell us before it can go on (CLK-12).
#[derive(Clone, Debug, Serialize)]
pub struct CaseQuestion {
    /// Who writes.
    pub from: Letterhead,
    /// What was asked for: a case kind's word.
    pub what: &'static str,
    /// The address it is about, masked.
    pub address: String,
    /// When it was received; the UTC date is shown.
    pub received: Instant,
    /// `identity` or `clarification`.
    pub reason: &'static str,
    /// What is asked, in the operator's own words; empty without.
    pub words: String,
    /// Where the person can look it up.
    pub status_url: String,
    /// By what we find it again.
    pub reference: String,
}

/// Tells whoever hears complaints that one came. Colleagues read it, in English; it names nobody.
#[derive(Clone, Debug, Serialize)]
pub struct ComplaintNotice {
    /// Who writes.
    pub from: Letterhead,
    /// The case.
    pub reference: String,
    /// The mail it came with, if it came by mail.
    pub mail: Option<String>,
    /// By when it must be acknowledged or answered; the UTC date is shown.
    pub due: Option<Instant>,
}

/// Tells a controller that one of its own end users wrote to us by mistake. It says as little as possible: no address, no
/// words (P6).
#[derive(Clone, Debug, Serialize)]
pub struct ControllerNotice {
    /// Who writes.
    pub from: Letterhead,
    /// The controller's name.
    pub controller: String,
    /// When it was received; the UTC date is shown.
    pub received: Instant,
    /// The language the person was answered in.
    pub language: String,
    /// By what we find it again.
    pub reference: String,
}

const REFERENCE: &str = "0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01";
const STATUS_URL: &str = "https://mail.acme.example/case/Aa-token_1";

/// An ordinary one, and one with everything that must not get through.
pub(in crate::render) fn bodies() -> Vec<DisputeBody> {
    let body = |name: &str| DisputeBody {
        regions: Default::default(),
        name: name.to_owned(),
        url: "https://fair.example/complain".to_owned(),
    };
    vec![body("Fair Board of Trade"), body(AWKWARD)]
}

impl Mail for CaseEnded {
    const TEMPLATE: &'static str = "case_ended";

    fn samples() -> Vec<Self> {
        let [plain, awkward] = Letterhead::samples();
        let base = |outcome, what| Self {
            from: plain.clone(),
            outcome,
            what,
            address: "a***@e***.org".into(),
            received: Instant(SAMPLE_EXPIRES.0 - 30 * 86_400_000),
            reason: "",
            words: String::new(),
            parties: Vec::new(),
            ask: None,
            bodies: Vec::new(),
            url: String::new(),
            expires: None,
            status_url: STATUS_URL.into(),
            reference: REFERENCE.into(),
        };
        let kinds = ["access", "correction", "deletion", "sharing_opt_out", "complaint", "redirect", "question"];
        let mut all: Vec<Self> = kinds.iter().map(|what| base("done", what)).collect();
        all.push(Self {
            parties: vec!["The CRM".into(), AWKWARD.into()],
            status_url: String::new(),
            ..base("done", "deletion")
        });
        all.push(Self { words: format!("First line\n\n{AWKWARD}"), bodies: bodies(), ..base("done", "complaint") });
        let reasons = crate::domain::case::RefusalReason::ALL;
        all.extend(reasons.iter().map(|reason| Self {
            from: awkward.clone(),
            reason: reason.word(),
            bodies: bodies(),
            ..base("refused", "deletion")
        }));
        let ask = |name: &str, ask: &str| Some(AskInstead { name: name.into(), ask: ask.into() });
        all.push(Self { ask: ask("Globex", "privacy@globex.example"), ..base("redirected", "redirect") });
        all.push(Self { ask: ask(AWKWARD, ""), ..base("redirected", "deletion") });
        all.push(base("withdrawn", "access"));
        all.push(Self {
            url: "https://mail.acme.example/confirm/Aa-token_1".into(),
            expires: Some(SAMPLE_EXPIRES),
            ..base("closed_unverified", "access")
        });
        all
    }

    fn link(&self) -> &str {
        if self.url.is_empty() { &self.status_url } else { &self.url }
    }
}

impl Mail for CaseExtended {
    const TEMPLATE: &'static str = "case_extended";

    fn samples() -> Vec<Self> {
        let sample = |(from, reason)| Self {
            from,
            what: "access",
            address: "a***@e***.org".into(),
            received: Instant(SAMPLE_EXPIRES.0 - 30 * 86_400_000),
            reason,
            until: SAMPLE_EXPIRES,
            bodies: bodies(),
            status_url: STATUS_URL.into(),
            reference: REFERENCE.into(),
        };
        let [plain, awkward] = Letterhead::samples();
        [(plain, "complexity"), (awkward, "number")].map(sample).into()
    }

    fn link(&self) -> &str {
        &self.status_url
    }
}

impl Mail for CaseQuestion {
    const TEMPLATE: &'static str = "case_question";

    fn samples() -> Vec<Self> {
        let sample = |(from, reason, words): (Letterhead, _, &str)| Self {
            from,
            what: "correction",
            address: "a***@e***.org".into(),
            received: Instant(SAMPLE_EXPIRES.0 - 30 * 86_400_000),
            reason,
            words: words.into(),
            status_url: STATUS_URL.into(),
            reference: REFERENCE.into(),
        };
        let [plain, awkward] = Letterhead::samples();
        [(plain.clone(), "identity", ""), (plain, "clarification", "Which of the two?"), (awkward, "identity", AWKWARD)]
            .map(sample)
            .into()
    }

    fn link(&self) -> &str {
        &self.status_url
    }
}

impl Mail for ComplaintNotice {
    const TEMPLATE: &'static str = "complaint_notice";

    fn samples() -> Vec<Self> {
        let sample = |(from, mail): (Letterhead, Option<&str>)| Self {
            from,
            reference: REFERENCE.into(),
            due: mail.map(|_| SAMPLE_EXPIRES),
            mail: mail.map(str::to_owned),
        };
        let [plain, awkward] = Letterhead::samples();
        [(plain, Some(REFERENCE)), (awkward, None)].map(sample).into()
    }

    fn link(&self) -> &str {
        ""
    }
}

impl Mail for ControllerNotice {
    const TEMPLATE: &'static str = "controller_notice";

    fn samples() -> Vec<Self> {
        let sample = |(from, controller): (Letterhead, &str)| Self {
            from,
            controller: controller.into(),
            received: SAMPLE_EXPIRES,
            language: "de".into(),
            reference: REFERENCE.into(),
        };
        let [plain, awkward] = Letterhead::samples();
        [(plain, "Globex"), (awkward, AWKWARD)].map(sample).into()
    }

    fn link(&self) -> &str {
        ""
    }
}
