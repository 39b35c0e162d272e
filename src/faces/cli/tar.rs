//! The few lines of the tar format (POSIX ustar) that a backup needs, so that everybody can open one without us.

use std::io::{self, Read, Write};

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
}
