use proptest::prelude::*;

use super::scale::{labelled, short, spoken_value, tick_label, ticks};
use super::*;

fn days(many: usize) -> Vec<String> {
    let first = crate::domain::day::Day::parse("2026-01-01").unwrap_or(crate::domain::day::Day(0));
    (0..many).map(|at| first.plus(at as i64).to_string()).collect()
}

fn chart(many: usize, series: usize) -> Chart {
    Chart {
        id: "c".to_owned(),
        title: "Stops <by> day".to_owned(),
        across: "Day (UTC)".to_owned(),
        up: "Stops".to_owned(),
        points: days(many),
        series: (1..=series as u64)
            .map(|n| Series::of(&format!("way {n}"), (0..many as u64).map(|at| (at * 7 * n) % 23 + 1)))
            .collect(),
        ..Chart::default()
    }
}

/// What must hold for every picture: a name, nothing that a strict page would refuse, no colour of the library's.
fn sound(drawn: &str) {
    assert!(drawn.contains("role=\"img\" aria-labelledby=\"c-title c-desc\""), "{drawn}");
    assert!(drawn.contains("<title id=\"c-title\">Stops &lt;by&gt; day</title><desc id=\"c-desc\">"), "{drawn}");
    for banned in [" style=", "<script", "#000", "#0001", "NaN", "inf"] {
        assert!(!drawn.contains(banned), "{banned}: {drawn}");
    }
    assert_eq!(drawn.matches("<svg").count(), drawn.matches("</svg>").count());
    assert_eq!(drawn.matches("<text").count(), drawn.matches("</text>").count());
}

fn labels(drawn: &str) -> usize {
    drawn.matches("text-anchor=\"middle\"").count() - 1
}

#[test]
fn bars_stand_for_one_point_as_for_four_hundred_and_labels_stay_few() {
    for many in [1, 2, 7, 12, 31, 100, 400] {
        let drawn = bars(&chart(many, 3));
        sound(&drawn);
        assert_eq!(drawn.matches("<rect x=").count(), many * 3, "{many}");
        assert!((1..=12).contains(&labels(&drawn)), "{many} points: {} labels", labels(&drawn));
    }
}

#[test]
fn the_stack_stands_in_the_order_of_the_series_and_is_as_high_as_their_sum() {
    let mut one = chart(1, 2);
    one.series = vec![Series::of("a", [30]), Series::of("b", [10])];
    let drawn = bars(&one);
    let height = |at: usize| -> Vec<i64> {
        let bar = drawn.split("<rect x=").nth(at + 1).unwrap_or_default();
        ["y=\"", "height=\""]
            .map(|name| bar.split(name).nth(1).and_then(|rest| rest.split('"').next()?.parse().ok()).unwrap_or(-1))
            .into()
    };
    let (a, b) = (height(0), height(1));
    assert_eq!(b[0] + b[1], a[0], "b stands on a: {a:?} {b:?}");
    assert!((a[1] - 3 * b[1]).abs() <= 3, "and is a third as high: {a:?} {b:?}");
}

#[test]
fn series_differ_in_more_than_colour_and_the_legend_shows_how() {
    let drawn = bars(&chart(5, 6));
    for n in 2..=6 {
        assert!(drawn.contains(&format!("<pattern id=\"c-{n}\"")) && drawn.contains(&format!("fill=\"url(#c-{n})\"")));
    }
    assert_eq!(drawn.matches("<li>").count(), 6);
    let drawn = lines(&chart(5, 3));
    sound(&drawn);
    for n in 1..=3 {
        let class = format!("class=\"l{n}\"");
        assert_eq!(drawn.matches(&class).count(), 2, "the line and its legend: {drawn}");
    }
}

#[test]
fn a_line_breaks_off_where_there_is_no_answer_and_a_lone_value_is_a_dot() {
    let mut rates = chart(400, 1);
    rates.unit = Unit::Percent;
    rates.marks = vec![Mark { name: "0.3 %: never".to_owned(), at: 300 }];
    rates.series[0].values = (0..400).map(|at| (at < 10 || at == 20).then_some(50)).collect();
    let drawn = lines(&rates);
    sound(&drawn);
    assert_eq!(drawn.matches("<circle").count(), 1, "{drawn}");
    assert!(drawn.contains("class=\"mark\"") && drawn.contains("0.3 %: never") && drawn.contains(">0.3 %</text>"));
}

#[test]
fn where_there_is_nothing_it_is_said_and_nothing_is_drawn() {
    for many in [0, 1, 400] {
        let mut empty = chart(many, 2);
        empty.series.iter_mut().for_each(|series| series.values.iter_mut().for_each(|value| *value = Some(0)));
        for drawn in [bars(&empty), by_name(&empty)] {
            assert!(drawn.contains("Nothing in this time.") && !drawn.contains("<svg"), "{drawn}");
        }
        empty.series.iter_mut().for_each(|series| series.values.iter_mut().for_each(|value| *value = None));
        assert!(!lines(&empty).contains("<svg"));
    }
    assert!(lines(&Chart::default()).contains("Nothing in this time."));
}

#[test]
fn bars_by_name_say_each_value_and_long_names_are_cut_in_the_picture_alone() {
    let name = "a name that has no room at all beside its bar";
    let points = vec!["<b>".to_owned(), name.to_owned()];
    let named = Chart { points, series: vec![Series::of("Requests", [3, 1])], ..chart(0, 0) };
    let drawn = by_name(&named);
    sound(&drawn);
    assert!(
        drawn.contains("<desc id=\"c-desc\">&lt;b&gt;: 3; a name that has no room at all beside its bar: 1</desc>")
    );
    assert!(drawn.contains(">a name that has no room…</text>") && drawn.contains(">3</text>"), "{drawn}");
    assert!(table(&named).contains(&format!("<th scope=\"row\">{name}</th><td>1</td>")));
}

#[test]
fn the_table_has_the_same_figures_and_a_dash_where_there_is_no_answer() {
    let mut two = chart(2, 2);
    two.series[1].values[1] = None;
    let shown = table(&two);
    assert!(shown.contains("<tr><th scope=\"row\">2026-01-01</th><td>1</td><td>1</td></tr>"), "{shown}");
    assert!(shown.contains("<tr><th scope=\"row\">2026-01-02</th><td>8</td><td>–</td></tr>"), "{shown}");
}

#[test]
fn what_is_drawn_over_time_is_said_in_words() {
    let drawn = bars(&chart(3, 1));
    assert!(drawn.contains("1 Jan 2026 to 3 Jan 2026. way 1: 24 in all, at most 15 (3 Jan 2026)."), "{drawn}");
    assert!(drawn.contains(">Day (UTC), 2026</text>") && drawn.contains(">1 Jan</text>"));
}

#[test]
fn every_class_in_a_picture_has_its_colour_in_the_style_sheet() {
    for class in ["axis", "grid", "mark", "gap", "hole", "s1", "s6", "l1", "l6"] {
        assert!(STYLE.contains(&format!(".chart .{class} {{")), "{class}");
    }
}

#[test]
fn values_and_days_are_said_shortly_and_exactly() {
    assert_eq!(ticks(0), [0, 1]);
    assert_eq!(ticks(3), [0, 1, 2, 3]);
    assert_eq!(ticks(23), [0, 10, 20, 30]);
    assert_eq!([0, 950, 1_500_000].map(|n| tick_label(Unit::Count, n, 2_000_000)), ["0", "950", "1,500,000"]);
    assert_eq!([0, 5_000_000].map(|n| tick_label(Unit::Count, n, 10_000_000)), ["0 M", "5 M"]);
    assert_eq!([100, 12, 1000].map(|n| spoken_value(Unit::Percent, n)), ["0.1 %", "0.012 %", "1 %"]);
    assert_eq!(["2026-11-03", "2026-11", "events-2026"].map(short), ["3 Nov", "Nov 2026", "events-2026"]);
}

proptest! {
    #[test]
    fn ticks_are_few_whole_evenly_apart_and_reach_the_top(most in any::<u32>()) {
        let ticks = ticks(u64::from(most));
        prop_assert!((2..=5).contains(&ticks.len()));
        prop_assert!(ticks.last().is_some_and(|last| *last >= u64::from(most)));
        prop_assert!(ticks.windows(2).all(|two| two[1] - two[0] == ticks[1]));
    }

    #[test]
    fn labels_have_the_room_there_is(points in 0_usize..500, room in 0_usize..40) {
        let shown = labelled(points, room);
        prop_assert!(shown.len() <= room.clamp(1, 12) && (points == 0 || shown.first() == Some(&0)));
    }

    #[test]
    fn whatever_the_values_a_picture_is_sound(values in prop::collection::vec(any::<u64>(), 1..40)) {
        let series = vec![Series::of("a", values.clone()), Series::of("b", values.clone())];
        let drawn = bars(&Chart { points: days(values.len()), series, ..chart(0, 0) });
        prop_assert!(!drawn.contains("NaN") && !drawn.contains("inf"));
    }
}
