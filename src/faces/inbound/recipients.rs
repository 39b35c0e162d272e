//! Whose mail we take: anything else is refused in the session, where only a machine hears it (SMTP-04).

use crate::domain::address::Address;

/// Local parts that every mail domain answers for (SMTP-08: RFC 5321 section 4.5.1, RFC 2142).
const ALWAYS: [&str; 2] = ["postmaster", "abuse"];
/// Of addresses with tokens: unsubscribe, bounce, case.
const PREFIXES: [&str; 3] = ["u-", "b-", "c-"];

/// The addresses at which we take mail.
#[derive(Clone)]
pub struct Recipients {
    /// Of the addresses with tokens.
    domain: String,
    own: Vec<Address>,
}

impl Recipients {
    /// At this domain for tokens, and at these addresses.
    pub fn new(domain: &str, own: Vec<Address>) -> Self {
        Self { domain: domain.to_ascii_lowercase(), own }
    }

    /// Whether mail to this envelope recipient is ours. A token is not checked here: whoever sent a damaged one may want
    /// to unsubscribe, so a person looks at it (L10).
    pub fn take(&self, recipient: &str) -> bool {
        if ALWAYS.iter().any(|name| recipient.eq_ignore_ascii_case(name)) {
            return true;
        }
        let Ok(address) = Address::parse(recipient) else { return false };
        self.own.contains(&address) || self.is_token(&address) || self.is_always(&address)
    }

    fn is_token(&self, address: &Address) -> bool {
        let local = address.local_part().to_ascii_lowercase();
        let token = PREFIXES.iter().find_map(|prefix| local.strip_prefix(prefix));
        address.domain() == self.domain
            && token.is_some_and(|token| !token.is_empty() && token.bytes().all(|b| b.is_ascii_alphanumeric()))
    }

    fn is_always(&self, address: &Address) -> bool {
        let ours = address.domain() == self.domain || self.own.iter().any(|own| own.domain() == address.domain());
        ours && ALWAYS.iter().any(|name| address.local_part().eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn smtp_08_ours_are_the_set_ones_those_with_tokens_and_those_everybody_has() {
        let recipients = Recipients::new("Mail.acme.example", vec![Address::parse("help@acme.example").unwrap()]);
        for taken in [
            "help@acme.example",
            "HELP@Acme.Example",
            "u-abc234@mail.acme.example",
            "U-ABC234@MAIL.ACME.EXAMPLE",
            "b-x@mail.acme.example",
            "c-x@mail.acme.example",
            "postmaster",
            "PostMaster@mail.acme.example",
            "abuse@acme.example",
        ] {
            assert!(recipients.take(taken), "{taken}");
        }
        for refused in [
            "",
            "sales@acme.example",
            "u-abc@acme.example",
            "u-@mail.acme.example",
            "u-a.b@mail.acme.example",
            "x-abc@mail.acme.example",
            "postmaster@other.example",
            "help@acme.example@other.example",
        ] {
            assert!(!recipients.take(refused), "{refused}");
        }
    }
}
