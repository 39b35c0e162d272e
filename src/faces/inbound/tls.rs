//! TLS for mail: what STARTTLS answers with here, and what a mailbox's server has to show.

use std::path::Path;
use std::sync::Arc;

use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio_rustls::{TlsAcceptor, TlsConnector};

use rustls_platform_verifier::BuilderVerifierExt as _;

/// Why TLS cannot be set up, with what to change.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The file cannot be read as certificates.
    #[error("{0} holds no certificate in PEM that can be read")]
    NoCertificate(String),
    /// The key cannot be read.
    #[error("the TLS key cannot be read as PEM")]
    NoKey,
    /// Certificate and key do not belong together, or are of a kind that is not known.
    #[error("the certificate and the key cannot be used: {0}")]
    Unusable(String),
}

/// Answers STARTTLS with this certificate chain and key.
///
/// # Errors
/// When they cannot be read or used.
pub fn acceptor(cert: &Path, key_pem: &str) -> Result<TlsAcceptor, TlsError> {
    let chain = certificates(cert)?;
    let key = PrivateKeyDer::from_pem_slice(key_pem.as_bytes()).map_err(|_| TlsError::NoKey)?;
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(unusable)?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(unusable)?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// Trusts the authorities in this file, or else those of the system.
///
/// # Errors
/// When the file cannot be read, or the system has none.
pub fn connector(authorities: Option<&Path>) -> Result<TlsConnector, TlsError> {
    let builder = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(unusable)?;
    let config = match authorities {
        None => builder.with_platform_verifier().map_err(unusable)?.with_no_client_auth(),
        Some(file) => builder.with_root_certificates(roots(file)?).with_no_client_auth(),
    };
    Ok(TlsConnector::from(Arc::new(config)))
}

fn roots(file: &Path) -> Result<RootCertStore, TlsError> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(file)? {
        roots.add(certificate).map_err(unusable)?;
    }
    Ok(roots)
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let none = || TlsError::NoCertificate(file.display().to_string());
    let read = CertificateDer::pem_file_iter(file).map_err(|_| none())?;
    let chain: Vec<_> = read.collect::<Result<_, _>>().map_err(|_| none())?;
    if chain.is_empty() { Err(none()) } else { Ok(chain) }
}

fn unusable(error: impl std::fmt::Display) -> TlsError {
    TlsError::Unusable(error.to_string())
}
