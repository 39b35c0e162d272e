//! The nearest known name to a mistyped one.

/// More slips than this are another word.
const SLIPS_MAX: usize = 3;

/// The candidate that was most likely meant, if one is near enough.
///
/// A key typed in the wrong section (or without one) is found by its last part; otherwise the fewest slips decide.
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let last = last_part(typed);
    known.clone().find(|name| last_part(name) == last).or_else(|| {
        let near = known.map(|name| (slips(typed, name), name)).filter(|(slips, _)| *slips <= SLIPS_MAX);
        near.min_by_key(|(slips, _)| *slips).map(|(_, name)| name)
    })
}

/// A suggestion as the end of a sentence.
pub fn suggestion<'a>(typed: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    match nearest(typed, known) {
        Some(name) => format!("did you mean \"{name}\"? (`desist config print` lists them all)"),
        None => "`desist config print` lists the known ones".to_owned(),
    }
}

fn last_part(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// How many letters were left out, added, mistaken or swapped with their neighbour (optimal string alignment).
fn slips(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let mistaken = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut fewest = mistaken.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                fewest = fewest.min(before_last[j - 2] + 1);
            }
            row.push(fewest);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_a_gap_and_a_wrong_letter_are_one_slip_each() {
        for (typed, meant) in [("transprot", "transport"), ("transprt", "transport"), ("tranzport", "transport")] {
            assert_eq!(slips(typed, meant), 1, "{typed}");
        }
        assert_eq!(slips("", "abc"), 3);
        assert_eq!(slips("abc", ""), 3);
    }

    #[test]
    fn a_key_in_the_wrong_section_is_found_by_its_own_name() {
        let known = ["server.listen", "mail.transport"];
        assert_eq!(nearest("server.transport", known.into_iter()), Some("mail.transport"));
        assert_eq!(nearest("listen", known.into_iter()), Some("server.listen"));
        assert_eq!(nearest("server.lissten", known.into_iter()), Some("server.listen"));
        assert_eq!(nearest("server.colour", known.into_iter()), None);
    }
}
