//! Whole forwards, from the file beside this one: whose mail was passed on (AUTH-15).

use super::*;
use crate::mail::parse::html;

/// What is wrong with the reading of one mail, if anything.
fn fault(heading: &str, text: &str) -> Option<String> {
    let (name, subject) = heading.split_once(" | ").unwrap();
    let text = if text.starts_with('<') { html::text(text) } else { text.to_owned() };
    let chain = innermost(subject, &text);
    let author = |last: &Forward| last.on_behalf_of.clone().or_else(|| last.from.clone()).map(|from| from.address);
    let sender = chain.last().map(|last| author(last).unwrap_or_default());
    let wanted = (!name.contains("no: ")).then(|| "jane@a.example".to_owned());
    // No header line may be left in what the original says: it would be read as the writer's.
    let says = chain.last().map_or("", |last| last.text.as_str());
    let is_right = sender == wanted && !says.contains("b.example") && says.is_empty() == wanted.is_none();
    (!is_right).then(|| format!("{name}: {sender:?} {says:?}"))
}

#[test]
fn auth_15_of_a_mail_that_any_program_passed_on_its_first_writer_is_found() {
    let blocks = include_str!("passed_on.txt").split("\n%%% ").skip(1).filter_map(|block| block.split_once('\n'));
    let mails: Vec<_> = blocks.collect();
    assert!(mails.len() > 40, "{} were read", mails.len());
    let faults: Vec<_> = mails.iter().filter_map(|(heading, text)| fault(heading, text)).collect();
    assert!(faults.is_empty(), "{} of {}: {faults:#?}", faults.len(), mails.len());
}
