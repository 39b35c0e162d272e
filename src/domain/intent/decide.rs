//! From judged signs to one reading: which kinds stand, which topics, and whether it may be acted on.

use std::collections::BTreeSet;

use super::language::{self, Detected};
use super::lexicon::{Hit, Lexicon};
use super::matching::{Joints, Marks};
use super::sentence::{Sentence, Text};
use super::topics::{self, Named};
use super::values;
use super::weigh::{self, Classes, Judged, Sign};
use super::{Doubt, Letter, READ_MAX, Understood, head, typos};
use crate::domain::reading::{Intent, IntentKind};

/// A sign weaker than this shows nothing.
const SHOWN: f64 = 0.5;
/// From here on a sign is certain enough to act.
const CERTAIN: f64 = 0.85;
/// A letter of more words than this is not read as one request.
const LONG: usize = 260;
/// A sentence of greeting or thanks of no more words than this says nothing else.
const POLITE: usize = 6;
/// A sentence of no more words than this is an exclamation.
const TERSE: usize = 4;
/// A letter of no more words than this is short.
const SHORT: usize = 14;

/// A letter, cut up, with everything that was found in it.
struct Page<'l> {
    original: String,
    subject_end: usize,
    is_reply: bool,
    text: Text,
    hits: Vec<Hit>,
    letter: &'l Letter<'l>,
    /// Words of the body outside greetings and thanks.
    body_words: usize,
}

/// What one language's rules made of a page.
struct Found<'a> {
    language: usize,
    signs: Vec<Sign<'a>>,
    /// What the letter says the opposite of: sentence, kind, span.
    opposites: Vec<(usize, IntentKind, (usize, usize))>,
    marks: Vec<Marks>,
}

/// Reads a letter.
pub fn read(lexicon: &Lexicon, classes: &Classes, letter: &Letter<'_>) -> Understood {
    let mut page = Page::of(lexicon, letter);
    let detected = language::detect(lexicon, &page.original, &page.text, &page.hits);
    page.add_values(lexicon, classes, &detected);
    page.body_words = page.count_words(lexicon, classes);
    let found = detected
        .candidates
        .iter()
        .map(|language| page.apply(lexicon, classes, *language))
        .max_by(|a, b| a.strength().total_cmp(&b.strength()).then(b.order(&detected).cmp(&a.order(&detected))));
    page.conclude(lexicon, classes, &detected, found)
}

impl<'l> Page<'l> {
    fn of(lexicon: &Lexicon, letter: &'l Letter<'l>) -> Self {
        let (subject, is_reply) = bare_subject(head(letter.subject, 400));
        let original = format!("{}\n{}", subject, head(letter.text, READ_MAX));
        let text = Text::of(&original);
        let folded = text.normal.text();
        let subject_end = if subject.is_empty() { 0 } else { folded.find('\n').unwrap_or(folded.len()) };
        let mut hits = lexicon.hits(folded, |start, end| text.original(&original, start, end));
        hits.retain(|hit| {
            hit.accent.is_none_or(|marked| text.original(&original, hit.start, hit.end).is_ascii() != marked)
        });
        Self { subject_end, is_reply, text, hits, letter, body_words: 0, original }
    }

    /// Adds what is computed rather than listed: mistyped words, durations and dates.
    fn add_values(&mut self, lexicon: &Lexicon, classes: &Classes, detected: &Detected) {
        let languages = detected.candidates.iter().fold(0, |bits, at| bits | 1 << at);
        self.hits.extend(typos::hits(lexicon, &self.text, &self.hits, languages));
        let own: Vec<Hit> = self.hits.iter().filter(|hit| hit.languages & languages != 0).copied().collect();
        let names = self.names();
        let mut add = |name: &str, start: usize, end: usize| {
            if let Some(class) = lexicon.class(name) {
                self.hits.push(Hit { class, start, end, languages, made: false, accent: None });
            }
        };
        let topics: Vec<(usize, usize)> = own
            .iter()
            .filter(|hit| lexicon.name(hit.class).starts_with("topic:"))
            .map(|hit| (hit.start, hit.end))
            .collect();
        for (start, end) in topics {
            add("TOPICWORD", start, end);
        }
        for duration in values::durations(lexicon, &self.text, &own) {
            add("DURATION", duration.start, duration.end);
        }
        for day in values::days(
            lexicon,
            classes,
            &self.text,
            &own,
            self.letter.date.or(jiff::civil::Date::new(2000, 1, 1).ok()),
            values::Order::Unsure,
        ) {
            add("DATE", day.start, day.end);
        }
        for (start, end) in names {
            add("PROPER", start, end);
        }
        for address in values::addresses(self.text.normal.text()) {
            let start = address.as_ptr() as usize - self.text.normal.text().as_ptr() as usize;
            add("ADDRESS", start, start + address.len());
        }
        self.hits.sort_by_key(|hit| (hit.start, hit.end));
    }

    /// Words with a capital that begin no sentence.
    fn names(&self) -> Vec<(usize, usize)> {
        let begins = |at: usize| {
            let before = self.text.normal.text().get(..at).unwrap_or_default().trim_end_matches(' ');
            before.is_empty() || before.ends_with(['\n', '.', '!', '?', ':', '"'])
        };
        let capital = |start: usize, end: usize| {
            let mut letters = self.text.original(&self.original, start, end).chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
        };
        self.text.words.iter().copied().filter(|(start, end)| capital(*start, *end) && !begins(*start)).collect()
    }

    fn count_words(&self, _lexicon: &Lexicon, classes: &Classes) -> usize {
        let polite = |sentence: &Sentence| {
            self.words_in(sentence) <= POLITE
                && self.hits.iter().any(|hit| {
                    hit.start >= sentence.start
                        && hit.end <= sentence.end
                        && (Some(hit.class) == classes.greeting || Some(hit.class) == classes.thanks)
                })
        };
        let body = self.text.sentences.iter().filter(|s| s.start >= self.subject_end && !polite(s));
        body.map(|s| self.words_in(s)).sum()
    }

    fn words_in(&self, sentence: &Sentence) -> usize {
        self.text.word_at(sentence.end).saturating_sub(self.text.word_at(sentence.start))
    }

    /// Lays the rules of one language over the page.
    fn apply<'a>(&self, lexicon: &'a Lexicon, classes: &Classes, language: usize) -> Found<'a> {
        let mut found = Found { language, signs: Vec::new(), opposites: Vec::new(), marks: Vec::new() };
        let joints = Joints { please: classes.please, but: classes.but, and: classes.and };
        let mut is_cited = false;
        for (at, sentence) in self.text.sentences.iter().enumerate() {
            let mut marks = Marks::of(&self.hits, *sentence, 1 << language, classes.noise, joints);
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

    /// "And then she wrote:", "From: Jane": what stands below is somebody else's.
    fn follows_attribution(&self, classes: &Classes, before: Option<&Marks>, sentence: &Sentence) -> bool {
        let above = self.text.normal.text().get(self.subject_end..sentence.start).unwrap_or_default().trim_end();
        let line = above.rsplit('\n').next().unwrap_or_default();
        let told = above.ends_with(':') && before.is_some_and(|marks| marks.has(classes.told));
        told || is_header_of_another(line)
    }

    /// Weighs the signs against each other.
    fn settle(&self, classes: &Classes, found: &mut Found<'_>) {
        let kept = self.kept(classes, found);
        found.drop_kept(&kept);
        if found.count(classes.footer) >= 2 {
            found.signs.clear();
        }
        found.drop_negated(classes);
        found.pause_while_away(classes);
        found.gather();
        found.settle(classes);
        found.drop_told_of(
            classes,
            |sign| self.text.sentences.get(sign.sentence).is_some_and(|s| self.in_subject(s)),
            self.body_words > SHORT,
        );
        found.drop_answered_opposites();
        found.drop_opposed(classes);
        if found.count(classes.appointment) > 0 {
            let of_mail = [classes.mail, classes.list, classes.marketing];
            found.signs.retain(|sign| {
                !sign.kind.is_opt_out() || sign.hits.iter().any(|hit| of_mail.contains(&Some(hit.class)))
            });
        }
        if found.count(classes.security) > 0 {
            // A report about the product may hold every word there is.
            found.signs.clear();
        }
    }

    /// Judges a sign by where it stands: rules for short letters, subjects above a letter that says something else.
    fn placed<'a>(
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

    /// "Do not send me an invoice": a request without any word for mail or lists, followed by a word that nobody knows.
    fn has_other_object(
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
        let known = |start: usize, stop: usize| {
            let word = self.text.normal.text().get(start..stop).unwrap_or_default();
            lexicon.common.get(word).is_some_and(|bits| bits & (1 << language) != 0)
                || marks.hits.iter().any(|hit| hit.start <= start && stop <= hit.end)
        };
        let behind = self.text.words.iter().filter(|(start, stop)| *start >= last && *stop <= end);
        behind.take(5).any(|(start, stop)| stop - start > 2 && !known(*start, *stop))
    }

    /// Words of a sentence that no term covers: what a one-word request is not followed by.
    fn foreign_words(&self, marks: &Marks, sentence: &Sentence) -> usize {
        let inside = self.text.words.iter().filter(|(start, end)| sentence.start <= *start && *end <= sentence.end);
        inside.filter(|(start, end)| !marks.hits.iter().any(|hit| hit.start < *end && *start < hit.end)).count()
    }

    fn in_subject(&self, sentence: &Sentence) -> bool {
        sentence.start < self.subject_end
    }

    fn conclude(
        &self,
        lexicon: &Lexicon,
        classes: &Classes,
        detected: &Detected,
        found: Option<Found<'_>>,
    ) -> Understood {
        let Some(found) = found else {
            return self.nothing(detected.tag.clone(), detected.foreign);
        };
        let tag = if found.signs.is_empty() {
            detected.tag.clone()
        } else {
            lexicon.languages.get(found.language).map_or_else(String::new, |l| l.tag.clone())
        };
        let mut doubts: BTreeSet<Doubt> = self.letter_doubts(classes, &found);
        let intents = self.intents(lexicon, classes, &found, &mut doubts);
        if intents.is_empty() {
            return self.nothing(tag, detected.foreign);
        }
        if !intents.iter().any(|intent| intent.kind.is_opt_out()) {
            doubts.insert(Doubt::NoOptOut);
        }
        if intents.iter().any(|intent| intent.kind.is_opt_out() && intent.confidence < CERTAIN) {
            doubts.insert(Doubt::Weak);
        }
        let has = |kind: IntentKind| intents.iter().any(|intent| intent.kind == kind);
        if has(IntentKind::UnsubscribeAll) && has(IntentKind::UnsubscribeTopic) {
            // Everything and a part of it: one of the two was misread.
            doubts.insert(Doubt::Partial);
        }
        let contrary = |intent: &Intent| {
            intent.kind.is_opt_out() && found.opposites.iter().any(|(_, kind, _)| *kind == intent.kind)
        };
        if intents.iter().any(contrary)
            || (intents.iter().any(|i| i.kind == IntentKind::Resubscribe)
                && intents.iter().any(|i| i.kind.is_opt_out()))
        {
            doubts.insert(Doubt::Contradiction);
        }
        Understood {
            language: tag,
            clear: doubts.is_empty(),
            intents,
            doubts: doubts.into_iter().collect(),
            addresses: self.other_addresses(),
        }
    }

    /// No sign of anything; in a language that is not ours that says nothing.
    fn nothing(&self, language: String, foreign: bool) -> Understood {
        let doubts = [Some(Doubt::NoOptOut), foreign.then_some(Doubt::Language)].into_iter().flatten().collect();
        let none = plain(IntentKind::None, 0.5);
        Understood { language, intents: vec![none], clear: false, doubts, addresses: self.other_addresses() }
    }

    fn other_addresses(&self) -> Vec<String> {
        let own = |address: &str| self.letter.writer.is_some_and(|writer| writer.eq_ignore_ascii_case(address));
        values::addresses(&self.original).into_iter().filter(|address| !own(address)).map(str::to_owned).collect()
    }

    /// Doubts about the letter as a whole.
    fn letter_doubts(&self, classes: &Classes, found: &Found<'_>) -> BTreeSet<Doubt> {
        let mut doubts = BTreeSet::new();
        let body = || found.marks.iter().zip(&self.text.sentences);
        let any = |class| found.marks.iter().any(|marks| marks.has(class));
        let mut note = |is: bool, doubt: Doubt| {
            if is {
                doubts.insert(doubt);
            }
        };
        note(!self.other_addresses().is_empty(), Doubt::OtherAddress);
        note(any(classes.footer) || self.original.matches("://").count() >= 3, Doubt::Mailing);
        note(any(classes.machine), Doubt::Machine);
        note(self.text.words.len() > LONG || self.letter.text.len() > READ_MAX, Doubt::Long);
        let of_them = |sign: &Sign<'_>| found.marks.get(sign.sentence).is_some_and(|marks| marks.has(classes.them));
        let speaks = found.signs.iter().any(|sign| sign.kind.is_opt_out() && of_them(sign));
        note(any(classes.others) && speaks, Doubt::OtherPerson);
        let stops = |sign: &Sign<'_>| matches!(sign.kind, IntentKind::UnsubscribeAll | IntentKind::UnsubscribeTopic);
        let in_body = |sign: &&Sign<'_>| self.text.sentences.get(sign.sentence).is_some_and(|s| !self.in_subject(s));
        let is_paused = found.signs.iter().any(|sign| sign.kind == IntentKind::Pause);
        // Who is away for a while may only want a pause.
        let dated = any(classes.duration) || any(classes.date);
        let ends = |sign: &Sign<'_>| found.marks.get(sign.sentence).is_some_and(|marks| marks.has(classes.until));
        let is_for_a_while =
            any(classes.away) || any(classes.meanwhile) || found.signs.iter().any(|sign| stops(sign) && ends(sign));
        let leaves = dated && is_for_a_while;
        note(leaves && !is_paused && found.signs.iter().any(stops), Doubt::Partial);
        note(
            any(classes.stopped)
                && found.signs.iter().any(stops)
                && !found.signs.iter().any(|sign| sign.confidence >= 0.9 && in_body(&sign)),
            Doubt::Told,
        );
        // A subject is no request where the letter below it asks or says something else.
        let heading = found.signs.iter().any(|sign| sign.kind.is_opt_out())
            && !found.signs.iter().filter(in_body).any(|sign| sign.kind.is_opt_out());
        let below = || body().filter(|(_, sentence)| !self.in_subject(sentence));
        let differs = found.signs.iter().any(|sign| in_body(&sign))
            || below().any(|(marks, sentence)| {
                (sentence.asks && !marks.has(classes.please))
                    || marks.has(classes.condition)
                    || marks.has(classes.way_out)
            });
        note(heading && differs, Doubt::Weak);
        // "A reader wants to be taken off. Where is the button?"
        let wonders =
            below().any(|(marks, sentence)| sentence.asks && marks.has(classes.how) && !marks.has(classes.please));
        let of_me = |sign: &Sign<'_>| {
            let own = found.marks.get(sign.sentence);
            own.is_some_and(|marks| marks.has(classes.me) || marks.has(classes.please))
        };
        note(wonders && !found.signs.iter().any(|sign| sign.kind.is_opt_out() && of_me(sign)), Doubt::Weak);
        note(
            any(classes.done) && any(classes.thanks) && !body().any(|(marks, _)| marks.has(classes.please)),
            Doubt::Told,
        );
        doubts
    }

    fn intents(
        &self,
        lexicon: &Lexicon,
        classes: &Classes,
        found: &Found<'_>,
        doubts: &mut BTreeSet<Doubt>,
    ) -> Vec<Intent> {
        let named = topics::named(lexicon, self.letter.topics, &self.text, &self.hits, 1 << found.language);
        let mut intents: Vec<(usize, Intent)> = Vec::new();
        for sign in &found.signs {
            let first = sign.hits.first().map_or(0, |hit| hit.start);
            if sign.kind.is_opt_out() && (sign.confidence >= CERTAIN || !self.has_certain(found, sign.kind)) {
                doubts.extend(sign.doubts.iter().copied());
            }
            for mut intent in self.spelled(lexicon, classes, found, sign, &named, doubts) {
                intent.words = self.words_of(sign);
                intent.rules = vec![sign.rule.id.clone()];
                merge(&mut intents, first, intent);
            }
        }
        let halves = found.count(classes.keep) + found.count(classes.only) > 0;
        if halves && intents.iter().any(|(_, i)| i.kind == IntentKind::UnsubscribeTopic) {
            let before = intents.len();
            intents.retain(|(_, i)| i.kind != IntentKind::UnsubscribeAll);
            if intents.len() < before {
                doubts.insert(Doubt::Partial);
            }
        }
        self.tidy(&mut intents, found);
        intents.into_iter().map(|(_, intent)| intent).collect()
    }

    fn has_certain(&self, found: &Found<'_>, kind: IntentKind) -> bool {
        found.signs.iter().any(|sign| sign.kind == kind && sign.confidence >= CERTAIN && sign.doubts.is_empty())
    }

    /// A question is only what is left when nothing else is asked for; all swallows topics.
    fn tidy(&self, intents: &mut Vec<(usize, Intent)>, _found: &Found<'_>) {
        intents.sort_by_key(|(first, intent)| (*first, intent.kind));
        let has = |kind: IntentKind, intents: &[(usize, Intent)]| intents.iter().any(|(_, i)| i.kind == kind);
        let best = |is_question: bool, intents: &[(usize, Intent)]| {
            intents
                .iter()
                .filter(|(_, i)| (i.kind == IntentKind::Question) == is_question)
                .map(|(_, i)| i.confidence)
                .fold(0.0, f64::max)
        };
        if best(true, intents) > best(false, intents) && best(false, intents) < 0.7 {
            intents.retain(|(_, i)| i.kind == IntentKind::Question);
        } else if intents.iter().any(|(_, i)| i.kind != IntentKind::Question) {
            intents.retain(|(_, i)| i.kind != IntentKind::Question);
        }
        if has(IntentKind::None, intents) {
            intents.retain(|(_, i)| i.kind != IntentKind::None);
        }
        if has(IntentKind::WrongPerson, intents) {
            let sure = intents
                .iter()
                .filter(|(_, i)| i.kind == IntentKind::WrongPerson)
                .map(|(_, i)| i.confidence)
                .fold(0.0, f64::max);
            intents.retain(|(_, i)| i.kind == IntentKind::WrongPerson || (sure < 0.75 && i.confidence > sure));
            if sure < 0.9 && has(IntentKind::Resubscribe, intents) {
                intents.retain(|(_, i)| i.kind != IntentKind::WrongPerson);
            }
            if sure < 0.65 && intents.iter().any(|(_, i)| i.kind != IntentKind::WrongPerson && i.confidence >= CERTAIN)
            {
                // "I never had an account with you, take me off": the wish counts.
                intents.retain(|(_, i)| i.kind != IntentKind::WrongPerson);
            }
        }
    }

    fn words_of(&self, sign: &Sign<'_>) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        let mut last = 0;
        for hit in &sign.hits {
            if hit.end > last {
                words.push(self.text.original(&self.original, hit.start.max(last), hit.end).to_owned());
                last = hit.end;
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }

    /// A sign as intents: an opt-out by topic becomes one for each topic named.
    fn spelled(
        &self,
        lexicon: &Lexicon,
        classes: &Classes,
        found: &Found<'_>,
        sign: &Sign<'_>,
        named: &[Named],
        doubts: &mut BTreeSet<Doubt>,
    ) -> Vec<Intent> {
        let mut intent = plain(sign.kind, sign.confidence);
        match sign.kind {
            IntentKind::UnsubscribeAll | IntentKind::UnsubscribeTopic => {
                return self.narrowed(classes, found, sign, named, doubts);
            }
            IntentKind::Pause => self.timed(lexicon, classes, found.language, sign, &mut intent, doubts),
            IntentKind::Correction => {
                (intent.from, intent.to) =
                    super::correct::values(&self.original, self.letter.text, lexicon, classes, found.language)
            }
            _ => {}
        }
        vec![intent]
    }

    /// Everything, or which topics.
    fn narrowed(
        &self,
        classes: &Classes,
        found: &Found<'_>,
        sign: &Sign<'_>,
        named: &[Named],
        doubts: &mut BTreeSet<Doubt>,
    ) -> Vec<Intent> {
        let kept = self.kept(classes, found);
        let is_kept = |one: &Named| kept.iter().any(|(start, end)| *start <= one.start && one.start < *end);
        let Some(sentence) = self.text.sentences.get(sign.sentence) else { return Vec::new() };
        let inside = |one: &&Named| sentence.start <= one.start && one.end <= sentence.end;
        let marks = found.marks.get(sign.sentence);
        let qualifies =
            |hit: &Hit| named.iter().any(|one| hit.end <= one.start && self.words_between(hit.end, one.start) <= 4);
        let every = kept.is_empty() && marks.is_some_and(|marks| marks.all(classes.every).any(|hit| !qualifies(hit)));
        let only = marks.is_some_and(|marks| marks.all(classes.only).any(|hit| self.is_beside(hit, sign)));
        let clause = self.clause_of(sign, sentence);
        let close: Vec<Option<usize>> = distinct(
            named.iter().filter(|one| clause.0 <= one.start && one.end <= clause.1).filter(|one| !is_kept(one)),
        );
        let apart = close.is_empty();
        let here = if apart { distinct(named.iter().filter(inside).filter(|one| !is_kept(one))) } else { close };
        if !here.is_empty() && !every {
            if apart && (here.len() > 1 || !kept.is_empty()) {
                // Topics outside of the request's own clause: one of them may be the one that is to go on.
                doubts.insert(Doubt::Partial);
            }
            return self.by_topic(sign, &here, doubts);
        }
        if kept.is_empty() && !(only && here.is_empty()) && sign.kind == IntentKind::UnsubscribeAll {
            let heading = distinct(named.iter().filter(|one| one.end <= self.subject_end));
            if every || heading.is_empty() || self.is_reply || self.in_subject(sentence) {
                return vec![plain(IntentKind::UnsubscribeAll, sign.confidence)];
            }
            return self.by_topic(sign, &heading, doubts);
        }
        let elsewhere = distinct(named.iter().filter(|one| !is_kept(one)));
        if elsewhere.is_empty() && sign.kind == IntentKind::UnsubscribeAll {
            // Something is to go on, or only something to end, but nobody can tell what.
            doubts.insert(Doubt::Partial);
            return vec![plain(IntentKind::UnsubscribeAll, sign.confidence.min(0.8))];
        }
        self.by_topic(sign, &elsewhere, doubts)
    }

    /// The clauses a sign stands in.
    fn clause_of(&self, sign: &Sign<'_>, sentence: &Sentence) -> (usize, usize) {
        let first = sign.hits.first().map_or(sentence.start, |hit| hit.start);
        let last = sign.hits.iter().map(|hit| hit.end).max().unwrap_or(sentence.end);
        let start = self.text.breaks.iter().copied().filter(|at| *at <= first && *at >= sentence.start).max();
        let end = self.text.breaks.iter().copied().find(|at| *at >= last && *at <= sentence.end);
        (start.unwrap_or(sentence.start), end.unwrap_or(sentence.end))
    }

    fn words_between(&self, end: usize, start: usize) -> usize {
        self.text.word_at(start).saturating_sub(self.text.word_at(end))
    }

    /// A word of the sign's own clause, close to it.
    fn is_beside(&self, hit: &Hit, sign: &Sign<'_>) -> bool {
        sign.hits.iter().any(|own| {
            let (end, start) = if hit.end <= own.start { (hit.end, own.start) } else { (own.end, hit.start) };
            start >= end && self.words_between(end, start) <= 1 && !self.text.breaks_between(end, start)
        })
    }

    fn by_topic(&self, sign: &Sign<'_>, which: &[Option<usize>], doubts: &mut BTreeSet<Doubt>) -> Vec<Intent> {
        if which.is_empty() || which.len() > 2 || which.contains(&None) {
            doubts.insert(Doubt::Partial);
        }
        let one = |at: &Option<usize>| {
            let mut intent = plain(IntentKind::UnsubscribeTopic, sign.confidence);
            intent.topic = at.and_then(|at| self.letter.topics.get(at)).map(|topic| topic.key.clone());
            intent
        };
        if which.is_empty() { vec![one(&None)] } else { which.iter().map(one).collect() }
    }

    /// The clauses that say what is to go on coming.
    fn kept(&self, classes: &Classes, found: &Found<'_>) -> Vec<(usize, usize)> {
        let mut kept = Vec::new();
        let of_a_sign = |keep: &Hit| {
            !keep.made
                && found
                    .signs
                    .iter()
                    .flat_map(|sign| &sign.hits)
                    .any(|hit| hit.start < keep.end && keep.start < hit.end)
        };
        for (marks, sentence) in found.marks.iter().zip(&self.text.sentences) {
            for keep in marks.all(classes.keep).filter(|keep| !of_a_sign(keep)) {
                let breaks = || self.text.breaks.iter().copied().chain(marks.all(classes.but).map(|but| but.start));
                let start =
                    breaks().filter(|at| *at <= keep.start && *at >= sentence.start).max().unwrap_or(sentence.start);
                let end = breaks().filter(|at| *at >= keep.end && *at <= sentence.end).min().unwrap_or(sentence.end);
                kept.push((start, end));
            }
        }
        kept
    }

    fn timed(
        &self,
        lexicon: &Lexicon,
        classes: &Classes,
        language: usize,
        sign: &Sign<'_>,
        intent: &mut Intent,
        doubts: &mut BTreeSet<Doubt>,
    ) {
        let Some(sentence) = self.text.sentences.get(sign.sentence) else { return };
        // Number words of other languages are no numbers here: "a" is one thing in English and another in Hungarian.
        let own: Vec<Hit> = self.hits.iter().filter(|hit| hit.languages & (1 << language) != 0).copied().collect();
        let near = |start: usize| (!(sentence.start <= start && start < sentence.end), start.abs_diff(sentence.start));
        let written = lexicon.languages.get(language).map_or("", |language| language.tag.as_str());
        let order = values::Order::of(written, self.letter.tag);
        let days = values::days(lexicon, classes, &self.text, &own, self.letter.date, order);
        // "From 1 July to 31 August": what follows the word counts before what it follows.
        let nearest =
            |is: &dyn Fn(&values::Day) -> bool| days.iter().filter(|day| is(day)).min_by_key(|day| near(day.start));
        let until = nearest(&|day| self.follows_until(classes, &own, day))
            .or_else(|| nearest(&|day| self.precedes_until(classes, &own, day)));
        let duration = values::durations(lexicon, &self.text, &own).into_iter().min_by_key(|d| near(d.start));
        match (until, duration) {
            (Some(day), _) if day.unsure => drop(doubts.insert(Doubt::Partial)),
            (Some(day), _) => intent.until = Some(day.date.to_string()),
            (None, Some(duration)) => intent.days = Some(duration.days),
            (None, None) => drop(doubts.insert(Doubt::Partial)),
        }
    }

    /// "until 31 August".
    fn follows_until(&self, classes: &Classes, own: &[Hit], day: &values::Day) -> bool {
        let until = |hit: &&Hit| Some(hit.class) == classes.until;
        own.iter().filter(until).any(|hit| hit.end <= day.start && self.words_between(hit.end, day.start) <= 4)
    }

    /// Languages that put "until" behind the day.
    fn precedes_until(&self, classes: &Classes, own: &[Hit], day: &values::Day) -> bool {
        let until = |hit: &&Hit| Some(hit.class) == classes.until;
        own.iter().filter(until).any(|hit| hit.start >= day.end && self.words_between(day.end, hit.start) <= 3)
    }
}

impl Found<'_> {
    fn strength(&self) -> f64 {
        self.signs.iter().map(|sign| sign.confidence).fold(0.0, f64::max)
    }

    fn order(&self, detected: &Detected) -> usize {
        detected.candidates.iter().position(|at| *at == self.language).unwrap_or(usize::MAX)
    }

    fn count(&self, class: Option<super::lexicon::ClassId>) -> usize {
        self.marks.iter().map(|marks| marks.all(class).count()).sum()
    }

    /// What stands in a clause about mail that is to go on asks for no end of it.
    fn drop_kept(&mut self, kept: &[(usize, usize)]) {
        let inside = |sign: &Sign<'_>| {
            sign.hits.iter().all(|hit| kept.iter().any(|(start, end)| *start <= hit.start && hit.start < *end))
        };
        self.signs.retain(|sign| !(sign.kind.is_opt_out() && inside(sign)));
    }

    /// "I am in hospital for two months. Send nothing": a stop by somebody who will be back is a pause, if anything.
    fn pause_while_away(&mut self, classes: &Classes) {
        let dated = self.count(classes.duration) + self.count(classes.date) > 0;
        let is_paused = self.signs.iter().any(|sign| sign.kind == IntentKind::Pause);
        if self.count(classes.away) == 0 || !dated || is_paused {
            return;
        }
        for sign in self.signs.iter_mut().filter(|sign| sign.kind == IntentKind::UnsubscribeAll) {
            sign.kind = IntentKind::Pause;
            sign.confidence = sign.confidence.min(CERTAIN - 0.01);
            sign.doubts.push(Doubt::Partial);
        }
    }

    /// Words of a negated request show nothing on their own: "do not sign me off" holds "sign off".
    fn drop_negated(&mut self, classes: &Classes) {
        let opposites = std::mem::take(&mut self.opposites);
        self.signs.retain(|sign| {
            let inside = |hit: &Hit, (start, end): (usize, usize)| hit.start < end && start < hit.end;
            let negated = |(at, kind, span): &(usize, IntentKind, (usize, usize))| {
                *at == sign.sentence && *kind == sign.kind && sign.hits.iter().any(|hit| inside(hit, *span))
            };
            classes.is_negative(&sign.hits) || !opposites.iter().any(negated)
        });
        self.opposites = opposites;
    }

    /// Kinds that are told rather than asked for show in several places; each adds to the others.
    fn gather(&mut self) {
        for kind in IntentKind::ALL.iter().copied() {
            // Weak signs of any kind, and all signs of the kinds that are told in pieces.
            let told = matches!(kind, IntentKind::WrongPerson | IntentKind::Complaint);
            let counts = |sign: &Sign<'_>| sign.kind == kind && (told || sign.rule.confidence < SHOWN);
            let mut rules: Vec<(&str, f64)> = Vec::new();
            for sign in self.signs.iter().filter(|sign| counts(sign)) {
                if !rules.iter().any(|(id, _)| *id == sign.rule.id) {
                    rules.push((&sign.rule.id, sign.confidence));
                }
            }
            let sum = 1.0 - rules.iter().map(|(_, confidence)| 1.0 - confidence).product::<f64>();
            // Many hints make one reading likely, never certain: nothing is acted on without a certain sign (L10).
            let strongest = rules.iter().map(|(_, confidence)| *confidence).fold(0.0, f64::max);
            let sum = if strongest < CERTAIN && kind.is_opt_out() { sum.min(CERTAIN - 0.01) } else { sum };
            self.signs.iter_mut().filter(|sign| counts(sign)).for_each(|sign| sign.confidence = sum);
        }
    }

    /// A subject says less than the letter below it; who wants mail again tells how it ended.
    fn drop_told_of(&mut self, classes: &Classes, in_subject: impl Fn(&Sign<'_>) -> bool, has_body: bool) {
        let business = self.count(classes.business) > 0;
        let body: Vec<IntentKind> = self.signs.iter().filter(|sign| !in_subject(sign)).map(|sign| sign.kind).collect();
        if has_body {
            self.signs.retain(|sign| !in_subject(sign) || body.contains(&sign.kind) || (body.is_empty() && !business));
        }
        // "Removal" above a letter that says what is to be removed.
        let says = body.iter().any(|kind| matches!(kind, IntentKind::Deletion | IntentKind::Access));
        self.signs.retain(|sign| {
            let is_vague = matches!(sign.rule.id.as_str(), "unsub.remove-word" | "unsub.noun" | "unsub.named");
            !(says && is_vague && in_subject(sign))
        });
        let again = self.signs.iter().any(|sign| sign.kind == IntentKind::Resubscribe && sign.confidence >= CERTAIN);
        let asked =
            |marks: &[Marks], sign: &Sign<'_>| marks.get(sign.sentence).is_some_and(|marks| marks.has(classes.please));
        let marks = std::mem::take(&mut self.marks);
        let wanted = |sign: &Sign<'_>| sign.kind == IntentKind::Resubscribe;
        let same: Vec<usize> = self.signs.iter().filter(|sign| wanted(sign)).map(|sign| sign.sentence).collect();
        if again {
            self.signs.retain(|sign| {
                wanted(sign) || !sign.kind.is_opt_out() || (asked(&marks, sign) && !same.contains(&sign.sentence))
            });
        }
        self.marks = marks;
        self.drop_background();
    }

    /// What a pause ends with is no wish to come back; what a complaint tells of was asked before.
    fn drop_background(&mut self) {
        let has =
            |signs: &[Sign<'_>], kind: IntentKind| signs.iter().any(|sign| sign.kind == kind && sign.confidence >= 0.7);
        if has(&self.signs, IntentKind::Pause) {
            self.signs.retain(|sign| sign.kind != IntentKind::Resubscribe);
        }
        if self.signs.iter().any(|sign| sign.kind == IntentKind::Pause && sign.confidence >= 0.9) {
            // What is to begin again is not to end: the narrower of the two is meant.
            self.signs.retain(|sign| sign.kind != IntentKind::UnsubscribeAll);
        }
        let leaves = |sign: &Sign<'_>| matches!(sign.kind, IntentKind::UnsubscribeAll | IntentKind::UnsubscribeTopic);
        if self.signs.iter().any(|sign| leaves(sign) && sign.confidence >= 0.9) {
            // "Delete me" beside "no more mails" means the list.
            self.signs.retain(|sign| sign.kind != IntentKind::Deletion || sign.confidence > 0.86);
        }
        // "Delete all data you hold on me" asks for no copy.
        let deleted: Vec<usize> = self
            .signs
            .iter()
            .filter(|s| s.kind == IntentKind::Deletion && s.confidence >= 0.85)
            .map(|s| s.sentence)
            .collect();
        self.signs.retain(|sign| !(sign.rule.id == "access.what" && deleted.contains(&sign.sentence)));
        if has(&self.signs, IntentKind::Complaint) {
            let data =
                |kind: IntentKind| matches!(kind, IntentKind::Access | IntentKind::Deletion | IntentKind::Correction);
            self.signs.retain(|sign| !(data(sign.kind) && sign.doubts.contains(&Doubt::Told)));
        }
    }

    /// "Not for me, please remove": what stands for certain in a sentence is not contradicted by it.
    fn drop_answered_opposites(&mut self) {
        let certain: Vec<(usize, IntentKind)> = self
            .signs
            .iter()
            .filter(|sign| sign.confidence >= CERTAIN)
            .map(|sign| (sign.sentence, sign.kind))
            .collect();
        self.opposites.retain(|(at, kind, _)| !certain.contains(&(*at, *kind)));
    }

    /// "Do not unsubscribe me": then "I would be unsubscribed on Friday" elsewhere is what is feared, not what is asked.
    fn drop_opposed(&mut self, classes: &Classes) {
        let opposed: Vec<IntentKind> =
            self.opposites.iter().map(|(_, kind, _)| *kind).filter(|kind| kind.is_opt_out()).collect();
        let marks = std::mem::take(&mut self.marks);
        let asked = |sign: &Sign<'_>| marks.get(sign.sentence).is_some_and(|marks| marks.has(classes.please));
        self.signs.retain(|sign| !opposed.contains(&sign.kind) || classes.is_negative(&sign.hits) || asked(sign));
        self.marks = marks;
    }

    /// Of signs of different kinds made of the same words the more certain one stays, then the longer one.
    fn settle(&mut self, classes: &Classes) {
        self.signs.retain(|sign| sign.confidence >= SHOWN);
        self.signs.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(b.hits.len().cmp(&a.hits.len())));
        let mut kept: Vec<Sign<'_>> = Vec::new();
        for sign in std::mem::take(&mut self.signs) {
            if !kept.iter().any(|other| other.kind != sign.kind && explains(other, &sign, classes)) {
                kept.push(sign);
            }
        }
        kept.sort_by_key(|sign| sign.hits.first().map_or(0, |hit| hit.start));
        self.signs = kept;
    }
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

/// Whether one sign uses at least half of the words of another; a "not" belongs to many.
fn explains(strong: &Sign<'_>, weak: &Sign<'_>, classes: &Classes) -> bool {
    let own = || strong.hits.iter().filter(|own| Some(own.class) != classes.not);
    let shared = weak.hits.iter().filter(|hit| own().any(|own| own.start < hit.end && hit.start < own.end)).count();
    shared > 0 && 2 * shared >= weak.hits.len()
}

fn distinct<'n>(named: impl Iterator<Item = &'n Named>) -> Vec<Option<usize>> {
    let mut seen = Vec::new();
    for one in named {
        if !seen.contains(&one.topic) {
            seen.push(one.topic);
        }
    }
    // A topic the sender has outweighs words for one it has not.
    if seen.iter().any(Option::is_some) {
        seen.retain(Option::is_some);
    }
    seen
}

/// One intent for each kind and topic: the most certain sign's confidence, all signs' words.
fn merge(intents: &mut Vec<(usize, Intent)>, first: usize, intent: Intent) {
    match intents.iter_mut().find(|(_, known)| known.kind == intent.kind && known.topic == intent.topic) {
        None => intents.push((first, intent)),
        Some((at, known)) => {
            *at = (*at).min(first);
            known.confidence = known.confidence.max(intent.confidence);
            let new: Vec<String> = intent.words.into_iter().filter(|word| !known.words.contains(word)).collect();
            known.words.extend(new);
            let new: Vec<String> = intent.rules.into_iter().filter(|rule| !known.rules.contains(rule)).collect();
            known.rules.extend(new);
        }
    }
}

fn plain(kind: IntentKind, confidence: f64) -> Intent {
    Intent {
        kind,
        topic: None,
        confidence,
        words: Vec::new(),
        rules: Vec::new(),
        days: None,
        until: None,
        from: None,
        to: None,
    }
}

/// The subject without "Re:" and its kin, and whether it answers something.
fn bare_subject(subject: &str) -> (&str, bool) {
    const ANSWERS: &[&str] = &[
        "re",
        "aw",
        "sv",
        "vs",
        "odp",
        "ynt",
        "antw",
        "r",
        "rif",
        "res",
        "回复",
        "答复",
        "返信",
        "رد",
        "ответ",
        "отв",
        "vá",
        "atb",
        "תגובה",
        "vb",
        "antwort",
        "回覆",
    ];
    const FORWARDS: &[&str] = &[
        "fwd",
        "fw",
        "wg",
        "tr",
        "enc",
        "i",
        "rv",
        "doorst",
        "pd",
        "ilt",
        "转发",
        "轉寄",
        "إعادة توجيه",
        "hs",
        "пересл",
    ];
    let mut rest = subject.trim();
    // A list's tag: `[users] ...`.
    let mut is_reply = rest.starts_with('[') && rest.find(']').is_some_and(|at| at + 1 < rest.len());
    for _ in 0..6 {
        let Some((word, after)) = rest.split_once([':', '：']) else { break };
        let word = word.trim().trim_end_matches(|c: char| c.is_ascii_digit() || "[]()".contains(c)).to_lowercase();
        if ANSWERS.contains(&word.as_str()) {
            is_reply = true;
        } else if !FORWARDS.contains(&word.as_str()) {
            break;
        }
        rest = after.trim();
    }
    (rest, is_reply)
}
