//! What somebody changed, as the ledger has it, and the receipt of one change: for whoever holds a mailed link.

use serde_json::Value;

use super::Holder;
use crate::domain::case::{CaseKind, CaseState};
use crate::domain::change::{Channel, EntryKind, scope_of_code};
use crate::domain::preference::Scope;
use crate::domain::receipt::Receipt;
use crate::domain::time::Instant;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::recipients::is_of;
use crate::store::ledger;

/// So many of the newest changes are shown; a copy of the data has them all.
const SHOWN: usize = 50;
/// They are looked for in so many of the newest entries: a page costs no more, whatever was written about an address.
const READ: i64 = 500;

/// The newest changes, newest first.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The changes.
    pub changes: Vec<OwnChange>,
    /// There are older ones.
    pub more: bool,
}

/// One change.
#[derive(Clone, Debug)]
pub struct OwnChange {
    /// Its ledger entry.
    pub entry: u64,
    /// When it happened.
    pub at: Instant,
    /// What.
    pub what: What,
    /// The way in.
    pub channel: Option<Channel>,
}

/// What was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A preference: the state's word, and its scope.
    Choice(String, Scope),
    /// A choice was taken back by the page that made it.
    TakenBack(Scope),
    /// A case came to this state; with its first entry it was asked for.
    Case {
        /// What was asked for.
        kind: CaseKind,
        /// It was opened by this entry.
        opened: bool,
        /// The mailbox confirmed it by this entry.
        confirmed: bool,
        /// How far it is after it.
        state: CaseState,
    },
    /// A mail with a link went out.
    Link,
    /// The address was corrected.
    Corrected,
    /// The data was erased.
    Erased,
}

impl Services {
    /// The changes of whoever holds a mailed link, with its sender.
    ///
    /// # Errors
    /// `proof_required` for a link that came with a mailing; when the database cannot be read.
    pub async fn own_history(&self, holder: &Holder) -> Result<History, ServiceError> {
        holder.must_be_mailed()?;
        let mut tx = self.db.snapshot().await?;
        let (mut changes, mut more) = (Vec::new(), false);
        for key in self.vault.recipient_keys(&holder.address) {
            let entries = ledger::newest_about(&mut tx, key, READ).await?;
            more |= entries.len() as i64 >= READ;
            for entry in entries {
                // One that is damaged or was pruned is left out: `verify` names it, and the page goes on.
                let leaf = entry.leaf.as_deref().and_then(|leaf| serde_json::from_slice(leaf).ok());
                changes.extend(leaf.and_then(|leaf: Value| change(holder, &leaf)));
            }
        }
        changes.sort_by_key(|change| std::cmp::Reverse(change.entry));
        more |= changes.len() > SHOWN;
        changes.truncate(SHOWN);
        Ok(History { changes, more })
    }

    /// The receipt of one change, as `desist receipt` makes it.
    ///
    /// # Errors
    /// `proof_required` for a link that came with a mailing; `not_found` when the entry is not about its holder.
    pub async fn own_receipt(&self, holder: &Holder, index: u64) -> Result<Receipt, ServiceError> {
        holder.must_be_mailed()?;
        self.receipt(&holder.address, index).await
    }
}

fn change(holder: &Holder, leaf: &Value) -> Option<OwnChange> {
    let scope = leaf["scope"].as_str().and_then(scope_of_code);
    let everywhere = scope == Some(Scope::Everywhere(holder.sender.group));
    if !is_of(leaf, Some(holder.sender.id)) && !everywhere {
        return None;
    }
    Some(OwnChange {
        entry: leaf["index"].as_u64()?,
        at: Instant(leaf["at"].as_i64()?),
        what: what(leaf, scope)?,
        channel: leaf["channel"].as_str().and_then(Channel::from_word),
    })
}

/// What a leaf says to its person; none for what is no change of theirs: a hold, a task, a remark.
fn what(leaf: &Value, scope: Option<Scope>) -> Option<What> {
    let kind = leaf["kind"].as_str()?;
    let is = |other: EntryKind| kind == other.word();
    if is(EntryKind::Preference) {
        let after = leaf["after"].as_str()?;
        return match after {
            _ if leaf["undoes"].is_u64() => Some(What::TakenBack(scope?)),
            "held" | "released" | "deliverable" => None,
            _ => Some(What::Choice(after.to_owned(), scope?)),
        };
    }
    if is(EntryKind::Case) {
        return case(leaf);
    }
    match () {
        () if is(EntryKind::Request) => Some(What::Link),
        () if is(EntryKind::Correction) => Some(What::Corrected),
        () if is(EntryKind::Erasure) => Some(What::Erased),
        () => None,
    }
}

/// Of a case its beginning, its confirmation and its end.
fn case(leaf: &Value) -> Option<What> {
    let kind = CaseKind::from_word(leaf["what"].as_str()?)?;
    let state = CaseState::from_word(leaf["after"].as_str()?)?;
    let event = leaf["event"].as_str()?;
    let (opened, confirmed) = (event == "opened", event == "confirmed");
    let before = leaf["before"].as_str().and_then(CaseState::from_word);
    let ended = !state.is_open() && before.is_none_or(CaseState::is_open);
    (opened || confirmed || ended).then_some(What::Case { kind, opened, confirmed, state })
}
