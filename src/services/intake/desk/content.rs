//! From a parsed mail to what a person at the inbox sees of it. Pure; nothing in a mail is followed, loaded or run.

use serde_json::Value;

use super::reading;
use crate::domain::desk::{Content, File, LISTED_MAX, Piece, Run, SHOWN_MAX, beginning, marked, runs};
use crate::mail::forward;
use crate::mail::parse::{self, Fault, Mail, Mailbox, Part};

/// Mails inside of mails that are opened.
const DEPTH: usize = 3;
/// Attached mails that are opened, of each mail.
const ATTACHED: usize = 10;
/// The longest header value that is shown.
const HEADER_MAX: usize = 2_000;

/// What is shown of a mail with these readings.
pub fn content(mail: &Mail, whole: &Value) -> Content {
    let readings = reading::readings(whole);
    let mut shown = shown(mail, &readings, DEPTH);
    if !is_marked(&shown) {
        mark_nothing_found(&mut shown, &readings);
    }
    shown
}

/// What is shown of a mail that was never read, and may be what no reader bears: its bytes as text.
pub fn unread(raw: &[u8]) -> Content {
    let text = String::from_utf8_lossy(raw.get(..SHOWN_MAX).unwrap_or(raw)).replace('\r', "");
    let lines = text.lines().count();
    let run = Run { pieces: vec![Piece { text, marked: false }], folded: None, lines };
    Content { runs: vec![run], cut: raw.len() > SHOWN_MAX, ..Content::default() }
}

/// The subject that stood above a text, as the rules read it.
pub fn subject_read(mail: &Mail, text: &str) -> String {
    let holds = |mail: &Mail| runs(&mail.text, text, &[]).found;
    let attached = mail.attached.iter().take(ATTACHED).map(|raw| parse::parse(raw)).find(holds);
    let inline = forward::innermost(&mail.subject, &mail.text).pop().and_then(|inner| inner.subject);
    attached.map(|attached| attached.subject).or(inline).unwrap_or_else(|| mail.subject.clone())
}

fn shown(mail: &Mail, readings: &[&Value], depth: usize) -> Content {
    let (text, cut) = beginning(&mail.text, SHOWN_MAX);
    let words = |reading: &Value| reading::intents(reading).into_iter().flat_map(|i| i.words).collect::<Vec<_>>();
    let read = |reading: &&&Value| runs(text, shortened(reading), &[]).found;
    let own = readings.iter().find(read).copied();
    let own_words = own.map(words).unwrap_or_default();
    let lines = runs(text, own.map_or("", shortened), &own_words);
    // A text that says nothing may stand under a subject that says it.
    let all_words: Vec<String> = readings.iter().flat_map(|reading| words(reading)).collect();
    let attached = mail.attached.iter().take(if depth > 0 { ATTACHED } else { 0 }).map(|raw| parse::parse(raw));
    Content {
        from: mail.from.iter().map(mailbox).collect(),
        subject: marked(beginning(&mail.subject, HEADER_MAX).0, if own.is_some() { &own_words } else { &all_words }),
        runs: lines.runs,
        cut: cut || mail.faults.contains(&Fault::Cut),
        from_html: mail.html.is_some() && !mail.parts.iter().any(|part| part.content_type == "text/plain"),
        faults: mail.faults.iter().map(|fault| in_words(*fault)).collect(),
        files: mail.parts.iter().filter(is_file).take(LISTED_MAX).map(file).collect(),
        headers: mail.headers.iter().take(LISTED_MAX).map(header).collect(),
        attached: attached.map(|attached| shown(&attached, readings, depth - 1)).collect(),
    }
}

/// Of what the writer wrote as much as is shown: whole lines.
fn shortened(reading: &Value) -> &str {
    let text = reading::word(reading, "text").unwrap_or_default();
    match beginning(text, SHOWN_MAX) {
        (all, false) => all,
        (begun, true) => begun.rfind('\n').map_or("", |end| &begun[..end]),
    }
}

fn is_marked(content: &Content) -> bool {
    let has = |pieces: &[Piece]| pieces.iter().any(|piece| piece.marked);
    has(&content.subject) || content.runs.iter().any(|run| has(&run.pieces)) || content.attached.iter().any(is_marked)
}

/// Where the lines of a reading are not found again as they stand, its words are marked in the whole text.
fn mark_nothing_found(content: &mut Content, readings: &[&Value]) {
    let words: Vec<String> =
        readings.iter().flat_map(|reading| reading::intents(reading)).flat_map(|intent| intent.words).collect();
    for run in &mut content.runs {
        let text: String = run.pieces.iter().map(|piece| piece.text.as_str()).collect();
        run.pieces = marked(&text, &words);
    }
}

fn mailbox(mailbox: &Mailbox) -> String {
    match mailbox.name.as_deref().filter(|name| !name.trim().is_empty()) {
        Some(name) => format!("{name} <{}>", mailbox.address),
        None => mailbox.address.clone(),
    }
}

/// What is attached and no text of the mail itself.
fn is_file(part: &&Part) -> bool {
    part.name.is_some() || !(part.content_type.starts_with("text/") || part.content_type.starts_with("message/"))
}

fn file(part: &Part) -> File {
    File { name: part.name.clone(), kind: part.content_type.clone(), size: part.size }
}

fn header(header: &parse::Header) -> (String, String) {
    let (value, more) = beginning(&header.value, HEADER_MAX);
    (header.name.clone(), if more { format!("{value} \u{2026}") } else { value.to_owned() })
}

fn in_words(fault: Fault) -> &'static str {
    match fault {
        Fault::Unreadable => "It cannot be read as a mail.",
        Fault::TooDeep => "It is nested too deep to be opened whole.",
        Fault::TooManyParts => "It has too many parts to be opened whole.",
        Fault::HeaderTooLarge => "Its header is too large.",
        Fault::RepeatedField => "A field that may stand once stands twice.",
        Fault::UnclearWriter => "From does not name exactly one writer.",
        Fault::Encrypted => "It is encrypted, or in a format that is not opened here.",
        Fault::Cut => "Its text is longer than is read.",
        Fault::StrayHeaderLine => "Its header holds a line that is no field.",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn all(content: &Content) -> String {
        let one = |p: &Piece| if p.marked { format!("[{}]", p.text) } else { p.text.clone() };
        content.subject.iter().chain(content.runs.iter().flat_map(|run| &run.pieces)).map(one).collect()
    }

    #[test]
    fn words_in_the_subject_are_marked_there() {
        let mail = parse::parse(b"From: a@example.com\r\nSubject: Unsubscribe\r\n\r\n\r\n");
        let reading = json!({"text": "", "intents": [{"kind": "unsubscribe_all", "words": ["Unsubscribe"]}]});
        assert_eq!(all(&content(&mail, &reading)), "[Unsubscribe]");
    }

    #[test]
    fn html_is_shown_as_its_text_and_files_are_only_named() {
        let raw = b"From: a@example.com\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
            --b\r\nContent-Type: text/html\r\n\r\n<p>Stop <img src=\"https://track.example/x.png\"><script>alert(1)</script>now</p>\r\n\
            --b\r\nContent-Type: application/pdf; name=\"<b>.pdf\"\r\n\r\n%PDF\r\n--b--\r\n";
        let shown = content(&parse::parse(raw), &json!({"text": "", "intents": []}));
        assert!(
            shown.from_html && !all(&shown).contains("track.example") && !all(&shown).contains("alert"),
            "{}",
            all(&shown)
        );
        assert_eq!((shown.files.len(), shown.files[0].name.as_deref()), (1, Some("<b>.pdf")));
    }

    #[test]
    fn an_enormous_mail_shows_its_beginning_and_says_so() {
        let raw = format!("From: a@example.com\r\n\r\nstop it\r\n{}", "word ".repeat(100_000));
        let shown = content(&parse::parse(raw.as_bytes()), &json!({"text": raw, "intents": []}));
        assert!(shown.cut && all(&shown).len() <= SHOWN_MAX);
        let shown = unread(&vec![0xff; 1 << 20]);
        assert!(shown.cut && shown.runs[0].pieces[0].text.chars().count() <= SHOWN_MAX);
    }
}
