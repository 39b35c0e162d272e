//! The aims, and what was reached.

use serde::Serialize;

use super::forwards::Forwards;
use super::letters::Letters;
use super::reports::Reports;
use super::score::Tally;
use super::texts::Texts;

/// One aim.
#[derive(Clone, Debug, Serialize)]
pub struct Aim {
    /// What is aimed at.
    pub name: String,
    /// At least so much.
    pub aim: f64,
    /// What was reached; `None` when there was nothing to measure.
    pub reached: Option<f64>,
    /// In what: `%` or `mails/s`.
    pub unit: &'static str,
    /// How it was counted.
    pub counted: String,
}

impl Aim {
    /// Whether it was reached.
    pub fn is_met(&self) -> Option<bool> {
        self.reached.map(|reached| reached >= self.aim)
    }

    fn of(tally: &Tally, name: &str, aim: f64) -> Self {
        let counted = format!("{} of {}", tally.right, tally.all);
        Self { name: name.to_owned(), aim, reached: tally.percent(), unit: "%", counted }
    }
}

pub(super) fn aims(
    forwards: &Forwards,
    replies: &[Tally],
    reports: &Reports,
    letters: &Letters,
    texts: &Texts,
    quiet: &[Tally],
    speed: Option<f64>,
) -> Vec<Aim> {
    let speed = Aim {
        name: "speed, bytes to reading, one core".to_owned(),
        aim: 500.0,
        reached: speed,
        unit: "mails/s",
        counted: String::new(),
    };
    vec![
        Aim::of(&letters.kinds, "preference mail: kind right", 92.0),
        Aim::of(&letters.acts, "preference mail: automatic acts right (none may be wrong)", 100.0),
        Aim::of(&forwards.sender, "forwards: original sender right", 98.0),
        Aim::of(&forwards.plain, "forwards: none seen in a plain mail", 99.0),
        Aim::of(&Tally::sum("replies", replies), "replies: visible text right", 95.0),
        Aim::of(&reports.bounces, "bounces: recipient and permanence right", 97.0),
        Aim::of(&reports.others, "complaints and automatic answers: kind right", 97.0),
        Aim::of(&Tally::sum("acts", [&letters.acts, &texts.acts]), "automatic acts: precision", 99.5),
        Aim::of(&letters.clear, "automatic acts: recall of clear requests", 85.0),
        Aim::of(
            &Tally::sum("quiet", quiet.iter().chain([&texts.quiet])),
            "newsletters, receipts, questions: no act",
            100.0,
        ),
        speed,
    ]
}
