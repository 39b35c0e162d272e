#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use super::*;

/// Standards A4.
const A4_KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const A4_NOTE: &str = "This is an example message.\n\n\
    — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

/// Made by another implementation (Python's cryptography) from the seed `00 01 .. 1f` and the root of A3, size 8.
const GOLDEN: &str = include_str!("golden_checkpoint.txt");
const GOLDEN_KEY: &str = "ledger.example/default+7a77c1ed+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";

fn golden_signer() -> Signer {
    Signer::new("ledger.example/default", std::array::from_fn(|i| i as u8)).unwrap()
}

fn signer(name: &str, seed: u8) -> Signer {
    Signer::new(name, [seed; 32]).unwrap()
}

fn verifier(signers: &[&Signer]) -> Verifier {
    Verifier::parse(&signers.iter().map(|signer| signer.vkey() + "\n").collect::<String>()).unwrap()
}

fn checkpoint() -> Checkpoint {
    Checkpoint { origin: "ledger.example/default".into(), size: 8, root: [7; 32] }
}

#[test]
fn log_05_the_vector_of_appendix_a4_verifies() {
    let verifier = Verifier::parse(A4_KEY).unwrap();
    assert_eq!(verifier.verify(A4_NOTE), Ok("This is an example message.\n"));
}

#[test]
fn log_05_any_change_to_the_text_or_the_signature_is_noticed() {
    let verifier = Verifier::parse(A4_KEY).unwrap();
    assert_eq!(verifier.verify(&A4_NOTE.replace("example message", "Example message")), Err(NoteError::BadSignature));
    assert_eq!(verifier.verify(&A4_NOTE.replace("message.\n", "message.\n\n")), Err(NoteError::BadSignature));
    assert_eq!(verifier.verify(&A4_NOTE.replace("Uw2QOkn8", "Uw2QOkn9")), Err(NoteError::BadSignature));
    // Another key id is another key.
    assert_eq!(verifier.verify(&A4_NOTE.replace("Uw2QOkn8", "Uw2QPkn8")), Err(NoteError::NoKnownSigner));
    for at in (0..A4_NOTE.len()).filter(|at| A4_NOTE.as_bytes()[*at].is_ascii_alphanumeric()) {
        let mut bytes = A4_NOTE.as_bytes().to_vec();
        bytes[at] ^= 1;
        assert!(verifier.verify(std::str::from_utf8(&bytes).unwrap()).is_err(), "byte {at}");
    }
}

#[test]
fn log_05_what_is_not_the_form_of_a_note_is_refused() {
    let verifier = Verifier::parse(A4_KEY).unwrap();
    let malformed = [
        String::new(),
        "\n\n".into(),
        "text\n".into(),
        "text\n\n".into(),
        A4_NOTE.trim_end().into(),
        A4_NOTE.replace('\n', "\r\n"),
        A4_NOTE.replace("is an", "is\tan"),
        A4_NOTE.replace("is an", "is\0an"),
        A4_NOTE.replace('\u{2014}', "-"),
        A4_NOTE.replace("\u{2014} ", "\u{2014}"),
        A4_NOTE.replace("foo Uw", "foo  Uw"),
        A4_NOTE.replace("foo Uw", "f+o Uw"),
        A4_NOTE.replace("foo Uw", "foo\u{a0} Uw"),
        A4_NOTE.replace("yaQM=", "yaQM"),
        A4_NOTE.replace("yaQM=", "yaQN="),
        format!("{A4_NOTE}junk\n"),
        format!("{A4_NOTE}junk"),
        format!("{A4_NOTE}\n"),
        format!("{A4_NOTE}\u{2014} other.example AAAAAA==\n"),
    ];
    for note in malformed {
        assert!(matches!(verifier.verify(&note), Err(NoteError::Malformed(_))), "{note:?}");
    }
}

#[test]
fn log_05_a_text_may_have_empty_lines_of_its_own_and_no_control_characters() {
    let signer = signer("a.example", 1);
    for text in ["one\n\ntwo\n", "\n", "\n\n", "é ùn tèsto\n\n\n"] {
        assert_eq!(verifier(&[&signer]).verify(&signer.sign(text).unwrap()), Ok(text));
    }
    for text in ["", "no end", "a\rb\n", "a\u{1b}[31m\n"] {
        assert!(matches!(signer.sign(text), Err(NoteError::Malformed(_))), "{text:?}");
    }
}

#[test]
fn log_05_a_key_name_has_no_space_plus_or_control_character() {
    for name in ["", "a b", "a+b", "a\u{a0}b", "a\u{3000}b", "a\nb", "a\u{1}b"] {
        assert_eq!(Signer::new(name, [1; 32]).map(|_| ()), Err(NoteError::KeyName), "{name:?}");
    }
    assert!(Signer::new("zürich.example/ledger", [1; 32]).is_ok());
}

#[test]
fn log_06_unknown_signers_are_ignored_even_under_a_known_name_or_id() {
    let (ours, witness, namesake) = (signer("a.example", 1), signer("w.example", 2), signer("a.example", 3));
    let note = witness.add_to(&namesake.add_to(&ours.sign("text\n").unwrap()).unwrap()).unwrap();
    assert_eq!(verifier(&[&ours]).verify(&note), Ok("text\n"));
    assert_eq!(verifier(&[&signer("b.example", 1)]).verify(&note), Err(NoteError::NoKnownSigner));
    // Our key id under another name, with a signature that cannot hold: nobody's.
    let line = note.lines().nth(2).unwrap().replace("a.example", "x.example");
    let note = format!("changed\n\n{line}\n");
    assert_eq!(verifier(&[&ours]).verify(&note), Err(NoteError::NoKnownSigner));
}

#[test]
fn log_06_a_known_signers_bad_signature_refuses_the_note_whatever_stands_beside_it() {
    let (ours, witness) = (signer("a.example", 1), signer("w.example", 2));
    let good = ours.sign("text\n").unwrap();
    let foreign = witness.sign("other text\n").unwrap();
    let note = format!("{good}{}\n", foreign.lines().last().unwrap());
    assert_eq!(verifier(&[&ours]).verify(&note), Ok("text\n"));
    assert_eq!(verifier(&[&ours, &witness]).verify(&note), Err(NoteError::BadSignature));
    // A signature of a wrong length by a known key is a bad one too.
    let short = format!("text\n\n\u{2014} a.example {}\n", STANDARD.encode([&key_bytes(&ours)[..], &[0; 63]].concat()));
    assert_eq!(verifier(&[&ours]).verify(&short), Err(NoteError::BadSignature));
}

fn key_bytes(signer: &Signer) -> [u8; 4] {
    key_id(signer.name(), &signer.key.verifying_key())
}

#[test]
fn log_06_sixteen_signatures_are_accepted_and_a_flood_is_not() {
    let ours = signer("a.example", 0);
    let mut note = ours.sign("text\n").unwrap();
    for seed in 1..100 {
        note = signer(&format!("w{seed}.example"), seed).add_to(&note).unwrap();
        assert_eq!(verifier(&[&ours]).verify(&note), Ok("text\n"), "{} signatures", seed + 1);
    }
    let note = signer("w.example", 200).add_to(&note).unwrap();
    assert!(matches!(verifier(&[&ours]).verify(&note), Err(NoteError::Malformed(_))));
}

#[test]
fn log_17_a_new_key_signs_beside_the_old_one_and_either_verifies() {
    let (old, new) = (signer("a.example", 1), signer("a.example", 2));
    let note = new.add_to(&checkpoint_of("a.example").sign(&old).unwrap()).unwrap();
    for known in [verifier(&[&old]), verifier(&[&new]), verifier(&[&old, &new])] {
        assert_eq!(Checkpoint::open(&note, &known), Ok(checkpoint_of("a.example")));
    }
}

fn checkpoint_of(origin: &str) -> Checkpoint {
    Checkpoint { origin: origin.into(), ..checkpoint() }
}

#[test]
fn log_05_a_verifier_key_must_be_whole_and_fit_its_id() {
    for bad in [
        "",
        "example.com/foo",
        "example.com/foo+530d903a",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U",
    ] {
        assert_eq!(Verifier::parse(bad), Err(NoteError::VerifierKey), "{bad}");
    }
    // A base64 part may hold a plus of its own.
    let with_plus =
        (0..=255).map(|seed| signer("a.example", seed)).find(|s| s.vkey().matches('+').count() > 2).unwrap();
    assert!(verifier(&[&with_plus]).verify(&with_plus.sign("text\n").unwrap()).is_ok());
}

#[test]
fn log_04_the_golden_checkpoint_is_made_and_read_byte_for_byte() {
    let verifier = Verifier::parse(GOLDEN_KEY).unwrap();
    let head = Checkpoint::open(GOLDEN, &verifier).unwrap();
    assert_eq!((head.origin.as_str(), head.size), ("ledger.example/default", 8));
    assert_eq!(HEXLOWER.encode(&head.root), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    assert_eq!(golden_signer().vkey(), GOLDEN_KEY);
    assert_eq!(head.sign(&golden_signer()).unwrap(), GOLDEN);
}

#[test]
fn log_04_sizes_are_plain_decimal_and_nothing_may_trail() {
    let good = checkpoint().to_text();
    assert_eq!(Checkpoint::parse(&good), Ok(checkpoint()));
    let empty = Checkpoint { size: 0, ..checkpoint() };
    assert_eq!(Checkpoint::parse(&empty.to_text()), Ok(empty));
    let largest = Checkpoint { size: u64::MAX, ..checkpoint() };
    assert_eq!(Checkpoint::parse(&largest.to_text()), Ok(largest));
    for size in ["08", "00", "+8", "-8", "8 ", " 8", "0x8", "8a", "", "\u{0668}", "18446744073709551616"] {
        assert!(Checkpoint::parse(&good.replace("\n8\n", &format!("\n{size}\n"))).is_err(), "{size:?}");
    }
    for (bad, why) in [
        (good.replace("=\n", "= \n"), "a space after the root"),
        (good.replace("=\n", "\n"), "no padding"),
        (good.replace("=\n", "==\n"), "too much padding"),
        (good.replace("=\n", "=\nextension\n\n"), "an empty line"),
        (good.replace("ledger.example/default", ""), "no origin"),
        (good.trim_end().to_owned(), "no final newline"),
        (format!("{good}\n"), "an empty line at the end"),
        (good.replace('\n', "\r\n"), "other line endings"),
        ("a\n1\n".to_owned(), "two lines"),
        (String::new(), "nothing"),
    ] {
        assert!(Checkpoint::parse(&bad).is_err(), "{why}");
    }
}

#[test]
fn log_08_extension_lines_are_allowed_but_never_written() {
    let text = checkpoint().to_text() + "some extension\nand another\n";
    assert_eq!(Checkpoint::parse(&text), Ok(checkpoint()));
    let note = golden_signer().sign(&text).unwrap();
    assert_eq!(Checkpoint::open(&note, &Verifier::parse(GOLDEN_KEY).unwrap()), Ok(checkpoint()));
    assert_eq!(checkpoint().to_text().lines().count(), 3);
}

#[test]
fn log_04_a_key_of_one_ledger_does_not_vouch_for_another() {
    let (ours, other) = (golden_signer(), signer("other.example", 1));
    assert_eq!(checkpoint().sign(&other), Err(NoteError::WrongOrigin));
    let note = other.sign(&checkpoint().to_text()).unwrap();
    assert_eq!(Checkpoint::open(&note, &verifier(&[&ours, &other])), Err(NoteError::WrongOrigin));
}

#[test]
fn a_signer_shown_in_a_log_shows_no_key() {
    let shown = format!("{:?}", golden_signer());
    assert_eq!(shown, "Signer { name: \"ledger.example/default\", .. }");
}

#[test]
fn a_checkpoint_is_cut_out_of_the_mail_it_came_in_whatever_became_of_its_line_ends() {
    let signer = Signer::new("desist/1", [7; 32]).unwrap();
    let checkpoint = Checkpoint { origin: "desist/1".to_owned(), size: 3, root: [5; 32] };
    let note = checkpoint.sign(&signer).unwrap();
    let mail = format!("Its signed head:\n\n{note}\nIt must be signed by\n\n{}\n", signer.vkey());
    for text in [note.clone(), mail.replace('\n', "\r\n"), note.trim_end().to_owned(), mail] {
        assert_eq!(note_in(&text), note);
    }
    assert_eq!(note_in("nothing of the kind"), "nothing of the kind");
}
