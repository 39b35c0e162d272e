//! Deny by default: every route without a session and with each role.

use desist::domain::operator::Role;
use desist::faces::http::console::rights::PATHS;

use crate::support::console::encoded;
use crate::support::{Service, both};

/// The path with something in its places that nobody has.
fn concrete(pattern: &str) -> String {
    pattern.replace("{id}", "0192f0c4-7b1a-7c33-9c1e-6d2f5a8b9c01").replace("{key}", "nobody").replace("{index}", "0")
}

/// What the house answers on every unknown path: these pages are not built.
fn is_built(status: u16) -> bool {
    status != 405
}

#[tokio::test(flavor = "multi_thread")]
async fn con_06_without_a_session_no_page_opens_and_no_form_is_taken() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let before = desist.services.gate.ledger_size();
        for (pattern, read, act) in PATHS {
            let path = concrete(pattern);
            if read.is_some() {
                let answer = desist.get(&path).await.expect(303);
                assert!(answer.header("location").starts_with("/console/sign-in?to="), "{path}");
            }
            if act.is_some() {
                let answer = desist.post_form(&path, &encoded(&[("act", "x"), ("answer", "kept")])).await.expect(401);
                assert!(answer.body.contains("kept"), "{path}: what was typed is lost");
            }
        }
        assert_eq!(desist.services.gate.ledger_size(), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_06_each_role_opens_what_the_table_gives_it_and_nothing_else() {
    both(|database| async move {
        let desist = Service::start(database).await;
        for role in Role::ALL {
            let operator = desist.operator(role.word(), *role).await;
            for (pattern, read, act) in PATHS {
                let path = concrete(pattern);
                if let Some(right) = read {
                    let answer = operator.get(&path).await;
                    assert_eq!(answer.status == 403, !role.may(*right), "{role:?} GET {path}: {}", answer.status);
                    assert!(is_built(answer.status), "{path}");
                }
                // Ending the own session would end the walk.
                if let Some(right) = act
                    && *pattern != "/console/sign-out"
                {
                    let answer = operator.post(&path, &[("act", "nothing")]).await;
                    assert_eq!(answer.status == 403, !role.may(*right), "{role:?} POST {path}: {}", answer.status);
                    assert!(answer.status < 500, "{role:?} POST {path}: {}", answer.body);
                }
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn web_04_every_page_carries_the_headers_and_none_is_kept_by_the_browser() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let admin = desist.operator("Ada", Role::Admin).await;
        for (pattern, _, _) in PATHS.iter().filter(|(_, read, _)| read.is_some()) {
            let answer = admin.get(&concrete(pattern)).await;
            let policy = answer.header("content-security-policy").to_owned();
            assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{pattern}: {policy}");
            assert_eq!(answer.header("cache-control"), "no-store", "{pattern}");
            assert_eq!(answer.header("referrer-policy"), "no-referrer", "{pattern}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{pattern}");
        }
    })
    .await;
}
