//! The one way to the DNS. Tests and `intake explain` bring records of their own; nothing then leaves the machine.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time;

use mail_auth::common::parse::TxtRecordParser;
use mail_auth::common::verify::DomainKey;
use mail_auth::dkim::Atps;
use mail_auth::dmarc::Dmarc;
use mail_auth::hickory_resolver::config::{ResolverConfig, ResolverOpts};
use mail_auth::hickory_resolver::proto::op::ResponseCode;
use mail_auth::spf::Spf;
use mail_auth::{DnsError, DnssecStatus, Error, MX, MessageAuthenticator, Parameters, RecordSet, ResolverCache, Txt};

/// Asks the DNS, or a fixed set of records. Answers of the real DNS are kept as long as they say, by hickory.
pub struct Resolver {
    pub(super) dns: MessageAuthenticator,
    known: Option<Known>,
}

/// The system's resolver could not be set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the DNS resolver cannot be set up: look at /etc/resolv.conf")]
pub struct ResolverError;

/// Records by name. What is asked beyond them gets `otherwise`, so that no question leaves for the network.
pub(super) struct Fixed<K, V> {
    records: HashMap<K, V>,
    otherwise: V,
}

struct Known {
    txt: Fixed<Box<str>, Txt>,
    mx: Fixed<Box<str>, RecordSet<MX>>,
    ipv4: Fixed<Box<str>, RecordSet<Ipv4Addr>>,
    ipv6: Fixed<Box<str>, RecordSet<Ipv6Addr>>,
    ptr: Fixed<IpAddr, RecordSet<Box<str>>>,
}

/// A question with all the places where an answer may be known already.
pub(super) type Question<'a, P> = Parameters<
    'a,
    P,
    Fixed<Box<str>, Txt>,
    Fixed<Box<str>, RecordSet<MX>>,
    Fixed<Box<str>, RecordSet<Ipv4Addr>>,
    Fixed<Box<str>, RecordSet<Ipv6Addr>>,
    Fixed<IpAddr, RecordSet<Box<str>>>,
>;

impl Resolver {
    /// Asks the servers that the system is set up with.
    ///
    /// # Errors
    /// The system's configuration cannot be read.
    pub fn system() -> Result<Self, ResolverError> {
        let dns = MessageAuthenticator::new_system_conf().map_err(|_| ResolverError)?;
        Ok(Self { dns, known: None })
    }

    /// Knows the records that are added and says of everything else that it does not exist.
    ///
    /// # Errors
    /// The library cannot be set up even without servers.
    pub fn fixed() -> Result<Self, ResolverError> {
        Self::answering(Error::Dns(DnsError::RecordNotFound(ResponseCode::NXDomain)))
    }

    /// Asks nobody: every question fails for now, so nothing is held against a mail (AUTH-10).
    ///
    /// # Errors
    /// The library cannot be set up even without servers.
    pub fn offline() -> Result<Self, ResolverError> {
        Self::answering(no_answer())
    }

    fn answering(otherwise: Error) -> Result<Self, ResolverError> {
        let dns = MessageAuthenticator::new(ResolverConfig::default(), ResolverOpts::default());
        let known = Known {
            txt: Fixed { records: HashMap::new(), otherwise: Txt::Error(otherwise) },
            mx: Fixed::nothing(),
            ipv4: Fixed::nothing(),
            ipv6: Fixed::nothing(),
            ptr: Fixed::nothing(),
        };
        Ok(Self { dns: dns.map_err(|_| ResolverError)?, known: Some(known) })
    }

    /// With a TXT record. Of several under one name the first that can be used counts.
    #[must_use]
    pub fn txt(self, name: &str, value: &str) -> Self {
        let (name, record) = (absolute(name), record(name, value.as_bytes()));
        self.with(|known| {
            let usable = known.txt.records.get(&name).is_some_and(|have| !matches!(have, Txt::Error(_)));
            if !usable {
                known.txt.records.insert(name, record);
            }
        })
    }

    /// With a name whose server does not answer (AUTH-10).
    #[must_use]
    pub fn failing(self, name: &str) -> Self {
        let name = absolute(name);
        self.with(|known| {
            known.txt.records.insert(name, Txt::Error(no_answer()));
        })
    }

    /// With the addresses of a host.
    #[must_use]
    pub fn ipv4(self, name: &str, addresses: &[Ipv4Addr]) -> Self {
        let (name, set) = (absolute(name), set(addresses.to_vec()));
        self.with(|known| {
            known.ipv4.records.insert(name, set);
        })
    }

    fn with(mut self, add: impl FnOnce(&mut Known)) -> Self {
        if let Some(known) = &mut self.known {
            add(known);
        }
        self
    }

    pub(super) fn ask<P>(&self, params: P) -> Question<'_, P> {
        let known = self.known.as_ref();
        Parameters {
            params,
            cache_txt: known.map(|known| &known.txt),
            cache_mx: known.map(|known| &known.mx),
            cache_ptr: known.map(|known| &known.ptr),
            cache_ipv4: known.map(|known| &known.ipv4),
            cache_ipv6: known.map(|known| &known.ipv6),
        }
    }
}

impl<K, T> Fixed<K, RecordSet<T>> {
    fn nothing() -> Self {
        Self { records: HashMap::new(), otherwise: set(Vec::new()) }
    }
}

impl<K: Hash + Eq, V: Clone> ResolverCache<K, V> for Fixed<K, V> {
    fn get<Q>(&self, name: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        Some(self.records.get(name).unwrap_or(&self.otherwise).clone())
    }

    fn remove<Q>(&self, _: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        None
    }

    fn insert(&self, _: K, _: V, _: time::Instant) {}
}

/// As mail-auth asks for it: lower case, with the final dot.
fn absolute(name: &str) -> Box<str> {
    format!("{}.", name.trim_end_matches('.').to_ascii_lowercase()).into()
}

/// A record is read as what its name says it is, as mail-auth would.
fn record(name: &str, value: &[u8]) -> Txt {
    if name.starts_with("_dmarc.") {
        Dmarc::parse(value).into()
    } else if name.contains("._domainkey.") {
        DomainKey::parse(value).into()
    } else if name.contains("._atps.") {
        Atps::parse(value).into()
    } else {
        Spf::parse(value).into()
    }
}

fn set<T>(records: Vec<T>) -> RecordSet<T> {
    RecordSet { rrset: records.into(), dnssec_status: DnssecStatus::Indeterminate }
}

fn no_answer() -> Error {
    Error::Dns(DnsError::Resolver("no answer".to_owned()))
}
