//! A restore that was cut off while files changed places. Nothing may start in what it left: a first start would make new
//! keys and an empty database, and mail would go to whoever had asked for none (L4, L8).

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::faces::cli::failure::Failure;
use crate::settings::{DatabasePlace, Settings};

/// The file that stands in the data directory while files change places.
const MARKER: &str = "restore-unfinished";

/// Begins every directory with what was there before a restore.
pub const ASIDE: &str = "replaced-";
/// Begins every directory in which a restore is made ready.
pub const STAGE: &str = "restoring-";

/// Marks the data directory, on the disk before anything is moved.
///
/// # Errors
/// When the mark cannot be written.
pub fn begin(data_dir: &Path) -> Result<(), Failure> {
    let marked = || -> io::Result<()> {
        let mut file = File::create(data_dir.join(MARKER))?;
        file.write_all(what_to_do(data_dir).as_bytes())?;
        file.sync_all()?;
        File::open(data_dir)?.sync_all()
    };
    marked().map_err(|e| Failure::io(&format!("write {}", data_dir.join(MARKER).display()), e))
}

/// Takes the mark away, once everything is in its place on the disk.
///
/// # Errors
/// When it cannot be removed.
pub fn end(data_dir: &Path) -> Result<(), Failure> {
    let removed = fs::remove_file(data_dir.join(MARKER)).and_then(|()| File::open(data_dir)?.sync_all());
    removed.map_err(|e| Failure::io(&format!("remove {}", data_dir.join(MARKER).display()), e))
}

/// Whether a restore was cut off here. What cannot be looked at counts as one (L10).
pub fn is_there(data_dir: &Path) -> bool {
    !matches!(fs::symlink_metadata(data_dir.join(MARKER)), Err(error) if is_absent(&error))
}

/// What restores put aside here: a restore that was cut off may have left the journal in one.
pub fn put_aside(data_dir: &Path) -> Vec<PathBuf> {
    left(data_dir, &[ASIDE])
}

/// Refuses to open an installation that is not whole.
///
/// # Errors
/// When a restore was cut off here.
pub fn refuse(data_dir: &Path) -> Result<(), Failure> {
    if is_there(data_dir) { Err(Failure::Trouble(what_to_do(data_dir))) } else { Ok(()) }
}

/// Refuses a first start where an installation was.
///
/// # Errors
/// When directories of a restore lie in a data directory without keys or database.
pub fn refuse_first_start(settings: &Settings) -> Result<(), Failure> {
    let database = match &settings.database.place {
        DatabasePlace::Sqlite { path } => path.exists(),
        DatabasePlace::Postgres { .. } => true,
    };
    if database && settings.data_dir.join("keys").exists() {
        return Ok(());
    }
    let Some(left) = left(&settings.data_dir, &[ASIDE, STAGE]).pop() else { return Ok(()) };
    Err(Failure::Trouble(format!(
        "{} was left by a restore, but keys or database are missing in {}: a first start would make an empty installation, \
         and mail would go to whoever stopped it. Run `desist restore` again; only if a new installation is wanted, move \
         that directory elsewhere first.",
        left.display(),
        settings.data_dir.display()
    )))
}

fn what_to_do(data_dir: &Path) -> String {
    format!(
        "A restore was cut off while files changed places in {}, so nothing starts there. Run the same restore again with \
         --replace: it finds the journal in {ASIDE}N, puts everything in its place, and takes this mark ({MARKER}) away. \
         Keep {ASIDE}* and {STAGE}* until then.\n",
        data_dir.display()
    )
}

fn left(data_dir: &Path, prefixes: &[&str]) -> Vec<PathBuf> {
    let entries = fs::read_dir(data_dir).into_iter().flatten().filter_map(Result::ok);
    let is_ours = |name: &str| prefixes.iter().any(|prefix| name.starts_with(prefix));
    let mut left: Vec<_> =
        entries.filter(|entry| entry.file_name().to_str().is_some_and(is_ours)).map(|entry| entry.path()).collect();
    left.sort();
    left
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}
