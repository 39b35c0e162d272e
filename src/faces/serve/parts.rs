//! What runs beside one another: each part in a task of its own, none of which may end by itself.

use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::{Server, ServerHandle};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::faces::cli::failure::Failure;
use crate::faces::inbound::imap::MailboxReader;
use crate::faces::inbound::listen::MailServer;
use crate::mail::dkim::Signer;
use crate::mail::transport::Transport;
use crate::services::Services;
use crate::services::delivery::Delivery;
use crate::services::delivery::webhooks::Webhooks;
use crate::services::installation::uuid_v7;
use crate::services::intake::Intake;

/// How often an instance says that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(5);
/// How often the upkeep is done.
const UPKEEP: Duration = Duration::from_secs(60);
/// How often cases are looked after.
const TEND: Duration = Duration::from_secs(20);
/// How long delivery rests when there is nothing to send, and after trouble.
const REST: Duration = Duration::from_millis(500);
const LONG_REST: Duration = Duration::from_secs(5);

/// The parts of a running service.
pub(super) struct Parts {
    tasks: JoinSet<&'static str>,
    stop: CancellationToken,
    instance: String,
}

impl Parts {
    pub(super) fn new() -> Self {
        Self { tasks: JoinSet::new(), stop: CancellationToken::new(), instance: String::new() }
    }

    /// A web server; its handle stops it.
    pub(super) fn server(&mut self, name: &'static str, server: Server) -> ServerHandle {
        let handle = server.handle();
        self.tasks.spawn(async move {
            if let Err(error) = server.await {
                tracing::error!(error = %error.kind(), "{name} failed");
            }
            name
        });
        handle
    }

    /// Keeps the gate up to date.
    pub(super) fn follow(&mut self, services: &Arc<Services>, interval: Duration) {
        let (gate, stop) = (services.gate.clone(), self.stop.clone());
        self.tasks.spawn(async move {
            stop.run_until_cancelled(gate.follow(interval)).await;
            "the gate's follower"
        });
    }

    /// Sends what lies in the outbox. A stop lets mails being sent be sent, so that none goes twice.
    pub(super) fn deliver(&mut self, services: &Arc<Services>, (transport, signer): (Transport, Option<Signer>)) {
        let delivery = Delivery::new(services.clone(), transport, signer);
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            while !stop.is_cancelled() {
                let rest = match delivery.step().await {
                    Ok(0) => REST,
                    Ok(_) => continue,
                    Err(error) => {
                        tracing::error!(error = %causes(&error), "the outbox cannot be worked on; trying again");
                        LONG_REST
                    }
                };
                stop.run_until_cancelled(tokio::time::sleep(rest)).await;
            }
            "delivery"
        });
    }

    /// Sends webhooks, several at once. A stop lets those under way arrive.
    pub(super) fn deliver_webhooks(&mut self, services: &Arc<Services>) {
        let mut webhooks = Webhooks::new(services.clone());
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            while !stop.is_cancelled() {
                let rest = match webhooks.set_off().await {
                    Ok(_) => REST,
                    Err(error) => {
                        tracing::error!(error = %causes(&error), "webhooks cannot be worked on; trying again");
                        LONG_REST
                    }
                };
                // One that has arrived makes room for the next at once.
                let wait = async {
                    if !webhooks.landed().await {
                        tokio::time::sleep(rest).await;
                    }
                };
                stop.run_until_cancelled(tokio::time::timeout(rest, wait)).await;
            }
            while webhooks.landed().await {}
            "the delivery of webhooks"
        });
    }

    /// Works off mail that came in, at once when it came in here.
    pub(super) fn work_off(&mut self, intake: Intake) {
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            while !stop.is_cancelled() {
                let rest = match intake.step().await {
                    Ok(0) => REST,
                    Ok(_) => continue,
                    Err(error) => {
                        tracing::error!(error = %causes(&error), "mail that came in cannot be worked on; trying again");
                        LONG_REST
                    }
                };
                stop.run_until_cancelled(intake.rest(rest)).await;
            }
            "intake"
        });
    }

    /// Takes mail that is handed over. A stop lets what is coming in come in.
    pub(super) fn take_mail(&mut self, server: MailServer) {
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            server.run(stop).await;
            "the mail listener"
        });
    }

    /// Reads a mailbox.
    pub(super) fn read_mailbox(&mut self, reader: MailboxReader) {
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            reader.run(stop).await;
            "the mailbox reader"
        });
    }

    /// Says that this instance is alive, now and from now on.
    pub(super) async fn heartbeat(&mut self, services: &Arc<Services>, origin: &str) -> Result<(), Failure> {
        self.instance = uuid_v7(&*services.random, services.clock.now());
        services.heartbeat(&self.instance, origin).await?;
        let (services, stop) = (services.clone(), self.stop.clone());
        let (instance, origin) = (self.instance.clone(), origin.to_owned());
        self.tasks.spawn(async move {
            while stop.run_until_cancelled(tokio::time::sleep(HEARTBEAT)).await.is_some() {
                if let Err(error) = services.heartbeat(&instance, &origin).await {
                    tracing::warn!(error = %causes(&error), "this instance cannot say that it is alive");
                }
            }
            "the heartbeat"
        });
        Ok(())
    }

    /// Does what must be done from time to time.
    pub(super) fn keep_up(&mut self, services: &Arc<Services>) {
        let (services, stop) = (services.clone(), self.stop.clone());
        self.tasks.spawn(async move {
            while stop.run_until_cancelled(tokio::time::sleep(UPKEEP)).await.is_some() {
                if let Err(error) = services.keep_up().await {
                    tracing::error!(error = %causes(&error), "the upkeep could not be done; trying again");
                }
            }
            "the upkeep"
        });
    }

    /// Removes what is old, once a night.
    pub(super) fn retain(&mut self, services: &Arc<Services>) {
        let (services, stop) = (services.clone(), self.stop.clone());
        self.tasks.spawn(async move {
            while stop.run_until_cancelled(tokio::time::sleep(UPKEEP)).await.is_some() {
                match services.retain_nightly().await {
                    Ok(None) => {}
                    Ok(Some(removed)) => {
                        let removed: u64 = removed.iter().map(|rule| rule.count).sum();
                        tracing::info!(removed, "what is old was removed");
                    }
                    Err(error) => {
                        tracing::error!(error = %causes(&error), "what is old could not be removed; trying again");
                    }
                }
            }
            "the retention"
        });
    }

    /// Looks after cases: asks parties, tells them, reminds operators.
    pub(super) fn tend_cases(&mut self, services: &Arc<Services>) {
        let (services, stop) = (services.clone(), self.stop.clone());
        self.tasks.spawn(async move {
            while stop.run_until_cancelled(tokio::time::sleep(TEND)).await.is_some() {
                // What failed is logged there, by its step.
                let _ = services.tend_cases().await;
            }
            "the cases"
        });
    }

    /// Waits until a part has ended, which none should; answers its name.
    pub(super) async fn any_ended(&mut self) -> &'static str {
        match self.tasks.join_next().await {
            Some(Ok(name)) => name,
            Some(Err(_)) => "a part that panicked",
            None => "everything",
        }
    }

    /// Ends all parts that are left, in order, and waits for them.
    pub(super) async fn stop(&mut self) {
        self.stop.cancel();
        while self.tasks.join_next().await.is_some() {}
    }

    /// Ends whatever is left at once.
    pub(super) fn abort(&mut self) {
        self.tasks.abort_all();
    }

    /// Takes this instance off the list.
    pub(super) async fn sign_off(&self, services: &Services) {
        if let Err(error) = services.sign_off(&self.instance).await {
            tracing::warn!(error = %causes(&error), "this instance could not be taken off the list");
        }
    }
}

fn causes(error: &(dyn std::error::Error + 'static)) -> String {
    crate::faces::cli::failure::chain(error).join(": ")
}
