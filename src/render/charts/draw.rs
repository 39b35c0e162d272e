//! The pictures, by the library. Ten units are one point of a page 440 points wide, so that whole units are fine enough
//! for the thinnest bar of 400.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::dress::{AXIS, GRID, INK, MARK, series_colour};
use super::scale::{Axis, labelled, short, spoken_value, tick_label, ticks, years};
use super::{Chart, SERIES};

const WIDTH: u32 = 4400;
/// Of a picture over time.
const HEIGHT: u32 = 2500;
/// Of texts.
const FONT: u32 = 145;
/// The widest that a letter of an axis is taken for.
const LETTER: u32 = 85;
/// Above the plot: room for what is counted.
const TOP: u32 = 290;
/// Below it: dates, and what they are.
const BOTTOM: u32 = 470;
const RIGHT: u32 = 220;
/// One bar of those by name, with its space.
const ROW: u32 = 300;
/// The longest name that stands beside a bar, in letters; longer ones are cut, and whole in the table.
const NAME: usize = 24;
/// Points up to which a line has a dot at each.
const DOTTED: usize = 40;

/// How series are drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Bars,
    Lines,
}

impl Kind {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Bars => "bars",
            Self::Lines => "lines",
        }
    }
}

/// What the library drew.
pub(super) struct Picture {
    pub(super) drawn: String,
    pub(super) size: (u32, u32),
    pub(super) kind: Kind,
}

type Area<'d> = DrawingArea<SVGBackend<'d>, Shift>;
type Plot<'a, 'd> = ChartContext<'a, SVGBackend<'d>, Cartesian2d<Axis, Axis>>;
/// The library's error, of which nothing is told but that there is no picture.
type Drawn = Option<()>;

/// Runs the drawing and takes the text. Into memory nothing can fail but a mistake here; then the table remains.
fn picture(size: (u32, u32), kind: Kind, draw: impl FnOnce(&Area<'_>) -> Drawn) -> Option<Picture> {
    let mut drawn = String::new();
    {
        let area = SVGBackend::with_string(&mut drawn, size).into_drawing_area();
        draw(&area)?;
        area.present().ok()?;
    }
    Some(Picture { drawn, size, kind })
}

pub(super) fn bars(chart: &Chart, most: u64) -> Option<Picture> {
    picture((WIDTH, HEIGHT), Kind::Bars, |area| {
        let mut plot = axes(area, chart, most)?;
        let gap = gap(chart.points.len());
        for at in 0..chart.points.len() {
            let mut foot = 0.0;
            for (which, series) in chart.series.iter().enumerate().take(SERIES) {
                let value = series.values.get(at).copied().flatten().unwrap_or(0) as f64;
                if value > 0.0 {
                    let (left, right) = (at as f64 + gap, at as f64 + 1.0 - gap);
                    let bar = Rectangle::new([(left, foot + value), (right, foot)], series_colour(which).filled());
                    plot.draw_series([bar]).ok()?;
                }
                foot += value;
            }
        }
        Some(())
    })
}

/// The space on each side of a bar: less where there are many.
fn gap(points: usize) -> f64 {
    match points {
        0..=3 => 0.3,
        4..=40 => 0.14,
        _ => 0.05,
    }
}

pub(super) fn lines(chart: &Chart, most: u64) -> Option<Picture> {
    picture((WIDTH, HEIGHT), Kind::Lines, |area| {
        let mut plot = axes(area, chart, most)?;
        let end = chart.points.len() as f64;
        for mark in &chart.marks {
            let level = [(0.0, mark.at as f64), (end, mark.at as f64)];
            plot.draw_series(LineSeries::new(level, MARK)).ok()?;
        }
        for (which, series) in chart.series.iter().enumerate().take(SERIES) {
            for piece in pieces(&series.values) {
                let dots = if piece.len() == 1 || chart.points.len() <= DOTTED { piece.clone() } else { Vec::new() };
                let colour = series_colour(which);
                plot.draw_series(LineSeries::new(piece, colour)).ok()?;
                plot.draw_series(dots.into_iter().map(|at| Circle::new(at, 28, colour.filled()))).ok()?;
            }
        }
        Some(())
    })
}

/// The unbroken pieces of a line: it breaks off where there is no value.
fn pieces(values: &[Option<u64>]) -> Vec<Vec<(f64, f64)>> {
    let mut pieces = vec![Vec::new()];
    for (at, value) in values.iter().enumerate() {
        match (value, pieces.last_mut()) {
            (Some(value), Some(piece)) => piece.push((at as f64 + 0.5, *value as f64)),
            _ => pieces.push(Vec::new()),
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Axes, grid and labels of a picture over time.
fn axes<'a, 'd>(area: &'a Area<'d>, chart: &Chart, most: u64) -> Option<Plot<'a, 'd>> {
    let ticks = ticks(most);
    let top = ticks.last().copied().unwrap_or(1);
    let said: Vec<String> = ticks.iter().map(|tick| tick_label(chart.unit, *tick, top)).collect();
    let left = 140 + width(said.iter().map(String::as_str));
    let names: Vec<String> = chart.points.iter().map(|point| short(point)).collect();
    let room = (WIDTH - left - RIGHT) / (width(names.iter().map(String::as_str)) + 180);
    let shown = labelled(names.len(), room as usize);
    let at = |value: &f64| names.get(*value as usize).cloned().unwrap_or_default();
    let level = |value: &f64| tick_label(chart.unit, *value as u64, top);
    let across = Axis::new(0.0..chart.points.len() as f64, shown.iter().map(|at| *at as f64 + 0.5));
    let up = Axis::new(0.0..top as f64, ticks.iter().map(|tick| *tick as f64));
    let mut plot = ChartBuilder::on(area)
        .margin_top(TOP)
        .margin_right(RIGHT)
        .x_label_area_size(BOTTOM)
        .y_label_area_size(left)
        .build_cartesian_2d(across, up)
        .ok()?;
    plot.configure_mesh()
        .disable_x_mesh()
        .bold_line_style(GRID)
        .axis_style(AXIS)
        .label_style(font())
        .set_all_tick_mark_size(45)
        .x_label_formatter(&at)
        .y_label_formatter(&level)
        .x_desc(format!("{}{}", chart.across, years(&chart.points)))
        .draw()
        .ok()?;
    // Beside the axis it would have to lie on its side.
    area.draw_text(&chart.up, &font().pos(Pos::new(HPos::Left, VPos::Top)), (20, 40)).ok()?;
    Some(plot)
}

pub(super) fn by_name(chart: &Chart, most: u64) -> Option<Picture> {
    let names: Vec<String> = chart.points.iter().map(|name| cut(name)).collect();
    let values = &chart.series.first()?.values;
    let size = (WIDTH, ROW * u32::try_from(names.len()).ok()? + 40);
    picture(size, Kind::Bars, |area| {
        let mut plot = ChartBuilder::on(area)
            .margin_right(110 + width([spoken_value(chart.unit, most).as_str()]))
            .y_label_area_size(160 + width(names.iter().map(String::as_str)))
            .build_cartesian_2d(Axis::new(0.0..most as f64, []), Axis::new(names.len() as f64..0.0, []))
            .ok()?;
        plot.configure_mesh().disable_mesh().axis_style(AXIS).draw().ok()?;
        let beside = |side| font().pos(Pos::new(side, VPos::Center));
        for (at, (name, value)) in names.iter().zip(values).enumerate() {
            let (value, middle) = (value.unwrap_or(0), at as f64 + 0.5);
            // A bar that is there can be seen.
            let long = (value as f64).max(most as f64 / 300.0);
            let bar = Rectangle::new([(0.0, middle - 0.33), (long, middle + 0.33)], series_colour(0).filled());
            plot.draw_series((value > 0).then_some(bar)).ok()?;
            let name = Text::new(name.clone(), (-70, 0), beside(HPos::Right));
            plot.draw_series([EmptyElement::at((0.0, middle)) + name]).ok()?;
            let number = Text::new(spoken_value(chart.unit, value), (70, 0), beside(HPos::Left));
            plot.draw_series([EmptyElement::at((long, middle)) + number]).ok()?;
        }
        Some(())
    })
}

fn cut(name: &str) -> String {
    match name.chars().count() > NAME {
        true => name.chars().take(NAME - 1).chain(['…']).collect(),
        false => name.to_owned(),
    }
}

/// The library divides sizes by 1.24.
fn font() -> plotters::style::TextStyle<'static> {
    ("sans-serif", f64::from(FONT) * 1.24, &INK).into_text_style(&(WIDTH, HEIGHT))
}

/// How wide the widest of these texts is, at most.
fn width<'a>(texts: impl IntoIterator<Item = &'a str>) -> u32 {
    let letters = texts.into_iter().map(|text| text.chars().count()).max().unwrap_or(0);
    u32::try_from(letters).unwrap_or(0).saturating_mul(LETTER)
}
