//! Charts as SVG, without script: types -> text. Drawn by `plotters`; what this room adds is what a page needs.
//!
//! - [`bars`]: over time, stacked by series. [`lines`]: over time. [`by_name`]: one bar for each name.
//!   [`table`]: the same figures in words, to stand beside each of them.
//! - `scale`: whole ticks and the labels that have room. `draw`: the library. `dress`: its fixed colours become classes,
//!   whose colours `templates/assets/charts.css` sets for light and dark; the picture gets its name for screen readers.
//!
//! No `style` attribute anywhere, so that pages with a strict content policy can hold them. Series are told apart by
//! pattern and order as well as by colour (A11Y). Texts are for operators, in English, like the pages they stand in.

mod draw;
mod dress;
mod scale;
#[cfg(test)]
mod tests;

use std::fmt::Write;

use self::scale::{long, spoken_value};

/// The style sheet, for documents that need nothing else; pages link `charts.css`.
pub const STYLE: &str = include_str!("../../../templates/assets/charts.css");

/// Series that can be told apart; further ones are not drawn, so add them up before.
pub const SERIES: usize = 6;

/// What is said where there is nothing to draw.
const NOTHING: &str = "Nothing in this time.";

/// What a picture shows.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    /// Makes the ids in the page its own: letters, digits and `-`.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// What the points are: `Day (UTC)`.
    pub across: String,
    /// What is counted: `Requests`.
    pub up: String,
    /// How values are said.
    pub unit: Unit,
    /// The points in their order: days (`2026-11-23`), months (`2026-11`) or names.
    pub points: Vec<String>,
    /// The series, at most [`SERIES`].
    pub series: Vec<Series>,
    /// Levels that matter, drawn across.
    pub marks: Vec<Mark>,
}

/// One value for each point.
#[derive(Clone, Debug, Default)]
pub struct Series {
    /// What it counts.
    pub name: String,
    /// Its values; `None` where there is no answer, which is not zero.
    pub values: Vec<Option<u64>>,
}

impl Series {
    /// Of values that are all known.
    pub fn of(name: &str, values: impl IntoIterator<Item = u64>) -> Self {
        Self { name: name.to_owned(), values: values.into_iter().map(Some).collect() }
    }

    fn sum(&self) -> u64 {
        self.values.iter().flatten().copied().fold(0, u64::saturating_add)
    }
}

/// A level with its name.
#[derive(Clone, Debug)]
pub struct Mark {
    /// What it means.
    pub name: String,
    /// Where it is.
    pub at: u64,
}

/// How values are said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// As they are.
    #[default]
    Count,
    /// Thousandths of a per cent: 300 is 0.3 %.
    Percent,
}

/// Bars over time, the series stacked in their order, the first at the foot.
pub fn bars(chart: &Chart) -> String {
    let at = |point: usize| chart.series.iter().filter_map(move |series| series.values.get(point).copied().flatten());
    let most = (0..chart.points.len()).map(|point| at(point).fold(0, u64::saturating_add)).max().unwrap_or(0);
    figure(chart, most > 0, || draw::bars(chart, most), &over_time(chart))
}

/// Lines over time, one for each series. A line that is zero throughout is drawn: it says so.
pub fn lines(chart: &Chart) -> String {
    let known = || chart.series.iter().flat_map(|series| series.values.iter().flatten().copied());
    let most = known().chain(chart.marks.iter().map(|mark| mark.at)).max().unwrap_or(0);
    figure(chart, known().next().is_some(), || draw::lines(chart, most), &over_time(chart))
}

/// One bar for each point, of the first series, from the top down, with its value.
pub fn by_name(chart: &Chart) -> String {
    let values = chart.series.first().map(|series| series.values.as_slice()).unwrap_or_default();
    let most = values.iter().flatten().copied().max().unwrap_or(0);
    let each = chart.points.iter().zip(values);
    let told: Vec<String> =
        each.map(|(name, value)| format!("{name}: {}", spoken_value(chart.unit, value.unwrap_or(0)))).collect();
    figure(chart, most > 0, || draw::by_name(chart, most), &told.join("; "))
}

/// The figures of a chart as a table, folded up.
pub fn table(chart: &Chart) -> String {
    let mut out =
        String::from("<details class=\"figures\"><summary>The same as a table</summary><div class=\"scroll\">");
    let _ = write!(out, "<table><caption>{}</caption><thead><tr>", escape(&chart.title));
    let heads = std::iter::once(&chart.across).chain(chart.series.iter().map(|series| &series.name));
    heads.for_each(|head| _ = write!(out, "<th scope=\"col\">{}</th>", escape(head)));
    out.push_str("</tr></thead><tbody>");
    for (at, point) in chart.points.iter().enumerate() {
        let _ = write!(out, "<tr><th scope=\"row\">{}</th>", escape(point));
        for series in &chart.series {
            let value = series.values.get(at).copied().flatten();
            let _ = write!(out, "<td>{}</td>", value.map_or_else(|| "–".to_owned(), |v| spoken_value(chart.unit, v)));
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div></details>");
    out
}

/// Frame, name and legend around a picture, or the word that there is none.
fn figure(chart: &Chart, any: bool, picture: impl FnOnce() -> Option<draw::Picture>, told: &str) -> String {
    let mut out = format!("<figure class=\"chart\"><figcaption>{}</figcaption>", escape(&chart.title));
    match any.then(picture).flatten() {
        Some(picture) => {
            out.push_str(&dress::dressed(chart, &picture, told));
            out.push_str(&dress::legend(chart, picture.kind));
        }
        None => _ = write!(out, "<p class=\"quiet\">{NOTHING}</p>"),
    }
    out.push_str("</figure>");
    out
}

/// What a picture over time shows, in words.
fn over_time(chart: &Chart) -> String {
    let (Some(first), Some(last)) = (chart.points.first(), chart.points.last()) else { return String::new() };
    let mut told = format!("{} to {}.", long(first), long(last));
    for series in &chart.series {
        let each = chart.points.iter().zip(&series.values).filter_map(|(point, value)| Some((point, (*value)?)));
        let Some((point, most)) = each.rev().max_by_key(|(_, value)| *value) else { continue };
        let (most, on) = (spoken_value(chart.unit, most), long(point));
        let _ = match chart.unit {
            Unit::Count => write!(
                told,
                " {}: {} in all, at most {most} ({on}).",
                series.name,
                spoken_value(chart.unit, series.sum())
            ),
            Unit::Percent => write!(told, " {}: at most {most} ({on}).", series.name),
        };
    }
    chart.marks.iter().for_each(|mark| _ = write!(told, " {}.", mark.name));
    told
}

/// For text and quoted attributes of HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
