//! What a mail was understood to say: the reading, as `desist intake explain` prints it.
//!
//! A reading is evidence for a decision, never the decision's effect: making one changes nothing. The words of the
//! enums below are the contract's; they stand in JSON, in the database and in the ledger.

use serde::Serialize;

use crate::domain::address::Address;
use crate::domain::clock::Starts;
use crate::domain::time::Instant;

/// Declares an enum whose variants have one word each.
macro_rules! words {
    ($(#[$outer:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)* }

        impl $name {
            /// Every one, in the order of the contract.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// The word for it.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            /// The one with this word; `None` when there is none (the caller decides what doubt means, L10).
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}
pub(crate) use words;

words! {
    /// A mail that no person wrote to us. It may still carry an opt-out (ACK-03).
    Robot {
        /// A delivery status notification (RFC 3464), or what a mail system writes in its place.
        Dsn = "dsn",
        /// A feedback report (RFC 5965): somebody pressed "spam", or a provider unsubscribes for them.
        Arf = "arf",
        /// An out-of-office note or another automatic answer (RFC 3834).
        AutoReply = "auto_reply",
        /// Mail of a mailing list or a newsletter.
        List = "list",
        /// Our own mail come back.
        Own = "own",
    }
}

words! {
    /// How sure we are who wrote it.
    Trust {
        /// It carries a token of ours that verifies and was made for whom it is about: whoever wrote it holds their mail.
        Token = "token",
        /// Exactly one From domain, and DMARC passes for it (AUTH-02).
        Authenticated = "authenticated",
        /// Forwarded by a support mailbox of the directory, itself authenticated (AUTH-13).
        Agent = "agent",
        /// Nothing proves it, nothing speaks against it.
        Unverified = "unverified",
        /// Something speaks against it: two From fields, a spoofed display name, a failed check under `p=reject`.
        Suspect = "suspect",
    }
}

words! {
    /// What somebody wants.
    IntentKind {
        /// No promotional mail any more.
        UnsubscribeAll = "unsubscribe_all",
        /// No mail about one topic any more.
        UnsubscribeTopic = "unsubscribe_topic",
        /// No promotional mail for a while.
        Pause = "pause",
        /// Promotional mail again.
        Resubscribe = "resubscribe",
        /// No passing on of personal data to third parties.
        SharingOptOut = "sharing_opt_out",
        /// A copy of the data, or word of what is kept.
        Access = "access",
        /// Something recorded is wrong.
        Correction = "correction",
        /// The data, or the account, is to go.
        Deletion = "deletion",
        /// Somebody is to be heard about what went wrong.
        Complaint = "complaint",
        /// Meant for a customer of ours whose end user they are.
        WrongPerson = "wrong_person",
        /// A question that support answers.
        Question = "question",
        /// Nothing of the above.
        None = "none",
    }
}

words! {
    /// What is to be done with the mail.
    Decision {
        /// Applied at once, without a person.
        Act = "act",
        /// A mail to the address on record asks for confirmation.
        AskRecipient = "ask_recipient",
        /// A person decides.
        Review = "review",
        /// Nothing changes; an answer suffices.
        AnswerOnly = "answer_only",
        /// Kept, and nothing else.
        Ignore = "ignore",
    }
}

impl IntentKind {
    /// Whether it only stops something: what the asymmetric rule may apply at once.
    pub fn is_opt_out(self) -> bool {
        matches!(self, Self::UnsubscribeAll | Self::UnsubscribeTopic | Self::Pause | Self::SharingOptOut)
    }
}

/// One thing somebody wants, with the words that show it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Intent {
    /// What.
    pub kind: IntentKind,
    /// Which topic, where one is named and known: its key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// From 0 to 1: how sure the rules are.
    pub confidence: f64,
    /// The writer's words that led to it, in the order they stand in the mail.
    pub words: Vec<String>,
    /// The ids of the rules that matched.
    pub rules: Vec<String>,
    /// A number of days, for a pause that names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// A civil date (`YYYY-MM-DD`), for a pause that names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// What is recorded wrongly, for a correction that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What it should be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// What a delivery status notification says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bounce {
    /// Who could not be reached, as the report names it.
    #[serde(serialize_with = "delivery_form")]
    pub recipient: Option<Address>,
    /// Whether it is a permanent failure of the address (DSN-02); trouble with us or with the moment is not (DSN-03).
    pub permanent: bool,
    /// Why, in one word of the reports' own (`unknown_user`, `full`, `policy`, `delayed`): for the explanation.
    pub reason: &'static str,
}

/// The whole reading of a mail (contract, `desist intake explain`).
#[derive(Clone, Debug, Serialize)]
pub struct Reading {
    /// The caller's name for it, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// A mail that no person wrote to us.
    pub robot: Option<Robot>,
    /// Somebody passed it on.
    pub forwarded: bool,
    /// Whom it is about; `None` when nobody or several are possible.
    #[serde(serialize_with = "delivery_form")]
    pub about: Option<Address>,
    /// Who wrote the mail itself.
    #[serde(serialize_with = "delivery_form")]
    pub written_by: Option<Address>,
    /// How sure that is.
    pub trust: Trust,
    /// The primary language tag of what was written.
    pub language: String,
    /// What the writer wrote, quotes cut.
    pub text: String,
    /// What is wanted, with the words that show it.
    pub intents: Vec<Intent>,
    /// What a delivery status notification says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounce: Option<Bounce>,
    /// Several attached originals are several mails.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Reading>,
    /// When it was asked, as far as the mail says so.
    #[serde(skip_serializing_if = "Dates::is_empty")]
    pub dates: Dates,
    /// What is to be done.
    pub decision: Decision,
    /// Why, in codes: trust, candidates, faults.
    pub reasons: Vec<String>,
    /// The rules saw a stop that the model does not see: mail is held until a person has decided (L7).
    #[serde(skip)]
    pub overruled: bool,
    /// Which rules said so.
    pub rules_version: String,
}

/// What a mail says of when it was written. Others wrote it, so it may move a clock to an earlier day and no later one
/// (CLK-01, CLK-08, CLK-18).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Dates {
    /// The `Date` of a mail that its writer sent to us.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent: Option<Instant>,
    /// When the original of a forward was sent to whoever forwarded it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forwarded: Option<Instant>,
    /// When the forwarder's mail server received it, by its own line in an attached original.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent_received: Option<Instant>,
}

impl Dates {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The stamps of a request that reached us then.
    pub fn starts(self, receipt: Instant) -> Starts {
        let Self { sent, forwarded, agent_received } = self;
        Starts { sent, forwarded, agent_received, ..Starts::at(receipt) }
    }
}

fn delivery_form<S: serde::Serializer>(address: &Option<Address>, serializer: S) -> Result<S::Ok, S::Error> {
    address.as_ref().map(Address::delivery).serialize(serializer)
}
