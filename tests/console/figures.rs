//! Figures for marketing.

use desist::domain::operator::Role;

use crate::support::{Service, ana, both, somebody};

#[tokio::test(flavor = "multi_thread")]
async fn law_23_marketing_sees_stops_and_complaints_with_a_table_beside_each_chart() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let mara = desist.operator("Mara", Role::Marketing).await;
        let empty = mara.get("/console/figures").await.expect(200).body;
        assert!(empty.contains("Nothing was counted in these days.") && empty.contains("No campaign"), "{empty}");
        let link = desist.mint(&ana(), "product-news");
        desist.one_click(&link.unsubscribe_url).await.expect(200);
        desist.stop(&somebody(1), "product-news").await.unwrap();
        let page = mara.get("/console/figures").await.expect(200).body;
        assert!(page.contains("<dt>Stops</dt><dd>2</dd>") && page.contains("product-news"), "{page}");
        assert!(page.contains("<svg") && page.contains("The same as a table"), "{page}");
        let topic = mara.get("/console/figures?topic=product-news&from=2026-11-01&to=2026-11-30").await.expect(200);
        assert!(topic.body.contains("<dt>Stops</dt><dd>2</dd>"), "{}", topic.body);
        let before = mara.get("/console/figures?from=2026-10-01&to=2026-10-31").await.expect(200).body;
        assert!(before.contains("<dt>Stops</dt><dd>0</dd>"), "{before}");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_day_topic_campaign_or_page_is_said_and_shown_as_text() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let mara = desist.operator("Mara", Role::Marketing).await;
        for wrong in [
            "from=%3Cscript%3Ex",
            "from=2020-01-01&to=2026-01-01",
            "topic=nobody",
            "sender=nobody",
            "campaign=%22%3E%3Cscript%3E",
            "page=0",
            "page=x",
        ] {
            let page = mara.get(&format!("/console/figures?{wrong}")).await.expect(422).body;
            assert!(page.contains("role=\"alert\"") && !page.contains("<script>"), "{wrong}: {page}");
        }
        let robin = desist.operator("Robin", Role::Support).await;
        robin.get("/console/figures").await.expect(403);
    })
    .await;
}
