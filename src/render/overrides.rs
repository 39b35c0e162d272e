//! The operator's folder in use: read again when a file in it changes, and proven before it counts.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use super::engine::Edition;
use super::sources::{Fingerprint, Sources, fingerprint};
use super::{RenderError, locale, mails, page_context, pages, render_mail};

/// The folder and what was last read from it.
pub(super) struct Overrides {
    folder: PathBuf,
    live: RwLock<(Fingerprint, Arc<Edition>)>,
}

impl Overrides {
    /// Reads the folder; one that is missing counts as empty, with a warning.
    pub(super) fn read(folder: PathBuf, embedded: &Arc<Edition>) -> Self {
        if !folder.is_dir() {
            let folder = folder.display();
            tracing::warn!(%folder, "the folder for overrides is not there; only embedded files are used");
        }
        let live = RwLock::new(load(&folder, embedded));
        Self { folder, live }
    }

    /// The present edition, read anew if a file in the folder has changed.
    pub(super) fn edition(&self, embedded: &Arc<Edition>) -> Arc<Edition> {
        let now = fingerprint(&self.folder);
        {
            let live = self.live.read().unwrap_or_else(PoisonError::into_inner);
            if live.0 == now {
                return Arc::clone(&live.1);
            }
        }
        let mut live = self.live.write().unwrap_or_else(PoisonError::into_inner);
        if live.0 != now {
            *live = load(&self.folder, embedded);
        }
        Arc::clone(&live.1)
    }
}

fn load(folder: &Path, embedded: &Arc<Edition>) -> (Fingerprint, Arc<Edition>) {
    // The fingerprint first: a file that changes while it is read is then read again.
    let seen = fingerprint(folder);
    let sources = Sources::embedded().with_overrides(folder);
    let edition = Edition::customised(&sources, &prove).map(Arc::new).unwrap_or_else(|error| {
        tracing::warn!(error = %RenderError::from(error), "the overrides do not work; only embedded files are used");
        Arc::clone(embedded)
    });
    (seen, edition)
}

/// Renders every sample in the fallback language and looks for the forms that must be there.
fn prove(edition: &Edition) -> Result<(), String> {
    let locale = locale::look_up(locale::FALLBACK, edition.messages().locales()).ok_or("no fallback language")?;
    for sample in pages::all_samples() {
        let context = page_context(edition, None, &sample.shell, &sample.page, locale);
        let html = edition.render(&sample.path(), locale, &context).map_err(|error| error.to_string())?;
        if let Some(missing) = sample.must_hold.iter().find(|part| !html.contains(**part)) {
            return Err(format!("{} must hold {missing}", sample.path()));
        }
    }
    for sample in mails::all_samples() {
        let mail =
            render_mail(edition, None, sample.template, &sample.mail, locale).map_err(|error| error.to_string())?;
        if !sample.link.is_empty() && !mail.text.contains(&sample.link) {
            return Err(format!("mail/{}.txt must hold its link", sample.template));
        }
    }
    Ok(())
}
