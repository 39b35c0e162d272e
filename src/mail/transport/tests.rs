//! Folder and command for real; SMTP against servers of a few lines. The real Postfix is in `tests/mail_out.rs`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

use super::*;

const RAW: &[u8] = b"Subject: x\r\n\r\na\r\n.\r\nb\r\n";
const TO: &str = "ana@example.com";

fn sendmail(folder: &Path, script: &str) -> Transport {
    let command = folder.join("sendmail");
    fs::write(&command, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&command, fs::Permissions::from_mode(0o755)).unwrap();
    Transport::new(TransportConfig::Sendmail { command, timeout: Duration::from_secs(5) }).unwrap()
}

fn config(port: u16) -> SmtpConfig {
    SmtpConfig {
        host: "127.0.0.1".to_owned(),
        port,
        tls: Tls::None,
        user: None,
        password: None,
        timeout: Duration::from_millis(800),
        hello_name: "desist.example".to_owned(),
    }
}

/// A server that answers each command by its first word, as the table says, and everything else with 250.
async fn server(answers: &'static [(&'static str, &'static str)]) -> Transport {
    Transport::new(TransportConfig::Smtp(config(listening(answers).await))).unwrap()
}

/// The port of such a server.
async fn listening(answers: &'static [(&'static str, &'static str)]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, answers));
        }
    });
    port
}

async fn talk(stream: TcpStream, answers: &[(&str, &str)]) {
    let answer = |word: &str, otherwise: &'static str| {
        answers
            .iter()
            .find(|(asked, _)| *asked == word)
            .map_or(otherwise.to_owned(), |(_, answer)| (*answer).to_owned())
    };
    let mut stream = BufReader::new(stream);
    let mut text = false;
    let mut reply = answer("greeting", "220 test");
    loop {
        if reply == "silence" {
            sleep(Duration::from_secs(60)).await;
        }
        stream.write_all(format!("{reply}\r\n").as_bytes()).await.unwrap();
        let mut line = String::new();
        loop {
            line.clear();
            if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                return;
            }
            if !text || line == ".\r\n" {
                break;
            }
        }
        let word = line.split_whitespace().next().unwrap_or_default().to_uppercase();
        let word = if text { "end".to_owned() } else { word };
        text = word == "DATA" && answer("DATA", "354 go").starts_with('3');
        reply = answer(&word, if text { "354 go" } else { "250 ok" });
    }
}

async fn outcome_of(answers: &'static [(&'static str, &'static str)]) -> Outcome {
    server(answers).await.send(Some("b-token@desist.example"), TO, RAW, "1").await
}

#[tokio::test]
async fn a_folder_keeps_one_whole_file_for_one_id_and_nothing_but_the_message() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("outgoing");
    let transport = Transport::new(TransportConfig::Folder { path: path.clone() }).unwrap();
    for raw in [b"first".as_slice(), RAW] {
        assert_eq!(transport.send(None, TO, raw, "019a-1").await, Outcome::Sent);
    }
    assert_eq!(transport.send(None, TO, RAW, "../019a-2").await, Outcome::Sent);
    let mut names: Vec<_> = fs::read_dir(&path).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["019a-1.eml", "___019a-2.eml"]);
    assert_eq!(fs::read(path.join("019a-1.eml")).unwrap(), RAW);
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_trouble_of_our_own() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, "").unwrap();
    let transport = Transport::new(TransportConfig::Folder { path }).unwrap();
    assert!(matches!(transport.send(None, TO, RAW, "1").await, Outcome::Unreachable { .. }));
}

#[tokio::test]
async fn sendmail_gets_sender_recipient_and_the_lines_of_the_message() {
    let folder = TempDir::new().unwrap();
    let transport = sendmail(folder.path(), r#"cd "$(dirname "$0")"; printf '%s|' "$@" >> args; cat > message"#);
    assert_eq!(transport.send(None, "-bs@example.com", RAW, "1").await, Outcome::Sent);
    assert_eq!(transport.send(Some("b-1@d.example"), TO, RAW, "1").await, Outcome::Sent);
    let args = fs::read_to_string(folder.path().join("args")).unwrap();
    assert_eq!(args, "-i|-f|<>|--|-bs@example.com|-i|-f|b-1@d.example|--|ana@example.com|");
    assert_eq!(fs::read(folder.path().join("message")).unwrap(), b"Subject: x\n\na\n.\nb\n");
}

#[tokio::test]
async fn sendmail_s_exit_code_tells_the_recipient_s_no_from_the_machine_s() {
    let folder = TempDir::new().unwrap();
    for (exit, code, permanent) in [(67, 550, true), (75, 451, false)] {
        let transport = sendmail(folder.path(), &format!("echo 'ana@example.com: no' >&2; exit {exit}"));
        let refused = Outcome::Refused { code, permanent, text: "[address] no".to_owned() };
        assert_eq!(transport.send(None, TO, RAW, "1").await, refused);
    }
    for script in ["exit 1", "exit 78", "kill -9 $$"] {
        let outcome = sendmail(folder.path(), script).send(None, TO, RAW, "1").await;
        assert!(matches!(outcome, Outcome::Unreachable { .. }), "{script}: {outcome:?}");
    }
}

#[tokio::test]
async fn a_server_that_takes_the_mail_is_asked_again_on_a_connection_that_was_kept() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let transport = Transport::new(TransportConfig::Smtp(config(listener.local_addr().unwrap().port()))).unwrap();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        drop(listener); // A second connection would find nobody.
        talk(stream, &[]).await;
    });
    for number in 1..=3 {
        assert_eq!(transport.send(None, TO, RAW, "1").await, Outcome::Sent, "mail {number}");
    }
}

/// What a server with this greeting hears of a mail from this sender.
async fn heard(greeting: &'static str, from: Option<&str>) -> Vec<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let transport = Transport::new(TransportConfig::Smtp(config(listener.local_addr().unwrap().port()))).unwrap();
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = BufReader::new(stream);
        let mut heard: Vec<String> = Vec::new();
        let mut reply = "220 test".to_owned();
        loop {
            stream.write_all(format!("{reply}\r\n").as_bytes()).await.unwrap();
            let mut line = String::new();
            stream.read_line(&mut line).await.unwrap();
            heard.push(line.trim().to_owned());
            reply = match line.split_whitespace().next().unwrap_or_default() {
                "EHLO" => greeting.to_owned(),
                "DATA" => return heard,
                _ => "250 ok".to_owned(),
            };
        }
    });
    let _ = transport.send(from, TO, RAW, "1").await;
    server.await.unwrap()
}

#[tokio::test]
async fn ack_06_an_automatic_answer_asks_for_no_report_where_the_server_offers_that() {
    let never = "RCPT TO:<ana@example.com> NOTIFY=NEVER".to_owned();
    let with = "250-test\r\n250-PIPELINING\r\n250 DSN";
    let answer = heard(with, None).await;
    assert!(answer.contains(&never) && answer.contains(&"MAIL FROM:<>".to_owned()), "{answer:?}");
    for (greeting, from) in [("250 test", None), ("250-DSN\r\n250 SIZE", None), (with, Some("b-1@d.example"))] {
        let heard = heard(greeting, from).await;
        assert!(heard.contains(&"RCPT TO:<ana@example.com>".to_owned()), "{greeting}: {heard:?}");
    }
}

#[tokio::test]
async fn smtp_05_a_no_to_the_recipient_is_read_by_its_first_digit() {
    let refused = |code, permanent, text: &str| Outcome::Refused { code, permanent, text: text.to_owned() };
    assert_eq!(
        outcome_of(&[("RCPT", "550 5.1.1 <ana@example.com> unknown")]).await,
        refused(550, true, "5.1.1 [address] unknown")
    );
    assert_eq!(outcome_of(&[("RCPT", "559 odd")]).await, refused(559, true, "odd"));
    assert_eq!(outcome_of(&[("MAIL", "459 odd")]).await, refused(459, false, "odd"));
    assert_eq!(outcome_of(&[("end", "552 too big")]).await, refused(552, true, "too big"));
    assert_eq!(outcome_of(&[("RCPT", "259 odd")]).await, Outcome::Sent);
}

#[tokio::test]
async fn l7_a_no_to_us_is_not_taken_for_a_no_to_the_recipient() {
    for answers in [
        [("greeting", "554 no service")].as_slice(),
        &[("EHLO", "550 who are you")],
        &[("MAIL", "530 5.7.0 login first")],
        &[("RCPT", "535 5.7.8 bad login")],
        &[("RCPT", "nonsense")],
    ] {
        let outcome = outcome_of(answers).await;
        assert!(matches!(outcome, Outcome::Unreachable { .. }), "{answers:?}: {outcome:?}");
    }
}

#[tokio::test]
async fn a_server_that_falls_silent_does_not_hold_the_worker_nor_its_late_answer_the_next_mail() {
    for word in ["greeting", "RCPT", "end"] {
        let answers: &'static [(&str, &str)] = vec![(word, "silence")].leak();
        let transport = server(answers).await;
        for _ in 0..2 {
            let outcome = transport.send(None, TO, RAW, "1").await;
            assert!(matches!(outcome, Outcome::Unreachable { .. }), "{word}: {outcome:?}");
        }
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_refused_before_it_reaches_a_command() {
    let transport = server(&[]).await;
    for to in ["", "ana", "ana@example.com>\r\nRCPT TO:<eve@example.com", "ana@example.com\n"] {
        let outcome = transport.send(None, to, RAW, "1").await;
        assert!(matches!(outcome, Outcome::Refused { permanent: true, .. }), "{to:?}: {outcome:?}");
    }
}

#[tokio::test]
async fn an_address_beyond_ascii_is_refused_for_a_server_without_smtputf8() {
    let outcome = server(&[]).await.send(None, "用户@example.com", RAW, "1").await;
    assert!(matches!(outcome, Outcome::Refused { code: 553, permanent: true, .. }), "{outcome:?}");
}

#[tokio::test]
async fn a_server_without_tls_gets_no_mail_when_tls_is_asked_for() {
    for tls in [Tls::StartTls, Tls::Implicit] {
        let config = SmtpConfig { tls, ..config(listening(&[]).await) };
        let outcome = Transport::new(TransportConfig::Smtp(config)).unwrap().send(None, TO, RAW, "1").await;
        assert!(matches!(outcome, Outcome::Unreachable { .. }), "{tls:?}: {outcome:?}");
    }
}

#[test]
fn a_password_is_neither_shown_nor_sent_in_the_clear() {
    let login = |host: &str, tls| SmtpConfig {
        host: host.to_owned(),
        tls,
        user: Some(Secret::new("help@acme.example")),
        password: Some(Secret::new("hunter2")),
        ..config(25)
    };
    let made = |config| Transport::new(TransportConfig::Smtp(config)).map(|_| ());
    assert_eq!(made(login("mail.example", Tls::None)), Err(TransportError::PasswordInTheClear));
    assert_eq!(made(login("127.0.0.1", Tls::None)), Ok(()));
    assert_eq!(
        made(SmtpConfig { password: None, ..login("mail.example", Tls::None) }),
        Err(TransportError::HalfALogin)
    );
    assert_eq!(made(SmtpConfig { hello_name: "a\r\nb".to_owned(), ..config(25) }), Err(TransportError::HelloName));
    let shown = format!("{:?}", TransportConfig::Smtp(login("mail.example", Tls::None)));
    assert!(!shown.contains("hunter2") && !shown.contains('@'), "{shown}");
}
