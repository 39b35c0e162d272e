//! Which lines of a mail its writer wrote. The reading knows them, without quotes, signatures and what a forward put around
//! them; here they are found again in the mail, so that it can be shown whole and in its order.

use super::{Piece, Run, marked};

/// The longest line by which folded lines are named, in characters.
const NAMED_MAX: usize = 80;
/// A mail that falls into more pieces than this is shown whole.
const RUNS_MAX: usize = 100;

/// A mail's lines.
pub struct Runs {
    /// In their order.
    pub runs: Vec<Run>,
    /// Every line of the reading was found again. If not, all is open and nothing marked.
    pub found: bool,
}

/// The lines of a mail's text: those of `written` open and with the words marked, the others folded.
pub fn runs(text: &str, written: &str, words: &[String]) -> Runs {
    let mut wanted = written.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).peekable();
    let any = wanted.peek().is_some();
    let mut groups: Vec<(bool, Vec<&str>)> = Vec::new();
    for line in text.lines() {
        let is_written = wanted.peek().is_some_and(|wanted| says(line, wanted));
        let shown = match is_written {
            true => wanted.next().map_or(line, |wanted| as_read(line, wanted)),
            false => line,
        };
        match groups.last_mut() {
            // A blank line belongs to what stands before it.
            Some((_, lines)) if line.trim().is_empty() => lines.push(shown),
            Some((open, lines)) if *open == is_written => lines.push(shown),
            _ => groups.push((is_written, vec![shown])),
        }
    }
    let found = any && wanted.peek().is_none() && groups.len() <= RUNS_MAX;
    if !found {
        let whole = Piece { text: text.trim_end().to_owned(), marked: false };
        let whole = (!whole.text.trim().is_empty()).then(|| run(vec![whole], None, text.lines().count()));
        return Runs { runs: whole.into_iter().collect(), found };
    }
    groups.retain(|(_, lines)| lines.iter().any(|line| !line.trim().is_empty()));
    Runs { runs: groups.iter().map(|(open, lines)| of_lines(*open, lines, words)).collect(), found }
}

/// Whether a line of the mail is one of the reading: as it stands, behind quote signs, or with something written behind it.
fn says(line: &str, wanted: &str) -> bool {
    line.trim_end() == wanted || unquoted(line).trim() == wanted.trim() || line.starts_with(wanted)
}

/// Without the quote signs that a forward added.
fn as_read<'a>(line: &'a str, wanted: &'a str) -> &'a str {
    if unquoted(line).trim() == wanted.trim() { wanted } else { line }
}

fn unquoted(line: &str) -> &str {
    line.trim_start_matches(['>', '|', ' ', '\t'])
}

fn of_lines(open: bool, lines: &[&str], words: &[String]) -> Run {
    let text = lines.join("\n").trim_end().to_owned();
    if open {
        return run(marked(&text, words), None, lines.len());
    }
    let first = lines.iter().map(|line| line.trim()).find(|line| !line.is_empty()).unwrap_or_default();
    let named: String = first.chars().take(NAMED_MAX).collect();
    run(vec![Piece { text, marked: false }], Some(named), lines.iter().filter(|line| !line.trim().is_empty()).count())
}

fn run(pieces: Vec<Piece>, folded: Option<String>, lines: usize) -> Run {
    Run { pieces, folded, lines }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, written: &str, words: &[&str]) -> Vec<String> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let pieces = |run: &Run| {
            let mark = |p: &Piece| if p.marked { format!("[{}]", p.text) } else { p.text.clone() };
            run.pieces.iter().map(mark).collect::<String>()
        };
        let show = |run: Run| match &run.folded {
            Some(named) => format!("{}:{named}", run.lines),
            None => pieces(&run),
        };
        runs(text, written, &words).runs.into_iter().map(show).collect()
    }

    #[test]
    fn the_writers_lines_are_open_and_quotes_and_signatures_folded_where_they_stand() {
        let text = "Please stop.\n\nThanks\n-- \nAna\nExample Inc.\n\nOn Monday you wrote:\n> Our news\n> More\n";
        let found = shown(text, "Please stop.\n\nThanks", &["stop"]);
        assert_eq!(found, ["Please [stop].\n\nThanks", "6:--"].map(str::to_owned));
    }

    #[test]
    fn what_a_forward_put_around_a_letter_is_folded_and_its_quote_signs_are_gone() {
        let text = "Please handle.\n\n---- Forwarded ----\nFrom: Ana\n\n> take me off\n> the list\n";
        assert_eq!(
            shown(text, "take me off\nthe list", &["take me off the list"]),
            ["3:Please handle.", "[take me off\nthe list]"].map(str::to_owned)
        );
    }

    #[test]
    fn a_mail_in_which_the_reading_is_not_found_is_shown_whole() {
        let runs = runs("One\nTwo", "Three", &["One".to_owned()]);
        assert!(!runs.found && runs.runs.len() == 1 && runs.runs[0].folded.is_none());
        assert_eq!(runs.runs[0].pieces, [Piece { text: "One\nTwo".into(), marked: false }]);
        assert!(super::runs("", "", &[]).runs.is_empty());
    }
}
