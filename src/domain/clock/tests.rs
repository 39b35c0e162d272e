//! The vectors of standards CLK-01 to CLK-18 and appendix A6, and what must be refused.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

mod counting;
mod moving;
mod progress;
mod properties;
mod rules;
mod starting;
mod stored;

use super::*;
use crate::domain::time::{DAY_MS, Instant};

const HOUR_MS: i64 = 3_600_000;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// Noon in UTC: the same day in every zone of the rules but Sydney's late evening.
fn noon(day: &str) -> Instant {
    at(&format!("{day}T12:00:00Z"))
}

fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}

fn built_in() -> Rules {
    Rules::built_in().unwrap()
}

/// A clock of the rule in force, of an installation in UTC.
fn clock(rule: &str, starts: &Starts) -> CaseClock {
    clock_of(&built_in(), rule, starts)
}

fn clock_of(rules: &Rules, rule: &str, starts: &Starts) -> CaseClock {
    CaseClock::start(rules.in_force(rule, starts, &Zone::utc()).unwrap(), starts, &Zone::utc()).unwrap()
}

/// A clock of a request received at noon of a day.
fn from_noon(rule: &str, day: &str) -> CaseClock {
    clock(rule, &Starts::at(noon(day)))
}

/// The internal and the legal due day in the clock's zone, having checked that each is due at its last millisecond.
fn days(clock: &CaseClock) -> (String, String) {
    let day = |instant: Instant| {
        let date = clock.zone().date(instant).unwrap();
        assert_eq!(clock.zone().date(instant.plus_ms(1)).unwrap(), date.tomorrow().unwrap(), "not the last instant");
        date.to_string()
    };
    (day(clock.due().internal), day(clock.due().legal))
}

fn pair(internal: &str, legal: &str) -> (String, String) {
    (internal.to_owned(), legal.to_owned())
}

fn sent(instant: Instant) -> Sent {
    Sent { message: "<notice-1@acme.example>".to_owned(), at: instant }
}

/// The built-in rules with the two holidays of the vectors in CLK-07, and more of the season.
fn with_holidays() -> Rules {
    let text = "[calendars]\nus = [\"2026-12-25\", \"2027-01-01\"]\neu = [\"2026-12-25\", \"2027-01-01\"]\n";
    Rules::parse(text).unwrap()
}
