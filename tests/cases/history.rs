//! The history of cases and what is sealed in them, rewritten behind the service's back: `verify` names each, and nothing
//! where only an erasure, a copy or retention took something.

use std::time::Duration;

use serde_json::json;

use crate::support::database::{execute, number};
use crate::support::{Service, both};

const DAY: Duration = Duration::from_secs(86_400);

/// A fault: table, column, row.
type Fault = (String, String, String);

impl Service {
    /// Everything that `verify` finds wrong, with the row; it names no address (L6).
    async fn faulty(&self) -> Vec<Fault> {
        let found = self.services.verify(None, |_, _| {}).await.unwrap();
        assert!(found.faults.iter().all(|fault| !fault.what.contains('@')), "{:?}", found.faults);
        found.faults.into_iter().map(|fault| (fault.table, fault.column, fault.row)).collect()
    }

    /// A request for a copy with two notes and an answered task; answers case and task.
    async fn noted(&self) -> (String, String) {
        self.add_party("systems", json!({"key": "billing", "name": "Billing"})).await;
        let asked = json!({"kind": "access", "recipient": "ana@example.com", "evidence": "came to the desk"});
        let case = self.open_case(asked).await["id"].as_str().unwrap().to_owned();
        self.tend().await;
        for note in ["she says yes", "she says no!"] {
            assert_eq!(self.moves(&case, json!({"note": note})).await, 200);
        }
        let task = self.case_now(&case).await["tasks"][0]["id"].as_str().unwrap().to_owned();
        let answer = json!({"state": "done", "answer": {"invoices": 2}});
        self.api(&format!("/v1/tasks/{task}"), answer).await.expect(200);
        self.drain().await;
        (case, task)
    }

    /// The number of the first event of a case with this word.
    async fn event_number(&self, case: &str, what: &str) -> i64 {
        let query = format!("SELECT MIN(number) FROM case_events WHERE case_id = '{case}' AND what = '{what}'");
        number(self.db(), &query).await
    }

    /// Keeps a table as it is; answers the statements that bring it back.
    async fn keep(&self, table: &str) -> [String; 2] {
        execute(self.db(), &format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}")).await;
        [format!("DELETE FROM {table}"), format!("INSERT INTO {table} SELECT * FROM kept_{table}")]
    }

    /// Whoever has the database's password does this: exactly these faults are found; then it is as before.
    async fn finds(&self, statement: &str, back: &[String], expected: &[(&str, &str, String)]) {
        assert!(execute(self.db(), statement).await > 0, "{statement} changed nothing");
        let owned = |(table, column, row): &(&str, &str, String)| ((*table).into(), (*column).into(), row.clone());
        assert_eq!(self.faulty().await, expected.iter().map(owned).collect::<Vec<Fault>>(), "{statement}");
        for statement in back {
            execute(self.db(), statement).await;
        }
        self.verify().await;
    }
}

fn event(column: &'static str, case: &str, number: i64) -> (&'static str, &'static str, String) {
    ("case_events", column, format!("{case} {number}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn l5_a_word_a_state_or_an_actor_rewritten_in_a_cases_history_is_named() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let (case, _) = desist.noted().await;
        desist.verify().await;
        let found = desist.services.verify(None, |_, _| {}).await.unwrap();
        let events = number(desist.db(), "SELECT COUNT(*) FROM case_events").await;
        assert!(events >= 5 && found.events == u64::try_from(events).unwrap(), "every event was compared");
        let back = desist.keep("case_events").await;
        let noted = desist.event_number(&case, "noted").await;
        for (change, column) in [
            ("what = 'confirmed'", "what"),
            ("state_before = 'done'", "state_before"),
            ("state_after = 'refused'", "state_after"),
            ("actor = 'recipient'", "actor"),
            ("actor_id = NULL", "actor_id"),
            ("actor_id = 'another'", "actor_id"),
            ("channel = 'page'", "channel"),
            ("at = at - 1", "at"),
        ] {
            let statement = format!("UPDATE case_events SET {change} WHERE case_id = '{case}' AND number = {noted}");
            desist.finds(&statement, &back, &[event(column, &case, noted)]).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l5_an_event_taken_away_or_put_in_is_named() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let (case, _) = desist.noted().await;
        let back = desist.keep("case_events").await;
        let last = number(desist.db(), &format!("SELECT version FROM cases WHERE id = '{case}'")).await;
        let only = |numbers: &str| format!("DELETE FROM case_events WHERE case_id = '{case}' AND number {numbers}");
        desist.finds(&only("= 1"), &back, &[event("number", &case, 1)]).await;
        desist.finds(&only("= 3"), &back, &[event("number", &case, 3)]).await;
        desist.finds(&only(&format!("= {last}")), &back, &[event("number", &case, last)]).await;
        let two = ("case_events", "number", format!("{case} 3-4"));
        desist.finds(&only("IN (3, 4)"), &back, &[two]).await;
        desist.finds(&only("> 0"), &back, &[("case_events", "number", case.clone())]).await;
        // One more, behind the last: of an entry that wrote another, or of none at all.
        for (entry, number) in [("entry_index", last + 1), ("-1", last + 1), ("999999", last + 2)] {
            let statement = format!(
                "INSERT INTO case_events (case_id, number, at, what, state_before, state_after, actor, actor_id, channel, \
                 entry_index) SELECT case_id, {number}, at, what, state_before, state_after, actor, actor_id, channel, \
                 {entry} FROM case_events WHERE case_id = '{case}' AND number = {last}"
            );
            let mut expected = vec![event("entry_index", &case, number)];
            if number > last + 1 {
                expected.insert(0, event("number", &case, last + 1));
            }
            desist.finds(&statement, &back, &expected).await;
        }
        // One event in the place of another: both name an entry that wrote something else.
        let other = format!("UPDATE case_events SET entry_index = entry_index + 1 WHERE case_id = '{case}' AND number = 3");
        desist.finds(&other, &back, &[event("entry_index", &case, 3)]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l5_what_is_sealed_in_a_case_cannot_be_swapped_put_in_or_taken_away() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let (case, task) = desist.noted().await;
        let noted = desist.event_number(&case, "noted").await;
        let details = desist.keep("case_events").await;
        // Yes becomes no: both were sealed for this case, and both open.
        let swap = format!(
            "UPDATE case_events SET detail = (SELECT other.detail FROM kept_case_events other \
             WHERE other.case_id = '{case}' AND other.number = {noted} + {noted} + 1 - case_events.number) \
             WHERE case_id = '{case}' AND number IN ({noted}, {noted} + 1)"
        );
        desist.finds(&swap, &details, &[event("detail", &case, noted), event("detail", &case, noted + 1)]).await;
        let of_note = format!("WHERE case_id = '{case}' AND number = {noted}");
        let gone = format!("UPDATE case_events SET detail = NULL {of_note}");
        desist.finds(&gone, &details, &[event("detail", &case, noted)]).await;
        let into_first = format!(
            "UPDATE case_events SET detail = (SELECT detail FROM kept_case_events {of_note}) \
             WHERE case_id = '{case}' AND number = 1"
        );
        desist.finds(&into_first, &details, &[event("detail", &case, 1)]).await;

        for (table, column, row) in [("cases", "detail", &case), ("case_tasks", "answer", &task)] {
            execute(desist.db(), &format!("CREATE TABLE kept AS SELECT id, {column} FROM {table}")).await;
            let back =
                [format!("UPDATE {table} SET {column} = (SELECT k.{column} FROM kept k WHERE k.id = {table}.id)")];
            for value in ["NULL".to_owned(), format!("(SELECT detail FROM kept_case_events {of_note})")] {
                let statement = format!("UPDATE {table} SET {column} = {value} WHERE id = '{row}'");
                desist.finds(&statement, &back, &[(table, column, row.clone())]).await;
            }
            execute(desist.db(), "DROP TABLE kept").await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l8_what_an_erasure_a_copy_or_retention_took_of_a_case_is_no_fault_and_what_another_took_is() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let (case, _) = desist.noted().await;
        // Somebody else's, which no erasure of hers lists.
        let other = json!({"kind": "complaint", "recipient": "bo.lind@example.org", "text": "You are slow."});
        let other = desist.open_case(other).await["id"].as_str().unwrap().to_owned();
        assert_eq!(desist.moves(&other, json!({"note": "right he is"})).await, 200);
        desist.drain().await;
        // The answer goes into the copy, and is kept nowhere else.
        let delivered = desist.api(&format!("/v1/cases/{case}/deliver"), json!({})).await;
        assert_eq!(delivered.status, 200, "{}", delivered.body);
        assert_eq!(number(desist.db(), "SELECT COUNT(answer) FROM case_tasks").await, 0);
        desist.drain().await;
        desist.verify().await;
        // Erased, and erased again: the second takes over the list of the first.
        for _ in 0..2 {
            let deletion = json!({"kind": "deletion", "recipient": "ana@example.com", "evidence": "came to the desk"});
            let deletion = desist.open_case(deletion).await["id"].as_str().unwrap().to_owned();
            desist.tend().await;
            let task = desist.case_now(&deletion).await["tasks"][0]["id"].as_str().unwrap().to_owned();
            desist.api(&format!("/v1/tasks/{task}"), json!({"state": "done", "note": "gone"})).await.expect(200);
            assert_eq!(desist.moves(&deletion, json!({"to": "done"})).await, 200);
            desist.drain().await;
            let hers = format!("SELECT COUNT(detail) FROM case_events WHERE case_id IN ('{case}', '{deletion}')");
            assert_eq!(number(desist.db(), &hers).await, 0, "what was sealed is destroyed");
            desist.verify().await;
            desist.advance(DAY);
        }
        // What nobody asked for is a fault, also after an erasure of somebody else.
        let gone = format!("UPDATE case_events SET detail = NULL WHERE case_id = '{other}' AND what = 'noted'");
        assert!(execute(desist.db(), &gone).await > 0);
        let noted = desist.event_number(&other, "noted").await;
        let (table, column, row) = event("detail", &other, noted);
        assert_eq!(desist.faulty().await, [(table.into(), column.into(), row)]);
        // The words and states of hers stay, and stay covered.
        let back = desist.keep("case_events").await;
        let rewritten = format!("UPDATE case_events SET what = 'noted' WHERE case_id = '{case}' AND number = 1");
        assert!(execute(desist.db(), &rewritten).await > 0);
        assert!(desist.faulty().await.contains(&("case_events".into(), "what".into(), format!("{case} 1"))));
        for statement in &back {
            execute(desist.db(), statement).await;
        }
        // Retention takes hers whole, and nobody misses them; the open one stays, with its fault.
        desist.advance(4_000 * DAY);
        desist.services.retain_nightly().await.unwrap();
        assert_eq!(number(desist.db(), "SELECT COUNT(DISTINCT case_id) FROM case_events").await, 1);
        let faults = desist.faulty().await;
        assert!(faults.len() == 1 && faults[0].2.starts_with(&other), "{faults:?}");
    })
    .await;
}
