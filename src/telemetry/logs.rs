//! The log: where it goes and what is kept out of it.

use std::io::{self, IsTerminal};

use tracing::{Level, Metadata, Subscriber};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, filter, fmt};

use crate::settings::{Log, LogFormat};

/// Why logging could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The filter does not parse; settings that were checked never cause it.
    #[error("log.filter cannot be read; use one such as info or warn,desist=debug")]
    Filter,
    /// Something has set up logging in this process already.
    #[error("logging is set up already")]
    Twice,
}

/// Sends the log of this process to standard error (standard output belongs to results).
///
/// # Errors
/// See [`LogError`]. To be called once, by `main`.
pub fn init(log: &Log) -> Result<(), LogError> {
    let is_terminal = io::stderr().is_terminal();
    let subscriber = subscriber(log, is_terminal, io::stderr)?;
    subscriber.try_init().map_err(|_| LogError::Twice)
}

fn subscriber<W>(log: &Log, is_terminal: bool, writer: W) -> Result<impl Subscriber + Send + Sync, LogError>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let wanted = EnvFilter::builder().parse(&log.filter).map_err(|_| LogError::Filter)?;
    let lines = lines(is_json(log.format, is_terminal), is_terminal, writer);
    Ok(tracing_subscriber::registry().with(wanted).with(lines.with_filter(filter::filter_fn(may_be_logged))))
}

fn lines<S, W>(json: bool, colours: bool, writer: W) -> Box<dyn Layer<S> + Send + Sync>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let lines = fmt::layer().with_writer(writer).with_ansi(colours);
    if json { lines.json().flatten_event(true).with_span_list(false).boxed() } else { lines.compact().boxed() }
}

fn is_json(format: LogFormat, is_terminal: bool) -> bool {
    match format {
        LogFormat::Auto => !is_terminal,
        LogFormat::Human => false,
        LogFormat::Json => true,
    }
}

/// Below `info` only our own code may speak, whatever the filter says: libraries repeat there what they handle, such as
/// request paths (tokens) and mail dialogues (addresses, passwords), which no log may hold (L6, TOK-11).
fn may_be_logged(what: &Metadata<'_>) -> bool {
    let ours = what.target() == "desist" || what.target().starts_with("desist::");
    ours || *what.level() <= Level::INFO
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn logged(format: LogFormat, filter: &str, speak: impl FnOnce()) -> String {
        let paper = Paper::default();
        let writer = paper.clone();
        let log = Log { format, filter: filter.to_owned() };
        let subscriber = subscriber(&log, false, move || writer.clone()).unwrap();
        tracing::subscriber::with_default(subscriber, speak);
        let bytes = paper.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn without_a_terminal_a_line_is_one_json_object_with_dotted_fields() {
        let text = logged(LogFormat::Auto, "info", || tracing::info!(topic.key = "events", status = 200, "answered"));
        let line: serde_json::Value = serde_json::from_str(text.trim_end()).unwrap();
        assert_eq!((&line["message"], &line["topic.key"]), (&"answered".into(), &"events".into()));
        assert_eq!(line["status"], 200);
    }

    #[test]
    fn human_lines_have_no_colour_codes_away_from_a_terminal() {
        let text = logged(LogFormat::Human, "info", || tracing::warn!("gate is stale"));
        assert!(text.contains("gate is stale") && !text.contains('\u{1b}') && !text.starts_with('{'), "{text}");
    }

    #[test]
    fn law_6_libraries_cannot_speak_below_info_whatever_the_filter_says() {
        let text = logged(LogFormat::Json, "trace,lettre=trace,desist=debug", || {
            tracing::debug!(target: "lettre::transport::smtp", "RCPT TO:<ana@example.com>");
            tracing::debug!(target: "desistance", "ana@example.com");
            tracing::info!(target: "lettre::transport::smtp", "connected");
            tracing::debug!("our own");
        });
        assert!(!text.contains("ana@") && text.contains("connected") && text.contains("our own"), "{text}");
    }

    #[test]
    fn a_filter_that_does_not_parse_is_an_error() {
        let log = Log { format: LogFormat::Json, filter: "desist=loud".to_owned() };
        assert!(matches!(subscriber(&log, false, io::sink), Err(LogError::Filter)));
    }
}
