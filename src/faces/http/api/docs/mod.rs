//! The API described: `/openapi.json`, derived from the types that handlers read and write, and [`page`], a reference
//! for people made from it.

mod html;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use actix_web::HttpResponse;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Content, Ref, RefOr, Response};
use utoipa::{IntoResponses, Modify, OpenApi};

use super::{
    case_moves, cases, check, copies, figures, health, inbound, intake, json_bytes, ledger, links, parties,
    preferences, recipients, report, requests, senders, sharing, stream, tasks, topics, webhooks,
};
use crate::domain::error::{Code, ErrorClass};
use crate::faces::http::problem::{self, PROBLEM_JSON};

/// All calls.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Desist",
        description = "Signs unsubscribe links, answers whether a mail may be sent, and keeps a record of every change \
            that anyone can verify. Errors are problem details (RFC 9457) with a `code` for programs."
    ),
    paths(
        check::check, stream::check::check_stream, sharing::check, sharing::export, links::links, stream::links::links_stream,
        preferences::set_preference, recipients::look_up, ledger::entries, ledger::checkpoint, ledger::proof,
        inbound::take_in, requests::request, intake::list_mails, intake::show_mail, intake::raw_mail, intake::decide,
        cases::list_cases, cases::show_case, cases::close_case, tasks::settle,
        case_moves::open_case, case_moves::move_case, case_moves::vouch_case,
        case_moves::extend_case, case_moves::ask_person,
        copies::show_copy, copies::redact, copies::send_back, copies::deliver,
        topics::list_topics, topics::add_topic, topics::show_topic, topics::retire_topic,
        senders::list_senders, senders::add_sender, senders::show_sender, senders::change_sender,
        parties::systems::list_all, parties::systems::show_one, parties::systems::add_one, parties::systems::change_one,
        parties::systems::rotate_one,
        parties::partners::list_all, parties::partners::show_one, parties::partners::add_one, parties::partners::change_one,
        parties::partners::rotate_one,
        parties::controllers::list_all, parties::controllers::show_one, parties::controllers::add_one, parties::controllers::change_one,
        parties::controllers::rotate_one,
        figures::figures, report::report, report::report_recipient,
        webhooks::list_webhooks, webhooks::add_webhook, webhooks::show_webhook, webhooks::change_webhook,
        webhooks::disable_webhook, webhooks::test_webhook, webhooks::rotate_webhook,
        health::live, health::ready
    ),
    components(schemas(problem::Body)),
    security(("api_key" = [])),
    modifiers(&ApiKeys)
)]
pub struct Api;

struct ApiKeys;

impl Modify for ApiKeys {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let mut scheme = Http::new(HttpAuthScheme::Bearer);
        scheme.description = Some("An API key, `dsk_...`, made by `desist key create`.".to_owned());
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("api_key", SecurityScheme::Http(scheme));
    }
}

/// The problems that calls answer with, by status.
pub struct Errors;

impl IntoResponses for Errors {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        responses(|class| class != ErrorClass::MethodNotAllowed)
    }
}

/// The problems of a GET that needs no key: nothing of it can be forbidden, too large or of the wrong type.
pub struct PublicErrors;

impl IntoResponses for PublicErrors {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        responses(|class| matches!(class, ErrorClass::NotFound | ErrorClass::Unavailable | ErrorClass::Internal))
    }
}

fn responses(can_be: impl Fn(ErrorClass) -> bool) -> BTreeMap<String, RefOr<Response>> {
    let mut codes: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
    for code in Code::ALL.iter().filter(|code| can_be(code.class())) {
        codes.entry(problem::status(*code).as_u16()).or_default().push(code.word());
    }
    codes.into_iter().map(|(status, words)| (status.to_string(), problem_response(&words))).collect()
}

fn problem_response(words: &[&str]) -> RefOr<Response> {
    let mut response = Response::new(format!("`{}`", words.join("`, `")));
    let content = Content::new(Some(Ref::from_schema_name("Problem")));
    response.content.insert(PROBLEM_JSON.to_owned(), RefOr::T(content));
    RefOr::T(response)
}

static OPENAPI: LazyLock<String> = LazyLock::new(|| Api::openapi().to_json().unwrap_or_default());
static PAGE: LazyLock<String> = LazyLock::new(|| html::page(&serde_json::from_str(&OPENAPI).unwrap_or_default()));

/// `/openapi.json`.
pub async fn openapi() -> HttpResponse {
    json_bytes(OPENAPI.clone().into_bytes())
}

/// `/docs`.
pub async fn page() -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(PAGE.as_str())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use serde_json::Value;

    use super::*;

    fn document() -> Value {
        serde_json::from_str(&OPENAPI).unwrap()
    }

    fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(fields) => fields.iter().for_each(|(name, value)| match value.as_str() {
                Some(target) if name == "$ref" => found.push(target),
                _ => references(value, found),
            }),
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_in_the_description_leads_somewhere() {
        let document = document();
        let mut found = Vec::new();
        references(&document, &mut found);
        assert!(found.len() > 40);
        for target in found {
            let place = target.strip_prefix('#').unwrap();
            assert!(document.pointer(place).is_some(), "{target}");
        }
    }

    #[test]
    fn every_call_of_v1_is_described_and_has_an_id_of_its_own() {
        let document = document();
        let paths = document["paths"].as_object().unwrap();
        let described = crate::faces::http::routes::PATTERNS.iter().filter(|path| path.starts_with("/v1"));
        for path in described {
            assert!(paths.contains_key(*path), "{path}");
        }
        let operations = || paths.values().flat_map(|path| path.as_object().unwrap().values());
        let mut ids: Vec<_> = operations().map(|operation| operation["operationId"].as_str().unwrap()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!((ids.len(), all), (65, 65));
    }

    #[test]
    fn the_description_speaks_to_readers_who_do_not_have_the_source() {
        for inside in ["::", "[`"] {
            assert!(!OPENAPI.contains(inside), "{inside}");
        }
        let document = document();
        for path in ["/health/live", "/health/ready", "/ledger/checkpoint", "/ledger/proof/{index}"] {
            let answers = document["paths"][path]["get"]["responses"].as_object().unwrap();
            assert!(
                ["400", "401", "403", "413", "415", "422"].iter().all(|status| !answers.contains_key(*status)),
                "{path}"
            );
        }
    }

    #[test]
    fn the_description_says_which_fields_are_needed() {
        let document = document();
        for (schema, needed) in [
            ("CheckRequest", vec!["topic"]),
            ("LinksRequest", vec!["topic"]),
            ("PreferenceRequest", vec!["recipient", "scope", "state"]),
            ("TopicRequest", vec!["class", "key", "name"]),
            ("WebhookRequest", vec!["url"]),
        ] {
            let mut said: Vec<_> = document["components"]["schemas"][schema]["required"]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(Value::as_str)
                .collect();
            said.sort_unstable();
            assert_eq!(said, needed, "{schema}");
        }
        assert!(document["components"]["schemas"]["Verdict"]["properties"]["reason"].is_object());
        assert_eq!(document["paths"]["/health/live"]["get"]["security"], serde_json::json!([{}]));
    }

    #[test]
    fn the_page_names_every_call_and_has_no_script() {
        let page = PAGE.as_str();
        for path in document()["paths"].as_object().unwrap().keys() {
            assert!(page.contains(path.as_str()), "{path}");
        }
        assert!(!page.contains("<script") && !page.contains("style=") && !page.contains("http://"));
    }
}
