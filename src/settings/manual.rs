//! Settings in print: the manual, which is a whole `desist.toml` with every key explained, and the values in force.
//! Both come from the table.

use super::addresses;
use super::policy;
use super::raw::Slot;
use super::reader::literal;
use super::sections::Settings;
use super::table::{Fallback, Key, Kind, RawSettings, SECTIONS};

const HEADING: &str = "\
# desist.toml: every setting, with its default. All of them may be left out, and so may this file.
# Precedence: flag, environment, this file, default. Relative paths are relative to this file.
# Durations: 250ms, 5s, 2m, 1h, 30d. Sizes: 64KiB, 8MiB.
# Also in the environment: DESIST_CONFIG (this file), DESIST_DATA_DIR, DESIST_LOG (short for DESIST_LOG_FILTER).
";

/// The annotated settings file: what `desist config print` prints. It is valid and changes nothing.
pub fn manual() -> String {
    let raw = RawSettings::empty();
    let slots = raw.slots();
    let mut text = HEADING.to_owned();
    for (section, about) in SECTIONS {
        text += &format!("\n# {about}\n[{section}]\n");
        for slot in of_section(&slots, section) {
            text += &entry(&slot.key);
        }
    }
    text + addresses::MANUAL + policy::MANUAL
}

/// The values in force and where each comes from. Secrets are masked; what is left is valid TOML.
pub fn print_effective(settings: &Settings) -> String {
    let mut text = String::new();
    for (section, _) in SECTIONS {
        text += &format!("[{section}]\n");
        // A section may have sections of its own: what is theirs has one dot more.
        let is_own = |key: &str| key.rsplit_once('.').is_some_and(|(of, _)| of == *section);
        for shown in settings.shown.iter().filter(|shown| is_own(&shown.key)) {
            text += &format!("{} # {}\n", shown.line, shown.origin);
        }
        if *section == "policy" {
            text += &settings.policy.shown();
        }
        text += "\n";
    }
    text
}

fn of_section<'a>(slots: &'a [&'a Slot], section: &'a str) -> impl Iterator<Item = &'a &'a Slot> {
    slots.iter().filter(move |slot| slot.key.section == section)
}

fn entry(key: &Key) -> String {
    let mut text = String::from("\n");
    for line in wrapped(key.doc, 110) {
        text += &format!("# {line}\n");
    }
    if let Kind::OneOf(words) = key.kind {
        text += &format!("# One of: {}.\n", words.join(", "));
    }
    text += &format!("# Environment: {}\n", variables(key));
    text + &default_line(key)
}

fn variables(key: &Key) -> String {
    let name = key.env();
    if key.is_secret() {
        format!("{name}, or {name}_FILE naming a file that holds it (here: {}_file)", key.name)
    } else {
        name
    }
}

fn default_line(key: &Key) -> String {
    match key.fallback {
        Fallback::Fixed(text) => format!("{} = {}\n", key.name, literal(key, text)),
        Fallback::Derived(how, example) => format!("# Default: {how}. For example:\n{}", example_line(key, example)),
        Fallback::Unset(meaning, example) => {
            format!("# Not set: {meaning}. For example:\n{}", example_line(key, example))
        }
    }
}

/// A secret's own place is a file of its own; an example of one would invite to fill it in here.
fn example_line(key: &Key, example: &str) -> String {
    let in_file = key.is_secret() && !example.contains(':');
    format!("#{}{} = {}\n", key.name, if in_file { "_file" } else { "" }, literal(key, example))
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.len() - 1;
        if !lines[line].is_empty() && lines[line].len() + 1 + word.len() > width {
            lines.push(word.to_owned());
        } else {
            let gap = if lines[line].is_empty() { "" } else { " " };
            lines[line] += &format!("{gap}{word}");
        }
    }
    lines
}
