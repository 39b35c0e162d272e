//! Taking back a stop, and saying why it was made: both with a value that only the stop's own answer contained (L3).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::Holder;
use crate::domain::change::{Channel, EntryKind};
use crate::domain::error::{Code, Problem};
use crate::domain::preference::{Kind, Scope};
use crate::domain::time::Instant;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::writer::change::{Answer, Change, Replaced, Undo};

/// What the value says once it is opened.
#[derive(Serialize, Deserialize)]
struct UndoValue {
    scope: (String, u32),
    entry: u64,
    prior: Option<(String, Option<i64>, bool, i64)>,
}

impl UndoValue {
    fn of(replaced: &Replaced) -> Self {
        let scope = replaced.record.scope;
        Self {
            scope: (scope.word().to_owned(), scope.number()),
            entry: replaced.record.entry,
            prior: replaced.prior.map(|prior| {
                let kind = prior.kind;
                (kind.word().to_owned(), kind.until().map(|u| u.0), kind.proven(), prior.since.0)
            }),
        }
    }

    /// What stood there before the stop; none when nothing did.
    fn prior(&self) -> Option<(Kind, Instant)> {
        let (word, until, proven, since) = self.prior.as_ref()?;
        Some((Kind::from_parts(word, until.map(Instant), *proven)?, Instant(*since)))
    }
}

impl Services {
    /// Takes back exactly the stop whose answer carried this value (L3).
    ///
    /// # Errors
    /// `conflict` when it is no longer the newest change of its scope, or older than a day; `invalid_field` when the
    /// value is not one of ours for this link.
    pub async fn undo(&self, holder: &Holder, token: &str, value: &str) -> Result<Answer, ServiceError> {
        let value = self.open_undo(token, value)?;
        let undo = Undo {
            subject: self.vault.subject(&holder.address),
            sender: holder.sender.id,
            scope: Scope::from_parts(&value.scope.0, value.scope.1).ok_or_else(invalid)?,
            entry: value.entry,
            prior: value.prior(),
            mailing: holder.mailing(),
        };
        self.writer.submit(Change::Undo(undo)).await
    }

    /// A reason given after the fact: written down beside the stop whose answer carried this value, changing nothing.
    ///
    /// # Errors
    /// `invalid_field` when the value is not one of ours for this link.
    pub async fn give_reason(
        &self,
        holder: &Holder,
        token: &str,
        about: &str,
        reason: &'static str,
    ) -> Result<(), ServiceError> {
        let about = self.open_undo(token, about)?.entry;
        let codes = vec![("remark", "reason_given".into()), ("reason", reason.into()), ("about", about.into())];
        self.remark(holder, EntryKind::Remark, Channel::Page, codes).await.map(drop)
    }

    /// The value for the page that shows the answer to a stop. It is sealed under the link's own token, so that it is
    /// of no use with another link.
    pub(super) fn undo_value(&self, token: &str, replaced: &Replaced) -> String {
        let plain = serde_json::to_vec(&UndoValue::of(replaced)).unwrap_or_default();
        URL_SAFE_NO_PAD.encode(self.vault.seal(Cell::Undo, token.as_bytes(), &plain))
    }

    fn open_undo(&self, token: &str, value: &str) -> Result<UndoValue, Problem> {
        let sealed = URL_SAFE_NO_PAD.decode(value).map_err(|_| invalid())?;
        let plain = self.vault.open(Cell::Undo, token.as_bytes(), &sealed).map_err(|_| invalid())?;
        serde_json::from_slice(&plain).map_err(|_| invalid())
    }
}

fn invalid() -> Problem {
    Problem::new(Code::InvalidField, "This undo value does not belong to this link.").in_field("undo")
}
