//! `/console`: what waits for this operator.

use super::guard::Visit;
use super::{Answer, cases, health, inbox};
use crate::domain::operator::Right;
use crate::render::console::Home;

pub(super) async fn show(visit: Visit) -> Answer {
    let name = visit.operator().name.clone();
    let mut waiting: Vec<_> = inbox::waiting(&visit).await?.into_iter().collect();
    waiting.extend(cases::waiting(&visit).await);
    // What should not wait comes first.
    waiting.sort_by_key(|one| !one.urgent);
    let trouble = if visit.may(Right::Health) { health::trouble(&visit).await } else { Vec::new() };
    Ok(visit.page(&Home { name, waiting, trouble }))
}
