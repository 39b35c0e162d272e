//! A small HTTP/1.1 load generator on loopback: so many connections, each sending its next request when the last one
//! was answered. It counts answers by status, and stops by itself.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What a round brought.
pub struct Round {
    /// Requests answered a second.
    pub rate: f64,
    /// Answers that were not 200.
    pub failed: u64,
}

/// Sends the requests that `next` makes, for as long as told or until it makes no more.
pub async fn round<F>(to: SocketAddr, connections: usize, time: Duration, next: F) -> Round
where
    F: Fn() -> Option<Vec<u8>> + Send + Sync + 'static,
{
    let (next, done, failed) = (Arc::new(next), Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let began = Instant::now();
    let tasks: Vec<_> = (0..connections)
        .map(|_| {
            let (next, done, failed) = (next.clone(), done.clone(), failed.clone());
            tokio::spawn(async move {
                let mut stream = TcpStream::connect(to).await?;
                stream.set_nodelay(true)?;
                let mut buffer = Vec::with_capacity(16 * 1024);
                while began.elapsed() < time {
                    let Some(request) = next() else { break };
                    stream.write_all(&request).await?;
                    let status = answer(&mut stream, &mut buffer).await?;
                    done.fetch_add(1, Ordering::Relaxed);
                    failed.fetch_add(u64::from(status != 200), Ordering::Relaxed);
                }
                std::io::Result::Ok(())
            })
        })
        .collect();
    for task in tasks {
        if let Ok(Err(error)) = task.await {
            eprintln!("a connection failed: {error}");
            failed.fetch_add(1, Ordering::Relaxed);
        }
    }
    Round {
        rate: done.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64(),
        failed: failed.load(Ordering::Relaxed),
    }
}

/// Reads one answer with a Content-Length.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> std::io::Result<u16> {
    buffer.clear();
    loop {
        if stream.read_buf(buffer).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        let Some(head) = find(buffer, b"\r\n\r\n") else { continue };
        let text = String::from_utf8_lossy(&buffer[..head]).to_ascii_lowercase();
        let length = text.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
        if buffer.len() >= head + 4 + length.unwrap_or(0) {
            return Ok(text.get(9..12).and_then(|code| code.parse().ok()).unwrap_or(0));
        }
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

/// A POST with a body.
pub fn post(path: &str, content_type: &str, authorization: &str, body: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {content_type}\r\n{authorization}Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
