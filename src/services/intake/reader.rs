//! The reader of the worker: brings together what reading needs of the world.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::{Letter, Read, Reads};
use crate::domain::reading::{Decision, Reading, Trust};
use crate::mail::parse;
use crate::services::Services;
use crate::services::error::ServiceError;

/// Reads mails as this installation does.
pub struct Reader {
    #[allow(dead_code, reason = "interim")]
    services: Arc<Services>,
}

impl Reader {
    /// For this installation.
    pub fn new(services: Arc<Services>) -> Self {
        Self { services }
    }
}

impl Reads for Reader {
    fn read<'a>(&'a self, letter: &'a Letter) -> Pin<Box<dyn Future<Output = Result<Read, ServiceError>> + Send + 'a>> {
        Box::pin(async move {
            let mail = parse::parse(&letter.raw);
            let reading = Reading {
                id: None,
                robot: None,
                forwarded: false,
                about: None,
                written_by: None,
                trust: Trust::Unverified,
                language: String::new(),
                text: mail.text.clone(),
                intents: Vec::new(),
                bounce: None,
                parts: Vec::new(),
                decision: Decision::Review,
                reasons: Vec::new(),
                rules_version: String::new(),
            };
            Ok(Read { mail, reading })
        })
    }
}
