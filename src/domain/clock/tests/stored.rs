//! The stored form: a golden clock that stays readable for good, and what is refused.

use serde_json::{Value, json};

use super::*;

/// As written by the first version of this form. Cases keep such clocks for years: this text is never edited.
const GOLDEN: &str = include_str!("clock_v1.json");

/// A clock with everything: all stamps, holidays, two pauses, an extension.
fn full() -> CaseClock {
    let rules = Rules::parse("[calendars]\nuk = [\"2026-12-25\", \"2026-12-28\"]\n").unwrap();
    let starts = Starts {
        receipt: noon("2026-09-10"),
        forwarded: Some(at("2026-09-01T08:15:30.250+02:00")),
        agent_received: Some(noon("2026-09-01")),
        sent: Some(noon("2026-09-09")),
        termination: Some(noon("2026-06-30")),
        identity_proof: Some(noon("2026-09-13")),
    };
    let mut clock = clock_of(&rules, "uk_gdpr", &starts);
    clock.pause(PauseReason::Clarification, true, Some(&sent(noon("2026-09-11")))).unwrap();
    clock.resume(noon("2026-09-13")).unwrap();
    clock.extend(ExtensionReason::Number, Some(&sent(noon("2026-09-20")))).unwrap();
    clock.pause(PauseReason::Identity, true, Some(&sent(noon("2026-09-21")))).unwrap();
    clock
}

fn value(clock: &CaseClock) -> Value {
    serde_json::from_str(&clock.to_json().unwrap()).unwrap()
}

fn refused(value: &Value) -> String {
    CaseClock::from_json(&value.to_string()).unwrap_err().to_string()
}

#[test]
fn clk_15_a_clock_stored_by_the_first_version_reads_back_the_same() {
    let golden: Value = serde_json::from_str(GOLDEN).unwrap();
    let read = CaseClock::from_json(GOLDEN).unwrap();
    assert_eq!(value(&read), golden);
    let mut now = value(&full());
    now["tzdb"] = golden["tzdb"].clone();
    assert_eq!(now, golden, "the form has changed: it needs a new `v`");
}

#[test]
fn every_rule_makes_a_clock_that_reads_back() {
    let starts = Starts { termination: Some(noon("2026-09-01")), ..Starts::at(noon("2026-09-01")) };
    for rule in built_in().all() {
        let clock = CaseClock::start(rule, &starts, &zone("Asia/Kathmandu")).unwrap();
        assert_eq!(CaseClock::from_json(&clock.to_json().unwrap()).unwrap(), clock);
    }
}

#[test]
fn a_clock_keeps_the_holidays_it_could_need_and_no_more() {
    let kept = |day| clock_of(&with_holidays(), "can_spam", &Starts::at(noon(day))).terms().holidays.len();
    assert_eq!([kept("2022-06-01"), kept("2026-12-18"), kept("2026-12-26"), kept("2027-01-02")], [0, 2, 1, 0]);
}

#[test]
fn l10_a_stored_clock_with_anything_unknown_or_missing_is_refused() {
    let good = value(&full());
    for (pointer, key) in
        [("", "colour"), ("/terms", "colour"), ("/starts", "colour"), ("/due", "x"), ("/pauses/0", "x")]
    {
        let mut bad = good.clone();
        bad.pointer_mut(pointer).unwrap()[key] = json!("red");
        assert!(refused(&bad).contains("unknown field"), "{pointer}/{key}");
    }
    for key in ["v", "terms", "zone", "tzdb", "starts", "start", "day", "first", "due"] {
        let mut bad = good.clone();
        bad.as_object_mut().unwrap().remove(key);
        assert!(refused(&bad).contains("missing field"), "{key}");
    }
    for (pointer, other) in [
        ("/zone", json!("Europe/Atlantis")),
        ("/terms/measures", json!("applause")),
        ("/terms/length", json!("1 moon")),
        ("/terms/pauses/0", json!("holiday")),
        ("/start", json!("2026-09-01")),
        ("/start", json!(1_788_264_930)),
        ("/day", json!("1st of September")),
        ("/due/legal", json!(null)),
        ("/extension/reason", json!("laziness")),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = other;
        refused(&bad);
    }
    for text in ["", "null", "[]", "{}", "{\"v\":1}"] {
        assert!(CaseClock::from_json(text).is_err(), "{text}");
    }
    assert!(CaseClock::from_json(&format!("{good} ")).is_ok());
    assert!(CaseClock::from_json(&format!("{good}{good}")).is_err());
}

#[test]
fn l10_a_stored_clock_that_contradicts_itself_is_refused() {
    let good = value(&full());
    let due = |internal: &str, legal: &str| json!({ "internal": internal, "legal": legal });
    let (early, late) = ("2026-01-01T00:00:00Z", "2030-01-01T00:00:00Z");
    let follow = good["pauses"][0].clone();
    let cases = [
        ("/v", json!(2), "`v`"),
        ("/start", json!("2026-09-02T00:00:00Z"), "`start`"),
        ("/starts/forwarded", json!("2026-08-31T00:00:00Z"), "`start`"),
        ("/due", due(late, early), "`legal`"),
        ("/first", due(early, late), "before it starts"),
        ("/due", due("2026-09-30T00:00:00Z", late), "before `first`"),
        ("/terms/extension", json!(null), "no extension"),
        ("/terms/pauses", json!(["identity"]), "no such pause"),
        ("/pauses/1", follow, "overlap"),
        ("/pauses/0/until", json!("2026-09-10T00:00:00Z"), "no such pause"),
        ("/terms/length", json!("48 hours"), "do not fit"),
        ("/terms/legal_counting", json!("elapsed"), "do not fit"),
    ];
    for (pointer, other, why) in cases {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = other;
        let told = refused(&bad);
        assert!(told.contains(why), "{pointer}: {told}");
    }
    let mut moved = value(&from_noon("policy", "2026-09-01"));
    moved["due"] = due(late, late);
    assert!(refused(&moved).contains("without a reason"));
}

#[test]
fn clk_02_a_stored_due_instant_is_believed_and_not_computed_anew() {
    // The zone's rules changed by an hour since: what was promised stays promised.
    let mut stored = value(&from_noon("gdpr", "2026-09-01"));
    for key in ["first", "due"] {
        stored[key] = json!({ "internal": "2026-10-01T20:59:59.999Z", "legal": "2026-10-01T20:59:59.999Z" });
    }
    stored["tzdb"] = json!("2020a");
    let read = CaseClock::from_json(&stored.to_string()).unwrap();
    assert_eq!(read.due().internal, at("2026-10-01T20:59:59.999Z"));
    assert_eq!(value(&read), stored);
}
