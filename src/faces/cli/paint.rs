//! Colour and progress, on terminals only.

use std::io::{IsTerminal, stderr, stdout};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

pub use crate::domain::text::{counted, grouped};

/// Paints words, or leaves them plain.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    colours: bool,
}

impl Paint {
    /// For standard output. `NO_COLOR` is honoured by not being a question of ours: it is read in [`Paint::for_terminal`].
    pub fn stdout() -> Self {
        Self::for_terminal(stdout().is_terminal())
    }

    fn for_terminal(is_terminal: bool) -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { colours: is_terminal && !refused }
    }

    /// A heading.
    pub fn strong(self, text: &str) -> String {
        self.wrap("1", text)
    }

    /// Good news.
    pub fn good(self, text: &str) -> String {
        self.wrap("32", text)
    }

    /// Something to look at.
    pub fn warn(self, text: &str) -> String {
        self.wrap("33", text)
    }

    /// Bad news.
    pub fn bad(self, text: &str) -> String {
        self.wrap("31;1", text)
    }

    /// A link.
    pub fn link(self, text: &str) -> String {
        self.wrap("36;4", text)
    }

    /// What may be passed over.
    pub fn faint(self, text: &str) -> String {
        self.wrap("2", text)
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.colours { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// A bar on standard error, for work that may take long; hidden when that is no terminal. Without a known length it
/// counts only.
pub fn progress(length: Option<u64>, unit: &str) -> ProgressBar {
    if !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = length.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    let form = match length {
        Some(_) => format!("{{bar:32}} {{percent:>3}} %  {{msg}} {unit}  {{elapsed}} of about {{duration}}"),
        None => format!("{{spinner}} {{msg}} {unit}  {{elapsed}}"),
    };
    bar.set_style(ProgressStyle::with_template(&form).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn away_from_a_terminal_nothing_is_painted() {
        assert_eq!(Paint::for_terminal(false).bad("no"), "no");
    }
}
