//! `desist backup`: database and keys in one file, consistent, while the service runs.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::args::Backup;
use super::failure::Failure;
use super::{Answer, open, print, tar};
use crate::faces::serve::house::OnEmpty;
use crate::services::Services;
use crate::services::installation::key_paths;
use crate::settings::{DatabasePlace, Settings};

/// The names in the archive are those of a data directory, so that unpacking it makes one.
pub(super) const DATABASE: &str = "desist.db";
/// The last signed head, if one was published.
pub(super) const CHECKPOINT: &str = "checkpoint.txt";
/// The key files.
pub(super) const KEYS: [&str; 2] = ["keys/master.key", "keys/ledger.key"];

pub(super) async fn run(what: &Backup, settings: &Settings) -> Result<Answer, Failure> {
    let file = match (&what.file, what.dumped, &settings.database.place) {
        (None, true, DatabasePlace::Postgres { .. }) => return dumped(settings).await,
        (Some(file), false, DatabasePlace::Sqlite { .. }) => file,
        (_, _, DatabasePlace::Postgres { .. }) => {
            return Err(Failure::Trouble(format!(
                "The database is PostgreSQL: back it up with pg_dump, copy {} beside it (neither is worth anything \
                 without the other), and then say `desist backup --dumped` on each instance.",
                settings.data_dir.join("keys").display()
            )));
        }
        _ => return Err(Failure::Input("Name the file to write; --dumped is for PostgreSQL.".to_owned())),
    };
    if file.exists() {
        return Err(Failure::Input(format!("{} exists already; name another file.", file.display())));
    }
    let services = open(settings, OnEmpty::Refuse).await?;
    let copy = beside(file, "db.part");
    let archive = beside(file, "part");
    let written = write(&services, &copy, &archive).await;
    let _ = fs::remove_file(&copy);
    if written.is_err() {
        let _ = fs::remove_file(&archive);
    }
    written?;
    fs::rename(&archive, file).map_err(|e| Failure::io(&format!("write {}", file.display()), e))?;
    // What the journal held before this backup is in it; the two former ones are kept.
    services.journal.begin_anew().await?;
    let (file, data) = (file.display(), settings.data_dir.display());
    print(&format!(
        "{file}: database and keys of {} ledger entries. Keep it as you keep keys.\nRestore it with: desist --data-dir DIR \
         restore {file}\nGive it the journal of this directory, too (--journal {data}/journal): it has the stops since.\n",
        services.gate.ledger_size()
    ))?;
    Ok(Answer::Yes)
}

/// A dump was made by other means: what the journal held before it is not needed any more.
async fn dumped(settings: &Settings) -> Result<Answer, Failure> {
    let services = open(settings, OnEmpty::Refuse).await?;
    services.journal.catch_up(&services.db).await?;
    services.journal.begin_anew().await?;
    let keys = settings.data_dir.join("keys");
    print(&format!(
        "The journal begins anew. Keep {} with the dump.\nAfter pg_restore, put it in order with: desist restore \
         --in-place --journal FILE (the journal of every instance)\n",
        keys.display()
    ))?;
    Ok(Answer::Yes)
}

fn beside(file: &Path, extension: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".{}.{extension}", std::process::id()));
    name.into()
}

async fn write(services: &Services, copy: &Path, archive: &Path) -> Result<(), Failure> {
    // Made first, for its owner only: SQLite fills an empty file without asking.
    private(copy)?;
    let copy_name = copy.to_str().ok_or_else(|| Failure::Input("The file's name must be UTF-8 text.".to_owned()))?;
    // Read before the copy is made: a head that is signed meanwhile would name entries that the copy lacks.
    let checkpoint = services.published_checkpoint()?;
    services.db.copy_sqlite(copy_name).await?;
    let [master, ledger] = key_paths(&services.config.data_dir);
    let files = [(DATABASE, copy.to_owned()), (KEYS[0], master), (KEYS[1], ledger)];
    let failed = |e| Failure::io(&format!("write {}", archive.display()), e);
    let mut out = BufWriter::new(private(archive)?);
    let now = services.clock.now().0 / 1000;
    for (name, path) in files {
        let missing = |e| Failure::io(&format!("read {}", path.display()), e);
        let file = File::open(&path).map_err(missing)?;
        let length = file.metadata().map_err(missing)?.len();
        tar::add(&mut out, name, length, now, file).map_err(failed)?;
    }
    if let Some(note) = checkpoint {
        tar::add(&mut out, CHECKPOINT, note.len() as u64, now, note.as_bytes()).map_err(failed)?;
    }
    tar::finish(&mut out).and_then(|()| out.flush()).map_err(failed)?;
    out.into_inner().map_err(|e| failed(e.into_error()))?.sync_all().map_err(failed)
}

pub(super) fn private(path: &Path) -> Result<File, Failure> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    made.map_err(|e| Failure::io(&format!("write {}", path.display()), e))
}
