//! What a person is told of their case: that it came, that proof is missing, that it takes longer, how it ended.

use std::time::Duration;

use serde_json::{Value, json};

use crate::letters::letter;
use crate::support::mails::Sent;
use crate::support::{Database, Service, ana, both};

const DAY: Duration = Duration::from_secs(86_400);
const DELETE: &str = "Please delete all personal data you hold about me.";

/// A service that knows Ana, whose mail proves itself when it comes from her provider's host.
async fn knowing_ana(database: Database) -> Service {
    let bodies = ["US Fair Board https://fair.example/complain", "* Ombud https://ombud.example"];
    let plan = Service::builder(database).proving(&["example.com"]).complaints("legal@acme.example", &bodies);
    let desist = plan.start().await;
    desist.stop(&ana(), "events").await.unwrap();
    desist
}

impl Service {
    /// A letter of Ana's that her provider hands over; answers the id of the newest case about her.
    async fn ana_writes(&self, text: &str) -> String {
        let id = format!("<{}@mail.example>", self.now().0);
        self.post(&letter("ana@example.com", "About my data", text).field("Message-ID", &id).by_own_host()).await;
        self.newest_case().await
    }

    async fn newest_case(&self) -> String {
        self.services.cases_about(&ana()).await.unwrap().pop().unwrap().id
    }

    /// The mails that went out since so many were there.
    async fn mails_after(&self, before: usize) -> Vec<Sent> {
        self.outbox().await.split_off(before)
    }

    async fn words_of(&self, case: &str) -> Vec<String> {
        let case = self.case_now(case).await;
        case["events"].as_array().unwrap().iter().map(|event| event["what"].as_str().unwrap().to_owned()).collect()
    }
}

/// The address that answers a case.
fn answers(mail: &Sent) -> String {
    let field = mail.header("Reply-To").unwrap();
    let address = field.trim_matches(|c| c == '<' || c == '>').to_owned();
    assert!(address.starts_with("c-") && address.ends_with("@mail.acme.example"), "{address}");
    address
}

fn due(case: &Value, rule: &str) -> String {
    let clock = case["clocks"].as_array().unwrap().iter().find(|clock| clock["terms"]["rule"] == rule).unwrap();
    clock["due"]["internal"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn law_16_the_mail_that_asks_for_proof_acknowledges_the_case_and_its_clocks_go_on_without_that_duty() {
    both(|db| async move {
        let desist = knowing_ana(db).await;
        let case = desist.ana_writes(DELETE).await;
        assert_eq!(desist.words_of(&case).await, ["opened", "acknowledged"]);
        let shown = desist.case_now(&case).await;
        assert_eq!(shown["acknowledged_at"], desist.now().rfc3339());
        assert_eq!(shown["due_at"], due(&shown, "gdpr"), "the confirmation of receipt is not owed any more");
        // What asks again for the same is acknowledged by its own answer, and does not move the first stamp (CLK-14).
        desist.advance(DAY);
        let second = desist.ana_writes(DELETE).await;
        assert_eq!(desist.case_now(&second).await["duplicate_of"], case.as_str());
        assert_eq!(desist.case_now(&case).await["acknowledged_at"], shown["acknowledged_at"]);
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn law_14_a_complaint_is_acknowledged_told_to_who_hears_it_and_names_the_dispute_bodies() {
    both(|db| async move {
        let desist = knowing_ana(db).await;
        let asked = json!({"kind": "complaint", "recipient": "ana@example.com", "text": "rude"});
        let case = desist.open_case(asked).await;
        let id = case["id"].as_str().unwrap();
        assert_eq!(case["acknowledged_at"], desist.now().rfc3339());
        desist.tend().await;
        desist.tend().await;
        let mails = desist.outbox().await;
        let [receipt, notice] = mails.as_slice() else { panic!("{}", mails.len()) };
        assert_eq!((receipt.to.as_str(), notice.to.as_str()), ("ana@example.com", "legal@acme.example"));
        for body in ["Fair Board: https://fair.example/complain", "Ombud: https://ombud.example"] {
            assert!(receipt.text.contains(body), "P11: {}", receipt.text);
        }
        assert_eq!(receipt.header("Reply-To").as_deref(), Some("legal@acme.example"), "P11: whoever hears it");
        assert!(notice.text.contains(id) && !notice.raw.contains("ana@") && !notice.raw.contains("rude"), "L6");
        // The answer is the operator's; without words of theirs nothing is sent.
        assert_eq!(desist.moves(id, json!({"to": "done", "answer": "We are sorry.\n\nIt was our fault."})).await, 200);
        let answer = desist.mails_after(2).await.pop().unwrap();
        assert!(answer.text.contains("We are sorry.\r\n\r\nIt was our fault."), "{}", answer.text);
        assert!(answer.text.contains("Ombud"), "P11: {}", answer.text);
        assert_eq!(desist.words_of(id).await, ["opened", "acknowledged", "told_complaints", "moved"]);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_mailbox_is_reminded_once_then_the_case_is_closed_with_a_way_back() {
    both(|db| async move {
        let desist = knowing_ana(db).await;
        let case = desist.ana_writes(DELETE).await;
        let asked = desist.outbox().await.len();
        desist.advance(4 * DAY);
        desist.tend().await;
        desist.tend().await;
        let [reminder] =
            desist.mails_after(asked).await.try_into().unwrap_or_else(|mails: Vec<_>| panic!("{}", mails.len()));
        assert!(
            reminder.text.contains("not confirmed it yet") && reminder.text.contains("30 November 2026"),
            "{}",
            reminder.text
        );
        // A scanner opens every link, and nothing happens (L2).
        desist.get(reminder.link("/confirm")).await.expect(200);
        assert_eq!(desist.case_now(&case).await["state"], "needs_identity");
        desist.advance(3 * DAY + Duration::from_secs(1));
        desist.tend().await;
        desist.tend().await;
        let shown = desist.case_now(&case).await;
        assert_eq!(shown["state"], "closed_unverified");
        let [closed] =
            desist.mails_after(asked + 1).await.try_into().unwrap_or_else(|mails: Vec<_>| panic!("{}", mails.len()));
        assert!(closed.text.contains("Nobody confirmed it in time"), "{}", closed.text);
        desist.post_form(reminder.link("/confirm"), "action=confirm").await;
        assert_eq!(desist.case_now(&case).await["state"], "closed_unverified", "its link has ended");
        let due = shown["clocks"].clone();
        desist.post_form(closed.link("/confirm"), "action=confirm").await.expect(200);
        let back = desist.case_now(&case).await;
        assert_eq!((&back["state"], &back["clocks"]), (&json!("needs_review"), &due), "L9: its clocks went on");
        assert_eq!(desist.words_of(&case).await, ["opened", "acknowledged", "asked_again", "moved", "confirmed"]);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn auth_17_a_proven_yes_to_the_cases_address_counts_as_the_button_and_nothing_else_does() {
    both(|db| async move {
        let desist = knowing_ana(db).await;
        let case = desist.ana_writes(DELETE).await;
        let reply_to = answers(&desist.asked_back().await);
        let reply =
            |from: &str, text: &str| letter(from, "Re: Please confirm", text).to(&reply_to).field("To", &reply_to);
        let state = || async { desist.case_now(&case).await["state"].as_str().unwrap().to_owned() };
        let robot = reply("ana@example.com", "Yes").by_own_host().field("Auto-Submitted", "auto-replied");
        desist.post(&robot).await;
        assert_eq!(state().await, "needs_identity", "a robot says nothing");
        let unproven = desist.post(&reply("ana@example.com", "Yes")).await.id;
        assert_eq!(state().await, "needs_review", "nothing proves who wrote it, so a person looks (L7)");
        let shown = desist.case_now(&case).await;
        assert_eq!(shown["events"].as_array().unwrap().last().unwrap()["mail"], unproven.as_str(), "{shown}");
        desist.post(&reply("bo@example.com", "Yes").by_own_host()).await;
        desist.post(&reply("ana@example.com", "Yes?  What is this?").by_own_host()).await;
        assert!(desist.case_now(&case).await["confirmed_at"].is_null(), "somebody else, and no plain yes");
        // In any letter case, as with every token of ours.
        let shouted = reply_to.replace("c-", "C-").to_uppercase();
        let yes =
            letter("ana@example.com", "Re: Please confirm", "Yes, please.\n\n> It will be done, once you confirm it.");
        desist
            .post(&yes.to(&shouted).field("To", &shouted).field("Message-ID", "<yes@mail.example>").by_own_host())
            .await;
        assert_eq!(state().await, "needs_review");
        assert!(desist.case_now(&case).await["confirmed_at"].is_string());
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn law_09_a_refusal_says_why_and_where_to_complain_in_the_persons_language() {
    both(|db| async move {
        let desist = knowing_ana(db).await;
        let asked = json!({"kind": "deletion", "recipient": "ana@example.com", "evidence": "seen", "language": "de"});
        let id = desist.open_case(asked).await["id"].as_str().unwrap().to_owned();
        let before = desist.outbox().await.len();
        assert_eq!(desist.moves(&id, json!({"to": "refused"})).await, 409, "LAW-09: without a reason there is none");
        assert_eq!(desist.moves(&id, json!({"to": "refused", "reason": "legal_obligation"})).await, 200);
        let [answer] =
            desist.mails_after(before).await.try_into().unwrap_or_else(|mails: Vec<_>| panic!("{}", mails.len()));
        for said in ["Das Gesetz verpflichtet uns", "Datenschutzbehörde", "vor Gericht", "Fair Board", "Ombud", &id] {
            assert!(answer.text.contains(said), "{said}: {}", answer.text);
        }
        assert!(!answer.raw.contains("ana@example.com,"), "masked");
        assert!(answer.text.contains("a•") && !answer.text.contains("ana@example.com"), "{}", answer.text);
        assert_eq!(desist.case_now(&id).await["answered_at"], desist.now().rfc3339());
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p6_a_redirect_tells_the_person_whom_to_ask_and_the_controller_nothing_about_them() {
    both(|db| async move {
        let desist = knowing_ana(db).await;
        let globex = json!({"key": "globex", "name": "Globex", "contact": "dpo@globex.example", "ask": "privacy@globex.example",
                            "domains": ["globex.example"], "tell": true});
        desist.api("/v1/controllers", globex).await.expect(201);
        let asked = json!({"kind": "redirect", "recipient": "ana@example.com", "acknowledged": true, "language": "fr"});
        let id = desist.open_case(asked).await["id"].as_str().unwrap().to_owned();
        assert_eq!(desist.moves(&id, json!({"to": "redirected", "controller": "nobody"})).await, 422);
        assert_eq!(desist.moves(&id, json!({"to": "redirected", "controller": "globex"})).await, 200);
        let mut mails = desist.outbox().await;
        mails.sort_by(|one, other| one.to.cmp(&other.to));
        let [answer, notice] = mails.as_slice() else { panic!("{}", mails.len()) };
        assert!(answer.text.contains("Globex") && answer.text.contains("privacy@globex.example"), "{}", answer.text);
        assert_eq!(notice.to, "dpo@globex.example");
        let told = format!("{}{}", notice.raw, notice.text);
        assert!(!told.contains("ana@") && !told.contains("a***"), "the least data: {told}");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn law_08_more_time_is_there_only_once_the_notice_was_sent() {
    both(|db| async move {
        let desist = knowing_ana(db).await;
        let asked = json!({"kind": "access", "recipient": "ana@example.com", "evidence": "seen"});
        let id = desist.open_case(asked).await["id"].as_str().unwrap().to_owned();
        let extension = format!("/v1/cases/{id}/extension");
        let first = desist.case_now(&id).await;
        let before = desist.outbox().await.len();
        desist.api(&extension, json!({"reason": "boredom"})).await.expect(422);
        desist.api(&extension, json!({"reason": "complexity"})).await.expect(200);
        desist.tend().await;
        let waiting = desist.case_now(&id).await;
        assert_eq!(due(&waiting, "gdpr"), due(&first, "gdpr"), "the notice is not sent yet");
        desist.api(&extension, json!({"reason": "complexity"})).await.expect(409);
        let [notice] =
            desist.mails_after(before).await.try_into().unwrap_or_else(|mails: Vec<_>| panic!("{}", mails.len()));
        desist.tend().await;
        let extended = desist.case_now(&id).await;
        assert!(due(&extended, "gdpr") > due(&first, "gdpr"));
        assert!(notice.text.contains("it is complex"), "{}", notice.text);
        assert_eq!(due(&extended, "policy"), due(&first, "policy"), "CLK-11: the policy knows no extension");
        assert_eq!(desist.words_of(&id).await, ["opened", "acknowledged", "extending", "extended"]);
        desist.tend().await;
        desist.api(&extension, json!({"reason": "number"})).await.expect(409);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clk_04_a_notice_of_ones_own_counts_if_it_was_in_time_and_one_that_cannot_be_sent_does_not() {
    both(|db| async move {
        let desist = knowing_ana(db).await;
        let asked = json!({"kind": "access", "recipient": "ana@example.com", "evidence": "seen"});
        let id = desist.open_case(asked).await["id"].as_str().unwrap().to_owned();
        let extension = format!("/v1/cases/{id}/extension");
        let at = |at: &str| json!({"reason": "number", "notice": {"message": "<n1@acme.example>", "at": at}});
        desist.api(&extension, at("2026-12-01T00:00:00Z")).await.expect(422);
        desist.api(&extension, at("2020-12-01T00:00:00Z")).await.expect(409);
        desist.drain().await;
        // The folder is gone: the notice cannot be sent.
        let first = due(&desist.case_now(&id).await, "gdpr");
        desist.api(&extension, json!({"reason": "complexity"})).await.expect(200);
        crate::support::database::execute(
            desist.db(),
            "UPDATE outbox SET status = 'dead', settled_at = 1 WHERE kind = 'case_extended'",
        )
        .await;
        desist.tend().await;
        assert_eq!(due(&desist.case_now(&id).await, "gdpr"), first);
        assert_eq!(desist.words_of(&id).await.last().map(String::as_str), Some("not_sent"));
        desist.api(&extension, at(&desist.now().rfc3339())).await.expect(200);
        assert!(due(&desist.case_now(&id).await, "gdpr") > first);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clk_12_a_needed_question_stops_only_the_clocks_that_may_stand_still_and_the_answer_starts_them_again() {
    both(|db| async move {
        let desist = knowing_ana(db).await;
        let asked = json!({"kind": "access", "recipient": "ana@example.com", "evidence": "seen"});
        let id = desist.open_case(asked).await["id"].as_str().unwrap().to_owned();
        let before = desist.outbox().await.len();
        let first = desist.case_now(&id).await;
        let question = json!({"reason": "clarification", "question": "Which years do you mean?"});
        desist.api(&format!("/v1/cases/{id}/questions"), question).await.expect(200);
        let [mail] =
            desist.mails_after(before).await.try_into().unwrap_or_else(|mails: Vec<_>| panic!("{}", mails.len()));
        assert!(mail.text.contains("Which years do you mean?"), "{}", mail.text);
        desist.tend().await;
        let asked = desist.case_now(&id).await;
        assert_eq!((&asked["state"], &asked["waiting_for"]), (&json!("waiting"), &json!("recipient")));
        desist.advance(5 * DAY);
        let to = answers(&mail);
        let reply = letter("ana@example.com", "Re: question", "I mean 2024 and 2025.").to(&to).field("To", &to);
        desist.post(&reply).await;
        let answered = desist.case_now(&id).await;
        assert_eq!(answered["state"], "needs_review");
        assert!(due(&answered, "uk_gdpr") > due(&first, "uk_gdpr"), "LAW-15: the United Kingdom's stood still");
        for rule in ["gdpr", "ccpa", "policy"] {
            assert_eq!(due(&answered, rule), due(&first, rule), "{rule} never stands still");
        }
        assert_eq!(desist.words_of(&id).await, ["opened", "acknowledged", "asking", "asked", "replied"]);
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_a_stop_in_an_answer_to_a_case_counts_and_an_answer_to_a_case_that_is_over_reaches_a_person() {
    both(|db| async move {
        let desist = knowing_ana(db).await;
        let case = desist.ana_writes(DELETE).await;
        let to = answers(&desist.asked_back().await);
        let reply = |id: &str, text: &str| {
            letter("ana@example.com", "Re: Please confirm", text).to(&to).field("To", &to).field("Message-ID", id)
        };
        assert!(desist.allowed(&ana(), "product-news"));
        desist.post(&reply("<a@mail.example>", "Please unsubscribe me from all your mails.")).await;
        assert_eq!(desist.reason(&ana(), "product-news"), "opted_out_all");
        assert_eq!(desist.moves(&case, json!({"to": "withdrawn", "quiet": true})).await, 200);
        let late = desist.post(&reply("<b@mail.example>", "Why did you close this?")).await.id;
        assert_eq!(desist.status_of(&late).await, "review");
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn era_07_the_last_answer_of_a_deletion_goes_out_and_then_nothing_of_the_address_is_left() {
    both(|db| async move {
        let desist = knowing_ana(db).await;
        let party = json!({"key": "crm", "name": "The CRM"});
        desist.api("/v1/systems", party).await.expect(201);
        let asked =
            json!({"kind": "deletion", "recipient": "ana@example.com", "evidence": "seen", "acknowledged": true});
        let id = desist.open_case(asked).await["id"].as_str().unwrap().to_owned();
        desist.tend().await;
        let task = desist.case_now(&id).await["tasks"][0]["id"].as_str().unwrap().to_owned();
        desist.api(&format!("/v1/tasks/{task}"), json!({"state": "done"})).await.expect(200);
        assert_eq!(desist.moves(&id, json!({"to": "done"})).await, 200);
        let [answer] = desist.outbox().await.try_into().unwrap_or_else(|mails: Vec<_>| panic!("{}", mails.len()));
        assert_eq!(answer.to, "ana@example.com");
        for said in ["the data was deleted", "The CRM"] {
            assert!(answer.text.contains(said), "{said}: {}", answer.text);
        }
        assert_eq!(desist.reason(&ana(), "product-news"), "erased");
        let left = "SELECT count(*) FROM outbox WHERE length(payload) > 0";
        assert_eq!(crate::support::database::number(desist.db(), left).await, 0);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clk_01_the_clocks_of_a_forward_count_from_the_day_on_which_it_reached_the_agent() {
    both(|db| async move {
        let desist = knowing_ana(db).await;
        let forward = "Please handle this.\n\n---------- Forwarded message ---------\nFrom: Ana <ana@example.com>\nDate: Sat, \
                       14 Nov 2026 at 10:00\nSubject: My data\nTo: <help@acme.example>\n\nPlease delete all personal data you \
                       hold about me.\n";
        let id = desist.post(&letter("help@acme.example", "Fwd: My data", forward)).await.id;
        assert_eq!(desist.status_of(&id).await, "review", "nobody vouches for it");
        let case = desist.newest_case().await;
        let shown = desist.case_now(&case).await;
        let day = |case: &Value| {
            let clocks = case["clocks"].as_array().unwrap().iter();
            clocks.clone().find(|clock| clock["terms"]["rule"] == "policy").unwrap()["day"].clone()
        };
        assert_eq!(day(&shown), "2026-11-14", "nine days before our own receipt");
        desist.advance(Duration::from_secs(1));
        let decided = json!({"intents": [{"kind": "deletion"}], "about": "ana@example.com"});
        desist.api(&format!("/v1/intake/{id}/decide"), decided).await.expect(200);
        let deletion = desist.case_now(&desist.newest_case().await).await;
        assert_eq!((&deletion["kind"], due(&deletion, "gdpr")), (&json!("deletion"), due(&shown, "gdpr")));
        // What is claimed moves nothing to a later day, nor to one that nobody would believe (CLK-18).
        for (at, date) in [(1, "Tue, 01 Dec 2026"), (2, "Thu, 01 Jan 2015")] {
            let text = forward.replace("Sat, 14 Nov 2026", date);
            let other = letter("help@acme.example", "Fwd", &text).field("Message-ID", &format!("<f{at}@acme.example>"));
            desist.advance(Duration::from_secs(1));
            desist.post(&other).await;
            assert_eq!(day(&desist.case_now(&desist.newest_case().await).await), "2026-11-23", "{date}");
        }
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p8_a_sharing_opt_out_that_somebody_made_by_telephone_holds_at_once_and_is_one_case() {
    both(|db| async move {
        let desist = knowing_ana(db).await;
        let partner = json!({"key": "ads", "name": "Ads Inc", "agreement": "contracts/17", "agreed_on": "2026-07-01"});
        desist.api("/v1/partners", partner).await.expect(201);
        let asked = json!({"kind": "sharing_opt_out", "recipient": "ana@example.com"});
        let case = desist.open_case(asked).await["id"].as_str().unwrap().to_owned();
        let check = json!({"recipient": "ana@example.com"});
        assert_eq!(desist.api("/v1/do-not-share/check", check).await.expect(200).json()["allowed"], false);
        let ids: Vec<_> = desist.services.cases_about(&ana()).await.unwrap().into_iter().map(|case| case.id).collect();
        assert_eq!(ids, [case]);
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p8_a_sharing_opt_out_asked_by_mail_is_answered_in_the_language_of_the_mail() {
    both(|db| async move {
        let desist = knowing_ana(db).await;
        let partner = json!({"key": "ads", "name": "Ads Inc", "agreement": "contracts/17", "agreed_on": "2026-07-01"});
        desist.api("/v1/partners", partner).await.expect(201);
        let text = "Ich widerspreche der Weitergabe meiner Daten an Dritte.";
        desist.post(&letter("ana@example.com", "Datenweitergabe", text)).await;
        let [case] = desist.services.cases_about(&ana()).await.unwrap().try_into().unwrap();
        assert_eq!((case.kind, case.language.as_str()), ("sharing_opt_out", "de"));
        desist.tend().await;
        let task = desist.case_now(&case.id).await["tasks"][0]["id"].as_str().unwrap().to_owned();
        desist.api(&format!("/v1/tasks/{task}"), json!({"state": "done"})).await.expect(200);
        assert_eq!(desist.case_now(&case.id).await["state"], "done", "the last partner has confirmed");
        let mails = desist.outbox().await;
        let hers: Vec<_> = mails.iter().filter(|mail| mail.to == "ana@example.com").collect();
        assert!(hers.len() > 1 && hers.iter().all(|mail| mail.text.contains("Daten")), "{hers:?}");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clk_16_two_instances_alarm_of_a_late_case_once() {
    both(|db| async move {
        let plan = Service::builder(db).operators(&["ops@acme.example"]);
        let desist = plan.start().await;
        let other = desist.second_instance().await;
        desist.open_case(json!({"kind": "access", "recipient": "ana@example.com", "evidence": "seen"})).await;
        desist.drain().await;
        desist.advance(200 * DAY);
        let (one, two) = tokio::join!(desist.services.tend_cases(), other.services.tend_cases());
        one.and(two).unwrap();
        let alarms = desist.outbox().await.into_iter().filter(|mail| mail.to == "ops@acme.example").count();
        assert_eq!(alarms, 1);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l9_a_yes_to_a_question_starts_the_clock_again_and_a_question_that_cannot_be_sent_waits_for_nobody() {
    both(|db| async move {
        let desist = knowing_ana(db).await;
        let asked =
            json!({"kind": "deletion", "recipient": "ana@example.com", "evidence": "seen", "acknowledged": true});
        let id = desist.open_case(asked).await["id"].as_str().unwrap().to_owned();
        let questions = format!("/v1/cases/{id}/questions");
        let question = json!({"reason": "clarification", "question": "Both of your accounts?"});
        desist.api(&questions, question.clone()).await.expect(200);
        let mail = desist.outbox().await.pop().unwrap();
        desist.tend().await;
        desist.advance(3 * DAY);
        let to = answers(&mail);
        desist
            .post(&letter("ana@example.com", "Re: question", "Yes, thanks").to(&to).field("To", &to).by_own_host())
            .await;
        let answered = desist.case_now(&id).await;
        assert_eq!(answered["state"], "needs_review", "{answered}");
        let clocks = answered["clocks"].as_array().unwrap();
        let paused = |clock: &&Value| {
            clock["pauses"].as_array().is_some_and(|pauses| pauses.iter().any(|one| one["until"].is_null()))
        };
        assert!(!clocks.iter().any(|clock| paused(&clock)), "every clock runs");
        desist.api(&questions, question).await.expect(200);
        crate::support::database::execute(
            desist.db(),
            "UPDATE outbox SET status = 'dead', settled_at = 1 WHERE kind = 'case_question' AND status = 'pending'",
        )
        .await;
        desist.tend().await;
        assert_eq!(desist.case_now(&id).await["state"], "needs_review", "nobody was asked");
        // Words that would reach nobody are refused, not swallowed.
        let unclear = json!({"kind": "unclear", "recipient": "ana@example.com"});
        let unclear = desist.open_case(unclear).await["id"].as_str().unwrap().to_owned();
        assert_eq!(desist.moves(&unclear, json!({"to": "done", "answer": "Thanks."})).await, 422);
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}
