//! The directory of agents, and what they are told of what became of their forwards.

use std::sync::Arc;

use crate::domain::address::Address;
use crate::domain::agent::{Agent, NamedAgent, StatusNotes};
use crate::domain::error::Code;
use crate::domain::time::DAY_MS;
use crate::domain::topic::Sender;
use crate::render::mails::{AgentNote, AgentNotes};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::{Cell, uuid_v7};
use crate::services::mails::ReplyTo;
use crate::services::registry::change::What;
use crate::services::senders::By;
use crate::services::writer::chain;
use crate::services::writer::change::{Act, Change, Guard, Handle, MailLimit};
use crate::store::StoreError;
use crate::store::agents::{self, NoteRow};

/// Notes told in one mail.
const NOTES_MAX: i64 = 500;
/// Notes at once to one agent a day; a mailbox that forwards more wants the digest.
const NOTES_A_DAY: i64 = 200;

impl Services {
    /// Trusts a support mailbox from now on, or changes what it is told.
    ///
    /// # Errors
    /// `invalid_field` for one of our own addresses: its mail would be trusted by everybody who can write to it.
    pub async fn add_agent(
        &self,
        address: &Address,
        status_notes: StatusNotes,
        by: By,
    ) -> Result<NamedAgent, ServiceError> {
        if address.match_form() == self.config.mail_from.match_form() {
            return Err(ServiceError::refused(Code::InvalidField, "This is the address our own mail comes from."));
        }
        let now = self.clock.now();
        let id = uuid_v7(&*self.random, now);
        let sealed = self.vault.seal(Cell::Agent, id.as_bytes(), address.delivery().as_bytes());
        let key = self.vault.recipient_key(address);
        let agent = Agent { id, key, status_notes, sealed, created_at: now };
        self.change_registry(What::PutAgent(agent), by).await?;
        let registry = self.gate.registry();
        let agent = registry.agent(&key).ok_or(ServiceError::NotObeyed)?;
        self.named(agent)
    }

    /// Trusts a support mailbox no longer.
    ///
    /// # Errors
    /// `not_found` when there is none of this address.
    pub async fn remove_agent(&self, address: &Address, by: By) -> Result<(), ServiceError> {
        let registry = self.gate.registry();
        let agent = self.vault.recipient_keys(address).find_map(|key| registry.agent(&key).cloned());
        let none = || ServiceError::refused(Code::NotFound, "There is no agent of this address.");
        let what = What::RemoveAgent(agent.ok_or_else(none)?.id.clone());
        self.change_registry(what, by).await.map(drop)
    }

    /// The directory, oldest first.
    ///
    /// # Errors
    /// When an address cannot be opened.
    pub fn agents(&self) -> Result<Vec<NamedAgent>, ServiceError> {
        self.gate.registry().agents().iter().map(|agent| self.named(agent)).collect()
    }

    /// The agent of this address, if it is one.
    pub fn agent_at(&self, address: &Address) -> Option<Arc<Agent>> {
        let registry = self.gate.registry();
        self.vault.recipient_keys(address).find_map(|key| registry.agent(&key).cloned())
    }

    /// Whether this address was an agent once and is none any more.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub async fn was_agent(&self, address: &Address) -> Result<bool, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        for key in self.vault.recipient_keys(address) {
            if agents::was_removed(&mut tx, &key.bytes).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn named(&self, agent: &Agent) -> Result<NamedAgent, ServiceError> {
        Ok(NamedAgent {
            id: agent.id.clone(),
            address: self.agents_address(agent)?,
            status_notes: agent.status_notes,
            created_at: agent.created_at,
        })
    }

    fn agents_address(&self, agent: &Agent) -> Result<Address, ServiceError> {
        let corrupt = || StoreError::corrupt("agents", "address", &agent.id);
        let plain = self.vault.open(Cell::Agent, agent.id.as_bytes(), &agent.sealed)?;
        let text = String::from_utf8(plain).map_err(|_| corrupt())?;
        Ok(Address::parse(&text).map_err(|_| corrupt())?)
    }

    /// Keeps a note until it is told with others.
    pub(super) fn keep_note(&self, agent: &Agent, note: &AgentNote) -> Result<Act, ServiceError> {
        let id = uuid_v7(&*self.random, self.clock.now());
        let plain = serde_json::to_vec(note).unwrap_or_default();
        let note = self.vault.seal(Cell::AgentNote, id.as_bytes(), &plain);
        Ok(Act::Note { id, agent: agent.id.clone(), note })
    }

    /// Tells an agent; `told` are the kept notes that this mail tells.
    pub(super) fn tell_agent(
        &self,
        agent: &Agent,
        notes: Vec<AgentNote>,
        told: Vec<String>,
        sender: &Sender,
    ) -> Result<Act, ServiceError> {
        let address = self.agents_address(agent)?;
        let mail = AgentNotes { from: self.letterhead(sender), notes };
        let limit = MailLimit {
            at_most: NOTES_A_DAY,
            within_ms: DAY_MS,
            same_kind: true,
            stranger: true,
            answers_per_hour: None,
        };
        let reply = ReplyTo { in_reply_to: None, references: None, subject: None, mailbox: None, limit };
        let locale = self.renderer.locale(None);
        let mail = self.order_reply(&mail, "agent_notes", sender, &address, &locale, reply)?;
        let subject = self.vault.subject(&address);
        Ok(match told.is_empty() {
            true => Act::Answer { subject, mail: Some(mail), instead: None },
            false => Act::Tell { notes: told, subject, mail },
        })
    }

    /// Tells every agent what has waited for a day.
    pub(super) async fn tell_agents(&self) -> Result<(), ServiceError> {
        let before = self.clock.now().plus_ms(-DAY_MS);
        let due = agents::notes_due(&mut self.db.snapshot().await?, before, NOTES_MAX).await?;
        for notes in due.chunk_by(|one, next| one.agent_id == next.agent_id) {
            // One whose row is damaged keeps no other from being told.
            if let Err(error) = self.tell_collected(notes).await {
                let agent = notes.first().map(|note| note.agent_id.as_str()).unwrap_or_default();
                tracing::error!(agent.id = agent, error = %chain(&error), "an agent could not be told");
            }
        }
        Ok(())
    }

    async fn tell_collected(&self, rows: &[NoteRow]) -> Result<(), ServiceError> {
        let Some(first) = rows.first() else { return Ok(()) };
        let registry = self.gate.registry();
        let agent = registry.agents().into_iter().find(|agent| agent.id == first.agent_id);
        let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
        let act = match &agent {
            Some(agent) => {
                let mailbox = self.mailbox_of("")?;
                self.tell_agent(
                    agent,
                    rows.iter().filter_map(|row| self.open_note(row)).collect(),
                    ids,
                    &mailbox.sender,
                )?
            }
            // An agent that was removed is told nothing any more.
            None => Act::Forget { notes: ids },
        };
        let handle = Handle { guard: Guard::Always, acts: vec![act] };
        self.writer.submit(Change::Handle(Box::new(handle))).await.map(drop)
    }

    fn open_note(&self, row: &NoteRow) -> Option<AgentNote> {
        let plain = self.vault.open(Cell::AgentNote, row.id.as_bytes(), &row.note).ok()?;
        serde_json::from_slice(&plain).ok()
    }
}
