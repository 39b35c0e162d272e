//! The language of the rule files, line by line.
//!
//! ```text
//! # a comment                       a line that begins with white space continues the one before
//! language de                       what the lines below are for: a BCP 47 primary tag, `any`, or `all` for shared rules
//! common der die und ich            words by which the language is recognised
//! letters ßäöü                      letters that speak for it
//! unspaced                          no space between words: terms match inside of text
//! marked                            marks tell words apart, where the writer wrote any: "đúng" is not "dừng"
//! prefixes ال و وال                 particles written onto a word: terms of three letters and more match behind them
//! digraphs ä=ae ö=oe                ways to write a letter without its marks
//! LIST = verteiler*, mailing list   terms of a class: `x*` begins a word, `*x` ends one, `~x` forgives typing errors
//! LIST - verteilerkasten            takes a term away again (for operators)
//! topic events = event*, meetup*    words for a topic, by its key or its kind
//! number 3 = drei                   words for a number, `unit 7 = woche*` for days, `month 9 = september`
//! span 14 = fortnight               words that are a number of days by themselves
//! derive WANTNOT = WANT ..4 NOT     a class made of others
//! rule de.raus unsubscribe_all 95 = "raus" ..4 LIST !PRODUCT
//! drop de.raus                      a rule taken away (for operators)
//! ```
//!
//! A pattern is a list of elements. Neighbours follow each other directly, `..n` lets up to n words between them, `&`
//! joins parts that stand in one sentence in any order, `!X` must not stand in it, `A|B` is either. Capitals are
//! classes, quoted words stand for themselves. Flags may follow the number: `short` (only in a mail of few words),
//! `terse` (only in a sentence of few words), `asked` (a question is no doubt), `plain` (a "not" before it, or
//! word of mail that came or ended, does not turn it round).

use std::fmt;

use crate::domain::reading::IntentKind;

/// What is wrong with a rule file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct RuleError {
    /// The name it was given under.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// What is wrong.
    pub what: Wrong,
}

/// The ways in which a line can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is none of the known kinds of line.
    Line,
    /// It stands before any `language`.
    NoLanguage,
    /// No such kind of intent.
    Kind(String),
    /// Not a number in its range.
    Number(String),
    /// A pattern that cannot be read.
    Pattern(String),
    /// A term with nothing to match.
    Term(String),
    /// A shared rule that quotes words of one language.
    Quotes,
    /// More languages or classes than there is room for.
    TooMany,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line => f.write_str("not a kind of line that is known here"),
            Self::NoLanguage => f.write_str("a `language` line must come first"),
            Self::Kind(word) => write!(f, "`{word}` is no kind of intent"),
            Self::Number(word) => write!(f, "`{word}` is not a number in range"),
            Self::Pattern(word) => write!(f, "cannot read the pattern at `{word}`"),
            Self::Term(word) => write!(f, "`{word}` matches nothing"),
            Self::Quotes => f.write_str("a shared rule cannot quote words of one language"),
            Self::TooMany => f.write_str("too many languages or classes"),
        }
    }
}

/// What a line says.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// `language`.
    Language(String),
    /// `common`.
    Common(Vec<String>),
    /// `letters`.
    Letters(String),
    /// `unspaced`.
    Unspaced,
    /// `marked`.
    Marked,
    /// `prefixes`.
    Prefixes(Vec<String>),
    /// `digraphs`: letter and how else it is written.
    Digraphs(Vec<(char, String)>),
    /// Terms of a class.
    Class(String, Vec<String>),
    /// Terms taken from a class.
    Less(String, Vec<String>),
    /// `derive`.
    Derive(String, Pattern),
    /// `rule`.
    Rule(RuleLine),
    /// `drop`.
    Drop(String),
}

/// A `rule` line.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleLine {
    /// Unique within its file; several lines may share it.
    pub id: String,
    /// What it shows.
    pub kind: IntentKind,
    /// From 0 to 1.
    pub confidence: f64,
    /// Only in a mail of few words.
    pub short: bool,
    /// Only in a sentence of few words.
    pub terse: bool,
    /// A question is no doubt.
    pub asked: bool,
    /// A "not" before it does not turn it round, nor does word of mail that came or ended.
    pub plain: bool,
    /// What must stand there.
    pub pattern: Pattern,
}

/// A pattern as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pattern {
    /// Parts in any order; each a list of (words that may lie before it, alternatives).
    pub groups: Vec<Vec<(usize, Vec<Name>)>>,
    /// What must not stand in the sentence.
    pub absent: Vec<Name>,
}

/// One alternative of an element.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Name {
    /// A class.
    Class(String),
    /// Words that stand for themselves.
    Quoted(String),
}

/// The lines of a file with their numbers; continued lines joined, comments gone.
pub fn lines(text: &str) -> Vec<(usize, String)> {
    let mut joined: Vec<(usize, String)> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let body = line.trim();
        if body.is_empty() || body.starts_with('#') {
            continue;
        }
        match joined.last_mut() {
            Some((_, last)) if line.starts_with([' ', '\t']) => {
                last.push(' ');
                last.push_str(body);
            }
            _ => joined.push((index + 1, body.to_owned())),
        }
    }
    joined
}

/// Reads one line.
pub fn item(line: &str) -> Result<Item, Wrong> {
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    match word {
        "language" => Ok(Item::Language(rest.to_owned())),
        "common" => Ok(Item::Common(rest.split_whitespace().map(str::to_owned).collect())),
        "letters" => Ok(Item::Letters(rest.to_owned())),
        "unspaced" => Ok(Item::Unspaced),
        "marked" => Ok(Item::Marked),
        "prefixes" => Ok(Item::Prefixes(rest.split_whitespace().map(str::to_owned).collect())),
        "digraphs" => rest.split_whitespace().map(digraph).collect::<Result<_, _>>().map(Item::Digraphs),
        "drop" => Ok(Item::Drop(rest.to_owned())),
        "derive" => {
            let (class, pattern) = sides(rest, '=')?;
            Ok(Item::Derive(class.to_owned(), self::pattern(pattern)?))
        }
        "rule" => rule(rest).map(Item::Rule),
        "topic" | "number" | "unit" | "month" | "span" => {
            let (key, list) = sides(rest, '=')?;
            if word != "topic" {
                number(key)?;
            }
            Ok(Item::Class(format!("{word}:{key}"), terms(list)))
        }
        class if is_class(class) && rest.starts_with('=') => Ok(Item::Class(class.to_owned(), terms(&rest[1..]))),
        class if is_class(class) && rest.starts_with("- ") => Ok(Item::Less(class.to_owned(), terms(&rest[2..]))),
        _ => Err(Wrong::Line),
    }
}

fn is_class(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

fn sides(text: &str, by: char) -> Result<(&str, &str), Wrong> {
    let (left, right) = text.split_once(by).ok_or(Wrong::Line)?;
    Ok((left.trim(), right.trim()))
}

fn terms(list: &str) -> Vec<String> {
    list.split(',').map(str::trim).filter(|term| !term.is_empty()).map(str::to_owned).collect()
}

fn number(word: &str) -> Result<u32, Wrong> {
    word.parse().map_err(|_| Wrong::Number(word.to_owned()))
}

fn digraph(pair: &str) -> Result<(char, String), Wrong> {
    let (letter, written) = pair.split_once('=').ok_or(Wrong::Line)?;
    let mut letters = letter.chars();
    match (letters.next(), letters.next()) {
        (Some(one), None) => Ok((one, written.to_owned())),
        _ => Err(Wrong::Line),
    }
}

fn rule(rest: &str) -> Result<RuleLine, Wrong> {
    let (head, body) = sides(rest, '=')?;
    let mut words = head.split_whitespace();
    let (Some(id), Some(kind), Some(confidence)) = (words.next(), words.next(), words.next()) else {
        return Err(Wrong::Line);
    };
    let kind = IntentKind::from_word(kind).ok_or_else(|| Wrong::Kind(kind.to_owned()))?;
    let percent = number(confidence)?;
    if percent > 100 {
        return Err(Wrong::Number(confidence.to_owned()));
    }
    let mut line = RuleLine {
        id: id.to_owned(),
        kind,
        confidence: f64::from(percent) / 100.0,
        short: false,
        terse: false,
        asked: false,
        plain: false,
        pattern: pattern(body)?,
    };
    for flag in words {
        match flag {
            "short" => line.short = true,
            "terse" => line.terse = true,
            "asked" => line.asked = true,
            "plain" => line.plain = true,
            _ => return Err(Wrong::Line),
        }
    }
    Ok(line)
}

fn pattern(text: &str) -> Result<Pattern, Wrong> {
    let mut read = Pattern { groups: vec![Vec::new()], absent: Vec::new() };
    let mut gap = 0;
    for word in split_unquoted(text, char::is_whitespace) {
        if word == "&" {
            read.groups.push(Vec::new());
            gap = 0;
        } else if let Some(words) = word.strip_prefix("..") {
            gap = if words.is_empty() { 6 } else { number(words)? as usize };
        } else if let Some(absent) = word.strip_prefix('!') {
            read.absent.extend(names(absent)?);
        } else {
            let names = names(word)?;
            if let Some(group) = read.groups.last_mut() {
                group.push((gap, names));
            }
            gap = 0;
        }
    }
    if read.groups.iter().any(Vec::is_empty) {
        return Err(Wrong::Pattern(text.to_owned()));
    }
    Ok(read)
}

fn names(word: &str) -> Result<Vec<Name>, Wrong> {
    split_unquoted(word, |c| c == '|')
        .into_iter()
        .map(|one| match one.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(quoted) if !quoted.is_empty() => Ok(Name::Quoted(quoted.to_owned())),
            _ if is_class(one) => Ok(Name::Class(one.to_owned())),
            _ => Err(Wrong::Pattern(one.to_owned())),
        })
        .collect()
}

fn split_unquoted(text: &str, by: impl Fn(char) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, c) in text.char_indices() {
        if c == '"' {
            quoted = !quoted;
        } else if !quoted && by(c) {
            parts.push(&text[start..at]);
            start = at + c.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}
