#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use std::collections::BTreeSet;
use std::fs;

use super::corpus::Corpus;
use super::score::{Classes, Tally, squeezed};
use super::texts::letter;
use super::*;
use crate::domain::reading::{Decision, Trust};

fn ignored(mail: &Mail) -> Reading {
    Reading {
        id: None,
        robot: None,
        forwarded: false,
        about: None,
        written_by: None,
        trust: Trust::Unverified,
        language: "und".to_owned(),
        text: mail.text.clone(),
        intents: Vec::new(),
        bounce: None,
        parts: Vec::new(),
        dates: Default::default(),
        decision: Decision::Ignore,
        reasons: Vec::new(),
        overruled: false,
        rules_version: String::new(),
    }
}

#[test]
fn sets_that_are_not_there_are_named_and_the_others_measured() {
    let folder = tempfile::tempdir().unwrap();
    let set = folder.path().join("preference-mail");
    fs::create_dir(&set).unwrap();
    let row = r#"{"id":"x-1","lang":"en","raw":"From: a@x.example\r\nSubject: s\r\n\r\nhi","forwarded":false,"requester":"a@x.example","labels":[{"kind":"unsubscribe_all"}],"clear":true}"#;
    fs::write(set.join("set-a.jsonl"), row).unwrap();
    let measured = measure(folder.path(), &ignored).unwrap();
    assert!(measured.skipped.contains(&"forward-crisp/cases.json".to_owned()));
    let missed = measured.sets.iter().find(|set| set.name.ends_with("clear requests acted on")).unwrap();
    assert_eq!((missed.right, missed.all), (0, 1));
    assert!(missed.misses[0].starts_with("x-1: "));
    assert!(measured.aims.iter().any(|aim| aim.is_met().is_none()));
}

#[test]
fn a_set_that_cannot_be_read_is_an_error_with_its_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("intent")).unwrap();
    fs::write(folder.path().join("intent/intent.jsonl"), "{").unwrap();
    let error = measure(folder.path(), &ignored).unwrap_err().to_string();
    assert!(error.contains("intent.jsonl"), "{error}");
    assert!(Corpus::new(folder.path()).set("nothing", "cases.json").unwrap().is_none());
}

#[test]
fn precision_and_recall_are_counted_by_class() {
    let mut classes = Classes::new("kinds");
    classes.count(&BTreeSet::from(["a", "b"]), &BTreeSet::from(["a", "c"]));
    classes.count(&BTreeSet::from(["a"]), &BTreeSet::new());
    let a = classes.rows["a"];
    assert_eq!((a.wanted, a.found, a.given), (2, 1, 1));
    assert_eq!((a.precision(), a.recall()), (Some(100.0), Some(50.0)));
    assert_eq!(classes.rows["c"].recall(), None);
}

#[test]
fn tallies_add_up_and_texts_are_compared_without_white_space() {
    let mut one = Tally::new("one");
    one.count(true, "1", String::new);
    one.count(false, "2", || "why".to_owned());
    let sum = Tally::sum("sum", [&one, &one]);
    assert_eq!((sum.right, sum.all, sum.misses.len(), sum.percent()), (2, 4, 2, Some(50.0)));
    assert_eq!(squeezed(" a\n b\u{a0}"), "ab");
    assert_eq!(letter("s", "a\r\nb").text, "a\nb");
}

#[test]
fn own_labels_show_where_rules_and_operators_disagree() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("labels")).unwrap();
    let rows = [
        r#"{"id":"l-1","lang":"en","proposed":[{"kind":"complaint"}],"labels":[{"kind":"complaint"}],"words":["so annoying"]}"#,
        r#"{"id":"l-2","lang":"en","proposed":[{"kind":"unsubscribe_all"}],"labels":[{"kind":"spam"}],"words":["remove"]}"#,
        r#"{"id":"l-3","lang":"de","proposed":[],"labels":[{"kind":"pause"}],"words":[],"subject":"s","text":"hm"}"#,
    ];
    fs::write(folder.path().join("labels/own.jsonl"), rows.join("\n")).unwrap();
    let measured = measure(folder.path(), &ignored).unwrap();
    let tally = |end: &str| measured.sets.iter().find(|set| set.name.ends_with(end)).unwrap();
    assert_eq!((tally("was decided").right, tally("was decided").all), (1, 2));
    assert!(tally("was decided").misses[0].starts_with("l-2: en: wanted {\"none\"}, got {\"unsubscribe_all\"}"));
    assert_eq!((tally("with the operators").right, tally("with the operators").all), (0, 1));
    assert!(!measured.skipped.iter().any(|set| set.starts_with("labels")), "nobody need have labels");
}
