//! A mail that is being worked on, and what is to be done with it.

use super::answer::Told;
use super::receive::{Envelope, WrittenDown};
use crate::domain::address::Address;
use crate::domain::change::Channel;
use crate::domain::ids::SenderId;
use crate::domain::reading::Decision;
use crate::domain::time::Instant;
use crate::services::counters::{MailOutcome, ScopeKind};
use crate::services::writer::change::{Act, Subject};

/// A mail that is being worked on.
#[derive(Clone, Debug)]
pub(super) struct Job {
    /// Its id.
    pub id: String,
    /// The way in.
    pub via: Channel,
    /// When it was received.
    pub received_at: Instant,
    /// Where it stood.
    pub stood: Stood,
    /// The end of our lease.
    pub lease: i64,
    /// The envelope recipients that wait, with their names.
    pub waiting: Vec<(Vec<u8>, Envelope)>,
    /// The envelope recipients that were worked off before.
    pub worked: Vec<Envelope>,
    /// It is a request that somebody wrote down.
    pub request: Option<WrittenDown>,
}

/// What became of a mail, the weightiest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Became {
    /// Kept, and nothing else.
    Ignored,
    /// Answered, nothing changed.
    Answered,
    /// Done.
    Acted,
    /// The recipient is asked to confirm.
    Asked,
    /// A person decides.
    Review,
}

impl Became {
    /// The status of the mail.
    pub fn status(self) -> &'static str {
        match self {
            Self::Ignored => "ignored",
            Self::Answered => "answered",
            Self::Acted => "acted",
            Self::Asked => "asked",
            Self::Review => "review",
        }
    }

    /// The decision as carried out.
    pub fn decision(self) -> Decision {
        match self {
            Self::Ignored => Decision::Ignore,
            Self::Answered => Decision::AnswerOnly,
            Self::Acted => Decision::Act,
            Self::Asked => Decision::AskRecipient,
            Self::Review => Decision::Review,
        }
    }

    /// How it is counted.
    pub fn counted(self) -> MailOutcome {
        match self {
            Self::Ignored => MailOutcome::Ignored,
            Self::Answered => MailOutcome::Answered,
            Self::Acted => MailOutcome::Acted,
            Self::Asked => MailOutcome::Asked,
            Self::Review => MailOutcome::Review,
        }
    }

    /// The word in a note to an agent: what waits for a person is not done.
    pub fn note(self, about: Option<&Address>, told: &Told) -> &'static str {
        match self {
            Self::Review if about.is_none() => "unknown",
            _ if told.person && told.is_done() => "partly",
            _ if told.person => "review",
            Self::Review => "review",
            Self::Acted => "acted",
            Self::Asked => "asked",
            Self::Answered | Self::Ignored => "nothing",
        }
    }
}

/// Where a mail stood when it was claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stood {
    /// Nothing was made of it before.
    Received,
    /// Something was; a new recipient woke it.
    Became(Became),
    /// A person has decided.
    Decided,
}

impl Stood {
    /// From the word in the database.
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [Became::Ignored, Became::Answered, Became::Acted, Became::Asked, Became::Review];
        match word {
            "received" => Some(Self::Received),
            "decided" => Some(Self::Decided),
            word => all.into_iter().find(|became| became.status() == word).map(Self::Became),
        }
    }

    /// Whether nothing was made of it before.
    pub fn is_first(self) -> bool {
        self == Self::Received
    }

    /// Where it stands after this: a further recipient does not take it out of the queue.
    pub fn status_after(self, became: Became) -> &'static str {
        match self {
            Self::Received => became.status(),
            Self::Became(before) => before.max(became).status(),
            Self::Decided if became == Became::Review => became.status(),
            Self::Decided => "decided",
        }
    }
}

/// What is to be done with a mail.
#[derive(Debug)]
pub(super) struct Plan {
    /// In this order.
    pub acts: Vec<Act>,
    /// What it became.
    pub became: Became,
    /// Whom it is about.
    pub about: Option<Subject>,
    /// Whose mail it is about.
    pub sender: Option<SenderId>,
    /// How wide each opt-out in it is, for the counters.
    pub opt_outs: Vec<ScopeKind>,
    /// We saw a copy that asks nothing of us: its content is not kept.
    pub forget: bool,
    /// A stop in it is applied though nothing proves who wrote it.
    pub unproven: bool,
    /// What a helpdesk that wrote the request down may answer.
    pub suggestion: Option<String>,
}

impl Job {
    /// As if nothing had been made of it: to say once more what is made of it.
    pub fn begin_anew(&mut self) {
        self.stood = Stood::Received;
        self.waiting.extend(self.worked.drain(..).map(|envelope| (Vec::new(), envelope)));
    }
}

impl Plan {
    /// Nothing.
    pub fn nothing() -> Self {
        Self {
            acts: Vec::new(),
            became: Became::Ignored,
            about: None,
            sender: None,
            opt_outs: Vec::new(),
            forget: false,
            unproven: false,
            suggestion: None,
        }
    }

    /// Adds what is done; the weightiest outcome counts.
    pub fn add(&mut self, became: Became, acts: impl IntoIterator<Item = Act>) {
        self.became = self.became.max(became);
        self.acts.extend(acts);
    }

    /// Says whom and whose mail it is about; the first one counts.
    pub fn concerns(&mut self, subject: &Subject, sender: SenderId) {
        self.about.get_or_insert_with(|| subject.clone());
        self.sender.get_or_insert(sender);
    }
}
