//! Golden vectors of every version ever issued, and what must be refused.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use data_encoding::BASE32_NOPAD;
use proptest::prelude::*;

use super::*;
use crate::domain::address::RecipientKey;
use crate::domain::keyring::{KeyRing, LinkKey, SenderKey};

const SENDER: SenderId = SenderId(0xdec0_de01);
const TOPIC: TopicId = TopicId(0x0bad_cafe);
const PURPOSES: [MailPurpose; 3] = [MailPurpose::Unsubscribe, MailPurpose::Bounce, MailPurpose::CaseReply];

/// The ring of the golden vectors: key 1 is the bytes 0 to 31.
fn ring() -> KeyRing {
    KeyRing::new(vec![LinkKey::new(1, 1, secret())], 1, 3).unwrap()
}

fn secret() -> [u8; 32] {
    std::array::from_fn(|i| i as u8)
}

fn recipient() -> RecipientKey {
    RecipientKey { scheme: 1, bytes: std::array::from_fn(|i| 0xa0 + i as u8) }
}

fn claim(address: &str, campaign: &str, test: bool) -> Claim {
    let (address, campaign) = (Address::parse(address).unwrap(), Campaign::parse(campaign).unwrap());
    Claim { sender: SENDER, topic: TOPIC, campaign, address, test }
}

fn sample() -> String {
    mint_url(&ring(), &claim("Jo.Bloggs+x@example.org", "spring-26", false))
}

fn mail_sample(purpose: MailPurpose) -> String {
    mint_mail(&ring(), purpose, TOPIC, &recipient()).unwrap()
}

/// A URL form with a good tag over whatever a tool put into it.
fn sealed(text: &[u8]) -> String {
    let header = URL_SAFE_NO_PAD.decode(sample()).unwrap()[..10].to_vec();
    let mut text = text.to_vec();
    let tag = ring().sender_key(SENDER).siv.seal(&header, &mut text);
    URL_SAFE_NO_PAD.encode([&header[..], &tag, &text].concat())
}

/// Every copy with one bit flipped.
fn flipped(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..bytes.len() * 8).map(|bit| {
        let mut copy = bytes.to_vec();
        copy[bit / 8] ^= 1 << (bit % 8);
        copy
    })
}

/// Version 1, computed by another implementation from the module's description. They stay for good: mail that
/// carries such links lies in mailboxes for ever (TOK-06).
#[test]
fn golden_vectors_of_the_url_form() {
    for (address, campaign, test, token) in [
        (
            "Jo.Bloggs+x@Example.org",
            "spring-26",
            false,
            "AQHewN4BC63K_uhgBguZIT4bIIVr3eiLRjZz7T750B-2vgV0fIQz8XIOaGgXn1NrqpqQG2ztM-5vcfc",
        ),
        ("jo@example.org", "", true, "AQHewN4BC63K_iROF44-bZGidRCiYCv3qBLnwVwzu37NUb3JRkq53sQ"),
        (
            "józef@bücher.example",
            "",
            false,
            "AQHewN4BC63K_j-OlgGyJM0LhJbWiXJjdE9A9k1CHt9WmpLdUjpzvBj0M5338G1Ps0GbyBm-_A",
        ),
    ] {
        let claim = claim(address, campaign, test);
        assert_eq!(mint_url(&ring(), &claim), token);
        let opened = read_url(&ring(), token).unwrap();
        assert_eq!(opened.claim.address.delivery(), claim.address.delivery());
        assert_eq!(opened, Opened { claim, key_id: 1 });
    }
}

#[test]
fn golden_vectors_of_the_mail_form() {
    for (purpose, local_part) in PURPOSES.into_iter().zip([
        "u-aeaqxlok72qkdivduss2nj5ivgvkxlfnv2xsai64ou43lv6wrsmeo4jr26jxw",
        "b-aeaqxlok72qkdivduss2nj5ivgvkxlfnv2xruxyy4shmyynkn7o3awxdb3ou2",
        "c-aeaqxlok72qkdivduss2nj5ivgvkxlfnv2x5x3qhbhmerdftkelcpa3asatvq",
    ]) {
        assert_eq!(mail_sample(purpose), local_part);
        let claim = MailClaim { purpose, topic: TOPIC, recipient: Some(recipient()), key_id: 1 };
        assert_eq!(read_mail(&ring(), local_part), Ok(claim));
    }
}

#[test]
fn golden_vector_of_a_test_links_mail_form_which_names_nobody() {
    let local_part = "u-aeaqxlok7yaaaaaaaaaaaaaaaaaaaaaaaaaaeyjhqlfjx3y5dxybrbdsvoppe";
    let minted = mint_mail(&ring(), MailPurpose::Unsubscribe, TOPIC, &RecipientKey::nobody(1)).unwrap();
    assert_eq!(minted, local_part);
    assert_eq!(read_mail(&ring(), local_part).unwrap().recipient, None);
}

#[test]
fn tok_01_every_flipped_bit_of_a_url_form_is_refused() {
    for bytes in flipped(&URL_SAFE_NO_PAD.decode(sample()).unwrap()) {
        assert!(read_url(&ring(), &URL_SAFE_NO_PAD.encode(bytes)).is_err());
    }
}

#[test]
fn tok_01_every_flipped_bit_of_a_mail_form_is_refused() {
    for purpose in PURPOSES {
        let token = mail_sample(purpose)[2..].to_uppercase();
        for bytes in flipped(&BASE32_NOPAD.decode(token.as_bytes()).unwrap()) {
            let changed = format!("{}-{}", purpose.letter(), BASE32_NOPAD.encode(&bytes));
            assert!(read_mail(&ring(), &changed).is_err());
        }
    }
}

#[test]
fn a_token_that_lost_or_gained_octets_is_refused() {
    let (url, mail) = (sample(), mail_sample(MailPurpose::Unsubscribe));
    for end in 0..url.len() {
        assert!(read_url(&ring(), &url[..end]).is_err(), "{end}");
    }
    for end in 0..mail.len() {
        assert_eq!(read_mail(&ring(), &mail[..end]), Err(LinkError::Damaged), "{end}");
    }
    for tail in ["A", "AA", "AAAA", "=", "==", ".", ")", ">", " ", "\n", "%3D"] {
        assert!(read_url(&ring(), &format!("{url}{tail}")).is_err(), "{tail:?}");
        assert_eq!(read_mail(&ring(), &format!("{mail}{tail}")), Err(LinkError::Damaged), "{tail:?}");
    }
    assert_eq!(read_url(&ring(), &"A".repeat(10_000_000)), Err(LinkError::Damaged));
}

#[test]
fn tok_09_a_token_has_one_spelling() {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=";
    for token in [sample(), mint_url(&ring(), &claim("jo@example.org", "a", false))] {
        let body = &token[..token.len() - 1];
        let accepted = alphabet.chars().filter(|last| read_url(&ring(), &format!("{body}{last}")).is_ok());
        assert_eq!(accepted.count(), 1);
        let other_alphabet = token.replace('-', "+").replace('_', "/");
        assert!(other_alphabet == token || read_url(&ring(), &other_alphabet).is_err());
    }
}

#[test]
fn tok_09_the_spare_bit_of_a_mail_form_is_zero_and_letter_case_does_not_matter() {
    let token = mail_sample(MailPurpose::Unsubscribe);
    let body = &token[..token.len() - 1];
    let accepted = "abcdefghijklmnopqrstuvwxyz234567=018".chars();
    assert_eq!(accepted.filter(|last| read_mail(&ring(), &format!("{body}{last}")).is_ok()).count(), 1);
    assert_eq!(read_mail(&ring(), &token.to_uppercase()), read_mail(&ring(), &token));
    let mixed: String =
        token.chars().enumerate().map(|(i, c)| if i % 3 == 0 { c.to_ascii_uppercase() } else { c }).collect();
    assert!(read_mail(&ring(), &mixed).is_ok());
}

#[test]
fn tok_04_a_token_of_one_purpose_is_none_of_another() {
    for (purpose, other) in PURPOSES.into_iter().flat_map(|p| PURPOSES.map(|o| (p, o))) {
        let moved = format!("{}{}", other.letter(), &mail_sample(purpose)[1..]);
        assert_eq!(read_mail(&ring(), &moved).is_ok(), purpose == other, "{purpose:?} as {other:?}");
    }
    for prefix in ["", "x-", "u", "u_", "uu-"] {
        let token = &mail_sample(MailPurpose::Unsubscribe)[2..];
        assert_eq!(read_mail(&ring(), &format!("{prefix}{token}")), Err(LinkError::Damaged), "{prefix}");
    }
}

#[test]
fn tok_04_a_sender_key_mints_for_no_other_sender() {
    let (own, other) = (SENDER, SenderId(7));
    let key = LinkKey::new(1, 1, secret());
    let posing = SenderKey::new(1, other, &key.sender_secret(own));
    let claim = claim("jo@example.org", "", false);
    let forged = mint_with(&posing, claim.topic, &claim.campaign, &claim.address, false);
    assert_eq!(read_url(&ring(), &forged), Err(LinkError::Forged));
}

#[test]
fn a_tool_with_a_sender_key_mints_what_the_service_mints() {
    let given = LinkKey::new(1, 1, secret()).sender_secret(SENDER);
    let claim = claim("jo@example.org", "spring", true);
    let minted =
        mint_with(&SenderKey::new(1, SENDER, &given), claim.topic, &claim.campaign, &claim.address, claim.test);
    assert_eq!(minted, mint_url(&ring(), &claim));
}

#[test]
fn a_list_is_minted_as_one_by_one_and_in_order() {
    let addresses: Vec<_> = (0..150).map(|n| Address::parse(&format!("jo{n}@example.org")).unwrap()).collect();
    let key = ring().sender_key(SENDER);
    let campaign = Campaign::parse("spring").unwrap();
    let single = addresses.iter().map(|address| mint_with(&key, TOPIC, &campaign, address, false));
    assert_eq!(mint_list(&key, TOPIC, &campaign, &addresses, false), single.collect::<Vec<_>>());
}

#[test]
fn l1_an_address_that_a_tool_spelled_its_own_way_is_read_all_the_same() {
    let opened = read_url(&ring(), &sealed(b"\0Jo@EXAMPLE.org.")).unwrap();
    assert_eq!(opened.claim.address.delivery(), "Jo@example.org");
}

#[test]
fn a_well_signed_token_with_nonsense_inside_is_damaged() {
    for text in [&b""[..], b"\0", b"\x05ab", b"\x03A Bjo@example.org", b"\x40jo@example.org", b"\0jo", b"\0\xff@x.org"]
    {
        assert_eq!(read_url(&ring(), &sealed(text)), Err(LinkError::Damaged));
    }
}

#[test]
fn tok_07_old_keys_verify_after_two_rotations_and_a_missing_one_is_an_alarm() {
    let (url, mail) = (sample(), mail_sample(MailPurpose::Unsubscribe));
    let keys = vec![LinkKey::new(1, 1, secret()), LinkKey::new(2, 1, [2; 32]), LinkKey::new(3, 1, [3; 32])];
    let rotated = KeyRing::new(keys, 3, 3).unwrap();
    assert!(read_url(&rotated, &url).is_ok() && read_mail(&rotated, &mail).is_ok());
    assert_ne!(mint_url(&rotated, &claim("jo@example.org", "", false)), url);

    let lost = KeyRing::new(vec![LinkKey::new(3, 1, [3; 32])], 3, 3).unwrap();
    for error in [read_url(&lost, &url).unwrap_err(), read_mail(&lost, &mail).unwrap_err()] {
        assert_eq!(error, LinkError::KeyMissing);
        assert!(error.is_unavailable() && !error.is_not_found());
    }
}

#[test]
fn tok_12_a_key_never_issued_and_an_unknown_version_are_not_found() {
    for (at, value, error) in
        [(1, 0, LinkError::NeverIssued), (1, 4, LinkError::NeverIssued), (0, 2, LinkError::UnknownVersion)]
    {
        let mut bytes = URL_SAFE_NO_PAD.decode(sample()).unwrap();
        bytes[at] = value;
        assert_eq!(read_url(&ring(), &URL_SAFE_NO_PAD.encode(bytes)), Err(error));
        let mut bytes = BASE32_NOPAD.decode(mail_sample(MailPurpose::Bounce)[2..].to_uppercase().as_bytes()).unwrap();
        bytes[at] = value;
        assert_eq!(read_mail(&ring(), &format!("b-{}", BASE32_NOPAD.encode(&bytes))), Err(error));
        assert!(error.is_not_found());
    }
}

#[test]
fn l6_tok_02_no_part_of_a_token_shows_the_address() {
    let bytes = URL_SAFE_NO_PAD.decode(sample()).unwrap();
    for word in [&b"Jo."[..], b"Blog", b"exam", b"spri"] {
        assert!(!bytes.windows(word.len()).any(|window| window == word));
    }
    let shown = format!("{:?} {:?}", read_url(&ring(), &sample()), inspect(&ring(), &sample()));
    assert!(!shown.contains("Bloggs") && !shown.contains("example"));
}

#[test]
fn hdr_17_a_mail_form_fits_a_local_part() {
    for purpose in PURPOSES {
        let local_part = mail_sample(purpose);
        assert_eq!(local_part.len(), 63);
        assert!(local_part[2..].bytes().all(|b| b.is_ascii_lowercase() || (b'2'..=b'7').contains(&b)));
        assert_eq!(Address::parse(&format!("{local_part}@mail.example")).unwrap().local_part(), local_part);
    }
}

#[test]
fn a_recipient_key_of_another_scheme_is_never_signed_as_one_of_this() {
    let key = RecipientKey { scheme: 2, ..recipient() };
    assert_eq!(mint_mail(&ring(), MailPurpose::Unsubscribe, TOPIC, &key), Err(KeyError::NoScheme));
}

#[test]
fn a_campaign_is_short_and_plain() {
    assert!(Campaign::parse("").is_some() && Campaign::parse(&"a".repeat(32)).is_some());
    for bad in ["A", "a b", "ü", "a/b", &"a".repeat(33)] {
        assert_eq!(Campaign::parse(bad), None, "{bad}");
    }
}

#[test]
fn a_token_is_explained_as_it_was_found() {
    let (url, mail) = (sample(), mail_sample(MailPurpose::Unsubscribe));
    for found in [url.clone(), format!("https://news.example/u/{url}?x=1"), format!(" <https://news.example/p/{url}> ")]
    {
        let inspection = inspect(&ring(), &found).unwrap();
        assert_eq!((inspection.version, inspection.key_id, inspection.topic), (1, 1, TOPIC));
        assert_eq!(inspection.verdict(), Ok(()));
        assert!(matches!(inspection.form, Form::Url { sender: SENDER, .. }));
    }
    for found in [mail.clone(), format!("<mailto:{mail}@mail.example?subject=stop>")] {
        let inspection = inspect(&ring(), &found).unwrap();
        assert!(matches!(inspection.form, Form::Mail { purpose: MailPurpose::Unsubscribe, claim: Ok(_) }));
    }
    let other = KeyRing::new(vec![LinkKey::new(2, 1, [2; 32])], 2, 2).unwrap();
    assert_eq!(inspect(&other, &url).unwrap().verdict(), Err(LinkError::KeyMissing));
    assert_eq!(inspect(&ring(), "hello, world").unwrap_err(), LinkError::Damaged);
}

fn any_claim() -> impl Strategy<Value = Claim> {
    let address = "[a-zA-Z0-9.+é]{1,20}@[a-z]{1,20}\\.(example|рф)";
    (any::<(u32, u32, bool)>(), "[a-z0-9._-]{0,32}", address).prop_filter_map(
        "an address",
        |(numbers, campaign, address)| {
            let (sender, topic, test) = numbers;
            let (address, campaign) = (Address::parse(&address).ok()?, Campaign::parse(&campaign)?);
            Some(Claim { sender: SenderId(sender), topic: TopicId(topic), campaign, address, test })
        },
    )
}

proptest! {
    #[test]
    fn a_url_form_says_what_was_minted_and_always_looks_the_same(claim in any_claim()) {
        let token = mint_url(&ring(), &claim);
        prop_assert_eq!(&token, &mint_url(&ring(), &claim));
        prop_assert!(token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
        let opened = read_url(&ring(), &token).unwrap();
        prop_assert_eq!(opened.claim.address.delivery(), claim.address.delivery());
        prop_assert_eq!(opened.claim, claim);
    }

    #[test]
    fn tok_01_any_changed_character_of_a_url_form_is_refused(claim in any_claim(), at: prop::sample::Index, to in "[A-Za-z0-9_-]") {
        let token = mint_url(&ring(), &claim);
        let at = at.index(token.len());
        prop_assume!(token[at..=at] != to);
        let changed = format!("{}{to}{}", &token[..at], &token[at + 1..]);
        prop_assert!(read_url(&ring(), &changed).is_err());
    }

    #[test]
    fn a_mail_form_says_what_was_minted(topic: u32, bytes: [u8; 16], which in 0..3_usize) {
        let key = RecipientKey { scheme: 1, bytes };
        let token = mint_mail(&ring(), PURPOSES[which], TopicId(topic), &key).unwrap();
        let claim = read_mail(&ring(), &token).unwrap();
        prop_assert_eq!((claim.purpose, claim.topic), (PURPOSES[which], TopicId(topic)));
        prop_assert_eq!(claim.recipient, (!key.is_nobody()).then_some(key));
    }

    #[test]
    fn no_text_is_a_token_by_chance(text in "\\PC{0,120}", token in "[A-Za-z0-9_-]{30,120}") {
        for text in [text, token] {
            prop_assert!(read_url(&ring(), &text).is_err());
            prop_assert!(read_mail(&ring(), &text).is_err());
            prop_assert!(inspect(&ring(), &text).map_or(true, |found| found.verdict().is_err()));
        }
    }
}
