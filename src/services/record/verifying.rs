//! The whole ledger verified beside the pages, one at a time, and when that was done last, from wherever.

use std::sync::Arc;
use std::time::Duration;

use crate::domain::change::Actor;
use crate::domain::time::Instant;
use crate::services::Services;
use crate::services::background::{Progress, Standing};
use crate::services::error::ServiceError;
use crate::services::verify::Verification;
use crate::store::verified::{self, VerifiedRow};

/// A verification that ended.
#[derive(Clone, Debug)]
pub struct Verified {
    /// When it ended.
    pub at: Instant,
    /// How long it took.
    pub took_ms: i64,
    /// By whom: an operator's id, or the word of another actor.
    pub verifier: String,
    /// Entries.
    pub ledger_size: u64,
    /// Their root, in hex.
    pub root: String,
    /// How much was wrong.
    pub faults: u64,
}

impl Services {
    /// Begins to verify the whole ledger; `false` when that is under way.
    pub fn begin_verification(self: &Arc<Self>, by: &Actor) -> bool {
        let (services, verifier) = (self.clone(), by.id().unwrap_or(by.word()).to_owned());
        self.verification.begin(|progress: Progress<Verification>| async move {
            let began = services.clock.now();
            let found = services.verify(None, |done, of| progress.moved(done, of)).await?;
            if !found.holds() {
                tracing::error!(faults = found.faults.len(), "the ledger does not hold; see the record in the console");
            }
            services.keep_verification(&found, began, &verifier).await?;
            Ok(found)
        })
    }

    /// What is under way in this process, and what came out of the last here.
    pub fn verification(&self) -> Standing<Verification> {
        self.verification.standing()
    }

    /// The same, when nothing is under way any more or after so long.
    pub async fn verification_ended(&self, within: Duration) -> Standing<Verification> {
        self.verification.ended(within).await
    }

    /// The last verification of this ledger, from the console of any instance or from the command line.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn last_verification(&self) -> Result<Option<Verified>, ServiceError> {
        let row = verified::last(&mut self.db.snapshot().await?).await?;
        Ok(row.map(|row| Verified {
            at: Instant(row.at),
            took_ms: row.took_ms,
            verifier: row.verifier,
            ledger_size: u64::try_from(row.ledger_size).unwrap_or(0),
            root: row.root,
            faults: u64::try_from(row.faults).unwrap_or(0),
        }))
    }

    /// Writes down that the ledger was verified, and with what result.
    ///
    /// # Errors
    /// When it could not be stored.
    pub async fn keep_verification(
        &self,
        found: &Verification,
        began: Instant,
        verifier: &str,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let row = VerifiedRow {
            at: now.0,
            took_ms: (now.0 - began.0).max(0),
            verifier: verifier.to_owned(),
            ledger_size: i64::try_from(found.ledger_size).unwrap_or(i64::MAX),
            root: found.root.clone(),
            faults: i64::try_from(found.faults.len()).unwrap_or(i64::MAX),
        };
        let mut tx = self.db.begin().await?;
        verified::put(&mut tx, &row).await?;
        Ok(tx.commit().await?)
    }
}
