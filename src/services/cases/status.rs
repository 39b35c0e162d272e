//! The page that shows a person how far their request is.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::services::Services;
use crate::services::installation::Cell;

impl Services {
    /// The URL of `GET /case/{token}` for a case.
    pub(in crate::services) fn case_url(&self, case: &str) -> String {
        self.public(&format!("/case/{}", URL_SAFE_NO_PAD.encode(self.vault.seal(Cell::CaseLink, b"", case.as_bytes()))))
    }
}
