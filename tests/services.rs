//! The services below the faces.

mod support;

use support::{Service, ana, both};

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_is_obeyed_at_once() {
    both(|db| async move {
        let desist = Service::start(db).await;
        assert!(desist.allowed(&ana(), "product-news"));
        assert!(desist.stop(&ana(), "product-news").await.unwrap().answer.changed);
        assert_eq!(desist.reason(&ana(), "product-news"), "opted_out_topic");
        assert!(desist.outbox().await.is_empty());
    })
    .await;
}
