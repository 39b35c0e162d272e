//! A browser without scripts, and a way to send bytes as they are.

use std::collections::BTreeMap;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::http::send;
use crate::support::{Service, database};

/// An answer, as a person sees it.
pub use crate::support::http::Answer as Seen;

impl Seen {
    /// The value of the page's first hidden field of this name.
    pub fn hidden(&self, name: &str) -> Option<String> {
        let after = self.body.split_once(&format!("<input type=\"hidden\" name=\"{name}\" value=\""))?.1;
        Some(after.split_once('"')?.0.to_owned())
    }

    /// Whether the page has a button for this action.
    pub fn offers(&self, action: &str) -> bool {
        self.body.contains(&format!("value=\"{action}\""))
    }
}

impl Service {
    /// Any request to a path. The isolates that stand around names in sentences are taken out of the answer.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<reqwest::Body>,
    ) -> Seen {
        let request = self.http.request(method, path).body(body);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let mut seen = send(request).await;
        seen.body.retain(|c| !['\u{2068}', '\u{2069}'].contains(&c));
        seen
    }

    /// Opens a page.
    pub async fn open(&self, path: &str) -> Seen {
        self.send("GET", path, &[], "").await
    }

    /// Sends a form.
    pub async fn press(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        self.press_with(path, &[], fields).await
    }

    /// Sends a form with more headers.
    pub async fn press_with(&self, path: &str, headers: &[(&str, &str)], fields: &[(&str, &str)]) -> Seen {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
        all.extend_from_slice(headers);
        self.send("POST", path, &all, body).await
    }

    /// Sends these bytes, with `HOST` in place of the host, and reads until the service closes.
    pub async fn raw(&self, request: &str) -> String {
        let host = self.http.base().replace("http://", "");
        let mut stream = TcpStream::connect(&host).await.unwrap();
        stream.write_all(request.replace("HOST", &host).as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        String::from_utf8(answer).unwrap()
    }

    /// Everything that a mere look must leave as it is (L2).
    pub async fn everything(&self) -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        for query in [
            "SELECT count(*) FROM ledger_entries",
            "SELECT size FROM ledger_head",
            "SELECT count(*) FROM preferences",
            "SELECT count(*) FROM recipients",
            "SELECT count(*) FROM outbox",
            "SELECT count(*) FROM confirmations",
            "SELECT count(used_at) FROM confirmations",
        ] {
            all.insert(query.to_owned(), database::number(self.db(), query).await.to_string());
        }
        all.insert("checkpoint".to_owned(), self.services.checkpoint().await.unwrap());
        all
    }

    /// How many entries the ledger has.
    pub async fn entries(&self) -> i64 {
        database::number(self.db(), "SELECT count(*) FROM ledger_entries").await
    }
}

/// The path of a URL.
pub fn path_of(url: &str) -> String {
    url::Url::parse(url).unwrap().path().to_owned()
}
