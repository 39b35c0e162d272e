//! `desist intake explain`: the whole reading of a mail, step by step, without acting.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use serde_json::Value;

use super::world::{self, Bare};
use crate::domain::address::Address;
use crate::domain::reading::{Intent, Reading};
use crate::domain::text::escaped;
use crate::faces::cli::args::Explain;
use crate::faces::cli::failure::Failure;
use crate::faces::cli::{Answer, print, print_json};
use crate::mail::parse;
use crate::services::intake::Reader;
use crate::settings::Settings;

pub(super) async fn run(what: &Explain, settings: &Settings) -> Result<Answer, Failure> {
    let explainer = Explainer {
        installed: world::installed(settings, &what.controller).await?,
        bare: Bare::new(&what.agent, &what.controller)?,
        agents: world::addresses(&what.agent)?,
    };
    match &what.jsonl {
        Some(file) => explainer.lines(file).await?,
        None => explainer.files(what).await?,
    }
    Ok(Answer::Yes)
}

struct Explainer {
    installed: Option<Reader>,
    bare: Bare,
    agents: Vec<Address>,
}

impl Explainer {
    async fn read(&self, raw: Vec<u8>) -> Result<Reading, Failure> {
        match &self.installed {
            Some(reader) => Ok(reader.read_as(&world::letter(raw), &self.agents).await?.reading),
            None => Ok(self.bare.read(&parse::parse(&raw))),
        }
    }

    async fn files(&self, what: &Explain) -> Result<(), Failure> {
        for file in &what.files {
            let reading = self.read(bytes(file)?).await?;
            if what.json {
                print_json(&reading)?;
            } else {
                let head = if what.files.len() > 1 { format!("== {}\n", file.display()) } else { String::new() };
                print(&format!("{head}{}", in_words(&reading, "")))?;
            }
        }
        Ok(())
    }

    async fn lines(&self, file: &Path) -> Result<(), Failure> {
        let text = String::from_utf8_lossy(&bytes(file)?).into_owned();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let wrong = |why: &str| Failure::Input(format!("{}, line {}: {why}.", file.display(), number + 1));
            let row: Value = serde_json::from_str(line).map_err(|e| wrong(&e.to_string()))?;
            let raw = row.get("raw").and_then(Value::as_str).ok_or_else(|| wrong("it has no text `raw`"))?;
            let mut reading = self.read(raw.as_bytes().to_vec()).await?;
            reading.id = row.get("id").map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
            print_json(&reading)?;
        }
        Ok(())
    }
}

fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    if file == Path::new("-") {
        let mut raw = Vec::new();
        io::stdin().lock().read_to_end(&mut raw).map_err(|e| Failure::io("read standard input", e))?;
        return Ok(raw);
    }
    fs::read(file).map_err(|e| Failure::Input(format!("{} cannot be read: {e}.", file.display())))
}

/// For people: one line for each step. What a mail brought is shown without control characters (LOG-16).
fn in_words(reading: &Reading, indent: &str) -> String {
    let address =
        |address: &Option<Address>| address.as_ref().map_or("nobody that can be told", Address::delivery).to_owned();
    let mut lines = vec![
        ("decision", reading.decision.word().to_owned()),
        ("about", address(&reading.about)),
        ("written by", address(&reading.written_by)),
        ("trust", reading.trust.word().to_owned()),
        ("forwarded", if reading.forwarded { "yes" } else { "no" }.to_owned()),
        ("robot", reading.robot.map_or("no", |robot| robot.word()).to_owned()),
        ("language", reading.language.clone()),
    ];
    lines.extend(reading.bounce.iter().map(|bounce| {
        let lasting = if bounce.permanent { "permanently" } else { "for now" };
        ("bounce", format!("{}, {lasting}", address(&bounce.recipient)))
    }));
    lines.extend(reading.intents.iter().map(|intent| ("wants", wish(intent))));
    lines.extend(reading.reasons.iter().map(|reason| ("because", reason.clone())));
    lines.push(("rules", reading.rules_version.clone()));
    let mut shown: String =
        lines.iter().map(|(name, value)| format!("{indent}{name:<12}{}\n", escaped(value))).collect();
    shown.extend(reading.text.lines().map(|line| format!("{indent}  | {}\n", escaped(line))));
    for part in &reading.parts {
        shown.push_str(&format!("{indent}attached mail:\n{}", in_words(part, &format!("{indent}    "))));
    }
    shown
}

fn wish(intent: &Intent) -> String {
    let topic = intent.topic.as_ref().map(|topic| format!(" {topic}")).unwrap_or_default();
    let words = if intent.words.is_empty() { String::new() } else { format!(": {:?}", intent.words) };
    format!("{}{topic} ({:.0} %, {}){words}", intent.kind.word(), intent.confidence * 100.0, intent.rules.join(", "))
}
