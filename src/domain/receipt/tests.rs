#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use std::convert::Infallible;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use proptest::prelude::*;

use super::*;
use crate::domain::merkle::{Node, inclusion_proof, root_of};
use crate::domain::note::Signer;

const OPENING: [u8; 32] = [9; 32];
const RECIPIENT: [u8; 16] = [5; 16];
const ADDRESS: &str = "Ana@shop.example";
const ORIGIN: &str = "ledger.example/default";
const INDEX: u64 = 11;

fn leaf(subject: &[u8], address: Option<&str>) -> Vec<u8> {
    let hex = |value: &[u8]| HEXLOWER.encode(&commitment(&OPENING, value));
    let address = address.map(|a| format!("\"address\":\"{}\",", hex(a.as_bytes()))).unwrap_or_default();
    format!("{{{address}\"index\":11,\"kind\":\"preference\",\"subject\":\"{}\",\"v\":1}}", hex(subject)).into_bytes()
}

fn signer() -> Signer {
    Signer::new(ORIGIN, [1; 32]).unwrap()
}

fn verifier() -> Verifier {
    Verifier::parse(&signer().vkey()).unwrap()
}

/// A receipt for a leaf at `INDEX` in a ledger of twenty entries.
fn receipt_for(leaf: Vec<u8>, address: Option<&str>) -> Receipt {
    let hashes: Vec<Hash> =
        (0..20).map(|i| if i == INDEX { leaf_hash(&leaf) } else { leaf_hash(&[i as u8]) }).collect();
    let fetch = |node: Node| {
        let first = (node.index << node.level) as usize;
        Ok::<_, Infallible>(root_of(hashes[first..first + (1 << node.level)].iter().copied()))
    };
    let proof = inclusion_proof(INDEX, 20, fetch).unwrap();
    let head = Checkpoint { origin: ORIGIN.into(), size: 20, root: root_of(hashes.iter().copied()) };
    Receipt {
        index: INDEX,
        leaf,
        opening: OPENING,
        recipient_key: RECIPIENT,
        address: address.map(Into::into),
        proof,
        checkpoint_note: head.sign(&signer()).unwrap(),
    }
}

fn receipt() -> Receipt {
    receipt_for(leaf(&RECIPIENT, Some(ADDRESS)), Some(ADDRESS))
}

fn failure(change: impl FnOnce(&mut Receipt)) -> ReceiptError {
    let mut receipt = receipt();
    change(&mut receipt);
    receipt.verify(&verifier()).unwrap_err()
}

#[test]
fn log_10_a_receipt_goes_through_its_file_and_verifies_offline() {
    let text = receipt().to_text();
    let read = Receipt::parse(&text).unwrap();
    assert!(read == receipt() && read.to_text() == text);
    let proven = read.verify(&verifier()).unwrap();
    assert_eq!((proven.index, proven.checkpoint.size), (INDEX, 20));
    assert_eq!((proven.recipient_key, proven.address.as_deref()), (RECIPIENT, Some(ADDRESS)));
    assert_eq!(proven.leaf.as_bytes(), receipt().leaf);
}

#[test]
fn log_10_the_file_is_a_c2sp_tlog_proof() {
    let text = receipt().to_text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "c2sp.org/tlog-proof@v1");
    let extra = STANDARD.decode(lines[1].strip_prefix("extra ").unwrap()).unwrap();
    assert!(extra.starts_with(br#"{"address":"Ana@shop.example","leaf":""#));
    assert_eq!(lines[2], "index 11");
    assert_eq!(lines[3], STANDARD.encode(leaf_hash(&[10])), "the leaf's sibling comes first");
    assert_eq!(lines[3..8].len(), receipt().proof.len());
    assert_eq!((lines[8], lines[9], lines[10]), ("", ORIGIN, "20"));
    assert!(text.ends_with(&receipt().checkpoint_note));
}

#[test]
fn log_10_a_receipt_without_an_address_proves_the_recipient_key_alone() {
    let without = receipt_for(leaf(&RECIPIENT, None), None);
    let read = Receipt::parse(&without.to_text()).unwrap();
    assert_eq!(read.verify(&verifier()).unwrap().address, None);
    // An address the leaf commits to may be left closed, but one it does not commit to cannot be claimed.
    assert!(receipt_for(leaf(&RECIPIENT, Some(ADDRESS)), None).verify(&verifier()).is_ok());
    let claimed = receipt_for(leaf(&RECIPIENT, None), Some(ADDRESS));
    assert_eq!(claimed.verify(&verifier()), Err(ReceiptError::Address));
}

#[test]
fn log_10_each_tampering_names_the_check_it_fails() {
    assert_eq!(failure(|r| r.index = 10), ReceiptError::Inclusion);
    assert_eq!(failure(|r| r.leaf[0] ^= 1), ReceiptError::Inclusion);
    assert_eq!(failure(|r| r.proof[3][31] ^= 1), ReceiptError::Inclusion);
    assert_eq!(failure(|r| r.proof.truncate(3)), ReceiptError::Inclusion);
    assert_eq!(failure(|r| r.proof.push([0; 32])), ReceiptError::Inclusion);
    assert_eq!(failure(|r| r.opening[0] ^= 1), ReceiptError::Subject);
    assert_eq!(failure(|r| r.recipient_key[0] ^= 1), ReceiptError::Subject);
    assert_eq!(failure(|r| r.address = Some("bob@shop.example".into())), ReceiptError::Address);
    let bigger = |r: &mut Receipt| r.checkpoint_note = r.checkpoint_note.replace("\n20\n", "\n21\n");
    assert_eq!(failure(bigger), ReceiptError::Checkpoint(NoteError::BadSignature));
    let stranger = Verifier::parse(&Signer::new(ORIGIN, [2; 32]).unwrap().vkey()).unwrap();
    assert_eq!(receipt().verify(&stranger), Err(ReceiptError::Checkpoint(NoteError::NoKnownSigner)));
}

#[test]
fn log_10_a_leaf_that_is_about_nobody_or_says_it_twice_is_refused() {
    let twice = String::from_utf8(leaf(&RECIPIENT, None)).unwrap().replace("\"v\":1", "\"subject\":\"\",\"v\":1");
    for leaf in [b"{\"kind\":\"topic\",\"v\":1}".to_vec(), b"not json".to_vec(), vec![0xff], twice.into_bytes()] {
        assert_eq!(receipt_for(leaf, None).verify(&verifier()), Err(ReceiptError::Leaf));
    }
}

#[test]
fn log_10_a_damaged_file_is_refused_with_the_part_that_is_wrong() {
    let text = receipt().to_text();
    let extra = text.lines().nth(1).unwrap();
    let with_extra = |json: &str| text.replace(extra, &format!("extra {}", STANDARD.encode(json)));
    let json = String::from_utf8(STANDARD.decode(&extra[6..]).unwrap()).unwrap();
    assert!(Receipt::parse(&with_extra(&json)).is_ok());
    for (damaged, part) in [
        (String::new(), "empty line"),
        (text.replace("@v1", "@v2"), "tlog-proof@v1"),
        (text.replace('\n', "\r\n"), "empty line"),
        (text.replace(&format!("{extra}\n"), ""), "extra"),
        (with_extra(&json.replace("\"v\":1", "\"v\":2")), "extra"),
        (with_extra(&json.replace("\"v\":1", "\"v\": 1")), "extra"),
        (with_extra(&json.replace("\"v\":1", "\"v\":1,\"x\":1")), "extra"),
        (with_extra(&json.replace("0909", "090")), "extra"),
        (with_extra(&json.replace("\"leaf\":\"", "\"leaf\":\"*")), "extra"),
        (text.replace("index 11", "index 011"), "index"),
        (text.replace("index 11", "index -1"), "index"),
        (text.replace("index 11", "Index 11"), "index"),
        (text.replace("index 11\n", "index 11\nAAAA\n"), "proof"),
        (text.replace("index 11\n", &format!("index 11\n{}", "A".repeat(43) + "=\n").repeat(65)), "proof"),
    ] {
        let Err(ReceiptError::Format(why)) = Receipt::parse(&damaged) else { panic!("accepted: {part}") };
        assert!(why.contains(part), "{why} names {part}");
    }
}

#[test]
fn l6_neither_debug_output_nor_an_error_repeats_the_address_or_the_opening() {
    let proven = receipt().verify(&verifier()).unwrap();
    let shown = format!("{:?} {proven:?} {}", receipt(), failure(|r| r.address = Some("bob@shop.example".into())));
    assert!(!shown.contains('@') && !shown.contains("9, 9, 9") && !shown.contains("0909"), "{shown}");
}

proptest! {
    #[test]
    fn log_10_no_single_changed_byte_of_the_file_changes_what_it_proves(at in 0usize..2000, bit in 0u8..7) {
        let text = receipt().to_text();
        let mut bytes = text.into_bytes();
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        let read = String::from_utf8(bytes).ok().and_then(|text| Receipt::parse(&text).ok());
        let proven = read.and_then(|receipt| receipt.verify(&verifier()).ok());
        prop_assert!(proven.is_none());
    }

    #[test]
    fn log_10_no_text_makes_the_reader_panic(text in "(c2sp.org/tlog-proof@v1\n)?(extra [a-zA-Z0-9=]{0,9}\n)?(index [0-9]{0,3}\n)?\\PC{0,20}\n{0,3}\\PC{0,20}") {
        let _ = Receipt::parse(&text);
        let _ = verifier().verify(&text);
        let _ = Checkpoint::parse(&text);
    }
}
