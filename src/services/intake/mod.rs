//! Intake: what happens to a mail that comes in. It is received, understood, acted on or queued for a person.
//!
//! - [`receive`]: stores the raw bytes, sealed, before anybody is told that they were taken (L1, L7). Every way in calls
//!   this and nothing else.
//! - [`work`]: the worker. It claims stored mails by lease, has them read, and hands what is to be done to the writer as
//!   one change, so that every step can be repeated and is done once.
//! - [`read`]: from bytes to a reading, pure: `about` finds whom a mail is about, [`decide`] what is to be done.
//!   [`reader`]: asks the DNS, the directory and the keys what a reading needs to know.
//! - [`targets`]: which of our addresses a mail came to. [`tokens`]: what an address with a token does. `wishes`: what
//!   understood intents become. `plan`: both, put together.
//! - [`restraint`]: whom we do not answer (RFC 3834). `answer`: the answers.
//! - [`requests`]: what a helpdesk wrote down.
//! - [`queue`]: what waits for a person, and the person's decision; `ruled`: who is told of it. [`agents`]: the directory, and its notes.
//! - [`desk`]: how a person at the inbox sees it: what waits by its clock, one mail with the words that led to its reading.
//!   [`hand_on`]: its cases go to a colleague. [`labels`]: what was decided, kept to measure the rules by.
//! - [`alarms`]: what an operator must hear of.
//!
//! **To add a way in**: a face that has the bytes and the envelope calls [`crate::services::Services::receive`], says
//! "yes" only after it answered, and "later" (451, exit code 75, 503) when it failed. A channel for it stands in
//! `domain/change.rs`.

mod about;
pub mod agents;
pub mod alarms;
mod answer;
pub mod decide;
pub mod desk;
pub mod hand_on;
mod job;
pub mod labels;
mod list_post;
mod plan;
pub mod queue;
pub mod read;
pub mod reader;
pub mod receive;
pub mod requests;
pub mod restraint;
mod ruled;
pub mod targets;
pub mod tokens;
mod wishes;
pub mod work;

use std::future::Future;
use std::pin::Pin;

pub(super) use self::answer::answered_by;
pub use self::reader::{AgentRoutes, Reader, Understanding};
pub use self::receive::{Client, Inbound, Received};
pub use self::work::Intake;
use super::error::ServiceError;
use crate::domain::address::Address;
use crate::domain::change::Channel;
use crate::domain::reading::Reading;
use crate::domain::time::Instant;
use crate::mail::parse::Mail;

/// What intake needs to know of the settings.
#[derive(Clone, Debug)]
pub struct IntakeConfig {
    /// Our addresses, and whose they are.
    pub addresses: Vec<IntakeAddress>,
    /// Automatic answers that go out in an hour; further ones wait (ACK-11).
    pub answers_per_hour: i64,
    /// So many stops that nothing proves in an hour are an alarm (AUTH-20).
    pub unproven_stops_per_hour: i64,
    /// Labels keep the text of the mail, as long as the mail's own content is kept.
    pub label_texts: bool,
}

impl Default for IntakeConfig {
    fn default() -> Self {
        Self { addresses: Vec::new(), answers_per_hour: 500, unproven_stops_per_hour: 200, label_texts: false }
    }
}

/// One of our addresses.
#[derive(Clone, Debug)]
pub struct IntakeAddress {
    /// The address.
    pub address: Address,
    /// The key of the sender whose address it is; `None`: the only one.
    pub sender: Option<String>,
    /// What is done with mail to it.
    pub mode: Mode,
}

/// What is done with mail to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Mode {
    /// All of it is worked on and answered.
    #[default]
    All,
    /// We see a copy: only requests about preferences and data are kept and answered.
    Copy,
}

/// A stored mail, as its reader gets it.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The bytes as they came.
    pub raw: Vec<u8>,
    /// The envelope sender, as far as it is known.
    pub mail_from: Option<String>,
    /// The envelope recipients that are known.
    pub rcpt_to: Vec<String>,
    /// Who handed it over.
    pub client: Option<Client>,
    /// It came only to addresses that stop mail or take bounces: their tokens prove what they say, and nobody need be asked
    /// who wrote it.
    pub by_token: bool,
    /// When it was taken in, for signatures that run out; `None`: now.
    pub received_at: Option<Instant>,
    /// The way in; `None`: it did not come in, somebody asks about it.
    pub via: Option<Channel>,
}

/// A mail, read.
#[derive(Clone, Debug)]
pub struct Read {
    /// Its parts.
    pub mail: Mail,
    /// What it says.
    pub reading: Reading,
}

/// Reads mails. Reading changes nothing; it may ask the DNS, so it may fail for now, and is then tried again (AUTH-10).
pub trait Reads: Send + Sync {
    /// Reads one.
    fn read<'a>(&'a self, letter: &'a Letter) -> Pin<Box<dyn Future<Output = Result<Read, ServiceError>> + Send + 'a>>;
}
