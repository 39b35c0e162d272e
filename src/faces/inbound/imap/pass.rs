//! One look into the mailbox: what is new, each mail stored, then marked or moved.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::TryStreamExt as _;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::time::timeout;

use super::connect::{ImapError, ImapSession};
use super::{MailboxReader, answered};
use crate::domain::change::Channel;
use crate::domain::time::{DAY_MS, Instant};
use crate::mail::delivered;
use crate::services::intake::Inbound;
use crate::services::mailboxes::MailboxPlace;

/// How long fetching one mail may take.
const FETCHING: Duration = Duration::from_secs(600);

/// A mailbox that is open.
pub(super) struct Pass {
    uid_validity: u32,
    /// The UID that the next mail was to get when it was opened, if the server says so.
    uid_next: Option<u32>,
    can_idle: bool,
    can_move: bool,
    can_expunge_one: bool,
}

impl Pass {
    pub(super) async fn open(reader: &MailboxReader, session: &mut ImapSession) -> Result<Self, ImapError> {
        let capabilities = answered(session.capabilities()).await?;
        let opened = answered(session.select(&reader.settings.mailbox)).await;
        let mailbox = opened.map_err(|error| match error {
            ImapError::Refused => ImapError::NoMailbox,
            error => error,
        })?;
        Ok(Self {
            uid_validity: mailbox.uid_validity.unwrap_or(0),
            uid_next: mailbox.uid_next,
            can_idle: capabilities.has_str("IDLE"),
            can_move: capabilities.has_str("MOVE"),
            can_expunge_one: capabilities.has_str("UIDPLUS"),
        })
    }

    pub(super) fn can_idle(&self) -> bool {
        self.can_idle
    }

    /// Takes everything new, oldest first.
    pub(super) async fn look(&mut self, reader: &MailboxReader, session: &mut ImapSession) -> Result<(), ImapError> {
        forget_news(session);
        let place = reader.services.mailbox_place(&reader.name).await?;
        match place.filter(|place| place.uid_validity == self.uid_validity) {
            Some(place) => self.take_after(reader, session, place.last_uid).await,
            None => self.take_anew(reader, session, place).await,
        }
    }

    /// As usual: each mail is remembered as soon as it is stored.
    async fn take_after(&self, reader: &MailboxReader, session: &mut ImapSession, last: u32) -> Result<(), ImapError> {
        // `n:*` names the last mail even when it lies before n.
        let uids = found(session, &format!("UID {}:*", last.saturating_add(1))).await?;
        let mut whole = true;
        for uid in uids.into_iter().filter(|uid| *uid > last) {
            let taken = self.take(reader, session, uid).await?;
            // Behind one that is not to be had now nothing is remembered: the next look tries it again, and knows the
            // others by their bytes.
            whole &= taken != Taken::NotNow;
            if whole {
                reader.services.remember_mailbox(&reader.name, self.uid_validity, uid).await?;
            }
            if taken == Taken::Stored {
                self.finish(reader, session, uid).await?;
            }
        }
        Ok(())
    }

    /// The first time, or with new UIDs: remembered when all is through, because mails may be left out in between.
    async fn take_anew(
        &self,
        reader: &MailboxReader,
        session: &mut ImapSession,
        before: Option<MailboxPlace>,
    ) -> Result<(), ImapError> {
        let query = before.map_or("UNSEEN".to_owned(), |place| format!("SINCE {}", imap_date(place.begun_at)));
        let last = self.last(session).await?;
        let mut whole = true;
        for uid in found(session, &query).await? {
            let taken = self.take(reader, session, uid).await?;
            whole &= taken != Taken::NotNow;
            if taken == Taken::Stored {
                self.finish(reader, session, uid).await?;
            }
        }
        if !whole {
            return Ok(());
        }
        Ok(reader.services.remember_mailbox(&reader.name, self.uid_validity, last).await?)
    }

    /// The last UID there is before a look; a server that does not say which comes next is asked for all.
    async fn last(&self, session: &mut ImapSession) -> Result<u32, ImapError> {
        match self.uid_next {
            Some(next) => Ok(next.saturating_sub(1)),
            None => Ok(found(session, "ALL").await?.last().copied().unwrap_or(0)),
        }
    }

    /// Stores one mail.
    async fn take(&self, reader: &MailboxReader, session: &mut ImapSession, uid: u32) -> Result<Taken, ImapError> {
        match size(session, uid).await? {
            None => return missing(session, uid).await,
            Some(size) if size > reader.max_size => {
                tracing::error!(
                    mail.size = size,
                    imap.uid = uid,
                    "a mail in the mailbox is too large; it is left there"
                );
                return Ok(Taken::Left);
            }
            Some(_) => {}
        }
        let Some(raw) = fetched(session, uid).await? else { return missing(session, uid).await };
        let size = raw.len();
        let received = reader.services.receive(reader.with_envelope(raw)).await?;
        tracing::info!(mail.id = received.id, mail.new = received.new, mail.size = size, "mail fetched");
        reader.reading().inspect(|reading| reading.took());
        Ok(Taken::Stored)
    }

    /// Only now that it is stored. What cannot be marked is taken all the same: it will be recognised.
    async fn finish(&self, reader: &MailboxReader, session: &mut ImapSession, uid: u32) -> Result<(), ImapError> {
        let done = match &reader.settings.move_to {
            None => mark(session, uid, "+FLAGS.SILENT (\\Seen)").await,
            Some(target) if self.can_move => answered(session.uid_mv(uid.to_string(), target)).await,
            Some(target) => self.copy_away(session, uid, target).await,
        };
        match done {
            Err(ImapError::Refused) => {
                tracing::warn!(imap.uid = uid, "a mail was taken, but the server refuses to mark or move it");
                Ok(())
            }
            done => done,
        }
    }

    /// For servers without MOVE (RFC 6851 section 3.3).
    async fn copy_away(&self, session: &mut ImapSession, uid: u32, target: &str) -> Result<(), ImapError> {
        answered(session.uid_copy(uid.to_string(), target)).await?;
        mark(session, uid, "+FLAGS.SILENT (\\Seen \\Deleted)").await?;
        if self.can_expunge_one {
            let gone = answered(session.uid_expunge(uid.to_string())).await?;
            let mut gone = std::pin::pin!(gone);
            while answered(gone.try_next()).await?.is_some() {}
        }
        Ok(())
    }
}

/// What came of a mail in the mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    /// It is ours now.
    Stored,
    /// It is no longer there, or too large and therefore left to a person.
    Left,
    /// It is there, but the server did not hand it out.
    NotNow,
}

/// A mail that the server did not hand out: gone, or still to be had (L1).
async fn missing(session: &mut ImapSession, uid: u32) -> Result<Taken, ImapError> {
    if !found(session, &format!("UID {uid}")).await?.contains(&uid) {
        return Ok(Taken::Left);
    }
    tracing::error!(imap.uid = uid, "the server does not hand out a mail that is in the mailbox; it is tried again");
    Ok(Taken::NotNow)
}

impl MailboxReader {
    /// A mailbox knows no envelope; what its server wrote down has to do.
    fn with_envelope(&self, raw: Vec<u8>) -> Inbound {
        let mail_from = delivered::sender(&raw);
        let rcpt_to = delivered::recipients(&raw).into_iter().filter(|to| self.recipients.take(to)).collect();
        Inbound { raw, mail_from, rcpt_to, via: Channel::Imap, client: None }
    }
}

/// What the server said unasked is only a hint to look, and we look anyway.
fn forget_news(session: &ImapSession) {
    while session.unsolicited_responses.try_recv().is_ok() {}
}

async fn found(session: &mut ImapSession, query: &str) -> Result<BTreeSet<u32>, ImapError> {
    Ok(answered(session.uid_search(query)).await?.into_iter().collect())
}

async fn size(session: &mut ImapSession, uid: u32) -> Result<Option<usize>, ImapError> {
    let answers = answered(session.uid_fetch(uid.to_string(), "(UID RFC822.SIZE)")).await?;
    let mut answers = std::pin::pin!(answers);
    let mut size = None;
    while let Some(answer) = answered(answers.try_next()).await? {
        if answer.uid == Some(uid) {
            size = answer.size.and_then(|size| usize::try_from(size).ok());
        }
    }
    Ok(size)
}

async fn fetched(session: &mut ImapSession, uid: u32) -> Result<Option<Vec<u8>>, ImapError> {
    let fetching = async {
        // PEEK: fetching alone must not mark it.
        let answers = answered(session.uid_fetch(uid.to_string(), "(UID BODY.PEEK[])")).await?;
        let mut answers = std::pin::pin!(answers);
        let mut raw = None;
        while let Some(answer) = answers.try_next().await? {
            if answer.uid == Some(uid) {
                raw = answer.body().map(<[u8]>::to_vec).or(raw);
            }
        }
        Ok(raw)
    };
    timeout(FETCHING, fetching).await.map_err(|_| ImapError::Silent)?
}

async fn mark(session: &mut ImapSession, uid: u32, flags: &str) -> Result<(), ImapError> {
    let answers = answered(session.uid_store(uid.to_string(), flags)).await?;
    let mut answers = std::pin::pin!(answers);
    while answered(answers.try_next()).await?.is_some() {}
    Ok(())
}

/// The day before: servers compare days in zones of their own.
fn imap_date(instant: Instant) -> String {
    let day = Timestamp::from_millisecond(instant.0 - DAY_MS).unwrap_or(Timestamp::UNIX_EPOCH);
    TimeZone::UTC.to_datetime(day).strftime("%d-%b-%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_imap_wants_it() {
        assert_eq!(imap_date(Instant(1_795_435_200_000)), "22-Nov-2026");
    }
}
