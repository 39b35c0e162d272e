//! What every answer of a recipient's path carries, and what no page holds.

use crate::browser::{Seen, path_of};
use crate::support::{Service, ana, both};

fn assert_headers(seen: &Seen, what: &str) {
    assert_eq!(seen.header("referrer-policy"), "no-referrer", "WEB-01 {what}");
    assert_eq!(seen.header("cache-control"), "no-store", "WEB-02 {what}");
    assert!(seen.header("x-robots-tag").contains("noindex"), "WEB-03 {what}");
    let policy = seen.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("form-action 'self'"), "WEB-04 {what}");
    assert_eq!(seen.header("x-content-type-options"), "nosniff", "WEB-05 {what}");
    assert_eq!(seen.header("cross-origin-opener-policy"), "same-origin", "WEB-05 {what}");
    assert!(seen.header("content-type").contains("charset=utf-8"), "WEB-05 {what}");
}

/// WEB-04, WEB-07, SCAN-02: no script, no style in place, nothing that loads by itself from elsewhere.
fn assert_own_house(seen: &Seen, base: &str) {
    let page = seen.body.to_lowercase();
    for forbidden in ["<script", "javascript:", " style=", "http-equiv", "<iframe", " onload", " onclick"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    for attribute in ["src=\"", "href=\"", "action=\""] {
        for found in page.split(attribute).skip(1) {
            let target = found.split('"').next().unwrap();
            let ours = target.starts_with('/') || target.starts_with(['?', '#']) || target.starts_with(base);
            assert!(ours && !target.starts_with("//"), "{attribute}{target}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn web_01_to_web_07_hold_on_pages_and_on_errors() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let link = desist.mint(&ana(), "events");
        let (unsubscribe, preferences) = (path_of(&link.unsubscribe_url), path_of(&link.preferences_url));
        let base = desist.http.base();
        for path in [unsubscribe.as_str(), &preferences, "/preferences", "/tracking"] {
            let seen = desist.open(path).await;
            assert_eq!(seen.status, 200);
            assert_headers(&seen, path);
            assert_own_house(&seen, &base);
        }
        let large = "x".repeat(9000);
        for (method, path, body, status) in [
            ("GET", "/u/nothing", "", 404),
            ("GET", "/p/nothing", "", 404),
            ("GET", "/confirm/nothing", "", 404),
            ("GET", "/u/a/b", "", 404),
            ("PUT", unsubscribe.as_str(), "", 405),
            ("POST", unsubscribe.as_str(), large.as_str(), 413),
            ("POST", preferences.as_str(), "action=unsubscribe_all", 200),
            ("POST", preferences.as_str(), "action=dance", 422),
        ] {
            let seen = desist.send(method, path, &[], body.to_owned()).await;
            assert_eq!(seen.status, status, "{method} {path}");
            assert_headers(&seen, path);
            assert_own_house(&seen, &base);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_05_no_variant_of_a_url_is_redirected() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = path_of(&desist.mint(&ana(), "events").unsubscribe_url);
        for variant in [format!("{path}/"), format!("/{path}"), format!("{path}?a=b"), format!("{path}?lang=de")] {
            let seen = desist.http.one_click(&variant).await;
            assert!(!(300..400).contains(&seen.status) && seen.header("location").is_empty(), "{variant}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn assets_are_kept_for_ever_under_their_own_name_only() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let page = desist.open("/preferences").await;
        let path = page.body.split_once("href=\"/assets/").unwrap().1.split_once('"').unwrap().0;
        let path = format!("/assets/{path}");
        let seen = desist.open(&path).await;
        assert_eq!((seen.status, seen.header("content-type")), (200, "text/css; charset=utf-8"));
        assert!(seen.header("cache-control").contains("immutable"));
        let etag = seen.header("etag").to_owned();
        assert_eq!(desist.send("GET", &path, &[("if-none-match", &etag)], "").await.status, 304);
        let older = desist.open("/assets/desist.0000000000000000.css").await;
        assert_eq!((older.status, older.header("cache-control")), (200, "no-cache"));
        assert_eq!(desist.open("/assets/no.0.css").await.status, 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn gpc_04_the_web_opt_out_is_a_cookie_set_by_post_only() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let gpc = desist.open("/.well-known/gpc.json").await;
        assert_eq!(gpc.header("content-type"), "application/json");
        let statement: serde_json::Value = serde_json::from_str(&gpc.body).unwrap();
        assert_eq!(statement["gpc"], true);
        let seen = desist.press("/tracking", &[("action", "stop_tracking")]).await;
        let cookie = seen.header("set-cookie");
        assert!(cookie.starts_with("tracking=stopped") && cookie.contains("Path=/") && cookie.contains("SameSite=Lax"));
        let has = [("cookie", "tracking=stopped")];
        assert!(desist.send("GET", "/tracking", &has, "").await.offers("allow_tracking"));
        let foreign = [has[0], ("sec-fetch-site", "cross-site")];
        let kept = desist.press_with("/tracking", &foreign, &[("action", "allow_tracking")]).await;
        assert!(kept.header("set-cookie").starts_with("tracking=stopped"));
        let allowed = desist.press_with("/tracking", &has, &[("action", "allow_tracking")]).await;
        assert!(allowed.header("set-cookie").contains("Max-Age=0"));
        let signal = desist.send("GET", "/tracking", &[("sec-gpc", "1")], "").await;
        assert!(signal.body.contains("Opt-out request honored") && signal.offers("allow_tracking"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn web_03_the_bare_host_helps_and_robots_may_read_everything() {
    let desist = crate::support::Service::start(crate::support::Database::Sqlite).await;
    let home = desist.get("/").await.expect(200);
    assert!(home.body.contains("name=\"address\"") && home.header("content-type").starts_with("text/html"));
    let robots = desist.get("/robots.txt").await.expect(200);
    assert!(robots.header("content-type").starts_with("text/plain") && !robots.body.contains("Disallow"));
    assert_eq!(desist.get("/favicon.ico").await.expect(200).header("content-type"), "image/svg+xml");
    for path in ["/docs", "/openapi.json"] {
        let refused = crate::support::http::send(desist.http.request("DELETE", path)).await.expect(405);
        assert_eq!(
            (refused.header("content-type"), refused.header("allow")),
            ("application/problem+json", "GET, HEAD")
        );
    }
}
