//! Letters for the tests, and handing them in.

use desist::domain::address::Address;
use desist::domain::change::Channel;
use desist::services::intake::{Client, Inbound, Received};

use crate::support::Service;

/// A letter, put together field by field.
#[derive(Clone)]
pub struct Letter {
    fields: Vec<(String, String)>,
    text: String,
    /// The envelope sender.
    pub mail_from: Option<String>,
    /// The envelope recipients.
    pub rcpt_to: Vec<String>,
    /// Who handed it over.
    pub client: Option<Client>,
}

/// A letter to support, from a writer whom nothing proves.
pub fn letter(from: &str, subject: &str, text: &str) -> Letter {
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Letter {
        fields: vec![
            field("From", &format!("<{from}>")),
            field("To", "<support@acme.example>"),
            field("Subject", subject),
            field("Date", "Mon, 23 Nov 2026 11:59:00 +0000"),
            field("Message-ID", "<one@mail.example>"),
        ],
        text: text.to_owned(),
        mail_from: Some(from.to_owned()),
        rcpt_to: vec!["support@acme.example".to_owned()],
        client: None,
    }
}

impl Letter {
    /// With another or a further field.
    pub fn field(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// To this envelope recipient.
    pub fn to(mut self, recipient: &str) -> Self {
        self.rcpt_to = vec![recipient.to_owned()];
        self
    }

    /// From this envelope sender.
    pub fn with_path(mut self, path: &str) -> Self {
        self.mail_from = Some(path.to_owned());
        self
    }

    /// Handed over by the host that the domain of the writer sends from (see `agents`).
    pub fn by_own_host(mut self) -> Self {
        self.client = Some(Client { ip: "192.0.2.1".parse().unwrap(), helo: Some("mx.acme.example".to_owned()) });
        self
    }

    /// The bytes.
    pub fn raw(&self) -> Vec<u8> {
        let header: String = self.fields.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        format!("{header}\r\n{}\r\n", self.text.replace('\n', "\r\n")).into_bytes()
    }

    fn inbound(&self) -> Inbound {
        Inbound {
            raw: self.raw(),
            mail_from: self.mail_from.clone(),
            rcpt_to: self.rcpt_to.clone(),
            via: Channel::Lmtp,
            client: self.client.clone(),
        }
    }
}

impl Service {
    /// Hands a letter in and works it off.
    pub async fn post(&self, letter: &Letter) -> Received {
        let received = self.services.receive(letter.inbound()).await.unwrap();
        self.work_off().await;
        received
    }

    /// Where a mail stands.
    pub async fn status_of(&self, id: &str) -> String {
        self.services.queued_mail(None, id).await.unwrap().status
    }

    /// Makes an address known: it has stopped another topic before.
    pub async fn make_known(&self, address: &Address) {
        self.stop(address, "partner-offers").await.unwrap();
    }

    /// The address that stops a topic by mail.
    pub fn stop_address(&self, address: &Address, topic: &str) -> String {
        let mailto = self.mint(address, topic).unsubscribe_mailto;
        mailto.trim_start_matches("mailto:").split('?').next().unwrap().to_owned()
    }

    /// The return path of a mailing to an address.
    pub fn return_path(&self, address: &Address, topic: &str) -> String {
        self.mint(address, topic).return_path
    }

    /// How many entries the ledger has.
    pub fn entries(&self) -> u64 {
        self.services.gate.ledger_size()
    }
}
