//! The translations as texts: complete, with the same variables, and written by the customs of their language.
//!
//! A new language needs a line in each table below; the tests say which.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentArgs;

use super::super::messages::Medium;
use super::super::sources::Sources;
use super::super::{Locale, Renderer};
use super::renderer;

/// What the languages have and how they write: tag, first of January, the sample date, quotation marks.
const CUSTOMS: [(&str, &str, &str, [&str; 2]); 12] = [
    ("ar", "١ يناير ٢٠٢٧", "٢٣ ديسمبر ٢٠٢٦", ["«", "»"]),
    ("de", "1. Januar 2027", "23. Dezember 2026", ["„", "“"]),
    ("en", "1 January 2027", "23 December 2026", ["“", "”"]),
    ("es", "1 de enero de 2027", "23 de diciembre de 2026", ["«", "»"]),
    ("fr", "1er janvier 2027", "23 décembre 2026", ["«\u{a0}", "\u{a0}»"]),
    ("it", "1º gennaio 2027", "23 dicembre 2026", ["“", "”"]),
    ("ja", "2027年1月1日", "2026年12月23日", ["「", "」"]),
    ("nl", "1 januari 2027", "23 december 2026", ["‘", "’"]),
    ("pl", "1 stycznia 2027", "23 grudnia 2026", ["„", "”"]),
    ("pt", "1º de janeiro de 2027", "23 de dezembro de 2026", ["“", "”"]),
    ("tr", "1 Ocak 2027", "23 Aralık 2026", ["“", "”"]),
    ("zh", "2027年1月1日", "2026年12月23日", ["“", "”"]),
];

/// How a number of seconds is said, with each plural form of the language that a whole number can take (CLDR). Arabic
/// begins anew at 103, but the plural rules of `intl_pluralrules` 7.0.2 forget that, so here it ends at 99.
const PLURALS: [(&str, &[(u16, &str)]); 12] = [
    (
        "ar",
        &[
            (1, "ثانية واحدة."),
            (2, "ثانيتين"),
            (3, "٣ ثوانٍ"),
            (10, "١٠ ثوانٍ"),
            (11, "١١ ثانية"),
            (99, "٩٩ ثانية"),
            (100, "١٠٠ ثانية"),
        ],
    ),
    ("de", &[(1, "1 Sekunde "), (2, "2 Sekunden"), (21, "21 Sekunden")]),
    ("en", &[(1, "1 second."), (2, "2 seconds"), (21, "21 seconds")]),
    ("es", &[(1, "1 segundo,"), (2, "2 segundos")]),
    ("fr", &[(1, "1\u{a0}seconde."), (2, "2\u{a0}secondes")]),
    ("it", &[(1, "1 secondo"), (2, "2 secondi")]),
    ("ja", &[(1, "1秒"), (2, "2秒")]),
    ("nl", &[(1, "1 seconde "), (2, "2 seconden")]),
    (
        "pl",
        &[
            (1, "1 sekundę"),
            (2, "2 sekundy"),
            (5, "5 sekund."),
            (12, "12 sekund."),
            (21, "21 sekund."),
            (22, "22 sekundy"),
        ],
    ),
    ("pt", &[(1, "1 segundo."), (2, "2 segundos")]),
    ("tr", &[(1, "1 saniye"), (2, "2 saniye")]),
    ("zh", &[(1, "1秒"), (2, "2秒")]),
];

/// Messages that may read as in English: signs, and words that were borrowed.
const AS_IN_ENGLISH: [(&str, &str); 4] =
    [("*", "digits"), ("*", "list-more"), ("de", "tracking-name"), ("nl", "tracking-name")];

/// A file's messages by id, as they are written.
type Written = BTreeMap<String, String>;

fn written() -> BTreeMap<String, Written> {
    let sources = Sources::embedded();
    sources.files_of("locales", "ftl").map(|(tag, file)| (tag.to_owned(), read(file.embedded().unwrap()))).collect()
}

fn read(text: &str) -> Written {
    let mut messages: Vec<(String, String)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase())) {
            Some((id, value)) => messages.push((id.to_owned(), value.trim().to_owned())),
            None => messages.last_mut().into_iter().for_each(|(_, value)| *value += &format!("\n{line}")),
        }
    }
    messages.into_iter().map(|(id, value)| (id, value.trim_end().to_owned())).collect()
}

/// Calls the check with every message of every language, and says which one it was if it fails.
fn every_message(check: impl Fn(&str, &str, &str)) {
    for (tag, messages) in written() {
        for (id, value) in &messages {
            eprintln!("{tag}: {id} = {value}");
            check(&tag, id, value);
        }
    }
}

fn variables(value: &str) -> BTreeSet<&str> {
    let name = |rest: &str| rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    value.split('$').skip(1).map(|rest| &rest[..name(rest)]).collect()
}

/// The words alone: X for what is put in, and all the variants of a choice.
fn words(value: &str) -> String {
    let mut text = value.to_owned();
    while let Some(open) = text.rfind('{') {
        let close = open + text[open..].find('}').unwrap();
        let instead = text[open..close].split_once("->").map_or("X".to_owned(), |(_, variants)| variants.to_owned());
        text.replace_range(open..=close, &instead);
    }
    text.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

fn locale(renderer: &Renderer, tag: &str) -> Locale {
    renderer.locale_named(tag).unwrap()
}

#[test]
fn the_twelve_languages_are_there_each_with_its_customs() {
    let tags: Vec<String> = written().into_keys().collect();
    assert_eq!(tags, CUSTOMS.map(|(tag, ..)| tag));
    assert_eq!(tags, PLURALS.map(|(tag, _)| tag));
}

#[test]
fn every_language_has_exactly_the_messages_of_english_with_their_variables() {
    let (all, renderer) = (written(), renderer());
    let english = &all["en"];
    for (tag, messages) in &all {
        let ids = |messages: &Written| messages.keys().cloned().collect::<BTreeSet<_>>();
        let differing: Vec<_> = ids(english).symmetric_difference(&ids(messages)).cloned().collect();
        assert!(differing.is_empty(), "{tag} differs from en in {differing:?}");
        for (id, value) in messages {
            assert_eq!(variables(value), variables(&english[id]), "{tag}: {id}");
            assert!(renderer.embedded.messages().has_own(&locale(&renderer, tag), id), "{tag}: {id} cannot be read");
        }
    }
}

#[test]
fn nothing_is_left_in_english() {
    let english = written().remove("en").unwrap();
    every_message(|tag, id, value| {
        let may = tag == "en" || AS_IN_ENGLISH.iter().any(|(of, same)| *same == id && ["*", tag].contains(of));
        assert!(may || value != english[id]);
    });
}

#[test]
fn a_subject_is_one_line() {
    every_message(|_, id, value| assert!(!id.contains("-subject") || !value.contains(char::is_control)));
    let sources = Sources::embedded();
    let subjects: Vec<_> = sources.templates().filter(|(path, _)| path.ends_with(".subject.txt")).collect();
    assert!(!subjects.is_empty());
    for (path, file) in subjects {
        assert_eq!(file.embedded().unwrap().trim_end().lines().count(), 1, "{path}");
    }
}

#[test]
fn numbers_are_in_the_digits_of_the_language() {
    every_message(|_, _, value| {
        assert!(!["{ $day }", "{ $days }", "{ $seconds }", "{ $year }"].iter().any(|bare| value.contains(bare)));
    });
}

#[test]
fn dates_are_in_the_words_and_the_order_of_the_language() {
    let renderer = renderer();
    for (tag, new_year, sample, _) in CUSTOMS {
        let date = |when: &str| renderer.embedded.messages().date(&locale(&renderer, tag), Medium::Plain, when);
        assert_eq!(date("2027-01-01T00:00:00Z").as_deref(), Some(new_year), "{tag}");
        assert_eq!(date("2026-12-23").as_deref(), Some(sample), "{tag}");
        let months: BTreeSet<_> = (1..=12).map(|month| date(&format!("2026-{month:02}-05"))).collect();
        assert_eq!(months.len(), 12, "{tag}");
    }
}

#[test]
fn numbers_take_the_plural_forms_of_the_language() {
    let renderer = renderer();
    for (tag, forms) in PLURALS {
        for (seconds, expected) in forms {
            let mut args = FluentArgs::new();
            args.set("seconds", *seconds);
            let text = renderer.embedded.messages().text(&locale(&renderer, tag), Medium::Plain, "error-retry", &args);
            assert!(text.as_ref().is_some_and(|text| text.contains(expected)), "{tag} {seconds}: {text:?}");
        }
    }
}

#[test]
fn names_of_topics_stand_in_the_quotation_marks_of_the_language() {
    let customs: BTreeMap<_, _> = CUSTOMS.map(|(tag, .., quotes)| (tag, quotes)).into();
    every_message(|tag, _, value| {
        let [open, close] = customs[tag];
        assert_eq!(value.matches("{ $topic }").count(), value.matches(&format!("{open}{{ $topic }}{close}")).count());
        assert!(!words(value).contains(['"', '\'', '`']), "typewriter's quotation marks");
    });
}

#[test]
fn spaces_and_stops_follow_the_language() {
    every_message(|tag, _, value| {
        let text = words(value);
        let invisible = ['\u{200b}', '\u{200e}', '\u{200f}', '\u{2068}', '\u{2069}', '\u{feff}', '\t'];
        assert!(!value.contains(invisible) && !text.contains("  "));
        assert!(tag != "es" || text.contains('?') == text.contains('¿'));
        assert!(tag != "ar" || !text.contains([',', '?', ';']));
        let marks: Vec<char> = text.chars().collect();
        assert!(!marks.windows(2).any(|pair| is_misplaced(tag, pair[0], pair[1])), "spaces and stops");
    });
}

/// Whether a stop stands wrongly after this character: a space before it, in French none; a half-width one in a script
/// that has its own.
fn is_misplaced(tag: &str, before: char, stop: char) -> bool {
    let full_width = matches!(before, 'X' | '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    match tag {
        "fr" if "?!:;».,".contains(stop) => (before != '\u{a0}') == "?!:;»".contains(stop),
        "ja" | "zh" if full_width => ",.?!:;()".contains(stop),
        _ => before == ' ' && "?!:;,.»”’".contains(stop),
    }
}
