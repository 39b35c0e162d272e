//! Cases one after the other, for what is done to them by themselves: a page at a time, each from a snapshot of its own, so
//! that none is held open while something is done. A damaged case, or one that something fails for, is logged and keeps no
//! other from its turn.

use std::vec::IntoIter;

use crate::domain::case::CaseRecord;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::writer::chain;
use crate::store::cases::{self, CaseFilter, CaseRow};

/// Cases read at once.
const PAGE: i64 = 500;

/// Which cases are walked.
pub(super) enum Which {
    /// Those that others must act for, and whose person is known to ask.
    Reaching,
    /// Those that a filter lets through.
    Of(CaseFilter),
}

/// A walk over cases, oldest first.
pub(super) struct Walk<'a> {
    services: &'a Services,
    which: Which,
    after: String,
    page: IntoIter<CaseRow>,
}

impl Services {
    /// Begins a walk.
    pub(super) fn walk(&self, which: Which) -> Walk<'_> {
        Walk { services: self, which, after: String::new(), page: Vec::new().into_iter() }
    }
}

impl Walk<'_> {
    /// The next case that can be read; `None` at the end.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub(super) async fn next(&mut self) -> Result<Option<CaseRecord>, ServiceError> {
        loop {
            if let Some(case) = self.page.by_ref().find_map(readable) {
                return Ok(Some(case));
            }
            let page = self.read().await?;
            let Some(last) = page.last() else { return Ok(None) };
            self.after.clone_from(&last.id);
            self.page = page.into_iter();
        }
    }

    async fn read(&self) -> Result<Vec<CaseRow>, ServiceError> {
        let mut tx = self.services.db.snapshot().await?;
        Ok(match &self.which {
            Which::Reaching => cases::reaching(&mut tx, &self.after, PAGE).await?,
            Which::Of(filter) => cases::page(&mut tx, filter, &self.after, PAGE).await?,
        })
    }
}

/// A case, unless it is damaged.
pub(super) fn readable(row: CaseRow) -> Option<CaseRecord> {
    let id = row.id.clone();
    let read = CaseRecord::try_from(row);
    read.inspect_err(|error| tracing::error!(case.id = id, error = %chain(error), "a case cannot be read")).ok()
}

/// Logs that something could not be done for a case; the next round tries again.
pub(super) fn logged(case: &str, what: &'static str, done: Result<(), ServiceError>) {
    if let Err(error) = done {
        tracing::error!(case.id = case, error = %chain(&error), "{what}");
    }
}
