//! A correction's values: what is recorded, and what it should be.

use super::lexicon::Lexicon;
use super::sentence::Text;
use super::values;
use super::weigh::Classes;

/// Longest value, in characters.
const VALUE_MAX: usize = 80;

/// From what to what, as far as the letter says: two addresses, two quotations, or what follows "from" and "to".
pub fn values(
    original: &str,
    body: &str,
    lexicon: &Lexicon,
    classes: &Classes,
    language: usize,
) -> (Option<String>, Option<String>) {
    let addresses = distinct(values::addresses(body));
    if let [from, to] = addresses.as_slice() {
        return (Some((*from).to_owned()), Some((*to).to_owned()));
    }
    let text = Text::of(original);
    let quoted: Vec<String> = text
        .quoted
        .iter()
        .map(|(start, end)| tidy(text.original(original, *start, *end)))
        .filter(|q| !q.is_empty())
        .collect();
    let marked = |class| marked(&text, original, lexicon, class, language);
    let from = marked(classes.from);
    let to = marked(classes.to);
    match (quoted.as_slice(), from, to) {
        ([one, two], _, _) => (Some(one.clone()), Some(two.clone())),
        ([one], _, to) if to.as_ref() != Some(one) => (Some(one.clone()), to),
        (_, from, to) => (from, to),
    }
}

/// What follows the first word of a class: up to the end of its clause.
fn marked(text: &Text, original: &str, lexicon: &Lexicon, class: Option<u16>, language: usize) -> Option<String> {
    let hits = lexicon.hits(text.normal.text(), |start, end| text.original(original, start, end));
    let ends: Vec<usize> = hits
        .iter()
        .filter(|hit| hit.languages & (1 << language) != 0)
        .filter(|hit| Some(hit.class) == class)
        .map(|hit| hit.end)
        .collect();
    ends.iter().find_map(|start| {
        let stop = text.breaks.iter().copied().find(|at| at > start).unwrap_or(text.normal.text().len());
        let next = hits.iter().filter(|hit| hit.languages & (1 << language) != 0);
        let stop = next
            .filter(|hit| ["FROM", "TO", "BUT"].contains(&lexicon.name(hit.class)) && hit.start > *start)
            .map(|hit| hit.start)
            .fold(stop, usize::min);
        let value = tidy(text.original(original, *start, stop));
        is_value(&value).then_some(value)
    })
}

/// A value names something: it has a capital, a digit, or letters of a script without capitals.
fn is_value(value: &str) -> bool {
    let first = value.chars().next();
    value.chars().count() <= VALUE_MAX
        && first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase()))
}

fn tidy(value: &str) -> String {
    value.trim_matches(|c: char| c.is_whitespace() || "\"“”„«»「」'.,;:()".contains(c)).to_owned()
}

fn distinct(all: Vec<&str>) -> Vec<&str> {
    let mut seen: Vec<&str> = Vec::new();
    for one in all {
        if !seen.iter().any(|known| known.eq_ignore_ascii_case(one)) {
            seen.push(one);
        }
    }
    seen
}
