//! Who is told what a person decided about a mail: with the same restraint as when the worker decides (RFC 3834), for the
//! mail is the same.

use std::sync::Arc;

use serde_json::Value;

use super::Mode;
use super::job::Job;
use super::plan::header_recipients;
use super::plan::reply::Wrote;
use super::targets::Mailbox;
use super::wishes::{Asked, Granted};
use crate::domain::address::Address;
use crate::domain::agent::Agent;
use crate::domain::link::MailPurpose;
use crate::domain::reading::{Robot, Trust};
use crate::domain::topic::Sender;
use crate::mail::parse::{self, Mail};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::store::inbox::{self, MailRow};

/// A mail that a person decides about, as far as it was kept.
pub(super) struct Kept {
    job: Job,
    mail: Option<Mail>,
    mail_from: Option<String>,
    robot: Option<Robot>,
    trust: Trust,
    forwarded: bool,
    own: bool,
    /// It came to an address that stops by itself; such a mail is never answered.
    to_stop_address: bool,
    mailbox: Mailbox,
    agent: Option<Arc<Agent>>,
}

impl Kept {
    /// As its answer needs it. Whoever decided that it is about somebody else than its writer vouches for that.
    pub fn wrote(&self) -> Wrote<'_> {
        Wrote {
            mail: self.mail.as_ref(),
            mail_from: self.mail_from.as_deref(),
            robot: self.robot,
            trust: self.trust,
            forwarded: self.forwarded,
            own: self.own,
            vouched: self.trust == Trust::Agent || !self.own,
            reference: &self.job.id,
            received_at: self.job.received_at,
        }
    }
}

impl Services {
    /// Opens a mail once more; `None` when nothing of it was kept, or a helpdesk wrote it down, which answers by itself.
    pub(super) async fn kept(
        &self,
        row: &MailRow,
        reading: Option<&Value>,
        about: &Address,
        sender: &Arc<Sender>,
    ) -> Result<Option<Kept>, ServiceError> {
        let claimed = inbox::peek(&mut self.db.snapshot().await?, &row.id).await?;
        let Some(claimed) = claimed.filter(|mail| !mail.raw.is_empty()) else { return Ok(None) };
        let (job, letter) = self.job(&claimed).await?;
        if job.request.is_some() {
            return Ok(None);
        }
        // What was never read may be what no reader bears.
        let mail = reading.map(|_| parse::parse(&letter.raw));
        let part = reading.map(|reading| part_about(reading, about));
        let word = |name: &str| part.and_then(|part| part.get(name)?.as_str());
        let header = mail.as_ref().map(header_recipients).unwrap_or_default();
        let to: Vec<&str> = letter.rcpt_to.iter().map(String::as_str).chain(header).collect();
        let stops = |to: &&str| self.token(to).is_ok_and(|c| c.is_some_and(|c| c.purpose == MailPurpose::Unsubscribe));
        let trust = word("trust").and_then(Trust::from_word).unwrap_or(Trust::Unverified);
        let agent = mail
            .as_ref()
            .filter(|mail| trust == Trust::Agent && mail.from.len() == 1)
            .and_then(|mail| Address::parse(&mail.from.first()?.address).ok().and_then(|from| self.agent_at(&from)));
        Ok(Some(Kept {
            robot: word("robot").and_then(Robot::from_word),
            trust,
            forwarded: part.and_then(|part| part.get("forwarded")?.as_bool()).unwrap_or(true),
            own: word("written_by").and_then(|text| Address::parse(text).ok()).is_some_and(|writer| writer == *about),
            to_stop_address: to.iter().any(stops),
            mailbox: self.mailbox_that_answers(&to, sender)?,
            agent,
            mail_from: letter.mail_from,
            mail,
            job,
        }))
    }

    /// The mailbox of the sender's that it came to.
    fn mailbox_that_answers(&self, to: &[&str], sender: &Arc<Sender>) -> Result<Mailbox, ServiceError> {
        for to in to {
            let mailbox = self.mailbox_of(to)?;
            if mailbox.named && mailbox.sender.id == sender.id {
                return Ok(mailbox);
            }
        }
        Ok(Mailbox { sender: sender.clone(), mode: Mode::All, address: None, named: false })
    }

    /// Adds the answer to whom it is about, and the note to the agent who passed it on.
    pub(super) fn answer_ruled(&self, kept: &Kept, asked: &Asked<'_>, answer: bool, granted: &mut Granted) {
        let (wrote, told) = (kept.wrote(), granted.told.clone());
        let note = granted.became().note(asked.about, &told);
        if answer && !kept.to_stop_address {
            self.answer(&wrote, asked, &kept.mailbox, &told, &mut granted.acts);
        }
        let note = kept.agent.as_ref().and_then(|agent| self.note_for(agent, &wrote, asked.about, note, &kept.mailbox));
        granted.acts.extend(note);
    }
}

/// What was read of this person: of several attached mails theirs.
pub(super) fn part_about<'a>(reading: &'a Value, about: &Address) -> &'a Value {
    let theirs = |part: &&Value| {
        let named = part.get("about").and_then(Value::as_str);
        named.and_then(|text| Address::parse(text).ok()).is_some_and(|named| named == *about)
    };
    let parts = reading.get("parts").and_then(Value::as_array).into_iter().flatten();
    parts.into_iter().find(theirs).unwrap_or(reading)
}
