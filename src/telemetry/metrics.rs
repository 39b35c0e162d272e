//! Metrics in the OpenMetrics text format, all named `desist_*`.
//!
//! HTTP requests are counted here, by the pattern of their route; everything else is read from the services' counters
//! at the moment of the question. Labels are words of the program's own: a path or a word from outside can become
//! none (L6). What belongs to a route is looked up once: the gate is asked too often to search by words each time.

use std::fmt;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric, text};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::{ConstCounter, Counter};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::services::counters::{Counters, Spread, Tally, Word};

/// The `Content-Type` of [`Metrics::encode`].
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Seconds; a one-click answer waits for a commit, a stream may take minutes.
const REQUEST_BOUNDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

const METHODS: [&str; 8] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", OTHER];
const STATUS_CLASSES: [&str; 6] = ["1xx", "2xx", "3xx", "4xx", "5xx", OTHER];
const OTHER: &str = "other";

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    route: &'static str,
    method: &'static str,
    status: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: &'static str,
}

/// The counters of one route, made when they are first needed: what never happened is not shown.
#[derive(Debug, Default)]
struct Meters {
    requests: [[OnceLock<Counter>; STATUS_CLASSES.len()]; METHODS.len()],
    duration: OnceLock<Histogram>,
}

/// The metrics of this process.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    routes: &'static [&'static str],
    /// One for each of `routes`, and a last one for all others.
    meters: Vec<Meters>,
    requests: Family<Request, Counter>,
    durations: Family<Route, Histogram>,
    staleness: Gauge<f64, AtomicU64>,
}

impl Metrics {
    /// Metrics over these counters. `routes` are the patterns of all routes; a request of any other counts as `other`.
    pub fn new(counters: Arc<Counters>, routes: &'static [&'static str]) -> Self {
        let requests = Family::default();
        let durations = Family::new_with_constructor(request_histogram as fn() -> Histogram);
        let staleness = Gauge::default();
        let mut registry = Registry::with_prefix("desist");
        registry.register("http_requests", "HTTP requests by route pattern", requests.clone());
        let help = "Time from request to the head of the answer";
        registry.register_with_unit("http_request_duration", help, Unit::Seconds, durations.clone());
        let help = "Age of what the gate knows; infinite until it has loaded";
        registry.register_with_unit("gate_staleness", help, Unit::Seconds, staleness.clone());
        registry.register_collector(Box::new(FromCounters(counters)));
        let meters = std::iter::repeat_with(Meters::default).take(routes.len() + 1).collect();
        Self { registry, routes, meters, requests, durations, staleness }
    }

    /// Counts one answered request. `route` is the place of the matching pattern among the routes, if one matched.
    pub fn http(&self, route: Option<usize>, method: &str, status: u16, took: Duration) {
        let at = route.filter(|at| *at < self.routes.len()).unwrap_or(self.routes.len());
        let route = self.routes.get(at).copied().unwrap_or(OTHER);
        let (method, status) = (method_at(method), status_class_at(status));
        let Some(meters) = self.meters.get(at) else { return };
        let labels = || Request { route, method: METHODS[method], status: STATUS_CLASSES[status] };
        meters.requests[method][status].get_or_init(|| self.requests.get_or_create_owned(&labels())).inc();
        let duration = meters.duration.get_or_init(|| self.durations.get_or_create_owned(&Route { route }));
        duration.observe(took.as_secs_f64());
    }

    /// Everything as text. `gate_staleness` is how old the gate's knowledge is right now (`None`: nothing loaded yet);
    /// it is asked for here because a stored value would look fresh while the gate hangs.
    pub fn encode(&self, gate_staleness: Option<Duration>) -> String {
        self.staleness.set(gate_staleness.map_or(f64::INFINITY, |age| age.as_secs_f64()));
        let mut out = String::new();
        // Writing to a string does not fail; were it to, a text without its end marker is refused by every scraper.
        match text::encode(&mut out, &self.registry) {
            Ok(()) => out,
            Err(fmt::Error) => String::new(),
        }
    }
}

fn request_histogram() -> Histogram {
    Histogram::new(REQUEST_BOUNDS)
}

fn method_at(method: &str) -> usize {
    METHODS.iter().position(|known| *known == method).unwrap_or(METHODS.len() - 1)
}

fn status_class_at(status: u16) -> usize {
    let class = usize::from(status / 100).checked_sub(1);
    class.unwrap_or(usize::MAX).min(STATUS_CLASSES.len() - 1)
}

/// The services' counters under their public names.
#[derive(Debug)]
struct FromCounters(Arc<Counters>);

impl Collector for FromCounters {
    fn encode(&self, encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let counters = &self.0;
        let mut out = Writer(encoder);
        out.tally("verdicts", "Answers of the gate", "reason", &counters.verdicts)?;
        out.tally("one_click", "One-click requests by the form of their body", "body", &counters.one_click)?;
        out.tally("opt_outs", "Opt-outs that changed something", "scope", &counters.opt_outs)?;
        out.tally("token_failures", "Tokens that led nowhere", "kind", &counters.token_failures)?;
        out.tally("mail_sends", "Attempts to send from the outbox", "outcome", &counters.sends)?;
        out.tally("webhook_sends", "Attempts to send a webhook", "outcome", &counters.webhook_sends)?;
        out.tally("inbound_mails", "Mails that came in, by what became of them", "outcome", &counters.inbound)?;
        out.count("link_mints", "Links minted", counters.link_mints.get())?;
        out.level("cases_open", "Cases that nobody has ended", counters.cases_open.get())?;
        out.level("cases_late", "Open cases that are late", counters.cases_late.get())?;
        out.count("silent_parties", "Times a party was silent for a week or longer", counters.silent_parties.get())?;
        out.tally("retention_removed", "What retention removed", "rule", &counters.retained)?;
        out.count(
            "journal_failures",
            "Times that the journal beside the database could not be written",
            counters.journal_failures.get(),
        )?;
        out.count("unreadable_rows", "Stored rows that could not be read", counters.unreadable_rows.get())?;
        out.level("ledger_size", "Entries in the ledger", counters.ledger_size.get())?;
        out.level("index_recipients", "Recipients in the gate's index", counters.index_recipients.get())?;
        out.level("outbox_pending", "Mails in the outbox that are not settled", counters.outbox_pending.get())?;
        out.level("webhooks_pending", "Webhooks that are not settled", counters.webhooks_pending.get())?;
        let put_off = "Automatic answers put off or left out, because too many go out";
        out.count("answers_put_off", put_off, counters.answers_put_off.get())?;
        let unproven = "Mails of the last hour whose stop was applied though nothing proves it";
        out.level("unproven_stops", unproven, counters.unproven_stops.get())?;
        out.level("inbox_pending", "Mails that came in and wait", counters.inbox_pending.get())?;
        out.level("keys_missing", "Keys issued but not present here", counters.keys_missing.get())?;
        out.spread("writer_batch_size", "Changes in one commit", None, &counters.batch_size)?;
        out.spread("commit_duration", "Time of one commit", Some(&Unit::Seconds), &counters.commit_duration)
    }
}

struct Writer<'a>(DescriptorEncoder<'a>);

impl Writer<'_> {
    fn tally<W: Word>(&mut self, name: &str, help: &str, label: &'static str, tally: &Tally<W>) -> fmt::Result {
        let help = format!("{help}.");
        let mut family = self.0.encode_descriptor(name, &help, None, MetricType::Counter)?;
        tally.read().try_for_each(|(word, count)| {
            let labels = [(label, word)];
            ConstCounter::new(count).encode(family.encode_family(&labels)?)
        })
    }

    fn count(&mut self, name: &str, help: &str, value: u64) -> fmt::Result {
        let help = format!("{help}.");
        ConstCounter::new(value).encode(self.0.encode_descriptor(name, &help, None, MetricType::Counter)?)
    }

    fn level(&mut self, name: &str, help: &str, value: u64) -> fmt::Result {
        let help = format!("{help}.");
        ConstGauge::new(value).encode(self.0.encode_descriptor(name, &help, None, MetricType::Gauge)?)
    }

    fn spread(&mut self, name: &str, help: &str, unit: Option<&Unit>, spread: &Spread) -> fmt::Result {
        let help = format!("{help}.");
        let steps = spread.read();
        let count = steps.iter().map(|(_, count)| count).sum();
        let mut encoder = self.0.encode_descriptor(name, &help, unit, MetricType::Histogram)?;
        encoder.encode_histogram::<[(&str, &str); 0]>(spread.sum(), count, &steps, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::retention::Rule;
    use crate::domain::verdict::Reason;
    use crate::services::counters::{OneClickBody, SendOutcome, TokenFailure};

    const ROUTES: &[&str] = &["/u/{token}", "/v1/check"];

    fn metrics() -> (Arc<Counters>, Metrics) {
        let counters = Arc::new(Counters::default());
        (counters.clone(), Metrics::new(counters, ROUTES))
    }

    fn says(text: &str, line: &str) -> bool {
        text.lines().any(|l| l == line)
    }

    #[test]
    fn counters_appear_under_their_names() {
        let (counters, metrics) = metrics();
        counters.verdicts.add(Reason::OptedOutAll, 3);
        counters.one_click.add(OneClickBody::WrongRecipient, 1);
        counters.token_failures.add(TokenFailure::KeyMissing, 1);
        counters.sends.add(SendOutcome::Dead, 2);
        counters.link_mints.add(10_000_000);
        counters.retained.add(Rule::UnrelatedMail, 9);
        counters.ledger_size.set(42);
        counters.batch_size.add(64.0);
        counters.commit_duration.add_duration(Duration::from_millis(3));
        let text = metrics.encode(Some(Duration::from_millis(250)));
        for line in [
            "desist_verdicts_total{reason=\"opted_out_all\"} 3",
            "desist_verdicts_total{reason=\"no_objection\"} 0",
            "desist_one_click_total{body=\"wrong_recipient\"} 1",
            "desist_token_failures_total{kind=\"key_missing\"} 1",
            "desist_mail_sends_total{outcome=\"dead\"} 2",
            "desist_link_mints_total 10000000",
            "desist_retention_removed_total{rule=\"unrelated_mail\"} 9",
            "desist_ledger_size 42",
            "desist_gate_staleness_seconds 0.25",
            "desist_writer_batch_size_count 1",
            "desist_writer_batch_size_bucket{le=\"+Inf\"} 1",
            "desist_writer_batch_size_bucket{le=\"50.0\"} 0",
            "desist_commit_duration_seconds_bucket{le=\"0.005\"} 1",
        ] {
            assert!(says(&text, line), "{line}\n{text}");
        }
        assert!(text.ends_with("# EOF\n"));
    }

    #[test]
    fn law_6_nothing_from_outside_becomes_a_label() {
        let (_, metrics) = metrics();
        metrics.http(Some(0), "POST", 200, Duration::from_millis(4));
        metrics.http(Some(2), "ana@example.com", 404, Duration::ZERO);
        metrics.http(None, "GET", 999, Duration::ZERO);
        let text = metrics.encode(None);
        assert!(!text.contains("ana@"), "{text}");
        assert!(
            says(&text, "desist_http_requests_total{route=\"/u/{token}\",method=\"POST\",status=\"2xx\"} 1"),
            "{text}"
        );
        assert!(says(&text, "desist_http_requests_total{route=\"other\",method=\"other\",status=\"4xx\"} 1"), "{text}");
        assert!(says(&text, "desist_http_requests_total{route=\"other\",method=\"GET\",status=\"other\"} 1"), "{text}");
        assert!(says(&text, "desist_http_request_duration_seconds_count{route=\"other\"} 2"), "{text}");
    }

    #[test]
    fn a_gate_that_never_loaded_is_infinitely_stale() {
        let (_, metrics) = metrics();
        let text = metrics.encode(None);
        assert!(
            text.lines().any(|line| line.starts_with("desist_gate_staleness_seconds ") && line.contains("nf")),
            "{text}"
        );
    }
}
