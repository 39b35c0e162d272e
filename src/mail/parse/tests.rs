#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use proptest::prelude::*;

use super::*;

const HEAD: &str = "From: Ana <ana@example.org>\r\nTo: support@acme.example\r\nSubject: Stop\r\n";

fn mail(head: &str, body: &str) -> Mail {
    parse(format!("{HEAD}{head}\r\n{body}").as_bytes())
}

fn multipart(kind: &str, parts: &[&str]) -> Mail {
    let inside: String = parts.iter().map(|part| format!("--b1\r\n{part}\r\n")).collect();
    mail(&format!("Content-Type: multipart/{kind}; boundary=\"b1\"\r\n"), &format!("{inside}--b1--\r\n"))
}

#[test]
fn an_ordinary_mail_is_read() {
    let mail = mail(
        "Date: Fri, 28 Feb 2025 21:02:56 -0600\r\nMessage-ID: <x1@example.org>\r\nCc: b@example.org\r\n",
        "Please stop.\r\n",
    );
    assert_eq!(mail.from, [Mailbox { name: Some("Ana".into()), address: "ana@example.org".into() }]);
    assert_eq!(mail.to.len(), 2);
    assert_eq!((mail.subject.as_str(), mail.text.as_str()), ("Stop", "Please stop.\n"));
    assert_eq!(mail.date.unwrap().rfc3339(), "2025-03-01T03:02:56Z");
    assert_eq!(mail.message_id.as_deref(), Some("x1@example.org"));
    assert_eq!(mail.first("CC"), Some("b@example.org"));
    assert!(mail.faults.is_empty(), "{:?}", mail.faults);
}

#[test]
fn mime_01_a_repeated_field_is_a_fault() {
    for line in ["From: b@example.org", "Subject: Go", "Reply-To: a@x.example\r\nReply-To: b@x.example"] {
        assert!(mail(&format!("{line}\r\n"), "x").faults.contains(&Fault::RepeatedField), "{line}");
    }
    assert_eq!(mail("From: eve@example.net\r\n", "x").from.len(), 2);
    assert!(mail("Received: a\r\nReceived: b\r\nTo: c@x.example\r\n", "x").faults.is_empty());
}

#[test]
fn mime_02_a_writer_who_is_nobody_or_several_is_unclear() {
    for from in [
        "",
        "undisclosed:;",
        "a@x.example, b@x.example",
        "Ana",
        "Team: a@x.example;",
        "<a@x.example",
        "a@",
        "=?utf-8?q?a=40x.example?=",
    ] {
        let mail = parse(format!("From: {from}\r\nSubject: s\r\n\r\nx").as_bytes());
        assert!(mail.faults.contains(&Fault::UnclearWriter), "{from}");
    }
}

#[test]
fn mime_04_an_address_field_is_not_decoded_in_the_header_list_either() {
    let mail = mail("Resent-From: =?utf-8?q?a=40x=2Eexample?= <b@y.example>\r\nX-Note: =?utf-8?q?gr=C3=BCn?=\r\n", "x");
    assert_eq!(mail.first("resent-from"), Some("=?utf-8?q?a=40x=2Eexample?= <b@y.example>"));
    assert_eq!(mail.first("X-Note"), Some("grün"));
}

#[test]
fn mime_06_raw_eight_bit_headers_are_utf_8_or_guessed() {
    assert_eq!(mail("", "").subject, "Stop");
    assert_eq!(parse(b"From: a@x.example\nSubject: gr\xc3\xbcn\n\n").subject, "grün");
    assert_eq!(parse(b"From: a@x.example\nSubject: gr\xfcn\n\n").subject, "grün");
}

#[test]
fn mime_07_parameters_in_pieces_are_put_together() {
    let part = "Content-Type: application/pdf\r\nContent-Disposition: attachment;\r\n filename*0*=utf-8''gr%C3%BC;\r\n filename*1=n.pdf\r\n\r\nx";
    assert_eq!(multipart("mixed", &[part]).parts[0].name.as_deref(), Some("grün.pdf"));
}

#[test]
fn mime_08_transfer_encodings_are_undone_and_an_unknown_one_goes_to_a_person() {
    assert_eq!(mail("Content-Transfer-Encoding: base64\r\n", "U3RvcCE=\r\n").text, "Stop!");
    assert_eq!(mail("Content-Transfer-Encoding: Quoted-Printable\r\n", "gr=C3=BCn=\r\ner").text, "grüner");
    let opaque = mail("Content-Transfer-Encoding: x-rot13\r\n", "fgbc");
    assert!(opaque.text == "fgbc" && opaque.faults.contains(&Fault::Unreadable));
}

#[test]
fn mime_11_plain_text_is_chosen_else_html() {
    let html = "Content-Type: text/html\r\n\r\n<p>From HTML</p><p style=display:none>unsubscribe</p>";
    assert_eq!(multipart("alternative", &["\r\nPlain", html]).text, "Plain");
    assert_eq!(multipart("alternative", &["\r\n \r\n", html]).text, "From HTML\n");
    assert_eq!(multipart("alternative", &["\r\nYour mail program cannot show HTML.", html]).text, "From HTML\n");
    assert_eq!(multipart("mixed", &[html]).text, "From HTML\n");
    assert_eq!(multipart("mixed", &["\r\none", "Content-Type: image/png\r\n\r\nx", "\r\ntwo"]).text, "one\ntwo");
    assert!(multipart("mixed", &[html]).html.unwrap().contains("display:none"));
}

#[test]
fn mime_11_files_are_not_the_letter() {
    let file = "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=log.txt\r\n\r\nunsubscribe";
    let read = multipart("mixed", &["\r\nSee the log.", file]);
    assert_eq!((read.text.as_str(), read.parts[1].text.as_str()), ("See the log.", "unsubscribe"));
}

#[test]
fn mime_13_attached_mails_are_kept_byte_for_byte() {
    let inner = "From: Ines <ines@example.net>\r\nSubject:  odd  spaces\r\n\r\nStop \r\n--b2\r\n";
    let declared = multipart("mixed", &["\r\nsee below", &format!("Content-Type: message/rfc822\r\n\r\n{inner}")]);
    assert_eq!(declared.attached, [inner.as_bytes()]);
    assert_eq!((declared.text.as_str(), declared.parts.len()), ("see below", 2));
    let encoded = data_encoding::BASE64_MIME.encode(inner.as_bytes());
    for head in [
        "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64",
        "Content-Type: application/octet-stream; name=\"Stop.EML\"\r\nContent-Transfer-Encoding: base64",
        "Content-Type: application/x-eml; name=stop.eml\r\nContent-Transfer-Encoding: base64",
        "Content-Type: message/global\r\nContent-Transfer-Encoding: base64",
    ] {
        assert_eq!(multipart("mixed", &[&format!("{head}\r\n\r\n{encoded}")]).attached, [inner.as_bytes()]);
    }
    // A saved mail is a file like any other; a mail in a mail has no encoding of its own.
    let head = "Content-Disposition: attachment; filename=stop.eml\r\nContent-Transfer-Encoding: quoted-printable";
    let saved = format!("Content-Type: application/octet-stream\r\n{head}\r\n\r\n{}", inner.replace('@', "=40"));
    let as_text = inner.replace("\r\n", "\n").replace("Stop \n", "Stop\n");
    assert_eq!(multipart("mixed", &[&saved]).attached, [as_text.as_bytes()]);
    let declared = format!("Content-Type: message/rfc822\r\n{head}\r\n\r\n{inner}");
    assert_eq!(multipart("mixed", &[&declared]).attached, [inner.as_bytes()]);
    assert_eq!(multipart("digest", &[&format!("\r\n{inner}"), &format!("\r\n{inner}")]).attached.len(), 2);
}

#[test]
fn mime_14_sealed_mail_is_named() {
    let armoured = mail("", "-----BEGIN PGP MESSAGE-----\r\n\r\nabc");
    let smime = mail("Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n", "x");
    let pgp = multipart(
        "encrypted; protocol=\"application/pgp-encrypted\"",
        &["Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1"],
    );
    let tnef = multipart("mixed", &["Content-Type: application/octet-stream; name=winmail.dat\r\n\r\nx"]);
    for mail in [armoured, smime, pgp, tnef] {
        assert!(mail.faults.contains(&Fault::Encrypted), "{mail:?}");
    }
}

#[test]
fn mime_15_a_stray_line_is_skipped_between_fields_and_begins_the_body_after_them() {
    let between = parse(b"From: a@x.example\nwhat is this\nSubject: s\n\nbody");
    assert_eq!((between.subject.as_str(), between.text.as_str()), ("s", "body"));
    let after = parse(b"From: a@x.example\nSubject: s\nHello there\n\nbody");
    assert_eq!(after.text, "Hello there\n\nbody");
    assert!(between.faults.contains(&Fault::StrayHeaderLine) && after.faults.contains(&Fault::StrayHeaderLine));
    assert!(parse(b"From ana Mon Jan 1\nFrom: a@x.example\nSubject: s\n\nbody").faults.is_empty());
}

#[test]
fn mime_18_only_the_topmost_return_path_counts() {
    assert_eq!(
        mail("Return-Path: <a@x.example>\r\nReturn-Path: <b@x.example>\r\n", "").first("return-path"),
        Some("<a@x.example>")
    );
}

#[test]
fn line_ends_of_every_kind_and_nuls_are_read() {
    assert_eq!(parse(b"From: a@x.example\rSubject: s\r\rone\rtwo").text, "one\ntwo");
    assert_eq!(parse(b"\r\n\r\nFrom: a@x.example\nSubject: s\n\none\r\ntwo\rthr\0ee").text, "one\ntwo\nthree");
    assert_eq!(parse(b"From: a@x.example\nSubject: a\0b\rc\n\n").subject, "ab c");
}

#[test]
fn what_is_no_mail_is_unreadable() {
    for raw in [&b""[..], b"\n\n\n", b"hello", b"\0\0\0", b"hello\nworld\n\nx"] {
        assert!(parse(raw).faults.contains(&Fault::Unreadable));
    }
    assert_eq!(parse(b"hello").text, "hello");
    assert!(multipart("mixed\"; x=\"", &[]).faults.contains(&Fault::Unreadable));
}

#[test]
fn mime_10_nesting_beyond_the_limit_is_named() {
    let deep: String =
        (0..1_000).map(|n| format!("Content-Type: multipart/mixed; boundary=\"b{n}\"\r\n\r\n--b{n}\r\n")).collect();
    let deep = parse(format!("{HEAD}{deep}\r\nstop").as_bytes());
    assert!(deep.faults.contains(&Fault::TooDeep));
    let mails = "Content-Type: message/rfc822\r\n\r\n".repeat(100_000);
    let mails = parse(format!("{HEAD}{mails}\r\nstop").as_bytes());
    assert_eq!(mails.attached.len(), 1);
}

#[test]
fn mime_10_parts_headers_and_text_beyond_the_limits_are_named() {
    assert!(multipart("mixed", &["\r\nx"; 5_000]).faults.contains(&Fault::TooManyParts));
    assert!(mail(&format!("X-Long: {}\r\n", "x".repeat(10_000_000)), "body").faults.contains(&Fault::HeaderTooLarge));
    assert!(mail(&"X-Many: x\r\n".repeat(100_000), "body").faults.contains(&Fault::HeaderTooLarge));
    let long = mail("", &"stop ".repeat(1_000_000));
    assert!(long.text.len() <= limits::TEXT && long.faults.contains(&Fault::Cut));
    let bomb = mail("Content-Transfer-Encoding: base64\r\n", &"QUFB".repeat(5_000_000));
    assert!(bomb.text.len() <= limits::TEXT && bomb.faults.contains(&Fault::Cut));
    assert_eq!(bomb.parts[0].size, 15_000_000);
}

#[test]
fn mime_10_a_hostile_mail_of_fifty_megabytes_is_read_in_bounded_memory() {
    let piece = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n<b style='a\r\n";
    let read = mail("Content-Type: multipart/mixed; boundary=b\r\n", &piece.repeat(50_000_000 / piece.len()));
    assert!(!read.faults.is_empty());
    assert!(read.text.len() + read.parts.iter().map(|part| part.text.len()).sum::<usize>() < 4 * limits::TEXT);
}

#[test]
fn a_missing_end_and_an_inner_part_left_open_are_read() {
    let raw = "Content-Type: multipart/mixed; boundary=out\r\n";
    let body = "--out\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\n\r\none\r\n--out\r\n\r\ntwo";
    assert_eq!(mail(raw, body).text, "one\ntwo");
}

/// A mail to damage: every kind of part.
const WHOLE: &str = "From: =?utf-8?q?An=C3=A1?= <ana@example.org>\r\nTo: Team: a@x.example, \"b\\\"\" <b@x.example>;\r\nSubject: =?iso-2022-jp?B?GyRCJU8bKEI=?=\r\nDate: Fri, 28 Feb 2025 21:02:56 -0600\r\nContent-Type: multipart/mixed; boundary=\"out\"; x*0*=utf-8''%C3; x*1*=%A4\r\n\r\n--out\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\nContent-Type: text/plain; charset=gb18030; format=flowed\r\n\r\n> a \r\n> b\r\n--in\r\nContent-Type: text/html; charset=utf-16\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p style=3D'color:#fff'>=E4&eacute;&#x41;</p><blockquote>q</blockquote>\r\n--in--\r\n--out\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\nRnJvbTogYUB4LmV4YW1wbGUNCg0KaGk=\r\n--out--\r\n";

proptest! {
    #[test]
    fn any_bytes_are_read(raw in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = parse(&raw);
    }

    #[test]
    fn any_html_is_read(html in "(<[a-z/!]{0,5}( [a-z]{1,5}='[a-z:;#0-9]{0,9}')?>?|&[#a-z0-9]{0,6};?|[ -~é\\n]{0,5}){0,60}") {
        let _ = html::text(&html);
    }

    #[test]
    fn a_damaged_mail_is_read(edits in proptest::collection::vec((0..WHOLE.len(), any::<u8>(), 0..3_u8), 1..40)) {
        let mut raw = WHOLE.as_bytes().to_vec();
        for (at, byte, kind) in edits {
            let at = at % raw.len();
            match kind {
                0 => raw[at] = byte,
                1 => { raw.remove(at); }
                _ => raw.insert(at, byte),
            }
        }
        let mail = parse(&raw);
        prop_assert!(!mail.text.contains(['\0', '\r']));
    }
}
