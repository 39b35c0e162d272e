//! Translations: Fluent files, one a language, with the operator's messages laid over the embedded ones.
//!
//! A message is looked for in the operator's file of the language, then in the embedded one, then in English. So a
//! faulty or missing message costs a wording, never a page.

use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::locale::{FALLBACK, Locale};
use super::sources::{Sources, WhichFile};

type Bundle = FluentBundle<Arc<FluentResource>>;

/// Where a text will stand. Pages isolate inserted text by direction marks (U+2068, U+2069), so that a Latin brand name
/// cannot turn an Arabic sentence around; plain mail must not hold such marks, because mail programs show them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// HTML.
    Page,
    /// Plain text and subjects.
    Plain,
}

/// All translations.
pub(super) struct Messages {
    locales: Vec<Locale>,
    layers: BTreeMap<String, Vec<Layer>>,
}

/// One file's messages in both media.
struct Layer {
    page: Bundle,
    plain: Bundle,
}

impl Messages {
    /// Reads every `locales/TAG.ftl`. A message that cannot be read is left out and logged.
    pub(super) fn load(sources: &Sources) -> Self {
        let mut layers: BTreeMap<String, Vec<Layer>> = BTreeMap::new();
        let mut locales = Vec::new();
        for (tag, file) in sources.files_of("locales", "ftl") {
            let Some(locale) = Locale::from_tag(tag) else {
                tracing::warn!(file = tag, "a translation file is not named after a language tag; it is not used");
                continue;
            };
            layers.insert(tag.to_owned(), layers_of(&locale, file));
            locales.push(locale);
        }
        Self { locales, layers }
    }

    /// Every language, in the order of the tags.
    pub(super) fn locales(&self) -> &[Locale] {
        &self.locales
    }

    /// A message with its arguments, or `None` if no language has it whole.
    pub(super) fn text(&self, locale: &Locale, medium: Medium, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        let own = self.layers.get(locale.tag()).into_iter().flatten();
        let last_resort = self.layers.get(FALLBACK).into_iter().flatten();
        own.chain(last_resort).find_map(|layer| layer.text(medium, id, args))
    }

    /// The ids of a language's own messages; to compare languages with.
    #[cfg(test)]
    pub(super) fn has_own(&self, locale: &Locale, id: &str) -> bool {
        self.layers.get(locale.tag()).into_iter().flatten().any(|layer| layer.page.has_message(id))
    }

    /// A date in words, such as "23 December 2026"; the order and the month names are the message `date`.
    ///
    /// `when` is RFC 3339 or a plain `YYYY-MM-DD`; of it the civil date as written counts. `None` if it is neither.
    pub(super) fn date(&self, locale: &Locale, medium: Medium, when: &str) -> Option<String> {
        let mut parts = when.get(..10)?.split('-').map(|part| part.parse::<u16>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        let mut args = FluentArgs::new();
        args.set("day", day);
        args.set("month", month);
        args.set("year", year);
        // The parts need no isolation from each other, and a date in marks would be cut when it is copied.
        let text = self.text(locale, Medium::Plain, "date", &args)?;
        Some(isolated(medium, text))
    }

    /// Names in a row: "a, b and c". The messages `list-more` and `list-last` say how.
    pub(super) fn list(&self, locale: &Locale, medium: Medium, names: &[String]) -> Option<String> {
        let (last, before) = names.split_last()?;
        let join = |id, first: String, second: &str| {
            let mut args = FluentArgs::new();
            args.set("first", first);
            args.set("second", second.to_owned());
            self.text(locale, Medium::Plain, id, &args)
        };
        let shown = |name: &str| isolated(medium, name.to_owned());
        let Some((head, middle)) = before.split_first() else { return Some(shown(last)) };
        let most = middle.iter().try_fold(shown(head), |text, name| join("list-more", text, &shown(name)))?;
        join("list-last", most, &shown(last))
    }
}

impl Layer {
    fn text(&self, medium: Medium, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        let bundle = if medium == Medium::Page { &self.page } else { &self.plain };
        let pattern = bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::warn!(message.id = id, "a translated message asks for something it is not given; another is used");
        }
        (errors.is_empty() && !text.trim().is_empty()).then_some(text)
    }
}

/// On a page, in marks that keep its direction from mixing with what stands around it.
fn isolated(medium: Medium, text: String) -> String {
    if medium == Medium::Page { format!("\u{2068}{text}\u{2069}") } else { text }
}

/// The operator's layer first, if there is one. It holds the embedded messages too, so that references among them work.
fn layers_of(locale: &Locale, file: &WhichFile) -> Vec<Layer> {
    let embedded = file.embedded().map(|text| resource(locale, text));
    let custom = file.custom().map(|text| resource(locale, text));
    let mut layers = Vec::new();
    if let Some(custom) = custom {
        layers.push(layer(locale, embedded.iter().chain([&custom])));
    }
    if let Some(embedded) = &embedded {
        layers.push(layer(locale, [embedded].into_iter()));
    }
    layers
}

fn resource(locale: &Locale, text: &str) -> Arc<FluentResource> {
    Arc::new(FluentResource::try_new(text.to_owned()).unwrap_or_else(|(readable, errors)| {
        tracing::warn!(%locale, errors = errors.len(), "a translation file has messages that cannot be read");
        readable
    }))
}

fn layer<'a>(locale: &Locale, resources: impl Iterator<Item = &'a Arc<FluentResource>> + Clone) -> Layer {
    Layer { page: bundle(locale, resources.clone(), true), plain: bundle(locale, resources, false) }
}

fn bundle<'a>(locale: &Locale, resources: impl Iterator<Item = &'a Arc<FluentResource>>, isolating: bool) -> Bundle {
    let id: LanguageIdentifier = locale.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(isolating);
    for resource in resources {
        bundle.add_resource_overriding(Arc::clone(resource));
    }
    let digits = plain_value(&bundle, "digits");
    // A bundle just made has no function yet, so this cannot clash.
    let _ = bundle.add_function("DIGITS", move |given, _| match given.first() {
        Some(FluentValue::Number(number)) => localise(&number.as_string(), &digits).into(),
        Some(FluentValue::String(text)) => localise(text, &digits).into(),
        _ => FluentValue::Error,
    });
    bundle
}

fn plain_value(bundle: &Bundle, id: &str) -> String {
    let pattern = bundle.get_message(id).and_then(|message| message.value());
    pattern.map(|p| bundle.format_pattern(p, None, &mut Vec::new()).into_owned()).unwrap_or_default()
}

/// Puts the language's own digits in place of 0 to 9; `digits` that are not ten change nothing.
fn localise(number: &str, digits: &str) -> String {
    let digits: Vec<char> = digits.chars().collect();
    let own = |c: char| c.to_digit(10).and_then(|n| digits.get(n as usize)).copied().unwrap_or(c);
    if digits.len() == 10 { number.chars().map(own).collect() } else { number.to_owned() }
}
