//! What an operator writes down for a person who telephoned, wrote a letter or stood at the desk. Only leaving: coming back
//! needs the mailbox, whoever asks for it (L3).

use serde_json::json;

use super::super::writer::change::{Answer, Change, Prefer, Subject};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::preference::{Kind, Scope};
use crate::domain::reading::words;
use crate::domain::time::{DAY_MS, Instant};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::senders::By;
use serde::Serialize;

/// The longest note of what shows a wish, in characters.
const EVIDENCE: usize = 4_000;

words! {
    /// How a wish reached the operator.
    Heard {
        /// By telephone.
        Phone = "phone",
        /// In a letter.
        Letter = "letter",
        /// Face to face.
        InPerson = "in_person",
        /// In a helpdesk or a chat.
        Helpdesk = "helpdesk",
    }
}

/// What a person wants, as an operator heard it.
#[derive(Clone, Debug)]
pub struct OnBehalf {
    /// Whose wish.
    pub subject: Subject,
    /// Whose mail.
    pub sender: SenderId,
    /// About what.
    pub scope: Scope,
    /// Opted out, or paused.
    pub kind: Kind,
    /// How it was heard.
    pub heard: Heard,
    /// The day on which it was, by its first moment in UTC; none: now.
    pub day: Option<Instant>,
    /// What shows it, in the operator's words; kept sealed.
    pub evidence: String,
}

impl Services {
    /// Writes down what somebody wants. A stop asks for nothing more (L3), so the evidence may be empty.
    ///
    /// # Errors
    /// `proof_required` for anything but leaving; `invalid_field` for a day to come, a pause that has ended or that is not
    /// of mail, and a note that is too long.
    pub async fn prefer_on_behalf(
        &self,
        wanted: OnBehalf,
        (actor, channel): By,
    ) -> Result<Answer, ServiceError> {
        self.check_on_behalf(&wanted)?;
        let evidence = json!({ "heard": wanted.heard.word(), "evidence": wanted.evidence });
        let prefer = Prefer {
            subject: wanted.subject,
            sender: wanted.sender,
            scope: wanted.scope,
            kind: wanted.kind,
            at: self.moment_of(wanted.day)?,
            actor,
            channel,
            codes: vec![("form", "on_behalf".into()), ("heard", wanted.heard.word().into())],
            evidence: Some(evidence.to_string().into_bytes()),
            notice: None,
            undo_by: None,
            language: String::new(),
            mailing: None,
        };
        let answer = self.writer.submit(Change::Prefer(vec![prefer])).await?;
        if wanted.kind == Kind::OptedOut {
            self.counters.opt_outs.add(wanted.scope.into(), answer.changed.into());
        }
        Ok(answer)
    }

    fn check_on_behalf(&self, wanted: &OnBehalf) -> Result<(), Problem> {
        let refused = |field, why: &str| Err(Problem::new(Code::InvalidField, why).in_field(field));
        match wanted.kind {
            Kind::OptedOut => {}
            Kind::Paused { .. } if !wanted.scope.concerns_mail() => return refused("until", "Only mail can be paused."),
            Kind::Paused { until } if until <= self.clock.now() => {
                return refused("until", "A pause ends on a day to come.");
            }
            Kind::Paused { .. } => {}
            _ => {
                let detail = "Only the recipient turns mail on again, by the mail that asks them.";
                return Err(Problem::new(Code::ProofRequired, detail));
            }
        }
        match wanted.evidence.chars().count() > EVIDENCE {
            true => refused("evidence", "The note is longer than 4,000 characters; shorten it."),
            false => Ok(()),
        }
    }

    /// The last moment of a day that has begun, or now: of what was said on one day, the stop counts last (L10).
    fn moment_of(&self, day: Option<Instant>) -> Result<Instant, Problem> {
        let now = self.clock.now();
        match day {
            // The day may have begun elsewhere already: half a day of time zones.
            Some(day) if day > now.plus_ms(DAY_MS / 2) => {
                Err(Problem::new(Code::InvalidField, "This day lies in the future.").in_field("day"))
            }
            Some(day) => Ok(day.plus_ms(DAY_MS - 1).min(now)),
            None => Ok(now),
        }
    }
}
