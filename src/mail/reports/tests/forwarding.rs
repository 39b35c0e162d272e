use super::super::forwarding_check::{forwarding_patterns_compile, read};
use super::*;

fn check(header: &str, body: &str) -> Option<super::super::ForwardingCheck> {
    let raw = mail(header, body);
    let check = read(&parse(raw.as_bytes()));
    if check.is_some() {
        assert!(report(header, body).is_none(), "never dropped as a robot");
    }
    check
}

const GMAIL: &str = "From: Gmail Team <forwarding-noreply@google.com>\nTo: prefs@acme.example\nAuto-Submitted: auto-generated\n\
    Subject: (#123456789) Gmail Forwarding Confirmation - Receive Mail from support@acme.example";

#[test]
fn gmails_question_is_read_with_code_link_and_address() {
    let body = "support@acme.example has requested to automatically forward mail to prefs@acme.example.\nConfirmation code: 123456789\n\n\
        https://support.google.com/mail/answer/1\nhttps://mail-settings.google.com/mail/vf-abc%5D-def\n";
    let check = check(GMAIL, body).unwrap();
    assert_eq!(check.provider, "gmail");
    assert_eq!(check.code.as_deref(), Some("123456789"));
    assert_eq!(check.link.as_deref(), Some("https://mail-settings.google.com/mail/vf-abc%5D-def"));
    assert_eq!(check.address.unwrap().match_form(), "support@acme.example");
}

#[test]
fn a_link_that_leads_elsewhere_is_not_given() {
    let body = "code: 123456789\nhttps://mail-settings.google.com.evil.example/x\nhttps://mail.google.com@evil.example/vf-12345\n";
    assert_eq!(check(GMAIL, body).unwrap().link, None);
}

#[test]
fn helpdesks_and_unknown_providers_are_known_by_what_they_ask() {
    let known = "From: Help <noreply@mail.helpscout.net>\nTo: p@acme.example\nSubject: Verify your forwarding address";
    let link = "Click https://secure.helpscout.net/verify/abcdef to go on.";
    assert_eq!(check(known, link).unwrap().provider, "help_scout");
    let unknown = "From: noreply@box.example\nTo: p@acme.example\nSubject: Please confirm mail forwarding";
    assert_eq!(check(unknown, "https://box.example/confirm/abcdefg").unwrap().provider, "box.example");
}

#[test]
fn people_who_write_about_forwarding_are_people() {
    let header = "From: ana@example.org\nTo: p@acme.example\nSubject: mail forwarding";
    assert!(check(header, "My code: 123456, see https://example.org/forwarding-page").is_none());
}

#[test]
fn the_patterns_compile() {
    assert!(forwarding_patterns_compile());
}
