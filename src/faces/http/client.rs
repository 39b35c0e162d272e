//! Who asks: the address of the peer, or what trusted proxies say of it (WEB-09); and under which host.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use actix_web::HttpRequest;
use actix_web::http::header::{HOST, HeaderName};
use ipnet::IpNet;

use super::state::State;

/// Only this header is read, and not `Forwarded` beside it: a proxy that writes one of the two passes the other on as
/// the client sent it.
static X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The client's address: the peer, or, when the peer is a trusted proxy, the last address in `X-Forwarded-For` that no
/// trusted proxy has. Anything left of that was written by the client itself.
pub fn client_of(request: &HttpRequest, state: &State) -> IpAddr {
    let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
    let said = request.headers().get_all(&X_FORWARDED_FOR).map(|value| value.to_str().unwrap_or_default());
    behind(peer, &said.collect::<Vec<_>>(), &state.trusted_proxies)
}

/// The host that was asked for, without port and in small letters. What proxies say of it does not count.
pub fn host_of(request: &HttpRequest) -> Option<String> {
    let host = request.headers().get(HOST).and_then(|value| value.to_str().ok())?;
    let end = match host.rfind(']') {
        Some(bracket) => bracket + 1,
        None => host.find(':').unwrap_or(host.len()),
    };
    Some(host[..end].to_ascii_lowercase())
}

/// The network of a client, as far as limits and logs know it: /24 or /64.
pub fn bucket(client: IpAddr) -> IpNet {
    let client = client.to_canonical();
    let length = if client.is_ipv4() { 24 } else { 64 };
    IpNet::new(client, length).map_or_else(|_| client.into(), |net| net.trunc())
}

fn behind(peer: IpAddr, said: &[&str], trusted: &[IpNet]) -> IpAddr {
    let mut client = peer.to_canonical();
    let mut hops = said.iter().rev().flat_map(|line| line.rsplit(','));
    while trusted.iter().any(|net| net.contains(&client)) {
        match hops.next().map(address) {
            Some(Some(hop)) => client = hop.to_canonical(),
            // Unreadable: whoever wrote it, the last address we know for sure is the proxy's.
            Some(None) | None => break,
        }
    }
    client
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let with_port = || text.parse::<SocketAddr>().ok().map(|at| at.ip());
    let in_brackets = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    text.parse().ok().or_else(with_port).or_else(in_brackets)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn trusted() -> Vec<IpNet> {
        vec!["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()]
    }

    #[test]
    fn web_09_a_header_from_outside_changes_nothing() {
        assert_eq!(behind(ip("203.0.113.9"), &["1.2.3.4"], &trusted()), ip("203.0.113.9"));
        assert_eq!(behind(ip("203.0.113.9"), &["1.2.3.4"], &[]), ip("203.0.113.9"));
    }

    #[test]
    fn web_09_behind_proxies_the_last_untrusted_hop_counts() {
        for (said, client) in [
            (vec!["1.2.3.4, 203.0.113.9"], "203.0.113.9"),
            (vec!["1.2.3.4, 203.0.113.9, 10.1.1.1"], "203.0.113.9"),
            (vec!["1.2.3.4", "203.0.113.9:4711, 10.1.1.1"], "203.0.113.9"),
            (vec!["[2001:db8::7]:80"], "2001:db8::7"),
            (vec!["10.9.9.9"], "10.9.9.9"),
            (vec!["203.0.113.9, unknown"], "10.0.0.1"),
            (vec![], "10.0.0.1"),
        ] {
            assert_eq!(behind(ip("10.0.0.1"), &said, &trusted()), ip(client), "{said:?}");
        }
    }

    #[test]
    fn clients_are_counted_by_network() {
        assert_eq!(bucket(ip("203.0.113.9")).to_string(), "203.0.113.0/24");
        assert_eq!(bucket(ip("::ffff:203.0.113.9")).to_string(), "203.0.113.0/24");
        assert_eq!(bucket(ip("2001:db8:1:2:3::4")).to_string(), "2001:db8:1:2::/64");
    }

    #[test]
    fn a_host_loses_its_port_and_its_letter_case() {
        for (host, bare) in
            [("Acme.Example:80", "acme.example"), ("[::1]:8080", "[::1]"), ("acme.example", "acme.example")]
        {
            let asked = TestRequest::get().insert_header(("host", host)).to_http_request();
            assert_eq!(host_of(&asked).as_deref(), Some(bare));
        }
    }
}
