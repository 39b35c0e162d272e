//! What robots report: an address that is gone, a complaint. Only a token of ours says whose (DSN-04, ARF-04); the
//! service finds it, the recipient did not say it, and nobody is answered (ARF-07).

use super::Seen;
use crate::domain::change::Actor;
use crate::domain::figure::Mailing;
use crate::domain::ids::SenderId;
use crate::domain::link::{Campaign, MailClaim};
use crate::domain::preference::{Kind, Scope};
use crate::mail::parse::{Mail, Part};
use crate::mail::reports::{self, FeedbackKind};
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
        let mut found = self.found(seen, &subject, sender.id, Kind::Undeliverable, "bounce");
        found.mailing = Some(Mailing { topic: claim.topic, campaign: Campaign::default() });
        plan.add(Became::Acted, [Act::Prefer(Box::new(found))]);
        Ok(())
    }

    /// A complaint counts for whom the token in the reported mail was made; whom the report names does not matter
    /// (ARF-03, ARF-04). It stops everything promotional and is never answered.
    pub(super) async fn plan_complaints(&self, seen: &Seen<'_>, plan: &mut Plan) -> Result<(), ServiceError> {
        let Some(read) = seen.read else { return Ok(()) };
        match says(&read.mail) {
            Says::Complaint => {}
            Says::Nothing => return Ok(()),
            Says::Alarm => {
                let sender = self.mailbox_of("")?.sender.id;
                self.ask_person(seen, sender, None, false, "report", plan);
                return Ok(());
            }
        }
        for found in self.tokens_in(&reported(&read.mail)) {
            let (Some(subject), Some(sender)) = (self.subject_of(&found).await?, self.sender_found(&found)) else {
                continue;
            };
            plan.concerns(&subject, sender);
            plan.opt_outs.push(ScopeKind::All);
            let mut complaint = self.found(seen, &subject, sender, Kind::Complained, "complaint");
            complaint.mailing = Some(found.mailing());
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
            let mailing = Some(found.mailing());
            let found = Prefer { mailing, ..self.found(seen, &subject, sender, Kind::Undeliverable, "bounce") };
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

/// What a feedback report says against us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// The recipient objects.
    Complaint,
    /// Nothing: `not-spam` lifts nothing, and reports about authentication are about no person (ARF-05).
    Nothing,
    /// Something a person must see: fraud, a virus, a type that nobody knows.
    Alarm,
}

fn says(mail: &Mail) -> Says {
    let report = reports::read(mail, &reports::Own::default());
    match report.and_then(|report| report.feedback).map(|feedback| feedback.kind) {
        Some(FeedbackKind::Abuse | FeedbackKind::OptOut) => Says::Complaint,
        Some(FeedbackKind::NotSpam | FeedbackKind::AuthFailure) => Says::Nothing,
        Some(FeedbackKind::Fraud | FeedbackKind::Virus | FeedbackKind::Other) | None => Says::Alarm,
    }
}

/// The mail without the text that its sender wrote for people: that proves nothing, for anybody can write a token of
/// another into it (ARF-03). A complaint that has no other part is left as it is.
fn reported(mail: &Mail) -> Mail {
    let is_report =
        |part: &&Part| part.content_type.starts_with("message/") || part.content_type == "text/rfc822-headers";
    let parts: Vec<Part> = mail.parts.iter().filter(is_report).cloned().collect();
    if parts.is_empty() && mail.attached.is_empty() {
        return mail.clone();
    }
    Mail { text: String::new(), html: None, parts, ..mail.clone() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;
    use crate::mail::parse::parse;

    fn report(kind: &str) -> Mail {
        let mail = format!(
            "From: <fbl@provider.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; \
             report-type=feedback-report; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nsecret\r\n--b\r\n\
             Content-Type: message/feedback-report\r\n\r\nFeedback-Type: {kind}\r\nUser-Agent: x/1\r\nVersion: 1\r\n\r\n\
             --b\r\nContent-Type: message/rfc822\r\n\r\nFrom: <news@mail.acme.example>\r\nSubject: News\r\n\r\nHello\r\n--b--\r\n"
        );
        parse(mail.as_bytes())
    }

    #[test]
    fn arf_05_only_abuse_and_opt_outs_are_complaints_and_what_nobody_knows_is_for_a_person() {
        let all = [
            ("abuse", Says::Complaint),
            ("opt-out", Says::Complaint),
            ("not-spam", Says::Nothing),
            ("auth-failure", Says::Nothing),
            ("fraud", Says::Alarm),
            ("virus", Says::Alarm),
            ("x-new", Says::Alarm),
        ];
        for (kind, expected) in all {
            assert_eq!(says(&report(kind)), expected, "{kind}");
        }
    }

    #[test]
    fn arf_03_the_text_for_people_is_not_searched_and_the_reported_mail_is() {
        let mail = reported(&report("abuse"));
        let searched =
            format!("{}{:?}{:?}", mail.text, mail.html, mail.parts.iter().map(|part| &part.text).collect::<Vec<_>>());
        assert!(!searched.contains("secret"));
        assert!(String::from_utf8_lossy(&mail.attached[0]).contains("Hello"));
    }
}
