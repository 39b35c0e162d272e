//! Does somebody say yes? An answer to the mail that asks whether a request is one's own counts as its button, when it says
//! yes and nothing else, in any of our languages (`consent.toml`). Everything else is for a person to read (L10).

use std::collections::HashSet;
use std::sync::LazyLock;

use icu_normalizer::ComposingNormalizerBorrowed;
use serde::Deserialize;

/// More words than that are no plain yes.
const WORDS_MAX: usize = 8;
/// Scripts without spaces: more characters than that are no plain yes.
const CHARACTERS_MAX: usize = 60;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// Each alone is a yes.
    yes: Vec<String>,
    /// May stand beside a yes: thanks, greetings, "I confirm".
    beside: Vec<String>,
}

struct Lexicon {
    yes: HashSet<String>,
    beside: HashSet<String>,
}

static LEXICON: LazyLock<Option<Lexicon>> = LazyLock::new(|| {
    let words: Words = toml::from_str(include_str!("consent.toml")).ok()?;
    let plain = |words: Vec<String>| words.iter().map(|word| plain(word)).collect();
    Some(Lexicon { yes: plain(words.yes), beside: plain(words.beside) })
});

/// Whether this is a plain yes: at least one word for it, and beside it only courtesies.
pub fn says_yes(text: &str) -> bool {
    let Some(lexicon) = LEXICON.as_ref() else { return false };
    let text = plain(text);
    if text.chars().count() > CHARACTERS_MAX {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() || words.len() > WORDS_MAX {
        return false;
    }
    let whole = lexicon.yes.contains(text.as_str());
    let is_yes = |word: &&&str| lexicon.yes.contains(**word);
    let is_known = |word: &&str| lexicon.yes.contains(*word) || lexicon.beside.contains(*word);
    whole || (words.iter().any(|word| is_yes(&word)) && words.iter().all(is_known))
}

/// Lower case, without marks or punctuation, one space between words.
fn plain(text: &str) -> String {
    let text = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
    let kept = text.chars().flat_map(char::to_lowercase).map(|c| if c.is_alphanumeric() { c } else { ' ' });
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_yes_counts_in_every_language_of_ours() {
        for yes in [
            "yes",
            "Yes!",
            "YES, please.",
            "Yes, I confirm. Thanks",
            "ja",
            "Ja, bitte",
            "oui",
            "Oui, merci",
            "sí",
            "Si, gracias",
            "sim",
            "sì",
            "Sì, confermo",
            "tak",
            "Tak, potwierdzam",
            "evet",
            "Evet, onaylıyorum",
            "はい",
            "是",
            "是的",
            "نعم",
            "confirmed",
            "bestätigt",
            "Yes\n\nThank you",
        ] {
            assert!(says_yes(yes), "{yes}");
        }
    }

    #[test]
    fn l10_whatever_says_more_or_less_than_yes_is_for_a_person() {
        for other in [
            "",
            "no",
            "not yes",
            "yes but not the invoices",
            "yes?  what is this",
            "nein",
            "ja nein",
            "thanks",
            "please",
            "Yes, and send me a copy of everything too",
            "I did not ask for this",
            "いいえ",
            "不是",
            "لا",
            "yesterday",
            "yes yes yes yes yes yes yes yes yes",
            "はい、でもまだです",
        ] {
            assert!(!says_yes(other), "{other}");
        }
    }
}
