//! The mails we send of our own accord: composed and sealed here, queued by the writer, sent by [`super::delivery`].

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Services;
use super::error::ServiceError;
use super::installation::{Cell, uuid_v7};
use super::writer::change::{MailLimit, MailOrder, OneTimeLink};
use crate::domain::address::Address;
use crate::domain::error::{Code, Problem};
use crate::domain::ids::TopicId;
use crate::domain::link::{MailPurpose, mint_mail};
use crate::domain::time::{DAY_MS, Instant, random_bytes};
use crate::domain::topic::{Class, Sender};
use crate::mail::compose::{AutoSubmitted, Mailbox, Outgoing, compose};
use crate::render::locale::Locale;
use crate::render::mails::{Letterhead, Mail};

/// How long a mailed link is valid (contract, `/confirm`).
pub const LINK_VALID_MS: i64 = 7 * DAY_MS;
/// `"confirm": true` of the API: at most one mail in this time, per sender and address.
pub const CONFIRM_MAIL_EVERY_MS: i64 = 30 * DAY_MS;

/// What lies sealed in the outbox: envelope and message, ready but for the DKIM signature.
#[derive(Serialize, Deserialize)]
pub struct Payload {
    /// The envelope sender; none is the null sender.
    pub from: Option<String>,
    /// The envelope recipient.
    pub to: String,
    /// The message, base64.
    pub raw: String,
}

/// A one-time token: what stands in the link, and what is kept.
pub struct Token {
    /// Goes into the link.
    pub text: String,
    /// Is kept.
    pub hash: [u8; 32],
}

impl Token {
    /// How many characters its text has: 32 bytes in base64url.
    pub const LENGTH: usize = 43;

    /// The hash of a token somebody shows.
    pub fn hash_of(text: &str) -> [u8; 32] {
        Sha256::digest(text.as_bytes()).into()
    }
}

/// What an automatic reply takes over from the mail it answers.
#[derive(Clone, Debug)]
pub struct ReplyTo {
    /// The Message-ID of that mail, in its angle brackets.
    pub in_reply_to: Option<String>,
    /// Its References, followed by its Message-ID.
    pub references: Option<String>,
    /// Another subject than the template's; only for somebody who has proved to be the writer (no echo to others).
    pub subject: Option<String>,
    /// Where answers to it reach a person, if not at the sender's support address (ACK-09).
    pub mailbox: Option<Address>,
    /// How many of them there may be (ACK-11).
    pub limit: MailLimit,
}

impl Services {
    /// A fresh one-time token of 256 random bits.
    pub fn new_token(&self) -> Token {
        let text = URL_SAFE_NO_PAD.encode(random_bytes::<32>(&*self.random));
        Token { hash: Token::hash_of(&text), text }
    }

    /// What a mail says of its sender.
    pub fn letterhead(&self, sender: &Sender) -> Letterhead {
        Letterhead {
            sender: sender.name.clone(),
            support_address: sender.support_address.clone(),
            postal_address: sender.postal_address.clone(),
        }
    }

    /// The names of the transactional topics of a sender: what goes on coming.
    pub fn goes_on(&self, sender: &Sender) -> Vec<String> {
        let registry = self.gate.registry();
        let transactional = registry.topics_of(sender.id).filter(|t| t.class == Class::Transactional && !t.retired);
        transactional.map(|topic| topic.name.clone()).collect()
    }

    /// How often one address may get mail that a stranger can cause.
    pub fn stranger_limit(&self) -> MailLimit {
        MailLimit {
            at_most: self.config.mails_per_address_per_day.into(),
            within_ms: DAY_MS,
            same_kind: false,
            stranger: true,
            answers_per_hour: None,
        }
    }

    /// Composes and seals a mail for the outbox.
    pub fn order_mail<M: Mail>(
        &self,
        mail: &M,
        kind: impl Into<String>,
        sender: &Sender,
        to: &Address,
        locale: &Locale,
    ) -> Result<MailOrder, ServiceError> {
        self.order_mail_answered_at(mail, kind, sender, to, locale, None)
    }

    /// The same, with another address for answers to it than the sender's own.
    pub fn order_mail_answered_at<M: Mail>(
        &self,
        mail: &M,
        kind: impl Into<String>,
        sender: &Sender,
        to: &Address,
        locale: &Locale,
        answers_to: Option<&str>,
    ) -> Result<MailOrder, ServiceError> {
        let mut outgoing = self.outgoing(mail, sender, to, locale)?;
        outgoing.envelope_from = self.return_path(to);
        if let Some(address) = answers_to {
            outgoing.reply_to = Some(Mailbox { name: None, address: address.to_owned() });
        }
        self.seal_mail_order(outgoing, kind.into(), to, self.stranger_limit())
    }

    /// The same with an id that the asker chose: a mail that names one thing is ordered once, by whichever instance.
    pub fn order_named<M: Mail>(
        &self,
        mail: &M,
        (id, kind): (String, &str),
        sender: &Sender,
        to: &Address,
        limit: MailLimit,
    ) -> Result<MailOrder, ServiceError> {
        let mut outgoing = self.outgoing(mail, sender, to, &self.renderer.locale(None))?;
        outgoing.id = id;
        outgoing.envelope_from = self.return_path(to);
        self.seal_mail_order(outgoing, kind.to_owned(), to, limit)
    }

    /// The same for an automatic reply: from the null sender, and marked as one (ACK-05, ACK-06).
    pub fn order_reply<M: Mail>(
        &self,
        mail: &M,
        kind: impl Into<String>,
        sender: &Sender,
        to: &Address,
        locale: &Locale,
        reply: ReplyTo,
    ) -> Result<MailOrder, ServiceError> {
        let mut outgoing = self.outgoing(mail, sender, to, locale)?;
        outgoing.auto_submitted = AutoSubmitted::Replied;
        outgoing.in_reply_to = reply.in_reply_to;
        outgoing.references = reply.references;
        if let Some(subject) = reply.subject {
            outgoing.subject = subject;
        }
        if let Some(address) = reply.mailbox {
            outgoing.reply_to = Some(Mailbox { name: None, address: address.delivery().to_owned() });
        }
        self.seal_mail_order(outgoing, kind.into(), to, reply.limit)
    }

    fn outgoing<M: Mail>(
        &self,
        mail: &M,
        sender: &Sender,
        to: &Address,
        locale: &Locale,
    ) -> Result<Outgoing, ServiceError> {
        let now = self.clock.now();
        let rendered = self.renderer.mail(mail, locale).map_err(|e| internal(&e))?;
        Ok(Outgoing {
            id: uuid_v7(&*self.random, now),
            from: self.mailbox(sender),
            reply_to: sender.support_address.clone().map(|address| Mailbox { name: None, address }),
            to: to.delivery().to_owned(),
            envelope_from: None,
            subject: rendered.subject,
            text: rendered.text,
            html: Some(rendered.html),
            auto_submitted: AutoSubmitted::Generated,
            in_reply_to: None,
            references: None,
            headers: Vec::new(),
            date: now,
        })
    }

    fn seal_mail_order(
        &self,
        outgoing: Outgoing,
        kind: String,
        to: &Address,
        limit: MailLimit,
    ) -> Result<MailOrder, ServiceError> {
        let raw = compose(&outgoing).map_err(|e| internal(&e))?;
        let Outgoing { id, envelope_from: from, .. } = outgoing;
        let payload = Payload { from, to: to.delivery().to_owned(), raw: STANDARD.encode(raw) };
        let plain = serde_json::to_vec(&payload).map_err(|e| internal(&e))?;
        let payload = self.vault.seal(Cell::Outbox, id.as_bytes(), &plain);
        Ok(MailOrder { id, kind, payload, limit: Some(limit), link: None })
    }

    /// The one-time link that a mail carries.
    pub fn one_time_link<T: Serialize>(
        &self,
        token: &Token,
        action: &'static str,
        what: &T,
    ) -> Result<OneTimeLink, ServiceError> {
        let plain = serde_json::to_vec(what).map_err(|e| internal(&e))?;
        let payload = self.vault.seal(Cell::Confirmation, &token.hash, &plain);
        Ok(OneTimeLink { token_hash: token.hash, action, payload, valid_ms: LINK_VALID_MS })
    }

    /// When a link mailed now ends.
    pub fn link_expires(&self) -> Instant {
        self.clock.now().plus_ms(LINK_VALID_MS)
    }

    /// A URL below the public one.
    pub fn public(&self, path: &str) -> String {
        format!("{}{path}", self.config.public_url.as_str().trim_end_matches('/'))
    }

    fn mailbox(&self, sender: &Sender) -> Mailbox {
        let name = self.config.mail_from_name.clone().unwrap_or_else(|| sender.name.clone());
        Mailbox { name: Some(name), address: self.config.mail_from.delivery().to_owned() }
    }

    /// The signed return path, so that a bounce of this mail names its recipient; about no topic in particular.
    fn return_path(&self, to: &Address) -> Option<String> {
        let key = self.vault.recipient_key(to);
        let local_part = mint_mail(&self.vault.links, MailPurpose::Bounce, TopicId(0), &key).ok()?;
        Some(format!("{local_part}@{}", self.config.mail_domain))
    }
}

pub(super) fn internal(error: &dyn std::error::Error) -> ServiceError {
    tracing::error!(error = %super::writer::chain(error), "a mail could not be composed");
    Problem::new(Code::Internal, "A mail could not be composed; nothing was changed.").into()
}
