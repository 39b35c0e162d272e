//! One mail with everything that is needed to decide it.

use serde_json::Value;

use super::reading;
use super::{Place, content};
use crate::domain::address::{Address, RecipientKey};
use crate::domain::case::{CaseKind, CaseRecord};
use crate::domain::desk::Content;
use crate::domain::label;
use crate::domain::reading::Intent;
use crate::domain::time::Instant;
use crate::mail::parse;
use crate::mail::reports::{self, ForwardingCheck};
use crate::services::Services;
use crate::services::cases::Case;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::intake::answer::answered_by;
use crate::services::intake::queue::{QueuedMail, mail_row};
use crate::services::recipients::Standing;
use crate::store::queue::{self, AboutRow};
use crate::store::{Tx, cases, inbox, preferences};

/// Other mails of the same person that are named.
const OTHER_MAILS: i64 = 6;

/// A mail, to be decided or looked at.
pub struct DeskMail {
    /// What the queue says of it.
    pub mail: QueuedMail,
    /// What is shown of it; none when its content was not kept.
    pub content: Option<Content>,
    /// What was understood: of several attached mails, of each.
    pub proposals: Vec<Proposal>,
    /// Which of them is to be decided now: the first whose case waits.
    pub current: usize,
    /// Its cases that wait are about several people: a decision must say about whom.
    pub of_several: bool,
    /// Its cases.
    pub cases: Vec<Case>,
    /// Who decided it last, if somebody did.
    pub decided: Option<Decider>,
    /// What is known of whom it is about.
    pub known: Option<Known>,
    /// What a provider asks that forwards mail.
    pub check: Option<ForwardingCheck>,
    /// Where it stands among those that wait.
    pub place: Place,
}

/// What was understood of one person's mail.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Whom it is about.
    pub about: Option<String>,
    /// Who wrote it, where that is somebody else.
    pub written_by: Option<String>,
    /// It was passed on.
    pub forwarded: bool,
    /// How sure we are who wrote it, as a word.
    pub trust: String,
    /// Why, and what else was found, without addresses.
    pub reasons: Vec<String>,
    /// The robot that wrote it, as a word.
    pub robot: Option<String>,
    /// The language.
    pub language: String,
    /// What is wanted.
    pub intents: Vec<Intent>,
    /// It can be taken over as it is.
    pub acceptable: bool,
    /// It names or speaks for somebody else.
    pub names_another: bool,
}

/// Who decided, and when.
#[derive(Clone, Debug)]
pub struct Decider {
    /// What kind of actor: `operator`, `tool`, `command_line`.
    pub actor: String,
    /// Which one.
    pub id: Option<String>,
    /// When.
    pub at: Instant,
}

/// What is known of a person, in brief.
pub struct Known {
    /// The recipient key.
    pub key: RecipientKey,
    /// What stands recorded.
    pub standing: Vec<Standing>,
    /// Their other mails, newest first.
    pub mails: Vec<AboutRow>,
    /// Their other cases that are open.
    pub open_cases: usize,
}

impl Services {
    /// One mail with everything that is needed to decide it.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn desk_mail(&self, id: &str) -> Result<DeskMail, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let row = mail_row(&mut tx, None, id).await?;
        let raw = inbox::raw(&mut tx, id).await?.filter(|sealed| !sealed.is_empty());
        let raw = raw.map(|sealed| self.vault.open(Cell::Mail, id.as_bytes(), &sealed)).transpose()?;
        let whole = self.open_reading(&row)?;
        // What was never read may be what no reader bears, so it is not parsed here either.
        let parsed = raw.as_deref().filter(|_| whole.is_some()).map(parse::parse);
        let shown = match (&parsed, &whole) {
            (Some(mail), Some(whole)) => Some(content::content(mail, whole)),
            _ => raw.as_deref().map(content::unread),
        };
        let mail = self.show_mail(&mut tx, row).await?;
        let records = records(&mut tx, id).await?;
        let proposals: Vec<Proposal> = whole.iter().flat_map(|whole| reading::readings(whole)).map(proposal).collect();
        let current = self.current(&proposals, &records);
        let about = proposals.get(current).and_then(|one| Address::parse(one.about.as_deref()?).ok());
        let due_at = mail.due_at.unwrap_or_else(|| answered_by(mail.received_at));
        Ok(DeskMail {
            place: Place { due_at, id: mail.id.clone() },
            check: parsed.as_ref().filter(|_| mail.forwarding_check).and_then(reports::forwarding_check),
            content: shown,
            current,
            of_several: self.of_several(&records),
            cases: self.shown_cases(&mut tx, &records).await?,
            decided: decider(&mut tx, id).await?,
            known: self.known_in_brief(&mut tx, about.as_ref(), &mail).await?,
            proposals,
            mail,
        })
    }

    /// The first proposal whose person's case waits; the first of all when none does.
    fn current(&self, proposals: &[Proposal], records: &[CaseRecord]) -> usize {
        let waits = |proposal: &Proposal| {
            let about = proposal.about.as_deref().and_then(|about| Address::parse(about).ok());
            let keys: Vec<_> = about.iter().flat_map(|about| self.vault.recipient_keys(about)).collect();
            undecided(records).any(|case| match case.recipient {
                Some(key) => keys.contains(&key),
                None => keys.is_empty(),
            })
        };
        proposals.iter().position(waits).unwrap_or(0)
    }

    fn of_several(&self, records: &[CaseRecord]) -> bool {
        let mut people: Vec<_> = undecided(records).map(|case| case.recipient).collect();
        people.sort_unstable();
        people.dedup();
        people.len() > 1
    }

    async fn shown_cases(&self, tx: &mut Tx, records: &[CaseRecord]) -> Result<Vec<Case>, ServiceError> {
        let mut shown = Vec::new();
        for record in records {
            if let Some(row) = cases::find(tx, &record.id).await? {
                shown.push(self.show_case(tx, row).await?);
            }
        }
        Ok(shown)
    }

    async fn known_in_brief(
        &self,
        tx: &mut Tx,
        about: Option<&Address>,
        mail: &QueuedMail,
    ) -> Result<Option<Known>, ServiceError> {
        let Some(about) = about else { return Ok(None) };
        let (mut standing, mut mails, mut open_cases) = (Vec::new(), Vec::new(), 0);
        for key in self.vault.recipient_keys(about) {
            for row in preferences::of_key(tx, &key.bytes).await? {
                let (record, kept) = self.standing(&row)?;
                standing.push(self.shown(&record, &kept));
            }
            mails.extend(queue::about(tx, &key.bytes, OTHER_MAILS).await?);
            let open = cases::of_recipient(tx, &key.bytes).await?.into_iter().map(CaseRecord::try_from);
            let open = open.collect::<Result<Vec<_>, _>>()?;
            open_cases += open.iter().filter(|c| c.state.is_open() && !mail.cases.contains(&c.id)).count();
        }
        mails.retain(|other| other.id != mail.id);
        Ok(Some(Known { key: self.vault.recipient_key(about), standing, mails, open_cases }))
    }
}

fn undecided(records: &[CaseRecord]) -> impl Iterator<Item = &CaseRecord> {
    records.iter().filter(|case| case.kind == CaseKind::Unclear && case.state.is_open())
}

async fn records(tx: &mut Tx, mail: &str) -> Result<Vec<CaseRecord>, ServiceError> {
    let rows = cases::of_mail(tx, mail).await?;
    Ok(rows.into_iter().map(CaseRecord::try_from).collect::<Result<_, _>>()?)
}

/// Who decided about a mail last.
pub(super) async fn decider(tx: &mut Tx, mail: &str) -> Result<Option<Decider>, ServiceError> {
    let mut last: Option<Decider> = None;
    for case in cases::of_mail(tx, mail).await?.into_iter().filter(|case| case.kind == CaseKind::Unclear.word()) {
        for event in cases::events(tx, &case.id).await?.into_iter().filter(|event| event.what == "decided") {
            let this = Decider { actor: event.actor, id: event.actor_id, at: Instant(event.at) };
            last = Some(last.filter(|last| last.at > this.at).unwrap_or(this));
        }
    }
    Ok(last)
}

fn proposal(value: &Value) -> Proposal {
    let text = |name: &str| reading::word(value, name).map(str::to_owned);
    let intents = reading::intents(value);
    let about = text("about");
    let names_another = reading::names_another(value, &intents);
    Proposal {
        written_by: text("written_by").filter(|by| Some(by) != about.as_ref()),
        about,
        forwarded: value.get("forwarded").and_then(Value::as_bool).unwrap_or(false),
        trust: text("trust").unwrap_or_default(),
        reasons: reading::list(value, "reasons").filter_map(Value::as_str).map(str::to_owned).collect(),
        robot: text("robot"),
        language: label::language(reading::word(value, "language").unwrap_or_default()).to_owned(),
        acceptable: reading::can_be_accepted(value, &intents) && !names_another,
        names_another,
        intents,
    }
}
