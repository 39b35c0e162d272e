//! Mail handed over: a listener on a service of the test, a client that says exactly what it is told to, and what was
//! stored.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use desist::faces::inbound::listen::{MailServer, MailSocket};
use desist::faces::inbound::{Recipients, Status};
use desist::services::Services;
use desist::settings::{LmtpIn, MailListen, MailProtocol};
use desist::store::inbox::{self, MailRow};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::{Service, address};

/// The settings of a listener as most tests want them.
pub fn listener() -> LmtpIn {
    LmtpIn {
        listen: MailListen::Tcp(SocketAddr::from(([127, 0, 0, 1], 0))),
        protocol: MailProtocol::Auto,
        hostname: "mx.acme.example".to_owned(),
        max_connections: 8.try_into().unwrap(),
        timeout: Duration::from_secs(20),
        trusted_relays: Vec::new(),
        starttls: None,
    }
}

/// A listener that takes mail to `help@acme.example` and to addresses with tokens at the service's mail domain.
pub struct Letters {
    pub place: String,
    pub status: Arc<Status>,
    stop: CancellationToken,
    server: JoinHandle<()>,
}

/// The largest mail of these tests.
pub const LARGEST: usize = 100_000;

impl Letters {
    pub fn start(service: &Service) -> Self {
        Self::start_as(service.services.clone(), &listener())
    }

    pub fn start_as(services: Arc<Services>, settings: &LmtpIn) -> Self {
        let socket = MailSocket::bind(&settings.listen).unwrap();
        let place = socket.place.clone();
        let recipients = Recipients::new(&services.config.mail_domain, vec![address("help@acme.example")]);
        let status = Arc::new(Status { listener: Some(Default::default()), mailbox: None });
        let server = MailServer::new(socket, settings, LARGEST, recipients, services, status.clone()).unwrap();
        let stop = CancellationToken::new();
        let server = tokio::spawn(server.run(stop.clone()));
        Self { place, status, stop, server }
    }

    pub async fn client(&self) -> Client {
        Client::new(TcpStream::connect(&self.place).await.unwrap())
    }

    /// A client that has heard the greeting and said this one.
    pub async fn greeted(&self, hello: &str) -> Client {
        let mut client = self.client().await;
        client.hears("220").await;
        client.says(hello).await.hears("250").await;
        client
    }

    /// Lets nobody in any more; waits until everybody has left.
    pub async fn stop(self) {
        self.stop.cancel();
        self.server.await.unwrap();
    }

    /// Begins to stop.
    pub fn stopping(&self) {
        self.stop.cancel();
    }
}

trait Io: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Io for T {}

/// A mail client, word by word.
pub struct Client(BufReader<Box<dyn Io>>);

impl Client {
    pub fn new(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) -> Self {
        Self(BufReader::new(Box::new(stream)))
    }

    /// Sends these bytes as they are.
    pub async fn sends(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.write_all(bytes).await.unwrap();
        self.0.flush().await.unwrap();
        self
    }

    /// Sends a line.
    pub async fn says(&mut self, line: &str) -> &mut Self {
        self.sends(format!("{line}\r\n").as_bytes()).await
    }

    /// The next reply, all its lines; empty when the connection is closed.
    pub async fn reply(&mut self) -> String {
        let mut reply = String::new();
        let reading = async {
            loop {
                let mut line = String::new();
                if self.0.read_line(&mut line).await.unwrap_or(0) == 0 || line.as_bytes().get(3) != Some(&b'-') {
                    return reply + &line;
                }
                reply += &line;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), reading).await.expect("a reply within 30 s")
    }

    /// The next reply, which begins like this.
    pub async fn hears(&mut self, expected: &str) -> String {
        let reply = self.reply().await;
        assert!(reply.starts_with(expected), "expected {expected}, heard {reply:?}");
        reply
    }

    /// Sender and recipients, all accepted, and DATA.
    pub async fn hands_over(&mut self, from: &str, to: &[&str]) {
        self.says(&format!("MAIL FROM:<{from}>")).await.hears("250 2.1.0").await;
        for to in to {
            self.says(&format!("RCPT TO:<{to}>")).await.hears("250 2.1.5").await;
        }
        self.says("DATA").await.hears("354").await;
    }

    /// Nothing more comes.
    pub async fn is_alone(&mut self) {
        let mut rest = Vec::new();
        let read = tokio::time::timeout(Duration::from_secs(10), self.0.read_to_end(&mut rest)).await;
        assert!(read.is_ok() && rest.is_empty(), "{}", String::from_utf8_lossy(&rest));
    }

    /// The connection itself.
    pub fn into_stream(self) -> impl AsyncRead + AsyncWrite + Unpin + Send {
        self.0.into_inner()
    }
}

/// Every mail that is stored, oldest first.
pub async fn stored(services: &Services) -> Vec<MailRow> {
    inbox::page(&mut services.db.snapshot().await.unwrap(), "", -1, "", 1_000).await.unwrap()
}

/// Who handed the only mail over, as it was kept.
pub async fn client_of_the_one(services: &Services) -> Option<desist::services::intake::Client> {
    let now = services.clock.now();
    let mut tx = services.db.begin().await.unwrap();
    let claimed = inbox::claim(&mut tx, "", (now, now), (0, i64::MAX), 10).await.unwrap();
    assert_eq!(claimed.len(), 1);
    let cell = desist::services::installation::Cell::Origin;
    let origin = services.vault.open(cell, claimed[0].id.as_bytes(), claimed[0].origin.as_ref().unwrap()).unwrap();
    let origin: serde_json::Value = serde_json::from_slice(&origin).unwrap();
    serde_json::from_value(origin.get("client")?.clone()).unwrap()
}

/// The only mail that is stored: its bytes, and for how many recipients.
pub async fn the_one_stored(services: &Services) -> (Vec<u8>, usize) {
    let mails = stored(services).await;
    assert_eq!(mails.len(), 1);
    let mut tx = services.db.snapshot().await.unwrap();
    let sealed = inbox::raw(&mut tx, &mails[0].id).await.unwrap().unwrap();
    let recipients = inbox::recipients(&mut tx, &mails[0].id).await.unwrap().len();
    let cell = desist::services::installation::Cell::Mail;
    (services.vault.open(cell, mails[0].id.as_bytes(), &sealed).unwrap().to_vec(), recipients)
}
