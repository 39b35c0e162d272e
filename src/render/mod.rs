//! Types to pages and mails: templates and translations.
//!
//! - [`pages`] and [`mails`]: what each page and mail needs to know, as plain structs, each with samples.
//! - `templates/pages/*.html`, `templates/mail/*`: how they look. `templates/locales/*.ftl`: their words.
//! - [`charts`]: figures as pictures.
//! - [`console`]: the operators' pages; `templates/console/*.html`, in English only.
//! - [`locale`]: which language. [`assets`]: style sheet and icon.
//! - `sources`, `overrides`, `messages`, `engine`: embedded files, the operator's over them, translation, templates.
//!
//! **To add a language**: one file `templates/locales/TAG.ftl` with every message of `en.ftl`. **To add a page**: a
//! struct in [`pages`] with [`Page`], its template, its messages in every language, and a line in
//! [`pages::all_samples`]. One test renders every template with every sample in every language.
//!
//! **Overrides.** In a folder of the operator's, a file of the same name replaces an embedded template or asset, and
//! messages in a `.ftl` replace single messages (or add a language). Changes are seen at the next page. An override can
//! never take the stop button away: each template is first rendered with every sample, and one that fails, or lacks a
//! form that the page must have, is left out with a warning; the embedded one stands in.
//!
//! No page holds a script, an inline style or anything from elsewhere (WEB-04, WEB-07), and none posts by itself
//! (SCAN-02).

pub mod assets;
pub mod charts;
pub mod console;
mod engine;
pub mod locale;
pub mod mails;
mod messages;
mod overrides;
pub mod pages;
mod sources;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;

use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

use crate::domain::policy::Policies;
use crate::domain::time::{Clock, Instant};
use assets::Asset;
use console::ConsolePage;
use engine::Edition;
use locale::{FALLBACK, Locale};
use mails::{Mail, RenderedMail};
use overrides::Overrides;
use pages::{Page, Shell};
use sources::Sources;

/// Why something cannot be rendered. It names the place in the template and never a value (L6).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// A template does not compile or cannot be filled.
    #[error("template {template}, line {line}: {fault}; correct the template")]
    Template {
        /// Its path, such as `pages/done.html`.
        template: String,
        /// The line at fault, 0 if none is known.
        line: usize,
        /// The kind of fault.
        fault: String,
    },
    /// The operator's default language is not among the translations.
    #[error("pages.default_language: there is no translation \"{wanted}\"; there are {known}")]
    UnknownLanguage {
        /// The tag that was given.
        wanted: String,
        /// The tags there are.
        known: String,
    },
    /// The fallback language is not among the translations.
    #[error("the translation {FALLBACK}.ftl is missing; it must always be there")]
    NoFallback,
}

impl From<minijinja::Error> for RenderError {
    fn from(error: minijinja::Error) -> Self {
        Self::Template {
            template: error.name().unwrap_or_default().to_owned(),
            line: error.line().unwrap_or_default(),
            fault: error.kind().to_string(),
        }
    }
}

/// What tells which policy is in force; it is named on every page and at the foot of every mail (policy P10).
pub struct PolicyInForce {
    /// All versions.
    pub versions: Arc<Policies>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// The policy in force, for templates.
#[derive(Serialize)]
struct Policy<'a> {
    /// When it was last updated; its UTC date is shown.
    updated: Instant,
    /// Where it can be read.
    url: Option<&'a str>,
    /// Its name in ledger entries.
    version: &'a str,
}

impl PolicyInForce {
    /// Nothing is said of a policy whose day is not known.
    fn shown(&self) -> Option<Policy<'_>> {
        let version = self.versions.at(self.clock.now());
        let updated = version.updated()?;
        Some(Policy { updated, url: version.url.as_deref(), version: &version.id })
    }
}

/// Makes pages and mails. One per process; it can be shared by all threads.
pub struct Renderer {
    embedded: Arc<Edition>,
    overrides: Option<Overrides>,
    policy: Option<PolicyInForce>,
    fallback: Locale,
}

impl Renderer {
    /// With the embedded files and, if a folder is given, the operator's over them. A folder that is missing or holds
    /// faulty files is no error, because the service must still be able to show the stop button. `default_language` is
    /// for those whose own we do not have.
    ///
    /// # Errors
    /// When there is no translation into the default language; when the embedded files themselves do not work, which
    /// the tests exclude.
    pub fn new(
        override_dir: Option<PathBuf>,
        policy: Option<PolicyInForce>,
        default_language: &str,
    ) -> Result<Self, RenderError> {
        let embedded = Arc::new(Edition::embedded(&Sources::embedded())?);
        if !embedded.messages().locales().iter().any(|locale| locale.tag() == FALLBACK) {
            return Err(RenderError::NoFallback);
        }
        let overrides = override_dir.map(|folder| Overrides::read(folder, &embedded));
        let edition = overrides.as_ref().map_or_else(|| Arc::clone(&embedded), |o| o.edition(&embedded));
        let fallback = default_locale(default_language, edition.messages().locales())?;
        Ok(Self { embedded, overrides, policy, fallback })
    }

    /// The languages there are, by tag.
    pub fn locales(&self) -> Vec<Locale> {
        self.edition().messages().locales().to_vec()
    }

    /// The best language for the value of `Accept-Language`; the default one when nothing fits or nothing was sent.
    pub fn locale(&self, accept_language: Option<&str>) -> Locale {
        let edition = self.edition();
        let chosen = accept_language
            .and_then(|header| locale::negotiate(header, edition.messages().locales(), self.fallback.tag()));
        chosen.unwrap_or(&self.fallback).clone()
    }

    /// The language with exactly this tag (letter case aside), as the `lang` parameter of a page's address names it.
    pub fn locale_named(&self, tag: &str) -> Option<Locale> {
        self.edition().messages().locales().iter().find(|locale| locale.tag().eq_ignore_ascii_case(tag)).cloned()
    }

    /// What a language calls itself.
    pub fn language_name(&self, locale: &Locale) -> String {
        let none = fluent_bundle::FluentArgs::new();
        let name = self.edition().messages().text(locale, messages::Medium::Plain, "language-name", &none);
        name.unwrap_or_else(|| locale.to_string())
    }

    /// The date of a moment in words, in UTC.
    pub fn date(&self, at: Instant, locale: &Locale) -> String {
        let words = self.edition().messages().date(locale, messages::Medium::Plain, &at.rfc3339());
        words.unwrap_or_else(|| at.date())
    }

    /// The language of a tag such as `de` or `de-AT`: that very one, or another of the same language.
    pub fn locale_like(&self, tag: &str) -> Option<Locale> {
        locale::look_up(tag, self.edition().messages().locales()).cloned()
    }

    /// The file at a path that begins with [`assets::PREFIX`].
    pub fn asset(&self, path: &str) -> Option<Asset> {
        self.edition().assets().at(path).cloned()
    }

    /// A page. It always comes out: where an override fails, the embedded template is used, and if that failed too, a
    /// bare page with the same forms' purpose.
    pub fn page<P: Page>(&self, shell: &Shell, page: &P, locale: &Locale) -> String {
        let template = format!("pages/{}.html", P::TEMPLATE);
        let rendered = self.try_each(|edition| {
            let context = page_context(edition, self.policy(), shell, &Value::from(Serde(page)), locale);
            edition.render(&template, locale, &context)
        });
        rendered.unwrap_or_else(|error| {
            tracing::error!(%error, "a page cannot be rendered; a bare one is shown");
            bare_page(P::BARE)
        })
    }

    /// A page of the console.
    ///
    /// # Errors
    /// When its template fails, which the tests exclude.
    pub fn console<P: ConsolePage>(&self, shell: &console::Shell, page: &P) -> Result<String, RenderError> {
        let context = context! { shell => Serde(shell), page => Serde(page) };
        let template = format!("console/{}.html", P::TEMPLATE);
        Ok(self.embedded.render(&template, &Locale::fallback(), &context)?)
    }

    /// A page as a file that needs nothing else: the style sheet stands in it, and the icon is left out.
    pub fn standalone(&self, page: String) -> String {
        let edition = self.edition();
        let link = |kind: &str, name: &str| {
            let path = edition.assets().path(name)?.to_owned();
            Some((format!("<link rel=\"{kind}\" href=\"{path}\">\n"), path))
        };
        let icon = link("icon\" type=\"image/svg+xml", "icon.svg").map(|(tag, _)| tag);
        let page = icon.map_or_else(|| page.clone(), |tag| page.replace(&tag, ""));
        let Some((tag, path)) = link("stylesheet", "desist.css") else { return page };
        let style = edition.assets().at(&path).map(|asset| String::from_utf8_lossy(&asset.bytes).into_owned());
        page.replace(&tag, &format!("<style>{}</style>\n", style.unwrap_or_default()))
    }

    /// A mail: subject, text and HTML.
    ///
    /// # Errors
    /// When the embedded template fails, which the tests exclude.
    pub fn mail<M: Mail>(&self, mail: &M, locale: &Locale) -> Result<RenderedMail, RenderError> {
        let value = Value::from(Serde(mail));
        self.try_each(|edition| render_mail(edition, self.policy(), M::TEMPLATE, &value, locale))
    }

    fn policy(&self) -> Option<Policy<'_>> {
        self.policy.as_ref().and_then(PolicyInForce::shown)
    }

    /// Tries the operator's edition, then the embedded one.
    fn try_each<T>(&self, render: impl Fn(&Edition) -> Result<T, minijinja::Error>) -> Result<T, RenderError> {
        let edition = self.edition();
        let first = render(&edition).map_err(RenderError::from);
        match first {
            Err(error) if self.overrides.is_some() => {
                tracing::warn!(%error, "an override failed; the embedded template is used");
                render(&self.embedded).map_err(RenderError::from)
            }
            answer => answer,
        }
    }

    fn edition(&self) -> Arc<Edition> {
        self.overrides.as_ref().map_or_else(|| Arc::clone(&self.embedded), |o| o.edition(&self.embedded))
    }
}

fn default_locale(wanted: &str, known: &[Locale]) -> Result<Locale, RenderError> {
    let found = known.iter().find(|locale| locale.tag().eq_ignore_ascii_case(wanted)).cloned();
    found.ok_or_else(|| RenderError::UnknownLanguage {
        wanted: wanted.to_owned(),
        known: known.iter().map(Locale::tag).collect::<Vec<_>>().join(", "),
    })
}

fn page_context(edition: &Edition, policy: Option<Policy<'_>>, shell: &Shell, page: &Value, locale: &Locale) -> Value {
    let languages: Vec<Value> = edition.messages().locales().iter().map(|l| language(edition, l)).collect();
    // A chosen language travels on in the links of the page; a negotiated one need not.
    let suffix = if shell.language_chosen { format!("?lang={locale}") } else { String::new() };
    let (shell, policy) = (Serde(shell), Serde(policy));
    context! { shell, page, policy, languages, suffix, lang => locale.tag(), dir => locale.dir() }
}

fn language(edition: &Edition, locale: &Locale) -> Value {
    let none = fluent_bundle::FluentArgs::new();
    let name = edition.messages().text(locale, messages::Medium::Plain, "language-name", &none);
    context! { tag => locale.tag(), dir => locale.dir(), name => name.unwrap_or_else(|| locale.to_string()) }
}

fn render_mail(
    edition: &Edition,
    policy: Option<Policy<'_>>,
    template: &str,
    mail: &Value,
    locale: &Locale,
) -> Result<RenderedMail, minijinja::Error> {
    let policy = Serde(policy);
    let context = context! { mail, policy, lang => locale.tag(), dir => locale.dir() };
    let part = |ending: &str| edition.render(&format!("mail/{template}.{ending}"), locale, &context);
    Ok(RenderedMail::new(&part("subject.txt")?, &part("txt")?, part("html")?))
}

/// What is shown when even the embedded template fails.
fn bare_page(body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"{FALLBACK}\" dir=\"ltr\"><head><meta charset=\"utf-8\"><title>Desist</title>\
         </head><body><main>{body}</main></body></html>"
    )
}
