//! `desist do-not-share`, and the copy of data by `desist case`.

use crate::program::Program;

/// A case of this kind that the operator vouches for; answers its id.
fn case(program: &Program, kind: &str, address: &str) -> String {
    let opened = program.run(&["case", "open", "--kind", kind, "--vouch", "came to the desk", address]).with(0);
    opened.out.trim().to_owned()
}

#[test]
fn p8_exit_code_0_may_be_shared_1_must_not_and_the_list_ends_with_its_last_line() {
    let program = Program::begun();
    let check = |more: &[&str]| program.run(&[&["do-not-share", "check", "ana@example.org"], more].concat());
    assert!(check(&[]).with(0).out.starts_with("may be shared: no_objection (sender default"));
    let silent = check(&["--needs-consent", "--json"]).with(1).json();
    assert_eq!((&silent["allowed"], &silent["reason"]), (&false.into(), &"not_opted_in".into()));
    program.run(&["do-not-share", "check", "nobody"]).with(2);
    check(&["--sender", "nothing"]).with(2);
    let empty = program.run(&["do-not-share", "export"]).with(0).out;
    assert!(empty.starts_with("address,recipient_key,reason,since\n# end rows=0 ledger_size="), "{empty}");
    let id = case(&program, "deletion", "ana@example.org");
    check(&[]).with(0);
    program.run(&["case", "move", &id, "done"]).with(0);
    assert!(check(&[]).with(1).out.starts_with("must not be shared: erased"));
    let list = program.run(&["do-not-share", "export", "--format", "ndjson", "--hash", "sha256"]).with(0).out;
    let lines: Vec<serde_json::Value> = list.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["reason"], &lines[0]["sha256"]), (&"erased".into(), &serde_json::Value::Null));
    assert_eq!((lines.len(), &lines[1]["rows"]), (2, &1.into()));
    program.run(&["do-not-share", "export", "--format", "xml"]).with(2);
    program.run(&["do-not-share", "export", "--hash", "md5"]).with(2);
    let help = program.run(&["do-not-share", "export", "--help"]).with(0).out;
    assert!(help.contains("can guess"), "the limits of a bare hash are told: {help}");
}

#[test]
fn law_11_a_copy_is_printed_as_json_and_as_a_page_and_delivered() {
    let program = Program::begun();
    let id = case(&program, "access", "ana@example.org");
    let copy = program.run(&["case", "copy", &id]).with(0).json();
    assert_eq!((&copy["recipient"], &copy["format"]), (&"ana@example.org".into(), &"desist-access-copy/1".into()));
    let page = program.run(&["case", "copy", &id, "--format", "html"]).with(0).out;
    assert!(page.starts_with("<!doctype html>") && page.contains("<style>") && !page.contains("<link"), "{page}");
    program.run(&["case", "copy", &id, "--format", "pdf"]).with(2);
    assert!(program.run(&["case", "redact", &id, "--task", "nothing"]).with(2).err.contains("no task of this id"));
    program.run(&["case", "redact", &id, "--task", "x", "--path", "a", "--replace", "b"]).with(2);
    program.run(&["case", "send-back", &id, "--task", "nothing"]).with(2);
    let delivered = program.run(&["case", "deliver", &id]).with(0);
    assert!(delivered.err.contains("A link is on its way to a••@e••.org"), "{}", delivered.err);
    program.run(&["case", "deliver", &id, "--version", "1"]).with(2);
    program.run(&["case", "deliver", &id]).with(0);
    program.run(&["verify"]).with(0);
}
