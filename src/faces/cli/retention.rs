//! `desist retention`: what is old, by which rules it goes, and to have it go now.

use serde_json::json;

use super::args::Retention as What;
use super::failure::Failure;
use super::table::table;
use super::topics::BY;
use super::{Answer, open, print, print_json};
use crate::faces::serve::house::OnEmpty;
use crate::services::Services;
use crate::services::retention::Removed;
use crate::settings::Settings;

pub(super) async fn run(what: What, settings: &Settings) -> Result<Answer, Failure> {
    let services = open(settings, OnEmpty::Refuse).await?;
    match what {
        What::Show { json } => show(&services, json).await,
        What::Run { dry_run: true, json } => tell(&services.retention_due().await?, "would go", json),
        What::Run { dry_run: false, json } => tell(&services.retain(&BY).await?, "went", json),
    }
}

/// The rules, what would go now, and when it went last.
async fn show(services: &Services, json: bool) -> Result<Answer, Failure> {
    let due = services.retention_due().await?;
    let last = services.retention_night().await?.map(|row| row.night).filter(|night| !night.is_empty());
    let set = &services.config.retention;
    if json {
        print_json(&json!({ "last_night": last, "hour": set.hour, "time_zone": set.zone.name(), "rules": due }))?;
        return Ok(Answer::Yes);
    }
    let last = last.map_or_else(|| "It has not run yet.".to_owned(), |night| format!("The last night: {night}."));
    print(&format!("Every night from {}:00 ({}). {last}\n\n", set.hour, set.zone))?;
    for rule in &due {
        let kept = match rule.before {
            Some(_) => format!("kept for {}", rule.kept),
            None => "kept for ever".to_owned(),
        };
        print(&format!("{:<15} {kept}: {}\n", rule.rule, rule.what))?;
    }
    print("\n")?;
    tell(&due, "would go", false)
}

fn tell(rules: &[Removed], went: &str, json: bool) -> Result<Answer, Failure> {
    if json {
        print_json(&rules)?;
        return Ok(Answer::Yes);
    }
    let row = |rule: &Removed| {
        let before = rule.before.map_or_else(|| "never".to_owned(), |before| before.rfc3339());
        let entries: Vec<String> = rule.entries.iter().map(u64::to_string).collect();
        vec![rule.rule.to_owned(), rule.count.to_string(), before, entries.join(", ")]
    };
    print(&table(&["rule", went, "ended before", "entries"], &rules.iter().map(row).collect::<Vec<_>>()))?;
    Ok(Answer::Yes)
}
