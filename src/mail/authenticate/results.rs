//! Authentication-Results (RFC 8601): read leniently, believed hardly ever.
//!
//! Anybody can write such a field. Ours is believed (AUTH-01) when the operator has named the authserv-id of our own mail
//! host, and only where that host puts it: above the Received fields of hosts that are not ours, in the first run of
//! such fields, and no more of them than that host writes. The mail host should also delete look-alikes at the border.

use super::message::Message;
use super::{AuthConfig, Verdict};

/// A longer value is not read.
const VALUE_MAX: usize = 16_000;
/// More statements than this in one field are not read.
const STATEMENTS_MAX: usize = 50;

/// One field: who states it and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The authserv-id, lower case.
    pub by: String,
    /// What was found, in order. Empty for `none`.
    pub statements: Vec<Statement>,
}

/// `method=result` with its properties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Lower case; may be one that nobody knows (AUTH-01).
    pub method: String,
    /// Lower case; may be one that nobody knows.
    pub result: String,
    /// `ptype.property` in lower case, and the value.
    pub properties: Vec<(String, String)>,
}

impl Statement {
    /// The value of a property such as `header.from`.
    pub fn property(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(have, _)| have == name).map(|(_, value)| value.as_str())
    }
}

impl Stated {
    /// The one result of a method; none when it is missing, unknown, or stated twice.
    pub(super) fn of(&self, method: &str) -> Option<(Verdict, &Statement)> {
        let mut stated = self.statements.iter().filter(|statement| statement.method == method);
        let one = stated.next()?;
        if stated.next().is_some() {
            return None;
        }
        Some((verdict(&one.result)?, one))
    }

    /// Whether it says that DMARC passes for this domain.
    pub(super) fn dmarc_passes_for(&self, domain: &str) -> bool {
        self.of("dmarc").is_some_and(|(verdict, statement)| {
            verdict == Verdict::Pass
                && statement.property("header.from").is_some_and(|from| domain_of(from).eq_ignore_ascii_case(domain))
        })
    }

    /// Whether it says that SPF passes for an envelope sender in exactly this domain.
    pub(super) fn spf_passes_for(&self, domain: &str) -> bool {
        self.of("spf").is_some_and(|(verdict, statement)| {
            let sender = statement.property("smtp.mailfrom").map(domain_of);
            verdict == Verdict::Pass && sender.is_some_and(|sender| sender.eq_ignore_ascii_case(domain))
        })
    }
}

fn verdict(word: &str) -> Option<Verdict> {
    Some(match word {
        "pass" => Verdict::Pass,
        "fail" | "hardfail" => Verdict::Fail,
        "softfail" => Verdict::SoftFail,
        "neutral" => Verdict::Neutral,
        "policy" => Verdict::Policy,
        "none" => Verdict::None,
        "temperror" => Verdict::TempError,
        "permerror" => Verdict::PermError,
        _ => return None,
    })
}

fn domain_of(value: &str) -> &str {
    value.rsplit_once('@').map_or(value, |(_, domain)| domain)
}

/// What our own mail host states about this mail, taken together.
pub(super) fn of_our_host(message: &Message<'_>, config: &AuthConfig) -> Option<Stated> {
    let id = config.authserv_id.as_deref()?;
    let mut statements = Vec::new();
    for value in topmost(message, config) {
        let stated = std::str::from_utf8(value).ok().and_then(read);
        match stated.filter(|stated| stated.by.eq_ignore_ascii_case(id)) {
            Some(stated) => statements.extend(stated.statements),
            None if statements.is_empty() => {}
            None => break,
        }
    }
    (!statements.is_empty()).then(|| Stated { by: id.to_ascii_lowercase(), statements })
}

/// The first run of Authentication-Results fields above the Received fields that others wrote.
fn topmost<'x>(message: &Message<'x>, config: &AuthConfig) -> Vec<&'x [u8]> {
    let mut hops = 0;
    let mut found = Vec::new();
    for (name, value) in &message.fields.headers {
        let name = name.trim_ascii_end();
        if name.eq_ignore_ascii_case(b"Received") {
            hops += 1;
        }
        if hops > config.own_hops || found.len() == config.own_results {
            break;
        }
        match name.eq_ignore_ascii_case(b"Authentication-Results") {
            true => found.push(*value),
            false if found.is_empty() => {}
            false => break,
        }
    }
    found
}

/// Reads a field's value; `None` when it does not say who states it, or is out of bounds.
pub fn read(value: &str) -> Option<Stated> {
    if value.len() > VALUE_MAX {
        return None;
    }
    let mut segments = segments(value).into_iter();
    let by = segments.next().and_then(|words| words.into_iter().next()).filter(|id| !id.contains('='))?;
    let statements = segments.take(STATEMENTS_MAX).filter_map(statement).collect();
    Some(Stated { by: by.to_ascii_lowercase(), statements })
}

fn statement(words: Vec<String>) -> Option<Statement> {
    let mut pairs = pairs(words).into_iter();
    let (method, result) = pairs.next()?;
    let method = method.split('/').next().unwrap_or_default().to_ascii_lowercase();
    let properties = pairs.map(|(name, value)| (name.to_ascii_lowercase(), value)).collect();
    Some(Statement { method, result: result.to_ascii_lowercase(), properties })
}

/// `a=b` from words, with or without space around the sign; the value may be missing.
fn pairs(words: Vec<String>) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    // A name that waits for its value, and whether the sign was there already.
    let mut waiting: Option<(String, bool)> = None;
    for word in words {
        waiting = match (waiting.take(), word.split_once('=')) {
            (Some((name, false)), Some(("", ""))) => Some((name, true)),
            (Some((name, false)), Some(("", value))) => {
                pairs.push((name, value.to_owned()));
                None
            }
            (Some((name, true)), None) => {
                pairs.push((name, word));
                None
            }
            (before, parts) => {
                pairs.extend(before.filter(|(_, signed)| *signed).map(|(name, _)| (name, String::new())));
                match parts {
                    None => Some((word, false)),
                    Some((name, "")) => Some((name.to_owned(), true)),
                    Some((name, value)) => {
                        pairs.push((name.to_owned(), value.to_owned()));
                        None
                    }
                }
            }
        };
    }
    pairs.extend(waiting.filter(|(_, signed)| *signed).map(|(name, _)| (name, String::new())));
    pairs
}

/// Splits at semicolons and white space, outside comments and quotes; comments go, quotes are taken off.
fn segments(value: &str) -> Vec<Vec<String>> {
    let mut reader = Words::default();
    for c in value.chars() {
        reader.take(c);
    }
    reader.end_word();
    reader.segments.push(std::mem::take(&mut reader.words));
    reader.segments
}

#[derive(Default)]
struct Words {
    segments: Vec<Vec<String>>,
    words: Vec<String>,
    word: String,
    depth: usize,
    quoted: bool,
    escaped: bool,
}

impl Words {
    fn take(&mut self, c: char) {
        if std::mem::take(&mut self.escaped) {
            if self.depth == 0 {
                self.word.push(c);
            }
            return;
        }
        match c {
            '\\' if self.quoted || self.depth > 0 => self.escaped = true,
            '"' if self.depth == 0 => self.quoted = !self.quoted,
            _ if self.quoted => self.word.push(c),
            '(' => self.open(),
            ')' => self.depth = self.depth.saturating_sub(1),
            _ if self.depth > 0 => {}
            ';' => self.end_segment(),
            c if c.is_whitespace() => self.end_word(),
            c => self.word.push(c),
        }
    }

    fn open(&mut self) {
        self.end_word();
        self.depth += 1;
    }

    fn end_word(&mut self) {
        if !self.word.is_empty() {
            self.words.push(std::mem::take(&mut self.word));
        }
    }

    fn end_segment(&mut self) {
        self.end_word();
        self.segments.push(std::mem::take(&mut self.words));
    }
}
