//! What is known about a mail beside its bytes.

use std::fmt;
use std::net::IpAddr;

/// The envelope. A pipe or an HTTP call may know nothing of it; then SPF says `none`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The host that brought it to our mail host; `None` where only our own relay is seen.
    pub client_ip: Option<IpAddr>,
    /// What that host called itself.
    pub helo: Option<String>,
    /// The envelope sender; empty is the null sender (SMTP-07), `None` is not known.
    pub mail_from: Option<String>,
    /// To whom it came, as typed (SMTP-11).
    pub rcpt_to: Vec<String>,
}

/// Shows no address (L6).
impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelope")
            .field("client_known", &self.client_ip.is_some())
            .field("null_sender", &(self.mail_from.as_deref() == Some("")))
            .field("recipients", &self.rcpt_to.len())
            .finish_non_exhaustive()
    }
}

impl Envelope {
    /// The domain that SPF is about: of the envelope sender, or the HELO name for the null sender (AUTH-04).
    pub(super) fn spf_domain(&self) -> &str {
        match self.mail_from.as_deref() {
            Some("") => self.helo.as_deref().unwrap_or_default(),
            Some(sender) => sender.rsplit_once('@').map_or("", |(_, domain)| domain),
            None => "",
        }
    }
}
