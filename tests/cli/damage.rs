//! `desist verify` finds what somebody with access to the database changed.

use std::path::Path;

use desist::store::{Db, Options};

use crate::program::{Ended, Program};
use crate::support::database::execute;

/// An installation with a stop by link and imported rows.
fn used() -> Program {
    let program = Program::new();
    let service = program.serve();
    click(service.link());
    service.stop();
    program.run_with(&["import", "-"], "ana@example.org\nbo@example.org\n").with(0);
    program.run(&["verify"]).with(0);
    program
}

/// RFC 8058's request, by hand.
fn click(link: &str) {
    use std::io::{Read, Write};
    let (host, path) = link.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = std::net::TcpStream::connect(host).unwrap();
    let body = "List-Unsubscribe=One-Click";
    write!(
        stream,
        "POST /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

pub fn change(data: &Path, statement: &str) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let db = Db::open_sqlite(&data.join("desist.db"), &Options::default()).await.unwrap();
        assert!(execute(&db, statement).await > 0, "{statement} changed nothing");
        db.close().await;
    });
}

#[track_caller]
fn finds(statement: &str, expected: &[(&str, &str)]) {
    let program = used();
    change(&program.data(), statement);
    let found: Ended = program.run(&["verify", "--json"]).with(1);
    let found = found.json();
    let faults: Vec<(String, String)> = found["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| (fault["table"].as_str().unwrap().to_owned(), fault["column"].as_str().unwrap().to_owned()))
        .collect();
    for (table, column) in expected {
        assert!(faults.contains(&((*table).to_owned(), (*column).to_owned())), "{statement}: {found:#}");
    }
    assert!(!found.to_string().contains('@'), "law 6: {found}");
}

#[test]
fn a_changed_row() {
    finds("UPDATE preferences SET state = 'opted_in' WHERE state = 'opted_out'", &[("preferences", "state")]);
    finds("UPDATE preferences SET since = since - 1 WHERE slot = 'import'", &[("preferences", "since")]);
    let lost = "UPDATE ledger_subjects SET evidence = NULL WHERE evidence IS NOT NULL";
    finds(lost, &[("ledger_subjects", "evidence")]);
}

#[test]
fn a_row_taken_away_or_put_in() {
    finds("DELETE FROM preferences WHERE state = 'opted_out'", &[("preferences", "recipient_key")]);
    finds("DELETE FROM preferences WHERE slot = 'import'", &[("preferences", "recipient_key")]);
    finds("UPDATE preferences SET entry_index = 99 WHERE state = 'opted_out'", &[("preferences", "entry_index")]);
    finds("DELETE FROM recipients", &[("recipients", "recipient_key")]);
    finds("DELETE FROM ledger_batches", &[("ledger_batches", "entry_index")]);
    finds("DELETE FROM ledger_subjects", &[("ledger_subjects", "entry_index")]);
}

#[test]
fn a_dropped_entry() {
    finds("DELETE FROM ledger_entries WHERE entry_index = 1", &[("ledger_entries", "entry_index")]);
}

#[test]
fn a_registry_row_without_its_entry() {
    finds("UPDATE topics SET entry_index = 1 WHERE key = 'events'", &[("topics", "entry_index")]);
}

#[test]
fn l5_a_registry_row_changed_put_in_or_taken_away() {
    finds("UPDATE topics SET class = 'transactional', purpose = 'x' WHERE key = 'events'", &[("topics", "*")]);
    finds("UPDATE topics SET retired = 1 WHERE key = 'events'", &[("topics", "*")]);
    finds("DELETE FROM topics WHERE key = 'events'", &[("topics", "id")]);
    finds("UPDATE api_keys SET secret_hash = zeroblob(32), revoked_at = 1", &[("api_keys", "*")]);
    finds("UPDATE senders SET name = 'Somebody Else'", &[("senders", "*")]);
    finds(
        "INSERT INTO api_keys SELECT 'another', name, zeroblob(32), scopes, sender_id, created_at, NULL, 0 FROM api_keys",
        &[("api_keys", "id")],
    );
    finds("UPDATE sender_groups SET key = 'other'", &[("sender_groups", "*")]);
    finds("UPDATE ledger_head SET registry_size = 0", &[("ledger_head", "registry_size")]);
}

#[test]
fn l5_the_history_of_a_case_rewritten_is_named_with_case_and_event() {
    let program = used();
    let case = program.run(&["case", "open", "--kind", "complaint", "ana@example.org"]).with(0).out.trim().to_owned();
    program.run(&["case", "note", &case, "she called"]).with(0);
    assert!(program.run(&["verify"]).with(0).out.contains("3 case events"));
    change(&program.data(), "UPDATE case_events SET what = 'confirmed', state_after = 'done' WHERE what = 'noted'");
    let told = program.run(&["verify"]).with(1).out;
    let named = format!("table case_events, column what, row {case} 3:");
    assert!(told.contains(&named) && told.contains("1 fault"), "{told}");
}

#[test]
fn a_changed_leaf_and_a_changed_hash() {
    finds(
        "UPDATE ledger_entries SET leaf = CAST(replace(CAST(leaf AS TEXT), 'opted_out', 'opted_up!') AS BLOB) \
         WHERE entry_index = 1",
        &[("ledger_entries", "leaf")],
    );
    finds("UPDATE ledger_entries SET leaf_hash = zeroblob(32) WHERE entry_index = 1", &[("ledger_head", "root")]);
    finds("UPDATE ledger_head SET root = zeroblob(32)", &[("ledger_head", "root")]);
}

#[test]
fn l4_the_doctor_names_rows_that_cannot_be_read() {
    let program = used();
    assert!(program.run(&["doctor"]).with(0).out.contains("every row can be read"));
    change(&program.data(), "UPDATE preferences SET state = 'perhaps' WHERE slot = 'import'");
    let ill = program.run(&["doctor"]).with(1);
    let line = ill.out.lines().find(|line| line.starts_with("fail  preferences")).unwrap();
    assert!(line.contains(" 2 rows ") && line.contains("column state") && !line.contains('@'), "{line}");
}

#[test]
fn a_rewritten_past_contradicts_a_checkpoint_kept_elsewhere() {
    let (program, other) = (used(), used());
    program.run(&["doctor"]).with(0);
    let kept = program.path("kept.txt");
    std::fs::copy(program.data().join("checkpoint.txt"), &kept).unwrap();
    let kept = kept.to_str().unwrap();
    let agreed = program.run(&["verify", "--against", kept]).with(0);
    assert!(agreed.out.contains("agrees with the signed head"), "{}", agreed.out);
    let stranger = other.run(&["verify", "--against", kept]).with(1);
    assert!(stranger.out.contains("signature"), "{}", stranger.out);
}

#[test]
fn log_10_a_receipt_verifies_offline_and_a_changed_one_does_not() {
    let program = used();
    let file = program.path("receipt.txt");
    let file = file.to_str().unwrap();
    program.run(&["receipt", "you@example.org", "1", "-o", file]).with(0);
    program.run(&["receipt", "ana@example.org", "1"]).with(2);
    let key = program.run(&["verify", "--json"]).with(0).json()["public_key"].as_str().unwrap().to_owned();
    let nowhere = Program::new();
    let verified = nowhere.run(&["verify", "--receipt", file, "--public-key", &key, "--json"]).with(0);
    assert_eq!(verified.json()["address"], "you@example.org");
    assert!(!nowhere.data().exists());
    let text = std::fs::read_to_string(file).unwrap().replacen("index 1", "index 0", 1);
    let changed = program.file("changed.txt", &text);
    nowhere.run(&["verify", "--receipt", changed.to_str().unwrap(), "--public-key", &key]).with(1);
    nowhere.run(&["verify", "--receipt", file]).with(2);
}
