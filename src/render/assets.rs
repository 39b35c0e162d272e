//! Style sheets, icon, and the console's scripts: served under names that carry a hash of the content, so they may be cached for ever.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::sources::Sources;

/// The path under which assets are served.
pub const PREFIX: &str = "/assets/";

/// One file to serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its path, with the hash of its content: `/assets/desist.HASH.css`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// The value of `ETag`, with its quotes (RFC 9110 section 8.8.3).
    pub etag: String,
}

/// The files to serve, by their plain names (`desist.css`).
pub(super) struct Assets(BTreeMap<String, Asset>);

impl Assets {
    /// Reads the folder `assets`. A file of a kind that pages do not need is passed over.
    pub(super) fn load(sources: &Sources) -> Self {
        let known = sources.folder("assets").filter_map(|(name, file)| Some((name, asset(name, file.bytes())?)));
        Self(known.map(|(name, asset)| (name.to_owned(), asset)).collect())
    }

    /// The path of a file, by its plain name.
    pub(super) fn path(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|asset| asset.path.as_str())
    }

    /// The file at a path. An older hash gets the present content: during an update one instance may be asked for the
    /// name that another has written. Only what is at its own `path` may be cached for ever.
    pub(super) fn at(&self, path: &str) -> Option<&Asset> {
        let file = path.strip_prefix(PREFIX)?;
        let (hashed, ending) = file.rsplit_once('.')?;
        let (stem, _) = hashed.rsplit_once('.')?;
        self.0.get(&format!("{stem}.{ending}"))
    }
}

fn asset(name: &str, bytes: &[u8]) -> Option<Asset> {
    let (stem, ending) = name.rsplit_once('.')?;
    let hash = HEXLOWER.encode(&Sha256::digest(bytes)[..8]);
    Some(Asset {
        path: format!("{PREFIX}{stem}.{hash}.{ending}"),
        bytes: bytes.to_vec(),
        content_type: content_type(ending)?,
        etag: format!("\"{hash}\""),
    })
}

fn content_type(ending: &str) -> Option<&'static str> {
    match ending {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        "woff2" => Some("font/woff2"),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn an_asset_is_found_under_its_hashed_name_and_under_an_older_one() {
        let assets = Assets::load(&Sources::embedded());
        let path = assets.path("desist.css").unwrap();
        let asset = assets.at(path).unwrap();
        assert_eq!((asset.path.as_str(), asset.content_type), (path, "text/css; charset=utf-8"));
        assert_eq!(assets.at("/assets/desist.0000000000000000.css"), Some(asset));
        for wrong in ["/assets/desist.css", "/assets/../x.y.css", "/assets/", "desist.0.css", "/assets/no.0.css"] {
            assert_eq!(assets.at(wrong), None, "{wrong}");
        }
    }
}
