//! What a mail to `c-TOKEN@` does: it answers a case.
//!
//! A plain yes from the mailbox on record, proven by its domain, counts as the button of the mail that asked (AUTH-17). Any
//! other answer is noted with the case, which goes to whoever works on it, unproven; a clock that stood still for it goes on.
//! What it asks for beside that is worked off like any other mail.

use super::Seen;
use crate::domain::case::consent::says_yes;
use crate::domain::case::{CaseKind, CaseRecord};
use crate::domain::change::Actor;
use crate::domain::link::MailClaim;
use crate::domain::reading::{IntentKind, Trust};
use crate::services::Services;
use crate::services::cases::case_tag;
use crate::services::error::ServiceError;
use crate::services::intake::Mode;
use crate::services::intake::job::{Became, Plan};
use crate::services::intake::targets::Mailbox;
use crate::services::writer::change::{Act, CaseReply};
use crate::store::cases;

impl Services {
    /// An answer to a case.
    pub(super) async fn plan_case_reply(
        &self,
        seen: &Seen<'_>,
        claim: &MailClaim,
        mailboxes: &mut Vec<Mailbox>,
        plan: &mut Plan,
    ) -> Result<(), ServiceError> {
        let Some(case) = self.case_answered(claim).await?.filter(|case| case.state.hears_its_person()) else {
            // A case that is over, or that nobody finds: a person reads what is said to it (L7).
            let subject = match claim.recipient {
                Some(key) => Some(self.subject_of_key(&mut self.db.snapshot().await?, key).await?),
                None => None,
            };
            let sender = self.sender_of(claim).map_or_else(|| self.mailbox_of("").map(|m| m.sender), Ok)?;
            self.ask_person(seen, sender.id, subject, false, "case_reply", plan);
            return Ok(());
        };
        let subject = self.case_subject(&mut self.db.snapshot().await?, &case).await?;
        if let Some(subject) = &subject {
            plan.concerns(subject, case.sender);
        }
        let confirms = self.is_their_yes(seen, &case);
        let reply = CaseReply {
            id: case.id.clone(),
            subject,
            mail: seen.job.id.clone(),
            confirms,
            // Whoever else has the address may answer, too; it is no word of the recipient's.
            actor: if self.is_theirs(seen, &case) { Actor::Recipient } else { Actor::System },
            channel: seen.job.via,
        };
        plan.add(Became::Acted, [Act::CaseReply(Box::new(reply))]);
        let asks_more = |kind: IntentKind| !matches!(kind, IntentKind::Question | IntentKind::None);
        let more = seen.read.is_some_and(|read| read.reading.intents.iter().any(|intent| asks_more(intent.kind)));
        if more && !confirms {
            let registry = self.gate.registry();
            let sender =
                registry.sender(case.sender).cloned().map_or_else(|| self.mailbox_of("").map(|m| m.sender), Ok)?;
            mailboxes.push(Mailbox { sender, mode: Mode::All, address: None, named: true });
        }
        Ok(())
    }

    /// The case that an address of this claim answers: one of its recipient's, by its tag; of one that repeats an open case,
    /// that case.
    async fn case_answered(&self, claim: &MailClaim) -> Result<Option<CaseRecord>, ServiceError> {
        let Some(key) = claim.recipient else { return Ok(None) };
        let mut tx = self.db.snapshot().await?;
        let mut rows = cases::of_recipient(&mut tx, &key.bytes).await?;
        let Some(at) = rows.iter().position(|row| case_tag(&row.id) == claim.topic) else { return Ok(None) };
        let (first, kind) = (rows[at].duplicate_of.clone(), rows[at].kind.clone());
        let follows = CaseKind::from_word(&kind).is_some_and(CaseKind::can_be_duplicate);
        let same = rows.iter().position(|row| follows && Some(&row.id) == first.as_ref() && row.kind == kind);
        Ok(Some(CaseRecord::try_from(rows.swap_remove(same.unwrap_or(at)))?))
    }

    /// Whether the person of the case says yes, and surely is the one who writes. What an auto-reply says counts for nothing.
    fn is_their_yes(&self, seen: &Seen<'_>, case: &CaseRecord) -> bool {
        let Some(reading) = seen.read.map(|read| &read.reading) else { return false };
        reading.robot.is_none()
            && !reading.forwarded
            && reading.trust == Trust::Authenticated
            && self.is_theirs(seen, case)
            && says_yes(&reading.text)
    }

    /// Whether it seems to be from the person of the case.
    fn is_theirs(&self, seen: &Seen<'_>, case: &CaseRecord) -> bool {
        let writer = seen.read.and_then(|read| read.reading.written_by.as_ref());
        writer.is_some_and(|writer| self.vault.recipient_keys(writer).any(|key| Some(key) == case.recipient))
    }
}
