//! Signing in: address, password and a code of the authenticator (RFC 6238), all three at once, so that nobody learns which
//! was wrong (CON-01). A code works once. Failures lock for a while that grows.

use totp_rs::{Builder, Totp};

use super::password;
use super::sessions::{Client, NewSession};
use crate::domain::address::Address;
use crate::domain::operator::{Operator, locked_ms};
use crate::domain::time::Instant;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
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
    /// Signs an operator in; answers the session with its token, which nobody else ever sees.
    ///
    /// # Errors
    /// [`NotSignedIn`].
    pub async fn sign_in(&self, shown: &Shown<'_>, client: Client) -> Result<NewSession, NotSignedIn> {
        let operator = self.operator_shown(shown.address).await?;
        let operator = self.checked(operator, shown).await?;
        tracing::info!(operator.id = %operator.id, client = %client.network, "an operator signed in");
        Ok(self.begin_session(operator, client).await?)
    }

    /// An operator who is signed in shows password and code once more (CON-02: before dangerous acts).
    ///
    /// # Errors
    /// [`NotSignedIn`].
    pub async fn prove(&self, operator: &Operator, session: &str, shown: &Shown<'_>) -> Result<(), NotSignedIn> {
        self.checked(Some(operator.clone()), shown).await?;
        let mut tx = self.db.begin().await?;
        operators::proven(&mut tx, session, self.clock.now()).await?;
        Ok(tx.commit().await?)
    }

    /// The operator who has this address, unless disabled.
    async fn operator_shown(&self, address: &str) -> Result<Option<Operator>, ServiceError> {
        let Ok(address) = Address::parse(address.trim()) else { return Ok(None) };
        let mut tx = self.db.snapshot().await?;
        for key in self.vault.recipient_keys(&address) {
            if let Some(found) = operators::find_by_key(&mut tx, &key).await? {
                return Ok(Some(found).filter(|operator| operator.disabled_at.is_none()));
            }
        }
        Ok(None)
    }

    async fn checked(&self, operator: Option<Operator>, shown: &Shown<'_>) -> Result<Operator, NotSignedIn> {
        let now = self.clock.now();
        let row = match &operator {
            Some(operator) => operators::credentials(&mut self.db.snapshot().await?, &operator.id).await?,
            None => None,
        };
        if let Some(row) = &row
            && row.locked_until > now.0
        {
            return Err(NotSignedIn::Locked(Instant(row.locked_until)));
        }
        let fits = password::fits(shown.password, row.as_ref().map(|row| row.password_hash.as_str())).await?;
        let (Some(operator), Some(row)) = (operator, row) else { return Err(NotSignedIn::Wrong) };
        let step = code_step(&self.code_secret(&row)?, shown.code, now);
        let mut tx = self.db.begin().await?;
        // The step counts only if no code of it, or of a later one, was taken before: also by another instance.
        let done = match step.filter(|_| fits) {
            Some(step) => operators::signed_in(&mut tx, &operator.id, step).await?,
            None => false,
        };
        if !done {
            self.write_failure(&mut tx, &row, now).await?;
        }
        tx.commit().await?;
        done.then_some(operator).ok_or(NotSignedIn::Wrong)
    }

    async fn write_failure(
        &self,
        tx: &mut crate::store::Tx,
        row: &CredentialsRow,
        now: Instant,
    ) -> Result<(), ServiceError> {
        let failures = u32::try_from(row.failures).unwrap_or(u32::MAX).saturating_add(1);
        tracing::warn!(operator.id = %row.operator_id, failures, "a sign-in failed");
        operators::failed(tx, &row.operator_id, row.failures, now.plus_ms(locked_ms(failures))).await?;
        Ok(())
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
