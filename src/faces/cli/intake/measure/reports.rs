//! Reports: whom a bounce is about and whether for good; what a complaint is.

use std::collections::BTreeSet;

use serde_json::Value;

use super::corpus::{Corpus, CorpusError, Set, field, list};
use super::score::Tally;
use crate::domain::address::Address;
use crate::domain::reading::Robot;
use crate::mail::parse;
use crate::mail::reports::{self, FeedbackKind, Own, Report};

/// What was found.
pub(super) struct Reports {
    pub(super) sets: Vec<Tally>,
    pub(super) bounces: Tally,
    pub(super) others: Tally,
}

type Recipients = BTreeSet<(String, bool)>;

/// Scores the sets of bounces and feedback reports.
pub(super) fn score(corpus: &mut Corpus) -> Result<Reports, CorpusError> {
    let mut bounces = Vec::new();
    let mut others = Vec::new();
    if let Some(set) = corpus.set("bounce-sisimai", "cases.json")? {
        let (bounce, other) = sisimai(&set)?;
        bounces.push(bounce);
        others.push(other);
    }
    if let Some(set) = corpus.set("bounce-flufl", "cases.json")? {
        bounces.push(flufl(&set)?);
    }
    if let Some(set) = corpus.set("arf-mail-auth", "cases.json")? {
        others.push(feedback(&set)?);
    }
    Ok(Reports {
        bounces: Tally::sum("bounces: recipient and permanence", &bounces),
        others: Tally::sum("complaints, automatic answers, notices", &others),
        sets: [bounces, others].concat(),
    })
}

fn report(set: &Set, row: &Value) -> Result<Option<Report>, CorpusError> {
    Ok(reports::read(&parse::parse(&set.bytes(field(row, "file"))?), &Own::default()))
}

fn found(report: Option<&Report>) -> Recipients {
    let bounces = report.map(|report| report.bounces.as_slice()).unwrap_or_default();
    let name = |address: &Address| address.match_form().to_owned();
    bounces.iter().map(|bounce| (bounce.recipient.as_ref().map(name).unwrap_or_default(), bounce.permanent)).collect()
}

fn same(text: &str) -> String {
    Address::parse(text).map_or_else(|_| text.to_lowercase(), |address| address.match_form().to_owned())
}

fn sisimai(set: &Set) -> Result<(Tally, Tally), CorpusError> {
    let mut bounces = Tally::new("bounce-sisimai: recipient and permanence");
    let mut others = Tally::new("bounce-sisimai: what kind of report");
    for row in set.rows.iter().filter(|row| field(row, "file").starts_with("emails")) {
        let report = report(set, row)?;
        if field(row, "our_class") != "bounce" {
            let right = is_class(report.as_ref(), field(row, "our_class"));
            others.count(right, field(row, "id"), || format!("wanted {}, got {report:?}", field(row, "our_class")));
            continue;
        }
        let named = |one: &Value| (same(field(one, "recipient")), one["hardbounce"].as_i64() == Some(1));
        let wanted: Recipients = list(row, "sisimai").iter().map(named).collect();
        let found = found(report.as_ref());
        bounces.count(wanted == found, field(row, "id"), || format!("wanted {wanted:?}, got {found:?}"));
    }
    Ok((bounces, others))
}

fn is_class(report: Option<&Report>, class: &str) -> bool {
    let robot = report.map(|report| report.robot);
    let kind = report.and_then(|report| report.feedback.as_ref()).map(|feedback| feedback.kind);
    match class {
        "complaint_fbl" => matches!(kind, Some(FeedbackKind::Abuse | FeedbackKind::Fraud)),
        "fbl_optout" => report.is_some_and(|report| report.opt_out),
        "fbl_auth_failure" => kind == Some(FeedbackKind::AuthFailure),
        "auto_reply" => robot == Some(Robot::AutoReply),
        _ => robot == Some(Robot::Dsn),
    }
}

/// Its "permanent" is what a mailing list counts against a member, blocked mail too; so permanence is checked only where
/// it says "temporary": such an address must not be called gone.
fn flufl(set: &Set) -> Result<Tally, CorpusError> {
    let mut tally = Tally::new("bounce-flufl: recipient, and no temporary one called permanent");
    for row in set.rows.iter().filter(|row| field(row, "our_class") == "bounce") {
        let found = found(report(set, row)?.as_ref());
        let of =
            |name: &str| -> BTreeSet<String> { list(row, name).iter().filter_map(Value::as_str).map(same).collect() };
        let (permanent, temporary) = (of("permanent"), of("temporary"));
        let wanted: BTreeSet<String> = permanent.union(&temporary).cloned().collect();
        let named: BTreeSet<String> = found.iter().map(|(address, _)| address.clone()).collect();
        let right = wanted == named && !found.iter().any(|(address, gone)| *gone && temporary.contains(address));
        tally.count(right, field(row, "id"), || format!("wanted {permanent:?} {temporary:?}, got {found:?}"));
    }
    Ok(tally)
}

fn feedback(set: &Set) -> Result<Tally, CorpusError> {
    let mut tally = Tally::new("arf-mail-auth: a feedback report");
    for row in &set.rows {
        let report = report(set, row)?;
        let right = report.as_ref().is_some_and(|report| report.robot == Robot::Arf);
        tally.count(right, field(row, "id"), || format!("got {report:?}"));
    }
    Ok(tally)
}
