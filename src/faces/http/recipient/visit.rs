//! One request of a recipient: in which language, with which signals, and how it is answered.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, RETRY_AFTER, VARY};
use actix_web::{HttpRequest, HttpResponse, web};
use ipnet::IpNet;

use crate::domain::error::{Code, ErrorClass, Problem};
use crate::domain::topic::Sender;
use crate::faces::http::client::{bucket, client_of, host_of};
use crate::faces::http::form::{TooLarge, query_value};
use crate::faces::http::limits::{Limits, PerClient};
use crate::faces::http::problem;
use crate::faces::http::state::State;
use crate::render::locale::Locale;
use crate::render::pages::{ErrorKind, ErrorPage, Page, Shell};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::preferences::Holder;
use crate::services::writer::chain;

/// Where those go who lost the mail.
const LOST_URL: &str = "/preferences";

/// A request, as far as every recipient's page must know it.
pub(super) struct Visit {
    state: web::Data<State>,
    /// The language of the answer, and of the mails it causes.
    pub(super) locale: Locale,
    language_chosen: bool,
    /// `Sec-GPC: 1`.
    pub(super) gpc: bool,
    client: IpNet,
    /// The host that was asked for, without port. It chooses a name to show, nothing more.
    pub(super) host: Option<String>,
}

impl Visit {
    pub(super) fn of(request: &HttpRequest, state: &web::Data<State>) -> Self {
        let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
        let renderer = &state.services.renderer;
        let named = query_value(request.query_string(), "lang").and_then(|tag| renderer.locale_named(&tag));
        Self {
            language_chosen: named.is_some(),
            locale: named.unwrap_or_else(|| renderer.locale(header(ACCEPT_LANGUAGE))),
            gpc: says_gpc(request),
            client: bucket(client_of(request, state)),
            host: host_of(request),
            state: state.clone(),
        }
    }

    /// The services.
    pub(super) fn services(&self) -> &Services {
        &self.state.services
    }

    /// A page of a link.
    pub(super) fn page_for<P: Page>(&self, status: StatusCode, holder: &Holder, page: &P) -> HttpResponse {
        let shell = Shell { test_link: holder.test, ..self.shell(Some(&holder.sender)) };
        render(self.services(), &shell, page, &self.locale, status)
    }

    /// A page of a sender, or of nobody in particular.
    pub(super) fn page<P: Page>(&self, status: StatusCode, sender: Option<&Sender>, page: &P) -> HttpResponse {
        render(self.services(), &self.shell(sender), page, &self.locale, status)
    }

    /// A page of a sender in another language than the request asks for.
    pub(super) fn page_in<P: Page>(
        &self,
        status: StatusCode,
        sender: &Sender,
        page: &P,
        locale: &Locale,
    ) -> HttpResponse {
        render(self.services(), &self.shell(Some(sender)), page, locale, status)
    }

    fn shell(&self, sender: Option<&Sender>) -> Shell {
        Shell { gpc: self.gpc, language_chosen: self.language_chosen, ..shell_of(self.services(), sender) }
    }

    /// The page of an error. `again` is the action that its button offers anew.
    pub(super) fn refused(&self, problem: &Problem, again: Option<&str>) -> HttpResponse {
        self.refused_for(problem, again, problem::retry_after(problem.code))
    }

    fn refused_for(&self, problem: &Problem, again: Option<&str>, wait: Option<u32>) -> HttpResponse {
        error(self.services(), &self.shell(None), problem, again, wait, &self.locale)
    }

    /// The page of a failure. What the reader can do nothing about stands in the log with its causes.
    pub(super) fn failed(&self, error: &ServiceError, again: Option<&str>) -> HttpResponse {
        let problem = error.problem();
        if !matches!(error, ServiceError::Refused(_)) {
            tracing::error!(code = problem.code.word(), error = %chain(error), "a recipient's request could not be served");
        }
        self.refused(&problem, again)
    }

    /// A link that leads nowhere: 404 of one shape (TOK-12), and 429 for a client that shows too many of them. A link
    /// that verifies never comes here.
    pub(super) fn no_such_link(&self, error: &ServiceError) -> HttpResponse {
        match error {
            ServiceError::Refused(problem) if problem.code == Code::UnknownToken => {
                match self.counted(|limits| &limits.invalid_tokens) {
                    Ok(()) => self.refused(problem, None),
                    Err(wait) => self.too_many(wait),
                }
            }
            error => self.failed(error, None),
        }
    }

    /// Counts one more of this client.
    pub(super) fn counted(&self, limit: impl FnOnce(&Limits) -> &PerClient) -> Result<(), Duration> {
        limit(&self.state.limits).count(self.client)
    }

    /// Counts one more action with this link that is no stop.
    pub(super) fn counted_action(&self, token: &str) -> Result<(), Duration> {
        self.state.limits.count_other_action(token)
    }

    /// The page of what was too often; nothing was changed.
    pub(super) fn too_many(&self, wait: Duration) -> HttpResponse {
        let problem = Problem::new(Code::RateLimited, "This was too often.");
        self.refused_for(&problem, None, Some(seconds(wait)))
    }

    /// The page of a body that is too large.
    pub(super) fn too_large(&self, _: TooLarge) -> HttpResponse {
        self.refused(&Problem::new(Code::BodyTooLarge, "The body is larger than 8 KiB."), None)
    }

    /// The page of a form that cannot be read; nothing was changed.
    pub(super) fn malformed(&self) -> HttpResponse {
        self.refused(&Problem::new(Code::InvalidField, "The form cannot be read."), None)
    }

    /// Stores what `Sec-GPC: 1` means for the holder of a link, with the first POST that carries it (L2). What was
    /// asked for is done already, so a failure here is logged and does not spoil its answer.
    pub(super) async fn store_gpc(&self, holder: &Holder) {
        if self.gpc
            && let Err(error) = self.services().honour_gpc(holder).await
        {
            tracing::error!(error = %chain(&error), "a GPC signal could not be stored; the next POST will");
        }
    }
}

/// The page of an error for a request that no handler of ours has seen.
pub(super) fn error_page(state: &State, problem: &Problem, accept_language: Option<&str>) -> HttpResponse {
    let services = &state.services;
    let locale = services.renderer.locale(accept_language);
    error(services, &shell_of(services, None), problem, None, problem::retry_after(problem.code), &locale)
}

/// Whole seconds, rounded up.
pub(super) fn seconds(wait: Duration) -> u32 {
    u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1)
}

fn error(
    services: &Services,
    shell: &Shell,
    problem: &Problem,
    again: Option<&str>,
    wait: Option<u32>,
    locale: &Locale,
) -> HttpResponse {
    let kind = kind_of(problem.code);
    let again = again.filter(|_| kind == ErrorKind::Unavailable).map(str::to_owned);
    let page = ErrorPage { kind, retry_seconds: wait, retry_action: again };
    let mut response = render(services, shell, &page, locale, problem::status(problem.code));
    if let Some(seconds) = wait {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response
}

fn render<P: Page>(services: &Services, shell: &Shell, page: &P, locale: &Locale, status: StatusCode) -> HttpResponse {
    let html = services.renderer.page(shell, page, locale);
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((CONTENT_LANGUAGE, locale.tag()))
        .insert_header((VARY, "Accept-Language, Sec-GPC"))
        .body(html)
}

/// What stands around a page. Without a sender it names the only one there is, or the host under which we are known.
fn shell_of(services: &Services, sender: Option<&Sender>) -> Shell {
    let registry = services.gate.registry();
    let only = match registry.senders() {
        [one] => Some(&**one),
        _ => None,
    };
    let lost_url = LOST_URL.to_owned();
    match sender.or(only) {
        Some(sender) => Shell {
            sender: sender.name.clone(),
            support_address: sender.support_address.clone(),
            postal_address: sender.postal_address.clone(),
            lost_url,
            ..Shell::default()
        },
        None => {
            let host = services.config.public_url.host_str().unwrap_or_default();
            Shell { sender: host.to_owned(), lost_url, ..Shell::default() }
        }
    }
}

fn kind_of(code: Code) -> ErrorKind {
    match (code, code.class()) {
        (Code::UnknownToken, _) => ErrorKind::UnknownLink,
        (_, ErrorClass::NotFound) => ErrorKind::NotFound,
        (_, ErrorClass::MethodNotAllowed) => ErrorKind::MethodNotAllowed,
        (_, ErrorClass::TooLarge) => ErrorKind::TooLarge,
        (_, ErrorClass::TooMany) => ErrorKind::TooMany,
        (_, ErrorClass::Unavailable) => ErrorKind::Unavailable,
        (_, ErrorClass::Internal) => ErrorKind::Internal,
        _ => ErrorKind::Malformed,
    }
}

/// GPC-01: only a field of exactly `1`; of several fields one is enough.
fn says_gpc(request: &HttpRequest) -> bool {
    request.headers().get_all("sec-gpc").any(|value| value.as_bytes() == b"1")
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn gpc_01_only_a_field_of_exactly_1_is_the_signal() {
        let says = |values: &[&str]| {
            let request = values.iter().fold(TestRequest::get(), |r, value| r.append_header(("Sec-GPC", *value)));
            says_gpc(&request.to_http_request())
        };
        assert!(says(&["1"]) && says(&["0", "1"]));
        for other in [&[][..], &["0"], &["true"], &["1,1"], &["11"], &[""]] {
            assert!(!says(other), "{other:?}");
        }
    }
}
