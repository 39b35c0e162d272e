//! L1 and L7 the hard way: the service's process is killed, without a warning, amid one-click POSTs and inbound mail;
//! again and again on one database. Every stop that was answered with 200 is there afterwards; every mail that was
//! answered with 202 is there and was acted on once; and the ledger verifies.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

mod support;

use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use support::database::{Database, Place, number};
use support::{Service, eventually, somebody};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// How often the process is killed.
const KILLS: usize = 20;
/// How many POST at the same time.
const CLIENTS: usize = 8;
/// Links in store; more than can be used.
const LINKS: usize = 20_000;

/// A command of the real program on this installation.
fn desist(place: &Place) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_desist"));
    command.arg("--data-dir").arg(place.data_dir()).arg("--database-url").arg(place.url());
    command.env_clear().stdin(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    command
}

/// The service in a process of its own.
struct Process {
    child: Child,
    base: String,
    /// Held open: whoever closes a pipe stops its writer.
    _output: Lines<BufReader<ChildStdout>>,
}

impl Process {
    async fn start(place: &Place) -> Self {
        let mut child =
            desist(place).args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
        let started = async {
            loop {
                let line = output.next_line().await.unwrap().expect("the service says where it runs");
                if let Some(at) = line.find("http://127.0.0.1:") {
                    let url: String = line[at..].chars().take_while(|c| !c.is_whitespace()).collect();
                    let url = url::Url::parse(&url).unwrap();
                    return format!("http://127.0.0.1:{}", url.port().unwrap());
                }
            }
        };
        let base = tokio::time::timeout(Duration::from_secs(20), started).await.expect("it starts within 20 s");
        Self { child, base, _output: output }
    }

    /// SIGKILL: nothing of the process runs after this.
    async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }
}

/// The paths of so many links, minted by the program itself.
async fn links(place: &Place) -> Vec<String> {
    let mut command = desist(place);
    let mut child = command
        .args(["link", "mint", "--topic", "events"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let addresses: Vec<String> = (0..LINKS).map(|n| somebody(n).delivery().to_owned()).collect();
    let write = async move {
        input.write_all(addresses.join("\n").as_bytes()).await.unwrap();
        input.shutdown().await.unwrap();
    };
    let ((), output) = tokio::join!(write, child.wait_with_output());
    let output = output.unwrap();
    assert!(output.status.success(), "link mint: {}", output.status);
    let path = |line: &str| {
        let link: serde_json::Value = serde_json::from_str(line).unwrap();
        url::Url::parse(link["unsubscribe_url"].as_str().unwrap()).unwrap().path().to_owned()
    };
    String::from_utf8(output.stdout).unwrap().lines().map(path).collect()
}

/// What was answered with 200, by number of the link; grows until the process is gone.
async fn one_clicks(
    base: String,
    links: Arc<Vec<String>>,
    next: Arc<AtomicUsize>,
    answered: Arc<AtomicUsize>,
) -> Vec<usize> {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut acknowledged = Vec::new();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let request = client.post(format!("{base}{}", links[number]));
        let form = request.header("content-type", "application/x-www-form-urlencoded");
        match form.body("List-Unsubscribe=One-Click").send().await {
            Ok(answer) if answer.status() == 200 => {
                acknowledged.push(number);
                answered.fetch_add(1, Ordering::Relaxed);
            }
            Ok(answer) => panic!("link {number}: {}", answer.status()),
            Err(_) => return acknowledged,
        }
    }
}

async fn killed_amid_stops(database: Database) {
    let place = Arc::new(Place::empty(database).await);
    Process::start(&place).await.kill().await;
    let links = Arc::new(links(&place).await);
    assert_eq!(links.len(), LINKS);
    let next = Arc::new(AtomicUsize::new(0));
    let mut acknowledged = Vec::new();
    for kill in 0..KILLS {
        let process = Process::start(&place).await;
        let answered = Arc::new(AtomicUsize::new(0));
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| tokio::spawn(one_clicks(process.base.clone(), links.clone(), next.clone(), answered.clone())))
            .collect();
        eventually("stops are answered", async || answered.load(Ordering::Relaxed) > CLIENTS).await;
        // Each time at another moment of what goes on.
        tokio::time::sleep(Duration::from_millis(7 * kill as u64)).await;
        process.kill().await;
        for client in clients {
            acknowledged.extend(client.await.unwrap());
        }
    }
    assert!(acknowledged.len() > KILLS, "only {} stops were answered: nothing was tested", acknowledged.len());
    let verified = desist(&place).arg("verify").stdout(Stdio::null()).status().await.unwrap();
    assert!(verified.success(), "desist verify: {verified}");
    place.api_key.set("not used".to_owned()).unwrap();
    let after = Service::start_on(place, Service::builder(database)).await;
    let lost: Vec<usize> = acknowledged.iter().copied().filter(|n| after.allowed(&somebody(*n), "events")).collect();
    assert!(lost.is_empty(), "{} of {} answered stops are lost: {lost:?}", lost.len(), acknowledged.len());
    after.verify().await;
    println!("{} stops answered before {KILLS} kills on {database:?}, none lost", acknowledged.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_no_answered_stop_is_lost_when_the_process_is_killed_on_sqlite() {
    killed_amid_stops(Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_no_answered_stop_is_lost_when_the_process_is_killed_on_postgresql() {
    if Database::available().contains(&Database::Postgres) {
        killed_amid_stops(Database::Postgres).await;
    }
}

/// Hands in mails, each of another writer, until the process is gone; answers those that were acknowledged.
async fn mails(base: String, key: String, next: Arc<AtomicUsize>, answered: Arc<AtomicUsize>) -> Vec<usize> {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut acknowledged = Vec::new();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let from = somebody(number);
        let mail = format!(
            "From: <{}>\r\nTo: support@acme.example\r\nSubject: Stop\r\n\r\nPlease unsubscribe me from all your mails.\r\n",
            from.delivery()
        );
        let request =
            client.post(format!("{base}/v1/inbound")).bearer_auth(&key).header("content-type", "message/rfc822");
        match request.header("desist-mail-from", from.delivery()).body(mail).send().await {
            Ok(answer) if answer.status() == 202 => {
                acknowledged.push(number);
                answered.fetch_add(1, Ordering::Relaxed);
            }
            Ok(answer) => panic!("mail {number}: {}", answer.status()),
            Err(_) => return acknowledged,
        }
    }
}

async fn killed_amid_mail(database: Database) {
    let place = Arc::new(Place::empty(database).await);
    Process::start(&place).await.kill().await;
    let made = desist(&place).args(["key", "create", "--name", "mx", "--scope", "cases"]).output().await.unwrap();
    let key = String::from_utf8(made.stdout).unwrap().trim().to_owned();
    let next = Arc::new(AtomicUsize::new(0));
    let mut acknowledged = Vec::new();
    for kill in 0..KILLS / 2 {
        let process = Process::start(&place).await;
        let answered = Arc::new(AtomicUsize::new(0));
        let clients: Vec<_> = (0..CLIENTS / 2)
            .map(|_| tokio::spawn(mails(process.base.clone(), key.clone(), next.clone(), answered.clone())))
            .collect();
        eventually("mails are acknowledged", async || answered.load(Ordering::Relaxed) > CLIENTS).await;
        tokio::time::sleep(Duration::from_millis(11 * kill as u64)).await;
        process.kill().await;
        for client in clients {
            acknowledged.extend(client.await.unwrap());
        }
    }
    place.api_key.set("not used".to_owned()).unwrap();
    place.leave_mail();
    // The leases of the dead are over by then.
    let later =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap() + Duration::from_secs(3_600);
    let later = desist::domain::time::Instant(i64::try_from(later.as_millis()).unwrap());
    let clock = Arc::new(desist::domain::time::FixedClock::at(later));
    let after = Service::start_on(place, Service::builder(database).clock(clock)).await;
    after.work_off().await;
    let lost: Vec<usize> = acknowledged.iter().copied().filter(|n| after.allowed(&somebody(*n), "events")).collect();
    assert!(lost.is_empty(), "{} of {} acknowledged mails are lost: {lost:?}", lost.len(), acknowledged.len());
    let twice = "SELECT count(*) FROM (SELECT ordering FROM outbox GROUP BY ordering HAVING count(*) > 1) AS twice";
    assert_eq!(number(after.db(), twice).await, 0, "nobody is answered twice");
    let rows = number(after.db(), "SELECT count(*) FROM preferences").await;
    let entries = number(after.db(), "SELECT count(*) FROM ledger_subjects").await;
    assert_eq!(rows, entries, "each was acted on once");
    after.verify().await;
    println!("{} mails acknowledged before {} kills on {database:?}, none lost", acknowledged.len(), KILLS / 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_mail_acknowledged_before_a_kill_is_there_and_acted_on_once_on_sqlite() {
    killed_amid_mail(Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_mail_acknowledged_before_a_kill_is_there_and_acted_on_once_on_postgresql() {
    if Database::available().contains(&Database::Postgres) {
        killed_amid_mail(Database::Postgres).await;
    }
}

/// How many mails wait when the kills begin.
const WAITING: usize = 60;
/// How soon they are worked off when nobody kills any more: the claims of the dead are seen after 15 s, looked for every
/// 5 s. Their leases would last ten minutes.
const PROMPTLY: Duration = Duration::from_secs(60);

async fn killed_again_and_again(database: Database) {
    let place = Arc::new(Place::empty(database).await);
    Process::start(&place).await.kill().await;
    let made = desist(&place).args(["key", "create", "--name", "mx", "--scope", "cases"]).output().await.unwrap();
    let key = String::from_utf8(made.stdout).unwrap().trim().to_owned();
    let mut handed_in = 0;
    for kill in 0..KILLS {
        let process = Process::start(&place).await;
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        for _ in 0..WAITING / KILLS {
            let from = somebody(handed_in);
            let mail = format!(
                "From: <{}>\r\nTo: support@acme.example\r\nSubject: Stop\r\n\r\nPlease unsubscribe me from all your mails.\r\n",
                from.delivery()
            );
            let request = client.post(format!("{}/v1/inbound", process.base)).bearer_auth(&key);
            let request = request.header("content-type", "message/rfc822").header("desist-mail-from", from.delivery());
            assert_eq!(request.body(mail).send().await.unwrap().status(), 202);
            handed_in += 1;
        }
        tokio::time::sleep(Duration::from_millis(3 * kill as u64)).await;
        process.kill().await;
    }
    place.api_key.set("not used".to_owned()).unwrap();
    place.leave_mail();
    let after = Service::start_on(place.clone(), Service::builder(database).not_following()).await;
    let left = async || number(after.db(), "SELECT count(*) FROM inbox WHERE pending").await;
    println!("{} of {handed_in} mails were left claimed or waiting by {KILLS} kills on {database:?}", left().await);
    let process = Process::start(&place).await;
    let begun = std::time::Instant::now();
    support::within(PROMPTLY, "everything is worked off", async || left().await == 0).await;
    println!("they were worked off after {:?}", begun.elapsed());
    process.kill().await;
    let not_acted = "SELECT count(*) FROM inbox WHERE status <> 'acted'";
    assert_eq!(number(after.db(), not_acted).await, 0, "no kill makes a mail a person's business");
    assert_eq!(number(after.db(), "SELECT count(*) FROM outbox").await, handed_in as i64, "each is answered once");
    after.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_twenty_quick_kills_delay_the_mail_they_left_by_seconds_and_cost_it_no_attempt_on_sqlite() {
    killed_again_and_again(Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_twenty_quick_kills_delay_the_mail_they_left_by_seconds_and_cost_it_no_attempt_on_postgresql() {
    if Database::available().contains(&Database::Postgres) {
        killed_again_and_again(Database::Postgres).await;
    }
}
