//! The inbox: one look, one key, the next.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use desist::domain::address::Address;
use desist::domain::change::Channel;
use desist::domain::operator::Role;
use desist::domain::reading::{Decision, Intent, IntentKind, Reading, Trust};
use desist::services::error::ServiceError;
use desist::services::intake::queue::Ruling;
use desist::services::intake::{Inbound, IntakeConfig, Letter, Read, Reads};

use crate::support::{Builder, Service, ana, bo, both};

/// Reads nothing for sure: who writes "stop" may mean it; a mail of a line "two" is about two people.
struct Unsure;

impl Reads for Unsure {
    fn read<'a>(&'a self, stored: &'a Letter) -> Pin<Box<dyn Future<Output = Result<Read, ServiceError>> + Send + 'a>> {
        let mail = desist::mail::parse::parse(&stored.raw);
        let cut = desist::mail::quote::cut(&mail.text);
        let writer = mail.from.first().and_then(|from| Address::parse(&from.address).ok());
        let reading = Reading {
            id: None,
            robot: None,
            forwarded: false,
            about: writer.clone(),
            written_by: writer,
            trust: Trust::Unverified,
            language: if cut.written.contains("bitte") { "de" } else { "en" }.to_owned(),
            intents: wishes(&cut.written),
            text: cut.written,
            bounce: None,
            parts: Vec::new(),
            dates: Default::default(),
            decision: Decision::Review,
            reasons: vec!["trust: unverified".to_owned(), "review: a person <b>decides</b>".to_owned()],
            overruled: false,
            rules_version: "test".to_owned(),
        };
        let reading = match mail.text.contains("two people") {
            true => {
                Reading { parts: vec![reading.clone(), Reading { about: Some(bo()), ..reading.clone() }], ..reading }
            }
            false => reading,
        };
        Box::pin(async move { Ok(Read { mail, reading }) })
    }
}

fn wishes(text: &str) -> Vec<Intent> {
    let intent = |kind, word: &str| Intent {
        words: vec![word.to_owned()],
        rules: vec!["en.stop".to_owned()],
        confidence: 0.6,
        ..Ruling::intent(kind)
    };
    let known = [("stop", IntentKind::UnsubscribeAll), ("quiet", IntentKind::Pause), ("erase", IntentKind::Deletion)];
    known.into_iter().filter(|(word, _)| text.contains(word)).map(|(word, kind)| intent(kind, word)).collect()
}

fn unsure(database: crate::support::Database) -> Builder {
    Service::builder(database).reader(Arc::new(Unsure))
}

/// Hands a mail in and works it off; its id.
async fn arrives(desist: &Service, from: &str, subject: &str, text: &str) -> String {
    let raw = format!("From: {from}\r\nTo: <support@acme.example>\r\nSubject: {subject}\r\n\r\n{text}\r\n");
    arrives_raw(desist, raw.into_bytes()).await
}

async fn arrives_raw(desist: &Service, raw: Vec<u8>) -> String {
    let letter = Inbound {
        raw,
        mail_from: Some("ana@example.com".to_owned()),
        rcpt_to: vec!["support@acme.example".to_owned()],
        via: Channel::Lmtp,
        client: None,
    };
    let received = desist.services.receive(letter).await.unwrap();
    desist.work_off().await;
    received.id
}

/// A value of a hidden field of a page.
fn hidden(body: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    body.split(&start).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

fn at(id: &str) -> String {
    format!("/console/inbox/{id}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_is_accepted_as_proposed_and_the_next_one_comes_by_itself() {
    both(|database| async move {
        let desist = unsure(database).start().await;
        let robin = desist.operator("Robin", Role::Support).await;
        let calm = robin.get("/console/inbox").await.expect(200);
        assert!(calm.body.contains("No mail waits"), "{}", calm.body);
        assert!(robin.get("/console").await.expect(200).body.contains("Nothing waits"));
        let first = arrives(&desist, "Ana <ana@example.com>", "Hm", "Please stop it\r\nall").await;
        desist.advance(std::time::Duration::from_secs(1_800));
        let second = arrives(&desist, "bo.lind@example.org", "Oh", "quiet, bitte").await;
        let home = robin.get("/console").await.expect(200);
        assert!(home.body.contains("<strong>2</strong> mails to decide") && home.body.contains("urgent"), "held");
        let list = robin.get("/console/inbox").await.expect(200).body;
        assert!(list.find(&first).unwrap() < list.find(&second).unwrap(), "the earliest clock first");
        assert!(list.contains("mail is held") && !list.contains("ana@example.com"), "masked: {list}");
        let german = robin.get("/console/inbox?language=de").await.expect(200).body;
        assert!(german.contains(&second) && !german.contains(&first));
        let pauses = robin.get("/console/inbox?kind=unsubscribe_all").await.expect(200).body;
        assert!(!pauses.contains(&second) && pauses.contains(&first));
        let page = robin.get(&at(&first)).await.expect(200).body;
        assert!(page.contains("Please <mark>stop</mark> it") && page.contains("ana@example.com"), "{page}");
        assert!(page.contains("Stop all promotional mail") && page.contains("60 % sure"));
        let fields = [("act", "accept"), ("seen", &hidden(&page, "seen"))];
        let answer = robin.post(&at(&first), &fields).await.expect(303);
        assert_eq!(answer.header("location"), format!("{}?done=decided", at(&second)));
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_all");
        let page = robin.get(answer.header("location")).await.expect(200).body;
        assert!(page.contains("Decided. Here is the next."));
        let closed = robin.get(&at(&first)).await.expect(200).body;
        assert!(
            closed.contains("was decided by a person")
                && closed.contains("Robin")
                && !closed.contains("value=\"accept\"")
        );
        let decided = robin.get("/console/inbox?show=decided").await.expect(200).body;
        assert!(decided.contains(&first) && decided.contains("Robin") && !decided.contains(&second));
        desist.verify().await;
        desist.leave_mail();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_proposed_is_corrected_and_a_fault_keeps_what_was_typed() {
    both(|database| async move {
        let desist = unsure(database).start().await;
        let robin = desist.operator("Robin", Role::Support).await;
        let id = arrives(&desist, "ana@example.com", "Hm", "quiet please").await;
        let page = robin.get(&at(&id)).await.expect(200).body;
        assert!(!page.contains("value=\"accept\""), "a pause without an end cannot be accepted");
        let wrong = robin.post(&at(&id), &[("act", "decide"), ("wish", "pause"), ("days", "soon")]).await.expect(422);
        assert!(wrong.body.contains("role=\"alert\"") && wrong.body.contains("value=\"soon\""), "{}", wrong.body);
        robin.post(&at(&id), &[("act", "decide")]).await.expect(422);
        robin.post(&at(&id), &[("act", "decide"), ("wish", "everything")]).await.expect(422);
        robin.post(&at(&id), &[("act", "decide"), ("wish", "unsubscribe_topic")]).await.expect(422);
        let invoices = [("act", "decide"), ("wish", "unsubscribe_topic"), ("topic", "invoices")];
        robin.post(&at(&id), &invoices).await.expect(422);
        let nobody = [("act", "decide"), ("wish", "complaint"), ("about", "nobody at all")];
        assert!(robin.post(&at(&id), &nobody).await.expect(422).body.contains("value=\"nobody at all\""));
        assert_eq!(desist.services.queued_mail(None, &id).await.unwrap().status, "review", "nothing was done");
        let several = [
            ("act", "decide"),
            ("wish", "unsubscribe_topic"),
            ("wish", "complaint"),
            ("topic", "events"),
            ("quiet", "yes"),
        ];
        let last = robin.does(&at(&id), &several).await.body;
        assert!(last.contains("That was the last one."), "{last}");
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_topic");
        let cases = desist.services.cases_about(&ana()).await.unwrap();
        assert!(cases.iter().any(|case| case.kind == "complaint"));
        desist.verify().await;
        desist.leave_mail();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_spam_and_somebody_else_are_decisions_too() {
    both(|database| async move {
        let desist = unsure(database).start().await;
        let robin = desist.operator("Robin", Role::Support).await;
        let nothing = arrives(&desist, "ana@example.com", "One", "stop").await;
        let spam = arrives(&desist, "ana@example.com", "Two", "stop it").await;
        let other = arrives(&desist, "ana@example.com", "Three", "stop him").await;
        robin.post(&at(&nothing), &[("act", "nothing")]).await.expect(303);
        robin.post(&at(&spam), &[("act", "spam")]).await.expect(303);
        let bo_only = [("act", "decide"), ("wish", "unsubscribe_all"), ("about", "bo.lind@example.org")];
        robin.post(&at(&other), &bo_only).await.expect(303);
        assert!(desist.allowed(&ana(), "events") && !desist.allowed(&bo(), "events"));
        let cases = desist.services.cases_about(&ana()).await.unwrap();
        let state = |mail: &str| cases.iter().find(|case| case.mail.as_deref() == Some(mail)).unwrap().state;
        assert_eq!([state(&nothing), state(&spam), state(&other)], ["done", "spam", "done"]);
        robin.post(&at(&nothing), &[("act", "dance")]).await.expect(422);
        desist.verify().await;
        desist.leave_mail();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_operators_on_one_mail_the_second_is_told_and_nothing_is_done_twice() {
    both(|database| async move {
        let desist = unsure(database).start().await;
        let robin = desist.operator("Robin", Role::Support).await;
        let kim = desist.operator("Kim", Role::Support).await;
        let id = arrives(&desist, "ana@example.com", "Hm", "stop").await;
        let seen = hidden(&robin.get(&at(&id)).await.expect(200).body, "seen");
        kim.post(&at(&id), &[("act", "nothing")]).await.expect(303);
        let before = desist.services.gate.ledger_size();
        let told = robin.post(&at(&id), &[("act", "accept"), ("seen", &seen)]).await.expect(409).body;
        assert!(
            told.contains("Decided meanwhile by <bdi>Kim</bdi>") && told.contains("Accept what was proposed"),
            "{told}"
        );
        let told = robin.post(&at(&id), &[("act", "hand_on"), ("to", &kim.id), ("note", "mind <b>")]).await.expect(409);
        assert!(told.body.contains("mind &lt;b&gt;"), "what was typed is kept: {}", told.body);
        robin.post(&at(&id), &[("act", "decide"), ("wish", "unsubscribe_all")]).await.expect(409);
        assert_eq!(desist.services.gate.ledger_size(), before);
        assert!(desist.allowed(&ana(), "events"));
        assert_eq!(desist.services.labels("", 10).await.unwrap().len(), 1);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_was_seen_is_accepted() {
    both(|database| async move {
        let desist = unsure(database).start().await;
        let robin = desist.operator("Robin", Role::Support).await;
        let id = arrives(&desist, "ana@example.com", "Hm", "stop").await;
        let stale = robin.post(&at(&id), &[("act", "accept"), ("seen", "00")]).await.expect(409);
        assert!(stale.body.contains("is not what you saw"), "{}", stale.body);
        let unclear = arrives(&desist, "ana@example.com", "Hm", "nobody knows what").await;
        let page = robin.get(&at(&unclear)).await.expect(200).body;
        assert!(page.contains("Nothing was understood") && !page.contains("value=\"accept\""), "L10");
        robin.post(&at(&unclear), &[("act", "accept"), ("seen", &hidden(&page, "seen"))]).await.expect(409);
        assert_eq!(desist.services.queued_mail(None, &unclear).await.unwrap().status, "review");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn auth_15_where_somebody_else_is_named_a_person_says_who_is_meant() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let robin = desist.operator("Robin", Role::Support).await;
        let text = "Please unsubscribe my mother from all your mails. Her address is bo.lind@example.org.";
        let id = arrives(&desist, "ana@example.com", "My mother", text).await;
        let page = robin.get(&at(&id)).await.expect(200).body;
        assert!(page.contains("Somebody else is named in it") && !page.contains("value=\"accept\""), "{page}");
        robin.post(&at(&id), &[("act", "accept"), ("seen", &hidden(&page, "seen"))]).await.expect(409);
        let meant = [("act", "decide"), ("wish", "unsubscribe_all"), ("about", "bo.lind@example.org")];
        robin.post(&at(&id), &meant).await.expect(303);
        assert_eq!(desist.reason(&bo(), "events"), "opted_out_all");
        assert!(desist.allowed(&ana(), "events"), "who only wrote for somebody keeps their mail");
        desist.verify().await;
        desist.leave_mail();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_about_two_people_is_decided_for_each_of_them() {
    both(|database| async move {
        let desist = unsure(database).start().await;
        let robin = desist.operator("Robin", Role::Support).await;
        let id = arrives(&desist, "ana@example.com", "Hm", "two people: stop").await;
        let page = robin.get(&at(&id)).await.expect(200).body;
        assert!(page.contains("1 of 2 mails in it"), "{page}");
        let first = [("act", "accept"), ("seen", &hidden(&page, "seen"))];
        let answer = robin.post(&at(&id), &first).await.expect(303);
        assert_eq!(answer.header("location"), format!("{}?done=decided", at(&id)), "L7: the other one waits");
        assert_eq!((desist.reason(&ana(), "events"), desist.reason(&bo(), "events")), ("opted_out_all", "held"));
        let page = robin.get(&at(&id)).await.expect(200).body;
        assert!(page.contains("2 of 2 mails in it"));
        robin.post(&at(&id), &first).await.expect(409);
        robin.post(&at(&id), &[("act", "accept"), ("seen", &hidden(&page, "seen"))]).await.expect(303);
        assert_eq!(desist.reason(&bo(), "events"), "opted_out_all");
        desist.verify().await;
        desist.leave_mail();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_is_handed_on_with_a_note_and_does_not_come_next_any_more() {
    both(|database| async move {
        let desist = unsure(database).start().await;
        let robin = desist.operator("Robin", Role::Support).await;
        let kim = desist.operator("Kim", Role::Support).await;
        let ada = desist.operator("Audrey", Role::Auditor).await;
        let first = arrives(&desist, "ana@example.com", "One", "stop").await;
        let second = arrives(&desist, "bo.lind@example.org", "Two", "stop").await;
        let nobody = [("act", "hand_on"), ("to", ada.id.as_str()), ("note", "please")];
        let refused = robin.post(&at(&first), &nobody).await.expect(422).body;
        assert!(refused.contains("Choose a colleague") && refused.contains(">please</textarea>"), "{refused}");
        let long = "x".repeat(3_000);
        robin.post(&at(&first), &[("act", "hand_on"), ("to", &kim.id), ("note", &long)]).await.expect(422);
        let to_kim = [("act", "hand_on"), ("to", kim.id.as_str()), ("note", "You know\r\nher.")];
        let answer = robin.post(&at(&first), &to_kim).await.expect(303);
        assert_eq!(answer.header("location"), format!("{}?done=handed_on", at(&second)));
        let list = robin.get("/console/inbox").await.expect(200).body;
        assert!(list.contains("with <bdi>Kim</bdi>"), "{list}");
        let passed = robin.get(&at(&second)).await.expect(200).body;
        assert!(!passed.contains(&first), "it is with Kim");
        let case = &desist.services.queued_mail(None, &first).await.unwrap().cases[0];
        let case = desist.services.case(None, case).await.unwrap();
        assert_eq!(case.case.assignee.as_deref(), Some(kim.id.as_str()));
        assert_eq!(case.events.last().unwrap().detail.as_ref().unwrap()["note"], "You know\nher.");
        assert_eq!(desist.reason(&ana(), "events"), "held", "L7: the hold stays");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mime_17_whatever_a_stranger_wrote_stands_in_the_page_as_text() {
    both(|database| async move {
        let desist = unsure(database).start().await;
        let robin = desist.operator("Robin", Role::Support).await;
        let evil = "<script>alert(1)</script><img src=x onerror=alert(1)>";
        let raw = format!(
            "From: \"{}\" <ana@example.com>\r\nTo: <support@acme.example>\r\nSubject: {evil}\r\nX-Evil: {evil}\r\n\
             MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n\
             <p>stop {evil} &lt;script&gt;alert(2)&lt;/script&gt; <img src=\"https://track.example/pixel.png\"></p>\r\n--b\r\n\
             Content-Type: application/pdf; name=\"<svg onload=alert(3)>.pdf\"\r\n\r\n%PDF\r\n--b--\r\n",
            evil.replace('"', "")
        );
        let id = arrives_raw(&desist, raw.clone().into_bytes()).await;
        for path in [at(&id), "/console/inbox".to_owned()] {
            let body = robin.get(&path).await.expect(200).body;
            assert!(!body.contains("<script>alert") && !body.contains("<img") && !body.contains("<svg"), "{body}");
        }
        let page = robin.get(&at(&id)).await.expect(200).body;
        assert!(page.contains("&lt;svg onload=alert(3)&gt;.pdf") && page.contains("&lt;script&gt;"), "{page}");
        assert!(!page.contains("src=\"https://track.example") && page.contains("written as HTML"));
        assert!(page.contains("a person &lt;b&gt;decides&lt;&#x2f;b&gt;"));
        let file = robin.get(&format!("{}/raw", at(&id))).await.expect(200);
        assert_eq!(file.body, raw);
        assert!(file.header("content-disposition").starts_with("attachment; filename=\"mail-"));
        assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(file.header("content-security-policy"), "sandbox; default-src 'none'");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn quotes_are_folded_and_an_enormous_mail_shows_its_beginning() {
    both(|database| async move {
        let desist = unsure(database).start().await;
        let robin = desist.operator("Robin", Role::Support).await;
        let text = "Please stop.\r\n\r\nOn Mon, 1 Jan 2024 at 10:00, Acme <news@acme.example> wrote:\r\n> Our news\r\n> of the week";
        let id = arrives(&desist, "ana@example.com", "Hm", text).await;
        let page = robin.get(&at(&id)).await.expect(200).body;
        let (open, folded) = page.split_once("<details class=\"fold\">").unwrap();
        assert!(open.contains("Please <mark>stop</mark>.") && !open.contains("Our news"), "{page}");
        assert!(folded.contains("On Mon, 1 Jan 2024") && folded.contains("&gt; Our news"));
        let long = arrives(&desist, "ana@example.com", "Long", &"stop it now \r\n".repeat(100_000)).await;
        let page = robin.get(&at(&long)).await.expect(200).body;
        assert!(page.len() < 200_000 && page.contains("this is its beginning, 64 KiB"), "{}", page.len());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_is_not_there_is_not_found_and_nonsense_in_the_query_does_no_harm() {
    both(|database| async move {
        let desist = unsure(database).start().await;
        let robin = desist.operator("Robin", Role::Support).await;
        for id in ["nothing", "0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01", "%2e%2e", "'%20OR%201=1"] {
            robin.get(&at(id)).await.expect(404);
            robin.get(&format!("{}/raw", at(id))).await.expect(404);
            robin.post(&at(id), &[("act", "nothing")]).await.expect(404);
        }
        robin.get("/console/inbox?after=x.y&show=zzz").await.expect(200);
        robin.get("/console/inbox?after=99999999999999999999.a").await.expect(200);
        let wrong = robin.get("/console/inbox?language=%3Cb%3E&kind=nothing").await.expect(200);
        assert!(wrong.body.contains("There is no such kind") && !wrong.body.contains("value=\"<b>"), "{}", wrong.body);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_inbox_is_paged_by_its_clocks() {
    both(|database| async move {
        let desist = unsure(database).start().await;
        let robin = desist.operator("Robin", Role::Support).await;
        for number in 0..53 {
            arrives(&desist, "ana@example.com", &format!("Mail {number}"), &format!("stop {number}")).await;
        }
        let rows = |body: &str| body.matches("<li data-row").count();
        let first = robin.get("/console/inbox").await.expect(200).body;
        assert_eq!(rows(&first), 50);
        let next = first.split("href=\"").find(|link| link.contains("after=")).unwrap().split('"').next().unwrap();
        let next = next.replace("&amp;", "&");
        assert_eq!(rows(&robin.get(&next).await.expect(200).body), 3);
        let filtered = robin.get("/console/inbox?kind=unsubscribe_all").await.expect(200).body;
        let link = filtered.split("href=\"").find(|link| link.contains("after=")).unwrap().split('"').next().unwrap();
        assert!(
            link.contains("kind=unsubscribe_all&amp;after=") || link.contains("kind=unsubscribe_all&after="),
            "{link}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_decided_is_a_label_and_the_page_shows_how_proposals_came_off() {
    both(|database| async move {
        let config = IntakeConfig { label_texts: true, ..IntakeConfig::default() };
        let desist = unsure(database).intake(config).start().await;
        let robin = desist.operator("Robin", Role::Support).await;
        assert!(robin.get("/console/labels").await.expect(200).body.contains("Nobody has decided"));
        let right = arrives(&desist, "ana@example.com", "One", "Please stop").await;
        let seen = hidden(&robin.get(&at(&right)).await.expect(200).body, "seen");
        robin.post(&at(&right), &[("act", "accept"), ("seen", &seen)]).await.expect(303);
        let wrong = arrives(&desist, "bo.lind@example.org", "=Two", "Please stop, bitte").await;
        robin.post(&at(&wrong), &[("act", "decide"), ("wish", "complaint"), ("quiet", "yes")]).await.expect(303);
        let labels = desist.services.labels("", 10).await.unwrap();
        let [accepted, corrected] = labels.as_slice() else { panic!("two labels, not {}", labels.len()) };
        assert!(
            accepted.accepted && accepted.labels[0].kind == "unsubscribe_all" && accepted.mail.as_ref() == Some(&right)
        );
        assert_eq!(accepted.text.as_deref(), Some("Please stop"));
        assert!(!corrected.accepted && corrected.words == ["stop"] && corrected.lang == "de");
        assert_eq!(
            (corrected.proposed[0].rules.as_slice(), corrected.by.as_str()),
            (&["en.stop".to_owned()][..], robin.id.as_str())
        );
        assert_eq!((corrected.subject.as_deref(), corrected.rules_version.as_str()), (Some("=Two"), "test"));
        let page = robin.get("/console/labels").await.expect(200).body;
        assert!(
            page.contains("A complaint") && page.contains("<mark dir=\"auto\">stop</mark>") && page.contains("Robin"),
            "{page}"
        );
        let counts = desist.services.label_counts().await.unwrap();
        let of = |kind: &str, language: &str| {
            let one = counts.iter().find(|one| one.kind == kind && one.language == language).unwrap();
            (one.confirmed, one.not_meant, one.missed)
        };
        assert_eq!(of("unsubscribe_all", "en"), (1, 0, 0));
        assert_eq!((of("unsubscribe_all", "de"), of("complaint", "de")), ((0, 1, 0), (0, 0, 1)));
        desist.verify().await;
        desist.leave_mail();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn era_10_a_label_without_the_setting_keeps_no_text() {
    both(|database| async move {
        let desist = unsure(database).start().await;
        let robin = desist.operator("Robin", Role::Support).await;
        let id = arrives(&desist, "ana@example.com", "One", "stop").await;
        robin.post(&at(&id), &[("act", "nothing")]).await.expect(303);
        let label = desist.services.labels("", 10).await.unwrap().remove(0);
        assert_eq!((label.text, label.subject, label.words.as_slice()), (None, None, &["stop".to_owned()][..]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn era_10_the_text_of_a_label_dies_with_the_mail_and_what_leads_to_somebody_with_their_record() {
    both(|database| async move {
        use desist::domain::change::Actor;
        let config = IntakeConfig { label_texts: true, ..IntakeConfig::default() };
        let desist = unsure(database).intake(config).start().await;
        let robin = desist.operator("Robin", Role::Support).await;
        let id = arrives(&desist, "ana@example.com", "One", "stop").await;
        robin.post(&at(&id), &[("act", "nothing")]).await.expect(303);
        let day = 24 * 3_600;
        desist.advance(std::time::Duration::from_secs(40 * day));
        desist.services.retain(&(Actor::System, Channel::System)).await.unwrap();
        let label = desist.services.labels("", 10).await.unwrap().remove(0);
        assert_eq!((label.text.as_deref(), label.mail.as_deref(), label.words.len()), (None, Some(id.as_str()), 1));
        desist.advance(std::time::Duration::from_secs(800 * day));
        desist.services.retain(&(Actor::System, Channel::System)).await.unwrap();
        let label = desist.services.labels("", 10).await.unwrap().remove(0);
        assert_eq!((label.mail, label.words.len(), label.labels[0].kind.as_str()), (None, 0, "none"));
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_07_the_addresses_of_a_mail_stand_in_no_link() {
    both(|database| async move {
        let desist = unsure(database).start().await;
        let robin = desist.operator("Robin", Role::Support).await;
        let id = arrives(&desist, "ana@example.com", "Hm", "stop").await;
        let page = robin.get(&at(&id)).await.expect(200).body;
        for link in page.split("href=\"").skip(1).chain(page.split("action=\"").skip(1)) {
            let link = link.split('"').next().unwrap();
            assert!(!link.contains('@') && !link.contains("example.com"), "L6: {link}");
        }
        let key =
            format!("/console/recipients/1-{}", desist::store::hex(&desist.services.vault.recipient_key(&ana()).bytes));
        assert!(page.contains(&key), "{page}");
    })
    .await;
}
