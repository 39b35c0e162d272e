//! Explaining a token: what can be read without a key, and whether it verifies. For `desist link inspect`.

use super::super::ids::{SenderId, TopicId};
use super::super::keyring::KeyRing;
use super::{Claim, LinkError, MailClaim, MailPurpose, mail, read_mail, read_url, url};

/// Which form a token has, and what the form alone carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// The URL form.
    Url {
        /// The sender it names.
        sender: SenderId,
        /// What it says, if it verifies; why not, if not.
        claim: Result<Claim, LinkError>,
    },
    /// The mail form.
    Mail {
        /// The purpose its prefix names.
        purpose: MailPurpose,
        /// What it says, if it verifies; why not, if not.
        claim: Result<MailClaim, LinkError>,
    },
}

/// What a token shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// Its version byte. The other fields mean something only in version 1.
    pub version: u8,
    /// The ring key it names.
    pub key_id: u8,
    /// The topic it names.
    pub topic: TopicId,
    /// Its form.
    pub form: Form,
}

impl Inspection {
    /// Whether it verifies.
    ///
    /// # Errors
    /// Why not.
    pub fn verdict(&self) -> Result<(), LinkError> {
        match &self.form {
            Form::Url { claim, .. } => claim.as_ref().map(|_| ()).map_err(|error| *error),
            Form::Mail { claim, .. } => claim.map(|_| ()),
        }
    }
}

/// Explains a token. It may come as found: in its URL, in its address, or with `mailto:` before it.
///
/// # Errors
/// [`LinkError::Damaged`] when not even its header can be read.
pub fn inspect(ring: &KeyRing, token: &str) -> Result<Inspection, LinkError> {
    let token = bare(token);
    match mail::decode(token) {
        Ok((purpose, bytes)) => Ok(inspect_mail(ring, token, purpose, &mail::Header::from_bytes(&bytes))),
        Err(_) => inspect_url(ring, token),
    }
}

fn inspect_mail(ring: &KeyRing, token: &str, purpose: MailPurpose, header: &mail::Header) -> Inspection {
    let form = Form::Mail { purpose, claim: read_mail(ring, token) };
    Inspection { version: header.version, key_id: header.key_id, topic: header.topic, form }
}

fn inspect_url(ring: &KeyRing, token: &str) -> Result<Inspection, LinkError> {
    let bytes = url::decode(token)?;
    let header = url::Header::from_bytes(bytes.first_chunk().ok_or(LinkError::Damaged)?);
    let claim = read_url(ring, token).map(|opened| opened.claim);
    let form = Form::Url { sender: header.sender, claim };
    Ok(Inspection { version: header.version, key_id: header.key_id, topic: header.topic, form })
}

/// The token inside a URL or an address.
fn bare(text: &str) -> &str {
    let text = text.trim().trim_start_matches('<').trim_end_matches('>');
    let text = text.split(['?', '#']).next().unwrap_or(text);
    let text = text.rsplit(['/', ':']).next().unwrap_or(text);
    text.split('@').next().unwrap_or(text)
}
