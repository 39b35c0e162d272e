//! Looks for an address in the whole database: in every column of every table, and in whatever a sealed one holds. It
//! asks the database itself for its tables, so one that is added later is looked through, too.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use desist::domain::address::Address;
use desist::services::installation::{Cell, Vault};
use desist::store::Db;

use crate::support::Service;
use crate::support::database::texts;

/// Where the address stands: table and column.
pub async fn places(desist: &Service, address: &Address) -> BTreeSet<(String, String)> {
    search(desist, &[address.delivery().to_ascii_lowercase(), address.match_form().to_ascii_lowercase()]).await
}

/// Where a text stands.
pub async fn places_of(desist: &Service, text: &str) -> BTreeSet<(String, String)> {
    search(desist, &[text.to_ascii_lowercase()]).await
}

async fn search(desist: &Service, needles: &[String]) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for table in tables(desist.db()).await {
        let columns = columns(desist.db(), &table).await;
        for row in rows(desist.db(), &table, &columns).await {
            for (column, cell) in columns.iter().map(|(name, _)| name).zip(&row) {
                let holds = shows(cell, needles)
                    || opened(&desist.services.vault, cell, &row).iter().any(|plain| shows(plain, needles));
                if holds {
                    found.insert((table.clone(), column.clone()));
                }
            }
        }
    }
    found
}

fn shows(bytes: &[u8], needles: &[String]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    needles.iter().any(|needle| text.contains(needle.as_str())) || inside(bytes).iter().any(|raw| shows(raw, needles))
}

/// The message in an outbox payload is base64 in JSON.
fn inside(bytes: &[u8]) -> Vec<Vec<u8>> {
    let json: serde_json::Value = serde_json::from_slice(bytes).unwrap_or_default();
    let raw = json.get("raw").and_then(|raw| STANDARD.decode(raw.as_str()?).ok());
    raw.into_iter().collect()
}

/// A cell opened as any sealed column, under any other cell of its row as the row's name.
fn opened(vault: &Vault, cell: &[u8], row: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let names = row.iter().flat_map(|name| {
        let number = std::str::from_utf8(name).ok().and_then(|text| text.parse::<u64>().ok());
        std::iter::once(name.clone()).chain(number.map(|n| n.to_be_bytes().to_vec()))
    });
    let names: Vec<Vec<u8>> = names.collect();
    let tries = Cell::ALL.iter().flat_map(|kind| names.iter().map(move |name| (*kind, name)));
    tries.filter_map(|(kind, name)| vault.open(kind, name, cell).ok()).collect()
}

async fn tables(db: &Db) -> Vec<String> {
    let query = match db {
        Db::Sqlite { .. } => "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
        Db::Postgres(_) => {
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name"
        }
    };
    let found = texts(db, query).await;
    assert!(found.len() > 20, "{found:?}");
    found
}

/// The columns of a table, and whether each holds bytes.
async fn columns(db: &Db, table: &str) -> Vec<(String, bool)> {
    let query = match db {
        Db::Sqlite { .. } => format!("SELECT name || ' ' || type FROM pragma_table_info('{table}') ORDER BY cid"),
        Db::Postgres(_) => format!(
            "SELECT column_name || ' ' || CASE data_type WHEN 'bytea' THEN 'BLOB' ELSE '' END \
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}' \
             ORDER BY ordinal_position"
        ),
    };
    let split = |line: String| line.split_once(' ').map(|(name, kind)| (name.to_owned(), kind == "BLOB")).unwrap();
    texts(db, &query).await.into_iter().map(split).collect()
}

async fn rows(db: &Db, table: &str, columns: &[(String, bool)]) -> Vec<Vec<Vec<u8>>> {
    let hexed = columns.iter().map(|(name, bytes)| match (db, bytes) {
        (Db::Sqlite { .. }, _) => format!("COALESCE(hex(\"{name}\"), '')"),
        (Db::Postgres(_), true) => format!("COALESCE(upper(encode(\"{name}\", 'hex')), '')"),
        (Db::Postgres(_), false) => {
            format!("COALESCE(upper(encode(convert_to(\"{name}\"::text, 'UTF8'), 'hex')), '')")
        }
    });
    let query = format!("SELECT {} FROM \"{table}\"", hexed.collect::<Vec<_>>().join(" || '|' || "));
    let decode = |cell: &str| data_encoding::HEXUPPER.decode(cell.as_bytes()).unwrap();
    texts(db, &query).await.iter().map(|row| row.split('|').map(decode).collect()).collect()
}
