//! The net under the rules: who writes about the mail they get and asks for something, but was not understood.
//!
//! "Nothing was asked of us" must be certain (L7, L10): thanks, orders, visits and mailings ask nothing about mail. What is
//! left is a question, as faint as a sign can be; it stops nothing and is never acted on.

use super::super::lexicon::{Hit, Lexicon};
use super::super::matching::Marks;
use super::super::sentence::Sentence;
use super::super::weigh::{Classes, Sign};
use super::SHOWN;
use super::found::Found;
use super::intents::plain;
use super::page::Page;
use crate::domain::reading::{Intent, IntentKind};

/// A letter of more words than this says what it is about; what it asks in passing is not guessed at.
const LONGEST: usize = 90;
/// Words between "these" and the mails it points to.
const POINTS: usize = 2;

impl Found<'_> {
    /// "Too many mails" in a letter that says what it wants, threatens, or is no letter about mail at all.
    pub(super) fn drop_volume(&mut self, classes: &Classes, words: usize) {
        let is_volume = |sign: &Sign<'_>| sign.rule.id.starts_with("often.") && sign.kind.is_opt_out();
        let asks = self.marks.iter().any(|marks| marks.asks_for(classes).next().is_some());
        let threatens = !asks && self.count(classes.future) + self.count(classes.one_more) > 0;
        let speaks = self
            .signs
            .iter()
            .any(|sign| sign.kind != IntentKind::Question && sign.confidence >= 0.7 && !is_volume(sign));
        if words > LONGEST || threatens || speaks {
            self.signs.retain(|sign| !is_volume(sign));
        }
    }
}

impl Page<'_> {
    /// A question that no rule knows, made of the words that let it be guessed.
    pub(super) fn caught(&self, lexicon: &Lexicon, classes: &Classes, found: &Found<'_>) -> Option<Intent> {
        if !found.opposites.is_empty() || self.text.words.len() > LONGEST || self.is_of_something_else(classes, found) {
            return None;
        }
        let is_unspaced = lexicon.languages.get(found.language).is_some_and(|own| own.unspaced);
        let is_bare = self.body_words == 0 && !self.is_reply;
        let mut sentences =
            found.marks.iter().zip(&self.text.sentences).filter(|(_, one)| !self.in_subject(one) || is_bare);
        let (told, thanks) = (found.count(classes.others) > 0, found.count(classes.thanks) > 0);
        let (what, form) = sentences.find_map(|(marks, sentence)| {
            let what = self.mail_they_get(classes, marks, is_unspaced || sentence.asks)?;
            // What somebody else wants is told, unless something is asked about it.
            if told && !sentence.asks {
                return None;
            }
            // "Thank you, it is no longer needed": nothing is left to be asked.
            if thanks && !sentence.asks && marks.asks_for(classes).next().is_none() {
                return None;
            }
            Some((what, asking(classes, marks, sentence)?))
        })?;
        let mut hits = vec![what];
        hits.extend(form);
        hits.sort_by_key(|hit| hit.start);
        let mut intent = plain(IntentKind::Question, SHOWN);
        intent.words =
            hits.iter().map(|hit| self.text.original(&self.original, hit.start, hit.end).to_owned()).collect();
        intent.words.dedup();
        intent.rules = vec!["net".to_owned()];
        Some(intent)
    }

    /// Mailings, products, visits, parcels, invoices, reports of holes: they name mail, too.
    fn is_of_something_else(&self, classes: &Classes, found: &Found<'_>) -> bool {
        let elsewhere = [
            classes.footer,
            classes.machine,
            classes.business,
            classes.own_mail,
            classes.appointment,
            classes.goods,
            classes.security,
            classes.transact,
            classes.worked,
            classes.stopped,
            classes.miss_out,
            classes.keep,
        ];
        self.original.contains("://") || elsewhere.into_iter().any(|class| found.count(class) > 0)
    }

    /// "Your mails", "these messages", "the newsletter", "all that post".
    fn mail_they_get(&self, classes: &Classes, marks: &Marks, is_any: bool) -> Option<Hit> {
        let mail = |marks: &Marks| {
            let of_mail = [classes.mail, classes.list, classes.topic, classes.marketing];
            marks.hits.iter().filter(|hit| of_mail.contains(&Some(hit.class))).copied().collect::<Vec<_>>()
        };
        let points = |mail: &Hit| {
            let mut before = [classes.it, classes.every].into_iter().flat_map(|class| marks.all(class));
            before.any(|it| it.end <= mail.start && self.words_between(it.end, mail.start) <= POINTS)
        };
        let gets = marks.all(classes.gets).next().copied();
        // "Must you write every day?"
        let often = || {
            let mut often = [classes.every_day, classes.period].into_iter().flat_map(|class| marks.all(class));
            often
                .next()
                .copied()
                .filter(|_| marks.has(classes.send) || marks.has(classes.writes) || !mail(marks).is_empty())
        };
        gets.or_else(|| mail(marks).into_iter().find(|hit| is_any || points(hit))).or_else(often)
    }
}

/// A question, a request, or what is not wanted; with the word for it, where it is one.
fn asking(classes: &Classes, marks: &Marks, sentence: &Sentence) -> Option<Option<Hit>> {
    let asks = marks.asks_for(classes).chain(marks.all(classes.curious)).next().copied();
    let negative = [classes.not, classes.no_more].into_iter().any(|class| marks.has(class));
    let wants = || marks.all(classes.want).next().copied().filter(|_| negative);
    match asks.or_else(|| marks.all(classes.want_not).next().copied()).or_else(wants) {
        Some(form) => Some(Some(form)),
        None => sentence.asks.then_some(None),
    }
}
