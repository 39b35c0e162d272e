//! Lists of any length.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use futures_util::stream;
use serde_json::{Value, json};

use crate::support::Service;
use crate::support::database::Database;
use crate::support::http::{Answer, send};

async fn post(desist: &Service, path: &str, body: impl Into<reqwest::Body>) -> Answer {
    let request = desist.http.request("POST", path).bearer_auth(&desist.api_key);
    send(request.header("content-type", "text/plain").body(body)).await
}

async fn stop(desist: &Service, recipient: &str) {
    let body = json!({"recipient": recipient, "scope": "events", "state": "opted_out"});
    desist.http.api("/v1/preferences", body).await.expect(200);
}

#[tokio::test]
async fn a_check_stream_answers_line_by_line_and_says_where_it_ends() {
    let desist = Service::start(Database::Sqlite).await;
    stop(&desist, "b@example.com").await;
    let list = "\u{feff}a@example.com\r\n\n B@example.com \nno address, really\n\"x,y\"@example.com";
    let answer = post(&desist, "/v1/check/stream?topic=events", list).await.expect(200);
    assert!(answer.header("content-type").starts_with("text/csv"));
    let expected = "address,allowed,reason\n\
        a@example.com,true,no_objection\n \
        B@example.com ,false,opted_out_topic\n\
        \"no address, really\",false,invalid_address\n\
        \"\"\"x,y\"\"@example.com\",true,no_objection\n\
        # end rows=4 ledger_size=2\n";
    assert_eq!(answer.body, expected);
    let allowed = post(&desist, "/v1/check/stream?topic=events&output=allowed", list).await.expect(200);
    assert_eq!(allowed.body, "a@example.com\n\"x,y\"@example.com\n# end rows=4 ledger_size=2\n");
    let empty = post(&desist, "/v1/check/stream?topic=events", "").await.expect(200);
    assert_eq!(empty.body, "address,allowed,reason\n# end rows=0 ledger_size=2\n");
}

#[tokio::test]
async fn a_stream_that_cannot_begin_is_a_problem() {
    let desist = Service::start(Database::Sqlite).await;
    for (path, code) in [
        ("/v1/check/stream", "invalid_field"),
        ("/v1/check/stream?topic=nothing", "unknown_topic"),
        ("/v1/check/stream?topic=events&output=some", "invalid_field"),
        ("/v1/check/stream?topic=events&recipient=x", "unknown_field"),
        ("/v1/links/stream?topic=invoices", "transactional_topic"),
        ("/v1/links/stream?topic=events&fields=secret", "invalid_field"),
        ("/v1/links/stream?topic=events&campaign=A", "invalid_field"),
    ] {
        assert_eq!(post(&desist, path, "a@example.com").await.expect(422).code(), code, "{path}");
    }
    let json = desist.http.api("/v1/check/stream?topic=events", json!({})).await.expect(415);
    assert_eq!(json.code(), "unsupported_media_type");
}

#[tokio::test]
async fn law_4_a_stream_is_cut_without_its_last_line_when_the_gate_goes_stale() {
    let limit = Duration::from_millis(300);
    let desist = Service::builder(Database::Sqlite).staleness_limit(limit).not_following().start().await;
    desist.services.gate.catch_up().await.unwrap();
    let chunks = stream::unfold(0, |at| async move {
        let wait = if at == 0 { 0 } else { 900 };
        tokio::time::sleep(Duration::from_millis(wait)).await;
        (at < 2).then(|| (Ok::<_, std::io::Error>("a@example.com\n"), at + 1))
    });
    let request = desist.http.request("POST", "/v1/check/stream?topic=events").bearer_auth(&desist.api_key);
    let answer = request.header("content-type", "text/plain").body(reqwest::Body::wrap_stream(chunks)).send().await;
    let answer = answer.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    assert!(answer.text().await.is_err(), "the connection is cut");
}

#[tokio::test]
async fn a_link_stream_has_one_object_a_line_with_the_fields_asked_for() {
    let desist = Service::start(Database::Sqlite).await;
    let list = "a@example.com\nnobody\nb@example.com\n";
    let answer = post(&desist, "/v1/links/stream?topic=events&campaign=x", list).await.expect(200);
    assert_eq!(answer.header("content-type"), "application/x-ndjson");
    let rows: Vec<Value> = answer.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((rows.len(), &rows[0]["recipient"]), (3, &json!("a@example.com")));
    assert_eq!(rows[1], json!({"recipient": "nobody", "error": "invalid_address"}));
    let fields = "/v1/links/stream?topic=events&campaign=x&fields=unsubscribe_url,recipient";
    let chosen = post(&desist, fields, list).await.expect(200);
    let chosen: Vec<Value> = chosen.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(chosen[2], json!({"recipient": "b@example.com", "unsubscribe_url": rows[2]["unsubscribe_url"]}));
}

/// Sends everything before it reads anything, as many HTTP clients do.
fn send_all_then_read(at: &str, key: &str, body: &str) -> String {
    let mut connection = TcpStream::connect(at).unwrap();
    connection.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    connection.set_write_timeout(Some(Duration::from_secs(60))).unwrap();
    let head = format!(
        "POST /v1/check/stream?topic=events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\n\
         Content-Type: text/plain\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    connection.write_all(head.as_bytes()).unwrap();
    connection.write_all(body.as_bytes()).expect("the server goes on reading");
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).unwrap();
    let body = answer.windows(4).position(|end| end == b"\r\n\r\n").unwrap() + 4;
    without_chunks(&answer[body..])
}

/// RFC 9112 section 7.1, without trailers.
fn without_chunks(mut rest: &[u8]) -> String {
    let mut body = Vec::new();
    loop {
        let end = rest.iter().position(|byte| *byte == b'\r').unwrap();
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            return String::from_utf8(body).unwrap();
        }
        body.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 4 + size..];
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_reads_nothing_before_it_has_sent_everything_is_served() {
    let desist = Service::start(Database::Sqlite).await;
    let rows = 250_000;
    let body: String =
        (0..rows).map(|n| format!("somebody-with-a-long-name-{n:07}@department.example.com\n")).collect();
    let (at, key) = (desist.http.base().replace("http://", ""), desist.api_key.clone());
    let answer = tokio::task::spawn_blocking(move || send_all_then_read(&at, &key, &body)).await.unwrap();
    let expected =
        (0..rows).map(|n| format!("somebody-with-a-long-name-{n:07}@department.example.com,true,no_objection"));
    assert!(answer.lines().skip(1).take(rows).eq(expected), "every row, in order");
    assert_eq!(answer.lines().last(), Some(&*format!("# end rows={rows} ledger_size=1")));
    let left = std::fs::read_dir(desist.data_dir()).unwrap().flatten();
    assert!(left.into_iter().all(|file| !file.file_name().to_string_lossy().starts_with("stream-")));
}
