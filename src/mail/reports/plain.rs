//! The human-readable half of a report: who is named in it, and what is said about whom.
//!
//! No format of a mail system is known by name here. All of them write, in lines of their own, an address and then what
//! happened to it; they differ in what stands around the address. Three kinds of lines name a recipient, and the
//! strongest kind that occurs decides: a line that begins with the address, or one under a heading such as "the following
//! recipients"; a label before the address; a sentence about it. The words are in `names.txt`, the lines at which the
//! report ends and the returned mail begins in `separators.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::address::Address;
use crate::mail::parse::Mail;

use super::fields;
use super::reason::cut;
use super::words::{Folded, Table};

static RULED: LazyLock<Table> = LazyLock::new(|| Table::read_only(include_str!("separators.txt"), "ruled"));
static BARE: LazyLock<Table> = LazyLock::new(|| Table::read_only(include_str!("separators.txt"), "bare"));
static BEGINS: LazyLock<Table> = LazyLock::new(|| Table::read_only(include_str!("separators.txt"), "begins"));
static NAMES: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("names.txt")));

/// More text than this, in bytes, no report needs to say who could not be reached.
const LONGEST: usize = 64 * 1024;
/// Longer lines are no lines of a report.
const LONGEST_LINE: usize = 2000;
/// No report names more recipients than this; the rest is not read.
pub const MOST_RECIPIENTS: usize = 500;
/// How many lines after a heading may name recipients without beginning with an address.
const LISTED: u8 = 3;

/// The text of a mail's first part, where the report stands; what a reader sees, where that has none.
pub fn text(mail: &Mail) -> &str {
    let first =
        mail.parts.first().filter(|part| part.content_type.starts_with("text/plain") && !part.text.trim().is_empty());
    first.map_or(&mail.text, |part| &part.text)
}

/// A report's text, parted from the mail it returns.
#[derive(Clone, Copy, Debug)]
pub struct Parted<'a> {
    /// What the mail system says.
    pub report: &'a str,
    /// The returned mail, or what it shows of it: header fields, perhaps a body.
    pub returned: Option<&'a str>,
}

/// Parts a text at the first line that announces the returned mail.
pub fn part(text: &str) -> Parted<'_> {
    let text = cut(text, LONGEST);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        match separator(line) {
            Some(Separator::Announces) => return parted(text, at, at + line.len()),
            Some(Separator::Begins) => return parted(text, at, at),
            None => at += line.len(),
        }
    }
    Parted { report: text, returned: None }
}

fn parted(text: &str, ends: usize, begins: usize) -> Parted<'_> {
    Parted { report: &text[..ends], returned: Some(text[begins..].trim_start_matches(['\n', ' '])) }
}

/// How a line parts a report.
enum Separator {
    /// It says that the returned mail follows.
    Announces,
    /// It is the first line of the returned mail.
    Begins,
}

fn separator(line: &str) -> Option<Separator> {
    let line = cut(line, 200).trim();
    let words = line.trim_start_matches(['-', '=', '*', '#', '_', ' ']);
    let is_ruled = line.len() - words.len() >= 2;
    let folded = Folded::of(words);
    match () {
        () if BEGINS.first(&folded).is_some() => Some(Separator::Begins),
        () if BARE.first(&folded).is_some() || is_ruled && RULED.first(&folded).is_some() => Some(Separator::Announces),
        () => None,
    }
}

/// A recipient that a text names, with what it says about it.
#[derive(Clone, Debug)]
pub struct Named {
    /// Who.
    pub address: Address,
    /// The lines about it.
    pub said: String,
}

/// The recipients of a report's text. `known` are those a field of the report named already; `aside` are addresses
/// that are no recipients as long as there are others: who gets the report, and who sent it.
pub fn recipients(report: &str, known: &[Address], aside: &[Address]) -> Vec<Named> {
    let lines: Vec<&str> = report.lines().map(|line| cut(line, LONGEST_LINE)).collect();
    let addresses = if known.is_empty() { strongest(&lines, aside) } else { known.to_vec() };
    let said = said(&lines, &addresses);
    addresses.into_iter().zip(said).map(|(address, said)| Named { address, said }).collect()
}

/// The addresses that have a line of their own.
pub fn listed(report: &str) -> Vec<Address> {
    let lines: Vec<&str> = report.lines().map(|line| cut(line, LONGEST_LINE)).collect();
    let in_lines = candidates(&lines).into_iter().filter(|(firmness, _)| *firmness == Firmness::Line);
    distinct(in_lines.map(|(_, address)| address))
}

/// How firmly a line names a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Firmness {
    Sentence,
    Label,
    Line,
}

/// The addresses named in the firmest way that occurs.
fn strongest(lines: &[&str], aside: &[Address]) -> Vec<Address> {
    let candidates = candidates(lines);
    let others: Vec<_> = candidates.iter().filter(|(_, address)| !aside.contains(address)).collect();
    let lines_alone = || candidates.iter().filter(|(firmness, _)| *firmness == Firmness::Line).collect();
    let chosen = if others.is_empty() { lines_alone() } else { others };
    let firmest = chosen.iter().map(|(firmness, _)| *firmness).max();
    distinct(chosen.into_iter().filter(|(firmness, _)| Some(*firmness) == firmest).map(|(_, address)| address.clone()))
}

/// The distinct ones, in order.
pub fn distinct(addresses: impl Iterator<Item = Address>) -> Vec<Address> {
    let mut seen = std::collections::HashSet::new();
    addresses.filter(|address| seen.insert(address.clone())).take(MOST_RECIPIENTS).collect()
}

fn candidates(lines: &[&str]) -> Vec<(Firmness, Address)> {
    let mut listed = 0_u8;
    let mut is_expansion = false;
    let mut is_advice = false;
    let mut candidates = Vec::new();
    for line in lines.iter().filter(|line| !line.trim().is_empty() && !is_address_field(line)) {
        let line = if std::mem::take(&mut is_expansion) { after_address(line) } else { line };
        let (line, expansion) = before_expansion(line);
        is_expansion = expansion.is_some_and(|rest| fields::addresses(rest).is_empty());
        let named = fields::spans(line);
        if std::mem::replace(&mut is_advice, leads_to_help(line)) {
            continue;
        }
        let at = named.first().map(|(at, _)| *at);
        let firmness = firmness(line, at, listed > 0);
        listed = match () {
            () if is_heading(line) => LISTED,
            // A list whose lines begin with addresses has no others; what follows is said about them.
            () if at.is_some_and(|at| begins(line, at)) => 0,
            () => listed.saturating_sub(1),
        };
        candidates.extend(firmness.into_iter().flat_map(|firm| named.iter().map(move |(_, one)| (firm, one.clone()))));
        if candidates.len() > MOST_RECIPIENTS {
            break;
        }
    }
    candidates
}

/// Parts a line before the address that the named one was made from, as Postfix and Exim add it.
fn before_expansion(line: &str) -> (&str, Option<&str>) {
    const WORDS: [&str; 3] = ["(expanded from", "(ultimately generated from", "(generated from"];
    let at = WORDS.iter().find_map(|words| line.find(words));
    at.map_or((line, None), |at| (&line[..at], Some(&line[at..])))
}

/// A line without the address that it continues with.
fn after_address(line: &str) -> &str {
    line.split_once(')').map_or("", |(_, rest)| rest)
}

/// A header field that names others than the failed recipient, as transcripts and notices quote them.
fn is_address_field(line: &str) -> bool {
    const OTHERS: [&str; 10] = [
        "from",
        "sender",
        "reply-to",
        "cc",
        "return-path",
        "message-id",
        "to",
        "envelope-from",
        "references",
        "in-reply-to",
    ];
    let name = line.trim_start_matches(['>', ' ', '\t', '*']).split(':').next().unwrap_or_default();
    let name = name.trim().to_ascii_lowercase();
    line.contains(':') && OTHERS.contains(&name.as_str()) || line.to_ascii_lowercase().contains("mail from:")
}

/// Whether the next line says whom to ask, not who could not be reached.
fn leads_to_help(line: &str) -> bool {
    let line = line.trim().to_ascii_lowercase();
    ["to the address", "please contact", "contact:", "please write to"].iter().any(|end| line.ends_with(end))
}

fn is_heading(line: &str) -> bool {
    NAMES.first(&Folded::of(line)).is_some_and(|hit| hit.key == "list")
}

/// Whether nothing stands before this byte, or a reply code and marks only.
fn begins(line: &str, at: usize) -> bool {
    line.get(..at).is_some_and(|before| before.chars().all(|letter| !letter.is_alphabetic()))
}

/// How firmly this line names its first address, which begins at this byte.
fn firmness(line: &str, at: Option<usize>, is_listed: bool) -> Option<Firmness> {
    let before = line.get(..at?)?;
    if is_listed || begins(line, before.len()) {
        return Some(Firmness::Line);
    }
    let label = Folded::of(before);
    match NAMES.first(&label).map(|hit| hit.key) {
        Some("label" | "list") => Some(Firmness::Label),
        Some(_) => Some(Firmness::Sentence),
        None => NAMES.first(&Folded::of(line)).map(|_| Firmness::Sentence),
    }
}

/// For each address the lines about it: from each line that names it to the next line that names another one.
fn said(lines: &[&str], addresses: &[Address]) -> Vec<String> {
    let places: HashMap<&Address, usize> = addresses.iter().enumerate().map(|(place, one)| (one, place)).collect();
    let mut said = vec![String::new(); addresses.len()];
    let mut current = None;
    for line in lines {
        let named = fields::addresses(line).iter().find_map(|address| places.get(address).copied());
        current = named.or(current);
        if let Some(text) = current.and_then(|place: usize| said.get_mut(place)) {
            text.push_str(line);
            text.push('\n');
        }
    }
    said
}
