//! Placeholder while the rules are being written.
use super::time::Instant;
use serde::{Deserialize, Serialize};
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseClock {
    pub due: i64,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Starts {
    pub received_at: Instant,
}
pub fn shown_due(clocks: &[CaseClock]) -> Option<Instant> {
    clocks.iter().map(|c| Instant(c.due)).min()
}
impl Starts {
    pub fn received(at: Instant) -> Self {
        Self { received_at: at }
    }
}
