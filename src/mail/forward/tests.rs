//! Forwards of our own making, one for each habit of a mail program, and what must not be taken for one.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

mod passed_on;
mod programs;
mod unknown;

use std::fmt::Write;

use super::*;

const TEXT: &str = "Please stop your newsletter.\n\nJane";

/// The sender's address, and what the original says.
fn read(subject: &str, text: &str) -> (String, String) {
    let forward = unwrap(subject, text).unwrap_or_else(|| panic!("no forward: {subject}\n{text}"));
    (forward.from.map(|from| from.address).unwrap_or_default(), forward.text)
}

#[track_caller]
fn is_janes(subject: &str, text: &str) -> Forward {
    assert_eq!(read(subject, text), ("jane@a.example".to_owned(), TEXT.to_owned()), "{subject}\n{text}");
    unwrap(subject, text).unwrap()
}

#[track_caller]
fn is_none(subject: &str, text: &str) {
    assert!(unwrap(subject, text).is_none(), "a forward: {subject}\n{text}");
}

/// Header lines of an original: names of From, To, date and subject in the order of Outlook.
fn header(names: [&str; 4]) -> String {
    let [from, date, to, subject] = names;
    format!("{from}: Jane Doe <jane@a.example>\n{date}: 5 May 2024 10:00\n{to}: help@b.example\n{subject}: stop\n")
}

fn quoted(text: &str) -> String {
    text.lines().fold(String::new(), |mut all, line| {
        let _ = writeln!(all, "> {line}");
        all
    })
}

/// The words of one language, by their key.
type Block = Vec<(&'static str, Vec<&'static str>)>;

/// Every language with its words.
fn languages() -> Vec<(&'static str, Block)> {
    let mut all: Vec<(&str, Block)> = Vec::new();
    for line in include_str!("languages.txt").lines() {
        if let Some(name) = line.strip_prefix('[') {
            all.push((name.trim_end_matches(']'), Vec::new()));
        } else if let (Some((key, words)), Some((_, block))) = (line.split_once(": "), all.last_mut()) {
            block.push((key, words.split(" | ").collect()));
        }
    }
    all
}

#[test]
fn auth_15_every_word_of_every_language_above_a_forward_is_known() {
    for (language, block) in languages() {
        for word in block.iter().filter(|(key, _)| *key == "forward").flat_map(|(_, words)| words) {
            let header = header(["From", "Date", "To", "Subject"]);
            let forward = is_janes("stop", &format!("please do\n\n-------- {word} --------\n{header}\n{TEXT}\n"));
            assert_eq!(forward.comment, "please do", "{language}");
            is_janes("stop", &format!("please do\n\n{word}:\n\n{}>\n{}", quoted(&header), quoted(TEXT)));
        }
    }
}

#[test]
fn auth_15_outlooks_header_lines_are_known_in_every_language() {
    for (language, block) in languages() {
        let first = |key: &str, other| block.iter().find(|(name, _)| *name == key).map_or(other, |(_, words)| words[0]);
        let header =
            header([first("from", "From"), first("date", "Date"), first("to", "To"), first("subject", "Subject")]);
        let forward = is_janes("FW: stop", &format!("please do\n\n{header}\n{TEXT}\n"));
        assert_eq!((forward.comment.as_str(), forward.subject.as_deref()), ("please do", Some("stop")), "{language}");
        assert_eq!(forward.to[0].address, "help@b.example", "{language}");
        for prefix in block.iter().filter(|(key, _)| *key == "fwd").flat_map(|(_, words)| words) {
            is_janes(&format!("{prefix}: stop"), &format!("please do\n\n{header}\n{TEXT}\n"));
        }
        for prefix in block.iter().filter(|(key, _)| *key == "re").flat_map(|(_, words)| words) {
            is_none(&format!("{prefix}: stop"), &format!("thank you\n\n{header}\n{TEXT}\n"));
        }
    }
}

#[test]
fn auth_12_gmail_mixes_the_languages_of_its_header_lines() {
    for from in [
        "From",
        "Von",
        "De",
        "Da",
        "От",
        "Lähettäjä",
        "差出人",
        "发件人",
        "寄件者",
        "보낸사람",
        "מאת",
        "من",
        "จาก",
        "Từ",
    ] {
        is_janes(
            "Fwd: stop",
            &format!(
                "---------- Forwarded message ---------\n{from}: Jane Doe <jane@a.example>\nDate: Wed, May 5\nSubject: stop\nTo: <help@b.example>\n\n\n{TEXT}\n"
            ),
        );
    }
}

#[test]
fn auth_12_header_lines_may_be_bold_wide_spaced_wrapped_or_apart() {
    for header in [
        "*From:* Jane Doe <jane@a.example>\n*Sent:* Monday\n*To:* Help\n*Subject:* stop\n\n",
        "**From**: Jane Doe <jane@a.example>\n**Sent**: Monday\n**To**: Help\n**Subject**: stop\n\n",
        "From : Jane Doe <jane@a.example>\nSent : Monday\nTo : Help\nSubject : stop\n\n",
        "件名：stop\n日付：今日\n差出人：Jane Doe <jane@a.example>\n宛先：help@b.example\n\n",
        "From: Jane Doe\n<jane@a.example>\nSent: Monday\nTo: One <one@b.example>,\nTwo <two@b.example>\nSubject: stop\n\n",
        "From:\tJane Doe [mailto:\n\tjane@a.example]\nSent:\tMonday\nTo:\tHelp\nSubject:\ta long\n\tsubject\n\n",
        "From: Jane Doe <jane@a.example>\n\nSent: Monday\n\nTo: Help\n\nSubject: stop\n\n",
        "From: Jane Doe <jane@a.example>\nSent: Monday\nTo: Help\nSubject: stop\n",
        "From:\u{a0}Jane Doe <jane@a.example<mailto:jane@a.example>>\nSent: Monday\nTo: Help\nCc:\nSubject: stop\nImportance: High\nAttachments: a.pdf\n\n",
        "Kopie (CC): one@b.example\nVon: Jane Doe <jane@a.example>\nAn: Help\nBetreff: stop\n\n",
        "\u{200e}From: Jane Doe <jane@a.example>\n\u{200e}Sent: Monday\n\u{200e}To: Help\n\u{200e}Subject: stop\n\n",
    ] {
        is_janes("Fwd: stop", &format!("fyi\n\n-----Original Message-----\n{header}{TEXT}\n"));
    }
}

#[test]
fn auth_12_yahoo_writes_its_header_lines_without_line_ends() {
    let forward = is_janes(
        "Fw: stop",
        &format!(
            "fyi\n   ----- Mensaje reenviado ----- De: Jane Doe <jane@a.example>Para: \"help@b.example\" <help@b.example>CC: Two <two@b.example>Enviado: martes, 2 de mayo de 2024 09:26:50 CETAsunto: Re: stop\n {TEXT}"
        ),
    );
    assert_eq!((forward.subject.as_deref(), forward.cc.len(), forward.to.len()), (Some("Re: stop"), 1, 1));
}

#[test]
fn auth_12_mutt_pine_eudora_notes_zoho_the_bat_and_yandex_are_read() {
    for text in [
        format!(
            "----- Forwarded message from Jane Doe <jane@a.example> -----\n\nDate: Mon\nFrom: Jane Doe <jane@a.example>\nTo: Help <help@b.example>\nX-Mailer: x\nSubject: stop\n\n{TEXT}\n\n----- End forwarded message -----\n"
        ),
        format!(
            "----- Forwarded message from Jane Doe <jane@a.example>\n-----\n\nFrom: Jane Doe <jane@a.example>\nSubject: stop\n\n{TEXT}\n"
        ),
        format!(
            "---------- Forwarded message ----------\nDate: Mon\nFrom: Jane Doe <jane@a.example>\nTo: help@b.example\nSubject: stop\n\n{TEXT}\n"
        ),
        format!(
            "--- begin forwarded text\n\n\n Delivered-To: help@b.example\n Date: Mon\n From: Jane Doe <jane@a.example>\n Subject: stop\n\n{TEXT}\n\n--- end forwarded text\n"
        ),
        format!(
            "----- Forwarded by Ann/Acme on 05/05/2024 10:00 AM -----\n\nFrom:\tJane Doe <jane@a.example>\nTo:\thelp@b.example\nDate:\t05/05/2024\nSubject:\tstop\n\n\n{TEXT}"
        ),
        format!(
            "============ Forwarded message ============\nFrom: Jane Doe <jane@a.example>\nTo: <help@b.example>\nDate: Mon\nSubject: stop\n============ Forwarded message ============\n\n{TEXT}"
        ),
        format!(
            "This is a forwarded message\nFrom: Jane Doe <jane@a.example>\nTo: help@b.example\nDate: Mon\nSubject: stop\n===8<==============Original message text===============\n{TEXT}\n===8<===========End of original message text===========\n"
        ),
        format!(
            "-------- Пересылаемое сообщение --------\n05.05.2024, 10:00, \"Jane Doe\" <jane@a.example>:\n\n{TEXT}\n-------- Конец пересылаемого сообщения --------\n"
        ),
        format!(
            "------- Forwarded Message -------\nFrom: Jane Doe <jane@a.example>\nDate: On Monday\nSubject: stop\nTo: help@b.example\n\n{}",
            quoted(TEXT)
        ),
        format!(
            "Forwarded Conversation\nSubject: stop\n------------------------\n\nFrom: Jane Doe <jane@a.example>\nDate: Mon\nTo: help@b.example\n\n{TEXT}"
        ),
    ] {
        is_janes("stop", &text);
    }
}

#[test]
fn auth_12_outlook_for_mac_writes_a_forward_like_a_reply_and_only_the_subject_tells() {
    for line in [
        "On 05/05/2024, 10:00, \"Jane Doe\" <jane@a.example> wrote:",
        "Am 05.05.2024, 10:00 schrieb \"Jane Doe\" <jane@a.example>:",
        "Le 05/05/2024 10:00, « Jane Doe » <jane@a.example> a écrit :",
        "\"Jane Doe\" <jane@a.example>, 05/05/2024 10:00 tarihinde şunu yazdı:",
        "05/05/2024 10:00 używa nieznanego języka Jane Doe <jane@a.example>:",
        ">>> Jane Doe <jane@a.example> 05.05.24 10:00 >>>",
    ] {
        let indented = TEXT.replace("Please", "    Please").replace("Jane", "    Jane");
        is_janes("FW: stop", &format!("fyi\n\n{line}\n\n{indented}\n"));
        is_none("RE: stop", &format!("thank you\n\n{line}\n\n{indented}\n"));
        is_none("stop", &format!("thank you\n\n{line}\n{}", quoted(TEXT)));
    }
}

#[test]
fn auth_15_a_name_without_an_address_is_left_to_a_person() {
    let forward = unwrap(
        "FW: stop",
        "-----Original Message-----\nFrom: Jane Doe\nSent: Monday\nTo: Help\nSubject: stop\n\nhello",
    )
    .unwrap();
    assert_eq!((forward.from, forward.from_line.as_str(), forward.text.as_str()), (None, "Jane Doe", "hello"));
    assert_eq!(unwrap("Fwd: x", "---------- Forwarded message ---------\n\nPlease stop").unwrap().from, None);
}

#[test]
fn auth_15_two_senders_are_left_to_a_person() {
    let forward =
        unwrap("Fwd: x", "---------- Forwarded message ---------\nFrom: a@a.example, b@b.example\nSubject: x\n\nhello")
            .unwrap();
    assert_eq!(forward.from, None);
}

#[test]
fn mime_12_a_reply_is_no_forward() {
    let outlook = header(["From", "Sent", "To", "Subject"]);
    for subject in
        ["Re: stop", "RE: FW: stop", "AW: stop", "[EXTERNAL] Re: stop", "Re[2]: stop", "回复：stop", "Sv: stop"]
    {
        is_none(subject, &format!("thank you\n\n{outlook}\n{TEXT}"));
        is_none(subject, &format!("thank you\n________________________________\n{outlook}\n{TEXT}"));
        is_none(subject, &format!("thank you\n\n-----Original Message-----\n{outlook}\n{TEXT}"));
        is_none(
            subject,
            &format!(
                "thank you\n\nOn Monday, 5 May 2024, Ann <ann@b.example> wrote:\n> ---------- Forwarded message ---------\n{}",
                quoted(&format!("{outlook}\n{TEXT}"))
            ),
        );
        is_none(
            subject,
            &format!(
                "thank you\n\nOn Monday, 5 May 2024, Ann <ann@b.example> wrote:\n\n---------- Forwarded message ---------\n{outlook}\n{TEXT}"
            ),
        );
    }
    is_none("your offer", &format!("thank you\n\n{outlook}\n{TEXT}"));
}

#[test]
fn mime_12_a_plain_mail_is_no_forward() {
    for text in [
        "Hello,\n\nplease stop.\n\nJane",
        "",
        "\n\n\n",
        "From: the desk of Jane\n\nHello",
        "Dear all,\nFrom: Monday\nTo: Friday\nwe are closed.",
        "I forwarded message after message and nobody answers:\n- one\n- two",
        "-- \nJane\n----------\nBegin forwarded message",
        "To: do\nSubject: to change\nDate: any",
    ] {
        for subject in ["hello", "Re: hello", "", "Fwd: hello"] {
            is_none(subject, text);
        }
    }
}

#[test]
fn auth_15_an_agent_who_changed_the_subject_is_understood_when_the_caller_says_it_is_one() {
    let text = format!("please do\n\n{}\n{TEXT}", header(["Von", "Gesendet", "An", "Betreff"]));
    assert_eq!(unwrap_of_agent("Abmeldung, bitte erledigen", &text).unwrap().from.unwrap().address, "jane@a.example");
    assert!(unwrap_of_agent("AW: stop", &text).is_none());
}

#[test]
fn auth_15_vs_is_a_forward_in_danish_and_an_answer_in_finnish() {
    is_janes("VS: stop", &format!("se nedenfor\n\n{}\n{TEXT}", header(["Fra", "Sendt", "Til", "Emne"])));
    is_none("VS: stop", &format!("kiitos\n\n{}\n{TEXT}", header(["Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe"])));
}

#[test]
fn auth_15_what_the_forwarder_writes_below_a_quoted_original_is_comment() {
    let header = quoted(&header(["From", "Date", "To", "Subject"]));
    let forward =
        is_janes("Fwd: stop", &format!("above\n\nBegin forwarded message:\n\n{header}>\n{}\nbelow\n", quoted(TEXT)));
    assert_eq!(forward.comment, "above\n\nbelow");
}

#[test]
fn auth_15_a_chain_of_forwards_ends_with_the_customer() {
    let inner = format!(
        "{}\n{TEXT}\n\nOn Sunday, 4 May 2024, Acme <news@b.example> wrote:\n> Our offers\n",
        header(["From", "Sent", "To", "Subject"])
    );
    let middle = format!(
        "From: Ann <ann@b.example>\nDate: 6 May\nSubject: FW: stop\nTo: agent@b.example\n\nnot mine\n\n{inner}"
    );
    let chain = innermost("Fwd: FW: stop", &format!("nor mine\n\n---------- Forwarded message ---------\n{middle}"));
    let senders: Vec<_> = chain.iter().map(|one| one.from.as_ref().unwrap().address.as_str()).collect();
    assert_eq!(senders, ["ann@b.example", "jane@a.example"]);
    assert_eq!((chain[0].comment.as_str(), chain[1].comment.as_str()), ("nor mine", "not mine"));
}

#[test]
fn mime_12_the_history_under_a_forwarded_mail_is_not_one_more_forward() {
    let block = header(["From", "Sent", "To", "Subject"]);
    let chain = innermost(
        "FW: stop",
        &format!("{block}\nPlease stop.\n\n{}\nEarlier", block.replace("jane@a.example", "news@b.example")),
    );
    assert_eq!(chain.len(), 1);
}

/// How long the chain of a hostile text takes, the fastest of three: what else the machine does counts for little.
fn time_of(subject: &str, text: &str) -> std::time::Duration {
    let once = || {
        let started = std::time::Instant::now();
        innermost(subject, text);
        started.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap()
}

#[test]
fn mime_13_hostile_texts_cost_time_in_proportion_and_never_panic() {
    let hostile = |many: usize| {
        [
            "From: a@a.example\n".repeat(many),
            "To: a,\n".repeat(many),
            "Date: 1\nTo: a,\nx,\n".repeat(many),
            ">".repeat(many * 8),
            "> ".repeat(many),
            "---------- Forwarded message ---------\n".repeat(many),
            "---- x ----\nFrom: a\nTo: b\n".repeat(many),
            "on 1:00 a@a wrote:\n".repeat(many),
            format!("----- Forwarded message ----- {}", "From: a To: b: ".repeat(many)),
            "From: ".to_owned() + &"To: a@a.example".repeat(many),
            "\u{feff}\u{200e}\n".repeat(many),
            "é".repeat(many),
            "[".repeat(many),
            "12:34 schrieb\n".repeat(many),
        ]
    };
    for (short, long) in hostile(250).iter().zip(hostile(2_000)) {
        for subject in ["Fwd: x", "x", &"[".repeat(2_000)] {
            // Eight times the text: eight times the time, where the square would be sixty-four.
            let (before, after) = (time_of(subject, short), time_of(subject, &long));
            let allowed = before * 28 + std::time::Duration::from_millis(50);
            let shown = long.chars().take(40).collect::<String>();
            assert!(after < allowed, "{before:?} became {after:?} for {shown}");
        }
    }
}

#[test]
fn l6_no_address_is_in_the_debug_output() {
    let forward =
        unwrap("Fwd: x", "---------- Forwarded message ---------\nFrom: jane@a.example\nSubject: x\n\nhello").unwrap();
    assert!(!format!("{forward:?}").contains("jane"));
}
