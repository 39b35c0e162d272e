//! Plain tables for people.

use crate::domain::text::escaped;

/// Rows under a header, columns padded to their widest cell; nothing but a line of words when there are no rows.
pub(super) fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return "none\n".to_owned();
    }
    // Names that are older than the check of names may hold what would forge lines of the terminal (LOG-16).
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| escaped(cell)).collect()).collect();
    let header: Vec<String> = header.iter().map(|name| name.to_uppercase()).collect();
    let width = |at: usize| {
        let cells = std::iter::once(&header).chain(&rows).filter_map(|row| row.get(at));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    std::iter::once(&header).chain(&rows).map(line).collect()
}
