//! Texts for answers: written beforehand, changed, retired.

use desist::domain::operator::Role;
use serde_json::json;

use super::cases::hidden;
use crate::support::{Service, both};

const SCRIPT: &str = "<script>alert('x')</script>";

#[tokio::test(flavor = "multi_thread")]
async fn l5_a_text_is_added_changed_and_retired_each_with_its_entry_and_of_two_at_once_one_is_told() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let (robin, kim) = (desist.operator("Robin", Role::Support).await, desist.operator("Kim", Role::Support).await);
        let page = robin.get("/console/answers").await.expect(200);
        assert!(page.body.contains("Refused: nothing held") && page.body.contains("came with Desist"), "{}", page.body);
        let before = desist.services.gate.ledger_size();
        let new = [("act", "put"), ("name", SCRIPT), ("used_for", "done"), ("kinds", "question"), ("text_en", SCRIPT)];
        let page = robin.does("/console/answers", &new).await;
        assert!(page.body.contains("&lt;script&gt;") && !page.body.contains("<script>alert"), "MIME-17");
        assert_eq!(desist.services.gate.ledger_size(), before + 1);
        // Of the built-in ones another text, by two at once.
        let form = robin.get("/console/answers?edit=done").await.expect(200);
        assert!(form.body.contains("Danke, dass Sie uns geschrieben haben") && hidden(&form.body, "seen").is_empty());
        let change = [("act", "put"), ("id", "done"), ("name", "Done"), ("used_for", "done"), ("text_de", "Erledigt.")];
        robin.does("/console/answers", &[&change[..], &[("seen", "")]].concat()).await;
        let told =
            kim.post("/console/answers", &[&change[..4], &[("text_de", "Fertig."), ("seen", "")]].concat()).await;
        let told = told.expect(422);
        assert!(
            told.body.contains("Somebody else changed this answer") && told.body.contains("Fertig."),
            "{}",
            told.body
        );
        let seen = hidden(&kim.get("/console/answers?edit=done").await.expect(200).body, "seen");
        let page = kim.does("/console/answers", &[("act", "retire"), ("id", "done"), ("seen", &seen)]).await;
        assert!(page.body.contains("Offer it again"), "{}", page.body);
        kim.post("/console/answers", &[("act", "retire"), ("id", "nonsense")]).await.expect(404);
        robin.get("/console/answers?edit=nonsense").await.expect(404);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_cannot_go_out_is_refused_and_what_was_typed_is_kept() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let robin = desist.operator("Robin", Role::Support).await;
        let good = [("act", "put"), ("name", "Mine"), ("used_for", "done"), ("text_en", "Thanks")];
        let wrong: [(&str, &'static str, &str); 7] = [
            ("text_en", "Dear {name}", "Nothing is filled in for {name}"),
            ("text_en", " ", "Write the answer"),
            ("text_en", Box::leak("x".repeat(10_001).into_boxed_str()), "longer than 10000"),
            ("name", " ", "Give it a name"),
            ("used_for", "spam", "Choose with which mail"),
            ("kinds", "everything", "no such kind"),
            ("text_xx", "Tervetuloa", "no language"),
        ];
        for (field, value, says) in wrong {
            let mut fields: Vec<_> = good.iter().copied().filter(|(name, _)| *name != field).collect();
            fields.push((field, value));
            let page = robin.post("/console/answers", &fields).await.expect(422);
            assert!(page.body.contains(says), "{field}: {}", page.body);
            assert!(field == "name" || page.body.contains("value=\"Mine\""), "{field}: what was typed is lost");
        }
        robin.post("/console/answers", &[("act", "put"), ("seen", "x")]).await.expect(422);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_filled_into_a_text_is_filled_in_once_whatever_a_name_holds() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let name = json!({"name": "{reference} {date}"});
        desist.http.patch("/v1/senders/default", name).await.expect(200);
        let body = json!({"kind": "question", "recipient": "ana@example.com", "acknowledged": true});
        let case = desist.a_case(body).await;
        let robin = desist.operator("Robin", Role::Support).await;
        let text = "From {name of sender}: {date}.";
        let new = [("act", "put"), ("name", "Odd"), ("used_for", "done"), ("text_en", text)];
        let list = robin.does("/console/answers", &new).await.body;
        let row = list.split("<bdi>Odd</bdi>").next().unwrap();
        let id = row.rsplit("?edit=").next().unwrap().split('"').next().unwrap();
        let page = robin.get(&format!("/console/cases/{case}/answer?as=done&prepared={id}")).await.expect(200);
        assert!(page.body.contains("From {reference} {date}: 23 November 2026."), "{}", page.body);
        let unknown = robin.get(&format!("/console/cases/{case}/answer?as=done&prepared=nonsense")).await;
        assert!(unknown.status < 500, "{}", unknown.body);
        desist.verify().await;
    })
    .await;
}
