//! Mail that came in, for people at a terminal: the list of what waits, and one mail with what was understood of it.
//! Whatever a stranger wrote is shown without characters that steer the terminal (LOG-16).

use serde_json::Value;

use crate::domain::text::escaped;
use crate::domain::time::{DAY_MS, Instant};
use crate::faces::cli::paint::Paint;
use crate::faces::cli::table::table;
use crate::mail::parse::{Mail, Mailbox, Part};
use crate::mail::reports::{self, ForwardingCheck};
use crate::services::cases::Case;
use crate::services::intake::queue::QueuedMail;

/// The list: what must be done first is due first.
pub(super) fn list(mails: &[QueuedMail], now: Instant) -> String {
    let row = |mail: &QueuedMail| {
        let about = mail.reading.as_ref().and_then(|reading| word(reading, "about")).unwrap_or_default();
        let due = mail.due_at.map(|due| until(due, now)).unwrap_or_default();
        vec![mail.id.clone(), span(now.0 - mail.received_at.0), due, mail.status.clone(), about.to_owned(), wants(mail)]
    };
    table(&["id", "age", "due", "status", "about", "wants"], &mails.iter().map(row).collect::<Vec<_>>())
}

/// What a mail wants, in a word or two; why nobody can tell, where nobody can.
fn wants(mail: &QueuedMail) -> String {
    if mail.forwarding_check {
        return "forwarding check".to_owned();
    }
    let Some(reading) = &mail.reading else { return "(could not be read)".to_owned() };
    let readings = std::iter::once(reading).chain(items(reading, "parts"));
    let mut kinds: Vec<&str> =
        readings.flat_map(|reading| items(reading, "intents")).filter_map(|i| word(i, "kind")).collect();
    kinds.dedup();
    match kinds.as_slice() {
        [] | ["none"] => {
            let why = items(reading, "reasons").last().and_then(Value::as_str).and_then(|why| why.split(':').next());
            why.map(|why| format!("({why})")).unwrap_or_default()
        }
        kinds => kinds.join(", "),
    }
}

/// One mail: what came, what was understood and why, its cases, and how to decide.
pub(super) fn mail(shown: &QueuedMail, content: Option<&Mail>, cases: &[Case], now: Instant) -> String {
    let mut lines = Lines::default();
    if let Some(content) = content {
        lines.text += &format!("{}\n\n", Paint::stdout().strong(&subject(content)));
        lines.all("from", content.from.iter().map(mailbox));
    }
    lines.all("to", shown.recipients.iter().cloned());
    let age = span(now.0 - shown.received_at.0);
    lines.one(
        "received",
        &format!("{}, {age} ago, by {}, {}", shown.received_at.rfc3339(), shown.via, size(shown.size)),
    );
    lines.one("status", &shown.status);
    lines.all("due", shown.due_at.map(|due| format!("{} ({})", due.date(), until(due, now))).into_iter());
    lines.one("id", &shown.id);
    lines.all("file", content.into_iter().flat_map(|content| files(&content.parts)));
    lines.all("attached", content.and_then(attached).into_iter());
    if let Some(check) = content.filter(|_| shown.forwarding_check).and_then(reports::forwarding_check) {
        forwarding_check(&check, &mut lines);
    }
    match &shown.reading {
        Some(reading) => reading_in_words(reading, "", &mut lines),
        None => lines.text += "\nIt could not be read; --raw shows it as it came.\n",
    }
    if !cases.is_empty() {
        lines.text += "\n";
        lines.all("case", cases.iter().map(|case| in_a_line(case, now)));
    }
    if shown.status == "review" {
        lines.text += &how_to_decide(shown);
    }
    lines.text
}

/// What must be entered or followed before anything is forwarded to us.
fn forwarding_check(check: &ForwardingCheck, lines: &mut Lines) {
    lines.one("asks", &format!("{} asks whether mail may be forwarded to us", check.provider));
    lines.all("for", check.address.iter().map(|address| address.delivery().to_owned()));
    lines.all("code", check.code.iter().cloned());
    lines.all("link", check.link.iter().cloned());
}

fn reading_in_words(reading: &Value, indent: &str, lines: &mut Lines) {
    lines.indent = indent.to_owned();
    lines.text += "\n";
    let about = word(reading, "about").unwrap_or("nobody that can be told");
    lines.one("about", about);
    lines.all("written by", word(reading, "written_by").filter(|by| *by != about).map(str::to_owned).into_iter());
    let reasons = || items(reading, "reasons").filter_map(Value::as_str);
    let trust = word(reading, "trust").unwrap_or_default();
    let why = reasons().filter_map(|reason| reason.strip_prefix("trust: ")).filter(|why| *why != trust);
    lines.all("trust", std::iter::once(trust).chain(why).map(str::to_owned));
    lines.all("robot", word(reading, "robot").map(str::to_owned).into_iter());
    lines.one("language", word(reading, "language").filter(|tag| !tag.is_empty()).unwrap_or("not known"));
    let wishes: Vec<String> = items(reading, "intents").map(wish).collect();
    let parts: Vec<&Value> = items(reading, "parts").collect();
    let nothing = (wishes.is_empty() && parts.is_empty()).then(|| "nothing that was understood".to_owned());
    lines.all("wants", wishes.into_iter().chain(nothing));
    lines.all("because", reasons().filter(|reason| !reason.starts_with("trust: ")).map(str::to_owned));
    lines.all("proposal", word(reading, "decision").map(|decision| proposal(decision).to_owned()).into_iter());
    let text = word(reading, "text").unwrap_or_default();
    if !text.trim().is_empty() {
        lines.text += "\n";
        lines.text.extend(text.lines().map(|line| format!("{indent}> {}\n", escaped(line))));
    }
    for (number, part) in parts.iter().enumerate() {
        lines.text += &format!("\n{indent}Attached mail {}:\n", number + 1);
        reading_in_words(part, &format!("{indent}    "), lines);
    }
    lines.indent = String::new();
}

/// What the program would do by itself.
fn proposal(decision: &str) -> &str {
    match decision {
        "act" => "apply it at once",
        "ask_recipient" => "ask the address on record for proof",
        "review" => "a person decides",
        "answer_only" => "answer; nothing changes",
        "ignore" => "nothing to do",
        other => other,
    }
}

fn wish(intent: &Value) -> String {
    let kind = word(intent, "kind").unwrap_or_default();
    let number = |name: &str| intent.get(name).and_then(Value::as_u64);
    let mut text = kind.to_owned();
    text.extend(word(intent, "topic").map(|topic| format!(" {topic}")));
    text.extend(number("days").map(|days| format!(" for {days} days")));
    text.extend(word(intent, "until").map(|day| format!(" until {day}")));
    text.extend(word(intent, "from").map(|from| format!(" from \"{from}\"")));
    text.extend(word(intent, "to").map(|to| format!(" to \"{to}\"")));
    let words: Vec<String> =
        items(intent, "words").filter_map(Value::as_str).map(|words| format!("\"{words}\"")).collect();
    if !words.is_empty() {
        text += &format!(": {}", words.join(", "));
    }
    let sure = intent.get("confidence").and_then(Value::as_f64).map(|sure| format!(" ({:.0} %)", sure * 100.0));
    text + &sure.unwrap_or_default()
}

fn in_a_line(case: &Case, now: Instant) -> String {
    let mut text = format!("{}  {}, {}", case.id, case.kind, case.state);
    text.extend(case.holds.then_some(", promotional mail is held"));
    text.extend(case.due_at.map(|due| format!(", due {}", until(due, now))));
    text
}

/// The command that decides as proposed, and the others there are.
fn how_to_decide(mail: &QueuedMail) -> String {
    let wishes: Vec<&Value> = mail.reading.iter().flat_map(|reading| items(reading, "intents")).collect();
    let kinds = || wishes.iter().filter_map(|wish| word(wish, "kind")).filter(|kind| *kind != "none");
    let mut proposed: String = kinds().map(|kind| format!(" --as {kind}")).collect();
    let find = |name: &str| wishes.iter().find_map(|wish| word(wish, name));
    proposed.extend(find("topic").map(|topic| format!(" --topic {topic}")));
    match (find("until"), wishes.iter().find_map(|wish| wish.get("days")?.as_u64())) {
        (Some(day), _) => proposed += &format!(" --until {day}"),
        (None, Some(days)) => proposed += &format!(" --days {days}"),
        (None, None) => {}
    }
    if proposed.is_empty() {
        proposed = " --as unsubscribe_all".to_owned();
    }
    let named = mail.reading.as_ref().and_then(|reading| word(reading, "about"));
    let about = if named.is_none() { " --about ADDRESS" } else { "" };
    format!(
        "\nTo decide:  desist intake decide {id}{proposed}{about}\n\
         or:         desist intake decide {id} --as none\n\
         Whom it is about is told, as far as they may be; --quiet tells nobody.\n",
        id = mail.id
    )
}

/// Named lines, values one under another.
#[derive(Default)]
struct Lines {
    text: String,
    indent: String,
}

impl Lines {
    fn one(&mut self, name: &str, value: &str) {
        self.text += &format!("{}{name:<11}{}\n", self.indent, escaped(value));
    }

    fn all(&mut self, name: &str, values: impl Iterator<Item = String>) {
        for (at, value) in values.enumerate() {
            self.one(if at == 0 { name } else { "" }, &value);
        }
    }
}

fn word<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str()
}

fn items<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn subject(mail: &Mail) -> String {
    match mail.subject.trim() {
        "" => "(no subject)".to_owned(),
        subject => escaped(subject),
    }
}

fn mailbox(mailbox: &Mailbox) -> String {
    match mailbox.name.as_deref().filter(|name| !name.is_empty()) {
        Some(name) => format!("{name} <{}>", mailbox.address),
        None => mailbox.address.clone(),
    }
}

/// What is attached and no text of the mail itself.
fn files(parts: &[Part]) -> impl Iterator<Item = String> {
    let is_file = |part: &&Part| part.name.is_some() || !part.content_type.starts_with("text/");
    parts.iter().filter(is_file).map(|part| {
        let bytes = i64::try_from(part.size).unwrap_or(i64::MAX);
        format!("{} ({}, {})", part.name.as_deref().unwrap_or("without a name"), part.content_type, size(bytes))
    })
}

fn attached(mail: &Mail) -> Option<String> {
    match mail.attached.len() {
        0 => None,
        1 => Some("a mail".to_owned()),
        several => Some(format!("{several} mails")),
    }
}

fn size(octets: i64) -> String {
    match octets.max(0) {
        ..10_240 => format!("{octets} B"),
        10_240..10_485_760 => format!("{} KiB", octets / 1_024),
        _ => format!("{} MiB", octets / 1_048_576),
    }
}

fn until(due: Instant, now: Instant) -> String {
    match due.0 - now.0 {
        late @ ..0 => format!("{} late", span(-late)),
        left => format!("in {}", span(left)),
    }
}

/// A stretch of time in its largest unit.
fn span(ms: i64) -> String {
    match ms.max(0) {
        ms @ ..60_000 => format!("{} s", ms / 1_000),
        ms @ 60_000..3_600_000 => format!("{} min", ms / 60_000),
        ms @ 3_600_000..DAY_MS => format!("{} h", ms / 3_600_000),
        ms => format!("{} d", ms / DAY_MS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_are_said_in_their_largest_unit() {
        let spans = [59_000, 3_599_000, 7_200_000, 3 * DAY_MS].map(span);
        assert_eq!(spans, ["59 s", "59 min", "2 h", "3 d"].map(str::to_owned));
        assert_eq!([until(Instant(DAY_MS), Instant(0)), until(Instant(0), Instant(DAY_MS))], ["in 1 d", "1 d late"]);
        assert_eq!([size(900), size(20_480), size(52_428_800)], ["900 B", "20 KiB", "50 MiB"].map(str::to_owned));
    }

    #[test]
    fn a_wish_is_shown_with_the_words_that_show_it_and_no_json() {
        let intent =
            serde_json::json!({"kind": "pause", "days": 30, "confidence": 0.9, "words": ["a month", "no mail"]});
        assert_eq!(wish(&intent), "pause for 30 days: \"a month\", \"no mail\" (90 %)");
    }
}
