//! Which topic is meant: the sender's own names for its topics, and words by language for common kinds of topics.
//!
//! A `topic KIND = words` line speaks for every topic of a sender whose key or name uses one of these words, or whose
//! key is KIND: a sender's "meetups" is found by the German "Einladungen" because both belong to `topic events`.

use super::TopicName;
use super::lexicon::{ClassId, Hit, Languages, Lexicon};
use super::normal::fold;
use super::sentence::Text;

/// Names shorter than this are too short to be told from other words.
const NAME_MIN: usize = 4;

/// A topic named in the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Index into the sender's topics; `None` for a kind of topic the sender does not have.
    pub topic: Option<usize>,
    /// First byte of the folded text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Every topic that the text names, in order.
pub fn named(lexicon: &Lexicon, topics: &[TopicName], text: &Text, hits: &[Hit], language: Languages) -> Vec<Named> {
    let links: Vec<Vec<ClassId>> = topics.iter().map(|topic| link(lexicon, topic)).collect();
    let mut found = Vec::new();
    for hit in hits.iter().filter(|hit| hit.languages & language != 0 && lexicon.name(hit.class).starts_with("topic:"))
    {
        let mut any = false;
        for (at, _) in links.iter().enumerate().filter(|(_, classes)| classes.contains(&hit.class)) {
            any = true;
            found.push(Named { topic: Some(at), start: hit.start, end: hit.end });
        }
        if !any {
            found.push(Named { topic: None, start: hit.start, end: hit.end });
        }
    }
    found.extend(topics.iter().enumerate().flat_map(|(at, topic)| by_name(topic, at, text)));
    let covered: Vec<Named> = found.clone();
    // The longest name wins: "partner newsletter" is not the newsletter.
    found.retain(|one| {
        !covered.iter().any(|other| {
            other.start <= one.start && one.end <= other.end && other.end - other.start > one.end - one.start
        })
    });
    found.sort_by_key(|one| one.start);
    found
}

/// The classes whose words stand for a topic.
fn link(lexicon: &Lexicon, topic: &TopicName) -> Vec<ClassId> {
    let own = lexicon.class(&format!("topic:{}", topic.key));
    let spoken = format!("{} , {}", topic.key.replace(['-', '_', '.'], " "), topic.name);
    let mut classes = kinds_in(lexicon, &spoken);
    if let Some(own) = own {
        return vec![own];
    }
    if classes.is_empty() {
        classes = kinds_in(lexicon, &topic.description);
    }
    classes
}

fn kinds_in(lexicon: &Lexicon, text: &str) -> Vec<ClassId> {
    let hits = lexicon.hits(&fold(text), |_, _| "");
    hits.iter().map(|hit| hit.class).filter(|class| lexicon.name(*class).starts_with("topic:")).collect()
}

fn by_name(topic: &TopicName, at: usize, text: &Text) -> Vec<Named> {
    let folded = text.normal.text();
    let mut found = Vec::new();
    for name in [fold(&topic.name), fold(&topic.key), fold(&topic.key.replace(['-', '_'], " "))] {
        if name.chars().count() < NAME_MIN {
            continue;
        }
        found.extend(folded.match_indices(&name).map(|(start, _)| Named {
            topic: Some(at),
            start,
            end: start + name.len(),
        }));
    }
    found
}
