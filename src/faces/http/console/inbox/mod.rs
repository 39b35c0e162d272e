//! `/console/inbox`: mails that wait for a person. One key accepts what is proposed, one corrects it, one hands it on, one
//! passes it by; after each the next mail comes by itself.
//!
//! - Here: the paths, and what the first page says. `list`: what waits, and what was decided last. `item`: one mail as a page.
//!   `act`: what is posted. `words`: how things are called. `labels`: how the proposals came off.

mod act;
mod item;
mod labels;
mod list;
mod words;

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use actix_web::{HttpResponse, web};

use super::guard::Visit;
use super::{Answer, form, page};
use crate::domain::operator::Right;
use crate::render::console::Waiting;
use crate::services::intake::desk::Only;

/// Registers the room's paths.
pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(page("/console/inbox", web::to(list::show)))
        .service(page("/console/inbox/{id}/raw", web::to(raw)))
        .service(form("/console/inbox/{id}", web::to(item::show), web::to(act::act)))
        .service(page("/console/labels", web::to(labels::show)));
}

/// What the first page says of the inbox; nothing to whoever may not enter, and when nothing waits.
pub(super) async fn waiting(visit: &Visit) -> Result<Option<Waiting>, actix_web::Error> {
    if !visit.may(Right::Inbox) {
        return Ok(None);
    }
    let waiting = visit.ok(visit.services().waiting_mails().await)?;
    let what = if waiting.count == 1 { "mail to decide" } else { "mails to decide" };
    let shown = Waiting { count: waiting.count, what, path: "/console/inbox", urgent: waiting.urgent };
    Ok((waiting.count > 0).then_some(shown))
}

/// The bytes of a mail, to be saved: a browser shows nothing of what a stranger wrote as if it were ours.
async fn raw(visit: Visit, path: web::Path<String>) -> Answer {
    let id = path.into_inner();
    let mail = visit.ok(visit.services().queued_mail(None, &id).await)?;
    let raw = visit.ok(visit.services().raw_mail(None, &mail.id).await)?;
    visit.reads("raw mail", &mail.id);
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/plain; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"mail-{}.txt\"", mail.id)))
        .insert_header((CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .body(raw))
}

/// What narrows the list, from the query.
fn asked(visit: &Visit) -> Only {
    Only { kind: visit.asked("kind").unwrap_or_default(), language: visit.asked("language").unwrap_or_default() }
}

/// The query that narrows the list so, behind a path.
fn narrowed(path: &str, only: &Only) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in [("kind", &only.kind), ("language", &only.language)] {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    let query = query.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}
