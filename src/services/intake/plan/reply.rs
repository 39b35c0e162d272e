//! The answer to a mail, what a helpdesk may answer, and what an agent is told.

use super::Seen;
use crate::domain::address::Address;
use crate::domain::agent::{Agent, StatusNotes};
use crate::domain::reading::{Reading, Trust};
use crate::render::mails::AgentNote;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::intake::Read;
use crate::services::intake::answer::{Answering, Told};
use crate::services::intake::job::Became;
use crate::services::intake::targets::Mailbox;
use crate::services::intake::wishes::Asked;
use crate::services::writer::chain;
use crate::services::writer::change::Act;

impl Services {
    /// The one answer, as far as there may be one: to who has proved to be the writer; to an address on record; or, after
    /// a stop that changed something, the notice that lets its owner take it back. Never anything else (ACK-07).
    pub(super) fn answer(
        &self,
        seen: &Seen<'_>,
        reading: &Reading,
        asked: &Asked<'_>,
        mailbox: &Mailbox,
        told: &Told,
        acts: &mut Vec<Act>,
    ) {
        let vouched = reading.trust == Trust::Agent;
        let own = reading.written_by == reading.about;
        let Some(to) = asked.about.filter(|_| !told.is_empty() && (own || vouched)) else { return };
        let silent = seen.mail().is_none_or(|mail| self.silence(mail, seen.mail_from(), reading.robot).is_some());
        // The headers of a forward are its forwarder's; the person who wrote first may be answered all the same.
        if if vouched { reading.robot.is_some() } else { silent } {
            return;
        }
        let proven = own && !reading.forwarded && matches!(reading.trust, Trust::Authenticated);
        let how = Answering {
            mailbox,
            to,
            mail: seen.mail().filter(|_| own && !reading.forwarded && !vouched),
            proven,
            reference: &seen.job.id,
            received_at: seen.job.received_at,
            locale: asked.locale,
        };
        // What was asked for is done, answered or not (ACK-14).
        let Some(order) = self.written(seen, self.order_answer(told, &how)) else { return };
        // For the day on which a limit leaves out the mail that the answer speaks of.
        let modest = Told { confirm: false, ..told.clone() };
        let instead = told.confirm.then(|| self.written(seen, self.order_answer(&modest, &how))).flatten();
        let subject = self.vault.subject(to);
        let only_stops = told.asked.is_empty() && !told.person;
        let stop = acts.iter_mut().find_map(|act| match act {
            Act::Prefer(prefer) if prefer.subject.keys == subject.keys => Some(prefer),
            _ => None,
        });
        match stop {
            Some(stop) if !proven && (only_stops || !asked.known) => stop.notice = Some(order),
            _ if proven || asked.known => acts.push(Act::Answer { subject, mail: order, instead }),
            _ => {}
        }
    }

    /// An answer, unless it could not be written: that is said, and stops nothing else.
    fn written<T>(&self, seen: &Seen<'_>, answer: Result<T, ServiceError>) -> Option<T> {
        let fault = |error: &ServiceError| {
            tracing::error!(mail.id = %seen.job.id, error = %chain(error), "an answer could not be written; it is left out");
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
        self.written(seen, self.answer_text(told, &how))
    }

    /// What the agent is told, as the directory says.
    pub(super) fn note_for(
        &self,
        agent: Option<&Agent>,
        seen: &Seen<'_>,
        read: &Read,
        about: Option<&Address>,
        became: Became,
        mailbox: &Mailbox,
    ) -> Option<Act> {
        let agent = agent?;
        let note = AgentNote {
            address: about.map(Address::masked).unwrap_or_default(),
            became: became.note(about).to_owned(),
            reference: seen.job.id.clone(),
        };
        match agent.status_notes {
            StatusNotes::Off => None,
            StatusNotes::Digest => self.written(seen, self.keep_note(agent, &note)),
            // Two machines must not talk to one another (ACK-15).
            StatusNotes::Each if self.silence(&read.mail, seen.mail_from(), read.reading.robot).is_some() => None,
            StatusNotes::Each => self.written(seen, self.tell_agent(agent, vec![note], Vec::new(), &mailbox.sender)),
        }
    }
}
