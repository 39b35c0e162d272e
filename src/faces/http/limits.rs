//! Limits per client, for what costs us something and proves nothing: typed addresses, and links that do not verify.
//! A stop by a link that verifies never meets a limit (ONE-13): mailbox providers post from few addresses.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};
use ipnet::IpNet;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::api::list;

/// More than anybody does by hand.
const OTHER_ACTIONS_PER_HOUR: NonZeroU32 = NonZeroU32::MIN.saturating_add(59);
/// An office behind one address signs in, in the morning.
const SIGN_INS_PER_MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(29);
/// After so many questions the clients that were not seen lately are forgotten, or the map would grow for ever.
const TIDY_EVERY: u32 = 4096;

/// One limit for each client, or whatever else the key tells apart.
pub struct Limit<K: Hash + Eq + Clone> {
    limiter: DefaultKeyedRateLimiter<K>,
    clock: DefaultClock,
    asked: AtomicU32,
}

impl<K: Hash + Eq + Clone> Limit<K> {
    fn new(quota: Quota) -> Self {
        Self { limiter: governor::RateLimiter::keyed(quota), clock: DefaultClock::default(), asked: AtomicU32::new(0) }
    }

    /// Counts one more of this client.
    ///
    /// # Errors
    /// How long to wait, when it was one too many.
    pub fn count(&self, of: K) -> Result<(), Duration> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % TIDY_EVERY == TIDY_EVERY - 1 {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(&of).map_err(|until| until.wait_time_from(self.clock.now()))
    }
}

/// A client is its network, so that nobody walks through a /64.
pub type PerClient = Limit<IpNet>;

/// All limits.
pub struct Limits {
    /// Stops of typed addresses. Apart from the next, so that nobody behind the same address can use up a stop by
    /// asking for mails.
    pub typed_stops: PerClient,
    /// Links asked for with a typed address.
    pub typed_links: PerClient,
    /// Tokens that do not verify.
    pub invalid_tokens: PerClient,
    /// Passwords that are shown, and one-time links of operators.
    pub sign_ins: PerClient,
    /// Places for lists that are read while they are sent ([`super::api::list`]), for all clients together.
    pub lists: Arc<Semaphore>,
    /// What the holder of one link does that is no stop: without a limit, stop and undo in turn would let anybody with
    /// one link grow the ledger for ever. A stop after a stop writes nothing, so stops need no limit.
    other_actions: Limit<[u8; 32]>,
}

impl Limits {
    /// Counts one more action that is no stop, with this link.
    ///
    /// # Errors
    /// How long to wait, when it was one too many.
    pub fn count_other_action(&self, token: &str) -> Result<(), Duration> {
        self.other_actions.count(Sha256::digest(token.as_bytes()).into())
    }

    /// From the settings; 0 counts as 1.
    pub fn new(typed_addresses_per_hour: u32, invalid_tokens_per_minute: u32) -> Self {
        let some = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        let typed = || Limit::new(Quota::per_hour(some(typed_addresses_per_hour)));
        let invalid_tokens = Limit::new(Quota::per_minute(some(invalid_tokens_per_minute)));
        let other_actions = Limit::new(Quota::per_hour(OTHER_ACTIONS_PER_HOUR));
        let lists = Arc::new(Semaphore::new(list::AT_ONCE));
        let sign_ins = Limit::new(Quota::per_minute(SIGN_INS_PER_MINUTE));
        Self { typed_stops: typed(), typed_links: typed(), invalid_tokens, sign_ins, lists, other_actions }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn each_client_has_its_own_limit_and_each_matter_too() {
        let limits = Limits::new(2, 1);
        let [one, other] = ["192.0.2.0/24", "2001:db8::/64"].map(|net| net.parse::<IpNet>().unwrap());
        assert!(limits.typed_stops.count(one).is_ok() && limits.typed_stops.count(one).is_ok());
        assert!(limits.typed_stops.count(one).is_err_and(|wait| wait > Duration::from_secs(60)));
        assert!(limits.typed_stops.count(other).is_ok());
        assert!(limits.typed_links.count(one).is_ok());
        assert!(
            (0..60).all(|_| limits.count_other_action("link").is_ok()) && limits.count_other_action("link").is_err()
        );
        assert!(limits.count_other_action("another link").is_ok());
        assert!(limits.invalid_tokens.count(one).is_ok() && limits.invalid_tokens.count(one).is_err());
    }
}
