//! What a recipient sees of their own: requests, history and receipts with the mailed link, and the page of one request.

use std::process::Stdio;

use desist::domain::address::Address;
use desist::domain::note::Verifier;
use desist::domain::receipt::Receipt;
use desist::services::cases::Case;
use serde_json::json;

use crate::browser::{Seen, path_of};
use crate::support::{Service, address, ana, bo, both};

/// The path of a link that was mailed to the address itself.
async fn mailed(desist: &Service, to: &Address) -> String {
    let path = path_of(&desist.mint(to, "events").preferences_url);
    assert_eq!(desist.press(&path, &[("action", "link")]).await.status, 200);
    let mails = desist.outbox().await;
    let mail = mails.iter().rfind(|mail| mail.to == to.delivery() && mail.text.contains("/p/")).unwrap();
    path_of(mail.link("/p/"))
}

/// The person's cases of a kind.
async fn cases(desist: &Service, about: &Address, kind: &str) -> Vec<Case> {
    let mut cases = desist.services.cases_about(about).await.unwrap();
    cases.retain(|case| case.kind == kind);
    cases
}

fn case_path(desist: &Service, case: &Case) -> String {
    path_of(&desist.services.case_url(&case.id))
}

/// The receipts that a page offers, newest first.
fn receipts(seen: &Seen) -> Vec<u64> {
    seen.body.split("href=\"?receipt=").skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
}

async fn moves(desist: &Service, case: &Case, body: serde_json::Value) {
    desist.api(&format!("/v1/cases/{}/moves", case.id), body).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn l2_scan_01_looking_at_requests_history_receipts_and_a_case_changes_and_spends_nothing() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.stop(&ana(), "events").await.unwrap();
        let page = mailed(&desist, &ana()).await;
        desist.press(&page, &[("action", "access")]).await;
        desist.outbox().await;
        let case = case_path(&desist, &cases(&desist, &ana(), "access").await[0]);
        let receipt = format!("{page}?receipt={}", receipts(&desist.open(&page).await)[0]);
        let before = desist.everything().await;
        let version = cases(&desist, &ana(), "access").await[0].version;
        for path in [&page, &case, &receipt, &format!("{case}?action=withdraw")] {
            for method in ["GET", "HEAD"] {
                assert_eq!(desist.send(method, path, &[("sec-gpc", "1")], "").await.status, 200, "{method} {path}");
            }
        }
        assert_eq!(desist.everything().await, before);
        assert_eq!(cases(&desist, &ana(), "access").await[0].version, version);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_a_mailings_token_sees_no_history_no_receipt_and_no_request_and_asks_for_none() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.stop(&ana(), "events").await.unwrap();
        let strong = mailed(&desist, &ana()).await;
        desist.press(&strong, &[("action", "complaint"), ("text", "You never answer.")]).await;
        desist.outbox().await;
        let weak = path_of(&desist.mint(&ana(), "events").preferences_url);
        let entries = desist.entries().await;
        let seen = desist.open(&weak).await;
        assert!(seen.offers("link") && receipts(&seen).is_empty());
        for hidden in ["/case/", "What was changed", "A complaint", "value=\"deletion\"", "value=\"access\""] {
            assert!(!seen.body.contains(hidden), "{hidden}");
        }
        let refused = desist.open(&format!("{weak}?receipt=1")).await;
        assert!(refused.status == 409 && refused.body.contains("have the link mailed to you"), "{}", refused.status);
        for form in [
            &[("action", "access")][..],
            &[("action", "deletion")],
            &[("action", "correction"), ("text", "My name is Anna.")],
            &[("action", "complaint"), ("text", "Hm.")],
            &[("action", "complaint"), ("text", "")],
        ] {
            let refused = desist.press(&weak, form).await;
            assert_eq!(refused.status, 409, "{form:?}");
            assert!(refused.offers("link") && refused.body.contains("have the link mailed to you"));
        }
        assert_eq!(desist.entries().await, entries);
        assert_eq!(desist.services.cases_about(&ana()).await.unwrap().len(), 1);
        // A token of somebody else sees nothing of hers.
        let theirs = mailed(&desist, &bo()).await;
        let seen = desist.open(&theirs).await;
        assert!(!seen.body.contains("/case/") && seen.body.contains("You have asked for nothing so far."));
        for index in receipts(&desist.open(&strong).await) {
            assert_eq!(desist.open(&format!("{theirs}?receipt={index}")).await.status, 404, "{index}");
        }
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn auth_17_a_copy_a_correction_and_a_deletion_of_the_page_wait_for_the_mailbox() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let page = mailed(&desist, &ana()).await;
        for (kind, form) in [
            ("access", &[("action", "access")][..]),
            ("deletion", &[("action", "deletion")]),
            ("correction", &[("action", "correction"), ("text", "A new one"), ("address", "ana.new@example.net")]),
        ] {
            let entries = desist.entries().await;
            let seen = desist.press(&page, form).await;
            assert!(seen.status == 200 && seen.body.contains("Almost done. We mailed a link to a••@e••.com"), "{kind}");
            let case = cases(&desist, &ana(), kind).await.remove(0);
            assert_eq!(
                (case.state, case.asked_by.as_str(), case.policy.as_str()),
                ("needs_identity", "page", "test-1")
            );
            assert!(case.due_at.is_some() && !case.clocks.as_array().unwrap().is_empty(), "{kind} has its clocks");
            assert_eq!(case.acknowledged_at, Some(desist.now()), "the page said that it came");
            assert_eq!(desist.entries().await, entries + 2, "{kind}: the mail that asks, and the case");
            let mails = desist.outbox().await;
            let mail = mails.last().unwrap();
            assert!(mail.to == "ana@example.com" && mail.text.contains(&case.id), "{}", mail.text);
            assert!(!mail.text.contains("A new one") && !mail.raw.contains("ana.new"), "ACK-10: no echo");
            let status = desist.open(&case_path(&desist, &case)).await;
            assert!(status.body.contains("It waits for your confirmation") && status.body.contains(&case.id));
            let confirm = path_of(mail.link("/confirm/"));
            let confirmed = desist.press(&confirm, &[("action", "confirm")]).await;
            assert!(confirmed.status == 200 && confirmed.body.contains(&case_path(&desist, &case)));
            assert_eq!(cases(&desist, &ana(), kind).await[0].state, "needs_review");
            let status = desist.open(&case_path(&desist, &case)).await;
            assert!(status.body.contains("A person at Sample Company takes care of it and answers you by"));
            assert!(status.body.contains("23 November 2026"), "received, in words");
        }
        let correction = &cases(&desist, &ana(), "correction").await[0];
        assert_eq!(correction.detail, Some(json!({"text": "A new one", "to": "ana.new@example.net"})));
        let seen = desist.open(&page).await;
        for text in ["Asked for: A copy of your data", "Confirmed: The deletion of your data", "with a mailed link"] {
            assert!(seen.body.contains(text), "{text}");
        }
        // CLK-14: asking once more is the same request, which the mailbox need not confirm again.
        let again = desist.press(&page, &[("action", "access")]).await;
        assert!(again.body.contains("You asked for this before. That request goes on."));
        let both = cases(&desist, &ana(), "access").await;
        assert_eq!((both.len(), both[1].state), (2, "duplicate"));
        let status = desist.open(&case_path(&desist, &both[1])).await;
        assert!(status.body.contains(&format!("href=\"{}", case_path(&desist, &both[0]))));
        desist.outbox().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p11_law_14_a_complaint_of_the_page_is_acknowledged_by_mail_and_goes_to_a_person() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let page = mailed(&desist, &ana()).await;
        let text = "You wrote to me three times.\r\n<b>Stop</b> & answer.";
        let seen = desist.press(&page, &[("action", "complaint"), ("text", text)]).await;
        assert!(seen.status == 200 && seen.body.contains("Your request was received. A person answers you by"));
        assert!(!seen.body.contains("three times"));
        let case = cases(&desist, &ana(), "complaint").await.remove(0);
        assert_eq!((case.state, case.acknowledged_at), ("needs_review", Some(desist.now())));
        let kept = "You wrote to me three times.\n<b>Stop</b> & answer.";
        assert_eq!(case.detail, Some(json!({ "text": kept })));
        let mails = desist.outbox().await;
        let mail = mails.last().unwrap();
        assert_eq!((mails.len(), mail.to.as_str()), (2, "ana@example.com"));
        assert!(mail.text.contains("something went wrong") && mail.text.contains(&case.id), "{}", mail.text);
        assert!(!mail.text.contains("three times"), "ACK-10");
        moves(&desist, &case, json!({"to": "refused", "reason": "excessive"})).await;
        desist.drain().await;
        let status = desist.open(&case_path(&desist, &case)).await;
        assert!(status.body.contains("unfounded, or repeated too often") && status.body.contains("go to court"));
        assert!(!status.body.contains("three times") && !status.body.contains("ana@"), "nothing that needs proof");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn log_10_a_receipt_of_the_page_verifies_offline_and_not_with_one_byte_changed() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let page = mailed(&desist, &ana()).await;
        desist.press(&page, &[("action", "unsubscribe_all")]).await;
        let seen = desist.open(&page).await;
        assert!(seen.body.contains("Stopped: all promotional mail"), "{}", seen.body);
        let all = receipts(&seen);
        assert!(all.len() >= 2 && all.is_sorted_by(|one, next| one > next), "{all:?}");
        let file = desist.open(&format!("{page}?receipt={}", all[0])).await;
        assert_eq!((file.status, file.header("content-type")), (200, "text/plain; charset=utf-8"));
        assert_eq!(file.header("content-disposition"), format!("attachment; filename=\"receipt-{}.txt\"", all[0]));
        assert_eq!(file.header("cache-control"), "no-store");
        let key = desist.services.vault.signer.vkey();
        let verifier = Verifier::parse(&key).unwrap();
        let verified = Receipt::parse(&file.body).unwrap().verify(&verifier).unwrap();
        assert_eq!((verified.index, verified.address.as_deref()), (all[0], Some("ana@example.com")));
        assert!(verified.leaf.contains("opted_out"));
        for at in (0..file.body.len()).step_by(7).filter(|at| file.body.as_bytes()[*at].is_ascii()) {
            let mut bytes = file.body.clone().into_bytes();
            bytes[at] ^= 1;
            let Ok(changed) = String::from_utf8(bytes) else { continue };
            let verified = Receipt::parse(&changed).and_then(|receipt| receipt.verify(&verifier));
            assert!(verified.is_err(), "byte {at}");
        }
        let other = desist.open(&format!("{page}?receipt={}", all[1])).await;
        assert_ne!(Receipt::parse(&other.body).unwrap().opening, Receipt::parse(&file.body).unwrap().opening);
        let changed = file.body.replacen(&format!("index {}", all[0]), &format!("index {}", all[1]), 1);
        for (text, code) in [(&file.body, 0), (&changed, 1)] {
            assert_eq!(verified_by_program(&desist, text, &key).await, code);
        }
        for wrong in ["?receipt=0", "?receipt=99999", "?receipt=18446744073709551615"] {
            assert_eq!(desist.open(&format!("{page}{wrong}")).await.status, 404, "{wrong}");
        }
        assert_eq!(desist.open(&format!("{page}?receipt=-1")).await.status, 422);
    })
    .await;
}

/// What `desist verify --receipt` says where no installation is.
async fn verified_by_program(desist: &Service, text: &str, key: &str) -> i32 {
    let file = desist.data_dir().join("receipt.txt");
    std::fs::write(&file, text).unwrap();
    let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_desist"));
    command.env_clear().arg("--data-dir").arg(desist.data_dir().join("nowhere")).arg("verify").arg("--receipt");
    command.arg(&file).args(["--public-key", key]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().await.unwrap().code().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_a_request_is_taken_back_by_its_link_and_a_stop_is_not() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let page = mailed(&desist, &ana()).await;
        desist.press(&page, &[("action", "deletion")]).await;
        desist.outbox().await;
        let case = cases(&desist, &ana(), "deletion").await.remove(0);
        let path = case_path(&desist, &case);
        assert!(desist.open(&path).await.offers("withdraw"));
        assert_eq!(desist.press(&path, &[("action", "dance")]).await.status, 422);
        let entries = desist.entries().await;
        let seen = desist.press(&path, &[("action", "withdraw")]).await;
        assert!(seen.status == 200 && seen.body.contains("You took the request back.") && !seen.offers("withdraw"));
        assert_eq!(desist.entries().await, entries + 1);
        let shown = desist.api_get(&format!("/v1/cases/{}", case.id)).await.expect(200).json();
        assert_eq!((&shown["state"], &shown["events"][1]["actor"]), (&json!("withdrawn"), &json!("recipient")));
        assert_eq!((&shown["events"][1]["channel"], &shown["due_at"]), (&json!("page"), &json!(null)));
        let twice = desist.press(&path, &[("action", "withdraw")]).await;
        assert!(twice.status == 409 && twice.body.contains("can no longer be taken back"));
        assert_eq!(desist.entries().await, entries + 1);
        // Its confirmation is only spent.
        let confirm = path_of(desist.outbox().await.last().unwrap().link("/confirm/"));
        desist.press(&confirm, &[("action", "confirm")]).await;
        assert_eq!(cases(&desist, &ana(), "deletion").await[0].state, "withdrawn");
        // What may be a stop, or is one, stays; and so does what has ended.
        for kind in ["sharing_opt_out", "unclear", "redirect", "question"] {
            let body = json!({"kind": kind, "recipient": "ana@example.com"});
            let opened = desist.api("/v1/cases", body).await.expect(200).json();
            let path = path_of(&desist.services.case_url(opened["id"].as_str().unwrap()));
            let may = kind == "question";
            assert_eq!(desist.open(&path).await.offers("withdraw"), may, "{kind}");
            let status = desist.press(&path, &[("action", "withdraw")]).await.status;
            assert_eq!(status, if may { 200 } else { 409 }, "{kind}");
        }
        desist.outbox().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a11y_06_hostile_or_faulty_input_is_named_kept_in_its_field_and_changes_nothing() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let page = mailed(&desist, &ana()).await;
        let entries = desist.entries().await;
        let long = "x".repeat(1_501);
        for (action, text, new, said) in [
            ("complaint", "", "", "Please write what it is about."),
            ("complaint", long.as_str(), "", "at most 1500 characters"),
            ("complaint", "a\u{0}b", "", "characters that nobody can see"),
            ("complaint", "turned \u{202e} round", "", "characters that nobody can see"),
            ("correction", "", "", "Please write what it is about."),
            ("correction", "</textarea><script>alert(1)</script>", "nobody", "not a whole mail address"),
            ("correction", "x", "\"><img src=x>", "not a whole mail address"),
        ] {
            let form = [("action", action), ("text", text), ("address", new)];
            let seen = desist.press(&page, &form).await;
            assert_eq!(seen.status, 422, "{action} {text:.20} {new}");
            assert!(seen.body.contains(said) && seen.body.contains("Nothing was sent yet."), "{said}");
            assert!(seen.body.contains("aria-invalid=\"true\""), "{said}");
            assert!(!seen.body.contains("<script") && !seen.body.contains("<img"), "{text:.40}");
            let escaped = text.replace('<', "&lt;").replace('>', "&gt;").replace('/', "&#x2f;");
            assert!(seen.body.contains(&escaped), "nothing typed is lost: {escaped:.60}");
        }
        let huge = "y".repeat(9_000);
        assert_eq!(desist.press(&page, &[("action", "complaint"), ("text", &huge)]).await.status, 413);
        assert_eq!(desist.entries().await, entries);
        assert!(desist.services.cases_about(&ana()).await.unwrap().is_empty());
        // The longest text of the widest script fits, as a browser sends it.
        let wide = "🦆".repeat(1_500);
        let part = |name: &str, value: &str| {
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = format!("{}{}--b--\r\n", part("text", &wide), part("action", "complaint"));
        let headers = [("content-type", "multipart/form-data; boundary=b")];
        assert_eq!(desist.send("POST", &page, &headers, body).await.status, 200);
        assert_eq!(cases(&desist, &ana(), "complaint").await[0].detail, Some(json!({ "text": wide })));
        desist.outbox().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tok_12_a_forged_or_damaged_link_of_a_case_is_no_other_answer_than_any_forged_link() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let opened = desist.api("/v1/cases", json!({"kind": "question", "recipient": "ana@example.com"})).await;
        let id = opened.expect(200).json()["id"].as_str().unwrap().to_owned();
        let path = path_of(&desist.services.case_url(&id));
        let unknown = path_of(&desist.services.case_url("0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01"));
        let expected = desist.open("/u/nothing").await;
        assert_eq!(expected.status, 404);
        let mut damaged = path.clone().into_bytes();
        let at = damaged.len() - 20;
        damaged[at] = if damaged[at] == b'A' { b'B' } else { b'A' };
        let token = path.rsplit('/').next().unwrap();
        let padded = format!("{path}=");
        for wrong in [
            "/case/nothing",
            "/case/",
            &format!("/case/{id}"),
            &unknown,
            &padded,
            std::str::from_utf8(&damaged).unwrap(),
        ] {
            let seen = desist.open(wrong).await;
            assert_eq!(seen.status, 404, "{wrong}");
            if wrong != "/case/" {
                assert_eq!(seen.body, expected.body, "{wrong}");
                assert_eq!(desist.press(wrong, &[("action", "withdraw")]).await.status, 404, "{wrong}");
            }
        }
        for elsewhere in ["u", "p", "confirm", "task"] {
            assert_eq!(desist.open(&format!("/{elsewhere}/{token}")).await.status, 404, "{elsewhere}");
        }
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn era_08_after_an_erasure_the_page_of_a_request_has_dates_and_kinds_only() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.stop(&ana(), "events").await.unwrap();
        let body = json!({"kind": "question", "recipient": "ana@example.com", "text": "Where is my bicycle?"});
        let asked = desist.api("/v1/cases", body).await.expect(200).json();
        desist
            .api(&format!("/v1/cases/{}/moves", asked["id"].as_str().unwrap()), json!({"to": "done"}))
            .await
            .expect(200);
        let body = json!({"kind": "deletion", "recipient": "ana@example.com", "evidence": "came to the desk"});
        let deletion = desist.api("/v1/cases", body).await.expect(200).json();
        let done = format!("/v1/cases/{}/moves", deletion["id"].as_str().unwrap());
        let before = desist.open(&path_of(&desist.services.case_url(asked["id"].as_str().unwrap()))).await;
        assert!(before.body.contains("a••@e••.com") && before.body.contains("You were answered."));
        desist.api(&done, json!({"to": "done"})).await.expect(200);
        for (id, kind) in [(&asked["id"], "A question"), (&deletion["id"], "The deletion of your data")] {
            let seen = desist.open(&path_of(&desist.services.case_url(id.as_str().unwrap()))).await;
            assert!(seen.status == 200 && seen.body.contains("The data was deleted") && seen.body.contains(kind));
            assert!(seen.body.contains("23 November 2026") && !seen.body.contains("••") && !seen.offers("withdraw"));
        }
        desist.outbox().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn web_01_to_05_the_page_of_a_request_speaks_twelve_languages_and_is_kept_by_nobody() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let opened = desist.api("/v1/cases", json!({"kind": "complaint", "recipient": "ana@example.com"})).await;
        let path = path_of(&desist.services.case_url(opened.expect(200).json()["id"].as_str().unwrap()));
        let mut pages = std::collections::BTreeSet::new();
        for lang in ["en", "de", "ar", "fr", "es", "pt", "it", "nl", "pl", "ja", "zh", "tr"] {
            let seen = desist.open(&format!("{path}?lang={lang}")).await;
            assert_eq!((seen.status, seen.header("content-language")), (200, lang));
            let dir = if lang == "ar" { "rtl" } else { "ltr" };
            assert!(seen.body.contains(&format!("<html lang=\"{lang}\" dir=\"{dir}\">")), "{lang}");
            assert_eq!((seen.header("referrer-policy"), seen.header("cache-control")), ("no-referrer", "no-store"));
            assert!(seen.header("x-robots-tag").contains("noindex") && !seen.body.contains("<script"));
            pages.insert(seen.body.split("<main").nth(1).unwrap().to_owned());
        }
        assert_eq!(pages.len(), 12);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_stop_has_a_limit_for_each_link_and_a_stop_has_none() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let page = mailed(&desist, &ana()).await;
        let mut statuses = Vec::new();
        for _ in 0..61 {
            statuses.push(desist.press(&page, &[("action", "complaint"), ("text", "")]).await.status);
        }
        assert!(statuses[..60].iter().all(|status| *status == 422) && statuses[60] == 429, "{statuses:?}");
        assert_eq!(desist.press(&page, &[("action", "deletion")]).await.status, 429);
        assert_eq!(desist.press(&page, &[("action", "unsubscribe_all")]).await.status, 200);
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_all");
        assert!(desist.services.cases_about(&address("ana@example.com")).await.unwrap().is_empty());
        desist.verify().await;
    })
    .await;
}
