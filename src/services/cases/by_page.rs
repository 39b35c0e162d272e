//! Cases that a person opens on the page of a mailed link, and the list of their own.
//!
//! Whoever holds a mailed link had the mailbox a few days ago. What touches data asks it once more all the same (AUTH-17):
//! a page may be left open, a link passed on, and a deletion is for good. Everything else goes to a person at once.

use serde_json::{Map, Value, json};

use super::Asking;
use super::identity::Proof;
use super::status::CaseStatus;
use crate::domain::address::Address;
use crate::domain::case::{CaseKind, CaseRecord, CaseState};
use crate::domain::change::{Actor, Channel};
use crate::domain::clock::Starts;
use crate::domain::error::Code;
use crate::domain::time::{DAY_MS, Instant};
use crate::render::locale::Locale;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::intake::answered_by;
use crate::services::preferences::{Holder, Power};
use crate::services::writer::change::{Act, Change, Guard, Handle, MailLimit, MailOrder, OpenCase, Request};
use crate::store::{Tx, cases};

/// Mails of one kind that somebody who is known may cause to one mailbox within a day: its own holder, or an operator.
const MAILS_A_DAY: i64 = 10;
/// So many of a person's newest cases are listed.
const LISTED: usize = 50;

/// What somebody asks for on their page.
#[derive(Clone, Debug)]
pub struct OwnWish {
    /// What.
    pub kind: CaseKind,
    /// In their words; kept sealed.
    pub text: Option<String>,
    /// For a correction: the right address.
    pub address: Option<Address>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnAsked {
    /// A mail asks to confirm it.
    ToConfirm,
    /// A person answers by then.
    ToPerson(Instant),
    /// The open case that asks for the same goes on.
    Again,
}

impl Holder {
    /// What shows or asks for somebody's own needs a link that was mailed to them (L3).
    ///
    /// # Errors
    /// `proof_required`.
    pub fn must_be_mailed(&self) -> Result<(), ServiceError> {
        if self.power == Power::Mailed && !self.test {
            return Ok(());
        }
        let detail = "This link came with a mailing, which may have been forwarded. Ask for a link by mail first.";
        Err(ServiceError::refused(Code::ProofRequired, detail))
    }
}

impl Services {
    /// Opens a case for whoever holds a mailed link, and tells them by mail: asking to confirm it, or that it came.
    ///
    /// # Errors
    /// `proof_required` for a link that came with a mailing; when it cannot be stored.
    pub async fn open_own_case(
        &self,
        holder: &Holder,
        wish: OwnWish,
        locale: &Locale,
    ) -> Result<OwnAsked, ServiceError> {
        holder.must_be_mailed()?;
        let about = self.as_on_record(&holder.address).await?;
        let proven = self.is_proven_already(holder, wish.kind).await?;
        let asks = wish.kind.needs_proof() && !proven;
        let open = self.own_case(holder, &wish, &about, asks, locale);
        let id = open.case.id.clone();
        let told = match (asks, proven) {
            (true, _) => Some(self.ask_own_mailbox(holder, &open, &about)?),
            (false, true) => None,
            (false, false) => self.acknowledgement(&holder.sender, &open.case, &about, Some(own_limit()))?,
        };
        let acts = told.into_iter().chain([Act::Open(Box::new(open))]).collect();
        self.writer.submit(Change::Handle(Box::new(Handle { guard: Guard::Always, acts }))).await?;
        let mut tx = self.db.snapshot().await?;
        let case = self.case_record(&mut tx, None, &id).await?;
        Ok(match case.state {
            CaseState::Duplicate => OwnAsked::Again,
            CaseState::NeedsIdentity => OwnAsked::ToConfirm,
            _ => OwnAsked::ToPerson(answer_by(&case)),
        })
    }

    /// An open case of the same kind that the mailbox confirmed goes on in place of a new one: it need not confirm again.
    async fn is_proven_already(&self, holder: &Holder, kind: CaseKind) -> Result<bool, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let own = self.own_records(&mut tx, holder).await?;
        Ok(own
            .iter()
            .any(|case| kind.can_be_duplicate() && case.kind == kind && case.state.is_open() && case.is_proven()))
    }

    fn own_case(&self, holder: &Holder, wish: &OwnWish, about: &Address, asks: bool, locale: &Locale) -> OpenCase {
        let asking = Asking {
            kind: wish.kind,
            sender: holder.sender.id,
            subject: Some(self.vault.subject(about)),
            mail: None,
            detail: detail(wish),
            holds: false,
            starts: Starts::at(self.clock.now()),
            language: locale.tag().to_owned(),
            actor: Actor::Recipient,
            channel: Channel::Page,
        };
        self.new_case(asking, if asks { CaseState::NeedsIdentity } else { CaseState::NeedsReview })
    }

    fn ask_own_mailbox(&self, holder: &Holder, open: &OpenCase, about: &Address) -> Result<Act, ServiceError> {
        let case = &open.case;
        let proof = Proof { sender: &holder.sender, case, address: about, reference: &case.id, until: None };
        let mail = self.order_confirmation(&proof, |mail| {
            Ok(MailOrder { limit: Some(own_limit()), ..self.order_case_mail(mail, "confirm_request", case, about)? })
        })?;
        Ok(Act::Request(Request {
            subject: self.vault.subject(about),
            sender: holder.sender.id,
            actor: Actor::Recipient,
            channel: Channel::Page,
            codes: vec![("request", "confirm_case".into()), ("case", case.id.clone().into())],
            mail,
        }))
    }

    /// The newest cases of whoever holds a mailed link, with its sender, newest first.
    ///
    /// # Errors
    /// `proof_required` for a link that came with a mailing; when the database cannot be read.
    pub async fn own_cases(&self, holder: &Holder) -> Result<Vec<CaseStatus>, ServiceError> {
        holder.must_be_mailed()?;
        let mut tx = self.db.snapshot().await?;
        let mut shown = Vec::new();
        for case in self.own_records(&mut tx, holder).await?.iter().rev().take(LISTED) {
            shown.push(self.status_of(&mut tx, case).await?);
        }
        Ok(shown)
    }

    /// The cases about the holder of a link, with its sender, oldest first. One that cannot be read is left out: the
    /// page must show its buttons.
    async fn own_records(&self, tx: &mut Tx, holder: &Holder) -> Result<Vec<CaseRecord>, ServiceError> {
        let mut own = Vec::new();
        for key in self.vault.recipient_keys(&holder.address) {
            for row in cases::of_recipient(tx, &key.bytes).await? {
                match CaseRecord::try_from(row) {
                    Ok(case) if case.sender == holder.sender.id => own.push(case),
                    Ok(_) => {}
                    Err(error) => self.unreadable(&error),
                }
            }
        }
        own.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(own)
    }
}

/// Neither counts among the mails that strangers cause.
pub(super) fn own_limit() -> MailLimit {
    MailLimit { at_most: MAILS_A_DAY, within_ms: DAY_MS, same_kind: true, stranger: false, answers_per_hour: None }
}

fn answer_by(case: &CaseRecord) -> Instant {
    case.answer_due().unwrap_or_else(|| answered_by(case.received_at))
}

fn detail(wish: &OwnWish) -> Value {
    let fields = [
        ("text", wish.text.as_ref().map(|text| json!(text))),
        ("to", wish.address.as_ref().map(|address| json!(address.delivery()))),
    ];
    Value::Object(fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect::<Map<_, _>>())
}
