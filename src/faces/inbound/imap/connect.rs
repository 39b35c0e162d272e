//! From settings to a session that is logged in.

use std::path::Path;

use async_imap::{Authenticator, Client, Session};
use rustls_pki_types::ServerName;
use tokio::net::TcpStream;
use tokio::time::timeout;
use zeroize::Zeroizing;

use super::{ANSWER, answered};
use crate::faces::inbound::tls::{self, TlsError};
use crate::faces::inbound::wire::Io;
use crate::settings::{ImapIn, ImapLogin, Tls};

pub(super) type ImapSession = Session<Box<dyn Io>>;

/// What is wrong with a mailbox. The server's own words are not repeated: they may hold a login or an address (L6).
#[derive(Debug, thiserror::Error)]
pub enum ImapError {
    /// No connection.
    #[error("the server cannot be reached (intake.imap.host, intake.imap.port)")]
    Unreachable,
    /// No TLS.
    #[error("no protected connection to the server (intake.imap.tls, intake.imap.tls_ca)")]
    NoTls,
    /// TLS cannot be set up.
    #[error("TLS cannot be set up")]
    Tls(#[source] TlsError),
    /// The login was refused.
    #[error("the server refuses the login (intake.imap.user and password or oauth_token)")]
    NoLogin,
    /// The token's file cannot be read.
    #[error("the file with the access token cannot be read (intake.imap.oauth_token_file)")]
    NoToken,
    /// No such mailbox.
    #[error("the mailbox cannot be opened (intake.imap.mailbox)")]
    NoMailbox,
    /// The server refused a command.
    #[error("the server refuses a command")]
    Refused,
    /// The connection broke, or what came is no IMAP.
    #[error("the connection was lost")]
    Lost,
    /// No answer in time.
    #[error("the server does not answer in time")]
    Silent,
    /// Our own trouble: the mail stays where it is.
    #[error("a mail could not be stored")]
    Store(#[from] crate::services::error::ServiceError),
}

impl From<async_imap::error::Error> for ImapError {
    fn from(error: async_imap::error::Error) -> Self {
        match error {
            async_imap::error::Error::No(_) | async_imap::error::Error::Bad(_) => Self::Refused,
            _ => Self::Lost,
        }
    }
}

pub(super) async fn connect(settings: &ImapIn) -> Result<ImapSession, ImapError> {
    let dial = timeout(ANSWER, TcpStream::connect((settings.host.as_str(), settings.port)));
    let stream = dial.await.map_err(|_| ImapError::Silent)?.map_err(|_| ImapError::Unreachable)?;
    let client = match settings.tls {
        Tls::None => greeted(Box::new(stream)).await?,
        Tls::Tls => greeted(protected(Box::new(stream), settings).await?).await?,
        Tls::Starttls => {
            let mut client = greeted(Box::new(stream)).await?;
            answered(client.run_command_and_check_ok("STARTTLS", None)).await.map_err(|_| ImapError::NoTls)?;
            Client::new(protected(client.into_inner(), settings).await?)
        }
    };
    log_in(client, settings).await
}

async fn greeted(stream: Box<dyn Io>) -> Result<Client<Box<dyn Io>>, ImapError> {
    let mut client = Client::new(stream);
    let greeting = timeout(ANSWER, client.read_response()).await.map_err(|_| ImapError::Silent)?;
    match greeting {
        Ok(Some(_)) => Ok(client),
        Ok(None) | Err(_) => Err(ImapError::Lost),
    }
}

async fn protected(stream: Box<dyn Io>, settings: &ImapIn) -> Result<Box<dyn Io>, ImapError> {
    let connector = tls::connector(settings.tls_ca.as_deref()).map_err(ImapError::Tls)?;
    let name = ServerName::try_from(settings.host.clone()).map_err(|_| ImapError::NoTls)?;
    let handshake = timeout(ANSWER, connector.connect(name, stream));
    let stream = handshake.await.map_err(|_| ImapError::Silent)?.map_err(|_| ImapError::NoTls)?;
    Ok(Box::new(stream))
}

async fn log_in(client: Client<Box<dyn Io>>, settings: &ImapIn) -> Result<ImapSession, ImapError> {
    let session = match &settings.login {
        ImapLogin::Password(password) => timeout(ANSWER, client.login(&settings.user, password.expose())).await,
        ImapLogin::Token(token) => {
            timeout(ANSWER, client.authenticate("XOAUTH2", xoauth2(settings, token.expose()))).await
        }
        ImapLogin::TokenFile(file) => {
            let token = read_token(file).await?;
            timeout(ANSWER, client.authenticate("XOAUTH2", xoauth2(settings, token.trim()))).await
        }
    };
    session.map_err(|_| ImapError::Silent)?.map_err(|(error, _)| match error {
        async_imap::error::Error::No(_) | async_imap::error::Error::Bad(_) => ImapError::NoLogin,
        _ => ImapError::Lost,
    })
}

/// Read anew each time: another program keeps it fresh.
async fn read_token(file: &Path) -> Result<Zeroizing<String>, ImapError> {
    tokio::fs::read_to_string(file).await.map(Zeroizing::new).map_err(|_| ImapError::NoToken)
}

fn xoauth2(settings: &ImapIn, token: &str) -> XOAuth2 {
    XOAuth2 { first: Some(format!("user={}\x01auth=Bearer {token}\x01\x01", settings.user)) }
}

/// The mechanism of Google and Microsoft.
struct XOAuth2 {
    first: Option<String>,
}

impl Authenticator for XOAuth2 {
    type Response = String;

    /// A second challenge is the reason of a refusal; the empty answer makes the server say NO.
    fn process(&mut self, _: &[u8]) -> String {
        self.first.take().unwrap_or_default()
    }
}
