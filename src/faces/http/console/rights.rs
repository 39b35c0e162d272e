//! Every path of the console behind the sign-in, with the right that reading it needs, and the one that posting to it
//! needs. The one table; a test walks it without a session and with each role.

use actix_web::Resource;

use crate::domain::operator::{Right, Role};

/// What a path needs.
#[derive(Clone, Copy, Debug)]
pub struct Needs {
    /// To read it; none: it is not read.
    pub read: Option<Right>,
    /// To post to it; none: nothing is posted to it.
    pub act: Option<Right>,
}

/// Path, right to read, right to act.
type Line = (&'static str, Option<Right>, Option<Right>);

/// The table.
pub const PATHS: &[Line] = &[
    ("/console", Some(Right::Home), None),
    ("/console/sign-out", None, Some(Right::Home)),
    ("/console/prove", None, Some(Right::Home)),
    ("/console/account", Some(Right::Home), Some(Right::Home)),
    ("/console/account/credentials", Some(Right::Home), Some(Right::Home)),
    ("/console/inbox", Some(Right::Inbox), None),
    ("/console/inbox/{id}", Some(Right::Inbox), Some(Right::DecideMail)),
    ("/console/inbox/{id}/raw", Some(Right::Inbox), None),
    ("/console/labels", Some(Right::Inbox), None),
    ("/console/cases", Some(Right::Cases), None),
    ("/console/cases/new", Some(Right::WorkCases), Some(Right::WorkCases)),
    ("/console/cases/{id}", Some(Right::Cases), Some(Right::WorkCases)),
    ("/console/cases/{id}/answer", Some(Right::WorkCases), Some(Right::WorkCases)),
    ("/console/cases/{id}/copy", Some(Right::WorkCases), Some(Right::WorkCases)),
    ("/console/answers", Some(Right::Cases), Some(Right::WorkCases)),
    ("/console/recipients", Some(Right::Recipients), Some(Right::Recipients)),
    ("/console/recipients/{key}", Some(Right::Recipients), Some(Right::ChangeRecipients)),
    ("/console/senders", Some(Right::Marketing), Some(Right::ChangeMarketing)),
    ("/console/senders/{key}", Some(Right::Marketing), Some(Right::ChangeMarketing)),
    ("/console/topics", Some(Right::Marketing), Some(Right::ChangeMarketing)),
    ("/console/topics/{key}", Some(Right::Marketing), Some(Right::ChangeMarketing)),
    ("/console/keys", Some(Right::Keys), Some(Right::Keys)),
    ("/console/links", Some(Right::Marketing), Some(Right::ChangeMarketing)),
    ("/console/figures", Some(Right::Marketing), None),
    ("/console/record", Some(Right::Record), Some(Right::Record)),
    ("/console/record/{index}", Some(Right::Record), None),
    ("/console/report", Some(Right::Record), None),
    ("/console/report/export", None, Some(Right::Export)),
    ("/console/settings", Some(Right::Settings), Some(Right::ChangeSettings)),
    ("/console/health", Some(Right::Health), Some(Right::Mend)),
    ("/console/operators", Some(Right::Operators), Some(Right::Operators)),
];

/// The navigation: words, path, and the right to see it.
pub(super) const ROOMS: &[(&str, &str, Right)] = &[
    ("What waits", "/console", Right::Home),
    ("Inbox", "/console/inbox", Right::Inbox),
    ("Cases", "/console/cases", Right::Cases),
    ("Recipients", "/console/recipients", Right::Recipients),
    ("Senders", "/console/senders", Right::Marketing),
    ("Topics", "/console/topics", Right::Marketing),
    ("Links", "/console/links", Right::Marketing),
    ("Figures", "/console/figures", Right::Marketing),
    ("API keys", "/console/keys", Right::Keys),
    ("Record", "/console/record", Right::Record),
    ("Report", "/console/report", Right::Record),
    ("Settings", "/console/settings", Right::Settings),
    ("Health", "/console/health", Right::Health),
    ("Operators", "/console/operators", Right::Operators),
];

/// Where rooms of another kind begin: support's, marketing's, the record's, the house's.
pub(super) const BEGINS: &[&str] = &["/console/senders", "/console/record", "/console/health"];

/// The resource with what it needs, as the guard finds it. Without a line in the table it needs what nobody has.
pub(super) fn guarded(path: &str, resource: Resource) -> Resource {
    let line = PATHS.iter().find(|(known, _, _)| *known == path);
    let needs = line.map_or(Needs { read: None, act: None }, |(_, read, act)| Needs { read: *read, act: *act });
    resource.app_data(needs)
}

/// The rooms that a role may enter: words, path, and whether `path` is in it.
pub(super) fn rooms_of(role: Role, path: &str) -> Vec<(&'static str, &'static str, bool)> {
    let allowed = ROOMS.iter().filter(|(_, _, right)| role.may(*right));
    allowed.map(|(name, room, _)| (*name, *room, is_in(path, room))).collect()
}

fn is_in(path: &str, room: &str) -> bool {
    let below = || path.strip_prefix(room).is_some_and(|rest| rest.starts_with('/'));
    path == room || (room != "/console" && below())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faces::http::routes::PATTERNS;

    #[test]
    fn con_06_every_path_is_a_known_pattern_and_every_room_has_its_path() {
        for (path, read, act) in PATHS {
            assert!(PATTERNS.contains(path), "{path} is missing in routes::PATTERNS");
            assert!(read.is_some() || act.is_some(), "{path}");
        }
        for pattern in PATTERNS.iter().filter(|pattern| pattern.starts_with("/console")) {
            let is_door = ["/console/sign-in", "/console/begin/{token}"].contains(pattern);
            assert!(is_door || PATHS.iter().any(|(path, _, _)| path == pattern), "{pattern} needs no right");
        }
        for (_, room, right) in ROOMS {
            assert!(PATHS.iter().any(|(path, read, _)| path == room && *read == Some(*right)), "{room}");
        }
    }

    #[test]
    fn a_page_stands_in_one_room() {
        for path in ["/console", "/console/cases/1/answer", "/console/inbox", "/console/settings"] {
            assert_eq!(rooms_of(Role::Admin, path).iter().filter(|(_, _, here)| *here).count(), 1, "{path}");
        }
    }
}
