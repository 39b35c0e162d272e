//! Takes values out of their slots: given or default, parsed, noted for the print-out, faults collected.

use std::path::{Path, PathBuf};

use super::error::Fault;
use super::parse::{self, Parsed};
use super::raw::{Given, Origin, Slot, Typed};
use super::secret::Secret;
use super::table::{Fallback, Key, Kind};

/// A value in force, as it may be printed.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The key's full name.
    pub key: String,
    /// The line in TOML; a comment when there is no value or it is secret.
    pub line: String,
    /// Where it comes from.
    pub origin: String,
}

/// Reads slots one after the other. A method answers `None` after noting a fault, so that the rest is still checked.
pub struct Reader {
    /// Directory of the settings file, for paths in it.
    file_dir: PathBuf,
    /// What was wrong so far.
    pub faults: Vec<Fault>,
    /// What was read so far.
    pub shown: Vec<Shown>,
}

impl Reader {
    /// A reader for this set.
    pub fn new(typed: &Typed) -> Self {
        let file_dir = typed.file.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).to_owned();
        Self { file_dir, faults: Vec::new(), shown: Vec::new() }
    }

    /// A key that always has a value: typed, fixed in the table, or `derived` (`None` when what it derives from is at
    /// fault itself).
    pub fn value<T>(&mut self, slot: &Slot, derived: Option<String>, parse: impl Fn(&str) -> Parsed<T>) -> Option<T> {
        let text = match (&slot.given, slot.key.fallback) {
            (Some(given), _) => given.text.clone(),
            (None, Fallback::Fixed(text)) => text.to_owned(),
            (None, _) => derived?,
        };
        self.note(slot, Some(&text));
        self.parsed(slot, &text, parse)
    }

    /// A key with its own default.
    pub fn fixed<T>(&mut self, slot: &Slot, parse: impl Fn(&str) -> Parsed<T>) -> Option<T> {
        self.value(slot, None, parse)
    }

    /// A key that may be left out.
    pub fn optional<T>(&mut self, slot: &Slot, parse: impl Fn(&str) -> Parsed<T>) -> Option<Option<T>> {
        let text = slot.given.as_ref().map(|given| given.text.clone());
        self.note(slot, text.as_deref());
        match text {
            Some(text) => self.parsed(slot, &text, parse).map(Some),
            None => Some(None),
        }
    }

    /// One of the words in the table.
    pub fn one_of<T: Copy>(&mut self, slot: &Slot, meanings: &[(&str, T)]) -> Option<T> {
        self.fixed(slot, |text| {
            let meaning = meanings.iter().find(|(word, _)| *word == text).map(|(_, meaning)| *meaning);
            meaning.ok_or("not one of the words known here")
        })
    }

    /// A path; a relative one is relative to the file it stands in.
    pub fn path(&mut self, slot: &Slot, derived: Option<String>) -> Option<PathBuf> {
        let path = self.value(slot, derived, parse::text)?;
        Some(self.base_of(slot.given.as_ref()).join(path))
    }

    /// A secret, from the value or from the file it names. Its text is never noted.
    pub fn secret(&mut self, slot: &Slot, parse: impl Fn(&str) -> Parsed<()>) -> Option<Option<Secret>> {
        self.note(slot, slot.given.as_ref().map(|_| "***"));
        let Some(given) = &slot.given else { return Some(None) };
        let text = self.secret_text(slot, given)?;
        self.parsed(slot, &text, parse)?;
        Some(Some(Secret::new(text)))
    }

    /// The text of a secret; one newline at the end of a file is the editor's, not the secret's.
    pub fn secret_text(&mut self, slot: &Slot, given: &Given) -> Option<String> {
        if !given.in_file {
            return Some(given.text.clone());
        }
        let path = self.base_of(Some(given)).join(&given.text);
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                Some(text.strip_suffix('\n').map(|t| t.strip_suffix('\r').unwrap_or(t)).unwrap_or(&text).into())
            }
            Err(error) => {
                self.refuse(slot, &format!("the file {} cannot be read: {error}", path.display()));
                None
            }
        }
    }

    /// The directory that a relative path in this value is relative to.
    pub fn base_of(&self, given: Option<&Given>) -> PathBuf {
        match given.map(|given| &given.origin) {
            Some(Origin::File(..)) => self.file_dir.clone(),
            _ => PathBuf::new(),
        }
    }

    /// Parses, noting a fault that quotes the value unless it is private.
    pub fn parsed<T>(&mut self, slot: &Slot, text: &str, parse: impl Fn(&str) -> Parsed<T>) -> Option<T> {
        match parse(text) {
            Ok(value) => Some(value),
            Err(wanted) => {
                let what = match slot.key.kind {
                    Kind::Private | Kind::Secret => wanted.to_owned(),
                    Kind::OneOf(words) => format!("\"{text}\" is not known here; expected one of {}", words.join(", ")),
                    _ => format!("\"{text}\": {wanted}"),
                };
                self.refuse(slot, &what);
                None
            }
        }
    }

    /// Notes a fault of this key.
    pub fn refuse(&mut self, slot: &Slot, what: &str) {
        let place = slot.given.as_ref().map(|given| given.origin.to_string());
        self.faults.push(Fault { place, what: format!("{}: {what}", slot.key.dotted()) });
    }

    /// Notes the value for the print-out.
    pub fn note(&mut self, slot: &Slot, text: Option<&str>) {
        let line = match text {
            Some("***") if slot.key.is_secret() => format!("# {} = *** (not shown)", slot.key.name),
            Some(text) => format!("{} = {}", slot.key.name, literal(&slot.key, text)),
            None => format!("# {} is not set", slot.key.name),
        };
        let origin = slot.given.as_ref().map_or("default".to_owned(), |given| given.origin.to_string());
        self.shown.push(Shown { key: slot.key.dotted(), line, origin });
    }
}

/// The text as a TOML value of the key's kind.
pub fn literal(key: &Key, text: &str) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    match key.kind {
        Kind::Number | Kind::Switch => text.to_owned(),
        Kind::List => {
            let items: Vec<_> = text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(quoted).collect();
            format!("[{}]", items.join(", "))
        }
        _ => quoted(text),
    }
}
