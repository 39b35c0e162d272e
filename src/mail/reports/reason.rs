//! Why a mail could not be delivered, and whether that is a lasting fault of the address (DSN-02, DSN-03).
//!
//! The words of a diagnosis come first, because codes are often vague or wrong; then its codes; then what a bare SMTP
//! reply code suggests. What remains unclear is not permanent: a person who could not be reached once must not be lost
//! over a misunderstanding (L10).
//!
//! `diagnoses.txt` holds the wordings, `status.txt` the codes, `guesses.txt` what is said with every reason, `stages.txt`
//! how reports show which command a server answered. To add a reason, add a variant with its word here and use
//! the word as a key there.

use std::sync::LazyLock;

use super::codes::{self, Status};
use super::words::{Folded, Table};

static DIAGNOSES: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("diagnoses.txt")));
static GUESSES: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("guesses.txt")));
static STAGES: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("stages.txt")));

/// A diagnosis longer than this, in bytes, is read no further.
const LONGEST: usize = 16 * 1024;

/// Declares the reasons with their words.
macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $word:literal,)*) => {
        /// Why a mail could not be delivered.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Reason { $($(#[$doc])* $variant,)* }

        impl Reason {
            /// Every one.
            pub const ALL: &[Reason] = &[$(Reason::$variant,)*];

            /// The word for it, as the data files use it.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}

reasons! {
    /// There is no such mailbox.
    UnknownUser = "unknown_user",
    /// There is no such domain, or nothing there that could take mail.
    UnknownHost = "unknown_host",
    /// The domain says that it takes no mail (RFC 7505).
    NoMail = "no_mail",
    /// The mailbox has moved.
    Moved = "moved",
    /// The mailbox exists and is switched off for now. DSN-02 leaves it to policy: people come back.
    Disabled = "disabled",
    /// The mailbox is full.
    Full = "full",
    /// The mail is too large.
    TooLarge = "too_large",
    /// Too many mails, or too many at once.
    Rate = "rate",
    /// Our reputation, our address or our set-up is not liked (DSN-03).
    Policy = "policy",
    /// Taken for spam, or for carrying a virus.
    Content = "content",
    /// Refused although the recipient had been accepted, or before one was named: a filter's doing.
    Refused = "refused",
    /// The sender's address is not accepted.
    Sender = "sender",
    /// Not given out, tried too long.
    Expired = "expired",
    /// The network, a name server or a route failed.
    Network = "network",
    /// The other system is out of order.
    System = "system",
    /// Refused, and not even the words say why.
    Unclear = "unclear",
}

impl Reason {
    /// Whether the address itself is at fault, and will stay so.
    pub fn is_permanent(self) -> bool {
        matches!(self, Self::UnknownUser | Self::UnknownHost | Self::NoMail | Self::Moved)
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.word() == word)
    }
}

/// What a report says about one recipient.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// The `Action` field, if there is one.
    pub action: Option<String>,
    /// The `Status` field, if there is one.
    pub status: Option<Status>,
    /// The server's or the mail system's words.
    pub diagnosis: String,
    /// More of the report about this recipient: where the dialogue with the server is shown, not why it failed.
    pub dialogue: String,
}

/// What became of the mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Delivered, relayed or expanded: no failure at all.
    Arrived,
    /// Still being tried.
    Delayed,
    /// Failed, for this reason.
    Failed(Reason),
}

impl Evidence {
    /// The verdict.
    pub fn fate(&self) -> Fate {
        match self.action.as_deref().map(str::trim) {
            Some(action) if is(action, &["delivered", "relayed", "expanded"]) => Fate::Arrived,
            Some(action) if is(action, &["delayed"]) => Fate::Delayed,
            _ => self.failure(),
        }
    }

    /// The reason of a failure, and [`Fate::Delayed`] where only a temporary code speaks (DSN-02).
    fn failure(&self) -> Fate {
        let reason = self.reason().unwrap_or(Reason::Unclear);
        if reason.is_permanent() && self.is_temporary() { Fate::Delayed } else { Fate::Failed(reason) }
    }

    /// Whether codes of class 4 speak and none of class 5; without any, whether the reply code does.
    fn is_temporary(&self) -> bool {
        let codes = self.codes();
        match codes.is_empty() {
            true => codes::reply(&self.diagnosis).is_some_and(|code| code < 500),
            false => codes.iter().all(|code| code.class == 4),
        }
    }

    /// The reason, from words, then codes, then what is left; `None` where nothing tells.
    pub fn reason(&self) -> Option<Reason> {
        let ways: [fn(&Self) -> Option<Reason>; 5] =
            [Self::by_sender_code, Self::by_words, Self::by_codes, Self::by_guess, Self::by_reply];
        let reason = ways.into_iter().find_map(|way| way(self))?;
        match reason {
            _ if !reason.is_permanent() => Some(reason),
            _ if self.is_policy_by_code() => Some(Reason::Policy),
            _ if self.is_about_another_command() => Some(Reason::Refused),
            _ => Some(reason),
        }
    }

    /// Whether all its telling codes say that a policy refused: never the person's fault, whatever the words (DSN-03).
    fn is_policy_by_code(&self) -> bool {
        let codes = self.codes();
        let mut telling = codes.iter().filter(|code| !code.is_vague()).peekable();
        telling.peek().is_some() && telling.all(|code| code.subject == 7)
    }

    /// Codes that only ever speak of the sender, whatever the words are taken to mean.
    fn by_sender_code(&self) -> Option<Reason> {
        let is_sender = |code: &Status| code.subject == 1 && matches!(code.detail, 7 | 8);
        self.codes().iter().any(is_sender).then_some(Reason::Sender)
    }

    /// Whether the server answered to something else than the naming of the recipient: then even "user unknown" is
    /// said by a filter, or about the sender. A pipelined `RCPT` refused before `DATA` is none of that.
    fn is_about_another_command(&self) -> bool {
        let text = |text| without_addresses(cut(text, LONGEST));
        let dialogue = Folded::of(&format!("{} {}", text(&self.diagnosis), text(&self.dialogue)));
        STAGES.first(&dialogue).is_some_and(|hit| hit.key == "other")
    }

    /// The reason its words give.
    pub fn by_words(&self) -> Option<Reason> {
        Reason::from_word(DIAGNOSES.first(&self.folded())?.key)
    }

    fn by_guess(&self) -> Option<Reason> {
        Reason::from_word(GUESSES.first(&self.folded())?.key)
    }

    fn folded(&self) -> Folded {
        Folded::of(&without_addresses(cut(&self.diagnosis, LONGEST)))
    }

    fn by_codes(&self) -> Option<Reason> {
        let codes = self.codes();
        let telling = codes.iter().find(|code| !code.is_vague()).or(codes.first())?;
        Reason::from_word(telling.meaning()?)
    }

    /// A bare 550 may mean anything; these codes mean one thing.
    fn by_reply(&self) -> Option<Reason> {
        match codes::reply(&self.diagnosis)? {
            552 => Some(Reason::Full),
            400..500 => Some(Reason::System),
            _ => None,
        }
    }

    /// The codes of the diagnosis and the `Status` field, the more telling ones first.
    fn codes(&self) -> Vec<Status> {
        let mut codes: Vec<_> = codes::statuses(cut(&self.diagnosis, LONGEST)).filter(|code| code.class != 2).collect();
        codes.extend(self.status);
        codes
    }
}

fn is(action: &str, words: &[&str]) -> bool {
    words.iter().any(|word| super::fields::begins(action, word))
}

/// The words without addresses: a local part such as `mailboxfull` is not a diagnosis.
fn without_addresses(text: &str) -> String {
    let word = |word| if str::contains(word, '@') { beside_address(word) } else { word.to_owned() };
    text.split_whitespace().map(word).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What clings to an address where a language sets no blanks: Chinese and Japanese diagnoses surround it.
fn beside_address(word: &str) -> String {
    if word.is_ascii() {
        return String::new();
    }
    let said = |piece: &str| match piece.split_once('@') {
        None => piece.to_owned(),
        Some((local, host)) if local.is_ascii() => host.chars().skip_while(char::is_ascii).collect(),
        Some(_) => String::new(),
    };
    word.split(super::fields::is_edge).map(said).filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ")
}

/// At most this many bytes from the start, never within a character.
pub fn cut(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}
