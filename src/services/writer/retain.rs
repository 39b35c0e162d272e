//! What is old goes, a bounded chunk at a time so that nobody's change waits long behind it. Each chunk has its entry in
//! the same transaction (L5), with its rule, its cut-off and how much went. An entry names the cases it took, because
//! their rows were written by entries: what no such entry names is missed by `verify`. Of everything else the ledger
//! holds nothing but that it was.

use serde_json::Value;

use super::batch::Batch;
use super::change::{Answer, Retain};
use crate::domain::change::{EntryKind, LeafDraft};
use crate::domain::retention::{Rule, counted_since};
use crate::services::error::ServiceError;
use crate::services::intake::receive::without_client;
use crate::store::retention::{self, Line, Old};

/// Mails of one chunk: their content may be large.
const MAILS: i64 = 100;
/// Cases of one chunk: their entry names each.
const CASES: i64 = 50;
/// Rows of one chunk that are taken together.
const ROWS: i64 = 500;

/// What a chunk took.
#[derive(Default)]
struct Taken {
    removed: u64,
    /// There may be more of it.
    more: bool,
    codes: Vec<(&'static str, Value)>,
}

pub(super) async fn retain(batch: &mut Batch<'_>, wanted: &Retain) -> Result<Answer, ServiceError> {
    let line = Line { before: wanted.before, counted: counted_since(batch.now) };
    let taken = match wanted.rule {
        Rule::Mail => mails(batch, Old::Mail, line).await?,
        Rule::UnrelatedMail => mails(batch, Old::UnrelatedMail, line).await?,
        Rule::Client => clients(batch, line).await?,
        Rule::Cases => cases(batch, line).await?,
        Rule::Confirmations => together(batch, &[Old::Confirmations], line).await?,
        Rule::SentMail => together(batch, &[Old::Sent, Old::SentBodies], line).await?,
        Rule::Webhooks => together(batch, &[Old::Webhooks], line).await?,
        Rule::MailRecords => together(batch, &[Old::MailRecords], line).await?,
        Rule::Figures => together(batch, &[Old::Figures], line).await?,
    };
    let entry = (taken.removed > 0).then(|| write_down(batch, wanted, &taken));
    let changed = entry.is_some();
    Ok(Answer { changed, entry, rows_changed: taken.removed, more: taken.more, ..Answer::default() })
}

fn write_down(batch: &mut Batch<'_>, wanted: &Retain, taken: &Taken) -> u64 {
    let mut codes: Vec<(&'static str, Value)> = vec![
        ("rule", wanted.rule.word().into()),
        ("kept", wanted.keep.to_string().into()),
        ("before", wanted.before.0.into()),
        ("removed", taken.removed.into()),
    ];
    codes.extend(taken.codes.iter().cloned());
    batch.append(&LeafDraft {
        kind: EntryKind::Retention,
        at: batch.now,
        sender: None,
        actor: wanted.actor.clone(),
        channel: wanted.channel,
        codes,
    })
}

async fn mails(batch: &mut Batch<'_>, what: Old, line: Line) -> Result<Taken, ServiceError> {
    let due = retention::due(batch.tx, what, line, MAILS).await?;
    let mut taken = Taken { more: due.len() as i64 == MAILS, ..Taken::default() };
    for mail in &due {
        taken.removed += u64::from(retention::take_mail(batch.tx, mail).await?);
    }
    Ok(taken)
}

/// Not everything that came in was handed over by somebody, so not every mail that is looked at counts.
async fn clients(batch: &mut Batch<'_>, line: Line) -> Result<Taken, ServiceError> {
    let due = retention::due(batch.tx, Old::Clients, line, ROWS).await?;
    let mut taken = Taken { more: due.len() as i64 == ROWS, ..Taken::default() };
    for mail in &due {
        let origin = retention::origin(batch.tx, mail).await?;
        let (origin, had_one) = without_client(&batch.context.vault, mail, origin);
        let done = retention::take_client(batch.tx, mail, origin.as_deref()).await?;
        taken.removed += u64::from(done && had_one);
    }
    Ok(taken)
}

async fn cases(batch: &mut Batch<'_>, line: Line) -> Result<Taken, ServiceError> {
    let due = retention::due(batch.tx, Old::Cases, line, CASES).await?;
    let mut tasks = 0;
    for case in &due {
        tasks += retention::take_case(batch.tx, case).await?;
    }
    let codes = vec![("removed_cases", due.clone().into()), ("tasks", tasks.into())];
    Ok(Taken { removed: due.len() as u64, more: due.len() as i64 == CASES, codes })
}

async fn together(batch: &mut Batch<'_>, what: &[Old], line: Line) -> Result<Taken, ServiceError> {
    let mut taken = Taken::default();
    for old in what {
        let removed = retention::take(batch.tx, *old, line, ROWS).await?;
        taken.removed += removed;
        taken.more |= removed == ROWS as u64;
    }
    Ok(taken)
}
