//! The little of style sheets that hides text: declarations of one class or one id. Rules for certain screens
//! (`@media`) are skipped, because the reader's is not known.

use std::collections::HashMap;

use crate::mail::parse::limits;

/// Declarations by class and by id.
#[derive(Default)]
pub(super) struct Sheet {
    rules: HashMap<String, String>,
}

impl Sheet {
    /// The declarations for a class.
    pub(super) fn class(&self, name: &str) -> &str {
        self.find('.', name)
    }

    /// The declarations for an id.
    pub(super) fn id(&self, name: &str) -> &str {
        self.find('#', name)
    }

    fn find(&self, mark: char, name: &str) -> &str {
        if self.rules.is_empty() {
            return "";
        }
        self.rules.get(&format!("{mark}{name}")).map_or("", String::as_str)
    }

    /// Reads the content of a style element.
    pub(super) fn read(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some((selectors, after)) = rest.split_once('{') {
            rest = match selectors.rsplit([';', '}']).next().unwrap_or_default().trim() {
                at if at.starts_with('@') => after_block(after),
                selectors => self.rule(selectors, after),
            };
        }
    }

    fn rule<'a>(&mut self, selectors: &str, after: &'a str) -> &'a str {
        let (declarations, rest) = after.split_once('}').unwrap_or((after, ""));
        for selector in selectors.split(',').filter_map(simple) {
            if self.rules.len() < limits::STYLES && declarations.len() < 4_096 {
                let rule = self.rules.entry(selector.to_owned()).or_default();
                if rule.len() < 4_096 {
                    rule.push_str(declarations);
                    rule.push(';');
                }
            }
        }
        rest
    }
}

/// A selector of one class or id, with or without an element's name: `.x`, `div.x`, `#x`.
fn simple(selector: &str) -> Option<&str> {
    let selector = selector.trim();
    let at = selector.find(['.', '#'])?;
    let (element, name) = selector.split_at(at);
    let is_plain = |text: &str| text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    (is_plain(element) && is_plain(&name[1..])).then_some(name)
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.replace("<!--", "").replace("-->", "")
}

/// What follows a block whose opening brace was read, blocks inside it included.
fn after_block(css: &str) -> &str {
    let mut depth = 1_usize;
    for (at, byte) in css.bytes().enumerate() {
        depth = match byte {
            b'{' => depth + 1,
            b'}' => depth - 1,
            _ => depth,
        };
        if depth == 0 {
            return &css[at + 1..];
        }
    }
    ""
}
