//! `desist intake labels`: what persons decided, beside what was proposed.

use crate::domain::label::Wish;
use crate::faces::cli::failure::Failure;
use crate::faces::cli::{Answer, open, print, print_json};
use crate::faces::serve::house::OnEmpty;
use crate::services::intake::labels::Label;
use crate::services::report::document::csv_rows;
use crate::settings::Settings;

/// Labels that are read at once.
const AT_ONCE: i64 = 1_000;

/// The columns.
const COLUMNS: [&str; 12] = [
    "id",
    "mail",
    "decided_at",
    "by",
    "lang",
    "rules_version",
    "proposed",
    "labels",
    "accepted",
    "words",
    "subject",
    "text",
];

pub(super) async fn run(as_json: bool, settings: &Settings) -> Result<Answer, Failure> {
    let services = open(settings, OnEmpty::Refuse).await?;
    if !as_json {
        print_csv([COLUMNS.map(str::to_owned)])?;
    }
    let mut after = String::new();
    loop {
        let labels = services.labels(&after, AT_ONCE).await?;
        let Some(last) = labels.last() else { return Ok(Answer::Yes) };
        after.clone_from(&last.id);
        match as_json {
            true => labels.iter().try_for_each(print_json)?,
            false => print_csv(labels.into_iter().map(cells))?,
        }
    }
}

fn print_csv(rows: impl IntoIterator<Item = [String; 12]>) -> Result<(), Failure> {
    print(&String::from_utf8_lossy(&csv_rows(rows)))
}

fn cells(label: Label) -> [String; 12] {
    let wish = |wish: &Wish| match &wish.topic {
        Some(topic) => format!("{} {topic}", wish.kind),
        None => wish.kind.clone(),
    };
    let wishes = |all: &[Wish]| all.iter().map(wish).collect::<Vec<_>>().join("; ");
    [
        label.id,
        label.mail.unwrap_or_default(),
        label.decided_at,
        label.by,
        label.lang,
        label.rules_version,
        wishes(&label.proposed),
        wishes(&label.labels),
        label.accepted.to_string(),
        label.words.join("; "),
        label.subject.unwrap_or_default(),
        label.text.unwrap_or_default(),
    ]
}
