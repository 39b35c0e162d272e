//! How long what is kept, and what goes when: the rules of retention (P13, ERA-10, CON-11).
//!
//! A rule counts whole days in the installation's own zone: what ended on a day is kept through the last day of its
//! term, and goes on the day after. So everybody who asks on one day gets the same cut-off, however often they ask.
//!
//! What no rule ever takes: a block and the recipient key it stands under (L8), the ledger with its evidence, a mail that
//! waits for a worker or a person or whose case is open, and that a mail came, by its hash, so that the same bytes are
//! never acted on twice (L7). Evidence holds no IP address and no user agent; who handed a mail over is kept beside it.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;

use super::clock::Zone;
use super::time::{DAY_MS, Instant};

/// An hour, in milliseconds.
const HOUR_MS: i64 = 3_600_000;
/// The longest term in years: beyond it somebody means `never`.
const YEARS_MAX: u32 = 100;

/// What one rule takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// The content of mails that concerned somebody.
    Mail,
    /// The content of mails that asked for nothing.
    UnrelatedMail,
    /// Who handed a mail over: IP address and name.
    Client,
    /// One-time links.
    Confirmations,
    /// Mails we sent.
    SentMail,
    /// Webhooks we sent.
    Webhooks,
    /// Cases, with what happened to them and what others had to do.
    Cases,
    /// Whom a mail was about and who wrote it.
    MailRecords,
    /// Counts of days, for marketing.
    Figures,
}

impl Rule {
    /// Every rule, in the order in which they are applied: a case goes before what is recorded of its mail.
    pub const EVERY: &[Rule] = &[
        Self::Mail,
        Self::UnrelatedMail,
        Self::Client,
        Self::Confirmations,
        Self::SentMail,
        Self::Webhooks,
        Self::Cases,
        Self::MailRecords,
        Self::Figures,
    ];

    /// The word in entries, metrics and answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::UnrelatedMail => "unrelated_mail",
            Self::Client => "client",
            Self::Confirmations => "confirmations",
            Self::SentMail => "sent_mail",
            Self::Webhooks => "webhooks",
            Self::Cases => "cases",
            Self::MailRecords => "mail_records",
            Self::Figures => "figures",
        }
    }

    /// What goes, and since when its term counts, in words.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Mail => {
                "content, envelope and reading of mails that concerned somebody, after they were worked off and their cases ended"
            }
            Self::UnrelatedMail => {
                "content, envelope and reading of mails that asked for nothing, after they were worked off"
            }
            Self::Client => "IP address and name of who handed a mail over, after it came in",
            Self::Confirmations => "one-time links, used or not, after they expired",
            Self::SentMail => "mails that were sent or given up, after that",
            Self::Webhooks => "webhooks that were delivered or given up, after that",
            Self::Cases => "cases with their events and tasks, after they ended",
            Self::MailRecords => "whom a mail was about and who wrote it, after its content and its cases went",
            Self::Figures => "counts of what was asked, stopped and complained about, after their day (UTC)",
        }
    }
}

/// How long something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// So many days.
    Days(u32),
    /// So many calendar months.
    Months(u32),
    /// It is never removed.
    Always,
}

impl Keep {
    /// Reads `30d`, `24mo`, `3y` or `never`; nothing is kept for less than a day.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "never" {
            return Some(Self::Always);
        }
        let end = text.find(|c: char| !c.is_ascii_digit())?;
        let number: u32 = text[..end].parse().ok()?;
        let (keep, years) = match text[end..].trim_start() {
            "d" => (Self::Days(number), number / 366),
            "mo" => (Self::Months(number), number / 12),
            "y" => (Self::Months(number.checked_mul(12)?), number),
            _ => return None,
        };
        (number > 0 && years <= YEARS_MAX).then_some(keep)
    }

    /// Whether it may be shorter than 24 months (11 CCR 7101).
    pub fn is_below_two_years(self) -> bool {
        match self {
            Self::Days(days) => days < 2 * 366,
            Self::Months(months) => months < 24,
            Self::Always => false,
        }
    }

    /// What ended before this instant goes; `None`: nothing does.
    fn cutoff(self, today: Date, zone: &Zone) -> Option<Instant> {
        let span = match self {
            Self::Days(days) => i64::from(days).days(),
            Self::Months(months) => i64::from(months).months(),
            Self::Always => return None,
        };
        zone.first_instant(today.checked_sub(span).ok()?)
    }
}

impl fmt::Display for Keep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(days) => write!(f, "{days}d"),
            Self::Months(months) => write!(f, "{months}mo"),
            Self::Always => f.write_str("never"),
        }
    }
}

/// The rules as they are set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// The hour of the day from which the night's work is done, 0 to 23.
    pub hour: u8,
    /// The zone in which days and hours are counted.
    pub zone: Zone,
    /// Mails that concerned somebody.
    pub mail: Keep,
    /// Mails that asked for nothing.
    pub unrelated_mail: Keep,
    /// Who handed a mail over.
    pub client: Keep,
    /// One-time links.
    pub confirmations: Keep,
    /// Mails we sent.
    pub sent_mail: Keep,
    /// Webhooks we sent.
    pub webhooks: Keep,
    /// Cases, and whom a mail was about.
    pub cases: Keep,
    /// Counts of days.
    pub figures: Keep,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            hour: 3,
            zone: Zone::utc(),
            mail: Keep::Days(30),
            unrelated_mail: Keep::Days(7),
            client: Keep::Days(30),
            confirmations: Keep::Days(30),
            sent_mail: Keep::Days(7),
            webhooks: Keep::Days(7),
            cases: Keep::Months(24),
            figures: Keep::Months(25),
        }
    }
}

impl Retention {
    /// How long what a rule takes is kept.
    pub fn keep(&self, rule: Rule) -> Keep {
        match rule {
            Rule::Mail => self.mail,
            Rule::UnrelatedMail => self.unrelated_mail,
            Rule::Client => self.client,
            Rule::Confirmations => self.confirmations,
            Rule::SentMail => self.sent_mail,
            Rule::Webhooks => self.webhooks,
            Rule::Cases | Rule::MailRecords => self.cases,
            Rule::Figures => self.figures,
        }
    }

    /// What ended before this instant goes today; `None`: nothing does.
    pub fn cutoff(&self, rule: Rule, now: Instant) -> Option<Instant> {
        self.keep(rule).cutoff(self.zone.date(now)?, &self.zone)
    }

    /// The last night whose hour has come: today, or yesterday while it has not.
    pub fn night(&self, now: Instant) -> Option<Date> {
        let today = self.zone.date(now)?;
        let begins = self.zone.first_instant(today)?.plus_ms(i64::from(self.hour) * HOUR_MS);
        if begins <= now { Some(today) } else { today.yesterday().ok() }
    }
}

/// Mails of a kind that may go out once in 30 days, signed heads among them, are counted by their rows, which stay for as long.
pub fn counted_since(now: Instant) -> Instant {
    now.plus_ms(-31 * DAY_MS)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    fn berlin() -> Retention {
        Retention { zone: Zone::parse("Europe/Berlin").unwrap(), ..Retention::default() }
    }

    #[test]
    fn a_term_is_days_months_years_or_never() {
        assert_eq!(Keep::parse("30d"), Some(Keep::Days(30)));
        assert_eq!(Keep::parse("24mo"), Some(Keep::Months(24)));
        assert_eq!(Keep::parse("3y"), Some(Keep::Months(36)));
        assert_eq!(Keep::parse("never"), Some(Keep::Always));
        for wrong in ["", "30", "d", "0d", "-1d", "30 days", "1.5y", "30m", "101y", "99999999999d", "always"] {
            assert_eq!(Keep::parse(wrong), None, "{wrong}");
        }
        for text in ["30d", "24mo", "never"] {
            assert_eq!(Keep::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn law_18_two_years_are_24_months_and_no_day_less() {
        for short in ["1d", "731d", "23mo", "1y"] {
            assert!(Keep::parse(short).unwrap().is_below_two_years(), "{short}");
        }
        for long in ["732d", "24mo", "2y", "never"] {
            assert!(!Keep::parse(long).unwrap().is_below_two_years(), "{long}");
        }
    }

    #[test]
    fn the_last_day_of_a_term_is_kept_and_the_next_is_gone() {
        let ended = at("2026-01-10T22:59:59Z");
        let gone = |now: &str| ended < berlin().cutoff(Rule::UnrelatedMail, at(now)).unwrap();
        assert!(!gone("2026-01-17T22:59:59Z"), "the seventh day is not over in Berlin");
        assert!(gone("2026-01-17T23:00:00Z"));
        assert_eq!(Retention { mail: Keep::Always, ..berlin() }.cutoff(Rule::Mail, ended), None);
    }

    #[test]
    fn a_night_is_yesterdays_until_its_hour_has_come() {
        assert_eq!(berlin().night(at("2026-01-10T01:59:59Z")).unwrap().to_string(), "2026-01-09");
        assert_eq!(berlin().night(at("2026-01-10T02:00:00Z")).unwrap().to_string(), "2026-01-10");
    }
}
