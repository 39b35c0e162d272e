//! Letters of our own, and what the rules must make of them. A new wording that was misread becomes a line of
//! `tests/letters.txt`; one that must never be acted on becomes a line of `tests/never.txt`.

use super::*;

/// Compiled once: that takes longer than reading.
fn rules() -> &'static Rules {
    static RULES: std::sync::LazyLock<Rules> = std::sync::LazyLock::new(|| Rules::embedded().unwrap());
    &RULES
}

fn topics() -> Vec<TopicName> {
    [
        ("product-news", "Product news"),
        ("events", "Events"),
        ("partner-offers", "Partner offers"),
        ("invoices", "Invoices"),
        ("security-alerts", "Security alerts"),
    ]
    .map(|(key, name)| TopicName { key: key.to_owned(), name: name.to_owned(), description: String::new() })
    .to_vec()
}

/// A line: language | kinds (+ topic) | act or ask | subject | text.
struct Fixture<'a> {
    language: &'a str,
    wanted: Vec<String>,
    act: bool,
    subject: &'a str,
    text: String,
}

fn fixtures(file: &'static str) -> impl Iterator<Item = Fixture<'static>> {
    file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(|line| {
        let fields: Vec<&str> = line.splitn(5, '|').map(str::trim).collect();
        let [language, wanted, act, subject, text] = fields[..] else { panic!("five fields: {line}") };
        let mut wanted: Vec<String> = wanted.split(',').map(|one| one.trim().to_owned()).collect();
        wanted.sort();
        Fixture { language, wanted, act: act == "act", subject, text: text.replace(" / ", "\n") }
    })
}

fn read(rules: &Rules, fixture: &Fixture<'_>) -> Understood {
    let date = Date::constant(2026, 6, 10);
    rules.read(&Letter {
        subject: fixture.subject,
        text: &fixture.text,
        topics: &topics(),
        writer: None,
        date: Some(date),
        tag: None,
    })
}

fn said(understood: &Understood) -> Vec<String> {
    let one = |intent: &Intent| match &intent.topic {
        Some(topic) => format!("{} {topic}", intent.kind.word()),
        None => intent.kind.word().to_owned(),
    };
    let mut said: Vec<String> = understood.intents.iter().map(one).collect();
    said.sort();
    said
}

#[test]
fn every_rule_file_of_the_program_can_be_read() {
    assert!(EMBEDDED.len() > 12);
    rules();
}

#[test]
fn every_letter_is_read_as_it_is_meant_and_only_clear_ones_are_acted_on() {
    let rules = rules();
    let mut wrong = Vec::new();
    for fixture in fixtures(include_str!("tests/letters.txt")) {
        let understood = read(rules, &fixture);
        if said(&understood) != fixture.wanted || understood.clear != fixture.act {
            let (said, clear, doubts) = (said(&understood), understood.clear, &understood.doubts);
            wrong.push(format!("{} {:?}: {said:?}, clear {clear}, {doubts:?}", fixture.language, fixture.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn l10_what_must_never_be_acted_on_never_is() {
    let rules = rules();
    let mut acted = Vec::new();
    for fixture in fixtures(include_str!("tests/never.txt")) {
        assert!(!fixture.act, "{}", fixture.text);
        let understood = read(rules, &fixture);
        if understood.clear {
            acted.push(format!("{} {:?}: {:?}", fixture.language, fixture.text, understood.intents));
        }
    }
    assert!(acted.is_empty(), "{}", acted.join("\n"));
}

/// What came of one half of the letters that were written without the rules in view.
#[derive(Debug, Default)]
struct Half {
    letters: usize,
    kinds_right: usize,
    to_act_on: usize,
    acted_on: usize,
    wrong: Vec<String>,
}

impl Half {
    fn add(&mut self, fixture: &Fixture<'_>, understood: &Understood) {
        let is_right = said(understood) == fixture.wanted;
        self.letters += 1;
        self.kinds_right += usize::from(is_right);
        self.to_act_on += usize::from(fixture.act);
        if understood.clear && is_right && fixture.act {
            self.acted_on += 1;
        } else if understood.clear {
            self.wrong.push(format!("{} {:?}: {:?}", fixture.language, fixture.text, said(understood)));
        }
    }
}

/// FNV-1a: which half a letter is in must not change with the toolchain.
fn is_seen(text: &str) -> bool {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash ^ (hash >> 17)).is_multiple_of(2)
}

#[test]
fn l10_letters_that_the_rules_were_not_written_for_are_mostly_understood_and_never_acted_on_wrongly() {
    let (mut seen, mut held_out) = (Half::default(), Half::default());
    for fixture in fixtures(include_str!("tests/wild.txt")) {
        let half = if is_seen(&fixture.text.replace('\n', " / ")) { &mut seen } else { &mut held_out };
        half.add(&fixture, &read(rules(), &fixture));
    }
    println!("seen {seen:?}\nheld out {held_out:?}");
    for (name, half, kinds, acts) in [("seen", seen, 93, 92), ("held out", held_out, 87, 82)] {
        assert!(half.wrong.is_empty(), "{name}: {}", half.wrong.join("\n"));
        assert!(half.kinds_right * 100 >= half.letters * kinds, "{name}: {half:?}");
        assert!(half.acted_on * 100 >= half.to_act_on * acts, "{name}: {half:?}");
    }
}

#[test]
fn every_intent_names_the_words_that_show_it_as_they_stand_in_the_letter() {
    let rules = rules();
    for fixture in fixtures(include_str!("tests/letters.txt")) {
        let whole = format!("{}\n{}", fixture.subject, fixture.text);
        for intent in read(rules, &fixture).intents {
            assert!((0.0..=1.0).contains(&intent.confidence));
            if intent.kind != crate::domain::reading::IntentKind::None {
                assert!(!intent.words.is_empty() && !intent.rules.is_empty(), "{whole}: {intent:?}");
                assert!(intent.words.iter().all(|word| whole.contains(word.as_str())), "{whole}: {:?}", intent.words);
            }
        }
    }
}

#[test]
fn a_word_of_many_languages_alone_is_english() {
    for (text, language) in [("STOP", "en"), ("stop", "en"), ("Abmelden", "de"), ("Stop met die mails graag", "nl")] {
        assert_eq!(rules().read(&Letter { text, ..Letter::default() }).language, language, "{text}");
    }
}

#[test]
fn an_operators_rules_add_words_and_a_fault_in_them_names_file_and_line() {
    let own = "language en\nUNSUBPHRASE = beam me off your ship\n";
    let letter = Letter { text: "Beam me off your ship, please.", ..Letter::default() };
    assert!(!rules().read(&letter).clear);
    let taught = Rules::with_overrides(EMBEDDED, &[("own.rules", own)]).unwrap();
    assert_eq!(said(&taught.read(&letter)), ["unsubscribe_all"]);
    let broken =
        Rules::with_overrides(EMBEDDED, &[("own.rules", "language en\nrule = = =\n")]).unwrap_err().to_string();
    assert!(broken.contains("own.rules") && broken.contains('2'), "{broken}");
}

#[test]
fn mime_10_hostile_letters_cost_time_in_proportion_and_never_panic() {
    let rules = rules();
    for piece in
        ["unsubscribe ", "stop sending me mail. ", "não ", "配信停止", "a\u{301}", "\u{202e}", "!?", "me@a.example "]
    {
        let text = piece.repeat(200_000 / piece.len());
        let started = std::time::Instant::now();
        rules.read(&Letter { subject: &text, text: &text, ..Letter::default() });
        // 16 KiB are read; quadratic time over the whole would be minutes.
        assert!(started.elapsed().as_secs() < 30, "{piece:?}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_is_read_without_a_panic(subject in ".{0,60}", text in "(.|\n){0,400}") {
        rules().read(&Letter { subject: &subject, text: &text, ..Letter::default() });
    }
}

#[test]
fn l10_a_day_that_may_be_two_is_read_by_where_the_writer_writes_and_else_is_none() {
    let until = |text: &str, tag: Option<&str>| {
        let date = Some(Date::constant(2026, 11, 23));
        let understood = rules().read(&Letter { text, tag, date, ..Letter::default() });
        let [pause] = understood.intents.as_slice() else { panic!("{text}: {:?}", understood.intents) };
        assert_eq!(pause.kind.word(), "pause", "{text}");
        (pause.until.clone(), understood.clear)
    };
    let on = |day: &str| (Some(day.to_owned()), true);
    let english = "Please pause your newsletter until 12/01/2027.";
    assert_eq!(until(english, Some("en-US")), on("2027-12-01"));
    assert_eq!(until(english, Some("en-GB")), on("2027-01-12"));
    for tag in [None, Some("en"), Some("en-CA")] {
        assert_eq!(until(english, tag), (None, false), "{tag:?}: a person is asked");
    }
    assert_eq!(until("Please pause your newsletter until 12/31/2026.", None), on("2026-12-31"));
    assert_eq!(until("Please pause your newsletter until 31/12/2026.", Some("en-US")), on("2026-12-31"));
    assert_eq!(until("Please pause your newsletter until 2027-01-12.", None), on("2027-01-12"));
    assert_eq!(until("Bitte pausieren Sie den Newsletter bis 12.01.2027.", None), on("2027-01-12"));
    assert_eq!(until("Bitte pausieren Sie den Newsletter bis 12/01/2027.", Some("en-US")), on("2027-01-12"));
}
