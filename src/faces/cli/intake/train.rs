//! `desist intake train`: the model that stands beside the rules, from letters whose meaning is known.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Deserialize;

use super::measure::texts::kind;
use super::world::Bare;
use crate::domain::intent::{Example, Letter, Sample, samples, train};
use crate::domain::reading::IntentKind;
use crate::faces::cli::args::Train;
use crate::faces::cli::failure::Failure;
use crate::faces::cli::{Answer, print};
use crate::mail::parse;

/// Sureties for which acts are counted.
const CURVE: &[f64] = &[0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97];
/// The day on which letters without a date were written.
const WRITTEN: Date = Date::constant(2026, 6, 10);

pub(super) fn run(what: &Train) -> Result<Answer, Failure> {
    let mut files = Vec::new();
    for path in &what.files {
        collect(path, &mut files)?;
    }
    let trainer = Trainer { bare: Bare::new(&[], &[])? };
    let mut examples = Vec::new();
    for file in &files {
        examples.extend(trainer.examples(file)?);
    }
    if let Some(folds) = what.folds {
        print(&measured(&examples, usize::from(folds)))?;
    }
    if let Some(output) = &what.output {
        let model = train(&examples).write();
        std::fs::write(output, &model).map_err(|e| Failure::Trouble(format!("{}: {e}", output.display())))?;
        print(&format!("{} letters, {} bytes of model in {}\n", examples.len(), model.len(), output.display()))?;
    }
    Ok(Answer::Yes)
}

/// The files of a folder in the order of their names, or the file.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let unread = |e: std::io::Error| Failure::Input(format!("{}: {e}", path.display()));
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let mut inside: Vec<PathBuf> = std::fs::read_dir(path)
        .map_err(unread)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<_, _>>()
        .map_err(unread)?;
    inside.sort();
    files.extend(inside.into_iter().filter(|file| file.extension().is_some_and(|end| end == "txt" || end == "jsonl")));
    Ok(())
}

/// A line of JSON: a mail with its labels, an operator's label, or a text with one.
#[derive(Deserialize)]
struct Row {
    raw: Option<String>,
    subject: Option<String>,
    text: Option<String>,
    #[serde(default)]
    labels: Vec<Label>,
    label: Option<String>,
    clear: Option<bool>,
    trainable: Option<bool>,
}

/// What somebody said a mail asks for.
#[derive(Deserialize)]
struct Label {
    kind: String,
}

/// Reads letters as the model will see them.
struct Trainer {
    bare: Bare,
}

impl Trainer {
    fn examples(&self, file: &Path) -> Result<Vec<Example>, Failure> {
        let wrong = |what: String| Failure::Input(format!("{}: {what}", file.display()));
        let text = std::fs::read_to_string(file).map_err(|e| wrong(e.to_string()))?;
        if file.extension().is_some_and(|end| end == "jsonl") {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            let rows = lines.filter_map(|line| self.row(line).transpose());
            return rows.map(|row| row.map_err(|e| wrong(e.to_string()))).collect();
        }
        let letters = samples(&text).map_err(|e| wrong(e.to_string()))?;
        let example = |sample: &Sample<'_>| {
            let wishes = sample.wishes.iter().map(|(kind, _)| *kind);
            self.example(sample.subject, &sample.text, wishes.collect(), Some(sample.act))
        };
        Ok(letters.iter().map(example).collect())
    }

    /// A whole mail, a label of our own, or a labelled text; nothing where it may not be learned from, or has no text.
    fn row(&self, line: &str) -> Result<Option<Example>, serde_json::Error> {
        let row: Row = serde_json::from_str(line)?;
        if row.trainable == Some(false) {
            return Ok(None);
        }
        let wishes = row.labels.iter().map(|label| label.kind.as_str()).chain(row.label.as_deref());
        // What is labelled otherwise (spam, bounces) wants nothing of us.
        let kinds: BTreeSet<IntentKind> = wishes.filter_map(|word| IntentKind::from_word(kind(word)?)).collect();
        let act = row.clear.map(|clear| clear && kinds.iter().any(|kind| kind.is_opt_out()));
        Ok(match (row.raw, row.text) {
            (Some(raw), _) => {
                let mail = parse::parse(raw.as_bytes());
                let reading = self.bare.read(&mail);
                let subject = if reading.forwarded { "" } else { mail.subject.as_str() };
                Some(self.example(subject, &reading.text, kinds, act))
            }
            (None, Some(text)) => Some(self.example(&row.subject.unwrap_or_default(), &text, kinds, act)),
            (None, None) => None,
        })
    }

    fn example(&self, subject: &str, text: &str, mut kinds: BTreeSet<IntentKind>, act: Option<bool>) -> Example {
        kinds.remove(&IntentKind::None);
        let letter = Letter { subject, text, topics: &self.bare.topics, writer: None, date: Some(WRITTEN), tag: None };
        Example { features: self.bare.understanding.rules.features(&letter), kinds, act }
    }
}

/// How well letters are read by a model that was trained without them: kinds, and what would be acted on by the model
/// alone at which surety.
fn measured(examples: &[Example], folds: usize) -> String {
    let mut right = 0;
    let mut acts: Vec<(f64, bool)> = Vec::new();
    for fold in 0..folds {
        let part = |held: bool| examples.iter().enumerate().filter(move |(at, _)| (at % folds == fold) == held);
        let others: Vec<Example> = part(false).map(|(_, example)| example.clone()).collect();
        let weights = train(&others);
        for (_, example) in part(true) {
            let opinion = weights.opinion(&example.features);
            let kinds = opinion.kinds();
            right += usize::from(kinds == example.kinds);
            let stops: BTreeSet<IntentKind> = kinds.into_iter().filter(|kind| kind.is_opt_out()).collect();
            if let (false, Some(act)) = (stops.is_empty(), example.act) {
                acts.push((opinion.surety(&stops), act && stops.is_subset(&example.kinds)));
            }
        }
    }
    let clear = examples.iter().filter(|example| example.act == Some(true)).count();
    let mut lines =
        format!("kinds right: {right} of {}\nsurety  acts  right  of {clear} clear requests\n", examples.len());
    for surety in CURVE {
        let at = || acts.iter().filter(|(sure, _)| sure >= surety);
        let right = at().filter(|(_, right)| *right).count();
        lines += &format!("{surety:>6}  {:>4}  {right:>5}\n", at().count());
    }
    lines
}
