use proptest::prelude::*;

use super::*;

/// Standards A5.
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const AT: &str = "1614265330";
const BODY: &[u8] = br#"{"test": 2432232314}"#;
const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

fn secret() -> Secret {
    Secret::parse(SECRET).unwrap()
}

fn other() -> Secret {
    Secret(Zeroizing::new(vec![7; 24]))
}

fn id() -> MessageId {
    MessageId::parse(ID).unwrap()
}

fn headers(signature: &str) -> Headers<'_> {
    Headers { id: ID, timestamp: AT, signature }
}

fn now() -> Instant {
    Instant(1_614_265_330_000)
}

fn told(headers: Headers<'_>, body: &[u8], now: Instant) -> Result<MessageId, VerifyError> {
    verify(&[secret()], headers, body, now, TOLERANCE_MS)
}

#[test]
fn wh_01_the_vector_a5_is_signed_and_verifies() {
    assert_eq!(sign(&[secret()], &id(), AT, BODY), SIGNATURE);
    assert_eq!(told(headers(SIGNATURE), BODY, now()), Ok(id()));
    assert_eq!(timestamp(now().plus_ms(999)), AT);
}

#[test]
fn wh_02_a_body_written_anew_does_not_verify() {
    assert_eq!(told(headers(SIGNATURE), br#"{"test":2432232314}"#, now()), Err(VerifyError::Signature));
}

#[test]
fn wh_02_no_id_or_timestamp_with_a_full_stop_is_signed_or_believed() {
    for bad in ["", "a.b", "a b", "a\n", "é", &"x".repeat(257)] {
        assert_eq!(MessageId::parse(bad), None, "{bad}");
        assert_eq!(told(Headers { id: bad, ..headers(SIGNATURE) }, BODY, now()), Err(VerifyError::Id), "{bad}");
    }
    for bad in ["", "1614265330.5", "+1614265330", "-1", "soon", " 1614265330"] {
        let headers = Headers { timestamp: bad, ..headers(SIGNATURE) };
        assert_eq!(told(headers, BODY, now()), Err(VerifyError::Timestamp), "{bad}");
    }
}

#[test]
fn wh_03_while_a_secret_rotates_either_one_verifies() {
    let both = sign(&[other(), secret()], &id(), AT, BODY);
    assert_eq!(both.split(' ').count(), 2);
    for held in [secret(), other()] {
        assert_eq!(verify(&[held], headers(&both), BODY, now(), TOLERANCE_MS), Ok(id()));
    }
    let of_another_scheme = format!("v1a,AAAA {SIGNATURE}");
    assert_eq!(told(headers(&of_another_scheme), BODY, now()), Ok(id()));
}

#[test]
fn wh_03_nothing_but_a_whole_signature_verifies() {
    for wrong in ["", "v1,", "v1", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", &SIGNATURE[..20], "v2,AAAA"] {
        assert_eq!(told(headers(wrong), BODY, now()), Err(VerifyError::Signature), "{wrong}");
    }
    assert_eq!(verify(&[], headers(SIGNATURE), BODY, now(), TOLERANCE_MS), Err(VerifyError::Signature));
    assert_eq!(verify(&[other()], headers(SIGNATURE), BODY, now(), TOLERANCE_MS), Err(VerifyError::Signature));
}

#[test]
fn wh_04_the_key_is_the_decoded_bytes_and_not_the_text() {
    let as_text = Secret(Zeroizing::new(SECRET.as_bytes()["whsec_".len()..].to_vec()));
    assert_ne!(sign(&[as_text], &id(), AT, BODY), SIGNATURE);
}

#[test]
fn wh_04_a_secret_has_its_prefix_and_24_to_64_bytes() {
    let encoded = |bytes: usize| format!("whsec_{}", STANDARD.encode(vec![1; bytes]));
    for (text, error) in [
        (SECRET["whsec_".len()..].to_owned(), SecretError::Prefix),
        ("whsec_***".to_owned(), SecretError::Base64),
        (encoded(23), SecretError::Length),
        (encoded(65), SecretError::Length),
    ] {
        assert_eq!(Secret::parse(&text).unwrap_err(), error, "{text}");
    }
    for bytes in [24, 32, 64] {
        assert_eq!(*Secret::parse(&encoded(bytes)).unwrap().to_text(), encoded(bytes));
    }
    assert!(!format!("{:?}", secret()).contains("MfKQ"));
}

#[test]
fn wh_06_a_message_of_another_time_is_not_believed() {
    for away in [TOLERANCE_MS, -TOLERANCE_MS] {
        assert_eq!(told(headers(SIGNATURE), BODY, now().plus_ms(away)), Ok(id()));
        let further = now().plus_ms(away + away.signum());
        assert_eq!(told(headers(SIGNATURE), BODY, further), Err(VerifyError::NotNow));
    }
    let never = Headers { timestamp: "99999999999999999999", ..headers(SIGNATURE) };
    assert_eq!(told(never, BODY, now()), Err(VerifyError::Timestamp));
    let far = Headers { timestamp: "9223372036854775807", ..headers(SIGNATURE) };
    assert_eq!(told(far, BODY, now()), Err(VerifyError::NotNow));
}

proptest! {
    #[test]
    fn what_is_signed_verifies_and_one_bit_less_does_not(
        key in proptest::collection::vec(any::<u8>(), 24..=64),
        body in proptest::collection::vec(any::<u8>(), 1..200),
        at in 0_i64..4_000_000_000_000,
        flip: usize,
    ) {
        let secrets = [Secret(Zeroizing::new(key))];
        let time = timestamp(Instant(at));
        let signature = sign(&secrets, &id(), &time, &body);
        let headers = Headers { id: ID, timestamp: &time, signature: &signature };
        prop_assert_eq!(verify(&secrets, headers, &body, Instant(at), 1000), Ok(id()));
        let mut changed = body.clone();
        let place = flip % changed.len();
        changed[place] ^= 1;
        prop_assert_eq!(verify(&secrets, headers, &changed, Instant(at), 1000), Err(VerifyError::Signature));
    }

    #[test]
    fn no_header_brings_verification_down(id in "\\PC{0,20}", timestamp in "\\PC{0,20}", signature in "\\PC{0,80}") {
        let headers = Headers { id: &id, timestamp: &timestamp, signature: &signature };
        prop_assert!(verify(&[secret()], headers, BODY, now(), TOLERANCE_MS).is_err());
    }
}
