//! One mail for each rule, all written for these tests.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

mod automatic;
mod delivery;
mod feedback;
mod formats;
mod forwarding;
mod systems;

use crate::domain::reading::Robot;
use crate::mail::parse::parse;

use super::{Own, Report, read};

/// Reads a mail of these header lines and this body, with LF line ends.
fn report(header: &str, body: &str) -> Option<Report> {
    report_to(&Own::default(), header, body)
}

fn report_to(own: &Own, header: &str, body: &str) -> Option<Report> {
    read(&parse(mail(header, body).as_bytes()), own)
}

fn mail(header: &str, body: &str) -> String {
    format!("{header}\n\n{body}").replace('\n', "\r\n")
}

/// The recipients a report names, with permanence and reason.
fn bounces(report: &Report) -> Vec<(String, bool, &'static str)> {
    let recipient = |bounce: &crate::domain::reading::Bounce| {
        bounce.recipient.as_ref().map(|address| address.match_form().to_owned()).unwrap_or_default()
    };
    report.bounces.iter().map(|bounce| (recipient(bounce), bounce.permanent, bounce.reason)).collect()
}

fn robot(header: &str, body: &str) -> Option<Robot> {
    report(header, body).map(|report| report.robot)
}
