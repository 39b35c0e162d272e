//! The words of `languages.txt`, by what they mean.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::fold;

/// A header line of a forwarded mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    From,
    To,
    Cc,
    Date,
    Subject,
    ReplyTo,
    /// Stands among the others, and says nothing about people.
    Other,
}

/// What the line above (or below) an original says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phrase {
    /// Only a forward has it.
    Forward,
    /// Replies have it too.
    Original,
    /// The original ends here.
    End,
}

/// In which languages a prefix of a subject means what.
#[derive(Clone, Debug, Default)]
pub(super) struct Meaning {
    /// Languages in which it means a forward.
    pub forward: Vec<&'static str>,
    /// Languages in which it means an answer.
    pub reply: Vec<&'static str>,
}

/// All words, folded.
#[derive(Default)]
pub(super) struct Words {
    /// Names of header lines, with the language that has them first.
    pub fields: HashMap<String, (Field, &'static str)>,
    /// Lines above and below an original.
    pub phrases: HashMap<String, Phrase>,
    /// Prefixes of subjects.
    pub prefixes: HashMap<String, Meaning>,
    /// Verbs of the line above a quotation.
    pub wrote: Vec<String>,
    /// Words between a sender and the author; longest first.
    pub behalf: Vec<String>,
    /// The longest name of a header line in characters, as written.
    pub longest_name: usize,
    /// The longest phrase in characters, as written.
    pub longest_phrase: usize,
}

/// The words of every language.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| read(include_str!("languages.txt")));

fn read(data: &'static str) -> Words {
    let mut words = Words::default();
    let mut language = "";
    for line in data.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(name) => language = name,
            None => read_line(&mut words, language, line),
        }
    }
    words.behalf.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

fn read_line(words: &mut Words, language: &'static str, line: &str) {
    let Some((key, values)) = line.split_once(':') else { return };
    for value in values.split('|').map(str::trim).filter(|value| !value.is_empty()) {
        add(words, language, key, value);
    }
}

fn add(words: &mut Words, language: &'static str, key: &str, value: &str) {
    let folded = fold(value);
    match (field(key), phrase(key), key) {
        (Some(field), ..) => add_field(words, language, field, value),
        (_, Some(phrase), _) => add_phrase(words, phrase, value),
        (.., "fwd") => words.prefixes.entry(folded).or_default().forward.push(language),
        (.., "re") => words.prefixes.entry(folded).or_default().reply.push(language),
        (.., "wrote") => words.wrote.push(folded),
        (.., "behalf") => words.behalf.push(folded),
        _ => {}
    }
}

fn add_field(words: &mut Words, language: &'static str, field: Field, value: &str) {
    words.longest_name = words.longest_name.max(value.chars().count());
    words.fields.entry(fold(value)).or_insert((field, language));
}

fn add_phrase(words: &mut Words, phrase: Phrase, value: &str) {
    words.longest_phrase = words.longest_phrase.max(value.chars().count());
    words.phrases.entry(fold(value)).or_insert(phrase);
}

fn field(key: &str) -> Option<Field> {
    Some(match key {
        "from" => Field::From,
        "to" => Field::To,
        "cc" => Field::Cc,
        "date" => Field::Date,
        "subject" => Field::Subject,
        "reply-to" => Field::ReplyTo,
        "other" => Field::Other,
        _ => return None,
    })
}

fn phrase(key: &str) -> Option<Phrase> {
    Some(match key {
        "forward" => Phrase::Forward,
        "original" => Phrase::Original,
        "end" => Phrase::End,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_understood_and_no_name_means_two_fields() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for line in
            include_str!("languages.txt").lines().filter(|line| !line.starts_with(['#', '[']) && !line.is_empty())
        {
            let (key, values) = line.split_once(": ").unwrap_or_else(|| panic!("no key: {line}"));
            assert!(
                field(key).is_some() || phrase(key).is_some() || ["fwd", "re", "wrote", "behalf"].contains(&key),
                "{line}"
            );
            for value in values.split('|').map(str::trim).filter(|_| field(key).is_some()) {
                let before = seen.insert(fold(value), key);
                assert!(before.is_none_or(|before| before == key), "{value} means {before:?} and {key}");
            }
        }
    }

    #[test]
    fn phrases_of_forwards_are_not_phrases_of_replies() {
        for (phrase, meaning) in &WORDS.phrases {
            let others = include_str!("languages.txt").lines().filter_map(|line| line.split_once(": "));
            for (key, values) in others.filter(|(key, _)| self::phrase(key).is_some_and(|other| other != *meaning)) {
                assert!(values.split('|').all(|value| fold(value) != *phrase), "{phrase} is {meaning:?} and {key}");
            }
        }
    }
}
