//! Many rows as one parameter: a JSON array of arrays, bytes in hex, read by `json_each` on SQLite and
//! `jsonb_array_elements` on PostgreSQL (see [`super::dialect`]).

use std::fmt::Write as _;

/// Builds the parameter.
pub(super) struct Bulk(String);

impl Bulk {
    /// For about so many rows.
    pub(super) fn with_capacity(rows: usize) -> Self {
        let mut text = String::with_capacity(rows * 96 + 2);
        text.push('[');
        Self(text)
    }

    /// Starts the next row.
    pub(super) fn row(&mut self) -> Cells<'_> {
        self.0.push_str(if self.0.len() == 1 { "[" } else { ",[" });
        Cells { text: &mut self.0, first: true }
    }

    /// A flat array of byte strings.
    pub(super) fn keys<'a>(keys: impl Iterator<Item = &'a [u8]>) -> String {
        let quoted: Vec<String> = keys.map(|k| format!("\"{}\"", super::hex(k))).collect();
        format!("[{}]", quoted.join(","))
    }

    /// The finished parameter.
    pub(super) fn finish(mut self) -> String {
        self.0.push(']');
        self.0
    }
}

/// The cells of one row; dropping it ends the row.
pub(super) struct Cells<'a> {
    text: &'a mut String,
    first: bool,
}

impl Cells<'_> {
    pub(super) fn int(self, value: i64) -> Self {
        self.push(|text| _ = write!(text, "{value}"))
    }

    pub(super) fn maybe_int(self, value: Option<i64>) -> Self {
        match value {
            Some(value) => self.int(value),
            None => self.push(|text| text.push_str("null")),
        }
    }

    /// A word of ours: ASCII letters and underscores only, so it needs no escaping.
    pub(super) fn word(self, value: &'static str) -> Self {
        self.push(|text| _ = write!(text, "\"{value}\""))
    }

    /// Any text.
    pub(super) fn text(self, value: &str) -> Self {
        self.push(|text| text.push_str(&serde_json::Value::from(value).to_string()))
    }

    pub(super) fn bytes(self, value: &[u8]) -> Self {
        self.push(|text| {
            text.push('"');
            data_encoding::HEXLOWER.encode_append(value, text);
            text.push('"');
        })
    }

    pub(super) fn maybe_bytes(self, value: Option<&[u8]>) -> Self {
        match value {
            Some(value) => self.bytes(value),
            None => self.push(|text| text.push_str("null")),
        }
    }

    fn push(mut self, write: impl FnOnce(&mut String)) -> Self {
        if !self.first {
            self.text.push(',');
        }
        self.first = false;
        write(self.text);
        self
    }
}

impl Drop for Cells<'_> {
    fn drop(&mut self) {
        self.text.push(']');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_json() {
        let mut bulk = Bulk::with_capacity(2);
        bulk.row().int(1).bytes(&[0xab]).maybe_int(None);
        bulk.row().int(-2).bytes(&[]).word("all").text("a\"b");
        assert_eq!(bulk.finish(), r#"[[1,"ab",null],[-2,"","all","a\"b"]]"#);
        assert_eq!(Bulk::keys([&[1u8][..], &[255][..]].into_iter()), r#"["01","ff"]"#);
    }
}
