//! `desist restore`: a backup put in order, so that no stop and no erasure since is lost.
//!
//! Everything happens in a directory of its own beside the files it will replace: unpacked, checked, the epoch opened, the
//! journal replayed. Only then do the files change places; whatever dies before leaves the old ones as they were. Whatever
//! dies while they do leaves a mark, beside which nothing starts until a restore was run again.

mod place;

use std::path::{Path, PathBuf};

use self::place::{Target, damaged};
use super::args::Restore;
use super::failure::{Failure, chain};
use super::paint::{Paint, counted, grouped, progress};
use super::verify::read;
use super::{Answer, open, print, print_json};
use crate::domain::note::note_in;
use crate::domain::time::{Clock as _, SystemClock};
use crate::faces::serve::house::{self, OnEmpty};
use crate::faces::serve::unfinished;
use crate::services::error::ServiceError;
use crate::services::instances;
use crate::services::ledger::checkpoint_path;
use crate::services::restore::{Order, Restored};
use crate::services::{Services, journal};
use crate::settings::{DatabasePlace, Settings};
use crate::store::instances::InstanceRow;

/// An instance that was seen within so many milliseconds is running.
const RUNNING_MS: i64 = 15_000;

pub(super) async fn run(what: &Restore, settings: &Settings) -> Result<Answer, Failure> {
    let (restored, told) = match (&what.file, what.in_place) {
        (Some(file), false) => from_file(file, what, settings).await?,
        (None, true) => in_place(what, settings).await?,
        _ => return Err(Failure::Input("Name the backup's file, or say --in-place.".to_owned())),
    };
    match what.json {
        true => print_json(&restored)?,
        false => print(&format!("{}{}", summary(&restored), told))?,
    }
    Ok(Answer::Yes)
}

/// A dump of PostgreSQL, or a SQLite file, that is in its place already.
async fn in_place(what: &Restore, settings: &Settings) -> Result<(Restored, String), Failure> {
    let services = open(settings, OnEmpty::Refuse).await?;
    refuse_running(&services).await?;
    let order = order(what, &settings.data_dir, true)?;
    let (restored, _) = carry_out(&services, &order, &what.journal, None).await?;
    services.db.close().await;
    Ok((restored, next_steps(settings)))
}

/// An archive of `desist backup`.
async fn from_file(file: &Path, what: &Restore, settings: &Settings) -> Result<(Restored, String), Failure> {
    let DatabasePlace::Sqlite { path } = &settings.database.place else {
        return Err(Failure::Input(
            "An archive holds a SQLite database. For PostgreSQL restore the dump with pg_restore, and then run `desist \
             restore --in-place`."
                .to_owned(),
        ));
    };
    let target = Target::new(&settings.data_dir, path);
    target.refuse_used(what.replace)?;
    if what.replace {
        refuse_running_at(settings, path).await?;
    }
    let stage = target.stage()?;
    eprintln!("Unpacking {}", file.display());
    stage.unpack(file)?;
    let staged = stage.settings(settings);
    let opened = open(&staged, OnEmpty::Refuse).await;
    let services = opened.map_err(|failure| match failure {
        Failure::Trouble(_) => damaged(file, "it holds no installation"),
        other => damage(file, other),
    })?;
    let order = order(what, &settings.data_dir, false)?;
    let own = journal::path(&staged.data_dir);
    let outcome = carry_out(&services, &order, &what.journal, Some(&own)).await;
    services.db.close().await;
    let (restored, used) = outcome.map_err(|failure| damage(file, failure))?;
    let kept = target.exchange(stage)?;
    if let (Some(epoch), Some(kept)) = (restored.epoch, used.map(|used| kept.now(&used))) {
        // The files are in their place: that the old journal cannot be marked is no reason to fail.
        if let Err(error) = services.journal.moved(&kept, epoch).await {
            eprintln!("The old journal could not be marked as used ({error}); do not restore from it again.");
        }
    }
    let old = kept.directory.map_or(String::new(), |old| format!("What was there before is in {}.\n", old.display()));
    Ok((restored, old + &next_steps(settings)))
}

/// What an archive holds wrongly is its damage, and no trouble of this machine.
fn damage(file: &Path, failure: Failure) -> Failure {
    let why = match &failure {
        Failure::Database { source, .. } if source.is_no_database() => last_cause(&failure),
        Failure::Service(ServiceError::Store(error)) if error.is_no_database() || error.is_corrupt() => {
            last_cause(&failure)
        }
        Failure::Service(ServiceError::Keys(_)) => "its keys and its database do not belong together".to_owned(),
        _ => return failure,
    };
    damaged(file, &why)
}

/// The error itself names a file of ours that is gone by now.
fn last_cause(failure: &Failure) -> String {
    chain(failure).pop().unwrap_or_default()
}

/// Checks, plans, replays; answers which journal was used. `own`: where the journal goes on, when that is not where the old one lies.
async fn carry_out(
    services: &Services,
    order: &Order,
    named: &[PathBuf],
    own: Option<&Path>,
) -> Result<(Restored, Option<PathBuf>), Failure> {
    let bar = progress(Some(1), "entries checked");
    let verification = services.verify_backup(|done, of| step(&bar, done, of)).await;
    bar.finish_and_clear();
    let verification = verification?;
    if let Some(fault) = verification.faults.first() {
        return Err(Failure::Damaged(format!(
            "The ledger in the backup does not hold: {}; the first is table {}, column {}, row {}: {}. Nothing was \
             restored; use another backup.",
            counted(verification.faults.len() as u64, "fault", "faults"),
            fault.table,
            fault.column,
            fault.row,
            fault.what
        )));
    }
    let plan = services.plan_restore(order).await?;
    eprintln!(
        "The backup holds {}; {} after it.",
        counted(plan.ledger_size, "entry", "entries"),
        counted(plan.lost, "entry is known", "entries are known")
    );
    match (&plan.journal, own) {
        (Some(journal), Some(own)) => place::copy_journal(journal, own)?,
        (None, _) if !order.accept_loss => {
            return Err(Failure::Input(
                "There is no journal: every stop and erasure since the backup would be lost. Nothing was restored. Give it \
                 with --journal (it is `journal` in the data directory of any instance); if there is none any more, say so \
                 with --accept-loss."
                    .to_owned(),
            ));
        }
        _ => {}
    }
    if let Some(given) = named.first().filter(|_| !plan.journal.as_ref().is_some_and(|used| named.contains(used))) {
        return Err(Failure::Input(format!(
            "{} does not go on from this ledger, or another journal knows more; it would not be used. Nothing was restored. \
             Restore the backup itself, into an empty directory, and give this journal.",
            given.display()
        )));
    }
    let used = plan.journal.clone();
    let bar = progress(Some(1), "records replayed");
    let restored = services.restore(plan, |done, of| step(&bar, done, of)).await;
    bar.finish_and_clear();
    Ok((restored?, used))
}

fn step(bar: &indicatif::ProgressBar, done: u64, of: u64) {
    bar.set_length(of.max(1));
    bar.set_position(done);
    bar.set_message(grouped(done));
}

/// The journals and signed heads that were named, and those of the data directory.
fn order(what: &Restore, data_dir: &Path, in_place: bool) -> Result<Order, Failure> {
    if let Some(missing) = what.journal.iter().find(|path| !path.exists()) {
        return Err(Failure::Input(format!("There is no journal {}.", missing.display())));
    }
    let mut checkpoints = Vec::new();
    for path in &what.checkpoint {
        checkpoints.push(note_in(&read(path, "checkpoint")?));
    }
    let mut places = vec![data_dir.to_owned()];
    if unfinished::is_there(data_dir) {
        places.extend(unfinished::put_aside(data_dir));
    }
    for published in places.iter().map(|place| checkpoint_path(place)).filter(|path| path.exists()) {
        checkpoints.push(read(&published, "checkpoint")?);
    }
    let journals = what.journal.iter().cloned().chain(places.iter().map(|place| journal::path(place))).collect();
    Ok(Order { journals, checkpoints, in_place, accept_loss: what.accept_loss })
}

/// A service that runs on the files to be replaced would go on writing into them.
async fn refuse_running_at(settings: &Settings, database: &Path) -> Result<(), Failure> {
    // Nothing starts where a restore was cut off, and in an empty file nothing ever did.
    let is_used = database.metadata().is_ok_and(|file| file.len() > 0);
    if !is_used || unfinished::is_there(&settings.data_dir) {
        return Ok(());
    }
    let db = match house::open_db(settings).await {
        // What is no database any more is what a restore is for.
        Err(Failure::Database { source, .. }) if source.is_no_database() => return Ok(()),
        opened => opened?,
    };
    let seen = instances::seen_since(&db, SystemClock.now().plus_ms(-RUNNING_MS)).await;
    db.close().await;
    match seen {
        Err(ServiceError::Store(error)) if error.is_no_database() => Ok(()),
        seen => refuse_any(&seen?),
    }
}

async fn refuse_running(services: &Services) -> Result<(), Failure> {
    refuse_any(&services.instances(RUNNING_MS).await?)
}

fn refuse_any(running: &[InstanceRow]) -> Result<(), Failure> {
    match running.first() {
        None => Ok(()),
        Some(one) => Err(Failure::Input(format!(
            "A service runs on this database ({}). Stop every instance, and try again.",
            one.public_url
        ))),
    }
}

fn summary(restored: &Restored) -> String {
    let paint = Paint::stdout();
    let mut lines = Vec::new();
    match restored.epoch {
        Some(epoch) => lines.push(format!(
            "Restored {}; {} lost after them. Epoch {epoch} began, and commits to what was signed before.",
            counted(restored.restored, "entry", "entries"),
            counted(restored.lost, "entry was", "entries were")
        )),
        None => lines.push("Nothing is lost: the database goes on from everything that was signed.".to_owned()),
    }
    let mut part = |number: u64, one: &str, several: &str, what: &str| {
        if number > 0 {
            lines.push(format!("{} {what}", counted(number, one, several)));
        }
    };
    part(restored.written, "record", "records", "of the journal written again, each with its own date");
    part(restored.unchanged, "record", "records", "of it stood already");
    part(restored.erased, "person", "people", "erased again");
    part(restored.widened, "stop", "stops", "of unknown topics: all promotional mail of the sender is stopped");
    part(
        restored.held,
        "possible stop",
        "possible stops",
        "without its mail: a case for a person; see desist case list",
    );
    part(restored.refused, "wish", "wishes", "to get mail left out, because a stop stands against it");
    if restored.untold > 0 {
        let lost =
            format!("{} are in no journal: stops among them are lost", counted(restored.untold, "entry", "entries"));
        lines.push(paint.bad(&lost));
    }
    lines.push(format!("The ledger has {} now.", counted(restored.ledger_size, "entry", "entries")));
    lines.join("\n") + "\n"
}

fn next_steps(settings: &Settings) -> String {
    let data = settings.data_dir.display();
    format!(
        "\nNext\n  desist --data-dir {data} verify\n  Look at what the journal does not hold and is as it was at the backup: \
         API keys (desist key list: revoke again what was revoked), topics and senders, agents, operators (desist operator list: disable again \
         who was disabled; all sessions have ended), webhooks, cases, mails that came in.\n  Copy keys/ and start every instance; gates load the ledger anew.\n  Make a backup.\n"
    )
}
