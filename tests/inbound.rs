//! Mail handed over by LMTP and SMTP, word by word: what is answered when, and what is stored by then.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

mod support;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use desist::settings::{LmtpIn, MailListen, MailProtocol, Secret, StartTls};
use support::letters::{Client, LARGEST, Letters, client_of_the_one, listener, stored, the_one_stored};
use support::{Database, Service, both};
use tokio::net::UnixStream;

const MAIL: &[u8] = b"From: ana@example.com\r\nSubject: stop\r\n\r\n..stop it\r\n";
/// As it goes over the wire.
const STUFFED: &[u8] = b"From: ana@example.com\r\nSubject: stop\r\n\r\n...stop it\r\n.\r\n";

#[tokio::test]
async fn smtp_01_smtp_10_a_mail_is_stored_as_it_was_by_the_time_it_is_acknowledged() {
    both(async |db| {
        let desist = Service::start(db).await;
        let letters = Letters::start(&desist);
        let mut client = letters.greeted("EHLO mx.example.com").await;
        client.hands_over("ana@example.com", &["help@acme.example"]).await;
        assert!(stored(&desist.services).await.is_empty());
        client.sends(STUFFED).await.hears("250 2.6.0").await;
        assert_eq!(the_one_stored(&desist.services).await, (MAIL.to_vec(), 1));
        client.says("QUIT").await.hears("221").await;
        client.is_alone().await;
        letters.stop().await;
    })
    .await;
}

#[tokio::test]
async fn smtp_06_lmtp_answers_once_for_each_recipient_in_order_duplicates_included() {
    both(async |db| {
        let desist = Service::start(db).await;
        let letters = Letters::start(&desist);
        let mut client = letters.greeted("LHLO mx.example.com").await;
        let to = ["help@acme.example", "u-abc@mail.acme.example", "help@acme.example"];
        client.says("MAIL FROM:<>").await.hears("250").await;
        client.says(&format!("RCPT TO:<{}>", to[0])).await.hears("250").await;
        client.says("RCPT TO:<nobody@acme.example>").await.hears("550 5.1.1").await;
        client.says(&format!("RCPT TO:<{}>", to[1])).await.hears("250").await;
        client.says(&format!("RCPT TO:<{}>", to[2])).await.hears("250").await;
        client.says("DATA").await.hears("354").await;
        client.sends(STUFFED).await;
        for _ in to {
            client.hears("250 2.6.0").await;
        }
        client.says("NOOP").await.hears("250 2.0.0").await;
        assert_eq!(the_one_stored(&desist.services).await.1, 2, "kept once each");
    })
    .await;
}

#[tokio::test]
async fn smtp_14_the_same_bytes_again_are_one_mail_whose_recipients_grow() {
    both(async |db| {
        let desist = Service::start(db).await;
        let letters = Letters::start(&desist);
        for to in ["u-one@mail.acme.example", "u-one@mail.acme.example", "u-two@mail.acme.example"] {
            let mut client = letters.greeted("LHLO mx.example.com").await;
            client.hands_over("ana@example.com", &[to]).await;
            client.sends(STUFFED).await.hears("250").await;
        }
        assert_eq!(the_one_stored(&desist.services).await.1, 2);
    })
    .await;
}

#[tokio::test]
async fn smtp_02_our_own_trouble_is_later_and_never_no() {
    let desist = Service::start(Database::Sqlite).await;
    let letters = Letters::start(&desist);
    let mut client = letters.greeted("LHLO mx.example.com").await;
    client.hands_over("ana@example.com", &["help@acme.example", "u-abc@mail.acme.example"]).await;
    // Whatever is written into a file that nobody will find again is not durable.
    let file = desist.data_dir().join("desist.db");
    std::fs::rename(&file, file.with_extension("elsewhere")).unwrap();
    client.sends(STUFFED).await;
    client.hears("451 4.3.0").await;
    client.hears("451 4.3.0").await;
    client.says("NOOP").await.hears("250").await;
    std::fs::rename(file.with_extension("elsewhere"), &file).unwrap();
}

#[tokio::test]
async fn smtp_06_each_protocol_keeps_to_its_own_greeting() {
    let desist = Service::start(Database::Sqlite).await;
    let letters = Letters::start(&desist);
    let mut client = letters.greeted("LHLO mx.example.com").await;
    client.says("EHLO mx.example.com").await.hears("500 5.5.1").await;
    client.says("DATA").await.hears("503").await;
    client.says("MAIL FROM:<a@b.example>").await.hears("250").await;
    client.says("DATA").await.hears("503").await;
    client.says("RCPT TO:<help@acme.example>").await.hears("250").await;
    for (protocol, wrong, right) in [(MailProtocol::Lmtp, "EHLO x", "LHLO x"), (MailProtocol::Smtp, "LHLO x", "HELO x")]
    {
        let letters = Letters::start_as(desist.services.clone(), &LmtpIn { protocol, ..listener() });
        let mut client = letters.client().await;
        client.hears("220 mx.acme.example").await;
        client.says("MAIL FROM:<a@b.example>").await.hears("503").await;
        client.says(wrong).await.hears("500").await;
        client.says(right).await.hears("250").await;
    }
}

#[tokio::test]
async fn smtp_07_smtp_08_smtp_11_null_senders_and_everybodys_addresses_are_taken_as_typed() {
    let desist = Service::start(Database::Sqlite).await;
    let letters = Letters::start(&desist);
    let mut client = letters.greeted("EHLO mx.example.com").await;
    let to = ["postmaster", "POSTMASTER@mail.acme.example", "abuse@acme.example", "U-AbC@Mail.Acme.Example"];
    client.hands_over("", &to).await;
    client.sends(STUFFED).await.hears("250").await;
    let (_, recipients) = the_one_stored(&desist.services).await;
    assert_eq!(recipients, 4);
}

#[tokio::test]
async fn smtp_09_no_fake_end_of_data_makes_two_mails_of_one() {
    let desist = Service::start(Database::Sqlite).await;
    let letters = Letters::start(&desist);
    for (number, fake) in ["\n.\n", "\n.\r\n", "\r.\r", "\r.\r\n", "\r\n.\n", "\r\n.\r", "\n\n.\n\n"].iter().enumerate()
    {
        let mut client = letters.greeted("EHLO mx.example.com").await;
        client.hands_over("ana@example.com", &["help@acme.example"]).await;
        let smuggled =
            format!("Subject: {number}\r\n\r\nstop{fake}MAIL FROM:<x@y.example>\r\nRCPT TO:<help@acme.example>\r\n");
        client.sends(smuggled.as_bytes()).await;
        client.sends(b"DATA\r\nSubject: smuggled\r\n.\r\n").await.hears("250 2.6.0").await;
        client.says("NOOP").await.hears("250 2.0.0").await;
        assert_eq!(stored(&desist.services).await.len(), number + 1, "{fake:?}");
    }
}

#[tokio::test]
async fn smtp_10_what_is_too_large_is_refused_before_or_after_and_the_session_goes_on() {
    let desist = Service::start(Database::Sqlite).await;
    let letters = Letters::start(&desist);
    let mut client = letters.greeted("EHLO mx.example.com").await;
    client.says(&format!("MAIL FROM:<a@b.example> SIZE={}", LARGEST + 1)).await.hears("552 5.3.4").await;
    client.hands_over("a@b.example", &["help@acme.example"]).await;
    client.sends(&[&vec![b'a'; LARGEST][..], b"\r\n.\r\n"].concat()).await.hears("552 5.3.4").await;
    client.hands_over("a@b.example", &["help@acme.example"]).await;
    client.sends(&[&vec![b'a'; LARGEST - 2][..], b"\r\n.\r\n"].concat()).await.hears("250").await;
    client.sends(&[b'A'; 9_000]).await.says("").await.hears("500 5.5.6").await;
    client.sends(b"NOOP\n").await.hears("500 5.5.2").await;
    client.says("NOOP").await.hears("250").await;
}

#[tokio::test]
async fn smtp_10_too_many_recipients_are_put_off_and_not_refused() {
    let desist = Service::start(Database::Sqlite).await;
    let letters = Letters::start(&desist);
    let mut client = letters.greeted("EHLO mx.example.com").await;
    let mut commands = String::from("MAIL FROM:<a@b.example>\r\n");
    (0..1_001).for_each(|number| commands += &format!("RCPT TO:<u-{number}@mail.acme.example>\r\n"));
    client.sends(commands.as_bytes()).await.hears("250").await;
    for _ in 0..1_000 {
        client.hears("250").await;
    }
    client.hears("452 4.5.3").await;
}

#[tokio::test]
async fn smtp_12_addresses_beyond_ascii_need_smtputf8_and_then_work() {
    let desist = Service::start(Database::Sqlite).await;
    let letters = Letters::start(&desist);
    let mut client = letters.client().await;
    client.hears("220").await;
    let offered = client.says("EHLO mx.example.com").await.hears("250-mx.acme.example").await;
    for keyword in ["PIPELINING", "8BITMIME", "SMTPUTF8", "SIZE 100000", "ENHANCEDSTATUSCODES"] {
        assert!(offered.contains(keyword), "{offered}");
    }
    assert!(!offered.contains("STARTTLS") && !offered.contains("CHUNKING"), "{offered}");
    client.says("MAIL FROM:<jürgen@b.example>").await.hears("553 5.6.7").await;
    client.says("MAIL FROM:<jürgen@b.example> SMTPUTF8 BODY=8BITMIME").await.hears("250").await;
    client.says("RCPT TO:<ülle@acme.example>").await.hears("550 5.1.1").await;
    client.says("RCPT TO:<help@acme.example>").await.hears("250").await;
    client.says("DATA").await.hears("354").await;
    client.sends("Subject: bitte löschen\r\n\r\nüber\r\n.\r\n".as_bytes()).await.hears("250").await;
    assert_eq!(the_one_stored(&desist.services).await.0, "Subject: bitte löschen\r\n\r\nüber\r\n".as_bytes());
}

#[tokio::test]
async fn smtp_03_what_nobody_can_read_is_taken_as_well() {
    let desist = Service::start(Database::Sqlite).await;
    let letters = Letters::start(&desist);
    let mut client = letters.greeted("EHLO mx.example.com").await;
    for mail in [&b""[..], b"\0\0\xff\xfe\r\n", b"\r\n\r\n\r\n", b"no header at all", &[b'x'; 5_000]] {
        client.hands_over("a@b.example", &["help@acme.example"]).await;
        client.sends(&[mail, if mail.is_empty() { b".\r\n" } else { b"\r\n.\r\n" }].concat()).await.hears("250").await;
    }
    assert_eq!(stored(&desist.services).await.len(), 5);
}

#[tokio::test]
async fn commands_that_are_not_offered_and_nonsense_are_refused_and_too_much_of_it_ends_the_session() {
    let desist = Service::start(Database::Sqlite).await;
    let letters = Letters::start(&desist);
    let mut client = letters.greeted("EHLO mx.example.com").await;
    for (command, reply) in [
        ("VRFY help", "252"),
        ("EXPN all", "502"),
        ("STARTTLS", "502"),
        ("AUTH PLAIN AGEAYg==", "502"),
        ("MAIL FROM:<nonsense", "501"),
        ("MAIL FROM:<a@b.example> NONSENSE=1", "555"),
        ("\u{0}\u{1}", "5"),
        ("", "5"),
        ("RCPT TO:<help@acme.example>", "503"),
        ("HELP", "214"),
        ("RSET", "250"),
    ] {
        client.says(command).await.hears(reply).await;
    }
    for _ in 0..30 {
        client.says("NONSENSE").await;
    }
    while !client.reply().await.starts_with("421") {}
    client.is_alone().await;
}

#[tokio::test]
async fn smtp_09_a_chunk_that_was_not_offered_is_not_read_as_commands() {
    let desist = Service::start(Database::Sqlite).await;
    let letters = Letters::start(&desist);
    let mut client = letters.greeted("EHLO mx.example.com").await;
    client.sends(b"BDAT 20 LAST\r\nMAIL FROM:<a@b.example>\r\n").await.hears("502").await;
    client.is_alone().await;
}

#[tokio::test]
async fn one_connection_too_many_is_asked_to_come_back_and_gets_in_later() {
    let desist = Service::start(Database::Sqlite).await;
    let letters =
        Letters::start_as(desist.services.clone(), &LmtpIn { max_connections: 1.try_into().unwrap(), ..listener() });
    let mut first = letters.greeted("EHLO a.example").await;
    letters.client().await.hears("421 4.3.2").await;
    first.says("QUIT").await.hears("221").await;
    first.is_alone().await;
    support::eventually("there is room again", async || letters.client().await.reply().await.starts_with("220")).await;
}

#[tokio::test]
async fn a_silent_client_is_sent_away() {
    let desist = Service::start(Database::Sqlite).await;
    let timeout = Duration::from_millis(200);
    let letters = Letters::start_as(desist.services.clone(), &LmtpIn { timeout, ..listener() });
    let mut client = letters.greeted("EHLO a.example").await;
    client.hears("421 4.4.2").await;
    let mut client = letters.greeted("EHLO a.example").await;
    client.hands_over("a@b.example", &["help@acme.example"]).await;
    client.sends(b"half a ma").await.is_alone().await;
    assert!(stored(&desist.services).await.is_empty());
}

#[tokio::test]
async fn l7_a_stop_lets_a_mail_under_way_come_in_and_sends_the_others_away() {
    let desist = Service::start(Database::Sqlite).await;
    let letters = Letters::start(&desist);
    let mut idle = letters.greeted("EHLO a.example").await;
    let mut busy = letters.greeted("EHLO b.example").await;
    busy.hands_over("a@b.example", &["help@acme.example"]).await;
    busy.sends(b"Subject: stop\r\n").await;
    // Until the server has begun to read the mail, it waits for a command as the other one does.
    tokio::time::sleep(Duration::from_millis(200)).await;
    letters.stopping();
    idle.hears("421 4.3.2").await;
    busy.sends(b"\r\nplease\r\n.\r\n").await.hears("250 2.6.0").await;
    busy.hears("421 4.3.2").await;
    letters.stop().await;
    assert_eq!(stored(&desist.services).await.len(), 1);
}

#[tokio::test]
async fn a_socket_in_the_file_system_works_and_a_stale_one_is_replaced() {
    let desist = Service::start(Database::Sqlite).await;
    let path = desist.data_dir().join("mail.sock");
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    let settings = LmtpIn { listen: MailListen::Unix(path.clone()), ..listener() };
    let letters = Letters::start_as(desist.services.clone(), &settings);
    let mut client = Client::new(UnixStream::connect(&path).await.unwrap());
    client.hears("220").await;
    client.says("LHLO x").await.hears("250").await;
    client.hands_over("a@b.example", &["help@acme.example"]).await;
    client.sends(STUFFED).await.hears("250").await;
    drop(client);
    letters.stop().await;
    assert!(!path.exists());
}

#[tokio::test]
async fn auth_02_only_our_own_relay_says_who_brought_a_mail() {
    let desist = Service::start(Database::Sqlite).await;
    let letters = Letters::start(&desist);
    let mut client = letters.greeted("EHLO mx.example.com").await;
    client.says("XFORWARD ADDR=192.0.2.1 HELO=a.example").await.hears("500").await;
    client.hands_over("a@b.example", &["help@acme.example"]).await;
    client.sends(STUFFED).await.hears("250").await;
    let known = client_of_the_one(&desist.services).await.unwrap();
    assert_eq!((known.ip.to_string().as_str(), known.helo.as_deref()), ("127.0.0.1", Some("mx.example.com")));

    let trusted_relays = vec!["127.0.0.0/8".parse().unwrap()];
    for (hello, forward) in [("EHLO relay", true), ("LHLO relay", true), ("EHLO relay", false)] {
        let desist = Service::start(Database::Sqlite).await;
        let settings = LmtpIn { trusted_relays: trusted_relays.clone(), ..listener() };
        let letters = Letters::start_as(desist.services.clone(), &settings);
        let mut client = letters.greeted(hello).await;
        if forward {
            client.says("XFORWARD NAME=x ADDR=192.0.2.1").await.hears("250").await;
            client.says("XFORWARD HELO=mx.b.example SOURCE=REMOTE").await.hears("250").await;
        }
        client.hands_over("a@b.example", &["help@acme.example"]).await;
        client.sends(STUFFED).await.hears("250").await;
        let known = client_of_the_one(&desist.services).await;
        assert_eq!(known.map(|client| client.ip.to_string()), forward.then(|| "192.0.2.1".to_owned()));
    }
}

fn with_starttls() -> LmtpIn {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support");
    let key = std::fs::read_to_string(folder.join("test-only-key.pem")).unwrap();
    LmtpIn { starttls: Some(StartTls { cert: folder.join("test-only-cert.pem"), key: Secret::new(key) }), ..listener() }
}

#[tokio::test]
async fn smtp_16_starttls_protects_the_session_and_forgets_what_was_said_before() {
    let desist = Service::start(Database::Sqlite).await;
    let letters = Letters::start_as(desist.services.clone(), &with_starttls());
    let mut client = letters.client().await;
    client.hears("220").await;
    assert!(client.says("EHLO a.example").await.hears("250").await.contains("STARTTLS"));
    client.says("MAIL FROM:<a@b.example>").await.hears("250").await;
    client.says("STARTTLS").await.hears("220 2.0.0").await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/test-only-cert.pem");
    let connector = desist::faces::inbound::tls::connector(Some(&folder)).unwrap();
    let name = "localhost".try_into().unwrap();
    let mut client = Client::new(connector.connect(name, client.into_stream()).await.unwrap());
    client.says("MAIL FROM:<a@b.example>").await.hears("503").await;
    assert!(!client.says("EHLO a.example").await.hears("250").await.contains("STARTTLS"));
    client.says("STARTTLS").await.hears("503").await;
    client.hands_over("a@b.example", &["help@acme.example"]).await;
    client.sends(STUFFED).await.hears("250").await;
    assert_eq!(the_one_stored(&desist.services).await.0, MAIL);
}

#[tokio::test]
async fn smtp_16_commands_sent_along_with_starttls_are_never_obeyed() {
    let desist = Service::start(Database::Sqlite).await;
    let letters = Letters::start_as(desist.services.clone(), &with_starttls());
    let mut client = letters.greeted("EHLO a.example").await;
    client.sends(b"STARTTLS\r\nMAIL FROM:<evil@b.example>\r\n").await.hears("554 5.5.1").await;
    client.is_alone().await;
}

#[tokio::test]
async fn l6_the_log_of_a_session_shows_no_address() {
    // Everything the session logs is a number, an id or a chain of errors; this guards the errors.
    let desist = Service::start(Database::Sqlite).await;
    desist.services.db.close().await;
    let mail = desist::services::intake::Inbound {
        raw: MAIL.to_vec(),
        mail_from: Some("ana@example.com".to_owned()),
        rcpt_to: vec!["u-abc@mail.acme.example".to_owned()],
        via: desist::domain::change::Channel::Lmtp,
        client: None,
    };
    let error = Arc::new(desist.services.receive(mail).await.unwrap_err());
    let mut source: Option<&dyn std::error::Error> = Some(&*error);
    while let Some(cause) = source {
        assert!(!cause.to_string().contains('@'), "{cause}");
        source = cause.source();
    }
}
