//! The methods together, on mail that we sign ourselves with [`Signer`](crate::mail::dkim::Signer).
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use std::net::{IpAddr, Ipv4Addr};

use super::*;
use crate::domain::reading::Trust;
use crate::mail::dkim::Signer;
use crate::mail::parse::Mailbox;

/// Mon, 23 Nov 2026 12:00:00 UTC.
const NOW: Instant = Instant(1_795_435_200_000);
const DATE: &str = "Mon, 23 Nov 2026 11:59:00 +0000";
/// Made for these tests alone; it signs for no domain.
const KEY: &str = include_str!("tests/test-only-ed25519.pem");

fn text(extra: &str, body: &str) -> String {
    format!(
        "From: Ana <ana@writer.example.org>\r\nTo: support@shop.example\r\nDate: {DATE}\r\n\
         Subject: stop\r\n{extra}\r\n{body}"
    )
}

fn signer(domain: &str) -> Signer {
    Signer::from_pem(domain, "s1", KEY).unwrap()
}

fn signed(domain: &str, raw: &str) -> Vec<u8> {
    signer(domain).sign(raw.as_bytes(), NOW).unwrap()
}

fn dns() -> Resolver {
    let key = signer("writer.example.org").record_value();
    ["writer.example.org", "example.org", "mailer.example", "co.uk"]
        .into_iter()
        .fold(Resolver::fixed().unwrap(), |dns, domain| dns.txt(&format!("s1._domainkey.{domain}"), &key))
        .txt("_dmarc.example.org", "v=DMARC1; p=reject; pct=10")
        .txt("writer.example.org", "v=spf1 ip4:192.0.2.10 -all")
        .txt("mx.writer.example.org", "v=spf1 ip4:192.0.2.10 -all")
}

fn mail(raw: &[u8]) -> Mail {
    let text = String::from_utf8_lossy(raw);
    let header = text.split("\r\n\r\n").next().unwrap().to_owned();
    let from = header.split("\r\n").filter_map(|line| line.strip_prefix("From: "));
    let mailbox = |line: &str| {
        let (name, address) = line.split_once('<').unwrap_or(("", line));
        let name = Some(name.trim().trim_matches('"').to_owned()).filter(|name| !name.is_empty());
        Mailbox { name, address: address.trim_end_matches('>').to_owned() }
    };
    let from = from.map(mailbox).collect();
    let date = header.contains("Date: Mon, 23 Nov 2026").then_some(Instant(NOW.0 - 60_000));
    Mail { from, date, ..Mail::default() }
}

fn to_us() -> Envelope {
    Envelope { rcpt_to: vec!["support@shop.example".to_owned()], ..Envelope::default() }
}

fn over_smtp(ip: [u8; 4], mail_from: &str) -> Envelope {
    Envelope {
        client_ip: Some(IpAddr::V4(Ipv4Addr::from(ip))),
        helo: Some("mx.writer.example.org".to_owned()),
        mail_from: Some(mail_from.to_owned()),
        ..to_us()
    }
}

async fn ask(raw: &[u8], envelope: &Envelope, dns: &Resolver) -> Authentication {
    authenticate(raw, &mail(raw), envelope, dns, &AuthConfig::default(), NOW).await
}

async fn refusal(raw: &[u8]) -> Option<Refusal> {
    let found = ask(raw, &to_us(), &dns()).await;
    assert_eq!((found.aligned, found.dkim[0].verdict), (None, Verdict::Policy), "{:?}", found.reasons);
    assert_ne!(found.trust, Trust::Authenticated);
    found.dkim[0].refusal
}

#[tokio::test]
async fn auth_02_an_aligned_signature_under_a_policy_authenticates_the_writers_domain() {
    let found = ask(&signed("writer.example.org", &text("", "stop\r\n")), &to_us(), &dns()).await;
    assert_eq!((found.trust, found.aligned, found.dmarc), (Trust::Authenticated, Some(Aligned::Dkim), Verdict::Pass));
    assert!(found.reasons.iter().any(|reason| reason.contains("the name before the @")), "AUTH-07");
}

#[tokio::test]
async fn auth_05_the_tree_walk_aligns_a_signature_of_the_organizations_domain_and_ignores_pct() {
    let found = ask(&signed("example.org", &text("", "stop\r\n")), &to_us(), &dns()).await;
    assert_eq!((found.trust, found.aligned), (Trust::Authenticated, Some(Aligned::Dkim)));
}

#[tokio::test]
async fn auth_02_a_signature_of_somebody_else_proves_nothing() {
    let found = ask(&signed("mailer.example", &text("", "stop\r\n")), &to_us(), &dns()).await;
    assert_eq!((found.trust, found.aligned, found.dmarc), (Trust::Unverified, None, Verdict::Fail));
}

#[tokio::test]
async fn auth_02_two_writers_are_suspect_however_well_signed() {
    let raw = format!("From: Eve <eve@other.example>\r\n{}", text("", "stop\r\n"));
    let found = ask(&signed("writer.example.org", &raw), &to_us(), &dns()).await;
    assert_eq!((found.trust, found.aligned), (Trust::Suspect, None));
}

#[tokio::test]
async fn mime_03_a_name_that_shows_another_address_is_suspect() {
    let raw = text("", "stop\r\n").replace("Ana <", "\"boss@bank.example\" <");
    let found = ask(&signed("writer.example.org", &raw), &to_us(), &dns()).await;
    assert_eq!(found.trust, Trust::Suspect);
}

#[tokio::test]
async fn auth_03_a_domain_in_its_own_script_is_compared_as_a_label() {
    let raw = text("", "stop\r\n").replace("writer.example.org", "bücher.example");
    let dns = dns().txt("_dmarc.xn--bcher-kva.example", "v=DMARC1; p=none");
    let dns = dns.txt("s1._domainkey.xn--bcher-kva.example", &signer("writer.example.org").record_value());
    let found = ask(&signed("xn--bcher-kva.example", &raw), &to_us(), &dns).await;
    assert_eq!((found.trust, found.aligned), (Trust::Authenticated, Some(Aligned::Dkim)), "{:?}", found.reasons);
}

#[tokio::test]
async fn auth_02_spf_of_the_writers_domain_authenticates() {
    let raw = text("", "stop\r\n");
    let found = ask(raw.as_bytes(), &over_smtp([192, 0, 2, 10], "ana@writer.example.org"), &dns()).await;
    assert_eq!((found.spf, found.aligned, found.trust), (Verdict::Pass, Some(Aligned::Spf), Trust::Authenticated));
}

#[tokio::test]
async fn auth_04_the_null_sender_is_checked_by_its_helo_name() {
    let raw = text("", "stop\r\n");
    let found = ask(raw.as_bytes(), &over_smtp([192, 0, 2, 10], ""), &dns()).await;
    assert_eq!((found.spf, found.aligned), (Verdict::Pass, Some(Aligned::Spf)), "relaxed alignment of the HELO name");
}

#[tokio::test]
async fn auth_06_a_refuted_mail_is_suspect_and_nothing_worse() {
    let raw = text("", "stop\r\n");
    let found = ask(raw.as_bytes(), &over_smtp([198, 51, 100, 1], "ana@writer.example.org"), &dns()).await;
    assert_eq!((found.spf, found.dmarc, found.trust), (Verdict::Fail, Verdict::Fail, Trust::Suspect));
}

#[tokio::test]
async fn auth_06_what_could_not_be_looked_at_is_not_refuted() {
    for envelope in [to_us(), over_smtp([10, 0, 0, 1], "ana@writer.example.org")] {
        let found = ask(text("", "stop\r\n").as_bytes(), &envelope, &dns()).await;
        assert_eq!((found.spf, found.trust, found.retry), (Verdict::None, Trust::Unverified, false));
    }
}

#[tokio::test]
async fn auth_02_without_a_published_policy_an_exact_pass_aligns_but_does_not_authenticate() {
    let raw = text("", "stop\r\n").replace("writer.example.org", "mailer.example");
    let found = ask(&signed("mailer.example", &raw), &to_us(), &dns()).await;
    assert_eq!((found.dmarc, found.aligned), (Verdict::None, Some(Aligned::Dkim)));
    assert_eq!(found.trust, Trust::Unverified);
}

#[tokio::test]
async fn auth_08_a_public_suffix_signs_for_nobody() {
    let raw = text("", "stop\r\n").replace("writer.example.org", "shop.co.uk");
    assert_eq!(refusal(&signed("co.uk", &raw)).await, Some(Refusal::PublicSuffix));
}

#[tokio::test]
async fn auth_08_an_expired_signature_is_held_against_the_time_of_receipt() {
    let raw = signed("writer.example.org", &text("", "stop\r\n"));
    let expired = |x: u64| {
        let expiry = u64::try_from(NOW.0 / 1_000).unwrap() - 100 + x;
        message::Expiry::new(1, expiry).is_past(NOW)
    };
    assert!(expired(0) && expired(100) && !expired(101));
    assert!(message::Expiry::new(9, 8).is_past(Instant(0)), "x= before t= is no time at all");
    assert!(!message::Expiry::new(9, 0).is_past(NOW));
    assert_eq!(ask(&raw, &to_us(), &dns()).await.dkim[0].refusal, None);
}

#[tokio::test]
async fn auth_08_a_second_subject_is_not_covered() {
    let raw = [b"Subject: delete everything\r\n", &*signed("writer.example.org", &text("", "stop\r\n"))].concat();
    let found = ask(&raw, &to_us(), &dns()).await;
    assert_ne!(found.trust, Trust::Authenticated, "our own signer oversigns, so this one breaks");
}

#[tokio::test]
async fn auth_09_a_signed_mail_to_somebody_else_is_a_replay() {
    let raw = signed("writer.example.org", &text("", "stop\r\n").replace("support@shop", "list@news"));
    assert_eq!(refusal(&raw).await, Some(Refusal::NotToUs));
}

#[tokio::test]
async fn auth_09_an_old_signed_mail_is_a_replay() {
    let raw = signed("writer.example.org", &text("", "stop\r\n").replace("Nov 2026", "Nov 2025"));
    assert_eq!(refusal(&raw).await, Some(Refusal::NotRecent));
}

#[tokio::test]
async fn auth_10_a_silent_dns_is_not_a_fail_and_is_asked_again() {
    let raw = signed("writer.example.org", &text("", "stop\r\n"));
    for name in ["s1._domainkey.writer.example.org", "_dmarc.writer.example.org"] {
        let found = ask(&raw, &to_us(), &dns().failing(name)).await;
        assert_eq!((found.trust, found.retry), (Trust::Unverified, true), "{name}");
    }
    let found = ask(&raw, &to_us(), &Resolver::offline().unwrap()).await;
    assert_eq!((found.trust, found.retry), (Trust::Unverified, true));
}

#[tokio::test]
async fn auth_10_line_ends_of_a_pipe_do_not_break_a_signature() {
    let raw = signed("writer.example.org", &text("", "stop\r\nit\r\n"));
    let piped: Vec<u8> = raw.iter().copied().filter(|byte| *byte != b'\r').collect();
    let found = authenticate(&piped, &mail(&raw), &to_us(), &dns(), &AuthConfig::default(), NOW).await;
    assert_eq!(found.trust, Trust::Authenticated);
}

fn ours() -> AuthConfig {
    AuthConfig { authserv_id: Some("mx.shop.example".to_owned()), ..AuthConfig::default() }
}

const STATED: &str = "mx.shop.example; spf=none; dmarc=pass (p=reject) header.from=writer.example.org";

async fn with_results(before: &str) -> Authentication {
    let raw = format!("{before}{}", text("", "stop\r\n"));
    authenticate(raw.as_bytes(), &mail(raw.as_bytes()), &to_us(), &dns(), &ours(), NOW).await
}

#[tokio::test]
async fn auth_01_our_own_hosts_word_counts_at_the_top_only() {
    let field = format!("Authentication-Results: {STATED}\r\n");
    let received = "Received: from a by b; x\r\n";
    assert_eq!(with_results(&field).await.aligned, Some(Aligned::Border));
    assert_eq!(with_results(&format!("{received}{field}")).await.aligned, Some(Aligned::Border));
    assert_eq!(with_results(&format!("{received}{received}{field}")).await.aligned, None, "from outside");
    let shadow = "Authentication-Results: mx.shop.example; dmarc=fail header.from=writer.example.org\r\n";
    assert_eq!(with_results(&format!("{shadow}{field}")).await.trust, Trust::Suspect, "one field of ours, the topmost");
    let foreign = field.replace("mx.shop", "mx.evil");
    assert_eq!(with_results(&foreign).await.aligned, None);
    assert_eq!(with_results(&field.replace("writer.", "other.")).await.aligned, None, "another domain");
    assert_eq!(with_results(&field.replace("dmarc=pass", "dmarc=best")).await.aligned, None, "unknown results");
}

#[tokio::test]
async fn auth_01_nobodys_word_counts_unless_our_host_is_named() {
    let raw = format!("Authentication-Results: {STATED}\r\n{}", text("", "stop\r\n"));
    assert_eq!(ask(raw.as_bytes(), &to_us(), &dns()).await.aligned, None);
}

#[test]
fn auth_01_results_are_read_with_comments_quotes_and_folds() {
    let stated = results::read(
        " MX.example (a; (b)) 1;\r\n\tdkim=pass (good; one) header.i=@a.example header.b=\"x;y\"; spf = fail \
         reason=\"no; way\" smtp.mailfrom=\"a b\"@c.example; none",
    );
    let stated = stated.unwrap();
    assert_eq!(stated.by, "mx.example");
    assert_eq!(stated.statements.len(), 2);
    assert_eq!(stated.statements[0].property("header.b"), Some("x;y"));
    assert_eq!((stated.statements[1].method.as_str(), stated.statements[1].result.as_str()), ("spf", "fail"));
    assert_eq!(stated.statements[1].property("smtp.mailfrom"), Some("a b@c.example"));
    assert_eq!(results::read("spf=pass smtp.mailfrom=a.example"), None, "nobody states it");
    assert_eq!(results::read(""), None);
    assert_eq!(results::read(&"(".repeat(20_000)), None);
}

async fn original_of(raw: &[u8], dns: &Resolver) -> Attached {
    attached(raw, &mail(raw), &to_us(), dns, &AuthConfig::default(), NOW).await
}

#[tokio::test]
async fn auth_09_an_attached_original_that_is_old_or_was_to_somebody_else_proves_nothing() {
    let plain = text("", "stop\r\n");
    for raw in [plain.replace("Nov 2026", "Nov 2025"), plain.replace("support@shop", "list@news")] {
        let found = original_of(&signed("writer.example.org", &raw), &dns()).await;
        assert!(matches!(found, Attached::CannotVerify { retry: false, .. }), "{found:?}");
    }
}

#[tokio::test]
async fn auth_14_an_attached_original_passes_or_cannot_be_verified() {
    let original = signed("writer.example.org", &text("", "stop\r\n"));
    let passes = Attached::Passes { domain: "writer.example.org".to_owned() };
    assert_eq!(original_of(&original, &dns()).await, passes);
    let changed = String::from_utf8(original.clone()).unwrap().replace("stop\r\n\r\n", "stop\r\n\r\nreally ");
    for (raw, dns) in [
        (changed.into_bytes(), dns()),
        (original.clone(), Resolver::fixed().unwrap()),
        (text("", "stop\r\n").into_bytes(), dns()),
    ] {
        let found = original_of(&raw, &dns).await;
        assert!(matches!(found, Attached::CannotVerify { retry: false, .. }), "{found:?}");
    }
    let silent = original_of(&original, &Resolver::offline().unwrap()).await;
    assert!(matches!(silent, Attached::CannotVerify { retry: true, .. }));
}

#[tokio::test]
async fn l6_no_reason_shows_an_address() {
    let raw = String::from_utf8(signed("mailer.example", &text("", "stop\r\n"))).unwrap();
    let raw = raw.replace("d=mailer.example", "d=ana@writer.example.org");
    let found = ask(raw.as_bytes(), &over_smtp([198, 51, 100, 1], "ana@writer.example.org"), &dns()).await;
    assert!(found.reasons.iter().all(|reason| !reason.contains("ana@")), "{:?}", found.reasons);
    let envelope = format!("{:?}", over_smtp([192, 0, 2, 10], "ana@writer.example.org"));
    assert!(!envelope.contains('@') && !envelope.contains("192"));
}

#[tokio::test]
async fn hostile_headers_are_given_up_quickly() {
    let listed = "from:".repeat(20_000);
    let bomb =
        format!("DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=s; h={listed}; bh=AA==; b=AA==\r\n").repeat(9);
    let many = "DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=s; h=from; l=1; bh=AA==; b=AA==\r\n".repeat(900);
    for extra in [bomb, many, "X: y\r\n".repeat(100_000), String::new()] {
        let raw = text(&extra, &"a\r\n".repeat(100_000));
        let found = ask(raw.as_bytes(), &to_us(), &dns()).await;
        assert_eq!(found.trust, Trust::Unverified);
    }
    for raw in [&b""[..], b"\r\n\r\n", b"\0\0\0", b"From", b"From:\r\nFrom: <<<>>>\r\n\r\n", &[0xff; 2_000]] {
        assert_ne!(ask(raw, &to_us(), &dns()).await.trust, Trust::Authenticated);
    }
}
