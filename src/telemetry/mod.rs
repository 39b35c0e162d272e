//! What the service says about itself: logs and metrics. Read by `main` and the faces only.
//!
//! - [`logs`]: one line an event on standard error, for people on a terminal and JSON otherwise.
//! - [`metrics`]: OpenMetrics text; HTTP is counted here, the rest read from [`crate::services::counters`].
//!
//! # Field names
//!
//! A log line has a message for people and dotted fields for queries. These are all the names there are; a new one is
//! added here first. No address, no token, no path with a token in it, in any field or message, at any level (L6,
//! TOK-11): a recipient appears as its key.
//!
//! | field | what |
//! |---|---|
//! | `recipient.key` | recipient key, hex |
//! | `recipient.masked` | masked address, where a person has to recognise it |
//! | `sender.key` | a sender's short name |
//! | `topic.key` | a topic's short name |
//! | `scope` | word of a scope |
//! | `entry.index` | index of a ledger entry |
//! | `ledger.size` | entries in the ledger |
//! | `checkpoint.size` | size a checkpoint signs |
//! | `route` | pattern of the path, such as `/u/{token}`; never the path |
//! | `method` | HTTP method |
//! | `status` | HTTP status |
//! | `duration_ms` | how long it took, milliseconds |
//! | `request.id` | id of an HTTP request, ours |
//! | `client` | client address, cut to /24 or /64 |
//! | `key.id` | number of a link key |
//! | `api_key.name` | name of an API key; never the secret |
//! | `mail.id` | outbox id of a mail of ours |
//! | `mail.message_id` | its Message-ID, which we make |
//! | `webhook.id`, `webhook.endpoint` | id of a webhook of ours; id of the endpoint it is for; never its URL |
//! | `inbound.id` | id of a received mail |
//! | `attempt` | number of the attempt, from 1 |
//! | `reply.code` | a relay's reply code; its text may hold an address and stays out |
//! | `table`, `column`, `row` | where a damaged row is |
//! | `batch.size` | changes in one commit |
//! | `import.rows` | rows of an import |
//! | `error` | what failed, without values |
//! | `code` | machine word of an error |
//! | `setting` | a settings key |

pub mod logs;
pub mod metrics;

pub use metrics::Metrics;
