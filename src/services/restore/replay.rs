//! Doing once more what the journal says: erasures first, for they forget wishes; then every record, through the writer and
//! its rules, with its own date.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::Restored;
use crate::domain::address::RecipientKey;
use crate::domain::case::{CaseKind, CaseRecord, CaseState};
use crate::domain::change::{Actor, Channel};
use crate::domain::clock::Starts;
use crate::domain::error::Code;
use crate::domain::ids::SenderId;
use crate::domain::journal::Effect;
use crate::domain::preference::{Kind, Scope};
use crate::services::Services;
use crate::services::cases::Asking;
use crate::services::error::ServiceError;
use crate::services::registry::Registry;
use crate::services::writer::change::{Act, Again, Answer, Change, Guard, Handle, MoveCase, Prefer, Subject};
use crate::store::{Tx, cases, preferences};

/// Records handed to the writer at once.
const AT_ONCE: usize = 500;

/// What becomes of a record in a registry that may be older than it.
enum Placed {
    /// It is written as it was.
    Same(Prefer),
    /// Its topic is unknown: it reaches the whole sender.
    Wider(Prefer),
    /// It allows something of a topic that is unknown, or says what nobody can be asked about.
    Nothing,
}

/// Ways in that only the recipient has.
const OWN_WAYS: [Channel; 7] = [
    Channel::OneClick,
    Channel::Page,
    Channel::Confirmation,
    Channel::Lmtp,
    Channel::Smtp,
    Channel::Imap,
    Channel::Pipe,
];

impl Services {
    pub(super) async fn replay(
        &self,
        effects: Vec<Effect>,
        restored: &mut Restored,
        progress: impl Fn(u64, u64) + Send,
    ) -> Result<(), ServiceError> {
        let all = effects.len() as u64;
        let (erased, effects): (Vec<_>, Vec<_>) = effects.into_iter().partition(|e| e.record.kind == Kind::Erased);
        self.erase_again(erased, restored).await?;
        let (held, effects): (Vec<_>, Vec<_>) = effects.into_iter().partition(|e| e.record.kind == Kind::Held);
        self.hold_again(held, restored).await?;
        for chunk in effects.chunks(AT_ONCE) {
            progress(all - effects.len() as u64 + restored.written + restored.unchanged + restored.refused, all);
            self.write_again(chunk, restored).await?;
        }
        progress(all, all);
        Ok(())
    }

    async fn write_again(&self, effects: &[Effect], restored: &mut Restored) -> Result<(), ServiceError> {
        let registry = self.gate.registry();
        let mut prefers = Vec::with_capacity(effects.len());
        for effect in effects {
            match place(effect, &registry) {
                Placed::Same(prefer) => prefers.push((prefer, 0)),
                Placed::Wider(prefer) => prefers.push((prefer, 1)),
                Placed::Nothing => restored.unchanged += 1,
            }
        }
        let write = |(prefer, wider)| async move { (self.writer.submit(Change::Prefer(vec![prefer])).await, wider) };
        for (answer, wider) in join_all(prefers.into_iter().map(write)).await {
            match answer {
                Ok(Answer { changed: true, .. }) => {
                    (restored.written, restored.widened) = (restored.written + 1, restored.widened + wider)
                }
                Ok(_) => restored.unchanged += 1,
                Err(ServiceError::Refused(problem)) if problem.code == Code::ProofRequired => restored.refused += 1,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// A person whose data the backup brought back is erased again, with the date of the first time (L8, ERA-07).
    async fn erase_again(&self, erased: Vec<Effect>, restored: &mut Restored) -> Result<(), ServiceError> {
        let mut people: BTreeMap<RecipientKey, Vec<Effect>> = BTreeMap::new();
        erased.into_iter().for_each(|effect| people.entry(effect.key).or_default().push(effect));
        for (key, effects) in people {
            if self.is_erased(&key, &effects).await? {
                restored.unchanged += 1;
                continue;
            }
            let acts = self.erasing(key, &effects).await?;
            let handle = Handle { guard: Guard::Always, acts };
            self.writer.submit(Change::Handle(Box::new(handle))).await?;
            restored.erased += 1;
        }
        Ok(())
    }

    async fn is_erased(&self, key: &RecipientKey, effects: &[Effect]) -> Result<bool, ServiceError> {
        let standing = preferences::of_keys(&mut self.db.snapshot().await?, &[*key]).await?;
        let stands = |effect: &Effect| {
            standing.iter().filter_map(|(_, record)| record.as_ref().ok()).any(|record| {
                let (new, old) = (record, &effect.record);
                new.kind == Kind::Erased && new.scope == old.scope && new.since >= old.since
            })
        };
        Ok(effects.iter().all(stands))
    }

    /// The cases of the person that the backup shows as open had ended before, or nobody could have erased them.
    async fn erasing(&self, key: RecipientKey, effects: &[Effect]) -> Result<Vec<Act>, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let subject = Subject { keys: vec![key], address: None };
        let open = open_cases(&mut tx, &key).await?;
        let deletion = open.iter().find(|case| case.kind == CaseKind::Deletion);
        let senders: Vec<SenderId> = effects.iter().filter_map(|effect| sender_of(effect.record.scope)).collect();
        let newest = effects.iter().max_by_key(|effect| effect.record.since);
        let again = newest.map(|effect| Again { at: effect.record.since, lost: effect.record.entry });
        let sender = deletion.map(|case| case.sender).or(senders.first().copied()).unwrap_or(SenderId(0));
        let case = deletion.map_or("restored".to_owned(), |case| case.id.clone());
        let erase = self.erase_restored(&mut tx, subject.clone(), (case, sender, senders), again).await?;
        let mut acts: Vec<Act> = open.iter().map(|case| Act::Move(ended(case, &subject))).collect();
        acts.push(erase);
        Ok(acts)
    }

    /// A possible stop waited for a person, in a mail that is gone: the person is asked now, and mail held until then (L7).
    async fn hold_again(&self, held: Vec<Effect>, restored: &mut Restored) -> Result<(), ServiceError> {
        for effect in held {
            let standing = preferences::of_keys(&mut self.db.snapshot().await?, &[effect.key]).await?;
            let mut standing = standing.iter().filter_map(|(_, record)| record.as_ref().ok());
            let registry = self.gate.registry();
            let sender = sender_of(effect.record.scope).filter(|id| registry.sender(*id).is_some());
            let Some(sender) = sender.filter(|_| !standing.any(|record| record.kind == Kind::Held)) else {
                restored.unchanged += 1;
                continue;
            };
            let why = "a possible stop waited for a person when the database was lost; its mail is gone: ask them";
            let case = self.new_case(
                Asking {
                    kind: CaseKind::Unclear,
                    sender,
                    subject: Some(Subject { keys: vec![effect.key], address: None }),
                    mail: None,
                    detail: json!({ "why": why }),
                    holds: true,
                    starts: Starts::at(effect.record.since),
                    language: String::new(),
                    actor: Actor::System,
                    channel: Channel::Restore,
                },
                CaseState::NeedsReview,
            );
            let handle = Handle { guard: Guard::Always, acts: vec![Act::Open(Box::new(case))] };
            self.writer.submit(Change::Handle(Box::new(handle))).await?;
            restored.held += 1;
        }
        Ok(())
    }
}

async fn open_cases(tx: &mut Tx, key: &RecipientKey) -> Result<Vec<CaseRecord>, ServiceError> {
    let mut open = Vec::new();
    for row in cases::of_recipient(tx, &key.bytes).await? {
        let case = CaseRecord::try_from(row)?;
        if case.state.is_open() {
            open.push(case);
        }
    }
    Ok(open)
}

fn ended(case: &CaseRecord, subject: &Subject) -> MoveCase {
    MoveCase {
        id: case.id.clone(),
        subject: Some(subject.clone()),
        from: vec![case.state],
        to: CaseState::Done,
        waiting_for: None,
        what: "restored",
        outcome: Some("done"),
        effective: true,
        actor: Actor::System,
        channel: Channel::Restore,
    }
}

fn sender_of(scope: Scope) -> Option<SenderId> {
    match scope {
        Scope::All(id) | Scope::Sharing(id) | Scope::Tracking(id) => Some(id),
        Scope::Topic(_) | Scope::Everywhere(_) => None,
    }
}

fn place(effect: &Effect, registry: &Registry) -> Placed {
    let record = effect.record;
    let stops = !matches!(
        record.kind,
        Kind::OptedIn { .. } | Kind::Withdrawn | Kind::Resumed | Kind::Released | Kind::Deliverable
    );
    match record.scope {
        // Nobody can be asked any more what was held, so nothing is released either.
        _ if record.kind == Kind::Released => Placed::Nothing,
        Scope::Topic(id) => match (registry.topic(id), effect.sender) {
            (Some(topic), _) => Placed::Same(prefer(effect, topic.sender, record.scope)),
            // As with a link whose topic is unknown: a stop reaches further, a yes reaches nothing (L10).
            (None, Some(sender)) if stops => Placed::Wider(prefer(effect, sender, Scope::All(sender))),
            (None, _) => Placed::Nothing,
        },
        Scope::Everywhere(group) => {
            let member = registry.senders().iter().find(|sender| sender.group == group).map(|sender| sender.id);
            Placed::Same(prefer(effect, member.unwrap_or(SenderId(0)), record.scope))
        }
        Scope::All(id) | Scope::Sharing(id) | Scope::Tracking(id) => Placed::Same(prefer(effect, id, record.scope)),
    }
}

fn prefer(effect: &Effect, sender: SenderId, scope: Scope) -> Prefer {
    let way = Channel::from_word(&effect.channel);
    let codes: Vec<(&'static str, Value)> =
        vec![("lost", effect.record.entry.into()), ("was", way.map_or("unknown", Channel::word).into())];
    Prefer {
        subject: Subject { keys: vec![effect.key], address: None },
        sender,
        scope,
        kind: effect.record.kind,
        at: effect.record.since,
        actor: if way.is_some_and(|way| OWN_WAYS.contains(&way)) { Actor::Recipient } else { Actor::System },
        channel: Channel::Restore,
        codes,
        evidence: None,
        notice: None,
        language: String::new(),
        undo_by: None,
        mailing: None,
    }
}
