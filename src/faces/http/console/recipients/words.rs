//! How what stands and what happened is said.

use serde_json::Value;

use crate::domain::change::Channel;
use crate::domain::preference::{ImportReason, Kind};
use crate::domain::verdict::{Reason, Verdict};
use crate::services::preferences::Heard;

/// Why mail about a topic may be sent or not.
pub(super) fn why(verdict: &Verdict) -> &'static str {
    match verdict.reason {
        Reason::Erased => "Their data was erased. The block stays.",
        Reason::Complained => "They complained about mail to their provider.",
        Reason::OptedOutEverywhere => "They stopped all senders of the group.",
        Reason::OptedOutAll => "They stopped everything promotional of this sender.",
        Reason::OptedOutTopic => "They stopped this topic.",
        Reason::Paused => "They paused mail.",
        Reason::Held => "A possible stop waits for a person to decide.",
        Reason::Undeliverable => "The address takes no mail: it bounced.",
        Reason::Imported => "They were suppressed in the system the list came from.",
        Reason::NotOptedIn => "The topic needs an opt-in, and there is none.",
        Reason::Transactional if verdict.undeliverable => "No preference stops it; but the address is known to bounce.",
        Reason::Transactional => "No preference stops transactional mail.",
        Reason::OptedIn => "They said yes.",
        Reason::NoObjection => "Nothing speaks against it.",
        Reason::InvalidAddress => "This is no address.",
        Reason::Unreadable => "What is stored about them is damaged: `desist verify` names the row.",
    }
}

/// What stands.
pub(super) fn what(kind: Kind) -> &'static str {
    match kind {
        Kind::OptedOut => "Stopped",
        Kind::OptedIn { proven: true } => "Opted in, with proof",
        Kind::OptedIn { proven: false } => "Opted in",
        Kind::Withdrawn => "Taken back",
        Kind::Paused { .. } => "Paused",
        Kind::Resumed => "Pause ended",
        Kind::Complained => "Complained",
        Kind::Held => "Held until a person decides",
        Kind::Released => "Hold lifted",
        Kind::Undeliverable => "Undeliverable",
        Kind::Deliverable => "Deliverable again",
        Kind::Imported(ImportReason::Unspecified) => "Imported",
        Kind::Imported(ImportReason::Unsubscribe) => "Imported: had unsubscribed",
        Kind::Imported(ImportReason::Complaint) => "Imported: had complained",
        Kind::Imported(ImportReason::Bounce) => "Imported: had bounced",
        Kind::Erased => "Erased",
    }
}

/// The way in.
pub(super) fn by_way_of(channel: Channel) -> &'static str {
    match channel {
        Channel::OneClick => "one click in their mail program",
        Channel::Page => "a page of ours",
        Channel::Confirmation => "a link mailed to them",
        Channel::Api => "the API",
        Channel::CommandLine => "the command line",
        Channel::Import => "an import",
        Channel::Lmtp | Channel::Smtp | Channel::Imap | Channel::Pipe => "a mail",
        Channel::System => "the service itself",
        Channel::Console => "the console",
        Channel::Webhook => "a webhook",
        Channel::Restore => "the journal, after a restore",
    }
}

/// How a wish was heard.
pub(super) fn heard(heard: Heard) -> &'static str {
    match heard {
        Heard::Phone => "by telephone",
        Heard::Letter => "in a letter",
        Heard::InPerson => "in person",
        Heard::Helpdesk => "in a helpdesk",
    }
}

/// A word of the ledger as people write it.
pub(super) fn spaced(word: &str) -> String {
    word.replace('_', " ")
}

/// What happened, by its leaf.
pub(super) fn happened(leaf: &Value) -> String {
    let text = |name: &str| leaf[name].as_str().unwrap_or_default();
    match text("kind") {
        "preference" if leaf["undoes"].is_u64() => "Taken back".to_owned(),
        "preference" => state(text("after"), leaf["proven"] == true),
        "request" => match text("request") {
            "preferences_link" => "The link to their page was mailed".to_owned(),
            "confirm_resubscribe" => "Asked by mail whether they want to come back".to_owned(),
            "confirm_case" => "Asked by mail whether the request is theirs".to_owned(),
            other => format!("A mail was ordered: {}", spaced(other)),
        },
        "case" => format!("Case of {}: {}", spaced(text("what")), spaced(text("event"))),
        "task" => format!("Task of a case: {}", spaced(text("after"))),
        "copy" => "Copy of their data".to_owned(),
        "remark" => format!("Noted: {}", spaced(text("remark"))),
        "erasure" => "Their data was erased".to_owned(),
        "correction" => "The address was corrected".to_owned(),
        other => spaced(other),
    }
}

fn state(word: &str, proven: bool) -> String {
    // The date of a pause stands beside it.
    let kind = Kind::from_parts(word, Some(crate::domain::time::Instant(0)), proven);
    kind.map_or_else(|| spaced(word), |kind| what(kind).to_owned())
}
