//! The link to a copy: valid 7 days, spent by the first POST (L2), after which the same link opens the copy for one hour
//! more, so that who has opened it can also take the file, or press "back". An ended link explains itself.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::AccessCopy;
use crate::domain::address::Address;
use crate::domain::case::CaseRecord;
use crate::domain::change::{Actor, Channel};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::time::Instant;
use crate::domain::topic::Sender;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::mails::Token;
use crate::services::writer::change::{Act, Change, CopyChange, CopyStep, Guard, Handle};
use crate::store::{StoreError, confirmations, copies};

/// So long after its first opening the link opens the copy again.
pub const OPEN_FOR_MS: i64 = 60 * 60 * 1000;

/// What the link will do, as kept sealed.
#[derive(Serialize, Deserialize)]
pub(super) struct CopyPromise {
    address: String,
    sender: u32,
    case: String,
}

impl CopyPromise {
    pub(super) fn new(address: &Address, case: &CaseRecord) -> Self {
        Self { address: address.delivery().to_owned(), sender: case.sender.0, case: case.id.clone() }
    }
}

/// Whether the link still opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// Nobody has opened it.
    Fresh,
    /// It was opened within the last hour, and opens again.
    Opened,
    /// It was opened longer ago.
    Used,
    /// It is too old.
    Expired,
}

/// A link to a copy somebody shows.
#[derive(Clone, Debug)]
pub struct CopyLink {
    /// Whether it still opens.
    pub state: LinkState,
    /// Whose data.
    pub address: Address,
    /// Whose mail.
    pub sender: Arc<Sender>,
    /// The case.
    pub case: String,
}

impl CopyLink {
    /// Whether it opens now.
    pub fn opens(&self) -> bool {
        matches!(self.state, LinkState::Fresh | LinkState::Opened)
    }
}

impl Services {
    /// Reads a link to a copy, without using it up (L2).
    ///
    /// # Errors
    /// `unknown_token` when there is none, or when it is for something else (TOK-04).
    pub async fn copy_of_link(&self, token: &str) -> Result<CopyLink, ServiceError> {
        let hash = Token::hash_of(token);
        let unknown = || Problem::new(Code::UnknownToken, "This link is not one of ours, or was never sent.");
        let mut tx = self.db.snapshot().await?;
        let row = confirmations::find(&mut tx, &hash).await?.filter(|row| row.action == "copy").ok_or_else(unknown)?;
        let corrupt = || StoreError::corrupt("confirmations", "payload", crate::store::hex(&hash));
        let plain = self.vault.open(Cell::Confirmation, &hash, &row.payload)?;
        let promise: CopyPromise = serde_json::from_slice(&plain).map_err(|_| corrupt())?;
        let now = self.clock.now();
        let state = match row.used_at {
            Some(used) if now <= Instant(used).plus_ms(OPEN_FOR_MS) => LinkState::Opened,
            Some(_) => LinkState::Used,
            None if now > Instant(row.expires_at) => LinkState::Expired,
            None => LinkState::Fresh,
        };
        Ok(CopyLink {
            state,
            address: Address::parse(&promise.address).map_err(|_| corrupt())?,
            sender: self.gate.registry().sender(SenderId(promise.sender)).cloned().ok_or_else(corrupt)?,
            case: promise.case,
        })
    }

    /// Opens the copy of a link, and spends the link the first time.
    ///
    /// # Errors
    /// `unknown_token`; `conflict` when the link does not open any more.
    pub async fn open_copy(&self, token: &str) -> Result<(CopyLink, AccessCopy), ServiceError> {
        let mut link = self.copy_of_link(token).await?;
        if link.state == LinkState::Fresh {
            match self.spend_copy_link(token, &link).await {
                // Of two clicks at the same moment the second finds it opened.
                Err(ServiceError::Refused(problem)) if problem.code == Code::Conflict => {
                    link = self.copy_of_link(token).await?;
                }
                spent => spent?,
            }
        }
        let over = || ServiceError::refused(Code::Conflict, "This link was used before, or is too old.");
        let mut tx = self.db.snapshot().await?;
        let row = copies::find(&mut tx, &link.case).await?.filter(|_| link.opens()).ok_or_else(over)?;
        let copy = self.open_frozen(&row)?;
        Ok((link, copy))
    }

    async fn spend_copy_link(&self, token: &str, link: &CopyLink) -> Result<(), ServiceError> {
        let opened = CopyChange {
            case: link.case.clone(),
            sender: link.sender.id,
            subject: Some(self.vault.subject(&link.address)),
            what: CopyStep::Open,
            actor: Actor::Recipient,
            channel: Channel::Page,
        };
        let guard = Guard::Link { token_hash: Token::hash_of(token) };
        let handle = Handle { guard, acts: vec![Act::Copy(Box::new(opened))] };
        self.writer.submit(Change::Handle(Box::new(handle))).await.map(drop)
    }
}
