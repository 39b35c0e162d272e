//! Whom a mail is about, and which of its words are theirs (AUTH-12, AUTH-15).
//!
//! A mail as it came is the writer's. A forward, inline or attached, is about the first writer in it who is not one of
//! us: agents pass mail among themselves, and what customers forward to us is often our own newsletter, about which they
//! then speak for themselves.
//!
//! Only forwards by us are opened: in an attached mail whose writer is not one of us, its own words count and nothing
//! below them. Whoever wrote it could have made up what they seem to pass on, and neither their signature nor the agent
//! who attached it vouches for that (AUTH-15, AUTH-16).

use std::cell::Cell;

use crate::domain::address::Address;
use crate::domain::reading::Dates;
use crate::mail::forward::{self, Forward};
use crate::mail::parse::{self, Fault, Mail, Mailbox};

/// How deep attached mails are opened: an agent's forward of an agent's forward of a mail.
const DEPTH: usize = 3;
/// Attached mails that are opened, on all levels together.
const MAILS: usize = 200;
/// Bytes of all attached mails that are opened, each as often as it is.
const BYTES: usize = 96 * 1024 * 1024;

/// What opening attached mails may still cost, on all levels of one mail together (MIME-10).
#[derive(Debug)]
pub(super) struct Room {
    mails: Cell<usize>,
    bytes: Cell<usize>,
}

impl Default for Room {
    fn default() -> Self {
        Self { mails: Cell::new(MAILS), bytes: Cell::new(BYTES) }
    }
}

impl Room {
    fn open(&self, raw: &[u8]) -> Option<Mail> {
        self.mails.set(self.mails.get().checked_sub(1)?);
        self.bytes.set(self.bytes.get().checked_sub(raw.len())?);
        Some(parse::parse(raw))
    }
}

/// How a mail is to be opened.
#[derive(Clone, Copy)]
pub(super) struct Opening<'a> {
    /// What all of it may still cost.
    pub room: &'a Room,
    /// How many levels below this mail may be opened.
    pub depth: usize,
    /// Whether it is itself attached to another mail.
    pub is_attached: bool,
}

impl<'a> Opening<'a> {
    /// Of a mail as it came.
    pub fn of_a_whole(room: &'a Room) -> Self {
        Self { room, depth: DEPTH, is_attached: false }
    }

    /// Of what is attached to it.
    pub fn below(self) -> Self {
        Self { depth: self.depth.saturating_sub(1), is_attached: true, ..self }
    }
}

/// What a mail is about.
#[derive(Clone, Debug)]
pub(super) struct About {
    /// Whether somebody passed it on.
    pub forwarded: bool,
    /// Whether its words are those of somebody other than the mail's writer.
    pub of_another: bool,
    /// Whose words they are; `None`: nobody's that can be told, or several people's.
    pub person: Option<Address>,
    /// The subject line over them.
    pub subject: String,
    /// The words, quotes and signatures still in them.
    pub text: String,
    /// Everything else in the mail that names people: what was forwarded or answered.
    pub rest: String,
    /// Which of the attached mails it is, where it is one, and its own writer's words: what its signature is worth
    /// something for (AUTH-14).
    pub attached: Option<usize>,
    /// Several attached mails by others: each is a mail of its own, with its place among all attached mails.
    pub parts: Vec<(usize, Mail)>,
    /// Somebody else's words stand in it that were not read: only a person can say what they are worth.
    pub unread: bool,
    /// What is wrong with what was opened.
    pub faults: Vec<Fault>,
    /// When it was written, as far as it says so.
    pub dates: Dates,
}

/// How surely an address is one of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ours {
    /// Not at all.
    No,
    /// By its domain only, where there is no directory to ask.
    Perhaps,
    /// One of our mailboxes, or an agent.
    Yes,
}

/// Who "we" are.
pub(super) trait Us {
    /// How surely this is an address of ours.
    fn has(&self, address: &Address) -> Ours;
}

/// The writer, where From names exactly one.
pub(super) fn writer(mail: &Mail) -> Option<Address> {
    match mail.from.as_slice() {
        [one] => Address::parse(&one.address).ok(),
        _ => None,
    }
}

/// The mail as it came: its writer's own words.
pub(super) fn as_it_came(mail: &Mail) -> About {
    own_words(mail, mail.text.clone(), String::new())
}

/// Finds out whom the mail is about.
pub(super) fn about(mail: &Mail, us: &dyn Us, how: Opening<'_>) -> About {
    if how.is_attached && !is_ours(mail, us) {
        return above_all_others(mail, us);
    }
    if mail.attached.is_empty() {
        return inline(mail, us);
    }
    let originals = mail.attached.iter().map(|raw| how.room.open(raw).filter(|_| how.depth > 0));
    match originals.collect::<Option<Vec<Mail>>>() {
        Some(originals) => attached(mail, originals, us, how.below()),
        None => too_deep(mail),
    }
}

/// An attached mail by somebody who is not one of us: their own words, and nothing that they pass on.
fn above_all_others(mail: &Mail, us: &dyn Us) -> About {
    let chain = chain(mail, us);
    let passes_on = |forward: &Forward| by_us(forward, us) < Ours::Yes;
    let (text, rest) = match chain.first() {
        Some(first) => (first.comment.clone(), first.text.clone()),
        None => (mail.text.clone(), String::new()),
    };
    let unread = !mail.attached.is_empty() || chain.iter().any(passes_on);
    About { unread, faults: mail.faults.clone(), ..own_words(mail, text, rest) }
}

/// What lies deeper, or is more, than we open: a person looks (MIME-10, L7).
fn too_deep(mail: &Mail) -> About {
    let person = None;
    About { person, faults: vec![Fault::TooDeep], ..own_words(mail, mail.text.clone(), String::new()) }
}

/// A forward by attachment: the mails in it that are not ours.
fn attached(mail: &Mail, originals: Vec<Mail>, us: &dyn Us, below: Opening<'_>) -> About {
    let read: Vec<About> = originals.iter().map(|original| about(original, us, below)).collect();
    if read.iter().any(|one| one.faults.contains(&Fault::TooDeep)) {
        return too_deep(mail);
    }
    let people: Vec<Ours> = read.iter().map(|about| ours(about, us)).collect();
    match others(&people, is_ours(mail, us)).as_slice() {
        [] => About { forwarded: true, ..own_words(mail, mail.text.clone(), shown(&originals)) },
        [one] => About {
            forwarded: true,
            of_another: true,
            // Of a forward in it the signature says nothing.
            attached: Some(*one).filter(|_| !read[*one].of_another),
            rest: mail.text.clone(),
            dates: passed_on(&originals[*one], read[*one].dates),
            ..read[*one].clone()
        },
        others => About {
            forwarded: true,
            of_another: true,
            person: None,
            parts: originals.into_iter().enumerate().filter(|(at, _)| others.contains(at)).collect(),
            ..own_words(mail, mail.text.clone(), String::new())
        },
    }
}

/// Of an attached mail: its own date, and when the mail server of whoever attached it received it.
pub(super) fn passed_on(original: &Mail, dates: Dates) -> Dates {
    let received = original.first("Received").and_then(|line| parse::date_of(line.rsplit_once(';')?.1));
    Dates { sent: None, forwarded: dates.forwarded.or(dates.sent), agent_received: dates.agent_received.or(received) }
}

fn ours(about: &About, us: &dyn Us) -> Ours {
    about.person.as_ref().filter(|_| about.parts.is_empty()).map_or(Ours::No, |person| us.has(person))
}

/// Which of several people the mail may be about: those who are not ours; of our own people's forwards, when there are
/// none, those who are ours by their domain only, for a company writes to itself, too.
fn others(people: &[Ours], of_ours: bool) -> Vec<usize> {
    let below = |limit: Ours| (0..people.len()).filter(|at| people[*at] < limit).collect::<Vec<usize>>();
    let strangers = below(Ours::Perhaps);
    if strangers.is_empty() && of_ours { below(Ours::Yes) } else { strangers }
}

fn is_ours(mail: &Mail, us: &dyn Us) -> bool {
    writer(mail).is_some_and(|writer| us.has(&writer) > Ours::No)
}

fn shown(originals: &[Mail]) -> String {
    originals
        .iter()
        .flat_map(|mail| mail.from.iter().map(|from| from.address.as_str()).chain([mail.text.as_str()]))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The writer's own words.
fn own_words(mail: &Mail, text: String, rest: String) -> About {
    About {
        forwarded: false,
        of_another: false,
        person: writer(mail),
        subject: mail.subject.clone(),
        text,
        rest,
        attached: None,
        parts: Vec::new(),
        unread: false,
        faults: Vec::new(),
        dates: Dates { sent: mail.date, ..Dates::default() },
    }
}

/// A forward in the text: the first in the chain who is not one of us.
fn inline(mail: &Mail, us: &dyn Us) -> About {
    let chain = chain(mail, us);
    let Some(first) = chain.first() else {
        let resent = mail.first("Resent-From").is_some();
        return About { forwarded: resent, ..own_words(mail, mail.text.clone(), String::new()) };
    };
    let people: Vec<Ours> = chain.iter().map(|forward| by_us(forward, us)).collect();
    match others(&people, is_ours(mail, us)).first() {
        Some(at) => original(mail, &chain, *at),
        // Our own mail, passed back to us by whoever got it: the words above it are theirs.
        None => About { forwarded: true, ..own_words(mail, first.comment.clone(), first.text.clone()) },
    }
}

/// Mail of our own people is a forward more often than a reply (AUTH-13).
fn chain(mail: &Mail, us: &dyn Us) -> Vec<Forward> {
    let chain = forward::innermost(&mail.subject, &mail.text);
    if !chain.is_empty() || !is_ours(mail, us) {
        return chain;
    }
    forward::unwrap_of_agent(&mail.subject, &mail.text).into_iter().collect()
}

fn by_us(forward: &Forward, us: &dyn Us) -> Ours {
    parsed(forward.from.as_ref()).map_or(Ours::No, |from| us.has(&from))
}

fn parsed(mailbox: Option<&Mailbox>) -> Option<Address> {
    Address::parse(&mailbox?.address).ok()
}

/// What the writer wrote above the first mail that they passed on, when that turns out to be one of ours: a mailing comes
/// from an address that we need not know, but it carries a token of ours.
pub(super) fn above_our_mail(mail: &Mail) -> Option<About> {
    let first = forward::unwrap(&mail.subject, &mail.text)?;
    // The subject is the mailing's.
    Some(About { forwarded: true, subject: String::new(), ..own_words(mail, first.comment, first.text) })
}

/// The words of one original: what stands in it above the next one.
fn original(mail: &Mail, chain: &[Forward], at: usize) -> About {
    let Some(forward) = chain.get(at) else { return own_words(mail, mail.text.clone(), String::new()) };
    let next = chain.get(at + 1);
    // "On behalf of" makes two candidates, and so does another mail beside it (AUTH-15).
    let is_the_only = forward.on_behalf_of.is_none() && !forward.beside_another;
    let person = parsed(forward.from.as_ref()).filter(|_| is_the_only);
    About {
        forwarded: true,
        of_another: true,
        person,
        subject: forward.subject.clone().unwrap_or_else(|| mail.subject.clone()),
        text: next.map_or_else(|| forward.text.clone(), |next| next.comment.clone()),
        rest: next.map(|next| next.from_line.clone() + "\n" + &next.text).unwrap_or_default(),
        attached: None,
        parts: Vec::new(),
        unread: false,
        faults: Vec::new(),
        dates: Dates { forwarded: forward.date.as_deref().and_then(forward::day_named), ..Dates::default() },
    }
}
