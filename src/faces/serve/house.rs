//! Settings -> services: the one place that wires them, for the service and for every command.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::unfinished;
use crate::domain::address::Address;
use crate::domain::clock::Facts;
use crate::domain::time::{SystemClock, SystemRandom};
use crate::faces::cli::failure::Failure;
use crate::faces::inbound::Recipients;
use crate::mail::authenticate::{AuthConfig, Resolver};
use crate::mail::dkim::Signer;
use crate::mail::transport::{self as mail, SmtpConfig, TransportConfig};
use crate::render::{PolicyInForce, RenderError, Renderer};
use crate::services::cases::{ClockConfig, Complaints};
use crate::services::gate::Holds;
use crate::services::instances;
use crate::services::intake::{AgentRoutes, Intake, IntakeAddress, IntakeConfig, Mode, Reader, Understanding};
use crate::services::webhooks::WebhookConfig;
use crate::services::{Config, Services};
use crate::settings::{DatabasePlace, IntakeMode, Settings, Smtp, Tls, Transport};
use crate::store::{Db, Options};

/// How long to wait for a connection before the database counts as out of reach.
const ACQUIRE: Duration = Duration::from_secs(5);

/// What to do when the database holds no installation yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnEmpty {
    /// Make one: the first start.
    Begin,
    /// Say so: a command that only asks must not answer "allowed" out of an empty house it has just built (L4).
    Refuse,
}

/// An installation, opened.
pub struct House {
    /// The services.
    pub services: Arc<Services>,
    /// What a new installation shows once, if this was the first start.
    pub first: Option<First>,
}

/// What a new installation shows once.
pub struct First {
    /// The first API key's secret.
    pub key: String,
    /// The path of the one-time link by which the first operator begins.
    pub console: Option<String>,
}

/// Opens the installation: data directory, database, keys, services. Processes that start at the same moment on one
/// SQLite file do so one after another; on PostgreSQL the database itself sees to it.
///
/// # Errors
/// When anything of it is not there or does not fit.
pub async fn open(settings: &Settings, holds: Holds, on_empty: OnEmpty) -> Result<House, Failure> {
    unfinished::refuse(&settings.data_dir)?;
    match on_empty {
        OnEmpty::Begin => unfinished::refuse_first_start(settings)?,
        OnEmpty::Refuse => refuse_nothing(settings)?,
    }
    make_private(&settings.data_dir)?;
    let start_lock = start_lock(&settings.database.place).await?;
    let db = open_db(settings).await?;
    db.migrate().await?;
    if on_empty == OnEmpty::Refuse && !instances::is_in_use(&db).await? {
        return Err(nothing_here(settings));
    }
    let renderer = renderer(settings)?;
    let config = config(settings, announced_url(settings, &db).await?)?;
    let (clock, random) = (Arc::new(SystemClock), Arc::new(SystemRandom));
    let services = Services::open_holding(holds, config, db, clock, random, renderer).await?;
    let first = match services.begin_ledger().await? {
        Some(key) => Some(First { key, console: services.first_operator_path().await? }),
        None => None,
    };
    drop(start_lock);
    Ok(House { services: Arc::new(services), first })
}

/// Opens the database and nothing else.
///
/// # Errors
/// When it is out of reach.
pub async fn open_db(settings: &Settings) -> Result<Db, Failure> {
    let options = Options { max_connections: settings.database.max_connections.get(), acquire_timeout: ACQUIRE };
    let opened = match &settings.database.place {
        DatabasePlace::Sqlite { path } => {
            make_private_file(path)?;
            Db::open_sqlite(path, &options).await
        }
        DatabasePlace::Postgres { url } => Db::open_postgres(url.expose(), &options).await,
    };
    opened.map_err(|source| Failure::Database { place: settings.database.place.redacted(), source })
}

/// Once the port is known, links lead to it, unless a public URL was set.
///
/// # Errors
/// Never for an origin that settings made.
pub fn set_public_url(settings: &mut Settings, origin: &str) -> Result<(), Failure> {
    let url = origin.parse().map_err(|_| Failure::Trouble(format!("{origin} is no URL.")))?;
    settings.server.public_url = url;
    settings.server.public_url_is_default = false;
    Ok(())
}

/// The worker for mail that comes in.
///
/// # Errors
/// When the rules cannot be read.
pub fn intake(settings: &Settings, services: &Arc<Services>) -> Result<Intake, Failure> {
    Ok(Intake::new(services.clone(), Arc::new(reader(settings, services)?)))
}

/// What reads mail, for the worker and for `intake explain`.
///
/// # Errors
/// When the rules cannot be read.
pub fn reader(settings: &Settings, services: &Arc<Services>) -> Result<Reader, Failure> {
    let trouble = |why: &dyn std::fmt::Display| Failure::Trouble(why.to_string());
    let own: Vec<(&str, &str)> = settings.intake.rules.iter().map(|(name, text)| (&**name, &**text)).collect();
    let mut understanding =
        Understanding::new(&own).map_err(|e| trouble(&format_args!("intake.rules cannot be used: {e}")))?;
    understanding.controllers = settings.intake.controllers.clone();
    understanding.agents = AgentRoutes {
        to: settings.intake.trust.agents_write_to.clone(),
        by: settings.intake.trust.agents_come_by.clone(),
    };
    let trust = &settings.intake.trust;
    understanding.trust = AuthConfig {
        authserv_id: trust.authserv_id.clone(),
        own_hops: usize::try_from(trust.own_hops).unwrap_or(usize::MAX),
        own_results: usize::try_from(trust.own_results).unwrap_or(usize::MAX),
        arc_sealers: trust.arc_sealers.clone(),
        own_addresses: settings.intake.addresses.iter().map(|one| one.address.delivery().to_owned()).collect(),
        max_age_days: u32::try_from(trust.max_age.as_secs().div_ceil(86_400)).unwrap_or(u32::MAX),
    };
    // Without a DNS nobody is proven to be the writer; stops are applied all the same (AUTH-17).
    let resolver = Resolver::system().or_else(|error| {
        tracing::warn!(%error, "the system has no DNS set up: no writer of a mail can be proven");
        Resolver::offline()
    });
    let resolver = resolver.map_err(|e| trouble(&e))?;
    Ok(Reader::new(services.clone(), understanding, resolver))
}

fn intake_config(settings: &Settings) -> IntakeConfig {
    let address = |own: &crate::settings::IntakeAddress| IntakeAddress {
        address: own.address.clone(),
        sender: own.sender.clone(),
        mode: match own.mode {
            IntakeMode::All => Mode::All,
            IntakeMode::Copy => Mode::Copy,
        },
    };
    IntakeConfig {
        addresses: settings.intake.addresses.iter().map(address).collect(),
        answers_per_hour: settings.intake.answers_per_hour.get().into(),
        unproven_stops_per_hour: settings.intake.unproven_stops_per_hour.get().into(),
        label_texts: settings.intake.label_texts,
    }
}

/// The way out for mail, and what signs it.
///
/// # Errors
/// When a setting turns out not to work, such as a DKIM key that is none.
pub fn transport(settings: &Settings) -> Result<(mail::Transport, Option<Signer>), Failure> {
    let wrong = |what: &str, why: &dyn std::fmt::Display| Failure::Input(format!("{what}: {why}"));
    let transport = mail::Transport::new(transport_config(settings)).map_err(|e| wrong("mail.transport", &e))?;
    let signer = settings.mail.dkim.as_ref().map(|dkim| {
        Signer::from_pem(&dkim.domain, &dkim.selector, dkim.key.expose()).map_err(|e| wrong("mail.dkim_key", &e))
    });
    Ok((transport, signer.transpose()?))
}

/// Whose mail is taken: the addresses that are set, our own From, and those with tokens.
///
/// # Errors
/// Never for addresses that settings made.
pub fn recipients(settings: &Settings) -> Result<Recipients, Failure> {
    let from = Address::parse(settings.mail.from.as_ref()).map_err(|e| Failure::Input(format!("mail.from: {e}")))?;
    let set = settings.intake.addresses.iter().map(|one| one.address.clone());
    Ok(Recipients::new(&settings.mail.domain, set.chain([from]).collect()))
}

fn transport_config(settings: &Settings) -> TransportConfig {
    let timeout = settings.mail.send_timeout;
    match &settings.mail.transport {
        Transport::Folder { folder } => TransportConfig::Folder { path: folder.clone() },
        Transport::Sendmail { command } => TransportConfig::Sendmail { command: command.into(), timeout },
        Transport::Smtp(smtp) => TransportConfig::Smtp(smtp_config(smtp, timeout, &settings.mail.domain)),
    }
}

fn smtp_config(smtp: &Smtp, timeout: Duration, hello_name: &str) -> SmtpConfig {
    SmtpConfig {
        host: smtp.host.clone(),
        port: smtp.port,
        tls: match smtp.tls {
            Tls::None => mail::Tls::None,
            Tls::Starttls => mail::Tls::StartTls,
            Tls::Tls => mail::Tls::Implicit,
        },
        user: smtp.login.as_ref().map(|login| mail::Secret::new(login.user.clone())),
        password: smtp.login.as_ref().map(|login| mail::Secret::new(login.password.expose())),
        timeout,
        hello_name: hello_name.to_owned(),
    }
}

/// A service that listens on a port of its own choosing says in the database how it is reached, so that links minted by
/// a command lead to it.
async fn announced_url(settings: &Settings, db: &Db) -> Result<Option<String>, Failure> {
    match settings.server.public_url_is_default {
        true => Ok(instances::announced_url(db).await?),
        false => Ok(None),
    }
}

fn config(settings: &Settings, announced: Option<String>) -> Result<Config, Failure> {
    let mail_from = settings.mail.from.to_string();
    Ok(Config {
        data_dir: settings.data_dir.clone(),
        public_url: announced.and_then(|url| url.parse().ok()).unwrap_or_else(|| settings.server.public_url.clone()),
        mail_domain: settings.mail.domain.clone(),
        mail_from: Address::parse(&mail_from).map_err(|e| Failure::Input(format!("mail.from: {e}")))?,
        mail_from_name: settings.mail.from_name.clone(),
        policies: settings.policy.versions.clone(),
        retention: Arc::new(settings.retention.clone()),
        staleness_limit: settings.gate.staleness_limit,
        poll_interval: settings.gate.poll_interval,
        mails_per_address_per_day: settings.limits.mails_per_address_per_day.get(),
        send_timeout: settings.mail.send_timeout,
        give_up_after: settings.mail.give_up_after,
        intake: intake_config(settings),
        clocks: Arc::new(ClockConfig {
            rules: settings.cases.clocks.rules.clone(),
            facts: Facts { whereabouts: settings.cases.clocks.whereabouts.clone(), bulk: None },
            zone: settings.cases.clocks.zone.clone(),
        }),
        checkpoint_mail_to: settings.ledger.checkpoint_mail_to.clone(),
        checkpoint_mail_every: settings.ledger.checkpoint_mail_every,
        operators: settings.cases.notify.clone(),
        complaints: Complaints {
            to: settings.cases.complaints_to.clone(),
            bodies: settings.cases.dispute_bodies.clone(),
        },
        webhooks: WebhookConfig { rules: settings.webhooks.rules.clone(), timeout: settings.webhooks.timeout },
    })
}

/// What makes pages and mails.
pub fn renderer(settings: &Settings) -> Result<Arc<Renderer>, Failure> {
    let policy = PolicyInForce { versions: settings.policy.versions.clone(), clock: Arc::new(SystemClock) };
    let renderer = Renderer::new(settings.pages.templates.clone(), Some(policy), &settings.pages.default_language);
    renderer.map(Arc::new).map_err(|error| match error {
        RenderError::UnknownLanguage { .. } => Failure::Input(format!("{error}.")),
        error => Failure::Trouble(error.to_string()),
    })
}

fn refuse_nothing(settings: &Settings) -> Result<(), Failure> {
    match &settings.database.place {
        DatabasePlace::Sqlite { path } if !path.exists() => Err(nothing_here(settings)),
        _ => Ok(()),
    }
}

fn nothing_here(settings: &Settings) -> Failure {
    Failure::Trouble(format!(
        "There is no installation in {} yet. Start `desist serve` there once, or point --data-dir or --database-url at \
         the one you mean.",
        settings.database.place.redacted()
    ))
}

/// Makes the data directory, for its owner only. One that is there keeps its mode: it may be shared on purpose.
fn make_private(directory: &Path) -> Result<(), Failure> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(directory);
    made.map_err(|e| Failure::io(&format!("make the data directory {}", directory.display()), e))
}

/// Makes the database file, for its owner only; what SQLite puts beside it takes its mode over.
fn make_private_file(path: &Path) -> Result<(), Failure> {
    if let Some(directory) = path.parent().filter(|d| !d.as_os_str().is_empty()) {
        fs::create_dir_all(directory).map_err(|e| Failure::io(&format!("make {}", directory.display()), e))?;
    }
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(Failure::io(&format!("make the database {}", path.display()), error))
        }
        _ => Ok(()),
    }
}

/// Held while tables and keys are made: SQLite's migrations know no lock of their own. It is given up when the file is
/// closed, also by a process that is killed.
async fn start_lock(place: &DatabasePlace) -> Result<Option<File>, Failure> {
    let DatabasePlace::Sqlite { path } = place else { return Ok(None) };
    let path = path.with_extension("start.lock");
    let failed = {
        let path = path.clone();
        move |error| Failure::io(&format!("lock {}", path.display()), error)
    };
    if let Some(directory) = path.parent().filter(|d| !d.as_os_str().is_empty()) {
        fs::create_dir_all(directory).map_err(&failed)?;
    }
    let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&path).map_err(&failed)?;
    // Another process may hold it for as long as its index takes to load, so the wait has a thread of its own.
    let locked = tokio::task::spawn_blocking(move || file.lock().map(|()| file)).await;
    let locked = locked.map_err(|_| Failure::Trouble("The start lock could not be taken.".to_owned()))?;
    locked.map(Some).map_err(failed)
}
