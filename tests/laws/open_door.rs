//! L2 and L3: looking changes nothing; leaving is easy, coming back needs the mailbox.

use std::time::Duration;

use serde_json::json;

use crate::support::database::{number, texts};
use crate::support::http::send;
use crate::support::{Service, ana, bo, both};

const DAY: Duration = Duration::from_secs(86_400);

/// Everything that a look must leave as it is.
async fn state(desist: &Service) -> Vec<i64> {
    let mut all = Vec::new();
    for what in [
        "size FROM ledger_head",
        "count(*) FROM preferences",
        "count(*) FROM recipients",
        "count(*) FROM outbox",
        "count(*) FROM confirmations",
        "count(used_at) FROM confirmations",
    ] {
        all.push(number(desist.db(), &format!("SELECT {what}")).await);
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn l2_reading_changes_nothing() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let link = desist.mint(&ana(), "events");
        for action in ["unsubscribe_all", "link"] {
            let body = format!("action={action}&address=bo.lind%40example.org");
            desist.http.post_form("/preferences", &body).await.expect(200);
        }
        let mails = desist.outbox().await;
        let mailed = mails
            .iter()
            .flat_map(|mail| mail.links.clone())
            .filter(|url| url.contains("/confirm/") || url.contains("/p/"));
        let mut urls: Vec<String> = mailed.collect();
        assert_eq!(urls.len(), 2);
        urls.extend([link.unsubscribe_url.clone(), link.preferences_url]);
        urls.extend(
            ["/preferences", "/tracking", "/ledger/checkpoint", "/ledger/proof/0", "/health/ready", "/nothing"]
                .map(str::to_owned),
        );
        urls.push(format!("{}?action=unsubscribe_all&List-Unsubscribe=One-Click", link.unsubscribe_url));
        let before = state(&desist).await;
        for url in &urls {
            for method in ["GET", "HEAD"] {
                // Twice, with what browsers and link scanners send along.
                for header in [("sec-gpc", "1"), ("purpose", "prefetch")] {
                    let answer = send(desist.http.request(method, url).header(header.0, header.1)).await;
                    assert!(
                        answer.status < 500 && !answer.status.to_string().starts_with('3'),
                        "{method} {url}: {}",
                        answer.status
                    );
                }
            }
        }
        assert_eq!(state(&desist).await, before);
        // The one-time links are not used up.
        let restore = urls.iter().find(|url| url.contains("/confirm/")).unwrap();
        assert!(!desist.allowed(&bo(), "events"));
        desist.advance(Duration::from_secs(60));
        desist.http.post_form(restore, "action=confirm").await.expect(200);
        assert!(desist.allowed(&bo(), "events"));
        // The signal is stored with the first POST that carries it.
        let stop = desist.http.request("POST", &link.unsubscribe_url).header("sec-gpc", "1");
        let stop = stop.header("content-type", "application/x-www-form-urlencoded").body("action=unsubscribe");
        assert_eq!(send(stop).await.status, 200);
        let scopes = texts(desist.db(), "SELECT scope FROM preferences WHERE state = 'opted_out' ORDER BY scope").await;
        assert!(scopes.contains(&"tracking".to_owned()) || scopes.contains(&"sharing".to_owned()), "{scopes:?}");
        desist.verify().await;
    })
    .await;
}

/// The hidden value of the undo form on a page.
fn undo_value(page: &str) -> Option<String> {
    let at = page.find("name=\"undo\"")?;
    let form = &page[at..];
    let value = form.split("value=\"").nth(1)?.split('"').next()?;
    Some(value.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_leaving_needs_only_the_link_and_coming_back_needs_the_mailbox() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let link = desist.mint(&ana(), "events");
        let press = |body: String| {
            let desist = &desist;
            let url = link.unsubscribe_url.clone();
            async move { desist.http.post_form(&url, &body).await }
        };
        let done = press("action=unsubscribe".to_owned()).await.expect(200);
        assert!(!desist.allowed(&ana(), "events"));
        // Undo: with the value of that answer, for that stop, on that link, for a day.
        let undo = undo_value(&done.body).expect("an undo value");
        let other = desist.mint(&bo(), "events").unsubscribe_url;
        let taken = format!("action=undo&undo={undo}");
        let _ = desist.http.post_form(&other, &taken).await;
        let _ = press("action=undo".to_owned()).await;
        let _ = press(format!("action=undo&undo={}", undo.to_uppercase())).await;
        assert!(!desist.allowed(&ana(), "events"), "on another link, without a value, with another value: nothing");
        press(format!("action=undo&undo={undo}")).await.expect(200);
        assert!(desist.allowed(&ana(), "events"));
        let done = press("action=unsubscribe".to_owned()).await.expect(200);
        let undo = undo_value(&done.body).unwrap();
        desist.advance(DAY + Duration::from_secs(1));
        let _ = press(format!("action=undo&undo={undo}")).await;
        assert!(!desist.allowed(&ana(), "events"), "a day later it is too late");
        // A mailing's link turns nothing on.
        for body in ["action=opt_in&topic=events", "action=opt_in_all", "action=resume"] {
            assert!(desist.http.post_form(&link.preferences_url, body).await.status >= 400, "{body}");
        }
        assert!(!desist.allowed(&ana(), "events"));
        // A tool needs proof that is later than the stop.
        let mut body = json!({"recipient": "ana@example.com", "scope": "events", "state": "opted_in"});
        assert_eq!(desist.http.api("/v1/preferences", body.clone()).await.expect(409).code(), "proof_required");
        body["proof"] =
            json!({"kind": "form", "at": desist.now().plus_days(-30).rfc3339(), "wording": "Yes", "evidence": "17"});
        assert_eq!(desist.http.api("/v1/preferences", body.clone()).await.expect(409).code(), "proof_required");
        assert!(!desist.allowed(&ana(), "events"));
        // The mailbox: a link is mailed to the address, and only its holder comes back.
        desist.http.post_form(&link.preferences_url, "action=link").await.expect(200);
        let mails = desist.outbox().await;
        assert_eq!(mails.last().unwrap().to, "ana@example.com");
        let mailed = mails.last().unwrap().link("/p/").to_owned();
        desist.http.post_form(&mailed, "action=opt_in&topic=events").await.expect(200);
        assert!(desist.allowed(&ana(), "events"));
        desist.verify().await;
    })
    .await;
}
