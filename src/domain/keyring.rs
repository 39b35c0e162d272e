//! The keys that sign links, by id. Old keys verify for ever (TOK-07); one signs.
//!
//! ```text
//! ring key (32 bytes)
//!  |- HMAC under the ring key itself, a label per purpose        mail forms; only the service has it
//!  '- sender key = derive(ring key, "desist/link-sender/N")      one per sender; may be given to a tool
//!      |- derive(sender key, "desist/link-mac")                  tag of URL forms
//!      '- derive(sender key, "desist/link-enc")                  encryption of URL forms
//! ```
//!
//! `N` is the sender's number in decimal. A tool that has a sender key can mint that sender's URL forms and read them;
//! it can neither mint another sender's, nor a mail form, nor compute recipient keys.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use hmac::Mac;
use zeroize::Zeroizing;

use super::ids::SenderId;
use super::seal::{Keyed, Siv, derive, keyed};

/// With this label the MAC input of every URL form begins.
const URL_LABEL: &str = "desist/url";

/// One key of the ring. It wipes itself when dropped.
pub struct LinkKey {
    id: u8,
    scheme: u16,
    secret: Zeroizing<[u8; 32]>,
    keyed: Keyed,
}

impl LinkKey {
    /// A key with its id and the scheme of the recipient keys in its mail forms.
    pub fn new(id: u8, scheme: u16, secret: [u8; 32]) -> Self {
        let secret = Zeroizing::new(secret);
        let keyed = keyed(&secret);
        Self { id, scheme, secret, keyed }
    }

    /// Its id, as tokens carry it. Ids begin at 1.
    pub fn id(&self) -> u8 {
        self.id
    }

    /// The scheme of the recipient keys in its mail forms.
    pub fn scheme(&self) -> u16 {
        self.scheme
    }

    /// A MAC under the ring key itself that has taken in a label and its zero byte.
    pub(super) fn mac(&self, label: &str) -> Keyed {
        self.keyed.clone().chain_update(label).chain_update([0])
    }

    /// The secret that a tool needs to mint URL forms of one sender offline. Whoever has it can stop that sender's
    /// mail for anybody whose address they know, and nothing more (TOK-10).
    pub fn sender_secret(&self, sender: SenderId) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(derive(&self.secret, &format!("desist/link-sender/{sender}")))
    }
}

/// What mints and reads the URL forms of one sender under one ring key: the ring makes it, or a tool from the secret
/// it was given.
pub struct SenderKey {
    key_id: u8,
    sender: SenderId,
    pub(super) siv: Siv,
}

impl SenderKey {
    /// From [`LinkKey::sender_secret`].
    pub fn new(key_id: u8, sender: SenderId, secret: &[u8; 32]) -> Self {
        let mac = Zeroizing::new(derive(secret, "desist/link-mac"));
        let encryption = Zeroizing::new(derive(secret, "desist/link-enc"));
        Self { key_id, sender, siv: Siv::new(&mac, &encryption, URL_LABEL) }
    }

    /// The id of the ring key it comes from.
    pub fn key_id(&self) -> u8 {
        self.key_id
    }

    /// Whose links it mints.
    pub fn sender(&self) -> SenderId {
        self.sender
    }
}

/// Why there is no key for an id or a scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// No key of this id was ever issued, so no link of ours carries it: not found.
    #[error("no link key of this number was ever issued")]
    NeverIssued,
    /// The key was issued and is not here: an alarm, because stops are being lost (TOK-07).
    #[error("a link key of this installation is missing: restore it from the backup of the database")]
    Missing,
    /// No key of the ring goes with this scheme of recipient keys.
    #[error("no link key goes with this scheme of recipient keys: rotate the key ring")]
    NoScheme,
}

/// All keys at hand, which of them signs, and how many were ever issued. It never changes: after a rotation a new ring
/// takes its place.
pub struct KeyRing {
    keys: Vec<LinkKey>,
    signing: usize,
    highest_issued: u8,
    /// Sender keys in use, so that ten million links derive one key and not ten million.
    derived: RwLock<HashMap<(u8, SenderId), Arc<SenderKey>>>,
}

impl KeyRing {
    /// A ring of these keys. Ids are unique (the table's primary key) and none is above `highest_issued`.
    ///
    /// # Errors
    /// When the signing key is not among the keys.
    pub fn new(keys: Vec<LinkKey>, signing_id: u8, highest_issued: u8) -> Result<Self, KeyError> {
        let signing = keys.iter().position(|key| key.id == signing_id);
        let signing = signing.ok_or_else(|| absent(signing_id, highest_issued))?;
        Ok(Self { keys, signing, highest_issued, derived: RwLock::default() })
    }

    /// The key that signs new links.
    pub fn signing(&self) -> &LinkKey {
        &self.keys[self.signing]
    }

    /// The key with this id.
    ///
    /// # Errors
    /// Never issued, or issued and missing: the first is a 404, the second a 503 and an alarm.
    pub fn find(&self, id: u8) -> Result<&LinkKey, KeyError> {
        self.keys.iter().find(|key| key.id == id).ok_or_else(|| absent(id, self.highest_issued))
    }

    /// The key that signs mail forms with recipient keys of a scheme: the signing key, else the newest that fits.
    ///
    /// # Errors
    /// [`KeyError::NoScheme`] when no key goes with the scheme: a token under another would name nobody.
    pub fn signing_for(&self, scheme: u16) -> Result<&LinkKey, KeyError> {
        let fits = |key: &&LinkKey| key.scheme == scheme;
        let newest = || self.keys.iter().filter(fits).max_by_key(|key| key.id);
        Some(self.signing()).filter(fits).or_else(newest).ok_or(KeyError::NoScheme)
    }

    /// The key with which to mint a sender's URL forms, remembered for the next link.
    pub fn sender_key(&self, sender: SenderId) -> Arc<SenderKey> {
        let key = self.signing();
        self.remembered(key.id, sender).unwrap_or_else(|| self.remember(derive_sender(key, sender)))
    }

    /// The key with which to read a token. A token names any sender it likes, so a key is remembered only when
    /// [`KeyRing::remember`] says that one verified: else forged tokens could fill the memory.
    pub(super) fn reading_key(&self, id: u8, sender: SenderId) -> Result<Arc<SenderKey>, KeyError> {
        let key = self.find(id)?;
        Ok(self.remembered(id, sender).unwrap_or_else(|| derive_sender(key, sender)))
    }

    /// Keeps a sender key that is known to be of a real sender.
    pub(super) fn remember(&self, key: Arc<SenderKey>) -> Arc<SenderKey> {
        if let Some(known) = self.remembered(key.key_id, key.sender) {
            return known;
        }
        let mut derived = self.derived.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(derived.entry((key.key_id, key.sender)).or_insert(key))
    }

    /// A panic elsewhere cannot leave the map half changed, so a poisoned lock is as good as any.
    fn remembered(&self, id: u8, sender: SenderId) -> Option<Arc<SenderKey>> {
        self.derived.read().unwrap_or_else(PoisonError::into_inner).get(&(id, sender)).cloned()
    }
}

fn derive_sender(key: &LinkKey, sender: SenderId) -> Arc<SenderKey> {
    Arc::new(SenderKey::new(key.id, sender, &key.sender_secret(sender)))
}

fn absent(id: u8, highest_issued: u8) -> KeyError {
    if (1..=highest_issued).contains(&id) { KeyError::Missing } else { KeyError::NeverIssued }
}

impl fmt::Debug for LinkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LinkKey({}, scheme {}, secret)", self.id, self.scheme)
    }
}

impl fmt::Debug for SenderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SenderKey({}, sender {}, secret)", self.key_id, self.sender)
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyRing({:?}, signing {})", self.keys, self.signing().id)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;

    fn ring() -> KeyRing {
        let keys = vec![LinkKey::new(2, 1, [2; 32]), LinkKey::new(4, 2, [4; 32]), LinkKey::new(3, 1, [3; 32])];
        KeyRing::new(keys, 4, 5).unwrap()
    }

    #[test]
    fn tok_07_a_key_never_issued_is_told_from_one_that_is_missing() {
        assert_eq!(ring().find(2).map(LinkKey::id), Ok(2));
        for (id, error) in
            [(1, KeyError::Missing), (5, KeyError::Missing), (0, KeyError::NeverIssued), (6, KeyError::NeverIssued)]
        {
            assert_eq!(ring().find(id).unwrap_err(), error, "{id}");
        }
    }

    #[test]
    fn a_ring_without_its_signing_key_is_no_ring() {
        assert_eq!(KeyRing::new(vec![LinkKey::new(1, 1, [1; 32])], 2, 2).unwrap_err(), KeyError::Missing);
        assert_eq!(KeyRing::new(vec![], 1, 0).unwrap_err(), KeyError::NeverIssued);
    }

    #[test]
    fn mail_forms_are_signed_by_a_key_of_the_recipient_keys_scheme() {
        assert_eq!(ring().signing_for(2).unwrap().id(), 4);
        assert_eq!(ring().signing_for(1).unwrap().id(), 3);
        assert_eq!(ring().signing_for(9).unwrap_err(), KeyError::NoScheme);
    }

    #[test]
    fn minting_remembers_a_sender_and_reading_does_not() {
        let ring = ring();
        ring.reading_key(2, SenderId(7)).unwrap();
        assert!(ring.derived.read().unwrap().is_empty());
        let first = ring.sender_key(SenderId(7));
        assert!(Arc::ptr_eq(&first, &ring.sender_key(SenderId(7))));
        assert!(Arc::ptr_eq(&first, &ring.reading_key(4, SenderId(7)).unwrap()));
        assert_eq!((first.key_id(), first.sender()), (4, SenderId(7)));
    }

    #[test]
    fn senders_and_ring_keys_have_secrets_of_their_own() {
        let key = LinkKey::new(1, 1, [1; 32]);
        assert_ne!(*key.sender_secret(SenderId(1)), *key.sender_secret(SenderId(11)));
        assert_ne!(*key.sender_secret(SenderId(1)), *LinkKey::new(1, 1, [2; 32]).sender_secret(SenderId(1)));
    }

    #[test]
    fn tok_11_no_secret_is_ever_shown() {
        assert_eq!(format!("{:?}", LinkKey::new(1, 1, [9; 32])), "LinkKey(1, scheme 1, secret)");
        assert!(!format!("{:?} {:?}", ring(), ring().sender_key(SenderId(1))).contains("[4"));
    }
}
