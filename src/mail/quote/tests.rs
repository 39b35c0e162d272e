//! One test for each rule, one row for each language and program; every mail here is of our own making.

mod kept;
mod mails;
mod programs;

use std::time::{Duration, Instant};

use super::words::{FILES, WORDS};
use super::{Cut, cut};

/// The request that must come through whatever stands around it.
const REQUEST: &str = "Please take me off your list.\nThank you, Ana";

/// Cuts a mail that begins with the request, and asks that nothing but the request was written.
fn only_request(below: &str) -> Cut {
    let cut = cut(&format!("{REQUEST}\n\n{below}"));
    assert_eq!(cut.written, REQUEST, "below it stood:\n{below}");
    cut
}

#[test]
fn mime_12_every_file_of_words_holds_only_keys_that_are_known() {
    let known = "from date to cc subject on wrote marker begins above hidden self sent_my sent_app sent_line footer_you \
                 footer_to footer_go footer_item banner postscript confidential addressee device";
    for (name, file) in FILES.iter().filter(|(name, _)| *name != "shared") {
        for field in file.lines().filter(|line| !line.starts_with('#')) {
            let key = field.split(": ").next().unwrap_or_default();
            assert!(known.split_whitespace().any(|word| word == key), "{name}: {field}");
        }
    }
}

#[test]
fn mime_12_the_words_of_every_language_can_be_searched() {
    let words = &WORDS;
    for finder in [&words.wrote, &words.above, &words.own, &words.device, &words.footer_go, &words.confidential] {
        assert!(finder.works());
    }
}

#[test]
fn mime_12_a_short_answer_above_a_quoted_newsletter_holds_no_word_of_its_footer() {
    let cut = cut(
        "Great offer!\n\nOn Tue, 3 Jun 2025 at 09:00, Acme <news@acme.example> wrote:\n\n> Half price today.\n>\n> Unsubscribe",
    );
    assert_eq!(cut.written, "Great offer!");
    assert!(cut.quoted.contains("Unsubscribe"));
}

#[test]
fn mime_12_answers_between_quotes_and_under_them_are_written() {
    let cut = cut(
        "On 3 June 2025, Acme <a@acme.example> wrote:\n> Do you want the digest?\n\nNo.\n\n> And the offers?\n\nNo, stop both.\n\nAna",
    );
    assert_eq!(cut.written, "No.\n\nNo, stop both.\n\nAna");
}

#[test]
fn mime_12_a_quote_without_introduction_is_quoted() {
    let cut = cut("Yes, delete it.\n\n> Shall we delete your account?\n> Write back if so.");
    assert_eq!((cut.written.as_str(), cut.quoted.lines().count()), ("Yes, delete it.", 2));
}

#[test]
fn mime_12_a_quoted_line_torn_by_wrapping_is_not_taken_for_an_answer() {
    let cut = cut(
        "Thanks!\n\n> If you would rather not hear from us again you may at any time\nunsubscribe here\n> or write to us.",
    );
    assert_eq!(cut.written, "Thanks!");
}

#[test]
fn mime_12_an_answer_right_between_two_quoted_lines_is_written() {
    let cut = cut("> Do you want the digest?\nNo, stop it.\n> And the offers?\nYes.");
    assert_eq!(cut.written, "No, stop it.\n\nYes.");
}

#[test]
fn mime_12_words_and_an_introduction_on_one_line_are_told_apart() {
    let cut = cut("stop please On Wed, Apr 4, 2012 at 3:59 PM, news@acme.example wrote:\n> Hi");
    assert_eq!(cut.written, "stop please");
}

#[test]
fn mime_12_who_only_presses_send_wrote_nothing() {
    for text in [
        "",
        "\n\n",
        "> Unsubscribe at any time",
        "\n-----Original Message-----\nFrom: Acme <a@acme.example>\nSubject: Offers\n\nUnsubscribe me? Click here.",
        "On 3 May 2025 at 10:00, Acme <a@acme.example> wrote:\n\nUnsubscribe here.",
        "Sent from my iPhone",
    ] {
        assert_eq!(cut(text).written, "", "{text}");
    }
}

#[test]
fn mime_12_no_line_is_lost() {
    let text = "Hi\n\nstop it\n-- \nAna\n\nOn 3 May 2025, Acme <a@acme.example> wrote:\n> offers\n\nPS: all of it";
    let cut = cut(text);
    let mut parts: Vec<&str> = [&cut.written, &cut.quoted, &cut.signature].iter().flat_map(|p| p.lines()).collect();
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    parts.retain(|line| !line.is_empty());
    lines.retain(|line| !line.is_empty());
    parts.sort_unstable();
    lines.sort_unstable();
    assert_eq!(parts, lines);
}

#[test]
fn mime_10_hostile_texts_take_linear_time() {
    let hostile = [
        "On ".repeat(100_000),
        "a:\n".repeat(100_000),
        format!("{}\n", "x".repeat(300_000)),
        ">".repeat(300_000),
        "> \n".repeat(100_000),
        "From: a\n".repeat(40_000),
        "From: a@b.example\nDate: 3 May 2025\n\n".repeat(10_000),
        "On 3 May 2025 Ana <a@b.example> wrote\n".repeat(10_000),
        "-".repeat(300_000),
        "--\n".repeat(100_000),
        "_____\nx\n".repeat(40_000),
        "http".repeat(80_000),
        "| ".repeat(150_000),
        "To unsubscribe click here\n".repeat(10_000),
        "confidential intended recipient ".repeat(10_000),
        "wrote:".repeat(50_000),
        "\u{202e}\u{200f}".repeat(100_000),
        "on 1, @ wrote ".repeat(50) + ":",
        "On 3 May 2025, a@b wrote:  x".repeat(10_000),
        "On 3 May 2025, a@b wrot:  x\n".repeat(10_000),
        ">>> a@b >>>\n".repeat(30_000),
        "To: a\n".repeat(50_000) + "3.5.2025, 10:00, <a@b.example>:\n",
        "-----\nTo: a\n3.5.2025, 10:00, <a@b.example>:\n> a\n".repeat(7_000),
        "\n".repeat(100_000) + &"Subject: a\nFrom: b\nTo: c\n\n> d\n".repeat(7_000),
        "Stop.\n".to_owned() + &"--\nAna\n\nPS: all\n".repeat(20_000),
    ];
    for text in hostile {
        let begin = Instant::now();
        let _ = cut(&text);
        assert!(begin.elapsed() < Duration::from_secs(5), "{:?}", text.get(..20));
    }
}

#[test]
fn mime_10_a_thousand_letters_without_a_space_are_no_trap() {
    let line = "ATGC".repeat(2_000);
    let text = format!("I looked at it.\nOn Dec 8, 2013 2:10 PM, \"Ana\" <ana@example.org> wrote:\n\n> {line}\n> ok");
    let begin = Instant::now();
    assert_eq!(cut(&text).written, "I looked at it.");
    assert!(begin.elapsed() < Duration::from_millis(500));
}
