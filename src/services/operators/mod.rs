//! Operators: who may sign in to the console, and as what.
//!
//! - here: the list, invitations, roles, the end.
//! - [`begin`]: the one-time link by which an operator sets a password and the secret of its codes.
//! - [`sign_in`]: address, password and code.
//! - `tries`: what failed, and the locks against guessing.
//! - [`sessions`]: who is signed in.
//! - `password`: Argon2id, a few at a time.
//!
//! Every change of an operator is a ledger entry and passes the writer. Sessions, failures and locks are no changes of
//! anything recorded; they are written here, in transactions of their own.

pub mod begin;
mod password;
pub mod sessions;
pub mod sign_in;
mod tries;

use serde::Serialize;

use super::Services;
use super::error::ServiceError;
use super::installation::{Cell, uuid_v7};
use super::mails::Token;
use super::registry::change::What;
use super::registry::operators::OperatorChange;
use super::senders::By;
use super::writer::chain;
use super::writer::change::{Act, Change, Guard, Handle};
use crate::domain::address::Address;
use crate::domain::error::Code;
use crate::domain::operator::{Operator, Role, session};
use crate::domain::text;
use crate::domain::time::Instant;
use crate::render::mails::OperatorInvitation;
use crate::store::{self, StoreError, operators};

/// An operator with its address, for people.
#[derive(Clone, Debug, Serialize)]
pub struct NamedOperator {
    /// Its id.
    pub id: String,
    /// Its address.
    pub address: String,
    /// Its name.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// Since when.
    pub created_at: Instant,
    /// Until when.
    pub disabled_at: Option<Instant>,
    /// Whether it has a password: otherwise its link was not used yet.
    pub has_begun: bool,
}

impl Services {
    /// All operators, oldest first, disabled ones too.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn operators(&self) -> Result<Vec<NamedOperator>, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let mut named = Vec::new();
        for operator in operators::all(&mut tx).await? {
            let operator = operator?;
            let has_begun = operators::credentials(&mut tx, &operator.id).await?.is_some();
            named.push(self.named_operator(operator, has_begun)?);
        }
        Ok(named)
    }

    /// The name of each operator, by id: for timelines.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn operator_names(&self) -> Result<std::collections::BTreeMap<String, String>, ServiceError> {
        let all = operators::all(&mut self.db.snapshot().await?).await?;
        Ok(all.into_iter().flatten().map(|operator| (operator.id, operator.name)).collect())
    }

    fn named_operator(&self, operator: Operator, has_begun: bool) -> Result<NamedOperator, ServiceError> {
        Ok(NamedOperator {
            address: self.operators_address(&operator)?.delivery().to_owned(),
            id: operator.id,
            name: operator.name,
            role: operator.role,
            created_at: operator.created_at,
            disabled_at: operator.disabled_at,
            has_begun,
        })
    }

    /// An operator's address.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn operators_address(&self, operator: &Operator) -> Result<Address, ServiceError> {
        let corrupt = || StoreError::corrupt("operators", "address", &operator.id);
        let plain = self.vault.open(Cell::Operator, operator.id.as_bytes(), &operator.sealed)?;
        let text = String::from_utf8(plain).map_err(|_| corrupt())?;
        Ok(Address::parse(&text).map_err(|_| corrupt())?)
    }

    /// An operator who is not written yet.
    ///
    /// # Errors
    /// `invalid_field` for a name nobody can read.
    pub fn new_operator(&self, address: &Address, name: &str, role: Role) -> Result<Operator, ServiceError> {
        let name = name.trim();
        text::check("name", name, text::NAME)?;
        if name.is_empty() {
            let problem = crate::domain::error::Problem::new(Code::InvalidField, "An operator has a name.");
            return Err(problem.in_field("name").into());
        }
        let now = self.clock.now();
        let id = uuid_v7(&*self.random, now);
        Ok(Operator {
            sealed: self.vault.seal(Cell::Operator, id.as_bytes(), address.delivery().as_bytes()),
            key: self.vault.recipient_key(address),
            name: name.to_owned(),
            role,
            created_at: now,
            disabled_at: None,
            id,
        })
    }

    /// Lets somebody in from now on; answers the URL of the one-time link by which they begin. It is shown or mailed once:
    /// only its hash is kept.
    ///
    /// # Errors
    /// `already_exists` for an address that an operator has.
    pub async fn add_operator(
        &self,
        address: &Address,
        name: &str,
        role: Role,
        by: By,
    ) -> Result<(Operator, String), ServiceError> {
        let operator = self.new_operator(address, name, role)?;
        self.change_registry(What::AddOperator(Box::new(operator.clone())), by.clone()).await?;
        let url = self.reset_operator(&operator.id, by).await?;
        Ok((operator, url))
    }

    /// The same, and mails the link to the address.
    ///
    /// # Errors
    /// As [`Services::add_operator`].
    pub async fn invite_operator(
        &self,
        address: &Address,
        name: &str,
        role: Role,
        by: By,
    ) -> Result<(Operator, String), ServiceError> {
        let (operator, url) = self.add_operator(address, name, role, by).await?;
        // The link is shown to whoever invites, too: a mail that cannot be ordered loses nothing.
        if let Err(error) = self.mail_invitation(&operator, address, &url).await {
            tracing::error!(error = %chain(&error), "an invitation could not be mailed; its link was shown");
        }
        Ok((operator, url))
    }

    async fn mail_invitation(&self, operator: &Operator, to: &Address, url: &str) -> Result<(), ServiceError> {
        let sender = self.mailbox_of("")?.sender;
        let mail = OperatorInvitation {
            from: self.letterhead(&sender),
            name: operator.name.clone(),
            role: operator.role.word(),
            url: url.to_owned(),
            expires: self.clock.now().plus_ms(session::LINK_MS),
        };
        let locale = self.renderer.locale(None);
        let order = self.order_mail(&mail, "operator_invitation", &sender, to, &locale)?.unlimited();
        let act = Act::Answer { subject: self.vault.subject(to), mail: Some(order), instead: None };
        let handle = Handle { guard: Guard::Always, acts: vec![act] };
        self.writer.submit(Change::Handle(Box::new(handle))).await.map(drop)
    }

    /// Changes the role or the end of an operator.
    ///
    /// # Errors
    /// `not_found`; `conflict` for the last admin, who must stay one.
    pub async fn change_operator(&self, id: &str, change: OperatorChange, by: By) -> Result<(), ServiceError> {
        self.change_registry(What::ChangeOperator { id: id.to_owned(), change }, by).await.map(drop)
    }

    /// Takes away what an operator signs in with, ends all sessions, and answers the URL of a one-time link to begin
    /// anew.
    ///
    /// # Errors
    /// `not_found` when there is none of this id, or it is disabled.
    pub async fn reset_operator(&self, id: &str, by: By) -> Result<String, ServiceError> {
        let token = self.new_token();
        let what = What::ResetOperator { id: id.to_owned(), token_hash: token.hash };
        self.change_registry(what, by).await?;
        Ok(self.begin_url(&token))
    }

    /// A one-time link for the first operator of all, while there is none; answers its path. An older one ends.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub async fn first_operator_path(&self) -> Result<Option<String>, ServiceError> {
        let token = self.new_token();
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        if operators::all(&mut tx).await?.iter().any(is_there) {
            return Ok(None);
        }
        operators::add_link(&mut tx, &token.hash, None, (now, now.plus_ms(session::LINK_MS))).await?;
        tx.commit().await?;
        Ok(Some(begin_path(&token)))
    }

    fn begin_url(&self, token: &Token) -> String {
        format!("{}{}", self.config.public_url.as_str().trim_end_matches('/'), begin_path(token))
    }

    /// Ends the sessions of all operators, and their one-time links.
    pub(super) async fn end_all_sessions(&self) -> Result<(), ServiceError> {
        let mut tx = self.db.begin().await?;
        operators::forget_old(&mut tx, Instant(i64::MAX)).await?;
        Ok(tx.commit().await?)
    }

    /// Forgets sessions and links that have ended, and failures long ago.
    pub(super) async fn forget_ended_sessions(&self) -> Result<(), ServiceError> {
        let before = |ms: i64| self.clock.now().plus_ms(-ms);
        let mut tx = self.db.begin().await?;
        operators::forget_old(&mut tx, before(session::LONGEST_MS)).await?;
        store::tries::forget_old(&mut tx, before(session::REMEMBERED_MS), before(session::KNOWN_MS)).await?;
        Ok(tx.commit().await?)
    }
}

/// Whether an operator may sign in, or may be one who may: a row that cannot be read.
fn is_there(operator: &Result<Operator, StoreError>) -> bool {
    operator.as_ref().map_or(true, |operator| operator.disabled_at.is_none())
}

fn begin_path(token: &Token) -> String {
    format!("/console/begin/{}", token.text)
}
