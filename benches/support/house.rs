//! A whole installation in a directory, as the benchmarks need it: services on SQLite, HTTP on a free port, an import.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant as Monotonic};

use desist::domain::address::Address;
use desist::domain::change::Actor;
use desist::domain::preference::{ImportReason, Scope};
use desist::domain::time::{SystemClock, SystemRandom};
use desist::faces::http;
use desist::faces::http::limits::Limits;
use desist::faces::http::state::State;
use desist::mail::authenticate::Resolver;
use desist::render::Renderer;
use desist::services::imports::{Format, Order};
use desist::services::intake::{Intake, IntakeConfig, Reader, Understanding};
use desist::services::webhooks::WebhookConfig;
use desist::services::{Config, Services};
use desist::store::{Db, Options};

pub type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

/// Opens the installation in this directory; makes it when there is none.
pub async fn open(directory: &Path) -> Fallible<Services> {
    let db = Db::open_sqlite(&directory.join("desist.db"), &Options::default()).await?;
    db.migrate().await?;
    let config = Config {
        clocks: Arc::new(desist::services::cases::ClockConfig::built_in()?),
        operators: Vec::new(),
        complaints: Default::default(),
        checkpoint_mail_to: Vec::new(),
        checkpoint_mail_every: Duration::from_secs(86_400),
        data_dir: directory.to_owned(),
        public_url: "http://127.0.0.1:8080".parse()?,
        mail_domain: "localhost".to_owned(),
        mail_from: Address::parse("preferences@localhost")?,
        mail_from_name: None,
        retention: Arc::default(),
        policies: Arc::new(desist::domain::policy::Policies::single("1", None)),
        staleness_limit: Duration::from_secs(5),
        poll_interval: Duration::from_millis(100),
        mails_per_address_per_day: 5,
        send_timeout: Duration::from_secs(30),
        give_up_after: Duration::from_secs(86_400),
        intake: IntakeConfig::default(),
        webhooks: WebhookConfig::default(),
    };
    let renderer = Arc::new(Renderer::new(None, None, "en")?);
    Ok(Services::open(config, db, Arc::new(SystemClock), Arc::new(SystemRandom), renderer).await?)
}

/// The address of one of many recipients.
pub fn address(n: usize) -> String {
    format!("recipient.{n}@mail{}.example.org", n % 97)
}

/// Imports so many recipients as unsubscribed, and says how fast.
pub async fn import(services: &Services, recipients: usize) -> Fallible<()> {
    let list: String = (0..recipients).map(|n| address(n) + "\n").collect();
    let sender = services.gate.registry().senders().first().ok_or("no sender")?.id;
    let order = Order {
        sender,
        scope: Scope::All(sender),
        format: Format::Plain,
        reason: ImportReason::Unsubscribe,
        dry_run: false,
        actor: Actor::CommandLine,
    };
    let began = Monotonic::now();
    let report = services.import(order, std::io::Cursor::new(list), |_| ()).await?;
    let rate = report.changed as f64 / began.elapsed().as_secs_f64();
    println!("import into SQLite   {rate:>9.0} rows a second, aim 50,000 ({} rows)", report.changed);
    Ok(())
}

/// Reads mail that was taken in, with a resolver that knows nobody.
pub fn intake(services: &Arc<Services>) -> Fallible<Intake> {
    let reader = Reader::new(services.clone(), Understanding::new(&[])?, Resolver::offline()?);
    Ok(Intake::new(services.clone(), Arc::new(reader)))
}

/// Answers HTTP on a free port of the loopback.
pub fn serve(services: Arc<Services>) -> Fallible<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let to = listener.local_addr()?;
    let state = State {
        metrics: Arc::new(http::routes::metrics(services.counters.clone())),
        intake: intake(&services)?,
        inbound: Arc::default(),
        services,
        trusted_proxies: Vec::new(),
        limits: Limits::new(30, 60),
        console: Default::default(),
        api_body: 8 << 20,
    };
    let server = http::serve(Arc::new(state), listener, 2)?;
    tokio::spawn(server);
    Ok(to)
}
