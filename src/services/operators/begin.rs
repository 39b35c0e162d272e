//! Beginning: a one-time link, by which an operator sets a password and the secret of its codes.
//!
//! Opening the link changes nothing (L2). The page offers a secret for the authenticator, sealed into its own form, and
//! the POST that brings a code made with it spends the link.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::sign_in::{CODE_SECRET, code_step, otpauth};
use super::{is_there, password};
use crate::domain::address::Address;
use crate::domain::change::{Actor, Channel};
use crate::domain::error::{Code, Problem};
use crate::domain::operator::{Operator, Role, password_fault};
use crate::domain::time::random_bytes;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::mails::Token;
use crate::services::registry::change::What;
use crate::services::registry::operators::{Beginning, Credentials};
use crate::store::operators;

/// Whoever a one-time link is for.
#[derive(Clone, Debug)]
pub struct Beginner {
    token_hash: [u8; 32],
    /// The operator who was invited; none is the first of all.
    pub operator: Option<Operator>,
}

/// A secret for an authenticator, as its owner sees it once.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Goes through the form and back.
    pub sealed: String,
    /// To be typed into an authenticator: base32 (RFC 4648).
    pub secret: String,
    /// To be read by one: `otpauth://`.
    pub url: String,
}

/// What the beginner's form brings.
#[derive(Clone, Debug, Default)]
pub struct BeginForm {
    /// The address of the first operator; the others have one.
    pub address: String,
    /// The first operator's name.
    pub name: String,
    /// The password.
    pub password: String,
    /// The offered secret, sealed.
    pub offer: String,
    /// A code made with it.
    pub code: String,
}

impl Services {
    /// Whoever this one-time link is for; `None` when it was never made, was used, or is too old.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn beginner(&self, token: &str) -> Result<Option<Beginner>, ServiceError> {
        let token_hash = Token::hash_of(token);
        let mut tx = self.db.snapshot().await?;
        let now = self.clock.now();
        let Some(link) = operators::link(&mut tx, &token_hash).await? else { return Ok(None) };
        if link.used_at.is_some() || link.expires_at < now.0 {
            return Ok(None);
        }
        let operator = match &link.operator_id {
            Some(id) => match operators::find(&mut tx, id).await?.filter(|one| one.disabled_at.is_none()) {
                Some(operator) => Some(operator),
                None => return Ok(None),
            },
            None if operators::all(&mut tx).await?.iter().any(is_there) => return Ok(None),
            None => None,
        };
        Ok(Some(Beginner { token_hash, operator }))
    }

    /// A new secret for this beginner's authenticator. `account` is how the authenticator will call it.
    pub fn offer_code_secret(&self, row: &[u8], account: &str) -> Offer {
        let secret = random_bytes::<CODE_SECRET>(&*self.random);
        self.offer_of(row, account, secret)
    }

    /// The same secret once more: a form that came back with a fault must not make its owner scan again.
    pub fn same_offer(&self, row: &[u8], account: &str, sealed: &str) -> Option<Offer> {
        Some(self.offer_of(row, account, self.opened_offer(row, sealed)?))
    }

    fn offer_of(&self, row: &[u8], account: &str, secret: [u8; CODE_SECRET]) -> Offer {
        let issuer = self.config.public_url.host_str().unwrap_or("Desist");
        Offer {
            sealed: URL_SAFE_NO_PAD.encode(self.vault.seal(Cell::OperatorOffer, row, &secret)),
            secret: data_encoding::BASE32_NOPAD.encode(&secret),
            url: otpauth(&secret, issuer, account),
        }
    }

    fn opened_offer(&self, row: &[u8], sealed: &str) -> Option<[u8; CODE_SECRET]> {
        let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        self.vault.open(Cell::OperatorOffer, row, &sealed).ok()?.try_into().ok()
    }

    /// The beginner begins; answers the operator's id.
    ///
    /// # Errors
    /// `invalid_field`, naming the field; `unknown_token` when the link was used meanwhile.
    pub async fn begin_operator(&self, beginner: &Beginner, form: &BeginForm) -> Result<String, ServiceError> {
        let first = match &beginner.operator {
            Some(_) => None,
            None => Some(self.first_operator(form)?),
        };
        let operator = beginner.operator.as_ref().or(first.as_ref()).ok_or(ServiceError::Stopping)?;
        let credentials = self.new_credentials(operator, &beginner.token_hash, form).await?;
        let id = operator.id.clone();
        let what = What::BeginOperator(Box::new(Beginning { token_hash: beginner.token_hash, first, credentials }));
        self.change_registry(what, (Actor::Operator(id.clone()), Channel::Console)).await?;
        Ok(id)
    }

    /// Another password, another secret of codes, or both, by an operator who is signed in and has just proven it. All
    /// sessions end.
    ///
    /// # Errors
    /// `invalid_field`, naming the field.
    pub async fn renew_credentials(&self, operator: &Operator, form: &BeginForm) -> Result<(), ServiceError> {
        let credentials = self.new_credentials(operator, operator.id.as_bytes(), form).await?;
        let by = (Actor::Operator(operator.id.clone()), Channel::Console);
        self.change_registry(What::SetCredentials(Box::new(credentials)), by).await.map(drop)
    }

    fn first_operator(&self, form: &BeginForm) -> Result<Operator, ServiceError> {
        let address = Address::parse(form.address.trim()).map_err(|e| {
            Problem::new(Code::InvalidAddress, format!("This is no mail address: {e}.")).in_field("address")
        })?;
        self.new_operator(&address, &form.name, Role::Admin)
    }

    async fn new_credentials(
        &self,
        operator: &Operator,
        row: &[u8],
        form: &BeginForm,
    ) -> Result<Credentials, ServiceError> {
        let invalid = |field: &'static str, why: &str| Problem::new(Code::InvalidField, why).in_field(field);
        let address = self.operators_address(operator)?;
        let domain = address.delivery().rsplit('@').next().unwrap_or_default().to_owned();
        let local = address.delivery().split('@').next().unwrap_or_default().to_owned();
        if let Some(fault) = password_fault(&form.password, &[&operator.name, &local, &domain]) {
            return Err(invalid("password", fault).into());
        }
        let secret = self.opened_offer(row, &form.offer).ok_or_else(|| {
            invalid("code", "The page was open too long or was changed. Load it again and scan the new picture.")
        })?;
        let step = code_step(&secret, &form.code, self.clock.now()).ok_or_else(|| {
            invalid("code", "This code does not fit. Is the clock of the phone right? Type the code it shows now.")
        })?;
        let password_hash = password::hash(&form.password, random_bytes(&*self.random)).await?;
        let totp_secret = self.vault.seal(Cell::OperatorCode, operator.id.as_bytes(), &secret);
        Ok(Credentials { operator: operator.id.clone(), password_hash, totp_secret, step })
    }
}

impl Beginner {
    /// What the offered secret is sealed for.
    pub fn row(&self) -> &[u8] {
        &self.token_hash
    }
}
