//! What holds for the whole source: who may import whom, who may ask for the time, that nothing panics, and that the
//! pieces which belong together (migrations, store and its tests, templates, error codes) do not drift apart.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

#[path = "support/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use desist::domain::error::Code;
use source::{Source, module_of};

/// Fails with one line for each fault.
fn none(faults: Vec<String>, rule: &str) {
    assert!(faults.is_empty(), "{rule}\n  {}\n", faults.join("\n  "));
}

#[test]
fn layers_import_strictly_downward_and_neighbours_do_not_know_each_other() {
    let mut faults = Vec::new();
    for file in source::all() {
        let own = module_of(&file.path);
        let Some(from) = own.first() else { continue };
        for (at, to) in imports(&file) {
            if to != *from && !may_import(from, &to) {
                faults.push(format!("src/{}:{} {from} imports {to}", file.path, file.line(at)));
            }
        }
    }
    none(faults, "faces > services > store, mail, render, webhook (not knowing each other) > domain");
}

/// The layer of a top module. `settings` and `telemetry` (which logs as the settings say) are for the faces only.
fn layer(module: &str) -> u8 {
    match module {
        "domain" => 0,
        "store" | "mail" | "render" | "webhook" => 1,
        "services" => 2,
        "settings" => 3,
        "telemetry" => 4,
        "faces" => 5,
        other => panic!("src/{other} is in no layer: say in tests/architecture.rs where it belongs"),
    }
}

fn may_import(from: &str, to: &str) -> bool {
    layer(to) < layer(from)
}

/// Every top module that a file names: `crate::x`, `crate::{x, y}`, and enough `super::` to get there.
fn imports(file: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for at in file.places("crate::") {
        let qualified = file.code[..at].ends_with(['$', '_']) || file.code[..at].ends_with(char::is_alphanumeric);
        if !qualified {
            found.extend(heads(&file.code[at + "crate::".len()..]).into_iter().map(|name| (at, name)));
        }
    }
    let depth = module_of(&file.path).len();
    for at in file.places(&"super::".repeat(depth)) {
        found.extend(heads(&file.code[at + "super::".len() * depth..]).into_iter().map(|name| (at, name)));
    }
    found.retain(|(_, name)| is_module(name));
    found
}

fn is_module(name: &str) -> bool {
    let src = source::root().join("src");
    src.join(format!("{name}.rs")).exists() || src.join(name).join("mod.rs").exists()
}

/// The first names of a path, or of every path in a group.
fn heads(path: &str) -> Vec<String> {
    match path.strip_prefix('{') {
        Some(group) => split_top(group_body(group)).iter().map(|part| name(part)).collect(),
        None => vec![name(path)],
    }
}

fn name(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn group_body(text: &str) -> &str {
    let mut depth = 1;
    let end = text.find(|c| {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        depth == 0
    });
    &text[..end.unwrap_or(text.len())]
}

/// Splits at commas that stand in no bracket.
fn split_top(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '{' | '(' => depth += 1,
            '}' | ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}

#[test]
fn time_and_randomness_are_arguments() {
    let banned = [
        "SystemTime::now",
        "Timestamp::now",
        "Utc::now",
        "Zoned::now",
        "Local::now",
        "getrandom",
        "rand::",
        "SystemClock",
        "Uuid::now_v7",
        "Uuid::new_v",
    ];
    let wiring = |path: &str| {
        ["domain/time.rs", "main.rs", "faces/serve.rs", "faces/cli.rs"].contains(&path)
            || ["faces/cli/", "faces/serve/"].iter().any(|folder| path.starts_with(folder))
    };
    let mut faults = Vec::new();
    for file in source::all().iter().filter(|file| !wiring(&file.path)) {
        for word in banned {
            faults.extend(file.places(word).map(|at| format!("src/{}:{} {word}", file.path, file.line(at))));
        }
    }
    none(
        faults,
        "only domain/time.rs and the wiring (main, faces/serve, faces/cli) ask for the time or for randomness",
    );
}

#[test]
fn nothing_panics_outside_tests_and_main() {
    let banned = [".unwrap()", ".expect(", "panic!", "todo!", "unimplemented!", "unreachable!", "dbg!"];
    let mut faults = Vec::new();
    for file in source::all().iter().filter(|file| file.path != "main.rs") {
        for word in banned {
            // The one exception: without randomness there can be no key and no token.
            if (file.path.as_str(), word) == ("domain/time.rs", "panic!") {
                assert_eq!(file.places(word).count(), 1, "src/domain/time.rs panics for randomness only");
                continue;
            }
            faults.extend(file.places(word).map(|at| format!("src/{}:{} {word}", file.path, file.line(at))));
        }
    }
    none(faults, "an error is answered, never a panic");
}

#[test]
fn the_domain_is_pure() {
    let banned = [
        "async ",
        ".await",
        "std::fs",
        "std::net::Tcp",
        "std::net::Udp",
        "std::env",
        "std::thread",
        "std::process",
        "tokio",
        "sqlx",
        "actix",
        "lettre",
        "tracing",
        "println!",
    ];
    let mut faults = Vec::new();
    for file in source::all().iter().filter(|file| file.path.starts_with("domain/")) {
        for word in banned {
            faults.extend(file.places(word).map(|at| format!("src/{}:{} {word}", file.path, file.line(at))));
        }
    }
    none(faults, "the domain says what things are: no async, no IO, no log");
}

#[test]
fn only_services_open_transactions_and_only_the_store_writes_sql() {
    let mut faults = Vec::new();
    for file in source::all() {
        let in_store = file.path.starts_with("store/");
        let fault = |at, what| format!("src/{}:{} {what}", file.path, file.line(at));
        if !in_store && !file.path.starts_with("services/") {
            let opened = file.places(".begin().await").chain(file.places(".snapshot().await"));
            faults.extend(opened.map(|at| fault(at, "opens a transaction")));
        }
        if !in_store {
            faults.extend(file.places("sqlx::").map(|at| fault(at, "names sqlx")));
        }
    }
    none(faults, "transactions are the services' business, SQL the store's");
}

#[test]
fn every_store_function_is_called_in_tests_store_rs() {
    let tests = source::masked(&fs::read_to_string(source::root().join("tests/store.rs")).unwrap());
    let mut faults = Vec::new();
    for file in source::all().iter().filter(|file| file.path.starts_with("store/")) {
        let module = module_of(&file.path).pop().unwrap();
        for at in file.places("pub async fn ") {
            let function = name(&file.code[at + "pub async fn ".len()..]);
            // A method stands indented in its impl; a free function is called with its module's name.
            let method = file.code[..at].ends_with(' ');
            let calls = match method {
                true => vec![format!(".{function}("), format!("::{function}(")],
                false => vec![format!("{module}::{function}(")],
            };
            if !calls.iter().any(|call| tests.contains(call)) {
                faults.push(format!("src/{}:{} {function}", file.path, file.line(at)));
            }
        }
    }
    none(faults, "these store functions have no test in tests/store.rs");
}

type Tables = BTreeMap<String, BTreeMap<String, bool>>;

#[test]
fn both_migration_folders_make_the_same_tables() {
    let (sqlite, postgres) = (migrations("sqlite"), migrations("postgres"));
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&sqlite), names(&postgres), "the folders have different files");
    for (file, text) in &sqlite {
        assert_eq!(tables(text), tables(&postgres[file]), "{file} makes different tables (name: column: not null)");
        assert_eq!(indexes(text), indexes(&postgres[file]), "{file} makes different indexes");
    }
}

#[test]
fn every_migration_is_built_in() {
    let db = fs::read_to_string(source::root().join("src/store/db.rs")).unwrap();
    for file in migrations("sqlite").keys() {
        let stem = file.trim_end_matches(".sql");
        assert!(db.contains(&format!("\"{stem}\"")), "migrations/*/{file} is not listed in src/store/db.rs");
    }
}

fn migrations(folder: &str) -> BTreeMap<String, String> {
    let entries = fs::read_dir(source::root().join("migrations").join(folder)).unwrap();
    let read = |path: std::path::PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
        (path.file_name().unwrap().to_string_lossy().into_owned(), lines.join("\n"))
    };
    entries.map(|entry| read(entry.unwrap().path())).collect()
}

/// Table -> column -> whether it must have a value.
fn tables(sql: &str) -> Tables {
    let made = sql.split("CREATE TABLE ").skip(1);
    made.map(|text| {
        let (table, body) = text.split_once('(').unwrap();
        (table.trim().to_owned(), columns(body))
    })
    .collect()
}

fn columns(body: &str) -> BTreeMap<String, bool> {
    let end = body.find(';').unwrap_or(body.len());
    let body = &body[..body[..end].rfind(')').unwrap_or(end)];
    let definitions = split_top(body).into_iter().map(str::trim);
    let is_column =
        |text: &&str| !["PRIMARY KEY", "UNIQUE", "CHECK", "FOREIGN", "CONSTRAINT"].iter().any(|w| text.starts_with(w));
    let column = |text: &str| (name(text), text.contains("NOT NULL") || text.contains("PRIMARY KEY"));
    definitions.filter(is_column).map(column).collect()
}

/// Each index with its table and columns, spaces evened out.
fn indexes(sql: &str) -> BTreeSet<String> {
    let made = sql.split(';').map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    made.filter(|text| text.starts_with("CREATE") && text.contains("INDEX")).collect()
}

#[test]
fn every_page_and_every_mail_has_its_templates_and_no_template_is_left_over() {
    let pages = templates_in("render/pages", &|name| vec![format!("pages/{name}.html")]);
    let mails = templates_in("render/mails", &|name| {
        vec![format!("mail/{name}.subject.txt"), format!("mail/{name}.txt"), format!("mail/{name}.html")]
    });
    let console = templates_in("render/console", &|name| vec![format!("console/{name}.html")]);
    let shared = [
        "console/case_parts.html",
        "console/layout.html",
        "console/parts.html",
        "pages/layout.html",
        "pages/own.html",
        "pages/parts.html",
        "mail/layout.html",
        "mail/foot.txt",
        "mail/bodies.html",
        "mail/bodies.txt",
    ]
    .map(str::to_owned);
    let wanted: BTreeSet<String> = pages.into_iter().chain(mails).chain(console).chain(shared).collect();
    let there: BTreeSet<String> =
        ["pages", "mail", "console"].iter().flat_map(|folder| files("templates", folder)).collect();
    assert_eq!(there, wanted, "templates/ and the page and mail types of src/render do not agree");
}

fn templates_in(prefix: &str, files_of: &dyn Fn(&str) -> Vec<String>) -> Vec<String> {
    let mut found = Vec::new();
    for file in source::all().iter().filter(|file| file.path.starts_with(prefix)) {
        let named = file.text.split("const TEMPLATE: &'static str = \"").skip(1);
        found.extend(named.filter_map(|rest| rest.split('"').next()).flat_map(files_of));
    }
    found
}

fn files(parent: &str, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(source::root().join(parent).join(folder)).unwrap();
    entries.map(|entry| format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy())).collect()
}

#[test]
fn every_language_has_every_message() {
    let messages = |file: &str| -> BTreeSet<String> {
        let text = fs::read_to_string(source::root().join("templates").join(file)).unwrap();
        let is_message = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
        let named = text.lines().filter(is_message).filter_map(|line| line.split_once('='));
        named.map(|(name, _)| name.trim().to_owned()).collect()
    };
    let complete = messages("locales/en.ftl");
    for file in files("templates", "locales") {
        assert_eq!(messages(&file), complete, "templates/{file} has other messages than en.ftl");
    }
}

#[test]
fn the_readme_lists_every_error_code() {
    let readme = fs::read_to_string(source::root().join("README.md")).unwrap_or_else(|e| {
        panic!("README.md cannot be read ({e}); it must list every error code as a row | `word` | ... |")
    });
    let listed = |code: &Code| readme.lines().any(|line| line.starts_with(&format!("| `{}` |", code.word())));
    let missing: Vec<String> =
        Code::ALL.iter().filter(|code| !listed(code)).map(|code| code.word().to_owned()).collect();
    none(missing, "README.md lacks a row | `word` | ... | for these error codes of src/domain/error.rs");
}

#[test]
fn comments_strings_and_tests_are_not_code() {
    let text = "let a = \"x.unwrap()\"; // .unwrap()\n/* /* .unwrap() */ */ let c = '\"'; let l: &'a str = r#\"todo!\"#;\n\
                let q = '\\''; b.unwrap();\n";
    let code = source::masked(text);
    assert_eq!(code.len(), text.len());
    assert_eq!(code.matches(".unwrap()").count(), 1, "{code}");
    assert!(!code.contains("todo!"), "{code}");
    assert!(code.contains("let l: &'a str ="), "{code}");
}
