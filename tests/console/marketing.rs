//! Senders, topics, API keys and links in the console.

use std::time::Duration;

use desist::domain::operator::Role;
use serde_json::json;

use crate::support::{Service, ana, both};

const AWKWARD: &str = "<script>alert(1)</script>\"'&";

/// Time enough for a session to be fresh no more.
async fn grow_old(desist: &Service, operator: &crate::support::console::Operator<'_>) {
    for _ in 0..2 {
        desist.advance(Duration::from_secs(10 * 60));
        operator.get("/console").await.expect(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sup_03_marketing_adds_promotional_topics_and_only_an_admin_a_transactional_one_with_a_purpose() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let mia = desist.operator("Mia", Role::Marketing).await;
        let ada = desist.operator("Ada", Role::Admin).await;
        let page = mia.get("/console/topics").await.expect(200).body;
        assert!(page.contains("product-news") && !page.contains("value=\"transactional\""), "{page}");
        let add = [("name", "Letters"), ("key", "letters"), ("requires_opt_in", "yes")];
        mia.does("/console/topics", &add).await;
        let topic = desist.topic("letters");
        assert!(topic.class.as_str() == "promotional" && topic.requires_opt_in);
        let odd = [("name", AWKWARD), ("key", "odd"), ("description", AWKWARD)];
        let page = mia.does("/console/topics", &odd).await.body;
        assert!(page.contains("&lt;script&gt;") && !page.contains("<script>alert"), "{page}");
        let list = mia.get("/console/topics").await.expect(200).body;
        assert!(!list.contains("<script>alert"), "{list}");

        let wanted =
            [("name", "Receipts"), ("key", "receipts"), ("class", "transactional"), ("purpose", "Orders paid.")];
        for (class, purpose) in [("transactional", "Orders paid."), ("Transactional", ""), (" TRANSACTIONAL ", "x")] {
            let form = [wanted[0], wanted[1], ("class", class), ("purpose", purpose)];
            mia.post("/console/topics", &form).await.expect(403);
        }
        mia.post("/console/topics", &[wanted[0], wanted[1], ("class", "both")]).await.expect(422);
        grow_old(&desist, &ada).await;
        ada.post("/console/topics", &wanted).await.expect(401);
        assert!(desist.services.gate.registry().topic_by_key("receipts").is_none());
        ada.prove().await;
        let without = ada.post("/console/topics", &wanted[..3]).await.expect(422).body;
        assert!(without.contains("purpose") && without.contains("value=\"Receipts\""), "{without}");
        ada.does("/console/topics", &wanted).await;
        assert_eq!(desist.topic("receipts").purpose.as_deref(), Some("Orders paid."));
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_that_is_there_or_badly_named_is_refused_and_what_was_typed_is_kept() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let mia = desist.operator("Mia", Role::Marketing).await;
        let size = desist.services.gate.ledger_size();
        for (key, name) in [
            ("events", "Kept <b>"),
            ("all", "Kept <b>"),
            ("Big", "Kept <b>"),
            ("", "Kept <b>"),
            ("fine", "Kept <b>\u{202e}"),
            ("fine", ""),
        ] {
            let form = [("key", key), ("name", name), ("description", "a line that is kept")];
            let page = mia.post("/console/topics", &form).await.expect(422).body;
            assert!(page.contains("role=\"alert\"") && page.contains("a line that is kept"), "{key}: {page}");
            assert!(!page.contains("Kept <b>"), "{page}");
        }
        assert_eq!(desist.services.gate.ledger_size(), size);
        for unknown in ["nobody", "%3Cscript%3E", "events%2F.."] {
            for room in ["topics", "senders"] {
                mia.get(&format!("/console/{room}/{unknown}")).await.expect(404);
                mia.post(&format!("/console/{room}/{unknown}"), &[("act", "retire")]).await.expect(404);
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l2_a_topic_is_retired_only_after_it_was_said_what_goes_on_working_and_its_links_still_stop() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let mia = desist.operator("Mia", Role::Marketing).await;
        let url = desist.mint(&ana(), "events").unsubscribe_url;
        let asked = mia.get("/console/topics/events?retire=1").await.expect(200).body;
        assert!(asked.contains("every link that is out goes on stopping it") && asked.contains("never deleted"));
        assert!(!desist.topic("events").retired, "asking changes nothing");
        mia.post("/console/topics/events", &[("act", "delete")]).await.expect(422);
        assert!(!desist.topic("events").retired);
        desist.advance(Duration::from_secs(16 * 60));
        mia.post("/console/topics/events", &[("act", "retire")]).await.expect(401);
        assert!(!desist.topic("events").retired, "nothing brings it back, so it wants a fresh code");
        mia.prove().await;
        mia.post("/console/topics/invoices", &[("act", "retire")]).await.expect(403);
        assert!(!desist.topic("invoices").retired, "SUP-03: what is transactional is an admin's");
        let done = mia.does("/console/topics/events", &[("act", "retire")]).await.body;
        assert!(done.contains("Links that are out go on working") && desist.topic("events").retired);
        mia.does("/console/topics/events", &[("act", "retire")]).await;
        desist.one_click(&url).await.expect(200);
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_topic");
        let mint = [("act", "mint"), ("address", "ana@example.com"), ("topic", "events")];
        let refused = mia.post("/console/links", &mint).await.expect(422).body;
        assert!(refused.contains("retired"), "{refused}");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sender_is_added_and_renamed_and_of_two_operators_the_second_is_told() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let mia = desist.operator("Mia", Role::Marketing).await;
        let add = [
            ("name", AWKWARD),
            ("key", "bolt"),
            ("group", "default"),
            ("postal_address", "1 Road\r\nTown"),
            ("support_address", "help@bolt.example"),
            ("public_hosts", "mail.bolt.example, Bücher.example"),
        ];
        let page = mia.does("/console/senders", &add).await.body;
        assert!(!page.contains("<script>alert") && page.contains("help@bolt.example"), "{page}");
        let bolt = || desist.services.gate.registry().sender_by_key("bolt").cloned().unwrap();
        assert_eq!(bolt().postal_address.as_deref(), Some("1 Road\nTown"));
        assert_eq!(bolt().public_hosts, ["mail.bolt.example", "xn--bcher-kva.example"]);
        desist.advance(Duration::from_secs(16 * 60));
        mia.post("/console/senders/bolt", &[("name", "Bolt"), ("public_hosts", "more.bolt.example")]).await.expect(401);
        assert_eq!(bolt().public_hosts.len(), 2, "none is ever taken away, so it wants a fresh code");
        mia.get("/console/senders").await.expect(200);

        let was = [
            ("was_name", AWKWARD),
            ("was_postal_address", "1 Road\r\nTown"),
            ("was_support_address", "help@bolt.example"),
        ];
        let form = |name: &'static str, support: &'static str| {
            let typed = [("name", name), ("postal_address", "1 Road\r\nTown"), ("support_address", support)];
            was.iter().copied().chain(typed).collect::<Vec<_>>()
        };
        let size = desist.services.gate.ledger_size();
        mia.does("/console/senders/bolt", &form(AWKWARD, "help@bolt.example")).await;
        assert_eq!(desist.services.gate.ledger_size(), size, "the same lines are no change");
        mia.does("/console/senders/bolt", &form("Bolt", "help@bolt.example")).await;
        assert_eq!((bolt().name.as_str(), bolt().former_names.as_slice()), ("Bolt", &[AWKWARD.to_owned()][..]));
        let late = mia.post("/console/senders/bolt", &form("Crux", "help@bolt.example")).await.expect(422).body;
        assert!(late.contains("Somebody changed this meanwhile") && late.contains("value=\"Crux\""), "{late}");
        assert_eq!(bolt().name, "Bolt");
        for bad in ["nobody", "a@b@c"] {
            let page = mia.post("/console/senders/bolt", &form(AWKWARD, bad)).await.expect(422).body;
            assert!(page.contains(bad), "{page}");
        }
        for (key, group) in [("bolt", ""), ("Bolt!", ""), ("new", "No Group")] {
            let form = [("name", "Kept"), ("key", key), ("group", group)];
            assert!(mia.post("/console/senders", &form).await.expect(422).body.contains("value=\"Kept\""));
        }
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_08_a_keys_secret_is_shown_once_works_and_is_dead_when_it_is_revoked() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let ada = desist.operator("Ada", Role::Admin).await;
        let add = [("act", "add"), ("name", AWKWARD), ("scope", "gate"), ("scope", "links"), ("sender", "default")];
        grow_old(&desist, &ada).await;
        ada.post("/console/keys", &add).await.expect(401);
        assert_eq!(desist.services.gate.registry().api_keys().len(), 1);
        ada.prove().await;
        let page = ada.post("/console/keys", &add).await.expect(200).body;
        assert!(!page.contains("<script>alert"), "{page}");
        let secret = page.split("<code class=\"secret\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
        assert!(secret.starts_with("dsk_"));
        let list = ada.get("/console/keys").await.expect(200).body;
        assert!(!list.contains(&secret) && !list.contains("dsk_"), "{list}");
        let ask = || async {
            let request = desist.http.request("POST", "/v1/check").bearer_auth(&secret);
            let body = json!({"recipient": "ana@example.com", "topic": "events"}).to_string();
            crate::support::http::send(request.header("content-type", "application/json").body(body)).await.status
        };
        assert_eq!(ask().await, 200);
        let id = desist.services.gate.registry().api_keys()[1].id.clone();
        let revoke = [("act", "revoke"), ("id", id.as_str())];
        ada.does("/console/keys", &revoke).await;
        assert_eq!(ask().await, 401);
        let again = ada.post("/console/keys", &revoke).await.expect(422).body;
        assert!(again.contains("revoked before"), "{again}");
        for bad in [vec![("act", "add"), ("name", "x")], vec![("act", "add"), ("name", "x"), ("scope", "root")]] {
            ada.post("/console/keys", &bad).await.expect(422);
        }
        ada.post("/console/keys", &[("act", "add"), ("name", ""), ("scope", "gate")]).await.expect(422);
        let mia = desist.operator("Mia", Role::Marketing).await;
        mia.get("/console/keys").await.expect(403);
        mia.post("/console/keys", &add).await.expect(403);
        assert_eq!(desist.services.gate.registry().api_keys().len(), 2);
        desist.verify().await;
    })
    .await;
}

/// The text of a definition on the page.
fn fact<'a>(page: &'a str, after: &str, tag: &str) -> &'a str {
    let rest = page.split(after).nth(1).unwrap_or_else(|| panic!("{after}: {page}"));
    rest.split(tag).nth(1).unwrap().split('>').nth(1).unwrap().split('<').next().unwrap()
}

fn unescaped(text: &str) -> String {
    let pairs = [("&#x2f;", "/"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[tokio::test(flavor = "multi_thread")]
async fn hdr_01_a_link_is_a_test_unless_asked_and_its_header_fields_are_those_of_the_api() {
    both(|database| async move {
        let desist = Service::builder(database).public_url("https://news.acme.example").start().await;
        let mia = desist.operator("Mia", Role::Marketing).await;
        let mint = [("act", "mint"), ("address", "ana@example.com"), ("topic", "events"), ("campaign", "winter")];
        let page = mia.post("/console/links", &mint).await.expect(200).body;
        assert!(page.contains("A test link"), "{page}");
        let test_url = unescaped(fact(&page, "<dt>Unsubscribe</dt>", "<a"));
        desist.one_click(&test_url).await.expect(200);
        assert!(desist.allowed(&ana(), "events"), "a test link changes nobody");

        let real: Vec<_> = mint.iter().copied().chain([("real", "yes")]).collect();
        let page = mia.post("/console/links", &real).await.expect(200).body;
        let asked = json!({"recipient": "ana@example.com", "topic": "events", "campaign": "winter"});
        let headers = desist.api("/v1/links", asked).await.expect(200).json()["headers"].clone();
        let shown = unescaped(page.split("<pre>").nth(1).unwrap().split("</pre>").next().unwrap());
        let expected = ["List-Unsubscribe", "List-Unsubscribe-Post", "List-Id"]
            .map(|name| format!("{name}: {}", headers[name].as_str().unwrap()));
        assert_eq!(shown, expected.join("\n"));
        let url = unescaped(fact(&page, "<dt>Unsubscribe</dt>", "<a"));
        desist.one_click(&url).await.expect(200);
        assert!(!desist.allowed(&ana(), "events"));

        for (name, bad) in
            [("campaign", "Big & <script>"), ("topic", "invoices"), ("topic", "nothing"), ("address", "x")]
        {
            let form: Vec<_> = mint.iter().map(|(own, value)| (*own, if *own == name { bad } else { value })).collect();
            let page = mia.post("/console/links", &form).await.expect(422).body;
            assert!(page.contains("role=\"alert\"") && !page.contains("<script>\""), "{page}");
            assert!(name == "address" || page.contains("value=\"ana@example.com\""), "what was typed is kept: {page}");
        }
        let auditor = desist.operator("Odile", Role::Auditor).await;
        assert!(auditor.get("/console/links").await.expect(200).body.contains("not for your role"));
        auditor.post("/console/links", &mint).await.expect(403);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_explained_with_the_address_masked_and_a_forged_one_is_called_so() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let mia = desist.operator("Mia", Role::Marketing).await;
        let link = desist.mint(&ana(), "events");
        let explain = async |text: &str| mia.post("/console/links", &[("act", "explain"), ("link", text)]).await;
        for found in [&link.unsubscribe_url, &link.preferences_url, &format!("<{}>", link.unsubscribe_url)] {
            let page = explain(found).await.expect(200).body;
            assert!(page.contains("It verifies") && page.contains("Events") && page.contains("a URL"), "{page}");
            assert!(page.contains(&ana().masked()) && !page.contains("ana@example.com"), "{page}");
        }
        let page = explain(&link.unsubscribe_mailto).await.expect(200).body;
        assert!(page.contains("a mail address that opts out"), "{page}");
        assert!(page.contains(&desist.services.vault.recipient_key(&ana()).code()), "{page}");
        assert!(explain(&link.return_path).await.expect(200).body.contains("a return path"));
        let token = desist.token(&ana(), "events");
        let mut forged = token.clone().into_bytes();
        let middle = forged.len() / 2;
        forged[middle] = if forged[middle] == b'A' { b'B' } else { b'A' };
        let page = explain(&String::from_utf8(forged).unwrap()).await.expect(200).body;
        assert!(page.contains("does not verify") && !page.contains(&ana().masked()), "{page}");
        for nonsense in ["hello", AWKWARD, "https://elsewhere.example/u/x", "נייר"] {
            let page = explain(nonsense).await.expect(200).body;
            assert!(page.contains("no link of a mailing") && !page.contains("<script>alert"), "{page}");
        }
        for bad in [String::new(), "x".repeat(5_000)] {
            explain(&bad).await.expect(422);
        }
        assert!(desist.allowed(&ana(), "events"), "explaining changes nothing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l10_many_topics_are_paged() {
    both(|database| async move {
        let desist = Service::start(database).await;
        for number in 0..60 {
            let topic = json!({"key": format!("t{number:02}"), "name": format!("T {number}"), "class": "promotional"});
            desist.api("/v1/topics", topic).await.expect(201);
        }
        let mia = desist.operator("Mia", Role::Marketing).await;
        let first = mia.get("/console/topics").await.expect(200).body;
        assert_eq!(first.matches("data-row").count(), 50, "{first}");
        let next = first.split("rel=\"next\"").next().unwrap().rsplit("href=\"").next().unwrap();
        let second = mia.get(next.split('"').next().unwrap()).await.expect(200).body;
        assert_eq!(second.matches("data-row").count(), 18, "{second}");
        let back = second.split("rel=\"prev\"").next().unwrap().rsplit("href=\"").next().unwrap();
        let back = mia.get(back.split('"').next().unwrap()).await.expect(200).body;
        assert_eq!(back.matches("data-row").count(), 50, "{back}");
        mia.get("/console/topics?after=nothing").await.expect(200);
    })
    .await;
}
