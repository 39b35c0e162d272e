//! ARC (RFC 8617, experimental): what a forwarder on our list saw before it changed the mail (AUTH-11).

use mail_auth::ArcOutput;

use super::message::Message;
use super::resolver::Resolver;
use super::results::{self, Stated};
use super::{AuthConfig, Verdict, dkim};
use crate::domain::time::Instant;

/// What ARC found.
pub(super) struct Arc {
    /// Of the chain.
    pub(super) verdict: Verdict,
    /// What the last sealer found, when it is on our list and the chain holds; else as if there were none.
    pub(super) stated: Option<Stated>,
}

/// The chain's order, `cv` and one of each field per set are checked by mail-auth; it reads tag lists more leniently
/// than RFC 6376 section 3.2 allows, so that is checked here. Only the last sealer is asked about: what it states
/// includes what it thought of the sets before its own.
pub(super) async fn check(message: &Message<'_>, resolver: &Resolver, config: &AuthConfig, received: Instant) -> Arc {
    let output = resolver.dns.verify_arc(resolver.ask(&message.fields)).await;
    let verdict = match dkim::verdict(output.result()) {
        Verdict::Pass if !is_well_formed(message) => Verdict::Fail,
        Verdict::Pass if !is_worth_something(message, received) => Verdict::Policy,
        Verdict::None if is_started(message) => Verdict::Fail,
        // A chain that does not hold is as good as none, and RFC 8617 has one word for it.
        Verdict::Neutral | Verdict::PermError => Verdict::Fail,
        verdict => verdict,
    };
    let stated = if verdict == Verdict::Pass { stated(&output, config) } else { None };
    Arc { verdict, stated }
}

/// A chain without any message signature is a broken one, not none.
fn is_started(message: &Message<'_>) -> bool {
    !message.fields.as_headers.is_empty() || !message.fields.aar_headers.is_empty()
}

fn is_well_formed(message: &Message<'_>) -> bool {
    let seals = message.fields.as_headers.iter().map(|field| field.value);
    seals.chain(message.fields.ams_headers.iter().map(|field| field.value)).all(is_tag_list)
}

/// AUTH-08 for seals: everything covered, and in time.
fn is_worth_something(message: &Message<'_>, received: Instant) -> bool {
    let signatures = &message.fields.ams_headers;
    let covers_from = |listed: &[String]| listed.iter().any(|name| name.eq_ignore_ascii_case("From"));
    signatures.iter().all(|field| field.header.l == 0 && covers_from(&field.header.h))
        && !message.arc_expiries.last().is_some_and(|expiry| expiry.is_past(received))
}

/// `name=value` between single semicolons, no name twice (RFC 6376 section 3.2).
fn is_tag_list(value: &[u8]) -> bool {
    let value = value.trim_ascii();
    let value = value.strip_suffix(b";").unwrap_or(value);
    let mut names = Vec::new();
    value.split(|byte| *byte == b';').all(|tag| match tag.split(|byte| *byte == b'=').next().map(<[u8]>::trim_ascii) {
        Some(name) if tag.contains(&b'=') && is_tag_name(name) && !names.contains(&name) => {
            names.push(name);
            names.len() <= TAGS_MAX
        }
        _ => false,
    })
}

const TAGS_MAX: usize = 50;

fn is_tag_name(name: &[u8]) -> bool {
    name.first().is_some_and(u8::is_ascii_alphabetic) && name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'_')
}

fn stated(output: &ArcOutput<'_>, config: &AuthConfig) -> Option<Stated> {
    let last = output.sets().last()?;
    let sealer = &last.seal.header.d;
    let signer = &last.signature.header.d;
    if !sealer.eq_ignore_ascii_case(signer) || !config.arc_sealers.iter().any(|one| one.eq_ignore_ascii_case(sealer)) {
        return None;
    }
    let value = std::str::from_utf8(last.results.value).ok()?;
    // `i=1; mx.example.org; dmarc=pass ...`: an Authentication-Results value after the instance.
    results::read(value.split_once(';')?.1)
}
