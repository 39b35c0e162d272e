//! What understood text becomes: done at once, asked back, or put before a person.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Seen;
use super::reply::Wrote;
use crate::domain::address::Address;
use crate::domain::agent::Agent;
use crate::domain::change::Actor;
use crate::domain::preference::Kind;
use crate::domain::reading::{Decision, IntentKind, Reading, Trust};
use crate::render::locale::Locale;
use crate::services::Services;
use crate::services::counters::ScopeKind;
use crate::services::error::ServiceError;
use crate::services::intake::answer::Told;
use crate::services::intake::job::{Became, Job, Plan};
use crate::services::intake::targets::Mailbox;
use crate::services::intake::wishes::{Asked, Granted, may_be_a_stop};
use crate::services::intake::{Mode, Read};
use crate::services::writer::change::Subject;
use crate::store::{cases, preferences};

impl Services {
    /// What one reading asks for.
    pub(super) async fn plan_reading(
        &self,
        seen: &Seen<'_>,
        read: &Read,
        reading: &Reading,
        mailbox: &Mailbox,
        plan: &mut Plan,
    ) -> Result<(), ServiceError> {
        let about = match reading.about.as_ref().filter(|about| !self.is_own_address(about)) {
            Some(about) => Some(self.as_on_record(about).await?),
            None => None,
        };
        let about = about.as_ref();
        let others = self.named_by_tokens(read, reading, about).await?;
        let known = match about {
            Some(about) => self.is_known(about).await?,
            None => false,
        };
        let locale = self.locale_of(reading);
        let (agent, actor) = self.agent_of(read, reading, seen.job);
        let wrote = Wrote::of(seen, reading);
        let by_person = reading.robot.is_none() && (agent.is_some() || self.may_be_answered(seen));
        let written_down = seen.job.request.is_some();
        let asked = Asked {
            mail: &seen.job.id,
            via: seen.job.via,
            received_at: seen.job.received_at,
            dates: reading.dates,
            actor,
            sender: &mailbox.sender,
            mode: mailbox.mode,
            about,
            others: &others,
            known,
            may_ask: written_down || by_person,
            reply: (!written_down).then(|| self.reply_to(wrote.thread(), mailbox.address.as_ref(), false)),
            unreadable: !read.mail.faults.is_empty(),
            locale: &locale,
            hears_complaints: mailbox.address.is_some() && mailbox.address == self.config.complaints.to,
            reference: seen.job.request.as_ref().and_then(|request| request.reference.as_deref()),
            evidence: evidence(seen.job, reading),
            codes: vec![("form", "mail".into()), ("trust", reading.trust.word().into())],
        };
        let (became, granted) = self.decide(&asked, reading, seen.job, by_person)?;
        let subject = about.map(|about| self.vault.subject(about)).or_else(|| others.first().cloned());
        if let Some(subject) = &subject {
            plan.concerns(subject, mailbox.sender.id);
        }
        plan.sender.get_or_insert(mailbox.sender.id);
        plan.opt_outs.extend(granted.told.stopped.iter().map(|scope| ScopeKind::from(*scope)));
        let Granted { mut acts, told, .. } = granted;
        let proven = matches!(reading.trust, Trust::Token | Trust::Authenticated | Trust::Agent);
        plan.unproven |= told.is_done() && !proven && !written_down;
        if written_down {
            plan.suggestion = self.suggestion(seen, &asked, mailbox, &told);
        } else {
            self.answer(&wrote, &asked, mailbox, &told, &mut acts);
            let note = became.note(about, &told);
            acts.extend(agent.and_then(|agent| self.note_for(&agent, &wrote, about, note, mailbox)));
        }
        plan.add(became, acts);
        Ok(())
    }

    /// What it becomes, and what is done: the asymmetric rule applied to the reading's decision.
    pub(super) fn decide(
        &self,
        asked: &Asked<'_>,
        reading: &Reading,
        job: &Job,
        by_person: bool,
    ) -> Result<(Became, Granted), ServiceError> {
        let nobody = asked.about.is_none() && asked.others.is_empty();
        let asks = |kind: IntentKind| !matches!(kind, IntentKind::Question | IntentKind::None);
        let of_interest = asked.mode == Mode::All || reading.intents.iter().any(|intent| asks(intent.kind));
        match reading.decision {
            // Nothing that we understand; but a person wrote it to an address that nobody else reads (L7).
            Decision::Ignore if by_person && asked.mode == Mode::All && job.request.is_none() => {
                Ok((Became::Review, self.to_person(asked, reading, job, "not_understood")))
            }
            Decision::Ignore => Ok((Became::Ignored, Granted::default())),
            // Only what surely is a question is left to those whose mail it is; what is not clear may be a stop (L7).
            Decision::AnswerOnly if !of_interest => Ok((Became::Ignored, Granted::default())),
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
                let became = granted.became();
                let Some(why) = granted.doubt else { return Ok((became, granted)) };
                granted.acts.extend(self.to_person(asked, reading, job, why).acts);
                granted.told.person = true;
                Ok((Became::Review, granted))
            }
        }
    }

    /// A person decides; while it may be a stop, promotional mail to its subject is held (L7).
    pub(super) fn to_person(&self, asked: &Asked<'_>, reading: &Reading, job: &Job, why: &'static str) -> Granted {
        let subject = asked.about.map(|about| self.vault.subject(about)).or_else(|| asked.others.first().cloned());
        let holds = asked.unreadable || reading.overruled || may_be_a_stop(&reading.intents);
        let acts = vec![self.open_unclear(job, asked.sender.id, subject, holds, (why, asked.dates))];
        Granted { acts, told: Told { person: true, ..Told::default() }, ..Granted::default() }
    }

    /// The addresses that tokens in the mail name beside the one it is about. They count for a stop: whoever quotes a
    /// mail of ours wants what is in that mailbox to stop.
    pub(super) async fn named_by_tokens(
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

    /// The address as it is on record: whatever asks for proof goes there, letter for letter, and not to a spelling of it
    /// that somebody wrote into a mail (AUTH-18).
    pub(in crate::services) async fn as_on_record(&self, address: &Address) -> Result<Address, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        for key in self.vault.recipient_keys(address) {
            if let Some(recorded) = self.address_on_record(&mut tx, &key).await? {
                return Ok(recorded);
            }
        }
        Ok(address.clone())
    }

    /// Whether we hold anything about an address. What a mail that nothing proves has caused by itself does not count: a
    /// hold, a case. Otherwise a stranger's second mail would have us write to whomever it names.
    pub(in crate::services) async fn is_known(&self, address: &Address) -> Result<bool, ServiceError> {
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

    pub(in crate::services::intake) fn locale_of(&self, reading: &Reading) -> Locale {
        self.renderer.locale(Some(&reading.language).filter(|tag| !tag.is_empty()).map(String::as_str))
    }

    /// The agent who passed it on, and who is written down as asking.
    pub(super) fn agent_of(&self, read: &Read, reading: &Reading, job: &Job) -> (Option<Arc<Agent>>, Actor) {
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
