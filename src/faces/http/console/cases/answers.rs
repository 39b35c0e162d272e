//! `/console/answers`: texts written beforehand.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;

use crate::domain::answer::{AnswerUse, PreparedAnswer};
use crate::domain::case::{CaseKind, RefusalReason};
use crate::domain::error::{Code, Problem};
use crate::domain::operator::Right;
use crate::domain::time::Instant;
use crate::faces::http::console::Answer;
use crate::faces::http::console::guard::{Posted, Visit, fault};
use crate::render::console::cases::{AnswerForm, AnswerLine, Answers};
use crate::services::Services;
use crate::services::answers::StandingAnswer;
use crate::services::error::ServiceError;

/// The name of a text's field, before the tag of its language.
const TEXT: &str = "text_";

pub(super) async fn show(visit: Visit) -> Answer {
    let mut page = visit.ok(page(&visit).await)?;
    if let Some(id) = visit.asked("edit") {
        let all = visit.ok(visit.services().prepared_answers().await)?;
        let found = all.into_iter().find(|one| one.answer.id == id).ok_or_else(|| visit.nothing())?;
        page.form = Some(form_of(found));
    } else if visit.asked("new").is_some() {
        page.form = Some(AnswerForm::default());
    }
    Ok(visit.page(&page))
}

pub(super) async fn act(posted: Posted) -> Answer {
    let visit = &posted.visit;
    match outcome(&posted).await {
        Ok(word) => Ok(visit.done("/console/answers", word)),
        Err(error) => match fault(error) {
            Ok(fault) => {
                let form = (posted.text("act") == "put").then(|| typed(&posted));
                let page = Answers { fault: Some(fault), form, ..visit.ok(page(visit).await)? };
                Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
            }
            Err(error) => Err(visit.failed(&error)),
        },
    }
}

async fn outcome(posted: &Posted) -> Result<&'static str, ServiceError> {
    let (services, by) = (posted.visit.services(), posted.visit.by());
    let seen = seen(posted)?;
    match posted.text("act") {
        "put" => {
            let answer = wanted(posted, services).await?;
            let is_new = answer.id.is_empty();
            services.put_answer(answer, seen, by).await?;
            Ok(if is_new { "added" } else { "changed" })
        }
        act @ ("retire" | "restore") => {
            let mut answer = known(posted, services).await?;
            answer.retired_at = (act == "retire").then(|| services.clock.now());
            services.put_answer(answer, seen, by).await?;
            Ok("changed")
        }
        _ => Err(ServiceError::refused(Code::InvalidField, "The form says nothing to do.")),
    }
}

/// The entry that was seen; none for one that nobody changed yet.
fn seen(posted: &Posted) -> Result<Option<i64>, Problem> {
    let wrong = |_| Problem::new(Code::InvalidField, "The form does not say which text it is about.");
    posted.some("seen").map(|text| text.parse().map_err(wrong)).transpose()
}

async fn known(posted: &Posted, services: &Services) -> Result<PreparedAnswer, ServiceError> {
    let none = || ServiceError::refused(Code::NotFound, "There is no text of this id.");
    let all = services.prepared_answers().await?;
    all.into_iter().map(|one| one.answer).find(|one| one.id == posted.text("id")).ok_or_else(none)
}

/// The answer as the form has it.
async fn wanted(posted: &Posted, services: &Services) -> Result<PreparedAnswer, ServiceError> {
    let (created_at, retired_at) = match posted.some("id") {
        Some(_) => known(posted, services).await.map(|known| (known.created_at, known.retired_at))?,
        None => (Instant(0), None),
    };
    let none = || Problem::new(Code::InvalidField, "Choose with which mail it goes.").in_field("used_for");
    let no_kind = || Problem::new(Code::InvalidField, "There is no such kind of case.").in_field("kinds");
    let no_reason = || Problem::new(Code::InvalidField, "There is no such reason.").in_field("reason");
    let reason = posted.some("reason").map(|word| RefusalReason::from_word(word).ok_or_else(no_reason));
    let kinds = posted.form.all("kinds").map(|word| CaseKind::from_word(word).ok_or_else(no_kind));
    Ok(PreparedAnswer {
        id: posted.text("id").to_owned(),
        name: posted.text("name").to_owned(),
        used_for: AnswerUse::from_word(posted.text("used_for")).ok_or_else(none)?,
        reason: reason.transpose()?,
        kinds: kinds.collect::<Result<_, _>>()?,
        texts: texts(posted),
        created_at,
        retired_at,
    })
}

fn texts(posted: &Posted) -> BTreeMap<String, String> {
    let fields = posted.form.fields().filter_map(|(name, value)| Some((name.strip_prefix(TEXT)?, value)));
    fields.map(|(language, text)| (language.to_owned(), text.to_owned())).collect()
}

fn typed(posted: &Posted) -> AnswerForm {
    let text = |name: &str| posted.text(name).to_owned();
    AnswerForm {
        id: text("id"),
        seen: text("seen"),
        name: text("name"),
        used_for: text("used_for"),
        reason: text("reason"),
        kinds: posted.form.all("kinds").map(str::to_owned).collect(),
        texts: texts(posted),
        retired: false,
    }
}

fn form_of(one: StandingAnswer) -> AnswerForm {
    let StandingAnswer { answer, entry } = one;
    AnswerForm {
        seen: entry.map(|entry| entry.to_string()).unwrap_or_default(),
        used_for: answer.used_for.word().to_owned(),
        reason: answer.reason.map(|reason| reason.word().to_owned()).unwrap_or_default(),
        kinds: answer.kinds.iter().map(|kind| kind.word().to_owned()).collect(),
        retired: answer.retired_at.is_some(),
        id: answer.id,
        name: answer.name,
        texts: answer.texts,
    }
}

async fn page(visit: &Visit) -> Result<Answers, ServiceError> {
    let line = |one: StandingAnswer| AnswerLine {
        seen: one.entry.map(|entry| entry.to_string()).unwrap_or_default(),
        is_built_in: one.entry.is_none(),
        used_for: one.answer.used_for.word(),
        kinds: one.answer.kinds.iter().map(|kind| kind.word()).collect(),
        languages: one.answer.texts.len(),
        retired: one.answer.retired_at.is_some(),
        id: one.answer.id,
        name: one.answer.name,
    };
    // English first: it is what colleagues read, and what stands in where a language is missing.
    let mut languages: Vec<_> = visit.services().languages().into_iter().collect();
    languages.sort_by_key(|(tag, _)| (tag != "en", tag.clone()));
    Ok(Answers {
        rows: visit.services().prepared_answers().await?.into_iter().map(line).collect(),
        form: None,
        languages,
        uses: AnswerUse::ALL.iter().map(|used_for| used_for.word()).collect(),
        reasons: RefusalReason::ALL.iter().map(|reason| reason.word()).collect(),
        kinds: CaseKind::ALL.iter().map(|kind| kind.word()).collect(),
        may_work: visit.may(Right::WorkCases),
        fault: None,
    })
}
