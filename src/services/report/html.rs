//! The record as one page that needs nothing else: to read, to print, to keep. For operators, in English.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::figures::spoken;
use super::{Figures, Line, Period};
use crate::domain::day::{Day, Step};
use crate::domain::time::Instant;
use crate::render::charts::{self, Chart, Series, escape};

/// The colours are those of the recipients' pages; both schemes pass 4.5:1 for text (A11Y-03).
pub(super) const STYLE: &str = ":root{color-scheme:light dark;--ground:#f4f5f7;--paper:#fff;--ink:#1a2129;--quiet:#55606c;--line:#dde1e6;\
--edge:#7b8794;--accent:#1f4e79;--fault:#a3261c}@media(prefers-color-scheme:dark){:root{--ground:#12161b;--paper:#1a2027;--ink:#e7ebef;\
--quiet:#a5b0bb;--line:#2e3741;--edge:#7d8995;--accent:#9cc7ef;--fault:#ff9d92}}*{box-sizing:border-box}body{margin:0;padding:1rem;\
background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",Arial,sans-serif}\
main{max-width:64rem;margin:1rem auto;padding:clamp(1.25rem,4vw,2.5rem);background:var(--paper);border:1px solid var(--line);\
border-radius:1rem}h1{margin:0;font-size:1.75rem;line-height:1.25}h2{margin:2.5rem 0 .75rem;font-size:1.125rem}\
.quiet,dt{color:var(--quiet)}dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:1rem;\
margin:1.5rem 0 0}dl div{padding:.75rem 1rem;border:1px solid var(--line);border-radius:.5rem}dt{font-size:.875rem}dd{margin:0;\
font-size:1.5rem;font-weight:700;font-variant-numeric:tabular-nums}.late{color:var(--fault);font-weight:700}\
.scroll{overflow-x:auto}table{width:100%;border-collapse:collapse;font-size:.875rem}th,td{padding:.4rem .75rem .4rem 0;\
text-align:start;border-bottom:1px solid var(--line);white-space:nowrap;vertical-align:top}th{color:var(--quiet);font-weight:600}\
pre{overflow-x:auto;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.5rem;font-size:.8125rem}\
@media print{body{padding:0;background:none}main{max-width:none;margin:0;padding:0;border:0}.scroll{overflow:visible}\
table{font-size:.7rem}th,td{white-space:normal}dl div,tr{break-inside:avoid}thead{display:table-header-group}}";

/// Bars by name that are drawn at most; the rest is one bar.
const BARS: usize = 12;

/// What the record is true for.
pub(super) struct Foot<'a> {
    pub(super) ledger_size: u64,
    pub(super) checkpoint: &'a str,
    pub(super) policy: &'a str,
    pub(super) now: Instant,
}

/// The page.
pub(super) fn page(period: Period, figures: &Figures, lines: &[Line], foot: &Foot<'_>) -> String {
    let mut out = String::with_capacity(16 * 1024);
    let begin = if period.from == Instant(0) { "the beginning".to_owned() } else { period.from.date() };
    let end = period.until.plus_ms(-1).date();
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><title>Response record</title><style>{STYLE}{}</style></head><body>\
         <main><h1>Response record</h1><p class=\"quiet\">Requests from {begin} to {end} (UTC). Made {}.</p>",
        charts::STYLE,
        foot.now.rfc3339()
    );
    numbers(figures, &mut out);
    if figures.requests == 0 {
        out.push_str("<p>Nobody asked for anything in this period.</p>");
    } else {
        out.push_str("<h2>What was asked</h2>");
        pictures(figures, &mut out);
        table(figures, lines, &mut out);
    }
    let _ = writeln!(
        out,
        "<h2>What this is true for</h2><p>The ledger at {} entries, under policy {}. Every entry named here is under this \
         signed head:</p><pre>{}</pre></main></body></html>",
        foot.ledger_size,
        escape(foot.policy),
        escape(foot.checkpoint)
    );
    out
}

fn numbers(figures: &Figures, out: &mut String) {
    let rate = figures.on_time_permille().map(|permille| format!("{}.{} %", permille / 10, permille % 10));
    let time = |ms: Option<i64>| ms.map_or_else(|| "–".to_owned(), spoken);
    let shown = [
        ("Requests", figures.requests.to_string(), false),
        ("Of them cases", figures.cases.to_string(), false),
        ("Cases open", figures.open.to_string(), false),
        ("Open and late", figures.open_late.to_string(), figures.open_late > 0),
        ("Cases ended in time", rate.unwrap_or_else(|| "–".to_owned()), figures.on_time < figures.measured),
        ("Choices: median time to effect", time(figures.choice_effect_ms()), false),
        ("Cases: median time to effect", time(figures.case_effect_ms()), false),
        ("Cases: median time to answer", time(figures.case_answer_ms()), false),
    ];
    out.push_str("<dl>");
    for (name, value, bad) in shown {
        let class = if bad { " class=\"late\"" } else { "" };
        let _ = write!(out, "<div><dt>{name}</dt><dd{class}>{value}</dd></div>");
    }
    out.push_str("</dl>");
}

/// The charts of a page, each with its table, as HTML whose every text is escaped; nothing where there is nothing.
pub fn pictured(figures: &Figures) -> String {
    let mut out = String::new();
    if figures.requests > 0 {
        pictures(figures, &mut out);
    }
    out
}

/// The charts, each with its table.
fn pictures(figures: &Figures, out: &mut String) {
    out.push_str("<div class=\"charts\">");
    let over_time = over_time(&figures.by_day);
    picture(&over_time, &charts::bars(&over_time), out);
    for (id, title, across, counts) in [
        ("asked", "Requests by what was asked", "Asked", &figures.by_asked),
        ("ways", "Requests by the way they came", "Way", &figures.by_way),
    ] {
        let chart = named(id, title, across, counts);
        picture(&chart, &charts::by_name(&chart), out);
    }
    out.push_str("</div>");
}

fn picture(chart: &Chart, drawn: &str, out: &mut String) {
    let _ = write!(out, "<div>{drawn}{}</div>", charts::table(chart));
}

fn over_time(by_day: &BTreeMap<Day, (u64, u64)>) -> Chart {
    let days = || by_day.keys().copied();
    let (first, last) = (days().next().unwrap_or(Day(0)), days().next_back().unwrap_or(Day(0)));
    let step = Step::fitting(last.0 - first.0 + 1);
    let steps = step.all(first, last);
    let sums = |of: fn(&(u64, u64)) -> u64| {
        let mut sums = vec![0; steps.len()];
        for (day, counts) in by_day {
            let at = steps.partition_point(|begin| begin <= day).saturating_sub(1);
            sums.iter_mut().skip(at).take(1).for_each(|sum| *sum += of(counts));
        }
        sums
    };
    Chart {
        id: "time".to_owned(),
        title: format!("Requests by {}", step.word()),
        across: format!("{} received (UTC)", step.title()),
        up: "Requests".to_owned(),
        points: steps.iter().map(|begin| step.label(*begin)).collect(),
        series: vec![Series::of("Choices", sums(|n| n.0)), Series::of("Cases", sums(|n| n.1))],
        ..Chart::default()
    }
}

/// The largest first; what has no place is one bar.
fn named(id: &str, title: &str, across: &str, counts: &BTreeMap<String, u64>) -> Chart {
    let mut all: Vec<(String, u64)> = counts.iter().map(|(name, count)| (name.replace('_', " "), *count)).collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let rest: u64 = all.iter().skip(BARS).map(|(_, count)| count).sum();
    all.truncate(BARS);
    all.extend((rest > 0).then(|| ("others".to_owned(), rest)));
    let (points, values): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    Chart {
        id: id.to_owned(),
        title: title.to_owned(),
        across: across.to_owned(),
        up: "Requests".to_owned(),
        points,
        series: vec![Series::of("Requests", values)],
        ..Chart::default()
    }
}

fn table(figures: &Figures, lines: &[Line], out: &mut String) {
    out.push_str(
        "<h2>Every request</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Every request\"><table>\
         <thead><tr><th scope=\"col\">Received</th><th scope=\"col\">Asked</th><th scope=\"col\">Way</th>\
         <th scope=\"col\">State</th><th scope=\"col\">Effective</th><th scope=\"col\">Answered</th>\
         <th scope=\"col\">Clock</th><th scope=\"col\">Due</th><th scope=\"col\">Margin</th>\
         <th scope=\"col\">Reference</th></tr></thead><tbody>",
    );
    lines.iter().for_each(|line| row(line, out));
    out.push_str("</tbody></table></div>");
    let left = figures.requests.saturating_sub(lines.len() as u64);
    if left > 0 {
        let _ =
            write!(out, "<p class=\"quiet\">{left} more are counted above; the CSV and JSON forms list them all.</p>");
    }
}

fn row(line: &Line, out: &mut String) {
    let at = |at: Option<Instant>| at.map_or_else(|| "–".to_owned(), minutes);
    let asked = match &line.scope {
        Some(scope) => format!("{}: {scope}", line.asked.replace('_', " ")),
        None => line.asked.replace('_', " "),
    };
    let cells = [
        at(line.received_at),
        asked,
        line.way.replace('_', " "),
        line.state.replace('_', " "),
        at(line.effective_at),
        at(line.answered_at),
        line.clock.clone().unwrap_or_else(|| "–".to_owned()),
        at(line.due_at),
    ];
    out.push_str("<tr>");
    cells.iter().for_each(|cell| _ = write!(out, "<td>{}</td>", escape(cell)));
    let class = if line.late { " class=\"late\"" } else { "" };
    let reference = line.reference.as_deref().unwrap_or_default();
    let _ = write!(out, "<td{class}>{}</td><td>{}</td></tr>", line.margin(), escape(reference));
}

/// Day and minute, in UTC.
fn minutes(at: Instant) -> String {
    let text = at.rfc3339();
    let (day, time) = text.split_once('T').unwrap_or((&text, ""));
    format!("{day} {}", time.get(..5).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_stand_first_and_what_has_no_place_is_one_bar() {
        let counts: BTreeMap<String, u64> = (10..30).map(|n| (format!("way_{n}"), n)).collect();
        let chart = named("ways", "By way", "Way", &counts);
        assert_eq!((chart.points.len(), chart.points[0].as_str(), chart.points[12].as_str()), (13, "way 29", "others"));
        assert_eq!(chart.series[0].values[12], Some((10..18).sum()));
    }

    #[test]
    fn days_without_requests_are_drawn_and_every_request_is_in_one_step() {
        let day = |text| Day::parse(text).unwrap_or(Day(0));
        let by_day = BTreeMap::from([(day("2026-01-05"), (3, 1)), (day("2026-01-07"), (2, 0))]);
        let chart = over_time(&by_day);
        assert_eq!(chart.points, ["2026-01-05", "2026-01-06", "2026-01-07"]);
        assert_eq!(chart.series[0].values, [Some(3), Some(0), Some(2)]);
        let longer = by_day.into_iter().chain([(day("2026-12-31"), (1, 1))]).collect();
        let chart = over_time(&longer);
        assert_eq!((chart.title.as_str(), chart.points.len()), ("Requests by week", 52));
        assert_eq!((chart.series[0].values[0], chart.series[0].values[51]), (Some(5), Some(1)));
    }
}
