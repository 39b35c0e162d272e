//! Agents: their forwards are trusted when their own mail is proven; they are never unsubscribed themselves.

use std::sync::Arc;
use std::time::Duration;

use desist::domain::agent::StatusNotes;
use desist::domain::change::{Actor, Channel};
use desist::mail::authenticate::{AuthConfig, Resolver};
use desist::services::intake::{AgentRoutes, Letter as Stored, Read, Reader, Reads, Understanding};

use super::letters::{Letter, letter};
use crate::support::{Database, Service, address, ana, bo, both};

const AGENT: &str = "help@acme.example";

/// The real reader, with a DNS that says from where acme.example sends. The services are there only after the start.
#[derive(Default)]
struct Later(std::sync::OnceLock<Reader>);

impl Reads for Later {
    fn read<'a>(
        &'a self,
        stored: &'a Stored,
    ) -> std::pin::Pin<
        Box<dyn std::future::Future<Output = Result<Read, desist::services::error::ServiceError>> + Send + 'a>,
    > {
        self.0.get().unwrap().read(stored)
    }
}

async fn with_agent(db: Database, notes: StatusNotes) -> Service {
    with_agent_by(db, notes, AgentRoutes::default()).await
}

async fn with_agent_by(db: Database, notes: StatusNotes, agents: AgentRoutes) -> Service {
    let reader = Arc::new(Later::default());
    let desist = Service::builder(db).reader(reader.clone()).start().await;
    let dns = Resolver::fixed()
        .unwrap()
        .txt("acme.example", "v=spf1 ip4:192.0.2.1 -all")
        .txt("_dmarc.acme.example", "v=DMARC1; p=none");
    let own_addresses = vec!["support@acme.example".to_owned()];
    let trust = AuthConfig { own_addresses, ..AuthConfig::default() };
    let understanding = Understanding { trust, agents, ..Understanding::new(&[]).unwrap() };
    assert!(reader.0.set(Reader::new(desist.services.clone(), understanding, dns)).is_ok());
    desist.services.add_agent(&address(AGENT), notes, (Actor::CommandLine, Channel::CommandLine)).await.unwrap();
    desist
}

fn forward() -> Letter {
    letter(
        AGENT,
        "Fwd: Stop",
        "Please handle this.\n\n---------- Forwarded message ---------\nFrom: Ana <ana@example.com>\nDate: Mon, 23 Nov 2026 \
         at 10:00\nSubject: Stop\nTo: <help@acme.example>\n\nPlease unsubscribe me from all your mails.\n",
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn auth_13_15_a_proven_agents_forward_stops_its_original_writer_and_never_the_agent() {
    both(|db| async move {
        let desist = with_agent(db, StatusNotes::Digest).await;
        desist.post(&forward().by_own_host()).await;
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_all");
        assert!(desist.allowed(&address(AGENT), "events"), "never the agent");
        let mails = desist.outbox().await;
        assert_eq!(mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["ana@example.com"], "ACK-15");
        desist.advance(Duration::from_secs(2 * 86_400));
        desist.work_off().await;
        let mails = desist.outbox().await;
        assert_eq!((mails.len(), mails[1].to.as_str()), (2, AGENT), "the digest, once a day");
        assert!(!mails[1].raw.contains("ana@example.com"), "masked");
        desist.work_off().await;
        assert_eq!(desist.outbox().await.len(), 2);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn auth_13_somebody_who_only_claims_to_be_the_agent_is_not_believed() {
    both(|db| async move {
        let desist = with_agent(db, StatusNotes::Each).await;
        let id = desist.post(&forward()).await.id;
        assert_eq!(desist.status_of(&id).await, "review");
        assert_eq!(desist.reason(&ana(), "events"), "held");
        assert!(desist.allowed(&address(AGENT), "events"));
        assert!(desist.outbox().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn status_notes_come_each_at_once_or_not_at_all() {
    both(|db| async move {
        let desist = with_agent(db, StatusNotes::Each).await;
        desist.post(&forward().by_own_host()).await;
        let mails = desist.outbox().await;
        let mut to: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
        to.sort_unstable();
        assert_eq!(to, ["ana@example.com", AGENT]);
        let silent = with_agent(db, StatusNotes::Off).await;
        silent.post(&forward().by_own_host()).await;
        assert_eq!(silent.outbox().await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_attached_originals_are_several_mails_each_with_its_own_subject() {
    both(|db| async move {
        let desist = with_agent(db, StatusNotes::Off).await;
        let original = |from: &str, subject: &str, text: &str| {
            format!(
                "--b\nContent-Type: message/rfc822\n\nFrom: <{from}>\nTo: <{AGENT}>\nSubject: {subject}\n\n{text}\n\n"
            )
        };
        let text = format!(
            "--b\nContent-Type: text/plain\n\nTwo for you.\n\n{}{}--b--\n",
            original("ana@example.com", "Stop", "Please unsubscribe me from all your mails."),
            original("bo.lind@example.org", "Password", "How do I change my password?")
        );
        let mail = letter(AGENT, "Fwd: two", &text)
            .field("MIME-Version", "1.0")
            .field("Content-Type", "multipart/mixed; boundary=b")
            .by_own_host();
        desist.post(&mail).await;
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_all");
        assert_eq!(desist.reason(&bo(), "events"), "no_objection");
        assert_eq!(desist.reason(&address(AGENT), "events"), "no_objection");
        let [case] = desist.services.cases_about(&bo()).await.unwrap().try_into().unwrap();
        assert_eq!((case.kind, case.state, case.holds), ("unclear", "needs_review", false));
        let mails = desist.outbox().await;
        let [notice] = mails.as_slice() else { panic!("one notice, to ana") };
        assert_eq!((notice.to.as_str(), notice.header("In-Reply-To")), ("ana@example.com", None));
        assert!(!notice.subject.contains("two"), "the agent proved to be the agent, not to be ana");
        desist.verify().await;
    })
    .await;
}

fn forwarded(text: &str) -> Letter {
    letter(
        AGENT,
        "Fwd: Hello",
        &format!(
            "---------- Forwarded message ---------\nFrom: Ana <ana@example.com>\nDate: Mon, 23 Nov 2026 at 10:00\nSubject: \
             Hello\nTo: <help@acme.example>\n\n{text}\n"
        ),
    )
    .by_own_host()
}

#[tokio::test(flavor = "multi_thread")]
async fn ack_15_what_only_waits_for_a_person_is_not_told_to_an_agent_as_done() {
    both(|db| async move {
        for (text, told) in [
            ("Please delete all personal data you hold about me.", "waits in the queue"),
            (
                "Please unsubscribe me from all your mails. And I want to complain about your rude staff!",
                "the rest waits",
            ),
            ("Please unsubscribe me from all your mails.", "done as asked"),
        ] {
            let desist = with_agent(db, StatusNotes::Each).await;
            desist.post(&forwarded(text)).await;
            let mails = desist.outbox().await;
            let note = mails.iter().find(|mail| mail.to == AGENT).unwrap();
            assert!(note.text.contains(told), "{text}: {}", note.text);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ack_15_an_agent_learns_what_a_person_decided_about_its_forward() {
    both(|db| async move {
        let desist = with_agent(db, StatusNotes::Each).await;
        let id =
            desist.post(&forwarded("I want to complain about your rude staff! It cannot go on like this.")).await.id;
        assert_eq!(desist.status_of(&id).await, "review");
        let stop = serde_json::json!({"intents": [{"kind": "unsubscribe_all"}]});
        desist.api(&format!("/v1/intake/{id}/decide"), stop).await.expect(200);
        let mails = desist.outbox().await;
        let notes: Vec<_> = mails.iter().filter(|mail| mail.to == AGENT).map(|mail| &mail.text).collect();
        assert_eq!(notes.len(), 2);
        assert!(notes[0].contains("waits in the queue") && notes[1].contains("done as asked"));
        let told = mails.iter().filter(|mail| mail.to == "ana@example.com").count();
        assert_eq!(told, 1, "and the person is told");
    })
    .await;
}

/// Why a mail was read as it was.
async fn reasons(desist: &Service, id: &str) -> String {
    desist.services.queued_mail(None, id).await.unwrap().reading.unwrap()["reasons"].to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn auth_13_a_former_agent_is_not_believed_and_the_queue_says_so() {
    both(|db| async move {
        let desist = with_agent(db, StatusNotes::Off).await;
        desist.services.remove_agent(&address(AGENT), (Actor::CommandLine, Channel::CommandLine)).await.unwrap();
        let id = desist.post(&forward().by_own_host()).await.id;
        assert_eq!((desist.status_of(&id).await.as_str(), desist.reason(&ana(), "events")), ("review", "held"));
        assert!(reasons(&desist, &id).await.contains("no longer an agent"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn auth_13_a_proven_agent_is_believed_only_by_the_way_that_agents_use() {
    both(|db| async move {
        let support = || vec![address("Support@acme.example")];
        for (to, by, expected) in [
            (support(), vec![Channel::Lmtp], "acted"),
            (Vec::new(), vec![Channel::Imap], "review"),
            (vec![address("desk@acme.example")], Vec::new(), "review"),
        ] {
            let desist = with_agent_by(db, StatusNotes::Off, AgentRoutes { to, by }).await;
            let id = desist.post(&forward().by_own_host()).await.id;
            assert_eq!(desist.status_of(&id).await, expected);
            assert_eq!(reasons(&desist, &id).await.contains("by the way that agents use"), expected == "review");
            desist.leave_mail();
        }
    })
    .await;
}
