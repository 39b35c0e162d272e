//! The answer: what was counted in a range of days, by day or week, by topic, by campaign.

use serde::Serialize;

use crate::domain::day::{DAYS_BY_DAY, Day, Step};
use crate::domain::error::{Code, Problem};
use crate::domain::figure::Counts;
use crate::domain::ids::{SenderId, TopicId};
use crate::domain::link::Campaign;
use crate::domain::time::Instant;
use crate::domain::topic::Class;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::store::Tx;
use crate::store::figures::{self as store, CampaignRow, Filter};

use super::OTHER;

/// Days of a range that is not named.
const USUAL: i64 = 30;
/// Days of a range at most: two years and what pictures have room for.
const LONGEST: i64 = 800;
/// Campaigns on a page.
pub const PAGE: u64 = 50;

/// Days, the first and the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

impl Range {
    /// Reads a range as it is typed, days in UTC. Without an end it ends today, without a beginning it has 30 days.
    ///
    /// # Errors
    /// `invalid_field`, with the field, for what is no day, for an end before the beginning, and for more than 800 days.
    pub fn parse(from: Option<&str>, to: Option<&str>, now: Instant) -> Result<Self, Problem> {
        let to = to.map(|text| day(text, "to")).transpose()?.unwrap_or_else(|| Day::of(now));
        let from = from.map(|text| day(text, "from")).transpose()?.unwrap_or_else(|| to.plus(1 - USUAL));
        let range = Self { from, to };
        match range.days() {
            ..1 => Err(invalid("to", "The last day is before the first.")),
            days if days > LONGEST => {
                Err(invalid("from", "A range has 800 days at most; ask for one after the other."))
            }
            _ => Ok(range),
        }
    }

    /// How many days.
    pub fn days(self) -> i64 {
        self.to.0.saturating_sub(self.from.0).saturating_add(1)
    }

    /// Days; weeks when there are more than 100.
    fn step(self) -> Step {
        if self.days() > DAYS_BY_DAY { Step::Week } else { Step::Day }
    }
}

fn day(text: &str, field: &'static str) -> Result<Day, Problem> {
    Day::parse(text).ok_or_else(|| invalid(field, "Give a day like 2026-11-23."))
}

fn invalid(field: &'static str, detail: &str) -> Problem {
    Problem::new(Code::InvalidField, detail.to_owned()).in_field(field)
}

/// Which figures.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Of these days.
    pub range: Range,
    /// The sender that the asker is for; none for all.
    pub only: Option<SenderId>,
    /// A sender's key.
    pub sender: Option<&'a str>,
    /// A topic's key.
    pub topic: Option<&'a str>,
    /// A campaign, `(other)` among them.
    pub campaign: Option<&'a str>,
    /// Which page of campaigns, from 1.
    pub page: u64,
}

impl Wanted<'_> {
    /// Everything of these days.
    pub fn all(range: Range) -> Self {
        Self { range, only: None, sender: None, topic: None, campaign: None, page: 1 }
    }
}

/// What was counted. Rates are of the promotional mails that the gate allowed; with a campaign there are none, because
/// nobody names a campaign when asking: then see its row in `campaigns`.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// `day` or `week`.
    pub step: &'static str,
    /// The sender's key, if one is meant.
    pub sender: Option<String>,
    /// The topic's key, if one is meant.
    pub topic: Option<String>,
    /// The campaign, if one is meant.
    pub campaign: Option<String>,
    /// The sums.
    pub totals: Counts,
    /// Each day or week, also those without a count.
    pub steps: Vec<StepFigures>,
    /// Each topic of which anything was counted.
    pub topics: Vec<TopicFigures>,
    /// A page of the campaigns of which anything was counted.
    pub campaigns: CampaignPage,
}

/// A day or a week.
#[derive(Clone, Debug, Serialize)]
pub struct StepFigures {
    /// Its first day.
    pub begin: Day,
    /// Its counts.
    #[serde(flatten)]
    pub counts: Counts,
}

/// A topic.
#[derive(Clone, Debug, Serialize)]
pub struct TopicFigures {
    /// Its sender's key.
    pub sender: String,
    /// Its key; none for what is about no one topic.
    pub topic: Option<String>,
    /// Its class, where there is a topic.
    pub class: Option<&'static str>,
    /// Its counts.
    #[serde(flatten)]
    pub counts: Counts,
}

/// A page of campaigns, those with most stops first.
#[derive(Clone, Debug, Serialize)]
pub struct CampaignPage {
    /// The campaigns.
    pub rows: Vec<CampaignFigures>,
    /// Which page, from 1.
    pub page: u64,
    /// How many pages there are, at least 1.
    pub pages: u64,
    /// How many campaigns there are.
    pub count: u64,
}

/// A campaign about one topic. Its rates are of the links made for it.
#[derive(Clone, Debug, Serialize)]
pub struct CampaignFigures {
    /// Its name; `(other)` for those beyond 1,000 of a topic and day.
    pub campaign: String,
    /// Its topic's key; none for stops of everything whose link named no topic.
    pub topic: Option<String>,
    /// Links made.
    pub minted: u64,
    /// Stops.
    pub opted_out: u64,
    /// Stops that were taken back.
    pub undone: u64,
    /// Complaints.
    pub complained: u64,
    /// Addresses that turned out to take no mail.
    pub undeliverable: u64,
    /// Stops of links made, in per cent.
    pub opt_out_percent: Option<f64>,
    /// Complaints of links made, in per cent.
    pub complaint_percent: Option<f64>,
}

impl Services {
    /// What was counted. Questions and links made since the last minute are not in it yet.
    ///
    /// # Errors
    /// `unknown_sender`, `wrong_sender`, `unknown_topic`, `invalid_field` for a campaign that cannot be; when the database
    /// cannot be read, or a row of it.
    pub async fn figures(&self, wanted: &Wanted<'_>) -> Result<Figures, ServiceError> {
        let filter = self.figures_filter(wanted)?;
        let mut tx = self.db.snapshot().await?;
        let (totals, steps) = steps(&mut tx, wanted.range, &filter).await?;
        let topics = self.topics_counted(&mut tx, &filter).await?;
        let campaigns = self.campaigns_counted(&mut tx, &filter, wanted.page).await?;
        let Range { from, to } = wanted.range;
        Ok(Figures {
            from,
            to,
            step: wanted.range.step().word(),
            sender: filter.sender.map(|sender| self.sender_key(sender)),
            topic: filter.topic.and_then(|topic| self.topic_key(topic)),
            campaign: filter.campaign,
            totals,
            steps,
            topics,
            campaigns,
        })
    }

    fn figures_filter(&self, wanted: &Wanted<'_>) -> Result<Filter, Problem> {
        let sender = wanted.sender.map(|key| self.sender_meant(wanted.only, Some(key))).transpose()?;
        let topic = wanted.topic.map(|key| self.topic_meant(wanted.only, wanted.sender, key)).transpose()?;
        let fits = |name: &str| name == OTHER || (!name.is_empty() && Campaign::parse(name).is_some());
        if wanted.campaign.is_some_and(|name| !fits(name)) {
            return Err(invalid("campaign", "A campaign has 1 to 32 characters of a-z, 0-9, \".\", \"_\" and \"-\"."));
        }
        if wanted.page == 0 {
            return Err(invalid("page", "Pages are counted from 1."));
        }
        let sender = sender.map(|sender| sender.id).or(wanted.only);
        let (Range { from, to }, topic) = (wanted.range, topic.map(|topic| topic.id));
        Ok(Filter { from, to, sender, topic, campaign: wanted.campaign.map(str::to_owned) })
    }

    async fn topics_counted(&self, tx: &mut Tx, filter: &Filter) -> Result<Vec<TopicFigures>, ServiceError> {
        let mut topics: Vec<((SenderId, Option<TopicId>), Counts)> = Vec::new();
        for (sender, topic, what, n) in store::by_topic(tx, filter).await? {
            if topics.last().is_none_or(|(last, _)| *last != (sender, topic)) {
                topics.push(((sender, topic), Counts::default()));
            }
            topics.iter_mut().last().into_iter().for_each(|(_, counts)| counts.add(what, n));
        }
        let registry = self.gate.registry();
        let shown = topics.into_iter().map(|((sender, topic), counts)| TopicFigures {
            sender: self.sender_key(sender),
            topic: topic.and_then(|topic| self.topic_key(topic)),
            class: topic.and_then(|topic| registry.topic(topic)).map(|topic| Class::as_str(topic.class)),
            counts,
        });
        let mut shown: Vec<TopicFigures> = shown.collect();
        shown.sort_by(|a, b| (&a.sender, &a.topic).cmp(&(&b.sender, &b.topic)));
        Ok(shown)
    }

    async fn campaigns_counted(&self, tx: &mut Tx, filter: &Filter, page: u64) -> Result<CampaignPage, ServiceError> {
        let count = store::count_campaigns(tx, filter).await?;
        let skip = i64::try_from(page.saturating_sub(1).saturating_mul(PAGE)).unwrap_or(i64::MAX);
        let rows = store::by_campaign(tx, filter, skip, PAGE as i64).await?;
        let rows = rows.into_iter().map(|row| self.campaign(row)).collect();
        Ok(CampaignPage { rows, page, pages: count.div_ceil(PAGE).max(1), count })
    }

    fn campaign(&self, row: CampaignRow) -> CampaignFigures {
        let number = |n: i64| u64::try_from(n).unwrap_or(0);
        let minted = number(row.minted);
        // In thousandths of a per cent, as all rates are.
        let percent = |n: i64| {
            number(n).saturating_mul(100_000).checked_div(minted).map(|thousandths| thousandths as f64 / 1000.0)
        };
        CampaignFigures {
            topic: row.topic().and_then(|topic| self.topic_key(topic)),
            minted,
            opted_out: number(row.opted_out),
            undone: number(row.undone),
            complained: number(row.complained),
            undeliverable: number(row.undeliverable),
            opt_out_percent: percent(row.opted_out),
            complaint_percent: percent(row.complained),
            campaign: row.campaign,
        }
    }

    fn topic_key(&self, topic: TopicId) -> Option<String> {
        self.gate.registry().topic(topic).map(|topic| topic.key.to_string())
    }
}

async fn steps(tx: &mut Tx, range: Range, filter: &Filter) -> Result<(Counts, Vec<StepFigures>), ServiceError> {
    let all = range.step().all(range.from, range.to);
    let mut steps: Vec<StepFigures> =
        all.into_iter().map(|begin| StepFigures { begin, counts: Counts::default() }).collect();
    let mut totals = Counts::default();
    for (day, what, n) in store::by_day(tx, filter).await? {
        totals.add(what, n);
        let at = steps.partition_point(|step| step.begin <= day).saturating_sub(1);
        steps.iter_mut().skip(at).take(1).for_each(|step| step.counts.add(what, n));
    }
    Ok((totals, steps))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_795_435_200_000);

    #[test]
    fn a_range_is_thirty_days_unless_it_is_named_and_eight_hundred_at_most() {
        let usual = Range::parse(None, None, NOW).unwrap();
        assert_eq!((usual.days(), usual.to, usual.step()), (30, Day::of(NOW), Step::Day));
        let named = |from, to| Range::parse(Some(from), Some(to), NOW);
        assert_eq!(named("2026-01-01", "2026-04-10").unwrap().step(), Step::Day, "100 days");
        assert_eq!(named("2026-01-01", "2026-04-11").unwrap().step(), Step::Week, "101 days");
        let field = |refused: Result<Range, Problem>| refused.unwrap_err().field.unwrap().into_owned();
        assert_eq!(field(named("2026-01-02", "2026-01-01")), "to");
        assert_eq!(field(named("2020-01-01", "2026-01-01")), "from");
        assert_eq!(field(named("2026-01-01T00:00:00Z", "2026-01-01")), "from");
    }
}
