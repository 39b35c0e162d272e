//! Posts of mailing lists that reached us: whatever is asked in them is asked of the list (MIME-01, L10).
//!
//! What the header says is judged in `mail::reports`; here are the marks that a list leaves in subject and text, which
//! survive being passed on.

/// Underscores, hyphens or equals signs that rule off the footer of a list.
const RULE: usize = 20;
/// Lines below such a rule in which the list names itself.
const FOOTER: usize = 4;

/// Whether a mail is a post of a mailing list, by its subject (`[users] Re: ...`) and text (the list's footer).
pub(super) fn is_list_post(subject: &str, text: &str) -> bool {
    is_tagged(subject) || has_footer(text)
}

/// `Re: [r-devel] ...`; a ticket's number is no list.
fn is_tagged(subject: &str) -> bool {
    let after = subject.rsplit_once(": [").map_or(subject.trim_start(), |(_, rest)| rest);
    let inside = if after.len() < subject.trim_start().len() { Some(after) } else { after.strip_prefix('[') };
    let Some((tag, rest)) = inside.and_then(|rest| rest.split_once(']')) else { return false };
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
    let numbered = tag.chars().any(|c| c.is_ascii_digit());
    !rest.trim().is_empty()
        && (2..=24).contains(&tag.chars().count())
        && tag.chars().all(is_name)
        && !numbered
        && tag.contains('-')
}

fn has_footer(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(|line| line.trim_start_matches(['>', ' ']).trim()).collect();
    let rules = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.len() >= RULE && line.bytes().all(|b| matches!(b, b'_' | b'-' | b'=')));
    let names_itself = |line: &&str| {
        let line = line.to_ascii_lowercase();
        line.contains("mailing list")
            || line.contains("/listinfo")
            || line.contains("/mailman")
            || line.contains("/lists/")
    };
    rules.into_iter().any(|(at, _)| lines.iter().skip(at + 1).take(FOOTER).any(names_itself))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l10_a_list_is_known_by_its_tag_and_its_footer() {
        assert!(is_list_post("Re: [Kiln-users] kiln too hot", "unsubscribe"));
        assert!(is_list_post("[kiln-users] kiln too hot", "unsubscribe"));
        let footer = "unsubscribe\n> ______________________\n> kiln mailing list\n> kiln@lists.example\n";
        assert!(is_list_post("Re: too hot", footer));
    }

    #[test]
    fn a_ticket_and_a_plain_rule_are_no_list() {
        for subject in
            ["[Ticket 4711] stop", "[EXTERNAL] stop", "Re: [ACME-4711] stop", "stop [please]", "[x] stop", "[a-b]"]
        {
            assert!(
                !is_list_post(subject, "Please take me off your mailing list.\n--------------------\nJo"),
                "{subject}"
            );
        }
    }
}
