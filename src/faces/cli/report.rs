//! `desist report`: the response record of a period, or of one recipient.

use std::sync::Arc;

use super::args::Report;
use super::failure::Failure;
use super::table::table;
use super::{Answer, address, open, print, print_json};
use crate::domain::time::Instant;
use crate::faces::serve::house::OnEmpty;
use crate::services::Services;
use crate::services::report::figures::spoken;
use crate::services::report::{Document, Figures, Format, Line, Period, Reading};
use crate::settings::Settings;

/// Requests that a table lists at most; its figures count all.
const LISTED: usize = 200;

pub(super) async fn run(what: Report, settings: &Settings) -> Result<Answer, Failure> {
    let about = what.recipient.as_deref().map(address).transpose()?;
    let format = match what.format.as_str() {
        "text" => None,
        word => Some(Format::from_word(word).ok_or_else(unknown_format)?),
    };
    let services = open(settings, OnEmpty::Refuse).await?;
    if let Some(address) = about {
        let record = services.recipient_record(&address, None).await?;
        match format {
            None | Some(Format::Json) => print_json(&record)?,
            Some(Format::Html) => print(&record.page())?,
            Some(Format::Csv) => print(&record.table())?,
        }
        return Ok(Answer::Yes);
    }
    let period = Period::parse(what.from.as_deref(), what.to.as_deref(), services.clock.now())?;
    let Some(format) = format else {
        print(&text(services, period).await?)?;
        return Ok(Answer::Yes);
    };
    let mut document = Document::begin(services, format, period, None).await?;
    while let Some(piece) = document.piece().await? {
        write(&piece)?;
    }
    Ok(Answer::Yes)
}

fn unknown_format() -> Failure {
    Failure::Input("--format is one of: text, csv, json, html.".to_owned())
}

fn write(piece: &[u8]) -> Result<(), Failure> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    out.write_all(piece).and_then(|()| out.flush()).map_err(Failure::output)
}

/// The record as a table for a terminal, with its figures and its checkpoint.
pub(super) async fn text(services: Arc<Services>, period: Period) -> Result<String, Failure> {
    let mut reading = Reading::begin(services.clone(), period, None).await?;
    let (mut figures, mut rows) = (Figures::default(), Vec::new());
    while let Some(lines) = reading.page().await? {
        lines.iter().for_each(|line| figures.add(line));
        let room = LISTED.saturating_sub(rows.len());
        rows.extend(lines.iter().take(room).map(row));
    }
    // The snapshot's connection goes back before another is asked for.
    drop(reading);
    let left = figures.requests.saturating_sub(rows.len() as u64);
    let more = if left > 0 { format!("and {left} more: --format csv lists them all\n") } else { String::new() };
    let header = ["received", "asked", "of", "way", "state", "effective after", "margin"];
    let checkpoint = services.checkpoint().await?;
    Ok(format!("{}{more}\n{}\n{checkpoint}", table(&header, &rows), summary(&figures)))
}

fn summary(figures: &Figures) -> String {
    let rate = figures.on_time_permille().map(|permille| format!("{}.{} %", permille / 10, permille % 10));
    let time = |ms: Option<i64>| ms.map_or_else(|| "-".to_owned(), spoken);
    format!(
        "{} requests, of them {} cases: {} open, {} of those late; ended in time: {}.\nMedian time to effect: choices {}, \
         cases {}; to answer: cases {}.\n",
        figures.requests,
        figures.cases,
        figures.open,
        figures.open_late,
        rate.as_deref().unwrap_or("-"),
        time(figures.choice_effect_ms()),
        time(figures.case_effect_ms()),
        time(figures.case_answer_ms()),
    )
}

fn row(line: &Line) -> Vec<String> {
    let of = line.scope.clone().or_else(|| line.reference.clone()).unwrap_or_default();
    vec![
        line.received_at.map(Instant::rfc3339).unwrap_or_default(),
        line.asked.clone(),
        of,
        line.way.clone(),
        line.state.to_owned(),
        line.until_effect().map(spoken).unwrap_or_default(),
        line.margin(),
    ]
}
