//! `desist import`.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::json;

use super::args::Import;
use super::failure::Failure;
use super::paint::{Paint, counted, grouped, progress};
use super::{Answer, open, print, print_json};
use crate::domain::change::Actor;
use crate::domain::preference::{ImportReason, Scope};
use crate::domain::topic::{Class, Sender};
use crate::faces::serve::house::OnEmpty;
use crate::services::Services;
use crate::services::imports::{Format, Order, Report};
use crate::settings::Settings;

/// Formats of the contract that have no reader of their own yet.
const LATER: [&str; 6] = ["sendgrid", "mailgun", "postmark", "ses", "mailchimp", "hubspot"];

pub(super) async fn run(what: Import, settings: &Settings) -> Result<Answer, Failure> {
    let (format, reason) = (format(&what.format)?, reason(what.reason.as_deref())?);
    let (input, length) = input(&what.file)?;
    let services = open(settings, OnEmpty::Begin).await?;
    let sender = sender(&services, what.sender.as_deref())?;
    let scope = scope(&services, &sender, &what.scope)?;
    let order = Order { sender: sender.id, scope, format, reason, dry_run: what.dry_run, actor: Actor::CommandLine };

    let bar = progress(length, "rows");
    let read = Arc::new(AtomicU64::new(0));
    let counted = Counted { input, read: read.clone() };
    let started = std::time::Instant::now();
    let moved = |report: &Report| {
        bar.set_position(read.load(Ordering::Relaxed));
        bar.set_message(grouped(report.rows));
    };
    let report = services.import(order, counted, moved).await;
    bar.finish_and_clear();
    tell(&report?, &what, started.elapsed())
}

fn format(word: &str) -> Result<Format, Failure> {
    if LATER.contains(&word) {
        return Err(Failure::Input(format!(
            "The format {word} has no reader of its own yet. Its CSV export with a column such as \"email\" is read by \
             --format auto."
        )));
    }
    Format::parse(word).ok_or_else(|| Failure::Input("--format is auto, plain, csv or desist.".to_owned()))
}

fn reason(word: Option<&str>) -> Result<ImportReason, Failure> {
    let parse = |word| ImportReason::parse(word);
    let wrong = || Failure::Input("--reason is unsubscribe, complaint or bounce.".to_owned());
    word.map_or(Ok(ImportReason::Unspecified), |word| parse(word).ok_or_else(wrong))
}

fn sender(services: &Services, named: Option<&str>) -> Result<Arc<Sender>, Failure> {
    // The contract's default sender, where there is one of that name among several.
    let fallback = services.gate.registry().sender_by_key("default").map(|_| "default");
    Ok(services.sender_meant(None, named.or(fallback))?)
}

fn scope(services: &Services, sender: &Sender, word: &str) -> Result<Scope, Failure> {
    match word {
        "all" => Ok(Scope::All(sender.id)),
        "everywhere" => Ok(Scope::Everywhere(sender.group)),
        topic => {
            let topic = services.topic_meant(None, Some(sender.key.as_str()), topic)?;
            match topic.class {
                Class::Promotional => Ok(Scope::Topic(topic.id)),
                Class::Transactional => {
                    Err(Failure::Input("Nothing suppresses a transactional topic, so nothing was imported.".to_owned()))
                }
            }
        }
    }
}

type Input = Box<dyn Read + Send>;

fn input(path: &Path) -> Result<(Input, Option<u64>), Failure> {
    if path == Path::new("-") {
        return Ok((Box::new(io::stdin()), None));
    }
    let open = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    let (about, file) = open.map_err(|e| Failure::Input(format!("{} cannot be read: {e}.", path.display())))?;
    if about.is_dir() {
        return Err(Failure::Input(format!("{} is a directory; name a file.", path.display())));
    }
    Ok((Box::new(file), about.is_file().then_some(about.len())))
}

/// Counts the bytes read, for the bar.
struct Counted {
    input: Input,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(buffer)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

fn tell(report: &Report, what: &Import, took: std::time::Duration) -> Result<Answer, Failure> {
    for bad in &report.bad_rows {
        eprintln!("line {}: {}", bad.line, bad.reason);
    }
    let unlisted = report.bad - report.bad_rows.len() as u64;
    if unlisted > 0 {
        eprintln!("and {} more", counted(unlisted, "line", "lines"));
    }
    if what.json {
        print_json(&json!({
            "dry_run": what.dry_run,
            "format": report.format,
            "rows": report.rows,
            "changed": report.changed,
            "duplicates": report.duplicates,
            "undated": report.undated,
            "unknown_reasons": report.unknown_reasons,
            "ignored_columns": report.ignored_columns,
            "bad": report.bad,
            "bad_rows": report.bad_rows.iter().map(|b| json!({ "line": b.line, "reason": b.reason })).collect::<Vec<_>>(),
            "entries": report.entries,
        }))?;
    } else {
        print(&summary(report, what.dry_run, took))?;
    }
    answer(report)
}

/// Faulty lines are an answer, not a failure, as long as there was anything to read (contract, exit codes).
fn answer(report: &Report) -> Result<Answer, Failure> {
    match report {
        Report { bad: 0, .. } => Ok(Answer::Yes),
        Report { rows: 0, .. } => Err(Failure::Input("No line of the list could be read.".to_owned())),
        _ => Ok(Answer::No),
    }
}

fn summary(report: &Report, dry_run: bool, took: std::time::Duration) -> String {
    let unchanged = report.rows - report.duplicates - report.changed;
    let verb = if dry_run { "would be suppressed" } else { "newly suppressed" };
    let mut lines = vec![
        format!("{} read ({})", counted(report.rows, "address", "addresses"), report.format),
        Paint::stdout().good(&format!("{} {verb}", grouped(report.changed))),
        format!("{} known already", grouped(unchanged)),
    ];
    let notes = [
        (report.duplicates, "given more than once"),
        (report.undated, "with a date that cannot be read: such a row counts from now"),
        (report.unknown_reasons, "with a reason in words not known here: taken as rows that give none"),
        (report.bad, "left out, listed on standard error"),
    ];
    lines.extend(notes.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} {what}", grouped(*n))));
    if !report.ignored_columns.is_empty() {
        lines.push(format!("columns not read: {}", report.ignored_columns.join(", ")));
    }
    let seconds = took.as_secs_f64().max(0.001);
    let rate = grouped((report.rows as f64 / seconds) as u64);
    let entries = counted(report.entries, "ledger entry", "ledger entries");
    lines.push(Paint::stdout().faint(&format!("{seconds:.1} s, {rate} rows a second, {entries}")));
    format!("{}\n", lines.join("\n"))
}
