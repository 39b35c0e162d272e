//! Traditional Chinese characters as their simplified forms, so that one term finds both ways of writing.
//!
//! Only the characters of the rule files and of what people write to a support mailbox; the rest stays as it is. Text
//! and terms are folded alike, so Japanese words keep matching whichever form they use. To fold one more: a pair in
//! `han.pairs`, the traditional character first.

use std::collections::HashMap;
use std::sync::LazyLock;

static PAIRS: LazyLock<HashMap<char, char>> = LazyLock::new(|| pairs().collect());

/// The simplified form of a traditional character.
pub fn simplified(c: char) -> Option<char> {
    PAIRS.get(&c).copied()
}

fn pairs() -> impl Iterator<Item = (char, char)> {
    include_str!("han.pairs").split_whitespace().filter_map(|pair| {
        let mut letters = pair.chars();
        letters.next().zip(letters.next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_stands_once_and_folds_once() {
        assert_eq!(PAIRS.len(), pairs().count());
        assert!(pairs().all(|(_, simple)| simplified(simple).is_none()));
        assert_eq!(simplified('郵'), Some('邮'));
    }
}
