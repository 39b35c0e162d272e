#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use super::columns::{Columns, delimiter, reason};
use super::dates;
use crate::domain::preference::ImportReason;
use crate::domain::time::Instant;

fn columns(header: &str) -> Option<Columns> {
    let delimiter = delimiter(header.as_bytes());
    Columns::find(header.as_bytes().split(|b| *b == delimiter))
}

#[test]
fn the_address_column_is_found_by_its_name_in_any_dress() {
    for (header, address) in [
        ("email", 0),
        ("Name,E-Mail Address,Tags", 1),
        ("id;Recipient;created_at", 1),
        ("address\temail", 1),
        ("\"Suppressed Email\",reason", 0),
    ] {
        assert_eq!(columns(header).unwrap().address, address, "{header}");
    }
    assert_eq!(columns("name,phone"), None);
}

#[test]
fn reason_and_date_columns_are_optional() {
    let found = columns("email,type,created_at").unwrap();
    assert_eq!((found.reason, found.date), (Some(1), Some(2)));
    assert_eq!(columns("email,tags").unwrap(), Columns { address: 0, reason: None, date: None, status: None });
}

#[test]
fn reasons_are_understood_in_the_words_of_several_providers() {
    for (word, expected) in [
        ("Unsubscribe", Some(ImportReason::Unsubscribe)),
        ("opt-out", Some(ImportReason::Unsubscribe)),
        ("SpamComplaint", Some(ImportReason::Complaint)),
        ("HardBounce", Some(ImportReason::Bounce)),
        ("whatever", None),
        ("", None),
    ] {
        assert_eq!(reason(word.as_bytes()), expected, "{word}");
    }
}

#[test]
fn dates_are_read_with_and_without_a_time_and_never_guessed() {
    let noon = Instant::parse("2024-05-06T12:00:00Z");
    for text in
        ["2024-05-06T12:00:00Z", "2024-05-06 12:00:00", "2024-05-06 12:00", "2024-05-06T14:00:00+02:00", "1714996800"]
    {
        assert_eq!(dates::parse(text), noon, "{text}");
    }
    assert_eq!(dates::parse("2024-05-06"), Instant::parse("2024-05-06T00:00:00Z"));
    for text in ["05/06/2024", "yesterday", "20240506", "2024-13-01", ""] {
        assert_eq!(dates::parse(text), None, "{text}");
    }
}
