//! Header lines in languages we have no words for, without colons, or without names: their shape tells.

use super::*;

/// The lines of a program in a language that `languages.txt` lacks (Hawaiian), in the order of Outlook.
const OUTLOOK: &str =
    "Mai: Jane Doe <jane@a.example>\nHoʻouna ʻia: 7 Iune 2024 09:14\nIā: help@b.example\nKumuhana: stop\n";

#[test]
fn auth_12_header_lines_of_an_unknown_language_are_read_by_their_shape() {
    let gmail = "Mai: Jane Doe <jane@a.example>\nDate: Fri, 7 Jun 2024 at 09:14\nSubject: stop\nTo: <help@b.example>\n";
    is_janes("please do", &format!("fyi\n\n---------- Forwarded message ---------\n{gmail}\n\n{TEXT}\n"));
    let thunderbird = "Kumuhana: \tstop\nLā: \tFri, 7 Jun 2024 09:14:22 +0200\nMai: \tJane Doe <jane@a.example>\nIā: \thelp@b.example\n";
    let forward =
        is_janes("Fwd: stop", &format!("fyi\n\n-------- Leka i hoʻouna hou ʻia --------\n{thunderbird}\n\n\n{TEXT}\n"));
    assert_eq!((forward.subject.as_deref(), forward.to[0].address.as_str()), (Some("stop"), "help@b.example"));
    assert_eq!((forward.comment.as_str(), forward.date.as_deref()), ("fyi", Some("Fri, 7 Jun 2024 09:14:22 +0200")));
    let apple = quoted("Mai: Jane Doe <jane@a.example>\nKumuhana: stop\nLā: 7 Iune 2024 09:14\nIā: help@b.example\n");
    is_janes("Fwd: stop", &format!("fyi\n\nHoʻomaka ka leka:\n\n{apple}> \n{}", quoted(TEXT)));
}

#[test]
fn auth_15_outlooks_lines_in_an_unknown_language_count_where_one_repeats_the_subject() {
    is_janes("FW: stop", &format!("please do\n\n{OUTLOOK}\n{TEXT}\n"));
    is_janes("FW: Re: stop", &format!("please do\n\n{}\n{TEXT}\n", OUTLOOK.replace(": stop", ": Re: stop")));
    is_none("FW: another thing", &format!("please do\n\n{OUTLOOK}\n{TEXT}\n"));
    is_janes("FW: stop", &format!("please do\n\n{}\n{TEXT}\n", OUTLOOK.replace(':', "՝").replace("09՝14", "09:14")));
    for subject in ["Re: stop", "stop", "RE: FW: stop"] {
        is_none(subject, &format!("thank you\n\n{OUTLOOK}\n{TEXT}\n"));
        is_none(subject, &format!("thank you\n\n-------- Leka mua --------\n{OUTLOOK}\n{TEXT}\n"));
    }
}

#[test]
fn auth_15_a_known_recipient_above_an_unknown_name_is_not_the_sender() {
    let lines = "To: help@b.example\nMai: Jane Doe <jane@a.example>\nDate: Friday\nSubject: stop\n";
    is_janes("Fwd: stop", &format!("---------- Forwarded message ---------\n{lines}\n{TEXT}\n"));
}

#[test]
fn mime_12_a_form_that_is_passed_on_is_no_header_of_a_mail() {
    for text in [
        "Name: Jane\nMail: jane@a.example\nDay: 7.6.2024\nReason: too many\n\nregards",
        "Forward\nContact: help@b.example\nPhone: 123\n\nregards",
        "hello\n\nForward\nhelp@b.example\n01/02/2024 10:00\n\nregards",
        "Topic: hello\nDay: 7 June 2024\nContact: help@b.example\nPlace: here\n\nregards",
        "hello\n\nFrom Jane <jane@a.example>\nTo you\nDate today\nSubject to change",
    ] {
        for subject in ["hello", "Re: hello", "Fwd: hello"] {
            let forward = unwrap(subject, text).filter(|_| !(subject.starts_with("Fwd") && text.contains("Forward\n")));
            assert!(forward.is_none(), "{subject}\n{text}");
        }
    }
}

#[test]
fn auth_12_header_lines_may_stand_in_columns_without_colons() {
    for lines in [
        "From \"Jane Doe\" <jane@a.example>\nTo help@b.example\nDate 07/06/2024 09:14:22\nSubject stop\n",
        "Von \"Jane Doe\" <jane@a.example>\nAn help@b.example\nDatum 07.06.2024 09:14:22\nBetreff stop\n",
        "| 发件人 | Jane Doe<jane@a.example> |\n| 日期 | 2024年06月07日 09:14 |\n| 收件人 | help@b.example |\n| 主题 | stop |\n",
        "From\tJane Doe <jane@a.example>\nReply to\thelp@b.example\nTo\thelp@b.example\nSubject\tstop\n",
        "Sent on\tFriday\n\nFrom\tJane Doe <jane@a.example>\n\nTo\thelp@b.example\n\nSubject\tstop\n",
    ] {
        let forward = is_janes("stop", &format!("fyi\n\n------ Forwarded Message ------\n{lines}\n{TEXT}\n"));
        assert_eq!((forward.to[0].address.as_str(), forward.subject.as_deref()), ("help@b.example", Some("stop")));
        is_janes("Fwd: stop", &format!("fyi\n\n------ Original Message ------\n{lines}\n{TEXT}\n"));
        is_none("Re: stop", &format!("thank you\n\n------ Original Message ------\n{lines}\n{TEXT}\n"));
    }
}

#[test]
fn auth_12_notes_shows_the_sender_above_its_header_lines() {
    for lines in [
        "Jane Doe <jane@a.example> on 06/07/2024 09:14:22 AM\n\nTo:   Help/Acme@Acme\ncc:    \nSubject:  stop\n",
        "\"Jane Doe\" <jane@a.example> \n06/07/2024 09:14 AM\n\n        To:     Help/Acme@Acme\n        cc:     \n        Subject:        stop\n",
    ] {
        let text = format!("fyi\n\n----- Forwarded by Ann/Acme on 06/07/2024 10:00 AM -----\n\n{lines}\n{TEXT}\n");
        let forward = is_janes("stop", &text);
        assert_eq!(forward.from.unwrap().name.as_deref(), Some("Jane Doe"));
    }
}

#[test]
fn auth_12_the_last_header_lines_may_have_names_we_do_not_know() {
    let above = "From: Jane Doe <jane@a.example>\nTo: help@b.example\nDate: Friday\n";
    for last in ["Kumuhana: stop\n", "Kope:\nKumuhana: stop\n", "Subject: stop\nPane iā: Jane Doe <jane@a.example>\n"]
    {
        is_janes("Fwd: stop", &format!("---------- Forwarded message ---------\n{above}{last}\n{TEXT}\n"));
    }
    // Whatever says something new stays what the original says.
    for first in ["Leka: old@a.example\n", "Note: stop it\n"] {
        let text = format!("---------- Forwarded message ---------\n{above}Subject: stop\n{first}\n{TEXT}\n");
        assert_eq!(unwrap("Fwd: stop", &text).unwrap().text, format!("{first}\n{TEXT}"));
    }
}

#[test]
fn auth_15_an_address_and_a_time_in_the_text_do_not_make_a_sender() {
    let line = "---------- Forwarded message ---------";
    let forward = unwrap("Fwd: stop", &format!("{line}\n\nI met bob@a.example at 10:00.\n\nStop.\n")).unwrap();
    assert_eq!((forward.from, forward.text.as_str()), (None, "I met bob@a.example at 10:00.\n\nStop."));
}

#[test]
fn mime_12_the_text_below_guessed_lines_stays_text() {
    let columns = "From Jane Doe <jane@a.example>\nTo help@b.example\nDate 7.6.2024\nSubject stop\n";
    let line = "------ Forwarded Message ------";
    let first = "To whom it may concern:";
    for lines in [columns, OUTLOOK] {
        let forward = unwrap("Fwd: stop", &format!("{line}\n{lines}\n{first}\nstop.\n")).unwrap();
        assert_eq!(
            (forward.from.unwrap().address.as_str(), forward.text),
            ("jane@a.example", format!("{first}\nstop."))
        );
    }
    let forward = unwrap("Fwd: stop", &format!("{line}\n{OUTLOOK}Please: stop.\n")).unwrap();
    assert_eq!(forward.text, "Please: stop.");
}
