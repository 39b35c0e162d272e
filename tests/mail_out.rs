//! Outgoing mail against a real Postfix, which `tests/run` starts and names in `TEST_SMTP` and `TEST_SMTP_MAILDIR`.
//! Without it these tests say loudly that they are skipped.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

use std::path::{Path, PathBuf};
use std::time::Duration;

use desist::domain::delivery::Outcome;
use desist::domain::time::{Clock, Instant, SystemClock};
use desist::mail::compose::{AutoSubmitted, Mailbox, Outgoing, compose};
use desist::mail::dkim::Signer;
use desist::mail::transport::{SmtpConfig, Tls, Transport, TransportConfig};

/// The server of this run.
struct Postfix {
    transport: Transport,
    maildir: PathBuf,
}

/// The server, or `None` when this run has none.
fn postfix(test: &str) -> Option<Postfix> {
    let (Ok(server), Ok(maildir)) = (std::env::var("TEST_SMTP"), std::env::var("TEST_SMTP_MAILDIR")) else {
        eprintln!("SKIPPED {test}: no mail server; TEST_SMTP and TEST_SMTP_MAILDIR are set by tests/run");
        return None;
    };
    let (host, port) = server.rsplit_once(':').unwrap();
    Some(Postfix { transport: smtp(host, port.parse().unwrap()), maildir: PathBuf::from(maildir) })
}

fn smtp(host: &str, port: u16) -> Transport {
    let config = SmtpConfig {
        host: host.to_owned(),
        port,
        tls: Tls::None,
        user: None,
        password: None,
        timeout: Duration::from_secs(20),
        hello_name: "desist.acme.example".to_owned(),
    };
    Transport::new(TransportConfig::Smtp(config)).unwrap()
}

impl Postfix {
    async fn send(&self, mail: &Outgoing, raw: &[u8]) -> Outcome {
        self.transport.send(mail.envelope_from.as_deref(), &mail.to, raw, &mail.id).await
    }

    /// The delivered message with this Message-ID, waited for. It came as a file, with lines that end in LF.
    async fn delivered(&self, mail: &Outgoing) -> String {
        let id = mail.message_id();
        for _ in 0..200 {
            if let Some(found) = messages(&self.maildir).into_iter().find(|message| message.contains(&id)) {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{id} was not delivered within 20 s");
    }
}

fn messages(maildir: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(maildir.join("new")) else { return Vec::new() };
    entries.map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap()).collect()
}

/// A mail that no other test, and no other run on the same server, sends.
fn mail(name: &str, to: &str) -> Outgoing {
    let now: Instant = SystemClock.now();
    Outgoing {
        id: format!("{name}-{}-{}", std::process::id(), now.0),
        from: Mailbox { name: Some("Müller & Söhne".to_owned()), address: "help@acme.example".to_owned() },
        reply_to: None,
        to: to.to_owned(),
        envelope_from: Some("b-token@acme.example".to_owned()),
        subject: "تم إلغاء اشتراكك".to_owned(),
        text: "Schöne Grüße.\n.\nFrom here on: nothing more.\n".to_owned(),
        html: Some("<p dir=\"rtl\">تم إلغاء اشتراكك</p>\n".to_owned()),
        auto_submitted: AutoSubmitted::Generated,
        in_reply_to: None,
        references: None,
        headers: Vec::new(),
        date: now,
    }
}

#[tokio::test]
async fn hdr_05_hdr_06_hdr_12_a_signed_mail_arrives_byte_for_byte_through_a_real_server() {
    let Some(postfix) = postfix("a signed mail arrives") else { return };
    let uris = format!("<https://mail.acme.example/u/{}>, <mailto:u-{}@acme.example>", "A".repeat(700), "b".repeat(61));
    let mut mail = mail("signed", "Ana.Rossi@inbox.example");
    mail.headers = vec![
        ("List-Unsubscribe".to_owned(), uris.clone()),
        ("List-Unsubscribe-Post".to_owned(), "List-Unsubscribe=One-Click".to_owned()),
    ];
    let key = include_str!("../src/mail/dkim/test-only-rsa.pem");
    let signer = Signer::from_pem("acme.example", "s1", key).unwrap();
    let signed = signer.sign(&compose(&mail).unwrap(), mail.date).unwrap();

    assert_eq!(postfix.send(&mail, &signed).await, Outcome::Sent);

    let delivered = postfix.delivered(&mail).await;
    assert!(delivered.contains(&format!("\nList-Unsubscribe: {uris}\n")), "{delivered}");
    assert!(
        delivered.starts_with(
            "Return-Path: <b-token@acme.example>
"
        ),
        "{delivered}"
    );
    // The server puts its own fields in front and changes nothing after them, so the signature still holds.
    let sent = String::from_utf8(signed).unwrap().replace("\r\n", "\n");
    assert!(delivered.ends_with(&sent), "sent:\n{sent}\ndelivered:\n{delivered}");
    assert!(delivered.contains("Ana.Rossi@inbox.example"), "SMTP-11: the local part keeps its case");
}

#[tokio::test]
async fn ack_06_a_reply_arrives_with_the_null_sender() {
    let Some(postfix) = postfix("the null sender") else { return };
    let mail = Outgoing {
        envelope_from: None,
        auto_submitted: AutoSubmitted::Replied,
        in_reply_to: Some("<question@inbox.example>".to_owned()),
        ..mail("null", "ana@inbox.example")
    };
    assert_eq!(postfix.send(&mail, &compose(&mail).unwrap()).await, Outcome::Sent);
    let delivered = postfix.delivered(&mail).await;
    assert!(delivered.starts_with("Return-Path: <>\n"), "{delivered}");
    assert_eq!(delivered.matches("\nAuto-Submitted: auto-replied\n").count(), 1);
    assert!(delivered.contains("\nIn-Reply-To: <question@inbox.example>\n"));
}

#[tokio::test]
async fn l6_a_5xx_is_final_a_4xx_is_not_and_neither_repeats_the_address() {
    let Some(postfix) = postfix("refusals") else { return };
    for (to, expected, final_answer) in
        [("refused@inbox.example", 550, true), ("later@inbox.example", 451, false), ("a@else.example", 554, true)]
    {
        let mail = mail("refused", to);
        let outcome = postfix.send(&mail, &compose(&mail).unwrap()).await;
        let Outcome::Refused { code, permanent, text } = &outcome else { panic!("{to}: {outcome:?}") };
        assert_eq!((*code, *permanent), (expected, final_answer), "{text}");
        assert!(!text.contains('@'), "{text}");
    }
}

#[tokio::test]
async fn a_connection_is_used_again_after_a_mail_and_after_a_refusal() {
    let Some(postfix) = postfix("connections are used again") else { return };
    for (name, to, sent) in [
        ("again-1", "ana@inbox.example", true),
        ("again-2", "bea@inbox.example", true),
        ("again-3", "refused@inbox.example", false),
        ("again-4", "cleo@inbox.example", true),
    ] {
        let mail = mail(name, to);
        let outcome = postfix.send(&mail, &compose(&mail).unwrap()).await;
        assert_eq!(outcome == Outcome::Sent, sent, "{name}: {outcome:?}");
        if sent {
            postfix.delivered(&mail).await;
        }
    }
}

#[tokio::test]
async fn smtp_12_an_address_beyond_ascii_is_delivered_where_the_server_takes_it() {
    let Some(postfix) = postfix("an address beyond ASCII") else { return };
    let mail = mail("utf8", "用户@inbox.example");
    assert_eq!(postfix.send(&mail, &compose(&mail).unwrap()).await, Outcome::Sent);
    assert!(postfix.delivered(&mail).await.contains("用户@inbox.example"));
}

#[tokio::test]
async fn nobody_listening_is_unreachable() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let mail = mail("nobody", "ana@inbox.example");
    let outcome = smtp("127.0.0.1", port).send(None, &mail.to, &compose(&mail).unwrap(), &mail.id).await;
    assert!(matches!(outcome, Outcome::Unreachable { .. }), "{outcome:?}");
}

/// The real `sendmail` command of Postfix, told to use this run's server's queue.
#[tokio::test]
async fn ack_06_the_sendmail_command_carries_the_null_sender() {
    let Some(postfix) = postfix("the sendmail command") else { return };
    let Ok(command) = std::env::var("TEST_SENDMAIL") else {
        eprintln!("SKIPPED the sendmail command: TEST_SENDMAIL is set by tests/run");
        return;
    };
    let config = TransportConfig::Sendmail { command: command.into(), timeout: Duration::from_secs(20) };
    let mail = Outgoing { envelope_from: None, ..mail("sendmail", "ana@inbox.example") };
    let raw = compose(&mail).unwrap();
    let outcome = Transport::new(config).unwrap().send(None, &mail.to, &raw, &mail.id).await;
    assert_eq!(outcome, Outcome::Sent);
    let delivered = postfix.delivered(&mail).await;
    assert!(delivered.starts_with("Return-Path: <>\n"), "{delivered}");
    assert!(delivered.contains("\n.\nFrom here on") || delivered.contains("base64"), "{delivered}");
}
