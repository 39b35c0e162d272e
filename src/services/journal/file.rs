//! Lines on the disk: locked, appended, read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, ErrorKind, Read as _, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::domain::journal::{self, Line, Place};
use crate::domain::seal::Sealer;
use crate::services::error::ServiceError;

/// How much is read at once, from the end, to find the last line.
const STEP: u64 = 64 * 1024;

/// The journal's files: `journal`, and before it `journal.1` and `journal.2`.
#[derive(Clone)]
pub(super) struct Files {
    path: PathBuf,
}

/// The journal with its lock held; given up when dropped.
#[derive(Default)]
pub(super) struct Locked {
    files: Option<Files>,
    _lock: Option<File>,
    /// Where the last whole line ends: what is behind it was never acknowledged.
    length: u64,
}

/// What was read.
pub struct Read {
    /// The journal; empty when there is none.
    pub journal: journal::Journal,
    /// Whether there is a file at all.
    pub found: bool,
}

/// The journal at a path and those before it, oldest first; also those that are not there.
pub fn files(path: &Path) -> [PathBuf; 3] {
    [before(path, 2), before(path, 1), path.to_owned()]
}

fn before(path: &Path, number: u8) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{number}"));
    name.into()
}

impl Files {
    pub(super) fn at(path: PathBuf) -> Self {
        Self { path }
    }

    pub(super) fn failed(&self, what: &str, error: &io::Error) -> ServiceError {
        ServiceError::File(format!("Could not {what} the journal {}: {error}.", self.path.display()))
    }

    /// Keeps other processes on this data directory from writing meanwhile.
    pub(super) fn lock(&self) -> Result<Locked, ServiceError> {
        let path = self.path.with_extension("lock");
        let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&path);
        let lock = file.and_then(|file| file.lock().map(|()| file)).map_err(|error| self.failed("lock", &error))?;
        Ok(Locked { files: Some(self.clone()), _lock: Some(lock), length: 0 })
    }

    /// Bytes since it began anew.
    pub(super) fn size(&self) -> io::Result<u64> {
        match fs::metadata(&self.path) {
            Ok(file) => Ok(file.len()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error),
        }
    }

    /// Reads the journal and those before it. A last line without its end was never acknowledged.
    pub(super) fn read(&self, sealer: &Sealer) -> Result<Read, ServiceError> {
        let mut read = Read { journal: journal::Journal::default(), found: false };
        for path in files(&self.path) {
            let failed = |error| Self::at(path.clone()).failed("read", &error);
            let file = match File::open(&path) {
                Ok(file) => file,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(failed(error)),
            };
            read.found = true;
            let (mut lines, mut line) = (BufReader::new(file), Vec::new());
            while lines.read_until(b'\n', &mut line).map_err(failed)? > 0 {
                if let Some(text) = line.strip_suffix(b"\n") {
                    match std::str::from_utf8(text).ok().and_then(|text| Line::read(text, sealer).ok()) {
                        Some((place, line)) => read.journal.take(place, line),
                        None => read.journal.damaged += 1,
                    }
                }
                line.clear();
            }
        }
        Ok(read)
    }
}

impl Locked {
    fn files(&self) -> Files {
        self.files.clone().unwrap_or_else(|| Files::at(PathBuf::new()))
    }

    /// Hands the lock to another thread and leaves nothing here.
    pub(super) fn take(&mut self) -> Self {
        std::mem::take(self)
    }

    /// Where the journal ends; `None` when there is none, or its last line cannot be read: then it begins anew behind it.
    pub(super) fn end(&mut self, sealer: &Sealer) -> Result<Option<Place>, ServiceError> {
        let files = self.files();
        let (line, length) = last_line(&files.path).map_err(|error| files.failed("read", &error))?;
        self.length = length;
        let Some(line) = line else { return Ok(None) };
        match Line::read(&line, sealer) {
            Ok((place, _)) => Ok(Some(place)),
            Err(error) => {
                tracing::error!(%error, "the last line of the journal cannot be read; it begins anew behind it");
                Ok(None)
            }
        }
    }

    /// Appends whole lines; `durable`: and waits for the disk.
    pub(super) fn append(&mut self, text: &str, durable: bool) -> Result<(), ServiceError> {
        let files = self.files();
        let write = || -> io::Result<u64> {
            let fresh = !files.path.exists();
            let mut file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&files.path)?;
            file.set_len(self.length)?;
            file.seek(SeekFrom::End(0))?;
            file.write_all(text.as_bytes())?;
            if durable {
                file.sync_data()?;
            }
            if fresh {
                sync_directory(&files.path)?;
            }
            Ok(self.length + text.len() as u64)
        };
        self.length = write().map_err(|error| files.failed("write", &error))?;
        Ok(())
    }

    /// Puts the journal behind the two former ones and begins a new one where it ended.
    pub(super) fn rotate(&mut self, sealer: &Sealer) -> Result<(), ServiceError> {
        let Some(end) = self.end(sealer)? else { return Ok(()) };
        let files = self.files();
        let [second, first, own] = self::files(&files.path);
        let moved = || -> io::Result<()> {
            if first.exists() {
                fs::rename(&first, &second)?;
            }
            fs::rename(&own, &first)?;
            sync_directory(&own)
        };
        moved().map_err(|error| files.failed("put aside", &error))?;
        self.length = 0;
        self.append(&Line::Begin.to_text(end, sealer), true)
    }
}

fn sync_directory(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), |directory| File::open(directory)?.sync_all())
}

/// The last whole line of a file, and where it ends.
fn last_line(path: &Path) -> io::Result<(Option<String>, u64)> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok((None, 0)),
        Err(error) => return Err(error),
    };
    let length = file.metadata()?.len();
    // The parts of the line, last first: joined once, for a line can be long.
    let (mut from, mut parts, mut end) = (length, Vec::new(), None);
    while from > 0 {
        let step = from.min(STEP);
        from -= step;
        file.seek(SeekFrom::Start(from))?;
        let mut part = vec![0; step as usize];
        file.read_exact(&mut part)?;
        if end.is_none() {
            let Some(at) = last_end(&part) else { continue };
            end = Some(from + at as u64 + 1);
            part.truncate(at);
        }
        let start = last_end(&part).map(|at| at + 1);
        parts.push(part.split_off(start.unwrap_or(0)));
        if start.is_some() {
            break;
        }
    }
    parts.reverse();
    Ok(end.map_or((None, 0), |end| (Some(String::from_utf8_lossy(&parts.concat()).into_owned()), end)))
}

fn last_end(bytes: &[u8]) -> Option<usize> {
    bytes.iter().rposition(|byte| *byte == b'\n')
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    const SEALER: fn() -> Sealer = || Sealer::new(0, [7; 32]);

    fn place(size: u64) -> Place {
        Place { epoch: 1, size, root: [size as u8; 32] }
    }

    fn line(from: u64) -> String {
        let hashes = journal::pack(&[[from as u8; 32]]);
        Line::Grew { from, hashes, set: Vec::new() }.to_text(place(from + 1), &SEALER())
    }

    fn at(directory: &tempfile::TempDir) -> Files {
        Files::at(directory.path().join("journal"))
    }

    #[test]
    fn a_line_that_was_cut_off_by_a_crash_was_never_there() {
        let directory = tempfile::tempdir().unwrap();
        let files = at(&directory);
        let mut locked = files.lock().unwrap();
        assert_eq!(locked.end(&SEALER()).unwrap(), None);
        locked.append(&(Line::Begin.to_text(place(0), &SEALER()) + &line(0)), true).unwrap();
        let whole = fs::read(&files.path).unwrap();
        fs::write(&files.path, [&whole[..], &line(1).as_bytes()[..40]].concat()).unwrap();
        assert_eq!(locked.end(&SEALER()).unwrap(), Some(place(1)));
        locked.append(&line(1), true).unwrap();
        let read = files.read(&SEALER()).unwrap().journal;
        assert_eq!((read.end, read.hashes.len(), read.damaged, read.gaps), (Some(place(2)), 2, 0, 0));
    }

    #[test]
    fn two_former_journals_are_kept_and_all_three_read_as_one() {
        let directory = tempfile::tempdir().unwrap();
        let files = at(&directory);
        let mut locked = files.lock().unwrap();
        locked.append(&Line::Begin.to_text(place(0), &SEALER()), true).unwrap();
        for from in 0..4 {
            locked.append(&line(from), true).unwrap();
            locked.rotate(&SEALER()).unwrap();
        }
        let read = files.read(&SEALER()).unwrap().journal;
        assert_eq!((read.start, read.end, read.gaps), (2, Some(place(4)), 0));
    }

    #[test]
    fn a_long_last_line_is_found_from_behind() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("journal");
        let long = "x".repeat(3 * STEP as usize);
        fs::write(&path, format!("first\n{long}\ncut")).unwrap();
        assert_eq!(last_line(&path).unwrap(), (Some(long.clone()), 7 + long.len() as u64));
        fs::write(&path, format!("{long}\n")).unwrap();
        assert_eq!(last_line(&path).unwrap(), (Some(long.clone()), 1 + long.len() as u64));
        // Ends of lines on both sides of a step.
        for around in [STEP as usize - 2, STEP as usize - 1, STEP as usize] {
            let (line, text) = ("y".repeat(around), format!("first\n{}\n", "y".repeat(around)));
            fs::write(&path, &text).unwrap();
            assert_eq!(last_line(&path).unwrap(), (Some(line), text.len() as u64), "{around}");
        }
        fs::write(&path, "cut").unwrap();
        assert_eq!(last_line(&path).unwrap(), (None, 0));
    }
}
