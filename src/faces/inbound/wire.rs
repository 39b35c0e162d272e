//! Lines and data to and from one client, within limits of size and time.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::data::Data;

/// The longest command line. RFC 5321 section 4.5.3.1.4 asks for 512 octets, and more for parameters.
const LINE_MAX: usize = 4_096;
/// What is read at a time, and how much of the common room a growing mail takes at a time.
const CHUNK: usize = 64 << 10;
/// One mail may take so long to come, whatever its pieces' pace: a trickle must not hold a connection for ever.
const MAIL_TIME: Duration = Duration::from_secs(30 * 60);

/// A connection, plain or within TLS.
pub(super) trait Io: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug> Io for T {}

/// The client is gone, or too slow; there is nobody to tell.
#[derive(Debug)]
pub(super) enum Gone {
    /// It closed the connection, or it broke.
    Closed,
    /// It was silent for too long.
    Silent,
}

/// One line of a client.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// With its CRLF.
    Command(Vec<u8>),
    /// Longer than allowed; read over.
    TooLong,
    /// It ended with a bare LF (SMTP-09); read over.
    BareLineEnd,
}

/// A mail's bytes, or why they were read over.
pub(super) enum Mail {
    /// All of it, with the room that it takes.
    Whole(Vec<u8>, Vec<OwnedSemaphorePermit>),
    /// More than allowed.
    TooBig,
    /// Others take up all the room at the moment.
    NoRoom,
}

/// The room that all mails under way share, so that many large ones at a time cannot exhaust the memory.
#[derive(Clone)]
pub(super) struct Room(Arc<Semaphore>);

impl Room {
    /// For so many octets.
    pub(super) fn of(octets: usize) -> Self {
        Self(Arc::new(Semaphore::new(octets.div_ceil(CHUNK).clamp(1, Semaphore::MAX_PERMITS))))
    }
}

/// The two directions of a connection.
pub(super) struct Wire {
    stream: Box<dyn Io>,
    input: Vec<u8>,
    output: Vec<u8>,
    patience: Duration,
}

impl Wire {
    pub(super) fn new(stream: Box<dyn Io>, patience: Duration) -> Self {
        Self { stream, input: Vec::new(), output: Vec::new(), patience }
    }

    /// Whether the client has sent something that was not asked for yet.
    pub(super) fn has_more(&self) -> bool {
        !self.input.is_empty()
    }

    /// The connection itself, for TLS; what was read ahead is dropped with the rest.
    pub(super) fn into_stream(self) -> Box<dyn Io> {
        self.stream
    }

    /// Puts one reply line into the output; it leaves when the client's pipelined commands are done.
    pub(super) fn reply(&mut self, line: &str) {
        self.output.extend_from_slice(line.as_bytes());
        self.output.extend_from_slice(b"\r\n");
    }

    /// Sends what is in the output, unless the client has commands waiting (PIPELINING). Before waiting for a line: a
    /// wait that is dropped must not take half a reply with it.
    pub(super) async fn say_all(&mut self) -> Result<(), Gone> {
        match self.input.contains(&b'\n') {
            true => Ok(()),
            false => self.flush().await,
        }
    }

    /// Sends what is in the output.
    pub(super) async fn flush(&mut self) -> Result<(), Gone> {
        let output = std::mem::take(&mut self.output);
        let sending = async {
            self.stream.write_all(&output).await?;
            self.stream.flush().await
        };
        match timeout(self.patience, sending).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(Gone::Closed),
            Err(_) => Err(Gone::Silent),
        }
    }

    /// The next line. May be dropped while it waits; nothing is lost then.
    pub(super) async fn line(&mut self) -> Result<Line, Gone> {
        let mut over = false;
        loop {
            if let Some(end) = self.input.iter().position(|byte| *byte == b'\n') {
                let rest = self.input.split_off(end + 1);
                let line = std::mem::replace(&mut self.input, rest);
                return Ok(match (over || line.len() > LINE_MAX, line.ends_with(b"\r\n")) {
                    (true, _) => Line::TooLong,
                    (false, true) => Line::Command(line),
                    (false, false) => Line::BareLineEnd,
                });
            }
            if self.input.len() > LINE_MAX {
                over = true;
                self.input.clear();
            }
            self.fill().await?;
        }
    }

    /// A mail up to its end. Past the limit it is read over, so that the client hears the reply it waits for.
    pub(super) async fn mail(&mut self, limit: usize, room: &Room) -> Result<Mail, Gone> {
        self.flush().await?;
        match timeout(MAIL_TIME, self.read_mail(limit, room)).await {
            Ok(read) => read,
            Err(_) => Err(Gone::Silent),
        }
    }

    async fn read_mail(&mut self, limit: usize, room: &Room) -> Result<Mail, Gone> {
        let (mut data, mut mail) = (Data::new(), Growing::new(limit, room));
        // A client that never ends is cut off at some point, without a word.
        let mut patience = limit.saturating_mul(4).max(CHUNK);
        loop {
            if self.input.is_empty() {
                self.fill().await?;
            }
            let read = data.read(&self.input, |text| mail.add(text));
            patience = patience.checked_sub(self.input.len()).ok_or(Gone::Closed)?;
            match read {
                Some(end) => {
                    self.input.drain(..end);
                    return Ok(mail.done());
                }
                None => self.input.clear(),
            }
        }
    }

    async fn fill(&mut self) -> Result<(), Gone> {
        if !self.output.is_empty() {
            self.flush().await?;
        }
        self.input.reserve(CHUNK);
        match timeout(self.patience, self.stream.read_buf(&mut self.input)).await {
            Ok(Ok(0) | Err(_)) => Err(Gone::Closed),
            Ok(Ok(_)) => Ok(()),
            Err(_) => Err(Gone::Silent),
        }
    }
}

/// A mail that is coming in.
struct Growing<'a> {
    limit: usize,
    room: &'a Room,
    mail: Mail,
}

impl<'a> Growing<'a> {
    fn new(limit: usize, room: &'a Room) -> Self {
        Self { limit, room, mail: Mail::Whole(Vec::new(), Vec::new()) }
    }

    fn add(&mut self, text: &[u8]) {
        let Mail::Whole(bytes, held) = &mut self.mail else { return };
        if bytes.len() + text.len() > self.limit {
            self.mail = Mail::TooBig;
            return;
        }
        while held.len() * CHUNK < bytes.len() + text.len() {
            match self.room.0.clone().try_acquire_owned() {
                Ok(permit) => held.push(permit),
                Err(_) => {
                    self.mail = Mail::NoRoom;
                    return;
                }
            }
        }
        bytes.extend_from_slice(text);
    }

    fn done(self) -> Mail {
        self.mail
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
mod tests {
    use super::*;

    async fn reading(sent: &[u8]) -> Wire {
        let (mut client, server) = tokio::io::duplex(1 << 20);
        client.write_all(sent).await.unwrap();
        drop(client);
        Wire::new(Box::new(server), Duration::from_secs(5))
    }

    #[tokio::test]
    async fn smtp_09_lines_end_with_crlf_only() {
        let mut wire = reading(b"NOOP\r\nNOOP\nQUIT\r\nNO").await;
        assert_eq!(wire.line().await.unwrap(), Line::Command(b"NOOP\r\n".to_vec()));
        assert_eq!(wire.line().await.unwrap(), Line::BareLineEnd);
        assert_eq!(wire.line().await.unwrap(), Line::Command(b"QUIT\r\n".to_vec()));
        assert!(matches!(wire.line().await, Err(Gone::Closed)));
    }

    #[tokio::test]
    async fn smtp_10_a_line_without_end_is_read_over_and_kept_nowhere() {
        let mut wire = reading(&[&[b'A'; 300_000][..], b"\r\nNOOP\r\n"].concat()).await;
        assert_eq!(wire.line().await.unwrap(), Line::TooLong);
        assert_eq!(wire.line().await.unwrap(), Line::Command(b"NOOP\r\n".to_vec()));
        assert!(wire.input.capacity() < 600_000);
    }

    #[tokio::test]
    async fn smtp_10_a_mail_over_the_limit_is_read_over_to_its_end() {
        let room = Room::of(1 << 20);
        let mut wire = reading(b"0123456789\r\n.\r\n01234567\r\n.\r\nNOOP\r\n").await;
        assert!(matches!(wire.mail(10, &room).await.unwrap(), Mail::TooBig));
        let Mail::Whole(mail, _) = wire.mail(10, &room).await.unwrap() else { panic!("it fits") };
        assert_eq!(mail, b"01234567\r\n");
        assert_eq!(wire.line().await.unwrap(), Line::Command(b"NOOP\r\n".to_vec()));
    }

    #[tokio::test]
    async fn the_room_for_mails_under_way_is_shared_and_given_back() {
        let room = Room::of(CHUNK);
        let mut wire = reading(b"a\r\n.\r\nb\r\n.\r\nc\r\n.\r\n").await;
        let first = wire.mail(100, &room).await.unwrap();
        assert!(matches!(wire.mail(100, &room).await.unwrap(), Mail::NoRoom));
        drop(first);
        assert!(matches!(wire.mail(100, &room).await.unwrap(), Mail::Whole(..)));
    }
}
