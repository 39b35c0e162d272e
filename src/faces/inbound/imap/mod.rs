//! A mailbox that is read (RFC 9051, RFC 3501): what is new is stored, and only then marked or moved.
//!
//! New is what has a higher UID than the last one read. At the very first time it is what nobody has seen yet: a mailbox
//! with years of old mail is not worked off again. When the server has given up its UIDs (another UIDVALIDITY), all that
//! came since that first time is read once more; what was stored before is recognised by its bytes (SMTP-14).
//!
//! - `connect`: to a session that is logged in. `pass`: one look into the mailbox.

mod connect;
mod pass;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

pub use self::connect::ImapError;
use self::connect::{ImapSession, connect};
use self::pass::Pass;
use super::status::Reading;
use super::{Recipients, Status};
use crate::faces::cli::failure::chain;
use crate::services::Services;
use crate::services::mailboxes::MailboxName;
use crate::settings::ImapIn;

/// The first wait after trouble; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The longest wait after trouble.
const LONGEST_WAIT: Duration = Duration::from_secs(300);
/// Servers may close a connection after half an hour of IDLE (RFC 2177).
const LONGEST_IDLE: Duration = Duration::from_secs(25 * 60);
/// How long one answer may take.
const ANSWER: Duration = Duration::from_secs(60);

/// Reads one mailbox for as long as the service runs.
pub struct MailboxReader {
    services: Arc<Services>,
    settings: ImapIn,
    recipients: Recipients,
    max_size: usize,
    name: MailboxName,
    status: Arc<Status>,
}

impl MailboxReader {
    /// For this mailbox.
    pub fn new(
        services: Arc<Services>,
        settings: ImapIn,
        recipients: Recipients,
        max_size: usize,
        status: Arc<Status>,
    ) -> Self {
        let name = MailboxName::new(&settings.host, &settings.user, &settings.mailbox);
        Self { services, settings, recipients, max_size, name, status }
    }

    /// Until it is told to stop. Trouble with the server ends a connection, never this.
    pub async fn run(self, stop: CancellationToken) {
        let mut wait = FIRST_WAIT;
        while !stop.is_cancelled() {
            // What is not stored when it stops was not marked either, and comes again.
            let error = match stop.run_until_cancelled(self.read(&stop, &mut wait)).await {
                Some(Err(error)) => error,
                Some(Ok(())) | None => return,
            };
            self.connected(false);
            let error = chain(&error).join(": ");
            tracing::warn!(error, wait_s = wait.as_secs(), "the mailbox cannot be read; trying again");
            stop.run_until_cancelled(tokio::time::sleep(wait)).await;
            wait = (wait * 2).min(LONGEST_WAIT);
        }
    }

    fn connected(&self, yes: bool) {
        self.reading().inspect(|reading| reading.connected(yes));
    }

    fn reading(&self) -> Option<&Reading> {
        self.status.mailbox.as_ref()
    }

    async fn read(&self, stop: &CancellationToken, wait: &mut Duration) -> Result<(), ImapError> {
        let mut session = connect(&self.settings).await?;
        let mut pass = Pass::open(self, &mut session).await?;
        while !stop.is_cancelled() {
            pass.look(self, &mut session).await?;
            self.connected(true);
            *wait = FIRST_WAIT;
            session = self.until_new(session, pass.can_idle()).await?;
        }
        Ok(())
    }

    /// Waits until there may be something new: the server says so, or it is time to look.
    async fn until_new(&self, session: ImapSession, idle: bool) -> Result<ImapSession, ImapError> {
        if !idle {
            tokio::time::sleep(self.settings.poll_interval).await;
            return Ok(session);
        }
        let mut handle = session.idle();
        answered(handle.init()).await?;
        let (news, _interrupt) = handle.wait_with_timeout(self.settings.poll_interval.min(LONGEST_IDLE));
        // Also after a timeout: then the next look is the truth, and the server's word only a hint.
        news.await.map_err(|_| ImapError::Lost)?;
        answered(handle.done()).await
    }
}

/// Whether the mailbox can be reached, logged in to and opened, for `doctor`. Changes nothing there.
///
/// # Errors
/// What is wrong.
pub async fn can_read(settings: &ImapIn) -> Result<u32, ImapError> {
    let mut session = connect(settings).await?;
    let mailbox = answered(session.examine(&settings.mailbox)).await.map_err(|_| ImapError::NoMailbox)?;
    // Courtesy only.
    let _ = answered(session.logout()).await;
    Ok(mailbox.exists)
}

/// An answer within the time for one.
async fn answered<T>(answer: impl Future<Output = async_imap::error::Result<T>>) -> Result<T, ImapError> {
    match timeout(ANSWER, answer).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => Err(ImapError::from(error)),
        Err(_) => Err(ImapError::Silent),
    }
}
