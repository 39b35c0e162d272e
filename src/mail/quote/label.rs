//! What each line is: one pass over the lines, from the first to the last.

use std::ops::Range;

use super::line::Line;
use super::marker::{self, Marker};
use super::words::WORDS;
use super::{attribution, headers, signature};

/// Whose a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// The writer's.
    Written,
    /// Somebody else's.
    Quoted,
    /// Put there by a program, or under every mail.
    Signature,
}

/// What unmarked lines are at this place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The writer's.
    Open,
    /// Of a signature, until a quote follows.
    Signature,
    /// Under the line of an app, until a quote follows or the writer speaks again.
    App,
    /// Of an original without marks, to the end.
    Original,
}

/// So many words above "Sent from my phone" are a mail of their own; with fewer, the mail goes on below.
const ENOUGH: usize = 3;
/// With so many, a sentence below that is not about the writer is some program's.
const PLENTY: usize = 20;

/// Labels every line.
pub(super) fn label(lines: &[Line<'_>]) -> Vec<Label> {
    let first = lines.iter().position(|line| !line.is_blank()).unwrap_or(0);
    let labels = vec![Label::Written; lines.len()];
    let mut pass = Pass { lines, labels, place: Place::Open, words: 0, first, free: 0 };
    let mut at = 0;
    while at < lines.len() {
        at = pass.step(at).max(at + 1);
    }
    pass.labels
}

/// The state of the pass.
struct Pass<'a> {
    lines: &'a [Line<'a>],
    labels: Vec<Label>,
    place: Place,
    /// How many words the writer has written so far.
    words: usize,
    /// The first line that is not blank.
    first: usize,
    /// The first line an attribution may still claim.
    free: usize,
}

impl Pass<'_> {
    /// Labels the line at `at` and what belongs to it; the next line to look at.
    fn step(&mut self, at: usize) -> usize {
        let Some(line) = self.lines.get(at) else { return at };
        if self.place == Place::Original {
            return self.mark(at, at + 1, Label::Quoted);
        }
        self.attribution(at)
            .or_else(|| self.quote(at, line))
            .or_else(|| self.headers(at))
            .or_else(|| self.marker(at, line))
            .or_else(|| self.sign(at, line))
            .unwrap_or_else(|| self.plain(at, line))
    }

    /// An attribution that ends here; its first lines may have been taken for the writer's.
    fn attribution(&mut self, at: usize) -> Option<usize> {
        let lines = attribution::ending_at(self.lines, self.free, at)?;
        let taken = self.lines.get(lines.start..at).unwrap_or_default();
        self.words = self.words.saturating_sub(taken.iter().map(Line::words).sum());
        Some(self.original(lines.start, lines.end))
    }

    fn quote(&mut self, at: usize, line: &Line<'_>) -> Option<usize> {
        (line.quoted || self.is_torn_from_quote(at, line)).then_some(())?;
        self.place = Place::Open;
        self.free = at + 1;
        Some(self.mark(at, at + 1, Label::Quoted))
    }

    /// The rest of a quoted line that a program wrapped and did not mark again, or a link torn from it.
    fn is_torn_from_quote(&self, at: usize, line: &Line<'_>) -> bool {
        let neighbour = |index: Option<usize>| index.and_then(|index| self.lines.get(index)).filter(|line| line.quoted);
        let (above, below) = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
        let (Some(above), Some(_)) = (above, below) else { return false };
        let torn =
            above.plain.len() >= 55 && line.plain.len() <= 60 && line.raw.starts_with(|c: char| c.is_lowercase());
        torn || (!line.is_blank() && is_bare_link(&line.plain))
    }

    fn headers(&mut self, at: usize) -> Option<usize> {
        let block = headers::starting_at(self.lines, at)?;
        if self.is_typed(&block) {
            return None;
        }
        self.rulers_above(block.start);
        Some(self.original(block.start, block.end))
    }

    /// Whether the writer typed these fields: those of a form, or `Subject: unsubscribe` on top of their mail.
    fn is_typed(&self, block: &Range<usize>) -> bool {
        let fields = self.lines.get(block.clone()).unwrap_or_default();
        self.words == 0 && (headers::is_form(fields) || (block.start == self.first && !headers::is_dated(fields)))
    }

    /// Rulers, blank lines and a phrase such as "Original Message" right above a header block belong to it.
    fn rulers_above(&mut self, start: usize) {
        let above = self.lines.iter().enumerate().take(start).rev();
        let rulers: Vec<usize> = above
            .take_while(|(_, line)| line.is_blank() || line.is_ruler() || marker::is_phrase(line))
            .map(|(at, _)| at)
            .take(6)
            .collect();
        for at in rulers {
            self.mark(at, at + 1, Label::Quoted);
        }
    }

    fn marker(&mut self, at: usize, line: &Line<'_>) -> Option<usize> {
        match marker::read(line)? {
            Marker::Original => return Some(self.original(at, at + 1)),
            Marker::Above => {
                self.rulers_above(at);
                self.place = Place::Original;
            }
            Marker::Hidden => {}
        }
        Some(self.mark(at, at + 1, Label::Quoted))
    }

    /// What introduces an original: if marked lines follow, those are the original; else all to the end.
    fn original(&mut self, start: usize, end: usize) -> usize {
        self.place = if attribution::next_is_quote(self.lines, end) { Place::Open } else { Place::Original };
        self.free = end;
        self.mark(start, end, Label::Quoted)
    }

    fn sign(&mut self, at: usize, line: &Line<'_>) -> Option<usize> {
        if signature::is_app_line(line) {
            self.place = if self.words >= ENOUGH && self.place == Place::Open { Place::App } else { self.place };
        } else if signature::is_armour(line)
            || self.words > 0 && (signature::is_delimiter(line) || signature::is_ruled_block(self.lines, at))
        {
            let spoken = self.place == Place::Open && signature::is_spoken_below(self.lines, at);
            self.place = if spoken { Place::Open } else { Place::Signature };
        } else {
            return None;
        }
        Some(self.mark(at, at + 1, Label::Signature))
    }

    fn plain(&mut self, at: usize, line: &Line<'_>) -> usize {
        if self.speaks_again(at, line) {
            self.place = Place::Open;
        }
        if self.place != Place::Open {
            return self.mark(at, at + 1, Label::Signature);
        }
        self.words += line.words();
        at + 1
    }

    /// Whether the writer goes on here: with a postscript, or under the line of an app with a sentence when little was
    /// said above, as by one who answers below the signature that their phone put there.
    fn speaks_again(&self, at: usize, line: &Line<'_>) -> bool {
        let after_blank = at.checked_sub(1).and_then(|above| self.lines.get(above)).is_some_and(Line::is_blank);
        match self.place {
            Place::App if WORDS.own.has_word(&line.plain) => true,
            Place::App if self.words < PLENTY && signature::is_sentence(line) => true,
            Place::App | Place::Signature => after_blank && WORDS.postscript.after(&line.plain).is_some(),
            Place::Open | Place::Original => false,
        }
    }

    /// Labels some lines; the line after them.
    fn mark(&mut self, start: usize, end: usize, label: Label) -> usize {
        for slot in self.labels.iter_mut().take(end).skip(start) {
            *slot = label;
        }
        end
    }
}

/// Nothing but links, brackets and commas.
fn is_bare_link(plain: &str) -> bool {
    let is_link =
        |word: &str| word.contains("://") || word.starts_with("mailto:") || word.chars().all(|c| !c.is_alphanumeric());
    plain.split_whitespace().all(is_link)
}
