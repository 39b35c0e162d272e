//! By which way a mail came to us (AUTH-12). Inline forwards and attached originals are new mails of their forwarder,
//! and `mail::forward` and the parsed mail's `attached` know them; here are the ways that keep the From field.

use crate::mail::parse::Mail;

/// What happened to the mail between its writer and us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// Nothing that shows.
    Direct,
    /// A mailbox rule passed it on: From is the writer, SPF speaks of the forwarder, DKIM often survives.
    AutoForwarded,
    /// Somebody sent it on by hand as it was (RFC 5322 section 3.6.6): From is the writer, Resent-From the forwarder.
    Resent,
}

/// Reads the tracks in the fields. They can be forged, so they explain and never prove.
pub fn route(mail: &Mail) -> Route {
    const FORWARDED: [&str; 5] =
        ["X-Forwarded-For", "X-Forwarded-To", "X-MS-Exchange-ForwardingLoop", "X-Forwarded-Encrypted", "Forwarded-To"];
    let has = |name: &str| mail.headers.iter().any(|field| field.name.trim_end().eq_ignore_ascii_case(name));
    if has("Resent-From") || has("Resent-To") {
        return Route::Resent;
    }
    match FORWARDED.into_iter().any(has) {
        true => Route::AutoForwarded,
        false => Route::Direct,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::parse::Header;

    fn with(name: &str) -> Mail {
        let field = Header { name: name.to_owned(), value: "somebody".to_owned() };
        Mail { headers: vec![field], ..Mail::default() }
    }

    #[test]
    fn auth_12_redirects_and_resent_mail_are_told_apart() {
        assert_eq!(route(&with("Subject")), Route::Direct);
        assert_eq!(route(&with("x-forwarded-to")), Route::AutoForwarded);
        assert_eq!(route(&with("Resent-From")), Route::Resent);
    }
}
