//! Where periods end: CLK-02, 03, 05 to 07, 09, 10, 17 and appendix A6.

use super::*;

#[test]
fn clk_03_a_european_month_ends_on_the_same_day_or_the_last_and_the_legal_day_rolls() {
    // Appendix A6 and CLK-03: receipt, internal, legal.
    let vectors = [
        ("2026-01-31", "2026-02-28", "2026-03-02"),
        ("2027-01-31", "2027-02-28", "2027-03-01"),
        ("2028-01-31", "2028-02-29", "2028-02-29"),
        ("2026-12-31", "2027-01-31", "2027-02-01"),
        ("2026-09-03", "2026-10-03", "2026-10-05"),
        // Leap day, and a month that is longer than the one before.
        ("2028-02-29", "2028-03-29", "2028-03-29"),
        ("2026-02-28", "2026-03-28", "2026-03-30"),
        ("2026-04-30", "2026-05-30", "2026-06-01"),
    ];
    for (receipt, internal, legal) in vectors {
        for rule in ["gdpr", "uk_gdpr"] {
            assert_eq!(days(&from_noon(rule, receipt)), pair(internal, legal), "{rule} from {receipt}");
        }
    }
}

#[test]
fn clk_04_three_months_count_in_one_step_from_the_receipt() {
    // Appendix A6; the notice goes out five days after the receipt.
    let vectors = [
        ("2026-01-31", "2026-04-30", "2026-04-30"),
        ("2026-11-30", "2027-02-28", "2027-03-01"),
        ("2028-01-31", "2028-04-30", "2028-05-01"),
    ];
    for (receipt, internal, legal) in vectors {
        let mut clock = from_noon("gdpr", receipt);
        clock.extend(ExtensionReason::Complexity, Some(&sent(noon(receipt).plus_days(5)))).unwrap();
        assert_eq!(days(&clock), pair(internal, legal), "from {receipt}");
    }
}

#[test]
fn clk_05_without_a_calendar_no_holiday_rolls_and_the_internal_day_never_does() {
    // 2026-12-25 is a Friday.
    let starts = Starts::at(noon("2026-11-25"));
    assert_eq!(days(&clock("gdpr", &starts)), pair("2026-12-25", "2026-12-25"));
    assert_eq!(days(&clock_of(&with_holidays(), "gdpr", &starts)), pair("2026-12-25", "2026-12-28"));
    let saturday = Starts::at(noon("2026-11-26"));
    assert_eq!(days(&clock_of(&with_holidays(), "gdpr", &saturday)), pair("2026-12-26", "2026-12-28"));
}

#[test]
fn clk_06_california_counts_the_receipt_as_day_one_and_no_weekend_rolls() {
    // Appendix A6, and the example of CLK-06: 2026-11-14 is a Saturday.
    let vectors = [
        ("2026-10-01", ("2026-11-14", "2026-11-15"), ("2026-12-29", "2026-12-30")),
        ("2027-12-01", ("2028-01-14", "2028-01-15"), ("2028-02-28", "2028-02-29")),
    ];
    for (receipt, first, extended) in vectors {
        let mut clock = from_noon("ccpa", receipt);
        assert_eq!(days(&clock), pair(first.0, first.1));
        clock.extend(ExtensionReason::Number, Some(&sent(noon(receipt)))).unwrap();
        assert_eq!(days(&clock), pair(extended.0, extended.1));
    }
}

#[test]
fn clk_07_business_days_exclude_the_receipt_day_and_only_the_legal_day_respects_holidays() {
    // Appendix A6: Friday 2026-12-18.
    let starts = Starts::at(noon("2026-12-18"));
    for (rule, safe, with) in [
        ("can_spam", "2027-01-01", "2027-01-05"),
        ("ccpa_confirm", "2027-01-01", "2027-01-05"),
        ("ccpa_opt_out", "2027-01-08", "2027-01-12"),
    ] {
        assert_eq!(days(&clock(rule, &starts)), pair(safe, safe), "{rule} without a calendar");
        assert_eq!(days(&clock_of(&with_holidays(), rule, &starts)), pair(safe, with), "{rule} with one");
    }
    // What comes on a weekend counts from Monday on, just as what came on Friday.
    for receipt in ["2026-12-18", "2026-12-19", "2026-12-20"] {
        assert_eq!(days(&from_noon("can_spam", receipt)).0, "2027-01-01", "{receipt}");
    }
    assert_eq!(days(&from_noon("can_spam", "2026-12-21")).0, "2027-01-04");
}

#[test]
fn a_first_day_that_counts_is_the_first_business_day_only_if_it_is_one() {
    // Noon in UTC is the same day in Sydney. Monday 2026-11-23; Saturday 2026-11-28.
    assert_eq!(days(&from_noon("australia", "2026-11-23")), pair("2026-11-27", "2026-11-30"));
    assert_eq!(days(&from_noon("australia", "2026-11-28")), pair("2026-12-04", "2026-12-04"));
}

#[test]
fn clk_09_forty_eight_hours_are_exact_across_both_changes_of_the_clocks_and_a_weekend() {
    for start in ["2026-03-28T12:00:00+01:00", "2026-10-24T12:00:00+02:00", "2026-03-07T12:00:00-08:00"] {
        let clock = clock("provider_48h", &Starts::at(at(start)));
        assert_eq!(clock.due().internal, at(start).plus_ms(48 * HOUR_MS));
        assert_eq!(clock.due().legal, clock.due().internal);
    }
}

#[test]
fn clk_10_a_uk_complaint_is_acknowledged_a_day_before_the_thirtieth_and_only_the_legal_day_rolls() {
    assert_eq!(days(&from_noon("uk_complaint", "2026-06-19")), pair("2026-07-18", "2026-07-20"));
}

#[test]
fn clk_11_the_policy_is_ninety_days() {
    assert_eq!(days(&from_noon("policy", "2026-11-27")), pair("2027-02-25", "2027-02-25"));
    assert_eq!(days(&from_noon("policy", "2027-12-01")).0, "2028-02-29");
}

#[test]
fn clk_17_a_european_period_of_two_days_or_more_has_two_working_days() {
    let rule = |length: &str, counting: &str| {
        let text = format!(
            "[calendars]\neu = [\"2026-12-25\"]\n[[rule]]\nid = \"short\"\nversion = \"1\"\nfrom = \"2020-01-01\"\n\
             regions = [\"eea\"]\nmatters = [\"access\"]\nmeasures = \"answer\"\norigin = \"receipt\"\n\
             length = \"{length}\"\ncounting = \"{counting}\"\nlegal_roll = true\ncalendar = \"eu\"\n\
             zone = \"Europe/Brussels\"\nsource = \"a test\"\n"
        );
        days(&clock_of(&Rules::parse(&text).unwrap(), "short", &Starts::at(noon("2026-12-24"))))
    };
    // From Thursday: Friday is Christmas, then a weekend, Monday is the first working day, Tuesday the second.
    assert_eq!(rule("3 days", "eu_1182_71"), pair("2026-12-27", "2026-12-29"));
    assert_eq!(rule("3 days", "exclude_first_day"), pair("2026-12-27", "2026-12-28"));
    assert_eq!(rule("1 day", "eu_1182_71"), pair("2026-12-25", "2026-12-28"));
    assert_eq!(rule("6 days", "eu_1182_71"), pair("2026-12-30", "2026-12-30"));
}

#[test]
fn clk_02_half_past_eleven_at_night_in_california_is_still_that_day() {
    let late = Starts::at(at("2026-11-27T23:30:00-08:00"));
    let clock = clock("ccpa", &late);
    assert_eq!(clock.start_day().to_string(), "2026-11-27");
    assert_eq!(Zone::utc().date(late.receipt).unwrap().to_string(), "2026-11-28");
    assert_eq!(clock.due().internal, at("2027-01-10T23:59:59.999-08:00"));
    assert_eq!(clock.zone().name(), "America/Los_Angeles");
    assert!(clock.tzdb().starts_with("20"), "{}", clock.tzdb());
}

#[test]
fn clk_02_a_rule_without_a_zone_counts_in_the_installations() {
    let starts = Starts::at(at("2026-11-27T23:30:00-08:00"));
    let rules = built_in();
    let policy = rules.in_force("policy", &starts, &Zone::utc()).unwrap();
    let due = |name| CaseClock::start(policy, &starts, &zone(name)).unwrap().due().internal;
    assert_eq!(due("America/Los_Angeles"), at("2027-02-25T23:59:59.999-08:00"));
    assert_eq!(due("UTC"), at("2027-02-26T23:59:59.999Z"));
}

#[test]
fn clk_02_a_due_day_ends_at_midnight_of_the_zone_in_winter_and_in_summer() {
    // The clocks of Brussels go forward on 2026-03-29 and back on 2026-10-25: days of 23 and of 25 hours.
    let due = |receipt| from_noon("gdpr", receipt).due().internal;
    assert_eq!(due("2026-02-28"), at("2026-03-28T23:59:59.999+01:00"));
    assert_eq!(due("2026-03-29"), at("2026-04-29T23:59:59.999+02:00"));
    assert_eq!(due("2026-09-25"), at("2026-10-25T23:59:59.999+01:00"));
    let brussels = zone("Europe/Brussels");
    for (day, hours) in [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)] {
        let day = Day::parse(day).unwrap().0;
        let (first, last) = (brussels.first_instant(day).unwrap(), brussels.last_instant(day).unwrap());
        assert_eq!(last.0 - first.0 + 1, hours * HOUR_MS);
    }
}

#[test]
fn clk_02_a_day_without_a_midnight_and_a_day_that_never_was_still_end() {
    // Cairo went from 2026-04-23 23:59:59 to 2026-04-24 01:00; Samoa had no 2011-12-30 at all.
    let last = |name: &str, day: &str| zone(name).last_instant(Day::parse(day).unwrap().0).unwrap();
    assert_eq!(last("Africa/Cairo", "2026-04-23"), at("2026-04-23T23:59:59.999+02:00"));
    assert_eq!(last("Pacific/Apia", "2011-12-29"), at("2011-12-29T23:59:59.999-10:00"));
    // In Havana midnight comes twice; the day before ends at the first.
    assert_eq!(last("America/Havana", "2026-10-31"), at("2026-10-31T23:59:59.999-04:00"));
}

#[test]
fn clk_16_business_days_before_and_after_a_day() {
    let day = |text: &str| Day::parse(text).unwrap().0;
    let none = Holidays::new();
    let some: Holidays = [Day(day("2026-11-26"))].into();
    for (from, holidays, before) in [
        ("2026-11-27", &none, "2026-11-25"),
        ("2026-11-27", &some, "2026-11-24"),
        ("2026-11-28", &none, "2026-11-26"),
        ("2026-11-30", &none, "2026-11-26"),
        ("2026-11-30", &some, "2026-11-25"),
    ] {
        assert_eq!(business_days_before(day(from), 2, holidays).unwrap(), day(before), "{from}");
    }
    assert_eq!(business_days_after(day("2026-11-25"), 1, &some).unwrap(), day("2026-11-27"));
    assert_eq!(business_days_after(day("2026-11-27"), 0, &none).unwrap(), day("2026-11-27"));
    assert!(is_working_day(day("2026-11-26"), &none) && !is_working_day(day("2026-11-26"), &some));
    assert_eq!(working_day_from(day("2026-11-28"), &none).unwrap(), day("2026-11-30"));
}
