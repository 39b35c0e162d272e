//! The session's cookie, and the value that goes with every form (CON-03).
//!
//! The cookie is `__Host-`: browsers take it over https only (or from this very machine), for this host only, and give it to
//! no script. A form carries a MAC under the session's token, which no other site can know.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::{HOST, ORIGIN};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Its name.
pub const NAME: &str = "__Host-desist";
/// What the forms' MAC is over.
const LABEL: &[u8] = b"desist console form";

/// The cookie of a new session. It lasts as long as the browser; the session itself ends at the server.
pub(super) fn of(token: String) -> Cookie<'static> {
    // Lax: a link in a mail to an operator leads to the page and not to the sign-in; a GET changes nothing.
    Cookie::build(NAME, token).path("/").secure(true).http_only(true).same_site(SameSite::Lax).finish()
}

/// The cookie that takes it away.
pub(super) fn gone() -> Cookie<'static> {
    let mut cookie = of(String::new());
    cookie.make_removal();
    cookie
}

/// The session's token.
pub(super) fn token(request: &HttpRequest) -> Option<String> {
    request.cookie(NAME).map(|cookie| cookie.value().to_owned()).filter(|token| !token.is_empty())
}

/// The value that goes with every form of a session.
pub fn form_value(token: &str) -> String {
    let mac = mac(token).map(|mac| mac.finalize().into_bytes());
    mac.map(|mac| URL_SAFE_NO_PAD.encode(mac)).unwrap_or_default()
}

/// Whether a form came from a page of this session.
pub(super) fn is_own_form(token: &str, value: &str) -> bool {
    let Ok(value) = URL_SAFE_NO_PAD.decode(value) else { return false };
    mac(token).is_some_and(|mac| mac.verify_slice(&value).is_ok())
}

fn mac(token: &str) -> Option<Hmac<Sha256>> {
    Hmac::<Sha256>::new_from_slice(token.as_bytes()).ok().map(|mac| mac.chain_update(LABEL))
}

/// Whether a POST comes from a page of ours: browsers say so, and scripts of other sites cannot lie about it. What is no
/// browser says nothing.
pub(super) fn is_same_origin(request: &HttpRequest) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = request.headers().get(ORIGIN) else { return true };
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let origin = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    origin.is_some_and(|origin| origin.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn con_03_the_cookie_is_for_this_host_and_no_script() {
        let cookie = of("token".to_owned()).to_string();
        assert_eq!(cookie, "__Host-desist=token; HttpOnly; SameSite=Lax; Secure; Path=/");
    }

    #[test]
    fn con_03_a_form_of_another_session_or_site_is_none_of_ours() {
        assert!(is_own_form("one", &form_value("one")));
        for other in [form_value("two"), String::new(), "x".to_owned()] {
            assert!(!is_own_form("one", &other));
        }
        let from = |headers: &[(&'static str, &'static str)]| {
            let request = headers.iter().fold(TestRequest::post(), |r, header| r.insert_header(*header));
            is_same_origin(&request.insert_header(("host", "desist.example")).to_http_request())
        };
        assert!(from(&[("sec-fetch-site", "same-origin")]) && from(&[]));
        assert!(from(&[("origin", "https://desist.example")]));
        for foreign in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
        ] {
            assert!(!from(&[foreign]), "{foreign:?}");
        }
    }
}
