//! Failed sign-ins and the locks they cause (CON-01).
//!
//! They are counted for each address that is named, an operator's or not, so that a lock tells nobody who is one, and for
//! each network, so that nobody locks others out from elsewhere. Whoever guesses from many networks meets a second lock
//! after a hundred failures, with no day between two of them, from all of them together; it does not hold where the owner
//! signed in lately, so that they can go on working there. Who must sign in from elsewhere meanwhile has an admin, or the
//! machine itself, reset them: new credentials begin without a lock. The counts stand in the database, so that they hold for all instances and over a
//! restart.

use crate::domain::operator::{locked_everywhere_ms, locked_ms, session};
use crate::domain::time::Instant;
use crate::store::tries::{self, TriesRow};
use crate::store::{StoreError, Tx};

/// The network of what is counted from all of them together.
const EVERYWHERE: &str = "";
/// Stands for the network where a session is what tries.
const SESSION: &str = "session";

/// For whom something is tried, and from where.
pub(super) struct Tries<'a> {
    who: &'a [u8],
    network: &'a str,
}

impl<'a> Tries<'a> {
    /// Of somebody who signs in: the key of the address that was named, empty when it is none.
    pub(super) fn to_sign_in(who: &'a [u8], network: &'a str) -> Self {
        Self { who, network }
    }

    /// Of an operator who is signed in and proves it: nobody else can make this fail.
    pub(super) fn to_prove(session: &'a str) -> Self {
        Self { who: session.as_bytes(), network: SESSION }
    }

    fn counts_everywhere(&self) -> bool {
        self.network != SESSION
    }

    /// Until when it is locked, if it is.
    pub(super) async fn locked(&self, tx: &mut Tx, now: Instant) -> Result<Option<Instant>, StoreError> {
        let own = tries::find(tx, self.who, self.network).await?;
        let is_known = own.signed_in_at > now.plus_ms(-session::KNOWN_MS).0;
        let everywhere = match self.counts_everywhere() && !is_known {
            true => tries::find(tx, self.who, EVERYWHERE).await?.locked_until,
            false => 0,
        };
        let until = own.locked_until.max(everywhere);
        Ok((until > now.0).then_some(Instant(until)))
    }

    /// The same where the try is going to be counted: of several at once each sees those before it.
    pub(super) async fn hold(&self, tx: &mut Tx, now: Instant) -> Result<Option<Instant>, StoreError> {
        // In one order for all, or two could wait for each other.
        if self.counts_everywhere() {
            tries::hold(tx, self.who, EVERYWHERE).await?;
        }
        tries::hold(tx, self.who, self.network).await?;
        self.locked(tx, now).await
    }

    /// It failed.
    pub(super) async fn failed(&self, tx: &mut Tx, now: Instant) -> Result<(), StoreError> {
        if self.counts_everywhere() {
            self.count(tx, EVERYWHERE, now, locked_everywhere_ms).await?;
        }
        self.count(tx, self.network, now, locked_ms).await
    }

    async fn count(&self, tx: &mut Tx, network: &str, now: Instant, locked: fn(u32) -> i64) -> Result<(), StoreError> {
        let failures = next(&tries::find(tx, self.who, network).await?, now);
        tries::failed(tx, (self.who, network), failures, (now, now.plus_ms(locked(failures)))).await
    }

    /// It came out well: failures from here are forgotten, and here is where its owner is.
    pub(super) async fn came_out_well(&self, tx: &mut Tx, now: Instant) -> Result<(), StoreError> {
        tries::came_out_well(tx, (self.who, self.network), now).await
    }
}

/// The number of the next failure.
fn next(known: &TriesRow, now: Instant) -> u32 {
    let is_remembered = known.failed_at > now.plus_ms(-session::REMEMBERED_MS).0;
    let before = if is_remembered { known.failures } else { 0 };
    u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
}
