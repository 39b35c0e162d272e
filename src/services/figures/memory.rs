//! What is counted in memory until the next minute: questions to the gate, and links made.
//!
//! A question costs nothing that is shared: an [`AskTally`] counts in its own cells, and adds them to its topic's atomics
//! when it goes, once for a request or for a piece of a stream.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use super::{CAMPAIGNS, OTHER};
use crate::domain::day::Day;
use crate::domain::figure::What;
use crate::domain::ids::{SenderId, TopicId};
use crate::domain::link::Campaign;
use crate::domain::verdict::Reason;
use crate::services::gate::Asked;
use crate::store::figures::{self as store, Counted};
use crate::store::{StoreError, Tx};

/// What is counted of questions, in the order of a tally's cells.
const ASKED: [What; 4] = [What::Asked, What::Blocked, What::TransactionalAsked, What::TransactionalToOptedOut];

/// The counts of one topic's questions.
#[derive(Debug, Default)]
struct AskCounts([AtomicU64; ASKED.len()]);

type Place = (SenderId, TopicId);

/// The campaigns that have a name in the table, of each day and topic.
type Named = HashMap<(Day, SenderId, Option<TopicId>), HashSet<String>>;

/// Everything that is counted in memory.
#[derive(Debug, Default)]
pub struct Tallies {
    asked: RwLock<HashMap<Place, Arc<AskCounts>>>,
    minted: Mutex<HashMap<Place, HashMap<String, u64>>>,
    /// As far as they were looked up since the last minute.
    campaigns: Mutex<Named>,
}

impl Tallies {
    /// Counts questions about a topic.
    pub fn asking(&self, sender: SenderId, topic: TopicId) -> AskTally {
        let place = (sender, topic);
        let known = self.asked.read().unwrap_or_else(PoisonError::into_inner).get(&place).cloned();
        let counts = known.unwrap_or_else(|| {
            self.asked.write().unwrap_or_else(PoisonError::into_inner).entry(place).or_default().clone()
        });
        AskTally { counts, own: Default::default() }
    }

    /// Counts links.
    pub fn minted(&self, sender: SenderId, topic: TopicId, campaign: &Campaign, more: u64) {
        if more > 0 {
            self.add_minted((sender, topic), campaign.as_str(), more);
        }
    }

    /// The same for one request, or a piece of it.
    pub fn minting(&self, sender: SenderId, topic: TopicId, campaign: &Campaign) -> MintTally<'_> {
        MintTally { tallies: self, place: (sender, topic), campaign: campaign.clone(), own: Cell::new(0) }
    }

    fn add_minted(&self, place: Place, campaign: &str, more: u64) {
        let mut minted = locked(&self.minted);
        let campaigns = minted.entry(place).or_default();
        let named = campaigns.len() < CAMPAIGNS || campaigns.contains_key(campaign);
        *campaigns.entry(if named { campaign } else { OTHER }.to_owned()).or_default() += more;
    }

    /// Takes everything out, to be written as of this day.
    pub(super) fn take(&self, day: Day) -> Taken<'_> {
        let mut counts = HashMap::new();
        for ((sender, topic), asked) in &*self.asked.read().unwrap_or_else(PoisonError::into_inner) {
            for (what, count) in ASKED.into_iter().zip(&asked.0) {
                let counted = Counted { day, sender: *sender, topic: Some(*topic), campaign: String::new(), what };
                let n = count.swap(0, Relaxed);
                (n > 0).then(|| counts.insert(counted, n));
            }
        }
        for ((sender, topic), campaigns) in std::mem::take(&mut *locked(&self.minted)) {
            for (campaign, n) in campaigns {
                let counted = Counted { day, sender, topic: Some(topic), campaign, what: What::Minted };
                counts.insert(counted, n);
            }
        }
        // Other instances may have added campaigns, and the day may be another.
        locked(&self.campaigns).clear();
        Taken { tallies: self, counts }
    }

    fn put_back(&self, counted: &Counted, n: u64) {
        let Some(topic) = counted.topic else { return };
        match ASKED.iter().position(|what| *what == counted.what) {
            Some(at) => _ = self.asking(counted.sender, topic).counts.0[at].fetch_add(n, Relaxed),
            None => self.add_minted((counted.sender, topic), &counted.campaign, n),
        }
    }

    /// The name under which a campaign is counted: its own, or [`OTHER`] where its topic has too many on that day.
    pub(super) async fn admitted(&self, tx: &mut Tx, counted: &Counted) -> Result<String, StoreError> {
        let (name, place) = (&counted.campaign, (counted.day, counted.sender, counted.topic));
        if name.is_empty() || name == OTHER {
            return Ok(name.clone());
        }
        if !locked(&self.campaigns).contains_key(&place) {
            let limit = CAMPAIGNS as i64 + 1;
            let known = store::campaigns_of(tx, counted.day, counted.sender, counted.topic, limit).await?;
            locked(&self.campaigns).insert(place, known.into_iter().filter(|known| known != OTHER).collect());
        }
        let mut campaigns = locked(&self.campaigns);
        let known = campaigns.entry(place).or_default();
        let named = known.contains(name) || (known.len() < CAMPAIGNS && known.insert(name.clone()));
        Ok(if named { name.clone() } else { OTHER.to_owned() })
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Counts that were taken out of memory; they go back unless they were [`written`](Taken::written).
pub(super) struct Taken<'t> {
    tallies: &'t Tallies,
    counts: HashMap<Counted, u64>,
}

impl Taken<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    pub(super) fn counts(&self) -> &HashMap<Counted, u64> {
        &self.counts
    }

    pub(super) fn written(&mut self) {
        self.counts.clear();
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.counts.iter().for_each(|(counted, n)| self.tallies.put_back(counted, *n));
    }
}

/// Counts the gate's answers to one question, for one request or a piece of it.
#[derive(Debug)]
pub struct AskTally {
    counts: Arc<AskCounts>,
    own: [Cell<u64>; ASKED.len()],
}

impl AskTally {
    /// One answer about an address. Lines that are no address are no question, and are not counted.
    pub fn count(&self, asked: &Asked) {
        let (transactional, blocked) = (asked.verdict.reason == Reason::Transactional, !asked.verdict.allowed());
        let happened = [!transactional, blocked, transactional, transactional && asked.opted_out];
        for (own, happened) in self.own.iter().zip(happened) {
            own.set(own.get() + u64::from(happened));
        }
    }
}

impl Drop for AskTally {
    fn drop(&mut self) {
        for (count, own) in self.counts.0.iter().zip(&self.own) {
            if own.get() > 0 {
                count.fetch_add(own.get(), Relaxed);
            }
        }
    }
}

/// Counts links of one campaign, for one request or a piece of it.
#[derive(Debug)]
pub struct MintTally<'t> {
    tallies: &'t Tallies,
    place: Place,
    campaign: Campaign,
    own: Cell<u64>,
}

impl MintTally<'_> {
    /// So many links more.
    pub fn add(&self, more: u64) {
        self.own.set(self.own.get() + more);
    }
}

impl Drop for MintTally<'_> {
    fn drop(&mut self) {
        self.tallies.minted(self.place.0, self.place.1, &self.campaign, self.own.get());
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;
    use crate::domain::verdict::Verdict;

    const TODAY: Day = Day(20_000);

    fn answer(reason: Reason, opted_out: bool) -> Asked {
        Asked { verdict: Verdict::bare(reason), stale: false, opted_out }
    }

    fn taken(tallies: &Tallies, what: What, campaign: &str) -> u64 {
        let mut taken = tallies.take(TODAY);
        let found = taken.counts.iter().filter(|(c, _)| c.what == what && c.campaign == campaign);
        let n = found.map(|(_, n)| n).sum();
        taken.written();
        n
    }

    #[test]
    fn answers_are_counted_when_the_tally_goes_from_all_threads() {
        let tallies = Tallies::default();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let tally = tallies.asking(SenderId(1), TopicId(2));
                    (0..100).for_each(|_| tally.count(&answer(Reason::OptedOutAll, false)));
                });
            }
        });
        drop(tallies.asking(SenderId(1), TopicId(2)));
        assert_eq!(taken(&tallies, What::Blocked, ""), 400);
        assert!(tallies.take(TODAY).is_empty(), "taken once");
    }

    #[test]
    fn transactional_mail_to_somebody_who_stopped_is_counted_beside_and_blocks_nothing() {
        let tallies = Tallies::default();
        let tally = tallies.asking(SenderId(1), TopicId(2));
        tally.count(&answer(Reason::Transactional, true));
        tally.count(&answer(Reason::Transactional, false));
        tally.count(&answer(Reason::NoObjection, false));
        drop(tally);
        let taken = tallies.take(TODAY);
        let mut found: Vec<_> = taken.counts.iter().map(|(counted, n)| (counted.what, *n)).collect();
        found.sort_unstable();
        let expected = [(What::Asked, 1), (What::TransactionalAsked, 2), (What::TransactionalToOptedOut, 1)];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_was_not_written_goes_back() {
        let tallies = Tallies::default();
        tallies.asking(SenderId(1), TopicId(2)).count(&answer(Reason::NoObjection, false));
        tallies.minted(SenderId(1), TopicId(2), &Campaign::parse("spring").unwrap(), 7);
        drop(tallies.take(TODAY));
        tallies.minted(SenderId(1), TopicId(2), &Campaign::parse("spring").unwrap(), 1);
        drop(tallies.take(TODAY));
        assert_eq!(taken(&tallies, What::Minted, "spring"), 8);
    }

    #[test]
    fn a_campaign_for_every_mail_fills_no_memory() {
        let tallies = Tallies::default();
        for n in 0..CAMPAIGNS + 50 {
            tallies.minted(SenderId(1), TopicId(2), &Campaign::parse(&format!("c{n}")).unwrap(), 1);
        }
        assert_eq!(locked(&tallies.minted)[&(SenderId(1), TopicId(2))].len(), CAMPAIGNS + 1);
        assert_eq!(taken(&tallies, What::Minted, OTHER), 50);
    }
}
