//! The record as a document, in pieces: CSV (RFC 4180), JSON, or one page.

use std::sync::Arc;

use serde_json::json;

use super::{Figures, Line, Period, Reading, html};
use crate::domain::ids::SenderId;
use crate::services::Services;
use crate::services::error::ServiceError;

/// Requests that a page lists at most; its figures count all.
const LISTED: usize = 500;

/// What the document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values.
    Csv,
    /// One JSON object.
    Json,
    /// One page for people.
    Html,
}

impl Format {
    /// From its word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "html" => Some(Self::Html),
            _ => None,
        }
    }

    /// Its word, which is also how a file's name ends.
    pub fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Html => "html",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Json => "application/json",
            Self::Html => "text/html; charset=utf-8",
        }
    }
}

/// A document that is written while it is read: its memory does not grow with the number of requests, but for one number
/// of each that the medians need.
pub struct Document {
    services: Arc<Services>,
    format: Format,
    period: Period,
    reading: Option<Reading>,
    figures: Figures,
    /// What a page lists.
    listed: Vec<Line>,
    begun: bool,
    any: bool,
}

impl Document {
    /// Begins a document; with `only`, of what concerns that sender.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn begin(
        services: Arc<Services>,
        format: Format,
        period: Period,
        only: Option<SenderId>,
    ) -> Result<Self, ServiceError> {
        let reading = Some(Reading::begin(services.clone(), period, only).await?);
        let (figures, listed) = (Figures::default(), Vec::new());
        Ok(Self { services, format, period, reading, figures, listed, begun: false, any: false })
    }

    /// The next piece, possibly empty; `None` at the end.
    ///
    /// # Errors
    /// When the database cannot be read, or a row of it: then what was written is not the whole.
    pub async fn piece(&mut self) -> Result<Option<Vec<u8>>, ServiceError> {
        if !self.begun {
            self.begun = true;
            return Ok(Some(self.head()));
        }
        let Some(reading) = &mut self.reading else { return Ok(None) };
        if let Some(lines) = reading.page().await? {
            lines.iter().for_each(|line| self.figures.add(line));
            return self.rows(lines).map(Some);
        }
        let size = reading.ledger_size();
        // The snapshot's connection goes back before another is asked for.
        self.reading = None;
        self.tail(size).await.map(Some)
    }

    fn head(&self) -> Vec<u8> {
        match self.format {
            Format::Csv => csv_rows([Line::COLUMNS.map(str::to_owned)]),
            Format::Json => {
                let (from, to) = (self.period.from.rfc3339(), self.period.until.rfc3339());
                format!("{{\"from\":\"{from}\",\"until\":\"{to}\",\"requests\":[").into_bytes()
            }
            Format::Html => Vec::new(),
        }
    }

    fn rows(&mut self, lines: Vec<Line>) -> Result<Vec<u8>, ServiceError> {
        match self.format {
            Format::Csv => Ok(csv_rows(lines.iter().map(Line::cells))),
            Format::Json => {
                let mut out = String::new();
                for line in &lines {
                    out.push_str(if self.any { ",\n" } else { "\n" });
                    out.push_str(&json!(line).to_string());
                    self.any = true;
                }
                Ok(out.into_bytes())
            }
            Format::Html => {
                let room = LISTED.saturating_sub(self.listed.len());
                self.listed.extend(lines.into_iter().take(room));
                Ok(Vec::new())
            }
        }
    }

    /// The checkpoint is signed after the reading, so that it covers every entry that was read.
    async fn tail(&self, size: u64) -> Result<Vec<u8>, ServiceError> {
        if self.format == Format::Csv {
            return Ok(Vec::new());
        }
        let checkpoint = self.services.checkpoint().await?;
        let now = self.services.clock.now();
        let policy = &self.services.config.policies.at(now).id;
        if self.format == Format::Html {
            let foot = html::Foot { ledger_size: size, checkpoint: &checkpoint, policy, now };
            return Ok(html::page(self.period, &self.figures, &self.listed, &foot).into_bytes());
        }
        let (figures, policy, note) = (self.figures.shown(), json!(policy), json!(checkpoint));
        Ok(format!("\n],\"figures\":{figures},\"policy\":{policy},\"ledger_size\":{size},\"checkpoint\":{note}}}\n")
            .into_bytes())
    }
}

/// RFC 4180: lines end with CRLF. Cells that a spreadsheet would take for a formula are made text by an apostrophe
/// (API-08).
pub fn csv_rows<const N: usize>(rows: impl IntoIterator<Item = [String; N]>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // A vector takes all that is written, and every row has the same number of cells.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

fn harmless(cell: &str) -> String {
    let is_number = cell.parse::<i64>().is_ok();
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && !is_number {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn api_08_no_cell_is_a_formula_and_a_negative_number_stays_one() {
        assert_eq!(harmless("=HYPERLINK(\"http://x\")"), "'=HYPERLINK(\"http://x\")");
        assert_eq!((harmless("@a"), harmless("-5"), harmless("-a")), ("'@a".into(), "-5".into(), "'-a".into()));
    }

    #[test]
    fn rows_end_as_rfc_4180_says_and_quotes_are_doubled() {
        let mut row = Line::default().cells();
        row[6] = "a \"b\", c".to_owned();
        let text = String::from_utf8(csv_rows([row])).unwrap_or_default();
        assert!(text.ends_with("\r\n") && text.contains("\"a \"\"b\"\", c\""), "{text}");
    }
}
