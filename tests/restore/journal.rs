//! The journal itself: complete whoever wrote, never in the way of a stop.

use desist::domain::journal::Effect;
use desist::services::journal;

use crate::support::{Service, ana, bo, both, chen, somebody};

fn keys(effects: &[Effect]) -> Vec<[u8; 16]> {
    effects.iter().map(|effect| effect.key.bytes).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_what_was_acknowledged_is_in_the_journal_whoever_wrote_it_and_shows_nobodys_address() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let other = desist.second_instance().await;
        for number in 0..6 {
            let one = if number % 2 == 0 { &desist } else { &other };
            one.stop(&somebody(number), "events").await.unwrap();
            let journal = desist.journal().await;
            assert_eq!(journal.end.unwrap().size, one.services.gate.ledger_size());
            assert_eq!((journal.gaps, journal.damaged, journal.start), (0, 0, 0));
        }
        let stops = futures_util::future::join_all((6..200).map(|n| {
            let one = if n % 2 == 0 { &desist } else { &other };
            async move { one.stop(&somebody(n), "events").await.unwrap() }
        }));
        stops.await;
        let journal = desist.journal().await;
        assert_eq!((journal.gaps, journal.damaged, journal.lost(0).len()), (0, 0, 200));
        let text = std::fs::read_to_string(journal::path(desist.data_dir())).unwrap();
        let key = desist::store::hex(&desist.services.vault.recipient_key(&somebody(1)).bytes);
        assert!(!text.contains("somebody") && !text.contains('@') && !text.contains(&key), "L6");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_what_a_process_that_died_could_not_write_down_is_read_from_the_ledger() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = journal::path(desist.data_dir());
        desist.stop(&ana(), "events").await.unwrap();
        let before = std::fs::read(&path).unwrap();
        desist.stop(&bo(), "events").await.unwrap();
        // As if it had died between the commit and the line, or within the line.
        for cut in [&b""[..], b"1 1 7 00"] {
            std::fs::write(&path, [&before[..], cut].concat()).unwrap();
            desist.services.keep_up().await.unwrap();
            assert_eq!(desist.journal().await.end.unwrap().size, desist.services.gate.ledger_size());
        }
        std::fs::write(&path, &before).unwrap();
        desist.stop(&chen(), "events").await.unwrap();
        let journal = desist.journal().await;
        let all = [ana(), bo(), chen()].map(|who| desist.services.vault.recipient_key(&who).bytes);
        assert_eq!((keys(&journal.lost(0)), journal.gaps), (all.to_vec(), 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_a_journal_that_cannot_be_written_is_an_alarm_and_keeps_nobody_from_stopping() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = journal::path(desist.data_dir());
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
        desist.one_click(&desist.mint(&ana(), "events").unsubscribe_url).await.expect(200);
        assert!(!desist.allowed(&ana(), "events"));
        assert_eq!(desist.services.counters.journal_failures.get(), 1);
        std::fs::remove_dir(&path).unwrap();
        desist.stop(&bo(), "events").await.unwrap();
        assert_eq!(desist.journal().await.end.unwrap().size, desist.services.gate.ledger_size());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_two_backups_the_last_two_can_still_be_restored_from_the_journal() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let mut sizes = Vec::new();
        for number in 0..3 {
            desist.stop(&somebody(number), "events").await.unwrap();
            sizes.push(desist.services.gate.ledger_size());
            desist.services.journal.begin_anew().await.unwrap();
        }
        desist.stop(&somebody(9), "events").await.unwrap();
        let journal = desist.journal().await;
        assert_eq!((journal.start, journal.gaps), (sizes[0], 0), "the first one is let go");
        assert_eq!(journal.lost(sizes[1]).len(), 2);
    })
    .await;
}
