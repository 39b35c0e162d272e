//! One recipient's whole record as one page to read or print, and as a table: the same as its JSON, section by section.

use std::fmt::Write;

use serde_json::Value;

use super::document::csv_rows;
use super::html::STYLE;
use super::recipient::RecipientRecord;
use crate::render::charts::escape;

/// The sections of the record, as they are headed.
const SECTIONS: [(&str, &str); 4] = [
    ("preferences", "What was chosen"),
    ("suppressions", "Why mail is not sent"),
    ("history", "What was changed"),
    ("cases", "What was asked for"),
];

impl RecipientRecord {
    /// The record as one page, without script.
    pub fn page(&self) -> String {
        let record = serde_json::to_value(self).unwrap_or_default();
        let mut out = format!(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
             content=\"width=device-width, initial-scale=1\"><title>One recipient's record</title><style>{STYLE}</style>\
             </head><body><main><h1>One recipient's record</h1>"
        );
        for (name, heading) in SECTIONS {
            let _ = write!(out, "<h2>{heading}</h2>");
            let rows_of = rows(&record, name);
            table(rows_of, &mut out);
            for case in rows_of.iter().filter(|_| name == "cases") {
                let id = case.get("id").and_then(Value::as_str).unwrap_or_default();
                let _ = write!(out, "<h3>Case {}: what happened</h3>", escape(id));
                table(rows(case, "events"), &mut out);
            }
        }
        let _ = writeln!(
            out,
            "<h2>What this is true for</h2><p>Every entry named here is under this signed head:</p><pre>{}</pre></main>\
             </body></html>",
            escape(&self.checkpoint)
        );
        out
    }

    /// The record as CSV: section, row, field, value.
    pub fn table(&self) -> String {
        let record = serde_json::to_value(self).unwrap_or_default();
        let mut table = vec![["section", "row", "field", "value"].map(str::to_owned)];
        for (name, _) in SECTIONS {
            for (at, row) in rows(&record, name).iter().enumerate() {
                let cells = row.as_object().into_iter().flatten();
                let cell = |(field, value): (&String, &Value)| {
                    [name.to_owned(), (at + 1).to_string(), field.clone(), shown(field, value)]
                };
                table.extend(cells.map(cell));
            }
        }
        table.push(["checkpoint".into(), "1".into(), "note".into(), self.checkpoint.clone()]);
        String::from_utf8(csv_rows(table)).unwrap_or_default()
    }
}

/// The rows of a list in the record, or of a case; none where there is no such list.
fn rows<'a>(of: &'a Value, name: &str) -> &'a [Value] {
    of.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// A table with a column for every field that any row has; what is itself a list has a table of its own.
fn table(rows: &[Value], out: &mut String) {
    let mut columns: Vec<&str> = Vec::new();
    for field in rows.iter().filter_map(Value::as_object).flatten() {
        let (name, value) = field;
        if !columns.contains(&name.as_str())
            && !matches!(name.as_str(), "events" | "tasks" | "clocks")
            && !value.is_null()
        {
            columns.push(name);
        }
    }
    if columns.is_empty() {
        out.push_str("<p class=\"quiet\">Nothing.</p>");
        return;
    }
    out.push_str("<div class=\"wide\"><table><thead><tr>");
    columns.iter().for_each(|name| _ = write!(out, "<th scope=\"col\">{}</th>", escape(&name.replace('_', " "))));
    out.push_str("</tr></thead><tbody>");
    for row in rows {
        out.push_str("<tr>");
        for name in &columns {
            let value = row.get(*name).map(|value| shown(name, value)).unwrap_or_default();
            let _ = write!(out, "<td>{}</td>", escape(&value));
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
}

/// A value in words. Instants that are numbers of milliseconds are written as times.
fn shown(field: &str, value: &Value) -> String {
    let is_time = matches!(field, "at" | "since" | "until" | "recorded_at" | "occurred_at");
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) if is_time => {
            number.as_i64().map(|ms| crate::domain::time::Instant(ms).rfc3339()).unwrap_or_default()
        }
        other => other.to_string(),
    }
}
