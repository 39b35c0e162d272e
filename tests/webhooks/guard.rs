//! Nowhere the operator does not allow (WH-07).

use serde_json::json;

use crate::support::receiver::Receiver;
use crate::support::{Service, ana, both};
use crate::{register, register_with};

#[tokio::test]
async fn wh_07_a_private_target_is_refused_when_it_is_named_and_the_setting_is_told() {
    let desist = Service::start(crate::Database::Sqlite).await;
    for (url, setting) in [
        ("https://127.0.0.1/", "webhooks.allow_private"),
        ("https://localhost/", "webhooks.allow_private"),
        ("https://10.1.2.3/", "webhooks.allow_private"),
        ("https://192.168.1.1/", "webhooks.allow_private"),
        ("https://169.254.169.254/latest/meta-data/", "webhooks.allow_private"),
        ("https://[::1]/", "webhooks.allow_private"),
        ("https://[::ffff:10.0.0.1]/", "webhooks.allow_private"),
        ("https://[fd00::1]/", "webhooks.allow_private"),
        ("https://0x7f.1/", "webhooks.allow_private"),
        ("http://hooks.example.com/", "webhooks.allow_http"),
        ("https://hooks.example.com:8443/", "webhooks.allow_ports"),
    ] {
        let refused = desist.api("/v1/webhooks", json!({"url": url})).await.expect(422);
        assert_eq!((refused.code().as_str(), &refused.json()["field"]), ("invalid_field", &json!("url")), "{url}");
        assert!(refused.json()["detail"].as_str().unwrap().contains(setting), "{url}: {}", refused.body);
    }
    assert_eq!(desist.services.gate.ledger_size(), 1);
}

#[tokio::test]
async fn wh_07_leave_that_was_taken_back_holds_for_what_waits_too() {
    both(|database| async move {
        let lenient = crate::start(database).await;
        let receiver = Receiver::start().await;
        let (id, _) = register(&lenient, &receiver).await;
        lenient.stop(&ana(), "events").await.unwrap();
        let strict = lenient.second_instance_as(|plan| plan.webhooks_to_the_public_only()).await;
        assert_eq!(strict.deliver().await, 1);
        assert_eq!(receiver.received().len(), 0);
        let waits = strict.services.outbox_of_webhooks(0).await.unwrap();
        assert_eq!((waits.pending, waits.sent), (1, 0), "it is kept, and tried when it may be");
        let went = strict.api(&format!("/v1/webhooks/{id}/test"), json!({})).await.expect(200).json();
        let detail = went["detail"].as_str().unwrap();
        assert!(went["delivered"] == false && detail.contains("webhooks.allow_http"), "{detail}");
        lenient.leave_mail();
    })
    .await;
}

#[tokio::test]
async fn wh_07_a_name_is_looked_up_when_it_is_called_and_its_address_is_checked_then() {
    let desist = Service::start(crate::Database::Sqlite).await;
    let unknown = tried(&desist, "nobody.invalid").await;
    assert!(unknown.contains("the host cannot be found in the DNS"), "{unknown}");
    // What the system itself calls a machine of this house: the guard asks as the system does.
    let hosts = std::fs::read_to_string("/etc/hosts").unwrap_or_default();
    for (ip, name) in hosts.lines().filter_map(inside) {
        let refused = tried(&desist, name).await;
        assert!(refused.contains("webhooks.allow_private"), "{ip} {name}: {refused}");
    }
}

/// A line of the table of hosts: an address that is not public, and its name.
fn inside(line: &str) -> Option<(std::net::Ipv4Addr, &str)> {
    let mut words = line.split('#').next()?.split_whitespace();
    let ip: std::net::Ipv4Addr = words.next()?.parse().ok()?;
    let name = words.next()?;
    ((ip.is_private() || ip.is_loopback()) && name != "localhost").then_some((ip, name))
}

/// Makes a webhook of this host and tries it; answers what was in the way.
async fn tried(desist: &Service, host: &str) -> String {
    let (id, _) = register_with(desist, json!({"url": format!("https://{host}/")})).await;
    let went = desist.api(&format!("/v1/webhooks/{id}/test"), json!({})).await.expect(200).json();
    assert_eq!(went["delivered"], false);
    went["detail"].as_str().unwrap().to_owned()
}
