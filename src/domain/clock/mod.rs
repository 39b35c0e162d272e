//! The clocks of cases: how long each regime leaves us to acknowledge, to take effect, to answer.
//!
//! Rules are data: versioned, dated, in `rules.toml`; an installation may add to them ([`Rules::parse`]). A request
//! starts one [`CaseClock`] for every rule that could apply ([`Rules::start`], LAW-26), and the earliest that still runs
//! is the one shown ([`shown_due`], L9). A clock keeps the terms it was started under and every stamp it was started from:
//! a rule that changes later does not change it (CLK-15), and its JSON says all that is needed to go on.
//!
//! Each clock has two due instants. The **internal** one follows the safe reading and never moves to a later day for a
//! weekend or holiday (CLK-05): by it we work, remind and call something late. The **legal** one is the latest that the
//! text of the law bears: it is there for the record. Both move only by an extension with a notice sent in time
//! (CLK-04) or a pause with the question sent (CLK-12), each kept with its evidence.
//!
//! To add a regime: a `[[rule]]` in `rules.toml` and its vectors in `tests/`. To change one: a new version with its
//! date; a version that was released is never edited.

mod case_clock;
mod count;
mod parts;
mod period;
mod progress;
mod refused;
mod region;
mod rule;
mod rules;
mod serial;
mod starts;
mod stored;
mod words;
mod zone;

#[cfg(test)]
mod tests;

pub use case_clock::CaseClock;
pub use count::{Holidays, business_days_after, business_days_before, is_working_day, working_day_from};
pub use parts::{Due, Extension, Pause, Sent};
pub use progress::{Outcome, Progress, Reminder, Stamps, shown_due};
pub use refused::{Refused, StartError};
pub use region::{Facts, Region, Whereabouts};
pub use rule::{Rule, Terms};
pub use rules::{BACKSTOP, Fault, RuleError, Rules, Started};
pub use serial::Day;
pub use starts::{CREDIBLE_DAYS, Starts};
pub use stored::UnreadableClock;
pub use words::{Counting, ExtensionReason, Length, Matter, Measure, Origin, PauseReason, Stage};
pub use zone::Zone;
