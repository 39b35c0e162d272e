//! What these tests do with a service, in one line each.

use desist::domain::address::Address;
use desist::domain::change::Actor;
use desist::domain::preference::{ImportReason, Scope};
use desist::services::imports::{Format, Order};
use serde_json::{Value, json};

use crate::support::Service;
use crate::support::mails::Sent;

impl Service {
    /// Imports a suppression list; answers how many rows changed something.
    pub async fn import(&self, text: &str) -> u64 {
        let order = Order {
            sender: self.sender(),
            scope: Scope::All(self.sender()),
            format: Format::Auto,
            reason: ImportReason::Unspecified,
            dry_run: false,
            actor: Actor::CommandLine,
        };
        self.services.import(order, std::io::Cursor::new(text.to_owned()), |_| {}).await.unwrap().changed
    }

    /// Opens a case by the API; answers it.
    pub async fn open_case(&self, body: Value) -> Value {
        self.api("/v1/cases", body).await.expect(200).json()
    }

    /// Moves a case by the API; answers the status.
    pub async fn moves(&self, case: &str, body: Value) -> u16 {
        self.api(&format!("/v1/cases/{case}/moves"), body).await.status
    }

    /// A case as it stands.
    pub async fn case_now(&self, case: &str) -> Value {
        self.api_get(&format!("/v1/cases/{case}")).await.expect(200).json()
    }

    /// The newest mail with a link to confirm something.
    pub async fn asked_back(&self) -> Sent {
        let mails = self.outbox().await;
        mails.into_iter().rfind(|mail| mail.links.iter().any(|link| link.contains("/confirm/"))).unwrap()
    }

    /// The person confirms what was asked back last.
    pub async fn confirms(&self) {
        let mail = self.asked_back().await;
        self.post_form(mail.link("/confirm"), "action=confirm").await.expect(200);
    }

    /// A deletion from asking to its end, somebody vouching for the person.
    pub async fn erase(&self, address: &Address) {
        let body = json!({"kind": "deletion", "recipient": address.delivery(), "evidence": "came to the desk"});
        let case = self.open_case(body).await;
        assert_eq!(self.moves(case["id"].as_str().unwrap(), json!({"to": "done"})).await, 200);
        self.drain().await;
    }

    /// Everything that `verify` finds wrong, by table and column.
    pub async fn faults(&self) -> Vec<(String, String)> {
        let found = self.services.verify(None, |_, _| {}).await.unwrap();
        found.faults.into_iter().map(|fault| (fault.table, fault.column)).collect()
    }
}
