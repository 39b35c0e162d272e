//! Bounces that follow no standard: qmail, Exim, Sendmail before 1996, Exchange, Domino, the big web mailers, gateways
//! and providers that write plain text.
//!
//! Whether a mail is one is told by at least two signs of different kinds (`signs.txt`): who sends it, how its subject
//! begins, what its text says. A person who forwards a bounce or answers to one shows at most the last. Whom it is
//! about is told by fields where there are any, else by its text ([`super::plain`]).

use std::sync::LazyLock;

use crate::domain::address::Address;
use crate::domain::reading::Bounce;
use crate::mail::parse::{self, Mail};

use super::reason::{Evidence, Fate, Reason, cut};
use super::words::{Folded, Table};
use super::{codes, dsn, fields, notification, original, plain};

static SIGNS: LazyLock<Signs> = LazyLock::new(Signs::read);

/// How much of a text, in bytes, counts as its opening.
const OPENING: usize = 2000;

/// The three kinds of signs, each a table of its own.
struct Signs {
    sender: Table,
    subject: Table,
    opening: Table,
}

impl Signs {
    fn read() -> Self {
        let of = |kind| Table::read_only(include_str!("signs.txt"), kind);
        Self { sender: of("sender"), subject: of("subject"), opening: of("opening") }
    }
}

/// Whether the mail is one.
pub fn is_one(mail: &Mail) -> bool {
    fields::header(mail, "x-failed-recipients").is_some() && !is_answer(mail)
        || notification::is_one(mail)
        || has_signs(mail)
}

fn has_signs(mail: &Mail) -> bool {
    let sender = from_a_system(mail);
    let subject = SIGNS.subject.first(&Folded::of(&mail.subject)).is_some();
    let opening = || SIGNS.opening.first(&opening(mail)).is_some();
    match (sender, subject) {
        (true, true) => true,
        (false, false) => false,
        _ => opening() && (!is_answer(mail) || sender && shows_code(mail)),
    }
}

/// Whether it shows a server's failure code: some systems report under the subject of the mail, as an answer to it.
fn shows_code(mail: &Mail) -> bool {
    codes::reply(opening(mail).as_str()).is_some()
}

/// What it says at first, without what it quotes: people quote reports when they ask about them.
fn opening(mail: &Mail) -> Folded {
    let report = cut(plain::part(plain::text(mail)).report, OPENING);
    let is_own = |line: &&str| !line.trim_start().starts_with('>') || line.trim_start().starts_with(">>>");
    Folded::of(&report.lines().filter(is_own).collect::<Vec<_>>().join("\n"))
}

/// Whether it comes from a mail system: by its From, or by the null return path (RFC 5321 section 4.5.5).
pub fn from_a_system(mail: &Mail) -> bool {
    let names = mail.from.iter().map(|from| format!("{} {}", from.name.as_deref().unwrap_or_default(), from.address));
    names.into_iter().any(|name| SIGNS.sender.first(&Folded::of(&name)).is_some())
        || has_null_path(mail)
        || is_list_server(mail)
}

/// Whether a list server itself writes, not a member through it.
fn is_list_server(mail: &Mail) -> bool {
    let is_admin = |address: &str| address.split('@').next().unwrap_or_default().ends_with("-admin");
    fields::header(mail, "x-mlserver").is_some() && mail.from.iter().any(|from| is_admin(&from.address))
}

/// Whether the return path is null, or the mailer daemon's, as some systems write it.
pub fn has_null_path(mail: &Mail) -> bool {
    fields::headers(mail, "return-path").any(|path| path == "<>" || path.eq_ignore_ascii_case("<mailer-daemon>"))
}

/// Whether somebody answers or forwards: a bounce says what happened, it answers nobody.
fn is_answer(mail: &Mail) -> bool {
    const STARTS: [&str; 10] = ["re:", "fw:", "fwd:", "aw:", "wg:", "sv:", "antw:", "tr:", "rv:", "vs:"];
    let subject = mail.subject.trim_start().to_lowercase();
    STARTS.iter().any(|start| subject.starts_with(start))
}

/// Whom it is about: by fields, else by its text, else by a report inside it; else nobody, and nothing permanent.
pub fn bounces(mail: &Mail) -> Vec<Bounce> {
    let told = notification::bounces(mail).unwrap_or_else(|| dsn::bounces(mail));
    if told.iter().any(|bounce| bounce.recipient.is_some()) || dsn::says_all_arrived(mail) {
        return told;
    }
    let nobody = vec![Bounce { recipient: None, permanent: false, reason: Reason::Unclear.word() }];
    let ways: [fn(&Mail) -> Vec<Bounce>; 2] = [named, nested];
    let found = ways.into_iter().map(|way| way(mail)).chain([told]).find(|found| !found.is_empty());
    found.unwrap_or(nobody)
}

/// A report about a report: a gateway wrapped it, or it was returned once more. One level, no more.
fn nested(mail: &Mail) -> Vec<Bounce> {
    let inner = original::raw(mail).map(parse::parse).filter(|inner| dsn::is_one(inner) || has_signs(inner));
    let Some(inner) = inner else { return Vec::new() };
    let told = dsn::bounces(&inner);
    if told.iter().any(|bounce| bounce.recipient.is_some()) { told } else { named(&inner) }
}

/// The recipients its text names.
fn named(mail: &Mail) -> Vec<Bounce> {
    let report = plain::part(plain::text(mail)).report;
    let mut recipients = plain::recipients(report, &failed(mail, report), &aside(mail));
    if recipients.is_empty() {
        recipients =
            only_recipient(mail).map(|address| plain::Named { address, said: String::new() }).into_iter().collect();
    }
    let alone = recipients.len() == 1;
    let evidence = |said: String| evidence(said, alone.then_some(report), &mail.subject);
    recipients.into_iter().filter_map(|one| dsn::made(Some(one.address), &evidence(one.said))).collect()
}

/// The recipients that a header field names; as the text lists them, where that has other domains: something between
/// rewrote the one and not the other, and the text is what the server had tried.
fn failed(mail: &Mail, report: &str) -> Vec<Address> {
    let failed = plain::distinct(fields::headers(mail, "x-failed-recipients").flat_map(fields::addresses));
    let listed = plain::listed(report);
    let has_same_names = listed.len() == failed.len()
        && failed.iter().all(|one| listed.iter().any(|other| one.local_part() == other.local_part()));
    if has_same_names { listed } else { failed }
}

/// Those who get or send the report: no recipients as long as others are named.
fn aside(mail: &Mail) -> Vec<Address> {
    mail.to.iter().chain(&mail.from).filter_map(|one| Address::parse(&one.address).ok()).collect()
}

/// What is said about one recipient; the whole report and the subject, too, where it is the only one.
fn evidence(said: String, report: Option<&str>, subject: &str) -> Evidence {
    let whole = report.map(|report| Evidence { diagnosis: format!("{report}\n{subject}"), ..Evidence::default() });
    let near = Evidence { diagnosis: said, dialogue: report.unwrap_or_default().to_owned(), ..Evidence::default() };
    let delays = Evidence { action: Some("delayed".to_owned()), ..Evidence::default() };
    let words = Folded::of(subject);
    let says = |word: &str| words.as_str().contains(word);
    if ["(delay)", "delayed", "still being retried", "could not send message for"].iter().any(|word| says(word)) {
        return delays;
    }
    let is_told = |one: &Evidence| one.reason().is_some_and(|reason| reason != Reason::Unclear);
    let told = if is_told(&near) { near } else { whole.filter(|whole| is_told(whole)).unwrap_or(near) };
    // Some systems call it a warning that an address is unknown.
    let is_gone = matches!(told.fate(), Fate::Failed(reason) if reason.is_permanent());
    if says("warning") && !is_gone { delays } else { told }
}

/// The recipient of the returned mail, if it had one only.
fn only_recipient(mail: &Mail) -> Option<Address> {
    let original = original::find(mail)?;
    let aside = aside(mail);
    let to = original.values("to").chain(original.values("cc")).flat_map(fields::addresses);
    let mut to = plain::distinct(to.filter(|address| !aside.contains(address)));
    if to.len() == 1 { to.pop() } else { None }
}
