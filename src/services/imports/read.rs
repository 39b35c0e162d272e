//! Reading a list: bytes -> chunks of rows, sorted by recipient key. Runs on a thread of its own.

use std::cell::Cell;
use std::io::{BufRead, BufReader, Read};
use std::rc::Rc;

use tokio::sync::mpsc;

use super::columns::{self, Columns};
use super::{BadRow, Format, SharedVault, dates};
use crate::domain::address::Address;
use crate::domain::error::{Code, Problem};
use crate::domain::preference::ImportReason;
use crate::domain::time::Instant;
use crate::services::writer::change::ImportRow;

/// Read at once; the first line must end within it.
const BUFFER: usize = 256 * 1024;
const UTF8_MARK: &[u8] = &[0xef, 0xbb, 0xbf];

/// What a list is read with.
pub(super) struct Source {
    pub(super) vault: SharedVault,
    pub(super) format: Format,
    pub(super) reason: ImportReason,
    pub(super) now: Instant,
    pub(super) chunk: usize,
}

/// Rows of a chunk, and what was left out on the way.
pub(super) struct Parsed {
    pub(super) format: Format,
    pub(super) rows: Vec<ImportRow>,
    /// Rows read, before duplicates were merged.
    pub(super) read: u64,
    pub(super) undated: u64,
    pub(super) unknown_reasons: u64,
    /// In the first chunk only.
    pub(super) ignored_columns: Vec<String>,
    pub(super) bad: Vec<BadRow>,
}

/// Hands chunks over; a list whose importer has gone is not read on.
type Chunks = mpsc::Sender<Result<Parsed, Problem>>;

impl Source {
    pub(super) fn run(&self, input: impl Read, chunks: &Chunks) {
        if let Err(problem) = self.read(BufReader::with_capacity(BUFFER, input), chunks) {
            let _ = chunks.blocking_send(Err(problem));
        }
    }

    fn read(&self, mut input: impl BufRead, chunks: &Chunks) -> Result<(), Problem> {
        let first = first_line(&mut input)?;
        match recognise(self.format, &first)? {
            Format::Csv => self.table(input, columns::delimiter(&first), chunks),
            _ => self.lines(input, chunks),
        }
    }

    fn lines(&self, mut input: impl BufRead, chunks: &Chunks) -> Result<(), Problem> {
        let mut chunk = Chunk::new(self, Format::Plain);
        let (mut line, mut number) = (Vec::new(), 0);
        while input.read_until(b'\n', &mut line).map_err(unreadable)? > 0 {
            number += 1;
            let text = line.trim_ascii();
            if !text.is_empty() && !text.starts_with(b"# ") && text != b"#" {
                chunk.add(number, text, None, None);
                if !chunk.hand_over_when_full(chunks) {
                    return Ok(());
                }
            }
            line.clear();
        }
        chunk.hand_over(chunks);
        Ok(())
    }

    fn table(&self, mut input: impl BufRead, delimiter: u8, chunks: &Chunks) -> Result<(), Problem> {
        let offset = columns::line_offset(input.fill_buf().map_err(unreadable)?);
        let quotes = Rc::new(Cell::new(0_u64));
        let input = Quotes { input, seen: quotes.clone() };
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(input);
        let header = reader.byte_headers().map_err(|_| no_table())?;
        let columns = Columns::find(header.iter()).ok_or_else(no_address_column)?;
        let mut chunk = Chunk::new(self, Format::Csv);
        chunk.parsed.ignored_columns = columns.ignored(header.iter());
        let (mut row, mut open_quote) = (csv::ByteRecord::new(), None);
        while reader.read_byte_record(&mut row).map_err(|_| unreadable_row(row.position()))? {
            let line = row.position().map_or(0, csv::Position::line) + offset;
            let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).map(<[u8]>::trim_ascii);
            let address = cell(Some(columns.address)).unwrap_or_default();
            if row.iter().all(|cell| cell.trim_ascii().is_empty()) {
                continue;
            }
            let status = cell(columns.status);
            if status.is_some_and(columns::wants_mail) {
                return Err(audience(line));
            }
            chunk.add(line, address, cell(columns.reason).or(status), cell(columns.date));
            // Only the last row can be one that runs to the end of the list.
            open_quote = row.iter().next_back().is_some_and(|last| last.contains(&b'\n')).then_some(line);
            if !chunk.hand_over_when_full(chunks) {
                return Ok(());
            }
        }
        if let Some(line) = open_quote.filter(|_| quotes.get() % 2 == 1) {
            chunk.parsed.bad.push(BadRow { line, reason: OPEN_QUOTE.to_owned() });
        }
        chunk.hand_over(chunks);
        Ok(())
    }
}

/// What is said of a quotation mark without its partner.
const OPEN_QUOTE: &str = "a quotation mark is opened here and never closed, so the lines after this one were not read; \
                          close it and import the list again";

/// Counts quotation marks: in a table that is written right they are in pairs.
struct Quotes<R> {
    input: R,
    seen: Rc<Cell<u64>>,
}

impl<R: Read> Read for Quotes<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.input.read(buffer)?;
        let quotes = buffer[..n].iter().filter(|byte| **byte == b'"').count();
        self.seen.set(self.seen.get() + quotes as u64);
        Ok(n)
    }
}

/// A chunk in the making.
struct Chunk<'a> {
    source: &'a Source,
    parsed: Parsed,
}

impl<'a> Chunk<'a> {
    fn new(source: &'a Source, format: Format) -> Self {
        let rows = Vec::with_capacity(source.chunk);
        let parsed = Parsed {
            format,
            rows,
            read: 0,
            undated: 0,
            unknown_reasons: 0,
            ignored_columns: Vec::new(),
            bad: Vec::new(),
        };
        Self { source, parsed }
    }

    fn add(&mut self, line: u64, address: &[u8], reason: Option<&[u8]>, date: Option<&[u8]>) {
        let text = std::str::from_utf8(address).map_err(|_| "the line is not UTF-8 text".to_owned());
        match text.and_then(|text| Address::parse(text).map_err(|e| e.to_string())) {
            Err(reason) => self.parsed.bad.push(BadRow { line, reason }),
            Ok(address) => {
                let said = reason.filter(|cell| !cell.is_empty());
                let known = said.and_then(columns::reason);
                self.parsed.unknown_reasons += u64::from(said.is_some() && known.is_none());
                let reason = known.unwrap_or(self.source.reason);
                let dated = self.dated(date);
                let key = self.source.vault.recipient_key(&address);
                self.parsed.read += 1;
                self.parsed.rows.push(ImportRow { key, reason, dated, address });
            }
        }
    }

    /// A date that cannot be read does not lose the suppression: the row counts as one without a date. One in the future
    /// counts as now.
    fn dated(&mut self, date: Option<&[u8]>) -> Option<Instant> {
        let cell = date.filter(|cell| !cell.is_empty())?;
        let read = std::str::from_utf8(cell).ok().and_then(dates::parse);
        self.parsed.undated += u64::from(read.is_none());
        read.map(|at| at.min(self.source.now))
    }

    /// `false` when nobody takes it any more.
    fn hand_over_when_full(&mut self, chunks: &Chunks) -> bool {
        let full = self.parsed.rows.len() >= self.source.chunk || self.parsed.bad.len() >= self.source.chunk;
        if full { self.hand_over(chunks) } else { true }
    }

    fn hand_over(&mut self, chunks: &Chunks) -> bool {
        let next = Chunk::new(self.source, self.parsed.format);
        let mut done = std::mem::replace(self, next).parsed;
        done.rows.sort_unstable_by_key(|row| row.key.bytes);
        done.rows.dedup_by(|later, kept| later.key == kept.key && merge(kept, later));
        chunks.blocking_send(Ok(done)).is_ok()
    }
}

/// Two rows of one address: the stronger reason, the later date; none at all is later than any, for it may be now.
fn merge(kept: &mut ImportRow, other: &ImportRow) -> bool {
    kept.reason = kept.reason.stronger(other.reason);
    kept.dated = kept.dated.zip(other.dated).map(|(kept, other)| kept.max(other));
    true
}

/// The first line that is not blank, without taking it from the input; a byte order mark is taken.
fn first_line(input: &mut impl BufRead) -> Result<Vec<u8>, Problem> {
    loop {
        let seen = input.fill_buf().map_err(unreadable)?;
        if seen.starts_with(&[0xff, 0xfe]) || seen.starts_with(&[0xfe, 0xff]) {
            return Err(malformed("The list is UTF-16 text. Save it as UTF-8 and import it again."));
        }
        if seen.starts_with(UTF8_MARK) {
            input.consume(UTF8_MARK.len());
            continue;
        }
        let mut lines = seen.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
        return Ok(lines.find(|line| !line.is_empty()).unwrap_or_default().to_vec());
    }
}

fn recognise(wanted: Format, first: &[u8]) -> Result<Format, Problem> {
    let is_address = std::str::from_utf8(first).is_ok_and(|text| Address::parse(text).is_ok());
    let is_header = || Columns::find(first.split(|b| b",;\t".contains(b))).is_some();
    match wanted {
        Format::Auto if first.is_empty() || is_address => Ok(Format::Plain),
        Format::Auto if is_header() => Ok(Format::Csv),
        Format::Auto if first.iter().any(|b| b",;\t".contains(b)) => Err(no_address_column()),
        // No table: a list whose first line happens to be faulty.
        Format::Auto => Ok(Format::Plain),
        known => Ok(known),
    }
}

fn malformed(detail: impl Into<String>) -> Problem {
    Problem::new(Code::MalformedRequest, detail)
}

fn no_table() -> Problem {
    malformed("The header row cannot be read. Save the list as CSV in UTF-8, or as one address a line.")
}

fn no_address_column() -> Problem {
    malformed(
        "The first line names no column that holds addresses. Name one \"email\" or \"address\", or give one address a \
         line (--format plain).",
    )
}

/// Importing only ever stops mail, so a list of those who want it must not be taken for one of those who do not.
fn audience(line: u64) -> Problem {
    malformed(format!(
        "Line {line} says in its status column that the person is subscribed: this looks like an audience, and importing \
         it would stop everybody in it. Export only those who left, or remove the status column if they all did."
    ))
}

fn unreadable(error: std::io::Error) -> Problem {
    malformed(format!("The list cannot be read: {}.", error.kind()))
}

fn unreadable_row(position: Option<&csv::Position>) -> Problem {
    let line = position.map_or(0, csv::Position::line);
    malformed(format!("The list cannot be read on after line {line}: is a quotation mark left open?"))
}
