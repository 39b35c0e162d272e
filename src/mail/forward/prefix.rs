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
    let subject = subject.trim().trim_start_matches(super::fold::is_invisible);
    let bare = without_tags(subject);
    match leading(bare) {
        Says::Nothing if is_marked_at_the_end(bare) => Says::Forward,
        said => said,
    }
}

/// `[Fwd: subject]` keeps its bracket's content: that is how some programs write a forward.
fn without_tags(subject: &str) -> &str {
    let mut rest = subject;
    for _ in 0..MAX_TAGS {
        let Some(inner) = rest.strip_prefix(['[', '【']) else { break };
        if !matches!(leading(inner), Says::Nothing) {
            return inner;
        }
        let Some((_, after)) = inner.split_once([']', '】']) else { break };
        rest = after.trim_start();
    }
    rest
}

/// The prefix before the first colon, without a count: `Re[2]:`, `Fwd (3):`, `AW^2:`.
fn leading(subject: &str) -> Says {
    let Some(end) = subject.char_indices().take(MAX_PREFIX).find(|(_, c)| is_colon(*c)) else { return Says::Nothing };
    let word = subject[..end.0].trim_end_matches(|c: char| !c.is_alphabetic() && c != '.').trim_end_matches('.');
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

/// A colon of any width.
pub(super) fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '﹕' | '︰' | '∶')
}
