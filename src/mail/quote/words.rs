//! The words by which mail programs introduce and sign, by language, from the files in `words/`, and those that answers
//! share with forwards (names of header fields, verbs, phrases above originals), from `../forward/languages.txt`.
//!
//! A file holds lines `key: phrase | phrase`; `#` begins a comment. Case, accents' composition, kinds of space and
//! apostrophe do not matter ([`plain`]). A `*` stands for a name of a device or an app. The keys:
//!
//! | key | what |
//! |---|---|
//! | `from` `date` `to` `cc` `subject` | names of header fields in quoted header blocks: here only what the shared file lacks |
//! | `wrote` `marker` | verbs of "On DATE, NAME wrote:", phrases between dashes above an original: likewise |
//! | `on` `begins` | how "On DATE" begins; what stands above an original without dashes |
//! | `above` `hidden` | "reply above this line"; "quoted text hidden" |
//! | `self` | I, me, my (the singular; footers say "we"), if no other language's word: where the writer speaks no program does |
//! | `sent_my` `sent_app` `sent_line` `device` | lines of apps: of the writer's own device; of a named app; whole lines |
//! | `footer_you` `footer_to` `footer_go` `footer_item` | how footer paragraphs begin; what sends the reader to a link; names of links |
//! | `banner` | how gateways warn |
//! | `postscript` | how a postscript begins |
//! | `confidential` `addressee` | what disclaimers say: that it is secret; whom it is for, and what others must not do |
//!
//! To add a language: a file here, a line in [`FILES`].

use std::collections::HashMap;
use std::sync::LazyLock;

use super::line::plain;
use super::search::{Finder, Leads, Patterns};

/// Embeds the files of `words/`.
macro_rules! files {
    ($($name:literal)*) => { &[
        ("shared", include_str!("../forward/languages.txt")),
        $(($name, include_str!(concat!("words/", $name, ".txt"))),)*
    ] };
}

/// Every file by its language (BCP 47 primary tag), the words shared with forwards, and the names no language owns.
pub(super) const FILES: &[(&str, &str)] = files! {
    "common" "af" "ar" "az" "bg" "bn" "ca" "cs" "da" "de" "el" "en" "es" "et" "eu" "fa" "fi" "fr" "gl" "he" "hi" "hr"
    "hu" "id" "is" "it" "ja" "ko" "lt" "lv" "mk" "nb" "nl" "pl" "pt" "ro" "ru" "sk" "sl" "sr" "sv" "sw" "th" "tl" "tr"
    "uk" "vi" "zh"
};

/// All words, read once.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(Words::read);

/// The words of every language together: a mail names no language, and a client's may differ from its user's.
pub(super) struct Words {
    /// Names of header fields, with a bit for each kind they may be.
    pub headers: HashMap<String, u8>,
    pub on: Leads,
    pub wrote: Finder,
    pub marker: Leads,
    pub begins: Leads,
    pub above: Finder,
    pub hidden: Leads,
    pub own: Finder,
    pub device: Finder,
    pub sent_my: Patterns,
    pub sent_app: Patterns,
    pub sent_line: Patterns,
    pub footer_you: Leads,
    pub footer_to: Leads,
    pub footer_go: Finder,
    pub footer_item: Leads,
    pub banner: Leads,
    pub postscript: Leads,
    pub confidential: Finder,
    pub addressee: Finder,
}

/// The kinds of header fields, one bit each.
pub(super) const HEADER_KINDS: [(&str, u8); 5] = [("from", 1), ("date", 2), ("to", 4), ("subject", 8), ("cc", 16)];

impl Words {
    fn read() -> Self {
        let all = |key: &'static str| -> Vec<String> {
            FILES.iter().flat_map(|(_, file)| shared(key).flat_map(|key| phrases(file, key))).collect()
        };
        Self {
            headers: headers(all),
            on: Leads::new(all("on")),
            wrote: Finder::new(all("wrote")),
            marker: Leads::new(all("marker")),
            begins: Leads::new(all("begins")),
            above: Finder::new(all("above")),
            hidden: Leads::new(all("hidden")),
            own: Finder::new(all("self")),
            device: Finder::new(all("device")),
            sent_my: Patterns::new(all("sent_my")),
            sent_app: Patterns::new(all("sent_app")),
            sent_line: Patterns::new(all("sent_line")),
            footer_you: Leads::new(all("footer_you")),
            footer_to: Leads::new(all("footer_to")),
            footer_go: Finder::new(all("footer_go")),
            footer_item: Leads::new(all("footer_item")),
            banner: Leads::new(all("banner")),
            postscript: Leads::new(all("postscript")),
            confidential: Finder::new(all("confidential")),
            addressee: Finder::new(all("addressee")),
        }
    }
}

/// A key of ours with the keys of the shared file that mean the same here.
fn shared(key: &'static str) -> impl Iterator<Item = &'static str> {
    let more: &[&str] = match key {
        "cc" => &["reply-to", "other"],
        "marker" => &["forward", "original", "end"],
        _ => &[],
    };
    std::iter::once(key).chain(more.iter().copied())
}

/// The phrases under one key of a file, in normal form.
pub(super) fn phrases(file: &str, key: &str) -> Vec<String> {
    let fields = file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
    let values = fields.filter(|(name, _)| *name == key).flat_map(|(_, value)| value.split('|'));
    values.map(plain).filter(|phrase| !phrase.is_empty()).collect()
}

/// Names of header fields to the bits of their kinds.
fn headers(all: impl Fn(&'static str) -> Vec<String>) -> HashMap<String, u8> {
    let mut names = HashMap::new();
    for (key, bit) in HEADER_KINDS {
        for name in all(key) {
            *names.entry(name).or_insert(0) |= bit;
        }
    }
    names
}
