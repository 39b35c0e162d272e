//! How the service is doing, as its pages say.

use std::time::Duration;

use desist::domain::operator::Role;

use crate::support::database::{execute, number};
use crate::support::{Service, ana, both, eventually};

const PATH: &str = "/console/health";

#[tokio::test(flavor = "multi_thread")]
async fn health_says_what_waits_and_what_is_wrong_and_the_first_page_says_it_too() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let robin = desist.operator("Robin", Role::Support).await;
        let well = robin.get(PATH).await.expect(200).body;
        assert!(well.contains("All is well.") && well.contains("<dt>Entries</dt>"), "{well}");
        assert!(!robin.get("/console").await.expect(200).body.contains("role=\"alert\""));
        // A mail that nobody sends for an hour.
        let body = "action=unsubscribe_all&address=ana%40example.com";
        desist.stop(&ana(), "product-news").await.unwrap();
        desist.post_form("/preferences", body).await;
        let waiting = number(desist.db(), "SELECT COUNT(*) FROM outbox WHERE status = 'pending'").await;
        assert!(waiting > 0, "there is a mail to wait");
        desist.advance(Duration::from_secs(16 * 60));
        let late = robin.get(PATH).await.expect(200).body;
        assert!(late.contains("Mails wait, and none is being sent."), "{late}");
        assert!(!late.contains("ana@"), "{late}");
        assert!(robin.get("/console").await.expect(200).body.contains("Mails wait, and none is being sent."));
        robin.post(PATH, &[("act", "again")]).await.expect(403);
        desist.drain().await;
        assert!(robin.get(PATH).await.expect(200).body.contains("All is well."));
        desist.outbox().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_mails_that_were_given_up_are_tried_again_and_are_shown_without_an_address() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist.leave_mail();
        let ada = desist.operator("Ada", Role::Admin).await;
        desist.stop(&ana(), "product-news").await.unwrap();
        desist.post_form("/preferences", "action=unsubscribe_all&address=ana%40example.com").await;
        let now = desist.now().0;
        let gave_up = format!(
            "UPDATE outbox SET status = 'dead', settled_at = {now}, attempts = 9, \
             last_error = 'refused: 550 <ana@example.com> is unknown'"
        );
        assert!(execute(desist.db(), &gave_up).await > 0);
        let page = ada.get(PATH).await.expect(200).body;
        assert!(page.contains("Given up") && page.contains("refused") && !page.contains("ana@"), "{page}");
        ada.does(PATH, &[("act", "again")]).await;
        assert_eq!(number(desist.db(), "SELECT COUNT(*) FROM outbox WHERE status = 'dead'").await, 0);
        assert!(desist.drain().await > 0, "they are sent");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_is_asked_beside_the_page_and_says_what_the_command_says() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let ada = desist.operator("Ada", Role::Admin).await;
        let before = ada.get(PATH).await.expect(200).body;
        assert!(before.contains("It was not asked since this process started."), "{before}");
        ada.does(PATH, &[("act", "examine")]).await;
        eventually("the doctor has answered", async || {
            let page = ada.get(PATH).await.expect(200).body;
            page.contains("keys and database belong together") && !page.contains("hx-get")
        })
        .await;
        ada.post(PATH, &[("act", "nonsense")]).await.expect(422);
        desist.verify().await;
    })
    .await;
}
