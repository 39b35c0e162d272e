//! What needs proof or a person becomes a case, with its clock running from the first receipt.

use desist::domain::case::{CaseState, RefusalReason};
use desist::domain::change::{Actor, Channel};
use desist::services::cases::CaseMove;

use super::letters::letter;
use crate::support::database::execute;
use crate::support::{Service, ana, both};

#[tokio::test(flavor = "multi_thread")]
async fn l3_access_needs_the_mailbox_on_record_and_is_a_case_from_the_first_moment() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        let text = "Please send me a copy of all the personal data you hold about me.";
        let id = desist.post(&letter("ana@example.com", "My data", text)).await.id;
        assert_eq!(desist.status_of(&id).await, "asked");
        let [case] = desist.services.cases_about(&ana()).await.unwrap().try_into().unwrap();
        assert_eq!((case.kind, case.state, case.received_at), ("access", "needs_identity", desist.now()));
        let mails = desist.outbox().await;
        let asks = mails.iter().find(|mail| mail.links.iter().any(|link| link.contains("/confirm/"))).unwrap();
        assert_eq!(asks.to, "ana@example.com");
        let link = asks.link("/confirm").to_owned();
        desist.get(&link).await.expect(200);
        desist.post_form(&link, "action=confirm").await.expect(200);
        let case = desist.services.case(None, &case.id).await.unwrap().case;
        assert_eq!((case.state, case.confirmed_at), ("needs_review", Some(desist.now())));
        desist.post_form(&link, "action=confirm").await.expect(409);
        desist.api(&format!("/v1/cases/{}/close", case.id), serde_json::json!({})).await.expect(200);
        desist.api(&format!("/v1/cases/{}/close", case.id), serde_json::json!({})).await.expect(409);
        assert_eq!(desist.services.case(None, &case.id).await.unwrap().case.state, "done");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l9_a_case_that_nobody_is_asked_about_waits_for_a_person() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        let mut states = Vec::new();
        for n in 0..8 {
            let text = format!("Please correct my e-mail address from ana@example.com to ana{n}@example.org.");
            desist.post(&letter("ana@example.com", &format!("New address {n}"), &text)).await;
        }
        let cases = desist.services.cases_about(&ana()).await.unwrap();
        states.extend(cases.iter().map(|case| case.state.to_string()));
        let mails = desist.outbox().await;
        let asks = mails.iter().filter(|mail| mail.links.iter().any(|link| link.contains("/confirm/"))).count();
        assert_eq!(states.iter().filter(|state| *state == "needs_identity").count(), asks, "{states:?}");
        assert!(asks < states.len(), "the limit of mails a day was reached");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l5_every_move_of_a_case_is_an_entry() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let before = desist.entries();
        let text = "Please delete all personal data you hold about me.";
        desist.post(&letter("ana@example.com", "Deletion", text)).await;
        assert_eq!(desist.entries(), before + 1, "opened");
        let [case] = desist.services.cases_about(&ana()).await.unwrap().try_into().unwrap();
        assert_eq!(case.state, "needs_review", "nothing is on record to ask at");
        // Done it cannot be: nobody has shown that the person asks (AUTH-17).
        desist.api(&format!("/v1/cases/{}/close", case.id), serde_json::json!({})).await.expect(409);
        let refused = CaseMove {
            to: Some(CaseState::Refused),
            reason: Some(RefusalReason::NothingHeld),
            version: Some(1),
            ..CaseMove::default()
        };
        let by = || (Actor::CommandLine, Channel::CommandLine);
        desist.services.move_case(None, &case.id, refused.clone(), by()).await.unwrap();
        assert!(desist.services.move_case(None, &case.id, refused, by()).await.is_err(), "somebody was first");
        assert_eq!(desist.entries(), before + 2, "closed");
        let [answer] = desist.outbox().await.try_into().unwrap();
        assert!(answer.text.contains("we hold no data about you"), "{}", answer.text);
        let listed = desist.api_get("/v1/cases?state=refused").await.expect(200).json();
        assert_eq!(listed["cases"][0]["id"], case.id.as_str());
        let known = desist.api("/v1/recipients/lookup", serde_json::json!({"recipient": "ana@example.com"})).await;
        assert_eq!(known.expect(200).json()["cases"][0]["id"], case.id.as_str());
        desist.verify().await;
        // Behind our back: a case that was closed by nobody, one that is gone.
        execute(desist.db(), "UPDATE cases SET outcome = 'redirected'").await;
        assert!(!desist.services.verify(None, |_, _| {}).await.unwrap().holds(), "a changed case");
        execute(desist.db(), "DELETE FROM case_events").await;
        execute(desist.db(), "DELETE FROM cases").await;
        assert!(!desist.services.verify(None, |_, _| {}).await.unwrap().holds(), "a missing case");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_coming_back_by_mail_needs_the_mailbox() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.post(&letter("ana@example.com", "Stop", "Please unsubscribe me from all your mails.")).await;
        desist.outbox().await;
        let text = "I changed my mind: please subscribe me to your newsletter again.";
        desist.post(&letter("ana@example.com", "Again", text)).await;
        assert!(!desist.allowed(&ana(), "events"));
        let mails = desist.outbox().await;
        let asks = mails.iter().rev().find(|mail| mail.links.iter().any(|link| link.contains("/confirm/"))).unwrap();
        desist.post_form(asks.link("/confirm"), "action=confirm").await.expect(200);
        assert!(desist.allowed(&ana(), "events"));
        desist.verify().await;
    })
    .await;
}
