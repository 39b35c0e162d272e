//! HTTP of a service under test.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use actix_web::dev::ServerHandle;
use desist::faces::http::state::{ConsolePlace, State};
use desist::faces::http::{limits, routes, serve};
use desist::services::Services;
use desist::services::intake::Intake;
use desist::telemetry::Metrics;
use serde_json::Value;

/// Limits of the faces, as [`State`] has them.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Typed addresses per client and hour.
    pub typed_addresses_per_client_per_hour: u32,
    /// Tokens that do not verify, per client and minute.
    pub invalid_tokens_per_client_per_minute: u32,
    /// The largest JSON body of the API, in bytes.
    pub api_body: usize,
    /// The host under which alone the console answers.
    pub console_host: Option<&'static str>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            typed_addresses_per_client_per_hour: 1000,
            invalid_tokens_per_client_per_minute: 1000,
            api_body: 2 * 1024 * 1024,
            console_host: None,
        }
    }
}

/// The port on which it answers, until dropped.
pub struct Http {
    at: SocketAddr,
    handle: ServerHandle,
    client: reqwest::Client,
    api_key: String,
    /// What `/metrics` shows.
    pub metrics: Arc<Metrics>,
}

impl Http {
    /// Answers on this listener.
    pub fn start(
        services: Arc<Services>,
        intake: Intake,
        listener: TcpListener,
        trusted: &[String],
        limits: Limits,
        api_key: &str,
    ) -> Self {
        let at = listener.local_addr().unwrap();
        let metrics = Arc::new(routes::metrics(services.counters.clone()));
        let state = State {
            services,
            intake,
            metrics: metrics.clone(),
            trusted_proxies: trusted.iter().map(|network| network.parse().unwrap()).collect(),
            limits: limits::Limits::new(
                limits.typed_addresses_per_client_per_hour,
                limits.invalid_tokens_per_client_per_minute,
            ),
            console: ConsolePlace { host: limits.console_host.map(str::to_owned), ..ConsolePlace::default() },
            api_body: limits.api_body,
            inbound: Arc::default(),
        };
        let server = serve(Arc::new(state), listener, 1).unwrap();
        let handle = server.handle();
        tokio::spawn(server);
        // Redirects are answers to look at, and no proxy of this machine may step between.
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build();
        Self { at, handle, client: client.unwrap(), api_key: api_key.to_owned(), metrics }
    }

    /// `http://127.0.0.1:PORT`.
    pub fn base(&self) -> String {
        format!("http://{}", self.at)
    }

    /// Begins a request; of a whole URL only path and query count, as if a proxy had brought it here.
    pub fn request(&self, method: &str, url: &str) -> reqwest::RequestBuilder {
        let path = match url::Url::parse(url) {
            Ok(url) => url[url::Position::BeforePath..].to_owned(),
            Err(_) => url.to_owned(),
        };
        self.client.request(method.parse().unwrap(), format!("{}{path}", self.base()))
    }
}

impl Drop for Http {
    fn drop(&mut self) {
        // Not awaited: the command is sent at once, and nobody waits for connections that are idle.
        drop(self.handle.stop(false));
    }
}

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: reqwest::header::HeaderMap,
    /// The body.
    pub body: String,
}

impl Answer {
    /// A header's value; empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("no JSON ({e}): {}", self.body))
    }

    /// The machine word of a problem.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    /// Fails unless the status is this one; shows the answer.
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }
}

/// Sends a request and reads its answer.
pub async fn send(request: reqwest::RequestBuilder) -> Answer {
    let answer = request.send().await.unwrap();
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    Answer { status, headers, body: answer.text().await.unwrap() }
}

impl Http {
    /// GET.
    pub async fn get(&self, url: &str) -> Answer {
        send(self.request("GET", url)).await
    }

    /// POST of a form, its body as given.
    pub async fn post_form(&self, url: &str, body: &str) -> Answer {
        let form = "application/x-www-form-urlencoded";
        send(self.request("POST", url).header("content-type", form).body(body.to_owned())).await
    }

    /// What a mailbox provider sends for a click on its unsubscribe button (RFC 8058).
    pub async fn one_click(&self, url: &str) -> Answer {
        self.post_form(url, "List-Unsubscribe=One-Click").await
    }

    /// POST of JSON to the API, with the key that may do everything.
    pub async fn api(&self, path: &str, body: Value) -> Answer {
        let request = self.request("POST", path).bearer_auth(&self.api_key);
        send(request.header("content-type", "application/json").body(body.to_string())).await
    }

    /// PATCH of JSON to the API.
    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        let request = self.request("PATCH", path).bearer_auth(&self.api_key);
        send(request.header("content-type", "application/json").body(body.to_string())).await
    }

    /// DELETE to the API.
    pub async fn delete(&self, path: &str) -> Answer {
        send(self.request("DELETE", path).bearer_auth(&self.api_key)).await
    }

    /// GET from the API.
    pub async fn api_get(&self, path: &str) -> Answer {
        send(self.request("GET", path).bearer_auth(&self.api_key)).await
    }
}

impl super::Service {
    /// As [`Http::get`].
    pub async fn get(&self, url: &str) -> Answer {
        self.http.get(url).await
    }

    /// As [`Http::post_form`].
    pub async fn post_form(&self, url: &str, body: &str) -> Answer {
        self.http.post_form(url, body).await
    }

    /// As [`Http::one_click`].
    pub async fn one_click(&self, url: &str) -> Answer {
        self.http.one_click(url).await
    }

    /// As [`Http::api`].
    pub async fn api(&self, path: &str, body: Value) -> Answer {
        self.http.api(path, body).await
    }

    /// As [`Http::api_get`].
    pub async fn api_get(&self, path: &str) -> Answer {
        self.http.api_get(path).await
    }
}
