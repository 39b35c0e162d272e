//! Where templates, translations and assets come from: embedded in the program, and overridden by an operator's folder,
//! file by file, without recompiling.
//!
//! A file is known by its path below the folder (`pages/done.html`). Only the four known folders are read, one level
//! deep, and names that begin with a dot are passed over: a path with `..` can never be formed, let alone followed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use rust_embed::Embed;

/// The folders that can be overridden. The console's pages cannot: they are for operators, and nothing of the sender's.
const FOLDERS: [&str; 4] = ["assets", "locales", "mail", "pages"];

/// No override is larger; a larger one is passed over with a warning. In bytes.
const MAX_BYTES: u64 = 1 << 20;

/// The files in `templates/`, in the program. A new file there is seen by the next build that compiles this module.
#[derive(Embed)]
#[folder = "templates/"]
#[include = "*/*"]
struct Embedded;

/// A file as it is embedded, as the operator has it, or both.
#[derive(Clone, Default)]
pub(super) struct WhichFile {
    embedded: Option<Cow<'static, [u8]>>,
    custom: Option<Vec<u8>>,
}

impl WhichFile {
    /// The embedded text.
    pub(super) fn embedded(&self) -> Option<&str> {
        self.embedded.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    /// The operator's text.
    pub(super) fn custom(&self) -> Option<&str> {
        self.custom.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    /// The bytes that count: the operator's before the embedded ones.
    pub(super) fn bytes(&self) -> &[u8] {
        self.custom.as_deref().or(self.embedded.as_deref()).unwrap_or_default()
    }
}

/// Every file, by its path.
#[derive(Clone, Default)]
pub(super) struct Sources(BTreeMap<String, WhichFile>);

/// What the override folder looked like when it was read: path, time of change and length of each file.
pub(super) type Fingerprint = Vec<(PathBuf, Option<Duration>, u64)>;

impl Sources {
    /// What the program brings along.
    pub(super) fn embedded() -> Self {
        let read = |path: Cow<'static, str>| {
            let file = WhichFile { embedded: Embedded::get(&path).map(|file| file.data), custom: None };
            (path.into_owned(), file)
        };
        Self(Embedded::iter().map(read).collect())
    }

    /// The same, with the operator's files over it.
    pub(super) fn with_overrides(mut self, folder: &Path) -> Self {
        for (path, _, length) in fingerprint(folder) {
            match read_override(folder, &path, length) {
                Some((name, bytes)) => self.0.entry(name).or_default().custom = Some(bytes),
                None => {
                    let file = path.display();
                    tracing::warn!(%file, "this override cannot be read or is too large; it is not used");
                }
            }
        }
        self
    }

    /// The files of one folder with this ending, by their names without it.
    pub(super) fn files_of<'a>(
        &'a self,
        folder: &'a str,
        ending: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a WhichFile)> {
        self.0.iter().filter_map(move |(path, file)| {
            let name = path.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(ending)?.strip_suffix('.')?;
            Some((name, file))
        })
    }

    /// Every file of one folder, by its name.
    pub(super) fn folder<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a WhichFile)> {
        self.0.iter().filter_map(move |(path, file)| Some((path.strip_prefix(folder)?.strip_prefix('/')?, file)))
    }

    /// The templates, by path: pages and mails, and the console's pages.
    pub(super) fn templates(&self) -> impl Iterator<Item = (&str, &WhichFile)> {
        let is_template = |path: &str| ["pages/", "mail/", "console/"].iter().any(|folder| path.starts_with(folder));
        self.0.iter().map(|(path, file)| (path.as_str(), file)).filter(move |(path, _)| is_template(path))
    }
}

/// Looks at the override folder; a folder that is not there is empty.
pub(super) fn fingerprint(folder: &Path) -> Fingerprint {
    let mut files: Fingerprint = FOLDERS.iter().flat_map(|name| list(&folder.join(name))).collect();
    files.sort();
    files
}

fn list(folder: &Path) -> Vec<(PathBuf, Option<Duration>, u64)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        // Links are followed: mounted configuration often consists of them, and the folder is the operator's own.
        .filter_map(|entry| Some((entry.path(), fs::metadata(entry.path()).ok().filter(|m| m.is_file())?)))
        .map(|(path, metadata)| (path, changed(&metadata), metadata.len()))
        .collect()
}

/// When the file was changed, since 1970; only ever compared, so a system that cannot tell does no harm.
fn changed(metadata: &fs::Metadata) -> Option<Duration> {
    metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()
}

fn read_override(folder: &Path, path: &Path, length: u64) -> Option<(String, Vec<u8>)> {
    let name = path.strip_prefix(folder).ok()?.to_str()?.replace('\\', "/");
    let bytes = (length <= MAX_BYTES).then(|| fs::read(path).ok())??;
    Some((name, bytes))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    fn write(folder: &Path, name: &str, text: &str) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn an_override_replaces_one_file_and_nothing_else_is_read() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "pages/done.html", "mine");
        write(folder.path(), "pages/.hidden.html", "no");
        write(folder.path(), "pages/deep/x.html", "no");
        write(folder.path(), "elsewhere/x.html", "no");
        let sources = Sources::embedded().with_overrides(folder.path());
        let custom: Vec<_> = sources.0.iter().filter(|(_, f)| f.custom.is_some()).map(|(path, _)| path).collect();
        assert_eq!(custom, ["pages/done.html"]);
        assert_eq!(sources.0["pages/done.html"].bytes(), b"mine");
        assert!(sources.0["pages/done.html"].embedded().is_some());
    }

    #[test]
    fn a_change_in_the_folder_changes_its_fingerprint() {
        let folder = tempfile::tempdir().unwrap();
        let empty = fingerprint(folder.path());
        write(folder.path(), "assets/desist.css", "body{}");
        let one = fingerprint(folder.path());
        write(folder.path(), "assets/desist.css", "body{ }");
        assert!(empty.is_empty() && one != empty && fingerprint(folder.path()) != one);
    }
}
