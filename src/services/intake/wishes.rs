//! What understood intents become: a stop, a mail that asks for proof, a case; and what is told of it.
//!
//! The asymmetric rule (AUTH-17): a stop is applied at once, because it can be taken back and the law wants it; whatever
//! reveals, changes or deletes data, or brings somebody back, needs proof of the mailbox on record first.

use serde_json::{Value, json};

use super::Mode;
use super::answer::Told;
use super::job::Became;
use crate::domain::address::Address;
use crate::domain::case::{CaseKind, CaseRecord, CaseState};
use crate::domain::change::{Actor, Channel};
use crate::domain::ids::SenderId;
use crate::domain::preference::{Kind, Scope};
use crate::domain::reading::{Dates, Intent, IntentKind};
use crate::domain::time::{DAY_MS, Instant};
use crate::domain::topic::{Class, Sender};
use crate::render::locale::Locale;
use crate::render::mails::{ConfirmResubscribe, Mail};
use crate::services::Services;
use crate::services::cases::Asking;
use crate::services::cases::identity::Proof;
use crate::services::error::ServiceError;
use crate::services::mails::ReplyTo;
use crate::services::preferences::Promise;
use crate::services::writer::change::{Act, MailOrder, OpenCase, Prefer, Request, Subject};

/// A pause is at most this long: what is longer is a stop that should be called one.
const PAUSE_MAX_DAYS: i64 = 3_660;

/// What is asked, and by whom.
#[derive(Clone, Debug)]
pub(super) struct Asked<'a> {
    /// The mail.
    pub mail: &'a str,
    /// The way in.
    pub via: Channel,
    /// When it was received: what follows from it is dated then (L9).
    pub received_at: Instant,
    /// When it was asked, as far as the mail says so.
    pub dates: Dates,
    /// Who asks.
    pub actor: Actor,
    /// Whose mail is meant.
    pub sender: &'a Sender,
    /// What is done with mail to that address of ours.
    pub mode: Mode,
    /// Whom it is about.
    pub about: Option<&'a Address>,
    /// Who else is named by a token in it.
    pub others: &'a [Subject],
    /// Whether we hold anything about the address.
    pub known: bool,
    /// A mail may go to the address and ask for proof: what was written is no robot's (ACK-02, ACK-04).
    pub may_ask: bool,
    /// What such a mail takes over from the one it answers; none where nobody wrote us one.
    pub reply: Option<ReplyTo>,
    /// Part of the mail could not be read: nobody knows what else it says.
    pub unreadable: bool,
    /// The language to write in.
    pub locale: &'a Locale,
    /// It came to the mailbox that hears complaints: what is asked there is one (P11).
    pub hears_complaints: bool,
    /// What the asker calls it.
    pub reference: Option<&'a str>,
    /// What shows that it was asked for; kept sealed.
    pub evidence: Value,
    /// More codes for the entries.
    pub codes: Vec<(&'static str, Value)>,
}

/// What it becomes.
#[derive(Debug, Default)]
pub(super) struct Granted {
    /// What is to be done.
    pub acts: Vec<Act>,
    /// What is to be told.
    pub told: Told,
    /// Something in it needs a person to understand it, and may be a stop.
    pub doubt: Option<&'static str>,
    /// A mail asks for proof.
    pub asks: bool,
}

impl Granted {
    /// What the mail becomes.
    pub fn became(&self) -> Became {
        if self.asks { Became::Asked } else { Became::Acted }
    }
}

impl Services {
    /// What these intents become.
    pub(super) fn grant(&self, asked: &Asked<'_>, intents: &[Intent]) -> Result<Granted, ServiceError> {
        let mut granted = Granted::default();
        let everything = intents.iter().any(|intent| intent.kind == IntentKind::UnsubscribeAll);
        for intent in intents {
            match intent.kind {
                // Who stops everything has stopped the topic, too.
                IntentKind::UnsubscribeTopic if everything => {}
                kind if kind.is_opt_out() => self.grant_stop(asked, intent, &mut granted),
                IntentKind::Resubscribe => self.grant_return(asked, intent, &mut granted)?,
                IntentKind::None => {}
                IntentKind::Question if asked.hears_complaints => {
                    self.grant_case(asked, intent, IntentKind::Complaint, &mut granted)?;
                }
                // At an address whose mail others answer, a question is theirs.
                IntentKind::Question if asked.mode == Mode::Copy => {}
                kind => self.grant_case(asked, intent, kind, &mut granted)?,
            }
        }
        Ok(granted)
    }

    fn grant_stop(&self, asked: &Asked<'_>, intent: &Intent, granted: &mut Granted) {
        let Some((scope, kind)) = self.stop_meant(asked, intent) else {
            granted.doubt = Some("unclear_scope");
            return;
        };
        let subject = asked.about.map(|address| self.vault.subject(address));
        for subject in subject.iter().chain(asked.others) {
            granted.acts.push(Act::Prefer(Box::new(self.prefer(asked, subject.clone(), scope, kind))));
        }
        match (scope, kind) {
            (Scope::Sharing(_), _) => granted.told.sharing = true,
            (_, Kind::Paused { until }) => granted.told.paused_until = Some(until),
            _ => granted.told.stopped.push(scope),
        }
    }

    /// What an opt-out is about; `None` when a topic is meant that is not ours to stop, or a pause without an end: a
    /// person decides, and mail is held meanwhile (L10).
    fn stop_meant(&self, asked: &Asked<'_>, intent: &Intent) -> Option<(Scope, Kind)> {
        let sender = asked.sender.id;
        match intent.kind {
            IntentKind::UnsubscribeTopic => {
                let scope = self.topic_scope(sender, intent.topic.as_deref()?)?;
                Some((scope, Kind::OptedOut))
            }
            IntentKind::Pause => {
                let until = pause_end(intent, asked.received_at)?;
                Some((Scope::All(sender), Kind::Paused { until }))
            }
            IntentKind::SharingOptOut => Some((Scope::Sharing(sender), Kind::OptedOut)),
            _ => Some((Scope::All(sender), Kind::OptedOut)),
        }
    }

    fn topic_scope(&self, sender: SenderId, key: &str) -> Option<Scope> {
        let registry = self.gate.registry();
        let topic = registry.topic_for(key, Some(sender)).ok()?;
        (topic.class == Class::Promotional).then_some(Scope::Topic(topic.id))
    }

    /// A preference that this mail asks for.
    pub(super) fn prefer(&self, asked: &Asked<'_>, subject: Subject, scope: Scope, kind: Kind) -> Prefer {
        let mut codes = vec![("mail", asked.mail.into())];
        codes.extend(asked.codes.iter().cloned());
        Prefer {
            subject,
            sender: asked.sender.id,
            scope,
            kind,
            at: asked.received_at,
            actor: asked.actor.clone(),
            channel: asked.via,
            codes,
            evidence: Some(asked.evidence.to_string().into_bytes()),
            notice: None,
            language: asked.locale.tag().to_owned(),
            undo_by: None,
            mailing: None,
        }
    }

    /// Coming back needs the mailbox (L3): a mail to the address on record asks. Where nothing is on record there is
    /// nothing to come back from, and nobody is written to.
    fn grant_return(&self, asked: &Asked<'_>, intent: &Intent, granted: &mut Granted) -> Result<(), ServiceError> {
        let Some(address) = asked.about.filter(|_| asked.known && asked.may_ask) else {
            return self.grant_case(asked, intent, IntentKind::Question, granted);
        };
        let topic = intent.topic.as_deref().and_then(|key| self.topic_scope(asked.sender.id, key));
        let scope = topic.unwrap_or(Scope::All(asked.sender.id));
        let token = self.new_token();
        let mail = ConfirmResubscribe {
            from: self.letterhead(asked.sender),
            topic: self.topic_name(scope),
            address: address.masked(),
            url: self.public(&format!("/confirm/{}", token.text)),
            expires: self.link_expires(),
            reference: Some(asked.mail.to_owned()),
        };
        let kind = format!("confirm_resubscribe/{}", asked.sender.id);
        let mut order = self.order_proof(asked, &mail, kind, address)?;
        let promise = Promise::new(address, asked.sender.id, &[scope]);
        order.link = Some(self.one_time_link(&token, "turn_on", &promise)?);
        granted.acts.push(self.request(asked, address, "confirm_resubscribe", None, order));
        granted.told.to_confirm.push("resubscribe");
        granted.asks = true;
        Ok(())
    }

    /// A mail that asks for proof; where it answers a mail, it goes out as every answer does (ACK-05, ACK-06, ACK-08).
    fn order_proof<M: Mail>(
        &self,
        asked: &Asked<'_>,
        mail: &M,
        kind: impl Into<String>,
        to: &Address,
    ) -> Result<MailOrder, ServiceError> {
        match asked.reply.clone() {
            Some(reply) => self.order_reply(mail, kind, asked.sender, to, asked.locale, reply),
            None => self.order_mail(mail, kind, asked.sender, to, asked.locale),
        }
    }

    fn topic_name(&self, scope: Scope) -> Option<String> {
        match scope {
            Scope::Topic(id) => self.gate.registry().topic(id).map(|topic| topic.name.clone()),
            _ => None,
        }
    }

    fn request(
        &self,
        asked: &Asked<'_>,
        address: &Address,
        what: &'static str,
        case: Option<&str>,
        mail: MailOrder,
    ) -> Act {
        let mut codes = vec![("request", what.into()), ("mail", asked.mail.into())];
        codes.extend(case.map(|case| ("case", case.into())));
        Act::Request(Request {
            subject: self.vault.subject(address),
            sender: asked.sender.id,
            actor: asked.actor.clone(),
            channel: asked.via,
            codes,
            mail,
        })
    }

    /// Something a person must answer. What touches data is asked back first, at the address on record; the case is there
    /// from now on all the same, for its clock runs (L9).
    fn grant_case(
        &self,
        asked: &Asked<'_>,
        intent: &Intent,
        kind: IntentKind,
        granted: &mut Granted,
    ) -> Result<(), ServiceError> {
        let Some(kind) = CaseKind::of(kind) else { return Ok(()) };
        let asks_back = asked.about.filter(|_| asked.known && asked.may_ask && kind.needs_proof());
        let state = if asks_back.is_some() { CaseState::NeedsIdentity } else { CaseState::NeedsReview };
        let case = self.case_of(asked, kind, state, json!({ "intent": intent, "reference": asked.reference }), false);
        if let Some(address) = asks_back {
            let mail = self.order_case_confirmation(asked, &case.case, address)?;
            granted.acts.push(self.request(asked, address, "confirm_case", Some(&case.case.id), mail));
            granted.told.to_confirm.push(kind.word());
            granted.told.cases_to_confirm.push(case.case.id.clone());
            granted.asks = true;
        } else {
            granted.told.asked.push(if intent.kind == IntentKind::Resubscribe { "resubscribe" } else { kind.word() });
            granted.told.person = true;
            granted.told.cases.push(case.case.id.clone());
        }
        granted.acts.push(Act::Open(Box::new(case)));
        Ok(())
    }

    fn order_case_confirmation(
        &self,
        asked: &Asked<'_>,
        case: &CaseRecord,
        address: &Address,
    ) -> Result<MailOrder, ServiceError> {
        let proof = Proof { sender: asked.sender, case, address, reference: asked.mail, until: None };
        let answers = self.answers_to(case)?.and_then(|address| Address::parse(&address).ok());
        self.order_confirmation(&proof, |mail| match asked.reply.clone() {
            Some(reply) => {
                let reply = ReplyTo { mailbox: answers.or(reply.mailbox.clone()), ..reply };
                self.order_reply(mail, "confirm_request", asked.sender, address, asked.locale, reply)
            }
            None => self.order_case_mail(mail, "confirm_request", case, address),
        })
    }

    /// A case that this mail opens.
    pub(super) fn case_of(
        &self,
        asked: &Asked<'_>,
        kind: CaseKind,
        state: CaseState,
        detail: Value,
        holds: bool,
    ) -> OpenCase {
        let subject = asked.about.map(|address| self.vault.subject(address)).or_else(|| asked.others.first().cloned());
        let asking = Asking {
            kind,
            sender: asked.sender.id,
            subject,
            mail: Some(asked.mail.to_owned()),
            detail,
            holds,
            starts: asked.dates.starts(asked.received_at),
            language: asked.locale.tag().to_owned(),
            actor: asked.actor.clone(),
            channel: asked.via,
        };
        self.new_case(asking, state)
    }
}

/// The end of a pause that names one, counted from when it was asked for; none that is over, or for ever.
fn pause_end(intent: &Intent, from: Instant) -> Option<Instant> {
    let named = intent.until.as_deref().and_then(|date| Instant::parse(&format!("{date}T00:00:00Z")));
    let counted = intent.days.map(|days| from.plus_ms(i64::from(days).saturating_mul(DAY_MS)));
    named.or(counted).filter(|until| *until > from && *until <= from.plus_days(PAUSE_MAX_DAYS))
}

/// Whether somebody may mean a stop by this: then mail is held until a person has decided (L7). What nothing was
/// understood of may be one, too (L10).
pub(super) fn may_be_a_stop(intents: &[Intent]) -> bool {
    let possible = |kind: IntentKind| {
        kind.is_opt_out() || matches!(kind, IntentKind::Deletion | IntentKind::Complaint | IntentKind::WrongPerson)
    };
    intents.is_empty() || intents.iter().any(|intent| possible(intent.kind))
}
