//! `desist intake measure`: runs the measurement and prints it.

use std::fmt::Write as _;

use super::measure::{self, Aim, Classes, Measured, Tally};
use super::world::Bare;
use crate::domain::text::escaped;
use crate::faces::cli::args::Measure;
use crate::faces::cli::failure::Failure;
use crate::faces::cli::table::table;
use crate::faces::cli::{Answer, print, print_json};

pub(super) fn run(what: &Measure) -> Result<Answer, Failure> {
    if !what.folder.is_dir() {
        return Err(Failure::Input(format!("{} is no folder.", what.folder.display())));
    }
    let bare = Bare::new(&what.agent, &[])?;
    let measured =
        measure::measure(&what.folder, &|mail| bare.read(mail)).map_err(|e| Failure::Input(e.to_string()))?;
    for set in &measured.skipped {
        eprintln!("SKIPPED: {set} is not in {}.", what.folder.display());
    }
    if what.json {
        print_json(&measured)?;
    } else {
        print(&in_words(&measured, what.misses))?;
    }
    let is_met = measured.aims.iter().all(|aim| aim.is_met() != Some(false));
    Ok(if is_met { Answer::Yes } else { Answer::No })
}

fn in_words(measured: &Measured, misses: bool) -> String {
    let aims: Vec<Vec<String>> = measured.aims.iter().map(aim).collect();
    let sets: Vec<Vec<String>> = measured.sets.iter().map(set).collect();
    let mut shown = table(&["aim", "at least", "reached", "counted", ""], &aims);
    let _ = write!(shown, "\n{}", table(&["set", "right", "of", "percent"], &sets));
    for classes in &measured.classes {
        let _ = write!(shown, "\n{}\n{}", classes.name, by_class(classes));
    }
    for set in measured.sets.iter().filter(|set| misses && !set.misses.is_empty()) {
        let _ = writeln!(shown, "\nMisses of {}", set.name);
        shown.extend(set.misses.iter().map(|miss| format!("  {}\n", escaped(miss))));
    }
    shown
}

fn aim(aim: &Aim) -> Vec<String> {
    let digits = usize::from(aim.unit == "%");
    let reached = aim.reached.map_or("not measured".to_owned(), |reached| format!("{reached:.digits$} {}", aim.unit));
    let met = match aim.is_met() {
        Some(true) => "reached",
        Some(false) => "MISSED",
        None => "",
    };
    vec![aim.name.clone(), format!("{:.digits$} {}", aim.aim, aim.unit), reached, aim.counted.clone(), met.to_owned()]
}

fn set(set: &Tally) -> Vec<String> {
    vec![set.name.clone(), set.right.to_string(), set.all.to_string(), percent(set.percent())]
}

fn by_class(classes: &Classes) -> String {
    let row = |(name, class): (&String, &measure::Class)| {
        let counts = [class.wanted, class.found, class.given].map(|count| count.to_string());
        [vec![name.clone()], counts.to_vec(), vec![percent(class.precision()), percent(class.recall())]].concat()
    };
    let rows: Vec<Vec<String>> = classes.rows.iter().map(row).collect();
    table(&["class", "there", "found", "said", "precision", "recall"], &rows)
}

fn percent(value: Option<f64>) -> String {
    value.map_or("-".to_owned(), |value| format!("{value:.1}"))
}
