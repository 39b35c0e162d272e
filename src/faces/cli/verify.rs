//! `desist verify`: the whole ledger.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::args::Verify;
use super::failure::Failure;
use super::paint::{Paint, counted, grouped, progress};
use super::{Answer, open, print, print_json};
use crate::domain::change::Actor;
use crate::domain::note::note_in;
use crate::domain::time::Instant;
use crate::faces::serve::house::OnEmpty;
use crate::services::verify::{Against, BeforeRestore, EpochTold, Fault, Verification};
use crate::settings::Settings;

pub(super) async fn run(what: Verify, settings: &Settings) -> Result<Answer, Failure> {
    let against = against(&what)?;
    let verification = match open(settings, OnEmpty::Refuse).await {
        Ok(services) => {
            let bar = progress(Some(1), "entries");
            let sized = AtomicBool::new(false);
            let moved = |done, of| {
                if !sized.swap(true, Ordering::Relaxed) {
                    bar.set_length(of);
                }
                bar.set_position(done);
                bar.set_message(grouped(done));
            };
            let began = services.clock.now();
            let verification = services.verify(against, moved).await;
            bar.finish_and_clear();
            let verification = verification?;
            // For the console, which shows when that was done last; what was found does not depend on it.
            if let Err(error) = services.keep_verification(&verification, began, Actor::CommandLine.word()).await {
                tracing::warn!(%error, "that the ledger was verified could not be written down");
            }
            verification
        }
        // A row so damaged that nothing can be opened is still an answer: the ledger does not hold.
        Err(Failure::Service(error)) => {
            let fault = Fault::of(&error).ok_or(error)?;
            Verification { faults: vec![fault], ..Verification::default() }
        }
        Err(other) => return Err(other),
    };
    match what.json {
        true => print_json(&verification)?,
        false => print(&told(&verification))?,
    }
    Ok(if verification.holds() { Answer::Yes } else { Answer::No })
}

fn against(what: &Verify) -> Result<Option<Against>, Failure> {
    let vkey = what.public_key.as_deref().map(key_text).transpose()?;
    let note = what.against.as_deref().map(|file| read(file, "checkpoint")).transpose()?;
    Ok(note.map(|note| Against { note: note_in(&note), vkey }))
}

/// A file that the command line names.
pub(super) fn read(file: &Path, what: &str) -> Result<String, Failure> {
    std::fs::read_to_string(file)
        .map_err(|e| Failure::Input(format!("The {what} {} cannot be read: {e}.", file.display())))
}

/// A public key as typed: itself, or a file that holds it.
pub(super) fn key_text(typed: &str) -> Result<String, Failure> {
    match typed.contains('+') && !Path::new(typed).exists() {
        true => Ok(typed.to_owned()),
        false => read(Path::new(typed), "public key").map(|text| text.trim().to_owned()),
    }
}

fn told(verification: &Verification) -> String {
    let paint = Paint::stdout();
    let mut lines: Vec<String> = verification
        .faults
        .iter()
        .map(|f| format!("{} table {}, column {}, row {}: {}", paint.bad("fault:"), f.table, f.column, f.row, f.what))
        .collect();
    lines.push(format!(
        "{}, {}, {}, {}, {}, {} checked",
        counted(verification.ledger_size, "entry", "entries"),
        counted(verification.preferences, "preference", "preferences"),
        counted(verification.batch_rows, "imported row", "imported rows"),
        counted(verification.events, "case event", "case events"),
        counted(verification.subjects, "subject", "subjects"),
        counted(verification.tiles, "tile", "tiles")
    ));
    let agrees = |size: &u64| format!("agrees with the signed head of {}", counted(*size, "entry", "entries"));
    lines.extend(verification.checkpoints.iter().map(agrees));
    lines.extend(verification.epochs.iter().map(epoch));
    lines.extend(verification.before_restore.iter().map(|told| paint.warn(&before_restore(told))));
    lines.push(format!("root {}", verification.root));
    lines.push(format!("public key {}", verification.public_key));
    lines.push(match verification.faults.len() {
        0 => paint.good("Everything holds."),
        n => paint.bad(&format!("It does not hold: {}.", counted(n as u64, "fault", "faults"))),
    });
    format!("{}\n", lines.join("\n"))
}

fn epoch(told: &EpochTold) -> String {
    format!(
        "epoch {} began with entry {}, when a backup was restored on {}: {} after entry {} lost, {} of them written again",
        told.epoch,
        told.entry,
        Instant(told.at).date(),
        counted(told.lost, "entry", "entries"),
        told.fork,
        told.written
    )
}

fn before_restore(told: &BeforeRestore) -> String {
    let known = match told.hashes {
        true => "their hashes are known, and nothing before them was rewritten",
        false => "the epoch commits to that head, but the entries between cannot be shown any more",
    };
    format!(
        "the signed head of {} is from before the restore: entries {} to {} were lost with epoch {}, {} of them \
         written again; {known}",
        counted(told.size, "entry", "entries"),
        told.fork,
        told.size - 1,
        told.epoch,
        told.written
    )
}
