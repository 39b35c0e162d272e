//! How the proposals came off.

use super::list::named;
use super::words::name_of;
use crate::domain::label::Wish;
use crate::domain::time::Instant;
use crate::faces::http::console::Answer;
use crate::faces::http::console::guard::Visit;
use crate::render::console::{Correction, Labels};
use crate::services::intake::labels::Label;

/// Corrections that are shown.
const SHOWN: i64 = 50;

pub(super) async fn show(visit: Visit) -> Answer {
    let services = visit.services();
    let counts = visit.ok(services.label_counts().await)?;
    let labels = visit.ok(services.last_corrections(SHOWN).await)?;
    let names = visit.ok(services.operator_names().await)?;
    let count = |one: crate::services::intake::labels::LabelCount| {
        (name_of(&one.kind).to_owned(), one.language, one.confirmed, one.not_meant, one.missed)
    };
    let page = Labels {
        counts: counts.into_iter().map(count).collect(),
        corrections: labels.into_iter().map(|label| correction(&named(&names, &label.by), label)).collect(),
        keeps_texts: services.config.intake.label_texts,
    };
    Ok(visit.page(&page))
}

fn correction(by: &str, label: Label) -> Correction {
    let wishes = |wishes: &[Wish]| wishes.iter().map(wish).collect::<Vec<_>>();
    Correction {
        at: Instant::parse(&label.decided_at).unwrap_or(Instant(0)),
        by: by.to_owned(),
        proposed: wishes(&label.proposed),
        decided: wishes(&label.labels),
        rules: label.proposed.iter().flat_map(|wish| wish.rules.clone()).collect(),
        language: label.lang,
        words: label.words,
        path: label.mail.map(|id| format!("/console/inbox/{id}")),
    }
}

fn wish(wish: &Wish) -> String {
    match &wish.topic {
        Some(topic) => format!("{}: {topic}", name_of(&wish.kind)),
        None => name_of(&wish.kind).to_owned(),
    }
}
