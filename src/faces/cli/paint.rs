//! Colour and progress, on terminals only.

use std::io::{IsTerminal, stderr, stdout};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

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

/// A number with what it counts: `1 line`, `2 lines`.
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// A number with spaces between its thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let (head, tail) = digits.split_at(first);
    let mut groups: Vec<&str> = Vec::new();
    groups.extend(Some(head).filter(|head| !head.is_empty()));
    let mut rest = tail;
    while !rest.is_empty() {
        let (group, next) = rest.split_at(3);
        groups.push(group);
        rest = next;
    }
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(
            [0, 7, 999, 1000, 12_345, 1_234_567].map(grouped),
            ["0", "7", "999", "1 000", "12 345", "1 234 567"].map(str::to_owned)
        );
    }

    #[test]
    fn away_from_a_terminal_nothing_is_painted() {
        assert_eq!(Paint::for_terminal(false).bad("no"), "no");
    }
}
