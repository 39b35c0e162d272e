//! L1, L7: stored before it is acknowledged, one mail for the same bytes, whatever the way in.

use serde_json::json;

use super::letters::letter;
use crate::support::database::{execute, number};
use crate::support::http::send;
use crate::support::{Service, ana, bo, both};

/// Hands bytes in over HTTP.
async fn inbound(desist: &Service, raw: Vec<u8>, to: &str) -> crate::support::http::Answer {
    let request = desist.http.request("POST", "/v1/inbound").bearer_auth(&desist.api_key);
    let request = request.header("content-type", "message/rfc822").header("desist-mail-from", "<ana@example.com>");
    send(request.header("desist-rcpt-to", to).body(raw)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_a_mail_over_http_is_202_once_and_200_for_the_same_bytes() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let mail = letter("ana@example.com", "Stop", "Please unsubscribe me from all your mails.");
        let first = inbound(&desist, mail.raw(), "support@acme.example").await.expect(202).json();
        let again = inbound(&desist, mail.raw(), "support@acme.example").await.expect(200).json();
        assert_eq!(first, again);
        assert_eq!(number(desist.db(), "SELECT count(*) FROM inbox").await, 1);
        desist.work_off().await;
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_all");
        assert_eq!(desist.outbox().await.len(), 1, "one notice for one mail");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn smtp_14_a_second_stop_sent_to_another_token_counts() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let mail = letter("mailer@provider.example", "unsubscribe", "unsubscribe");
        let first = inbound(&desist, mail.raw(), &desist.stop_address(&ana(), "events")).await.expect(202).json();
        desist.work_off().await;
        let again = inbound(&desist, mail.raw(), &desist.stop_address(&bo(), "events")).await.expect(200).json();
        assert_eq!(first["id"], again["id"]);
        desist.work_off().await;
        assert_eq!((desist.allowed(&ana(), "events"), desist.allowed(&bo(), "events")), (false, false));
        assert!(desist.allowed(&bo(), "product-news"), "a token stops its own topic");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l6_nothing_of_a_mail_lies_in_the_clear() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let mail = letter("ana@example.com", "Stop", "Please unsubscribe me from all your mails.");
        let id = desist.post(&mail).await.id;
        desist.leave_mail();
        let mut tx = desist.db().snapshot().await.unwrap();
        let row = desist::store::inbox::peek(&mut tx, &id).await.unwrap().unwrap();
        let recipients = desist::store::inbox::recipients(&mut tx, &id).await.unwrap();
        let sealed = [row.raw, row.origin.unwrap(), row.reading.unwrap(), recipients[0].envelope.clone()];
        for bytes in sealed {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(!text.contains("example") && !text.contains("unsubscribe"), "{text}");
        }
        assert_eq!(desist.services.raw_mail(None, &id).await.unwrap(), mail.raw());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_what_cannot_be_stored_is_never_acknowledged() {
    both(|db| async move {
        let desist = Service::start(db).await;
        execute(desist.db(), "DROP TABLE inbox_recipients").await;
        let mail = letter("ana@example.com", "Stop", "Please unsubscribe me.");
        let refused = inbound(&desist, mail.raw(), "support@acme.example").await.expect(503);
        assert_eq!(refused.code(), "not_durable");
        assert_eq!(number(desist.db(), "SELECT count(*) FROM inbox").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_needs_bytes_a_mail_type_and_the_scope_cases() {
    let desist = Service::start(crate::support::Database::Sqlite).await;
    inbound(&desist, Vec::new(), "").await.expect(400);
    let request = || desist.http.request("POST", "/v1/inbound").body("From: a@b.example\r\n\r\nx");
    send(request().bearer_auth(&desist.api_key).header("content-type", "application/json")).await.expect(415);
    send(request()).await.expect(401);
    let scopes = desist::domain::access::Scopes::parse("gate").unwrap();
    let by = (desist::domain::change::Actor::System, desist::domain::change::Channel::CommandLine);
    let (_, secret) = desist.services.create_api_key("x", scopes, None, by.0, by.1).await.unwrap();
    send(request().bearer_auth(&secret)).await.expect(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_helpdesk_request_is_understood_done_and_given_a_reply() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let wish = json!({
            "about": "ana@example.com",
            "text": "Please unsubscribe me from all your mails.",
            "received_at": "2026-11-23T09:00:00Z",
            "reference": "T-17",
        });
        let answer = desist.api("/v1/requests", wish.clone()).await.expect(200).json();
        assert_eq!(answer["decision"], "act");
        assert_eq!(answer["intents"][0]["kind"], "unsubscribe_all");
        assert!(answer["suggested_reply"].as_str().unwrap().contains("stopped"), "{answer}");
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_all");
        let entries = desist.entries();
        let again = desist.api("/v1/requests", wish).await.expect(200).json();
        assert_eq!(again, answer, "the same request is answered alike");
        assert_eq!((desist.entries(), desist.work_off().await), (entries, 0));
        assert!(desist.outbox().await.is_empty(), "the helpdesk answers");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_the_same_words_again_after_coming_back_are_a_request_of_their_own() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let wish = json!({"about": "ana@example.com", "text": "Please unsubscribe me from all your mails."});
        desist.api("/v1/requests", wish.clone()).await.expect(200);
        desist.advance(std::time::Duration::from_secs(60));
        let text = "I changed my mind: please subscribe me to your newsletter again.";
        desist.post(&letter("ana@example.com", "Again", text)).await;
        let mails = desist.outbox().await;
        desist.post_form(mails[0].link("/confirm"), "action=confirm").await.expect(200);
        assert!(desist.allowed(&ana(), "events"));
        desist.advance(std::time::Duration::from_secs(60));
        let again = desist.api("/v1/requests", wish).await.expect(200).json();
        assert!(again["suggested_reply"].as_str().unwrap().contains("stopped"), "{again}");
        assert!(!desist.allowed(&ana(), "events"), "what is said to be stopped is stopped");
        desist.verify().await;
    })
    .await;
}

fn our_addresses() -> desist::services::intake::IntakeConfig {
    use desist::services::intake::{IntakeAddress, IntakeConfig, Mode};
    let one = |text: &str, mode| IntakeAddress { address: crate::support::address(text), sender: None, mode };
    let addresses = vec![one("hello@acme.example", Mode::Copy), one("support@acme.example", Mode::All)];
    IntakeConfig { addresses, ..IntakeConfig::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_copy_only_requests_about_preferences_and_data_are_kept_and_answered() {
    both(|db| async move {
        let desist = Service::builder(db).intake(our_addresses()).start().await;
        desist.make_known(&ana()).await;
        let question =
            letter("ana@example.com", "Opening hours", "When are you open on Monday?").to("hello@acme.example");
        let id = desist.post(&question).await.id;
        assert_eq!(desist.status_of(&id).await, "ignored");
        assert!(desist.outbox().await.is_empty() && desist.services.cases_about(&ana()).await.unwrap().is_empty());
        let gone = desist.services.raw_mail(None, &id).await.unwrap_err();
        assert_eq!(gone.problem().code.word(), "not_found");
        // The same bytes at an address that is ours alone are worked on like any other.
        let again = desist.post(&question.to("support@acme.example")).await;
        assert_eq!((again.id.as_str(), again.new), (id.as_str(), false));
        let stop = letter("bo.lind@example.org", "Stop", "Please unsubscribe me from all your mails.");
        desist.post(&stop.to("hello@acme.example")).await;
        assert!(!desist.allowed(&bo(), "events"));
        desist.leave_mail();
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_helpdesk_calls_a_request_is_kept_sealed_with_its_case() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let wish = json!({
            "about": "ana@example.com",
            "text": "Please send me a copy of all the personal data you hold about me.",
            "reference": "bo.lind@example.org, ticket 9",
        });
        desist.api("/v1/requests", wish).await.expect(200);
        let [case] = desist.services.cases_about(&ana()).await.unwrap().try_into().unwrap();
        assert_eq!((case.kind, case.reference.as_deref()), ("access", Some("bo.lind@example.org, ticket 9")));
        let row =
            desist::store::cases::find(&mut desist.db().snapshot().await.unwrap(), &case.id).await.unwrap().unwrap();
        assert!(!String::from_utf8_lossy(&row.detail.unwrap()).contains("lind"), "L6");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mime_14_what_is_not_clear_in_a_copy_is_kept_for_a_person() {
    both(|db| async move {
        let desist = Service::builder(db).intake(our_addresses()).start().await;
        let text = "Maybe it would be nice to get a little less mail from you, hm?";
        let unclear =
            letter("ana@example.com", "Mail", text).field("From", "Ana <ana@example.com>, Bo <bo.lind@example.org>");
        let id = desist.post(&unclear.to("hello@acme.example")).await.id;
        assert_eq!(desist.status_of(&id).await, "review");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn auth_18_proof_is_asked_for_at_the_address_on_record_letter_for_letter() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        let text = "Please send me a copy of all the personal data you hold about me.";
        desist.post(&letter("ANA@example.com", "My data", text)).await;
        for mail in desist.outbox().await {
            assert_eq!(mail.to, "ana@example.com");
        }
    })
    .await;
}
