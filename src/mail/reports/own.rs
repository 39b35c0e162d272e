//! Our own mail come back, and mail that goes in circles (SMTP-13).

use crate::domain::address::Address;
use crate::mail::parse::Mail;

use super::fields;

/// More `Received` fields than this, and the mail goes in circles (RFC 5321 section 6.3).
const MOST_RECEIVED: usize = 100;

/// The rules that tell of a circle.
pub(super) const CIRCLES: [&str; 2] = ["too_many_received", "own_delivered_to"];

/// By what we know our own.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// The right-hand sides of the Message-IDs that we make, in lower case.
    pub message_id_hosts: Vec<String>,
    /// The addresses at which we take mail in.
    pub addresses: Vec<Address>,
    /// The field that marks what we send, and the value only we give it.
    pub mark: Option<(String, String)>,
    /// Whether nothing before us adds a `Delivered-To`: true where a mail server hands over by SMTP or LMTP. A mailbox
    /// that is polled and a pipe have one of their own, so there it takes two to make a circle.
    pub adds_delivered_to: bool,
}

impl Own {
    /// Whether this is one of our addresses.
    pub fn has_address(&self, text: &str) -> bool {
        !self.addresses.is_empty() && Address::parse(text).is_ok_and(|address| self.addresses.contains(&address))
    }

    /// Whether a list's field names one of our addresses, or a name within one of their domains.
    pub(super) fn is_named_in(&self, value: &str) -> bool {
        let lower = value.to_lowercase();
        let names_host = |host: &str| {
            lower.match_indices(host).any(|(at, _)| {
                let before = lower[..at].chars().next_back();
                let after = lower[at + host.len()..].chars().next();
                before.is_none_or(|one| matches!(one, '.' | '@' | '<' | ' '))
                    && after.is_none_or(|one| !is_host_letter(one))
            })
        };
        self.addresses.iter().any(|address| names_host(address.domain()))
    }
}

fn is_host_letter(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '.' | '-')
}

/// Why the mail is our own or goes in circles; `None` otherwise.
pub fn rule(mail: &Mail, own: &Own) -> Option<&'static str> {
    let rules: [(bool, &'static str); 4] = [
        (fields::headers(mail, "received").count() > MOST_RECEIVED, "too_many_received"),
        (is_marked(mail, own), "own_mark"),
        (has_own_message_id(mail, own), "own_message_id"),
        (came_by_before(mail, own), "own_delivered_to"),
    ];
    rules.into_iter().find(|(holds, _)| *holds).map(|(_, rule)| rule)
}

fn is_marked(mail: &Mail, own: &Own) -> bool {
    own.mark.as_ref().is_some_and(|(name, value)| fields::headers(mail, name).any(|one| one == value))
}

fn has_own_message_id(mail: &Mail, own: &Own) -> bool {
    let id = mail.message_id.as_deref().map(|id| id.trim_matches(['<', '>', ' ']).to_lowercase());
    let host = id.as_deref().and_then(|id| id.rsplit_once('@')).map(|(_, host)| host);
    host.is_some_and(|host| own.message_id_hosts.iter().any(|ours| ours == host))
}

/// An alias of ours that leads to another address of ours is no circle: only the same address again is.
fn came_by_before(mail: &Mail, own: &Own) -> bool {
    let came = || fields::headers(mail, "delivered-to").take(MOST_RECEIVED).filter(|to| own.has_address(to));
    let times = |to: &str| came().filter(|other| is_same(other, to)).count();
    came().any(|to| times(to) > usize::from(!own.adds_delivered_to))
}

fn is_same(one: &str, other: &str) -> bool {
    matches!((Address::parse(one), Address::parse(other)), (Ok(one), Ok(other)) if one == other)
}
