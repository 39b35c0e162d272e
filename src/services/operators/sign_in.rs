//! Signing in: address, password and a code of the authenticator (RFC 6238), all three at once, so that nobody learns which
//! was wrong (CON-01). A code works once. Failures lock for a while that grows: see `tries`.

use totp_rs::{Builder, Totp};

use super::password;
use super::sessions::{Client, NewSession};
use super::tries::Tries;
use crate::domain::address::Address;
use crate::domain::operator::Operator;
use crate::domain::time::Instant;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::mails::Token;
use crate::store::operators::{self, CredentialsRow};

/// Bytes of a code's secret: what RFC 4226 section 4 recommends.
pub(super) const CODE_SECRET: usize = 20;

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum NotSignedIn {
    /// Address, password or code: it is not said which.
    #[error("address, password or code is wrong")]
    Wrong,
    /// It failed too often; no sooner than this.
    #[error("locked until {0}")]
    Locked(Instant),
    /// Our own trouble.
    #[error(transparent)]
    Failed(#[from] ServiceError),
}

impl From<crate::store::StoreError> for NotSignedIn {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// What somebody shows to sign in.
pub struct Shown<'a> {
    /// The address.
    pub address: &'a str,
    /// The password.
    pub password: &'a str,
    /// The code.
    pub code: &'a str,
}

impl Services {
    /// Signs an operator in; answers the session with its token, which nobody else ever sees. The session that the same
    /// browser had before, by its token, ends (CON-02).
    ///
    /// # Errors
    /// [`NotSignedIn`].
    pub async fn sign_in(
        &self,
        shown: &Shown<'_>,
        client: Client,
        before: Option<&str>,
    ) -> Result<NewSession, NotSignedIn> {
        let address = Address::parse(shown.address.trim()).ok();
        let operator = match &address {
            Some(address) => self.operator_of(address).await?,
            None => None,
        };
        let who = address.map(|address| self.vault.recipient_key(&address).bytes.to_vec()).unwrap_or_default();
        let operator = self
            .checked(operator, shown, &Tries::to_sign_in(&who, &client.network))
            .await
            .inspect_err(|why| tracing::warn!(client = %client.network, %why, "a sign-in was refused"))?;
        tracing::info!(operator.id = %operator.id, client = %client.network, "an operator signed in");
        Ok(self.begin_session(operator, client, before).await?)
    }

    /// An operator who is signed in shows password and code once more (CON-02: before dangerous acts). Answers the token by
    /// which the session goes from now on: whoever has the old one gains nothing by it.
    ///
    /// # Errors
    /// [`NotSignedIn`].
    pub async fn prove(&self, operator: &Operator, session: &str, shown: &Shown<'_>) -> Result<String, NotSignedIn> {
        let checked = self.checked(Some(operator.clone()), shown, &Tries::to_prove(session)).await;
        checked.inspect_err(|why| tracing::warn!(operator.id = %operator.id, %why, "a proof was refused"))?;
        let token = self.new_session_token();
        let mut tx = self.db.begin().await?;
        operators::proven(&mut tx, session, &Token::hash_of(&token), self.clock.now()).await?;
        tx.commit().await?;
        tracing::info!(operator.id = %operator.id, "an operator showed password and code once more");
        Ok(token)
    }

    /// The operator who has this address, unless disabled.
    async fn operator_of(&self, address: &Address) -> Result<Option<Operator>, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        for key in self.vault.recipient_keys(address) {
            if let Some(found) = operators::find_by_key(&mut tx, &key).await? {
                return Ok(Some(found).filter(|operator| operator.disabled_at.is_none()));
            }
        }
        Ok(None)
    }

    async fn checked(
        &self,
        operator: Option<Operator>,
        shown: &Shown<'_>,
        tries: &Tries<'_>,
    ) -> Result<Operator, NotSignedIn> {
        let now = self.clock.now();
        let mut tx = self.db.snapshot().await?;
        if let Some(until) = tries.locked(&mut tx, now).await? {
            return Err(NotSignedIn::Locked(until));
        }
        let row = match &operator {
            Some(operator) => operators::credentials(&mut tx, &operator.id).await?,
            None => None,
        };
        drop(tx);
        let fits = password::fits(shown.password, row.as_ref().map(|row| row.password_hash.as_str())).await?;
        let step = match &row {
            Some(row) => code_step(&self.code_secret(row)?, shown.code, now).filter(|_| fits),
            None => None,
        };
        let mut tx = self.db.begin().await?;
        // Others may have failed while this one waited for its turn: they count before it.
        if let Some(until) = tries.hold(&mut tx, now).await? {
            return Err(NotSignedIn::Locked(until));
        }
        // The step counts only if no code of it, or of a later one, was taken before: also by another instance.
        let done = match (&operator, step) {
            (Some(operator), Some(step)) => operators::signed_in(&mut tx, &operator.id, step).await?,
            _ => false,
        };
        match done {
            true => tries.came_out_well(&mut tx, now).await?,
            false => tries.failed(&mut tx, now).await?,
        }
        tx.commit().await?;
        operator.filter(|_| done).ok_or(NotSignedIn::Wrong)
    }

    fn code_secret(&self, row: &CredentialsRow) -> Result<Vec<u8>, ServiceError> {
        Ok(self.vault.open(Cell::OperatorCode, row.operator_id.as_bytes(), &row.totp_secret)?)
    }
}

/// The step of 30 seconds whose code this is: the present one, or one beside it (RFC 6238 section 5.2).
pub(super) fn code_step(secret: &[u8], code: &str, now: Instant) -> Option<i64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let step = totp(secret, "Desist", "operator")?.check(&code, u64::try_from(now.0 / 1000).ok()?)?;
    i64::try_from(step).ok()
}

/// The address from which an authenticator takes secret and names.
pub(super) fn otpauth(secret: &[u8], issuer: &str, account: &str) -> String {
    // A colon divides the two names in it, so neither may hold one.
    let plain = |text: &str| text.replace(':', " ");
    let totp = totp(secret, &plain(issuer), &plain(account));
    totp.and_then(|totp| totp.to_url().ok()).unwrap_or_default()
}

/// SHA-1, six digits, thirty seconds: what every authenticator understands.
fn totp(secret: &[u8], issuer: &str, account: &str) -> Option<Totp> {
    Builder::new().with_secret(secret.to_vec()).with_issuer(Some(issuer)).with_account_name(account).build().ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn con_01_codes_are_those_of_rfc_6238() {
        // Appendix B, SHA-1: at 59 s the eight digits are 94287082, of which six are shown.
        let secret = b"12345678901234567890";
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let step = code_step(secret, code, Instant(seconds * 1000));
            assert_eq!(step, Some(seconds / 30), "{code}");
            assert_eq!(code_step(secret, code, Instant((seconds + 90) * 1000)), None);
        }
        assert_eq!(code_step(secret, "287 082", Instant(59_000)), Some(1));
    }

    #[test]
    fn an_authenticator_is_told_names_without_colons() {
        let url = otpauth(&[7; CODE_SECRET], "desist.example", "ana: x@example.org");
        assert!(url.starts_with("otpauth://totp/"), "{url}");
        assert!(url.contains("issuer=desist.example"), "{url}");
    }
}
