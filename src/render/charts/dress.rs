//! What the library draws, made fit for a page: classes for colours, patterns for series, a name for screen readers.

use std::fmt::Write;

use plotters::style::RGBColor;

use super::draw::{Kind, Picture};
use super::{Chart, SERIES, escape};

/// Colours that stand for a class; nobody sees them.
pub(super) const INK: RGBColor = RGBColor(0, 0, 1);
pub(super) const AXIS: RGBColor = RGBColor(0, 0, 2);
pub(super) const GRID: RGBColor = RGBColor(0, 0, 3);
pub(super) const MARK: RGBColor = RGBColor(0, 0, 4);

/// The colour that stands for a series.
pub(super) fn series_colour(at: usize) -> RGBColor {
    RGBColor(0, 1, u8::try_from(at).unwrap_or(u8::MAX))
}

/// One tile of each pattern, over the series' own colour, 60 units wide. The first has none.
const PATTERNS: [&str; SERIES] = [
    "",
    "<path class=\"gap\" d=\"M-15 15 15-15M0 60 60 0M45 75 75 45\"/>",
    "<circle class=\"hole\" cx=\"30\" cy=\"30\" r=\"13\"/>",
    "<path class=\"gap\" d=\"M0 30H60\"/>",
    "<path class=\"gap\" d=\"M30 0V60\"/>",
    "<path class=\"gap\" d=\"M0 0 60 60M0 60 60 0\"/>",
];

/// Bars up to which patterns can be seen.
const PATTERNED: usize = 120;

/// The picture with its name, its description and its classes.
pub(super) fn dressed(chart: &Chart, picture: &Picture, told: &str) -> String {
    let (id, (width, height)) = (&chart.id, picture.size);
    let mut out = format!(
        "<svg class=\"{}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>",
        picture.kind.class(),
        escape(&chart.title),
        escape(told),
    );
    if picture.kind == Kind::Bars && chart.points.len() <= PATTERNED {
        out.push_str(&patterns(chart));
    }
    out.push_str(&classed(chart, body(&picture.drawn)));
    out.push_str("</svg>");
    out
}

/// Without the library's own outer element.
fn body(drawn: &str) -> &str {
    let inner = drawn.split_once('>').map_or(drawn, |(_, inner)| inner);
    inner.trim_end().trim_end_matches("</svg>")
}

fn classed(chart: &Chart, drawn: &str) -> String {
    let mut out = drawn.replace(">\n", ">").replace("\n</text>", "</text>").replace(" opacity=\"1\"", "");
    // The page's own font, and the widths of lines that charts.css gives.
    out = out.replace(" font-family=\"sans-serif\"", "").replace(" stroke-width=\"1\"", "");
    for (colour, class) in [(INK, "ink"), (AXIS, "axis"), (GRID, "grid"), (MARK, "mark")] {
        out = out.replace(&painted("fill", colour), &format!("class=\"{class}\""));
        out = out.replace(&painted("stroke", colour), &format!("class=\"{class}\""));
    }
    for at in 0..chart.series.len().min(SERIES) {
        let colour = series_colour(at);
        let area = format!("{} stroke=\"none\"", painted("fill", colour));
        out = out.replace(&area, &fill(chart, at));
        out = out.replace(&painted("stroke", colour), &format!("class=\"l{}\"", at + 1));
    }
    out
}

fn painted(what: &str, RGBColor(r, g, b): RGBColor) -> String {
    format!("{what}=\"#{r:02X}{g:02X}{b:02X}\"")
}

/// How the area of a series is filled: the first plainly, the others with their pattern. In bars too thin for a pattern
/// the order in the stack tells them apart.
fn fill(chart: &Chart, at: usize) -> String {
    match at == 0 || chart.points.len() > PATTERNED {
        true => format!("class=\"s{}\"", at + 1),
        false => format!("fill=\"url(#{}-{})\"", chart.id, at + 1),
    }
}

fn patterns(chart: &Chart) -> String {
    let mut out = String::new();
    for (at, tile) in PATTERNS.iter().enumerate().take(chart.series.len()).skip(1) {
        let _ = write!(
            out,
            "<pattern id=\"{}-{n}\" width=\"60\" height=\"60\" patternUnits=\"userSpaceOnUse\">\
             <rect class=\"s{n}\" width=\"60\" height=\"60\"/>{tile}</pattern>",
            chart.id,
            n = at + 1,
        );
    }
    match out.is_empty() {
        true => out,
        false => format!("<defs>{out}</defs>"),
    }
}

/// Which colour and pattern is which series, and what the levels are; nothing where there is one series and no level.
pub(super) fn legend(chart: &Chart, kind: Kind) -> String {
    if chart.series.len() < 2 && chart.marks.is_empty() {
        return String::new();
    }
    let mut out = String::from("<ul class=\"legend\">");
    for (at, series) in chart.series.iter().enumerate().take(SERIES) {
        let sign = match kind {
            Kind::Bars => format!("<rect {} width=\"240\" height=\"160\"/>", fill(chart, at)),
            Kind::Lines => line(&format!("l{}", at + 1)),
        };
        item(&sign, &series.name, &mut out);
    }
    // The levels have one look; their names say how high each is.
    chart.marks.iter().for_each(|mark| item(&line("mark"), &mark.name, &mut out));
    out.push_str("</ul>");
    out
}

fn line(class: &str) -> String {
    format!("<polyline fill=\"none\" class=\"{class}\" points=\"0,80 240,80\"/>")
}

fn item(sign: &str, name: &str, out: &mut String) {
    let name = escape(name);
    let _ = write!(out, "<li><svg viewBox=\"0 0 240 160\" aria-hidden=\"true\">{sign}</svg>{name}</li>");
}
