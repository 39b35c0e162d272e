//! `desist import`.

use crate::program::Program;

const LIST: &str = "\u{feff}Email,Type,Created_At,Tags\r\n\
                    ana@example.org,unsubscribe,2024-05-06,a\r\n\
                    \"bo@example.org\",SpamComplaint,2024-05-06 12:00:00,\"b,c\"\r\n\
                    not an address,,,\r\n\
                    Ana@Example.org,bounce,2023-01-01,\r\n\
                    chen@example.org,,sometime,\r\n";

fn import(program: &Program, list: &str, options: &[&str]) -> serde_json::Value {
    let ended = program.run_with(&[&["import", "-", "--json"], options].concat(), list);
    let report = ended.json();
    ended.with(i32::from(report["bad"] != 0));
    report
}

#[test]
fn an_import_is_idempotent_and_merges_what_comes_twice() {
    let program = Program::begun();
    let tried = import(&program, LIST, &["--dry-run"]);
    assert_eq!((&tried["changed"], &tried["entries"]), (&3.into(), &0.into()));
    program.run(&["check", "ana@example.org", "--topic", "events"]).with(0);
    let first = import(&program, LIST, &[]);
    assert_eq!((&first["rows"], &first["changed"], &first["duplicates"]), (&4.into(), &3.into(), &1.into()), "{first}");
    assert_eq!((&first["bad"], &first["undated"], &first["format"]), (&1.into(), &1.into(), &"csv".into()));
    assert_eq!(first["bad_rows"][0]["line"], 4);
    assert!(!first.to_string().contains("not an address"), "a bad line is told by its number");
    let second = import(&program, LIST, &[]);
    assert_eq!((&second["changed"], &second["entries"]), (&0.into(), &0.into()), "{second}");
    let verdict = program.run(&["check", "ana@example.org", "--topic", "events", "--json"]).with(1).json();
    assert_eq!(
        (&verdict["reason"], &verdict["since"]),
        (&"imported".into(), &"2024-05-06T00:00:00Z".into()),
        "L8: the later date"
    );
    program.run(&["verify"]).with(0);
}

#[test]
fn a_plain_list_of_any_length_goes_in_in_chunks_and_verifies() {
    let program = Program::begun();
    let list: String = (0..25_000).map(|n| format!("somebody{n}@example.org\n")).collect();
    let report = import(&program, &list, &["--reason", "complaint", "--scope", "product-news"]);
    assert_eq!((&report["changed"], &report["entries"]), (&25_000.into(), &3.into()), "{report}");
    program.run(&["check", "somebody24999@example.org", "--topic", "product-news"]).with(1);
    program.run(&["check", "somebody24999@example.org", "--topic", "events"]).with(0);
    let verified = program.run(&["verify", "--json"]).with(0).json();
    assert_eq!(verified["batch_rows"], 25_000);
}

#[test]
fn beside_a_running_service_chunks_are_small_and_the_service_obeys() {
    let program = Program::new();
    let service = program.serve();
    let list: String = (0..4_500).map(|n| format!("somebody{n}@example.org\n")).collect();
    assert_eq!(import(&program, &list, &[])["entries"], 3);
    service.stop();
}

#[test]
fn what_cannot_be_read_as_a_list_is_refused() {
    let program = Program::begun();
    for (list, options) in [
        ("name,phone\nAna,123\n", &[][..]),
        ("ana@example.org\n", &["--format", "sendgrid"]),
        ("ana@example.org\n", &["--format", "nonsense"]),
        ("ana@example.org\n", &["--scope", "invoices"]),
        ("ana@example.org\n", &["--reason", "boredom"]),
        ("ana@example.org\n", &["--sender", "nobody"]),
    ] {
        program.run_with(&[&["import", "-"], options].concat(), list).with(2);
    }
    program.run(&["import", "/nowhere/list.csv"]).with(2);
    program.run_with(&["import", "-"], "").with(0);
    program.run_with(&["import", "-"], "not an address\nnor this\n").with(2);
}

#[test]
fn what_was_not_understood_of_a_list_is_told() {
    let program = Program::begun();
    let list = "email,reason,city,tags\nana@example.org,boredom,Oslo,a\nbo@example.org,complaint,,\n";
    let report = import(&program, list, &[]);
    assert_eq!((&report["unknown_reasons"], &report["changed"]), (&1.into(), &2.into()), "{report}");
    assert_eq!(report["ignored_columns"], serde_json::json!(["city", "tags"]));
    let open = "email,note\nchen@example.org,fine\ndan@example.org,\"never closed\nerin@example.org,lost\n";
    let report = import(&program, open, &[]);
    assert_eq!((&report["rows"], &report["bad_rows"][0]["line"]), (&2.into(), &3.into()), "{report}");
    assert!(report["bad_rows"][0]["reason"].as_str().unwrap().contains("never closed"), "{report}");
    let whole = "email,note\nfay@example.org,\"two\nlines\"\n";
    assert_eq!(import(&program, whole, &[])["bad"], 0);
}

#[test]
fn an_audience_is_no_suppression_list() {
    let program = Program::begun();
    for word in ["subscribed", "Active", "opted_in"] {
        let list = format!("email,status\nana@example.org,unsubscribed\nbo@example.org,{word}\n");
        let refused = program.run_with(&["import", "-"], &list).with(2);
        assert!(refused.err.contains("Line 3") && refused.err.contains("audience"), "{}", refused.err);
    }
    program.run(&["check", "ana@example.org", "--topic", "events"]).with(0);
    let left = "email,status\nana@example.org,unsubscribed\nbo@example.org,bounced\n";
    assert_eq!(import(&program, left, &[])["unknown_reasons"], 0);
}
