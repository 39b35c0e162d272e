//! Every template with every sample in every language, and what operators may and may not do to them.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

mod html;
mod languages;
mod overriding;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use proptest::prelude::*;

use super::mails::{MailSample, StoppedNotice};
use super::pages::{Lost, PageSample, Preferences, StopState, TopicRow, Unsubscribe};
use super::*;
use crate::domain::clock::Zone;
use crate::domain::policy::PolicyVersion;
use crate::domain::time::FixedClock;
use html::Html;

fn renderer() -> Renderer {
    let url = Some("https://acme.example/privacy".to_owned());
    let version = PolicyVersion { id: "2014-05-08".to_owned(), from: Some("2014-05-08".parse().unwrap()), url };
    let versions = Arc::new(Policies::dated(vec![version], &Zone::utc()).unwrap());
    let clock = Arc::new(FixedClock::at(Instant(1_790_000_000_000)));
    Renderer::new(None, Some(PolicyInForce { versions, clock }), "en").unwrap()
}

fn html_of(renderer: &Renderer, sample: &PageSample, locale: &Locale) -> String {
    let context = page_context(&renderer.embedded, renderer.policy(), &sample.shell, &sample.page, locale);
    let rendered = renderer.embedded.render(&sample.path(), locale, &context);
    rendered.unwrap_or_else(|error| panic!("{} in {locale}: {error}", sample.path()))
}

fn mail_of(renderer: &Renderer, sample: &MailSample, locale: &Locale) -> RenderedMail {
    let rendered = render_mail(&renderer.embedded, renderer.policy(), sample.template, &sample.mail, locale);
    rendered.unwrap_or_else(|error| panic!("{} in {locale}: {error}", sample.template))
}

/// Calls the check with every sample in every language, and says which one it was if it fails.
fn every_page(check: impl Fn(&PageSample, &Locale, &str)) {
    let renderer = renderer();
    for locale in renderer.locales() {
        for (number, sample) in pages::all_samples().iter().enumerate() {
            let html = html_of(&renderer, sample, &locale);
            eprintln!("sample {number}: {} in {locale}", sample.path());
            check(sample, &locale, &html);
        }
    }
}

#[test]
fn a11y_01_every_page_has_language_direction_title_one_heading_and_landmarks() {
    every_page(|_, locale, text| {
        let html = Html::parse(text);
        let root = html.all("html").next().unwrap();
        assert_eq!((root.value("lang"), root.value("dir")), (Some(locale.tag()), Some(locale.dir())));
        assert_eq!(html.all("h1").count(), 1);
        assert!(!html.text_of("h1").trim().is_empty() && !html.text_of("title").trim().is_empty());
        for landmark in ["header", "main", "footer"] {
            assert_eq!(html.all(landmark).count(), 1, "{landmark}");
        }
        assert!(html.all("a").any(|a| a.has_class("skip") && a.value("href") == Some("#main")));
    });
}

#[test]
fn a11y_01_no_two_pages_share_a_title() {
    let renderer = renderer();
    for locale in renderer.locales() {
        let mut owners: BTreeMap<String, &str> = BTreeMap::new();
        for mut sample in pages::all_samples() {
            sample.shell.sender = "Acme".into();
            let title = Html::parse(&html_of(&renderer, &sample, &locale)).text_of("title");
            let owner = owners.entry(title.clone()).or_insert(sample.template);
            assert_eq!(*owner, sample.template, "{title} in {locale}");
        }
    }
}

#[test]
fn web_04_web_07_no_page_holds_script_inline_style_or_anything_from_elsewhere() {
    every_page(|_, _, text| {
        let html = Html::parse(text);
        assert_eq!(html.all("script").count() + html.all("style").count() + html.all("iframe").count(), 0);
        for tag in &html.tags {
            assert!(tag.attributes.keys().all(|name| name != "style" && !name.starts_with("on")), "{tag:?}");
            let loaded = match tag.name.as_str() {
                "link" => tag.value("href"),
                _ => tag.value("src"),
            };
            assert!(loaded.is_none_or(|url| url.starts_with(assets::PREFIX)), "{tag:?}");
            assert!(tag.name != "meta" || tag.value("http-equiv").is_none(), "{tag:?}");
        }
    });
}

#[test]
fn scan_03_every_form_posts_to_its_own_page_and_has_a_visible_button_with_a_name() {
    every_page(|sample, _, text| {
        let html = Html::parse(text);
        for form in html.subtrees("form") {
            assert_eq!((form[0].value("method"), form[0].value("action")), (Some("post"), None));
            assert!(form.iter().any(|tag| tag.name == "button" && tag.value("value").is_some_and(|v| !v.is_empty())));
            assert!(form.iter().any(|tag| tag.value("name") == Some("action")));
        }
        for part in &sample.must_hold {
            assert!(text.contains(part), "{part}");
        }
    });
}

#[test]
fn scan_04_nothing_is_required_and_nothing_is_ticked_beforehand() {
    every_page(|_, _, text| {
        let ticked = |tag: &html::Tag| ["required", "checked"].iter().any(|name| tag.attributes.contains_key(*name));
        assert!(!Html::parse(text).tags.iter().any(ticked));
    });
}

#[test]
fn a11y_06_fields_have_labels_and_the_fault_is_tied_to_its_field() {
    every_page(|_, _, text| {
        let html = Html::parse(text);
        let ids: Vec<&str> = html.tags.iter().filter_map(|tag| tag.value("id")).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "ids are unique");
        let fields = ["input", "select", "textarea"].into_iter().flat_map(|name| html.all(name));
        for field in fields.filter(|field| field.value("type") != Some("hidden")) {
            assert!(
                html.all("label").any(|label| label.value("for").is_some() && label.value("for") == field.value("id"))
            );
            let invalid = field.value("aria-invalid") == Some("true");
            assert_eq!(invalid, field.value("aria-describedby").is_some_and(|id| ids.contains(&id)));
        }
        let named = html.tags.iter().filter_map(|tag| tag.value("aria-labelledby"));
        assert!(named.into_iter().all(|id| ids.contains(&id)));
    });
}

#[test]
fn no_input_reaches_a_page_unescaped_and_none_is_escaped_twice() {
    every_page(|_, _, text| {
        assert!(!text.contains("<script") && !text.contains("alert('x')"));
        assert!(!text.contains("&amp;lt;") && !text.contains("&amp;quot;") && !text.contains("&amp;#"));
        assert!(Html::parse(text).is_balanced());
    });
}

#[test]
fn what_a_page_must_hold_is_in_its_bare_form_too() {
    for page in Unsubscribe::samples().into_iter().filter(|page| page.state == StopState::Open) {
        assert!(page.must_hold().iter().all(|part| bare_page(Unsubscribe::BARE).contains(part)));
    }
    assert!(Html::parse(&bare_page(Lost::BARE)).is_balanced());
}

#[test]
fn every_mail_is_one_subject_plain_text_and_html_with_its_link() {
    let renderer = renderer();
    for locale in renderer.locales() {
        for sample in mails::all_samples() {
            let mail = mail_of(&renderer, &sample, &locale);
            assert!(!mail.subject.is_empty() && !mail.subject.contains(char::is_control), "{}", mail.subject);
            assert!(mail.text.contains(&format!("\n{}\n", sample.link)), "{}", mail.text);
            let marks = |text: &str| text.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']);
            assert!(!marks(&mail.text) && !marks(&mail.subject), "{}", mail.text);
            assert!(!mail.text.contains("&quot;") && !mail.text.contains("\n\n\n") && !mail.text.contains('\r'));
            let html = Html::parse(&mail.html);
            let root = html.all("html").next().unwrap();
            assert_eq!((root.value("lang"), root.value("dir")), (Some(locale.tag()), Some(locale.dir())));
            let linked = html.all("a").any(|a| a.value("href") == Some(&sample.link));
            assert!(html.is_balanced() && (linked || sample.link.is_empty()));
            assert_eq!(html.all("script").count() + html.all("img").count(), 0, "ACK-12: no promotion, no pixel");
            assert!(!mail.html.contains("<script") && !mail.html.contains("&amp;lt;"));
        }
    }
}

#[test]
fn the_notice_of_a_stop_says_what_was_done_what_still_comes_and_how_to_take_it_back() {
    let renderer = renderer();
    let mail = renderer.mail(&StoppedNotice::samples()[0], &renderer.locale(None)).unwrap();
    assert_eq!(mail.subject, "Promotional mail from Acme is stopped");
    let expected = "We stopped Acme’s promotional mail to a***@e***.org. One mail that is already on its way may \
        still arrive. These continue, because they are not advertising: Invoices, Order confirmations and Security \
        alerts.\n\nNot you? Restore it here:\n\nhttps://mail.acme.example/confirm/Aa-token_1\n\n\
        Acme\nQuestions? Write to support@acme.example\nAcme Ltd\n12 Mill Lane\nYork YO1 9AB\n\
        Privacy policy, last updated 8 May 2014: https://acme.example/privacy\n";
    assert_eq!(mail.text, expected);
}

#[test]
fn the_language_chosen_on_a_page_travels_on_in_its_links() {
    let renderer = renderer();
    let shell = Shell { language_chosen: true, ..Shell::samples()[0].clone() };
    let german = renderer.locale_named("de").unwrap();
    let html = renderer.page(&shell, &Unsubscribe::samples()[0], &german);
    assert!(Html::parse(&html).all("a").any(|a| a.value("href") == Some("/p/Aa-token_1?lang=de")));
}

#[test]
fn gpc_03_the_page_says_that_the_signal_is_honoured() {
    let renderer = renderer();
    let shell = Shell { gpc: true, ..Shell::samples()[0].clone() };
    let html = renderer.page(&shell, &Unsubscribe::samples()[0], &renderer.locale(None));
    assert!(html.contains("Opt-out request honored"));
}

#[test]
fn links_keep_their_slashes_and_never_run_a_script() {
    let renderer = renderer();
    let english = renderer.locale(None);
    let mail = renderer.mail(&StoppedNotice::samples()[0], &english).unwrap();
    assert!(mail.html.contains("href=\"https://mail.acme.example/confirm/Aa-token_1\""), "{}", mail.html);
    assert!(mail.html.contains("href=\"mailto:support@acme.example\""));
    let bad = Unsubscribe { preferences_url: "javascript:alert(1)".into(), ..Unsubscribe::samples()[0].clone() };
    let html = renderer.page(&Shell::samples()[0], &bad, &english);
    assert!(!html.contains("javascript:") && html.contains("value=\"unsubscribe\""));
}

#[test]
fn a_sender_with_two_thousand_topics_has_a_preference_page() {
    let sample = Preferences::samples().remove(1);
    let topics = (0..2_000).map(|n| TopicRow { key: format!("t-{n}"), ..sample.topics[n % 3].clone() }).collect();
    let renderer = renderer();
    let html = renderer.page(&Shell::samples()[0], &Preferences { topics, ..sample }, &renderer.locale(None));
    assert!(html.contains("value=\"t-1999\"") && html.contains("value=\"unsubscribe_all\""));
}

#[test]
fn l6_an_error_names_the_place_in_the_template_and_no_value() {
    let error = minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, "anna@example.org is not a number");
    assert!(!format!("{0} {0:?}", RenderError::from(error)).contains("anna"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_is_in_a_name_the_page_keeps_its_tags_and_the_mail_its_one_line_subject(name in "\\PC{0,40}|.{0,40}") {
        let renderer = SHARED.get_or_init(renderer);
        let (english, shell) = (renderer.locale(None), Shell::samples()[0].clone());
        let plain = Unsubscribe::samples()[0].clone();
        let tags = |page: &Unsubscribe| -> Vec<String> {
            let html = renderer.page(&shell, page, &english);
            Html::parse(&html).tags.iter().map(|tag| tag.name.clone()).collect()
        };
        let odd = Unsubscribe { sender: name.clone(), topic: name.clone(), address: name.clone(), ..plain.clone() };
        prop_assert_eq!(tags(&odd), tags(&plain));
        let mut notice = StoppedNotice::samples()[0].clone();
        notice.from.sender = name;
        let mail = renderer.mail(&notice, &english).unwrap();
        prop_assert!(!mail.subject.contains(char::is_control));
    }
}

static SHARED: OnceLock<Renderer> = OnceLock::new();

#[test]
fn the_default_language_is_for_those_whose_own_is_not_there() {
    let renderer = Renderer::new(None, None, "de").unwrap();
    for header in [None, Some("sv"), Some("*"), Some("")] {
        assert_eq!(renderer.locale(header).tag(), "de", "{header:?}");
    }
    assert_eq!(renderer.locale(Some("en")).tag(), "en");
    let Err(RenderError::UnknownLanguage { known, .. }) = Renderer::new(None, None, "tlh") else { panic!("accepted") };
    assert!(known.contains("en") && known.contains("de"));
}
