//! How a service fails: with a problem the asker can act on, or with our own trouble.

use std::sync::Arc;

use crate::domain::error::{Code, Problem};
use crate::store::StoreError;
use crate::webhook::CourierError;

/// What a service call can end with.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The asker can do something about it.
    #[error(transparent)]
    Refused(#[from] Problem),
    /// The database failed, or a row is damaged.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The keys and the database do not belong together, or cannot be read; says which file and what to do.
    #[error("{0}")]
    Keys(String),
    /// A file could not be read or written; says which.
    #[error("{0}")]
    File(String),
    /// The ledger contradicts what was published or acknowledged; says how.
    #[error("{0}")]
    Contradiction(String),
    /// A change failed, and with it everything in its transaction: nothing of it is stored. Shared by all who asked.
    #[error(transparent)]
    NotStored(Arc<ServiceError>),
    /// It is durable, but the gate of this process could not take it over, so that asking it would not show it yet.
    #[error("stored, but not obeyed here yet")]
    NotObeyed,
    /// Something outside did not answer; asking again later may help. Says what, without any address.
    #[error("{0}")]
    Later(&'static str),
    /// No webhook can be sent from this system.
    #[error(transparent)]
    Courier(#[from] CourierError),
    /// The service is stopping.
    #[error("the service is stopping")]
    Stopping,
}

impl ServiceError {
    /// A refusal with its code and sentence.
    pub fn refused(code: Code, detail: impl Into<String>) -> Self {
        Self::Refused(Problem::new(code, detail))
    }

    /// What the outside may see of it. Causes stay in the log.
    pub fn problem(&self) -> Problem {
        match self {
            Self::Refused(problem) => problem.clone(),
            Self::Store(StoreError::Corrupt { .. }) => Problem::new(
                Code::Unreadable,
                "A stored row is damaged; the operator has been told. Nothing was changed.",
            ),
            Self::NotObeyed => Problem::new(
                Code::GateUnavailable,
                "It is stored, but the gate here does not obey it yet. Asking again changes nothing more.",
            ),
            Self::Contradiction(_) => Problem::new(
                Code::GateUnavailable,
                "The ledger contradicts what was published before; the operator has been told. Nothing is signed.",
            ),
            Self::Keys(_) => {
                Problem::new(Code::KeyMissing, "A key is missing; the operator has been told. Try again later.")
            }
            Self::NotStored(cause) => match &**cause {
                Self::Store(StoreError::Corrupt { .. }) | Self::Keys(_) => cause.problem(),
                _ => not_durable(),
            },
            Self::Stopping => not_durable(),
            Self::Courier(_) => Problem::new(
                Code::Internal,
                "No webhook can be sent from here; the operator has been told. Nothing was changed.",
            ),
            // What was to be changed fails as `NotStored`: the writer is the one door.
            Self::Store(_) | Self::File(_) | Self::Later(_) => {
                Problem::new(Code::NotReadable, "What is recorded cannot be read just now. Try again later.")
            }
        }
    }
}

fn not_durable() -> Problem {
    Problem::new(Code::NotDurable, "It could not be stored just now, so nothing was changed. Try again later.")
}
