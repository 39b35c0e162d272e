//! Feedback reports: somebody pressed "spam", or a provider unsubscribes for them (RFC 5965, ARF-01 to ARF-08).
//!
//! Besides the standard form, the one in which a large provider merely attaches the mail to a note from its staff, and
//! complaints that come as JSON ([`super::notification`]).

use crate::domain::address::Address;
use crate::mail::parse::Mail;

use super::fields::{self, Field};
use super::notification;
use super::original::{self, Original};
use super::plain;

/// The type of the fields' part.
const TYPE: &str = "message/feedback-report";
/// Fields of the returned mail that name who received it, the surest first.
const RECEIVED_BY: [&str; 4] = ["x-hmxmroriginalrecipient", "x-original-to", "delivered-to", "to"];
/// Fields that may stand once only (RFC 5965 section 3.1 and 3.2).
const ONCE: [&str; 9] = [
    "feedback-type",
    "user-agent",
    "version",
    "arrival-date",
    "received-date",
    "original-envelope-id",
    "original-mail-from",
    "reporting-mta",
    "incidents",
];

/// What a report says happened (RFC 5965 section 7.3, RFC 6430, RFC 6591).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedbackKind {
    /// The recipient calls it spam: an objection to promotional mail (ARF-05).
    Abuse,
    /// The recipient, or the provider for them, wants to be taken off.
    OptOut,
    /// The recipient says that it is no spam. Lifts nothing (ARF-05).
    NotSpam,
    /// Fraud or phishing: for whoever looks after security.
    Fraud,
    /// A virus: for whoever looks after security.
    Virus,
    /// SPF, DKIM or DMARC failed; nobody complained.
    AuthFailure,
    /// Something else, or nothing readable: for a person.
    Other,
}

/// A feedback report.
#[derive(Clone, Debug)]
pub struct Feedback {
    /// What happened.
    pub kind: FeedbackKind,
    /// Whom it names, the returned mail's recipient first (ARF-03). Often nobody: then only our token tells (ARF-04).
    pub recipients: Vec<Address>,
    /// How many such mails it stands for; at least 1 (ARF-06).
    pub incidents: u32,
    /// A field is missing that must stand, or stands twice that may stand once (ARF-02).
    pub malformed: bool,
}

/// The report in a mail, if it is one, and the mail that it returns.
pub fn read(mail: &Mail) -> Option<(Feedback, Option<Original>)> {
    if is_standard(mail) {
        let original = original::find(mail);
        return Some((of_block(&block(mail), original.as_ref()), original));
    }
    by_staff(mail).map(|(feedback, original)| (feedback, Some(original))).or_else(|| Some((notified(mail)?, None)))
}

fn is_standard(mail: &Mail) -> bool {
    let types = ["report-type=feedback-report", "report-type=\"feedback-report\""];
    mail.parts.iter().any(|part| part.content_type == TYPE)
        || types.iter().any(|named| fields::content_type(mail).contains(named))
}

/// The fields; none where their part is missing.
fn block(mail: &Mail) -> Vec<Field> {
    let part = mail.parts.iter().find(|part| part.content_type == TYPE);
    part.map(|part| fields::blocks(&part.text)).unwrap_or_default().into_iter().flatten().collect()
}

fn of_block(block: &[Field], original: Option<&Original>) -> Feedback {
    let kind = fields::value(block, "feedback-type").map_or(FeedbackKind::Other, kind);
    let incidents = fields::value(block, "incidents").and_then(|number| number.parse().ok()).unwrap_or(1).max(1);
    Feedback { kind, recipients: recipients(block, original), incidents, malformed: is_malformed(block) }
}

fn kind(word: &str) -> FeedbackKind {
    let is = |one: &str| fields::begins(word, one);
    match () {
        () if is("abuse") || is("complaint") => FeedbackKind::Abuse,
        () if is("opt-out-list") || is("opt-out") || is("unsubscribe") => FeedbackKind::OptOut,
        () if is("not-spam") => FeedbackKind::NotSpam,
        () if is("fraud") || is("phishing") => FeedbackKind::Fraud,
        () if is("virus") => FeedbackKind::Virus,
        () if is("auth-failure") => FeedbackKind::AuthFailure,
        () => FeedbackKind::Other,
    }
}

fn is_malformed(block: &[Field]) -> bool {
    let times = |name: &str| fields::values(block, name).count();
    let is_missing = ONCE[..3].iter().any(|name| times(name) == 0);
    let is_repeated = ONCE.iter().any(|name| times(name) > 1);
    // Received-Date is the older name of Arrival-Date: both together contradict each other.
    is_missing || is_repeated || times("arrival-date") + times("received-date") > 1
}

/// Whom the report is about: part 3 first, then part 2, never part 1 (ARF-03).
fn recipients(block: &[Field], original: Option<&Original>) -> Vec<Address> {
    let returned = original.map(received_by).unwrap_or_default();
    let named = ["original-rcpt-to", "removal-recipient"].into_iter().flat_map(|name| fields::values(block, name));
    let named = named.flat_map(fields::addresses);
    plain::distinct(returned.into_iter().chain(named).filter(|address| !is_redacted(address)))
}

/// Who received the returned mail, where it tells one person.
fn received_by(original: &Original) -> Vec<Address> {
    let of = |name: &str| -> Vec<Address> { original.values(name).flat_map(fields::addresses).collect() };
    RECEIVED_BY
        .iter()
        .map(|name| plain::distinct(of(name).into_iter()))
        .find(|named| named.len() == 1)
        .unwrap_or_default()
}

/// Whether a provider put something else in a recipient's place (RFC 6590).
fn is_redacted(address: &Address) -> bool {
    let local = address.local_part().to_ascii_lowercase();
    ["redacted", "undisclosed", "anonymous", "x-undisclosed"].iter().any(|word| local.contains(word))
        || local.chars().all(|letter| letter == 'x' || letter == '*')
}

/// A note from a provider's staff with the mail attached, as the loop of Hotmail and Outlook.com sends it.
fn by_staff(mail: &Mail) -> Option<(Feedback, Original)> {
    let is_note = mail.subject.trim().to_ascii_lowercase().starts_with("complaint about message from");
    let original = (is_note && !mail.attached.is_empty()).then(|| original::find(mail))??;
    let recipients = received_by(&original);
    Some((Feedback { kind: FeedbackKind::Abuse, recipients, incidents: 1, malformed: false }, original))
}

fn notified(mail: &Mail) -> Option<Feedback> {
    let recipients = notification::complainers(mail)?;
    Some(Feedback { kind: FeedbackKind::Abuse, recipients, incidents: 1, malformed: false })
}
