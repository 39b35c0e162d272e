//! What holds for every rule and every date.

use proptest::prelude::*;

use super::*;

/// From 2019 to 2045, to the millisecond.
fn instants() -> impl Strategy<Value = Instant> {
    (1_546_300_800_000_i64..2_366_841_600_000).prop_map(Instant)
}

fn zones() -> impl Strategy<Value = Zone> {
    let names =
        ["UTC", "America/Los_Angeles", "Europe/Brussels", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"];
    prop::sample::select(names.to_vec()).prop_map(zone)
}

fn any_rule() -> impl Strategy<Value = Rule> {
    prop::sample::select(with_holidays().all().cloned().collect::<Vec<_>>())
}

fn starts() -> impl Strategy<Value = Starts> {
    let claim = || prop::option::of(-90 * DAY_MS..5 * DAY_MS);
    (instants(), claim(), claim(), claim()).prop_map(|(receipt, forwarded, agent, sent)| Starts {
        forwarded: forwarded.map(|ms| receipt.plus_ms(ms)),
        agent_received: agent.map(|ms| receipt.plus_ms(ms)),
        sent: sent.map(|ms| receipt.plus_ms(ms)),
        termination: Some(receipt),
        identity_proof: None,
        receipt,
    })
}

proptest! {
    #[test]
    fn clk_18_no_claim_starts_a_clock_later_or_more_than_sixty_days_earlier(starts in starts()) {
        for start in [starts.received(), starts.sent()] {
            prop_assert!(start <= starts.receipt);
            prop_assert!(start >= starts.receipt.plus_days(-CREDIBLE_DAYS));
        }
        prop_assert!(starts.sent() <= starts.received());
    }

    #[test]
    fn a_clock_is_due_after_it_starts_and_by_law_never_sooner(rule in any_rule(), starts in starts(), zone in zones()) {
        let clock = CaseClock::start(&rule, &starts, &zone).unwrap();
        prop_assert!(clock.started() <= clock.due().internal);
        prop_assert!(clock.due().internal <= clock.due().legal);
        // Legal readings differ by a day, a weekend, two holidays: never by more than a week.
        prop_assert!(clock.due().legal.0 - clock.due().internal.0 <= 7 * DAY_MS);
        prop_assert_eq!(CaseClock::from_json(&clock.to_json().unwrap()).unwrap(), clock);
    }

    #[test]
    fn a_later_request_is_never_due_earlier(rule in any_rule(), receipt in instants(), later in 0..40 * DAY_MS) {
        let due = |receipt| {
            let starts = Starts { termination: Some(receipt), ..Starts::at(receipt) };
            CaseClock::start(&rule, &starts, &Zone::utc()).unwrap().due()
        };
        let (first, second) = (due(receipt), due(receipt.plus_ms(later)));
        prop_assert!(first.internal <= second.internal && first.legal <= second.legal);
    }

    #[test]
    fn a_month_ends_on_the_same_day_or_on_the_last(receipt in instants()) {
        let clock = clock("gdpr", &Starts::at(receipt));
        let (start, end) = (clock.start_day(), clock.due_day().unwrap());
        let months = |day: jiff::civil::Date| i32::from(day.year()) * 12 + i32::from(day.month());
        prop_assert_eq!(months(end), months(start) + 1);
        prop_assert!(end.day() == start.day() || (end.day() < start.day() && end == end.last_of_month()));
    }

    #[test]
    fn clk_04_an_extension_is_never_earlier(rule in any_rule(), receipt in instants(), after in 0..20 * DAY_MS) {
        let starts = Starts { termination: Some(receipt), ..Starts::at(receipt) };
        let mut clock = CaseClock::start(&rule, &starts, &Zone::utc()).unwrap();
        let before = clock.clone();
        match clock.extend(ExtensionReason::Number, Some(&sent(receipt.plus_ms(after)))) {
            Ok(()) => {
                prop_assert!(clock.due().internal > before.due().internal);
                prop_assert!(clock.due().legal > before.due().legal);
            }
            Err(_) => prop_assert_eq!(&clock, &before),
        }
        prop_assert_eq!(CaseClock::from_json(&clock.to_json().unwrap()).unwrap(), clock);
    }

    #[test]
    fn clk_12_a_pause_moves_a_clock_by_no_more_than_it_lasted(
        receipt in instants(), asked in 0..28 * DAY_MS, waited in 0..100 * DAY_MS,
    ) {
        prop_assume!(receipt >= noon("2026-02-06"));
        let mut clock = clock("uk_gdpr", &Starts::at(receipt));
        let before = clock.due();
        let question = sent(receipt.plus_ms(asked));
        clock.pause(PauseReason::Identity, true, Some(&question)).unwrap();
        clock.resume(question.at.plus_ms(waited)).unwrap();
        // An hour more or less when the clocks change.
        let moved = clock.due().internal.0 - before.internal.0;
        prop_assert!((-HOUR_MS..=waited + HOUR_MS).contains(&moved), "{moved} of {waited}");
        prop_assert!(clock.due().internal >= before.internal && clock.due().legal >= before.legal);
        prop_assert!(clock.due().internal <= clock.due().legal);
        prop_assert_eq!(CaseClock::from_json(&clock.to_json().unwrap()).unwrap(), clock);
    }

    #[test]
    fn clk_11_the_shown_due_instant_is_the_least_of_all(
        starts in starts(), matter in prop::sample::select(Matter::ALL.to_vec()), zone in zones(),
    ) {
        let clocks = with_holidays().start(matter, &Facts::default(), &starts, &zone).clocks;
        let shown = shown_due(&clocks, &Stamps::default()).unwrap();
        let least = clocks.iter().map(|clock| clock.due().internal).min().unwrap();
        prop_assert_eq!(shown.due().internal, least);
        let policy = clocks.iter().find(|clock| clock.rule() == BACKSTOP).unwrap();
        prop_assert!(shown.due().internal <= policy.due().internal);
    }

    #[test]
    fn clk_16_what_passed_grows_and_each_reminder_comes_once(
        rule in any_rule(), receipt in instants(), looks in prop::collection::vec(0..200 * DAY_MS, 1..20),
    ) {
        let starts = Starts { termination: Some(receipt), ..Starts::at(receipt) };
        let clock = CaseClock::start(&rule, &starts, &Zone::utc()).unwrap();
        let mut looks: Vec<Instant> = looks.into_iter().map(|ms| receipt.plus_ms(ms)).collect();
        looks.push(receipt.plus_ms(-1));
        looks.push(receipt.plus_days(2000));
        looks.sort_unstable();
        let stamps = Stamps::default();
        let elapsed: Vec<f64> = looks.iter().map(|now| clock.progress(&stamps, *now).elapsed).collect();
        prop_assert!(elapsed.is_sorted());
        let told: Vec<Reminder> = looks.windows(2).flat_map(|pair| clock.reminders(&stamps, pair[0], pair[1])).collect();
        prop_assert_eq!(&told, &clock.reminders(&stamps, Instant(0), receipt.plus_days(2000)));
        prop_assert_eq!(told.iter().filter(|reminder| reminder.stage == Stage::Late).count(), 1);
    }
}
