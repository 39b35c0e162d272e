//! Support's part of the demo: a mail that Bo wrote to a colleague, passed on to us.

use std::time::Duration;

use serde_json::json;

use super::super::failure::Failure;
use super::MAIL_TAKES;
use super::story::Story;
use super::web::Web;

const BO: &str = "bo@example.net";
const SUPPORT: &str = "help@example.com";

pub(super) async fn play(story: &mut Story, web: &Web) -> Result<(), Failure> {
    story.step(
        "Bo writes to support instead, and support forwards it",
        "He replied to a newsletter; a colleague passes his mail on. Nobody fills in a form.",
    )?;
    let minted = web.api("/v1/links", &json!({ "recipient": BO, "topic": "events" })).await?;
    let link = minted.json["unsubscribe_url"].as_str().unwrap_or_default();
    let taken = web.inbound(&forward(link), SUPPORT, "support@example.com").await?;
    story.shows(taken.status == 202, "the mail is answered 202, after it is safely on disk")?;
    let again = web.inbound(&forward(link), SUPPORT, "support@example.com").await?;
    story.shows(
        again.status == 200 && again.json["id"] == taken.json["id"],
        "the same mail delivered twice is one mail",
    )?;
    let id = taken.json["id"].as_str().unwrap_or_default();
    let read = worked_off(web, id).await?;
    let about = read["reading"]["about"].as_str().unwrap_or_default();
    let wants = read["reading"]["intents"][0]["kind"].as_str().unwrap_or_default();
    story
        .shows(about == BO && wants == "unsubscribe_all", &format!("understood: {wants}, about the original writer"))?;
    let bo = web.check(BO, "product-news").await?;
    story.shows(!bo.allowed, &format!("promotional mail to Bo: blocked, {}", bo.reason))?;
    let invoices = web.check(BO, "invoices").await?;
    let support = web.check(SUPPORT, "product-news").await?;
    story.shows(invoices.allowed && support.allowed, "his invoices go on, and the colleague was not unsubscribed")
}

/// Waits until the worker has made something of the mail.
async fn worked_off(web: &Web, id: &str) -> Result<serde_json::Value, Failure> {
    let end = tokio::time::Instant::now() + MAIL_TAKES;
    loop {
        let mail = web.fetch(&format!("/v1/intake/{id}")).await?.json;
        if mail["status"] != "received" || tokio::time::Instant::now() > end {
            return Ok(mail);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// What a mail program makes of a forward. The newsletter that Bo quotes carries his own link, which proves whose
/// subscription is meant, whoever passes it on.
fn forward(link: &str) -> String {
    let text = format!(
        "From: Help <{SUPPORT}>\nTo: support@example.com\nSubject: Fwd: Re: Our events\nMessage-ID: \
         <forward@example.com>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nPlease see \
         below.\n\n---------- Forwarded message ---------\nFrom: Bo <{BO}>\nDate: Mon, 23 Nov 2026 at 10:00\nSubject: \
         Re: Our events\nTo: Help <{SUPPORT}>\n\nPlease unsubscribe me from all your mails.\n\nOn Mon, 23 Nov 2026 at \
         09:00, Sample Company wrote:\n> Our events this week.\n> Unsubscribe: {link}\n"
    );
    text.replace('\n', "\r\n")
}
