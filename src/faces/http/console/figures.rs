//! `/console/figures`: what marketing wants to know of its mail, by topic and campaign.

use actix_web::http::StatusCode;
use actix_web::web;
use url::form_urlencoded::Serializer;

use super::guard::{Visit, fault};
use super::{Answer, page};
use crate::domain::day::Day;
use crate::domain::figure::{COMPLAINTS_TOO_MANY, Counts, What};
use crate::domain::text::grouped;
use crate::render::charts::{self, Chart};
use crate::render::console::{Fault, FigureRow, Figures as Page, Pager};
use crate::services::error::ServiceError;
use crate::services::figures::read::{CampaignFigures, TopicFigures};
use crate::services::figures::{Figures, Range, Wanted};

/// What the form holds.
#[derive(Default)]
struct Typed {
    from: String,
    to: String,
    sender: String,
    topic: String,
    campaign: String,
}

impl Typed {
    fn of(visit: &Visit) -> Self {
        let text = |name| visit.asked(name).unwrap_or_default();
        Self {
            from: text("from"),
            to: text("to"),
            sender: text("sender"),
            topic: text("topic"),
            campaign: text("campaign"),
        }
    }

    /// The same query with one more pair; a pair that is there already is replaced.
    fn query(&self, name: &str, value: &str) -> String {
        let own = [
            ("from", &self.from),
            ("to", &self.to),
            ("sender", &self.sender),
            ("topic", &self.topic),
            ("campaign", &self.campaign),
        ];
        let mut pairs = Serializer::new(String::new());
        let kept = own.iter().filter(|(own, value)| !value.is_empty() && *own != name);
        pairs.extend_pairs(kept).append_pair(name, value).finish()
    }
}

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(page("/console/figures", web::to(show)));
}

async fn show(visit: Visit) -> Answer {
    let typed = Typed::of(&visit);
    let number = visit.asked("page").map_or(Some(1), |page| page.parse().ok()).unwrap_or(0);
    match figures(&visit, &typed, number).await {
        Ok(found) => Ok(visit.page(&shown(&visit, &typed, &found, None))),
        Err(error) => {
            let fault = fault_of(error).map_err(|error| visit.failed(&error))?;
            let found = visit.ok(figures(&visit, &Typed::default(), 1).await)?;
            Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown(&visit, &typed, &found, Some(fault))))
        }
    }
}

/// A sender or topic that is not there is a fault of the form, not of the path.
fn fault_of(error: ServiceError) -> Result<Fault, ServiceError> {
    match error {
        ServiceError::Refused(problem) => Ok(fault(ServiceError::Refused(problem.clone()))
            .unwrap_or(Fault { field: problem.field.map(|field| field.into_owned()), text: problem.detail })),
        other => Err(other),
    }
}

async fn figures(visit: &Visit, typed: &Typed, page: u64) -> Result<Figures, ServiceError> {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let [from, to, sender, topic, campaign] =
        [&typed.from, &typed.to, &typed.sender, &typed.topic, &typed.campaign].map(|text| some(text));
    let services = visit.services();
    let wanted = Wanted {
        range: Range::parse(from.as_deref(), to.as_deref(), services.clock.now())?,
        only: None,
        sender: sender.as_deref(),
        topic: topic.as_deref(),
        campaign: campaign.as_deref(),
        page,
    };
    services.figures(&wanted).await
}

fn shown(visit: &Visit, typed: &Typed, found: &Figures, fault: Option<Fault>) -> Page {
    let registry = visit.services().gate.registry();
    let or = |typed: &str, day: Day| if typed.is_empty() { day.to_string() } else { typed.to_owned() };
    let pages = &found.campaigns;
    Page {
        from: or(&typed.from, found.from),
        to: or(&typed.to, found.to),
        sender: typed.sender.clone(),
        senders: registry.senders().iter().map(|sender| (sender.key.to_string(), sender.name.clone())).collect(),
        topic: typed.topic.clone(),
        topics: registry.topics().iter().map(|topic| topic.key.to_string()).collect(),
        campaign: typed.campaign.clone(),
        presets: presets(visit, typed, found),
        fault,
        numbers: numbers(&found.totals),
        charts: pictures(found),
        rows: found.topics.iter().map(|topic| topic_row(typed, topic)).collect(),
        campaigns: pages.rows.iter().map(|campaign| campaign_row(typed, campaign)).collect(),
        pager: Pager {
            before: (pages.page > 1).then(|| typed.query("page", &(pages.page - 1).to_string())),
            next: (pages.page < pages.pages).then(|| typed.query("page", &(pages.page + 1).to_string())),
            shown: format!("page {} of {}, {} campaigns", pages.page, pages.pages, pages.count),
        },
    }
}

fn presets(visit: &Visit, typed: &Typed, found: &Figures) -> Vec<(&'static str, String, bool)> {
    let today = Day::of(visit.services().clock.now());
    let ranges = [("Last 7 days", 7), ("Last 30 days", 30), ("Last 90 days", 90), ("Last 365 days", 365)];
    let preset = |(words, days): (&'static str, i64)| {
        let from = today.plus(1 - days);
        let own = Typed { from: from.to_string(), ..typed.narrowed() };
        (words, own.query("to", &today.to_string()), found.from == from && found.to == today)
    };
    ranges.map(preset).into()
}

impl Typed {
    /// The same without days.
    fn narrowed(&self) -> Self {
        let Self { sender, topic, campaign, .. } = self;
        Self { sender: sender.clone(), topic: topic.clone(), campaign: campaign.clone(), ..Self::default() }
    }
}

fn numbers(totals: &Counts) -> Vec<(&'static str, String, bool)> {
    let rate = totals.complaint_rate();
    let transactional = totals.get(What::TransactionalToOptedOut);
    vec![
        ("Promotional mails allowed", grouped(totals.allowed()), false),
        ("Blocked", grouped(totals.get(What::Blocked)), false),
        ("Stops", grouped(totals.opted_out()), false),
        ("Stop rate", thousandths(totals.opt_out_rate()), false),
        ("Complaint rate", thousandths(rate), rate.is_some_and(|rate| rate >= COMPLAINTS_TOO_MANY)),
        ("Transactional to people who opted out", grouped(transactional), false),
    ]
}

/// Thousandths of a per cent, for people.
fn thousandths(rate: Option<u64>) -> String {
    rate.map_or_else(|| "\u{2013}".to_owned(), |rate| percent(Some(rate as f64 / 1000.0)))
}

fn percent(rate: Option<f64>) -> String {
    rate.map_or_else(|| "\u{2013}".to_owned(), |rate| format!("{rate:.2} %"))
}

fn pictures(found: &Figures) -> Vec<String> {
    let drawn = |chart: Chart, draw: fn(&Chart) -> String| format!("{}{}", draw(&chart), charts::table(&chart));
    vec![
        drawn(found.asked_chart(), charts::bars),
        drawn(found.stops_chart(), charts::bars),
        drawn(found.reasons_chart(), charts::by_name),
        drawn(found.complaints_chart(), charts::lines),
        drawn(found.transactional_chart(), charts::bars),
    ]
}

fn topic_row(typed: &Typed, topic: &TopicFigures) -> FigureRow {
    let rate = topic.counts.complaint_rate();
    FigureRow {
        name: topic.topic.clone().unwrap_or_else(|| "no one topic".to_owned()),
        of: topic.sender.clone(),
        query: topic.topic.as_deref().map(|key| typed.query("topic", key)).unwrap_or_default(),
        volume: topic.counts.allowed(),
        stops: topic.counts.opted_out(),
        complaints: topic.counts.get(What::Complained),
        stop_rate: thousandths(topic.counts.opt_out_rate()),
        complaint_rate: thousandths(rate),
        bad: rate.is_some_and(|rate| rate >= COMPLAINTS_TOO_MANY),
    }
}

fn campaign_row(typed: &Typed, campaign: &CampaignFigures) -> FigureRow {
    FigureRow {
        name: campaign.campaign.clone(),
        of: campaign.topic.clone().unwrap_or_default(),
        query: typed.query("campaign", &campaign.campaign),
        volume: campaign.minted,
        stops: campaign.opted_out,
        complaints: campaign.complained,
        stop_rate: percent(campaign.opt_out_percent),
        complaint_rate: percent(campaign.complaint_percent),
        bad: campaign.complaint_percent.is_some_and(|rate| rate * 1000.0 >= COMPLAINTS_TOO_MANY as f64),
    }
}
