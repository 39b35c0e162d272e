//! Whom we do not answer (RFC 3834): null senders, robots, lists, ourselves. Whatever they ask for is done all the same;
//! only the answer is withheld (ACK-03, ACK-14).

use crate::domain::address::Address;
use crate::domain::reading::Robot;
use crate::mail::parse::{Fault, Mail};
use crate::services::Services;

/// More `Received` fields than any honest mail has: it goes round in circles (SMTP-13).
const HOPS_MAX: usize = 100;

/// Local parts behind which no person sits (ACK-04).
const MACHINES: [&str; 8] =
    ["mailer-daemon", "postmaster", "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "listserv"];

/// Why a mail is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// The envelope sender is the null sender, or Return-Path says so (ACK-01).
    NullSender,
    /// It says that it was sent automatically (ACK-02).
    AutoSubmitted,
    /// It comes from a list or goes to many (ACK-04).
    Bulk,
    /// It asks not to be answered automatically (ACK-04).
    Suppressed,
    /// A report, a robot, an address without a person (ACK-04, ARF-07).
    Robot,
    /// We wrote it, or it goes in circles.
    Loop,
    /// It is not clear who wrote it (ACK-07).
    UnclearWriter,
}

/// Why this mail is not answered; `None`: it may be.
pub fn silence(mail: &Mail, mail_from: Option<&str>, robot: Option<Robot>) -> Option<Silence> {
    let null = |path: &str| path.trim().trim_matches(['<', '>']).trim().is_empty();
    let is_null = mail_from.map_or_else(|| values(mail, "return-path").any(null), null);
    let checks = [
        (is_null, Silence::NullSender),
        (values(mail, "auto-submitted").any(|value| first_word(value) != "no"), Silence::AutoSubmitted),
        (is_bulk(mail), Silence::Bulk),
        (asks_for_silence(mail), Silence::Suppressed),
        (robot.is_some() || is_report(mail) || is_machine(mail, mail_from), Silence::Robot),
        (values(mail, "received").count() > HOPS_MAX || values(mail, "x-loop").next().is_some(), Silence::Loop),
        (mail.from.len() != 1 || mail.faults.contains(&Fault::UnclearWriter), Silence::UnclearWriter),
    ];
    checks.into_iter().find_map(|(holds, why)| holds.then_some(why))
}

impl Services {
    /// The same, knowing which addresses are our own.
    pub(super) fn silence(&self, mail: &Mail, mail_from: Option<&str>, robot: Option<Robot>) -> Option<Silence> {
        let own = |text: &str| Address::parse(text).is_ok_and(|address| self.is_own_address(&address));
        let from_us = mail.from.iter().any(|from| own(&from.address)) || mail_from.is_some_and(own);
        silence(mail, mail_from, robot).or(from_us.then_some(Silence::Loop))
    }
}

fn values<'a>(mail: &'a Mail, name: &'a str) -> impl Iterator<Item = &'a str> {
    mail.headers.iter().filter(move |header| header.name.trim().eq_ignore_ascii_case(name)).map(|h| h.value.as_str())
}

/// `auto-replied; x=y`, `Auto-Generated (comment)`, `no (really)`: the keyword, in lower case.
fn first_word(value: &str) -> String {
    let mut depth = 0_u32;
    let bare: String = value
        .chars()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect();
    bare.split([';', ' ', '\t']).find(|word| !word.is_empty()).unwrap_or_default().to_ascii_lowercase()
}

fn is_bulk(mail: &Mail) -> bool {
    let list = |name: &str| {
        let name = name.trim().to_ascii_lowercase();
        name.starts_with("list-") || name == "mailing-list" || name == "x-mailing-list"
    };
    let bulk = |value: &str| matches!(first_word(value).as_str(), "bulk" | "list" | "junk" | "auto_reply");
    mail.headers.iter().any(|header| list(&header.name)) || values(mail, "precedence").any(bulk)
}

fn asks_for_silence(mail: &Mail) -> bool {
    let outlook = values(mail, "x-auto-response-suppress").any(|value| first_word(value) != "none");
    let marks = ["x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-mail-autoreply"];
    outlook || marks.iter().any(|name| values(mail, name).next().is_some())
}

fn is_report(mail: &Mail) -> bool {
    values(mail, "content-type").any(|value| first_word(value).starts_with("multipart/report"))
}

fn is_machine(mail: &Mail, mail_from: Option<&str>) -> bool {
    let from = mail.from.iter().map(|from| from.address.as_str()).chain(mail_from);
    let local_parts = from.map(|text| text.trim_matches(['<', '>']).split('@').next().unwrap_or(text));
    local_parts.map(str::to_ascii_lowercase).any(|local| {
        let bare = local.split('+').next().unwrap_or(&local);
        MACHINES.contains(&bare)
            || bare.ends_with("-request")
            || bare.starts_with("owner-")
            || bare.ends_with("-owner")
            || bare.starts_with("bounce")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::parse::{Header, Mailbox};

    fn mail(fields: &[(&str, &str)]) -> Mail {
        let header = |(name, value): &(&str, &str)| Header { name: (*name).to_owned(), value: (*value).to_owned() };
        Mail {
            headers: fields.iter().map(header).collect(),
            from: vec![Mailbox { name: None, address: "ana@example.org".to_owned() }],
            ..Mail::default()
        }
    }

    fn why(fields: &[(&str, &str)]) -> Option<Silence> {
        silence(&mail(fields), Some("ana@example.org"), None)
    }

    #[test]
    fn ack_01_a_null_sender_is_not_answered() {
        assert_eq!(silence(&mail(&[]), Some(""), None), Some(Silence::NullSender));
        assert_eq!(silence(&mail(&[("Return-Path", "<>")]), None, None), Some(Silence::NullSender));
        assert_eq!(silence(&mail(&[("Return-Path", "<ana@example.org>")]), None, None), None);
    }

    #[test]
    fn ack_02_any_auto_submitted_but_no_is_silent_however_it_is_written() {
        for value in ["auto-replied; x=y", "Auto-Generated (comment)", "(a comment) auto-notified", "whatever", ""] {
            assert_eq!(why(&[("auto-submitted", value)]), Some(Silence::AutoSubmitted), "{value}");
        }
        for value in ["no", "NO", "no (really)", "(x) no; a=b"] {
            assert_eq!(why(&[("Auto-Submitted", value)]), None, "{value}");
        }
    }

    #[test]
    fn ack_04_lists_bulk_and_robots_are_silent() {
        for field in
            [("List-Id", "<x>"), ("List-Unsubscribe", "<mailto:x>"), ("Precedence", "Bulk"), ("Precedence", "list")]
        {
            assert_eq!(why(&[field]), Some(Silence::Bulk), "{field:?}");
        }
        assert_eq!(why(&[("X-Auto-Response-Suppress", "All")]), Some(Silence::Suppressed));
        assert_eq!(why(&[("X-Auto-Response-Suppress", "None")]), None);
        assert_eq!(why(&[("Content-Type", "multipart/report; report-type=x")]), Some(Silence::Robot));
        assert_eq!(silence(&mail(&[]), None, Some(Robot::AutoReply)), Some(Silence::Robot));
        for from in
            ["MAILER-DAEMON@x.example", "news-request@x.example", "owner-news@x.example", "no-reply+7@x.example"]
        {
            assert_eq!(silence(&mail(&[]), Some(from), None), Some(Silence::Robot), "{from}");
        }
    }

    #[test]
    fn smtp_13_what_goes_in_circles_is_silent() {
        assert_eq!(why(&[("Received", "x"); 101]), Some(Silence::Loop));
        assert_eq!(why(&[("Received", "x"); 100]), None);
    }

    #[test]
    fn ack_07_several_writers_get_no_answer() {
        let mut two = mail(&[]);
        two.from.push(Mailbox { name: None, address: "bo@example.org".to_owned() });
        assert_eq!(silence(&two, None, None), Some(Silence::UnclearWriter));
    }
}
