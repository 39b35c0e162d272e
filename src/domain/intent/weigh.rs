//! Judging a match in its surroundings: what stands before it, around it, and who is meant.

use super::Doubt;
use super::lexicon::{ClassId, Effect, Hit, Lexicon};
use super::matching::{Marks, Match};
use super::sentence::{Sentence, Text};
use super::source::RuleLine;
use crate::domain::reading::IntentKind;

/// How many words before a match a "not" still turns it round.
const NOT_REACH: usize = 3;
/// How many words before a match an "I do not want" still turns it round.
const WANT_REACH: usize = 2;

macro_rules! classes {
    ($($(#[$doc:meta])* $field:ident = $name:literal,)*) => {
        /// The classes that the code itself knows.
        #[derive(Clone, Copy, Debug, Default)]
        pub struct Classes { $($(#[$doc])* pub $field: Option<ClassId>,)* }

        impl Classes {
            /// Looks them up.
            pub fn of(lexicon: &Lexicon) -> Self {
                Self { $($field: lexicon.class($name),)* }
            }
        }
    };
}

classes! {
    /// "not", "never"; not "cannot".
    not = "NOT",
    /// "if", "unless".
    condition = "IF",
    /// What the writer may do one day: "I will", "I might".
    future = "FUTURE",
    /// What makes a request: "please", "can you".
    please = "PLEASE",
    /// "how", "where", "what happens".
    how = "WH",
    /// "just curious", "before I decide".
    curious = "CURIOUS",
    /// "I asked you to".
    told = "ASKED",
    /// "has been done", "I have already".
    done = "DONE",
    /// "my mother", "our customers".
    others = "OTHERS",
    /// "her", "them".
    them = "THEM",
    /// Paid plans, seats, interfaces, buttons.
    business = "PRODUCT",
    /// "keep", "go on sending".
    keep = "KEEP",
    /// "only", "just".
    only = "ONLY",
    /// "all", "everything".
    every = "ALL",
    /// Phrases in which words mean nothing.
    noise = "NOISE",
    /// What stands in mailings.
    footer = "FOOTER",
    /// What is said to machines.
    machine = "MACHINE",
    /// Greetings and closings.
    greeting = "GREETING",
    /// "thank you for".
    thanks = "THANKS",
    /// Words that begin the other half of a sentence.
    but = "BUT",
    /// Advertising of any kind.
    marketing = "MARKETING",
    /// "more", "any more".
    more = "MORE",
    /// "and".
    and = "AND",
    /// "until".
    until = "UNTIL",
    /// "end of".
    end_of = "ENDOF",
    /// What stands before a wrong value.
    from = "FROM",
    /// What stands before the right one.
    to = "TO",
    /// Signs that are negative themselves.
    want_not = "WANTNOT",
    /// "no more".
    no_more = "NOMORE",
    /// "do not send".
    no_send = "NOSEND",
    /// "do not want to receive".
    no_receive = "NORECEIVE",
    /// Mail of any kind.
    mail = "MAIL",
    /// A list of recipients.
    list = "LIST",
    /// Words for a topic.
    topic = "TOPICWORD",
    /// Wishes: what makes "no more comes" a request.
    want = "WANT",
    /// "the unsubscribe link": talk about a way out, not the wish to take it.
    way_out = "UNSUBLINK",
    /// "no more arrive": it has ended, nobody has to end it.
    stopped = "STOPPED",
    /// "our campaign", "our readers": the writer's own mailings.
    own_mail = "OURMAIL",
    /// "on leave", "abroad": what ends by itself.
    away = "AWAY",
    /// "during that time", "until I am back".
    meanwhile = "MEANWHILE",
    /// "confidential", "received in error": what programs and lawyers write below letters.
    disclaimer = "DISCLAIMER",
    /// "Mrs", "Herr": somebody else, where no "me" stands beside it.
    title = "TITLE",
    /// "about me".
    about_me = "ABOUTME",
    /// "reschedule", "tomorrow at ten": an appointment that is called off.
    appointment = "APPOINTMENT",
    /// The writer.
    me = "ME",
    /// "exploit", "vulnerability": a report about the product.
    security = "SECURITY",
    /// How long.
    duration = "DURATION",
    /// Until when.
    date = "DATE",
    /// Mail that must go on whatever is wanted: invoices, receipts, security alerts.
    transact = "TRANSACT",
    /// "You send me a newsletter": what a "stop it" in the next sentence is about.
    gets = "GETS",
    /// "this", "them": points back.
    it = "IT",
    /// Stands at the beginning of a sentence before which the writer spoke of mail they get.
    ante = "ANTE",
    /// "except".
    except = "EXCEPT",
    /// "the rest", "the others".
    rest = "REST",
    /// "about": what the mails of one topic are about.
    about = "ABOUT",
    /// "partners", "other firms".
    third = "THIRD",
    /// "of": the same, where the sentence says that it is only about a part.
    of = "OF",
    /// "weekly", "annoying": says nothing about which mails are meant.
    plain = "ADJ",
    /// "to miss": whoever does not want to miss mail wants it.
    miss_out = "MISSOUT",
    /// "it worked": whoever says so asks for nothing.
    worked = "WORKED",
    /// "where can I", "how do I": asks for the way, however politely.
    way = "WAY",
    /// An account, which is not a list.
    account = "ACCOUNT",
    /// "come", "arrive".
    comes = "COMES",
    /// "in German", "twice", "on paper": how something is not wanted, rather than that it is not.
    manner = "MANNER",
    /// "my screen", "the folder": what is shared without being told.
    screen = "SCREEN",
    /// "my data", "my details".
    data = "DATA",
    /// "an old address".
    old = "OLDWORD",
    /// "thank you for": what follows is done.
    thanks_for = "THANKSFOR",
    /// "that", behind thanks.
    that = "THAT",
    /// "one more of these": the beginning of a threat.
    one_more = "ONEMORE",
    /// "my order", "the delivery": goods that are not to be sent.
    goods = "GOODS",
    /// "stop", which may stop anything.
    stop_word = "STOPWORD",
    /// "remove", which may remove anything.
    remove = "REMOVE",
    /// "cannot", "still": an attempt that failed.
    cannot = "CANNOT",
}

impl Classes {
    /// Whether what shows an intent is a negative itself.
    pub fn is_negative(&self, hits: &[Hit]) -> bool {
        let negative = [self.not, self.want_not, self.no_more, self.no_send, self.no_receive];
        hits.iter().any(|hit| negative.contains(&Some(hit.class)))
    }
}

/// A sign of an intent, judged.
#[derive(Clone, Debug)]
pub struct Sign<'a> {
    /// The rule.
    pub rule: &'a RuleLine,
    /// What it shows, after judging.
    pub kind: IntentKind,
    /// After judging.
    pub confidence: f64,
    /// The hits.
    pub hits: Vec<Hit>,
    /// Index of its sentence.
    pub sentence: usize,
    /// Why it should not be acted on.
    pub doubts: Vec<Doubt>,
}

/// What judging a match came to.
pub enum Judged<'a> {
    /// It stands, perhaps weaker.
    Sign(Sign<'a>),
    /// It says the opposite of its kind.
    Opposite(IntentKind, (usize, usize)),
    /// It means nothing.
    Nothing,
}

/// Judges one match.
pub fn judge<'a>(
    found: Match<'a>,
    marks: &Marks,
    at: usize,
    sentence: Sentence,
    text: &Text,
    classes: &Classes,
) -> Judged<'a> {
    let Effect::Show(rule) = &found.rule.effect else { return Judged::Nothing };
    let mut sign = Sign {
        rule,
        kind: rule.kind,
        confidence: rule.confidence,
        hits: found.hits.clone(),
        sentence: at,
        doubts: Vec::new(),
    };
    let (first, last) = found.span();
    if !rule.plain && is_negated(&found, marks, text, classes) {
        if text.breaks_between(first, last) {
            // Two clauses: the "not" of one says nothing certain about the other.
            return Judged::Nothing;
        }
        if touches_life(rule.kind) && (marks.has(classes.curious) || marks.has(classes.how)) {
            sign.kind = IntentKind::Question;
            sign.confidence = 0.6;
            return Judged::Sign(sign);
        }
        return Judged::Opposite(rule.kind, found.span());
    }
    if marks.has(classes.disclaimer) || rule.kind.is_opt_out() && marks.has(classes.miss_out) {
        return Judged::Nothing;
    }
    if marks.has(classes.footer)
        || (touches_life(rule.kind) && rule.kind != IntentKind::Resubscribe && is_done(&found, marks, text, classes))
    {
        return Judged::Nothing;
    }
    if rule.kind == IntentKind::SharingOptOut && marks.has(classes.screen) && !marks.has(classes.data) {
        return Judged::Nothing;
    }
    if rule.kind.is_opt_out() && (is_over(marks, classes) || is_arrival(&found, marks, text, classes)) {
        return Judged::Nothing;
    }
    if rule.kind.is_opt_out() && is_wondered_at(&found, marks, sentence, text, classes) {
        return Judged::Nothing;
    }
    let acts = rule.kind.is_opt_out() || rule.kind == IntentKind::Deletion;
    if acts && (is_thanked_for(&found, marks, text, classes) || is_threat(&found, marks, text, classes)) {
        return Judged::Nothing;
    }
    if rule.kind.is_opt_out() && is_way_out(&found, marks, classes) {
        let of_theirs = [classes.own_mail, classes.others, classes.business];
        if of_theirs.into_iter().any(|class| marks.has(class)) {
            return Judged::Nothing;
        }
        sign.confidence = sign.confidence.min(0.6);
        sign.doubts.push(Doubt::Weak);
    }
    if touches_life(rule.kind) && is_hypothetical(&found, marks, text, classes) {
        if !sentence.asks && !marks.has(classes.curious) && !marks.has(classes.how) {
            return Judged::Nothing;
        }
        sign.kind = IntentKind::Question;
        sign.confidence = 0.6;
    }
    weaken(&mut sign, &found, marks, sentence, text, classes);
    Judged::Sign(sign)
}

/// Kinds that ask for something to be done, so that "if" and "already" matter.
fn touches_life(kind: IntentKind) -> bool {
    !matches!(kind, IntentKind::Question | IntentKind::Complaint | IntentKind::WrongPerson | IntentKind::None)
}

fn weaken(sign: &mut Sign<'_>, found: &Match<'_>, marks: &Marks, sentence: Sentence, text: &Text, classes: &Classes) {
    let (start, end) = found.span();
    let free = |class| unused(found, marks, class);
    if sign.kind == IntentKind::Question && !sentence.asks && !marks.has(classes.curious) {
        sign.confidence *= 0.8;
    }
    if sign.kind.is_opt_out() && unused(found, marks, classes.manner).any(|hit| hit.start >= start) {
        sign.confidence = sign.confidence.min(0.8);
        sign.doubts.push(Doubt::Weak);
    }
    let object = |hit: &&Hit| [classes.mail, classes.list, classes.topic].contains(&Some(hit.class));
    if found.hits.iter().filter(|hit| !object(hit)).any(|hit| text.is_quoted(hit.start, hit.end)) {
        sign.confidence *= 0.5;
        sign.doubts.push(Doubt::Weak);
    }
    let wonders = sentence.asks && marks.asks_for(classes).next().is_none();
    let way = sentence.asks && free(classes.way).next().is_some();
    let how = || free(classes.how).any(|hit| hit.start < start || wonders);
    if !sign.rule.asked && (way || how()) {
        sign.confidence = sign.confidence.min(0.65);
        sign.doubts.push(Doubt::Weak);
        // "How does one get off the list?", unless it was tried and failed.
        let of_theirs = [classes.cannot, classes.business].into_iter().any(|class| marks.has(class));
        if (wonders || way) && sign.kind.is_opt_out() && !of_theirs {
            sign.kind = IntentKind::Question;
        }
    }
    if sentence.asks && !marks.has(classes.please) && !sign.rule.asked {
        sign.confidence = sign.confidence.min(0.8);
    }
    if free(classes.told).any(|hit| {
        (hit.end <= start && words_between(text, hit.end, start) <= 18)
            || (hit.start >= end && words_between(text, end, hit.start) <= 2)
    }) {
        sign.confidence = sign.confidence.min(0.7);
        sign.doubts.push(Doubt::Told);
    }
    if sign.kind.is_opt_out() && free(classes.others).next().is_some() {
        sign.doubts.push(Doubt::OtherPerson);
    }
    if sign.kind.is_opt_out() && marks.has(classes.title) && !marks.has(classes.me) {
        sign.doubts.push(Doubt::OtherPerson);
    }
    let of_data =
        matches!(sign.kind, IntentKind::Access | IntentKind::Deletion | IntentKind::Correction | IntentKind::Complaint);
    let asked = marks.has(classes.please) && sign.kind.is_opt_out();
    let of_theirs = || marks.has(classes.own_mail) || free(classes.others).next().is_some();
    if (of_data || sign.kind.is_opt_out()) && !marks.has(classes.me) && !asked && of_theirs() {
        // "A customer asks to be erased": whoever writes has their own people's wishes to see to.
        sign.confidence *= 0.5;
    }
    let business = free(classes.business).map(|hit| text.breaks_between(hit.end.min(end), hit.start.max(start))).min();
    // "A copy of what you hold about me, with the notes on my tickets" is about a person, whatever it names.
    let is_personal = matches!(sign.kind, IntentKind::Access | IntentKind::Deletion) && marks.has(classes.about_me);
    let is_of_ours = !is_personal
        && !matches!(sign.kind, IntentKind::Correction | IntentKind::SharingOptOut | IntentKind::Resubscribe);
    let of_mail = [classes.mail, classes.list, classes.topic, classes.marketing, classes.no_send, classes.no_receive];
    let names_mail = found.hits.iter().any(|hit| of_mail.contains(&Some(hit.class)));
    let is_own_wish = names_mail && sign.kind.is_opt_out() && (marks.has(classes.me) || marks.has(classes.please));
    // "The meetings are far away, spare me the invitations": a request in a clause of its own.
    if let Some(apart) =
        business.filter(|apart| !(*apart && is_own_wish)).filter(|_| touches_life(sign.kind) && is_of_ours)
    {
        // In the clause itself it is about a product; elsewhere in the sentence it may be.
        sign.confidence *= if apart { 0.9 } else { 0.5 };
        sign.doubts.push(Doubt::Business);
    }
}

fn unused<'m>(found: &'m Match<'_>, marks: &'m Marks, class: Option<ClassId>) -> impl Iterator<Item = &'m Hit> {
    marks.all(class).filter(|hit| found.hits.iter().all(|own| own.end <= hit.start || hit.end <= own.start))
}

fn words_between(text: &Text, end: usize, start: usize) -> usize {
    text.word_at(start).saturating_sub(text.word_at(end))
}

/// A "not" shortly before the match, or between its first words, in the same clause, that the rule itself did not use.
fn is_negated(found: &Match<'_>, marks: &Marks, text: &Text, classes: &Classes) -> bool {
    if classes.is_negative(&found.hits) {
        // "I do not want no more of it" is no wish for more.
        return false;
    }
    let (start, _) = found.span();
    let first_end = found.hits.first().map_or(start, |hit| hit.end);
    let second = found.hits.get(1).map_or(first_end, |hit| hit.start);
    let of_another = |not: &&Hit| {
        [classes.want_not, classes.no_receive]
            .into_iter()
            .any(|class| marks.all(class).any(|hit| hit.start <= not.start && not.end <= hit.end && !hit.made))
    };
    let last_end = found.hits.last().map_or(start, |hit| hit.end);
    let polite =
        |not: &&Hit| !marks.all(classes.please).any(|please| please.start <= not.start && not.end <= please.end);
    let holds = |not: &Hit| found.hits.iter().any(|hit| hit.made && hit.start <= not.start && not.end <= hit.end);
    if marks.all(classes.not).filter(polite).any(holds) {
        return true;
    }
    // "I do not want to unsubscribe", also where the "not" is part of the word for wanting.
    let unwanted = |hit: &Hit| {
        hit.end <= start && words_between(text, hit.end, start) < WANT_REACH && !text.breaks_between(hit.end, start)
    };
    if unused(found, marks, classes.want_not).any(|hit| {
        unwanted(hit) && !marks.all(classes.please).any(|please| hit.end <= please.start && please.end <= start)
    }) {
        return true;
    }
    unused(found, marks, classes.not).filter(polite).any(|not| {
        let before =
            not.end <= start && words_between(text, not.end, start) < NOT_REACH && !text.breaks_between(not.end, start);
        let please = marks.all(classes.please).any(|please| not.end <= please.start && please.end <= start);
        let inside = not.start >= first_end
            && not.end <= second
            && words_between(text, first_end, not.start) <= 2
            && !text.breaks_between(not.end, second);
        let after = !of_another(&not)
            && not.start >= last_end
            && words_between(text, last_end, not.start) == 0
            && !text.breaks_between(last_end, not.start);
        (before && !please) || inside || after
    })
}

/// "If you go on, I will unsubscribe": no request. "If you can, please stop": one.
fn is_hypothetical(found: &Match<'_>, marks: &Marks, text: &Text, classes: &Classes) -> bool {
    let (start, _) = found.span();
    let is_access = matches!(&found.rule.effect, Effect::Show(rule) if rule.kind == IntentKind::Access);
    // "I will be away for two months, please pause": what the writer will do is no threat there.
    let is_pause = matches!(&found.rule.effect, Effect::Show(rule) if rule.kind == IntentKind::Pause);
    // "I'd be grateful" is no plan.
    let polite = |hit: &Hit| marks.all(classes.please).any(|please| please.start <= hit.start && hit.end <= please.end);
    let near = |hit: &Hit| hit.end <= start && words_between(text, hit.end, start) <= 4;
    let future = !is_pause && unused(found, marks, classes.future).any(|hit| near(hit) && !polite(hit));
    let condition = unused(found, marks, classes.condition).next().is_some() && !marks.has(classes.please);
    future || condition || (marks.has(classes.curious) && !is_access)
}

/// "The mails have stopped" tells; "I want the mails to stop" asks.
fn is_over(marks: &Marks, classes: &Classes) -> bool {
    // Thanks are polite, and so is "you can close it": neither makes a request of it.
    let inside = |hit: &Hit| {
        let told = marks.all(classes.stopped).chain(marks.all(classes.thanks));
        told.into_iter().any(|told| told.start <= hit.start && hit.end <= told.end)
    };
    marks.has(classes.stopped) && marks.all(classes.please).all(inside) && !marks.has(classes.want)
}

/// "You no longer write to me, why?": a question of one word at the end.
fn is_wondered_at(found: &Match<'_>, marks: &Marks, sentence: Sentence, text: &Text, classes: &Classes) -> bool {
    let (_, end) = found.span();
    let last = |why: &Hit| {
        why.start >= end && text.breaks_between(end, why.start) && words_between(text, why.start, sentence.end) <= 3
    };
    sentence.asks && marks.all(classes.how).any(last) && marks.asks_for(classes).next().is_none()
}

/// "Thank you for taking me off the list": it has been done.
fn is_thanked_for(found: &Match<'_>, marks: &Marks, text: &Text, classes: &Classes) -> bool {
    let (start, end) = found.span();
    let that = |thanks: &Hit| {
        marks.all(classes.that).any(|that| thanks.end <= that.start && words_between(text, thanks.end, that.start) == 0)
    };
    let turns = |from: usize, to: usize| {
        marks.all(classes.but).any(|but| from < but.start && but.end < to)
            || marks.asks_for(classes).any(|please| from < please.start && please.end < to)
    };
    let before =
        |hit: &Hit| hit.start <= start && words_between(text, hit.start, start) <= 10 && !turns(hit.end, start);
    let behind = |hit: &Hit| hit.end >= end && hit.start >= start && words_between(text, end, hit.start) <= 2;
    let whole = marks.all(classes.thanks_for).any(|hit| before(hit) || behind(hit));
    whole || marks.all(classes.thanks).any(|hit| that(hit) && before(hit))
}

/// "One more of these and I am off": no request, unless somebody asks for it.
fn is_threat(found: &Match<'_>, marks: &Marks, text: &Text, classes: &Classes) -> bool {
    let last = found.hits.last().map_or(0, |hit| hit.start);
    let apart = |hit: &Hit| {
        text.breaks_between(hit.end, last)
            || marks.all(classes.and).any(|and| hit.end <= and.start && and.end <= last)
            || words_between(text, hit.end, last) >= 1
    };
    let negated = |hit: &Hit| marks.all(classes.no_more).any(|no| no.start < hit.end && hit.start < no.end);
    marks.all(classes.one_more).any(|hit| hit.end <= last && apart(hit) && !negated(hit))
        && marks.asks_for(classes).next().is_none()
}

/// "No more mail arrives": nobody said that it should not.
fn is_arrival(found: &Match<'_>, marks: &Marks, text: &Text, classes: &Classes) -> bool {
    let (start, end) = found.span();
    let beside = |hit: &Hit| {
        let (from, to) = if hit.end <= start { (hit.end, start) } else { (end, hit.start) };
        to >= from && words_between(text, from, to) <= 3 && !text.breaks_between(from, to)
    };
    let wanted = marks.has(classes.want) || marks.asks_for(classes).next().is_some();
    !wanted && unused(found, marks, classes.comes).any(beside)
}

/// Whether the word for leaving is part of a name for the way out: "the unsubscribe link".
fn is_way_out(found: &Match<'_>, marks: &Marks, classes: &Classes) -> bool {
    let inside = |hit: &Hit| marks.all(classes.way_out).any(|way| way.start <= hit.start && hit.end <= way.end);
    found.hits.iter().any(|hit| Some(hit.class) != classes.way_out && inside(hit))
}

fn is_done(found: &Match<'_>, marks: &Marks, text: &Text, classes: &Classes) -> bool {
    let (start, end) = found.span();
    unused(found, marks, classes.done).any(|hit| {
        let near =
            if hit.end <= start { words_between(text, hit.end, start) } else { words_between(text, end, hit.start) };
        near <= 5 && !text.breaks_between(hit.end.min(end), hit.start.max(start))
    })
}
