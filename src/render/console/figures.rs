//! Figures for marketing: volumes, stops and their reasons, complaints.

use serde::Serialize;

use super::{AWKWARD, ConsolePage, Fault, Pager, Read};

/// What was counted in a range of days.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// The first day, as typed.
    pub from: String,
    /// The last day, as typed.
    pub to: String,
    /// The sender's key; empty: all.
    pub sender: String,
    /// The senders: key and name.
    pub senders: Vec<(String, String)>,
    /// The topic's key; empty: all.
    pub topic: String,
    /// The topics, by key.
    pub topics: Vec<String>,
    /// The campaign; empty: all.
    pub campaign: String,
    /// Ranges at one click: words, query, and whether it is this one.
    pub presets: Vec<(&'static str, String, bool)>,
    /// What is wrong with what was typed.
    pub fault: Option<Fault>,
    /// The sums: name, value, and whether it is bad.
    pub numbers: Vec<(&'static str, String, bool)>,
    /// The charts, each with its table: HTML whose texts are escaped.
    pub charts: Vec<String>,
    /// Each topic of which anything was counted.
    pub rows: Vec<FigureRow>,
    /// A page of campaigns, those with most stops first.
    pub campaigns: Vec<FigureRow>,
    /// Where the list of campaigns stands.
    pub pager: Pager,
}

/// A topic or a campaign.
#[derive(Clone, Debug, Serialize)]
pub struct FigureRow {
    /// Its name.
    pub name: String,
    /// Of which sender or topic.
    pub of: String,
    /// The query of its own figures; empty: it has none.
    pub query: String,
    /// How much: mails allowed of a topic, links made of a campaign.
    pub volume: u64,
    /// Stops.
    pub stops: u64,
    /// Complaints.
    pub complaints: u64,
    /// Stops in per cent.
    pub stop_rate: String,
    /// Complaints in per cent.
    pub complaint_rate: String,
    /// Whether there are too many complaints.
    pub bad: bool,
}

impl ConsolePage for Figures {
    const TEMPLATE: &'static str = "figures";

    fn reads(&self) -> Option<Read> {
        None
    }

    fn samples() -> Vec<Self> {
        let row = |bad| FigureRow {
            name: AWKWARD.into(),
            of: AWKWARD.into(),
            query: "campaign=x".into(),
            volume: 9,
            stops: 3,
            complaints: 1,
            stop_rate: "33.3 %".into(),
            complaint_rate: "11.1 %".into(),
            bad,
        };
        let whole = Self {
            from: AWKWARD.into(),
            to: AWKWARD.into(),
            sender: "acme".into(),
            senders: vec![("acme".into(), AWKWARD.into()), ("b".into(), "B".into())],
            topic: "news".into(),
            topics: vec!["news".into(), AWKWARD.into()],
            campaign: AWKWARD.into(),
            presets: vec![("Last 30 days", "from=1".into(), true)],
            fault: Some(Fault { field: Some("campaign".into()), text: AWKWARD.into() }),
            numbers: vec![("Stops", "3".into(), false), ("Complaint rate", "0.4 %".into(), true)],
            charts: vec!["<figure></figure>".into()],
            rows: vec![row(true), row(false)],
            campaigns: vec![row(false)],
            pager: Pager { before: None, next: Some("page=2".into()), shown: "page 1 of 2".into() },
        };
        let empty = Self { rows: vec![], campaigns: vec![], senders: vec![], fault: None, ..whole.clone() };
        vec![whole, empty]
    }
}
