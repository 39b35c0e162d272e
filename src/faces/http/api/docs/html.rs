//! The reference page, made from the OpenAPI document: every call with its parameters, fields, answers and problems.

use std::fmt::Write;

use serde_json::{Map, Value};

use crate::domain::error::Code;
use crate::faces::http::problem::{TYPE_PREFIX, status};

/// Whatever hash the name carries, the present style sheet comes (see [`crate::render::assets`]).
const STYLES: [&str; 2] = ["/assets/desist.docs.css", "/assets/reference.docs.css"];

/// The page.
pub fn page(document: &Value) -> String {
    let mut out = String::with_capacity(64 * 1024);
    out.push_str("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Desist API</title>");
    for style in STYLES {
        let _ = write!(out, "<link rel=\"stylesheet\" href=\"{style}\">");
    }
    out.push_str("</head><body class=\"reference\"><header><p class=\"sender\">Desist API</p></header><main>");
    let _ = write!(out, "<h1>Reference</h1><p>{}</p>", prose(text(&document["info"], "description")));
    out.push_str("<p>The same for programs: <a href=\"/openapi.json\">openapi.json</a>.</p>");
    let operations = operations(document);
    contents(&operations, &mut out);
    operations.iter().for_each(|operation| section(document, operation, &mut out));
    schemas(document, &mut out);
    codes(&mut out);
    out.push_str("</main></body></html>\n");
    out
}

struct Operation<'a> {
    method: String,
    path: &'a str,
    id: &'a str,
    what: &'a Value,
}

fn operations(document: &Value) -> Vec<Operation<'_>> {
    let mut all = Vec::new();
    for (path, methods) in fields(&document["paths"]) {
        for (method, what) in fields(methods) {
            all.push(Operation { method: method.to_uppercase(), path, id: text(what, "operationId"), what });
        }
    }
    all
}

fn contents(operations: &[Operation<'_>], out: &mut String) {
    out.push_str("<nav aria-label=\"Calls\"><ul>");
    for Operation { method, path, id, what } in operations {
        let summary = prose(text(what, "summary"));
        let _ = write!(out, "<li><a href=\"#{id}\"><code>{method} {}</code></a> {summary}</li>", escape(path));
    }
    out.push_str("</ul></nav>");
}

fn section(document: &Value, operation: &Operation<'_>, out: &mut String) {
    let Operation { method, path, id, what } = operation;
    let _ = write!(out, "<section id=\"{id}\"><h2><code>{method} {}</code></h2>", escape(path));
    let _ = write!(out, "<p class=\"lead\">{}</p>", prose(text(what, "summary")));
    let _ = write!(out, "<p>{}</p>", prose(text(what, "description")));
    parameters(what, out);
    if let Some(content) = what.pointer("/requestBody/content") {
        out.push_str("<h3>Request</h3>");
        contents_of(document, content, out);
    }
    answers(document, what, out);
    out.push_str("</section>");
}

fn parameters(what: &Value, out: &mut String) {
    let Some(parameters) = what["parameters"].as_array() else { return };
    out.push_str("<h3>Parameters</h3><dl>");
    for parameter in parameters {
        let needed = if parameter["required"] == true { ", needed" } else { "" };
        let _ = write!(out, "<dt><code>{}</code> ", escape(text(parameter, "name")));
        let _ = write!(out, "<small>{}, {}{needed}</small></dt>", text(parameter, "in"), kind(&parameter["schema"]));
        let _ = write!(out, "<dd>{}</dd>", prose(text(parameter, "description")));
    }
    out.push_str("</dl>");
}

fn answers(document: &Value, what: &Value, out: &mut String) {
    out.push_str("<h3>Answers</h3>");
    for (status, answer) in fields(&what["responses"]) {
        let said = prose(text(answer, "description"));
        let _ = write!(out, "<p><strong>{status}</strong> {said}</p>");
        if status.starts_with('2') {
            contents_of(document, &answer["content"], out);
        }
    }
}

fn contents_of(document: &Value, content: &Value, out: &mut String) {
    for (media, body) in fields(content) {
        let _ = write!(out, "<p><code>{media}</code>: {}</p>", kind(&body["schema"]));
        properties(document, &body["schema"], out);
    }
}

/// The fields of an object, also behind one reference.
fn properties(document: &Value, schema: &Value, out: &mut String) {
    let target = schema["$ref"].as_str().and_then(|place| document.pointer(place.trim_start_matches('#')));
    let schema = target.unwrap_or(schema);
    let known = fields(&schema["properties"]);
    if known.is_empty() {
        return;
    }
    let needed = |name: &str| schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
    out.push_str("<dl>");
    for (name, property) in known {
        let mark = if needed(name) { "" } else { ", optional" };
        let _ = write!(out, "<dt><code>{}</code> <small>{}{mark}</small></dt>", escape(name), kind(property));
        let _ = write!(out, "<dd>{}</dd>", prose(text(property, "description")));
    }
    out.push_str("</dl>");
}

fn schemas(document: &Value, out: &mut String) {
    out.push_str("<section id=\"types\"><h2>Types</h2>");
    for (name, schema) in fields(&document["components"]["schemas"]) {
        let _ = write!(out, "<h3 id=\"type-{0}\">{0}</h3>", escape(name));
        let _ = write!(out, "<p>{}</p>", prose(text(schema, "description")));
        if schema["properties"].is_null() {
            let _ = write!(out, "<p>{}</p>", kind(schema));
        }
        properties(document, schema, out);
    }
    out.push_str("</section>");
}

fn codes(out: &mut String) {
    out.push_str("<section id=\"codes\"><h2>Problems</h2>");
    let _ = write!(out, "<p><code>type</code> is <code>{TYPE_PREFIX}</code> and the code.</p><dl>");
    for code in Code::ALL {
        let _ = write!(out, "<dt><code>{}</code> <small>{}</small></dt>", code.word(), status(*code).as_u16());
        let _ = write!(out, "<dd>{}.</dd>", prose(code.title()));
    }
    out.push_str("</dl></section>");
}

/// A schema in words.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|place| place.rsplit('/').next()) {
        return format!("<a href=\"#type-{0}\">{0}</a>", escape(name));
    }
    for (word, joint) in [("oneOf", " or "), ("anyOf", " or "), ("allOf", " and ")] {
        if let Some(several) = schema[word].as_array() {
            return several.iter().map(kind).collect::<Vec<_>>().join(joint);
        }
    }
    if let Some(words) = schema["enum"].as_array() {
        let words = words.iter().filter_map(Value::as_str).map(|word| format!("<code>{}</code>", escape(word)));
        return words.collect::<Vec<_>>().join(", ");
    }
    match &schema["type"] {
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        Value::String(word) if word == "array" => format!("list of {}", kind(&schema["items"])),
        Value::String(word) => word.clone(),
        _ => "any".to_owned(),
    }
}

fn fields(value: &Value) -> Vec<(&str, &Value)> {
    let each = |map| Map::iter(map).map(|(name, value)| (name.as_str(), value)).collect();
    value.as_object().map(each).unwrap_or_default()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// Escaped, with backticks as code.
fn prose(text: &str) -> String {
    let escaped = escape(text);
    let mut parts = escaped.split('`');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        out.push_str(if at % 2 == 0 { "<code>" } else { "</code>" });
        out.push_str(part);
    }
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
