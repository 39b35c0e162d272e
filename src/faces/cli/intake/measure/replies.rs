//! Replies: is the text that the writer wrote cut out right?

use serde_json::Value;

use super::corpus::{Corpus, CorpusError, Set, field};
use super::score::{Tally, squeezed};
use crate::mail::parse::{self, html};
use crate::mail::quote;

/// One text and what of it is the writer's.
pub(super) struct Case {
    pub(super) id: String,
    set: &'static str,
    pub(super) text: String,
    visible: String,
    /// It stands among the replies and holds a forwarded mail.
    pub(super) may_be_forward: bool,
}

const SETS: [&str; 5] =
    ["reply-alfonsrv", "reply-crisp", "reply-discourse-trimmer", "reply-github-zapier", "reply-talon"];

/// Scores each set.
pub(super) fn score(corpus: &mut Corpus) -> Result<Vec<Tally>, CorpusError> {
    let mut tallies: Vec<Tally> = SETS.iter().map(|name| Tally::new(&format!("{name}: visible text"))).collect();
    for case in cases(corpus)? {
        let cut = quote::cut(&case.text);
        let right = squeezed(&cut.written) == squeezed(&case.visible);
        let tally = SETS.iter().position(|name| *name == case.set).and_then(|at| tallies.get_mut(at));
        if let Some(tally) = tally {
            tally
                .count(right, &case.id, || format!("wanted {:?}, got {:?}", short(&case.visible), short(&cut.written)));
        }
    }
    tallies.retain(|tally| tally.all > 0);
    Ok(tallies)
}

fn short(text: &str) -> String {
    text.chars().take(160).collect()
}

/// All rows of all sets.
pub(super) fn cases(corpus: &mut Corpus) -> Result<Vec<Case>, CorpusError> {
    let mut cases = Vec::new();
    for name in SETS {
        let lists: &[&str] = if name == "reply-talon" { &["cases.json", "cases_files.json"] } else { &["cases.json"] };
        for list in lists {
            if let Some(set) = corpus.set(name, list)? {
                for row in &set.rows {
                    cases.push(case(name, &set, row)?);
                }
            }
        }
    }
    Ok(cases)
}

fn case(name: &'static str, set: &Set, row: &Value) -> Result<Case, CorpusError> {
    let input = field(row, "input");
    let is_html = field(row, "format") == "html";
    let text = match field(row, "format") {
        "html" => html::text(&set.text(input)?),
        format if format.starts_with("eml") => parse::parse(&set.bytes(input)?).text,
        _ => set.text(input)?,
    };
    let visible = visible(set, row, &text)?;
    let visible = if is_html && visible.contains('<') {
        html::text(&visible.replace("<divclass", "<div class"))
    } else {
        visible
    };
    let may_be_forward = input.contains("forward") || row.get("expect_embedded").is_some();
    Ok(Case { id: field(row, "id").to_owned(), set: name, text, visible, may_be_forward })
}

/// The expected text: in the row, in a file, or all but the expected signature.
fn visible(set: &Set, row: &Value, text: &str) -> Result<String, CorpusError> {
    let named = ["reference_visible", "reference_latest_reply"].iter().find_map(|name| row.get(*name)?.as_str());
    if let Some(visible) = named {
        return Ok(visible.to_owned());
    }
    match (field(row, "expect_visible"), field(row, "expect_signature")) {
        ("", "") => Ok(String::new()),
        ("", file) => Ok(text.replace(set.text(file)?.trim(), "")),
        (file, _) if file.starts_with("trimmed/") => set.text(file),
        (visible, _) => Ok(visible.to_owned()),
    }
}
