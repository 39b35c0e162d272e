//! What waits for a person, and what was decided last.

use super::words::{KINDS, name_of, pressing, span};
use super::{asked, narrowed};
use crate::domain::time::Instant;
use crate::faces::http::console::Answer;
use crate::faces::http::console::guard::Visit;
use crate::render::console::{Fault, Inbox, InboxRow, Pager};
use crate::services::intake::desk::{Decider, DeskRow, Only, Place};
use std::collections::BTreeMap;

/// Mails on a page.
const ROWS: usize = 50;

/// Names of operators by id.
pub(super) type Names = BTreeMap<String, String>;

pub(super) async fn show(visit: Visit) -> Answer {
    let only = asked(&visit);
    let names = visit.ok(visit.services().operator_names().await)?;
    let decided = visit.asked("show").as_deref() == Some("decided");
    let kinds = KINDS.iter().map(|kind| (kind.word, kind.name)).collect();
    let mut page = Inbox {
        decided,
        rows: Vec::new(),
        kinds,
        kind: only.kind.clone(),
        language: only.language.clone(),
        pager: Pager::default(),
        fault: fault(&only),
    };
    if decided {
        let rows = visit.ok(visit.services().decided_on_desk(ROWS as i64).await)?;
        page.rows = rows.into_iter().map(|row| shown(&visit, &names, &only, row)).collect();
    } else if page.fault.is_none() {
        let after = visit.asked("after").and_then(|after| place(&after));
        let found = visit.ok(visit.services().desk(&only, after.as_ref().unwrap_or(&Place::first()), ROWS).await)?;
        page.pager = pager(&only, after.is_some(), found.next.as_ref());
        page.rows = found.rows.into_iter().map(|row| shown(&visit, &names, &only, row)).collect();
    }
    Ok(visit.page(&page))
}

/// A filter that nothing can pass is a slip, not an empty inbox.
fn fault(only: &Only) -> Option<Fault> {
    let wrong = |field: &str, text: &str| Some(Fault { field: Some(field.to_owned()), text: text.to_owned() });
    if !only.kind.is_empty() && !KINDS.iter().any(|kind| kind.word == only.kind) {
        return wrong("kind", "There is no such kind. Choose one of the list.");
    }
    let is_tag = only.language.len() <= 3 && only.language.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_tag { None } else { wrong("language", "A language is a tag of two or three small letters, such as de.") }
}

fn shown(visit: &Visit, names: &Names, only: &Only, row: DeskRow) -> InboxRow {
    let now = visit.services().clock.now();
    let nothing = match () {
        () if row.forwarding_check => Some("A provider asks whether mail may be forwarded"),
        () if row.unread => Some("It could not be read"),
        () if row.kinds.is_empty() => Some("Nothing was understood"),
        () => None,
    };
    InboxRow {
        path: narrowed(&format!("/console/inbox/{}", row.id), only),
        who: row.about,
        wants: if row.forwarding_check { Vec::new() } else { row.kinds.iter().map(|kind| name_of(kind)).collect() },
        nothing,
        language: row.language,
        age: span(now.0 - row.received_at.0),
        pressing: if row.decided.is_some() { "" } else { pressing(visit.services(), row.due_at) },
        due_at: row.due_at,
        holds: row.holds,
        with: row.assignee.map(|id| named(names, &id)),
        decided: row.decided.map(|decider| (who(names, &decider), decider.at)),
    }
}

/// How a colleague is called; an id or name that is nobody's stands for itself.
pub(super) fn named(names: &Names, id: &str) -> String {
    names.get(id).cloned().unwrap_or_else(|| id.to_owned())
}

/// Who decided.
pub(super) fn who(names: &Names, decider: &Decider) -> String {
    match (decider.actor.as_str(), decider.id.as_deref()) {
        ("operator", Some(id)) => named(names, id),
        ("tool", Some(id)) => format!("the API key {id}"),
        ("command_line", _) => "somebody at the command line".to_owned(),
        _ => "the service".to_owned(),
    }
}

/// From `DUE.ID`.
fn place(text: &str) -> Option<Place> {
    let (due, id) = text.split_once('.')?;
    Some(Place { due_at: Instant(due.parse().ok()?), id: id.to_owned() })
}

fn pager(only: &Only, is_later: bool, next: Option<&Place>) -> Pager {
    let query = narrowed("", only);
    let query = query.trim_start_matches('?');
    let joint = if query.is_empty() { "" } else { "&" };
    Pager {
        before: is_later.then(|| query.to_owned()),
        next: next.map(|place| format!("{query}{joint}after={}.{}", place.due_at.0, place.id)),
        shown: if is_later { "The earliest clock first, continued".to_owned() } else { String::new() },
    }
}
