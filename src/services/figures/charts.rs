//! The figures as pictures: see [`crate::render::charts`] for how they are drawn.

use super::Figures;
use crate::domain::day::Step;
use crate::domain::figure::{COMPLAINTS_TOO_MANY, COMPLAINTS_WATCHED, Counts, What};
use crate::render::charts::{Chart, Mark, Series, Unit};

impl Figures {
    /// Stops, stacked by the way they came. Draw by [`bars`](crate::render::charts::bars).
    pub fn stops_chart(&self) -> Chart {
        let ways = [
            ("One click", What::OptedOutByOneClick),
            ("Page", What::OptedOutByPage),
            ("Mail", What::OptedOutByMail),
            ("Other", What::OptedOutOther),
        ];
        self.over_time("stops", "Stops", "Stops", ways.map(|(name, what)| self.series(name, |n| n.get(what))).into())
    }

    /// What the gate said of promotional mail, allowed and blocked. Draw by [`bars`](crate::render::charts::bars).
    pub fn asked_chart(&self) -> Chart {
        let series = vec![self.series("Allowed", Counts::allowed), self.series("Blocked", |n| n.get(What::Blocked))];
        self.over_time("asked", "Promotional mail, as the gate answered", "Mails asked about", series)
    }

    /// Transactional mail to people who stopped all promotional mail. Draw by [`bars`](crate::render::charts::bars).
    pub fn transactional_chart(&self) -> Chart {
        let series = vec![self.series("Mails", |n| n.get(What::TransactionalToOptedOut))];
        self.over_time("transactional", "Transactional mail to people who opted out", "Mails asked about", series)
    }

    /// The complaint rate against what mailbox providers bear (LAW-23). Draw by [`lines`](crate::render::charts::lines).
    pub fn complaints_chart(&self) -> Chart {
        let rates = self.steps.iter().map(|step| step.counts.complaint_rate()).collect();
        let series = vec![Series { name: "Complaint rate".to_owned(), values: rates }];
        let mark = |name: &str, at| Mark { name: name.to_owned(), at };
        Chart {
            unit: Unit::Percent,
            marks: vec![mark("0.1 %: stay below", COMPLAINTS_WATCHED), mark("0.3 %: never reach", COMPLAINTS_TOO_MANY)],
            ..self.over_time("complaints", "Complaint rate", "Complaints of mail allowed", series)
        }
    }

    /// The reasons given on the page. Draw by [`by_name`](crate::render::charts::by_name).
    pub fn reasons_chart(&self) -> Chart {
        let mut reasons = What::REASONS
            .map(|what| (what.word().trim_start_matches("reason_").replace('_', " "), self.totals.get(what)));
        reasons.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let (points, values): (Vec<_>, Vec<_>) = reasons.into_iter().unzip();
        Chart {
            id: "reasons".to_owned(),
            title: "Why people stop, where they said".to_owned(),
            across: "Reason".to_owned(),
            up: "Stops".to_owned(),
            points,
            series: vec![Series::of("Stops", values)],
            ..Chart::default()
        }
    }

    fn series(&self, name: &str, of: impl Fn(&Counts) -> u64) -> Series {
        Series::of(name, self.steps.iter().map(|step| of(&step.counts)))
    }

    fn over_time(&self, id: &str, title: &str, up: &str, series: Vec<Series>) -> Chart {
        let step = if self.step == Step::Week.word() { Step::Week } else { Step::Day };
        Chart {
            id: id.to_owned(),
            title: format!("{title}, by {}", step.word()),
            across: format!("{} (UTC)", step.title()),
            up: up.to_owned(),
            points: self.steps.iter().map(|at| step.label(at.begin)).collect(),
            series,
            ..Chart::default()
        }
    }
}
