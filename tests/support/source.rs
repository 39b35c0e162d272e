//! The source as the architecture tests read it: without comments, without the contents of strings, without tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// One file of `src/`.
pub struct Source {
    /// Its path below `src/`, with `/`.
    pub path: String,
    /// The text as it is.
    pub text: String,
    /// The text without comments, string contents and test modules; as long as `text`, so that lines agree.
    pub code: String,
}

impl Source {
    /// The line number of a place in the text.
    pub fn line(&self, at: usize) -> usize {
        self.text[..at].matches('\n').count() + 1
    }

    /// Every place where one of the words stands in the code.
    pub fn places<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.code.match_indices(word).map(|(at, _)| at)
    }
}

/// All files of `src/` that are not tests.
pub fn all() -> Vec<Source> {
    let root = root().join("src");
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let (code, tests) = without_tests(&masked(&text));
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        (Source { path: name, text, code }, tests)
    };
    let files: Vec<(Source, Vec<String>)> = rust_files(&root).iter().map(read).collect();
    let tests: BTreeSet<String> = files.iter().flat_map(|(file, names)| test_paths(&file.path, names)).collect();
    let is_test =
        |path: &str| tests.iter().any(|test| path == format!("{test}.rs") || path.starts_with(&format!("{test}/")));
    files.into_iter().map(|(file, _)| file).filter(|file| !is_test(&file.path)).collect()
}

/// The folder of the crate.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a folder, in order.
pub fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(rust_files(&path)),
            false if path.extension().is_some_and(|e| e == "rs") => found.push(path),
            false => {}
        }
    }
    found.sort();
    found
}

/// The module path of a file below `src/`: `store/db.rs` is `["store", "db"]`.
pub fn module_of(path: &str) -> Vec<String> {
    let stem = path.trim_end_matches(".rs");
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    match stem {
        "lib" | "main" => Vec::new(),
        _ => stem.split('/').map(str::to_owned).collect(),
    }
}

/// Where `#[cfg(test)] mod NAME;` of a file lies, without the ending.
fn test_paths(path: &str, names: &[String]) -> Vec<String> {
    let module = module_of(path).join("/");
    let place = |name: &String| if module.is_empty() { name.clone() } else { format!("{module}/{name}") };
    names.iter().map(place).collect()
}

/// Comments and the contents of string and character literals become spaces; lines stay.
pub fn masked(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = token_end(bytes, at);
        if let Some((from, to)) = hidden(bytes, at, end) {
            out[from..to].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = b' ');
        }
        at = end;
    }
    String::from_utf8(out).unwrap()
}

/// Which part of the token is to be hidden.
fn hidden(bytes: &[u8], at: usize, end: usize) -> Option<(usize, usize)> {
    match bytes[at] {
        b'/' if end > at + 1 => Some((at, end)),
        b'"' | b'\'' | b'r' | b'b' if end > at + 1 && !is_name(bytes[end - 1]) => Some((at, end)),
        _ => None,
    }
}

/// Where the token that begins here ends: a comment, a literal, a name, or a single byte.
fn token_end(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    match rest {
        [b'/', b'/', ..] => at + rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len()),
        [b'/', b'*', ..] => at + block_comment(rest),
        [b'"', ..] => at + string(rest, 1),
        [b'b', b'"', ..] => at + string(rest, 2),
        [b'r', b'"' | b'#', ..] => at + raw_string(rest, 1),
        [b'b', b'r', b'"' | b'#', ..] => at + raw_string(rest, 2),
        [b'\'', ..] => at + character(rest),
        [b, ..] if is_name(*b) => at + rest.iter().position(|b| !is_name(*b)).unwrap_or(rest.len()).max(1),
        _ => at + 1,
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at + 1 < rest.len() {
        match &rest[at..at + 2] {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn string(rest: &[u8], open: usize) -> usize {
    let mut at = open;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

fn raw_string(rest: &[u8], prefix: usize) -> usize {
    let hashes = rest[prefix..].iter().take_while(|b| **b == b'#').count();
    if rest.get(prefix + hashes) != Some(&b'"') {
        // A raw identifier.
        return prefix + hashes;
    }
    let close = [b"\"".as_slice(), &vec![b'#'; hashes]].concat();
    let body = prefix + hashes + 1;
    let found = rest[body..].windows(close.len()).position(|w| w == close);
    found.map_or(rest.len(), |end| body + end + close.len())
}

/// A character literal, or a lifetime's single quote.
fn character(rest: &[u8]) -> usize {
    match rest {
        [_, b'\\', ..] => 2 + rest[2..].iter().skip(1).position(|b| *b == b'\'').map_or(1, |end| end + 2),
        _ => match std::str::from_utf8(&rest[1..rest.len().min(6)]) {
            Ok(text) => quoted(text),
            Err(error) => quoted(std::str::from_utf8(&rest[1..1 + error.valid_up_to()]).unwrap_or_default()),
        },
    }
}

fn quoted(text: &str) -> usize {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), Some('\'')) => 2 + c.len_utf8(),
        _ => 1,
    }
}

/// The code without what is under `#[cfg(test)]`, and the names of test modules in files of their own.
fn without_tests(code: &str) -> (String, Vec<String>) {
    let mut out = code.as_bytes().to_vec();
    let mut files = Vec::new();
    for (at, _) in code.match_indices("#[cfg(test)]") {
        let end = item_end(code, at);
        let item = &code[at..end];
        if item.ends_with(';')
            && let Some((_, name)) = item.rsplit_once("mod ")
        {
            files.push(name.trim_end_matches(';').trim().to_owned());
        }
        out[at..end].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = b' ');
    }
    (String::from_utf8(out).unwrap(), files)
}

/// The end of the item that begins here: its semicolon, or the brace that closes it.
fn item_end(code: &str, at: usize) -> usize {
    let mut depth = 0;
    for (offset, byte) in code[at..].bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return at + offset + 1,
            b'}' => depth -= 1,
            b';' if depth == 0 => return at + offset + 1,
            _ => {}
        }
    }
    code.len()
}
