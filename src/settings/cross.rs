//! What only makes sense together. A fault refuses the start and says which key to change; a warning does not.

use super::error::Fault;
use super::raw::Slot;
use super::sections::{Dkim, Settings, Smtp, Tls, Transport};
use super::table::RawSettings;

/// Contradictions.
pub fn faults(settings: &Settings, raw: &RawSettings) -> Vec<Fault> {
    [
        unsigned_smtp(settings, raw),
        password_in_the_open(settings, raw),
        foreign_signature(settings, raw),
        foreign_mail_domain(settings, raw),
        gives_up_within_one_lease(settings, raw),
        always_stale(settings, raw),
        metrics_on_the_pages(settings, raw),
        mailbox_in_the_open(settings, raw),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn fault(slot: &Slot, what: &str) -> Fault {
    let place = slot.given.as_ref().map(|given| given.origin.to_string());
    Fault { place, what: format!("{}: {what}", slot.key.dotted()) }
}

/// Without a signature over both headers no provider shows the button (HDR-10).
fn unsigned_smtp(settings: &Settings, raw: &RawSettings) -> Option<Fault> {
    let signed = settings.mail.dkim.is_some() || settings.mail.relay_signs;
    (is_smtp(settings) && !signed).then(|| {
        let what = "smtp needs a DKIM signature: set mail.dkim_key (or mail.dkim_key_file) and mail.dkim_selector, or \
                    mail.relay_signs = true if the relay signs";
        fault(&raw.mail.transport, what)
    })
}

fn password_in_the_open(settings: &Settings, raw: &RawSettings) -> Option<Fault> {
    let Transport::Smtp(Smtp { host, tls: Tls::None, login: Some(_), .. }) = &settings.mail.transport else {
        return None;
    };
    let what = "the password would cross the network in the clear; use starttls or tls, or remove the login";
    (!is_this_machine(host)).then(|| fault(&raw.mail.smtp_tls, what))
}

fn mailbox_in_the_open(settings: &Settings, raw: &RawSettings) -> Option<Fault> {
    let imap = settings.intake.imap.as_ref().filter(|imap| imap.tls == Tls::None)?;
    let what = "the login and everybody's mail would cross the network in the clear; use tls or starttls";
    (!is_this_machine(&imap.host)).then(|| fault(&raw.intake_imap.tls, what))
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// A signature of an unrelated domain does not count for the From address (HDR-20).
fn foreign_signature(settings: &Settings, raw: &RawSettings) -> Option<Fault> {
    let Dkim { domain, .. } = settings.mail.dkim.as_ref()?;
    let from = settings.mail.from.domain();
    let what =
        format!("{domain} has nothing in common with {from}, the domain of mail.from; DMARC would fail. Change one");
    (!may_be_related(domain, from)).then(|| fault(&raw.mail.dkim_domain, &what))
}

/// Both were typed and contradict each other: bounces and From would belong to different owners.
fn foreign_mail_domain(settings: &Settings, raw: &RawSettings) -> Option<Fault> {
    let typed = raw.mail.domain.given.is_some() && raw.mail.from.given.is_some();
    let (domain, from) = (&settings.mail.domain, settings.mail.from.domain());
    let what = format!("{domain} has nothing in common with {from}, the domain of mail.from. Change one");
    (typed && !may_be_related(domain, from)).then(|| fault(&raw.mail.domain, &what))
}

/// Whether two names may belong to one organisation. Without the public suffix list only the answer "no" is certain:
/// not even the last two labels agree.
fn may_be_related(a: &str, b: &str) -> bool {
    let tail = |name: &str| name.to_ascii_lowercase().rsplit('.').take(2).map(str::to_owned).collect::<Vec<_>>();
    tail(a) == tail(b)
}

/// The claim on a mail outlives ten attempts (design, outbox); giving up earlier would mean never trying again.
fn gives_up_within_one_lease(settings: &Settings, raw: &RawSettings) -> Option<Fault> {
    let what = "shorter than ten times mail.send_timeout, so no mail would ever be tried twice; raise it";
    (settings.mail.give_up_after < settings.mail.lease()).then(|| fault(&raw.mail.give_up_after, what))
}

fn always_stale(settings: &Settings, raw: &RawSettings) -> Option<Fault> {
    let gate = &settings.gate;
    let what = "must be at least twice gate.poll_interval, or one late look would close the gate; raise it";
    (gate.staleness_limit < gate.poll_interval * 2).then(|| fault(&raw.gate.staleness_limit, what))
}

fn metrics_on_the_pages(settings: &Settings, raw: &RawSettings) -> Option<Fault> {
    let same = settings.server.metrics_listen == Some(settings.server.listen) && settings.server.listen.port() != 0;
    same.then(|| {
        fault(&raw.server.metrics_listen, "is the same as server.listen; metrics need an address of their own")
    })
}

fn is_smtp(settings: &Settings) -> bool {
    matches!(settings.mail.transport, Transport::Smtp(_))
}

/// What will surprise.
pub fn warnings(settings: &Settings, raw: &RawSettings) -> Vec<String> {
    let server = &settings.server;
    let mail = &settings.mail;
    let is_https = server.public_url.scheme() == "https";
    let is_sent = !matches!(mail.transport, Transport::Folder { .. });
    let relay_typed = [&raw.mail.smtp_host, &raw.mail.smtp_port, &raw.mail.smtp_user].into_iter().any(Slot::is_changed);
    let said = [
        (
            !is_https && !server.is_local(),
            "server.public_url is not https: no link gets one-click headers (RFC 8058 section 3.1)",
        ),
        (
            server.public_url_is_default && !server.listen.ip().is_loopback(),
            "server.public_url is not set: links lead to the address listened on, which recipients cannot reach",
        ),
        (
            is_https && server.trusted_proxies.is_empty(),
            "server.public_url is https, so a proxy stands in front, but server.trusted_proxies is empty: all clients \
             would look like one to the limits",
        ),
        (
            is_sent && mail.domain == "localhost",
            "mail.domain is localhost: mail that recipients send to unsubscribe goes nowhere; set it",
        ),
        (
            matches!(mail.transport, Transport::Sendmail { .. }) && mail.dkim.is_none() && !mail.relay_signs,
            "mail is not signed here: set mail.dkim_key, or mail.relay_signs = true if the local mail system signs",
        ),
        (
            !is_smtp(settings) && relay_typed,
            "a relay is set, but mail.transport is not smtp: nothing is sent through it",
        ),
    ];
    said.into_iter().filter(|(holds, _)| *holds).map(|(_, what)| what.to_owned()).collect()
}
