//! Signing in and out, and what keeps others out.

use std::time::Duration;

use desist::domain::operator::Role;

use crate::support::console::{PASSWORD, code, encoded, session_of};
use crate::support::http::{Limits, send};
use crate::support::{Service, both};

#[tokio::test(flavor = "multi_thread")]
async fn con_01_all_three_are_needed_and_it_is_not_said_which_was_wrong() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let (_, secret) = desist.begun_operator("Robin", Role::Support).await;
        let next = code(&secret, desist.now().plus_ms(30_000));
        let wrong = if next == "000000" { "111111" } else { "000000" };
        let mut bodies = Vec::new();
        for (address, password, code) in [
            ("nobody@desk.example", PASSWORD, next.as_str()),
            ("robin@desk.example", "correct horse battery stapel", &next),
            ("robin@desk.example", PASSWORD, wrong),
            ("no address", PASSWORD, &next),
        ] {
            let answer = desist.sign_in(address, password, code).await.expect(401);
            assert_eq!(session_of(&answer), None);
            bodies.push(answer.body.replace(address, ""));
        }
        bodies.dedup();
        assert_eq!(bodies.len(), 1, "the answers differ");
        let answer = desist.sign_in(" Robin@desk.example ", PASSWORD, &next).await.expect(303);
        assert!(session_of(&answer).is_some_and(|token| token.len() == 43));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_01_a_code_works_once_and_an_old_one_not_at_all() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let (_, secret) = desist.begun_operator("Robin", Role::Support).await;
        // The code that began it was used by it.
        desist.sign_in("robin@desk.example", PASSWORD, &code(&secret, desist.now())).await.expect(401);
        let next = code(&secret, desist.now().plus_ms(30_000));
        desist.sign_in("robin@desk.example", PASSWORD, &next).await.expect(303);
        desist.sign_in("robin@desk.example", PASSWORD, &next).await.expect(401);
        let old = code(&secret, desist.now().plus_ms(60_000));
        desist.advance(Duration::from_secs(150));
        desist.sign_in("robin@desk.example", PASSWORD, &old).await.expect(401);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_01_guessing_is_locked_for_a_while_and_the_right_password_waits_too() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let (_, secret) = desist.begun_operator("Robin", Role::Support).await;
        for _ in 0..5 {
            desist.sign_in("robin@desk.example", "guess after guess", "000000").await.expect(401);
        }
        let right = async || {
            let next = code(&secret, desist.now().plus_ms(30_000));
            desist.sign_in("robin@desk.example", PASSWORD, &next).await
        };
        let locked = right().await.expect(429);
        assert!(locked.body.contains("Try again in"), "{}", locked.body);
        desist.advance(Duration::from_secs(31));
        right().await.expect(303);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_01_guesses_made_at_once_are_counted_one_by_one() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let (_, secret) = desist.begun_operator("Robin", Role::Support).await;
        let guesses = (0..20).map(|_| desist.sign_in("robin@desk.example", "guess after guess", "000000"));
        let answers = futures_util::future::join_all(guesses).await;
        let wrong = answers.iter().filter(|answer| answer.status == 401).count();
        let locked = answers.iter().filter(|answer| answer.status == 429).count();
        assert_eq!((wrong, locked), (5, 15), "the sixth guess meets the lock of the fifth");
        let next = code(&secret, desist.now().plus_ms(30_000));
        desist.sign_in("robin@desk.example", PASSWORD, &next).await.expect(429);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_01_a_lock_tells_nobody_who_is_an_operator() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist.begun_operator("Robin", Role::Support).await;
        let mut seen = Vec::new();
        for address in ["robin@desk.example", "nobody@desk.example"] {
            let mut statuses = Vec::new();
            for _ in 0..7 {
                statuses.push(desist.sign_in(address, "guess after guess", "000000").await.status);
            }
            seen.push(statuses);
        }
        assert_eq!(seen[0], [401, 401, 401, 401, 401, 429, 429]);
        assert_eq!(seen[0], seen[1]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_01_strangers_elsewhere_lock_nobody_out_of_where_they_work() {
    both(|database| async move {
        let desist = Service::builder(database).trusted_proxy("127.0.0.1/32").start().await;
        let (_, secret) = desist.begun_operator("Robin", Role::Support).await;
        let (robin, office) = ("robin@desk.example", "192.0.2.7");
        let right = async |from: &str| {
            let next = code(&secret, desist.now().plus_ms(30_000));
            desist.sign_in_from(from, robin, PASSWORD, &next).await.status
        };
        for _ in 0..6 {
            desist.sign_in_from("198.51.100.1", robin, "guess after guess", "000000").await;
        }
        assert_eq!(right(office).await, 303, "a lock of one network is none of another");
        desist.advance(Duration::from_secs(60));
        for network in 0..25 {
            for _ in 0..5 {
                desist.sign_in_from(&format!("203.0.{network}.1"), robin, "guess after guess", "000000").await;
            }
        }
        assert_eq!(right("203.0.113.1").await, 429, "more than a hundred guesses from everywhere");
        assert_eq!(right(office).await, 303, "but not where Robin works");
        desist.advance(Duration::from_secs(25 * 60 * 60));
        assert_eq!(right("203.0.113.1").await, 303, "no lock lasts");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_02_a_proof_gives_the_session_another_token_and_strangers_cannot_hinder_it() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let robin = desist.operator("Robin", Role::Admin).await;
        for _ in 0..29 {
            desist.sign_in("robin@desk.example", "guess after guess", "000000").await;
        }
        let stolen = robin.token();
        desist.advance(Duration::from_secs(16 * 60));
        robin.prove().await;
        assert_ne!(robin.token(), stolen);
        let thief = format!("__Host-desist={stolen}");
        send(desist.http.request("GET", "/console").header("cookie", thief)).await.expect(303);
        robin.get("/console").await.expect(200);
        // Whoever has the session still cannot guess for ever.
        for _ in 0..5 {
            robin.post("/console/prove", &[("password", "guess after guess"), ("code", "000000")]).await.expect(401);
        }
        let next = code(&robin.secret, desist.now().plus_ms(30_000));
        robin.post("/console/prove", &[("password", PASSWORD), ("code", &next)]).await.expect(429);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_02_whoever_signs_in_anew_leaves_no_session_behind() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let robin = desist.operator("Robin", Role::Support).await;
        desist.advance(Duration::from_secs(60));
        let next = code(&robin.secret, desist.now());
        let body = encoded(&[("address", robin.address.as_str()), ("password", PASSWORD), ("code", &next)]);
        let form = "application/x-www-form-urlencoded";
        let request = robin.request("POST", "/console/sign-in").header("content-type", form).body(body);
        assert!(session_of(&send(request).await.expect(303)).is_some());
        robin.get("/console").await.expect(303);
        assert_eq!(desist.services.sessions_of(&robin.id).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_02_a_long_text_is_kept_through_a_proof_too() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let robin = desist.operator("Robin", Role::Admin).await;
        desist.advance(Duration::from_secs(16 * 60));
        let long = "\r\n".repeat(40_000);
        let asked = robin.post("/console/operators", &[("act", "invite"), ("name", &long)]).await.expect(401).body;
        let packed = packed(&asked);
        let next = code(&robin.secret, desist.now().plus_ms(30_000));
        let proof = [("password", PASSWORD), ("code", next.as_str()), ("to", "/console/operators"), ("kept", &packed)];
        let resumed = robin.post("/console/prove", &proof).await.expect(200).body;
        assert!(resumed.matches('\n').count() > 40_000, "what was typed is lost");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_04_with_a_name_of_its_own_the_console_answers_there_alone_and_nothing_else_does() {
    both(|database| async move {
        let limits = Limits { console_host: Some("desk.acme.example"), ..Limits::default() };
        let desist = Service::builder(database).public_url("https://news.acme.example").limits(limits).start().await;
        let status =
            async |host: &str, path: &str| send(desist.http.request("GET", path).header("host", host)).await.status;
        for (path, console, others) in [
            ("/console/sign-in", 200, 404),
            ("/preferences", 404, 200),
            ("/openapi.json", 404, 200),
            ("/health/live", 200, 200),
            ("/robots.txt", 200, 200),
        ] {
            let got = (status("desk.acme.example", path).await, status("news.acme.example", path).await);
            assert_eq!(got, (console, others), "{path}");
        }
        assert_eq!(status("DESK.acme.example:8443", "/console/sign-in").await, 200);

        // Links must go on working, so a name that stands in links keeps all of its paths.
        let limits = Limits { console_host: Some("news.acme.example"), ..Limits::default() };
        let desist = Service::builder(database).public_url("https://news.acme.example").limits(limits).start().await;
        for path in ["/console/sign-in", "/preferences"] {
            send(desist.http.request("GET", path).header("host", "news.acme.example")).await.expect(200);
        }
        send(desist.http.request("GET", "/console/sign-in").header("host", "elsewhere.example")).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_02_a_session_ends_by_idleness_by_age_by_sign_out_and_when_its_operator_is_disabled() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let admin = desist.operator("Ada", Role::Admin).await;
        let robin = desist.operator("Robin", Role::Support).await;
        robin.get("/console").await.expect(200);
        for _ in 0..11 {
            desist.advance(Duration::from_secs(59 * 60));
            robin.get("/console").await.expect(200);
            admin.get("/console").await.expect(200);
        }
        desist.advance(Duration::from_secs(61 * 60));
        robin.get("/console").await.expect(303);
        admin.get("/console").await.expect(303);

        let robin = desist.operator("Bo", Role::Support).await;
        robin.post("/console/sign-out", &[]).await.expect(303);
        robin.get("/console").await.expect(303);

        let (admin, chen) = (desist.operator("Eve", Role::Admin).await, desist.operator("Chen", Role::Support).await);
        chen.get("/console").await.expect(200);
        admin.does("/console/operators", &[("act", "disable"), ("id", &chen.id)]).await;
        chen.get("/console").await.expect(303);
        let next = code(&chen.secret, desist.now().plus_ms(60_000));
        desist.advance(Duration::from_secs(30));
        desist.sign_in(&chen.address, PASSWORD, &next).await.expect(401);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_02_sessions_are_listed_and_one_ends_another() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let robin = desist.operator("Robin", Role::Support).await;
        desist.advance(Duration::from_secs(60));
        let next = code(&robin.secret, desist.now());
        let other = session_of(&desist.sign_in(&robin.address, PASSWORD, &next).await.expect(303)).unwrap();
        let page = robin.get("/console/account").await.expect(200).body;
        assert_eq!(page.matches("name=\"end\"").count(), 1, "{page}");
        let id = page.split("name=\"end\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        robin.does("/console/account", &[("end", id)]).await;
        let cookie = format!("__Host-desist={other}");
        send(desist.http.request("GET", "/console").header("cookie", cookie)).await.expect(303);
        robin.get("/console").await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_03_a_form_without_its_value_or_from_another_site_changes_nothing() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let admin = desist.operator("Ada", Role::Admin).await;
        let robin = desist.operator("Robin", Role::Support).await;
        let disable = [("act", "disable"), ("id", robin.id.as_str())];
        let answer = admin.post_raw("/console/operators", &encoded(&disable)).await.expect(409);
        assert!(answer.body.contains("What you typed is still here"), "{}", answer.body);
        let form = "application/x-www-form-urlencoded";
        let value = desist::faces::http::console::cookie::form_value(&admin.token());
        let body = encoded(&[disable[0], disable[1], ("csrf", &value)]);
        for (name, foreign) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
            let request =
                admin.request("POST", "/console/operators").header("content-type", form).header(name, foreign);
            send(request.body(body.clone())).await.expect(403);
        }
        robin.get("/console").await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_02_nothing_typed_is_lost_when_the_session_ends_amid_a_form() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let admin = desist.operator("Ada", Role::Admin).await;
        desist.advance(Duration::from_secs(2 * 60 * 60));
        let typed = [("act", "invite"), ("address", "chen@desk.example"), ("name", "Chen <b>"), ("role", "support")];
        let page = admin.post("/console/operators", &typed).await.expect(401).body;
        let packed = packed(&page);
        let next = code(&admin.secret, desist.now());
        let body = encoded(&[
            ("address", admin.address.as_str()),
            ("password", PASSWORD),
            ("code", &next),
            ("to", "/console/operators"),
            ("kept", &packed),
        ]);
        let answer = desist.post_form("/console/sign-in", &body).await.expect(200);
        assert!(answer.body.contains("action=\"/console/operators\""), "{}", answer.body);
        assert!(answer.body.contains("value=\"Chen &lt;b&gt;\""), "{}", answer.body);
        assert!(session_of(&answer).is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_02_what_is_dangerous_asks_for_password_and_code_once_more() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let admin = desist.operator("Ada", Role::Admin).await;
        let robin = desist.operator("Robin", Role::Support).await;
        for _ in 0..2 {
            desist.advance(Duration::from_secs(10 * 60));
            admin.get("/console").await.expect(200);
        }
        let role = [("act", "role"), ("id", robin.id.as_str()), ("role", "auditor")];
        let asked = admin.post("/console/operators", &role).await.expect(401);
        assert!(asked.body.contains("Is it you?"), "{}", asked.body);
        admin.prove().await;
        admin.does("/console/operators", &role).await;
        robin.get("/console/inbox").await.expect(403);
        desist.verify().await;
    })
    .await;
}

/// What a page keeps of a form, packed.
fn packed(page: &str) -> String {
    html_text(page.split("name=\"kept\" value=\"").nth(1).unwrap().split('"').next().unwrap())
}

/// The text of an attribute.
fn html_text(escaped: &str) -> String {
    let pairs = [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2f;", "/"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(escaped.to_owned(), |text, (from, to)| text.replace(from, to))
}
