//! The page of one case, for the person who asked: its link, and what it may show.
//!
//! The link's token is the case's id, sealed: stateless, so that it is the same in every mail, and known to nobody who
//! was not sent it. Whoever holds it proves nothing but that (L3), so the page shows no data and no whole address.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::domain::error::{Code, Problem};
use crate::services::Services;
use crate::services::installation::Cell;

/// What every token is sealed for: its case is what is inside.
const ROW: &[u8] = b"case";

impl Services {
    /// The URL of the page of a case, for mails.
    pub fn case_url(&self, case: &str) -> String {
        self.public(&self.case_path(case))
    }

    /// The path of that page.
    pub fn case_path(&self, case: &str) -> String {
        format!("/case/{}", URL_SAFE_NO_PAD.encode(self.vault.seal(Cell::CaseLink, ROW, case.as_bytes())))
    }

    /// The case that a token names.
    ///
    /// # Errors
    /// `unknown_token` for whatever we did not seal, and for another spelling of what we did (TOK-08).
    pub fn case_of_token(&self, token: &str) -> Result<String, Problem> {
        let unknown = || Problem::new(Code::UnknownToken, "This link is not one of ours, or was never sent.");
        let sealed = URL_SAFE_NO_PAD.decode(token).map_err(|_| unknown())?;
        let plain = self.vault.open(Cell::CaseLink, ROW, &sealed).map_err(|_| unknown())?;
        String::from_utf8(plain).map_err(|_| unknown())
    }
}
