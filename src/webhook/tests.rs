//! Against receivers on the loopback, found by a lookup of the test's own.

use std::net::IpAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::domain::webhook::sign::{Headers, TOLERANCE_MS};
use crate::domain::webhook::target::Ports;
use crate::domain::webhook::verify;

const NOW: Instant = Instant(1_800_000_000_000);

/// Answers with the next of its lists each time, the last one for ever; counts how often it was asked.
struct Scripted {
    answers: Vec<Vec<IpAddr>>,
    asked: AtomicUsize,
}

impl Lookup for Scripted {
    fn lookup(&self, _: String) -> resolve::Found {
        let at = self.asked.fetch_add(1, Ordering::SeqCst).min(self.answers.len() - 1);
        let answer = self.answers[at].clone();
        Box::pin(async move { Ok(answer) })
    }
}

fn scripted(answers: &[&[&str]]) -> Arc<Scripted> {
    let ips = |texts: &&[&str]| texts.iter().map(|text| text.parse().unwrap()).collect();
    Arc::new(Scripted { answers: answers.iter().map(ips).collect(), asked: AtomicUsize::new(0) })
}

fn rules(networks: &[&str]) -> TargetRules {
    let allow_private = networks.iter().map(|net| net.parse().unwrap()).collect();
    TargetRules { allow_http: true, allow_private, ports: Ports::Any }
}

fn courier(networks: &[&str], lookup: Arc<dyn Lookup>) -> Courier {
    Courier::new(rules(networks), Duration::from_secs(5), lookup).unwrap()
}

fn secret() -> Secret {
    Secret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap()
}

async fn post(courier: &Courier, url: &str) -> Outcome {
    let id = MessageId::parse("msg-1").unwrap();
    courier.post(&Message { url, id: &id, secrets: &[secret()], body: b"{\"a\":1}" }, NOW).await
}

/// A receiver that answers every request with these bytes and keeps what it was sent.
struct Receiver {
    port: u16,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Receiver {
    async fn on(address: &str, answer: &str) -> Self {
        let answer = answer.to_owned();
        let listener = TcpListener::bind((address, 0)).await.unwrap();
        let (port, seen) = (listener.local_addr().unwrap().port(), Arc::new(Mutex::new(Vec::new())));
        let kept = seen.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut request = vec![0; 16 * 1024];
                let read = stream.read(&mut request).await.unwrap_or(0);
                kept.lock().unwrap().push(String::from_utf8_lossy(&request[..read]).into_owned());
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        Self { port, seen }
    }

    fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

const OK: &str = "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";

fn answered(status: u16) -> Outcome {
    Outcome::Answered { status, retry_after_ms: None }
}

fn why(outcome: Outcome) -> String {
    match outcome {
        Outcome::Unreachable { why } => why,
        Outcome::Answered { status, .. } => panic!("it answered {status}"),
    }
}

#[tokio::test]
async fn wh_01_a_message_arrives_with_its_three_headers_and_verifies() {
    let receiver = Receiver::on("127.0.0.1", OK).await;
    let courier = courier(&["127.0.0.0/8"], scripted(&[&["127.0.0.1"]]));
    assert_eq!(post(&courier, &format!("http://hooks.example:{}/in?x=1", receiver.port)).await, answered(204));
    let request = receiver.seen().remove(0);
    let header = |name: &str| {
        let line = request.lines().find(|line| line.to_lowercase().starts_with(&format!("{name}: "))).unwrap();
        line.split_once(": ").unwrap().1.to_owned()
    };
    assert!(request.starts_with("POST /in?x=1 HTTP/1.1\r\n"), "{request}");
    assert_eq!(
        (header("content-type").as_str(), header("host").as_str()),
        ("application/json", &*format!("hooks.example:{}", receiver.port))
    );
    let (id, timestamp, signature) = (header(ID_HEADER), header(TIMESTAMP_HEADER), header(SIGNATURE_HEADER));
    let headers = Headers { id: &id, timestamp: &timestamp, signature: &signature };
    let body = request.split_once("\r\n\r\n").unwrap().1.as_bytes();
    assert_eq!(verify(&[secret()], headers, body, NOW, TOLERANCE_MS).unwrap().as_str(), "msg-1");
}

#[tokio::test]
async fn wh_07_a_name_that_leads_to_a_private_address_is_not_called() {
    let receiver = Receiver::on("127.0.0.1", OK).await;
    for (address, family) in [
        ("127.0.0.1", "loopback"),
        ("::1", "loopback"),
        ("10.0.0.1", "private"),
        ("169.254.169.254", "metadata"),
        ("100.64.0.1", "carrier-grade"),
        ("::ffff:127.0.0.1", "loopback"),
        ("64:ff9b::7f00:1", "IPv4 address inside"),
        ("fd00::1", "unique local"),
        ("0.0.0.0", "unspecified"),
        ("224.0.0.1", "multicast"),
    ] {
        let courier = courier(&[], scripted(&[&[address]]));
        let why = why(post(&courier, &format!("http://hooks.example:{}/", receiver.port)).await);
        assert!(why.contains(family) && why.contains("webhooks.allow_private"), "{address}: {why}");
    }
    assert_eq!(receiver.seen().len(), 0);
}

#[tokio::test]
async fn wh_07_an_address_in_the_url_is_checked_though_no_resolver_is_asked() {
    let receiver = Receiver::on("127.0.0.1", OK).await;
    let lookup = scripted(&[&["8.8.8.8"]]);
    let courier = courier(&["10.0.0.0/8"], lookup.clone());
    let why = why(post(&courier, &format!("http://127.0.0.1:{}/", receiver.port)).await);
    assert!(why.contains("127.0.0.1 is a loopback address"), "{why}");
    assert_eq!((lookup.asked.load(Ordering::SeqCst), receiver.seen().len()), (0, 0));
}

#[tokio::test]
async fn wh_07_of_several_addresses_only_those_allowed_are_called() {
    let inside = Receiver::on("127.0.0.2", OK).await;
    let courier = courier(&["127.0.0.2/32"], scripted(&[&["127.0.0.1", "10.0.0.1", "127.0.0.2"]]));
    assert_eq!(post(&courier, &format!("http://hooks.example:{}/", inside.port)).await, answered(204));
    assert_eq!(inside.seen().len(), 1);
}

#[tokio::test]
async fn wh_07_rebinding_between_check_and_use_gains_nothing() {
    // The name means an allowed host when it is first asked about and a forbidden one ever after. What was checked is
    // what is called, on the first message; the second, on a connection of its own, is refused.
    let allowed = Receiver::on("127.0.0.2", OK).await;
    let lookup = scripted(&[&["127.0.0.2"], &["127.0.0.1"]]);
    let courier = courier(&["127.0.0.2/32"], lookup.clone());
    let url = format!("http://hooks.example:{}/", allowed.port);
    assert_eq!(post(&courier, &url).await, answered(204));
    assert_eq!(lookup.asked.load(Ordering::SeqCst), 1, "asked once for a connection");
    assert!(why(post(&courier, &url).await).contains("127.0.0.1 is a loopback address"));
    assert_eq!((lookup.asked.load(Ordering::SeqCst), allowed.seen().len()), (2, 1));
}

#[tokio::test]
async fn wh_05_a_redirect_is_an_answer_and_is_not_followed() {
    let beyond = Receiver::on("127.0.0.1", OK).await;
    let location = format!(
        "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:{}/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        beyond.port
    );
    let first = Receiver::on("127.0.0.1", &location).await;
    let courier = courier(&["127.0.0.0/8"], scripted(&[&["127.0.0.1"]]));
    assert_eq!(post(&courier, &format!("http://hooks.example:{}/", first.port)).await, answered(307));
    assert_eq!((first.seen().len(), beyond.seen().len()), (1, 0));
}

#[tokio::test]
async fn an_answer_without_end_is_read_no_further_than_64_kib() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let written = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = stream.read(&mut [0; 4096]).await;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n").await;
        let mut written = 0_usize;
        // Until the other side has had enough.
        while stream.write_all(&[b'x'; 8192]).await.is_ok() {
            written += 8192;
        }
        written
    });
    let courier = courier(&["127.0.0.0/8"], scripted(&[&["127.0.0.1"]]));
    assert_eq!(post(&courier, &format!("http://hooks.example:{port}/")).await, answered(200));
    drop(courier);
    // What the kernel buffers on both sides comes on top.
    assert!(written.await.unwrap() < 64 << 20);
}

#[tokio::test]
async fn retry_after_is_read_and_a_silent_receiver_is_not_waited_for() {
    let busy = Receiver::on(
        "127.0.0.1",
        "HTTP/1.1 503 Busy\r\nretry-after: 90\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
    )
    .await;
    let courier = courier(&["127.0.0.0/8"], scripted(&[&["127.0.0.1"]]));
    let url = format!("http://hooks.example:{}/", busy.port);
    assert_eq!(post(&courier, &url).await, Outcome::Answered { status: 503, retry_after_ms: Some(90_000) });
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let impatient = Courier::new(rules(&["127.0.0.0/8"]), Duration::from_millis(200), scripted(&[&["127.0.0.1"]]));
    let url = format!("http://hooks.example:{}/", silent.local_addr().unwrap().port());
    assert_eq!(why(post(&impatient.unwrap(), &url).await), "no answer within 0 s");
}

#[tokio::test]
async fn l6_what_was_in_the_way_is_told_without_the_url() {
    struct Nowhere;
    impl Lookup for Nowhere {
        fn lookup(&self, _: String) -> resolve::Found {
            Box::pin(async { Err(std::io::Error::other("no such name hooks.example")) })
        }
    }
    let port = {
        let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
        closed.local_addr().unwrap().port()
    };
    let url = format!("http://hooks.example:{port}/secret-path?token=abc");
    let refused = why(post(&courier(&["127.0.0.0/8"], scripted(&[&["127.0.0.1"]])), &url).await);
    assert!(refused.starts_with("no connection: "), "{refused}");
    let nowhere = why(post(&courier(&[], Arc::new(Nowhere)), &url).await);
    assert_eq!(nowhere, "the host cannot be found in the DNS");
    let plain = Receiver::on("127.0.0.1", OK).await;
    let https = format!("https://hooks.example:{}/secret-path", plain.port);
    let no_tls = why(post(&courier(&["127.0.0.0/8"], scripted(&[&["127.0.0.1"]])), &https).await);
    assert!(no_tls.starts_with("no connection: "), "{no_tls}");
    for text in [refused, nowhere, no_tls] {
        assert!(!text.contains("secret-path") && !text.contains("hooks.example"), "{text}");
    }
}
