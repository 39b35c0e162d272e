//! What marketing tools set through the API.

use serde_json::json;

use super::super::writer::change::{Answer, Change, Prefer};
use crate::domain::access::ApiScope;
use crate::domain::address::Address;
use crate::domain::change::Channel;
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::preference::{Kind, Scope};
use crate::domain::time::Instant;
use crate::services::Services;
use crate::services::access::Caller;
use crate::services::error::ServiceError;

/// What a tool wants set.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Whose preference.
    pub address: Address,
    /// Whose mail.
    pub sender: SenderId,
    /// About what.
    pub scope: Scope,
    /// The state: opted out, opted in (unproven; the proof decides), paused.
    pub kind: Kind,
    /// When it happened, if not now.
    pub occurred_at: Option<Instant>,
    /// Why, in the tool's words; kept sealed.
    pub reason: Option<String>,
    /// What shows it; kept sealed.
    pub evidence: Option<String>,
    /// Proof of consent.
    pub proof: Option<Proof>,
}

/// Proof that the person came back.
#[derive(Clone, Debug)]
pub struct Proof {
    /// Which kind of proof.
    pub kind: String,
    /// When consent was given.
    pub at: Instant,
    /// What the person agreed to, word for word.
    pub wording: String,
    /// What shows it.
    pub evidence: String,
}

impl Services {
    /// Sets a preference for a tool.
    ///
    /// # Errors
    /// `proof_required` when it would bring back somebody who opted out, without a proof that is later, or with a key
    /// that lacks `resubscribe`; `invalid_field` for times that make no sense.
    pub async fn set_preference(&self, caller: &Caller, setting: Setting) -> Result<Answer, ServiceError> {
        let at = match &setting.proof {
            Some(proof) => self.claimed_time(Some(proof.at), "proof.at")?,
            None => self.claimed_time(setting.occurred_at, "occurred_at")?,
        };
        let kind = self.checked_kind(caller, &setting)?;
        let evidence = json!({
            "reason": setting.reason,
            "evidence": setting.evidence,
            "proof": setting.proof.as_ref().map(|p| {
                json!({ "kind": p.kind, "at": p.at.rfc3339(), "wording": p.wording, "evidence": p.evidence })
            }),
        });
        let prefer = Prefer {
            subject: self.vault.subject(&setting.address),
            sender: setting.sender,
            scope: setting.scope,
            kind,
            at,
            actor: caller.actor(),
            channel: Channel::Api,
            codes: Vec::new(),
            evidence: Some(evidence.to_string().into_bytes()),
            notice: None,
            language: String::new(),
            undo_by: None,
            mailing: None,
        };
        let answer = self.writer.submit(Change::Prefer(vec![prefer])).await?;
        if kind == Kind::OptedOut {
            self.counters.opt_outs.add(setting.scope.into(), 1);
        }
        Ok(answer)
    }

    fn checked_kind(&self, caller: &Caller, setting: &Setting) -> Result<Kind, Problem> {
        match setting.kind {
            // Everywhere is more than one sender's: a key for one cannot end what a recipient said to all of them.
            Kind::OptedIn { .. } if caller.sender().is_some() && matches!(setting.scope, Scope::Everywhere(_)) => {
                let detail = "To opt somebody in everywhere takes an API key that is for all senders.";
                Err(Problem::new(Code::WrongSender, detail).in_field("scope"))
            }
            // A proof counts only from a key that may bring people back.
            Kind::OptedIn { .. } => {
                Ok(Kind::OptedIn { proven: setting.proof.is_some() && caller.has(ApiScope::Resubscribe) })
            }
            Kind::Paused { .. } if !setting.scope.concerns_mail() => {
                let detail = "Only mail can be paused: a topic, all or everywhere.";
                Err(Problem::new(Code::InvalidField, detail).in_field("scope"))
            }
            Kind::Paused { until } if until <= self.clock.now() => {
                Err(Problem::new(Code::InvalidField, "The end of a pause lies in the future.").in_field("until"))
            }
            kind => Ok(kind),
        }
    }
}
