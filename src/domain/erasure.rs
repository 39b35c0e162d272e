//! What an erasure took out of the ledger's tables.
//!
//! The entry of an erasure is about the person under a fresh salt; this list is its evidence: sealed beside the entry,
//! committed to in its leaf, and so the only thing that may explain why whom an older entry is about is not known any
//! more. A second erasure of the same person takes over the list of the first, whose own entry it makes unreadable, too.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::address::RecipientKey;

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Entries whose subject was destroyed, with salt and evidence.
    pub subjects: BTreeSet<u64>,
    /// Rows of imports whose address was destroyed: the entry, and the recipient key in hex.
    pub rows: BTreeSet<(u64, String)>,
    /// Cases whose sealed details were destroyed, with those of their events and the answers to their tasks. Lists kept
    /// before entries committed to these have none.
    #[serde(default)]
    pub cases: BTreeSet<String>,
}

impl Erasure {
    /// Takes over another list.
    pub fn join(&mut self, other: Self) {
        self.subjects.extend(other.subjects);
        self.rows.extend(other.rows);
        self.cases.extend(other.cases);
    }

    /// As it is kept; the same list always gives the same bytes.
    pub fn to_evidence(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads it; `None` when it is no such list.
    pub fn from_evidence(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

/// What stands for an erased address in a row of an import: the scheme of the row's key, which the address would have
/// told. No address begins like this and has no `@`.
pub fn no_address(key: &RecipientKey) -> String {
    format!("-{}", key.scheme)
}

/// The scheme that stands for an erased address; `None` for an address.
pub fn scheme_without_address(text: &str) -> Option<u16> {
    text.strip_prefix('-')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_comes_back_as_it_was_kept() {
        let cases = ["c".to_owned()].into();
        let mut list = Erasure { subjects: [5, 3].into(), rows: [(2, "ab".to_owned())].into(), cases };
        list.join(Erasure { subjects: [9].into(), ..Erasure::default() });
        assert_eq!(Erasure::from_evidence(&list.to_evidence()), Some(list));
        let older = br#"{"subjects":[7],"rows":[]}"#;
        assert_eq!(Erasure::from_evidence(older), Some(Erasure { subjects: [7].into(), ..Erasure::default() }));
        assert_eq!(Erasure::from_evidence(b"{}"), None);
        assert_eq!(Erasure::from_evidence(b"ana@example.org"), None);
    }

    #[test]
    fn what_stands_for_an_address_is_none() {
        let mark = no_address(&RecipientKey { scheme: 1, bytes: [7; 16] });
        assert_eq!(scheme_without_address(&mark), Some(1));
        assert!(crate::domain::address::Address::parse(&mark).is_err());
        assert_eq!(scheme_without_address("-1@example.org"), None);
    }
}
