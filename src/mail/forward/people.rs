//! Mailboxes as a forward shows them: no longer RFC 5322, but what mail programs and converters made of it.
//!
//! `"Doe, Jane" <jane@a>`, `Jane Doe [mailto:jane@a]`, `Jane<mailto:jane@a> <jane@a<mailto:jane@a>>`,
//! `jane@a (Jane Doe)`, `[jane@a](mailto:jane@a)`, `&lt;jane@a&gt;`, `'jane@a' <jane@a>`.

use super::fold::fold;
use super::languages::WORDS;
use crate::mail::parse::Mailbox;

/// How many people of one line are kept.
const MAX_PEOPLE: usize = 200;
/// How much of one line is looked at, in bytes.
const MAX_LINE: usize = 16 * 1024;

/// The mailboxes of a line; names without an address are left out.
pub(super) fn list(value: &str) -> Vec<Mailbox> {
    entries(&plain(value)).iter().filter_map(|entry| mailbox(entry)).take(MAX_PEOPLE).collect()
}

/// Who a From line names: the sender, if exactly one, and the author it was sent for.
pub(super) fn sender(value: &str) -> (Option<Mailbox>, Option<Mailbox>) {
    let value = plain(value);
    let (sender, author) = on_behalf(&value);
    (only(sender), author.and_then(only))
}

/// The sender of a line "On 1.2.2024, 10:00, Jane <jane@a> wrote:": the name is what follows the date and the verb.
pub(super) fn of_attribution(mailbox: Mailbox) -> Mailbox {
    let name = mailbox.name.as_deref().map(after_the_date).filter(|name| !name.is_empty()).map(str::to_owned);
    Mailbox { name, ..mailbox }
}

fn after_the_date(name: &str) -> &str {
    let start = name.rfind(|c: char| c.is_ascii_digit() || c == ',').map_or(0, |at| at + 1);
    let name = name[start..].trim_start_matches(is_no_name);
    let verb = name.split_once(' ').filter(|(word, _)| WORDS.wrote.contains(&fold(word)));
    verb.map_or(name, |(_, name)| name).trim_matches(is_no_name)
}

fn is_no_name(c: char) -> bool {
    c.is_whitespace() || NOT_OF_A_NAME.contains(c)
}

/// The one mailbox of a line; several different ones are nobody (AUTH-15).
fn only(value: &str) -> Option<Mailbox> {
    let mut all = list(value);
    let first = all.first()?.address.to_lowercase();
    let alone = all.iter().all(|other| other.address.to_lowercase() == first);
    alone.then(|| all.swap_remove(0))
}

fn on_behalf(value: &str) -> (&str, Option<&str>) {
    let lower = value.to_lowercase();
    if lower.len() != value.len() {
        return (value, None);
    }
    let words = WORDS.behalf.iter().filter(|word| word.contains(' ') || !word.is_ascii());
    for word in words {
        if let Some(at) = lower.find(&format!(" {word} ")) {
            return (&value[..at], value.get(at + word.len() + 2..));
        }
    }
    (value, None)
}

/// Without the markup that converters leave.
fn plain(value: &str) -> String {
    let end = (0..=MAX_LINE.min(value.len())).rev().find(|&at| value.is_char_boundary(at)).unwrap_or(0);
    let visible: String = value[..end].chars().filter(|&c| !super::fold::is_invisible(c)).collect();
    // Bold words, as converters mark them; the words "on behalf of" are bold in Outlook.
    let visible = visible.replace("**", " ").replace(" *", " ").replace("* ", " ");
    let visible = if visible.contains('&') {
        visible.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    } else {
        visible
    };
    visible.replace(['\u{a0}', '\t'], " ").replace(['＜', '〈'], "<").replace(['＞', '〉'], ">").replace('＠', "@")
}

/// Splits at commas and semicolons outside quotes and brackets. An entry without an address belongs to the next:
/// `Doe, Jane <jane@a>` is one person.
fn entries(value: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut open = String::new();
    for piece in pieces(value) {
        open.push_str(piece);
        if open.contains('@') {
            all.push(std::mem::take(&mut open));
        } else if open.len() > 200 {
            open.clear();
        }
    }
    all
}

/// The pieces between separators, each with its own separator, so that they can be put together again.
fn pieces(value: &str) -> Vec<&str> {
    let (mut pieces, mut start, mut quoted, mut depth) = (Vec::new(), 0, false, 0_usize);
    for (at, c) in value.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '<' | '[' | '(' if !quoted => depth += 1,
            '>' | ']' | ')' if !quoted => depth = depth.saturating_sub(1),
            ',' | ';' | '；' | '，' | '、' if !quoted && depth == 0 => {
                pieces.push(&value[start..at + c.len_utf8()]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(&value[start..]);
    pieces
}

/// One person. The address in angle brackets counts; an address shown as a name is a name (MIME-03).
fn mailbox(entry: &str) -> Option<Mailbox> {
    let found = addresses(entry);
    let in_brackets = found.iter().find(|&&(at, _)| entry[..at].trim_end().ends_with('<'));
    let &(at, address) = in_brackets.or(found.first())?;
    let name = name(entry, at, address);
    Some(Mailbox { name, address: address.to_owned() })
}

/// The words before the address, or in parentheses after it.
fn name(entry: &str, at: usize, address: &str) -> Option<String> {
    let before = &entry[..at];
    let before = &before[..before.find(['<', '[']).unwrap_or(before.len())];
    let after = entry[at + address.len()..].split_once('(').map(|(_, rest)| rest.split(')').next().unwrap_or_default());
    let bare = |text: &str| {
        let text = text.trim_start_matches(is_no_name).trim_end_matches(|c| is_no_name(c) && c != ')');
        let text = if text.contains('(') { text } else { text.trim_end_matches(is_no_name) };
        text.replace('\\', "")
    };
    let name = [before, after.unwrap_or_default()].into_iter().map(bare).find(|name| !name.is_empty())?;
    let name = name.trim_start_matches("mailto:").trim_end_matches("mailto:").trim().to_owned();
    (!name.is_empty() && fold(&name) != fold(address)).then_some(name)
}

const NOT_OF_A_NAME: &str = "\"'*,;:<>[]()«»“”„‘’`|，；";

/// Everything that looks like an address, with its place.
fn addresses(entry: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut done = 0;
    for (at, _) in entry.match_indices('@') {
        if at < done {
            continue;
        }
        let start = done + entry[done..at].rfind(|c| !is_local(c)).map_or(0, |i| i + char_len(entry, done + i));
        let end = at + 1 + entry[at + 1..].find(|c| !is_domain(c)).unwrap_or(entry.len() - at - 1);
        done = end;
        let start =
            start + (entry[start..at].len() - entry[start..at].trim_start_matches(['\'', '*', '.', '`', '=']).len());
        let address = entry[start..end].trim_end_matches(['.', '-']);
        if start < at && address.len() > at + 1 - start {
            found.push((start, address));
        }
    }
    found
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

fn is_local(c: char) -> bool {
    c.is_alphanumeric() || "!#$%&'*+/=?^_{|}~-.`".contains(c)
}

fn is_domain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(value: &str) -> (Option<String>, String) {
        let all = list(value);
        assert_eq!(all.len(), 1, "{value}");
        (all[0].name.clone(), all[0].address.clone())
    }

    #[test]
    fn mailboxes_are_read_in_every_form_that_forwards_show() {
        let jane = (Some("Jane Doe".to_owned()), "jane@a.example".to_owned());
        for value in [
            "Jane Doe <jane@a.example>",
            "\"Jane Doe\" <jane@a.example>",
            "'Jane Doe' <jane@a.example>",
            "Jane Doe [mailto:jane@a.example]",
            "Jane Doe<mailto:jane@a.example> <jane@a.example<mailto:jane@a.example>>",
            "jane@a.example (Jane Doe)",
            "Jane Doe (jane@a.example)",
            "Jane Doe &lt;jane@a.example&gt;",
            "*Jane Doe* <jane@a.example>",
            "Jane Doe [jane@a.example](mailto:jane@a.example)",
            "Jane Doe < jane@a.example>",
            "Jane Doe <mailto:jane@a.example>",
            "« Jane Doe » <jane@a.example>",
            "Jane Doe jane@a.example",
            "\"Jane Doe\"<jane@a.example>;",
            "Jane Doe＜jane@a.example＞",
        ] {
            assert_eq!(one(value), jane, "{value}");
        }
        for value in [
            "jane@a.example",
            "<jane@a.example>",
            "jane@a.example <jane@a.example>",
            "'jane@a.example'",
            "<mailto:jane@a.example>",
            "[jane@a.example](mailto:jane@a.example)",
            "jane@a.example<mailto:jane@a.example>",
        ] {
            assert_eq!(one(value), (None, "jane@a.example".to_owned()), "{value}");
        }
        assert_eq!(one("Doe, Jane <jane@a.example>").0.as_deref(), Some("Doe, Jane"));
    }

    #[test]
    fn mime_03_an_address_shown_as_a_name_is_not_the_sender() {
        assert_eq!(one("ceo@a.example <thief@b.example>").1, "thief@b.example");
        assert_eq!(one("\"ceo@a.example\" <thief@b.example>").1, "thief@b.example");
    }

    #[test]
    fn auth_15_two_senders_are_nobody_and_the_author_is_told_apart() {
        assert_eq!(sender("a@a.example, b@b.example").0, None);
        assert_eq!(sender("Jane Doe").0, None);
        let (sender, author) = sender("Desk <desk@a.example> on behalf of Jane <jane@b.example>");
        assert_eq!(sender.map(|one| one.address).as_deref(), Some("desk@a.example"));
        assert_eq!(author.map(|one| one.address).as_deref(), Some("jane@b.example"));
    }

    #[test]
    fn hostile_lines_cost_no_more_than_their_length() {
        for value in
            ["@".repeat(100_000), "a@b,".repeat(50_000), "<".repeat(100_000), ",".repeat(100_000), "é@é".repeat(40_000)]
        {
            assert!(list(&value).len() <= MAX_PEOPLE);
        }
    }
}
