//! Settings: what the operator typed, checked once before anything starts.
//!
//! - `table`: the one list of keys with kind, default and meaning. It drives the file reader, the names of the
//!   environment variables, the suggestions for mistyped keys and the printed manual, so none of them can drift.
//! - `raw`: what was typed, by flag, environment or file, and where. Precedence: **flag, environment, file, default**.
//! - `parse`: one value of text to one typed value.
//! - `sections`: [`Settings`], checked, secrets loaded; `build` makes it from what was typed.
//! - `cross`: what only makes sense together; refuses to start and says which key to change.
//! - `addresses` and `policy`: the two lists of tables, `[[intake.address]]` and `[[policy.version]]`.
//! - `manual`: `desist config print`, and the values in force with secrets masked.
//!
//! To add a key: one line in `table.rs`, one field in `sections.rs`, one line in `build.rs` that reads it (a test
//! complains about a key nobody reads).
//!
//! Nothing here reads the process environment or any global: the caller hands it in. Files are read: the settings file
//! and the files that secrets lie in. A relative path is relative to the file it stands in; from a flag or the
//! environment, to the working directory.

mod addresses;
mod build;
mod cross;
mod database_url;
mod error;
mod inbound;
mod manual;
mod nearest;
mod parse;
mod policy;
mod raw;
mod reader;
mod secret;
mod sections;
mod table;

#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::path::PathBuf;

pub use addresses::{IntakeAddress, IntakeMode};
pub use error::{Fault, SettingsError};
pub use inbound::{ImapIn, ImapLogin, Intake, LmtpIn, MailListen, MailProtocol, StartTls, TrustIn};
pub use manual::{manual, print_effective};
pub use secret::Secret;
pub use sections::{
    Cases, ClockSettings, Database, DatabasePlace, Dkim, Gate, Limits, Log, LogFormat, Login, Mail, Pages, Policy,
    Server, Settings, Smtp, Tls, Transport, Webhooks,
};

/// What was given on the command line; it wins over everything else.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// `--config FILE`. A file named here must exist.
    pub config: Option<PathBuf>,
    /// `--data-dir DIR`.
    pub data_dir: Option<PathBuf>,
    /// `--database-url URL`.
    pub database_url: Option<String>,
    /// `--listen ADDR`.
    pub listen: Option<SocketAddr>,
}

/// Reads and checks everything.
///
/// `env` is the whole process environment; only names that begin with `DESIST_` are looked at, and one that is not
/// known is refused. An empty value counts as not given.
///
/// # Errors
/// Every fault found, each with the place it was typed at and what to do about it.
pub fn load(flags: &Flags, env: impl Iterator<Item = (String, String)>) -> Result<Settings, SettingsError> {
    let typed = raw::collect(flags, env)?;
    build::settings(&typed)
}
