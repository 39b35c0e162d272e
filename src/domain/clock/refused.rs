//! Why a clock does not start, or is not moved.

use super::words::{Origin, PauseReason};
use crate::domain::time::Instant;

/// Why a rule starts no clock.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    /// The event it counts from is not recorded.
    #[error("the clock counts from `{}`, and that is not recorded", .0.word())]
    NoEvent(Origin),
    /// What was promised for a time after a termination, and that time was over before the request came.
    #[error("the time after the termination was over on {0}, before the request came; the other clocks run")]
    Over(Instant),
    /// A date outside the years that can be counted.
    #[error("the dates of this clock are out of range")]
    OutOfRange,
}

/// Why a clock was not moved. It stays as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The regime knows no extension.
    #[error("`{0}` knows no extension")]
    NoExtension(String),
    /// It was extended before.
    #[error("it was extended already; a second extension does not exist")]
    AlreadyExtended,
    /// No notice with the reasons was sent.
    #[error("an extension needs a notice with its reasons that was sent to the recipient")]
    NoNotice,
    /// No question was sent.
    #[error("a pause needs a question that was sent to the recipient")]
    NoQuestion,
    /// The message has no name by which it can be found.
    #[error("the message sent as evidence has no id")]
    NoMessageId,
    /// The message was sent before the request was made.
    #[error("the message was sent before the clock started")]
    TooEarly,
    /// The message was sent after the due instant.
    #[error("the message was sent after the due instant {0}; the clock is late and stays so")]
    TooLate(Instant),
    /// The regime does not stand still for this.
    #[error("`{rule}` does not stand still for `{}`", .reason.word())]
    NoPause {
        /// The regime's word.
        rule: String,
        /// What was asked for.
        reason: PauseReason,
    },
    /// What was asked for was not needed.
    #[error("a question that was not needed does not stop the clock")]
    Needless,
    /// It stands still already.
    #[error("the clock stands still already")]
    AlreadyPaused,
    /// It does not stand still.
    #[error("the clock does not stand still")]
    NotPaused,
    /// An answer before its question, or a question before the last one was answered.
    #[error("this happened before what it follows")]
    Backwards,
    /// A date outside the years that can be counted.
    #[error("the dates of this clock are out of range")]
    OutOfRange,
}
