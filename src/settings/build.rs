//! From what was typed to [`Settings`], section by section. All fields of a section are read before the first missing
//! one ends it, so that one start reports every fault.

use super::cross;
use super::database_url;
use super::error::SettingsError;
use super::inbound;
use super::parse;
use super::policy;
use super::raw::Typed;
use super::reader::Reader;
use super::sections::*;
use super::table::*;
use crate::domain::clock::{Rules, Zone};
use crate::domain::retention::Retention;
use crate::domain::webhook::TargetRules;

/// Reads every key, then checks what only makes sense together.
pub fn settings(typed: &Typed) -> Result<Settings, SettingsError> {
    let mut reader = Reader::new(typed);
    let read = read_all(&mut reader, typed);
    let faults = std::mem::take(&mut reader.faults);
    let Some(mut settings) = read else { return Err(SettingsError { faults }) };
    SettingsError::unless_none(faults)?;
    SettingsError::unless_none(cross::faults(&settings, &typed.raw))?;
    settings.warnings = cross::warnings(&settings, &typed.raw);
    settings.shown = reader.shown;
    Ok(settings)
}

fn read_all(reader: &mut Reader, typed: &Typed) -> Option<Settings> {
    let raw = &typed.raw;
    let server = server(reader, &raw.server);
    let database = database(reader, &raw.database, typed);
    let mail = mail(reader, &raw.mail, server.as_ref(), typed);
    let intake = inbound::read(reader, typed, mail.as_ref().map(|mail| mail.domain.as_str()));
    let webhooks = webhooks(reader, &raw.webhooks);
    let cases = cases(reader, &raw.cases);
    let gate = gate(reader, &raw.gate);
    let limits = limits(reader, &raw.limits);
    let console = console(reader, &raw.console);
    let pages = pages(reader, &raw.pages);
    let ledger = ledger(reader, &raw.ledger);
    let zone = cases.as_ref().map(|cases| cases.clocks.zone.clone());
    let policy = policy::section(reader, &raw.policy, typed, zone.as_ref());
    let retention = retention(reader, &raw.retention, zone.as_ref());
    let log = log(reader, &raw.log);
    Some(Settings {
        data_dir: typed.data_dir.clone(),
        config_file: typed.file.clone(),
        server: server?,
        database: database?,
        mail: mail?,
        intake: intake?,
        webhooks: webhooks?,
        cases: cases?,
        gate: gate?,
        limits: limits?,
        console: console?,
        pages: pages?,
        ledger: ledger?,
        policy: policy?,
        retention: retention?,
        log: log?,
        warnings: Vec::new(),
        shown: Vec::new(),
    })
}

fn server(reader: &mut Reader, raw: &RawServer) -> Option<Server> {
    let listen = reader.fixed(&raw.listen, parse::socket);
    let public_url = reader.value(&raw.public_url, listen.map(default_origin), parse::public_url);
    let trusted_proxies = reader.fixed(&raw.trusted_proxies, parse::networks);
    let metrics_listen = reader.optional(&raw.metrics_listen, parse::socket);
    let shutdown_timeout = reader.fixed(&raw.shutdown_timeout, parse::duration);
    Some(Server {
        listen: listen?,
        public_url: public_url?,
        public_url_is_default: raw.public_url.given.is_none(),
        trusted_proxies: trusted_proxies?,
        metrics_listen: metrics_listen?,
        shutdown_timeout: shutdown_timeout?,
    })
}

fn database(reader: &mut Reader, raw: &RawDatabase, typed: &Typed) -> Option<Database> {
    let place = place(reader, raw, typed);
    let max_connections = reader.fixed(&raw.max_connections, parse::count);
    Some(Database { place: place?, max_connections: max_connections? })
}

fn place(reader: &mut Reader, raw: &RawDatabase, typed: &Typed) -> Option<DatabasePlace> {
    let place = match &raw.url.given {
        None => DatabasePlace::Sqlite { path: typed.data_dir.join("desist.db") },
        Some(given) => {
            let text = reader.secret_text(&raw.url, given)?;
            let base = reader.base_of(Some(given));
            reader.parsed(&raw.url, &text, |text| database_url::parse(text, &base))?
        }
    };
    reader.note(&raw.url, Some(&place.redacted()));
    Some(place)
}

fn mail(reader: &mut Reader, raw: &RawMail, server: Option<&Server>, typed: &Typed) -> Option<Mail> {
    let transport = transport(reader, raw, typed);
    let domain = reader.value(&raw.domain, server.map(default_domain), parse::domain);
    let from_there = domain.as_ref().map(|domain| format!("preferences@{domain}"));
    let from = reader.value(&raw.from, from_there, parse::address);
    let from_name = reader.optional(&raw.from_name, parse::text);
    let relay_signs = reader.fixed(&raw.relay_signs, parse::switch);
    let dkim = dkim(reader, raw, from.as_ref().map(|from| from.domain().to_owned()));
    let send_timeout = reader.fixed(&raw.send_timeout, parse::duration);
    let give_up_after = reader.fixed(&raw.give_up_after, parse::duration);
    Some(Mail {
        transport: transport?,
        domain: domain?,
        from: from?,
        from_name: from_name?,
        relay_signs: relay_signs?,
        dkim: dkim?,
        send_timeout: send_timeout?,
        give_up_after: give_up_after?,
    })
}

/// An IP address can stand in no mail address we would want, so it becomes `localhost`.
fn default_domain(server: &Server) -> String {
    server.public_url.domain().unwrap_or("localhost").to_owned()
}

#[derive(Clone, Copy)]
enum Way {
    Folder,
    Smtp,
    Sendmail,
}

/// All keys of all transports are read, so that a fault in an idle one does not wait for the day it is switched on.
fn transport(reader: &mut Reader, raw: &RawMail, typed: &Typed) -> Option<Transport> {
    let words = [("folder", Way::Folder), ("smtp", Way::Smtp), ("sendmail", Way::Sendmail)];
    let way = reader.one_of(&raw.transport, &words);
    let default_folder = typed.data_dir.join("outgoing").display().to_string();
    let folder = reader.path(&raw.folder, Some(default_folder));
    let command = reader.fixed(&raw.sendmail_command, parse::text);
    let smtp = smtp(reader, raw);
    match way? {
        Way::Folder => folder.map(|folder| Transport::Folder { folder }),
        Way::Sendmail => command.map(|command| Transport::Sendmail { command }),
        Way::Smtp => smtp.map(Transport::Smtp),
    }
}

fn smtp(reader: &mut Reader, raw: &RawMail) -> Option<Smtp> {
    let host = reader.fixed(&raw.smtp_host, parse::host);
    let words = [("none", Tls::None), ("starttls", Tls::Starttls), ("tls", Tls::Tls)];
    let tls = reader.one_of(&raw.smtp_tls, &words);
    let port = reader.value(&raw.smtp_port, tls.map(|tls| usual_port(tls).to_string()), parse::port);
    let login = login(reader, raw);
    Some(Smtp { host: host?, port: port?, tls: tls?, login: login? })
}

fn usual_port(tls: Tls) -> u16 {
    match tls {
        Tls::None => 25,
        Tls::Starttls => 587,
        Tls::Tls => 465,
    }
}

fn login(reader: &mut Reader, raw: &RawMail) -> Option<Option<Login>> {
    let user = reader.optional(&raw.smtp_user, parse::text);
    let password = reader.secret(&raw.smtp_password, |_| Ok(()));
    match (user?, password?) {
        (Some(user), Some(password)) => Some(Some(Login { user, password })),
        (None, None) => Some(None),
        (Some(_), None) => {
            reader.refuse(&raw.smtp_user, "there is a name but no password; set mail.smtp_password or remove the name");
            None
        }
        (None, Some(_)) => {
            reader.refuse(
                &raw.smtp_password,
                "there is a password but no name; set mail.smtp_user or remove the password",
            );
            None
        }
    }
}

fn dkim(reader: &mut Reader, raw: &RawMail, from_domain: Option<String>) -> Option<Option<Dkim>> {
    let selector = reader.optional(&raw.dkim_selector, parse::selector);
    let key = reader.secret(&raw.dkim_key, parse::pem);
    let domain = match (&raw.dkim_domain.given, &raw.dkim_key.given) {
        (None, None) => reader.optional(&raw.dkim_domain, parse::domain),
        _ => reader.value(&raw.dkim_domain, from_domain, parse::domain).map(Some),
    };
    match (key?, selector?, domain?) {
        (Some(key), Some(selector), Some(domain)) => Some(Some(Dkim { domain, selector, key })),
        (None, None, None) => Some(None),
        (Some(_), ..) => {
            reader.refuse(&raw.dkim_key, "there is a DKIM key but no selector; set mail.dkim_selector");
            None
        }
        (None, selector, _) => {
            let slot = if selector.is_some() { &raw.dkim_selector } else { &raw.dkim_domain };
            reader.refuse(slot, "DKIM is half set; set mail.dkim_key (or mail.dkim_key_file), or remove this");
            None
        }
    }
}

fn webhooks(reader: &mut Reader, raw: &RawWebhooks) -> Option<Webhooks> {
    let allow_http = reader.fixed(&raw.allow_http, parse::switch);
    let allow_private = reader.fixed(&raw.allow_private, parse::private_networks);
    let ports = reader.fixed(&raw.allow_ports, parse::ports);
    let timeout = reader.fixed(&raw.timeout, parse::duration);
    let rules = TargetRules { allow_http: allow_http?, allow_private: allow_private?, ports: ports? };
    Some(Webhooks { rules, timeout: timeout? })
}

fn cases(reader: &mut Reader, raw: &RawCases) -> Option<Cases> {
    let notify = reader.fixed(&raw.notify, parse::addresses);
    let whereabouts = reader.fixed(&raw.regions, parse::regions);
    let zone = reader.fixed(&raw.time_zone, parse::zone);
    let clocks = ClockSettings { rules: clock_rules(reader, raw)?, whereabouts: whereabouts?, zone: zone? };
    let complaints_to = reader.optional(&raw.complaints_to, parse::mail_address);
    let dispute_bodies = reader.fixed(&raw.dispute_bodies, parse::dispute_bodies);
    Some(Cases { notify: notify?, clocks, complaints_to: complaints_to?, dispute_bodies: dispute_bodies? })
}

fn clock_rules(reader: &mut Reader, raw: &RawCases) -> Option<Rules> {
    let rules = match raw.clock_rules.given {
        None => {
            reader.optional::<()>(&raw.clock_rules, |_| Err(""))?;
            Rules::built_in()
        }
        Some(_) => {
            let path = reader.path(&raw.clock_rules, None)?;
            match std::fs::read_to_string(&path) {
                Ok(text) => Rules::parse(&text),
                Err(error) => {
                    reader.refuse(&raw.clock_rules, &format!("cannot read {}: {error}", path.display()));
                    return None;
                }
            }
        }
    };
    match rules {
        Ok(rules) => Some(rules),
        Err(error) => {
            reader.refuse(&raw.clock_rules, &error.to_string());
            None
        }
    }
}

fn gate(reader: &mut Reader, raw: &RawGate) -> Option<Gate> {
    let staleness_limit = reader.fixed(&raw.staleness_limit, parse::duration);
    let poll_interval = reader.fixed(&raw.poll_interval, parse::duration);
    Some(Gate { staleness_limit: staleness_limit?, poll_interval: poll_interval? })
}

fn limits(reader: &mut Reader, raw: &RawLimits) -> Option<Limits> {
    let mails = reader.fixed(&raw.mails_per_address_per_day, parse::count);
    let typed = reader.fixed(&raw.typed_addresses_per_client_per_hour, parse::count);
    let invalid = reader.fixed(&raw.invalid_tokens_per_client_per_minute, parse::count);
    let api_body = reader.fixed(&raw.api_body, parse::size);
    Some(Limits {
        mails_per_address_per_day: mails?,
        typed_addresses_per_client_per_hour: typed?,
        invalid_tokens_per_client_per_minute: invalid?,
        api_body: api_body?,
    })
}

fn console(reader: &mut Reader, raw: &RawConsole) -> Option<Console> {
    let host = reader.optional(&raw.host, parse::domain);
    Some(Console { host: host? })
}

fn pages(reader: &mut Reader, raw: &RawPages) -> Option<Pages> {
    let templates = match raw.templates.given {
        Some(_) => reader.path(&raw.templates, None).map(Some),
        None => reader.optional(&raw.templates, |_| Err("")),
    };
    if let Some(Some(folder)) = &templates
        && !folder.is_dir()
    {
        reader.refuse(&raw.templates, &format!("there is no folder {}", folder.display()));
    }
    let default_language = reader.fixed(&raw.default_language, parse::language);
    Some(Pages { templates: templates?, default_language: default_language? })
}

fn retention(reader: &mut Reader, raw: &RawRetention, zone: Option<&Zone>) -> Option<Retention> {
    let hour = reader.fixed(&raw.hour, parse::hour);
    let mail = reader.fixed(&raw.mail, parse::keep);
    let unrelated_mail = reader.fixed(&raw.unrelated_mail, parse::keep);
    let client = reader.fixed(&raw.client, parse::keep);
    let confirmations = reader.fixed(&raw.confirmations, parse::keep);
    let sent_mail = reader.fixed(&raw.sent_mail, parse::keep);
    let webhooks = reader.fixed(&raw.webhooks, parse::keep);
    let cases = reader.fixed(&raw.cases, parse::keep_two_years);
    let figures = reader.fixed(&raw.figures, parse::keep);
    Some(Retention {
        hour: hour?,
        zone: zone?.clone(),
        mail: mail?,
        unrelated_mail: unrelated_mail?,
        client: client?,
        confirmations: confirmations?,
        sent_mail: sent_mail?,
        webhooks: webhooks?,
        cases: cases?,
        figures: figures?,
    })
}

fn ledger(reader: &mut Reader, raw: &RawLedger) -> Option<Ledger> {
    let to = reader.fixed(&raw.checkpoint_mail_to, parse::addresses);
    let every = reader.fixed(&raw.checkpoint_mail_every, parse::checkpoint_every);
    Some(Ledger { checkpoint_mail_to: to?, checkpoint_mail_every: every? })
}

fn log(reader: &mut Reader, raw: &RawLog) -> Option<Log> {
    let words = [("auto", LogFormat::Auto), ("human", LogFormat::Human), ("json", LogFormat::Json)];
    let format = reader.one_of(&raw.format, &words);
    let filter = reader.fixed(&raw.filter, parse::filter);
    Some(Log { format: format?, filter: filter? })
}
