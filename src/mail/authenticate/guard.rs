//! The replay guard (AUTH-09): whoever holds a signed mail can send it to us again. A signature counts for identity
//! only when it covers a To or Cc that names us, and a Date that is recent.

use mail_auth::AuthenticatedMessage;
use mail_parser::HeaderValue;
use mail_parser::parsers::MessageStream;

use super::dkim::Refusal;
use super::message::Message;
use super::{AuthConfig, Envelope};
use crate::domain::address::Address;
use crate::domain::time::{DAY_MS, Instant};
use crate::mail::parse::Mail;

/// A clock may be ahead this long.
const AHEAD_MS: i64 = DAY_MS;
/// More recipients than this are not looked through.
const RECIPIENTS_MAX: usize = 500;

/// To whom and when, as the mail says.
pub(super) struct Guard<'a> {
    message: &'a AuthenticatedMessage<'a>,
    to_names_us: bool,
    cc_names_us: bool,
    recent: bool,
}

impl<'a> Guard<'a> {
    pub(super) fn new(
        mail: &Mail,
        message: &'a Message<'a>,
        envelope: &Envelope,
        config: &AuthConfig,
        received: Instant,
    ) -> Self {
        let own = own(envelope, config);
        let names_us = |field| message.values(field).any(|value| names(value, &own));
        Self {
            message: &message.fields,
            to_names_us: names_us("To"),
            cc_names_us: names_us("Cc"),
            recent: mail.date.is_some_and(|date| is_recent(date, received, config.max_age_days)),
        }
    }

    /// Why a signature over these fields may be a replay.
    pub(super) fn replayed(&self, listed: &[String]) -> Option<Refusal> {
        let covers = |field: &str| listed.iter().any(|name| name.eq_ignore_ascii_case(field));
        if !(self.to_names_us && covers("To") || self.cc_names_us && covers("Cc")) {
            return Some(Refusal::NotToUs);
        }
        (!(self.recent && self.message.date_header_present && covers("Date"))).then_some(Refusal::NotRecent)
    }

    /// Whether the mail, signed or not, says that it is to us and recent.
    pub(super) fn visible(&self) -> bool {
        (self.to_names_us || self.cc_names_us) && self.recent
    }
}

fn own(envelope: &Envelope, config: &AuthConfig) -> Vec<Address> {
    let all = envelope.rcpt_to.iter().chain(&config.own_addresses);
    all.filter_map(|text| Address::parse(text).ok()).collect()
}

fn names(value: &[u8], own: &[Address]) -> bool {
    let HeaderValue::Address(addresses) = MessageStream::new(value).parse_address() else { return false };
    let named = addresses.iter().take(RECIPIENTS_MAX).filter_map(|one| one.address.as_deref());
    named.filter_map(|text| Address::parse(text).ok()).any(|address| own.contains(&address))
}

fn is_recent(date: Instant, received: Instant, days: u32) -> bool {
    let age = received.0.saturating_sub(date.0);
    (-AHEAD_MS..=i64::from(days).saturating_mul(DAY_MS)).contains(&age)
}
