//! What recipients do leaves no address and no token in the log (L6, TOK-11).

use std::io;
use std::sync::{Arc, Mutex};

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use crate::browser::path_of;
use crate::support::{Database, Service, address, database};

#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl io::Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Paper {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// The log as far as production can turn it up: everything of ours, of libraries from `info` on.
fn listen() -> Paper {
    let paper = Paper::default();
    let heard = Targets::new().with_default(LevelFilter::INFO).with_target("desist", LevelFilter::TRACE);
    let lines = tracing_subscriber::fmt::layer().with_writer(paper.clone()).with_ansi(false).with_filter(heard);
    tracing_subscriber::registry().with(lines).try_init().unwrap();
    paper
}

#[tokio::test(flavor = "multi_thread")]
async fn l6_tok_11_no_address_and_no_token_is_logged_whatever_happens() {
    let paper = listen();
    let desist = Service::start(Database::Sqlite).await;
    let who = address("Wilhelmina.Quill@example.net");
    let link = desist.mint(&who, "events");
    let (unsubscribe, preferences) = (path_of(&link.unsubscribe_url), path_of(&link.preferences_url));
    let typed = [("action", "unsubscribe_all"), ("address", who.delivery())];
    desist.open(&unsubscribe).await;
    desist.http.one_click(&unsubscribe).await;
    desist.press(&preferences, &[("action", "link")]).await;
    desist.press("/preferences", &typed).await;
    let mails = desist.outbox().await;
    let (mailed, restore) = (path_of(mails[0].link("/p/")), path_of(mails[1].link("/confirm/")));
    for path in [&mailed, &restore, &format!("{unsubscribe}x"), &format!("{mailed}/")] {
        desist.open(path).await;
        desist.press(path, &[("action", "confirm")]).await;
    }
    database::execute(desist.db(), "UPDATE preferences SET state = 'nonsense'").await;
    desist.open(&preferences).await;
    database::execute(desist.db(), "ALTER TABLE preferences RENAME TO gone").await;
    for path in [&unsubscribe, &preferences, &mailed] {
        desist.open(path).await;
        desist.press(path, &[("action", "unsubscribe_all")]).await;
    }
    desist.press("/preferences", &typed).await;
    let log = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("could not be stored"), "the log was not heard at all: {log}");
    for secret in [&unsubscribe, &mailed, &restore].map(|path| path.rsplit('/').next().unwrap()) {
        assert!(!log.contains(&secret[..12]), "a token is in the log");
    }
    assert!(!log.to_lowercase().contains("quill"), "an address is in the log");
}
