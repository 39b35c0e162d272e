//! Mails by which a provider or a helpdesk asks whether mail may be forwarded to us: never dropped as robots, because
//! nothing arrives until somebody enters the code or follows the link.
//!
//! `forwarding.txt` holds what they are known by. Somebody may imitate them: whoever shows one to an operator should
//! say who really sent it, and the link is only given when it leads to the provider itself.

use std::sync::LazyLock;

use regex::Regex;

use crate::domain::address::Address;
use crate::mail::parse::Mail;

use super::fields;
use super::reason::cut;
use super::words::{Folded, Table, lines};

static SENDERS: LazyLock<Vec<Sender>> = LazyLock::new(|| lines(DATA).filter_map(Sender::read).collect());
static WORDS: LazyLock<Table> = LazyLock::new(|| Table::read_only(DATA, "words"));
static CODE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(CODE_PATTERN).ok());
static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(LINK_PATTERN).ok());

const DATA: &str = include_str!("forwarding.txt");
/// A code in brackets as in `(#123456789)`, or after a word for "code" in several languages.
const CODE_PATTERN: &str = r"(?i)\(#\s*([0-9]{4,12})\)|(?:code|código|codice|kod|kód|код|コード|代码|代碼|코드|رمز|pin)[^\n0-9a-z:：]{0,40}[:：]?\s*([0-9]{4,12}|[A-Z0-9]{2,8}-[A-Z0-9-]{2,40})\b";
const LINK_PATTERN: &str = r#"https://[^\s<>"'\])]{8,2000}"#;
/// More of a text, in bytes, is not read.
const LONGEST: usize = 32 * 1024;
/// A mail with more links is no question.
const MOST_LINKS: usize = 50;

/// A provider's question whether mail may be forwarded to us.
#[derive(Clone, Debug)]
pub struct ForwardingCheck {
    /// Who asks: a name from the table, or the host of an unknown sender.
    pub provider: String,
    /// The code to enter.
    pub code: Option<String>,
    /// The link to follow, at the provider's own hosts.
    pub link: Option<String>,
    /// Whose mail would be forwarded, where it says so.
    pub address: Option<Address>,
}

/// A line of the table: a provider, its address or host, and the hosts of its links.
struct Sender {
    provider: &'static str,
    from: &'static str,
    hosts: Vec<&'static str>,
    /// Its address is used for nothing else, so that no words are needed.
    is_only_for_this: bool,
}

impl Sender {
    fn read((key, value): (&'static str, &'static str)) -> Option<Self> {
        if key == "words" {
            return None;
        }
        let (from, hosts) = value.split_once(" > ")?;
        let is_only_for_this = from.contains('@');
        let from = from.trim_end_matches('!').trim();
        Some(Self { provider: key, from, hosts: hosts.split_whitespace().collect(), is_only_for_this })
    }

    fn sends(&self, address: &str) -> bool {
        if self.is_only_for_this { address == self.from } else { is_within(host_of(address), self.from) }
    }
}

/// What a mail asks, if it is such a question.
pub fn read(mail: &Mail) -> Option<ForwardingCheck> {
    let [from] = mail.from.as_slice() else { return None };
    let from = from.address.trim().to_ascii_lowercase();
    let sender = SENDERS.iter().find(|sender| sender.sends(&from));
    let is_asked = sender.is_some_and(|sender| sender.is_only_for_this) || asks(mail);
    let check = check(mail, &from, sender);
    let is_answerable = check.code.is_some() || check.link.is_some();
    (is_asked && is_answerable && (sender.is_some() || is_from_nobody(&from))).then_some(check)
}

/// Whether subject and opening speak of confirming a forwarding.
fn asks(mail: &Mail) -> bool {
    WORDS.first(&Folded::of(&mail.subject)).is_some()
}

fn is_from_nobody(from: &str) -> bool {
    ["no-reply", "noreply", "no_reply", "donotreply", "notification", "verify"]
        .iter()
        .any(|word| from.starts_with(word))
}

fn check(mail: &Mail, from: &str, sender: Option<&Sender>) -> ForwardingCheck {
    let text = format!("{}\n{}", mail.subject, cut(&mail.text, LONGEST));
    let host = host_of(from);
    let hosts = sender.map_or_else(|| vec![host], |sender| sender.hosts.clone());
    ForwardingCheck {
        provider: sender.map_or(host, |sender| sender.provider).to_owned(),
        code: code(&text),
        link: link(&text, &hosts),
        address: forwarded(mail, &text, from),
    }
}

fn code(text: &str) -> Option<String> {
    let found = CODE.as_ref()?.captures(text)?;
    found.get(1).or_else(|| found.get(2)).map(|code| code.as_str().to_owned())
}

/// The first link to one of the hosts that is no page of help.
fn link(text: &str, hosts: &[&str]) -> Option<String> {
    let links =
        LINK.as_ref()?.find_iter(text).take(MOST_LINKS).map(|link| link.as_str().trim_end_matches(['.', ',', ';']));
    let is_theirs = |link: &&str| hosts.iter().any(|host| is_within(link_host(link), host));
    let is_help = |link: &&str| {
        ["support.", "help.", "/help", "/answer", "privacy", "terms"].iter().any(|part| link.contains(part))
    };
    links.filter(is_theirs).find(|link| !is_help(link)).map(str::to_owned)
}

/// Whose mail it is: the first address named that is neither the sender's nor one it was sent to.
fn forwarded(mail: &Mail, text: &str, from: &str) -> Option<Address> {
    let is_aside = |address: &Address| {
        let is = |other: &str| Address::parse(other).is_ok_and(|other| other == *address);
        is(from) || mail.to.iter().any(|to| is(&to.address))
    };
    text.lines().take(100).flat_map(fields::addresses).find(|address| !is_aside(address))
}

fn host_of(address: &str) -> &str {
    address.rsplit_once('@').map_or("", |(_, host)| host)
}

fn link_host(link: &str) -> &str {
    let rest = link.trim_start_matches("https://");
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // Somebody's name before an `@` in a link is a trick; such a link leads to none of the hosts.
    if authority.contains('@') { "" } else { authority.split(':').next().unwrap_or_default() }
}

fn is_within(host: &str, domain: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host == domain || host.strip_suffix(domain).is_some_and(|before| before.ends_with('.'))
}

/// Whether both patterns compile; at run time one that does not would find nothing.
#[cfg(test)]
pub fn forwarding_patterns_compile() -> bool {
    CODE.is_some() && LINK.is_some()
}
