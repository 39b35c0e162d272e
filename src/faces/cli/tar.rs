//! The few lines of the tar format (POSIX ustar) that a backup needs, so that everybody can open one without us. What is
//! read back is what was written: plain files, no more.

use std::io::{self, ErrorKind, Read, Write};

const BLOCK: usize = 512;

/// Adds a file: readable by its owner only.
pub(super) fn add(out: &mut impl Write, name: &str, length: u64, modified: i64, mut from: impl Read) -> io::Result<()> {
    out.write_all(&header(name, length, modified))?;
    let copied = io::copy(&mut from, out)?;
    if copied != length {
        return Err(io::Error::other("a file changed its length while it was copied"));
    }
    let rest = (BLOCK as u64 - length % BLOCK as u64) % BLOCK as u64;
    out.write_all(&[0; BLOCK][..rest as usize])
}

/// Ends the archive.
pub(super) fn finish(out: &mut impl Write) -> io::Result<()> {
    out.write_all(&[0; 2 * BLOCK])
}

fn header(name: &str, length: u64, modified: i64) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    let mut put = |at: usize, bytes: &[u8]| block[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, name.as_bytes());
    put(100, b"0000600\0");
    put(108, b"0000000\0");
    put(116, b"0000000\0");
    put(124, &size(length));
    put(136, format!("{:011o}\0", modified.max(0)).as_bytes());
    put(148, b"        ");
    put(156, b"0");
    put(257, b"ustar\x0000");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}

/// Eleven octal digits reach to 8 GiB; beyond, the binary form that GNU tar and all others since understand.
fn size(length: u64) -> [u8; 12] {
    let mut field = [0; 12];
    match length < 1 << 33 {
        true => field[..11].copy_from_slice(format!("{length:011o}").as_bytes()),
        false => {
            field[0] = 0x80;
            field[4..].copy_from_slice(&length.to_be_bytes());
        }
    }
    field
}

/// A file in an archive.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its name, as it stands there.
    pub(super) name: String,
    length: u64,
}

/// The next file of an archive; `None` at its end. Anything but a plain file is refused (`InvalidInput`), and so is what is
/// damaged (`InvalidData`).
pub(super) fn next(from: &mut impl Read) -> io::Result<Option<Part>> {
    let mut block = [0; BLOCK];
    from.read_exact(&mut block).map_err(|e| cut_off(e, "it ends too early"))?;
    if block == [0; BLOCK] {
        return Ok(None);
    }
    let told = octal(&block[148..156]);
    block[148..156].copy_from_slice(b"        ");
    if told != Some(block.iter().map(|byte| u64::from(*byte)).sum()) {
        return Err(bad("it is no tar archive, or damaged"));
    }
    if !matches!(block[156], b'0' | 0) {
        return Err(foreign("it holds something that is no plain file"));
    }
    let name = block[..100].split(|byte| *byte == 0).next().unwrap_or_default();
    let name = std::str::from_utf8(name).map_err(|_| foreign("a name in it is no text"))?.to_owned();
    let length = length(&block[124..136]).ok_or_else(|| bad("a length in it is no number"))?;
    Ok(Some(Part { name, length }))
}

/// Copies a file out of an archive; it must be there whole.
pub(super) fn copy(from: &mut impl Read, part: &Part, to: &mut impl Write) -> io::Result<()> {
    let copied = io::copy(&mut from.by_ref().take(part.length), to)?;
    let rest = (BLOCK as u64 - part.length % BLOCK as u64) % BLOCK as u64;
    let skipped = io::copy(&mut from.by_ref().take(rest), &mut io::sink())?;
    match (copied, skipped) == (part.length, rest) {
        true => Ok(()),
        false => Err(bad("it ends too early")),
    }
}

fn length(field: &[u8]) -> Option<u64> {
    match field.split_first()? {
        (0x80, rest) => {
            let (head, tail) = rest.split_at_checked(3)?;
            (head == [0; 3]).then(|| tail.try_into().ok().map(u64::from_be_bytes))?
        }
        _ => octal(field),
    }
}

fn octal(field: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(field).ok()?.trim_end_matches(['\0', ' ']).trim_start();
    u64::from_str_radix(text, 8).ok()
}

fn bad(what: &'static str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, what)
}

/// Whole, and yet nothing that was written here.
fn foreign(what: &'static str) -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, what)
}

fn cut_off(error: io::Error, what: &'static str) -> io::Error {
    if error.kind() == ErrorKind::UnexpectedEof { bad(what) } else { error }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_whole_blocks_with_a_true_checksum() {
        let mut out = Vec::new();
        add(&mut out, "keys/master.key", 5, 1_700_000_000, &b"12345"[..]).unwrap();
        finish(&mut out).unwrap();
        assert_eq!(out.len(), 4 * BLOCK);
        let told = u32::from_str_radix(std::str::from_utf8(&out[148..154]).unwrap(), 8).unwrap();
        out[148..156].copy_from_slice(b"        ");
        assert_eq!(out[..BLOCK].iter().map(|b| u32::from(*b)).sum::<u32>(), told);
        assert_eq!(&out[BLOCK..BLOCK + 5], b"12345");
    }

    #[test]
    fn sizes_beyond_eight_gibibytes_have_their_own_form() {
        assert_eq!(size((1 << 33) - 1), *b"77777777777\0");
        assert_eq!(size(1 << 33), [0x80, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0]);
    }

    fn archive() -> Vec<u8> {
        let mut out = Vec::new();
        add(&mut out, "keys/master.key", 5, 1_700_000_000, &b"12345"[..]).unwrap();
        add(&mut out, "desist.db", 0, 0, &b""[..]).unwrap();
        finish(&mut out).unwrap();
        out
    }

    #[test]
    fn what_was_written_is_read_back() {
        let (archive, mut content) = (archive(), Vec::new());
        let mut from = &archive[..];
        let part = next(&mut from).unwrap().unwrap();
        assert_eq!((part.name.as_str(), part.length), ("keys/master.key", 5));
        copy(&mut from, &part, &mut content).unwrap();
        assert_eq!(content, b"12345");
        let part = next(&mut from).unwrap().unwrap();
        copy(&mut from, &part, &mut content).unwrap();
        assert_eq!(next(&mut from).unwrap(), None);
        assert_eq!(length(&size(1 << 33)), Some(1 << 33));
    }

    #[test]
    fn an_archive_that_is_damaged_cut_off_or_holds_a_link_is_refused() {
        let refuses_as = |archive: &[u8], kind: ErrorKind| {
            let mut from = archive;
            let outcome: io::Result<()> = (|| {
                while let Some(part) = next(&mut from)? {
                    copy(&mut from, &part, &mut io::sink())?;
                }
                Ok(())
            })();
            assert_eq!(outcome.unwrap_err().kind(), kind);
        };
        let refuses = |archive: &[u8]| refuses_as(archive, ErrorKind::InvalidData);
        let whole = archive();
        for length in [0, 100, BLOCK, BLOCK + 3, 2 * BLOCK, 3 * BLOCK] {
            refuses(&whole[..length]);
        }
        let mut changed = whole.clone();
        changed[3] ^= 1;
        refuses(&changed);
        let mut link = whole;
        link[156] = b'2';
        let sum: u32 = link[..BLOCK]
            .iter()
            .enumerate()
            .map(|(at, b)| if (148..156).contains(&at) { 32 } else { (*b).into() })
            .sum();
        link[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        refuses_as(&link, ErrorKind::InvalidInput);
    }
}
