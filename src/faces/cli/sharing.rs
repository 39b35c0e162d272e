//! `desist do-not-share`: may somebody's data be passed on, and the list of all whose data must not be.

use std::io::Write;

use serde_json::json;

use super::args::{DoNotShare as What, DoNotShareCheck, DoNotShareExport};
use super::failure::Failure;
use super::paint::Paint;
use super::{Answer, address, open, print, print_json};
use crate::faces::serve::house::OnEmpty;
use crate::services::sharing::{DoNotShare, ListFormat};
use crate::settings::Settings;

pub(super) async fn run(what: What, settings: &Settings) -> Result<Answer, Failure> {
    match what {
        What::Check(what) => check(what, settings).await,
        What::Export(what) => export(what, settings).await,
    }
}

async fn check(what: DoNotShareCheck, settings: &Settings) -> Result<Answer, Failure> {
    let address = address(&what.address)?;
    let services = open(settings, OnEmpty::Refuse).await?;
    let sender = services.sender_meant(None, what.sender.as_deref())?;
    let sharing = services.may_share_by_rows(sender.id, &address, what.needs_consent).await?;
    let (allowed, reason) = (sharing.allowed(), sharing.reason.word());
    match what.json {
        true => {
            let mut shown = json!({
                "recipient": address.delivery(), "allowed": allowed, "reason": reason,
                "ledger_size": services.gate.ledger_size(),
            });
            sharing.since.into_iter().for_each(|since| shown["since"] = since.rfc3339().into());
            print_json(&shown)?;
        }
        false => {
            let paint = Paint::stdout();
            let answer = if allowed { paint.good("may be shared") } else { paint.bad("must not be shared") };
            let since = sharing.since.map(|since| format!(", since {since}")).unwrap_or_default();
            print(&format!("{answer}: {reason} (sender {}{since})\n", sender.key))?;
        }
    }
    Ok(if allowed { Answer::Yes } else { Answer::No })
}

async fn export(what: DoNotShareExport, settings: &Settings) -> Result<Answer, Failure> {
    let format = ListFormat::from_word(&what.format);
    let format = format.ok_or_else(|| Failure::Input("--format is csv or ndjson.".to_owned()))?;
    let hashed = match what.hash.as_deref() {
        None => false,
        Some("sha256") => true,
        Some(_) => return Err(Failure::Input("The only --hash is sha256.".to_owned())),
    };
    let services = open(settings, OnEmpty::Refuse).await?;
    let sender = services.sender_meant(None, what.sender.as_deref())?.id;
    let mut list = DoNotShare::begin(&services, sender, format, hashed).await?;
    let mut out = std::io::stdout().lock();
    while let Some(piece) = list.piece(&services).await? {
        out.write_all(&piece).map_err(Failure::output)?;
    }
    out.flush().map_err(Failure::output)?;
    Ok(Answer::Yes)
}
