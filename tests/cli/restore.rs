//! `desist backup` and `desist restore`, as an operator uses them.

use std::path::Path;
use std::process::Command;

use crate::program::{Program, mode};
use crate::support::{Database, Place};

/// An installation with a backup of its beginning, and a stop, signed, since; answers the archive and the signed head.
fn gone_on() -> (Program, String, String) {
    let program = Program::begun();
    let archive = program.path("backup.tar").to_str().unwrap().to_owned();
    let told = program.run(&["backup", &archive]).with(0);
    assert!(told.out.contains("restore") && told.out.contains("journal"), "{}", told.out);
    program.run_with(&["import", "-"], "ana@example.org\n").with(0);
    program.run(&["doctor"]).with(0);
    let head = program.path("head.txt").to_str().unwrap().to_owned();
    std::fs::copy(program.data().join("checkpoint.txt"), &head).unwrap();
    (program, archive, head)
}

fn blocked(program: &Program) {
    program.run(&["check", "ana@example.org", "--topic", "events"]).with(1);
}

#[test]
fn a_backup_in_the_place_of_its_own_installation_keeps_what_was_there_and_loses_no_stop() {
    let (program, archive, head) = gone_on();
    let refused = program.run(&["restore", &archive]).with(2);
    assert!(refused.err.contains("--replace") && refused.err.contains("desist.db"), "{}", refused.err);
    program.file("data/desist.toml", "[policy]\nversion = \"7\"\n");
    let told = program.run(&["restore", &archive, "--replace"]).with(0);
    for said in ["Epoch 2", "1 entry was lost", "1 record of the journal", "replaced-1", "verify", "key list"] {
        assert!(told.out.contains(said), "{said}: {}", told.out);
    }
    blocked(&program);
    let verified = program.run(&["verify", "--against", &head]).with(0);
    assert!(verified.out.contains("before the restore") && verified.out.contains("epoch 2"), "{}", verified.out);
    for (path, expected) in
        [("desist.db", 0o600), ("keys/master.key", 0o600), ("keys", 0o700), ("journal", 0o600), ("replaced-1", 0o700)]
    {
        assert_eq!(mode(&program.data().join(path)), expected, "{path}");
    }
    assert!(program.data().join("desist.toml").exists() && program.data().join("replaced-1/desist.db").exists());
    let left = std::fs::read_dir(program.data()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    assert!(!left.into_iter().any(|name| name.starts_with("restoring-")));
    // The old journal opened an epoch: nobody opens another from it.
    let other = Program::new();
    let old = program.data().join("replaced-1/journal");
    let fork = other.run(&["restore", &archive, "--journal", old.to_str().unwrap()]).with(2);
    assert!(fork.err.contains("fork") && !other.data().join("desist.db").exists(), "{}", fork.err);
    // A second time it is the next epoch, and says so.
    let again = program.run(&["restore", &archive, "--replace", "--json"]).with(0).json();
    assert_eq!((&again["epoch"], &again["untold"]), (&3.into(), &0.into()), "{again}");
    blocked(&program);
    program.run(&["verify"]).with(0);
    program.serve().stop();
}

#[test]
fn a_backup_on_another_machine_takes_journal_and_head_by_name() {
    let (program, archive, head) = gone_on();
    let other = Program::new();
    let lost = other.run(&["restore", &archive, "--checkpoint", &head]).with(2);
    assert!(lost.err.contains("--accept-loss") && !other.data().join("keys").exists(), "{}", lost.err);
    let journal = program.data().join("journal");
    let journal = journal.to_str().unwrap();
    let told = other.run(&["restore", &archive, "--checkpoint", &head, "--journal", journal]).with(0);
    assert!(told.out.contains("Epoch 2"), "{}", told.out);
    blocked(&other);
    other.run(&["verify", "--against", &head]).with(0);
    // The head may come out of a mail, with whatever a mail program made of its line ends.
    let mail =
        format!("Good morning,\r\n\r\n{}\r\nBye\r\n", std::fs::read_to_string(&head).unwrap().replace('\n', "\r\n"));
    let mail = other.file("mail.txt", &mail);
    other.run(&["verify", "--against", mail.to_str().unwrap()]).with(0);
}

#[test]
fn log_07_a_backup_that_is_only_unpacked_signs_nothing_beside_a_newer_head() {
    let (program, archive, _) = gone_on();
    let unpacked = Command::new("tar").args(["-xpf", &archive, "-C"]).arg(program.data()).arg("desist.db").status();
    assert!(unpacked.unwrap().success());
    for file in ["desist.db-wal", "desist.db-shm"] {
        let _ = std::fs::remove_file(program.data().join(file));
    }
    let ill = program.run(&["doctor"]).with(1);
    assert!(ill.out.contains("desist restore"), "{}", ill.out);
    program.run(&["verify"]).with(1);
    program.run(&["restore", "--in-place"]).with(0);
    blocked(&program);
    program.run(&["verify"]).with(0);
    let again = program.run(&["restore", "--in-place"]).with(0);
    assert!(again.out.contains("Nothing is lost"), "{}", again.out);
}

#[test]
fn a_service_that_runs_is_not_restored_under_its_feet() {
    let (program, archive, _) = gone_on();
    let service = program.serve();
    let refused = program.run(&["restore", &archive, "--replace"]).with(2);
    assert!(refused.err.contains("Stop every instance"), "{}", refused.err);
    assert_eq!(service.stop(), Some(0));
    program.run(&["restore", &archive, "--replace"]).with(0);
}

#[test]
fn l4_l8_nothing_starts_where_a_restore_was_cut_off_until_it_was_run_again() {
    let (program, archive, _) = gone_on();
    // Cut off between the old files and the new ones.
    let aside = program.data().join("replaced-1");
    std::fs::create_dir(&aside).unwrap();
    for name in ["desist.db", "keys", "checkpoint.txt", "journal"] {
        std::fs::rename(program.data().join(name), aside.join(name)).unwrap();
    }
    let left = program.run(&["serve"]).with(3);
    assert!(left.err.contains("replaced-1") && left.err.contains("desist restore"), "{}", left.err);
    let mark = program.file("data/restore-unfinished", "");
    for command in [&["serve"][..], &["check", "ana@example.org", "--topic", "events"], &["key", "list"]] {
        let refused = program.run(command).with(3);
        assert!(refused.err.contains("--replace") && refused.err.contains("restore-unfinished"), "{}", refused.err);
    }
    assert!(!program.data().join("keys").exists(), "L4");
    program.run(&["restore", &archive, "--replace"]).with(0);
    assert!(!mark.exists());
    blocked(&program);
    program.run(&["verify"]).with(0);
}

#[test]
fn what_is_no_database_any_more_can_be_replaced() {
    let (program, archive, _) = gone_on();
    program.file("data/desist.db", &"no database".repeat(1_000));
    program.run(&["restore", &archive, "--replace"]).with(0);
    blocked(&program);
}

#[test]
fn what_is_no_backup_of_ours_is_refused_and_leaves_nothing_behind() {
    let (program, _, _) = gone_on();
    let inside = program.path("inside");
    std::fs::create_dir(&inside).unwrap();
    std::fs::write(inside.join("evil"), "x").unwrap();
    std::os::unix::fs::symlink("/etc", inside.join("desist.db")).unwrap();
    let tar = |name: &str, arguments: &[&str]| {
        let path = program.path(name);
        let made = Command::new("tar").arg("-cPf").arg(&path).arg("-C").arg(&inside).args(arguments).status();
        assert!(made.unwrap().success());
        path.to_str().unwrap().to_owned()
    };
    let archives = [
        tar("traversal.tar", &["--transform=s,^evil,../../evil,", "evil"]),
        tar("link.tar", &["desist.db"]),
        program.file("text.tar", &"no archive".repeat(100)).to_str().unwrap().to_owned(),
    ];
    for archive in archives {
        let other = Program::new();
        let refused = other.run(&["restore", &archive]).with(2);
        assert!(refused.err.contains("backup") || refused.err.contains("lacks"), "{archive}: {}", refused.err);
        assert!(is_empty(&other.data()) && !other.path("evil").exists(), "{archive}");
    }
    program.run(&["restore"]).with(2);
    program.run(&["restore", "/nowhere.tar", "--replace"]).with(2);
    blocked(&program);
}

#[test]
fn a_damaged_backup_is_an_answer_says_so_and_leaves_nothing_behind() {
    let (program, archive, _) = gone_on();
    let whole = std::fs::read(&archive).unwrap();
    let database = whole.windows(15).position(|bytes| bytes == b"SQLite format 3").unwrap();
    let name = |name: &str| whole.windows(name.len()).position(|bytes| bytes == name.as_bytes()).unwrap();
    let damaged = |file: &str, damage: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = whole.clone();
        damage(&mut bytes);
        std::fs::write(program.path(file), bytes).unwrap();
        program.path(file).to_str().unwrap().to_owned()
    };
    let archives = [
        damaged("cut.tar", &|bytes| bytes.truncate(bytes.len() / 2)),
        damaged("header.tar", &|bytes| bytes[name("keys/ledger.key").max(name("desist.db"))] ^= 1),
        damaged("no-database.tar", &|bytes| bytes[database..database + 100].fill(7)),
        damaged("pages.tar", &|bytes| bytes[database + 4096..database + 9 * 4096].fill(0)),
        damaged("key.tar", &|bytes| bytes[name("keys/master.key") + 520] ^= 1),
    ];
    for archive in archives {
        let other = Program::new();
        let refused = other.run(&["restore", &archive]).with(1);
        let says = refused.err.contains("is damaged: ") && refused.err.contains("use another backup");
        assert!(says && !refused.err.contains("restoring-"), "{archive}: {}", refused.err);
        assert!(is_empty(&other.data()), "{archive}");
    }
}

fn is_empty(directory: &Path) -> bool {
    std::fs::read_dir(directory).map_or(true, |mut entries| entries.next().is_none())
}

#[test]
fn a_backup_whose_ledger_does_not_hold_is_not_restored() {
    let (program, archive, _) = gone_on();
    let other = Program::new();
    std::fs::create_dir(other.data()).unwrap();
    let unpacked = Command::new("tar").args(["-xpf", &archive, "-C"]).arg(other.data()).status();
    assert!(unpacked.unwrap().success());
    crate::damage::change(&other.data(), "UPDATE senders SET name = 'Somebody Else'");
    let damaged = other.path("damaged.tar");
    other.run(&["backup", damaged.to_str().unwrap()]).with(0);
    let refused = program.run(&["restore", damaged.to_str().unwrap(), "--replace"]).with(1);
    assert!(refused.err.contains("does not hold") && refused.err.contains("senders"), "{}", refused.err);
    blocked(&program);
    program.run(&["verify"]).with(0);
}

#[tokio::test]
async fn on_postgresql_a_dump_is_told_and_put_in_order_in_place() {
    if !Database::available().contains(&Database::Postgres) {
        return;
    }
    let place = Place::empty(Database::Postgres).await;
    let program = Program::on(place.url());
    program.serve().stop();
    let file = program.path("backup.tar");
    let refused = program.run(&["backup", file.to_str().unwrap()]).with(3);
    assert!(refused.err.contains("pg_dump") && refused.err.contains("--dumped"), "{}", refused.err);
    program.run_with(&["import", "-"], "ana@example.org\n").with(0);
    let told = program.run(&["backup", "--dumped"]).with(0);
    assert!(told.out.contains("restore --in-place"), "{}", told.out);
    assert!(program.data().join("journal.1").exists());
    program.run(&["restore", file.to_str().unwrap()]).with(2);
    let restored = program.run(&["restore", "--in-place"]).with(0);
    assert!(restored.out.contains("Nothing is lost"), "{}", restored.out);
    blocked(&program);
}
