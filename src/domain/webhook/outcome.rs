//! What follows from an attempt to deliver a webhook (WH-05).
//!
//! Only 2xx counts as taken over. Everything else is tried again, as Standard Webhooks recommends, because a receiver
//! that answers 404 or 401 today is most often one that was deployed wrongly: after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20
//! and 24 h. A redirect is a failure like any other and is never followed. Three things are particular:
//!
//! - **410 Gone**: the receiver wants no more. The message is dead and its endpoint disabled.
//! - **The receiver rejects this very message** (400, 405, 406, 411, 413, 414, 415, 422, 431): messages go out in order,
//!   so one that can never be taken must not hold up the rest for three days. It is given up after five attempts (about
//!   two and a half hours), and the endpoint lives on.
//! - **Retry-After** makes a pause longer, up to a day, and never shorter.

use jiff::fmt::rfc2822::DateTimeParser;

use crate::domain::delivery::{Attempt, DeadReason, Settlement, spread};
use crate::domain::time::{DAY_MS, Instant};

/// The pauses after the first, second, ... attempt, in milliseconds.
const PAUSES_MS: [i64; 9] = [
    5_000,
    5 * 60_000,
    30 * 60_000,
    2 * 3_600_000,
    5 * 3_600_000,
    10 * 3_600_000,
    14 * 3_600_000,
    20 * 3_600_000,
    24 * 3_600_000,
];
/// Attempts with a message that the receiver rejects.
const REJECTED_MAX: u32 = 5;
/// The longest Retry-After that is honoured, in milliseconds.
const RETRY_AFTER_MAX: i64 = DAY_MS;

/// What one attempt came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver answered.
    Answered {
        /// With this status.
        status: u16,
        /// And asked for so many milliseconds of patience.
        retry_after_ms: Option<i64>,
    },
    /// Nobody answered, or nobody may be asked.
    Unreachable {
        /// Why; without URL, address of a person and token (L6).
        why: String,
    },
}

impl Outcome {
    /// Whether the receiver has taken it over.
    pub fn is_taken(&self) -> bool {
        matches!(self, Self::Answered { status: 200..=299, .. })
    }

    /// The outcome in a few words, for people; `None` when there is nothing to tell.
    pub fn trouble(&self) -> Option<String> {
        match self {
            Self::Answered { .. } if self.is_taken() => None,
            Self::Answered { status, .. } => Some(format!("the receiver answered {status}")),
            Self::Unreachable { why } => Some(why.clone()),
        }
    }
}

/// Decides what follows from an attempt.
pub fn settle(outcome: &Outcome, attempt: &Attempt<'_>) -> Settlement {
    let (rejected, asked) = match outcome {
        Outcome::Answered { status: 200..=299, .. } => return Settlement::Sent,
        Outcome::Answered { status: 410, .. } => return Settlement::Dead(DeadReason::Gone),
        Outcome::Answered { status, retry_after_ms } => (is_about_the_message(*status), retry_after_ms.unwrap_or(0)),
        Outcome::Unreachable { .. } => (false, 0),
    };
    if rejected && attempt.number >= REJECTED_MAX {
        return Settlement::Dead(DeadReason::Refused);
    }
    let place = usize::try_from(attempt.number.saturating_sub(1)).unwrap_or(usize::MAX);
    match PAUSES_MS.get(place) {
        Some(pause) => {
            // Lengthened by up to a quarter, so that what failed together does not all come back together.
            let pause = pause + (pause / 4).saturating_mul(spread(attempt)) / 256;
            Settlement::RetryAt(attempt.now.plus_ms(pause.max(asked.min(RETRY_AFTER_MAX))))
        }
        None => Settlement::Dead(DeadReason::GaveUp),
    }
}

/// Whether a status is about this message and not about its receiver (RFC 9110 section 15.5).
fn is_about_the_message(status: u16) -> bool {
    matches!(status, 400 | 405 | 406 | 411 | 413 | 414 | 415 | 422 | 431)
}

/// Whether the endpoint is disabled with a message that died so: its receiver said so, or has not answered for days.
pub fn disables(reason: DeadReason) -> bool {
    matches!(reason, DeadReason::Gone | DeadReason::GaveUp)
}

/// The milliseconds that a `Retry-After` asks for: a number of seconds or a date (RFC 9110 section 10.2.3); `None` when
/// it is neither. A date that is over asks for none.
pub fn retry_after(value: &str, now: Instant) -> Option<i64> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) {
        return Some(value.parse::<i64>().unwrap_or(i64::MAX).saturating_mul(1000));
    }
    let date = DateTimeParser::new().parse_timestamp(value).ok()?;
    Some(date.as_millisecond().saturating_sub(now.0).max(0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn attempt(number: u32, now: i64) -> Attempt<'static> {
        Attempt { id: "row", number, first_tried: Instant(0), now: Instant(now) }
    }

    fn answered(status: u16) -> Outcome {
        Outcome::Answered { status, retry_after_ms: None }
    }

    fn refused() -> Outcome {
        Outcome::Unreachable { why: "connection refused".to_owned() }
    }

    /// When it died, after how many attempts, and why.
    fn life(outcome: &Outcome) -> (DeadReason, u32, i64) {
        let (mut now, mut number) = (0, 1);
        loop {
            match settle(outcome, &attempt(number, now)) {
                Settlement::RetryAt(at) => (now, number) = (at.0, number + 1),
                Settlement::Dead(reason) => return (reason, number, now),
                Settlement::Sent => return (DeadReason::Refused, 0, 0),
            }
        }
    }

    #[test]
    fn wh_05_only_2xx_is_taken() {
        for status in [200, 201, 202, 204, 299] {
            assert_eq!(settle(&answered(status), &attempt(1, 0)), Settlement::Sent, "{status}");
        }
        for status in [100, 199, 300, 301, 302, 304, 307, 308, 400, 401, 404, 408, 409, 425, 429, 500, 502, 503, 504] {
            assert!(matches!(settle(&answered(status), &attempt(1, 0)), Settlement::RetryAt(_)), "{status}");
        }
    }

    #[test]
    fn wh_05_gone_is_dead_at_once_and_ends_the_endpoint() {
        assert_eq!(settle(&answered(410), &attempt(1, 0)), Settlement::Dead(DeadReason::Gone));
        assert!(disables(DeadReason::Gone) && disables(DeadReason::GaveUp) && !disables(DeadReason::Refused));
    }

    #[test]
    fn wh_05_a_silent_receiver_is_tried_for_three_days() {
        for outcome in [refused(), answered(500), answered(404), answered(301)] {
            let (reason, attempts, at) = life(&outcome);
            assert_eq!((reason, attempts), (DeadReason::GaveUp, 10));
            assert!((3 * DAY_MS..4 * DAY_MS).contains(&at), "{at}");
        }
    }

    #[test]
    fn wh_05_a_message_that_is_rejected_holds_up_the_others_for_hours_and_not_for_days() {
        let (reason, attempts, at) = life(&answered(422));
        assert_eq!((reason, attempts), (DeadReason::Refused, 5));
        assert!(at < DAY_MS / 6, "{at}");
    }

    #[test]
    fn wh_05_retry_after_makes_a_pause_longer_within_bounds_and_never_shorter() {
        let at = |retry_after_ms| {
            let outcome = Outcome::Answered { status: 503, retry_after_ms };
            match settle(&outcome, &attempt(1, 1_000)) {
                Settlement::RetryAt(at) => at.0 - 1_000,
                _ => 0,
            }
        };
        assert!((5_000..6_250).contains(&at(None)));
        assert_eq!(at(Some(1_000)), at(None));
        assert_eq!(at(Some(90_000)), 90_000);
        assert_eq!(at(Some(i64::MAX)), DAY_MS);
    }

    #[test]
    fn retry_after_is_a_number_of_seconds_or_a_date() {
        let now = Instant(784_111_777_000 - 10_000);
        for (value, expected) in [
            ("120", Some(120_000)),
            (" 0 ", Some(0)),
            ("99999999999999999999", Some(i64::MAX)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(10_000)),
            ("Sun, 06 Nov 1988 08:49:37 GMT", Some(0)),
            ("", None),
            ("-5", None),
            ("soon", None),
        ] {
            assert_eq!(retry_after(value, now), expected, "{value}");
        }
    }

    proptest! {
        #[test]
        fn a_retry_is_never_in_the_past_and_never_later_than_a_day_and_a_quarter(
            id in "[a-z0-9-]{1,36}", number in 1_u32..12, now in 0_i64..4_000_000_000_000, status in 100_u16..600,
            retry_after_ms: Option<i64>,
        ) {
            let attempt = Attempt { id: &id, number, first_tried: Instant(0), now: Instant(now) };
            let outcome = Outcome::Answered { status, retry_after_ms };
            if let Settlement::RetryAt(at) = settle(&outcome, &attempt) {
                prop_assert!(at.0 > now && at.0 <= now + DAY_MS * 5 / 4);
                prop_assert_eq!(settle(&outcome, &attempt), Settlement::RetryAt(at));
            }
        }

        #[test]
        fn no_retry_after_brings_the_parser_down(value in "\\PC{0,40}", now: i64) {
            prop_assert!(retry_after(&value, Instant(now)).is_none_or(|ms| ms >= 0));
        }
    }
}
