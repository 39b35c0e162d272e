//! What an operator must hear of: too many stops that nothing proves, too many automatic answers.
//!
//! Many forged stops at once are still applied, for they may be real and can be taken back; asking everybody for proof
//! because of some would be against the law's sense (AUTH-20).

use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::writer::chain;
use crate::store::{inbox, outbox};

/// The time that is looked back over, in milliseconds.
const HOUR_MS: i64 = 3_600_000;

/// How the last hour stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alarms {
    /// Mails whose stop was applied though nothing proves who wrote it.
    pub unproven_stops: i64,
    /// There are so many of them that somebody may be writing in others' names.
    pub is_burst: bool,
    /// Automatic answers that wait, because too many go out already.
    pub answers_put_off: i64,
}

impl Services {
    /// How the last hour stands.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn alarms(&self) -> Result<Alarms, ServiceError> {
        let now = self.clock.now();
        let mut tx = self.db.snapshot().await?;
        let unproven_stops = inbox::unproven_since(&mut tx, now.plus_ms(-HOUR_MS)).await?;
        let answers_put_off = outbox::answers_put_off(&mut tx, now).await?;
        self.counters.unproven_stops.set(u64::try_from(unproven_stops).unwrap_or(0));
        let is_burst = unproven_stops >= self.config.intake.unproven_stops_per_hour.max(1);
        Ok(Alarms { unproven_stops, is_burst, answers_put_off })
    }

    /// Raises the alarm when one more unproven stop makes a burst of them, and again each time they double. A stop that
    /// was applied does not depend on it.
    pub(super) async fn watch_unproven_stops(&self) {
        let alarms = match self.alarms().await {
            Ok(alarms) => alarms,
            Err(error) => {
                tracing::warn!(error = %chain(&error), "the unproven stops could not be counted");
                return;
            }
        };
        let times = alarms.unproven_stops / self.config.intake.unproven_stops_per_hour.max(1);
        let is_full = alarms.unproven_stops % self.config.intake.unproven_stops_per_hour.max(1) == 0;
        if alarms.is_burst && is_full && u64::try_from(times).is_ok_and(u64::is_power_of_two) {
            tracing::error!(
                within_an_hour = alarms.unproven_stops,
                "many stops that nothing proves: somebody may be writing in others' names; they can be taken back"
            );
        }
    }
}
