//! How a command fails: what is said, and the exit code.

use std::error::Error;
use std::io;
use std::process::ExitCode;

use crate::domain::error::{ErrorClass, Problem};
use crate::services::error::ServiceError;
use crate::settings::SettingsError;
use crate::store::StoreError;

/// Why a command could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What was typed or handed in is wrong.
    #[error("{0}")]
    Input(String),
    /// The settings are.
    #[error("The settings cannot be used:\n{0}")]
    Settings(#[from] SettingsError),
    /// A service refused or failed.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The database cannot be opened.
    #[error("The database {place} cannot be opened; check that it is there and that --database-url is right")]
    Database {
        /// Which, without a password.
        place: String,
        /// Why.
        source: StoreError,
    },
    /// The operating system refused.
    #[error("Could not {doing}")]
    Io {
        /// What was tried.
        doing: String,
        /// Why not.
        source: io::Error,
    },
    /// What was given is damaged, and that is the answer.
    #[error("{0}")]
    Damaged(String),
    /// Something else kept it from being done.
    #[error("{0}")]
    Trouble(String),
    /// A mail could not be stored: the mail server keeps it and tries again (EX_TEMPFAIL).
    #[error("The mail was not stored; try again later")]
    TryAgain(#[source] Box<Failure>),
    /// Nobody reads the results any more.
    #[error("standard output was closed")]
    OutputGone,
}

impl Failure {
    /// The operating system refused to do this.
    pub fn io(doing: &str, source: io::Error) -> Self {
        Self::Io { doing: doing.to_owned(), source }
    }

    /// Standard output refused.
    pub fn output(source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::BrokenPipe => Self::OutputGone,
            _ => Self::io("write to standard output", source),
        }
    }

    /// 1 when what was given is damaged, 2 when the asker can mend it, 3 when it could not be done (contract).
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Damaged(_) => ExitCode::from(1),
            Self::Input(_) | Self::Settings(_) => ExitCode::from(2),
            Self::Service(ServiceError::Refused(problem)) if is_mendable(problem) => ExitCode::from(2),
            Self::TryAgain(_) => ExitCode::from(75),
            Self::OutputGone => ExitCode::SUCCESS,
            _ => ExitCode::from(3),
        }
    }

    /// Says on standard error what is wrong, with its causes.
    pub fn tell(&self) {
        if matches!(self, Self::OutputGone) {
            return;
        }
        let causes = chain(self);
        let (first, rest) = causes.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
        eprintln!("desist: {first}");
        rest.iter().for_each(|cause| eprintln!("  because: {cause}"));
    }
}

fn is_mendable(problem: &Problem) -> bool {
    !matches!(problem.code.class(), ErrorClass::Unavailable | ErrorClass::Internal)
}

/// An error and its causes, outermost first; a cause that was told already, as a part of what it caused, is left out.
pub fn chain(error: &(dyn Error + 'static)) -> Vec<String> {
    let mut texts = vec![sentence(error)];
    let mut source = error.source();
    while let Some(cause) = source {
        let text = sentence(cause);
        if !texts.iter().any(|told| told.contains(&text)) {
            texts.push(text);
        }
        source = cause.source();
    }
    texts
}

/// A problem is told in its sentence alone: its code is for programs.
fn sentence(error: &(dyn Error + 'static)) -> String {
    let problem = error.downcast_ref::<Problem>().or_else(|| match error.downcast_ref::<ServiceError>() {
        Some(ServiceError::Refused(problem)) => Some(problem),
        _ => match error.downcast_ref::<Failure>() {
            Some(Failure::Service(ServiceError::Refused(problem))) => Some(problem),
            _ => None,
        },
    });
    problem.map_or_else(|| error.to_string(), |problem| problem.detail.clone())
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Service(problem.into())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Service(error.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{self, Flags};

    #[test]
    fn a_cause_that_was_told_already_is_not_told_again() {
        let variables = [("DESIST_NONSENSE".to_owned(), "1".to_owned())];
        let Err(error) = settings::load(&Flags::default(), variables.into_iter()) else { panic!("it was accepted") };
        let told = chain(&Failure::Settings(error));
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("DESIST_NONSENSE"));
    }

    #[test]
    fn a_cause_of_its_own_is_told() {
        let told = chain(&Failure::io("read it", io::Error::other("the disk is gone")));
        assert_eq!(told, ["Could not read it", "the disk is gone"]);
    }
}
