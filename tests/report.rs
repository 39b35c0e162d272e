//! The response record from outside: a story with known numbers, on every database there is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

mod support;

#[allow(dead_code, reason = "shared with tests/cases")]
#[path = "cases/steps.rs"]
mod steps;

use std::time::Duration;

use desist::domain::note::{Checkpoint, Verifier};
use serde_json::{Value, json};
use support::process::desist as program;
use support::{Service, ana, both};

const DAY: Duration = Duration::from_secs(86_400);
const FORMULA: &str = "=HYPERLINK(\"http://example.org\")";

/// Two stops, a question answered after two days, and a request for a copy that nobody has answered after 120.
async fn story(desist: &Service) {
    desist.one_click(&desist.mint(&ana(), "events").unsubscribe_url).await.expect(200);
    let wish = json!({"recipient": "bo@example.net", "scope": "events", "state": "opted_out"});
    desist.api("/v1/preferences", wish).await.expect(200);
    let question = json!({"kind": "question", "recipient": "chen@example.net", "reference": FORMULA});
    let question = desist.open_case(question).await;
    desist.open_case(json!({"kind": "access", "recipient": "dora@example.net"})).await;
    desist.advance(2 * DAY);
    let done = json!({"to": "done"});
    assert_eq!(desist.moves(question["id"].as_str().unwrap(), done).await, 200);
    desist.advance(118 * DAY);
}

async fn record(desist: &Service, query: &str) -> Value {
    desist.api_get(&format!("/v1/report{query}")).await.expect(200).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn clk_13_a_story_with_known_numbers_gives_exactly_these_and_the_late_case_is_late() {
    both(|db| async move {
        let desist = Service::start(db).await;
        story(&desist).await;
        let told = record(&desist, "").await;
        let figures = &told["figures"];
        assert_eq!(figures["by_asked"], json!({"access": 1, "opted_out": 2, "question": 1}), "{told}");
        assert_eq!(figures["by_month"], json!({"2026-11": 4}));
        for (name, expected) in [
            ("requests", json!(4)),
            ("cases", json!(2)),
            ("open", json!(1)),
            ("open_late", json!(1)),
            ("ended_measured", json!(1)),
            ("ended_on_time", json!(1)),
            ("on_time_percent", json!(100.0)),
            ("median_choice_effect_ms", json!(0)),
            ("median_case_answer_ms", json!(2 * 86_400_000)),
        ] {
            assert_eq!(figures[name], expected, "{name}: {told}");
        }
        let lines = told["requests"].as_array().unwrap();
        assert_eq!(lines.len(), 4);
        let access = lines.iter().find(|line| line["asked"] == "access").unwrap();
        assert_eq!((&access["late"], &access["open"]), (&json!(true), &json!(true)), "{access}");
        assert!(access["margin_ms"].as_i64().unwrap() < 0 && access["clock"].is_string(), "{access}");
        let click = lines.iter().find(|line| line["way"] == "one_click").unwrap();
        assert_eq!(
            (&click["scope"], &click["by"], &click["late"]),
            (&json!("events"), &json!("recipient"), &json!(false))
        );
        assert!(!told.to_string().contains("example.net"), "nobody is named: {told}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l9_of_an_open_case_the_earliest_clock_not_met_decides_and_of_an_ended_one_the_tightest() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let asked =
            json!({"kind": "access", "recipient": "dora@example.net", "evidence": "seen", "acknowledged": true});
        let case = desist.open_case(asked).await;
        let of_case = async |desist: &Service| record(desist, "").await["requests"][0].clone();
        let rules = |case: &Value| -> Vec<String> {
            let clocks = case["clocks"].as_array().unwrap();
            clocks.iter().map(|clock| clock["terms"]["rule"].as_str().unwrap().to_owned()).collect()
        };
        assert!(rules(&case).iter().any(|rule| rule == "ccpa_confirm"), "the first clock is met at once: {case}");
        let open = of_case(&desist).await;
        assert_eq!((&open["due_at"], &open["late"]), (&case["due_at"], &json!(false)), "what the case shows: {open}");
        assert_ne!(open["clock"], "ccpa_confirm", "it was acknowledged: {open}");
        // Answered late: of all the clocks the one with the least margin says so.
        desist.advance(100 * DAY);
        let late = of_case(&desist).await;
        assert_eq!((&late["clock"], &late["late"]), (&open["clock"], &json!(true)), "{late}");
        assert_eq!(desist.moves(case["id"].as_str().unwrap(), json!({"to": "done", "quiet": true})).await, 200);
        let ended = of_case(&desist).await;
        assert_eq!((&ended["clock"], &ended["late"], &ended["open"]), (&open["clock"], &json!(true), &json!(false)));
        desist.leave_mail();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_checkpoint_in_a_record_verifies_and_covers_every_entry_in_it() {
    both(|db| async move {
        let desist = Service::start(db).await;
        story(&desist).await;
        let told = record(&desist, "").await;
        let key = desist.services.vault.signer.vkey();
        let checkpoint =
            Checkpoint::open(told["checkpoint"].as_str().unwrap(), &Verifier::parse(&key).unwrap()).unwrap();
        assert_eq!(Some(checkpoint.size), told["ledger_size"].as_u64());
        for line in told["requests"].as_array().unwrap() {
            assert!(line["entry"].as_u64().unwrap() < checkpoint.size, "{line}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_period_has_no_requests_and_no_rates_and_a_wrong_one_is_refused() {
    both(|db| async move {
        let desist = Service::start(db).await;
        story(&desist).await;
        let told = record(&desist, "?from=2025-01-01&to=2025-12-31").await;
        assert_eq!((&told["requests"], &told["figures"]["on_time_percent"]), (&json!([]), &Value::Null));
        assert_eq!(record(&desist, "?from=2026-11-23&to=2026-11-23").await["figures"]["requests"], 4);
        assert_eq!(record(&desist, "?from=2026-11-24").await["figures"]["requests"], 0);
        let page = desist.api_get("/v1/report?format=html&to=2025-12-31").await.expect(200);
        assert!(page.body.contains("Nobody asked for anything") && !page.body.contains("<svg"), "{}", page.body);
        for (query, field) in [
            ("from=soon", "from"),
            ("to=2026-02-30", "to"),
            ("from=2026-02-01&to=2026-01-01", "to"),
            ("format=pdf", "format"),
        ] {
            let refused = desist.api_get(&format!("/v1/report?{query}")).await.expect(422);
            assert_eq!(refused.json()["field"], field, "{query}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn api_08_a_reference_is_no_formula_in_csv_and_no_markup_on_the_page() {
    both(|db| async move {
        let desist = Service::start(db).await;
        story(&desist).await;
        let csv = desist.api_get("/v1/report?format=csv").await.expect(200);
        assert!(csv.header("content-type").starts_with("text/csv"));
        assert_eq!(csv.body.matches("\r\n").count(), 5, "a header and four requests: {}", csv.body);
        assert!(csv.body.contains("\"'=HYPERLINK(\"\"http://example.org\"\")\""), "{}", csv.body);
        let page = desist.api_get("/v1/report?format=html").await.expect(200);
        assert!(page.header("content-security-policy").contains("default-src 'none'"));
        assert!(page.body.contains("=HYPERLINK(&quot;http://example.org&quot;)") && page.body.contains("late by"));
        for part in ["role=\"img\"", "<title id=", "<desc id=", "opted out: 2"] {
            assert!(page.body.contains(part), "{part}");
        }
        assert!(!page.body.contains("<script") && !page.body.contains("src="));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn log_13_a_recipients_record_has_their_cases_whole_and_what_remains_after_an_erasure() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.stop(&ana(), "events").await.unwrap();
        let address = ana();
        let whose = json!({"recipient": address.delivery()});
        let before = desist.api("/v1/report/recipient", whose.clone()).await.expect(200).json();
        assert_eq!((before["preferences"].as_array().unwrap().len(), &before["cases"]), (1, &json!([])));
        desist.erase(&ana()).await;
        let after = desist.api("/v1/report/recipient", whose).await.expect(200).json();
        let case = &after["cases"][0];
        assert_eq!(
            (&case["kind"], &case["state"], &case["detail"]),
            (&json!("deletion"), &json!("done"), &Value::Null)
        );
        assert!(case["done_at"].is_string() && !case["events"].as_array().unwrap().is_empty(), "{case}");
        assert!(!after.to_string().contains("came to the desk"), "{after}");
        desist.api("/v1/report/recipient", json!({})).await.expect(422);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_writes_the_same_record() {
    both(|db| async move {
        let desist = Service::start(db).await;
        story(&desist).await;
        let place = desist.place();
        let run = async |arguments: &[&str]| program(place, &[]).arg("report").args(arguments).output().await.unwrap();
        // The command's clock is the machine's, so the period is named.
        let all = ["--from", "2026-11-23", "--to", "2026-11-23", "--format"];
        let csv = run(&[&all[..], &["csv"]].concat()).await;
        assert_eq!(String::from_utf8(csv.stdout).unwrap().matches("\r\n").count(), 5);
        let text = String::from_utf8(run(&[&all[..], &["text"]].concat()).await.stdout).unwrap();
        assert!(text.contains("4 requests, of them 2 cases: 1 open"), "{text}");
        let html = run(&[&all[..], &["html"]].concat()).await;
        assert!(String::from_utf8(html.stdout).unwrap().ends_with("</html>\n"));
        let one = run(&["--recipient", "bo@example.net"]).await;
        let one: Value = serde_json::from_slice(&one.stdout).unwrap();
        assert_eq!(one["preferences"][0]["state"], "opted_out", "{one}");
        assert_eq!(run(&["--format", "pdf"]).await.status.code(), Some(2));
        assert_eq!(run(&["--from", "soon"]).await.status.code(), Some(2));
    })
    .await;
}
