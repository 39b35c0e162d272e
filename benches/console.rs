//! Every page of the console with a million recipients and a hundred thousand cases: how long the server takes.
//!
//! `cargo bench --bench console` prints a table, and ends with an error when a page took longer than its aim; with
//! `-- --quick` everything is small, to see that the bench itself works. Recipients come by an import, cases through the
//! service that opens them, many at once, so that the ledger holds; one operator signs in as people do. Each page is
//! asked for on one connection, so that the figures are those of a page and not of a crowd. The first answer of a page
//! is not counted; a page whose figures are counted beside it is asked until they are there.

#[path = "support/house.rs"]
mod house;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant as Monotonic};

use desist::domain::address::Address;
use desist::domain::case::CaseKind;
use desist::domain::change::{Actor, Channel};
use desist::domain::operator::Role;
use desist::faces::http::console::cookie;
use desist::faces::http::console::rights::PATHS;
use desist::services::Services;
use desist::services::cases::ByHand;
use desist::services::intake::Inbound;
use desist::services::intake::desk::{Only, Place};
use desist::services::operators::begin::BeginForm;
use house::{Fallible, address, import, intake, open, serve};
use tokio::task::JoinSet;

/// What every page must stay under at the server, 95 times of a hundred.
const AIM: Duration = Duration::from_millis(100);
const PASSWORD: &str = "correct horse battery staple";
/// Cases that are opened at once: the writer takes them together.
const AT_ONCE: usize = 256;

/// How much of everything.
struct Size {
    recipients: usize,
    cases: usize,
    mails: usize,
    requests: usize,
}

fn main() -> Fallible<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Fallible<()> {
    let size = match std::env::args().any(|argument| argument == "--quick") {
        true => Size { recipients: 2_000, cases: 300, mails: 60, requests: 5 },
        false => Size { recipients: 1_000_000, cases: 100_000, mails: 5_000, requests: 50 },
    };
    let directory = tempfile::tempdir()?;
    let services = Arc::new(open(directory.path()).await?);
    services.begin_ledger().await?;
    import(&services, size.recipients).await?;
    let case = cases(&services, size.cases).await?;
    let mail = mails(&services, size.mails).await?;
    let to = serve(services.clone())?;
    tokio::spawn(services.gate.clone().follow(Duration::from_millis(100)));
    let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build()?;
    let session = signed_in(&services, &client, to).await?;
    let mut slow = Vec::new();
    println!("{:<44}{:>10}{:>10}", "page", "p50 ms", "p95 ms");
    for path in pages(&services, &case, &mail)? {
        let took = measured(&client, &format!("http://{to}{path}"), &session, size.requests).await?;
        let (median, late) = (at(&took, 50), at(&took, 95));
        println!("{path:<44}{:>10.1}{:>10.1}", median.as_secs_f64() * 1e3, late.as_secs_f64() * 1e3);
        slow.extend((late > AIM).then_some(path));
    }
    match slow.as_slice() {
        [] => Ok(()),
        slow => Err(format!("over {} ms: {}", AIM.as_millis(), slow.join(", ")).into()),
    }
}

/// Opens cases of people, some of them known, as support does by hand; answers the id of one.
async fn cases(services: &Arc<Services>, count: usize) -> Fallible<String> {
    let began = Monotonic::now();
    let kinds = [CaseKind::Deletion, CaseKind::Access, CaseKind::Complaint, CaseKind::Question];
    let (mut opening, mut last) = (JoinSet::new(), String::new());
    for n in 0..count {
        if opening.len() == AT_ONCE
            && let Some(opened) = opening.join_next().await
        {
            last = opened??;
        }
        let (services, kind) = (services.clone(), kinds[n % kinds.len()]);
        opening.spawn(async move { open_case(&services, n, kind).await.map_err(|error| error.to_string()) });
    }
    while let Some(opened) = opening.join_next().await {
        last = opened??;
    }
    println!("open cases by hand   {:>9.0} a second ({count} cases)", count as f64 / began.elapsed().as_secs_f64());
    Ok(last)
}

/// Mails that wait to be decided, because what they want is not clear; answers the id of one.
async fn mails(services: &Arc<Services>, count: usize) -> Fallible<String> {
    let began = Monotonic::now();
    for n in 0..count {
        let from = address(n * 5);
        let raw = format!(
            "From: {from}\r\nTo: help@acme.example\r\nSubject: your mails\r\nMessage-ID: <{n}@home.example>\r\n\r\n\
             I may want to unsubscribe from some of this, but I am not sure yet. Ticket {n}.\r\n"
        );
        let rcpt_to = vec!["help@acme.example".to_owned()];
        let mail = Inbound { raw: raw.into_bytes(), mail_from: Some(from), rcpt_to, via: Channel::Lmtp, client: None };
        services.receive(mail).await?;
    }
    intake(services)?.drain().await?;
    let waiting = services.waiting_mails().await?.count;
    println!("mails taken and read {:>9.0} a second ({waiting} wait)", count as f64 / began.elapsed().as_secs_f64());
    let next = services.next_on_desk(&Only::default(), &Place::first(), "").await?;
    Ok(next.ok_or("no mail waits")?)
}

/// Received at some time of the last ten months, so that months and clocks differ.
async fn open_case(services: &Services, n: usize, kind: CaseKind) -> Fallible<String> {
    let sender = services.gate.registry().senders().first().cloned().ok_or("no sender")?;
    let ago = i64::try_from(n % 300)?;
    let wanted = ByHand {
        kind,
        about: Address::parse(&address(n * 3))?,
        received_at: Some(services.clock.now().plus_days(-ago)),
        language: None,
        reference: Some(format!("T-{n}")),
        text: Some("Please look into this.".to_owned()),
        addresses: (None, None),
        vouched: Some("came to the desk".to_owned()),
        terminated_at: None,
        acknowledged: true,
        way: None,
    };
    let by = (Actor::CommandLine, Channel::CommandLine);
    Ok(services.open_case(&sender, wanted, by).await?)
}

/// An admin who has begun and signs in by HTTP; the header of the session's cookie.
async fn signed_in(services: &Services, client: &reqwest::Client, to: SocketAddr) -> Fallible<String> {
    let by = (Actor::CommandLine, Channel::CommandLine);
    let desk = Address::parse("ada@desk.example")?;
    let (_, url) = services.add_operator(&desk, "Ada", Role::Admin, by).await?;
    let token = url.rsplit('/').next().unwrap_or_default();
    let beginner = services.beginner(token).await?.ok_or("the link does not work")?;
    let offer = services.offer_code_secret(beginner.row(), "Ada");
    let secret = data_encoding::BASE32_NOPAD.decode(offer.secret.as_bytes())?;
    let now = services.clock.now();
    let form = BeginForm {
        password: PASSWORD.to_owned(),
        offer: offer.sealed,
        code: code(&secret, now.0)?,
        ..BeginForm::default()
    };
    services.begin_operator(&beginner, &form).await?;
    // A code works once: the next one is taken early.
    let body = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("address", "ada@desk.example")
        .append_pair("password", PASSWORD)
        .append_pair("code", &code(&secret, now.0 + 30_000)?)
        .finish();
    let form = client.post(format!("http://{to}/console/sign-in")).body(body);
    let answer = form.header("content-type", "application/x-www-form-urlencoded").send().await?;
    let set = answer.headers().get("set-cookie").and_then(|set| set.to_str().ok()).unwrap_or_default();
    let pair = set.split(';').next().filter(|pair| pair.starts_with(cookie::NAME));
    Ok(pair.ok_or_else(|| format!("nobody is signed in: {}", answer.status()))?.to_owned())
}

fn code(secret: &[u8], at: i64) -> Fallible<String> {
    let totp = totp_rs::Builder::new().with_secret(secret.to_vec()).with_account_name("x").build()?;
    Ok(totp.generate(u64::try_from(at / 1000)?).to_string())
}

/// Every path that can be read, with something that is there in its places; and lists far down.
fn pages(services: &Services, case: &str, mail: &str) -> Fallible<Vec<String>> {
    let key = services.vault.recipient_key(&Address::parse(&address(7))?);
    let key = format!("{}-{}", key.scheme, desist::store::hex(&key.bytes));
    let registry = services.gate.registry();
    let (sender, topic) = (registry.senders().first(), registry.topics().first());
    let (sender, topic) = (sender.ok_or("no sender")?.key.to_string(), topic.ok_or("no topic")?.key.to_string());
    let middle = services.gate.ledger_size() / 2;
    let concrete = |path: &str| match path {
        _ if path.contains("/inbox/") => path.replace("{id}", mail),
        _ if path.contains("/cases/") => path.replace("{id}", case),
        _ if path.contains("/senders/") => path.replace("{key}", &sender),
        _ if path.contains("/topics/") => path.replace("{key}", &topic),
        _ => path.replace("{key}", &key).replace("{index}", &middle.to_string()),
    };
    let read = PATHS.iter().filter(|(_, read, _)| read.is_some());
    let mut pages: Vec<String> = read.map(|(path, _, _)| concrete(path)).collect();
    pages.push(format!("/console/record?below={middle}"));
    pages.push("/console/record?kind=registry".to_owned());
    pages.push("/console/record?kind=case".to_owned());
    pages.push("/console/report?list=choices".to_owned());
    pages.push("/console/report?from=1970-01-01".to_owned());
    Ok(pages)
}

/// How long each request took; a page of which there is nothing here (404) counts as well.
async fn measured(client: &reqwest::Client, url: &str, session: &str, requests: usize) -> Fallible<Vec<Duration>> {
    let ask = async || -> Fallible<(Duration, String)> {
        let began = Monotonic::now();
        let answer = client.get(url).header("cookie", session).send().await?;
        let status = answer.status();
        let body = answer.text().await?;
        match status.as_u16() {
            200 | 303 | 404 | 422 => Ok((began.elapsed(), body)),
            // A room that is not built yet.
            405 => Ok((Duration::ZERO, body)),
            _ => Err(format!("{url} answers {status}").into()),
        }
    };
    while ask().await?.1.contains("hx-trigger=\"every") {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let mut took = Vec::with_capacity(requests);
    for _ in 0..requests {
        took.push(ask().await?.0);
    }
    took.sort_unstable();
    Ok(took)
}

fn at(sorted: &[Duration], percent: usize) -> Duration {
    sorted.get((sorted.len() * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or_default()
}
