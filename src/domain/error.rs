//! One table of error codes: the machine word, its title and its class. README's list is checked against it.

use std::borrow::Cow;

/// What kind of failure a code is; the faces turn it into a status number or an exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorClass {
    /// The request is not well formed at all.
    Malformed,
    /// Well formed, but a value is not acceptable.
    Invalid,
    /// No credentials, or ones that do not count.
    Unauthenticated,
    /// Known, but not allowed.
    Forbidden,
    /// Nothing there.
    NotFound,
    /// The path exists, the method does not.
    MethodNotAllowed,
    /// The body's type is not understood.
    UnsupportedMediaType,
    /// It clashes with the present state.
    Conflict,
    /// Too much in one request.
    TooLarge,
    /// Too often.
    TooMany,
    /// Our trouble, and it may pass: try again.
    Unavailable,
    /// Our trouble.
    Internal,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $class:ident, $title:literal;)*) => {
        /// The words by which programs tell errors apart. They never change their meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* #[doc = $title] $name,)* }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// The machine word.
            pub fn word(self) -> &'static str {
                match self { $(Code::$name => $word,)* }
            }

            /// The short title for people; the same for every occurrence (RFC 9457 section 3.1.3).
            pub fn title(self) -> &'static str {
                match self { $(Code::$name => $title,)* }
            }

            /// Which kind of failure it is.
            pub fn class(self) -> ErrorClass {
                match self { $(Code::$name => ErrorClass::$class,)* }
            }
        }
    };
}

codes! {
    MalformedRequest = "malformed_request", Malformed, "The request cannot be read";
    MalformedJson = "malformed_json", Malformed, "The body is not the JSON expected here";
    MalformedHeader = "malformed_header", Malformed, "A request header cannot be read";
    InvalidAddress = "invalid_address", Invalid, "Not a mail address";
    InvalidField = "invalid_field", Invalid, "A field has a value that cannot be accepted";
    UnknownField = "unknown_field", Invalid, "A field is not known here";
    UnknownTopic = "unknown_topic", Invalid, "No such topic";
    UnknownSender = "unknown_sender", Invalid, "No such sender";
    SenderRequired = "sender_required", Invalid, "Say which sender is meant";
    TransactionalTopic = "transactional_topic", Invalid, "Transactional mail cannot be unsubscribed from";
    TopicRetired = "topic_retired", Invalid, "The topic is retired";
    PublicUrlInsecure = "public_url_insecure", Invalid, "The public URL is not https";
    TooManyRecipients = "too_many_recipients", Invalid, "More than 10,000 recipients in one call";
    Unauthenticated = "unauthenticated", Unauthenticated, "A valid API key is needed";
    MissingScope = "missing_scope", Forbidden, "The API key lacks a scope";
    WrongSender = "wrong_sender", Forbidden, "The API key is for another sender";
    NotFound = "not_found", NotFound, "Nothing here";
    UnknownToken = "unknown_token", NotFound, "This link does not verify";
    MethodNotAllowed = "method_not_allowed", MethodNotAllowed, "The method is not allowed here";
    UnsupportedMediaType = "unsupported_media_type", UnsupportedMediaType, "The content type is not understood here";
    ProofRequired = "proof_required", Conflict, "Coming back needs proof";
    AlreadyExists = "already_exists", Conflict, "It exists already";
    Conflict = "conflict", Conflict, "It clashes with the present state";
    BodyTooLarge = "body_too_large", TooLarge, "The body is too large";
    RateLimited = "rate_limited", TooMany, "Too many requests";
    GateUnavailable = "gate_unavailable", Unavailable, "The gate cannot answer now";
    Behind = "behind", Unavailable, "Not there yet";
    KeyMissing = "key_missing", Unavailable, "A key of this installation is missing";
    NotDurable = "not_durable", Unavailable, "The change could not be stored";
    NotReadable = "not_readable", Unavailable, "What is recorded cannot be read now";
    Unreadable = "unreadable_row", Unavailable, "A stored row is damaged";
    Internal = "internal", Internal, "Something went wrong here";
}

/// An error as the outside may see it: a code, a sentence that says what to do, and the field at fault, if one is.
/// Never a database text, never an address (L6).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {detail}", code.word())]
pub struct Problem {
    /// The machine word.
    pub code: Code,
    /// What is wrong here and what to do about it.
    pub detail: String,
    /// The field at fault, in the request's own naming.
    pub field: Option<Cow<'static, str>>,
}

impl Problem {
    /// A problem with its sentence.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), field: None }
    }

    /// The same, naming the field at fault.
    pub fn in_field(mut self, field: impl Into<Cow<'static, str>>) -> Self {
        self.field = Some(field.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_own_word_and_a_title() {
        let mut words: Vec<_> = Code::ALL.iter().map(|c| c.word()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Code::ALL.len());
        assert!(Code::ALL.iter().all(|c| !c.title().is_empty()));
    }
}
