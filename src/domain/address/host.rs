//! The part after the `@`: a domain name, brought to A-labels (IDNA 2008 by UTS 46, non-transitional), or an address
//! literal (RFC 5321 section 4.1.3).

use std::net::{Ipv4Addr, Ipv6Addr};

use idna::AsciiDenyList;
use idna::uts46::{DnsLength, Hyphens, Uts46};

use super::AddressError;

/// Longest domain name in text form, in octets (RFC 1035 section 2.3.4: 255 on the wire).
const NAME_MAX: usize = 253;
/// Longest label, in octets.
const LABEL_MAX: usize = 63;
/// Beyond this many octets no text can shrink to a name of 253; it is not worth reading.
const TYPED_MAX: usize = 1024;

/// The one spelling of a domain: lower-case A-labels, no trailing dot (ADDR-02, -05), or a bracketed literal (ADDR-11).
pub(super) fn canonical(typed: &str) -> Result<String, AddressError> {
    match typed.strip_prefix('[') {
        Some(literal) => address_literal(literal),
        None => name(typed),
    }
}

fn name(typed: &str) -> Result<String, AddressError> {
    if typed.len() > TYPED_MAX {
        return Err(AddressError::DomainTooLong);
    }
    let name = Uts46::new()
        .to_ascii(typed.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast, DnsLength::Ignore)
        .map_err(|_| AddressError::BadDomain)?;
    let name = name.strip_suffix('.').unwrap_or(&name);
    check_lengths(name)?;
    Ok(name.to_owned())
}

fn check_lengths(name: &str) -> Result<(), AddressError> {
    if name.is_empty() {
        return Err(AddressError::NoDomain);
    }
    if name.split('.').any(str::is_empty) {
        return Err(AddressError::BadDomain);
    }
    if name.len() > NAME_MAX || name.split('.').any(|label| label.len() > LABEL_MAX) {
        return Err(AddressError::DomainTooLong);
    }
    Ok(())
}

/// `192.0.2.1]` or `IPv6:2001:db8::1]`. No other tag was ever registered.
fn address_literal(rest: &str) -> Result<String, AddressError> {
    let literal = rest.strip_suffix(']').ok_or(AddressError::BadDomain)?;
    if let Ok(v4) = literal.parse::<Ipv4Addr>() {
        return Ok(format!("[{v4}]"));
    }
    let (tag, number) = literal.split_once(':').ok_or(AddressError::BadDomain)?;
    match number.parse::<Ipv6Addr>() {
        Ok(v6) if tag.eq_ignore_ascii_case("ipv6") => Ok(format!("[ipv6:{v6}]")),
        _ => Err(AddressError::BadDomain),
    }
}

/// The domain as people write it, for the masked form only.
pub(super) fn readable(domain: &str) -> String {
    let (text, valid) = Uts46::new().to_unicode(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast);
    if valid.is_ok() { text.into_owned() } else { domain.to_owned() }
}
