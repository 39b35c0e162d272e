//! Operators are reminded before a case is late, and alarmed when it is (CLK-16). Each stage of a case is told once: it is an
//! event of the case and a ledger entry, and nothing is silently moved. What only comes close is told in one mail a day;
//! what is late, at once.

use serde_json::Value;

use super::walk::Which;
use crate::domain::address::Address;
use crate::domain::case::CaseRecord;
use crate::domain::change::{Actor, Channel};
use crate::domain::clock::{CaseClock, Reminder, Stage};
use crate::domain::time::{DAY_MS, Instant};
use crate::render::mails::{CaseDigest, DigestLine};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::writer::chain;
use crate::services::writer::change::{Act, CaseStep, Guard, Handle, Subject};
use crate::store::cases::CaseFilter;
use crate::store::outbox;

/// Cases named in one mail; the others wait for the next.
const NAMED: usize = 200;

/// A case that a stage was reached of.
struct Reached {
    case: CaseRecord,
    reminder: Reminder,
    rule: String,
    /// When that rule's clock ends.
    due: Instant,
    /// Who has the case, by name.
    who: Option<String>,
}

impl Services {
    /// Reminds and alarms. Told are only stages that were not told before, whichever instance told them.
    ///
    /// # Errors
    /// When the database is out of reach; a damaged case keeps no other from being looked at.
    pub async fn remind_operators(&self) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let (mut late, mut near) = (Vec::new(), Vec::new());
        let pressure = self.case_pressure(0).await?;
        self.counters.cases_open.set(pressure.open.unsigned_abs());
        self.counters.cases_late.set(pressure.late.unsigned_abs());
        let filter = CaseFilter { state: "open".to_owned(), ..CaseFilter::default() };
        let mut walk = self.walk(Which::Of(filter));
        while let Some(case) = walk.next().await? {
            match reached(case, now) {
                Some(one) if one.reminder.stage == Stage::Late => keep(&mut late, one),
                Some(one) => keep(&mut near, one),
                None => {}
            }
        }
        self.tell_operators(late, true).await?;
        if self.may_tell_digest(now).await? {
            self.tell_operators(near, false).await?;
        }
        Ok(())
    }

    /// One mail a day says what comes close. With nobody to tell, the stages are written down all the same.
    async fn may_tell_digest(&self, now: Instant) -> Result<bool, ServiceError> {
        let Some(operator) = self.config.operators.first() else { return Ok(true) };
        let key = self.vault.recipient_key(operator);
        let since = now.plus_ms(-DAY_MS);
        let told = outbox::count_kind_since(&mut self.db.snapshot().await?, &key.bytes, "case_digest", since).await?;
        Ok(told == 0)
    }

    async fn tell_operators(&self, reached: Vec<Reached>, late: bool) -> Result<(), ServiceError> {
        if reached.is_empty() {
            return Ok(());
        }
        let mut acts = Vec::new();
        let mut reached = reached;
        let names = self.operator_names().await?;
        for one in &mut reached {
            one.who = one.case.assignee.as_ref().map(|who| names.get(who).unwrap_or(who).clone());
        }
        for operator in &self.config.operators {
            acts.push(self.digest_for(operator, &reached, late)?);
        }
        let seen = reached.iter().map(|one| (one.case.id.clone(), one.case.version)).collect();
        let mut tx = self.db.snapshot().await?;
        for one in reached {
            if late {
                tracing::error!(case.id = %one.case.id, rule = %one.rule, "a case is late");
            }
            // An address that cannot be read must not keep the others from being told.
            let subject = self.case_subject(&mut tx, &one.case).await.unwrap_or_else(|error| {
                tracing::error!(case.id = %one.case.id, error = %chain(&error), "the person of a case cannot be read");
                one.case.recipient.map(|key| Subject { keys: vec![key], address: None })
            });
            let codes: Vec<(&'static str, Value)> =
                vec![("stage", one.reminder.stage.word().into()), ("rule", one.rule.into())];
            acts.push(Act::Step(Box::new(CaseStep {
                case: CaseRecord { warned: one.reminder.at.0, ..one.case },
                subject,
                what: if late { "late" } else { "reminded" },
                detail: None,
                codes,
                actor: Actor::System,
                channel: Channel::System,
            })));
        }
        drop(tx);
        // Of two instances one tells; where a case was changed meanwhile, the next round looks again.
        self.unless_overtaken(Handle { guard: Guard::Cases(seen), acts }).await
    }

    fn digest_for(&self, operator: &Address, reached: &[Reached], late: bool) -> Result<Act, ServiceError> {
        let registry = self.gate.registry();
        let first = reached.first().and_then(|one| registry.sender(one.case.sender));
        let sender = first.cloned().map_or_else(|| self.mailbox_of("").map(|mailbox| mailbox.sender), Ok)?;
        let line = |one: &Reached| DigestLine {
            reference: one.case.id.clone(),
            kind: one.case.kind.word(),
            state: one.case.state.word(),
            stage: one.reminder.stage.word(),
            rule: one.rule.clone(),
            due: Some(one.due),
            assignee: one.who.clone(),
        };
        let mail = CaseDigest { from: self.letterhead(&sender), late, cases: reached.iter().map(line).collect() };
        let kind = if late { "case_alarm" } else { "case_digest" };
        let order = self.order_mail(&mail, kind, &sender, operator, &self.renderer.locale(None))?.unlimited();
        Ok(Act::Answer { subject: self.vault.subject(operator), mail: Some(order), instead: None })
    }
}

/// Keeps as many as one mail names.
fn keep(named: &mut Vec<Reached>, one: Reached) {
    if named.len() < NAMED {
        named.push(one);
    }
}

/// What was reached of any clock that runs and was not told yet: what is late before what only comes close, for one that is
/// near must not hide one that is late; then the newest.
fn reached(case: CaseRecord, now: Instant) -> Option<Reached> {
    let stamps = case.stamps();
    let running = case.clocks.iter().filter(|clock| !clock.is_paused() && clock.finished(&stamps).is_none());
    let stage = |clock: &CaseClock| Some((clock.reached(&stamps, now)?, clock.rule().to_owned(), clock.due().internal));
    let fresh = running.filter_map(stage).filter(|(reminder, ..)| reminder.at.0 > case.warned);
    let worst = fresh.max_by_key(|(reminder, ..)| (reminder.stage == Stage::Late, reminder.at));
    worst.map(|(reminder, rule, due)| Reached { case, reminder, rule, due, who: None })
}
