//! Signed here, verified by the library's own verifier against a record handed in; no network.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

use mail_auth::common::cache::NoCache;
use mail_auth::common::parse::TxtRecordParser;
use mail_auth::common::verify::DomainKey;
use mail_auth::{AuthenticatedMessage, DkimResult, MessageAuthenticator, Parameters, ResolverCache, Txt};
use proptest::prelude::*;

use super::*;

/// Made for these tests alone; it signs for no domain.
const RSA: &str = include_str!("test-only-rsa.pem");

const MESSAGE: &str = "From: Acme <help@acme.example>\r\nReply-To: help@acme.example\r\nTo: ana@example.com\r\n\
    Subject: Stopped\r\nDate: Mon, 23 Nov 2026 11:05:06 +0000\r\nMessage-ID: <019a-1@acme.example>\r\n\
    Auto-Submitted: auto-replied\r\nIn-Reply-To: <a@b.example>\r\nReferences: <a@b.example>\r\nMIME-Version: 1.0\r\n\
    Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\nList-Id: <news.acme.example>\r\n\
    List-Unsubscribe: <https://acme.example/u/T>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\
    X-Other: 1\r\n\r\nWe stopped it.\r\n";

/// The records of the test, instead of the DNS.
struct Records(HashMap<Box<str>, Txt>);

impl ResolverCache<Box<str>, Txt> for Records {
    fn get<Q: Hash + Eq + ?Sized>(&self, name: &Q) -> Option<Txt>
    where
        Box<str>: Borrow<Q>,
    {
        self.0.get(name).cloned()
    }

    fn remove<Q: Hash + Eq + ?Sized>(&self, _: &Q) -> Option<Txt>
    where
        Box<str>: Borrow<Q>,
    {
        None
    }

    fn insert(&self, _: Box<str>, _: Txt, _: std::time::Instant) {}
}

fn rsa() -> Signer {
    Signer::from_pem("Acme.example", "s1", RSA).unwrap()
}

fn ed25519() -> Signer {
    let pem = STANDARD.encode(Ed25519Key::generate_pkcs8().unwrap());
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{pem}\n-----END PRIVATE KEY-----\n");
    Signer::from_pem("acme.example", "s2", &pem).unwrap()
}

/// The verifier's answer to each signature of the message.
fn verify(signers: &[&Signer], raw: &[u8]) -> Vec<bool> {
    let record = |signer: &&Signer| {
        let key = DomainKey::parse(signer.record_value().as_bytes()).unwrap();
        (format!("{}.", signer.record_name()).into_boxed_str(), Txt::from(key))
    };
    let records = Records(signers.iter().map(record).collect());
    let message = AuthenticatedMessage::parse(raw).unwrap();
    let parameters: Parameters<'_, _, _, NoCache<_, _>, NoCache<_, _>, NoCache<_, _>, NoCache<_, _>> =
        Parameters::new(&message).with_txt_cache(&records);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let outputs =
        runtime.block_on(async { MessageAuthenticator::new_cloudflare().unwrap().verify_dkim(parameters).await });
    outputs.iter().map(|output| *output.result() == DkimResult::Pass).collect()
}

fn signed(signer: &Signer) -> String {
    String::from_utf8(signer.sign(MESSAGE.as_bytes(), Instant(1_795_000_000_000)).unwrap()).unwrap()
}

/// The tags of the first signature, unfolded.
fn tags(signed: &str) -> String {
    let head = signed.split_once("\r\nFrom:").unwrap().0;
    head.replace("\r\n\t", "").replace("\r\n ", "")
}

#[test]
fn hdr_10_a_signature_by_either_kind_of_key_verifies() {
    for signer in [rsa(), ed25519()] {
        assert_eq!(verify(&[&signer], signed(&signer).as_bytes()), [true], "{signer:?}");
    }
}

#[test]
fn hdr_12_both_keys_may_sign_the_same_message() {
    let (rsa, ed25519) = (rsa(), ed25519());
    let twice = ed25519.sign(signed(&rsa).as_bytes(), Instant(0)).unwrap();
    assert_eq!(verify(&[&rsa, &ed25519], &twice), [true, true]);
}

#[test]
fn hdr_10_changing_any_signed_field_breaks_the_signature() {
    let signer = rsa();
    let signed = signed(&signer);
    for field in SIGNED_FIELDS.iter().filter(|field| MESSAGE.contains(&format!("{field}: "))) {
        let changed = signed.replacen(&format!("\r\n{field}: "), &format!("\r\n{field}: x"), 1);
        assert_ne!(changed, signed, "{field}");
        assert_eq!(verify(&[&signer], changed.as_bytes()), [false], "{field}");
    }
}

#[test]
fn hdr_11_adding_a_copy_of_any_signed_field_breaks_the_signature() {
    let signer = rsa();
    let signed = signed(&signer);
    for field in SIGNED_FIELDS {
        let added = format!("{field}: evil@acme.example\r\n{signed}");
        assert_eq!(verify(&[&signer], added.as_bytes()), [false], "{field} on top");
        let added = signed.replacen("\r\nX-Other:", &format!("\r\n{field}: evil@acme.example\r\nX-Other:"), 1);
        assert_eq!(verify(&[&signer], added.as_bytes()), [false], "{field} below");
    }
}

#[test]
fn fields_that_relays_add_do_not_break_the_signature() {
    let signer = rsa();
    let relayed = format!("Received: from a by b; Mon, 23 Nov 2026 11:05:07 +0000\r\nX-New: 1\r\n{}", signed(&signer));
    assert_eq!(verify(&[&signer], relayed.as_bytes()), [true]);
}

#[test]
fn hdr_12_nothing_can_be_changed_in_the_body_or_appended_to_it() {
    let signer = rsa();
    let signed = signed(&signer);
    assert!(!tags(&signed).contains(" l="));
    for body in [signed.replace("stopped", "started"), format!("{signed}More.\r\n")] {
        assert_eq!(verify(&[&signer], body.as_bytes()), [false]);
    }
}

#[test]
fn hdr_12_the_tags_say_algorithm_domain_and_the_time_that_was_handed_in() {
    let tags = tags(&signed(&rsa()));
    for tag in ["a=rsa-sha256;", "d=acme.example;", "s=s1;", "c=relaxed/relaxed;", "t=1795000000;"] {
        assert!(tags.contains(tag), "{tag} in {tags}");
    }
    assert!(signed(&rsa()).lines().all(|line| line.len() <= 100));
}

#[test]
fn hdr_12_weak_and_foreign_keys_are_refused_without_being_shown() {
    let error = |pem: &str| Signer::from_pem("acme.example", "s1", pem).unwrap_err();
    assert_eq!(error("no key"), DkimError::NotPem);
    assert_eq!(error("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"), DkimError::NotUsable);
    assert_eq!(error(include_str!("test-only-rsa-1024.pem")), DkimError::NotUsable);
    assert_eq!(Signer::from_pem("acme example", "s1", RSA).unwrap_err(), DkimError::NotAName("domain"));
    assert_eq!(Signer::from_pem("acme.example", "s;1", RSA).unwrap_err(), DkimError::NotAName("selector"));
    assert_eq!(format!("{:?}", rsa()), r#"Signer { domain: "acme.example", selector: "s1", .. }"#);
}

#[test]
fn a_message_without_a_from_is_not_signed() {
    assert_eq!(rsa().sign(b"Subject: x\r\n\r\n", Instant(0)), Err(DkimError::NotSigned));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_is_composed_verifies(subject in any::<String>(), text in any::<String>(), name in any::<String>()) {
        use crate::mail::compose::{AutoSubmitted, Mailbox, Outgoing, compose};
        let mail = Outgoing {
            id: "019a-1".to_owned(),
            from: Mailbox { name: Some(name), address: "help@acme.example".to_owned() },
            reply_to: None, to: "ana@example.com".to_owned(), envelope_from: None,
            subject, text, html: None, auto_submitted: AutoSubmitted::Generated, in_reply_to: None, references: None,
            headers: Vec::new(), date: Instant(1_795_000_000_000),
        };
        let signer = rsa();
        let signed = signer.sign(&compose(&mail).unwrap(), mail.date).unwrap();
        prop_assert_eq!(verify(&[&signer], &signed), [true]);
    }
}
