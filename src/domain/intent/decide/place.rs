//! Laying a language's rules over a page, and judging each sign by where it stands.

use super::super::Doubt;
use super::super::lexicon::Hit;
use super::super::lexicon::Lexicon;
use super::super::matching::{Joints, Marks};
use super::super::sentence::Sentence;
use super::super::weigh::{self, Classes, Judged, Sign};
use super::found::Found;
use super::page::Page;
use super::{SHORT, TERSE};
use crate::domain::reading::IntentKind;

impl Page<'_> {
    /// Lays the rules of one language over the page.
    pub(super) fn apply<'a>(&self, lexicon: &'a Lexicon, classes: &Classes, language: usize) -> Found<'a> {
        let mut found = Found { language, signs: Vec::new(), opposites: Vec::new(), marks: Vec::new() };
        let joints = Joints { please: classes.please, but: classes.but, and: classes.and };
        let mut is_cited = false;
        for (at, sentence) in self.text.sentences.iter().enumerate() {
            let mut marks = Marks::of(&self.hits, *sentence, 1 << language, classes.noise, joints);
            if let Some(class) = classes.ante.filter(|_| self.speaks_of_mail(classes, found.marks.last(), at)) {
                let (start, languages) = (sentence.start, 1 << language);
                marks.put_first(Hit { class, start, end: start, languages, made: true, accent: None });
            }
            is_cited |= self.follows_attribution(classes, found.marks.last(), sentence);
            for one in marks.matches(lexicon, 1 << language, &self.text) {
                match weigh::judge(one, &marks, at, *sentence, &self.text, classes) {
                    Judged::Sign(mut sign) => {
                        if is_cited {
                            sign.doubts.push(Doubt::Told);
                        }
                        found.signs.extend(self.placed(lexicon, classes, sign, sentence, &marks, language))
                    }
                    Judged::Opposite(kind, span) => found.opposites.push((at, kind, span)),
                    Judged::Nothing => {}
                }
            }
            found.marks.push(marks);
        }
        self.settle(classes, &mut found);
        found
    }

    /// "You write to me every week. Please end this.": the sentence before says what is to end.
    fn speaks_of_mail(&self, classes: &Classes, before: Option<&Marks>, at: usize) -> bool {
        let Some(marks) = before else { return false };
        let elsewhere = [classes.business, classes.others, classes.own_mail, classes.condition, classes.security];
        let heading = at == 1 && self.subject_end > 0;
        let names = [classes.mail, classes.list, classes.topic].into_iter().any(|class| marks.has(class));
        let is_spoken_of = if heading { names && !self.is_reply } else { marks.has(classes.gets) };
        is_spoken_of && !elsewhere.into_iter().any(|class| marks.has(class))
    }

    /// "And then she wrote:", "From: Jane": what stands below is somebody else's.
    pub(super) fn follows_attribution(&self, classes: &Classes, before: Option<&Marks>, sentence: &Sentence) -> bool {
        let above = self.text.normal.text().get(self.subject_end..sentence.start).unwrap_or_default().trim_end();
        let line = above.rsplit('\n').next().unwrap_or_default();
        let told = above.ends_with(':') && before.is_some_and(|marks| marks.has(classes.told));
        told || is_header_of_another(line)
    }

    /// Weighs the signs against each other.
    pub(super) fn settle(&self, classes: &Classes, found: &mut Found<'_>) {
        let spared = self.spared(classes, found);
        found.drop_kept(&spared.kept);
        if found.count(classes.footer) >= 2 {
            found.signs.clear();
        }
        found.drop_negated(classes);
        found.drop_content(classes);
        self.drop_wondered(classes, found);
        found.pause_while_away(classes);
        found.gather();
        found.settle(classes);
        found.drop_volume(classes, self.text.words.len());
        found.drop_told_of(
            classes,
            |sign| self.text.sentences.get(sign.sentence).is_some_and(|s| self.in_subject(s)),
            self.body_words > SHORT,
        );
        found.drop_answered_opposites();
        found.drop_opposed(classes);
        // Somebody calls off a visit or a parcel: only what names mail is about mail.
        let of_mail = [classes.mail, classes.list, classes.marketing];
        for (class, own) in [(classes.appointment, None), (classes.goods, classes.topic)] {
            let names = |hit: &Hit| of_mail.contains(&Some(hit.class)) || own.is_some() && Some(hit.class) == own;
            let sends = |hit: &Hit| [classes.no_send, classes.no_receive].contains(&Some(hit.class));
            // "I am in hospital until Monday, send nothing" is no visit called off.
            let pauses = |sign: &Sign<'_>| sign.kind == IntentKind::Pause && sign.hits.iter().any(sends);
            if found.count(class) > 0 {
                let of_data = |sign: &Sign<'_>| !sign.kind.is_opt_out() || sign.kind == IntentKind::SharingOptOut;
                let visits = own.is_none();
                found.signs.retain(|sign| of_data(sign) || sign.hits.iter().any(names) || visits && pauses(sign));
            }
        }
        if found.count(classes.security) > 0 {
            // A report about the product may hold every word there is.
            found.signs.clear();
        }
    }

    /// "You no longer write to me. Why?": what is wondered at is not wanted.
    fn drop_wondered(&self, classes: &Classes, found: &mut Found<'_>) {
        if !self.text.sentences.iter().any(|sentence| sentence.asks) {
            return;
        }
        let is_why = |at: usize| {
            let asked = self.text.sentences.get(at).is_some_and(|s| s.asks && self.words_in(s) <= TERSE);
            asked && found.marks.get(at).is_some_and(|marks| marks.has(classes.how))
        };
        let asked = |at: usize| found.marks.get(at).is_some_and(|marks| marks.asks_for(classes).next().is_some());
        let wondered: Vec<usize> = (0..self.text.sentences.len()).filter(|at| is_why(at + 1) && !asked(*at)).collect();
        found.signs.retain(|sign| !sign.kind.is_opt_out() || !wondered.contains(&sign.sentence));
    }

    /// Judges a sign by where it stands: rules for short letters, subjects above a letter that says something else.
    pub(super) fn placed<'a>(
        &self,
        lexicon: &Lexicon,
        classes: &Classes,
        mut sign: Sign<'a>,
        sentence: &Sentence,
        marks: &Marks,
        language: usize,
    ) -> Option<Sign<'a>> {
        let in_subject = self.in_subject(sentence);
        let brief =
            || self.body_words <= SHORT && self.words_in(sentence) <= SHORT && self.foreign_words(marks, sentence) <= 2;
        let terse = || self.words_in(sentence) <= TERSE && self.foreign_words(marks, sentence) <= 1;
        if (sign.rule.short && !brief()) || (sign.rule.terse && !terse()) {
            return None;
        }
        if sign.kind == IntentKind::UnsubscribeAll
            && self.has_other_object(lexicon, classes, &sign, sentence, marks, language)
        {
            sign.confidence = sign.confidence.min(0.8);
            sign.doubts.push(Doubt::Weak);
        }
        if sign.kind == IntentKind::UnsubscribeAll && closes_account(classes, &sign, marks, self) {
            sign.confidence = sign.confidence.min(0.8);
            sign.doubts.push(Doubt::Weak);
        }
        if self.is_about_papers(classes, &sign, sentence, marks) {
            return None;
        }
        if self.stops_something(lexicon, classes, &sign, sentence, marks, language) {
            return None;
        }
        if in_subject && self.is_reply {
            // The subject of an answer is somebody else's words.
            return None;
        }
        if in_subject && self.body_words > SHORT {
            sign.confidence = sign.confidence.min(0.6);
            sign.doubts.push(Doubt::Weak);
        }
        Some(sign)
    }

    /// "Do not send the invoice to the old address": what goes on anyway is only to go elsewhere.
    fn is_about_papers(&self, classes: &Classes, sign: &Sign<'_>, sentence: &Sentence, marks: &Marks) -> bool {
        let stops = matches!(sign.kind, IntentKind::UnsubscribeAll | IntentKind::UnsubscribeTopic);
        let (start, end) = self.clause_of(sign, sentence);
        let papers = || marks.all(classes.transact).filter(|hit| start <= hit.start && hit.end <= end);
        let of_mail = [classes.mail, classes.list, classes.marketing, classes.topic];
        let is_mail = |hit: &Hit| {
            of_mail.contains(&Some(hit.class)) && !papers().any(|paper| paper.start < hit.end && hit.start < paper.end)
        };
        stops && papers().next().is_some() && !sign.hits.iter().any(is_mail) && !marks.has(classes.except)
    }

    /// "Please stop the export": a word that may end anything, beside a word that nobody knows.
    fn stops_something(
        &self,
        lexicon: &Lexicon,
        classes: &Classes,
        sign: &Sign<'_>,
        sentence: &Sentence,
        marks: &Marks,
        language: usize,
    ) -> bool {
        let vague = [classes.stop_word, classes.remove];
        let is_vague = sign.hits.iter().all(|hit| vague.contains(&Some(hit.class)));
        if !is_vague {
            return false;
        }
        let is_spaced = lexicon.languages.get(language).is_some_and(|own| !own.unspaced);
        let of_lists = [
            classes.please,
            classes.thanks,
            classes.greeting,
            classes.not,
            classes.more,
            classes.every,
            classes.me,
            classes.want,
            classes.mail,
            classes.list,
            classes.topic,
            classes.marketing,
            classes.stop_word,
            classes.remove,
        ];
        let known = |start: usize, stop: usize| {
            let word = self.text.normal.text().get(start..stop).unwrap_or_default();
            let covers = |hit: &Hit| hit.start <= start && stop <= hit.end && of_lists.contains(&Some(hit.class));
            lexicon.common.get(word).is_some_and(|bits| bits & (1 << language) != 0) || marks.hits.iter().any(covers)
        };
        let inside = self.text.words.iter().filter(|(start, end)| sentence.start <= *start && *end <= sentence.end);
        let elsewhere = self.hits.iter().any(|hit| {
            [classes.business, classes.own_mail].contains(&Some(hit.class)) && hit.languages & (1 << language) != 0
        });
        if elsewhere && self.text.sentences.len() > 1 {
            return true;
        }
        is_spaced && inside.into_iter().any(|(start, stop)| stop - start > 3 && !known(*start, *stop))
    }

    /// "Do not send me an invoice": a request without any word for mail or lists, followed by a word that nobody knows.
    pub(super) fn has_other_object(
        &self,
        lexicon: &Lexicon,
        classes: &Classes,
        sign: &Sign<'_>,
        sentence: &Sentence,
        marks: &Marks,
        language: usize,
    ) -> bool {
        let objects = [classes.mail, classes.list, classes.topic, classes.every, classes.more, classes.marketing];
        let unspaced = lexicon.languages.get(language).is_some_and(|own| own.unspaced);
        let (_, end) = self.clause_of(sign, sentence);
        let last = sign.hits.iter().map(|hit| hit.end).max().unwrap_or(end);
        let first = sign.hits.first().map_or(end, |hit| hit.start);
        let named = |hit: &Hit| objects.contains(&Some(hit.class)) && hit.start >= first && hit.start < end;
        if unspaced || marks.hits.iter().any(named) {
            return false;
        }
        let known = |start, stop| self.is_known(lexicon, marks, language, start, stop);
        let behind = self.text.words.iter().filter(|(start, stop)| *start >= last && *stop <= end);
        behind.take(5).any(|(start, stop)| stop - start > 2 && !known(*start, *stop))
    }
}

/// "Sign off my account": a word for leaving, whose object is no list.
fn closes_account(classes: &Classes, sign: &Sign<'_>, marks: &Marks, page: &Page<'_>) -> bool {
    let of_mail = [classes.mail, classes.list, classes.topic, classes.marketing];
    let names_mail = sign.hits.iter().any(|hit| of_mail.contains(&Some(hit.class)));
    let end = sign.hits.iter().map(|hit| hit.end).max().unwrap_or_default();
    let start = sign.hits.iter().map(|hit| hit.end).min().unwrap_or_default();
    let follows = |account: &Hit| account.start >= start && page.words_between(end, account.start) <= 2;
    !names_mail && marks.all(classes.account).any(follows)
}

/// A line of a quoted mail's header that the cutting of quotes left in place.
fn is_header_of_another(line: &str) -> bool {
    const NAMES: &[&str] = &[
        "from",
        "sent",
        "von",
        "gesendet",
        "de",
        "envoye",
        "enviado",
        "da",
        "inviato",
        "van",
        "verzonden",
        "от",
        "fra",
    ];
    line.split_once(": ").is_some_and(|(name, value)| NAMES.contains(&name) && !value.trim().is_empty())
}
