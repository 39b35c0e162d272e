//! What can be wrong with a file of rules.

/// A file of rules that cannot be used, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {}{fault}", .rule.as_ref().map(|rule| format!("rule `{rule}`: ")).unwrap_or_default())]
pub struct RuleError {
    /// The line, from 1.
    pub line: usize,
    /// The `id` of the rule at fault, if it is one's.
    pub rule: Option<String>,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not this format: no TOML, an unknown key, a word that is none.
    #[error("{0}")]
    Format(String),
    /// An `id`, version or name in a form that we never write.
    #[error("`{0}` is no name: small letters, digits and `_` (in a version also `.` and `-`), at most 40")]
    Name(String),
    /// A region or the name of a group that does not exist.
    #[error("`{0}` is neither a region such as `DE` or `US-CA`, nor `*`, nor a group of this file")]
    Region(String),
    /// No region at all.
    #[error("`regions` is empty: name some, or `*` for everywhere")]
    NoRegion,
    /// A group that exists: to change it would change rules without a new version.
    #[error("the group `{0}` exists already; give yours another name")]
    KnownGroup(String),
    /// A date that is none.
    #[error("`{0}` is no date such as 2026-11-27")]
    Date(String),
    /// A calendar that does not exist.
    #[error("there is no calendar `{0}`")]
    Calendar(String),
    /// A version that exists.
    #[error("version `{0}` exists already; a version never changes: give yours another word")]
    KnownVersion(String),
    /// Two versions with one word or one day.
    #[error("another version of this rule in this file has the same `version` or `from`")]
    Twice,
    /// Hours with days' counting, or the other way round.
    #[error("a length in hours counts as `elapsed`, and nothing else does")]
    Elapsed,
    /// Hours that would roll.
    #[error("hours do not roll: leave out `legal_roll`")]
    RollingHours,
    /// A legal reading that ends before the safe one.
    #[error("the legal reading would be earlier than the internal one; swap `counting` and `legal_counting`")]
    LegalEarlier,
    /// An extension that does not extend.
    #[error("the extension is the whole length from the start: more of the same unit than `length`")]
    Extension,
    /// No word on where it is written.
    #[error("`source` is empty: say where the rule is written")]
    NoSource,
    /// The backstop would leave something uncovered.
    #[error(
        "this rule backs all others: every matter, everywhere (`*`), from the receipt, for all mail, as an `answer`, without pauses; \
         its length may change"
    )]
    Backstop,
}
