//! Which column of a table holds what, by its name. Names are compared without case, spaces and punctuation.

use crate::domain::preference::ImportReason;
use crate::domain::text::escaped;

/// Names of the address column, the surest first: `address` alone may be a street.
const ADDRESS: &[&str] =
    &["email", "emailaddress", "mail", "emailaddr", "recipient", "subscriber", "suppressedemail", "contact", "address"];
/// Names of the reason column.
const REASON: &[&str] = &["reason", "type", "suppressiontype", "suppressionreason", "suppressreason", "event", "cause"];
/// Names of the date column.
const DATE: &[&str] = &[
    "createdat",
    "created",
    "since",
    "date",
    "suppressedat",
    "unsubscribedat",
    "unsubtime",
    "optouttime",
    "lastupdatetime",
    "timestamp",
    "time",
];

/// Names of a column that says where somebody stands in a list.
const STATUS: &[&str] = &[
    "status",
    "emailstatus",
    "subscriptionstatus",
    "subscriberstatus",
    "contactstatus",
    "marketingstatus",
    "emailmarketingstatus",
    "optinstatus",
];
/// What such a column says of people who want mail.
const WANTS_MAIL: &[&str] = &["subscribed", "active", "optedin", "optin", "confirmed", "enabled"];
/// Names of columns that are told, at most, and letters of each.
const TOLD: usize = 30;

/// Where the columns are that an import needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The address.
    pub address: usize,
    /// The reason, if there is one.
    pub reason: Option<usize>,
    /// The date, if there is one.
    pub date: Option<usize>,
    /// Where somebody stands in a list, if a column says so.
    pub status: Option<usize>,
}

impl Columns {
    /// From the header row; `None` when no column is called like an address.
    pub fn find<'a>(header: impl Iterator<Item = &'a [u8]>) -> Option<Self> {
        let names: Vec<String> = header.map(plain).collect();
        let find = |known: &[&str]| known.iter().find_map(|name| names.iter().position(|column| column == name));
        Some(Self { address: find(ADDRESS)?, reason: find(REASON), date: find(DATE), status: find(STATUS) })
    }

    /// The names of the columns that are not read, as they may be shown; what looks like an address is none (L6).
    pub fn ignored<'a>(&self, header: impl Iterator<Item = &'a [u8]>) -> Vec<String> {
        let read = [Some(self.address), self.reason, self.date, self.status];
        let others = header.enumerate().filter(|(at, _)| !read.contains(&Some(*at)));
        let names = others.map(|(_, name)| escaped(String::from_utf8_lossy(name).trim()));
        names.filter(|name| !name.contains('@')).map(|name| name.chars().take(TOLD).collect()).take(TOLD).collect()
    }
}

/// The delimiter of a table, from its header row: whichever of comma, semicolon and tab occurs most.
pub fn delimiter(header: &[u8]) -> u8 {
    let count = |delimiter: &u8| header.iter().filter(|byte| *byte == delimiter).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(count).unwrap_or(b',')
}

/// What must be added to the line that the table reader tells: it counts a line when it has passed its line feed, so
/// with lines that end in CR LF it is one behind. `start` is the beginning of the table.
pub fn line_offset(start: &[u8]) -> u64 {
    let line_feed = start.iter().position(|byte| *byte == b'\n');
    line_feed.is_some_and(|at| start[..at].ends_with(b"\r")).into()
}

/// Whether a status says that the person wants mail. A list of such people is an audience, and importing it would
/// stop all of them.
pub fn wants_mail(status: &[u8]) -> bool {
    WANTS_MAIL.contains(&plain(status).as_str())
}

/// The reason that a cell means; `None` for a word not understood. Whatever the word, the row stays suppressed (L10).
pub fn reason(cell: &[u8]) -> Option<ImportReason> {
    let word = plain(cell);
    let says = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    if says(&["complain", "spam", "abuse"]) {
        Some(ImportReason::Complaint)
    } else if says(&["unsub", "optout", "optedout"]) {
        Some(ImportReason::Unsubscribe)
    } else if says(&["bounce", "invalid", "undeliver"]) {
        Some(ImportReason::Bounce)
    } else {
        None
    }
}

fn plain(name: &[u8]) -> String {
    let text = String::from_utf8_lossy(name);
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
