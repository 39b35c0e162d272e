//! Whole mails, from the files beside this one: what each program makes, and requests that look like a program's words.
#![allow(clippy::expect_used, reason = "tests may panic")]

use super::super::cut;
use crate::mail::parse::html;

/// The mails of a file: name, mail, what was written.
fn mails(file: &'static str) -> Vec<(&'static str, String, String)> {
    let blocks = file.split("\n%%% ").skip(1).collect::<Vec<_>>();
    blocks
        .chunks_exact(2)
        .map(|pair| {
            let (name, mail) = pair[0].split_once('\n').expect("a mail under its name");
            let written = pair[1].strip_prefix("written\n").expect("what was written under its mail");
            (name, seen(mail), seen(written))
        })
        .collect()
}

/// The characters for `\uXXXX`.
fn seen(text: &str) -> String {
    let mut parts = text.split("\\u");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_at(4);
        out.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
        out.push_str(rest);
    }
    out
}

/// The lines on which something stands.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// Asks of every mail that exactly what its writer wrote is cut out; names all of which it is not.
fn all_are_cut(mails: &[(&str, String, String)], text: fn(&str) -> String) {
    let wrong = mails.iter().filter_map(|(name, mail, wanted)| {
        let cut = cut(&text(mail));
        (lines(&cut.written) != lines(wanted)).then(|| format!("{name}: wanted {wanted:?}, got {:?}", cut.written))
    });
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn mime_12_of_a_mail_of_any_program_its_writers_words_are_cut_out() {
    let mails = mails(include_str!("mails.txt"));
    assert!(mails.len() > 150, "{} were read", mails.len());
    all_are_cut(&mails, str::to_owned);
}

#[test]
fn mime_12_of_more_mails_of_any_program_its_writers_words_are_cut_out() {
    let mails = mails(include_str!("later.txt"));
    assert!(mails.len() > 35, "{} were read", mails.len());
    all_are_cut(&mails, |mail| if mail.starts_with('<') { html::text(mail) } else { mail.to_owned() });
}

#[test]
fn mime_11_mime_12_of_a_mail_in_html_its_writers_words_are_cut_out() {
    let pages = mails(include_str!("pages.txt"));
    assert!(pages.len() > 20, "{} were read", pages.len());
    all_are_cut(&pages, html::text);
}
