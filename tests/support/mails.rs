//! The mails that were sent, read as their recipients' programs would.

use std::path::Path;

use mail_parser::{MessageParser, MimeHeaders};

/// A mail that left the house.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The address in `To`.
    pub to: String,
    /// The address in `From`.
    pub from: String,
    /// The subject, decoded.
    pub subject: String,
    /// The plain text, decoded.
    pub text: String,
    /// The HTML, decoded; empty when there is none.
    pub html: String,
    /// The links in the plain text, in order.
    pub links: Vec<String>,
    /// The bytes as sent.
    pub raw: String,
}

impl Sent {
    /// The one link in it whose path begins so.
    pub fn link(&self, path: &str) -> &str {
        let fits = |link: &&String| url::Url::parse(link).is_ok_and(|url| url.path().starts_with(path));
        let found: Vec<&String> = self.links.iter().filter(fits).collect();
        assert_eq!(found.len(), 1, "one link to {path} expected in {:?}", self.links);
        found[0]
    }

    /// A header's value, as it stands.
    pub fn header(&self, name: &str) -> Option<String> {
        let message = MessageParser::default().parse(self.raw.as_bytes())?;
        message.header_raw(name).map(|value| value.trim().to_owned())
    }
}

/// All mails of a folder, oldest first.
pub fn sent(folder: &Path) -> Vec<Sent> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "eml"));
    files.sort_by_key(|path| (std::fs::metadata(path).unwrap().modified().unwrap(), path.clone()));
    files.iter().map(|path| read(&std::fs::read_to_string(path).unwrap())).collect()
}

fn read(raw: &str) -> Sent {
    let message = MessageParser::default().parse(raw.as_bytes()).expect("a message that can be read");
    let address = |of: Option<&mail_parser::Address<'_>>| {
        of.and_then(|list| list.first()).and_then(|one| one.address.as_deref()).unwrap_or_default().to_owned()
    };
    let text = message.body_text(0).unwrap_or_default().into_owned();
    let is_html =
        |part: &&mail_parser::MessagePart<'_>| part.content_type().is_some_and(|t| t.subtype() == Some("html"));
    let html = message.parts.iter().find(is_html).and_then(|part| part.text_contents()).unwrap_or_default().to_owned();
    Sent {
        to: address(message.to()),
        from: address(message.from()),
        subject: message.subject().unwrap_or_default().to_owned(),
        links: links(&text),
        text,
        html,
        raw: raw.to_owned(),
    }
}

fn links(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || "<>()".contains(c));
    words.filter(|word| word.starts_with("http")).map(|word| word.trim_end_matches(['.', ',']).to_owned()).collect()
}
