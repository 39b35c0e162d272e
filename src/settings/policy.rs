//! `[[policy.version]]`: the versions of the privacy policy, each with the day from which it is in force. A list of
//! tables, in the file only. Without it there is the one version of `policy.version` and `policy.last_updated`.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use super::error::Fault;
use super::nearest::suggestion;
use super::parse;
use super::raw::{Slot, Source, Typed};
use super::reader::Reader;
use super::sections::Policy;
use super::table::RawPolicy;
use crate::domain::clock::Zone;
use crate::domain::policy::{Policies, PolicyVersion};
use crate::domain::time::Instant;

/// Its name in the file.
pub(super) const NAME: &str = "policy.version";
const KEYS: [&str; 3] = ["id", "in_force_from", "url"];

/// How it stands in the manual.
pub(super) const MANUAL: &str = "
# The versions of the privacy policy: one such table each instead of policy.version and policy.last_updated. Each takes
# over by itself on its day, at midnight in cases.time_zone; entries, pages and mails name the one in force. id stands in
# ledger entries; url, if it is given, is linked. For example:
#     [[policy.version]]
#     id = \"2014-05-08\"
#     in_force_from = 2014-05-08
#     url = \"https://example.com/privacy\"
";

/// One table of the list.
pub struct PolicyTable {
    place: String,
    id: String,
    from: Date,
    url: Option<String>,
}

/// Reads one table of the list.
pub(super) fn read(value: &DeValue<'_>, source: &Source<'_>, offset: usize) -> Result<PolicyTable, Fault> {
    let place = source.origin(offset).to_string();
    let fault = |what: String| Fault::at(place.clone(), format!("{NAME}: {what}"));
    let DeValue::Table(table) = value else { return Err(fault("write it as [[policy.version]]".to_owned())) };
    refuse_unknown(table, source)?;
    let id = text(table, "id").ok_or_else(|| fault("an id is missing, such as id = \"2014-05-08\"".to_owned()))?;
    let id = parse::version(&id).map_err(|wanted| fault(format!("id: {wanted}")))?;
    let from = text(table, "in_force_from")
        .ok_or_else(|| fault("the day is missing, such as in_force_from = 2014-05-08".to_owned()))?;
    let from = parse::date(&from).map_err(|wanted| fault(format!("in_force_from: {wanted}")))?;
    let url = text(table, "url").map(|url| parse::web_page(&url)).transpose();
    let url = url.map_err(|wanted| fault(format!("url: {wanted}")))?;
    Ok(PolicyTable { place, id, from, url })
}

fn refuse_unknown(table: &DeTable<'_>, source: &Source<'_>) -> Result<(), Fault> {
    match table.iter().find(|(name, _)| !KEYS.contains(&name.get_ref().as_ref())) {
        None => Ok(()),
        Some((name, _)) => {
            let hint = suggestion(name.get_ref(), KEYS.into_iter());
            let what = format!("unknown key \"{NAME}.{}\"; {hint}", name.get_ref());
            Err(Fault::at(source.origin(name.span().start).to_string(), what))
        }
    }
}

/// A text or a date; what is neither is read as nothing that any parser takes.
fn text(table: &DeTable<'_>, key: &str) -> Option<String> {
    let (_, value) = table.iter().find(|(name, _)| name.get_ref() == key)?;
    Some(match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        _ => String::new(),
    })
}

/// The section, from the list or from the two keys that stand for a list of one.
pub(super) fn section(reader: &mut Reader, raw: &RawPolicy, typed: &Typed, zone: Option<&Zone>) -> Option<Policy> {
    match typed.policies.as_slice() {
        [] => single(reader, raw),
        tables => listed(reader, raw, tables, zone),
    }
}

fn single(reader: &mut Reader, raw: &RawPolicy) -> Option<Policy> {
    let last_updated = reader.optional(&raw.last_updated, parse::date);
    let version = reader.fixed(&raw.version, parse::version);
    let versions = Arc::new(Policies::single(&version?, last_updated?));
    Some(Policy { versions, first_place: None })
}

fn listed(reader: &mut Reader, raw: &RawPolicy, tables: &[PolicyTable], zone: Option<&Zone>) -> Option<Policy> {
    for slot in [&raw.last_updated, &raw.version] {
        reader.note(slot, None);
        refuse_both(reader, slot);
    }
    let before = reader.faults.len();
    refuse_twice(reader, tables);
    if reader.faults.len() > before {
        return None;
    }
    let version =
        |table: &PolicyTable| PolicyVersion { id: table.id.clone(), from: Some(table.from), url: table.url.clone() };
    let versions = Policies::dated(tables.iter().map(version).collect(), zone?);
    let first = tables.iter().min_by_key(|table| table.from).map(|table| table.place.clone());
    let Some(versions) = versions else {
        reader.faults.push(Fault { place: first, what: format!("{NAME}: a day lies outside the years there are") });
        return None;
    };
    Some(Policy { versions: Arc::new(versions), first_place: first })
}

/// The keys of the single form beside the list.
fn refuse_both(reader: &mut Reader, slot: &Slot) {
    if slot.given.is_some() {
        reader.refuse(
            slot,
            "the versions are given as [[policy.version]], each with its own id and in_force_from; remove this",
        );
    }
}

fn refuse_twice(reader: &mut Reader, tables: &[PolicyTable]) {
    let (mut days, mut names) = (BTreeMap::new(), BTreeMap::new());
    for table in tables {
        if let Some(first) = days.insert(table.from, &table.place) {
            let what = format!("{NAME}: in_force_from = {} is also at {first}; one day has one version", table.from);
            reader.faults.push(Fault::at(&table.place, what));
        }
        if let Some(first) = names.insert(table.id.as_str(), &table.place) {
            let what = format!("{NAME}: id = \"{}\" is also at {first}; give each version its own", table.id);
            reader.faults.push(Fault::at(&table.place, what));
        }
    }
}

impl Policy {
    /// What is wrong when no version is in force yet.
    pub fn none_in_force(&self, now: Instant) -> Option<Fault> {
        let none = self.versions.in_force(now).is_none();
        none.then(|| Fault {
            place: self.first_place.clone(),
            what: format!("{NAME}: no version is in force yet; add the one that is, with the day it came into force"),
        })
    }

    /// The list as it may be printed; empty when there is none.
    pub(super) fn shown(&self) -> String {
        let Some(place) = &self.first_place else { return String::new() };
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let mut text = String::new();
        for version in self.versions.versions() {
            text += &format!("[[{NAME}]] # {place}\nid = {}\n", quoted(&version.id));
            if let Some(day) = version.from {
                text += &format!("in_force_from = {day}\n");
            }
            if let Some(url) = &version.url {
                text += &format!("url = {}\n", quoted(url));
            }
        }
        text
    }
}
