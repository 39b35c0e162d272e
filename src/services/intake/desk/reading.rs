//! A stored reading, as JSON, and the parts of it that a person at the inbox needs.

use serde_json::Value;

use crate::domain::intent::Doubt;
use crate::domain::reading::{Intent, IntentKind};

/// A text of it.
pub fn word<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str()
}

/// A list of it.
pub fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

/// The reading itself, or those of its several mails.
pub fn readings(whole: &Value) -> Vec<&Value> {
    let parts: Vec<&Value> = list(whole, "parts").collect();
    if parts.is_empty() { vec![whole] } else { parts.into_iter().flat_map(readings).collect() }
}

/// What was understood. A kind that this version does not know is left out: nobody can accept it (L10).
pub fn intents(reading: &Value) -> Vec<Intent> {
    list(reading, "intents").filter_map(intent).collect()
}

fn intent(value: &Value) -> Option<Intent> {
    let text = |name: &str| word(value, name).map(str::to_owned);
    let texts = |name: &str| list(value, name).filter_map(Value::as_str).map(str::to_owned).collect();
    Some(Intent {
        kind: IntentKind::from_word(word(value, "kind")?)?,
        topic: text("topic"),
        confidence: value.get("confidence").and_then(Value::as_f64).unwrap_or_default(),
        words: texts("words"),
        rules: texts("rules"),
        days: value.get("days").and_then(Value::as_u64).and_then(|days| u32::try_from(days).ok()),
        until: text("until"),
        from: text("from"),
        to: text("to"),
    })
}

/// Whether a person can take it over as it is: something was understood, all of it is known here, and what needs a topic or
/// an end has one.
pub fn can_be_accepted(reading: &Value, intents: &[Intent]) -> bool {
    let whole = |intent: &Intent| match intent.kind {
        IntentKind::UnsubscribeTopic => intent.topic.is_some(),
        IntentKind::Pause => intent.days.is_some() || intent.until.is_some(),
        _ => true,
    };
    !intents.is_empty() && intents.len() == list(reading, "intents").count() && intents.iter().all(whole)
}

/// Whether it names or speaks for somebody who is not the one that the reading is about: a person says who is meant
/// (AUTH-15). A correction has a second address by its nature.
pub fn names_another(reading: &Value, intents: &[Intent]) -> bool {
    let another = [Doubt::OtherAddress, Doubt::OtherPerson].map(Doubt::reason);
    let is_doubted = list(reading, "reasons").filter_map(Value::as_str).any(|reason| another.contains(&reason));
    is_doubted && intents.iter().any(|intent| intent.kind != IntentKind::Correction)
}
