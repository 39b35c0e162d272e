//! What the machine says: settings, mail transport, disk.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use crate::services::doctor::Finding;
use crate::services::installation::key_paths;
use crate::settings::{Settings, Transport};

/// How long something outside may take to answer.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);
/// Less free space than this stops the service soon, in KiB.
const LITTLE_KIB: u64 = 1024 * 1024;
/// Less than this stops it now.
const NONE_KIB: u64 = 64 * 1024;

pub(super) fn settings(settings: &Settings) -> Vec<Finding> {
    let file = settings.config_file.as_ref().map_or("no settings file".to_owned(), |file| file.display().to_string());
    let mut findings = vec![Finding::ok("settings", format!("right ({file}, {})", settings.database.place.redacted()))];
    let warnings = settings.warnings.iter().map(|warning| {
        let (what, fix) = warning.split_once("; ").unwrap_or((warning, "see `desist config print`"));
        Finding::warn("settings", what, fix)
    });
    findings.extend(warnings);
    findings.extend(key_paths(&settings.data_dir).iter().filter_map(|path| open_key(path)));
    findings
}

/// A key that others may read is no key.
fn open_key(path: &Path) -> Option<Finding> {
    let mode = std::fs::metadata(path).ok()?.permissions().mode();
    (mode & 0o077 != 0).then(|| {
        let fix = format!("chmod 600 {}", path.display());
        Finding::fail("keys", format!("others may read {}", path.display()), fix)
    })
}

pub(super) async fn mail(settings: &Settings) -> Finding {
    match &settings.mail.transport {
        Transport::Folder { folder } => Finding::warn(
            "mail",
            format!("written to {} and sent nowhere", folder.display()),
            "for real use set mail.transport to smtp or sendmail",
        ),
        Transport::Sendmail { command } => sendmail(command),
        Transport::Smtp(smtp) => relay(&smtp.host, smtp.port).await,
    }
}

fn sendmail(command: &str) -> Finding {
    let is_program =
        |path: &Path| std::fs::metadata(path).is_ok_and(|m| m.is_file() && m.permissions().mode() & 0o111 != 0);
    let found = match command.contains('/') {
        true => is_program(Path::new(command)),
        false => std::env::var_os("PATH")
            .is_some_and(|path| std::env::split_paths(&path).any(|folder| is_program(&folder.join(command)))),
    };
    match found {
        true => Finding::ok("mail", format!("{command} is there")),
        false => Finding::fail("mail", format!("there is no program {command}"), "set mail.sendmail_command"),
    }
}

async fn relay(host: &str, port: u16) -> Finding {
    match tokio::time::timeout(PATIENCE, tokio::net::TcpStream::connect((host, port))).await {
        Ok(Ok(_)) => Finding::ok("mail", format!("the relay {host}:{port} answers")),
        Ok(Err(error)) => Finding::fail(
            "mail",
            format!("the relay {host}:{port} cannot be reached: {}", error.kind()),
            "check mail.smtp_host and mail.smtp_port, and the firewall",
        ),
        Err(_) => Finding::fail(
            "mail",
            format!("the relay {host}:{port} does not answer within {} s", PATIENCE.as_secs()),
            "check mail.smtp_host and mail.smtp_port, and the firewall",
        ),
    }
}

/// How much room the data directory has.
pub(in crate::faces) async fn disk(settings: &Settings) -> Finding {
    let Some(free) = free_kib(&settings.data_dir).await else {
        return Finding::warn("disk", "the free space cannot be told", "look yourself: df -h");
    };
    let what = format!("{} MiB free at {}", free / 1024, settings.data_dir.display());
    match free {
        free if free < NONE_KIB => Finding::fail("disk", what, "make room: without it no change can be stored"),
        free if free < LITTLE_KIB => Finding::warn("disk", what, "make room soon"),
        _ => Finding::ok("disk", what),
    }
}

/// Asked of `df`, whose output POSIX fixes; the standard library has no way of its own.
async fn free_kib(directory: &Path) -> Option<u64> {
    let output = tokio::process::Command::new("df").arg("-Pk").arg(directory).output().await.ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}
