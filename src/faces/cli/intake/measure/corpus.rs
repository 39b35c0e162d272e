//! The folder: its sets, and the files in them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// A file that should be readable and is not.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {why}")]
pub struct CorpusError {
    /// Which.
    pub file: String,
    /// What is wrong with it.
    pub why: String,
}

/// A folder with sets.
#[derive(Debug)]
pub struct Corpus {
    folder: PathBuf,
    missing: Vec<String>,
}

/// A set: its rows, and where its files are.
pub(super) struct Set {
    pub(super) rows: Vec<Value>,
    folder: PathBuf,
}

impl Corpus {
    /// Opens a folder.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), missing: Vec::new() }
    }

    /// The sets that were asked for and are not there.
    pub(super) fn into_missing(mut self) -> Vec<String> {
        self.missing.sort_unstable();
        self.missing.dedup();
        self.missing
    }

    /// A set by the name of its folder and of the file that lists its rows; `None`, and noted, when it is not there.
    pub(super) fn set(&mut self, name: &str, list: &str) -> Result<Option<Set>, CorpusError> {
        let folder = self.folder.join(name);
        let file = folder.join(list);
        if !file.exists() {
            self.missing.push(format!("{name}/{list}"));
            return Ok(None);
        }
        Ok(Some(Set { rows: rows(&file)?, folder }))
    }

    /// A set of rows in `.jsonl` files, however they are called; `None`, and noted, when there are none.
    pub(super) fn lines(&mut self, name: &str) -> Result<Option<Set>, CorpusError> {
        let folder = self.folder.join(name);
        let mut files: Vec<PathBuf> =
            fs::read_dir(&folder).into_iter().flatten().flatten().map(|file| file.path()).collect();
        files.retain(|file| file.extension().is_some_and(|end| end == "jsonl"));
        files.sort_unstable();
        if files.is_empty() {
            self.missing.push(format!("{name}/*.jsonl"));
            return Ok(None);
        }
        let rows: Vec<Vec<Value>> = files.iter().map(|file| rows(file)).collect::<Result<_, _>>()?;
        Ok(Some(Set { rows: rows.concat(), folder }))
    }

    /// As [`Corpus::lines`], of a set that nobody need have.
    pub(super) fn own_lines(&mut self, name: &str) -> Result<Option<Set>, CorpusError> {
        let missing = self.missing.len();
        let found = self.lines(name)?;
        self.missing.truncate(missing);
        Ok(found)
    }

    /// The sets whose folders' names begin so, each with its `cases.json`.
    pub(super) fn sets(&mut self, start: &str) -> Result<Vec<(String, Set)>, CorpusError> {
        let entries = fs::read_dir(&self.folder).map_err(|error| wrong(&self.folder, error))?;
        let mut names: Vec<String> =
            entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.retain(|name| name.starts_with(start));
        names.sort_unstable();
        let mut found = Vec::new();
        for name in names {
            found.extend(self.set(&name, "cases.json")?.map(|set| (name, set)));
        }
        if found.is_empty() {
            self.missing.push(format!("{start}*"));
        }
        Ok(found)
    }
}

impl Set {
    /// The bytes of a file of the set.
    pub(super) fn bytes(&self, file: &str) -> Result<Vec<u8>, CorpusError> {
        let path = self.folder.join(file);
        fs::read(&path).map_err(|error| wrong(&path, error))
    }

    /// The text of a file of the set, with LF line ends.
    pub(super) fn text(&self, file: &str) -> Result<String, CorpusError> {
        Ok(String::from_utf8_lossy(&self.bytes(file)?).replace("\r\n", "\n"))
    }
}

fn rows(file: &Path) -> Result<Vec<Value>, CorpusError> {
    let text = fs::read_to_string(file).map_err(|error| wrong(file, error))?;
    if file.extension().is_some_and(|end| end == "jsonl") {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        return lines.map(|line| serde_json::from_str(line).map_err(|error| wrong(file, error))).collect();
    }
    serde_json::from_str(&text).map_err(|error| wrong(file, error))
}

fn wrong(file: &Path, why: impl ToString) -> CorpusError {
    CorpusError { file: file.display().to_string(), why: why.to_string() }
}

/// A field of a row as text; empty when it is not there.
pub(super) fn field<'a>(row: &'a Value, name: &str) -> &'a str {
    row.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A field of a row that says yes.
pub(super) fn holds(row: &Value, name: &str) -> bool {
    row.get(name).and_then(Value::as_bool).unwrap_or(false)
}

/// A field of a row as a list.
pub(super) fn list<'a>(row: &'a Value, name: &str) -> &'a [Value] {
    row.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}
