//! `figures`: how often what happened on a day, by topic and campaign. Counts are added to, so that several instances add up.

use super::bulk::Bulk;
use super::sql::{columns, exec, row, rows};
use super::{StoreError, Tx, dialect, unsigned};
use crate::domain::day::Day;
use crate::domain::figure::What;
use crate::domain::ids::{SenderId, TopicId};

/// In place of a topic's number: about no one topic.
const NO_TOPIC: i64 = -1;
/// In a filter: any.
const ANY: i64 = -2;
const ANY_CAMPAIGN: &str = "*";

/// What is counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Counted {
    /// The day.
    pub day: Day,
    /// Whose mail.
    pub sender: SenderId,
    /// About what; none when it is about no one topic.
    pub topic: Option<TopicId>,
    /// Of which campaign; empty for none.
    pub campaign: String,
    /// What happened.
    pub what: What,
}

/// Which counts are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// One sender's.
    pub sender: Option<SenderId>,
    /// About one topic.
    pub topic: Option<TopicId>,
    /// Of one campaign.
    pub campaign: Option<String>,
}

impl Filter {
    fn sender(&self) -> i64 {
        self.sender.map_or(ANY, SenderId::to_i64)
    }

    fn topic(&self) -> i64 {
        self.topic.map_or(ANY, TopicId::to_i64)
    }

    fn campaign(&self) -> &str {
        self.campaign.as_deref().unwrap_or(ANY_CAMPAIGN)
    }
}

columns! {
    /// A campaign's sums.
    pub struct CampaignRow {
        pub topic_id: i64,
        pub campaign: String,
        pub minted: i64,
        pub opted_out: i64,
        pub undone: i64,
        pub complained: i64,
        pub undeliverable: i64,
    }
}

impl CampaignRow {
    /// Its topic; none when it is about no one topic.
    pub fn topic(&self) -> Option<TopicId> {
        TopicId::from_i64(self.topic_id)
    }
}

/// Which rows a filter means. A column stands before each placeholder, so that PostgreSQL knows its type.
macro_rules! filtered {
    () => {
        "FROM figures WHERE day BETWEEN $1 AND $2 AND (sender_id = $3 OR $3 = -2) AND (topic_id = $4 OR $4 = -2) \
         AND (campaign = $5 OR $5 = '*')"
    };
}
macro_rules! sum_of {
    ($what:literal) => {
        concat!("CAST(SUM(CASE WHEN what ", $what, " THEN n ELSE 0 END) AS BIGINT)")
    };
}

/// Adds to counts; each may stand in the list once.
pub async fn add(tx: &mut Tx, counts: &[(Counted, u64)]) -> Result<(), StoreError> {
    let mut bulk = Bulk::with_capacity(counts.len());
    for (counted, n) in counts {
        let row = bulk.row().int(counted.day.0).int(counted.sender.to_i64());
        let row = row.int(counted.topic.map_or(NO_TOPIC, TopicId::to_i64)).text(&counted.campaign);
        row.word(counted.what.word()).int(i64::try_from(*n).unwrap_or(i64::MAX));
    }
    exec!(tx, pair dialect::ADD_FIGURES, &bulk.finish())?;
    Ok(())
}

/// The campaigns counted on a day about a topic: at most so many.
pub async fn campaigns_of(
    tx: &mut Tx,
    day: Day,
    sender: SenderId,
    topic: Option<TopicId>,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let found = rows!(
        tx,
        (String,),
        "SELECT DISTINCT campaign FROM figures WHERE day = $1 AND sender_id = $2 AND topic_id = $3 \
         AND campaign <> '' LIMIT $4",
        day.0,
        sender.to_i64(),
        topic.map_or(NO_TOPIC, TopicId::to_i64),
        limit
    )?;
    Ok(found.into_iter().map(|(campaign,)| campaign).collect())
}

/// The sums of each day, in its order.
pub async fn by_day(tx: &mut Tx, filter: &Filter) -> Result<Vec<(Day, What, u64)>, StoreError> {
    let found = rows!(
        tx,
        (i64, String, i64),
        concat!("SELECT day, what, CAST(SUM(n) AS BIGINT) ", filtered!(), " GROUP BY day, what ORDER BY day"),
        filter.from.0,
        filter.to.0,
        filter.sender(),
        filter.topic(),
        filter.campaign()
    )?;
    found.into_iter().map(|(day, what, n)| Ok((Day(day), read(&what, day)?, count(n, day)?))).collect()
}

/// The sums of each topic; of what is about no one topic, under none.
pub async fn by_topic(tx: &mut Tx, filter: &Filter) -> Result<Vec<(SenderId, Option<TopicId>, What, u64)>, StoreError> {
    let found = rows!(
        tx,
        (i64, i64, String, i64),
        concat!(
            "SELECT sender_id, topic_id, what, CAST(SUM(n) AS BIGINT) ",
            filtered!(),
            " GROUP BY sender_id, topic_id, what ORDER BY sender_id, topic_id"
        ),
        filter.from.0,
        filter.to.0,
        filter.sender(),
        filter.topic(),
        filter.campaign()
    )?;
    let sender_of = |id| SenderId::from_i64(id).ok_or_else(|| StoreError::corrupt("figures", "sender_id", id));
    let sums = found.into_iter().map(|(sender, topic, what, n)| {
        Ok((sender_of(sender)?, TopicId::from_i64(topic), read(&what, topic)?, count(n, topic)?))
    });
    sums.collect()
}

/// The campaigns with their sums, those with most stops first: at most `limit`, without the first `skip`.
pub async fn by_campaign(tx: &mut Tx, filter: &Filter, skip: i64, limit: i64) -> Result<Vec<CampaignRow>, StoreError> {
    Ok(rows!(
        tx,
        CampaignRow,
        concat!(
            "SELECT topic_id, campaign, ",
            sum_of!("= 'minted'"),
            " AS minted, ",
            sum_of!("IN ('opted_out_by_one_click', 'opted_out_by_page', 'opted_out_by_mail', 'opted_out_other')"),
            " AS opted_out, ",
            sum_of!("= 'undone'"),
            " AS undone, ",
            sum_of!("= 'complained'"),
            " AS complained, ",
            sum_of!("= 'undeliverable'"),
            " AS undeliverable ",
            filtered!(),
            " AND campaign <> '' GROUP BY topic_id, campaign ORDER BY opted_out DESC, campaign, topic_id \
             LIMIT $7 OFFSET $6"
        ),
        filter.from.0,
        filter.to.0,
        filter.sender(),
        filter.topic(),
        filter.campaign(),
        skip,
        limit
    )?)
}

/// How many campaigns there are.
pub async fn count_campaigns(tx: &mut Tx, filter: &Filter) -> Result<u64, StoreError> {
    let found = row!(
        tx,
        (i64,),
        concat!(
            "SELECT COUNT(*) FROM (SELECT 1 ",
            filtered!(),
            " AND campaign <> '' GROUP BY topic_id, campaign) AS c"
        ),
        filter.from.0,
        filter.to.0,
        filter.sender(),
        filter.topic(),
        filter.campaign()
    )?;
    count(found.map_or(0, |(n,)| n), 0)
}

fn read(what: &str, row: i64) -> Result<What, StoreError> {
    What::parse(what).ok_or_else(|| StoreError::corrupt("figures", "what", row))
}

fn count(n: i64, row: i64) -> Result<u64, StoreError> {
    unsigned(n, "figures", "n", row)
}
