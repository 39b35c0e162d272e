//! Whether the address in the links leads to a service of ours.

use crate::services::Services;
use crate::services::doctor::{ALIVE_MS, Finding};
use crate::settings::Settings;

/// How the service is reached, as an instance that runs says, or as it is set.
pub(super) async fn reached(services: &Services, settings: &Settings) -> Finding {
    let alive = services.instances(ALIVE_MS).await.unwrap_or_default();
    public_url(settings, alive.first().map(|instance| instance.public_url.as_str())).await
}

/// Whether the address in the links leads to a service of ours.
async fn public_url(settings: &Settings, running: Option<&str>) -> Finding {
    let public = settings.server.public_url.as_str();
    let origin = if settings.server.public_url_is_default { running.unwrap_or(public) } else { public };
    let health = format!("{}/health/live", origin.trim_end_matches('/'));
    let answer = async {
        let client = reqwest::Client::builder().timeout(super::world::PATIENCE).build().ok()?;
        client.get(&health).send().await.ok()
    };
    match answer.await {
        Some(answer) if answer.status().is_success() => Finding::ok("public url", format!("{origin} answers")),
        Some(answer) => Finding {
            level: crate::services::doctor::Level::Fail,
            ..Finding::warn(
                "public url",
                format!("{health} answers {}", answer.status().as_u16()),
                "let the proxy pass every path on, and set server.public_url to what recipients use",
            )
        },
        None if running.is_none() => {
            Finding::warn("public url", format!("{origin} does not answer"), "start `desist serve`, then ask again")
        }
        None => Finding::warn(
            "public url",
            format!("{origin} does not answer from here"),
            "open it from outside; set server.public_url to what recipients use",
        ),
    }
}
