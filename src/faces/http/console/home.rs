//! `/console`: what waits for this operator.

use super::Answer;
use super::guard::Visit;
use super::inbox;
use crate::render::console::Home;

pub(super) async fn show(visit: Visit) -> Answer {
    let name = visit.operator().name.clone();
    let mut waiting = Vec::new();
    waiting.extend(inbox::waiting(&visit).await?);
    Ok(visit.page(&Home { name, waiting, trouble: Vec::new() }))
}
