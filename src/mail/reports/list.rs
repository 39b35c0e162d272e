//! Mail of mailing lists and newsletters (RFC 2369, RFC 2919), as opposed to people's mail that passed a list.
//!
//! Many support mailboxes are themselves a group or a list: its fields then stand in every mail that a person writes.
//! So a list's fields never make a robot of a mail when the list is our own, or when the mail was written to us.

use crate::mail::parse::Mail;

use super::fields;
use super::own::Own;

/// Fields that only mass mailings have.
const NEWSLETTER_FIELDS: [&str; 8] = [
    "list-unsubscribe-post",
    "x-campaign",
    "x-campaignid",
    "x-campaign-id",
    "x-mailchimp-campaign-id",
    "x-mc-user",
    "x-newsletter",
    "x-mailer-recptid",
];
/// Fields that lists add to what their members write.
const LIST_FIELDS: [&str; 10] = [
    "list-post",
    "list-id",
    "mailing-list",
    "x-mailing-list",
    "x-mailman-version",
    "x-listserver",
    "x-ml-name",
    "x-mlserver",
    "x-ml-info",
    "x-sympa-to",
];

/// Why the mail counts as a list's; `None` for a person's mail.
pub fn rule(mail: &Mail, own: &Own) -> Option<&'static str> {
    if is_our_list(mail, own) {
        return None;
    }
    if is_list(mail) {
        return (!is_written_to_us(mail, own)).then_some("list");
    }
    is_newsletter(mail).then_some("newsletter")
}

/// A list at which members write: it has an address to post to, or says that it is one.
fn is_list(mail: &Mail) -> bool {
    let posts = |value: &str| !value.to_ascii_uppercase().starts_with("NO");
    let is_list = |value: &str| fields::begins(value, "list");
    fields::headers(mail, "list-post").any(posts)
        || LIST_FIELDS[2..].iter().any(|name| fields::header(mail, name).is_some())
        || fields::headers(mail, "precedence").any(is_list)
}

fn is_newsletter(mail: &Mail) -> bool {
    let is_bulk = |value: &str| ["bulk", "list", "junk"].iter().any(|word| fields::begins(value, word));
    fields::header(mail, "list-unsubscribe").is_some()
        || fields::header(mail, "list-id").is_some()
        || NEWSLETTER_FIELDS.iter().any(|name| fields::header(mail, name).is_some())
        || fields::headers(mail, "precedence").any(is_bulk)
}

/// Whether the list is one of ours: posted to at one of our addresses, or named within their domains.
fn is_our_list(mail: &Mail, own: &Own) -> bool {
    LIST_FIELDS.iter().take(4).flat_map(|name| fields::headers(mail, name)).any(|value| own.is_named_in(value))
}

/// Whether one of our addresses stands in To or Cc, beside or instead of the list's.
fn is_written_to_us(mail: &Mail, own: &Own) -> bool {
    mail.to.iter().any(|to| own.has_address(&to.address))
}
