//! How a case begins: whoever asks and by whichever way, it has its clocks from the first moment (L9).

use serde_json::{Value, json};

use crate::domain::address::Address;
use crate::domain::case::{CaseKind, CaseRecord, CaseState};
use crate::domain::change::{Actor, Channel};
use crate::domain::clock::Starts;
use crate::domain::ids::SenderId;
use crate::domain::time::{Instant, Random};
use crate::services::Services;
use crate::services::cases::ClockConfig;
use crate::services::error::ServiceError;
use crate::services::installation::{Cell, Vault, uuid_v7};
use crate::services::writer::change::{Act, Change, Guard, Handle, OpenCase, Subject};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Asking {
    /// What.
    pub kind: CaseKind,
    /// Of whose mail.
    pub sender: SenderId,
    /// About whom, if that is known.
    pub subject: Option<Subject>,
    /// The mail it came with.
    pub mail: Option<String>,
    /// What else is known: kept sealed.
    pub detail: Value,
    /// Promotional mail is held because of it (L7).
    pub holds: bool,
    /// When it reached us, and when others say that it was sent or reached them (CLK-01, CLK-18).
    pub starts: Starts,
    /// The language to answer in.
    pub language: String,
    /// Who asks.
    pub actor: Actor,
    /// The way in.
    pub channel: Channel,
}

/// A case of this kind in this state, with its clocks; the writer opens it, or links it to the open one that asks for the
/// same (CLK-14).
pub(in crate::services) fn new_case(
    vault: &Vault,
    random: &dyn Random,
    now: Instant,
    clocks: &ClockConfig,
    asking: Asking,
    state: CaseState,
) -> OpenCase {
    let id = uuid_v7(random, now);
    let detail = vault.seal(Cell::Case, id.as_bytes(), asking.detail.to_string().as_bytes());
    let mut case = CaseRecord {
        version: 1,
        kind: asking.kind,
        state,
        waiting_for: None,
        sender: asking.sender,
        recipient: asking.subject.as_ref().and_then(|subject| subject.keys.first().copied()),
        mail: asking.mail,
        detail: Some(detail),
        holds: asking.holds,
        asked_by: asking.channel.word().to_owned(),
        language: asking.language,
        policy: String::new(),
        received_at: asking.starts.receipt,
        opened_at: now,
        clocks: clocks.start(asking.kind, &asking.starts),
        due_at: None,
        identity_asked_at: (state == CaseState::NeedsIdentity).then_some(now),
        identity_reminded: false,
        confirmed_at: None,
        vouched_by: None,
        // A page says at once that it came.
        acknowledged_at: asking.channel.is_a_page().then_some(now),
        effective_at: None,
        answered_at: None,
        done_at: None,
        outcome: None,
        reason: None,
        duplicate_of: None,
        assignee: None,
        warned: 0,
        entry: -1,
        id,
    };
    case.settle_clocks();
    OpenCase { case, subject: asking.subject, actor: asking.actor, channel: asking.channel }
}

impl Services {
    /// As [`new_case`].
    pub(in crate::services) fn new_case(&self, asking: Asking, state: CaseState) -> OpenCase {
        new_case(&self.vault, &*self.random, self.clock.now(), &self.config.clocks, asking, state)
    }

    /// Asks a person about a link whose topic is not known any more: its stop reached further than it says (L10).
    ///
    /// # Errors
    /// When it cannot be stored; the stop itself is.
    pub(in crate::services) async fn ask_about_lost_topic(
        &self,
        sender: SenderId,
        address: &Address,
        channel: Channel,
    ) -> Result<(), ServiceError> {
        let asking = Asking {
            kind: CaseKind::Unclear,
            sender,
            subject: Some(self.vault.subject(address)),
            mail: None,
            detail: json!({ "why": "a link names a topic that is not known here; all promotional mail was stopped" }),
            holds: false,
            starts: Starts::at(self.clock.now()),
            language: String::new(),
            actor: Actor::System,
            channel,
        };
        let case = self.new_case(asking, CaseState::NeedsReview);
        let acts = vec![Act::Open(Box::new(case))];
        self.writer.submit(Change::Handle(Box::new(Handle { guard: Guard::Always, acts }))).await.map(drop)
    }
}
