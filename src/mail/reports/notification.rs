//! Notifications that a mail provider mails as JSON: Amazon SES through SNS.
//!
//! Fields of the provider's documentation: `notificationType` (or `eventType`), `bounce.bouncedRecipients[]` with
//! `emailAddress`, `action`, `status`, `diagnosticCode`, `complaint.complainedRecipients[]`. SNS may wrap them as a
//! string in `Message`.

use serde_json::Value;

use crate::domain::address::Address;
use crate::domain::reading::Bounce;
use crate::mail::parse::Mail;

use super::codes::Status;
use super::dsn;
use super::reason::{Evidence, cut};

/// A longer notification is not read.
const LONGEST: usize = 64 * 1024;

/// Whether the mail is one.
pub fn is_one(mail: &Mail) -> bool {
    read(mail).is_some()
}

/// The notification, unwrapped.
fn read(mail: &Mail) -> Option<Value> {
    let text = cut(mail.text.trim_start(), LONGEST);
    if !text.starts_with('{') {
        return None;
    }
    // Mail wraps long lines, which no JSON string survives.
    let outer = first_value(text).or_else(|| first_value(&text.lines().collect::<String>()))?;
    let inner = outer.get("Message").and_then(Value::as_str).and_then(first_value);
    [inner, Some(outer)].into_iter().flatten().find(|value| kind(value).is_some())
}

/// The first JSON value of a text, whatever follows it.
fn first_value(text: &str) -> Option<Value> {
    serde_json::Deserializer::from_str(text).into_iter().next()?.ok()
}

fn kind(value: &Value) -> Option<&str> {
    value.get("notificationType").or_else(|| value.get("eventType"))?.as_str()
}

/// The failed recipients; `None` where the mail is no notification.
pub fn bounces(mail: &Mail) -> Option<Vec<Bounce>> {
    let value = read(mail)?;
    let recipients = value.pointer("/bounce/bouncedRecipients").and_then(Value::as_array);
    Some(recipients.into_iter().flatten().filter_map(bounce).collect())
}

/// The recipients who complained; `None` where the mail is no complaint.
pub fn complainers(mail: &Mail) -> Option<Vec<Address>> {
    let value = read(mail)?;
    let recipients = value.pointer("/complaint/complainedRecipients").and_then(Value::as_array)?;
    Some(recipients.iter().filter_map(address).collect())
}

fn bounce(recipient: &Value) -> Option<Bounce> {
    let text = |name: &str| recipient.get(name).and_then(Value::as_str).map(str::to_owned);
    let status = text("status").and_then(|status| Status::first(&status));
    let diagnosis = text("diagnosticCode").unwrap_or_default();
    dsn::made(address(recipient), &Evidence { action: text("action"), status, diagnosis, ..Evidence::default() })
}

fn address(recipient: &Value) -> Option<Address> {
    Address::parse(recipient.get("emailAddress")?.as_str()?).ok()
}
