//! Answers written beforehand: texts that an operator begins with when somebody is answered, in each language. They are
//! filled once, and what is filled in is never looked at again, so that no name can bring in another (no template
//! engine: three places, and nothing else).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::case::{CaseKind, RefusalReason};
use super::reading::words;
use super::time::Instant;
use serde::Serialize;

/// Stands where only the operator knows what to write.
pub const UNWRITTEN: &str = "[…]";

/// What may be filled in, as it stands in a text.
pub const PLACES: [&str; 3] = ["{name of sender}", "{reference}", "{date}"];

words! {
    /// With which mail the text goes.
    AnswerUse {
        /// The end of a case that was done.
        Done = "done",
        /// Of one that is refused.
        Refused = "refused",
        /// Of one that somebody else must answer.
        Redirected = "redirected",
        /// A question to the person; the case goes on.
        Question = "question",
    }
}

/// An answer written beforehand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreparedAnswer {
    /// UUIDv7, or the word of one that every installation begins with.
    pub id: String,
    /// How colleagues know it.
    pub name: String,
    /// With which mail.
    pub used_for: AnswerUse,
    /// Only for this reason of a refusal.
    pub reason: Option<RefusalReason>,
    /// Only for cases of these kinds; without any for all.
    pub kinds: Vec<CaseKind>,
    /// The text, by the tag of its language.
    pub texts: BTreeMap<String, String>,
    /// Since when.
    pub created_at: Instant,
    /// Offered no more since.
    pub retired_at: Option<Instant>,
}

impl PreparedAnswer {
    /// Whether it can be offered for such a mail about such a case.
    pub fn suits(&self, used_for: AnswerUse, kind: CaseKind) -> bool {
        let of_kind = self.kinds.is_empty() || self.kinds.contains(&kind);
        self.retired_at.is_none() && self.used_for == used_for && of_kind
    }

    /// The text in this language; if it was not written in it, in English; if not in that either, the first there is.
    /// With the tag of the language it is in.
    pub fn text_in(&self, language: &str) -> Option<(&str, &str)> {
        let own = self.texts.get_key_value(language).or_else(|| self.texts.get_key_value("en"));
        own.or_else(|| self.texts.iter().next()).map(|(tag, text)| (tag.as_str(), text.as_str()))
    }
}

/// What is filled in.
#[derive(Clone, Debug)]
pub struct Filling<'a> {
    /// The sender's name.
    pub sender: &'a str,
    /// By what we find the case again.
    pub reference: &'a str,
    /// The day the request came, in the person's language.
    pub date: &'a str,
}

/// The text with its places filled. One pass: what is filled in is not looked at again.
pub fn fill(text: &str, with: &Filling<'_>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, after) = rest.split_at(at);
        filled.push_str(before);
        let values = [with.sender, with.reference, with.date];
        match PLACES.iter().zip(values).find(|(place, _)| after.starts_with(*place)) {
            Some((place, value)) => {
                filled.push_str(value);
                rest = &after[place.len()..];
            }
            None => {
                filled.push('{');
                rest = &after[1..];
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// The first place in a text that nothing is filled into: a slip of the pen, which would go out as it is.
pub fn unknown_place(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        rest = &rest[at..];
        let end = rest.find('}').map_or(0, |end| end + 1);
        let place = &rest[..end];
        let is_word =
            place.len() > 2 && place[1..place.len() - 1].chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '_');
        if is_word && !PLACES.contains(&place) {
            return Some(place);
        }
        rest = &rest[1..];
    }
    None
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    answer: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    name: String,
    used_for: String,
    reason: Option<String>,
    #[serde(default)]
    kinds: Vec<String>,
    texts: BTreeMap<String, String>,
}

impl Written {
    fn read(self) -> Option<PreparedAnswer> {
        Some(PreparedAnswer {
            used_for: AnswerUse::from_word(&self.used_for)?,
            reason: match &self.reason {
                Some(word) => Some(RefusalReason::from_word(word)?),
                None => None,
            },
            kinds: self.kinds.iter().map(|word| CaseKind::from_word(word)).collect::<Option<_>>()?,
            id: self.id,
            name: self.name,
            texts: self.texts,
            created_at: Instant(0),
            retired_at: None,
        })
    }
}

static BUILT_IN: LazyLock<Vec<PreparedAnswer>> = LazyLock::new(|| {
    let file: Option<File> = toml::from_str(include_str!("built_in.toml")).ok();
    file.map(|file| file.answer.into_iter().filter_map(Written::read).collect()).unwrap_or_default()
});

/// The answers that every installation begins with.
pub fn built_in() -> &'static [PreparedAnswer] {
    &BUILT_IN
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    const LANGUAGES: [&str; 12] = ["en", "de", "ar", "fr", "es", "pt", "it", "nl", "pl", "ja", "zh", "tr"];

    #[test]
    fn law_09_every_reason_of_a_refusal_and_every_mail_has_an_answer_in_every_language() {
        let all = built_in();
        for reason in RefusalReason::ALL {
            assert!(all.iter().any(|one| one.reason == Some(*reason)), "{reason:?}");
        }
        for used_for in AnswerUse::ALL {
            assert!(all.iter().any(|one| one.used_for == *used_for), "{used_for:?}");
        }
        for one in all {
            for language in LANGUAGES {
                let text = one.texts.get(language).unwrap();
                assert_eq!(unknown_place(text), None, "{} in {language}", one.id);
                assert_eq!(text.contains(UNWRITTEN), one.texts["en"].contains(UNWRITTEN), "{} in {language}", one.id);
            }
            assert_eq!(one.texts.len(), LANGUAGES.len(), "{}", one.id);
        }
    }

    #[test]
    fn what_is_filled_in_is_never_looked_at_again() {
        let with = Filling { sender: "{reference} {date}", reference: "r-1", date: "1 May" };
        assert_eq!(fill("{name of sender}: {reference}, {date} {", &with), "{reference} {date}: r-1, 1 May {");
        assert_eq!(fill("{{date}} {other} }{", &with), "{1 May} {other} }{");
    }

    #[test]
    fn a_place_that_nothing_is_filled_into_is_found() {
        assert_eq!(unknown_place("Dear {name}, {date}"), Some("{name}"));
        assert_eq!(unknown_place("{date}{reference}{name of sender} {} {;-} {"), None);
    }
}
