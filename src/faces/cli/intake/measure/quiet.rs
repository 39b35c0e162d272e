//! Newsletters, receipts, spam and ordinary mail: they may hold every word there is, and nothing is done by itself.

use super::Read;
use super::corpus::{Corpus, CorpusError, Set, field};
use super::score::Tally;
use crate::domain::reading::Decision;
use crate::mail::parse;

/// Scores every mail of the sets that ask for nothing.
pub(super) fn score(corpus: &mut Corpus, read: Read<'_>) -> Result<Vec<Tally>, CorpusError> {
    let mut tallies = Vec::new();
    if let Some(set) = corpus.set("spamassassin-raw", "cases.json")? {
        tallies.push(tally("spamassassin-raw: no act on newsletters and spam", &set, read)?);
    }
    let mut mails = Vec::new();
    for (name, set) in corpus.sets("mime-")? {
        mails.push(tally(&name, &set, read)?);
    }
    if !mails.is_empty() {
        tallies.push(Tally::sum("mime-*: no act, no crash", &mails));
    }
    Ok(tallies)
}

fn tally(name: &str, set: &Set, read: Read<'_>) -> Result<Tally, CorpusError> {
    let mut tally = Tally::new(name);
    for row in &set.rows {
        let reading = read(&parse::parse(&set.bytes(field(row, "file"))?));
        let words = || format!("{:?}", reading.intents.iter().flat_map(|intent| &intent.words).collect::<Vec<_>>());
        tally.count(reading.decision != Decision::Act, field(row, "id"), words);
    }
    Ok(tally)
}
