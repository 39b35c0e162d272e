//! After a person has decided about a mail, whoever it is about is told, with the restraint of every answer (RFC 3834).

use serde_json::json;

use super::letters::{Letter, letter};
use super::queue::Unsure;
use crate::support::{Service, ana, both};

/// German, from somebody whom nothing proves; no machine decides it, for it names two writers' wishes at once.
fn unclear() -> Letter {
    letter(
        "ana@example.com",
        "Mein Hund Rex",
        "Guten Tag, ich weiß noch nicht so recht, ob mir das alles vielleicht zu viel wird. Rex grüßt. Herzliche Grüße, Ana",
    )
}

/// Works the letter off to the queue; what goes out by then is looked at and over.
async fn queued(desist: &Service, letter: &Letter) -> (String, usize) {
    let id = desist.post(letter).await.id;
    assert_eq!(desist.status_of(&id).await, "review");
    (id, desist.outbox().await.len())
}

async fn decide(desist: &Service, id: &str, ruling: serde_json::Value) -> serde_json::Value {
    desist.api(&format!("/v1/intake/{id}/decide"), ruling).await.expect(200).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn ack_12_17_whoever_a_person_decided_about_is_told_once_in_their_language() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        let (id, before) = queued(&desist, &unclear()).await;
        let ruled =
            decide(&desist, &id, json!({"intents": [{"kind": "unsubscribe_all"}, {"kind": "complaint"}]})).await;
        assert_eq!((ruled["became"].as_str(), ruled["answered"].as_bool()), (Some("acted"), Some(true)));
        let mails = desist.outbox().await;
        let [answer] = &mails[before..] else { panic!("one answer, not {}", mails.len() - before) };
        assert_eq!(answer.to, "ana@example.com");
        assert!(answer.text.contains(&id) && answer.text.contains("beendet"), "{}", answer.text);
        assert!(answer.text.contains("schiefgegangen") && answer.text.contains("23. Dezember 2026"), "{}", answer.text);
        assert_eq!(answer.header("Auto-Submitted").as_deref(), Some("auto-replied"));
        assert_eq!(answer.header("In-Reply-To").as_deref(), Some("<one@mail.example>"));
        assert!(!answer.raw.contains("Rex") && !answer.subject.contains("Hund"), "ACK-10");
        let restore = answer.link("/confirm").to_owned();
        desist.post_form(&restore, "action=confirm").await.expect(200);
        assert!(desist.allowed(&ana(), "events"));
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_may_be_made_without_an_answer_and_to_nothing_there_is_none() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        let (id, before) = queued(&desist, &unclear()).await;
        let ruled = decide(&desist, &id, json!({"intents": [{"kind": "unsubscribe_all"}], "answer": false})).await;
        assert_eq!(ruled["answered"], false);
        assert!(!desist.allowed(&ana(), "events"));
        assert_eq!(desist.outbox().await.len(), before);
        let other =
            unclear().field("X-Other", "1").field("From", "<bo.lind@example.org>").with_path("bo.lind@example.org");
        let (id, before) = queued(&desist, &other).await;
        assert_eq!(decide(&desist, &id, json!({"intents": []})).await["answered"], false);
        assert_eq!(desist.outbox().await.len(), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ack_01_02_04_robots_lists_and_null_senders_are_not_told_either() {
    both(|db| async move {
        let desist = Service::builder(db).reader(std::sync::Arc::new(Unsure)).start().await;
        desist.make_known(&ana()).await;
        let quiet = [
            unclear().with_path(""),
            unclear().field("Precedence", "bulk"),
            unclear().field("Auto-Submitted", "auto-replied"),
            unclear().field("X-Auto-Response-Suppress", "All"),
        ];
        for mail in quiet {
            let (id, _) = queued(&desist, &mail).await;
            let ruled =
                decide(&desist, &id, json!({"intents": [{"kind": "unsubscribe_all"}, {"kind": "question"}]})).await;
            assert_eq!(ruled["answered"], false);
        }
        assert!(!desist.allowed(&ana(), "events"), "ACK-14");
        assert!(desist.outbox().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_we_hold_nothing_about_is_told_either() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let (id, before) = queued(&desist, &unclear()).await;
        let ruled = decide(&desist, &id, json!({"intents": [{"kind": "question"}, {"kind": "access"}]})).await;
        assert_eq!((ruled["answered"].as_bool(), before, desist.outbox().await.len()), (Some(false), 0, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_to_a_stop_address_is_not_answered_after_a_decision_either() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        let text = "Please delete all personal data you hold about me.";
        let mail = letter("ana@example.com", "Deletion", text).to(&desist.stop_address(&ana(), "events"));
        let (id, before) = queued(&desist, &mail).await;
        let ruled = decide(&desist, &id, json!({"intents": [{"kind": "complaint"}]})).await;
        assert_eq!((ruled["answered"].as_bool(), desist.outbox().await.len()), (Some(false), before));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ack_11_decisions_cannot_flood_anybody() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        for n in 0..9 {
            let id = desist.post(&unclear().field("X-N", &n.to_string())).await.id;
            decide(&desist, &id, json!({"intents": [{"kind": "question"}]})).await;
        }
        assert!(desist.outbox().await.len() <= 3, "no more than a stranger may cause");
    })
    .await;
}
