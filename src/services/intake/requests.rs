//! Requests that a helpdesk wrote down: the text as the person wrote it, understood like a mail, answered by the
//! helpdesk and not by us.

use sha2::{Digest, Sha256};

use super::Intake;
use super::receive::{Inbound, Origin, WrittenDown, store_mail};
use crate::domain::address::Address;
use crate::domain::change::Channel;
use crate::domain::reading::{Decision, Intent};
use crate::domain::time::Instant;
use crate::domain::topic::Sender;
use crate::services::error::ServiceError;
use crate::services::installation::{Cell, uuid_v7};
use crate::store::inbox;

/// What a helpdesk wrote down.
#[derive(Clone, Debug)]
pub struct HelpdeskRequest {
    /// Who asks.
    pub about: Address,
    /// What they wrote.
    pub text: String,
    /// When the helpdesk received it; its clock begins there (L9).
    pub received_at: Option<Instant>,
    /// What the helpdesk calls it.
    pub reference: Option<String>,
    /// The API key, by its id.
    pub by: String,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct HelpdeskAnswer {
    /// Its id, as in the queue.
    pub id: String,
    /// What was done.
    pub decision: Decision,
    /// What was understood.
    pub intents: Vec<Intent>,
    /// What the helpdesk may answer, in the writer's language; empty when there is nothing to say.
    pub suggested_reply: String,
}

impl Intake {
    /// Stores a request, does what is safe to do at once, and says what was done. The same request again, by
    /// its reference or its time, changes nothing more and is answered alike.
    ///
    /// # Errors
    /// When it could not be stored, or not be worked on now; stored, it is worked off later by itself.
    pub async fn request(&self, sender: &Sender, request: HelpdeskRequest) -> Result<HelpdeskAnswer, ServiceError> {
        let id = self.store_request(sender, &request).await?;
        let mut mail = self.claim_or_peek(&id).await?;
        self.recall(&mut mail, sender, &request);
        let (mut job, letter) = self.services().job(&mail).await?;
        let fresh = job.lease != 0;
        job.begin_anew();
        let (read, plan) = self.understand(&mail, &job, letter).await?;
        let answer = HelpdeskAnswer {
            id,
            decision: plan.became.decision(),
            intents: read.as_ref().map(|read| read.reading.intents.clone()).unwrap_or_default(),
            suggested_reply: plan.suggestion.clone().unwrap_or_default(),
        };
        if fresh {
            self.carry_out(&job, read.as_ref(), plan).await?;
        }
        Ok(answer)
    }

    async fn store_request(&self, sender: &Sender, request: &HelpdeskRequest) -> Result<String, ServiceError> {
        let services = self.services();
        let now = services.clock.now();
        let raw = as_mail(request);
        let sha256 = self.name_of(sender, request, &raw, now);
        let inbound = Inbound { raw, mail_from: None, rcpt_to: Vec::new(), via: Channel::Api, client: None };
        let origin = written_down(sender, request);
        let mut mail = services.seal_mail(&inbound, &origin, sha256, now);
        mail.received_at = request.received_at.map_or(now, |at| at.min(now));
        let mut tx = services.db.begin().await?;
        let received = store_mail(&mut tx, Some(mail), &sha256).await?;
        services.store_envelope(&mut tx, &received.id, &inbound, now).await?;
        tx.commit().await?;
        services.db.in_place()?;
        Ok(received.id)
    }

    /// One that comes again after its content went is answered from what it says: it is the same, by its hash.
    fn recall(&self, mail: &mut inbox::ClaimedMail, sender: &Sender, request: &HelpdeskRequest) {
        if mail.raw.is_empty() {
            let (vault, row) = (&self.services().vault, mail.id.as_bytes());
            let origin = serde_json::to_vec(&written_down(sender, request)).unwrap_or_default();
            mail.raw = vault.seal(Cell::Mail, row, &as_mail(request));
            mail.origin = Some(vault.seal(Cell::Origin, row, &origin));
        }
    }

    /// What makes a request the same as another. Two senders may be asked the same by the same person; that is not the
    /// same request. Nor is the same text months later, after the person came back: only a reference or a time shows
    /// that a request is handed in a second time, and without them each is one of its own (L1).
    fn name_of(&self, sender: &Sender, request: &HelpdeskRequest, raw: &[u8], now: Instant) -> [u8; 32] {
        let hash = Sha256::new().chain_update("request\0").chain_update(sender.id.to_be_bytes()).chain_update(raw);
        if request.reference.is_some() || request.received_at.is_some() {
            return hash.finalize().into();
        }
        let once = uuid_v7(&*self.services().random, now);
        hash.chain_update("once\0").chain_update(once).finalize().into()
    }

    /// Claims it, if it waits; one that was worked off is only looked at (its lease is 0).
    async fn claim_or_peek(&self, id: &str) -> Result<inbox::ClaimedMail, ServiceError> {
        let services = self.services();
        let lease = services.clock.now().plus_ms(super::work::LEASE_MS);
        let mut tx = services.db.begin().await?;
        let claimed = match inbox::claim_one(&mut tx, services.neighbours.own_name(), id, lease).await? {
            Some(claimed) => Some(claimed),
            None => inbox::peek(&mut tx, id).await?,
        };
        tx.commit().await?;
        claimed.ok_or_else(|| crate::store::StoreError::corrupt("inbox", "id", id).into())
    }
}

fn written_down(sender: &Sender, request: &HelpdeskRequest) -> Origin {
    let written_down = WrittenDown {
        about: request.about.delivery().to_owned(),
        sender: sender.key.as_str().to_owned(),
        reference: request.reference.clone(),
        by: request.by.clone(),
    };
    Origin { client: None, request: Some(written_down) }
}

/// The text as a mail of the person, so that it is read like one. A reference makes it a request of its own; control
/// characters end no header line.
fn as_mail(request: &HelpdeskRequest) -> Vec<u8> {
    let line = |text: &str| text.chars().filter(|c| !c.is_control()).collect::<String>();
    let at = request.received_at.map_or_else(String::new, |at| format!("X-Received-At: {}\r\n", at.rfc3339()));
    let reference = request.reference.as_deref().map_or_else(String::new, |r| format!("X-Reference: {}\r\n", line(r)));
    let text = request.text.replace("\r\n", "\n").replace(['\r', '\0'], "\n").replace('\n', "\r\n");
    let about = line(request.about.delivery());
    format!(
        "From: <{about}>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: 8bit\r\n{at}{reference}\r\n{text}\r\n"
    )
    .into_bytes()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn smtp_09_a_reference_smuggles_no_header_line_into_the_request() {
        let request = HelpdeskRequest {
            about: Address::parse("ana@example.org").unwrap(),
            text: "Stop.\rFrom: x".to_owned(),
            received_at: None,
            reference: Some("7\r\nFrom: bo@example.org".to_owned()),
            by: String::new(),
        };
        let mail = String::from_utf8(as_mail(&request)).unwrap();
        let (header, text) = mail.split_once("\r\n\r\n").unwrap();
        assert_eq!(header.lines().filter(|line| line.starts_with("From:")).count(), 1);
        assert_eq!(text, "Stop.\r\nFrom: x\r\n");
    }
}
