//! What is counted for marketing: how much was asked, why people leave, who complains. Numbers about topics and campaigns;
//! nothing in them is about a person.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::change::Channel;
use super::ids::TopicId;
use super::link::Campaign;

/// A mailing whose link, or whose bounce, somebody used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailing {
    /// What it was about.
    pub topic: TopicId,
    /// Its campaign, maybe empty.
    pub campaign: Campaign,
}

macro_rules! whats {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// One thing that is counted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum What { $($(#[$doc])* $name,)* }

        impl What {
            /// Every one.
            pub const EVERY: &[What] = &[$(Self::$name,)*];

            /// The word in the database and in answers.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

whats! {
    /// The gate was asked about promotional mail to an address.
    Asked = "asked",
    /// And said no.
    Blocked = "blocked",
    /// The gate was asked about transactional mail.
    TransactionalAsked = "transactional_asked",
    /// Of these: the recipient stopped, or complained about, all promotional mail of the sender.
    TransactionalToOptedOut = "transactional_to_opted_out",
    /// A link was made.
    Minted = "minted",
    /// Stopped by the mail program's button.
    OptedOutByOneClick = "opted_out_by_one_click",
    /// Stopped on a page.
    OptedOutByPage = "opted_out_by_page",
    /// Stopped by a mail.
    OptedOutByMail = "opted_out_by_mail",
    /// Stopped in another way: by a tool, by hand.
    OptedOutOther = "opted_out_other",
    /// A stop was taken back on its own page.
    Undone = "undone",
    /// Somebody complained to their mailbox provider.
    Complained = "complained",
    /// An address turned out to take no mail.
    Undeliverable = "undeliverable",
    /// The reason given with a stop: too many mails.
    ReasonTooMany = "reason_too_many",
    /// Not relevant.
    ReasonNotRelevant = "reason_not_relevant",
    /// Never asked for.
    ReasonNeverAsked = "reason_never_asked",
    /// No longer needed.
    ReasonNoLongerNeeded = "reason_no_longer_needed",
    /// Another reason.
    ReasonOther = "reason_other",
}

impl What {
    /// The ways of stopping.
    pub const STOPS: [What; 4] =
        [Self::OptedOutByOneClick, Self::OptedOutByPage, Self::OptedOutByMail, Self::OptedOutOther];
    /// The reasons.
    pub const REASONS: [What; 5] = [
        Self::ReasonTooMany,
        Self::ReasonNotRelevant,
        Self::ReasonNeverAsked,
        Self::ReasonNoLongerNeeded,
        Self::ReasonOther,
    ];

    /// From its word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::EVERY.iter().copied().find(|what| what.word() == word)
    }

    /// A stop that came in by this channel; `mailed` when a mail said so, whoever handed it over.
    pub fn stop_by(channel: Channel, mailed: bool) -> Self {
        match channel {
            _ if mailed => Self::OptedOutByMail,
            Channel::OneClick => Self::OptedOutByOneClick,
            Channel::Page | Channel::Confirmation => Self::OptedOutByPage,
            Channel::Lmtp | Channel::Smtp | Channel::Imap | Channel::Pipe => Self::OptedOutByMail,
            _ => Self::OptedOutOther,
        }
    }

    /// The reason of this word on the page.
    pub fn reason(word: &str) -> Option<Self> {
        Self::REASONS.into_iter().find(|what| what.word().strip_prefix("reason_") == Some(word))
    }
}

/// Mailbox providers want less than this, in thousandths of a per cent (LAW-23).
pub const COMPLAINTS_WATCHED: u64 = 100;
/// And never as much as this (LAW-23).
pub const COMPLAINTS_TOO_MANY: u64 = 300;

/// How often everything happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([u64; What::EVERY.len()]);

impl Counts {
    /// How often this happened.
    pub fn get(&self, what: What) -> u64 {
        self.0[what as usize]
    }

    /// So often more.
    pub fn add(&mut self, what: What, more: u64) {
        let count = &mut self.0[what as usize];
        *count = count.saturating_add(more);
    }

    /// The other's on top.
    pub fn add_all(&mut self, other: &Self) {
        What::EVERY.iter().for_each(|what| self.add(*what, other.get(*what)));
    }

    /// Promotional mails that the gate allowed.
    pub fn allowed(&self) -> u64 {
        self.get(What::Asked).saturating_sub(self.get(What::Blocked))
    }

    /// Stops, in all ways.
    pub fn opted_out(&self) -> u64 {
        What::STOPS.iter().map(|what| self.get(*what)).fold(0, u64::saturating_add)
    }

    /// Complaints for each 100,000 promotional mails that were allowed, which is thousandths of a per cent. `None` where
    /// none was.
    pub fn complaint_rate(&self) -> Option<u64> {
        rate(self.get(What::Complained), self.allowed())
    }

    /// Stops, counted alike.
    pub fn opt_out_rate(&self) -> Option<u64> {
        rate(self.opted_out(), self.allowed())
    }

    /// How the complaint rate stands against what mailbox providers bear (LAW-23): `good` below 0.1 %, `watch` below 0.3 %,
    /// `too_high` from there.
    pub fn complaint_level(&self) -> Option<&'static str> {
        Some(match self.complaint_rate()? {
            rate if rate < COMPLAINTS_WATCHED => "good",
            rate if rate < COMPLAINTS_TOO_MANY => "watch",
            _ => "too_high",
        })
    }
}

fn rate(of: u64, all: u64) -> Option<u64> {
    let rate = (u128::from(of) * 100_000).checked_div(u128::from(all))?;
    Some(u64::try_from(rate).unwrap_or(u64::MAX))
}

/// Per cent, from thousandths.
fn percent(rate: Option<u64>) -> Option<f64> {
    rate.map(|rate| rate as f64 / 1000.0)
}

/// Every count by its word, with the sums and rates.
impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for what in What::EVERY {
            map.serialize_entry(what.word(), &self.get(*what))?;
        }
        map.serialize_entry("allowed", &self.allowed())?;
        map.serialize_entry("opted_out", &self.opted_out())?;
        map.serialize_entry("opt_out_percent", &percent(self.opt_out_rate()))?;
        map.serialize_entry("complaint_percent", &percent(self.complaint_rate()))?;
        map.serialize_entry("complaint_level", &self.complaint_level())?;
        map.end()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    fn counts(asked: u64, blocked: u64, complained: u64) -> Counts {
        let mut counts = Counts::default();
        counts.add(What::Asked, asked);
        counts.add(What::Blocked, blocked);
        counts.add(What::Complained, complained);
        counts
    }

    #[test]
    fn words_are_read_back_and_each_has_its_own() {
        for (at, what) in What::EVERY.iter().enumerate() {
            assert_eq!((What::parse(what.word()), *what as usize), (Some(*what), at));
        }
        assert_eq!((What::parse("opened"), What::reason("never_asked")), (None, Some(What::ReasonNeverAsked)));
        assert_eq!(What::reason("because"), None);
    }

    #[test]
    fn law_23_the_rate_is_of_allowed_mail_and_its_level_changes_at_a_tenth_and_three_tenths_of_a_per_cent() {
        for (complained, level) in [(0, "good"), (9, "good"), (10, "watch"), (29, "watch"), (30, "too_high")] {
            let counts = counts(12_000, 2_000, complained);
            assert_eq!((counts.complaint_rate(), counts.complaint_level()), (Some(complained * 10), Some(level)));
        }
        let shown = serde_json::to_value(counts(12_000, 2_000, 12)).unwrap();
        assert_eq!((&shown["complaint_percent"], &shown["allowed"]), (&0.12.into(), &10_000.into()));
    }

    #[test]
    fn of_nothing_allowed_there_is_no_rate() {
        let none = counts(5, 5, 1);
        assert_eq!((none.complaint_rate(), none.complaint_level(), none.opt_out_rate()), (None, None, None));
        assert!(serde_json::to_value(none).unwrap()["complaint_percent"].is_null());
    }

    #[test]
    fn a_stop_is_counted_by_its_way_in_and_a_mail_is_one_whoever_handed_it_over() {
        assert_eq!(What::stop_by(Channel::OneClick, false), What::OptedOutByOneClick);
        assert_eq!(What::stop_by(Channel::Api, false), What::OptedOutOther);
        assert_eq!(What::stop_by(Channel::Api, true), What::OptedOutByMail);
        assert_eq!(What::stop_by(Channel::Imap, false), What::OptedOutByMail);
    }
}
