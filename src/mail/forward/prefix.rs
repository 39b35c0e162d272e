//! What the subject says a mail is: its outermost prefix decides (`Re: Fwd: x` answers a forward).

use super::fold::fold;
use super::languages::{Meaning, WORDS};

/// How many tags like `[EXTERNAL]` may stand before the prefix.
const MAX_TAGS: usize = 4;
/// How far a prefix may reach, in characters.
const MAX_PREFIX: usize = 24;

/// What the subject says.
#[derive(Clone, Debug)]
pub(super) enum Says {
    /// A forward.
    Forward,
    /// An answer.
    Reply,
    /// One or the other: the language of the header lines decides.
    Either(Meaning),
    /// Nothing.
    Nothing,
}

impl Says {
    /// Settles what a prefix means that is a forward in one language and an answer in another ("VS": Danish, Finnish).
    pub fn in_language(&self, language: &str) -> Self {
        match self {
            Self::Either(meaning) if meaning.reply.contains(&language) => Self::Reply,
            Self::Either(_) => Self::Forward,
            settled => settled.clone(),
        }
    }

    /// Whether it may be a forward by its subject alone.
    pub fn may_forward(&self) -> bool {
        matches!(self, Self::Forward | Self::Either(_))
    }
}

/// Reads a subject.
pub(super) fn says(subject: &str) -> Says {
    let (tag, bare) = without_tags(subject);
    match leading(bare) {
        _ if !matches!(tag, Says::Nothing) => tag,
        Says::Nothing if is_marked_at_the_end(bare) => Says::Forward,
        Says::Nothing => second(bare),
        said => said,
    }
}

/// What a mail is about: its subject without prefixes and tags, to compare by.
pub(super) fn topic(subject: &str) -> String {
    let mut rest = without_tags(subject).1;
    for _ in 0..MAX_TAGS {
        match prefix(rest) {
            Some((word, after)) if !matches!(meaning(word), Says::Nothing) => rest = without_tags(after).1,
            _ => break,
        }
    }
    fold(rest.trim_end_matches([']', '】', ')']))
}

/// A filter may have put a word of its own before the prefix: `EXTERNAL: Fwd: subject`.
fn second(subject: &str) -> Says {
    let own = prefix(subject).and_then(|(_, after)| prefix(without_tags(after).1));
    own.filter(|(word, _)| word.len() > 1).map_or(Says::Nothing, |(word, _)| meaning(word))
}

/// What stands around the tags of filters and lists, and of programs that write `[Fwd: subject]` or `[FWD] subject`.
const TAGS: [(&str, &str); 5] = [("[", "]"), ("【", "】"), ("(", ")"), ("{", "}"), ("***", "***")];
/// How long a prefix must be to be one in a tag, in bytes: `[R]` and `[TR]` are names of lists.
const MIN_TAG: usize = 3;

/// The subject behind its tags, and what they say. `[Fwd: subject]` keeps its bracket's content.
fn without_tags(subject: &str) -> (Says, &str) {
    let (mut says, mut rest) = (Says::Nothing, subject.trim().trim_start_matches(super::fold::is_invisible));
    for _ in 0..MAX_TAGS {
        let tag = TAGS.iter().find_map(|(open, close)| Some((rest.strip_prefix(open)?, *close)));
        let Some((inner, close)) = tag else { break };
        if !matches!(leading(inner), Says::Nothing) {
            return (says, inner);
        }
        let Some((name, after)) = inner.split_once(close) else { break };
        if matches!(says, Says::Nothing) && name.len() >= MIN_TAG {
            says = meaning(name);
        }
        rest = after.trim_start();
    }
    (says, rest)
}

/// What the prefix before the first colon says.
fn leading(subject: &str) -> Says {
    prefix(subject).map_or(Says::Nothing, |(word, _)| meaning(word))
}

/// What stands before the first colon, without a count (`Re[2]:`, `Fwd (3):`, `AW^2:`), and what behind it.
fn prefix(subject: &str) -> Option<(&str, &str)> {
    let (at, colon) = subject.char_indices().take(MAX_PREFIX).find(|(_, c)| is_colon(*c))?;
    let word = subject[..at].trim_end_matches(|c: char| !c.is_alphabetic() && c != '.').trim_end_matches('.');
    Some((word, &subject[at + colon.len_utf8()..]))
}

fn meaning(word: &str) -> Says {
    match WORDS.prefixes.get(&fold(word)) {
        Some(meaning) if meaning.reply.is_empty() => Says::Forward,
        Some(meaning) if meaning.forward.is_empty() => Says::Reply,
        Some(meaning) => Says::Either(meaning.clone()),
        None => Says::Nothing,
    }
}

/// `subject (fwd)`, as Pine and Mutt write it.
fn is_marked_at_the_end(subject: &str) -> bool {
    let Some(at) = subject.rfind('(') else { return false };
    let tail = fold(&subject[at..]);
    tail == "(fwd)" || tail == "(forwarded)" || tail.starts_with("(fwd from ")
}

/// A colon of any width, and the Armenian signs in its place.
pub(super) fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '﹕' | '︰' | '∶' | '՝' | '։')
}
