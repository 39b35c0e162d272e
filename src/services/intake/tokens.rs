//! Tokens of ours inside a mail: in quoted text, in the header of an original, in a report. A token that verifies names
//! the address that was subscribed, whoever forwarded what (design, "Understanding mail").

use std::sync::LazyLock;

use regex::Regex;

use crate::domain::address::{Address, RecipientKey};
use crate::domain::figure::Mailing;
use crate::domain::ids::{SenderId, TopicId};
use crate::domain::link::{Campaign, MailPurpose, read_mail, read_url};
use crate::mail::parse::Mail;
use crate::services::Services;

/// So much text is searched for tokens, in octets: what is behind it was written to waste our time.
const SEARCHED: usize = 1 << 20;
/// So many candidates are verified.
const CANDIDATES: usize = 64;

/// A URL form behind `/u/` or `/p/`, or a mail form. Compiled once; a test sees to it that it compiles.
static TOKEN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:/[up]/([A-Za-z0-9_-]{40,700}))|(?i:\b([ub]-[a-z2-7]{61})@)").ok());

/// What a token of ours says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Whom it was made for; nobody in a test token.
    pub recipient: Option<RecipientKey>,
    /// The address, where the token carries it.
    pub address: Option<Address>,
    /// Whose mail it came with, where the token carries it.
    pub sender: Option<SenderId>,
    /// What that mail was about.
    pub topic: TopicId,
    /// Its campaign, where the token carries it.
    pub campaign: Campaign,
}

impl Found {
    /// The mailing it was made for, for the counts.
    pub(super) fn mailing(&self) -> Mailing {
        Mailing { topic: self.topic, campaign: self.campaign.clone() }
    }
}

impl Services {
    /// Every token in a mail that verifies, each recipient once, in the order they stand there.
    pub fn tokens_in(&self, mail: &Mail) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let attached: Vec<_> = mail.attached.iter().map(|raw| String::from_utf8_lossy(clipped(raw))).collect();
        let html = mail.html.as_deref().into_iter();
        let texts = mail.parts.iter().map(|part| part.text.as_str()).chain(attached.iter().map(AsRef::as_ref));
        for text in std::iter::once(mail.text.as_str()).chain(html).chain(texts) {
            self.search(text, &mut found);
        }
        found
    }

    fn search(&self, text: &str, found: &mut Vec<Found>) {
        let Some(pattern) = TOKEN.as_ref() else { return };
        let text = text.get(..text.floor_char_boundary(SEARCHED)).unwrap_or_default();
        for token in pattern.captures_iter(text).take(CANDIDATES) {
            let url = token.get(1).and_then(|token| self.read_url_form(token.as_str()));
            let one = url.or_else(|| token.get(2).and_then(|token| self.read_mail_form(token.as_str())));
            if let Some(one) = one.filter(|one| !found.iter().any(|known| known.recipient == one.recipient)) {
                found.push(one);
            }
        }
    }

    fn read_url_form(&self, token: &str) -> Option<Found> {
        let claim = read_url(&self.vault.links, token).ok()?.claim;
        let recipient = (!claim.test).then(|| self.vault.recipient_key(&claim.address));
        let address = recipient.is_some().then_some(claim.address);
        Some(Found { recipient, address, sender: Some(claim.sender), topic: claim.topic, campaign: claim.campaign })
    }

    fn read_mail_form(&self, token: &str) -> Option<Found> {
        let claim = read_mail(&self.vault.links, token).ok()?;
        let names_a_mailing = matches!(claim.purpose, MailPurpose::Unsubscribe | MailPurpose::Bounce);
        let (recipient, campaign) = (claim.recipient, Campaign::default());
        let found = Found { recipient, address: None, sender: None, topic: claim.topic, campaign };
        names_a_mailing.then_some(found)
    }
}

fn clipped(raw: &[u8]) -> &[u8] {
    raw.get(..SEARCHED).unwrap_or(raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pattern_compiles_and_finds_both_forms() {
        let mail =
            format!("<mailto:U-{}@x.example>, <https://x.example/u/{}>", "a2".repeat(30) + "b", "Zz_-".repeat(20));
        let found = TOKEN.as_ref().map(|pattern| pattern.captures_iter(&mail).count());
        assert_eq!(found, Some(2));
    }
}
