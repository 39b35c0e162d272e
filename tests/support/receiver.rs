//! A receiver of webhooks on the loopback: it answers as the test says and keeps what it was sent.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// How it answers one request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// With this status and nothing else.
    Status(u16),
    /// With this status and a header.
    With(u16, String),
    /// After so long, with 204.
    Late(Duration),
    /// With 200 and a body of so many octets.
    Long(usize),
}

/// One message as it came.
#[derive(Clone, Debug)]
pub struct Received {
    /// The path.
    pub path: String,
    /// `webhook-id`.
    pub id: String,
    /// `webhook-timestamp`.
    pub timestamp: String,
    /// `webhook-signature`.
    pub signature: String,
    /// The body's exact bytes.
    pub body: Vec<u8>,
}

impl Received {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Its type.
    pub fn kind(&self) -> String {
        self.json()["type"].as_str().unwrap().to_owned()
    }

    /// What it says.
    pub fn data(&self) -> Value {
        self.json()["data"].clone()
    }

    /// Whether one of the signatures is by this secret. Made here from the specification, not by what is tested.
    pub fn is_signed_by(&self, secret: &str) -> bool {
        let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(&key).unwrap();
        mac.update(format!("{}.{}.", self.id, self.timestamp).as_bytes());
        mac.update(&self.body);
        let expected = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
        self.signature.split(' ').any(|one| one == expected)
    }
}

#[derive(Default)]
struct Kept {
    replies: VecDeque<Reply>,
    received: Vec<Received>,
}

/// The receiver, until dropped.
pub struct Receiver {
    at: SocketAddr,
    kept: Arc<Mutex<Kept>>,
    task: JoinHandle<()>,
}

impl Receiver {
    /// One on a free port, which answers 204.
    pub async fn start() -> Self {
        Self::at("127.0.0.1:0".parse().unwrap()).await
    }

    /// One on this address.
    pub async fn at(address: SocketAddr) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let at = listener.local_addr().unwrap();
        let kept = Arc::new(Mutex::new(Kept::default()));
        let shared = kept.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, shared.clone()));
            }
        });
        Self { at, kept, task }
    }

    /// Answers the next requests so, one after the other, and the rest with 204.
    pub fn answers(&self, replies: impl IntoIterator<Item = Reply>) {
        self.kept.lock().unwrap().replies.extend(replies);
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.at
    }

    /// A URL of it.
    pub fn url(&self) -> String {
        format!("http://{}/hook", self.at)
    }

    /// What it was sent so far, oldest first.
    pub fn received(&self) -> Vec<Received> {
        self.kept.lock().unwrap().received.clone()
    }

    /// The only message it was sent.
    pub fn only(&self) -> Received {
        let mut received = self.received();
        assert_eq!(received.len(), 1, "{received:?}");
        received.remove(0)
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// One request a connection is enough: it says so in its answer.
async fn serve(mut stream: TcpStream, kept: Arc<Mutex<Kept>>) {
    let Some((head, body)) = read(&mut stream).await else { return };
    let header = |name: &str| {
        let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with(&format!("{name}:")));
        line.and_then(|line| line.split_once(':')).map_or("", |(_, value)| value.trim()).to_owned()
    };
    let received = Received {
        path: head.split(' ').nth(1).unwrap_or_default().to_owned(),
        id: header("webhook-id"),
        timestamp: header("webhook-timestamp"),
        signature: header("webhook-signature"),
        body,
    };
    let reply = {
        let mut kept = kept.lock().unwrap();
        kept.received.push(received);
        kept.replies.pop_front().unwrap_or(Reply::Status(204))
    };
    let (status, header, length) = match reply {
        Reply::Status(status) => (status, String::new(), 0),
        Reply::With(status, header) => (status, format!("{header}\r\n"), 0),
        Reply::Late(delay) => {
            tokio::time::sleep(delay).await;
            (204, String::new(), 0)
        }
        Reply::Long(length) => (200, String::new(), length),
    };
    let length_header = if status == 204 { String::new() } else { format!("content-length: {length}\r\n") };
    let head = format!("HTTP/1.1 {status} Said\r\n{header}{length_header}connection: close\r\n\r\n");
    let _ = stream.write_all(head.as_bytes()).await;
    let mut left = length;
    while left > 0 {
        let chunk = left.min(64 * 1024);
        if stream.write_all(&vec![b'x'; chunk]).await.is_err() {
            return;
        }
        left -= chunk;
    }
    let _ = stream.shutdown().await;
}

async fn read(stream: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
            });
            let whole = end + 4 + length.unwrap_or(0);
            if bytes.len() >= whole {
                return Some((head, bytes[end + 4..whole].to_vec()));
            }
        }
        let mut chunk = [0; 16 * 1024];
        match stream.read(&mut chunk).await {
            Ok(read) if read > 0 => bytes.extend_from_slice(&chunk[..read]),
            _ => return None,
        }
    }
}
