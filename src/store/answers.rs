//! `prepared_answers`: answers that operators wrote beforehand.

use super::sql::{columns, exec, row, rows};
use super::{StoreError, Tx};
use crate::domain::answer::{AnswerUse, PreparedAnswer};
use crate::domain::case::{CaseKind, RefusalReason};
use crate::domain::time::Instant;

columns! {
    /// An answer as stored.
    pub struct AnswerRow {
        pub id: String,
        pub name: String,
        pub used_for: String,
        pub reason: Option<String>,
        pub kinds: String,
        pub texts: String,
        pub created_at: i64,
        pub retired_at: Option<i64>,
        pub entry_index: i64,
    }
}

impl TryFrom<AnswerRow> for PreparedAnswer {
    type Error = StoreError;

    fn try_from(row: AnswerRow) -> Result<Self, StoreError> {
        let corrupt = |column| StoreError::corrupt("prepared_answers", column, &row.id);
        let kinds: Vec<String> = serde_json::from_str(&row.kinds).map_err(|_| corrupt("kinds"))?;
        let kind = |word: &String| CaseKind::from_word(word).ok_or_else(|| corrupt("kinds"));
        let reason = |word: &String| RefusalReason::from_word(word).ok_or_else(|| corrupt("reason"));
        Ok(Self {
            used_for: AnswerUse::from_word(&row.used_for).ok_or_else(|| corrupt("used_for"))?,
            reason: row.reason.as_ref().map(reason).transpose()?,
            kinds: kinds.iter().map(kind).collect::<Result<_, _>>()?,
            texts: serde_json::from_str(&row.texts).map_err(|_| corrupt("texts"))?,
            created_at: Instant(row.created_at),
            retired_at: row.retired_at.map(Instant),
            name: row.name,
            id: row.id,
        })
    }
}

/// All of them, by name, retired ones too, each with the entry of its last change; one that cannot be read is left out of
/// what is offered.
pub async fn all(tx: &mut Tx) -> Result<Vec<Result<(PreparedAnswer, i64), StoreError>>, StoreError> {
    let found = rows!(
        tx,
        AnswerRow,
        "SELECT id, name, used_for, reason, kinds, texts, created_at, retired_at, entry_index FROM prepared_answers \
         ORDER BY name, id"
    )?;
    Ok(found.into_iter().map(with_entry).collect())
}

/// The one of this id, with the entry of its last change.
pub async fn find(tx: &mut Tx, id: &str) -> Result<Option<(PreparedAnswer, i64)>, StoreError> {
    let found = row!(
        tx,
        AnswerRow,
        "SELECT id, name, used_for, reason, kinds, texts, created_at, retired_at, entry_index FROM prepared_answers \
         WHERE id = $1",
        id
    )?;
    found.map(with_entry).transpose()
}

fn with_entry(row: AnswerRow) -> Result<(PreparedAnswer, i64), StoreError> {
    let entry = row.entry_index;
    Ok((row.try_into()?, entry))
}

/// Writes one, new or changed.
pub async fn put(tx: &mut Tx, answer: &PreparedAnswer, entry: u64) -> Result<(), StoreError> {
    let corrupt = |_| StoreError::corrupt("prepared_answers", "texts", &answer.id);
    let kinds: Vec<&str> = answer.kinds.iter().map(|kind| kind.word()).collect();
    let kinds = serde_json::to_string(&kinds).map_err(corrupt)?;
    let texts = serde_json::to_string(&answer.texts).map_err(corrupt)?;
    exec!(
        tx,
        "INSERT INTO prepared_answers (id, name, used_for, reason, kinds, texts, created_at, retired_at, entry_index) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET name = excluded.name, \
         used_for = excluded.used_for, reason = excluded.reason, kinds = excluded.kinds, texts = excluded.texts, \
         retired_at = excluded.retired_at, entry_index = excluded.entry_index",
        &answer.id,
        &answer.name,
        answer.used_for.word(),
        answer.reason.map(RefusalReason::word),
        &kinds,
        &texts,
        answer.created_at.0,
        answer.retired_at.map(|at| at.0),
        entry as i64
    )?;
    Ok(())
}
