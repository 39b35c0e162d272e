//! How it gets there: at least once, in order, and to the end or to a dead letter.

use std::time::Duration;

use desist::domain::webhook::endpoint::DisabledWhy;
use serde_json::json;

use crate::support::receiver::{Receiver, Reply};
use crate::support::{Service, ana, bo, both, chen, somebody};
use crate::{register, register_for_preferences, register_with, shown, start};

const HOUR: Duration = Duration::from_secs(3600);

async fn stop(desist: &Service, number: usize) {
    desist.stop(&somebody(number), "events").await.unwrap();
}

/// Moves the clock until a webhook is tried again, at most `limit`; answers how long that was.
async fn until_tried(desist: &Service, limit: Duration) -> Duration {
    let step = Duration::from_secs(5).max(limit / 200);
    let mut waited = Duration::ZERO;
    while waited < limit {
        desist.advance(step);
        waited += step;
        if desist.deliver().await > 0 {
            return waited;
        }
    }
    panic!("not tried again within {limit:?}");
}

#[tokio::test]
async fn wh_05_after_a_500_it_comes_again_with_the_same_id_and_a_fresh_signature() {
    both(|database| async move {
        let desist = start(database).await;
        let receiver = Receiver::start().await;
        receiver.answers([Reply::Status(500), Reply::Status(502)]);
        let (_, secret) = register(&desist, &receiver).await;
        stop(&desist, 1).await;
        assert_eq!(desist.deliver().await, 1);
        assert_eq!(desist.deliver().await, 0, "not at once");
        let pause = until_tried(&desist, Duration::from_secs(10)).await;
        assert!(pause >= Duration::from_secs(5));
        until_tried(&desist, Duration::from_secs(400)).await;
        let received = receiver.received();
        assert_eq!(received.len(), 3);
        assert!(received.iter().all(|one| one.id == received[0].id && one.body == received[0].body));
        assert!(received.iter().all(|one| one.is_signed_by(&secret)));
        assert!(received[0].timestamp < received[1].timestamp && received[1].timestamp < received[2].timestamp);
        assert_eq!(desist.deliver().await, 0, "taken");
        let outbox = desist.services.outbox_of_webhooks(5).await.unwrap();
        assert_eq!((outbox.pending, outbox.sent, outbox.dead.len()), (0, 1, 0));
    })
    .await;
}

#[tokio::test]
async fn wh_05_a_receiver_that_is_down_is_met_when_it_comes_back() {
    both(|database| async move {
        let desist = start(database).await;
        let gone = Receiver::start().await;
        let address = gone.address();
        register(&desist, &gone).await;
        drop(gone);
        stop(&desist, 1).await;
        // The listener's task ends a moment after it was told to.
        crate::support::eventually("the port is closed", || async {
            tokio::net::TcpStream::connect(address).await.is_err()
        })
        .await;
        assert_eq!(desist.deliver().await, 1);
        let receiver = Receiver::at(address).await;
        until_tried(&desist, Duration::from_secs(10)).await;
        assert_eq!(receiver.only().data()["entry"], 2);
    })
    .await;
}

#[tokio::test]
async fn messages_to_one_endpoint_keep_their_order_and_another_endpoint_does_not_wait() {
    both(|database| async move {
        let desist = start(database).await;
        let (slow, quick) = (Receiver::start().await, Receiver::start().await);
        slow.answers([Reply::Status(503)]);
        register(&desist, &slow).await;
        register(&desist, &quick).await;
        for number in 0..5 {
            stop(&desist, number).await;
        }
        desist.deliver().await;
        assert_eq!((slow.received().len(), quick.received().len()), (1, 5));
        // One more while the others wait: it goes behind them.
        stop(&desist, 5).await;
        desist.deliver().await;
        assert_eq!((slow.received().len(), quick.received().len()), (1, 6));
        until_tried(&desist, Duration::from_secs(10)).await;
        let entries = |receiver: &Receiver| -> Vec<i64> {
            receiver.received().iter().map(|told| told.data()["entry"].as_i64().unwrap()).collect()
        };
        assert_eq!(entries(&quick), [3, 4, 5, 6, 7, 8]);
        assert_eq!(entries(&slow), [3, 3, 4, 5, 6, 7, 8]);
    })
    .await;
}

#[tokio::test]
async fn wh_05_gone_ends_the_endpoint_in_the_ledger_too_and_what_waited_is_given_up() {
    both(|database| async move {
        let desist = start(database).await;
        let receiver = Receiver::start().await;
        receiver.answers([Reply::Status(410)]);
        let (id, _) = register(&desist, &receiver).await;
        stop(&desist, 1).await;
        stop(&desist, 2).await;
        let before = desist.services.gate.ledger_size();
        desist.deliver().await;
        assert_eq!(receiver.received().len(), 1);
        assert_eq!(shown(&desist, &id).await["disabled_why"], "gone");
        assert_eq!(desist.services.gate.ledger_size(), before + 1);
        let (entries, _) = desist.services.entries(before, 1, None).await.unwrap();
        let leaf = &entries[0]["leaf"];
        assert_eq!(
            (&leaf["what"], &leaf["actor"], &leaf["channel"]),
            (&json!("webhook_disabled"), &json!("system"), &json!("webhook"))
        );
        let outbox = desist.services.outbox_of_webhooks(5).await.unwrap();
        let why: Vec<_> = outbox.dead.iter().map(|dead| dead.last_error.clone().unwrap()).collect();
        assert_eq!(outbox.pending, 0);
        assert!(why[0].starts_with("disabled: ") && why[1] == "gone: the receiver answered 410", "{why:?}");
        stop(&desist, 3).await;
        assert_eq!(desist.deliver().await, 0);
        desist.verify().await;
        // Switched on again it is told of what happens from then on.
        let patch = json!({"disabled": false});
        assert_eq!(
            desist.http.patch(&format!("/v1/webhooks/{id}"), patch).await.expect(200).json()["disabled_at"],
            json!(null)
        );
        stop(&desist, 4).await;
        desist.deliver().await;
        assert_eq!(receiver.received().len(), 2);
        desist.verify().await;
    })
    .await;
}

#[tokio::test]
async fn wh_05_an_endpoint_that_is_silent_for_three_days_is_given_up() {
    both(|database| async move {
        let desist = start(database).await;
        let receiver = Receiver::start().await;
        receiver.answers(vec![Reply::Status(500); 50]);
        let (id, _) = register(&desist, &receiver).await;
        stop(&desist, 1).await;
        stop(&desist, 2).await;
        desist.deliver().await;
        for _ in 0..9 {
            until_tried(&desist, 31 * HOUR).await;
        }
        assert_eq!(receiver.received().len(), 10, "the second message never overtook the first");
        assert_eq!(desist.services.endpoint(None, &id).unwrap().disabled_why, Some(DisabledWhy::GaveUp));
        let outbox = desist.services.outbox_of_webhooks(5).await.unwrap();
        assert_eq!((outbox.pending, outbox.dead.len()), (0, 2));
        assert_eq!(outbox.dead[1].last_error.as_deref(), Some("gave_up: the receiver answered 500"));
        desist.verify().await;
    })
    .await;
}

#[tokio::test]
async fn wh_05_a_message_that_is_rejected_lets_the_next_through_and_its_endpoint_lives() {
    both(|database| async move {
        let desist = start(database).await;
        let receiver = Receiver::start().await;
        receiver.answers(vec![Reply::Status(422); 5]);
        let (id, _) = register(&desist, &receiver).await;
        stop(&desist, 1).await;
        stop(&desist, 2).await;
        desist.deliver().await;
        for _ in 0..4 {
            until_tried(&desist, 4 * HOUR).await;
        }
        assert_eq!(desist.deliver().await, 0);
        let entries: Vec<_> = receiver.received().iter().map(|told| told.data()["entry"].as_i64().unwrap()).collect();
        assert_eq!(entries, [2, 2, 2, 2, 2, 3]);
        assert_eq!(shown(&desist, &id).await["disabled_at"], json!(null));
    })
    .await;
}

#[tokio::test]
async fn wh_05_retry_after_is_honoured() {
    both(|database| async move {
        let desist = start(database).await;
        let receiver = Receiver::start().await;
        receiver.answers([Reply::With(429, "retry-after: 600".to_owned())]);
        register(&desist, &receiver).await;
        stop(&desist, 1).await;
        desist.deliver().await;
        desist.advance(Duration::from_secs(599));
        assert_eq!(desist.deliver().await, 0);
        desist.advance(Duration::from_secs(1));
        assert_eq!(desist.deliver().await, 1);
    })
    .await;
}

#[tokio::test]
async fn wh_05_a_redirect_is_no_success_and_is_not_followed() {
    both(|database| async move {
        let desist = start(database).await;
        let (first, beyond) = (Receiver::start().await, Receiver::start().await);
        first.answers([Reply::With(302, format!("location: {}", beyond.url()))]);
        register(&desist, &first).await;
        stop(&desist, 1).await;
        assert_eq!(desist.deliver().await, 1);
        assert_eq!(desist.services.outbox_of_webhooks(0).await.unwrap().pending, 1);
        assert_eq!(beyond.received().len(), 0);
        until_tried(&desist, Duration::from_secs(10)).await;
        assert_eq!((first.received().len(), beyond.received().len()), (2, 0));
    })
    .await;
}

#[tokio::test]
async fn an_answer_of_a_gigabyte_counts_by_its_status_and_is_not_read() {
    let desist = start(crate::Database::Sqlite).await;
    let receiver = Receiver::start().await;
    receiver.answers([Reply::Long(1 << 30)]);
    register(&desist, &receiver).await;
    stop(&desist, 1).await;
    let started = std::time::Instant::now();
    desist.deliver().await;
    assert_eq!(desist.services.outbox_of_webhooks(0).await.unwrap().sent, 1);
    assert!(started.elapsed() < Duration::from_secs(4), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_slow_receiver_holds_up_neither_mail_nor_another_receiver() {
    both(|database| async move {
        let desist = start(database).await;
        let (slow, quick) = (Receiver::start().await, Receiver::start().await);
        slow.answers([Reply::Late(Duration::from_secs(2))]);
        register_for_preferences(&desist, &slow).await;
        register_for_preferences(&desist, &quick).await;
        let lost = desist.post_form("/preferences", "action=link&address=ana%40example.com");
        lost.await.expect(200);
        stop(&desist, 1).await;
        stop(&desist, 2).await;
        let started = std::time::Instant::now();
        let meanwhile = async {
            crate::support::eventually("the slow one is being waited for", || async { slow.received().len() == 1 })
                .await;
            let mails = desist.drain().await;
            crate::support::eventually("the quick one has both", || async { quick.received().len() == 2 }).await;
            (mails, started.elapsed())
        };
        let (attempts, (mails, took)) = tokio::join!(desist.deliver(), meanwhile);
        assert_eq!((attempts, mails), (4, 1));
        assert!(took < Duration::from_millis(1900), "{took:?}");
        assert_eq!(slow.received().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_a_dead_process_had_claimed_is_sent_by_another_under_the_same_id() {
    both(|database| async move {
        let desist = start(database).await;
        let receiver = Receiver::start().await;
        register(&desist, &receiver).await;
        stop(&desist, 1).await;
        // A worker claims it and dies before it settles anything.
        let mut tx = desist.db().begin().await.unwrap();
        let now = desist.now();
        let lease = now.plus_ms(50_000);
        let claimed = desist::store::outbox::claim_webhooks(&mut tx, now, lease, 1).await.unwrap();
        tx.commit().await.unwrap();
        let other = desist.second_instance().await;
        assert_eq!(other.deliver().await, 0, "the lease holds");
        desist.advance(Duration::from_secs(50));
        assert_eq!(other.deliver().await, 1);
        assert_eq!(receiver.only().id, claimed[0].id);
    })
    .await;
}

#[tokio::test]
async fn what_waits_is_tried_at_once_when_its_endpoint_is_mended() {
    both(|database| async move {
        let desist = start(database).await;
        let (wrong, right) = (Receiver::start().await, Receiver::start().await);
        wrong.answers(vec![Reply::Status(404); 3]);
        let (id, secret) = register(&desist, &wrong).await;
        stop(&desist, 1).await;
        stop(&desist, 2).await;
        desist.deliver().await;
        let patch = json!({"url": right.url()});
        desist.http.patch(&format!("/v1/webhooks/{id}"), patch).await.expect(200);
        assert_eq!(desist.deliver().await, 2);
        let received = right.received();
        assert_eq!(received.len(), 2);
        assert!(received[0].is_signed_by(&secret) && received[0].id == wrong.only().id);
    })
    .await;
}

#[tokio::test]
async fn l1_a_stop_is_stored_whatever_becomes_of_its_webhook() {
    both(|database| async move {
        let desist = start(database).await;
        register_with(&desist, json!({"url": "http://127.0.0.1:9/"})).await;
        for who in [ana(), bo(), chen()] {
            desist.stop(&who, "events").await.unwrap();
            assert!(!desist.allowed(&who, "events"));
        }
        desist.verify().await;
        desist.leave_mail();
    })
    .await;
}
