//! What a person is told of their case: how it ended, that more time is needed, what we must know. Each mail comes with an
//! address of its own that answers the case (`c-TOKEN@`), and says where to complain (LAW-09, P11).

use std::sync::Arc;

use serde_json::json;

use super::moves::Draft;
use crate::domain::address::Address;
use crate::domain::case::{CaseKind, CaseRecord, CaseState, DisputeBody, Party, PartyKind, Task, TaskState};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::TopicId;
use crate::domain::link::{MailPurpose, mint_mail};
use crate::domain::time::Instant;
use crate::domain::topic::Sender;
use crate::render::locale::Locale;
use crate::render::mails::{AskInstead, CaseEnded, ControllerNotice, Mail};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::mails::LINK_VALID_MS;
use crate::services::preferences::Promise;
use crate::services::writer::change::{Act, MailOrder};
use crate::store::tasks;

/// Who hears complaints (P11).
#[derive(Clone, Debug, Default)]
pub struct Complaints {
    /// Our own mailbox for them.
    pub to: Option<Address>,
    /// Who hears those that we could not settle.
    pub bodies: Vec<DisputeBody>,
}

/// How a person is told that their case ended.
#[derive(Clone, Debug, Default)]
pub struct LastAnswer {
    /// The operator's own words; they stand in the mail and, sealed, with the event.
    pub words: Option<String>,
    /// Whom to ask instead, when it is redirected: a controller's key.
    pub controller: Option<String>,
    /// The person was answered otherwise: no mail goes out.
    pub quiet: bool,
}

impl Services {
    /// What a case's ending is answered with, if there is anybody to answer: the mail to the address on record, and the note
    /// to a controller who wants one.
    pub(super) async fn last_answer(
        &self,
        draft: &mut Draft,
        to: CaseState,
        answer: &LastAnswer,
    ) -> Result<Vec<Act>, ServiceError> {
        let controller = self.controller_meant(to, answer)?;
        let mut acts = Vec::new();
        if let Some(controller) = &controller {
            draft.detail.insert("controller".to_owned(), json!(controller.key.to_string()));
            acts.extend(self.tell_controller(&draft.case, controller)?);
        }
        if let Some(words) = &answer.words {
            draft.detail.insert("answer".to_owned(), json!(words));
        }
        let is_answered = !matches!(to, CaseState::Spam | CaseState::Duplicate) && draft.case.kind != CaseKind::Unclear;
        let Some(address) = draft.subject.as_ref().and_then(|s| s.address.clone()).filter(|_| is_answered) else {
            return if answer.words.is_some() && !answer.quiet { Err(cannot_be_told()) } else { Ok(acts) };
        };
        if answer.quiet || (needs_words(draft.case.kind, to) && answer.words.is_none()) {
            return Ok(acts);
        }
        let mail = self.order_last_answer(&draft.case, to, answer, controller.as_deref(), &address).await?;
        acts.push(Act::Answer { subject: self.vault.subject(&address), mail: Some(mail), instead: None });
        Ok(acts)
    }

    /// The controller that a redirect names.
    pub(super) fn controller_meant(
        &self,
        to: CaseState,
        answer: &LastAnswer,
    ) -> Result<Option<Arc<Party>>, ServiceError> {
        if to != CaseState::Redirected {
            return Ok(None);
        }
        let none = || Problem::new(Code::InvalidField, "There is no controller of this key.").in_field("controller");
        let registry = self.gate.registry();
        let named = |key: &String| registry.party(PartyKind::Controller, key).cloned().ok_or_else(none);
        Ok(answer.controller.as_ref().map(named).transpose()?)
    }

    /// A controller learns of it only if its registry says so, and then nothing of who it was (P6).
    fn tell_controller(&self, case: &CaseRecord, controller: &Party) -> Result<Option<Act>, ServiceError> {
        let Some(contact) = self.party_contact(controller)?.filter(|_| controller.detail.tell) else { return Ok(None) };
        let sender = self.sender_of_case(case)?;
        let mail = ControllerNotice {
            from: self.letterhead(&sender),
            controller: controller.name.clone(),
            received: case.received_at,
            language: self.locale_of_case(case).tag().to_owned(),
            reference: case.id.clone(),
        };
        let order = self.order_mail(&mail, "controller_notice", &sender, &contact, &self.renderer.locale(None))?;
        let mail = Some(order.unlimited());
        Ok(Some(Act::Answer { subject: self.vault.subject(&contact), mail, instead: None }))
    }

    async fn order_last_answer(
        &self,
        case: &CaseRecord,
        to: CaseState,
        answer: &LastAnswer,
        controller: Option<&Party>,
        address: &Address,
    ) -> Result<MailOrder, ServiceError> {
        let mut mail = self.last_answer_mail(case, to, answer, controller, address).await?;
        let sender = self.sender_of_case(case)?;
        let token = (to == CaseState::ClosedUnverified).then(|| self.new_token());
        if let Some(token) = &token {
            mail.url = self.public(&format!("/confirm/{}", token.text));
            mail.expires = Some(self.link_expires());
        }
        let mut order = self.order_case_mail(&mail, "case_ended", case, address)?;
        if let Some(token) = &token {
            let promise = Promise::of_case(address, sender.id, &case.id, case.kind);
            order.link = Some(self.one_time_link(token, "case", &promise)?);
        }
        Ok(order)
    }

    /// What the last answer says, without the way back that one of them offers.
    pub(super) async fn last_answer_mail(
        &self,
        case: &CaseRecord,
        to: CaseState,
        answer: &LastAnswer,
        controller: Option<&Party>,
        address: &Address,
    ) -> Result<CaseEnded, ServiceError> {
        Ok(CaseEnded {
            from: self.letterhead(&*self.sender_of_case(case)?),
            outcome: to.word(),
            what: case.kind.word(),
            address: address.masked(),
            received: case.received_at,
            reason: case.reason.filter(|_| to == CaseState::Refused).map(|reason| reason.word()).unwrap_or_default(),
            words: answer.words.clone().unwrap_or_default(),
            parties: if to == CaseState::Done { self.parties_that_confirmed(&case.id).await? } else { Vec::new() },
            ask: controller.map(|party| AskInstead { name: party.name.clone(), ask: party.detail.ask.clone() }),
            bodies: self.bodies(case.kind, to),
            url: String::new(),
            expires: None,
            status_url: self.case_url(&case.id),
            reference: case.id.clone(),
        })
    }

    /// A mail about a case, in its person's language, to be answered to the case.
    pub(in crate::services) fn order_case_mail<M: Mail>(
        &self,
        mail: &M,
        kind: &str,
        case: &CaseRecord,
        to: &Address,
    ) -> Result<MailOrder, ServiceError> {
        let sender = self.sender_of_case(case)?;
        let answers = self.answers_to(case)?;
        let locale = self.locale_of_case(case);
        let order = self.order_mail_answered_at(mail, kind, &sender, to, &locale, answers.as_deref())?;
        Ok(order.unlimited())
    }

    /// Where answers to mails about a case go: its own address, which leads back to it; a complaint's to whoever hears it.
    pub(in crate::services) fn answers_to(&self, case: &CaseRecord) -> Result<Option<String>, ServiceError> {
        let heard = self.config.complaints.to.as_ref().filter(|_| case.kind == CaseKind::Complaint);
        if let Some(heard) = heard {
            return Ok(Some(heard.delivery().to_owned()));
        }
        let Some(key) = case.recipient else { return Ok(None) };
        let local_part = mint_mail(&self.vault.links, MailPurpose::CaseReply, case_tag(&case.id), &key);
        let unsigned = |_| ServiceError::Keys("No key signs addresses of this scheme.".to_owned());
        Ok(Some(format!("{}@{}", local_part.map_err(unsigned)?, self.config.mail_domain)))
    }

    pub(in crate::services) fn sender_of_case(&self, case: &CaseRecord) -> Result<Arc<Sender>, ServiceError> {
        let none = || ServiceError::refused(Code::NotFound, "The sender of this case cannot be read.");
        self.gate.registry().sender(case.sender).cloned().ok_or_else(none)
    }

    pub(in crate::services) fn locale_of_case(&self, case: &CaseRecord) -> Locale {
        self.renderer.locale(Some(case.language.as_str()).filter(|tag| !tag.is_empty()))
    }

    /// Whom a person may complain to who is not content: named to who complained and to who was refused, by region (P11).
    pub fn bodies(&self, kind: CaseKind, to: CaseState) -> Vec<DisputeBody> {
        let may_complain = kind == CaseKind::Complaint || to == CaseState::Refused;
        let whereabouts = &self.config.clocks.facts.whereabouts;
        let bodies = self.config.complaints.bodies.iter().filter(|body| may_complain && body.is_for(whereabouts));
        bodies.cloned().collect()
    }

    /// The names of those who confirmed that they did their part (LAW-10).
    async fn parties_that_confirmed(&self, case: &str) -> Result<Vec<String>, ServiceError> {
        let registry = self.gate.registry();
        let mut names = Vec::new();
        for row in tasks::of_case(&mut self.db.snapshot().await?, case).await? {
            let task = Task::try_from(row)?;
            let party = registry.party_by_id(&task.party).filter(|_| task.state == TaskState::Done);
            names.extend(party.map(|party| party.name.clone()));
        }
        Ok(names)
    }
}

/// What stands in the topic's place in the address that answers a case: four octets of its id's hash. The recipient's key
/// stands beside it, so it only has to tell one person's cases apart.
pub(in crate::services) fn case_tag(case: &str) -> TopicId {
    use sha2::{Digest, Sha256};
    let digest: [u8; 32] = Sha256::digest(case.as_bytes()).into();
    TopicId(u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]))
}

pub(super) fn cannot_be_told() -> ServiceError {
    let why = "These words would reach nobody: no address is on record for this case, or it ends without an answer. Leave \
               them out, or say \"quiet\" if you answered otherwise.";
    Problem::new(Code::InvalidField, why).in_field("answer").into()
}

/// Whether only an operator's own words would answer it: what is answered to a question is not known here, nor how a copy was
/// handed over that was not delivered from here.
pub(super) fn needs_words(kind: CaseKind, to: CaseState) -> bool {
    let ours = matches!(kind, CaseKind::Question | CaseKind::Complaint | CaseKind::Redirect | CaseKind::Access);
    to == CaseState::Done && ours
}

/// The last instant at which the mailbox may confirm.
pub(super) fn unverified_at(asked_at: Instant) -> Instant {
    asked_at.plus_ms(LINK_VALID_MS)
}
