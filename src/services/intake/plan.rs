//! What is to be done with one mail: what its tokens do, what its text asks for, and the answer. A plan changes nothing;
//! the writer carries it out.
//!
//! - Here: which of our addresses it came to, and who decides about each. `stops`: what a mail to `u-TOKEN@` does.
//!   `case_replies`: what one to `c-TOKEN@` does. `robots`: bounces and complaints. `readings`: what understood text becomes. `reply`: the answer,
//!   and the note to an agent.

mod case_replies;
mod readings;
pub(super) mod reply;
mod robots;
mod stops;

use std::sync::Arc;

use serde_json::json;

use super::job::{Became, Job, Plan};
use super::receive::Envelope;
use super::targets::{Mailbox, Target};
use super::tokens::Found;
use super::{Mode, Read};
use crate::domain::address::Address;
use crate::domain::case::{CaseKind, CaseState};
use crate::domain::change::Actor;
use crate::domain::ids::SenderId;
use crate::domain::link::{MailClaim, MailPurpose};
use crate::domain::reading::{Dates, Decision, Robot};
use crate::domain::topic::Sender;
use crate::mail::parse::Mail;
use crate::services::Services;
use crate::services::cases::Asking;
use crate::services::error::ServiceError;
use crate::services::writer::change::{Act, Subject};

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
        let stopped: Vec<MailClaim> =
            targets.tokens.iter().filter(|claim| claim.purpose == MailPurpose::Unsubscribe).cloned().collect();
        for claim in std::mem::take(&mut targets.tokens) {
            self.plan_token(&seen, &claim, &mut targets.mailboxes, &mut plan).await?;
        }
        for mailbox in &targets.mailboxes {
            match read {
                Some(_) if !stopped.is_empty() => {}
                Some(read) => self.plan_mailbox(&seen, read, mailbox, &mut plan).await?,
                None => self.plan_unreadable(&seen, mailbox.sender.id, &mut plan),
            }
        }
        self.plan_beside_tokens(&seen, &stopped, &mut plan);
        self.plan_damaged_stop(&seen, &mut plan)?;
        let copies = targets.mailboxes.iter().all(|mailbox| mailbox.mode == Mode::Copy);
        plan.forget = plan.became == Became::Ignored && copies && !targets.mailboxes.is_empty() && job.stood.is_first();
        Ok(plan)
    }

    /// The addresses of ours that wait to be worked off; those in the header when a mail is first looked at.
    fn targets(&self, seen: &Seen<'_>) -> Result<Targets, ServiceError> {
        let job = seen.job;
        let mut targets = Targets::default();
        let header: Vec<&str> = seen.mail().filter(|_| job.stood.is_first()).map(header_recipients).unwrap_or_default();
        let envelope = job.waiting.iter().map(|(_, envelope)| envelope.to.as_str()).filter(|to| !to.is_empty());
        for recipient in envelope {
            match self.target(recipient)? {
                Target::Token(claim) => targets.tokens.push(claim),
                // A collecting address of which nothing is known: the header may name whose mail it is.
                Target::Mailbox(mailbox) if !mailbox.named => {
                    targets.mailboxes.push(self.likely_mailbox(job, &header)?)
                }
                Target::Mailbox(mailbox) => targets.mailboxes.push(mailbox),
            }
        }
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
            return Ok(Mailbox {
                sender: sender.unwrap_or(mailbox.sender),
                mode: Mode::All,
                address: None,
                named: true,
            });
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
            (MailPurpose::CaseReply, None) => self.plan_case_reply(seen, claim, mailboxes, plan).await,
            // Nobody knows what it is: it may be a person's answer (L7).
            (MailPurpose::Bounce, None) if seen.read.is_none() => {
                let sender = self.sender_of(claim).map_or_else(|| self.mailbox_of("").map(|m| m.sender), Ok)?;
                self.plan_unreadable(seen, sender.id, plan);
                Ok(())
            }
            // A person answered to the return path: an ordinary mail to the sender.
            (MailPurpose::Bounce, None) => {
                let mailbox = self.mailbox_of("")?;
                let sender = self.sender_of(claim).unwrap_or(mailbox.sender);
                mailboxes.push(Mailbox { sender, mode: Mode::All, address: None, named: true });
                Ok(())
            }
            _ => Ok(()),
        }
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

    /// What cannot be read goes to a person; of whom it may be a stop, nobody knows.
    fn plan_unreadable(&self, seen: &Seen<'_>, sender: SenderId, plan: &mut Plan) {
        self.ask_person(seen, sender, None, false, "unreadable", plan);
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
        let dates = seen.read.map(|read| read.reading.dates).unwrap_or_default();
        let case = self.open_unclear(seen.job, sender, subject, holds, (why, dates));
        plan.add(Became::Review, [case]);
    }

    /// A case for a person who must read the mail.
    fn open_unclear(
        &self,
        job: &Job,
        sender: SenderId,
        subject: Option<Subject>,
        holds: bool,
        (why, dates): (&'static str, Dates),
    ) -> Act {
        let reference = job.request.as_ref().and_then(|request| request.reference.as_deref());
        let asking = Asking {
            kind: CaseKind::Unclear,
            sender,
            subject,
            mail: Some(job.id.clone()),
            detail: json!({ "why": why, "reference": reference }),
            holds,
            starts: dates.starts(job.received_at),
            language: String::new(),
            actor: Actor::System,
            channel: job.via,
        };
        Act::Open(Box::new(self.new_case(asking, CaseState::NeedsReview)))
    }

    fn sender_of(&self, claim: &MailClaim) -> Option<Arc<Sender>> {
        let registry = self.gate.registry();
        registry.topic(claim.topic).and_then(|topic| registry.sender(topic.sender)).cloned()
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
}

/// Every address in the header that names a recipient.
pub(super) fn header_recipients(mail: &Mail) -> Vec<&str> {
    const DELIVERY: [&str; 5] = ["delivered-to", "x-original-to", "envelope-to", "x-forwarded-to", "x-delivered-to"];
    let delivery = mail.headers.iter().filter(|h| DELIVERY.iter().any(|name| h.name.eq_ignore_ascii_case(name)));
    let delivery = delivery.map(|header| header.value.trim().trim_matches(['<', '>']));
    mail.to.iter().map(|to| to.address.as_str()).chain(delivery).collect()
}
