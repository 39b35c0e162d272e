//! TLS for mail: what STARTTLS answers with here, and what a mailbox's server has to show.

use std::path::Path;
use std::sync::Arc;

use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio_rustls::{TlsAcceptor, TlsConnector};

use rustls_platform_verifier::BuilderVerifierExt as _;

use crate::domain::time::Instant;

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

/// When the first certificate of this file ends; `None` when that cannot be told.
pub fn ends(cert: &Path) -> Option<Instant> {
    not_after(certificates(cert).ok()?.first()?)
}

/// RFC 5280 section 4.1: in a certificate's first part come version (tagged 0, may be left out), number, algorithm, issuer
/// and then the two times of its validity.
fn not_after(certificate: &[u8]) -> Option<Instant> {
    let (_, whole, _) = element(certificate)?;
    let (_, mut rest, _) = element(whole)?;
    if *rest.first()? == 0xa0 {
        rest = element(rest)?.2;
    }
    for _ in 0..3 {
        rest = element(rest)?.2;
    }
    let (_, validity, _) = element(rest)?;
    let (tag, text, _) = element(element(validity)?.2)?;
    let text = std::str::from_utf8(text).ok()?;
    // UTCTime has two digits of the year, which mean 1950 to 2049.
    let text = match tag {
        0x17 => format!("{}{text}", if text.get(..2)? < "50" { "20" } else { "19" }),
        _ => text.to_owned(),
    };
    let part = |from: usize| text.get(from..from + 2);
    let year = text.get(..4)?;
    Instant::parse(&format!("{year}-{}-{}T{}:{}:{}Z", part(4)?, part(6)?, part(8)?, part(10)?, part(12)?))
}

/// One element of DER: its tag, its content, and what comes after it.
fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(first), rest),
        _ => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            (digits.iter().try_fold(0usize, |all, digit| all.checked_mul(256)?.checked_add(usize::from(*digit)))?, rest)
        }
    };
    let (content, after) = rest.split_at_checked(length)?;
    Some((tag, content, after))
}

fn unusable(error: impl std::fmt::Display) -> TlsError {
    TlsError::Unusable(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_certificate_is_read_and_what_is_none_has_no_end() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/test-only-cert.pem");
        assert_eq!(ends(&file).map(Instant::date).as_deref(), Some("2126-10-31"));
        assert_eq!(ends(Path::new("/nowhere")), None);
        for bytes in [&[][..], &[0x30], &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff], &[0x30, 0x02, 0x30, 0x00]] {
            assert_eq!(not_after(bytes), None, "{bytes:?}");
        }
    }
}
