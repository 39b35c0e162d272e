//! Who may do what through the API: keys and their scopes.

use std::collections::BTreeSet;

use super::ids::SenderId;
use super::time::Instant;

macro_rules! api_scopes {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {
        /// What an API key allows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ApiScope { $($(#[$doc])* $name,)* }

        impl ApiScope {
            /// Every scope.
            pub const ALL: &[ApiScope] = &[$(ApiScope::$name,)*];

            /// Its word.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

api_scopes! {
    /// Mint links.
    Links = "links";
    /// Ask the gate.
    Gate = "gate";
    /// Change and look up preferences.
    Preferences = "preferences";
    /// Bring somebody back, with proof.
    Resubscribe = "resubscribe";
    /// Cases and inbound mail.
    Cases = "cases";
    /// Provider events and ledger entries.
    Events = "events";
    /// Registries: senders, topics, keys.
    Admin = "admin";
}

/// A set of scopes.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Scopes(BTreeSet<ApiScope>);

impl Scopes {
    /// All of them.
    pub fn all() -> Self {
        Self(ApiScope::ALL.iter().copied().collect())
    }

    /// Parses words separated by commas; `None` when one is unknown or there is none.
    pub fn parse(text: &str) -> Option<Self> {
        let find = |word: &str| ApiScope::ALL.iter().copied().find(|s| s.word() == word.trim());
        let set: Option<BTreeSet<_>> = text.split(',').map(find).collect();
        set.filter(|set| !set.is_empty()).map(Self)
    }

    /// The words, separated by commas.
    pub fn to_text(&self) -> String {
        self.0.iter().map(|s| s.word()).collect::<Vec<_>>().join(",")
    }

    /// Whether the scope is among them.
    pub fn has(&self, scope: ApiScope) -> bool {
        self.0.contains(&scope)
    }
}

/// An API key; the secret itself is shown once and kept only as a hash.
#[derive(Clone, Debug)]
pub struct ApiKey {
    /// Public id.
    pub id: String,
    /// What it is for, in its owner's words.
    pub name: String,
    /// SHA-256 of the secret. The secret has 256 random bits, so a slow hash would add nothing.
    pub secret_hash: [u8; 32],
    /// What it allows.
    pub scopes: Scopes,
    /// The only sender it is for, or all.
    pub sender: Option<SenderId>,
    /// Since when.
    pub created_at: Instant,
    /// Until when.
    pub revoked_at: Option<Instant>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_round_trip_and_unknown_words_are_refused() {
        let scopes = Scopes::parse("gate, links").map(|s| s.to_text());
        assert_eq!(scopes.as_deref(), Some("links,gate"));
        assert_eq!(Scopes::parse("gate,root"), None);
        assert_eq!(Scopes::parse(""), None);
    }
}
