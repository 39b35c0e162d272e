//! `Desist-At-Least`: the caller's own change is obeyed, whichever instance is asked.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use crate::domain::error::{Code, Problem};
use crate::faces::http::problem::Refusal;
use crate::services::gate::Gate;

/// The header's name.
pub const NAME: &str = "Desist-At-Least";

/// The ledger size an answer must be true for; 0 without the header.
pub struct AtLeast(u64);

impl AtLeast {
    /// Waits until the gate is there.
    ///
    /// # Errors
    /// `behind` after five seconds.
    pub async fn wait(&self, gate: &Gate) -> Result<(), Problem> {
        if self.0 <= gate.ledger_size() { Ok(()) } else { gate.at_least(self.0).await }
    }
}

impl FromRequest for AtLeast {
    type Error = Refusal;
    type Future = Ready<Result<Self, Refusal>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let mut values = request.headers().get_all("desist-at-least");
        let size = match (values.next(), values.next()) {
            (None, _) => Some(0),
            (Some(value), None) => value.to_str().ok().and_then(decimal),
            (Some(_), Some(_)) => None,
        };
        let malformed = || Problem::new(Code::MalformedHeader, format!("{NAME} takes one ledger size, such as 42."));
        ready(size.map(Self).ok_or_else(|| malformed().into()))
    }
}

fn decimal(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_decimal_number_is_a_ledger_size() {
        assert_eq!(decimal("42"), Some(42));
        for bad in ["", "-1", "+1", "4.2", " 4", "0x1", "99999999999999999999999"] {
            assert_eq!(decimal(bad), None, "{bad}");
        }
    }
}
