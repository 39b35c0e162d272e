//! Changes of the endpoints of webhooks. An entry names an endpoint by its id only: its URL may be a secret.

use serde_json::Value;

use super::change::{Codes, Parts};
use crate::domain::error::Code;
use crate::domain::webhook::Endpoint;
use crate::domain::webhook::endpoint::DisabledWhy;
use crate::services::error::ServiceError;
use crate::services::webhooks::outgoing::endpoint_lane;
use crate::services::webhooks::{Edit, ROTATION_MS};
use crate::store::{outbox, webhooks};

pub(super) async fn add(parts: &mut Parts<'_>, endpoint: &Endpoint) -> Result<Codes, ServiceError> {
    webhooks::put(parts.tx, endpoint, parts.entry).await?;
    Ok(Some((parts.now, codes("webhook_added", endpoint))))
}

/// Applied to what stands recorded when it is written, so that two at once both count.
pub(super) async fn edit(
    parts: &mut Parts<'_>,
    id: &str,
    edit: &Edit,
    enabled: Option<bool>,
) -> Result<Codes, ServiceError> {
    let present = find(parts, id).await?;
    let mut endpoint = present.clone();
    if let Some(secret) = &edit.secret {
        let until = parts.now.plus_ms(ROTATION_MS);
        endpoint.former = Some((std::mem::replace(&mut endpoint.secret, secret.clone()), until));
    }
    endpoint.url = edit.url.clone().unwrap_or(endpoint.url);
    endpoint.description = edit.description.clone().unwrap_or(endpoint.description);
    endpoint.events = edit.events.clone().unwrap_or(endpoint.events);
    endpoint.addresses = edit.addresses.unwrap_or(endpoint.addresses);
    match enabled {
        Some(true) => endpoint.disabled = None,
        Some(false) if endpoint.disabled.is_none() => endpoint.disabled = Some((parts.now, DisabledWhy::Asked)),
        _ => {}
    }
    if endpoint == present {
        return Ok(None);
    }
    write(parts, &endpoint).await?;
    let what = if edit.secret.is_some() { "webhook_secret_rotated" } else { "webhook_changed" };
    Ok(Some((parts.now, codes(what, &endpoint))))
}

pub(super) async fn disable(parts: &mut Parts<'_>, id: &str, why: DisabledWhy) -> Result<Codes, ServiceError> {
    let present = find(parts, id).await?;
    if present.disabled.is_some() {
        return Ok(None);
    }
    let endpoint = Endpoint { disabled: Some((parts.now, why)), ..present };
    write(parts, &endpoint).await?;
    Ok(Some((parts.now, codes("webhook_disabled", &endpoint))))
}

/// What waits for an endpoint that is told nothing any more is given up with it; what waits for one that was changed is
/// tried now, because that may have mended it.
async fn write(parts: &mut Parts<'_>, endpoint: &Endpoint) -> Result<(), ServiceError> {
    webhooks::put(parts.tx, endpoint, parts.entry).await?;
    let lane = endpoint_lane(&endpoint.id);
    if endpoint.disabled.is_some() {
        let why = "disabled: it was waiting when the endpoint was disabled";
        outbox::give_up(parts.tx, &lane, why, parts.now).await?;
    } else {
        outbox::hurry(parts.tx, &lane, parts.now).await?;
    }
    Ok(())
}

async fn find(parts: &mut Parts<'_>, id: &str) -> Result<Endpoint, ServiceError> {
    let known = webhooks::all(parts.tx).await?;
    let found = known.into_iter().flatten().find(|endpoint| endpoint.id == id);
    found.ok_or_else(|| ServiceError::refused(Code::NotFound, "There is no webhook of this id."))
}

fn codes(what: &'static str, endpoint: &Endpoint) -> Vec<(&'static str, Value)> {
    let mut codes: Vec<(&'static str, Value)> = vec![
        ("what", what.into()),
        ("id", endpoint.id.clone().into()),
        ("events", endpoint.events.to_text().into()),
        ("addresses", endpoint.addresses.into()),
    ];
    codes.extend(endpoint.sender.map(|sender| ("of", sender.0.into())));
    codes.extend(endpoint.disabled.map(|(_, why)| ("disabled", why.word().into())));
    codes
}
