//! `labels` and `label_counts`: what persons decided about mails, to measure the rules by. What of it a writer's words are
//! lies sealed and goes when the mail's own content does.

use super::sql::{columns, exec, rows};
use super::{StoreError, Tx};

columns! {
    /// A decision as it is kept.
    #[derive(Clone, Debug)]
    pub struct LabelRow {
        pub id: String,
        pub mail_id: Option<String>,
        pub decided_at: i64,
        pub actor: String,
        pub actor_id: Option<String>,
        pub language: String,
        pub rules_version: String,
        pub proposed: String,
        pub decided: String,
        pub accepted: bool,
        pub words: Option<Vec<u8>>,
        pub content: Option<Vec<u8>>,
    }
}

columns! {
    /// How often a kind was proposed and meant, in one language.
    #[derive(Clone, Debug)]
    pub struct CountRow {
        pub kind: String,
        pub language: String,
        pub confirmed: i64,
        pub not_meant: i64,
        pub missed: i64,
    }
}

/// Keeps a decision.
pub async fn insert(tx: &mut Tx, label: &LabelRow) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO labels (id, mail_id, decided_at, actor, actor_id, language, rules_version, proposed, decided, \
         accepted, words, content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &label.id,
        label.mail_id.as_deref(),
        label.decided_at,
        &label.actor,
        label.actor_id.as_deref(),
        &label.language,
        &label.rules_version,
        &label.proposed,
        &label.decided,
        label.accepted,
        label.words.as_deref(),
        label.content.as_deref()
    )?;
    Ok(())
}

/// Adds to how often a kind was proposed and meant.
pub async fn count_up(tx: &mut Tx, more: &CountRow) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO label_counts (kind, language, confirmed, not_meant, missed) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (kind, language) DO UPDATE SET confirmed = label_counts.confirmed + excluded.confirmed, \
         not_meant = label_counts.not_meant + excluded.not_meant, missed = label_counts.missed + excluded.missed",
        &more.kind,
        &more.language,
        more.confirmed,
        more.not_meant,
        more.missed
    )?;
    Ok(())
}

/// How often each kind was proposed and meant, by language.
pub async fn counts(tx: &mut Tx) -> Result<Vec<CountRow>, StoreError> {
    Ok(rows!(
        tx,
        CountRow,
        "SELECT kind, language, confirmed, not_meant, missed FROM label_counts ORDER BY kind, language"
    )?)
}

/// Labels, oldest first, after the given id.
pub async fn page(tx: &mut Tx, after: &str, limit: i64) -> Result<Vec<LabelRow>, StoreError> {
    Ok(rows!(
        tx,
        LabelRow,
        "SELECT id, mail_id, decided_at, actor, actor_id, language, rules_version, proposed, decided, accepted, words, \
         content FROM labels WHERE id > $1 ORDER BY id LIMIT $2",
        after,
        limit
    )?)
}

/// The last labels that say something else than was proposed, newest first.
pub async fn corrected(tx: &mut Tx, limit: i64) -> Result<Vec<LabelRow>, StoreError> {
    Ok(rows!(
        tx,
        LabelRow,
        "SELECT id, mail_id, decided_at, actor, actor_id, language, rules_version, proposed, decided, accepted, words, \
         content FROM labels WHERE NOT accepted ORDER BY id DESC LIMIT $1",
        limit
    )?)
}

/// Destroys the text that is kept of a mail; where nobody is recorded whom it is about, all that leads back to it.
pub async fn forget_content(tx: &mut Tx, mail: &str) -> Result<(), StoreError> {
    exec!(tx, "UPDATE labels SET content = NULL WHERE mail_id = $1", mail)?;
    exec!(
        tx,
        "UPDATE labels SET mail_id = NULL, words = NULL WHERE mail_id = $1 AND EXISTS (SELECT 1 FROM inbox \
         WHERE id = $1 AND recipient_key IS NULL AND author_key IS NULL)",
        mail
    )?;
    Ok(())
}

/// Destroys everything of a mail that is kept with what was decided about it. What remains leads to nobody.
pub async fn forget(tx: &mut Tx, mail: &str) -> Result<(), StoreError> {
    exec!(tx, "UPDATE labels SET mail_id = NULL, words = NULL, content = NULL WHERE mail_id = $1", mail)?;
    Ok(())
}
