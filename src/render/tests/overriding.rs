//! What an operator's folder may do, and what it can never do.

use std::fs;
use std::path::Path;

use super::super::Renderer;
use super::super::pages::{ErrorPage, Page, Shell, Unsubscribe};
use super::renderer;

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn unsubscribe_page(renderer: &Renderer, tag: &str) -> String {
    let locale = renderer.locale(Some(tag));
    renderer.page(&Shell::samples()[0], &Unsubscribe::samples()[0], &locale)
}

#[test]
fn an_operator_overrides_single_files_and_messages_without_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let renderer = Renderer::new(Some(folder.path().to_owned()), None, "en").unwrap();
    let before = unsubscribe_page(&renderer, "en");
    write(folder.path(), "locales/en.ftl", "unsubscribe-button = No more, please\n");
    write(folder.path(), "assets/desist.css", "body { color: #000 }");
    write(folder.path(), "assets/logo.png", "not really a picture");
    let form = "<form method=\"post\"><button name=\"action\" value=\"unsubscribe\">x</button></form>";
    let own = format!(
        "{{% extends \"pages/layout.html\" %}}{{% block title %}}x{{% endblock %}}\
         {{% block main %}}<h1>Ours</h1>{{% if page.retry_action %}}{form}{{% endif %}}{{% endblock %}}"
    );
    write(folder.path(), "pages/error.html", &own);
    let after = unsubscribe_page(&renderer, "en");
    assert!(!before.contains("No more, please") && after.contains("No more, please"));
    assert!(after.contains("One mail that is already on its way"), "other messages stay");
    assert!(unsubscribe_page(&renderer, "de").contains("Abbestellen"), "other languages stay");
    let error = ErrorPage::samples().remove(0);
    assert!(renderer.page(&Shell::default(), &error, &renderer.locale(None)).contains("Ours"));
    let css = after.split('"').find(|part| part.ends_with(".css")).unwrap();
    assert_eq!(renderer.asset(css).unwrap().bytes, b"body { color: #000 }");
    fs::remove_file(folder.path().join("locales/en.ftl")).unwrap();
    assert!(unsubscribe_page(&renderer, "en").contains(">Unsubscribe</button>"));
}

#[test]
fn a_language_is_only_a_file_and_what_it_lacks_is_english() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "locales/sv.ftl", "language-name = Svenska\nunsubscribe-button = Avregistrera mig\n");
    write(folder.path(), "locales/no language.ftl", "language-name = X\n");
    let renderer = Renderer::new(Some(folder.path().to_owned()), None, "en").unwrap();
    let html = unsubscribe_page(&renderer, "sv-FI, en;q=0.5");
    assert!(html.contains("lang=\"sv\"") && html.contains("Avregistrera mig") && html.contains("already on its way"));
    assert!(unsubscribe_page(&renderer, "de").contains("Svenska"), "it is offered on every page");
}

#[test]
fn a_bad_override_never_takes_the_stop_button_away() {
    let bad_pages = [
        "{% block",
        "{{ page.no_such_thing }}",
        "<h1>Buy this instead!</h1>",
        "{% include \"../../etc/passwd\" %}",
        "{% for i in range(9000000) %}x{% endfor %}",
        "{{ t(\"no-such-message\") }}",
    ];
    let good = unsubscribe_page(&renderer(), "en");
    for bad in bad_pages {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "pages/unsubscribe.html", bad);
        write(folder.path(), "pages/layout.html", bad);
        write(folder.path(), "locales/en.ftl", "unsubscribe-button = { $nobody }\nstop-all =\n    = {\n");
        let renderer = Renderer::new(Some(folder.path().to_owned()), None, "en").unwrap();
        let html = unsubscribe_page(&renderer, "en");
        assert!(html.contains("value=\"unsubscribe\">Unsubscribe</button>"), "{bad}");
        assert!(html.contains("value=\"unsubscribe_all\">Stop all"), "{bad}");
        assert!(html.len() > good.len() / 2, "{bad}");
    }
}

#[test]
fn an_override_folder_that_is_not_there_is_survived() {
    let renderer = Renderer::new(Some("/no/such/folder".into()), None, "en").unwrap();
    assert!(unsubscribe_page(&renderer, "en").contains("value=\"unsubscribe\""));
}
