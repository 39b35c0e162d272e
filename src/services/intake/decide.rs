//! What is to be done with a mail that was read: one table, pure, from the surest reason to the weakest.
//!
//! The rule is asymmetric (design, AUTH-17): to stop mail to the writer's own address needs no proof, because it can be
//! undone and the law wants it; whatever reveals, changes or brings back needs the mailbox on record. Whoever is spoken
//! *for* is not acted on without a proof of their own (AUTH-15, AUTH-16). A wrong act is a defect, "a person decides" is
//! a correct answer, so every line above the acts leads to a person.
//!
//! To add a line: put it where it belongs in [`decide`], give it a reason that names its law or standard, and a row to
//! the test's table.

use crate::domain::reading::{Decision, Intent, IntentKind, Robot, Trust};
use crate::mail::parse::Fault;

/// Who put the mail before us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearer {
    /// Whoever wrote it.
    Writer,
    /// A support mailbox of the directory, proven: it vouches for what it forwards (AUTH-13).
    Agent,
    /// A mailbox of ours by its domain, where no directory is at hand to ask.
    Colleague,
    /// Anybody else, speaking for somebody (AUTH-16).
    Stranger,
}

/// What a robot's mail asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RobotSays {
    /// Nothing that concerns us.
    Nothing,
    /// An address is permanently gone.
    Gone,
    /// Somebody is to be taken off, or complained.
    OptOut,
    /// Something a person must see: fraud, a report that cannot be read.
    Alarm,
}

/// Everything the decision rests on.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// Which robot sent it, if one did.
    pub robot: Option<Robot>,
    /// What it says.
    pub robot_says: RobotSays,
    /// A provider asks whether mail may be forwarded to us.
    pub forwarding_check: bool,
    /// What is wrong with the mail.
    pub faults: &'a [Fault],
    /// Who put it before us.
    pub bearer: Bearer,
    /// Whether exactly one person can be meant.
    pub is_about_one: bool,
    /// Whether the writer is one of us, and nobody's mail was forwarded.
    pub is_ours: bool,
    /// How sure the writer is.
    pub trust: Trust,
    /// A token of ours in it verifies, whomever it names: what a robot's report is about (DSN-04, ARF-04).
    pub has_token: bool,
    /// Such a token names whom the mail is about: the only one for whom it proves anything (AUTH-16).
    pub token_names_them: bool,
    /// The original carries its own writer's signature (AUTH-14).
    pub original_proven: bool,
    /// Somebody else's words stand in it that were not read.
    pub unread: bool,
    /// It is written in a language we have no rules for.
    pub foreign: bool,
    /// Rules and model do not agree on what it says.
    pub doubted: bool,
    /// What is wanted.
    pub intents: &'a [Intent],
    /// Any reasonable reader would apply the opt-outs without asking.
    pub clear: bool,
    /// The mail answered or forwarded is a customer's of ours.
    pub of_a_controller: bool,
}

/// A decision and the line of the table that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// What to do.
    pub decision: Decision,
    /// Why: a code, a colon, a sentence. No address (L6).
    pub reason: String,
}

fn so(decision: Decision, reason: &str) -> Decided {
    Decided { decision, reason: reason.to_owned() }
}

/// Decides.
pub fn decide(facts: &Facts<'_>) -> Decided {
    of_a_robot(facts)
        .or_else(|| beyond_reading(facts))
        .or_else(|| of_nobody(facts))
        .or_else(|| of_another(facts))
        .unwrap_or_else(|| of_the_wishes(facts))
}

fn of_a_robot(facts: &Facts<'_>) -> Option<Decided> {
    let robot = facts.robot?;
    let decided = match (robot, facts.robot_says) {
        (Robot::Own, RobotSays::Alarm) => {
            so(Decision::Review, "loop: the mail goes in circles; a person looks, and nobody is answered (SMTP-13)")
        }
        (Robot::Own, _) => so(Decision::Ignore, "own: our own mail came back (SMTP-13)"),
        (_, RobotSays::Alarm) => so(Decision::Review, "report: a report that a person must see"),
        (_, RobotSays::Gone) if facts.has_token => {
            so(Decision::Act, "bounce: permanent, and our token shows whose mail it was (DSN-02)")
        }
        (_, RobotSays::Gone) => {
            so(Decision::Ignore, "bounce: without our token anybody could have written it (DSN-05)")
        }
        (Robot::Arf, RobotSays::OptOut) if facts.has_token => {
            so(Decision::Act, "complaint: our token shows whose mail it was (ARF-04, ARF-05)")
        }
        (Robot::Arf, RobotSays::OptOut) => so(Decision::Review, "complaint: without our token a person looks (ARF-04)"),
        // A robot's opt-out is worked on like a person's (ACK-03).
        (_, RobotSays::OptOut) => return None,
        (Robot::AutoReply, _) if facts.clear => {
            so(Decision::Review, "auto_reply: an automatic answer that asks to be taken off (ACK-03)")
        }
        _ => so(Decision::Ignore, "robot: no person wrote it (DSN-06, ACK-04)"),
    };
    Some(decided)
}

fn beyond_reading(facts: &Facts<'_>) -> Option<Decided> {
    if facts.forwarding_check {
        return Some(so(Decision::Review, "forwarding_check: a provider asks whether mail may be forwarded to us"));
    }
    if let Some(fault) = facts.faults.first() {
        return Some(so(
            Decision::Review,
            &format!("fault: {} (MIME-01, MIME-02, MIME-10, MIME-14)", in_words(*fault)),
        ));
    }
    (facts.trust == Trust::Suspect)
        .then(|| so(Decision::Review, "suspect: something speaks against the writer, so a person looks (AUTH-06)"))
}

fn in_words(fault: Fault) -> &'static str {
    match fault {
        Fault::Unreadable => "the mail cannot be read",
        Fault::TooDeep => "the mail is nested too deep",
        Fault::TooManyParts => "the mail has too many parts",
        Fault::HeaderTooLarge => "the header is too large",
        Fault::RepeatedField => "a field that may stand once stands twice",
        Fault::UnclearWriter => "From does not name exactly one writer",
        Fault::Encrypted => "the mail is encrypted",
        Fault::Cut => "the mail is too long to be read whole",
        Fault::StrayHeaderLine => "the header has a line that is no field",
    }
}

fn of_nobody(facts: &Facts<'_>) -> Option<Decided> {
    if !facts.is_about_one {
        return Some(so(Decision::Review, "about: nobody or several could be meant (AUTH-15)"));
    }
    let wishes = facts.intents.iter().any(|intent| !matches!(intent.kind, IntentKind::None | IntentKind::Question));
    (facts.is_ours && wishes)
        .then(|| so(Decision::Review, "ours: one of us wrote it, and is not acted on for others' words (AUTH-15)"))
}

/// The words of somebody else, brought by a stranger.
fn of_another(facts: &Facts<'_>) -> Option<Decided> {
    let proven = facts.token_names_them || facts.original_proven;
    (facts.bearer == Bearer::Stranger && !proven)
        .then(|| so(Decision::Review, "stranger: whoever is quoted is not acted on without proof (AUTH-16)"))
}

fn of_the_wishes(facts: &Facts<'_>) -> Decided {
    let wants = |kind: IntentKind| facts.intents.iter().any(|intent| intent.kind == kind);
    let opts_out = facts.intents.iter().any(|intent| intent.kind.is_opt_out());
    let needs_proof = [IntentKind::Resubscribe, IntentKind::Access, IntentKind::Correction, IntentKind::Deletion];
    if facts.of_a_controller || wants(IntentKind::WrongPerson) {
        return so(Decision::Review, "wrong_person: meant for a customer of ours; a person passes it on");
    }
    match () {
        () if facts.unread => so(Decision::Review, "unread: it passes on somebody else's words (AUTH-15, L7)"),
        () if opts_out && facts.clear => so(Decision::Act, stop_reason(facts)),
        () if opts_out => so(Decision::Review, "unclear: a possible stop; promotional mail is held meanwhile (L7)"),
        () if facts.doubted => so(Decision::Review, "model: rules and model do not agree; a person looks (L7, L10)"),
        () if needs_proof.into_iter().any(wants) => {
            so(Decision::AskRecipient, "proof: only the mailbox on record may ask for this (L3, AUTH-17)")
        }
        () if wants(IntentKind::Complaint) => so(Decision::Review, "complaint: a person answers"),
        () if wants(IntentKind::Question) => so(Decision::AnswerOnly, "question: nothing changes"),
        () if facts.foreign => so(Decision::Review, "language: it may say anything, also stop (L7, L10)"),
        () => so(Decision::Ignore, "none: nothing was asked of us"),
    }
}

fn stop_reason(facts: &Facts<'_>) -> &'static str {
    match facts.bearer {
        Bearer::Writer => "stop: a clear stop of the writer's own mail needs no proof (AUTH-17)",
        Bearer::Agent => "stop: a clear stop, and an agent vouches for it (AUTH-13, AUTH-17)",
        Bearer::Colleague => "stop: a clear stop, passed on by a mailbox of our own domain; no agent directory to ask",
        Bearer::Stranger => "stop: a clear stop that proves itself (AUTH-14, AUTH-16)",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]
mod tests {
    use super::*;

    fn intents(kinds: &[IntentKind]) -> Vec<Intent> {
        let one = |kind: &IntentKind| Intent {
            kind: *kind,
            topic: None,
            confidence: 0.9,
            words: Vec::new(),
            rules: Vec::new(),
            days: None,
            until: None,
            from: None,
            to: None,
        };
        kinds.iter().map(one).collect()
    }

    fn facts(intents: &[Intent]) -> Facts<'_> {
        Facts {
            robot: None,
            robot_says: RobotSays::Nothing,
            forwarding_check: false,
            faults: &[],
            bearer: Bearer::Writer,
            is_about_one: true,
            is_ours: false,
            trust: Trust::Unverified,
            has_token: false,
            token_names_them: false,
            original_proven: false,
            unread: false,
            foreign: false,
            doubted: false,
            intents,
            clear: true,
            of_a_controller: false,
        }
    }

    #[test]
    fn auth_17_wishes_are_decided_by_what_they_risk() {
        use Decision::*;
        use IntentKind as K;
        for (kinds, clear, expected) in [
            (&[K::UnsubscribeAll][..], true, Act),
            (&[K::UnsubscribeAll], false, Review),
            (&[K::UnsubscribeTopic], true, Act),
            (&[K::Pause], true, Act),
            (&[K::SharingOptOut], true, Act),
            (&[K::UnsubscribeAll, K::Complaint], true, Act),
            (&[K::UnsubscribeAll, K::Deletion], true, Act),
            (&[K::Resubscribe], true, AskRecipient),
            (&[K::Access], true, AskRecipient),
            (&[K::Correction], true, AskRecipient),
            (&[K::Deletion, K::Complaint], true, AskRecipient),
            (&[K::Complaint], true, Review),
            (&[K::WrongPerson], true, Review),
            (&[K::UnsubscribeAll, K::WrongPerson], true, Review),
            (&[K::Question], true, AnswerOnly),
            (&[K::None], true, Ignore),
        ] {
            let intents = intents(kinds);
            assert_eq!(decide(&Facts { clear, ..facts(&intents) }).decision, expected, "{kinds:?}");
        }
    }

    #[test]
    fn auth_15_and_16_nobody_is_acted_on_by_somebody_elses_word() {
        let stop = intents(&[IntentKind::UnsubscribeAll]);
        let base = facts(&stop);
        for (bearer, expected) in
            [(Bearer::Agent, Decision::Act), (Bearer::Colleague, Decision::Act), (Bearer::Stranger, Decision::Review)]
        {
            assert_eq!(decide(&Facts { bearer, ..base.clone() }).decision, expected, "{bearer:?}");
        }
        assert_eq!(
            decide(&Facts { is_about_one: false, bearer: Bearer::Agent, ..base.clone() }).decision,
            Decision::Review
        );
        assert_eq!(decide(&Facts { is_ours: true, ..base.clone() }).decision, Decision::Review);
        let stranger = Facts { bearer: Bearer::Stranger, ..base };
        let proven = Facts { original_proven: true, ..stranger.clone() };
        assert_eq!(decide(&proven).decision, Decision::Act);
        let anybodys = Facts { has_token: true, ..stranger.clone() };
        assert_eq!(decide(&anybodys).decision, Decision::Review, "a token proves nothing about somebody else");
        assert_eq!(decide(&Facts { token_names_them: true, ..stranger }).decision, Decision::Act);
    }

    #[test]
    fn l7_and_l10_what_nobody_here_can_read_is_not_nothing() {
        let nothing = intents(&[IntentKind::None]);
        let base = Facts { clear: false, ..facts(&nothing) };
        assert_eq!(decide(&Facts { foreign: true, ..base.clone() }).decision, Decision::Review);
        assert_eq!(decide(&Facts { unread: true, ..base.clone() }).decision, Decision::Review);
        assert_eq!(decide(&Facts { doubted: true, ..base.clone() }).decision, Decision::Review);
        assert_eq!(decide(&base).decision, Decision::Ignore);
    }

    #[test]
    fn what_is_wrong_with_a_mail_goes_to_a_person_whatever_it_says() {
        let stop = intents(&[IntentKind::UnsubscribeAll]);
        let base = facts(&stop);
        for fault in [Fault::RepeatedField, Fault::UnclearWriter, Fault::Encrypted, Fault::Cut, Fault::TooDeep] {
            assert_eq!(decide(&Facts { faults: &[fault], ..base.clone() }).decision, Decision::Review, "{fault:?}");
        }
        assert_eq!(decide(&Facts { trust: Trust::Suspect, ..base.clone() }).decision, Decision::Review);
        assert_eq!(decide(&Facts { forwarding_check: true, ..base.clone() }).decision, Decision::Review);
        assert_eq!(decide(&Facts { of_a_controller: true, ..base }).decision, Decision::Review);
    }

    #[test]
    fn robots_are_acted_on_by_token_only_and_their_opt_outs_like_a_persons() {
        let stop = intents(&[IntentKind::UnsubscribeAll]);
        let of = |robot, robot_says, has_token| {
            decide(&Facts {
                robot: Some(robot),
                robot_says,
                has_token,
                clear: robot_says == RobotSays::OptOut,
                ..facts(&stop)
            })
        };
        for (robot, says, token, expected) in [
            (Robot::Dsn, RobotSays::Gone, true, Decision::Act),
            (Robot::Dsn, RobotSays::Gone, false, Decision::Ignore),
            (Robot::Dsn, RobotSays::Nothing, true, Decision::Ignore),
            (Robot::Arf, RobotSays::OptOut, true, Decision::Act),
            (Robot::Arf, RobotSays::OptOut, false, Decision::Review),
            (Robot::Arf, RobotSays::Alarm, true, Decision::Review),
            (Robot::AutoReply, RobotSays::Nothing, false, Decision::Ignore),
            (Robot::AutoReply, RobotSays::OptOut, false, Decision::Act),
            (Robot::List, RobotSays::Nothing, false, Decision::Ignore),
            (Robot::Own, RobotSays::OptOut, true, Decision::Ignore),
            (Robot::Own, RobotSays::Alarm, false, Decision::Review),
        ] {
            assert_eq!(of(robot, says, token).decision, expected, "{robot:?} {says:?} {token}");
        }
    }
}
