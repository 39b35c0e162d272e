use std::time::Instant;

use super::super::codes::{Status, reply};
use super::super::plain;
use super::super::reason::{Evidence, Fate, Reason};
use super::super::words::{Folded, Table, lines};
use super::*;

const STANDARD: &str = "From: Mail Delivery System <MAILER-DAEMON@mx.example.net>\nTo: b-token@mail.acme.example\n\
    Subject: Returned\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=cut";

fn standard(fields: &str) -> Vec<(String, bool, &'static str)> {
    standard_with("Something happened.", fields)
}

fn standard_with(text: &str, fields: &str) -> Vec<(String, bool, &'static str)> {
    let body = format!(
        "--cut\nContent-Type: text/plain\n\n{text}\n--cut\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n\
         {fields}\n--cut\nContent-Type: text/rfc822-headers\n\nFrom: news@acme.example\nTo: ana@example.org\n\
         List-Unsubscribe: <mailto:u-token@mail.acme.example>\n--cut--\n"
    );
    let report = report(STANDARD, &body).unwrap();
    assert_eq!(report.robot, Robot::Dsn);
    assert!(report.original.as_ref().unwrap().values("list-unsubscribe").any(|value| value.contains("u-token@")));
    bounces(&report)
}

fn plain(text: &str) -> Vec<(String, bool, &'static str)> {
    let header = "From: MAILER-DAEMON@mx.example.net\nTo: news@acme.example\nSubject: failure notice";
    bounces(&report(header, text).unwrap())
}

fn one(address: &str, permanent: bool, reason: &'static str) -> Vec<(String, bool, &'static str)> {
    vec![(address.to_owned(), permanent, reason)]
}

#[test]
fn dsn_01_each_recipient_block_is_read() {
    let told = standard(
        "Final-Recipient: rfc822; ana@example.org\nAction: failed\nStatus: 5.1.1\n\n\
         Final-Recipient: RFC822;<ben@example.org>\nAction: Delayed\nStatus: 4.4.1\n\n\
         Final-Recipient: rfc822; cleo@example.org\nAction: relayed\nStatus: 2.1.5",
    );
    assert_eq!(told[..1], one("ana@example.org", true, "unknown_user"));
    assert_eq!(told[1..], one("ben@example.org", false, "delayed"));
}

#[test]
fn dsn_01_internationalised_recipients_are_read_in_both_spellings() {
    let fields = "Final-Recipient: utf-8; an\\x{E9}@example.org\nAction: failed\nStatus: 5.1.1";
    assert_eq!(standard(fields), one("ané@example.org", true, "unknown_user"));
}

#[test]
fn dsn_02_only_address_codes_of_class_5_are_permanent() {
    let cases = [
        ("5.1.1", true),
        ("5.1.2", true),
        ("5.1.3", true),
        ("5.1.6", true),
        ("5.1.10", true),
        ("4.1.1", false),
        ("5.2.2", false),
        ("5.3.4", false),
        ("5.4.7", false),
        ("5.6.0", false),
        ("5.0.0", false),
    ];
    for (status, permanent) in cases {
        let told = standard(&format!("Final-Recipient: rfc822; ana@example.org\nAction: failed\nStatus: {status}"));
        assert_eq!(told[0].1, permanent, "{status}");
    }
}

#[test]
fn dsn_03_policy_is_our_fault_whatever_its_code() {
    for diagnosis in [
        "550 5.7.27 the sender is not authenticated",
        "550 5.7.515 access denied, sending domain does not meet the level",
        "554 your address is on a block list",
        "550 message refused for its DMARC policy",
        "550 5.7.30 no DKIM",
        "550 5.7.1 user unknown",
        "525 5.7.13 recipient address rejected",
    ] {
        let fields = format!(
            "Final-Recipient: rfc822; ana@example.org\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; {diagnosis}"
        );
        assert!(!standard(&fields)[0].1, "{diagnosis}");
    }
}

#[test]
fn dsn_02_words_decide_where_codes_are_vague() {
    let fields = |words: &str| {
        format!(
            "Final-Recipient: rfc822; ana@example.org\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 {words}"
        )
    };
    assert_eq!(standard(&fields("sorry, no such user here")), one("ana@example.org", true, "unknown_user"));
    assert_eq!(standard(&fields("this mailbox is full")), one("ana@example.org", false, "full"));
    assert_eq!(
        standard(&fields("user unknown (in reply to end of DATA command)")),
        one("ana@example.org", false, "refused")
    );
}

#[test]
fn dsn_02_the_text_stands_in_for_missing_fields() {
    let text = "<ana@example.org>: no such user";
    let told = standard_with(text, "Final-Recipient: rfc822; ana@example.org\nAction: failed\nStatus: 5.0.0");
    assert_eq!(told, one("ana@example.org", true, "unknown_user"));
}

#[test]
fn a_report_that_all_arrived_names_nobody() {
    assert!(standard("Final-Recipient: rfc822; ana@example.org\nAction: delivered\nStatus: 2.0.0").is_empty());
}

#[test]
fn a_local_part_is_no_diagnosis() {
    let fields = "Final-Recipient: rfc822; mailboxfull@example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 <mailboxfull@example.org> gone";
    assert_eq!(standard(fields), one("mailboxfull@example.org", true, "unknown_user"));
}

#[test]
fn plain_reports_name_recipients_in_lines_of_their_own() {
    let text = "We could not deliver your message.\n\n<ana@example.org>:\nRemote host said: 550 no such user\n\n\
        <ben@example.org>:\nmailbox full\n\n--- Below this line is a copy of the message.\n\n<cleo@example.org>:\nTo: dora@example.org\n";
    let told = plain(text);
    assert_eq!(told[..1], one("ana@example.org", true, "unknown_user"));
    assert_eq!(told[1..], one("ben@example.org", false, "full"));
}

#[test]
fn plain_reports_name_recipients_under_headings_labels_and_in_sentences() {
    let heading = "Your message did not reach the following recipient(s):\n\n   c=de;o=box;dda:SMTP=ana@example.org; on Monday\n   The recipient name is not recognized\n";
    let label = "Delivery failed.\n\n  Recipient: [SMTP:ana@example.org]\n  Reason: 550 unknown user\n";
    let sentence = "There was an error delivering your mail to <ana@example.org>.\n\nmx.example.org did not like our RCPT TO:\n550 5.1.1 no mailbox\n";
    for text in [heading, label, sentence] {
        assert_eq!(plain(text), one("ana@example.org", true, "unknown_user"), "{text}");
    }
}

#[test]
fn an_address_that_was_expanded_or_follows_a_code_is_read_once() {
    let text = "Could not be delivered:\n\n<ana@box.example> (expanded from <ana@example.org>): user unknown\n";
    assert_eq!(plain(text), one("ana@box.example", true, "unknown_user"));
    let wrapped = "Could not be delivered:\n\n<ana@box.example> (expanded from\n   <ana@example.org>): user unknown\n";
    assert_eq!(plain(wrapped), one("ana@box.example", true, "unknown_user"));
    let code = "Transcript of session follows\n554 <ana@example.org>... 550 Host unknown\n";
    assert_eq!(plain(code), one("ana@example.org", true, "unknown_host"));
}

#[test]
fn the_senders_own_address_is_no_recipient() {
    let text = "A message from news@acme.example could not be delivered to ana@example.org: user unknown\n";
    assert_eq!(plain(text), one("ana@example.org", true, "unknown_user"));
}

#[test]
fn the_only_recipient_of_the_returned_mail_stands_in_for_an_unnamed_one() {
    let text = "Undeliverable: no valid recipients.\n\nOriginal message follows.\n\nFrom: news@acme.example\nTo: ana@example.org\nSubject: x\n";
    assert_eq!(plain(text), one("ana@example.org", true, "unknown_user"));
}

#[test]
fn a_warning_is_never_permanent() {
    let header = "From: MAILER-DAEMON@mx.example.net\nSubject: Delivery Status Notification (Delay)";
    let told =
        report(header, "Delivery to the following recipient has been delayed:\n\n  ana@example.org\n\nuser unknown\n")
            .unwrap();
    assert_eq!(bounces(&told), one("ana@example.org", false, "delayed"));
}

#[test]
fn notifications_as_json_are_read_though_mail_wraps_them() {
    let header = "From: no-reply@sns.amazonaws.com\nSubject: AWS Notification Message";
    let body = "{\"notificationType\":\"Bounce\",\"bounce\":{\"bouncedRecipients\":[{\"emailAddress\":\"ana@example.org\",\"action\":\"failed\",\"status\":\"5.1.1\",\n\"diagnosticCode\":\"smtp; 550 5.1.1 user\n unknown\"}]}}\n\n--\nIf you wish to stop\n";
    assert_eq!(bounces(&report(header, body).unwrap()), one("ana@example.org", true, "unknown_user"));
}

#[test]
fn dsn_06_people_who_write_about_bounces_are_people() {
    let person = "From: Ana <ana@example.org>\nTo: support@acme.example";
    let quoted =
        "Why do I get this?\n\n> Delivery to the following recipient failed permanently:\n>  ben@example.org\n";
    for subject in
        ["Fwd: Undelivered Mail Returned to Sender", "Re: failure notice", "mailbox full?", "user unknown to me"]
    {
        assert!(robot(&format!("{person}\nSubject: {subject}"), quoted).is_none(), "{subject}");
    }
}

#[test]
fn codes_are_told_from_addresses_and_versions() {
    let status = |text| Status::first(text).map(|status| (status.class, status.subject, status.detail));
    assert_eq!(status("host 5.1.1.7 said 550-5.7.26 no"), Some((5, 7, 26)));
    assert_eq!(status("(#4.4.1)"), Some((4, 4, 1)));
    assert_eq!(status("Exim 4.92.1 and 8.13.1"), None);
    assert_eq!(reply("host [550] v550 550.1 said: 554 no"), Some(550));
    assert_eq!(reply("at port 5500, 666"), None);
}

#[test]
fn every_reason_of_the_data_files_exists() {
    for data in [include_str!("../diagnoses.txt"), include_str!("../guesses.txt"), include_str!("../status.txt")] {
        for (key, _) in lines(data) {
            assert!(Reason::ALL.iter().any(|reason| reason.word() == key), "{key}");
        }
    }
}

#[test]
fn every_wording_is_reached_as_its_reason_or_by_a_more_special_one() {
    let table = Table::read(include_str!("../diagnoses.txt"));
    for (key, words) in lines(include_str!("../diagnoses.txt")) {
        let text = words.replace(" + ", " ").replace('^', "");
        assert!(table.first(&Folded::of(&text)).is_some(), "{key}: {words}");
    }
}

#[test]
fn hostile_reports_are_read_in_linear_time() {
    let started = Instant::now();
    let many = "<a@example.org>: user unknown\n".repeat(200_000);
    let long = "a@b.example,".repeat(200_000);
    let deep = "\\x{".repeat(200_000);
    for text in [many, long, deep, "<".repeat(1_000_000), "5.1.".repeat(300_000)] {
        plain(&text);
        let fields =
            format!("Final-Recipient: rfc822; {text}\nAction: failed\nStatus: {text}\nDiagnostic-Code: {text}");
        report(STANDARD, &format!("--cut\nContent-Type: message/delivery-status\n\n{fields}\n--cut--\n"));
    }
    assert!(started.elapsed().as_secs() < 60);
    let names: String = (0..2000).map(|number| format!("<a{number}@example.org>: user unknown\n")).collect();
    assert!(plain(&names).len() <= plain::MOST_RECIPIENTS);
}

#[test]
fn nothing_said_is_nothing_decided() {
    assert_eq!(Evidence::default().fate(), Fate::Failed(Reason::Unclear));
}
