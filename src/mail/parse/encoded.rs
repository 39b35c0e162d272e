//! Encoded words (RFC 2047): `=?charset?q?text?=` in header text.
//!
//! Only text for people is decoded here, after a field was taken apart: an encoded word can never make an address, a
//! comma or an angle bracket that counts (MIME-04).

use super::decode;

/// Longest encoded word that is read; the standard allows 75, clients write more.
const WORD_MAX: usize = 1_000;

/// A run of words in one charset: a character may be split between two words.
struct Run<'a> {
    charset: &'a str,
    words: Vec<Vec<u8>>,
}

impl Run<'_> {
    /// All words together, except where a charset begins anew with every word and would lose its place.
    fn text(&self) -> String {
        if self.charset.to_ascii_lowercase().starts_with("iso-2022") {
            return self.words.iter().map(|word| decode::charset(word, Some(self.charset))).collect();
        }
        decode::charset(&self.words.concat(), Some(self.charset))
    }
}

/// Decodes the encoded words of a text; everything else stays as it is.
pub(super) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run: Option<Run<'_>> = None;
    let mut rest = text;
    while let Some(at) = rest.find("=?") {
        let (before, from) = rest.split_at(at);
        let Some((charset, bytes, after)) = word(from) else {
            flush(&mut out, &mut run);
            out.push_str(before);
            out.push_str("=?");
            rest = &from[2..];
            continue;
        };
        between(&mut out, &mut run, before);
        extend(&mut out, &mut run, charset, bytes);
        rest = after;
    }
    flush(&mut out, &mut run);
    out.push_str(rest);
    out
}

/// White space between two encoded words belongs to neither.
fn between(out: &mut String, run: &mut Option<Run<'_>>, text: &str) {
    if run.is_none() || !text.trim().is_empty() {
        flush(out, run);
        out.push_str(text);
    }
}

fn extend<'a>(out: &mut String, run: &mut Option<Run<'a>>, charset: &'a str, bytes: Vec<u8>) {
    match run {
        Some(open) if open.charset.eq_ignore_ascii_case(charset) => open.words.push(bytes),
        _ => {
            flush(out, run);
            *run = Some(Run { charset, words: vec![bytes] });
        }
    }
}

fn flush(out: &mut String, run: &mut Option<Run<'_>>) {
    if let Some(run) = run.take() {
        out.push_str(&run.text());
    }
}

/// Reads one word at the start of `text`: charset, bytes, what follows.
fn word(text: &str) -> Option<(&str, Vec<u8>, &str)> {
    let (charset, rest) = text.strip_prefix("=?")?.split_once('?')?;
    let charset = charset.split('*').next().unwrap_or(charset);
    let token = !charset.is_empty() && charset.len() <= 40 && charset.bytes().all(|b| b.is_ascii_graphic());
    let (encoding, rest) = rest.split_once('?').filter(|(encoding, _)| token && encoding.len() == 1)?;
    let end = head(rest, WORD_MAX).find("?=")?;
    let payload = &rest.as_bytes()[..end];
    let bytes = match encoding {
        "b" | "B" => decode::base64(payload, WORD_MAX).0,
        "q" | "Q" => decode::q_word(payload),
        _ => return None,
    };
    Some((charset, bytes, &rest[end + 2..]))
}

/// At most so many bytes, ending between characters.
fn head(text: &str, max: usize) -> &str {
    &text[..text.floor_char_boundary(max)]
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn mime_04_words_are_decoded_in_text_only_where_they_are_words() {
        for (text, expected) in [
            ("=?utf-8?q?a=40x=2Eorg?= rest", "a@x.org rest"),
            ("=?UTF-8?B?w6TDtg==?=", "äö"),
            ("=?utf-8?q?one?= =?utf-8?q?two?=", "onetwo"),
            ("=?iso-8859-1*de?Q?gr=FC=DFe_dich?=", "grüße dich"),
            ("no =? word ?= here", "no =? word ?= here"),
            ("=?x?z?y?=", "=?x?z?y?="),
            ("a =?utf-8?q?b?= c", "a b c"),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn a_character_split_between_two_words_is_put_together() {
        assert_eq!(words("=?utf-8?q?=C3?= =?utf-8?q?=A4?="), "ä");
    }
}
