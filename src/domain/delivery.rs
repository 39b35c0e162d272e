//! What became of one attempt to deliver, and what follows from it: done, again at a time, or never again.
//!
//! A pure decision, so that five days of retries are tested in a millisecond. The outbox asks it after every attempt,
//! for mail and for webhooks; whatever it answers is written in the settling transaction.

use sha2::{Digest, Sha256};

use super::time::{DAY_MS, Instant};

/// The longest text kept from a reply, in characters.
const TEXT_MAX: usize = 200;
/// Words longer than this are dropped from a reply's text: they may be links, and links carry tokens (TOK-11).
const WORD_MAX: usize = 64;

/// What one attempt came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The other side has taken it over.
    Sent,
    /// The other side answered no, to this recipient or this message.
    Refused {
        /// The three-digit reply code.
        code: u16,
        /// Whether asking again is pointless.
        permanent: bool,
        /// What it said, without addresses and tokens (L6).
        text: String,
    },
    /// Nobody answered, or not to us: network, TLS, login, a full disk. It says nothing about the recipient.
    Unreachable {
        /// What was in the way, without addresses and tokens (L6).
        why: String,
    },
}

impl Outcome {
    /// A refusal as the server at the other end worded it. Only the first digit of the code decides (SMTP-05): 5 is
    /// final, everything else may pass. `to` is the recipient, whose name is cut from the text.
    pub fn refused(code: u16, text: &str, to: &str) -> Self {
        Self::Refused { code, permanent: code / 100 == 5, text: without_addresses(text, to) }
    }

    /// An obstacle that lies between us and the recipient.
    pub fn unreachable(why: &str, to: &str) -> Self {
        Self::Unreachable { why: without_addresses(why, to) }
    }
}

/// Cuts from a foreign text what must not be kept or logged (L6, TOK-11): every address, the recipient's local part,
/// long words, control characters; and everything past 200 characters.
fn without_addresses(text: &str, to: &str) -> String {
    let local = to.rsplit_once('@').map_or(to, |(local, _)| local).to_lowercase();
    let names = |word: &str| word.contains('@') || (local.len() > 2 && word.to_lowercase().contains(&local));
    let clean = |word: &str| match word {
        word if names(word) => "[address]".to_owned(),
        word if word.len() > WORD_MAX => "[...]".to_owned(),
        word => word.chars().filter(|c| !c.is_control()).collect(),
    };
    let words: Vec<String> = text.split_whitespace().map(clean).collect();
    words.join(" ").chars().take(TEXT_MAX).collect()
}

/// When to try again, and when to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// The pause after the first attempt, in milliseconds; each further one is twice as long.
    pub first_ms: i64,
    /// The longest pause, in milliseconds.
    pub cap_ms: i64,
    /// How long after the first attempt the last one is made, in milliseconds.
    pub give_up_after_ms: i64,
}

impl Default for RetryPolicy {
    /// One minute, doubling to four hours, for five days (RFC 5321 section 4.5.4.1 asks for at least four to five).
    fn default() -> Self {
        Self { first_ms: 60_000, cap_ms: 4 * 3_600_000, give_up_after_ms: 5 * DAY_MS }
    }
}

/// Which attempt an outcome belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// The outbox row; it seeds the spread, so that the same row always gets the same times.
    pub id: &'a str,
    /// 1 for the first.
    pub number: u32,
    /// When the first attempt was made.
    pub first_tried: Instant,
    /// When this one ended.
    pub now: Instant,
}

/// What becomes of the outbox row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// Done.
    Sent,
    /// Due again at this time.
    RetryAt(Instant),
    /// Kept, never tried again; a person can see why.
    Dead(DeadReason),
}

/// Why an outbox row is dead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadReason {
    /// The other side said no for good.
    Refused,
    /// It could not be delivered in the time the policy allows.
    GaveUp,
    /// The receiver of webhooks wants no more of them.
    Gone,
    /// The endpoint was disabled while it waited.
    Disabled,
}

impl DeadReason {
    /// The word kept in the database and shown to people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::GaveUp => "gave_up",
            Self::Gone => "gone",
            Self::Disabled => "disabled",
        }
    }
}

/// Decides what follows from an attempt. A 5xx is never tried again; everything else follows the policy.
pub fn settle(outcome: &Outcome, attempt: &Attempt<'_>, policy: &RetryPolicy) -> Settlement {
    match outcome {
        Outcome::Sent => Settlement::Sent,
        Outcome::Refused { permanent: true, .. } => Settlement::Dead(DeadReason::Refused),
        Outcome::Refused { permanent: false, .. } | Outcome::Unreachable { .. } => retry(attempt, policy),
    }
}

/// The next time, no later than the last one allowed; or the end. The last attempt falls on the deadline itself, so
/// that a server which comes back on the fifth day is still met.
fn retry(attempt: &Attempt<'_>, policy: &RetryPolicy) -> Settlement {
    let deadline = attempt.first_tried.plus_ms(policy.give_up_after_ms);
    if attempt.now >= deadline {
        return Settlement::Dead(DeadReason::GaveUp);
    }
    let next = attempt.now.plus_ms(pause_ms(attempt, policy));
    Settlement::RetryAt(next.min(deadline))
}

/// The pause, shortened by up to a quarter: rows that failed together do not all come back together, and a pause is
/// still always longer than the one before (three quarters of twice as much) until the cap.
fn pause_ms(attempt: &Attempt<'_>, policy: &RetryPolicy) -> i64 {
    let doublings = attempt.number.saturating_sub(1).min(62);
    let full = policy.first_ms.saturating_mul(1_i64 << doublings).clamp(1, policy.cap_ms.max(1));
    full - (full / 4).saturating_mul(spread(attempt)) / 256
}

/// A number from 0 to 255 that depends on row and attempt only.
pub(super) fn spread(attempt: &Attempt<'_>) -> i64 {
    let digest = Sha256::new().chain_update(attempt.id).chain_update(attempt.number.to_be_bytes()).finalize();
    i64::from(digest[0])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn attempt(id: &str, number: u32, first_tried: i64, now: i64) -> Attempt<'_> {
        Attempt { id, number, first_tried: Instant(first_tried), now: Instant(now) }
    }

    fn busy() -> Outcome {
        Outcome::refused(451, "4.7.1 come back later", "ana@example.com")
    }

    #[test]
    fn what_was_sent_is_settled() {
        assert_eq!(settle(&Outcome::Sent, &attempt("a", 1, 0, 0), &RetryPolicy::default()), Settlement::Sent);
    }

    #[test]
    fn smtp_05_only_the_first_digit_of_a_reply_decides() {
        let follows =
            |code| settle(&Outcome::refused(code, "", "a@b.example"), &attempt("a", 1, 0, 0), &RetryPolicy::default());
        for code in [500, 550, 559, 599] {
            assert_eq!(follows(code), Settlement::Dead(DeadReason::Refused), "{code}");
        }
        for code in [259, 400, 421, 451, 459, 499] {
            assert!(matches!(follows(code), Settlement::RetryAt(_)), "{code}");
        }
    }

    #[test]
    fn nobody_answering_is_tried_again() {
        let outcome = Outcome::unreachable("connection refused", "ana@example.com");
        assert!(matches!(
            settle(&outcome, &attempt("a", 1, 0, 0), &RetryPolicy::default()),
            Settlement::RetryAt(at) if at > Instant(0) && at <= Instant(60_000)
        ));
    }

    #[test]
    fn five_days_of_retries_end_with_one_on_the_deadline() {
        let policy = RetryPolicy::default();
        let (mut now, mut number) = (0, 1);
        let reason = loop {
            match settle(&busy(), &attempt("row", number, 0, now), &policy) {
                Settlement::RetryAt(at) => (now, number) = (at.0, number + 1),
                Settlement::Dead(reason) => break reason,
                Settlement::Sent => unreachable!("busy is not sent"),
            }
        };
        assert_eq!((reason, now), (DeadReason::GaveUp, policy.give_up_after_ms));
        assert!((30..60).contains(&number), "{number} attempts");
    }

    #[test]
    fn l6_a_refusal_keeps_neither_address_nor_token() {
        let said =
            format!("5.1.1 <Ana.Rossi@example.com>: user ana.rossi\r\nunknown, see https://x/{}", "t".repeat(90));
        let Outcome::Refused { text, permanent, .. } = Outcome::refused(550, &said, "ana.rossi@example.com") else {
            unreachable!("a refusal was made");
        };
        assert!(permanent);
        assert_eq!(text, "5.1.1 [address] user [address] unknown, see [...]");
    }

    proptest! {
        #[test]
        fn retry_times_increase_stay_in_bounds_and_are_never_in_the_past(
            id in "[a-z0-9-]{1,36}",
            number in 1_u32..10_000,
            first in 0_i64..4_000_000_000_000,
            later in 0_i64..(5 * DAY_MS - 1),
        ) {
            let policy = RetryPolicy::default();
            let now = first + later;
            let at = |number| match settle(&busy(), &attempt(&id, number, first, now), &policy) {
                Settlement::RetryAt(at) => at.0,
                other => unreachable!("{other:?}"),
            };
            prop_assert!(at(number) > now);
            prop_assert!(at(number) <= (now + policy.cap_ms).min(first + policy.give_up_after_ms));
            if policy.first_ms << number.min(20) <= policy.cap_ms {
                prop_assert!(at(number + 1) > at(number) || at(number + 1) == first + policy.give_up_after_ms);
            }
            prop_assert_eq!(at(number), at(number));
        }

        #[test]
        fn no_policy_and_no_clock_brings_the_decision_down(
            number: u32, first: i64, now: i64, first_ms: i64, cap_ms: i64, give_up_after_ms: i64,
        ) {
            let policy = RetryPolicy { first_ms, cap_ms, give_up_after_ms };
            let settled = settle(&busy(), &attempt("row", number, first, now), &policy);
            prop_assert_ne!(settled, Settlement::Sent);
        }

        #[test]
        fn l6_no_text_of_a_server_brings_an_address_through(before in "\\PC{0,40}", after in "\\PC{0,40}") {
            let outcome = Outcome::unreachable(&format!("{before}ana.rossi@example.com{after}"), "ana.rossi@example.com");
            let Outcome::Unreachable { why } = outcome else { unreachable!("an obstacle was made") };
            prop_assert!(!why.contains("ana.rossi"), "{}", why);
        }
    }
}
