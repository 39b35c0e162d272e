//! Bars as SVG: named and described for who cannot see them (A11Y), coloured by the page's own style, no script.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::html::escape;

/// Bars that are drawn at most; the rest is one bar.
const BARS: usize = 12;
/// Measures in the picture's own units.
const WIDTH: u64 = 640;
const ROW: u64 = 30;
const LABEL: u64 = 190;
const NUMBER: u64 = 70;

/// In which order the bars stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The largest first.
    BySize,
    /// As the names sort: months, of which the latest are drawn.
    ByName,
}

/// One bar for each count, under this title; `name` makes its ids its own. Nothing when there is nothing to draw.
pub(super) fn bars(name: &str, title: &str, counts: &BTreeMap<String, u64>, order: Order) -> String {
    let bars = chosen(counts, order);
    let Some(most) = bars.iter().map(|(_, count)| *count).max().filter(|most| *most > 0) else {
        return String::new();
    };
    let height = ROW * bars.len() as u64 + 6;
    let told: Vec<_> = bars.iter().map(|(label, count)| format!("{label}: {count}")).collect();
    let mut out = String::new();
    let _ = write!(
        out,
        "<figure><figcaption>{title}</figcaption><svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-labelledby=\"{name}-title {name}-desc\"><title id=\"{name}-title\">{title}</title>\
         <desc id=\"{name}-desc\">{}</desc>",
        escape(&told.join("; ")),
        title = escape(title),
    );
    for (at, (label, count)) in bars.iter().enumerate() {
        let top = ROW * at as u64;
        // A bar that is there can be seen.
        let long = (count * (WIDTH - LABEL - NUMBER) / most).max(2);
        let (middle, end) = (top + 20, LABEL + long + 8);
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{middle}\" text-anchor=\"end\">{}</text>\
             <rect x=\"{LABEL}\" y=\"{}\" width=\"{long}\" height=\"20\" rx=\"3\"/>\
             <text class=\"number\" x=\"{end}\" y=\"{middle}\">{count}</text>",
            LABEL - 10,
            escape(label),
            top + 5,
        );
    }
    out.push_str("</svg></figure>");
    out
}

fn chosen(counts: &BTreeMap<String, u64>, order: Order) -> Vec<(String, u64)> {
    let mut all: Vec<_> = counts.iter().map(|(label, count)| (label.replace('_', " "), *count)).collect();
    if order == Order::ByName {
        return all.split_off(all.len().saturating_sub(BARS));
    }
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let rest: u64 = all.iter().skip(BARS).map(|(_, count)| count).sum();
    all.truncate(BARS);
    if rest > 0 {
        all.push(("others".to_owned(), rest));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_says_in_words_what_it_draws_and_escapes_it() {
        let counts = BTreeMap::from([("one_click".to_owned(), 3), ("<b>".to_owned(), 1)]);
        let drawn = bars("ways", "By way", &counts, Order::BySize);
        assert!(drawn.contains("<desc id=\"ways-desc\">one click: 3; &lt;b&gt;: 1</desc>"), "{drawn}");
        assert!(drawn.contains("width=\"380\"") && drawn.contains("width=\"126\""), "{drawn}");
        assert_eq!(bars("ways", "By way", &BTreeMap::new(), Order::BySize), "");
    }

    #[test]
    fn what_has_no_place_is_one_bar_and_the_latest_months_are_drawn() {
        let counts: BTreeMap<String, u64> = (10..30).map(|n| (format!("{n}"), n)).collect();
        let by_size = chosen(&counts, Order::BySize);
        assert_eq!(by_size.last(), Some(&("others".to_owned(), (10..18).sum())));
        let by_name = chosen(&counts, Order::ByName);
        assert_eq!((by_name.len(), by_name.first()), (12, Some(&("18".to_owned(), 18))));
    }
}
