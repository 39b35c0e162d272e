//! A host name of the console's own (CON-04): where it has one, it answers under that name alone, and nothing else does.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, web};

use crate::faces::http::client::host_of;
use crate::faces::http::problem;
use crate::faces::http::state::State;

/// What every host needs: the look of the pages, what browsers and crawlers ask for by themselves, and what watches the
/// machine.
const SHARED: [&str; 4] = ["/assets/", "/favicon.ico", "/robots.txt", "/health/"];

/// Answers with "nothing here" what belongs under the other name.
///
/// # Errors
/// The handler's own.
pub(in crate::faces::http) async fn keep_apart(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let is_apart =
        request.app_data::<web::Data<State>>().is_some_and(|state| belongs_elsewhere(state, request.request()));
    match is_apart {
        true => Ok(request.into_response(problem::respond(&problem::nothing()))),
        false => Ok(next.call(request).await?.map_into_boxed_body()),
    }
}

fn belongs_elsewhere(state: &State, request: &HttpRequest) -> bool {
    let Some(own) = state.console.host.as_deref() else { return false };
    let under_its_name = own.eq_ignore_ascii_case(&host_of(request).unwrap_or_default());
    // A name that stands in links must go on answering them, whatever else it is given to (L1).
    is_misplaced(request.path(), under_its_name) && !(under_its_name && is_public(state, own))
}

fn is_public(state: &State, host: &str) -> bool {
    let is_it = |other: &str| other.eq_ignore_ascii_case(host);
    let registry = state.services.gate.registry();
    state.services.config.public_url.host_str().is_some_and(is_it)
        || registry.senders().iter().any(|sender| sender.public_hosts.iter().any(|other| is_it(other)))
}

fn is_misplaced(path: &str, under_its_name: bool) -> bool {
    let of_console = path == "/console" || path.starts_with("/console/");
    let of_both = SHARED.iter().any(|shared| path.starts_with(shared));
    !of_both && of_console != under_its_name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn con_04_each_name_has_its_own_paths_and_both_have_what_both_need() {
        for (path, console, others) in [
            ("/console", false, true),
            ("/console/cases/1", false, true),
            ("/consoles", true, false),
            ("/u/token", true, false),
            ("/v1/check", true, false),
            ("/", true, false),
            ("/assets/console.css", false, false),
            ("/health/live", false, false),
        ] {
            assert_eq!((is_misplaced(path, true), is_misplaced(path, false)), (console, others), "{path}");
        }
    }
}
