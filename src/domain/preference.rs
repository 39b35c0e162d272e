//! What a recipient chose, and every other reason not to send.

use super::ids::{GroupId, SenderId, TopicId};
use super::time::Instant;

/// What a preference is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// One topic.
    Topic(TopicId),
    /// Every promotional topic of the sender, also those made later.
    All(SenderId),
    /// All senders of the group.
    Everywhere(GroupId),
    /// Personal data with third parties.
    Sharing(SenderId),
    /// The web opt-out.
    Tracking(SenderId),
}

impl Scope {
    /// The word in the API; a topic's own word is its key, which the registry knows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Topic(_) => "topic",
            Self::All(_) => "all",
            Self::Everywhere(_) => "everywhere",
            Self::Sharing(_) => "sharing",
            Self::Tracking(_) => "tracking",
        }
    }

    /// The number beside the word: topic, sender or group.
    pub fn number(self) -> u32 {
        match self {
            Self::Topic(id) => id.0,
            Self::All(id) | Self::Sharing(id) | Self::Tracking(id) => id.0,
            Self::Everywhere(id) => id.0,
        }
    }

    /// From word and number; `None` for a word never written by us (L10: the row is damaged, not "everyone").
    pub fn from_parts(word: &str, number: u32) -> Option<Self> {
        match word {
            "topic" => Some(Self::Topic(TopicId(number))),
            "all" => Some(Self::All(SenderId(number))),
            "everywhere" => Some(Self::Everywhere(GroupId(number))),
            "sharing" => Some(Self::Sharing(SenderId(number))),
            "tracking" => Some(Self::Tracking(SenderId(number))),
            _ => None,
        }
    }

    /// Whether mail is stopped by it: only these scopes can be paused.
    pub fn concerns_mail(self) -> bool {
        matches!(self, Self::Topic(_) | Self::All(_) | Self::Everywhere(_))
    }
}

/// What stands recorded for one scope, or one reason not to send. One row of the database, one record of the gate.
///
/// A pause is a record of its own beside the choice, because it never replaces or ends an opt-out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The recipient said stop.
    OptedOut,
    /// The recipient said yes; `proven` when there is proof that counts against an opt-out.
    OptedIn {
        /// Whether proof of the mailbox or of consent was given.
        proven: bool,
    },
    /// A choice that was taken back (an undo): as if nothing had been said.
    Withdrawn,
    /// Not until then.
    Paused {
        /// The first moment at which mail may go again.
        until: Instant,
    },
    /// A pause that was ended early.
    Resumed,
    /// The recipient complained to a mailbox provider.
    Complained,
    /// A possible stop waits for a person.
    Held,
    /// The hold was lifted.
    Released,
    /// The address cannot be delivered to.
    Undeliverable,
    /// It was delivered to again.
    Deliverable,
    /// Taken over from another system, with the reason it had there.
    Imported(ImportReason),
    /// The person's data was erased; this keyed trace keeps the block (L8).
    Erased,
}

/// Why the other system suppressed the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ImportReason {
    /// The file did not say.
    Unspecified,
    /// The person unsubscribed there.
    Unsubscribe,
    /// The person complained there.
    Complaint,
    /// The address bounced there.
    Bounce,
}

/// Which of a scope's records a kind belongs to: each slot holds one record at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// Opted out, opted in, or withdrawn.
    Choice,
    /// Paused or resumed.
    Pause,
    /// Complained.
    Complaint,
    /// Held or released.
    Hold,
    /// Undeliverable or deliverable.
    Delivery,
    /// Imported.
    Import,
    /// Erased.
    Erasure,
}

impl Slot {
    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Choice => "choice",
            Self::Pause => "pause",
            Self::Complaint => "complaint",
            Self::Hold => "hold",
            Self::Delivery => "delivery",
            Self::Import => "import",
            Self::Erasure => "erasure",
        }
    }
}

impl Kind {
    /// The slot it fills.
    pub fn slot(self) -> Slot {
        match self {
            Self::OptedOut | Self::OptedIn { .. } | Self::Withdrawn => Slot::Choice,
            Self::Paused { .. } | Self::Resumed => Slot::Pause,
            Self::Complained => Slot::Complaint,
            Self::Held | Self::Released => Slot::Hold,
            Self::Undeliverable | Self::Deliverable => Slot::Delivery,
            Self::Imported(_) => Slot::Import,
            Self::Erased => Slot::Erasure,
        }
    }

    /// The word in the database, the ledger and the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::OptedOut => "opted_out",
            Self::OptedIn { .. } => "opted_in",
            Self::Withdrawn => "withdrawn",
            Self::Paused { .. } => "paused",
            Self::Resumed => "resumed",
            Self::Complained => "complained",
            Self::Held => "held",
            Self::Released => "released",
            Self::Undeliverable => "undeliverable",
            Self::Deliverable => "deliverable",
            Self::Imported(reason) => reason.state_word(),
            Self::Erased => "erased",
        }
    }

    /// From the columns `state`, `until` and `proven`; `None` when they make no sense together (L10).
    pub fn from_parts(word: &str, until: Option<Instant>, proven: bool) -> Option<Self> {
        Some(match word {
            "opted_out" => Self::OptedOut,
            "opted_in" => Self::OptedIn { proven },
            "withdrawn" => Self::Withdrawn,
            "paused" => Self::Paused { until: until? },
            "resumed" => Self::Resumed,
            "complained" => Self::Complained,
            "held" => Self::Held,
            "released" => Self::Released,
            "undeliverable" => Self::Undeliverable,
            "deliverable" => Self::Deliverable,
            "imported" => Self::Imported(ImportReason::Unspecified),
            "imported_unsubscribe" => Self::Imported(ImportReason::Unsubscribe),
            "imported_complaint" => Self::Imported(ImportReason::Complaint),
            "imported_bounce" => Self::Imported(ImportReason::Bounce),
            "erased" => Self::Erased,
            _ => return None,
        })
    }

    /// The date of a pause.
    pub fn until(self) -> Option<Instant> {
        match self {
            Self::Paused { until } => Some(until),
            _ => None,
        }
    }

    /// Whether it keeps promotional mail away, or data from being passed on, until somebody lifts it. Such a record
    /// survives erasure (L8) and goes with a corrected address; a pause and an undeliverable address are not the person's
    /// lasting wish.
    pub fn is_block(self) -> bool {
        matches!(self, Self::OptedOut | Self::Complained | Self::Imported(_) | Self::Erased)
    }

    /// Whether it is kept when the person is erased: everything that keeps mail from going out but a pause.
    pub fn survives_erasure(self) -> bool {
        self.is_block() || matches!(self, Self::Held | Self::Undeliverable)
    }

    /// Whether it is an opt-in with proof.
    pub fn proven(self) -> bool {
        matches!(self, Self::OptedIn { proven: true })
    }
}

impl ImportReason {
    /// From the word in an import; `None` for any other.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "unsubscribe" => Some(Self::Unsubscribe),
            "complaint" => Some(Self::Complaint),
            "bounce" => Some(Self::Bounce),
            _ => None,
        }
    }

    /// Which of two reasons is kept when an address is imported twice. What a person did weighs more than what a mail
    /// server said.
    pub fn stronger(self, other: Self) -> Self {
        let strength = |reason| match reason {
            Self::Unspecified => 0,
            Self::Bounce => 1,
            Self::Unsubscribe => 2,
            Self::Complaint => 3,
        };
        if strength(other) > strength(self) { other } else { self }
    }

    /// The word in an import.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unspecified => "unspecified",
            Self::Unsubscribe => "unsubscribe",
            Self::Complaint => "complaint",
            Self::Bounce => "bounce",
        }
    }

    fn state_word(self) -> &'static str {
        match self {
            Self::Unspecified => "imported",
            Self::Unsubscribe => "imported_unsubscribe",
            Self::Complaint => "imported_complaint",
            Self::Bounce => "imported_bounce",
        }
    }
}

/// One thing that stands recorded about a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// What it is about.
    pub scope: Scope,
    /// What was chosen or found.
    pub kind: Kind,
    /// When it happened; the later event wins.
    pub since: Instant,
    /// The ledger entry that wrote it.
    pub entry: u64,
}

/// What a change of preference would do to what stands recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It changes nothing; this entry set what stands.
    Unchanged {
        /// The entry that set the present state, if one did.
        entry: Option<u64>,
    },
    /// It becomes the record of its scope and slot.
    Apply {
        /// What stood there before, in a word (`none` when nothing did).
        before: &'static str,
    },
    /// Coming back over one's own opt-out needs proof (L3).
    ProofRequired,
}

/// Whether the trace of an erasure stands for mail of this scope: somebody was erased and has not come back to it with
/// proof since (L8). Coming back to one topic is an exception for that topic, to `all` for that sender, and nothing wider.
pub fn is_erased_for(present: &[Record], sender: SenderId, scope: Scope) -> bool {
    let erased = present.iter().filter(|r| r.kind == Kind::Erased).map(|r| r.since).max();
    erased.is_some_and(|erased| {
        let answers = |yes: &Record| yes.scope == scope || yes.scope == Scope::All(sender);
        !present.iter().any(|yes| yes.kind.proven() && yes.since > erased && answers(yes))
    })
}

/// Whether somebody was erased and has not come back to anything since.
pub fn is_gone(present: &[Record]) -> bool {
    let erased = present.iter().filter(|r| r.kind == Kind::Erased).map(|r| r.since).max();
    erased.is_some_and(|erased| !present.iter().any(|yes| yes.kind.proven() && yes.since > erased))
}

/// Decides what a new event of `kind`, at the time `at`, does to what stands recorded about the recipient.
///
/// `present` is everything recorded about that recipient, `sender` whose topics are meant (an `all` of another sender
/// is nobody's business here). The rules (design, "preference"): the later event wins by the time it happened; an
/// opt-in counts against an opt-out only with proof, and only a later one; a pause never replaces or ends an opt-out,
/// and a running pause only gets longer.
pub fn decide(present: &[Record], sender: SenderId, scope: Scope, kind: Kind, at: Instant) -> Decision {
    let same_slot = |r: &&Record| r.scope == scope && r.kind.slot() == kind.slot();
    let standing = present.iter().find(same_slot);
    match kind {
        Kind::OptedIn { proven } => {
            let erased = is_erased_for(present, sender, scope);
            let blocks = present.iter().filter(|r| match r.kind {
                Kind::Erased => erased,
                _ => is_overcome_by_opt_in(r, sender, scope),
            });
            decide_opt_in(standing, blocks.max_by_key(|r| r.since), proven, at)
        }
        Kind::Paused { .. } => {
            let stop = present.iter().find(|r| r.scope == scope && r.kind == Kind::OptedOut);
            decide_pause(standing, stop, kind, at)
        }
        Kind::OptedOut if has_exception(present, standing, at) => apply(standing),
        _ => decide_plain(standing, kind, at),
    }
}

/// What an imported suppression makes of what stands recorded: its kind and date as they will stand, or `None` when
/// nothing changes.
///
/// Two imports of one address are joined: the stronger reason, the later date. The later one, because a proven opt-in
/// counts against suppressions that are older than it: a second import must not make a block older and so lift it (L8).
/// A row without a date happened when the one before it did, so that importing a file again changes nothing; but if
/// somebody came back with proof since, it may tell of a new stop, and counts as now (L10).
/// An import never touches what the recipient chose (another slot): an opt-out always wins and nobody is brought back.
/// Whoever was erased is blocked already, and their address is not kept again because a list has it (L8, ERA-01).
pub fn decide_import(
    present: &[Record],
    scope: Scope,
    reason: ImportReason,
    dated: Option<Instant>,
    now: Instant,
) -> Option<(Kind, Instant)> {
    if is_gone(present) {
        return None;
    }
    let imported = |r: &Record| match r.kind {
        Kind::Imported(reason) if r.scope == scope => Some((reason, r.since)),
        _ => None,
    };
    let standing = present.iter().find_map(imported);
    let undated = |at| if present.iter().any(|r| r.kind.proven() && r.since > at) { now } else { at };
    let (reason, since) = match standing {
        Some((other, at)) => (reason.stronger(other), dated.map_or_else(|| undated(at), |dated| dated.max(at))),
        None => (reason, dated.unwrap_or(now)),
    };
    (standing != Some((reason, since))).then_some((Kind::Imported(reason), since))
}

fn decide_plain(standing: Option<&Record>, kind: Kind, at: Instant) -> Decision {
    match standing {
        // A stop after a stop says nothing new, whatever its time: the first one keeps its date.
        Some(r) if r.kind == kind => unchanged(r),
        // An opt-in without proof does not count against a stop, not even a later one; no more does the undo of another.
        Some(r) if proves_nothing(r.kind) && kind == Kind::OptedOut => apply(Some(r)),
        // An older event that arrives late does not undo a newer one.
        Some(r) if r.since > at => unchanged(r),
        other => apply(other),
    }
}

fn proves_nothing(kind: Kind) -> bool {
    matches!(kind, Kind::OptedIn { proven: false } | Kind::Withdrawn)
}

/// Whether somebody came back to a topic, with proof, after the `all` that stands and before this event. Then another
/// `all` says something new: it ends that exception (L1). Whose topic it was is not known here; a stop that is dated
/// anew without need loses nothing.
fn has_exception(present: &[Record], standing: Option<&Record>, at: Instant) -> bool {
    let all = |r: &&Record| r.kind == Kind::OptedOut && matches!(r.scope, Scope::All(_));
    standing.filter(all).is_some_and(|stop| {
        let between = |yes: &Record| yes.since > stop.since && yes.since <= at;
        present.iter().any(|yes| matches!(yes.scope, Scope::Topic(_)) && yes.kind.proven() && between(yes))
    })
}

fn decide_opt_in(standing: Option<&Record>, block: Option<&Record>, proven: bool, at: Instant) -> Decision {
    if block.is_some_and(|block| !proven || at <= block.since) {
        return Decision::ProofRequired;
    }
    // A stop that came after an earlier yes made that yes void, so the new one must take its place.
    let voided = block.zip(standing).is_some_and(|(block, standing)| block.since >= standing.since);
    match standing {
        Some(r) if voided => apply(Some(r)),
        // Proof once given is not lost to a later claim without it.
        Some(r) if r.kind.proven() => unchanged(r),
        standing => decide_plain(standing, Kind::OptedIn { proven }, at),
    }
}

/// Whether the record is a stop that an opt-in to `scope` would have to overcome: the scope's own, and for a topic
/// also an `all` of its sender, to which a proven opt-in is an exception (`everywhere` has none).
fn is_overcome_by_opt_in(record: &Record, sender: SenderId, scope: Scope) -> bool {
    let stop = matches!(record.kind, Kind::OptedOut | Kind::Imported(_));
    let wider = record.scope == Scope::All(sender) && matches!(scope, Scope::Topic(_));
    stop && (record.scope == scope || wider)
}

fn decide_pause(standing: Option<&Record>, stop: Option<&Record>, kind: Kind, at: Instant) -> Decision {
    // Nobody's mail comes earlier than they said: a running pause only gets longer. To shorten one is to end it first,
    // and that takes the mailbox (L3).
    let ends_no_earlier = |r: &Record| r.kind.until().is_some_and(|end| end > at && Some(end) >= kind.until());
    match (stop, standing) {
        (Some(stop), _) => unchanged(stop),
        (None, Some(running)) if ends_no_earlier(running) => unchanged(running),
        (None, standing) => decide_plain(standing, kind, at),
    }
}

fn apply(standing: Option<&Record>) -> Decision {
    Decision::Apply { before: standing.map_or("none", |r| r.kind.word()) }
}

fn unchanged(record: &Record) -> Decision {
    Decision::Unchanged { entry: Some(record.entry) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENDER: SenderId = SenderId(1);
    const NEWS: Scope = Scope::Topic(TopicId(7));
    const ALL: Scope = Scope::All(SENDER);

    fn record(scope: Scope, kind: Kind, at: i64) -> Record {
        Record { scope, kind, since: Instant(at), entry: at as u64 }
    }

    fn decision(present: &[Record], scope: Scope, kind: Kind, at: i64) -> Decision {
        decide(present, SENDER, scope, kind, Instant(at))
    }

    #[test]
    fn a_second_stop_changes_nothing_and_names_the_first() {
        let present = [record(NEWS, Kind::OptedOut, 5)];
        assert_eq!(decision(&present, NEWS, Kind::OptedOut, 9), Decision::Unchanged { entry: Some(5) });
    }

    #[test]
    fn sup_12_an_opt_in_over_a_stop_needs_later_proof() {
        let present = [record(NEWS, Kind::OptedOut, 5)];
        let proven = Kind::OptedIn { proven: true };
        assert_eq!(decision(&present, NEWS, Kind::OptedIn { proven: false }, 9), Decision::ProofRequired);
        assert_eq!(decision(&present, NEWS, proven, 5), Decision::ProofRequired);
        assert_eq!(decision(&present, NEWS, proven, 9), Decision::Apply { before: "opted_out" });
    }

    #[test]
    fn an_opt_in_to_one_topic_must_overcome_an_all_of_the_same_sender_only() {
        let yes = Kind::OptedIn { proven: false };
        assert_eq!(decision(&[record(ALL, Kind::OptedOut, 5)], NEWS, yes, 9), Decision::ProofRequired);
        let foreign = record(Scope::All(SenderId(2)), Kind::OptedOut, 5);
        assert_eq!(decision(&[foreign], NEWS, yes, 9), Decision::Apply { before: "none" });
    }

    #[test]
    fn a_second_proof_brings_back_who_stopped_everything_after_the_first() {
        let yes = Kind::OptedIn { proven: true };
        let present = [record(NEWS, yes, 3), record(ALL, Kind::OptedOut, 5)];
        assert_eq!(decision(&present, NEWS, yes, 9), Decision::Apply { before: "opted_in" });
    }

    #[test]
    fn a_stop_that_arrives_late_still_beats_an_unproven_opt_in_but_not_a_later_proven_one() {
        let claimed = [record(NEWS, Kind::OptedIn { proven: false }, 9)];
        assert_eq!(decision(&claimed, NEWS, Kind::OptedOut, 5), Decision::Apply { before: "opted_in" });
        let proven = [record(NEWS, Kind::OptedIn { proven: true }, 9)];
        assert_eq!(decision(&proven, NEWS, Kind::OptedOut, 5), Decision::Unchanged { entry: Some(9) });
    }

    #[test]
    fn l8_imports_are_joined_to_the_stronger_reason_and_the_later_date() {
        let now = Instant(20);
        let import = |present: &[Record], reason, at| decide_import(present, ALL, reason, Some(Instant(at)), now);
        let first = import(&[], ImportReason::Unsubscribe, 5);
        assert_eq!(first, Some((Kind::Imported(ImportReason::Unsubscribe), Instant(5))));
        let present = [record(ALL, Kind::Imported(ImportReason::Unsubscribe), 5)];
        assert_eq!(import(&present, ImportReason::Unsubscribe, 3), None);
        assert_eq!(import(&present, ImportReason::Bounce, 5), None);
        assert_eq!(decide_import(&present, ALL, ImportReason::Unsubscribe, None, now), None);
        let back = [present[0], record(NEWS, Kind::OptedIn { proven: true }, 7)];
        let again = decide_import(&back, ALL, ImportReason::Unsubscribe, None, now);
        assert_eq!(again, Some((Kind::Imported(ImportReason::Unsubscribe), now)), "it may tell of a new stop");
        let stronger = import(&present, ImportReason::Complaint, 9);
        assert_eq!(stronger, Some((Kind::Imported(ImportReason::Complaint), Instant(9))));
    }

    #[test]
    fn l8_after_an_erasure_an_import_adds_nothing_and_only_proof_that_is_later_brings_back() {
        let erased = record(Scope::All(SenderId(2)), Kind::Erased, 5);
        assert_eq!(decide_import(&[erased], ALL, ImportReason::Complaint, None, Instant(9)), None);
        let yes = |proven| Kind::OptedIn { proven };
        assert_eq!(decision(&[erased], NEWS, yes(false), 9), Decision::ProofRequired, "whoever sends");
        assert_eq!(decision(&[erased], NEWS, yes(true), 5), Decision::ProofRequired);
        assert_eq!(decision(&[erased], NEWS, yes(true), 9), Decision::Apply { before: "none" });
        let back = [erased, record(NEWS, yes(true), 9)];
        assert!(!is_erased_for(&back, SENDER, NEWS) && !is_gone(&back));
        assert!(is_erased_for(&back, SENDER, Scope::Topic(TopicId(8))), "and nothing wider");
        assert!(is_erased_for(&back, SenderId(3), Scope::All(SenderId(3))));
        let again = [record(ALL, Kind::Erased, 11), record(NEWS, yes(true), 9)];
        assert!(is_erased_for(&again, SENDER, NEWS), "a second erasure ends it");
        assert!(decide_import(&back, ALL, ImportReason::Complaint, None, Instant(12)).is_some());
    }

    #[test]
    fn l1_a_second_all_ends_the_exception_that_was_made_in_between() {
        let back = record(NEWS, Kind::OptedIn { proven: true }, 7);
        let present = [record(ALL, Kind::OptedOut, 5), back];
        assert_eq!(decision(&present, ALL, Kind::OptedOut, 9), Decision::Apply { before: "opted_out" });
        assert_eq!(decision(&present, ALL, Kind::OptedOut, 6), Decision::Unchanged { entry: Some(5) });
        let renewed = [record(ALL, Kind::OptedOut, 9), back];
        assert_eq!(decision(&renewed, ALL, Kind::OptedOut, 11), Decision::Unchanged { entry: Some(9) });
    }

    #[test]
    fn the_undo_of_one_stop_proves_nothing_against_another_that_arrives_late() {
        let undone = [record(NEWS, Kind::Withdrawn, 9)];
        assert_eq!(decision(&undone, NEWS, Kind::OptedOut, 7), Decision::Apply { before: "withdrawn" });
    }

    #[test]
    fn l3_a_running_pause_only_gets_longer_unless_it_was_ended() {
        let until = |end| Kind::Paused { until: Instant(end) };
        let running = [record(ALL, until(50), 5)];
        assert_eq!(decision(&running, ALL, until(40), 9), Decision::Unchanged { entry: Some(5) });
        assert_eq!(decision(&running, ALL, until(50), 9), Decision::Unchanged { entry: Some(5) });
        assert_eq!(decision(&running, ALL, until(60), 9), Decision::Apply { before: "paused" });
        let ended = [record(ALL, Kind::Resumed, 9)];
        assert_eq!(decision(&ended, ALL, until(40), 9), Decision::Apply { before: "resumed" });
        assert_eq!(decision(&[record(ALL, until(50), 5)], ALL, until(40), 50), Decision::Apply { before: "paused" });
    }

    #[test]
    fn a_pause_never_replaces_a_stop() {
        let pause = Kind::Paused { until: Instant(99) };
        let present = [record(NEWS, Kind::OptedOut, 5)];
        assert_eq!(decision(&present, NEWS, pause, 9), Decision::Unchanged { entry: Some(5) });
        assert_eq!(decision(&[], NEWS, pause, 9), Decision::Apply { before: "none" });
    }
}
