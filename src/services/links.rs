//! Minting: links, mail addresses and headers for a promotional mail. It writes nothing, so ten million links cost
//! ten million HMACs and no row.

use std::sync::Arc;

use super::Services;
use crate::domain::address::{Address, RecipientKey};
use crate::domain::error::{Code, Problem};
use crate::domain::keyring::SenderKey;
use crate::domain::link::{Campaign, MailPurpose, mint_list, mint_mail, mint_with};
use crate::domain::topic::{Class, Topic};

/// What goes into one recipient's mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The page and one-click target.
    pub unsubscribe_url: String,
    /// The preference centre.
    pub preferences_url: String,
    /// `mailto:` of the opt-out address.
    pub unsubscribe_mailto: String,
    /// The envelope sender, so that a bounce names the recipient.
    pub return_path: String,
}

/// Mints links about one topic.
pub struct LinkMaker<'a> {
    services: &'a Services,
    topic: Arc<Topic>,
    key: Arc<SenderKey>,
    /// `https`, or `http` on the loopback.
    secure: bool,
    base: String,
    list_id: String,
}

impl Services {
    /// A maker of links about a topic.
    ///
    /// # Errors
    /// `transactional_topic` (HDR; a stop has no meaning there), `topic_retired`, `public_url_insecure` when the public
    /// URL is plain http and not on this machine (RFC 8058 section 3.1), `key_missing`.
    pub fn link_maker(&self, topic: &Arc<Topic>) -> Result<LinkMaker<'_>, Problem> {
        if topic.class == Class::Transactional {
            let detail = "Transactional mail is never blocked, so it carries no unsubscribe link.";
            return Err(Problem::new(Code::TransactionalTopic, detail).in_field("topic"));
        }
        if topic.retired {
            let detail = "This topic is retired: old links go on working, new mail about it is not sent.";
            return Err(Problem::new(Code::TopicRetired, detail).in_field("topic"));
        }
        let secure = self.config.public_url.scheme() == "https";
        if !secure && !is_loopback(&self.config.public_url) {
            let detail = "Links need an https public URL; set server.public_url (or DESIST_SERVER_PUBLIC_URL).";
            return Err(Problem::new(Code::PublicUrlInsecure, detail));
        }
        let ring = &self.vault.links;
        let fits = ring.signing_for(self.vault.scheme());
        fits.map_err(|e| Problem::new(Code::KeyMissing, e.to_string()))?;
        let sender = self.gate.registry().sender(topic.sender).cloned();
        let phrase = sender.map(|s| format!("{}: {}", s.name, topic.name)).unwrap_or_default();
        Ok(LinkMaker {
            services: self,
            topic: topic.clone(),
            key: ring.sender_key(topic.sender),
            secure,
            base: self.config.public_url.as_str().trim_end_matches('/').to_owned(),
            list_id: list_id(&phrase, &topic.list_id),
        })
    }
}

impl LinkMaker<'_> {
    /// The link for one recipient. Same input, same link.
    pub fn mint(&self, address: &Address, campaign: &Campaign, test: bool) -> Link {
        self.around(&mint_with(&self.key, self.topic.id, campaign, address, test), address, test)
    }

    /// The links for a list, in order: the same, and faster, because the tokens of many are sealed together.
    pub fn mint_all(&self, addresses: &[Address], campaign: &Campaign, test: bool) -> Vec<Link> {
        let tokens = mint_list(&self.key, self.topic.id, campaign, addresses, test);
        tokens.iter().zip(addresses).map(|(token, address)| self.around(token, address, test)).collect()
    }

    fn around(&self, token: &str, address: &Address, test: bool) -> Link {
        let vault = &self.services.vault;
        let recipient = if test { RecipientKey::nobody(vault.scheme()) } else { vault.recipient_key(address) };
        let mail = |purpose| {
            // `link_maker` made sure that a key goes with this scheme.
            let local_part = mint_mail(&vault.links, purpose, self.topic.id, &recipient).unwrap_or_default();
            format!("{local_part}@{}", self.services.config.mail_domain)
        };
        Link {
            unsubscribe_url: format!("{}/u/{token}", self.base),
            preferences_url: format!("{}/p/{token}", self.base),
            unsubscribe_mailto: format!("mailto:{}", mail(MailPurpose::Unsubscribe)),
            return_path: mail(MailPurpose::Bounce),
        }
    }

    /// The header fields of a link, in order: HDR-01..08, HDR-14. Without https there is no one-click field.
    pub fn headers(&self, link: &Link) -> Vec<(&'static str, String)> {
        let mut headers =
            vec![("List-Unsubscribe", format!("<{}>, <{}>", link.unsubscribe_url, link.unsubscribe_mailto))];
        if self.secure {
            headers.push(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
        headers.push(("List-Id", self.list_id.clone()));
        headers
    }

    /// What the caller should know.
    pub fn warnings(&self) -> Vec<&'static str> {
        match self.secure {
            true => Vec::new(),
            false => vec![
                "The public URL is not https: mail clients will show no one-click button. Good for trying out only.",
            ],
        }
    }
}

/// RFC 2919: an optional phrase, then the id in angle brackets. The phrase is kept to what needs no encoding.
fn list_id(phrase: &str, id: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || " -_:".contains(c);
    match !phrase.is_empty() && phrase.len() <= 100 && phrase.chars().all(plain) {
        true => format!("\"{phrase}\" <{id}>"),
        false => format!("<{id}>"),
    }
}

/// Whether a URL's host is this machine.
pub fn is_loopback(url: &url::Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}
