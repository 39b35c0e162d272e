//! Which of our addresses a mail came to.

use std::sync::Arc;

use super::Mode;
use crate::domain::address::Address;
use crate::domain::error::Code;
use crate::domain::link::{LinkError, MailClaim, read_mail};
use crate::domain::topic::Sender;
use crate::services::Services;
use crate::services::counters::TokenFailure;
use crate::services::error::ServiceError;

/// What an address of ours stands for.
#[derive(Clone, Debug)]
pub enum Target {
    /// An address with a token that verifies.
    Token(MailClaim),
    /// A mailbox for people.
    Mailbox(Mailbox),
}

/// A mailbox of ours that people write to.
#[derive(Clone, Debug)]
pub struct Mailbox {
    /// Whose.
    pub sender: Arc<Sender>,
    /// What is done with mail to it.
    pub mode: Mode,
    /// The address, where it is one of the settings.
    pub address: Option<Address>,
    /// The settings or a sender name the address: it is not only taken for want of a better one.
    pub named: bool,
}

impl Services {
    /// What an envelope or header recipient of ours stands for. A token is found in any letter case and at any domain:
    /// it proves itself. One that does not verify leaves an ordinary mailbox, for a person may have written to it.
    ///
    /// # Errors
    /// When the token's key should be here and is not: the mail waits until it is (L1).
    pub fn target(&self, recipient: &str) -> Result<Target, ServiceError> {
        match self.token(recipient)? {
            Some(claim) => Ok(Target::Token(claim)),
            None => Ok(Target::Mailbox(self.mailbox_of(recipient)?)),
        }
    }

    /// The token in an address, if it verifies.
    ///
    /// # Errors
    /// When its key should be here and is not.
    pub fn token(&self, recipient: &str) -> Result<Option<MailClaim>, ServiceError> {
        let local_part = recipient.rsplit_once('@').map_or(recipient, |(local, _)| local).trim_matches('"');
        match read_mail(&self.vault.links, local_part) {
            Ok(claim) => Ok(Some(claim)),
            Err(LinkError::Damaged) => Ok(None),
            Err(error) => {
                self.counters.token_failures.add(TokenFailure::from(error), 1);
                if error.is_unavailable() {
                    self.counters.keys_missing.set(1);
                    tracing::error!(error = %error, "the key of an address in a mail was issued and is missing");
                    return Err(ServiceError::Keys("The key of a token in a mail is missing.".to_owned()));
                }
                Ok(None)
            }
        }
    }

    /// The mailbox an address is: as the settings say; else that of the sender with this support address; else the first
    /// sender's, so that nothing is lost for want of a line in the settings.
    ///
    /// # Errors
    /// When there is no sender yet: the mail waits.
    pub fn mailbox_of(&self, recipient: &str) -> Result<Mailbox, ServiceError> {
        let address = Address::parse(recipient).ok();
        let same = |known: &Address| address.as_ref().is_some_and(|a| a.match_form() == known.match_form());
        let known = self.config.intake.addresses.iter().find(|known| same(&known.address));
        let registry = self.gate.registry();
        let set = known.and_then(|known| registry.sender_by_key(known.sender.as_deref()?));
        let sender = set.or_else(|| registry.senders().iter().find(|sender| supports(sender, &same)));
        let named = sender.is_some();
        let first = || registry.sender_by_key("default").or_else(|| registry.senders().first());
        let none =
            || ServiceError::refused(Code::UnknownSender, "There is no sender yet; `desist sender add` makes one.");
        Ok(Mailbox {
            sender: sender.or_else(first).cloned().ok_or_else(none)?,
            mode: known.map_or(Mode::All, |known| known.mode),
            address: known.map(|known| known.address.clone()),
            named: named || known.is_some(),
        })
    }

    /// Whether an address is one of our own, so that mail from it is never answered (ACK-04).
    pub fn is_own_address(&self, address: &Address) -> bool {
        let same = |known: &Address| known.match_form() == address.match_form();
        let registry = self.gate.registry();
        same(&self.config.mail_from)
            || read_mail(&self.vault.links, address.local_part()).is_ok()
            || self.config.intake.addresses.iter().any(|known| same(&known.address))
            || registry.senders().iter().any(|sender| supports(sender, &same))
    }
}

/// Whether this is the sender's support address.
fn supports(sender: &Sender, is_it: &dyn Fn(&Address) -> bool) -> bool {
    sender.support_address.as_deref().and_then(|text| Address::parse(text).ok()).is_some_and(|known| is_it(&known))
}
