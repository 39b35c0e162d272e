//! Webhooks from outside: endpoints made through the API, changes made as people make them, and a receiver that keeps
//! what it was sent and checks the signatures by its own arithmetic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

mod support;

#[path = "webhooks/delivery.rs"]
mod delivery;
#[path = "webhooks/direct.rs"]
mod direct;
#[path = "webhooks/endpoints.rs"]
mod endpoints;
#[path = "webhooks/events.rs"]
mod events;
#[path = "webhooks/guard.rs"]
mod guard;

use serde_json::{Value, json};
use support::receiver::Receiver;
use support::{Database, Service};

/// A service whose webhooks may go to the loopback.
async fn start(database: Database) -> Service {
    Service::builder(database).webhooks_to_loopback().start().await
}

/// Registers a URL; answers id and secret.
async fn register_with(desist: &Service, body: Value) -> (String, String) {
    let made = desist.api("/v1/webhooks", body).await.expect(201).json();
    (made["webhook"]["id"].as_str().unwrap().to_owned(), made["secret"].as_str().unwrap().to_owned())
}

/// Registers a receiver for everything.
async fn register(desist: &Service, receiver: &Receiver) -> (String, String) {
    register_with(desist, json!({"url": receiver.url()})).await
}

/// Registers a receiver for changes of preferences alone.
async fn register_for_preferences(desist: &Service, receiver: &Receiver) -> (String, String) {
    register_with(desist, json!({"url": receiver.url(), "events": ["preference.changed"]})).await
}

/// The endpoint as the API shows it.
async fn shown(desist: &Service, id: &str) -> Value {
    desist.api_get(&format!("/v1/webhooks/{id}")).await.expect(200).json()
}
