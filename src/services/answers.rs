//! Answers written beforehand: those that every installation begins with, those that operators wrote, and each filled for
//! one case.

use std::collections::BTreeMap;

use super::Services;
use super::error::ServiceError;
use super::installation::uuid_v7;
use super::registry::answers::AnswerChange;
use super::registry::change::What;
use super::senders::By;
use crate::domain::answer::{AnswerUse, Filling, PreparedAnswer, built_in, fill, unknown_place};
use crate::domain::case::CaseRecord;
use crate::domain::error::{Code, Problem};
use crate::domain::text;
use crate::store::answers;

/// The longest text, in characters.
const TEXT_MAX: usize = 10_000;

/// An answer written beforehand, as it stands.
#[derive(Clone, Debug)]
pub struct StandingAnswer {
    /// The answer.
    pub answer: PreparedAnswer,
    /// The entry of its last change; none for one that every installation begins with and nobody changed.
    pub entry: Option<i64>,
}

impl Services {
    /// All answers written beforehand, by use and name, retired ones too. One that cannot be read is left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn prepared_answers(&self) -> Result<Vec<StandingAnswer>, ServiceError> {
        let mut all = Vec::new();
        for row in answers::all(&mut self.db.snapshot().await?).await? {
            match row {
                Ok((answer, entry)) => all.push(StandingAnswer { answer, entry: Some(entry) }),
                Err(error) => tracing::error!(%error, "an answer written beforehand cannot be read"),
            }
        }
        let unchanged: Vec<_> = built_in().iter().filter(|one| all.iter().all(|row| row.answer.id != one.id)).collect();
        all.extend(unchanged.into_iter().map(|one| StandingAnswer { answer: one.clone(), entry: None }));
        all.sort_by(|a, b| {
            let key = |one: &StandingAnswer| (one.answer.used_for, one.answer.name.to_lowercase());
            key(a).cmp(&key(b))
        });
        Ok(all)
    }

    /// Writes an answer, new (without an id) or changed; answers its id. `seen` is the entry of its last change as it was
    /// seen.
    ///
    /// # Errors
    /// `invalid_field` for a text that cannot go out; `conflict` when somebody else changed it meanwhile.
    pub async fn put_answer(
        &self,
        mut answer: PreparedAnswer,
        seen: Option<i64>,
        by: By,
    ) -> Result<String, ServiceError> {
        self.check_answer(&mut answer)?;
        let now = self.clock.now();
        if answer.id.is_empty() {
            answer.id = uuid_v7(&*self.random, now);
        }
        if seen.is_none() {
            answer.created_at = now;
        }
        let id = answer.id.clone();
        let what = What::PutAnswer(Box::new(AnswerChange { answer, seen }));
        self.change_registry(what, by).await?;
        Ok(id)
    }

    fn check_answer(&self, answer: &mut PreparedAnswer) -> Result<(), Problem> {
        let refused = |field: String, why: String| Err(Problem::new(Code::InvalidField, why).in_field(field));
        answer.name = answer.name.trim().to_owned();
        text::check("name", &answer.name, text::NAME)?;
        if answer.name.is_empty() {
            return refused("name".to_owned(), "Give it a name, by which colleagues find it.".to_owned());
        }
        answer.reason = answer.reason.filter(|_| answer.used_for == AnswerUse::Refused);
        let texts = std::mem::take(&mut answer.texts);
        for (language, text) in texts {
            let text = text.replace("\r\n", "\n").trim().to_owned();
            if self.renderer.locale_named(&language).is_none() {
                return refused("texts".to_owned(), format!("There is no language \"{language}\" here."));
            }
            text::check_lines("text", &text, TEXT_MAX).map_err(|fault| fault.in_field(format!("text_{language}")))?;
            if let Some(place) = unknown_place(&text) {
                let why = format!(
                    "Nothing is filled in for {place}. There are {{name of sender}}, {{reference}} and {{date}}."
                );
                return refused(format!("text_{language}"), why);
            }
            if !text.is_empty() {
                answer.texts.insert(language, text);
            }
        }
        match answer.texts.is_empty() {
            true => refused("text_en".to_owned(), "Write the answer, in one language at least.".to_owned()),
            false => Ok(()),
        }
    }

    /// The text of an answer for a case, in its person's language if it was written in it, with the tag of the language it
    /// is in.
    ///
    /// # Errors
    /// When the case's sender cannot be read.
    pub fn filled_answer(
        &self,
        answer: &PreparedAnswer,
        case: &CaseRecord,
    ) -> Result<Option<(String, String)>, ServiceError> {
        let locale = self.locale_of_case(case);
        let sender = self.sender_of_case(case)?;
        let Some((language, text)) = answer.text_in(locale.tag()) else { return Ok(None) };
        let date = self.renderer.date(case.received_at, &locale);
        let with = Filling { sender: &sender.name, reference: &case.id, date: &date };
        Ok(Some((language.to_owned(), fill(text, &with))))
    }

    /// The names of the languages there are, by tag.
    pub fn languages(&self) -> BTreeMap<String, String> {
        self.renderer
            .locales()
            .iter()
            .map(|locale| (locale.tag().to_owned(), self.renderer.language_name(locale)))
            .collect()
    }
}
