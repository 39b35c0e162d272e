//! P1 to P4, P8, P9: what people choose, and what goes on.

use serde_json::json;

use super::letters::letter;
use crate::support::{Service, ana, bo, both, chen};

#[tokio::test(flavor = "multi_thread")]
async fn p1_everybody_may_opt_out_by_following_the_instructions_in_the_mail() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let links =
            json!({"recipients": ["ana@example.com", "Bo.Lind@example.org", "chen@bücher.example"], "topic": "product-news"});
        let links = desist.api("/v1/links", links).await.expect(200).json()["links"].clone();
        // By the button of the mailbox provider, which a scanner's look does not press.
        let url = links[0]["unsubscribe_url"].as_str().unwrap();
        assert!(links[0]["headers"]["List-Unsubscribe"].as_str().unwrap().contains(url));
        desist.get(url).await.expect(200);
        assert!(desist.allowed(&ana(), "product-news"), "L2");
        desist.one_click(url).await.expect(200);
        // By the mail that a mail program sends for its user, from whatever address.
        let to = links[1]["unsubscribe_mailto"].as_str().unwrap().trim_start_matches("mailto:").to_owned();
        let to = to.split('?').next().unwrap();
        desist.post(&letter("other@elsewhere.example", "unsubscribe", "").to(to).field("To", to)).await;
        // By a plain reply.
        desist.post(&letter("chen@bücher.example", "Re: News", "Please take me off your mailing list.")).await;
        for (person, reason) in [(ana(), "opted_out_topic"), (bo(), "opted_out_topic"), (chen(), "opted_out_all")] {
            assert_eq!(desist.reason(&person, "product-news"), reason);
        }
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p2_whoever_opted_out_still_gets_what_is_not_promotional_and_promotion_cannot_pass_for_it() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let stop = json!({"recipient": "ana@example.com", "scope": "all", "state": "opted_out"});
        desist.api("/v1/preferences", stop).await.expect(200);
        for topic in ["product-news", "events", "partner-offers"] {
            assert_eq!(desist.reason(&ana(), topic), "opted_out_all");
        }
        for topic in ["confirmations", "invoices", "technical-notices", "security-alerts", "account"] {
            assert_eq!((desist.allowed(&ana(), topic), desist.reason(&ana(), topic)), (true, "transactional"));
        }
        // SUP-03: a topic is transactional only with a purpose that is written down, and no topic changes its class.
        let sale = json!({"key": "winter-sale", "name": "Winter sale", "class": "transactional"});
        desist.api("/v1/topics", sale).await.expect(422);
        desist.api("/v1/links", json!({"recipient": "ana@example.com", "topic": "invoices"})).await.expect(422);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p3_the_topics_are_those_that_the_policy_names() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let topics = desist.api_get("/v1/topics").await.expect(200).json();
        let class = |class: &str| {
            let of = topics["topics"].as_array().unwrap().iter().filter(|topic| topic["class"] == class);
            let mut keys: Vec<_> = of.map(|topic| topic["key"].as_str().unwrap()).collect();
            keys.sort_unstable();
            keys
        };
        assert_eq!(class("promotional"), ["events", "partner-offers", "product-news"]);
        assert_eq!(
            class("transactional"),
            ["account", "confirmations", "invoices", "security-alerts", "technical-notices"]
        );
        // Partners' offers can be stopped alone.
        desist.stop(&ana(), "partner-offers").await.unwrap();
        assert!(!desist.allowed(&ana(), "partner-offers") && desist.allowed(&ana(), "events"));
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p4_several_requests_in_one_mail_to_support_are_each_done_or_asked_back() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        let text = "Please unsubscribe me from all your mails. Do not share my data with third parties.\n\
                    Please delete all personal data you hold about me.";
        desist.post(&letter("ana@example.com", "My data", text)).await;
        assert_eq!(desist.reason(&ana(), "product-news"), "opted_out_all");
        let check = json!({"recipient": "ana@example.com"});
        let shared = desist.api("/v1/do-not-share/check", check.clone()).await.expect(200).json();
        assert_eq!(shared["allowed"], false, "{shared}");
        let known = desist.api("/v1/recipients/lookup", check).await.expect(200).json();
        let deletion = known["cases"].as_array().unwrap().iter().find(|case| case["kind"] == "deletion").unwrap();
        assert_eq!(deletion["state"], "needs_identity", "what deletes is asked back (L3)");
        desist.confirms().await;
        assert_eq!(desist.case_now(deletion["id"].as_str().unwrap()).await["state"], "needs_review");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p8_whoever_does_not_want_their_data_shared_is_not_shared_with_anybody_and_every_partner_confirms() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let partner = json!({"key": "ads", "name": "Ads Inc", "contact": "privacy@ads.example", "agreement": "contracts/17",
            "agreed_on": "2026-07-01", "data": "Addresses", "purpose": "Their offers"});
        desist.api("/v1/partners", partner).await.expect(201);
        let check = || async { desist.api("/v1/do-not-share/check", json!({"recipient": "ana@example.com"})).await.json() };
        assert_eq!(check().await["allowed"], true);
        let stop = json!({"recipient": "ana@example.com", "scope": "sharing", "state": "opted_out"});
        desist.api("/v1/preferences", stop).await.expect(200);
        assert_eq!(check().await["allowed"], false, "at once, before any partner has answered");
        let case = desist.services.cases_about(&ana()).await.unwrap().pop().unwrap();
        assert_eq!(case.kind, "sharing_opt_out");
        desist.tend().await;
        let told = desist.outbox().await.pop().unwrap();
        assert_eq!(told.to, "privacy@ads.example");
        desist.get(told.link("/task")).await.expect(200);
        assert_ne!(desist.case_now(&case.id).await["state"], "done", "a look confirms nothing (L2)");
        desist.post_form(told.link("/task"), "action=done").await.expect(200);
        desist.tend().await;
        let done = desist.case_now(&case.id).await;
        assert_eq!((&done["state"], done["effective_at"].is_string()), (&json!("done"), true));
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p9_an_opt_out_of_tracking_outlives_the_cookie_where_the_person_is_known_and_a_signal_is_honoured_and_said_so()
{
    both(|db| async move {
        let desist = Service::start(db).await;
        let seen = desist.post_form("/tracking", "action=stop_tracking").await.expect(200);
        assert!(seen.header("set-cookie").starts_with("tracking=stopped"), "{}", seen.header("set-cookie"));
        // Known by a link: kept as a preference, so that clearing cookies does not lose it.
        let page = desist.mint(&ana(), "events").preferences_url;
        desist.post_form(&page, "action=stop_tracking").await.expect(200);
        let known =
            desist.api("/v1/recipients/lookup", json!({"recipient": "ana@example.com"})).await.expect(200).json();
        let tracking = known["preferences"].as_array().unwrap().iter().find(|one| one["scope"] == "tracking").unwrap();
        assert_eq!(tracking["state"], "opted_out", "{known}");
        // Global Privacy Control: honoured in the answer that carries it, stored with the first POST.
        let support = desist.get("/.well-known/gpc.json").await.expect(200).json();
        assert_eq!(support["gpc"], true);
        let link = desist.mint(&bo(), "events").unsubscribe_url;
        let signal = |method| desist.http.request(method, &link).header("Sec-GPC", "1");
        let shown = crate::support::http::send(signal("GET")).await.expect(200);
        assert!(shown.body.contains("Global Privacy Control"), "{}", shown.body);
        let may = || async {
            desist.api("/v1/do-not-share/check", json!({"recipient": bo().delivery()})).await.json()["allowed"].clone()
        };
        assert_eq!(may().await, true, "a look stores nothing (L2)");
        let form =
            signal("POST").header("content-type", "application/x-www-form-urlencoded").body("action=unsubscribe");
        crate::support::http::send(form).await.expect(200);
        assert_eq!(may().await, false);
        assert!(!desist.allowed(&bo(), "events"));
        desist.verify().await;
    })
    .await;
}
