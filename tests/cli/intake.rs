//! `desist ingest`, `desist intake`, `desist agent`: the real program, beside a service and alone.

use super::program::Program;

const STOP: &str = "From: Ana <ana@example.org>\r\nTo: support@example.com\r\nSubject: Stop\r\nMessage-ID: \
                    <1@example.org>\r\n\r\nPlease unsubscribe me from all your mails.\r\n";
const UNCLEAR: &str = "From: Ana <ana@example.org>, Bo <bo@example.org>\r\nTo: support@example.com\r\nSubject: Hm\r\n\
                       MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: \
                       text/plain\r\n\r\nPlease unsubscribe me \u{1b}[31m from all your mails.\r\n\r\n--b\r\nContent-Type: \
                       application/pdf; name=plan.pdf\r\n\r\n%PDF\r\n--b--\r\n";

/// Waits until the service has made something of every mail.
fn worked_off(program: &Program) -> serde_json::Value {
    for _ in 0..200 {
        let mails = program.run(&["intake", "list", "--status", "any", "--json"]).with(0).json();
        if mails.as_array().unwrap().iter().all(|mail| mail["status"] != "received") {
            return mails;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("the service does not work off its mail");
}

#[test]
fn auth_17_a_deletion_is_opened_vouched_for_noted_and_done_by_commands() {
    let program = Program::new();
    program.run_with(&["import", "-"], "ana@example.org\n").with(0);
    // Nothing but an import is known, and by that the mailbox is asked.
    let opened = program.run_with(&["case", "open", "--kind", "deletion", "-"], "ana@example.org").with(0);
    let case = opened.out.trim().to_owned();
    program.run(&["case", "move", &case, "done"]).with(2);
    program.run(&["case", "vouch", &case, "came to the desk"]).with(0);
    program.run_with(&["case", "note", &case, "-"], "knows the order number").with(0);
    program.run(&["case", "assign", &case, "kim"]).with(0);
    program.run(&["case", "move", &case, "finished"]).with(2);
    program.run(&["case", "open", "--kind", "wish", "ana@example.org"]).with(2);
    program.run(&["case", "done", &case]).with(0);
    let shown = program.run(&["case", "show", &case]).with(0).json();
    assert_eq!((shown["state"].as_str(), shown["vouched_by"].as_str()), (Some("done"), Some("command_line")));
    assert_eq!((shown["assignee"].as_str(), shown["recipient"].as_str()), (Some("kim"), None));
    let verdict = program.run(&["check", "ana@example.org", "--topic", "events"]).with(1);
    assert!(verdict.out.contains("erased"), "{}", verdict.out);
    program.run(&["verify"]).with(0);
}

#[test]
fn what_a_command_about_cases_cannot_use_is_refused_with_what_to_do() {
    let program = Program::begun();
    let open = ["case", "open", "--kind", "question"];
    let unknown = program.run(&[&open[..], &["--language", "xx", "ana@example.org"]].concat()).with(2);
    assert!(unknown.err.contains("\"xx\"") && unknown.err.contains("de, en, es"), "{}", unknown.err);
    let no_text = program.run_with(&[&open[..], &["-"]].concat(), b"ana@\xffexample.org").with(2);
    assert!(no_text.err.contains("UTF-8"), "{}", no_text.err);
    let case = program.run(&[&open[..], &["--language", "pt-BR", "ana@example.org"]].concat()).with(0);
    let case = case.out.trim();
    for note in ["", " "] {
        let empty = program.run(&["case", "note", case, note]).with(2);
        assert!(empty.err.contains("empty"), "{}", empty.err);
    }
    let no_text = program.run_with(&["case", "note", case, "-"], b"caf\xe9").with(2);
    assert!(no_text.err.contains("UTF-8"), "{}", no_text.err);
    let shown = program.run(&["case", "show", case]).with(0).json();
    assert_eq!((shown["language"].as_str(), shown["version"].as_i64()), (Some("pt"), Some(1)));
}

#[test]
fn the_doctor_counts_late_cases_and_names_the_command_that_lists_them() {
    let program = Program::begun();
    let well = program.run(&["doctor"]).with(0).out;
    assert!(well.contains("0 cases are open"), "{well}");
    let open = ["case", "open", "--kind", "access", "--received-at"];
    program.run(&[&open[..], &["2020-01-01T00:00:00Z", "ana@example.org"]].concat()).with(0);
    program.run(&[&open[..], &["2020-02-01T00:00:00Z", "bo@example.org"]].concat()).with(0);
    let told = program.run(&["doctor"]).with(0).out;
    let late = told.lines().find(|line| line.contains(" late")).unwrap();
    assert!(
        late.starts_with("warn  cases") && late.contains("2 cases are late; the first was due on 2020-02-01"),
        "{told}"
    );
    let fix = told.lines().find_map(|line| line.trim().strip_prefix("fix: desist case list")).unwrap();
    let list: Vec<&str> = ["case", "list"].into_iter().chain(fix.split_whitespace()).collect();
    let listed = program.run(&list).with(0).out;
    assert_eq!(
        listed.lines().filter(|line| line.contains("@example.org") && line.contains("2020-")).count(),
        2,
        "{listed}"
    );
    assert_eq!(
        program
            .run(&["case", "list", "--state", "open", "--due-before", "2020-01-01T00:00:00Z"])
            .with(0)
            .out
            .lines()
            .filter(|line| line.contains('@'))
            .count(),
        0
    );
    program.run(&["case", "list", "--due-before", "soon"]).with(2);
}

#[test]
fn a_piped_mail_is_stored_with_exit_0_and_worked_off_by_the_service_beside() {
    let program = Program::new();
    let service = program.serve();
    let pipe = ["ingest", "--from", "ana@example.org", "--to", "support@example.com"];
    program.run_with(&pipe, STOP).with(0);
    let again = program.run_with(&pipe, STOP).with(0);
    assert!(again.err.contains("Known already"), "{}", again.err);
    let mails = worked_off(&program);
    assert_eq!((mails.as_array().unwrap().len(), mails[0]["status"].as_str()), (1, Some("acted")));
    program.run(&["check", "ana@example.org", "--topic", "events"]).with(1);
    assert_eq!(service.stop(), Some(0));
}

#[test]
fn l1_a_pipe_in_a_wrong_directory_makes_no_installation_and_keeps_the_mail_at_the_mail_server() {
    let program = Program::new();
    program.run_with(&["ingest"], STOP).with(75);
    assert!(!program.data().join("desist.db").exists());
}

#[test]
fn smtp_02_what_cannot_be_stored_ends_with_75_so_that_nothing_is_bounced() {
    let program = Program::begun();
    program.run_with(&["ingest"], "").with(75);
    program.run(&["ingest", program.path("nothing.eml").to_str().unwrap()]).with(75);
    let wrong = program.file("wrong.toml", "[server]\nlissten = \"x\"\n");
    program.run_with(&["--config", wrong.to_str().unwrap(), "ingest"], STOP).with(75);
    let database = program.data().join("desist.db");
    std::fs::remove_file(&database).unwrap();
    std::fs::create_dir(&database).unwrap();
    program.run_with(&["ingest"], STOP).with(75);
}

#[test]
fn a_person_lists_shows_and_decides_what_waits() {
    let program = Program::new();
    let service = program.serve();
    let files = [program.file("one.eml", STOP), program.file("two.eml", UNCLEAR)];
    program.run(&["ingest", files[0].to_str().unwrap(), files[1].to_str().unwrap()]).with(0);
    worked_off(&program);
    let queue = program.run(&["intake", "list", "--json"]).with(0).json();
    let [waiting] = queue.as_array().unwrap().as_slice() else { panic!("one mail waits: {queue}") };
    let id = waiting["id"].as_str().unwrap();
    assert!(program.run(&["intake", "list"]).with(0).out.contains(id));
    let shown = program.run(&["intake", "show", id]).with(0);
    assert!(shown.out.contains("> Please unsubscribe me") && shown.out.contains("intake decide"), "{}", shown.out);
    for told in [
        "Hm\n",
        "from       Ana <ana@example.org>",
        "           Bo <bo@example.org>",
        "trust      suspect",
        "wants      unsubscribe_all: \"",
        "because ",
        "file       plan.pdf (application/pdf, 4 B)",
        "unclear, needs_review",
        "--about ADDRESS",
    ] {
        assert!(shown.out.contains(told), "{told}: {}", shown.out);
    }
    assert!(!shown.out.contains('\u{1b}') && !shown.out.contains("\":"), "{}", shown.out);
    let list = program.run(&["intake", "list"]).with(0).out;
    assert!(list.contains("AGE") && list.contains("unsubscribe_all"), "{list}");
    // The earliest clock of any regime that could apply is shown (CLK-11): five business days, so 4 to 8 days from now.
    assert!((4..=8).any(|days| list.contains(&format!(" in {days} d "))), "{list}");
    assert_eq!(program.run(&["intake", "show", id, "--raw"]).with(0).out, UNCLEAR);
    program.run(&["intake", "decide", id, "--as", "unsubscribe_all"]).with(2);
    program.run(&["intake", "decide", id, "--as", "nonsense"]).with(2);
    let decide = ["intake", "decide", id, "--as", "unsubscribe_all", "--about", "bo@example.org", "--quiet", "--json"];
    let decided = program.run(&decide).with(0).json();
    assert_eq!((decided["became"].as_str(), decided["answered"].as_bool()), (Some("acted"), Some(false)));
    program.run(&decide).with(2);
    program.run(&["check", "bo@example.org", "--topic", "events"]).with(1);
    let cases = program.run(&["case", "list", "--state", "any", "--json"]).with(0).json();
    assert_eq!((cases[0]["kind"].as_str(), cases[0]["state"].as_str()), (Some("unclear"), Some("done")));
    let case = cases[0]["id"].as_str().unwrap();
    assert!(program.run(&["case", "show", case]).with(0).out.contains("unclear"));
    program.run(&["case", "close", case]).with(2);
    program.run(&["verify"]).with(0);
    assert_eq!(service.stop(), Some(0));
}

#[test]
fn api_08_labels_are_exported_as_harmless_csv_and_as_a_set_that_is_measured() {
    let program = Program::new();
    std::fs::create_dir_all(program.data()).unwrap();
    std::fs::write(program.data().join("desist.toml"), "[intake]\nlabel_texts = true\n").unwrap();
    let service = program.serve();
    let mail = UNCLEAR.replace("Subject: Hm", "Subject: =HYPERLINK(\"http://x\")");
    program.run(&["ingest", program.file("one.eml", &mail).to_str().unwrap()]).with(0);
    let mails = worked_off(&program);
    let id = mails[0]["id"].as_str().unwrap();
    program.run(&["intake", "decide", id, "--as", "spam", "--as", "complaint"]).with(2);
    let decided = program.run(&["intake", "decide", id, "--as", "spam", "--json"]).with(0).json();
    assert_eq!(decided["became"], "ignored");
    let csv = program.run(&["intake", "labels"]).with(0).out;
    assert!(csv.starts_with("id,mail,decided_at,by,lang,") && csv.contains(",spam,false,"), "{csv}");
    assert!(csv.contains("\"'=HYPERLINK(") && !csv.contains(",=HYPERLINK") && !csv.contains("\"=HYPERLINK"), "{csv}");
    let lines = program.run(&["intake", "labels", "--json"]).with(0).out;
    let label: serde_json::Value = serde_json::from_str(lines.trim()).unwrap();
    assert_eq!((label["labels"][0]["kind"].as_str(), label["by"].as_str()), (Some("spam"), Some("command_line")));
    assert_eq!(label["proposed"][0]["kind"], "unsubscribe_all");
    std::fs::create_dir_all(program.path("own/labels")).unwrap();
    program.file("own/labels/own.jsonl", &lines);
    let own = program.path("own");
    let measured = program.run(&["intake", "measure", own.to_str().unwrap(), "--misses"]).out;
    assert!(measured.contains("the rules of today agree with the operators"), "{measured}");
    assert!(
        measured.contains(&format!("{}: ", label["id"].as_str().unwrap())),
        "the disagreement is named: {measured}"
    );
    program.run(&["verify"]).with(0);
    assert_eq!(service.stop(), Some(0));
}

#[test]
fn a_forwarding_check_is_shown_first_with_its_code() {
    let program = Program::new();
    let service = program.serve();
    let check = "From: Gmail Team <forwarding-noreply@google.com>\r\nTo: support@example.com\r\nSubject: Gmail Forwarding \
                 Confirmation - Receive Mail from ana@example.com\r\n\r\nana@example.com has requested to automatically \
                 forward mail to your email address support@example.com.\r\nConfirmation code: 123456789\r\n\r\nTo allow \
                 it, click the link below to confirm the request:\r\n\r\nhttps://mail-settings.google.com/mail/vf-abc\r\n";
    let files = [program.file("one.eml", UNCLEAR), program.file("two.eml", check)];
    program.run(&["ingest", files[0].to_str().unwrap(), files[1].to_str().unwrap()]).with(0);
    worked_off(&program);
    let queue = program.run(&["intake", "list", "--json"]).with(0).json();
    let shown = program.run(&["intake", "show", queue[0]["id"].as_str().unwrap()]).with(0).out;
    assert!(shown.contains("code       123456789") && shown.contains("link       https://mail-settings"), "{shown}");
    assert_eq!(service.stop(), Some(0));
}

#[test]
fn agents_are_added_listed_tested_and_removed() {
    let program = Program::begun();
    program.run(&["agent", "add", "help@example.com", "--status-notes", "each"]).with(0);
    program.run(&["agent", "add", "help@example.com", "--status-notes", "off"]).with(0);
    program.run(&["agent", "add", "help@example.com", "--status-notes", "loud"]).with(2);
    let listed = program.run(&["agent", "list", "--json"]).with(0).json();
    assert_eq!(
        (listed[0]["address"].as_str(), listed[0]["status_notes"].as_str()),
        (Some("help@example.com"), Some("off"))
    );
    let forward = program.file("forward.eml", "From: help@example.com\r\nSubject: Fwd\r\n\r\nHello\r\n");
    let tested = program.run(&["agent", "test", forward.to_str().unwrap()]).with(1);
    assert!(tested.out.contains("not trusted"), "{}", tested.out);
    program.run_with(&["agent", "remove", "-"], "help@example.com\n").with(0);
    program.run(&["agent", "remove", "help@example.com"]).with(2);
    program.run(&["verify"]).with(0);
}
