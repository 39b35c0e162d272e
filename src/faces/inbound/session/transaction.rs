//! One mail within a session: its sender, its recipients, its text, and what is said when it is stored.

use std::time::Duration;

use smtp_proto::{MAIL_SMTPUTF8, MailFrom, RcptTo};
use tokio::time::timeout;

use super::{Next, Session};
use crate::domain::change::Channel;
use crate::faces::cli::failure::chain;
use crate::faces::inbound::wire::Mail;
use crate::services::intake::{Client, Inbound};

/// Recipients of one mail; at least 100 have to be taken (RFC 5321 section 4.5.3.1.8).
const RECIPIENTS_MAX: usize = 1_000;
/// How long storing may take. The client waits ten minutes (RFC 5321 section 4.5.3.2.6); what is stored after we said
/// "later" is found again by its hash.
const STORING: Duration = Duration::from_secs(60);

#[derive(Default)]
pub(super) struct Transaction {
    from: String,
    utf8: bool,
    /// In order, duplicates included (SMTP-06).
    to: Vec<String>,
}

impl Session {
    pub(super) fn mail(&mut self, from: &MailFrom<String>) -> Next {
        if self.greeting.is_none() {
            return self.mistake("503 5.5.1 Say hello first");
        }
        if self.transaction.is_some() {
            return self.mistake("503 5.5.1 There is a sender already");
        }
        if from.size > self.house.max_size {
            return self.say("552 5.3.4 The mail is too large");
        }
        let utf8 = from.flags & MAIL_SMTPUTF8 != 0;
        if !from.address.is_ascii() && !utf8 {
            return self.mistake("553 5.6.7 Such an address needs SMTPUTF8");
        }
        // An empty one is the null sender, of bounces and automatic answers (SMTP-07).
        self.transaction = Some(Transaction { from: from.address.clone(), utf8, to: Vec::new() });
        self.say("250 2.1.0 Sender noted")
    }

    pub(super) fn rcpt_checked(&mut self, to: &RcptTo<String>) -> Next {
        let utf8 = self.transaction.as_ref().is_some_and(|transaction| transaction.utf8);
        if !to.address.is_ascii() && !utf8 {
            return self.mistake("553 5.6.7 Such an address needs SMTPUTF8");
        }
        self.rcpt(&to.address)
    }

    pub(super) fn rcpt(&mut self, to: &str) -> Next {
        let Some(transaction) = &mut self.transaction else { return self.mistake("503 5.5.1 Name the sender first") };
        if transaction.to.len() >= RECIPIENTS_MAX {
            return self.say("452 4.5.3 Too many recipients, send the rest in another mail");
        }
        if !self.house.recipients.take(to) {
            return self.mistake("550 5.1.1 Nobody here by that name");
        }
        // As typed: the local part's case is the recipient's own (SMTP-11).
        transaction.to.push(to.to_owned());
        self.say("250 2.1.5 Recipient taken")
    }

    pub(super) async fn data(&mut self) -> Next {
        let Some(transaction) = self.transaction.take_if(|transaction| !transaction.to.is_empty()) else {
            return self.mistake("503 5.5.1 Name sender and recipients first");
        };
        self.wire.reply("354 Go on, end with a dot on a line of its own");
        let reply = match self.wire.mail(self.house.max_size, &self.house.room).await {
            Err(_) => return Next::End,
            Ok(Mail::TooBig) => "552 5.3.4 The mail is too large",
            Ok(Mail::NoRoom) => "452 4.3.1 No room at the moment, try again later",
            // The room is held until the mail is stored.
            Ok(Mail::Whole(raw, _room)) => self.store(raw, &transaction).await,
        };
        // LMTP: one reply for each recipient, in order (SMTP-06).
        let lmtp = self.greeting.as_ref().is_some_and(|greeting| greeting.lmtp);
        for _ in 0..if lmtp { transaction.to.len() } else { 1 } {
            self.wire.reply(reply);
        }
        Next::Go
    }

    /// Stores the mail durably before a word is said (SMTP-01). Whatever goes wrong is our trouble (SMTP-02).
    async fn store(&mut self, raw: Vec<u8>, transaction: &Transaction) -> &'static str {
        let (size, recipients) = (raw.len(), transaction.to.len());
        let mail = Inbound {
            raw,
            mail_from: Some(transaction.from.clone()),
            rcpt_to: transaction.to.clone(),
            via: if self.greeting.as_ref().is_some_and(|greeting| greeting.lmtp) {
                Channel::Lmtp
            } else {
                Channel::Smtp
            },
            client: self.client(),
        };
        let stored = timeout(STORING, self.house.services.receive(mail)).await;
        let counts = self.house.status.listener.as_ref();
        match stored {
            Ok(Ok(received)) => {
                tracing::info!(
                    mail.id = received.id,
                    mail.new = received.new,
                    mail.size = size,
                    recipients,
                    "mail taken"
                );
                counts.inspect(|counts| counts.took());
                "250 2.6.0 Taken"
            }
            Ok(Err(error)) => {
                tracing::error!(error = chain(&error).join(": "), "a mail could not be stored; its server tries again");
                counts.inspect(|counts| counts.deferred());
                "451 4.3.0 It could not be stored, try again later"
            }
            Err(_) => {
                tracing::error!("storing a mail took too long; its server tries again");
                counts.inspect(|counts| counts.deferred());
                "451 4.3.0 It could not be stored in time, try again later"
            }
        }
    }

    /// Who handed it over, for SPF. A mail server of our own, and any that speaks LMTP is one, is not the writer's; it
    /// may say who came to it.
    fn client(&self) -> Option<Client> {
        let greeting = self.greeting.as_ref()?;
        match (&self.forwarded, self.peer) {
            (Some(client), _) => Some(client.clone()),
            (None, Some(ip)) if !greeting.lmtp && !self.is_our_relay() => {
                Some(Client { ip, helo: Some(greeting.name.clone()) })
            }
            _ => None,
        }
    }
}
