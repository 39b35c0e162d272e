//! Where clocks stand: CLK-11, 13, 16.

use super::*;

const NEVER: Stamps = Stamps { acknowledged: None, effect: None, answer: None };
const BEGINNING: Instant = Instant(0);

fn done(effect: Instant, answer: Instant) -> Stamps {
    Stamps { effect: Some(effect), answer: Some(answer), ..NEVER }
}

/// All reminders of a clock until a far day, as stage and RFC 3339.
fn timetable(clock: &CaseClock, stamps: &Stamps) -> Vec<(Stage, String)> {
    let all = clock.reminders(stamps, BEGINNING, noon("2040-01-01"));
    all.into_iter().map(|reminder| (reminder.stage, reminder.at.rfc3339())).collect()
}

fn stages(reminders: Vec<Reminder>) -> Vec<Stage> {
    reminders.into_iter().map(|reminder| reminder.stage).collect()
}

#[test]
fn clk_11_the_earliest_clock_that_runs_is_shown_and_the_policy_never_delays_it() {
    let starts = Starts::at(noon("2026-11-27"));
    let clocks = built_in().start(Matter::Deletion, &Facts::default(), &starts, &Zone::utc()).clocks;
    let shown = |clocks: &[CaseClock], stamps: &Stamps| shown_due(clocks, stamps).map(|clock| clock.rule().to_owned());
    assert_eq!(shown(&clocks, &NEVER).as_deref(), Some("ccpa_confirm"));
    let acknowledged = Stamps { acknowledged: Some(noon("2026-11-28")), ..NEVER };
    assert_eq!(shown(&clocks, &acknowledged).as_deref(), Some("gdpr"), "in Brussels the day ends before London's");
    // In Great Britain alone: the UK clock stands still, the policy's runs.
    let british = Facts { whereabouts: Whereabouts::parse(["GB"]), ..Facts::default() };
    let mut clocks = built_in().start(Matter::Deletion, &british, &starts, &Zone::utc()).clocks;
    assert_eq!(shown(&clocks, &NEVER).as_deref(), Some("uk_gdpr"));
    let uk = clocks.iter_mut().find(|clock| clock.rule() == "uk_gdpr").unwrap();
    uk.pause(PauseReason::Identity, true, Some(&sent(noon("2026-11-30")))).unwrap();
    assert_eq!(shown(&clocks, &NEVER).as_deref(), Some("policy"));
    let all_done = done(noon("2026-12-01"), noon("2026-12-02"));
    assert_eq!(shown(&clocks, &all_done), None);
    assert_eq!(shown(&[], &NEVER), None);
}

#[test]
fn clk_13_done_is_effective_everywhere_and_answered_and_late_is_either_late() {
    let clock = from_noon("gdpr", "2026-01-31");
    let (due, legal) = (clock.due().internal, clock.due().legal);
    let answered = Stamps { answer: Some(noon("2026-02-10")), ..NEVER };
    assert_eq!(answered.done(), None);
    assert_eq!(clock.outcome(&answered), None, "a processor is pending: still open");
    assert!(clock.progress(&answered, due.plus_ms(1)).late);
    let effective = Stamps { effect: Some(noon("2026-02-10")), ..NEVER };
    assert_eq!(clock.outcome(&effective), None);
    for (effect, answer) in [(due, noon("2026-02-10")), (noon("2026-02-10"), due)] {
        let outcome = clock.outcome(&done(effect, answer)).unwrap();
        assert_eq!((outcome.finished, outcome.late, outcome.margin_ms), (due, false, 0));
    }
    for (effect, answer) in [(due.plus_ms(1), noon("2026-02-10")), (noon("2026-02-10"), due.plus_ms(1))] {
        let outcome = clock.outcome(&done(effect, answer)).unwrap();
        assert_eq!((outcome.late, outcome.legally_late, outcome.margin_ms), (true, false, -1));
    }
    assert!(clock.outcome(&done(legal.plus_ms(1), due)).unwrap().legally_late);
}

#[test]
fn each_clock_is_finished_by_what_it_measures() {
    let (first, second, third) = (noon("2026-11-01"), noon("2026-11-02"), noon("2026-11-03"));
    let all = Stamps { acknowledged: Some(first), effect: Some(second), answer: Some(third) };
    assert_eq!(all.finished(Measure::Acknowledge), Some(first));
    assert_eq!(all.finished(Measure::Effect), Some(second));
    assert_eq!(all.finished(Measure::Answer), Some(third));
    // LAW-14: an answer needs no acknowledgement beside it.
    let answered = Stamps { answer: Some(third), ..NEVER };
    assert_eq!(answered.finished(Measure::Acknowledge), Some(third));
    assert_eq!(answered.finished(Measure::Effect), None);
    assert_eq!(answered.finished(Measure::Answer), None);
}

#[test]
fn the_margin_counts_civil_days_of_the_zone() {
    let clock = from_noon("ccpa", "2026-10-01");
    let margin = |text: &str| clock.outcome(&done(at(text), at(text))).unwrap().margin_days;
    assert_eq!(margin("2026-11-14T00:00:00-08:00"), 0);
    assert_eq!(margin("2026-11-14T23:59:59-08:00"), 0);
    assert_eq!(margin("2026-11-13T23:59:59-08:00"), 1);
    assert_eq!(margin("2026-11-15T00:00:00-08:00"), -1);
    assert_eq!(margin("2026-10-01T12:00:00Z"), 44);
}

#[test]
fn clk_16_reminders_at_half_three_quarters_nine_tenths_two_business_days_before_and_when_late() {
    // Hours count from the receipt: a clock of whole days ends at midnight, so its shares are not round.
    let clock = clock("ccpa", &Starts::at(at("2026-10-01T00:00:00-07:00")));
    // 45 days and the hour that the change of the clocks adds: 1081 hours.
    let expected = [
        (Stage::Half, "2026-10-23T19:29:59.999Z"),
        (Stage::ThreeQuarters, "2026-11-04T01:44:59.999Z"),
        (Stage::Ninety, "2026-11-10T19:53:59.999Z"),
        (Stage::TwoBusinessDays, "2026-11-12T08:00:00Z"),
        (Stage::Late, "2026-11-15T08:00:00Z"),
    ];
    let expected: Vec<_> = expected.map(|(stage, at)| (stage, at.to_owned())).into();
    assert_eq!(timetable(&clock, &NEVER), expected);
}

#[test]
fn clk_16_each_reminder_falls_due_in_exactly_one_of_the_intervals_between_two_looks() {
    let clock = from_noon("can_spam", "2026-12-18");
    let all = clock.reminders(&NEVER, BEGINNING, noon("2027-02-01"));
    assert_eq!(all.len(), Stage::ALL.len());
    assert!(all.is_sorted_by_key(|reminder| reminder.at));
    let mut looks: Vec<_> = all.iter().flat_map(|reminder| [reminder.at.plus_ms(-1), reminder.at]).collect();
    looks.insert(0, BEGINNING);
    let told: Vec<_> = looks.windows(2).flat_map(|pair| clock.reminders(&NEVER, pair[0], pair[1])).collect();
    assert_eq!(told, all);
    for reminder in all {
        assert_eq!(clock.reached(&NEVER, reminder.at), Some(reminder));
    }
    assert_eq!(clock.reached(&NEVER, clock.started()), None);
}

#[test]
fn clk_16_a_clock_of_two_days_over_a_weekend_has_no_day_two_business_days_before() {
    // From Friday to Sunday: two business days before Sunday is Thursday.
    let friday = from_noon("provider_48h", "2026-11-27");
    let expected = [Stage::Half, Stage::ThreeQuarters, Stage::Ninety, Stage::Late];
    assert_eq!(stages(friday.reminders(&NEVER, BEGINNING, noon("2027-01-01"))), expected);
    assert_eq!(friday.reminders(&NEVER, BEGINNING, friday.due().internal).len(), 3, "not late yet");
}

#[test]
fn clk_16_what_is_finished_reminds_nobody_and_what_finished_late_was_late() {
    let clock = from_noon("gdpr", "2026-01-31");
    let early = noon("2026-02-20");
    assert_eq!(stages(clock.reminders(&done(early, early), BEGINNING, noon("2027-01-01"))), [Stage::Half]);
    let late = clock.due().internal.plus_ms(1);
    assert_eq!(clock.reached(&done(late, late), noon("2027-01-01")).unwrap().stage, Stage::Late);
    let pending = Stamps { answer: Some(early), ..NEVER };
    assert_eq!(clock.reached(&pending, noon("2027-01-01")).unwrap().stage, Stage::Late);
}

#[test]
fn clk_16_a_request_that_reaches_us_late_reminds_from_our_receipt_on() {
    let starts = Starts { agent_received: Some(noon("2026-01-01")), ..Starts::at(noon("2026-02-20")) };
    let clock = clock("gdpr", &starts);
    let reminders = clock.reminders(&NEVER, starts.receipt.plus_ms(-1), starts.receipt);
    assert_eq!(reminders.len(), Stage::ALL.len());
    assert_eq!(clock.reached(&NEVER, starts.receipt), Some(Reminder { at: starts.receipt, stage: Stage::Late }));
}

#[test]
fn clk_16_nothing_is_told_and_nothing_passes_while_a_clock_stands_still() {
    let mut clock = from_noon("uk_gdpr", "2026-09-01");
    let whole = clock.due().internal.0 - clock.started().0;
    clock.pause(PauseReason::Identity, true, Some(&sent(noon("2026-09-11")))).unwrap();
    assert_eq!(timetable(&clock, &NEVER), [], "half of the time would have passed on the sixteenth");
    let progress = clock.progress(&NEVER, noon("2026-11-30"));
    assert_eq!((progress.paused, progress.late, progress.legally_late), (true, false, false));
    let share = (10 * DAY_MS) as f64 / whole as f64;
    assert!((progress.elapsed - share).abs() < 1e-9, "{}", progress.elapsed);
    clock.resume(noon("2026-09-21")).unwrap();
    let elapsed = |day| clock.progress(&NEVER, noon(day)).elapsed;
    assert!((elapsed("2026-09-21") - share).abs() < 1e-9);
    assert!((elapsed("2026-09-16") - share).abs() < 1e-9, "in the middle of the pause");
    assert!((elapsed("2026-09-11") - share).abs() < 1e-9);
    // Five more days: the twenty-sixth, and what the hours until midnight add.
    let half = &timetable(&clock, &NEVER)[0];
    assert_eq!(*half, (Stage::Half, "2026-09-26T17:29:59.999Z".to_owned()));
    assert!((clock.progress(&NEVER, at(&half.1)).elapsed - 0.5).abs() < 1e-6);
}

#[test]
fn a_reminder_that_falls_into_a_pause_is_told_when_the_clock_goes_on() {
    // A pause of 36 hours moves the internal due day by one day only: half a day of the pause counts.
    let mut clock = from_noon("uk_gdpr", "2026-09-01");
    let half = at(&timetable(&clock, &NEVER)[0].1);
    clock.pause(PauseReason::Identity, true, Some(&sent(half.plus_ms(-HOUR_MS)))).unwrap();
    let resumed = half.plus_ms(35 * HOUR_MS);
    clock.resume(resumed).unwrap();
    assert_eq!(clock.reminders(&NEVER, BEGINNING, resumed.plus_ms(-1)), []);
    assert_eq!(stages(clock.reminders(&NEVER, BEGINNING, resumed)), [Stage::Half]);
}

#[test]
fn progress_goes_from_nought_to_one_and_a_finished_clock_stands_where_it_was() {
    let clock = from_noon("can_spam", "2026-12-18");
    let due = clock.due().internal;
    let elapsed = |now| clock.progress(&NEVER, now).elapsed;
    assert_eq!((elapsed(clock.started()), elapsed(due)), (0.0, 1.0));
    assert!(elapsed(due.plus_days(3)) > 1.0);
    assert_eq!(elapsed(clock.started().plus_days(-3)), 0.0);
    let stamps = Stamps { effect: Some(noon("2026-12-20")), ..NEVER };
    let before = clock.progress(&stamps, noon("2026-12-19"));
    assert_eq!((before.finished, before.margin_ms), (false, due.0 - noon("2026-12-19").0));
    let after = clock.progress(&stamps, noon("2027-06-01"));
    assert_eq!((after.finished, after.late, after.margin_ms), (true, false, due.0 - noon("2026-12-20").0));
}
