//! Changes of operators. An entry names them by their id only: no address, no name, no secret stands in a leaf (L6).

use super::change::{Codes, Parts, exists};
use crate::domain::error::Code;
use crate::domain::operator::{Operator, Role, session};
use crate::domain::time::Instant;
use crate::services::error::ServiceError;
use crate::store::{operators as store, tries};

/// What an operator signs in with, hashed and sealed.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Whose.
    pub operator: String,
    /// The password's Argon2id hash, as a PHC string.
    pub password_hash: String,
    /// The sealed secret of the codes.
    pub totp_secret: Vec<u8>,
    /// The step of the code that was shown.
    pub step: i64,
}

/// An operator begins by a one-time link.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// SHA-256 of the link's token.
    pub token_hash: [u8; 32],
    /// The operator, if it is the first of all, who was not invited.
    pub first: Option<Operator>,
    /// With what.
    pub credentials: Credentials,
}

/// What is changed of an operator. It is applied to what stands there when it is written, so that of two changes at once
/// none undoes the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperatorChange {
    /// Another role.
    Role(Role),
    /// Let in no longer: sessions and credentials end with it (CON-02).
    Disabled,
    /// Let in again.
    Enabled,
}

pub(super) async fn add(parts: &mut Parts<'_>, operator: &Operator) -> Result<Codes, ServiceError> {
    if store::find_by_key(parts.tx, &operator.key).await?.is_some() {
        return Err(ServiceError::refused(Code::AlreadyExists, "There is an operator of this address already."));
    }
    store::put(parts.tx, operator, parts.entry).await?;
    Ok(codes(parts.now, "operator_added", operator))
}

pub(super) async fn change(parts: &mut Parts<'_>, id: &str, change: OperatorChange) -> Result<Codes, ServiceError> {
    let Some(standing) = store::find(parts.tx, id).await? else {
        return Err(ServiceError::refused(Code::NotFound, "There is no operator of this id."));
    };
    let changed = match change {
        OperatorChange::Role(role) => Operator { role, ..standing.clone() },
        OperatorChange::Disabled => {
            Operator { disabled_at: standing.disabled_at.or(Some(parts.now)), ..standing.clone() }
        }
        OperatorChange::Enabled => Operator { disabled_at: None, ..standing.clone() },
    };
    if changed == standing {
        return Ok(None);
    }
    keep_an_admin(parts, &changed).await?;
    store::put(parts.tx, &changed, parts.entry).await?;
    if change != OperatorChange::Disabled {
        return Ok(codes(parts.now, "operator_changed", &changed));
    }
    store::end_sessions(parts.tx, id, "").await?;
    store::forget_credentials(parts.tx, id).await?;
    Ok(codes(parts.now, "operator_disabled", &changed))
}

/// Somebody must be able to let others in.
async fn keep_an_admin(parts: &mut Parts<'_>, changed: &Operator) -> Result<(), ServiceError> {
    let is_admin = |operator: &Operator| operator.role == Role::Admin && operator.disabled_at.is_none();
    let all: Vec<Operator> = store::all(parts.tx).await?.into_iter().flatten().collect();
    let (was, others): (Vec<_>, Vec<_>) = all.into_iter().filter(is_admin).partition(|one| one.id == changed.id);
    if !was.is_empty() && others.is_empty() && !is_admin(changed) {
        let why = "This is the last operator with the role admin. Make another one an admin first.";
        return Err(ServiceError::refused(Code::Conflict, why));
    }
    Ok(())
}

pub(super) async fn begin(parts: &mut Parts<'_>, beginning: &Beginning) -> Result<Codes, ServiceError> {
    if !store::spend_link(parts.tx, &beginning.token_hash, parts.now).await? {
        return Err(ServiceError::refused(Code::UnknownToken, "This link was used already, or it is too old."));
    }
    if let Some(first) = &beginning.first {
        if store::all(parts.tx).await?.iter().any(|known| known.as_ref().is_ok_and(|one| one.disabled_at.is_none())) {
            return Err(ServiceError::refused(Code::Conflict, "There are operators already; ask an admin for a link."));
        }
        if store::find_by_key(parts.tx, &first.key).await?.is_some() {
            return Err(exists("operator"));
        }
        store::put(parts.tx, first, parts.entry).await?;
    }
    write_credentials(parts, &beginning.credentials, "operator_began").await
}

pub(super) async fn set_credentials(parts: &mut Parts<'_>, new: &Credentials) -> Result<Codes, ServiceError> {
    write_credentials(parts, new, "operator_credentials_set").await
}

async fn write_credentials(
    parts: &mut Parts<'_>,
    new: &Credentials,
    what: &'static str,
) -> Result<Codes, ServiceError> {
    let Some(operator) = store::find(parts.tx, &new.operator).await?.filter(|one| one.disabled_at.is_none()) else {
        return Err(nobody());
    };
    let secrets = (new.password_hash.as_str(), new.totp_secret.as_slice());
    store::put_credentials(parts.tx, &operator.id, secrets, new.step, parts.now).await?;
    // What failed with the old ones locks no longer.
    tries::forget(parts.tx, &operator.key.bytes).await?;
    // Whoever knew the old password is out (ASVS 7.4.3); the asker is signed in anew.
    store::end_sessions(parts.tx, &operator.id, "").await?;
    Ok(codes(parts.now, what, &operator))
}

pub(super) async fn reset(parts: &mut Parts<'_>, id: &str, token_hash: &[u8; 32]) -> Result<Codes, ServiceError> {
    let Some(operator) = store::find(parts.tx, id).await?.filter(|one| one.disabled_at.is_none()) else {
        return Err(nobody());
    };
    store::forget_credentials(parts.tx, id).await?;
    store::end_sessions(parts.tx, id, "").await?;
    let until = parts.now.plus_ms(session::LINK_MS);
    store::add_link(parts.tx, token_hash, Some(id), (parts.now, until)).await?;
    Ok(codes(parts.now, "operator_reset", &operator))
}

fn nobody() -> ServiceError {
    ServiceError::refused(Code::NotFound, "There is no operator of this id who could sign in.")
}

#[allow(clippy::unnecessary_wraps, reason = "it is the answer of every change here")]
fn codes(now: Instant, what: &'static str, operator: &Operator) -> Codes {
    let codes = vec![("what", what.into()), ("id", operator.id.clone().into()), ("role", operator.role.word().into())];
    Some((now, codes))
}
