//! The words of clocks and their rules. What is not one of them is refused when it is read (L10).

use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

use crate::domain::reading::words;

words! {
    /// What was asked for, as far as a clock is concerned: the kinds of cases, and the plain stop.
    Matter {
        /// The data is to be deleted.
        Deletion = "deletion",
        /// Something recorded is to be corrected.
        Correction = "correction",
        /// A copy of the data.
        Access = "access",
        /// Personal data is no longer to be shared with third parties.
        Sharing = "sharing",
        /// Somebody is to be heard about what went wrong.
        Complaint = "complaint",
        /// Meant for a customer of ours.
        Redirect = "redirect",
        /// A question.
        Question = "question",
        /// Not understood: every clock that could apply runs (LAW-26).
        Unclear = "unclear",
        /// No more promotional mail.
        Unsubscribe = "unsubscribe",
    }
}

words! {
    /// What must have happened before a clock's due instant.
    Measure {
        /// The recipient was told that the request has come; an answer is also one (LAW-14).
        Acknowledge = "acknowledge",
        /// It is effective everywhere and the answer was sent: both (CLK-13).
        Answer = "answer",
        /// It is effective everywhere.
        Effect = "effect",
    }
}

words! {
    /// The event from which a clock counts.
    Origin {
        /// The request first reached the organisation (CLK-01).
        Receipt = "receipt",
        /// The request was sent (CLK-08).
        Sending = "sending",
        /// The contract ended.
        Termination = "termination",
        /// The recipient proved who they are.
        IdentityProof = "identity_proof",
    }
}

words! {
    /// How days are counted.
    Counting {
        /// The day of the event is not counted.
        ExcludeFirstDay = "exclude_first_day",
        /// The day of the event is the first day: the reading that ends a day earlier (CLK-06, CLK-10).
        FirstDayIsOne = "first_day_is_one",
        /// Regulation 1182/71: the day of the event is not counted, months end on the same-numbered day or else on
        /// the month's last, and two days or more include two working days (CLK-03, CLK-17).
        Eu118271 = "eu_1182_71",
        /// Hours that pass, whatever the calendar says (CLK-09).
        Elapsed = "elapsed",
    }
}

words! {
    /// Why a clock stands still (CLK-12).
    PauseReason {
        /// We cannot know who asks, and have asked for proof.
        Identity = "identity",
        /// We cannot know what is meant, and have asked.
        Clarification = "clarification",
    }
}

words! {
    /// Why more time is needed (LAW-08, LAW-16): the notice must say so.
    ExtensionReason {
        /// The request is complex.
        Complexity = "complexity",
        /// There are many requests.
        Number = "number",
    }
}

words! {
    /// When operators are told about a clock that still runs (CLK-16), in the order of urgency.
    Stage {
        /// Half of the time has passed.
        Half = "half",
        /// Three quarters of it.
        ThreeQuarters = "three_quarters",
        /// Nine tenths of it.
        Ninety = "ninety",
        /// The due day is two business days away.
        TwoBusinessDays = "two_business_days",
        /// The due instant has passed.
        Late = "late",
    }
}

/// Reads a word back, and refuses what is none.
macro_rules! read_by_word {
    ($($name:ident),*) => {$(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = String::deserialize(deserializer)?;
                Self::from_word(&word).ok_or_else(|| {
                    let known: Vec<_> = Self::ALL.iter().map(|one| one.word()).collect();
                    D::Error::custom(format!("`{word}` is none of: {}", known.join(", ")))
                })
            }
        }
    )*};
}
read_by_word!(Matter, Measure, Origin, Counting, PauseReason, ExtensionReason, Stage);

/// How long a clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Length {
    /// Calendar days.
    Days(u16),
    /// Civil months.
    Months(u16),
    /// Monday to Friday (CLK-07).
    BusinessDays(u16),
    /// Elapsed hours (CLK-09).
    Hours(u16),
}

impl Length {
    /// The longest that a rule may say, in any unit: ten years of days.
    pub const MOST: u16 = 3660;

    /// Parses `45 days`, `1 month`, `10 business days`, `48 hours`; `None` for anything else, and for zero.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, unit) = text.split_once(' ')?;
        let number = number.parse().ok().filter(|n| (1..=Self::MOST).contains(n))?;
        match unit.strip_suffix('s').unwrap_or(unit) {
            "day" => Some(Self::Days(number)),
            "month" => Some(Self::Months(number)),
            "business day" => Some(Self::BusinessDays(number)),
            "hour" => Some(Self::Hours(number)),
            _ => None,
        }
    }

    /// Whether this is the same unit and more of it: what an extension must be.
    pub fn exceeds(self, other: Self) -> bool {
        match (self, other) {
            (Self::Days(a), Self::Days(b)) => a > b,
            (Self::Months(a), Self::Months(b)) => a > b,
            (Self::BusinessDays(a), Self::BusinessDays(b)) => a > b,
            (Self::Hours(a), Self::Hours(b)) => a > b,
            _ => false,
        }
    }
}

impl std::fmt::Display for Length {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (number, unit) = match self {
            Self::Days(n) => (n, "day"),
            Self::Months(n) => (n, "month"),
            Self::BusinessDays(n) => (n, "business day"),
            Self::Hours(n) => (n, "hour"),
        };
        write!(f, "{number} {unit}{}", if *number == 1 { "" } else { "s" })
    }
}

impl Serialize for Length {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            D::Error::custom(format!(
                "`{text}` is no length such as `45 days`, `1 month`, `10 business days`, `48 hours`"
            ))
        })
    }
}
