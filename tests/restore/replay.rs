//! What was asked after the backup is done again.

use desist::domain::address::Address;
use desist::domain::error::Code;
use desist::domain::ids::GroupId;
use desist::domain::operator::Role;
use desist::domain::preference::{Kind, Scope};
use desist::services::error::ServiceError;
use desist::services::preferences::StopWhat;
use serde_json::json;

use super::backup::{HOUR, quiet};
use super::scan::places;
use crate::support::database::texts;
use crate::support::{Service, ana, bo, both, chen, somebody};

fn group(desist: &Service) -> GroupId {
    desist.services.gate.registry().sender(desist.sender()).unwrap().group
}

/// A backup that knows ana; then stops of every scope, a pause, a complaint, an undeliverable address, and ana's erasure.
async fn lived_on(desist: &Service) -> Vec<(Address, &'static str)> {
    desist.stop(&ana(), "partner-offers").await.unwrap();
    desist.import("email,reason\nana@example.com,unsubscribe\nemil@example.net,complaint\n").await;
    desist.back_up().await;
    desist.advance(HOUR);
    desist.stop(&bo(), "events").await.unwrap();
    desist.record(&somebody(1), Scope::All(desist.sender()), Kind::OptedOut).await;
    desist.advance(HOUR);
    desist.record(&somebody(2), Scope::Everywhere(group(desist)), Kind::OptedOut).await;
    let until = desist.now().plus_days(30);
    desist.record(&chen(), Scope::All(desist.sender()), Kind::Paused { until }).await;
    desist.record(&somebody(3), Scope::All(desist.sender()), Kind::Complained).await;
    desist.record(&somebody(4), Scope::All(desist.sender()), Kind::Undeliverable).await;
    desist.import("email\nfrieda@example.net\n").await;
    desist.record(&somebody(5), Scope::Sharing(desist.sender()), Kind::OptedOut).await;
    desist.advance(HOUR);
    desist.erase(&ana()).await;
    desist.services.checkpoint().await.unwrap();
    let reasons = ["opted_out_topic", "opted_out_all", "opted_out_everywhere", "paused", "complained", "undeliverable"];
    let people = [bo(), somebody(1), somebody(2), chen(), somebody(3), somebody(4)];
    let frieda = crate::support::address("frieda@example.net");
    people.into_iter().zip(reasons).chain([(frieda, "imported"), (ana(), "erased")]).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_l8_after_a_restore_every_stop_holds_again_with_its_date_and_who_was_erased_is_erased_again() {
    both(|db| async move {
        let desist = quiet(db).await;
        let people = lived_on(&desist).await;
        for (who, reason) in &people {
            assert_eq!(desist.reason(who, "events"), *reason);
        }
        let before = desist.preferences().await;
        desist.put_back().await;
        let restored = desist.second_instance().await;
        assert!(restored.allowed(&bo(), "events"), "the backup does not know it");
        assert!(!places(&restored, &ana()).await.is_empty(), "and has what was erased");
        desist.advance(HOUR);
        let report = restored.restore(&restored.at_hand()).await.unwrap();
        assert_eq!((report.epoch, report.untold, report.erased, report.refused), (Some(2), 0, 1, 0), "{report:?}");
        for service in [&restored, &desist.second_instance().await] {
            for (who, reason) in &people {
                assert_eq!(service.reason(who, "events"), *reason, "{report:?}");
            }
            assert!(service.allowed(&ana(), "invoices"), "transactional mail goes on (L4)");
        }
        assert_eq!(restored.preferences().await, before, "each with its own date, and nothing more");
        let left = places(&restored, &ana()).await.into_iter().filter(|(table, _)| !table.starts_with("saved_"));
        assert_eq!(left.collect::<Vec<_>>(), [], "ERA-07");
        restored.verify().await;
        // Once more: nothing is lost, nothing is written, and the head is the same.
        let head = restored.services.checkpoint().await.unwrap();
        let again = restored.restore(&restored.at_hand()).await.unwrap();
        assert_eq!((again.epoch, again.written, again.erased, again.lost), (None, 0, 0, 0), "{again:?}");
        assert_eq!(restored.services.checkpoint().await.unwrap(), head);
        restored.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_who_had_come_back_or_taken_a_stop_back_is_not_stopped_anew() {
    both(|db| async move {
        let desist = quiet(db).await;
        desist.record(&chen(), Scope::All(desist.sender()), Kind::OptedOut).await;
        desist.back_up().await;
        desist.advance(HOUR);
        let token = desist.token(&bo(), "events");
        let holder = desist.services.open_link(&token).unwrap();
        let way = desist::domain::change::Channel::Page;
        let stopped = desist.services.stop(&holder, &token, StopWhat::Topic, way, "form").await.unwrap();
        desist.services.undo(&holder, &token, &stopped.undo.unwrap()).await.unwrap();
        desist.record(&chen(), Scope::All(desist.sender()), Kind::OptedIn { proven: true }).await;
        desist.put_back().await;
        let restored = desist.second_instance().await;
        assert!(!restored.allowed(&chen(), "events"));
        restored.restore(&restored.at_hand()).await.unwrap();
        assert!(restored.allowed(&bo(), "events") && restored.allowed(&chen(), "events"));
        restored.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_a_stop_on_the_backup_before_it_was_put_in_order_is_kept_beside_those_before() {
    both(|db| async move {
        let desist = quiet(db).await;
        desist.back_up().await;
        desist.stop(&bo(), "events").await.unwrap();
        desist.services.checkpoint().await.unwrap();
        desist.put_back().await;
        // Started plainly, it takes stops and signs nothing.
        let plain = desist.second_instance().await;
        plain.stop(&chen(), "events").await.unwrap();
        let refused = plain.services.checkpoint().await.unwrap_err();
        assert!(matches!(&refused, ServiceError::Contradiction(why) if why.contains("desist restore")), "{refused}");
        assert!(plain.allowed(&bo(), "events"));
        let report = plain.restore(&plain.at_hand()).await.unwrap();
        assert_eq!((report.lost, report.written), (1, 1), "{report:?}");
        for who in [bo(), chen()] {
            assert!(!plain.allowed(&who, "events"));
        }
        plain.verify().await;
        plain.services.checkpoint().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_a_hold_whose_mail_is_gone_is_a_case_for_a_person() {
    both(|db| async move {
        let desist = quiet(db).await;
        desist.back_up().await;
        desist.record(&bo(), Scope::All(desist.sender()), Kind::Held).await;
        desist.put_back().await;
        let restored = desist.second_instance().await;
        let report = restored.restore(&restored.at_hand()).await.unwrap();
        assert_eq!((report.held, restored.reason(&bo(), "events")), (1, "held"));
        let cases = restored.api_get("/v1/cases").await.expect(200).json();
        let case = &cases["cases"][0];
        assert_eq!((&case["kind"], &case["state"]), (&json!("unclear"), &json!("needs_review")), "{cases}");
        assert_eq!(restored.moves(case["id"].as_str().unwrap(), json!({"to": "done"})).await, 200);
        assert!(restored.allowed(&bo(), "events"), "a person has looked");
        restored.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l10_a_stop_of_a_topic_that_the_backup_does_not_know_reaches_its_sender() {
    both(|db| async move {
        let desist = quiet(db).await;
        desist.back_up().await;
        let topic = json!({"key": "weekly", "name": "Weekly", "class": "promotional"});
        let made = desist.api("/v1/topics", topic).await;
        assert!(made.status < 300, "{}", made.body);
        desist.stop(&bo(), "weekly").await.unwrap();
        desist.put_back().await;
        let restored = desist.second_instance().await;
        let report = restored.restore(&restored.at_hand()).await.unwrap();
        assert_eq!((report.widened, restored.reason(&bo(), "events")), (1, "opted_out_all"), "{report:?}");
        restored.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l10_what_is_known_to_be_lost_is_given_up_only_by_a_word() {
    both(|db| async move {
        let desist = quiet(db).await;
        desist.back_up().await;
        desist.stop(&bo(), "events").await.unwrap();
        let note = desist.services.checkpoint().await.unwrap();
        desist.put_back().await;
        std::fs::remove_file(desist::services::journal::path(desist.data_dir())).unwrap();
        let restored = desist.second_instance().await;
        let mut order = restored.at_hand();
        let refused = restored.services.plan_restore(&order).await.unwrap_err();
        let ServiceError::Refused(problem) = &refused else { panic!("{refused}") };
        assert!(problem.code == Code::Conflict && problem.detail.contains("--accept-loss"), "{problem:?}");
        order.accept_loss = true;
        let report = restored.restore(&order).await.unwrap();
        assert_eq!((report.epoch, report.untold, report.written), (Some(2), 1, 0), "{report:?}");
        restored.verify().await;
        let found = restored.verify_against(&note).await;
        assert!(found.holds() && !found.before_restore[0].hashes, "{found:?}");
        let again = restored.restore(&restored.at_hand()).await.unwrap();
        assert_eq!((again.epoch, again.lost), (None, 0), "{again:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn log_07_a_journal_from_which_an_epoch_was_opened_elsewhere_opens_no_second_one() {
    both(|db| async move {
        let desist = quiet(db).await;
        desist.back_up().await;
        desist.stop(&bo(), "events").await.unwrap();
        desist.put_back().await;
        let path = desist::services::journal::path(desist.data_dir());
        desist.services.journal.moved(&path, 2).await.unwrap();
        let restored = desist.second_instance().await;
        let refused = restored.services.plan_restore(&restored.at_hand()).await.unwrap_err();
        assert!(refused.to_string().contains("fork"), "{refused}");
        let head = restored.services.gate.ledger_size();
        assert_eq!(restored.services.verify(None, |_, _| {}).await.unwrap().ledger_size, head, "nothing was changed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_02_a_session_that_came_back_with_a_backup_is_over() {
    both(|db| async move {
        let desist = quiet(db).await;
        let robin = desist.operator("Robin", Role::Support).await;
        desist.back_up().await;
        desist.advance(HOUR / 2);
        robin.get("/console").await.expect(200);
        desist.put_back().await;
        let restored = desist.second_instance().await;
        assert!(restored.services.session(&robin.token()).await.unwrap().is_some(), "the backup knows it");
        restored.restore(&restored.at_hand()).await.unwrap();
        assert!(restored.services.session(&robin.token()).await.unwrap().is_none());
        restored.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_restore_does_again_is_counted_again_in_its_way_and_on_its_own_day() {
    both(|db| async move {
        let desist = quiet(db).await;
        desist.stop(&ana(), "events").await.unwrap();
        desist.back_up().await;
        desist.advance(48 * HOUR);
        desist.stop(&bo(), "events").await.unwrap();
        desist.put_back().await;
        let restored = desist.second_instance().await;
        desist.advance(48 * HOUR);
        restored.restore(&restored.at_hand()).await.unwrap();
        let query = "SELECT what || ' ' || day || ' ' || n FROM figures ORDER BY day";
        let today = desist.now().0.div_euclid(86_400_000);
        let stop = |day: i64| format!("opted_out_by_one_click {day} 1");
        assert_eq!(texts(restored.db(), query).await, [stop(today - 4), stop(today - 2)]);
        restored.verify().await;
    })
    .await;
}
