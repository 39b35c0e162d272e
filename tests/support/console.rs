//! Operators at work in the console.

use std::sync::Mutex;

use desist::domain::change::{Actor, Channel};
use desist::domain::operator::Role;
use desist::domain::time::Instant;
use desist::faces::http::console::cookie;
use desist::services::operators::begin::BeginForm;
use url::form_urlencoded::Serializer;

use super::http::{Answer, send};
use super::{Service, address};

/// Every operator's password here.
pub const PASSWORD: &str = "correct horse battery staple";

/// An operator who is signed in.
pub struct Operator<'a> {
    desist: &'a Service,
    /// The operator's id.
    pub id: String,
    /// The address.
    pub address: String,
    /// The secret of the authenticator.
    pub secret: Vec<u8>,
    /// The session's token: another one after each proof.
    token: Mutex<String>,
}

/// The code that an authenticator shows at this time.
pub fn code(secret: &[u8], at: Instant) -> String {
    let totp = totp_rs::Builder::new().with_secret(secret.to_vec()).with_account_name("x").build().unwrap();
    totp.generate(u64::try_from(at.0 / 1000).unwrap()).to_string()
}

impl Service {
    /// An operator of this role who was invited, has begun, and is signed in.
    pub async fn operator(&self, name: &str, role: Role) -> Operator<'_> {
        let (id, secret) = self.begun_operator(name, role).await;
        let address = format!("{}@desk.example", name.to_lowercase());
        // A code works once, and the clock stands still: the next one.
        let next = self.now().plus_ms(30_000);
        let answer = self.sign_in(&address, PASSWORD, &code(&secret, next)).await.expect(303);
        let token = session_of(&answer).unwrap();
        Operator { desist: self, id, address, secret, token: Mutex::new(token) }
    }

    /// An operator of this role who has begun; the id and the secret of the authenticator.
    pub async fn begun_operator(&self, name: &str, role: Role) -> (String, Vec<u8>) {
        let to = address(&format!("{}@desk.example", name.to_lowercase()));
        let by = (Actor::CommandLine, Channel::CommandLine);
        let (operator, url) = self.services.add_operator(&to, name, role, by).await.unwrap();
        let (id, secret) = self.begins(&url, name).await;
        assert_eq!(id, operator.id);
        (id, secret)
    }

    /// Somebody begins, or begins anew, by a one-time link; the id and the secret of the authenticator.
    pub async fn begins(&self, url: &str, name: &str) -> (String, Vec<u8>) {
        let token = url.rsplit('/').next().unwrap();
        let beginner = self.services.beginner(token).await.unwrap().unwrap();
        let offer = self.services.offer_code_secret(beginner.row(), name);
        let secret = data_encoding::BASE32_NOPAD.decode(offer.secret.as_bytes()).unwrap();
        let form = BeginForm {
            password: PASSWORD.to_owned(),
            offer: offer.sealed,
            code: code(&secret, self.now()),
            ..BeginForm::default()
        };
        (self.services.begin_operator(&beginner, &form).await.unwrap(), secret)
    }

    /// What the form of sign-in posts.
    pub async fn sign_in(&self, address: &str, password: &str, code: &str) -> Answer {
        self.post_form("/console/sign-in", &shown(address, password, code)).await
    }

    /// The same from an address that a trusted proxy names.
    pub async fn sign_in_from(&self, client: &str, address: &str, password: &str, code: &str) -> Answer {
        let request = self.http.request("POST", "/console/sign-in").header("x-forwarded-for", client);
        send(request.header("content-type", "application/x-www-form-urlencoded").body(shown(address, password, code)))
            .await
    }
}

fn shown(address: &str, password: &str, code: &str) -> String {
    encoded(&[("address", address), ("password", password), ("code", code)])
}

/// The session's token that an answer sets.
pub fn session_of(answer: &Answer) -> Option<String> {
    let set = answer.header("set-cookie").strip_prefix(cookie::NAME)?.strip_prefix('=')?;
    set.split(';').next().map(str::to_owned)
}

/// A body of a form.
pub fn encoded(fields: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(fields).finish()
}

impl Operator<'_> {
    /// GET, signed in.
    pub async fn get(&self, path: &str) -> Answer {
        send(self.request("GET", path)).await
    }

    /// POST of a form, as the page's own form sends it.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = cookie::form_value(&self.token());
        let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("csrf", csrf.as_str())]).collect();
        self.post_raw(path, &encoded(&fields)).await
    }

    /// POST of a body as given.
    pub async fn post_raw(&self, path: &str, body: &str) -> Answer {
        let form = "application/x-www-form-urlencoded";
        send(self.request("POST", path).header("content-type", form).body(body.to_owned())).await
    }

    /// POST of a form that must come out well; the page that it leads to.
    pub async fn does(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.post(path, fields).await.expect(303);
        self.get(answer.header("location")).await.expect(200)
    }

    /// Begins a request, signed in.
    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let cookie = format!("{}={}", cookie::NAME, self.token());
        self.desist.http.request(method, path).header("cookie", cookie)
    }

    /// Shows password and code once more.
    pub async fn prove(&self) {
        let code = code(&self.secret, self.desist.now().plus_ms(30_000));
        let answer = self.post("/console/prove", &[("password", PASSWORD), ("code", &code)]).await.expect(303);
        *self.token.lock().unwrap() = session_of(&answer).unwrap();
    }

    /// The session's token.
    pub fn token(&self) -> String {
        self.token.lock().unwrap().clone()
    }
}
