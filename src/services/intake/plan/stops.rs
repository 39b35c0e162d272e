//! What a mail to `u-TOKEN@` does: it stops.

use serde_json::json;

use super::{Seen, header_recipients};
use crate::domain::address::Address;
use crate::domain::case::CaseKind;
use crate::domain::change::{Actor, EntryKind, scope_code};
use crate::domain::ids::SenderId;
use crate::domain::link::MailClaim;
use crate::domain::preference::{Kind, Scope};
use crate::domain::reading::{Intent, IntentKind, Robot};
use crate::domain::topic::Class;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::intake::Read;
use crate::services::intake::job::{Became, Plan};
use crate::services::intake::read::writer_of;
use crate::services::writer::change::{Act, Prefer, Remark, Subject};

/// The rules of a bare "unsubscribe me", which says nothing that the token does not.
const BARE: [&str; 5] = ["unsub.word", "unsub.terse", "unsub.bare", "unsub.me", "unsub.wish"];

impl Services {
    /// A mail to `u-TOKEN@`: the token says who and what; who wrote it does not matter, and it is never answered.
    pub(super) async fn plan_unsubscribe(
        &self,
        seen: &Seen<'_>,
        claim: &MailClaim,
        plan: &mut Plan,
    ) -> Result<(), ServiceError> {
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

    /// A mail to `u-TOKEN@` may say more than its tokens do. That is for a person, mail is held meanwhile (L7), and it is
    /// still not answered.
    pub(super) fn plan_beside_tokens(&self, seen: &Seen<'_>, stopped: &[MailClaim], plan: &mut Plan) {
        let person = |read: &&Read| !stopped.is_empty() && read.reading.robot.is_none();
        let Some(read) = seen.read.filter(person) else { return };
        let (Some(subject), Some(sender)) = (plan.about.clone(), plan.sender) else { return };
        let done: Vec<Scope> = stopped.iter().flat_map(|claim| self.scopes_of(claim)).map(|(_, scope)| scope).collect();
        let readings = std::iter::once(&read.reading).chain(&read.reading.parts);
        if readings.flat_map(|reading| &reading.intents).any(|intent| self.says_more(intent, &done)) {
            self.ask_person(seen, sender, Some(subject), true, "more_than_a_stop", plan);
        }
    }

    /// A mail to a `u-` address whose token does not verify: somebody wants to stop, and nobody can tell for which
    /// address, for From is not to be relied on (HDR-18). It was read like any other mail, so that a stop of the writer's
    /// own counts; a person looks all the same, also at what a robot sent, and the writer's mail is held unless it was
    /// stopped (L7, L10).
    pub(super) fn plan_damaged_stop(&self, seen: &Seen<'_>, plan: &mut Plan) -> Result<(), ServiceError> {
        let report = matches!(seen.robot(), Some(Robot::Dsn | Robot::Arf));
        let Some(read) = seen.read.filter(|_| !report && plan.became != Became::Review) else { return Ok(()) };
        let header = if seen.job.stood.is_first() { header_recipients(&read.mail) } else { Vec::new() };
        let envelope = seen.job.waiting.iter().map(|(_, envelope)| envelope.to.as_str());
        if !envelope.chain(header).any(|to| self.is_damaged_stop(to)) {
            return Ok(());
        }
        let writer = writer_of(&read.mail).filter(|writer| !self.is_own_address(writer));
        let holds = plan.opt_outs.is_empty();
        let sender = plan.sender.map_or_else(|| self.mailbox_of("").map(|mailbox| mailbox.sender.id), Ok)?;
        self.ask_person(seen, sender, writer.map(|w| self.vault.subject(&w)), holds, "damaged_token", plan);
        Ok(())
    }

    /// Whether an address looks like one of our stop addresses and does not verify.
    fn is_damaged_stop(&self, recipient: &str) -> bool {
        let Ok(address) = Address::parse(recipient) else { return false };
        let is_stop = address.local_part().to_ascii_lowercase().starts_with("u-");
        is_stop
            && address.domain() == self.config.mail_domain
            && self.token(recipient).is_ok_and(|claim| claim.is_none())
    }

    /// Whether somebody wants more than what was stopped.
    fn says_more(&self, intent: &Intent, done: &[Scope]) -> bool {
        let everything = done.iter().any(|scope| matches!(scope, Scope::All(_)));
        let registry = self.gate.registry();
        let is_done = |key: &str| {
            let topic = |scope: &Scope| matches!(scope, Scope::Topic(id) if registry.topic(*id).is_some_and(|t| t.key.as_str() == key));
            everything || done.iter().any(topic)
        };
        match intent.kind {
            IntentKind::UnsubscribeAll => !everything && !intent.rules.iter().all(|rule| BARE.contains(&rule.as_str())),
            IntentKind::UnsubscribeTopic => intent.topic.as_deref().is_some_and(|key| !is_done(key)),
            IntentKind::Pause => !everything,
            IntentKind::SharingOptOut => true,
            kind => CaseKind::of(kind).is_some_and(|kind| kind != CaseKind::Question),
        }
    }

    /// The topic; everything of its sender, when it is one that no stop reaches; everything of everybody, when it is not
    /// known any more: a stop too many can be undone, a lost one cannot.
    pub(super) fn scopes_of(&self, claim: &MailClaim) -> Vec<(SenderId, Scope)> {
        let registry = self.gate.registry();
        match registry.topic(claim.topic) {
            Some(topic) if topic.class == Class::Promotional => vec![(topic.sender, Scope::Topic(topic.id))],
            Some(topic) => vec![(topic.sender, Scope::All(topic.sender))],
            None => registry.senders().iter().map(|sender| (sender.id, Scope::All(sender.id))).collect(),
        }
    }

    pub(super) fn test_token_used(&self, seen: &Seen<'_>, claim: &MailClaim) -> Act {
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
            mailing: None,
        })
    }

    pub(super) fn token_prefer(
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
            language: String::new(),
            undo_by: None,
            mailing: None,
        }
    }
}
