//! Which language a page or mail is in.
//!
//! A locale exists because a file `templates/locales/TAG.ftl` exists; there is no list of languages in the code.

use std::fmt;
use std::sync::Arc;

use unic_langid::{CharacterDirection, LanguageIdentifier};

/// The language of last resort: its translation is complete, and every other falls back to it, message by message.
pub const FALLBACK: &str = "en";

/// How many ranges of an `Accept-Language` header are looked at; what comes after is not worth anybody's time.
const MAX_RANGES: usize = 40;

/// Where Chinese is written in traditional characters unless the tag says otherwise (CLDR, likely subtags).
const TRADITIONAL: [&str; 3] = ["TW", "HK", "MO"];

/// A language there is a translation for. Only the renderer makes one, so a locale always has its messages.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Locale {
    tag: Arc<str>,
    rtl: bool,
}

impl Locale {
    /// From the name of a translation file, without its ending; `None` when it is no language tag (BCP 47).
    pub(super) fn from_tag(tag: &str) -> Option<Self> {
        let id: LanguageIdentifier = tag.parse().ok()?;
        Some(Self { tag: tag.into(), rtl: id.character_direction() == CharacterDirection::RTL })
    }

    /// The language of last resort.
    pub(super) fn fallback() -> Self {
        Self { tag: FALLBACK.into(), rtl: false }
    }

    /// The language tag, for `lang` and `Content-Language`.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The direction of its script, for `dir`: `ltr` or `rtl`.
    pub fn dir(&self) -> &'static str {
        if self.rtl { "rtl" } else { "ltr" }
    }

    fn primary(&self) -> &str {
        primary(&self.tag)
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tag)
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Locale({}, {})", self.tag, self.dir())
    }
}

/// The best of the available locales for an `Accept-Language` value (RFC 9110 section 12.5.4, look-up as in RFC 4647
/// section 3.4). `None` when nothing asked for is there, or the header is damaged: the caller then takes the default
/// language, which is also what `*` means.
///
/// A language in a script the reader did not ask for (Simplified Chinese for `zh-TW`) comes after all that the header
/// names, but before the default: it can be read, with some effort.
pub(super) fn negotiate<'a>(header: &str, available: &'a [Locale], default: &str) -> Option<&'a Locale> {
    let ranges = ranges(header);
    let named = ranges.iter().take_while(|range| **range != "*");
    let as_written = named.filter_map(|range| look_up_as_written(range, available)).next();
    as_written.or_else(|| {
        ranges.into_iter().find_map(|range| match range {
            "*" => available.iter().find(|locale| locale.tag() == default),
            range => look_up(range, available),
        })
    })
}

/// The locale for one language range: in its own script if there is one, else in another.
pub(super) fn look_up<'a>(range: &str, available: &'a [Locale]) -> Option<&'a Locale> {
    look_up_as_written(range, available).or_else(|| closest(range, &available.iter().collect::<Vec<_>>()))
}

fn look_up_as_written<'a>(range: &str, available: &'a [Locale]) -> Option<&'a Locale> {
    let same_script = |locale: &&Locale| match (script(range), script(locale.tag())) {
        (Some(wanted), Some(written)) => wanted.eq_ignore_ascii_case(written),
        _ => true,
    };
    closest(range, &available.iter().filter(same_script).collect::<Vec<_>>())
}

/// The exact tag, then shorter and shorter, then any of the same language.
fn closest<'a>(range: &str, among: &[&'a Locale]) -> Option<&'a Locale> {
    let mut wanted = range;
    loop {
        if let Some(found) = among.iter().find(|locale| locale.tag().eq_ignore_ascii_case(wanted)) {
            return Some(found);
        }
        match wanted.rsplit_once('-') {
            Some((shorter, _)) => wanted = shorter,
            None => break,
        }
    }
    among.iter().find(|locale| locale.primary().eq_ignore_ascii_case(primary(range))).copied()
}

/// The script of a tag, where it matters and can be known: the one it names; for Chinese, the one of its region.
fn script(tag: &str) -> Option<&str> {
    let is_script = |subtag: &&str| subtag.len() == 4 && subtag.bytes().all(|b| b.is_ascii_alphabetic());
    let mut subtags = tag.split('-').skip(1);
    let named = subtags.clone().find(is_script);
    if named.is_some() || !primary(tag).eq_ignore_ascii_case("zh") {
        return named;
    }
    let traditional = subtags.any(|subtag| TRADITIONAL.iter().any(|region| region.eq_ignore_ascii_case(subtag)));
    Some(if traditional { "Hant" } else { "Hans" })
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The ranges of the header, the most wanted first; those with weight 0 are not wanted at all.
fn ranges(header: &str) -> Vec<&str> {
    let mut weighted: Vec<(u16, &str)> = header.split(',').take(MAX_RANGES).filter_map(weighted_range).collect();
    weighted.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    weighted.into_iter().map(|(_, range)| range).collect()
}

fn weighted_range(item: &str) -> Option<(u16, &str)> {
    let mut parts = item.split(';').map(str::trim);
    let range = parts.next().filter(|range| is_range(range))?;
    let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let thousandths = weight.map_or(Some(1000), thousandths)?;
    (thousandths > 0).then_some((thousandths, range))
}

fn is_range(range: &str) -> bool {
    let subtag = |s: &str| (1..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric());
    range == "*" || range.split('-').all(subtag)
}

fn thousandths(weight: &str) -> Option<u16> {
    let value: f32 = weight.parse().ok()?;
    (0.0..=1.0).contains(&value).then_some((value * 1000.0) as u16)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn available() -> Vec<Locale> {
        ["ar", "de", "en", "pt-BR", "zh-Hans"].iter().map(|tag| Locale::from_tag(tag).unwrap()).collect()
    }

    fn best(header: &str) -> Option<String> {
        negotiate(header, &available(), FALLBACK).map(ToString::to_string)
    }

    #[test]
    fn the_most_wanted_language_that_is_there_wins() {
        for (header, tag) in [
            ("de", Some("de")),
            ("fr, de;q=0.5, en;q=0.4", Some("de")),
            ("en;q=0.2, ar;q=0.9", Some("ar")),
            ("de-AT-1996, en", Some("de")),
            ("DE-at", Some("de")),
            ("pt", Some("pt-BR")),
            ("pt-PT", Some("pt-BR")),
            ("ZH-cn", Some("zh-Hans")),
            ("zh-Hans-HK", Some("zh-Hans")),
            ("zh-TW, zh;q=0.9, en-US;q=0.8, en;q=0.7", Some("zh-Hans")),
            ("zh-hk, en;q=0.8", Some("en")),
            ("zh-Hant, fr;q=0.8", Some("zh-Hans")),
            ("zh-TW, *;q=0.5", Some("zh-Hans")),
            ("*, de;q=0.5", Some("en")),
            ("de;q=0, *;q=0.1", Some("en")),
            ("fr, *", Some("en")),
            ("fr", None),
            ("de;q=0", None),
            ("", None),
            ("de;q=nonsense", None),
            ("<script>, ../../en", None),
        ] {
            assert_eq!(best(header).as_deref(), tag, "{header}");
        }
    }

    #[test]
    fn a_translation_in_the_readers_own_script_is_preferred() {
        let both: Vec<_> = ["en", "zh", "zh-Hant"].iter().filter_map(|tag| Locale::from_tag(tag)).collect();
        for (range, tag) in [("zh-HK", "zh-Hant"), ("zh-TW", "zh-Hant"), ("zh-SG", "zh"), ("zh", "zh")] {
            assert_eq!(look_up(range, &both).unwrap().tag(), tag, "{range}");
        }
    }

    #[test]
    fn arabic_runs_right_to_left_and_the_others_do_not() {
        let right_to_left: Vec<_> = available().into_iter().filter(|l| l.dir() == "rtl").collect();
        assert_eq!(right_to_left.iter().map(Locale::tag).collect::<Vec<_>>(), ["ar"]);
        assert_eq!(Locale::from_tag("../en"), None);
    }

    proptest! {
        #[test]
        fn any_header_at_all_is_survived(header in ".{0,200}") {
            negotiate(&header, &available(), FALLBACK);
        }
    }
}
