//! The response record of a period, and its way out of the house.

use desist::domain::operator::Role;
use serde_json::json;

use crate::support::console::Operator;
use crate::support::{Service, ana, both, eventually, somebody};

/// The page when its figures are counted.
async fn counted(operator: &Operator<'_>, path: &str) -> String {
    eventually("the figures are counted", async || !operator.get(path).await.expect(200).body.contains("hx-get")).await;
    operator.get(path).await.expect(200).body
}

/// A service with a stop, and a case.
async fn busy(desist: &Service) {
    desist.stop(&ana(), "product-news").await.unwrap();
    let asked = json!({ "kind": "deletion", "recipient": "ana@example.com", "evidence": "came to the desk",
        "reference": "=HYPERLINK(\"http://evil.example\")" });
    desist.api("/v1/cases", asked).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn log_13_the_report_says_first_how_many_asked_and_whether_they_were_answered_in_time() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist.leave_mail();
        busy(&desist).await;
        let ada = desist.operator("Ada", Role::Auditor).await;
        let page = counted(&ada, "/console/report").await;
        assert!(page.contains("<dt>Requests</dt><dd>2</dd>") && page.contains("<dt>Open</dt><dd>1</dd>"), "{page}");
        assert!(page.contains("Cases (1)") && page.contains("Choices (1)"), "{page}");
        assert!(page.contains("/console/cases/") && page.contains("<svg"), "{page}");
        assert!(!page.contains("ana@"), "the record names nobody");
        let choices = ada.get("/console/report?from=2026-11-01&to=2026-11-30&list=choices").await.expect(200).body;
        assert!(choices.contains("opted out") && choices.contains("product-news"), "{choices}");
        let before = counted(&ada, "/console/report?from=2026-10-01&to=2026-10-31").await;
        assert!(
            before.contains("<dt>Requests</dt><dd>0</dd>") && before.contains("No case in this period."),
            "{before}"
        );
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_is_paged_and_what_is_no_day_or_no_sender_is_said_at_its_field() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let ada = desist.operator("Ada", Role::Auditor).await;
        for number in 0..60 {
            desist.stop(&somebody(number), "product-news").await.unwrap();
        }
        let first = ada.get("/console/report?list=choices").await.expect(200).body;
        let rows = |body: &str| body.matches("<tr data-row>").count();
        assert_eq!(rows(&first), 50);
        let next = first.split("href=\"").find(|rest| rest.contains("rel=\"next\"")).unwrap();
        let next = next.split('"').next().unwrap().replace("&amp;", "&");
        let second = ada.get(&next).await.expect(200).body;
        assert_eq!(rows(&second), 10, "{next}");
        for wrong in ["from=yesterday", "from=2026-12-02&to=2026-12-01", "sender=nobody", "from=%3Cscript%3E"] {
            let page = ada.get(&format!("/console/report?{wrong}")).await.expect(422).body;
            assert!(page.contains("role=\"alert\"") && !page.contains("<script>"), "{wrong}: {page}");
        }
        ada.get("/console/report?below=nonsense").await.expect(200);
        ada.get("/console/report?list=choices&below=-5").await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_06_the_auditor_exports_after_a_fresh_code_and_support_does_not() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist.leave_mail();
        busy(&desist).await;
        let ada = desist.operator("Ada", Role::Auditor).await;
        let path = "/console/report/export";
        let period = [("from", "2026-11-01"), ("to", "2026-11-30")];
        let asked = |format: &'static str| [&period[..], &[("format", format)]].concat();
        let csv = ada.post(path, &asked("csv")).await.expect(200);
        let disposition = csv.header("content-disposition").to_owned();
        let size = desist.services.gate.ledger_size();
        assert!(
            disposition.starts_with("attachment; filename=\"response-record-2026-11-01-to-2026-11-30-ledger-"),
            "{disposition}"
        );
        assert!(disposition.contains(&format!("-ledger-{size}-")) && disposition.ends_with(".csv\""), "{disposition}");
        assert!(csv.header("content-type").starts_with("text/csv") && csv.body.lines().count() == 3, "{}", csv.body);
        assert!(!csv.body.contains("ana@"), "{}", csv.body);
        assert!(csv.body.contains("\"'=HYPERLINK("), "API-08, no cell is a formula: {}", csv.body);
        let whole = ada.post(path, &asked("json")).await.expect(200).json();
        assert_eq!(whole["requests"].as_array().unwrap().len(), 2);
        assert!(whole["checkpoint"].as_str().unwrap().contains("\u{2014} "), "the signed head it is true for");
        assert!(ada.post(path, &asked("html")).await.expect(200).body.contains("<h1>Response record</h1>"));
        for wrong in [("format", "exe"), ("from", "x"), ("sender", "nobody\r\nSet-Cookie: a=b")] {
            let fields = [&asked("csv")[..], &[wrong]].concat();
            // The last value of a name counts, or the first: either way nothing typed gets into a header.
            let answer = ada.post(path, &fields).await;
            assert!(answer.header("set-cookie").is_empty() && answer.status < 500, "{wrong:?}: {}", answer.status);
        }
        ada.post(path, &[("format", "exe")]).await.expect(422);
        ada.post(path, &[("format", "csv"), ("sender", "nobody")]).await.expect(422);

        desist.advance(std::time::Duration::from_secs(16 * 60));
        let again = ada.post(path, &asked("csv")).await.expect(401);
        for (name, typed) in asked("csv") {
            let kept = format!("{name}&quot;,&quot;{typed}&quot;");
            assert!(again.body.contains(&kept), "what was asked is kept, all of it: {name}: {}", again.body);
        }

        let robin = desist.operator("Robin", Role::Support).await;
        assert!(!robin.get("/console/report").await.expect(200).body.contains("/console/report/export"));
        robin.post(path, &asked("csv")).await.expect(403);
        desist.verify().await;
    })
    .await;
}
