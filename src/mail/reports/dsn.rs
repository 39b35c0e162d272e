//! Delivery status notifications as RFC 3464, 6522 and 6533 define them, and texts that use their fields (DSN-01).

use crate::domain::address::Address;
use crate::domain::reading::Bounce;
use crate::mail::parse::Mail;

use super::codes::Status;
use super::fields::{self, Field};
use super::plain::{self, Named};
use super::reason::{Evidence, Fate, Reason};

/// Types that hold the fields.
const TYPES: [&str; 2] = ["message/delivery-status", "message/global-delivery-status"];
/// The fields that name a recipient, the surest first.
const NAMES: [&str; 3] = ["final-recipient", "original-recipient", "x-actual-recipient"];

/// Whether the mail is one: by a part's type, by its own, or by the fields in its text.
pub fn is_one(mail: &Mail) -> bool {
    has_part(mail)
        || fields::content_type(mail).contains("report-type=delivery-status")
        || has_fields(plain::text(mail))
}

fn has_part(mail: &Mail) -> bool {
    mail.parts.iter().any(|part| TYPES.contains(&part.content_type.as_str()))
}

/// Whether a report stands in the text itself, because a gateway took its parts apart.
fn has_fields(text: &str) -> bool {
    let report = plain::part(text).report;
    let begins = |name: &str| report.lines().any(|line| fields::begins(line, name) && line.contains(':'));
    begins("final-recipient") && (begins("action") || begins("status"))
}

/// What is said about one recipient.
struct Told {
    address: Option<Address>,
    evidence: Evidence,
}

/// The failed and delayed recipients a mail names by fields; none where it has no such fields.
pub fn bounces(mail: &Mail) -> Vec<Bounce> {
    let told: Vec<Told> =
        field_texts(mail).iter().flat_map(|text| recipients(text)).take(plain::MOST_RECIPIENTS).collect();
    let known: Vec<Address> = plain::distinct(told.iter().filter_map(|one| one.address.clone()));
    let report = plain::part(plain::text(mail)).report;
    let named = plain::recipients(report, &known, &[]);
    told.into_iter().filter_map(|one| bounce(one, &named, report)).collect()
}

/// Whether it names recipients by fields and none of them failed.
pub fn says_all_arrived(mail: &Mail) -> bool {
    let mut told = field_texts(mail).into_iter().flat_map(recipients).peekable();
    told.peek().is_some() && told.all(|one| one.evidence.fate() == Fate::Arrived)
}

/// The texts that hold fields: the parts made for them, else the report's own text.
fn field_texts(mail: &Mail) -> Vec<&str> {
    let parts: Vec<_> = mail.parts.iter().filter(|part| TYPES.contains(&part.content_type.as_str())).collect();
    match parts.is_empty() {
        true => vec![plain::part(plain::text(mail)).report],
        false => parts.iter().map(|part| part.text.as_str()).collect(),
    }
}

/// The recipients of a `message/delivery-status`: the blocks that name one.
fn recipients(text: &str) -> Vec<Told> {
    fields::blocks(text).iter().flat_map(|block| split(block)).filter_map(told).collect()
}

/// Parts a block in which several recipients stand without a blank line between them.
fn split(block: &[Field]) -> Vec<&[Field]> {
    let starts = |at: &usize| block[*at].0.eq_ignore_ascii_case("final-recipient");
    let firsts: Vec<usize> = (0..block.len()).filter(starts).collect();
    match firsts.len() {
        0 | 1 => vec![block],
        _ => firsts
            .iter()
            .zip(firsts.iter().skip(1).chain([&block.len()]))
            .map(|(&from, &to)| &block[from..to])
            .collect(),
    }
}

fn told(block: &[Field]) -> Option<Told> {
    let names: Vec<&str> = NAMES.iter().filter_map(|name| fields::value(block, name)).collect();
    let is_recipient = !names.is_empty() || fields::value(block, "action").is_some();
    is_recipient.then(|| Told { address: names.into_iter().find_map(fields::typed_address), evidence: evidence(block) })
}

fn evidence(block: &[Field]) -> Evidence {
    let status = fields::value(block, "status").unwrap_or_default();
    let mut diagnosis: Vec<&str> = fields::values(block, "diagnostic-code").collect();
    if diagnosis.is_empty() {
        diagnosis.extend(status.split_once('(').map(|(_, comment)| comment));
    }
    Evidence {
        action: fields::value(block, "action").map(str::to_owned),
        status: Status::first(status),
        diagnosis: diagnosis.join("\n"),
        dialogue: String::new(),
    }
}

/// One recipient's bounce; `None` when the mail arrived.
fn bounce(one: Told, named: &[Named], report: &str) -> Option<Bounce> {
    let Told { address, mut evidence } = one;
    let alone = (named.len() <= 1).then_some(report);
    let said = address.as_ref().and_then(|address| named.iter().find(|name| name.address == *address));
    let texts = [said.map(|name| name.said.as_str()), alone];
    evidence.dialogue = said.map(|name| name.said.as_str()).or(alone).unwrap_or_default().to_owned();
    // The words of the report stand in where the fields leave the reason open (DSN-02 names codes; many servers do not).
    if matches!(evidence.reason(), None | Some(Reason::Unclear | Reason::System)) && evidence.by_words().is_none() {
        // A mailbox that is only switched off may come back, though its server knows no such user until then.
        let is_off = |text: &&str| told_by(text) == Some(Reason::Disabled);
        let told = alone.filter(is_off).or(texts.into_iter().flatten().find(|text| told_by(text).is_some()));
        evidence.diagnosis.extend(told.map(|text| format!("\n{text}")));
    }
    let address = address.or_else(|| Some(named.first()?.address.clone()));
    made(address, &evidence)
}

fn told_by(text: &str) -> Option<Reason> {
    Evidence { diagnosis: text.to_owned(), ..Evidence::default() }.by_words()
}

/// A bounce of what is known about a recipient; `None` when the mail arrived.
pub fn made(recipient: Option<Address>, evidence: &Evidence) -> Option<Bounce> {
    match evidence.fate() {
        Fate::Arrived => None,
        Fate::Delayed => Some(Bounce { recipient, permanent: false, reason: "delayed" }),
        Fate::Failed(reason) => Some(Bounce { recipient, permanent: reason.is_permanent(), reason: reason.word() }),
    }
}
