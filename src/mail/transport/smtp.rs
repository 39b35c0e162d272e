//! By SMTP. Connections are kept and used again.
//!
//! lettre's own pool is not used, for two reasons read in its source (0.11.23). Its timeout covers connecting only, so
//! a server that falls silent would hold a worker for ever. And a send that is dropped half way goes back into its pool
//! with an answer still outstanding, which the next message would take for its own. Here one time limit covers the
//! whole attempt, and a connection is kept only after an attempt that ended well.
//!
//! Mail from the null sender is an automatic answer: nobody is to be told what became of it, so `NOTIFY=NEVER` is said
//! where the server offers it (RFC 3461, ACK-06). lettre reads only the extensions it uses itself out of the server's
//! greeting, so the server is greeted once more before the first such mail.

use std::error::Error as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use lettre::Address;
use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Ehlo, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, RcptParameter};
use tokio::time;

use super::{Secret, Tls, TransportError};
use crate::domain::delivery::Outcome;

/// At most so many idle connections are kept; a relay counts them against us.
const IDLE_MAX: usize = 4;
/// A kept connection must answer a NOOP in this time, or a new one is made.
const PROBE: Duration = Duration::from_secs(5);

/// How to reach the SMTP server.
#[derive(Clone, Debug)]
pub struct SmtpConfig {
    /// Its name or IP address; its certificate must be for it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub tls: Tls,
    /// The login name, with a password. Often an address, so it is not shown either (L6).
    pub user: Option<Secret>,
    /// The password, with a login name.
    pub password: Option<Secret>,
    /// How long one attempt may take in all, from connecting to the last answer.
    pub timeout: Duration,
    /// The name said in EHLO; SPF rests on it where the envelope sender is null (ACK-16).
    pub hello_name: String,
}

/// A server that takes mail.
pub(super) struct Smtp {
    config: SmtpConfig,
    hello: ClientId,
    tls: Option<TlsParameters>,
    login: Option<Credentials>,
    idle: Mutex<Vec<Line>>,
}

/// A connection, and whether its server can be told not to report (RFC 3461); `None`: not asked yet.
struct Line {
    connection: AsyncSmtpConnection,
    offers_dsn: Option<bool>,
}

impl Line {
    async fn send(&mut self, envelope: &Envelope, text: &[u8], hello: &ClientId) -> Result<(), Error> {
        let plain = text.is_ascii() && envelope.to().iter().all(|to| AsRef::<str>::as_ref(to).is_ascii());
        if envelope.from().is_some() || !plain || !self.offers_dsn(hello).await {
            return self.connection.send(envelope, text).await.map(drop);
        }
        self.connection.command(Mail::new(None, Vec::new())).await?;
        for to in envelope.to() {
            let never = RcptParameter::Other { keyword: "NOTIFY".to_owned(), value: Some("NEVER".to_owned()) };
            self.connection.command(Rcpt::new(to.clone(), vec![never])).await?;
        }
        self.connection.command(Data).await?;
        self.connection.message(text).await.map(drop)
    }

    /// A server that does not like to be greeted twice offers nothing.
    async fn offers_dsn(&mut self, hello: &ClientId) -> bool {
        if let Some(known) = self.offers_dsn {
            return known;
        }
        let answer = self.connection.command(Ehlo::new(hello.clone())).await;
        let is_dsn = |line: &str| line.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("DSN"));
        let offers = answer.is_ok_and(|answer| answer.message().skip(1).any(is_dsn));
        self.offers_dsn = Some(offers);
        offers
    }
}

impl Smtp {
    pub(super) fn new(config: SmtpConfig) -> Result<Self, TransportError> {
        let login = login(&config)?;
        let tls = match config.tls {
            Tls::None => None,
            Tls::StartTls | Tls::Implicit => {
                Some(TlsParameters::new(config.host.clone()).map_err(|_| TransportError::Tls)?)
            }
        };
        let hello = hello(&config.hello_name)?;
        Ok(Self { config, hello, tls, login, idle: Mutex::default() })
    }

    pub(super) async fn send(&self, envelope_from: Option<&str>, to: &str, raw: &[u8]) -> Outcome {
        let Some(envelope) = envelope(envelope_from, to) else {
            return Outcome::refused(553, "5.1.3 the address cannot be used in SMTP", to);
        };
        match time::timeout(self.config.timeout, self.attempt(&envelope, to, raw)).await {
            Ok(outcome) => outcome,
            Err(_) => Outcome::unreachable("the mail server took too long to answer", to),
        }
    }

    async fn attempt(&self, envelope: &Envelope, to: &str, raw: &[u8]) -> Outcome {
        let mut line = match self.line().await {
            Ok(line) => line,
            Err(error) => return Outcome::unreachable(&obstacle(&error), to),
        };
        // lettre ends the text with a line end of its own, whether or not there is one.
        let text = raw.strip_suffix(b"\r\n").unwrap_or(raw);
        match line.send(envelope, text, &self.hello).await {
            Ok(()) => {
                self.keep(line);
                Outcome::Sent
            }
            Err(error) => {
                let outcome = answer(&error, to);
                line.connection.abort().await;
                outcome
            }
        }
    }

    /// A kept connection that still answers, or a new one.
    async fn line(&self) -> Result<Line, Error> {
        while let Some(mut line) = self.kept() {
            if time::timeout(PROBE, line.connection.test_connected()).await == Ok(true) {
                return Ok(line);
            }
        }
        Ok(Line { connection: self.connect().await?, offers_dsn: None })
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let server = (self.config.host.as_str(), self.config.port);
        let (at_once, later) = match self.config.tls {
            Tls::Implicit => (self.tls.clone(), None),
            Tls::None | Tls::StartTls => (None, self.tls.clone()),
        };
        let timeout = Some(self.config.timeout);
        let mut connection = AsyncSmtpConnection::connect_tokio1(server, timeout, &self.hello, at_once, None).await?;
        if let Some(tls) = later {
            connection.starttls(tls, &self.hello).await?;
        }
        if let Some(login) = &self.login {
            connection.auth(DEFAULT_MECHANISMS, login).await?;
        }
        Ok(connection)
    }

    fn kept(&self) -> Option<Line> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn keep(&self, line: Line) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_MAX && !line.connection.has_broken() {
            idle.push(line);
        }
    }
}

/// A login is whole, and leaves this machine only protected.
fn login(config: &SmtpConfig) -> Result<Option<Credentials>, TransportError> {
    let local = config.host == "localhost" || config.host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
    match (&config.user, &config.password) {
        (None, None) => Ok(None),
        (Some(_), Some(_)) if config.tls == Tls::None && !local => Err(TransportError::PasswordInTheClear),
        (Some(user), Some(password)) => {
            Ok(Some(Credentials::new(user.reveal().to_owned(), password.reveal().to_owned())))
        }
        _ => Err(TransportError::HalfALogin),
    }
}

fn hello(name: &str) -> Result<ClientId, TransportError> {
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'[' | b']' | b':'));
    (plain && !name.is_empty()).then(|| ClientId::Domain(name.to_owned())).ok_or(TransportError::HelloName)
}

/// `None` when one of the addresses cannot stand in a command.
fn envelope(from: Option<&str>, to: &str) -> Option<Envelope> {
    let parse = |text: &str| text.parse::<Address>().ok().filter(|_| !text.contains(|c: char| c.is_control()));
    let from = match from {
        Some(from) => Some(parse(from)?),
        None => None,
    };
    Envelope::new(from, vec![parse(to)?]).ok()
}

/// What an answer to the envelope or the message means.
fn answer(error: &Error, to: &str) -> Outcome {
    match error.status().map(u16::from) {
        // The relay wants a login, another login or TLS first (RFC 3207, RFC 4954): our trouble, not the recipient's.
        Some(code @ 530..=538) => Outcome::unreachable(&format!("the mail server refused our access ({code})"), to),
        Some(code) => Outcome::refused(code, &said(error), to),
        // Not said by the server but for it (RFC 6531 section 3.5): an address beyond ASCII, and no SMTPUTF8.
        None if error.is_client() && !to.is_ascii() => Outcome::refused(553, "5.6.7 the relay has no SMTPUTF8", to),
        None => Outcome::unreachable(&obstacle(error), to),
    }
}

/// What stood in the way before the server said anything about this message.
fn obstacle(error: &Error) -> String {
    let kind = match error {
        error if error.status().is_some() => "the mail server turned us away",
        error if error.is_tls() => "TLS with the mail server failed",
        error if error.is_response() => "the mail server's answer was not understood",
        error if error.is_client() => "the mail server lacks what the settings ask for",
        _ => "the mail server cannot be reached",
    };
    format!("{kind}: {}", said(error))
}

fn said(error: &Error) -> String {
    error.source().map(ToString::to_string).unwrap_or_default()
}
