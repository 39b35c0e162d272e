//! What is old enough to go, and how it goes. From when something is old enough is the caller's to say; what no age takes
//! stands here: a mail that waits for a worker or a person or whose case is open, an open case, a row that a limit still
//! counts, the newest webhook of an endpoint (which shows what it was told last).

use super::sql::{columns, exec, open_states, row, rows};
use super::{StoreError, Tx, labels};
use crate::domain::day::Day;
use crate::domain::time::Instant;

/// What is left of content that went.
const NOTHING: &[u8] = &[];

/// What grows old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Old {
    /// The content of mails that concerned somebody.
    Mail,
    /// The content of mails that asked for nothing.
    UnrelatedMail,
    /// Who handed mails over.
    Clients,
    /// One-time links.
    Confirmations,
    /// Settled mails that no limit counts any more.
    Sent,
    /// What is left in settled mails whose rows a limit counts, or that were given up and are shown by `doctor`: the body
    /// and what a server said.
    SentBodies,
    /// Settled webhooks.
    Webhooks,
    /// Ended cases.
    Cases,
    /// Whom mails were about, of which nothing else is left.
    MailRecords,
    /// Counts of days.
    Figures,
}

/// Where the line is between old and not.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// What ended before this is old.
    pub before: Instant,
    /// Limits count the mails made since then.
    pub counted: Instant,
}

columns! {
    /// How far the retention is.
    pub struct NightRow {
        pub night: String,
        pub lease_until: i64,
        pub finished_at: Option<i64>,
    }
}

/// Mails that were worked off, wait for nobody, and have no case that is open or ended later: one that they came with, or one
/// that they answered.
macro_rules! of_mails {
    ($status:literal) => {
        concat!(
            "FROM inbox WHERE content_kept AND pending = FALSE AND worked_at < $1 AND ",
            $status,
            " AND NOT EXISTS (SELECT 1 FROM cases WHERE cases.mail_id = inbox.id AND (cases.done_at IS NULL \
             OR cases.done_at >= $1 OR cases.state IN ",
            open_states!(),
            ")) AND NOT EXISTS (SELECT 1 FROM \
             case_events e JOIN cases ON cases.id = e.case_id WHERE e.mail_id = inbox.id AND (cases.done_at IS NULL \
             OR cases.done_at >= $1))"
        )
    };
}
macro_rules! of_mail {
    () => {
        of_mails!("status NOT IN ('received', 'review', 'ignored')")
    };
}
macro_rules! of_unrelated {
    () => {
        of_mails!("status = 'ignored'")
    };
}
macro_rules! of_clients {
    () => {
        "FROM inbox WHERE client_kept AND pending = FALSE AND status NOT IN ('received', 'review') AND received_at < $1"
    };
}
macro_rules! of_confirmations {
    () => {
        "FROM confirmations WHERE expires_at < $1"
    };
}
macro_rules! of_sent {
    () => {
        "FROM outbox WHERE status <> 'pending' AND kind <> 'webhook' AND settled_at < $1 \
         AND (created_at < $2 OR (status <> 'dead' AND kind <> 'checkpoint' AND kind NOT LIKE 'confirm_resubscribe/%'))"
    };
}
macro_rules! of_bodies {
    () => {
        "FROM outbox WHERE status <> 'pending' AND kind <> 'webhook' AND settled_at < $1 \
         AND created_at >= $2 AND (status = 'dead' OR kind = 'checkpoint' OR kind LIKE 'confirm_resubscribe/%') \
         AND (length(payload) > 0 OR last_error IS NOT NULL)"
    };
}
macro_rules! of_webhooks {
    () => {
        "FROM outbox WHERE status <> 'pending' AND kind = 'webhook' AND settled_at < $1 AND EXISTS \
         (SELECT 1 FROM outbox AS later WHERE later.ordering = outbox.ordering AND later.sequence > outbox.sequence)"
    };
}
macro_rules! of_cases {
    () => {
        concat!("FROM cases WHERE done_at < $1 AND state NOT IN ", open_states!())
    };
}
macro_rules! of_records {
    () => {
        "FROM inbox WHERE NOT content_kept AND pending = FALSE AND worked_at < $1 \
         AND (recipient_key IS NOT NULL OR author_key IS NOT NULL) \
         AND NOT EXISTS (SELECT 1 FROM cases WHERE cases.mail_id = inbox.id)"
    };
}
macro_rules! of_figures {
    () => {
        "FROM figures WHERE day < $1"
    };
}
macro_rules! counting {
    ($of:ident) => {
        concat!("SELECT COUNT(*) ", $of!())
    };
}
macro_rules! first {
    ($of:ident) => {
        concat!("SELECT id ", $of!(), " ORDER BY id LIMIT $2")
    };
}

/// How much of it there is.
pub async fn count(tx: &mut Tx, what: Old, line: Line) -> Result<i64, StoreError> {
    let before = line.before.0;
    let found = match what {
        Old::Mail => row!(tx, (i64,), counting!(of_mail), before),
        Old::UnrelatedMail => row!(tx, (i64,), counting!(of_unrelated), before),
        Old::Clients => row!(tx, (i64,), counting!(of_clients), before),
        Old::Confirmations => row!(tx, (i64,), counting!(of_confirmations), before),
        Old::Sent => row!(tx, (i64,), counting!(of_sent), before, line.counted.0),
        Old::SentBodies => row!(tx, (i64,), counting!(of_bodies), before, line.counted.0),
        Old::Webhooks => row!(tx, (i64,), counting!(of_webhooks), before),
        Old::Cases => row!(tx, (i64,), counting!(of_cases), before),
        Old::MailRecords => row!(tx, (i64,), counting!(of_records), before),
        Old::Figures => row!(tx, (i64,), counting!(of_figures), Day::of(line.before).0),
    };
    Ok(found?.map_or(0, |(n,)| n))
}

/// The first of it, by id: of mails and cases, which are taken one by one. Of anything else, none.
pub async fn due(tx: &mut Tx, what: Old, line: Line, limit: i64) -> Result<Vec<String>, StoreError> {
    let before = line.before.0;
    let found = match what {
        Old::Mail => rows!(tx, (String,), first!(of_mail), before, limit),
        Old::UnrelatedMail => rows!(tx, (String,), first!(of_unrelated), before, limit),
        Old::Clients => rows!(tx, (String,), first!(of_clients), before, limit),
        Old::Cases => rows!(tx, (String,), first!(of_cases), before, limit),
        _ => return Ok(Vec::new()),
    };
    Ok(found?.into_iter().map(|(id,)| id).collect())
}

/// Takes at most `limit` of what can be taken together; answers how many. Of mails and cases, none.
pub async fn take(tx: &mut Tx, what: Old, line: Line, limit: i64) -> Result<u64, StoreError> {
    let before = line.before.0;
    Ok(match what {
        Old::Confirmations => exec!(
            tx,
            concat!(
                "DELETE FROM confirmations WHERE token_hash IN (SELECT token_hash ",
                of_confirmations!(),
                " ORDER BY expires_at LIMIT $2)"
            ),
            before,
            limit
        ),
        Old::Sent => exec!(
            tx,
            concat!("DELETE FROM outbox WHERE id IN (SELECT id ", of_sent!(), " ORDER BY id LIMIT $3)"),
            before,
            line.counted.0,
            limit
        ),
        Old::SentBodies => exec!(
            tx,
            concat!(
                "UPDATE outbox SET payload = $4, last_error = NULL WHERE id IN (SELECT id ",
                of_bodies!(),
                " ORDER BY id LIMIT $3)"
            ),
            before,
            line.counted.0,
            limit,
            NOTHING
        ),
        Old::Webhooks => exec!(
            tx,
            concat!("DELETE FROM outbox WHERE id IN (SELECT id ", of_webhooks!(), " ORDER BY id LIMIT $2)"),
            before,
            limit
        ),
        // With whom a mail was about, what a label says in the writer's words goes: nobody could find it any more.
        Old::MailRecords => {
            exec!(
                tx,
                concat!(
                    "UPDATE labels SET mail_id = NULL, words = NULL, content = NULL WHERE mail_id IN (SELECT id ",
                    of_records!(),
                    " ORDER BY id LIMIT $2)"
                ),
                before,
                limit
            )?;
            exec!(
                tx,
                concat!(
                    "UPDATE inbox SET recipient_key = NULL, author_key = NULL WHERE id IN (SELECT id ",
                    of_records!(),
                    " ORDER BY id LIMIT $2)"
                ),
                before,
                limit
            )
        }
        Old::Figures => exec!(
            tx,
            concat!(
                "DELETE FROM figures WHERE (day, sender_id, topic_id, campaign, what) IN \
                 (SELECT day, sender_id, topic_id, campaign, what ",
                of_figures!(),
                " ORDER BY day, sender_id, topic_id, campaign, what LIMIT $2)"
            ),
            Day::of(line.before).0,
            limit
        ),
        Old::Mail | Old::UnrelatedMail | Old::Clients | Old::Cases => return Ok(0),
    }?)
}

/// Destroys content, envelopes and reading of a mail, unless it waits again; that it came, its hash and its dates stay, so
/// that the same bytes are known.
pub async fn take_mail(tx: &mut Tx, mail: &str) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "UPDATE inbox SET raw = $2, origin = NULL, reading = NULL, last_error = NULL, content_kept = FALSE, \
         client_kept = FALSE WHERE id = $1 AND pending = FALSE",
        mail,
        NOTHING
    )?;
    if touched == 1 {
        exec!(tx, "UPDATE inbox_recipients SET envelope = $2 WHERE mail_id = $1", mail, NOTHING)?;
        labels::forget_content(tx, mail).await?;
    }
    Ok(touched == 1)
}

/// Where a mail comes from, sealed.
pub async fn origin(tx: &mut Tx, mail: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let found = row!(tx, (Option<Vec<u8>>,), "SELECT origin FROM inbox WHERE id = $1", mail)?;
    Ok(found.and_then(|(origin,)| origin))
}

/// Writes where a mail comes from without who handed it over, unless it waits again.
pub async fn take_client(tx: &mut Tx, mail: &str, origin: Option<&[u8]>) -> Result<bool, StoreError> {
    let touched =
        exec!(tx, "UPDATE inbox SET origin = $2, client_kept = FALSE WHERE id = $1 AND pending = FALSE", mail, origin)?;
    Ok(touched == 1)
}

/// Removes a case with its events and tasks; answers how many tasks.
pub async fn take_case(tx: &mut Tx, case: &str) -> Result<u64, StoreError> {
    exec!(tx, "DELETE FROM case_copies WHERE case_id = $1", case)?;
    exec!(tx, "DELETE FROM case_events WHERE case_id = $1", case)?;
    let tasks = exec!(tx, "DELETE FROM case_tasks WHERE case_id = $1", case)?;
    exec!(tx, "DELETE FROM cases WHERE id = $1", case)?;
    Ok(tasks)
}

/// How far the retention is; `None` before the first night.
pub async fn night(tx: &mut Tx) -> Result<Option<NightRow>, StoreError> {
    Ok(row!(tx, NightRow, "SELECT night, lease_until, finished_at FROM retention WHERE one = 1")?)
}

/// Claims a night's work until `lease`; `false` when it is done, or another is at it.
pub async fn claim_night(tx: &mut Tx, night: &str, now: Instant, lease: Instant) -> Result<bool, StoreError> {
    let touched = exec!(
        tx,
        "INSERT INTO retention (one, night, lease_until) VALUES (1, '', $3) ON CONFLICT (one) DO UPDATE \
         SET lease_until = excluded.lease_until WHERE retention.night < $1 AND retention.lease_until <= $2",
        night,
        now.0,
        lease.0
    )?;
    Ok(touched == 1)
}

/// Says that a night's work is done.
pub async fn night_done(tx: &mut Tx, night: &str, now: Instant) -> Result<(), StoreError> {
    exec!(
        tx,
        "UPDATE retention SET night = $1, lease_until = 0, finished_at = $2 WHERE one = 1 AND night <= $1",
        night,
        now.0
    )?;
    Ok(())
}

/// Gives a night's work back, to be claimed again at once.
pub async fn give_night_back(tx: &mut Tx, lease: Instant) -> Result<(), StoreError> {
    exec!(tx, "UPDATE retention SET lease_until = 0 WHERE one = 1 AND lease_until = $1", lease.0)?;
    Ok(())
}
