//! What recipients and tools do to preferences. Leaving needs only the link or the address; coming back needs the
//! mailbox (L3): each function here says by its arguments which of the two it was shown.

mod confirm;
mod history;
mod links;
mod on_behalf;
mod overview;
mod tools;
mod undo;

pub use self::confirm::{Confirmation, ConfirmationState, Promise};
pub use self::history::{History, OwnChange, What};
pub use self::links::{Holder, Power, StopWhat, Stopped, Wish, Wished};
pub use self::on_behalf::{Heard, OnBehalf};
pub use self::overview::{Overview, Standing};
pub use self::tools::{Proof, Setting};

use serde_json::json;

use super::Services;
use super::error::ServiceError;
use super::writer::change::{Change, Prefer, Subject};
use crate::domain::address::Address;
use crate::domain::change::{Actor, Channel};
use crate::domain::error::{Code, Problem};
use crate::domain::preference::{Kind, Record, Scope};
use crate::domain::time::Instant;
use crate::domain::topic::Sender;
use crate::render::locale::Locale;
use crate::render::mails::StoppedNotice;
use crate::store::{StoreError, preferences as rows};

impl Services {
    /// What stands recorded about an address, for pages. A damaged row is left out and counted: the gate refuses mail
    /// because of it, and the page must still show its buttons.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn records(&self, address: &Address) -> Result<Vec<Record>, ServiceError> {
        let mut readable = Vec::new();
        for record in self.rows_about(address).await? {
            match record {
                Ok(record) => readable.push(record),
                Err(error) => self.unreadable(&error),
            }
        }
        Ok(readable)
    }

    /// The same for a verdict: an error when a row is damaged, because what it said may have been no (L10).
    ///
    /// # Errors
    /// When the database is out of reach, or a row of the recipient cannot be read.
    pub async fn all_records(&self, address: &Address) -> Result<Vec<Record>, ServiceError> {
        Ok(self.rows_about(address).await?.into_iter().collect::<Result<_, _>>()?)
    }

    async fn rows_about(&self, address: &Address) -> Result<Vec<Result<Record, StoreError>>, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let mut records = Vec::new();
        for key in self.vault.recipient_keys(address) {
            for row in rows::of_key(&mut tx, &key.bytes).await? {
                records.push(row.plain().read()?.1);
            }
        }
        Ok(records)
    }

    pub(super) fn unreadable(&self, error: &StoreError) {
        self.counters.unreadable_rows.add(1);
        tracing::error!(%error, "a page leaves out a row that cannot be read");
    }

    /// `/preferences`: stops everything promotional of a sender for a typed address, at once, and sends it one notice.
    /// The answer says nothing about whether the address was known.
    pub async fn stop_typed(&self, sender: &Sender, address: &Address, locale: &Locale) -> Result<(), ServiceError> {
        let token = self.new_token();
        let notice = StoppedNotice {
            from: self.letterhead(sender),
            address: address.masked(),
            goes_on: self.goes_on(sender),
            url: self.public(&format!("/confirm/{}", token.text)),
        };
        let mut order = self.order_mail(&notice, "stopped_notice", sender, address, locale)?;
        let scope = Scope::All(sender.id);
        order.link = Some(self.one_time_link(&token, "restore", &Promise::new(address, sender.id, &[scope]))?);
        let prefer = Prefer {
            notice: Some(order),
            ..self.recipients_choice(self.vault.subject(address), sender, scope, Kind::OptedOut, "typed")
        };
        let answer = self.writer.submit(Change::Prefer(vec![prefer])).await?;
        self.counters.opt_outs.add(scope.into(), answer.changed.into());
        Ok(())
    }

    /// A choice that the recipient, or whoever holds the link, makes now on a page.
    fn recipients_choice(
        &self,
        subject: Subject,
        sender: &Sender,
        scope: Scope,
        kind: Kind,
        form: &'static str,
    ) -> Prefer {
        Prefer {
            subject,
            sender: sender.id,
            scope,
            kind,
            at: self.clock.now(),
            actor: Actor::Recipient,
            channel: Channel::Page,
            codes: vec![("form", form.into())],
            evidence: Some(json!({ "form": form }).to_string().into_bytes()),
            notice: None,
            language: String::new(),
            undo_by: None,
            mailing: None,
        }
    }

    /// An event's time as somebody else claims it: not in the future, give or take five minutes of another's clock.
    fn claimed_time(&self, at: Option<Instant>, field: &'static str) -> Result<Instant, Problem> {
        let now = self.clock.now();
        match at {
            Some(at) if at > now.plus_ms(300_000) => {
                Err(Problem::new(Code::InvalidField, "This time lies in the future.").in_field(field))
            }
            Some(at) => Ok(at.min(now)),
            None => Ok(now),
        }
    }
}
