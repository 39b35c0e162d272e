//! The rules and the transactions. Faces call these; only here is decided what may be done, and when it is durable.
//!
//! To add one more service: a file here with its intentions and rules; what it changes goes through the
//! [`writer`], as a [`writer::change::Change`] with its ledger entry; what it answers comes from the [`gate`] or a
//! snapshot of the store. Time, randomness and keys come from [`Services`].

pub mod access;
pub mod answers;
pub mod background;
pub mod cases;
mod checkpoint_mail;
mod correction;
pub mod counters;
pub mod delivery;
pub mod doctor;
mod epochs;
pub mod erasure;
pub mod error;
pub mod figures;
pub mod gate;
pub mod imports;
pub mod installation;
pub mod instances;
pub mod intake;
pub mod journal;
pub mod ledger;
pub mod links;
pub mod mailboxes;
pub mod mails;
pub mod operators;
pub mod parties;
pub mod preferences;
pub mod recipients;
pub mod record;
pub mod registry;
pub mod report;
pub mod restore;
pub mod retention;
pub mod sample;
pub mod senders;
pub mod sharing;
pub mod upkeep;
pub mod verify;
pub mod webhooks;
pub mod writer;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use url::Url;

use self::cases::ClockConfig;
use self::counters::Counters;
use self::error::ServiceError;
use self::figures::Tallies;
use self::gate::{Gate, Holds};
use self::installation::Vault;
use self::journal::Journal;
use self::webhooks::WebhookConfig;
use self::writer::{Context, Writer};
use crate::domain::address::Address;
use crate::domain::policy::Policies;
use crate::domain::retention::Retention;
use crate::domain::time::{Clock, Random};
use crate::render::Renderer;
use crate::store::Db;
use crate::webhook::Courier;

/// What services need to know of the settings.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where key files lie and files are published.
    pub data_dir: PathBuf,
    /// How recipients reach us; links begin with it.
    pub public_url: Url,
    /// The domain of `u-`, `b-` and `c-` addresses and of Message-IDs.
    pub mail_domain: String,
    /// The address our own mail comes from.
    pub mail_from: Address,
    /// The name beside it; a sender's own name when not given.
    pub mail_from_name: Option<String>,
    /// The versions of the privacy policy: every entry names the one in force.
    pub policies: Arc<Policies>,
    /// How long the gate may go without seeing the ledger.
    pub staleness_limit: Duration,
    /// How often it looks.
    pub poll_interval: Duration,
    /// Mails a stranger can cause to one address within a day.
    pub mails_per_address_per_day: u32,
    /// How long one outgoing mail may take.
    pub send_timeout: Duration,
    /// When to give an outgoing mail up.
    pub give_up_after: Duration,
    /// Our addresses for mail that comes in.
    pub intake: intake::IntakeConfig,
    /// Webhooks.
    pub webhooks: WebhookConfig,
    /// How long what is kept.
    pub retention: Arc<Retention>,
    /// The clocks of cases.
    pub clocks: Arc<ClockConfig>,
    /// Who gets the signed head of the ledger by mail.
    pub checkpoint_mail_to: Vec<Address>,
    /// How often, if the ledger grew.
    pub checkpoint_mail_every: Duration,
    /// Operators who are told what comes close to its end, or is late.
    pub operators: Vec<Address>,
    /// Who hears complaints.
    pub complaints: cases::Complaints,
}

/// Everything a face needs. Cheap to share behind an `Arc`.
pub struct Services {
    /// What was set.
    pub config: Config,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// The database, for reading.
    pub db: Db,
    /// The keys.
    pub vault: Arc<Vault>,
    /// The gate, and the registries with it.
    pub gate: Arc<Gate>,
    /// The one door for changes.
    pub writer: Writer,
    /// Pages and mails.
    pub renderer: Arc<Renderer>,
    /// What happened, in numbers.
    pub counters: Arc<Counters>,
    /// What was counted for marketing and is not written yet.
    pub figures: Arc<Tallies>,
    /// Publishes checkpoints.
    pub publisher: ledger::Publisher,
    /// Stops and erasures, once more, beside the database.
    pub journal: Arc<Journal>,
    /// Told whenever a mail came in, so that it is worked off at once.
    pub intake_wake: Arc<tokio::sync::Notify>,
    courier: OnceLock<Courier>,
    background: background::Background,
    examination: Arc<background::Job<doctor::Examined>>,
    reports: report::counted::Reports,
    /// The verification of the whole ledger, beside the pages.
    verification: Arc<background::Job<verify::Verification>>,
    /// The other instances as this one sees them.
    pub neighbours: instances::Neighbours,
}

impl Services {
    /// Opens the installation, loads the whole gate and starts the writer. On an empty database this is the first start:
    /// keys are made; the sample sender is [`sample`]'s business.
    ///
    /// # Errors
    /// When the database is out of reach, or the key files do not belong to it.
    pub async fn open(
        config: Config,
        db: Db,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        renderer: Arc<Renderer>,
    ) -> Result<Self, ServiceError> {
        Self::open_holding(Holds::Index, config, db, clock, random, renderer).await
    }

    /// The same, with a gate that holds only as much as is needed: a command does not wait for a million rows.
    ///
    /// # Errors
    /// As [`Services::open`].
    pub async fn open_holding(
        holds: Holds,
        config: Config,
        db: Db,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        renderer: Arc<Renderer>,
    ) -> Result<Self, ServiceError> {
        let vault = Arc::new(installation::open(&db, &config.data_dir, &*random, clock.now()).await?);
        let counters = Arc::new(Counters::default());
        let gate =
            Gate::load(db.clone(), vault.clone(), clock.clone(), counters.clone(), config.staleness_limit, holds);
        let gate = Arc::new(gate.await?);
        let journal = Arc::new(Journal::new(&config.data_dir, vault.clone(), counters.clone()));
        let figures = Arc::<Tallies>::default();
        let context = Context {
            db: db.clone(),
            vault: vault.clone(),
            gate: gate.clone(),
            clock: clock.clone(),
            random: random.clone(),
            clocks: config.clocks.clone(),
            policies: config.policies.clone(),
            counters: counters.clone(),
            journal: journal.clone(),
            figures: figures.clone(),
        };
        let (writer, _) = Writer::start(context);
        let publisher = ledger::Publisher::new(&config.data_dir);
        let intake_wake = Arc::default();
        let courier = OnceLock::new();
        let neighbours = instances::Neighbours::default();
        let background = background::Background::here();
        let (verification, examination) = (background.job(), background.job());
        Ok(Self {
            config,
            clock,
            random,
            db,
            vault,
            gate,
            writer,
            renderer,
            counters,
            figures,
            publisher,
            journal,
            intake_wake,
            courier,
            background,
            examination,
            reports: report::counted::Reports::default(),
            verification,
            neighbours,
        })
    }
}
