//! `/console`: what waits for this operator.

use super::Answer;
use super::guard::Visit;
use super::health;
use crate::domain::operator::Right;
use crate::render::console::Home;

pub(super) async fn show(visit: Visit) -> Answer {
    let name = visit.operator().name.clone();
    let waiting = super::cases::waiting(&visit).await;
    let trouble = if visit.may(Right::Health) { health::trouble(&visit).await } else { Vec::new() };
    Ok(visit.page(&Home { name, waiting, trouble }))
}
