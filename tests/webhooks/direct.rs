//! Messages to any URL with a secret of its own: what a system that must delete, or a partner that must stop, is sent.

use std::time::Duration;

use desist::domain::error::Code;
use desist::domain::webhook::sign::Secret;
use desist::services::error::ServiceError;
use desist::services::webhooks::outgoing::WebhookState;
use desist::services::writer::change::Change;

use crate::start;
use crate::support::receiver::{Receiver, Reply};
use crate::support::{Service, both};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

async fn send(desist: &Service, lane: &str, url: &str, body: &str) -> String {
    let secrets = [Secret::parse(SECRET).unwrap()];
    let order = desist.services.order_webhook(lane, url, &secrets, body.as_bytes()).unwrap();
    let id = order.id.clone();
    desist.services.writer.submit(Change::Send(vec![order])).await.unwrap();
    id
}

async fn state(desist: &Service, id: &str) -> WebhookState {
    desist.services.webhook_state(id).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_signed_body_goes_to_a_url_as_it_is_and_its_state_can_be_asked() {
    both(|database| async move {
        let desist = start(database).await;
        let receiver = Receiver::start().await;
        receiver.answers([Reply::Status(500)]);
        let size = desist.services.gate.ledger_size();
        let body = "{ \"delete\" : \"ana\" }";
        let id = send(&desist, "system/1", &receiver.url(), body).await;
        assert!(matches!(state(&desist, &id).await, WebhookState::Waiting { attempts: 0, trouble: None, .. }));
        desist.deliver().await;
        let waiting = state(&desist, &id).await;
        let trouble = Some("the receiver answered 500".to_owned());
        assert!(
            matches!(&waiting, WebhookState::Waiting { attempts: 1, trouble: t, .. } if *t == trouble),
            "{waiting:?}"
        );
        desist.advance(Duration::from_secs(10));
        desist.deliver().await;
        assert_eq!(state(&desist, &id).await, WebhookState::Taken { at: desist.now() });
        let told = receiver.received().pop().unwrap();
        assert!(told.is_signed_by(SECRET) && told.body == body.as_bytes() && told.id == id);
        assert_eq!(desist.services.gate.ledger_size(), size, "sending alone is no entry");
        assert_eq!(desist.services.webhook_state("none").await.unwrap(), None);
        desist.verify().await;
    })
    .await;
}

#[tokio::test]
async fn one_lane_keeps_its_order_and_another_goes_on() {
    both(|database| async move {
        let desist = start(database).await;
        let (first, second) = (Receiver::start().await, Receiver::start().await);
        first.answers([Reply::Status(500)]);
        for number in 0..3 {
            send(&desist, "system/1", &first.url(), &number.to_string()).await;
            send(&desist, "system/2", &second.url(), &number.to_string()).await;
        }
        desist.deliver().await;
        assert_eq!((first.received().len(), second.received().len()), (1, 3));
        desist.advance(Duration::from_secs(10));
        desist.deliver().await;
        let bodies: Vec<_> = first.received().into_iter().map(|told| String::from_utf8(told.body).unwrap()).collect();
        assert_eq!(bodies, ["0", "0", "1", "2"]);
    })
    .await;
}

#[tokio::test]
async fn a_receiver_that_is_gone_or_rejects_is_told_apart_in_the_state() {
    both(|database| async move {
        let desist = start(database).await;
        let receiver = Receiver::start().await;
        receiver.answers([Reply::Status(410)]);
        let id = send(&desist, "partner/1", &receiver.url(), "{}").await;
        desist.deliver().await;
        let WebhookState::Dead { why, at } = state(&desist, &id).await else { panic!("it is dead") };
        assert_eq!((why.as_str(), at), ("gone: the receiver answered 410", desist.now()));
    })
    .await;
}

#[tokio::test]
async fn wh_07_a_private_url_is_refused_before_anything_is_queued() {
    let desist = Service::start(crate::Database::Sqlite).await;
    let refused = desist.services.order_webhook("system/1", "https://10.0.0.1/", &[], b"{}").unwrap_err();
    let ServiceError::Refused(problem) = refused else { panic!("{refused:?}") };
    assert_eq!(problem.code, Code::InvalidField);
    assert!(problem.detail.contains("webhooks.allow_private"), "{}", problem.detail);
}
