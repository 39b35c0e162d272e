//! Names to addresses for webhooks. What comes back here is what the connection is made to: the HTTP client asks once for
//! each connection and is given the checked addresses themselves, so between check and use nothing is asked again.

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::domain::webhook::TargetRules;

/// The addresses of a host, or why there are none.
pub type Found = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;

/// Finds the addresses of a host.
pub trait Lookup: Send + Sync {
    /// All of them.
    fn lookup(&self, host: String) -> Found;
}

/// As the system does it, `/etc/hosts` included: machines inside a house are often named there.
pub struct SystemLookup;

impl Lookup for SystemLookup {
    fn lookup(&self, host: String) -> Found {
        Box::pin(async move {
            let found = tokio::net::lookup_host((host, 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }
}

/// A host that has no address. Its name is not repeated.
#[derive(Debug, thiserror::Error)]
#[error("the host cannot be found in the DNS")]
pub struct NoAddress(#[source] Option<io::Error>);

/// Lets through only addresses that may be called.
pub(super) struct Guard {
    rules: Arc<TargetRules>,
    lookup: Arc<dyn Lookup>,
}

impl Guard {
    pub(super) fn new(rules: TargetRules, lookup: Arc<dyn Lookup>) -> Self {
        Self { rules: Arc::new(rules), lookup }
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let (rules, found) = (self.rules.clone(), self.lookup.lookup(name.as_str().to_owned()));
        Box::pin(async move {
            let found = found.await.map_err(|error| NoAddress(Some(error)))?;
            let mut allowed = Vec::with_capacity(found.len());
            let mut forbidden = None;
            for ip in found {
                match rules.address(ip) {
                    Ok(()) => allowed.push(SocketAddr::new(ip, 0)),
                    Err(error) => forbidden = forbidden.or(Some(error)),
                }
            }
            match (allowed.is_empty(), forbidden) {
                (false, _) => Ok(Box::new(allowed.into_iter()) as Addrs),
                (true, Some(error)) => Err(error.into()),
                (true, None) => Err(NoAddress(None).into()),
            }
        })
    }
}
