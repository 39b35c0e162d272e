//! Numbers the services keep about themselves: plain atomics, read by telemetry when somebody asks.
//!
//! Services do not know telemetry (the layers point downward), so they count here and telemetry names and prints it.
//! What is counted by kind is counted by a closed set of words, so that no address and no token can become a label
//! (L6). Counting never blocks and never fails.

use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use crate::domain::preference::Scope;
use crate::domain::retention::Rule;
use crate::domain::verdict::Reason;

/// A closed set of kinds, each with its word.
pub trait Word: Copy + PartialEq + fmt::Debug + Send + Sync + 'static {
    /// All of them.
    const ALL: &'static [Self];

    /// The word in metrics.
    fn word(self) -> &'static str;
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $kind:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$each])* $kind,)* }

        impl Word for $name {
            const ALL: &'static [Self] = &[$(Self::$kind,)*];

            fn word(self) -> &'static str {
                match self { $(Self::$kind => $word,)* }
            }
        }
    )*};
}

words! {
    /// What the body of a one-click POST was (contract, `POST /u/{token}`; ONE-04 as decided in the design).
    OneClickBody {
        /// `application/x-www-form-urlencoded`, as RFC 8058 section 3.1 prefers.
        Urlencoded = "urlencoded",
        /// `multipart/form-data`, as it allows.
        Multipart = "multipart",
        /// Nothing at all; counts as a stop.
        Empty = "empty",
        /// Something else; counts as a stop.
        Other = "other",
        /// `Wrong-Recipient=One-Click` alone; no stop.
        WrongRecipient = "wrong_recipient",
    }
    /// Why a token did not lead anywhere.
    TokenFailure {
        /// Not the form of a token, or not its canonical encoding.
        Malformed = "malformed",
        /// The tag does not verify.
        Forged = "forged",
        /// A key id that was never issued.
        KeyNeverIssued = "key_never_issued",
        /// A key that was issued and is not here: an alarm, because stops fail (TOK-07).
        KeyMissing = "key_missing",
        /// It verifies, but the topic is not known.
        UnknownTopic = "unknown_topic",
    }
    /// How an attempt to send from the outbox ended.
    SendOutcome {
        /// Handed over.
        Sent = "sent",
        /// Refused for now; it will be tried again.
        Retried = "retried",
        /// Given up; a person has to look.
        Dead = "dead",
    }
    /// What became of a mail that came in.
    MailOutcome {
        /// Kept, and nothing else.
        Ignored = "ignored",
        /// Answered; nothing changed.
        Answered = "answered",
        /// Done.
        Acted = "acted",
        /// The recipient is asked to confirm.
        Asked = "asked",
        /// It waits for a person.
        Review = "review",
        /// Put off; it will be tried again.
        PutOff = "put_off",
    }
    /// How wide an opt-out was.
    ScopeKind {
        /// One topic.
        Topic = "topic",
        /// Everything promotional of a sender.
        All = "all",
        /// Every sender of the group.
        Everywhere = "everywhere",
        /// Personal data with third parties.
        Sharing = "sharing",
        /// The web opt-out.
        Tracking = "tracking",
    }
}

impl From<Scope> for ScopeKind {
    fn from(scope: Scope) -> Self {
        match scope {
            Scope::Topic(_) => Self::Topic,
            Scope::All(_) => Self::All,
            Scope::Everywhere(_) => Self::Everywhere,
            Scope::Sharing(_) => Self::Sharing,
            Scope::Tracking(_) => Self::Tracking,
        }
    }
}

impl Word for Rule {
    const ALL: &'static [Self] = Self::EVERY;

    fn word(self) -> &'static str {
        Rule::word(self)
    }
}

impl Word for Reason {
    const ALL: &'static [Self] = &[
        Self::Erased,
        Self::Complained,
        Self::OptedOutEverywhere,
        Self::OptedOutAll,
        Self::OptedOutTopic,
        Self::Paused,
        Self::Held,
        Self::Undeliverable,
        Self::Imported,
        Self::NotOptedIn,
        Self::Transactional,
        Self::OptedIn,
        Self::NoObjection,
        Self::InvalidAddress,
        Self::Unreadable,
    ];

    fn word(self) -> &'static str {
        Reason::word(self)
    }
}

/// A number that only grows.
#[derive(Debug, Default)]
pub struct Count(AtomicU64);

impl Count {
    /// So many more.
    pub fn add(&self, more: u64) {
        self.0.fetch_add(more, Relaxed);
    }

    /// How many so far.
    pub fn get(&self) -> u64 {
        self.0.load(Relaxed)
    }
}

/// A number that goes up and down.
#[derive(Debug, Default)]
pub struct Level(AtomicU64);

impl Level {
    /// Where it stands now.
    pub fn set(&self, value: u64) {
        self.0.store(value, Relaxed);
    }

    /// Where it stood last.
    pub fn get(&self) -> u64 {
        self.0.load(Relaxed)
    }
}

/// A count for each kind.
#[derive(Debug)]
pub struct Tally<W: Word> {
    counts: Box<[Count]>,
    kinds: PhantomData<W>,
}

impl<W: Word> Default for Tally<W> {
    fn default() -> Self {
        Self { counts: W::ALL.iter().map(|_| Count::default()).collect(), kinds: PhantomData }
    }
}

impl<W: Word> Tally<W> {
    /// So many more of this kind. A batch adds once, not once a row.
    pub fn add(&self, kind: W, more: u64) {
        let count = W::ALL.iter().zip(&self.counts).find(|(known, _)| **known == kind);
        if let Some((_, count)) = count {
            count.add(more);
        }
    }

    /// Each kind's word with its count so far.
    pub fn read(&self) -> impl Iterator<Item = (&'static str, u64)> {
        W::ALL.iter().zip(&self.counts).map(|(kind, count)| (kind.word(), count.get()))
    }
}

/// How values are spread: counts below fixed bounds.
#[derive(Debug)]
pub struct Spread {
    bounds: &'static [f64],
    counts: Box<[Count]>,
    /// In millionths, so that an integer can hold it.
    sum: Count,
}

impl Spread {
    fn within(bounds: &'static [f64]) -> Self {
        Self { bounds, counts: bounds.iter().map(|_| Count::default()).collect(), sum: Count::default() }
    }

    /// One more value.
    pub fn add(&self, value: f64) {
        if let Some((_, count)) = self.bounds.iter().zip(&self.counts).find(|(bound, _)| value <= **bound) {
            count.add(1);
        }
        // A cast from float saturates, so nothing odd can come of an odd value.
        self.sum.add((value * 1e6) as u64);
    }

    /// One more duration, in seconds.
    pub fn add_duration(&self, value: Duration) {
        self.add(value.as_secs_f64());
    }

    /// The sum of all values.
    pub fn sum(&self) -> f64 {
        self.sum.get() as f64 / 1e6
    }

    /// Upper bound (included) and count of each step; the last bound is `f64::INFINITY`.
    pub fn read(&self) -> Vec<(f64, u64)> {
        self.bounds.iter().copied().zip(self.counts.iter().map(Count::get)).collect()
    }
}

/// At most 500 changes go into one commit (design, the writer).
const BATCH_BOUNDS: &[f64] = &[1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, f64::INFINITY];
const COMMIT_BOUNDS: &[f64] = &[0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, f64::INFINITY];

/// Everything that is counted. One per process, behind an `Arc`.
#[derive(Debug)]
pub struct Counters {
    /// The gate's answers, by reason.
    pub verdicts: Tally<Reason>,
    /// One-click POSTs with a valid token, by what their body was.
    pub one_click: Tally<OneClickBody>,
    /// Opt-outs that changed something, by width.
    pub opt_outs: Tally<ScopeKind>,
    /// Tokens that led nowhere.
    pub token_failures: Tally<TokenFailure>,
    /// Links minted.
    pub link_mints: Count,
    /// Changes in one commit of the writer.
    pub batch_size: Spread,
    /// How long a commit took, from its first statement.
    pub commit_duration: Spread,
    /// Entries in the ledger, as far as this process knows.
    pub ledger_size: Level,
    /// Recipients in the gate's index.
    pub index_recipients: Level,
    /// Mails in the outbox that are not settled.
    pub outbox_pending: Level,
    /// Attempts to send.
    pub sends: Tally<SendOutcome>,
    /// Attempts to send webhooks.
    pub webhook_sends: Tally<SendOutcome>,
    /// Webhooks in the outbox that are not settled.
    pub webhooks_pending: Level,
    /// Mails that came in, by what became of them.
    pub inbound: Tally<MailOutcome>,
    /// Mails that came in and wait to be worked on.
    pub inbox_pending: Level,
    /// Cases that nobody has ended.
    pub cases_open: Level,
    /// Those of them that are late.
    pub cases_late: Level,
    /// Times that a party was silent for so long that an operator should step in.
    pub silent_parties: Count,
    /// Automatic answers that wait for a later hour, or do not go out, because too many go out already (ACK-11).
    pub answers_put_off: Count,
    /// Mails of the last hour whose stop was applied though nothing proves it (AUTH-20).
    pub unproven_stops: Level,
    /// What retention removed, by rule.
    pub retained: Tally<Rule>,
    /// Stored rows that could not be read (L4, L10).
    pub unreadable_rows: Count,
    /// Times that the journal beside the database could not be written.
    pub journal_failures: Count,
    /// Keys that were issued and that this process does not have.
    pub keys_missing: Level,
}

impl Default for Counters {
    fn default() -> Self {
        Self {
            verdicts: Tally::default(),
            one_click: Tally::default(),
            opt_outs: Tally::default(),
            token_failures: Tally::default(),
            link_mints: Count::default(),
            batch_size: Spread::within(BATCH_BOUNDS),
            commit_duration: Spread::within(COMMIT_BOUNDS),
            ledger_size: Level::default(),
            index_recipients: Level::default(),
            outbox_pending: Level::default(),
            sends: Tally::default(),
            webhook_sends: Tally::default(),
            webhooks_pending: Level::default(),
            inbound: Tally::default(),
            inbox_pending: Level::default(),
            cases_open: Level::default(),
            cases_late: Level::default(),
            silent_parties: Count::default(),
            answers_put_off: Count::default(),
            unproven_stops: Level::default(),
            retained: Tally::default(),
            unreadable_rows: Count::default(),
            journal_failures: Count::default(),
            keys_missing: Level::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The next reason; exhaustive, so that a new one cannot be forgotten in `Reason::ALL` (a kind that is not there
    /// would not be counted).
    fn after(reason: Reason) -> Option<Reason> {
        Some(match reason {
            Reason::Erased => Reason::Complained,
            Reason::Complained => Reason::OptedOutEverywhere,
            Reason::OptedOutEverywhere => Reason::OptedOutAll,
            Reason::OptedOutAll => Reason::OptedOutTopic,
            Reason::OptedOutTopic => Reason::Paused,
            Reason::Paused => Reason::Held,
            Reason::Held => Reason::Undeliverable,
            Reason::Undeliverable => Reason::Imported,
            Reason::Imported => Reason::NotOptedIn,
            Reason::NotOptedIn => Reason::Transactional,
            Reason::Transactional => Reason::OptedIn,
            Reason::OptedIn => Reason::NoObjection,
            Reason::NoObjection => Reason::InvalidAddress,
            Reason::InvalidAddress => Reason::Unreadable,
            Reason::Unreadable => return None,
        })
    }

    #[test]
    fn every_reason_is_counted() {
        let all: Vec<_> = std::iter::successors(Some(Reason::Erased), |reason| after(*reason)).collect();
        assert_eq!(all, Reason::ALL);
    }

    #[test]
    fn a_tally_keeps_its_kinds_apart() {
        let counters = Counters::default();
        counters.one_click.add(OneClickBody::Empty, 1);
        counters.one_click.add(OneClickBody::Multipart, 2);
        let read: Vec<_> = counters.one_click.read().filter(|(_, count)| *count > 0).collect();
        assert_eq!(read, [("multipart", 2), ("empty", 1)]);
    }

    #[test]
    fn a_spread_puts_a_value_on_a_bound_below_it_and_keeps_the_sum() {
        let counters = Counters::default();
        for size in [1.0, 2.0, 3.0, 500.0, 501.0] {
            counters.batch_size.add(size);
        }
        let read: Vec<_> = counters.batch_size.read().into_iter().filter(|(_, count)| *count > 0).collect();
        assert_eq!(read, [(1.0, 1), (2.0, 1), (5.0, 1), (500.0, 1), (f64::INFINITY, 1)]);
        assert!((counters.batch_size.sum() - 1007.0).abs() < 1e-9);
        counters.commit_duration.add_duration(Duration::from_millis(1500));
        assert!((counters.commit_duration.sum() - 1.5).abs() < 1e-9);
    }

    #[test]
    fn a_scope_keeps_its_word() {
        use crate::domain::ids::{GroupId, SenderId, TopicId};
        let (topic, sender, group) = (TopicId(1), SenderId(2), GroupId(3));
        for scope in [
            Scope::Topic(topic),
            Scope::All(sender),
            Scope::Everywhere(group),
            Scope::Sharing(sender),
            Scope::Tracking(sender),
        ] {
            assert_eq!(ScopeKind::from(scope).word(), scope.word());
        }
    }
}
