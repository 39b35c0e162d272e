//! Inline forwards: a mail that carries another one in its text.
//!
//! ```text
//! text --lines--> (quote depth, line) --find--> where the original begins --header--> who wrote what to whom
//!                                                                         --original--> its text, without quote signs
//! ```
//!
//! The subject of a forward is whoever wrote the original, never the one who passed it on (AUTH-15), so two mistakes
//! are costly: to overlook a forward, and to take the quoted part of a reply for one. Three kinds of lines can begin
//! an original, from certain to doubtful: words that only a forward uses; words that stand above replies too; a bare
//! block of header lines. The last two count only where the subject says "forward", or where nothing but the original
//! is in the mail. A line "On ... wrote:" above a quotation ends the search, unless the subject says "forward".
//!
//! Where one of those has said that the mail is a forward, header lines whose names we do not know, or that have none,
//! are read by their shape (`guess`).
//!
//! "Re:" with `-----Original Message-----` is an answer, wherever its writer wrote: Outlook and others put the same lines
//! above both, and only the prefix tells. Taken for a forward, an answer to us would be about ourselves.
//!
//! To teach it a language: a block in `languages.txt`. To teach it a mail program whose forwards look new: a function
//! in `find.rs` that answers where the original begins, and a test with a mail of it in `tests/programs.rs`.
//!
//! Forwards by attachment are `Mail::attached`; redirects (`Resent-*`) are header fields: neither is looked for here.

mod find;
mod fold;
mod guess;
mod header;
mod languages;
mod lines;
mod marker;
mod original;
mod people;
mod prefix;
#[cfg(test)]
mod tests;
mod when;

pub use self::when::day_named;
use crate::mail::parse::Mailbox;

/// How many forwards inside each other are taken apart; deeper ones stay text.
const MAX_DEPTH: usize = 8;

/// A mail that was forwarded, and what the forwarder wrote about it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Forward {
    /// What the forwarder wrote, above and below the original.
    pub comment: String,
    /// Who wrote the original; `None` where no address is given, or several are: then a person decides (AUTH-15).
    pub from: Option<Mailbox>,
    /// The sender as the forward shows it, for the person who decides. May hold an address: never logged (L6).
    pub from_line: String,
    /// The author for whom `from` sent it, where the forward says "on behalf of": then there are two candidates.
    pub on_behalf_of: Option<Mailbox>,
    /// To whom it was sent.
    pub to: Vec<Mailbox>,
    /// Who got a copy.
    pub cc: Vec<Mailbox>,
    /// Its subject.
    pub subject: Option<String>,
    /// When it was sent, in the words of the forward: any language, any order, often without a zone.
    pub date: Option<String>,
    /// Whether another mail was passed on beside it, not in it. Unless this one is of ours, there are then two people
    /// whose wishes it may be about, and a person decides (AUTH-15).
    pub beside_another: bool,
    /// What the original says, without the quote signs the forward added. It may hold a forward or a reply itself.
    pub text: String,
}

impl std::fmt::Debug for Forward {
    /// Shows the shape only: everything else is somebody's mail (L6).
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Forward")
            .field("from", &self.from.is_some())
            .field("to", &self.to.len())
            .field("cc", &self.cc.len())
            .field("text", &self.text.len())
            .finish_non_exhaustive()
    }
}

/// Takes the outermost inline forward apart; `None` when the mail is none, or when it may as well be a reply.
///
/// `subject` is the mail's own, decoded; `text` what its reader sees, with LF line ends.
pub fn unwrap(subject: &str, text: &str) -> Option<Forward> {
    find::forward(subject, text, &[], find::Doubt::Reply).map(with_neighbours)
}

/// Like [`unwrap`], and also takes a block of header lines for a forward when the subject does not say what the mail
/// is. For mail of writers who forward rather than reply: agents who changed the subject (AUTH-13).
pub fn unwrap_of_agent(subject: &str, text: &str) -> Option<Forward> {
    find::forward(subject, text, &[], find::Doubt::Forward).map(with_neighbours)
}

/// The chain of forwards inside each other, outermost first, at most eight; empty when the mail is no forward.
///
/// The last is the mail that started it: the customer's, unless it was the customer who forwarded something to us,
/// which then is the last. Who of the chain is one of us, only the caller knows.
pub fn innermost(subject: &str, text: &str) -> Vec<Forward> {
    let mut chain: Vec<Forward> = unwrap(subject, text).into_iter().collect();
    while chain.len() < MAX_DEPTH {
        let Some(inner) = chain.last().and_then(inside) else { break };
        chain.push(with_neighbours(inner));
    }
    chain
}

/// The forward inside a forward. What stands under a mail without a word on whether it is a forward is its history, if
/// it can be.
fn inside(outer: &Forward) -> Option<Forward> {
    find::forward(outer.subject.as_deref().unwrap_or_default(), &outer.text, &outer.to, find::Doubt::History)
}

/// Several mails may be passed on in one, one below the other; none may be lost behind the first (L7).
fn with_neighbours(first: Forward) -> Forward {
    Forward { beside_another: has_neighbours(&first), ..first }
}

/// Whether another mail was passed on beside this one, not in it: both went to the same mailbox, the writer of this one
/// did not get the other, and its subject does not say that it forwards anything.
fn has_neighbours(first: &Forward) -> bool {
    let subject = first.subject.as_deref().unwrap_or_default();
    if prefix::says(subject).may_forward() {
        return false;
    }
    let Some(second) = find::forward(subject, &first.text, &first.to, find::Doubt::Nothing) else { return false };
    let same = |one: &Mailbox, other: &Mailbox| one.address.eq_ignore_ascii_case(&other.address);
    let got = |who: &Mailbox| second.to.iter().chain(&second.cc).any(|one| same(one, who));
    first.to.iter().any(got) && !first.from.as_ref().is_some_and(got)
}
