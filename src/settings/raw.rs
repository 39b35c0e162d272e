//! What was typed: read from the file, then the environment, then the flags, each layer over the one before.

use std::fmt;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Flags;
use super::addresses::{self, IntakeAddress};
use super::error::{Fault, SettingsError};
use super::nearest::suggestion;
use super::policy::{self, PolicyTable};
use super::table::{Fallback, Key, RawSettings, SECTIONS};

/// Where a value was typed. The order is the precedence (A15: stated here, and tested).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The settings file, as shown, and the line, from 1.
    File(String, usize),
    /// An environment variable.
    Env(String),
    /// A flag.
    Flag(&'static str),
}

impl Origin {
    fn layer(&self) -> u8 {
        match self {
            Self::File(..) => 1,
            Self::Env(_) => 2,
            Self::Flag(_) => 3,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(name, line) => write!(f, "{name}:{line}"),
            Self::Env(name) => f.write_str(name),
            Self::Flag(name) => f.write_str(name),
        }
    }
}

/// A value as typed. No `Debug`: it may be a secret.
#[derive(Clone)]
pub struct Given {
    /// The text; an array's items joined by commas.
    pub text: String,
    /// The text is the name of a file that holds the value.
    pub in_file: bool,
    /// Where it was typed.
    pub origin: Origin,
}

/// A key and what was typed for it, if anything.
pub struct Slot {
    /// The key.
    pub key: Key,
    /// What was typed.
    pub given: Option<Given>,
}

impl Slot {
    /// An empty slot.
    pub fn of(key: Key) -> Self {
        Self { key, given: None }
    }

    /// Whether something was typed, other than the default in the table (as in a printed manual).
    pub fn is_changed(&self) -> bool {
        let is_default = |given: &Given| matches!(self.key.fallback, Fallback::Fixed(text) if text == given.text);
        self.given.as_ref().is_some_and(|given| !is_default(given))
    }

    /// Takes a value in; one of a lower layer is replaced, two of the same layer are a fault.
    fn put(&mut self, given: Given) -> Result<(), Fault> {
        if let Some(first) = self.given.as_ref().filter(|g| g.origin.layer() == given.origin.layer()) {
            let what = format!("{} is given twice, here and at {}; keep one", self.key.dotted(), first.origin);
            return Err(Fault::at(given.origin.to_string(), what));
        }
        self.given = Some(given);
        Ok(())
    }
}

/// All that was typed, and the two places that are known before any key.
pub struct Typed {
    /// The keys.
    pub raw: RawSettings,
    /// `[[intake.address]]`: our addresses.
    pub addresses: Vec<IntakeAddress>,
    /// `[[policy.version]]`: the versions of the privacy policy.
    pub policies: Vec<PolicyTable>,
    /// The data directory.
    pub data_dir: PathBuf,
    /// The settings file that was read, if there is one.
    pub file: Option<PathBuf>,
}

/// Variables that are no key of the table.
const EXTRA_VARIABLES: [&str; 3] = ["DESIST_CONFIG", "DESIST_DATA_DIR", "DESIST_LOG"];

/// Reads the three layers.
pub fn collect(flags: &Flags, env: impl Iterator<Item = (String, String)>) -> Result<Typed, SettingsError> {
    let env: Vec<_> = env.filter(|(name, value)| is_ours(name, value)).collect();
    let variable = |wanted: &str| env.iter().find(|(name, _)| name == wanted).map(|(_, value)| PathBuf::from(value));
    let data_dir = flags.data_dir.clone().or_else(|| variable("DESIST_DATA_DIR")).unwrap_or("./desist-data".into());
    let named = flags.config.clone().or_else(|| variable("DESIST_CONFIG"));
    let mut typed =
        Typed { raw: RawSettings::empty(), addresses: Vec::new(), policies: Vec::new(), data_dir, file: None };
    let mut faults = Vec::new();
    if let Some((path, text)) = read_file(named, &typed.data_dir)? {
        put_file(&mut typed, &path, &text, &mut faults);
        typed.file = Some(path);
    }
    for (name, value) in env {
        faults.extend(put_variable(&mut typed.raw, name, value).err());
    }
    faults.extend(put_flags(&mut typed.raw, flags).err());
    SettingsError::unless_none(faults)?;
    Ok(typed)
}

/// Ours, and not empty: compose files hand down unset variables as empty ones.
fn is_ours(name: &str, value: &str) -> bool {
    name.starts_with("DESIST_") && !value.is_empty() && !is_service_link(name, value)
}

/// Kubernetes puts such variables into every pod beside a service called "desist"; nobody typed them.
fn is_service_link(name: &str, value: &str) -> bool {
    let has_scheme = value.starts_with("tcp://") || value.starts_with("udp://");
    name.starts_with("DESIST_SERVICE_") || name.starts_with("DESIST_PORT_") || (name == "DESIST_PORT" && has_scheme)
}

/// The file's text. One that was named must be there; the default one may be missing.
fn read_file(named: Option<PathBuf>, data_dir: &Path) -> Result<Option<(PathBuf, String)>, Fault> {
    let must_exist = named.is_some();
    let path = named.unwrap_or_else(|| data_dir.join("desist.toml"));
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some((path, text))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !must_exist => Ok(None),
        Err(error) => Err(Fault::at(path.display().to_string(), format!("the settings file cannot be read: {error}"))),
    }
}

/// Where in the file: its name, and its text to count lines in.
pub(super) struct Source<'a> {
    name: String,
    text: &'a str,
}

impl Source<'_> {
    pub(super) fn origin(&self, offset: usize) -> Origin {
        let before = self.text.get(..offset).unwrap_or(self.text);
        Origin::File(self.name.clone(), before.matches('\n').count() + 1)
    }
}

fn put_file(typed: &mut Typed, path: &Path, text: &str, faults: &mut Vec<Fault>) {
    let source = Source { name: path.display().to_string(), text };
    match DeTable::parse(text) {
        Ok(table) => put_table(typed, &source, "", table.get_ref(), faults),
        Err(error) => {
            // Only the message: the error's own display repeats the line, which may hold a secret.
            let place = source.origin(error.span().map_or(0, |span| span.start));
            faults.push(Fault::at(place.to_string(), format!("not TOML: {}", error.message())));
        }
    }
}

fn put_table(typed: &mut Typed, source: &Source<'_>, prefix: &str, table: &DeTable<'_>, faults: &mut Vec<Fault>) {
    for (name, value) in table {
        let dotted = format!("{prefix}{}", name.get_ref());
        let origin = source.origin(name.span().start);
        match value.get_ref() {
            DeValue::Array(tables) if dotted == addresses::NAME => {
                let read = |table: &Spanned<DeValue<'_>>| addresses::read(table.get_ref(), source, table.span().start);
                put_list(tables, read, &mut typed.addresses, faults);
            }
            DeValue::Array(tables) if dotted == policy::NAME => {
                let read = |table: &Spanned<DeValue<'_>>| policy::read(table.get_ref(), source, table.span().start);
                put_list(tables, read, &mut typed.policies, faults);
            }
            DeValue::Table(inner) if has_section(&dotted) => {
                put_table(typed, source, &format!("{dotted}."), inner, faults);
            }
            value => faults.extend(put_value(&mut typed.raw, &dotted, value, origin).err()),
        }
    }
}

/// Takes in what can be read of a list of tables.
fn put_list<'t, T>(
    tables: &[Spanned<DeValue<'t>>],
    read: impl Fn(&Spanned<DeValue<'t>>) -> Result<T, Fault>,
    list: &mut Vec<T>,
    faults: &mut Vec<Fault>,
) {
    for table in tables {
        match read(table) {
            Ok(one) => list.push(one),
            Err(fault) => faults.push(fault),
        }
    }
}

/// Whether there is such a section, or one within it.
fn has_section(dotted: &str) -> bool {
    SECTIONS
        .iter()
        .any(|(section, _)| section.strip_prefix(dotted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
}

fn put_value(raw: &mut RawSettings, dotted: &str, value: &DeValue<'_>, origin: Origin) -> Result<(), Fault> {
    if has_section(dotted) {
        return Err(Fault::at(origin.to_string(), format!("\"{dotted}\" is a section; write [{dotted}]")));
    }
    let Some((slot, in_file)) = find(raw, dotted, |key| key.dotted(), "_file") else {
        return Err(Fault::at(origin.to_string(), unknown_key(raw, dotted)));
    };
    match plain(value) {
        Some(text) => slot.put(Given { text, in_file, origin }),
        None => {
            let what = format!("{dotted}: a {} does not belong here", value.type_str());
            Err(Fault::at(origin.to_string(), what))
        }
    }
}

/// The value as one text, as it would stand in the environment.
fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().replace('_', "")),
        DeValue::Boolean(yes) => Some(yes.to_string()),
        DeValue::Datetime(date) => Some(date.to_string()),
        DeValue::Array(items) => {
            let items: Option<Vec<_>> = items.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect();
            Some(items?.join(","))
        }
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Table(_) => None,
    }
}

fn put_variable(raw: &mut RawSettings, name: String, text: String) -> Result<(), Fault> {
    let full_name = if name == "DESIST_LOG" { "DESIST_LOG_FILTER" } else { &name };
    if full_name == name && EXTRA_VARIABLES.contains(&full_name) {
        return Ok(());
    }
    match find(raw, full_name, |key| key.env(), "_FILE") {
        Some((slot, in_file)) => slot.put(Given { text, in_file, origin: Origin::Env(name) }),
        None => Err(Fault::at(name.clone(), unknown_variable(raw, &name))),
    }
}

fn put_flags(raw: &mut RawSettings, flags: &Flags) -> Result<(), Fault> {
    if let Some(url) = &flags.database_url {
        let origin = Origin::Flag("--database-url");
        raw.database.url.put(Given { text: url.clone(), in_file: false, origin })?;
    }
    if let Some(address) = flags.listen {
        let origin = Origin::Flag("--listen");
        raw.server.listen.put(Given { text: address.to_string(), in_file: false, origin })?;
    }
    Ok(())
}

/// The slot of this name, and whether the name is its `_file` form.
fn find<'a>(
    raw: &'a mut RawSettings,
    typed: &str,
    name_of: impl Fn(&Key) -> String,
    suffix: &str,
) -> Option<(&'a mut Slot, bool)> {
    let of_file = typed.strip_suffix(suffix);
    raw.slots_mut().into_iter().find_map(|slot| {
        let name = name_of(&slot.key);
        let in_file = slot.key.is_secret() && of_file == Some(name.as_str());
        (in_file || name == typed).then_some((slot, in_file))
    })
}

fn unknown_key(raw: &RawSettings, typed: &str) -> String {
    let mut known = names(raw, |key| key.dotted(), "_file");
    known.extend(SECTIONS.iter().map(|(section, _)| (*section).to_owned()));
    format!("unknown key \"{typed}\"; {}", suggestion(typed, known.iter().map(String::as_str)))
}

fn unknown_variable(raw: &RawSettings, typed: &str) -> String {
    let mut known = names(raw, |key| key.env(), "_FILE");
    known.extend(EXTRA_VARIABLES.map(str::to_owned));
    format!("unknown variable \"{typed}\"; {}", suggestion(typed, known.iter().map(String::as_str)))
}

fn names(raw: &RawSettings, name_of: impl Fn(&Key) -> String, suffix: &str) -> Vec<String> {
    let both = |slot: &&Slot| {
        let name = name_of(&slot.key);
        let of_file = slot.key.is_secret().then(|| format!("{name}{suffix}"));
        std::iter::once(name).chain(of_file).collect::<Vec<_>>()
    };
    raw.slots().iter().flat_map(both).collect()
}
