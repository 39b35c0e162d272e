//! `desist intake measure`: how well mail is understood, on a folder of mails with expectations.
//!
//! Each set of the folder is read by the file here that knows its format and scores it: [`forwards`], [`replies`],
//! [`reports`] (bounces and complaints), [`letters`] (whole support mails), [`texts`] (labelled texts), [`quiet`] (mail
//! on which nothing may ever be done by itself), [`own`] (what an installation's operators decided). What they find is [`score`]d, and printed beside the aims of [`aims`].
//! A set that is not there is named and left out; a set that is there and cannot be read is an error.
//!
//! To add a set: a line in the file of its kind, or a new file with a function from a [`Corpus`] to scores; to add an
//! aim, a line in [`aims`].

mod aims;
mod corpus;
mod forwards;
mod letters;
mod own;
mod quiet;
mod replies;
mod reports;
mod score;
mod speed;
pub(super) mod texts;

#[cfg(test)]
mod tests;

use std::path::Path;

use serde::Serialize;

pub use self::aims::Aim;
pub use self::corpus::{Corpus, CorpusError};
pub use self::score::{Class, Classes, Tally};
use crate::domain::reading::Reading;
use crate::mail::parse::Mail;

/// How a mail is read.
pub type Read<'a> = &'a dyn Fn(&Mail) -> Reading;

/// Everything that was measured.
#[derive(Debug, Default, Serialize)]
pub struct Measured {
    /// What is aimed at, and what was reached.
    pub aims: Vec<Aim>,
    /// Each set by itself.
    pub sets: Vec<Tally>,
    /// Precision and recall by kind and by language.
    pub classes: Vec<Classes>,
    /// Sets that were not there.
    pub skipped: Vec<String>,
}

/// Measures everything that the folder holds.
///
/// # Errors
/// A file that is there and cannot be read, with its name.
pub fn measure(folder: &Path, read: Read<'_>) -> Result<Measured, CorpusError> {
    let mut corpus = Corpus::new(folder);
    let forwards = forwards::score(&mut corpus, read)?;
    let replies = replies::score(&mut corpus)?;
    let reports = reports::score(&mut corpus)?;
    let letters = letters::score(&mut corpus, read)?;
    let texts = texts::score(&mut corpus, read)?;
    let quiet = quiet::score(&mut corpus, read)?;
    let own = own::score(&mut corpus, read)?;
    let speed = speed::score(&mut corpus, read)?;
    let mut measured = Measured { skipped: corpus.into_missing(), ..Measured::default() };
    measured.aims = aims::aims(&forwards, &replies, &reports, &letters, &texts, &quiet, speed);
    measured.classes = [letters.classes, texts.classes, own.classes].concat();
    measured.sets = [forwards.sets, replies, reports.sets, letters.sets, texts.sets, quiet, own.sets].concat();
    Ok(measured)
}
