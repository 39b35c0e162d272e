//! How the ways in are doing, for `/health/ready`. Only what is switched on is shown, and nothing here makes the service
//! less ready: it answers its callers whatever a mail server does.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use serde::Serialize;
use utoipa::ToSchema;

/// The ways in that are switched on.
#[derive(Default)]
pub struct Status {
    /// The listener for LMTP and SMTP.
    pub listener: Option<Listening>,
    /// The mailbox.
    pub mailbox: Option<Reading>,
}

/// The listener.
#[derive(Default)]
pub struct Listening {
    taken: AtomicU64,
    deferred: AtomicU64,
}

/// The mailbox.
#[derive(Default)]
pub struct Reading {
    connected: AtomicBool,
    taken: AtomicU64,
}

/// As it is shown.
#[derive(Serialize, ToSchema)]
pub struct Shown {
    /// The listener for LMTP and SMTP, where it is switched on.
    #[serde(skip_serializing_if = "Option::is_none")]
    lmtp: Option<ShownListener>,
    /// The mailbox, where one is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    imap: Option<ShownMailbox>,
}

/// Since the process started.
#[derive(Serialize, ToSchema)]
pub struct ShownListener {
    /// Mails taken.
    taken: u64,
    /// Mails put off because of trouble of ours.
    deferred: u64,
}

/// Since the process started.
#[derive(Serialize, ToSchema)]
pub struct ShownMailbox {
    /// Whether the last attempt to read it worked.
    connected: bool,
    /// Mails taken.
    taken: u64,
}

impl Listening {
    /// A mail was taken.
    pub fn took(&self) {
        self.taken.fetch_add(1, Ordering::Relaxed);
    }

    /// Mails taken and put off since the process started.
    pub fn counted(&self) -> (u64, u64) {
        (self.taken.load(Ordering::Relaxed), self.deferred.load(Ordering::Relaxed))
    }

    /// A mail was put off because of trouble of ours.
    pub fn deferred(&self) {
        self.deferred.fetch_add(1, Ordering::Relaxed);
    }
}

impl Reading {
    /// Whether the last attempt to read it worked.
    pub fn is_connected(&self) -> bool {
        self.connected.load(Ordering::Relaxed)
    }

    /// Mails taken since the process started.
    pub fn counted(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }

    /// Whether the mailbox can be read.
    pub fn connected(&self, yes: bool) {
        self.connected.store(yes, Ordering::Relaxed);
    }

    /// A mail was taken.
    pub fn took(&self) {
        self.taken.fetch_add(1, Ordering::Relaxed);
    }
}

impl Status {
    /// What is shown; nothing when nothing is switched on.
    pub fn shown(&self) -> Option<Shown> {
        let lmtp = self.listener.as_ref().map(|listener| ShownListener {
            taken: listener.taken.load(Ordering::Relaxed),
            deferred: listener.deferred.load(Ordering::Relaxed),
        });
        let imap = self.mailbox.as_ref().map(|mailbox| ShownMailbox {
            connected: mailbox.connected.load(Ordering::Relaxed),
            taken: mailbox.taken.load(Ordering::Relaxed),
        });
        (lmtp.is_some() || imap.is_some()).then_some(Shown { lmtp, imap })
    }
}
