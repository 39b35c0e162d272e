//! `desist webhook`, and a service that sends.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::program::Program;

/// Listens on the loopback and answers each request with the next status, the last one for ever.
fn receiver(statuses: &'static [u16]) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let (told, heard) = channel();
    std::thread::spawn(move || {
        for (at, stream) in listener.incoming().enumerate() {
            let Ok(mut stream) = stream else { return };
            let mut request = Vec::new();
            let mut chunk = [0; 4096];
            while !whole(&request) {
                match stream.read(&mut chunk) {
                    Ok(read) if read > 0 => request.extend_from_slice(&chunk[..read]),
                    _ => break,
                }
            }
            let status = statuses[at.min(statuses.len() - 1)];
            let _ = write!(stream, "HTTP/1.1 {status} Said\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            if told.send(String::from_utf8_lossy(&request).into_owned()).is_err() {
                return;
            }
        }
    });
    (url, heard)
}

fn whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    body.len() >= length.unwrap_or(0)
}

/// An installation whose webhooks may go to the loopback.
fn program() -> Program {
    let program = Program::begun();
    let settings = "[webhooks]\nallow_http = true\nallow_private = [\"127.0.0.0/8\"]\nallow_ports = [\"any\"]\n";
    std::fs::write(program.data().join("desist.toml"), settings).unwrap();
    program
}

fn id_of(said: &str) -> String {
    said.split_whitespace().find(|word| word.starts_with("01")).unwrap().trim_end_matches('.').to_owned()
}

#[test]
fn a_webhook_is_added_tried_rotated_and_switched_off() {
    let program = program();
    let (url, heard) = receiver(&[200, 200, 500]);
    let added = program.run(&["webhook", "add", &url, "--event", "preference.changed", "--description", "CRM"]).with(0);
    assert!(added.out.starts_with("whsec_") && added.out.lines().count() == 1, "{}", added.out);
    let id = id_of(&added.err);
    let list = program.run(&["webhook", "list"]).with(0).out;
    assert!(list.contains(&id) && list.contains(&url) && list.contains("CRM") && !list.contains("whsec_"), "{list}");
    program.run(&["webhook", "test", &id]).with(0);
    assert!(heard.recv().unwrap().contains("webhook.test"));
    let rotated = program.run(&["webhook", "rotate", &id]).with(0);
    assert!(rotated.out.starts_with("whsec_") && rotated.out != added.out);
    assert_eq!(program.run(&["webhook", "test", &id, "--json"]).with(0).json()["status"], 200);
    let signatures = heard.recv().unwrap();
    assert_eq!(signatures.matches("v1,").count(), 2, "{signatures}");
    let failed = program.run(&["webhook", "test", &id]).with(1);
    assert_eq!(failed.out, "Not delivered: the receiver answered 500.\n");
    for command in ["disable", "disable", "enable"] {
        program.run(&["webhook", command, &id]).with(0);
    }
    let listed = program.run(&["webhook", "list", "--json"]).with(0).json();
    assert_eq!(listed[0]["disabled_at"], serde_json::Value::Null);
    program.run(&["webhook", "disable", "nothing"]).with(2);
    program.run(&["verify"]).with(0);
}

#[test]
fn wh_07_a_private_url_is_bad_input_and_the_setting_is_named() {
    let program = Program::begun();
    let refused = program.run(&["webhook", "add", "https://10.0.0.1/"]).with(2);
    assert!(refused.err.contains("webhooks.allow_private") && refused.out.is_empty(), "{}", refused.err);
    let refused = program.run(&["webhook", "add", "https://hooks.example.com/", "--event", "all"]).with(2);
    assert!(refused.err.contains("preference.changed"), "{}", refused.err);
    assert_eq!(program.run(&["webhook", "list", "--json"]).with(0).json(), serde_json::json!([]));
}

#[test]
fn a_running_service_tells_what_a_command_beside_it_did_and_the_doctor_shows_who_is_gone() {
    let program = program();
    let (url, heard) = receiver(&[204, 410]);
    let id = id_of(&program.run(&["webhook", "add", &url]).with(0).err);
    let service = program.serve();
    program.run_with(&["import", "-"], "ana@example.org\n").with(0);
    let told = heard.recv_timeout(Duration::from_secs(30)).unwrap();
    assert!(told.contains("suppressions.imported") && told.contains("webhook-signature: v1,"), "{told}");
    program.run_with(&["import", "-"], "bo@example.org\n").with(0);
    heard.recv_timeout(Duration::from_secs(30)).unwrap();
    let deadline = std::time::Instant::now() + Duration::from_secs(30);
    let ill = loop {
        let ill = program.run(&["doctor"]).with(0).out;
        if ill.contains("is told nothing since") {
            break ill;
        }
        assert!(std::time::Instant::now() < deadline, "{ill}");
    };
    assert!(ill.contains(&format!("the endpoint {id} is told nothing since")) && ill.contains("(gone)"), "{ill}");
    assert!(ill.contains("gone: the receiver answered 410"), "{ill}");
    assert_eq!(service.stop(), Some(0));
    program.run(&["verify"]).with(0);
}
