//! Forwards: is the original sender found, and is a plain mail left alone?

use std::collections::VecDeque;

use serde_json::Value;

use super::corpus::{Corpus, CorpusError, Set, field, holds, list};
use super::score::Tally;
use super::{Read, replies};
use crate::mail::forward::{self, Forward};
use crate::mail::parse::{self, html};

/// What was found.
pub(super) struct Forwards {
    pub(super) sets: Vec<Tally>,
    pub(super) sender: Tally,
    pub(super) plain: Tally,
}

/// The sets of inline forwards.
const INLINE: [&str; 3] = ["forward-crisp", "forward-quotequail", "forward-realworld"];

/// Scores the sets of forwards, and every plain mail and text of the other sets.
pub(super) fn score(corpus: &mut Corpus, read: Read<'_>) -> Result<Forwards, CorpusError> {
    let mut senders = Vec::new();
    let mut plain = Vec::new();
    for name in INLINE {
        if let Some(set) = corpus.set(name, "cases.json")? {
            let (sender, left) = inline(name, &set)?;
            senders.push(sender);
            plain.push(left);
        }
    }
    if let Some(set) = corpus.set("forward-attached", "cases.json")? {
        senders.push(attached(&set)?);
    }
    if let Some(set) = corpus.lines("preference-mail")? {
        let (sender, left) = whole(&set, read);
        senders.push(sender);
        plain.push(left);
    }
    plain.push(answers(corpus)?);
    Ok(Forwards {
        sender: Tally::sum("forwards: original sender", &senders),
        plain: Tally::sum("forwards: none seen in a plain mail", &plain),
        sets: [senders, plain].concat(),
    })
}

fn inline(name: &str, set: &Set) -> Result<(Tally, Tally), CorpusError> {
    let mut sender = Tally::new(&format!("{name}: original sender"));
    let mut plain = Tally::new(&format!("{name}: plain mail left alone"));
    for row in set.rows.iter().filter(|row| row.get("forwarded").is_some()) {
        let subject = match field(row, "subject_fixture") {
            "" => field(row, "outer_subject").to_owned(),
            file => set.text(file)?.trim().to_owned(),
        };
        let text = set.text(field(row, "fixture"))?;
        let text = if field(row, "format") == "html" { html::text(&text) } else { text };
        let chain = forward::innermost(&subject, &text);
        if !holds(row, "forwarded") {
            plain.count(chain.is_empty(), field(row, "id"), || "a forward was seen".to_owned());
            continue;
        }
        // Of a forward in a forward the sets want now the outer sender, now the inner one: either end is right.
        let ends = [chain.first(), chain.last()].map(|end| sender_in(end));
        let wanted = field(row, "from_address");
        let right = !chain.is_empty() && ends.iter().any(|end| end.eq_ignore_ascii_case(wanted));
        sender.count(right, field(row, "id"), || format!("wanted {wanted}, got {ends:?}"));
    }
    Ok((sender, plain))
}

fn sender_in(forward: Option<&Forward>) -> &str {
    forward.and_then(|found| found.from.as_ref()).map_or("", |from| from.address.as_str())
}

/// The senders of all mails in the mail, however deep.
fn attached(set: &Set) -> Result<Tally, CorpusError> {
    let mut tally = Tally::new("forward-attached: original sender");
    for row in &set.rows {
        let wanted: Vec<&str> = list(row, "inner").iter().filter_map(sender_of).collect();
        let found = senders(&set.bytes(field(row, "file"))?);
        if let Some(first) = wanted.first() {
            let right = found.iter().any(|found| found.eq_ignore_ascii_case(first));
            tally.count(right, field(row, "id"), || format!("wanted {first}, got {found:?}"));
        }
    }
    Ok(tally)
}

fn sender_of(inner: &Value) -> Option<&str> {
    list(inner, "from").first()?.get("address")?.as_str()
}

fn senders(raw: &[u8]) -> Vec<String> {
    let mut waiting: VecDeque<Vec<u8>> = parse::parse(raw).attached.into();
    let mut found = Vec::new();
    while let Some(raw) = waiting.pop_front().filter(|_| found.len() < 100) {
        let mail = parse::parse(&raw);
        found.extend(mail.from.into_iter().map(|from| from.address));
        waiting.extend(mail.attached);
    }
    found
}

fn whole(set: &Set, read: Read<'_>) -> (Tally, Tally) {
    let mut sender = Tally::new("preference-mail: original sender");
    let mut plain = Tally::new("preference-mail: plain mail left alone");
    for row in &set.rows {
        let reading = read(&parse::parse(field(row, "raw").as_bytes()));
        if !holds(row, "forwarded") {
            plain.count(!reading.forwarded, field(row, "id"), || "a forward was seen".to_owned());
            continue;
        }
        let about = reading.about.as_ref().map_or("", |about| about.delivery());
        let right = reading.forwarded && about.eq_ignore_ascii_case(field(row, "requester"));
        sender.count(right, field(row, "id"), || format!("wanted {}, got {about}", field(row, "requester")));
    }
    (sender, plain)
}

/// Answers hold quoted mails, and are no forwards; but some rows of those sets are.
fn answers(corpus: &mut Corpus) -> Result<Tally, CorpusError> {
    let mut tally = Tally::new("reply-*: plain mail left alone");
    for case in replies::cases(corpus)?.into_iter().filter(|case| !case.may_be_forward) {
        tally.count(forward::unwrap("", &case.text).is_none(), &case.id, || "a forward was seen".to_owned());
    }
    Ok(tally)
}
