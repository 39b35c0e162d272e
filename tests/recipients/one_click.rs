//! RFC 8058.

use std::sync::Arc;

use desist::domain::address::Address;
use desist::domain::link::Campaign;

use crate::browser::Seen;
use crate::support::{Service, ana, bo, both, database, http, somebody};

const URLENCODED: &str = "application/x-www-form-urlencoded";

fn assert_quiet_yes(seen: &Seen) {
    assert_eq!((seen.status, seen.header("content-type")), (200, "text/plain; charset=utf-8"));
    assert!(seen.body.len() < 50 && !seen.body.contains('@'), "{}", seen.body);
    assert_eq!((seen.header("location"), seen.header("set-cookie")), ("", ""));
    assert_eq!(seen.header("cache-control"), "no-store");
}

/// `Content-Type` and body as found in the wild and in RFC 8058 sections 8.1 and 8.3.
fn bodies() -> Vec<(&'static str, String)> {
    let part = "Content-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n";
    let multipart = |delimiter: &str, end: &str| format!("{delimiter}\r\n{part}{delimiter}--{end}");
    let one_click = || "List-Unsubscribe=One-Click".to_owned();
    vec![
        (URLENCODED, one_click()),
        (URLENCODED, one_click() + "\r\n"),
        (URLENCODED, "List%2DUnsubscribe=One%2DClick".to_owned()),
        (URLENCODED, "a=b&List-Unsubscribe=One-Click&c=d".to_owned()),
        ("application/x-www-form-urlencoded; charset=UTF-8", one_click()),
        ("multipart/form-data; boundary=---FormBoundaryjWmhtjORrn", multipart("-----FormBoundaryjWmhtjORrn", "\r\n")),
        ("multipart/form-data; boundary=---FormBoundaryjWmhtjORrn", multipart("-----FormBoundaryjWmhtjORrn", "")),
        ("multipart/form-data; boundary=---FormBoundaryjWmhtjORrn", multipart("---FormBoundaryjWmhtjORrn", "\r\n")),
        ("multipart/form-data; boundary=\"with space\"; charset=utf-8", multipart("--with space", "\r\n")),
        ("multipart/form-data", multipart("--x", "\r\n")),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn one_01_one_02_one_03_every_encoding_of_one_click_is_a_stop_of_that_topic_alone() {
    both(|db| async move {
        let desist = Service::start(db).await;
        for (number, (content_type, body)) in bodies().into_iter().enumerate() {
            let who = somebody(number);
            let path = format!("/u/{}", desist.token(&who, "product-news"));
            let seen = desist.send("POST", &path, &[("content-type", content_type)], body).await;
            assert_quiet_yes(&seen);
            assert_eq!(desist.reason(&who, "product-news"), "opted_out_topic", "{content_type}");
            assert!(desist.allowed(&who, "events") && desist.allowed(&who, "invoices"), "ONE-14");
        }
        let counted: Vec<_> = desist.services.counters.one_click.read().filter(|(_, n)| *n > 0).collect();
        assert_eq!(counted, [("urlencoded", 5), ("multipart", 5)]);
        assert!(desist.outbox().await.is_empty(), "ONE-17");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_03_chunked_bodies_and_expect_100_continue_are_understood() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let head = |who: &Address| {
            format!("POST /u/{} HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n", desist.token(who, "events"))
        };
        let chunked = "Transfer-Encoding: chunked\r\n\r\n5\r\nList-\r\n15\r\nUnsubscribe=One-Click\r\n0\r\n\r\n";
        let answer = desist.raw(&(head(&ana()) + chunked)).await;
        assert!(answer.starts_with("HTTP/1.1 200") && !desist.allowed(&ana(), "events"), "{answer}");
        let expect = "Expect: 100-continue\r\nContent-Length: 26\r\n\r\nList-Unsubscribe=One-Click";
        let answer = desist.raw(&(head(&bo()) + expect)).await;
        assert!(answer.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200"), "{answer}");
        assert!(!desist.allowed(&bo(), "events"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_04_as_decided_an_empty_or_unknown_body_is_a_stop_and_is_counted() {
    both(|db| async move {
        let desist = Service::start(db).await;
        for (number, body) in ["", "{\"a\":1}", "List-Unsubscribe=maybe"].into_iter().enumerate() {
            let who = somebody(number);
            let path = format!("/u/{}", desist.token(&who, "events"));
            assert_quiet_yes(&desist.send("POST", &path, &[("content-type", "application/json")], body).await);
            assert!(!desist.allowed(&who, "events"), "{body}");
        }
        let counted: Vec<_> = desist.services.counters.one_click.read().filter(|(_, n)| *n > 0).collect();
        assert_eq!(counted, [("empty", 1), ("other", 2)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hdr_23_wrong_recipient_alone_is_noted_and_stops_nothing() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = format!("/u/{}", desist.token(&ana(), "events"));
        assert_quiet_yes(&desist.press(&path, &[("Wrong-Recipient", "One-Click")]).await);
        assert!(desist.allowed(&ana(), "events"));
        let both = [("Wrong-Recipient", "One-Click"), ("List-Unsubscribe", "One-Click")];
        assert_quiet_yes(&desist.press(&path, &both).await);
        assert!(!desist.allowed(&ana(), "events"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_09_a_hundred_equal_posts_at_once_are_one_entry_and_a_hundred_yes() {
    both(|db| async move {
        let desist = Arc::new(Service::start(db).await);
        let path = format!("/u/{}", desist.token(&ana(), "product-news"));
        let before = desist.entries().await;
        let posts = (0..100).map(|_| {
            let (desist, path) = (desist.clone(), path.clone());
            tokio::spawn(async move { desist.http.one_click(&path).await.status })
        });
        for post in posts.collect::<Vec<_>>() {
            assert_eq!(post.await.unwrap(), 200);
        }
        assert_eq!(desist.entries().await, before + 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_06_one_07_cookies_logins_and_origins_of_others_make_no_difference() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = format!("/u/{}", desist.token(&ana(), "events"));
        let headers = [
            ("cookie", "session=1"),
            ("authorization", "Bearer nothing"),
            ("origin", "https://mail.provider.example"),
            ("sec-fetch-site", "cross-site"),
            ("user-agent", ""),
        ];
        assert_quiet_yes(&desist.press_with(&path, &headers, &[("List-Unsubscribe", "One-Click")]).await);
        assert!(!desist.allowed(&ana(), "events"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_10_one_12_tok_12_wrong_methods_bodies_and_tokens_are_refused_in_one_shape() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let token = desist.token(&ana(), "events");
        let path = format!("/u/{token}");
        let before = desist.everything().await;
        let seen = desist.send("PUT", &path, &[], "").await;
        assert_eq!((seen.status, seen.header("allow")), (405, "GET, HEAD, POST"));
        let large = "List-Unsubscribe=One-Click&x=".to_owned() + &"x".repeat(8 * 1024);
        assert_eq!(desist.send("POST", &path, &[("content-type", URLENCODED)], large).await.status, 413);
        let forged = token.replacen(&token[20..21], if &token[20..21] == "A" { "B" } else { "A" }, 1);
        let mut never_issued = token.clone();
        never_issued.replace_range(1..3, "c8");
        let texts = [forged.as_str(), &token[..20], &never_issued, "x", &format!("{token}=")].map(str::to_owned);
        let mut shapes = Vec::new();
        for wrong in texts {
            let seen = desist.http.one_click(&format!("/u/{wrong}")).await;
            let mut names: Vec<_> = seen.headers.keys().map(ToString::to_string).collect();
            names.sort();
            shapes.push((seen.status, names, seen.body));
        }
        assert_eq!(shapes[0].0, 404);
        assert!(shapes.windows(2).all(|two| two[0] == two[1]), "{shapes:?}");
        assert_eq!(desist.everything().await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_13_a_flood_of_forgeries_is_limited_and_never_a_link_that_verifies() {
    both(|db| async move {
        let limits = http::Limits { invalid_tokens_per_client_per_minute: 5, ..http::Limits::default() };
        let desist = Service::builder(db).limits(limits).start().await;
        let mut statuses = Vec::new();
        for _ in 0..7 {
            statuses.push(desist.http.one_click("/u/AQEnothing").await);
        }
        let numbers: Vec<_> = statuses.iter().map(|seen| seen.status).collect();
        assert_eq!(numbers, [404, 404, 404, 404, 404, 429, 429]);
        assert!(statuses[6].header("retry-after").parse::<u32>().is_ok_and(|seconds| seconds > 0));
        for number in 0..20 {
            let path = format!("/u/{}", desist.token(&somebody(number), "events"));
            assert_quiet_yes(&desist.http.one_click(&path).await);
            assert_eq!(desist.open(&path).await.status, 200);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_08_what_cannot_be_stored_is_a_503_and_the_same_post_works_later() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = format!("/u/{}", desist.token(&ana(), "events"));
        database::execute(desist.db(), "ALTER TABLE preferences RENAME TO gone").await;
        let seen = desist.http.one_click(&path).await;
        assert_eq!((seen.status, seen.header("retry-after")), (503, "5"));
        assert_eq!(desist.open(&path).await.status, 200, "the button must be there all the same");
        let again = desist.press(&path, &[("action", "unsubscribe_all")]).await;
        assert!(again.status == 503 && again.offers("unsubscribe_all"));
        database::execute(desist.db(), "ALTER TABLE gone RENAME TO preferences").await;
        assert_quiet_yes(&desist.http.one_click(&path).await);
        assert!(!desist.allowed(&ana(), "events"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_a_damaged_row_beside_it_does_not_stop_a_stop() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.stop(&ana(), "events").await.unwrap();
        database::execute(desist.db(), "UPDATE preferences SET state = 'nonsense'").await;
        for topic in ["events", "product-news"] {
            let path = format!("/u/{}", desist.token(&ana(), topic));
            assert_eq!(desist.open(&path).await.status, 200);
            let done = desist.press(&path, &[("action", "unsubscribe")]).await;
            assert_eq!(done.status, 200);
            assert!(topic == "product-news" || !done.offers("undo"), "what stood there before is not known");
        }
        let fresh = desist.second_instance().await;
        assert_eq!(fresh.reason(&ana(), "events"), "opted_out_topic");
        assert_eq!(fresh.reason(&ana(), "product-news"), "opted_out_topic");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hdr_22_a_test_link_answers_and_changes_nobody() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let maker_topic = desist.topic("events");
        let link = desist.services.link_maker(&maker_topic).unwrap().mint(&ana(), &Campaign::default(), true);
        let path = crate::browser::path_of(&link.unsubscribe_url);
        assert!(desist.open(&path).await.body.contains("This is a test link"));
        assert_quiet_yes(&desist.http.one_click(&path).await);
        assert_eq!(desist.press(&path, &[("action", "unsubscribe_all")]).await.status, 200);
        assert!(desist.allowed(&ana(), "events"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_shorter_than_announced_is_taken_as_far_as_it_came() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = format!("/u/{}", desist.token(&ana(), "events"));
        let body = "List-Unsubscribe=One-Click";
        let head = "Host: HOST\r\nConnection: close\r\nContent-Length: 28";
        let answer = desist.raw(&format!("POST {path} HTTP/1.1\r\n{head}\r\n\r\n{body}")).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(!desist.allowed(&ana(), "events"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tok_07_a_key_that_was_issued_and_is_missing_is_a_503_and_no_404() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let token = desist.token(&ana(), "events");
        database::execute(desist.db(), "UPDATE installation SET link_keys_issued = 2").await;
        let bereft = desist.second_instance().await;
        // The third character begins with the lower half of the key id: 1 becomes 2.
        let third = char::from(token.as_bytes()[2] + 4);
        let path = format!("/u/AQ{third}{}", &token[3..]);
        for seen in [bereft.open(&path).await, bereft.http.one_click(&path).await] {
            assert_eq!((seen.status, seen.header("retry-after")), (503, "60"));
        }
        assert_eq!(bereft.http.one_click(&format!("/u/{token}")).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tok_08_what_a_mail_program_glued_on_does_not_break_a_link() {
    let desist = Service::start(database::Database::Sqlite).await;
    for (at, glue) in [".", ")", ">", ",", ";", "%3E", "%22", ").", "%E2%80%9D"].into_iter().enumerate() {
        let somebody = somebody(at);
        let url = desist.mint(&somebody, "product-news").unsubscribe_url;
        let glued = format!("{url}{glue}");
        assert_eq!(desist.get(&glued).await.status, 200, "{glue}");
        assert!(desist.check(&somebody, "product-news").unwrap().verdict.allowed());
        assert_eq!(desist.one_click(&glued).await.status, 200, "{glue}");
        assert!(!desist.check(&somebody, "product-news").unwrap().verdict.allowed(), "{glue}");
        assert_eq!(desist.get(&glued.replace("/u/", "/p/")).await.status, 200, "{glue}");
    }
}
