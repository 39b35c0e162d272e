//! `[intake.*]`: the ways in for mail, and whom to believe. What they are, and how they are read.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ipnet::IpNet;

use super::addresses::IntakeAddress;
use super::parse::{self, Parsed};
use super::raw::{Slot, Typed};
use super::reader::Reader;
use super::secret::Secret;
use super::sections::Tls;
use super::table::{RawIntake, RawIntakeImap, RawIntakeLmtp, RawIntakeTrust};
use crate::domain::address::Address;
use crate::domain::change::Channel;

/// Everything about mail that comes in.
#[derive(Clone, Debug)]
pub struct Intake {
    /// `[[intake.address]]`.
    pub addresses: Vec<IntakeAddress>,
    /// `[intake.lmtp]`, when it is to listen.
    pub lmtp: Option<LmtpIn>,
    /// `[intake.imap]`, when there is a mailbox to read.
    pub imap: Option<ImapIn>,
    /// The largest mail that is taken, in octets.
    pub max_size: usize,
    /// `[intake.trust]`.
    pub trust: TrustIn,
    /// The operator's own words and rules: file name and text.
    pub rules: Vec<(String, String)>,
    /// Domains of customers.
    pub controllers: Vec<String>,
    /// Automatic answers that go out in an hour.
    pub answers_per_hour: NonZeroU32,
    /// Unproven stops in an hour above which an alarm is raised.
    pub unproven_stops_per_hour: NonZeroU32,
    /// Labels keep the mail's text.
    pub label_texts: bool,
}

/// Where mail servers hand mail over.
#[derive(Clone, Debug)]
pub struct LmtpIn {
    /// Where it listens.
    pub listen: MailListen,
    /// Which protocol it speaks.
    pub protocol: MailProtocol,
    /// The name it greets with.
    pub hostname: String,
    /// Connections at a time.
    pub max_connections: NonZeroU32,
    /// How long a client may be silent.
    pub timeout: Duration,
    /// Our own mail servers.
    pub trusted_relays: Vec<IpNet>,
    /// What STARTTLS needs, when it is offered.
    pub starttls: Option<StartTls>,
}

/// Where to listen for mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailListen {
    /// Address and port; port 0 lets the system choose.
    Tcp(SocketAddr),
    /// A socket in the file system.
    Unix(PathBuf),
}

/// Which protocol is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailProtocol {
    /// By the client's greeting.
    Auto,
    /// RFC 2033.
    Lmtp,
    /// RFC 5321.
    Smtp,
}

/// Certificate and key.
#[derive(Clone, Debug)]
pub struct StartTls {
    /// A PEM file.
    pub cert: PathBuf,
    /// PEM.
    pub key: Secret,
}

/// A mailbox to read.
#[derive(Clone, Debug)]
pub struct ImapIn {
    /// Name or IP address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub tls: Tls,
    /// A PEM file with the only authorities to trust.
    pub tls_ca: Option<PathBuf>,
    /// The name to log in with.
    pub user: String,
    /// What proves it.
    pub login: ImapLogin,
    /// The mailbox.
    pub mailbox: String,
    /// Where mail goes that was taken; `None`: it is marked as seen.
    pub move_to: Option<String>,
    /// How often to look.
    pub poll_interval: Duration,
}

/// What proves the name.
#[derive(Clone, Debug)]
pub enum ImapLogin {
    /// A password.
    Password(Secret),
    /// An access token that does not change.
    Token(Secret),
    /// A file that always holds the present access token.
    TokenFile(PathBuf),
}

/// Whom to believe about who wrote a mail.
#[derive(Clone, Debug)]
pub struct TrustIn {
    /// Our own mail host's name in Authentication-Results.
    pub authserv_id: Option<String>,
    /// Received fields of our own hosts.
    pub own_hops: u32,
    /// Authentication-Results fields of our own host.
    pub own_results: u32,
    /// Domains whose ARC seals count.
    pub arc_sealers: Vec<String>,
    /// How old a signed date may be.
    pub max_age: Duration,
    /// To which of our addresses agents write; none: to any.
    pub agents_write_to: Vec<Address>,
    /// By which ways in their mail comes; none: by any.
    pub agents_come_by: Vec<Channel>,
}

/// Reads all of `[intake.*]`; also what is not switched on, so that a fault does not wait for the day it is.
pub(super) fn read(reader: &mut Reader, typed: &Typed, mail_domain: Option<&str>) -> Option<Intake> {
    let max_size = reader.fixed(&typed.raw.intake_lmtp.max_size, parse::size);
    let lmtp = lmtp(reader, &typed.raw.intake_lmtp, mail_domain);
    let imap = imap(reader, &typed.raw.intake_imap);
    let trust = trust(reader, &typed.raw.intake_trust);
    let rules = rules(reader, &typed.raw.intake);
    let controllers = reader.fixed(&typed.raw.intake.controllers, parse::domains);
    let answers_per_hour = reader.fixed(&typed.raw.intake.answers_per_hour, parse::count);
    let unproven_stops_per_hour = reader.fixed(&typed.raw.intake.unproven_stops_per_hour, parse::count);
    let label_texts = reader.fixed(&typed.raw.intake.label_texts, parse::switch);
    Some(Intake {
        addresses: typed.addresses.clone(),
        lmtp: lmtp?,
        imap: imap?,
        max_size: max_size?,
        trust: trust?,
        rules: rules?,
        controllers: controllers?,
        answers_per_hour: answers_per_hour?,
        unproven_stops_per_hour: unproven_stops_per_hour?,
        label_texts: label_texts?,
    })
}

/// The operator's rules, read here so that a folder that cannot be read is named with its key.
fn rules(reader: &mut Reader, raw: &RawIntake) -> Option<Vec<(String, String)>> {
    if raw.rules.given.is_none() {
        return reader.optional(&raw.rules, |_| Err("")).map(|_: Option<()>| Vec::new());
    }
    let folder = reader.path(&raw.rules, None)?;
    match rule_files(&folder) {
        Ok(files) => Some(files),
        Err(error) => {
            reader.refuse(&raw.rules, &format!("{}: {error}", folder.display()));
            None
        }
    }
}

/// The files of a folder, by name, so that every start reads them in one order.
fn rule_files(folder: &Path) -> std::io::Result<Vec<(String, String)>> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|one| one.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "rules"));
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| Ok((name(path), std::fs::read_to_string(path)?))).collect()
}

fn lmtp(reader: &mut Reader, raw: &RawIntakeLmtp, mail_domain: Option<&str>) -> Option<Option<LmtpIn>> {
    let listen = reader.optional(&raw.listen, mail_listen);
    let words = [("auto", MailProtocol::Auto), ("lmtp", MailProtocol::Lmtp), ("smtp", MailProtocol::Smtp)];
    let protocol = reader.one_of(&raw.protocol, &words);
    let hostname = reader.value(&raw.hostname, mail_domain.map(str::to_owned), parse::domain);
    let max_connections = reader.fixed(&raw.max_connections, parse::count);
    let timeout = reader.fixed(&raw.timeout, parse::duration);
    let relays = reader.fixed(&raw.trusted_relays, parse::networks);
    let starttls = starttls(reader, raw);
    let (protocol, hostname, starttls) = (protocol?, hostname?, starttls?);
    let (max_connections, timeout, trusted_relays) = (max_connections?, timeout?, relays?);
    let listen = listen?.map(|listen| listening(reader, raw, listen, protocol));
    let with = |listen| LmtpIn { listen, protocol, hostname, max_connections, timeout, trusted_relays, starttls };
    match listen {
        None => Some(None),
        Some(listen) => listen.map(|listen| Some(with(listen))),
    }
}

fn listening(
    reader: &mut Reader,
    raw: &RawIntakeLmtp,
    listen: MailListen,
    protocol: MailProtocol,
) -> Option<MailListen> {
    match listen {
        MailListen::Tcp(address) if address.port() == 25 && protocol != MailProtocol::Smtp => {
            let what = "port 25 is for SMTP; set intake.lmtp.protocol = \"smtp\", or take another port for LMTP";
            reader.refuse(&raw.listen, what);
            None
        }
        MailListen::Unix(path) => Some(MailListen::Unix(reader.base_of(raw.listen.given.as_ref()).join(path))),
        tcp @ MailListen::Tcp(_) => Some(tcp),
    }
}

fn mail_listen(text: &str) -> Parsed<MailListen> {
    const WANTED: &str = "expected an IP address and a port, such as 127.0.0.1:2424, or unix:PATH";
    match text.strip_prefix("unix:") {
        Some(path) if !path.is_empty() => Ok(MailListen::Unix(PathBuf::from(path))),
        Some(_) => Err(WANTED),
        None => text.parse().map(MailListen::Tcp).map_err(|_| WANTED),
    }
}

fn starttls(reader: &mut Reader, raw: &RawIntakeLmtp) -> Option<Option<StartTls>> {
    let cert = optional_path(reader, &raw.tls_cert);
    let key = reader.secret(&raw.tls_key, parse::pem);
    match (cert?, key?) {
        (Some(cert), Some(key)) => Some(Some(StartTls { cert, key })),
        (None, None) => Some(None),
        (Some(_), None) => {
            reader.refuse(&raw.tls_cert, "there is a certificate but no key; set intake.lmtp.tls_key_file");
            None
        }
        (None, Some(_)) => {
            reader.refuse(&raw.tls_key, "there is a key but no certificate; set intake.lmtp.tls_cert");
            None
        }
    }
}

/// A file that has to be there.
fn optional_path(reader: &mut Reader, slot: &Slot) -> Option<Option<PathBuf>> {
    let path = reader.optional(slot, parse::text)?;
    let Some(path) = path.map(|path| reader.base_of(slot.given.as_ref()).join(path)) else { return Some(None) };
    if !Path::is_file(&path) {
        reader.refuse(slot, &format!("there is no file {}", path.display()));
        return None;
    }
    Some(Some(path))
}

fn imap(reader: &mut Reader, raw: &RawIntakeImap) -> Option<Option<ImapIn>> {
    let host = reader.optional(&raw.host, parse::host);
    let words = [("none", Tls::None), ("starttls", Tls::Starttls), ("tls", Tls::Tls)];
    let tls = reader.one_of(&raw.tls, &words);
    let usual = tls.map(|tls| if tls == Tls::Tls { "993" } else { "143" }.to_owned());
    let port = reader.value(&raw.port, usual, parse::port);
    let tls_ca = optional_path(reader, &raw.tls_ca);
    let user = reader.optional(&raw.user, parse::text);
    let login = imap_login(reader, raw);
    let mailbox = reader.fixed(&raw.mailbox, parse::text);
    let move_to = reader.optional(&raw.move_to, parse::text);
    let poll_interval = reader.fixed(&raw.poll_interval, parse::duration);
    let (port, tls, tls_ca, mailbox) = (port?, tls?, tls_ca?, mailbox?);
    let (move_to, poll_interval) = (move_to?, poll_interval?);
    match (host?, user?, login?) {
        (None, ..) => Some(None),
        (Some(host), Some(user), Some(login)) => {
            Some(Some(ImapIn { host, port, tls, tls_ca, user, login, mailbox, move_to, poll_interval }))
        }
        (Some(_), ..) => {
            let what = "a login is missing; set intake.imap.user, and password_file or oauth_token_file";
            reader.refuse(&raw.host, what);
            None
        }
    }
}

fn imap_login(reader: &mut Reader, raw: &RawIntakeImap) -> Option<Option<ImapLogin>> {
    let password = reader.secret(&raw.password, |_| Ok(()));
    let token = reader.secret(&raw.oauth_token, |_| Ok(()));
    match (password?, token?) {
        (None, None) => Some(None),
        (Some(password), None) => Some(Some(ImapLogin::Password(password))),
        (None, Some(token)) => Some(Some(match &raw.oauth_token.given {
            Some(given) if given.in_file => ImapLogin::TokenFile(reader.base_of(Some(given)).join(&given.text)),
            _ => ImapLogin::Token(token),
        })),
        (Some(_), Some(_)) => {
            reader.refuse(&raw.oauth_token, "there are a password and a token; keep one");
            None
        }
    }
}

fn trust(reader: &mut Reader, raw: &RawIntakeTrust) -> Option<TrustIn> {
    let authserv_id = reader.optional(&raw.authserv_id, parse::text);
    let own_hops = reader.fixed(&raw.own_hops, parse::whole);
    let own_results = reader.fixed(&raw.own_results, parse::count);
    let arc_sealers = reader.fixed(&raw.arc_sealers, parse::domains);
    let max_age = reader.fixed(&raw.max_age, parse::duration);
    let agents_write_to = reader.fixed(&raw.agents_write_to, parse::addresses);
    let agents_come_by = reader.fixed(&raw.agents_come_by, parse::ways_in);
    Some(TrustIn {
        authserv_id: authserv_id?,
        own_hops: own_hops?,
        own_results: own_results?.get(),
        arc_sealers: arc_sealers?,
        max_age: max_age?,
        agents_write_to: agents_write_to?,
        agents_come_by: agents_come_by?,
    })
}
