//! The settings, checked: what `main` and the faces read. Every value is ready for use and every secret is loaded.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ipnet::IpNet;
use lettre::Address;
use url::{Host, Url};

use super::inbound::Intake;
use super::reader::Shown;
use super::secret::Secret;
use crate::domain::clock::{Rules, Whereabouts, Zone};
use crate::domain::policy::Policies;
use crate::domain::retention::Retention;
use crate::domain::webhook::TargetRules;

/// Everything, checked together. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The data directory: keys, the default database, the default outgoing folder. It may not exist yet.
    pub data_dir: PathBuf,
    /// The settings file that was read, if there was one.
    pub config_file: Option<PathBuf>,
    /// The web server.
    pub server: Server,
    /// Where everything is kept.
    pub database: Database,
    /// Outgoing mail.
    pub mail: Mail,
    /// Mail that comes in.
    pub intake: Intake,
    /// Outgoing webhooks.
    pub webhooks: Webhooks,
    /// Cases and their clocks.
    pub cases: Cases,
    /// The gate.
    pub gate: Gate,
    /// Limits against misuse.
    pub limits: Limits,
    /// The console.
    pub console: Console,
    /// Pages and mails.
    pub pages: Pages,
    /// Signed heads by mail.
    pub ledger: Ledger,
    /// The privacy policy in force.
    pub policy: Policy,
    /// How long what is kept.
    pub retention: Retention,
    /// Logs.
    pub log: Log,
    /// What is allowed but will surprise: to be logged at the start and shown by `config check` and `doctor`.
    pub warnings: Vec<String>,
    /// What `print_effective` prints.
    pub(super) shown: Vec<Shown>,
}

/// `[server]`.
#[derive(Clone, Debug)]
pub struct Server {
    /// Address and port to listen on; port 0 lets the system choose.
    pub listen: SocketAddr,
    /// The origin recipients use; its path is `/`. With port 0 ask [`Server::origin_when_bound`] instead.
    pub public_url: Url,
    /// Nobody typed `public_url`: it was derived from `listen`.
    pub public_url_is_default: bool,
    /// Proxies whose `X-Forwarded-For` is believed (WEB-09).
    pub trusted_proxies: Vec<IpNet>,
    /// Where `/metrics` is served, if anywhere.
    pub metrics_listen: Option<SocketAddr>,
    /// How long requests under way may take after a stop signal.
    pub shutdown_timeout: Duration,
}

impl Server {
    /// The origin for links without a slash at the end, once the port is known.
    pub fn origin_when_bound(&self, bound: SocketAddr) -> String {
        if self.public_url_is_default { default_origin(bound) } else { self.public_url.origin().ascii_serialization() }
    }

    /// How this machine itself reaches a service that listens there, whatever stands in front of it.
    pub fn own_origin(bound: SocketAddr) -> String {
        default_origin(bound)
    }

    /// Whether the public address is this machine only.
    pub fn is_local(&self) -> bool {
        match self.public_url.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            None => false,
        }
    }
}

/// The origin that follows from an address listened on; "any address" becomes the loopback one.
pub(super) fn default_origin(listen: SocketAddr) -> String {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(ip, listen.port()))
}

/// `[database]`.
#[derive(Clone, Debug)]
pub struct Database {
    /// Which database and where.
    pub place: DatabasePlace,
    /// Connections this process opens at most.
    pub max_connections: NonZeroU32,
}

/// Which database and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabasePlace {
    /// A file; made when it is missing.
    Sqlite {
        /// Its path.
        path: PathBuf,
    },
    /// A server; the URL may hold a password.
    Postgres {
        /// `postgres://...`, as typed.
        url: Secret,
    },
}

impl DatabasePlace {
    /// As it may be printed and logged: without the password.
    pub fn redacted(&self) -> String {
        super::database_url::shown(self)
    }
}

/// `[mail]`.
#[derive(Clone, Debug)]
pub struct Mail {
    /// How mail leaves.
    pub transport: Transport,
    /// The domain of `u-`, `b-` and `c-` addresses and of Message-IDs: A-labels, lower case, at most 189 octets.
    pub domain: String,
    /// The From address.
    pub from: Address,
    /// The name beside it; `None`: the sender's own.
    pub from_name: Option<String>,
    /// The relay signs with DKIM.
    pub relay_signs: bool,
    /// How to sign here; `None`: not at all.
    pub dkim: Option<Dkim>,
    /// How long one attempt may take.
    pub send_timeout: Duration,
    /// How long a mail that is refused for now is tried again.
    pub give_up_after: Duration,
}

impl Mail {
    /// How long a worker's claim on an outbox row lasts: ten send timeouts (design, outbox), so that a slow attempt is
    /// never sent twice.
    pub fn lease(&self) -> Duration {
        self.send_timeout.saturating_mul(10)
    }
}

/// How mail leaves.
#[derive(Clone, Debug)]
pub enum Transport {
    /// One `.eml` file each.
    Folder {
        /// Where; it may not exist yet.
        folder: PathBuf,
    },
    /// A program of the machine.
    Sendmail {
        /// Its path or name.
        command: String,
    },
    /// A relay.
    Smtp(Smtp),
}

/// A relay.
#[derive(Clone, Debug)]
pub struct Smtp {
    /// Name or IP address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub tls: Tls,
    /// Name and password, when it wants them.
    pub login: Option<Login>,
}

/// How the connection to a relay is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// Not at all.
    None,
    /// STARTTLS, required.
    Starttls,
    /// TLS from the first byte.
    Tls,
}

/// Name and password.
#[derive(Clone, Debug)]
pub struct Login {
    /// The name.
    pub user: String,
    /// The password.
    pub password: Secret,
}

/// How mail is signed here.
#[derive(Clone, Debug)]
pub struct Dkim {
    /// `d=`.
    pub domain: String,
    /// `s=`.
    pub selector: String,
    /// The private key in PEM; looks like one, but was not loaded.
    pub key: Secret,
}

/// `[webhooks]`.
#[derive(Clone, Debug)]
pub struct Webhooks {
    /// Where they may be sent.
    pub rules: TargetRules,
    /// How long one attempt may take.
    pub timeout: Duration,
}

/// `[gate]`.
#[derive(Clone, Debug)]
pub struct Gate {
    /// Beyond this age of its knowledge the gate refuses promotional questions (L4).
    pub staleness_limit: Duration,
    /// How often it looks for changes of other processes; less than half the limit.
    pub poll_interval: Duration,
}

/// `[limits]`.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Mails to one address a day because somebody typed it.
    pub mails_per_address_per_day: NonZeroU32,
    /// Addresses one client may type per hour.
    pub typed_addresses_per_client_per_hour: NonZeroU32,
    /// Links that do not verify, per client and minute (ONE-13: valid ones are never limited).
    pub invalid_tokens_per_client_per_minute: NonZeroU32,
    /// The largest JSON body of the API, in octets.
    pub api_body: usize,
}

/// `[console]`.
#[derive(Clone, Debug)]
pub struct Console {
    /// The only host name under which it answers.
    pub host: Option<String>,
}

/// `[pages]`.
#[derive(Clone, Debug)]
pub struct Pages {
    /// An existing folder whose templates go before the built-in ones.
    pub templates: Option<PathBuf>,
    /// A language tag in its canonical form; whether we have the language, `render` knows.
    pub default_language: String,
}

/// `[cases]`.
#[derive(Clone, Debug)]
pub struct Cases {
    /// Operators who are told what comes close to its end, or is late.
    pub notify: Vec<crate::domain::address::Address>,
    /// The rules of clocks, and what is known of where people live.
    pub clocks: ClockSettings,
    /// Who hears complaints.
    pub complaints_to: Option<crate::domain::address::Address>,
    /// Who hears those that we could not settle.
    pub dispute_bodies: Vec<crate::domain::case::DisputeBody>,
}

/// The clocks of `[cases]`.
#[derive(Clone, Debug)]
pub struct ClockSettings {
    /// The rules.
    pub rules: Rules,
    /// Whose laws could apply.
    pub whereabouts: Whereabouts,
    /// The installation's own zone.
    pub zone: Zone,
}

/// `[ledger]`.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// Who gets the signed head by mail.
    pub checkpoint_mail_to: Vec<crate::domain::address::Address>,
    /// How often, if the ledger grew.
    pub checkpoint_mail_every: Duration,
}

/// `[policy]`.
#[derive(Clone, Debug)]
pub struct Policy {
    /// All versions that are set.
    pub versions: Arc<Policies>,
    /// Where the oldest of a list stands; `None` where there is no list but the one version.
    pub(super) first_place: Option<String>,
}

/// `[log]`.
#[derive(Clone, Debug)]
pub struct Log {
    /// How a line looks.
    pub format: LogFormat,
    /// What is logged; parses as a filter.
    pub filter: String,
}

/// How a log line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// Human on a terminal, JSON otherwise.
    Auto,
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
}
