//! Where the words of a reading stand in a text. The reading has them as they stand in the letter, but the letter may be
//! wrapped anew, so white space counts as one space and case does not count.

use super::Piece;

/// Words that are looked for at most.
const WORDS_MAX: usize = 64;

/// A text with its white space folded: each character in lower case, and where it stood.
struct Folded {
    chars: Vec<char>,
    /// Where each began, and at last where the text ends.
    at: Vec<usize>,
}

/// The text in pieces, with each of the words marked once: where it follows the one before it, else where it stands first.
pub fn marked(text: &str, words: &[String]) -> Vec<Piece> {
    let folded = fold(text);
    let (mut found, mut from) = (Vec::new(), 0);
    for word in words.iter().take(WORDS_MAX) {
        let word = fold(word.trim()).chars;
        let place = find(&folded.chars, &word, from).or_else(|| find(&folded.chars, &word, 0));
        if let Some(at) = place {
            from = at + word.len();
            found.push((folded.at[at], folded.at[from]));
        }
    }
    pieces(text, &joined(found))
}

fn fold(text: &str) -> Folded {
    let mut folded = Folded { chars: Vec::with_capacity(text.len()), at: Vec::with_capacity(text.len()) };
    for (at, c) in text.char_indices() {
        if c.is_whitespace() && folded.chars.last() == Some(&' ') {
            continue;
        }
        // Some letters are two in lower case; they are compared as they are.
        let mut lower = c.to_lowercase();
        let only = lower.next().filter(|_| lower.next().is_none()).unwrap_or(c);
        folded.chars.push(if c.is_whitespace() { ' ' } else { only });
        folded.at.push(at);
    }
    folded.at.push(text.len());
    folded
}

/// Where a word stands by itself; if nowhere, where it stands inside of another, as in writing without spaces.
fn find(text: &[char], word: &[char], from: usize) -> Option<usize> {
    if word.is_empty() || text.len() < word.len() {
        return None;
    }
    let places = || (from..=text.len() - word.len()).filter(|at| text[*at..].starts_with(word));
    let is_letter = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|c| c.is_alphanumeric());
    let alone = |at: &usize| !is_letter(at.checked_sub(1)) && !is_letter(Some(at + word.len()));
    places().find(alone).or_else(|| places().next())
}

/// In order, and those that meet as one.
fn joined(mut found: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    found.sort_unstable();
    found.into_iter().fold(Vec::new(), |mut joined: Vec<(usize, usize)>, (start, end)| {
        match joined.last_mut().filter(|last| start <= last.1) {
            Some(last) => last.1 = last.1.max(end),
            None => joined.push((start, end)),
        }
        joined
    })
}

fn pieces(text: &str, found: &[(usize, usize)]) -> Vec<Piece> {
    let (mut pieces, mut last) = (Vec::new(), 0);
    let mut add = |start: usize, end: usize, marked| {
        pieces.extend(text.get(start..end).filter(|t| !t.is_empty()).map(|t| Piece { text: t.to_owned(), marked }));
    };
    for (start, end) in found {
        add(last, *start, false);
        add(*start, *end, true);
        last = *end;
    }
    add(last, text.len(), false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let show = |piece: Piece| if piece.marked { format!("[{}]", piece.text) } else { piece.text };
        marked(text, &words).into_iter().map(show).collect()
    }

    #[test]
    fn words_are_marked_where_they_stand_whatever_the_line_breaks() {
        assert_eq!(
            shown("Please take me\noff the LIST now", &["take me off", "list"]),
            "Please [take me\noff] the [LIST] now"
        );
        assert_eq!(shown("no, I know", &["no"]), "[no], I know");
        assert_eq!(shown("I know: no", &["no"]), "I know: [no]");
        assert_eq!(shown("もう送らないで", &["送らない"]), "もう[送らない]で");
        assert_eq!(shown("stop", &["start", "", " "]), "stop");
        assert_eq!(shown("İstanbul stop", &["STOP"]), "İstanbul [stop]");
    }

    #[test]
    fn marks_that_overlap_are_one_and_nothing_of_the_text_is_lost() {
        assert_eq!(shown("stop all mail", &["stop all", "all mail"]), "[stop all mail]");
        let text = "a <b>stop</b> \u{1f600} x";
        assert_eq!(marked(text, &["stop".to_owned()]).into_iter().map(|p| p.text).collect::<String>(), text);
    }
}
