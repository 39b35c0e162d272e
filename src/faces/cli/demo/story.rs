//! The telling: numbered steps, what each shows, and how it ends.

use super::super::failure::{Failure, chain};
use super::super::paint::Paint;
use super::super::print;

/// A story told on standard output.
pub(super) struct Story {
    paint: Paint,
    step: usize,
    shown: usize,
    wrong: Vec<String>,
}

impl Story {
    pub(super) fn new() -> Self {
        Self { paint: Paint::stdout(), step: 0, shown: 0, wrong: Vec::new() }
    }

    pub(super) fn opening(&self, text: &str) -> Result<(), Failure> {
        print(&format!("\n{text}\n"))
    }

    /// A new step: what happens, and what it is about.
    pub(super) fn step(&mut self, title: &str, why: &str) -> Result<(), Failure> {
        self.step += 1;
        let title = self.paint.strong(&format!("{:>2}. {title}", self.step));
        print(&format!("\n{title}\n    {}\n", self.paint.faint(why)))
    }

    /// Something to look at.
    pub(super) fn quotes(&self, text: &str) -> Result<(), Failure> {
        print(&format!("    {}\n", self.paint.link(text)))
    }

    /// What the step shows, if it does.
    pub(super) fn shows(&mut self, holds: bool, what: &str) -> Result<(), Failure> {
        self.shown += 1;
        if !holds {
            self.wrong.push(format!("step {}: {what}", self.step));
        }
        let mark = if holds { self.paint.good("✓") } else { self.paint.bad("✗ expected:") };
        print(&format!("    {mark} {what}\n"))
    }

    /// Lines to look at, as they are.
    pub(super) fn shows_lines(&self, text: &str) -> Result<(), Failure> {
        let lines: String = text.lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n").collect();
        print(&lines)
    }

    /// The story cannot go on.
    pub(super) fn broke_off(&mut self, failure: &Failure) -> Result<(), Failure> {
        let why = chain(failure).join(": ");
        self.wrong.push(format!("step {}: {why}", self.step));
        print(&format!("    {} {why}\n", self.paint.bad("✗ it broke off:")))
    }

    /// The summary; answers whether everything came out right.
    pub(super) fn ending(&self) -> Result<bool, Failure> {
        if self.wrong.is_empty() {
            let done = format!("All {} steps came out right ({} things shown).", self.step, self.shown);
            let next = "Start it for yourself with `desist`; it prints a key and a link to click.";
            print(&format!("\n{}\n{next}\n\n", self.paint.good(&done)))?;
            return Ok(true);
        }
        let wrong: String = self.wrong.iter().map(|what| format!("  {what}\n")).collect();
        print(&format!("\n{}\n{wrong}\n", self.paint.bad("Not everything came out right:")))?;
        Ok(false)
    }
}
