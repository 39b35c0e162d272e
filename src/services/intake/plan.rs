//! What is to be done with one mail: what its tokens do, what its text asks for, and the answer. A plan changes nothing;
//! the writer carries it out.

use serde_json::{Value, json};

use super::answer::{Answering, Told};
use super::receive::{Envelope, WrittenDown};
use super::targets::{Mailbox, Target};
use super::tokens::Found;
use super::wishes::{Asked, Granted, may_be_a_stop};
use super::{Mode, Read};
use crate::domain::address::Address;
use crate::domain::agent::StatusNotes;
use crate::domain::case::{CaseKind, CaseState};
use crate::domain::change::{Actor, Channel, EntryKind, scope_code};
use crate::domain::ids::SenderId;
use crate::domain::link::{MailClaim, MailPurpose};
use crate::domain::preference::{Kind, Scope};
use crate::domain::reading::{Decision, IntentKind, Reading, Robot, Trust};
use crate::domain::time::Instant;
use crate::domain::topic::{Class, Sender};
use crate::mail::parse::Mail;
use crate::render::locale::Locale;
use crate::render::mails::AgentNote;
use crate::services::Services;
use crate::services::counters::ScopeKind;
use crate::services::error::ServiceError;
use crate::services::writer::change::{Act, Prefer, Remark, Subject};
use crate::store::{cases, preferences};

/// A mail that is being worked on.
#[derive(Clone, Debug)]
pub(super) struct Job {
    /// Its id.
    pub id: String,
    /// The way in.
    pub via: Channel,
    /// When it was received.
    pub received_at: Instant,
    /// Where it stood.
    pub stood: Stood,
    /// The end of our lease.
    pub lease: i64,
    /// The envelope recipients that wait, with their names.
    pub waiting: Vec<(Vec<u8>, Envelope)>,
    /// The envelope recipients that were worked off before.
    pub worked: Vec<Envelope>,
    /// It is a request that somebody wrote down.
    pub request: Option<WrittenDown>,
}

/// What became of a mail, the weightiest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Became {
    /// Kept, and nothing else.
    Ignored,
    /// Answered, nothing changed.
    Answered,
    /// Done.
    Acted,
    /// The recipient is asked to confirm.
    Asked,
    /// A person decides.
    Review,
}

impl Became {
    /// The status of the mail.
    pub fn status(self) -> &'static str {
        match self {
            Self::Ignored => "ignored",
            Self::Answered => "answered",
            Self::Acted => "acted",
            Self::Asked => "asked",
            Self::Review => "review",
        }
    }

    /// The decision as carried out.
    pub fn decision(self) -> Decision {
        match self {
            Self::Ignored => Decision::Ignore,
            Self::Answered => Decision::AnswerOnly,
            Self::Acted => Decision::Act,
            Self::Asked => Decision::AskRecipient,
            Self::Review => Decision::Review,
        }
    }

    /// The word in a note to an agent.
    fn note(self, about: Option<&Address>) -> &'static str {
        match self {
            Self::Review if about.is_none() => "unknown",
            Self::Review => "review",
            Self::Acted => "acted",
            Self::Asked => "asked",
            Self::Answered | Self::Ignored => "nothing",
        }
    }
}

/// Where a mail stood when it was claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stood {
    /// Nothing was made of it before.
    Received,
    /// Something was; a new recipient woke it.
    Became(Became),
    /// A person has decided.
    Decided,
}

impl Stood {
    /// From the word in the database.
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [Became::Ignored, Became::Answered, Became::Acted, Became::Asked, Became::Review];
        match word {
            "received" => Some(Self::Received),
            "decided" => Some(Self::Decided),
            word => all.into_iter().find(|became| became.status() == word).map(Self::Became),
        }
    }

    /// Whether nothing was made of it before.
    pub fn is_first(self) -> bool {
        self == Self::Received
    }

    /// Where it stands after this: a further recipient does not take it out of the queue.
    pub fn status_after(self, became: Became) -> &'static str {
        match self {
            Self::Received => became.status(),
            Self::Became(before) => before.max(became).status(),
            Self::Decided if became == Became::Review => became.status(),
            Self::Decided => "decided",
        }
    }
}

/// What is to be done with a mail.
#[derive(Debug)]
pub(super) struct Plan {
    /// In this order.
    pub acts: Vec<Act>,
    /// What it became.
    pub became: Became,
    /// Whom it is about.
    pub about: Option<Subject>,
    /// Whose mail it is about.
    pub sender: Option<SenderId>,
    /// How wide each opt-out in it is, for the counters.
    pub opt_outs: Vec<ScopeKind>,
    /// What a helpdesk that wrote the request down may answer.
    pub suggestion: Option<String>,
}

impl Job {
    /// As if nothing had been made of it: to say once more what is made of it.
    pub fn begin_anew(&mut self) {
        self.stood = Stood::Received;
        self.waiting.extend(self.worked.drain(..).map(|envelope| (Vec::new(), envelope)));
    }
}

impl Plan {
    fn nothing() -> Self {
        Self {
            acts: Vec::new(),
            became: Became::Ignored,
            about: None,
            sender: None,
            opt_outs: Vec::new(),
            suggestion: None,
        }
    }

    fn add(&mut self, became: Became, acts: impl IntoIterator<Item = Act>) {
        self.became = self.became.max(became);
        self.acts.extend(acts);
    }

    fn concerns(&mut self, subject: &Subject, sender: SenderId) {
        self.about.get_or_insert_with(|| subject.clone());
        self.sender.get_or_insert(sender);
    }
}

/// The mail of a plan as far as it could be read.
#[derive(Clone, Copy)]
struct Seen<'a> {
    job: &'a Job,
    read: Option<&'a Read>,
}

impl<'a> Seen<'a> {
    fn robot(&self) -> Option<Robot> {
        self.read.and_then(|read| read.reading.robot)
    }

    fn mail(&self) -> Option<&'a Mail> {
        self.read.map(|read| &read.mail)
    }

    fn mail_from(&self) -> Option<&'a str> {
        self.job.waiting.iter().chain(&NONE).find_map(|(_, envelope)| envelope.from.as_deref())
    }
}

/// So that iterators over the waiting recipients have one type.
const NONE: [(Vec<u8>, Envelope); 0] = [];

/// Our addresses that this mail came to.
#[derive(Default)]
struct Targets {
    tokens: Vec<MailClaim>,
    mailboxes: Vec<Mailbox>,
}

impl Services {
    /// What is to be done with a mail. One that could not be read still does what the tokens of its envelope say.
    pub(super) async fn plan(&self, job: &Job, read: Option<&Read>) -> Result<Plan, ServiceError> {
        let seen = Seen { job, read };
        let mut plan = Plan::nothing();
        let mut targets = self.targets(&seen)?;
        let by_token = targets.tokens.iter().any(|claim| claim.purpose == MailPurpose::Unsubscribe);
        for claim in std::mem::take(&mut targets.tokens) {
            self.plan_token(&seen, &claim, &mut targets.mailboxes, &mut plan).await?;
        }
        for mailbox in &targets.mailboxes {
            match read {
                Some(_) if by_token => self.plan_beside_token(&seen, mailbox, &mut plan),
                Some(read) => self.plan_mailbox(&seen, read, mailbox, &mut plan).await?,
                None => self.plan_unreadable(&seen, mailbox, &mut plan),
            }
        }
        Ok(plan)
    }

    /// The addresses of ours that wait to be worked off; those in the header when a mail is first looked at.
    fn targets(&self, seen: &Seen<'_>) -> Result<Targets, ServiceError> {
        let job = seen.job;
        let mut targets = Targets::default();
        let envelope = job.waiting.iter().map(|(_, envelope)| envelope.to.as_str()).filter(|to| !to.is_empty());
        for recipient in envelope {
            match self.target(recipient)? {
                Target::Token(claim) => targets.tokens.push(claim),
                Target::Mailbox(mailbox) => targets.mailboxes.push(mailbox),
            }
        }
        let header: Vec<&str> = seen.mail().filter(|_| job.stood.is_first()).map(header_recipients).unwrap_or_default();
        for recipient in &header {
            if let Some(claim) = self.token(recipient)?.filter(|claim| !targets.tokens.contains(claim)) {
                targets.tokens.push(claim);
            }
        }
        if targets.tokens.is_empty() && targets.mailboxes.is_empty() && job.stood.is_first() {
            targets.mailboxes.push(self.likely_mailbox(job, &header)?);
        }
        self.leave_out_worked(job, &mut targets)?;
        Ok(targets)
    }

    /// Without an envelope: the mailbox of ours that the header names, or the one there is.
    fn likely_mailbox(&self, job: &Job, header: &[&str]) -> Result<Mailbox, ServiceError> {
        if let Some(request) = &job.request {
            let mailbox = self.mailbox_of("")?;
            let sender = self.gate.registry().sender_by_key(&request.sender).cloned();
            return Ok(Mailbox { sender: sender.unwrap_or(mailbox.sender), mode: Mode::All, address: None });
        }
        let own = |recipient: &&&str| Address::parse(recipient).is_ok_and(|address| self.is_own_address(&address));
        self.mailbox_of(header.iter().find(own).copied().unwrap_or_default())
    }

    /// Each sender's mailbox counts once for a mail, however many of its addresses it came to, now or before.
    fn leave_out_worked(&self, job: &Job, targets: &mut Targets) -> Result<(), ServiceError> {
        let mut done: Vec<SenderId> = Vec::new();
        for envelope in &job.worked {
            if let Target::Mailbox(mailbox) = self.target(&envelope.to)? {
                done.push(mailbox.sender.id);
            }
        }
        // An address whose mail we work on ourselves goes before one of which we see a copy.
        targets.mailboxes.sort_by_key(|mailbox| mailbox.mode == Mode::Copy);
        targets.mailboxes.retain(|mailbox| {
            let fresh = !done.contains(&mailbox.sender.id);
            done.push(mailbox.sender.id);
            fresh
        });
        Ok(())
    }

    async fn plan_token(
        &self,
        seen: &Seen<'_>,
        claim: &MailClaim,
        mailboxes: &mut Vec<Mailbox>,
        plan: &mut Plan,
    ) -> Result<(), ServiceError> {
        match (claim.purpose, seen.robot()) {
            // A report that a mail to the address could not be delivered asks for nothing (DSN-06).
            (MailPurpose::Unsubscribe, Some(Robot::Dsn)) => Ok(()),
            (MailPurpose::Unsubscribe, _) => self.plan_unsubscribe(seen, claim, plan).await,
            (MailPurpose::Bounce, Some(Robot::Dsn)) => self.plan_bounce(seen, claim, plan).await,
            (MailPurpose::Bounce, Some(Robot::Arf)) => self.plan_complaints(seen, plan).await,
            (MailPurpose::CaseReply, None) => self.plan_case_reply(seen, claim, plan).await,
            // A person answered to the return path: an ordinary mail to the sender.
            (MailPurpose::Bounce, None) if seen.read.is_some() => {
                let mailbox = self.mailbox_of("")?;
                let sender = self.sender_of(claim).unwrap_or(mailbox.sender);
                mailboxes.push(Mailbox { sender, mode: Mode::All, address: None });
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn sender_of(&self, claim: &MailClaim) -> Option<std::sync::Arc<Sender>> {
        let registry = self.gate.registry();
        registry.topic(claim.topic).and_then(|topic| registry.sender(topic.sender)).cloned()
    }

    /// A mail to `u-TOKEN@`: the token says who and what; who wrote it does not matter, and it is never answered.
    async fn plan_unsubscribe(&self, seen: &Seen<'_>, claim: &MailClaim, plan: &mut Plan) -> Result<(), ServiceError> {
        let Some(key) = claim.recipient else {
            plan.add(Became::Acted, [self.test_token_used(seen, claim)]);
            return Ok(());
        };
        let subject = self.subject_of_key(&mut self.db.snapshot().await?, key).await?;
        let stops = self.scopes_of(claim);
        let unknown = self.gate.registry().topic(claim.topic).is_none();
        for (sender, scope) in &stops {
            plan.concerns(&subject, *sender);
            plan.opt_outs.push((*scope).into());
            let mut prefer = self.token_prefer(seen, &subject, *sender, *scope, Kind::OptedOut, "mailto");
            if unknown {
                prefer.codes.push(("reason", "unknown_topic".into()));
            }
            plan.add(Became::Acted, [Act::Prefer(Box::new(prefer))]);
        }
        if let Some((sender, _)) = stops.first().filter(|_| unknown) {
            self.ask_person(seen, *sender, Some(subject), false, "unknown_topic", plan);
        }
        Ok(())
    }

    /// The topic; everything of its sender, when it is one that no stop reaches; everything of everybody, when it is not
    /// known any more: a stop too many can be undone, a lost one cannot.
    fn scopes_of(&self, claim: &MailClaim) -> Vec<(SenderId, Scope)> {
        let registry = self.gate.registry();
        match registry.topic(claim.topic) {
            Some(topic) if topic.class == Class::Promotional => vec![(topic.sender, Scope::Topic(topic.id))],
            Some(topic) => vec![(topic.sender, Scope::All(topic.sender))],
            None => registry.senders().iter().map(|sender| (sender.id, Scope::All(sender.id))).collect(),
        }
    }

    fn test_token_used(&self, seen: &Seen<'_>, claim: &MailClaim) -> Act {
        let codes = vec![
            ("test", "link_used".into()),
            ("form", "mailto".into()),
            ("scope", scope_code(Scope::Topic(claim.topic))),
        ];
        Act::Remark(Remark {
            kind: EntryKind::Test,
            subject: None,
            sender: self.sender_of(claim).map(|sender| sender.id),
            actor: Actor::Recipient,
            channel: seen.job.via,
            codes,
        })
    }

    fn token_prefer(
        &self,
        seen: &Seen<'_>,
        subject: &Subject,
        sender: SenderId,
        scope: Scope,
        kind: Kind,
        form: &'static str,
    ) -> Prefer {
        let evidence = json!({ "form": form, "mail": seen.job.id });
        Prefer {
            subject: subject.clone(),
            sender,
            scope,
            kind,
            at: seen.job.received_at,
            actor: Actor::Recipient,
            channel: seen.job.via,
            codes: vec![("form", form.into()), ("mail", seen.job.id.clone().into())],
            evidence: Some(evidence.to_string().into_bytes()),
            notice: None,
            undo_by: None,
        }
    }

    /// A bounce to a signed return path: only a permanent failure of the address counts, and the token says whose, not
    /// the report (DSN-02, DSN-04).
    async fn plan_bounce(&self, seen: &Seen<'_>, claim: &MailClaim, plan: &mut Plan) -> Result<(), ServiceError> {
        let permanent = seen.read.and_then(|read| read.reading.bounce.as_ref()).is_some_and(|b| b.permanent);
        let Some(key) = claim.recipient.filter(|_| permanent) else { return Ok(()) };
        let sender = self.sender_of(claim).map_or_else(|| self.mailbox_of("").map(|m| m.sender), Ok)?;
        let subject = self.subject_of_key(&mut self.db.snapshot().await?, key).await?;
        plan.concerns(&subject, sender.id);
        let found = self.found(seen, &subject, sender.id, Kind::Undeliverable, "bounce");
        plan.add(Became::Acted, [Act::Prefer(Box::new(found))]);
        Ok(())
    }

    /// What a robot reports: the service finds it, the recipient did not say it.
    fn found(&self, seen: &Seen<'_>, subject: &Subject, sender: SenderId, kind: Kind, form: &'static str) -> Prefer {
        Prefer { actor: Actor::System, ..self.token_prefer(seen, subject, sender, Scope::All(sender), kind, form) }
    }

    /// An answer to a case: kept for the person who works on it.
    async fn plan_case_reply(&self, seen: &Seen<'_>, claim: &MailClaim, plan: &mut Plan) -> Result<(), ServiceError> {
        let subject = match claim.recipient {
            Some(key) => Some(self.subject_of_key(&mut self.db.snapshot().await?, key).await?),
            None => None,
        };
        let sender = self.sender_of(claim).map_or_else(|| self.mailbox_of("").map(|m| m.sender), Ok)?;
        self.ask_person(seen, sender.id, subject, false, "case_reply", plan);
        Ok(())
    }

    /// A complaint counts for whom the token in the reported mail was made; whom the report names does not matter
    /// (ARF-03, ARF-04). It stops everything promotional and is never answered.
    async fn plan_complaints(&self, seen: &Seen<'_>, plan: &mut Plan) -> Result<(), ServiceError> {
        let Some(read) = seen.read.filter(|read| counts_as_complaint(&read.mail)) else { return Ok(()) };
        for found in self.tokens_in(&read.mail) {
            let (Some(subject), Some(sender)) = (self.subject_of(&found).await?, self.sender_found(&found)) else {
                continue;
            };
            plan.concerns(&subject, sender);
            plan.opt_outs.push(ScopeKind::All);
            let complaint = self.found(seen, &subject, sender, Kind::Complained, "complaint");
            plan.add(Became::Acted, [Act::Prefer(Box::new(complaint))]);
        }
        if plan.became == Became::Ignored {
            let sender = self.mailbox_of("")?.sender.id;
            self.ask_person(seen, sender, None, false, "complaint_without_token", plan);
        }
        Ok(())
    }

    async fn subject_of(&self, found: &Found) -> Result<Option<Subject>, ServiceError> {
        Ok(match (&found.address, found.recipient) {
            (Some(address), _) => Some(self.vault.subject(address)),
            (None, Some(key)) => Some(self.subject_of_key(&mut self.db.snapshot().await?, key).await?),
            (None, None) => None,
        })
    }

    fn sender_found(&self, found: &Found) -> Option<SenderId> {
        let registry = self.gate.registry();
        let of_topic = registry.topic(found.topic).map(|topic| topic.sender);
        of_topic.or(found.sender).or_else(|| self.mailbox_of("").ok().map(|mailbox| mailbox.sender.id))
    }

    /// A mail to a mailbox for people.
    async fn plan_mailbox(
        &self,
        seen: &Seen<'_>,
        read: &Read,
        mailbox: &Mailbox,
        plan: &mut Plan,
    ) -> Result<(), ServiceError> {
        let reading = &read.reading;
        match reading.robot {
            Some(Robot::Arf) if reading.decision == Decision::Ignore => Ok(()),
            Some(Robot::Arf) if reading.decision == Decision::Review => {
                self.ask_person(seen, mailbox.sender.id, None, false, "report", plan);
                Ok(())
            }
            Some(Robot::Arf) => self.plan_complaints(seen, plan).await,
            Some(Robot::Dsn) => self.plan_report(seen, read, plan).await,
            _ if reading.parts.is_empty() => self.plan_reading(seen, read, reading, mailbox, plan).await,
            _ => {
                // Several attached originals are several mails, each with its own subject and clock.
                for part in &reading.parts {
                    self.plan_reading(seen, read, part, mailbox, plan).await?;
                }
                Ok(())
            }
        }
    }

    /// A bounce that came to another address than the return path counts when it carries a token of ours, for one
    /// recipient only (DSN-05).
    async fn plan_report(&self, seen: &Seen<'_>, read: &Read, plan: &mut Plan) -> Result<(), ServiceError> {
        let permanent = read.reading.bounce.as_ref().is_some_and(|bounce| bounce.permanent);
        if let ([found], true) = (self.tokens_in(&read.mail).as_slice(), permanent)
            && let (Some(subject), Some(sender)) = (self.subject_of(found).await?, self.sender_found(found))
        {
            plan.concerns(&subject, sender);
            let found = self.found(seen, &subject, sender, Kind::Undeliverable, "bounce");
            plan.add(Became::Acted, [Act::Prefer(Box::new(found))]);
        }
        Ok(())
    }

    /// A mail to `u-TOKEN@` may say more than "stop"; that is for a person, and still not answered.
    fn plan_beside_token(&self, seen: &Seen<'_>, mailbox: &Mailbox, plan: &mut Plan) {
        let says_more = |kind: IntentKind| CaseKind::of(kind).is_some_and(|kind| kind != CaseKind::Question);
        let Some(read) = seen.read.filter(|read| read.reading.robot.is_none()) else { return };
        if read.reading.intents.iter().any(|intent| says_more(intent.kind)) {
            let subject = plan.about.clone();
            self.ask_person(seen, mailbox.sender.id, subject, false, "more_than_a_stop", plan);
        }
    }

    /// What cannot be read goes to a person; of whom it may be a stop, nobody knows.
    fn plan_unreadable(&self, seen: &Seen<'_>, mailbox: &Mailbox, plan: &mut Plan) {
        self.ask_person(seen, mailbox.sender.id, None, false, "unreadable", plan);
    }

    fn ask_person(
        &self,
        seen: &Seen<'_>,
        sender: SenderId,
        subject: Option<Subject>,
        holds: bool,
        why: &'static str,
        plan: &mut Plan,
    ) {
        if let Some(subject) = &subject {
            plan.concerns(subject, sender);
        }
        plan.sender.get_or_insert(sender);
        let case = self.open_unclear(seen.job, sender, subject, holds, why);
        plan.add(Became::Review, [case]);
    }

    /// A case for a person who must read the mail.
    fn open_unclear(
        &self,
        job: &Job,
        sender: SenderId,
        subject: Option<Subject>,
        holds: bool,
        why: &'static str,
    ) -> Act {
        let id = crate::services::installation::uuid_v7(&*self.random, self.clock.now());
        let detail = json!({ "why": why }).to_string();
        let cell = crate::services::installation::Cell::Case;
        Act::Open(Box::new(crate::services::writer::change::OpenCase {
            kind: CaseKind::Unclear,
            state: CaseState::NeedsReview,
            sender,
            subject,
            mail: Some(job.id.clone()),
            reference: job.request.as_ref().and_then(|request| request.reference.clone()),
            detail: Some(self.vault.seal(cell, id.as_bytes(), detail.as_bytes())),
            holds,
            received_at: job.received_at,
            actor: Actor::System,
            channel: job.via,
            id,
        }))
    }

    /// What one reading asks for.
    async fn plan_reading(
        &self,
        seen: &Seen<'_>,
        read: &Read,
        reading: &Reading,
        mailbox: &Mailbox,
        plan: &mut Plan,
    ) -> Result<(), ServiceError> {
        let about = reading.about.as_ref().filter(|about| !self.is_own_address(about));
        let others = self.named_by_tokens(read, reading, about).await?;
        let known = match about {
            Some(about) => self.is_known(about).await?,
            None => false,
        };
        let locale = self.locale_of(reading);
        let (agent, actor) = self.agent_of(read, reading, seen.job);
        let asked = Asked {
            mail: &seen.job.id,
            via: seen.job.via,
            received_at: seen.job.received_at,
            actor,
            sender: &mailbox.sender,
            mode: mailbox.mode,
            about,
            others: &others,
            known,
            locale: &locale,
            reference: seen.job.request.as_ref().and_then(|request| request.reference.as_deref()),
            evidence: evidence(seen.job, reading),
            codes: vec![("form", "mail".into()), ("trust", reading.trust.word().into())],
        };
        let (became, granted) = self.decide(&asked, reading, seen.job)?;
        let subject = about.map(|about| self.vault.subject(about)).or_else(|| others.first().cloned());
        if let Some(subject) = &subject {
            plan.concerns(subject, mailbox.sender.id);
        }
        plan.sender.get_or_insert(mailbox.sender.id);
        plan.opt_outs.extend(granted.told.stopped.iter().map(|scope| ScopeKind::from(*scope)));
        let Granted { mut acts, told, .. } = granted;
        if seen.job.request.is_some() {
            plan.suggestion = self.suggestion(seen, &asked, mailbox, &told)?;
        } else {
            self.answer(seen, reading, &asked, mailbox, &told, &mut acts)?;
            acts.extend(self.note_for(agent.as_deref(), seen, read, about, became, mailbox)?);
        }
        plan.add(became, acts);
        Ok(())
    }

    /// What it becomes, and what is done: the asymmetric rule applied to the reading's decision.
    fn decide(&self, asked: &Asked<'_>, reading: &Reading, job: &Job) -> Result<(Became, Granted), ServiceError> {
        let nobody = asked.about.is_none() && asked.others.is_empty();
        let asks = |kind: IntentKind| !matches!(kind, IntentKind::Question | IntentKind::None);
        let of_interest = asked.mode == Mode::All || reading.intents.iter().any(|intent| asks(intent.kind));
        match reading.decision {
            Decision::Ignore => Ok((Became::Ignored, Granted::default())),
            _ if !of_interest => Ok((Became::Ignored, Granted::default())),
            // Nothing changes; but whoever asked a question of us is answered by a person.
            Decision::AnswerOnly if asked.about.is_some() => {
                Ok((Became::Answered, self.grant(asked, &reading.intents)?))
            }
            Decision::AnswerOnly => Ok((Became::Answered, Granted::default())),
            Decision::Review => Ok((Became::Review, self.to_person(asked, reading, job, "decided"))),
            Decision::Act | Decision::AskRecipient if nobody => {
                Ok((Became::Review, self.to_person(asked, reading, job, "nobody_named")))
            }
            Decision::Act | Decision::AskRecipient => {
                let mut granted = self.grant(asked, &reading.intents)?;
                let became = if granted.asks { Became::Asked } else { Became::Acted };
                let Some(why) = granted.doubt else { return Ok((became, granted)) };
                granted.acts.extend(self.to_person(asked, reading, job, why).acts);
                granted.told.person = true;
                Ok((Became::Review, granted))
            }
        }
    }

    /// A person decides; while it may be a stop, promotional mail to its subject is held (L7).
    fn to_person(&self, asked: &Asked<'_>, reading: &Reading, job: &Job, why: &'static str) -> Granted {
        let subject = asked.about.map(|about| self.vault.subject(about)).or_else(|| asked.others.first().cloned());
        let holds = may_be_a_stop(&reading.intents);
        let acts = vec![self.open_unclear(job, asked.sender.id, subject, holds, why)];
        Granted { acts, told: Told { person: true, ..Told::default() }, ..Granted::default() }
    }

    /// The addresses that tokens in the mail name beside the one it is about. They count for a stop: whoever quotes a
    /// mail of ours wants what is in that mailbox to stop.
    async fn named_by_tokens(
        &self,
        read: &Read,
        reading: &Reading,
        about: Option<&Address>,
    ) -> Result<Vec<Subject>, ServiceError> {
        if reading.decision != Decision::Act || !read.reading.parts.is_empty() {
            return Ok(Vec::new());
        }
        let about: Vec<_> = about.map(|about| self.vault.recipient_keys(about).collect()).unwrap_or_default();
        let mut others = Vec::new();
        for found in self.tokens_in(&read.mail) {
            if let Some(subject) = self.subject_of(&found).await?
                && !subject.keys.iter().any(|key| about.contains(key))
            {
                others.push(subject);
            }
        }
        Ok(others)
    }

    /// Whether we hold anything about an address. What a mail that nothing proves has caused by itself does not count: a
    /// hold, a case. Otherwise a stranger's second mail would have us write to whomever it names.
    pub(super) async fn is_known(&self, address: &Address) -> Result<bool, ServiceError> {
        let keys: Vec<_> = self.vault.recipient_keys(address).collect();
        let mut tx = self.db.snapshot().await?;
        let records = preferences::of_keys(&mut tx, &keys).await?;
        let own = |kind: Kind| !matches!(kind, Kind::Held | Kind::Released);
        if records.iter().any(|(_, record)| record.as_ref().is_ok_and(|record| own(record.kind))) {
            return Ok(true);
        }
        for key in &keys {
            if cases::of_recipient(&mut tx, &key.bytes).await?.iter().any(|case| case.confirmed_at.is_some()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) fn locale_of(&self, reading: &Reading) -> Locale {
        self.renderer.locale(Some(&reading.language).filter(|tag| !tag.is_empty()).map(String::as_str))
    }

    /// The agent who passed it on, and who is written down as asking.
    fn agent_of(
        &self,
        read: &Read,
        reading: &Reading,
        job: &Job,
    ) -> (Option<std::sync::Arc<crate::domain::agent::Agent>>, Actor) {
        if let Some(request) = &job.request {
            return (None, Actor::Tool(request.by.clone()));
        }
        let from = read.mail.from.first().and_then(|from| Address::parse(&from.address).ok());
        let from = from.filter(|_| reading.trust == Trust::Agent && read.mail.from.len() == 1);
        let registry = self.gate.registry();
        let agent =
            from.and_then(|from| self.vault.recipient_keys(&from).find_map(|key| registry.agent(&key).cloned()));
        let actor = agent.as_ref().map_or(Actor::Recipient, |agent| Actor::Agent(agent.id.clone()));
        (agent, actor)
    }

    /// The one answer, as far as there may be one: to who has proved to be the writer; to an address on record; or, after
    /// a stop that changed something, the notice that lets its owner take it back. Never anything else (ACK-07).
    fn answer(
        &self,
        seen: &Seen<'_>,
        reading: &Reading,
        asked: &Asked<'_>,
        mailbox: &Mailbox,
        told: &Told,
        acts: &mut Vec<Act>,
    ) -> Result<(), ServiceError> {
        let vouched = reading.trust == Trust::Agent;
        let own = reading.written_by == reading.about;
        let Some(to) = asked.about.filter(|_| !told.is_empty() && (own || vouched)) else { return Ok(()) };
        let silent = seen.mail().is_none_or(|mail| self.silence(mail, seen.mail_from(), reading.robot).is_some());
        // The headers of a forward are its forwarder's; the person who wrote first may be answered all the same.
        if if vouched { reading.robot.is_some() } else { silent } {
            return Ok(());
        }
        let proven = own && !reading.forwarded && matches!(reading.trust, Trust::Authenticated);
        let how = Answering {
            mailbox,
            to,
            mail: seen.mail().filter(|_| own && !reading.forwarded),
            proven,
            reference: &seen.job.id,
            received_at: seen.job.received_at,
            locale: asked.locale,
        };
        let order = self.order_answer(told, &how)?;
        let subject = self.vault.subject(to);
        let only_stops = told.asked.is_empty() && !told.person;
        let stop = acts.iter_mut().find_map(|act| match act {
            Act::Prefer(prefer) if prefer.subject.keys == subject.keys => Some(prefer),
            _ => None,
        });
        match stop {
            Some(stop) if !proven && (only_stops || !asked.known) => stop.notice = Some(order),
            _ if proven || asked.known => acts.push(Act::Answer { subject, mail: order }),
            _ => {}
        }
        Ok(())
    }

    /// What a helpdesk may answer.
    fn suggestion(
        &self,
        seen: &Seen<'_>,
        asked: &Asked<'_>,
        mailbox: &Mailbox,
        told: &Told,
    ) -> Result<Option<String>, ServiceError> {
        let Some(to) = asked.about.filter(|_| !told.is_empty()) else { return Ok(None) };
        let how = Answering {
            mailbox,
            to,
            mail: None,
            proven: false,
            reference: &seen.job.id,
            received_at: seen.job.received_at,
            locale: asked.locale,
        };
        self.answer_text(told, &how).map(Some)
    }

    /// What the agent is told, as the directory says.
    fn note_for(
        &self,
        agent: Option<&crate::domain::agent::Agent>,
        seen: &Seen<'_>,
        read: &Read,
        about: Option<&Address>,
        became: Became,
        mailbox: &Mailbox,
    ) -> Result<Option<Act>, ServiceError> {
        let Some(agent) = agent else { return Ok(None) };
        let note = AgentNote {
            address: about.map(Address::masked).unwrap_or_default(),
            became: became.note(about).to_owned(),
            reference: seen.job.id.clone(),
        };
        match agent.status_notes {
            StatusNotes::Off => Ok(None),
            StatusNotes::Digest => self.keep_note(agent, &note).map(Some),
            // Two machines must not talk to one another (ACK-15).
            StatusNotes::Each if self.silence(&read.mail, seen.mail_from(), read.reading.robot).is_some() => Ok(None),
            StatusNotes::Each => self.tell_agent(agent, vec![note], Vec::new(), &mailbox.sender).map(Some),
        }
    }
}

/// Every address in the header that names a recipient.
fn header_recipients(mail: &Mail) -> Vec<&str> {
    const DELIVERY: [&str; 5] = ["delivered-to", "x-original-to", "envelope-to", "x-forwarded-to", "x-delivered-to"];
    let delivery = mail.headers.iter().filter(|h| DELIVERY.iter().any(|name| h.name.eq_ignore_ascii_case(name)));
    let delivery = delivery.map(|header| header.value.trim().trim_matches(['<', '>']));
    mail.to.iter().map(|to| to.address.as_str()).chain(delivery).collect()
}

/// Whether a feedback report is a complaint: `not-spam` lifts nothing and says nothing against us, and reports about
/// authentication are about no person (ARF-05).
fn counts_as_complaint(mail: &Mail) -> bool {
    let report = mail.parts.iter().find(|part| part.content_type.eq_ignore_ascii_case("message/feedback-report"));
    let kind = report.and_then(|part| {
        let value = |line: &str| {
            line.split_once(':')
                .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase()))
        };
        part.text.lines().filter_map(value).find(|(name, _)| name == "feedback-type").map(|(_, value)| value)
    });
    !matches!(kind.as_deref(), Some("not-spam" | "auth-failure" | "dmarc"))
}

/// What shows that it was asked for: the words and rules, not the whole text.
fn evidence(job: &Job, reading: &Reading) -> Value {
    json!({
        "form": "mail",
        "mail": job.id,
        "trust": reading.trust,
        "language": reading.language,
        "intents": reading.intents,
        "rules_version": reading.rules_version,
    })
}
