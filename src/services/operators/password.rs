//! Passwords: Argon2id with the parameters that OWASP names first (19 MiB, two passes), a few at a time, so that nobody
//! can make the machine hash until it has no memory left.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use crate::domain::error::{Code, Problem};
use crate::services::error::ServiceError;

/// Hashed at once.
static ROOM: Semaphore = Semaphore::const_new(2);
/// Hashed at once or waiting for it: who would wait longer than that is told to come back.
static QUEUE: Semaphore = Semaphore::const_new(48);

/// A hash that no password has: what an unknown operator's password is compared with, so that it takes as long.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes a new password under this salt.
pub(super) async fn hash(password: &str, salt: [u8; 16]) -> Result<String, ServiceError> {
    let password = Zeroizing::new(password.to_owned());
    let hashed = off_the_loop(move || {
        Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).map(|hash| hash.to_string())
    });
    hashed.await?.map_err(|_| ServiceError::Keys("The password could not be hashed.".to_owned()))
}

/// Whether the password has this hash; without one, it takes as long and the answer is no.
pub(super) async fn fits(password: &str, hash: Option<&str>) -> Result<bool, ServiceError> {
    let password = Zeroizing::new(password.to_owned());
    let (hash, somebodys) = (hash.unwrap_or(NOBODYS).to_owned(), hash.is_some());
    let fits = off_the_loop(move || {
        let parsed = PasswordHash::new(&hash);
        parsed.is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    });
    Ok(fits.await? && somebodys)
}

async fn off_the_loop<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ServiceError> {
    let busy = |_| Problem::new(Code::RateLimited, "Too many sign in at this moment. Try again in a few seconds.");
    let _place = QUEUE.try_acquire().map_err(busy)?;
    let _room = ROOM.acquire().await.map_err(|_| ServiceError::Stopping)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| ServiceError::Stopping)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[tokio::test]
    async fn con_01_a_password_fits_its_own_hash_and_nobody_fits_nobodys() {
        let hashed = hash("correct horse battery", [7; 16]).await.unwrap();
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(fits("correct horse battery", Some(&hashed)).await.unwrap());
        assert!(!fits("correct horse batterz", Some(&hashed)).await.unwrap());
        assert!(!fits("anything at all", None).await.unwrap());
        assert!(!fits("anything at all", Some("no hash")).await.unwrap());
        assert!(PasswordHash::new(NOBODYS).is_ok(), "or it would not take as long");
    }
}
