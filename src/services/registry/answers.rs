//! Changes of answers written beforehand.

use super::change::{Codes, Parts};
use crate::domain::answer::{PreparedAnswer, built_in};
use crate::domain::error::Code;
use crate::services::error::ServiceError;
use crate::store::answers as store;

/// An answer as it is to be from now on.
#[derive(Clone, Debug)]
pub struct AnswerChange {
    /// What it is to be.
    pub answer: PreparedAnswer,
    /// The entry of the last change that was seen; none for one that no entry wrote yet. Of two operators at once the
    /// second is told.
    pub seen: Option<i64>,
}

pub(super) async fn put(parts: &mut Parts<'_>, change: &AnswerChange) -> Result<Codes, ServiceError> {
    let answer = &change.answer;
    let standing = store::find(parts.tx, &answer.id).await?;
    if standing.as_ref().map(|(_, entry)| *entry) != change.seen {
        let why =
            "Somebody else changed this answer meanwhile. What you typed is still here: compare it, and send it again.";
        return Err(ServiceError::refused(Code::Conflict, why));
    }
    if standing.as_ref().is_some_and(|(standing, _)| standing == answer) {
        return Ok(None);
    }
    store::put(parts.tx, answer, parts.entry).await?;
    let is_new = standing.is_none() && built_in().iter().all(|known| known.id != answer.id);
    let what = match (is_new, answer.retired_at) {
        (true, _) => "answer_added",
        (false, Some(_)) => "answer_retired",
        (false, None) => "answer_changed",
    };
    Ok(Some((parts.now, vec![("what", what.into()), ("id", answer.id.clone().into())])))
}
