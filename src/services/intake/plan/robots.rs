//! What robots report: an address that is gone, a complaint. Only a token of ours says whose (DSN-04, ARF-04); the
//! service finds it, the recipient did not say it, and nobody is answered (ARF-07).

use super::Seen;
use crate::domain::change::Actor;
use crate::domain::ids::SenderId;
use crate::domain::link::MailClaim;
use crate::domain::preference::{Kind, Scope};
use crate::mail::parse::Mail;
use crate::services::Services;
use crate::services::counters::ScopeKind;
use crate::services::error::ServiceError;
use crate::services::intake::Read;
use crate::services::intake::job::{Became, Plan};
use crate::services::writer::change::{Act, Prefer, Subject};

impl Services {
    /// A bounce to a signed return path: only a permanent failure of the address counts, and the token says whose, not
    /// the report (DSN-02, DSN-04).
    pub(super) async fn plan_bounce(
        &self,
        seen: &Seen<'_>,
        claim: &MailClaim,
        plan: &mut Plan,
    ) -> Result<(), ServiceError> {
        let permanent = seen.read.and_then(|read| read.reading.bounce.as_ref()).is_some_and(|b| b.permanent);
        let Some(key) = claim.recipient.filter(|_| permanent) else { return Ok(()) };
        let sender = self.sender_of(claim).map_or_else(|| self.mailbox_of("").map(|m| m.sender), Ok)?;
        let subject = self.subject_of_key(&mut self.db.snapshot().await?, key).await?;
        plan.concerns(&subject, sender.id);
        let found = self.found(seen, &subject, sender.id, Kind::Undeliverable, "bounce");
        plan.add(Became::Acted, [Act::Prefer(Box::new(found))]);
        Ok(())
    }

    /// A complaint counts for whom the token in the reported mail was made; whom the report names does not matter
    /// (ARF-03, ARF-04). It stops everything promotional and is never answered.
    pub(super) async fn plan_complaints(&self, seen: &Seen<'_>, plan: &mut Plan) -> Result<(), ServiceError> {
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

    /// A bounce that came to another address than the return path counts when it carries a token of ours, for one
    /// recipient only (DSN-05).
    pub(super) async fn plan_report(&self, seen: &Seen<'_>, read: &Read, plan: &mut Plan) -> Result<(), ServiceError> {
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

    /// What a robot reports: the service finds it, the recipient did not say it.
    pub(super) fn found(
        &self,
        seen: &Seen<'_>,
        subject: &Subject,
        sender: SenderId,
        kind: Kind,
        form: &'static str,
    ) -> Prefer {
        Prefer { actor: Actor::System, ..self.token_prefer(seen, subject, sender, Scope::All(sender), kind, form) }
    }
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
