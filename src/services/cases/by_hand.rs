//! Cases that an operator or an agent opens for somebody, and their word for who asks.
//!
//! What touches data needs proof (AUTH-17): the mailbox on record is asked, as when the person had written; or somebody
//! vouches, by name, with what they saw (AUTH-17, SUP-12). Whoever vouches answers for it: the entry says who.

use serde_json::{Map, Value, json};

use super::by_page::own_limit;
use super::identity::{CONFIRM_CASE, Proof};
use super::moves::not_allowed;
use super::{Asking, Moved};
use crate::domain::address::Address;
use crate::domain::case::{CaseKind, CaseRecord, CaseState};
use crate::domain::change::{Actor, Channel};
use crate::domain::clock::Starts;
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::preference::{Kind, Scope};
use crate::domain::time::Instant;
use crate::domain::topic::Sender;
use crate::render::locale::Locale;
use crate::render::mails;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::senders::By;
use crate::services::writer::change::{Act, Change, Guard, Handle, MailLimit, MailOrder, OpenCase, Prefer, Request};

/// What somebody asked of an operator, by telephone or on paper.
#[derive(Clone, Debug)]
pub struct ByHand {
    /// What.
    pub kind: CaseKind,
    /// Who asks.
    pub about: Address,
    /// When it reached the operator: its clocks begin then (L9); without it, now.
    pub received_at: Option<Instant>,
    /// The language to answer in, as a tag.
    pub language: Option<String>,
    /// What the operator calls it.
    pub reference: Option<String>,
    /// How it came in, such as `telephone`, where the operator says so.
    pub way: Option<String>,
    /// What was said; kept sealed.
    pub text: Option<String>,
    /// For a correction: the address that is wrong (without it, the one it is about) and the right one.
    pub addresses: (Option<Address>, Option<Address>),
    /// What shows that the person asks, if somebody vouches; kept sealed.
    pub vouched: Option<String>,
    /// When the contract with them ended, if it did: a deletion has to be done within a time of that (P7).
    pub terminated_at: Option<Instant>,
    /// The person was told that it came: they get no mail that says so.
    pub acknowledged: bool,
}

/// Somebody's word that the person asks.
#[derive(Clone, Debug)]
pub struct Vouching {
    /// What shows it; kept sealed.
    pub evidence: String,
    /// The version of the case that was seen; without it the present one.
    pub version: Option<i64>,
}

impl Services {
    /// Opens a case for somebody; answers its id. One that needs proof asks the mailbox on record, unless somebody vouches;
    /// where nothing is on record, or too many mails were sent there today, it waits for a person.
    ///
    /// # Errors
    /// `invalid_field` for a vouching without evidence, or a language that there is no translation into; when it cannot be
    /// stored.
    pub async fn open_case(
        &self,
        sender: &Sender,
        wanted: ByHand,
        (actor, channel): By,
    ) -> Result<String, ServiceError> {
        let about = self.as_on_record(&wanted.about).await?;
        let vouched = wanted.vouched.as_deref().map(evidence).transpose()?;
        let asks = wanted.kind.needs_proof() && vouched.is_none() && self.is_known(&about).await?;
        let state = if asks { CaseState::NeedsIdentity } else { CaseState::NeedsReview };
        let locale = self.language_meant(wanted.language.as_deref())?;
        let now = self.clock.now();
        let asking = Asking {
            kind: wanted.kind,
            sender: sender.id,
            subject: Some(self.vault.subject(&about)),
            mail: None,
            detail: detail(&wanted),
            holds: false,
            starts: Starts {
                termination: wanted.terminated_at,
                ..Starts::at(wanted.received_at.map_or(now, |at| at.min(now)))
            },
            language: locale.tag().to_owned(),
            actor: actor.clone(),
            channel,
        };
        let mut open = self.new_case(asking, state);
        open.case.vouched_by = vouched.map(|_| name_of(&actor));
        if wanted.acknowledged {
            open.case.acknowledged_at.get_or_insert(now);
        }
        let id = open.case.id.clone();
        let mut acts = Vec::new();
        if asks {
            acts.push(self.ask_mailbox(sender, &open, &about, &locale)?);
        } else if !wanted.acknowledged && channel != Channel::Page && self.is_known(&about).await? {
            acts.extend(self.acknowledgement(sender, &open.case, &about, None)?);
        }
        let stop =
            Some(&open).filter(|open| open.case.kind == CaseKind::Sharing).and_then(|open| sharing_stop(open, now));
        acts.push(Act::Open(Box::new(open)));
        acts.extend(stop);
        self.writer.submit(Change::Handle(Box::new(Handle { guard: Guard::Always, acts }))).await?;
        Ok(id)
    }

    /// The language that somebody names, or one of the same language; the default one if none is named.
    fn language_meant(&self, tag: Option<&str>) -> Result<Locale, Problem> {
        let Some(tag) = tag else { return Ok(self.renderer.locale(None)) };
        self.renderer.locale_like(tag).ok_or_else(|| {
            let known: Vec<_> = self.renderer.locales().iter().map(|locale| locale.tag().to_owned()).collect();
            let why = format!("There is no translation into \"{tag}\". There are: {}.", known.join(", "));
            Problem::new(Code::InvalidField, why).in_field("language")
        })
    }

    /// The mail that says that it came, what was understood, and by when it is answered (LAW-14, LAW-16).
    pub(super) fn acknowledgement(
        &self,
        sender: &Sender,
        case: &CaseRecord,
        about: &Address,
        limit: Option<MailLimit>,
    ) -> Result<Option<Act>, ServiceError> {
        if matches!(case.kind, CaseKind::Unclear | CaseKind::Sharing) {
            return Ok(None);
        }
        let mail = mails::Answer {
            from: self.letterhead(sender),
            address: about.masked(),
            asked: vec![case.kind.word()],
            person_by: case.answer_due(),
            bodies: self.bodies(case.kind, case.state),
            status_urls: vec![self.case_url(&case.id)],
            reference: case.id.clone(),
            ..mails::Answer::default()
        };
        let order = MailOrder { limit, ..self.order_case_mail(&mail, "request_received", case, about)? };
        Ok(Some(Act::Answer { subject: self.vault.subject(about), mail: Some(order), instead: None }))
    }

    fn ask_mailbox(
        &self,
        sender: &Sender,
        open: &OpenCase,
        about: &Address,
        locale: &Locale,
    ) -> Result<Act, ServiceError> {
        Ok(Act::Request(Request {
            subject: self.vault.subject(about),
            sender: sender.id,
            actor: open.actor.clone(),
            channel: open.channel,
            codes: vec![("request", "confirm_case".into()), ("case", open.case.id.clone().into())],
            mail: self.confirmation_of_case(sender, &open.case, about, locale)?,
        }))
    }

    /// The mail by which the address on record confirms a case that was opened by hand.
    pub(super) fn confirmation_of_case(
        &self,
        sender: &Sender,
        case: &CaseRecord,
        address: &Address,
        locale: &Locale,
    ) -> Result<MailOrder, ServiceError> {
        let proof = Proof { sender, case, address, reference: &case.id, until: None };
        let answers = self.answers_to(case)?;
        self.order_confirmation(&proof, |mail| {
            let order = self.order_mail_answered_at(mail, CONFIRM_CASE, sender, address, locale, answers.as_deref())?;
            Ok(MailOrder { limit: Some(own_limit()), ..order })
        })
    }

    /// Takes somebody's word that the person asks: the case goes on as if the mailbox had confirmed it.
    ///
    /// # Errors
    /// `invalid_field` without evidence; `not_found`; `conflict` when it needs no proof any more, has ended, or was
    /// changed by somebody else first.
    pub async fn vouch_case(
        &self,
        only: Option<SenderId>,
        id: &str,
        vouching: Vouching,
        by: By,
    ) -> Result<Moved, ServiceError> {
        let shown = evidence(&vouching.evidence)?.to_owned();
        let mut draft = self.draft(only, id, vouching.version).await?;
        self.may_vouch(only, draft.case.kind)?;
        let case = &mut draft.case;
        if case.is_proven() {
            return Err(ServiceError::refused(Code::Conflict, "The person is known to ask already."));
        }
        case.vouched_by = Some(name_of(&by.0));
        match case.state {
            CaseState::Received | CaseState::NeedsIdentity | CaseState::ClosedUnverified => {
                case.move_to(CaseState::NeedsReview, self.clock.now()).map_err(not_allowed)?;
            }
            state if !state.is_open() => {
                return Err(ServiceError::refused(
                    Code::Conflict,
                    "This case has ended; nothing is to be shown for it.",
                ));
            }
            _ => {}
        }
        draft.detail.insert("evidence".to_owned(), json!(shown));
        self.submit_draft(draft, "vouched", by).await
    }
}

impl Services {
    /// A deletion or correction reaches every sender's data of the person, so a key for one of several may not vouch for
    /// it; the person's own mailbox may.
    ///
    /// # Errors
    /// `wrong_sender`.
    pub fn may_vouch(&self, only: Option<SenderId>, kind: CaseKind) -> Result<(), Problem> {
        let reaches_all = matches!(kind, CaseKind::Deletion | CaseKind::Correction);
        if only.is_some() && reaches_all && self.gate.registry().senders().len() > 1 {
            let why = "It reaches every sender: the mailbox must confirm it, or a key for all senders must vouch.";
            return Err(Problem::new(Code::WrongSender, why));
        }
        Ok(())
    }
}

/// Whoever asks that their data is not shared has said so: it holds at once, whatever becomes of the case (P8).
fn sharing_stop(open: &OpenCase, at: Instant) -> Option<Act> {
    Some(Act::Prefer(Box::new(Prefer {
        subject: open.subject.clone()?,
        sender: open.case.sender,
        scope: Scope::Sharing(open.case.sender),
        kind: Kind::OptedOut,
        at,
        actor: open.actor.clone(),
        channel: open.channel,
        codes: vec![("form", "by_hand".into())],
        evidence: None,
        notice: None,
        language: open.case.language.clone(),
        undo_by: None,
        mailing: None,
    })))
}

/// Who vouches, as it is written down: the program or agent by its id, else the way in.
fn name_of(actor: &Actor) -> String {
    match actor.id() {
        Some(id) => format!("{}:{id}", actor.word()),
        None => actor.word().to_owned(),
    }
}

fn evidence(text: &str) -> Result<&str, Problem> {
    let empty = || Problem::new(Code::InvalidField, "Say what shows that the person asks.").in_field("evidence");
    Some(text.trim()).filter(|text| !text.is_empty()).ok_or_else(empty)
}

fn detail(wanted: &ByHand) -> Value {
    let address = |address: &Option<Address>| address.as_ref().map(|address| json!(address.delivery()));
    let fields = [
        ("reference", wanted.reference.as_ref().map(|text| json!(text))),
        ("way", wanted.way.as_ref().map(|text| json!(text))),
        ("text", wanted.text.as_ref().map(|text| json!(text))),
        ("from", address(&wanted.addresses.0)),
        ("to", address(&wanted.addresses.1)),
        ("evidence", wanted.vouched.as_ref().map(|text| json!(text.trim()))),
    ];
    Value::Object(fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect::<Map<_, _>>())
}
