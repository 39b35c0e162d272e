//! The command line: the real binary, its output and its exit codes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

#[path = "cli/damage.rs"]
mod damage;
#[path = "cli/figures.rs"]
mod figures;
#[path = "cli/imports.rs"]
mod imports;
#[path = "cli/intake.rs"]
mod intake;
#[path = "cli/program.rs"]
mod program;
#[path = "cli/restore.rs"]
mod restore;
#[path = "cli/sharing.rs"]
mod sharing;
mod support;
#[path = "cli/understanding.rs"]
mod understanding;
#[path = "cli/webhooks.rs"]
mod webhooks;

use program::{Program, mode};
use support::{Database, Place};

#[test]
fn the_first_start_prints_a_key_once_and_keeps_everything_private() {
    let program = Program::new();
    let first = program.serve();
    assert!(first.api_key().is_some_and(|key| key.len() > 40), "{}", first.said);
    assert!(first.link().starts_with(&first.origin), "{}", first.said);
    let first_said = first.said.clone();
    assert_eq!(first.stop(), Some(0));
    for (path, expected) in [("", 0o700), ("desist.db", 0o600), ("keys/master.key", 0o600), ("keys/ledger.key", 0o600)]
    {
        assert_eq!(mode(&program.data().join(path)), expected, "{path}");
    }
    let again = format!("desist --data-dir {} sender set", program.data().display());
    assert!(first_said.contains(&again), "{first_said}");
    let second = program.serve();
    assert_eq!(second.api_key(), None);
    assert_eq!(second.stop(), Some(0));
}

#[test]
fn a_command_beside_a_running_service_mints_links_that_lead_to_it_and_the_service_obeys_its_changes() {
    let program = Program::new();
    let service = program.serve();
    let minted = program.run_with(&["link", "mint", "--topic", "events"], "ana@example.org\n").with(0);
    assert!(minted.json()["unsubscribe_url"].as_str().unwrap().starts_with(&service.origin));
    let key = program.run(&["key", "create", "--name", "shop", "--scope", "links,gate"]).with(0);
    assert!(key.out.starts_with("dsk_") && key.out.lines().count() == 1, "{}", key.out);
    let id = key.err.split_whitespace().find(|word| word.starts_with("01")).unwrap().trim_end_matches('.').to_owned();
    assert!(program.run(&["key", "list"]).with(0).out.contains(&id));
    program.run(&["key", "revoke", &id]).with(0);
    program.run(&["key", "revoke", &id]).with(2);
    assert_eq!(service.stop(), Some(0));
}

#[test]
fn exit_codes_are_0_yes_1_no_2_bad_input_3_not_done() {
    let program = Program::new();
    let nothing = program.run(&["check", "ana@example.org", "--topic", "events"]).with(3);
    assert!(nothing.err.contains("no installation"), "{}", nothing.err);
    assert!(!program.data().exists(), "a question made an installation");
    program.serve().stop();
    program.run(&["check", "ana@example.org", "--topic", "events"]).with(0);
    program.run(&["check", "no address", "--topic", "events"]).with(2);
    program.run(&["check", "ana@example.org", "--topic", "nonsense"]).with(2);
    program.run(&["frobnicate"]).with(2);
    program.run(&["key", "create", "--name", "x", "--scope", "root"]).with(2);
    program.run(&["link", "mint", "--topic", "invoices"]).with(2);
    program.run(&["link", "inspect", "AQID"]).with(1);
    program.run_with(&["import", "-"], "ana@example.org\n").with(0);
    program.run(&["check", "ana@example.org", "--topic", "events"]).with(1);
    program.run_with(&["check", "-", "--topic", "invoices"], "ana@example.org\n").with(0);
}

#[test]
fn law_6_an_error_never_repeats_an_address() {
    let program = Program::begun();
    let refused = program.run(&["check", "ana@@example.org", "--topic", "events"]).with(2);
    assert!(!refused.err.contains("ana@"), "{}", refused.err);
    let minted = program.run_with(&["link", "mint", "--topic", "events"], "ana@@example.org\n").with(2);
    assert!(!minted.err.contains("ana@"), "{}", minted.err);
}

#[test]
fn wrong_settings_end_with_2_and_every_fault_with_its_place() {
    let program = Program::new();
    let file = program.file("wrong.toml", "[server]\nlissten = \"127.0.0.1:0\"\n[gate]\nstaleness_limit = \"soon\"\n");
    let file = file.to_str().unwrap();
    for command in [&["serve"][..], &["config", "check"]] {
        let arguments: Vec<&str> = ["--config", file].iter().chain(command).copied().collect();
        let refused = program.run(&arguments).with(2);
        assert!(refused.err.contains("wrong.toml:2") && refused.err.contains("listen"), "{}", refused.err);
    }
    let file = program.file("language.toml", "[pages]\ndefault_language = \"tlh\"\n");
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["config", "check"]] {
        let arguments: Vec<&str> = ["--config", file.to_str().unwrap()].iter().chain(command).copied().collect();
        let refused = program.run(&arguments).with(2);
        assert!(refused.err.contains("pages.default_language") && refused.err.contains("en"), "{}", refused.err);
    }
    let printed = program.run(&["config", "print"]).with(0);
    program.file("whole.toml", &printed.out);
    program.run(&["--config", program.path("whole.toml").to_str().unwrap(), "config", "check"]).with(0);
}

#[test]
fn a_used_database_without_its_key_files_is_refused_with_their_names() {
    let program = Program::begun();
    let key = program.data().join("keys/master.key");
    let kept = program.path("kept.key");
    std::fs::rename(&key, &kept).unwrap();
    let Err(refused) = program.try_serve() else { panic!("it started") };
    let refused = refused.with(3);
    assert!(refused.err.contains(key.to_str().unwrap()), "{}", refused.err);
    // Another installation's key does not fit either, and the right one does.
    let other = Program::begun();
    std::fs::copy(other.data().join("keys/master.key"), &key).unwrap();
    let Err(refused) = program.try_serve() else { panic!("it started") };
    assert!(refused.with(3).err.contains("belongs to another installation"));
    std::fs::rename(&kept, &key).unwrap();
    program.serve().stop();
}

#[test]
fn log_07_an_empty_database_beside_a_signed_head_is_a_lost_ledger_and_no_first_start() {
    let program = Program::begun();
    program.run(&["doctor"]).with(0);
    let signed = program.data().join("checkpoint.txt");
    assert!(signed.exists());
    for file in ["desist.db", "desist.db-wal", "desist.db-shm"] {
        let _ = std::fs::remove_file(program.data().join(file));
    }
    for _ in 0..2 {
        let Err(refused) = program.try_serve() else { panic!("it started") };
        let refused = refused.with(3);
        assert!(refused.err.contains(signed.to_str().unwrap()) && refused.err.contains("backup"), "{}", refused.err);
    }
    program.run(&["check", "ana@example.org", "--topic", "events"]).with(3);
    std::fs::rename(&signed, program.path("moved.txt")).unwrap();
    assert!(program.serve().api_key().is_some(), "moved away, so a new installation is meant");
}

#[test]
fn two_starts_at_once_on_an_empty_directory_end_with_one_set_of_keys() {
    let program = Program::new();
    let children = [program.spawn_serve(), program.spawn_serve()];
    let services: Vec<_> = children.into_iter().map(|child| Program::await_running(child).unwrap()).collect();
    let keys: Vec<_> = services.iter().filter_map(|service| service.api_key()).collect();
    assert_eq!(keys.len(), 1, "one of them began, the other joined");
    services.into_iter().for_each(|service| assert_eq!(service.stop(), Some(0)));
    program.run(&["verify"]).with(0);
}

#[tokio::test]
async fn two_starts_at_once_on_an_empty_postgresql_end_with_one_set_of_keys() {
    if !Database::available().contains(&Database::Postgres) {
        return;
    }
    let place = Place::empty(Database::Postgres).await;
    // Two machines, so two data directories: whoever comes second has not got the first one's keys.
    let programs = [Program::on(place.url()), Program::on(place.url())];
    let children: Vec<_> = programs.iter().map(Program::spawn_serve).collect();
    let mut running = Vec::new();
    for (program, child) in programs.iter().zip(children) {
        match Program::await_running(child) {
            Ok(service) => running.push((program, service)),
            Err(refused) => {
                let refused = refused.with(3);
                assert!(refused.err.contains("master.key"), "{}", refused.err);
            }
        }
    }
    let [(first, service)] = running.as_slice() else { panic!("{} of them run", running.len()) };
    // With the keys copied, as the refusal says, the second one joins.
    let second = programs.iter().find(|program| program.data() != first.data()).unwrap();
    for name in ["master.key", "ledger.key"] {
        std::fs::create_dir_all(second.data().join("keys")).unwrap();
        std::fs::copy(first.data().join("keys").join(name), second.data().join("keys").join(name)).unwrap();
    }
    let joined = second.serve();
    assert!(joined.api_key().is_none() && service.api_key().is_some());
    assert_eq!(joined.stop(), Some(0));
    for (_, service) in running {
        assert_eq!(service.stop(), Some(0));
    }
    second.run(&["verify"]).with(0);
}

#[test]
fn links_are_minted_in_order_and_bad_lines_are_told_by_number() {
    let program = Program::begun();
    let minted =
        program.run_with(&["link", "mint", "--topic", "events"], "ana@example.org\n\nnobody\nbo@example.org").with(1);
    let rows: Vec<serde_json::Value> = minted.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let recipients: Vec<_> = rows.iter().map(|row| row["recipient"].as_str().unwrap()).collect();
    assert_eq!(recipients, ["ana@example.org", "nobody", "bo@example.org"]);
    assert_eq!(rows[1]["error"], "invalid_address");
    assert!(minted.err.contains("line 3:"), "{}", minted.err);

    let table = "Name;E-Mail\r\n\"Ana; A.\";ana@example.org\r\nBo;\r\n";
    let minted = program.run_with(&["link", "mint", "--topic", "events", "--csv"], table).with(1);
    let lines: Vec<_> = minted.out.lines().collect();
    assert_eq!(lines[0], "Name;E-Mail;unsubscribe_url;preferences_url;unsubscribe_mailto;return_path");
    assert!(lines[1].starts_with("\"Ana; A.\";ana@example.org;http://"), "{}", lines[1]);
    assert_eq!(lines[2], "Bo;;;;;");
    assert!(lines[1].contains(rows[0]["unsubscribe_url"].as_str().unwrap()), "same input, same link");

    let explained = program.run(&["link", "inspect", rows[0]["unsubscribe_url"].as_str().unwrap(), "--json"]).with(0);
    assert_eq!(explained.json()["recipient"], "ana@example.org");
}

#[test]
fn registries_are_managed_and_former_names_kept() {
    let program = Program::begun();
    program.run(&["topic", "add", "weekly", "--name", "Weekly"]).with(0);
    program.run(&["topic", "add", "weekly", "--name", "Weekly"]).with(2);
    program.run(&["topic", "add", "bills", "--name", "Bills", "--class", "transactional"]).with(2);
    program.run_with(&["link", "mint", "--topic", "weekly"], "ana@example.org\n").with(0);
    program.run(&["topic", "retire", "weekly"]).with(0);
    program.run_with(&["link", "mint", "--topic", "weekly"], "ana@example.org\n").with(2);
    program.run(&["sender", "set", "default", "--name", "Acme"]).with(0);
    let senders = program.run(&["sender", "list", "--json"]).with(0).json();
    assert_eq!((&senders[0]["name"], &senders[0]["former_names"][0]), (&"Acme".into(), &"Sample Company".into()));
    program.run(&["sender", "add", "bolt", "--name", "Bolt"]).with(0);
    program.run(&["topic", "add", "sparks", "--name", "Sparks"]).with(2);
    program.run(&["topic", "add", "sparks", "--name", "Sparks", "--sender", "bolt"]).with(0);
    program.run(&["verify"]).with(0);
}

#[test]
fn log_16_a_name_that_nobody_can_read_is_refused_with_its_field() {
    let program = Program::begun();
    let long = "x".repeat(201);
    for (field, arguments) in [
        ("name", &["sender", "set", "default", "--name", "Acme\u{202e}"][..]),
        ("name", &["topic", "add", "weekly", "--name", "Week\nly"]),
        ("name", &["topic", "add", "weekly", "--name", &long]),
        ("description", &["topic", "add", "weekly", "--name", "W", "--description", "a\u{1b}[2Jb"]),
        ("purpose", &["topic", "add", "bills", "--name", "B", "--class", "transactional", "--purpose", "\u{200b}"]),
        ("postal_address", &["sender", "set", "default", "--postal-address", "Street 1\u{7}"]),
        ("support_address", &["sender", "set", "default", "--support-address", &long]),
        ("name", &["key", "create", "--scope", "gate", "--name", "a\u{2066}b"]),
    ] {
        let refused = program.run(arguments).with(2);
        assert!(refused.err.contains(&format!("`{field}`")), "{}", refused.err);
    }
}

#[test]
fn a_backup_is_one_private_file_that_anybody_can_unpack_and_it_is_whole() {
    let program = Program::begun();
    program.run_with(&["import", "-"], "ana@example.org\n").with(0);
    let file = program.path("backup.tar");
    program.run(&["backup", file.to_str().unwrap()]).with(0);
    assert_eq!(mode(&file), 0o600);
    program.run(&["backup", file.to_str().unwrap()]).with(2);
    let restored = program.path("restored");
    std::fs::create_dir(&restored).unwrap();
    let unpacked = std::process::Command::new("tar").arg("-xpf").arg(&file).arg("-C").arg(&restored).status();
    assert!(unpacked.unwrap().success());
    let at = ["--data-dir", restored.to_str().unwrap()];
    let elsewhere = Program::new();
    let run = |arguments: &[&str]| elsewhere.run(&[&at[..], arguments].concat());
    assert_eq!(run(&["verify"]).code, Some(2), "the option is given twice");
    std::fs::rename(&restored, elsewhere.data()).unwrap();
    elsewhere.run(&["verify"]).with(0);
    elsewhere.run(&["check", "ana@example.org", "--topic", "events"]).with(1);
}

#[test]
fn the_doctor_says_what_is_wrong_and_how_to_mend_it() {
    let program = Program::begun();
    let well = program.run(&["doctor", "--json"]).with(0).json();
    let findings = well.as_array().unwrap();
    assert!(findings.iter().all(|finding| finding["level"] != "fail"), "{well}");
    assert!(findings.iter().all(|finding| (finding["level"] == "ok") == finding["fix"].is_null()), "{well}");
    std::fs::remove_file(program.data().join("keys/master.key")).unwrap();
    let ill = program.run(&["doctor"]).with(1);
    assert!(ill.out.contains("fail  database") && ill.out.contains("master.key"), "{}", ill.out);
}

#[test]
fn the_demo_comes_out_right() {
    let program = Program::new();
    program.run(&["demo"]).with(2);
    let told = program.run_anywhere(&["demo"]).with(0);
    assert!(told.out.contains("came out right") && !told.out.contains('\u{1b}'), "{}", told.out);
    let left: Vec<_> = std::fs::read_dir(program.path(".")).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}
