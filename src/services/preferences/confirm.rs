//! One-time links that we mail: what they promise, whether they still hold, and doing it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Holder, Power};
use crate::domain::address::Address;
use crate::domain::case::CaseKind;
use crate::domain::change::{Actor, Channel};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::link::Campaign;
use crate::domain::preference::{Kind, Scope};
use crate::domain::time::Instant;
use crate::domain::topic::{Sender, Topic};
use crate::render::locale::Locale;
use crate::render::mails::{ConfirmResubscribe, PreferencesLink};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::senders::By;
use crate::services::mails::{CONFIRM_MAIL_EVERY_MS, Token};
use crate::services::writer::change::{Answer, Change, Confirm, MailLimit, Request};
use crate::store::{StoreError, confirmations};

/// What a mailed link will do, as kept sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Promise {
    address: String,
    sender: u32,
    scopes: Vec<(String, u32)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    case: Option<(String, String)>,
}

impl Promise {
    /// For this address and sender, about these scopes.
    pub fn new(address: &Address, sender: SenderId, scopes: &[Scope]) -> Self {
        let scopes = scopes.iter().map(|scope| (scope.word().to_owned(), scope.number())).collect();
        Self { address: address.delivery().to_owned(), sender: sender.0, scopes, case: None }
    }

    /// For this address: that a case is its own wish.
    pub fn of_case(address: &Address, sender: SenderId, case: &str, kind: CaseKind) -> Self {
        Self { case: Some((case.to_owned(), kind.word().to_owned())), ..Self::new(address, sender, &[]) }
    }
}

/// A mailed link somebody shows.
#[derive(Clone, Debug)]
pub struct Confirmation {
    /// `turn_on`, `restore`, `preferences` or `case`.
    pub action: String,
    /// The case it confirms: its id, and what was asked for.
    pub case: Option<(String, CaseKind)>,
    /// Whether it still holds.
    pub state: ConfirmationState,
    /// Whom it is about.
    pub address: Address,
    /// Whose mail.
    pub sender: Arc<Sender>,
    /// What it turns on.
    pub scopes: Vec<Scope>,
    /// The end of its validity.
    pub expires: Instant,
}

/// Whether a mailed link still holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmationState {
    /// It can be used.
    Open,
    /// It was used; it explains itself.
    Used,
    /// It is too old; it explains itself.
    Expired,
}

impl Services {
    /// Reads a mailed link, without using it up (L2).
    ///
    /// # Errors
    /// `unknown_token` when there is none.
    pub async fn open_confirmation(&self, token: &str) -> Result<Confirmation, ServiceError> {
        let hash = Token::hash_of(token);
        let mut tx = self.db.snapshot().await?;
        let unknown = || Problem::new(Code::UnknownToken, "This link is not one of ours, or was never sent.");
        // A link to a copy of data is for something else (TOK-04).
        let row = confirmations::find(&mut tx, &hash).await?.filter(|row| row.action != "copy").ok_or_else(unknown)?;
        let corrupt = |column| StoreError::corrupt("confirmations", column, crate::store::hex(&hash));
        let plain = self.vault.open(Cell::Confirmation, &hash, &row.payload)?;
        let promise: Promise = serde_json::from_slice(&plain).map_err(|_| corrupt("payload"))?;
        let scopes: Option<Vec<_>> = promise.scopes.iter().map(|(word, n)| Scope::from_parts(word, *n)).collect();
        let expires = Instant(row.expires_at);
        let state = match (row.used_at, self.clock.now() > expires) {
            (Some(_), _) => ConfirmationState::Used,
            (None, true) => ConfirmationState::Expired,
            (None, false) => ConfirmationState::Open,
        };
        let sender = self.gate.registry().sender(SenderId(promise.sender)).cloned();
        let is_case = row.action == "case";
        let case = promise.case.and_then(|(id, kind)| Some((id, CaseKind::from_word(&kind)?)));
        if is_case && case.is_none() {
            return Err(corrupt("payload").into());
        }
        // A request that was taken back or answered has nothing left to confirm.
        let state = match case.as_ref().filter(|_| is_case && state == ConfirmationState::Open) {
            Some((id, _)) if !self.awaits_confirmation(&mut tx, id).await? => ConfirmationState::Used,
            _ => state,
        };
        Ok(Confirmation {
            action: row.action,
            case: case.filter(|_| is_case),
            state,
            address: Address::parse(&promise.address).map_err(|_| corrupt("payload"))?,
            sender: sender.ok_or_else(|| corrupt("payload"))?,
            scopes: scopes.ok_or_else(|| corrupt("payload"))?,
            expires,
        })
    }

    /// Does what a mailed link says, and spends it.
    ///
    /// # Errors
    /// `unknown_token` for a link that is for something else (TOK-04), `conflict` when it was used or is too old.
    pub async fn confirm(&self, token: &str) -> Result<(Confirmation, Answer), ServiceError> {
        let confirmation = self.open_confirmation(token).await?;
        if confirmation.action == "preferences" {
            return Err(ServiceError::refused(Code::UnknownToken, "This link is for something else."));
        }
        if confirmation.state != ConfirmationState::Open {
            return Err(ServiceError::refused(Code::Conflict, "This confirmation was used already, or is too old."));
        }
        if let Some((case, _)) = &confirmation.case {
            let answer = self.confirm_case(case, &confirmation.address, Token::hash_of(token)).await?;
            return Ok((confirmation, answer));
        }
        let kind = Kind::OptedIn { proven: true };
        let subject = self.vault.subject(&confirmation.address);
        let choice = |scope: &Scope| super::Prefer {
            actor: Actor::Recipient,
            channel: Channel::Confirmation,
            ..self.recipients_choice(subject.clone(), &confirmation.sender, *scope, kind, "confirmation")
        };
        let preferences = confirmation.scopes.iter().map(choice).collect();
        let change = Confirm { token_hash: Token::hash_of(token), preferences };
        let answer = self.writer.submit(Change::Confirm(change)).await?;
        Ok((confirmation, answer))
    }

    /// The holder of any link to the preference centre: one that came with a mailing, or a mailed one.
    ///
    /// # Errors
    /// As [`Services::open_link`] and [`Services::open_mailed`].
    pub async fn open_any(&self, token: &str) -> Result<Holder, ServiceError> {
        // Both forms are base64url. Only a token as long as ours is worth a look into the database.
        let mailed = match token.len() == Token::LENGTH {
            true => Some(self.open_mailed(token).await),
            false => None,
        };
        match mailed {
            Some(Ok(holder)) => Ok(holder),
            Some(Err(ServiceError::Refused(problem))) if problem.code != Code::UnknownToken => Err(problem.into()),
            None | Some(Err(ServiceError::Refused(_))) => Ok(self.open_link(token)?),
            // A link of a mailing needs no database.
            Some(Err(error)) => self.open_link(token).map_err(|_| error),
        }
    }

    /// The holder of a mailed link to the preference centre.
    ///
    /// # Errors
    /// `unknown_token`; `conflict` when it is too old.
    pub async fn open_mailed(&self, token: &str) -> Result<Holder, ServiceError> {
        let confirmation = self.open_confirmation(token).await?;
        match (confirmation.action.as_str(), confirmation.state) {
            ("preferences", ConfirmationState::Open) => Ok(Holder {
                address: confirmation.address,
                sender: confirmation.sender,
                topic: None,
                campaign: Campaign::default(),
                test: false,
                power: Power::Mailed,
            }),
            ("preferences", _) => {
                Err(ServiceError::refused(Code::Conflict, "This link is too old; ask for a new one."))
            }
            _ => Err(ServiceError::refused(Code::UnknownToken, "This link is for something else.")),
        }
    }

    /// Mails a link to the preference centre, for whoever typed the address. They are not told whether one was sent: a
    /// limit may have left it out.
    pub async fn mail_preferences_link(
        &self,
        sender: &Sender,
        address: &Address,
        locale: &Locale,
    ) -> Result<(), ServiceError> {
        let by = (Actor::Recipient, Channel::Page);
        self.mail_preferences_link_by(sender, address, by, locale).await.map(drop)
    }

    /// The same, for an operator who is told whether it was sent.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub async fn mail_preferences_link_by(
        &self,
        sender: &Sender,
        address: &Address,
        (actor, channel): By,
        locale: &Locale,
    ) -> Result<Answer, ServiceError> {
        let token = self.new_token();
        let mail = PreferencesLink {
            from: self.letterhead(sender),
            address: address.masked(),
            url: self.public(&format!("/p/{}", token.text)),
            expires: self.link_expires(),
        };
        let mut order = self.order_mail(&mail, "preferences_link", sender, address, locale)?;
        order.link = Some(self.one_time_link(&token, "preferences", &Promise::new(address, sender.id, &[]))?);
        let request = Request {
            subject: self.vault.subject(address),
            sender: sender.id,
            actor,
            channel,
            codes: vec![("request", "preferences_link".into())],
            mail: order,
        };
        self.writer.submit(Change::Request(request)).await
    }

    /// Mails the holder of a link the way back from what is stopped now: everything, or else the link's own topic. It
    /// needs the mailbox (L3), so a test link, which is nobody's, gets none.
    pub async fn mail_way_back(&self, holder: &Holder, locale: &Locale) -> Result<(), ServiceError> {
        if holder.test {
            return Ok(());
        }
        let all = Scope::All(holder.sender.id);
        let topic = match self.overview(holder).await?.all_stopped {
            true => None,
            false => holder.topic.as_deref(),
        };
        let scope = topic.map_or(all, |topic| Scope::Topic(topic.id));
        let by = (Actor::Recipient, Channel::Page);
        self.mail_confirmation(&holder.sender, &holder.address, scope, topic, by, locale).await.map(drop)
    }

    /// Mails a link that turns mail on again: about a topic, or everything the sender's `all` stopped.
    pub async fn mail_confirmation(
        &self,
        sender: &Sender,
        address: &Address,
        scope: Scope,
        topic: Option<&Topic>,
        (actor, channel): (Actor, Channel),
        locale: &Locale,
    ) -> Result<Answer, ServiceError> {
        let token = self.new_token();
        let mail = ConfirmResubscribe {
            from: self.letterhead(sender),
            topic: topic.map(|t| t.name.clone()),
            address: address.masked(),
            url: self.public(&format!("/confirm/{}", token.text)),
            expires: self.link_expires(),
            reference: None,
        };
        let kind = format!("confirm_resubscribe/{}", sender.id);
        let mut order = self.order_mail(&mail, kind, sender, address, locale)?;
        if matches!(actor, Actor::Tool(_)) {
            // A tool may ask a person to come back once in 30 days, not more (contract).
            order.limit = Some(MailLimit {
                at_most: 1,
                within_ms: CONFIRM_MAIL_EVERY_MS,
                same_kind: true,
                stranger: true,
                answers_per_hour: None,
            });
        }
        order.link = Some(self.one_time_link(&token, "turn_on", &Promise::new(address, sender.id, &[scope]))?);
        let request = Request {
            subject: self.vault.subject(address),
            sender: sender.id,
            actor,
            channel,
            codes: vec![("request", "confirm_resubscribe".into())],
            mail: order,
        };
        self.writer.submit(Change::Request(request)).await
    }
}
