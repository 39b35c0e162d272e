//! Systems, partners and controllers, as administrators manage them: three registries of one shape, answered from memory.
//! Contacts and secrets lie sealed; a secret is shown once, when it is made.

use std::sync::Arc;

use serde::Serialize;

use super::Services;
use super::error::ServiceError;
use super::installation::{Cell, uuid_v7};
use super::registry::change::What;
use super::senders::By;
use crate::domain::address::Address;
use crate::domain::case::party::PartyDetail;
use crate::domain::case::{Party, PartyKind};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::{Key, SenderId};
use crate::domain::text;
use crate::domain::time::Instant;
use crate::domain::webhook::sign::Secret;
use crate::store::StoreError;

/// A party to be made.
#[derive(Clone, Debug)]
pub struct NewParty {
    /// Which registry.
    pub kind: PartyKind,
    /// Its short name.
    pub key: Key,
    /// The name people know.
    pub name: String,
    /// Only this sender's; everybody's without it.
    pub sender: Option<SenderId>,
    /// The mail address of its contact.
    pub contact: Option<Address>,
    /// Where its webhook is.
    pub url: Option<String>,
    /// What else is recorded.
    pub detail: PartyDetail,
}

/// What changes about a party; `None` leaves it.
#[derive(Clone, Debug, Default)]
pub struct PartyUpdate {
    /// The name from now on.
    pub name: Option<String>,
    /// The contact; `Some(None)` takes it away.
    pub contact: Option<Option<Address>>,
    /// The webhook; `Some(None)` takes it away.
    pub url: Option<Option<String>>,
    /// What else is recorded.
    pub detail: Option<PartyDetail>,
    /// Told no more, or told again.
    pub retired: Option<bool>,
}

/// A party as it is shown.
#[derive(Clone, Debug, Serialize)]
pub struct NamedParty {
    /// Its id.
    pub id: String,
    /// Its short name.
    pub key: String,
    /// The name people know.
    pub name: String,
    /// The only sender it concerns, by key; `None`: every one.
    pub sender: Option<String>,
    /// The mail address of its contact.
    pub contact: Option<String>,
    /// Where its webhook is.
    pub url: Option<String>,
    /// What else is recorded.
    #[serde(flatten)]
    pub detail: PartyDetail,
    /// When it was added.
    pub created_at: Instant,
    /// Told no more since.
    pub retired_at: Option<Instant>,
}

impl Services {
    /// Adds a party; with a webhook it gets a secret, which is answered here and never again.
    ///
    /// # Errors
    /// `invalid_field`; `already_exists` for a key that its registry has.
    pub async fn add_party(&self, new: NewParty, by: By) -> Result<(NamedParty, Option<Secret>), ServiceError> {
        let now = self.clock.now();
        let id = uuid_v7(&*self.random, now);
        let mut party = Party {
            kind: new.kind,
            key: new.key,
            name: new.name,
            sender: new.sender,
            contact: self.seal_contact(&id, new.contact.as_ref()),
            url: new.url,
            secret: None,
            detail: new.detail,
            created_at: now,
            retired_at: None,
            id,
        };
        let secret = party.url.is_some().then(|| self.new_party_secret(&mut party));
        let party = self.put_party(party, by).await?;
        Ok((self.named_party(&party)?, secret))
    }

    /// Changes a party; a first webhook gets its secret.
    ///
    /// # Errors
    /// `not_found`; `invalid_field`.
    pub async fn change_party(
        &self,
        kind: PartyKind,
        key: &str,
        update: PartyUpdate,
        by: By,
    ) -> Result<(NamedParty, Option<Secret>), ServiceError> {
        let mut party = Party::clone(&*self.party_meant(kind, key)?);
        party.name = update.name.unwrap_or(party.name);
        if let Some(contact) = update.contact {
            party.contact = self.seal_contact(&party.id, contact.as_ref());
        }
        party.url = update.url.unwrap_or(party.url);
        party.detail = update.detail.unwrap_or(party.detail);
        party.retired_at = match update.retired {
            Some(true) => party.retired_at.or(Some(self.clock.now())),
            Some(false) => None,
            None => party.retired_at,
        };
        let needs_secret = party.url.is_some() && party.secret.is_none();
        let secret = needs_secret.then(|| self.new_party_secret(&mut party));
        let party = self.put_party(party, by).await?;
        Ok((self.named_party(&party)?, secret))
    }

    /// Gives a party's webhook another secret.
    ///
    /// # Errors
    /// `not_found`; `conflict` for one without a webhook.
    pub async fn rotate_party_secret(&self, kind: PartyKind, key: &str, by: By) -> Result<Secret, ServiceError> {
        let mut party = Party::clone(&*self.party_meant(kind, key)?);
        if party.url.is_none() {
            return Err(ServiceError::refused(Code::Conflict, "It has no webhook, so it has no secret."));
        }
        let secret = self.new_party_secret(&mut party);
        self.put_party(party, by).await.map(|_| secret)
    }

    /// The parties of one registry, by key; retired ones too.
    ///
    /// # Errors
    /// When a contact cannot be opened.
    pub fn parties(&self, kind: PartyKind) -> Result<Vec<NamedParty>, ServiceError> {
        let registry = self.gate.registry();
        let mut parties = registry.parties(kind).map(|party| self.named_party(party)).collect::<Result<Vec<_>, _>>()?;
        parties.sort_by(|one, other| one.key.cmp(&other.key));
        Ok(parties)
    }

    /// One party.
    ///
    /// # Errors
    /// `not_found`.
    pub fn party(&self, kind: PartyKind, key: &str) -> Result<NamedParty, ServiceError> {
        self.named_party(&*self.party_meant(kind, key)?)
    }

    fn party_meant(&self, kind: PartyKind, key: &str) -> Result<Arc<Party>, ServiceError> {
        let none = || ServiceError::refused(Code::NotFound, format!("There is no {} of this key.", kind.word()));
        self.gate.registry().party(kind, key).cloned().ok_or_else(none)
    }

    async fn put_party(&self, party: Party, by: By) -> Result<Arc<Party>, ServiceError> {
        check(&party)?;
        if let Some(url) = &party.url {
            self.config.webhooks.rules.target(url).map_err(|error| invalid("url", format!("{error}.")))?;
        }
        let id = party.id.clone();
        let what = What::PutParty(Box::new(party));
        self.change_registry(what, by).await?;
        self.gate.registry().party_by_id(&id).cloned().ok_or(ServiceError::NotObeyed)
    }

    fn new_party_secret(&self, party: &mut Party) -> Secret {
        let secret = Secret::generate(&*self.random);
        let plain = secret.to_text();
        party.secret = Some(self.vault.seal(Cell::PartySecret, party.id.as_bytes(), plain.as_bytes()));
        secret
    }

    fn seal_contact(&self, id: &str, contact: Option<&Address>) -> Option<Vec<u8>> {
        contact.map(|contact| self.vault.seal(Cell::PartyContact, id.as_bytes(), contact.delivery().as_bytes()))
    }

    /// The address of a party's contact.
    pub(super) fn party_contact(&self, party: &Party) -> Result<Option<Address>, ServiceError> {
        let Some(sealed) = &party.contact else { return Ok(None) };
        let corrupt = || StoreError::corrupt("parties", "contact", &party.id);
        let plain = self.vault.open(Cell::PartyContact, party.id.as_bytes(), sealed)?;
        let text = String::from_utf8(plain).map_err(|_| corrupt())?;
        Ok(Some(Address::parse(&text).map_err(|_| corrupt())?))
    }

    /// The secret of a party's webhook.
    pub(super) fn party_secret(&self, party: &Party) -> Result<Option<Secret>, ServiceError> {
        let Some(sealed) = &party.secret else { return Ok(None) };
        let corrupt = || StoreError::corrupt("parties", "secret", &party.id);
        let plain = self.vault.open(Cell::PartySecret, party.id.as_bytes(), sealed)?;
        let text = String::from_utf8(plain).map_err(|_| corrupt())?;
        Ok(Some(Secret::parse(&text).map_err(|_| corrupt())?))
    }

    fn named_party(&self, party: &Party) -> Result<NamedParty, ServiceError> {
        Ok(NamedParty {
            id: party.id.clone(),
            key: party.key.to_string(),
            name: party.name.clone(),
            sender: party.sender.map(|sender| self.sender_key(sender)),
            contact: self.party_contact(party)?.map(|contact| contact.delivery().to_owned()),
            url: party.url.clone(),
            detail: party.detail.clone(),
            created_at: party.created_at,
            retired_at: party.retired_at,
        })
    }
}

/// What may stand in a party, and what each registry asks for: a partner's agreement is on file (P8), a controller can be
/// asked (P6).
fn check(party: &Party) -> Result<(), ServiceError> {
    let detail = &party.detail;
    text::check("name", &party.name, text::NAME)?;
    let texts = [
        ("data", &detail.data),
        ("purpose", &detail.purpose),
        ("retention", &detail.retention),
        ("source", &detail.source),
        ("agreement", &detail.agreement),
        ("ask", &detail.ask),
    ];
    for (field, value) in texts {
        text::check(field, value, text::LONG)?;
    }
    if party.kind == PartyKind::Partner {
        if detail.agreement.trim().is_empty() {
            let why = "Data may be shared with a partner only under an agreement: say where it is on file.";
            return Err(invalid("agreement", why).into());
        }
        if detail.agreed_on.parse::<jiff::civil::Date>().is_err() {
            return Err(invalid("agreed_on", "The day of the agreement, as YYYY-MM-DD.").into());
        }
    }
    if party.kind == PartyKind::Controller && detail.ask.trim().is_empty() {
        return Err(invalid("ask", "Say where its end users can ask: an address or a URL.").into());
    }
    for domain in &detail.domains {
        if !matches!(url::Host::parse(domain), Ok(url::Host::Domain(_))) || !domain.contains('.') {
            return Err(invalid("domains", "Give domain names alone, such as customer.example.").into());
        }
    }
    Ok(())
}

fn invalid(field: &'static str, why: impl Into<String>) -> Problem {
    Problem::new(Code::InvalidField, why).in_field(field)
}
