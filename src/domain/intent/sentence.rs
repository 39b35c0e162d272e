//! A folded text cut into words, clauses and sentences.
//!
//! A sentence is what one rule may match in; a clause is how far a "not" reaches.

use super::normal::{Normal, is_unspaced, letters_a_word};

/// Words whose full stop ends nothing.
const ABBREVIATIONS: &[&str] = &[
    "art", "arts", "abs", "nr", "no", "mr", "mrs", "ms", "dr", "gem", "bzw", "ca", "inkl", "m", "reg", "sec", "z", "b",
    "i", "v", "p", "sig", "sr", "sra", "av", "ul", "al", "c", "vgl", "usw", "ex", "tel", "jl", "dhr", "mw", "mme",
    "resp", "incl", "t", "j", "d", "ev", "str", "st", "jan", "feb", "aug", "sept", "okt", "oct", "nov", "dec", "dez",
    "г", "ст", "п", "ч", "т",
];

/// Particles and endings of questions, as they stand in folded text.
const ASKING_ENDS: &[&str] = &[
    "か",
    "かね",
    "かな",
    "吗",
    "呢",
    "나요",
    "까요",
    "가요",
    "습니까",
    "ไหม",
    "มั้ย",
    "ไหน",
    "ไหนคะ",
    "ไหนครับ",
    "ไหมคะ",
    "ไหมครับ",
    "อย่างไร",
    "ยังไง",
    "ยังไงคะ",
    "ยังไงครับ",
];

/// One sentence: byte range of the folded text and what its end says.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// It ends with a question mark.
    pub asks: bool,
}

/// The folded text with its words and sentences.
#[derive(Debug, Default)]
pub struct Text {
    /// The folded text.
    pub normal: Normal,
    /// Byte ranges of the words; a few letters of an unspaced script make one.
    pub words: Vec<(usize, usize)>,
    /// In order, covering all words.
    pub sentences: Vec<Sentence>,
    /// Where clauses end, ascending.
    pub breaks: Vec<usize>,
    /// Byte ranges between quotation marks.
    pub quoted: Vec<(usize, usize)>,
}

impl Text {
    /// Cuts a text up.
    pub fn of(text: &str) -> Self {
        let normal = Normal::of(text);
        let (sentences, breaks) = sentences(normal.text());
        Self { words: words(normal.text()), sentences, breaks, quoted: quoted(normal.text()), normal }
    }

    /// The number of words that begin before this byte.
    pub fn word_at(&self, byte: usize) -> usize {
        self.words.partition_point(|(start, _)| *start < byte)
    }

    /// Whether a clause ends between two bytes.
    pub fn breaks_between(&self, from: usize, to: usize) -> bool {
        let next = self.breaks.partition_point(|at| *at < from);
        self.breaks.get(next).is_some_and(|at| *at < to)
    }

    /// Whether the range lies between quotation marks.
    pub fn is_quoted(&self, start: usize, end: usize) -> bool {
        self.quoted.iter().any(|(open, close)| *open <= start && end <= *close)
    }

    /// The writer's own spelling of a folded range of `original`.
    pub fn original<'a>(&self, original: &'a str, start: usize, end: usize) -> &'a str {
        let (from, to) = self.normal.source(start, end);
        original.get(from..to).unwrap_or_default().trim()
    }
}

fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    // The open word and how many more letters it takes; a spaced script's word takes any number.
    let mut open: Option<(usize, usize, Option<usize>)> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let letters = is_unspaced(c).then(|| letters_a_word(c));
        open = match (open, letters) {
            (Some((start, _, None)), None) if c.is_alphanumeric() => Some((start, end, None)),
            (Some((start, _, Some(left))), Some(_)) if left > 0 => Some((start, end, Some(left - 1))),
            (before, letters) => {
                words.extend(before.map(|(start, end, _)| (start, end)));
                (letters.is_some() || c.is_alphanumeric()).then(|| (at, end, letters.map(|most| most - 1)))
            }
        };
    }
    words.extend(open.map(|(start, end, _)| (start, end)));
    words
}

fn sentences(text: &str) -> (Vec<Sentence>, Vec<usize>) {
    let mut found = Vec::new();
    let mut breaks = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if ends_sentence(text, at, c) {
            if text.get(start..at).is_some_and(|body| body.chars().any(char::is_alphanumeric)) {
                found.push(Sentence { start, end, asks: asks(text, at) });
            }
            // What follows the mark begins anew, also where marks stand in a row.
            start = end;
            breaks.push(at);
        } else if ends_clause(text, at, c) {
            breaks.push(at);
        }
    }
    if text.get(start..).is_some_and(|body| body.chars().any(char::is_alphanumeric)) {
        found.push(Sentence { start, end: text.len(), asks: asks(text, text.trim_end().len()) });
    }
    (found, breaks)
}

fn asks(text: &str, at: usize) -> bool {
    let tail = text.get(at..).unwrap_or_default();
    let asking = |c: char| matches!(c, '?' | '？' | '؟') || c == ';' && is_greek(text, at);
    let marked = tail.chars().take_while(|c| "!?？！؟ ;".contains(*c)).any(asking);
    // Languages that ask with a particle need no mark.
    marked || ASKING_ENDS.iter().any(|end| text.get(..at).is_some_and(|before| before.ends_with(end)))
}

/// The Greek question mark looks like a semicolon.
fn is_greek(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end();
    before.chars().next_back().is_some_and(|c| matches!(c, 'α'..='ω'))
}

fn ends_sentence(text: &str, at: usize, c: char) -> bool {
    match c {
        ';' => is_greek(text, at),
        '\n' | '!' | '?' | '。' | '！' | '？' | '؟' | '…' | '।' | '۔' => true,
        '.' => {
            let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
            next.is_none_or(|n| n.is_whitespace() || "\"'”»)".contains(n))
                && !is_abbreviation(text.get(..at).unwrap_or_default())
        }
        _ => false,
    }
}

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    (!word.is_empty() && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit())) || ABBREVIATIONS.contains(&word)
}

fn ends_clause(text: &str, at: usize, c: char) -> bool {
    match c {
        ',' | ';' | '(' | ')' | '、' | '，' | '；' | '،' | '؛' | '—' | '–' | '：' => true,
        ':' => text.get(at + 1..).is_some_and(|rest| rest.starts_with(' ')),
        '-' => {
            text.get(..at).is_some_and(|b| b.ends_with(' ')) && text.get(at + 1..).is_some_and(|r| r.starts_with(' '))
        }
        _ => false,
    }
}

/// Quotation marks that open and close; the straight one does both. A quotation ends with its line.
fn quoted(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match open {
            Some((start, close)) if c == close || (close == '”' && matches!(c, '“' | '"')) => {
                found.push((start, at));
                open = None;
            }
            Some((start, _)) if c == '\n' || at - start > 200 => open = None,
            Some(_) => {}
            None => open = closing(c).map(|close| (at, close)),
        }
    }
    found
}

fn closing(c: char) -> Option<char> {
    Some(match c {
        '"' => '"',
        '“' | '„' | '”' => '”',
        '«' => '»',
        '»' => '«',
        '「' => '」',
        '『' => '』',
        '《' => '》',
        _ => return None,
    })
}
