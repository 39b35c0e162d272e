//! A copy as a page for people, in their language, that reads on a telephone and prints; whole in one file where it leaves
//! the service.

use serde_json::Value;

use super::outline::outline;
use super::{AccessCopy, REDACTED, Receiver, SystemPart};
use crate::render::locale::Locale;
use crate::render::pages::{Copy, CopyItem, CopyPart, Shell};
use crate::services::Services;

/// Changes, cases, mails or imports that the page lists at most, the newest; the JSON has them all.
const LISTED: usize = 500;

impl Services {
    /// What the page of a copy needs to know; `served` when it has the buttons of a link.
    pub fn copy_page(&self, copy: &AccessCopy, served: bool) -> Copy {
        let held = &copy.held;
        let choices: Vec<&Value> = held.history.iter().filter(|line| line["kind"] == "preference").collect();
        let longest = choices.len().max(held.cases.len()).max(held.mails.len()).max(held.imports.len());
        Copy {
            sender: text(&copy.sender["name"]),
            address: copy.recipient.clone(),
            prepared: copy.prepared_at.clone(),
            policy: copy.policy.clone(),
            reference: copy.reference.clone(),
            choices: held.preferences.iter().chain(&held.suppressions).map(|line| self.item(line)).fold(
                Vec::new(),
                |mut all, item| {
                    // An opt-out stands in both lists.
                    if !all.contains(&item) {
                        all.push(item);
                    }
                    all
                },
            ),
            history: newest(&choices).iter().map(|line| self.item(line)).collect(),
            more: longest > LISTED,
            cases: newest(&held.cases).iter().map(case).collect(),
            mails: newest(&held.mails).iter().map(mail).collect(),
            imports: newest(&held.imports).iter().map(import).collect(),
            systems: copy.systems.iter().map(system).collect(),
            receivers: copy.receivers.iter().map(receiver).collect(),
            complain_to: copy.complain_to.clone(),
            redacted: copy.systems.iter().any(|part| part.answer.to_string().contains(REDACTED)),
            served,
        }
    }

    /// The page as a file that needs nothing else.
    pub fn copy_file(&self, copy: &AccessCopy) -> String {
        let locale = self.copy_locale(copy);
        let page = self.copy_page(copy, false);
        let shell = Shell {
            sender: page.sender.clone(),
            support_address: copy.complain_to.clone(),
            postal_address: copy.sender["postal_address"].as_str().map(str::to_owned),
            lost_url: self.public("/preferences"),
            ..Shell::default()
        };
        self.renderer.standalone(self.renderer.page(&shell, &page, &locale))
    }

    /// The person's language.
    pub fn copy_locale(&self, copy: &AccessCopy) -> Locale {
        self.renderer.locale(Some(&copy.language))
    }

    /// A choice or a change of one: about which topic or scope, since when, by which way.
    fn item(&self, line: &Value) -> CopyItem {
        let scope = text(&line["scope"]);
        let registry = self.gate.registry();
        let topic = registry.topic_by_key(&scope).map(|topic| topic.name.clone());
        let at = if line["at"].is_string() { &line["at"] } else { &line["since"] };
        CopyItem {
            at: text(at),
            what: if topic.is_some() { "topic".to_owned() } else { scope },
            name: topic.unwrap_or_default(),
            state: text(if line["after"].is_string() { &line["after"] } else { &line["state"] }),
            way: text(&line["channel"]),
            text: line.get("evidence").map(outline).unwrap_or_default(),
        }
    }
}

/// The last lines of a list that begins with the oldest.
fn newest<T>(lines: &[T]) -> &[T] {
    &lines[lines.len().saturating_sub(LISTED)..]
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn case(line: &Value) -> CopyItem {
    let said = &line["said"];
    CopyItem {
        at: text(&line["received_at"]),
        what: text(&line["kind"]),
        state: text(&line["state"]),
        way: text(&line["asked_by"]),
        text: if said.as_object().is_some_and(|said| !said.is_empty()) { outline(said) } else { String::new() },
        ..CopyItem::default()
    }
}

fn mail(line: &Value) -> CopyItem {
    CopyItem {
        at: text(&line["received_at"]),
        way: text(&line["via"]),
        text: text(&line["text"]),
        ..CopyItem::default()
    }
}

fn import(line: &Value) -> CopyItem {
    CopyItem { at: text(&line["at"]), state: text(&line["state"]), way: text(&line["format"]), ..CopyItem::default() }
}

fn system(part: &SystemPart) -> CopyPart {
    CopyPart {
        name: part.name.clone(),
        data: part.data.clone(),
        purpose: part.purpose.clone(),
        retention: part.retention.clone(),
        source: part.source.clone(),
        answer: if part.answer.is_null() { String::new() } else { outline(&part.answer) },
    }
}

fn receiver(receiver: &Receiver) -> CopyPart {
    CopyPart {
        name: receiver.name.clone(),
        data: receiver.data.clone(),
        purpose: receiver.purpose.clone(),
        retention: receiver.retention.clone(),
        ..CopyPart::default()
    }
}
