//! One text to one typed value. The error is the end of the sentence "... is not what is wanted here:" and says what
//! is; it never repeats the value, because only the caller knows whether it may be shown.

use std::net::{IpAddr, SocketAddr};
use std::num::{NonZeroU16, NonZeroU32};
use std::str::FromStr;
use std::time::Duration;

use ipnet::IpNet;
use jiff::civil::Date;
use lettre::Address;
use tracing_subscriber::EnvFilter;
use unic_langid::LanguageIdentifier;
use url::{Host, Url};

use crate::domain::address::Address as MailAddress;
use crate::domain::case::DisputeBody;
use crate::domain::change::Channel;
use crate::domain::clock::{Region, Whereabouts, Zone};
use crate::domain::retention::Keep;
use crate::domain::webhook::target::Ports;

/// A parsed value or what was wanted instead.
pub type Parsed<T> = Result<T, &'static str>;

pub fn text(text: &str) -> Parsed<String> {
    // A control character in a name or command would end up in a mail header or an argument list.
    if text.is_empty() || text.chars().any(char::is_control) {
        return Err("expected a text on one line");
    }
    Ok(text.to_owned())
}

pub fn socket(text: &str) -> Parsed<SocketAddr> {
    text.parse().map_err(|_| "expected an IP address and a port, such as 127.0.0.1:8080 or [::1]:8080")
}

pub fn switch(text: &str) -> Parsed<bool> {
    match text {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err("expected true or false"),
    }
}

pub fn count(text: &str) -> Parsed<NonZeroU32> {
    text.parse().map_err(|_| "expected a whole number from 1")
}

pub fn whole(text: &str) -> Parsed<u32> {
    text.parse().map_err(|_| "expected a whole number from 0")
}

pub fn domains(text: &str) -> Parsed<Vec<String>> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(domain).collect()
}

pub fn addresses(text: &str) -> Parsed<Vec<MailAddress>> {
    let one = |item: &str| MailAddress::parse(item).map_err(|_| "expected mail addresses");
    text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(one).collect()
}

/// One mail address.
pub fn mail_address(text: &str) -> Parsed<MailAddress> {
    MailAddress::parse(text).map_err(|_| "expected a mail address")
}

/// Bodies that hear complaints.
pub fn dispute_bodies(text: &str) -> Parsed<Vec<DisputeBody>> {
    let one = |item: &str| {
        DisputeBody::parse(item).ok_or("expected REGIONS NAME URL, such as \"US Fair Board https://fair.example\"")
    };
    text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(one).collect()
}

/// Ways in for mail.
pub fn ways_in(text: &str) -> Parsed<Vec<Channel>> {
    let is_way =
        |c: &Channel| matches!(c, Channel::Lmtp | Channel::Smtp | Channel::Imap | Channel::Pipe | Channel::Api);
    let way = |word: &str| Channel::from_word(word).filter(is_way).ok_or("expected lmtp, smtp, imap, pipe or api");
    text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(way).collect()
}

pub fn port(text: &str) -> Parsed<u16> {
    text.parse::<NonZeroU16>().map(NonZeroU16::get).map_err(|_| "expected a port from 1 to 65535")
}

/// `250ms`, `5s`, `2m`, `1h`, `30d`; a day has 24 hours. Zero is refused: nothing here means anything at zero.
pub fn duration(text: &str) -> Parsed<Duration> {
    const WANTED: &str = "expected a duration above zero, such as 250ms, 5s, 2m, 1h or 30d";
    let (number, unit) = number_and_unit(text).ok_or(WANTED)?;
    let unit_ms = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return Err(WANTED),
    };
    let ms = number.checked_mul(unit_ms).filter(|ms| *ms > 0 && *ms <= MAX_DURATION_MS);
    ms.map(Duration::from_millis).ok_or(WANTED)
}

/// Ten years: far beyond sense, and far from any overflow in later arithmetic.
const MAX_DURATION_MS: u64 = 3_650 * 86_400_000;

/// How often a signed head is mailed: the mails are counted by their rows, which stay for 31 days.
pub fn checkpoint_every(text: &str) -> Parsed<Duration> {
    const WANTED: &str = "expected a duration from 1ms to 30d, such as 1h, 1d or 30d";
    duration(text).ok().filter(|every| every.as_secs() <= 30 * 86_400).ok_or(WANTED)
}

/// How long something is kept.
pub fn keep(text: &str) -> Parsed<Keep> {
    Keep::parse(text).ok_or("expected how long it is kept, such as 30d, 24mo, 3y or never, and a day at least")
}

/// The same for the records of requests.
pub fn keep_two_years(text: &str) -> Parsed<Keep> {
    let short = "records of requests and answers are kept for at least 24 months (11 CCR 7101): 24mo, longer, or never";
    keep(text).and_then(|keep| if keep.is_below_two_years() { Err(short) } else { Ok(keep) })
}

/// An hour of the day.
pub fn hour(text: &str) -> Parsed<u8> {
    text.parse().ok().filter(|hour| *hour < 24).ok_or("expected an hour from 0 to 23")
}

/// `8192B`, `64KiB`, `8MiB`; at most 1 GiB, because bodies are held in memory.
pub fn size(text: &str) -> Parsed<usize> {
    const WANTED: &str = "expected a size from 1B to 1024MiB, such as 65536B, 64KiB or 8MiB";
    let (number, unit) = number_and_unit(text).ok_or(WANTED)?;
    let unit = match unit {
        "B" => 1,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        _ => return Err(WANTED),
    };
    let bytes = number.checked_mul(unit).filter(|bytes| (1..=1 << 30).contains(bytes)).ok_or(WANTED)?;
    usize::try_from(bytes).map_err(|_| WANTED)
}

fn number_and_unit(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(end);
    Some((number.parse().ok()?, unit.trim_start()))
}

/// Networks whose `X-Forwarded-For` is believed. "Everybody" is refused: then anyone could choose the address that
/// limits and logs see (WEB-09).
pub fn networks(text: &str) -> Parsed<Vec<IpNet>> {
    let all = "a network of all addresses would let anybody forge a client address; name your proxies only";
    networks_but(text, all)
}

fn networks_but(text: &str, all: &'static str) -> Parsed<Vec<IpNet>> {
    let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
    items.map(|item| network(item, all)).collect()
}

fn network(text: &str, all: &'static str) -> Parsed<IpNet> {
    let alone = text.parse::<IpAddr>().ok().map(IpNet::from);
    let net = alone.or_else(|| text.parse().ok()).ok_or("expected IP addresses or networks, such as 10.0.0.0/8")?;
    if net.prefix_len() == 0 {
        return Err(all);
    }
    Ok(net)
}

/// Networks that are not public and may be called by webhooks. "Everything" is refused: it would take the guard away.
pub fn private_networks(text: &str) -> Parsed<Vec<IpNet>> {
    networks_but(text, "a network of all addresses would take the guard away; name your own networks only")
}

/// Ports that webhooks may call, beside the usual ones.
pub fn ports(text: &str) -> Parsed<Ports> {
    let items: Vec<&str> = text.split(',').map(str::trim).filter(|item| !item.is_empty()).collect();
    match items.as_slice() {
        ["any"] => Ok(Ports::Any),
        items => items.iter().map(|item| port(item)).collect::<Parsed<_>>().map(Ports::Also),
    }
}

/// Countries and parts of them; none at all means that nobody knows.
pub fn regions(text: &str) -> Parsed<Whereabouts> {
    let items: Vec<&str> = text.split(',').map(str::trim).filter(|item| !item.is_empty()).collect();
    if items.iter().any(|item| Region::parse(item).is_none()) {
        return Err("expected ISO 3166 codes, such as DE or US-CA");
    }
    Ok(Whereabouts::parse(items))
}

/// A time zone.
pub fn zone(text: &str) -> Parsed<Zone> {
    Zone::parse(text).ok_or("expected the name of a time zone, such as Europe/Berlin")
}

/// An origin: `http` or `https`, a host, perhaps a port, nothing else.
pub fn public_url(text: &str) -> Parsed<Url> {
    let url = Url::parse(text).map_err(|_| "expected a URL such as https://mail.example.com")?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("expected a URL that begins with https:// (or http:// for trying it out)");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("the URL stands in every mail and must hold no user name or password");
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err("the URL must end after host and port: no path, query or fragment");
    }
    Ok(url)
}

/// A page on the web.
pub fn web_page(text: &str) -> Parsed<String> {
    const WANTED: &str = "expected the URL of a web page, such as https://example.com/privacy";
    let url = Url::parse(text).map_err(|_| WANTED)?;
    let login = !url.username().is_empty() || url.password().is_some();
    if matches!(url.scheme(), "http" | "https") && url.has_host() && !login { Ok(url.into()) } else { Err(WANTED) }
}

/// A domain in A-label form, lower case (HDR-08). At most 189 octets, so that an address with a local part of 64 fits
/// the 254 that a path holds (HDR-17, RFC 5321 section 4.5.3.1.3).
pub fn domain(text: &str) -> Parsed<String> {
    const WANTED: &str = "expected a domain name such as mail.example.com, at most 189 octets";
    match Host::parse(text).map_err(|_| WANTED)? {
        Host::Domain(name) if is_dns_name(&name) => Ok(name),
        _ => Err(WANTED),
    }
}

fn is_dns_name(name: &str) -> bool {
    name.len() <= 189 && name.split('.').all(is_dns_label)
}

fn is_dns_label(label: &str) -> bool {
    let edges = label.starts_with('-') || label.ends_with('-');
    let letters = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (1..=63).contains(&label.len()) && letters && !edges
}

/// One or more labels joined by dots (RFC 6376 section 3.1).
pub fn selector(text: &str) -> Parsed<String> {
    let lower = text.to_ascii_lowercase();
    if is_dns_name(&lower) { Ok(lower) } else { Err("expected a DKIM selector: letters, digits, dashes, dots") }
}

/// A host to connect to: a name or an IP address.
pub fn host(text: &str) -> Parsed<String> {
    let known = text.parse::<IpAddr>().is_ok() || is_dns_name(text);
    if known { Ok(text.to_owned()) } else { Err("expected a host name or an IP address, without a port") }
}

/// A From address; ASCII, because every relay must be able to take it.
pub fn address(text: &str) -> Parsed<Address> {
    let wanted = "expected a mail address in ASCII, such as preferences@example.com";
    text.parse().ok().filter(|_| text.is_ascii()).ok_or(wanted)
}

pub fn language(text: &str) -> Parsed<String> {
    let language: LanguageIdentifier = text.parse().map_err(|_| "expected a language tag such as en or pt-BR")?;
    Ok(language.to_string())
}

pub fn date(text: &str) -> Parsed<Date> {
    Date::from_str(text).map_err(|_| "expected a date, YYYY-MM-DD")
}

/// A policy version: a code, never free text, because it stands in ledger leaves.
pub fn version(text: &str) -> Parsed<String> {
    let known = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
    let fits = (1..=32).contains(&text.len());
    if known && fits { Ok(text.to_owned()) } else { Err("expected 1 to 32 letters, digits, dots and dashes") }
}

pub fn filter(text: &str) -> Parsed<String> {
    // The filter's own parser panics on some text beyond ASCII; found by the property test below.
    let known = text.is_ascii() && EnvFilter::builder().parse(text).is_ok();
    if known { Ok(text.to_owned()) } else { Err("expected a log filter such as info or warn,desist=debug") }
}

/// A private key; the mail layer reads it, this only tells a key from a path typed by mistake.
pub fn pem(text: &str) -> Parsed<()> {
    let known = text.trim_start().starts_with("-----BEGIN ") && text.contains("PRIVATE KEY-----");
    if known { Ok(()) } else { Err("expected a private key in PEM (to name a file, use mail.dkim_key_file)") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn durations_have_a_number_and_a_unit() {
        assert_eq!(duration("100ms").unwrap(), Duration::from_millis(100));
        assert_eq!(duration("5 s").unwrap(), Duration::from_secs(5));
        assert_eq!(duration("30d").unwrap(), Duration::from_secs(30 * 86_400));
        for wrong in
            ["", "5", "s", "-5s", "0s", "5.5s", "5S", "1h30m", "99999999999999999999d", "18446744073709551615d"]
        {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn sizes_are_powers_of_two_and_bounded() {
        assert_eq!(size("8MiB").unwrap(), 8 << 20);
        for wrong in ["8", "8MB", "0B", "2048MiB", "8mib"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn web_09_a_proxy_list_of_all_addresses_is_refused() {
        assert!(networks("0.0.0.0/0").unwrap_err().contains("forge"));
        assert!(networks("10.0.0.1, ::/0").is_err());
        assert_eq!(networks("10.0.0.1, 192.168.0.0/16").unwrap().len(), 2);
        assert!(networks("").unwrap().is_empty());
    }

    #[test]
    fn a_public_url_is_an_origin_and_nothing_more() {
        assert_eq!(public_url("https://Mail.Example.com").unwrap().as_str(), "https://mail.example.com/");
        for wrong in [
            "https://a.example/path",
            "https://a.example/?q",
            "https://a.example/#f",
            "https://u@a.example",
            "https://:p@a.example",
            "ftp://a.example",
            "mail.example.com",
            "https://",
        ] {
            assert!(public_url(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn hdr_08_domains_become_a_labels() {
        assert_eq!(domain("Bücher.Example").unwrap(), "xn--bcher-kva.example");
        for wrong in ["", "a b", "127.0.0.1", "[::1]", "-a.example", "a..example", "user@a.example"] {
            assert!(domain(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn hdr_17_a_mail_domain_leaves_room_for_64_octets_and_the_at_sign() {
        let label = "a".repeat(62);
        assert!(domain(&format!("{label}.{label}.{label}")).is_ok());
        assert!(domain(&format!("{label}.{label}.{label}.b")).is_err());
    }

    #[test]
    fn a_name_with_a_line_break_cannot_forge_a_header() {
        assert!(text("Acme\r\nBcc: x").is_err());
    }

    #[test]
    fn text_that_the_filters_own_parser_panics_on_is_refused() {
        assert!(filter("\t\u{363}=").is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_a_parser_panic(typed in ".{0,40}") {
            let _ = (duration(&typed), size(&typed), networks(&typed), public_url(&typed), domain(&typed));
            let _ = (address(&typed), language(&typed), date(&typed), version(&typed), filter(&typed));
        }
    }
}
