//! What compliance is set to: shown to the auditor, changed by an admin with a fresh code.

use desist::domain::operator::Role;
use serde_json::json;

use crate::support::{Service, both};

const PATH: &str = "/console/settings";

#[tokio::test(flavor = "multi_thread")]
async fn con_06_the_auditor_sees_every_setting_and_changes_none() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let party = json!({ "key": "crm", "name": "The CRM", "contact": "desk@crm.example" });
        desist.api("/v1/systems", party).await.expect(201);
        let ada = desist.operator("Ada", Role::Auditor).await;
        let page = ada.get(PATH).await.expect(200).body;
        for what in ["Privacy policy", "in force", "gdpr", "1 month", "retention.mail", "The CRM", "checkpoint.txt"] {
            assert!(page.contains(what), "{what}: {page}");
        }
        assert!(!page.contains("desk@crm.example") && !page.contains("name=\"act\""), "{page}");
        ada.post(PATH, &[("act", "party_retire"), ("kind", "system"), ("key", "crm")]).await.expect(403);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_keeps_agents_and_parties_and_a_secret_is_shown_once() {
    both(|database| async move {
        let desist = Service::builder(database).webhooks_to_loopback().start().await;
        let ada = desist.operator("Ada", Role::Admin).await;
        let agent = [("act", "agent_put"), ("address", "desk@support.example"), ("notes", "digest")];
        assert!(ada.does(PATH, &agent).await.body.contains("desk@support.example"));
        let gone = ada.does(PATH, &[("act", "agent_remove"), ("address", "desk@support.example")]).await.body;
        assert!(gone.contains("No agent."), "{gone}");

        let controller = [
            ("act", "party_add"),
            ("kind", "controller"),
            ("key", "acme-shop"),
            ("name", "Acme Shop"),
            ("contact", "privacy@shop.example"),
            ("ask", "https://shop.example/privacy"),
            ("domains", "shop.example, shop.example.org"),
            ("agreement", "folder 7"),
            ("url", "http://127.0.0.1:9/hook"),
        ];
        let added = ada.post(PATH, &controller).await.expect(200).body;
        let secret = added.split("<code class=\"secret\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
        assert!(secret.starts_with("whsec_"), "{secret}");
        let page = ada.get(PATH).await.expect(200).body;
        assert!(!page.contains(&secret) && !page.contains("whsec_"), "it is shown once");
        assert!(page.contains("shop.example, shop.example.org") && page.contains("folder 7"), "{page}");
        let rotated = ada.post(PATH, &[("act", "party_rotate"), ("kind", "controller"), ("key", "acme-shop")]).await;
        assert!(rotated.expect(200).body.contains("whsec_"));
        let change = [
            ("act", "party_change"),
            ("kind", "controller"),
            ("key", "acme-shop"),
            ("name", "Acme Shop Ltd"),
            ("ask", "privacy@shop.example"),
        ];
        let changed = ada.does(PATH, &change).await.body;
        assert!(changed.contains("Acme Shop Ltd") && !changed.contains("folder 7"), "{changed}");
        let retired = ada.does(PATH, &[("act", "party_retire"), ("kind", "controller"), ("key", "acme-shop")]).await;
        assert!(retired.body.contains("class=\"tag\">retired"), "{}", retired.body);
        let again = ada.does(PATH, &[("act", "party_resume"), ("kind", "controller"), ("key", "acme-shop")]).await;
        assert!(!again.body.contains("class=\"tag\">retired"));
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_at_its_field_with_what_was_typed_and_names_are_text() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let ada = desist.operator("Ada", Role::Admin).await;
        let name = "<img src=x onerror=alert(1)>";
        let partner = [("act", "party_add"), ("kind", "partner"), ("key", "ads"), ("name", name)];
        let page = ada.post(PATH, &partner).await.expect(422).body;
        assert!(page.contains("only under an agreement") && page.contains("&lt;img src=x"), "{page}");
        assert!(!page.contains("<img src=x") && page.contains("aria-invalid=\"true\""), "{page}");
        let agreed = [&partner[..], &[("agreement", "folder 1"), ("agreed_on", "2026-01-02")]].concat();
        let page = ada.does(PATH, &agreed).await.body;
        assert!(page.contains("&lt;img src=x") && !page.contains("<img src=x"), "{page}");
        let again = ada.post(PATH, &agreed).await.expect(422).body;
        assert!(again.contains("role=\"alert\""), "{again}");
        for (fields, status) in [
            (vec![("act", "agent_put"), ("address", "nonsense"), ("notes", "off")], 422),
            (vec![("act", "agent_put"), ("address", "a@b.example"), ("notes", "loud")], 422),
            (vec![("act", "party_add"), ("kind", "enemy"), ("key", "x"), ("name", "x")], 422),
            (vec![("act", "party_add"), ("kind", "system"), ("key", "No Key"), ("name", "x")], 422),
            (vec![("act", "party_retire"), ("kind", "system"), ("key", "nobody")], 404),
            (vec![("act", "webhook_test"), ("id", "nobody")], 404),
            (vec![("act", "nothing")], 422),
        ] {
            ada.post(PATH, &fields).await.expect(status);
        }
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_is_switched_off_and_on_and_its_url_and_secret_stay_inside() {
    both(|database| async move {
        let desist = Service::builder(database).webhooks_to_loopback().start().await;
        let ada = desist.operator("Ada", Role::Admin).await;
        let url = "http://127.0.0.1:9/a-secret-path?token=secret";
        let made = desist
            .api("/v1/webhooks", json!({ "url": url, "events": ["preference.changed"] }))
            .await
            .expect(201)
            .json();
        let id = made["webhook"]["id"].as_str().unwrap().to_owned();
        let page = ada.get(PATH).await.expect(200).body;
        assert!(page.contains("127.0.0.1") && !page.contains("a-secret-path") && !page.contains("whsec_"), "{page}");
        let off = ada.does(PATH, &[("act", "webhook_disable"), ("id", &id)]).await.body;
        assert!(off.contains("Switch on"), "{off}");
        let on = ada.does(PATH, &[("act", "webhook_enable"), ("id", &id)]).await.body;
        assert!(on.contains("Switch off"), "{on}");
        let rotated = ada.post(PATH, &[("act", "webhook_rotate"), ("id", &id)]).await.expect(200).body;
        assert!(rotated.contains("whsec_"));
        desist.advance(std::time::Duration::from_secs(16 * 60));
        let stale = ada.post(PATH, &[("act", "webhook_rotate"), ("id", &id)]).await.expect(401).body;
        assert!(!stale.contains("whsec_"), "{stale}");
        desist.verify().await;
    })
    .await;
}
