use super::super::words::{Folded, Table};
use super::*;
use crate::domain::address::Address;

const ANA: &str = "From: Ana <ana@example.org>\nTo: support@acme.example";

fn own() -> Own {
    Own {
        message_id_hosts: vec!["mail.acme.example".to_owned()],
        addresses: vec![Address::parse("support@acme.example").unwrap()],
        mark: Some(("X-Loop-Mark".to_owned(), "secret".to_owned())),
        adds_delivered_to: true,
    }
}

fn rule(own: &Own, header: &str) -> Option<&'static str> {
    report_to(own, &format!("{ANA}\n{header}"), "Please stop.").map(|report| report.rule)
}

#[test]
fn ack_04_fields_of_automatic_answers_suffice() {
    for header in [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated (rejected)",
        "auto-submitted: anything-new; owner-email=\"a@b.example\"",
        "X-Autoreply: yes",
        "X-Autorespond: our news",
        "Precedence: auto_reply",
    ] {
        assert_eq!(robot(&format!("{ANA}\nSubject: x\n{header}"), "I am away."), Some(Robot::AutoReply), "{header}");
    }
}

#[test]
fn ack_04_refusals_are_no_automatic_answers() {
    for header in ["Auto-Submitted: no", "X-Autoreply: no", "X-Auto-Response-Suppress: All", "Precedence: first-class"]
    {
        assert_eq!(robot(&format!("{ANA}\nSubject: news\n{header}"), "Please stop."), None, "{header}");
    }
}

#[test]
fn a_subject_alone_makes_no_robot() {
    let header = |subject: &str, more: &str| format!("{ANA}\nSubject: {subject}{more}");
    assert_eq!(robot(&header("Automatic reply: news", ""), "Please stop these."), None);
    assert_eq!(robot(&header("Automatic reply: news", ""), "I am out of the office."), Some(Robot::AutoReply));
    assert_eq!(robot(&header("Away until May", ""), "On maternity leave: pause the letters, please."), None);
    assert_eq!(
        robot(&header("Away until May", "\nX-Auto-Response-Suppress: All"), "Back soon."),
        Some(Robot::AutoReply)
    );
}

#[test]
fn absences_are_known_in_many_languages() {
    let weak = "\nX-Auto-Response-Suppress: All";
    for subject in [
        "Automatische Antwort: x",
        "Réponse automatique : x",
        "Respuesta automática: x",
        "自動返信: x",
        "自动回复：x",
        "Otomatik yanıt: x",
        "Автоответ: x",
    ] {
        assert_eq!(
            robot(&format!("{ANA}\nSubject: {subject}{weak}\nContent-Type: text/plain; charset=utf-8"), "x"),
            Some(Robot::AutoReply),
            "{subject}"
        );
    }
}

#[test]
fn apples_unsubscribe_mails_are_real_opt_outs() {
    let header = format!("{ANA}\nSubject: unsubscribe\nAuto-Submitted: auto-replied\nX-Apple-Unsubscribe: true");
    let report = report(&header, "Apple Mail sent this email to unsubscribe.").unwrap();
    assert_eq!((report.robot, report.opt_out), (Robot::AutoReply, true));
}

#[test]
fn dsn_06_receipts_for_reading_are_automatic() {
    let header = format!(
        "{ANA}\nSubject: Read: news\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=disposition-notification; boundary=cut"
    );
    let body = "--cut\nContent-Type: text/plain\n\nRead.\n--cut\nContent-Type: message/disposition-notification\n\nDisposition: manual-action; displayed\n--cut--\n";
    assert_eq!(report(&header, body).unwrap().rule, "mdn");
}

#[test]
fn a_challenge_is_automatic() {
    let header = "From: verify-noreply@guard.example\nTo: news@acme.example\nSubject: Please confirm your message";
    assert_eq!(report(header, "Prove you are human.").unwrap().rule, "challenge");
}

#[test]
fn newsletters_and_foreign_lists_are_lists() {
    for header in [
        "List-Unsubscribe: <https://example.com/u>",
        "Precedence: bulk",
        "List-Post: <mailto:talk@lists.example>\nList-Id: <talk.lists.example>",
    ] {
        let to = "From: Ana <ana@example.org>\nTo: talk@lists.example";
        assert_eq!(robot(&format!("{to}\nSubject: x\n{header}"), "Hello."), Some(Robot::List), "{header}");
    }
}

#[test]
fn a_person_who_writes_through_our_own_group_is_a_person() {
    for header in [
        "List-Id: <support.acme.example>\nPrecedence: list\nList-Unsubscribe: <mailto:x@acme.example>",
        "List-Post: <https://groups.example/a>, <mailto:support@acme.example>\nMailing-list: list support@acme.example",
        "List-Post: <mailto:talk@lists.example>\nList-Id: <talk.lists.example>",
    ] {
        assert_eq!(rule(&own(), header), None, "{header}");
    }
}

#[test]
fn smtp_13_our_own_mail_and_circles_are_told() {
    let received = "Received: from a by b\n".repeat(101);
    assert_eq!(rule(&own(), received.trim_end()), Some("too_many_received"));
    assert_eq!(rule(&own(), "Message-ID: <01.ab@Mail.Acme.Example>"), Some("own_message_id"));
    assert_eq!(rule(&own(), "X-Loop-Mark: secret"), Some("own_mark"));
    assert_eq!(rule(&own(), "Delivered-To: support@acme.example"), Some("own_delivered_to"));
    assert_eq!(rule(&own(), "Delivered-To: other@acme.example\nX-Loop-Mark: guess"), None);
}

#[test]
fn smtp_13_a_polled_mailbox_may_have_its_own_delivered_to_once() {
    let own = Own { adds_delivered_to: false, ..own() };
    assert_eq!(rule(&own, "Delivered-To: support@acme.example"), None);
    assert_eq!(
        rule(&own, "Delivered-To: support@acme.example\nDelivered-To: support@acme.example"),
        Some("own_delivered_to")
    );
}

#[test]
fn smtp_13_an_alias_that_leads_to_another_address_of_ours_is_no_circle() {
    let addresses = ["help@acme.example", "support@acme.example"].map(|one| Address::parse(one).unwrap()).to_vec();
    let own = Own { addresses, adds_delivered_to: false, ..own() };
    assert_eq!(rule(&own, "Delivered-To: support@acme.example\nDelivered-To: help@acme.example"), None);
    assert_eq!(
        rule(
            &own,
            "Delivered-To: help@acme.example\nDelivered-To: support@acme.example\nDelivered-To: Help@acme.example"
        ),
        Some("own_delivered_to")
    );
}

#[test]
fn tables_fold_and_take_the_first_line_that_holds() {
    let table = Table::read("# x\nfirst | ^good day + Moon\nsecond | Good  Day\nthird | day");
    let key = |text: &str| table.first(&Folded::of(text)).map(|hit| hit.key);
    assert_eq!(key("GOOD\n day, moon"), Some("first"));
    assert_eq!(key("a good\tday, moon"), Some("second"));
    assert_eq!((key("today"), key("night")), (Some("third"), None));
}
