//! The two key files.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use crate::domain::time::{Random, random_bytes};
use crate::services::error::ServiceError;

/// The secrets of the two key files.
pub struct KeyFiles {
    /// Seals every key in the database.
    pub master: Zeroizing<[u8; 32]>,
    /// Signs checkpoints.
    pub ledger: Zeroizing<[u8; 32]>,
}

impl KeyFiles {
    /// Where the master key lies.
    pub fn master_path(directory: &Path) -> PathBuf {
        directory.join("master.key")
    }

    /// Where the ledger's signing key lies.
    pub fn ledger_path(directory: &Path) -> PathBuf {
        directory.join("ledger.key")
    }

    /// Reads both; `None` when neither or only one is there.
    pub fn read(directory: &Path) -> Result<Option<Self>, ServiceError> {
        let master = read(&Self::master_path(directory))?;
        let ledger = read(&Self::ledger_path(directory))?;
        Ok(master.zip(ledger).map(|(master, ledger)| Self { master, ledger }))
    }

    /// Reads both, making what is not there yet. Another process may be doing the same: whose file is first, wins.
    pub fn read_or_create(directory: &Path, random: &dyn Random) -> Result<Self, ServiceError> {
        let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(directory);
        made.map_err(|e| failed("make", directory, &e))?;
        create(&Self::master_path(directory), random)?;
        create(&Self::ledger_path(directory), random)?;
        Self::read(directory)?.ok_or_else(|| {
            ServiceError::File(format!("The key files just made in {} cannot be found again.", directory.display()))
        })
    }
}

fn read(path: &Path) -> Result<Option<Zeroizing<[u8; 32]>>, ServiceError> {
    let text = match fs::read_to_string(path) {
        Ok(text) => Zeroizing::new(text),
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(failed("read", path, &e)),
    };
    let secret = STANDARD.decode(text.trim()).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    let damaged = || {
        ServiceError::Keys(format!(
            "The key file {} is damaged: it should hold 32 bytes in base64. Restore it from your backup.",
            path.display()
        ))
    };
    secret.map(|s| Some(Zeroizing::new(s))).ok_or_else(damaged)
}

/// Writes beside, then links into place: the file appears whole or not at all, and never over another.
fn create(path: &Path, random: &dyn Random) -> Result<(), ServiceError> {
    if path.exists() {
        return Ok(());
    }
    let suffix: [u8; 8] = random_bytes(random);
    let beside = path.with_extension(crate::store::hex(&suffix));
    let secret = Zeroizing::new(random_bytes::<32>(random));
    write_private(&beside, STANDARD.encode(*secret).as_bytes()).map_err(|e| failed("write", &beside, &e))?;
    let linked = fs::hard_link(&beside, path);
    fs::remove_file(&beside).map_err(|e| failed("remove", &beside, &e))?;
    match linked {
        Err(e) if e.kind() != ErrorKind::AlreadyExists => Err(failed("write", path, &e)),
        _ => sync_directory(path),
    }
}

fn write_private(path: &Path, content: &[u8]) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(content)?;
    file.write_all(b"\n")?;
    file.sync_all()
}

fn sync_directory(path: &Path) -> Result<(), ServiceError> {
    let Some(directory) = path.parent() else { return Ok(()) };
    fs::File::open(directory).and_then(|d| d.sync_all()).map_err(|e| failed("sync", directory, &e))
}

fn failed(what: &str, path: &Path, error: &std::io::Error) -> ServiceError {
    ServiceError::File(format!("Could not {what} {}: {error}.", path.display()))
}
