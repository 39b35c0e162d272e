//! The answers: composed beforehand, queued by the writer together with what they tell of.
//!
//! A mail is answered once: what a mail that asks for proof acknowledges by itself is not told a second time.

use super::targets::Mailbox;
use crate::domain::address::Address;
use crate::domain::case::{CaseKind, CaseState};
use crate::domain::error::Code;
use crate::domain::preference::Scope;
use crate::domain::time::{DAY_MS, Instant};
use crate::mail::parse::Mail;
use crate::render::locale::Locale;
use crate::render::mails;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::mails::ReplyTo;
use crate::services::preferences::Promise;
use crate::services::writer::change::{MailLimit, MailOrder};

/// A person answers within so many days: the shortest of the deadlines for what a mail can ask (GDPR article 12(3): one
/// month; CCPA: 45 days; the policy: 90).
const ANSWER_WITHIN_DAYS: i64 = 30;
/// Answers to one sender a day (ACK-11).
const ANSWERS_A_DAY: i64 = 5;

/// What is to be told, as it comes together.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// What was stopped.
    pub stopped: Vec<Scope>,
    /// Until when mail pauses.
    pub paused_until: Option<Instant>,
    /// Data is not to be passed on.
    pub sharing: bool,
    /// What else was understood, in the words of the templates.
    pub asked: Vec<&'static str>,
    /// The same, for which a mail of its own asks for proof; that mail is its acknowledgement.
    pub to_confirm: Vec<&'static str>,
    /// A person must answer.
    pub person: bool,
    /// The cases that were opened for it.
    pub cases: Vec<String>,
    /// Those for which a mail of its own asks for proof.
    pub cases_to_confirm: Vec<String>,
}

impl Told {
    /// Whether there is anything to tell.
    pub fn is_empty(&self) -> bool {
        !self.is_done() && self.asked.is_empty() && self.to_confirm.is_empty() && !self.person
    }

    /// Whether something is done already.
    pub fn is_done(&self) -> bool {
        !self.stopped.is_empty() || self.paused_until.is_some() || self.sharing
    }

    /// What is left to tell beside the mails that ask for proof.
    pub fn beside_proofs(&self) -> Self {
        Self { to_confirm: Vec::new(), cases_to_confirm: Vec::new(), ..self.clone() }
    }

    /// What is to tell when those mails do not go out: a person takes care of it.
    pub fn without_proofs(&self) -> Self {
        let asked = [self.asked.clone(), self.to_confirm.clone()].concat();
        let cases = [self.cases.clone(), self.cases_to_confirm.clone()].concat();
        let person = self.needs_person();
        Self { asked, cases, to_confirm: Vec::new(), cases_to_confirm: Vec::new(), person, ..self.clone() }
    }

    /// Whether a person must answer, now or after the proof; coming back needs only the proof.
    fn needs_person(&self) -> bool {
        self.person || self.to_confirm.iter().any(|what| *what != "resubscribe")
    }
}

/// To whom, about what, and how an answer goes out.
pub(super) struct Answering<'a> {
    /// The mailbox of ours that was written to.
    pub mailbox: &'a Mailbox,
    /// To whom, which is also whom it is about.
    pub to: &'a Address,
    /// The mail that is answered; none when the answer goes to somebody else than its writer.
    pub mail: Option<&'a Mail>,
    /// The writer has proved to be the writer (ACK-07).
    pub proven: bool,
    /// By what we find it again.
    pub reference: &'a str,
    /// When it was received.
    pub received_at: Instant,
    /// The writer's language.
    pub locale: &'a Locale,
}

impl Services {
    /// The one answer to a mail. A stop can be taken back by the link in it, which only the mailbox gets (L3).
    pub(super) fn order_answer(&self, told: &Told, how: &Answering<'_>) -> Result<MailOrder, ServiceError> {
        let sender = &how.mailbox.sender;
        let token = self.new_token();
        let has_stop = !told.stopped.is_empty();
        let mut answer = self.answer_mail(told, how);
        if has_stop {
            answer.url = self.public(&format!("/confirm/{}", token.text));
        }
        let kind = if how.proven { "answer" } else { "answer_notice" };
        let reply = self.reply_to(how.mail, how.mailbox.address.as_ref(), how.proven);
        let mut order = self.order_reply(&answer, kind, sender, how.to, how.locale, reply)?;
        if has_stop {
            let promise = Promise::new(how.to, sender.id, &told.stopped);
            order.link = Some(self.one_time_link(&token, "restore", &promise)?);
        }
        Ok(order)
    }

    /// The text of an answer that somebody else sends: without a link, for it has none that was mailed.
    pub(super) fn answer_text(&self, told: &Told, how: &Answering<'_>) -> Result<String, ServiceError> {
        let rendered = self.renderer.mail(&self.answer_mail(told, how), how.locale);
        let failed = |_| ServiceError::refused(Code::Internal, "The suggested reply could not be written.");
        rendered.map(|mail| mail.text).map_err(failed)
    }

    fn answer_mail(&self, told: &Told, how: &Answering<'_>) -> mails::Answer {
        let sender = &how.mailbox.sender;
        mails::Answer {
            from: self.letterhead(sender),
            address: how.to.masked(),
            stopped_all: told.stopped.iter().any(|scope| matches!(scope, Scope::All(_))),
            stopped_topics: self.topic_names(&told.stopped),
            paused_until: told.paused_until,
            sharing: told.sharing,
            asked: told.without_proofs().asked,
            confirm: !told.to_confirm.is_empty(),
            person_by: told.needs_person().then(|| answered_by(how.received_at)),
            goes_on: self.goes_on(sender),
            url: String::new(),
            bodies: self.bodies(CaseKind::Complaint, CaseState::NeedsReview),
            status_urls: told.cases.iter().map(|case| self.case_url(case)).collect(),
            reference: how.reference.to_owned(),
        }
    }

    /// In-Reply-To and References as far as there are any (ACK-08). The subject is echoed only to who wrote it.
    pub(super) fn reply_to(&self, mail: Option<&Mail>, mailbox: Option<&Address>, proven: bool) -> ReplyTo {
        let bracketed = |id: &String| format!("<{id}>");
        let id = mail.and_then(|mail| mail.message_id.as_ref()).map(bracketed);
        let references = mail.and_then(|mail| id.as_ref().map(|id| references(mail, id)));
        let subject = mail.filter(|mail| proven && !mail.subject.trim().is_empty());
        let limit = match proven {
            true => MailLimit {
                at_most: ANSWERS_A_DAY,
                within_ms: DAY_MS,
                same_kind: true,
                stranger: true,
                answers_per_hour: None,
            },
            false => self.stranger_limit(),
        };
        ReplyTo {
            in_reply_to: id,
            references,
            subject: subject.map(|mail| format!("Auto: {}", mail.subject.trim())),
            mailbox: mailbox.cloned(),
            limit: MailLimit { answers_per_hour: Some(self.config.intake.answers_per_hour), ..limit },
        }
    }

    fn topic_names(&self, scopes: &[Scope]) -> Vec<String> {
        let registry = self.gate.registry();
        let name = |scope: &Scope| match scope {
            Scope::Topic(id) => registry.topic(*id).map(|topic| topic.name.clone()),
            _ => None,
        };
        scopes.iter().filter_map(name).collect()
    }
}

/// By when a person answers what was received then.
pub(in crate::services) fn answered_by(received_at: Instant) -> Instant {
    received_at.plus_days(ANSWER_WITHIN_DAYS)
}

fn references(mail: &Mail, id: &str) -> String {
    let field = mail.headers.iter().find(|header| header.name.eq_ignore_ascii_case("references"));
    format!("{} {id}", field.map_or("", |header| header.value.as_str()))
}
