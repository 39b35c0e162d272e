//! Which privacy policy is in force, and who says so (P10).

use std::time::Duration;

use desist::domain::clock::Zone;
use desist::domain::policy::{Policies, PolicyVersion};
use serde_json::{Value, json};

use super::letters::letter;
use crate::support::database::execute;
use crate::support::process::desist as program;
use crate::support::{Database, Place, Service, ana, bo, both};

/// The old one, linked, and one that takes over at midnight in Berlin, eleven hours after every test begins.
fn two() -> Policies {
    let version = |id: &str, day: &str, url: Option<&str>| PolicyVersion {
        id: id.to_owned(),
        from: Some(day.parse().unwrap()),
        url: url.map(str::to_owned),
    };
    let old = version("2014-05-08", "2014-05-08", Some("https://acme.example/privacy"));
    Policies::dated(vec![old, version("next", "2026-11-24", None)], &Zone::parse("Europe/Berlin").unwrap()).unwrap()
}

async fn under_two(db: Database) -> Service {
    Service::builder(db).policies(two()).start().await
}

impl Service {
    /// A page, without the marks around what is filled in.
    async fn seen(&self, path: &str) -> String {
        self.get(path).await.expect(200).body.replace(['\u{2068}', '\u{2069}'], "")
    }

    /// The newest entry's leaf.
    async fn last_leaf(&self) -> Value {
        let from = self.entries() - 1;
        let entries = self.api_get(&format!("/v1/ledger/entries?after={from}")).await.expect(200).json();
        entries["entries"][0]["leaf"].clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn p10_entry_page_case_record_and_answer_name_the_version_in_force_and_the_next_takes_over_by_itself() {
    both(|db| async move {
        let desist = under_two(db).await;
        desist.make_known(&ana()).await;
        assert_eq!(desist.last_leaf().await["policy"], "2014-05-08");
        let page = desist.mint(&ana(), "events").unsubscribe_url;
        let seen = desist.seen(&page).await;
        assert!(
            seen.contains("<a href=\"https://acme.example/privacy\">Privacy policy, last updated 8 May 2014</a>"),
            "{seen}"
        );
        assert!(desist.seen(&format!("{page}?lang=de")).await.contains("8. Mai 2014"));
        let case = desist.open_case(json!({"kind": "question", "recipient": "bo.lind@example.org"})).await;
        assert_eq!(case["policy"], "2014-05-08");
        // The last second of its last day, in Berlin.
        desist.advance(Duration::from_secs(11 * 3_600 - 1));
        desist.post(&letter("ana@example.com", "Stop", "Please stop sending me your newsletter.")).await;
        assert_eq!(desist.last_leaf().await["policy"], "2014-05-08");
        let answer = desist.outbox().await.pop().unwrap();
        let foot = "Privacy policy, last updated 8 May 2014: https://acme.example/privacy";
        assert!(
            answer.text.ends_with(&format!("{foot}\n")) || answer.text.trim_end().ends_with(foot),
            "{}",
            answer.text
        );
        assert!(answer.html.contains("href=\"https://acme.example/privacy\""), "{}", answer.html);

        desist.advance(Duration::from_secs(1));
        desist.stop(&bo(), "events").await.unwrap();
        assert_eq!(desist.last_leaf().await["policy"], "next");
        let seen = desist.seen(&page).await;
        assert!(seen.contains("<p>Privacy policy, last updated 24 November 2026</p>"), "{seen}");
        let newer = desist.open_case(json!({"kind": "question", "recipient": "chen@example.net"})).await;
        assert_eq!(newer["policy"], "next");
        let again = letter("bo.lind@example.org", "Stop", "Please stop sending me your newsletter.");
        desist.post(&again.field("Message-ID", "<two@mail.example>")).await;
        let answer = desist.outbox().await.pop().unwrap();
        assert!(answer.text.contains("Privacy policy, last updated 24 November 2026"), "{}", answer.text);
        // What was before keeps its own, in the case, the ledger and the record.
        assert_eq!(desist.case_now(case["id"].as_str().unwrap()).await["policy"], "2014-05-08");
        let record = desist.api_get("/v1/report").await.expect(200).json();
        assert_eq!(record["policy"], "next");
        let lines = record["requests"].as_array().unwrap();
        let of = |version: &str| lines.iter().filter(|line| line["policy"] == version).count();
        assert!(of("2014-05-08") >= 2 && of("next") >= 2, "{record}");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p10_other_versions_than_were_recorded_last_are_an_entry_once() {
    both(|db| async move {
        let desist = Service::builder(db).policies(Policies::default()).start().await;
        assert_eq!(desist.services.record_policies().await.unwrap(), None, "nothing was ever set");
        let one = desist.second_instance_as(|plan| plan.policies(two())).await;
        let other = desist.second_instance_as(|plan| plan.policies(two())).await;
        let (first, second) = tokio::join!(one.services.record_policies(), other.services.record_policies());
        let entries = [first.unwrap(), second.unwrap()];
        assert_eq!(entries.iter().flatten().count(), 1, "{entries:?}");
        let leaf = one.last_leaf().await;
        let versions = json!([{"from": "2014-05-08", "id": "2014-05-08"}, {"from": "2026-11-24", "id": "next"}]);
        assert_eq!((&leaf["kind"], &leaf["versions"]), (&json!("policy"), &versions));
        assert!(!leaf.to_string().contains("acme.example"), "where it can be read is no code");
        assert_eq!(one.services.record_policies().await.unwrap(), None);
        // Taken back is a change, too.
        assert!(desist.services.record_policies().await.unwrap().is_some());
        desist.verify().await;
        execute(desist.db(), "UPDATE policy_versions SET versions = '[]'").await;
        assert_eq!(desist.faults().await, [("policy_versions".to_owned(), "*".to_owned())]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p10_a_list_of_which_none_is_in_force_yet_is_refused_with_its_line() {
    let place = Place::new(Database::Sqlite).await;
    let file = place.data_dir().join("desist.toml");
    let checked = async |day: &str| {
        std::fs::write(&file, format!("[[policy.version]]\nid = \"next\"\nin_force_from = {day}\n")).unwrap();
        let mut command = program(&place, &[]);
        let command = command.args(["config", "check"]).stderr(std::process::Stdio::piped());
        command.output().await.unwrap()
    };
    let refused = checked("9000-01-01").await;
    let said = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(2), "{said}");
    assert!(said.contains("desist.toml:1: policy.version: no version is in force yet"), "{said}");
    assert_eq!(checked("2014-05-08").await.status.code(), Some(0));
}
