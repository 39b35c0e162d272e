//! `desist intake explain` and `measure`: what they print, with and without an installation, and that they change nothing.

use crate::program::Program;

const STOP: &str = "From: Ana <ana@example.org>\r\nTo: support@acme.example\r\nSubject: News\r\n\r\nPlease unsubscribe me from all your newsletters.\r\n";

fn forward(by: &str) -> String {
    format!(
        "From: {by}\r\nTo: support@acme.example\r\nSubject: Fwd: News\r\n\r\n---------- Forwarded message ---------\r\nFrom: Ana \
         <ana@example.org>\r\nDate: Mon, 3 Mar 2025 at 10:00\r\nSubject: News\r\nTo: <support@acme.example>\r\n\r\nPlease \
         unsubscribe me from all your newsletters.\r\n"
    )
}

#[test]
fn explain_works_where_nothing_is_installed_and_makes_nothing() {
    let program = Program::new();
    let file = program.file("stop.eml", STOP);
    let said = program.run(&["intake", "explain", file.to_str().unwrap()]).with(0);
    assert!(said.out.contains("decision    act") && said.out.contains("AUTH-17"), "{}", said.out);
    let json = program.run(&["intake", "explain", "--json", file.to_str().unwrap()]).with(0).json();
    assert_eq!((json["decision"].as_str(), json["trust"].as_str()), (Some("act"), Some("unverified")));
    assert_eq!((json["about"].as_str(), json["robot"].is_null()), (Some("ana@example.org"), true));
    assert_eq!(json["intents"][0]["kind"], "unsubscribe_all");
    assert!(!program.data().exists(), "a question made an installation");
}

#[test]
fn explain_reads_lines_of_json_and_names_the_line_that_is_none() {
    let program = Program::new();
    let rows: Vec<_> = ["a-1", "a-2"].map(|id| serde_json::json!({ "id": id, "raw": STOP }).to_string()).to_vec();
    let file = program.file("mails.jsonl", &rows.join("\n"));
    let read = program.run(&["intake", "explain", "--jsonl", file.to_str().unwrap()]).with(0).out;
    let ids: Vec<serde_json::Value> = read.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((ids.len(), ids[1]["id"].as_str()), (2, Some("a-2")));
    let broken = program.file("broken.jsonl", &format!("{}\n{{\"id\": 1}}\n", rows[0]));
    let failed = program.run(&["intake", "explain", "--jsonl", broken.to_str().unwrap()]).with(2);
    assert!(failed.err.contains("line 2"), "{}", failed.err);
}

#[test]
fn auth_13_a_forward_is_trusted_where_its_writer_is_named_as_an_agent() {
    let program = Program::new();
    let file = program.file("forward.eml", &forward("Desk <desk@helpers.example>"));
    let of = |more: &[&str]| {
        let arguments = [&["intake", "explain", "--json", file.to_str().unwrap()], more].concat();
        program.run(&arguments).with(0).json()
    };
    let (stranger, agent) = (of(&[]), of(&["--agent", "desk@helpers.example"]));
    assert_eq!((stranger["decision"].as_str(), stranger["trust"].as_str()), (Some("review"), Some("unverified")));
    assert_eq!((agent["decision"].as_str(), agent["trust"].as_str()), (Some("act"), Some("agent")));
    assert_eq!(agent["about"], "ana@example.org");
}

#[test]
fn explain_asks_the_installation_where_there_is_one() {
    let program = Program::begun();
    let minted = program.run_with(&["link", "mint", "--topic", "events"], "ana@example.org\n").with(0).json();
    let answer = format!("{STOP}\r\n> Unsubscribe: {}\r\n", minted["unsubscribe_url"].as_str().unwrap());
    let file = program.file("answer.eml", &answer);
    let json = program.run(&["intake", "explain", "--json", file.to_str().unwrap()]).with(0).json();
    assert_eq!(json["trust"], "token", "{json}");
    let verdict = program.run(&["check", "ana@example.org", "--topic", "events"]).with(0);
    assert!(verdict.out.starts_with("allowed"), "explaining changed something: {}", verdict.out);
}

#[test]
fn measure_names_missing_sets_and_says_by_its_exit_code_whether_the_aims_are_met() {
    let program = Program::new();
    let row = serde_json::json!({
        "id": "x-1", "lang": "en", "raw": STOP, "forwarded": false, "requester": "ana@example.org",
        "labels": [{ "kind": "deletion" }], "clear": true,
    });
    let file = program.file("set.jsonl", &row.to_string());
    let set = file.parent().unwrap().join("corpora/preference-mail");
    std::fs::create_dir_all(&set).unwrap();
    std::fs::copy(&file, set.join("set.jsonl")).unwrap();
    let folder = set.parent().unwrap().to_str().unwrap();
    let missed = program.run(&["intake", "measure", "--misses", folder]).with(1);
    assert!(missed.err.contains("SKIPPED: forward-crisp"), "{}", missed.err);
    assert!(missed.out.contains("MISSED") && missed.out.contains("x-1: "), "{}", missed.out);
    program.run(&["intake", "measure", "/nowhere/at/all"]).with(2);
}
