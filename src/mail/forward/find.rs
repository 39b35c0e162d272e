//! Where the original begins, and whether what is there is a forward.

use std::cell::Cell;

use super::Forward;
use super::guess::{columns, end_behind, heading, shapes};
use super::header::{Block, block, field, glued};
use super::languages::Field;
use super::lines::{Line, lines};
use super::marker::{Separator, is_attribution, is_rule, separator};
use super::original::{comment, original};
use super::people::{list, sender};
use super::prefix::{Says, is_colon, says, topic};
use crate::mail::parse::Mailbox;

/// How many lines are searched; what comes after belongs to whatever was found before.
const MAX_SEARCHED: usize = 20_000;
/// How many lines the line above a quotation may be wrapped to.
const MAX_WRAPPED: usize = 3;
/// How many blocks of header lines are tried; only a hostile mail has more.
const MAX_TRIED: usize = 300;
/// How many header lines a bare block must have: who wrote, and two of to whom, when, what about.
const MIN_BARE: usize = 3;
/// How many header lines of a language we do not know a bare block must have, its subject's among them.
const MIN_GUESSED: usize = 4;

/// What a block of header lines is when the subject does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// A reply, unless there is nothing else in the mail.
    Reply,
    /// A forward.
    Forward,
    /// The history of the mail it stands under, unless there is nothing else in it, or that mail is no answer to it.
    History,
    /// No forward: only words that nothing else has make one.
    Nothing,
}

/// What a line begins.
enum Begins {
    /// An original.
    Forward(Box<Forward>),
    /// Something a reply carries: what follows is history.
    History,
    /// A quotation under the line above it: where it begins; deeper lines say nothing about the mail itself.
    Quotation { start: usize, depth: usize },
    /// Perhaps an original, of nobody we can name.
    Nameless(Nameless),
}

/// An original whose sender is not named: the separator's line, the first line after it, and the quote depth.
#[derive(Clone, Copy)]
struct Nameless {
    at: usize,
    end: usize,
    depth: usize,
}

/// A mail under examination.
struct Search<'a> {
    lines: Vec<Line<'a>>,
    says: Says,
    /// What the mail is about, by its subject.
    topic: String,
    /// To whom it goes, where that is known.
    to: &'a [Mailbox],
    doubt: Doubt,
    tried: Cell<usize>,
}

/// Finds the outermost forward in a mail; `to` is whom it goes to, as far as is known.
pub(super) fn forward(subject: &str, text: &str, to: &[Mailbox], doubt: Doubt) -> Option<Forward> {
    let (lines, says, topic) = (lines(text), says(subject), topic(subject));
    Search { lines, says, topic, to, doubt, tried: Cell::new(0) }.run()
}

impl<'a> Search<'a> {
    fn run(&self) -> Option<Forward> {
        let (mut at, mut nameless) = (0, None);
        while at < self.lines.len().min(MAX_SEARCHED) && self.tried.get() <= MAX_TRIED {
            let begins = if self.lines[at].is_blank() { None } else { self.begins(at) };
            at += 1;
            match begins {
                Some(Begins::Forward(forward)) => return Some(*forward),
                Some(Begins::History) => break,
                Some(Begins::Quotation { start, depth }) => at = self.after_quotation(start, depth),
                Some(Begins::Nameless(found)) => nameless = nameless.or(Some(found)),
                None => {}
            }
        }
        nameless.and_then(|found| self.nobodys(found))
    }

    /// The first line after a quotation that is not as deep.
    fn after_quotation(&self, start: usize, depth: usize) -> usize {
        let rest = self.lines[start..].iter().position(|line| !line.is_blank() && line.depth <= depth);
        rest.map_or(self.lines.len(), |rest| start + rest)
    }

    fn begins(&self, at: usize) -> Option<Begins> {
        match separator(self.lines[at].text) {
            Some(Separator::Forward(rest)) => self.under_forward(at, rest),
            Some(Separator::Original(rest)) => self.under_original(at, rest),
            None => self.bare(at).or_else(|| self.guessed(at)).or_else(|| self.attributed(at)),
        }
    }

    /// Under words that only a forward uses. Quoted in an answer they are history.
    fn under_forward(&self, at: usize, rest: &str) -> Option<Begins> {
        if matches!(self.says, Says::Reply) && self.lines[at].depth > 0 {
            return Some(Begins::History);
        }
        let block = self.block_after(at, rest);
        if block.value(Field::From).is_some() {
            return Some(Begins::Forward(self.take(at, &block)));
        }
        if let Some(forward) = self.attributed_below(at) {
            return Some(Begins::Forward(forward));
        }
        let decorated = !self.lines[at].text.trim_start().starts_with(char::is_alphabetic);
        // The words alone may be a button of a newsletter's.
        let least = if decorated || self.says.may_forward() { 2 } else { MIN_BARE };
        let unnamed = || self.shapes_after(at, least).filter(|_| block.weight() < 2 || decorated);
        let headed = || heading(&self.lines, at + 1).filter(|_| decorated && !self.is_separator_near(at));
        match headed().or_else(unnamed) {
            Some(found) => Some(Begins::Forward(self.take(at, &found))),
            None => {
                let (end, depth) = (block.end.max(at + 1), block.depth.max(self.lines[at].depth));
                decorated.then_some(Begins::Nameless(Nameless { at, end, depth }))
            }
        }
    }

    /// Header lines of a kind we do not know, under a separator.
    fn shapes_after(&self, at: usize, least: usize) -> Option<Block<'a>> {
        let found = shapes(&self.lines, at + 1, &self.topic);
        found.filter(|block| block.lines() >= least && !self.is_separator_near(at))
    }

    /// Whether the next line with text is a separator of its own, whose header lines are not ours.
    fn is_separator_near(&self, at: usize) -> bool {
        let next = self.lines[at + 1..].iter().find(|line| !line.is_blank());
        next.is_none_or(|line| separator(line.text).is_some())
    }

    /// Under words that replies use too, or that we do not know.
    fn under_original(&self, at: usize, rest: &str) -> Option<Begins> {
        let block = self.block_after(at, rest);
        let says = self.says.in_language(block.language);
        if block.value(Field::From).is_some() && block.weight() >= 2 {
            return Some(self.judge(at, &block, &says));
        }
        // Dashes around words we do not know, above lines we do not know: only where the subject says "forward".
        let shapes = self.says.may_forward().then(|| self.shapes_after(at, MIN_BARE)).flatten()?;
        Some(self.judge(at, &shapes, &self.says))
    }

    /// A block of header lines without a separator: Outlook.
    fn bare(&self, at: usize) -> Option<Begins> {
        let (name, ..) = field(self.lines[at].text)?;
        let may_begin = name == Field::From
            || (self.says.may_forward() && matches!(name, Field::Date | Field::Subject | Field::To));
        let apart = at == 0 || self.says.may_forward() || self.is_apart(at);
        if !may_begin || !apart {
            return None;
        }
        self.tried.set(self.tried.get() + 1);
        let block = block(&self.lines, at);
        let is_block = block.value(Field::From).is_some() && block.weight() >= MIN_BARE;
        is_block.then(|| self.judge(at, &block, &self.says.in_language(block.language)))
    }

    /// The same in a language we do not know: one line repeats the subject, which says that it is a forward.
    fn guessed(&self, at: usize) -> Option<Begins> {
        let may = self.says.may_forward() && !self.topic.is_empty() && (at == 0 || self.is_apart(at));
        let shapes = may.then(|| shapes(&self.lines, at, &self.topic)).flatten()?;
        let shows_two = shapes.begins_with(Field::From) || shapes.value(Field::To).is_some_and(|to| to.contains('@'));
        let is_block = shapes.lines() >= MIN_GUESSED && shapes.value(Field::Subject).is_some() && shows_two;
        is_block.then(|| self.judge(at, &shapes, &self.says))
    }

    /// Whether a blank line or a rule stands above.
    fn is_apart(&self, at: usize) -> bool {
        let above = &self.lines[at - 1];
        above.is_blank()
            || is_rule(above.text)
            || above.depth != self.lines[at].depth
            || matches!(self.says, Says::Reply)
    }

    /// What header lines are that stand above replies too.
    fn judge(&self, at: usize, block: &Block<'_>, says: &Says) -> Begins {
        let alone = says_nothing(&comment(&self.lines, at));
        let is_forward = match says {
            Says::Forward | Says::Either(_) => true,
            Says::Reply => false,
            Says::Nothing => match self.doubt {
                Doubt::Forward => true,
                Doubt::Reply => alone,
                Doubt::History => alone || !self.may_answer(block),
                Doubt::Nothing => false,
            },
        };
        if is_forward { Begins::Forward(self.take(at, block)) } else { Begins::History }
    }

    /// Whether the mail may answer what the block belongs to: an answer keeps the subject, or goes to who wrote that.
    fn may_answer(&self, block: &Block<'_>) -> bool {
        let (author, _) = sender(block.value(Field::From).unwrap_or_default());
        let went_to = |author: Mailbox| self.to.iter().any(|to| to.address.eq_ignore_ascii_case(&author.address));
        self.to.is_empty()
            || author.is_none_or(went_to)
            || block.value(Field::Subject).is_none_or(|subject| topic(subject) == self.topic)
    }

    /// "On ..., Jane <jane@a> wrote:" is a forward only where the subject says so (Outlook for Mac).
    fn attributed(&self, at: usize) -> Option<Begins> {
        let (line, end, depth) = self.attribution(at)?;
        let next = self.lines[end..].iter().find(|line| !line.is_blank())?;
        if self.says.may_forward() {
            let under = if next.depth > depth { depth + 1 } else { depth };
            return Some(Begins::Forward(self.attributed_to(at, &line, end, under)));
        }
        Some(if next.depth > depth { Begins::Quotation { start: end, depth } } else { Begins::History })
    }

    /// Under a separator, in place of header lines: Yandex.
    fn attributed_below(&self, at: usize) -> Option<Box<Forward>> {
        let next = (at + 1..self.lines.len()).take(MAX_WRAPPED).find(|&next| !self.lines[next].is_blank())?;
        let (line, end, depth) = self.attribution(next)?;
        Some(self.attributed_to(at, &line, end, depth))
    }

    /// The line above a quotation, which may be wrapped; the line after it, and its quote depth.
    fn attribution(&self, at: usize) -> Option<(String, usize, usize)> {
        let mut joined = String::new();
        for (count, line) in self.lines[at..].iter().take(MAX_WRAPPED).take_while(|line| !line.is_blank()).enumerate() {
            joined.push_str(line.text.trim());
            let arrows = is_attribution(line.whole) && line.whole.trim_end().ends_with(">>>");
            if arrows || is_attribution(&joined) {
                return Some((joined, at + count + 1, if arrows { 0 } else { line.depth }));
            }
            joined.push(' ');
        }
        None
    }

    /// The header lines after a separator, or on its line.
    fn block_after(&self, at: usize, rest: &str) -> Block<'a> {
        self.tried.set(self.tried.get() + 1);
        let several = glued(rest);
        if several.len() >= 2 {
            return Block::of(several, at + 1, self.lines[at].depth);
        }
        let block = block(&self.lines, at + 1);
        if block.value(Field::From).is_none() { columns(&self.lines, at + 1).unwrap_or(block) } else { block }
    }

    fn take(&self, at: usize, block: &Block<'_>) -> Box<Forward> {
        let from_line = block.value(Field::From).unwrap_or_default();
        let (from, on_behalf_of) = sender(from_line);
        let people = |field| block.value(field).map(list).unwrap_or_default();
        let words = |field| block.value(field).filter(|value| !value.is_empty()).map(str::to_owned);
        Box::new(Forward {
            from,
            on_behalf_of,
            to: people(Field::To),
            cc: people(Field::Cc),
            subject: words(Field::Subject),
            date: words(Field::Date),
            ..self.around(at, from_line, end_behind(block, &self.lines, &self.topic), block.depth)
        })
    }

    fn attributed_to(&self, at: usize, line: &str, end: usize, depth: usize) -> Box<Forward> {
        let (from, _) = sender(line);
        let from = from.map(super::people::of_attribution);
        Box::new(Forward { from, ..self.around(at, line, end, depth) })
    }

    /// The original of nobody; an answer says by its subject that it is none.
    fn nobodys(&self, found: Nameless) -> Option<Forward> {
        let forward = self.around(found.at, "", found.end, found.depth);
        (!forward.text.is_empty() && !matches!(self.says, Says::Reply)).then_some(forward)
    }

    /// The comment and the text: everything but the header lines.
    fn around(&self, at: usize, from_line: &str, end: usize, depth: usize) -> Forward {
        let original = original(&self.lines, end, depth);
        let above = comment(&self.lines, at);
        let comment = if above.is_empty() || original.below.is_empty() {
            above + &original.below
        } else {
            above + "\n\n" + &original.below
        };
        Forward { comment, from_line: from_line.to_owned(), text: original.text, ..Forward::default() }
    }
}

/// Nothing, or one short line with a colon: the words above a forward in a language we do not know.
fn says_nothing(comment: &str) -> bool {
    comment.is_empty() || (comment.len() < 120 && !comment.contains('\n') && comment.ends_with(is_colon))
}
