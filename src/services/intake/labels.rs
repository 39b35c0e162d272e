//! Labels: each decision of a person about a mail is kept beside what was proposed, in the transaction of the decision, so
//! that the rules can be measured by them (`desist intake measure`). A label changes nothing that is recorded about anybody.
//!
//! What in it leads to somebody lies sealed and goes in time: the text (kept only with `[intake] label_texts`) with the mail's
//! content, the writer's words and the mail's id with what is recorded of whom it was about, all of it by an erasure. What
//! remains says kinds, topics, rules and a language.

use serde::Serialize;
use serde_json::Value;

use super::desk::content;
use super::desk::reading;
use super::queue::Ruling;
use super::ruled::part_about;
use crate::domain::address::Address;
use crate::domain::change::Actor;
use crate::domain::label::{self, Came, Wish};
use crate::mail::parse;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::{Cell, uuid_v7};
use crate::services::writer::change::{Act, KeptLabel};
use crate::store::inbox::{self, MailRow};
use crate::store::labels::{self, CountRow, LabelRow};

/// A label as it is exported: a line of a set that `desist intake measure` can score.
#[derive(Clone, Debug, Serialize)]
pub struct Label {
    /// Its id.
    pub id: String,
    /// The mail, while it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// When, in RFC 3339.
    pub decided_at: String,
    /// Who: an operator's or a key's id, or a word.
    pub by: String,
    /// The language, as it was recognised.
    pub lang: String,
    /// The version of the rules that proposed.
    pub rules_version: String,
    /// What was proposed.
    pub proposed: Vec<Wish>,
    /// What was decided.
    pub labels: Vec<Wish>,
    /// Both are the same.
    pub accepted: bool,
    /// The writer's words that led to the proposal, while they are kept.
    pub words: Vec<String>,
    /// The subject, where texts are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// What the writer wrote, where texts are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// How often a kind was proposed and meant, in one language.
#[derive(Clone, Debug)]
pub struct LabelCount {
    /// The kind.
    pub kind: String,
    /// The language; empty where it was not recognised.
    pub language: String,
    /// Proposed and confirmed.
    pub confirmed: u64,
    /// Proposed and not meant.
    pub not_meant: u64,
    /// Meant and not proposed.
    pub missed: u64,
}

impl Services {
    /// The label of a decision; none for a mail of which no reading is kept.
    pub(super) async fn label(
        &self,
        row: &MailRow,
        about: Option<&Address>,
        ruling: &Ruling,
        actor: &Actor,
    ) -> Result<Option<Act>, ServiceError> {
        let Some(whole) = self.open_reading(row)? else { return Ok(None) };
        let read = about.map_or(&whole, |about| part_about(&whole, about));
        let proposed = reading::intents(read);
        let words: Vec<&String> = proposed.iter().flat_map(|intent| &intent.words).collect();
        let proposed: Vec<Wish> = proposed.iter().map(Wish::of).collect();
        let decided = label::decided(&ruling.intents, ruling.spam);
        let language = label::language(reading::word(read, "language").unwrap_or_default());
        let now = self.clock.now();
        let id = uuid_v7(&*self.random, now);
        let seal = |cell, value: &Value| self.vault.seal(cell, id.as_bytes(), value.to_string().as_bytes());
        let content = match self.config.intake.label_texts {
            true => self.text_read(row, read).await?.map(|text| seal(Cell::LabelContent, &text)),
            false => None,
        };
        let counts = label::by_kind(&proposed, &decided).into_iter().map(|(kind, came)| counted(kind, language, came));
        let row = LabelRow {
            mail_id: Some(row.id.clone()),
            decided_at: now.0,
            actor: actor.word().to_owned(),
            actor_id: actor.id().map(str::to_owned),
            language: language.to_owned(),
            rules_version: reading::word(&whole, "rules_version").unwrap_or_default().to_owned(),
            accepted: label::same(&proposed, &decided),
            proposed: json(&proposed),
            decided: json(&decided),
            words: (!words.is_empty()).then(|| seal(Cell::LabelWords, &serde_json::json!(words))),
            content,
            id: id.clone(),
        };
        Ok(Some(Act::Label(Box::new(KeptLabel { row, counts: counts.collect() }))))
    }

    /// Subject and text as the rules read them; none of a mail whose content is gone.
    async fn text_read(&self, row: &MailRow, read: &Value) -> Result<Option<Value>, ServiceError> {
        let sealed = inbox::raw(&mut self.db.snapshot().await?, &row.id).await?.unwrap_or_default();
        if sealed.is_empty() {
            return Ok(None);
        }
        let mail = parse::parse(&self.vault.open(Cell::Mail, row.id.as_bytes(), &sealed)?);
        let text = reading::word(read, "text").unwrap_or_default();
        Ok(Some(serde_json::json!({ "subject": content::subject_read(&mail, text), "text": text })))
    }

    /// Labels, oldest first, after the given id.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn labels(&self, after: &str, limit: i64) -> Result<Vec<Label>, ServiceError> {
        let rows = labels::page(&mut self.db.snapshot().await?, after, limit).await?;
        rows.into_iter().map(|row| self.opened_label(row)).collect()
    }

    /// The last labels that say something else than was proposed, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn last_corrections(&self, limit: i64) -> Result<Vec<Label>, ServiceError> {
        let rows = labels::corrected(&mut self.db.snapshot().await?, limit).await?;
        rows.into_iter().map(|row| self.opened_label(row)).collect()
    }

    /// How often each kind was proposed and meant, by language.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn label_counts(&self) -> Result<Vec<LabelCount>, ServiceError> {
        let rows = labels::counts(&mut self.db.snapshot().await?).await?;
        let number = |n: i64| u64::try_from(n).unwrap_or(0);
        let shown = rows.into_iter().map(|row| LabelCount {
            kind: row.kind,
            language: row.language,
            confirmed: number(row.confirmed),
            not_meant: number(row.not_meant),
            missed: number(row.missed),
        });
        Ok(shown.collect())
    }

    fn opened_label(&self, row: LabelRow) -> Result<Label, ServiceError> {
        let open = |cell, sealed: &Option<Vec<u8>>| -> Result<Value, ServiceError> {
            let Some(sealed) = sealed else { return Ok(Value::Null) };
            Ok(serde_json::from_slice(&self.vault.open(cell, row.id.as_bytes(), sealed)?).unwrap_or_default())
        };
        let (words, content) = (open(Cell::LabelWords, &row.words)?, open(Cell::LabelContent, &row.content)?);
        let wishes = |text: &str| serde_json::from_str(text).unwrap_or_default();
        Ok(Label {
            mail: row.mail_id,
            decided_at: crate::domain::time::Instant(row.decided_at).rfc3339(),
            by: row.actor_id.unwrap_or(row.actor),
            lang: row.language,
            rules_version: row.rules_version,
            proposed: wishes(&row.proposed),
            labels: wishes(&row.decided),
            accepted: row.accepted,
            words: serde_json::from_value(words).unwrap_or_default(),
            subject: reading::word(&content, "subject").map(str::to_owned),
            text: reading::word(&content, "text").map(str::to_owned),
            id: row.id,
        })
    }
}

fn json(wishes: &[Wish]) -> String {
    serde_json::to_string(wishes).unwrap_or_default()
}

fn counted(kind: String, language: &str, came: Came) -> CountRow {
    let one = |which| i64::from(came == which);
    CountRow {
        kind,
        language: language.to_owned(),
        confirmed: one(Came::Confirmed),
        not_meant: one(Came::NotMeant),
        missed: one(Came::Missed),
    }
}
