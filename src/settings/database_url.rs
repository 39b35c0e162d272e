//! Where the database is, from a URL, and the same without its password.

use std::path::{Path, PathBuf};

use url::Url;

use super::parse::Parsed;
use super::secret::Secret;
use super::sections::DatabasePlace;

/// Reads `sqlite:PATH` (relative to `base`) or `postgres://...`.
pub fn parse(text: &str, base: &Path) -> Parsed<DatabasePlace> {
    match text.split_once(':') {
        Some(("sqlite", path)) => sqlite(path).map(|path| DatabasePlace::Sqlite { path: base.join(path) }),
        Some(("postgres" | "postgresql", _)) if Url::parse(text).is_ok() => {
            Ok(DatabasePlace::Postgres { url: Secret::new(text.to_owned()) })
        }
        _ => Err("expected sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME"),
    }
}

fn sqlite(path: &str) -> Parsed<PathBuf> {
    let path = path.strip_prefix("//").unwrap_or(path);
    match path {
        "" => Err("expected a path after sqlite:"),
        // An acknowledged stop would be gone with the process (L1).
        ":memory:" => Err("a database in memory forgets every stop; name a file"),
        _ if path.contains('?') => Err("expected sqlite:PATH without parameters; they are fixed here on purpose"),
        _ => Ok(PathBuf::from(path)),
    }
}

/// The place as it may be printed: the password, as part of the host or as a parameter, is masked.
pub fn shown(place: &DatabasePlace) -> String {
    match place {
        DatabasePlace::Sqlite { path } => format!("sqlite:{}", path.display()),
        DatabasePlace::Postgres { url } => Url::parse(url.expose()).map_or("postgres://***".to_owned(), masked),
    }
}

fn masked(mut url: Url) -> String {
    if url.password().is_some() && url.set_password(Some("***")).is_err() {
        return "postgres://***".to_owned();
    }
    let pairs: Vec<(String, String)> = url.query_pairs().map(|(k, v)| (k.into_owned(), v.into_owned())).collect();
    if !pairs.is_empty() {
        let shown = pairs.iter().map(|(k, v)| (k.as_str(), if k.contains("password") { "***" } else { v }));
        url.query_pairs_mut().clear().extend_pairs(shown);
    }
    url.to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

    use super::*;

    fn read(text: &str) -> Parsed<DatabasePlace> {
        parse(text, Path::new("/base"))
    }

    #[test]
    fn sqlite_paths_are_relative_to_where_they_were_written() {
        for (text, path) in [
            ("sqlite:a.db", "/base/a.db"),
            ("sqlite://a.db", "/base/a.db"),
            ("sqlite:/x/a.db", "/x/a.db"),
            ("sqlite:///x/a.db", "/x/a.db"),
        ] {
            assert_eq!(read(text).unwrap(), DatabasePlace::Sqlite { path: path.into() }, "{text}");
        }
    }

    #[test]
    fn law_1_a_database_in_memory_is_refused() {
        assert!(read("sqlite::memory:").is_err());
        assert!(read("sqlite://:memory:").is_err());
    }

    #[test]
    fn what_is_no_database_is_refused() {
        for wrong in ["", "desist.db", "mysql://h/db", "sqlite:", "sqlite:a?mode=ro", "postgres://u:p@/db"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_password_is_masked_in_both_places_it_can_stand() {
        for url in [
            "postgres://u:hunter2@h/db",
            "postgresql://u:hunter2@h/db?sslmode=require",
            "postgres://h/db?user=u&password=hunter2",
            "postgres:///db?password=hunter2&host=/run",
        ] {
            let place = read(url).unwrap();
            assert!(!shown(&place).contains("hunter2") && !format!("{place:?}").contains("hunter2"), "{url}");
            assert!(shown(&place).contains("***"), "{url}");
        }
    }
}
