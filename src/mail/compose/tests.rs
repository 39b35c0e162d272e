//! Read back by a parser nobody here wrote.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

use mail_parser::MessageParser;
use proptest::prelude::*;

use super::*;

fn notice() -> Outgoing {
    Outgoing {
        id: "019a-1".to_owned(),
        from: Mailbox {
            name: Some("Müller & Söhne, Abt. \"Service\"".to_owned()),
            address: "help@acme.example".into(),
        },
        reply_to: None,
        to: "ana@example.com".to_owned(),
        envelope_from: None,
        subject: "Wir haben das Abo beendet".to_owned(),
        text: "Guten Tag.\nWir schicken nichts mehr.\n".to_owned(),
        html: None,
        auto_submitted: AutoSubmitted::Replied,
        in_reply_to: None,
        references: None,
        headers: Vec::new(),
        date: Instant::parse("2026-11-23T11:05:06Z").unwrap(),
    }
}

fn composed(mail: &Outgoing) -> String {
    String::from_utf8(compose(mail).unwrap()).unwrap()
}

fn head(raw: &str) -> &str {
    raw.split_once("\r\n\r\n").unwrap().0
}

/// The value of the one field of this name, as it stands in the bytes.
fn field<'a>(raw: &'a str, name: &str) -> &'a str {
    let start = format!("{name}: ");
    let found: Vec<&str> = head(raw).split("\r\n").filter_map(|line| line.strip_prefix(&start)).collect();
    assert_eq!(found.len(), 1, "{name} in {raw}");
    found[0]
}

#[test]
fn hdr_20_date_and_message_id_come_from_the_mail_and_not_from_the_machine() {
    let raw = composed(&notice());
    assert_eq!(field(&raw, "Date"), "Mon, 23 Nov 2026 11:05:06 +0000");
    assert_eq!(field(&raw, "Message-ID"), "<019a-1@acme.example>");
    assert_eq!(field(&raw, "Message-ID"), notice().message_id());
}

#[test]
fn the_same_mail_always_makes_the_same_bytes() {
    let mail = Outgoing { html: Some("<p>Guten Tag.</p>".to_owned()), ..notice() };
    assert_eq!(compose(&mail).unwrap(), compose(&mail).unwrap());
}

#[test]
fn ack_05_a_reply_and_a_notice_each_say_so_exactly_once() {
    assert_eq!(field(&composed(&notice()), "Auto-Submitted"), "auto-replied");
    let generated = Outgoing { auto_submitted: AutoSubmitted::Generated, ..notice() };
    assert_eq!(field(&composed(&generated), "Auto-Submitted"), "auto-generated");
}

#[test]
fn ack_08_a_reply_names_what_it_answers_and_drops_what_is_no_message_id() {
    let mail = Outgoing {
        in_reply_to: Some("<one@mail.example>".to_owned()),
        references: Some(
            "<zero@mail.example>\r\n junk <b@d <évil@x> <one@mail.example>\r\nBcc: x@y.example".to_owned(),
        ),
        ..notice()
    };
    let raw = composed(&mail);
    assert_eq!(field(&raw, "In-Reply-To"), "<one@mail.example>");
    assert!(raw.contains("References: <zero@mail.example>\r\n <one@mail.example>\r\n"), "{raw}");
    assert!(!raw.contains("Bcc"));
}

#[test]
fn ack_08_a_long_foreign_subject_is_encoded_in_lines_of_76_and_reads_back() {
    let subject = "Auto: إلغاء الاشتراك في الرسائل الإخبارية من فضلكم الآن وإلى الأبد ".repeat(2).trim().to_owned();
    let raw = composed(&Outgoing { subject: subject.clone(), ..notice() });
    let (_, from_subject) = head(&raw).split_once("Subject: ").unwrap();
    let lines: Vec<&str> = from_subject.split("\r\n").take_while(|line| line.contains("=?utf-8?")).collect();
    assert!(lines.len() > 3 && lines[0].len() <= 67 && lines.iter().all(|line| line.len() <= 76), "{raw}");
    assert_eq!(MessageParser::default().parse(&raw).unwrap().subject(), Some(subject.as_str()));
}

#[test]
fn a_subject_that_only_looks_encoded_is_shown_as_it_was_written() {
    let subject = "=?utf-8?b?QmFuaw==?= says hello";
    let raw = composed(&Outgoing { subject: subject.to_owned(), ..notice() });
    assert_eq!(MessageParser::default().parse(&raw).unwrap().subject(), Some(subject));
}

#[test]
fn german_and_arabic_bodies_travel_in_seven_bits_and_read_back() {
    let text = "Schöne Grüße – تم إلغاء اشتراكك.\n";
    let html = "<p dir=\"rtl\">تم إلغاء اشتراكك</p>\n";
    let raw = composed(&Outgoing { text: text.to_owned(), html: Some(html.to_owned()), ..notice() });
    assert!(raw.is_ascii());
    assert!(raw.contains("multipart/alternative"));
    let message = MessageParser::default().parse(&raw).unwrap();
    assert_eq!(message.body_text(0).unwrap().replace("\r\n", "\n").trim_end(), text.trim_end());
    assert_eq!(message.body_html(0).unwrap().replace("\r\n", "\n").trim_end(), html.trim_end());
    assert_eq!(message.from().unwrap().first().unwrap().name(), notice().from.name.as_deref());
}

#[test]
fn hdr_03_hdr_05_hdr_06_list_fields_go_out_as_given() {
    let url = format!("https://mail.acme.example/u/{}", "A".repeat(600));
    let value = format!("<{url}>, <mailto:u-{}@mail.acme.example>", "b".repeat(61));
    let mail = Outgoing {
        headers: vec![
            ("List-Unsubscribe".to_owned(), value.clone()),
            ("List-Unsubscribe-Post".to_owned(), "List-Unsubscribe=One-Click".to_owned()),
        ],
        ..notice()
    };
    let raw = composed(&mail);
    assert_eq!(field(&raw, "List-Unsubscribe"), value);
    assert!(raw.contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
}

#[test]
fn hdr_05_two_uris_too_long_for_one_line_are_folded_after_the_comma_only() {
    let (one, two) =
        (format!("<https://a.example/{}>", "x".repeat(900)), format!("<mailto:u-{}@a.example>", "b".repeat(61)));
    let headers = |value| vec![("List-Unsubscribe".to_owned(), value)];
    let raw = composed(&Outgoing { headers: headers(format!("{one}, {two}")), ..notice() });
    assert!(raw.contains(&format!("List-Unsubscribe: {one},\r\n {two}\r\n")), "{raw}");
    let hopeless = Outgoing { headers: headers(format!("<https://a.example/{}>", "x".repeat(1_000))), ..notice() };
    assert_eq!(compose(&hopeless), Err(ComposeError::FieldValue));
}

#[test]
fn hdr_01_a_field_never_comes_twice_and_our_own_are_not_replaced() {
    for name in ["Subject", "auto-submitted", "Content-Type", "DKIM-Signature", "Bcc", "X Y", "X:", "X\r\nY", "", "Ü"]
    {
        let mail = Outgoing { headers: vec![(name.to_owned(), "x".to_owned())], ..notice() };
        assert_eq!(compose(&mail), Err(ComposeError::FieldName), "{name}");
    }
    let twice = ["List-Id", "list-id"].map(|name| (name.to_owned(), "<news.acme.example>".to_owned())).to_vec();
    assert_eq!(compose(&Outgoing { headers: twice, ..notice() }), Err(ComposeError::FieldName));
}

#[test]
fn structure_that_is_not_well_formed_is_refused_and_never_repeated() {
    for to in ["", "ana", "ana@", "@b.example", "a@b.example\r\nBcc: c@d.example", "a b@c.example", "a@b\n.example"] {
        assert_eq!(compose(&Outgoing { to: to.to_owned(), ..notice() }), Err(ComposeError::Address("to")), "{to:?}");
    }
    for id in ["", "a b", "a>b", "a\r\nb", "../a", "a..b", &"x".repeat(49)] {
        assert_eq!(compose(&Outgoing { id: id.to_owned(), ..notice() }), Err(ComposeError::Id), "{id:?}");
    }
    for value in ["a\r\nBcc: x@y.example", "a\nb", "a\0", "ü", "", " "] {
        let mail = Outgoing { headers: vec![("X-A".to_owned(), value.to_owned())], ..notice() };
        assert_eq!(compose(&mail), Err(ComposeError::FieldValue), "{value:?}");
    }
}

#[test]
fn a_date_outside_the_calendar_still_makes_a_date_of_our_own() {
    for (at, expected) in [(i64::MIN, "Thu, 01 Jan 1970 00:00:00 +0000"), (i64::MAX, "Fri, 01 Jan 9999 00:00:00 +0000")]
    {
        assert_eq!(field(&composed(&Outgoing { date: Instant(at), ..notice() }), "Date"), expected);
    }
}

/// Text with every kind of line end and control character, among letters of several scripts.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-zÄß\\r\\n\\t\\x00\\x0b:=?<>. ]{0,300}",
        "(\\r\\nBcc: x@y\\.example|\\r\\n\\.\\r\\n|[a-z]{1,1200}|س{1,80}){0,4}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_text_makes_a_field_a_long_line_or_a_bare_line_end(
        subject in hostile(), name in hostile(), text in hostile(), html in proptest::option::of(hostile()),
        in_reply_to in hostile(), references in hostile(),
    ) {
        let from = Mailbox { name: Some(name), address: "help@acme.example".to_owned() };
        let mail = Outgoing {
            subject, text, html, from: from.clone(), reply_to: Some(from),
            in_reply_to: Some(in_reply_to), references: Some(references), ..notice()
        };
        let raw = compose(&mail).unwrap();
        prop_assert!(raw.is_ascii());
        let raw = String::from_utf8(raw).unwrap();
        prop_assert!(!raw.replace("\r\n", "").contains(['\r', '\n']), "a bare line end");
        prop_assert!(raw.split("\r\n").all(|line| line.len() <= LINE_MAX), "a long line");
        let known = ["Date", "From", "To", "Subject", "Message-ID", "Reply-To", "Auto-Submitted", "In-Reply-To",
            "References", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"];
        for line in head(&raw).split("\r\n").filter(|line| !line.starts_with([' ', '\t'])) {
            let (name, _) = line.split_once(": ").unwrap();
            prop_assert!(known.contains(&name), "{}", line);
            prop_assert_eq!(head(&raw).matches(&format!("\r\n{name}: ")).count(), usize::from(name != "Date"), "{}", name);
        }
    }
}
