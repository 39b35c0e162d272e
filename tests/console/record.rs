//! The record: entries in plain words, each with its proof, and the verification beside the pages.

use std::time::Duration;

use desist::domain::operator::Role;
use serde_json::json;

use crate::support::database::execute;
use crate::support::{Service, ana, both, somebody};

const LONG: Duration = Duration::from_secs(60);

/// The rows of the page: their indices.
fn indices(body: &str) -> Vec<u64> {
    let links = body.split("<a href=\"/console/record/").skip(1);
    links.filter_map(|rest| rest.split('"').next()?.parse().ok()).collect()
}

/// What `path` says when the verification has ended.
async fn verified(desist: &Service, operator: &crate::support::console::Operator<'_>) -> String {
    let page = operator.does("/console/record", &[("act", "verify")]).await.body;
    assert!(page.contains("has begun") || page.contains("under way already"), "{page}");
    desist.services.verification_ended(LONG).await;
    operator.get("/console/record").await.expect(200).body
}

#[tokio::test(flavor = "multi_thread")]
async fn log_12_the_record_says_in_plain_words_what_was_done_by_whom_newest_first() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let robin = desist.operator("Robin", Role::Support).await;
        desist.stop(&ana(), "product-news").await.unwrap();
        let page = robin.get("/console/record").await.expect(200);
        let rows = indices(&page.body);
        assert_eq!(rows.first(), Some(&(desist.services.gate.ledger_size() - 1)));
        assert!(rows.is_sorted_by(|one, next| one > next), "{rows:?}");
        assert!(page.body.contains("product-news: opted out (before: none)"), "{}", page.body);
        assert!(page.body.contains("operator added: Robin"), "{}", page.body);
        assert!(!page.body.contains("ana@"), "no address stands in the ledger (L6)");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_is_paged_by_index_filtered_by_kind_and_goes_to_an_entry() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let robin = desist.operator("Robin", Role::Auditor).await;
        for number in 0..60 {
            desist.stop(&somebody(number), "product-news").await.unwrap();
        }
        let size = desist.services.gate.ledger_size();
        let first = indices(&robin.get("/console/record").await.body);
        assert_eq!((first.len(), first.first().copied()), (50, Some(size - 1)));
        let second = indices(&robin.get(&format!("/console/record?below={}", size - 50)).await.body);
        assert_eq!(second.first().copied(), Some(size - 51));
        assert_eq!(second.last().copied(), Some(0));
        let beyond = indices(&robin.get("/console/record?below=99999999999").await.expect(200).body);
        assert_eq!(beyond, first);

        let of_kind = robin.get("/console/record?kind=registry").await.expect(200).body;
        let registry = indices(&of_kind);
        assert!(!registry.is_empty() && registry.iter().all(|index| *index < size - 60), "{registry:?}");
        let none = robin.get("/console/record?kind=erasure").await.expect(200).body;
        assert!(none.contains("No entry of this kind."), "{none}");
        robin.get("/console/record?kind=nonsense&below=x").await.expect(200);

        let answer = robin.get("/console/record?entry=3").await.expect(303);
        assert_eq!(answer.header("location"), "/console/record/3");
        let far = robin.get(&format!("/console/record?entry={size}")).await.expect(422).body;
        assert!(far.contains(&format!("the newest is {}", size - 1)) && far.contains("role=\"alert\""), "{far}");
        let typed = robin.get("/console/record?entry=%3Cscript%3Ex").await.expect(422).body;
        assert!(typed.contains("&lt;script&gt;x") && !typed.contains("<script>x"), "{typed}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn log_08_an_entry_is_shown_with_its_leaf_its_proof_and_what_it_belongs_to() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let robin = desist.operator("Robin", Role::Support).await;
        let case = desist
            .api(
                "/v1/cases",
                json!({ "kind": "deletion", "recipient": "ana@example.com", "evidence": "came to the desk" }),
            )
            .await;
        assert!(case.status < 300, "{}", case.body);
        let (id, entry) = (case.json()["id"].as_str().unwrap().to_owned(), case.json()["entry"].as_u64().unwrap());
        let page = robin.get(&format!("/console/record/{entry}")).await.expect(200).body;
        assert!(page.contains("tag good\">proven"), "{page}");
        assert!(page.contains("The leaf hashes to its leaf hash."), "{page}");
        assert!(page.contains(&format!("/console/cases/{id}")), "{page}");
        assert!(page.contains("/console/recipients/1-"), "{page}");
        assert!(page.contains("&quot;kind&quot;:&quot;case&quot;"), "the leaf as hashed: {page}");
        for nothing in ["99999", "18446744073709551616", "-1", "x", "3x"] {
            robin.get(&format!("/console/record/{nothing}")).await.expect(404);
        }
        let auditor = desist.operator("Ada", Role::Auditor).await;
        let page = auditor.get("/console/record/0").await.expect(200).body;
        assert!(page.contains("installation") && !page.contains("Entry before"), "{page}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn log_16_names_in_the_record_are_text_and_nothing_else() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let name = "<img src=x onerror=alert(1)>";
        desist.api("/v1/systems", json!({ "key": "crm", "name": name })).await.expect(201);
        let ada = desist.operator("Ada", Role::Admin).await;
        let page = ada.get("/console/record").await.expect(200).body;
        assert!(page.contains("&lt;img src=x") && !page.contains("<img src=x"), "{page}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn log_05_the_whole_ledger_is_verified_from_the_page_one_at_a_time_and_the_result_stays() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let robin = desist.operator("Robin", Role::Auditor).await;
        let before = robin.get("/console/record").await.expect(200).body;
        assert!(before.contains("not verified yet"), "{before}");
        let twice = tokio::join!(
            robin.post("/console/record", &[("act", "verify")]),
            robin.post("/console/record", &[("act", "verify")])
        );
        for answer in [twice.0, twice.1] {
            assert!(answer.expect(303).header("location").contains("done=verifying"));
        }
        let after = verified(&desist, &robin).await;
        assert!(after.contains("tag good\">holds") && after.contains("<bdi>Robin</bdi>"), "{after}");
        assert!(!after.contains("hx-get"), "nothing is polled that does not run");
        let size = desist.services.gate.ledger_size();
        assert!(after.contains(&format!("{size} entries, all preferences")), "{after}");

        // Another instance, or the next start, knows it from the database.
        let second = desist.second_instance().await;
        let last = second.services.last_verification().await.unwrap().unwrap();
        assert_eq!((last.ledger_size, last.faults, last.verifier), (size, 0, robin.id.clone()));
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn log_05_what_was_changed_behind_our_back_is_named_on_the_page_and_at_its_entry() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let robin = desist.operator("Robin", Role::Auditor).await;
        desist.stop(&ana(), "product-news").await.unwrap();
        let last = desist.services.gate.ledger_size() - 1;
        execute(desist.db(), &format!("UPDATE ledger_entries SET leaf = (SELECT leaf FROM ledger_entries WHERE entry_index = {}) WHERE entry_index = {last}", last - 1)).await;
        let page = verified(&desist, &robin).await;
        assert!(page.contains("tag bad\">does not hold") && page.contains("it was changed"), "{page}");
        let entry = robin.get(&format!("/console/record/{last}")).await.expect(200).body;
        assert!(entry.contains("tag bad\">changed"), "{entry}");
        execute(desist.db(), &format!("UPDATE ledger_entries SET leaf = NULL WHERE entry_index = {last}")).await;
        let entry = robin.get(&format!("/console/record/{last}")).await.expect(200).body;
        assert!(entry.contains("was taken out by a rule of retention") && entry.contains("tag good\">proven"), "{entry}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l8_an_entry_about_somebody_who_was_erased_says_so() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let robin = desist.operator("Robin", Role::Auditor).await;
        desist.stop(&ana(), "product-news").await.unwrap();
        let last = desist.services.gate.ledger_size() - 1;
        let before = robin.get(&format!("/console/record/{last}")).await.expect(200).body;
        assert!(before.contains("/console/recipients/1-") && !before.contains("was erased"), "{before}");
        execute(desist.db(), "DELETE FROM ledger_subjects").await;
        let after = robin.get(&format!("/console/record/{last}")).await.expect(200).body;
        assert!(after.contains("was erased") && !after.contains("/console/recipients/1-"), "{after}");
    })
    .await;
}
