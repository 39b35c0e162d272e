//! `/console`: what waits for this operator.

use super::Answer;
use super::guard::Visit;
use crate::render::console::Home;

pub(super) async fn show(visit: Visit) -> Answer {
    let name = visit.operator().name.clone();
    Ok(visit.page(&Home { name, waiting: Vec::new(), trouble: Vec::new() }))
}
