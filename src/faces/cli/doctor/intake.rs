//! The ways in for mail that are switched on; nothing is said of the others.

use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::timeout;

use super::world::PATIENCE;
use crate::domain::text::counted;
use crate::faces::cli::failure::chain;
use crate::faces::inbound::imap;
use crate::services::doctor::Finding;
use crate::settings::{ImapIn, LmtpIn, MailListen, Settings};

pub(super) async fn ways_in(settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(lmtp) = &settings.intake.lmtp {
        findings.push(listener(lmtp).await);
    }
    if let Some(settings) = &settings.intake.imap {
        findings.push(mailbox(settings).await);
    }
    findings
}

async fn listener(lmtp: &LmtpIn) -> Finding {
    let greeting = async {
        match &lmtp.listen {
            MailListen::Tcp(address) => first_line(TcpStream::connect(address).await.ok()?).await,
            MailListen::Unix(path) => first_line(UnixStream::connect(path).await.ok()?).await,
        }
    };
    let place = match &lmtp.listen {
        MailListen::Tcp(address) => address.to_string(),
        MailListen::Unix(path) => format!("unix:{}", path.display()),
    };
    match timeout(PATIENCE, greeting).await.ok().flatten() {
        Some(line) if line.starts_with("220 ") => Finding::ok("mail in", format!("{place} takes mail")),
        Some(_) => Finding::warn(
            "mail in",
            format!("{place} answers, but takes no mail now"),
            "look at the log; raise intake.lmtp.max_connections if it is only busy",
        ),
        None => Finding::warn("mail in", format!("{place} does not answer"), "start `desist serve`, then ask again"),
    }
}

async fn first_line(stream: impl AsyncRead + Unpin) -> Option<String> {
    BufReader::new(stream).lines().next_line().await.ok().flatten()
}

async fn mailbox(settings: &ImapIn) -> Finding {
    match timeout(PATIENCE, imap::can_read(settings)).await {
        Ok(Ok(mails)) => {
            let mails = counted(u64::from(mails), "mail", "mails");
            Finding::ok("mailbox", format!("{} on {} can be read; it holds {mails}", settings.mailbox, settings.host))
        }
        Ok(Err(error)) => {
            Finding::fail("mailbox", chain(&error).join(": "), "mend what is named there, then ask again")
        }
        Err(_) => Finding::fail("mailbox", format!("{} does not answer in time", settings.host), "look at the server"),
    }
}
