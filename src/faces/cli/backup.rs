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
const DATABASE: &str = "desist.db";

pub(super) async fn run(what: &Backup, settings: &Settings) -> Result<Answer, Failure> {
    if let DatabasePlace::Postgres { .. } = &settings.database.place {
        return Err(Failure::Trouble(format!(
            "The database is PostgreSQL: back it up with pg_dump, and copy {} beside it. Neither is worth anything \
             without the other.",
            settings.data_dir.join("keys").display()
        )));
    }
    if what.file.exists() {
        return Err(Failure::Input(format!("{} exists already; name another file.", what.file.display())));
    }
    let services = open(settings, OnEmpty::Refuse).await?;
    let copy = beside(&what.file, "db.part");
    let archive = beside(&what.file, "part");
    let written = write(&services, &copy, &archive).await;
    let _ = fs::remove_file(&copy);
    if written.is_err() {
        let _ = fs::remove_file(&archive);
    }
    written?;
    fs::rename(&archive, &what.file).map_err(|e| Failure::io(&format!("write {}", what.file.display()), e))?;
    let file = what.file.display();
    print(&format!(
        "{file}: database and keys of {} ledger entries. Keep it as you keep keys.\nRestore by hand: mkdir -m 700 DIR && \
         tar -xpf {file} -C DIR && desist --data-dir DIR verify\n",
        services.gate.ledger_size()
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
    services.db.copy_sqlite(copy_name).await?;
    let [master, ledger] = key_paths(&services.config.data_dir);
    let checkpoint = services.config.data_dir.join("checkpoint.txt");
    let mut files = vec![(DATABASE, copy.to_owned()), ("keys/master.key", master), ("keys/ledger.key", ledger)];
    if checkpoint.exists() {
        files.push(("checkpoint.txt", checkpoint));
    }
    let failed = |e| Failure::io(&format!("write {}", archive.display()), e);
    let mut out = BufWriter::new(private(archive)?);
    let now = services.clock.now().0 / 1000;
    for (name, path) in files {
        let missing = |e| Failure::io(&format!("read {}", path.display()), e);
        let file = File::open(&path).map_err(missing)?;
        let length = file.metadata().map_err(missing)?.len();
        tar::add(&mut out, name, length, now, file).map_err(failed)?;
    }
    tar::finish(&mut out).and_then(|()| out.flush()).map_err(failed)?;
    out.into_inner().map_err(|e| failed(e.into_error()))?.sync_all().map_err(failed)
}

fn private(path: &Path) -> Result<File, Failure> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    made.map_err(|e| Failure::io(&format!("write {}", path.display()), e))
}
