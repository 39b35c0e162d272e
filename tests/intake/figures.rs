//! What mail adds to the figures: complaints with the campaign of the mail complained about, and stops by mail.

use desist::domain::link::Campaign;
use desist::render::charts;
use desist::services::figures::{Range, Wanted};
use serde_json::{Value, json};

use super::letters::letter;
use crate::support::{Service, ana, both, somebody};

async fn figures(desist: &Service) -> Value {
    desist.services.keep_up().await.unwrap();
    desist.api_get("/v1/figures?topic=events").await.expect(200).json()
}

fn link_of(desist: &Service, n: usize) -> String {
    let spring = Campaign::parse("spring").unwrap();
    desist.services.link_maker(&desist.topic("events")).unwrap().mint(&somebody(n), &spring, false).unsubscribe_url
}

#[tokio::test(flavor = "multi_thread")]
async fn law_23_the_complaint_rate_is_of_the_mail_that_was_allowed_and_says_how_it_stands() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let list: Vec<String> = (0..1000).map(|n| format!("p{n}@example.net")).collect();
        desist.api("/v1/check", json!({"recipients": list, "topic": "events"})).await.expect(200);
        let told = figures(&desist).await;
        assert_eq!(told["totals"]["complaint_level"], "good", "{told}");
        for n in 0..3 {
            let link = link_of(&desist, n);
            let text = format!(
                "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: Loop/1.0\nVersion: 1\n\n\
                 --b\nContent-Type: message/rfc822\n\nFrom: <news@mail.acme.example>\nSubject: News\nList-Unsubscribe: \
                 <{link}>\n\nHello\n\n--b--\n"
            );
            let report = letter("fbl@provider.example", "Complaint", &text)
                .field("MIME-Version", "1.0")
                .field("Content-Type", "multipart/report; report-type=feedback-report; boundary=b");
            desist.post(&report.field("Message-ID", &format!("<{n}@provider.example>"))).await;
        }
        let told = figures(&desist).await;
        let totals = &told["totals"];
        assert_eq!((&totals["complained"], &totals["complaint_percent"]), (&json!(3), &json!(0.3)), "{told}");
        assert_eq!(totals["complaint_level"], "too_high");
        assert_eq!(told["campaigns"]["rows"][0]["complained"], 3);
        let found = desist.services.figures(&Wanted::all(Range::parse(None, None, desist.now()).unwrap())).await.unwrap();
        let drawn = charts::lines(&found.complaints_chart());
        assert!(drawn.contains("at most 0.3 %") && drawn.contains("0.3 %: never reach"), "{drawn}");
        assert!(charts::bars(&found.asked_chart()).contains("Allowed: 1,000 in all"));
        assert!(charts::bars(&found.stops_chart()).contains("Nothing in this time."));
        desist.leave_mail();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailed_stop_counts_as_one_by_mail_and_a_tools_as_another() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let mailto = desist.mint(&ana(), "events").unsubscribe_mailto;
        desist.post(&letter("ana@example.com", "unsubscribe", "").to(mailto.trim_start_matches("mailto:"))).await;
        let old = json!({"recipient": "bo@example.net", "scope": "events", "state": "opted_out",
            "occurred_at": "2026-11-01T10:00:00Z"});
        desist.api("/v1/preferences", old).await.expect(200);
        let sharing = json!({"recipient": "bo@example.net", "scope": "sharing", "state": "opted_out"});
        desist.api("/v1/preferences", sharing).await.expect(200);
        let told = figures(&desist).await;
        let totals = &told["totals"];
        let ways = (&totals["opted_out"], &totals["opted_out_by_mail"], &totals["opted_out_other"]);
        assert_eq!(ways, (&json!(2), &json!(1), &json!(1)), "{told}");
        let on = |day: &str, what: &str| {
            let steps = told["steps"].as_array().unwrap();
            steps.iter().find(|step| step["begin"] == day).map(|step| step[what].clone()).unwrap()
        };
        assert_eq!(on("2026-11-01", "opted_out_other"), 1, "on the day on which it happened");
        assert_eq!(on("2026-11-23", "opted_out_by_mail"), 1);
        desist.leave_mail();
    })
    .await;
}
