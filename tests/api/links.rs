//! `POST /v1/links`.

use serde_json::json;

use crate::support::Service;
use crate::support::database::Database;

#[tokio::test]
async fn a_link_comes_with_everything_that_goes_into_the_mail() {
    let desist = Service::builder(Database::Sqlite).public_url("https://mail.acme.example").start().await;
    let body = json!({"recipient": "ana@example.com", "topic": "events", "campaign": "spring-26"});
    let link = desist.http.api("/v1/links", body.clone()).await.expect(200).json();
    let url = link["unsubscribe_url"].as_str().unwrap();
    assert!(url.starts_with("https://mail.acme.example/u/") && !url.contains("ana"));
    assert!(link["preferences_url"].as_str().unwrap().starts_with("https://mail.acme.example/p/"));
    assert!(link["unsubscribe_mailto"].as_str().unwrap().starts_with("mailto:u-"));
    assert!(link["return_path"].as_str().unwrap().starts_with("b-"));
    let mailto = link["unsubscribe_mailto"].as_str().unwrap();
    assert_eq!(link["headers"]["List-Unsubscribe"], format!("<{url}>, <{mailto}>"));
    assert_eq!(link["headers"]["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click");
    assert!(link["headers"]["List-Id"].as_str().unwrap().contains("<events.default."));
    assert!(link.get("warnings").is_none() && link.get("recipient").is_none());
    assert_eq!(desist.http.api("/v1/links", body).await.json(), link, "same input, same link");
    desist.http.get(url).await.expect(200);
}

#[tokio::test]
async fn without_https_there_is_a_warning_and_no_one_click_header() {
    let desist = Service::start(Database::Sqlite).await;
    let body = json!({"recipient": "ana@example.com", "topic": "events"});
    let link = desist.http.api("/v1/links", body).await.expect(200).json();
    assert!(link["headers"].get("List-Unsubscribe-Post").is_none());
    assert_eq!(link["warnings"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_batch_keeps_its_order_and_shows_bad_rows() {
    let desist = Service::start(Database::Sqlite).await;
    let body = json!({"recipients": ["a@example.com", "nobody", null, "b@example.com"], "topic": "events"});
    let links = desist.http.api("/v1/links", body).await.expect(200).json()["links"].clone();
    let links = links.as_array().unwrap();
    assert_eq!(links.len(), 4);
    assert_eq!(links[0]["recipient"], "a@example.com");
    assert_eq!(links[1], json!({"recipient": "nobody", "error": "invalid_address"}));
    assert_eq!(links[2], json!({"recipient": null, "error": "invalid_address"}));
    assert!(links[3]["unsubscribe_url"].is_string());
    assert_ne!(links[0]["unsubscribe_url"], links[3]["unsubscribe_url"]);
}

#[tokio::test]
async fn links_are_refused_where_they_make_no_sense() {
    let desist = Service::start(Database::Sqlite).await;
    desist.http.api("/v1/topics/partner-offers/retire", json!({})).await.expect(200);
    for (change, code) in [
        (json!({"topic": "invoices"}), "transactional_topic"),
        (json!({"topic": "nothing"}), "unknown_topic"),
        (json!({"topic": "partner-offers"}), "topic_retired"),
        (json!({"campaign": "Spring"}), "invalid_field"),
        (json!({"campaign": "x".repeat(33)}), "invalid_field"),
        (json!({"recipient": "ana"}), "invalid_address"),
        (json!({"test": "yes"}), "invalid_field"),
    ] {
        let mut body = json!({"recipient": "ana@example.com", "topic": "events"});
        for (name, value) in change.as_object().unwrap() {
            body[name] = value.clone();
        }
        assert_eq!(desist.http.api("/v1/links", body).await.expect(422).code(), code);
    }
    let many = json!({"recipients": vec!["a@example.com"; 10_001], "topic": "events"});
    assert_eq!(desist.http.api("/v1/links", many).await.expect(422).code(), "too_many_recipients");
}

#[tokio::test]
async fn a_long_batch_gives_the_same_links_as_one_by_one_in_order() {
    let desist = Service::start(Database::Sqlite).await;
    let mut recipients: Vec<String> = (0..600).map(|n| format!("reader{n}@example.com")).collect();
    recipients[300] = "nobody".to_owned();
    let body = json!({"recipients": recipients, "topic": "events", "campaign": "spring"});
    let batch = desist.http.api("/v1/links", body).await.expect(200).json();
    assert_eq!(batch["links"].as_array().map(Vec::len), Some(600));
    assert_eq!(batch["links"][300]["error"], "invalid_address");
    for at in [0, 255, 256, 299, 301, 599] {
        let body = json!({"recipient": recipients[at], "topic": "events", "campaign": "spring"});
        let single = desist.http.api("/v1/links", body).await.expect(200).json();
        assert_eq!(batch["links"][at]["unsubscribe_url"], single["unsubscribe_url"], "row {at}");
        assert_eq!(batch["links"][at]["recipient"], recipients[at].as_str());
    }
}
