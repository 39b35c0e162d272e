//! The one-time links by which operators begin.

use std::time::Duration;

use desist::domain::change::{Actor, Channel};
use desist::domain::operator::Role;
use desist::services::registry::operators::OperatorChange;

use crate::support::console::{PASSWORD, code, encoded};
use crate::support::{Service, both};

/// Who changes operators here.
const BY: (Actor, Channel) = (Actor::CommandLine, Channel::CommandLine);

/// What the page of a link offers: the sealed secret, and the secret itself.
fn offer(page: &str) -> (String, Vec<u8>) {
    let sealed = page.split("name=\"offer\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let shown = page.split("<code class=\"secret\">").nth(1).unwrap().split('<').next().unwrap();
    let letters: String = shown.split_whitespace().collect();
    (sealed, data_encoding::BASE32_NOPAD.decode(letters.as_bytes()).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn con_01_the_first_operator_begins_by_a_link_that_works_once_and_reading_it_changes_nothing() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let url = desist.services.first_operator_path().await.unwrap().unwrap();
        for _ in 0..3 {
            desist.get(&url).await.expect(200);
        }
        let (sealed, secret) = offer(&desist.get(&url).await.body);
        let code_now = code(&secret, desist.now());
        let fields = [("address", "ada@desk.example"), ("name", "Ada"), ("offer", &sealed), ("code", &code_now)];
        let weak = [&fields[..], &[("password", "short")]].concat();
        let again = desist.post_form(&url, &encoded(&weak)).await.expect(422);
        assert!(again.body.contains("at least 12 characters"), "{}", again.body);
        assert_eq!(offer(&again.body).1, secret, "the picture must not have to be scanned again");
        let good = [&fields[..], &[("password", PASSWORD)]].concat();
        desist.post_form(&url, &encoded(&good)).await.expect(200);
        desist.post_form(&url, &encoded(&good)).await.expect(404);
        desist.get(&url).await.expect(404);
        assert_eq!(desist.services.first_operator_path().await.unwrap(), None, "there is an operator now");
        let next = code(&secret, desist.now().plus_ms(30_000));
        desist.sign_in("ada@desk.example", PASSWORD, &next).await.expect(303);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_01_a_link_ends_after_three_days_and_when_a_newer_one_is_made() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let old = desist.services.first_operator_path().await.unwrap().unwrap();
        let new = desist.services.first_operator_path().await.unwrap().unwrap();
        desist.get(&old).await.expect(404);
        desist.get(&new).await.expect(200);
        desist.advance(Duration::from_secs(3 * 86_400 + 1));
        desist.get(&new).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_01_nobody_tries_links_one_after_the_other_not_even_to_hit_the_right_one() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let right = desist.services.first_operator_path().await.unwrap().unwrap();
        for n in 0..30 {
            desist.get(&format!("/console/begin/guess-{n}")).await.expect(404);
        }
        desist.get(&right).await.expect(429);
        desist.post_form(&right, "name=Ada").await.expect(429);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_01_an_admin_invites_by_mail_and_the_invited_begins_with_the_given_role() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let admin = desist.operator("Ada", Role::Admin).await;
        let invite = [("act", "invite"), ("address", "chen@desk.example"), ("name", "Chen"), ("role", "auditor")];
        let page = admin.post("/console/operators", &invite).await.expect(200);
        desist.drain().await;
        let outbox = desist.outbox().await;
        let mail = outbox.iter().find(|mail| mail.to == "chen@desk.example").unwrap();
        let url = mail.text.lines().find(|line| line.contains("/console/begin/")).unwrap().trim().to_owned();
        assert!(page.body.contains(url.rsplit('/').next().unwrap()), "the link is shown, too");
        let (sealed, secret) = offer(&desist.get(&url).await.expect(200).body);
        let code_now = code(&secret, desist.now());
        let fields = [("offer", sealed.as_str()), ("code", &code_now), ("password", PASSWORD), ("name", "Mallory")];
        desist.post_form(&url, &encoded(&fields)).await.expect(200);
        let named = desist.services.operators().await.unwrap();
        let chen = named.iter().find(|one| one.address == "chen@desk.example").unwrap();
        assert_eq!((chen.name.as_str(), chen.role, chen.has_begun), ("Chen", Role::Auditor, true));
        // Twice the same address is refused, and what was typed stands there still.
        let again = admin.post("/console/operators", &invite).await.expect(422);
        assert!(again.body.contains("value=\"chen@desk.example\""), "{}", again.body);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_01_the_last_admin_stays_one() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let admin = desist.operator("Ada", Role::Admin).await;
        let alone = desist.services.change_operator(&admin.id, OperatorChange::Disabled, BY).await;
        assert!(alone.unwrap_err().to_string().contains("last operator"));
        desist.operator("Eve", Role::Admin).await;
        desist.services.change_operator(&admin.id, OperatorChange::Role(Role::Support), BY).await.unwrap();
        admin.get("/console/operators").await.expect(403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_01_the_first_operators_link_ends_when_there_is_one() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let first = desist.services.first_operator_path().await.unwrap().unwrap();
        desist.get(&first).await.expect(200);
        desist.operator("Ada", Role::Admin).await;
        desist.get(&first).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_02_no_change_of_an_operator_undoes_another_made_at_the_same_time() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let (id, _) = desist.begun_operator("Robin", Role::Support).await;
        for role in [Role::Auditor, Role::Marketing, Role::Support, Role::Auditor, Role::Marketing] {
            desist.services.change_operator(&id, OperatorChange::Enabled, BY).await.unwrap();
            let (role_change, end) = tokio::join!(
                desist.services.change_operator(&id, OperatorChange::Role(role), BY),
                desist.services.change_operator(&id, OperatorChange::Disabled, BY),
            );
            role_change.unwrap();
            end.unwrap();
            let named = desist.services.operators().await.unwrap();
            let robin = named.iter().find(|one| one.id == id).unwrap();
            assert!(robin.disabled_at.is_some() && robin.role == role, "{robin:?}");
        }
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_01_who_is_reset_and_begins_anew_is_locked_no_longer() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let (id, _) = desist.begun_operator("Robin", Role::Support).await;
        for _ in 0..5 {
            desist.sign_in("robin@desk.example", "guess after guess", "000000").await.expect(401);
        }
        desist.sign_in("robin@desk.example", PASSWORD, "000000").await.expect(429);
        let url = desist.services.reset_operator(&id, BY).await.unwrap();
        let (_, secret) = desist.begins(&url, "Robin").await;
        let next = code(&secret, desist.now().plus_ms(30_000));
        desist.sign_in("robin@desk.example", PASSWORD, &next).await.expect(303);
        desist.verify().await;
    })
    .await;
}
