//! Automatic answers: out-of-office notes, receipts for reading, "please confirm that you are a person" (RFC 3834, 8098).
//!
//! A field that says so suffices. A subject or a text that sounds like it does not: people write "out of office", too;
//! it takes a second sign of another kind. Words are in `auto.txt`, fields in the tables below.
//!
//! `X-Auto-Response-Suppress` asks not to be answered and says nothing about who wrote: it is the second sign only.

use std::sync::LazyLock;

use crate::mail::parse::Mail;

use super::reason::cut;
use super::words::{Folded, Table};
use super::{bounce, fields};

static SUBJECTS: LazyLock<Table> = LazyLock::new(|| Table::read_only(include_str!("auto.txt"), "subject"));
static ABSENCES: LazyLock<Table> = LazyLock::new(|| Table::read_only(include_str!("auto.txt"), "absence"));
static OPENINGS: LazyLock<Table> = LazyLock::new(|| Table::read_only(include_str!("auto.txt"), "opening"));
static CHALLENGES: LazyLock<Table> = LazyLock::new(|| Table::read_only(include_str!("auto.txt"), "challenge"));

/// Fields that only automatic answers have, unless their value is one of refusal.
const FIELDS: [&str; 10] = [
    "x-autoreply",
    "x-auto-reply",
    "x-autorespond",
    "x-autoresponder",
    "x-autoreply-from",
    "x-auto-reply-from",
    "x-mail-autoreply",
    "x-vacation",
    "x-ms-exchange-generated-message-source",
    "x-yahoo-auto-response",
];
/// Fields that automatic answers often have, and others, too.
const WEAK_FIELDS: [&str; 4] = [
    "x-auto-response-suppress",
    "x-ms-exchange-inbox-rules-loop",
    "x-ms-exchange-organization-autoforwarded",
    "delivered-to-auto",
];
/// How much of a text, in bytes, counts as its opening.
const OPENING: usize = 600;

/// A test for one kind of automatic answer, with the word for it.
type Rule = (fn(&Mail) -> bool, &'static str);

/// What kind of automatic answer it is, as the word of the rule that told; `None` for a person's mail.
pub fn rule(mail: &Mail) -> Option<&'static str> {
    let rules: [Rule; 6] = [
        (is_receipt, "mdn"),
        (is_auto_submitted, "auto_submitted"),
        (has_field, "auto_field"),
        (has_precedence, "auto_precedence"),
        (is_challenge, "challenge"),
        (sounds_like_it, "auto_words"),
    ];
    rules.into_iter().find(|(holds, _)| holds(mail)).map(|(_, rule)| rule)
}

/// Apple Mail unsubscribes by mail and marks that as an automatic answer: a real opt-out all the same.
pub fn is_apple_opt_out(mail: &Mail) -> bool {
    fields::headers(mail, "x-apple-unsubscribe").any(|value| fields::begins(value, "true"))
}

/// A receipt for reading (RFC 8098): somebody, or somebody's program, opened a mail.
fn is_receipt(mail: &Mail) -> bool {
    let has_part = mail.parts.iter().any(|part| part.content_type == "message/disposition-notification");
    let content_type = fields::content_type(mail);
    let is_typed = content_type.starts_with("multipart/report") && content_type.contains("disposition-notification");
    has_part || is_typed
}

/// RFC 3834 section 5: any value but `no`, also one that no register knows.
fn is_auto_submitted(mail: &Mail) -> bool {
    fields::headers(mail, "auto-submitted").any(|value| !value.is_empty() && !fields::begins(value, "no"))
}

fn has_field(mail: &Mail) -> bool {
    let says = |value: &str| !["no", "false", "none", "0"].iter().any(|word| fields::begins(value, word));
    FIELDS.iter().any(|name| fields::headers(mail, name).any(says))
}

fn has_precedence(mail: &Mail) -> bool {
    let words = ["auto_reply", "auto-reply", "autoreply", "auto_response"];
    fields::headers(mail, "precedence").any(|value| words.iter().any(|word| fields::begins(value, word)))
}

/// A system that lets mail through only when its sender confirms.
fn is_challenge(mail: &Mail) -> bool {
    let has_field = ["x-boxbe-message", "x-spamarrest-challenge", "x-tmda-confirm", "x-challenge-response"]
        .iter()
        .any(|name| fields::header(mail, name).is_some());
    let words = Folded::of(&format!("{} {}", mail.subject, cut(&mail.text, OPENING)));
    has_field || CHALLENGES.first(&words).is_some_and(|_| has_weak_sign(mail))
}

/// A subject that calls it automatic together with any other sign; one that says "away" only with a sign in the header,
/// because people who are going away write that, too, and ask for a pause.
fn sounds_like_it(mail: &Mail) -> bool {
    let subject = Folded::of(&mail.subject);
    let by_text = || OPENINGS.first(&Folded::of(cut(&mail.text, OPENING))).is_some();
    match SUBJECTS.first(&subject) {
        Some(_) => has_weak_sign(mail) || by_text(),
        None => ABSENCES.first(&subject).is_some() && has_weak_sign(mail),
    }
}

fn has_weak_sign(mail: &Mail) -> bool {
    let is_bulk = |value: &str| ["bulk", "junk"].iter().any(|word| fields::begins(value, word));
    WEAK_FIELDS.iter().any(|name| fields::header(mail, name).is_some())
        || fields::headers(mail, "precedence").any(is_bulk)
        || bounce::has_null_path(mail)
        || from_nobody(mail)
}

/// Whether the sender's own address says that nobody reads there.
fn from_nobody(mail: &Mail) -> bool {
    const NAMES: [&str; 8] =
        ["noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "autoresponder", "autoreply", "auto-reply"];
    let local = |address: &str| address.split('@').next().unwrap_or_default().to_ascii_lowercase();
    mail.from.iter().any(|from| NAMES.iter().any(|name| local(&from.address).contains(name)))
}
