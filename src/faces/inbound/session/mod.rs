//! One client, command by command: RFC 5321, or RFC 2033 after LHLO. `transaction` is about one mail of it.

mod transaction;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use ipnet::IpNet;
use smtp_proto::{Error as Syntax, Request};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

use self::transaction::Transaction;
use super::wire::{Line, Room, Wire};
use super::{Recipients, Status, xforward};
use crate::services::Services;
use crate::services::intake::Client;
use crate::settings::MailProtocol;

/// Commands of one connection.
const COMMANDS_MAX: usize = 20_000;
/// Mistakes of one connection.
const MISTAKES_MAX: usize = 20;

/// What all sessions share.
pub(super) struct House {
    pub(super) services: Arc<Services>,
    pub(super) recipients: Recipients,
    pub(super) hostname: String,
    pub(super) protocol: MailProtocol,
    pub(super) max_size: usize,
    pub(super) room: Room,
    pub(super) patience: Duration,
    pub(super) relays: Vec<IpNet>,
    pub(super) tls: Option<TlsAcceptor>,
    pub(super) status: Arc<Status>,
}

/// A client that is connected.
pub(super) struct Session {
    house: Arc<House>,
    wire: Wire,
    /// Its address; `None` for one on this machine, at a socket in the file system.
    peer: Option<IpAddr>,
    greeting: Option<Greeting>,
    /// Whom a relay of our own names as its client (XFORWARD).
    forwarded: Option<Client>,
    transaction: Option<Transaction>,
    encrypted: bool,
    commands: usize,
    mistakes: usize,
}

struct Greeting {
    lmtp: bool,
    name: String,
}

/// What happens after a command.
enum Next {
    Go,
    StartTls,
    End,
}

impl Session {
    pub(super) fn new(house: Arc<House>, wire: Wire, peer: Option<IpAddr>) -> Self {
        Self {
            house,
            wire,
            peer,
            greeting: None,
            forwarded: None,
            transaction: None,
            encrypted: false,
            commands: 0,
            mistakes: 0,
        }
    }

    /// Until the client leaves, errs too often or is silent for too long, or we stop.
    pub(super) async fn run(mut self, stop: &CancellationToken) {
        let protocol = if self.house.protocol == MailProtocol::Lmtp { "LMTP" } else { "ESMTP" };
        self.wire.reply(&format!("220 {} {protocol} Desist", self.house.hostname));
        loop {
            if self.wire.say_all().await.is_err() {
                return;
            }
            let Some(line) = stop.run_until_cancelled(self.wire.line()).await else {
                self.wire.reply("421 4.3.2 Stopping, try again later");
                break;
            };
            let next = match line {
                Ok(line) => self.obey(line).await,
                Err(super::wire::Gone::Closed) => return,
                Err(super::wire::Gone::Silent) => {
                    self.wire.reply("421 4.4.2 Silent for too long");
                    break;
                }
            };
            match next {
                Next::Go => {}
                Next::End => break,
                Next::StartTls => match self.start_tls().await {
                    Some(session) => self = session,
                    None => return,
                },
            }
        }
        // The client may be gone already; nothing depends on its hearing this.
        let _ = self.wire.flush().await;
    }

    async fn obey(&mut self, line: Line) -> Next {
        self.commands += 1;
        if self.commands > COMMANDS_MAX || self.mistakes >= MISTAKES_MAX {
            self.wire.reply("421 4.7.0 Too many commands or mistakes");
            return Next::End;
        }
        match line {
            Line::TooLong => self.mistake("500 5.5.6 The line is too long"),
            Line::BareLineEnd => self.mistake("500 5.5.2 Lines end with CR and LF"),
            Line::Command(line) => self.command(&line).await,
        }
    }

    async fn command(&mut self, line: &[u8]) -> Next {
        if let Some(client) = self.forwarding(line) {
            self.forwarded = client;
            return self.say("250 2.0.0 Noted");
        }
        if line.eq_ignore_ascii_case(b"RCPT TO:<postmaster>\r\n") {
            // The one address without a domain (RFC 5321 section 4.5.1); the parser wants one.
            return self.rcpt("postmaster");
        }
        match Request::parse(&mut line.iter()) {
            Ok(Request::Ehlo { host }) => self.hello(&host, false, true),
            Ok(Request::Helo { host }) => self.hello(&host, false, false),
            Ok(Request::Lhlo { host }) => self.hello(&host, true, true),
            Ok(Request::Mail { from }) => self.mail(&from.into_owned()),
            Ok(Request::Rcpt { to }) => self.rcpt_checked(&to.into_owned()),
            Ok(Request::Data) => self.data().await,
            Ok(Request::Rset) => {
                self.transaction = None;
                self.say("250 2.0.0 Forgotten")
            }
            Ok(Request::Noop { .. }) => self.say("250 2.0.0 Still here"),
            Ok(Request::Vrfy { .. }) => self.say("252 2.1.5 Send it, and we shall see"),
            Ok(Request::Help { .. }) => self.say("214 2.0.0 RFC 5321, RFC 2033"),
            Ok(Request::StartTls) => self.may_start_tls(),
            Ok(Request::Quit) => {
                self.wire.reply("221 2.0.0 Goodbye");
                Next::End
            }
            Ok(Request::Bdat { .. } | Request::Burl { .. }) => {
                // Not offered: what follows would be a mail's text, and must not be read as commands.
                self.wire.reply("502 5.5.1 Not offered");
                Next::End
            }
            Ok(_) => self.mistake("502 5.5.1 Not offered"),
            Err(error) => self.mistake(syntax(&error)),
        }
    }

    fn say(&mut self, reply: &str) -> Next {
        self.wire.reply(reply);
        Next::Go
    }

    fn mistake(&mut self, reply: &str) -> Next {
        self.mistakes += 1;
        self.say(reply)
    }

    /// XFORWARD, from our own mail servers only.
    fn forwarding(&self, line: &[u8]) -> Option<Option<Client>> {
        let line = std::str::from_utf8(line).ok().filter(|_| self.is_our_relay())?;
        xforward::read(line, self.forwarded.clone())
    }

    fn is_our_relay(&self) -> bool {
        self.peer.is_none_or(|ip| self.house.relays.iter().any(|net| net.contains(&ip)))
    }

    fn hello(&mut self, name: &str, lmtp: bool, extended: bool) -> Next {
        let wanted = match self.house.protocol {
            MailProtocol::Lmtp => Some(true),
            MailProtocol::Smtp => Some(false),
            MailProtocol::Auto => self.greeting.as_ref().map(|greeting| greeting.lmtp),
        };
        if wanted.is_some_and(|wanted| wanted != lmtp) {
            // RFC 2033 section 4.1: the other protocol's greeting must be refused.
            return self.mistake("500 5.5.1 This is the other protocol's greeting");
        }
        self.transaction = None;
        self.greeting = Some(Greeting { lmtp, name: name.to_owned() });
        if extended {
            self.offer();
        } else {
            self.wire.reply(&format!("250 {}", self.house.hostname));
        }
        Next::Go
    }

    /// SMTPUTF8 only together with 8BITMIME (SMTP-12); CHUNKING, DSN and the like are not offered.
    fn offer(&mut self) {
        let mut offered = vec![
            self.house.hostname.clone(),
            "PIPELINING".to_owned(),
            format!("SIZE {}", self.house.max_size),
            "8BITMIME".to_owned(),
            "SMTPUTF8".to_owned(),
            "ENHANCEDSTATUSCODES".to_owned(),
        ];
        if self.house.tls.is_some() && !self.encrypted {
            offered.push("STARTTLS".to_owned());
        }
        if self.is_our_relay() {
            offered.push(xforward::KEYWORD.to_owned());
        }
        let last = offered.len() - 1;
        for (at, line) in offered.iter().enumerate() {
            self.wire.reply(&format!("250{}{line}", if at == last { ' ' } else { '-' }));
        }
    }

    fn may_start_tls(&mut self) -> Next {
        if self.encrypted {
            return self.mistake("503 5.5.1 It is encrypted already");
        }
        if self.house.tls.is_none() {
            return self.mistake("502 5.5.1 Not offered");
        }
        if self.wire.has_more() {
            // What was sent in the clear must not be obeyed as if it had come encrypted.
            self.wire.reply("554 5.5.1 Nothing may follow STARTTLS before the handshake");
            return Next::End;
        }
        self.wire.reply("220 2.0.0 Go on");
        Next::StartTls
    }

    /// The handshake. What was said before it counts no more (RFC 3207 section 4.2).
    async fn start_tls(mut self) -> Option<Self> {
        self.wire.flush().await.ok()?;
        let acceptor = self.house.tls.clone()?;
        let handshake = acceptor.accept(self.wire.into_stream());
        let stream = timeout(self.house.patience, handshake).await.ok()?.ok()?;
        let wire = Wire::new(Box::new(stream), self.house.patience);
        let (commands, mistakes) = (self.commands, self.mistakes);
        Some(Self { encrypted: true, commands, mistakes, ..Self::new(self.house, wire, self.peer) })
    }
}

fn syntax(error: &Syntax) -> &'static str {
    match error {
        Syntax::UnknownCommand => "500 5.5.1 Unknown command",
        Syntax::InvalidSenderAddress => "501 5.1.7 The sender is not an address",
        Syntax::InvalidRecipientAddress => "501 5.1.3 The recipient is not an address",
        Syntax::UnsupportedParameter { .. } => "555 5.5.4 A parameter is not known here",
        Syntax::ResponseTooLong => "500 5.5.6 The line is too long",
        _ => "501 5.5.4 The command is not well formed",
    }
}
