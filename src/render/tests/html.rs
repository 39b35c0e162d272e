//! Just enough reading of HTML to check our own pages: tags with attributes, texts and nesting.

use std::collections::BTreeMap;

/// Elements without an end tag.
const VOID: [&str; 6] = ["meta", "link", "input", "br", "img", "hr"];

/// A start or end tag.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) attributes: BTreeMap<String, String>,
    end: bool,
    /// The text after it, up to the next tag.
    text: String,
}

impl Tag {
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    pub(super) fn has_class(&self, class: &str) -> bool {
        self.value("class").is_some_and(|classes| classes.split(' ').any(|c| c == class))
    }
}

/// A page as a row of tags.
pub(super) struct Html {
    pub(super) tags: Vec<Tag>,
}

impl Html {
    pub(super) fn parse(text: &str) -> Self {
        let pieces = text.split('<').skip(1).filter(|piece| !piece.starts_with('!'));
        Self { tags: pieces.map(tag).collect() }
    }

    /// Every element of this name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Tag> {
        self.tags.iter().filter(move |tag| tag.name == name && !tag.end)
    }

    /// The tags of each element of this name, with what is inside; such elements do not nest.
    pub(super) fn subtrees(&self, name: &str) -> Vec<&[Tag]> {
        let starts = self.tags.iter().enumerate().filter(|(_, tag)| tag.name == name && !tag.end);
        let upto = |from: usize| self.tags[from..].iter().position(|tag| tag.name == name && tag.end);
        starts.map(|(from, _)| &self.tags[from..from + upto(from).unwrap()]).collect()
    }

    /// The text inside the first element of this name.
    pub(super) fn text_of(&self, name: &str) -> String {
        self.subtrees(name)[0].iter().map(|tag| tag.text.as_str()).collect()
    }

    /// Whether every element is ended where it should be.
    pub(super) fn is_balanced(&self) -> bool {
        let mut open = Vec::new();
        for tag in self.tags.iter().filter(|tag| !VOID.contains(&tag.name.as_str())) {
            if !tag.end {
                open.push(&tag.name);
            } else if open.pop() != Some(&tag.name) {
                return false;
            }
        }
        open.is_empty()
    }
}

fn tag(piece: &str) -> Tag {
    let (inside, text) = piece.split_once('>').unwrap();
    let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let mut attributes = BTreeMap::new();
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let end = rest.find([' ', '=']).unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(end);
        let quoted = after.strip_prefix("=\"").map(|value| value.split_once('"').unwrap());
        let (value, next) = quoted.unwrap_or(("", after));
        attributes.insert(attribute.to_owned(), unescape(value));
        rest = next;
    }
    let (name, end) = name.strip_prefix('/').map_or((name, false), |name| (name, true));
    Tag { name: name.to_owned(), attributes, end, text: unescape(text) }
}

fn unescape(text: &str) -> String {
    let text = text.replace("&#x2f;", "/").replace("&#x27;", "'").replace("&quot;", "\"");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
