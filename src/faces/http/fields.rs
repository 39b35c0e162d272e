//! What fields hold, in JSON and in forms alike.

use crate::domain::address::Address;
use crate::domain::error::{Code, Problem};
use crate::domain::ids::Key;

/// A field with a value that cannot be accepted, and why.
pub fn invalid(field: &'static str, detail: impl Into<String>) -> Problem {
    Problem::new(Code::InvalidField, detail).in_field(field)
}

/// An address that a field holds.
///
/// # Errors
/// `invalid_address`, naming the field.
pub fn address(text: &str, field: &'static str) -> Result<Address, Problem> {
    Address::parse(text).map_err(|error| {
        let mut detail = error.to_string();
        detail[..1].make_ascii_uppercase();
        Problem::new(Code::InvalidAddress, detail + ".").in_field(field)
    })
}

/// The key of something new.
///
/// # Errors
/// `invalid_field`, naming the field.
pub fn new_key(text: &str, field: &'static str) -> Result<Key, Problem> {
    let bad = || {
        let detail = "A key is made of a-z, 0-9 and inner hyphens, at most 63, and is none of the words for scopes.";
        invalid(field, detail)
    };
    Key::parse(text).ok_or_else(bad)
}

/// A text that says something.
///
/// # Errors
/// `invalid_field`, naming the field.
pub fn not_empty(text: String, field: &'static str) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() { Err(invalid(field, format!("\"{field}\" is empty."))) } else { Ok(text.to_owned()) }
}

/// The support address of a sender; an empty text is none.
///
/// # Errors
/// `invalid_address`.
pub fn support_address(text: &str) -> Result<String, Problem> {
    match text.trim() {
        "" => Ok(String::new()),
        text => Ok(address(text, "support_address")?.delivery().to_owned()),
    }
}

/// Host names as browsers send them: A-labels in lower case.
///
/// # Errors
/// `invalid_field` for anything else.
pub fn hosts<'a>(hosts: impl Iterator<Item = &'a str>) -> Result<Vec<String>, Problem> {
    let bad = |_| invalid("public_hosts", "Give host names alone, such as mail.example.com.");
    hosts.map(|host| url::Host::parse(host.trim()).map(|host| host.to_string()).map_err(bad)).collect()
}
