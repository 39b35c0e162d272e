//! Own labels, as `desist intake labels --json` exports them: where the rules and the operators disagree. A label with its
//! text is read anew by the rules of today; of one without, what was proposed then is compared.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Read;
use super::corpus::{Corpus, CorpusError, field, list};
use super::score::{Classes, Tally};
use super::texts::letter;

/// What was found.
#[derive(Default)]
pub(super) struct Own {
    pub(super) sets: Vec<Tally>,
    pub(super) classes: Vec<Classes>,
}

/// Scores the set. Who has none misses nothing.
pub(super) fn score(corpus: &mut Corpus, read: Read<'_>) -> Result<Own, CorpusError> {
    let Some(set) = corpus.own_lines("labels")? else { return Ok(Own::default()) };
    let mut now = Tally::new("labels: the rules of today agree with the operators");
    let mut then = Tally::new("labels: what was proposed was decided");
    let mut by_kind = Classes::new("labels: kinds");
    let mut by_language = Classes::new("labels: mails by language, all kinds right");
    for row in &set.rows {
        let wanted = kinds(list(row, "labels"));
        let text = row.get("text").and_then(Value::as_str);
        let reading = text.map(|text| read(&letter(field(row, "subject"), text)));
        let given: BTreeSet<&str> = match &reading {
            Some(reading) => reading.intents.iter().map(|intent| intent.kind.word()).collect(),
            None => kinds(list(row, "proposed")),
        };
        let (id, language, right) = (field(row, "id"), field(row, "lang"), wanted == given);
        let words = || {
            let words: Vec<&str> = list(row, "words").iter().filter_map(Value::as_str).collect();
            format!("{language}: wanted {wanted:?}, got {given:?}, by the words {words:?}")
        };
        let tally = if reading.is_some() { &mut now } else { &mut then };
        tally.count(right, id, words);
        by_kind.count(&wanted, &given);
        by_language.add(language, true, right, true);
    }
    let sets = [now, then].into_iter().filter(|tally| tally.all > 0).collect();
    Ok(Own { sets, classes: vec![by_kind, by_language] })
}

/// The kinds of a list of wishes. Spam wants nothing of us.
fn kinds(wishes: &[Value]) -> BTreeSet<&str> {
    let kind = |wish| match field(wish, "kind") {
        crate::domain::label::SPAM => "none",
        kind => kind,
    };
    wishes.iter().map(kind).collect()
}
