//! From when a clock counts: CLK-01, 08, 18, and the events of other rules.

use super::*;

/// A mail received by us on the tenth of January, forwarded.
fn forwarded() -> Starts {
    Starts::at(noon("2026-01-10"))
}

#[test]
fn clk_01_a_forward_after_nine_days_counts_from_the_agents_mailbox() {
    let starts = Starts { agent_received: Some(noon("2026-01-01")), ..forwarded() };
    let clock = clock("gdpr", &starts);
    assert_eq!(clock.started(), noon("2026-01-01"));
    assert_eq!(days(&clock).0, "2026-02-01");
    assert_eq!(clock.starts(), &starts, "all stamps are kept");
}

#[test]
fn clk_01_the_earliest_credible_stamp_counts() {
    let (third, fifth) = (Some(noon("2026-01-03")), Some(noon("2026-01-05")));
    let received =
        |forwarded_at, agent_received| Starts { forwarded: forwarded_at, agent_received, ..forwarded() }.received();
    assert_eq!(received(third, fifth), noon("2026-01-03"));
    assert_eq!(received(fifth, third), noon("2026-01-03"));
    assert_eq!(received(fifth, None), noon("2026-01-05"));
    assert_eq!(received(None, None), noon("2026-01-10"));
}

#[test]
fn clk_18_a_claimed_date_moves_a_clock_only_earlier_and_only_within_sixty_days() {
    let receipt = noon("2026-03-31");
    let starts = |claim| Starts { forwarded: Some(claim), agent_received: Some(claim), ..Starts::at(receipt) };
    let edge = receipt.plus_days(-CREDIBLE_DAYS);
    assert_eq!(starts(edge).received(), edge);
    for absurd in [edge.plus_ms(-1), receipt.plus_ms(1), receipt.plus_days(400), Instant(0), Instant(i64::MIN)] {
        assert_eq!(starts(absurd).received(), receipt, "{absurd}");
        assert_eq!(Starts { sent: Some(absurd), ..Starts::at(receipt) }.sent(), receipt);
    }
    // One absurd stamp does not spoil the other.
    let mixed = Starts { forwarded: Some(Instant(0)), ..starts(noon("2026-03-20")) };
    assert_eq!(mixed.received(), noon("2026-03-20"));
}

#[test]
fn clk_08_casl_runs_from_the_sending_and_the_others_from_the_receipt() {
    // Sent on Wednesday, received on Friday: two business days earlier.
    let starts = Starts { sent: Some(noon("2026-12-16")), ..Starts::at(noon("2026-12-18")) };
    assert_eq!(days(&clock("casl", &starts)).0, "2026-12-30");
    assert_eq!(days(&clock("can_spam", &starts)).0, "2027-01-01");
    assert_eq!(days(&clock("casl", &Starts::at(noon("2026-12-18")))).0, "2027-01-01");
    // The date of a forwarded request is the sending of that request.
    let forwarded = Starts { forwarded: Some(noon("2026-12-14")), ..starts };
    assert_eq!(clock("casl", &forwarded).started(), noon("2026-12-14"));
}

#[test]
fn p7_a_deletion_is_due_twelve_months_after_a_recorded_termination() {
    let starts = Starts { termination: Some(noon("2028-02-29")), ..Starts::at(noon("2028-03-10")) };
    assert_eq!(days(&clock("termination_deletion", &starts)), pair("2029-02-28", "2029-02-28"));
    let ahead = Starts { termination: Some(noon("2026-12-31")), ..Starts::at(noon("2026-11-27")) };
    assert_eq!(days(&clock("termination_deletion", &ahead)).0, "2027-12-31");
}

#[test]
fn a_clock_whose_event_is_not_recorded_or_long_over_does_not_start_and_says_why() {
    let rules = built_in();
    let receipt = noon("2026-11-27");
    let started = |termination| {
        let starts = Starts { termination, ..Starts::at(receipt) };
        let started = rules.start(Matter::Deletion, &Facts::default(), &starts, &Zone::utc());
        assert!(started.clocks.iter().any(|clock| clock.rule() == BACKSTOP), "the policy runs all the same");
        started.not_started
    };
    let id = "termination_deletion".to_owned();
    assert_eq!(started(None), [(id.clone(), StartError::NoEvent(Origin::Termination))]);
    let over = at("2026-11-26T23:59:59.999Z");
    assert_eq!(started(Some(noon("2025-11-26"))), [(id, StartError::Over(over))]);
    assert_eq!(started(Some(noon("2025-11-27"))), []);
}

#[test]
fn a_request_that_reaches_us_after_its_due_day_has_a_late_clock_and_not_none() {
    let starts = Starts { agent_received: Some(noon("2026-01-01")), ..Starts::at(noon("2026-02-20")) };
    let clock = clock("gdpr", &starts);
    assert_eq!(days(&clock).0, "2026-02-01");
    assert!(clock.progress(&Stamps::default(), starts.receipt).late);
}

#[test]
fn a_proof_of_identity_starts_nothing_before_the_request() {
    let receipt = noon("2026-11-27");
    let of = |identity_proof| Starts { identity_proof, ..Starts::at(receipt) }.of(Origin::IdentityProof);
    assert_eq!(of(Some(receipt.plus_days(3))), Some(receipt.plus_days(3)));
    assert_eq!(of(Some(receipt.plus_days(-3))), Some(receipt));
    assert_eq!(of(None), None);
}

#[test]
fn an_instant_outside_the_years_there_are_is_refused() {
    let rules = built_in();
    let policy = rules.get("policy", "1").unwrap();
    for receipt in [Instant(i64::MAX), Instant(i64::MIN), at("9999-12-30T00:00:00Z")] {
        let refused = CaseClock::start(policy, &Starts::at(receipt), &Zone::utc());
        assert_eq!(refused.unwrap_err(), StartError::OutOfRange);
    }
}
