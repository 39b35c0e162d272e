//! The text of an original, and what the forwarder wrote around it.

use super::lines::Line;
use super::marker::{Separator, is_end, is_rule, separator};

/// An original's text, and what stands below it.
pub(super) struct Original {
    /// What the original says.
    pub text: String,
    /// What the forwarder wrote below it.
    pub below: String,
}

/// The original that begins at line `start`, under header lines of quote depth `depth`.
///
/// A quoted original ends with its last quoted line, an unquoted one with an end line or with the mail.
pub(super) fn original(lines: &[Line<'_>], start: usize, depth: usize) -> Original {
    let lines = after_the_cut(&lines[start.min(lines.len())..]);
    let end = match end_line(lines, depth) {
        Some(end) => end,
        None if depth > 0 => lines.iter().rposition(|line| line.depth >= depth).map_or(0, |last| last + 1),
        None => lines.len(),
    };
    let (body, rest) = lines.split_at(end);
    let rest = match rest.split_first() {
        Some((line, below)) if is_end(line.text) => below,
        _ => rest,
    };
    Original { text: join(body, depth.max(least_depth(body))), below: join(rest, 0) }
}

/// Zoho and The Bat put one more line between the header lines and the text; others a rule.
fn after_the_cut<'a, 'b>(lines: &'b [Line<'a>]) -> &'b [Line<'a>] {
    let Some(at) = lines.iter().position(|line| !line.is_blank()) else { return lines };
    let text = lines[at].text.trim();
    let is_cut = is_rule(text) || (text.starts_with("==") && separator(text).is_some());
    if is_cut { &lines[at + 1..] } else { lines }
}

/// The line that ends the original: where as many ends as beginnings were seen; else the last end.
fn end_line(lines: &[Line<'_>], depth: usize) -> Option<usize> {
    let (mut open, mut last) = (1_usize, None);
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.depth == depth) {
        if is_end(line.text) {
            (open, last) = (open - 1, Some(at));
            if open == 0 {
                break;
            }
        } else if matches!(separator(line.text), Some(Separator::Forward(_))) {
            open += 1;
        }
    }
    last
}

/// The quote depth all lines have: some programs quote the original and not its header lines.
fn least_depth(lines: &[Line<'_>]) -> usize {
    lines.iter().filter(|line| !line.is_blank()).map(|line| line.depth).min().unwrap_or(0)
}

/// Lines without the quote signs of the forward and without the indent all of them share.
fn join(lines: &[Line<'_>], depth: usize) -> String {
    let texts: Vec<&str> = lines.iter().map(|line| line.at(depth)).collect();
    let indent = texts
        .iter()
        .filter(|text| !text.trim().is_empty())
        .map(|text| text.len() - text.trim_start_matches(' ').len())
        .min();
    let cut = indent.unwrap_or(0);
    let texts = texts.iter().map(|text| text.get(cut..).unwrap_or_default().trim_end());
    tidy(&texts.collect::<Vec<_>>().join("\n"))
}

/// What the forwarder wrote above line `end`.
pub(super) fn comment(lines: &[Line<'_>], end: usize) -> String {
    let last = lines[..end].iter().rposition(|line| !line.is_blank() && !is_rule(line.text)).map_or(0, |last| last + 1);
    tidy(&lines[..last].iter().map(|line| line.whole).collect::<Vec<_>>().join("\n"))
}

fn tidy(text: &str) -> String {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || super::fold::is_invisible(c));
    text.trim_start_matches(|c: char| c.is_whitespace() || super::fold::is_invisible(c)).to_owned()
}
