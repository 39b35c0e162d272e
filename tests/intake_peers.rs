//! Mail in with real peers, which `tests/run` starts: Postfix handing mail over by LMTP and through a pipe, a mailbox of
//! Dovecot, swaks as a client. Without them these tests say loudly that they are skipped.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

mod support;

use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use desist::faces::inbound::imap::{MailboxReader, can_read};
use desist::faces::inbound::{Recipients, Status};
use desist::settings::{ImapIn, ImapLogin, Secret, Tls};
use desist::store::inbox;
use support::database::{Database, Place};
use support::letters::{Letters, stored, the_one_stored};
use support::process::{Process, desist, opt_out_addresses};
use support::{Service, address, both, somebody, within};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::Command;
use tokio_util::sync::CancellationToken;

/// The servers of this run.
struct Peers {
    smtp: String,
    lmtp: String,
    mailboxes: PathBuf,
    pipes: PathBuf,
    imap: SocketAddr,
    imaps: SocketAddr,
}

/// The servers, or `None` when this run has none.
fn peers(test: &str) -> Option<Peers> {
    let var = |name: &str| std::env::var(name).ok();
    let smtp = (var("TEST_SMTP"), var("TEST_SMTP_MAILDIR"), var("TEST_LMTP"), var("TEST_PIPES"));
    let imap = (var("TEST_IMAP"), var("TEST_IMAPS"));
    let ((Some(smtp), Some(maildir), Some(lmtp), Some(pipes)), (Some(imap), Some(imaps))) = (smtp, imap) else {
        eprintln!("SKIPPED {test}: no mail servers; tests/run starts Postfix and Dovecot and names them");
        return None;
    };
    Some(Peers {
        smtp,
        lmtp,
        mailboxes: Path::new(&maildir).parent().unwrap().join("box"),
        pipes: pipes.into(),
        imap: imap.parse().unwrap(),
        imaps: imaps.parse().unwrap(),
    })
}

/// A letter through swaks, which says what it is told to, byte for byte.
async fn swaks(server: &str, protocol: &str, from: &str, to: &str, letter: &str) {
    let mut command = Command::new("swaks");
    command.args(["--server", server, "--protocol", protocol, "--helo", "mx.example.com"]);
    command.args(["--from", from, "--to", to, "--data", &letter.replace('\n', "\\n"), "--silent", "3"]);
    let output = command.output().await.unwrap();
    assert!(output.status.success(), "swaks {to}: {}", String::from_utf8_lossy(&output.stdout));
}

fn letter(subject: &str) -> String {
    format!("From: Ana <ana@example.com>\nTo: help@acme.example\nSubject: {subject}\n\nplease\nthanks\n")
}

/// Settings of a process that takes mail here.
fn listening(place: &str) -> [(&'static str, String); 3] {
    [
        ("DESIST_INTAKE_LMTP_LISTEN", place.to_owned()),
        ("DESIST_INTAKE_LMTP_TRUSTED_RELAYS", "127.0.0.1".to_owned()),
        ("DESIST_MAIL_DOMAIN", "lmtp.example".to_owned()),
    ]
}

/// How many mails are stored, and how many of them still wait to be worked off.
async fn taken(place: &Place) -> (i64, i64) {
    let db = place.open(Duration::from_secs(10)).await;
    let mut tx = db.snapshot().await.unwrap();
    let stored = inbox::counts(&mut tx).await.unwrap().iter().map(|(_, count)| count).sum();
    let waiting = inbox::pending(&mut tx).await.unwrap();
    drop(tx);
    db.close().await;
    (stored, waiting)
}

/// What real servers bring about takes its time on a busy machine.
async fn patiently<Fut: Future<Output = bool>>(what: &str, holds: impl FnMut() -> Fut) {
    within(Duration::from_secs(90), what, holds).await;
}

/// A mail that was being worked on when the process died is claimed until some minutes later; let them pass.
async fn claims_run_out(place: &Place) {
    let db = place.open(Duration::from_secs(10)).await;
    support::database::execute(&db, "UPDATE inbox SET lease_until = 0").await;
    db.close().await;
}

/// Opens the installation that a process has left, as the tests see it.
async fn afterwards(place: Arc<Place>, database: Database) -> Service {
    // Set already when this is not the first look.
    let _ = place.api_key.set("not used".to_owned());
    place.leave_mail();
    Service::start_on(place, Service::builder(database)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_an_opt_out_through_postfix_waits_while_we_are_down_and_is_then_acted_on() {
    let Some(peers) = peers("Postfix and LMTP") else { return };
    both(async |database| {
        let place = Arc::new(Place::empty(database).await);
        let settings = listening(&peers.lmtp);
        Process::start(&place, &settings).await.kill().await;
        let tokens = opt_out_addresses(&place, &settings, "events", &[somebody(1).delivery().to_owned()]).await;
        // From somebody else's address, and the token in capitals: neither matters (HDR-18).
        let upper = tokens[0].split_once('@').map(|(local, domain)| format!("{}@{domain}", local.to_uppercase()));
        swaks(&peers.smtp, "SMTP", "alias@example.net", &upper.unwrap(), &letter("unsubscribe")).await;
        let process = Process::start(&place, &settings).await;
        patiently("the mail is taken and worked off", async || taken(&place).await == (1, 0)).await;
        process.kill().await;
        let after = afterwards(place, database).await;
        assert!(!after.allowed(&somebody(1), "events"));
        assert!(after.allowed(&somebody(2), "events"));
        let (raw, recipients) = the_one_stored(&after.services).await;
        let raw = String::from_utf8(raw).unwrap();
        assert!(raw.contains("\r\n\r\nplease\r\nthanks\r\n") && recipients == 1, "{raw}");
        after.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opt_out_through_postfix_and_a_pipe_is_acted_on() {
    let Some(peers) = peers("Postfix and a pipe") else { return };
    both(async |database| {
        let place = Arc::new(Place::empty(database).await);
        let name = format!("{database:?}{}", std::process::id()).to_lowercase();
        let settings = [("DESIST_MAIL_DOMAIN", format!("{name}.pipe.example"))];
        let process = Process::start(&place, &settings).await;
        let tokens = opt_out_addresses(&place, &settings, "events", &[somebody(1).delivery().to_owned()]).await;
        hand_to("nobody", place.data_dir()).await;
        write_pipe(&peers.pipes.join(&name), &place, &settings);
        swaks(&peers.smtp, "SMTP", "ana@example.com", &tokens[0], &letter("unsubscribe")).await;
        patiently("the mail is taken and worked off", async || taken(&place).await == (1, 0)).await;
        process.kill().await;
        let after = afterwards(place, database).await;
        assert!(!after.allowed(&somebody(1), "events"));
        assert_eq!(stored(&after.services).await[0].via, "pipe");
        after.verify().await;
    })
    .await;
}

/// The servers run as users of their own.
async fn hand_to(user: &str, dir: &Path) {
    assert!(Command::new("chown").args(["-R", user]).arg(dir).status().await.unwrap().success());
}

fn write_pipe(pipe: &Path, place: &Place, settings: &[(&str, String)]) {
    let program = env!("CARGO_BIN_EXE_desist");
    // Copied to where every user can reach it.
    let copy = pipe.with_extension("desist");
    std::fs::copy(program, &copy).unwrap();
    std::fs::set_permissions(&copy, std::fs::Permissions::from_mode(0o755)).unwrap();
    let set: String = settings.iter().map(|(name, value)| format!("export {name}='{value}'\n")).collect();
    let (dir, url) = (place.data_dir().display(), place.url());
    let script = format!(
        "#!/bin/sh\n{set}exec '{}' --data-dir '{dir}' --database-url '{url}' ingest --from \"$1\" --to \"$2\"\n",
        copy.display()
    );
    std::fs::write(pipe, script).unwrap();
    std::fs::set_permissions(pipe, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn swaks_hands_mail_over_by_lmtp_and_by_smtp() {
    if peers("swaks").is_none() {
        return;
    }
    both(async |database| {
        let desist = Service::start(database).await;
        let letters = Letters::start(&desist);
        swaks(&letters.place, "LMTP", "ana@example.com", "help@acme.example,abuse@acme.example", &letter("one")).await;
        swaks(&letters.place, "ESMTP", "<>", "help@acme.example", &letter("two")).await;
        let via: Vec<_> = stored(&desist.services).await.into_iter().map(|mail| mail.via).collect();
        assert_eq!(via, ["lmtp", "smtp"]);
    })
    .await;
}

fn mailbox(peers: &Peers, user: &str) -> ImapIn {
    ImapIn {
        host: peers.imap.ip().to_string(),
        port: peers.imap.port(),
        tls: Tls::None,
        tls_ca: None,
        user: format!("{user}@box.example"),
        login: ImapLogin::Password(Secret::new("secret".to_owned())),
        mailbox: "INBOX".to_owned(),
        move_to: None,
        poll_interval: Duration::from_secs(2),
    }
}

/// A reader of a mailbox on a service of the test.
struct Reading {
    stop: CancellationToken,
    task: tokio::task::JoinHandle<()>,
}

impl Reading {
    fn start(service: &Service, settings: ImapIn) -> Self {
        let recipients = Recipients::new("mail.acme.example", vec![address("help@acme.example")]);
        let status = Arc::new(Status::default());
        let reader = MailboxReader::new(service.services.clone(), settings, recipients, 1 << 20, status);
        let stop = CancellationToken::new();
        Self { task: tokio::spawn(reader.run(stop.clone())), stop }
    }

    async fn stop(self) {
        self.stop.cancel();
        self.task.await.unwrap();
    }
}

/// Names of the files in a folder of a mailbox.
fn files(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

async fn until_stored(service: &Service, count: usize) {
    patiently("the mails are stored", async || stored(&service.services).await.len() >= count).await;
    assert_eq!(stored(&service.services).await.len(), count);
}

/// A box that nobody has used yet in this run; `box1` to `box9` are shared by the tests, one each.
fn fresh(peers: &Peers, user: &str) -> PathBuf {
    let folder = peers.mailboxes.join(user);
    assert!(files(&folder.join("cur")).is_empty() && files(&folder.join("new")).is_empty(), "{user} is used already");
    folder
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_mail_through_postfix_is_read_from_a_dovecot_mailbox_and_marked_only_when_stored() {
    let Some(peers) = peers("Postfix and Dovecot") else { return };
    let folder = fresh(&peers, "box1");
    let desist = Service::start(Database::Sqlite).await;
    swaks(&peers.smtp, "SMTP", "ana@example.com", "box1@box.example", &letter("waiting already")).await;
    patiently("it lies there", async || files(&folder.join("new")).len() == 1).await;
    let reading = Reading::start(&desist, mailbox(&peers, "box1"));
    until_stored(&desist, 1).await;
    let marked = async || files(&folder.join("cur")).iter().filter(|name| name.ends_with('S')).count();
    patiently("it is marked as seen", async || marked().await == 1).await;
    let (raw, recipients) = the_one_stored(&desist.services).await;
    let raw = String::from_utf8(raw).unwrap();
    assert!(raw.contains("\r\nDelivered-To: box1@box.example\r\n") && recipients == 1, "{raw}");
    // Told by IDLE, long before the next look.
    swaks(&peers.smtp, "SMTP", "ana@example.com", "box1@box.example", &letter("while idle")).await;
    until_stored(&desist, 2).await;
    reading.stop().await;
    // What came while nobody read is read later, and nothing twice.
    swaks(&peers.smtp, "SMTP", "ana@example.com", "box1@box.example", &letter("while away")).await;
    let reading = Reading::start(&desist, mailbox(&peers, "box1"));
    until_stored(&desist, 3).await;
    reading.stop().await;
    // New UIDs: all is read once more, and recognised.
    for name in files(&folder).iter().filter(|name| name.starts_with("dovecot")) {
        std::fs::remove_file(folder.join(name)).unwrap();
    }
    swaks(&peers.smtp, "SMTP", "ana@example.com", "box1@box.example", &letter("with new numbers")).await;
    let reading = Reading::start(&desist, mailbox(&peers, "box1"));
    until_stored(&desist, 4).await;
    reading.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_that_was_seen_before_the_first_time_is_left_alone_and_what_was_taken_is_moved() {
    let Some(peers) = peers("Dovecot and moving") else { return };
    let folder = fresh(&peers, "box2");
    let send =
        async |subject: &str| swaks(&peers.smtp, "SMTP", "a@b.example", "box2@box.example", &letter(subject)).await;
    send("years ago").await;
    patiently("it lies there", async || files(&folder.join("new")).len() == 1).await;
    let name = files(&folder.join("new")).remove(0);
    std::fs::rename(folder.join("new").join(&name), folder.join("cur").join(format!("{name}:2,S"))).unwrap();
    for part in ["cur", "new", "tmp"] {
        std::fs::create_dir_all(folder.join(".Desist").join(part)).unwrap();
    }
    hand_to("postfix", &folder).await;
    send("today").await;
    let desist = Service::start(Database::Sqlite).await;
    let settings = ImapIn { move_to: Some("Desist".to_owned()), ..mailbox(&peers, "box2") };
    let reading = Reading::start(&desist, settings);
    until_stored(&desist, 1).await;
    let moved = async || files(&folder.join(".Desist/cur")).len() + files(&folder.join(".Desist/new")).len();
    patiently("it is moved", async || moved().await == 1).await;
    patiently("only the old one is left", async || files(&folder.join("cur")).len() == 1).await;
    reading.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_breaks_is_made_anew() {
    let Some(peers) = peers("Dovecot and a broken connection") else { return };
    fresh(&peers, "box3");
    let desist = Service::start(Database::Sqlite).await;
    let between = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let settings = ImapIn { port: between.local_addr().unwrap().port(), ..mailbox(&peers, "box3") };
    let imap = peers.imap;
    let pass_on = async |listener: &TcpListener| {
        let mut client = listener.accept().await.unwrap().0;
        let mut server = TcpStream::connect(imap).await.unwrap();
        let copying = tokio::spawn(async move { tokio::io::copy_bidirectional(&mut client, &mut server).await });
        copying.abort_handle()
    };
    let reading = Reading::start(&desist, settings);
    let first = pass_on(&between).await;
    swaks(&peers.smtp, "SMTP", "a@b.example", "box3@box.example", &letter("before")).await;
    until_stored(&desist, 1).await;
    first.abort();
    drop(between.accept().await.unwrap());
    let _second = pass_on(&between).await;
    swaks(&peers.smtp, "SMTP", "a@b.example", "box3@box.example", &letter("after")).await;
    until_stored(&desist, 2).await;
    reading.stop().await;
}

/// As an authorization server would write it; see dovecot.sh.
fn access_token(user: &str) -> String {
    use data_encoding::BASE64URL_NOPAD;
    use hmac::{Hmac, KeyInit, Mac};
    let part = |text: &str| BASE64URL_NOPAD.encode(text.as_bytes());
    let head = part(r#"{"alg":"HS256","typ":"JWT"}"#);
    let claims = part(&format!(r#"{{"sub":"{user}","iat":1,"exp":4000000000}}"#));
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(b"test-only-token-key").unwrap();
    mac.update(format!("{head}.{claims}").as_bytes());
    format!("{head}.{claims}.{}", BASE64URL_NOPAD.encode(&mac.finalize().into_bytes()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_is_reached_by_password_or_token_and_protected_as_set() {
    let Some(peers) = peers("Dovecot and TLS") else { return };
    let plain = mailbox(&peers, "box4");
    let authority = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/test-only-cert.pem");
    let own = Some(authority);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), format!("{}\n", access_token("box4"))).unwrap();
    let token = |token: &str| ImapLogin::Token(Secret::new(token.to_owned()));
    for (name, works, settings) in [
        ("a password", true, plain.clone()),
        ("a token", true, ImapIn { login: token(&access_token("box4")), ..plain.clone() }),
        ("a token in a file", true, ImapIn { login: ImapLogin::TokenFile(file.path().to_owned()), ..plain.clone() }),
        ("a forged token", false, ImapIn { login: token(&access_token("box4").replace('.', ".x")), ..plain.clone() }),
        (
            "a wrong password",
            false,
            ImapIn { login: ImapLogin::Password(Secret::new("guess".to_owned())), ..plain.clone() },
        ),
        ("STARTTLS", true, ImapIn { tls: Tls::Starttls, tls_ca: own.clone(), ..plain.clone() }),
        ("TLS", true, ImapIn { tls: Tls::Tls, tls_ca: own.clone(), port: peers.imaps.port(), ..plain.clone() }),
        ("an unknown authority", false, ImapIn { tls: Tls::Tls, port: peers.imaps.port(), ..plain.clone() }),
        ("TLS to a port without", false, ImapIn { tls: Tls::Tls, tls_ca: own, ..plain.clone() }),
        ("no such mailbox", false, ImapIn { mailbox: "Nowhere".to_owned(), ..plain }),
    ] {
        let found = can_read(&settings).await;
        assert_eq!(found.is_ok(), works, "{name}: {found:?}");
        if let Err(error) = found {
            assert!(!error.to_string().contains("box4"), "L6: {error}");
        }
    }
}

/// How often the process is killed, each time right after a 250.
const KILLS: usize = 8;

async fn killed_right_after_250(database: Database) {
    let place = Arc::new(Place::empty(database).await);
    // Free at the moment, and not taken by anybody before it is used, one hopes.
    let listen = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().to_string();
    let settings = listening(&listen);
    Process::start(&place, &settings).await.kill().await;
    let recipients: Vec<String> = (0..KILLS * 3).map(|n| somebody(n).delivery().to_owned()).collect();
    let tokens = opt_out_addresses(&place, &settings, "events", &recipients).await;
    for (kill, tokens) in tokens.chunks(3).enumerate() {
        let process = Process::start(&place, &settings).await;
        let mut client = support::letters::Client::new(TcpStream::connect(&listen).await.unwrap());
        client.hears("220").await;
        client.says("LHLO mx.example.com").await.hears("250").await;
        for (number, token) in tokens.iter().enumerate() {
            client.hands_over("", &[token]).await;
            client
                .sends(format!("Subject: {kill}.{number}\r\n\r\nunsubscribe\r\n.\r\n").as_bytes())
                .await
                .hears("250")
                .await;
        }
        process.kill().await;
    }
    claims_run_out(&place).await;
    // The last 250 may have been lost on its way, so the mail server hands the same mail over again (SMTP-14).
    let process = Process::start(&place, &settings).await;
    let mut client = support::letters::Client::new(TcpStream::connect(&listen).await.unwrap());
    client.hears("220").await;
    client.says("LHLO mx.example.com").await.hears("250").await;
    client.hands_over("", &[&tokens[KILLS * 3 - 1]]).await;
    client.sends(format!("Subject: {}.2\r\n\r\nunsubscribe\r\n.\r\n", KILLS - 1).as_bytes()).await.hears("250").await;
    let all = i64::try_from(KILLS * 3).unwrap();
    patiently("all are worked off", async || taken(&place).await == (all, 0)).await;
    process.kill().await;
    let verified = desist(&place, &settings).arg("verify").output().await.unwrap();
    assert!(verified.status.success(), "desist verify: {}", verified.status);
    let after = afterwards(place, database).await;
    let lost: Vec<usize> = (0..KILLS * 3).filter(|n| after.allowed(&somebody(*n), "events")).collect();
    assert!(lost.is_empty(), "acknowledged and not acted on: {lost:?}");
    // One entry each: nothing was acted on twice.
    let entries = after.services.gate.ledger_size();
    let before = entries - u64::try_from(KILLS * 3).unwrap();
    println!("{KILLS} kills on {database:?}: {entries} entries, {before} of them not about these mails");
    assert!(before <= 3, "{entries} entries for {} mails", KILLS * 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_mail_acknowledged_before_a_kill_is_there_and_acted_on_once_on_sqlite() {
    killed_right_after_250(Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_mail_acknowledged_before_a_kill_is_there_and_acted_on_once_on_postgres() {
    if support::database::postgres_url().is_some() {
        killed_right_after_250(Database::Postgres).await;
    }
}
