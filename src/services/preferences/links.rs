//! What a link lets its holder do: stop, always; more only with a link that was mailed to the address.

use std::sync::Arc;

use serde_json::json;

use crate::domain::address::Address;
use crate::domain::change::{Actor, Channel, EntryKind, scope_code};
use crate::domain::error::{Code, Problem};
use crate::domain::figure::Mailing;
use crate::domain::link::{Campaign, LinkError, read_url};
use crate::domain::preference::{Kind, Record, Scope};
use crate::domain::time::{DAY_MS, Instant};
use crate::domain::topic::{Class, Sender, Topic};
use crate::services::Services;
use crate::services::counters::TokenFailure;
use crate::services::error::ServiceError;
use crate::services::mails::Token;
use crate::services::writer::change::{Answer, Change, Prefer, Remark};

/// How a link came to its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Power {
    /// With a mailing, which may have been forwarded: it can stop more, nothing else.
    Mailing,
    /// Mailed to the address on its request: its holder has the mailbox.
    Mailed,
}

/// Somebody who shows a link that verifies.
#[derive(Clone, Debug)]
pub struct Holder {
    /// Whom it is about.
    pub address: Address,
    /// Who sent it.
    pub sender: Arc<Sender>,
    /// About what; none when the topic is not known any more, or the link is not about one.
    pub topic: Option<Arc<Topic>>,
    /// The campaign, maybe empty.
    pub campaign: Campaign,
    /// Whether it is a test link, which changes nobody.
    pub test: bool,
    /// What it allows.
    pub power: Power,
}

impl Holder {
    /// The mailing that the link came with, for the counts; none where its topic is not known.
    pub fn mailing(&self) -> Option<Mailing> {
        let topic = self.topic.as_ref().filter(|_| self.power == Power::Mailing && !self.test)?;
        Some(Mailing { topic: topic.id, campaign: self.campaign.clone() })
    }
}

/// How wide a stop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopWhat {
    /// The link's topic.
    Topic,
    /// Everything promotional of the sender.
    All,
}

/// What came of a stop.
#[derive(Debug)]
pub struct Stopped {
    /// The scope that is stopped now.
    pub scope: Scope,
    /// The change.
    pub answer: Answer,
    /// The value with which the page that shows this answer can take it back; none for a test link, or when it was
    /// stopped before.
    pub undo: Option<String>,
}

/// What came of a wish.
#[derive(Debug)]
pub struct Wished {
    /// The change.
    pub answer: Answer,
    /// As [`Stopped::undo`], when the wish was a single stop.
    pub undo: Option<String>,
}

/// What somebody wishes in the preference centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// No more of these.
    Stop(Vec<Scope>),
    /// Nothing promotional for so many days.
    Pause(i64),
    /// These again; only with a mailed link.
    TurnOn(Vec<Scope>),
    /// An end to the pause; only with a mailed link.
    Resume,
}

impl Services {
    /// Reads a link that came with a mailing.
    ///
    /// # Errors
    /// `unknown_token` when it is forged or damaged (the same whatever is wrong), `key_missing` when its key should be
    /// here and is not.
    pub fn open_link(&self, token: &str) -> Result<Holder, Problem> {
        let opened = read_url(&self.vault.links, token).map_err(|error| self.link_failed(error))?;
        let registry = self.gate.registry();
        let Some(sender) = registry.sender(opened.claim.sender).cloned() else {
            // It verifies under our key, so we sent it: a sender that is gone is our trouble, not the reader's.
            tracing::error!(sender.id = opened.claim.sender.0, "a valid link names a sender that is not here");
            return Err(Problem::new(Code::KeyMissing, "The sender of this link cannot be found; try again later."));
        };
        let topic = registry.topic(opened.claim.topic).filter(|t| t.sender == sender.id).cloned();
        if topic.is_none() {
            self.counters.token_failures.add(TokenFailure::UnknownTopic, 1);
        }
        Ok(Holder {
            address: opened.claim.address,
            sender,
            topic,
            campaign: opened.claim.campaign,
            test: opened.claim.test,
            power: Power::Mailing,
        })
    }

    fn link_failed(&self, error: LinkError) -> Problem {
        let failure = TokenFailure::from(error);
        self.counters.token_failures.add(failure, 1);
        if error.is_unavailable() {
            self.counters.keys_missing.set(1);
            tracing::error!(error = %error, "a link's key was issued and is missing: stops are being refused");
            return Problem::new(Code::KeyMissing, "This link is right, but its key is missing here. Try again later.");
        }
        Problem::new(Code::UnknownToken, "This link does not verify. Use the one in the mail, or /preferences.")
    }

    /// A stop by the holder of a link.
    pub async fn stop(
        &self,
        holder: &Holder,
        token: &str,
        what: StopWhat,
        channel: Channel,
        form: &'static str,
    ) -> Result<Stopped, ServiceError> {
        let scope = stop_scope(holder, what);
        if holder.test {
            let answer = self.test_used(holder, channel, form).await?;
            return Ok(Stopped { scope, answer, undo: None });
        }
        let unknown = holder.topic.is_none();
        let mut prefer = Prefer { channel, ..self.holders_choice(holder, scope, Kind::OptedOut, form) };
        // The answer to a one-click is nobody's to take back: no page shows it.
        prefer.undo_by = (channel == Channel::Page).then(|| page_form(token, form));
        if unknown {
            prefer.codes.push(("reason", "unknown_topic".into()));
        }
        let answer = self.writer.submit(Change::Prefer(vec![prefer])).await?;
        self.counters.opt_outs.add(scope.into(), answer.changed.into());
        if unknown && answer.changed {
            self.ask_about_lost_topic(holder.sender.id, &holder.address, channel).await?;
        }
        let undo = answer.replaced.filter(|_| answer.changed).map(|replaced| self.undo_value(token, &replaced));
        Ok(Stopped { scope, answer, undo })
    }

    /// A wish from the preference centre, all of it or nothing.
    ///
    /// # Errors
    /// `proof_required` for coming back with a link that came with a mailing.
    pub async fn wish(&self, holder: &Holder, token: &str, wish: &Wish) -> Result<Wished, ServiceError> {
        let coming_back = matches!(wish, Wish::TurnOn(_) | Wish::Resume);
        if coming_back && holder.power != Power::Mailed {
            let detail =
                "This link came with a mailing, which may have been forwarded. Ask for a link by mail to turn mail on.";
            return Err(ServiceError::refused(Code::ProofRequired, detail));
        }
        if holder.test {
            let answer = self.test_used(holder, Channel::Page, "preferences").await?;
            return Ok(Wished { answer, undo: None });
        }
        let all = Scope::All(holder.sender.id);
        let choices: Vec<(Scope, Kind)> = match wish {
            Wish::Stop(scopes) => scopes.iter().map(|scope| (*scope, Kind::OptedOut)).collect(),
            Wish::TurnOn(scopes) => scopes.iter().map(|scope| (*scope, Kind::OptedIn { proven: true })).collect(),
            Wish::Pause(days) => {
                let until = self.clock.now().plus_ms(days.saturating_mul(DAY_MS));
                self.pause_until(holder, all, until).await?
            }
            Wish::Resume => vec![(all, Kind::Resumed)],
        };
        let one_stop = matches!(choices.as_slice(), [(_, Kind::OptedOut)]);
        let undo_by = one_stop.then(|| page_form(token, "preferences"));
        let answer = self.choose(holder, &choices, "preferences", undo_by).await?;
        let replaced = answer.replaced.filter(|_| answer.changed && one_stop);
        Ok(Wished { undo: replaced.map(|replaced| self.undo_value(token, &replaced)), answer })
    }

    /// A pause; with the mailed link also a shorter one, for which the running pause is ended first (L3).
    async fn pause_until(
        &self,
        holder: &Holder,
        all: Scope,
        until: Instant,
    ) -> Result<Vec<(Scope, Kind)>, ServiceError> {
        let pause = (all, Kind::Paused { until });
        if holder.power != Power::Mailed {
            return Ok(vec![pause]);
        }
        let longer = |r: &Record| r.scope == all && r.kind.until().is_some_and(|end| end > until);
        let ended = self.records(&holder.address).await?.iter().any(longer).then_some((all, Kind::Resumed));
        Ok(ended.into_iter().chain([pause]).collect())
    }

    async fn choose(
        &self,
        holder: &Holder,
        choices: &[(Scope, Kind)],
        form: &'static str,
        undo_by: Option<[u8; 32]>,
    ) -> Result<Answer, ServiceError> {
        let choice = |(scope, kind): &_| Prefer { undo_by, ..self.holders_choice(holder, *scope, *kind, form) };
        let prefers = choices.iter().map(choice).collect();
        let answer = self.writer.submit(Change::Prefer(prefers)).await?;
        for (scope, _) in choices.iter().filter(|(_, kind)| *kind == Kind::OptedOut) {
            self.counters.opt_outs.add((*scope).into(), answer.changed.into());
        }
        Ok(answer)
    }

    /// `Sec-GPC: 1` on a POST by somebody who shows a link: sharing and tracking stop for the person, mail stays as it
    /// is (L2; GPC-02). A second time it changes nothing.
    pub async fn honour_gpc(&self, holder: &Holder) -> Result<(), ServiceError> {
        if holder.test {
            return Ok(());
        }
        let sender = holder.sender.id;
        let stops = [Scope::Sharing(sender), Scope::Tracking(sender)].map(|scope| (scope, Kind::OptedOut));
        self.choose(holder, &stops, "gpc", None).await.map(drop)
    }

    /// `Wrong-Recipient=One-Click` alone: written down, no opt-out (HDR-23).
    pub async fn wrong_recipient(&self, holder: &Holder) -> Result<(), ServiceError> {
        let codes = vec![("remark", "wrong_recipient".into())];
        self.remark(holder, EntryKind::Remark, Channel::OneClick, codes).await.map(drop)
    }

    async fn test_used(&self, holder: &Holder, channel: Channel, form: &'static str) -> Result<Answer, ServiceError> {
        let topic = holder.topic.as_ref().map(|t| scope_code(Scope::Topic(t.id)));
        let mut codes = vec![("test", "link_used".into()), ("form", form.into())];
        codes.extend(topic.map(|topic| ("scope", topic)));
        self.remark(holder, EntryKind::Test, channel, codes).await
    }

    pub(super) async fn remark(
        &self,
        holder: &Holder,
        kind: EntryKind,
        channel: Channel,
        codes: Vec<(&'static str, serde_json::Value)>,
    ) -> Result<Answer, ServiceError> {
        let subject = (!holder.test).then(|| self.vault.subject(&holder.address));
        let sender = Some(holder.sender.id);
        let mailing = holder.mailing();
        let remark = Remark { kind, subject, sender, actor: Actor::Recipient, channel, codes, mailing };
        self.writer.submit(Change::Remark(remark)).await
    }

    fn holders_choice(&self, holder: &Holder, scope: Scope, kind: Kind, form: &'static str) -> Prefer {
        let subject = self.vault.subject(&holder.address);
        let evidence = json!({
            "form": form,
            "campaign": holder.campaign.as_str(),
            "topic": holder.topic.as_ref().map(|t| t.key.as_str()),
            "link": if holder.power == Power::Mailed { "mailed" } else { "mailing" },
        });
        Prefer {
            evidence: Some(evidence.to_string().into_bytes()),
            mailing: holder.mailing(),
            ..self.recipients_choice(subject, &holder.sender, scope, kind, form)
        }
    }
}

/// Names a form of a page by its link: pressed again it says nothing new, and only its answer carries the undo value.
/// A hash, because the token itself would let a reader of the database act for its holder (TOK-11).
fn page_form(token: &str, form: &str) -> [u8; 32] {
    Token::hash_of(&format!("{form} {token}"))
}

/// A topic that is unknown, or that no stop could reach, stops everything promotional of the sender: a stop too many
/// can be undone, a lost one cannot.
fn stop_scope(holder: &Holder, what: StopWhat) -> Scope {
    let promotional = holder.topic.as_ref().filter(|topic| topic.class == Class::Promotional);
    match (what, promotional) {
        (StopWhat::Topic, Some(topic)) => Scope::Topic(topic.id),
        _ => Scope::All(holder.sender.id),
    }
}

impl From<LinkError> for TokenFailure {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Forged => Self::Forged,
            LinkError::NeverIssued => Self::KeyNeverIssued,
            LinkError::KeyMissing => Self::KeyMissing,
            _ => Self::Malformed,
        }
    }
}
