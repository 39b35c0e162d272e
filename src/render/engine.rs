//! The templates, compiled: one environment a language, with the few functions that templates may call.
//!
//! | in a template | gives |
//! |---|---|
//! | `t("id", name=value)` | a translated message |
//! | `date(when)` | a date in words |
//! | `listed(names)` | names in a row, "a, b and c" |
//! | `asset("desist.css")` | the path of an asset |
//! | `when\|moment`, `when\|day` | a time or its date in the console, in UTC |
//! | `url\|href` | an address for a link: escaped, but with its slashes as they are, and never a script |
//!
//! HTML is escaped by the name of the template (`.html`); `.txt` is plain. An unknown variable is an error, and fuel
//! bounds what a template may spend, so that an override cannot run for ever.

use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Kwargs;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior, Value};

use super::assets::Assets;
use super::locale::{FALLBACK, Locale};
use super::messages::{Medium, Messages};
use super::sources::Sources;

/// Steps a template may take; the largest page of a sender with 500 topics takes about a tenth of it.
const FUEL: u64 = 1_000_000;

/// Templates by path, as text.
type Texts = BTreeMap<String, String>;

/// A check of an engine before it is used: renders samples and says what is wrong.
pub(super) type Proof<'a> = &'a dyn Fn(&Edition) -> Result<(), String>;

/// One consistent state of templates, translations and assets.
pub(super) struct Edition {
    messages: Arc<Messages>,
    assets: Arc<Assets>,
    environments: BTreeMap<String, Environment<'static>>,
}

impl Edition {
    /// The embedded templates with whatever translations and assets the sources have.
    pub(super) fn embedded(sources: &Sources) -> Result<Self, Error> {
        let texts = texts(sources);
        Self::build(&Arc::new(Messages::load(sources)), &Arc::new(Assets::load(sources)), &texts)
    }

    /// The same with those of the operator's templates that pass the proof, tried one after the other, so that one bad
    /// file costs only itself.
    pub(super) fn customised(sources: &Sources, proof: Proof<'_>) -> Result<Self, Error> {
        let mut edition = Self::embedded(sources)?;
        let mut texts = texts(sources);
        for (path, custom) in sources.templates().filter_map(|(path, file)| Some((path, file.custom()?))) {
            let mut tried = texts.clone();
            tried.insert(path.to_owned(), custom.to_owned());
            match edition.with(&tried, proof) {
                Ok(better) => (edition, texts) = (better, tried),
                Err(fault) => {
                    tracing::warn!(file = path, fault, "this override does not work; the embedded template is used");
                }
            }
        }
        Ok(edition)
    }

    fn with(&self, texts: &Texts, proof: Proof<'_>) -> Result<Self, String> {
        let edition = Self::build(&self.messages, &self.assets, texts).map_err(|error| error.to_string())?;
        proof(&edition).map(|()| edition)
    }

    fn build(messages: &Arc<Messages>, assets: &Arc<Assets>, texts: &Texts) -> Result<Self, Error> {
        let environment =
            |locale: &Locale| Ok((locale.tag().to_owned(), environment(messages, assets, locale, texts)?));
        let environments = messages.locales().iter().map(environment).collect::<Result<_, Error>>()?;
        Ok(Self { messages: Arc::clone(messages), assets: Arc::clone(assets), environments })
    }

    /// The translations.
    pub(super) fn messages(&self) -> &Messages {
        &self.messages
    }

    /// The assets.
    pub(super) fn assets(&self) -> &Assets {
        &self.assets
    }

    /// Fills a template.
    pub(super) fn render(&self, template: &str, locale: &Locale, context: &Value) -> Result<String, Error> {
        // A locale of an override file that is gone meanwhile is answered in the fallback.
        let environment = self.environments.get(locale.tag()).or_else(|| self.environments.get(FALLBACK));
        let environment = environment.ok_or(ErrorKind::TemplateNotFound)?;
        environment.get_template(template)?.render(context)
    }
}

/// The templates the program brings along.
fn texts(sources: &Sources) -> Texts {
    let embedded = sources.templates().filter_map(|(path, file)| Some((path, file.embedded()?)));
    embedded.map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

fn environment(
    messages: &Arc<Messages>,
    assets: &Arc<Assets>,
    locale: &Locale,
    texts: &Texts,
) -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_fuel(Some(FUEL));
    // With it on, an error would carry the variables, addresses among them (L6).
    environment.set_debug(false);
    add_message_functions(&mut environment, messages, locale);
    environment.add_filter("href", href);
    let assets = Arc::clone(assets);
    environment.add_function("asset", move |name: String| found(assets.path(&name).map(str::to_owned), "asset", &name));
    let in_console = locale.tag() == FALLBACK;
    if in_console {
        environment.add_filter("moment", |when: String| time_element(&when, "%-d %b %Y, %H:%M"));
        environment.add_filter("day", |when: String| time_element(&when, "%-d %b %Y"));
    }
    // The console speaks the fallback language only.
    for (path, text) in texts.iter().filter(|(path, _)| in_console || !path.starts_with("console/")) {
        environment.add_template_owned(path.clone(), text.clone())?;
    }
    Ok(environment)
}

fn add_message_functions(environment: &mut Environment<'static>, messages: &Arc<Messages>, locale: &Locale) {
    let (all, own) = (Arc::clone(messages), locale.clone());
    environment.add_function("t", move |state: &State<'_, '_>, id: String, given: Kwargs| {
        found(all.text(&own, medium(state), &id, &arguments(&given)?), "message", &id)
    });
    let (all, own) = (Arc::clone(messages), locale.clone());
    environment.add_function("date", move |state: &State<'_, '_>, when: String| {
        found(all.date(&own, medium(state), &when), "date", "")
    });
    let (all, own) = (Arc::clone(messages), locale.clone());
    environment.add_function("listed", move |state: &State<'_, '_>, names: Vec<String>| {
        found(all.list(&own, medium(state), &names), "list", "")
    });
}

/// A time for people, with the exact one for programs beside it.
fn time_element(when: &str, form: &str) -> Result<Value, Error> {
    let bad = || Error::new(ErrorKind::InvalidOperation, "this is no time");
    let time: jiff::Timestamp = when.parse().map_err(|_| bad())?;
    let (exact, shown) = (time.strftime("%Y-%m-%dT%H:%M:%SZ"), time.strftime(form));
    Ok(Value::from_safe_string(format!("<time datetime=\"{exact}\" title=\"{exact}\">{shown}</time>")))
}

/// Links in mail are read by much simple software, so nothing is escaped that need not be.
fn href(url: String) -> Result<Value, Error> {
    if !["https://", "http://", "mailto:", "/", "?"].iter().any(|start| url.starts_with(start)) {
        return Err(Error::new(ErrorKind::InvalidOperation, "a link leads to a web page or a mail address"));
    }
    let escaped = url.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;");
    Ok(Value::from_safe_string(escaped))
}

fn medium(state: &State<'_, '_>) -> Medium {
    if matches!(state.auto_escape(), AutoEscape::Html) { Medium::Page } else { Medium::Plain }
}

fn arguments(given: &Kwargs) -> Result<FluentArgs<'static>, Error> {
    let mut args = FluentArgs::new();
    for name in given.args() {
        let value: Value = given.get(name)?;
        args.set(name.to_owned(), argument(&value)?);
    }
    Ok(args)
}

fn argument(value: &Value) -> Result<FluentValue<'static>, Error> {
    match (value.as_i64(), value.as_str()) {
        (Some(number), _) => Ok(number.into()),
        (None, Some(text)) => Ok(text.to_owned().into()),
        (None, None) => Err(Error::new(ErrorKind::InvalidOperation, "a message takes texts and numbers only")),
    }
}

fn found(text: Option<String>, what: &str, name: &str) -> Result<String, Error> {
    text.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("there is no {what} {name}")))
}
