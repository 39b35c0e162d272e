//! How things are called at the inbox.

use crate::domain::time::{DAY_MS, Instant};
use crate::services::Services;

/// A kind of wish: its word, its name, what comes of it, its key.
pub(super) struct Kind {
    pub(super) word: &'static str,
    pub(super) name: &'static str,
    pub(super) words: &'static str,
    pub(super) key: &'static str,
}

const fn kind(word: &'static str, name: &'static str, words: &'static str, key: &'static str) -> Kind {
    Kind { word, name, words, key }
}

/// What a mail can want.
pub(super) const KINDS: [Kind; 11] = [
    kind("unsubscribe_all", "Stop all promotional mail", "The gate obeys at once. They are told.", "1"),
    kind("unsubscribe_topic", "Stop one topic", "Choose the topic below.", "2"),
    kind("pause", "Pause promotional mail", "Say for how long below.", "3"),
    kind("resubscribe", "Promotional mail again", "A mail asks them to confirm; nothing changes before.", "4"),
    kind("sharing_opt_out", "Stop sharing their data", "Applies at once; partners are told by a case.", "5"),
    kind("access", "A copy of their data", "Opens a case; their mailbox is asked to confirm.", "6"),
    kind("correction", "Correct their data", "Opens a case; their mailbox is asked to confirm.", "7"),
    kind("deletion", "Delete their data", "Opens a case; their mailbox is asked to confirm.", "8"),
    kind("complaint", "A complaint", "Opens a case for whoever hears complaints.", "9"),
    kind("wrong_person", "Meant for a customer of ours", "Opens a case: they are told whom to ask.", "w"),
    kind("question", "A question", "Opens a case that support answers.", "q"),
];

/// The name of a kind, also of those that nobody chooses.
pub(super) fn name_of(word: &str) -> &'static str {
    match KINDS.iter().find(|kind| kind.word == word) {
        Some(kind) => kind.name,
        None if word == "none" => "Nothing is wanted",
        None if word == crate::domain::label::SPAM => "Spam",
        None => "Something this version does not know",
    }
}

/// What comes of a kind.
pub(super) fn words_of(word: &str) -> &'static str {
    KINDS.iter().find(|kind| kind.word == word).map_or("The mail is put away.", |kind| kind.words)
}

/// Where a mail stands.
pub(super) fn status(word: &str) -> &'static str {
    match word {
        "received" => "is being read",
        "ignored" => "asked for nothing",
        "answered" => "was answered",
        "acted" => "was acted on by itself",
        "asked" => "the recipient was asked to confirm",
        "review" => "waits for a person",
        "decided" => "was decided by a person",
        _ => "stands somewhere this version does not know",
    }
}

/// How sure we are who wrote it: a word, its colour, a sentence.
pub(super) fn trust(word: &str) -> (&'static str, &'static str, &'static str) {
    match word {
        "token" => {
            ("proven", "good", "It carries a link of ours that was made for this person: its writer holds their mail.")
        }
        "authenticated" => ("proven", "good", "Their mail provider vouches that it comes from this address."),
        "agent" => ("vouched for", "good", "A support mailbox of ours passed it on, and that is proven."),
        "suspect" => (
            "suspect",
            "bad",
            "Something speaks against the writer. Look closely before anything is done in their name.",
        ),
        _ => ("unproven", "", "Nothing proves who wrote it, and nothing speaks against it."),
    }
}

/// A robot.
pub(super) fn robot(word: &str) -> &'static str {
    match word {
        "dsn" => "A mail server wrote it: a mail of ours could not be delivered.",
        "arf" => "A mail provider wrote it: somebody pressed \u{201c}spam\u{201d}.",
        "auto_reply" => "A robot wrote it: an automatic answer.",
        "list" => "It comes from a mailing list.",
        "own" => "It is our own mail come back.",
        _ => "A robot wrote it.",
    }
}

/// What a preference is about; a topic by its key.
pub(super) fn scope(word: &str) -> &str {
    match word {
        "all" => "All promotional mail",
        "everywhere" => "All senders of the group",
        "sharing" => "Sharing of data",
        "tracking" => "Tracking on the web",
        topic => topic,
    }
}

/// How a clock presses.
pub(super) fn pressing(services: &Services, due: Instant) -> &'static str {
    match due {
        due if due <= services.clock.now() => "late",
        due if services.is_soon(due) => "soon",
        _ => "",
    }
}

/// A stretch of time in its largest unit.
pub(super) fn span(ms: i64) -> String {
    let (number, unit) = match ms.max(0) {
        ..60_000 => return "less than a minute".to_owned(),
        ms @ 60_000..3_600_000 => (ms / 60_000, "minute"),
        ms @ 3_600_000..DAY_MS => (ms / 3_600_000, "hour"),
        ms => (ms / DAY_MS, "day"),
    };
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

/// A size.
pub(super) fn size(octets: i64) -> String {
    match octets.max(0) {
        ..10_240 => format!("{octets} bytes"),
        10_240..10_485_760 => format!("{} KiB", octets / 1_024),
        _ => format!("{} MiB", octets / 1_048_576),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reading::IntentKind;

    #[test]
    fn every_kind_can_be_chosen_and_has_a_key_of_its_own() {
        for kind in IntentKind::ALL.iter().filter(|kind| **kind != IntentKind::None) {
            assert!(KINDS.iter().any(|known| known.word == kind.word()), "{kind:?}");
        }
        let keys: std::collections::BTreeSet<_> = KINDS.iter().map(|kind| kind.key).collect();
        assert_eq!(keys.len(), KINDS.len());
        assert!(["a", "c", "h", "n", "d", "j", "k", "0", "s"].iter().all(|taken| !keys.contains(taken)));
    }

    #[test]
    fn times_and_sizes_are_said_in_their_largest_unit() {
        assert_eq!(
            [59_000, 3_600_000, 3 * DAY_MS].map(span),
            ["less than a minute", "1 hour", "3 days"].map(str::to_owned)
        );
        assert_eq!([900, 20_480].map(size), ["900 bytes", "20 KiB"].map(str::to_owned));
    }
}
