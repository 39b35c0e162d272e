//! The one harness of the tests: a whole service on a fresh database, with a clock that stands still, randomness that
//! repeats, mail into a folder, and HTTP on a free port.
//!
//! ```ignore
//! both(|db| async move {
//!     let desist = Service::start(db).await;
//!     let link = desist.mint(&ana(), "product-news");
//!     desist.http.one_click(&link.unsubscribe_url).await.expect(200);
//!     assert!(!desist.check(&ana(), "product-news").unwrap().verdict.allowed());
//! })
//! .await;
//! ```
//!
//! Tests drain ([`Service::drain`]) and never sleep; what another process or thread brings about is waited for with
//! [`eventually`]. A service that is dropped with mail still in its outbox fails the test: what was promised to somebody
//! must have been looked at.

#![allow(dead_code, unused_imports, reason = "every test binary uses another part of it")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

pub mod calls;
pub mod console;
pub mod database;
pub mod http;
pub mod letters;
pub mod mails;
pub mod process;
pub mod random;
pub mod receiver;

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use desist::domain::address::Address;
use desist::domain::case::DisputeBody;
use desist::domain::policy::Policies;
use desist::domain::retention::Retention;
use desist::domain::time::{Clock, FixedClock, Instant};
use desist::domain::webhook::TargetRules;
use desist::domain::webhook::target::Ports;
use desist::mail::authenticate::Resolver;
use desist::mail::transport::{Transport, TransportConfig};
use desist::render::{PolicyInForce, Renderer};
use desist::services::cases::{ClockConfig, Complaints};
use desist::services::delivery::Delivery;
use desist::services::delivery::webhooks::Webhooks;
use desist::services::error::ServiceError;
use desist::services::intake::{Intake, IntakeConfig, Reader, Reads, Understanding};
use desist::services::webhooks::WebhookConfig;
use desist::services::{Config, Services};
use desist::store::{Db, db::Options};
use tokio::task::JoinHandle;

pub use self::database::{Database, Place, both};
use self::http::Http;
use self::random::Seeded;

/// How often the gate of a test looks for the changes of others.
pub const POLL: Duration = Duration::from_millis(20);

/// A recipient.
pub fn ana() -> Address {
    address("ana@example.com")
}

/// Another recipient.
pub fn bo() -> Address {
    address("Bo.Lind@example.org")
}

/// A third recipient, with letters beyond ASCII in the domain.
pub fn chen() -> Address {
    address("chen@bücher.example")
}

/// As many recipients as a test needs.
pub fn somebody(number: usize) -> Address {
    address(&format!("somebody{number}@example.com"))
}

/// An address that is known to be right.
pub fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

/// The moment at which every test begins.
pub fn start_of_time() -> Instant {
    Instant::parse("2026-11-23T12:00:00Z").unwrap()
}

/// A running service. [`Service::second_instance`] makes another one on the same database.
pub struct Service {
    /// Everything below the faces.
    pub services: Arc<Services>,
    /// Its clock; all instances on one database share it.
    pub clock: Arc<FixedClock>,
    /// The secret of an API key with all scopes.
    pub api_key: String,
    /// HTTP.
    pub http: Http,
    delivery: Delivery,
    webhooks: tokio::sync::Mutex<Webhooks>,
    intake: Intake,
    follower: JoinHandle<()>,
    plan: Builder,
    // Last, so that it looks for forgotten mail when everything else has ended.
    place: Arc<Place>,
}

/// How a service is to be.
#[derive(Clone)]
pub struct Builder {
    database: Database,
    clock: Arc<FixedClock>,
    public_url: Option<String>,
    staleness_limit: Duration,
    poll_interval: Duration,
    mails_per_address_per_day: u32,
    acquire_timeout: Duration,
    following: bool,
    trusted_proxies: Vec<String>,
    limits: http::Limits,
    intake: IntakeConfig,
    reader: Option<Arc<dyn Reads>>,
    webhooks: TargetRules,
    operators: Vec<Address>,
    complaints: Complaints,
    proving: Vec<&'static str>,
    policies: Arc<Policies>,
    retention: Arc<Retention>,
    auditors: Vec<Address>,
}

impl Builder {
    /// With these rules of retention.
    pub fn retention(mut self, retention: Retention) -> Self {
        self.retention = Arc::new(retention);
        self
    }

    /// With these versions of the privacy policy.
    pub fn policies(mut self, policies: Policies) -> Self {
        self.policies = Arc::new(policies);
        self
    }

    /// Webhooks may go to the loopback, where the receivers of tests are.
    pub fn webhooks_to_loopback(mut self) -> Self {
        let allow_private = vec!["127.0.0.0/8".parse().unwrap()];
        self.webhooks = TargetRules { allow_http: true, allow_private, ports: Ports::Any };
        self
    }

    /// Webhooks may go to public hosts by https, as without any setting.
    pub fn webhooks_to_the_public_only(mut self) -> Self {
        self.webhooks = TargetRules::default();
        self
    }

    /// With these operators, who are told of cases.
    pub fn operators(mut self, operators: &[&str]) -> Self {
        self.operators = operators.iter().map(|text| address(text)).collect();
        self
    }

    /// With a mailbox that hears complaints, and bodies that hear the rest.
    pub fn complaints(mut self, to: &str, bodies: &[&str]) -> Self {
        let bodies = bodies.iter().map(|line| DisputeBody::parse(line).unwrap()).collect();
        self.complaints = Complaints { to: Some(address(to)), bodies };
        self
    }

    /// With a DNS by which mail of these domains proves itself when it comes from 192.0.2.1.
    pub fn proving(mut self, domains: &[&'static str]) -> Self {
        self.proving = domains.to_vec();
        self
    }

    /// With these auditors, who get the signed head by mail once a day.
    pub fn auditors(mut self, auditors: &[&str]) -> Self {
        self.auditors = auditors.iter().map(|text| address(text)).collect();
        self
    }

    /// With this reader of inbound mail.
    pub fn reader(mut self, reader: Arc<dyn Reads>) -> Self {
        self.reader = Some(reader);
        self
    }

    /// With these addresses for inbound mail.
    pub fn intake(mut self, intake: IntakeConfig) -> Self {
        self.intake = intake;
        self
    }

    /// On a clock of the test's own.
    pub fn clock(mut self, clock: Arc<FixedClock>) -> Self {
        self.clock = clock;
        self
    }

    /// Recipients reach it here; without it, at its own port on the loopback.
    pub fn public_url(mut self, url: &str) -> Self {
        self.public_url = Some(url.to_owned());
        self
    }

    /// How long the gate may go without seeing the ledger.
    pub fn staleness_limit(mut self, limit: Duration) -> Self {
        self.staleness_limit = limit;
        self
    }

    /// Mails a stranger can cause to one address within a day.
    pub fn mails_per_address_per_day(mut self, most: u32) -> Self {
        self.mails_per_address_per_day = most;
        self
    }

    /// How long to wait for a connection before the database counts as not available.
    pub fn acquire_timeout(mut self, timeout: Duration) -> Self {
        self.acquire_timeout = timeout;
        self
    }

    /// Without a follower: the gate learns of other processes only when the test calls `catch_up`.
    pub fn not_following(mut self) -> Self {
        self.following = false;
        self
    }

    /// Proxies that are believed, as networks.
    pub fn trusted_proxy(mut self, network: &str) -> Self {
        self.trusted_proxies.push(network.to_owned());
        self
    }

    /// Limits of the faces.
    pub fn limits(mut self, limits: http::Limits) -> Self {
        self.limits = limits;
        self
    }

    /// How long to wait for a connection.
    pub fn patience(&self) -> Duration {
        self.acquire_timeout
    }

    /// Starts it on a fresh database.
    pub async fn start(self) -> Service {
        let place = Arc::new(Place::new(self.database).await);
        Service::at(place, self).await
    }
}

impl Service {
    /// A service as most tests want it.
    pub async fn start(database: Database) -> Self {
        Self::builder(database).start().await
    }

    /// A service with something else than usual.
    pub fn builder(database: Database) -> Builder {
        Builder {
            database,
            clock: Arc::new(FixedClock::at(start_of_time())),
            public_url: None,
            staleness_limit: Duration::from_secs(5),
            poll_interval: POLL,
            mails_per_address_per_day: 3,
            acquire_timeout: Duration::from_secs(5),
            following: true,
            trusted_proxies: Vec::new(),
            limits: http::Limits::default(),
            intake: IntakeConfig::default(),
            reader: None,
            webhooks: TargetRules::default(),
            operators: Vec::new(),
            complaints: Complaints::default(),
            proving: Vec::new(),
            policies: Arc::new(Policies::single("test-1", None)),
            retention: Arc::default(),
            auditors: Vec::new(),
        }
    }

    /// Another process, as it were, on the same database and data directory.
    pub async fn second_instance(&self) -> Self {
        Self::at(self.place.clone(), self.plan.clone()).await
    }

    /// The same database and files with an instance that differs.
    pub async fn second_instance_as(&self, change: impl FnOnce(Builder) -> Builder) -> Self {
        Self::at(self.place.clone(), change(self.plan.clone())).await
    }

    /// A service on a database and a directory that the test made.
    pub async fn start_at(place: Place, plan: Builder) -> Self {
        Self::start_on(Arc::new(place), plan).await
    }

    /// The same, on a place that others use too.
    pub async fn start_on(place: Arc<Place>, plan: Builder) -> Self {
        Self::at(place, plan).await
    }

    async fn at(place: Arc<Place>, plan: Builder) -> Self {
        let db = place.open(plan.acquire_timeout).await;
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let services = open(&place, &plan, db, &listener).await.unwrap();
        let begun = services.begin_ledger().await.unwrap();
        let api_key = place.api_key.get_or_init(|| begun.unwrap()).clone();
        let services = Arc::new(services);
        let follower = match plan.following {
            true => tokio::spawn(services.gate.clone().follow(plan.poll_interval)),
            false => tokio::spawn(std::future::ready(())),
        };
        let transport = Transport::new(TransportConfig::Folder { path: place.outgoing() }).unwrap();
        let delivery = Delivery::new(services.clone(), transport, None);
        let reader = plan.reader.clone().unwrap_or_else(|| Arc::new(standard_reader(&services, &plan.proving)));
        let intake = Intake::new(services.clone(), reader);
        let http =
            Http::start(services.clone(), intake.clone(), listener, &plan.trusted_proxies, plan.limits, &api_key);
        let webhooks = Webhooks::new(services.clone()).into();
        Self { services, clock: plan.clock.clone(), api_key, http, delivery, webhooks, intake, follower, plan, place }
    }

    /// Opens the services on the same database and files once more, as a process does that starts.
    pub async fn reopen(&self) -> Result<Services, ServiceError> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        open(&self.place, &self.plan, self.place.open(self.plan.acquire_timeout).await, &listener).await
    }

    /// Verifies the whole ledger against the rows.
    pub async fn verify(&self) {
        let found = self.services.verify(None, |_, _| {}).await.unwrap();
        assert!(found.holds(), "{:?}", found.faults);
    }

    /// Its database and directory.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.services.db
    }

    /// Where its files lie.
    pub fn data_dir(&self) -> &Path {
        self.place.data_dir()
    }

    /// The URL by which other processes open its database.
    pub fn database_url(&self) -> &str {
        self.place.url()
    }

    /// The present moment.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Moves the clock.
    pub fn advance(&self, by: Duration) {
        self.clock.advance_ms(i64::try_from(by.as_millis()).unwrap());
    }

    /// Ends the follower, as if its thread had died: the gate grows stale.
    pub fn stop_following(&self) {
        self.follower.abort();
    }

    /// Works off all mail that came in; answers how many attempts were made.
    pub async fn work_off(&self) -> usize {
        self.intake.drain().await.unwrap()
    }

    /// Looks after the cases: asks and tells parties, reminds operators of what is due.
    pub async fn tend(&self) {
        self.services.tend_cases().await.unwrap();
    }

    /// Sends everything that is due; answers how many attempts were made.
    pub async fn drain(&self) -> usize {
        self.delivery.drain().await.unwrap()
    }

    /// Sends every webhook that is due; answers how many attempts were made.
    pub async fn deliver(&self) -> usize {
        self.webhooks.lock().await.drain().await.unwrap()
    }

    /// The mails sent so far by all instances, oldest first. Drains first, so nothing due is overlooked.
    pub async fn outbox(&self) -> Vec<mails::Sent> {
        self.drain().await;
        mails::sent(&self.place.outgoing())
    }

    /// Mail may stay in the outbox at the end: this test is about something else.
    pub fn leave_mail(&self) {
        self.place.leave_mail();
    }

    /// Where the outgoing mails lie.
    pub fn outgoing(&self) -> PathBuf {
        self.place.outgoing()
    }
}

/// Opens the services alone, as [`Service`] does, on a place of the test's own.
pub async fn open(place: &Place, plan: &Builder, db: Db, listener: &TcpListener) -> Result<Services, ServiceError> {
    let own = format!("http://{}", listener.local_addr().unwrap());
    let config = config(place.data_dir(), plan, plan.public_url.as_deref().unwrap_or(&own));
    let random = Arc::new(Seeded::new(place.next_seed()));
    let policy = PolicyInForce { versions: plan.policies.clone(), clock: plan.clock.clone() };
    let renderer = Arc::new(Renderer::new(None, Some(policy), "en").unwrap());
    Services::open(config, db, plan.clock.clone(), random, renderer).await
}

fn config(data_dir: &Path, plan: &Builder, public_url: &str) -> Config {
    Config {
        data_dir: data_dir.to_owned(),
        public_url: public_url.parse().unwrap(),
        mail_domain: "mail.acme.example".to_owned(),
        mail_from: address("news@mail.acme.example"),
        mail_from_name: None,
        policies: plan.policies.clone(),
        retention: plan.retention.clone(),
        staleness_limit: plan.staleness_limit,
        poll_interval: plan.poll_interval,
        mails_per_address_per_day: plan.mails_per_address_per_day,
        send_timeout: Duration::from_secs(60),
        give_up_after: Duration::from_secs(5 * 86_400),
        intake: plan.intake.clone(),
        clocks: Arc::new(ClockConfig::built_in().unwrap()),
        operators: plan.operators.clone(),
        complaints: plan.complaints.clone(),
        checkpoint_mail_to: plan.auditors.clone(),
        checkpoint_mail_every: Duration::from_secs(86_400),
        webhooks: WebhookConfig { rules: plan.webhooks.clone(), timeout: Duration::from_secs(5) },
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.follower.abort();
    }
}

/// Waits until something is true that others bring about; gives up loudly after ten seconds.
pub async fn eventually<Fut: Future<Output = bool>>(what: &str, mut holds: impl FnMut() -> Fut) {
    within(Duration::from_secs(10), what, &mut holds).await;
}

/// Waits until something is true, for so long at most.
pub async fn within<Fut: Future<Output = bool>>(limit: Duration, what: &str, mut holds: impl FnMut() -> Fut) {
    let deadline = std::time::Instant::now() + limit;
    while !holds().await {
        assert!(std::time::Instant::now() < deadline, "not within {limit:?}: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// The options of a database connection with this patience.
pub fn options(acquire_timeout: Duration) -> Options {
    Options { acquire_timeout, ..Options::default() }
}

/// Reads as the service does. The DNS knows of the given domains that they send from 192.0.2.1, and nothing else.
fn standard_reader(services: &Arc<Services>, domains: &[&'static str]) -> Reader {
    let dns = domains.iter().fold(Resolver::fixed().unwrap(), |dns, domain| {
        let dns = dns.txt(domain, "v=spf1 ip4:192.0.2.1 -all");
        dns.txt(&format!("_dmarc.{domain}"), "v=DMARC1; p=none")
    });
    let dns = if domains.is_empty() { Resolver::offline().unwrap() } else { dns };
    Reader::new(services.clone(), Understanding::new(&[]).unwrap(), dns)
}
