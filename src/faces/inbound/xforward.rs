//! XFORWARD (an extension of Postfix): a relay of our own says who handed the mail to it, so that SPF can be checked
//! although that client is not the one we see. Believed from `intake.lmtp.trusted_relays` only: elsewhere it would let
//! anybody choose the address that SPF is checked for.

use std::net::IpAddr;

use crate::services::intake::Client;

/// What is announced.
pub(super) const KEYWORD: &str = "XFORWARD NAME ADDR PORT PROTO HELO IDENT SOURCE";

/// Takes the attributes of one command in; what is not said keeps its value. `None`: not such a command.
pub(super) fn read(line: &str, known: Option<Client>) -> Option<Option<Client>> {
    let (verb, attributes) = line.trim_end().split_once(' ')?;
    if !verb.eq_ignore_ascii_case("XFORWARD") {
        return None;
    }
    let mut ip = known.as_ref().map(|client| client.ip);
    let mut helo = known.and_then(|client| client.helo);
    for (name, value) in attributes.split(' ').filter_map(|attribute| attribute.split_once('=')) {
        let value = Some(unescaped(value)).filter(|value| !value.eq_ignore_ascii_case("[UNAVAILABLE]"));
        match name.to_ascii_uppercase().as_str() {
            "ADDR" => ip = value.and_then(|value| address(&value)),
            "HELO" => helo = value.filter(|value| value.len() <= 255),
            "SOURCE" if value.is_some_and(|value| value.eq_ignore_ascii_case("LOCAL")) => ip = None,
            _ => {}
        }
    }
    Some(ip.map(|ip| Client { ip, helo }))
}

fn address(text: &str) -> Option<IpAddr> {
    let text = text.get(..5).filter(|start| start.eq_ignore_ascii_case("IPV6:")).map_or(text, |_| &text[5..]);
    text.parse().ok()
}

/// xtext (RFC 3461 section 4): `+41` is `A`. What is not well formed stays as it is.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('+');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(u8::is_ascii_graphic) {
            Some(byte) => {
                plain.push(char::from(byte));
                plain.push_str(&part[2..]);
            }
            None => plain = plain + "+" + part,
        }
    }
    plain
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn a_relay_says_who_came_to_it_in_one_or_several_commands() {
        let first = read("XFORWARD NAME=mx.b.example ADDR=192.0.2.3 PROTO=ESMTP\r\n", None).unwrap();
        let both = read("xforward HELO=mx+2Eb.example SOURCE=REMOTE\r\n", first).unwrap().unwrap();
        assert_eq!(both, Client { ip: "192.0.2.3".parse().unwrap(), helo: Some("mx.b.example".to_owned()) });
        let six = read("XFORWARD ADDR=IPV6:2001:db8::1\r\n", None).unwrap().unwrap();
        assert_eq!(six.ip, "2001:db8::1".parse::<IpAddr>().unwrap());
        assert_eq!(read("XFORWARD ADDR=[UNAVAILABLE]\r\n", Some(six.clone())).unwrap(), None);
        assert_eq!(read("XFORWARD SOURCE=LOCAL\r\n", Some(six)).unwrap(), None);
        assert_eq!(read("XFORWARD ADDR=é+zz+\r\n", None).unwrap(), None);
        assert_eq!(read("NOOP x\r\n", None), None);
    }
}
