//! The command line.
//!
//! Results go to standard output, everything else to standard error. Exit codes (contract): 0 done; 1 the answer is
//! "no"; 2 usage or bad input; 3 could not be done.
//!
//! **To add a command**: its arguments in [`args`], a file here with what it does, a line in `run`. A command opens the
//! installation by [`crate::faces::serve::house`], beside a running service or alone, and changes things only through
//! the services, so that each change has its ledger entry.

mod agents;
pub mod args;
mod backup;
mod cases;
mod check;
mod config;
mod copies;
mod demo;
pub(in crate::faces) mod doctor;
pub mod failure;
mod figures;
mod import;
mod ingest;
mod intake;
mod keys;
mod links;
mod operators;
pub mod paint;
mod parties;
mod receipt;
mod report;
mod restore;
mod retention;
mod senders;
mod sharing;
mod table;
mod tar;
mod topics;
mod verify;
mod webhooks;

use std::io::{self, Read, Write};
use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;

use self::args::{Arguments, Command, Global};
use self::failure::Failure;
use super::serve::house::{self, OnEmpty};
use crate::domain::address::Address;
use crate::domain::case::PartyKind;
use crate::domain::time::{Clock, SystemClock};
use crate::services::Services;
use crate::services::gate::Holds;
use crate::settings::{self, Flags, Settings, SettingsError};
use crate::telemetry::logs;

/// What a command that did its work answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Done; or the answer is "yes".
    Yes,
    /// The answer is "no".
    No,
}

/// Runs the program with this process's arguments and environment.
pub fn main() -> ExitCode {
    panic::set_hook(Box::new(|panic| eprintln!("{}", where_it_panicked(panic.location()))));
    let arguments = Arguments::parse();
    match start(arguments) {
        Ok(Answer::Yes) => ExitCode::SUCCESS,
        Ok(Answer::No) => ExitCode::from(1),
        Err(failure) => {
            failure.tell();
            failure.exit_code()
        }
    }
}

/// A panic is told by its place alone: its message may quote what was being read, a mail or an address (L6).
fn where_it_panicked(place: Option<&panic::Location<'_>>) -> String {
    match place {
        Some(place) => format!("desist: a defect showed at {}:{}:{}", place.file(), place.line(), place.column()),
        None => "desist: a defect showed".to_owned(),
    }
}

fn start(arguments: Arguments) -> Result<Answer, Failure> {
    let command = arguments.command.unwrap_or(Command::Serve(args::Serve { listen: None }));
    let mut flags = flags(&arguments.global);
    if let Command::Serve(serve) = &command {
        flags.listen = serve.listen;
    }
    // Neither of these needs settings that are right, let alone a database.
    match &command {
        Command::Config(args::Config::Print { effective: false }) => return config::print_manual(),
        Command::Verify(verify) if verify.receipt.is_some() => return receipt::verify_offline(verify),
        Command::Demo => return nowhere_else(&arguments.global).and_then(|()| runtime()?.block_on(demo::run())),
        _ => {}
    }
    let settings = match (settings::load(&flags, environment()), &command) {
        // Also a mistyped setting must not bounce a mail.
        (Err(error), Command::Ingest(_)) => return Err(Failure::TryAgain(Box::new(error.into()))),
        (loaded, _) => loaded?,
    };
    refuse_no_policy(&settings)?;
    start_log(&settings, &command)?;
    if let Command::Serve(_) = command {
        let options = options(&arguments.global);
        return runtime()?.block_on(super::serve::serve(settings, &options)).map(|()| Answer::Yes);
    }
    runtime()?.block_on(run(command, settings))
}

/// P10: every entry names the policy in force, so there must be one. That depends on the day, which settings do not know.
fn refuse_no_policy(settings: &Settings) -> Result<(), SettingsError> {
    let fault = settings.policy.none_in_force(SystemClock.now());
    fault.map_or(Ok(()), |fault| Err(SettingsError { faults: vec![fault] }))
}

fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|e| Failure::io("start", e))
}

async fn run(command: Command, settings: Settings) -> Result<Answer, Failure> {
    match command {
        Command::Serve(_) => super::serve::serve(settings, "").await.map(|()| Answer::Yes),
        Command::Demo => demo::run().await,
        Command::Key(what) => keys::run(what, &settings).await,
        Command::Link(what) => links::run(what, &settings).await,
        Command::Check(what) => check::run(what, &settings).await,
        Command::DoNotShare(what) => sharing::run(what, &settings).await,
        Command::Import(what) => import::run(what, &settings).await,
        Command::Ingest(what) => ingest::run(what, &settings).await,
        Command::Intake(what) => intake::run(what, &settings).await,
        Command::Agent(what) => agents::run(what, &settings).await,
        Command::Operator(what) => operators::run(what, &settings).await,
        Command::Case(what) => cases::run(what, &settings).await,
        Command::System(what) => parties::run(PartyKind::System, what, &settings).await,
        Command::Partner(what) => parties::run(PartyKind::Partner, what, &settings).await,
        Command::Controller(what) => parties::run(PartyKind::Controller, what, &settings).await,
        Command::Verify(what) => verify::run(what, &settings).await,
        Command::Topic(what) => topics::run(what, &settings).await,
        Command::Sender(what) => senders::run(what, &settings).await,
        Command::Webhook(what) => webhooks::run(what, &settings).await,
        Command::Config(what) => config::run(&what, &settings),
        Command::Backup(what) => backup::run(&what, &settings).await,
        Command::Restore(what) => restore::run(&what, &settings).await,
        Command::Report(what) => report::run(what, &settings).await,
        Command::Figures(what) => figures::run(what, &settings).await,
        Command::Retention(what) => retention::run(what, &settings).await,
        Command::Receipt(what) => receipt::run(&what, &settings).await,
        Command::Doctor(what) => doctor::run(&what, &settings).await,
    }
}

/// The demo makes an installation of its own and removes it; one that was named would not be shown, so it is refused.
fn nowhere_else(global: &Global) -> Result<(), Failure> {
    if options(global).is_empty() {
        return Ok(());
    }
    let why = "The demo plays in a temporary directory of its own: leave out --data-dir, --config and --database-url.";
    Err(Failure::Input(why.to_owned()))
}

/// The options that say which installation is meant, as they would be typed again, each after a space; without the
/// database's password.
fn options(global: &Global) -> String {
    let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
    let given = [
        ("--config", path(&global.config)),
        ("--data-dir", path(&global.data_dir)),
        ("--database-url", global.database_url.as_deref().map(without_password)),
    ];
    let typed = |(name, value): (&str, Option<String>)| value.map(|value| format!(" {name} {}", quoted(&value)));
    given.into_iter().filter_map(typed).collect()
}

fn without_password(database_url: &str) -> String {
    match url::Url::parse(database_url) {
        Ok(mut url) if url.password().is_some() => match url.set_password(None) {
            Ok(()) => url.into(),
            Err(()) => "URL".to_owned(),
        },
        _ => database_url.to_owned(),
    }
}

/// For a shell.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-:@%+=,".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

fn flags(global: &Global) -> Flags {
    Flags {
        config: global.config.clone(),
        data_dir: global.data_dir.clone(),
        database_url: global.database_url.clone(),
        listen: None,
    }
}

/// Variables that are no text cannot be settings.
fn environment() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}

/// The service says what it does; a command says only what is wrong, unless something else was asked for.
fn start_log(settings: &Settings, command: &Command) -> Result<(), Failure> {
    let mut log = settings.log.clone();
    let serves = matches!(command, Command::Serve(_));
    if !serves && log.filter == "info" {
        log.filter = "warn".to_owned();
    }
    logs::init(&log).map_err(|e| Failure::Input(e.to_string()))?;
    if serves {
        settings.warnings.iter().for_each(|warning| tracing::warn!("{warning}"));
    }
    Ok(())
}

/// The services for a command. Its gate holds no index, so a command starts at once however many rows there are.
async fn open(settings: &Settings, on_empty: OnEmpty) -> Result<Arc<Services>, Failure> {
    let house = house::open(settings, Holds::Registries, on_empty).await?;
    if let Some(first) = house.first {
        eprintln!(
            "This is a new installation, in {}. Its first API key, shown this once: {}",
            settings.data_dir.display(),
            first.key
        );
    }
    Ok(house.services)
}

/// Writes a result. A reader that has gone away (`| head`) ends the command without a fuss.
///
/// # Errors
/// When standard output cannot be written.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::output)
}

/// Writes a result as JSON, one object on one line.
fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string(value).map_err(|e| Failure::Trouble(e.to_string()))?;
    print(&format!("{text}\n"))
}

/// An address from the command line; `-` reads it from standard input, where no process list shows it.
fn address(given: &str) -> Result<Address, Failure> {
    let typed = typed(given)?;
    Address::parse(typed.trim()).map_err(|e| Failure::Input(format!("Not an address: {e}.")))
}

/// A text as typed; `-` reads it from standard input, where no process list shows it.
fn typed(given: &str) -> Result<String, Failure> {
    match given {
        "-" => typed_in(),
        text => Ok(text.to_owned()),
    }
}

/// The whole of standard input, as text.
fn typed_in() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes).map_err(|e| Failure::io("read standard input", e))?;
    let no_text = |_| Failure::Input("Standard input is no text in UTF-8. Convert it, and try again.".to_owned());
    String::from_utf8(bytes).map_err(no_text)
}
