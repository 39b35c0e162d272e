//! How many ordinary mails a second one core reads, from bytes to reading.

use std::hint::black_box;
use std::time::{Duration, Instant};

use super::Read;
use super::corpus::{Corpus, CorpusError, field};
use crate::mail::parse;

/// Mails are read over and over for so long: shorter says little, longer tells no more.
const LONG_ENOUGH: Duration = Duration::from_millis(1_500);

/// Mails a second; `None` when there are no mails.
pub(super) fn score(corpus: &mut Corpus, read: Read<'_>) -> Result<Option<f64>, CorpusError> {
    let Some(set) = corpus.lines("preference-mail")? else { return Ok(None) };
    let mails: Vec<&[u8]> = set.rows.iter().map(|row| field(row, "raw").as_bytes()).collect();
    let start = Instant::now();
    let mut count = 0_u32;
    for mail in mails.iter().cycle() {
        black_box(read(&parse::parse(mail)));
        count += 1;
        if start.elapsed() > LONG_ENOUGH {
            break;
        }
    }
    Ok((count > 0).then(|| f64::from(count) / start.elapsed().as_secs_f64()))
}
