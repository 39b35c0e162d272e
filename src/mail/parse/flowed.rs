//! `format=flowed` (RFC 3676): lines that were broken for transport are joined again.

use super::limits;

/// Joins flowed lines. `delsp`: the space that marks a flowed line is not part of the text.
pub(super) fn join(text: &str, delsp: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let (depth, content) = unquoted(line);
        // A signature's mark ends in a space and is not flowed (section 4.3).
        let fixed = content == "-- ";
        if open == Some(depth) && !fixed {
            out.push_str(content);
        } else {
            begin(&mut out, depth, content);
        }
        open = (content.ends_with(' ') && !fixed).then_some(depth);
        if open.is_some() && delsp {
            out.pop();
        }
    }
    if text.ends_with('\n') {
        out.push('\n');
    }
    out
}

fn begin(out: &mut String, depth: usize, content: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.extend(std::iter::repeat_n('>', depth.min(limits::QUOTES)));
    if depth > 0 && !content.is_empty() {
        out.push(' ');
    }
    out.push_str(content);
}

/// Quote depth, and the line without its marks and its stuffed space (section 4.4).
fn unquoted(line: &str) -> (usize, &str) {
    let rest = line.trim_start_matches('>');
    (line.len() - rest.len(), rest.strip_prefix(' ').unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mime_11_flowed_lines_are_joined_within_one_quote_depth() {
        let text = "Please \nstop \nthis.\n> you \n> wrote\nhm \n-- \nAna\n  stuffed\n";
        assert_eq!(join(text, false), "Please stop this.\n> you wrote\nhm \n-- \nAna\n stuffed\n");
        assert_eq!(join("日本 \n語\n", true), "日本語\n");
    }
}
