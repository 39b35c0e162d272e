use super::super::FeedbackKind;
use super::*;

const HEADER: &str = "From: feedback@loop.example\nTo: fbl@acme.example\nSubject: FW: our news\nMIME-Version: 1.0\n\
    Content-Type: multipart/report; report-type=feedback-report; boundary=cut";
const TYPE: &str = "Feedback-Type: abuse\nUser-Agent: Loop/1\nVersion: 1";

fn feedback(fields: &str, to: &str) -> Report {
    let body = format!(
        "--cut\nContent-Type: text/plain\n\nOf zoe@example.org\n--cut\nContent-Type: message/feedback-report\n\n{fields}\n\
         --cut\nContent-Type: message/rfc822\n\nFrom: news@acme.example\nTo: {to}\n\
         List-Unsubscribe: <mailto:u-token@mail.acme.example>\nSubject: our news\n\nHello\n--cut--\n"
    );
    let report = report(HEADER, &body).unwrap();
    assert_eq!(report.robot, Robot::Arf);
    report
}

fn named(report: &Report) -> Vec<String> {
    let recipients = &report.feedback.as_ref().unwrap().recipients;
    recipients.iter().map(|address| address.match_form().to_owned()).collect()
}

#[test]
fn arf_01_and_04_a_report_gives_the_header_where_our_token_stands() {
    let report = feedback(TYPE, "undisclosed-recipients:;");
    assert!(named(&report).is_empty());
    assert!(report.original.unwrap().values("List-Unsubscribe").any(|value| value.contains("u-token@")));
}

#[test]
fn arf_02_fields_that_are_missing_or_doubled_make_it_malformed() {
    let is_malformed = |fields: &str| feedback(fields, "ana@example.org").feedback.unwrap().malformed;
    assert!(!is_malformed(TYPE));
    assert!(!is_malformed(&format!("{TYPE}\nUnknown-Field: x")));
    assert!(is_malformed("Feedback-Type: abuse\nVersion: 1"));
    assert!(is_malformed(&format!("{TYPE}\nFeedback-Type: abuse")));
    assert!(is_malformed(&format!("{TYPE}\nArrival-Date: x\nReceived-Date: x")));
}

#[test]
fn arf_03_the_returned_mail_comes_before_the_fields_and_the_text_never() {
    let report = feedback(&format!("{TYPE}\nOriginal-Rcpt-To: <ben@example.org>"), "Ana <ana@example.org>");
    assert_eq!(named(&report), ["ana@example.org", "ben@example.org"]);
}

#[test]
fn arf_04_redacted_recipients_are_nobody() {
    let report = feedback(&format!("{TYPE}\nOriginal-Rcpt-To: redacted-3f@example.org"), "xxxx@example.org");
    assert!(named(&report).is_empty());
}

#[test]
fn arf_05_kinds_are_told_apart_and_only_two_are_opt_outs() {
    let cases = [
        ("abuse", FeedbackKind::Abuse, true),
        ("OPT-OUT", FeedbackKind::OptOut, true),
        ("not-spam", FeedbackKind::NotSpam, false),
        ("fraud", FeedbackKind::Fraud, false),
        ("virus", FeedbackKind::Virus, false),
        ("auth-failure", FeedbackKind::AuthFailure, false),
        ("moon-phase", FeedbackKind::Other, false),
    ];
    for (word, kind, opt_out) in cases {
        let report = feedback(&TYPE.replace("abuse", word), "ana@example.org");
        assert_eq!((report.feedback.unwrap().kind, report.opt_out), (kind, opt_out), "{word}");
    }
}

#[test]
fn arf_06_incidents_are_counted_and_never_fewer_than_one() {
    let incidents =
        |number: &str| feedback(&format!("{TYPE}\nIncidents: {number}"), "a@example.org").feedback.unwrap().incidents;
    assert_eq!((incidents("7"), incidents("0"), incidents("many")), (7, 1, 1));
}

#[test]
fn a_note_of_a_providers_staff_is_a_complaint() {
    let header = "From: staff@hotmail.com\nSubject: complaint about message from 192.0.2.1\nMIME-Version: 1.0\n\
        Content-Type: multipart/mixed; boundary=cut";
    let body = "--cut\nContent-Type: message/rfc822\n\nX-HmXmrOriginalRecipient: ana@example.org\nFrom: news@acme.example\nSubject: x\n\nHi\n--cut--\n";
    let report = report(header, body).unwrap();
    assert_eq!(named(&report), ["ana@example.org"]);
    assert!(report.opt_out);
}

#[test]
fn a_complaint_as_json_is_a_complaint() {
    let body = "{\"notificationType\":\"Complaint\",\"complaint\":{\"complainedRecipients\":[{\"emailAddress\":\"ana@example.org\"}]}}";
    assert_eq!(
        named(&report("From: no-reply@sns.amazonaws.com\nSubject: AWS Notification Message", body).unwrap()),
        ["ana@example.org"]
    );
}
