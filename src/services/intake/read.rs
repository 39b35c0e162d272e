//! Reading a mail: the whole of "Understanding mail" as one pure function, from bytes to a [`Reading`].
//!
//! ```text
//! raw --parse--> Mail --robots--> --about--> whose words --cut--> what they wrote --intents--> --decide--> Reading
//! ```
//!
//! Nothing is asked of the database, the DNS or a clock here: the [`Context`] brings it all, so that the same mail is
//! read the same way by the worker, by `desist intake explain` and by the tests. Each step adds a line to
//! [`Reading::reasons`]: what was found, by which rule.
//!
//! To add a step: a fact in `decide::Facts`, found here, with its line of explanation.

#[cfg(test)]
mod tests;

use jiff::civil::Date;

use super::about::{self, About, Opening, Ours, Room, Us};
use super::decide::{self, Bearer, Facts, RobotSays};
use super::list_post;
use crate::domain::address::{Address, RecipientKey};
use crate::domain::intent::{Doubt, Letter, Rules, TopicName, Understood};
use crate::domain::reading::{Decision, Intent, IntentKind, Reading, Robot, Trust};
use crate::domain::time::Instant;
use crate::mail::authenticate::Authentication;
use crate::mail::parse::{self, Fault, Mail};
use crate::mail::quote::{self, Cut};
use crate::mail::reports::{self, FeedbackKind, Own, Report};

/// What a reading needs to know of the world.
pub struct Context<'a> {
    /// Words and rules.
    pub rules: &'a Rules,
    /// Which version of them: for the explanation.
    pub rules_version: &'a str,
    /// By what we know our own mail.
    pub own: &'a Own,
    /// Domains whose mailboxes are ours, beside those of [`Own::addresses`], lower case.
    pub own_hosts: &'a [String],
    /// The topics of the sender the mail was written to.
    pub topics: &'a [TopicName],
    /// Domains of customers of ours.
    pub controllers: &'a [String],
    /// Who forwards for us.
    pub agents: Agents<'a>,
    /// Finds tokens of ours.
    pub tokens: &'a dyn Tokens,
    /// What the checks of the writer found; `None`: none were made.
    pub writer: Option<&'a Authentication>,
    /// Which attached mails carry a signature of their own writer that verifies (AUTH-14), in their order.
    pub originals_proven: &'a [bool],
}

/// Who forwards for us.
#[derive(Clone, Copy)]
pub enum Agents<'a> {
    /// There is no directory to ask, as on a machine without an installation. Mailboxes of the domain the mail came to
    /// are then taken for colleagues; the explanation says so. Never used to act.
    Unknown,
    /// The directory: who is in it, and whether the writer of *this* mail is, and proven (AUTH-13).
    Known {
        /// Whether an address is an agent's.
        has: &'a dyn Fn(&Address) -> bool,
        /// Whether this mail's writer vouches for what is forwarded.
        vouches: bool,
        /// Why not, where the writer is or was an agent.
        why_not: Option<&'a str>,
    },
}

/// A token of ours that verifies.
#[derive(Clone, Debug)]
pub struct Token {
    /// Whom it was made for; nobody in a test token.
    pub recipient: Option<RecipientKey>,
    /// The subscribed address, where the token carries it.
    pub address: Option<Address>,
}

/// Finds tokens of ours in a mail.
pub trait Tokens {
    /// Those that verify, each recipient once.
    fn find(&self, mail: &Mail) -> Vec<Token>;

    /// Whether a token was made for this person: it proves nothing about anybody else (AUTH-16).
    fn names(&self, token: &Token, person: &Address) -> bool;
}

/// Finds none: without the keys no token can be verified.
pub struct NoTokens;

impl Tokens for NoTokens {
    fn find(&self, _: &Mail) -> Vec<Token> {
        Vec::new()
    }

    fn names(&self, _: &Token, _: &Address) -> bool {
        false
    }
}

/// The writer of a mail, where From names exactly one.
pub fn writer_of(mail: &Mail) -> Option<Address> {
    about::writer(mail)
}

/// Reads a mail. Never fails: whatever is beyond reading goes to a person.
pub fn read(raw: &[u8], context: &Context<'_>) -> Reading {
    read_mail(&parse::parse(raw), context)
}

/// Reads a mail that is parsed already.
pub fn read_mail(mail: &Mail, context: &Context<'_>) -> Reading {
    let room = Room::default();
    Reader { mail, context, opening: Opening::of_a_whole(&room), borne: None, reasons: Vec::new() }.read()
}

/// How a mail came to be before us that is one of several attached ones.
#[derive(Clone)]
struct Borne {
    by: Bearer,
    /// Who wrote the mail that brought it.
    writer: Option<Address>,
    /// It carries a signature of its own writer that verifies (AUTH-14).
    proven: bool,
}

struct Reader<'a> {
    mail: &'a Mail,
    context: &'a Context<'a>,
    opening: Opening<'a>,
    /// Who brought it, where it is one of several attached mails.
    borne: Option<Borne>,
    reasons: Vec<String>,
}

impl Us for Reader<'_> {
    fn has(&self, address: &Address) -> Ours {
        let context = self.context;
        let host = address.domain();
        let is_ours = context.own.addresses.contains(address)
            || context.own_hosts.iter().any(|own| own == host)
            || matches!(context.agents, Agents::Known { has, .. } if has(address));
        match context.agents {
            _ if is_ours => Ours::Yes,
            Agents::Unknown => self.by_where_it_came(address),
            Agents::Known { .. } => Ours::No,
        }
    }
}

impl Reader<'_> {
    /// Without a directory: the mailbox it came to is ours, and its domain may be.
    fn by_where_it_came(&self, address: &Address) -> Ours {
        let known = self.mail.to.iter().filter_map(|to| Address::parse(&to.address).ok());
        let sure = |known: Address| match () {
            () if known == *address => Ours::Yes,
            () if known.domain() == address.domain() => Ours::Perhaps,
            () => Ours::No,
        };
        known.map(sure).max().unwrap_or(Ours::No)
    }
}

impl Reader<'_> {
    fn read(mut self) -> Reading {
        let report = reports::read(self.mail, self.context.own);
        let check = report.is_none() && reports::forwarding_check(self.mail).is_some();
        let tokens = self.context.tokens.find(self.mail);
        let about = self.about(report.as_ref());
        let about = self.of_our_own_mail(&about, &tokens).unwrap_or(about);
        let cut = quote::cut(&about.text);
        let understood = self.understood(&about, &cut.written);
        let token_names_them = self.names(&tokens, about.person.as_ref());
        let trust = self.trust(&about, token_names_them);
        let faults = self.faults(&about);
        let found = Found { trust, token_names_them, faults, report, check, tokens, about, understood, cut };
        let intents = self.wishes(&found);
        let parts = self.parts(&found.about);
        self.explain(&found);
        let decided = decide::decide(&self.facts(&found, &intents));
        let decision = of_the_parts(&parts, &found.faults).unwrap_or(decided.decision);
        self.reasons.push(decided.reason);
        self.reading(found, intents, parts, decision)
    }

    fn reading(self, found: Found, intents: Vec<Intent>, parts: Vec<Reading>, decision: Decision) -> Reading {
        Reading {
            id: None,
            robot: found.report.as_ref().map(|report| report.robot),
            forwarded: self.borne.is_some() || found.about.forwarded && found.report.is_none(),
            about: self.person(&found),
            written_by: self.borne.as_ref().map_or_else(|| about::writer(self.mail), |borne| borne.writer.clone()),
            trust: found.trust,
            language: found.understood.language,
            text: found.cut.written,
            intents,
            bounce: found.report.and_then(|report| report.bounces.into_iter().next()),
            parts,
            dates: match self.borne {
                Some(_) => about::passed_on(self.mail, found.about.dates),
                None => found.about.dates,
            },
            decision,
            reasons: self.reasons,
            overruled: found.understood.overruled,
            rules_version: self.context.rules_version.to_owned(),
        }
    }

    /// A robot's mail is no forward, whatever is attached to it.
    fn about(&self, report: Option<&Report>) -> About {
        match report {
            Some(_) => about::as_it_came(self.mail),
            None => about::about(self.mail, self, self.opening),
        }
    }

    /// A forward of our own mailing by somebody who is not one of us, with a stop above it: the stop is theirs. The
    /// mailing is known by a token of ours that does not name whoever it seems to be from.
    fn of_our_own_mail(&self, about: &About, tokens: &[Token]) -> Option<About> {
        let passed_on = about.of_another && about.attached.is_none() && about.parts.is_empty() && self.borne.is_none();
        let by_ours = about::writer(self.mail).is_none_or(|writer| self.has(&writer) > Ours::No);
        if !passed_on || by_ours || tokens.is_empty() || self.names(tokens, about.person.as_ref()) {
            return None;
        }
        let above = about::above_our_mail(self.mail)?;
        let wishes = self.understood(&above, &quote::cut(&above.text).written).intents;
        wishes.iter().any(|intent| intent.kind.is_opt_out()).then_some(above)
    }

    /// What is wrong with the mail, and with what was opened in it.
    fn faults(&self, about: &About) -> Vec<Fault> {
        let mut faults = [self.mail.faults.clone(), about.faults.clone()].concat();
        faults.sort_unstable();
        faults.dedup();
        faults
    }

    fn names(&self, tokens: &[Token], person: Option<&Address>) -> bool {
        person.is_some_and(|person| tokens.iter().any(|token| self.context.tokens.names(token, person)))
    }

    fn understood(&self, about: &About, written: &str) -> Understood {
        let writer = about.person.as_ref().map(Address::delivery);
        let date = self.mail.date.and_then(day);
        let topics = self.context.topics;
        let tag = (!about.of_another).then(|| tag(self.mail)).flatten();
        self.context.rules.read(&Letter { subject: &about.subject, text: written, topics, writer, date, tag })
    }

    /// What speaks against the writer comes first; then proofs, the strongest first.
    fn trust(&self, about: &About, token_names_them: bool) -> Trust {
        let vouched = self.bearer(about) == Bearer::Agent;
        let of_another = about.of_another || self.borne.is_some();
        match self.context.writer.map_or(Trust::Unverified, |found| found.trust) {
            Trust::Suspect => Trust::Suspect,
            _ if is_suspect(self.mail) => Trust::Suspect,
            _ if token_names_them => Trust::Token,
            _ if of_another && vouched => Trust::Agent,
            // Whoever proves to be the forwarder proves nothing about whom they speak for.
            _ if of_another => Trust::Unverified,
            found => found,
        }
    }

    fn bearer(&self, about: &About) -> Bearer {
        let ours = || about::writer(self.mail).is_some_and(|writer| self.has(&writer) > Ours::No);
        match (&self.borne, self.context.agents) {
            (Some(borne), _) => borne.by,
            _ if !about.of_another => Bearer::Writer,
            (_, Agents::Known { vouches: true, .. }) => Bearer::Agent,
            (_, Agents::Unknown) if ours() => Bearer::Colleague,
            _ => Bearer::Stranger,
        }
    }

    /// Several attached mails are several mails, each with its own subject; who brought them did not write them.
    fn parts(&self, about: &About) -> Vec<Reading> {
        let by = self.bearer(about);
        let writer = self.borne.as_ref().map_or_else(|| about::writer(self.mail), |borne| borne.writer.clone());
        let read = |(at, mail): &(usize, Mail)| {
            let borne = Some(Borne { by, writer: writer.clone(), proven: self.is_proven(*at) });
            let opening = self.opening.below();
            Reader { mail, context: self.context, opening, borne, reasons: Vec::new() }.read()
        };
        about.parts.iter().map(read).collect()
    }

    /// Whether the attached mail at this place is proven; only of those on the first level do we know.
    fn is_proven(&self, at: usize) -> bool {
        self.borne.is_none() && self.context.originals_proven.get(at) == Some(&true)
    }

    fn wishes(&self, found: &Found) -> Vec<Intent> {
        let mut intents = match &found.report {
            Some(report) => of_a_robot(report, &found.understood),
            None => found.understood.intents.clone(),
        };
        if found.report.is_none() && self.names_a_controller(&found.about, &found.cut.quoted) {
            intents.retain(|intent| intent.kind != IntentKind::WrongPerson);
            intents.push(plain(IntentKind::WrongPerson, CONTROLLER));
        }
        if found.is_beyond_us() && intents.iter().all(|intent| intent.kind == IntentKind::None) {
            // Nobody can tell what is wanted; that is not "nothing" (L10).
            intents.clear();
        }
        intents
    }

    /// Whether the mail that was answered or passed on is a customer's of ours: then it was meant for them.
    fn names_a_controller(&self, about: &About, quoted: &str) -> bool {
        let text = format!("{}\n{quoted}", about.rest).to_lowercase();
        self.context.controllers.iter().any(|domain| names_host(&text, &domain.to_lowercase()))
    }

    /// Whom it is about: a robot's mail whom it names, a person's mail its writer, whatever other address they name: it
    /// may be an old one of theirs, ours, or somebody else's, and only a person can tell (L7).
    /// Only where one of us vouches for who wrote and nothing is to stop, the one that is spoken for.
    fn person(&self, found: &Found) -> Option<Address> {
        match &found.report {
            Some(report) => of_a_report(report, self.mail),
            None => self.spoken_for(found).or_else(|| found.about.person.clone()),
        }
    }

    /// The one other address that a letter passed on by us asks something for which only its mailbox can confirm.
    fn spoken_for(&self, found: &Found) -> Option<Address> {
        let vouched = matches!(self.bearer(&found.about), Bearer::Agent | Bearer::Colleague);
        let understood = &found.understood;
        let corrects = |intent: &Intent| intent.to.as_ref().is_some_and(|to| to.contains('@'));
        let stays = |intent: &Intent| intent.kind.is_opt_out() || corrects(intent);
        let may = vouched && understood.doubts.contains(&Doubt::OtherAddress) && !understood.intents.iter().any(stays);
        the_only(&understood.addresses).filter(|one| may && self.has(one) == Ours::No)
    }

    fn facts<'f>(&'f self, found: &'f Found, intents: &'f [Intent]) -> Facts<'f> {
        let person = found.about.person.as_ref();
        let proven = match &self.borne {
            Some(borne) => borne.proven && !found.about.of_another,
            None => found.about.attached.is_some_and(|at| self.is_proven(at)),
        };
        Facts {
            robot: found.report.as_ref().map(|report| report.robot),
            robot_says: found.report.as_ref().map_or(RobotSays::Nothing, says),
            forwarding_check: found.check,
            faults: &found.faults,
            bearer: self.bearer(&found.about),
            is_about_one: person.is_some() || found.report.is_some(),
            is_ours: !found.about.of_another
                && self.borne.is_none()
                && person.is_some_and(|one| self.has(one) > Ours::No),
            trust: found.trust,
            has_token: !found.tokens.is_empty(),
            token_names_them: found.token_names_them,
            original_proven: proven,
            unread: found.about.unread,
            foreign: found.understood.doubts.contains(&Doubt::Language),
            doubted: found.understood.doubts.contains(&Doubt::Model),
            intents,
            clear: found.understood.clear && !found.is_list_post(),
            of_a_controller: intents.iter().any(|intent| intent.rules.iter().any(|rule| rule == CONTROLLER)),
        }
    }

    /// The steps before the decision, in words, without any address (L6).
    fn explain(&mut self, found: &Found) {
        if let Some(report) = &found.report {
            self.reasons.push(format!("robot: {} by rule {}", report.robot.word(), report.rule));
        }
        if found.about.forwarded && found.report.is_none() {
            self.reasons.push(format!("forward: {}", borne(self.bearer(&found.about))));
            if let Agents::Known { why_not: Some(why), .. } = self.context.agents {
                self.reasons.push(format!("agent: {why} (AUTH-13)"));
            }
        }
        self.reasons.push(format!("trust: {}", found.trust.word()));
        self.reasons
            .extend(self.context.writer.iter().flat_map(|found| found.reasons.iter().map(|r| format!("trust: {r}"))));
        if !found.understood.addresses.is_empty() && found.report.is_none() {
            self.reasons.push("about: another address is named; a person decides whether it is meant".to_owned());
        }
        if found.understood.clear && found.is_list_post() {
            self.reasons.push("list: a post of a mailing list; a person decides whether it is meant for us".to_owned());
        }
        self.reasons.extend(found.understood.doubts.iter().map(|doubt| doubt.reason().to_owned()));
    }
}

/// What the steps found.
struct Found {
    report: Option<Report>,
    check: bool,
    tokens: Vec<Token>,
    about: About,
    cut: Cut,
    understood: Understood,
    trust: Trust,
    token_names_them: bool,
    faults: Vec<Fault>,
}

impl Found {
    /// Written to a mailing list, not to us.
    fn is_list_post(&self) -> bool {
        list_post::is_list_post(&self.about.subject, &self.about.text)
    }

    /// A person's mail that could not be read, or not understood.
    fn is_beyond_us(&self) -> bool {
        let unread = || !self.faults.is_empty() || self.about.unread;
        self.report.is_none() && (unread() || self.understood.doubts.contains(&Doubt::Language))
    }
}

/// The rule that a quoted customer's mail adds.
const CONTROLLER: &str = "controller";

fn borne(bearer: Bearer) -> &'static str {
    match bearer {
        Bearer::Writer => "our own mail, or a redirect: the writer speaks for themselves",
        Bearer::Agent => "an agent of the directory, proven, passed it on (AUTH-13)",
        Bearer::Colleague => "a mailbox of the domain it came to passed it on; there is no agent directory to ask",
        Bearer::Stranger => "somebody who is no proven agent passed it on (AUTH-16)",
    }
}

/// Two writers, or a name that shows an address which is not the writer's (MIME-01, MIME-03).
fn is_suspect(mail: &Mail) -> bool {
    let repeated = mail.faults.contains(&Fault::RepeatedField) && mail.all("From").count() > 1;
    repeated || mail.from.iter().any(|from| from.name.as_deref().is_some_and(|name| shows_another(name, &from.address)))
}

fn shows_another(name: &str, address: &str) -> bool {
    let words = name.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '"' | '\'' | ',' | ';'));
    let mut shown = words.filter(|word| word.contains('@')).filter_map(|word| Address::parse(word).ok());
    let own = Address::parse(address).ok();
    shown.any(|shown| own.as_ref() != Some(&shown))
}

fn the_only(addresses: &[String]) -> Option<Address> {
    let mut named = addresses.iter().filter_map(|text| Address::parse(text).ok());
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

fn says(report: &Report) -> RobotSays {
    match report.feedback.as_ref().map(|feedback| feedback.kind) {
        Some(FeedbackKind::Fraud | FeedbackKind::Virus | FeedbackKind::Other) => RobotSays::Alarm,
        _ if report.goes_in_circles() => RobotSays::Alarm,
        _ if report.opt_out => RobotSays::OptOut,
        _ if report.bounces.iter().any(|bounce| bounce.permanent) => RobotSays::Gone,
        _ => RobotSays::Nothing,
    }
}

/// What a robot's mail asks for: what a complaint is by law, what an opt-out says; reports and lists ask for nothing,
/// whatever words stand in them.
fn of_a_robot(report: &Report, understood: &Understood) -> Vec<Intent> {
    let asked = || understood.intents.iter().any(|intent| intent.kind.is_opt_out());
    match report.robot {
        // A person's mail that a circle caught may ask for something; nobody can tell that it does not.
        Robot::Own if report.goes_in_circles() => asks_for(understood),
        Robot::Arf if report.opt_out => {
            vec![plain(IntentKind::UnsubscribeAll, report.rule), plain(IntentKind::Complaint, report.rule)]
        }
        Robot::AutoReply if report.opt_out && !asked() => vec![plain(IntentKind::UnsubscribeAll, report.rule)],
        Robot::AutoReply if report.opt_out || understood.clear => understood.intents.clone(),
        _ => vec![plain(IntentKind::None, report.rule)],
    }
}

fn asks_for(understood: &Understood) -> Vec<Intent> {
    understood.intents.iter().filter(|intent| intent.kind != IntentKind::None).cloned().collect()
}

/// An intent that no words show but the kind of the mail.
fn plain(kind: IntentKind, rule: &str) -> Intent {
    let rules = vec![rule.to_owned()];
    Intent {
        kind,
        topic: None,
        confidence: 1.0,
        words: Vec::new(),
        rules,
        days: None,
        until: None,
        from: None,
        to: None,
    }
}

/// Whom a robot's mail names: the recipient that is gone, or whoever complained; else whoever let the robot write.
fn of_a_report(report: &Report, mail: &Mail) -> Option<Address> {
    let complained = report.feedback.as_ref().map(|feedback| feedback.recipients.as_slice()).unwrap_or_default();
    match (report.robot, report.bounces.as_slice(), complained) {
        (Robot::Dsn, [one], _) => one.recipient.clone(),
        (Robot::Dsn, [_, ..], _) => None,
        (Robot::Arf, _, [one]) => Some(one.clone()),
        (Robot::Arf, ..) => None,
        _ => about::writer(mail),
    }
}

/// A mail of several mails is decided by the gravest of them: a person before a question, a question before an act.
fn of_the_parts(parts: &[Reading], faults: &[Fault]) -> Option<Decision> {
    const BY_WEIGHT: [Decision; 5] =
        [Decision::Review, Decision::AskRecipient, Decision::Act, Decision::AnswerOnly, Decision::Ignore];
    let is_any = |decision: &Decision| parts.iter().any(|part| part.decision == *decision);
    BY_WEIGHT.into_iter().find(is_any).filter(|_| faults.is_empty())
}

/// Whether a host, or one below it, is named in a text in lower case.
fn names_host(text: &str, host: &str) -> bool {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '-';
    !host.is_empty()
        && text.match_indices(host).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let mut after = text[at + host.len()..].chars();
            let ends = match after.next() {
                Some('.') => !after.next().is_some_and(part_of_name),
                Some(c) => !part_of_name(c),
                None => true,
            };
            ends && matches!(before, Some('@' | '.' | '/'))
        })
}

/// The language tag that the writer's program gave the mail; none where its fields contradict one another.
fn tag(mail: &Mail) -> Option<&str> {
    let first = |name: &str| mail.first(name).and_then(|list| list.split([',', ';']).next()).map(str::trim);
    match (first("Content-Language"), first("Accept-Language")) {
        (Some(one), Some(other)) if !one.eq_ignore_ascii_case(other) => None,
        (one, other) => one.or(other).filter(|tag| !tag.is_empty()),
    }
}

fn day(instant: Instant) -> Option<Date> {
    instant.date().parse().ok()
}
