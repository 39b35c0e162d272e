//! `desist config`.

use super::args::Config;
use super::failure::Failure;
use super::{Answer, print};
use crate::settings::{self, Settings};

/// The annotated settings file; needs no settings that are right.
pub(super) fn print_manual() -> Result<Answer, Failure> {
    print(&settings::manual())?;
    Ok(Answer::Yes)
}

/// With settings that are right: wrong ones ended the program before, each fault named, with exit code 2.
pub(super) fn run(what: &Config, settings: &Settings) -> Result<Answer, Failure> {
    if let Config::Print { .. } = what {
        print(&settings::print_effective(settings))?;
        return Ok(Answer::Yes);
    }
    // Which languages there are, only the translations know.
    crate::faces::serve::house::renderer(settings)?;
    for warning in &settings.warnings {
        print(&format!("warning: {warning}\n"))?;
    }
    let read = settings.config_file.as_ref().map_or("no settings file".to_owned(), |file| file.display().to_string());
    print(&format!("The settings are right ({read}).\n"))?;
    Ok(Answer::Yes)
}
