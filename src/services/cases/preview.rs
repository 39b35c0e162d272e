//! A mail about a case before it goes out: made as it will be made, and not sent.

use super::answering::{cannot_be_told, needs_words};
use super::more_time::{asked, is_open, told};
use super::moves::{not_allowed, said};
use super::{CaseMove, Question};
use crate::domain::address::Address;
use crate::domain::case::{CaseRecord, CaseState, WaitingFor};
use crate::domain::clock::ExtensionReason;
use crate::domain::error::{Code, Problem};
use crate::render::mails::Mail;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::mails::internal;

/// A mail as it will go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailPreview {
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// The tag of its language.
    pub language: String,
}

impl Services {
    /// The last answer that a move to an end would send.
    ///
    /// # Errors
    /// What the move itself would say, as far as that can be known before: `conflict`, `invalid_field`, `not_found`.
    pub async fn preview_end(&self, id: &str, wanted: &CaseMove) -> Result<MailPreview, ServiceError> {
        let nowhere = || Problem::new(Code::InvalidField, "Say how the case ends.").in_field("as");
        let to = wanted.to.filter(|to| !to.is_open()).ok_or_else(nowhere)?;
        let mut answer = wanted.answer.clone();
        answer.words = answer.words.as_deref().map(said).transpose()?;
        let mut draft = self.draft(None, id, wanted.version).await?;
        draft.case.reason = wanted.reason.or(draft.case.reason);
        draft.case.move_to(to, self.clock.now()).map_err(not_allowed)?;
        let address = draft.subject.and_then(|subject| subject.address).ok_or_else(cannot_be_told)?;
        if needs_words(draft.case.kind, to) && answer.words.is_none() {
            let why = "This is answered in your own words: write them.";
            return Err(Problem::new(Code::InvalidField, why).in_field("answer").into());
        }
        let controller = self.controller_meant(to, &answer)?;
        let mail = self.last_answer_mail(&draft.case, to, &answer, controller.as_deref(), &address).await?;
        self.previewed(&mail, &draft.case, &address)
    }

    /// The mail that a question would send.
    ///
    /// # Errors
    /// As [`Services::ask_person_of`].
    pub async fn preview_question(&self, id: &str, question: &Question) -> Result<MailPreview, ServiceError> {
        let mut draft = self.draft(None, id, question.version).await?;
        is_open(&draft.case)?;
        let words = asked(&question.words)?;
        let address = told(&draft)?;
        draft.case.waiting_for = Some(WaitingFor::Recipient);
        draft.case.move_to(CaseState::Waiting, self.clock.now()).map_err(not_allowed)?;
        let mail = self.question_mail(&draft.case, question.reason, &words, &address)?;
        self.previewed(&mail, &draft.case, &address)
    }

    /// The notice that more time would send.
    ///
    /// # Errors
    /// As [`Services::extend_case`].
    pub async fn preview_more_time(
        &self,
        id: &str,
        reason: ExtensionReason,
        version: Option<i64>,
    ) -> Result<MailPreview, ServiceError> {
        let draft = self.draft(None, id, version).await?;
        is_open(&draft.case)?;
        let address = told(&draft)?;
        let mail = self.extension_mail(&draft.case, reason, &address)?;
        self.previewed(&mail, &draft.case, &address)
    }

    fn previewed<M: Mail>(&self, mail: &M, case: &CaseRecord, to: &Address) -> Result<MailPreview, ServiceError> {
        let locale = self.locale_of_case(case);
        let rendered = self.renderer.mail(mail, &locale).map_err(|error| internal(&error))?;
        Ok(MailPreview {
            to: to.delivery().to_owned(),
            subject: rendered.subject,
            text: rendered.text,
            language: locale.tag().to_owned(),
        })
    }
}
