//! The answer to a mail, what a helpdesk may answer, and what an agent is told.

use super::Seen;
use crate::domain::address::Address;
use crate::domain::agent::{Agent, StatusNotes};
use crate::domain::reading::{Reading, Robot, Trust};
use crate::domain::time::Instant;
use crate::mail::parse::Mail;
use crate::render::mails::AgentNote;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::intake::answer::{Answering, Told};
use crate::services::intake::targets::Mailbox;
use crate::services::intake::wishes::Asked;
use crate::services::writer::chain;
use crate::services::writer::change::Act;

/// What is answered: who wrote it, and how sure that is.
#[derive(Clone, Copy)]
pub(in crate::services::intake) struct Wrote<'a> {
    /// The mail, as far as it could be read.
    pub mail: Option<&'a Mail>,
    /// Its envelope sender.
    pub mail_from: Option<&'a str>,
    /// It is a robot's.
    pub robot: Option<Robot>,
    /// How sure the writer is.
    pub trust: Trust,
    /// It was passed on.
    pub forwarded: bool,
    /// It is about whoever wrote it.
    pub own: bool,
    /// One of us says whom it is about: an agent who passed it on, or a person who decided.
    pub vouched: bool,
    /// By what we find it again.
    pub reference: &'a str,
    /// When it was received.
    pub received_at: Instant,
}

impl<'a> Wrote<'a> {
    pub(super) fn of(seen: &Seen<'a>, reading: &Reading) -> Self {
        Self {
            mail: seen.mail(),
            mail_from: seen.mail_from(),
            robot: reading.robot,
            trust: reading.trust,
            forwarded: reading.forwarded,
            own: reading.written_by == reading.about,
            vouched: reading.trust == Trust::Agent,
            reference: &seen.job.id,
            received_at: seen.job.received_at,
        }
    }

    /// The writer has proved to be whom it is about.
    fn is_proven(&self) -> bool {
        self.own && !self.forwarded && self.trust == Trust::Authenticated
    }

    /// The mail to which an answer is a reply: the one that whoever gets it wrote.
    pub fn thread(&self) -> Option<&'a Mail> {
        self.mail.filter(|_| self.own && !self.forwarded && !self.vouched)
    }
}

impl Services {
    /// The one answer, as far as there may be one: to who has proved to be the writer; to an address on record; or, after
    /// a stop that changed something, the notice that lets its owner take it back. Never anything else (ACK-07). What a
    /// mail that asks for proof says is not said twice.
    pub(in crate::services::intake) fn answer(
        &self,
        wrote: &Wrote<'_>,
        asked: &Asked<'_>,
        mailbox: &Mailbox,
        told: &Told,
        acts: &mut Vec<Act>,
    ) {
        let Some(to) = asked.about.filter(|_| !told.is_empty() && (wrote.own || wrote.vouched)) else { return };
        // The headers of a forward are its forwarder's; the person who wrote first may be answered all the same.
        let silent = || wrote.mail.is_none_or(|mail| self.silence(mail, wrote.mail_from, wrote.robot).is_some());
        if if wrote.vouched { wrote.robot.is_some() } else { silent() } {
            return;
        }
        let proven = wrote.is_proven();
        let how = Answering {
            mailbox,
            to,
            mail: wrote.thread(),
            proven,
            reference: wrote.reference,
            received_at: wrote.received_at,
            locale: asked.locale,
        };
        // What was asked for is done, answered or not (ACK-14).
        let written = |told: &Told| self.written(wrote.reference, self.order_answer(told, &how));
        let beside = told.beside_proofs();
        let order = (!beside.is_empty()).then(|| written(&beside)).flatten();
        // For the day on which a limit leaves out the mail that asks for proof.
        let instead = (!told.to_confirm.is_empty()).then(|| written(&told.without_proofs())).flatten();
        let subject = self.vault.subject(to);
        let only_stops = beside.asked.is_empty() && !beside.person;
        let stop = acts.iter_mut().find_map(|act| match act {
            Act::Prefer(prefer) if prefer.subject.keys == subject.keys => Some(prefer),
            _ => None,
        });
        match stop {
            Some(stop) if !proven && (only_stops || !asked.known) => stop.notice = order,
            _ if (proven || asked.known) && (order.is_some() || instead.is_some()) => {
                acts.push(Act::Answer { subject, mail: order, instead });
            }
            _ => {}
        }
    }

    /// An answer, unless it could not be written: that is said, and stops nothing else.
    fn written<T>(&self, mail: &str, answer: Result<T, ServiceError>) -> Option<T> {
        let fault = |error: &ServiceError| {
            tracing::error!(mail.id = mail, error = %chain(error), "an answer could not be written; it is left out");
        };
        answer.inspect_err(fault).ok()
    }

    /// Whether a mail is one that a person could be answered to: no list, no robot, not our own.
    pub(super) fn may_be_answered(&self, seen: &Seen<'_>) -> bool {
        let robot = seen.robot();
        seen.mail().is_some_and(|mail| self.silence(mail, seen.mail_from(), robot).is_none())
    }

    /// What a helpdesk may answer.
    pub(super) fn suggestion(
        &self,
        seen: &Seen<'_>,
        asked: &Asked<'_>,
        mailbox: &Mailbox,
        told: &Told,
    ) -> Option<String> {
        let to = asked.about.filter(|_| !told.is_empty())?;
        let how = Answering {
            mailbox,
            to,
            mail: None,
            proven: false,
            reference: &seen.job.id,
            received_at: seen.job.received_at,
            locale: asked.locale,
        };
        self.written(&seen.job.id, self.answer_text(told, &how))
    }

    /// What the agent is told, as the directory says.
    pub(in crate::services::intake) fn note_for(
        &self,
        agent: &Agent,
        wrote: &Wrote<'_>,
        about: Option<&Address>,
        became: &'static str,
        mailbox: &Mailbox,
    ) -> Option<Act> {
        let note = AgentNote {
            address: about.map(Address::masked).unwrap_or_default(),
            became: became.to_owned(),
            reference: wrote.reference.to_owned(),
        };
        let silent = || wrote.mail.is_none_or(|mail| self.silence(mail, wrote.mail_from, wrote.robot).is_some());
        match agent.status_notes {
            StatusNotes::Off => None,
            StatusNotes::Digest => self.written(wrote.reference, self.keep_note(agent, &note)),
            // Two machines must not talk to one another (ACK-15).
            StatusNotes::Each if silent() => None,
            StatusNotes::Each => {
                self.written(wrote.reference, self.tell_agent(agent, vec![note], Vec::new(), &mailbox.sender))
            }
        }
    }
}
