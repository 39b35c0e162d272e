//! `/console/sign-in` and out again; and what was typed while nobody was signed in, which is never lost.

use std::net::Ipv4Addr;

use actix_web::http::StatusCode;
use actix_web::http::header::USER_AGENT;
use actix_web::{HttpRequest, HttpResponse, web};

use super::Answer;
use super::cookie;
use super::guard::{Door, LARGEST_KEPT, Posted, bare_shell, carried, rendered, see_other};
use crate::domain::error::{Code, Problem};
use crate::domain::time::Instant;
use crate::faces::http::client::host_of;
use crate::faces::http::form::{Form, query_value};
use crate::render::console::{Fault, Kept, Notice, Resume, Shell, SignIn};
use crate::services::error::ServiceError;
use crate::services::operators::sessions::Client;
use crate::services::operators::sign_in::{NotSignedIn, Shown};

/// Never kept: secrets, and what belongs to the session that sent it.
const NOT_KEPT: [&str; 5] = ["csrf", "password", "code", "offer", "kept"];

pub(super) async fn show(door: Door, request: HttpRequest) -> Answer {
    secure(&door, &request)?;
    let to = query_value(request.query_string(), "to");
    Ok(door.page_with(StatusCode::OK, &page(own_path(to.as_deref()))))
}

pub(super) async fn act(door: Door, request: HttpRequest, payload: web::Payload) -> Answer {
    secure(&door, &request)?;
    door.own_page(&request)?;
    let form = Form::read_long(&request, payload, LARGEST_KEPT).await;
    let form = form.map_err(|_| carried(door.refused(&Problem::new(Code::BodyTooLarge, "The form is too large."))))?;
    let (address, to) = (form.get("address").unwrap_or_default(), own_path(form.get("to")));
    let kept = form.get("kept").and_then(|packed| unpacked(&to, packed));
    let again = |fault: String, status| {
        let fault = Some(Fault { field: None, text: fault });
        Ok(door
            .page_with(status, &SignIn { address: address.to_owned(), kept: kept.clone(), fault, ..page(to.clone()) }))
    };
    if let Err(wait) = door.state.limits.sign_ins.count(door.network(&request)) {
        return again(too_often(wait.as_secs() + 1), StatusCode::TOO_MANY_REQUESTS);
    }
    match door
        .services()
        .sign_in(&shown(address, &form), client(&door, &request), cookie::token(&request).as_deref())
        .await
    {
        Ok(new) => goes_on(&door, new.token, kept, &to),
        Err(error) => match words(error, door.services().clock.now()) {
            Ok((words, status)) => again(words, status),
            Err(error) => Ok(door.failed(&error)),
        },
    }
}

/// An operator who is signed in shows password and code once more. The session gets another token by it.
pub(super) async fn prove(posted: Posted) -> Answer {
    let visit = &posted.visit;
    let to = own_path(posted.some("to"));
    let kept = posted.form.get("kept").and_then(|packed| unpacked(&to, packed));
    match visit.services().prove(visit.operator(), &visit.session.id, &shown("", &posted.form)).await {
        Ok(token) => goes_on(visit.door(), token, kept, &to),
        Err(error) => match words(error, visit.services().clock.now()) {
            Ok((words, status)) => {
                let fault = Some(Fault { field: None, text: words });
                Ok(visit.page_with(status, &SignIn { kept, fault, again: true, ..page(to) }))
            }
            Err(error) => Err(visit.failed(&error)),
        },
    }
}

pub(super) async fn out(posted: Posted) -> Answer {
    let visit = &posted.visit;
    visit.ok(visit.services().end_session(&visit.operator().id, &visit.session.id).await)?;
    tracing::info!(operator.id = %visit.operator().id, "an operator signed out");
    let mut response = see_other("/console/sign-in");
    // Without a cookie there is nothing to take away, and the session has ended in any case.
    let _ = response.add_removal_cookie(&cookie::gone());
    Ok(response)
}

/// The page that asks for password and code once more.
pub(super) fn once_more(kept: Kept) -> SignIn {
    SignIn { again: true, kept: Some(kept.clone()), ..page(kept.to) }
}

/// The sign-in with a form that came after the session had ended: nothing typed is lost.
pub(super) fn keeping(door: &Door, request: &HttpRequest, form: &Form) -> HttpResponse {
    let kept = kept_of(request.path(), form);
    door.page_with(StatusCode::UNAUTHORIZED, &SignIn { kept: Some(kept.clone()), ..page(kept.to) })
}

/// A form, to be sent later.
pub(super) fn kept_of(path: &str, form: &Form) -> Kept {
    let fields = form.fields().filter(|(name, _)| !NOT_KEPT.contains(name));
    let fields: Vec<(String, String)> = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let packed = serde_json::to_string(&fields).unwrap_or_default();
    Kept { to: own_path(Some(path)), fields, packed }
}

fn unpacked(to: &str, packed: &str) -> Option<Kept> {
    let fields: Vec<(String, String)> = serde_json::from_str(packed).ok()?;
    let fields: Vec<_> = fields.into_iter().filter(|(name, _)| !NOT_KEPT.contains(&name.as_str())).collect();
    Some(Kept { to: to.to_owned(), packed: packed.to_owned(), fields })
}

/// A path of the console, and nothing that leads elsewhere.
fn own_path(to: Option<&str>) -> String {
    let own = |to: &&str| *to == "/console" || to.starts_with("/console/") || to.starts_with("/console?");
    let plain = |to: &&str| !to.contains(['\\', '\r', '\n']) && !to.starts_with("/console/sign-");
    to.filter(own).filter(plain).unwrap_or("/console").to_owned()
}

fn page(to: String) -> SignIn {
    SignIn { address: String::new(), to, kept: None, fault: None, again: false }
}

fn shown<'a>(address: &'a str, form: &'a Form) -> Shown<'a> {
    Shown { address, password: form.as_typed("password"), code: form.get("code").unwrap_or_default() }
}

fn client(door: &Door, request: &HttpRequest) -> Client {
    let agent = request.headers().get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    Client { network: door.network(request).to_string(), agent: agent.to_owned() }
}

/// The answer that begins a session, or gives it another token: with what was kept, or to where its owner was going.
fn goes_on(door: &Door, token: String, kept: Option<Kept>, to: &str) -> Answer {
    let mut response = match kept {
        Some(kept) => {
            let shell = Shell { csrf: cookie::form_value(&token), ..bare_shell(door.services()) };
            rendered(door.services(), &shell, &Resume { kept }, StatusCode::OK)
        }
        None => see_other(to),
    };
    let unset = |_| Problem::new(Code::Internal, "The session's cookie could not be set.");
    response.add_cookie(&cookie::of(token)).map_err(|error| carried(door.refused(&unset(error))))?;
    Ok(response)
}

/// What is said of it, or the failure that it is.
fn words(error: NotSignedIn, now: Instant) -> Result<(String, StatusCode), ServiceError> {
    match error {
        NotSignedIn::Wrong => Ok((
            "Address, password or code is wrong. A code works once: if you have just used this one, wait for the next."
                .to_owned(),
            StatusCode::UNAUTHORIZED,
        )),
        NotSignedIn::Locked(until) => {
            Ok((too_often(u64::try_from((until.0 - now.0) / 1000).unwrap_or(0) + 1), StatusCode::TOO_MANY_REQUESTS))
        }
        NotSignedIn::Failed(ServiceError::Refused(problem)) if problem.code == Code::RateLimited => {
            Ok((problem.detail, StatusCode::TOO_MANY_REQUESTS))
        }
        NotSignedIn::Failed(error) => Err(error),
    }
}

fn too_often(seconds: u64) -> String {
    let wait = if seconds < 120 { format!("{seconds} seconds") } else { format!("{} minutes", seconds.div_ceil(60)) };
    format!("This was tried too often. Try again in {wait}.")
}

/// Browsers take the cookie over https, or from this very machine; elsewhere a sign-in could only fail, and would show the
/// password on the way.
pub(super) fn secure(door: &Door, request: &HttpRequest) -> Result<(), actix_web::Error> {
    let host = host_of(request).unwrap_or_default();
    if is_here(&host) || door.services().config.public_url.scheme() == "https" {
        return Ok(());
    }
    let text = "The console wants https, because a password would be readable on its way here. Set server.public_url to \
                the https address under which a proxy passes this service on, or open it on the machine itself.";
    let page = Notice { title: "Not over http", text: text.to_owned(), to: "" };
    Err(carried(door.page_with(StatusCode::FORBIDDEN, &page)))
}

/// Whether a host, as [`host_of`] answers it, is always this machine (RFC 6761 section 6.3); a name that only begins like
/// an address of it may be anybody's.
fn is_here(host: &str) -> bool {
    let v4 = || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback());
    host == "localhost" || host.ends_with(".localhost") || host == "[::1]" || v4()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_01_only_this_very_machine_is_spoken_to_without_https() {
        for here in ["localhost", "desk.localhost", "[::1]", "127.0.0.1", "127.8.8.8"] {
            assert!(is_here(here), "{here}");
        }
        for elsewhere in ["127.evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "192.0.2.1", ""] {
            assert!(!is_here(elsewhere), "{elsewhere}");
        }
    }

    #[test]
    fn nobody_is_led_elsewhere_after_the_sign_in() {
        for bad in [
            "https://evil.example/console",
            "//evil.example",
            "/consolex",
            "/p/token",
            "/console/\\evil",
            "/console/sign-out",
            "",
        ] {
            assert_eq!(own_path(Some(bad)), "/console", "{bad}");
        }
        assert_eq!(own_path(Some("/console/cases?state=open")), "/console/cases?state=open");
    }

    #[test]
    fn secrets_are_not_kept_and_the_rest_comes_back_as_it_was() {
        let kept = kept_of("/console/cases/1", &Form::urlencoded("answer=Dear+Ana&password=x&csrf=y&note=%3Cb%3E"));
        let fields = [("answer", "Dear Ana"), ("note", "<b>")].map(|(n, v)| (n.to_owned(), v.to_owned()));
        assert_eq!(kept.fields, fields);
        assert_eq!(unpacked("/console/cases/1", &kept.packed).map(|kept| kept.fields), Some(fields.to_vec()));
        assert!(unpacked("/console", "no list").is_none());
    }
}
