//! `desist figures`: volumes, stops and complaints, as tables or JSON.

use super::args::Figures as What;
use super::failure::Failure;
use super::table::table;
use super::{Answer, open, print, print_json};
use crate::domain::figure::{Counts, What as Counted};
use crate::faces::serve::house::OnEmpty;
use crate::services::figures::read::CampaignFigures;
use crate::services::figures::{Figures, Range, Wanted};
use crate::settings::Settings;

/// What the columns of counts are.
const COUNTS: [&str; 7] = ["asked", "blocked", "links", "stops", "undone", "complaints", "complaint rate"];

pub(super) async fn run(what: What, settings: &Settings) -> Result<Answer, Failure> {
    let services = open(settings, OnEmpty::Refuse).await?;
    let wanted = Wanted {
        range: Range::parse(what.from.as_deref(), what.to.as_deref(), services.clock.now())?,
        only: None,
        sender: what.sender.as_deref(),
        topic: what.topic.as_deref(),
        campaign: what.campaign.as_deref(),
        page: what.page,
    };
    let figures = services.figures(&wanted).await?;
    match what.json {
        true => print_json(&figures)?,
        false => print(&text(&figures))?,
    }
    Ok(Answer::Yes)
}

/// Days or weeks in which something happened, topics, a page of campaigns, and what stands out.
fn text(figures: &Figures) -> String {
    let mut header = vec![figures.step];
    header.extend(COUNTS);
    let row = |name: String, counts: &Counts| [vec![name], cells(counts)].concat();
    let happened = figures.steps.iter().filter(|step| step.counts != Counts::default());
    let mut steps: Vec<_> = happened.map(|step| row(step.begin.to_string(), &step.counts)).collect();
    steps.push(row("all".to_owned(), &figures.totals));
    let topics = figures.topics.iter().map(|topic| {
        let name = topic.topic.clone().unwrap_or_else(|| format!("({})", topic.sender));
        row(name, &topic.counts)
    });
    let topics = table(&[&["topic"], &COUNTS[..]].concat(), &topics.collect::<Vec<_>>());
    format!(
        "{} to {} (UTC)\n\n{}\n{topics}\n{}{}",
        figures.from,
        figures.to,
        table(&header, &steps),
        campaigns(figures),
        remarks(&figures.totals)
    )
}

fn cells(counts: &Counts) -> Vec<String> {
    let level = counts.complaint_level().filter(|level| *level != "good");
    let rate = counts.complaint_rate().map_or_else(|| "-".to_owned(), percent);
    vec![
        counts.get(Counted::Asked).to_string(),
        counts.get(Counted::Blocked).to_string(),
        counts.get(Counted::Minted).to_string(),
        counts.opted_out().to_string(),
        counts.get(Counted::Undone).to_string(),
        counts.get(Counted::Complained).to_string(),
        level.map_or_else(|| rate.clone(), |level| format!("{rate} ({})", level.replace('_', " "))),
    ]
}

/// From thousandths of a per cent.
fn percent(rate: u64) -> String {
    format!("{}.{:03} %", rate / 1000, rate % 1000)
}

fn campaigns(figures: &Figures) -> String {
    let page = &figures.campaigns;
    if page.count == 0 {
        return String::new();
    }
    let row = |row: &CampaignFigures| {
        let rate = row.opt_out_percent.map_or_else(|| "-".to_owned(), |rate| format!("{rate} %"));
        let counts = [row.minted, row.opted_out, row.undone, row.complained, row.undeliverable].map(|n| n.to_string());
        let names = vec![row.campaign.clone(), row.topic.clone().unwrap_or_default()];
        [names, counts.into(), vec![rate]].concat()
    };
    let header = ["campaign", "topic", "links", "stops", "undone", "complaints", "undeliverable", "stops of links"];
    let rows: Vec<_> = page.rows.iter().map(row).collect();
    let more = if page.pages > 1 {
        format!("page {} of {}: --page shows another\n", page.page, page.pages)
    } else {
        String::new()
    };
    format!("{}{more}\n", table(&header, &rows))
}

fn remarks(totals: &Counts) -> String {
    let reasons = Counted::REASONS.iter().filter(|what| totals.get(**what) > 0);
    let reasons: Vec<String> = reasons
        .map(|what| {
            let word = what.word().trim_start_matches("reason_").replace('_', " ");
            format!("{word} {}", totals.get(*what))
        })
        .collect();
    let told = if reasons.is_empty() { "none was given".to_owned() } else { reasons.join(", ") };
    format!(
        "Reasons: {told}.\nTransactional mail asked about: {}, of it to people who stopped all promotional mail: {}.\n",
        totals.get(Counted::TransactionalAsked),
        totals.get(Counted::TransactionalToOptedOut),
    )
}
