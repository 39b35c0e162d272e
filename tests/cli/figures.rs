//! What was counted in memory is written at an orderly stop.

use crate::program::Program;
use crate::support::http::send;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_counted_is_lost_at_an_orderly_stop() {
    let program = Program::new();
    let service = program.serve();
    let key = service.api_key().unwrap().to_owned();
    let question = reqwest::Client::new().post(format!("{}/v1/check", service.origin)).bearer_auth(key);
    let question = question.header("content-type", "application/json");
    send(question.body(r#"{"recipient": "ana@example.org", "topic": "events"}"#)).await.expect(200);
    program.run_with(&["link", "mint", "--topic", "events", "--campaign", "spring"], "ana@example.org\n").with(0);
    program.run_with(&["link", "mint", "--topic", "events", "--test"], "ana@example.org\n").with(0);
    assert_eq!(service.stop(), Some(0));
    let told = program.run(&["figures", "--topic", "events", "--json"]).with(0).json();
    assert_eq!((&told["totals"]["asked"], &told["totals"]["minted"]), (&1.into(), &1.into()), "{told}");
}
