//! Where a webhook may be sent (WH-07, ASVS 13.2.4): https to public addresses, and what the operator allows besides.
//!
//! Two questions are asked, and both at every attempt: about the URL, here, when it is named and again when it is
//! called; and about each address that its host resolves to, by whoever connects ([`TargetRules::address`]).

use std::net::{IpAddr, Ipv4Addr};

use ipnet::IpNet;
use url::{Host, Url};

use super::network::{Family, canonical, embedded, family};

/// The longest URL, in octets.
const URL_MAX: usize = 2048;

/// What the operator allows beside https to public addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TargetRules {
    /// Plain http, too (`webhooks.allow_http`).
    pub allow_http: bool,
    /// Networks that are not public and may be called (`webhooks.allow_private`).
    pub allow_private: Vec<IpNet>,
    /// Ports beside 443, and beside 80 for http (`webhooks.allow_ports`).
    pub ports: Ports,
}

/// Ports beside the usual one of the scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ports {
    /// These.
    Also(Vec<u16>),
    /// Every one.
    Any,
}

impl Default for Ports {
    fn default() -> Self {
        Self::Also(Vec::new())
    }
}

/// A URL that may be called, as far as it can be told without asking the DNS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target(Url);

impl Target {
    /// The URL.
    pub fn url(&self) -> &Url {
        &self.0
    }

    /// The URL in its canonical writing: the host as A-labels, default port left out.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// Why an address is not called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{ip} is {}, and webhooks.allow_private does not list it", family.phrase())]
pub struct Forbidden {
    /// The address.
    pub ip: IpAddr,
    /// What it is.
    pub family: Family,
}

/// Why a URL is not called. No part of the URL but its port or IP address is repeated: the rest may be a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadTarget {
    /// Not a URL with a host.
    #[error("this is not a URL of the form https://host/path")]
    NotUrl,
    /// More than 2,048 octets.
    #[error("a webhook's URL has at most 2048 octets")]
    TooLong,
    /// Plain http, which is not allowed.
    #[error("a webhook's URL begins with https://; http is for webhooks.allow_http = true")]
    NotHttps,
    /// Neither http nor https.
    #[error("a webhook's URL begins with https://")]
    Scheme,
    /// It holds a user name or a password; the signature says who we are.
    #[error("a webhook's URL has no user name and no password; the signature says who calls")]
    UserInfo,
    /// It holds a part that is never sent.
    #[error("a webhook's URL has no part after #")]
    Fragment,
    /// A port that is not allowed.
    #[error("port {0} is not allowed for webhooks; webhooks.allow_ports lists those that are, beside the usual ones")]
    Port(u16),
    /// An address that is not allowed.
    #[error(transparent)]
    Address(#[from] Forbidden),
}

impl TargetRules {
    /// Whether this URL may be called.
    ///
    /// # Errors
    /// What is in the way; where a setting would allow it, by its name.
    pub fn target(&self, text: &str) -> Result<Target, BadTarget> {
        if text.len() > URL_MAX {
            return Err(BadTarget::TooLong);
        }
        // The parser drops tabs and line ends, and takes \ for /: what was typed would not be what is called.
        if text.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\') {
            return Err(BadTarget::NotUrl);
        }
        let url = Url::parse(text).map_err(|_| BadTarget::NotUrl)?;
        self.scheme(&url)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BadTarget::UserInfo);
        }
        if url.fragment().is_some() {
            return Err(BadTarget::Fragment);
        }
        self.port(&url)?;
        self.host(&url)?;
        Ok(Target(url))
    }

    fn scheme(&self, url: &Url) -> Result<(), BadTarget> {
        match url.scheme() {
            "https" => Ok(()),
            "http" if self.allow_http => Ok(()),
            "http" => Err(BadTarget::NotHttps),
            _ => Err(BadTarget::Scheme),
        }
    }

    fn port(&self, url: &Url) -> Result<(), BadTarget> {
        match (url.port(), &self.ports) {
            (None, _) | (_, Ports::Any) => Ok(()),
            (Some(port), Ports::Also(ports)) if ports.contains(&port) => Ok(()),
            (Some(port), _) => Err(BadTarget::Port(port)),
        }
    }

    /// An address in the URL is never resolved, so nobody else would look at it. `localhost` is this machine wherever it
    /// is asked about (RFC 6761 section 6.3); saying so at once is kinder than a failed delivery.
    fn host(&self, url: &Url) -> Result<(), BadTarget> {
        match url.host() {
            Some(Host::Ipv4(ip)) => Ok(self.address(ip.into())?),
            Some(Host::Ipv6(ip)) => Ok(self.address(ip.into())?),
            Some(Host::Domain(name)) => match name.trim_end_matches('.') {
                "" => Err(BadTarget::NotUrl),
                name if name == "localhost" || name.ends_with(".localhost") => {
                    Ok(self.address(Ipv4Addr::LOCALHOST.into())?)
                }
                _ => Ok(()),
            },
            None => Err(BadTarget::NotUrl),
        }
    }

    /// Whether this address may be called. One with another address inside needs leave for both.
    ///
    /// # Errors
    /// What it is that is not allowed.
    pub fn address(&self, ip: IpAddr) -> Result<(), Forbidden> {
        let ip = canonical(ip);
        let Some(family) = family(ip) else { return Ok(()) };
        // Nobody means a metadata service by allowing a network around it: it must be named itself.
        let by = |net: &&IpNet| family != Family::Metadata || net.prefix_len() == net.max_prefix_len();
        if !self.allow_private.iter().filter(by).any(|net| net.contains(&ip)) {
            return Err(Forbidden { ip, family });
        }
        let inside = embedded(ip).filter(|_| family == Family::Embedded);
        inside.map_or(Ok(()), |inside| self.address(inside.into()))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn strict() -> TargetRules {
        TargetRules::default()
    }

    fn allowing(networks: &[&str]) -> TargetRules {
        let allow_private = networks.iter().map(|net| net.parse().unwrap()).collect();
        TargetRules { allow_http: true, allow_private, ports: Ports::Any }
    }

    fn fault(rules: &TargetRules, url: &str) -> BadTarget {
        rules.target(url).unwrap_err()
    }

    #[test]
    fn wh_07_a_public_https_url_may_be_called_and_is_written_canonically() {
        for (url, canonical) in [
            ("https://hooks.example.com/a?b=c", "https://hooks.example.com/a?b=c"),
            ("https://BÜCHER.example:443/x", "https://xn--bcher-kva.example/x"),
            ("https://8.8.8.8/", "https://8.8.8.8/"),
            ("https://[2606:4700::1111]/", "https://[2606:4700::1111]/"),
        ] {
            assert_eq!(strict().target(url).unwrap().as_str(), canonical);
        }
    }

    #[test]
    fn wh_07_every_other_kind_of_url_is_refused_and_says_why() {
        for (url, why) in [
            ("", BadTarget::NotUrl),
            ("hooks.example.com", BadTarget::NotUrl),
            ("https://", BadTarget::NotUrl),
            ("https://./", BadTarget::NotUrl),
            ("https://exa mple.com/", BadTarget::NotUrl),
            ("https://hooks.example.com\\@10.0.0.1/", BadTarget::NotUrl),
            ("https://hooks.exam\nple.com/", BadTarget::NotUrl),
            ("http://hooks.example.com/", BadTarget::NotHttps),
            ("ftp://hooks.example.com/", BadTarget::Scheme),
            ("file:///etc/passwd", BadTarget::Scheme),
            ("https://user@hooks.example.com/", BadTarget::UserInfo),
            ("https://:secret@hooks.example.com/", BadTarget::UserInfo),
            ("https://hooks.example.com/#part", BadTarget::Fragment),
            ("https://hooks.example.com:8443/", BadTarget::Port(8443)),
            ("https://hooks.example.com:25/", BadTarget::Port(25)),
        ] {
            assert_eq!(fault(&strict(), url), why, "{url}");
        }
        assert_eq!(fault(&strict(), &format!("https://hooks.example.com/{}", "a".repeat(URL_MAX))), BadTarget::TooLong);
    }

    #[test]
    fn wh_07_no_writing_of_a_private_address_gets_through() {
        for url in [
            "https://127.0.0.1/",
            "https://127.1/",
            "https://2130706433/",
            "https://0x7f000001/",
            "https://0177.0.0.1/",
            "https://①②⑦.0.0.1/",
            "https://%31%32%37.0.0.1/",
            "https://127.0.0.1./",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:7f00:1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[2002:7f00:1::]/",
            "https://localhost/",
            "https://LocalHost./",
            "https://a.localhost/",
            "https://169.254.169.254/latest/meta-data/",
            "https://0/",
        ] {
            assert!(matches!(fault(&strict(), url), BadTarget::Address(_)), "{url}");
        }
    }

    #[test]
    fn wh_07_a_refusal_names_the_setting_that_would_allow_it() {
        assert_eq!(
            fault(&strict(), "https://10.1.2.3/").to_string(),
            "10.1.2.3 is a private address, and webhooks.allow_private does not list it"
        );
        assert!(fault(&strict(), "http://hooks.example.com/").to_string().contains("webhooks.allow_http"));
        assert!(fault(&strict(), "https://hooks.example.com:8443/").to_string().contains("webhooks.allow_ports"));
    }

    #[test]
    fn what_the_operator_allows_may_be_called_and_nothing_beside_it() {
        let rules = allowing(&["127.0.0.0/8", "10.20.0.0/16", "::1/128"]);
        for url in [
            "http://127.0.0.1:4711/",
            "http://[::ffff:127.0.0.1]/",
            "https://10.20.1.1/",
            "http://localhost/",
            "http://[::1]/",
        ] {
            assert!(rules.target(url).is_ok(), "{url}");
        }
        for url in ["https://10.21.1.1/", "https://192.168.0.1/", "https://[fe80::1]/"] {
            assert!(matches!(fault(&rules, url), BadTarget::Address(_)), "{url}");
        }
        let ports = TargetRules { ports: Ports::Also(vec![8443]), ..strict() };
        assert!(ports.target("https://hooks.example.com:8443/").is_ok());
        assert_eq!(fault(&ports, "https://hooks.example.com:8444/"), BadTarget::Port(8444));
    }

    #[test]
    fn a_metadata_service_is_allowed_by_its_own_address_only() {
        let metadata = "169.254.169.254".parse().unwrap();
        assert!(allowing(&["0.0.0.0/0"]).address(metadata).is_err());
        assert!(allowing(&["169.254.169.254/32"]).address(metadata).is_ok());
    }

    #[test]
    fn leave_for_a_translator_is_no_leave_for_what_is_behind_it() {
        let nat64 = allowing(&["64:ff9b::/96"]);
        assert!(nat64.address("64:ff9b::8.8.8.8".parse().unwrap()).is_ok());
        let refused = nat64.address("64:ff9b::10.0.0.1".parse().unwrap()).unwrap_err();
        assert_eq!(refused.family, Family::Private);
    }

    proptest! {
        #[test]
        fn no_text_brings_the_parser_down(text in "\\PC{0,80}") {
            let _ = strict().target(&text);
        }

        #[test]
        fn whatever_is_taken_is_https_and_has_no_private_address(text in "https?://[0-9a-fx.:\\[\\]@]{1,24}/?") {
            if let Ok(target) = strict().target(&text) {
                prop_assert_eq!(target.url().scheme(), "https");
                let ip = match target.url().host() {
                    Some(Host::Ipv4(ip)) => Some(IpAddr::from(ip)),
                    Some(Host::Ipv6(ip)) => Some(IpAddr::from(ip)),
                    _ => None,
                };
                prop_assert!(ip.is_none_or(|ip| family(canonical(ip)).is_none()));
            }
        }
    }
}
