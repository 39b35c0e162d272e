//! Cases in the console: the list, a case and what is done with it, the mail to its person, the copy of data.

use std::time::Duration;

use desist::domain::operator::Role;
use serde_json::{Value, json};

use crate::support::console::Operator;
use crate::support::{Service, ana, both, somebody};

const DAY: Duration = Duration::from_secs(86_400);
/// What nobody should be able to put into a page.
const SCRIPT: &str = "<script>alert('x')</script>";

impl Service {
    /// A case opened by the API; its id.
    pub async fn a_case(&self, body: Value) -> String {
        self.api("/v1/cases", body).await.expect(200).json()["id"].as_str().unwrap().to_owned()
    }

    /// A case of a kind that Ana is known to ask for; its id.
    async fn anas(&self, kind: &str) -> String {
        self.stop(&ana(), "events").await.unwrap();
        self.a_case(json!({"kind": kind, "recipient": "ana@example.com", "evidence": "came to the desk"})).await
    }

    async fn case_as_json(&self, id: &str) -> Value {
        self.api_get(&format!("/v1/cases/{id}")).await.expect(200).json()
    }
}

/// The value of a hidden field.
pub fn hidden(page: &str, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    page.split(&field).nth(1).unwrap_or_else(|| panic!("no field {name}")).split('"').next().unwrap().to_owned()
}

/// Posts to a case with the version that its page shows now.
async fn acts(robin: &Operator<'_>, case: &str, fields: &[(&str, &str)]) -> crate::support::http::Answer {
    let path = format!("/console/cases/{case}");
    let version = hidden(&robin.get(&path).await.expect(200).body, "version");
    robin.post(&path, &[fields, &[("version", version.as_str())]].concat()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn l9_a_case_opened_for_somebody_counts_from_when_it_came_and_open_ones_are_shown_first() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist.stop(&ana(), "events").await.unwrap();
        let robin = desist.operator("Robin", Role::Support).await;
        robin.get("/console/cases/new").await.expect(200);
        let form = [
            ("address", "ana@example.com"),
            ("kind", "deletion"),
            ("text", SCRIPT),
            ("way", "telephone"),
            ("received_at", "2026-11-20T10:00"),
            ("language", "de"),
            ("evidence", "called back"),
        ];
        let page = robin.does("/console/cases/new", &form).await;
        assert!(page.body.contains("Opened.") && page.body.contains("telephone") && page.body.contains("Deutsch"));
        assert!(page.body.contains("&lt;script&gt;") && !page.body.contains("<script>alert"), "MIME-17");
        let again = robin.post("/console/cases/new", &form).await.expect(200);
        assert!(again.body.contains("has open cases already") && again.body.contains("called back"), "{}", again.body);
        let anyway = robin.post("/console/cases/new", &[&form[..], &[("anyway", "yes")]].concat()).await.expect(303);
        assert!(anyway.header("location").starts_with("/console/cases/"));
        let cases = desist.services.cases_about(&ana()).await.unwrap();
        assert!(cases.iter().all(|case| case.received_at.rfc3339() == "2026-11-20T10:00:00Z"));
        assert!(cases.len() == 2 && cases.iter().all(|case| case.asked_by == "console"));
        assert_eq!(cases.iter().filter(|case| case.state == "duplicate").count(), 1, "CLK-14");
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_case_with_a_fault_keeps_what_was_typed_and_opens_nothing() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let robin = desist.operator("Robin", Role::Support).await;
        let good =
            [("address", "ana@example.com"), ("kind", "question"), ("way", "letter"), ("text", "a \"quoted\" word")];
        let wrong: [(&str, &str, &str); 6] = [
            ("address", "nobody", "no mail address"),
            ("kind", "everything", "Choose what was asked for"),
            ("way", "pigeon", "Choose how it came in"),
            ("received_at", "2030-01-01T00:00", "still to come"),
            ("received_at", "0001-01-01T00:00", "more than ten years ago"),
            ("received_at", "yesterday", "This is no time"),
        ];
        for (field, value, says) in wrong {
            let mut fields: Vec<_> = good.iter().copied().filter(|(name, _)| *name != field).collect();
            fields.push((field, value));
            let page = robin.post("/console/cases/new", &fields).await.expect(422);
            assert!(
                page.body.contains(says) && page.body.contains("a &quot;quoted&quot; word"),
                "{field}: {}",
                page.body
            );
            assert!(page.body.contains("aria-describedby=\"fault\""), "{field}");
        }
        assert!(desist.services.cases_about(&ana()).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clk_11_the_list_shows_the_earliest_due_first_marks_late_ones_in_words_and_goes_page_by_page() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist.leave_mail();
        let old = desist.a_case(json!({"kind": "question", "recipient": "ana@example.com"})).await;
        desist.advance(DAY * 100);
        for number in 0..60 {
            let address = somebody(number);
            let at = desist.now().plus_days(-(number as i64 % 3)).rfc3339();
            let body = json!({"kind": "deletion", "recipient": address.delivery(), "evidence": "x", "received_at": at});
            desist.a_case(body).await;
        }
        let robin = desist.operator("Robin", Role::Support).await;
        let first = robin.get("/console/cases").await.expect(200);
        let at = |page: &str, id: &str| page.find(&format!("/console/cases/{id}"));
        assert!(first.body.contains("late by") && at(&first.body, &old).is_some(), "{}", first.body);
        let rows = |page: &str| page.matches("<tr data-row").count();
        assert_eq!(rows(&first.body), 50);
        let link = |page: &str, rel: &str| {
            let tag = page.split(&format!("\" rel=\"{rel}\"")).next().unwrap();
            tag.rsplit("href=\"").next().unwrap().replace("&amp;", "&")
        };
        let second = robin.get(&link(&first.body, "next")).await.expect(200);
        assert_eq!(rows(&second.body), 11);
        let back = robin.get(&link(&second.body, "prev")).await.expect(200);
        assert_eq!(
            (rows(&back.body), at(&back.body, &old)),
            (50, at(&first.body, &old).map(|_| at(&back.body, &old).unwrap()))
        );
        let late = robin.get("/console/cases?due=late").await.expect(200);
        assert!(at(&late.body, &old).is_some());
        let none = robin.get("/console/cases?who=me").await.expect(200);
        assert!(none.body.contains("No case is like that"));
        let nobody = robin.get("/console/cases?who=nobody&kind=question&state=all").await.expect(200);
        assert_eq!(rows(&nobody.body), 1);
        for bad in ["state=perhaps", "kind=all", "due=99", "after=x", "after=1", "before=."] {
            let answer = robin.get(&format!("/console/cases?{bad}")).await;
            assert!(answer.status == 422 || answer.status == 400, "{bad}: {}", answer.status);
        }
        let home = robin.get("/console").await.expect(200);
        assert!(home.body.contains("cases late") && home.body.contains("/console/cases?due=late"), "{}", home.body);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_operators_at_once_the_second_is_told_who_was_first_and_keeps_what_was_typed() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let case = desist.anas("deletion").await;
        let (robin, kim) = (desist.operator("Robin", Role::Support).await, desist.operator("Kim", Role::Support).await);
        let path = format!("/console/cases/{case}");
        let version = hidden(&robin.get(&path).await.expect(200).body, "version");
        let taken = kim.does(&path, &[("act", "take"), ("version", &version)]).await;
        assert!(taken.body.contains("you have it") && taken.body.contains("in progress"), "{}", taken.body);
        let mine = kim.get("/console/cases?who=me").await.expect(200);
        assert!(mine.body.contains(&case));
        let note = [("act", "note"), ("version", version.as_str()), ("note", "she called & shouted")];
        let told = robin.post(&path, &note).await.expect(422);
        assert!(told.body.contains("Kim was at this case meanwhile"), "{}", told.body);
        assert!(told.body.contains("she called &amp; shouted"), "what was typed is lost");
        let answer = [("act", "preview"), ("as", "done"), ("version", version.as_str()), ("words", "my own words")];
        let told = robin.post(&format!("{path}/answer"), &answer).await.expect(422);
        assert!(told.body.contains("Kim was at this case meanwhile") && told.body.contains("my own words"));
        // Sent once more, from the page that told of it, it is done.
        let version = hidden(&robin.get(&path).await.expect(200).body, "version");
        let noted = robin.does(&path, &[("act", "note"), ("version", &version), ("note", SCRIPT)]).await;
        assert!(noted.body.contains("&lt;script&gt;") && !noted.body.contains("<script>alert"), "MIME-17");
        assert!(noted.body.contains("/console/record/") && noted.body.contains("<bdi>Robin</bdi>"));
        let handed =
            acts(&kim, &case, &[("act", "hand_over"), ("who", &robin.id), ("note", "yours")]).await.expect(303);
        assert!(handed.header("location").contains("handed_on"));
        assert_eq!(desist.case_as_json(&case).await["assignee"], json!(robin.id));
        acts(&kim, &case, &[("act", "hand_over"), ("who", "stranger")]).await.expect(422);
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_case_may_not_do_is_refused_and_what_is_not_there_is_not_found() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let case = desist.anas("question").await;
        let robin = desist.operator("Robin", Role::Support).await;
        let path = format!("/console/cases/{case}");
        robin.post(&path, &[("act", "note"), ("note", "x")]).await.expect(422);
        for (act, says) in
            [("note", "Write the note first"), ("nothing", "nothing to do"), ("wait", "for whom it waits")]
        {
            let page = acts(&robin, &case, &[("act", act)]).await.expect(422);
            assert!(page.body.contains(says), "{act}: {}", page.body);
        }
        let duplicate = acts(&robin, &case, &[("act", "duplicate"), ("duplicate_of", "nonsense")]).await.expect(422);
        assert!(duplicate.body.contains("Name the open case"));
        acts(&robin, &case, &[("act", "spam"), ("note", "nobody asked")]).await.expect(303);
        let ended = robin.get(&path).await.expect(200);
        assert!(ended.body.contains("Take it up again") && !ended.body.contains("value=\"spam\""), "only what may be");
        acts(&robin, &case, &[("act", "withdraw")]).await.expect(422);
        acts(&robin, &case, &[("act", "reopen")]).await.expect(303);
        let closed = robin.get(&format!("{path}/answer?as=refused")).await.expect(200);
        assert!(closed.body.contains("Send to a controller"));
        for unknown in ["0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01", "nonsense", "%00", "..%2f..%2f"] {
            for rest in ["", "/answer", "/copy"] {
                robin.get(&format!("/console/cases/{unknown}{rest}")).await.expect(404);
                let answer = robin
                    .post(
                        &format!("/console/cases/{unknown}{rest}"),
                        &[("act", "note"), ("version", "1"), ("note", "x")],
                    )
                    .await;
                assert_eq!(answer.status, 404, "{unknown}{rest}");
            }
        }
        robin.get(&format!("{path}/copy")).await.expect(404);
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn auth_17_vouching_says_what_was_shown_and_the_auditor_only_looks() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist.stop(&ana(), "events").await.unwrap();
        let case = desist.a_case(json!({"kind": "deletion", "recipient": "ana@example.com"})).await;
        let robin = desist.operator("Robin", Role::Support).await;
        let page = robin.get(&format!("/console/cases/{case}")).await.expect(200);
        assert!(page.body.contains("mailbox on record was asked") && page.body.contains("/console/recipients/1-"));
        let empty = acts(&robin, &case, &[("act", "vouch"), ("evidence", "  ")]).await.expect(422);
        assert!(empty.body.contains("Say what shows that the person asks"));
        acts(&robin, &case, &[("act", "vouch"), ("evidence", SCRIPT)]).await.expect(303);
        let page = robin.get(&format!("/console/cases/{case}")).await.expect(200);
        assert!(page.body.contains("Robin vouches for the person") && !page.body.contains("<script>alert"));
        let auditor = desist.operator("Ari", Role::Auditor).await;
        let page = auditor.get(&format!("/console/cases/{case}")).await.expect(200);
        assert!(!page.body.contains("name=\"act\"") && page.body.contains("What happened"), "{}", page.body);
        auditor.post(&format!("/console/cases/{case}"), &[("act", "take")]).await.expect(403);
        auditor.get(&format!("/console/cases/{case}/answer")).await.expect(403);
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn law_08_more_time_needs_a_notice_and_its_page_shows_what_the_law_allows() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let case = desist.anas("access").await;
        let robin = desist.operator("Robin", Role::Support).await;
        let clocks = desist.case_as_json(&case).await["clocks"].clone();
        let without = acts(&robin, &case, &[("act", "extend"), ("reason", "complexity")]).await.expect(422);
        assert!(without.body.contains("Without a notice"), "{}", without.body);
        let no_reason = acts(&robin, &case, &[("act", "extend"), ("notice", "<1@acme.example>")]).await.expect(422);
        assert!(no_reason.body.contains("Say why more time is needed"));
        let later = [("act", "extend"), ("reason", "number"), ("notice", "<1@x>"), ("notice_at", "2030-01-01T00:00")];
        let page = acts(&robin, &case, &later).await.expect(422);
        assert!(page.body.contains("still to come") && page.body.contains("&lt;1@x&gt;"), "what was typed is lost");
        assert_eq!(desist.case_as_json(&case).await["clocks"], clocks);
        let path = format!("/console/cases/{case}/answer");
        let page = robin.get(&format!("{path}?as=more_time")).await.expect(200);
        assert!(page.body.contains("What the law allows") && page.body.contains("instead of"), "{}", page.body);
        let version = hidden(&page.body, "version");
        let form = [("as", "more_time"), ("reason", "complexity"), ("version", version.as_str())];
        let preview = robin.post(&path, &[&form[..], &[("act", "preview")]].concat()).await.expect(200);
        let seal = hidden(&preview.body, "seal");
        let page = robin.does(&path, &[&form[..], &[("act", "send"), ("seal", &seal)]].concat()).await;
        assert!(page.body.contains("The notice is on its way"), "{}", page.body);
        assert_eq!(desist.case_as_json(&case).await["clocks"], clocks, "they move when the notice was sent");
        desist.drain().await;
        desist.tend().await;
        assert_ne!(desist.case_as_json(&case).await["clocks"], clocks);
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_is_what_the_preview_showed_in_the_persons_language() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist.stop(&ana(), "events").await.unwrap();
        let body = json!({"kind": "correction", "recipient": "ana@example.com", "evidence": "x", "language": "de"});
        let case = desist.a_case(body).await;
        desist.drain().await;
        let robin = desist.operator("Robin", Role::Support).await;
        let path = format!("/console/cases/{case}/answer");
        let page = robin.get(&format!("{path}?as=refused")).await.expect(200);
        assert!(page.body.contains("Deutsch") && page.body.contains("Refused: right as it is"), "{}", page.body);
        let version = hidden(&page.body, "version");
        let base = [("as", "refused"), ("version", version.as_str())];
        let filled =
            robin.post(&path, &[&base[..], &[("act", "fill"), ("prepared", "refused-not-identified")]].concat()).await;
        let filled = filled.expect(200);
        assert!(filled.body.contains("die Anfrage vom 23. November 2026"), "{}", filled.body);
        assert!(filled.body.contains("value=\"not_identified\" required checked"), "{}", filled.body);
        // What must be written is not sent unwritten.
        let unwritten =
            [&base[..], &[("act", "preview"), ("reason", "already_right"), ("words", "Es ist: […]")]].concat();
        assert!(robin.post(&path, &unwritten).await.expect(422).body.contains("Write what stands at"));
        let no_reason = [&base[..], &[("act", "preview"), ("words", "Nein")]].concat();
        assert!(robin.post(&path, &no_reason).await.expect(422).body.contains("Choose why"));
        let words = "Es stimmt <b>so</b>.\r\n\r\nGru\u{df}";
        let form = [&base[..], &[("reason", "already_right"), ("words", words)]].concat();
        let preview = robin.post(&path, &[&form[..], &[("act", "preview")]].concat()).await.expect(200);
        assert!(
            preview.body.contains("Es stimmt &lt;b&gt;so&lt;&#x2f;b&gt;.")
                || preview.body.contains("Es stimmt &lt;b&gt;so&lt;/b&gt;."),
            "{}",
            preview.body
        );
        assert!(preview.body.contains("lang=\"de\""));
        let seal = hidden(&preview.body, "seal");
        // Changed after the preview: it is shown again, and nothing goes out.
        let changed =
            [&base[..], &[("reason", "excessive"), ("words", words), ("act", "send"), ("seal", &seal)]].concat();
        let again = robin.post(&path, &changed).await.expect(200);
        assert!(again.body.contains("not what you saw last"), "{}", again.body);
        assert_eq!(desist.case_as_json(&case).await["state"], "needs_review");
        let page = robin.does(&path, &[&form[..], &[("act", "send"), ("seal", &seal)]].concat()).await;
        assert!(page.body.contains("Answered.") && page.body.contains("Refused"), "{}", page.body);
        let mail = desist.outbox().await.pop().unwrap();
        assert!(mail.to == "ana@example.com" && mail.text.contains("Es stimmt <b>so</b>."), "{}", mail.text);
        // Once more: it has ended, and the second is told.
        let late = robin.post(&path, &[&form[..], &[("act", "send"), ("seal", &seal)]].concat()).await.expect(422);
        assert!(late.body.contains("was at this case meanwhile"), "{}", late.body);
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l8_an_answer_that_erases_wants_a_fresh_code_and_keeps_the_form() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let case = desist.anas("deletion").await;
        let robin = desist.operator("Robin", Role::Support).await;
        let path = format!("/console/cases/{case}/answer");
        let page = robin.get(&path).await.expect(200);
        assert!(page.body.contains("is destroyed"), "{}", page.body);
        let version = hidden(&page.body, "version");
        let form = [("as", "done"), ("version", version.as_str()), ("words", "All gone.")];
        let preview = robin.post(&path, &[&form[..], &[("act", "preview")]].concat()).await.expect(200);
        let seal = hidden(&preview.body, "seal");
        desist.advance(Duration::from_secs(16 * 60));
        let send = [&form[..], &[("act", "send"), ("seal", &seal)]].concat();
        let asked = robin.post(&path, &send).await.expect(401);
        assert!(asked.body.contains("All gone."), "what was typed is lost");
        assert_eq!(desist.case_as_json(&case).await["state"], "needs_review");
        let quietly = acts(&robin, &case, &[("act", "done")]).await;
        assert_eq!(quietly.status, 401);
        robin.prove().await;
        robin.does(&path, &send).await;
        assert_eq!(desist.case_as_json(&case).await["state"], "done");
        let mail = desist.outbox().await.pop().unwrap();
        assert!(mail.text.contains("All gone."));
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_waits_for_the_person_and_an_empty_or_enormous_one_is_not_sent() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let case = desist.anas("correction").await;
        let robin = desist.operator("Robin", Role::Support).await;
        let path = format!("/console/cases/{case}/answer");
        let page = robin.get(&format!("{path}?as=question")).await.expect(200);
        let version = hidden(&page.body, "version");
        let base = [("as", "question"), ("version", version.as_str()), ("reason", "clarification"), ("needed", "yes")];
        let with = |words: &'static str, act: &'static str| [&base[..], &[("words", words), ("act", act)]].concat();
        let empty = robin.post(&path, &with("", "preview")).await.expect(422);
        assert!(empty.body.contains("Say what is asked") && empty.body.contains("aria-invalid"), "{}", empty.body);
        let enormous: &'static str = Box::leak("x".repeat(20_001).into_boxed_str());
        assert!(robin.post(&path, &with(enormous, "preview")).await.expect(422).body.contains("longer than 20000"));
        let beyond: &'static str = Box::leak("x".repeat(300_000).into_boxed_str());
        robin.post(&path, &with(beyond, "preview")).await.expect(413);
        let hidden_sign = robin.post(&path, &with("a\u{202e}b", "preview")).await.expect(422);
        assert!(hidden_sign.body.contains("invisible character"));
        let preview = robin.post(&path, &with("Which one?", "preview")).await.expect(200);
        let seal = hidden(&preview.body, "seal");
        let sent = [&with("Which one?", "send")[..], &[("seal", seal.as_str())]].concat();
        let page = robin.does(&path, &sent).await;
        assert!(page.body.contains("waiting for recipient") && page.body.contains("Which one?"), "{}", page.body);
        assert!(desist.outbox().await.pop().unwrap().text.contains("Which one?"));
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p5_tasks_are_settled_by_an_operators_word_and_parties_told_again() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let party = json!({"key": "crm", "name": SCRIPT, "contact": "crm@acme.example"});
        desist.api("/v1/systems", party).await.expect(201);
        let case = desist.anas("deletion").await;
        desist.tend().await;
        let robin = desist.operator("Robin", Role::Support).await;
        let page = robin.get(&format!("/console/cases/{case}")).await.expect(200);
        assert!(page.body.contains("&lt;script&gt;") && !page.body.contains("<script>alert"), "MIME-17");
        assert!(page.body.contains("told 1"), "{}", page.body);
        let task = hidden(&page.body, "task");
        let before = desist.outbox().await.len();
        acts(&robin, &case, &[("act", "tell_again"), ("task", &task)]).await.expect(303);
        assert_eq!(desist.outbox().await.len(), before + 1);
        acts(&robin, &case, &[("act", "tell_again"), ("task", "nonsense")]).await.expect(404);
        acts(&robin, &case, &[("act", "settle"), ("task", &task), ("state", "perhaps")]).await.expect(422);
        let failed = [("act", "settle"), ("task", task.as_str()), ("state", "failed"), ("note", "they say no")];
        acts(&robin, &case, &failed).await.expect(303);
        let page = robin.get(&format!("/console/cases/{case}")).await.expect(200);
        assert!(page.body.contains("they say no") && page.body.contains("failed"));
        let done = [("act", "settle"), ("task", task.as_str()), ("state", "done")];
        acts(&robin, &case, &done).await.expect(303);
        let twice = acts(&robin, &case, &done).await.expect(422);
        assert!(twice.body.contains("not open any more"), "{}", twice.body);
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn law_11_a_copy_is_redacted_sent_back_looked_at_and_delivered_with_a_fresh_code() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist.api("/v1/systems", json!({"key": "crm", "name": "The CRM"})).await.expect(201);
        let case = desist.anas("access").await;
        desist.tend().await;
        let robin = desist.operator("Robin", Role::Support).await;
        let path = format!("/console/cases/{case}/copy");
        let page = robin.get(&path).await.expect(200);
        assert!(page.body.contains("has not handed over") && page.body.contains("disabled"), "{}", page.body);
        let task = hidden(&robin.get(&format!("/console/cases/{case}")).await.expect(200).body, "task");
        let data = json!({"name": "Ana", "seller": {"a/b": "Bo Secret"}, "note": SCRIPT}).to_string();
        let handed = [("act", "settle"), ("task", task.as_str()), ("state", "done"), ("handed", data.as_str())];
        acts(&robin, &case, &handed).await.expect(303);
        let page = robin.get(&path).await.expect(200);
        assert!(page.body.contains("Bo Secret") && !page.body.contains("<script>alert"), "{}", page.body);
        assert!(page.body.contains("/seller/a~1b") || page.body.contains("&#x2f;seller&#x2f;a~1b"), "{}", page.body);
        let version = hidden(&page.body, "version");
        let redact = [("act", "redact"), ("task", task.as_str()), ("version", version.as_str())];
        assert!(robin.post(&path, &redact).await.expect(422).body.contains("Tick what is to be taken out"));
        let nowhere = [&redact[..], &[("path_typed", "no.such")]].concat();
        assert!(robin.post(&path, &nowhere).await.expect(422).body.contains("no.such"), "what was typed is lost");
        desist.advance(Duration::from_secs(16 * 60));
        robin.post(&path, &[&redact[..], &[("path", "/seller/a~1b")]].concat()).await.expect(401);
        assert!(robin.get(&path).await.body.contains("Bo Secret"), "what cannot be taken back wants a fresh code");
        robin.prove().await;
        let page = robin.does(&path, &[&redact[..], &[("path", "/seller/a~1b")]].concat()).await;
        assert!(!page.body.contains("Bo Secret") && page.body.contains("taken out"), "{}", page.body);
        // A page that is not the newest takes nothing out.
        let stale = robin.post(&path, &[&redact[..], &[("path", "/name")]].concat()).await.expect(422);
        assert!(stale.body.contains("was at this case meanwhile"), "{}", stale.body);
        let seen = robin.get(&format!("{path}?as=page")).await.expect(200);
        assert!(seen.body.contains("[redacted]") && !seen.body.contains("<script>alert"), "{}", seen.body);
        let version = hidden(&robin.get(&path).await.body, "version");
        let deliver = [("act", "deliver"), ("version", version.as_str())];
        desist.advance(Duration::from_secs(16 * 60));
        robin.post(&path, &deliver).await.expect(401);
        robin.prove().await;
        let page = robin.does(&path, &deliver).await;
        assert!(page.body.contains("The copy is frozen"), "{}", page.body);
        let mail = desist.outbox().await.pop().unwrap();
        assert!(mail.links.iter().any(|link| link.contains("/copy/")) && mail.to == "ana@example.com");
        let late = [&redact[..], &[("path", "/name")]].concat();
        robin.post(&path, &late).await.expect(422);
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}
