//! `/console/record`: the ledger in plain words, its head, its verification; and each entry with its proof.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::web;

use super::guard::{Posted, Visit, see_other};
use super::{Answer, form, page};
use crate::domain::address::RecipientKey;
use crate::domain::change::EntryKind;
use crate::domain::error::{Code, Problem};
use crate::domain::operator::Right;
use crate::render::console::{Entry, EntryRow, Fault, HeadShown, LastVerification, Pager, Record, VerificationShown};
use crate::services::error::ServiceError;
use crate::services::record::{KINDS, Line, Lines, PAGE};
use crate::services::report::figures::spoken;
use crate::store::hex;

/// Faults that are named on the page.
const NAMED: usize = 10;

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(form("/console/record", web::to(show), web::to(act)))
        .service(page("/console/record/{index}", web::to(entry)));
}

async fn show(visit: Visit) -> Answer {
    match visit.asked("entry") {
        Some(typed) => go_to(&visit, &typed).await,
        None => Ok(visit.page(&record(&visit).await?)),
    }
}

/// To an entry that was typed.
async fn go_to(visit: &Visit, typed: &str) -> Answer {
    let size = visit.services().gate.ledger_size();
    let text = match typed.replace([' ', '.', ','], "").parse::<u64>() {
        Ok(index) if index < size => return Ok(see_other(&format!("/console/record/{index}"))),
        Ok(_) => format!("The ledger has {size} entries; the newest is {}.", size.saturating_sub(1)),
        Err(_) => "An entry is named by its index: a number.".to_owned(),
    };
    let fault = Some(Fault { field: Some("entry".into()), text });
    let page = Record { fault, entry: typed.chars().take(40).collect(), ..record(visit).await? };
    Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

async fn act(posted: Posted) -> Answer {
    let visit = &posted.visit;
    if posted.text("act") != "verify" {
        return Ok(visit.refused(&Problem::new(Code::InvalidField, "The form says nothing to do.")));
    }
    let began = visit.state().services.begin_verification(&visit.by().0);
    Ok(visit.done("/console/record", if began { "verifying" } else { "verifying_already" }))
}

async fn record(visit: &Visit) -> Result<Record, actix_web::Error> {
    let services = visit.services();
    let kind = visit.asked("kind").and_then(|word| KINDS.into_iter().find(|kind| kind.word() == word));
    let below = visit.asked("below").and_then(|text| text.parse().ok());
    let lines = visit.ok(services.record_lines(below, kind).await)?;
    let names = visit.ok(services.operator_names().await)?;
    Ok(Record {
        kinds: KINDS.iter().map(|kind| (kind.word(), kind.word().to_owned())).collect(),
        kind: kind.map(|kind| kind.word().to_owned()).unwrap_or_default(),
        entry: String::new(),
        fault: None,
        pager: pager(&lines, below, kind),
        searched_to: (kind.is_some() && lines.down_to > 0).then_some(lines.down_to),
        query: query(below, kind),
        head: visit.ok(head(visit, lines.size))?,
        verification: visit.ok(verification(visit, &names).await)?,
        rows: lines.lines.into_iter().map(row).collect(),
    })
}

fn query(below: Option<u64>, kind: Option<EntryKind>) -> String {
    let below = below.map(|below| format!("below={below}"));
    let kind = kind.map(|kind| format!("kind={}", kind.word()));
    [kind, below].into_iter().flatten().collect::<Vec<_>>().join("&")
}

/// Entries of every kind are one beside the other; of those of one kind nobody knows how far up the page before began.
fn pager(lines: &Lines, below: Option<u64>, kind: Option<EntryKind>) -> Pager {
    let from = below.filter(|below| *below < lines.size);
    let up = from.map(|from| if kind.is_some() { lines.size } else { from.saturating_add(PAGE) });
    let up = up.map(|up| query(Some(up).filter(|up| *up < lines.size), kind));
    let ends = lines.lines.first().zip(lines.lines.last());
    Pager {
        before: up,
        next: (lines.down_to > 0).then(|| query(Some(lines.down_to), kind)),
        shown: ends.map(|(first, last)| format!("{} to {}", first.index, last.index)).unwrap_or_default(),
    }
}

fn row(line: Line) -> EntryRow {
    let Line { index, at, kind, words, by, channel, sender } = line;
    EntryRow { index, at, kind, words, by, channel, sender }
}

fn head(visit: &Visit, size: u64) -> Result<HeadShown, ServiceError> {
    let services = visit.services();
    let mut published = vec![
        "/ledger/checkpoint, for everybody".to_owned(),
        "the file checkpoint.txt in the data directory".to_owned(),
    ];
    let mailed = services.config.checkpoint_mail_to.len();
    if mailed > 0 {
        published.push(format!("by mail, to {mailed} {}", if mailed == 1 { "address" } else { "addresses" }));
    }
    let told = services.gate.registry().endpoints().iter().filter(|endpoint| endpoint.disabled.is_none()).count();
    if told > 0 {
        published.push(format!("by webhook, to those of {told} that asked for it"));
    }
    // A file that cannot be read is no reason not to show the record.
    let signed = services.published_head().ok().flatten().map(|head| (head.size, head.root, head.at));
    Ok(HeadShown { size, signed, key: services.vault.signer.vkey(), published })
}

async fn verification(visit: &Visit, names: &BTreeMap<String, String>) -> Result<VerificationShown, ServiceError> {
    let standing = visit.services().verification();
    let last = visit.services().last_verification().await?;
    let faults = standing.last.iter().flat_map(|found| &found.faults).take(NAMED);
    let here = last.as_ref().is_some_and(|last| standing.last.as_ref().is_some_and(|own| own.root == last.root));
    Ok(VerificationShown {
        running: standing.running,
        failed: standing.failed.clone(),
        faults: match here {
            true => faults.map(|f| format!("{}.{}, row {}: {}", f.table, f.column, f.row, f.what)).collect(),
            false => Vec::new(),
        },
        last: last.map(|last| LastVerification {
            at: last.at,
            by: names.get(&last.verifier).cloned().unwrap_or_else(|| last.verifier.replace('_', " ")),
            size: last.ledger_size,
            faults: last.faults,
            took: if last.took_ms < 1000 { "less than a second".to_owned() } else { spoken(last.took_ms) },
        }),
    })
}

async fn entry(visit: Visit, path: web::Path<String>) -> Answer {
    let index: u64 = path.parse().map_err(|_| visit.nothing())?;
    let found = visit.ok(visit.services().record_entry(index).await)?;
    let about = found.about.filter(|_| visit.may(Right::Recipients));
    Ok(visit.page(&Entry {
        before: index.checked_sub(1),
        next: Some(index + 1).filter(|next| *next < found.size),
        recipient: about.as_ref().map(key_in_url),
        case: found.case.filter(|_| visit.may(Right::Cases)),
        mail: found.mail.filter(|_| visit.may(Right::Inbox)),
        row: row(found.line),
        leaf: found.leaf,
        leaf_hash: found.leaf_hash,
        hash_holds: found.hash_holds,
        head: (found.size, found.root),
        proof: found.proof,
        proof_holds: found.proof_holds,
        erased: found.erased,
    }))
}

/// How the console names a recipient in a URL (L6): scheme and key.
fn key_in_url(key: &RecipientKey) -> String {
    format!("{}-{}", key.scheme, hex(&key.bytes))
}
