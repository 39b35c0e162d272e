//! The rules as data: CLK-15, LAW-26, and files that must be refused.

use super::*;

/// The words of the rules that apply on a day in 2026, in order.
fn applying(matter: Matter, facts: &Facts) -> Vec<String> {
    let (rules, starts) = (built_in(), Starts::at(noon("2026-11-27")));
    rules.applying(matter, facts, &starts, &Zone::utc()).iter().map(|rule| rule.id().to_owned()).collect()
}

fn living_in(codes: &[&str]) -> Facts {
    Facts { whereabouts: Whereabouts::parse(codes.iter().copied()), bulk: Some(true) }
}

/// A rule of an installation with one line replaced or added.
fn own(change: &str) -> String {
    let key = change.split('=').next().unwrap().trim();
    let lines = [
        "[[rule]]",
        "id = \"brazil\"",
        "version = \"own-1\"",
        "from = \"2026-01-01\"",
        "regions = [\"BR\"]",
        "matters = [\"access\"]",
        "measures = \"answer\"",
        "origin = \"receipt\"",
        "length = \"15 days\"",
        "counting = \"exclude_first_day\"",
        "source = \"LGPD art. 19\"",
    ];
    let kept = lines.iter().filter(|line| line.split('=').next().unwrap().trim() != key);
    kept.copied().chain([change]).collect::<Vec<_>>().join("\n")
}

fn fault(text: &str) -> RuleError {
    Rules::parse(text).unwrap_err()
}

#[test]
fn the_embedded_rules_parse_and_say_where_they_are_written() {
    let rules = built_in();
    assert!(rules.all().count() >= 14);
    assert!(rules.all().all(|rule| !rule.terms().source.is_empty()));
    assert!(rules.all().all(|rule| rule.terms().holidays.is_empty()), "no calendar comes with the program");
}

#[test]
fn law_26_of_somebody_unknown_every_clock_that_could_apply_runs() {
    let unknown = Facts::default();
    assert_eq!(
        applying(Matter::Deletion, &unknown),
        ["ccpa", "ccpa_confirm", "gdpr", "policy", "termination_deletion", "uk_gdpr"]
    );
    assert_eq!(
        applying(Matter::Unsubscribe, &unknown),
        ["australia", "can_spam", "casl", "gdpr", "policy", "provider_48h", "uk_gdpr"]
    );
    assert_eq!(applying(Matter::Complaint, &unknown), ["policy", "policy_complaint", "uk_complaint"]);
    assert_eq!(applying(Matter::Sharing, &unknown), ["ccpa_opt_out", "gdpr", "policy", "uk_gdpr"]);
    assert_eq!(applying(Matter::Question, &unknown), ["policy"]);
    // Not known in part, or not readable, is not known.
    for facts in [living_in(&[]), living_in(&["DE", "Atlantis"]), living_in(&[""])] {
        assert_eq!(applying(Matter::Deletion, &facts), applying(Matter::Deletion, &unknown));
    }
}

#[test]
fn law_26_a_known_place_leaves_out_only_what_cannot_apply() {
    let deletion = |codes: &[&str]| {
        let mut ids = applying(Matter::Deletion, &living_in(codes));
        ids.retain(|id| id != "policy" && id != "termination_deletion");
        ids
    };
    assert_eq!(deletion(&["DE"]), ["gdpr"]);
    assert_eq!(deletion(&["no"]), ["gdpr"]);
    assert_eq!(deletion(&["GB"]), ["uk_gdpr"]);
    assert_eq!(deletion(&["UK"]), ["uk_gdpr"]);
    assert_eq!(deletion(&["GB-SCT"]), ["uk_gdpr"]);
    assert_eq!(deletion(&["US-CA"]), ["ccpa", "ccpa_confirm"]);
    assert_eq!(deletion(&["US"]), ["ccpa", "ccpa_confirm"], "which state is not known");
    assert_eq!(deletion(&["US-NY"]), [""; 0]);
    assert_eq!(deletion(&["CA"]), [""; 0], "Canada is not California");
    assert_eq!(deletion(&["JP"]), [""; 0]);
    assert_eq!(deletion(&["US-NY", "FR"]), ["gdpr"], "she lives there, we are here");
    assert!(applying(Matter::Unsubscribe, &living_in(&["US-NY"])).contains(&"can_spam".to_owned()));
}

#[test]
fn the_providers_48_hours_run_for_bulk_mail_and_when_it_is_not_known_whether_it_was() {
    let runs = |bulk| {
        let facts = Facts { bulk, ..Facts::default() };
        applying(Matter::Unsubscribe, &facts).contains(&"provider_48h".to_owned())
    };
    assert!(runs(Some(true)) && runs(None) && !runs(Some(false)));
}

#[test]
fn law_26_an_unclear_request_runs_every_clock_of_a_request_it_could_be() {
    let unclear = applying(Matter::Unclear, &Facts::default());
    for matter in Matter::ALL {
        let (bulk, needs_a_date) = ("provider_48h", "termination_deletion");
        let missing = applying(*matter, &Facts::default())
            .into_iter()
            .find(|id| ![bulk, needs_a_date, "policy_complaint"].contains(&id.as_str()) && !unclear.contains(id));
        assert_eq!(missing, None, "{}", matter.word());
    }
}

#[test]
fn clk_15_the_version_in_force_on_the_day_of_the_receipt_counts() {
    let rules = built_in();
    let version = |id: &str, receipt: &str| {
        let starts = Starts::at(at(receipt));
        rules.in_force(id, &starts, &Zone::utc()).map(|rule| rule.version().to_owned())
    };
    assert_eq!(version("uk_gdpr", "2026-02-04T23:59:59Z").as_deref(), Some("1"));
    assert_eq!(version("uk_gdpr", "2026-02-05T00:00:00Z").as_deref(), Some("2"));
    assert_eq!(version("uk_complaint", "2026-06-18T22:59:59Z"), None);
    assert_eq!(version("uk_complaint", "2026-06-18T23:00:00Z").as_deref(), Some("1"), "midnight in London");
    assert_eq!(version("policy", "1999-01-01T00:00:00Z").as_deref(), Some("1"));
}

#[test]
fn clk_15_a_changed_rule_leaves_old_clocks_alone() {
    let changed = own("length = \"30 days\"").replace("\"brazil\"", "\"gdpr\"").replace("\"BR\"", "\"eea\"");
    let rules = Rules::parse(&changed.replace("2026-01-01", "2026-12-01")).unwrap();
    let version = |day: &str| clock_of(&rules, "gdpr", &Starts::at(noon(day))).terms().version.clone();
    assert_eq!((version("2026-11-30"), version("2026-12-01")), ("1".to_owned(), "own-1".to_owned()));
    let old = from_noon("gdpr", "2026-11-30");
    assert_eq!(clock_of(&rules, "gdpr", &Starts::at(noon("2026-11-30"))), old);
    // Read back under the new rules, it is extended under its own.
    let mut read = CaseClock::from_json(&old.to_json().unwrap()).unwrap();
    read.extend(ExtensionReason::Number, Some(&sent(noon("2026-12-02")))).unwrap();
    assert_eq!(days(&read), pair("2027-02-28", "2027-03-01"));
}

#[test]
fn an_installation_adds_a_rule_switches_one_off_and_names_holidays() {
    let added = Rules::parse(&own("extension = \"30 days\"")).unwrap();
    let starts = Starts::at(noon("2026-11-27"));
    let ids = |rules: &Rules, matter| -> Vec<String> {
        let applying = rules.applying(matter, &living_in(&["BR"]), &starts, &Zone::utc());
        applying.iter().map(|rule| rule.id().to_owned()).collect()
    };
    assert_eq!(ids(&added, Matter::Access), ["brazil", "policy"]);
    let off = own("matters = []").replace("\"brazil\"", "\"provider_48h\"");
    assert_eq!(ids(&built_in(), Matter::Unsubscribe), ["policy", "provider_48h"]);
    assert_eq!(ids(&Rules::parse(&off).unwrap(), Matter::Unsubscribe), ["policy"]);
    let starts = Starts::at(noon("2026-12-18"));
    assert_eq!(days(&clock_of(&with_holidays(), "can_spam", &starts)).1, "2027-01-05");
    assert_eq!(Rules::parse("").unwrap(), built_in());
}

#[test]
fn an_own_version_of_the_same_day_counts_before_the_one_that_came_with_the_program() {
    let same_day = own("from = \"2018-05-25\"").replace("\"brazil\"", "\"gdpr\"");
    let rules = Rules::parse(&same_day).unwrap();
    assert_eq!(clock_of(&rules, "gdpr", &Starts::at(noon("2020-01-01"))).terms().version, "own-1");
}

#[test]
fn a_bad_rule_is_refused_by_line_rule_and_fault() {
    let cases = [
        ("length = \"15 fortnights\"", 11, None),
        ("length = \"0 days\"", 11, None),
        ("measures = \"applause\"", 11, None),
        ("colour = \"red\"", 12, None),
        ("matters = [\"access\", \"hunger\"]", 11, None),
        ("zone = \"Mars/Olympus\"", 12, None),
        ("from = \"2026-02-30\"", 11, Some(Fault::Date("2026-02-30".to_owned()))),
        ("from = \"20260101\"", 11, Some(Fault::Date("20260101".to_owned()))),
        ("version = \"Own 1\"", 11, Some(Fault::Name("Own 1".to_owned()))),
        ("regions = []", 11, Some(Fault::NoRegion)),
        ("regions = [\"Bavaria\"]", 11, Some(Fault::Region("Bavaria".to_owned()))),
        ("calendar = \"mars\"", 12, Some(Fault::Calendar("mars".to_owned()))),
        ("extension = \"15 days\"", 12, Some(Fault::Extension)),
        ("extension = \"2 months\"", 12, Some(Fault::Extension)),
        ("counting = \"elapsed\"", 11, Some(Fault::Elapsed)),
        ("legal_counting = \"first_day_is_one\"", 10, Some(Fault::LegalEarlier)),
        ("source = \" \"", 11, Some(Fault::NoSource)),
    ];
    for (change, line, expected) in cases {
        let error = fault(&own(change));
        assert_eq!((error.line, error.rule.as_deref()), (line, Some("brazil")), "{change}: {error}");
        match expected {
            Some(expected) => assert_eq!(error.fault, expected, "{change}"),
            None => assert!(matches!(error.fault, Fault::Format(_)), "{change}: {error}"),
        }
    }
    let hours = own("length = \"48 hours\"");
    assert_eq!(fault(&hours).fault, Fault::Elapsed);
    let rolling = hours.replace("exclude_first_day", "elapsed") + "\nlegal_roll = true";
    assert_eq!(fault(&rolling).fault, Fault::RollingHours);
    let text = fault(&own("regions = [\"Bavaria\"]")).to_string();
    assert!(text.starts_with("line 11: rule `brazil`: `Bavaria` is neither a region"), "{text}");
}

#[test]
fn what_is_no_rule_at_all_is_refused_with_its_line() {
    for (text, line) in [("\n[[rule]\n", 2), ("[rules]\n", 1), ("[calendars]\neu = [1]\n", 2), ("[[rule]]\n", 1)] {
        let error = fault(text);
        assert_eq!(error.line, line, "{text}: {error}");
        assert!(matches!(error.fault, Fault::Format(_)));
    }
    assert_eq!(fault("[calendars]\neu = [\"2026-12-25\",\n  \"Easter\"]\n").fault, Fault::Date("Easter".to_owned()));
    assert_eq!(fault("[calendars]\neu = [\"2026-12-25\",\n  \"Easter\"]\n").line, 3);
    assert_eq!(fault("\n[groups]\neea = [\"CH\"]\n").fault, Fault::KnownGroup("eea".to_owned()));
    assert_eq!(fault("[groups]\nours = [\"Mordor\"]\n").fault, Fault::Region("Mordor".to_owned()));
    assert_eq!(fault("[groups]\nOurs = [\"DE\"]\n").fault, Fault::Name("Ours".to_owned()));
}

#[test]
fn clk_15_a_version_that_exists_is_never_changed() {
    let again = own("version = \"1\"").replace("\"brazil\"", "\"gdpr\"");
    let error = fault(&again);
    assert_eq!((error.fault, error.rule.as_deref()), (Fault::KnownVersion("1".to_owned()), Some("gdpr")));
    let twice = format!("{}\n\n{}", own("measures = \"effect\""), own("measures = \"answer\""));
    assert_eq!((fault(&twice).fault, fault(&twice).line), (Fault::Twice, 15));
}

#[test]
fn clk_11_the_backstop_goes_on_covering_everything() {
    let all: Vec<_> = Matter::ALL.iter().map(|matter| format!("\"{}\"", matter.word())).collect();
    let policy = |change: &str| {
        own(change)
            .replace("\"brazil\"", "\"policy\"")
            .replace("\"BR\"", "\"*\"")
            .replace("[\"access\"]", &format!("[{}]", all.join(", ")))
    };
    assert!(Rules::parse(&policy("length = \"60 days\"")).is_ok(), "its length may change");
    for change in [
        "matters = []",
        "matters = [\"deletion\"]",
        "regions = [\"DE\"]",
        "origin = \"termination\"",
        "measures = \"effect\"",
        "bulk_only = true",
        "pauses = [\"identity\"]",
    ] {
        assert_eq!(fault(&policy(change)).fault, Fault::Backstop, "{change}");
    }
}

#[test]
fn own_groups_of_regions_can_be_named() {
    let text = format!("[groups]\nmercosur = [\"AR\", \"BR\"]\n{}", own("regions = [\"mercosur\", \"CL\"]"));
    let rules = Rules::parse(&text).unwrap();
    for (code, applies) in [("AR", true), ("CL", true), ("PE", false)] {
        let brazil = rules.get("brazil", "own-1").unwrap();
        assert_eq!(brazil.could_apply(Matter::Access, &living_in(&[code])), applies, "{code}");
    }
}

#[test]
fn a_region_is_a_country_or_a_part_of_one() {
    let code = |text| Region::parse(text).map(|region| region.as_str().to_owned());
    assert_eq!(code(" us-ca ").as_deref(), Some("US-CA"));
    assert_eq!(code("el").as_deref(), Some("GR"));
    assert_eq!(code("GB-ENG").as_deref(), Some("GB-ENG"));
    for none in ["", "U", "USA", "US-", "US-CALI", "D3", "US-C A", "Germany", "ÄÖ"] {
        assert_eq!(code(none), None, "{none}");
    }
}

#[test]
fn a_length_is_a_number_and_a_unit() {
    for text in ["45 days", "1 day", "1 month", "3 months", "10 business days", "1 business day", "48 hours"] {
        assert_eq!(Length::parse(text).unwrap().to_string(), text);
    }
    for none in ["", "45", "days", "-1 days", "1.5 days", "0 hours", "3661 days", "70000 days", "3  days", "2 weeks"] {
        assert_eq!(Length::parse(none), None, "{none}");
    }
}

#[test]
fn every_word_reads_back_to_itself() {
    for matter in Matter::ALL {
        assert_eq!(Matter::from_word(matter.word()), Some(*matter));
    }
    assert_eq!(Matter::from_word("Deletion"), None);
}
