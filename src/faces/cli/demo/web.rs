//! The outside: HTTP requests as a marketing tool, a mailbox provider and a recipient make them.

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Client, RequestBuilder, redirect};
use serde_json::{Value, json};

use super::super::failure::Failure;
use crate::faces::serve::Running;

/// A client of the service.
pub(super) struct Web {
    client: Client,
    origin: String,
    key: String,
}

/// An answer.
pub(super) struct Answered {
    pub(super) status: u16,
    /// The body, where it is JSON.
    pub(super) json: Value,
}

/// A verdict.
pub(super) struct Checked {
    pub(super) allowed: bool,
    pub(super) reason: String,
    pub(super) ledger_size: u64,
}

impl Web {
    pub(super) fn new(running: &Running) -> Result<Self, Failure> {
        // A mailbox provider follows no redirect (RFC 8058 section 3.1), so neither does this.
        let client = Client::builder().timeout(Duration::from_secs(20)).redirect(redirect::Policy::none()).no_proxy();
        let client = client.build().map_err(|_| Failure::Trouble("No HTTP client could be made.".to_owned()))?;
        Ok(Self {
            client,
            origin: running.origin.clone(),
            key: running.first.as_ref().map(|first| first.key.clone()).unwrap_or_default(),
        })
    }

    /// A call of the API.
    pub(super) async fn api(&self, path: &str, body: &Value) -> Result<Answered, Failure> {
        let request = self.client.post(format!("{}{path}", self.origin)).bearer_auth(&self.key);
        let json = HeaderValue::from_static("application/json");
        answered(request.header(CONTENT_TYPE, json).body(body.to_string())).await
    }

    /// GET of the API.
    pub(super) async fn fetch(&self, path: &str) -> Result<Answered, Failure> {
        answered(self.client.get(format!("{}{path}", self.origin)).bearer_auth(&self.key)).await
    }

    /// Hands a mail in, with its envelope.
    pub(super) async fn inbound(&self, mail: &str, from: &str, to: &str) -> Result<Answered, Failure> {
        let request = self.client.post(format!("{}/v1/inbound", self.origin)).bearer_auth(&self.key);
        let request = request.header(CONTENT_TYPE, HeaderValue::from_static("message/rfc822"));
        answered(request.header("Desist-Mail-From", from).header("Desist-Rcpt-To", to).body(mail.to_owned())).await
    }

    /// May this be sent?
    pub(super) async fn check(&self, recipient: &str, topic: &str) -> Result<Checked, Failure> {
        let answer = self.api("/v1/check", &json!({ "recipient": recipient, "topic": topic })).await?;
        match (answer.status, answer.json["allowed"].as_bool(), answer.json["ledger_size"].as_u64()) {
            (200, Some(allowed), Some(ledger_size)) => {
                let reason = answer.json["reason"].as_str().unwrap_or_default().to_owned();
                Ok(Checked { allowed, reason, ledger_size })
            }
            (status, ..) => Err(Failure::Trouble(format!("/v1/check answers {status} and no verdict."))),
        }
    }

    /// Opens a page.
    pub(super) async fn get(&self, url: &str) -> Result<Answered, Failure> {
        answered(self.client.get(url)).await
    }

    /// RFC 8058 section 3.2, word for word.
    pub(super) async fn one_click(&self, url: &str) -> Result<Answered, Failure> {
        self.form(url, &[("List-Unsubscribe", "One-Click")]).await
    }

    /// Sends a page's form.
    pub(super) async fn form(&self, url: &str, fields: &[(&str, &str)]) -> Result<Answered, Failure> {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        answered(self.client.post(url).header(CONTENT_TYPE, form).body(body)).await
    }
}

/// Errors name no URL: it may hold a token (TOK-11).
async fn answered(request: RequestBuilder) -> Result<Answered, Failure> {
    let failed = |e: reqwest::Error| Failure::Trouble(format!("The service did not answer: {}.", e.without_url()));
    let response = request.send().await.map_err(failed)?;
    let status = response.status().as_u16();
    let body = response.bytes().await.map_err(failed)?;
    Ok(Answered { status, json: serde_json::from_slice(&body).unwrap_or_default() })
}
