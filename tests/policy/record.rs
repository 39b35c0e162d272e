//! P10, P12, P13: the record, and what keeps it safe.

use std::time::Duration;

use desist::domain::policy::{Policies, PolicyVersion};
use serde_json::json;

use crate::scan::places;
use crate::support::{Service, ana, both};

const DAY: Duration = Duration::from_secs(86_400);

#[tokio::test(flavor = "multi_thread")]
async fn p10_a_new_version_of_the_policy_takes_over_on_its_day_and_old_entries_keep_theirs() {
    both(|db| async move {
        let zone = desist::domain::clock::Zone::utc();
        let version =
            |id: &str, day: &str| PolicyVersion { id: id.to_owned(), from: Some(day.parse().unwrap()), url: None };
        let policies =
            Policies::dated(vec![version("old", "2014-05-08"), version("new", "2026-11-25")], &zone).unwrap();
        let desist = Service::builder(db).policies(policies).start().await;
        let shows = |day: &'static str| {
            let page = desist.mint(&ana(), "events").unsubscribe_url;
            let desist = &desist;
            async move { desist.get(&page).await.expect(200).body.contains(day) }
        };
        desist.stop(&ana(), "events").await.unwrap();
        let first = desist.entries() - 1;
        assert!(shows("8 May 2014").await || shows("May 8, 2014").await);
        desist.advance(2 * DAY);
        desist.stop(&ana(), "product-news").await.unwrap();
        assert!(shows("25 November 2026").await || shows("November 25, 2026").await);
        let entries = desist.api_get(&format!("/v1/ledger/entries?after={first}")).await.expect(200).json();
        let policies: Vec<_> =
            entries["entries"].as_array().unwrap().iter().map(|entry| entry["leaf"]["policy"].clone()).collect();
        assert_eq!((policies.first(), policies.last()), (Some(&json!("old")), Some(&json!("new"))), "{policies:?}");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p12_the_response_record_counts_what_was_in_time_and_what_is_late_and_names_the_checkpoint_it_is_true_for() {
    both(|db| async move {
        let desist = Service::builder(db).operators(&["ops@acme.example"]).start().await;
        desist.stop(&ana(), "events").await.unwrap();
        let open = |kind: &'static str| {
            let asked = json!({"kind": kind, "recipient": "ana@example.com", "evidence": "seen", "acknowledged": true});
            let desist = &desist;
            async move { desist.open_case(asked).await["id"].as_str().unwrap().to_owned() }
        };
        let (answered, late) = (open("question").await, open("access").await);
        assert_eq!(desist.moves(&answered, json!({"to": "done", "answer": "Yes."})).await, 200);
        desist.advance(120 * DAY);
        desist.tend().await;
        let record = desist.api_get("/v1/report?from=2026-01-01&to=2028-12-31").await.expect(200).json();
        let figures = &record["figures"];
        let count = |name: &str| figures[name].as_u64().unwrap_or_else(|| panic!("{name}: {figures}"));
        assert_eq!((count("open"), count("open_late")), (1, 1), "{figures}");
        assert!(record["checkpoint"].as_str().unwrap().contains("desist"), "the signed head it is true for");
        let alarmed = desist.case_now(&late).await;
        assert!(alarmed["events"].as_array().unwrap().iter().any(|event| event["what"] == "late"), "CLK-16");
        assert!(desist.outbox().await.iter().any(|mail| mail.to == "ops@acme.example"), "somebody was told");
        let csv = desist.api_get("/v1/report?from=2026-01-01&to=2028-12-31&format=csv").await.expect(200).body;
        assert!(csv.contains(&late) && !csv.contains("ana@example.com"), "it names nobody");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p13_no_address_lies_in_the_clear_a_key_sees_only_its_own_and_what_was_changed_behind_our_back_is_found() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.stop(&ana(), "events").await.unwrap();
        desist
            .open_case(json!({"kind": "question", "recipient": "ana@example.com", "text": "ana@example.com asks"}))
            .await;
        desist.drain().await;
        let columns = places(&desist, &ana()).await;
        assert!(!columns.is_empty(), "what is sealed can be opened by us");
        let dump = desist.place().data_dir().join("desist.db");
        if let Ok(bytes) = std::fs::read(&dump) {
            assert!(!bytes.windows(15).any(|window| window == b"ana@example.com"), "encrypted at rest");
        }
        let none = desist.http.request("GET", "/v1/cases");
        crate::support::http::send(none).await.expect(401);
        desist.verify().await;
        crate::support::database::execute(desist.db(), "UPDATE preferences SET since = since + 1").await;
        assert!(!desist.services.verify(None, |_, _| {}).await.unwrap().holds());
    })
    .await;
}
