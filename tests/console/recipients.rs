//! Recipients: found by address, shown by key, helped on their behalf.

use std::time::Duration;

use desist::domain::address::{Address, RecipientKey};
use desist::domain::change::Channel;
use desist::domain::operator::Role;
use desist::domain::preference::Scope;
use desist::store::ledger;
use serde_json::{Value, json};

use crate::support::console::Operator;
use crate::support::database::execute;
use crate::support::http::Answer;
use crate::support::{Service, ana, bo, both};

const ROOM: &str = "/console/recipients";
const AWKWARD: &str = "<script>alert(1)</script>\"'&";
const DAY: Duration = Duration::from_secs(86_400);

async fn find(operator: &Operator<'_>, address: &Address) -> Answer {
    operator.post(ROOM, &[("act", "find"), ("address", address.delivery())]).await
}

/// The path of somebody about whom something is recorded.
async fn path_of(operator: &Operator<'_>, address: &Address) -> String {
    find(operator, address).await.expect(303).header("location").to_owned()
}

/// The whole page of a recipient.
async fn page_of(operator: &Operator<'_>, address: &Address) -> String {
    operator.get(&path_of(operator, address).await).await.expect(200).body
}

fn all_of(desist: &Service) -> String {
    format!("all:{}", desist.sender())
}

fn stop<'a>(scope: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let plain = [("act", "stop"), ("scope", scope), ("heard", "phone")];
    plain.iter().chain(more).copied().collect()
}

/// The newest leaf of the ledger.
async fn newest(desist: &Service) -> Value {
    let size = desist.services.gate.ledger_size();
    let (entries, _) = desist.services.entries(size - 1, 1, None).await.unwrap();
    entries[0]["leaf"].clone()
}

/// Erases somebody whom an operator vouches for.
async fn erase(desist: &Service, recipient: &str) {
    let asked = json!({"kind": "deletion", "recipient": recipient, "evidence": "came to the desk"});
    let case = desist.api("/v1/cases", asked).await.expect(200).json()["id"].as_str().unwrap().to_owned();
    desist.api(&format!("/v1/cases/{case}/moves"), json!({"to": "done"})).await.expect(200);
    desist.drain().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l6_somebody_is_found_by_address_and_shown_by_key_with_every_verdict_in_plain_words() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist.stop(&ana(), "product-news").await.unwrap();
        let robin = desist.operator("Robin", Role::Support).await;
        robin.get(ROOM).await.expect(200);
        let size = desist.services.gate.ledger_size();
        let path = path_of(&robin, &ana()).await;
        let key = desist.services.vault.recipient_key(&ana());
        assert_eq!(path, format!("{ROOM}/{}", key.code()), "no address stands in it");
        let page = robin.get(&path).await.expect(200).body;
        for said in [
            "ana@example.com",
            "They stopped this topic.",
            "by one click in their mail program",
            "Nothing speaks against it.",
            "No preference stops transactional mail.",
            "2 of 3 promotional topics",
            "23 Nov 2026",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("/receipt/"), "receipts go only to the address on record");
        let other_case: Address = Address::parse(" ANA@Example.com ").unwrap();
        assert_eq!(path_of(&robin, &other_case).await, path);
        assert_eq!(desist.services.gate.ledger_size(), size, "looking changes nothing (L2)");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_unknown_gets_verdicts_and_the_same_help_and_no_address_gets_into_a_url() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let robin = desist.operator("Robin", Role::Support).await;
        let page = find(&robin, &bo()).await.expect(200).body;
        assert!(page.contains("Nothing is recorded about this address"), "{page}");
        assert!(page.contains("3 of 3") || page.contains("everything"), "{page}");
        assert!(page.contains("name=\"address\" value=\"Bo.Lind@example.org\""), "{page}");
        let scope = all_of(&desist);
        let mut form = stop(&scope, &[("evidence", "ticket 4711")]);
        form.push(("address", "Bo.Lind@example.org"));
        let done = robin.post(ROOM, &form).await.expect(303);
        let key = desist.services.vault.recipient_key(&bo()).code();
        assert_eq!(done.header("location"), format!("{ROOM}/{key}?done=stopped"));
        assert!(!desist.allowed(&bo(), "events"));
        let after = robin.get(done.header("location")).await.expect(200).body;
        assert!(after.contains("The gate obeys it already") && after.contains("Bo.Lind@example.org"), "{after}");
        for bad in ["", "nobody", "a@b@c", AWKWARD] {
            let page = robin.post(ROOM, &[("act", "find"), ("address", bad)]).await.expect(422).body;
            assert!(page.contains("role=\"alert\"") && !page.contains("<script>alert"), "{page}");
        }
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_l5_a_stop_on_behalf_is_obeyed_at_once_and_the_ledger_names_the_operator_and_seals_the_evidence() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist
            .api("/v1/preferences", json!({"recipient": "ana@example.com", "scope": "events", "state": "opted_in"}))
            .await
            .expect(200);
        let robin = desist.operator("Robin", Role::Support).await;
        let path = path_of(&robin, &ana()).await;
        let scope = format!("topic:{}", desist.topic("events").id);
        let evidence = "Mrs Ana called, ticket SECRET-4711";
        robin.does(&path, &stop(&scope, &[("evidence", evidence)])).await;
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_topic");
        assert!(desist.allowed(&ana(), "product-news"));
        let leaf = newest(&desist).await;
        assert_eq!(
            (&leaf["kind"], &leaf["actor"], &leaf["by"], &leaf["channel"], &leaf["heard"], &leaf["after"]),
            (
                &json!("preference"),
                &json!("operator"),
                &json!(robin.id),
                &json!("console"),
                &json!("phone"),
                &json!("opted_out")
            )
        );
        assert!(!leaf.to_string().contains("4711"));
        let index = leaf["index"].as_u64().unwrap();
        let mut tx = desist.db().snapshot().await.unwrap();
        let kept = ledger::subjects(&mut tx, index, index + 1).await.unwrap().remove(0).evidence.unwrap();
        assert!(!kept.windows(4).any(|bytes| bytes == b"4711"), "it lies sealed");
        drop(tx);
        let page = page_of(&robin, &ana()).await;
        assert!(page.contains("SECRET-4711") && page.contains("by telephone") && page.contains("Robin"), "{page}");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_scope_can_be_stopped_on_behalf_and_a_pause_ends_by_itself() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let robin = desist.operator("Robin", Role::Support).await;
        let group = desist.services.gate.registry().senders()[0].group;
        let sender = desist.sender();
        for (scope, holds) in [
            (format!("everywhere:{group}"), Scope::Everywhere(group)),
            (format!("sharing:{sender}"), Scope::Sharing(sender)),
            (format!("tracking:{sender}"), Scope::Tracking(sender)),
        ] {
            let mut form = stop(&scope, &[]);
            form.push(("address", "Bo.Lind@example.org"));
            robin.post(ROOM, &form).await.expect(303);
            let records = desist.services.records(&bo()).await.unwrap();
            assert!(records.iter().any(|record| record.scope == holds), "{scope}");
        }
        let scope = all_of(&desist);
        let pause = [("act", "stop"), ("scope", &scope), ("heard", "letter"), ("until", "2026-12-24")];
        let pause = pause.iter().copied().chain([("address", "ana@example.com")]).collect::<Vec<_>>();
        let done = robin.post(ROOM, &pause).await.expect(303);
        assert!(done.header("location").ends_with("?done=paused"));
        assert_eq!(desist.reason(&ana(), "events"), "paused");
        assert!(page_of(&robin, &ana()).await.contains("24 Dec 2026"));
        desist.advance(31 * DAY);
        assert!(desist.allowed(&ana(), "events"));
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l10_a_form_that_makes_no_sense_changes_nothing_and_keeps_what_was_typed() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist.stop(&ana(), "product-news").await.unwrap();
        let robin = desist.operator("Robin", Role::Support).await;
        let path = path_of(&robin, &ana()).await;
        let (size, all) = (desist.services.gate.ledger_size(), all_of(&desist));
        let sharing = format!("sharing:{}", desist.sender());
        let invoices = format!("topic:{}", desist.topic("invoices").id);
        let long = "x".repeat(4_001);
        let bad: Vec<Vec<(&str, &str)>> = vec![
            stop("everyone", &[]),
            stop("all:1", &[]),
            stop("topic:-1", &[]),
            stop(&invoices, &[]),
            stop(&all, &[("until", "2026-11-01")]),
            stop(&all, &[("until", "tomorrow")]),
            stop(&all, &[("until", "2026-02-30")]),
            stop(&sharing, &[("until", "2027-01-01")]),
            stop(&all, &[("day", "2026-12-31")]),
            stop(&all, &[("day", "yesterday")]),
            stop(&all, &[("evidence", &long)]),
            vec![("act", "stop"), ("scope", &all), ("heard", "dream")],
            vec![("act", "opt_in"), ("scope", &all)],
            vec![("act", "ask"), ("ask_scope", &sharing)],
            vec![("act", "link"), ("sender", "nobody")],
        ];
        for form in bad {
            let form: Vec<_> = form.into_iter().chain([("evidence", AWKWARD)]).collect();
            let page = robin.post(&path, &form).await.expect(422).body;
            assert!(page.contains("role=\"alert\""), "{form:?}: {page}");
            assert!(!page.contains("<script>alert"), "{form:?}");
            let kept = form.iter().find(|(name, _)| *name == "evidence").unwrap().1 != AWKWARD;
            assert!(kept || page.contains("&lt;script&gt;alert(1)"), "{form:?}: what was typed is lost");
        }
        assert_eq!(desist.services.gate.ledger_size(), size);
        let twice = robin.post(&path, &stop(&all, &[])).await.expect(303);
        assert!(twice.header("location").ends_with("done=stopped"));
        let twice = robin.does(&path, &stop(&all, &[])).await.body;
        assert!(twice.contains("Nothing changed"), "two operators at once: the second is told. {twice}");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_an_operator_alone_brings_nobody_back_but_may_ask_them_by_mail() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist.stop(&ana(), "events").await.unwrap();
        let robin = desist.operator("Robin", Role::Support).await;
        let path = path_of(&robin, &ana()).await;
        let scope = format!("topic:{}", desist.topic("events").id);
        for form in [
            vec![("act", "opted_in"), ("scope", scope.as_str())],
            vec![("act", "stop"), ("state", "opted_in"), ("scope", &scope), ("heard", "phone")],
            vec![("act", "undo"), ("scope", &scope), ("undo", "x")],
        ] {
            robin.post(&path, &form).await;
            assert!(!desist.allowed(&ana(), "events"), "{form:?}");
        }
        let asked = robin.does(&path, &[("act", "ask"), ("ask_scope", &scope)]).await.body;
        assert!(asked.contains("on its way") && asked.contains("Asked by mail whether they want to come back"));
        assert!(!desist.allowed(&ana(), "events"));
        let leaf = newest(&desist).await;
        assert_eq!((&leaf["request"], &leaf["by"]), (&json!("confirm_resubscribe"), &json!(robin.id)));
        let mail = desist.outbox().await.remove(0);
        assert_eq!(mail.to, "ana@example.com");
        let confirm = mail.link("/confirm/").to_owned();
        desist.get(&confirm).await.expect(200);
        assert!(!desist.allowed(&ana(), "events"));
        desist.post_form(&confirm, "action=confirm").await.expect(200);
        assert!(desist.allowed(&ana(), "events"));
        let page = robin.post(&path, &[("act", "ask"), ("ask_scope", &scope)]).await.expect(422).body;
        assert!(page.contains("nothing to confirm"), "{page}");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn receipts_go_to_the_address_on_record_by_the_link_that_an_operator_has_mailed() {
    both(|database| async move {
        let desist = Service::builder(database).mails_per_address_per_day(2).start().await;
        desist.stop(&ana(), "events").await.unwrap();
        let robin = desist.operator("Robin", Role::Support).await;
        let path = path_of(&robin, &ana()).await;
        robin.does(&path, &[("act", "link")]).await;
        let mail = desist.outbox().await.remove(0);
        assert_eq!(mail.to, "ana@example.com");
        let page = desist.get(mail.link("/p/")).await.expect(200).body;
        assert!(page.contains("?receipt="), "{page}");
        robin.does(&path, &[("act", "link")]).await;
        let limited = robin.post(&path, &[("act", "link")]).await.expect(422).body;
        assert!(limited.contains("No mail was sent"), "{limited}");
        assert_eq!(desist.outbox().await.len(), 2);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_06_marketing_sees_verdicts_preferences_and_dates_and_sets_nothing() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let robin = desist.operator("Robin", Role::Support).await;
        let scope = all_of(&desist);
        let mut form = stop(&scope, &[("evidence", "HIDDEN-NOTE")]);
        form.push(("address", "ana@example.com"));
        robin.post(ROOM, &form).await.expect(303);
        let asked = json!({"kind": "access", "recipient": "ana@example.com", "text": "HIDDEN-TEXT"});
        desist.api("/v1/cases", asked).await.expect(200);
        let whole = page_of(&robin, &ana()).await;
        let new = whole.split("href=\"/console/cases/new").nth(1).unwrap().split('"').next().unwrap();
        let new = robin.get(&format!("/console/cases/new{new}")).await.expect(200).body;
        assert!(new.contains("ana@example.com"), "the key is enough to open a case: {new}");
        assert!(whole.contains("HIDDEN-NOTE") && whole.contains("/console/cases/0"), "{whole}");

        let marketing = desist.operator("Mia", Role::Marketing).await;
        let path = path_of(&marketing, &ana()).await;
        let page = marketing.get(&path).await.expect(200).body;
        assert!(page.contains("They stopped everything promotional of this sender."), "{page}");
        for hidden in ["HIDDEN", "/console/cases", "What happened", "ana@example.com", "/console/record", "Robin"] {
            assert!(!page.contains(hidden), "{hidden}: {page}");
        }
        let odile = desist.operator("Odile", Role::Auditor).await;
        let size = desist.services.gate.ledger_size();
        let sharing = format!("sharing:{}", desist.sender());
        let mut to_find = stop(&sharing, &[]);
        to_find.push(("address", "ana@example.com"));
        for form in [stop(&sharing, &[]), vec![("act", "ask"), ("ask_scope", &scope)], vec![("act", "link")]] {
            marketing.post(&path, &form).await.expect(403);
        }
        marketing.post(ROOM, &to_find).await.expect(403);
        let page = odile.get(&path).await.expect(200).body;
        assert!(page.contains("HIDDEN-NOTE") && !page.contains("name=\"act\" value=\"stop\""), "{page}");
        odile.post(&path, &stop(&sharing, &[])).await.expect(403);
        odile.post(ROOM, &to_find).await.expect(403);
        assert_eq!(desist.services.gate.ledger_size(), size);
        desist.leave_mail();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l8_who_was_erased_is_shown_without_an_address_and_can_still_be_stopped() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist.stop(&ana(), "events").await.unwrap();
        erase(&desist, "ana@example.com").await;
        let robin = desist.operator("Robin", Role::Support).await;
        let path = path_of(&robin, &ana()).await;
        let page = robin.get(&path).await.expect(200).body;
        assert!(page.contains("The address is no longer held: erased on"), "{page}");
        assert!(
            page.contains("Their data was erased. The block stays.") && !page.contains("ana@example.com"),
            "{page}"
        );
        assert!(!page.contains("value=\"ask\"") && !page.contains("value=\"link\""), "{page}");
        let mails = desist.outbox().await.len();
        robin.post(&path, &[("act", "link")]).await.expect(422);
        let sharing = format!("sharing:{}", desist.sender());
        robin.does(&path, &stop(&sharing, &[])).await;
        assert_eq!(desist.outbox().await.len(), mails);
        assert!(!desist.allowed(&ana(), "events"));
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_06_a_key_of_nobody_or_nonsense_is_not_found() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist.stop(&ana(), "events").await.unwrap();
        let robin = desist.operator("Robin", Role::Support).await;
        let key = desist.services.vault.recipient_key(&ana());
        let code = key.code();
        let nobody = RecipientKey { scheme: 1, bytes: [7; 16] }.code();
        let upper = code.to_uppercase();
        for nonsense in ["x", "1-", "1-zz", "-", "%3Cscript%3E", &nobody, &upper, &code[2..], &format!("0{code}")] {
            let path = format!("{ROOM}/{nonsense}");
            let page = robin.get(&path).await.expect(404).body;
            assert!(!page.contains("<script>"), "{page}");
            robin.post(&path, &stop(&all_of(&desist), &[])).await.expect(404);
        }
        robin.get(&format!("{ROOM}/{code}?before=nonsense")).await.expect(200);
        robin.get(&format!("{ROOM}/{code}?before=0")).await.expect(200);
        assert!(desist.allowed(&ana(), "product-news"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mime_17_names_and_evidence_are_shown_as_text() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let topic = json!({"key": "odd", "name": AWKWARD, "class": "promotional", "description": AWKWARD});
        desist.api("/v1/topics", topic).await.expect(201);
        let robin = desist.operator(AWKWARD.get(1..7).unwrap(), Role::Support).await;
        let scope = format!("topic:{}", desist.topic("odd").id);
        let mut form = stop(&scope, &[("evidence", AWKWARD)]);
        form.push(("address", "ana@example.com"));
        robin.post(ROOM, &form).await.expect(303);
        let page = page_of(&robin, &ana()).await;
        assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"), "{page}");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_history_is_paged_and_every_change_is_shown_once() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let url = desist.mint(&ana(), "events").unsubscribe_url;
        let holder = desist.services.open_link(url.rsplit('/').next().unwrap()).unwrap();
        for _ in 0..60 {
            desist.services.wrong_recipient(&holder).await.unwrap();
        }
        desist.stop(&ana(), "events").await.unwrap();
        let robin = desist.operator("Robin", Role::Support).await;
        let path = path_of(&robin, &ana()).await;
        let first = robin.get(&path).await.expect(200).body;
        let count = |page: &str| page.matches("/console/record/").count();
        let listed = |page: &str| page.split("id=\"history\"").nth(1).map_or(0, count);
        assert_eq!(listed(&first), 50, "{first}");
        let next = first.split("rel=\"next\"").next().unwrap().rsplit("href=\"").next().unwrap();
        let next = next.split(['"', '#']).next().unwrap().to_owned();
        let second = robin.get(&next).await.expect(200).body;
        assert_eq!(listed(&second), 11, "{second}");
        assert!(!second.contains("rel=\"next\"") && second.contains("rel=\"first\""), "{second}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l4_l10_of_a_damaged_row_the_page_says_so_and_allows_nothing_promotional() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist.stop(&ana(), "events").await.unwrap();
        let robin = desist.operator("Robin", Role::Support).await;
        let path = path_of(&robin, &ana()).await;
        execute(desist.db(), "UPDATE preferences SET state = 'nonsense'").await;
        let page = robin.get(&path).await.expect(200).body;
        assert!(page.contains("cannot be read, so promotional mail is refused"), "{page}");
        assert!(page.contains("nothing promotional") && page.contains("No preference stops transactional mail."));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_by_another_way_is_told_with_who_did_it_and_how() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist.api("/v1/preferences", json!({"recipient": "ana@example.com", "scope": "sharing", "state": "opted_out", "reason": "asked the shop"}))
            .await
            .expect(200);
        let url = desist.mint(&ana(), "events").unsubscribe_url;
        desist.post_form(&url, "action=unsubscribe").await.expect(200);
        let robin = desist.operator("Robin", Role::Support).await;
        let page = page_of(&robin, &ana()).await;
        for said in ["API key", "by the API", "asked the shop", "the recipient", Channel::Page.word()] {
            assert!(page.contains(said), "{said}: {page}");
        }
    })
    .await;
}
