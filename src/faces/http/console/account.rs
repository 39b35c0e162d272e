//! `/console/account`: one's own sessions, password and authenticator.

use actix_web::http::StatusCode;

use super::Answer;
use super::begin::{begin_form, begin_page, empty};
use super::guard::{Posted, Visit, fault, see_other};
use crate::render::console::{Account, Begin, Fault, SessionRow};
use crate::services::operators::begin::BeginForm;

pub(super) async fn show(visit: Visit) -> Answer {
    let operator = visit.operator();
    let address = visit.ok(visit.services().operators_address(operator))?.delivery().to_owned();
    let sessions = visit.ok(visit.services().sessions_of(&operator.id).await)?.into_iter().map(|session| SessionRow {
        this: session.id == visit.session.id,
        id: session.id,
        created_at: session.created_at,
        seen_at: session.seen_at,
        client: session.client,
        agent: words_of(&session.agent),
    });
    let sessions = sessions.collect();
    Ok(visit.page(&Account { name: operator.name.clone(), address, role: operator.role.word(), sessions }))
}

pub(super) async fn act(posted: Posted) -> Answer {
    let visit = &posted.visit;
    let own = visit.operator().id.as_str();
    let ends: Vec<String> = match posted.some("end") {
        Some(id) => vec![id.to_owned()],
        None if posted.some("end_others").is_some() => {
            let all = visit.ok(visit.services().sessions_of(own).await)?;
            all.into_iter().map(|session| session.id).filter(|id| *id != visit.session.id).collect()
        }
        None => Vec::new(),
    };
    for id in ends {
        visit.ok(visit.services().end_session(own, &id).await)?;
    }
    Ok(visit.done("/console/account", "ended"))
}

pub(super) async fn credentials(visit: Visit) -> Answer {
    page(&visit, "", None, StatusCode::OK)
}

pub(super) async fn renew(posted: Posted) -> Answer {
    posted.fresh()?;
    let visit = &posted.visit;
    let form: BeginForm = begin_form(&posted.form);
    match visit.services().renew_credentials(visit.operator(), &form).await {
        Ok(()) => Ok(see_other("/console/sign-in")),
        Err(error) => match fault(error) {
            Ok(fault) => page(visit, &form.offer, Some(fault), StatusCode::UNPROCESSABLE_ENTITY),
            Err(error) => Err(visit.failed(&error)),
        },
    }
}

fn page(visit: &Visit, offered: &str, fault: Option<Fault>, status: StatusCode) -> Answer {
    let (services, operator) = (visit.services(), visit.operator());
    let address = visit.ok(services.operators_address(operator))?.delivery().to_owned();
    let row = operator.id.as_bytes();
    let same = services.same_offer(row, &address, offered);
    let offer = same.unwrap_or_else(|| services.offer_code_secret(row, &address));
    let name = operator.name.clone();
    let page = Begin { again: true, address, name, role: operator.role.word(), fault, ..empty() };
    Ok(visit.page_with(status, &begin_page(offer, page)))
}

/// A browser in words, from its own description: enough to know one's own again.
fn words_of(agent: &str) -> String {
    // Each says that it is others too, so the order counts.
    let browsers =
        [("Firefox/", "Firefox"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    let systems = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "macOS"),
        ("Windows", "Windows"),
        ("Linux", "Linux"),
    ];
    let named =
        |known: &[(&str, &'static str)]| known.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    match (named(&browsers), named(&systems)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        _ if agent.is_empty() => "a program without a name".to_owned(),
        _ => agent.chars().take(60).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn a_browser_is_called_by_its_name() {
        let chrome =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
        assert_eq!(words_of(chrome), "Chrome on Linux");
        assert_eq!(words_of(&format!("{chrome} Edg/140.0")), "Edge on Linux");
        assert_eq!(words_of("curl/8.5"), "curl/8.5");
        assert_eq!(words_of(""), "a program without a name");
    }
}
