//! What moves a clock, and what must not: CLK-04, 12, 14.

use super::*;

fn extend(clock: &mut CaseClock, notice: Option<&Sent>) -> Result<(), Refused> {
    clock.extend(ExtensionReason::Complexity, notice)
}

#[test]
fn law_08_an_extension_without_a_sent_notice_is_refused_and_changes_nothing() {
    let before = from_noon("gdpr", "2026-01-31");
    let due = before.due().internal;
    let nameless = Sent { message: " ".to_owned(), at: noon("2026-02-05") };
    for (notice, refused) in [
        (None, Refused::NoNotice),
        (Some(sent(due.plus_ms(1))), Refused::TooLate(due)),
        (Some(sent(noon("2026-01-31").plus_ms(-1))), Refused::TooEarly),
        (Some(nameless), Refused::NoMessageId),
    ] {
        let mut clock = before.clone();
        assert_eq!(extend(&mut clock, notice.as_ref()), Err(refused));
        assert_eq!(clock, before);
    }
    let mut clock = before.clone();
    extend(&mut clock, Some(&sent(due))).unwrap();
    assert_eq!(clock.first_due(), before.due(), "the first due instants are kept");
    assert_eq!(clock.extension().unwrap().notice, sent(due));
}

#[test]
fn clk_04_an_extension_is_taken_once_and_only_where_there_is_one() {
    let mut clock = from_noon("ccpa", "2026-10-01");
    extend(&mut clock, Some(&sent(noon("2026-10-02")))).unwrap();
    let extended = clock.clone();
    assert_eq!(extend(&mut clock, Some(&sent(noon("2026-10-03")))), Err(Refused::AlreadyExtended));
    assert_eq!(clock, extended);
    for rule in ["policy", "uk_complaint", "ccpa_confirm", "can_spam", "provider_48h"] {
        let refused = extend(&mut from_noon(rule, "2026-10-01"), Some(&sent(noon("2026-10-01"))));
        assert_eq!(refused, Err(Refused::NoExtension(rule.to_owned())));
    }
}

#[test]
fn clk_12_the_uk_clock_stands_still_from_the_question_to_the_answer() {
    let mut clock = from_noon("uk_gdpr", "2026-09-01");
    assert_eq!(days(&clock), pair("2026-10-01", "2026-10-01"));
    clock.pause(PauseReason::Clarification, true, Some(&sent(noon("2026-09-03")))).unwrap();
    assert!(clock.is_paused());
    assert_eq!(days(&clock), pair("2026-10-01", "2026-10-01"), "nothing moves before the answer");
    clock.resume(noon("2026-09-10")).unwrap();
    assert!(!clock.is_paused());
    assert_eq!(days(&clock), pair("2026-10-08", "2026-10-08"));
    // An answer on the same day moves neither; one after midnight the legal day alone.
    clock.pause(PauseReason::Identity, true, Some(&sent(noon("2026-09-11")))).unwrap();
    clock.resume(at("2026-09-11T20:00:00Z")).unwrap();
    assert_eq!(days(&clock), pair("2026-10-08", "2026-10-08"));
    clock.pause(PauseReason::Identity, true, Some(&sent(at("2026-09-12T22:00:00Z")))).unwrap();
    clock.resume(at("2026-09-13T05:00:00Z")).unwrap();
    assert_eq!(days(&clock), pair("2026-10-08", "2026-10-09"));
    let reasons: Vec<_> = clock.pauses().iter().map(|pause| (pause.reason, pause.until.is_some())).collect();
    let (clarification, identity) = ((PauseReason::Clarification, true), (PauseReason::Identity, true));
    assert_eq!(reasons, [clarification, identity, identity], "each is kept");
    assert_eq!(clock.pauses()[0].question, sent(noon("2026-09-03")));
}

#[test]
fn clk_12_a_pause_that_would_end_on_a_weekend_rolls_the_legal_day_only() {
    let mut clock = from_noon("uk_gdpr", "2026-09-01");
    clock.pause(PauseReason::Identity, true, Some(&sent(noon("2026-09-03")))).unwrap();
    clock.resume(noon("2026-09-05")).unwrap();
    // Thursday the first and two days: Saturday.
    assert_eq!(days(&clock), pair("2026-10-03", "2026-10-05"));
    // A roll does not lead to a further one: two days more are Monday, not Wednesday.
    clock.pause(PauseReason::Identity, true, Some(&sent(noon("2026-09-06")))).unwrap();
    clock.resume(noon("2026-09-08")).unwrap();
    assert_eq!(days(&clock), pair("2026-10-05", "2026-10-05"));
}

#[test]
fn clk_12_no_pause_without_a_needed_question_that_was_sent_in_time() {
    let before = from_noon("uk_gdpr", "2026-09-01");
    let due = before.due().internal;
    let asked = sent(noon("2026-09-03"));
    for (needed, question, refused) in [
        (true, None, Refused::NoQuestion),
        (false, Some(asked.clone()), Refused::Needless),
        (true, Some(sent(noon("2026-08-31"))), Refused::TooEarly),
        (true, Some(sent(due.plus_ms(1))), Refused::TooLate(due)),
    ] {
        let mut clock = before.clone();
        assert_eq!(clock.pause(PauseReason::Identity, needed, question.as_ref()), Err(refused));
        assert_eq!(clock, before);
    }
    let mut clock = before.clone();
    assert_eq!(clock.resume(noon("2026-09-04")), Err(Refused::NotPaused));
    clock.pause(PauseReason::Identity, true, Some(&asked)).unwrap();
    assert_eq!(clock.pause(PauseReason::Identity, true, Some(&asked)), Err(Refused::AlreadyPaused));
    assert_eq!(clock.resume(noon("2026-09-02")), Err(Refused::Backwards));
    clock.resume(noon("2026-09-04")).unwrap();
    assert_eq!(clock.pause(PauseReason::Identity, true, Some(&asked)), Err(Refused::Backwards));
    assert_eq!(clock.resume(noon("2026-09-05")), Err(Refused::NotPaused));
}

#[test]
fn clk_12_california_and_all_but_the_new_uk_rule_never_stand_still() {
    let question = sent(noon("2026-09-01"));
    let paused: Vec<_> = built_in()
        .all()
        .filter(|rule| rule.terms().origin != Origin::Termination)
        .filter(|rule| {
            let mut clock = CaseClock::start(rule, &Starts::at(noon("2026-09-01")), &Zone::utc()).unwrap();
            PauseReason::ALL.iter().any(|reason| clock.pause(*reason, true, Some(&question)).is_ok())
        })
        .map(|rule| (rule.id().to_owned(), rule.version().to_owned()))
        .collect();
    assert_eq!(paused, [("uk_gdpr".to_owned(), "2".to_owned())]);
    let refused = from_noon("ccpa", "2026-09-01").pause(PauseReason::Identity, true, Some(&question));
    assert_eq!(refused, Err(Refused::NoPause { rule: "ccpa".to_owned(), reason: PauseReason::Identity }));
}

#[test]
fn law_15_a_uk_request_from_before_the_act_does_not_stand_still() {
    let question = sent(noon("2026-02-06"));
    for (receipt, stands_still) in [("2026-02-04", false), ("2026-02-05", true)] {
        let mut clock = from_noon("uk_gdpr", receipt);
        assert_eq!(clock.pause(PauseReason::Identity, true, Some(&question)).is_ok(), stands_still, "{receipt}");
    }
}

#[test]
fn a_notice_may_go_out_as_late_as_the_pauses_allow_and_both_move_the_clock() {
    let mut clock = from_noon("uk_gdpr", "2026-09-01");
    clock.pause(PauseReason::Identity, true, Some(&sent(noon("2026-09-03")))).unwrap();
    let while_paused = sent(noon("2026-10-02"));
    let mut open = clock.clone();
    extend(&mut open, Some(&while_paused)).unwrap();
    clock.resume(noon("2026-09-13")).unwrap();
    extend(&mut clock, Some(&while_paused)).unwrap();
    assert_eq!(days(&clock).0, "2026-12-11", "three months and ten days");
    open.resume(noon("2026-10-03")).unwrap();
    assert_eq!(days(&open).0, "2026-12-31", "three months and thirty days");
}

#[test]
fn a_clock_that_stands_still_knows_when_it_would_be_due() {
    let mut clock = from_noon("uk_gdpr", "2026-09-01");
    clock.pause(PauseReason::Identity, true, Some(&sent(noon("2026-09-03")))).unwrap();
    let (mut resumed, now) = (clock.clone(), noon("2026-09-20"));
    resumed.resume(now).unwrap();
    assert_eq!(clock.due_at(now), Some(resumed.due()));
    assert_eq!(clock.due_at(noon("2026-09-01")), Some(clock.due()));
    assert_eq!(resumed.due_at(now.plus_days(9)), Some(resumed.due()));
}

#[test]
fn clk_14_nothing_restarts_a_clock() {
    let mut clock = from_noon("uk_gdpr", "2026-09-01");
    let (started, day, starts, first) = (clock.started(), clock.start_day(), *clock.starts(), clock.first_due());
    clock.pause(PauseReason::Identity, true, Some(&sent(noon("2026-09-03")))).unwrap();
    clock.resume(noon("2026-09-04")).unwrap();
    extend(&mut clock, Some(&sent(noon("2026-09-05")))).unwrap();
    assert_eq!((clock.started(), clock.start_day(), *clock.starts(), clock.first_due()), (started, day, starts, first));
}
