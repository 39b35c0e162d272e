//! `desist demo`: the whole story, over real HTTP, with a real service in a temporary directory.
//!
//! [`story`] prints the steps and remembers what did not come out right; [`web`] is the outside: a marketing tool, a
//! mailbox provider, a recipient; [`forwarded`] is support's part.

mod forwarded;
mod story;
mod web;

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;

use self::story::Story;
use self::web::Web;
use super::Answer;
use super::failure::Failure;
use crate::domain::address::Address;
use crate::domain::time::{SystemRandom, random_bytes};
use crate::faces::serve::{self, Running};
use crate::services::report::Period;
use crate::settings::{self, Flags};

const ANA: &str = "ana@example.org";
/// How long a mail may take to be written into its folder.
const MAIL_TAKES: Duration = Duration::from_secs(10);

pub(super) async fn run() -> Result<Answer, Failure> {
    let directory = temporary()?;
    let played = play(&directory).await;
    // Whatever came of it, nothing of it stays.
    let _ = std::fs::remove_dir_all(&directory);
    Ok(if played? { Answer::Yes } else { Answer::No })
}

/// Plays all steps; answers whether every one came out right.
async fn play(directory: &Path) -> Result<bool, Failure> {
    let mut story = Story::new();
    story.opening(
        "Desist makes \"stop\" stick. This plays it once, with a real service in a directory that is removed \
                   at the end. Nothing is sent to anybody.",
    )?;
    let running = started(&mut story, directory).await?;
    let told = tell(&mut story, &running, directory).await;
    running.stop().await;
    // What went wrong on the way is part of the story; what was shown before it stays on the screen.
    if let Err(failure) = told {
        story.broke_off(&failure)?;
    }
    story.ending()
}

async fn started(story: &mut Story, directory: &Path) -> Result<Running, Failure> {
    story.step("Start the service", "An empty directory is enough: keys, database and sample topics are made.")?;
    let flags =
        Flags { data_dir: Some(directory.to_owned()), listen: Some(([127, 0, 0, 1], 0).into()), ..Flags::default() };
    let running = serve::start(settings::load(&flags, std::iter::empty())?).await?;
    story.shows(running.first.is_some(), &format!("it runs at {} and made an API key", running.origin))?;
    Ok(running)
}

async fn tell(story: &mut Story, running: &Running, directory: &Path) -> Result<(), Failure> {
    let web = Web::new(running)?;
    let link = mint(story, &web).await?;
    let stopped = stop(story, &web, &link).await?;
    come_back(story, &web, directory).await?;
    forwarded::play(story, &web).await?;
    prove(story, running, directory, stopped).await?;
    record(story, running).await
}

/// What a marketing tool does before it sends.
async fn mint(story: &mut Story, web: &Web) -> Result<String, Failure> {
    story.step("A marketing tool asks for Ana's link", "It goes into the mail's List-Unsubscribe header.")?;
    let minted =
        web.api("/v1/links", &json!({ "recipient": ANA, "topic": "product-news", "campaign": "demo" })).await?;
    let link = minted.json["unsubscribe_url"].as_str().unwrap_or_default().to_owned();
    story.quotes(&link)?;
    story.shows(minted.status == 200 && !link.is_empty(), "the link is signed, and minting wrote nothing")?;
    story
        .shows(!link.contains("example.org") && !link.contains('@'), "her address does not stand in it in the clear")?;
    let before = web.check(ANA, "product-news").await?;
    story.shows(before.allowed, &format!("may product news go to her? yes: {}", before.reason))?;
    Ok(link)
}

/// Answers the index of the entry that records the stop.
async fn stop(story: &mut Story, web: &Web, link: &str) -> Result<u64, Failure> {
    story.step(
        "A scanner opens the link",
        "Mail filters open every link before Ana sees the mail. Reading must change nothing.",
    )?;
    let before = web.check(ANA, "product-news").await?;
    let opened = web.get(link).await?;
    let after = web.check(ANA, "product-news").await?;
    story.shows(opened.status == 200, "it gets a page with one button")?;
    story.shows(after.allowed && after.ledger_size == before.ledger_size, "nothing changed, nothing was written")?;

    story.step(
        "Ana presses \"Unsubscribe\" in her mail program",
        "Her mailbox provider sends the one-click request of RFC 8058.",
    )?;
    let pressed = web.one_click(link).await?;
    story.shows(pressed.status == 200, "it is answered 200, after the stop is safely on disk")?;
    let forged = web.one_click(&tampered(link)).await?;
    story.shows(forged.status == 404, "a link with one letter changed is refused: 404")?;

    story.step("The marketing tool asks again", "It asks before every mail.")?;
    let blocked = web.check(ANA, "product-news").await?;
    story.shows(!blocked.allowed, &format!("product news: blocked at once, {}", blocked.reason))?;
    story.shows(blocked.ledger_size == before.ledger_size + 1, "exactly one entry was added to the ledger")?;
    let invoices = web.check(ANA, "invoices").await?;
    story.shows(invoices.allowed, &format!("invoices: still allowed, {}", invoices.reason))?;
    Ok(before.ledger_size)
}

/// Leaving needs only the link; coming back needs the mailbox (L3).
async fn come_back(story: &mut Story, web: &Web, directory: &Path) -> Result<(), Failure> {
    story.step("Somebody wants Ana back", "Leaving needs only the link. Coming back needs her mailbox.")?;
    let wish = json!({ "recipient": ANA, "scope": "product-news", "state": "opted_in" });
    let refused = web.api("/v1/preferences", &wish).await?;
    let code = refused.json["code"].as_str().unwrap_or_default();
    story.shows(refused.status == 409, &format!("a tool that just claims it is refused: {} {code}", refused.status))?;
    let mut confirmed = wish;
    confirmed["confirm"] = true.into();
    let asked = web.api("/v1/preferences", &confirmed).await?;
    story.shows(asked.status == 202, "asked to confirm, Ana gets one fixed mail")?;

    story.step("Ana reads that mail", "It would be sent; here it lies in the folder outgoing.")?;
    let link = mailed_link(&directory.join("outgoing")).await;
    story.shows(link.is_some(), "the mail has come, with a link that only she has")?;
    let Some(link) = link else { return Ok(()) };
    let opened = web.get(&link).await?;
    let still = web.check(ANA, "product-news").await?;
    story.shows(opened.status == 200 && !still.allowed, "opening that link changes nothing either")?;
    let pressed = web.form(&link, &[("action", "confirm")]).await?;
    let back = web.check(ANA, "product-news").await?;
    story.shows(
        pressed.status == 200 && back.allowed,
        &format!("she presses the button: allowed again, {}", back.reason),
    )?;
    let again = web.form(&link, &[("action", "confirm")]).await?;
    let entries = web.check(ANA, "product-news").await?.ledger_size;
    story.shows(
        entries == back.ledger_size,
        &format!("the link works once: now it only explains itself ({})", again.status),
    )
}

/// The auditor's part.
async fn prove(story: &mut Story, running: &Running, directory: &Path, stopped: u64) -> Result<(), Failure> {
    story.step(
        "An auditor checks the ledger",
        "Every change is an entry; all entries are hashed into one tree with a signed head.",
    )?;
    let found = running.services.verify(None, |_, _| {}).await?;
    let size = found.ledger_size;
    story.shows(found.holds(), &format!("{size} entries, the tree and every row agree"))?;

    story.step("Ana gets a receipt for her stop", "It proves the entry to anybody, without this service.")?;
    let ana = Address::parse(ANA).map_err(|e| Failure::Trouble(e.to_string()))?;
    let text = running.services.receipt(&ana, stopped).await?.to_text();
    let key = running.services.vault.signer.vkey();
    let verifies = |name: &'static str, text: String| verified_offline(directory.join(name), text, key.clone());
    story.shows(verifies("receipt.txt", text.clone()).await? == Some(0), "`desist verify --receipt` says: it holds")?;
    let forged = text.replacen("index ", "index 1", 1);
    story.shows(verifies("forged.txt", forged).await? == Some(1), "with one digit changed: it does not")
}

/// The manager's part: the response record of all that was played.
async fn record(story: &mut Story, running: &Running) -> Result<(), Failure> {
    story.step("A manager prints the response record", "Who asked for what, by which way, and when it took effect.")?;
    let everything = Period::parse(None, None, running.services.clock.now())?;
    let text = super::report::text(running.services.clone(), everything).await?;
    story.shows_lines(&text)?;
    let stops = text.lines().filter(|line| line.contains("opted_out")).count();
    story.shows(stops == 2 && text.contains("opted_in"), "it has Ana's stop, her way back, and Bo's stop")
}

/// The link with its last letter but one changed; the last one has spare bits, which are another matter.
fn tampered(link: &str) -> String {
    let mut letters: Vec<char> = link.chars().collect();
    if let Some(at) = letters.len().checked_sub(2) {
        letters[at] = if letters[at] == 'A' { 'B' } else { 'A' };
    }
    letters.into_iter().collect()
}

/// Waits for the one mail, and finds the confirmation link in it.
async fn mailed_link(folder: &Path) -> Option<String> {
    let end = tokio::time::Instant::now() + MAIL_TAKES;
    while tokio::time::Instant::now() < end {
        let raw = std::fs::read_dir(folder).ok().and_then(|mut files| files.find_map(|file| mail(&file.ok()?.path())));
        if let Some(link) = raw.as_deref().and_then(link_in) {
            return Some(link);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    None
}

fn mail(path: &Path) -> Option<String> {
    path.extension().filter(|extension| *extension == "eml")?;
    std::fs::read_to_string(path).ok()
}

/// The first link to `/confirm/`, with quoted-printable's soft line ends taken out.
fn link_in(raw: &str) -> Option<String> {
    let text = raw.replace("=\r\n", "").replace("=\n", "");
    let start = text[..text.find("/confirm/")?].rfind("http")?;
    let link = text[start..].split(|c: char| c.is_whitespace() || "\"<>".contains(c)).next()?;
    Some(link.to_owned())
}

/// Runs this very program on the file, with nothing but the public key; answers its exit code.
async fn verified_offline(file: PathBuf, text: String, key: String) -> Result<Option<i32>, Failure> {
    std::fs::write(&file, text).map_err(|e| Failure::io("write the receipt", e))?;
    let program = std::env::current_exe().map_err(|e| Failure::io("find this program", e))?;
    let mut command = tokio::process::Command::new(program);
    command.arg("verify").arg("--receipt").arg(file).arg("--public-key").arg(key).env_clear();
    let output = command.output().await.map_err(|e| Failure::io("run this program", e))?;
    Ok(output.status.code())
}

fn temporary() -> Result<PathBuf, Failure> {
    let name = format!("desist-demo-{}", crate::store::hex(&random_bytes::<8>(&SystemRandom)));
    let directory = std::env::temp_dir().join(name);
    let made = DirBuilder::new().mode(0o700).create(&directory);
    made.map(|()| directory).map_err(|e| Failure::io("make a temporary directory", e))
}
