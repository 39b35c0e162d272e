//! The format of `rules.toml`: what was typed, and what it becomes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::error::{Fault, RuleError};
use super::{BACKSTOP, Rule};
use crate::domain::clock::count::Holidays;
use crate::domain::clock::region::Region;
use crate::domain::clock::rule::Terms;
use crate::domain::clock::serial::Day;
use crate::domain::clock::words::{Counting, Length, Matter, Measure, Origin, PauseReason};
use crate::domain::clock::zone::Zone;

type Names = BTreeMap<Spanned<String>, Vec<Spanned<String>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    #[serde(default)]
    groups: Names,
    #[serde(default)]
    calendars: Names,
    #[serde(default)]
    rule: Vec<Spanned<TypedRule>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypedRule {
    id: Spanned<String>,
    version: Spanned<String>,
    from: Spanned<String>,
    regions: Spanned<Vec<Spanned<String>>>,
    matters: Vec<Matter>,
    #[serde(default)]
    bulk_only: bool,
    measures: Measure,
    origin: Origin,
    length: Length,
    counting: Spanned<Counting>,
    legal_counting: Option<Counting>,
    #[serde(default)]
    legal_roll: bool,
    calendar: Option<Spanned<String>>,
    zone: Option<Zone>,
    extension: Option<Spanned<Length>>,
    #[serde(default)]
    pauses: BTreeSet<PauseReason>,
    source: Spanned<String>,
}

/// A parsed file, with its text to find lines in.
pub(super) struct File<'a> {
    text: &'a str,
    typed: Typed,
}

/// A place in a file.
#[derive(Clone)]
pub(super) struct Place {
    line: usize,
    rule: Option<String>,
}

impl Place {
    pub(super) fn fault(&self, fault: Fault) -> RuleError {
        RuleError { line: self.line, rule: self.rule.clone(), fault }
    }
}

pub(super) fn parse(text: &str) -> Result<File<'_>, RuleError> {
    match toml::from_str(text) {
        Ok(typed) => Ok(File { text, typed }),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let fault = Fault::Format(error.message().to_owned());
            Err(RuleError { line: line(text, at), rule: rule_above(text, at), fault })
        }
    }
}

fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// The `id` of the rule in which a place lies, when the file could not be read as a whole.
fn rule_above(text: &str, at: usize) -> Option<String> {
    let (start, _) = text.match_indices("[[rule]]").take_while(|(start, _)| *start <= at).last()?;
    let body = text[start..].split("\n[").next()?;
    let id = body.lines().find_map(|line| line.trim_start().strip_prefix("id")?.trim_start().strip_prefix('='))?;
    Some(id.split('#').next()?.trim().trim_matches('"').to_owned())
}

impl File<'_> {
    pub(super) fn add_groups(&self, groups: &mut BTreeMap<String, BTreeSet<Region>>) -> Result<(), RuleError> {
        for (name, codes) in &self.typed.groups {
            check_name(name, "").map_err(|fault| self.at(name.span()).fault(fault))?;
            if groups.contains_key(name.get_ref()) {
                return Err(self.at(name.span()).fault(Fault::KnownGroup(name.get_ref().clone())));
            }
            let region = |code: &Spanned<String>| {
                let refuse = || self.at(code.span()).fault(Fault::Region(code.get_ref().clone()));
                Region::parse(code.get_ref()).ok_or_else(refuse)
            };
            groups.insert(name.get_ref().clone(), codes.iter().map(region).collect::<Result<_, _>>()?);
        }
        Ok(())
    }

    /// A calendar that exists gets more days: those of the file that comes with the program are empty.
    pub(super) fn add_calendars(&self, calendars: &mut BTreeMap<String, Holidays>) -> Result<(), RuleError> {
        for (name, days) in &self.typed.calendars {
            check_name(name, "").map_err(|fault| self.at(name.span()).fault(fault))?;
            let calendar = calendars.entry(name.get_ref().clone()).or_default();
            for day in days {
                let refuse = || self.at(day.span()).fault(Fault::Date(day.get_ref().clone()));
                calendar.insert(Day::parse(day.get_ref()).ok_or_else(refuse)?);
            }
        }
        Ok(())
    }

    /// The rules, each with its place.
    pub(super) fn rules(
        &self,
        groups: &BTreeMap<String, BTreeSet<Region>>,
        calendars: &BTreeMap<String, Holidays>,
    ) -> Result<Vec<(Place, Rule)>, RuleError> {
        let rule = |typed: &Spanned<TypedRule>| {
            let typed = typed.get_ref();
            self.check(typed, calendars)?;
            let from = Day::parse(typed.from.get_ref())
                .ok_or_else(|| self.in_rule(typed, typed.from.span(), Fault::Date(typed.from.get_ref().clone())))?;
            let rule = Rule {
                terms: terms(typed),
                from: from.0,
                regions: self.regions(typed, groups)?,
                matters: typed.matters.iter().copied().collect(),
                bulk_only: typed.bulk_only,
                zone: typed.zone.clone(),
                calendar: typed.calendar.as_ref().map(|name| name.get_ref().clone()),
            };
            let place = Place { rule: Some(typed.id.get_ref().clone()), ..self.at(typed.version.span()) };
            if rule.id() == BACKSTOP && !covers_everything(&rule) {
                return Err(place.fault(Fault::Backstop));
            }
            Ok((place, rule))
        };
        self.typed.rule.iter().map(rule).collect()
    }

    /// `None` is everywhere.
    fn regions(
        &self,
        typed: &TypedRule,
        groups: &BTreeMap<String, BTreeSet<Region>>,
    ) -> Result<Option<BTreeSet<Region>>, RuleError> {
        let words = typed.regions.get_ref();
        if words.is_empty() {
            return Err(self.in_rule(typed, typed.regions.span(), Fault::NoRegion));
        }
        let mut regions = BTreeSet::new();
        for word in words {
            match (groups.get(word.get_ref()), Region::parse(word.get_ref())) {
                (Some(group), _) => regions.extend(group.iter().cloned()),
                (None, Some(region)) => {
                    regions.insert(region);
                }
                (None, None) if word.get_ref() == "*" => return Ok(None),
                (None, None) => {
                    return Err(self.in_rule(typed, word.span(), Fault::Region(word.get_ref().clone())));
                }
            }
        }
        Ok(Some(regions))
    }

    fn check(&self, typed: &TypedRule, calendars: &BTreeMap<String, Holidays>) -> Result<(), RuleError> {
        for (name, more) in [(&typed.id, ""), (&typed.version, ".-")] {
            check_name(name, more).map_err(|fault| self.in_rule(typed, name.span(), fault))?;
        }
        let legal = typed.legal_counting.unwrap_or(*typed.counting.get_ref());
        let hours = matches!(typed.length, Length::Hours(_));
        let counts_hours = |counting: Counting| counting == Counting::Elapsed;
        let counting = typed.counting.span();
        if hours != counts_hours(*typed.counting.get_ref()) || hours != counts_hours(legal) {
            return Err(self.in_rule(typed, counting, Fault::Elapsed));
        }
        if hours && typed.legal_roll {
            return Err(self.in_rule(typed, counting, Fault::RollingHours));
        }
        if legal == Counting::FirstDayIsOne && *typed.counting.get_ref() != Counting::FirstDayIsOne {
            return Err(self.in_rule(typed, counting, Fault::LegalEarlier));
        }
        if let Some(extension) = typed.extension.as_ref().filter(|extension| !extension.get_ref().exceeds(typed.length))
        {
            return Err(self.in_rule(typed, extension.span(), Fault::Extension));
        }
        if let Some(name) = typed.calendar.as_ref().filter(|name| !calendars.contains_key(name.get_ref())) {
            return Err(self.in_rule(typed, name.span(), Fault::Calendar(name.get_ref().clone())));
        }
        if typed.source.get_ref().trim().is_empty() {
            return Err(self.in_rule(typed, typed.source.span(), Fault::NoSource));
        }
        Ok(())
    }

    fn at(&self, span: Range<usize>) -> Place {
        Place { line: line(self.text, span.start), rule: None }
    }

    fn in_rule(&self, typed: &TypedRule, span: Range<usize>, fault: Fault) -> RuleError {
        Place { rule: Some(typed.id.get_ref().clone()), ..self.at(span) }.fault(fault)
    }
}

fn check_name(name: &Spanned<String>, more: &str) -> Result<(), Fault> {
    let text = name.get_ref();
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || more.contains(c);
    let good = !text.is_empty() && text.len() <= 40 && text.chars().all(fits);
    if good { Ok(()) } else { Err(Fault::Name(text.clone())) }
}

fn terms(typed: &TypedRule) -> Terms {
    Terms {
        rule: typed.id.get_ref().clone(),
        version: typed.version.get_ref().clone(),
        measures: typed.measures,
        origin: typed.origin,
        length: typed.length,
        counting: *typed.counting.get_ref(),
        legal_counting: typed.legal_counting.unwrap_or(*typed.counting.get_ref()),
        legal_roll: typed.legal_roll,
        extension: typed.extension.as_ref().map(|extension| *extension.get_ref()),
        pauses: typed.pauses.clone(),
        holidays: Holidays::new(),
        source: typed.source.get_ref().trim().to_owned(),
    }
}

fn covers_everything(rule: &Rule) -> bool {
    rule.matters.len() == Matter::ALL.len()
        && rule.regions.is_none()
        && !rule.bulk_only
        && rule.terms.origin == Origin::Receipt
        && rule.terms.measures == Measure::Answer
        && rule.terms.pauses.is_empty()
}
