//! `desist ingest`: the pipe. A mail server's alias hands mail over and is told by the exit code whether it was stored.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::args::Ingest;
use super::failure::Failure;
use super::{Answer, open};
use crate::domain::change::Channel;
use crate::faces::serve::house::OnEmpty;
use crate::services::Services;
use crate::services::intake::Inbound;
use crate::settings::Settings;

/// Stores each mail; whatever keeps one from being stored is for the mail server to try again (exit 75, SMTP-02), for
/// a bounce would send a legal request back.
pub(super) async fn run(what: Ingest, settings: &Settings) -> Result<Answer, Failure> {
    store_all(&what, settings).await.map_err(|error| Failure::TryAgain(Box::new(error)))
}

async fn store_all(what: &Ingest, settings: &Settings) -> Result<Answer, Failure> {
    // Never into an installation made for it: nobody works there, so nobody would ever read the mail (L1).
    let services = open(settings, OnEmpty::Refuse).await?;
    let stdin = [PathBuf::from("-")];
    let files = if what.files.is_empty() { &stdin[..] } else { &what.files[..] };
    for file in files {
        store(&services, what, read(file, settings.intake.max_size)?).await?;
    }
    Ok(Answer::Yes)
}

async fn store(services: &Services, what: &Ingest, raw: Vec<u8>) -> Result<(), Failure> {
    let mail = Inbound {
        raw: without_from_line(raw),
        mail_from: what.from.as_deref().map(|from| from.trim_matches(['<', '>']).to_owned()),
        rcpt_to: what.to.iter().map(|to| to.trim_matches(['<', '>']).to_owned()).collect(),
        via: Channel::Pipe,
        client: None,
    };
    let received = services.receive(mail).await?;
    eprintln!("{} {}", if received.new { "Stored" } else { "Known already:" }, received.id);
    Ok(())
}

fn read(file: &Path, largest: usize) -> Result<Vec<u8>, Failure> {
    let doing = format!("read {}", file.display());
    let mut raw = Vec::new();
    let input: Box<dyn Read> = match file.to_str() {
        Some("-") => Box::new(io::stdin().lock()),
        _ => Box::new(File::open(file).map_err(|e| Failure::io(&doing, e))?),
    };
    input.take((largest as u64).saturating_add(1)).read_to_end(&mut raw).map_err(|e| Failure::io(&doing, e))?;
    match raw.len() {
        0 => Err(Failure::Input(format!("{} is empty; it should hold a mail.", file.display()))),
        size if size > largest => Err(Failure::Input(format!("{} is larger than {largest} octets.", file.display()))),
        _ => Ok(raw),
    }
}

/// Some mail servers write a line `From sender date` before a mail they pipe; it is not part of it, and would make the
/// same mail look like another.
fn without_from_line(raw: Vec<u8>) -> Vec<u8> {
    let line = raw.starts_with(b"From ").then(|| raw.iter().position(|b| *b == b'\n')).flatten();
    match line {
        Some(end) => raw[end + 1..].to_vec(),
        None => raw,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_that_a_pipe_puts_before_a_mail_is_no_part_of_it() {
        let mail = b"From: ana@example.org\r\n\r\nStop.\r\n".to_vec();
        assert_eq!(without_from_line(mail.clone()), mail);
        assert_eq!(without_from_line([b"From ana@example.org Mon Nov 23\n", &mail[..]].concat()), mail);
    }
}
