//! The main job under load: import, gate, one-click, each beside a plain yardstick in the same run.
//!
//! `cargo bench --bench main_job` prints a table. Client and server share this machine's cores, so the absolute
//! figures are low; the ratios are what counts. Rounds of the two sides take turns, and the median is shown.

#[path = "support/house.rs"]
mod house;
#[path = "support/load.rs"]
mod load;

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant as Monotonic};

use actix_web::{App, HttpResponse, HttpServer, web};
use desist::domain::address::Address;
use desist::domain::link::Campaign;
use desist::services::Services;
use desist::store::{Db, Options};
use tokio::sync::Mutex;

use house::{Fallible, address, import, open, serve};

const RECIPIENTS: usize = 1_000_000;
const ROUNDS: usize = 7;
const ROUND: Duration = Duration::from_secs(3);
const CONNECTIONS: usize = 64;

fn main() -> Fallible<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Fallible<()> {
    let directory = tempfile::tempdir()?;
    let services = open(directory.path()).await?;
    let secret = services.begin_ledger().await?.ok_or("the installation was not new")?;
    import(&services, RECIPIENTS).await?;
    drop(services);

    let began = Monotonic::now();
    let services = Arc::new(open(directory.path()).await?);
    println!(
        "load the gate        {:>9.0} recipients a second ({} in memory)",
        RECIPIENTS as f64 / began.elapsed().as_secs_f64(),
        services.gate.recipients()
    );
    tokio::spawn(services.gate.clone().follow(Duration::from_millis(100)));
    let ours = serve(services.clone())?;
    if wanted("gate") {
        gate_ratio(ours, &secret).await?;
    }
    if wanted("one-click") {
        one_click_ratio(&services, ours, directory.path()).await?;
    }
    Ok(())
}

/// Whether this part is to run: all do, unless some are named (`cargo bench --bench main_job -- gate`).
fn wanted(part: &str) -> bool {
    let named: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    named.is_empty() || named.iter().any(|name| name == part)
}

/// The yardstick for the gate: an actix handler that reads JSON and answers a JSON of the same length.
fn serve_empty() -> Fallible<SocketAddr> {
    const ANSWER: &str = r#"{"recipient":"recipient.500000@mail62.example.org","topic":"product-news","class":"promotional","allowed":false,"reason":"imported","scope":"all","since":"2026-11-23T12:00:00.000Z","warnings":[],"ledger_size":101}"#;
    async fn answer(_: web::Json<serde_json::Value>) -> HttpResponse {
        HttpResponse::Ok().content_type("application/json").body(ANSWER)
    }
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let to = listener.local_addr()?;
    let app = || App::new().route("/v1/check", web::post().to(answer));
    tokio::spawn(HttpServer::new(app).workers(2).listen(listener)?.run());
    Ok(to)
}

async fn gate_ratio(ours: SocketAddr, secret: &str) -> Fallible<()> {
    let empty = serve_empty()?;
    let authorization = format!("Authorization: Bearer {secret}\r\n");
    let turn = Arc::new(AtomicUsize::new(0));
    let next = move || {
        let n = turn.fetch_add(7919, Ordering::Relaxed) % RECIPIENTS;
        let body = format!(r#"{{"recipient":"{}","topic":"product-news"}}"#, address(n));
        Some(load::post("/v1/check", "application/json", &authorization, &body))
    };
    let (mut gate, mut yardstick) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        gate.push(all_well(load::round(ours, CONNECTIONS, ROUND, next.clone()).await)?);
        yardstick.push(all_well(load::round(empty, CONNECTIONS, ROUND, next.clone()).await)?);
    }
    println!("empty JSON handler   {:>9.0} requests a second", median(yardstick.clone()));
    println!("/v1/check            {:>9.0}   ratio {:.2}, aim 0.80", median(gate.clone()), ratio(&gate, &yardstick));
    Ok(())
}

/// A bare yardstick for one-click: the same server framework, and for each request one commit of one row.
async fn serve_commits(directory: &Path) -> Fallible<SocketAddr> {
    let db = Db::open_sqlite(&directory.join("yardstick.db"), &Options::default()).await?;
    let Db::Sqlite { write, .. } = db else { return Err("not SQLite".into()) };
    sqlx::query("CREATE TABLE stops (token TEXT PRIMARY KEY, at INTEGER) STRICT, WITHOUT ROWID")
        .execute(&write)
        .await?;
    let connection = web::Data::new(Mutex::new(write.acquire().await?));
    type Connection = Mutex<sqlx::pool::PoolConnection<sqlx::Sqlite>>;
    async fn commit(token: web::Path<String>, _: web::Bytes, db: web::Data<Connection>) -> HttpResponse {
        let mut connection = db.lock().await;
        let done = sqlx::query("INSERT OR REPLACE INTO stops VALUES ($1, 1)")
            .bind(token.into_inner())
            .execute(&mut **connection)
            .await;
        done.map_or_else(|_| HttpResponse::InternalServerError().finish(), |_| HttpResponse::Ok().body("ok"))
    }
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let to = listener.local_addr()?;
    let app = move || App::new().app_data(connection.clone()).route("/u/{token}", web::post().to(commit));
    tokio::spawn(HttpServer::new(app).workers(2).listen(listener)?.run());
    Ok(to)
}

async fn one_click_ratio(services: &Services, ours: SocketAddr, directory: &Path) -> Fallible<()> {
    let yardstick_at = serve_commits(directory).await?;
    let topic = services.gate.registry().topic_by_key("events").cloned().ok_or("no topic")?;
    let links: Vec<Vec<u8>> = {
        let maker = services.link_maker(&topic)?;
        (0..ROUNDS * 200_000)
            .filter_map(|n| Address::parse(&format!("clicker.{n}@example.net")).ok())
            .map(|address| maker.mint(&address, &Campaign::default(), false).unsubscribe_url)
            .filter_map(|url| url.rsplit('/').next().map(str::to_owned))
            .map(|token| {
                load::post(
                    &format!("/u/{token}"),
                    "application/x-www-form-urlencoded",
                    "",
                    "List-Unsubscribe=One-Click",
                )
            })
            .collect()
    };
    let (links, turn) = (Arc::new(links), Arc::new(AtomicUsize::new(0)));
    let next = move || links.get(turn.fetch_add(1, Ordering::Relaxed)).cloned();
    let (mut clicks, mut alone, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        clicks.push(all_well(load::round(ours, CONNECTIONS, ROUND, next.clone()).await)?);
        // One request at a time: each stop has a commit of its own.
        alone.push(all_well(load::round(ours, 1, ROUND, next.clone()).await)?);
        bare.push(all_well(load::round(yardstick_at, CONNECTIONS, ROUND, next.clone()).await)?);
    }
    println!(
        "one commit a request {:>9.0} requests a second (the same stop, on one connection)",
        median(alone.clone())
    );
    println!("one bare row a commit{:>9.0} (no ledger, nothing else written)", median(bare.clone()));
    println!(
        "one-click POST       {:>9.0}   ratio {:.2}, aim 3.00 (to bare rows {:.2})",
        median(clicks.clone()),
        ratio(&clicks, &alone),
        ratio(&clicks, &bare)
    );
    let counters = &services.counters;
    let mean = |spread: &desist::services::counters::Spread| {
        spread.sum() / spread.read().iter().map(|(_, count)| count).sum::<u64>().max(1) as f64
    };
    println!(
        "  a commit took {:.1} changes and {:.2} ms on average",
        mean(&counters.batch_size),
        mean(&counters.commit_duration) * 1000.0
    );
    Ok(())
}

fn all_well(round: load::Round) -> Fallible<f64> {
    match round.failed {
        0 => Ok(round.rate),
        n => Err(format!("{n} answers were not 200").into()),
    }
}

fn ratio(ours: &[f64], yardstick: &[f64]) -> f64 {
    median(ours.iter().zip(yardstick).map(|(ours, yardstick)| ours / yardstick).collect())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
