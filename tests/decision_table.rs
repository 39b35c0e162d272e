//! The decision table against a model of it that was written from the contract alone: no shared code, no cleverness.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

use desist::domain::ids::{GroupId, SenderId, TopicId};
use desist::domain::preference::{Decision, ImportReason, Kind, Record, Scope, decide};
use desist::domain::time::Instant;
use desist::domain::topic::Class;
use desist::domain::verdict::{Question, judge};
use proptest::prelude::*;

const TOPIC: TopicId = TopicId(7);
const SENDER: SenderId = SenderId(1);
const GROUP: GroupId = GroupId(3);

/// The reasons that block, in the contract's order.
const ORDER: [&str; 10] = [
    "erased",
    "complained",
    "opted_out_everywhere",
    "opted_out_all",
    "opted_out_topic",
    "paused",
    "held",
    "undeliverable",
    "imported",
    "not_opted_in",
];

/// "`reason`, the first that holds" (contract), word by word.
fn model(question: &Question, records: &[Record], now: Instant) -> &'static str {
    if question.class == Class::Transactional {
        return "transactional";
    }
    for reason in ORDER {
        if records.iter().any(|record| holds(reason, record, records, now)) {
            return reason;
        }
        if reason == "not_opted_in" && question.requires_opt_in && !said_yes(records) {
            return reason;
        }
    }
    if said_yes(records) { "opted_in" } else { "no_objection" }
}

fn said_yes(records: &[Record]) -> bool {
    records.iter().any(|r| r.scope == Scope::Topic(TOPIC) && matches!(r.kind, Kind::OptedIn { .. }))
}

/// Whether this record is that reason for mail about our topic, of our sender, in our group.
fn holds(reason: &str, record: &Record, records: &[Record], now: Instant) -> bool {
    let topic = record.scope == Scope::Topic(TOPIC);
    let all = record.scope == Scope::All(SENDER);
    let everywhere = record.scope == Scope::Everywhere(GROUP);
    let ours = topic || all || everywhere;
    // "a proven opt-in to one topic is an exception to an older `all` and nothing wider"
    let excepted = records.iter().any(|yes| {
        yes.scope == Scope::Topic(TOPIC) && yes.kind == (Kind::OptedIn { proven: true }) && yes.since > record.since
    });
    // "an opt-in counts against an opt-out only with proof": in the import's own scope it stands beside it.
    let answered = records.iter().any(|yes| {
        yes.scope == record.scope && yes.kind == (Kind::OptedIn { proven: true }) && yes.since > record.since
    });
    // "after deletion a keyed hash still refuses promotional mail" until the person comes back, with proof: to this
    // topic, or to everything of this sender, after every erasure.
    let came_back = records.iter().any(|yes| {
        let ours = yes.scope == Scope::Topic(TOPIC) || yes.scope == Scope::All(SENDER);
        let last = records.iter().filter(|r| r.kind == Kind::Erased).map(|r| r.since).max();
        ours && yes.kind == (Kind::OptedIn { proven: true }) && last.is_some_and(|last| yes.since > last)
    });
    match reason {
        "erased" => record.kind == Kind::Erased && !came_back,
        "undeliverable" => record.kind == Kind::Undeliverable,
        "complained" => ours && record.kind == Kind::Complained,
        "opted_out_everywhere" => everywhere && record.kind == Kind::OptedOut,
        "opted_out_all" => all && record.kind == Kind::OptedOut && !excepted,
        "opted_out_topic" => topic && record.kind == Kind::OptedOut && !excepted,
        "paused" => ours && matches!(record.kind, Kind::Paused { until } if until > now),
        "held" => ours && record.kind == Kind::Held,
        "imported" => ours && matches!(record.kind, Kind::Imported(_)) && (everywhere || !excepted) && !answered,
        _ => false,
    }
}

fn scopes() -> impl Strategy<Value = Scope> {
    prop_oneof![
        4 => Just(Scope::Topic(TOPIC)),
        1 => Just(Scope::Topic(TopicId(8))),
        3 => Just(Scope::All(SENDER)),
        1 => Just(Scope::All(SenderId(2))),
        2 => Just(Scope::Everywhere(GROUP)),
        1 => Just(Scope::Everywhere(GroupId(4))),
        1 => Just(Scope::Sharing(SENDER)),
        1 => Just(Scope::Tracking(SENDER)),
    ]
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop_oneof![
        3 => Just(Kind::OptedOut),
        3 => any::<bool>().prop_map(|proven| Kind::OptedIn { proven }),
        1 => Just(Kind::Withdrawn),
        2 => (0_i64..20).prop_map(|until| Kind::Paused { until: Instant(until) }),
        1 => Just(Kind::Resumed),
        1 => Just(Kind::Complained),
        1 => Just(Kind::Held),
        1 => Just(Kind::Released),
        1 => Just(Kind::Undeliverable),
        1 => Just(Kind::Deliverable),
        2 => prop_oneof![
            Just(ImportReason::Unspecified),
            Just(ImportReason::Unsubscribe),
            Just(ImportReason::Complaint),
            Just(ImportReason::Bounce),
        ].prop_map(Kind::Imported),
        1 => Just(Kind::Erased),
    ]
}

/// What may stand recorded: one record for each scope and slot.
fn standing() -> impl Strategy<Value = Vec<Record>> {
    let record = (scopes(), kinds(), 0_i64..20).prop_map(|(scope, kind, since)| Record {
        scope,
        kind,
        since: Instant(since),
        entry: 1,
    });
    proptest::collection::vec(record, 0..7).prop_map(|records| {
        let mut kept: Vec<Record> = Vec::new();
        for record in records {
            kept.retain(|r| (r.scope, r.kind.slot()) != (record.scope, record.kind.slot()));
            kept.push(record);
        }
        kept
    })
}

fn questions() -> impl Strategy<Value = Question> {
    (prop_oneof![4 => Just(Class::Promotional), 1 => Just(Class::Transactional)], any::<bool>()).prop_map(
        |(class, requires_opt_in)| Question { topic: TOPIC, sender: SENDER, group: GROUP, class, requires_opt_in },
    )
}

/// What stands after an event that is accepted.
fn after(records: &[Record], scope: Scope, kind: Kind, at: Instant) -> Vec<Record> {
    let mut next = records.to_vec();
    if let Decision::Apply { .. } = decide(records, SENDER, scope, kind, at) {
        next.retain(|r| (r.scope, r.kind.slot()) != (scope, kind.slot()));
        next.push(Record { scope, kind, since: at, entry: 2 });
    }
    next
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_table_gives_the_first_reason_that_holds(question in questions(), records in standing(), now in 0_i64..20) {
        let verdict = judge(&question, &records, Instant(now));
        prop_assert_eq!(verdict.reason.word(), model(&question, &records, Instant(now)));
        let blocked = ORDER.contains(&verdict.reason.word());
        prop_assert_eq!(verdict.allowed(), !blocked);
    }

    #[test]
    fn the_order_of_the_records_says_nothing(question in questions(), records in standing(), now in 0_i64..20) {
        let mut reversed = records.clone();
        reversed.reverse();
        let (one, two) = (judge(&question, &records, Instant(now)), judge(&question, &reversed, Instant(now)));
        prop_assert_eq!(one.reason, two.reason);
        prop_assert_eq!(one.since, two.since);
    }

    #[test]
    fn l4_no_record_whatever_blocks_transactional_mail(records in standing(), requires_opt_in: bool, now in 0_i64..20) {
        let class = Class::Transactional;
        let question = Question { topic: TOPIC, sender: SENDER, group: GROUP, class, requires_opt_in };
        prop_assert!(judge(&question, &records, Instant(now)).allowed());
    }

    #[test]
    fn l3_no_opt_in_without_proof_turns_a_block_into_an_allowance(
        records in standing(), scope in scopes(), at in 0_i64..20, now in 0_i64..20,
    ) {
        let class = Class::Promotional;
        let question = Question { topic: TOPIC, sender: SENDER, group: GROUP, class, requires_opt_in: false };
        let before = judge(&question, &records, Instant(now));
        let next = after(&records, scope, Kind::OptedIn { proven: false }, Instant(at));
        prop_assert!(before.allowed() || !judge(&question, &next, Instant(now)).allowed());
    }

    #[test]
    fn l1_a_stop_now_blocks_whatever_stood_before(
        records in standing(), scope in prop_oneof![Just(Scope::Topic(TOPIC)), Just(Scope::All(SENDER)), Just(Scope::Everywhere(GROUP))],
    ) {
        let class = Class::Promotional;
        let question = Question { topic: TOPIC, sender: SENDER, group: GROUP, class, requires_opt_in: false };
        let now = Instant(20);
        let next = after(&records, scope, Kind::OptedOut, now);
        prop_assert!(!judge(&question, &next, now).allowed());
    }

    #[test]
    fn l8_an_import_or_a_trace_of_erasure_never_allows_more(
        records in standing(), scope in scopes(), at in 0_i64..20, now in 0_i64..20, erased: bool,
    ) {
        let class = Class::Promotional;
        let question = Question { topic: TOPIC, sender: SENDER, group: GROUP, class, requires_opt_in: false };
        let kind = if erased { Kind::Erased } else { Kind::Imported(ImportReason::Bounce) };
        let before = judge(&question, &records, Instant(now));
        let next = after(&records, scope, kind, Instant(at));
        prop_assert!(before.allowed() || !judge(&question, &next, Instant(now)).allowed());
    }
}
