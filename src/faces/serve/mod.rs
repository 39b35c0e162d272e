//! `desist serve`: everything that runs, started in order and stopped in order.
//!
//! - [`house`]: settings -> services. [`first_start`]: what a new installation prints, once.
//! - [`unfinished`]: what a restore that was cut off left, in which nothing starts.
//! - `parts`: what runs beside HTTP: gate follower, delivery, the ways in for mail and the worker behind them, heartbeat.
//!
//! A signal stops it: nothing new is accepted, requests under way finish, mails being sent are sent, and what the
//! writer still holds is committed before the database is closed. A second signal ends it at once. A part that ends by
//! itself ends the process with exit code 3, for a supervisor to start it anew; a database that goes away does not: its
//! parts go on trying, and promotional mail is refused meanwhile (L4).

pub mod first_start;
pub mod house;
mod parts;
pub mod unfinished;

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use tokio::signal::unix::{Signal, SignalKind, signal};

use self::house::{First, House, OnEmpty};
use self::parts::Parts;
use super::cli::failure::Failure;
use super::http::limits::Limits;
use super::http::state::{ConsolePlace, State};
use super::http::{self, routes};
use super::inbound::Status;
use super::inbound::imap::MailboxReader;
use super::inbound::listen::{MailServer, MailSocket};
use crate::services::Services;
use crate::services::gate::Holds;
use crate::services::intake::Intake;
use crate::settings::Settings;

/// How long the writer may take for what it still holds.
const LAST_COMMITS: Duration = Duration::from_secs(15);
/// Threads that answer HTTP, at most.
const WORKERS: usize = 8;

/// Serves until a signal comes. `options` are what a command must repeat to reach the same installation, as typed.
///
/// # Errors
/// What kept it from starting, or which part ended by itself.
pub async fn serve(settings: Settings, options: &str) -> Result<(), Failure> {
    let mut signals = Signals::new()?;
    let mail = first_start::where_mail_goes(&settings);
    let running = start(settings).await?;
    match &running.first {
        Some(first) => super::cli::print(&first_start::welcome(&running, first, &mail, options))?,
        None => super::cli::print(&format!("Desist is running at {}\n", running.origin))?,
    }
    running.until(async move || signals.next().await).await
}

/// A service that runs.
pub struct Running {
    /// How it is reached, without a slash at the end.
    pub origin: String,
    /// The address it listens on.
    pub bound: SocketAddr,
    /// Where mail is taken, as the settings would say it, if anywhere.
    pub mail_bound: Option<String>,
    /// What a new installation shows once, on the first start.
    pub first: Option<First>,
    /// The services.
    pub services: Arc<Services>,
    shutdown_timeout: Duration,
    parts: Parts,
    servers: Vec<actix_web::dev::ServerHandle>,
}

/// Starts everything; it runs when this returns.
///
/// # Errors
/// When the address is taken, the database is out of reach, keys and database do not fit, or a setting does not work.
pub async fn start(mut settings: Settings) -> Result<Running, Failure> {
    let listener = listen(settings.server.listen)?;
    let bound = listener.local_addr().map_err(|e| Failure::io("ask for the address listened on", e))?;
    let origin = settings.server.origin_when_bound(bound);
    house::set_public_url(&mut settings, &origin)?;
    let metrics = settings.server.metrics_listen.map(listen).transpose()?;
    let transport = house::transport(&settings)?;
    let mail = settings.intake.lmtp.as_ref().map(|lmtp| MailSocket::bind(&lmtp.listen)).transpose()?;
    let mail_bound = mail.as_ref().map(|socket| socket.place.clone());
    let shutdown_timeout = settings.server.shutdown_timeout;
    let house = house::open(&settings, Holds::Index, OnEmpty::Begin).await?;
    if let Some(entry) = house.services.record_policies().await? {
        tracing::info!(ledger.entry = entry, "other versions of the privacy policy are set; the ledger says so");
    }
    let intake = house::intake(&settings, &house.services)?;
    let inbound = Arc::new(ways_in(&settings));
    let state = Arc::new(state(&settings, house.services.clone(), intake.clone(), inbound.clone()));

    let mut parts = Parts::new();
    parts.heartbeat(&house.services, &origin).await?;
    parts.follow(&house.services, settings.gate.poll_interval);
    parts.deliver(&house.services, transport);
    parts.deliver_webhooks(&house.services);
    parts.keep_up(&house.services);
    parts.tend_cases(&house.services);
    parts.retain(&house.services);
    parts.work_off(intake);
    take_mail(&mut parts, &settings, mail, &house.services, &inbound)?;
    let mut servers = Vec::new();
    if let Some(metrics) = metrics {
        let failed = |e| Failure::io("serve metrics", e);
        servers
            .push(parts.server("the metrics listener", http::serve_metrics(state.clone(), metrics).map_err(failed)?));
    }
    let failed = |e| Failure::io("serve HTTP", e);
    servers.push(parts.server("the web server", http::serve(state, listener, workers()).map_err(failed)?));
    tracing::info!(ledger.size = house.services.gate.ledger_size(), database = house.services.db.name(), "running");
    let House { services, first } = house;
    Ok(Running { origin, bound, mail_bound, first, services, shutdown_timeout, parts, servers })
}

impl Running {
    /// Runs until `stop` is done, and stops in order; `stop` done a second time ends it at once.
    ///
    /// # Errors
    /// When a part ended by itself, or the stop was cut short.
    pub async fn until(mut self, mut stop: impl AsyncFnMut()) -> Result<(), Failure> {
        let died = tokio::select! {
            () = stop() => None,
            name = self.parts.any_ended() => Some(name),
        };
        if let Some(name) = died {
            tracing::error!("{name} ended by itself; stopping");
        }
        tokio::select! {
            () = self.stop() => {}
            () = stop() => return Err(Failure::Trouble("Ended at once by a second signal.".to_owned())),
        }
        match died {
            Some(name) => Err(Failure::Trouble(format!("{name} ended by itself; see the log for why."))),
            None => Ok(()),
        }
    }

    /// Stops in order: HTTP, then the workers, then the writer's last commits, then the database.
    pub async fn stop(mut self) {
        tracing::info!("stopping: finishing what is under way");
        let finished = async {
            for server in &self.servers {
                server.stop(true).await;
            }
            self.parts.stop().await;
        };
        if tokio::time::timeout(self.shutdown_timeout, finished).await.is_err() {
            tracing::warn!("server.shutdown_timeout is over; what is still under way is dropped");
        }
        self.parts.abort();
        if tokio::time::timeout(LAST_COMMITS, self.services.writer.settled()).await.is_err() {
            tracing::error!("the writer could not finish; what was not answered was not stored");
        }
        if let Err(error) = self.services.flush_figures().await {
            tracing::error!(error = %super::cli::failure::chain(&error).join(": "), "the last minute's counts are lost");
        }
        self.parts.sign_off(&self.services).await;
        self.services.db.close().await;
        tracing::info!("stopped");
    }
}

/// SIGTERM and SIGINT.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn new() -> Result<Self, Failure> {
        let on = |kind| signal(kind).map_err(|e| Failure::io("wait for signals", e));
        Ok(Self { terminate: on(SignalKind::terminate())?, interrupt: on(SignalKind::interrupt())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).map_err(|error| {
        Failure::io(&format!("listen on {address} (choose another with --listen or server.listen)"), error)
    })
}

fn workers() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from).clamp(1, WORKERS)
}

/// What is shown of the ways in for mail: those that are switched on.
fn ways_in(settings: &Settings) -> Status {
    Status {
        listener: settings.intake.lmtp.as_ref().map(|_| Default::default()),
        mailbox: settings.intake.imap.as_ref().map(|_| Default::default()),
    }
}

/// Starts the ways in for mail.
fn take_mail(
    parts: &mut Parts,
    settings: &Settings,
    socket: Option<MailSocket>,
    services: &Arc<Services>,
    status: &Arc<Status>,
) -> Result<(), Failure> {
    let recipients = house::recipients(settings)?;
    let max_size = settings.intake.max_size;
    if let (Some(socket), Some(lmtp)) = (socket, &settings.intake.lmtp) {
        let (services, status) = (services.clone(), status.clone());
        tracing::info!(place = socket.place, "taking mail");
        parts.take_mail(MailServer::new(socket, lmtp, max_size, recipients.clone(), services, status)?);
    }
    if let Some(imap) = settings.intake.imap.clone() {
        parts.read_mailbox(MailboxReader::new(services.clone(), imap, recipients, max_size, status.clone()));
    }
    Ok(())
}

fn state(settings: &Settings, services: Arc<Services>, intake: Intake, inbound: Arc<Status>) -> State {
    let limits = &settings.limits;
    State {
        metrics: Arc::new(routes::metrics(services.counters.clone())),
        services,
        intake,
        trusted_proxies: settings.server.trusted_proxies.clone(),
        limits: Limits::new(
            limits.typed_addresses_per_client_per_hour.get(),
            limits.invalid_tokens_per_client_per_minute.get(),
        ),
        console: ConsolePlace { host: settings.console.host.clone(), settings: Some(Arc::new(settings.clone())) },
        api_body: limits.api_body,
        inbound,
    }
}
