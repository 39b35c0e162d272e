//! Vectors of standards appendix A7 (without ADDR-06, decided against) and properties of the parser.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use proptest::prelude::*;

use super::*;

fn parse(text: &str) -> Address {
    Address::parse(text).unwrap()
}

fn refusal(text: &str) -> AddressError {
    Address::parse(text).unwrap_err()
}

#[test]
fn addr_02_the_delivery_form_keeps_the_local_part_and_brings_the_domain_to_a_labels() {
    assert_eq!(parse("Jo.B+x@Corp.EXAMPLE.").delivery(), "Jo.B+x@corp.example");
    assert_eq!(parse("jo@Bücher.example").delivery(), "jo@xn--bcher-kva.example");
    assert_eq!(parse("\"jo\"@x.example").delivery(), "\"jo\"@x.example");
    assert_eq!(parse("jo@x。example").domain(), "x.example");
}

#[test]
fn addr_03_case_does_not_tell_people_apart() {
    assert_eq!(parse("Jo@x.example"), parse("jo@X.EXAMPLE"));
    assert_eq!(parse("JO@x.example").match_form(), "jo@x.example");
}

#[test]
fn addr_04_unicode_local_parts_are_composed_and_simply_folded_and_no_more() {
    assert_eq!(parse("Jos\u{e9}@x.example"), parse("jose\u{301}@x.example"));
    assert_eq!(parse("ÉLAN@x.example").match_form(), "élan@x.example");
    for (one, other) in [("straße", "strasse"), ("ı", "i"), ("İ", "i"), ("ﬁ", "fi"), ("а", "a")] {
        assert_ne!(parse(&format!("{one}@x.example")), parse(&format!("{other}@x.example")), "{one}");
    }
}

#[test]
fn addr_05_domains_are_compared_as_a_labels() {
    assert_eq!(parse("jo@bücher.example"), parse("JO@xn--bcher-kva.example"));
    assert_ne!(parse("jo@faß.de"), parse("jo@fass.de"));
    assert_eq!(refusal("jo@xn--a.example"), AddressError::BadDomain);
    assert_eq!(parse("jo@x.example."), parse("jo@x.example"));
}

#[test]
fn addr_07_dots_and_tags_make_another_mailbox_for_every_provider() {
    assert_ne!(parse("Jo.B@corp.example"), parse("jo.b+x@corp.example"));
    assert_ne!(parse("jo.b@gmail.com"), parse("job@gmail.com"));
    assert_ne!(parse("jo@gmail.com"), parse("jo@googlemail.com"));
}

#[test]
fn addr_09_quotes_go_where_they_are_not_needed() {
    assert_eq!(parse("\"jo\"@x.example"), parse("jo@x.example"));
    assert_eq!(parse("\"Jo\\b\"@x.example").match_form(), "job@x.example");
    assert_eq!(parse("\"a b\"@x.example").match_form(), "\"a b\"@x.example");
    assert_eq!(parse(r#""a@b\"c\\"@x.example"#).match_form(), r#""a@b\"c\\"@x.example"#);
    assert_eq!(refusal("\"jo@x.example"), AddressError::BadQuotes);
    assert_eq!(refusal("\"jo\"bloggs@x.example"), AddressError::BadQuotes);
    assert_eq!(refusal("\"\"@x.example"), AddressError::NoLocalPart);
}

#[test]
fn addr_10_only_outer_white_space_and_mailto_are_stripped() {
    assert_eq!(parse(" \t MailTo: jo+a%20b@x.example \r\n").delivery(), "jo+a%20b@x.example");
    for hidden in ["j\u{200b}o@x.example", "jo@x\u{202e}.example", "jo\u{7}@x.example", "\u{feff}jo@x.example"] {
        assert_eq!(refusal(hidden), AddressError::HiddenCharacter);
    }
    assert_eq!(refusal("jo@x.example\nBcc: b"), AddressError::HiddenCharacter);
    for bad in ["<jo@x.example>", "Jo <jo@x.example>", "jo(c)@x.example", "j o@x.example", ".jo@x.example", "j..o@x.y"]
    {
        assert_eq!(refusal(bad), AddressError::BadLocalPart, "{bad}");
    }
}

#[test]
fn addr_11_literals_and_single_labels_are_addresses() {
    assert_eq!(parse("jo@localhost").domain(), "localhost");
    assert_eq!(parse("jo@[192.0.2.1]").domain(), "[192.0.2.1]");
    assert_eq!(parse("jo@[IPv6:2001:DB8:0::1]"), parse("jo@[ipv6:2001:db8::1]"));
    for bad in ["jo@[192.0.2]", "jo@[192.0.2.1", "jo@192.0.2.1]", "jo@[2001:db8::1]", "jo@[]", "jo@[x:1]"] {
        assert_eq!(refusal(bad), AddressError::BadDomain, "{bad}");
    }
}

#[test]
fn what_is_wrong_is_said_precisely() {
    for (text, error) in [
        ("  ", AddressError::Empty),
        ("mailto:", AddressError::Empty),
        ("jo", AddressError::NoAt),
        ("\"jo\"", AddressError::NoAt),
        ("@x.example", AddressError::NoLocalPart),
        ("jo@", AddressError::NoDomain),
        ("jo@.", AddressError::NoDomain),
        ("a@b@c", AddressError::SeveralAts),
        ("jo@x..example", AddressError::BadDomain),
        ("jo@-x.example", AddressError::BadDomain),
        ("jo@x_y.example", AddressError::BadDomain),
        ("jo@x.example, a@b.example", AddressError::SeveralAts),
    ] {
        assert_eq!(refusal(text), error, "{text}");
    }
}

#[test]
fn lengths_are_those_of_smtp_and_dns() {
    let local = "l".repeat(64);
    assert_eq!(parse(&format!("{local}@x.example")).local_part(), local);
    assert_eq!(refusal(&format!("{local}l@x.example")), AddressError::LocalPartTooLong);
    assert_eq!(refusal(&format!("{}@x.example", "é".repeat(33))), AddressError::LocalPartTooLong);
    let domain = ["d".repeat(63), "d".repeat(63), "d".repeat(61)].join(".");
    assert_eq!(parse(&format!("{local}@{domain}")).delivery().len(), 254);
    assert_eq!(refusal(&format!("{local}@{domain}d")), AddressError::TooLong);
    assert_eq!(refusal(&format!("jo@{}", "d".repeat(64))), AddressError::DomainTooLong);
    assert_eq!(refusal(&format!("jo@{}", "d.".repeat(100_000))), AddressError::DomainTooLong);
}

#[test]
fn l6_an_address_shows_itself_masked_only() {
    for (address, masked) in [
        ("jo.bloggs@example.org", "j••@e••.org"),
        ("a@b.co", "a••@b••.co"),
        ("Zoë@mail.example.co.uk", "Z••@m••.uk"),
        ("e\u{301}lan@bücher.example", "é••@b••.example"),
        ("иван@xn--e1afmkfd.xn--p1ai", "и••@п••.рф"),
        ("\"a b\"@x.org", "a••@x••.org"),
        ("\"<b>\"@x.org", "•••@x••.org"),
        ("+tag@localhost", "•••@l••"),
        ("jo@[192.0.2.1]", "j••@[••]"),
        ("שלום@example.org", "\u{2066}ש••@e••.org\u{2069}"),
    ] {
        let address = parse(address);
        assert_eq!(address.masked(), masked);
        assert_eq!(address.to_string(), masked);
        assert_eq!(format!("{address:?}"), format!("Address({masked})"));
    }
}

#[test]
fn l6_no_message_contains_the_address() {
    for text in ["secret", "secret@", "secret secret@x.example", "secret@secret@x", "secret@x_secret"] {
        assert!(!refusal(text).to_string().contains("secret"));
    }
}

#[test]
fn a_recipient_key_is_hmac_of_the_match_form_cut_to_sixteen_bytes() {
    let key = MatchKey::new(1, *b"match key for vectors, 32 bytes.");
    let found = key.recipient_key(&parse("JO@Bücher.example"));
    assert_eq!(found, key.recipient_key(&parse("jo@xn--bcher-kva.example")));
    assert_eq!(found.scheme, key.scheme());
    assert_eq!(data_encoding::HEXLOWER.encode(&found.bytes), "56d0a0145bab58a1832e0b010aab4e70");
    assert_ne!(found, MatchKey::new(1, [0; 32]).recipient_key(&parse("jo@xn--bcher-kva.example")));
    assert!(RecipientKey::nobody(1).is_nobody() && !found.is_nobody());
}

#[test]
fn keys_show_no_more_than_their_number() {
    assert_eq!(format!("{:?}", MatchKey::new(3, [7; 32])), "MatchKey(3, secret)");
    let key = RecipientKey { scheme: 1, bytes: [0xab; 16] };
    assert_eq!(format!("{key:?}"), "RecipientKey(1:abababab..)");
}

/// Local parts with and without quotes, in several scripts.
fn local_part() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,20}(\\.[A-Za-z0-9]{1,10}){0,2}",
        "[a-zA-ZÀ-žͰ-ϿА-яა-ჿÅΩẞſ]{1,8}",
        "\"[ -!#-\\[\\]-~]{1,20}\"",
        "\"(\\\\[ -~]){1,10}\"",
    ]
}

fn domain() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9]([a-zA-Z0-9-]{0,10}[a-zA-Z0-9])?(\\.[a-z]{2,10}){0,3}\\.?"
}

proptest! {
    #[test]
    fn parsing_again_changes_nothing(local in local_part(), domain in domain()) {
        if let Ok(once) = Address::parse(&format!("{local}@{domain}")) {
            let (again, matched) = (parse(once.delivery()), parse(once.match_form()));
            prop_assert_eq!(again.delivery(), once.delivery());
            prop_assert_eq!(again.match_form(), once.match_form());
            prop_assert_eq!(matched.match_form(), once.match_form());
        }
    }

    #[test]
    fn addr_03_ascii_case_never_matters(local in "[a-zA-Z0-9.+_-]{1,20}", domain in domain()) {
        let text = format!("{local}@{domain}");
        prop_assert_eq!(Address::parse(&text), Address::parse(&text.to_ascii_uppercase()));
    }

    #[test]
    fn addr_04_decomposed_and_composed_are_one(local in "[a-zA-ZÀ-ÖØ-öø-ž]{1,12}") {
        let apart = icu_normalizer::DecomposingNormalizerBorrowed::new_nfd().normalize(&local).into_owned();
        prop_assume!(apart.len() <= 64);
        prop_assert_eq!(parse(&format!("{local}@x.example")), parse(&format!("{apart}@x.example")));
    }

    #[test]
    fn no_text_is_too_strange_to_be_read(text in "\\PC{0,60}", tail in "\\PC{0,20}") {
        if let Ok(address) = Address::parse(&format!("{text}@{tail}")) {
            prop_assert!(address.domain().is_ascii());
            let again = parse(address.delivery());
            prop_assert_eq!(again.match_form(), address.match_form());
            prop_assert!(!address.masked().is_empty());
        }
    }
}
