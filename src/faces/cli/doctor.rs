//! `desist doctor`: what is wrong or missing, each with its fix.

mod checks;
mod intake;
pub(in crate::faces) mod world;

use super::args::Doctor;
use super::failure::{Failure, chain};
use super::paint::Paint;
use super::{Answer, print, print_json};
use crate::faces::serve::house::{self, OnEmpty};
use crate::services::doctor::{Finding, Level, examine};
use crate::services::gate::Holds;
use crate::settings::Settings;

pub(super) async fn run(what: &Doctor, settings: &Settings) -> Result<Answer, Failure> {
    let mut findings = world::settings(settings);
    // The checks go on without a database: what is wrong with it may be among them.
    match house::open(settings, Holds::Registries, OnEmpty::Refuse).await {
        Ok(house) => {
            findings.extend(examine(&house.services).await);
            findings.push(checks::reached(&house.services, settings).await);
        }
        Err(failure) => findings.push(Finding::fail(
            "database",
            chain(&failure).join(": "),
            "check --data-dir and --database-url, and that the database runs",
        )),
    }
    findings.push(world::mail(settings).await);
    findings.extend(intake::ways_in(settings).await);
    findings.push(world::disk(settings).await);
    match what.json {
        true => print_json(&findings)?,
        false => print(&told(&findings))?,
    }
    let failed = findings.iter().any(|finding| finding.level == Level::Fail);
    Ok(if failed { Answer::No } else { Answer::Yes })
}

fn told(findings: &[Finding]) -> String {
    let paint = Paint::stdout();
    let mut text = String::new();
    for finding in findings {
        let level = match finding.level {
            Level::Ok => paint.good("ok  "),
            Level::Warn => paint.warn("warn"),
            Level::Fail => paint.bad("fail"),
        };
        text += &format!("{level}  {:<11} {}\n", finding.check, finding.what);
        if let Some(fix) = &finding.fix {
            text += &format!("                  {} {fix}\n", paint.faint("fix:"));
        }
    }
    text
}
