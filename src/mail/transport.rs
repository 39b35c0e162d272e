//! Handing a finished message over: to an SMTP server, to a `sendmail` command, or into a folder.
//!
//! Every way answers with an [`Outcome`], never with an error: what follows from it is decided by
//! [`crate::domain::delivery::settle`]. Only what is said about this recipient or this message counts as a refusal.
//! Trouble of our own (no network, no login, a full disk, a wrong password) is `Unreachable` and tried again, because
//! giving up every waiting mail over a mistyped password would lose them all (L7).

mod folder;
mod sendmail;
mod smtp;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use crate::domain::delivery::Outcome;
pub use smtp::SmtpConfig;

/// How mail leaves the house.
#[derive(Clone, Debug)]
pub enum TransportConfig {
    /// To a relay or smarthost.
    Smtp(SmtpConfig),
    /// To a command that takes `-i -f SENDER -- RECIPIENT` and the message on stdin.
    Sendmail {
        /// The command's path.
        command: PathBuf,
        /// How long one attempt may take in all.
        timeout: Duration,
    },
    /// Into a folder, one `.eml` each: for trying out, and for tests.
    Folder {
        /// The folder; made when it is missing.
        path: PathBuf,
    },
}

/// How the connection to the SMTP server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// Not at all: for a server on this machine.
    None,
    /// STARTTLS, and nothing without it (usually port 587).
    StartTls,
    /// From the first byte (usually port 465).
    Implicit,
}

/// A secret that shows itself to nobody by accident.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

/// Why a transport cannot be set up as configured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// A login would go over the network unprotected.
    #[error("a mail password is sent only over TLS: set tls to \"starttls\" or \"implicit\"")]
    PasswordInTheClear,
    /// One of user and password is missing.
    #[error("a mail user needs a password and a password needs a user")]
    HalfALogin,
    /// The TLS library refused the server's name or found no certificate store.
    #[error("TLS cannot be set up for this mail server: check its name and that CA certificates are installed")]
    Tls,
    /// Not a name that can be said in EHLO.
    #[error("the hello name must be a host name")]
    HelloName,
}

/// The way out, ready to use; shared by all workers of a process.
pub struct Transport(Way);

enum Way {
    Smtp(Box<smtp::Smtp>),
    Sendmail(sendmail::Sendmail),
    Folder(folder::Folder),
}

impl Transport {
    /// Sets the transport up; nothing is opened or contacted yet.
    pub fn new(config: TransportConfig) -> Result<Self, TransportError> {
        Ok(Self(match config {
            TransportConfig::Smtp(config) => Way::Smtp(Box::new(smtp::Smtp::new(config)?)),
            TransportConfig::Sendmail { command, timeout } => Way::Sendmail(sendmail::Sendmail { command, timeout }),
            TransportConfig::Folder { path } => Way::Folder(folder::Folder { path }),
        }))
    }

    /// One attempt to hand over one message to one recipient (HDR-13). No `envelope_from` is the null sender `<>`.
    /// `id` is the outbox row: a folder keeps one file for it however often it is sent.
    /// May be dropped half way; the message is then perhaps sent, and is tried again (at least once).
    pub async fn send(&self, envelope_from: Option<&str>, to: &str, raw: &[u8], id: &str) -> Outcome {
        match &self.0 {
            Way::Smtp(smtp) => smtp.send(envelope_from, to, raw).await,
            Way::Sendmail(sendmail) => sendmail.send(envelope_from, to, raw).await,
            Way::Folder(folder) => folder.send(to, raw, id).await,
        }
    }
}

/// A system error in words: its kind only, for its text may name a path.
fn in_words(doing: &str, error: &std::io::Error) -> String {
    format!("{doing}: {}", error.kind())
}

#[cfg(test)]
mod tests;
