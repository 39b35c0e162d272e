//! L6: no address in the clear in a URL, a log line, a metric or a ledger leaf. Everything that all tests of this binary
//! log is kept and searched, besides what one whole run leaves behind.

use std::io;
use std::sync::{Mutex, Once};
use std::time::Duration;

use data_encoding::{BASE32_NOPAD_NOCASE, BASE64URL_NOPAD, HEXLOWER};
use serde_json::json;
use tracing_subscriber::EnvFilter;

use crate::support::database::{execute, texts};
use crate::support::{Database, Service, ana, both, calls};

/// Everything logged in this process.
static LOGGED: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Paper;

impl io::Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOGGED.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Our own words at their most talkative; libraries as `telemetry` lets them: nothing below `info`.
fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let filter = EnvFilter::new("info,desist=trace");
        tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(|| Paper).init();
    });
}

/// Everything that must not be seen: the address in the spellings it may take, and what gives power over it.
struct Secrets(Vec<String>);

impl Secrets {
    fn of(addresses: &[&str], tokens: &[String]) -> Self {
        let mut all: Vec<String> = tokens.to_vec();
        for address in addresses {
            let lower = address.to_lowercase();
            let local = lower.split('@').next().unwrap();
            all.extend([lower.clone(), lower.replace('@', "%40"), format!("{local}@")]);
            all.extend([HEXLOWER.encode(lower.as_bytes()), HEXLOWER.encode(address.as_bytes())]);
        }
        Self(all)
    }

    fn not_in(&self, place: &str, text: &str) {
        let lower = text.to_lowercase();
        for secret in &self.0 {
            let at = lower.find(&secret.to_lowercase());
            let shown = |at: usize| lower[at.saturating_sub(80)..(at + 80).min(lower.len())].to_owned();
            assert!(at.is_none(), "{place} shows {secret}: ...{}...", shown(at.unwrap_or(0)));
        }
    }
}

/// The addresses of this run appear nowhere else.
const ADDRESSES: [&str; 3] =
    ["Zora.Hidden@secret-house.example", "yuri.hidden@secret-house.example", "xena.hidden@secret-house.example"];

/// Many ways in, and many that fail; answers the secrets that came up on the way.
async fn whole_run(desist: &Service) -> Vec<String> {
    let [zora, yuri, xena] = ADDRESSES;
    let links = desist
        .http
        .api("/v1/links", json!({"recipients": [zora, yuri], "topic": "events", "campaign": "spring"}))
        .await
        .expect(200)
        .json();
    let mut tokens = vec![desist.api_key.clone()];
    for link in links["links"].as_array().unwrap() {
        let url = link["unsubscribe_url"].as_str().unwrap();
        tokens.push(calls::token_of(url));
        desist.http.get(url).await.expect(200);
        desist.http.one_click(url).await.expect(200);
        desist.http.post_form(url, "action=undo&undo=forged").await;
        desist.http.post_form(&format!("{url}x"), "").await;
        desist.http.post_form(link["preferences_url"].as_str().unwrap(), "action=link").await;
    }
    for address in ADDRESSES {
        let encoded = address.replace('@', "%40");
        desist.http.post_form("/preferences", &format!("action=unsubscribe_all&address={encoded}")).await;
        desist.http.get(&format!("/preferences?address={encoded}")).await;
        desist.http.get(&format!("/nothing/{encoded}")).await;
        for topic in ["events", "invoices", address] {
            desist.http.api("/v1/check", json!({"recipient": address, "topic": topic})).await;
        }
        desist.http.api("/v1/recipients/lookup", json!({"recipient": address})).await;
        let body = json!({"recipient": address, "scope": "all", "state": "opted_out", "reason": format!("mail from {address}")});
        desist.http.api("/v1/preferences", body).await;
        desist.http.api("/v1/preferences", json!({"recipient": address, address: address})).await;
    }
    let stream = desist.http.request("POST", "/v1/check/stream?topic=events").bearer_auth(&desist.api_key);
    crate::support::http::send(stream.header("content-type", "text/plain").body(ADDRESSES.join("\n"))).await;
    for mail in desist.outbox().await {
        tokens.extend(
            mail.links
                .iter()
                .filter(|url| url.contains("/p/") || url.contains("/confirm/"))
                .map(|url| calls::token_of(url)),
        );
    }
    for token in tokens.clone().iter().skip(3) {
        desist.http.get(&format!("/confirm/{token}")).await;
        desist.http.post_form(&format!("/confirm/{token}"), "action=confirm").await;
    }
    for (from, text) in [(zora, "Please unsubscribe me from all your mails."), (yuri, "hm"), (xena, "My data, please.")]
    {
        let mail = format!("From: <{from}>\r\nTo: <{zora}>\r\nSubject: {xena}\r\n\r\n{text} I am {from}.\r\n");
        let request = desist.http.request("POST", "/v1/inbound").bearer_auth(&desist.api_key);
        let request = request.header("content-type", "message/rfc822").header("desist-mail-from", from);
        crate::support::http::send(request.header("desist-rcpt-to", zora).body(mail)).await;
        desist.http.api("/v1/requests", json!({"about": from, "text": text, "reference": xena})).await;
    }
    desist.work_off().await;
    // Trouble talks: a damaged row, a refused statement, a mail that cannot be read or sent.
    execute(desist.db(), "UPDATE recipients SET salt = address WHERE address IS NOT NULL").await;
    desist.http.post_form("/preferences", &format!("action=link&address={}", xena.replace('@', "%40"))).await;
    execute(desist.db(), "ALTER TABLE outbox RENAME TO gone").await;
    desist.http.post_form("/preferences", &format!("action=link&address={}", yuri.replace('@', "%40"))).await;
    let mail = format!("From: <{yuri}>\r\nSubject: Stop\r\n\r\nPlease unsubscribe me from all your mails, {yuri}.\r\n");
    let inbound = desist.http.request("POST", "/v1/inbound").bearer_auth(&desist.api_key).body(mail);
    crate::support::http::send(inbound).await;
    desist.work_off().await;
    execute(desist.db(), "ALTER TABLE gone RENAME TO outbox").await;
    desist.services.verify(None, |_, _| {}).await.unwrap();
    tokens
}

#[tokio::test(flavor = "multi_thread")]
async fn l6_no_address_and_no_token_in_a_url_a_log_line_a_metric_or_a_leaf() {
    listen();
    both(|db| async move {
        let desist = Service::start(db).await;
        let tokens = whole_run(&desist).await;
        let secrets = Secrets::of(&ADDRESSES, &tokens);
        assert!(tokens.len() > 4, "links and mailed links came up");
        secrets.not_in("/metrics", &desist.http.metrics.encode(Some(Duration::from_secs(1))));
        for leaf in texts(desist.db(), &leaves(db)).await {
            secrets.not_in("a leaf", &leaf);
        }
        for query in [
            "SELECT coalesce(last_error, '') FROM outbox",
            "SELECT kind FROM outbox",
            "SELECT id FROM outbox",
            "SELECT coalesce(last_error, '') FROM inbox",
        ] {
            texts(desist.db(), query).await.iter().for_each(|text| secrets.not_in(query, text));
        }
        urls_hide_the_address(&desist);
        let logged = String::from_utf8_lossy(&LOGGED.lock().unwrap()).into_owned();
        assert!(logged.contains("answered"), "requests are logged");
        secrets.not_in("the log", &logged);
        // Nor do the tables keep in the clear what they keep at all.
        if db == Database::Sqlite {
            for file in ["desist.db", "desist.db-wal"] {
                let bytes = std::fs::read(desist.data_dir().join(file)).unwrap_or_default();
                secrets.not_in(file, &String::from_utf8_lossy(&bytes));
            }
        }
        desist.leave_mail();
    })
    .await;
}

fn leaves(database: Database) -> String {
    match database {
        Database::Sqlite => "SELECT CAST(leaf AS TEXT) FROM ledger_entries".to_owned(),
        Database::Postgres => "SELECT convert_from(leaf, 'UTF8') FROM ledger_entries".to_owned(),
    }
}

/// A URL carries the address sealed, also for those who decode it.
fn urls_hide_the_address(desist: &Service) {
    let link = desist.mint(&ana(), "events");
    let secrets = Secrets::of(&["ana@example.com"], &[]);
    for url in [&link.unsubscribe_url, &link.preferences_url] {
        secrets.not_in("a URL", url);
        let bytes = BASE64URL_NOPAD.decode(calls::token_of(url).as_bytes()).unwrap();
        secrets.not_in("a decoded URL", &String::from_utf8_lossy(&bytes));
    }
    for mail in [&link.unsubscribe_mailto, &link.return_path] {
        let token = mail.split('@').next().unwrap().rsplit('-').next().unwrap();
        let bytes = BASE32_NOPAD_NOCASE.decode(token.as_bytes()).unwrap_or_default();
        secrets.not_in("a mail address of ours", &String::from_utf8_lossy(&bytes));
        secrets.not_in("a mail address of ours", mail);
    }
}
