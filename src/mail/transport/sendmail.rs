//! By a `sendmail` command, which every Unix mail system has.

use std::io;
use std::path::PathBuf;
use std::process::{Output, Stdio};
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::process::{Child, Command};
use tokio::time;

use super::in_words;
use crate::domain::delivery::Outcome;

/// Exit codes of `sysexits.h` that speak about the recipient or the message: no such user, no such host, unusable
/// data. All others speak about the machine.
const REFUSALS: [i32; 3] = [67, 68, 65];
/// `EX_TEMPFAIL`: the mail system asks to be tried again.
const TRY_AGAIN: i32 = 75;

/// A command that takes mail.
pub(super) struct Sendmail {
    pub(super) command: PathBuf,
    pub(super) timeout: Duration,
}

impl Sendmail {
    pub(super) async fn send(&self, envelope_from: Option<&str>, to: &str, raw: &[u8]) -> Outcome {
        // A dropped child is killed: an attempt that ran out of time does not go on behind our back.
        match time::timeout(self.timeout, self.run(envelope_from, to, raw)).await {
            Ok(Ok(output)) => outcome(&output, to),
            Ok(Err(error)) => Outcome::unreachable(&in_words("the sendmail command cannot be run", &error), to),
            Err(_) => Outcome::unreachable("the sendmail command took too long", to),
        }
    }

    async fn run(&self, envelope_from: Option<&str>, to: &str, raw: &[u8]) -> io::Result<Output> {
        let mut child = self.start(envelope_from, to)?;
        feed(&mut child, raw).await?;
        child.wait_with_output().await
    }

    /// `-i`: a line with a single dot is text. `<>` is the null sender to Postfix, Exim and Sendmail alike; leaving
    /// `-f` out would make this process's user the sender. `--` keeps an address from being read as an option.
    fn start(&self, envelope_from: Option<&str>, to: &str) -> io::Result<Child> {
        Command::new(&self.command)
            .args(["-i", "-f", envelope_from.unwrap_or("<>"), "--", to])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
    }
}

/// The message with this system's line ends, as the command expects; it puts CRLF back on the wire, so that DKIM holds.
async fn feed(child: &mut Child, raw: &[u8]) -> io::Result<()> {
    let Some(mut stdin) = child.stdin.take() else { return Ok(()) };
    match stdin.write_all(&unix_lines(raw)).await {
        // It has closed its ear: its exit code says why.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

fn unix_lines(raw: &[u8]) -> Vec<u8> {
    let followed = raw.iter().zip(raw.iter().skip(1).map(Some).chain([None]));
    followed.filter(|&(&byte, next)| byte != b'\r' || next != Some(&b'\n')).map(|(&byte, _)| byte).collect()
}

fn outcome(output: &Output, to: &str) -> Outcome {
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.code() {
        Some(0) => Outcome::Sent,
        Some(code) if REFUSALS.contains(&code) => Outcome::refused(550, &said, to),
        Some(TRY_AGAIN) => Outcome::refused(451, &said, to),
        code => Outcome::unreachable(&format!("sendmail ended with {}: {said}", code.unwrap_or(-1)), to),
    }
}
