//! Which IP addresses are not public: what a webhook must never be sent to unless the operator says so (WH-07).
//!
//! The ranges are those of the IANA special-purpose address registries (RFC 6890 and its updates), the services that
//! clouds keep at fixed addresses, and every form of IPv6 address that carries an IPv4 one: a relay on the way might
//! unpack it and reach what we refused. Of IPv6 only 2000::/3 is given out to the public at all (RFC 4291 section 2.4),
//! so whatever is outside is refused without a name.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Why an address is not public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// "This host": 0.0.0.0/8, `::` (RFC 1122 section 3.2.1.3).
    Unspecified,
    /// 127.0.0.0/8, `::1`.
    Loopback,
    /// RFC 1918.
    Private,
    /// 169.254.0.0/16, fe80::/10, and the site-local fec0::/10 of old.
    LinkLocal,
    /// 100.64.0.0/10, behind a provider's translator (RFC 6598).
    Shared,
    /// fc00::/7 (RFC 4193).
    UniqueLocal,
    /// 224.0.0.0/4, ff00::/8.
    Multicast,
    /// 255.255.255.255.
    Broadcast,
    /// For examples only (RFC 5737, 3849, 9637).
    Documentation,
    /// For measurements only (RFC 2544, 5180).
    Benchmark,
    /// An IPv4 address inside an IPv6 one: compatible, NAT64, 6to4, Teredo, ISATAP.
    Embedded,
    /// A fixed address at which a cloud tells its machines their secrets.
    Metadata,
    /// Kept for other uses.
    Reserved,
}

impl Family {
    /// What it is called in an error: "... is {}".
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Unspecified => "an unspecified address",
            Self::Loopback => "a loopback address",
            Self::Private => "a private address",
            Self::LinkLocal => "a link-local address",
            Self::Shared => "a shared (carrier-grade NAT) address",
            Self::UniqueLocal => "a unique local address",
            Self::Multicast => "a multicast address",
            Self::Broadcast => "the broadcast address",
            Self::Documentation => "an address for documentation",
            Self::Benchmark => "an address for benchmarks",
            Self::Embedded => "an IPv6 address with an IPv4 address inside",
            Self::Metadata => "the metadata service of a cloud",
            Self::Reserved => "a reserved address",
        }
    }
}

/// Addresses at which clouds answer with a machine's credentials: AWS, Azure, Google, DigitalOcean and others by the
/// first; AWS over IPv6; Azure's host; Alibaba; Oracle.
const METADATA: [IpAddr; 5] = [
    IpAddr::V4(Ipv4Addr::new(169, 254, 169, 254)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254)),
    IpAddr::V4(Ipv4Addr::new(168, 63, 129, 16)),
    IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200)),
    IpAddr::V4(Ipv4Addr::new(192, 0, 0, 192)),
];

/// The address as the kernel takes it: an IPv4 address mapped into IPv6 (`::ffff:0:0/96`) is that IPv4 address.
pub fn canonical(ip: IpAddr) -> IpAddr {
    ip.to_canonical()
}

/// The family of an address that is not public; `None` for a public one. Ask about the [`canonical`] form.
pub fn family(ip: IpAddr) -> Option<Family> {
    if METADATA.contains(&ip) {
        return Some(Family::Metadata);
    }
    match ip {
        IpAddr::V4(ip) => v4(ip),
        IpAddr::V6(ip) => v6(ip),
    }
}

fn v4(ip: Ipv4Addr) -> Option<Family> {
    Some(match ip.octets() {
        [0, ..] => Family::Unspecified,
        [10, ..] | [192, 168, ..] => Family::Private,
        [172, second, ..] if second & 0xf0 == 16 => Family::Private,
        [100, second, ..] if second & 0xc0 == 64 => Family::Shared,
        [127, ..] => Family::Loopback,
        [169, 254, ..] => Family::LinkLocal,
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => Family::Documentation,
        [198, 18 | 19, ..] => Family::Benchmark,
        // Protocol assignments (RFC 6890), and the anycast address of 6to4 relays (RFC 7526).
        [192, 0, 0, _] | [192, 88, 99, _] => Family::Reserved,
        [255, 255, 255, 255] => Family::Broadcast,
        [224..=239, ..] => Family::Multicast,
        [240..=255, ..] => Family::Reserved,
        _ => return None,
    })
}

fn v6(ip: Ipv6Addr) -> Option<Family> {
    Some(match ip.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0] => Family::Unspecified,
        [0, 0, 0, 0, 0, 0, 0, 1] => Family::Loopback,
        // Compatible, mapped, translated; NAT64 with the well-known and with a local prefix.
        [0, 0, 0, 0, 0 | 0xffff, 0 | 0xffff, ..] | [0x64, 0xff9b, ..] => Family::Embedded,
        [first, ..] if first & 0xfe00 == 0xfc00 => Family::UniqueLocal,
        [first, ..] if first & 0xff80 == 0xfe80 => Family::LinkLocal,
        [first, ..] if first & 0xff00 == 0xff00 => Family::Multicast,
        [first, ..] if first & 0xe000 != 0x2000 => Family::Reserved,
        // 6to4, Teredo.
        [0x2002, ..] | [0x2001, 0, ..] => Family::Embedded,
        [0x2001, 2, 0, ..] => Family::Benchmark,
        [0x2001, 0xdb8, ..] => Family::Documentation,
        [0x3fff, second, ..] if second & 0xf000 == 0 => Family::Documentation,
        // Protocol assignments (RFC 2928): ORCHID, AMT, and what may come.
        [0x2001, second, ..] if second & 0xfe00 == 0 => Family::Reserved,
        // ISATAP's interface identifiers (RFC 5214 section 6.1).
        [_, _, _, _, 0 | 0x0200, 0x5efe, ..] => Family::Embedded,
        _ => return None,
    })
}

/// The IPv4 address inside an IPv6 one.
pub fn embedded(ip: IpAddr) -> Option<Ipv4Addr> {
    let IpAddr::V6(ip) = ip else { return None };
    let at = |high: u16, low: u16| Some(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)));
    match ip.segments() {
        // A local NAT64 prefix may hide the address elsewhere; this is where RFC 6052 section 2.2 puts it for /96.
        [0, 0, 0, 0, 0 | 0xffff, 0 | 0xffff, high, low] | [0x64, 0xff9b, _, _, _, _, high, low] => at(high, low),
        [0x2002, high, low, ..] => at(high, low),
        // Teredo writes the client's address inverted (RFC 4380 section 4).
        [0x2001, 0, _, _, _, _, high, low] => at(!high, !low),
        [_, _, _, _, 0 | 0x0200, 0x5efe, high, low] => at(high, low),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    fn all(family_is: Option<Family>, addresses: &[&str]) {
        for text in addresses {
            let ip = canonical(text.parse().unwrap());
            assert_eq!(family(ip), family_is, "{text}");
        }
    }

    #[test]
    fn wh_07_unspecified() {
        all(Some(Family::Unspecified), &["0.0.0.0", "0.1.2.3", "::", "::ffff:0.0.0.0"]);
    }

    #[test]
    fn wh_07_loopback() {
        all(Some(Family::Loopback), &["127.0.0.1", "127.255.255.255", "::1", "::ffff:127.0.0.1"]);
    }

    #[test]
    fn wh_07_private() {
        all(Some(Family::Private), &["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "::ffff:10.1.2.3"]);
        all(None, &["11.0.0.1", "172.15.255.255", "172.32.0.1", "192.167.0.1", "192.169.0.1"]);
    }

    #[test]
    fn wh_07_link_local() {
        all(Some(Family::LinkLocal), &["169.254.0.1", "fe80::1", "febf::1", "fec0::1", "feff::1"]);
        all(None, &["169.253.0.1", "169.255.0.1"]);
    }

    #[test]
    fn wh_07_carrier_grade_nat() {
        all(Some(Family::Shared), &["100.64.0.1", "100.127.255.255"]);
        all(None, &["100.63.255.255", "100.128.0.1"]);
    }

    #[test]
    fn wh_07_unique_local() {
        all(Some(Family::UniqueLocal), &["fc00::1", "fdff::1"]);
    }

    #[test]
    fn wh_07_multicast_and_broadcast() {
        all(Some(Family::Multicast), &["224.0.0.1", "239.255.255.255", "ff02::1"]);
        all(Some(Family::Broadcast), &["255.255.255.255"]);
    }

    #[test]
    fn wh_07_documentation() {
        all(
            Some(Family::Documentation),
            &["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1", "3fff:fff::1"],
        );
        all(None, &["3fff:1000::1", "192.0.3.1", "198.51.101.1", "203.0.114.1"]);
    }

    #[test]
    fn wh_07_benchmark() {
        all(Some(Family::Benchmark), &["198.18.0.1", "198.19.255.255", "2001:2::1"]);
        all(None, &["198.17.0.1", "198.20.0.1"]);
    }

    #[test]
    fn wh_07_metadata_of_clouds() {
        all(
            Some(Family::Metadata),
            &[
                "169.254.169.254",
                "fd00:ec2::254",
                "168.63.129.16",
                "100.100.100.200",
                "192.0.0.192",
                "::ffff:a9fe:a9fe",
            ],
        );
    }

    #[test]
    fn wh_07_ipv4_inside_ipv6() {
        for (text, inside) in [
            ("::8.8.8.8", "8.8.8.8"),
            ("::ffff:0:8.8.8.8", "8.8.8.8"),
            ("64:ff9b::10.0.0.1", "10.0.0.1"),
            ("64:ff9b:1::10.0.0.1", "10.0.0.1"),
            ("2002:7f00:1::1", "127.0.0.1"),
            ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "192.0.2.45"),
            ("2a00:1450::5efe:a9fe:a9fe", "169.254.169.254"),
            ("2a00:1450::200:5efe:10.0.0.1", "10.0.0.1"),
        ] {
            let ip = canonical(text.parse().unwrap());
            assert_eq!(family(ip), Some(Family::Embedded), "{text}");
            assert_eq!(embedded(ip), Some(inside.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn wh_07_mapped_ipv4_is_that_ipv4() {
        assert_eq!(canonical("::ffff:8.8.8.8".parse().unwrap()), "8.8.8.8".parse::<IpAddr>().unwrap());
    }

    #[test]
    fn wh_07_reserved() {
        all(
            Some(Family::Reserved),
            &["240.0.0.1", "192.0.0.1", "192.88.99.1", "100::1", "2001:10::1", "2001:20::1", "4000::1", "5f00::1"],
        );
    }

    #[test]
    fn public_addresses_are_public() {
        all(
            None,
            &["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001:800::200e", "2001:200::1"],
        );
    }
}
