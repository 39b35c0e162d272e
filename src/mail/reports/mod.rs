//! Tells robots apart: reports about undelivered mail, complaints, automatic answers, lists, and our own mail.
//!
//! ```text
//! Mail --own--arf--dsn--bounce--auto_reply--list--> Option<Report>        Mail --forwarding_check--> Option<..>
//! ```
//!
//! `None` means: a person wrote it, as far as anybody can tell. A robot's mail may still carry an opt-out: complaints
//! (ARF-05), reports of type `opt-out`, and the mails by which Apple Mail unsubscribes; [`Report::opt_out`] says so.
//!
//! What a report says is evidence, never proof: anybody can write one. Whoever acts on it checks our token or the signed
//! return path first (DSN-04, DSN-05, ARF-04).
//!
//! To teach a new wording, add a line to one of the text files here: `diagnoses.txt` (why mail was not delivered),
//! `guesses.txt`, `stages.txt` and `status.txt` (the same, by lesser signs), `names.txt` and `separators.txt` (how a text names recipients, and where it ends), `signs.txt`
//! (what gives a bounce away), `auto.txt` (automatic answers), `forwarding.txt` (who confirms forwarding). To add a
//! kind of robot, add a file with a function from a mail to what it says, and a step in [`read`].

mod arf;
mod auto_reply;
mod bounce;
mod codes;
mod dsn;
mod fields;
mod forwarding_check;
mod list;
mod notification;
mod original;
mod own;
mod plain;
mod reason;
mod words;

#[cfg(test)]
mod tests;

use crate::domain::reading::{Bounce, Robot};
use crate::mail::parse::Mail;

pub use arf::{Feedback, FeedbackKind};
pub use forwarding_check::{ForwardingCheck, read as forwarding_check};
pub use original::Original;
pub use own::Own;
pub use reason::Reason;

/// A robot's mail.
#[derive(Clone, Debug)]
pub struct Report {
    /// Which kind of robot.
    pub robot: Robot,
    /// The recipients it could not reach, or not yet. Empty but for [`Robot::Dsn`], and there, too, when all arrived.
    pub bounces: Vec<Bounce>,
    /// What it reports; only for [`Robot::Arf`].
    pub feedback: Option<Feedback>,
    /// The mail it is about, as much of it as it shows: where our token may stand.
    pub original: Option<Original>,
    /// Whether it asks all the same to be taken off, so that it is worked on like a person's mail.
    pub opt_out: bool,
    /// The rule that told, for the explanation.
    pub rule: &'static str,
}

impl Report {
    /// Whether it goes in circles, rather than being a mail of ours (SMTP-13): then somebody may have written it.
    pub fn goes_in_circles(&self) -> bool {
        own::CIRCLES.contains(&self.rule)
    }

    fn of(robot: Robot, rule: &'static str) -> Self {
        Self { robot, bounces: Vec::new(), feedback: None, original: None, opt_out: false, rule }
    }
}

/// What kind of robot sent a mail, and what it says; `None` for a person's mail and for questions about forwarding.
pub fn read(mail: &Mail, own: &Own) -> Option<Report> {
    if let Some(rule) = own::rule(mail, own) {
        return Some(Report::of(Robot::Own, rule));
    }
    if forwarding_check::read(mail).is_some() {
        return None;
    }
    complaint(mail).or_else(|| undelivered(mail)).or_else(|| automatic(mail)).or_else(|| of_a_list(mail, own))
}

fn complaint(mail: &Mail) -> Option<Report> {
    let (feedback, original) = arf::read(mail)?;
    let opt_out = matches!(feedback.kind, FeedbackKind::Abuse | FeedbackKind::OptOut);
    Some(Report { feedback: Some(feedback), original, opt_out, ..Report::of(Robot::Arf, "arf") })
}

fn undelivered(mail: &Mail) -> Option<Report> {
    let rule = match () {
        () if dsn::is_one(mail) => "dsn",
        () if bounce::is_one(mail) => "bounce",
        () => return None,
    };
    Some(Report { bounces: bounce::bounces(mail), original: original::find(mail), ..Report::of(Robot::Dsn, rule) })
}

fn automatic(mail: &Mail) -> Option<Report> {
    if auto_reply::is_apple_opt_out(mail) {
        return Some(Report { opt_out: true, ..Report::of(Robot::AutoReply, "apple_unsubscribe") });
    }
    auto_reply::rule(mail).map(|rule| Report::of(Robot::AutoReply, rule))
}

fn of_a_list(mail: &Mail, own: &Own) -> Option<Report> {
    list::rule(mail, own).map(|rule| Report::of(Robot::List, rule))
}
